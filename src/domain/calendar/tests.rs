//! Hours, grid and free places.

use super::*;
use proptest::prelude::*;
use rstest::rstest;

const DAY: DayHours = DayHours {
    opens: 8 * 60,
    closes: 17 * 60,
    last_start: 16 * 60,
};

fn week() -> Week {
    Week::of((1..=5).map(|d| (d, DAY)))
}

fn zone() -> Zone {
    Zone::parse("Europe/Dublin").unwrap()
}

/// Monday 23 November 2026.
fn monday() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).unwrap()
}

fn at(day: u64, minute: i64) -> Ts {
    zone().at(monday() + Days::new(day), minute)
}

fn starts(slots: &[Slot]) -> Vec<String> {
    slots
        .iter()
        .map(|s| zone().local(s.span().start).format("%a %H:%M").to_string())
        .collect()
}

#[test]
fn r_10_the_test_drive_starts_on_the_hour_from_nine_to_four() {
    let hours = DayHours {
        last_start: 17 * 60,
        closes: 18 * 60,
        ..DAY
    };
    let all: Vec<i64> = Starts::TEST_DRIVE.of_day(hours).map(|m| m / 60).collect();
    assert_eq!(all, [9, 10, 11, 12, 13, 14, 15, 16]);
    assert!(Starts::TEST_DRIVE.allows(&week(), zone(), at(0, 9 * 60)));
    assert!(!Starts::TEST_DRIVE.allows(&week(), zone(), at(0, 9 * 60 + 15)));
    assert!(!Starts::TEST_DRIVE.allows(&week(), zone(), at(0, 8 * 60)));
    assert!(!Starts::TEST_DRIVE.allows(&week(), zone(), at(5, 9 * 60)));
}

#[test]
fn the_next_three_free_places_go_round_what_is_taken() {
    let busy = [
        Span::of_minutes(at(0, 9 * 60), 60),
        Span::of_minutes(at(0, 10 * 60 + 30), 30),
    ];
    let slots = free_slots(
        &week(),
        zone(),
        &busy,
        60,
        Starts::on_grid(15),
        at(0, 8 * 60 + 10),
        3,
    );
    assert_eq!(starts(&slots), ["Mon 11:00", "Mon 11:15", "Mon 11:30"]);
}

#[test]
fn r_11_a_place_that_begins_when_another_ends_is_free() {
    let busy = [Span::of_minutes(at(0, 8 * 60), 60)];
    let slots = free_slots(&week(), zone(), &busy, 60, Starts::on_grid(60), at(0, 0), 1);
    assert_eq!(starts(&slots), ["Mon 09:00"]);
}

#[test]
fn r_13_a_closed_day_has_no_free_place() {
    let slots = free_slots(
        &week(),
        zone(),
        &[],
        8 * 60,
        Starts::on_grid(60),
        at(4, 10 * 60),
        1,
    );
    assert_eq!(starts(&slots), ["Mon 08:00"]);
}

#[test]
fn a_short_booking_is_not_torn_over_the_night() {
    let slots = free_slots(
        &week(),
        zone(),
        &[],
        120,
        Starts::on_grid(15),
        at(0, 15 * 60),
        2,
    );
    assert_eq!(starts(&slots), ["Mon 15:00", "Tue 08:00"]);
}

#[test]
fn r_10_a_job_of_several_days_takes_the_hours_of_each_working_day() {
    let spans = week().spread(zone(), at(4, 13 * 60), 10 * 60);
    assert_eq!(
        spans,
        [
            Span::of_minutes(at(4, 13 * 60), 240),
            Span::of_minutes(at(7, 8 * 60), 360)
        ]
    );
    let busy = [Span::of_minutes(at(7, 9 * 60), 30)];
    let slots = free_slots(
        &week(),
        zone(),
        &busy,
        10 * 60,
        Starts::on_grid(60),
        at(4, 13 * 60),
        1,
    );
    assert_eq!(starts(&slots), ["Mon 10:00"]);
}

