//! `forecourt backup`: copies of the embedded books, and putting one back.

use std::io::Write;
use std::path::Path;

use super::run::finished;
use super::{House, Stop, args};
use crate::cli;
use crate::desk::{Actor, Desk};
use crate::domain::msg;
use crate::words::Words;

/// Does what was asked; whoever may open the books may do this, and is on record for it.
///
/// # Errors
/// Why not, in words.
pub async fn run(
    house: &House,
    what: &args::Backup,
    words: &Words,
    out: &mut dyn Write,
) -> Result<(), Stop> {
    if let args::Backup::Restore { file } = what {
        return restore(house, file, words, out).await;
    }
    if !house.has_books() {
        return finished(without_books(house, what, words, out).await);
    }
    let desk = house.bare_desk().await?;
    let by = house.console(&desk);
    let done = one(house, &desk, &by, what, words, out).await;
    desk.close().await;
    finished(done)
}

/// Copies may lie on the shelf of a machine whose books are gone: the very moment to look at them.
async fn without_books(
    house: &House,
    what: &args::Backup,
    words: &Words,
    out: &mut dyn Write,
) -> cli::Result<()> {
    let all = house.shelf().copies();
    match what {
        args::Backup::List => cli::backup::print(&all, &house.shelf(), words, out),
        args::Backup::Verify { file } => {
            let copy = cli::backup::meant(&all, &house.shelf(), file.as_deref())?;
            Desk::look_at_copy(&copy).await?;
            cli::backup::is_whole(&copy, words, out)
        }
        args::Backup::Run | args::Backup::Restore { .. } => {
            let store = house.store.shown();
            Err(cli::Error::Said(msg!("boot-no-books", store = store)))
        }
    }
}

async fn one(
    house: &House,
    desk: &Desk,
    by: &Actor,
    what: &args::Backup,
    words: &Words,
    out: &mut dyn Write,
) -> cli::Result<()> {
    let shelf = house.shelf();
    match what {
        args::Backup::List => cli::backup::list(desk, by, &shelf, words, out).await,
        args::Backup::Verify { file } => {
            cli::backup::verify(desk, by, &shelf, file.as_deref(), words, out).await
        }
        args::Backup::Run | args::Backup::Restore { .. } => {
            cli::backup::run(desk, by, &shelf, words, out).await
        }
    }
}

/// The books must be closed while they are put back, so the desk opens only after, to enter it in them.
async fn restore(
    house: &House,
    file: &Path,
    words: &Words,
    out: &mut dyn Write,
) -> Result<(), Stop> {
    let Some(books) = house.store.path() else {
        return Err(Stop::failed(msg!("backup-server")));
    };
    let before = Desk::put_books_back(&books, file, house.clock.now())
        .await
        .map_err(|e| Stop::failed(e.msg()))?;
    let desk = house.bare_desk().await?;
    let by = house.console(&desk);
    let entered = desk.restore(&by, file, &before).await;
    desk.close().await;
    entered.map_err(|e| Stop::failed(e.msg()))?;
    let said = msg!(
        "backup-restored",
        file = file.display().to_string(),
        before = before.display().to_string()
    );
    finished(writeln!(out, "{}", words.say(&said)).map_err(Into::into))
}
