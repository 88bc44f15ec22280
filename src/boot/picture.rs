//! `forecourt picture`: a screen of the demo as SVG, for the README. It is not in the help.
//!
//! The clock stands still at a Monday morning, so the same program draws the same picture.

use std::io::Write;
use std::path::Path;

use chrono::NaiveDate;
use ratatui::Terminal;
use ratatui::backend::TestBackend;

use super::args::{self, Size};
use super::demo::{data, preset};
use super::{Stop, house};
use crate::desk::{Clock, Desk};
use crate::domain::{Ts, Zone, msg};
use crate::store::{self, Store};
use crate::tui::App;
use crate::tui::app::Options;
use crate::tui::look::svg;
use crate::tui::look::{Depth, Name, Theme};
use crate::tui::shell::{Input, run::Ears};

/// Ink and ground of the terminal in the picture.
const INK: (u8, u8, u8) = (0xd2, 0xdb, 0xdd);
const GROUND: (u8, u8, u8) = (0x12, 0x18, 0x1b);

/// Draws the screen that the keys lead to, to the file or to `out`.
///
/// # Errors
/// When the demo cannot be made or the file not be written.
pub async fn draw(wish: &args::Picture, out: &mut dyn Write) -> Result<(), Stop> {
    let folder = std::env::temp_dir().join(format!("forecourt-picture-{}", std::process::id()));
    house::make_folder(&folder)?;
    let drawn = screen(wish, &folder).await;
    // What is left of a throw-away demo hurts nobody.
    let _ = std::fs::remove_dir_all(&folder);
    let picture = drawn?;
    match &wish.file {
        Some(file) => std::fs::write(file, picture),
        None => out.write_all(picture.as_bytes()),
    }
    .map_err(|e| Stop::failed(msg!("cli-io", why = e.to_string())))
}

async fn screen(wish: &args::Picture, folder: &Path) -> Result<String, Stop> {
    let url = format!("sqlite:{}", folder.join("demo.db").display());
    let odd = |e: store::Error| Stop::failed(msg!("boot-odd", why = e.to_string()));
    let options = store::Options::default();
    let store = Store::open(&url, &options).await.map_err(odd)?;
    let now = moment();
    data::fill(&store, Size::Small, now).await?;
    let desk = Desk::on(store, Clock::held(now)).await.map_err(odd)?;
    let here = desk.log_in_as_demo(preset(wish.persona), "Counter 1").await;
    let here = here.map_err(|e| Stop::failed(e.msg()))?;
    let mut options = Options::new(here.actor);
    options.landing = Some(here.landing);
    options.theme = Theme::new(Name::Dark, Depth::True);
    let (mut app, answers) = App::new(desk.clone(), options);
    let (_keys, input) = tokio::sync::mpsc::unbounded_channel();
    let mut ears = Ears {
        answers,
        input,
        news: desk.news(),
    };
    let Ok(mut terminal) = Terminal::new(TestBackend::new(wish.columns, wish.rows));
    settle(&mut app, &mut ears, &mut terminal).await;
    for key in wish.press.iter().flat_map(|keys| keys.split_whitespace()) {
        let parsed =
            crokey::parse(key).map_err(|e| Stop::misused(msg!("boot-odd", why = e.to_string())))?;
        app.input(Input::Key(parsed.into()));
        settle(&mut app, &mut ears, &mut terminal).await;
    }
    desk.close().await;
    Ok(svg::svg(terminal.backend().buffer(), INK, GROUND))
}

/// Waits until every question is answered, and draws: what was learnt in drawing is asked about again.
async fn settle(app: &mut App, ears: &mut Ears, terminal: &mut Terminal<TestBackend>) {
    while app.busy() {
        let Some(answer) = ears.answers.recv().await else {
            return;
        };
        app.answer(answer);
    }
    let Ok(_) = terminal.draw(|frame| app.draw(frame));
}

/// Monday 23 November 2026, 10:42 in Utrecht: a full morning.
fn moment() -> Ts {
    let zone = Zone::parse("Europe/Amsterdam").unwrap_or(Zone::UTC);
    let day = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap_or_default();
    zone.at(day, 10 * 60 + 42)
}
