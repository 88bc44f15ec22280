//! The terminal at hand: opened, read by a thread, and given back whatever happens.

use super::run::{Ears, GAP_AFAR, GAP_HERE, run};
use super::{Input, Quill};
use crate::desk::Desk;
use crate::tui::app::{App, Options};
use crossterm::event::{
    DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture,
};
use crossterm::terminal::{
    EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use crossterm::{cursor, execute};
use ratatui::Terminal;
use std::io::{self, BufWriter, Stdout, Write as _};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};

/// How the terminal at hand is used.
#[derive(Clone, Debug, Default)]
pub struct Tty {
    /// Clicks and the wheel work; marking text then needs Shift.
    pub mouse: bool,
    /// The line to it is long: frames come further apart.
    pub far: bool,
    /// Where the log is, for the line that follows a panic.
    pub log: Option<PathBuf>,
}

/// Runs the program at this terminal until it is left.
///
/// # Errors
/// When the terminal cannot be opened or written to.
pub async fn run_here(desk: Desk, options: Options, tty: Tty) -> io::Result<()> {
    let (sender, input) = unbounded_channel();
    let news = desk.news();
    let (mut app, answers) = App::new(desk, options);
    let open = FullScreen::open(tty.mouse)?;
    say_after_panic(tty.log.clone(), tty.mouse, open.held.clone());
    hang_up_on_signals(&sender)?;
    read(sender)?;
    let backend = Quill::new(BufWriter::with_capacity(1 << 16, io::stdout()));
    let mut terminal: Terminal<Quill<BufWriter<Stdout>>> = Terminal::new(backend)?;
    let gap = if tty.far { GAP_AFAR } else { GAP_HERE };
    let ended = run(
        &mut terminal,
        &mut app,
        Ears {
            answers,
            input,
            news,
        },
        gap,
    )
    .await;
    drop(terminal);
    drop(open);
    ended
}

/// The terminal in its full-screen state; given back when this goes.
struct FullScreen {
    mouse: bool,
    held: Held,
}

/// Whether the terminal is still ours. Giving it back twice would send the cursor to where it stood
/// before the first time, over whatever was printed in between: the report of a panic.
type Held = Arc<AtomicBool>;

impl FullScreen {
    fn open(mouse: bool) -> io::Result<Self> {
        enable_raw_mode()?;
        let held = Held::new(AtomicBool::new(true));
        let open = Self { mouse, held };
        execute!(
            io::stdout(),
            EnterAlternateScreen,
            EnableBracketedPaste,
            cursor::Hide
        )?;
        if mouse {
            execute!(io::stdout(), EnableMouseCapture)?;
        }
        Ok(open)
    }
}

impl Drop for FullScreen {
    fn drop(&mut self) {
        give_back(self.mouse, &self.held);
    }
}

/// Every step is tried even when one before it failed: half a terminal is worse than none.
fn give_back(mouse: bool, held: &Held) {
    if !held.swap(false, Ordering::SeqCst) {
        return;
    }
    if mouse {
        let _ = execute!(io::stdout(), DisableMouseCapture);
    }
    let _ = execute!(
        io::stdout(),
        DisableBracketedPaste,
        LeaveAlternateScreen,
        cursor::Show
    );
    let _ = disable_raw_mode();
}

/// A panic of the loop ends the program: the terminal first, then the report. One of a task leaves the
/// screens as they are and is a line of the log.
fn say_after_panic(log: Option<PathBuf>, mouse: bool, held: Held) {
    let before = std::panic::take_hook();
    let ours = std::thread::current().id();
    std::panic::set_hook(Box::new(move |panic| {
        tracing::error!(%panic, "a mistake of ours");
        if std::thread::current().id() != ours && held.load(Ordering::SeqCst) {
            return;
        }
        give_back(mouse, &held);
        before(panic);
        if let Some(log) = &log {
            // Not `eprintln!`: the terminal may be gone, and a panic in here would hide the first.
            let _ = writeln!(
                io::stderr(),
                "Forecourt stopped by a mistake of its own. The log is in {}",
                log.display()
            );
        }
    }));
}

/// A thread of its own: reading blocks, and asking the terminal anything would race it.
fn read(sender: UnboundedSender<Input>) -> io::Result<()> {
    std::thread::Builder::new()
        .name("keys".into())
        .spawn(move || {
            while let Ok(event) = crossterm::event::read() {
                if let Some(input) = Input::from_event(event)
                    && sender.send(input).is_err()
                {
                    return;
                }
            }
            let _ = sender.send(Input::HangUp);
        })?;
    Ok(())
}

fn hang_up_on_signals(sender: &UnboundedSender<Input>) -> io::Result<()> {
    for kind in [SignalKind::terminate(), SignalKind::hangup()] {
        let (mut signals, sender) = (signal(kind)?, sender.clone());
        tokio::spawn(async move {
            while signals.recv().await.is_some() {
                if sender.send(Input::HangUp).is_err() {
                    return;
                }
            }
        });
    }
    Ok(())
}
