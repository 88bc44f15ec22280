//! Instants, zones and spans. Nobody here knows what time it is.

use std::fmt;

use chrono::{
    DateTime, Datelike, Days, LocalResult, NaiveDate, NaiveDateTime, TimeDelta, TimeZone, Timelike,
    Utc,
};
use serde::{Deserialize, Serialize};

use super::{Msg, msg};

const MINUTE: i64 = 60_000_000;

/// An instant, in microseconds since 1970 UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Ts(pub i64);

impl Ts {
    /// From chrono's instant; what is finer than a microsecond is cut off.
    #[must_use]
    pub fn from_utc(at: DateTime<Utc>) -> Self {
        Self(at.timestamp_micros())
    }

    /// As chrono's instant; one beyond its range becomes its first or last.
    #[must_use]
    pub fn utc(self) -> DateTime<Utc> {
        DateTime::from_timestamp_micros(self.0).unwrap_or(if self.0 < 0 {
            DateTime::<Utc>::MIN_UTC
        } else {
            DateTime::<Utc>::MAX_UTC
        })
    }

    /// That many microseconds later (earlier, if negative).
    #[must_use]
    pub const fn plus_micros(self, micros: i64) -> Self {
        Self(self.0.saturating_add(micros))
    }

    /// That many seconds later (earlier, if negative).
    #[must_use]
    pub const fn plus_seconds(self, seconds: i64) -> Self {
        self.plus_micros(seconds.saturating_mul(1_000_000))
    }

    /// That many minutes later (earlier, if negative).
    #[must_use]
    pub const fn plus_minutes(self, minutes: i64) -> Self {
        self.plus_micros(minutes.saturating_mul(MINUTE))
    }

    /// That many times 24 hours later. For days of the calendar ask the [`Zone`].
    #[must_use]
    pub const fn plus_days(self, days: i64) -> Self {
        self.plus_minutes(days.saturating_mul(24 * 60))
    }

    /// Whole minutes from here to `later`, rounded down; negative if it lies before.
    #[must_use]
    pub const fn minutes_until(self, later: Ts) -> i64 {
        later.0.saturating_sub(self.0).div_euclid(MINUTE)
    }

    /// Whole seconds from here to `later`, rounded down; negative if it lies before.
    #[must_use]
    pub const fn seconds_until(self, later: Ts) -> i64 {
        later.0.saturating_sub(self.0).div_euclid(1_000_000)
    }
}

impl fmt::Display for Ts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.utc().format("%Y-%m-%dT%H:%M:%S%.6fZ"))
    }
}

/// From `start` up to, not including, `end`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Span {
    /// The first instant inside.
    pub start: Ts,
    /// The first instant after.
    pub end: Ts,
}

impl Span {
    /// From `start`, that many minutes long.
    #[must_use]
    pub const fn of_minutes(start: Ts, minutes: i64) -> Self {
        Self {
            start,
            end: start.plus_minutes(minutes),
        }
    }

    /// Whether it ends after it starts.
    #[must_use]
    pub fn is_forward(self) -> bool {
        self.start < self.end
    }

    /// Whether the two share an instant. Touching ends do not overlap.
    #[must_use]
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether the instant lies inside.
    #[must_use]
    pub fn contains(self, at: Ts) -> bool {
        self.start <= at && at < self.end
    }

    /// Its length in whole minutes.
    #[must_use]
    pub const fn minutes(self) -> i64 {
        self.start.minutes_until(self.end)
    }

    /// The same length, from another start.
    #[must_use]
    pub const fn moved_to(self, start: Ts) -> Self {
        Self {
            start,
            end: start.plus_micros(self.end.0.saturating_sub(self.start.0)),
        }
    }
}

/// A time zone of the IANA list, as a site has one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Zone(chrono_tz::Tz);

impl Zone {
    /// Coordinated universal time.
    pub const UTC: Zone = Zone(chrono_tz::UTC);

    /// The zone of an IANA name such as `Europe/Dublin`.
    ///
    /// # Errors
    /// If the list has no such name.
    pub fn parse(name: &str) -> Result<Self, Msg> {
        name.trim()
            .parse()
            .map(Self)
            .map_err(|_| msg!("zone-unknown", name = name))
    }

