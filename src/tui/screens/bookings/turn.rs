//! From day to day: what lies open is turned, shown, and followed by the card.

use super::{Diary, Heard, Turn, View, grid};
use crate::desk::booking::Sheet;
use crate::tui::app::Cx;
use crate::tui::shell::{Out, When};
use chrono::{Days, Months, NaiveDate};

impl Diary {
    /// Something is typed that only says where to look.
    pub(super) fn jumps(&self, cx: &Cx) -> bool {
        !self.line.is_empty() && self.wish(cx).said.is_jump()
    }

    pub(super) fn go_to(&mut self, day: NaiveDate, cx: &Cx, out: &mut Out<Heard>) {
        self.day = day;
        self.card = None;
        self.fetch(cx, out);
    }

    /// The card beside the grid follows the cursor.
    pub(super) fn follow(&mut self, when: When, cx: &Cx, out: &mut Out<Heard>) {
        let Some(id) = self.grid.chosen().copied() else {
            self.card = None;
            return;
        };
        let (desk, actor) = (cx.desk.clone(), cx.actor.clone());
        out.ask_when(
            when,
            "card",
            async move { desk.booking_card(&actor, id).await },
            Heard::Card,
        );
    }

    pub(super) fn turn(&mut self, turn: Turn, cx: &Cx, out: &mut Out<Heard>) {
        let days = Days::new(if self.view == View::Week { 7 } else { 1 });
        let month = Months::new(1);
        let day = match (turn, self.view) {
            (Turn::Back, View::Month) => self.day.checked_sub_months(month),
            (Turn::On, View::Month) => self.day.checked_add_months(month),
            (Turn::Back, _) => self.day.checked_sub_days(days),
            (Turn::On, _) => self.day.checked_add_days(days),
        };
        self.go_to(day.unwrap_or(self.day), cx, out);
    }

    pub(super) fn show(&mut self, sheet: Sheet, cx: &Cx) {
        self.grid.show(grid::sheet(&sheet, cx));
        let aim = self.aim.take();
        if let Some((lane, minute)) = aim {
            let lane = lane.unwrap_or_else(|| self.grid.cursor().0);
            self.grid.go(lane, minute);
        }
        self.day = sheet.day;
        self.sheet = Some(sheet);
        self.failed = None;
        self.shown_under(aim, cx);
        if let Some(id) = self.sought.take() {
            self.grid.select(&id);
        }
    }
}
