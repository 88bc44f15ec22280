//! A word from one shift to the next: what whoever comes in should know.

use crate::desk::{Actor, Desk, Entry, Error, Result, in_tx};
use crate::domain::permission::Permission;
use crate::domain::{HandoverId, Ts, msg, text};
use crate::store::handovers;

/// How long a word is listed, in days: what nobody read by then is old.
const DAYS: i64 = 14;

/// A word somebody left.
#[derive(Clone, Debug, PartialEq)]
pub struct Handover {
    /// Which one.
    pub id: HandoverId,
    /// Who left it.
    pub who: String,
    /// What it says.
    pub body: String,
    /// When.
    pub at: Ts,
    /// Whether it is new to whoever reads the list: neither their own nor read before.
    pub fresh: bool,
    /// How many have read it.
    pub readers: usize,
}

impl Desk {
    /// What was left for the next shift at the actor's site in the last fortnight, the newest first (permission
    /// `job.see`).
    pub async fn handovers(&self, by: &Actor) -> Result<Vec<Handover>> {
        by.may(Permission::JobSee)?;
        let from = self.now().plus_days(-DAYS);
        let rows = handovers::since(&mut self.store(), by.site(), from).await?;
        Ok(rows
            .into_iter()
            .map(|row| {
                let own = by.staff() == Some(row.staff_id);
                Handover {
                    fresh: !own && row.seen().all(|who| by.staff() != Some(who)),
                    readers: row.seen().count(),
                    id: row.id,
                    who: row.staff,
                    body: row.body,
                    at: row.at,
                }
            })
            .collect())
    }

    /// Leaves a word for the next shift (permission `job.work`).
    pub async fn leave_handover(&self, by: &Actor, body: &str) -> Result<HandoverId> {
        by.may(Permission::JobWork)?;
        let staff = by.staff().ok_or(Error::Forbidden {
            permission: Permission::JobWork,
        })?;
        let body = text::note(body).map_err(|why| Error::invalid("body", why))?;
        if body.is_empty() {
            return Err(Error::invalid("body", msg!("handover-empty")));
        }
        in_tx!(self, |tx| {
            let id = handovers::insert(tx, by.site(), staff, &body, self.now()).await?;
            self.record(
                tx,
                by,
                Entry {
                    verb: "leave_handover",
                    entity: "handover",
                    id: id.0,
                    new: serde_json::json!({ "body": body }),
                    ..Entry::default()
                },
            )
            .await?;
            Ok(id)
        })
    }

    /// The actor has read all there is (permission `job.see`); how many were new to them.
    pub async fn read_handovers(&self, by: &Actor) -> Result<usize> {
        by.may(Permission::JobSee)?;
        let Some(reader) = by.staff() else {
            return Ok(0);
        };
        in_tx!(self, |tx| {
            let from = self.now().plus_days(-DAYS);
            let mut new = 0;
            for row in handovers::since(tx, by.site(), from).await? {
                let mut seen: Vec<_> = row.seen().collect();
                if row.staff_id == reader || seen.contains(&reader) {
                    continue;
                }
                seen.push(reader);
                handovers::set_seen(tx, row.id, &seen).await?;
                self.record(
                    tx,
                    by,
                    Entry {
                        verb: "read_handover",
                        entity: "handover",
                        id: row.id.0,
                        ..Entry::default()
                    },
                )
                .await?;
                new += 1;
            }
            Ok(new)
        })
    }
}
