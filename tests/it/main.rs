//! The integration tests: one binary, a module for each subject.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on fails, and says where"
)]

#[macro_use]
mod rig;

mod actions;
mod admin;
mod billing;
mod booking_desk;
mod bookings;
mod bulk;
mod calling_off;
mod capacity;
mod command_line;
mod customers;
mod day;
mod diary;
mod drafts;
mod finder;
mod floors;
mod hammer;
mod inbox;
mod jobs;
mod lists;
mod login;
mod logistics;
mod looks;
mod many;
mod messages;
mod missed;
mod money;
mod moves;
mod outage;
mod paper;
mod people;
mod permissions;
mod requests;
mod resources;
mod robot;
mod rules;
mod sale;
mod schema;
mod shell;
mod statements;
mod stock;
mod store;
mod thrift;
mod trouble;
mod tty;
mod wire;
mod words;
mod worth_knowing;
