//! The waiting list: who comes as soon as a place falls free, whoever has an offer first.

use super::line;
use crate::desk::booking::{Booked, Waiting};
use crate::desk::{self, Done};
use crate::domain::change::Topic;
use crate::domain::permission::Permission;
use crate::domain::waiting::Status;
use crate::domain::{Msg, WaitingId};
use crate::msg;
use crate::tui::app::Cx;
use crate::tui::keys::{Action, Command};
use crate::tui::look::{Canvas, Role};
use crate::tui::screens::{Handled, Place, Screen};
use crate::tui::shell::{Out, Toast};
use crate::tui::widgets::window_table::Mark;
use crate::tui::widgets::{Column, Order, Row, Step, WindowTable, Worth};
use ratatui::layout::Rect;

/// The page. It answers a booking that was made from it.
pub struct WaitingList {
    table: WindowTable<WaitingId>,
    all: Vec<Waiting>,
    order: Order,
}

/// What the desk answers.
pub enum Heard {
    /// Who waits.
    All(desk::Result<Vec<Waiting>>),
    /// A place was booked, or not.
    Booked(desk::Result<Done<Booked>>),
    /// A place is held, or not.
    Held(desk::Result<Done<Booked>>),
    /// Somebody is off the list, or waits on.
    Went(Msg, desk::Result<()>),
}

impl WaitingList {
    /// The page, empty until the desk has answered.
    pub fn new(cx: &Cx) -> Self {
        let mut table = WindowTable::new(columns(Order::default(), cx));
        table.empty = cx.words.word("waiting-none");
        Self {
            table,
            all: Vec::new(),
            order: Order::default(),
        }
    }

    /// The rows in their order.
    fn fill(&mut self, cx: &Cx) {
        let mut all: Vec<&Waiting> = self.all.iter().collect();
        self.order.sort(&mut all, |one, at| match at {
            0 => {
                let day = one.from_on.max(cx.today());
                let offered = one.offered_starts_at;
                let offered = offered.filter(|_| one.status == Status::Offered);
                Worth::number(offered.unwrap_or_else(|| cx.words.zone().at(day, 0)).0)
            }
            1 => Worth::words(&format!("{} {}", one.plate, one.customer)),
            2 => Worth::words(if one.wish.is_empty() {
                &one.kind
            } else {
                &one.wish
            }),
            3 => Worth::number(one.need_min),
            _ => Worth::number(one.created_at.0),
        });
        let rows = all.into_iter().map(|one| Self::row(one, cx)).collect();
        self.table.columns(columns(self.order, cx));
        self.table.show(rows, false);
    }

    fn chosen(&self) -> Option<&Waiting> {
        let id = self.table.key()?;
        self.all.iter().find(|w| w.id == *id)
    }

    fn row(one: &Waiting, cx: &Cx) -> Row<WaitingId> {
        let w = &cx.words;
        let offered = one.status == Status::Offered;
        let when = match one.offered_starts_at.filter(|_| offered) {
            Some(at) if is_held(one, cx) => w.say(&msg!(
                "waiting-held",
                when = w.when(at, cx.now),
                until = w.time(one.held_to.unwrap_or(at))
            )),
            Some(at) => w.say(&msg!("waiting-free", when = w.when(at, cx.now))),
            None => w.say(&msg!(
                "waiting-from",
                day = w.day_near(one.from_on.max(cx.today()), cx.today())
            )),
        };
        let who = format!("{} {}", one.plate, one.customer);
        let wish = one.wish.lines().next().unwrap_or_default();
        let wish = if wish.is_empty() { &one.kind } else { wish };
        let cells = [
            when,
            who.trim().to_owned(),
            wish.to_owned(),
            w.minutes(one.need_min),
            w.when(one.created_at, cx.now),
        ];
        Row::new(one.id, cells).mark(offered.then_some(Mark::Warn))
    }
}

/// Whether a place is held for them now.
fn is_held(one: &Waiting, cx: &Cx) -> bool {
    one.held_to.is_some_and(|to| to > cx.now)
}

fn columns(order: Order, cx: &Cx) -> Vec<Column> {
    let heads = [
        "waiting-when",
        "waiting-who",
        "waiting-wish",
        "waiting-length",
        "waiting-since",
    ];
    let [when, who, wish, length, since] = order.heads(heads.map(|id| cx.words.word(id)), cx.marks);
    vec![
        Column::new(when, 26, 30),
        Column::new(who, 14, 26).grows(),
        Column::new(wish, 14, 40).grows(),
        Column::number(length, 7, 8),
        Column::new(since, 10, 12).ink(Role::Dim).drops(1),
    ]
}

impl Screen for WaitingList {
    type Msg = Heard;

    fn title(&self) -> Msg {
        msg!("waiting-title")
    }

    fn help(&self) -> Option<Msg> {
        Some(msg!("help-waiting"))
    }

    fn holds(&self, action: Action) -> bool {
        matches!(action, Action::Accept | Action::Remove | Action::Less)
    }

