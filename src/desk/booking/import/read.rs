//! From a file to wishes: its size, its letters, its kind.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use sha2::{Digest, Sha256};

use super::{LARGEST_MB, calendar, table};
use crate::domain::{Msg, Zone, msg};

/// What one line, or one entry, of a file asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// Where it stands in the file.
    pub line: usize,
    /// What it is known by: the same again makes no second request.
    pub key: String,
    /// Who.
    pub name: String,
    /// Their number.
    pub phone: String,
    /// Their address.
    pub email: String,
    /// With what.
    pub plate: String,
    /// In their words.
    pub wish: String,
    /// On which day; `None`: as soon as possible.
    pub day: Option<NaiveDate>,
    /// At which minute of it; `None`: any time.
    pub minute: Option<i64>,
    /// How long, in minutes; `None`: as the usual type.
    pub minutes: Option<i64>,
}

impl Asked {
    /// What a line without a key of its own is known by: all it says.
    pub(super) fn hashed(mut self) -> Self {
        let mut sum = Sha256::new();
        let (day, minute) = (self.day.map(|d| d.to_string()), self.minute);
        let when = format!("{day:?} {minute:?} {:?}", self.minutes);
        for part in [
            &self.name,
            &self.phone,
            &self.email,
            &self.plate,
            &self.wish,
            &when,
        ] {
            sum.update(part.trim().to_lowercase().as_bytes());
            sum.update([0]);
        }
        let hex: String = sum.finalize().iter().map(|b| format!("{b:02x}")).collect();
        self.key = format!("row:{hex}");
        self
    }
}

/// One line as read: what it asks for, or where it stands and what is wrong with it.
pub(super) type Row = Result<Asked, (usize, Msg)>;

/// A path as people write it: `~/` is their own folder.
fn at_home(path: &str) -> PathBuf {
    match (path.strip_prefix("~/"), std::env::home_dir()) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => PathBuf::from(path),
    }
}

/// The bytes of a file, if it is one and not too large.
pub(super) fn bytes(path: &str) -> Result<Vec<u8>, Msg> {
    let path = at_home(path.trim());
    let not_read = |e: std::io::Error| msg!("import-not-read", why = e.to_string());
    let facts = std::fs::metadata(&path).map_err(not_read)?;
    if !facts.is_file() {
        return Err(msg!("import-no-file", path = shown(&path)));
    }
    if facts.len() > LARGEST_MB * 1024 * 1024 {
        return Err(msg!(
            "import-too-large",
            most = i64::try_from(LARGEST_MB).unwrap_or(0)
        ));
    }
    std::fs::read(&path).map_err(not_read)
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

/// The wishes of a file: a calendar says that it is one, everything else is a table.
pub(super) fn rows(bytes: &[u8], today: NaiveDate, zone: Zone) -> Result<Vec<Row>, Msg> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if bytes.contains(&0) {
        return Err(msg!("import-no-text"));
    }
    let head = bytes.trim_ascii_start();
    let is_calendar = head
        .get(..15)
        .is_some_and(|h| h.eq_ignore_ascii_case(b"BEGIN:VCALENDAR"));
    if is_calendar {
        calendar::rows(bytes, zone)
    } else {
        table::rows(bytes, today)
    }
}
