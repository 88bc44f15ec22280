//! The integration tests: one binary, a module for each subject.

#[macro_use]
mod rig;

mod command_line;
mod floors;
mod people;
mod robot;
mod rules;
mod schema;
mod shell;
mod statements;
mod store;
mod wire;
