//! The small marks that say how much there is to do and how the queue of messages is. Nobody waits for them.

use super::house::Said;
use super::{ScreenId, Task};
use crate::desk;
use crate::desk::lists::Todo;
use crate::desk::messages::Health;
use crate::domain::Msg;
use crate::domain::permission::Permission;
use crate::msg;
use crate::tui::app::App;

impl App {
    /// Asks what waits for somebody, for the counts of the tabs: after a change of it, with each minute, and for each
    /// new person. Never for a key.
    pub(in crate::tui) fn ask_todo(&mut self) {
        if self.gate.is_some() {
            self.todo_is(Todo::default());
            return;
        }
        let (desk, actor) = (self.cx.desk.clone(), self.cx.actor.clone());
        let work = async move { desk.todo(&actor).await };
        let task = Task::new("todo", false, work, Said::Todo);
        self.rt.start(ScreenId::default(), task);
    }

    pub(super) fn todo_heard(&mut self, todo: desk::Result<Todo>) {
        // What cannot be asked now is asked again in a minute; the counts stay as they were.
        if let Ok(todo) = todo {
            self.todo_is(todo);
        }
    }

    fn todo_is(&mut self, todo: Todo) {
        self.dirty |= self.todo != todo;
        self.todo = todo;
    }

    /// Asks how the queue is: after a change of it, with each minute, and for each new person.
    pub(in crate::tui) fn ask_health(&mut self) {
        if self.gate.is_some() || !self.cx.can(Permission::MessageSee) {
            self.health_is(None);
            return;
        }
        let (desk, actor) = (self.cx.desk.clone(), self.cx.actor.clone());
        let work = async move { desk.queue_health(&actor).await };
        let task = Task::new("health", false, work, Said::Health);
        self.rt.start(ScreenId::default(), task);
    }

    pub(super) fn health_heard(&mut self, health: desk::Result<Health>) {
        // What cannot be asked now is asked again in a minute; the mark stays as it was.
        if let Ok(health) = health {
            self.health_is(trouble(health));
        }
    }

    fn health_is(&mut self, trouble: Option<Msg>) {
        self.dirty |= self.health != trouble;
        self.health = trouble;
    }
}

/// What is wrong with the queue, the worst first. A message that waits for its turn, or for the morning, is not.
fn trouble(health: Health) -> Option<Msg> {
    if health.dead > 0 {
        Some(msg!("queue-dead", count = health.dead))
    } else if health.late > 0 {
        Some(msg!("queue-late", count = health.late))
    } else {
        None
    }
}
