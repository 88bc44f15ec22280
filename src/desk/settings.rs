//! What the workshop has decided: one truth for all terminals, with the defaults of model.md 11.
//!
//! A value stands in table `setting` under scope `all` or `site:<id>`; a site's own value wins. What is not
//! there has its default, so an empty table is a working program.

use std::collections::BTreeMap;

use serde_json::Value;

use super::auth::Cost;
use crate::domain::booking::fee::Policy;
use crate::domain::suggest::Weights;
use crate::domain::{Bp, Currency, Money, Qty, SiteId, Zone};
use crate::store::{self, Store};

/// The scope of what this machine's configuration says; it is in no table.
const MACHINE: &str = "machine";

/// Which copies of the books stay on the shelf.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Keep {
    /// None older than so many days.
    pub days: i64,
    /// No more than so many.
    pub copies: i64,
    /// No more than so much, in megabytes.
    pub megabytes: i64,
    /// Whether what is beyond goes by itself.
    pub deletes: bool,
}

/// A site, as every verb and every document needs it.
#[derive(Clone, Debug, PartialEq)]
pub struct Site {
    /// Its id.
    pub id: SiteId,
    /// One to three letters, part of the numbers.
    pub code: String,
    /// What customers call it.
    pub name: String,
    /// Postal address, lines parted by newlines.
    pub address: String,
    /// As printed.
    pub phone: String,
    /// As printed, and the sender of its messages.
    pub email: String,
    /// The seller's tax number.
    pub tax_no: String,
    /// ISO 3166 two letters.
    pub country: String,
    /// Where its days begin and end.
    pub zone: Zone,
    /// First month of its fiscal year, 1 to 12.
    pub fiscal_month: u32,
}

/// All settings as last read.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// The sites, by id.
    pub sites: Vec<Site>,
    values: BTreeMap<(String, String), Value>,
}

/// How messages leave by mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MailTransport {
    /// As files in the data folder.
    File,
    /// Through the mail server that the machine's configuration names.
    Smtp,
}

impl Settings {
    pub(super) async fn load(store: &Store) -> store::Result<Settings> {
        let mut db = store;
        let sites = store::settings::sites(&mut db).await?;
        let rows = store::settings::all(&mut db).await?;
        let values = rows
            .into_iter()
            .map(|r| ((r.scope, r.key), r.value))
            .collect();
        let sites = sites
            .into_iter()
            .map(|s| Site {
                id: s.id,
                code: s.code,
                name: s.name,
                address: s.address,
                phone: s.phone,
                email: s.email,
                tax_no: s.tax_no,
                country: s.country,
                zone: Zone::parse(&s.zone).unwrap_or(Zone::UTC),
                fiscal_month: u32::try_from(s.fiscal_month).unwrap_or(1),
            })
            .collect();
        Ok(Settings { sites, values })
    }

