//! What work needs beside parts: days the house is closed, people who are away and what they can do, equipment.
//!
//! Nothing here decides who may be booked; what is taken stands in `occupancy` ([`super::bookings`]).

mod absences;
mod closures;
mod equipment;

pub use absences::{
    Away, InTheWay, Skill, absence, absences_between, absences_from, booked_with, delete_absence,
    insert_absence, is_away, set_skills, skills_at, skills_of, update_absence,
};
pub use closures::{
    Closure, booked_at, booked_between, closure, closures_from, delete_closure, insert_closure,
    update_closure,
};
pub use equipment::{
    Ability, EquipmentFields, EquipmentRow, Tool, Usage, abilities_at, equipment, equipment_at,
    equipment_is_taken_after, insert_equipment, set_abilities, set_equipment_archived, tools_at,
    update_equipment, usage,
};
