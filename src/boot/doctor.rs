//! What `forecourt doctor` looks at: it goes on after a fault, and changes nothing.

use std::io::{IsTerminal, Write};

use super::config::Found;
use super::{House, Stop, screens};
use crate::cli::doctor::{Finding, Terminal, clock, mail, printer, show, terminal};
use crate::desk::{self, Clock, Desk};
use crate::domain::msg;
use crate::store::{Schema, Store, health};
use crate::words::Words;

/// Looks at everything; the configuration has been read already.
///
/// # Errors
/// A sentence with the number of things that are wrong.
pub async fn examine(house: &House, words: &Words, out: &mut dyn Write) -> Result<(), Stop> {
    let mut findings = vec![configuration(&house.found), log(house)];
    let wants_mail = books(house, &mut findings).await;
    let server = house
        .found
        .config
        .smtp
        .as_ref()
        .and_then(super::config::Smtp::server);
    findings.push(mail(server.as_ref(), wants_mail).await);
    let path = std::env::var("PATH").unwrap_or_default();
    findings.push(printer(&house.found.config.printer, &path));
    findings.push(terminal(&this_terminal()));
    super::run::finished(show(&findings, words, out))
}

fn configuration(found: &Found) -> Finding {
    let what = msg!("doctor-config");
    match &found.file {
        Some(path) => Finding::good(
            what,
            msg!("config-sound", file = path.display().to_string()),
        ),
        None => Finding::good(what, msg!("config-defaults")),
    }
}

fn log(house: &House) -> Finding {
    let (what, folder) = (
        msg!("doctor-log"),
        house.places.logs().display().to_string(),
    );
    match &house.log_fault {
        None => Finding::good(what, msg!("doctor-log-there", folder = folder)),
        Some(why) => Finding::bad(
            what,
            msg!("boot-no-log", file = &folder, why = why),
            msg!("doctor-log-cure", folder = folder),
        ),
    }
}

/// Store, schema and clock. Answers whether the workshop sends by mail server.
async fn books(house: &House, findings: &mut Vec<Finding>) -> bool {
    let what = || msg!("doctor-store");
    let place = house.store.shown();
    let store = match Store::open_as_is(house.store.expose(), &house.options()).await {
        Ok(store) => store,
        Err(e) => {
            let cure = if house.store.path().is_some_and(|file| file.exists()) {
                msg!("doctor-not-a-store-cure")
            } else if house.store.is_file() {
                msg!("doctor-no-file-cure")
            } else {
                msg!("doctor-no-server-cure")
            };
            findings.push(Finding::bad(what(), house.no_store(e).why, cure));
            return false;
        }
    };
    findings.push(Finding::good(
        what(),
        msg!("doctor-store-opens", store = place),
    ));
    let schema = store.schema().await;
    let current = matches!(&schema, Ok(s) if s.is_ours().is_ok() && !s.is_behind());
    findings.push(match schema {
        Ok(schema) => of_schema(&schema),
        Err(e) => Finding::bad(
            msg!("doctor-schema"),
            house.no_store(e).why,
            msg!("doctor-schema-cure"),
        ),
    });
    let mut wants_mail = false;
    if current {
        findings.push(of_clock(&store).await);
        if let Ok(desk) = Desk::on(store.clone(), Clock::System).await {
            wants_mail = desk.settings().mail_transport() == desk::MailTransport::Smtp;
            findings.push(if desk.is_founded() {
                let name = desk.settings().workshop().to_owned();
                Finding::good(msg!("doctor-workshop"), msg!("doctor-founded", name = name))
            } else {
                Finding::fair(
                    msg!("doctor-workshop"),
                    msg!("doctor-not-founded"),
                    msg!("doctor-not-founded-cure"),
                )
            });
        }
    }
    store.close().await;
    wants_mail
}

fn of_schema(schema: &Schema) -> Finding {
    let what = msg!("doctor-schema");
    if let Some(step) = schema.newer {
        return Finding::bad(
            what,
            msg!("migrate-newer", step = step),
            msg!("doctor-newer-cure"),
        );
    }
    if let Some(step) = schema.other {
        return Finding::bad(
            what,
            msg!("migrate-foreign", step = step),
            msg!("doctor-foreign-cure"),
        );
    }
    if schema.strange {
        return Finding::bad(
            what,
            msg!("migrate-not-books"),
            msg!("doctor-not-a-store-cure"),
        );
    }
    let open = schema.steps.iter().filter(|(_, _, done)| !done).count();
    if open > 0 {
        let cause = msg!("doctor-schema-behind", count = open);
        return Finding::fair(what, cause, msg!("doctor-schema-cure"));
    }
    Finding::good(
        what,
        msg!("doctor-schema-current", count = schema.steps.len()),
    )
}

async fn of_clock(store: &Store) -> Finding {
    let mut db = store;
    let read = async {
        let theirs = health::clock(&mut db).await?;
        Ok::<_, crate::store::Error>((theirs, health::last_written(&mut db).await?))
    };
    match read.await {
        Ok((theirs, last)) => clock(Clock::System.now(), theirs, last),
        Err(e) => Finding::bad(
            msg!("doctor-clock"),
            msg!("cli-io", why = e.to_string()),
            msg!("doctor-clock-cure"),
        ),
    }
}

fn this_terminal() -> Terminal {
    let there = std::io::stdin().is_terminal() && std::io::stdout().is_terminal();
    Terminal {
        there,
        kind: std::env::var("TERM").unwrap_or_default(),
        size: there.then(|| crossterm::terminal::size().ok()).flatten(),
        utf8: !screens::marks(super::config::Marks::Auto).is_ascii(),
    }
}
