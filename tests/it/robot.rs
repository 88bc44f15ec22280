//! A robot at a terminal: presses keys, waits until the program is idle, reads the screen.
//!
//! It waits on what the program says of itself (`App::busy`), never on time. Its clock stands still
//! but for a tenth of a second a key, so that a hand is not taken for a scanner.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use forecourt::desk::{Actor, Desk, News};
use forecourt::domain::Ts;
use forecourt::tui::App;
use forecourt::tui::app::Options;
use forecourt::tui::shell::{Envelope, Input};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use std::time::Duration;
use tokio::sync::broadcast;
use tokio::sync::mpsc::UnboundedReceiver;

/// Real time until a robot that waits for something gives up and shows its screen.
const PATIENCE: Duration = Duration::from_secs(10);

/// One person at one terminal.
pub struct Robot {
    desk: Desk,
    app: App,
    answers: UnboundedReceiver<Envelope>,
    news: broadcast::Receiver<News>,
    terminal: Terminal<TestBackend>,
    keys: usize,
}

#[allow(dead_code, reason = "a recipe book: not every test uses every step")]
impl Robot {
    /// Sits down at an 80x24 terminal of this desk. The desk's clock should be a held one.
    pub async fn open(desk: &Desk, actor: Actor) -> Self {
        Self::with(desk, Options::new(actor), (80, 24)).await
    }

    /// The same with everything chosen.
    pub async fn with(desk: &Desk, options: Options, size: (u16, u16)) -> Self {
        let news = desk.news();
        let (app, answers) = App::new(desk.clone(), options);
        let Ok(terminal) = Terminal::new(TestBackend::new(size.0, size.1));
        let mut robot = Self {
            desk: desk.clone(),
            app,
            answers,
            news,
            terminal,
            keys: 0,
        };
        robot.idle().await;
        robot
    }

    /// Presses keys by name, one after the other: `"F3"`, `"Down Down Enter"`, `"Ctrl-S"`, `"+"`.
    pub async fn press(&mut self, keys: &str) -> &mut Self {
        for name in keys.split_whitespace() {
            let parsed = crokey::parse(name).unwrap_or_else(|_| panic!("{name:?} is not a key"));
            self.key(parsed.into()).await;
        }
        self
    }

    /// Types letters.
    pub async fn write(&mut self, text: &str) -> &mut Self {
        for letter in text.chars() {
            self.key(KeyEvent::new(KeyCode::Char(letter), KeyModifiers::NONE))
                .await;
        }
        self
    }

    async fn key(&mut self, key: KeyEvent) {
        self.keys += 1;
        self.pass(Duration::from_millis(100));
        self.app.input(Input::Key(key));
        self.idle().await;
    }

    /// Keys as fast as they come, none waiting for the one before to be answered.
    pub async fn rush(&mut self, keys: &str) -> &mut Self {
        for name in keys.split_whitespace() {
            let parsed = crokey::parse(name).unwrap_or_else(|_| panic!("{name:?} is not a key"));
            self.keys += 1;
            self.pass(Duration::from_millis(100));
            self.app.input(Input::Key(parsed.into()));
        }
        self.idle().await;
        self
    }

    /// A scanner's burst: the code and Enter within milliseconds.
    pub async fn scan(&mut self, code: &str) -> &mut Self {
        self.fast(code.chars().map(KeyCode::Char).chain([KeyCode::Enter]));
        self.idle().await
    }

    /// Letters as fast as a scanner's, with nothing after them.
    pub async fn burst(&mut self, letters: &str) -> &mut Self {
        self.fast(letters.chars().map(KeyCode::Char));
        self.idle().await
    }

    fn fast(&mut self, keys: impl Iterator<Item = KeyCode>) {
        for key in keys {
            self.pass(Duration::from_millis(2));
            self.app
                .input(Input::Key(KeyEvent::new(key, KeyModifiers::NONE)));
        }
    }

    /// Pastes text, as a terminal with bracketed paste hands it over.
    pub async fn paste(&mut self, text: &str) -> &mut Self {
        self.app.input(Input::Paste(text.to_owned()));
        self.idle().await;
        self
    }

    /// The terminal gets another size.
    pub async fn resize(&mut self, width: u16, height: u16) -> &mut Self {
        self.terminal.backend_mut().resize(width, height);
        self.app.input(Input::Resize);
        self.idle().await;
        self
    }

