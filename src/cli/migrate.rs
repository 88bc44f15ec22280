//! `forecourt migrate`: which steps of the schema the books have.

use std::io::Write;

use super::{Error, Result};
use crate::domain::msg;
use crate::words::Words;

/// How the books' schema stands to the program's.
#[derive(Clone, Copy, Debug)]
pub struct Standing<'a> {
    /// Where the books are, without a password.
    pub store: &'a str,
    /// Number, name, and whether the books have it.
    pub steps: &'a [(i64, String, bool)],
    /// A step the books have and this program does not know.
    pub newer: Option<i64>,
    /// The first step that reads otherwise in this program.
    pub other: Option<i64>,
}

/// Prints a line for each step.
///
/// # Errors
/// A sentence when a newer program, or an unfinished one, has been at the books.
pub fn show(standing: &Standing<'_>, words: &Words, out: &mut dyn Write) -> Result<()> {
    writeln!(out, "{}", standing.store)?;
    for (number, name, done) in standing.steps {
        let state = words.word(if *done {
            "migrate-done"
        } else {
            "migrate-open"
        });
        writeln!(out, "  {number:04}  {name:<40} {state}")?;
    }
    match (standing.newer, standing.other) {
        (Some(step), _) => Err(Error::Said(msg!("migrate-newer", step = step))),
        (None, Some(step)) => Err(Error::Said(msg!("migrate-foreign", step = step))),
        (None, None) => Ok(()),
    }
}
