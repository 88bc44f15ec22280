//! Requests as a calendar (RFC 5545): each VEVENT is one. Who asks is the organiser or the first attendee, or stands
//! in the description, a line each: `Name: …`, `Phone: …`, `E-mail: …`, `Plate: …`.

use chrono::{NaiveDate, NaiveDateTime};

use super::read::{Asked, Row};
use super::{MOST, plain};
use crate::domain::{Msg, Ts, Zone, msg};

/// One line, its folds undone: name, parameters, value.
struct Property {
    line: usize,
    name: String,
    params: Vec<(String, String)>,
    value: String,
}

/// The wishes of a calendar. Times without a zone are the site's.
pub(super) fn rows(bytes: &[u8], zone: Zone) -> Result<Vec<Row>, Msg> {
    let mut all: Vec<Row> = Vec::new();
    let mut open: Option<Event> = None;
    // What lies within an event (an alarm) is not the event's.
    let mut inner = 0_usize;
    for property in properties(bytes) {
        let p = match property {
            Ok(p) => p,
            Err((line, why)) => {
                if let Some(event) = &mut open {
                    event.wrong.get_or_insert(why);
                } else {
                    all.push(Err((line, why)));
                }
                continue;
            }
        };
        let is_event = p.value.eq_ignore_ascii_case("VEVENT");
        match p.name.as_str() {
            "BEGIN" if open.is_some() => inner += 1,
            "BEGIN" if is_event => open = Some(Event::at(p.line)),
            "END" if inner > 0 => inner -= 1,
            "END" if is_event => {
                if all.len() == MOST {
                    return Err(msg!("import-too-many", most = MOST));
                }
                all.extend(open.take().map(Event::row));
            }
            _ if inner > 0 => {}
            _ => {
                if let Some(event) = &mut open {
                    event.take(&p, zone);
                }
            }
        }
    }
    if let Some(event) = open {
        all.push(Err((event.asked.line, msg!("import-half-event"))));
    }
    if all.is_empty() {
        return Err(msg!("import-no-events"));
    }
    Ok(all)
}

/// An event as far as it is read.
struct Event {
    asked: Asked,
    uid: String,
    start: Option<Ts>,
    wrong: Option<Msg>,
}

impl Event {
    fn at(line: usize) -> Self {
        Self {
            asked: Asked {
                line,
                ..Asked::default()
            },
            uid: String::new(),
            start: None,
            wrong: None,
        }
    }

    fn take(&mut self, p: &Property, zone: Zone) {
        let taken = match p.name.as_str() {
            "UID" => {
                p.value.trim().clone_into(&mut self.uid);
                Ok(())
            }
            "SUMMARY" => {
                plain(&unescaped(&p.value)).map(|text| text.clone_into(&mut self.asked.wish))
            }
            "DESCRIPTION" => self.described(&unescaped(&p.value)),
            "ORGANIZER" | "ATTENDEE" => self.person(p),
            "DTSTART" => self.starts(p, zone),
            "DTEND" => instant(p, zone).map(|(at, _)| self.ends(at)),
            _ => Ok(()),
        };
        if let Err(why) = taken {
            self.wrong.get_or_insert(why);
        }
    }

    fn starts(&mut self, p: &Property, zone: Zone) -> Result<(), Msg> {
        let (at, timed) = instant(p, zone)?;
        self.asked.day = Some(zone.day_of(at));
        if timed {
            self.asked.minute = Some(zone.minute_of_day(at));
            self.start = Some(at);
        }
        Ok(())
    }

    fn ends(&mut self, at: Ts) {
        let minutes = self.start.map(|start| start.minutes_until(at));
        self.asked.minutes = minutes.filter(|m| (1..=14 * 24 * 60).contains(m));
    }

