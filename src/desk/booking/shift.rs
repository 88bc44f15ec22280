//! Another time, another place, longer or shorter: the booking stays itself.

use serde_json::json;

use super::claim::refused;
use super::order::Slot;
use super::quote::place;
use super::rules::{Ground, Laid, bookable, kind, may_backdate};
use super::tools::tools_of;
use super::undo::Undo;
use crate::desk::{Actor, Desk, Done, Entry, Error, Inverse, Result, in_tx};
use crate::domain::booking::{Arrival, Event, Status};
use crate::domain::permission::Permission;
use crate::domain::{BookingId, Ts, msg};
use crate::store::Tx;
use crate::store::bookings::{self, Booking, Kind, Wanted};

use super::book::Booked;

impl Desk {
    /// Moves a booking to another time or place: it keeps its number and its history, R-11 is asked again, and
    /// when the time is another one the move is counted and the customer told.
    ///
    /// # Errors
    /// Those of [`Desk::book`]; `Stale` when somebody changed the booking since `version`; `Refused` when it is
    /// here or over.
    pub async fn move_booking(
        &self,
        by: &Actor,
        id: BookingId,
        version: i64,
        to: Slot,
        reason: &str,
    ) -> Result<Done<Booked>> {
        self.move_as(by, id, version, to, reason, false).await
    }

    /// The same; `back`: it stood there before, so R-12 is not asked once more.
    pub(super) async fn move_as(
        &self,
        by: &Actor,
        id: BookingId,
        version: i64,
        to: Slot,
        reason: &str,
        back: bool,
    ) -> Result<Done<Booked>> {
        by.may(Permission::BookingEdit)?;
        let outcome = in_tx!(self, |tx| {
            let ground = Ground::read(self, tx, by.site()).await?;
            let booking = self.booking_of(tx, by, id).await?;
            let (from, _) = self.slot_now(tx, &booking).await?;
            let laid = self
                .shift(tx, by, &ground, &booking, version, to, reason, back)
                .await?;
            let moved = Booked {
                id,
                number: booking.number.clone(),
                starts_at: laid.starts_at(),
                ends_at: laid.ends_at(),
                place: place(&ground, laid.wanted.bay),
                job: bookings::job_of(tx, id).await?,
                status: booking.status,
                expires_at: booking.expires_at,
                warnings: Vec::new(),
            };
            Ok((moved, from, booking.version + 1))
        });
        let (moved, was, now) = self.name_the_quicker(outcome, "booking", id.0).await?;
        let undo = Undo::Move {
            id,
            version: now,
            to: was,
        };
        Ok(Done::with(moved, Inverse::Booking(undo)))
    }

    /// Makes a booking so many minutes longer (or shorter), from the same start in the same place.
    ///
    /// # Errors
    /// As [`Desk::move_booking`]. A vehicle that is here may still be given more time.
    pub async fn resize(
        &self,
        by: &Actor,
        id: BookingId,
        version: i64,
        longer: i64,
    ) -> Result<Done<Booked>> {
        by.may(Permission::BookingEdit)?;
        let mut db = self.store();
        let booking = self.booking_of(&mut db, by, id).await?;
        let (now, _) = self.slot_now(&mut db, &booking).await?;
        let minutes = now.minutes.map(|m| m + longer);
        self.move_booking(by, id, version, Slot { minutes, ..now }, "")
            .await
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "what, to where, and why, inside one transaction"
    )]
    pub(super) async fn shift(
        &self,
        tx: &mut Tx,
        by: &Actor,
        ground: &Ground,
        booking: &Booking,
        version: i64,
        to: Slot,
        reason: &str,
        back: bool,
    ) -> Result<Laid> {
        let id = booking.id;
        let (from, spans) = self.slot_now(tx, booking).await?;
        let was = from.minutes.unwrap_or_default();
        let minutes = to.minutes.unwrap_or(was);
        let to = Slot {
            minutes: Some(minutes),
            ..to
        };
        let later = to.starts_at != from.starts_at;
        // A vehicle that is here stays where and when it came, but its work may take longer.
        let only_longer = booking.status == Status::CheckedIn && !later && to.staff == from.staff;
        if !only_longer {
            booking
                .status
                .next(Event::Move)
                .map_err(|e| Error::Refused(e.msg()))?;
        }
        if booking.version != version {
            return Err(crate::store::Error::Stale.into());
        }
        let kind = kind(tx, booking.booking_type_id).await?;
        if later {
            bookable(tx, ground, booking.customer_id, booking.vehicle_id).await?;
            if !back && ground.is_past(to.starts_at) {
                may_backdate(by, reason)?;
            }
        }
        let mut laid = laid_at(ground, booking, kind, (from, to))?;
        laid.tools = tools_of(tx, id).await?;
        self.claim(tx, by, ground, &mut laid, Some(id)).await?;
        let grows = later || laid.minutes > was;
        let other_hand = laid.wanted.staff != from.staff && ground.is_away(&laid);
        if (grows || other_hand)
            && !back
            && self
                .may_strain(tx, by, ground, &laid, Some(id), reason)
                .await?
        {
            bookings::mark_overbooked(tx, id).await?;
        }
        let when = (laid.starts_at(), laid.ends_at());
        if !bookings::reschedule(tx, id, version, when, later, reason.trim()).await? {
            return Err(crate::store::Error::Stale.into());
        }
        place_rows(tx, ground, booking, &laid).await?;
        if later || laid.wanted.bay != from.bay {
            let (was, is) = (place(ground, from.bay), place(ground, laid.wanted.bay));
            let row = bookings::NewMove {
                booking: id,
                from: (booking.starts_at, booking.ends_at),
                to: when,
                from_place: &was,
                to_place: &is,
                reason: reason.trim(),
                staff: by.staff(),
                at: ground.now,
            };
            bookings::log_move(tx, &row).await?;
        }
        if laid.ends_at() != spans.last().map_or(Ts(0), |s| s.end) {
            bookings::promise_planned(tx, id, laid.ends_at()).await?;
        }
        let entry = Entry {
            verb: if later || laid.wanted.bay != from.bay {
                "move"
            } else {
                "resize"
            },
            entity: "booking",
            id: id.0,
            old: json!({ "starts_at": from.starts_at, "minutes": was, "bay": from.bay, "staff": from.staff }),
            new: json!({ "starts_at": when.0, "minutes": laid.minutes, "bay": laid.wanted.bay,
                         "staff": laid.wanted.staff }),
            reason: reason.trim(),
        };
        self.record(tx, by, entry).await?;
        if later || laid.wanted.bay != from.bay {
            let freed = crate::domain::Span {
                start: booking.starts_at,
                end: booking.ends_at,
            };
            self.slot_fell_free(tx, by, freed).await?;
        }
        if later && booking.status == Status::Confirmed {
            self.tell_moved(tx, by, booking, laid.starts_at()).await?;
        }
        Ok(laid)
    }
}

