//! The finder against a model that looks at every minute of every combination.

use super::*;
use crate::domain::calendar::{DayHours, Exception};
use chrono::NaiveDate;
use proptest::prelude::*;

const DAY: DayHours = DayHours {
    opens: 8 * 60,
    closes: 12 * 60,
    last_start: 11 * 60,
};

/// Monday 23 November 2026.
fn monday() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).unwrap()
}

fn zone() -> Zone {
    Zone::parse("Europe/Amsterdam").unwrap()
}

fn at_minute(day: u64, minute: i64) -> Ts {
    zone().at(monday() + Days::new(day), minute)
}

/// Monday to Saturday, Thursday a holiday.
fn week() -> Week {
    let thursday = Exception {
        title: "Feast".to_owned(),
        hours: None,
    };
    Week::of((1..=6).map(|d| (d, DAY))).with([(monday() + Days::new(3), thursday)])
}

fn ask(week: &Week) -> Ask<'_> {
    Ask {
        week,
        zone: zone(),
        minutes: 120,
        starts: Starts::on_grid(30),
        from: at_minute(0, 0),
        until: at_minute(5, 0),
        vehicle: Vec::new(),
        places: (1..=2)
            .map(|id| Place {
                id: BayId(id),
                taken: Vec::new(),
                wished: false,
            })
            .collect(),
        place: Needs::Must,
        hands: (1..=2)
            .map(|id| Hand {
                id: StaffId(id),
                shifts: Vec::new(),
                away: Vec::new(),
                taken: Vec::new(),
                level: 2,
                wished: id == 2,
            })
            .collect(),
        hand: Needs::Must,
        tools: Vec::new(),
        tool: Needs::Not,
    }
}

#[test]
fn the_wished_for_is_worth_a_day_and_said_so() {
    let week = week();
    let mut ask = ask(&week);
    ask.hands[1].away = vec![Span {
        start: at_minute(0, 0),
        end: at_minute(0, 600),
    }];
    let found = find(&ask, 3);
    assert_eq!(found[0].starts_at(), at_minute(0, 600));
    assert_eq!(found[0].hand, Some(StaffId(2)));
    assert_eq!(found[0].why, [Why::Wished(StaffId(2))]);
    // Somebody else could begin at eight: it is among the answers, later.
    let all = find(&ask, 1000);
    let first = all
        .iter()
        .find(|f| f.starts_at() == at_minute(0, 480))
        .unwrap();
    assert_eq!(first.hand, Some(StaffId(1)));
    assert_eq!(first.why, [Why::Soonest, Why::Away(StaffId(2))]);
}

#[test]
fn work_longer_than_a_day_goes_over_the_holiday_to_the_next() {
    let week = week();
    let ask = Ask {
        minutes: 360,
        from: at_minute(2, 0),
        ..ask(&week)
    };
    let found = find(&ask, 1);
    let days: Vec<NaiveDate> = found[0]
        .spans
        .iter()
        .map(|s| zone().day_of(s.start))
        .collect();
    assert_eq!(days, [monday() + Days::new(2), monday() + Days::new(4)]);
    assert!(found[0].why.contains(&Why::Days(2)));
}

#[test]
fn nothing_is_found_without_the_tool_and_somebody_is_named_only_if_there_is_one() {
    let week = week();
    let mut ask = ask(&week);
    ask.tool = Needs::Must;
    assert!(find(&ask, 1).is_empty());
    ask.tool = Needs::Not;
    ask.hands.clear();
    assert!(find(&ask, 1).is_empty());
    ask.hand = Needs::May;
    assert!(find(&ask, 1)[0].why.contains(&Why::Nobody));
}

type Stretch = (u64, i64, i64);

fn spans(of: &[Stretch]) -> Vec<Span> {
    of.iter()
        .map(|(day, from, n)| Span::of_minutes(at_minute(*day, 420 + from), *n))
        .collect()
}

