//! Where the cursor stands, and a task that is carried.

use super::JobCard;
use super::rows::{self, Key};
use crate::desk::job::{CardLine, CardTask};
use crate::domain::job::Status;

impl JobCard {
    pub(super) fn key(&self) -> Option<Key> {
        rows::keys(
            self.card.as_deref()?,
            self.carried.as_ref().map(|c| c.1.as_slice()),
        )
        .get(self.at)
        .copied()
    }

    pub(super) fn status(&self) -> Option<Status> {
        self.card.as_ref().map(|c| c.job.status)
    }

    /// The task under the cursor.
    pub(super) fn task(&self) -> Option<&CardTask> {
        let Some(Key::Task(id)) = self.key() else {
            return None;
        };
        self.card.as_ref()?.tasks.iter().find(|t| t.task.id == id)
    }

    /// The line under the cursor.
    pub(super) fn line(&self) -> Option<&CardLine> {
        let Some(Key::Line(id)) = self.key() else {
            return None;
        };
        self.card.as_ref()?.lines.iter().find(|l| l.line.id == id)
    }

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
