//! The rows of the card in their order: each work item, its tasks, its lines.

use crate::desk::job::Card;
use crate::domain::{LineId, TaskId, WorkItemId};

/// One row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// A work item's heading.
    Item(WorkItemId),
    /// A task.
    Task(TaskId),
    /// A line.
    Line(LineId),
}

/// The rows; `order` puts the tasks into another order while one is carried.
pub fn keys(card: &Card, order: Option<&[TaskId]>) -> Vec<Key> {
    let mut rows = Vec::with_capacity(card.items.len() + card.tasks.len() + card.lines.len());
    for item in &card.items {
        rows.push(Key::Item(item.id));
        let own = card
            .tasks
            .iter()
            .filter(|t| t.task.work_item_id == item.id)
            .map(|t| t.task.id);
        let mut tasks: Vec<TaskId> = own.collect();
        if let Some(order) = order {
            tasks.sort_by_key(|id| order.iter().position(|o| o == id));
        }
        rows.extend(tasks.into_iter().map(Key::Task));
        let lines = card.lines.iter().filter(|l| l.line.work_item_id == item.id);
        rows.extend(lines.map(|l| Key::Line(l.line.id)));
    }
    rows
}
