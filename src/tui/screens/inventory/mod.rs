//! The Inventory tab: a window over any number of parts, found while typing or scanning, and the card of the chosen
//! one below or beside.
//!
//! It never moves stock by itself: receiving, counting and correcting are pages of their own.

mod cards;
mod edit;
mod moves;
mod page;
mod view;

pub use edit::PartEdit;
pub use moves::{How, ShelfEdit};
pub use page::Shelf;

use std::sync::Arc;

use crossterm::event::{KeyCode, KeyEvent};
use ratatui::layout::Rect;

use super::{Handled, Place, Screen, lists};
use crate::desk;
use crate::desk::stock::{Counted, Counts, Page, PartCard, PartLine, PartsFilter, Window};
use crate::domain::change::Topic;
use crate::domain::filter::List;
use crate::domain::permission::Permission;
use crate::domain::{Msg, PartId, msg};
use crate::tui::cx::Cx;
use crate::tui::keys::{Action, Command};
use crate::tui::look::{Canvas, Role};
use crate::tui::shell::{Out, When};
use crate::tui::widgets::window_table::{Cell, Mark};
use crate::tui::widgets::{Column, LineEdit, Row, Step, Want, WindowTable};

/// A row's key: the part it shows, told from others by its id alone.
#[derive(Clone, Debug)]
pub struct Line(Arc<PartLine>);

impl PartialEq for Line {
    fn eq(&self, other: &Self) -> bool {
        self.0.id == other.0.id
    }
}

/// The list with its find line.
pub struct Inventory {
    find: LineEdit,
    in_find: bool,
    low: bool,
    away: bool,
    table: WindowTable<Line>,
    counts: Option<Counts>,
    card: Option<Box<PartCard>>,
    /// The row the card was asked for.
    told: Option<Line>,
}

/// Where rows that came belong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Belongs {
    /// They are the first there are.
    Whole,
    /// They are what was shown, fetched again.
    Again,
    /// Behind those that are there.
    After,
    /// Before those that are there.
    Before,
    /// They are the last there are.
    End,
}

/// What the desk answers.
pub enum Heard {
    /// A page of the list.
    Rows(Belongs, desk::Result<Window>),
    /// How many there are.
    Counts(desk::Result<Counts>),
    /// The card of the chosen part.
    Card(desk::Result<Box<PartCard>>),
    /// A form made or changed a part, or moved it.
    Changed,
}

impl Inventory {
    /// The tab.
    #[must_use]
    pub fn new(cx: &Cx) -> Self {
        let w = &cx.words;
        let mut table = WindowTable::new(vec![
            Column::new(w.word("inventory-col-sku"), 11, 12),
            Column::new(w.word("inventory-col-description"), 16, 40).grows(),
            Column::new(w.word("inventory-col-bin"), 6, 7)
                .ink(Role::Dim)
                .drops(2),
            Column::number(w.word("inventory-col-on-hand"), 7, 7),
            Column::number(w.word("inventory-col-free"), 4, 5),
            Column::number(w.word("inventory-col-min"), 3, 3)
                .ink(Role::Dim)
                .drops(1),
            Column::number(w.word("inventory-col-price"), 7, 8),
        ]);
        table.empty = w.word("inventory-none");
        Self {
            find: LineEdit::default(),
            in_find: false,
            low: false,
            away: false,
            table,
            counts: None,
            card: None,
            told: None,
        }
    }

    fn chosen(&self) -> Option<&PartLine> {
        self.table.key().map(|line| &*line.0)
    }

    fn filter(&self) -> PartsFilter {
        PartsFilter {
            find: self.find.text().to_owned(),
            low: self.low,
            away: self.away,
        }
    }

    fn ask_rows(&mut self, page: Page, belongs: Belongs, cx: &Cx, out: &mut Out<Heard>) {
        self.table.find = if self.low {
            String::new()
        } else {
            self.find.text().into()
        };
        let all = self.find.text().trim().is_empty();
        let empty = match (self.away, self.low, all) {
            (true, ..) => "inventory-none-away",
            (false, true, _) => "inventory-none-low",
            (false, false, true) => "inventory-none-yet",
            (false, false, false) => "inventory-none",
        };
        self.table.empty = cx.words.word(empty);
        let limit = match belongs {
            Belongs::Again => self.table.rows().len().max(self.table.batch()),
            _ => self.table.batch(),
        };
        let (desk, by, filter) = (cx.desk.clone(), cx.actor.clone(), self.filter());
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        out.ask(
            "parts",
            async move { desk.parts_window(&by, &filter, page, limit).await },
            move |window| Heard::Rows(belongs, window),
        );
    }

