//! What is looked for, in one line: `2 h, lift, brakes skill, Jo if possible, from tomorrow`.

use chrono::NaiveDate;

use super::when;
use crate::domain::plate;
use crate::domain::text::search_key;

/// The names that can be said, each list in an order of its own.
#[derive(Debug, Clone, Copy, Default)]
pub struct Names<'a> {
    /// Bays, their kinds and what they can do.
    pub places: &'a [&'a str],
    /// What people can do.
    pub skills: &'a [&'a str],
    /// People.
    pub people: &'a [&'a str],
    /// Equipment.
    pub tools: &'a [&'a str],
    /// Canned jobs by code.
    pub works: &'a [&'a str],
}

/// What such a line says; places in the lists of [`Names`]. Whatever was not said is `None`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FinderLine {
    /// The length in minutes.
    pub minutes: Option<i64>,
    /// The first day that will do.
    pub from: Option<NaiveDate>,
    /// The last day that will do.
    pub until: Option<NaiveDate>,
    /// The bay, its kind or what it can do.
    pub place: Option<usize>,
    /// What who does it must be able to do.
    pub skill: Option<usize>,
    /// Who is wished for.
    pub person: Option<usize>,
    /// Nobody else will do.
    pub only: bool,
    /// The equipment.
    pub tool: Option<usize>,
    /// The work.
    pub work: Option<usize>,
    /// The plate as typed.
    pub plate: Option<String>,
    /// What was not understood, word by word.
    pub unknown: Vec<String>,
}

/// Reads the line: its parts in any order, with or without commas between them.
#[must_use]
pub fn finder_line(line: &str, today: NaiveDate, names: Names<'_>) -> FinderLine {
    let mut said = FinderLine::default();
    for part in line.split([',', ';']) {
        let words: Vec<&str> = part.split_whitespace().collect();
        let mut rest = &words[..];
        while !rest.is_empty() {
            let took = (1..=rest.len().min(5)).rev().find(|n| {
                rest.get(..*n)
                    .is_some_and(|head| said.take(head, today, names))
            });
            if took.is_none() {
                said.unknown.extend(rest.first().map(|w| (*w).to_owned()));
            }
            rest = rest.get(took.unwrap_or(1)..).unwrap_or_default();
        }
    }
    said
}

impl FinderLine {
    /// Takes these words as one thing; `false` where they are none.
    fn take(&mut self, words: &[&str], today: NaiveDate, names: Names<'_>) -> bool {
        let text = words.join(" ");
        let lower = text.to_lowercase();
        match lower.as_str() {
            "if possible" => return self.person.is_some(),
            "skill" => return self.skill.is_some(),
            "for" | "with" | "and" | "a" | "an" | "the" | "in" | "on" => return true,
            _ => {}
        }
        if let Some(day) = after(&lower, &["from ", "after "]) {
            return set(&mut self.from, when::date(day, today).ok());
        }
        if let Some(day) = after(&lower, &["until ", "till ", "by ", "to "]) {
            return set(&mut self.until, when::date(day, today).ok());
        }
        if let Some(who) = after(&lower, &["only ", "must be "]) {
            let found = set(&mut self.person, first_of(names.people, who));
            self.only |= found;
            return found;
        }
        if self.minutes.is_none()
            && lower.starts_with(|c: char| c.is_ascii_digit())
            && lower.contains(['h', 'm', ':'])
            && let Ok(minutes) = when::duration(&lower.replace(' ', ""))
        {
            self.minutes = Some(minutes);
            return true;
        }
        if let Some(can) = lower
            .strip_suffix(" skill")
            .or_else(|| after(&lower, &["can "]))
        {
            return set(&mut self.skill, whole_of(names.skills, can));
        }
        if self.work.is_none() && set(&mut self.work, exact_of(names.works, &lower)) {
            return true;
        }
        if self.place.is_none() && set(&mut self.place, whole_of(names.places, &lower)) {
            return true;
        }
        if self.tool.is_none() && set(&mut self.tool, whole_of(names.tools, &lower)) {
            return true;
        }
        if self.skill.is_none() && set(&mut self.skill, whole_of(names.skills, &lower)) {
            return true;
        }
        if self.person.is_none() && set(&mut self.person, first_of(names.people, &lower)) {
            return true;
        }
        let is_number = lower.bytes().all(|b| b.is_ascii_digit());
        if self.from.is_none() && !is_number && set(&mut self.from, when::date(&lower, today).ok())
        {
            return true;
        }
        let bare = plate::key(&text);
        let mixed =
            bare.chars().any(|c| c.is_ascii_digit()) && bare.chars().any(char::is_alphabetic);
        if words.len() == 1
            && self.plate.is_none()
            && mixed
            && bare.chars().count() >= 4
            && plate::Plate::parse(&text).is_ok()
        {
            self.plate = Some(text);
            return true;
        }
        false
    }
}

