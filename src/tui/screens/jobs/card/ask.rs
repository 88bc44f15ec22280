//! What the card asks before a step, and the list of all its steps.

use super::rows::Key;
use super::{Heard, JobCard, undecided_here};
use crate::desk::job::Card;
use crate::domain::job::{Event, HoldReason, Status};
use crate::domain::line::{Auth, Decision, DeclineReason, Kind as LineKind, Method};
use crate::domain::permission::Permission;
use crate::domain::{LineId, Msg, TaskId, WorkItemId};
use crate::msg;
use crate::tui::app::Cx;
use crate::tui::keys::{Action, Command};
use crate::tui::layers::{Confirm, Item, Pick};
use crate::tui::screens::Handled;
use crate::tui::screens::jobs::forward_word;
use crate::tui::screens::jobs::prompt::Prompt;
use crate::tui::shell::{Out, Toast};
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
    HandOver,
    Promise,
    Hold,
    CancelJob,
    CancelTask(TaskId),
    ReopenTask(TaskId),
    Override(TaskId),
    Note,
    Facts,
    Line(LineId, i64),
    Task(TaskId, i64),
    Item(WorkItemId, i64),
    New(NewRow),
}

/// What Ins adds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NewRow {
    /// Hours of work.
    Labour,
    /// A fee.
    Fee,
    /// A discount.
    Discount,
    /// A task that sells nothing.
    Task,
    /// Another concern.
    Item,
}

impl NewRow {
    const ALL: [NewRow; 5] = [
        NewRow::Labour,
        NewRow::Fee,
        NewRow::Discount,
        NewRow::Task,
        NewRow::Item,
    ];

    fn label(self) -> Msg {
        match self {
            NewRow::Labour => LineKind::Labour.label(),
            NewRow::Fee => LineKind::Fee.label(),
            NewRow::Discount => LineKind::Discount.label(),
            NewRow::Task => msg!("new-row-task"),
            NewRow::Item => msg!("new-row-item"),
        }
    }
}

/// The title of the form.
fn title(asked: &Asked) -> Msg {
    match asked {
        Asked::Decide(lines) => msg!("ask-decide", count = lines.len()),
        Asked::Withdraw(_) => msg!("ask-withdraw"),
        Asked::Unauthorise => msg!("ask-unauthorise"),
        Asked::Rework => msg!("ask-rework"),
        Asked::FailCheck => msg!("ask-fail-check"),
        Asked::HandOver => msg!("ask-hand-over"),
        Asked::Promise => msg!("ask-promise"),
        Asked::Hold => msg!("ask-hold"),
        Asked::CancelJob => msg!("ask-cancel-job"),
        Asked::CancelTask(_) => msg!("ask-cancel-task"),
        Asked::ReopenTask(_) => msg!("ask-reopen-task"),
        Asked::Override(_) => msg!("job-override-title"),
        Asked::Note => msg!("job-note-title"),
        Asked::Facts => msg!("ask-facts"),
        Asked::Line(..) => msg!("ask-line"),
        Asked::Task(..) => msg!("ask-task"),
        Asked::Item(..) => msg!("ask-item"),
        Asked::New(new) => new.label(),
    }
}

/// The fields it has.
fn fields(asked: &Asked, cx: &Cx) -> Vec<Field> {
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
            ]
        }
        Asked::HandOver => vec![
            Field::new("odometer", w("job-field-odometer"), Kind::Qty),
            reason().hint(w("job-field-reason-unpaid")),
        ],
        Asked::Promise => vec![
            Field::new("day", w("job-field-day"), Kind::Date),
            Field::new("time", w("job-field-time"), Kind::Time),
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
        Asked::Facts => vec![
            Field::new("key_tag", w("job-field-key"), Kind::Text).width(12),
            Field::new("contact_name", w("job-field-contact"), Kind::Text),
            Field::new("contact_phone", w("job-field-phone"), Kind::Text).width(20),
            Field::new("limit", w("job-field-limit"), Kind::Money),
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
        Asked::New(NewRow::Labour) => vec![
            Field::new("description", w("job-field-what"), Kind::Text)
                .required()
                .width(44),
            Field::new("qty", w("job-field-hours"), Kind::Qty).required(),
        ],
        Asked::New(NewRow::Fee | NewRow::Discount) => vec![
            Field::new("description", w("job-field-what"), Kind::Text)
                .required()
                .width(44),
            Field::new("price", w("job-field-price"), Kind::Money).required(),
        ],
        Asked::Withdraw(_)
        | Asked::Unauthorise
        | Asked::Rework
        | Asked::FailCheck
        | Asked::CancelJob
        | Asked::CancelTask(_)
        | Asked::ReopenTask(_)
        | Asked::Override(_) => vec![reason().required()],
    }
}

