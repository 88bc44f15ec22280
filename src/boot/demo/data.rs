//! What is in the demo: the workshop and its people.

use chrono::NaiveDate;

use crate::boot::Stop;
use crate::boot::args::Size;
use crate::desk::auth::{Cost, DEMO_PASSWORD, DEMO_PIN};
use crate::desk::founding::Founding;
use crate::desk::staff::Person;
use crate::desk::{self, Actor, Clock, Desk};
use crate::domain::role::Preset;
use crate::domain::session::Via;
use crate::domain::{SiteId, msg};
use crate::store::Store;

/// Everybody's password is known, so its hash may cost next to nothing.
const CHEAP: Cost = Cost {
    memory_kib: 64,
    passes: 1,
    lanes: 1,
};

/// Who works there: what they type, their name, and what they may do. The owner is the first.
const PEOPLE: [(&str, &str, Preset); 8] = [
    ("olga", "Olga Verhoeven", Preset::Admin),
    ("mia", "Mia Castell", Preset::Manager),
    ("ana", "Ana Bosman", Preset::Reception),
    ("jo", "Jo Hendriks", Preset::Mechanic),
    ("sam", "Sam de Wit", Preset::Mechanic),
    ("pim", "Pim Aydin", Preset::Parts),
    ("cas", "Cas Vermeer", Preset::Cashier),
    ("uma", "Uma Raman", Preset::Auditor),
];

/// Fills empty books with a workshop as of that day.
///
/// # Errors
/// When the books cannot be written.
pub async fn fill(store: &Store, _size: Size, _today: NaiveDate) -> Result<(), Stop> {
    let desk = Desk::on(store.clone(), Clock::System).await;
    let desk = desk.map_err(|e| Stop::failed(msg!("boot-odd", why = e.to_string())))?;
    people(&desk).await.map_err(|e| Stop::failed(e.msg()))
}

async fn people(desk: &Desk) -> desk::Result<()> {
    let console = Actor::console("demo", "demo", SiteId(1));
    let (login, name, _) = PEOPLE[0];
    let founding = Founding {
        name: "Garage Voorbeeld".to_owned(),
        address: "Werkspoorkade 12\n3511 AB Utrecht".to_owned(),
        phone: "030 555 01 20".to_owned(),
        email: "balie@garage-voorbeeld.example".to_owned(),
        tax_no: "NL001234567B01".to_owned(),
        owner: name.to_owned(),
        login: login.to_owned(),
        password: DEMO_PASSWORD.to_owned(),
        is_demo: true,
        password_cost: Some(CHEAP),
        ..Founding::in_country("NL", &super::zone_name())
    };
    let founded = desk.found_workshop(&console, founding).await?;
    for (login, name, preset) in &PEOPLE[1..] {
        let person = Person {
            name: (*name).to_owned(),
            login: Some((*login).to_owned()),
            is_mechanic: *preset == Preset::Mechanic,
            home_site: Some(founded.site),
            ..Person::default()
        };
        let id = desk
            .add_staff(&console, &person, Some(DEMO_PASSWORD))
            .await?;
        desk.grant(&console, id, founded.roles[preset], None)
            .await?;
    }
    for (login, _, _) in PEOPLE {
        let here = desk
            .log_in(login, DEMO_PASSWORD, "demo", Via::Local)
            .await?;
        desk.set_pin(&here.actor, DEMO_PASSWORD, DEMO_PIN).await?;
        desk.log_out(&here.actor).await?;
    }
    Ok(())
}