    fn ask_counts(&self, cx: &Cx, out: &mut Out<Heard>) {
        let (desk, by, filter) = (cx.desk.clone(), cx.actor.clone(), self.filter());
        out.ask(
            "parts counts",
            async move { desk.parts_counts(&by, &filter).await },
            Heard::Counts,
        );
    }

    /// The list from its beginning: another question was asked.
    fn ask_anew(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        self.ask_rows(Page::First, Belongs::Whole, cx, out);
        self.ask_counts(cx, out);
    }

    fn ask_card(&mut self, when: When, cx: &Cx, out: &mut Out<Heard>) {
        let Some(id) = self.chosen().map(|line| line.id) else {
            self.card = None;
            return;
        };
        let (desk, by) = (cx.desk.clone(), cx.actor.clone());
        out.ask_when(
            when,
            "part card",
            async move { desk.part_card(&by, id).await.map(Box::new) },
            Heard::Card,
        );
    }

    fn move_shelf(&self, how: How, out: &mut Out<Heard>) -> Handled {
        let Some(line) = self.chosen() else {
            return Handled::No;
        };
        out.push_for(ShelfEdit::open(line.id, how), |_: Counted| Heard::Changed);
        Handled::Yes
    }
}

/// Stands where there is no number to tell.
const UNKNOWN: &str = "—";

/// A part in the words of the table.
fn row(line: PartLine, cx: &Cx) -> Row<Line> {
    let w = &cx.words;
    let level = line.level();
    let short = line.stocked && (level.is_low() || level.available().is_negative());
    let of_shelf = |text: String| {
        if line.stocked {
            text
        } else {
            UNKNOWN.to_owned()
        }
    };
    let free = of_shelf(w.qty(level.available()));
    let cells = [
        Cell::from(line.sku.clone()),
        Cell::from(line.description.clone()),
        Cell::from(line.bin.clone()),
        Cell::from(of_shelf(w.qty(line.on_hand_milli))),
        if short {
            Cell::inked(free, Role::Warn)
        } else {
            Cell::from(free)
        },
        Cell::from(of_shelf(w.qty(line.reorder_milli))),
        Cell::from(w.amount(line.price_minor)),
    ];
    Row::new(Line(Arc::new(line)), cells).mark(short.then_some(Mark::Warn))
}

impl Screen for Inventory {
    type Msg = Heard;

    fn title(&self) -> Msg {
        msg!("inventory-title")
    }

    fn help(&self) -> Option<Msg> {
        Some(msg!("inventory-help"))
    }

    fn typing(&self) -> bool {
        self.in_find
    }

    fn commands(&self, cx: &Cx) -> Vec<Command> {
        let none = self.chosen().is_none();
        let typed = self.find.text();
        let no_row = if typed.is_empty() {
            msg!("off-no-row")
        } else {
            msg!("inventory-off-no-hit", typed = typed)
        };
        let loose = self.chosen().is_some_and(|line| !line.stocked);
        let shelf = |action, label, rank| {
            Command::new(action, label, rank)
                .needs(cx, Permission::StockMove)
                .unless(none, no_row.clone())
                .unless(loose, msg!("inventory-off-loose"))
                .unless(self.away, msg!("inventory-off-away"))
        };
        let list = match (self.low, self.away) {
            (false, false) => msg!("inventory-cmd-low"),
            (true, _) => msg!("inventory-cmd-away"),
            (false, true) => msg!("inventory-cmd-all"),
        };
        vec![
            Command::new(Action::Accept, msg!("inventory-cmd-open"), 1)
                .unless(none, no_row.clone()),
            shelf(Action::Insert, msg!("inventory-cmd-receive"), 2),
            shelf(Action::More, msg!("inventory-cmd-count"), 3),
            shelf(Action::Less, msg!("inventory-cmd-adjust"), 4),
            Command::new(Action::Next, list, 5),
            Command::new(Action::Options, msg!("inventory-cmd-new"), 6)
                .needs(cx, Permission::PartEdit),
            Command::new(Action::Reorder, msg!("lists-cmd-filter"), 0),
        ]
    }

    fn on_enter(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        match self.table.rows().first().map(|row| row.key.0.id) {
            Some(first) => self.ask_rows(Page::From(first), Belongs::Again, cx, out),
            None => self.ask_rows(Page::First, Belongs::Whole, cx, out),
        }
        self.ask_counts(cx, out);
    }

    fn on_change(&mut self, topic: Topic, cx: &Cx, out: &mut Out<Heard>) {
        if topic == Topic::Stock {
            self.on_enter(cx, out);
        }
    }

