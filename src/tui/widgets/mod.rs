//! The parts screens are made of: fields and forms, tables over windows of rows, the grid of lanes,
//! the board, cards and figures.
//!
//! Each is a plain value that changes by keys and is painted on a [`Canvas`](super::look::Canvas) by
//! role. None knows the desk, awaits, or reads the clock: a screen gives it words and takes its
//! answers.

pub mod bars;
pub mod board;
pub mod card;
pub mod chip;
pub mod digits;
pub mod form;
pub mod lane_grid;
pub mod line_edit;
mod matches;
pub mod month;
pub mod order;
pub mod pick;
pub mod totals;
pub mod window_table;

pub use board::{Board, BoardCard};
pub use card::Card;
pub use chip::State;
pub use form::{Env, Field, Form, Kind, Reply, Value};
pub use lane_grid::LaneGrid;
pub use line_edit::LineEdit;
pub use month::Month;
pub use order::{Order, Worth};
pub use pick::{Pick, PickItem};
pub use totals::Totals;
pub use window_table::{Column, Row, Step, Want, WindowTable};

#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
