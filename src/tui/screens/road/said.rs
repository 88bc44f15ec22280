//! Legs and loans in one line each.

use crate::desk::logistics::{Leg, Loan, Road};
use crate::domain::logistics::{Leg as LegStatus, LegKind, Loan as LoanStatus};
use crate::domain::{Msg, Span, Ts};
use crate::msg;
use crate::tui::app::Cx;
use crate::tui::look::Role;

/// A window as a field shows it and reads it again: `Fri 27 Nov 2026 09:00-10:00`.
pub(super) fn typed_window(span: Span, cx: &Cx) -> String {
    let (w, zone) = (&cx.words, cx.words.zone());
    let day = w.day_long(zone.day_of(span.start));
    format!("{day} {}-{}", w.time(span.start), w.time(span.end))
}

/// A moment as a field shows it and reads it again: `Fri 27 Nov 2026 09:00`.
pub(super) fn typed_moment(at: Ts, cx: &Cx) -> String {
    let w = &cx.words;
    format!("{} {}", w.day_long(w.zone().day_of(at)), w.time(at))
}

/// A window in a list or a card: today only its times.
pub(super) fn window(leg: &Leg, cx: &Cx) -> String {
    let w = &cx.words;
    let Some(span) = leg.window() else {
        return w.word("leg-no-window");
    };
    let day = w.zone().day_of(span.start);
    if day == cx.today() {
        w.span(span)
    } else {
        format!("{} {}", w.day_near(day, cx.today()), w.span(span))
    }
}

/// Whether its window is over and it is neither done nor called off.
pub(super) fn is_behind(leg: &Leg, now: Ts) -> bool {
    let open = !matches!(leg.status, LegStatus::Done | LegStatus::Cancelled);
    open && leg.window_to_at.is_some_and(|to| to < now)
}

fn leg(leg: &Leg, cx: &Cx) -> (String, Role) {
    let w = &cx.words;
    let mut parts = match (leg.status, leg.done_at) {
        (LegStatus::Done, Some(at)) => vec![w.when(at, cx.now)],
        _ => vec![window(leg, cx)],
    };
    parts.extend(leg.driver.clone());
    parts.push(w.say(&leg.status.label()));
    if !leg.reason.is_empty() {
        parts.push(leg.reason.clone());
    }
    let ink = if leg.status == LegStatus::Failed || is_behind(leg, cx.now) {
        Role::Warn
    } else {
        Role::Text
    };
    (parts.join(", "), ink)
}

/// What a loan says of itself besides its car.
pub(super) fn loan_state(loan: &Loan, cx: &Cx) -> Msg {
    let w = &cx.words;
    match loan.status {
        LoanStatus::Reserved => msg!(
            "loan-said-kept",
            from = w.when(loan.starts_at, cx.now),
            due = w.when(loan.due_at, cx.now)
        ),
        LoanStatus::Out if loan.is_late(cx.now) => {
            msg!("loan-said-late", due = w.when(loan.due_at, cx.now))
        }
        LoanStatus::Out => msg!("loan-said-out", due = w.when(loan.due_at, cx.now)),
        LoanStatus::Returned => msg!("loan-said-back"),
        LoanStatus::Inspected | LoanStatus::Cancelled => {
            msg!("loan-said-over", status = loan.status.label())
        }
    }
}

/// The lines a card shows of a visit's road: what it is, what is to say, and how it stands out.
pub fn pairs(road: &Road, cx: &Cx) -> Vec<(&'static str, String, Role)> {
    let mut all = Vec::new();
    for (kind, label) in [
        (LegKind::Collection, "road-label-collection"),
        (LegKind::Delivery, "road-label-delivery"),
    ] {
        if let Some(found) = road.leg(kind) {
            let (said, ink) = leg(found, cx);
            all.push((label, said, ink));
        }
    }
    if let Some(loan) = road.loan() {
        let said = format!("{}, {}", loan.plate, cx.words.say(&loan_state(loan, cx)));
        let ink = if loan.is_late(cx.now) {
            Role::Late
        } else {
            Role::Text
        };
        all.push(("road-label-car", said, ink));
    }
    all
}
