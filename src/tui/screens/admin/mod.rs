//! The admin tab: who works here, what the house has, what it sells, what it says, what it has decided.
//!
//! Each page is a [`section::Section`]; list and form are the same for all. A page with another shape (alerts,
//! dead messages) is one line in [`PAGES`].

mod absences;
mod account;
mod booking_types;
mod canned;
mod closures;
mod elsewhere;
mod equipment;
mod grants;
mod home;
mod house;
mod inspections;
mod labour;
mod list;
mod people;
mod roles;
mod section;
mod settings;
mod sheet;
mod sites;
mod tax;
mod templates;

pub use account::Account;
pub use elsewhere::Elsewhere;
pub use home::Admin;

use crate::domain::permission::Permission as P;
use crate::domain::{Msg, StaffId};
use crate::msg;
use crate::tui::Cx;
use crate::tui::screens::Page;
use crate::tui::screens::messages::{Alerts, Messages, Tasks};
use crate::tui::screens::roster::Way;

/// A line of the tab's first page.
#[derive(Clone, Copy)]
pub struct Entry {
    /// Its name.
    pub label: fn() -> Msg,
    /// What is there.
    pub note: fn() -> Msg,
    /// What it takes to look at it.
    pub permission: P,
    /// Opens it.
    pub open: fn(&Cx) -> Page,
}

/// Whoever holds any of these has something to do in the tab.
pub const PERMISSIONS: &[P] = &[
    P::UsersManage,
    P::SettingsEdit,
    P::CatalogueEdit,
    P::MessageTemplate,
    P::MessageSee,
    P::TasksRun,
];

/// The page of one person: the list with them chosen, their form in front.
pub fn person(id: StaffId, cx: &Cx) -> Page {
    Page::new(list::List::at(people::People, id.0, cx))
}

/// The pages this person may open, for the menu.
pub fn ways(cx: &Cx) -> Vec<Way> {
    let may = |entry: &&Entry| cx.can(entry.permission);
    let way = |entry: &Entry| Way {
        label: (entry.label)(),
        also: (entry.note)(),
        open: entry.open,
    };
    PAGES.iter().filter(may).map(way).collect()
}

/// The pages of the tab, in order.
pub const PAGES: &[Entry] = &[
    Entry {
        label: || msg!("staff-title"),
        note: || msg!("staff-note"),
        permission: P::UsersManage,
        open: |cx| Page::new(list::List::new(people::People, cx)),
    },
    Entry {
        label: || msg!("roles-title"),
        note: || msg!("roles-note"),
        permission: P::UsersManage,
        open: |cx| Page::new(list::List::new(roles::Roles, cx)),
    },
    Entry {
        label: || msg!("bays-title"),
        note: || msg!("bays-note"),
        permission: P::SettingsEdit,
        open: |cx| Page::new(list::List::new(house::Bays, cx)),
    },
    Entry {
        label: || msg!("hours-title"),
        note: || msg!("hours-note"),
        permission: P::SettingsEdit,
        open: |cx| Page::new(list::List::new(house::OpeningHours, cx)),
    },
    Entry {
        label: || msg!("closures-title"),
        note: || msg!("closures-note"),
        permission: P::SettingsEdit,
        open: |cx| Page::new(list::List::new(closures::Closures, cx)),
    },
    Entry {
        label: || msg!("absences-title"),
        note: || msg!("absences-note"),
        permission: P::SettingsEdit,
        open: |cx| Page::new(list::List::new(absences::Absences, cx)),
    },
    Entry {
        label: || msg!("equipment-title"),
        note: || msg!("equipment-note"),
        permission: P::SettingsEdit,
        open: |cx| Page::new(list::List::new(equipment::Equipment, cx)),
    },
    Entry {
        label: || msg!("equipment-use-title"),
        note: || msg!("equipment-use-note"),
        permission: P::ReportSee,
        open: |cx| Page::new(list::List::new(equipment::MostUsed, cx)),
    },
    Entry {
        label: || msg!("sites-title"),
        note: || msg!("sites-note"),
        permission: P::SettingsEdit,
        open: |cx| Page::new(list::List::new(sites::Sites, cx)),
    },
    Entry {
        label: || msg!("canned-title"),
        note: || msg!("canned-note"),
        permission: P::CatalogueEdit,
        open: |cx| Page::new(list::List::new(canned::CannedJobs, cx)),
    },
    Entry {
        label: || msg!("inspections-title"),
        note: || msg!("inspections-note"),
        permission: P::CatalogueEdit,
        open: |cx| Page::new(list::List::new(inspections::Inspections, cx)),
    },
    Entry {
        label: || msg!("categories-title"),
        note: || msg!("categories-note"),
        permission: P::CatalogueEdit,
        open: |cx| Page::new(list::List::new(canned::Categories, cx)),
    },
    Entry {
        label: || msg!("operations-title"),
        note: || msg!("operations-note"),
        permission: P::CatalogueEdit,
        open: |cx| Page::new(list::List::new(labour::Operations, cx)),
    },
    Entry {
        label: || msg!("labour-title"),
        note: || msg!("labour-note"),
        permission: P::CatalogueEdit,
        open: |cx| Page::new(list::List::new(labour::LabourRates, cx)),
    },
    Entry {
        label: || msg!("booking-types-title"),
        note: || msg!("booking-types-note"),
        permission: P::CatalogueEdit,
        open: |cx| Page::new(list::List::new(booking_types::BookingTypes, cx)),
    },
    Entry {
        label: || msg!("tax-title"),
        note: || msg!("tax-note"),
        permission: P::CatalogueEdit,
        open: |cx| Page::new(list::List::new(tax::TaxCodes, cx)),
    },
    Entry {
        label: || msg!("templates-title"),
        note: || msg!("templates-note"),
        permission: P::MessageTemplate,
        open: |cx| Page::new(list::List::new(templates::Templates, cx)),
    },
    Entry {
        label: || msg!("messages-title"),
        note: || msg!("messages-note"),
        permission: P::MessageSee,
        open: |cx| Page::new(Messages::new(cx)),
    },
    Entry {
        label: || msg!("alerts-title"),
        note: || msg!("alerts-note"),
        permission: P::MessageSee,
        open: |cx| Page::new(Alerts::new(cx)),
    },
    Entry {
        label: || msg!("tasks-title"),
        note: || msg!("tasks-note"),
        permission: P::TasksRun,
        open: |cx| Page::new(Tasks::new(cx)),
    },
    Entry {
        label: || msg!("settings-title"),
        note: || msg!("settings-note"),
        permission: P::SettingsEdit,
        open: |cx| Page::new(list::List::new(settings::Settings, cx)),
    },
];
