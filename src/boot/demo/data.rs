//! What is in the demo: the workshop and its people.

use super::bulk;
use super::cast::{AT_BAY, BAYS, PEOPLE};
use super::story::Story;
use crate::boot::Stop;
use crate::boot::args::Size;
use crate::desk::auth::{Cost, DEMO_PASSWORD, DEMO_PIN};
use crate::desk::founding::Founding;
use crate::desk::staff::Person;
use crate::desk::upkeep::Hours;
use crate::desk::{self, Actor, Clock, Desk};
use crate::domain::role::Preset;
use crate::domain::session::Via;
use crate::domain::{BayId, SiteId, StaffId, Ts, Zone, msg};
use crate::store::Store;

/// Everybody's password is known, so its hash may cost next to nothing.
const CHEAP: Cost = Cost {
    memory_kib: 64,
    passes: 1,
    lanes: 1,
};

/// Fills empty books with a workshop in the middle of its morning.
///
/// # Errors
/// When the books cannot be written.
pub async fn fill(store: &Store, size: Size, now: Ts) -> Result<(), Stop> {
    let zone = morning_zone(now);
    let desk = Desk::on(store.clone(), Clock::held(now)).await;
    let desk = desk.map_err(|e| Stop::failed(msg!("boot-odd", why = e.to_string())))?;
    let told = async {
        let (bays, staff) = people(&desk, zone, now).await?;
        // The long past first: its numbers come before those of the story.
        if size == Size::Large {
            bulk::fill(store, zone.day_of(now)).await?;
        }
        Story::tell(&desk, zone, now, bays, staff).await
    };
    told.await.map_err(|e: desk::Error| Stop::failed(e.msg()))
}

/// Where it is the middle of the morning now: in Utrecht if it is, else at sea, so that there is something to see
/// at any hour.
fn morning_zone(now: Ts) -> Zone {
    let utrecht = Zone::parse("Europe/Amsterdam").unwrap_or(Zone::UTC);
    if (10 * 60..=14 * 60 + 30).contains(&utrecht.minute_of_day(now)) {
        return utrecht;
    }
    let hour = Zone::UTC.minute_of_day(now) / 60;
    let ahead = if hour <= 22 { 10 - hour } else { 34 - hour };
    // The sign of these names is the other way round: GMT-5 is five hours ahead.
    let name = match ahead {
        0 => "Etc/GMT".to_owned(),
        1.. => format!("Etc/GMT-{ahead}"),
        _ => format!("Etc/GMT+{}", -ahead),
    };
    Zone::parse(&name).unwrap_or(utrecht)
}

/// Founds the workshop and hires everybody; the bays in order, and who works in each.
async fn people(desk: &Desk, zone: Zone, now: Ts) -> desk::Result<(Vec<BayId>, Vec<StaffId>)> {
    desk.clock().set(now.plus_days(-20));
    let console = Actor::console("demo", "demo", SiteId(1));
    let (login, name, _) = PEOPLE[0];
    let founding = Founding {
        name: "Garage Voorbeeld".to_owned(),
        address: "Werkspoorkade 12\n3511 AB Utrecht".to_owned(),
        phone: "030 555 01 20".to_owned(),
        email: "balie@garage-voorbeeld.example".to_owned(),
        tax_no: "NL001234567B01".to_owned(),
        bays: BAYS
            .iter()
            .map(|(name, kind)| ((*name).to_owned(), *kind))
            .collect(),
        owner: name.to_owned(),
        login: login.to_owned(),
        password: DEMO_PASSWORD.to_owned(),
        is_demo: true,
        password_cost: Some(CHEAP),
        ..Founding::in_country("NL", zone.name())
    };
    let founded = desk.found_workshop(&console, founding).await?;
    // Open every day: a demo on a Sunday has a day to show, too.
    let week: Vec<Hours> = (1..=7)
        .map(|weekday| Hours {
            weekday,
            opens_mod: 7 * 60 + 30,
            closes_mod: 18 * 60,
            last_start_mod: 17 * 60,
        })
        .collect();
    desk.set_hours(&console, &week).await?;
    let mut at_bay = vec![founded.owner; AT_BAY.len()];
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
        if let Some(bay) = AT_BAY.iter().position(|l| l == login) {
            at_bay[bay] = id;
        }
    }
    // The PIN works where somebody gave their password in the last hours: at the counter, this morning.
    desk.clock().set(now.plus_minutes(-150));
    for (login, _, _) in PEOPLE {
        let here = desk
            .log_in(login, DEMO_PASSWORD, "counter-1", Via::Local)
            .await?;
        desk.set_pin(&here.actor, DEMO_PASSWORD, DEMO_PIN).await?;
        desk.log_out(&here.actor).await?;
    }
    Ok((founded.bays, at_bay))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_morning_in_the_demo_at_any_hour() {
        for hour in 0..48 {
            let now = Ts(1_795_305_600_000_000).plus_minutes(hour * 60 + 7);
            let minute = morning_zone(now).minute_of_day(now);
            assert!(
                (10 * 60..=14 * 60 + 30).contains(&minute),
                "{hour}: {minute}"
            );
        }
    }
}
