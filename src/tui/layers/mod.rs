//! Layers: dialogs on top of a page. A layer owns the keys until it answers, and answers its opener
//! by value; it knows nothing of the screen below.

mod call_off;
mod confirm;
mod conflict;
mod help;
mod menu;
mod notice;
mod parting;
pub mod payment;
mod pick;
mod query;
mod reason;

pub use call_off::CallOff;
pub use confirm::Confirm;
pub use conflict::{Conflict, Differs, Keep};
pub(crate) use help::{Help, Line as HelpLine};
pub(crate) use menu::{Choice, Entry, Menu};
pub use notice::Notice;
pub(crate) use parting::{Parting, Way};
pub use pick::{Item, Pick};
pub use query::Query;
pub use reason::Reason;

use super::app::Cx;
use super::keys::{Action, Command};
use super::look::{Canvas, Role, Theme};
use super::shell::Answer;
use super::widgets::LineEdit;
use crate::domain::Msg;
use crossterm::event::KeyEvent;
use ratatui::layout::Rect;
use std::any::Any;

/// What a key did to a dialog.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flow<A> {
    /// It stays.
    Stay,
    /// It is done, with this.
    Answer(A),
    /// It stays, and tells its opener something: the letters typed so far, for instance.
    Aside(A),
    /// It is done, with nothing.
    Cancel,
}

/// A dialog on top of a screen.
pub trait Overlay: Send + 'static {
    /// What it answers with.
    type Answer: Send + 'static;

    /// Space, + and − type while this holds.
    fn typing(&self) -> bool {
        false
    }

    /// A bound key. Esc comes as `Action::Back` and is the dialog's to obey.
    fn on_action(&mut self, action: Action, cx: &Cx) -> Flow<Self::Answer>;

    /// Typing.
    fn on_text(&mut self, _key: KeyEvent, _cx: &Cx) -> Flow<Self::Answer> {
        Flow::Stay
    }

    /// News from its opener ([`super::shell::Out::feed`]).
    fn on_feed(&mut self, _news: Box<dyn Any + Send>) {}

    /// Its keys, for the hint row.
    fn commands(&self) -> Vec<Command> {
        Vec::new()
    }

    /// What F1 says about it above its keys; a dialog of one question needs none.
    fn help(&self) -> Option<Msg> {
        None
    }

    /// Draws itself over `area`, the page without bars; [`centred`] finds its place.
    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, cx: &Cx);
}

/// An [`Overlay`] whose answer has become a message of its opener, boxed.
#[expect(
    missing_docs,
    reason = "each is the method of Overlay with the same name"
)]
pub trait Layer: Send {
    fn typing(&self) -> bool;
    fn action(&mut self, action: Action, cx: &Cx) -> Flow<Answer>;
    fn text(&mut self, key: KeyEvent, cx: &Cx) -> Flow<Answer>;
    fn feed(&mut self, news: Answer);
    fn commands(&self) -> Vec<Command>;
    fn help(&self) -> Option<Msg>;
    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, cx: &Cx);
}

struct Laid<O, F> {
    overlay: O,
    then: F,
}

impl<O: Overlay, F> Laid<O, F> {
    fn sealed<M: Send + 'static>(&self, flow: Flow<O::Answer>) -> Flow<Answer>
    where
        F: Fn(O::Answer) -> M,
    {
        match flow {
            Flow::Stay => Flow::Stay,
            Flow::Cancel => Flow::Cancel,
            Flow::Answer(answer) => Flow::Answer(Box::new((self.then)(answer))),
            Flow::Aside(answer) => Flow::Aside(Box::new((self.then)(answer))),
        }
    }
}

impl<O: Overlay, M: Send + 'static, F: Fn(O::Answer) -> M + Send + 'static> Layer for Laid<O, F> {
    fn typing(&self) -> bool {
        self.overlay.typing()
    }
    fn action(&mut self, action: Action, cx: &Cx) -> Flow<Answer> {
        let flow = self.overlay.on_action(action, cx);
        self.sealed(flow)
    }
    fn text(&mut self, key: KeyEvent, cx: &Cx) -> Flow<Answer> {
        let flow = self.overlay.on_text(key, cx);
        self.sealed(flow)
    }
    fn feed(&mut self, news: Answer) {
        self.overlay.on_feed(news);
    }
    fn commands(&self) -> Vec<Command> {
        self.overlay.commands()
    }
    fn help(&self) -> Option<Msg> {
        self.overlay.help()
    }
    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, cx: &Cx) {
        self.overlay.draw(canvas, area, cx);
    }
}

/// The dialog with what becomes of its answer.
pub(crate) fn laid<O: Overlay, M: Send + 'static>(
    overlay: O,
    then: impl Fn(O::Answer) -> M + Send + 'static,
) -> Box<dyn Layer> {
    Box::new(Laid { overlay, then })
}

/// The one line of a dialog that asks for words: label, cursor mark and field, as in a form.
pub fn asked_line(canvas: &mut Canvas<'_>, row: Rect, label: &str, line: &LineEdit) {
    let style = Theme::bold(canvas.theme.on(Role::Raised, Role::Accent));
    let after = canvas.put(row.x, row.y, row.width / 3, label, style);
    let (mark, x) = (canvas.marks.cursor, after + 3);
    canvas.text(after + 1, row.y, 1, mark, (Role::Raised, Role::Accent));
    let field = Rect {
        x,
        width: row.right().saturating_sub(x),
        height: 1,
        ..row
    };
    canvas.fill(field, Role::Select);
    if !canvas.theme.has_grounds() && field.width > 1 {
        canvas.text(field.x, field.y, 1, "[", (Role::Select, Role::Dim));
        canvas.text(
            field.right() - 1,
            field.y,
            1,
            "]",
            (Role::Select, Role::Dim),
        );
    }
    let inside = Rect {
        x: field.x + 1,
        width: field.width.saturating_sub(2),
        ..field
    };
    line.draw(canvas, inside, (Role::Select, Role::Title), true, false);
}

/// A rectangle of that size in the middle of the page, never larger than the page; a little above
/// the middle, where the eye rests.
pub fn centred(area: Rect, width: u16, height: u16) -> Rect {
    let (width, height) = (
        width.min(area.width.saturating_sub(4)),
        height.min(area.height),
    );
    Rect {
        x: area.x + (area.width - width) / 2,
        y: area.y + (area.height - height) / 3,
        width,
        height,
    }
}
