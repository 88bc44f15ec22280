//! The columns of each list, and a row of it in words.

use crate::desk::lists::{BookingRow, JobRow, Line};
use crate::domain::action::Action;
use crate::domain::filter::{List, Sort};
use crate::domain::{Msg, Ts, invoice, job, msg};
use crate::tui::cx::Cx;
use crate::tui::look::{Marks, Role};
use crate::tui::screens::jobs::priority_mark;
use crate::tui::widgets::window_table::{Cell, Mark};
use crate::tui::widgets::{Column, Row};
use crate::words::Words;

/// What a key is called over its column.
pub(super) fn name(key: &'static str) -> Msg {
    msg!("lists-col", key = key)
}

/// A column by the key it sorts by: least and best width, and when it gives way (nought is never).
struct Shown(&'static str, u16, u16, u8, Side);

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Text,
    Grows,
    Number,
}

use Side::{Grows, Number, Text};

const JOBS: &[Shown] = &[
    Shown("number", 13, 13, 0, Text),
    Shown("plate", 9, 10, 0, Text),
    Shown("customer", 10, 22, 0, Text),
    Shown("make", 8, 18, 5, Text),
    Shown("work", 12, 40, 0, Grows),
    Shown("status", 9, 16, 0, Text),
    Shown("action", 9, 10, 0, Text),
    Shown("priority", 8, 10, 3, Text),
    Shown("mech", 8, 12, 2, Text),
    Shown("promised", 9, 12, 4, Number),
];
const BOOKINGS: &[Shown] = &[
    Shown("number", 12, 12, 3, Text),
    Shown("day", 12, 16, 0, Text),
    Shown("plate", 9, 10, 0, Text),
    Shown("customer", 12, 22, 0, Text),
    Shown("wish", 12, 40, 0, Grows),
    Shown("status", 9, 12, 0, Text),
    Shown("action", 8, 10, 0, Text),
    Shown("bay", 6, 10, 2, Text),
    Shown("mech", 8, 12, 1, Text),
];
const CUSTOMERS: &[Shown] = &[
    Shown("name", 20, 34, 0, Grows),
    Shown("phone", 16, 18, 0, Text),
    Shown("plate", 16, 28, 0, Text),
    Shown("email", 22, 32, 1, Text),
];
const VEHICLES: &[Shown] = &[
    Shown("plate", 9, 10, 0, Text),
    Shown("make", 9, 14, 0, Text),
    Shown("model", 10, 20, 0, Text),
    Shown("year", 4, 5, 0, Number),
    Shown("km", 8, 9, 0, Number),
    Shown("owner", 14, 30, 0, Grows),
    Shown("inspection", 11, 12, 0, Number),
];
const PARTS: &[Shown] = &[
    Shown("sku", 12, 14, 0, Text),
    Shown("name", 18, 44, 0, Grows),
    Shown("bin", 6, 8, 1, Text),
    Shown("onhand", 8, 8, 0, Number),
    Shown("free", 6, 8, 0, Number),
    Shown("min", 4, 5, 2, Number),
    Shown("price", 9, 10, 0, Number),
];
const INVOICES: &[Shown] = &[
    Shown("number", 13, 14, 0, Text),
    Shown("customer", 14, 34, 0, Grows),
    Shown("plate", 9, 10, 2, Text),
    Shown("issued", 9, 12, 0, Text),
    Shown("due", 9, 12, 1, Text),
    Shown("status", 9, 14, 0, Text),
    Shown("total", 9, 12, 0, Number),
    Shown("owed", 9, 12, 0, Number),
];

const fn shown(list: List) -> &'static [Shown] {
    match list {
        List::Jobs => JOBS,
        List::Bookings => BOOKINGS,
        List::Customers => CUSTOMERS,
        List::Vehicles => VEHICLES,
        List::Parts => PARTS,
        List::Invoices => INVOICES,
    }
}

/// The columns of a list; an arrow stands over the one it is sorted by.
pub(super) fn of(list: List, sort: Option<(Sort, Marks)>, w: &Words) -> Vec<Column> {
    let head = |key: &'static str| {
        let said = w.say(&name(key));
        match sort {
            Some((sort, marks)) if sort.key == key => {
                let arrow = if sort.down { marks.fall } else { marks.rise };
                format!("{said} {arrow}")
            }
            _ => said,
        }
    };
    let made = shown(list)
        .iter()
        .map(|Shown(key, least, best, drop, side)| {
            let column = match side {
                Number => Column::number(head(key), *least, *best),
                Text | Grows => Column::new(head(key), *least, *best),
            };
            let column = if *side == Grows {
                column.grows()
            } else {
                column
            };
            column.drops(*drop)
        });
    made.collect()
}

