//! The words of messages.

use crate::domain::{TemplateId, customer};
use crate::store::{Db, Result, Tx, sql, stale_unless};

/// A row of `template`.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct TemplateRow {
    pub id: TemplateId,
    pub event: String,
    pub channel: customer::Channel,
    pub locale: String,
    pub subject: String,
    pub body: String,
    pub version: i64,
}

/// All templates.
pub async fn templates(db: &mut impl Db) -> Result<Vec<TemplateRow>> {
    db.all(sql(
        "SELECT id, event, channel, locale, subject, body, version FROM template
         ORDER BY event, channel, locale",
    ))
    .await
}

/// One template.
pub async fn template(db: &mut impl Db, id: TemplateId) -> Result<TemplateRow> {
    db.one(
        sql(
            "SELECT id, event, channel, locale, subject, body, version FROM template WHERE id = $1",
        )
        .bind(id),
    )
    .await
}

/// Writes what a form says; [`Error::Stale`](crate::store::Error::Stale) when somebody was quicker.
pub async fn update_template(
    tx: &mut Tx,
    id: TemplateId,
    version: i64,
    subject: &str,
    body: &str,
) -> Result<()> {
    let touched = tx
        .exec(
            sql(
                "UPDATE template SET subject = $3, body = $4, version = version + 1
                 WHERE id = $1 AND version = $2",
            )
            .bind(id)
            .bind(version)
            .bind(subject)
            .bind(body),
        )
        .await?;
    stale_unless(touched)
}

/// Adds the words of a message.
pub async fn insert_template(
    tx: &mut Tx,
    event: &str,
    channel: customer::Channel,
    locale: &str,
    subject: &str,
    body: &str,
) -> Result<TemplateId> {
    let (id,) = tx
        .one(
            sql("INSERT INTO template (event, channel, locale, subject, body) VALUES ($1, $2, $3, $4, $5)
                 RETURNING id")
            .bind(event)
            .bind(channel)
            .bind(locale)
            .bind(subject)
            .bind(body),
        )
        .await?;
    Ok(id)
}