    fn on_text(&mut self, key: KeyEvent, cx: &Cx, out: &mut Out<Heard>) {
        // Letters after a look at the list ask anew: so does the next code of a scanner, which types it here.
        if !self.in_find && matches!(key.code, KeyCode::Char(_)) {
            self.find.clear();
        }
        if self.find.key(key) {
            if let Some(list) = lists::begun(List::Parts, self.find.text(), cx) {
                self.find.clear();
                out.push(list);
            }
            self.in_find = !self.find.is_empty();
            self.low = false;
            self.ask_anew(cx, out);
        }
    }

    fn holds(&self, action: Action) -> bool {
        action == Action::Accept && !self.find.is_empty()
    }

    fn on_action(&mut self, action: Action, cx: &Cx, out: &mut Out<Heard>) -> Handled {
        match action {
            Action::Accept => match self.chosen() {
                Some(line) => {
                    out.visit(Place::Part(line.id));
                    self.in_find = false;
                }
                None => return Handled::No,
            },
            Action::Reorder => {
                out.push(lists::Register::of(List::Parts, self.find.text(), cx));
            }
            Action::Insert => return self.move_shelf(How::Receive, out),
            Action::More => return self.move_shelf(How::Count, out),
            Action::Less => return self.move_shelf(How::Adjust, out),
            Action::Options => {
                out.push_for(PartEdit::add(self.find.text()), |_: PartId| Heard::Changed);
            }
            Action::Next => {
                (self.low, self.away) = match (self.low, self.away) {
                    (false, false) => (true, false),
                    (true, _) => (false, true),
                    (false, true) => (false, false),
                };
                self.in_find = false;
                self.ask_anew(cx, out);
            }
            // F7 here asks for all of them again instead of a second list on this one.
            Action::Parts => {
                self.find.clear();
                (self.in_find, self.low, self.away) = (false, false, false);
                self.ask_anew(cx, out);
            }
            Action::Back if self.low || (self.away && self.find.is_empty()) => {
                (self.low, self.away) = (false, false);
                self.ask_anew(cx, out);
            }
            Action::Undo if self.in_find => {
                if self.find.undo() {
                    self.ask_anew(cx, out);
                }
            }
            Action::Back if !self.find.is_empty() => {
                self.find.clear();
                self.in_find = false;
                self.ask_anew(cx, out);
            }
            other => match other.code().and_then(Step::of) {
                Some(step) => {
                    self.in_find = false;
                    match self.table.step(step) {
                        Some(Want::After(line)) => {
                            self.ask_rows(Page::After(line.0.id), Belongs::After, cx, out);
                        }
                        Some(Want::Before(line)) => {
                            self.ask_rows(Page::Before(line.0.id), Belongs::Before, cx, out);
                        }
                        Some(Want::First) => {
                            self.ask_rows(Page::First, Belongs::Whole, cx, out);
                        }
                        Some(Want::Last) => self.ask_rows(Page::Last, Belongs::End, cx, out),
                        None => {}
                    }
                    self.ask_card(When::AtRest, cx, out);
                }
                None => return Handled::No,
            },
        }
        Handled::Yes
    }

    fn on_msg(&mut self, msg: Heard, cx: &Cx, out: &mut Out<Heard>) {
        match msg {
            Heard::Rows(belongs, Ok(window)) => {
                let more = window.more;
                let rows: Vec<Row<Line>> = window.rows.into_iter().map(|l| row(l, cx)).collect();
                match belongs {
                    Belongs::Whole => self.table.show(rows, more),
                    Belongs::Again => match self.table.key().cloned() {
                        Some(chosen) => self.table.show_around(rows, &chosen, true, more),
                        None => self.table.show(rows, more),
                    },
                    Belongs::After => self.table.append(rows, more),
                    Belongs::Before => self.table.prepend(rows, more),
                    Belongs::End => self.table.show_last(rows, more),
                }
                // Rows that come on at an edge leave the chosen one where it is.
                if !matches!(belongs, Belongs::After | Belongs::Before) {
                    self.ask_card(When::Now, cx, out);
                }
            }
            Heard::Counts(Ok(counts)) => self.counts = Some(counts),
            Heard::Card(Ok(card)) => {
                self.told = self.table.key().cloned();
                self.card = Some(card);
            }
            Heard::Rows(_, Err(e)) | Heard::Counts(Err(e)) | Heard::Card(Err(e)) => out.refused(&e),
            Heard::Changed => self.on_enter(cx, out),
        }
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, cx: &Cx) {
        view::draw(self, canvas, area, cx);
    }
}
