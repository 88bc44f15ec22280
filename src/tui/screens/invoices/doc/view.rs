//! How a document looks: who and what, the lines with the entry row last, the customer and the totals below.

use ratatui::layout::Rect;

use super::InvoicePage;
use crate::desk::billing::{InvoiceCard, Offer};
use crate::domain::invoice::{Kind, Origin, Standing, Status, is_overdue};
use crate::domain::line::Kind as Sells;
use crate::domain::{InvoiceLineId, msg};
use crate::paper::invoice as paper;
use crate::tui::cx::Cx;
use crate::tui::look::{Canvas, Role};
use crate::tui::widgets::window_table::Cell;
use crate::tui::widgets::{Card, Column, Row, Totals, WindowTable};
use crate::words::Words;

/// From this width on the cards keep a column of page round them.
const WIDE: u16 = 100;
/// From this height on there is room between heading and table, and for all totals.
const TALL: u16 = 28;
/// Rows the lines keep however long the totals are: head, two lines and the entry row.
const LEAST_LINES: u16 = 4;
/// Offers shown under the entry row.
const OFFERS: u16 = 7;

pub(super) fn table(w: &Words) -> WindowTable<InvoiceLineId> {
    let mut table = WindowTable::new(vec![
        Column::number("#", 2, 3).ink(Role::Dim),
        Column::new(w.word("invoice-col-what"), 20, 46).grows(),
        Column::new(w.word("invoice-col-kind"), 6, 8)
            .ink(Role::Dim)
            .drops(3),
        Column::number(w.word("invoice-col-qty"), 7, 10),
        Column::number(w.word("invoice-col-price"), 8, 11),
        Column::number(w.word("invoice-col-disc"), 5, 8).drops(1),
        Column::number(w.word("invoice-col-tax"), 5, 7)
            .ink(Role::Dim)
            .drops(2),
        Column::number(w.word("invoice-col-total"), 9, 12),
    ]);
    table.head_ground = Role::Well;
    table.empty = w.word("invoice-no-lines");
    table
}

pub(super) fn lines(card: &InvoiceCard, w: &Words) -> Vec<Row<InvoiceLineId>> {
    (1..)
        .zip(&card.lines)
        .map(|(n, l): (i64, _)| {
            let what = if l.sku.is_empty() {
                l.description.clone()
            } else {
                format!("{}  {}", l.sku, l.description)
            };
            let number = |text: String| {
                Cell::from(if l.kind == Sells::Note {
                    String::new()
                } else {
                    text
                })
            };
            Row::new(
                l.id,
                [
                    Cell::from(n.to_string()),
                    Cell::from(what),
                    Cell::from(w.say(&l.kind.label())),
                    number(paper::qty(l, w)),
                    number(w.amount(l.unit_price_minor)),
                    number(paper::discount(l, w)),
                    number(paper::tax_of(l, &card.taxes, w)),
                    number(w.amount(l.total_minor)),
                ],
            )
        })
        .collect()
}

