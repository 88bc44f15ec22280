//! The settings a person may decide: key, kind, bounds, default (model.md 11).

use serde_json::{Value, json};

use crate::domain::{Money, Msg, msg};

/// What a setting's value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A whole number within bounds; the unit is a Fluent id.
    Number {
        /// The least.
        min: i64,
        /// The most.
        max: i64,
        /// The default.
        usual: i64,
        /// `unit-…`
        unit: &'static str,
    },
    /// Yes or no, and the default.
    Flag(bool),
    /// One of these, the default first.
    Choice(&'static [&'static str]),
    /// Words, not empty.
    Words,
    /// From one time of day to another, `20:00-08:00`.
    Hours(&'static str),
}

/// One setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Setting {
    /// As in table `setting`.
    pub key: &'static str,
    /// Its name on the page: a Fluent id.
    pub label: &'static str,
    /// What it holds.
    pub kind: Kind,
}

const fn number(
    key: &'static str,
    label: &'static str,
    bounds: (i64, i64, i64),
    unit: &'static str,
) -> Setting {
    Setting {
        key,
        label,
        kind: Kind::Number {
            min: bounds.0,
            max: bounds.1,
            usual: bounds.2,
            unit,
        },
    }
}

const fn other(key: &'static str, label: &'static str, kind: Kind) -> Setting {
    Setting { key, label, kind }
}

const MINUTES: &str = "unit-minutes";
const DAYS: &str = "unit-days";
const BP: &str = "unit-bp";
const PLAIN: &str = "unit-none";
/// An amount, in minor units.
const MONEY: &str = "unit-money";
/// Nothing until the workshop decides otherwise.
const FEES: (i64, i64, i64) = (0, 100_000_000, 0);

/// Bounds: the least, the most, the default.
pub(super) const ALL: &[Setting] = &[
    other("org.name", "setting-org-name", Kind::Words),
    other("org.locale", "setting-org-locale", Kind::Choice(&["en"])),
    number(
        "session.idle_lock",
        "setting-session-idle-lock",
        (1, 480, 15),
        MINUTES,
    ),
    number(
        "session.absolute",
        "setting-session-absolute",
        (60, 43_200, 10_080),
        MINUTES,
    ),
    number(
        "auth.memory_kib",
        "setting-auth-memory",
        (8, 1_048_576, 19_456),
        "unit-kib",
    ),
    number("auth.passes", "setting-auth-passes", (1, 10, 2), PLAIN),
    number(
        "booking.grid",
        "setting-booking-grid",
        (5, 120, 15),
        MINUTES,
    ),
    number(
        "booking.hold",
        "setting-booking-hold",
        (1, 1_440, 15),
        MINUTES,
    ),
    number(
        "booking.grace",
        "setting-booking-grace",
        (0, 480, 30),
        MINUTES,
    ),
    number(
        "booking.target_load_bp",
        "setting-booking-target-load",
        (1_000, 10_000, 8_500),
        BP,
    ),
    number(
        "booking.free_cancel",
        "setting-booking-free-cancel",
        (0, 720, 24),
        "unit-hours-before",
    ),
    number("booking.fee_late", "setting-booking-fee-late", FEES, MONEY),
    number(
        "booking.fee_no_show",
        "setting-booking-fee-no-show",
        FEES,
        MONEY,
    ),
    number(
        "booking.fee_minimum",
        "setting-booking-fee-minimum",
        FEES,
        MONEY,
    ),
    number(
        "assign.free_bp",
        "setting-assign-free",
        (0, 10_000, 5_000),
        BP,
    ),
    number(
        "assign.skill_bp",
        "setting-assign-skill",
        (0, 10_000, 2_500),
        BP,
    ),
    number(
        "assign.load_bp",
        "setting-assign-load",
        (0, 10_000, 2_500),
        BP,
    ),
    other(
        "job.check_required",
        "setting-job-check-required",
        Kind::Flag(false),
    ),
    number("job.archive", "setting-job-archive", (30, 3_650, 365), DAYS),
    number(
        "line.tolerance_bp",
        "setting-line-tolerance",
        (0, 5_000, 0),
        BP,
    ),
    number(
        "estimate.valid",
        "setting-estimate-valid",
        (1, 365, 30),
        DAYS,
    ),
    number("deferred.due", "setting-deferred-due", (1, 730, 90), DAYS),
    number(
        "deferred.forget",
        "setting-deferred-forget",
        (30, 1_825, 365),
        DAYS,
    ),
    other(
        "review.estimate",
        "setting-review-estimate",
        Kind::Choice(&["required", "auto"]),
    ),
    other(
        "review.progress",
        "setting-review-progress",
        Kind::Choice(&["auto", "required"]),
    ),
    number(
        "stock.reorder_default",
        "setting-stock-reorder",
        (0, 1_000, 4),
        PLAIN,
    ),
    other(
        "tax.prices_include",
        "setting-tax-prices-include",
        Kind::Flag(false),
    ),
    other(
        "tax.round",
        "setting-tax-round",
        Kind::Choice(&["group", "line"]),
    ),
    other(
        "release.rule",
        "setting-release-rule",
        Kind::Choice(&["paid", "open"]),
    ),
    other(
        "message.quiet",
        "setting-message-quiet",
        Kind::Hours("20:00-08:00"),
    ),
    number(
        "message.max_attempts",
        "setting-message-attempts",
        (1, 50, 8),
        PLAIN,
    ),
    other(
        "mail.transport",
        "setting-mail-transport",
        Kind::Choice(&["file", "smtp"]),
    ),
    number(
        "backup.keep_days",
        "setting-backup-days",
        (1, 3_650, 30),
        DAYS,
    ),
    number(
        "backup.keep_copies",
        "setting-backup-copies",
        (1, 3_650, 30),
        PLAIN,
    ),
    number(
        "backup.keep_mb",
        "setting-backup-mb",
        (50, 1_000_000, 500),
        "unit-mb",
    ),
    other("backup.delete", "setting-backup-delete", Kind::Flag(false)),
];