    /// Every name of the list, for pickers.
    pub fn names() -> impl Iterator<Item = &'static str> {
        chrono_tz::TZ_VARIANTS.iter().map(|tz| tz.name())
    }

    /// Its IANA name.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.0.name()
    }

    /// Day and time a clock on the wall shows at that instant.
    #[must_use]
    pub fn local(self, at: Ts) -> NaiveDateTime {
        at.utc().with_timezone(&self.0).naive_local()
    }

    /// The business day of the instant.
    #[must_use]
    pub fn day_of(self, at: Ts) -> NaiveDate {
        self.local(at).date()
    }

    /// Minutes on the wall clock since midnight.
    #[must_use]
    pub fn minute_of_day(self, at: Ts) -> i64 {
        let local = self.local(at);
        i64::from(local.hour() * 60 + local.minute())
    }

    /// The instant a wall clock shows that minute of that day; 1440 and more lie on the days after.
    ///
    /// A time the clocks jump over means the instant they jump; one they show twice means the first.
    #[must_use]
    pub fn at(self, day: NaiveDate, minute_of_day: i64) -> Ts {
        let midnight = day.and_time(chrono::NaiveTime::MIN);
        let Some(mut local) =
            TimeDelta::try_minutes(minute_of_day).and_then(|d| midnight.checked_add_signed(d))
        else {
            return Ts::from_utc(midnight.and_utc());
        };
        // No zone has ever jumped by more than a day, so a step of a minute finds the far side of the gap.
        for _ in 0..=24 * 60 {
            match self.0.from_local_datetime(&local) {
                LocalResult::Single(at) | LocalResult::Ambiguous(at, _) => {
                    return Ts::from_utc(at.with_timezone(&Utc));
                }
                LocalResult::None => local += TimeDelta::minutes(1),
            }
        }
        Ts::from_utc(local.and_utc())
    }

    /// From its midnight to the next: 23, 24 or 25 hours.
    #[must_use]
    pub fn day_span(self, day: NaiveDate) -> Span {
        let next = day.checked_add_days(Days::new(1)).unwrap_or(day);
        Span {
            start: self.at(day, 0),
            end: self.at(next, 0),
        }
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Serialize for Zone {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(self.name())
    }
}

impl<'de> Deserialize<'de> for Zone {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let name = std::borrow::Cow::<'de, str>::deserialize(d)?;
        Zone::parse(&name).map_err(serde::de::Error::custom)
    }
}

/// A length of time in words: `45 min`, `2 h`, `2 h 15`. Its sign is left out.
#[must_use]
pub fn duration(minutes: i64) -> super::Msg {
    let n = minutes.saturating_abs();
    match (n / 60, n % 60) {
        (0, m) => super::Msg::new("duration-minutes").with("minutes", m),
        (h, 0) => super::Msg::new("duration-hours").with("hours", h),
        (h, m) => super::Msg::new("duration-both")
            .with("hours", h)
            .with("minutes", format!("{m:02}")),
    }
}

/// Monday is 1, Sunday 7: as weekdays are stored.
#[must_use]
pub fn weekday(day: NaiveDate) -> i64 {
    i64::from(day.weekday().number_from_monday())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    #[test]
    fn a_time_the_clocks_jump_over_is_the_instant_they_jump() {
        let zone = Zone::parse("Europe/Berlin").unwrap();
        let spring = day(2026, 3, 29);
        assert_eq!(zone.at(spring, 2 * 60 + 30), zone.at(spring, 3 * 60));
        assert_eq!(zone.day_span(spring).minutes(), 23 * 60);
    }

    #[test]
    fn a_time_the_clocks_show_twice_is_the_first() {
        let zone = Zone::parse("Europe/Berlin").unwrap();
        let autumn = day(2026, 10, 25);
        let first = zone.at(autumn, 2 * 60 + 30);
        assert_eq!(zone.minute_of_day(first.plus_minutes(60)), 2 * 60 + 30);
        assert_eq!(zone.day_span(autumn).minutes(), 25 * 60);
    }

    #[test]
    fn minutes_beyond_midnight_lie_on_the_next_day() {
        let zone = Zone::parse("Asia/Kolkata").unwrap();
        assert_eq!(
            zone.at(day(2026, 1, 31), 1440 + 60),
            zone.at(day(2026, 2, 1), 60)
        );
    }

    #[test]
    fn the_business_day_is_the_one_of_the_site_not_of_utc() {
        let zone = Zone::parse("Pacific/Auckland").unwrap();
        let at = zone.at(day(2026, 6, 1), 8 * 60);
        assert_eq!(Zone::UTC.day_of(at), day(2026, 5, 31));
        assert_eq!(zone.day_of(at), day(2026, 6, 1));
    }

    #[test]
    fn spans_that_touch_do_not_overlap() {
        let a = Span::of_minutes(Ts(0), 60);
        assert!(!a.overlaps(a.moved_to(a.end)));
        assert!(a.overlaps(a.moved_to(a.end.plus_micros(-1))));
    }

    proptest::proptest! {
        #[test]
        fn wall_clock_and_back_is_the_same_instant_outside_the_repeated_hour(minutes in 0i64..50_000_000) {
            let zone = Zone::parse("America/New_York").unwrap();
            let at = Ts(minutes * MINUTE);
            let back = zone.at(zone.day_of(at), zone.minute_of_day(at));
            proptest::prop_assert!(back == at || back.plus_minutes(60) == at);
        }
    }
}
