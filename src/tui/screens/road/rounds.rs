//! The legs of a day by time: who drives where, and how far they are.

use super::cars::Cars;
use super::leg_form::LegEdit;
use super::print::Paper;
use super::said::{is_behind, window};
use crate::desk::logistics::{Arrived, Driver, Leg, Round};
use crate::desk::{self, Done, Error};
use crate::domain::change::Topic;
use crate::domain::logistics::{Leg as Status, LegEvent, LegKind};
use crate::domain::permission::Permission;
use crate::domain::{LegId, Msg, StaffId};
use crate::msg;
use crate::tui::app::Cx;
use crate::tui::keys::{Action, Command};
use crate::tui::layers::{Item, Pick, Reason};
use crate::tui::look::{Canvas, Role};
use crate::tui::screens::jobs::prompt::Prompt;
use crate::tui::screens::record::Sheet;
use crate::tui::screens::{Handled, Place, Screen};
use crate::tui::shell::{Out, Toast};
use crate::tui::widgets::window_table::{Cell, Mark};
use crate::tui::widgets::{Column, Field, Form, Kind, Row, Step, WindowTable};
use chrono::{Days, NaiveDate};
use ratatui::layout::Rect;

/// The page.
pub struct Rounds {
    pub(super) day: NaiveDate,
    table: WindowTable<LegId>,
    pub(super) round: Round,
    /// The leg the cursor is to stand on once the day is there.
    aim: Option<LegId>,
}

/// A leg that arrived, as it was told.
#[derive(Clone, Debug)]
pub struct Told {
    id: LegId,
    plate: String,
    kind: LegKind,
    how: Arrived,
}

/// What the page hears.
pub enum Heard {
    Round(desk::Result<Round>),
    Drivers(LegId, desk::Result<Vec<Driver>>),
    Given(LegId, Option<StaffId>),
    Arrive(LegId, Box<Form>),
    Because(Told),
    Arrived(Told, desk::Result<()>),
    Failed(LegId, String),
    Stepped(Msg, desk::Result<()>),
    Planned(Msg, desk::Result<Done<()>>),
    Paper(Paper),
    Printed(desk::Result<Result<Msg, Msg>>),
}

impl Rounds {
    /// Today.
    pub fn new(cx: &Cx) -> Self {
        Self::on(cx.today(), cx)
    }

    /// The day of that leg, with the cursor on it.
    pub fn at(leg: LegId, day: Option<NaiveDate>, cx: &Cx) -> Self {
        Self {
            aim: Some(leg),
            ..Self::on(day.unwrap_or(cx.today()), cx)
        }
    }

    fn on(day: NaiveDate, cx: &Cx) -> Self {
        let w = &cx.words;
        let mut table = WindowTable::new(vec![
            Column::new(w.word("rounds-col-window"), 13, 22),
            Column::new(w.word("rounds-col-kind"), 10, 10),
            Column::new(w.word("rounds-col-plate"), 8, 9),
            Column::new(w.word("rounds-col-where"), 17, 60).grows(),
            Column::new(w.word("rounds-col-phone"), 12, 18)
                .ink(Role::Dim)
                .drops(1),
            Column::new(w.word("rounds-col-driver"), 6, 12),
            Column::new(w.word("rounds-col-state"), 11, 11),
        ]);
        table.empty = w.word("rounds-none");
        Self {
            day,
            table,
            round: Round::default(),
            aim: None,
        }
    }

    fn chosen(&self) -> Option<&Leg> {
        let id = self.table.key()?;
        self.round.all().find(|l| l.id == *id)
    }

    fn row(&self, leg: &Leg, cx: &Cx) -> Row<LegId> {
        let w = &cx.words;
        let when = match leg.window() {
            // The heading says the day; another one is said.
            Some(span) if w.zone().day_of(span.start) == self.day => w.span(span),
            _ => window(leg, cx),
        };
        let late = is_behind(leg, cx.now);
        let state = w.say(&leg.status.label());
        let state = if leg.status == Status::Failed {
            Cell::inked(state, Role::Bad)
        } else {
            Cell::from(state)
        };
        let driver = leg.driver.clone().unwrap_or_default();
        let cells: [Cell; 7] = [
            when.into(),
            w.say(&leg.kind.label()).into(),
            leg.plate.clone().into(),
            format!("{}, {}", leg.address, leg.customer).into(),
            leg.phone.clone().into(),
            driver.into(),
            state,
        ];
        let over = matches!(leg.status, Status::Done | Status::Cancelled);
        let mark = match leg.status {
            Status::Done => Some(Mark::Ok),
            Status::Failed => Some(Mark::Warn),
            _ if late => Some(Mark::Late),
            _ => None,
        };
        Row::new(leg.id, cells).mark(mark).faint(over)
    }

