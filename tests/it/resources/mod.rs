//! Holidays, absences, skills and equipment: what can be had when, on both stores.

mod booked;
mod catalogue;
mod desk;
mod screens;