    /// Lets time pass at this desk, and what was due happen.
    pub async fn minutes(&mut self, minutes: i64) -> &mut Self {
        self.seconds(minutes * 60).await
    }

    /// The same for less than a minute.
    pub async fn seconds(&mut self, seconds: i64) -> &mut Self {
        let until = self.desk.now().plus_seconds(seconds);
        while self.desk.now() < until {
            let next = Ts(self
                .app
                .next_deadline()
                .0
                .min(until.0)
                .max(self.desk.now().0 + 1));
            self.desk.clock().set(next);
            self.app.deadline();
            self.idle().await;
        }
        self
    }

    fn pass(&self, time: Duration) {
        let micros = i64::try_from(time.as_micros()).unwrap_or(0);
        self.desk.clock().set(self.desk.now().plus_micros(micros));
    }

    /// Waits until nothing is asked or written any more, then draws.
    pub async fn idle(&mut self) -> &mut Self {
        loop {
            while let Ok(news) = self.news.try_recv() {
                self.app.news(news);
            }
            if !self.app.busy() && self.app.puts_off() {
                self.app.rest();
            }
            if !self.app.busy() {
                break;
            }
            match tokio::time::timeout(PATIENCE, self.answers.recv()).await {
                Ok(Some(envelope)) => self.app.answer(envelope),
                Ok(None) => break,
                Err(_) => panic!("still busy after {PATIENCE:?}:\n{}", self.screen()),
            }
        }
        self.draw();
        self
    }

    /// Waits for what another terminal writes: until the screen says this.
    pub async fn until(&mut self, text: &str) -> &mut Self {
        self.wait(text, true).await
    }

    /// Waits for what another terminal takes away: until the screen says this no more.
    pub async fn until_gone(&mut self, text: &str) -> &mut Self {
        self.wait(text, false).await
    }

    async fn wait(&mut self, text: &str, wanted: bool) -> &mut Self {
        let limit = tokio::time::Instant::now() + PATIENCE;
        loop {
            self.idle().await;
            if self.screen().contains(text) == wanted {
                return self;
            }
            tokio::select! {
                news = self.news.recv() => if let Ok(news) = news { self.app.news(news) },
                Some(envelope) = self.answers.recv() => self.app.answer(envelope),
                () = tokio::time::sleep_until(limit) => {
                    let word = if wanted { "no" } else { "still" };
                    panic!("{word} {text:?} on the screen:\n{}", self.screen())
                }
            }
        }
    }

    fn draw(&mut self) {
        let app = &self.app;
        let Ok(_) = self.terminal.draw(|frame| app.draw(frame));
    }

    /// The screen as text, one line a row, no blanks at the ends.
    pub fn screen(&self) -> String {
        let buffer = self.buffer();
        let width = usize::from(buffer.area.width);
        let rows = buffer.content.chunks(width.max(1)).map(|row| {
            let line: String = row.iter().map(ratatui::buffer::Cell::symbol).collect();
            line.trim_end().to_owned()
        });
        rows.collect::<Vec<_>>().join("\n")
    }

    /// The screen with its styles.
    pub fn buffer(&self) -> &Buffer {
        self.terminal.backend().buffer()
    }

    /// One row of the screen, counted from nought; from the end when negative.
    pub fn row(&self, at: i64) -> String {
        let screen = self.screen();
        let rows: Vec<&str> = screen.lines().collect();
        let len = i64::try_from(rows.len()).unwrap_or(0);
        let at = usize::try_from(if at < 0 { len + at } else { at }).unwrap_or(usize::MAX);
        rows.get(at).copied().unwrap_or_default().to_owned()
    }

    /// The screen says this, or the test ends with the screen.
    #[track_caller]
    pub fn sees(&self, text: &str) -> &Self {
        assert!(
            self.screen().contains(text),
            "no {text:?} on the screen:\n{}",
            self.screen()
        );
        self
    }

    /// The screen does not say this.
    #[track_caller]
    pub fn sees_no(&self, text: &str) -> &Self {
        assert!(
            !self.screen().contains(text),
            "{text:?} is on the screen:\n{}",
            self.screen()
        );
        self
    }

    /// Keys pressed since the last time this was asked: for keystroke budgets.
    pub fn keys(&mut self) -> usize {
        std::mem::take(&mut self.keys)
    }

    /// Whether the program has been left.
    pub fn left(&self) -> bool {
        self.app.left()
    }

    /// The program itself.
    pub fn app(&mut self) -> &mut App {
        &mut self.app
    }
}
