//! A vehicle's page: what it is, who has and had it, and every visit; the history stays with the vehicle.

use super::VehicleEdit;
use super::history::{booking, deferred, document, inspection, job, sentence};
use super::owner_form::OwnerForm;
use crate::desk::customers::{Owner, VehicleCard};
use crate::desk::{Actor, Desk, Done};
use crate::domain::change::Topic;
use crate::domain::permission::Permission;
use crate::domain::vehicle::Use;
use crate::domain::{Msg, VehicleId, msg};
use crate::tui::cx::Cx;
use crate::tui::keys::{Action, Command};
use crate::tui::layers::Confirm;
use crate::tui::look::Role;
use crate::tui::screens::jobs::deferred::DeferredWork;
use crate::tui::screens::record::{Dossier, DossierHeard, Entry, Pending, Told, pending};
use crate::tui::screens::{Handled, Place, Subject};
use crate::tui::shell::Out;
use crate::tui::widgets::bars::sparks;
use crate::tui::widgets::{Card, Column, Row};
use crate::words::Words;

/// One vehicle.
#[derive(Clone, Copy, Debug)]
pub struct Car(VehicleId);

impl Car {
    /// The page of this vehicle.
    pub fn page(id: VehicleId, cx: &Cx) -> Dossier<Self> {
        Dossier::of(Self(id), cx)
    }
}

/// The way of the odometer: a sparkline, the first figure and the last.
fn readings(card: &VehicleCard, cx: &Cx) -> Option<String> {
    let figures: Vec<i64> = card.readings.iter().map(|r| r.odometer).collect();
    let (first, last) = (figures.first()?, figures.last()?);
    let from = *figures.iter().min()?;
    let line = sparks(
        &cx.marks,
        &figures.iter().map(|n| n - from).collect::<Vec<_>>(),
    );
    let w = &cx.words;
    Some(if figures.len() == 1 {
        w.count(*last)
    } else {
        format!("{line} {} – {}", w.count(*first), w.count(*last))
    })
}

fn owner(o: &Owner, cx: &Cx) -> Row<Entry> {
    let w = &cx.words;
    let from = w.day(o.from_on);
    let span = match o.to_on {
        Some(day) => w.say(&msg!("vehicle-owned", from = from, to = w.day(day))),
        None => w.say(&msg!("vehicle-owned-since", from = from)),
    };
    Row::new(
        Entry::of("owner", o.id.0, Place::Customer(o.customer_id)),
        [w.say(&o.role.label()), o.name.clone(), span, String::new()],
    )
    .faint(o.to_on.is_some())
}

impl Told for Car {
    type Card = Box<VehicleCard>;

    fn title(self, card: Option<&Self::Card>) -> Msg {
        match card {
            Some(card) => msg!("vehicle-page-title", plate = card.vehicle.plate.clone()),
            None => msg!("customers-title"),
        }
    }

    fn help(self) -> Msg {
        msg!("vehicle-page-help")
    }

    fn subject(self) -> Subject {
        Subject {
            entity: "vehicle",
            id: self.0.0,
        }
    }

