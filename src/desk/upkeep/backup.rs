//! Copies of the embedded store, kept by age, number and size. A server has its own tools.

use std::path::{Path, PathBuf};

use chrono::NaiveDateTime;
use serde_json::json;

use super::Outcome;
use crate::desk::{Actor, Desk, Entry, Error, Keep, Result, in_tx};
use crate::domain::permission::Permission as P;
use crate::domain::{Ts, msg};
use crate::store::{self, backup};

/// How a copy is named: its instant, UTC.
const NAME: &str = "forecourt-%Y%m%dT%H%M%SZ.db";

/// Where copies and calendars lie.
#[derive(Clone, Debug)]
pub struct Shelf {
    /// The folder of the copies; it is made when the first one comes.
    pub folder: PathBuf,
    /// The folder of the calendar files; likewise.
    pub calendars: PathBuf,
}

impl Shelf {
    /// The copies that lie there, newest first.
    #[must_use]
    pub fn copies(&self) -> Vec<Backup> {
        lying(&self.folder)
    }
}

/// One copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backup {
    /// Where it lies.
    pub path: PathBuf,
    /// When it was made (UTC).
    pub at: Ts,
    /// Its size.
    pub bytes: u64,
}

impl Desk {
    /// Copies the store while everybody works, and looks the copy through before it counts.
    pub async fn back_up(&self, by: &Actor, shelf: &Shelf) -> Result<Backup> {
        by.may(P::BackupRun)?;
        std::fs::create_dir_all(&shelf.folder).map_err(|e| Error::from(store::Error::from(e)))?;
        let at = self.now();
        let path = shelf.folder.join(at.utc().format(NAME).to_string());
        let bytes = match backup::copy(self.store(), &path).await {
            Err(store::Error::NotFound) => return Err(Error::Refused(msg!("backup-server"))),
            Err(store::Error::Other(why)) => {
                return Err(Error::Refused(msg!("backup-faulty", why = why)));
            }
            done => done?,
        };
        let made = Backup { path, at, bytes };
        let new = json!({ "file": made.path.display().to_string(), "bytes": bytes });
        in_tx!(self, |tx| {
            let entry = Entry {
                verb: "backup",
                entity: "backup",
                id: 0,
                new: new.clone(),
                ..Entry::default()
            };
            self.record(tx, by, entry).await
        })?;
        Ok(made)
    }

    /// The copies on the shelf, newest first.
    pub async fn backups(&self, by: &Actor, shelf: &Shelf) -> Result<Vec<Backup>> {
        by.may(P::BackupRun)?;
        Ok(shelf.copies())
    }

    /// Reads a copy from end to end.
    pub async fn verify_backup(&self, by: &Actor, copy: &Path) -> Result<()> {
        by.may(P::BackupRun)?;
        Desk::look_at_copy(copy).await
    }

    /// The same for whoever can read the file anyway, where there are no books to ask who it is.
    ///
    /// # Errors
    /// What is wrong with it.
    pub async fn look_at_copy(copy: &Path) -> Result<()> {
        backup::look_through(copy).await.map_err(|e| match e {
            store::Error::Other(why) | store::Error::Unavailable(why) => {
                Error::Refused(msg!("backup-faulty", why = why))
            }
            e => e.into(),
        })
    }

    /// Puts a copy in the place of the embedded books; answers where those before lie now. The copy is looked
    /// through first, and nobody may have the books open. Say so to the desk that opens them next by
    /// [`Desk::restore`].
    ///
    /// # Errors
    /// Why not, in words; the books are as they were.
    pub async fn put_books_back(books: &Path, copy: &Path, at: Ts) -> Result<PathBuf> {
        let name = at.utc().format("%Y%m%dT%H%M%SZ").to_string();
        backup::put_back(books, copy, &name)
            .await
            .map_err(|e| match e {
                store::Error::Busy(_) => Error::Refused(msg!("backup-books-open")),
                store::Error::Newer(step) => Error::Refused(msg!("backup-newer", step = step)),
                store::Error::Foreign(step) => Error::Refused(msg!("backup-foreign", step = step)),
                store::Error::Other(why) | store::Error::Unavailable(why) => {
                    Error::Refused(msg!("backup-unfit", why = why))
                }
                e => e.into(),
            })
    }

