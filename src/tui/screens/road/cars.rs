//! The courtesy cars: where each is, who has it, until when.

use super::keys_form::{CarKeys, Way};
use super::loan_form::LoanEdit;
use super::rounds::Rounds;
use super::said::loan_state;
use crate::desk::logistics::{Courtesy, Loan};
use crate::desk::{self, Done};
use crate::domain::change::Topic;
use crate::domain::logistics::{Loan as Status, LoanEvent};
use crate::domain::permission::Permission;
use crate::domain::{LoanId, Msg, VehicleId};
use crate::msg;
use crate::tui::app::Cx;
use crate::tui::keys::{Action, Command};
use crate::tui::look::{Canvas, Role};
use crate::tui::screens::jobs::prompt::Prompt;
use crate::tui::screens::record::Sheet;
use crate::tui::screens::{Handled, Place, Screen};
use crate::tui::shell::{Out, Toast};
use crate::tui::widgets::window_table::{Cell, Mark};
use crate::tui::widgets::{Column, Field, Form, Kind, Row, Step, WindowTable};
use ratatui::layout::Rect;

/// A line: a car, and one of its loans if it has any.
type Key = (VehicleId, Option<LoanId>);

/// The page.
pub struct Cars {
    table: WindowTable<Key>,
    all: Vec<Courtesy>,
}

/// What it hears.
pub enum Heard {
    All(desk::Result<Vec<Courtesy>>),
    Looked(LoanId, Box<Form>),
    Stepped(Msg, desk::Result<()>),
    Off(Msg, desk::Result<Done<()>>),
}

impl Cars {
    /// The page, empty until the desk has answered.
    pub fn new(cx: &Cx) -> Self {
        let w = &cx.words;
        let mut table = WindowTable::new(vec![
            Column::new(w.word("cars-col-plate"), 9, 12),
            Column::new(w.word("cars-col-car"), 12, 24).drops(2),
            Column::new(w.word("cars-col-state"), 32, 36).grows(),
            Column::new(w.word("cars-col-who"), 12, 26).grows(),
            Column::new(w.word("cars-col-phone"), 15, 18)
                .ink(Role::Dim)
                .drops(1),
            Column::number(w.word("cars-col-odometer"), 8, 10),
        ]);
        table.empty = w.word("cars-none");
        Self {
            table,
            all: Vec::new(),
        }
    }

    fn car(&self) -> Option<&Courtesy> {
        let (id, _) = self.table.key()?;
        self.all.iter().find(|c| c.car.id == *id)
    }

    fn loan(&self) -> Option<&Loan> {
        let (_, loan) = self.table.key()?;
        let loan = (*loan)?;
        self.car()?.loans.iter().find(|l| l.id == loan)
    }

    /// A line for the car with whoever has it, and one for each further promise.
    fn rows(&self, cx: &Cx) -> Vec<Row<Key>> {
        let w = &cx.words;
        let mut rows = Vec::new();
        for one in &self.all {
            let first = one.first();
            let odometer = one.car.odometer.map(|n| w.count(n)).unwrap_or_default();
            let model = format!("{} {}", one.car.make, one.car.model);
            rows.push(Self::row(
                one.car.id,
                [one.car.plate.clone(), model.trim().to_owned(), odometer],
                first,
                cx,
            ));
            for further in one
                .loans
                .iter()
                .filter(|l| Some(l.id) != first.map(|f| f.id))
            {
                let blank = [String::new(), String::new(), String::new()];
                rows.push(Self::row(one.car.id, blank, Some(further), cx));
            }
        }
        rows
    }

