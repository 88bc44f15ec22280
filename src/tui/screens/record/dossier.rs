//! The page of a record: a card of what it is, a table of what happened to it, and the way off the lists and back.

use ratatui::layout::Rect;

use super::Pending;
use crate::desk::{self, Actor, Desk, Done};
use crate::domain::change::Topic;
use crate::domain::permission::Permission;
use crate::domain::{Msg, msg};
use crate::tui::cx::Cx;
use crate::tui::keys::{Action, Command};
use crate::tui::layers::Confirm;
use crate::tui::look::Canvas;
use crate::tui::screens::{Handled, Place, Screen, Subject};
use crate::tui::shell::Out;
use crate::tui::widgets::card::column;
use crate::tui::widgets::{Card, Column, Row, Step, Want, WindowTable};
use crate::words::Words;

/// From this width on the card stands beside the table, this wide.
const WIDE: u16 = 110;
const SIDE: u16 = 42;

/// A row of the table: what it is, and what Enter opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The kind of row.
    pub what: &'static str,
    /// Which of its kind.
    pub id: i64,
    /// What Enter opens, if anything.
    pub place: Option<Place>,
}

impl Entry {
    /// A row that opens this.
    pub fn of(what: &'static str, id: i64, place: impl Into<Option<Place>>) -> Self {
        Self {
            what,
            id,
            place: place.into(),
        }
    }
}

/// Further rows for a card that holds only the latest.
pub type Further<C> = Box<dyn FnOnce(&mut C) + Send>;

/// A kind of record as its page tells it.
pub trait Told: Copy + Send + 'static {
    /// All the page shows.
    type Card: Send + 'static;

    /// The page's name.
    fn title(self, card: Option<&Self::Card>) -> Msg;
    /// What F1 begins with.
    fn help(self) -> Msg;
    /// What is open, shown to others.
    fn subject(self) -> Subject;
    /// What makes it ask again.
    fn topics(self) -> &'static [Topic];
    /// The columns of the table.
    fn columns(self, w: &Words) -> Vec<Column>;
    /// Said where there are no rows.
    fn empty(self) -> Msg;
    /// Fetches everything.
    fn load(self, desk: Desk, by: Actor) -> Pending<Self::Card>;
    /// Fetches what is older than the card's last row; `None` at the end.
    fn further(
        self,
        _card: &Self::Card,
        _desk: Desk,
        _by: Actor,
    ) -> Option<Pending<Further<Self::Card>>> {
        None
    }
    /// The rows, the newest first.
    fn rows(self, card: &Self::Card, cx: &Cx) -> Vec<Row<Entry>>;
    /// The cards beside the table where there is room; the first of them stands over it where there is none.
    fn cards(self, card: &Self::Card, cx: &Cx, roomy: bool) -> Vec<Card>;
    /// Paints what stands over the table on a narrow page; answers how many rows that took.
    fn head(self, card: &Self::Card, c: &mut Canvas<'_>, area: Rect, cx: &Cx) -> u16 {
        let Some(first) = self.cards(card, cx, false).into_iter().next() else {
            return 0;
        };
        let wide = area.width.saturating_sub(2);
        let tall = first.height(wide).min(area.height / 2);
        first.draw(c, Rect::new(area.x + 1, area.y, wide, tall));
        tall
    }
    /// What opening a row is called.
    fn open_word(self) -> Msg {
        msg!("record-cmd-open")
    }
    /// What can be done with it besides opening a row and putting it away.
    fn commands(self, card: Option<&Self::Card>, cx: &Cx) -> Vec<Command>;
    /// Does one of them.
    fn act(self, action: Action, card: &Self::Card, cx: &Cx, out: &mut Out<Heard<Self>>)
    -> Handled;
    /// A code was scanned on the page.
    fn scan(self, _code: &str, _cx: &Cx, _out: &mut Out<Heard<Self>>) -> Handled {
        Handled::No
    }
    /// What was scanned, found or not.
    fn scanned(self, _code: &str, _found: Option<i64>, _cx: &Cx, _out: &mut Out<Heard<Self>>) {}
    /// What it takes to put it away.
    fn permission(self) -> Permission;
    /// What putting away and bringing back are called here.
    fn archive_words(self) -> (Msg, Msg);
    /// Whether it is off the lists.
    fn is_away(self, card: &Self::Card) -> bool;
    /// The question before it is put away, or brought back: title, consequence, verb.
    fn question(self, card: &Self::Card, away: bool) -> Confirm;
    /// Puts it away, or brings it back.
    fn put(self, card: &Self::Card, away: bool, desk: Desk, by: Actor) -> Pending<Done<()>>;
    /// What is said then.
    fn said(self, card: &Self::Card, away: bool) -> Msg;
}

/// The page of a record.
pub struct Dossier<T: Told> {
    told: T,
    card: Option<T::Card>,
    table: WindowTable<Entry>,
}

/// What the desk, the dialogs and the forms answer.
pub enum Heard<T: Told> {
    /// The card.
    Card(desk::Result<T::Card>),
    /// Older rows.
    Further(desk::Result<Further<T::Card>>),
    /// A form changed it.
    Changed,
    /// A form made something: open it.
    Made(Place),
    /// Yes, put it away, or bring it back.
    Away(bool),
    /// Done.
    Put(bool, desk::Result<Done<()>>),
    /// Whose code was scanned.
    Scanned(String, desk::Result<Option<i64>>),
}

impl<T: Told> Dossier<T> {
    /// The page of this record.
    pub fn of(told: T, cx: &Cx) -> Self {
        let mut table = WindowTable::new(told.columns(&cx.words));
        table.empty = cx.words.say(&told.empty());
        Self {
            told,
            card: None,
            table,
        }
    }