    fn commands(&self, cx: &Cx) -> Vec<Command> {
        let edit = Permission::BookingEdit;
        let none = self.chosen().is_none();
        let off = || msg!("waiting-off-none");
        let offered = self.chosen().is_some_and(|w| w.status == Status::Offered);
        let held = self.chosen().is_some_and(|w| is_held(w, cx));
        let book = if held {
            msg!("waiting-cmd-book-held")
        } else {
            msg!("waiting-cmd-book")
        };
        vec![
            Command::new(Action::Accept, book, 1)
                .needs(cx, edit)
                .unless(none, off()),
            Command::new(Action::Extra, msg!("waiting-cmd-hold"), 2)
                .needs(cx, edit)
                .unless(none, off())
                .unless(held, msg!("waiting-off-held")),
            Command::new(
                Action::Less,
                msg!("waiting-cmd-pass"),
                if offered { 2 } else { 0 },
            )
            .needs(cx, edit)
            .unless(!offered, msg!("waiting-off-offer")),
            Command::new(Action::Remove, msg!("waiting-cmd-drop"), 3)
                .needs(cx, edit)
                .unless(none, off()),
            Command::new(Action::Customer, msg!("waiting-cmd-customer"), 4).unless(none, off()),
            Command::new(Action::Options, msg!("order-cmd"), 0),
            Command::new(Action::Back, msg!("booking-cmd-back"), 6),
        ]
    }

    fn on_enter(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        let (desk, actor) = (cx.desk.clone(), cx.actor.clone());
        let work = async move { desk.waiting_list(&actor).await };
        out.ask("waiting", work, Heard::All);
    }

    fn on_change(&mut self, topic: Topic, cx: &Cx, out: &mut Out<Heard>) {
        if matches!(topic, Topic::Bookings | Topic::Customers) {
            self.on_enter(cx, out);
        }
    }

    fn on_minute(&mut self, cx: &Cx, out: &mut Out<Heard>) -> bool {
        // A hold runs out.
        self.on_enter(cx, out);
        true
    }

    fn on_action(&mut self, action: Action, cx: &Cx, out: &mut Out<Heard>) -> Handled {
        let chosen = self
            .chosen()
            .map(|w| (w.id, w.customer.clone(), w.customer_id));
        let (desk, actor) = (cx.desk.clone(), cx.actor.clone());
        match (action, chosen) {
            (Action::Accept, Some((id, ..))) => {
                let work = async move { desk.book_waiting(&actor, id).await };
                out.tell("waiting", work, Heard::Booked);
            }
            (Action::Extra, Some((id, ..))) => {
                let work = async move { desk.hold_waiting(&actor, id).await };
                out.tell("waiting", work, Heard::Held);
            }
            (Action::Less, Some((id, name, _))) => {
                let work = async move { desk.pass_waiting(&actor, id).await };
                let said = msg!("waiting-passed", name = name);
                out.tell("waiting", work, move |went| Heard::Went(said, went));
            }
            (Action::Remove, Some((id, name, _))) => {
                let work = async move { desk.drop_waiting(&actor, id, "").await };
                let said = msg!("waiting-dropped", name = name);
                out.tell("waiting", work, move |went| Heard::Went(said, went));
            }
            (Action::Options, _) => {
                self.order.turn(5);
                self.fill(cx);
            }
            (Action::Customer, Some((.., customer))) => out.visit(Place::Customer(customer)),
            (other, _) => {
                let Some(step) = other.code().and_then(Step::of) else {
                    return Handled::No;
                };
                let _ = self.table.step(step);
            }
        }
        Handled::Yes
    }

    fn on_msg(&mut self, msg: Heard, cx: &Cx, out: &mut Out<Heard>) {
        match msg {
            Heard::All(Ok(all)) => {
                self.all = all;
                self.fill(cx);
            }
            Heard::Booked(Ok(done)) => {
                let booked = done.value.clone();
                out.done(line::said(&booked, cx), done);
                out.finish((booked.id, booked.starts_at));
            }
            Heard::Held(Ok(done)) => {
                let said = line::said(&done.value, cx);
                out.done(said, done);
                self.on_enter(cx, out);
            }
            Heard::Went(said, Ok(())) => {
                out.toast(Toast::good(said));
                self.on_enter(cx, out);
            }
            Heard::All(Err(e))
            | Heard::Booked(Err(e))
            | Heard::Held(Err(e))
            | Heard::Went(_, Err(e)) => out.refused(&e),
        }
    }

    fn draw(&self, c: &mut Canvas<'_>, area: Rect, cx: &Cx) {
        let title = cx.words.word("waiting-title");
        c.text(
            area.x + 1,
            area.y,
            area.width - 2,
            &title,
            (Role::Surface, Role::Title),
        );
        let rest = Rect {
            y: area.y + 1,
            height: area.height.saturating_sub(1),
            ..area
        };
        self.table.draw(c, rest, true);
    }
}
