//! What goes over the wire: bytes a key costs, and that what arrives is the screen that was meant.

use crate::shell::{ROSTER, Room, room};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use forecourt::desk::Actor;
use forecourt::domain::SiteId;
use forecourt::tui::App;
use forecourt::tui::app::Options;
use forecourt::tui::shell::run::paint;
use forecourt::tui::shell::{Envelope, Input, Quill};
use ratatui::layout::Rect;
use ratatui::{Terminal, TerminalOptions, Viewport};
use std::io::{self, Write};
use std::num::NonZero;
use std::sync::{Arc, Mutex};
use tokio::sync::mpsc::UnboundedReceiver;

#[derive(Clone, Default)]
struct Wire(Arc<Mutex<Vec<u8>>>);

impl Write for Wire {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

struct Line {
    app: App,
    answers: UnboundedReceiver<Envelope>,
    terminal: Terminal<Quill<Wire>>,
    wire: Wire,
    far_end: vt100::Parser,
    _room: Room,
}

impl Line {
    async fn open() -> Self {
        let room = room().await;
        let actor = Actor::console("Ana", "counter-2", SiteId(1));
        let options = Options {
            roster: ROSTER,
            ..Options::new(actor)
        };
        let (app, answers) = App::new(room.desk.clone(), options);
        let wire = Wire::default();
        let viewport = Viewport::Fixed(Rect::new(0, 0, 80, 24));
        let terminal =
            Terminal::with_options(Quill::new(wire.clone()), TerminalOptions { viewport }).unwrap();
        let (rows, columns) = (NonZero::new(24).unwrap(), NonZero::new(80).unwrap());
        let far_end = vt100::Parser::new(rows, columns, 0);
        let mut line = Self {
            app,
            answers,
            terminal,
            wire,
            far_end,
            _room: room,
        };
        line.frame().await;
        line
    }

    /// Waits until idle and draws, if there is something to draw; answers what it cost in bytes.
    async fn frame(&mut self) -> usize {
        while self.app.busy() {
            let envelope = self.answers.recv().await.unwrap();
            self.app.answer(envelope);
        }
        if self.app.take_dirty() {
            paint(&mut self.terminal, &mut self.app).unwrap();
        }
        let bytes = std::mem::take(&mut *self.wire.0.lock().unwrap());
        self.far_end.process(&bytes);
        bytes.len()
    }

    async fn press(&mut self, code: KeyCode) -> usize {
        self.app
            .input(Input::Key(KeyEvent::new(code, KeyModifiers::NONE)));
        self.frame().await
    }
}

#[tokio::test]
async fn an_arrow_a_letter_and_a_dialog_stay_within_their_bytes() {
    let mut line = Line::open().await;
    let arrow = line.press(KeyCode::Down).await;
    assert!(arrow <= 350, "an arrow costs {arrow} bytes");
    line.press(KeyCode::Insert).await;
    let letter = line.press(KeyCode::Char('x')).await;
    assert!(letter <= 80, "a letter costs {letter} bytes");
    line.press(KeyCode::Esc).await;
    let dialog = line.press(KeyCode::Delete).await;
    assert!(dialog <= 2_000, "a dialog costs {dialog} bytes");
}

#[tokio::test]
async fn nothing_happening_sends_nothing() {
    let mut line = Line::open().await;
    line.app.deadline();
    assert_eq!(line.frame().await, 0);
}

#[tokio::test]
async fn what_arrives_is_the_screen_that_was_meant() {
    let mut line = Line::open().await;
    line.press(KeyCode::Down).await;
    let screen = line.far_end.screen().contents();
    assert!(screen.contains("▶ pads"), "{screen}");
    assert!(screen.contains("10Menu"), "{screen}");
    assert!(screen.contains("● live"), "{screen}");
}
