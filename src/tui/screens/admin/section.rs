//! What one page of the admin tab is made of: a list, a form, and what can be done with a row.
//!
//! A section knows desk verbs and words; the list and the form around it are the same for all.

use std::future::Future;
use std::pin::Pin;

use crate::desk::{Actor, Desk, Result};
use crate::domain::Msg;
use crate::domain::change::Topic;
use crate::domain::permission::Permission;
use crate::tui::Cx;
use crate::tui::widgets::window_table::Cell;
use crate::tui::widgets::{Column, Env, Form};
use crate::words::Words;

/// Work for the desk.
pub type Pending<T> = Pin<Box<dyn Future<Output = Result<T>> + Send>>;

/// Boxes work for the desk.
pub fn pending<T>(work: impl Future<Output = Result<T>> + Send + 'static) -> Pending<T> {
    Box::pin(work)
}

/// Work ready to run, or why the form cannot be saved: a field and a sentence.
pub type Saving = std::result::Result<Pending<i64>, (&'static str, Msg)>;

/// A row of the list.
pub struct Line {
    /// Which record.
    pub id: i64,
    /// What it is called over its form.
    pub name: String,
    /// As many cells as there are columns.
    pub cells: Vec<Cell>,
    /// What the find line looks through.
    pub find: String,
    /// Off the lists: shown one step back, at the end.
    pub is_off: bool,
}

impl Line {
    /// A row of plain words.
    pub fn new(id: i64, cells: &[&str]) -> Line {
        Line {
            id,
            name: cells.first().copied().unwrap_or_default().to_owned(),
            find: cells.join(" ").to_lowercase(),
            cells: cells.iter().map(|c| Cell::from(*c)).collect(),
            is_off: false,
        }
    }

    /// The same, called otherwise than its first cell.
    pub fn named(self, name: &str) -> Line {
        Line {
            name: name.to_owned(),
            ..self
        }
    }

    /// The same, off the lists.
    pub fn off(mut self, is_off: bool) -> Line {
        self.is_off = is_off;
        self
    }
}

/// Something else that can be done with a row, by the menu: its name in code and in words.
pub struct Extra {
    /// Comes back in [`Section::extra`].
    pub name: &'static str,
    /// The verb.
    pub label: Msg,
    /// Why not now.
    pub off: Option<Msg>,
}

/// What an extra leads to.
pub enum Step {
    /// A short form, whose answer goes to [`Section::save_extra`].
    Ask(Form),
    /// A question with a few answers, told apart by a number.
    Choose(Msg, Vec<(i64, String, String)>),
    /// Nothing to ask.
    Do(Pending<()>),
}

/// What was answered to an extra's question.
pub enum Answered<'a> {
    /// The form, read.
    Form(&'a Form),
    /// The chosen number.
    Choice(i64),
}

/// One page of the admin tab.
pub trait Section: Copy + Send + Sync + 'static {
    /// All the page needs: its records and what their forms pick from.
    type Data: Send + Sync + 'static;

    /// The heading.
    fn title(self) -> Msg;
    /// One record's name for the heading of its form and for toasts.
    fn one(self) -> Msg;
    /// What F1 begins with.
    fn help(self) -> Msg;
    /// What it takes to change anything.
    fn edit(self) -> Permission;
    /// What makes it ask again.
    fn topic(self) -> Topic {
        Topic::Settings
    }
    /// The columns of the list.
    fn columns(self, w: &Words) -> Vec<Column>;
    /// Fetches everything.
    fn load(self, desk: Desk, by: Actor) -> Pending<Self::Data>;
    /// The rows, in order.
    fn lines(self, data: &Self::Data, cx: &Cx) -> Vec<Line>;
    /// The form of a record, or of a new one.
    fn form(self, data: &Self::Data, id: Option<i64>, cx: &Cx) -> Form;
    /// Saves what the form says; answers with the record's id.
    fn save(
        self,
        data: &Self::Data,
        id: Option<i64>,
        form: &Form,
        env: &Env<'_>,
        desk: Desk,
        by: Actor,
    ) -> Saving;
    /// Whether a new one can be made here.
    fn adds(self) -> bool {
        true
    }
    /// Whether its form can be looked at as it will come out.
    fn previews(self) -> bool {
        false
    }
    /// What the form as it stands comes out as, line by line.
    fn preview(self, _form: &Form, _cx: &Cx) -> Vec<String> {
        Vec::new()
    }
    /// Takes a record off the lists or puts it back; `None` where that cannot be.
    fn set_off(
        self,
        _data: &Self::Data,
        _id: i64,
        _is_off: bool,
        _desk: Desk,
        _by: Actor,
    ) -> Option<Pending<()>> {
        None
    }
    /// Whether what is taken off the lists is gone for good.
    fn forgets(self) -> bool {
        false
    }
    /// What else can be done with a row.
    fn extras(self, _data: &Self::Data, _id: i64) -> Vec<Extra> {
        Vec::new()
    }
    /// Begins one of them.
    fn extra(self, _data: &Self::Data, _id: i64, _name: &'static str, _cx: &Cx) -> Option<Step> {
        None
    }
    /// Ends one of them with what was answered.
    fn save_extra(
        self,
        _data: &Self::Data,
        _id: i64,
        _name: &'static str,
        _answer: &Answered<'_>,
        _cx: &Cx,
    ) -> Option<Pending<()>> {
        None
    }
}
