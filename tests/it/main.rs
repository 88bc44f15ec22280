//! The integration tests: one binary, a module for each subject.

mod command_line;
mod floors;
mod robot;
mod shell;