    /// Who asks: the first that is named; the organiser's or attendee's name and address.
    fn person(&mut self, p: &Property) -> Result<(), Msg> {
        let mail = p.value.trim();
        let mail = mail
            .get(..7)
            .filter(|head| head.eq_ignore_ascii_case("mailto:"))
            .and_then(|_| mail.get(7..));
        if let Some(mail) = mail.filter(|_| self.asked.email.is_empty()) {
            plain(mail)?.clone_into(&mut self.asked.email);
            let named = p.params.iter().find(|(name, _)| name == "CN");
            if let Some((_, name)) = named.filter(|_| self.asked.name.is_empty()) {
                plain(name)?.clone_into(&mut self.asked.name);
            }
        }
        Ok(())
    }

    fn described(&mut self, text: &str) -> Result<(), Msg> {
        let mut rest = Vec::new();
        for line in text.lines() {
            let (label, said) = line.split_once(':').unwrap_or(("", line));
            let said = said.trim();
            match label.trim().to_lowercase().as_str() {
                "name" => plain(said)?.clone_into(&mut self.asked.name),
                "phone" | "tel" => said.clone_into(&mut self.asked.phone),
                "e-mail" | "email" => plain(said)?.clone_into(&mut self.asked.email),
                "plate" | "registration" => plain(said)?.clone_into(&mut self.asked.plate),
                _ => rest.push(plain(line)?),
            }
        }
        rest.retain(|line| !line.is_empty());
        if !rest.is_empty() {
            let words = rest.join("\n");
            self.asked.wish = format!("{}\n{words}", self.asked.wish).trim().to_owned();
        }
        Ok(())
    }

    fn row(self) -> Row {
        if let Some(why) = self.wrong {
            return Err((self.asked.line, why));
        }
        let mut asked = self.asked;
        if self.uid.is_empty() {
            return Ok(asked.hashed());
        }
        asked.key = format!("uid:{}", self.uid);
        Ok(asked)
    }
}

/// The instant a date-time says, and whether it says a time at all.
fn instant(p: &Property, zone: Zone) -> Result<(Ts, bool), Msg> {
    let text = p.value.trim();
    let wrong = || msg!("import-bad-time", text = text);
    if let Ok(day) = NaiveDate::parse_from_str(text, "%Y%m%d") {
        return Ok((zone.at(day, 0), false));
    }
    let (local, is_utc) = match text.strip_suffix(['Z', 'z']) {
        Some(rest) => (rest, true),
        None => (text, false),
    };
    let at = NaiveDateTime::parse_from_str(local, "%Y%m%dT%H%M%S").map_err(|_| wrong())?;
    let named = p.params.iter().find(|(name, _)| name == "TZID");
    let zone = match named {
        _ if is_utc => Zone::UTC,
        Some((_, name)) => Zone::parse(name).map_err(|_| wrong())?,
        None => zone,
    };
    let minute = i64::from(chrono::Timelike::num_seconds_from_midnight(&at.time()) / 60);
    Ok((zone.at(at.date(), minute), true))
}

/// The properties of a file, each with the line it begins in; what is no UTF-8 is said of its line.
fn properties(bytes: &[u8]) -> Vec<Result<Property, (usize, Msg)>> {
    let mut all: Vec<(usize, Vec<u8>)> = Vec::new();
    for (at, line) in bytes.split(|b| *b == b'\n').enumerate() {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        match (line.first(), all.last_mut()) {
            // A fold may part a letter, so it is undone before anything is read.
            (Some(b' ' | b'\t'), Some((_, before))) => {
                before.extend_from_slice(line.get(1..).unwrap_or_default());
            }
            (None, _) => {}
            _ => all.push((at + 1, line.to_vec())),
        }
    }
    let read = |(line, bytes): (usize, Vec<u8>)| match String::from_utf8(bytes) {
        Ok(text) => Ok(property(line, &text)),
        Err(_) => Err((line, msg!("import-not-utf8"))),
    };
    all.into_iter().map(read).collect()
}

