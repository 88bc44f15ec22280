//! The run sheet: what a driver fetches and brings on a day, with room for the odometer and a signature.

use chrono::NaiveDate;

use super::layout::{Column, ROWS, Sheet};
use crate::desk::Site;
use crate::desk::logistics::Leg;
use crate::domain::msg;
use crate::words::Words;

/// What it is made of.
#[derive(Clone, Copy, Debug)]
pub struct Run<'a> {
    /// The day.
    pub day: NaiveDate,
    /// Whose sheet it is; `None` is everybody's.
    pub driver: Option<&'a str>,
    /// The legs, by time.
    pub legs: &'a [&'a Leg],
    /// Where they begin and end.
    pub site: &'a Site,
}

/// The sheet in one piece: for a file.
#[must_use]
pub fn text(run: &Run<'_>, words: &Words) -> String {
    sheet(run, words).text()
}

/// The same in pages for a printer.
#[must_use]
pub fn pages(run: &Run<'_>, words: &Words) -> String {
    let day = words.day_long(run.day);
    sheet(run, words).pages(ROWS, |page| {
        words.say(&msg!(
            "paper-run-page",
            day = day.as_str(),
            page = page as i64
        ))
    })
}

fn sheet(run: &Run<'_>, w: &Words) -> Sheet {
    let mut s = Sheet::default();
    let title = w.word("paper-run-sheet");
    s.ends(&run.site.name, &title.to_uppercase());
    let who = run.driver.unwrap_or_default();
    s.ends(&w.day_long(run.day), who);
    s.ends(&run.site.phone, "");
    s.gap();
    if run.legs.is_empty() {
        s.line(&w.word("paper-run-none"));
    }
    for leg in run.legs {
        one(&mut s, leg, run, w);
    }
    s
}

fn one(s: &mut Sheet, leg: &Leg, run: &Run<'_>, w: &Words) {
    let when = match leg.window() {
        Some(span) if w.zone().day_of(span.start) == run.day => w.span(span),
        Some(span) => format!("{} {}", w.day(w.zone().day_of(span.start)), w.span(span)),
        None => w.word("leg-no-window"),
    };
    let what = w.say(&leg.kind.label()).to_uppercase();
    let driver = match (run.driver, &leg.driver) {
        (None, Some(driver)) => driver.clone(),
        (None, None) => w.word("paper-run-nobody"),
        (Some(_), _) => String::new(),
    };
    s.rule();
    s.ends(&format!("{when}   {what}"), &driver);
    let columns = [Column::left(38), Column::left(40)];
    let car = format!("{} {} {}", leg.plate, leg.make, leg.model);
    let who = format!("{}  {}", leg.customer, leg.phone);
    let pair = |a: &str, b: &str| [a.trim().to_owned(), b.trim().to_owned()];
    s.row(&columns, &pair(&car, &who));
    s.row(&columns, &pair(&whereabouts(leg, w), &leg.address));
    if !leg.note.is_empty() {
        s.words(2, &leg.note);
    }
    s.line(&w.word("paper-run-sign"));
    s.gap();
}

/// Where keys and car are, for what is brought.
fn whereabouts(leg: &Leg, w: &Words) -> String {
    let mut parts = Vec::new();
    if !leg.job_number.is_empty() {
        parts.push(leg.job_number.clone());
    }
    if !leg.key_tag.is_empty() {
        parts.push(w.say(&msg!("card-key", tag = &leg.key_tag)));
    }
    if !leg.parking.is_empty() {
        parts.push(w.say(&msg!("paper-run-parking", place = &leg.parking)));
    }
    parts.join("  ")
}
