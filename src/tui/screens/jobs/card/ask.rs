//! What the card asks before a step, and the list of all its steps.

use super::new_row::NewRow;
use super::rows::Key;
use super::steps::Work;
use super::{Heard, JobCard};
use crate::desk::job::Card;
use crate::domain::job::{HoldReason, Priority};
use crate::domain::line::{Decision, DeclineReason, Method};
use crate::domain::rating::Source;
use crate::domain::sublet;
use crate::domain::{LineId, Msg, TaskId, WorkItemId};
use crate::msg;
use crate::tui::app::Cx;
use crate::tui::screens::jobs::deferred::put_off_until;
use crate::tui::screens::jobs::prompt::Prompt;
use crate::tui::shell::Out;
use crate::tui::widgets::{Field, Form, Kind, Value};

/// What a form on a layer is about.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "named after the verbs")]
pub enum Asked {
    Decide(Vec<LineId>),
    Withdraw(LineId),
    Unauthorise,
    Rework,
    FailCheck,
    OwnCheck,
    HandOver,
    Rate,
    Promise,
    Hold,
    CancelTask(TaskId),
    CancelTasks(Vec<TaskId>),
    Waive,
    ReopenTask(TaskId),
    Override(Work),
    Note,
    Facts(i64),
    Line(LineId, i64),
    Task(TaskId, i64),
    Item(WorkItemId, i64),
    New(NewRow),
    Sublet(LineId, Option<sublet::Status>),
}

/// The title of the form.
fn title(asked: &Asked) -> Msg {
    match asked {
        Asked::Decide(lines) => msg!("ask-decide", count = lines.len()),
        Asked::Withdraw(_) => msg!("ask-withdraw"),
        Asked::Unauthorise => msg!("ask-unauthorise"),
        Asked::Sublet(_, None) => msg!("ask-sublet"),
        Asked::Sublet(_, Some(sublet::Status::Needed)) => msg!("sublet-event-send_out"),
        Asked::Sublet(_, Some(sublet::Status::SentOut)) => msg!("sublet-event-take_back"),
        Asked::Sublet(..) => msg!("sublet-event-invoice"),
        Asked::Rework => msg!("ask-rework"),
        Asked::FailCheck => msg!("ask-fail-check"),
        Asked::OwnCheck => msg!("check-override"),
        Asked::HandOver => msg!("ask-hand-over"),
        Asked::Rate => msg!("ask-rate"),
        Asked::Promise => msg!("ask-promise"),
        Asked::Hold => msg!("ask-hold"),
        Asked::CancelTask(_) => msg!("ask-cancel-task"),
        Asked::ReopenTask(_) => msg!("ask-reopen-task"),
        Asked::Override(_) => msg!("job-override-title"),
        Asked::Note => msg!("job-note-title"),
        Asked::CancelTasks(tasks) => msg!("ask-cancel-tasks", count = tasks.len()),
        Asked::Waive => msg!("ask-waive"),
        Asked::Facts(_) => msg!("ask-facts"),
        Asked::Line(..) => msg!("ask-line"),
        Asked::Task(..) => msg!("ask-task"),
        Asked::Item(..) => msg!("ask-item"),
        Asked::New(new) => new.label(),
    }
}

/// Whether it changes a row that has a version, so that somebody else can be quicker.
pub(super) fn is_edit(asked: &Asked) -> bool {
    matches!(
        asked,
        Asked::Facts(_) | Asked::Line(..) | Asked::Task(..) | Asked::Item(..)
    )
}

