//! The test rig: every store and desk test runs on SQLite and on Postgres.
//!
//! ```ignore
//! dual_test!(async fn a_part_is_never_sold_twice(shop: Shop) { … });
//! ```
//! makes `a_part_is_never_sold_twice::sqlite` and `::postgres`. The argument is a [`Place`] (an empty, migrated
//! store) or anything that implements [`FromPlace`].

pub mod demo;
pub mod postgres;
pub mod server;
pub mod shop;

use std::path::{Path, PathBuf};

use forecourt::store::{Options, Store};
use tokio::sync::OnceCell;

/// What a server does without, whose rows nobody misses after a crash.
const CARELESS: &str = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c wal_level=minimal \
    -c max_wal_senders=0 -c shared_buffers=32MB";

/// An empty, migrated store of its own; SQLite's file goes with it.
pub struct Place {
    /// As in `--store`.
    pub url: String,
    folder: Option<tempfile::TempDir>,
}

#[allow(dead_code, reason = "a tool box: not every test needs every tool")]
impl Place {
    /// A copy of a migrated file.
    pub async fn sqlite() -> Place {
        static TEMPLATE: OnceCell<(tempfile::TempDir, PathBuf)> = OnceCell::const_new();
        let (_, template) = TEMPLATE
            .get_or_init(|| async {
                let folder = tempfile::tempdir().unwrap();
                let file = folder.path().join("template.db");
                let store = Store::open(&format!("sqlite:{}", file.display()), &Options::default())
                    .await
                    .unwrap();
                store.close().await;
                (folder, file)
            })
            .await;
        Place::copy_of(template)
    }

    /// A copy of that file.
    fn copy_of(template: &Path) -> Place {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("forecourt.db");
        std::fs::copy(template, &file).unwrap();
        Place {
            url: format!("sqlite:{}", file.display()),
            folder: Some(folder),
        }
    }

    /// A clone of a migrated database; `None` (and a word on stderr) where no Postgres is installed.
    pub async fn postgres() -> Option<Place> {
        match postgres::database_of(CARELESS).await {
            Ok(url) => Some(Place { url, folder: None }),
            Err(why) if postgres::required() => panic!("Postgres is required here: {why}"),
            Err(why) => {
                eprintln!("skipped: no postgres ({why})");
                None
            }
        }
    }

    /// A store that is somewhere already.
    pub fn at(url: &str) -> Place {
        Place {
            url: url.to_owned(),
            folder: None,
        }
    }

    /// Whether this is the embedded engine.
    pub fn is_sqlite(&self) -> bool {
        self.url.starts_with("sqlite:")
    }

    /// A folder of this test's own, for what a verb writes to disk.
    pub fn folder(&mut self) -> PathBuf {
        self.folder
            .get_or_insert_with(|| tempfile::tempdir().unwrap())
            .path()
            .to_path_buf()
    }

    /// Opens it.
    pub async fn open(&self) -> Store {
        Store::open(&self.url, &Options::default()).await.unwrap()
    }
}

/// What a dual test can take as its argument.
pub trait FromPlace: Sized {
    /// Makes it on an empty store.
    fn from_place(place: Place) -> impl Future<Output = Self>;
}

impl FromPlace for Place {
    async fn from_place(place: Place) -> Self {
        place
    }
}

/// Runs one test on both engines.
#[macro_export]
macro_rules! dual_test {
    ($(#[$meta:meta])* async fn $name:ident($arg:ident: $kind:ty $(,)?) $body:block) => {
        $(#[$meta])*
        mod $name {
            #[allow(unused_imports, reason = "the body sees what its module sees")]
            use super::*;
            async fn story($arg: $kind) $body
            #[tokio::test]
            async fn sqlite() {
                let place = $crate::rig::Place::sqlite().await;
                story(<$kind as $crate::rig::FromPlace>::from_place(place).await).await;
            }
            #[tokio::test]
            async fn postgres() {
                if let Some(place) = $crate::rig::Place::postgres().await {
                    story(<$kind as $crate::rig::FromPlace>::from_place(place).await).await;
                }
            }
        }
    };
}
