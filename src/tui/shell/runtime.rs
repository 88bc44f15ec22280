//! Questions on their way to the desk, and their answers.
//!
//! Reads: the newest question on a line wins, an older one is cancelled and its answer dropped here,
//! once, for every screen. Writes: never cancelled, never dropped, one after the other on a line.

use crate::desk;
use std::any::Any;
use std::collections::{HashMap, VecDeque};
use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::task::Poll;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::task::AbortHandle;

/// Names a place where only the newest answer counts: "day sheet", "parts window".
pub type Slot = &'static str;

/// A screen's own message with its type forgotten.
pub type Answer = Box<dyn Any + Send>;

/// Which page a question came from; 0 is the house itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ScreenId(pub u64);

/// What came back, and whether the books were there to answer.
pub struct Reply {
    pub(crate) body: Answer,
    pub(crate) lost: bool,
}

/// A question, or a write.
pub struct Task {
    pub(crate) slot: Slot,
    pub(crate) write: bool,
    pub(crate) run: Pin<Box<dyn Future<Output = Reply> + Send>>,
}

impl Task {
    pub(crate) fn new<T, M: Send + 'static>(
        slot: Slot,
        write: bool,
        work: impl Future<Output = desk::Result<T>> + Send + 'static,
        then: impl FnOnce(desk::Result<T>) -> M + Send + 'static,
    ) -> Self {
        let run = async move {
            let result = unless_it_panics(slot, work).await;
            let lost = matches!(&result, Err(error) if error.is_outage());
            Reply {
                body: Box::new(then(result)),
                lost,
            }
        };
        Self {
            slot,
            write,
            run: Box::pin(run),
        }
    }
}

/// A verb that panics answers, too: keys and leaving wait for its answer.
async fn unless_it_panics<T>(
    slot: Slot,
    work: impl Future<Output = desk::Result<T>>,
) -> desk::Result<T> {
    let mut work = std::pin::pin!(work);
    std::future::poll_fn(move |cx| {
        // The work is dropped unfinished, with its transaction: nothing half done is looked at again.
        catch_unwind(AssertUnwindSafe(|| work.as_mut().poll(cx))).unwrap_or_else(|_| {
            tracing::error!(slot, "a verb ended in a panic");
            Poll::Ready(Err(desk::Error::Internal(format!("{slot} panicked"))))
        })
    })
    .await
}

type Line = (ScreenId, Slot);

/// An answer on its way home.
pub struct Envelope {
    line: Line,
    turn: u64,
    write: bool,
    reply: Reply,
}

/// An opened envelope.
pub struct Delivery {
    /// Whose it is.
    pub to: ScreenId,
    /// What it says.
    pub body: Answer,
    /// The books could not be reached.
    pub lost: bool,
    /// It answers a write.
    pub write: bool,
}

/// All questions under way.
pub struct Runtime {
    tx: UnboundedSender<Envelope>,
    reads: HashMap<Line, (u64, AbortHandle)>,
    writing: HashMap<Line, VecDeque<Task>>,
    /// Questions that wait until the hand rests, the newest on each line.
    resting: HashMap<Line, Task>,
    turn: u64,
}

impl Runtime {
    /// An idle runtime and the end its answers come out of.
    pub fn new() -> (Self, UnboundedReceiver<Envelope>) {
        let (tx, rx) = unbounded_channel();
        (
            Self {
                tx,
                reads: HashMap::new(),
                writing: HashMap::new(),
                resting: HashMap::new(),
                turn: 0,
            },
            rx,
        )
    }

    /// Sets a task going; call inside a tokio runtime.
    pub fn start(&mut self, to: ScreenId, task: Task) {
        let line = (to, task.slot);
        if !task.write {
            self.resting.remove(&line);
            let turn = self.spawn(line, task);
            if let Some((_, older)) = self.reads.insert(line, turn) {
                older.abort();
            }
        } else if let Some(queue) = self.writing.get_mut(&line) {
            queue.push_back(task);
        } else {
            self.writing.insert(line, VecDeque::new());
            self.spawn(line, task);
        }
    }

    /// Keeps a question until the hand rests. What is under way on its line is asked no more.
    pub fn put_off(&mut self, to: ScreenId, task: Task) {
        let line = (to, task.slot);
        if let Some((_, older)) = self.reads.remove(&line) {
            older.abort();
        }
        self.resting.insert(line, task);
    }

    /// Asks what waited for the hand to rest.
    pub fn ask_put_off(&mut self) {
        for ((to, _), task) in std::mem::take(&mut self.resting) {
            self.start(to, task);
        }
    }

    /// Whether a question waits for the hand to rest.
    pub fn puts_off(&self) -> bool {
        !self.resting.is_empty()
    }

    fn spawn(&mut self, line: Line, task: Task) -> (u64, AbortHandle) {
        self.turn += 1;
        let (turn, tx, write) = (self.turn, self.tx.clone(), task.write);
        let handle = tokio::spawn(async move {
            let reply = task.run.await;
            // The receiver is gone only when the program is leaving.
            let _ = tx.send(Envelope {
                line,
                turn,
                write,
                reply,
            });
        });
        (turn, handle.abort_handle())
    }

    /// The addressee and the body, if this is still the newest answer on its line.
    pub fn open(&mut self, envelope: Envelope) -> Option<Delivery> {
        let Envelope {
            line,
            turn,
            write,
            reply,
        } = envelope;
        if write {
            match self.writing.get_mut(&line).and_then(VecDeque::pop_front) {
                Some(next) => drop(self.spawn(line, next)),
                None => drop(self.writing.remove(&line)),
            }
        } else if self
            .reads
            .get(&line)
            .is_some_and(|(newest, _)| *newest == turn)
        {
            self.reads.remove(&line);
        } else {
            return None;
        }
        Some(Delivery {
            to: line.0,
            body: reply.body,
            lost: reply.lost,
            write,
        })
    }

    /// Cancels the questions of a page that is gone; its writes go on.
    pub fn forget(&mut self, screen: ScreenId) {
        self.resting.retain(|line, _| line.0 != screen);
        self.reads.retain(|line, (_, handle)| {
            let keep = line.0 != screen;
            if !keep {
                handle.abort();
            }
            keep
        });
    }

    /// Something is under way: the spinner after 200 ms, and the robot's idle.
    pub fn busy(&self) -> bool {
        !self.reads.is_empty() || self.writing()
    }

    /// A write is under way: leaving waits for it.
    pub fn writing(&self) -> bool {
        !self.writing.is_empty()
    }

    /// A write of that page is under way: its keys wait.
    pub fn writes_for(&self, screen: ScreenId) -> bool {
        self.writing.keys().any(|line| line.0 == screen)
    }

    /// The house takes something back, or locks: keys wait. Its other writes nobody waits for.
    pub fn house_writes(&self) -> bool {
        let house = ScreenId::default();
        ["undo", "lock"]
            .iter()
            .any(|slot| self.writing.contains_key(&(house, *slot)))
    }

    /// A question of that page is under way.
    pub fn asks_for(&self, screen: ScreenId) -> bool {
        self.reads.keys().any(|line| line.0 == screen)
    }
}
