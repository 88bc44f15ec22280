//! The Customers tab: everybody by name, found while typing, with a card of the chosen one beside or below; Tab turns
//! to those put away.
//!
//! It never changes anybody by itself: forms are pages of their own.

mod customer_form;
mod customer_page;
mod history;
mod owner_form;
mod vehicle_form;
mod vehicle_page;
mod view;

pub use customer_form::CustomerEdit;
pub use customer_page::Person;
pub use owner_form::OwnerForm;
pub use vehicle_form::VehicleEdit;
pub use vehicle_page::Car;

use crossterm::event::KeyEvent;
use ratatui::layout::Rect;

use super::lists::{self, Register};
use super::{Handled, Place, Screen};
use crate::desk;
use crate::desk::customers::{CustomerCard, CustomerLine, CustomersFilter};
use crate::domain::change::Topic;
use crate::domain::filter::List;
use crate::domain::permission::Permission;
use crate::domain::{CustomerId, Msg, msg};
use crate::tui::cx::Cx;
use crate::tui::keys::{Action, Command};
use crate::tui::look::Canvas;
use crate::tui::shell::{Out, When};
use crate::tui::widgets::{Column, LineEdit, Row, Step, Want, WindowTable};

/// How many a find line shows: who gets more types on.
const FOUND: i64 = 100;

/// The list with its find line.
pub struct Customers {
    find: LineEdit,
    in_find: bool,
    /// Those put away instead of the living.
    away: bool,
    table: WindowTable<CustomerId>,
    rows: Vec<CustomerLine>,
    count: Option<i64>,
    card: Option<Box<CustomerCard>>,
}

/// What the desk answers.
pub enum Heard {
    /// A page of the list, or what fits the find line.
    Rows(Belongs, desk::Result<Vec<CustomerLine>>),
    /// How many there are.
    Count(desk::Result<i64>),
    /// The card of the chosen one.
    Card(desk::Result<Box<CustomerCard>>),
    /// A form made somebody.
    Made(CustomerId),
    /// A form changed somebody.
    Changed,
}

