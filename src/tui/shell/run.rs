//! The loop: answers first, then keys, then news; everything waiting, then one frame.
//!
//! It runs over any back end and any stream of input: the terminal here, a test's, one from afar.

use super::{Envelope, Input};
use crate::desk::News;
use crate::domain::Ts;
use crate::tui::app::App;
use crossterm::queue;
use crossterm::terminal::{BeginSynchronizedUpdate, EndSynchronizedUpdate};
use ratatui::Terminal;
use ratatui::backend::Backend;
use std::io::{self, Write};
use std::time::Duration;
use tokio::sync::broadcast::{self, error::RecvError, error::TryRecvError};
use tokio::sync::mpsc::UnboundedReceiver;
use tokio::time::Instant;

/// Frames a terminal at hand is sent at most every so often, and one far away.
pub const GAP_HERE: Duration = Duration::from_millis(16);
/// The same over a line.
pub const GAP_AFAR: Duration = Duration::from_millis(50);

/// Everything the loop listens to.
pub struct Ears {
    /// The desk's answers, from [`App::new`].
    pub answers: UnboundedReceiver<Envelope>,
    /// Keys and the like.
    pub input: UnboundedReceiver<Input>,
    /// What was written, here and elsewhere.
    pub news: broadcast::Receiver<News>,
}

/// More than this at once is drawn in between, so that a flood never freezes the screen.
const AT_ONCE: usize = 1_000;

impl Ears {
    /// Takes in all that waits, without waiting.
    fn drain_into(&mut self, app: &mut App) {
        for _ in 0..AT_ONCE {
            if let Ok(envelope) = self.answers.try_recv() {
                app.answer(envelope);
            } else if let Ok(input) = self.input.try_recv() {
                app.input(input);
            } else {
                match self.news.try_recv() {
                    Ok(news) => app.news(news),
                    Err(TryRecvError::Lagged(_)) => app.news(News::Everything),
                    Err(TryRecvError::Empty | TryRecvError::Closed) => return,
                }
            }
        }
    }
}

/// Runs the program until it is left and its writes are answered.
pub async fn run<B>(
    terminal: &mut Terminal<B>,
    app: &mut App,
    mut ears: Ears,
    gap: Duration,
) -> io::Result<()>
where
    B: Backend<Error = io::Error> + Write,
{
    let mut dirty = true;
    let mut last: Option<Instant> = None;
    let mut news_open = true;
    while !app.left() {
        dirty |= app.take_dirty();
        let due = last.map_or_else(Instant::now, |last| last + gap);
        if dirty && due <= Instant::now() {
            paint(terminal, app)?;
            dirty = false;
            last = Some(Instant::now());
        }
        let (wake, drawing) = if dirty {
            (due, true)
        } else {
            (deadline(app), false)
        };
        tokio::select! {
            biased;
            Some(envelope) = ears.answers.recv() => app.answer(envelope),
            heard = ears.input.recv() => match heard {
                Some(input) => app.input(input),
                None => app.finish(),
            },
            news = ears.news.recv(), if news_open => match news {
                Ok(news) => app.news(news),
                Err(RecvError::Lagged(_)) => app.news(News::Everything),
                Err(RecvError::Closed) => news_open = false,
            },
            () = tokio::time::sleep_until(wake) => if !drawing { app.deadline() },
        }
        ears.drain_into(app);
    }
    Ok(())
}

fn deadline(app: &App) -> Instant {
    let now: Ts = app.cx().desk.now();
    let micros = app.next_deadline().0.saturating_sub(now.0).max(0);
    Instant::now() + Duration::from_micros(micros.unsigned_abs())
}

/// One frame, whole or not at all on terminals that know synchronized update.
pub fn paint<B>(terminal: &mut Terminal<B>, app: &mut App) -> io::Result<()>
where
    B: Backend<Error = io::Error> + Write,
{
    queue!(terminal.backend_mut(), BeginSynchronizedUpdate)?;
    if app.take_full_redraw() {
        // The same size: forgets what the terminal shows without asking it anything.
        let size = terminal.size()?;
        terminal.resize(size.into())?;
    }
    terminal.draw(|frame| app.draw(frame))?;
    queue!(terminal.backend_mut(), EndSynchronizedUpdate)?;
    Write::flush(terminal.backend_mut())
}
