//! Undo: a verb that has an inverse returns it; running it is an ordinary verb with its own checks.

use super::{Actor, Desk, Result};

/// What a verb answers when it can be taken back.
#[derive(Clone, Debug)]
pub struct Done<T> {
    /// What was made or changed.
    pub value: T,
    /// The verb that takes it back, if there is one.
    pub undo: Option<Inverse>,
}

impl<T> Done<T> {
    /// Done, and it can be taken back.
    pub fn with(value: T, undo: Inverse) -> Done<T> {
        Done {
            value,
            undo: Some(undo),
        }
    }

    /// Done for good.
    pub fn final_(value: T) -> Done<T> {
        Done { value, undo: None }
    }

    /// The same with another value.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Done<U> {
        Done {
            value: f(self.value),
            undo: self.undo,
        }
    }
}

/// A verb with the ids and the versions it left, ready to take back what was done (model.md 10).
#[derive(Clone, Debug, PartialEq)]
pub enum Inverse {
    /// Of a verb on bookings.
    Booking(super::booking::Undo),
    /// Of a verb on parts.
    Part(super::stock::Undo),
    /// Of a verb on jobs.
    Job(super::job::Undo),
    /// Of a verb on drafts of invoices.
    Billing(super::billing::Undo),
    /// Of a verb on customers and vehicles.
    Customer(super::customers::Undo),
    /// Of a verb on legs and courtesy cars.
    Logistics(super::logistics::Undo),
    /// Of several verbs done together: taken back from the last to the first.
    Several(Vec<Inverse>),
}

impl Inverse {
    /// What takes several verbs back at once; `None` when none of them can be.
    #[must_use]
    pub fn several(mut all: Vec<Inverse>) -> Option<Inverse> {
        match all.len() {
            0 | 1 => all.pop(),
            _ => Some(Inverse::Several(all)),
        }
    }
}

impl Desk {
    /// Takes back what was done: an ordinary verb, with the permission of the inverse, refused in words when
    /// someone has touched the row since. Answers with what would do it again.
    pub async fn undo(&self, by: &Actor, inverse: Inverse) -> Result<Done<()>> {
        match inverse {
            Inverse::Booking(undo) => self.undo_booking(by, undo).await,
            Inverse::Part(undo) => self.undo_part(by, undo).await,
            Inverse::Job(undo) => self.undo_job(by, undo).await,
            Inverse::Billing(undo) => self.undo_billing(by, undo).await,
            Inverse::Customer(undo) => self.undo_customer(by, undo).await,
            Inverse::Logistics(undo) => self.undo_logistics(by, undo).await,
            Inverse::Several(all) => {
                let mut again = Vec::with_capacity(all.len());
                for one in all.into_iter().rev() {
                    again.extend(Box::pin(self.undo(by, one)).await?.undo);
                }
                Ok(Done {
                    value: (),
                    undo: Inverse::several(again),
                })
            }
        }
    }
}
