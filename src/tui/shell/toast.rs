//! One line that says what happened. The newest wins; the last fifty stay readable.

use crate::domain::{Msg, Ts};
use crate::words::Words;
use std::collections::VecDeque;

/// How a toast is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// It is done. Three seconds.
    Good,
    /// It is done, but; or it cannot be done here. Six seconds.
    Warn,
    /// It was refused. Six seconds.
    Bad,
}

/// What happened, in one sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Toast {
    /// How it is meant.
    pub tone: Tone,
    /// The sentence.
    pub text: Msg,
    /// Ctrl-Z takes it back.
    pub undo: bool,
}

impl Toast {
    /// It is done.
    pub fn good(text: Msg) -> Self {
        Self {
            tone: Tone::Good,
            text,
            undo: false,
        }
    }

    /// It is done and can be taken back. [`super::Out::done`] says this by itself.
    pub fn undoable(text: Msg) -> Self {
        Self {
            tone: Tone::Good,
            text,
            undo: true,
        }
    }

    /// It cannot be done here, and why; or it is done, but.
    pub fn warn(text: Msg) -> Self {
        Self {
            tone: Tone::Warn,
            text,
            undo: false,
        }
    }

    /// It was refused.
    pub fn bad(text: Msg) -> Self {
        Self {
            tone: Tone::Bad,
            text,
            undo: false,
        }
    }

    /// The sentence in words. A refusal is often given as the reason of a key that is off ("nothing is owed"):
    /// said by itself it begins large and ends with a full stop.
    pub fn says(&self, words: &Words) -> String {
        match self.tone {
            Tone::Good => words.say(&self.text),
            Tone::Warn | Tone::Bad => words.sentence(&self.text),
        }
    }

    fn seconds(&self) -> i64 {
        match self.tone {
            Tone::Good if !self.undo => 3,
            _ => 6,
        }
    }
}

const KEPT: usize = 50;

/// The toast on screen and those before it.
#[derive(Default)]
pub struct Toasts {
    shown: Option<(Toast, Ts)>,
    past: VecDeque<(Ts, Toast)>,
}

impl Toasts {
    /// Shows it now, in place of any other.
    pub fn show(&mut self, toast: Toast, now: Ts) {
        self.past.push_front((now, toast.clone()));
        self.past.truncate(KEPT);
        self.shown = Some((toast.clone(), now.plus_seconds(toast.seconds())));
    }

    /// Takes it away now.
    pub fn dismiss(&mut self) {
        self.shown = None;
    }

    /// The one on screen.
    pub fn current(&self) -> Option<&Toast> {
        self.shown.as_ref().map(|(toast, _)| toast)
    }

    /// When the one on screen goes.
    pub fn until(&self) -> Option<Ts> {
        self.shown.as_ref().map(|(_, until)| *until)
    }

    /// Takes it away once its time has come; whether it did.
    pub fn expire(&mut self, now: Ts) -> bool {
        let over = self.until().is_some_and(|until| until <= now);
        if over {
            self.shown = None;
        }
        over
    }

    /// The last fifty, newest first.
    pub fn past(&self) -> impl Iterator<Item = &(Ts, Toast)> {
        self.past.iter()
    }
}
