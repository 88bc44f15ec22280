//! What hurried people type into fields: `3*12.50`, `1430`, `fri`, `1:30`, and a whole booking in one line.
//!
//! Everything trims itself, and whatever the program itself writes reads back as the same value.

mod amount;
mod booking_line;
mod finder_line;
mod shifts;
mod skills;
mod when;
mod window;

pub use amount::{money, qty};
pub use booking_line::{BookingLine, booking_line};
pub use finder_line::{FinderLine, Names, finder_line};
pub use shifts::{shifts, shifts_text};
pub use skills::{skills, skills_text};
pub use when::{date, duration, duration_text, time, time_text};
pub use window::{moment, window};
