//! Screens: what a person sees and does. One folder each: `mod.rs` decides, `view.rs` draws.
//!
//! A screen never awaits, never spawns, never reads the clock and never knows its size outside `draw`.
//! It reads the world from [`Cx`], wishes through [`Out`], and is added to the house by one line in
//! [`roster`].

mod admin;
pub mod bookings;
pub mod checkin;
pub mod customers;
pub mod draft;
pub mod find;
mod host;
pub mod inventory;
pub mod invoices;
pub mod jobs;
pub mod lists;
mod login;
mod messages;
pub mod my_work;
mod place;
pub mod record;
pub mod road;
pub mod roster;
mod wizard;

pub use draft::Draft;
pub use host::{Hosted, Page};
pub use place::{Place, Subject};
pub use roster::{Roster, Tab};

use super::app::Cx;
use super::keys::{Action, Command};
use super::look::Canvas;
use super::shell::Out;
use crate::domain::Msg;
use crate::domain::change::Topic;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::layout::Rect;

/// Whether a screen did something with a key; if not, the house rules hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Handled {
    /// The screen did.
    Yes,
    /// The screen has no use for it.
    No,
}

/// One tab, or one page of a flow.
pub trait Screen: Send + 'static {
    /// What its questions and dialogs answer with.
    type Msg: Send + 'static;

    /// Its name, as F1 and the parked list say it.
    fn title(&self) -> Msg;

    /// The one or two sentences that F1 begins with.
    fn help(&self) -> Option<Msg> {
        None
    }

    /// All that can be done here now. The hint row, the key bar, F1 and Ctrl-P read this one list.
    /// A command with a reason why not never reaches `on_action`; the reason is shown instead.
    fn commands(&self, cx: &Cx) -> Vec<Command>;

    /// Asks for what the page shows. Called when the page opens or comes to the front again, by
    /// Ctrl-L, and when the books are back; so it must leave alone what was typed and chosen.
    fn on_enter(&mut self, _cx: &Cx, _out: &mut Out<Self::Msg>) {}

    /// A bound key, or a command chosen in F1 or Ctrl-P.
    fn on_action(&mut self, action: Action, cx: &Cx, out: &mut Out<Self::Msg>) -> Handled;

    /// A key no binding claimed: typing, into a field or a find line.
    fn on_text(&mut self, _key: KeyEvent, _cx: &Cx, _out: &mut Out<Self::Msg>) {}

    /// Pasted text, of which all can be typed; line breaks are blanks where there is one line only.
    fn on_paste(&mut self, text: &str, cx: &Cx, out: &mut Out<Self::Msg>) {
        for letter in text.replace(['\n', '\t'], " ").chars() {
            self.on_text(
                KeyEvent::new(KeyCode::Char(letter), KeyModifiers::NONE),
                cx,
                out,
            );
        }
    }

    /// A whole scanned code (a burst of keys ending in Enter, with no field open). `No` sends it to Find.
    fn on_scan(&mut self, _code: &str, _cx: &Cx, _out: &mut Out<Self::Msg>) -> Handled {
        Handled::No
    }

    /// An answer to a question, a write or a dialog.
    fn on_msg(&mut self, msg: Self::Msg, cx: &Cx, out: &mut Out<Self::Msg>);

    /// Another terminal, or this one, wrote something.
    fn on_change(&mut self, _topic: Topic, _cx: &Cx, _out: &mut Out<Self::Msg>) {}

    /// Another minute has begun: a clock on the page moves on. The page is drawn again if it says yes.
    fn on_minute(&mut self, _cx: &Cx, _out: &mut Out<Self::Msg>) -> bool {
        false
    }

    /// A field has the focus: Space, + and − type, and Del removes a letter.
    fn typing(&self) -> bool {
        false
    }

    /// Something typed would be lost: leaving parks the page instead of dropping it.
    fn unsaved(&self) -> bool {
        false
    }

    /// What was typed, for the store: it survives a lock, a hang-up and a crash. `None` where the page cannot
    /// be opened again from it; it is then kept only while the program runs.
    fn draft(&self) -> Option<Draft> {
        None
    }

    /// This key needs answers that are still on their way, so it waits for them (type-ahead).
    fn holds(&self, _action: Action) -> bool {
        false
    }

    /// Typed text needs them, too: it is not known yet into which field it goes.
    fn holds_text(&self) -> bool {
        false
    }

    /// The record this page has open, shown to others.
    fn subject(&self) -> Option<Subject> {
        None
    }

    /// Draws all of itself. Pure: nothing may change by drawing.
    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, cx: &Cx);
}
