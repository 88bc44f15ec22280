//! A founded workshop: the ground most stories start on.

use forecourt::desk::auth::Cost;
use forecourt::desk::founding::{Founded, Founding};
use forecourt::desk::staff::Person;
use forecourt::desk::{Actor, Clock, Desk};
use forecourt::domain::role::Preset;
use forecourt::domain::session::Via;
use forecourt::domain::{Bp, SiteId, StaffId, Ts, Zone};

use super::{FromPlace, Place};

/// Everybody's password in the tests.
pub const PASSWORD: &str = "under the lift";
/// The terminal of everybody who is not told another.
pub const TERMINAL: &str = "counter-1";

/// A workshop in Utrecht on Monday 23 November 2026, 10:42, with its owner logged in.
pub struct Shop {
    /// Where its books are.
    pub place: Place,
    /// Its desk, with a clock that stands.
    pub desk: Desk,
    /// What founding made.
    pub founded: Founded,
    /// The owner's log-in.
    pub owner: Actor,
}

/// What hashing costs in the tests: nothing to speak of.
pub const CHEAP: Cost = Cost {
    memory_kib: 8,
    passes: 1,
    lanes: 1,
};

impl FromPlace for Shop {
    async fn from_place(place: Place) -> Self {
        Shop::found(place, false).await
    }
}

impl Shop {
    /// The same, marked as a demonstration.
    pub async fn demo(place: Place) -> Self {
        Shop::found(place, true).await
    }

    async fn found(place: Place, is_demo: bool) -> Self {
        let zone = Zone::parse("Europe/Amsterdam").unwrap();
        let day = chrono::NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
        let clock = Clock::held(zone.at(day, 10 * 60 + 42));
        let desk = Desk::on(place.open().await, clock).await.unwrap();
        let console = Actor::console("root", "tests", SiteId(0));
        let founding = Founding {
            name: "Garage Voorbeeld".to_owned(),
            owner: "Olga Owner".to_owned(),
            login: "owner".to_owned(),
            password: PASSWORD.to_owned(),
            is_demo,
            password_cost: Some(CHEAP),
            ..Founding::in_country("NL", "Europe/Amsterdam")
        };
        let founded = desk.found_workshop(&console, founding).await.unwrap();
        let owner = desk
            .log_in("owner", PASSWORD, TERMINAL, Via::Local)
            .await
            .unwrap()
            .actor;
        Shop {
            place,
            desk,
            founded,
            owner,
        }
    }

    /// The instant of that minute of that many days from Monday 23 November 2026, on the workshop's clock.
    pub fn at(&self, days: u64, minute: i64) -> Ts {
        let zone = self.desk.site(self.founded.site).unwrap().zone;
        let monday = chrono::NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
        zone.at(monday + chrono::Days::new(days), minute)
    }

    /// Lets so many minutes pass.
    pub fn wait(&self, minutes: i64) {
        let clock = self.desk.clock();
        clock.set(clock.now().plus_minutes(minutes));
    }

    /// Adds somebody with that role and log-in name, whose password is [`PASSWORD`]. At the reception they may
    /// take a fifth off a price.
    pub async fn hire(&self, login: &str, preset: Preset) -> StaffId {
        let person = Person {
            name: format!("{}{}", login[..1].to_uppercase(), &login[1..]),
            login: Some(login.to_owned()),
            is_mechanic: preset == Preset::Mechanic,
            discount_cap: Bp(if preset == Preset::Reception {
                2_000
            } else {
                0
            }),
            home_site: Some(self.founded.site),
            ..Person::default()
        };
        let id = self
            .desk
            .add_staff(&self.owner, &person, Some(PASSWORD))
            .await
            .unwrap();
        let role = self.founded.roles[&preset];
        self.desk.grant(&self.owner, id, role, None).await.unwrap();
        id
    }

    /// Somebody's log-in at [`TERMINAL`].
    pub async fn log_in(&self, login: &str) -> Actor {
        self.log_in_at(login, TERMINAL).await
    }

    /// Somebody's log-in at another terminal.
    pub async fn log_in_at(&self, login: &str, terminal: &str) -> Actor {
        self.desk
            .log_in(login, PASSWORD, terminal, Via::Local)
            .await
            .unwrap()
            .actor
    }

    /// Hires somebody named after the role and logs them in.
    pub async fn as_preset(&self, preset: Preset) -> Actor {
        self.hire(preset.as_str(), preset).await;
        self.log_in(preset.as_str()).await
    }
}
