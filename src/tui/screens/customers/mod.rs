//! The Customers tab: everybody by name, found while typing, with a card of the chosen one beside or below.
//!
//! It never changes anybody by itself: forms are pages of their own.

mod customer_form;
mod customer_page;
mod owner_form;
mod vehicle_form;
mod vehicle_page;
mod view;

pub use customer_form::CustomerEdit;
pub use customer_page::CustomerPage;
pub use vehicle_form::VehicleEdit;
pub use vehicle_page::VehiclePage;

use crossterm::event::KeyEvent;
use ratatui::layout::Rect;

use super::{Handled, Place, Screen};
use crate::desk;
use crate::desk::customers::{CustomerCard, CustomerLine};
use crate::domain::change::Topic;
use crate::domain::permission::Permission;
use crate::domain::{CustomerId, Msg, msg};
use crate::tui::cx::Cx;
use crate::tui::keys::{Action, Command};
use crate::tui::look::Canvas;
use crate::tui::shell::Out;
use crate::tui::widgets::{Column, LineEdit, Row, Step, Want, WindowTable};

/// The list with its find line.
pub struct Customers {
    find: LineEdit,
    in_find: bool,
    table: WindowTable<CustomerId>,
    rows: Vec<CustomerLine>,
    count: Option<i64>,
    card: Option<Box<CustomerCard>>,
}

/// What the desk answers.
pub enum Heard {
    /// The first page, or what fits the find line.
    Rows(desk::Result<Vec<CustomerLine>>),
    /// The next page.
    More(desk::Result<Vec<CustomerLine>>),
    /// The page before.
    Less(desk::Result<Vec<CustomerLine>>),
    /// The last page.
    End(desk::Result<Vec<CustomerLine>>),
    /// How many there are.
    Count(desk::Result<i64>),
    /// The card of the chosen one.
    Card(desk::Result<Box<CustomerCard>>),
    /// A form made somebody.
    Made(CustomerId),
}

impl Customers {
    /// The tab.
    pub fn new(cx: &Cx) -> Self {
        let w = &cx.words;
        let mut table = WindowTable::new(vec![
            Column::new(w.word("customers-col-name"), 26, 34).grows(),
            Column::new(w.word("customers-col-phone"), 17, 18),
            Column::new(w.word("customers-col-plates"), 18, 24),
            Column::new(w.word("customers-col-email"), 28, 32).drops(1),
        ]);
        table.empty = w.word("customers-none");
        Self {
            find: LineEdit::default(),
            in_find: false,
            table,
            rows: Vec::new(),
            count: None,
            card: None,
        }
    }

    fn batch(&self) -> i64 {
        i64::try_from(self.table.batch()).unwrap_or(100)
    }

    fn chosen(&self) -> Option<CustomerId> {
        self.table.key().copied()
    }

    /// Asks for the list from its beginning, or for what fits the find line.
    fn ask_rows(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        let (desk, by, find, batch) = (
            cx.desk.clone(),
            cx.actor.clone(),
            self.find.text().to_owned(),
            self.batch(),
        );
        self.table.find = find.as_str().into();
        out.ask(
            "customers",
            async move {
                if find.trim().is_empty() {
                    desk.customers_page(&by, None, false, batch).await
                } else {
                    desk.find_customers(&by, &find).await
                }
            },
            Heard::Rows,
        );
    }

    fn ask_more(&mut self, want: &Want<CustomerId>, cx: &Cx, out: &mut Out<Heard>) {
        if !self.find.is_empty() {
            return;
        }
        let place = |id: &CustomerId| {
            self.rows
                .iter()
                .find(|r| r.id == *id)
                .map(|r| (r.sort_key.clone(), r.id))
        };
        let (from, back, then): (_, _, fn(desk::Result<Vec<CustomerLine>>) -> Heard) = match want {
            Want::After(id) => (place(id), false, Heard::More),
            Want::Before(id) => (place(id), true, Heard::Less),
            Want::First => (None, false, Heard::Rows),
            Want::Last => (None, true, Heard::End),
        };
        let (desk, by, batch) = (cx.desk.clone(), cx.actor.clone(), self.batch());
        out.ask(
            "customers",
            async move { desk.customers_page(&by, from, back, batch).await },
            then,
        );
    }

    fn ask_card(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        let Some(id) = self.chosen() else {
            self.card = None;
            return;
        };
        if self.card.as_ref().is_some_and(|c| c.customer.id == id) {
            return;
        }
        let (desk, by) = (cx.desk.clone(), cx.actor.clone());
        out.ask(
            "customer card",
            async move { desk.customer_card(&by, id).await.map(Box::new) },
            Heard::Card,
        );
    }

