//! What work needs beside parts: days the house is closed, people who are away and what they can do, equipment.
//!
//! Nothing here decides who may be booked; what is taken stands in `occupancy` ([`super::bookings`]).

mod absences;
mod closures;
mod equipment;

pub use absences::{Away, Skill, absences_between, skills_at};
pub use closures::{Closure, closures_from};
pub use equipment::{Ability, Tool, abilities_at, tools_at};