fn stretches() -> impl Strategy<Value = Vec<Stretch>> {
    proptest::collection::vec((0u64..6, 0i64..330, 1i64..200), 0..6)
}

/// Whether all of the work, minute by minute, meets nothing that is taken.
fn clear(busy: &[Span], work: &[Span]) -> bool {
    work.iter().all(|span| {
        (0..span.minutes()).all(|n| {
            let minute = span.start.plus_minutes(n);
            !busy.iter().any(|b| b.start <= minute && minute < b.end)
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn it_offers_only_what_is_free_and_misses_no_start_that_fits(
        bays in proptest::collection::vec(stretches(), 1..4),
        people in proptest::collection::vec((stretches(), stretches(), 1i64..4, 0i64..3), 0..3),
        car in stretches(),
        minutes in prop::sample::select(vec![30i64, 60, 90, 150, 240, 300, 420]),
        wished in 0usize..4,
        must in any::<bool>(),
    ) {
        let week = week();
        let mut asked = ask(&week);
        asked.minutes = minutes;
        asked.vehicle = spans(&car);
        asked.hand = if must { Needs::Must } else { Needs::May };
        asked.places = bays.iter().enumerate().map(|(n, taken)| Place {
            id: BayId(n as i64),
            taken: spans(taken),
            wished: n == wished,
        }).collect();
        asked.hands = people.iter().enumerate().map(|(n, (taken, away, level, late))| Hand {
            id: StaffId(n as i64),
            // Nobody, or Monday to Friday from some hour on.
            shifts: (1..=if *late == 0 { 0 } else { 5 }).map(|weekday| Shift { weekday, from: 480 + late * 30, to: 720 }).collect(),
            away: spans(away),
            taken: spans(taken),
            level: *level,
            wished: n + 1 == wished,
        }).collect();
        let found = find(&asked, usize::MAX);

        // Every start of every day, every bay, everybody: the slow way.
        let mut model = Vec::new();
        for day in 0..5u64 {
            if week.on(monday() + Days::new(day)).is_none() { continue }
            for minute in (480..=660).step_by(30) {
                let start = at_minute(day, minute);
                let work = week.spread(zone(), start, minutes);
                let fits_day = minutes > 240 || minute + minutes <= 720;
                if !fits_day || work.is_empty() || !clear(&asked.vehicle, &work) { continue }
                let bay: Vec<&Place> = asked.places.iter().filter(|p| clear(&p.taken, &work)).collect();
                let who: Vec<&Hand> = asked.hands.iter().filter(|h| {
                    clear(&h.taken, &work) && clear(&h.away, &work) && (h.shifts.is_empty() || work.iter().all(|s| {
                        let day = zone().day_of(s.start);
                        let from = zone().at(day, h.shifts[0].from);
                        // Nobody of them works on Saturday.
                        weekday(day) <= 5 && if work.len() > 1 { s.end > from } else { s.start >= from }
                    }))
                }).collect();
                if bay.is_empty() || (must && who.is_empty()) { continue }
                let late = |wanted: bool, has: bool, cost: i64| if wanted && !has { cost } else { 0 };
                let rank = asked.from.minutes_until(start)
                    + late(asked.hands.iter().any(|h| h.wished), who.iter().any(|h| h.wished), OTHER_HAND)
                    + late(asked.places.iter().any(|p| p.wished), bay.iter().any(|p| p.wished), OTHER_PLACE);
                model.push((rank, start, bay, who));
            }
        }
        model.sort_by_key(|(rank, start, ..)| (*rank, *start));
        prop_assert_eq!(found.len(), model.len());
        for (f, (rank, start, bays, who)) in found.iter().zip(&model) {
            prop_assert_eq!((f.rank, f.starts_at()), (*rank, *start));
            prop_assert!(bays.iter().any(|b| Some(b.id) == f.place));
            prop_assert_eq!(f.hand.is_some(), !who.is_empty());
            prop_assert!(f.hand.is_none() || who.iter().any(|h| Some(h.id) == f.hand));
        }
    }
}
