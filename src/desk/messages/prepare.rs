//! The last look at a message before it leaves: is it still ours, still wanted, still true, and is it day?

use chrono::Timelike;

use super::{Grip, program_only};
use crate::desk::catalogue::Template;
use crate::desk::{Actor, Desk, Result, Site, in_tx};
use crate::domain::email::Email;
use crate::domain::outbox::{About, Purpose, Reason, Status};
use crate::domain::{Ts, Zone, booking, estimate, invoice, job};
use crate::store::outbox::{self, Claimed, Ended};
use crate::store::{Tx, catalogue};

/// What is to be done with a claimed message.
#[derive(Clone, Debug)]
pub enum Ready {
    /// Write it and send it.
    Send(Box<Sheet>),
    /// It is to be sent, and there are no words for it.
    Wordless,
    /// It is settled, or somebody else's by now.
    Gone,
}

/// What the letter is written from.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// The words.
    pub template: Template,
    /// The site it comes from.
    pub site: Site,
}

impl Desk {
    /// Makes the lease anew for this one message and looks whether it may go. What may not is settled here:
    /// suppressed, cancelled as untrue, or held for the morning.
    pub async fn prepare_message(
        &self,
        by: &Actor,
        grip: &Grip,
        message: &Claimed,
    ) -> Result<Ready> {
        program_only(by)?;
        let site = self.site(message.site_id)?;
        in_tx!(self, |tx| {
            let now = self.lease_clock(tx).await?;
            let until = now.plus_seconds(grip.lease);
            if !outbox::extend(tx, message, &grip.holder, until).await? {
                return Ok(Ready::Gone);
            }
            let aside = self.why_not(tx, message, site.zone).await?;
            if let Some((status, reason)) = aside {
                let how = Ended {
                    status,
                    reason: Some(reason),
                    next_at: None,
                    provider_ref: String::new(),
                    sent_at: None,
                    counts: false,
                };
                outbox::end(tx, message, &grip.holder, &how).await?;
                return Ok(Ready::Gone);
            }
            let quiet = self.settings().quiet_hours();
            if message.purpose != Purpose::Transactional
                && let Some(morning) = end_of_quiet(quiet, self.now(), site.zone)
            {
                let how = Ended {
                    status: Status::Held,
                    reason: Some(Reason::QuietHours),
                    next_at: Some(morning),
                    provider_ref: String::new(),
                    sent_at: None,
                    counts: false,
                };
                outbox::end(tx, message, &grip.holder, &how).await?;
                return Ok(Ready::Gone);
            }
            let all = catalogue::templates(tx).await?;
            let found = choose(all, message, self.settings().locale());
            Ok(found.map_or(Ready::Wordless, |template| {
                Ready::Send(Box::new(Sheet {
                    template,
                    site: site.clone(),
                }))
            }))
        })
    }

    /// Why a message must not leave, if so.
    async fn why_not(
        &self,
        tx: &mut Tx,
        m: &Claimed,
        zone: Zone,
    ) -> Result<Option<(Status, Reason)>> {
        if let Some(customer) = m.customer_id
            && !outbox::wants(tx, customer).await?
        {
            return Ok(Some((Status::Suppressed, Reason::OptedOut)));
        }
        if Email::parse(&m.to_address).is_err() {
            return Ok(Some((Status::Suppressed, Reason::BadAddress)));
        }
        let so = match m.event {
            About::BookingConfirmed => outbox::booking_now(tx, m.entity_id)
                .await?
                .is_some_and(|b| holds(b.status)),
            About::BookingMoved => outbox::booking_now(tx, m.entity_id)
                .await?
                .is_some_and(|b| holds(b.status) && says(m, b.starts_at, zone)),
            About::BookingReminder => {
                outbox::booking_now(tx, m.entity_id)
                    .await?
                    .is_some_and(|b| {
                        b.status == booking::Status::Confirmed
                            && b.starts_at > self.now()
                            && says(m, b.starts_at, zone)
                    })
            }
            About::BookingCancelled => outbox::booking_now(tx, m.entity_id)
                .await?
                .is_none_or(|b| !holds(b.status)),
            About::JobReady => matches!(
                outbox::job_now(tx, m.entity_id).await?,
                Some(job::Status::Ready | job::Status::DeclinedAll)
            ),
            About::EstimateSent => {
                outbox::estimate_now(tx, m.entity_id).await? == Some(estimate::Status::Sent)
            }
            About::ProgressNote => {
                outbox::note_now(tx, m.entity_id).await? == Some(job::Review::Approved)
            }
            About::InvoicePosted => {
                outbox::invoice_now(tx, m.entity_id).await? == Some(invoice::Status::Posted)
            }
        };
        Ok((!so).then_some((Status::Cancelled, Reason::Untrue)))
    }
}

/// Whether the booking is agreed and not called off.
fn holds(status: booking::Status) -> bool {
    use booking::Status as S;
    matches!(status, S::Confirmed | S::CheckedIn | S::Fulfilled)
}

/// Whether the day and time it tells are still those of the booking.
fn says(m: &Claimed, at: Ts, zone: Zone) -> bool {
    let fact = |name: &str| m.facts.get(name).and_then(serde_json::Value::as_str);
    let local = zone.local(at);
    let time = format!("{:02}:{:02}", local.hour(), local.minute());
    fact("day") == Some(local.date().to_string().as_str()) && fact("time") == Some(time.as_str())
}

/// When the quiet hours end that it is in now; nothing by day.
fn end_of_quiet(hours: (i64, i64), now: Ts, zone: Zone) -> Option<Ts> {
    let (from, until) = hours;
    let minute = zone.minute_of_day(now);
    let today = zone.day_of(now);
    let over_midnight = from > until;
    if over_midnight && minute >= from {
        Some(zone.at(today, 24 * 60 + until))
    } else if minute < until && (over_midnight || minute >= from) {
        Some(zone.at(today, until))
    } else {
        None
    }
}

/// The words for the event and the channel: in the reader's language, in the workshop's, in English.
fn choose(all: Vec<Template>, m: &Claimed, house: &str) -> Option<Template> {
    let language = |tag: &str| tag.split(['-', '_']).next().unwrap_or(tag).to_owned();
    let wishes = [
        m.locale.clone(),
        language(&m.locale),
        house.to_owned(),
        language(house),
        "en".to_owned(),
    ];
    let mut fitting: Vec<Template> = all
        .into_iter()
        .filter(|t| t.event == m.event.as_str() && t.channel == m.channel)
        .collect();
    let at = wishes
        .iter()
        .find_map(|wish| fitting.iter().position(|t| t.locale == *wish))?;
    Some(fitting.swap_remove(at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::by_day((1200, 480), 600, None)]
    #[case::in_the_evening((1200, 480), 1201, Some(24 * 60 + 480))]
    #[case::before_dawn((1200, 480), 479, Some(480))]
    #[case::at_eight_sharp((1200, 480), 480, None)]
    #[case::over_noon((720, 780), 730, Some(780))]
    #[case::after_a_quiet_noon((720, 780), 790, None)]
    #[case::no_quiet_hours((0, 0), 120, None)]
    fn quiet_hours_end_in_the_morning(
        #[case] hours: (i64, i64),
        #[case] minute: i64,
        #[case] ends: Option<i64>,
    ) {
        let zone = Zone::parse("Europe/Amsterdam").unwrap();
        let day = chrono::NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
        let expected = ends.map(|m| zone.at(day, m));
        assert_eq!(end_of_quiet(hours, zone.at(day, minute), zone), expected);
    }
}