fn set<T>(slot: &mut Option<T>, found: Option<T>) -> bool {
    let is_some = found.is_some();
    if is_some {
        *slot = found;
    }
    is_some
}

fn after<'a>(text: &'a str, heads: &[&str]) -> Option<&'a str> {
    heads.iter().find_map(|head| text.strip_prefix(head))
}

fn packed(name: &str) -> String {
    search_key(name).replace(' ', "")
}

/// The name that is exactly this, spaces and case aside.
fn exact_of(names: &[&str], said: &str) -> Option<usize> {
    let key = packed(said);
    names
        .iter()
        .position(|name| !key.is_empty() && packed(name) == key)
}

/// The same, or the only name that begins so, from three letters on.
fn whole_of(names: &[&str], said: &str) -> Option<usize> {
    exact_of(names, said).or_else(|| {
        let key = packed(said);
        let long = key.chars().count() >= 3;
        let mut begin = names
            .iter()
            .enumerate()
            .filter(|(_, name)| long && packed(name).starts_with(&key));
        match (begin.next(), begin.next()) {
            (Some((at, _)), None) => Some(at),
            _ => None,
        }
    })
}

/// Somebody by their whole name, their first name, or its first letters (two at least) where only one fits.
fn first_of(names: &[&str], said: &str) -> Option<usize> {
    let key = search_key(said);
    let first = |name: &str| {
        search_key(name)
            .split(' ')
            .next()
            .unwrap_or_default()
            .to_owned()
    };
    let exact = exact_of(names, said).or_else(|| names.iter().position(|n| first(n) == key));
    exact.or_else(|| {
        let long = key.chars().count() >= 2;
        let mut begin = names
            .iter()
            .enumerate()
            .filter(|(_, name)| long && first(name).starts_with(&key));
        match (begin.next(), begin.next()) {
            (Some((at, _)), None) => Some(at),
            _ => None,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::Days;
    use proptest::prelude::*;

    const NAMES: Names<'_> = Names {
        places: &["1 Lift", "lift", "4x4", "alignment"],
        skills: &["brakes", "hybrid"],
        people: &["Jo Hendriks", "Kees Brandt", "Johan Smit"],
        tools: &["Alignment rig"],
        works: &["BRKF", "OIL"],
    };

    /// A Monday.
    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 23).unwrap()
    }

    fn read(line: &str) -> FinderLine {
        finder_line(line, today(), NAMES)
    }

    #[test]
    fn what_is_looked_for_is_read_from_one_line_with_commas_or_without() {
        let wanted = FinderLine {
            minutes: Some(120),
            place: Some(1),
            skill: Some(0),
            person: Some(0),
            from: today().checked_add_days(Days::new(1)),
            ..FinderLine::default()
        };
        assert_eq!(
            read("2 h, lift, brakes skill, Jo if possible, from tomorrow"),
            wanted
        );
        assert_eq!(read("2h lift brakes jo tomorrow"), wanted);
        assert_eq!(read("jo, tomorrow, 2:00, brakes, lift"), wanted);
    }

    #[test]
    fn only_one_person_will_do_when_that_is_said_and_what_is_no_word_is_said_back() {
        let said = read("oil only kees by fri KL-310-P quickly");
        assert_eq!((said.person, said.only), (Some(1), true));
        assert_eq!(said.work, Some(1));
        assert_eq!(said.until, today().checked_add_days(Days::new(4)));
        assert_eq!(said.plate.as_deref(), Some("KL-310-P"));
        assert_eq!(said.unknown, ["quickly"]);
    }

    proptest! {
        #[test]
        fn no_line_whatever_makes_it_panic(line in "\\PC{0,60}") {
            let _ = read(&line);
        }
    }
}