/// The fields it has.
pub(super) fn fields(asked: &Asked, cx: &Cx) -> Vec<Field> {
    let w = |id: &'static str| cx.words.word(id);
    let reason = || Field::new("reason", w("job-field-reason"), Kind::Text).width(46);
    let choice = |all: Vec<(&str, Msg)>| {
        Kind::Choice(
            all.into_iter()
                .map(|(key, label)| (key.to_owned(), cx.words.say(&label)))
                .collect(),
        )
    };
    match asked {
        Asked::Decide(_) => {
            let said = [Decision::Authorised, Decision::Declined, Decision::Deferred];
            let how = [Method::Phone, Method::InPerson, Method::Email, Method::Sms];
            vec![
                Field::new("decided_by", w("job-field-who"), Kind::Text).required(),
                Field::new(
                    "decision",
                    w("job-field-said"),
                    choice(said.iter().map(|d| (d.as_str(), d.label())).collect()),
                ),
                Field::new(
                    "method",
                    w("job-field-how"),
                    choice(how.iter().map(|m| (m.as_str(), m.label())).collect()),
                ),
                Field::new("reason", w("job-field-why-not"), Kind::PICK).options(
                    DeclineReason::ALL
                        .iter()
                        .map(|r| {
                            crate::tui::widgets::PickItem::new(r.as_str(), cx.words.say(&r.label()))
                        })
                        .collect(),
                ),
                Field::new("due_on", w("deferred-field-due"), Kind::Date).hint(w("deferred-hint")),
                Field::new("due_odometer", w("deferred-field-odometer"), Kind::Qty),
            ]
        }
        Asked::HandOver => vec![
            Field::new("odometer", w("job-field-odometer"), Kind::Qty),
            reason().hint(w("job-field-reason-unpaid")),
            Field::new("score", w("rating-field-score"), Kind::Qty).hint(w("rating-hint")),
            Field::new("comment", w("rating-field-comment"), Kind::Text).width(46),
        ],
        Asked::Rate => vec![
            Field::new("score", w("rating-field-score"), Kind::Qty)
                .required()
                .hint(w("rating-hint")),
            Field::new("comment", w("rating-field-comment"), Kind::Text).width(46),
            Field::new(
                "source",
                w("rating-field-source"),
                choice(
                    Source::ALL
                        .iter()
                        .map(|s| (s.as_str(), s.label()))
                        .collect(),
                ),
            ),
        ],
        Asked::Promise => vec![
            Field::new("day", w("job-field-day"), Kind::Date),
            Field::new("time", w("job-field-time"), Kind::Time),
            reason().width(30).hint(w("promise-reason-hint")),
        ],
        Asked::Hold => vec![
            Field::new(
                "reason",
                w("job-field-reason"),
                choice(
                    HoldReason::ALL
                        .iter()
                        .map(|r| (r.as_str(), r.label()))
                        .collect(),
                ),
            ),
            Field::new("until", w("job-field-until"), Kind::Date),
            Field::new("note", w("job-field-note"), Kind::Text).width(46),
        ],
        Asked::Note => vec![
            Field::new("body", w("job-field-note"), Kind::Notes(3)).required(),
            Field::new(
                "for_customer",
                "",
                Kind::Toggle(w("job-field-for-customer")),
            ),
        ],
        Asked::Facts(_) => vec![
            Field::new("key_tag", w("job-field-key"), Kind::Text).width(12),
            Field::new("parking", w("job-field-parking"), Kind::Text).width(20),
            Field::new("contact_name", w("job-field-contact"), Kind::Text),
            Field::new("contact_phone", w("job-field-phone"), Kind::Text).width(20),
            Field::new("limit", w("job-field-limit"), Kind::Money),
            Field::new(
                "priority",
                w("job-field-priority"),
                choice(
                    Priority::ALL
                        .iter()
                        .map(|p| (p.as_str(), p.label()))
                        .collect(),
                ),
            ),
            Field::new(
                "check_required",
                "",
                Kind::Toggle(w("job-field-check-required")),
            ),
        ],
        Asked::Line(..) => vec![
            Field::new("description", w("job-field-what"), Kind::Text)
                .required()
                .width(44),
            Field::new("qty", w("job-field-qty"), Kind::Qty).required(),
            Field::new("price", w("job-field-price"), Kind::Money).required(),
            Field::new("discount", w("job-field-discount"), Kind::Qty).hint("%"),
            Field::new("free_reason", w("job-field-free-reason"), Kind::Text).width(44),
        ],
        Asked::Task(..) | Asked::New(NewRow::Task) => vec![
            Field::new("title", w("job-field-what"), Kind::Text)
                .required()
                .width(44),
            Field::new("planned_min", w("job-field-planned"), Kind::Duration).required(),
        ],
        Asked::Item(..) => vec![
            Field::new("title", w("job-field-title"), Kind::Text)
                .required()
                .width(44),
            Field::new("concern", w("job-field-concern"), Kind::Text).width(44),
            Field::new("cause", w("job-field-cause"), Kind::Text).width(44),
            Field::new("correction", w("job-field-correction"), Kind::Text).width(44),
        ],
        Asked::New(NewRow::Item) => vec![
            Field::new("title", w("job-field-title"), Kind::Text)
                .required()
                .width(44),
            Field::new("concern", w("job-field-concern"), Kind::Text).width(44),
        ],
        // It comes from the list of canned jobs.
        Asked::New(NewRow::Canned) => Vec::new(),
        Asked::New(NewRow::Labour) => vec![
            Field::new("description", w("job-field-what"), Kind::Text)
                .required()
                .width(44),
            Field::new("qty", w("job-field-hours"), Kind::Qty).required(),
        ],
        Asked::New(NewRow::Sublet | NewRow::Fee | NewRow::Discount) => vec![
            Field::new("description", w("job-field-what"), Kind::Text)
                .required()
                .width(44),
            Field::new("price", w("job-field-price"), Kind::Money).required(),
        ],
        Asked::Sublet(_, None) => vec![
            Field::new("supplier", w("sublet-field-supplier"), Kind::Text).required(),
            Field::new("due_on", w("sublet-field-due"), Kind::Date),
        ],
        Asked::Sublet(_, Some(sublet::Status::Needed | sublet::Status::SentOut)) => vec![
            Field::new("due_on", w("sublet-field-due"), Kind::Date),
            Field::new("reference", w("sublet-field-reference"), Kind::Text),
        ],
        Asked::Sublet(..) => vec![
            Field::new("cost", w("sublet-field-cost"), Kind::Money).required(),
            Field::new("reference", w("sublet-field-reference"), Kind::Text),
        ],
        Asked::Withdraw(_)
        | Asked::Unauthorise
        | Asked::Rework
        | Asked::FailCheck
        | Asked::OwnCheck
        | Asked::CancelTask(_)
        | Asked::CancelTasks(_)
        | Asked::Waive
        | Asked::ReopenTask(_)
        | Asked::Override(_) => vec![reason().required()],
    }
}

