//! Somebody saved the same row while a form on it was open: theirs and mine side by side, nothing typed is lost.

use super::{Asked, Heard, JobCard, ask};
use crate::desk::job::Card;
use crate::domain::{Msg, Ts};
use crate::tui::app::Cx;
use crate::tui::layers::{Conflict, Differs, Keep};
use crate::tui::shell::Out;
use crate::tui::widgets::Form;

/// What was sent here, and who was quicker.
pub struct Quicker {
    asked: Asked,
    mine: Form,
    by: String,
    at: Ts,
}

/// The same form twice: as it is saved now, and as it was typed here.
#[derive(Clone)]
pub struct Both {
    asked: Asked,
    mine: Form,
    theirs: Form,
}

/// The label of each field, in the order of the forms.
const LABELS: [(&str, &str); 16] = [
    ("key_tag", "job-field-key"),
    ("parking", "job-field-parking"),
    ("contact_name", "job-field-contact"),
    ("contact_phone", "job-field-phone"),
    ("limit", "job-field-limit"),
    ("check_required", "job-field-check"),
    ("description", "job-field-what"),
    ("qty", "job-field-qty"),
    ("price", "job-field-price"),
    ("discount", "job-field-discount"),
    ("free_reason", "job-field-free-reason"),
    ("title", "job-field-title"),
    ("planned_min", "job-field-planned"),
    ("concern", "job-field-concern"),
    ("cause", "job-field-cause"),
    ("correction", "job-field-correction"),
];

impl JobCard {
    /// Reads what the other terminal saved.
    pub(super) fn ask_theirs(
        &self,
        (asked, mine): (Asked, Form),
        (by, at): (String, Ts),
        cx: &Cx,
        out: &mut Out<Heard>,
    ) {
        let (desk, actor, id) = (cx.desk.clone(), cx.actor.clone(), self.id);
        let quicker = Quicker {
            asked,
            mine,
            by,
            at,
        };
        out.ask(
            "job card theirs",
            async move { desk.job_card(&actor, id).await },
            move |r| Heard::Theirs(Box::new(quicker), r),
        );
    }

    /// Asks field by field. What was not touched here begins with theirs, what was with mine.
    pub(super) fn conflict(&mut self, q: Quicker, card: Card, cx: &Cx, out: &mut Out<Heard>) {
        let mut theirs = Form::new(ask::fields(&q.asked, cx));
        ask::fill(&q.asked, &card, &mut theirs, cx);
        let asked = renewed(q.asked.clone(), &card);
        self.card = Some(Box::new(card));
        let both = Both {
            asked,
            mine: q.mine,
            theirs,
        };
        let differing = both.differing();
        if differing.is_empty() {
            // Both typed the same: it is saved as it stands.
            self.submit(both.asked, both.mine, cx, out);
            return;
        }
        let opened = self.opened.as_ref();
        let (mut shown, mut touched) = (Vec::new(), Vec::new());
        for (name, label) in differing {
            let mine = both.mine.raw(name);
            touched.push(opened.is_none_or(|form| form.raw(name) != mine));
            shown.push(Differs {
                label: Msg::new(label),
                theirs: both.theirs.raw(name),
                mine,
            });
        }
        // Esc goes back to the form as it was typed; saving it asks again.
        self.reopen(q.asked, both.mine.clone(), cx, out);
        let layer = Conflict::new(q.by, q.at, shown).beginning(touched);
        out.open(layer, move |keep| Heard::Keep(Box::new(both.clone()), keep));
    }

    /// Saves what was kept of both, on top of theirs.
    pub(super) fn keep(&mut self, both: Both, keep: &Keep, cx: &Cx, out: &mut Out<Heard>) {
        out.close();
        let names = both.differing();
        let mut form = both.mine;
        for ((name, _), mine) in names.into_iter().zip(&keep.mine) {
            if !mine {
                form.set(name, both.theirs.value(name), &cx.words);
            }
        }
        self.submit(both.asked, form, cx, out);
    }
}

impl Both {
    fn differing(&self) -> Vec<(&'static str, &'static str)> {
        LABELS
            .into_iter()
            .filter(|(name, _)| self.theirs.raw(name) != self.mine.raw(name))
            .collect()
    }
}

/// The same question about the row as it is now.
fn renewed(asked: Asked, card: &Card) -> Asked {
    match asked {
        Asked::Facts(_) => Asked::Facts(card.job.version),
        Asked::Line(id, old) => {
            let now = card.lines.iter().find(|l| l.line.id == id);
            Asked::Line(id, now.map_or(old, |l| l.line.version))
        }
        Asked::Task(id, old) => {
            let now = card.tasks.iter().find(|t| t.task.id == id);
            Asked::Task(id, now.map_or(old, |t| t.task.version))
        }
        Asked::Item(id, old) => {
            let now = card.items.iter().find(|i| i.id == id);
            Asked::Item(id, now.map_or(old, |i| i.version))
        }
        other => other,
    }
}
