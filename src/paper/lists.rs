//! The lists as CSV: days and amounts as plain values, so that they can be sorted and added up.

use super::csv::{Cell, invoices, table};
use crate::desk::lists::Line;
use crate::domain::filter::List;
use crate::domain::{Ts, msg};
use crate::words::Words;

const fn columns(list: List) -> &'static [&'static str] {
    match list {
        List::Jobs => &[
            "number", "plate", "customer", "make", "model", "work", "status", "mech", "promised",
            "parking", "key",
        ],
        List::Bookings => &[
            "number", "day", "plate", "customer", "type", "wish", "status", "bay", "mech",
        ],
        List::Customers => &["name", "kind", "phone", "email", "plate"],
        List::Vehicles => &[
            "plate",
            "make",
            "model",
            "year",
            "km",
            "owner",
            "phone",
            "inspection",
        ],
        List::Parts => &[
            "sku", "name", "kind", "bin", "onhand", "free", "min", "price",
        ],
        List::Invoices => &[],
    }
}

/// The rows of a list as a file.
#[must_use]
pub fn file(list: List, rows: &[Line], w: &Words) -> Vec<u8> {
    if list == List::Invoices {
        let all = rows.iter().filter_map(|r| match r {
            Line::Invoice(i) => Some(i.clone()),
            _ => None,
        });
        return invoices(&all.collect::<Vec<_>>(), w);
    }
    let head: Vec<String> = columns(list)
        .iter()
        .map(|key| w.say(&msg!("lists-col", key = *key)))
        .collect();
    let rows: Vec<Vec<Cell>> = rows.iter().map(|r| cells(r, w)).collect();
    table(&head, &rows)
}

fn cells(line: &Line, w: &Words) -> Vec<Cell> {
    let text = |t: &str| Cell::Text(t.to_owned());
    let told = |t: &Option<String>| Cell::text(t.as_deref());
    let number = |n: Option<i64>| Cell::Plain(n.map_or_else(String::new, |n| n.to_string()));
    let at = |at: Ts| Cell::Plain(w.zone().local(at).format("%Y-%m-%d %H:%M").to_string());
    let qty = |q: crate::domain::Qty| Cell::Plain(crate::domain::money::decimal(q.0, 3));
    match line {
        Line::Job(r) => vec![
            text(&r.number),
            text(&r.plate),
            text(&r.customer),
            text(&r.make),
            text(&r.model),
            told(&r.work),
            Cell::Plain(w.say(&r.status.label())),
            told(&r.mech),
            r.promised_at.map_or_else(|| Cell::Plain(String::new()), at),
            text(&r.parking),
            text(&r.key_tag),
        ],
        Line::Booking(r) => vec![
            text(&r.number),
            at(r.starts_at),
            told(&r.plate),
            text(&r.customer),
            text(&r.title),
            text(&r.wish),
            Cell::Plain(w.say(&r.status.label())),
            told(&r.bay),
            told(&r.mech),
        ],
        Line::Customer(r) => vec![
            text(&r.name),
            Cell::Plain(w.say(&r.kind.label())),
            told(&r.phone),
            told(&r.email),
            told(&r.plates),
        ],
        Line::Vehicle(r) => vec![
            text(&r.plate),
            text(&r.make),
            text(&r.model),
            number(r.year),
            number(r.odometer),
            told(&r.customer),
            told(&r.phone),
            Cell::Plain(
                r.inspection_due_on
                    .map_or_else(String::new, |d| d.to_string()),
            ),
        ],
        Line::Part(r) => {
            let level = r.level();
            vec![
                text(&r.sku),
                text(&r.description),
                Cell::Plain(w.say(&r.kind.label())),
                text(&r.bin),
                qty(r.on_hand_milli),
                qty(level.available()),
                qty(r.reorder_milli),
                Cell::Plain(w.currency().plain(r.price_minor)),
            ]
        }
        Line::Invoice(_) => Vec::new(),
    }
}
