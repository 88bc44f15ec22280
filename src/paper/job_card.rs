//! The job card that goes with the vehicle, and the sheet the customer signs at check-in.

use super::layout::{Column, ROWS, Sheet};
use crate::desk::Site;
use crate::desk::job::Card;
use crate::domain::line::{Auth, Kind};
use crate::domain::{Qty, msg};
use crate::words::Words;

/// Which of the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paper {
    /// For the bay: tasks to tick off, parts with their place. No prices.
    JobCard,
    /// For the customer: what was agreed, what it costs, damage seen, a line to sign.
    CheckIn,
}

/// The document in one piece: for a file.
#[must_use]
pub fn text(paper: Paper, card: &Card, site: &Site, words: &Words) -> String {
    sheet(paper, card, site, words).text()
}

/// The same in pages for a printer.
#[must_use]
pub fn pages(paper: Paper, card: &Card, site: &Site, words: &Words) -> String {
    let number = card.job.number.as_str();
    sheet(paper, card, site, words).pages(ROWS, |page| {
        words.say(&msg!("paper-job-page", number = number, page = page as i64))
    })
}

fn sheet(paper: Paper, card: &Card, site: &Site, words: &Words) -> Sheet {
    let mut s = Sheet::default();
    let title = match paper {
        Paper::JobCard => words.word("paper-job-card"),
        Paper::CheckIn => words.word("paper-check-in"),
    };
    let over = Head {
        title: &title,
        number: &card.job.number,
        address: paper == Paper::CheckIn,
    };
    head(&mut s, &over, card, site, words);
    match paper {
        Paper::JobCard => {
            tasks(&mut s, card, words);
            parts(&mut s, card, words);
            notes(&mut s, card, words);
        }
        Paper::CheckIn => {
            agreed(&mut s, card, words);
            sign(&mut s, card, words);
        }
    }
    s
}

/// What stands over a document of a job.
pub(super) struct Head<'a> {
    /// What it is.
    pub title: &'a str,
    /// Its number.
    pub number: &'a str,
    /// Whether the customer's address belongs on it.
    pub address: bool,
}

/// Workshop, customer, vehicle: over every document of a job.
pub(super) fn head(s: &mut Sheet, over: &Head<'_>, card: &Card, site: &Site, words: &Words) {
    let (j, v) = (&card.job, &card.visit);
    s.ends(&site.name, &over.title.to_uppercase());
    let mut address: Vec<&str> = site.address.lines().collect();
    address.push(&site.phone);
    s.ends(address.first().copied().unwrap_or_default(), over.number);
    for line in address.iter().skip(1).filter(|l| !l.is_empty()) {
        s.line(line);
    }
    s.gap();
    let mut left = vec![v.customer.clone()];
    if over.address {
        left.extend(v.address.lines().map(str::to_owned));
    }
    let contact = if j.contact_name.is_empty() || j.contact_name == v.customer {
        j.contact_phone.clone()
    } else {
        format!("{}  {}", j.contact_name, j.contact_phone)
    };
    left.push(contact);
    let mut right = vec![format!("{}  {} {} {}", v.plate, v.make, v.model, v.variant)];
    if !v.vin.is_empty() {
        right.push(words.say(&msg!("paper-vin", vin = &v.vin)));
    }
    if let Some(odometer) = j.odometer_in.or(v.odometer) {
        let shown = format!(
            "{} {}",
            words.count(odometer),
            words.say(&v.odometer_unit.label())
        );
        right.push(words.say(&msg!("paper-odometer", odometer = shown)));
    }
    if !j.fuel_in.is_empty() {
        right.push(words.say(&msg!("paper-fuel", fuel = &j.fuel_in)));
    }
    s.halves(&left, &right);
    s.gap();
    if let Some(at) = j.arrived_at {
        s.line(&words.say(&msg!("paper-arrived", at = at)));
    }
    if let Some(at) = j.promised_at {
        s.line(&words.say(&msg!("paper-promised", at = at)));
    }
    if !j.key_tag.is_empty() {
        s.line(&words.say(&msg!("card-key", tag = &j.key_tag)));
    }
    if !j.parking.is_empty() {
        s.line(&words.say(&msg!("card-parking", place = &j.parking)));
    }
    if let Some(wish) = v.wish.as_ref().filter(|w| !w.trim().is_empty()) {
        s.gap().line(&words.word("card-wish")).words(2, wish);
    }
    s.gap();
}

