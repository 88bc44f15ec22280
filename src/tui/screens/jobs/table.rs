//! The same jobs as a list, one Tab away: where rows are marked and many are stepped on at once.

use super::{Jobs, lists};
use crate::desk::board::Placed;
use crate::domain::JobId;
use crate::domain::job::{Column as Stage, HoldReason, Status};
use crate::msg;
use crate::tui::app::Cx;
use crate::tui::look::Role;
use crate::tui::widgets::window_table::{Cell, Mark};
use crate::tui::widgets::{Column, Row, WindowTable};

/// The list without rows.
pub fn empty(cx: &Cx) -> WindowTable<JobId> {
    let w = &cx.words;
    let mut table = WindowTable::new(vec![
        Column::new(w.word("job-col-plate"), 9, 11),
        Column::new(w.word("job-col-customer"), 12, 24),
        Column::new(w.word("job-col-work"), 16, 30).grows(),
        Column::new(w.word("job-col-stage"), 11, 22),
        Column::new(w.word("job-col-who"), 6, 12)
            .ink(Role::Dim)
            .drops(1),
        Column::new(w.word("job-col-promised"), 8, 12),
    ]);
    table.empty = w.word("board-empty");
    table
}

impl Jobs {
    /// The rows as they are found and marked now.
    pub(super) fn list_again(&mut self, cx: &Cx) {
        let living = |id: &JobId| self.placed.iter().any(|p| p.card.id == *id);
        self.marked.retain(living);
        let shown = lists::shown(&self.placed, self.find.text(), self.mechanic.as_ref());
        let rows = shown
            .iter()
            .map(|p| row(p, self.marked.contains(&p.card.id), cx));
        let rows = rows.collect();
        let table = self.table.get_or_insert_with(|| empty(cx));
        table.find = self.find.text().into();
        table.show(rows, false);
    }

    /// Space: marks the row, and the cursor goes to the next.
    pub(super) fn mark(&mut self, cx: &Cx) {
        let Some(table) = &mut self.table else { return };
        let Some(id) = table.key().copied() else {
            return;
        };
        if !self.marked.remove(&id) {
            self.marked.insert(id);
        }
        let _ = table.step(crate::tui::widgets::Step::Down);
        self.list_again(cx);
    }

    /// All that are shown, or none when they all are marked.
    pub(super) fn mark_all(&mut self, cx: &Cx) {
        let shown = lists::shown(&self.placed, self.find.text(), self.mechanic.as_ref());
        let ids: Vec<JobId> = shown.iter().map(|p| p.card.id).collect();
        if ids.iter().all(|id| self.marked.contains(id)) {
            self.marked.clear();
        } else {
            self.marked.extend(ids);
        }
        self.list_again(cx);
    }
}

fn row(p: &Placed, marked: bool, cx: &Cx) -> Row<JobId> {
    let (w, c) = (&cx.words, &p.card);
    let name = if c.plate.is_empty() {
        &c.number
    } else {
        &c.plate
    };
    let waits = c.status == Status::AwaitingAuth || p.column == Stage::Parts;
    let stage = match (c.status, c.hold_reason) {
        (Status::OnHold, reason) => w.say(&msg!(
            "card-held",
            reason = reason.unwrap_or(HoldReason::Other).label()
        )),
        (Status::AwaitingAuth, _) => w.word("card-needs-yes"),
        (status, _) => w.say(&status.label()),
    };
    let promise = c.promised_at.map_or(String::new(), |at| w.when(at, cx.now));
    let ink = if p.late { Role::Late } else { Role::Text };
    let mark = match (marked, p.late, waits) {
        (true, ..) => Some(Mark::Marked),
        (_, true, _) => Some(Mark::Late),
        (.., true) => Some(Mark::Warn),
        _ => None,
    };
    let cells: [Cell; 6] = [
        name.as_str().into(),
        c.customer.as_str().into(),
        c.work.as_str().into(),
        stage.into(),
        p.mechanic().unwrap_or_default().into(),
        Cell::inked(promise, ink),
    ];
    Row::new(c.id, cells).mark(mark)
}
