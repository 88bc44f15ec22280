//! A vehicle's page: what it is, who has and had it, and every visit; the history stays with the vehicle.

use ratatui::layout::Rect;

use super::VehicleEdit;
use super::owner_form::OwnerForm;
use crate::desk;
use crate::desk::customers::VehicleCard;
use crate::domain::change::Topic;
use crate::domain::permission::Permission;
use crate::domain::{CustomerId, JobId, Msg, VehicleId, msg};
use crate::tui::cx::Cx;
use crate::tui::keys::{Action, Command};
use crate::tui::layers::Confirm;
use crate::tui::look::{Canvas, Role};
use crate::tui::screens::{Handled, Place, Screen, Subject};
use crate::tui::shell::Out;
use crate::tui::widgets::{Card, Column, Row, Step, WindowTable};

/// The page.
pub struct VehiclePage {
    id: VehicleId,
    card: Option<Box<VehicleCard>>,
    table: WindowTable<Entry>,
}

/// A row of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// Who has or had it.
    Owner(CustomerId),
    /// A visit.
    Job(JobId),
}

/// What the desk answers.
pub enum Heard {
    /// The card.
    Card(desk::Result<Box<VehicleCard>>),
    /// A form saved the vehicle.
    Saved(VehicleId),
    /// Another has it now.
    Owner(()),
    /// Yes, put it away (or back).
    Away(bool),
    /// Done.
    Archived(bool, desk::Result<()>),
}

impl VehiclePage {
    /// The page of this vehicle.
    pub fn new(cx: &Cx, id: VehicleId) -> Self {
        let w = &cx.words;
        let mut table = WindowTable::new(vec![
            Column::new(w.word("customers-col-what"), 9, 11).ink(Role::Dim),
            Column::new(w.word("customers-col-number"), 14, 24),
            Column::new(w.word("customers-col-detail"), 20, 50).grows(),
            Column::number(w.word("customers-col-when"), 10, 24),
        ]);
        table.empty = w.word("customers-page-empty");
        Self {
            id,
            card: None,
            table,
        }
    }

    fn rows(card: &VehicleCard, cx: &Cx) -> Vec<Row<Entry>> {
        let w = &cx.words;
        let owners = card.owners.iter().map(|o| {
            let until = o.to_on.map(|d| w.day(d)).unwrap_or_default();
            let span = format!("{} – {until}", w.day(o.from_on));
            Row::new(
                Entry::Owner(o.customer_id),
                [w.say(&o.role.label()), o.name.clone(), String::new(), span],
            )
            .faint(o.to_on.is_some())
        });
        let jobs = card.jobs.iter().map(|j| {
            let title = j.title.clone().unwrap_or_default();
            let detail = format!("{title} · {}", w.say(&j.status.label()));
            let day = w.day_near(w.zone().day_of(j.created_at), cx.today());
            Row::new(
                Entry::Job(j.id),
                [w.word("customers-job"), j.number.clone(), detail, day],
            )
        });
        owners.chain(jobs).collect()
    }

    fn side(card: &VehicleCard, cx: &Cx) -> Card {
        let w = &cx.words;
        let v = &card.vehicle;
        let mut side = Card::new(&v.plate)
            .line(vec![(v.title(), Role::Text)], vec![])
            .gap();
        let odometer = v
            .odometer
            .map(|o| format!("{} {}", w.count(o), v.odometer_unit.as_str()));
        let pairs = [
            ("vehicle-vin", Some(v.vin.clone())),
            ("vehicle-fuel", Some(v.fuel.clone())),
            ("vehicle-class", Some(v.class.clone())),
            ("vehicle-odometer", odometer),
            ("vehicle-service", v.service_due_on.map(|d| w.day(d))),
        ];
        for (label, value) in pairs {
            if let Some(value) = value.filter(|v| !v.is_empty()) {
                side = side.pair(&w.word(label), &value);
            }
        }
        if let Some(due) = v.inspection_due_on {
            let late = due < cx.today();
            let text = if late {
                format!("! {}", w.day(due))
            } else {
                w.day(due)
            };
            side = side.pair_in(
                &w.word("vehicle-inspection"),
                &text,
                if late { Role::Warn } else { Role::Text },
            );
        }
        side
    }
}

impl Screen for VehiclePage {
    type Msg = Heard;

    fn title(&self) -> Msg {
        match &self.card {
            Some(card) => msg!("vehicle-page-title", plate = card.vehicle.plate.clone()),
            None => msg!("customers-title"),
        }
    }

