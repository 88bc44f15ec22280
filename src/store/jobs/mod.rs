//! Jobs and what hangs on them: work items, lines, tasks, clocked time, notes, decisions, and the two lists
//! people look at, the board and a mechanic's own work.
//!
//! Whoever writes takes the job's row first ([`header::locked`]): two terminals on one job queue there. What is
//! deliberately absent: which step may follow which (domain), and who may take it (desk).

pub mod board;
pub mod canned;
pub mod clock;
pub mod figures;
pub mod header;
pub mod items;
pub mod learned;
pub mod lines;
pub mod notes;
pub mod ratings;
pub mod segments;
pub mod tasks;
pub mod visit;
pub mod warranty;
pub mod work;
