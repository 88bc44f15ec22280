//! What the form says as an order, and booking it together with whoever is new.

use super::BookingForm;
use super::caller::{Draft, Settled};
use crate::desk::booking::{Booked, Order};
use crate::desk::{self, Actor, Desk, Done};
use crate::domain::booking::Arrival;
use crate::domain::{BayId, CannedJobId, CustomerId, StaffId};
use crate::tui::app::Cx;

/// Who was found or made, and what became of the booking.
pub struct Submitted {
    /// The customer and the vehicle; on record even if the booking was refused.
    pub who: Settled,
    /// The booking.
    pub booked: desk::Result<Done<Booked>>,
}

impl BookingForm {
    /// The order the fields make, its customer and vehicle still to be put in.
    pub(super) fn order(&self, cx: &Cx) -> Option<Order> {
        let starts_at = self.starts_at(cx)?;
        let kind = self.kind()?.id;
        let arrival = self.form.key("arrival").and_then(|k| k.parse().ok());
        Some(Order {
            customer: CustomerId(0),
            vehicle: None,
            kind,
            starts_at,
            minutes: self.form.minutes("length"),
            bay: self.form.id("bay").map(BayId),
            staff: self.form.id("staff").map(StaffId),
            arrival: arrival.unwrap_or(Arrival::Drop),
            source: self.start.source,
            wish: self.form.text("wish"),
            notes: String::new(),
            canned: self.form.id("work").map(CannedJobId).into_iter().collect(),
            reason: self.reason.clone(),
        })
    }
}

/// Puts on record who is new, then books.
///
/// # Errors
/// When customer or vehicle cannot be put on record; a refused booking is part of the answer.
pub(super) async fn submit(
    desk: &Desk,
    by: &Actor,
    draft: Draft,
    order: Order,
) -> desk::Result<Submitted> {
    let who = draft.settle(desk, by).await?;
    let order = Order {
        customer: who.customer,
        vehicle: who.vehicle,
        ..order
    };
    let booked = desk.book(by, &order).await;
    Ok(Submitted { who, booked })
}
