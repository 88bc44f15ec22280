//! Whether something was written to a file of the books.
//!
//! Where the kernel tells (Linux), nothing is done until it does. Elsewhere the times of the file and its log are
//! looked at, often while somebody types: a look costs no other thread a wake-up.

use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use tokio::time::Instant;

use super::changes::Attention;

/// How often a file is looked at while somebody types, and while nobody does.
const AWAKE: Duration = Duration::from_millis(50);
const ASLEEP: Duration = Duration::from_millis(700);
/// How long after the last key somebody is still taken to type.
const ALERT: Duration = Duration::from_secs(10);

/// An eye on a file of the books.
pub(super) enum Watch {
    #[cfg(target_os = "linux")]
    Kernel(kernel::Ear),
    Times(Times),
}

impl Watch {
    /// Begins to watch this file and its log.
    pub fn over(file: &Path, attention: &Attention) -> Self {
        #[cfg(target_os = "linux")]
        match kernel::Ear::on(file) {
            Ok(ear) => return Self::Kernel(ear),
            Err(e) => tracing::warn!(error = %e, "the kernel does not tell of writes"),
        }
        Self::Times(Times::of(file, attention))
    }

    /// Waits until something was written.
    pub async fn written(&mut self) {
        match self {
            #[cfg(target_os = "linux")]
            Self::Kernel(ear) => ear.written().await,
            Self::Times(times) => times.moved().await,
        }
    }
}

/// When a file was last written, and how long it is.
type Written = Option<(i64, i64, u64)>;

/// The times of the file and its log.
pub(super) struct Times {
    files: [PathBuf; 2],
    seen: [Written; 2],
    attention: Attention,
    awake_until: Instant,
    /// When they are looked at again: whoever stops waiting and comes back waits no longer for it.
    next: Instant,
}

impl Times {
    fn of(file: &Path, attention: &Attention) -> Self {
        let files = [file.to_owned(), log_of(file)];
        Self {
            seen: files.each_ref().map(|file| written(file)),
            files,
            attention: attention.clone(),
            awake_until: Instant::now(),
            next: Instant::now(),
        }
    }

    async fn moved(&mut self) {
        loop {
            tokio::time::sleep_until(self.next).await;
            if self.attention.take() {
                self.awake_until = Instant::now() + ALERT;
            }
            let awake = Instant::now() < self.awake_until;
            self.next = Instant::now() + if awake { AWAKE } else { ASLEEP };
            let now = self.files.each_ref().map(|file| written(file));
            if now != self.seen {
                self.seen = now;
                return;
            }
        }
    }
}

fn written(file: &Path) -> Written {
    let facts = std::fs::metadata(file).ok()?;
    Some((facts.mtime(), facts.mtime_nsec(), facts.len()))
}

fn log_of(file: &Path) -> PathBuf {
    let mut log = file.as_os_str().to_owned();
    log.push("-wal");
    PathBuf::from(log)
}

#[cfg(target_os = "linux")]
mod kernel {
    //! inotify on the folder: the log comes and goes within it. A thread waits for it, and does nothing else.

    use std::ffi::OsString;
    use std::io;
    use std::mem::MaybeUninit;
    use std::os::fd::OwnedFd;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::net::UnixStream;
    use std::path::Path;
    use std::sync::Arc;

    use rustix::event::{PollFd, PollFlags, poll};
    use rustix::fs::inotify::{self, CreateFlags, Reader, WatchFlags};
    use rustix::io::Errno;
    use tokio::sync::Notify;

    /// The thread needs no more.
    const STACK: usize = 128 * 1024;

    /// What the kernel says of the log.
    pub struct Ear {
        heard: Arc<Notify>,
        /// Closed with this, which ends the thread.
        _held: UnixStream,
    }

    impl Ear {
        /// Begins to listen.
        pub fn on(file: &Path) -> io::Result<Self> {
            let file = file.canonicalize()?;
            let log = super::log_of(&file);
            let (Some(folder), Some(log)) = (file.parent(), log.file_name()) else {
                return Err(io::ErrorKind::InvalidInput.into());
            };
            let fd = inotify::init(CreateFlags::NONBLOCK | CreateFlags::CLOEXEC)?;
            inotify::add_watch(&fd, folder, WatchFlags::MODIFY | WatchFlags::CREATE)?;
            let heard = Arc::new(Notify::new());
            let (held, end) = UnixStream::pair()?;
            let (log, say) = (log.to_owned(), heard.clone());
            std::thread::Builder::new()
                .name("books".to_owned())
                .stack_size(STACK)
                .spawn(move || listen(&fd, &end, &log, &say))?;
            Ok(Self { heard, _held: held })
        }

        /// Waits until the log was written.
        pub async fn written(&self) {
            self.heard.notified().await;
        }
    }

    fn listen(fd: &OwnedFd, end: &UnixStream, log: &OsString, say: &Notify) {
        loop {
            let mut both = [
                PollFd::new(fd, PollFlags::IN),
                PollFd::new(end, PollFlags::IN),
            ];
            match poll(&mut both, None) {
                Ok(_) if !both[1].revents().is_empty() => return,
                Ok(_) if told(fd, log) => say.notify_one(),
                Ok(_) | Err(Errno::INTR) => {}
                Err(e) => {
                    tracing::warn!(error = %e, "the kernel tells no more of writes");
                    return;
                }
            }
        }
    }

    /// Reads all there is to hear; whether any of it is of the log.
    fn told(fd: &OwnedFd, log: &OsString) -> bool {
        let mut room = [MaybeUninit::uninit(); 1024];
        let mut all = Reader::new(fd, &mut room);
        let mut told = false;
        loop {
            match all.next() {
                // Without a name: too much has happened to be told one by one.
                Ok(event) => {
                    told |= event
                        .file_name()
                        .is_none_or(|name| name.to_bytes() == log.as_bytes());
                }
                Err(Errno::INTR) => {}
                Err(_) => return told,
            }
        }
    }

    #[cfg(test)]
    mod tests {
        use super::*;
        use std::time::Duration;

        #[tokio::test]
        async fn only_what_is_written_to_the_log_is_heard() {
            let folder = tempfile::tempdir().unwrap();
            let book = folder.path().join("book.db");
            std::fs::write(&book, "x").unwrap();
            let ear = Ear::on(&book).unwrap();
            std::fs::write(folder.path().join("other"), "x").unwrap();
            std::fs::write(&book, "y").unwrap();
            let heard = tokio::time::timeout(Duration::from_millis(80), ear.written()).await;
            assert!(heard.is_err());
            std::fs::write(folder.path().join("book.db-wal"), "x").unwrap();
            ear.written().await;
        }
    }
}
