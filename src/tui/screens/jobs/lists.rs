//! The board's rows as columns of cards, in words.

use super::priority_mark;
use crate::desk::board::Placed;
use crate::domain::action::Action;
use crate::domain::job::{Column, HoldReason, Priority, Status};
use crate::domain::{StaffId, outbox, text};
use crate::msg;
use crate::tui::app::Cx;
use crate::tui::widgets::board::{BoardCard, BoardColumn};
use crate::tui::widgets::chip::State;

/// Where a column stands, from the left.
pub fn place(column: Column) -> usize {
    Column::ALL.iter().position(|c| *c == column).unwrap_or(0)
}

/// The jobs that match what was typed and belong to the chosen mechanic.
pub fn shown<'a>(
    placed: &'a [Placed],
    typed: &str,
    mechanic: Option<&(StaffId, String)>,
) -> Vec<&'a Placed> {
    let needle = text::search_key(typed);
    let squeezed: String = needle.split(' ').collect();
    placed
        .iter()
        .filter(|p| mechanic.is_none_or(|(id, _)| p.tasks.iter().any(|t| t.staff_id == Some(*id))))
        .filter(|p| {
            let c = &p.card;
            let words = format!(
                "{} {} {} {} {}",
                c.customer, c.make, c.model, c.work, c.number
            );
            let plate: String = text::search_key(&c.plate).split(' ').collect();
            needle.is_empty()
                || text::search_key(&words).contains(&needle)
                || plate.contains(&squeezed)
        })
        .collect()
}

/// The five columns; `bays` is how many can be worked in at once.
pub fn columns(shown: &[&Placed], bays: usize, cx: &Cx) -> Vec<BoardColumn<crate::domain::JobId>> {
    Column::ALL
        .iter()
        .map(|column| {
            let cards: Vec<_> = shown
                .iter()
                .filter(|p| p.column == *column)
                .map(|p| card(p, cx))
                .collect();
            let count = match column {
                Column::InBay if bays > 0 => format!("{}/{bays}", cards.len()),
                _ => cards.len().to_string(),
            };
            BoardColumn {
                title: cx.words.say(&column.label()),
                state: state(*column),
                count,
                cards,
            }
        })
        .collect()
}

fn state(column: Column) -> State {
    match column {
        Column::Waiting | Column::Parts => State::Booked,
        Column::InBay | Column::Check => State::InBay,
        Column::Ready => State::Done,
    }
}

fn card(p: &Placed, cx: &Cx) -> BoardCard<crate::domain::JobId> {
    let (w, c) = (&cx.words, &p.card);
    let title = if c.plate.is_empty() {
        c.number.clone()
    } else {
        c.plate.clone()
    };
    let model = if c.model.is_empty() {
        &c.make
    } else {
        &c.model
    };
    let priority = Priority::of(c.priority);
    let mark = match priority_mark(priority, cx.marks) {
        "" => String::new(),
        mark => format!("{mark} "),
    };
    let second = format!("{mark}{} {} {model}", surname(&c.customer), cx.marks.dot);
    let promise = match p.column {
        Column::Ready => c.ready_at.or(c.promised_at),
        _ => c.promised_at.or(c.due_at),
    };
    let near = promise.is_some_and(|at| cx.words.zone().day_of(at) == cx.today());
    let mut made = BoardCard {
        key: c.id,
        state: if p.late { State::Late } else { state(p.column) },
        title,
        promise: promise.map_or(String::new(), |at| w.when(at, cx.now)),
        soon: near && p.column != Column::Ready,
        second,
        second_warns: priority.presses(),
        third: c.work.clone(),
        third_warns: false,
        who: String::new(),
        who_warns: false,
        progress: None,
        aside: String::new(),
    };
    match p.column {
        Column::Ready => ready(&mut made, p, cx),
        Column::InBay if c.status == Status::AwaitingAuth => needs_yes(&mut made, p, cx),
        Column::InBay => {
            made.who = p.mechanic().unwrap_or_default().to_owned();
            made.progress = u8::try_from(p.progress(cx.now)).ok();
        }
        Column::Check => {
            let next = p.tasks.iter().rev().find(|t| t.status.is_done());
            made.who = next
                .and_then(|t| t.staff.clone())
                .map_or(String::new(), |who| w.say(&msg!("card-done-by", who = who)));
        }
        Column::Parts => {
            made.who = match (c.hold_until, c.short) {
                (Some(until), _) => {
                    let day = w.day_near(cx.words.zone().day_of(until), cx.today());
                    w.say(&msg!("card-due", day = day))
                }
                (None, 0) => w.word("card-waits-parts"),
                (None, n) => w.say(&msg!("card-short", count = n)),
            };
            made.who_warns = c.hold_until.is_none();
        }
        Column::Waiting => waiting(&mut made, p, cx),
    }
    if c.status == Status::OnHold && c.hold_reason != Some(HoldReason::Parts) {
        let reason = c.hold_reason.unwrap_or(HoldReason::Other);
        made.who = w.say(&msg!("card-held", reason = reason.label()));
        made.who_warns = true;
        made.progress = None;
    }
    if let Some(firm) = p
        .known
        .sublets
        .iter()
        .find(|s| s.out)
        .and_then(|s| s.firm.as_ref())
    {
        made.third = w.say(&msg!("card-at-firm", firm = firm));
        made.third_warns = true;
    }
    if p.action == Action::Validate {
        made.progress = None;
        made.aside = w.say(&p.action.label());
    }
    if p.late {
        let over = c.promised_at.map_or(0, |at| at.minutes_until(cx.now));
        if made.progress.is_none() && made.who.is_empty() {
            made.who = w.say(&msg!("card-over", time = w.minutes(over)));
        }
    }
    made
}

