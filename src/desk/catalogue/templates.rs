//! The words of messages. A template may name only fields that a message has, so a slip is seen here and not by
//! a customer.

use serde_json::{Value, json};

use super::Template;
use crate::desk::{Actor, Desk, Error, Result, in_tx};
use crate::domain::customer::Channel;
use crate::domain::outbox::About;
use crate::domain::permission::Permission as P;
use crate::domain::template::{Facts, Fault, fill};
use crate::domain::{Msg, TemplateId, msg, text};
use crate::store::{self, catalogue};

/// What may stand in braces.
pub const FIELDS: &[&str] = &[
    "customer", "vehicle", "workshop", "phone", "day", "time", "old_day", "old_time", "number",
    "total", "due_day", "note",
];

impl Desk {
    /// All templates, by event, channel and language.
    pub async fn templates(&self, by: &Actor) -> Result<Vec<Template>> {
        by.may(P::MessageSee)?;
        let mut db = self.store();
        Ok(catalogue::templates(&mut db).await?)
    }

    /// Adds the words of a message in a language, or by a channel, that has none yet.
    pub async fn add_template(
        &self,
        by: &Actor,
        event: About,
        channel: Channel,
        locale: &str,
        subject: &str,
        body: &str,
    ) -> Result<TemplateId> {
        by.may(P::MessageTemplate)?;
        let locale = locale.trim().to_lowercase();
        if !(2..=3).contains(&locale.len()) || !locale.bytes().all(|b| b.is_ascii_lowercase()) {
            return Err(Error::invalid("locale", msg!("template-locale")));
        }
        let (subject, body) = clean(subject, body)?;
        in_tx!(self, |tx| {
            let id =
                catalogue::insert_template(tx, event.as_str(), channel, &locale, &subject, &body)
                    .await
                    .map_err(there_is_one)?;
            let new = json!({ "event": event, "channel": channel, "locale": locale, "subject": subject, "body": body });
            self.changed(tx, by, "add_template", ("template", id.0), Value::Null, new)
                .await?;
            Ok(id)
        })
    }

    /// Writes what the form says about a template. Messages not yet sent are written by the new one.
    pub async fn edit_template(
        &self,
        by: &Actor,
        id: TemplateId,
        version: i64,
        subject: &str,
        body: &str,
    ) -> Result<()> {
        by.may(P::MessageTemplate)?;
        let (subject, body) = clean(subject, body)?;
        let done = in_tx!(self, |tx| {
            let old = catalogue::template(tx, id).await?;
            catalogue::update_template(tx, id, version, &subject, &body).await?;
            let old = json!({ "subject": old.subject, "body": old.body });
            let new = json!({ "subject": subject, "body": body });
            self.changed(tx, by, "edit_template", ("template", id.0), old, new)
                .await
        });
        self.name_the_quicker(done, "template", id.0).await
    }
}

fn clean(subject: &str, body: &str) -> Result<(String, String)> {
    let subject = text::name(subject).map_err(|why| Error::invalid("subject", why))?;
    let body = text::note(body).map_err(|why| Error::invalid("body", why))?;
    if body.is_empty() {
        return Err(Error::invalid("body", msg!("text-empty")));
    }
    known_fields(&subject).map_err(|why| Error::invalid("subject", why))?;
    known_fields(&body).map_err(|why| Error::invalid("body", why))?;
    Ok((subject, body))
}

fn there_is_one(e: store::Error) -> Error {
    if e.is_rule("uq_template_event_channel_locale") {
        Error::invalid("event", msg!("template-there"))
    } else {
        e.into()
    }
}

/// A text with these facts put in, as a letter would have it; else why it would be held.
///
/// # Errors
/// In words, for beside the text.
pub fn filled(text: &str, facts: &Facts) -> std::result::Result<String, Msg> {
    known_fields(text)?;
    fill(text, facts, FIELDS).map_err(|fault| match fault {
        Fault::Missing(field) | Fault::Unknown(field) => {
            msg!("template-no-such-field", field = field)
        }
        Fault::Open => msg!("template-open-brace"),
    })
}

/// Refuses a brace that names nothing, or is not closed.
fn known_fields(text: &str) -> std::result::Result<(), Msg> {
    let mut rest = text;
    while let Some(at) = rest.find('{') {
        let after = &rest[at + 1..];
        let Some(end) = after.find('}') else {
            return Err(msg!("template-open-brace"));
        };
        let name = after[..end].trim();
        if !FIELDS.contains(&name) {
            return Err(msg!("template-no-such-field", field = name));
        }
        rest = &after[end + 1..];
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::known_fields;

    #[test]
    fn a_template_names_only_what_a_message_knows() {
        assert!(known_fields("Dear {customer}, {day} at { time }.").is_ok());
        assert_eq!(
            known_fields("Dear {custmer}").unwrap_err().id,
            "template-no-such-field"
        );
        assert_eq!(
            known_fields("Dear {customer").unwrap_err().id,
            "template-open-brace"
        );
    }
}