/// Where rows that came belong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Belongs {
    /// They are the first there are.
    Whole,
    /// Behind those that are there.
    After,
    /// Before those that are there.
    Before,
    /// They are the last there are.
    End,
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
            away: false,
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

    /// Whether the list is a window over everybody, rather than what a search found.
    fn is_window(&self) -> bool {
        self.away || self.find.text().trim().is_empty()
    }

    /// Asks for the list from its beginning, or for what fits the find line.
    fn ask_rows(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        self.table.find = self.find.text().into();
        let empty = match (self.away, self.is_window()) {
            (true, _) => "customers-none-away",
            (false, true) => "customers-none-yet",
            (false, false) => "customers-none",
        };
        self.table.empty = cx.words.word(empty);
        if self.is_window() {
            self.ask_page(None, false, Belongs::Whole, cx, out);
            return;
        }
        let (desk, by) = (cx.desk.clone(), cx.actor.clone());
        let find = self.find.text().to_owned();
        out.ask(
            "customers",
            async move { desk.customers_like(&by, &find, FOUND).await },
            |rows| Heard::Rows(Belongs::Whole, rows),
        );
    }

    fn ask_page(
        &self,
        from: Option<(String, CustomerId)>,
        back: bool,
        belongs: Belongs,
        cx: &Cx,
        out: &mut Out<Heard>,
    ) {
        let (desk, by, batch) = (cx.desk.clone(), cx.actor.clone(), self.batch());
        let list = CustomersFilter {
            away: self.away,
            starting: self.find.text().to_owned(),
        };
        out.ask(
            "customers",
            async move { desk.customers_page(&by, &list, from, back, batch).await },
            move |rows| Heard::Rows(belongs, rows),
        );
    }

    fn ask_more(&mut self, want: &Want<CustomerId>, cx: &Cx, out: &mut Out<Heard>) {
        if !self.is_window() {
            return;
        }
        let place = |id: &CustomerId| {
            let row = self.rows.iter().find(|r| r.id == *id);
            row.map(|r| (r.sort_key.clone(), r.id))
        };
        let (from, back, belongs) = match want {
            Want::After(id) => (place(id), false, Belongs::After),
            Want::Before(id) => (place(id), true, Belongs::Before),
            Want::First => (None, false, Belongs::Whole),
            Want::Last => (None, true, Belongs::End),
        };
        self.ask_page(from, back, belongs, cx, out);
    }

    fn ask_count(&self, cx: &Cx, out: &mut Out<Heard>) {
        let (desk, by, away) = (cx.desk.clone(), cx.actor.clone(), self.away);
        out.ask(
            "customers count",
            async move { desk.customers_count(&by, away).await },
            Heard::Count,
        );
    }

    fn ask_card(&mut self, when: When, cx: &Cx, out: &mut Out<Heard>) {
        let Some(id) = self.chosen() else {
            self.card = None;
            return;
        };
        let (desk, by) = (cx.desk.clone(), cx.actor.clone());
        out.ask_when(
            when,
            "customer card",
            async move { desk.customer_card(&by, id).await.map(Box::new) },
            Heard::Card,
        );
    }

    fn lines(rows: &[CustomerLine]) -> Vec<Row<CustomerId>> {
        let line = |r: &CustomerLine| {
            let told = |text: &Option<String>| text.clone().unwrap_or_default();
            let cells = [
                r.name.clone(),
                told(&r.phone),
                told(&r.plates),
                told(&r.email),
            ];
            Row::new(r.id, cells)
        };
        rows.iter().map(line).collect()
    }

    fn heard_rows(
        &mut self,
        rows: Vec<CustomerLine>,
        belongs: Belongs,
        cx: &Cx,
        out: &mut Out<Heard>,
    ) {
        let more = self.is_window() && rows.len() >= self.table.batch();
        let lines = Self::lines(&rows);
        match belongs {
            Belongs::Whole => {
                self.rows = rows;
                self.table.show(lines, more);
            }
            Belongs::After => {
                self.rows.extend(rows);
                self.table.append(lines, more);
            }
            Belongs::Before => {
                self.rows.splice(0..0, rows);
                self.table.prepend(lines, more);
            }
            Belongs::End => {
                self.rows = rows;
                self.table.show_last(lines, more);
            }
        }
        // Rows that come on at an edge leave the chosen one where it is.
        if !matches!(belongs, Belongs::After | Belongs::Before) {
            self.ask_card(When::Now, cx, out);
        }
    }
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
        let list = if self.away {
            msg!("customers-cmd-living")
        } else {
            msg!("customers-cmd-away")
        };
        vec![
            Command::new(Action::Accept, msg!("customers-cmd-open"), 1)
                .unless(none, msg!("off-no-row")),
            Command::new(Action::Insert, msg!("customers-cmd-new"), 2)
                .needs(cx, Permission::CustomerEdit),
            Command::new(Action::Extra, msg!("customers-cmd-edit"), 3)
                .needs(cx, Permission::CustomerEdit)
                .unless(none, msg!("off-no-row")),
            Command::new(Action::Next, list, 4),
            Command::new(Action::Options, msg!("lists-cmd-filter"), 5),
        ]
    }

    fn on_enter(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        self.card = None;
        self.ask_rows(cx, out);
        self.ask_count(cx, out);
    }

    fn on_change(&mut self, topic: Topic, cx: &Cx, out: &mut Out<Heard>) {
        if topic == Topic::Customers {
            self.on_enter(cx, out);
        }
    }

    fn on_text(&mut self, key: KeyEvent, cx: &Cx, out: &mut Out<Heard>) {
        if self.find.key(key) {
            if let Some(list) = lists::begun(List::Customers, self.find.text(), cx) {
                self.find.clear();
                out.push(list);
            }
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
            Action::Insert => out.push_for(CustomerEdit::add(self.find.text()), Heard::Made),
            Action::Extra => match self.chosen() {
                Some(id) => out.push_for(CustomerEdit::edit(id), |_: CustomerId| Heard::Changed),
                None => return Handled::No,
            },
            Action::Options => {
                out.push(Register::of(List::Customers, self.find.text(), cx));
            }
            Action::Next => {
                self.away = !self.away;
                self.on_enter(cx, out);
            }
            Action::Undo if self.in_find => {
                if self.find.undo() {
                    self.ask_rows(cx, out);
                }
            }
            Action::Back if !self.find.is_empty() => {
                self.find.clear();
                self.in_find = false;
                self.ask_rows(cx, out);
            }
            Action::Back if self.away => {
                self.away = false;
                self.on_enter(cx, out);
            }
            other => match other.code().and_then(Step::of) {
                Some(step) => {
                    self.in_find = false;
                    if let Some(want) = self.table.step(step) {
                        self.ask_more(&want, cx, out);
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
            Heard::Rows(belongs, Ok(rows)) => self.heard_rows(rows, belongs, cx, out),
            Heard::Count(Ok(n)) => self.count = Some(n),
            Heard::Card(Ok(card)) => self.card = Some(card),
            Heard::Rows(_, Err(e)) | Heard::Count(Err(e)) | Heard::Card(Err(e)) => out.refused(&e),
            Heard::Made(id) => out.visit(Place::Customer(id)),
            Heard::Changed => self.on_enter(cx, out),
        }
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, cx: &Cx) {
        view::draw(self, canvas, area, cx);
    }
}
