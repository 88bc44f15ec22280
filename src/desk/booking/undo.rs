//! Taking back what was done to a booking: ordinary verbs, with their own checks (model.md 10).

use super::block::Blocking;
use super::edit::Edit;
use super::order::{Order, Slot};
use crate::desk::{Actor, Desk, Done, Inverse, Result, in_tx};
use crate::domain::booking::Status;
use crate::domain::permission::Permission;
use crate::domain::{BookingId, InvoiceId, OccupancyId};

/// Why a booking was called off, or moved, again.
pub(super) const UNDO: &str = "undo";

/// What takes back a verb on bookings.
#[derive(Clone, Debug, PartialEq)]
pub enum Undo {
    /// It was booked or confirmed: call it off.
    Book(BookingId),
    /// It was called off: book the same again, as firmly as it was, and ask for no fee.
    Cancel(Box<Order>, Status, Option<InvoiceId>),
    /// It was moved or resized: back to where it was.
    Move {
        /// The booking.
        id: BookingId,
        /// The version the move left.
        version: i64,
        /// Where it was.
        to: Slot,
    },
    /// It was put right: back to what it said.
    Edit {
        /// The booking.
        id: BookingId,
        /// The version that left.
        version: i64,
        /// What it said.
        to: Box<Edit>,
    },
    /// Nobody had come: open it again.
    NoShow(BookingId),
    /// It was opened again: nobody came.
    Reopen(BookingId),
    /// Time was blocked: give it back.
    Block(Vec<OccupancyId>),
    /// Time was given back: block it.
    Unblock(Blocking),
    /// The vehicle was checked in: it was not.
    CheckIn(BookingId),
}

impl Desk {
    /// Runs the inverse.
    pub(in crate::desk) async fn undo_booking(&self, by: &Actor, undo: Undo) -> Result<Done<()>> {
        match undo {
            Undo::Book(id) => self.cancel(by, id, UNDO).await,
            Undo::Cancel(order, was, fee) => self.uncancel(by, &order, was, fee).await,
            Undo::Move { id, version, to } => {
                let done = self.move_as(by, id, version, to, UNDO, true).await?;
                Ok(done.map(|_| ()))
            }
            Undo::Edit { id, version, to } => self.edit_as(by, id, version, &to, true).await,
            Undo::NoShow(id) => self.reopen(by, id).await,
            Undo::Reopen(id) => self.no_show(by, id).await,
            Undo::Block(ids) => self.unblock_time(by, &ids).await,
            Undo::Unblock(what) => Ok(self.block_time(by, &what).await?.map(|_| ())),
            Undo::CheckIn(id) => {
                self.undo_check_in(by, id).await?;
                Ok(Done::final_(()))
            }
        }
    }

    /// Books again what was called off; the draft of its fee goes with it, a posted fee keeps it called off.
    async fn uncancel(
        &self,
        by: &Actor,
        order: &Order,
        was: Status,
        fee: Option<InvoiceId>,
    ) -> Result<Done<()>> {
        by.may(Permission::BookingEdit)?;
        let id = in_tx!(self, |tx| {
            if let Some(invoice) = fee {
                self.forgo_draft(tx, by, invoice).await?;
            }
            Ok(self.book_in(tx, by, order, was, true).await?.id)
        })?;
        Ok(Done::with((), Inverse::Booking(Undo::Book(id))))
    }
}