    fn help(&self) -> Option<Msg> {
        Some(msg!("vehicle-page-help"))
    }

    fn subject(&self) -> Option<Subject> {
        Some(Subject {
            entity: "vehicle",
            id: self.id.0,
        })
    }

    fn commands(&self, cx: &Cx) -> Vec<Command> {
        let away = self
            .card
            .as_ref()
            .is_some_and(|c| c.vehicle.archived_at.is_some());
        let archive = if away {
            msg!("customers-cmd-restore")
        } else {
            msg!("customers-cmd-archive")
        };
        let loading = self.card.is_none();
        let edit = |c: Command| {
            c.needs(cx, Permission::CustomerEdit)
                .unless(loading, msg!("off-loading"))
        };
        vec![
            Command::new(Action::Accept, msg!("customers-cmd-open"), 1)
                .unless(self.table.key().is_none(), msg!("off-no-row")),
            edit(Command::new(Action::Extra, msg!("customers-cmd-edit"), 2)),
            edit(Command::new(Action::Assign, msg!("vehicle-cmd-owner"), 3)),
            edit(Command::new(Action::Remove, archive, 4)),
        ]
    }

    fn on_enter(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        let (desk, by, id) = (cx.desk.clone(), cx.actor.clone(), self.id);
        out.ask(
            "vehicle",
            async move { desk.vehicle_card(&by, id).await.map(Box::new) },
            Heard::Card,
        );
    }

    fn on_change(&mut self, topic: Topic, cx: &Cx, out: &mut Out<Heard>) {
        if matches!(topic, Topic::Customers | Topic::Jobs) {
            self.on_enter(cx, out);
        }
    }

    fn on_action(&mut self, action: Action, cx: &Cx, out: &mut Out<Heard>) -> Handled {
        match action {
            Action::Accept => match self.table.key() {
                Some(Entry::Owner(id)) => out.visit(Place::Customer(*id)),
                Some(Entry::Job(id)) => out.visit(Place::Job(*id)),
                None => return Handled::No,
            },
            Action::Extra => match &self.card {
                Some(card) => out.push_for(VehicleEdit::edit(cx, &card.vehicle), Heard::Saved),
                None => return Handled::No,
            },
            Action::Assign => {
                out.push_for(OwnerForm::new(cx, self.id), Heard::Owner);
            }
            Action::Remove => {
                let Some(card) = &self.card else {
                    return Handled::No;
                };
                let plate = card.vehicle.plate.clone();
                let away = card.vehicle.archived_at.is_none();
                let (title, text, yes) = if away {
                    (
                        msg!("vehicle-archive-title"),
                        msg!("vehicle-archive-text", plate = plate),
                        msg!("customers-cmd-archive"),
                    )
                } else {
                    (
                        msg!("vehicle-restore-title"),
                        msg!("vehicle-restore-text", plate = plate),
                        msg!("customers-cmd-restore"),
                    )
                };
                out.open(Confirm::new(title, text, yes), move |()| Heard::Away(away));
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
            Heard::Saved(_) | Heard::Owner(()) => self.on_enter(cx, out),
            Heard::Away(away) => {
                let Some(card) = &self.card else { return };
                let (desk, by, id, version) = (
                    cx.desk.clone(),
                    cx.actor.clone(),
                    self.id,
                    card.vehicle.version,
                );
                out.tell(
                    "archive",
                    async move { desk.archive_vehicle(&by, id, version, away).await },
                    move |done| Heard::Archived(away, done),
                );
            }
            Heard::Archived(away, Ok(())) => {
                let name = self
                    .card
                    .as_ref()
                    .map(|c| c.vehicle.plate.clone())
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
        let side = Self::side(card, cx);
        if area.width >= 110 {
            let wide = 42;
            let tall = side.height(wide).min(area.height.saturating_sub(2));
            side.draw(
                c,
                Rect::new(area.right() - wide - 1, area.y + 1, wide, tall),
            );
            let table = Rect::new(
                area.x,
                area.y + 1,
                area.width - wide - 3,
                area.height.saturating_sub(1),
            );
            self.table.draw(c, table, true);
        } else {
            let wide = area.width - 2;
            let tall = side.height(wide).min(area.height / 2);
            side.draw(c, Rect::new(area.x + 1, area.y + 1, wide, tall));
            let top = area.y + 2 + tall;
            self.table.draw(
                c,
                Rect::new(area.x, top, area.width, area.bottom().saturating_sub(top)),
                true,
            );
        }
    }
}
