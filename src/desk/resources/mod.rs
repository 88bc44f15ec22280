//! What work needs beside parts: the days the house is closed, who is away, what people and bays can do,
//! equipment.
//!
//! The diary asks these when something is booked ([`super::booking`]); bookings made before stay where they are.
//! What is deliberately absent: taking any of it, which is a booking's part.

mod absences;
mod closures;
mod equipment;

pub use crate::store::resources::{
    Ability, Away, Closure, EquipmentFields, EquipmentRow as Equipment, InTheWay, Skill,
};
pub use absences::{Leave, LeaveFields};
pub use closures::{ClosedDay, ClosureFields};
pub use equipment::Use;