/// Company names and `Jansen, M.` alike: what stands before the comma.
fn surname(customer: &str) -> &str {
    customer.split(',').next().unwrap_or(customer)
}

fn needs_yes(made: &mut BoardCard<crate::domain::JobId>, p: &Placed, cx: &Cx) {
    let word = if p.card.unasked_minor.is_zero() {
        "card-needs-yes"
    } else {
        "board-not-asked"
    };
    made.who = format!("{} {}", cx.marks.alert, cx.words.word(word));
    made.who_warns = true;
    made.aside = cx.words.amount(p.card.proposed_minor);
}

fn waiting(made: &mut BoardCard<crate::domain::JobId>, p: &Placed, cx: &Cx) {
    let (w, c) = (&cx.words, &p.card);
    match c.status {
        Status::Planned => {
            let overdue = c.due_at.is_some_and(|at| at < cx.now);
            let at = c.due_at.map_or(String::new(), |at| w.time(at));
            made.who = if overdue {
                w.say(&msg!("card-not-here", time = at))
            } else {
                w.say(&msg!("card-comes", time = at))
            };
            made.who_warns = overdue;
        }
        Status::AwaitingAuth => needs_yes(made, p, cx),
        _ => {
            let who = p.mechanic().unwrap_or_default();
            made.who = match (who.is_empty(), c.status) {
                (true, Status::Authorised) => w.word("card-nobody"),
                (true, _) => w.say(&c.status.label()),
                (false, _) => who.to_owned(),
            };
            if c.arrival == Some(crate::domain::booking::Arrival::Wait) {
                made.aside = w.word("card-waits-here");
            } else if p.action.is_ours() && c.status != Status::OnHold {
                made.aside = w.say(&p.action.label());
            }
        }
    }
}

fn ready(made: &mut BoardCard<crate::domain::JobId>, p: &Placed, cx: &Cx) {
    let (w, c) = (&cx.words, &p.card);
    if c.status == Status::DeclinedAll {
        made.third = w.word("card-declined");
    } else {
        (made.third, made.third_warns) = match (c.told, c.told_at) {
            (Some(_), Some(at)) => (w.say(&msg!("card-told", time = w.when(at, cx.now))), false),
            (Some(outbox::Status::Queued | outbox::Status::Leased), _) => {
                (w.word("card-telling"), false)
            }
            _ => (
                format!("{} {}", cx.marks.alert, w.word("card-not-told")),
                true,
            ),
        };
    }
    made.aside = match c.owed_minor {
        Some(owed) if !owed.is_positive() => w.word("card-nothing-owed"),
        Some(owed) => w.money(owed),
        // Not billed yet: what the lines come to, which on an invoice is more by the tax.
        None if cx.desk.settings().prices_include_tax() => w.money(c.agreed_minor),
        None => w.say(&msg!("card-plus-tax", sum = w.amount(c.agreed_minor))),
    };
}
