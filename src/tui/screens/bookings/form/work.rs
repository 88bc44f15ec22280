//! The work that is booked: canned jobs picked one after the other from one field; a blank Enter goes on.

use crate::desk::booking::Work;
use crate::domain::CannedJobId;
use crate::tui::app::Cx;
use crate::tui::look::Role;
use crate::tui::widgets::form::Form;
use crate::tui::widgets::{PickItem, Value};

/// The name of the field.
pub const FIELD: &str = "work";

/// What can be booked, and what was.
#[derive(Clone, Debug, Default)]
pub struct Works {
    known: Vec<Work>,
    picked: Vec<Work>,
    /// Picked before the form was kept, until it is known what there is.
    before: Vec<CannedJobId>,
}

impl Works {
    /// One work as it stands in a list.
    pub fn item(work: &Work, cx: &Cx) -> PickItem {
        let item = PickItem::new(work.id, format!("{} {}", work.code, work.title))
            .symptoms(&work.symptoms);
        match work.minutes {
            0 => item,
            minutes => item.note(cx.words.minutes(minutes)),
        }
    }

    /// What there is to pick from.
    pub fn fill(&mut self, known: Vec<Work>, form: &mut Form, cx: &Cx) {
        let items = known.iter().map(|w| Works::item(w, cx));
        form.set_options(FIELD, items.collect());
        let before = std::mem::take(&mut self.before);
        let kept = known.iter().filter(|w| before.contains(&w.id));
        self.picked.extend(kept.cloned());
        self.known = known;
    }

    /// The field says something: what was picked joins the others, and the field is there for the next one.
    pub fn taken(&mut self, form: &mut Form, cx: &Cx) {
        let id = form.id(FIELD).map(CannedJobId);
        if let Some(work) = self.known.iter().find(|w| Some(w.id) == id) {
            if !self.picked.contains(work) {
                self.picked.push(work.clone());
            }
            form.set(FIELD, Value::Empty, &cx.words);
            form.go(FIELD);
        }
        self.say(form, cx);
    }

    /// Takes those in that were known before the form opened.
    pub fn pick(&mut self, ids: &[CannedJobId], form: &mut Form, cx: &Cx) {
        for work in self.known.iter().filter(|w| ids.contains(&w.id)) {
            self.picked.push(work.clone());
        }
        self.say(form, cx);
    }

    /// Backspace in the empty field takes the last one back; `false` where there is none.
    pub fn untake(&mut self, form: &mut Form, cx: &Cx) -> bool {
        if form.focus() != FIELD || !form.raw(FIELD).is_empty() || self.picked.pop().is_none() {
            return false;
        }
        self.say(form, cx);
        true
    }

    /// What was picked before, as a kept form says.
    pub fn remember(&mut self, before: Vec<CannedJobId>) {
        self.before = before;
    }

    /// What was picked.
    pub fn ids(&self) -> Vec<CannedJobId> {
        self.picked.iter().map(|w| w.id).collect()
    }

    /// The labour of all that was picked, in minutes; `None` while nothing plans any.
    pub fn minutes(&self) -> Option<i64> {
        let sum = self.picked.iter().map(|w| w.minutes).sum();
        (sum > 0).then_some(sum)
    }

    /// The titles of what was picked, for reading back.
    pub fn titles(&self) -> String {
        let titles: Vec<&str> = self.picked.iter().map(|w| w.title.as_str()).collect();
        titles.join(", ")
    }

    /// Says under the field what is in, and how long it takes.
    pub fn say(&self, form: &mut Form, cx: &Cx) {
        let mut parts: Vec<&str> = self.picked.iter().map(|w| w.code.as_str()).collect();
        let time = self.minutes().map(|m| cx.words.minutes(m));
        parts.extend(time.as_deref());
        let note = (!parts.is_empty()).then(|| {
            let all = parts.join(&format!(" {} ", cx.marks.dot));
            (format!("{} {all}", cx.marks.ok), Role::Text)
        });
        form.note(FIELD, note);
    }
}
