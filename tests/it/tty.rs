//! The real program in a real terminal (tmux): it starts, types, fits another size, leaves, and gives the
//! terminal back even after a panic. Where tmux is missing these say so and pass.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use forecourt::desk::{Actor, Clock, Desk};
use forecourt::domain::{Msg, SiteId};
use forecourt::msg;
use forecourt::store::{Db, Store, sql};
use forecourt::tui::Cx;
use forecourt::tui::app::Options;
use forecourt::tui::keys::{Action, Command as Verb};
use forecourt::tui::look::Canvas;
use forecourt::tui::screens::{Handled, Page, Roster, Screen, Tab};
use forecourt::tui::shell::Out;
use forecourt::tui::shell::tty::{Tty, run_here};
use ratatui::layout::Rect;
use tempfile::TempDir;

use crate::rig::Place;
use crate::rig::shop::Shop;

/// Long enough for a debug build on a busy machine.
const PATIENCE: Duration = Duration::from_secs(30);
/// Tells this very binary to be the program in the window.
const CHILD: &str = "FORECOURT_TEST_CHILD";

/// A window of a tmux server of its own.
struct Window {
    socket: String,
    control: Child,
    /// Rings whenever something was written to the window.
    rings: Receiver<()>,
}

impl Window {
    /// Runs a shell line in a window of that size; `None`, with a word, where there is no tmux.
    fn open(line: &str, home: &Path, width: u16, height: u16) -> Option<Self> {
        if Command::new("tmux").arg("-V").output().is_err() {
            eprintln!("skipped: no tmux");
            return None;
        }
        static OPENED: AtomicUsize = AtomicUsize::new(0);
        let number = OPENED.fetch_add(1, Ordering::Relaxed);
        let socket = format!("forecourt-{}-{number}", std::process::id());
        let profile = std::env::var("LLVM_PROFILE_FILE").unwrap_or_default();
        let shell = format!(
            "env -i HOME='{}' PATH=\"$PATH\" TERM=screen-256color LANG=C.UTF-8 LLVM_PROFILE_FILE='{profile}' \
             sh -c 'echo before; {line}; echo left with $?; stty -a | tr \" ;\" \"\\n\\n\" | grep -xE -- \"-?(icanon|echo)\"; cat'",
            home.display()
        );
        let (w, h) = (width.to_string(), height.to_string());
        let window = Self::tmux(&socket)
            .args(["new-session", "-d", "-x", &w, "-y", &h, &shell])
            .status();
        assert!(window.expect("tmux runs").success());
        // A client in control mode hears of every change, so nobody has to look again and again.
        let mut control = Self::tmux(&socket)
            .args(["-C", "attach", "-f", "ignore-size"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("tmux attaches");
        let news = BufReader::new(control.stdout.take().expect("a pipe"));
        let (ring, rings) = channel();
        std::thread::spawn(move || {
            // Bytes: a character may be cut in two.
            for _ in news.split(b'\n').map_while(Result::ok) {
                if ring.send(()).is_err() {
                    return;
                }
            }
        });
        Some(Self {
            socket,
            control,
            rings,
        })
    }

    fn tmux(socket: &str) -> Command {
        let mut tmux = Command::new("tmux");
        tmux.args(["-u", "-L", socket, "-f", "/dev/null"])
            .env("LC_ALL", "C.UTF-8")
            .env_remove("TMUX");
        tmux
    }

    fn tell(&self, words: &[&str]) -> String {
        let done = Self::tmux(&self.socket)
            .args(words)
            .output()
            .expect("tmux answers");
        assert!(
            done.status.success(),
            "{words:?}: {}",
            String::from_utf8_lossy(&done.stderr)
        );
        String::from_utf8_lossy(&done.stdout).into_owned()
    }

    fn press(&self, key: &str) {
        self.tell(&["send-keys", key]);
    }

    /// Text and Enter.
    fn types(&self, text: &str) {
        self.write(text);
        self.press("Enter");
    }

    fn write(&self, text: &str) {
        self.tell(&["send-keys", "-l", text]);
    }

    /// The program in it, or `None` where nobody can tell; behind these, each the child of the one before.
    fn program(&self, behind: &[&str]) -> Option<String> {
        let pane = self.tell(&["display-message", "-p", "#{pane_pid}"]);
        let mut pid = pane.trim().to_owned();
        for name in behind.iter().chain(&["forecourt"]) {
            let child = Command::new("pgrep")
                .args(["-P", &pid, "-x", name])
                .output();
            let Ok(child) = child else {
                eprintln!("skipped: no pgrep");
                return None;
            };
            pid = String::from_utf8_lossy(&child.stdout).trim().to_owned();
            assert!(!pid.is_empty(), "no {name} in the window");
        }
        Some(pid)
    }

    fn screen(&self) -> String {
        self.tell(&["capture-pane", "-p"])
    }

    /// Waits until the screen shows what it should, and answers with it.
    fn until(&self, what: &str, shows: impl Fn(&str) -> bool) -> String {
        let end = Instant::now() + PATIENCE;
        loop {
            let screen = self.screen();
            if shows(&screen) {
                return screen;
            }
            let left = end.saturating_duration_since(Instant::now());
            match self.rings.recv_timeout(left) {
                Ok(()) => while self.rings.try_recv().is_ok() {},
                Err(RecvTimeoutError::Timeout) => panic!("never {what}:\n{screen}"),
                Err(RecvTimeoutError::Disconnected) => panic!("the window is gone:\n{screen}"),
            }
        }
    }

    fn sees(&self, text: &str) -> String {
        self.until(text, |screen| screen.contains(text))
    }

    /// Leaves by the keys a person would press.
    fn leave(&self) {
        self.press("C-q");
        self.sees("Leave Forecourt?");
        self.press("Right");
        self.press("Enter");
        self.is_given_back(0);
    }

    /// The program has left with this status, the shell's own lines are back, and its tty cooks again.
    fn is_given_back(&self, status: u8) {
        let screen = self.sees(&format!("left with {status}"));
        assert!(screen.starts_with("before"), "{screen}");
        let lines = self.until("the tty's state", |s| {
            s.contains("icanon") && s.contains("echo\n")
        });
        assert!(
            !lines.contains("-icanon") && !lines.contains("-echo"),
            "{lines}"
        );
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        let _ = Self::tmux(&self.socket).arg("kill-server").output();
        let _ = self.control.kill();
        let _ = self.control.wait();
    }
}

/// A home with a founded workshop in it: Olga is its owner.
fn home() -> TempDir {
    let home = tempfile::tempdir().unwrap();
    let mut founding = Command::new(env!("CARGO_BIN_EXE_forecourt"))
        .args([
            "user",
            "add",
            "olga",
            "--name",
            "Olga Owner",
            "--role",
            "admin",
        ])
        .env_clear()
        .envs(std::env::var("LLVM_PROFILE_FILE").map(|file| ("LLVM_PROFILE_FILE", file)))
        .env("HOME", home.path())
        .stdin(Stdio::piped())
        .spawn()
        .unwrap();
    let mut pipe = founding.stdin.take().unwrap();
    pipe.write_all(b"under the lift\n").unwrap();
    drop(pipe);
    assert!(founding.wait().unwrap().success());
    home
}

/// The program's window, at its log-in page.
fn program(home: &TempDir, width: u16, height: u16) -> Option<Window> {
    let line = format!("\"{}\"", env!("CARGO_BIN_EXE_forecourt"));
    let window = Window::open(&line, home.path(), width, height)?;
    window.sees("Password");
    Some(window)
}

fn signal(which: &str, pid: &str) {
    let sent = Command::new("kill").args([which, pid]).status();
    assert!(sent.unwrap().success(), "{pid}");
}

/// Olga logs in and begins to put Ines on record.
fn half_a_customer(window: &Window) {
    window.sees("Password");
    window.types("under the lift");
    window.sees("1Bookings");
    window.press("F6");
    window.sees("new customer");
    window.press("C-n");
    window.sees("New customer");
    window.write("Ines de Groot");
    window.sees("Ines de Groot");
}

/// Olga logs in again and takes up what she is offered.
fn takes_it_up(window: &Window) {
    window.sees("Password");
    window.types("under the lift");
    window.sees("One half-filled page of yours is kept");
    window.press("F10");
    window.write("take up");
    window.sees("New customer");
    window.press("Enter");
    window.sees("Ines de Groot");
}

/// Waits until a half-filled page is kept. Nothing is drawn at that moment, so the books are asked.
fn is_kept(home: &TempDir) {
    let file = home.path().join(".local/share/forecourt/forecourt.db");
    let url = format!("sqlite:{}", file.display());
    let only_look = forecourt::store::Options {
        read_only: true,
        ..forecourt::store::Options::default()
    };
    let asks = async {
        let store = Store::open(&url, &only_look).await.unwrap();
        let mut turns = tokio::time::interval(Duration::from_millis(200));
        loop {
            turns.tick().await;
            let mut books = &store;
            let kept = books.one::<(i64,)>(sql("SELECT COUNT(*) FROM parked"));
            if kept.await.unwrap().0 > 0 {
                return store.close().await;
            }
        }
    };
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let kept = runtime.block_on(async { tokio::time::timeout(PATIENCE, asks).await });
    kept.expect("what was typed is kept");
}

#[test]
fn it_starts_takes_keys_and_leaves_the_terminal_as_it_was() {
    let home = home();
    let Some(window) = program(&home, 80, 24) else {
        return;
    };
    window.sees("Olga Owner");
    window.write("under the lift");
    window.sees("••••••••••••••");
    window.press("Enter");
    let screen = window.until("the screens", |s| !s.contains("Password"));
    assert!(!screen.contains("under the lift"));
    window.leave();
}

#[test]
fn it_fits_the_window_whatever_becomes_of_it() {
    let home = home();
    let Some(window) = program(&home, 80, 24) else {
        return;
    };
    let has_foot = |rows: usize| {
        move |screen: &str| {
            let lines: Vec<&str> = screen.lines().collect();
            let foot = lines.iter().rposition(|line| !line.trim().is_empty());
            screen.contains("Password") && foot.is_some_and(|at| at + 2 >= rows)
        }
    };
    window.tell(&["resize-window", "-x", "120", "-y", "40"]);
    window.until("a page of 40 rows", has_foot(40));
    window.tell(&["resize-window", "-x", "20", "-y", "5"]);
    window.until("a word in 20 by 5", |s| {
        !s.contains("Password") && s.trim().len() > 10
    });
    window.tell(&["resize-window", "-x", "80", "-y", "24"]);
    window.until("a page of 24 rows again", has_foot(24));
    window.leave();
}

#[test]
fn a_signal_is_a_polite_way_to_end_it() {
    let home = home();
    let Some(window) = program(&home, 80, 24) else {
        return;
    };
    let Some(pid) = window.program(&[]) else {
        return;
    };
    signal("-TERM", &pid);
    window.is_given_back(0);
}

#[test]
fn killed_with_a_form_half_filled_it_offers_that_form_again_and_the_terminal_can_be_used() {
    let home = home();
    let shell = "PS1=ready: bash --noprofile --norc";
    let Some(window) = Window::open(shell, home.path(), 80, 24) else {
        return;
    };
    let start = format!("\"{}\"", env!("CARGO_BIN_EXE_forecourt"));
    window.sees("ready:");
    window.types(&start);
    half_a_customer(&window);
    let Some(pid) = window.program(&["bash"]) else {
        return;
    };
    // Nobody presses a key any more: what was typed is kept by itself.
    is_kept(&home);
    signal("-KILL", &pid);
    window.sees("Killed");
    window.types("echo $((40 + 2)) is typed");
    window.sees("42 is typed");
    window.types(&start);
    takes_it_up(&window);
    window.press("C-s");
    window.sees("Ines de Groot added");
    window.press("C-q");
    window.sees("Leave Forecourt?");
    window.press("Right");
    window.press("Enter");
    // It is gone when the shell asks once more.
    window.until("the shell", |s| s.matches("ready:").count() == 2);
    window.types("exit");
    let screen = window.sees("left with 0");
    assert!(!screen.contains("Groot"), "{screen}");
    window.is_given_back(0);
}

#[test]
fn hung_up_on_with_a_form_half_filled_it_keeps_that_at_once_and_offers_it_again() {
    let home = home();
    let Some(window) = program(&home, 80, 24) else {
        return;
    };
    half_a_customer(&window);
    let Some(pid) = window.program(&[]) else {
        return;
    };
    signal("-HUP", &pid);
    window.is_given_back(0);
    is_kept(&home);
    // Again, and this time the window itself goes.
    let Some(window) = program(&home, 80, 24) else {
        return;
    };
    takes_it_up(&window);
    window.press("Tab");
    window.write("0612345678");
    window.sees("0612345678");
    drop(window);
    let Some(window) = program(&home, 80, 24) else {
        return;
    };
    takes_it_up(&window);
    window.sees("0612345678");
    window.leave();
}

#[test]
fn a_panic_gives_the_terminal_back_and_names_the_log() {
    let home = tempfile::tempdir().unwrap();
    let program = std::env::current_exe().unwrap();
    let line = format!(
        "{CHILD}=1 \"{}\" --exact --nocapture tty::the_program_in_the_window_panics_when_told",
        program.display()
    );
    let Some(window) = Window::open(&line, home.path(), 80, 24) else {
        return;
    };
    window.sees("calm");
    window.press("F9");
    let screen = window.sees("The log is in /var/log/here");
    assert!(screen.contains("as it was told"), "{screen}");
    window.is_given_back(101);
}

dual_test! {
    async fn a_second_demo_joins_the_first(place: Place) {
        let home = tempfile::tempdir().unwrap();
        let line = format!("\"{}\" demo --store \"{}\"", env!("CARGO_BIN_EXE_forecourt"), place.url);
        let Some(first) = Window::open(&line, home.path(), 100, 30) else { return };
        first.sees("Demonstration");
        let Some(second) = Window::open(&line, home.path(), 100, 30) else { return };
        second.sees("Demonstration");
        for window in [&first, &second] {
            window.leave();
        }
        assert!(first.screen().contains("Making the workshop"));
        assert!(!second.screen().contains("Making the workshop"));
    }
}

dual_test! {
    async fn a_demo_stays_out_of_a_workshops_books(shop: Shop) {
        let home = tempfile::tempdir().unwrap();
        let url = &shop.place.url;
        let line = format!("\"{}\" demo --fresh --store \"{url}\"", env!("CARGO_BIN_EXE_forecourt"));
        let Some(window) = Window::open(&line, home.path(), 100, 30) else { return };
        assert!(window.sees("left with 1").contains("something else"));
        assert!(shop.desk.names("anywhere").await.is_ok_and(|names| names.len() == 1));
    }
}

/// Runs in the window of the panicking test; by itself it has nothing to do.
#[test]
fn the_program_in_the_window_panics_when_told() {
    if std::env::var_os(CHILD).is_none() {
        return;
    }
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", folder.path().join("books.db").display());
        let as_usual = forecourt::store::Options::default();
        let desk = Desk::open(&url, &as_usual, Clock::System).await.unwrap();
        let mut options = Options::new(Actor::console("root", "tests", SiteId(1)));
        options.roster = Roster {
            tabs: &TABS,
            landing: |_, _| "grenade",
            ..Roster::HOUSE
        };
        let tty = Tty {
            log: Some("/var/log/here".into()),
            ..Tty::default()
        };
        run_here(desk, options, tty).await.unwrap();
    });
}

static TABS: [Tab; 1] = [Tab {
    id: "grenade",
    label: || msg!("key-parts"),
    short: || msg!("key-parts"),
    permissions: &[],
    todo: None,
    open: |_| Page::new(Grenade),
}];

/// A page with one key too many.
struct Grenade;

impl Screen for Grenade {
    type Msg = ();

    fn title(&self) -> Msg {
        msg!("key-parts")
    }

    fn commands(&self, _cx: &Cx) -> Vec<Verb> {
        vec![Verb::new(Action::Print, msg!("cmd-take"), 1)]
    }

    fn on_action(&mut self, action: Action, _cx: &Cx, _out: &mut Out<()>) -> Handled {
        assert!(action != Action::Print, "as it was told");
        Handled::No
    }

    fn on_msg(&mut self, (): (), _cx: &Cx, _out: &mut Out<()>) {}

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, _cx: &Cx) {
        use forecourt::tui::look::Role;
        canvas.text(
            area.x,
            area.y,
            area.width,
            "calm",
            (Role::Surface, Role::Text),
        );
    }
}
