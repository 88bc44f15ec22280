//! A filled form becomes its verb.

use super::new_row::NewRow;
use super::{Asked, Heard, JobCard, ask};
use crate::desk::job::{
    Ask, Due, HandOver, JobForm, LineForm, NewLine, NewTask, Opinion, SubletForm, Unissued, Words,
};
use crate::desk::{self, Done};
use crate::domain::job::{HoldReason, Priority};
use crate::domain::line::{Decision, Discount, Kind as LineKind, Method};
use crate::domain::rating::Source;
use crate::domain::{Bp, Money, Msg, Qty, Ts};
use crate::msg;
use crate::tui::app::Cx;
use crate::tui::shell::Out;
use crate::tui::widgets::Form;

/// Why a job stands still, and until when.
#[derive(Clone, Debug)]
pub struct Held {
    /// For what.
    pub reason: HoldReason,
    /// Until the morning of that day.
    pub until: Option<Ts>,
    /// In words.
    pub note: String,
}

/// The hold a form asks for.
pub fn read_hold(form: &Form, cx: &Cx) -> Held {
    let reason = form.key("reason").unwrap_or_default();
    let until = form.date("until");
    Held {
        reason: reason.parse().unwrap_or(HoldReason::Other),
        until: until.map(|day| cx.words.zone().at(day, 8 * 60)),
        note: form.text("note"),
    }
}

/// The time a form promises: a day without one means its end of business, no day takes the promise back.
pub fn read_promise(form: &Form, cx: &Cx) -> Option<Ts> {
    let minute = form.minutes("time").unwrap_or(17 * 60);
    Some(cx.words.zone().at(form.date("day")?, minute))
}

/// What the customer thinks, if a score was given; a part of one is out of range.
fn read_opinion(form: &Form) -> Option<Opinion> {
    let score = form.qty("score")?.0;
    let source = form.key("source").unwrap_or_default();
    Some(Opinion {
        score: if score % 1000 == 0 { score / 1000 } else { 0 },
        comment: form.text("comment"),
        source: source.parse().unwrap_or(Source::Counter),
    })
}

impl JobCard {
    pub(super) fn submit(&mut self, asked: Asked, form: Form, cx: &Cx, out: &mut Out<Heard>) {
        self.sent = Some((asked.clone(), form.clone()));
        match asked {
            Asked::Decide(lines) => self.decide(lines, &form, cx, out),
            Asked::HandOver => self.hand_over(&form, cx, out),
            Asked::Rate => self.rate(&form, cx, out),
            Asked::Promise => self.promise(&form, cx, out),
            Asked::Hold => self.hold(&form, cx, out),
            Asked::Facts(version) => self.facts(version, &form, cx, out),
            Asked::Waive => self.complete(Unissued::Ask, &form.text("reason"), cx, out),
            Asked::Line(id, version) => self.edit_line(id, version, &form, cx, out),
            Asked::New(new) => self.add(new, &form, cx, out),
            Asked::OwnCheck => self.pass_check(form.text("reason"), cx, out),
            Asked::Override(what) => self.work(what, form.text("reason"), cx, out),
            Asked::Note => {
                let (body, public) = (form.text("body"), form.is_on("for_customer"));
                self.write(
                    msg!("job-note-written"),
                    cx,
                    out,
                    |desk, actor, id| async move {
                        desk.note(&actor, id, &body, public).await?;
                        Ok(Done::final_(()))
                    },
                );
            }
            Asked::Task(id, version) => {
                let (title, planned) =
                    (form.text("title"), form.minutes("planned_min").unwrap_or(0));
                self.write(msg!("task-saved"), cx, out, |desk, actor, _| async move {
                    desk.edit_task(&actor, id, version, &title, planned).await
                });
            }
            Asked::Item(item, version) => {
                let words = Words {
                    title: form.text("title"),
                    concern: form.text("concern"),
                    cause: form.text("cause"),
                    correction: form.text("correction"),
                };
                self.write(msg!("item-saved"), cx, out, |desk, actor, id| async move {
                    desk.edit_work_item(&actor, id, item, version, &words)
                        .await?;
                    Ok(Done::final_(()))
                });
            }
            Asked::Sublet(line, _) => {
                let sublet = SubletForm {
                    supplier: form.text("supplier"),
                    due_on: form.date("due_on"),
                    cost: form.money("cost").unwrap_or_default(),
                    reference: form.text("reference"),
                };
                self.write(msg!("sublet-saved"), cx, out, |desk, actor, _| async move {
                    desk.step_sublet(&actor, line, &sublet).await?;
                    Ok(Done::final_(()))
                });
            }
            Asked::Withdraw(_)
            | Asked::Unauthorise
            | Asked::Rework
            | Asked::FailCheck
            | Asked::CancelTask(_)
            | Asked::CancelTasks(_)
            | Asked::ReopenTask(_) => self.with_reason(asked, form.text("reason"), cx, out),
        }
    }

