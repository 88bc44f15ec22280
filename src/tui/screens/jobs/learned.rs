//! What operations took in this house, model by model, beside the time the catalogue gives them.

use crate::desk;
use crate::desk::job::Learned;
use crate::domain::{Msg, OperationId, Qty};
use crate::msg;
use crate::tui::app::Cx;
use crate::tui::keys::{Action, Command};
use crate::tui::look::{Canvas, Role};
use crate::tui::screens::{Handled, Screen};
use crate::tui::shell::Out;
use crate::tui::widgets::window_table::Cell;
use crate::tui::widgets::{Column, Row, Step, WindowTable};
use ratatui::layout::Rect;

/// The page.
pub struct LearnedPage {
    table: WindowTable<(OperationId, String)>,
}

/// What it hears.
#[expect(missing_docs, reason = "each is an answer, named after its question")]
pub enum Heard {
    All(desk::Result<Vec<Learned>>),
}

impl LearnedPage {
    /// The page, empty until the desk has answered.
    pub fn new(cx: &Cx) -> Self {
        let w = &cx.words;
        let mut table = WindowTable::new(vec![
            Column::new(w.word("learned-col-operation"), 18, 40).grows(),
            Column::new(w.word("learned-col-model"), 14, 28),
            Column::number(w.word("learned-col-standard"), 9, 9),
            Column::number(w.word("learned-col-median"), 9, 9),
            Column::number(w.word("learned-col-gap"), 6, 8),
            Column::number(w.word("learned-col-times"), 6, 7),
        ]);
        table.empty = w.word("learned-none");
        Self { table }
    }

    fn row(l: &Learned, cx: &Cx) -> Row<(OperationId, String)> {
        let w = &cx.words;
        let gap = match l.standard_min {
            0 => String::new(),
            standard => format!("{:+} %", (l.median_min - standard) * 100 / standard),
        };
        // A tenth more or less is the day's form.
        let ink = if l.median_min * 10 > l.standard_min * 11 {
            Role::Warn
        } else {
            Role::Text
        };
        let cells: [Cell; 6] = [
            l.title.as_str().into(),
            l.model.as_str().into(),
            hours(l.standard_min, cx).into(),
            hours(l.median_min, cx).into(),
            Cell::inked(gap, ink),
            w.count(i64::try_from(l.times).unwrap_or(i64::MAX)).into(),
        ];
        Row::new((l.operation, l.model.clone()), cells)
    }
}

/// Minutes as hours to two places.
pub(super) fn hours(minutes: i64, cx: &Cx) -> String {
    cx.words.measured(Qty::hours_of_minutes(minutes), "h")
}

impl Screen for LearnedPage {
    type Msg = Heard;

    fn title(&self) -> Msg {
        msg!("learned-title")
    }

    fn help(&self) -> Option<Msg> {
        Some(msg!("help-learned"))
    }

    fn commands(&self, _cx: &Cx) -> Vec<Command> {
        Vec::new()
    }

    fn on_enter(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        let (desk, actor) = (cx.desk.clone(), cx.actor.clone());
        out.ask(
            "learned",
            async move { desk.learned_times(&actor).await },
            Heard::All,
        );
    }

    fn on_action(&mut self, action: Action, _cx: &Cx, _out: &mut Out<Heard>) -> Handled {
        match action.code().and_then(Step::of) {
            Some(step) => {
                let _ = self.table.step(step);
                Handled::Yes
            }
            None => Handled::No,
        }
    }

    fn on_msg(&mut self, heard: Heard, cx: &Cx, out: &mut Out<Heard>) {
        match heard {
            Heard::All(Ok(all)) => {
                let rows = all.iter().map(|l| Self::row(l, cx)).collect();
                self.table.show(rows, false);
            }
            Heard::All(Err(e)) => out.refused(&e),
        }
    }

    fn draw(&self, c: &mut Canvas<'_>, area: Rect, cx: &Cx) {
        let title = cx.words.word("learned-title");
        let room = area.width.saturating_sub(4);
        c.text(
            area.x + 1,
            area.y,
            room,
            &title,
            (Role::Surface, Role::Title),
        );
        let table = Rect {
            y: area.y + 2,
            height: area.height.saturating_sub(4),
            ..area
        };
        self.table.draw(c, table, true);
        let said = cx.words.word("learned-how");
        let y = area.bottom().saturating_sub(1);
        c.text(area.x + 3, y, room, &said, (Role::Surface, Role::Dim));
    }
}
