//! What it costs that a booking comes to nothing: said first, then charged or forgone.

use serde_json::json;

use crate::desk::billing::{Fee, Quoted};
use crate::desk::{Actor, Desk, Entry, Error, Result};
use crate::domain::booking::Event;
use crate::domain::booking::fee;
use crate::domain::permission::Permission;
use crate::domain::{BookingId, InvoiceId, Money};
use crate::store::Tx;
use crate::store::bookings::{self, Booking};

impl Desk {
    /// What it would cost now to call a booking off or to put down that nobody came, with the reason.
    ///
    /// # Errors
    /// `Forbidden` without `booking.edit`; `NotFound`.
    pub async fn booking_fee(&self, by: &Actor, id: BookingId, event: Event) -> Result<Quoted> {
        by.may(Permission::BookingEdit)?;
        let mut db = self.store();
        let booking = self.booking_of(&mut db, by, id).await?;
        let now = self.fee_now(&booking, event);
        self.quoted(&mut db, booking.customer_id, now).await
    }

    pub(super) fn fee_now(&self, booking: &Booking, event: Event) -> fee::Fee {
        let policy = self.settings().fee_policy();
        if event == Event::NoShow {
            policy.not_come()
        } else {
            policy.called_off(booking.status, booking.starts_at, self.now())
        }
    }

    /// Charges or forgoes the fee of what has just happened to a booking; the draft, if there is one.
    pub(super) async fn settle_fee(
        &self,
        tx: &mut Tx,
        by: &Actor,
        booking: &Booking,
        fee: &Fee,
        reason: &str,
    ) -> Result<Option<InvoiceId>> {
        let (verb, amount, invoice) = match fee {
            Fee::Free => return Ok(None),
            Fee::Charge { amount, .. } | Fee::Waive { amount } if !amount.is_positive() => {
                return Ok(None);
            }
            Fee::Waive { amount } => ("waive_fee", *amount, None),
            Fee::Charge { amount, words } => {
                let customer = booking.customer_id;
                let id = self.draft_fee(tx, by, customer, *amount, words).await?;
                bookings::set_fee(tx, booking.id, *amount, Some(id)).await?;
                ("charge_fee", *amount, Some(id))
            }
        };
        let entry = Entry {
            verb,
            entity: "booking",
            id: booking.id.0,
            new: json!({ "amount": amount.0, "invoice": invoice }),
            reason: reason.trim(),
            ..Entry::default()
        };
        self.record(tx, by, entry).await?;
        Ok(invoice)
    }

    /// They came after all: a fee that is still a draft is forgone. A posted one is not in the way; it is credited
    /// by whoever may.
    pub(super) async fn forgo_fee(&self, tx: &mut Tx, by: &Actor, booking: &Booking) -> Result<()> {
        let Some(invoice) = booking.fee_invoice_id else {
            return Ok(());
        };
        match self.forgo_draft(tx, by, invoice).await {
            Ok(()) => Ok(bookings::set_fee(tx, booking.id, Money::ZERO, None).await?),
            Err(Error::Refused(_)) => Ok(()),
            Err(e) => Err(e),
        }
    }
}