    fn lines(rows: &[CustomerLine]) -> Vec<Row<CustomerId>> {
        rows.iter()
            .map(|r| {
                Row::new(
                    r.id,
                    [
                        r.name.clone(),
                        r.phone.clone().unwrap_or_default(),
                        r.plates.clone().unwrap_or_default(),
                        r.email.clone().unwrap_or_default(),
                    ],
                )
            })
            .collect()
    }

    fn heard_rows(&mut self, rows: Vec<CustomerLine>, how: How, cx: &Cx, out: &mut Out<Heard>) {
        let more = self.find.is_empty() && rows.len() >= self.table.batch();
        let lines = Self::lines(&rows);
        match how {
            How::Whole => {
                self.rows = rows;
                self.table.show(lines, more);
            }
            How::After => {
                self.rows.extend(rows);
                self.table.append(lines, more);
            }
            How::Before => {
                self.rows.splice(0..0, rows);
                self.table.prepend(lines, more);
            }
            How::End => {
                self.rows = rows;
                self.table.show_last(lines, more);
            }
        }
        self.ask_card(cx, out);
    }
}

/// Where rows that came belong.
enum How {
    Whole,
    After,
    Before,
    End,
}

impl Screen for Customers {
    type Msg = Heard;

    fn title(&self) -> Msg {
        msg!("customers-title")
    }

    fn help(&self) -> Option<Msg> {
        Some(msg!("customers-help"))
    }

    fn typing(&self) -> bool {
        self.in_find
    }

    fn commands(&self, cx: &Cx) -> Vec<Command> {
        let none = self.chosen().is_none();
        vec![
            Command::new(Action::Accept, msg!("customers-cmd-open"), 1)
                .unless(none, msg!("off-no-row")),
            Command::new(Action::Insert, msg!("customers-cmd-new"), 2)
                .needs(cx, Permission::CustomerEdit),
            Command::new(Action::Verb("edit-customer"), msg!("customers-cmd-edit"), 0)
                .needs(cx, Permission::CustomerEdit)
                .unless(none, msg!("off-no-row")),
        ]
    }

    fn on_enter(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        self.card = None;
        self.ask_rows(cx, out);
        let (desk, by) = (cx.desk.clone(), cx.actor.clone());
        out.ask(
            "customers count",
            async move { desk.customers_count(&by).await },
            Heard::Count,
        );
    }

    fn on_change(&mut self, topic: Topic, cx: &Cx, out: &mut Out<Heard>) {
        if topic == Topic::Customers {
            self.on_enter(cx, out);
        }
    }

    fn on_text(&mut self, key: KeyEvent, cx: &Cx, out: &mut Out<Heard>) {
        if self.find.key(key) {
            self.in_find = !self.find.is_empty();
            self.ask_rows(cx, out);
        }
    }

    fn holds(&self, action: Action) -> bool {
        action == Action::Accept && !self.find.is_empty()
    }

    fn on_action(&mut self, action: Action, cx: &Cx, out: &mut Out<Heard>) -> Handled {
        match action {
            Action::Accept => match self.chosen() {
                Some(id) => out.visit(Place::Customer(id)),
                None => return Handled::No,
            },
            Action::Insert => out.push_for(CustomerEdit::add(cx, self.find.text()), Heard::Made),
            Action::Verb("edit-customer") => match &self.card {
                Some(card) => out.push_for(CustomerEdit::edit(cx, card), Heard::Made),
                None => return Handled::No,
            },
            Action::Back if !self.find.is_empty() => {
                self.find.clear();
                self.in_find = false;
                self.ask_rows(cx, out);
            }
            other => match other.code().and_then(Step::of) {
                Some(step) => {
                    self.in_find = false;
                    if let Some(want) = self.table.step(step) {
                        self.ask_more(&want, cx, out);
                    }
                    self.ask_card(cx, out);
                }
                None => return Handled::No,
            },
        }
        Handled::Yes
    }

    fn on_msg(&mut self, msg: Heard, cx: &Cx, out: &mut Out<Heard>) {
        match msg {
            Heard::Rows(Ok(rows)) => self.heard_rows(rows, How::Whole, cx, out),
            Heard::More(Ok(rows)) => self.heard_rows(rows, How::After, cx, out),
            Heard::Less(Ok(rows)) => self.heard_rows(rows, How::Before, cx, out),
            Heard::End(Ok(rows)) => self.heard_rows(rows, How::End, cx, out),
            Heard::Count(Ok(n)) => self.count = Some(n),
            Heard::Card(Ok(card)) => self.card = Some(card),
            Heard::Rows(Err(e))
            | Heard::More(Err(e))
            | Heard::Less(Err(e))
            | Heard::End(Err(e))
            | Heard::Count(Err(e))
            | Heard::Card(Err(e)) => out.refused(&e),
            Heard::Made(id) => out.visit(Place::Customer(id)),
        }
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, cx: &Cx) {
        view::draw(self, canvas, area, cx);
    }
}
