//! The roster: which tabs there are, what F2 to F9 open, and which screen opens a record.
//!
//! Adding a screen to the house is a line here and nothing else.

use super::admin::{self, Account, Admin, Elsewhere};
use super::bookings::{BookingCard, BookingForm, Diary, Start};
use super::checkin::CheckIn;
use super::customers::{Car, Customers, Person};
use super::find::Find;
use super::inventory::{Inventory, Shelf};
use super::invoices::{InvoicePage, Invoices};
use super::jobs::Jobs;
use super::jobs::card::JobCard;
use super::login::Login;
use super::messages::{Alerts, Messages};
use super::my_work::{self, MyWorkPage};
use super::wizard::Wizard;
use super::{Page, Place};
use crate::desk::auth::Landing;
use crate::desk::lists::{Due, Todo};
use crate::desk::{self, Actor};
use crate::domain::permission::Permission;
use crate::domain::{Msg, msg};
use crate::tui::app::Cx;
use crate::tui::keys::Action;
use std::future::Future;
use std::pin::Pin;

/// One tab of the bar.
#[derive(Clone, Copy)]
pub struct Tab {
    /// Its name in code: "bookings".
    pub id: &'static str,
    /// Its label, spelled out.
    pub label: fn() -> Msg,
    /// Its label under 100 columns.
    pub short: fn() -> Msg,
    /// Whoever holds any of these sees it; none of them is everybody.
    pub permissions: &'static [Permission],
    /// How much there is to do on it, where that is counted.
    pub todo: Option<fn(&Todo) -> Due>,
    /// Its first page.
    pub open: fn(&Cx) -> Page,
}

/// A record found by a few letters, as the menu shows it.
#[derive(Clone, Debug)]
pub struct Found {
    /// What it is: "customer Jansen, M.".
    pub label: String,
    /// What tells it from others of the name: phone, amount, day.
    pub detail: String,
    /// Where Enter goes.
    pub place: Place,
}

/// A page that is no tab and no record, reached by its name.
#[derive(Clone, Debug)]
pub struct Way {
    /// What it is called.
    pub label: Msg,
    /// What it is about: words it is found by, too.
    pub also: Msg,
    /// Opens it.
    pub open: fn(&Cx) -> Page,
}

/// Records found, when the desk has looked.
pub type Finding = Pin<Box<dyn Future<Output = desk::Result<Vec<Found>>> + Send>>;

