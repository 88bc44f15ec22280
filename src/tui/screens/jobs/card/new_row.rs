//! What Ins adds to the job.

use super::{Asked, Heard, JobCard};
use crate::domain::Msg;
use crate::domain::line::Kind as LineKind;
use crate::msg;
use crate::tui::app::Cx;
use crate::tui::layers::{Item, Pick};
use crate::tui::shell::Out;

/// What Ins adds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NewRow {
    /// A canned job, from the list.
    Canned,
    /// Hours of work.
    Labour,
    /// Work of another firm.
    Sublet,
    /// A fee.
    Fee,
    /// A discount.
    Discount,
    /// A task that sells nothing.
    Task,
    /// Another concern.
    Item,
}

impl NewRow {
    const ALL: [NewRow; 7] = [
        NewRow::Canned,
        NewRow::Labour,
        NewRow::Sublet,
        NewRow::Fee,
        NewRow::Discount,
        NewRow::Task,
        NewRow::Item,
    ];

    pub(super) fn label(self) -> Msg {
        match self {
            NewRow::Canned => msg!("new-row-canned"),
            NewRow::Labour => LineKind::Labour.label(),
            NewRow::Sublet => LineKind::Sublet.label(),
            NewRow::Fee => LineKind::Fee.label(),
            NewRow::Discount => LineKind::Discount.label(),
            NewRow::Task => msg!("new-row-task"),
            NewRow::Item => msg!("new-row-item"),
        }
    }
}

impl JobCard {
    pub(super) fn ask_new_row(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        let items = NewRow::ALL
            .into_iter()
            .map(|new| Item::new(cx.words.say(&new.label()), "", new))
            .collect();
        out.open(Pick::new(msg!("new-row-title"), items), Heard::Kind);
    }

    pub(super) fn new_row(&mut self, new: NewRow, cx: &Cx, out: &mut Out<Heard>) {
        match new {
            NewRow::Canned => self.ask_work(out),
            _ => self.open_form(Asked::New(new), cx, out),
        }
    }
}