/// A booking laid out at another slot, of which the length is said.
pub(super) fn laid_at(
    ground: &Ground,
    booking: &Booking,
    kind: Kind,
    (from, to): (Slot, Slot),
) -> Result<Laid> {
    if to.starts_at != from.starts_at {
        return ground.lay(kind, booking.vehicle_id, to, booking.arrival);
    }
    // The start was agreed before: it is not judged again, only length and place are.
    ground.known(to)?;
    let minutes = to.minutes.unwrap_or_default();
    if minutes <= 0 || minutes % ground.grid != 0 {
        return Err(Error::invalid(
            "minutes",
            msg!("booking-bad-length", grid = ground.grid),
        ));
    }
    let spans = ground.week.spread(ground.zone, to.starts_at, minutes);
    if spans.is_empty() {
        return Err(Error::invalid("minutes", msg!("booking-too-long")));
    }
    Ok(Laid {
        kind,
        minutes,
        spans,
        wanted: Wanted {
            vehicle: booking.vehicle_id,
            staff: to.staff,
            bay: to.bay,
            equipment: None,
        },
        tools: Vec::new(),
        may_wait: booking.arrival == Arrival::WalkIn,
    })
}

/// Puts the rows a booking has where they are wanted, adds what is missing, lets go of what is left over.
async fn place_rows(tx: &mut Tx, ground: &Ground, booking: &Booking, laid: &Laid) -> Result<()> {
    let mut rows = bookings::of_booking(tx, booking.id).await?;
    bookings::yield_all(tx, booking.id).await?;
    let blocks = booking.status.blocks();
    let (mut tools, others): (Vec<_>, Vec<_>) =
        rows.into_iter().partition(|r| r.equipment_id.is_some());
    rows = others;
    for span in &laid.spans {
        for piece in &laid.tools {
            let one = Wanted {
                equipment: Some(*piece),
                ..Wanted::default()
            };
            let placed = match tools.pop() {
                Some(row) => bookings::place(tx, row.id, one, *span, blocks).await,
                None => bookings::occupy(tx, ground.site, booking.id, one, &[*span]).await,
            };
            placed.map_err(refused)?;
        }
        let mut missing = Wanted::default();
        for one in bookings::one_each(laid.wanted) {
            let same = |r: &bookings::Row| {
                (
                    r.vehicle_id.is_some(),
                    r.staff_id.is_some(),
                    r.bay_id.is_some(),
                ) == (
                    one.vehicle.is_some(),
                    one.staff.is_some(),
                    one.bay.is_some(),
                )
            };
            if let Some(at) = rows.iter().position(same) {
                let row = rows.remove(at);
                bookings::place(tx, row.id, one, *span, blocks)
                    .await
                    .map_err(refused)?;
            } else {
                missing = Wanted {
                    vehicle: missing.vehicle.or(one.vehicle),
                    staff: missing.staff.or(one.staff),
                    bay: missing.bay.or(one.bay),
                    equipment: None,
                };
            }
        }
        bookings::occupy(tx, ground.site, booking.id, missing, &[*span])
            .await
            .map_err(refused)?;
    }
    for row in rows.into_iter().chain(tools) {
        bookings::release(tx, row.id).await?;
    }
    Ok(())
}
