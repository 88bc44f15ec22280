//! How fast the house is, on a past as long as asked for. Every figure is a median with the middle nine tenths,
//! and stands beside its neighbour: what the same machine needs, in the same run, for the part nobody can save.
//!
//! `cargo bench` fills a SQLite file of its own; `FORECOURT_BENCH_STORE=postgres://…` (an empty database) takes
//! that instead, `FORECOURT_BENCH_JOBS=200000` the size of the large demo.

mod floor;
mod idle;
mod keys;
mod questions;
#[path = "../../tests/it/robot.rs"]
mod robot;
mod ruler;
mod sink;
mod verbs;

/// What may go wrong: nothing a bench could mend.
type Outcome<T = ()> = Result<T, Box<dyn std::error::Error>>;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Outcome {
    let floor = floor::Floor::lay().await?;
    keys::start(&floor).await?;
    keys::frames(&floor).await?;
    questions::all(&floor).await?;
    verbs::log_in(&floor).await?;
    let moves = verbs::jobs(&floor).await?;
    verbs::post(&floor, moves).await?;
    idle::watch(&floor)?;
    floor.desk.close().await;
    Ok(())
}