/// A row in words.
pub(super) fn row(line: &Line, cx: &Cx) -> Row<i64> {
    let w = &cx.words;
    let told = |text: &Option<String>| Cell::from(text.clone().unwrap_or_default());
    let plain = |text: &str| Cell::from(text);
    match line {
        Line::Job(r) => job(r, cx),
        Line::Booking(r) => booking(r, cx),
        Line::Customer(r) => {
            let cells = [
                plain(&r.name),
                told(&r.phone),
                told(&r.plates),
                told(&r.email),
            ];
            Row::new(r.id.0, cells).faint(r.archived_at.is_some())
        }
        Line::Vehicle(r) => {
            let due = r.inspection_due_on;
            let over = due.is_some_and(|d| d < cx.today());
            let due = due.map_or_else(String::new, |d| w.day_near(d, cx.today()));
            let cells = [
                plain(&r.plate),
                plain(&r.make),
                plain(&r.model),
                Cell::from(r.year.map_or_else(String::new, |y| y.to_string())),
                Cell::from(r.odometer.map_or_else(String::new, |n| w.count(n))),
                told(&r.customer),
                Cell::inked(due, if over { Role::Warn } else { Role::Text }),
            ];
            Row::new(r.id.0, cells).mark(over.then_some(Mark::Warn))
        }
        Line::Part(r) => {
            let level = r.level();
            let of_shelf = |qty| if r.stocked { w.qty(qty) } else { String::new() };
            let short = r.stocked && level.is_low();
            let cells = [
                plain(&r.sku),
                plain(&r.description),
                plain(&r.bin),
                Cell::from(of_shelf(r.on_hand_milli)),
                Cell::inked(
                    of_shelf(level.available()),
                    if short { Role::Warn } else { Role::Text },
                ),
                Cell::from(of_shelf(r.reorder_milli)),
                Cell::from(w.amount(r.price_minor)),
            ];
            Row::new(r.id.0, cells).mark(short.then_some(Mark::Warn))
        }
        Line::Invoice(r) => {
            let day = |day: Option<chrono::NaiveDate>| {
                Cell::from(day.map_or_else(String::new, |d| w.day_near(d, cx.today())))
            };
            let late = r.owed().is_positive()
                && r.kind == invoice::Kind::Invoice
                && r.due_on.is_some_and(|d| d < cx.today());
            let number = r.number.clone().unwrap_or_else(|| w.say(&r.status.label()));
            let owed = r.owed();
            let owed = if owed.is_positive() && r.kind == invoice::Kind::Invoice {
                w.amount(owed)
            } else {
                String::new()
            };
            let cells = [
                Cell::from(number),
                r.customer
                    .as_ref()
                    .map_or_else(|| Cell::from(w.word("invoices-walk-in")), |c| plain(c)),
                told(&r.plate),
                day(r.issued_on),
                day(r.due_on),
                Cell::from(w.say(&r.standing().label())),
                Cell::from(w.amount(r.total_minor)),
                Cell::from(owed),
            ];
            Row::new(r.id.0, cells)
                .mark(late.then_some(Mark::Late))
                .faint(r.status == invoice::Status::Void)
        }
    }
}

fn moment(at: Option<Ts>, cx: &Cx) -> String {
    at.map_or_else(String::new, |at| cx.words.when(at, cx.now))
}

/// What is to be done next; what waits for others is dim.
fn next(action: Action, cx: &Cx) -> Cell {
    let ink = if action.is_ours() {
        Role::Text
    } else {
        Role::Dim
    };
    Cell::inked(cx.words.say(&action.label()), ink)
}

fn job(r: &JobRow, cx: &Cx) -> Row<i64> {
    let late = job::is_late(r.status, r.promised_at, cx.now);
    let over = matches!(
        r.status,
        job::Status::Collected | job::Status::Closed | job::Status::Cancelled
    );
    let ink = if late { Role::Late } else { Role::Text };
    let vehicle = format!("{} {}", r.make, r.model);
    let priority = job::Priority::of(r.priority);
    let presses = match priority {
        job::Priority::Normal => String::new(),
        other => format!(
            "{} {}",
            priority_mark(other, cx.marks),
            cx.words.say(&other.label())
        ),
    };
    let press_ink = if priority.presses() {
        Role::Warn
    } else {
        Role::Dim
    };
    let cells = [
        Cell::from(r.number.as_str()),
        Cell::from(r.plate.as_str()),
        Cell::from(r.customer.as_str()),
        Cell::from(vehicle.trim()),
        Cell::from(r.work.clone().unwrap_or_default()),
        Cell::from(cx.words.say(&r.status.label())),
        next(r.action, cx),
        Cell::inked(presses, press_ink),
        Cell::from(r.mech.clone().unwrap_or_default()),
        Cell::inked(moment(r.promised_at, cx), ink),
    ];
    Row::new(r.id.0, cells)
        .mark(late.then_some(Mark::Late))
        .faint(over)
}

fn booking(r: &BookingRow, cx: &Cx) -> Row<i64> {
    use crate::domain::booking::Status;
    let asks = matches!(r.status, Status::Requested | Status::Held);
    let late = r.status == Status::Confirmed && r.starts_at < cx.now;
    let over = matches!(
        r.status,
        Status::Declined | Status::Cancelled | Status::NoShow | Status::Expired
    );
    let wish = if r.wish.is_empty() { &r.title } else { &r.wish };
    let cells = [
        Cell::from(r.number.as_str()),
        Cell::from(cx.words.when(r.starts_at, cx.now)),
        Cell::from(r.plate.clone().unwrap_or_default()),
        Cell::from(r.customer.as_str()),
        Cell::from(wish.as_str()),
        Cell::from(cx.words.say(&r.status.label())),
        next(r.action, cx),
        Cell::from(r.bay.clone().unwrap_or_default()),
        Cell::from(r.mech.clone().unwrap_or_default()),
    ];
    let mark = match (late, asks) {
        (true, _) => Some(Mark::Late),
        (_, true) => Some(Mark::Warn),
        _ => None,
    };
    Row::new(r.id.0, cells).mark(mark).faint(over)
}
