//! The words of messages. A template may name only fields that a message has, so a slip is seen here and not by
//! a customer.

use serde_json::json;

use super::Template;
use crate::desk::{Actor, Desk, Error, Result, in_tx};
use crate::domain::permission::Permission as P;
use crate::domain::{TemplateId, msg, text};
use crate::store::catalogue;

/// What may stand in braces.
pub const FIELDS: &[&str] = &[
    "customer", "vehicle", "workshop", "phone", "day", "time", "old_day", "old_time", "number",
    "total", "due_day",
];

impl Desk {
    /// All templates, by event, channel and language.
    pub async fn templates(&self, by: &Actor) -> Result<Vec<Template>> {
        by.may(P::MessageSee)?;
        let mut db = self.store();
        Ok(catalogue::templates(&mut db).await?)
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
        let subject = text::name(subject).map_err(|why| Error::invalid("subject", why))?;
        let body = text::note(body).map_err(|why| Error::invalid("body", why))?;
        if body.is_empty() {
            return Err(Error::invalid("body", msg!("text-empty")));
        }
        known_fields(&subject).map_err(|why| Error::invalid("subject", why))?;
        known_fields(&body).map_err(|why| Error::invalid("body", why))?;
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

/// Refuses a brace that names nothing, or is not closed.
fn known_fields(text: &str) -> std::result::Result<(), crate::domain::Msg> {
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
