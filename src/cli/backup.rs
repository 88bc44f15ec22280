//! `forecourt backup run|list|verify`: copies of the embedded books, for a machine without a screen.

use std::io::Write;
use std::path::{Path, PathBuf};

use super::{Error, Result};
use crate::desk::upkeep::{Backup, Shelf};
use crate::desk::{Actor, Desk};
use crate::domain::msg;
use crate::words::Words;

/// Makes a copy now, looked through before it counts.
///
/// # Errors
/// What the desk has against it.
pub async fn run(
    desk: &Desk,
    by: &Actor,
    shelf: &Shelf,
    words: &Words,
    out: &mut dyn Write,
) -> Result<()> {
    let made = desk.back_up(by, shelf).await?;
    writeln!(
        out,
        "{}",
        words.say(&msg!(
            "backup-made",
            file = shown(&made),
            size = size(&made)
        ))
    )?;
    Ok(())
}

/// Prints the copies on the shelf, newest first.
///
/// # Errors
/// Only when nothing can be printed.
pub async fn list(
    desk: &Desk,
    by: &Actor,
    shelf: &Shelf,
    words: &Words,
    out: &mut dyn Write,
) -> Result<()> {
    print(&desk.backups(by, shelf).await?, shelf, words, out)
}

/// The same of copies that were looked for already.
///
/// # Errors
/// Only when nothing can be printed.
pub fn print(all: &[Backup], shelf: &Shelf, words: &Words, out: &mut dyn Write) -> Result<()> {
    if all.is_empty() {
        let folder = shelf.folder.display().to_string();
        writeln!(out, "{}", words.say(&msg!("backup-none", folder = folder)))?;
    }
    for copy in all {
        writeln!(out, "{:>10}  {}", words.say(&size(copy)), shown(copy))?;
    }
    Ok(())
}

/// Reads a copy from end to end: the one named, or the newest.
///
/// # Errors
/// What is wrong with it, or that there is none.
pub async fn verify(
    desk: &Desk,
    by: &Actor,
    shelf: &Shelf,
    named: Option<&Path>,
    words: &Words,
    out: &mut dyn Write,
) -> Result<()> {
    let copy = meant(&desk.backups(by, shelf).await?, shelf, named)?;
    desk.verify_backup(by, &copy).await?;
    is_whole(&copy, words, out)
}

/// The copy that is named, else the newest.
///
/// # Errors
/// When there is none.
pub fn meant(all: &[Backup], shelf: &Shelf, named: Option<&Path>) -> Result<PathBuf> {
    let folder = || shelf.folder.display().to_string();
    named
        .map(Path::to_owned)
        .or_else(|| all.first().map(|newest| newest.path.clone()))
        .ok_or_else(|| Error::Said(msg!("backup-none", folder = folder())))
}

/// Says that a copy was read to its end.
///
/// # Errors
/// Only when nothing can be printed.
pub fn is_whole(copy: &Path, words: &Words, out: &mut dyn Write) -> Result<()> {
    let file = copy.display().to_string();
    writeln!(out, "{}", words.say(&msg!("backup-whole", file = file)))?;
    Ok(())
}

fn shown(copy: &Backup) -> String {
    copy.path.display().to_string()
}

/// Megabytes, rounded up: an empty shelf takes none, a copy at least one.
fn size(copy: &Backup) -> crate::domain::Msg {
    let mb = copy.bytes.div_ceil(1_000_000);
    msg!("backup-size", mb = i64::try_from(mb).unwrap_or(i64::MAX))
}
