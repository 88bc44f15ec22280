//! A customer's page: who they are, their vehicles, what was done, what they owe.

use ratatui::layout::Rect;

use super::{CustomerEdit, VehicleEdit};
use crate::desk;
use crate::desk::customers::CustomerCard;
use crate::domain::change::Topic;
use crate::domain::permission::Permission;
use crate::domain::{CustomerId, InvoiceId, JobId, Msg, VehicleId, msg};
use crate::tui::cx::Cx;
use crate::tui::keys::{Action, Command};
use crate::tui::layers::Confirm;
use crate::tui::look::{Canvas, Role};
use crate::tui::screens::{Handled, Place, Screen, Subject};
use crate::tui::shell::Out;
use crate::tui::widgets::window_table::Cell;
use crate::tui::widgets::{Column, Row, Step, WindowTable};

/// The page.
pub struct CustomerPage {
    id: CustomerId,
    card: Option<Box<CustomerCard>>,
    table: WindowTable<Entry>,
}

/// A row of the page: a vehicle, a job or a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// One of their vehicles.
    Vehicle(VehicleId),
    /// A visit.
    Job(JobId),
    /// An invoice or credit note.
    Invoice(InvoiceId),
}

/// What the desk answers.
pub enum Heard {
    /// The card.
    Card(desk::Result<Box<CustomerCard>>),
    /// A form saved the customer.
    Saved(CustomerId),
    /// A form made a vehicle.
    Vehicle(VehicleId),
    /// Yes, put them away (or back).
    Away(bool),
    /// Done.
    Archived(bool, desk::Result<()>),
}

impl CustomerPage {
    /// The page of this customer.
    pub fn new(cx: &Cx, id: CustomerId) -> Self {
        let w = &cx.words;
        let mut table = WindowTable::new(vec![
            Column::new(w.word("customers-col-what"), 9, 11).ink(Role::Dim),
            Column::new(w.word("customers-col-number"), 10, 16),
            Column::new(w.word("customers-col-detail"), 20, 50).grows(),
            Column::number(w.word("customers-col-amount"), 8, 12),
            Column::number(w.word("customers-col-when"), 10, 12).drops(1),
        ]);
        table.empty = w.word("customers-page-empty");
        Self {
            id,
            card: None,
            table,
        }
    }

    fn rows(card: &CustomerCard, cx: &Cx) -> Vec<Row<Entry>> {
        let w = &cx.words;
        let mut rows = Vec::new();
        for v in &card.vehicles {
            let due = v
                .inspection_due_on
                .map(|d| w.day_near(d, cx.today()))
                .unwrap_or_default();
            let overdue = v.inspection_due_on.is_some_and(|d| d < cx.today());
            let when = if overdue {
                Cell::inked(format!("! {due}"), Role::Warn)
            } else {
                Cell::from(due)
            };
            let year = v.year.map(|y| y.to_string()).unwrap_or_default();
            rows.push(Row::new(
                Entry::Vehicle(v.id),
                [
                    Cell::from(w.word("customers-vehicle")),
                    Cell::from(v.plate.clone()),
                    Cell::from(format!("{} {} {year}", v.make, v.model)),
                    Cell::from(String::new()),
                    when,
                ],
            ));
        }
        for j in &card.jobs {
            let status = w.say(&j.status.label());
            let title = j.title.clone().unwrap_or_default();
            rows.push(Row::new(
                Entry::Job(j.id),
                [
                    w.word("customers-job"),
                    j.number.clone(),
                    format!("{}  {title} · {status}", j.plate),
                    String::new(),
                    w.day_near(w.zone().day_of(j.created_at), cx.today()),
                ],
            ));
        }
        for i in &card.invoices {
            let open = if i.kind == crate::domain::invoice::Kind::Invoice && i.open.is_positive() {
                w.say(&msg!("customers-open", amount = i.open))
            } else {
                String::new()
            };
            rows.push(Row::new(
                Entry::Invoice(i.id),
                [
                    w.say(&i.kind.label()),
                    i.number.clone(),
                    open,
                    w.amount(i.total),
                    i.issued_on
                        .map(|d| w.day_near(d, cx.today()))
                        .unwrap_or_default(),
                ],
            ));
        }
        rows
    }
}

impl Screen for CustomerPage {
    type Msg = Heard;

    fn title(&self) -> Msg {
        match &self.card {
            Some(card) => msg!("customers-page-title", name = card.customer.name.clone()),
            None => msg!("customers-title"),
        }
    }

    fn help(&self) -> Option<Msg> {
        Some(msg!("customers-page-help"))
    }

    fn subject(&self) -> Option<Subject> {
        Some(Subject {
            entity: "customer",
            id: self.id.0,
        })
    }

