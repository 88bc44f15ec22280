//! Where paper goes: a folder of this machine, or the command its printer is fed by.

use std::io;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use tokio::io::AsyncWriteExt;

/// A path as people say it: their own folder is `~`.
#[must_use]
pub fn homely(path: &Path) -> String {
    let home = std::env::home_dir().filter(|home| home.parent().is_some());
    match home.and_then(|home| path.strip_prefix(home).ok().map(Path::to_owned)) {
        Some(rest) => Path::new("~").join(rest).display().to_string(),
        None => path.display().to_string(),
    }
}

/// What this machine prints with. The default prints nothing and keeps files in the folder one is in.
#[derive(Clone, Debug, Default)]
pub struct Tray {
    folder: PathBuf,
    printer: String,
    is_ready: bool,
}

impl Tray {
    /// A folder for files, made when the first one comes, and the command a print-out is fed to, with its
    /// arguments: `lp -d counter`; empty where there is none. Looks once whether there is such a command.
    #[must_use]
    pub fn new(folder: PathBuf, printer: &str) -> Self {
        Self {
            folder,
            is_ready: printer.split_whitespace().next().is_some_and(is_command),
            printer: printer.trim().to_owned(),
        }
    }

    /// Where files are laid.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The printer's command, if this machine has it.
    #[must_use]
    pub fn printer(&self) -> Option<&str> {
        self.is_ready.then_some(self.printer.as_str())
    }

    /// Writes a document to a file of that name; answers where it lies. One of the same name is replaced.
    ///
    /// # Errors
    /// What the system says: no room, not allowed.
    pub async fn keep(&self, name: &str, text: &[u8]) -> io::Result<PathBuf> {
        tokio::fs::create_dir_all(&self.folder).await?;
        let path = self.folder.join(file_name(name));
        tokio::fs::write(&path, text).await?;
        Ok(path)
    }

    /// Feeds a document to the printer's command.
    ///
    /// # Errors
    /// When there is no such command, or it says no: its first line of complaint.
    pub async fn print(&self, text: &str) -> io::Result<()> {
        let mut words = self.printer.split_whitespace();
        let Some(command) = words.next() else {
            return Err(io::Error::from(io::ErrorKind::NotFound));
        };
        let mut child = tokio::process::Command::new(command)
            .args(words)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .kill_on_drop(true)
            .spawn()?;
        if let Some(mut stdin) = child.stdin.take() {
            // A command that reads nothing ends the pipe early; what it says afterwards is what counts.
            match stdin.write_all(text.as_bytes()).await {
                Err(e) if e.kind() != io::ErrorKind::BrokenPipe => return Err(e),
                _ => {}
            }
        }
        let done = child.wait_with_output().await?;
        if done.status.success() {
            return Ok(());
        }
        let said = String::from_utf8_lossy(&done.stderr);
        let first = said.lines().next().unwrap_or_default().trim().to_owned();
        Err(io::Error::other(if first.is_empty() {
            done.status.to_string()
        } else {
            first
        }))
    }
}

/// Whether this machine has a command of that name.
fn is_command(name: &str) -> bool {
    if name.contains('/') {
        return Path::new(name).is_file();
    }
    std::env::var_os("PATH")
        .is_some_and(|path| std::env::split_paths(&path).any(|dir| dir.join(name).is_file()))
}

/// A name no shell, no other system and no folder stumbles over.
fn file_name(name: &str) -> String {
    let safe: String = name
        .chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.') {
                c
            } else {
                '-'
            }
        })
        .take(100)
        .collect();
    let safe = safe.trim_start_matches('.');
    if safe.is_empty() {
        "paper".to_owned()
    } else {
        safe.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_document_lies_in_the_folder_under_a_harmless_name() {
        let dir = tempfile::tempdir().unwrap();
        let tray = Tray::new(dir.path().join("paper"), "");
        assert_eq!(tray.printer(), None);
        let path = tray.keep("../INV 1/2.txt", b"hello\n").await.unwrap();
        assert_eq!(path.parent().unwrap(), tray.folder());
        assert_eq!(std::fs::read_to_string(path).unwrap(), "hello\n");
    }

    #[tokio::test]
    async fn a_printer_that_says_no_is_quoted_and_a_missing_one_is_found_missing() {
        let tray = |printer: &str| Tray::new(PathBuf::new(), printer);
        assert_eq!(tray("cat").printer(), Some("cat"));
        assert_eq!(tray("no-such-printer").printer(), None);
        tray("cat").print("a page\n").await.unwrap();
        assert!(tray("").print("a page\n").await.is_err());
        let missing = tray("no-such-printer").print("x").await.unwrap_err();
        assert_eq!(missing.kind(), io::ErrorKind::NotFound);
        let refused = tray("cat /no/such/file").print("x").await.unwrap_err();
        assert!(refused.to_string().contains("/no/such/file"), "{refused}");
    }
}