pub(super) fn draw(s: &InvoicePage, c: &mut Canvas<'_>, area: Rect, cx: &Cx) {
    let Some(card) = &s.card else { return };
    let (wide, tall) = (area.width >= WIDE, area.height >= TALL);
    heading(card, c, area, cx);
    let top = area.y + if tall { 3 } else { 2 };
    let totals = totals(card, cx);
    // The sum must add up before the customer's eyes: the table gives way, down to a few lines.
    let most = area.height.saturating_sub(top - area.y + LEAST_LINES);
    let below = (totals.height() + 2 + u16::from(tall))
        .max(if tall { 13 } else { 8 })
        .min(most);
    let floor = area.bottom().saturating_sub(below);
    let entry_rows = u16::from(s.is_draft());
    let rows = u16::try_from(s.table.rows().len()).unwrap_or(u16::MAX);
    let room = floor.saturating_sub(top + entry_rows + u16::from(tall));
    let height = rows.max(1).saturating_add(1).min(room);
    let edge = u16::from(wide);
    let table = Rect::new(area.x + edge, top, area.width - edge * 2, height);
    if s.in_entry {
        s.table.draw_at_rest(c, table);
    } else {
        s.table.draw(c, table, true);
    }

    let pad = u16::from(wide);
    let (x, whole) = (area.x + pad, area.width.saturating_sub(pad * 2));
    let totals_wide = if wide { 40 } else { 32 };
    let left = Rect::new(
        x,
        floor,
        whole.saturating_sub(totals_wide + if wide { 2 } else { 1 }),
        below - u16::from(tall),
    );
    let right = Rect::new(x + whole - totals_wide, floor, totals_wide, left.height);
    customer(card, c, left, cx);
    let inner = c.raised(right);
    totals.draw(c, inner, Role::Raised);

    if s.is_draft() {
        let row = Rect::new(table.x, top + height, table.width, 1);
        entry(s, c, row, cx);
        if s.in_entry && !s.entry.offers.is_empty() {
            offers(s, c, row, area.bottom(), cx);
        }
    }
}

fn heading(card: &InvoiceCard, c: &mut Canvas<'_>, area: Rect, cx: &Cx) {
    let w = &cx.words;
    let doc = &card.invoice;
    let y = area.y + 1;
    let (left, right) = (area.x + 1, area.right().saturating_sub(1));
    let sale = doc.origin == Origin::Sale && doc.status == Status::Draft;
    let kind = if sale {
        w.word("sale-title")
    } else {
        w.say(&doc.kind.label())
    };
    let name = match &doc.number {
        Some(number) => number.clone(),
        None if sale => String::new(),
        None => w.say(&doc.status.label()).to_lowercase(),
    };
    let today = cx.today();
    // A sale is paid at once unless the customer pays later.
    let due = doc
        .due_on
        .filter(|_| doc.kind == Kind::Invoice && (card.on_account || !sale));
    let alert = format!("{} ", c.marks.alert);
    let ok = format!("{} ", c.marks.ok);
    let standing = w.say(&card.standing.label());
    let mut said: Vec<(String, Role)> = Vec::new();
    match due {
        Some(day) if is_overdue(card.standing, due, today) => {
            let days = (today - day).num_days();
            said.push((alert, Role::Late));
            said.push((w.say(&msg!("invoices-overdue", days = days)), Role::Late));
        }
        Some(day) if card.standing.is_open() || doc.status == Status::Draft => {
            if card.standing == Standing::PartPaid {
                said.push((format!("{standing}   "), Role::Text));
            }
            said.push((format!("{} ", w.word("invoice-due")), Role::Dim));
            said.push((w.day_near(day, today), Role::Text));
            let days = (day - today).num_days();
            if days > 0 {
                said.push((
                    format!("  {}", w.say(&msg!("invoice-days", days = days))),
                    Role::Dim,
                ));
            }
        }
        _ if card.standing == Standing::Paid && doc.kind == Kind::Invoice => {
            said.push((ok, Role::Good));
            said.push((standing, Role::Good));
        }
        _ if doc.kind == Kind::CreditNote => {
            if let Some(wrong) = &card.credits {
                said.push((
                    w.say(&msg!("paper-credits", number = wrong.clone())),
                    Role::Dim,
                ));
            }
        }
        _ if sale => {}
        _ => said.push((standing, Role::Dim)),
    }
    let words: Vec<(&str, Role)> = said.iter().map(|(t, i)| (t.as_str(), *i)).collect();
    let end = c.inks_right(right, y, area.width / 2, Role::Surface, &words);
    let job = if card.job_number.is_empty() {
        String::new()
    } else {
        format!(
            "   {}",
            w.say(&msg!("invoice-job", number = card.job_number.clone()))
        )
    };
    let vehicle = if card.vehicle.is_empty() {
        String::new()
    } else {
        format!("   {}", card.vehicle)
    };
    let customer = format!(
        "   {}",
        if card.customer.is_empty() {
            w.word("invoices-walk-in")
        } else {
            card.customer.clone()
        }
    );
    let words = [
        (kind.as_str(), Role::Dim),
        (if sale { "" } else { " " }, Role::Dim),
        (name.as_str(), Role::Title),
        (customer.as_str(), Role::Title),
        (vehicle.as_str(), Role::Text),
        (job.as_str(), Role::Dim),
    ];
    c.inks(left, y, end.saturating_sub(left + 2), Role::Surface, &words);
}

