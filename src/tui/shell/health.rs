//! The small mark that says how the queue of messages is. Nobody waits for it.

use super::house::Said;
use super::{ScreenId, Task};
use crate::desk;
use crate::desk::messages::Health;
use crate::domain::Msg;
use crate::domain::permission::Permission;
use crate::msg;
use crate::tui::app::App;

impl App {
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
