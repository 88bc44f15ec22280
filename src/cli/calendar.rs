//! `forecourt calendar`: the diary as calendar files, for a machine whose worker does not run.

use std::io::Write;
use std::path::Path;

use super::Result;
use crate::desk::{Actor, Desk};
use crate::domain::msg;
use crate::notify::calendars;
use crate::paper::tray::homely;
use crate::words::Words;

/// Writes the calendars of every site, and says where they lie.
///
/// # Errors
/// What the desk has against it, or the folder.
pub async fn write(desk: &Desk, folder: &Path, words: &Words, out: &mut dyn Write) -> Result<()> {
    let sites: Vec<_> = desk.settings().sites.iter().map(|site| site.id).collect();
    for site in sites {
        let by = Actor::system("calendar", site);
        let (place, files) = calendars::write(desk, &by, folder).await?;
        let said = msg!(
            "calendar-written",
            files = i64::try_from(files).unwrap_or(i64::MAX),
            folder = homely(&place)
        );
        writeln!(out, "{}", words.say(&said))?;
    }
    Ok(())
}
