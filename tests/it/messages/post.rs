//! A workshop whose letters land in a folder.

use std::path::PathBuf;
use std::time::Duration;

use forecourt::desk::booking::Order;
use forecourt::desk::customers::{CustomerForm, VehicleForm};
use forecourt::desk::messages::{Filter, Grip, Line};
use forecourt::desk::upkeep::Shelf;
use forecourt::desk::{Actor, Clock, Desk, Site};
use forecourt::domain::booking::{Arrival, Source};
use forecourt::domain::role::Preset;
use forecourt::domain::{BookingId, BookingTypeId, CustomerId, SiteId, VehicleId};
use forecourt::notify::{Dispatcher, Pace, Ways};
use tokio::sync::watch;

use crate::rig::shop::Shop;
use crate::rig::{FromPlace, Place};

/// A workshop with a phone, a receptionist and a customer with an address.
pub struct Post {
    /// The workshop.
    pub shop: Shop,
    /// Ana, reception.
    pub ana: Actor,
    /// The program itself.
    pub program: Actor,
    /// Mr Jansen.
    pub customer: CustomerId,
    /// His car.
    pub vehicle: VehicleId,
    service: BookingTypeId,
    folder: tempfile::TempDir,
    stop: watch::Sender<bool>,
}

impl FromPlace for Post {
    async fn from_place(place: Place) -> Self {
        let shop = Shop::from_place(place).await;
        let site = Site {
            phone: "030 765 43 21".to_owned(),
            ..shop.desk.site(shop.founded.site).unwrap()
        };
        shop.desk.edit_site(&shop.owner, 1, &site).await.unwrap();
        let ana = shop.as_preset(Preset::Reception).await;
        let customer = CustomerForm {
            name: "M. Jansen".to_owned(),
            emails: vec!["m.jansen@example.nl".to_owned()],
            ..CustomerForm::default()
        };
        let customer = shop.desk.add_customer(&ana, &customer).await.unwrap().value;
        let car = VehicleForm {
            plate: "KL-310-P".to_owned(),
            make: "VW".to_owned(),
            model: "Golf".to_owned(),
            ..VehicleForm::default()
        };
        let vehicle = shop
            .desk
            .add_vehicle(&ana, &car, Some(customer))
            .await
            .unwrap()
            .value;
        let kinds = shop.desk.booking_types(&ana).await.unwrap();
        let service = kinds.iter().find(|k| k.code == "SERVICE").unwrap().id;
        let program = Actor::console("root", "tests", SiteId(shop.founded.site.0));
        Post {
            shop,
            ana,
            program,
            customer,
            vehicle,
            service,
            folder: tempfile::tempdir().unwrap(),
            stop: watch::channel(false).0,
        }
    }
}

impl Post {
    /// The desk.
    pub fn desk(&self) -> &Desk {
        &self.shop.desk
    }

    /// Another process on the same books, with the same clock.
    pub async fn process(&self) -> Desk {
        let Clock::Held(hand) = self.desk().clock() else {
            panic!("tests hold their clock")
        };
        let clock = Clock::Held(hand.clone());
        Desk::on(self.shop.place.open().await, clock).await.unwrap()
    }

    /// An hour's work on Jansen's car, so many days from Monday.
    pub fn order(&self, days: u64, minute: i64) -> Order {
        Order {
            customer: self.customer,
            vehicle: Some(self.vehicle),
            kind: self.service,
            starts_at: self.shop.at(days, minute),
            minutes: Some(60),
            bay: None,
            staff: None,
            tools: Vec::new(),
            arrival: Arrival::Drop,
            source: Source::Phone,
            wish: "Brakes squeal".to_owned(),
            notes: String::new(),
            canned: Vec::new(),
            reason: String::new(),
        }
    }

    /// Books it: one letter.
    pub async fn book(&self, days: u64, minute: i64) -> BookingId {
        let order = self.order(days, minute);
        self.desk().book(&self.ana, &order).await.unwrap().value.id
    }

    /// A claimer of that name: ten at once, for a minute.
    pub fn grip(holder: &str) -> Grip {
        Grip {
            holder: holder.to_owned(),
            batch: 10,
            lease: 60,
            backoff: 30,
        }
    }

    /// The folder for letters.
    pub fn letters(&self) -> PathBuf {
        self.folder.path().join("letters")
    }

    /// The shelf for copies.
    pub fn shelf(&self) -> Shelf {
        Shelf {
            folder: self.folder.path().join("backup"),
            calendars: self.folder.path().join("calendar"),
        }
    }

    /// What a machine without a mail server can reach.
    pub fn ways(&self) -> Ways {
        Ways {
            folder: self.letters(),
            server: None,
            always: None,
        }
    }

    /// A dispatcher of that name at this desk.
    pub fn dispatcher(&self, holder: &str) -> Dispatcher {
        self.dispatcher_on(self.desk(), self.ways(), holder)
    }

    /// A dispatcher at another desk, going other ways.
    pub fn dispatcher_on(&self, desk: &Desk, ways: Ways, holder: &str) -> Dispatcher {
        let pace = Pace::default();
        Dispatcher::new(desk.clone(), ways, pace, holder, self.stop.subscribe())
    }

    /// Sends what is due; how many left.
    pub async fn send(&self) -> usize {
        self.dispatcher("a").pass().await.unwrap().sent
    }

    /// The letters in the folder by name, parsed by another library.
    pub fn read(&self) -> Vec<(String, mail_parser::Message<'static>)> {
        let mut found: Vec<_> = std::fs::read_dir(self.letters())
            .into_iter()
            .flatten()
            .map(|entry| entry.unwrap().path())
            .map(|path| {
                let mail = std::fs::read(&path).unwrap();
                let mail = mail_parser::MessageParser::default().parse(&mail).unwrap();
                let name = path.file_name().unwrap().to_string_lossy().into_owned();
                (name, mail.into_owned())
            })
            .collect();
        found.sort_by(|a, b| a.0.cmp(&b.0));
        found
    }

    /// The messages, oldest first.
    pub async fn lines(&self) -> Vec<Line> {
        let mut lines = self
            .desk()
            .outbox_window(&self.ana, Filter::All, None, 100)
            .await
            .unwrap();
        lines.reverse();
        lines
    }

    /// The newest message.
    pub async fn last(&self) -> Line {
        self.lines().await.pop().unwrap()
    }

    /// Lets seconds pass.
    pub fn wait_seconds(&self, seconds: u64) {
        let clock = self.desk().clock();
        let span = Duration::from_secs(seconds);
        let micros = i64::try_from(span.as_micros()).unwrap();
        clock.set(clock.now().plus_micros(micros));
    }
}
