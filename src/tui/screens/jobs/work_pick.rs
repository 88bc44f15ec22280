//! A canned job from the list (S1-40): first what whoever is here has at hand, then what was done on this vehicle
//! before with its day and price, then all others by their titles. Letters narrow it, by code, title or symptom.

use crate::desk::catalogue::CannedJob;
use crate::desk::job::Before;
use crate::domain::text::search_key;
use crate::domain::{CannedJobId, symptom};
use crate::msg;
use crate::tui::app::Cx;
use crate::tui::keys::{Action, Command};
use crate::tui::layers::{Flow, Overlay, asked_line, centred};
use crate::tui::look::{Canvas, Role};
use crate::tui::widgets::LineEdit;
use crossterm::event::KeyEvent;
use ratatui::layout::Rect;
use std::any::Any;

/// What the layer says.
#[derive(Clone, Debug, PartialEq)]
pub enum WorkSaid {
    /// The canned job with this code.
    Took(String),
    /// This one is to be at hand from now on, or not any more.
    Keep(CannedJobId, bool),
}

/// What is at hand by now, for the layer.
pub struct AtHand(pub Vec<CannedJobId>);

/// Where a canned job stands in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Shelf {
    AtHand,
    Before,
    Others,
}

impl Shelf {
    fn word(self) -> &'static str {
        match self {
            Shelf::AtHand => "work-pick-at-hand",
            Shelf::Before => "work-pick-before",
            Shelf::Others => "work-pick-others",
        }
    }
}

struct Known {
    id: CannedJobId,
    job: CannedJob,
    /// When it was last done on this vehicle.
    before: Option<Before>,
}

/// The list.
pub struct WorkPick {
    line: LineEdit,
    all: Vec<Known>,
    at_hand: Vec<CannedJobId>,
    at: usize,
}

impl WorkPick {
    /// The canned jobs in use; `before` is what was done on the vehicle, the newest first.
    pub fn new(
        canned: &[(CannedJobId, CannedJob)],
        at_hand: &[CannedJobId],
        before: &[Before],
    ) -> Self {
        let living = canned.iter().filter(|(_, c)| c.archived_at.is_none());
        let mut all: Vec<Known> = living
            .map(|(id, job)| Known {
                id: *id,
                job: job.clone(),
                before: before.iter().find(|b| b.canned == Some(*id)).cloned(),
            })
            .collect();
        all.sort_by_key(|k| search_key(&k.job.title));
        Self {
            line: LineEdit::default(),
            all,
            at_hand: at_hand.to_vec(),
            at: 0,
        }
    }

    fn shelf(&self, known: &Known) -> Shelf {
        match () {
            () if self.at_hand.contains(&known.id) => Shelf::AtHand,
            () if known.before.is_some() => Shelf::Before,
            () => Shelf::Others,
        }
    }

    /// What the letters leave: a code typed to its end comes first, else each shelf in its order.
    fn shown(&self) -> Vec<&Known> {
        let typed = search_key(self.line.text());
        let fits = |k: &Known| {
            let words = search_key(&format!("{} {}", k.job.code, k.job.title));
            typed.split_whitespace().all(|w| words.contains(w))
                || symptom::score(&k.job.symptoms, &k.job.title, &typed) > 0
        };
        let mut found: Vec<&Known> = self.all.iter().filter(|k| fits(k)).collect();
        // What was done here last stands above what was done earlier.
        found.sort_by_key(|k| {
            let shelf = self.shelf(k);
            let last = k.before.as_ref().filter(|_| shelf == Shelf::Before);
            let other = !typed.is_empty() && search_key(&k.job.code) != typed;
            (other, shelf, std::cmp::Reverse(last.map(|b| b.at)))
        });
        found
    }

    /// The row of an entry among the rows of the list, whose shelves have a row each while nothing is typed.
    fn rows(&self, shown: &[&Known]) -> Vec<Result<usize, Shelf>> {
        let mut rows = Vec::with_capacity(shown.len() + 3);
        let mut shelf = None;
        for (n, known) in shown.iter().enumerate() {
            let own = self.shelf(known);
            if self.line.is_empty() && shelf.replace(own) != Some(own) {
                rows.push(Err(own));
            }
            rows.push(Ok(n));
        }
        rows
    }
}

impl Overlay for WorkPick {
    type Answer = WorkSaid;

    fn typing(&self) -> bool {
        true
    }

