//! What the day leaves over: who did not come and whose work is not done, each taken on to the next day.

use super::{BookingCard, step};
use crate::desk::billing::Quoted;
use crate::desk::booking::{Booked, Left};
use crate::desk::{self, Done};
use crate::domain::booking::{Event, Status};
use crate::domain::change::Topic;
use crate::domain::permission::Permission;
use crate::domain::{BookingId, Msg};
use crate::msg;
use crate::tui::app::Cx;
use crate::tui::keys::{Action, Command};
use crate::tui::look::{Canvas, Role};
use crate::tui::screens::{Handled, Place, Screen};
use crate::tui::shell::Out;
use crate::tui::widgets::window_table::Mark;
use crate::tui::widgets::{Column, Row, Step, WindowTable};
use ratatui::layout::Rect;

/// The page.
pub struct LeftOver {
    table: WindowTable<BookingId>,
    all: Vec<Left>,
}

/// What the desk answers.
pub enum Heard {
    /// What is left over.
    All(desk::Result<Vec<Left>>),
    /// It goes on another day, or not.
    Went(desk::Result<Done<Booked>>),
    /// What it costs that nobody came.
    Priced(step::Step, desk::Result<Quoted>),
    /// What becomes of the fee was said.
    Because(step::Step),
    /// Nobody came, and that is on record.
    Missed(step::Step, desk::Result<Done<()>>),
}

const EARS: step::Ears<Heard> = step::Ears {
    priced: Heard::Priced,
    because: Heard::Because,
    took: Heard::Missed,
};

impl LeftOver {
    /// The page, empty until the desk has answered.
    pub fn new(cx: &Cx) -> Self {
        let w = &cx.words;
        let mut table = WindowTable::new(vec![
            Column::new(w.word("carry-who"), 14, 28).grows(),
            Column::new(w.word("carry-booked"), 12, 16),
            Column::new(w.word("carry-why"), 14, 30).grows(),
            Column::new(w.word("carry-promise"), 12, 16)
                .ink(Role::Dim)
                .drops(1),
        ]);
        table.empty = w.word("carry-none");
        Self {
            table,
            all: Vec::new(),
        }
    }

    fn chosen(&self) -> Option<&Left> {
        let id = self.table.key()?;
        self.all.iter().find(|l| l.id == *id)
    }

    fn row(one: &Left, cx: &Cx) -> Row<BookingId> {
        let w = &cx.words;
        let why = match one.job_status.filter(|_| one.status == Status::CheckedIn) {
            Some(job) => w.say(&job.label()),
            None if one.status == Status::CheckedIn => w.say(&one.status.label()),
            None => w.word("carry-not-come"),
        };
        let cells = [
            format!("{} {}", one.plate, one.customer).trim().to_owned(),
            w.when(one.starts_at, cx.now),
            why,
            one.promised_at
                .map(|at| w.when(at, cx.now))
                .unwrap_or_default(),
        ];
        let is_late = one.promised_at.is_some_and(|at| at < cx.now);
        Row::new(one.id, cells).mark(is_late.then_some(Mark::Warn))
    }
}

impl Screen for LeftOver {
    type Msg = Heard;

    fn title(&self) -> Msg {
        msg!("carry-title")
    }

    fn help(&self) -> Option<Msg> {
        Some(msg!("help-carry"))
    }

    fn holds(&self, action: Action) -> bool {
        matches!(action, Action::Accept | Action::Remove)
    }

    fn commands(&self, cx: &Cx) -> Vec<Command> {
        let edit = Permission::BookingEdit;
        let none = self.chosen().is_none();
        let here = self.chosen().is_none_or(|l| l.status == Status::CheckedIn);
        let off = || msg!("carry-off-none");
        vec![
            Command::new(Action::Save, msg!("carry-cmd-on"), 1)
                .needs(cx, edit)
                .unless(none, off()),
            Command::new(Action::Accept, msg!("bookings-cmd-open"), 2).unless(none, off()),
            Command::new(Action::Remove, msg!("carry-cmd-missed"), 3)
                .needs(cx, edit)
                .unless(here, msg!("carry-off-here")),
            Command::new(Action::Customer, msg!("waiting-cmd-customer"), 4).unless(none, off()),
            Command::new(Action::Back, msg!("booking-cmd-back"), 5),
        ]
    }

    fn on_enter(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        let (desk, actor) = (cx.desk.clone(), cx.actor.clone());
        let work = async move { desk.left_over(&actor).await };
        out.ask("left-over", work, Heard::All);
    }

    fn on_change(&mut self, topic: Topic, cx: &Cx, out: &mut Out<Heard>) {
        if matches!(topic, Topic::Bookings | Topic::Jobs) {
            self.on_enter(cx, out);
        }
    }

    fn on_action(&mut self, action: Action, cx: &Cx, out: &mut Out<Heard>) -> Handled {
        let (desk, actor) = (cx.desk.clone(), cx.actor.clone());
        match (action, self.chosen().cloned()) {
            (Action::Accept, Some(left)) => out.push(BookingCard::new(left.id)),
            (Action::Save, Some(left)) => {
                let why = cx.words.word("carry-reason");
                let work = async move { desk.carry_on(&actor, left.id, left.version, &why).await };
                out.tell("left-over", work, Heard::Went);
            }
            (Action::Remove, Some(left)) => {
                let name = if left.plate.is_empty() {
                    left.customer
                } else {
                    left.plate
                };
                step::Step::new(Event::NoShow, left.id, name).take(EARS, cx, out);
            }
            (Action::Customer, Some(left)) => out.visit(Place::Customer(left.customer_id)),
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
                let rows = all.iter().map(|l| Self::row(l, cx)).collect();
                self.table.show(rows, false);
                self.all = all;
            }
            Heard::Went(Ok(done)) => {
                let until = cx.words.when(done.value.ends_at, cx.now);
                let said = msg!(
                    "carry-went",
                    number = done.value.number.clone(),
                    when = cx.words.when(done.value.starts_at, cx.now),
                    until = until
                );
                out.done(said, done);
                self.on_enter(cx, out);
            }
            Heard::Priced(step, fee) => step.priced(fee, EARS, cx, out),
            Heard::Because(step) => step.take(EARS, cx, out),
            Heard::Missed(step, done) => {
                step.answered(done, Heard::Because, out);
                self.on_enter(cx, out);
            }
            Heard::All(Err(e)) | Heard::Went(Err(e)) => {
                out.refused(&e);
            }
        }
    }

    fn draw(&self, c: &mut Canvas<'_>, area: Rect, cx: &Cx) {
        let title = cx.words.word("carry-title");
        let room = area.width.saturating_sub(2);
        c.text(
            area.x + 1,
            area.y,
            room,
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
