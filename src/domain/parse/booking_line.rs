//! A whole booking in one line: `fri 9:30 2h bay2 AB12CDE timing belt`.

use chrono::NaiveDate;

use super::when;
use crate::domain::plate;
use crate::domain::text::search_key;

/// What such a line says. Whatever was not said is `None`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BookingLine {
    /// The day.
    pub date: Option<NaiveDate>,
    /// The start, in minutes since midnight.
    pub time: Option<i64>,
    /// The length in minutes.
    pub minutes: Option<i64>,
    /// Which of the lanes given, by its place in the list.
    pub lane: Option<usize>,
    /// Which of the people given, by its place in the list.
    pub person: Option<usize>,
    /// The plate as typed.
    pub plate: Option<String>,
    /// The rest: the customer's words.
    pub text: String,
}

impl BookingLine {
    /// Whether it only says where to look: a day, a time, a lane or a person.
    #[must_use]
    pub fn is_jump(&self) -> bool {
        self.minutes.is_none()
            && self.plate.is_none()
            && self.text.is_empty()
            && (self.date.is_some()
                || self.time.is_some()
                || self.lane.is_some()
                || self.person.is_some())
    }
}

/// Reads the line: day, time, length in this order, then lane, person and plate in any, each of them optional, then
/// words.
///
/// `lanes` are the names on the grid; `bay2` and `bay 2` mean the lane called "Bay 2". `people` are the names of
/// those who work there; a first name will do. A plate is one word with letters and digits (`KL-310-P`).
#[must_use]
pub fn booking_line(line: &str, today: NaiveDate, lanes: &[&str], people: &[&str]) -> BookingLine {
    let words: Vec<&str> = line.split_whitespace().collect();
    let mut rest = &words[..];
    let mut said = BookingLine::default();

    // "Mon 23 Nov 2026" is four words, "23 nov" two: the longest that makes a day.
    for n in (1..=rest.len().min(4)).rev() {
        let Some(head) = rest.get(..n) else { continue };
        if let Ok(day) = when::date(&head.join(" "), today)
            && (n > 1 || !is_rather_a_time(head[0], rest.get(1).copied()))
        {
            said.date = Some(day);
            rest = &rest[n..];
            break;
        }
    }
    // "9" is a time after a day, before a length or alone; in "2 new tyres" it is a word.
    let alone = said.date.is_some() || rest.get(1).is_none_or(|w| says_its_unit(w));
    let starts = rest.first().filter(|w| w.len() > 2 || alone);
    if let Some(minute) = starts.and_then(|w| when::time(w).ok()) {
        said.time = Some(minute);
        rest = &rest[1..];
    }
    if let Some(minutes) = rest
        .first()
        .filter(|w| says_its_unit(w))
        .and_then(|w| when::duration(w).ok())
    {
        said.minutes = Some(minutes);
        rest = &rest[1..];
    }
    loop {
        if said.lane.is_none()
            && let Some((lane, words)) = lane_of(rest, lanes)
        {
            said.lane = Some(lane);
            rest = &rest[words..];
        } else if said.person.is_none()
            && let Some((person, words)) = person_of(rest, people)
        {
            said.person = Some(person);
            rest = &rest[words..];
        } else if said.plate.is_none()
            && let Some(word) = rest.first().filter(|w| looks_like_a_plate(w))
        {
            said.plate = Some((*word).to_owned());
            rest = &rest[1..];
        } else {
            break;
        }
    }
    said.text = rest.join(" ");
    said
}

/// The lane the words begin with, and how many of them it takes.
fn lane_of(words: &[&str], lanes: &[&str]) -> Option<(usize, usize)> {
    (1..=words.len().min(3)).rev().find_map(|n| {
        let key = packed(&words[..n].concat());
        let at = lanes.iter().position(|name| packed(name) == key);
        at.filter(|_| !key.is_empty()).map(|at| (at, n))
    })
}

/// The person the words begin with: the whole name, or the first name where only one has it.
fn person_of(words: &[&str], people: &[&str]) -> Option<(usize, usize)> {
    let whole = (2..=words.len().min(4)).rev().find_map(|n| {
        let key = packed(&words[..n].concat());
        let at = people.iter().position(|name| packed(name) == key);
        at.map(|at| (at, n))
    });
    whole.or_else(|| {
        let key = packed(words.first()?);
        let first = |name: &&str| {
            name.split_whitespace()
                .next()
                .map(packed)
                .unwrap_or_default()
        };
        let mut named = people
            .iter()
            .enumerate()
            .filter(|(_, name)| !key.is_empty() && first(name) == key);
        let (at, _) = named.next()?;
        named.next().is_none().then_some((at, 1))
    })
}

/// A bare number is a time, unless a clearer time follows: `23 9:30` against `9 2h`.
fn is_rather_a_time(word: &str, next: Option<&str>) -> bool {
    let bare = word.len() <= 4 && word.bytes().all(|b| b.is_ascii_digit());
    let clear_time = |w: &str| when::time(w).is_ok() && (w.contains(':') || w.len() > 2);
    // `9.30` may be 9 o'clock or a day; alone or before a length it is the time.
    let dotted = when::time(word).is_ok() && word.contains('.');
    (bare || dotted) && !next.is_some_and(clear_time)
}

