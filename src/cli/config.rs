//! `forecourt config init|check|show`: the first file, and what holds.

use std::fs::{DirBuilder, OpenOptions};
use std::io::{ErrorKind, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::Path;

use super::{Error, Result};
use crate::domain::msg;
use crate::words::Words;

/// Writes the commented file, closed to others since a password may come to stand in it. An existing
/// file is left alone.
///
/// # Errors
/// A sentence, when there is one already or it cannot be written.
pub fn init(path: &Path, template: &str, words: &Words, out: &mut dyn Write) -> Result<()> {
    let file = path.display().to_string();
    let failed = |e: std::io::Error| match e.kind() {
        ErrorKind::AlreadyExists => Error::Said(msg!("config-there", file = &file)),
        _ => Error::Said(msg!("config-unwritable", file = &file, why = e.to_string())),
    };
    if let Some(folder) = path.parent() {
        DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(folder)
            .map_err(failed)?;
    }
    OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)
        .and_then(|mut f| f.write_all(template.as_bytes()))
        .map_err(failed)?;
    writeln!(out, "{}", words.say(&msg!("config-written", file = &file)))?;
    Ok(())
}

/// Where a configuration came from.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// The file, if there was one.
    pub file: Option<&'a Path>,
    /// The environment variables that had a say.
    pub variables: &'a [&'static str],
}

/// Says that the configuration is sound; whoever calls has read it already.
///
/// # Errors
/// Only when nothing can be printed.
pub fn check(from: Source<'_>, words: &Words, out: &mut dyn Write) -> Result<()> {
    let said = match from.file {
        Some(path) => msg!("config-sound", file = path.display().to_string()),
        None => msg!("config-defaults"),
    };
    writeln!(out, "{}", words.say(&said))?;
    if !from.variables.is_empty() {
        let names = from.variables.join(", ");
        writeln!(
            out,
            "{}",
            words.say(&msg!("config-variables", names = names))
        )?;
    }
    Ok(())
}

/// Prints what holds, as TOML with its source in comments; the text comes with its secrets hidden.
///
/// # Errors
/// Only when nothing can be printed.
pub fn show(from: Source<'_>, holds: &str, words: &Words, out: &mut dyn Write) -> Result<()> {
    let mut source = Vec::new();
    check(from, words, &mut source)?;
    for line in String::from_utf8_lossy(&source).lines() {
        writeln!(out, "# {line}")?;
    }
    write!(out, "\n{holds}")?;
    Ok(())
}