    fn show(&mut self, cx: &Cx) {
        let Some(card) = &self.card else { return };
        let more = self
            .told
            .further(card, cx.desk.clone(), cx.actor.clone())
            .is_some();
        self.table.show(self.told.rows(card, cx), more);
    }

    fn ask_further(&self, cx: &Cx, out: &mut Out<Heard<T>>) {
        let Some(card) = &self.card else { return };
        if let Some(work) = self.told.further(card, cx.desk.clone(), cx.actor.clone()) {
            out.ask("further", work, Heard::Further);
        }
    }

    fn is_away(&self) -> bool {
        self.card.as_ref().is_some_and(|c| self.told.is_away(c))
    }
}

impl<T: Told> Screen for Dossier<T> {
    type Msg = Heard<T>;

    fn title(&self) -> Msg {
        self.told.title(self.card.as_ref())
    }

    fn help(&self) -> Option<Msg> {
        Some(self.told.help())
    }

    fn subject(&self) -> Option<Subject> {
        Some(self.told.subject())
    }

    fn commands(&self, cx: &Cx) -> Vec<Command> {
        let place = self.table.key().and_then(|k| k.place);
        let loading = self.card.is_none();
        let (archive, restore) = self.told.archive_words();
        let mut all = vec![
            Command::new(Action::Accept, self.told.open_word(), 1)
                .unless(self.table.key().is_none(), msg!("off-no-row"))
                .unless(place.is_none(), msg!("record-off-nothing")),
        ];
        all.extend(self.told.commands(self.card.as_ref(), cx));
        let label = if self.is_away() { restore } else { archive };
        all.push(
            Command::new(Action::Remove, label, 6)
                .needs(cx, self.told.permission())
                .unless(loading, msg!("off-loading")),
        );
        all
    }

    fn on_enter(&mut self, cx: &Cx, out: &mut Out<Heard<T>>) {
        let work = self.told.load(cx.desk.clone(), cx.actor.clone());
        out.ask("record", work, Heard::Card);
    }

    fn on_change(&mut self, topic: Topic, cx: &Cx, out: &mut Out<Heard<T>>) {
        if self.told.topics().contains(&topic) {
            self.on_enter(cx, out);
        }
    }

    fn on_scan(&mut self, code: &str, cx: &Cx, out: &mut Out<Heard<T>>) -> Handled {
        self.told.scan(code, cx, out)
    }

    // Enter right after the page was opened means the first row that is on its way.
    fn holds(&self, action: Action) -> bool {
        self.card.is_none() && action != Action::Back
    }

    fn on_action(&mut self, action: Action, cx: &Cx, out: &mut Out<Heard<T>>) -> Handled {
        match action {
            Action::Accept => match self.table.key().and_then(|k| k.place) {
                Some(place) => out.visit(place),
                None => return Handled::No,
            },
            Action::Remove => {
                let Some(card) = &self.card else {
                    return Handled::No;
                };
                let away = !self.told.is_away(card);
                let question = self.told.question(card, away);
                out.open(question, move |()| Heard::Away(away));
            }
            other => match other.code().and_then(Step::of) {
                Some(step) => {
                    if let Some(Want::After(_) | Want::Last) = self.table.step(step) {
                        self.ask_further(cx, out);
                    }
                }
                None => match &self.card {
                    Some(card) => return self.told.act(other, card, cx, out),
                    None => return Handled::No,
                },
            },
        }
        Handled::Yes
    }

    fn on_msg(&mut self, msg: Heard<T>, cx: &Cx, out: &mut Out<Heard<T>>) {
        match msg {
            Heard::Card(Ok(card)) => {
                self.card = Some(card);
                self.show(cx);
            }
            Heard::Further(Ok(add)) => {
                if let Some(card) = &mut self.card {
                    add(card);
                    self.show(cx);
                }
            }
            Heard::Changed => self.on_enter(cx, out),
            Heard::Made(place) => out.visit(place),
            Heard::Away(away) => {
                if let Some(card) = &self.card {
                    let (desk, by) = (cx.desk.clone(), cx.actor.clone());
                    let work = self.told.put(card, away, desk, by);
                    out.tell("archive", work, move |done| Heard::Put(away, done));
                }
            }
            Heard::Put(away, Ok(done)) => {
                if let Some(card) = &self.card {
                    out.done(self.told.said(card, away), done);
                }
                self.on_enter(cx, out);
            }
            Heard::Scanned(code, Ok(found)) => self.told.scanned(&code, found, cx, out),
            Heard::Card(Err(e))
            | Heard::Further(Err(e))
            | Heard::Put(_, Err(e))
            | Heard::Scanned(_, Err(e)) => out.refused(&e),
        }
    }

    fn draw(&self, c: &mut Canvas<'_>, area: Rect, cx: &Cx) {
        let Some(card) = &self.card else { return };
        let page = Rect {
            y: area.y + 1,
            height: area.height.saturating_sub(1),
            ..area
        };
        let table = if area.width >= WIDE {
            let side = Rect::new(page.right() - SIDE - 1, page.y, SIDE, page.height);
            column(c, side, &self.told.cards(card, cx, true), false);
            Rect {
                width: page.width - SIDE - 3,
                ..page
            }
        } else {
            let taken = self.told.head(card, c, page, cx) + 1;
            Rect {
                y: page.y + taken,
                height: page.height.saturating_sub(taken),
                ..page
            }
        };
        self.table.draw(c, table, true);
    }
}