#[test]
fn with_several_bays_the_first_free_one_is_offered_once_for_each_time() {
    let lanes = [
        ("one", vec![Span::of_minutes(at(0, 8 * 60), 60)]),
        ("two", vec![Span::of_minutes(at(0, 9 * 60), 600)]),
    ];
    let found = free_slots_any(
        &week(),
        zone(),
        &lanes,
        60,
        Starts::on_grid(60),
        at(0, 0),
        3,
    );
    let said: Vec<_> = found
        .iter()
        .map(|(bay, slot)| (*bay, starts(std::slice::from_ref(slot)).remove(0)))
        .collect();
    assert_eq!(
        said,
        [
            ("two", "Mon 08:00".into()),
            ("one", "Mon 09:00".into()),
            ("one", "Mon 10:00".into())
        ]
    );
}

#[rstest]
#[case(60, 0)]
#[case(540, 0)]
#[case(541, 1)]
#[case(540 * 6, 7)]
fn r_10_a_promise_is_not_before_the_hours_are_worked(#[case] minutes: i64, #[case] days: u64) {
    assert_eq!(
        earliest_promise(&week(), monday(), minutes, 540),
        Some(monday() + Days::new(days))
    );
}

#[test]
fn a_week_without_hours_has_nothing_free_and_ends() {
    assert!(
        free_slots(
            &Week::default(),
            zone(),
            &[],
            60,
            Starts::on_grid(15),
            at(0, 0),
            3
        )
        .is_empty()
    );
    assert_eq!(earliest_promise(&Week::default(), monday(), 60, 540), None);
}

fn holiday(day: u64, hours: Option<(i64, i64)>) -> (NaiveDate, Exception) {
    let title = "Christmas".to_owned();
    (monday() + Days::new(day), Exception { title, hours })
}

#[test]
fn r_13_a_holiday_has_no_free_place_and_work_goes_on_the_day_after() {
    let week = week().with([holiday(1, None)]);
    assert_eq!(week.on(monday() + Days::new(1)), None);
    let slots = free_slots(&week, zone(), &[], 60, Starts::on_grid(60), at(1, 0), 1);
    assert_eq!(starts(&slots), ["Wed 08:00"]);
    let spans = week.spread(zone(), at(0, 13 * 60), 10 * 60);
    assert_eq!(
        spans,
        [
            Span::of_minutes(at(0, 13 * 60), 240),
            Span::of_minutes(at(2, 8 * 60), 360)
        ]
    );
}

#[test]
fn a_day_with_other_hours_keeps_the_last_start_as_far_from_closing() {
    let week = week().with([holiday(3, Some((9 * 60, 13 * 60)))]);
    let hours = week.on(monday() + Days::new(3)).unwrap();
    assert_eq!(
        (hours.opens, hours.closes, hours.last_start),
        (540, 780, 720)
    );
    let saturday = week.with([holiday(5, Some((9 * 60, 12 * 60)))]);
    let hours = saturday.on(monday() + Days::new(5)).unwrap();
    assert_eq!(hours.last_start, 12 * 60);
}

fn shift(weekday: i64, from: i64, to: i64) -> Shift {
    Shift {
        weekday,
        from: from * 60,
        to: to * 60,
    }
}

#[test]
fn somebody_is_there_within_their_shifts_less_what_they_are_away_for() {
    let shifts = [shift(1, 7, 12), shift(1, 13, 18), shift(3, 8, 17)];
    let away = [Span::of_minutes(at(0, 10 * 60), 60)];
    let there = |day: u64| presence(&week(), zone(), &shifts, &away, monday() + Days::new(day));
    assert_eq!(
        there(0),
        [
            Span::of_minutes(at(0, 8 * 60), 120),
            Span::of_minutes(at(0, 11 * 60), 60),
            Span::of_minutes(at(0, 13 * 60), 240),
        ]
    );
    assert_eq!(there(1), []);
    assert_eq!(there(2), [Span::of_minutes(at(2, 8 * 60), 540)]);
    let open = presence(&week(), zone(), &[], &[], monday() + Days::new(1));
    assert_eq!(open, [Span::of_minutes(at(1, 8 * 60), 540)]);
    let christmas = week().with([holiday(2, None)]);
    assert_eq!(
        presence(&christmas, zone(), &shifts, &[], monday() + Days::new(2)),
        []
    );
}

