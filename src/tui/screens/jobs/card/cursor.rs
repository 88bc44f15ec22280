//! Where the cursor stands, and a task that is carried.

use super::JobCard;
use super::rows::{self, Key};

impl JobCard {
    pub(super) fn step_cursor(&mut self, by: isize) {
        let rows = self
            .card
            .as_deref()
            .map_or(0, |c| rows::keys(c, None).len());
        self.at = self
            .at
            .saturating_add_signed(by)
            .min(rows.saturating_sub(1));
    }

    /// A carried task moves among the tasks of the job.
    pub(super) fn carry(&mut self, by: isize) {
        let Some((id, order)) = &mut self.carried else {
            return;
        };
        let Some(from) = order.iter().position(|t| t == id) else {
            return;
        };
        let to = from
            .saturating_add_signed(by)
            .min(order.len().saturating_sub(1));
        let moved = order.remove(from);
        order.insert(to, moved);
        let id = *id;
        if let Some(card) = self.card.as_deref() {
            let keys = rows::keys(card, self.carried.as_ref().map(|c| c.1.as_slice()));
            if let Some(at) = keys.iter().position(|k| *k == Key::Task(id)) {
                self.at = at;
            }
        }
    }

    pub(super) fn keep_cursor(&mut self, old: Option<Key>) {
        let Some(card) = self.card.as_deref() else {
            return;
        };
        let keys = rows::keys(card, None);
        if let Some(at) = old.and_then(|key| keys.iter().position(|k| *k == key)) {
            self.at = at;
        }
        self.at = self.at.min(keys.len().saturating_sub(1));
    }
}
