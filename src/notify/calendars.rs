//! The diary laid in a folder as calendar files, one for each bay and mechanic, for other programs to read.

use std::path::{Path, PathBuf};

use crate::desk::{self, Actor, Desk};
use crate::domain::msg;
use crate::paper;
use crate::words::Words;

/// Writes the calendars of the actor's site into a folder of its own below `folder`; those of bays and people who
/// are no more go. Answers where they lie and how many there are.
///
/// # Errors
/// When the store does not answer, or the folder takes no file.
pub async fn write(desk: &Desk, by: &Actor, folder: &Path) -> desk::Result<(PathBuf, usize)> {
    let feeds = desk.calendars(by).await?;
    let settings = desk.settings();
    let site = desk.site(by.site())?;
    let words = Words::new(settings.locale(), settings.currency(), site.zone);
    let folder = folder.join(format!("site-{}", site.id));
    let mut files = Vec::new();
    for feed in &feeds {
        let name = format!("{}.ics", feed.key);
        files.push((name, paper::ical::feed(feed, &site, &words)));
    }
    lay(&folder, &files)
        .await
        .map_err(|e| desk::Error::Refused(msg!("calendar-unwritten", why = e.to_string())))?;
    Ok((folder, files.len()))
}

/// Each file is there whole or not at all: whoever reads meanwhile reads the one before.
async fn lay(folder: &Path, files: &[(String, String)]) -> std::io::Result<()> {
    tokio::fs::create_dir_all(folder).await?;
    for (name, text) in files {
        let new = folder.join(format!(".{name}.new"));
        tokio::fs::write(&new, text).await?;
        tokio::fs::rename(&new, folder.join(name)).await?;
    }
    let mut lying = tokio::fs::read_dir(folder).await?;
    while let Some(file) = lying.next_entry().await? {
        let name = file.file_name();
        let ours = name.to_string_lossy().ends_with(".ics");
        if ours && !files.iter().any(|(own, _)| name == own.as_str()) {
            tokio::fs::remove_file(file.path()).await?;
        }
    }
    Ok(())
}