    fn go_to(&mut self, day: NaiveDate, cx: &Cx, out: &mut Out<Heard>) {
        self.day = day;
        self.on_enter(cx, out);
    }

    /// The next step: somebody to drive, on the road, arrived.
    fn forward(&self, leg: &Leg, cx: &Cx, out: &mut Out<Heard>) {
        let (id, plate) = (leg.id, leg.plate.clone());
        match leg.status {
            Status::DriverAssigned => {
                let (desk, actor) = (cx.desk.clone(), cx.actor.clone());
                let said = msg!(
                    "leg-started",
                    plate = plate,
                    driver = leg.driver.clone().unwrap_or_default()
                );
                let work = async move { desk.start_leg(&actor, id).await };
                out.tell("leg", work, move |done| Heard::Stepped(said, done));
            }
            Status::EnRoute => {
                let title = match leg.kind {
                    LegKind::Collection => msg!("leg-arrive-collection", plate = plate),
                    LegKind::Delivery => msg!("leg-arrive-delivery", plate = plate),
                };
                let label = cx.words.word("leg-field-odometer");
                let fields = vec![Field::new("odometer", label, Kind::Qty)];
                out.open(Prompt::new(cx, title, fields), move |form| {
                    Heard::Arrive(id, Box::new(form))
                });
            }
            _ => self.ask_driver(leg, cx, out),
        }
    }

    fn ask_driver(&self, leg: &Leg, cx: &Cx, out: &mut Out<Heard>) {
        let (desk, actor, id) = (cx.desk.clone(), cx.actor.clone(), leg.id);
        let work = async move { desk.drivers(&actor).await };
        out.ask("drivers", work, move |all| Heard::Drivers(id, all));
    }

    fn show_drivers(&self, id: LegId, all: &[Driver], cx: &Cx, out: &mut Out<Heard>) {
        let w = &cx.words;
        let load = |who: StaffId| {
            let open = |l: &&Leg| {
                l.driver_id == Some(who) && !matches!(l.status, Status::Done | Status::Cancelled)
            };
            self.round.legs.iter().filter(open).count()
        };
        let mut items: Vec<Item<Option<StaffId>>> = all
            .iter()
            .map(|d| {
                let role = if d.drives {
                    w.word("leg-driver-role")
                } else {
                    String::new()
                };
                let detail = match load(d.id) {
                    0 => role,
                    n => w.say(&msg!("leg-driver-load", count = n)),
                };
                Item::new(d.name.clone(), detail, Some(d.id))
            })
            .collect();
        if self.chosen().is_some_and(|l| l.driver_id.is_some()) {
            items.push(Item::new(w.word("leg-driver-none"), "", None));
        }
        out.open(Pick::new(msg!("leg-driver-title"), items), move |who| {
            Heard::Given(id, who)
        });
    }

    fn arrive(told: Told, cx: &Cx, out: &mut Out<Heard>) {
        let (desk, actor, how) = (cx.desk.clone(), cx.actor.clone(), told.how.clone());
        let id = told.id;
        let work = async move { desk.arrive_leg(&actor, id, &how).await };
        out.tell("leg", work, move |done| Heard::Arrived(told, done));
    }

    fn open_visit(leg: &Leg, out: &mut Out<Heard>) {
        match (leg.job_id, leg.booking_id) {
            // Until the vehicle is here, its booking is what there is to do something with.
            (Some(job), _)
                if leg
                    .job_status
                    .is_some_and(crate::domain::job::Status::is_here) =>
            {
                out.visit(Place::Job(job));
            }
            (_, Some(booking)) => out.visit(Place::Booking(booking)),
            (Some(job), None) => out.visit(Place::Job(job)),
            (None, None) => {}
        }
    }
}

impl Screen for Rounds {
    type Msg = Heard;

    fn title(&self) -> Msg {
        msg!("rounds-title")
    }

    fn help(&self) -> Option<Msg> {
        Some(msg!("help-rounds"))
    }

    fn holds(&self, action: Action) -> bool {
        matches!(
            action,
            Action::Accept
                | Action::More
                | Action::Less
                | Action::Assign
                | Action::Extra
                | Action::Remove
        )
    }