/// `NAME;PARAM=value;PARAM="quoted":the rest`.
fn property(line: usize, text: &str) -> Property {
    let mut quoted = false;
    let colon = text.char_indices().find(|(_, c)| {
        quoted ^= *c == '"';
        *c == ':' && !quoted
    });
    let (head, value) = match colon {
        Some((at, _)) => (&text[..at], &text[at + 1..]),
        None => (text, ""),
    };
    let mut parts = head.split(';');
    let name = parts.next().unwrap_or_default().trim().to_uppercase();
    let params = parts
        .filter_map(|part| part.split_once('='))
        .map(|(name, value)| (name.to_uppercase(), value.trim_matches('"').to_owned()))
        .collect();
    Property {
        line,
        name,
        params,
        value: value.to_owned(),
    }
}

/// A text with its `\n`, `\,`, `\;` and `\\` undone.
fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut letters = text.chars();
    while let Some(c) = letters.next() {
        match (c, c == '\\') {
            (_, true) => match letters.next() {
                Some('n' | 'N') => plain.push('\n'),
                Some(other) => plain.push(other),
                None => {}
            },
            (c, false) => plain.push(c),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const FILE: &str = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:one@mail\r\nSUMMARY:Brakes squeal\\, front\r\n\
        DTSTART;TZID=Europe/Amsterdam:20261125T093000\r\nDTEND;TZID=Europe/Amsterdam:20261125T110000\r\n\
        ORGANIZER;CN=\"Jansen: M.\":mailto:jan\r\n sen@example.nl\r\nDESCRIPTION:Phone: 030 123 45 67\\nPlate: KL-310-P\\n\
        Leaves it at eight\r\nBEGIN:VALARM\r\nSUMMARY:not this\r\nEND:VALARM\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

    fn zone() -> Zone {
        Zone::parse("Europe/Amsterdam").unwrap()
    }

    #[test]
    fn an_event_says_who_what_and_when() {
        let all = rows(FILE.as_bytes(), zone()).unwrap();
        let [Ok(asked)] = all.as_slice() else {
            panic!("{all:?}")
        };
        assert_eq!(asked.key, "uid:one@mail");
        assert_eq!(
            (asked.name.as_str(), asked.email.as_str()),
            ("Jansen: M.", "jansen@example.nl")
        );
        assert_eq!(
            (asked.phone.as_str(), asked.plate.as_str()),
            ("030 123 45 67", "KL-310-P")
        );
        assert_eq!(asked.wish, "Brakes squeal, front\nLeaves it at eight");
        assert_eq!((asked.minute, asked.minutes), (Some(570), Some(90)));
    }

    #[test]
    fn what_is_broken_is_said_of_its_event_and_a_half_one_is_none() {
        let broken = FILE.replace("20261125T093000", "soon");
        let all = rows(broken.as_bytes(), zone()).unwrap();
        assert!(matches!(&all[0], Err((2, why)) if why.id == "import-bad-time"));
        let half = FILE.split("BEGIN:VALARM").next().unwrap();
        let all = rows(half.as_bytes(), zone()).unwrap();
        assert!(matches!(&all[0], Err((2, why)) if why.id == "import-half-event"));
        let mut bytes = FILE.as_bytes().to_vec();
        bytes[FILE.find("Brakes").unwrap()] = 0xff;
        let all = rows(&bytes, zone()).unwrap();
        assert!(matches!(&all[0], Err((2, why)) if why.id == "import-not-utf8"));
    }

    proptest! {
        #[test]
        fn no_bytes_whatever_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let _ = rows(&bytes, zone());
        }
        #[test]
        fn no_text_in_an_event_makes_it_panic(text in "\\PC{0,80}") {
            let file = format!("BEGIN:VCALENDAR\nBEGIN:VEVENT\n{text}\nDTSTART:{text}\nEND:VEVENT\n");
            let _ = rows(file.as_bytes(), zone());
        }
    }
}