    fn row(
        car: VehicleId,
        [plate, model, odometer]: [String; 3],
        loan: Option<&Loan>,
        cx: &Cx,
    ) -> Row<Key> {
        let w = &cx.words;
        let late = loan.is_some_and(|l| l.is_late(cx.now));
        let state = match loan {
            Some(loan) => w.say(&loan_state(loan, cx)),
            None => w.word("car-here"),
        };
        let state = match loan.map(|l| l.status) {
            _ if late => Cell::inked(state, Role::Late),
            Some(Status::Returned) => Cell::inked(state, Role::Warn),
            None => Cell::inked(state, Role::Good),
            _ => Cell::from(state),
        };
        let (who, phone) =
            loan.map_or_else(Default::default, |l| (l.customer.clone(), l.phone.clone()));
        let cells: [Cell; 6] = [
            plate.into(),
            model.into(),
            state,
            who.into(),
            phone.into(),
            odometer.into(),
        ];
        let mark = match loan.map(|l| l.status) {
            _ if late => Some(Mark::Late),
            Some(Status::Returned) => Some(Mark::Warn),
            _ => None,
        };
        Row::new((car, loan.map(|l| l.id)), cells).mark(mark)
    }

    /// The next step of the loan under the cursor, else a new one.
    fn forward(&self, cx: &Cx, out: &mut Out<Heard>) {
        let Some(loan) = self.loan() else {
            return self.promise(out);
        };
        let id = loan.id;
        match loan.status {
            Status::Reserved => out.push(Sheet::of(CarKeys::new(id, Way::Out))),
            Status::Out => out.push(Sheet::of(CarKeys::new(id, Way::Back))),
            _ => {
                let title = msg!("car-look-title", plate = &loan.plate);
                let label = cx.words.word("car-look-field");
                let fields = vec![Field::new("note", label, Kind::Text).width(46)];
                out.open(Prompt::new(cx, title, fields), move |form| {
                    Heard::Looked(id, Box::new(form))
                });
            }
        }
    }

    /// The car is promised to somebody.
    fn promise(&self, out: &mut Out<Heard>) {
        if let Some(car) = self.car() {
            out.push(Sheet::of(LoanEdit::of_car(car.car.id)));
        }
    }
}

impl Screen for Cars {
    type Msg = Heard;

    fn title(&self) -> Msg {
        msg!("cars-title")
    }

    fn help(&self) -> Option<Msg> {
        Some(msg!("help-cars"))
    }

    fn holds(&self, action: Action) -> bool {
        matches!(
            action,
            Action::Accept | Action::More | Action::Insert | Action::Extra | Action::Remove
        )
    }

    fn commands(&self, cx: &Cx) -> Vec<Command> {
        let edit = Permission::BookingEdit;
        let none = self.car().is_none();
        let loan = self.loan();
        let off = || msg!("cars-off-none");
        let no_loan = || msg!("cars-off-loan");
        let can = |event| loan.is_some_and(|l| l.status.can(event));
        let on = match loan.map(|l| l.status) {
            Some(Status::Reserved) => Command::new(Action::More, msg!("car-cmd-out"), 1),
            Some(Status::Out) => Command::new(Action::More, msg!("car-cmd-back"), 1),
            Some(_) => Command::new(Action::More, msg!("car-cmd-look"), 1),
            None => Command::new(Action::More, msg!("car-cmd-promise"), 1).unless(none, off()),
        };
        let drive = match loan.map(|l| l.status) {
            Some(Status::Out) => Permission::JobRelease,
            _ => edit,
        };
        vec![
            on.needs(cx, drive),
            Command::new(Action::Accept, msg!("car-cmd-open"), 2).unless(none, off()),
            Command::new(
                Action::Insert,
                msg!("car-cmd-promise"),
                if loan.is_some() { 3 } else { 0 },
            )
            .needs(cx, edit)
            .unless(none, off()),
            Command::new(Action::Extra, msg!("car-cmd-edit"), 4)
                .needs(cx, edit)
                .unless(
                    !can(LoanEvent::HandOut) && !can(LoanEvent::TakeBack),
                    no_loan(),
                ),
            Command::new(Action::Remove, msg!("car-cmd-cancel"), 5)
                .needs(cx, edit)
                .unless(!can(LoanEvent::Cancel), msg!("cars-off-kept")),
            Command::new(Action::Customer, msg!("waiting-cmd-customer"), 0)
                .unless(loan.is_none(), no_loan()),
            Command::new(Action::Next, msg!("cars-cmd-rounds"), 6),
            Command::new(Action::Back, msg!("booking-cmd-back"), 7),
        ]
    }

