//! Periodic tasks: what there is to do by the clock, and when the next time is.

use std::str::FromStr;

use croner::Cron;

use super::{Arg, Msg, Ts, Zone, msg};

crate::text_enum! {
    "missed-run"
    /// What to do about runs that were missed.
    pub enum Missed {
        /// Run once.
        Once = "once",
        /// Wait for the next.
        Skip = "skip",
    }
}

crate::text_enum! {
    "duty"
    /// What the program does by the clock; the name of its row.
    pub enum Duty {
        /// Tells of parts that fell to their reorder level.
        LowStock = "low_stock",
        /// Tells of jobs that are late, and of equipment whose service is due (S2-16).
        Overdue = "overdue",
        /// Gives the time of holds that ran out back.
        ExpireHolds = "expire_holds",
        /// Writes to the customers of tomorrow.
        Reminders = "reminders",
        /// Copies the embedded store.
        Backup = "backup",
        /// Closes jobs that left and owe nothing (states.md 2).
        CloseJobs = "close_jobs",
        /// Lays the diary out as calendar files.
        Calendars = "calendars",
        /// Forgets put-off work that nobody wanted for long.
        PutOff = "put_off",
        /// Forgets failed log-ins after 30 days.
        Tidy = "tidy",
    }
}

/// A rhythm in cron's five fields, by the clock on the wall of a site.
#[derive(Clone, Debug)]
pub struct Rhythm(Cron);

impl Rhythm {
    /// Reads the five fields.
    ///
    /// # Errors
    /// With what cannot be read.
    pub fn parse(text: &str) -> Result<Rhythm, Msg> {
        Cron::from_str(text)
            .map(Rhythm)
            .map_err(|e| msg!("schedule-unreadable", text = text, why = e.to_string()))
    }

    /// The first time after that instant. A time the clocks jump over is the instant they jump; of one they
    /// show twice only the first counts. `None` when there is none any more.
    #[must_use]
    pub fn after(&self, at: Ts, zone: Zone) -> Option<Ts> {
        // The pattern is looked for on the wall clock itself, which knows no zone.
        let mut wall = zone.local(at).and_utc();
        loop {
            wall = self.0.find_next_occurrence(&wall, false).ok()?;
            let next = zone.at(wall.date_naive(), minute_of_day(wall.naive_utc()));
            if next > at {
                return Some(next);
            }
        }
    }
}

/// A rhythm in words, where it is one of those people use: every few minutes or hours, once a day.
#[must_use]
pub fn told(cron: &str) -> Option<Msg> {
    let fields: Vec<&str> = cron.split_whitespace().collect();
    let &[minute, hour, "*", "*", "*"] = fields.as_slice() else {
        return None;
    };
    let every = |field: &str| field.strip_prefix("*/")?.parse::<i64>().ok();
    match (minute.parse::<i64>(), hour.parse::<i64>()) {
        (Ok(minute), Ok(hour)) => {
            Some(msg!("schedule-daily", time = Arg::Time(hour * 60 + minute)))
        }
        (Ok(_), Err(_)) if hour == "*" => Some(msg!("schedule-hours", count = 1)),
        (Ok(0), Err(_)) => every(hour).map(|n| msg!("schedule-hours", count = n)),
        (Err(_), Err(_)) if hour == "*" => {
            every(minute).map(|n| msg!("schedule-minutes", count = n))
        }
        _ => None,
    }
}

fn minute_of_day(wall: chrono::NaiveDateTime) -> i64 {
    use chrono::Timelike;
    i64::from(wall.hour() * 60 + wall.minute())
}

impl Missed {
    /// Whether a run that was due at `due` still happens `now`: a skipping one only within its first
    /// quarter of an hour.
    #[must_use]
    pub fn runs(self, due: Ts, now: Ts) -> bool {
        self == Missed::Once || due.minutes_until(now) < 15
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;
    use rstest::rstest;

    fn amsterdam() -> Zone {
        Zone::parse("Europe/Amsterdam").unwrap()
    }

    fn at(month: u32, day: u32, minute: i64) -> Ts {
        amsterdam().at(NaiveDate::from_ymd_opt(2026, month, day).unwrap(), minute)
    }

    #[rstest]
    #[case::at_night("0 2 * * *", at(11, 23, 600), at(11, 24, 120))]
    #[case::not_the_same_minute_again("0 10 * * *", at(11, 23, 600), at(11, 24, 600))]
    #[case::every_ten_minutes("*/10 * * * *", at(11, 23, 601), at(11, 23, 610))]
    #[case::on_sundays("30 3 * * 0", at(11, 23, 0), at(11, 29, 210))]
    #[case::an_hour_that_is_jumped_over("30 2 * * *", at(3, 28, 600), at(3, 29, 180))]
    fn the_next_time_is_by_the_clock_on_the_wall(
        #[case] cron: &str,
        #[case] from: Ts,
        #[case] next: Ts,
    ) {
        assert_eq!(
            Rhythm::parse(cron).unwrap().after(from, amsterdam()),
            Some(next)
        );
    }

    #[rstest]
    #[case("*/5 * * * *", Some("schedule-minutes count=5"))]
    #[case("0 */6 * * *", Some("schedule-hours count=6"))]
    #[case("30 3 * * *", Some("schedule-daily time=210"))]
    #[case("30 3 * * 0", None)]
    #[case("5 * * * *", Some("schedule-hours count=1"))]
    #[case("5 */6 * * *", None)]
    fn a_rhythm_people_use_is_told_in_words(#[case] cron: &str, #[case] said: Option<&str>) {
        assert_eq!(told(cron).map(|m| m.to_string()).as_deref(), said);
    }

    #[test]
    fn the_hour_that_comes_twice_counts_once() {
        let rhythm = Rhythm::parse("30 2 * * *").unwrap();
        let first = rhythm.after(at(10, 25, 0), amsterdam()).unwrap();
        assert_eq!(rhythm.after(first, amsterdam()), Some(at(10, 26, 150)));
    }

    #[test]
    fn a_rhythm_nobody_can_read_is_refused() {
        assert_eq!(
            Rhythm::parse("every night").unwrap_err().id,
            "schedule-unreadable"
        );
    }

    #[test]
    fn a_skipped_run_is_not_made_up_for() {
        let due = at(11, 23, 120);
        assert!(Missed::Once.runs(due, due.plus_days(3)));
        assert!(Missed::Skip.runs(due, due.plus_minutes(2)));
        assert!(!Missed::Skip.runs(due, due.plus_minutes(20)));
    }
}
