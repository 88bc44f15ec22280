//! Time taken without a booking: lunch, a closed bay, a machine that is out of use.

use serde_json::json;

use super::claim::{in_the_way, refused};
use super::rules::{Ground, reasoned};
use super::undo::Undo;
use crate::desk::{Actor, Desk, Done, Entry, Error, Inverse, Result, in_tx};
use crate::domain::booking::BlockReason;
use crate::domain::booking::rules::Problem;
use crate::domain::permission::Permission;
use crate::domain::{Arg, BayId, OccupancyId, Span, StaffId, msg, text};
use crate::store::Lock;
use crate::store::bookings::{self, Wanted};

/// What is to be blocked, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Blocking {
    /// These bays.
    pub bays: Vec<BayId>,
    /// These people.
    pub staff: Vec<StaffId>,
    /// From when until when (UTC), inside one day.
    pub span: Span,
    /// `lunch`, `closed`, or in words ("Compressor").
    pub reason: String,
}

impl Desk {
    /// Blocks bays and people for a time, without a booking.
    ///
    /// # Errors
    /// `Taken` when somebody is booked there; `Invalid` without a reason, over more than a day, or for a bay
    /// that is gone.
    pub async fn block_time(&self, by: &Actor, what: &Blocking) -> Result<Done<Vec<OccupancyId>>> {
        by.may(Permission::BookingEdit)?;
        reasoned(&what.reason, "booking-needs-reason")?;
        let reason = text::required(&what.reason).map_err(|why| Error::invalid("reason", why))?;
        let ids = in_tx!(self, |tx| {
            let ground = Ground::read(self, tx, by.site()).await?;
            let day = ground.zone.day_span(ground.zone.day_of(what.span.start));
            if !what.span.is_forward() || what.span.end > day.end {
                return Err(Error::invalid("ends_at", msg!("booking-block-span")));
            }
            if what.bays.is_empty() && what.staff.is_empty() {
                return Err(Error::invalid("bay", msg!("booking-block-nothing")));
            }
            if what.bays.iter().any(|id| ground.bay(*id).is_none()) {
                return Err(Error::invalid("bay", Problem::Resource.msg()));
            }
            if what
                .staff
                .iter()
                .any(|id| !ground.mechanics.iter().any(|m| m.id == *id))
            {
                return Err(Error::invalid("staff", Problem::Resource.msg()));
            }
            let bays = what.bays.iter().map(|b| Wanted {
                bay: Some(*b),
                ..Wanted::default()
            });
            let staff = what.staff.iter().map(|s| Wanted {
                staff: Some(*s),
                ..Wanted::default()
            });
            let all: Vec<Wanted> = bays.chain(staff).collect();
            let turns = what.bays.iter().map(|b| (Lock::Bay, b.0));
            tx.lock(
                turns
                    .chain(what.staff.iter().map(|s| (Lock::Staff, s.0)))
                    .collect(),
            )
            .await?;
            let mut ids = Vec::new();
            for one in all {
                for gone in bookings::expired_in(tx, one, what.span, ground.now).await? {
                    self.expire(tx, by, gone).await?;
                }
                if let Some(first) = bookings::blockers(tx, one, what.span, None).await?.first() {
                    let by = in_the_way(ground.zone, first, what.span);
                    return Err(Error::Taken {
                        by,
                        free: Vec::new(),
                    });
                }
                let id = bookings::block(tx, ground.site, &reason, one.staff, one.bay, what.span)
                    .await
                    .map_err(refused)?;
                let entry = Entry {
                    verb: "block",
                    entity: "occupancy",
                    id: id.0,
                    new: json!({ "bay": one.bay, "staff": one.staff, "starts_at": what.span.start,
                                 "ends_at": what.span.end }),
                    reason: &reason,
                    ..Entry::default()
                };
                self.record(tx, by, entry).await?;
                ids.push(id);
            }
            Ok(ids)
        })?;
        Ok(Done::with(ids.clone(), Inverse::Booking(Undo::Block(ids))))
    }

    /// Gives blocked time back.
    ///
    /// # Errors
    /// `NotFound` when it is not blocked (any more), or when a booking takes it.
    pub async fn unblock_time(&self, by: &Actor, ids: &[OccupancyId]) -> Result<Done<()>> {
        by.may(Permission::BookingEdit)?;
        let again = in_tx!(self, |tx| {
            let mut again: Option<Blocking> = None;
            for id in ids {
                let row = bookings::row(tx, by.site(), *id)
                    .await?
                    .ok_or(Error::NotFound)?;
                if !bookings::unblock(tx, by.site(), *id).await? {
                    return Err(Error::NotFound);
                }
                let all = again.get_or_insert_with(|| Blocking {
                    bays: Vec::new(),
                    staff: Vec::new(),
                    span: Span {
                        start: row.starts_at,
                        end: row.ends_at,
                    },
                    reason: row.reason.clone(),
                });
                all.bays.extend(row.bay_id);
                all.staff.extend(row.staff_id);
                let entry = Entry {
                    verb: "unblock",
                    entity: "occupancy",
                    id: id.0,
                    old: json!({ "bay": row.bay_id, "staff": row.staff_id, "starts_at": row.starts_at,
                                 "ends_at": row.ends_at, "reason": row.reason }),
                    ..Entry::default()
                };
                self.record(tx, by, entry).await?;
            }
            again.ok_or(Error::NotFound)
        })?;
        Ok(Done::with((), Inverse::Booking(Undo::Unblock(again))))
    }
}

/// The words of a reason: those we know by name, else as somebody wrote it.
pub(super) fn reason(stored: &str) -> Arg {
    match stored.parse::<BlockReason>() {
        Ok(known) => known.label().into(),
        Err(_) => stored.into(),
    }
}
