//! Opens the screens at this terminal: what it is called, how it looks, and whose books it shows.

use std::io::IsTerminal;

use super::config::{self, Config};
use super::{House, Stop};
use crate::desk::auth::LoggedIn;
use crate::desk::{Actor, Desk};
use crate::domain::{SiteId, msg};
use crate::paper::Tray;
use crate::tui::app::{Options, Taste};
use crate::tui::look::{Marks, Name, Theme};
use crate::tui::shell::tty::{Tty, run_here};

/// Refuses to start where there is no screen to draw on or no keyboard to read.
///
/// # Errors
/// Exit status 2.
pub fn need_terminal() -> Result<(), Stop> {
    if std::io::stdin().is_terminal() && std::io::stdout().is_terminal() {
        return Ok(());
    }
    Err(Stop::misused(msg!("boot-no-terminal")))
}

/// Opens the books and runs the screens on them.
///
/// # Errors
/// When the books or the terminal cannot be opened.
pub async fn run(house: &House) -> Result<(), Stop> {
    let desk = house.desk().await?;
    show(house, &desk, None).await
}

/// Runs the screens until they are left, then closes the books; from the log-in page, or for who has
/// logged in already.
///
/// # Errors
/// When the terminal cannot be opened.
pub async fn show(house: &House, desk: &Desk, here: Option<LoggedIn>) -> Result<(), Stop> {
    let config = &house.found.config;
    let site = desk
        .settings()
        .sites
        .first()
        .map_or(SiteId(1), |site| site.id);
    let mut options = Options::new(Actor::nobody(&terminal_name(config), site));
    options.theme = theme(config.theme);
    options.marks = marks(config.marks);
    options.tray = Tray::new(house.places.data.join("paper"), &config.printer);
    if let Some(here) = here {
        options.taste = Taste::from(&here);
        options.landing = Some(here.landing);
        options.actor = here.actor;
    }
    let tty = Tty {
        far: std::env::var_os("SSH_CONNECTION").is_some(),
        ..Tty::default()
    };
    let worker = house.works.then(|| house.worker(desk));
    let ended = run_here(desk.clone(), options, tty).await;
    if let Some(worker) = worker {
        worker.stop().await;
    }
    desk.close().await;
    ended.map_err(|e| Stop::failed(msg!("boot-terminal-lost", why = e.to_string())))
}

fn var(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

fn theme(wanted: config::Theme) -> Theme {
    let name = match wanted {
        config::Theme::Auto => None,
        config::Theme::Dark => Some(Name::Dark),
        config::Theme::Light => Some(Name::Light),
        config::Theme::Contrast => Some(Name::Contrast),
        config::Theme::Mono => Some(Name::Mono),
    };
    Theme::choose(name, var)
}

/// The signs this terminal can show.
pub fn marks(wanted: config::Marks) -> Marks {
    let name = match wanted {
        config::Marks::Auto => None,
        config::Marks::Utf8 => Some("utf8"),
        config::Marks::Ascii => Some("ascii"),
    };
    Marks::choose(name, var)
}

/// What others see of this terminal: its configured name, else host and tty.
pub fn terminal_name(config: &Config) -> String {
    if let Some(name) = config.terminal.as_deref().map(str::trim)
        && !name.is_empty()
    {
        return name.to_owned();
    }
    let host = rustix::system::uname()
        .nodename()
        .to_string_lossy()
        .into_owned();
    let tty = rustix::termios::ttyname(std::io::stdin(), Vec::new())
        .ok()
        .and_then(|path| path.into_string().ok());
    match tty {
        Some(tty) => format!("{host} {}", tty.trim_start_matches("/dev/")),
        None => host,
    }
}
