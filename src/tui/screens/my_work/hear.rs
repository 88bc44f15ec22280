//! What the desk and the layers answer.

use super::{Heard, MyWorkPage};
use crate::desk;
use crate::desk::job::{More, Stopped};
use crate::domain::Qty;
use crate::domain::job::Status;
use crate::msg;
use crate::tui::app::Cx;
use crate::tui::screens::jobs::part_pick::{Found, PartSaid};
use crate::tui::screens::jobs::prompt::Prompt;
use crate::tui::shell::{Out, Toast};
use crate::tui::widgets::{Field, Kind, Value};

impl MyWorkPage {
    pub(super) fn hear(&mut self, heard: Heard, cx: &Cx, out: &mut Out<Heard>) {
        let (desk, actor) = (cx.desk.clone(), cx.actor.clone());
        match heard {
            Heard::Work(Ok(work)) => {
                let old = self.wanted.take().or(self.chosen().map(|t| t.id));
                self.work = Some(work);
                if let Some(at) = old.and_then(|id| self.next().iter().position(|t| t.id == id)) {
                    self.at = at;
                }
                self.keep_in_range();
            }
            Heard::Work(Err(e)) => out.refused(&e),
            Heard::Started(_, Ok(done)) => {
                cx.scraps.done();
                let title = done.value.title.clone();
                let what = match &done.value.paused {
                    Some(paused) => msg!("task-started-paused", task = title, paused = paused),
                    None => msg!("task-started", task = title),
                };
                out.done(what, done);
                self.at = 0;
                self.ask(cx, out);
            }
            Heard::Started(
                task,
                Err(desk::Error::Invalid {
                    field: "reason",
                    why,
                }),
            ) => {
                let field = Field::new("reason", cx.words.word("job-field-reason"), Kind::Text);
                let ask = Prompt::new(
                    cx,
                    msg!("job-override-title"),
                    vec![field.required().width(48)],
                )
                .saying(cx.words.say(&why))
                .kept(format!("my work start {}", task.0), cx);
                out.open(ask, move |form| Heard::Why(task, Box::new(form)));
            }
            Heard::Why(task, form) => self.start(task, form.text("reason"), cx, out),
            Heard::Paused(task, title, Ok(done)) => {
                self.wanted = Some(task);
                out.done(msg!("task-paused", task = title), done);
                self.ask(cx, out);
            }
            Heard::Finished(Ok(done)) => {
                let title = done.value.title.clone();
                let what = if done.value.job == Status::Qc {
                    msg!("task-done-last", task = title)
                } else {
                    msg!("task-done", task = title)
                };
                out.done(what, done);
                self.ask(cx, out);
            }
            Heard::Took(Ok(done)) => {
                let what = done.value.description.clone();
                if done.value.issued {
                    out.done(msg!("job-part-taken", part = what), done);
                } else {
                    out.toast(Toast::warn(msg!("job-part-waits", part = what)));
                }
                self.ask(cx, out);
            }
            Heard::Returned(name, Ok(())) => {
                out.toast(Toast::good(msg!("job-part-put-back", part = name)));
                self.ask(cx, out);
            }
            Heard::Part(_, PartSaid::Typed(letters)) => {
                let asked = letters.clone();
                out.ask(
                    "my work parts",
                    async move { desk.pick_parts(&actor, &asked).await },
                    move |r| Heard::Parts(letters, r),
                );
            }
            Heard::Part(job, PartSaid::Took(part, qty)) => self.take_new(job, part, qty, cx, out),
            Heard::Parts(letters, Ok(found)) => out.feed(Found(letters, found)),
            Heard::Scanned(job, Ok(Some(part))) => {
                let wanted = self.work.as_ref().and_then(|w| {
                    w.parts
                        .iter()
                        .find(|p| p.line.part_id == Some(part.id) && p.line.issued_milli.is_zero())
                });
                match wanted.map(|p| p.line.id) {
                    Some(line) => self.take(line, cx, out),
                    None => self.take_new(job, part.id, Qty::ONE, cx, out),
                }
            }
            Heard::Scanned(_, Ok(None)) => out.toast(Toast::warn(msg!("job-part-unknown"))),
            Heard::More(job, form) => {
                let more = More {
                    title: form.text("title"),
                    hours: form.qty("hours").unwrap_or_default(),
                    part: None,
                    note: form.text("note"),
                };
                out.tell(
                    "my work more",
                    async move { desk.ask_for_more(&actor, job, &more, "").await },
                    Heard::Asked,
                );
            }
            Heard::Asked(Ok(may)) => {
                cx.scraps.done();
                out.toast(if may {
                    Toast::good(msg!("extra-within-limit"))
                } else {
                    Toast::warn(msg!("extra-waits"))
                });
                self.ask(cx, out);
            }
            Heard::Note(job, form) => {
                let body = form.text("body");
                out.tell(
                    "my work note",
                    async move { desk.note(&actor, job, &body, false).await.map(drop) },
                    Heard::Noted,
                );
            }
            Heard::Noted(Ok(())) => {
                cx.scraps.done();
                out.toast(Toast::good(msg!("job-note-written")));
                self.ask(cx, out);
            }
            Heard::Block(task, form) => {
                let reason = form.text("reason");
                out.tell(
                    "my work block",
                    async move { desk.block(&actor, task, &reason).await },
                    Heard::Blocked,
                );
            }
            Heard::Blocked(Ok(done)) => {
                cx.scraps.done();
                out.done(msg!("task-blocked"), done);
                self.ask(cx, out);
            }
            Heard::Decline(task, form) => {
                let reason = form.text("reason");
                out.tell(
                    "my work accept",
                    async move { desk.decline_task(&actor, task, &reason).await },
                    |r| Heard::Clocked(msg!("task-declined"), r),
                );
            }
            Heard::Words(task, Ok(item)) => {
                let w = &cx.words;
                let fields = ["cause", "correction"].map(|name| {
                    let label = match name {
                        "cause" => w.word("job-field-cause"),
                        _ => w.word("job-field-correction"),
                    };
                    Field::new(name, label, Kind::Notes(2))
                });
                let concern = if item.concern.is_empty() {
                    &item.title
                } else {
                    &item.concern
                };
                let version = item.version;
                let ask = Prompt::new(cx, msg!("report-title"), fields.into())
                    .saying(w.say(&msg!("report-concern", concern = concern)))
                    .with(|form| {
                        for (name, text) in
                            [("cause", &item.cause), ("correction", &item.correction)]
                        {
                            if !text.is_empty() {
                                form.set(name, Value::Text(text.clone()), w);
                            }
                        }
                    })
                    .higher(2)
                    .kept(format!("my work report {} {version}", task.0), cx);
                out.open(ask, move |form| {
                    Heard::Report(task, version, Box::new(form))
                });
            }
            Heard::Report(task, version, form) => {
                let (cause, correction) = (form.text("cause"), form.text("correction"));
                out.tell(
                    "my work words",
                    async move {
                        desk.report_work(&actor, task, version, (&cause, &correction))
                            .await
                    },
                    Heard::Reported,
                );
            }
            Heard::Reported(Ok(())) => {
                cx.scraps.done();
                out.toast(Toast::good(msg!("report-written")));
                self.ask(cx, out);
            }
            Heard::Indirect(what) => self.indirect(what, cx, out),
            Heard::Clocked(said, Ok(())) => {
                cx.scraps.done();
                out.toast(Toast::good(said));
                self.ask(cx, out);
            }
            Heard::ClockedOut(Ok(done)) => {
                let said = match &done.value {
                    Stopped::Nothing => msg!("clocked-out"),
                    Stopped::Task(task) => msg!("clocked-out-paused", task = task),
                    Stopped::Indirect(what) => msg!("clocked-out-stopped", what = what.label()),
                };
                out.done(said, done);
                self.ask(cx, out);
            }
            Heard::Started(_, Err(e))
            | Heard::Paused(_, _, Err(e))
            | Heard::Finished(Err(e))
            | Heard::Took(Err(e))
            | Heard::Returned(_, Err(e))
            | Heard::Parts(_, Err(e))
            | Heard::Scanned(_, Err(e))
            | Heard::Asked(Err(e))
            | Heard::Noted(Err(e))
            | Heard::Blocked(Err(e))
            | Heard::ClockedOut(Err(e))
            | Heard::Words(_, Err(e))
            | Heard::Reported(Err(e))
            | Heard::Clocked(_, Err(e)) => {
                cx.scraps.refused();
                out.refused(&e);
                self.ask(cx, out);
            }
        }
    }
}
