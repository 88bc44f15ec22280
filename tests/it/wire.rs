//! What goes over the wire: bytes a key costs, and that what arrives is the screen that was meant.

use crate::rig::shop::Shop;
use crate::rig::{FromPlace, Place};
use crate::shell::{ROSTER, Room, room};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use forecourt::desk::{Actor, Desk};
use forecourt::domain::SiteId;
use forecourt::store::seed;
use forecourt::tui::App;
use forecourt::tui::app::Options;
use forecourt::tui::shell::run::paint;
use forecourt::tui::shell::{Envelope, Input, Quill};
use ratatui::backend::TestBackend;
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
    _room: Option<Room>,
}

impl Line {
    async fn open() -> Self {
        let room = room().await;
        let actor = Actor::console("Ana", "counter-2", SiteId(1));
        let options = Options {
            roster: ROSTER,
            ..Options::new(actor)
        };
        let desk = room.desk.clone();
        Self::to(&desk, options, (80, 24), Some(room)).await
    }

    async fn to(desk: &Desk, options: Options, size: (u16, u16), room: Option<Room>) -> Self {
        let (app, answers) = App::new(desk.clone(), options);
        let wire = Wire::default();
        let viewport = Viewport::Fixed(Rect::new(0, 0, size.0, size.1));
        let terminal =
            Terminal::with_options(Quill::new(wire.clone()), TerminalOptions { viewport }).unwrap();
        let (columns, rows) = (NonZero::new(size.0).unwrap(), NonZero::new(size.1).unwrap());
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

    /// What stands at the far end is what would be drawn on an empty screen.
    fn as_meant(&self) {
        let (rows, columns) = self.far_end.screen().size();
        let mut plain = Terminal::new(TestBackend::new(columns.into(), rows.into())).unwrap();
        plain.draw(|frame| self.app.draw(frame)).unwrap();
        let meant = plain.backend().buffer();
        for y in 0..u16::from(rows) {
            for x in 0..u16::from(columns) {
                let shown = self.far_end.screen().cell(y, x).unwrap();
                let text = if shown.has_contents() {
                    shown.contents()
                } else {
                    " "
                };
                let meant = meant.cell((x, y)).unwrap();
                assert_eq!(text, meant.symbol(), "in row {y}, column {x}");
            }
        }
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

/// The lists one lives in: the digit of the tab, and a word on it.
const LISTS: [(char, &str); 5] = [
    ('1', "Lift"),
    ('3', "open"),
    ('4', "On hand"),
    ('5', "Number"),
    ('6', "Vehicles"),
];

/// What a step costs at most that moves the table: alone on its rows, or beside a card that has to stay where it
/// is (margins left and right of it would do, but few terminals know them); and the card that follows when the
/// hand rests.
const STEP: usize = 1_100;
const BESIDE: usize = 2_400;
const CARD: usize = 900;

/// A workshop with some past and enough of everything for its lists to scroll.
async fn long_lists() -> Shop {
    let shop = Shop::from_place(Place::sqlite().await).await;
    let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
    let size = seed::Size {
        customers: 200,
        vehicles: 300,
        parts: 300,
        jobs: 600,
    };
    let store = shop.place.open().await;
    seed::fill(&store, size, today).await.unwrap();
    store.close().await;
    shop
}

#[tokio::test]
async fn an_arrow_on_each_list_stays_within_its_bytes_and_arrives_as_meant() {
    let shop = long_lists().await;
    for (width, height) in [(80, 24), (120, 40)] {
        let options = Options::new(shop.owner.clone());
        let mut line = Line::to(&shop.desk, options, (width, height), None).await;
        for (tab, word) in LISTS {
            line.app.input(Input::Key(KeyEvent::new(
                KeyCode::Char(tab),
                KeyModifiers::ALT,
            )));
            line.frame().await;
            line.app.rest();
            line.frame().await;
            let shown = line.far_end.screen().contents();
            assert!(shown.contains(word), "no {word}:\n{shown}");
            for key in [KeyCode::Down, KeyCode::Up] {
                let mut steps = Vec::new();
                let mut cards = Vec::new();
                for _ in 0..50 {
                    steps.push(line.press(key).await);
                    line.as_meant();
                    line.app.rest();
                    cards.push(line.frame().await);
                    line.as_meant();
                }
                // Most steps move the cursor; those at the edge of the table move the table, too.
                steps.sort_unstable();
                cards.sort_unstable();
                let place = format!("{word}, {width}x{height}: {steps:?}, then {cards:?}");
                println!("{place}");
                let most = if cards[49] > 0 { BESIDE } else { STEP };
                assert!(steps[25] <= 500, "{place}");
                assert!(steps[49] <= most, "{place}");
                assert!(cards[49] <= CARD, "{place}");
            }
        }
    }
}
