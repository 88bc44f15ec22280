//! A step a state machine does not know.

use super::{Msg, msg};

/// The event cannot happen in that state.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{event} is not possible from {from}")]
pub struct Refused {
    /// The state, as in its enum's label.
    pub from: Msg,
    /// The event, as in its enum's label.
    pub event: Msg,
}

impl Refused {
    /// In words for a person.
    #[must_use]
    pub fn msg(&self) -> Msg {
        msg!(
            "step-refused",
            from = self.from.clone(),
            event = self.event.clone()
        )
    }
}

impl From<Refused> for Msg {
    fn from(refused: Refused) -> Msg {
        refused.msg()
    }
}

/// Writes `fn next` of a machine from the table of its edges: all that is not in it is refused.
macro_rules! machine {
    ($status:ident, $event:ident { $( $from:ident : $( $on:ident => $to:ident ),+ ; )+ }) => {
        impl $status {
            /// The state after the event.
            ///
            /// # Errors
            /// If the event cannot happen in this state.
            pub fn next(self, event: $event) -> Result<Self, $crate::domain::Refused> {
                match (self, event) {
                    $( $( ($status::$from, $event::$on) => Ok($status::$to), )+ )+
                    _ => Err($crate::domain::Refused { from: self.label(), event: event.label() }),
                }
            }

            /// Whether the event can happen in this state.
            #[must_use]
            pub fn can(self, event: $event) -> bool {
                self.next(event).is_ok()
            }

            /// Whether nothing leads on from here.
            #[must_use]
            pub fn is_end(self) -> bool {
                $event::ALL.iter().all(|event| self.next(*event).is_err())
            }
        }
    };
}

pub(crate) use machine;