    pub(super) fn task_title(&self, id: crate::domain::TaskId) -> String {
        let card = self.card.as_deref();
        card.and_then(|c| c.tasks.iter().find(|t| t.task.id == id))
            .map_or(String::new(), |t| t.task.title.clone())
    }

    /// Steps that only have to say why.
    fn with_reason(&mut self, asked: Asked, why: String, cx: &Cx, out: &mut Out<Heard>) {
        let said: Msg = match &asked {
            Asked::Withdraw(_) | Asked::Unauthorise => msg!("yes-taken-back"),
            Asked::Rework | Asked::FailCheck => msg!("job-back-in-bay"),
            Asked::CancelTask(_) | Asked::CancelTasks(_) => msg!("task-cancelled"),
            _ => msg!("task-reopened"),
        };
        self.write(said, cx, out, |desk, actor, id| async move {
            match asked {
                Asked::Withdraw(line) => desk.withdraw(&actor, line, &why).await?,
                Asked::Unauthorise => desk.unauthorise(&actor, id, &why).await?,
                Asked::FailCheck => desk.fail_check(&actor, id, &why).await?,
                Asked::CancelTask(task) => desk.cancel_task(&actor, task, &why).await?,
                Asked::CancelTasks(tasks) => {
                    for task in tasks {
                        desk.cancel_task(&actor, task, &why).await?;
                    }
                }
                Asked::ReopenTask(task) => desk.reopen_task(&actor, task, &why).await?,
                _ => desk.reopen_job(&actor, id, &why).await?,
            }
            Ok(Done::final_(()))
        });
    }

    fn decide(
        &mut self,
        lines: Vec<crate::domain::LineId>,
        form: &Form,
        cx: &Cx,
        out: &mut Out<Heard>,
    ) {
        let picked = |name: &str| form.key(name).unwrap_or_default();
        let decision = picked("decision").parse().unwrap_or(Decision::Authorised);
        let ask = Ask {
            lines,
            decision,
            decided_by: form.text("decided_by"),
            method: picked("method").parse().unwrap_or(Method::Phone),
            reason: form.key("reason").unwrap_or_default(),
            note: String::new(),
            due: Due {
                on: form.date("due_on"),
                odometer: form.qty("due_odometer").map(|q| q.0 / 1000),
            },
        };
        let said = msg!("decided", decision = decision.label());
        self.write(said, cx, out, |desk, actor, id| async move {
            desk.decide(&actor, id, &ask).await
        });
    }

    fn hand_over(&mut self, form: &Form, cx: &Cx, out: &mut Out<Heard>) {
        let how = HandOver {
            odometer: form.qty("odometer").map(|q| q.0 / 1000),
            reason: form.text("reason"),
            opinion: read_opinion(form),
        };
        let plate = self
            .card
            .as_ref()
            .map_or(String::new(), |c| c.visit.plate.clone());
        self.write(
            msg!("job-handed-over", plate = plate),
            cx,
            out,
            |desk, actor, id| async move { Ok(desk.hand_over(&actor, id, &how).await?.map(drop)) },
        );
    }

    fn rate(&mut self, form: &Form, cx: &Cx, out: &mut Out<Heard>) {
        let Some(said) = read_opinion(form) else {
            return;
        };
        self.write(
            msg!("rating-written"),
            cx,
            out,
            |desk, actor, id| async move {
                desk.rate(&actor, id, &said).await?;
                Ok(Done::final_(()))
            },
        );
    }

    /// A day without a time promises its end of business; no day takes the promise back.
    fn promise(&mut self, form: &Form, cx: &Cx, out: &mut Out<Heard>) {
        let (at, reason) = (read_promise(form, cx), form.text("reason"));
        let said = match at {
            Some(at) => msg!("job-promised", at = at),
            None => msg!("job-promise-gone"),
        };
        self.write(said, cx, out, |desk, actor, id| async move {
            desk.promise(&actor, id, at, &reason).await
        });
    }

