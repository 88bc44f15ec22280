//! The real program in a real terminal (tmux): what it sends for a key, and what it costs while nobody touches it.

use std::collections::HashMap;
use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::Outcome;
use crate::floor::{Floor, PASSWORD};
use crate::ruler::figure;

const SECONDS: u64 = 20;
const KEYS: u64 = 40;

/// Watches it log in, scroll, and do nothing. Where tmux is missing it says so.
pub fn watch(floor: &Floor) -> Outcome {
    println!("\nthe program at a terminal, 120x40");
    if Command::new("tmux").arg("-V").output().is_err() {
        println!("  skipped: no tmux");
        return Ok(());
    }
    let pane = Pane::open(floor)?;
    let measured = pane.measure();
    Pane::tmux(&pane.socket).arg("kill-server").status()?;
    measured
}

/// A window of a tmux server of its own, and the file of all that was written to it.
struct Pane {
    socket: String,
    pid: String,
    wire: std::path::PathBuf,
}

impl Pane {
    fn tmux(socket: &str) -> Command {
        let mut tmux = Command::new("tmux");
        tmux.args(["-u", "-L", socket, "-f", "/dev/null"])
            .env_remove("TMUX");
        tmux
    }

    fn open(floor: &Floor) -> Outcome<Self> {
        let socket = format!("forecourt-bench-{}", std::process::id());
        let wire = floor.folder.path().join("wire");
        let line = format!(
            "exec env HOME='{}' TERM=xterm-256color '{}' --store '{}'",
            floor.folder.path().display(),
            env!("CARGO_BIN_EXE_forecourt"),
            floor.url
        );
        let window = ["new-session", "-d", "-x", "120", "-y", "40", &line];
        Self::tmux(&socket).args(window).status()?;
        let pipe = format!("cat >> '{}'", wire.display());
        Self::tmux(&socket).args(["pipe-pane", &pipe]).status()?;
        let asked = ["display-message", "-p", "#{pane_pid}"];
        let pid = Self::tmux(&socket).args(asked).output()?.stdout;
        let pid = String::from_utf8(pid)?.trim().to_owned();
        let pane = Self { socket, pid, wire };
        pane.until("Password")?;
        pane.press(&["olga", "Tab", PASSWORD, "Enter"])?;
        pane.until("live")?;
        Ok(pane)
    }

    fn press(&self, keys: &[&str]) -> Outcome {
        let mut tmux = Self::tmux(&self.socket);
        tmux.arg("send-keys").args(keys).status()?;
        Ok(())
    }

    /// Waits for a word on the screen.
    fn until(&self, word: &str) -> Outcome {
        let begun = Instant::now();
        loop {
            let screen = Self::tmux(&self.socket)
                .args(["capture-pane", "-p"])
                .output()?;
            let screen = String::from_utf8_lossy(&screen.stdout).into_owned();
            if screen.contains(word) {
                return Ok(());
            }
            if begun.elapsed() > Duration::from_secs(20) {
                return Err(format!("no {word:?} on the screen:\n{screen}").into());
            }
            sleep(Duration::from_millis(50));
        }
    }

    fn measure(&self) -> Outcome {
        for (page, what) in [
            ("M-3", "the board"),
            ("M-4", "the list of parts"),
            ("M-5", "the list of invoices"),
            ("M-6", "the list of customers"),
        ] {
            self.press(&[page])?;
            sleep(Duration::from_millis(700));
            let before = self.sent();
            for _ in 0..KEYS {
                self.press(&["Down"])?;
                sleep(Duration::from_millis(40));
            }
            let bytes = (self.sent() - before) as f64 / KEYS as f64;
            figure(
                &format!("bytes an arrow key sends on {what}"),
                bytes,
                "bytes",
            );
        }
        sleep(Duration::from_secs(2));
        let proc = Path::new("/proc").join(&self.pid);
        let (sent, used, slept) = (self.sent(), busy(&proc), woken(&proc));
        sleep(Duration::from_secs(SECONDS));
        let seconds = SECONDS as f64;
        figure("idle: bytes", (self.sent() - sent) as f64, "bytes");
        figure(
            "idle: share of a core",
            more(&used, &busy(&proc)) / seconds * 100.0,
            "%",
        );
        let wake = more(&slept, &woken(&proc)) / seconds;
        figure("idle: wake-ups of all its threads", wake, "/s");
        let status = fs::read_to_string(proc.join("status"))?;
        for (field, what) in [("VmRSS:", "resident"), ("RssAnon:", "of it its own")] {
            let kib = status.lines().find_map(|l| l.strip_prefix(field));
            let kib = kib.and_then(|l| l.trim().trim_end_matches(" kB").parse::<f64>().ok());
            figure(what, kib.unwrap_or_default() / 1024.0, "MiB");
        }
        Ok(())
    }

    fn sent(&self) -> u64 {
        fs::metadata(&self.wire).map_or(0, |facts| facts.len())
    }
}

/// A figure of each thread of a process.
type Threads = HashMap<OsString, f64>;

fn threads(proc: &Path, figure: impl Fn(&Path) -> Option<f64>) -> Threads {
    let tasks = fs::read_dir(proc.join("task")).into_iter().flatten();
    tasks
        .filter_map(|task| {
            let task = task.ok()?;
            Some((task.file_name(), figure(&task.path())?))
        })
        .collect()
}

/// How much has come on top, in threads that are still there or new: one that has ended takes its figure along.
fn more(before: &Threads, after: &Threads) -> f64 {
    after
        .iter()
        .map(|(thread, now)| now - before.get(thread).unwrap_or(&0.0))
        .sum()
}

/// Seconds each was on a processor so far.
fn busy(proc: &Path) -> Threads {
    threads(proc, |task| {
        let text = fs::read_to_string(task.join("schedstat")).ok()?;
        Some(text.split(' ').next()?.parse::<f64>().ok()? / 1e9)
    })
}

/// How often each has gone to sleep so far.
fn woken(proc: &Path) -> Threads {
    threads(proc, |task| {
        let text = fs::read_to_string(task.join("status")).ok()?;
        let line = text
            .lines()
            .find_map(|l| l.strip_prefix("voluntary_ctxt_switches:"))?;
        line.trim().parse().ok()
    })
}