/// The clocks change at 01:00 UTC on 29 March and 25 October 2026.
#[rstest]
#[case::spring("2026-03-29", 22)]
#[case::autumn("2026-10-25", 24)]
fn a_shift_over_the_change_of_the_clocks_is_as_long_as_it_is(
    #[case] day: &str,
    #[case] hours: i64,
) {
    let day: NaiveDate = day.parse().unwrap();
    let all_day = DayHours {
        opens: 0,
        closes: 23 * 60,
        last_start: 0,
    };
    let house = Week::of([(7, all_day)]);
    let zone = Zone::parse("Europe/Amsterdam").unwrap();
    let there = presence(&house, zone, &[shift(7, 0, 24)], &[], day);
    assert_eq!(there.iter().map(|s| s.minutes()).sum::<i64>(), hours * 60);
    let seven_to_five = presence(&house, zone, &[shift(7, 7, 17)], &[], day);
    assert_eq!(seven_to_five.iter().map(|s| s.minutes()).sum::<i64>(), 600);
}

#[test]
fn the_week_of_a_person_keeps_the_holidays_of_the_house() {
    let house = week().with([holiday(1, None), holiday(2, Some((9 * 60, 20 * 60)))]);
    let mine = house.within(&[
        shift(1, 9, 12),
        shift(1, 13, 15),
        shift(2, 8, 17),
        shift(3, 10, 16),
    ]);
    let on = |day: u64| {
        mine.on(monday() + Days::new(day))
            .map(|h| (h.opens / 60, h.closes / 60))
    };
    assert_eq!(
        (on(0), on(1), on(2), on(3)),
        (Some((9, 15)), None, Some((10, 16)), None)
    );
}

proptest! {
    #[test]
    fn a_free_place_overlaps_nothing_lies_in_the_hours_and_has_its_length(
        taken in proptest::collection::vec((0u64..5, 0i64..1440, 1i64..300), 0..20), minutes in 15i64..1500, step in prop::sample::select(vec![5i64, 15, 30, 60]),
    ) {
        let busy: Vec<Span> = taken.iter().map(|(d, m, n)| Span::of_minutes(at(*d, *m), *n)).collect();
        for slot in free_slots(&week(), zone(), &busy, minutes, Starts::on_grid(step), at(0, 0), 5) {
            prop_assert_eq!(slot.spans.iter().map(|s| s.minutes()).sum::<i64>(), minutes);
            for span in &slot.spans {
                prop_assert!(week().covers(zone(), *span));
                prop_assert!(!busy.iter().any(|b| b.overlaps(*span)));
            }
            prop_assert_eq!(zone().minute_of_day(slot.span().start) % step, 0);
        }
    }

    #[test]
    fn gaps_and_what_is_taken_fill_the_day_without_overlap(taken in proptest::collection::vec((0i64..600, 1i64..120), 0..12)) {
        let within = Span::of_minutes(at(0, 480), 540);
        let busy: Vec<Span> = taken.iter().map(|(m, n)| Span::of_minutes(at(0, 400 + *m), *n)).collect();
        let gaps = gaps(within, &busy);
        for minute in 0..540 {
            let now = within.start.plus_minutes(minute);
            let free = gaps.iter().any(|g| g.contains(now));
            prop_assert_eq!(free, !busy.iter().any(|b| b.contains(now)));
        }
    }
}