    fn commands(&self, cx: &Cx) -> Vec<Command> {
        let (edit, drive) = (Permission::BookingEdit, Permission::JobRelease);
        let leg = self.chosen();
        let none = leg.is_none();
        let off = || msg!("rounds-off-none");
        let can = |event| leg.is_some_and(|l| l.status.can(event));
        let on = match leg.map(|l| l.status) {
            Some(Status::DriverAssigned) => {
                Command::new(Action::More, msg!("leg-cmd-start"), 1).needs(cx, drive)
            }
            Some(Status::EnRoute) => {
                Command::new(Action::More, msg!("leg-cmd-arrive"), 1).needs(cx, drive)
            }
            _ => Command::new(Action::More, msg!("leg-cmd-assign"), 1)
                .needs(cx, edit)
                .unless(none, off())
                .unless(!can(LegEvent::Assign), msg!("leg-off-over")),
        };
        vec![
            on,
            Command::new(Action::Accept, msg!("leg-cmd-open"), 2).unless(none, off()),
            Command::new(Action::Less, msg!("leg-cmd-fail"), 3)
                .needs(cx, drive)
                .unless(!can(LegEvent::Fail), msg!("leg-off-road")),
            Command::new(Action::Assign, msg!("leg-cmd-give"), 4)
                .needs(cx, edit)
                .unless(none, off())
                .unless(!can(LegEvent::Assign), msg!("leg-off-over")),
            Command::new(Action::Extra, msg!("leg-cmd-edit"), 5)
                .needs(cx, edit)
                .unless(none, off())
                .unless(!can(LegEvent::Assign), msg!("leg-off-over")),
            Command::new(Action::Remove, msg!("leg-cmd-cancel"), 0)
                .needs(cx, edit)
                .unless(none, off())
                .unless(!can(LegEvent::Cancel), msg!("leg-off-over")),
            Command::new(Action::Print, msg!("leg-cmd-print"), 6).unless(
                self.round.legs.is_empty() && self.round.left.is_empty(),
                msg!("rounds-off-print"),
            ),
            Command::new(Action::Next, msg!("rounds-cmd-cars"), 7),
            Command::new(Action::Customer, msg!("waiting-cmd-customer"), 0).unless(none, off()),
            Command::new(Action::PageUp, msg!("bookings-cmd-day-before"), 0),
            Command::new(Action::PageDown, msg!("bookings-cmd-day-after"), 0),
            Command::new(Action::First, msg!("bookings-cmd-today"), 0),
            Command::new(Action::Back, msg!("booking-cmd-back"), 8),
        ]
    }

    fn on_enter(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        let (desk, actor, day) = (cx.desk.clone(), cx.actor.clone(), self.day);
        let work = async move { desk.round(&actor, day).await };
        out.ask("round", work, Heard::Round);
    }

    fn on_change(&mut self, topic: Topic, cx: &Cx, out: &mut Out<Heard>) {
        if matches!(topic, Topic::Bookings | Topic::Jobs | Topic::Customers) {
            self.on_enter(cx, out);
        }
    }

    fn on_minute(&mut self, cx: &Cx, out: &mut Out<Heard>) -> bool {
        self.on_enter(cx, out);
        true
    }

    fn on_action(&mut self, action: Action, cx: &Cx, out: &mut Out<Heard>) -> Handled {
        let leg = self.chosen().cloned();
        match (action, leg) {
            (Action::More, Some(leg)) => self.forward(&leg, cx, out),
            (Action::Accept, Some(leg)) => Self::open_visit(&leg, out),
            (Action::Less, Some(leg)) => {
                let id = leg.id;
                let question = Reason::new(msg!("leg-fail-title", plate = &leg.plate)).with(
                    ["leg-reason-nobody", "leg-reason-car", "leg-reason-time"],
                    cx,
                );
                out.open(question, move |why| Heard::Failed(id, why));
            }
            (Action::Assign, Some(leg)) => self.ask_driver(&leg, cx, out),
            (Action::Extra, Some(leg)) => out.push(Sheet::of(LegEdit::edit(leg.id))),
            (Action::Remove, Some(leg)) => {
                let (desk, actor) = (cx.desk.clone(), cx.actor.clone());
                let said = msg!("leg-cancelled", plate = &leg.plate);
                let work = async move { desk.cancel_leg(&actor, leg.id, "").await };
                out.tell("leg", work, move |done| Heard::Planned(said, done));
            }
            (Action::Print, _) => self.ask_paper(cx, out),
            (Action::Next, _) => out.replace(Cars::new(cx)),
            (Action::Customer, Some(leg)) => out.visit(Place::Customer(leg.customer_id)),
            (Action::PageUp, _) => {
                let day = self.day.checked_sub_days(Days::new(1));
                self.go_to(day.unwrap_or(self.day), cx, out);
            }
            (Action::PageDown, _) => {
                let day = self.day.checked_add_days(Days::new(1));
                self.go_to(day.unwrap_or(self.day), cx, out);
            }
            (Action::First, _) => self.go_to(cx.today(), cx, out),
            (other, _) => {
                let Some(step) = other.code().and_then(Step::of) else {
                    return Handled::No;
                };
                let _ = self.table.step(step);
            }
        }
        Handled::Yes
    }