/// A length needs a unit or a colon here, so that "2 new tyres" stays words.
fn says_its_unit(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
        && (word.contains(':')
            || word.contains(['h', 'H'])
            || word.ends_with(['m', 'M'])
            || word.ends_with("min"))
}

fn packed(name: &str) -> String {
    search_key(name).replace(' ', "")
}

fn looks_like_a_plate(word: &str) -> bool {
    let key = plate::key(word);
    (4..=10).contains(&key.chars().count())
        && key.chars().any(|c| c.is_ascii_digit())
        && key.chars().any(char::is_alphabetic)
        && plate::Plate::parse(word).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    const LANES: [&str; 3] = ["Bay 1", "Bay 2", "MOT lane"];

    const PEOPLE: [&str; 3] = ["Jo", "Kim Bos", "Kim de Wit"];

    /// A Monday.
    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 23).unwrap()
    }

    fn friday() -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(2026, 11, 27)
    }

    fn read(line: &str) -> BookingLine {
        booking_line(line, today(), &LANES, &PEOPLE)
    }

    #[test]
    fn a_whole_booking_is_read_from_one_line() {
        let wanted = BookingLine {
            date: friday(),
            time: Some(570),
            minutes: Some(120),
            lane: Some(1),
            person: None,
            plate: Some("AB12CDE".into()),
            text: "timing belt noise".into(),
        };
        assert_eq!(read("fri 9:30 2h bay2 AB12CDE timing belt noise"), wanted);
        assert_eq!(read("fri 930 2h bay 2 AB12CDE timing belt noise"), wanted);
        assert_eq!(
            read("27 nov 9:30 2h Bay2 AB12CDE timing belt noise"),
            wanted
        );
    }

    #[rstest]
    #[case("fri 9:30", friday(), Some(570))]
    #[case("fri", friday(), None)]
    #[case("9:30", None, Some(570))]
    #[case("9.30", None, Some(570))]
    #[case("1430", None, Some(870))]
    #[case("27 9:30", friday(), Some(570))]
    #[case("t 8", Some(today()), Some(480))]
    fn a_day_and_a_time_are_a_place_to_go_to(
        #[case] line: &str,
        #[case] date: Option<NaiveDate>,
        #[case] time: Option<i64>,
    ) {
        let said = read(line);
        assert_eq!((said.date, said.time, said.is_jump()), (date, time, true));
    }

    #[rstest]
    #[case::a_number_of_things("2 new tyres", "2 new tyres", None)]
    #[case::words_only("winter tyres", "winter tyres", None)]
    #[case::a_plate_first("KL-310-P squeaks", "squeaks", Some("KL-310-P"))]
    #[case::oil_is_no_plate_once_words_began("fri change 5W30 oil", "change 5W30 oil", None)]
    fn words_stay_words(#[case] line: &str, #[case] text: &str, #[case] plate: Option<&str>) {
        let said = read(line);
        assert_eq!((said.text.as_str(), said.plate.as_deref()), (text, plate));
    }

    #[test]
    fn a_lane_of_two_words_is_found_and_an_unknown_one_stays_text() {
        assert_eq!(read("fri mot lane").lane, Some(2));
        assert_eq!(read("fri 9:30 ramp").text, "ramp");
    }

    #[rstest]
    #[case::a_first_name("fri 9:30 jo AB12CDE brakes", Some(0), "brakes")]
    #[case::after_the_plate("fri 9:30 AB12CDE Jo brakes", Some(0), "brakes")]
    #[case::a_whole_name("fri 9:30 bay2 kim de wit AB12CDE", Some(2), "")]
    #[case::one_of_two_is_nobody("fri 9:30 AB12CDE kim", None, "kim")]
    #[case::in_the_middle_it_is_a_word("fri 9:30 AB12CDE ask jo", None, "ask jo")]
    fn a_mechanic_is_read_by_name(
        #[case] line: &str,
        #[case] person: Option<usize>,
        #[case] text: &str,
    ) {
        let said = read(line);
        assert_eq!((said.person, said.text.as_str()), (person, text));
        assert!(!said.is_jump(), "somebody comes");
    }

    proptest! {
        #[test]
        fn a_line_put_together_reads_back(ahead in 0u64..200, time in 0i64..1440, minutes in 1i64..600, lane in 0usize..3, plate in "[A-Z]{2}[0-9]{2}[A-Z]{3}") {
            let date = today() + chrono::Days::new(ahead);
            let line = format!("{date} {} {} {} {plate} new brakes", when::time_text(time), when::duration_text(minutes), LANES[lane]);
            prop_assert_eq!(read(&line), BookingLine { date: Some(date), time: Some(time), minutes: Some(minutes), lane: Some(lane), person: None, plate: Some(plate), text: "new brakes".into() });
        }

        #[test]
        fn no_line_whatever_makes_it_panic(line in "\\PC{0,40}") {
            let _ = read(&line);
        }
    }
}
