//! The estimate a customer reads: what was found, what it would cost, until when, and that nothing is begun without
//! their word.

use super::job_card::{Head, head};
use super::layout::{Column, ROWS, Sheet};
use crate::desk::Site;
use crate::desk::job::{CardLine, EstimateCard};
use crate::domain::line::{Auth, Kind};
use crate::domain::msg;
use crate::words::Words;

/// The document in one piece: for a file, and to go with a message.
#[must_use]
pub fn text(told: &EstimateCard, site: &Site, words: &Words) -> String {
    sheet(told, site, words).text()
}

/// The same in pages for a printer.
#[must_use]
pub fn pages(told: &EstimateCard, site: &Site, words: &Words) -> String {
    let number = told.estimate.number.as_str();
    sheet(told, site, words).pages(ROWS, |page| {
        words.say(&msg!("paper-job-page", number = number, page = page as i64))
    })
}

fn sheet(told: &EstimateCard, site: &Site, words: &Words) -> Sheet {
    let mut s = Sheet::default();
    let (e, card) = (&told.estimate, &told.card);
    let title = words.word("paper-estimate");
    let over = Head {
        title: &title,
        number: &e.number,
        address: true,
    };
    head(&mut s, &over, card, site, words);
    let day = words.zone().day_of(e.created_at);
    let version = msg!(
        "paper-estimate-version",
        version = e.revision,
        day = words.day_long(day),
        until = words.day_long(e.valid_on)
    );
    s.words(0, &words.say(&version)).gap();
    found(&mut s, told, words);
    lines(&mut s, told, words);
    s.words(0, &words.word("paper-estimate-word"));
    if !site.phone.is_empty() {
        s.words(
            0,
            &words.say(&msg!("paper-estimate-call", phone = &site.phone)),
        );
    }
    s
}

/// What was found on the vehicle that wants doing.
fn found(s: &mut Sheet, told: &EstimateCard, words: &Words) {
    if told.findings.is_empty() {
        return;
    }
    let columns = [
        Column::left(6),
        Column::left(38),
        Column::right(10),
        Column::left(20),
    ];
    s.line(&words.word("paper-estimate-found"));
    for p in &told.findings {
        let grade = p.grade.map_or_else(String::new, |g| words.say(&g.label()));
        let corner = words.say(&p.corner.label());
        let reading = p
            .reading()
            .map_or_else(String::new, |r| format!("{} {}", words.qty(r), p.unit));
        let what = format!("{} {corner}", p.title);
        s.row(
            &columns,
            &[grade, what.trim().to_owned(), reading, p.note.clone()],
        );
    }
    s.gap();
}

fn lines(s: &mut Sheet, told: &EstimateCard, words: &Words) {
    let columns = [
        Column::left(2),
        Column::left(38),
        Column::right(10),
        Column::right(12),
        Column::left(8),
    ];
    let asked = |l: &&CardLine| {
        l.line.kind != Kind::Note && !matches!(l.line.auth, Auth::Declined | Auth::Deferred)
    };
    for item in &told.card.items {
        let own = told
            .card
            .lines
            .iter()
            .filter(|l| l.line.work_item_id == item.id);
        let own: Vec<&CardLine> = own.filter(asked).collect();
        if own.is_empty() {
            continue;
        }
        s.line(&item.title);
        for l in own {
            let qty = format!("{} {}", words.qty(l.line.qty_milli), l.line.unit);
            let agreed = if l.line.auth == Auth::Authorised {
                words.word("paper-estimate-agreed")
            } else {
                String::new()
            };
            let said = l.line.description.clone();
            let cells = [String::new(), said, qty, words.amount(l.total), agreed];
            s.row(&columns, &cells);
        }
    }
    s.rule();
    s.ends(
        &words.word("paper-sum"),
        &words.money(told.estimate.total_minor),
    );
    if let Some(gross) = told.with_tax {
        s.ends(&words.word("paper-estimate-with-tax"), &words.money(gross));
    }
    s.gap();
}