/// What the form begins with.
fn fill(asked: &Asked, card: &Card, form: &mut Form, cx: &Cx) {
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
        }
        Asked::Promise => {
            let at = card.job.promised_at.unwrap_or(cx.now);
            form.set("day", Value::Date(w.zone().day_of(at)), w);
            if card.job.promised_at.is_some() {
                form.set("time", Value::Time(w.zone().minute_of_day(at)), w);
            }
        }
        Asked::Hold => form.set(
            "reason",
            Value::Key(HoldReason::Parts.as_str().to_owned()),
            w,
        ),
        Asked::Facts => {
            form.set("key_tag", text(&card.job.key_tag), w);
            form.set("contact_name", text(&card.job.contact_name), w);
            form.set("contact_phone", text(&card.job.contact_phone), w);
            if let Some(limit) = card.job.limit_minor {
                form.set("limit", Value::Money(limit), w);
            }
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

impl JobCard {
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
            Asked::HandOver => card
                .invoice()
                .is_none()
                .then(|| cx.words.word("ask-hand-over-no-invoice")),
            _ => None,
        };
        let mut prompt = Prompt::new(cx, title(&asked), fields(&asked, cx))
            .with(|form| fill(&asked, card, form, cx));
        if let Some(said) = said {
            prompt = prompt.saying(said);
        }
        if asked == Asked::Note {
            prompt = prompt.higher(2);
        }
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
        let prompt = Prompt::new(cx, title(&asked), fields(&asked, cx)).saying(said);
        out.open(prompt, move |form| {
            Heard::Form(asked.clone(), Box::new(form))
        });
    }

    /// A form that was refused, as it was typed, with what is wrong under its field.
    pub(super) fn reopen(&mut self, asked: Asked, form: Form, cx: &Cx, out: &mut Out<Heard>) {
        let prompt = Prompt::again(cx, title(&asked), form, fields(&asked, cx).len());
        out.open(prompt, move |form| {
            Heard::Form(asked.clone(), Box::new(form))
        });
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

    pub(super) fn ask_new_row(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        let items = NewRow::ALL
            .into_iter()
            .map(|new| Item::new(cx.words.say(&new.label()), "", new))
            .collect();
        out.open(Pick::new(msg!("new-row-title"), items), Heard::Kind);
    }

    pub(super) fn new_row(&mut self, new: NewRow, cx: &Cx, out: &mut Out<Heard>) {
        self.open_form(Asked::New(new), cx, out);
    }

    /// `−`: the back edge of the state.
    pub(super) fn step_back(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        match self.status().and_then(Status::back) {
            Some(Event::Unauthorise) => self.open_form(Asked::Unauthorise, cx, out),
            Some(Event::Rework) => self.open_form(Asked::Rework, cx, out),
            Some(Event::UndoHandOver) => {
                self.write(
                    msg!("job-hand-over-undone"),
                    cx,
                    out,
                    |desk, actor, id| async move {
                        desk.undo_hand_over(&actor, id).await?;
                        Ok(crate::desk::Done::final_(()))
                    },
                );
            }
            Some(Event::UndoCheckIn) => {
                if let Some(booking) = self.card.as_ref().and_then(|c| c.job.booking_id) {
                    self.write(
                        msg!("job-check-in-undone-here"),
                        cx,
                        out,
                        |desk, actor, _| async move {
                            desk.undo_check_in(&actor, booking).await?;
                            Ok(crate::desk::Done::final_(()))
                        },
                    );
                }
            }
            _ => out.toast(Toast::warn(msg!("card-no-way-back"))),
        }
    }

    /// Del: the line goes off the job, the task is not to be done.
    pub(super) fn remove(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        match self.key() {
            Some(Key::Line(id)) => {
                let what = self
                    .line()
                    .map_or(String::new(), |l| l.line.description.clone());
                self.write(
                    msg!("line-removed", line = what),
                    cx,
                    out,
                    |desk, actor, _| async move { desk.void_line(&actor, id).await },
                );
            }
            Some(Key::Task(id)) => self.open_form(Asked::CancelTask(id), cx, out),
            _ => {}
        }
    }

    /// The draft, or the posted invoice, on top of this page.
    pub(super) fn invoice(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        let (desk, actor, id) = (cx.desk.clone(), cx.actor.clone(), self.id);
        match self.card.as_ref().and_then(|c| c.invoice()).map(|i| i.id) {
            Some(invoice) => out.visit(crate::tui::screens::Place::Invoice(invoice)),
            None => out.tell(
                "job card write",
                async move { desk.draft_for_job(&actor, id).await },
                Heard::Invoice,
            ),
        }
    }

    /// Commands without a key.
    pub(super) fn verb(&mut self, name: &str, cx: &Cx, out: &mut Out<Heard>) -> Handled {
        match name {
            "promise" => self.open_form(Asked::Promise, cx, out),
            "put-on-hold" => self.open_form(Asked::Hold, cx, out),
            "decide-lines" => {
                let lines = undecided_here(self);
                if lines.is_empty() {
                    out.toast(Toast::warn(msg!("card-nothing-to-ask")));
                } else {
                    self.open_form(Asked::Decide(lines), cx, out);
                }
            }
            "withdraw-line" => {
                if let Some(id) = self.line().map(|l| l.line.id) {
                    self.open_form(Asked::Withdraw(id), cx, out);
                }
            }
            "cancel-job" => self.open_form(Asked::CancelJob, cx, out),
            "fail-check" => self.open_form(Asked::FailCheck, cx, out),
            "pass-check" => {
                self.write(
                    msg!("check-passed"),
                    cx,
                    out,
                    |desk, actor, id| async move {
                        desk.pass_check(&actor, id).await?;
                        Ok(crate::desk::Done::final_(()))
                    },
                );
            }
            "edit-task" => {
                if let Some((id, version)) = self.task().map(|t| (t.task.id, t.task.version)) {
                    self.open_form(Asked::Task(id, version), cx, out);
                }
            }
            "reopen-task" => {
                if let Some(id) = self.task().map(|t| t.task.id) {
                    self.open_form(Asked::ReopenTask(id), cx, out);
                }
            }
            "finish-task" => {
                if let Some((id, title)) = self.task().map(|t| (t.task.id, t.task.title.clone())) {
                    self.write(msg!("task-done", task = title), cx, out, |desk, actor, _| async move {
                        Ok(desk.done(&actor, id, "").await?.map(drop))
                    });
                }
            }
            "take-part" => {
                if let Some((id, what)) =
                    self.line().map(|l| (l.line.id, l.line.description.clone()))
                {
                    self.write(
                        msg!("job-part-taken", part = what),
                        cx,
                        out,
                        |desk, actor, _| async move {
                            Ok(desk.take_part(&actor, id, None, "").await?.map(drop))
                        },
                    );
                }
            }
            "propose-all" => {
                self.write(
                    msg!("lines-proposed"),
                    cx,
                    out,
                    |desk, actor, id| async move {
                        desk.propose(&actor, id, &[]).await?;
                        Ok(crate::desk::Done::final_(()))
                    },
                );
            }
            "close-job" => {
                let close = Confirm::new(
                    msg!("job-close-title"),
                    msg!("job-close-text"),
                    msg!("job-cmd-close-job"),
                );
                out.open(close.safe(), |()| Heard::Close);
            }
            _ => return Handled::No,
        }
        Handled::Yes
    }
}