    fn on_enter(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        let (desk, actor) = (cx.desk.clone(), cx.actor.clone());
        let work = async move { desk.courtesy_cars(&actor).await };
        out.ask("cars", work, Heard::All);
    }

    fn on_change(&mut self, topic: Topic, cx: &Cx, out: &mut Out<Heard>) {
        if matches!(topic, Topic::Bookings | Topic::Customers) {
            self.on_enter(cx, out);
        }
    }

    fn on_minute(&mut self, cx: &Cx, out: &mut Out<Heard>) -> bool {
        self.on_enter(cx, out);
        true
    }

    fn on_action(&mut self, action: Action, cx: &Cx, out: &mut Out<Heard>) -> Handled {
        let loan = self.loan().cloned();
        match (action, loan) {
            (Action::More, _) => self.forward(cx, out),
            (Action::Accept, _) => {
                if let Some(car) = self.car() {
                    out.visit(Place::Vehicle(car.car.id));
                }
            }
            (Action::Insert, _) => self.promise(out),
            (Action::Extra, Some(loan)) => out.push(Sheet::of(LoanEdit::edit(loan.id))),
            (Action::Remove, Some(loan)) => {
                let (desk, actor) = (cx.desk.clone(), cx.actor.clone());
                let said = msg!("loan-cancelled", plate = &loan.plate);
                let work = async move { desk.cancel_loan(&actor, loan.id).await };
                out.tell("loan", work, move |done| Heard::Off(said, done));
            }
            (Action::Customer, Some(loan)) => out.visit(Place::Customer(loan.customer_id)),
            (Action::Next, _) => out.replace(Rounds::new(cx)),
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
            Heard::All(Ok(all)) => {
                self.all = all;
                self.table.show(self.rows(cx), false);
            }
            Heard::Looked(id, form) => {
                let (desk, actor, note) = (cx.desk.clone(), cx.actor.clone(), form.text("note"));
                let plate = self.car().map(|c| c.car.plate.clone()).unwrap_or_default();
                let said = msg!("car-looked", plate = plate);
                let work = async move { desk.inspect_loan(&actor, id, &note).await };
                out.tell("loan", work, move |done| Heard::Stepped(said, done));
            }
            Heard::Stepped(said, Ok(())) => {
                out.toast(Toast::good(said));
                self.on_enter(cx, out);
            }
            Heard::Off(said, Ok(done)) => {
                out.done(said, done);
                self.on_enter(cx, out);
            }
            Heard::All(Err(e)) => out.refused(&e),
            Heard::Stepped(_, Err(e)) | Heard::Off(_, Err(e)) => {
                out.refused(&e);
                self.on_enter(cx, out);
            }
        }
    }

    fn draw(&self, c: &mut Canvas<'_>, area: Rect, cx: &Cx) {
        let w = &cx.words;
        let row = area.y + u16::from(area.height > 20);
        let room = area.width.saturating_sub(2);
        let title = w.word("cars-title");
        c.text(area.x + 1, row, room, &title, (Role::Surface, Role::Title));
        let of = |status| {
            let all = self.all.iter().flat_map(|c| &c.loans);
            all.filter(|l| l.status == status).count()
        };
        let said = msg!(
            "cars-sum",
            count = self.all.len(),
            out = of(Status::Out),
            kept = of(Status::Reserved)
        );
        let right = area.right().saturating_sub(1);
        c.right(
            right,
            row,
            room / 2,
            &w.say(&said),
            (Role::Surface, Role::Dim),
        );
        let rest = Rect {
            y: row + 2,
            height: area.bottom().saturating_sub(row + 2),
            ..area
        };
        self.table.draw(c, rest, true);
    }
}
