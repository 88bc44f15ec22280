//! An invoice, a credit note or a draft as text: what the customer gets, on paper or by message.

use super::layout::{Column, HELD, ROWS, Sheet, WIDTH, cells};
use crate::desk::billing::{InvoiceCard, InvoiceLine, TaxLine};
use crate::domain::invoice::{Kind, Status};
use crate::domain::tax::Treatment;
use crate::domain::{Money, Msg, Ppm, line, msg};
use crate::words::Words;

/// The document in one piece, [`WIDTH`] columns wide: for files and messages.
#[must_use]
pub fn text(card: &InvoiceCard, words: &Words) -> String {
    sheet(card, words).text()
}

/// The same in pages for a printer, each after the first with the number and its page.
#[must_use]
pub fn pages(card: &InvoiceCard, words: &Words) -> String {
    let name = title(card, words);
    sheet(card, words).pages(ROWS, |page| {
        words.say(&msg!(
            "paper-page",
            document = name.as_str(),
            page = page as i64
        ))
    })
}

/// What it is called: "Invoice INV-2026-0042", "Draft".
#[must_use]
pub fn title(card: &InvoiceCard, words: &Words) -> String {
    match (&card.invoice.number, card.invoice.status) {
        (Some(number), _) => format!("{} {number}", words.say(&card.invoice.kind.label())),
        (None, status) => words.say(&status.label()),
    }
}

fn sheet(card: &InvoiceCard, words: &Words) -> Sheet {
    let mut s = Sheet::default();
    head(&mut s, card, words);
    parties(&mut s, card, words);
    lines(&mut s, card, words);
    totals(&mut s, card, words);
    payments(&mut s, card, words);
    let doc = &card.invoice;
    let note = match (doc.kind, doc.note.is_empty()) {
        (_, true) => String::new(),
        (Kind::CreditNote, false) => words.say(&msg!("paper-reason", reason = doc.note.clone())),
        (Kind::Invoice, false) => doc.note.clone(),
    };
    for text in [&note, &doc.says.terms, &doc.says.footer] {
        if !text.trim().is_empty() {
            s.gap().words(0, text);
        }
    }
    s
}

fn head(s: &mut Sheet, card: &InvoiceCard, words: &Words) {
    let doc = &card.invoice;
    let kind = match doc.status {
        Status::Posted => words.say(&doc.kind.label()),
        status => words.say(&status.label()),
    };
    s.ends(&doc.says.seller_name, &kind.to_uppercase());
    let mut right = vec![doc.number.clone().unwrap_or_default()];
    if let Some(wrong) = &card.credits {
        right.push(words.say(&msg!("paper-credits", number = wrong.clone())));
    }
    let mut left: Vec<String> = doc.says.seller_address.lines().map(str::to_owned).collect();
    if !doc.says.seller_tax_no.is_empty() {
        left.push(words.say(&msg!(
            "paper-tax-no",
            number = doc.says.seller_tax_no.clone()
        )));
    }
    for at in 0..left.len().max(right.len()) {
        let part = |side: &[String]| side.get(at).cloned().unwrap_or_default();
        s.ends(&part(&left), &part(&right));
    }
    if doc.status == Status::Draft {
        s.gap().words(0, &words.word("paper-draft"));
    }
    s.gap();
}

fn parties(s: &mut Sheet, card: &InvoiceCard, words: &Words) {
    let doc = &card.invoice;
    let mut left = vec![card.customer.clone()];
    left.extend(doc.says.customer_address.lines().map(str::to_owned));
    if !doc.says.customer_tax_no.is_empty() {
        left.push(words.say(&msg!(
            "paper-tax-no",
            number = doc.says.customer_tax_no.clone()
        )));
    }
    let days = [
        ("paper-issued", doc.issued_on),
        ("paper-supplied", doc.supply_on),
        ("paper-due", doc.due_on),
    ];
    let mut facts: Vec<(String, String)> = days
        .into_iter()
        .filter(|(id, _)| *id != "paper-due" || doc.kind == Kind::Invoice)
        .filter_map(|(id, day)| Some((words.word(id), words.day_long(day?))))
        .collect();
    if !card.job_number.is_empty() {
        facts.push((words.word("paper-job"), card.job_number.clone()));
    }
    let label = facts.iter().map(|(l, _)| cells(l)).max().unwrap_or(0) + 2;
    let right: Vec<String> = facts
        .iter()
        .map(|(l, value)| format!("{l}{}{value}", HELD.repeat(label - cells(l))))
        .collect();
    s.halves(&left, &right);
    if !card.vehicle.trim().is_empty() {
        let odometer = doc.says.odometer.map_or(String::new(), |o| {
            words.say(&msg!("paper-odometer", odometer = o))
        });
        s.gap();
        s.ends(
            &words.say(&msg!("paper-vehicle", vehicle = card.vehicle.clone())),
            &odometer,
        );
    }
    s.gap();
}