/// The entry row, always last: what is typed, or what may be.
fn entry(s: &InvoicePage, c: &mut Canvas<'_>, row: Rect, cx: &Cx) {
    let here = s.in_entry;
    let ground = if here { Role::Select } else { Role::Well };
    c.fill(row, ground);
    if here {
        let cursor = c.marks.cursor;
        c.text(row.x, row.y, 1, cursor, (ground, Role::Title));
    }
    c.text(row.x + 4, row.y, 1, "+", (ground, Role::Text));
    let line = Rect::new(row.x + 8, row.y, row.width.saturating_sub(9), 1);
    if s.entry.line.is_empty() {
        let hint = cx.words.word("invoice-entry");
        let x = if here { line.x + 1 } else { line.x };
        c.text(
            x,
            line.y,
            line.width.saturating_sub(1),
            &hint,
            (ground, Role::Dim),
        );
    }
    if here || !s.entry.line.is_empty() {
        s.entry
            .line
            .draw(c, line, (ground, Role::Title), here, false);
    }
}

/// What fits what is typed, over whatever is below.
fn offers(s: &InvoicePage, c: &mut Canvas<'_>, entry: Rect, bottom: u16, cx: &Cx) {
    let rows = OFFERS.min(bottom.saturating_sub(entry.y + 1));
    let first = s
        .entry
        .at
        .map_or(0, |at| (at + 1).saturating_sub(usize::from(rows)));
    let x = entry.x + 7;
    let width = entry.width.saturating_sub(8).min(86);
    for (y, (n, offer)) in
        (entry.y + 1..entry.y + 1 + rows).zip(s.entry.offers.iter().enumerate().skip(first))
    {
        let chosen = s.entry.at == Some(n);
        let ground = if chosen { Role::Select } else { Role::Raised };
        offer_row(offer, c, Rect::new(x, y, width, 1), ground, chosen, cx);
    }
}

fn offer_row(offer: &Offer, c: &mut Canvas<'_>, row: Rect, ground: Role, chosen: bool, cx: &Cx) {
    c.fill(row, ground);
    if chosen {
        let cursor = c.marks.cursor;
        c.text(row.x, row.y, 1, cursor, (ground, Role::Accent));
    }
    let price = cx.words.amount(offer.price);
    let x = c.right(
        row.right().saturating_sub(1),
        row.y,
        12,
        &price,
        (ground, Role::Text),
    );
    let mut end = row.right().saturating_sub(14).min(x);
    if let Some(free) = offer.free {
        let ink = if free.is_positive() {
            Role::Dim
        } else {
            Role::Warn
        };
        let said = cx.words.say(&msg!("invoice-offer-free", free = free));
        end = c.right(end, row.y, 14, &said, (ground, ink));
    }
    let code = c.text(row.x + 1, row.y, 16, &offer.code, (ground, Role::Title));
    let title = (row.x + 16).max(code + 1);
    c.text(
        title,
        row.y,
        end.saturating_sub(title + 1),
        &offer.title,
        (ground, Role::Text),
    );
}

