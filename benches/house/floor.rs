//! The workshop everything is measured in: founded, with a long past, and its owner at the counter.

use std::time::Instant;

use forecourt::desk::auth::Cost;
use forecourt::desk::founding::Founding;
use forecourt::desk::{Actor, Clock, Desk};
use forecourt::domain::session::Via;
use forecourt::domain::{SiteId, Zone};
use forecourt::store::{Options, Store, seed};

use crate::Outcome;

/// Everybody's password here.
pub const PASSWORD: &str = "under the lift";

/// The ground.
pub struct Floor {
    pub url: String,
    pub store: Store,
    pub desk: Desk,
    pub by: Actor,
    pub today: chrono::NaiveDate,
    /// How many jobs lie behind; half as many parts.
    pub jobs: i64,
    pub folder: tempfile::TempDir,
}

impl Floor {
    /// Founds the workshop, here or in a file of its own, and fills in its past.
    pub async fn lay(url: Option<String>) -> Outcome<Self> {
        let folder = tempfile::tempdir()?;
        let own = || format!("sqlite:{}", folder.path().join("bench.db").display());
        let url = url.unwrap_or_else(own);
        let jobs = match std::env::var("FORECOURT_BENCH_JOBS") {
            Ok(jobs) => jobs.parse()?,
            Err(_) => 20_000,
        };
        let zone = Zone::parse("Europe/Amsterdam").map_err(|_| "no such zone")?;
        let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 23).ok_or("no such day")?;
        let clock = Clock::held(zone.at(today, 10 * 60 + 42));
        let store = Store::open(&url, &Options::default()).await?;
        let desk = Desk::on(store.clone(), clock).await?;
        let founding = Founding {
            name: "Bench".to_owned(),
            phone: "030 555 00 00".to_owned(),
            owner: "Olga".to_owned(),
            login: "olga".to_owned(),
            password: PASSWORD.to_owned(),
            password_cost: Some(Cost {
                memory_kib: 19_456,
                passes: 2,
                lanes: 1,
            }),
            ..Founding::in_country("NL", "Europe/Amsterdam")
        };
        let console = Actor::console("bench", "bench", SiteId(0));
        desk.found_workshop(&console, founding).await?;
        let size = seed::Size {
            customers: jobs / 4,
            vehicles: jobs / 3,
            parts: jobs / 2,
            jobs,
        };
        let begun = Instant::now();
        seed::fill(&store, size, today).await?;
        let engine = url.split(':').next().unwrap_or_default();
        println!(
            "\n{engine}: {jobs} jobs with {} lines and {} movements, written in {:.1} s",
            jobs * 3,
            jobs * 2 + size.parts,
            begun.elapsed().as_secs_f64()
        );
        let by = desk
            .log_in("olga", PASSWORD, "bench", Via::Local)
            .await?
            .actor;
        Ok(Self {
            url,
            store,
            desk,
            by,
            today,
            jobs,
            folder,
        })
    }
}