    fn on_msg(&mut self, heard: Heard, cx: &Cx, out: &mut Out<Heard>) {
        match heard {
            Heard::Round(Ok(round)) => {
                self.round = round;
                let rows = self.round.all().map(|l| self.row(l, cx)).collect();
                self.table.show(rows, false);
                if let Some(leg) = self.aim.take() {
                    self.table.select(&leg);
                }
            }
            Heard::Drivers(id, Ok(all)) => self.show_drivers(id, &all, cx, out),
            Heard::Given(id, who) => {
                let (desk, actor) = (cx.desk.clone(), cx.actor.clone());
                let plate = self.chosen().map(|l| l.plate.clone()).unwrap_or_default();
                let said = match who {
                    Some(_) => msg!("leg-given", plate = plate),
                    None => msg!("leg-taken-from", plate = plate),
                };
                let work = async move { desk.assign_driver(&actor, id, who).await };
                out.tell("leg", work, move |done| Heard::Planned(said, done));
            }
            Heard::Arrive(id, form) => {
                let Some(leg) = self.round.all().find(|l| l.id == id) else {
                    return;
                };
                let told = Told {
                    id,
                    plate: leg.plate.clone(),
                    kind: leg.kind,
                    how: Arrived {
                        odometer: form.qty("odometer").map(|q| q.0 / 1000),
                        reason: String::new(),
                    },
                };
                Self::arrive(told, cx, out);
            }
            Heard::Because(told) => Self::arrive(told, cx, out),
            Heard::Arrived(told, Ok(())) => {
                let plate = told.plate;
                out.toast(Toast::good(match told.kind {
                    LegKind::Collection => msg!("leg-here", plate = plate),
                    LegKind::Delivery => msg!("leg-delivered", plate = plate),
                }));
                self.on_enter(cx, out);
            }
            Heard::Arrived(
                told,
                Err(Error::Invalid {
                    field: "reason",
                    why,
                }),
            ) => out.open(Reason::new(why), move |reason| {
                let mut told = told.clone();
                told.how.reason = reason;
                Heard::Because(told)
            }),
            Heard::Failed(id, why) => {
                let (desk, actor) = (cx.desk.clone(), cx.actor.clone());
                let plate = self.chosen().map(|l| l.plate.clone()).unwrap_or_default();
                let said = msg!("leg-failed", plate = plate);
                let work = async move { desk.fail_leg(&actor, id, &why).await };
                out.tell("leg", work, move |done| Heard::Stepped(said, done));
            }
            Heard::Stepped(said, Ok(())) => {
                out.toast(Toast::good(said));
                self.on_enter(cx, out);
            }
            Heard::Planned(said, Ok(done)) => {
                out.done(said, done);
                self.on_enter(cx, out);
            }
            Heard::Paper(paper) => self.print(paper, cx, out),
            Heard::Printed(Ok(Ok(said))) => out.toast(Toast::good(said)),
            Heard::Printed(Ok(Err(why))) => out.toast(Toast::bad(why)),
            Heard::Round(Err(e)) | Heard::Drivers(_, Err(e)) | Heard::Printed(Err(e)) => {
                out.refused(&e);
            }
            Heard::Arrived(_, Err(e)) | Heard::Stepped(_, Err(e)) | Heard::Planned(_, Err(e)) => {
                out.refused(&e);
                self.on_enter(cx, out);
            }
        }
    }

    fn draw(&self, c: &mut Canvas<'_>, area: Rect, cx: &Cx) {
        let w = &cx.words;
        let title = w.word("rounds-title");
        let on = |ink| (Role::Surface, ink);
        let row = area.y + u16::from(area.height > 20);
        let room = area.width.saturating_sub(2);
        let x = c.text(area.x + 1, row, room, &title, on(Role::Title));
        let day = w.day_long(self.day);
        let x = c.text(
            x + 2,
            row,
            area.right().saturating_sub(x + 3),
            &day,
            on(Role::Text),
        );
        let open = |l: &&Leg| !matches!(l.status, Status::Done | Status::Cancelled);
        let said = msg!(
            "rounds-sum",
            count = self.round.legs.len(),
            open = self.round.all().filter(open).count()
        );
        let right = area.right().saturating_sub(1);
        c.right(
            right,
            row,
            right.saturating_sub(x + 2),
            &w.say(&said),
            on(Role::Dim),
        );
        let rest = Rect {
            y: row + 2,
            height: area.bottom().saturating_sub(row + 2),
            ..area
        };
        self.table.draw(c, rest, true);
    }
}
