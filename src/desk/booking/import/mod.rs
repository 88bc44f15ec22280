//! Requests from a file: a table or a calendar somebody sent becomes requests that wait for a yes.
//!
//! `read` and its two kinds of file turn bytes into wishes, each with its line and what is wrong with it; nothing of a
//! file is trusted. `take` makes requests of the wishes, in one transaction, or only tries it: the dry run is the same
//! work, taken back. What is deliberately absent: saying yes. Whoever reads the queue does that.

mod calendar;
mod read;
mod table;
mod take;

pub use take::{Fate, Incoming, Made};

use crate::domain::{Msg, msg};

/// The largest file, in megabytes.
const LARGEST_MB: u64 = 2;
/// The most requests of one file.
const MOST: usize = 200;

/// What begins like a formula of a spreadsheet is no name and no wish.
fn plain(text: &str) -> Result<&str, Msg> {
    let text = text.trim();
    if text.starts_with(['=', '@', '＝', '＠']) {
        Err(msg!("import-formula"))
    } else {
        Ok(text)
    }
}
