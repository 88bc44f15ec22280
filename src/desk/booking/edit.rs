//! Putting a booking right afterwards: its words, vehicle, time, place, mechanic, length, and more work (R-12 is
//! not asked of an old time; R-11 is, where more is taken than before).

use serde_json::json;

use super::order::Slot;
use super::rules::{Ground, bookable};
use super::undo::{UNDO, Undo};
use crate::desk::{Actor, Desk, Done, Entry, Error, Inverse, Result, in_tx};
use crate::domain::booking::Status;
use crate::domain::permission::Permission;
use crate::domain::{BayId, BookingId, CannedJobId, StaffId, Ts, VehicleId, msg, text};
use crate::store::bookings;

/// What a booking is to say from now on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// With what; none is known of some requests.
    pub vehicle: Option<VehicleId>,
    /// When (UTC).
    pub starts_at: Ts,
    /// Where.
    pub bay: Option<BayId>,
    /// By whom.
    pub staff: Option<StaffId>,
    /// How long, in minutes of working time.
    pub minutes: i64,
    /// What the customer wants.
    pub wish: String,
    /// For us.
    pub notes: String,
    /// Canned jobs planned in addition.
    pub more: Vec<CannedJobId>,
    /// Why it is moved, or goes into the past or beyond the target load.
    pub reason: String,
}

impl Desk {
    /// Puts a booking right: it keeps its number and its history; another time or place is a move.
    ///
    /// # Errors
    /// `Stale` when somebody changed it since `version`; `Taken` when the time, the place or the mechanic is not
    /// free; `Refused` when the booking is over, for another time or vehicle once the first is here, and for
    /// more work where no job is planned.
    pub async fn edit_booking(
        &self,
        by: &Actor,
        id: BookingId,
        version: i64,
        edit: &Edit,
    ) -> Result<Done<()>> {
        self.edit_as(by, id, version, edit, false).await
    }

    /// The same; `back`: it said that before, so R-12 is not asked once more.
    pub(super) async fn edit_as(
        &self,
        by: &Actor,
        id: BookingId,
        version: i64,
        edit: &Edit,
        back: bool,
    ) -> Result<Done<()>> {
        by.may(Permission::BookingEdit)?;
        let wish = text::note(&edit.wish).map_err(|why| Error::invalid("wish", why))?;
        let notes = text::note(&edit.notes).map_err(|why| Error::invalid("notes", why))?;
        let outcome = in_tx!(self, |tx| {
            let ground = Ground::read(self, tx, by.site()).await?;
            let booking = self.booking_of(tx, by, id).await?;
            if booking.version != version {
                return Err(crate::store::Error::Stale.into());
            }
            if !booking.status.blocks() {
                return Err(Error::Refused(msg!(
                    "booking-over",
                    number = booking.number
                )));
            }
            let (slot, _) = self.slot_now(tx, &booking).await?;
            let was = Edit {
                vehicle: booking.vehicle_id,
                starts_at: slot.starts_at,
                bay: slot.bay,
                staff: slot.staff,
                minutes: slot.minutes.unwrap_or_default(),
                wish: booking.wish.clone(),
                notes: booking.notes.clone(),
                more: Vec::new(),
                reason: UNDO.to_owned(),
            };
            let to = Slot {
                starts_at: edit.starts_at,
                minutes: Some(edit.minutes),
                bay: edit.bay,
                staff: edit.staff,
            };
            let other_car = edit.vehicle != booking.vehicle_id;
            if other_car {
                if booking.status == Status::CheckedIn {
                    return Err(Error::Refused(msg!("booking-vehicle-is-here")));
                }
                bookable(tx, &ground, booking.customer_id, edit.vehicle).await?;
            }
            let mut now = version;
            if other_car || to != slot {
                let moved = bookings::Booking {
                    vehicle_id: edit.vehicle,
                    ..booking.clone()
                };
                self.shift(tx, by, &ground, &moved, version, to, &edit.reason, back)
                    .await?;
                now += 1;
            }
            let said = bookings::Said {
                vehicle: edit.vehicle,
                wish: &wish,
                was: &booking.wish,
                notes: &notes,
            };
            if !bookings::put_right(tx, id, now, &said).await? {
                return Err(crate::store::Error::Stale.into());
            }
            if !edit.more.is_empty() {
                self.plan_more(tx, by, id, &edit.more, edit.staff).await?;
            }
            let entry = Entry {
                verb: "edit",
                entity: "booking",
                id: id.0,
                old: json!({ "vehicle": was.vehicle, "starts_at": was.starts_at, "bay": was.bay, "staff": was.staff, "minutes": was.minutes,
                             "wish": was.wish, "notes": was.notes }),
                new: json!({ "vehicle": edit.vehicle, "starts_at": edit.starts_at, "bay": edit.bay, "staff": edit.staff, "minutes": edit.minutes,
                             "wish": wish, "notes": notes, "more": edit.more }),
                reason: edit.reason.trim(),
            };
            self.record(tx, by, entry).await?;
            Ok((was, now + 1))
        });
        let (was, version) = self.name_the_quicker(outcome, "booking", id.0).await?;
        if !edit.more.is_empty() {
            // Work that was planned goes by its own keys on the job.
            return Ok(Done::final_(()));
        }
        let undo = Undo::Edit {
            id,
            version,
            to: Box::new(was),
        };
        Ok(Done::with((), Inverse::Booking(undo)))
    }
}
