//! A screen whose message type is forgotten, so that screens of all kinds lie in one stack.

use super::{Draft, Handled, Screen, Subject};
use crate::domain::change::Topic;
use crate::domain::{Msg, ParkedId};
use crate::tui::app::Cx;
use crate::tui::keys::{Action, Command};
use crate::tui::look::Canvas;
use crate::tui::shell::{Answer, Out, ScreenId, Wish};
use crossterm::event::KeyEvent;
use ratatui::layout::Rect;

/// A [`Screen`] with its messages boxed. `deliver` holds the one downcast of screens.
#[expect(
    missing_docs,
    reason = "each is the method of Screen with the same name"
)]
pub trait Hosted: Send {
    fn title(&self) -> Msg;
    fn help(&self) -> Option<Msg>;
    fn commands(&self, cx: &Cx) -> Vec<Command>;
    fn enter(&mut self, cx: &Cx) -> Vec<Wish>;
    fn action(&mut self, action: Action, cx: &Cx) -> (Handled, Vec<Wish>);
    fn text(&mut self, key: KeyEvent, cx: &Cx) -> Vec<Wish>;
    fn paste(&mut self, text: &str, cx: &Cx) -> Vec<Wish>;
    fn scan(&mut self, code: &str, cx: &Cx) -> (Handled, Vec<Wish>);
    fn deliver(&mut self, body: Answer, cx: &Cx) -> Vec<Wish>;
    fn change(&mut self, topic: Topic, cx: &Cx) -> Vec<Wish>;
    fn minute(&mut self, cx: &Cx) -> (bool, Vec<Wish>);
    fn typing(&self) -> bool;
    fn unsaved(&self) -> bool;
    fn draft(&self) -> Option<Draft>;
    fn holds(&self, action: Action) -> bool;
    fn holds_text(&self) -> bool;
    fn subject(&self) -> Option<Subject>;
    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, cx: &Cx);
}

struct Host<S: Screen>(S);

impl<S: Screen> Host<S> {
    fn turn<T>(&mut self, act: impl FnOnce(&mut S, &mut Out<S::Msg>) -> T) -> (T, Vec<Wish>) {
        let mut out = Out::default();
        let answer = act(&mut self.0, &mut out);
        (answer, out.wishes)
    }
}

impl<S: Screen> Hosted for Host<S> {
    fn title(&self) -> Msg {
        self.0.title()
    }
    fn help(&self) -> Option<Msg> {
        self.0.help()
    }
    fn commands(&self, cx: &Cx) -> Vec<Command> {
        self.0.commands(cx)
    }
    fn enter(&mut self, cx: &Cx) -> Vec<Wish> {
        self.turn(|s, out| s.on_enter(cx, out)).1
    }
    fn action(&mut self, action: Action, cx: &Cx) -> (Handled, Vec<Wish>) {
        self.turn(|s, out| s.on_action(action, cx, out))
    }
    fn text(&mut self, key: KeyEvent, cx: &Cx) -> Vec<Wish> {
        self.turn(|s, out| s.on_text(key, cx, out)).1
    }
    fn paste(&mut self, text: &str, cx: &Cx) -> Vec<Wish> {
        self.turn(|s, out| s.on_paste(text, cx, out)).1
    }
    fn scan(&mut self, code: &str, cx: &Cx) -> (Handled, Vec<Wish>) {
        self.turn(|s, out| s.on_scan(code, cx, out))
    }
    fn deliver(&mut self, body: Answer, cx: &Cx) -> Vec<Wish> {
        match body.downcast::<S::Msg>() {
            Ok(msg) => self.turn(|s, out| s.on_msg(*msg, cx, out)).1,
            Err(_) => unreachable!("an answer comes back to the page that asked, by its id"),
        }
    }
    fn change(&mut self, topic: Topic, cx: &Cx) -> Vec<Wish> {
        self.turn(|s, out| s.on_change(topic, cx, out)).1
    }
    fn minute(&mut self, cx: &Cx) -> (bool, Vec<Wish>) {
        self.turn(|s, out| s.on_minute(cx, out))
    }
    fn typing(&self) -> bool {
        self.0.typing()
    }
    fn unsaved(&self) -> bool {
        self.0.unsaved()
    }
    fn draft(&self) -> Option<Draft> {
        self.0.draft()
    }
    fn holds(&self, action: Action) -> bool {
        self.0.holds(action)
    }
    fn holds_text(&self) -> bool {
        self.0.holds_text()
    }
    fn subject(&self) -> Option<Subject> {
        self.0.subject()
    }
    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, cx: &Cx) {
        self.0.draw(canvas, area, cx);
    }
}

type Then = Box<dyn FnOnce(Answer) -> Option<Answer> + Send>;

/// What the store has of a page's half-filled work.
#[derive(Default)]
pub(crate) struct Kept {
    /// Where.
    pub row: Option<ParkedId>,
    /// What was last written there.
    pub last: Option<serde_json::Value>,
    /// It is being written now.
    pub under_way: bool,
}

/// A screen in a stack, with its address and what it hands back.
pub struct Page {
    pub(crate) id: ScreenId,
    pub(crate) hosted: Box<dyn Hosted>,
    pub(crate) then: Option<Then>,
    pub(crate) kept: Kept,
}

impl Page {
    /// A page of that screen; it gets its address when it is laid on a stack.
    pub fn new<S: Screen>(screen: S) -> Self {
        Self {
            id: ScreenId::default(),
            hosted: Box::new(Host(screen)),
            then: None,
            kept: Kept::default(),
        }
    }

    /// The same, handing a `T` to its opener when it finishes with one.
    pub(crate) fn answering<S: Screen, T: Send + 'static, M: Send + 'static>(
        screen: S,
        then: impl FnOnce(T) -> M + Send + 'static,
    ) -> Self {
        let mut page = Self::new(screen);
        page.then = Some(Box::new(move |body: Answer| {
            body.downcast::<T>()
                .ok()
                .map(|value| Box::new(then(*value)) as Answer)
        }));
        page
    }
}
