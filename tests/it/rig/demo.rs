//! The workshop of the demonstration in the middle of its Monday morning: every page has something on it.

use std::path::PathBuf;

use forecourt::boot::args::Size;
use forecourt::boot::demo::data;
use forecourt::desk::{Clock, Desk};
use forecourt::domain::role::Preset;
use forecourt::domain::{Ts, Zone};
use forecourt::store::{Options, Store};
use forecourt::tui::app::Options as Wishes;
use tokio::sync::OnceCell;

use super::Place;
use crate::robot::Robot;

/// Every page worth looking at: its name, who looks, and the keys that lead there; `=word` is typed.
pub const PAGES: &[(&str, Preset, &str)] = &[
    ("day", Preset::Reception, ""),
    ("mechanics", Preset::Reception, "Tab Tab"),
    ("week", Preset::Reception, "Tab"),
    ("month", Preset::Reception, "Tab Tab Tab"),
    ("equipment lanes", Preset::Reception, "Tab Tab Tab Tab"),
    ("finder", Preset::Reception, "Ctrl-T"),
    ("waiting list", Preset::Reception, "Ctrl-K"),
    ("requests", Preset::Reception, "Ctrl-O"),
    ("left over", Preset::Reception, "F10 =left Enter"),
    ("check-in", Preset::Reception, "F4"),
    ("sale", Preset::Reception, "F5"),
    ("new booking", Preset::Reception, "F3"),
    ("booking", Preset::Reception, "Right Enter"),
    ("find", Preset::Reception, "F2 b a k"),
    ("help", Preset::Reception, "F1"),
    ("menu", Preset::Reception, "F10"),
    ("leave", Preset::Reception, "Ctrl-Q"),
    ("profile", Preset::Reception, "F10 =profile Enter"),
    ("jobs", Preset::Reception, "Alt-2"),
    ("job", Preset::Reception, "Alt-2 Right Right Enter"),
    ("jobs list", Preset::Reception, "Alt-2 Tab"),
    (
        "estimate",
        Preset::Reception,
        "Alt-2 Right Right Enter BackTab",
    ),
    (
        "inspection",
        Preset::Reception,
        "Alt-2 Right Right Enter Tab",
    ),
    (
        "notes",
        Preset::Reception,
        "Alt-2 Right Right Enter F10 =notes Enter",
    ),
    (
        "clocked time",
        Preset::Reception,
        "Alt-2 Right Right Enter F10 =clocked Enter",
    ),
    ("figures", Preset::Manager, "Alt-3 F10 =figures Enter"),
    ("ratings", Preset::Manager, "Alt-3 F10 =ratings Enter"),
    ("learned times", Preset::Manager, "Alt-3 F10 =learned Enter"),
    ("stock", Preset::Parts, "F7"),
    ("part", Preset::Parts, "F7 Down Enter"),
    ("receive", Preset::Parts, "F7 Down Enter Insert"),
    ("part form", Preset::Parts, "F7 Down Enter Ctrl-E"),
    ("bills", Preset::Reception, "Alt-4"),
    ("bill", Preset::Reception, "Alt-4 Enter"),
    ("payment", Preset::Reception, "Alt-4 Enter F8"),
    ("drafts", Preset::Reception, "Alt-4 Tab"),
    ("invoice list", Preset::Reception, "Alt-4 Ctrl-O"),
    ("customers", Preset::Reception, "F6"),
    ("customer", Preset::Reception, "F6 Enter"),
    ("new customer", Preset::Reception, "F6 Insert"),
    ("vehicle", Preset::Reception, "F6 Enter Enter"),
    ("new vehicle", Preset::Reception, "F6 Enter Insert"),
    ("my work", Preset::Mechanic, ""),
    ("admin", Preset::Admin, "Alt-7"),
    ("collections", Preset::Reception, "Ctrl-R"),
    ("courtesy cars", Preset::Reception, "Ctrl-R Tab"),
    ("staff", Preset::Admin, "F10 =staff Enter"),
    ("new person", Preset::Admin, "F10 =staff Enter Insert"),
    ("roles", Preset::Admin, "F10 =roles Enter"),
    ("bays", Preset::Admin, "F10 =bays Enter"),
    ("opening hours", Preset::Admin, "F10 =opening Enter"),
    ("holidays", Preset::Admin, "F10 =holidays Enter"),
    ("absences", Preset::Admin, "F10 =absences Enter"),
    ("canned jobs", Preset::Admin, "F10 =canned Enter"),
    ("new canned job", Preset::Admin, "F10 =canned Enter Insert"),
    ("templates", Preset::Admin, "F10 =templates Enter"),
    ("template", Preset::Admin, "F10 =templates Enter Enter"),
    ("settings", Preset::Admin, "F10 =settings Enter"),
    ("messages", Preset::Admin, "F10 =messages Enter"),
    ("alerts", Preset::Admin, "F10 =alerts Enter"),
];

struct Template {
    _folder: tempfile::TempDir,
    file: PathBuf,
}

/// The open books of the demonstration, a copy of its own for each test.
pub struct Demo {
    _place: Place,
    desk: Desk,
}

impl Demo {
    /// Opens them at 10:42.
    pub async fn open() -> Demo {
        static MADE: OnceCell<Template> = OnceCell::const_new();
        let template = MADE.get_or_init(make).await;
        let place = Place::copy_of(&template.file);
        let desk = Desk::on(place.open().await, Clock::held(morning()))
            .await
            .unwrap();
        Demo {
            _place: place,
            desk,
        }
    }

    /// Somebody of that role at an 80x24 terminal, on the page the keys lead to.
    pub async fn page(&self, who: Preset, keys: &str, wish: impl FnOnce(&mut Wishes)) -> Robot {
        let here = self.desk.log_in_as_demo(who, "counter-1").await.unwrap();
        let mut options = Wishes::new(here.actor);
        options.landing = Some(here.landing);
        wish(&mut options);
        let long = options.locale.as_deref() == Some("en-XA");
        let mut robot = Robot::with(&self.desk, options, (80, 24)).await;
        for key in keys.split_whitespace() {
            match key.strip_prefix('=') {
                // In the reader's own words.
                Some(word) if long => robot.write(&accented(word)).await,
                Some(word) => robot.write(word).await,
                None => robot.press(key).await,
            };
        }
        robot
    }
}

async fn make() -> Template {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("demo.db");
    let url = format!("sqlite:{}", file.display());
    let store = Store::open(&url, &Options::default()).await.unwrap();
    let filled = data::fill(&store, Size::Small, morning()).await;
    assert!(filled.is_ok(), "the demonstration is made");
    store.close().await;
    Template {
        _folder: folder,
        file,
    }
}

fn morning() -> Ts {
    let zone = Zone::parse("Europe/Amsterdam").unwrap();
    let day = chrono::NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
    zone.at(day, 10 * 60 + 42)
}

/// English with the accents of the pseudo-locale.
pub fn accented(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            'a' => 'á',
            'e' => 'é',
            'i' => 'í',
            'o' => 'ó',
            'u' => 'ú',
            'A' => 'Á',
            'E' => 'É',
            'O' => 'Ó',
            other => other,
        })
        .collect()
}