fn lines(s: &mut Sheet, card: &InvoiceCard, words: &Words) {
    let head = [
        "#",
        &words.word("invoice-col-what"),
        &words.word("invoice-col-qty"),
        &words.word("invoice-col-price"),
        &words.word("invoice-col-disc"),
        &words.word("invoice-col-tax"),
        &words.word("invoice-col-total"),
    ]
    .map(str::to_owned);
    let rows: Vec<[String; 7]> = (1..)
        .zip(&card.lines)
        .map(|(n, l)| row(n, l, card, words))
        .collect();
    let widest = |at: usize| {
        Column::fitting(
            std::iter::once(head[at].as_str()).chain(rows.iter().map(|r| r[at].as_str())),
        )
    };
    let numbers: Vec<Column> = [0, 2, 3, 4, 5, 6].map(widest).to_vec();
    let taken: usize = numbers.iter().map(|c| c.width + 2).sum();
    let mut columns = numbers;
    columns.insert(1, Column::left(WIDTH.saturating_sub(taken).max(10)));
    s.row(&columns, &head).rule();
    for row in &rows {
        s.row(&columns, row);
    }
}

fn row(n: usize, l: &InvoiceLine, card: &InvoiceCard, words: &Words) -> [String; 7] {
    let what = if l.sku.is_empty() {
        l.description.clone()
    } else {
        format!("{}  {}", l.sku, l.description)
    };
    if l.kind == line::Kind::Note {
        return [
            String::new(),
            what,
            String::new(),
            String::new(),
            String::new(),
            String::new(),
            String::new(),
        ];
    }
    [
        n.to_string(),
        what,
        qty(l, words),
        words.amount(l.unit_price_minor),
        discount(l, words),
        tax_of(l, &card.taxes, words),
        words.amount(l.total_minor),
    ]
}

/// How many, with the unit: `1.80 h`, `2`.
#[must_use]
pub fn qty(l: &InvoiceLine, words: &Words) -> String {
    if l.unit.is_empty() {
        words.qty(l.qty_milli)
    } else {
        words.measured(l.qty_milli, &l.unit)
    }
}

/// The line's own discount, or nothing.
#[must_use]
pub fn discount(l: &InvoiceLine, words: &Words) -> String {
    if !l.discount_bp.is_zero() {
        words.share(l.discount_bp)
    } else if l.discount_minor.is_zero() {
        String::new()
    } else {
        words.amount(l.discount_minor)
    }
}

/// The rate of the line's tax, all components together, as the tax table of the document says.
#[must_use]
pub fn tax_of(l: &InvoiceLine, taxes: &[TaxLine], words: &Words) -> String {
    let mine: Vec<&TaxLine> = taxes.iter().filter(|t| t.code == l.tax_code).collect();
    if mine.is_empty() {
        return String::new();
    }
    words.rate(Ppm(mine.iter().map(|t| t.rate_ppm.0).sum()))
}

/// A row of the tax table: "VAT 21 % over 316.35".
#[must_use]
pub fn tax_label(t: &TaxLine, words: &Words) -> String {
    let base = Msg::new("paper-tax-over").with("base", words.amount(t.base_minor));
    let what = if t.treatment == Treatment::Taxed && !t.component.is_empty() {
        format!("{} {}", t.component, words.rate(t.rate_ppm))
    } else {
        t.name.clone()
    };
    words.say(&base.with("what", what))
}

fn totals(s: &mut Sheet, card: &InvoiceCard, words: &Words) {
    let doc = &card.invoice;
    let mut rows: Vec<(String, String)> = Vec::new();
    if !card.discount.is_zero() {
        let before = card.labour + card.parts + card.other;
        rows.push((words.word("paper-sum"), words.amount(before)));
        rows.push((words.word("paper-discount"), words.amount(-card.discount)));
    }
    let net = (words.word("paper-net"), words.amount(doc.net_minor));
    let taxed = card
        .taxes
        .iter()
        .map(|t| (tax_label(t, words), words.amount(t.tax_minor)));
    let taxed = std::iter::once(net).chain(taxed);
    let total = match doc.kind {
        Kind::Invoice => words.word("paper-total"),
        Kind::CreditNote => words.word("paper-total-credit"),
    };
    let total_text = words.money(doc.total_minor);
    let total = (total, total_text);
    // Prices with the tax in them add up to the total at once; what of it is tax comes after.
    if doc.prices_include_tax {
        rows.push(total);
        rows.extend(taxed);
    } else {
        rows.extend(taxed);
        rows.push(total);
    }
    s.rule();
    figures(s, &rows);
    if doc.prices_include_tax {
        s.gap().words(0, &words.word("paper-includes-tax"));
    }
}

/// Labels from the middle on, amounts at the right edge.
fn figures(s: &mut Sheet, rows: &[(String, String)]) {
    const FROM: usize = 36;
    for (label, amount) in rows {
        s.ends(&format!("{}{label}", HELD.repeat(FROM)), amount);
    }
}

fn payments(s: &mut Sheet, card: &InvoiceCard, words: &Words) {
    let doc = &card.invoice;
    if doc.status != Status::Posted || doc.kind != Kind::Invoice {
        return;
    }
    let mut rows: Vec<(String, String)> = card
        .paid
        .iter()
        .filter(|p| !p.allocated_minor.is_zero())
        .map(|p| {
            let how = words.say(&p.tender.label());
            let day = words.day(words.zone().day_of(p.at));
            let label = [day.as_str(), how.as_str(), p.reference.as_str()].join(" ");
            (
                words.say(&msg!("paper-paid", how = label.trim_end())),
                words.amount(p.allocated_minor),
            )
        })
        .collect();
    if doc.credited_minor > Money::ZERO {
        rows.push((
            words.word("paper-credited"),
            words.amount(doc.credited_minor),
        ));
    }
    if rows.is_empty() && doc.owed() == doc.total_minor {
        return;
    }
    rows.push((words.word("paper-owed"), words.money(doc.owed())));
    s.gap();
    figures(s, &rows);
}
