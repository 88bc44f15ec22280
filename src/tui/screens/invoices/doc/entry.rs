//! The entry row below the lines: a part number, a labour code, a barcode, or words of one's own.

use crossterm::event::KeyEvent;

use crate::desk::billing::{Offer, Offered};
use crate::domain::{Qty, parse};
use crate::tui::widgets::LineEdit;

/// From so many digits on, what one part answers to is taken for its barcode.
const BARCODE: usize = 6;

/// What is typed, and what of the catalogue fits it.
#[derive(Default)]
pub(super) struct Entry {
    pub line: LineEdit,
    pub offers: Vec<Offer>,
    /// What the offers answer to.
    heard: String,
    /// The offer chosen with the arrows.
    pub at: Option<usize>,
}

/// What Enter means.
#[derive(Debug, PartialEq)]
pub(super) enum Taken {
    /// Nothing was typed.
    Nothing,
    /// So many of an offer.
    Offer(Offered, Qty),
    /// Words of one's own.
    Words(String),
}

impl Entry {
    /// What is looked for: without the "3*" before it.
    pub fn needle(&self) -> &str {
        parts(self.line.text()).1
    }

    /// Takes a key; whether it says something else now.
    pub fn key(&mut self, key: KeyEvent) -> bool {
        let took = self.line.key(key);
        if took {
            self.at = None;
        }
        took
    }

    /// What fits, if it is still what is looked for.
    pub fn heard(&mut self, typed: &str, offers: Vec<Offer>) {
        if typed == self.needle() {
            typed.clone_into(&mut self.heard);
            self.offers = offers;
            self.at = self.at.filter(|at| *at < self.offers.len());
        }
    }

    /// Moves through the offers; `false` at the ends, where the cursor goes back to the lines.
    pub fn step(&mut self, down: bool) -> bool {
        let last = self.offers.len().checked_sub(1);
        self.at = match (self.at, down, last) {
            (_, _, None) | (None, false, _) => return false,
            (None, true, Some(_)) => Some(0),
            (Some(at), true, Some(last)) => Some((at + 1).min(last)),
            (Some(0), false, _) => None,
            (Some(at), false, _) => Some(at - 1),
        };
        true
    }

    /// What Enter means, and the row is empty again.
    pub fn take(&mut self) -> Taken {
        let (qty, typed) = parts(self.line.text());
        if typed.is_empty() {
            return Taken::Nothing;
        }
        let chosen = self.at.and_then(|at| self.offers.get(at)).or_else(|| {
            // A short number is more likely a year or a count than all that is left of a part.
            let says = typed.len() >= BARCODE || !typed.bytes().all(|b| b.is_ascii_digit());
            match self.offers.as_slice() {
                [one] if says && self.heard == typed => Some(one),
                all => all.iter().find(|o| o.code.eq_ignore_ascii_case(typed)),
            }
        });
        let taken = match chosen {
            Some(offer) => Taken::Offer(offer.what, qty),
            None => Taken::Words(typed.to_owned()),
        };
        self.clear();
        taken
    }

    /// Nothing is typed any more.
    pub fn clear(&mut self) {
        self.line = LineEdit::default();
        self.offers.clear();
        self.heard.clear();
        self.at = None;
    }
}

/// "3*BOS-1" is three of BOS-1; else one of what stands there.
fn parts(typed: &str) -> (Qty, &str) {
    if let Some((before, what)) = typed.split_once('*')
        && let Ok(qty) = parse::qty(before.trim())
        && qty.is_positive()
    {
        return (qty, what.trim());
    }
    (Qty::ONE, typed.trim())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Money, PartId};

    fn part(id: i64, code: &str) -> Offer {
        Offer {
            what: Offered::Part(PartId(id)),
            code: code.to_owned(),
            title: "Oil filter".to_owned(),
            price: Money(1460),
            free: None,
        }
    }

    fn typed(text: &str, offers: Vec<Offer>) -> Entry {
        Entry {
            line: LineEdit::new(text),
            offers,
            heard: parts(text).1.to_owned(),
            at: None,
        }
    }

    #[test]
    fn a_number_before_a_star_is_how_many() {
        let mut entry = typed("3*bos-1", vec![part(1, "BOS-1"), part(2, "BOS-12")]);
        assert_eq!(entry.needle(), "bos-1");
        assert_eq!(
            entry.take(),
            Taken::Offer(Offered::Part(PartId(1)), Qty(3000))
        );
        assert_eq!(entry.take(), Taken::Nothing);
    }

    #[test]
    fn words_are_words_unless_an_offer_is_chosen() {
        let offers = vec![part(1, "BOS-1"), part(2, "BOS-12")];
        assert_eq!(
            typed("oil", offers.clone()).take(),
            Taken::Words("oil".to_owned())
        );
        let mut entry = typed("oil", offers);
        assert!(entry.step(true) && entry.step(true));
        assert_eq!(
            entry.take(),
            Taken::Offer(Offered::Part(PartId(2)), Qty::ONE)
        );
    }

    #[test]
    fn a_barcode_only_one_part_answers_to_is_that_part() {
        let mut entry = typed("4006381333931", vec![part(7, "STA-1")]);
        assert_eq!(
            entry.take(),
            Taken::Offer(Offered::Part(PartId(7)), Qty::ONE)
        );
        let mut entry = typed("2026", vec![part(7, "STA-1")]);
        assert_eq!(entry.take(), Taken::Words("2026".to_owned()));
    }

    #[test]
    fn the_only_offer_is_meant_but_not_one_of_letters_typed_before() {
        let offers = vec![part(7, "STA-1")];
        let mut entry = typed("wip", offers.clone());
        assert_eq!(
            entry.take(),
            Taken::Offer(Offered::Part(PartId(7)), Qty::ONE)
        );
        let mut entry = typed("wip", offers);
        entry.line = LineEdit::new("wiper motor");
        assert_eq!(entry.take(), Taken::Words("wiper motor".to_owned()));
    }
}