    /// Puts the machine's own values before all others.
    pub(super) fn heed_machine(&mut self, values: &[(&'static str, i64)]) {
        for (key, value) in values {
            let place = (MACHINE.to_owned(), (*key).to_owned());
            self.values.insert(place, Value::from(*value));
        }
    }

    /// The value in force at a site: the machine's, else the site's, else everybody's.
    #[must_use]
    pub fn value(&self, site: Option<SiteId>, key: &str) -> Option<&Value> {
        if let Some(value) = self.values.get(&(MACHINE.to_owned(), key.to_owned())) {
            return Some(value);
        }
        let own = site.and_then(|s| self.values.get(&(format!("site:{s}"), key.to_owned())));
        own.or_else(|| self.values.get(&("all".to_owned(), key.to_owned())))
    }

    fn int(&self, key: &str, default: i64) -> i64 {
        self.value(None, key)
            .and_then(Value::as_i64)
            .unwrap_or(default)
    }

    fn flag(&self, key: &str, default: bool) -> bool {
        self.value(None, key)
            .and_then(Value::as_bool)
            .unwrap_or(default)
    }

    fn text(&self, key: &str) -> Option<&str> {
        self.value(None, key).and_then(Value::as_str)
    }

    /// `org.name`: the workshop's name, on the log-in page and over every document.
    #[must_use]
    pub fn workshop(&self) -> &str {
        self.text("org.name")
            .or_else(|| self.sites.first().map(|s| s.name.as_str()))
            .unwrap_or_default()
    }

    /// `org.currency`: the one currency of the organisation.
    #[must_use]
    pub fn currency(&self) -> Currency {
        self.text("org.currency")
            .and_then(|c| Currency::parse(c).ok())
            .unwrap_or(Currency::EUR)
    }

    /// `org.locale`: words and formats until a person chooses their own.
    #[must_use]
    pub fn locale(&self) -> &str {
        self.text("org.locale").unwrap_or("en")
    }

    /// `org.demo`: whether these books are a demonstration.
    #[must_use]
    pub fn is_demo(&self) -> bool {
        self.flag("org.demo", false)
    }

    /// `session.idle_lock`: minutes without a key until the terminal locks.
    #[must_use]
    pub fn idle_lock_min(&self) -> i64 {
        self.int("session.idle_lock", 15)
    }

    /// `session.absolute`: minutes until a log-in ends whatever happens.
    #[must_use]
    pub fn session_min(&self) -> i64 {
        self.int("session.absolute", 7 * 24 * 60)
    }

    /// `auth.memory_kib`, `auth.passes`, `auth.lanes`: what hashing a password costs.
    #[must_use]
    pub fn password_cost(&self) -> Cost {
        let usual = Cost::default();
        let value =
            |key: &str, usual: u32| u32::try_from(self.int(key, i64::from(usual))).unwrap_or(usual);
        Cost {
            memory_kib: value("auth.memory_kib", usual.memory_kib),
            passes: value("auth.passes", usual.passes),
            lanes: value("auth.lanes", usual.lanes),
        }
    }

    /// `booking.grid`: minutes between possible starts.
    #[must_use]
    pub fn grid_min(&self) -> i64 {
        self.int("booking.grid", 15).max(5)
    }

    /// `booking.hold`: minutes a held booking keeps its place.
    #[must_use]
    pub fn hold_min(&self) -> i64 {
        self.int("booking.hold", 15)
    }

    /// `booking.grace`: minutes after which a customer who did not come counts as a no-show.
    #[must_use]
    pub fn grace_min(&self) -> i64 {
        self.int("booking.grace", 30)
    }

    /// `booking.target_load_bp`: the load beyond which booking warns.
    #[must_use]
    pub fn target_load(&self) -> Bp {
        Bp(self.int("booking.target_load_bp", 8500))
    }

    /// `booking.free_cancel`, `booking.fee_*`: what calling off and not coming cost.
    #[must_use]
    pub fn fee_policy(&self) -> Policy {
        let fee = |key: &str| Money(self.int(key, 0).max(0));
        Policy {
            free_hours: self.int("booking.free_cancel", 24).max(0),
            late: fee("booking.fee_late"),
            no_show: fee("booking.fee_no_show"),
            minimum: fee("booking.fee_minimum"),
        }
    }

    /// `assign.*_bp`: what counts how much when somebody is suggested for a task.
    #[must_use]
    pub fn assign_weights(&self) -> Weights {
        Weights {
            free: Bp(self.int("assign.free_bp", 5000)),
            skill: Bp(self.int("assign.skill_bp", 2500)),
            load: Bp(self.int("assign.load_bp", 2500)),
        }
    }

    /// `job.check_required`: whether somebody else must pass a job before it is ready.
    #[must_use]
    pub fn check_required(&self) -> bool {
        self.flag("job.check_required", false)
    }

    /// `job.archive`: days after which closed jobs leave the default lists.
    #[must_use]
    pub fn archive_days(&self) -> i64 {
        self.int("job.archive", 365)
    }

    /// `line.tolerance_bp`: how far an authorised line may rise before it needs a new yes.
    #[must_use]
    pub fn tolerance(&self) -> Bp {
        Bp(self.int("line.tolerance_bp", 0))
    }

    /// `deferred.due`: in how many days work put off is brought up again, where nobody says otherwise.
    #[must_use]
    pub fn deferred_days(&self) -> i64 {
        self.int("deferred.due", 90)
    }

    /// `deferred.forget`: how many days after it was due work put off is forgotten.
    #[must_use]
    pub fn forget_days(&self) -> i64 {
        self.int("deferred.forget", 365)
    }

    /// `estimate.valid`: how many days a customer may count on an estimate.
    #[must_use]
    pub fn estimate_days(&self) -> i64 {
        self.int("estimate.valid", 30)
    }

    /// `review.estimate`: whether an advisor reads an estimate before the customer does.
    #[must_use]
    pub fn reviews_estimates(&self) -> bool {
        self.text("review.estimate") != Some("auto")
    }

    /// `review.progress`: whether an advisor reads a note before the customer does.
    #[must_use]
    pub fn reviews_progress(&self) -> bool {
        self.text("review.progress") == Some("required")
    }

    /// `stock.reorder_default`: the reorder level of a new part.
    #[must_use]
    pub fn reorder_default(&self) -> Qty {
        Qty(self.int("stock.reorder_default", 4).saturating_mul(1000))
    }

    /// `tax.prices_include`: whether prices are entered with tax; by country when not set.
    #[must_use]
    pub fn prices_include_tax(&self) -> bool {
        self.flag("tax.prices_include", false)
    }

    /// `tax.round`: whether tax is rounded per line instead of per rate group.
    #[must_use]
    pub fn rounds_per_line(&self) -> bool {
        self.text("tax.round") == Some("line")
    }

    /// `message.quiet`: minutes of the local day from when and until when nobody is written to.
    #[must_use]
    pub fn quiet_hours(&self) -> (i64, i64) {
        let parse = |t: &str| -> Option<i64> {
            let (h, m) = t.trim().split_once(':')?;
            Some(h.parse::<i64>().ok()? * 60 + m.parse::<i64>().ok()?)
        };
        let text = self.text("message.quiet").unwrap_or("20:00-08:00");
        text.split_once('-')
            .and_then(|(from, to)| Some((parse(from)?, parse(to)?)))
            .unwrap_or((20 * 60, 8 * 60))
    }

    /// `message.max_attempts`: tries until a message is dead.
    #[must_use]
    pub fn max_attempts(&self) -> i64 {
        self.int("message.max_attempts", 8)
    }

    /// `mail.transport`: how mail leaves.
    #[must_use]
    pub fn mail_transport(&self) -> MailTransport {
        match self.text("mail.transport") {
            Some("smtp") => MailTransport::Smtp,
            _ => MailTransport::File,
        }
    }

    /// `backup.*`: what the nightly copy keeps.
    #[must_use]
    pub fn backup(&self) -> Keep {
        Keep {
            days: self.int("backup.keep_days", 30),
            copies: self.int("backup.keep_copies", 30),
            megabytes: self.int("backup.keep_mb", 500),
            deletes: self.flag("backup.delete", false),
        }
    }

    /// `release.rule`: whether a car may leave only when paid, or on account within the limit.
    #[must_use]
    pub fn release_needs_payment(&self) -> bool {
        self.text("release.rule").is_none_or(|r| r != "open")
    }
}
