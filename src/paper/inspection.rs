//! An inspection on paper: point by point what was seen, its readings, and which photos were taken there.

use super::job_card::{Head, head};
use super::layout::{Column, ROWS, Sheet};
use crate::desk::Site;
use crate::desk::job::{Card, Inspection};
use crate::domain::inspection::Corner;
use crate::domain::msg;
use crate::words::Words;

/// The sheet in one piece: for a file.
#[must_use]
pub fn text(look: &Inspection, card: &Card, site: &Site, words: &Words) -> String {
    sheet(look, card, site, words).text()
}

/// The same in pages for a printer.
#[must_use]
pub fn pages(look: &Inspection, card: &Card, site: &Site, words: &Words) -> String {
    let number = card.job.number.as_str();
    sheet(look, card, site, words).pages(ROWS, |page| {
        words.say(&msg!("paper-job-page", number = number, page = page as i64))
    })
}

fn sheet(look: &Inspection, card: &Card, site: &Site, words: &Words) -> Sheet {
    let mut s = Sheet::default();
    let title = words.word("paper-inspection");
    let over = Head {
        title: &title,
        number: &card.job.number,
        address: true,
    };
    head(&mut s, &over, card, site, words);
    let seen = msg!(
        "paper-inspection-by",
        form = &look.head.form,
        who = look.head.staff.clone().unwrap_or_default(),
        at = look.head.finished_at.unwrap_or(look.head.started_at)
    );
    s.words(0, &words.say(&seen)).gap();
    points(&mut s, look, words);
    if !look.head.summary.is_empty() {
        s.words(0, &look.head.summary);
    }
    s
}

fn points(s: &mut Sheet, look: &Inspection, words: &Words) {
    let columns = [Column::left(48), Column::right(12), Column::left(14)];
    let mut section = "";
    for p in &look.points {
        if p.section != section {
            if !section.is_empty() {
                s.gap();
            }
            section = &p.section;
            s.line(section);
        }
        let title = match p.corner {
            Corner::None => format!("  {}", p.title),
            corner => format!("  {}, {}", p.title, words.say(&corner.label())),
        };
        let reading = p.reading().map_or_else(String::new, |r| {
            format!("{} {}", words.qty(r), p.unit).trim().to_owned()
        });
        let grade = p.grade.map_or_else(
            || words.word("inspection-to-see"),
            |g| words.say(&g.label()),
        );
        s.row(&columns, &[title, reading, grade]);
        if !p.note.is_empty() {
            s.words(4, &p.note);
        }
        for photo in look.photos_at(p.id) {
            let said = if photo.caption.is_empty() {
                msg!("paper-photo", name = &photo.name)
            } else {
                msg!("paper-photo-of", name = &photo.name, what = &photo.caption)
            };
            s.words(4, &words.say(&said));
        }
    }
    s.gap();
}