    /// Enters in the books that they were put back from a copy, and where those before lie.
    pub async fn restore(&self, by: &Actor, copy: &Path, before: &Path) -> Result<()> {
        by.may(P::BackupRestore)?;
        let new =
            json!({ "from": copy.display().to_string(), "before": before.display().to_string() });
        in_tx!(self, |tx| {
            self.changed(
                tx,
                by,
                "restore",
                ("backup", 0),
                serde_json::Value::Null,
                new.clone(),
            )
            .await
        })
    }

    /// The copy of the night, and what is too old or too much goes, where the workshop has so decided. The
    /// newest copy always stays.
    pub(super) async fn back_up_nightly(&self, by: &Actor, shelf: &Shelf) -> Result<Outcome> {
        match self.back_up(by, shelf).await {
            Err(Error::Refused(why)) if why.id == "backup-server" => return Ok(Outcome::Server),
            done => done?,
        };
        let keep = self.settings().backup();
        if keep.deletes {
            let all = lying(&shelf.folder);
            for old in too_many(&all, self.now(), keep) {
                if let Err(e) = std::fs::remove_file(&old.path) {
                    tracing::warn!(file = %old.path.display(), error = %e, "an old copy stays");
                }
            }
        }
        Ok(Outcome::Done(1))
    }
}

/// What of these is beyond the age, the number or the size, newest first; never the newest itself.
fn too_many(newest_first: &[Backup], now: Ts, keep: Keep) -> Vec<&Backup> {
    let most = usize::try_from(keep.copies).unwrap_or(1);
    let oldest = now.plus_days(-keep.days);
    let room = u64::try_from(keep.megabytes)
        .unwrap_or(0)
        .saturating_mul(1_000_000);
    let mut used = 0_u64;
    let mut go = Vec::new();
    for (place, copy) in newest_first.iter().enumerate() {
        used = used.saturating_add(copy.bytes);
        if place > 0 && (place >= most || copy.at < oldest || used > room) {
            go.push(copy);
        }
    }
    go
}

fn lying(folder: &Path) -> Vec<Backup> {
    let mut found: Vec<Backup> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| {
            let name = entry.file_name();
            let made = NaiveDateTime::parse_from_str(name.to_str()?, NAME).ok()?;
            Some(Backup {
                path: entry.path(),
                at: Ts::from_utc(made.and_utc()),
                bytes: entry.metadata().ok()?.len(),
            })
        })
        .collect();
    found.sort_by_key(|copy| std::cmp::Reverse(copy.at));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn copies(days: &[i64], megabytes: u64) -> Vec<Backup> {
        let copy = |day: &i64| Backup {
            path: PathBuf::from(day.to_string()),
            at: Ts(0).plus_days(-day),
            bytes: megabytes * 1_000_000,
        };
        days.iter().map(copy).collect()
    }

    fn gone(all: &[Backup], days: i64, megabytes: i64) -> Vec<String> {
        beyond(all, days, 10, megabytes)
    }

    fn beyond(all: &[Backup], days: i64, copies: i64, megabytes: i64) -> Vec<String> {
        let keep = Keep {
            days,
            copies,
            megabytes,
            deletes: true,
        };
        let go = too_many(all, Ts(0), keep);
        go.iter().map(|c| c.path.display().to_string()).collect()
    }

    #[test]
    fn what_is_older_than_that_many_days_goes() {
        assert_eq!(
            gone(&copies(&[0, 10, 30, 31, 40], 1), 30, 500),
            ["31", "40"]
        );
    }

    #[test]
    fn what_is_more_than_that_many_goes() {
        assert_eq!(beyond(&copies(&[0, 1, 2, 3], 1), 30, 2, 500), ["2", "3"]);
    }

    #[test]
    fn what_does_not_fit_goes_oldest_first() {
        assert_eq!(gone(&copies(&[0, 1, 2], 200), 30, 500), ["2"]);
    }

    #[test]
    fn the_newest_stays_however_old_and_large_it_is() {
        assert_eq!(gone(&copies(&[90], 900), 30, 500), Vec::<String>::new());
    }
}