    fn on_action(&mut self, action: Action, _cx: &Cx) -> Flow<WorkSaid> {
        let shown = self.shown();
        let last = shown.len().saturating_sub(1);
        let chosen = shown.get(self.at);
        match action {
            Action::Accept => {
                if let Some(known) = chosen {
                    return Flow::Answer(WorkSaid::Took(known.job.code.clone()));
                }
            }
            Action::Options => {
                if let Some(known) = chosen {
                    let at_hand = !self.at_hand.contains(&known.id);
                    return Flow::Aside(WorkSaid::Keep(known.id, at_hand));
                }
            }
            Action::Back if !self.line.is_empty() => {
                self.line.clear();
                self.at = 0;
            }
            Action::Back => return Flow::Cancel,
            Action::Up => self.at = self.at.saturating_sub(1),
            Action::Down => self.at = (self.at + 1).min(last),
            Action::PageUp => self.at = self.at.saturating_sub(10),
            Action::PageDown => self.at = (self.at + 10).min(last),
            _ => {}
        }
        Flow::Stay
    }

    fn on_text(&mut self, key: KeyEvent, _cx: &Cx) -> Flow<WorkSaid> {
        if self.line.key(key) {
            self.at = 0;
        }
        Flow::Stay
    }

    fn on_feed(&mut self, news: Box<dyn Any + Send>) {
        let Ok(at_hand) = news.downcast::<AtHand>() else {
            return;
        };
        // The cursor goes with the row it is on.
        let chosen = self.shown().get(self.at).map(|k| k.id);
        self.at_hand = at_hand.0;
        let now = self.shown();
        self.at = now.iter().position(|k| Some(k.id) == chosen).unwrap_or(0);
    }

    fn commands(&self) -> Vec<Command> {
        let shown = self.shown();
        let kept = shown.get(self.at);
        let keep = if kept.is_some_and(|k| self.at_hand.contains(&k.id)) {
            msg!("canned-put-away")
        } else {
            msg!("canned-keep")
        };
        vec![
            Command::new(Action::Accept, msg!("cmd-take"), 1),
            Command::new(Action::Options, keep, 2),
            Command::new(Action::Back, msg!("cmd-close"), 3),
        ]
    }

    fn draw(&self, c: &mut Canvas<'_>, area: Rect, cx: &Cx) {
        let title = cx.words.word("work-pick-title");
        let inner = c.layer(centred(area, 76, 19), &title);
        let field = Rect { height: 1, ..inner };
        asked_line(c, field, &cx.words.word("work-pick-field"), &self.line);
        let shown = self.shown();
        if shown.is_empty() {
            let words = cx.words.word("list-nothing-matches");
            let on = (Role::Raised, Role::Dim);
            c.text(inner.x, inner.y + 2, inner.width, &words, on);
            return;
        }
        let rows = self.rows(&shown);
        let fits = usize::from(inner.height.saturating_sub(2));
        let here = rows.iter().position(|r| *r == Ok(self.at)).unwrap_or(0);
        let top = (here + 1).saturating_sub(fits);
        // The first entry of all is seen with the word above it.
        let top = if here <= 1 { 0 } else { top };
        for (y, row) in (inner.y + 2..inner.bottom()).zip(rows.iter().skip(top)) {
            let at = Rect {
                y,
                height: 1,
                ..inner
            };
            match row {
                Err(shelf) => {
                    let word = cx.words.word(shelf.word());
                    c.text(at.x, y, at.width, &word, (Role::Raised, Role::Dim));
                }
                Ok(n) => self.row(shown[*n], c, at, *n == self.at, cx),
            }
        }
    }
}

impl WorkPick {
    fn row(&self, k: &Known, c: &mut Canvas<'_>, row: Rect, chosen: bool, cx: &Cx) {
        let w = &cx.words;
        let ground = if chosen { Role::Select } else { Role::Raised };
        c.fill(row, ground);
        if chosen {
            let cursor = c.marks.cursor;
            c.text(row.x, row.y, 1, cursor, (ground, Role::Accent));
        }
        if self.at_hand.contains(&k.id) {
            c.text(row.x + 2, row.y, 1, star(c), (ground, Role::Accent));
        }
        let price = k.job.fixed_price.map_or(String::new(), |p| w.amount(p));
        c.right(row.right() - 1, row.y, 10, &price, (ground, Role::Text));
        let mut right = row.right().saturating_sub(12);
        if let Some(b) = &k.before {
            let said = last_time(b, cx);
            let ink = if chosen { Role::Text } else { Role::Dim };
            right = c
                .right(right, row.y, 30, &said, (ground, ink))
                .saturating_sub(1);
        }
        let x = c.text(row.x + 4, row.y, 8, &k.job.code, (ground, Role::Title));
        let x = x.max(row.x + 13);
        let room = right.saturating_sub(x);
        c.text(x, row.y, room, &k.job.title, (ground, Role::Text));
    }
}

/// The mark of what is at hand.
pub(super) fn star(c: &Canvas<'_>) -> &'static str {
    if c.marks.is_ascii() { "*" } else { "★" }
}

/// What it was when it was last done on this vehicle: the day, and what it came to.
pub(super) fn last_time(b: &Before, cx: &Cx) -> String {
    let w = &cx.words;
    let day = w.day_near(w.zone().day_of(b.at), cx.today());
    w.say(&msg!("work-pick-last", day = day, amount = b.amount))
}
