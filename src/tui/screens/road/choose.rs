//! One key on a booking or a job: what can be fetched, brought or lent for it.

use super::keys_form::{CarKeys, Way};
use super::leg_form::LegEdit;
use super::loan_form::LoanEdit;
use super::rounds::Rounds;
use crate::desk::logistics::{Borrower, Of, Trip};
use crate::domain::logistics::{LegEvent, LegKind, Loan as LoanStatus};
use crate::domain::permission::Permission;
use crate::domain::{LegId, LoanId, Msg};
use crate::msg;
use crate::tui::app::Cx;
use crate::tui::layers::{Item, Pick};
use crate::tui::screens::record::Sheet;
use crate::tui::shell::Out;

/// What was chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Go {
    /// A leg that is not there yet.
    NewLeg(Of, LegKind),
    /// One that may still be changed.
    Leg(LegId),
    /// One on the road or over: the page of its day.
    Round(LegId, Option<chrono::NaiveDate>),
    /// A car that is not promised yet.
    NewLoan(Of),
    /// A promise, or the end of a loan.
    Loan(LoanId),
    /// The keys of a promised car.
    Out(LoanId),
    /// A car that is back.
    Back(LoanId),
}

/// Lays the choice on top.
pub fn choose<M: Send + 'static>(
    trip: &Trip,
    cx: &Cx,
    out: &mut Out<M>,
    then: impl Fn(Go) -> M + Send + 'static,
) {
    let w = &cx.words;
    let mut items: Vec<Item<Go>> = Vec::new();
    let edit = (!cx.can(Permission::BookingEdit)).then(|| {
        msg!(
            "off-permission",
            permission = Permission::BookingEdit.label()
        )
    });
    let mut row = |label: String, detail: String, go: Go, off: Option<Msg>| {
        let mut item = Item::new(label, detail, go);
        item.off = off;
        items.push(item);
    };
    let said = super::pairs(&trip.road, cx);
    let detail = |label: &str| {
        let found = said.iter().find(|(l, ..)| *l == label);
        found.map(|(_, said, _)| said.clone()).unwrap_or_default()
    };
    for (kind, label, new) in [
        (LegKind::Collection, "road-label-collection", "road-fetch"),
        (LegKind::Delivery, "road-label-delivery", "road-bring"),
    ] {
        match trip.road.leg(kind) {
            Some(leg) if leg.status.can(LegEvent::Cancel) => {
                row(w.word(label), detail(label), Go::Leg(leg.id), edit.clone());
            }
            Some(leg) => {
                let at = leg.window_from_at.or(leg.done_at);
                let day = at.map(|at| w.zone().day_of(at));
                row(w.word(label), detail(label), Go::Round(leg.id, day), None);
            }
            None => row(
                w.word(new),
                String::new(),
                Go::NewLeg(trip.of, kind),
                edit.clone(),
            ),
        }
    }
    let label = "road-label-car";
    match trip.road.loan() {
        Some(loan) if loan.status == LoanStatus::Reserved => {
            let give = msg!("loan-hand-out", plate = &loan.plate);
            row(w.say(&give), detail(label), Go::Out(loan.id), edit.clone());
            row(
                w.word("loan-change"),
                String::new(),
                Go::Loan(loan.id),
                edit.clone(),
            );
        }
        Some(loan) if loan.status == LoanStatus::Out => {
            let take = msg!("loan-take-back", plate = &loan.plate);
            row(w.say(&take), detail(label), Go::Back(loan.id), None);
            row(
                w.word("loan-longer"),
                String::new(),
                Go::Loan(loan.id),
                edit.clone(),
            );
        }
        _ => row(
            w.word("road-lend"),
            detail(label),
            Go::NewLoan(trip.of),
            edit.clone(),
        ),
    }
    let title = msg!("road-title", plate = &trip.plate);
    out.open(Pick::new(title, items).wide(), then);
}

/// Goes there.
pub fn go<M: Send + 'static>(to: Go, cx: &Cx, out: &mut Out<M>) {
    match to {
        Go::NewLeg(of, kind) => out.push(Sheet::of(LegEdit::add(of, kind))),
        Go::Leg(id) => out.push(Sheet::of(LegEdit::edit(id))),
        Go::Round(id, day) => out.push(Rounds::at(id, day, cx)),
        Go::NewLoan(of) => out.push(Sheet::of(LoanEdit::add(Borrower::Visit(of)))),
        Go::Loan(id) => out.push(Sheet::of(LoanEdit::edit(id))),
        Go::Out(id) => out.push(Sheet::of(CarKeys::new(id, Way::Out))),
        Go::Back(id) => out.push(Sheet::of(CarKeys::new(id, Way::Back))),
    }
}