    fn commands(&self, cx: &Cx) -> Vec<Command> {
        let away = self
            .card
            .as_ref()
            .is_some_and(|c| c.customer.archived_at.is_some());
        let archive = if away {
            msg!("customers-cmd-restore")
        } else {
            msg!("customers-cmd-archive")
        };
        let none = self.table.key().is_none();
        let loading = self.card.is_none();
        vec![
            Command::new(Action::Accept, msg!("customers-cmd-open"), 1)
                .unless(none, msg!("off-no-row")),
            Command::new(Action::Extra, msg!("customers-cmd-edit"), 2)
                .needs(cx, Permission::CustomerEdit)
                .unless(loading, msg!("off-loading")),
            Command::new(Action::Insert, msg!("customers-cmd-vehicle"), 3)
                .needs(cx, Permission::CustomerEdit),
            Command::new(Action::Remove, archive, 4)
                .needs(cx, Permission::CustomerEdit)
                .unless(loading, msg!("off-loading")),
        ]
    }

    fn on_enter(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        let (desk, by, id) = (cx.desk.clone(), cx.actor.clone(), self.id);
        out.ask(
            "customer",
            async move { desk.customer_card(&by, id).await.map(Box::new) },
            Heard::Card,
        );
    }

    fn on_change(&mut self, topic: Topic, cx: &Cx, out: &mut Out<Heard>) {
        if matches!(topic, Topic::Customers | Topic::Jobs | Topic::Invoices) {
            self.on_enter(cx, out);
        }
    }

    fn on_action(&mut self, action: Action, cx: &Cx, out: &mut Out<Heard>) -> Handled {
        match action {
            Action::Accept => match self.table.key() {
                Some(Entry::Vehicle(id)) => out.visit(Place::Vehicle(*id)),
                Some(Entry::Job(id)) => out.visit(Place::Job(*id)),
                Some(Entry::Invoice(id)) => out.visit(Place::Invoice(*id)),
                None => return Handled::No,
            },
            Action::Extra => match &self.card {
                Some(card) => out.push_for(CustomerEdit::edit(cx, card), Heard::Saved),
                None => return Handled::No,
            },
            Action::Insert => {
                out.push_for(VehicleEdit::add(cx, Some(self.id), ""), Heard::Vehicle);
            }
            Action::Remove => {
                let Some(card) = &self.card else {
                    return Handled::No;
                };
                let name = card.customer.name.clone();
                if card.customer.archived_at.is_some() {
                    out.open(
                        Confirm::new(
                            msg!("customers-restore-title"),
                            msg!("customers-restore-text", name = name),
                            msg!("customers-cmd-restore"),
                        ),
                        |()| Heard::Away(false),
                    );
                } else {
                    out.open(
                        Confirm::new(
                            msg!("customers-archive-title"),
                            msg!("customers-archive-text", name = name),
                            msg!("customers-cmd-archive"),
                        ),
                        |()| Heard::Away(true),
                    );
                }
            }
            other => match other.code().and_then(Step::of) {
                Some(step) => {
                    let _ = self.table.step(step);
                }
                None => return Handled::No,
            },
        }
        Handled::Yes
    }

    fn on_msg(&mut self, msg: Heard, cx: &Cx, out: &mut Out<Heard>) {
        match msg {
            Heard::Card(Ok(card)) => {
                self.table.show(Self::rows(&card, cx), false);
                self.card = Some(card);
            }
            Heard::Card(Err(e)) | Heard::Archived(_, Err(e)) => out.refused(&e),
            Heard::Saved(_) => self.on_enter(cx, out),
            Heard::Vehicle(id) => out.visit(Place::Vehicle(id)),
            Heard::Away(away) => {
                let Some(card) = &self.card else { return };
                let (desk, by, id, version) = (
                    cx.desk.clone(),
                    cx.actor.clone(),
                    self.id,
                    card.customer.version,
                );
                out.tell(
                    "archive",
                    async move { desk.archive_customer(&by, id, version, away).await },
                    move |done| Heard::Archived(away, done),
                );
            }
            Heard::Archived(away, Ok(())) => {
                let name = self
                    .card
                    .as_ref()
                    .map(|c| c.customer.name.clone())
                    .unwrap_or_default();
                let said = if away {
                    msg!("customers-archived", name = name)
                } else {
                    msg!("customers-restored", name = name)
                };
                out.done(said, desk::Done::final_(()));
                self.on_enter(cx, out);
            }
        }
    }

    fn draw(&self, c: &mut Canvas<'_>, area: Rect, cx: &Cx) {
        let Some(card) = &self.card else { return };
        let wide = area.width >= 110;
        let view = super::view::card(card, cx, wide);
        let side = if wide { 42 } else { area.width - 2 };
        if wide {
            let tall = view.height(side).min(area.height.saturating_sub(2));
            view.draw(
                c,
                Rect::new(area.right() - side - 1, area.y + 1, side, tall),
            );
            let table = Rect::new(
                area.x,
                area.y + 1,
                area.width - side - 3,
                area.height.saturating_sub(1),
            );
            self.table.draw(c, table, true);
        } else {
            let tall = view.height(side).min(area.height / 2);
            view.draw(c, Rect::new(area.x + 1, area.y + 1, side, tall));
            let top = area.y + 2 + tall;
            self.table.draw(
                c,
                Rect::new(area.x, top, area.width, area.bottom().saturating_sub(top)),
                true,
            );
        }
    }
}
