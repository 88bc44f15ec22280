//! A customer's page: who they are, their vehicles, what was done, what they owe.

use super::history::{booking, document, job, sentence};
use super::{CustomerEdit, VehicleEdit};
use crate::desk::customers::{CustomerCard, VehicleLine};
use crate::desk::job::PutOffSum;
use crate::desk::{Actor, Desk, Done};
use crate::domain::change::Topic;
use crate::domain::permission::Permission;
use crate::domain::{CustomerId, Msg, msg};
use crate::tui::cx::Cx;
use crate::tui::keys::{Action, Command};
use crate::tui::layers::Confirm;
use crate::tui::look::Role;
use crate::tui::screens::invoices::Deposits;
use crate::tui::screens::record::{Dossier, DossierHeard, Entry, Pending, Told, pending};
use crate::tui::screens::{Handled, Place, Subject};
use crate::tui::shell::Out;
use crate::tui::widgets::window_table::Cell;
use crate::tui::widgets::{Card, Column, Row};
use crate::words::Words;

/// One customer.
#[derive(Clone, Copy, Debug)]
pub struct Person(CustomerId);

impl Person {
    /// The page of this customer.
    pub fn page(id: CustomerId, cx: &Cx) -> Dossier<Self> {
        Dossier::of(Self(id), cx)
    }
}

fn vehicle(v: &VehicleLine, cx: &Cx) -> Row<Entry> {
    let w = &cx.words;
    let when = v.inspection_due_on.map(|due| {
        let day = w.day_near(due, cx.today());
        if due < cx.today() {
            Cell::inked(format!("{} {day}", cx.marks.alert), Role::Warn)
        } else {
            Cell::from(day)
        }
    });
    let year = v.year.map(|y| y.to_string()).unwrap_or_default();
    let title = format!("{} {} {year}", v.make, v.model);
    let inspection = match &when {
        Some(_) => w.word("vehicle-inspection-short"),
        None => String::new(),
    };
    let put_off = PutOffSum {
        count: v.deferred,
        amount: v.deferred_minor,
    };
    let detail = match put_off.msg() {
        Some(said) => {
            let said = format!("{} {}", cx.marks.alert, w.say(&said));
            Cell::inked(sentence(&[&said, title.trim(), &inspection]), Role::Warn)
        }
        None => Cell::from(sentence(&[title.trim(), &inspection])),
    };
    Row::new(
        Entry::of("vehicle", v.id.0, Place::Vehicle(v.id)),
        [
            Cell::from(w.word("customers-vehicle")),
            Cell::from(v.plate.clone()),
            detail,
            when.unwrap_or_default(),
        ],
    )
}

impl Told for Person {
    type Card = Box<CustomerCard>;

    fn title(self, card: Option<&Self::Card>) -> Msg {
        match card {
            Some(card) => msg!("customers-page-title", name = card.customer.name.clone()),
            None => msg!("customers-title"),
        }
    }

    fn help(self) -> Msg {
        msg!("customers-page-help")
    }

    fn subject(self) -> Subject {
        Subject {
            entity: "customer",
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
            Column::new(w.word("customers-col-number"), 10, 16),
            Column::new(w.word("customers-col-detail"), 20, 50).grows(),
            Column::number(w.word("customers-col-when"), 10, 12),
            Column::number(w.word("customers-col-amount"), 8, 12),
        ]
    }

    fn empty(self) -> Msg {
        msg!("customers-page-empty")
    }

    fn load(self, desk: Desk, by: Actor) -> Pending<Self::Card> {
        pending(async move { Ok(Box::new(desk.customer_card(&by, self.0).await?)) })
    }

    fn rows(self, card: &Self::Card, cx: &Cx) -> Vec<Row<Entry>> {
        let vehicles = card.vehicles.iter().map(|v| vehicle(v, cx));
        let bookings = card.bookings.iter().map(|b| booking(b, cx));
        let jobs = card.jobs.iter().map(|j| job(j, cx));
        let documents = card.invoices.iter().map(|i| document(i, cx));
        vehicles
            .chain(bookings)
            .chain(jobs)
            .chain(documents)
            .collect()
    }

    fn cards(self, card: &Self::Card, cx: &Cx, roomy: bool) -> Vec<Card> {
        vec![super::view::card(card, cx, roomy, false)]
    }

    fn commands(self, card: Option<&Self::Card>, cx: &Cx) -> Vec<Command> {
        let edit = |action, label, rank| {
            Command::new(action, label, rank)
                .needs(cx, Permission::CustomerEdit)
                .unless(card.is_none(), msg!("off-loading"))
        };
        vec![
            edit(Action::Extra, msg!("customers-cmd-edit"), 2),
            edit(Action::Insert, msg!("customers-cmd-vehicle"), 3),
            Command::new(Action::Pay, msg!("deposit-cmd-open"), 5)
                .needs(cx, Permission::PaymentTake)
                .needs(cx, Permission::InvoiceSee),
        ]
    }

    fn act(
        self,
        action: Action,
        _card: &Self::Card,
        cx: &Cx,
        out: &mut Out<DossierHeard<Self>>,
    ) -> Handled {
        match action {
            Action::Pay if cx.can(Permission::InvoiceSee) => {
                out.push(Deposits::new(cx, self.0));
            }
            Action::Extra => out.push_for(CustomerEdit::edit(self.0), |_: CustomerId| {
                DossierHeard::Changed
            }),
            Action::Insert => out.push_for(VehicleEdit::add(Some(self.0)), |id| {
                DossierHeard::Made(Place::Vehicle(id))
            }),
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
        card.customer.archived_at.is_some()
    }

    fn question(self, card: &Self::Card, away: bool) -> Confirm {
        let name = card.customer.name.clone();
        if away {
            Confirm::new(
                msg!("customers-archive-title"),
                msg!("customers-archive-text", name = name),
                msg!("customers-cmd-archive"),
            )
        } else {
            Confirm::new(
                msg!("customers-restore-title"),
                msg!("customers-restore-text", name = name),
                msg!("customers-cmd-restore"),
            )
        }
    }

    fn put(self, card: &Self::Card, away: bool, desk: Desk, by: Actor) -> Pending<Done<()>> {
        let version = card.customer.version;
        pending(async move { desk.archive_customer(&by, self.0, version, away).await })
    }

    fn said(self, card: &Self::Card, away: bool) -> Msg {
        let name = card.customer.name.clone();
        if away {
            msg!("customers-archived", name = name)
        } else {
            msg!("customers-restored", name = name)
        }
    }
}
