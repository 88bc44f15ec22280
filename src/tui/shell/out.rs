//! What a screen wants done. It asks; the shell does. No screen ever awaits.

use super::runtime::{Answer, Slot, Task};
use super::toast::Toast;
use crate::desk::auth::LoggedIn;
use crate::desk::{self, Actor, Done, Inverse};
use crate::domain::{Msg, theme};
use crate::tui::layers::{Layer, Overlay, laid};
use crate::tui::screens::{Page, Place, Screen};
use std::future::Future;
use std::marker::PhantomData;

/// One wish, its message type forgotten.
pub enum Wish {
    /// A question or a write.
    Task(Task),
    /// A question for when the hand rests.
    AtRest(Task),
    /// A dialog on top.
    Layer(Box<dyn Layer>),
    /// News for the dialog on top.
    Feed(Answer),
    /// The dialog on top goes.
    Close,
    /// One page deeper.
    Push(Page),
    /// Another page in place of this one.
    Replace(Page),
    /// One step back, with something for the page below.
    Pop(Option<Answer>),
    /// A line that says what happened.
    Toast(Toast),
    /// What was done can be taken back.
    Undoable(Msg, Inverse),
    /// A record, in its own tab.
    Go(Place),
    /// A record, on top of this page.
    Visit(Place),
    /// Somebody logged in.
    Enter(Box<Actor>),
    /// Somebody logged in with name and secret.
    LoggedIn(Box<LoggedIn>),
    /// Other colours for whoever is here.
    Dress(Option<theme::Name>),
    /// Nobody is here any more.
    Lock,
    /// The program ends.
    Quit,
    /// Fetch again, as Ctrl-L does.
    Refresh,
}

/// When a question is to be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// At once: other rows came, or something was written.
    Now,
    /// When the hand rests: the cursor was moved. A key held down then asks, and sends over the line, only what the
    /// list itself needs.
    AtRest,
}

/// Wishes of one turn, in order.
pub struct Out<M> {
    pub(crate) wishes: Vec<Wish>,
    of: PhantomData<fn() -> M>,
}

impl<M> Default for Out<M> {
    fn default() -> Self {
        Self {
            wishes: Vec::new(),
            of: PhantomData,
        }
    }
}

impl<M: Send + 'static> Out<M> {
    /// Asks the desk. A newer question in the same slot cancels the older one.
    pub fn ask<T: Send + 'static>(
        &mut self,
        slot: Slot,
        work: impl Future<Output = desk::Result<T>> + Send + 'static,
        then: impl FnOnce(desk::Result<T>) -> M + Send + 'static,
    ) {
        self.wishes
            .push(Wish::Task(Task::new(slot, false, work, then)));
    }

    /// The same for what stands beside a list and follows its cursor.
    pub fn ask_when<T: Send + 'static>(
        &mut self,
        when: When,
        slot: Slot,
        work: impl Future<Output = desk::Result<T>> + Send + 'static,
        then: impl FnOnce(desk::Result<T>) -> M + Send + 'static,
    ) {
        let task = Task::new(slot, false, work, then);
        self.wishes.push(match when {
            When::Now => Wish::Task(task),
            When::AtRest => Wish::AtRest(task),
        });
    }

    /// Tells the desk to write. Never cancelled; leaving waits for it, and so do this page's keys.
    pub fn tell<T: Send + 'static>(
        &mut self,
        slot: Slot,
        work: impl Future<Output = desk::Result<T>> + Send + 'static,
        then: impl FnOnce(desk::Result<T>) -> M + Send + 'static,
    ) {
        self.wishes
            .push(Wish::Task(Task::new(slot, true, work, then)));
    }

    /// Lays a dialog on top; its answer comes back as a message, a cancel does not.
    pub fn open<O: Overlay>(&mut self, dialog: O, then: impl Fn(O::Answer) -> M + Send + 'static) {
        self.wishes.push(Wish::Layer(laid(dialog, then)));
    }

    /// Hands news to the dialog this page has on top (`Overlay::on_feed`).
    pub fn feed<T: Send + 'static>(&mut self, news: T) {
        self.wishes.push(Wish::Feed(Box::new(news)));
    }

    /// Takes away the dialog this page has on top, once what it told by an aside is done.
    pub fn close(&mut self) {
        self.wishes.push(Wish::Close);
    }

    /// Goes one page deeper; Esc comes back here.
    pub fn push<S: Screen>(&mut self, screen: S) {
        self.wishes.push(Wish::Push(Page::new(screen)));
    }

    /// The same for a page that is made already.
    pub(crate) fn push_page(&mut self, page: Page) {
        self.wishes.push(Wish::Push(page));
    }

    /// The same for a page that hands something back with [`Out::finish`].
    pub fn push_for<S: Screen, T: Send + 'static>(
        &mut self,
        screen: S,
        then: impl FnOnce(T) -> M + Send + 'static,
    ) {
        self.wishes.push(Wish::Push(Page::answering(screen, then)));
    }

    /// Another page takes the place of this one.
    pub fn replace<S: Screen>(&mut self, screen: S) {
        self.wishes.push(Wish::Replace(Page::new(screen)));
    }

    /// This page is done: one step back.
    pub fn pop(&mut self) {
        self.wishes.push(Wish::Pop(None));
    }

    /// This page is done and hands this to whoever opened it with [`Out::push_for`].
    pub fn finish<T: Send + 'static>(&mut self, value: T) {
        self.wishes.push(Wish::Pop(Some(Box::new(value))));
    }

    /// Says what happened, in the hint row.
    pub fn toast(&mut self, toast: Toast) {
        self.wishes.push(Wish::Toast(toast));
    }

    /// Says that it is done and, if the verb can be taken back, offers Ctrl-Z. Gives the value on.
    pub fn done<T>(&mut self, what: Msg, done: Done<T>) -> T {
        match done.undo {
            Some(inverse) => {
                self.toast(Toast::undoable(what.clone()));
                self.wishes.push(Wish::Undoable(what, inverse));
            }
            None => self.toast(Toast::good(what)),
        }
        done.value
    }

    /// Says in one sentence why the desk did not do it.
    pub fn refused(&mut self, error: &desk::Error) {
        self.toast(Toast::bad(error.msg()));
    }

    /// Opens a record in its own tab.
    pub fn go(&mut self, place: Place) {
        self.wishes.push(Wish::Go(place));
    }

    /// Opens a record on top of this page; Esc comes back here.
    pub fn visit(&mut self, place: Place) {
        self.wishes.push(Wish::Visit(place));
    }

    /// Somebody has logged in: they land where their day begins, in their own language.
    pub fn logged_in(&mut self, entry: LoggedIn) {
        self.wishes.push(Wish::LoggedIn(Box::new(entry)));
    }

    /// The person here works in these colours from now on; none are the terminal's own.
    pub fn dress(&mut self, theme: Option<theme::Name>) {
        self.wishes.push(Wish::Dress(theme));
    }

    /// The same person is back after a lock.
    pub fn enter(&mut self, actor: Actor) {
        self.wishes.push(Wish::Enter(Box::new(actor)));
    }

    /// Locks this terminal; pages are kept.
    pub fn lock(&mut self) {
        self.wishes.push(Wish::Lock);
    }

    /// Leaves the program once the writes in hand are answered.
    pub fn quit(&mut self) {
        self.wishes.push(Wish::Quit);
    }

    /// Every visible page fetches again.
    pub fn refresh(&mut self) {
        self.wishes.push(Wish::Refresh);
    }
}