impl Setting {
    /// What holds when nothing was decided.
    #[must_use]
    pub fn default(&self) -> Value {
        match self.kind {
            Kind::Number { usual, .. } => json!(usual),
            Kind::Flag(usual) => json!(usual),
            Kind::Choice(all) => json!(all.first()),
            Kind::Words => json!(""),
            Kind::Hours(usual) => json!(usual),
        }
    }

    /// The value, if it is of the kind and within the bounds.
    ///
    /// # Errors
    /// With what is wrong.
    pub fn check(&self, value: &Value) -> Result<Value, Msg> {
        match self.kind {
            Kind::Number { min, max, unit, .. } => match value.as_i64() {
                Some(n) if (min..=max).contains(&n) => Ok(json!(n)),
                _ if unit == MONEY => {
                    Err(msg!("setting-range", min = Money(min), max = Money(max)))
                }
                _ => Err(msg!("setting-range", min = min, max = max)),
            },
            Kind::Flag(_) => value
                .as_bool()
                .map(|b| json!(b))
                .ok_or(msg!("setting-flag")),
            Kind::Choice(all) => match value.as_str() {
                Some(text) if all.contains(&text) => Ok(json!(text)),
                _ => Err(msg!("unknown-value", text = value.to_string())),
            },
            Kind::Words => match value.as_str() {
                Some(text) => crate::domain::text::required(text).map(|t| json!(t)),
                None => Err(msg!("text-empty")),
            },
            Kind::Hours(_) => match value.as_str().and_then(hours) {
                Some(text) => Ok(json!(text)),
                None => Err(msg!("setting-hours")),
            },
        }
    }
}

/// `20-8` as `20:00-08:00`.
fn hours(text: &str) -> Option<String> {
    let (from, to) = text.split_once('-')?;
    let time = |t: &str| crate::domain::parse::time(t).ok();
    let (from, to) = (time(from)?, time(to)?);
    let shown = |m: i64| format!("{:02}:{:02}", m / 60, m % 60);
    Some(format!("{}-{}", shown(from), shown(to)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn setting(key: &str) -> &'static Setting {
        ALL.iter().find(|s| s.key == key).expect("a setting")
    }

    #[test]
    fn a_value_out_of_its_bounds_is_refused_with_them() {
        let grid = setting("booking.grid");
        assert!(grid.check(&json!(15)).is_ok());
        assert_eq!(
            grid.check(&json!(4)).unwrap_err(),
            msg!("setting-range", min = 5i64, max = 120i64)
        );
        assert!(grid.check(&json!("15")).is_err());
    }

    #[test]
    fn quiet_hours_are_read_as_people_type_them() {
        let quiet = setting("message.quiet");
        assert_eq!(quiet.check(&json!("20-8")).unwrap(), json!("20:00-08:00"));
        assert_eq!(
            quiet.check(&json!("2130-0700")).unwrap(),
            json!("21:30-07:00")
        );
        assert!(quiet.check(&json!("late")).is_err());
    }

    #[test]
    fn every_default_is_allowed() {
        for s in ALL.iter().filter(|s| s.kind != Kind::Words) {
            assert!(s.check(&s.default()).is_ok(), "{}", s.key);
        }
    }
}
