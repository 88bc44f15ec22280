//! From the arguments to the command that does them.

use std::future::Future;
use std::io::{ErrorKind, Write};
use std::path::Path;

use super::args::{self, Args, Command};
use super::{House, Places, Stop, backup, config, demo, doctor, house, picture, screens, worker};
use crate::cli::{self, grammar};
use crate::desk::{Actor, Desk};
use crate::domain::{Currency, Zone, msg};
use crate::store::Store;
use crate::words::Words;

/// The words of whatever speaks before the workshop's own language, zone and currency are known.
#[must_use]
pub fn words() -> Words {
    Words::new("en", Currency::EUR, Zone::UTC)
}

/// What to add to the report of a panic: where the log lies.
#[must_use]
pub fn panic_note(words: &Words) -> String {
    Places::find().map_or(String::new(), |places| {
        words.say(&msg!(
            "boot-panic-log",
            folder = places.logs().display().to_string()
        ))
    })
}

/// Does what the command line says; plain output goes to `out`.
///
/// # Errors
/// Why not, in words, with the exit status.
pub fn run(args: &Args, words: &Words, out: &mut dyn Write) -> Result<(), Stop> {
    let grammar = || args::command(&|id| words.named(id).unwrap_or_else(|| id.to_owned()));
    let facts = grammar::Facts {
        variables: &config::VARIABLES,
    };
    let done = match &args.command {
        None => {
            screens::need_terminal()?;
            let house = House::build(args)?;
            house.warn_of_log(words);
            return block_on(screens::run(&house));
        }
        Some(Command::Demo(wish)) => {
            screens::need_terminal()?;
            let house = House::build(args)?;
            house.warn_of_log(words);
            return block_on(demo::run(&house, wish, words));
        }
        Some(Command::Completions { shell }) => grammar::completions(grammar(), *shell, out),
        Some(Command::Man) => grammar::man(grammar(), facts, words, out),
        Some(Command::Help { topic }) => grammar::help(grammar(), topic, facts, words, out),
        Some(Command::Config { what }) => return of_config(*what, args, words, out),
        Some(Command::User { what }) => {
            let house = House::build(args)?;
            return block_on(people(&house, what, words, out));
        }
        Some(Command::Picture(wish)) => return block_on(picture::draw(wish, out)),
        Some(Command::Worker) => {
            let house = House::build(args)?;
            return block_on(worker::run(&house, words, out));
        }
        Some(Command::Calendar { folder }) => {
            let house = House::build(args)?;
            return block_on(calendar(&house, folder.as_deref(), words, out));
        }
        Some(Command::Backup { what }) => {
            let house = House::build(args)?;
            return block_on(backup::run(&house, what, words, out));
        }
        Some(Command::Doctor) => {
            let house = House::build(args)?;
            return block_on(doctor::examine(&house, words, out));
        }
        Some(Command::Migrate { status }) => {
            let house = House::build(args)?;
            return block_on(migrate(&house, *status, words, out));
        }
    };
    finished(done)
}

fn of_config(
    what: args::Config,
    args: &Args,
    words: &Words,
    out: &mut dyn Write,
) -> Result<(), Stop> {
    let places = Places::find()?;
    if let args::Config::Init = what {
        let usual = places.config.join("config.toml");
        let path = args.config.as_deref().unwrap_or(&usual);
        return finished(cli::config::init(path, config::TEMPLATE, words, out));
    }
    let found = house::configuration(args, &places)?;
    let from = cli::config::Source {
        file: found.file.as_deref(),
        variables: &found.variables,
    };
    match what {
        args::Config::Show => {
            let holds = toml::to_string(&found.config)
                .map_err(|e| Stop::failed(msg!("boot-odd", why = e.to_string())))?;
            finished(cli::config::show(from, &holds, words, out))
        }
        _ => finished(cli::config::check(from, words, out)),
    }
}

/// The diary as calendar files.
async fn calendar(
    house: &House,
    folder: Option<&Path>,
    words: &Words,
    out: &mut dyn Write,
) -> Result<(), Stop> {
    let desk = house.bare_desk().await?;
    let usual = house.shelf().calendars;
    let done = cli::calendar::write(&desk, folder.unwrap_or(&usual), words, out).await;
    desk.close().await;
    finished(done)
}

/// The people who may log in; whoever may open the books may do this, and is on record for it.
async fn people(
    house: &House,
    what: &args::User,
    words: &Words,
    out: &mut dyn Write,
) -> Result<(), Stop> {
    if !house.has_books() {
        match what {
            args::User::List => {
                return finished(writeln!(out, "{}", words.word("user-none")).map_err(Into::into));
            }
            args::User::Passwd { login } => {
                return Err(Stop::failed(msg!("user-unknown", login = login)));
            }
            args::User::Add { .. } => {}
        }
    }
    let desk = house.desk().await?;
    let by = house.console(&desk);
    let done = one_command(&desk, &by, what, words, out).await;
    desk.close().await;
    finished(done)
}

async fn one_command(
    desk: &Desk,
    by: &Actor,
    what: &args::User,
    words: &Words,
    out: &mut dyn Write,
) -> cli::Result<()> {
    match what {
        args::User::List => cli::user::list(desk, by, words, out).await,
        args::User::Add { login, name, role } => {
            let new = cli::user::New {
                login,
                name: name.as_ref().unwrap_or(login),
                role: *role,
            };
            let password = cli::ask::new_password(words)?;
            cli::user::add(desk, by, new, &password, words, out).await
        }
        args::User::Passwd { login } => {
            let id = cli::user::who(desk, by, login).await?;
            let password = cli::ask::new_password(words)?;
            desk.reset_password(by, id, &password).await?;
            writeln!(
                out,
                "{}",
                words.say(&msg!("user-password-set", login = login))
            )?;
            Ok(())
        }
    }
}

/// Brings the schema up to date, or only says how it stands.
async fn migrate(
    house: &House,
    only_status: bool,
    words: &Words,
    out: &mut dyn Write,
) -> Result<(), Stop> {
    let (url, options) = (house.store.expose(), house.options());
    let store = if only_status {
        Store::open_as_is(url, &options).await
    } else {
        Store::open(url, &options).await
    }
    .map_err(|e| house.no_store(e))?;
    let schema = store.schema().await.map_err(|e| house.no_store(e))?;
    store.close().await;
    if schema.strange {
        return Err(house.no_store(crate::store::Error::NotBooks));
    }
    let standing = cli::migrate::Standing {
        store: &house.store.shown(),
        steps: &schema.steps,
        newer: schema.newer,
        other: schema.other,
    };
    finished(cli::migrate::show(&standing, words, out))
}

/// Waits for what needs the desk.
fn block_on<T>(work: impl Future<Output = Result<T, Stop>>) -> Result<T, Stop> {
    tokio::runtime::Builder::new_multi_thread()
        // Two are enough for one person at one screen, and each costs memory.
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(|e| Stop::failed(msg!("boot-odd", why = e.to_string())))?
        .block_on(work)
}

/// A command's outcome as the program's. Whoever closes the pipe early has seen enough.
pub(super) fn finished(done: cli::Result<()>) -> Result<(), Stop> {
    match done {
        Ok(()) => Ok(()),
        Err(cli::Error::Io(e)) if e.kind() == ErrorKind::BrokenPipe => Ok(()),
        Err(e @ cli::Error::Misused(_)) => Err(Stop::misused(e.msg())),
        Err(e) => Err(Stop::failed(e.msg())),
    }
}
