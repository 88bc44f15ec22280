//! Taking back what was done to a draft (model.md 10): each an ordinary verb, refused when the line has moved on.

use serde_json::json;

use super::allowed::{own_of, words_of};
use super::draft::entry;
use super::line::Head;
use crate::desk::{Actor, Desk, Done, Inverse, Result, in_tx};
use crate::domain::permission::Permission;
use crate::domain::{CustomerId, InvoiceId, InvoiceLineId};
use crate::store::invoices::{self, OwnLine, Spot};
use crate::store::{Error as StoreError, Tx};

/// What takes back a verb on a draft.
#[derive(Clone, Debug, PartialEq)]
pub enum Undo {
    /// A line was added: off again.
    Added {
        /// The draft.
        invoice: InvoiceId,
        /// The line.
        line: InvoiceLineId,
        /// What the verb left.
        left: Box<OwnLine>,
    },
    /// A line was taken off: back to its place.
    Dropped {
        /// The draft.
        invoice: InvoiceId,
        /// What it said.
        was: Box<OwnLine>,
        /// Where it stood.
        spot: Spot,
    },
    /// A line was edited: as it was.
    Edited {
        /// The draft.
        invoice: InvoiceId,
        /// The line.
        line: InvoiceLineId,
        /// What the verb left.
        left: Box<OwnLine>,
        /// What it was.
        was: Box<OwnLine>,
    },
    /// The head was edited: as it was.
    Head {
        /// The draft.
        invoice: InvoiceId,
        /// The version the edit left.
        version: i64,
        /// What it was.
        was: Head,
    },
    /// Somebody was named, or nobody any more: as it was.
    Customer {
        /// The draft.
        invoice: InvoiceId,
        /// The version that left.
        version: i64,
        /// Whose it was.
        was: Option<CustomerId>,
    },
}

impl Desk {
    pub(in crate::desk) async fn undo_billing(&self, by: &Actor, undo: Undo) -> Result<Done<()>> {
        by.may(Permission::InvoicePost)?;
        match undo {
            Undo::Head {
                invoice,
                version,
                was,
            } => self.edit_draft(by, invoice, version, &was).await,
            Undo::Customer {
                invoice,
                version,
                was,
            } => self.set_draft_customer(by, invoice, version, was).await,
            Undo::Added {
                invoice,
                line,
                left,
            } => {
                let position = in_tx!(self, |tx| {
                    let position = self.unchanged(tx, by, invoice, line, &left).await?;
                    invoices::drop_line(tx, invoice, line).await?;
                    let old = words_of(&left);
                    self.record_undo(tx, by, invoice, old, json!(null)).await?;
                    Ok(position)
                })?;
                let again = Undo::Dropped {
                    invoice,
                    was: left,
                    spot: Spot {
                        id: line,
                        position,
                        job_line: None,
                    },
                };
                Ok(Done::with((), Inverse::Billing(again)))
            }
            Undo::Dropped { invoice, was, spot } => {
                let line = in_tx!(self, |tx| {
                    self.open_draft(tx, by, invoice).await?;
                    let line = invoices::put_back(tx, invoice, &was, spot).await?;
                    self.record_undo(tx, by, invoice, json!(null), words_of(&was))
                        .await?;
                    Ok(line)
                })?;
                let again = Undo::Added {
                    invoice,
                    line,
                    left: was,
                };
                Ok(Done::with((), Inverse::Billing(again)))
            }
            Undo::Edited {
                invoice,
                line,
                left,
                was,
            } => {
                in_tx!(self, |tx| {
                    self.unchanged(tx, by, invoice, line, &left).await?;
                    invoices::set_line(tx, invoice, line, &was).await?;
                    self.record_undo(tx, by, invoice, words_of(&left), words_of(&was))
                        .await
                })?;
                let again = Undo::Edited {
                    invoice,
                    line,
                    left: was,
                    was: left,
                };
                Ok(Done::with((), Inverse::Billing(again)))
            }
        }
    }

    /// The line still says what the verb left; its place.
    async fn unchanged(
        &self,
        tx: &mut Tx,
        by: &Actor,
        id: InvoiceId,
        line: InvoiceLineId,
        left: &OwnLine,
    ) -> Result<i64> {
        self.open_draft(tx, by, id).await?;
        let now = self.draft_line(tx, id, line).await?;
        if own_of(&now) == *left {
            Ok(now.position)
        } else {
            Err(StoreError::Stale.into())
        }
    }

    async fn record_undo(
        &self,
        tx: &mut Tx,
        by: &Actor,
        id: InvoiceId,
        old: serde_json::Value,
        new: serde_json::Value,
    ) -> Result<()> {
        let line = crate::desk::Entry {
            reason: "undo",
            ..entry("edit_draft", id, old, new)
        };
        self.record(tx, by, line).await
    }
}