    fn hold(&mut self, form: &Form, cx: &Cx, out: &mut Out<Heard>) {
        let Held {
            reason,
            until,
            note,
        } = read_hold(form, cx);
        self.write(msg!("job-held"), cx, out, |desk, actor, id| async move {
            desk.put_on_hold(&actor, id, reason, until, &note).await
        });
    }

    fn facts(&mut self, version: i64, form: &Form, cx: &Cx, out: &mut Out<Heard>) {
        let key = form.key("priority").unwrap_or_default();
        let priority = key.parse().unwrap_or(Priority::Normal).number();
        let facts = JobForm {
            key_tag: form.text("key_tag"),
            parking: form.text("parking"),
            contact_name: form.text("contact_name"),
            contact_phone: form.text("contact_phone"),
            limit: form.money("limit"),
            priority,
            check_required: form.is_on("check_required"),
        };
        self.write(msg!("job-saved"), cx, out, |desk, actor, id| async move {
            desk.edit_job(&actor, id, version, &facts).await
        });
    }

    fn edit_line(
        &mut self,
        id: crate::domain::LineId,
        version: i64,
        form: &Form,
        cx: &Cx,
        out: &mut Out<Heard>,
    ) {
        let terms = LineForm {
            description: form.text("description"),
            qty: form.qty("qty").unwrap_or_default(),
            price: form.money("price").unwrap_or_default(),
            discount: Discount {
                rate: Bp(form.qty("discount").map_or(0, |q| q.0 / 10)),
                amount: Money::ZERO,
            },
            free_reason: form.text("free_reason"),
        };
        let said = msg!("line-saved", line = &terms.description);
        self.write(said, cx, out, |desk, actor, _| async move {
            desk.edit_line(&actor, id, version, &terms).await
        });
    }

    fn add(&mut self, new: NewRow, form: &Form, cx: &Cx, out: &mut Out<Heard>) {
        let what = form.text("description");
        let line = match new {
            // It comes from the list, by its code.
            NewRow::Canned => return,
            NewRow::Labour => NewLine::of_labour(&what, form.qty("qty").unwrap_or_default()),
            NewRow::Sublet | NewRow::Fee | NewRow::Discount => NewLine {
                kind: match new {
                    NewRow::Sublet => LineKind::Sublet,
                    NewRow::Fee => LineKind::Fee,
                    _ => LineKind::Discount,
                },
                price: form.money("price"),
                ..NewLine::of_labour(&what, Qty::ONE)
            },
            NewRow::Task => {
                let task = NewTask {
                    item: None,
                    title: form.text("title"),
                    planned_min: form.minutes("planned_min").unwrap_or(0),
                    staff: None,
                };
                let said = msg!("task-added", task = &task.title);
                return self.write(said, cx, out, |desk, actor, id| async move {
                    desk.add_task(&actor, id, &task).await?;
                    Ok(Done::final_(()))
                });
            }
            NewRow::Item => {
                let (title, concern) = (form.text("title"), form.text("concern"));
                let said = msg!("item-added", item = &title);
                return self.write(said, cx, out, |desk, actor, id| async move {
                    desk.add_work_item(&actor, id, &title, &concern).await?;
                    Ok(Done::final_(()))
                });
            }
        };
        self.write(
            msg!("line-added", line = what),
            cx,
            out,
            |desk, actor, id| async move { Ok(desk.add_line(&actor, id, &line).await?.map(drop)) },
        );
    }

    /// What the last form said wrong stands under its field, in the form again; else a toast.
    pub(super) fn refuse(&mut self, error: desk::Error, cx: &Cx, out: &mut Out<Heard>) {
        self.completing = false;
        cx.scraps.refused();
        match (&error, self.sent.take()) {
            (desk::Error::Invalid { field, why }, Some((asked, mut form))) => {
                if form.refuse(field, why.clone()) {
                    self.reopen(asked, form, cx, out);
                } else {
                    out.refused(&error);
                }
            }
            (desk::Error::Stale { by, at }, Some(sent)) if ask::is_edit(&sent.0) => {
                self.ask_theirs(sent, (by.clone(), *at), cx, out);
                return;
            }
            (desk::Error::Blocked { blockers }, _) if blockers.len() > 1 => {
                out.open(crate::tui::screens::jobs::blockers(blockers, cx), |()| {
                    Heard::Read
                });
            }
            _ => out.refused(&error),
        }
        self.ask(cx, out);
    }
}
