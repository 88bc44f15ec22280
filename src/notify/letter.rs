//! Writing a letter: the template's words with the facts of the message, in the reader's language.

use chrono::NaiveDate;
use serde_json::Value;

use crate::desk::catalogue::TEMPLATE_FIELDS;
use crate::desk::messages::{Claimed, Sent, Sheet};
use crate::desk::{Actor, Desk};
use crate::domain::outbox::Fault;
use crate::domain::template::{self, Facts};
use crate::domain::{BookingId, EstimateId, InvoiceId, Money, SiteId};
use crate::paper;
use crate::words::Words;

/// A letter that is written.
#[derive(Clone, Debug)]
pub struct Letter {
    /// The words that went into it, for the log of tries.
    pub sent: Sent,
    /// What goes with it.
    pub attachment: Option<Attachment>,
}

/// A document that goes with a letter, as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// The file's name.
    pub name: String,
    /// What stands in it.
    pub text: String,
    /// What it is.
    pub kind: Kind,
}

/// What a document is to a mail program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// To be read.
    Plain,
    /// To be taken over into a calendar.
    Calendar,
}

/// A letter that cannot be written as things are. It is held; nothing half-written leaves.
#[derive(Clone, Debug)]
pub struct Unwritten {
    /// What was to be used, for the log of tries.
    pub sent: Sent,
    /// Why not, as the log keeps it.
    pub code: String,
}

/// Writes the letter to a message.
///
/// # Errors
/// When a field is empty or unknown, or the document that goes with it cannot be made.
pub async fn write(
    desk: &Desk,
    message: &Claimed,
    sheet: &Sheet,
) -> Result<Letter, Box<Unwritten>> {
    let settings = desk.settings();
    let words = Words::new(&message.locale, settings.currency(), sheet.site.zone);
    let mut facts = facts(&message.facts, &words);
    // The house answers for itself as it is now, where the message did not say.
    for (name, own) in [
        ("workshop", settings.workshop()),
        ("phone", &sheet.site.phone),
    ] {
        let said = facts.entry(name.to_owned()).or_default();
        if said.trim().is_empty() {
            own.clone_into(said);
        }
    }
    let mut sent = Sent {
        template: Some(sheet.template.id),
        version: Some(sheet.template.version),
        ..Sent::default()
    };
    let unwritten = |sent: &Sent, code: String| {
        Box::new(Unwritten {
            sent: sent.clone(),
            code,
        })
    };
    let blank = |e: template::Fault| match e {
        template::Fault::Missing(field) | template::Fault::Unknown(field) => {
            Fault::Words.code(&format!("{{{field}}}"))
        }
        template::Fault::Open => Fault::Words.code("{"),
    };
    sent.subject = template::fill_line(&sheet.template.subject, &facts, TEMPLATE_FIELDS)
        .map_err(|e| unwritten(&sent, blank(e)))?;
    sent.body = template::fill(&sheet.template.body, &facts, TEMPLATE_FIELDS)
        .map_err(|e| unwritten(&sent, blank(e)))?;
    let attachment = match &message.attach {
        None => None,
        Some(name) => Some(
            attach(desk, message.site_id, name, &words)
                .await
                .map_err(|why| unwritten(&sent, Fault::Attachment.code(&why)))?,
        ),
    };
    Ok(Letter { sent, attachment })
}

/// The document of a name such as `invoice:42`.
async fn attach(
    desk: &Desk,
    site: SiteId,
    name: &str,
    words: &Words,
) -> Result<Attachment, String> {
    let system = Actor::system("dispatcher", site);
    if let Some(id) = name
        .strip_prefix("estimate:")
        .and_then(|id| id.parse().ok())
    {
        let estimate = desk
            .estimate(&system, EstimateId(id))
            .await
            .map_err(|e| e.to_string())?;
        return Ok(Attachment {
            name: format!("{}.txt", file_name(&estimate.number)),
            text: estimate.body,
            kind: Kind::Plain,
        });
    }
    if let Some(id) = name.strip_prefix("booking:").and_then(|id| id.parse().ok()) {
        let card = desk
            .booking_card(&system, BookingId(id))
            .await
            .map_err(|e| e.to_string())?;
        let here = desk.site(site).map_err(|e| e.to_string())?;
        let settings = desk.settings();
        return Ok(Attachment {
            name: format!("{}.ics", file_name(&card.booking.number)),
            text: paper::ical::booking(&card, settings.workshop(), &here, desk.now(), words),
            kind: Kind::Calendar,
        });
    }
    let id = name
        .strip_prefix("invoice:")
        .and_then(|id| id.parse().ok())
        .ok_or_else(|| name.to_owned())?;
    let card = desk
        .invoice_card(&system, InvoiceId(id))
        .await
        .map_err(|e| e.to_string())?;
    Ok(Attachment {
        name: format!("{}.txt", file_name(&paper::invoice::title(&card, words))),
        text: paper::invoice::text(&card, words),
        kind: Kind::Plain,
    })
}

/// A name that every system can store.
fn file_name(title: &str) -> String {
    let safe = |c: char| {
        if c.is_alphanumeric() || c == '-' {
            c
        } else {
            '_'
        }
    };
    title.trim().chars().map(safe).collect()
}

/// The facts as texts. Days go along as `2026-11-23` and amounts as minor units: the letter's language decides
/// how they look.
fn facts(given: &Value, words: &Words) -> Facts {
    let Some(given) = given.as_object() else {
        return Facts::new();
    };
    let text = |value: &Value| match value {
        Value::String(text) => match text.parse::<NaiveDate>() {
            Ok(day) => words.day_long(day),
            Err(_) => text.clone(),
        },
        Value::Number(n) => n
            .as_i64()
            .map_or(n.to_string(), |minor| words.money(Money(minor))),
        _ => String::new(),
    };
    given
        .iter()
        .map(|(name, value)| (name.clone(), text(value)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Currency, Zone};
    use serde_json::json;

    #[test]
    fn days_and_amounts_look_as_the_reader_writes_them() {
        let words = Words::new("en", Currency::EUR, Zone::UTC);
        let facts = facts(
            &json!({ "day": "2026-11-23", "time": "10:00", "total": 38278, "phone": null }),
            &words,
        );
        assert_eq!(facts["day"], "Mon 23 Nov 2026");
        assert_eq!(facts["time"], "10:00");
        assert_eq!(facts["total"], "€ 382.78");
        assert_eq!(facts["phone"], "");
    }

    #[test]
    fn a_file_is_named_so_that_every_system_can_store_it() {
        assert_eq!(file_name("Invoice INV-2026/42"), "Invoice_INV-2026_42");
    }
}
