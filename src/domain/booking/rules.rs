//! What a booking must satisfy before anybody looks whether the time is free.

use super::Arrival;
use crate::domain::calendar::{Starts, Week};
use crate::domain::vehicle::SaleStatus;
use crate::domain::{Bp, Msg, Span, Ts, Zone, msg, parse};

/// A booking as somebody wants it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plan {
    /// From when to when.
    pub span: Span,
    /// How the customer comes; who walks in starts at any minute.
    pub arrival: Arrival,
    /// What its type asks of the start.
    pub starts: Starts,
}

/// The site and the moment.
#[derive(Debug, Clone, Copy)]
pub struct House<'a> {
    /// Its hours.
    pub week: &'a Week,
    /// Its zone.
    pub zone: Zone,
    /// The present.
    pub now: Ts,
    /// Whether who books may do so in the past (`booking.backdate`).
    pub may_backdate: bool,
}

/// Why a booking cannot be made like this.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// It does not end after it starts.
    Length,
    /// It starts in the past.
    Past,
    /// The site is closed that weekday.
    Closed,
    /// The site is closed that day for a reason with a name.
    Holiday {
        /// What it is called.
        title: String,
    },
    /// It starts before the doors open or after the last start.
    Hours {
        /// The earliest start, in minutes since midnight.
        first: i64,
        /// The latest.
        last: i64,
    },
    /// It starts between two steps of the grid.
    Grid {
        /// The step in minutes.
        step: i64,
    },
    /// The vehicle is archived, sold or off the lot.
    Vehicle,
    /// The bay or person is no longer in use.
    Resource,
}

impl Problem {
    /// In words for a person.
    #[must_use]
    pub fn msg(self) -> Msg {
        match self {
            Problem::Length => msg!("booking-no-length"),
            Problem::Past => msg!("booking-in-the-past"),
            Problem::Closed => msg!("booking-closed-day"),
            Problem::Holiday { title } => msg!("booking-closed-for", title = title),
            Problem::Hours { first, last } => msg!(
                "booking-outside-hours",
                first = parse::time_text(first),
                last = parse::time_text(last)
            ),
            Problem::Grid { step } => msg!("booking-off-grid", step = step),
            Problem::Vehicle => msg!("booking-vehicle-gone"),
            Problem::Resource => msg!("booking-resource-gone"),
        }
    }
}

/// Looks a booking over; to be asked when one is made or moved, never when an old one is edited.
///
/// # Errors
/// The first thing that is wrong.
pub fn check(plan: Plan, house: House<'_>) -> Result<(), Problem> {
    let Plan {
        span,
        arrival,
        starts,
    } = plan;
    if !span.is_forward() {
        return Err(Problem::Length);
    }
    // The minute that is running is not past.
    if span.start.minutes_until(house.now) >= 1 && !house.may_backdate {
        return Err(Problem::Past);
    }
    let day = house.zone.day_of(span.start);
    let hours = house.week.on(day).ok_or_else(|| {
        let why = house.week.exception(day).map(|e| e.title.clone());
        why.map_or(Problem::Closed, |title| Problem::Holiday { title })
    })?;
    if arrival == Arrival::WalkIn || starts.allows(house.week, house.zone, span.start) {
        return Ok(());
    }
    let first = starts.first.unwrap_or(hours.opens).max(hours.opens);
    let last = starts
        .last
        .unwrap_or(hours.last_start)
        .min(hours.last_start);
    let minute = house.zone.minute_of_day(span.start);
    if (first..=last).contains(&minute) {
        Err(Problem::Grid { step: starts.step })
    } else {
        Err(Problem::Hours { first, last })
    }
}

/// Whether a vehicle can be booked at all.
///
/// # Errors
/// If it is archived, sold or off the lot.
pub fn check_vehicle(archived: bool, sale: Option<SaleStatus>) -> Result<(), Problem> {
    if archived || sale.is_some_and(|s| !s.is_bookable()) {
        Err(Problem::Vehicle)
    } else {
        Ok(())
    }
}

/// Whether so much booked work is more than the target share of what there is to work with. It
/// warns; who may overbook goes on.
#[must_use]
pub fn is_over_target(booked_minutes: i64, available_minutes: i64, target: Bp) -> bool {
    i128::from(booked_minutes) * 10_000 > i128::from(available_minutes) * i128::from(target.0)
}

