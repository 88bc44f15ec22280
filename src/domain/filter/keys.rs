//! What each list can be asked for.

use crate::domain::action::Action;
use crate::domain::{booking, customer, invoice, job, stock, vehicle};

crate::text_enum! {
    "list"
    /// A list that can be filtered, sorted and kept as a view.
    pub enum List {
        /// Visits.
        Jobs = "jobs",
        /// Appointments.
        Bookings = "bookings",
        /// People and companies.
        Customers = "customers",
        /// Cars of all owners.
        Vehicles = "vehicles",
        /// The catalogue with what is on the shelf.
        Parts = "parts",
        /// Documents.
        Invoices = "invoices",
    }
}

/// What stands behind a key.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// Words, found anywhere in it.
    Text,
    /// A whole number.
    Number,
    /// A quantity.
    Quantity,
    /// An amount.
    Money,
    /// A day.
    Day,
    /// One of these words.
    Words(fn() -> Vec<&'static str>),
    /// Yes or no.
    Flag,
}

/// A key of a list.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// As it is typed.
    pub name: &'static str,
    /// Other words for it.
    pub also: &'static [&'static str],
    /// What stands behind it.
    pub kind: Kind,
    /// Whether the list can be sorted by it.
    pub sorts: bool,
}

const fn key(name: &'static str, kind: Kind) -> Key {
    Key {
        name,
        also: &[],
        kind,
        sorts: true,
    }
}

impl Key {
    const fn also(mut self, also: &'static [&'static str]) -> Self {
        self.also = also;
        self
    }

    /// There are several of it to a row: nothing to sort by.
    const fn many(mut self) -> Self {
        self.sorts = false;
        self
    }

    /// Whether somebody who types this means it.
    #[must_use]
    pub fn is(&self, typed: &str) -> bool {
        self.name == typed || self.also.contains(&typed)
    }

    /// The words it knows.
    #[must_use]
    pub fn words(&self) -> Vec<&'static str> {
        match self.kind {
            Kind::Words(words) => words(),
            Kind::Flag => vec!["yes", "no"],
            _ => Vec::new(),
        }
    }
}

fn texts<T: Copy>(all: &[T], text: fn(T) -> &'static str) -> Vec<&'static str> {
    all.iter().map(|v| text(*v)).collect()
}

/// The states of a job, those it is in only by the clock, and all that are not over.
fn job_words() -> Vec<&'static str> {
    let mut words = vec!["late", "open"];
    words.extend(texts(job::Status::ALL, job::Status::as_str));
    words
}

fn booking_words() -> Vec<&'static str> {
    let mut words = vec!["late", "open"];
    words.extend(texts(booking::Status::ALL, booking::Status::as_str));
    words
}

fn job_actions() -> Vec<&'static str> {
    actions(Action::JOB)
}

fn booking_actions() -> Vec<&'static str> {
    actions(Action::BOOKING)
}

/// Whether there is anything to do, or what.
fn actions(all: &[Action]) -> Vec<&'static str> {
    let mut words = vec!["yes", "no"];
    words.extend(texts(all, Action::as_str));
    words
}

fn invoice_words() -> Vec<&'static str> {
    vec!["draft", "owed", "late", "paid", "credited", "void"]
}

const JOBS: &[Key] = &[
    key("number", Kind::Text).also(&["no", "nr"]),
    key("plate", Kind::Text),
    key("customer", Kind::Text).also(&["name", "who"]),
    key("make", Kind::Text),
    key("model", Kind::Text),
    key("status", Kind::Words(job_words)).also(&["state", "stage"]),
    key("mech", Kind::Text).also(&["mechanic", "staff"]).many(),
    key("work", Kind::Text).also(&["wish"]),
    key("priority", Kind::Number).also(&["prio"]),
    key("promised", Kind::Day).also(&["promise"]),
    key("arrived", Kind::Day).also(&["in"]),
    key("collected", Kind::Day).also(&["out"]),
    key("parking", Kind::Text).also(&["place"]),
    key("key", Kind::Text).also(&["tag"]),
    key("action", Kind::Words(job_actions)).also(&["todo"]),
    key("archived", Kind::Flag).also(&["away"]).many(),
    key("paid", Kind::Flag).many(),
];

const BOOKINGS: &[Key] = &[
    key("number", Kind::Text).also(&["no", "nr"]),
    key("plate", Kind::Text),
    key("customer", Kind::Text).also(&["name", "who"]),
    key("make", Kind::Text),
    key("model", Kind::Text),
    key("status", Kind::Words(booking_words)).also(&["state"]),
    key("type", Kind::Text),
    key("mech", Kind::Text).also(&["mechanic", "staff"]).many(),
    key("bay", Kind::Text).many(),
    key("wish", Kind::Text).also(&["work"]),
    key("day", Kind::Day).also(&["date", "on", "starts"]),
    key("moves", Kind::Number).also(&["moved"]),
    key(
        "source",
        Kind::Words(|| texts(booking::Source::ALL, booking::Source::as_str)),
    )
    .also(&["by"]),
    key(
        "arrival",
        Kind::Words(|| texts(booking::Arrival::ALL, booking::Arrival::as_str)),
    ),
    key("action", Kind::Words(booking_actions)).also(&["todo"]),
];