/// Everything the shell needs to know about screens. Tests bring their own.
#[derive(Clone, Copy)]
pub struct Roster {
    /// The tabs, in order.
    pub tabs: &'static [Tab],
    /// What a key of the bar opens when the page has no use for it.
    pub shortcut: fn(Action, &Cx) -> Option<Page>,
    /// The tab and the page of a record.
    pub open: fn(Place, &Cx) -> Option<(&'static str, Page)>,
    /// The find page with this already typed: where a scanned code goes.
    pub find: fn(&str, &Cx) -> Option<Page>,
    /// The page of half-filled work that was kept.
    pub recall: fn(&str, &serde_json::Value, &Cx) -> Option<Page>,
    /// Pages behind the tabs, for the menu.
    pub ways: fn(&Cx) -> Vec<Way>,
    /// Records for the menu.
    pub records: fn(&str, &Cx) -> Option<Finding>,
    /// The log-in page.
    pub gate: fn(&Cx) -> Option<Page>,
    /// The tab somebody lands on after the log-in.
    pub landing: fn(Option<Landing>, &Cx) -> &'static str,
}

const TABS: &[Tab] = &[
    // In the order of the bar.
    Tab {
        id: "bookings",
        label: || msg!("tab-bookings"),
        short: || msg!("tab-bookings-short"),
        permissions: &[Permission::BookingSee],
        todo: Some(|todo| todo.bookings),
        open: |cx| Page::new(Diary::new(cx)),
    },
    Tab {
        id: "my-work",
        label: || msg!("tab-my-work"),
        short: || msg!("tab-my-work-short"),
        permissions: &[my_work::PERMISSION],
        todo: None,
        open: |cx| Page::new(MyWorkPage::new(cx)),
    },
    Tab {
        id: "jobs",
        label: || msg!("tab-jobs"),
        short: || msg!("tab-jobs-short"),
        permissions: &[Permission::JobSee],
        todo: Some(|todo| todo.jobs),
        open: |cx| Page::new(Jobs::new(cx)),
    },
    Tab {
        id: "inventory",
        label: || msg!("tab-inventory"),
        short: || msg!("tab-inventory-short"),
        permissions: &[Permission::StockSee],
        todo: None,
        open: |cx| Page::new(Inventory::new(cx)),
    },
    Tab {
        id: "invoices",
        label: || msg!("tab-invoices"),
        short: || msg!("tab-invoices-short"),
        permissions: &[Permission::InvoiceSee],
        todo: None,
        open: |cx| Page::new(Invoices::new(cx)),
    },
    Tab {
        id: "customers",
        label: || msg!("tab-customers"),
        short: || msg!("tab-customers-short"),
        permissions: &[Permission::CustomerSee],
        todo: None,
        open: |cx| Page::new(Customers::new(cx)),
    },
    Tab {
        id: "admin",
        label: || msg!("tab-admin"),
        short: || msg!("tab-admin-short"),
        permissions: admin::PERMISSIONS,
        todo: None,
        open: |cx| Page::new(Admin::new(cx)),
    },
];

fn shortcut(action: Action, cx: &Cx) -> Option<Page> {
    match action {
        Action::Find => Some(Page::new(Find::new(cx, ""))),
        Action::Book if cx.can(Permission::BookingEdit) => {
            Some(Page::new(BookingForm::new(Start::default(), cx)))
        }
        Action::NewJob if cx.can(Permission::JobCheckin) => Some(Page::new(CheckIn::walk_in(cx))),
        Action::Sale if cx.can(Permission::InvoicePost) => Some(Page::new(InvoicePage::sale(cx))),
        Action::Customer => Some(Page::new(Customers::new(cx))),
        Action::Verb("inbox") => Some(Page::new(Alerts::new(cx))),
        Action::Verb("account") => Some(Page::new(Account::new(cx))),
        Action::Verb("site") => Some(Page::new(Elsewhere::new(cx))),
        Action::Parts => Some(Page::new(Inventory::new(cx))),
        Action::Verb(verb) => super::lists::named(verb, cx).map(Page::new),
        _ => None,
    }
}

fn open(place: Place, cx: &Cx) -> Option<(&'static str, Page)> {
    match place {
        Place::Day(day) => Some(("bookings", Page::new(Diary::on(day, cx)))),
        Place::Booking(id) => Some(("bookings", Page::new(BookingCard::new(id)))),
        Place::Invoice(id) => Some(("invoices", Page::new(InvoicePage::new(cx, id)))),
        Place::Customer(id) => Some(("customers", Page::new(Person::page(id, cx)))),
        Place::Job(id) => Some(("jobs", Page::new(JobCard::new(id)))),
        Place::Part(id) => Some(("inventory", Page::new(Shelf::page(id, cx)))),
        Place::Vehicle(id) => Some(("customers", Page::new(Car::page(id, cx)))),
        Place::Staff(id) => Some(("admin", admin::person(id, cx))),
        Place::Message(id) => Some(("admin", Page::new(Messages::at(id, cx)))),
    }
}

fn find(typed: &str, cx: &Cx) -> Option<Page> {
    Some(Page::new(Find::new(cx, typed)))
}

fn ways(cx: &Cx) -> Vec<Way> {
    let mut all = super::road::ways(cx);
    all.extend(admin::ways(cx));
    all
}

fn records(typed: &str, cx: &Cx) -> Option<Finding> {
    if !cx.can(Permission::CustomerSee) {
        return None;
    }
    let (desk, by, words) = (cx.desk.clone(), cx.actor.clone(), cx.words.clone());
    let kind = typed.chars().next().filter(|sign| ">@#!".contains(*sign));
    let typed = typed
        .get(kind.map_or(0, char::len_utf8)..)
        .unwrap_or("")
        .to_owned();
    Some(Box::pin(async move {
        if kind == Some('>') {
            return Ok(Vec::new());
        }
        let mut hits = desk.find(&by, &typed).await?;
        hits.retain(|hit| kind.is_none_or(|sign| super::find::is_meant(hit, sign)));
        Ok(super::find::found(&hits, &words))
    }))
}

fn gate(cx: &Cx) -> Option<Page> {
    Some(if cx.desk.is_founded() {
        Page::new(Login::new(cx))
    } else {
        Page::new(Wizard::new(cx))
    })
}

fn landing(wanted: Option<Landing>, _cx: &Cx) -> &'static str {
    match wanted {
        None | Some(Landing::Bookings) => "bookings",
        Some(Landing::MyWork) => "my-work",
        Some(Landing::Inventory) => "inventory",
        Some(Landing::Invoices) => "invoices",
        Some(Landing::Reports) => "reports",
    }
}

impl Tab {
    /// Whether this person sees it.
    #[must_use]
    pub fn is_for(&self, actor: &Actor) -> bool {
        self.permissions.is_empty() || self.permissions.iter().any(|p| actor.can(*p))
    }
}

impl Roster {
    /// The house's own screens.
    pub const HOUSE: Roster = Roster {
        tabs: TABS,
        shortcut,
        open,
        find,
        recall: super::draft::recall,
        ways,
        records,
        gate,
        landing,
    };
}
