//! What the pages of records share: the [`Sheet`] is the form of one, the [`Dossier`] its page with a card and its
//! history. A record only says what is its own: fields, rows, verbs.
//!
//! It never names a record itself, and asks the desk for nothing its records did not ask for.

mod dossier;
mod sheet;

pub use dossier::{Dossier, Entry, Further, Heard as DossierHeard, Told};
pub use sheet::{Head, Record, Remark, Saving, Sheet};

use std::future::Future;
use std::pin::Pin;

use crate::desk;
use crate::tui::cx::Cx;
use crate::tui::widgets::Env;

/// Work for the desk.
pub type Pending<T> = Pin<Box<dyn Future<Output = desk::Result<T>> + Send>>;

/// Boxes work for the desk.
pub fn pending<T>(work: impl Future<Output = desk::Result<T>> + Send + 'static) -> Pending<T> {
    Box::pin(work)
}

/// The country whose phone numbers are meant at this site.
pub fn country(cx: &Cx) -> String {
    cx.desk
        .site(cx.actor.site())
        .map(|s| s.country)
        .unwrap_or_default()
}

/// What a form needs to read what is typed into it.
pub fn env<'a>(cx: &'a Cx, country: &'a str) -> Env<'a> {
    Env {
        words: &cx.words,
        today: cx.today(),
        country,
    }
}
