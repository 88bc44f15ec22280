//! How fast the house is, on a past as long as asked for. Every figure is a median with the middle nine tenths,
//! and stands beside its neighbour: what the same machine needs, in the same run, for the part nobody can save.
//!
//! `cargo bench` fills a SQLite file of its own, then a Postgres of its own, started from the installed binaries and
//! careful with its disk; `-- sqlite` or `-- postgres` does one of them. `FORECOURT_BENCH_STORE=postgres://…` (an
//! empty database) takes that instead, `FORECOURT_BENCH_JOBS=200000` is the size of the large demo.

mod floor;
mod idle;
mod keys;
#[path = "../../tests/it/rig/postgres.rs"]
mod postgres;
mod questions;
#[path = "../../tests/it/robot.rs"]
mod robot;
mod ruler;
mod sink;
mod verbs;

/// What may go wrong: nothing a bench could mend.
type Outcome<T = ()> = Result<T, Box<dyn std::error::Error>>;

/// A server with its usual care for what is written, and memory for what is read again.
const SERVER: &str = "-c shared_buffers=256MB -c max_wal_size=4GB";

#[tokio::main(flavor = "current_thread")]
async fn main() -> Outcome {
    if let Ok(url) = std::env::var("FORECOURT_BENCH_STORE") {
        return house(Some(url)).await;
    }
    let only = std::env::args().skip(1).find(|arg| !arg.starts_with('-'));
    let wanted = |engine| only.as_ref().is_none_or(|only| only == engine);
    if wanted("sqlite") {
        house(None).await?;
    }
    if !wanted("postgres") {
        return Ok(());
    }
    match postgres::database_of(SERVER).await {
        Ok(url) => house(Some(url)).await,
        Err(why) if postgres::required() => Err(why.into()),
        Err(why) => {
            println!("\npostgres: skipped ({why})");
            Ok(())
        }
    }
}

/// Everything in one store; `None` is a file of its own.
async fn house(url: Option<String>) -> Outcome {
    let floor = floor::Floor::lay(url).await?;
    keys::start(&floor).await?;
    keys::frames(&floor).await?;
    questions::all(&floor).await?;
    verbs::log_in(&floor).await?;
    let moves = verbs::jobs(&floor).await?;
    verbs::post(&floor, moves).await?;
    idle::watch(&floor)?;
    // Last: what it books would stand in the way of the others.
    keys::week(&floor).await?;
    floor.desk.close().await;
    Ok(())
}
