//! `forecourt worker`: the background work alone, for a machine nobody sits at.

use std::io::Write;

use tokio::signal::unix::{Signal, SignalKind, signal};

use super::{House, Stop};
use crate::domain::{Msg, msg};
use crate::words::Words;

/// Works until it is told to end (Ctrl-C, SIGTERM, SIGHUP); the message in hand is finished, the lease given
/// back, the books closed.
///
/// # Errors
/// When the books cannot be opened, or hold no workshop yet.
pub async fn run(house: &House, words: &Words, out: &mut dyn Write) -> Result<(), Stop> {
    if !house.has_books() {
        return Err(Stop::failed(msg!("worker-unfounded")));
    }
    let desk = house.desk().await?;
    if !desk.is_founded() {
        desk.close().await;
        return Err(Stop::failed(msg!("worker-unfounded")));
    }
    let listen =
        |kind| signal(kind).map_err(|e| Stop::failed(msg!("boot-odd", why = e.to_string())));
    let mut ends = [
        listen(SignalKind::interrupt())?,
        listen(SignalKind::terminate())?,
        listen(SignalKind::hangup())?,
    ];
    let worker = house.worker(&desk);
    let workshop = desk.settings().workshop().to_owned();
    say(words, out, &msg!("worker-begun", workshop = workshop));
    let [interrupt, terminate, hangup] = &mut ends;
    tokio::select! {
        _ = Signal::recv(interrupt) => {}
        _ = Signal::recv(terminate) => {}
        _ = Signal::recv(hangup) => {}
    }
    worker.stop().await;
    desk.close().await;
    say(words, out, &msg!("worker-ended"));
    Ok(())
}

/// A word for whoever looks; nobody need listen.
fn say(words: &Words, out: &mut dyn Write, what: &Msg) {
    let _ = writeln!(out, "{}", words.say(what));
    let _ = out.flush();
}