/// What the form begins with.
pub(super) fn fill(asked: &Asked, card: &Card, form: &mut Form, cx: &Cx) {
    let text = |t: &str| {
        if t.is_empty() {
            Value::Empty
        } else {
            Value::Text(t.to_owned())
        }
    };
    let w = &cx.words;
    match asked {
        Asked::Decide(_) => {
            let who = if card.job.contact_name.is_empty() {
                &card.visit.customer
            } else {
                &card.job.contact_name
            };
            form.set("decided_by", text(who), w);
            form.set(
                "decision",
                Value::Key(Decision::Authorised.as_str().to_owned()),
                w,
            );
            form.set("method", Value::Key(Method::Phone.as_str().to_owned()), w);
            form.set("due_on", Value::Date(put_off_until(cx)), w);
        }
        Asked::Promise => {
            let at = card.job.promised_at.unwrap_or(cx.now);
            form.set("day", Value::Date(w.zone().day_of(at)), w);
            if card.job.promised_at.is_some() {
                form.set("time", Value::Time(w.zone().minute_of_day(at)), w);
            }
        }
        Asked::Rate => form.set("source", Value::Key(Source::Phone.as_str().to_owned()), w),
        Asked::Hold => form.set(
            "reason",
            Value::Key(HoldReason::Parts.as_str().to_owned()),
            w,
        ),
        Asked::Facts(_) => {
            form.set("key_tag", text(&card.job.key_tag), w);
            form.set("parking", text(&card.job.parking), w);
            form.set("contact_name", text(&card.job.contact_name), w);
            form.set("contact_phone", text(&card.job.contact_phone), w);
            if let Some(limit) = card.job.limit_minor {
                form.set("limit", Value::Money(limit), w);
            }
            let priority = Priority::of(card.job.priority);
            form.set("priority", Value::Key(priority.as_str().to_owned()), w);
            form.set("check_required", Value::On(card.job.check_required), w);
        }
        Asked::Line(id, _) => {
            if let Some(l) = card
                .lines
                .iter()
                .find(|l| l.line.id == *id)
                .map(|l| &l.line)
            {
                form.set("description", text(&l.description), w);
                form.set("qty", Value::Qty(l.qty_milli), w);
                form.set("price", Value::Money(l.unit_price_minor), w);
                if !l.discount_bp.is_zero() {
                    form.set(
                        "discount",
                        Value::Qty(crate::domain::Qty(l.discount_bp.0 * 10)),
                        w,
                    );
                }
                form.set("free_reason", text(&l.free_reason), w);
            }
        }
        Asked::Task(id, _) => {
            if let Some(t) = card
                .tasks
                .iter()
                .find(|t| t.task.id == *id)
                .map(|t| &t.task)
            {
                form.set("title", text(&t.title), w);
                form.set("planned_min", Value::Duration(t.planned_min), w);
            }
        }
        Asked::Item(id, _) => {
            if let Some(i) = card.items.iter().find(|i| i.id == *id) {
                form.set("title", text(&i.title), w);
                form.set("concern", text(&i.concern), w);
                form.set("cause", text(&i.cause), w);
                form.set("correction", text(&i.correction), w);
            }
        }
        _ => {}
    }
}