/// Whether nobody has come for so long that a no-show may be suggested.
#[must_use]
pub fn is_no_show_due(status: super::Status, start: Ts, now: Ts, grace_minutes: i64) -> bool {
    status == super::Status::Confirmed && start.plus_minutes(grace_minutes) < now
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::booking::Status;
    use crate::domain::calendar::DayHours;
    use chrono::{Days, NaiveDate};
    use rstest::rstest;

    fn at(days: u64, minute: i64) -> Ts {
        Zone::UTC.at(
            NaiveDate::from_ymd_opt(2026, 11, 23).unwrap() + Days::new(days),
            minute,
        )
    }

    /// Open Monday to Friday, 8 to 17; it is Monday, 10 o'clock.
    fn checked(
        start: Ts,
        minutes: i64,
        arrival: Arrival,
        starts: Starts,
        may_backdate: bool,
    ) -> Result<(), Problem> {
        let week = Week::of((1..=5).map(|d| {
            (
                d,
                DayHours {
                    opens: 480,
                    closes: 1020,
                    last_start: 960,
                },
            )
        }));
        let house = House {
            week: &week,
            zone: Zone::UTC,
            now: at(0, 600),
            may_backdate,
        };
        check(
            Plan {
                span: Span::of_minutes(start, minutes),
                arrival,
                starts,
            },
            house,
        )
    }

    const GRID: Starts = Starts::on_grid(15);

    #[rstest]
    #[case::on_the_grid(at(1, 555), 60, GRID, Ok(()))]
    #[case::between_two_steps(at(1, 550), 60, GRID, Err(Problem::Grid { step: 15 }))]
    #[case::before_the_doors_open(at(1, 465), 60, GRID, Err(Problem::Hours { first: 480, last: 960 }))]
    #[case::after_the_last_start(at(1, 975), 60, GRID, Err(Problem::Hours { first: 480, last: 960 }))]
    #[case::a_test_drive_at_half_past(at(1, 570), 60, Starts::TEST_DRIVE, Err(Problem::Grid { step: 60 }))]
    #[case::a_test_drive_at_eight(at(1, 480), 60, Starts::TEST_DRIVE, Err(Problem::Hours { first: 540, last: 960 }))]
    #[case::a_test_drive_at_four(at(1, 960), 60, Starts::TEST_DRIVE, Ok(()))]
    #[case::no_length(at(1, 540), 0, GRID, Err(Problem::Length))]
    fn r_10_a_booking_starts_on_the_grid_of_its_type(
        #[case] start: Ts,
        #[case] minutes: i64,
        #[case] starts: Starts,
        #[case] wanted: Result<(), Problem>,
    ) {
        assert_eq!(
            checked(start, minutes, Arrival::Drop, starts, false),
            wanted
        );
    }

    #[test]
    fn r_12_the_past_needs_the_right_to_backdate() {
        let past = at(0, 585);
        assert_eq!(
            checked(past, 60, Arrival::Drop, GRID, false),
            Err(Problem::Past)
        );
        assert_eq!(checked(past, 60, Arrival::Drop, GRID, true), Ok(()));
        assert_eq!(checked(at(0, 600), 60, Arrival::Drop, GRID, false), Ok(()));
    }

    #[test]
    fn r_13_a_closed_day_is_not_bookable() {
        assert_eq!(
            checked(at(5, 540), 60, Arrival::Drop, GRID, false),
            Err(Problem::Closed)
        );
    }

    #[test]
    fn who_walks_in_starts_at_any_minute() {
        assert_eq!(
            checked(at(0, 607), 60, Arrival::WalkIn, GRID, false),
            Ok(())
        );
    }

    #[test]
    fn r_13_a_sold_or_archived_car_is_not_bookable() {
        assert_eq!(
            check_vehicle(false, Some(SaleStatus::Sold)),
            Err(Problem::Vehicle)
        );
        assert_eq!(check_vehicle(true, None), Err(Problem::Vehicle));
        assert_eq!(check_vehicle(false, Some(SaleStatus::Available)), Ok(()));
        assert_eq!(check_vehicle(false, None), Ok(()));
    }

    #[test]
    fn r_11_the_load_is_over_its_target_only_above_it() {
        assert!(!is_over_target(408, 480, Bp(8500)));
        assert!(is_over_target(409, 480, Bp(8500)));
        assert!(is_over_target(1, 0, Bp(8500)));
    }

    #[test]
    fn r_17_a_no_show_is_suggested_after_the_grace_and_only_for_who_is_expected() {
        assert!(!is_no_show_due(
            Status::Confirmed,
            at(0, 540),
            at(0, 570),
            30
        ));
        assert!(is_no_show_due(
            Status::Confirmed,
            at(0, 540),
            at(0, 571),
            30
        ));
        assert!(!is_no_show_due(
            Status::CheckedIn,
            at(0, 540),
            at(0, 700),
            30
        ));
    }
}
