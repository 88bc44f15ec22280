//! The integration tests: one binary, a module for each subject.

#[macro_use]
mod rig;
mod floors;
mod store;