/// The form of a step that is about several jobs.
pub fn prompt(asked: &Asked, cx: &Cx) -> Prompt {
    Prompt::new(cx, title(asked), fields(asked, cx)).with(|form| match asked {
        Asked::Promise => form.set("day", Value::Date(cx.today()), &cx.words),
        Asked::Hold => form.set(
            "reason",
            Value::Key(HoldReason::Parts.as_str().to_owned()),
            &cx.words,
        ),
        _ => {}
    })
}

impl JobCard {
    /// What a form is about, for what is typed into it: an edit is of one version of its row.
    fn about(&self, asked: &Asked) -> String {
        format!("job {} {asked:?}", self.id.0)
    }

    /// Opens the form of a step.
    pub(super) fn open_form(&mut self, asked: Asked, cx: &Cx, out: &mut Out<Heard>) {
        let Some(card) = self.card.as_deref() else {
            return;
        };
        let said = match &asked {
            Asked::Decide(lines) => {
                let chosen = card.lines.iter().filter(|l| lines.contains(&l.line.id));
                let sum = chosen.map(|l| l.total).sum::<crate::domain::Money>();
                Some(cx.words.say(&msg!("ask-decide-sum", sum = sum)))
            }
            _ => None,
        };
        let mut opened = None;
        let mut prompt = Prompt::new(cx, title(&asked), fields(&asked, cx)).with(|form| {
            fill(&asked, card, form, cx);
            opened = Some(form.clone());
        });
        self.opened = opened;
        if let Some(said) = said {
            prompt = prompt.saying(said);
        }
        if asked == Asked::Note {
            prompt = prompt.higher(2);
        }
        let prompt = prompt.kept(self.about(&asked), cx);
        out.open(prompt, move |form| {
            Heard::Form(asked.clone(), Box::new(form))
        });
    }

    /// The same with a sentence above it.
    pub(super) fn open_saying(
        &mut self,
        asked: Asked,
        said: String,
        cx: &Cx,
        out: &mut Out<Heard>,
    ) {
        let prompt = Prompt::new(cx, title(&asked), fields(&asked, cx))
            .saying(said)
            .kept(self.about(&asked), cx);
        out.open(prompt, move |form| {
            Heard::Form(asked.clone(), Box::new(form))
        });
    }

    /// A form that was refused, as it was typed, with what is wrong under its field.
    pub(super) fn reopen(&mut self, asked: Asked, form: Form, cx: &Cx, out: &mut Out<Heard>) {
        let prompt = Prompt::again(cx, title(&asked), form, fields(&asked, cx).len())
            .typed_again(self.about(&asked));
        out.open(prompt, move |form| {
            Heard::Form(asked.clone(), Box::new(form))
        });
    }

    pub(super) fn open_facts(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        if let Some(version) = self.card.as_ref().map(|c| c.job.version) {
            self.open_form(Asked::Facts(version), cx, out);
        }
    }

    pub(super) fn open_line(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        if let Some((id, version)) = self.line().map(|l| (l.line.id, l.line.version)) {
            self.open_form(Asked::Line(id, version), cx, out);
        }
    }

    pub(super) fn open_item(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        let Some(Key::Item(id)) = self.key() else {
            return;
        };
        let version = self
            .card
            .as_ref()
            .and_then(|c| c.items.iter().find(|i| i.id == id))
            .map_or(0, |i| i.version);
        self.open_form(Asked::Item(id, version), cx, out);
    }
}