const CUSTOMERS: &[Key] = &[
    key("name", Kind::Text),
    key(
        "kind",
        Kind::Words(|| texts(customer::Kind::ALL, customer::Kind::as_str)),
    ),
    key("phone", Kind::Text).also(&["tel"]).many(),
    key("email", Kind::Text).also(&["mail"]).many(),
    key("plate", Kind::Text).also(&["vehicle"]).many(),
    key("make", Kind::Text).many(),
    key("address", Kind::Text).also(&["city", "street"]),
    key("postcode", Kind::Text).also(&["zip"]),
    key(
        "tell",
        Kind::Words(|| texts(customer::Channel::ALL, customer::Channel::as_str)),
    )
    .also(&["channel"]),
    key("account", Kind::Flag).also(&["later"]).many(),
    key("owes", Kind::Money).also(&["balance", "owed"]),
    key("noshows", Kind::Number),
    key("since", Kind::Day).also(&["added"]),
    key("archived", Kind::Flag).also(&["away"]).many(),
];

const VEHICLES: &[Key] = &[
    key("plate", Kind::Text),
    key("make", Kind::Text).also(&["brand"]),
    key("model", Kind::Text),
    key("year", Kind::Number),
    key("fuel", Kind::Text),
    key("class", Kind::Text),
    key("body", Kind::Text),
    key("gearbox", Kind::Text).also(&["transmission", "gear"]),
    key("drive", Kind::Text),
    key("colour", Kind::Text).also(&["color"]),
    key("doors", Kind::Number),
    key("seats", Kind::Number),
    key("engine", Kind::Number).also(&["cc"]),
    key("power", Kind::Number).also(&["kw"]),
    key("km", Kind::Number).also(&["odometer", "mileage", "mi"]),
    key("vin", Kind::Text),
    key("owner", Kind::Text).also(&["customer", "name"]),
    key("inspection", Kind::Day).also(&["mot", "due"]),
    key("service", Kind::Day),
    key(
        "use",
        Kind::Words(|| texts(vehicle::Use::ALL, vehicle::Use::as_str)),
    ),
    key("recall", Kind::Flag).many(),
    key("deferred", Kind::Flag).many(),
    key("archived", Kind::Flag).also(&["away"]).many(),
];

const PARTS: &[Key] = &[
    key("sku", Kind::Text).also(&["number", "no"]),
    key("name", Kind::Text).also(&["description"]),
    key(
        "kind",
        Kind::Words(|| texts(stock::PartKind::ALL, stock::PartKind::as_str)),
    ),
    key("category", Kind::Text),
    key("bin", Kind::Text).also(&["shelf"]),
    key("price", Kind::Money),
    key("onhand", Kind::Quantity).also(&["stock", "qty"]),
    key("free", Kind::Quantity),
    key("min", Kind::Quantity).also(&["reorder"]),
    key("low", Kind::Flag).many(),
    key("stocked", Kind::Flag).many(),
    key("archived", Kind::Flag).also(&["away"]).many(),
];

const INVOICES: &[Key] = &[
    key("number", Kind::Text).also(&["no", "nr"]),
    key("customer", Kind::Text).also(&["name", "who"]),
    key("plate", Kind::Text),
    key("status", Kind::Words(invoice_words)).also(&["state", "payment"]),
    key(
        "kind",
        Kind::Words(|| texts(invoice::Kind::ALL, invoice::Kind::as_str)),
    ),
    key("issued", Kind::Day).also(&["date", "day"]),
    key("due", Kind::Day),
    key("total", Kind::Money).also(&["amount"]),
    key("owed", Kind::Money).also(&["open"]),
];

impl List {
    /// What it can be asked for, in the order of its columns.
    #[must_use]
    pub const fn keys(self) -> &'static [Key] {
        match self {
            List::Jobs => JOBS,
            List::Bookings => BOOKINGS,
            List::Customers => CUSTOMERS,
            List::Vehicles => VEHICLES,
            List::Parts => PARTS,
            List::Invoices => INVOICES,
        }
    }

    /// The key somebody means who types this.
    #[must_use]
    pub fn key(self, typed: &str) -> Option<&'static Key> {
        let typed = typed.to_lowercase();
        self.keys().iter().find(|k| k.is(&typed))
    }
}
