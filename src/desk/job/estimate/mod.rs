//! What is told to the customer about a job and what they put off. It never talks to the customer itself: a
//! letter goes through the outbox, a word on the phone through [`super::Ask`].

mod deferred;
mod due;
mod today;
mod told;

pub use deferred::{PutOff, PutOffSum};
pub use due::DueWork;
pub use told::{Before, Estimate, EstimateCard, Way};
