//! What to say to somebody who calls about a vehicle: one sentence that can be read aloud (S1-08).

use crate::desk::board::Placed;
use crate::desk::{Actor, Desk, Result};
use crate::domain::job::{HoldReason, Status};
use crate::domain::permission::Permission;
use crate::domain::{Money, Msg, VehicleId, booking, msg};
use crate::store::jobs::visit;
use crate::store::{find, vehicles};

impl Desk {
    /// Where the vehicle is, what is being done, when it is promised, what it comes to, what is open. A vehicle that
    /// is not here answers with its next booking, else with its last visit.
    pub async fn answer(&self, by: &Actor, id: VehicleId) -> Result<Msg> {
        by.may(Permission::CustomerSee)?;
        let plate = {
            let vehicle = vehicles::get(&mut self.store(), id).await?;
            if vehicle.plate.is_empty() {
                vehicle.title()
            } else {
                vehicle.plate
            }
        };
        if by.can(Permission::JobSee) {
            let here = self.columns(by).await?;
            if let Some(placed) = here.iter().find(|p| p.card.vehicle_id == id) {
                let bay = visit::visit(&mut self.store(), placed.card.id).await?.bay;
                return Ok(self.in_house(plate, placed, bay));
            }
        }
        let mut db = self.store();
        let bookings = find::bookings_of_vehicle(&mut db, id, 30).await?;
        let coming = bookings.iter().filter(|b| {
            b.starts_at >= self.now()
                && matches!(
                    b.status,
                    booking::Status::Confirmed | booking::Status::Held | booking::Status::Requested
                )
        });
        if let Some(next) = coming.min_by_key(|b| b.starts_at) {
            return Ok(msg!(
                "answer-comes",
                plate = plate,
                at = next.starts_at,
                wish = worded(&next.wish),
                status = next.status.label()
            ));
        }
        let jobs = find::jobs_of_vehicle(&mut db, id, 1).await?;
        Ok(match jobs.first() {
            Some(last) => msg!(
                "answer-was",
                plate = plate,
                at = last.created_at,
                work = worded(last.title.as_deref().unwrap_or_default()),
                status = last.status.label()
            ),
            None => msg!("answer-never", plate = plate),
        })
    }

    fn in_house(&self, plate: String, p: &Placed, bay: Option<String>) -> Msg {
        let c = &p.card;
        let nothing = || msg!("answer-nothing");
        let who = p.mechanic().unwrap_or_default().to_owned();
        let place = match (c.status, bay) {
            (Status::Planned, _) => match c.due_at {
                Some(at) => msg!("answer-place-due", at = at),
                None => msg!("answer-place-expected"),
            },
            (Status::Ready | Status::DeclinedAll, _) => msg!("answer-place-ready"),
            (Status::InProgress, Some(bay)) if !who.is_empty() => {
                msg!("answer-place-bay-who", bay = bay, who = who)
            }
            (Status::InProgress, _) if !who.is_empty() => msg!("answer-place-who", who = who),
            (Status::InProgress, Some(bay)) => msg!("answer-place-bay", bay = bay),
            (Status::OnHold, _) => msg!(
                "answer-place-held",
                reason = c.hold_reason.unwrap_or(HoldReason::Other).label()
            ),
            (Status::AwaitingAuth, _) => msg!("answer-place-asks"),
            (Status::Qc, _) => msg!("answer-place-check"),
            _ => msg!("answer-place-here"),
        };
        let work = worded(&c.work);
        let done = match c.status {
            Status::InProgress => msg!("answer-done", percent = p.progress(self.now())),
            _ => nothing(),
        };
        let promised = match (c.promised_at, c.status) {
            (_, Status::Ready | Status::DeclinedAll) | (None, _) => nothing(),
            (Some(at), _) if p.late => msg!("answer-late", at = at),
            (Some(at), _) => msg!("answer-promised", at = at),
        };
        let sum = match c.owed_minor {
            Some(owed) if owed.is_positive() => msg!("answer-to-pay", amount = owed),
            Some(_) => msg!("answer-paid"),
            None if c.agreed_minor.is_positive() => msg!("answer-so-far", amount = c.agreed_minor),
            None => nothing(),
        };
        let open = if c.proposed_minor > Money::ZERO {
            msg!("answer-open", amount = c.proposed_minor)
        } else {
            nothing()
        };
        msg!(
            "answer-here",
            plate = plate,
            place = place,
            work = work,
            done = done,
            promised = promised,
            sum = sum,
            open = open
        )
    }
}

/// The work after a colon, where there are words for it.
fn worded(work: &str) -> Msg {
    if work.is_empty() {
        msg!("answer-nothing")
    } else {
        msg!("answer-work", work = work)
    }
}
