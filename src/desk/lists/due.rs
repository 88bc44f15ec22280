//! How much there is to do, for the tabs (S1-48, S2-23).

use super::{Due, permission};
use crate::desk::{Actor, Desk, Result};
use crate::domain::filter::List;
use crate::store::filtered::actions;

/// What waits for somebody, as far as the actor may see it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Todo {
    /// Bookings.
    pub bookings: Due,
    /// Jobs.
    pub jobs: Due,
    /// Alerts nobody has read.
    pub alerts: i64,
}

impl Desk {
    /// What waits for somebody at the actor's site, in a statement for each list the actor may see, and one for the inbox.
    pub async fn todo(&self, by: &Actor) -> Result<Todo> {
        let ground = self.ground(by)?;
        let mut db = self.store();
        let mut todo = Todo::default();
        if by.can(permission(List::Bookings)) {
            todo.bookings = actions::due(&mut db, List::Bookings, &ground).await?;
        }
        if by.can(permission(List::Jobs)) {
            todo.jobs = actions::due(&mut db, List::Jobs, &ground).await?;
        }
        todo.alerts = self.unread_alerts(by).await?;
        Ok(todo)
    }
}
