//! `forecourt demo`: a workshop of its own to try things in.
//!
//! It is made for today; a second one joins it. It is made anew on another day, or when asked to, while
//! nobody has it open. It never goes into books that hold anything else.

mod bulk;
mod cast;
pub mod data;
mod story;

use std::io::Write as _;

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::args::{self, Persona, Size};
use super::config::StoreUrl;
use super::{House, Places, Stop, screens};
use crate::desk::Desk;
use crate::domain::role::Preset;
use crate::domain::{Msg, Zone, msg};
use crate::store::{Contents, Seat, Store, settings};
use crate::words::Words;

/// The setting that says for which day and how large the demo was made; written last, so that half a
/// demo is never taken for a whole one.
const MADE: &str = "org.demo_made";

/// Where a demo lies when no place was named.
///
/// # Errors
/// When the folder cannot be made.
pub fn place(places: &Places, size: Size) -> Result<StoreUrl, Stop> {
    super::house::make_folder(&places.data)?;
    let name = match size {
        Size::Small => "demo.db",
        Size::Large => "demo-large.db",
    };
    let path = places.data.join(name);
    StoreUrl::parse(&format!("sqlite:{}", path.display()))
        .ok_or_else(|| Stop::failed(msg!("boot-no-home")))
}

/// Opens the demo, making it where need be, and runs the screens on it.
///
/// # Errors
/// When the place holds something else, or cannot be opened.
pub async fn run(house: &House, wish: &args::Demo, words: &Words) -> Result<(), Stop> {
    if wish.smtp && house.found.config.smtp.is_none() {
        return Err(Stop::misused(msg!("demo-no-smtp")));
    }
    let (desk, _seat) = open(house, wish, words).await?;
    let landing = match wish.persona {
        None => None,
        Some(persona) => {
            let terminal = screens::terminal_name(&house.found.config);
            let logged_in = desk.log_in_as_demo(preset(persona), &terminal).await;
            Some(logged_in.map_err(|e| Stop::failed(e.msg()))?)
        }
    };
    screens::show(house, &desk, landing).await
}

/// The role of a person of the demo.
pub(super) fn preset(persona: Persona) -> Preset {
    match persona {
        Persona::Reception => Preset::Reception,
        Persona::Mechanic => Preset::Mechanic,
        Persona::Admin => Preset::Admin,
    }
}

/// The demo's desk, and the seat that keeps others from making it anew meanwhile.
///
/// # Errors
/// When the place holds something else, or cannot be opened.
pub async fn open(house: &House, wish: &args::Demo, words: &Words) -> Result<(Desk, Seat), Stop> {
    let url = house.store.expose();
    let fault = |e| house.no_store(e);
    let Some(mut seat) = Seat::alone(url).await.map_err(fault)? else {
        let seat = Seat::among(url).await.map_err(fault)?;
        let desk = house.bare_desk().await?;
        if wish.fresh {
            say(words, &msg!("demo-in-use"));
        }
        return if desk.settings().is_demo() {
            Ok((desk, seat))
        } else {
            Err(taken(house))
        };
    };
    let today = today(house)?;
    let wanted = json!({ "day": today, "size": format!("{:?}", wish.size) });
    match Store::contents(url).await.map_err(fault)? {
        Contents::Others | Contents::Foreign { demo: false } => return Err(taken(house)),
        // A demo of another version is of no use to anybody.
        Contents::Foreign { demo: true } => Store::clear(url).await.map_err(fault)?,
        Contents::Books => {
            let desk = house.bare_desk().await?;
            let settings = desk.settings();
            let made: Option<&Value> = settings.value(None, MADE);
            if desk.is_founded() && !settings.is_demo() {
                desk.close().await;
                return Err(taken(house));
            }
            if made == Some(&wanted) && !wish.fresh {
                seat.open_to_others().await.map_err(fault)?;
                return Ok((desk, seat));
            }
            desk.close().await;
            Store::clear(url).await.map_err(fault)?;
        }
        Contents::Nothing => {}
    }
    say(words, &msg!("demo-making"));
    make(house, wish.size, wanted).await?;
    seat.open_to_others().await.map_err(fault)?;
    Ok((house.bare_desk().await?, seat))
}

/// Fills empty books.
async fn make(house: &House, size: Size, made: Value) -> Result<(), Stop> {
    let fault = |e| house.no_store(e);
    let store = Store::open(house.store.expose(), &house.options())
        .await
        .map_err(fault)?;
    data::fill(&store, size, house.clock.now()).await?;
    let mut tx = store.begin().await.map_err(fault)?;
    settings::put(&mut tx, "all", MADE, made)
        .await
        .map_err(fault)?;
    tx.commit().await.map_err(fault)?;
    store.close().await;
    Ok(())
}

/// The day the demo is made for: today, where this machine stands.
/// A line before the screens; a terminal that is gone already is no reason to stop.
fn say(words: &Words, what: &Msg) {
    let _ = writeln!(std::io::stderr(), "{}", words.say(what));
}

fn today(house: &House) -> Result<NaiveDate, Stop> {
    let zone = Zone::parse(&zone_name()).map_err(Stop::failed)?;
    Ok(zone.day_of(house.clock.now()))
}

/// The zone this machine stands in.
fn zone_name() -> String {
    iana_time_zone::get_timezone()
        .ok()
        .filter(|name| Zone::parse(name).is_ok())
        .unwrap_or_else(|| "UTC".to_owned())
}

fn taken(house: &House) -> Stop {
    Stop::failed(msg!("demo-place-taken", store = house.store.shown()))
}