/// Everything that can be done here now.
pub(super) fn commands(page: &JobCard, cx: &Cx) -> Vec<Command> {
    use Permission as P;
    let card = page.card.as_deref();
    let status = page.status();
    let typing = !page.entry.is_empty();
    let on_task = page.task().is_some();
    let on_line = page.line().is_some();
    let off_task = || msg!("job-off-no-task-here");
    let off_line = || msg!("job-off-no-line-here");
    let enter = match page.key() {
        _ if typing => msg!("job-cmd-add"),
        _ if page.carried.is_some() => msg!("job-cmd-put-down"),
        Some(Key::Task(_)) => msg!("job-cmd-start-pause"),
        _ => msg!("job-cmd-open"),
    };
    let needs_enter = match page.key() {
        _ if typing => P::JobEdit,
        Some(Key::Task(_)) if page.carried.is_none() => P::JobWork,
        _ => P::JobEdit,
    };
    let no_step = status.is_none_or(|s| s.forward().is_none());
    let forward_needs = match status.and_then(Status::forward) {
        Some(crate::domain::job::Forward::CheckIn) => P::JobCheckin,
        Some(crate::domain::job::Forward::Authorise) => P::LineAuthorise,
        Some(crate::domain::job::Forward::Start) => P::JobWork,
        Some(crate::domain::job::Forward::Complete) => P::JobComplete,
        Some(crate::domain::job::Forward::HandOver) => P::JobRelease,
        _ => P::JobEdit,
    };
    let no_back = status.is_none_or(|s| s.back().is_none());
    let undecided = card.is_some_and(|c| !c.undecided().is_empty());
    let authorised = page.line().is_some_and(|l| l.line.auth == Auth::Authorised);
    let in_check = status == Some(Status::Qc);
    let over = status.is_none_or(|s| !s.is_open());
    let run = |action, id: Msg, rank| Command::new(action, id, rank);
    vec![
        run(Action::Accept, enter, 1).needs(cx, needs_enter),
        run(
            Action::More,
            status.map_or(msg!("job-cmd-next-stage"), forward_word),
            2,
        )
        .unless(no_step, msg!("board-no-way-on"))
        .needs(cx, forward_needs),
        run(Action::Insert, msg!("job-cmd-add-row"), 3)
            .needs(cx, P::JobEdit)
            .unless(over, msg!("job-off-job-over")),
        run(Action::Assign, msg!("job-cmd-assign"), 4)
            .needs(cx, P::JobEdit)
            .unless(over, msg!("job-off-job-over")),
        run(Action::Pay, msg!("job-cmd-invoice"), 0).needs(cx, P::InvoiceSee),
        run(Action::Print, msg!("job-cmd-print"), 0),
        run(Action::Less, msg!("job-cmd-step-back"), 0)
            .unless(no_back, msg!("job-off-no-way-back")),
        run(Action::Remove, msg!("job-cmd-remove"), 6)
            .needs(cx, P::JobEdit)
            .unless(!on_line && !on_task, off_line()),
        run(Action::PickUp, msg!("job-cmd-move-task"), 0)
            .needs(cx, P::JobEdit)
            .unless(!on_task, off_task()),
        run(Action::Options, msg!("job-cmd-note"), 5),
        run(Action::Extra, msg!("job-cmd-facts"), 0)
            .needs(cx, P::JobEdit)
            .unless(over, msg!("job-off-job-over")),
        run(Action::Verb("promise"), msg!("job-cmd-promise"), 0).needs(cx, P::JobEdit),
        run(Action::Verb("put-on-hold"), msg!("job-cmd-hold"), 0).needs(cx, P::JobEdit),
        run(Action::Verb("decide-lines"), msg!("job-cmd-decide"), 0)
            .needs(cx, P::LineAuthorise)
            .unless(!undecided, msg!("card-nothing-to-ask")),
        run(Action::Verb("propose-all"), msg!("job-cmd-propose"), 0)
            .needs(cx, P::LineAuthorise)
            .unless(!undecided, msg!("card-nothing-to-ask")),
        run(Action::Verb("withdraw-line"), msg!("job-cmd-withdraw"), 0)
            .needs(cx, P::LineAuthorise)
            .unless(!authorised, off_line()),
        run(Action::Verb("take-part"), msg!("job-cmd-take-part"), 0)
            .needs(cx, P::JobWork)
            .unless(!authorised, off_line()),
        run(Action::Verb("finish-task"), msg!("job-cmd-done"), 0)
            .needs(cx, P::JobWork)
            .unless(!on_task, off_task()),
        run(Action::Verb("edit-task"), msg!("job-cmd-edit-task"), 0)
            .needs(cx, P::JobEdit)
            .unless(!on_task, off_task()),
        run(Action::Verb("reopen-task"), msg!("job-cmd-reopen-task"), 0)
            .needs(cx, P::JobWork)
            .unless(!on_task, off_task()),
        run(Action::Verb("pass-check"), msg!("job-cmd-pass-check"), 0)
            .needs(cx, P::JobCheck)
            .unless(!in_check, msg!("job-off-not-in-check")),
        run(Action::Verb("fail-check"), msg!("job-cmd-fail-check"), 0)
            .needs(cx, P::JobCheck)
            .unless(!in_check, msg!("job-off-not-in-check")),
        run(Action::Verb("cancel-job"), msg!("job-cmd-cancel-job"), 0)
            .needs(cx, P::JobEdit)
            .unless(over, msg!("job-off-job-over")),
        run(Action::Verb("close-job"), msg!("job-cmd-close-job"), 0)
            .needs(cx, P::JobRelease)
            .unless(
                status != Some(Status::Collected),
                msg!("job-off-not-collected"),
            ),
    ]
}
