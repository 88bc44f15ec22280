//! Messages on their way out, and the desk's inbox: claims of the dispatcher, and what people do about a message
//! that did not leave.
//!
//! What is deliberately absent: sending. A message is in the outbox because a verb wrote it there in its own
//! transaction (`Desk::post`); the dispatcher carries it and says here how that ended.

mod alerts;
mod claim;
mod people;
mod prepare;
mod settle;

pub use crate::store::alerts::Alert;
pub use crate::store::outbox::{Attempt, Claimed, Filter, Health, Line};
pub use claim::Grip;
pub use people::Card;
pub use prepare::{Ready, Sheet};
pub use settle::{Sent, Why};

use super::{Actor, Error, Result, Who};
use crate::domain::permission::Permission;

/// Refuses people: claims are for the program itself, and for whoever can open the store anyway.
pub(crate) fn program_only(by: &Actor) -> Result<()> {
    match by.who() {
        Who::System(_) | Who::Console(_) => Ok(()),
        Who::Staff(_) | Who::Nobody => Err(Error::Forbidden {
            permission: Permission::TasksRun,
        }),
    }
}
