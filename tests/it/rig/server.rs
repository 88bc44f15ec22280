//! A Postgres of one test's own, which may stop under it.

use std::fs::File;
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use super::CARELESS;
use super::postgres::{admin, binaries, open, place, required, start_server, unprivileged};

/// A server of one test's own, which may stop under it.
pub struct Server {
    bin: PathBuf,
    home: PathBuf,
    who: Option<(u32, u32)>,
    _alive: File,
}

impl Server {
    /// Starts one; `None` where no Postgres is installed.
    pub async fn start() -> Option<Server> {
        let wish = std::env::var("FORECOURT_TEST_POSTGRES").unwrap_or_default();
        let Some(bin) = binaries(&wish) else {
            assert!(!required(), "Postgres is required here");
            eprintln!("skipped: no postgres");
            return None;
        };
        let home = PathBuf::from(format!("/tmp/fct-own-{}", std::process::id()));
        std::fs::create_dir_all(&home).unwrap();
        let alive = open(&home.join("alive")).unwrap();
        alive.lock_shared().unwrap();
        let server = Server {
            bin,
            home,
            who: unprivileged(),
            _alive: alive,
        };
        start_server(&server.bin, &server.home, server.who, CARELESS).unwrap();
        Some(server)
    }

    /// A fresh, migrated database on it.
    pub async fn database(&self) -> String {
        let base = format!(
            "postgres://postgres@localhost/?host={}",
            self.home.display()
        );
        admin(&base, "CREATE DATABASE own").await.unwrap();
        place(&base, "own")
    }

    /// Stops it as an operator would who is in a hurry: whoever is connected is thrown out.
    pub fn stop(&self) {
        assert!(self.control(&["-m", "fast", "stop"]), "it stops");
    }

    /// Starts it again on the same data.
    pub fn go_on(&self) {
        start_server(&self.bin, &self.home, self.who, CARELESS).unwrap();
    }

    fn control(&self, words: &[&str]) -> bool {
        let mut c = Command::new(self.bin.join("pg_ctl"));
        c.arg("-D")
            .arg(self.home.join("data"))
            .args(words)
            .current_dir(&self.home)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        if let Some((uid, gid)) = self.who {
            c.uid(uid).gid(gid);
        }
        c.status().is_ok_and(|status| status.success())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.control(&["-m", "immediate", "stop"]);
        // What a test leaves behind hurts nobody.
        let _ = std::fs::remove_dir_all(&self.home);
    }
}