    fn topics(self) -> &'static [Topic] {
        &[
            Topic::Customers,
            Topic::Bookings,
            Topic::Jobs,
            Topic::Invoices,
        ]
    }

    fn columns(self, w: &Words) -> Vec<Column> {
        vec![
            Column::new(w.word("customers-col-what"), 9, 11).ink(Role::Dim),
            Column::new(w.word("vehicle-col-number"), 16, 26),
            Column::new(w.word("customers-col-detail"), 20, 50).grows(),
            Column::number(w.word("customers-col-when"), 11, 12),
            Column::number(w.word("customers-col-amount"), 8, 12).drops(1),
        ]
    }

    fn empty(self) -> Msg {
        msg!("vehicle-page-empty")
    }

    fn load(self, desk: Desk, by: Actor) -> Pending<Self::Card> {
        pending(async move { Ok(Box::new(desk.vehicle_card(&by, self.0).await?)) })
    }

    fn rows(self, card: &Self::Card, cx: &Cx) -> Vec<Row<Entry>> {
        let (now, before): (Vec<&Owner>, Vec<&Owner>) =
            card.owners.iter().partition(|o| o.to_on.is_none());
        let bookings = card.bookings.iter().map(|b| booking(b, cx));
        let jobs = card.jobs.iter().map(|j| job(j, cx));
        let now = now.into_iter().map(|o| owner(o, cx));
        let before = before.into_iter().map(|o| owner(o, cx));
        let put_off = card.deferred.iter().map(|d| deferred(d, cx));
        let seen = card.inspections.iter().map(|i| inspection(i, cx));
        let documents = card.invoices.iter().map(|i| document(i, cx));
        now.chain(put_off)
            .chain(bookings)
            .chain(jobs)
            .chain(seen)
            .chain(documents)
            .chain(before)
            .collect()
    }

    fn cards(self, card: &Self::Card, cx: &Cx, _roomy: bool) -> Vec<Card> {
        let w = &cx.words;
        let v = &card.vehicle;
        let mut side = Card::new(&v.plate);
        if v.archived_at.is_some() {
            side = side.aside(&w.word("vehicle-away"), Role::Warn);
        } else if let Some(status) = v.sale_status {
            side = side.aside(&w.say(&status.label()), Role::Text);
        }
        side = side.text(&v.title(), Role::Text);
        if let Some(said) = card.put_off.msg() {
            side = side.text(&format!("{} {}", cx.marks.alert, w.say(&said)), Role::Warn);
        }
        let open = v.specs.recall_done_on.is_none() && !v.specs.recall.is_empty();
        if open {
            let said = msg!("booking-warn-recall", recall = v.specs.recall.clone());
            side = side.text(&format!("{} {}", cx.marks.alert, w.say(&said)), Role::Warn);
        }
        side = side.gap();
        let holder = card.owners.iter().find(|o| o.to_on.is_none());
        let odometer = v
            .odometer
            .map(|o| sentence(&[&format!("{} {}", w.count(o), v.odometer_unit.as_str())]));
        let s = &v.specs;
        let figure = |n: Option<i64>| n.map(|n| w.count(n));
        let joined = |words: &[&str]| Some(sentence(words));
        let used = (v.used_as != Use::Customer).then(|| w.say(&v.used_as.label()));
        let parked = card.parked.as_ref();
        let pairs = [
            ("vehicle-holder", holder.map(|o| o.name.clone())),
            ("vehicle-use-field", used),
            ("vehicle-key-tag", parked.map(|p| p.key_tag.clone())),
            ("vehicle-parking", parked.map(|p| p.parking.clone())),
            ("vehicle-vin", Some(v.vin.clone())),
            ("vehicle-fuel", joined(&[&v.fuel, &v.class])),
            ("vehicle-body", joined(&[&s.body, &s.colour])),
            ("vehicle-gearbox", joined(&[&s.gearbox, &s.drive])),
            ("vehicle-engine", figure(s.engine_cc)),
            ("vehicle-power", figure(s.power_kw)),
            ("vehicle-doors", figure(s.doors)),
            ("vehicle-seats", figure(s.seats)),
            ("vehicle-tyres", Some(s.tyre_size.clone())),
            ("vehicle-odometer", odometer),
            ("vehicle-readings", readings(card, cx)),
            ("vehicle-service", v.service_due_on.map(|d| w.day(d))),
        ];
        for (label, value) in pairs {
            if let Some(value) = value.filter(|v| !v.is_empty()) {
                side = side.pair(&w.word(label), &value);
            }
        }
        if let Some(due) = v.inspection_due_on {
            let day = w.day(due);
            let (text, ink) = if due < cx.today() {
                (format!("{} {day}", cx.marks.alert), Role::Warn)
            } else {
                (day, Role::Text)
            };
            side = side.pair_in(&w.word("vehicle-inspection"), &text, ink);
        }
        if let Some(day) = s.recall_done_on.filter(|_| !s.recall.is_empty()) {
            let done = msg!("vehicle-recall-seen", recall = s.recall.clone(), day = day);
            side = side.pair_in(&w.word("vehicle-recall"), &w.say(&done), Role::Dim);
        }
        if !s.note.is_empty() {
            side = side.gap().text(&s.note, Role::Dim);
        }
        vec![side]
    }

    fn commands(self, card: Option<&Self::Card>, cx: &Cx) -> Vec<Command> {
        let edit = |action, label, rank| {
            Command::new(action, label, rank)
                .needs(cx, Permission::CustomerEdit)
                .unless(card.is_none(), msg!("off-loading"))
        };
        let none = card.is_none_or(|c| c.put_off.count == 0);
        vec![
            edit(Action::Extra, msg!("customers-cmd-edit"), 2),
            edit(Action::Assign, msg!("vehicle-cmd-owner"), 3),
            Command::new(Action::Reorder, msg!("job-cmd-deferred"), 4)
                .unless(none, msg!("deferred-none")),
        ]
    }

    fn act(
        self,
        action: Action,
        card: &Self::Card,
        cx: &Cx,
        out: &mut Out<DossierHeard<Self>>,
    ) -> Handled {
        match action {
            Action::Reorder => {
                let plate = card.vehicle.plate.clone();
                out.push(DeferredWork::new(self.0, plate, None, cx));
            }
            Action::Extra => out.push_for(VehicleEdit::edit(self.0), |_: VehicleId| {
                DossierHeard::Changed
            }),
            Action::Assign => {
                let called = sentence(&[&card.vehicle.plate, &card.vehicle.title()]);
                out.push_for(OwnerForm::new(self.0, called), |()| DossierHeard::Changed);
            }
            _ => return Handled::No,
        }
        Handled::Yes
    }

    fn permission(self) -> Permission {
        Permission::CustomerEdit
    }

    fn archive_words(self) -> (Msg, Msg) {
        (msg!("customers-cmd-archive"), msg!("customers-cmd-restore"))
    }

    fn is_away(self, card: &Self::Card) -> bool {
        card.vehicle.archived_at.is_some()
    }

    fn question(self, card: &Self::Card, away: bool) -> Confirm {
        let plate = card.vehicle.plate.clone();
        if away {
            Confirm::new(
                msg!("vehicle-archive-title"),
                msg!("vehicle-archive-text", plate = plate),
                msg!("customers-cmd-archive"),
            )
        } else {
            Confirm::new(
                msg!("vehicle-restore-title"),
                msg!("vehicle-restore-text", plate = plate),
                msg!("customers-cmd-restore"),
            )
        }
    }

    fn put(self, card: &Self::Card, away: bool, desk: Desk, by: Actor) -> Pending<Done<()>> {
        let version = card.vehicle.version;
        pending(async move { desk.archive_vehicle(&by, self.0, version, away).await })
    }

    fn said(self, card: &Self::Card, away: bool) -> Msg {
        let name = card.vehicle.plate.clone();
        if away {
            msg!("customers-archived", name = name)
        } else {
            msg!("customers-restored", name = name)
        }
    }
}