/// Who pays and how, what they have, where it goes, what came in.
fn customer(card: &InvoiceCard, c: &mut Canvas<'_>, area: Rect, cx: &Cx) {
    let w = &cx.words;
    let name = if card.customer.is_empty() {
        w.word("invoices-walk-in")
    } else {
        card.customer.clone()
    };
    let pays = if card.on_account {
        "invoice-pays-account"
    } else if card.invoice.origin == Origin::Sale {
        "sale-pays-now"
    } else {
        "invoice-pays-now"
    };
    let mut shown = Card::new(&name).aside(&w.word(pays), Role::Dim);
    let amount = |at: crate::domain::Money| w.money(at);
    if card.on_account {
        let of = msg!(
            "invoice-credit-of",
            open = amount(card.balance),
            limit = amount(card.credit_limit)
        );
        let ink = if card.balance > card.credit_limit {
            Role::Warn
        } else {
            Role::Text
        };
        shown = shown.pair_in(&w.word("invoice-credit"), &w.say(&of), ink);
    } else if card.balance.is_positive() && card.invoice.status == Status::Draft {
        shown = shown.pair_in(&w.word("invoice-owes"), &amount(card.balance), Role::Warn);
    }
    if card.credit.is_positive() {
        shown = shown.pair_in(
            &w.word("invoice-left-over"),
            &amount(card.credit),
            Role::Good,
        );
    }
    if card.invoice.customer_id.is_some() {
        let send = card
            .email
            .clone()
            .unwrap_or_else(|| w.word("invoice-no-email"));
        shown = shown.pair(&w.word("invoice-send"), &send);
    }
    for paid in card.paid.iter().filter(|p| !p.allocated_minor.is_zero()) {
        let day = w.day(w.zone().day_of(paid.at));
        let how = w.say(&paid.tender.label());
        let text = format!("{}  {how} {}", amount(paid.allocated_minor), paid.reference);
        shown = shown.pair(&w.say(&msg!("invoice-paid-on", day = day)), text.trim_end());
    }
    if !card.invoice.note.is_empty() {
        shown = shown.pair(&w.word("invoice-on-paper"), &card.invoice.note);
    }
    shown.draw(c, area);
}

fn totals(card: &InvoiceCard, cx: &Cx) -> Totals {
    let w = &cx.words;
    let doc = &card.invoice;
    let mut t = Totals::new();
    for (id, amount) in [
        ("invoice-labour", card.labour),
        ("invoice-parts", card.parts),
        ("invoice-other", card.other),
    ] {
        if !amount.is_zero() {
            t = t.row(&w.word(id), &w.amount(amount));
        }
    }
    if !card.discount.is_zero() {
        t = t.row(&w.word("paper-discount"), &w.amount(-card.discount));
    }
    let taxed = |mut t: Totals| {
        t = t.row(&w.word("paper-net"), &w.amount(doc.net_minor));
        for tax in &card.taxes {
            t = t.row(&paper::tax_label(tax, w), &w.amount(tax.tax_minor));
        }
        t
    };
    let total = (w.word("paper-total"), w.money(doc.total_minor));
    // Prices with the tax in them add up to the total at once; what of it is tax comes after.
    t = if doc.prices_include_tax {
        taxed(t.total(&total.0, &total.1))
    } else {
        taxed(t).total(&total.0, &total.1)
    };
    if doc.status == Status::Draft && card.credit.is_positive() && !doc.total_minor.is_zero() {
        let used = card.credit.min(doc.total_minor);
        t = t.row(&w.word("invoice-left-over"), &w.amount(-used));
        t = t.inked(
            &w.word("paper-owed"),
            &w.money(doc.total_minor - used),
            Role::Title,
        );
    }
    if doc.kind == Kind::Invoice && doc.status == Status::Posted {
        if doc.paid_minor.is_positive() {
            t = t.row(&w.word("invoice-paid-sum"), &w.amount(doc.paid_minor));
        }
        if doc.credited_minor.is_positive() {
            t = t.row(&w.word("paper-credited"), &w.amount(doc.credited_minor));
        }
        let owed = doc.owed();
        let ink = if owed.is_positive() {
            Role::Title
        } else {
            Role::Good
        };
        t = t.inked(&w.word("paper-owed"), &w.money(owed), ink);
    }
    t
}