/// What is to be done, each with a box to tick and room for a name and the time.
fn tasks(s: &mut Sheet, card: &Card, words: &Words) {
    let columns = [
        Column::left(3),
        Column::left(42),
        Column::left(12),
        Column::right(8),
        Column::left(7),
    ];
    for item in &card.items {
        s.line(&item.title);
        if !item.concern.is_empty() && item.concern != item.title {
            s.words(4, &item.concern);
        }
        for t in card.tasks.iter().filter(|t| t.task.work_item_id == item.id) {
            let mark = if t.task.status.is_done() {
                "[x]"
            } else {
                "[ ]"
            };
            let who = t.task.staff.clone().unwrap_or_default();
            let planned = words.measured(Qty::hours_of_minutes(t.task.planned_min), "h");
            let open = if t.authorised {
                String::new()
            } else {
                words.word("paper-not-agreed")
            };
            s.row(
                &columns,
                &[mark.to_owned(), t.task.title.clone(), who, planned, open],
            );
        }
        s.gap();
    }
}

fn parts(s: &mut Sheet, card: &Card, words: &Words) {
    let parts: Vec<_> = card
        .lines
        .iter()
        .filter(|l| {
            l.line.part_id.is_some() && !matches!(l.line.auth, Auth::Declined | Auth::Deferred)
        })
        .collect();
    if parts.is_empty() {
        return;
    }
    let columns = [
        Column::left(3),
        Column::left(18),
        Column::left(31),
        Column::right(9),
        Column::left(11),
    ];
    s.line(&words.word("my-parts"));
    for l in parts {
        let out = l.line.issued_milli - l.line.returned_milli;
        let mark = if out.is_positive() { "[x]" } else { "[ ]" };
        let (sku, bin) = l
            .shelf
            .as_ref()
            .map_or((String::new(), String::new()), |s| {
                (s.sku.clone(), s.bin.clone())
            });
        let qty = format!("{} {}", words.qty(l.line.qty_milli), l.line.unit);
        s.row(
            &columns,
            &[mark.to_owned(), sku, l.line.description.clone(), qty, bin],
        );
    }
    s.gap();
}

fn notes(s: &mut Sheet, card: &Card, words: &Words) {
    if card.notes.is_empty() {
        return;
    }
    s.line(&words.word("card-notes"));
    for note in card.notes.iter().rev() {
        let who = note.staff.clone().unwrap_or_default();
        s.line(&format!("  {} {who}", words.moment(note.at)));
        s.words(4, &note.body);
    }
}

/// What the customer said yes to, and what it comes to before tax is worked out.
fn agreed(s: &mut Sheet, card: &Card, words: &Words) {
    let columns = [Column::left(48), Column::right(12), Column::right(14)];
    let lines = card.lines.iter().filter(|l| {
        l.line.kind != Kind::Note && !matches!(l.line.auth, Auth::Declined | Auth::Deferred)
    });
    let mut any = false;
    for l in lines {
        if !any {
            s.line(&words.word("paper-agreed"));
        }
        any = true;
        let qty = format!("{} {}", words.qty(l.line.qty_milli), l.line.unit);
        s.row(
            &columns,
            &[l.line.description.clone(), qty, words.amount(l.total)],
        );
    }
    if any {
        let total = card.sum(Auth::Authorised) + card.sum(Auth::Proposed) + card.sum(Auth::Draft);
        s.rule();
        s.ends(&words.word("paper-sum"), &words.money(total));
        s.gap();
    }
    if let Some(limit) = card.job.limit_minor.filter(|l| l.is_positive()) {
        s.words(0, &words.say(&msg!("paper-limit", limit = limit)));
    }
    for d in &card.decisions {
        if d.decision == crate::domain::line::Decision::Authorised {
            let said = msg!(
                "paper-said-yes",
                who = &d.decided_by,
                how = d.method.label(),
                at = d.at
            );
            s.words(0, &words.say(&said));
            break;
        }
    }
    if !card.job.damage.is_empty() {
        s.gap()
            .line(&words.word("card-damage"))
            .words(2, &card.job.damage);
    }
    s.gap();
}

/// The line to sign.
fn sign(s: &mut Sheet, card: &Card, words: &Words) {
    s.words(0, &words.word("paper-sign-text"));
    s.gap();
    s.line(" ");
    let blank = "_".repeat(36);
    s.ends(&format!("{blank}  "), &"_".repeat(20));
    s.ends(
        &words.say(&msg!("paper-sign", name = &card.visit.customer)),
        &words.word("paper-sign-day"),
    );
}
