//! Lists as CSV, safe to open in a spreadsheet: a text that looks like a formula is made a text.

use chrono::NaiveDate;

use crate::desk::billing::InvoiceListed;
use crate::words::{Words, clean};

/// One field of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// What a person typed: guarded.
    Text(String),
    /// What the program wrote: a number, a day. Never guarded, so that it can be added up.
    Plain(String),
}

impl Cell {
    /// A person's text; nothing where there is none.
    #[must_use]
    pub fn text(text: Option<&str>) -> Self {
        Self::Text(text.unwrap_or_default().to_owned())
    }

    fn written(&self) -> String {
        match self {
            Cell::Plain(text) => text.clone(),
            Cell::Text(text) if starts_formula(text) => format!("'{}", clean(text)),
            Cell::Text(text) => clean(text).into_owned(),
        }
    }
}

/// Whether a spreadsheet might run it: it begins with a sign of a formula, or will once cleaned.
fn starts_formula(text: &str) -> bool {
    let signs = |c: char| {
        matches!(
            c,
            '=' | '+' | '-' | '@' | '\t' | '\r' | '＝' | '＋' | '－' | '＠'
        )
    };
    text.starts_with(signs) || clean(text).trim_start().starts_with(signs)
}

/// A table with its head, fields between commas, in UTF-8.
#[must_use]
pub fn table(head: &[String], rows: &[Vec<Cell>]) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    // Writing into memory fails only for rows of unequal length, and each list makes its rows by one function.
    let mut written = writer.write_record(head);
    for row in rows {
        written = written.and_then(|()| writer.write_record(row.iter().map(Cell::written)));
    }
    debug_assert!(written.is_ok(), "{written:?}");
    writer.into_inner().unwrap_or_default()
}

/// The list of invoices, amounts as plain numbers.
#[must_use]
pub fn invoices(all: &[InvoiceListed], words: &Words) -> Vec<u8> {
    let head = [
        "invoices-col-number",
        "invoices-col-kind",
        "invoices-col-customer",
        "invoices-col-plate",
        "invoices-col-issued",
        "invoices-col-due",
        "invoices-col-state",
        "invoices-col-total",
        "invoices-col-owed",
    ]
    .map(|id| words.word(id));
    let money = |amount| Cell::Plain(words.currency().plain(amount));
    let day = |day: Option<NaiveDate>| Cell::Plain(day.map_or_else(String::new, |d| d.to_string()));
    let rows: Vec<Vec<Cell>> = all
        .iter()
        .map(|i| {
            vec![
                Cell::text(i.number.as_deref()),
                Cell::Plain(words.say(&i.kind.label())),
                Cell::text(i.customer.as_deref()),
                Cell::text(i.plate.as_deref()),
                day(i.issued_on),
                day(i.due_on),
                Cell::Plain(words.say(&i.standing().label())),
                money(i.total_minor),
                money(i.owed()),
            ]
        })
        .collect();
    table(&head, &rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(cell: Cell) -> String {
        String::from_utf8(table(&["name".to_owned()], &[vec![cell]])).unwrap()
    }

    #[test]
    fn what_looks_like_a_formula_becomes_a_text() {
        for bad in [
            "=cmd()",
            "+31 6",
            "-1+2",
            "@SUM(A1)",
            "\t=1",
            "\u{200b}=1",
            " =1",
        ] {
            let text = one(Cell::Text(bad.to_owned()));
            let field = text.lines().nth(1).unwrap().trim_start_matches('"');
            assert!(field.starts_with('\''), "{bad:?} came out as {text:?}");
        }
    }

    #[test]
    fn numbers_stay_numbers_and_commas_and_quotes_are_kept() {
        assert_eq!(one(Cell::Plain("-12.00".to_owned())), "name\n-12.00\n");
        assert_eq!(
            one(Cell::Text("Jansen, \"M.\"".to_owned())),
            "name\n\"Jansen, \"\"M.\"\"\"\n"
        );
    }
}
