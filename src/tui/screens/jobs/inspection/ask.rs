//! What the page asks on layers, and what it does with the answers.

use super::{Heard, Inspecting};
use crate::desk::job::{Remedy, Seen};
use crate::desk::{self};
use crate::domain::inspection::{Grade, Status};
use crate::domain::{InspectionFormId, InspectionId, Msg, PointId, Qty};
use crate::msg;
use crate::tui::app::Cx;
use crate::tui::layers::{Item, Pick};
use crate::tui::screens::jobs::prompt::Prompt;
use crate::tui::shell::{Out, Toast};
use crate::tui::widgets::{Field, Form, Kind, Value};

/// What a form is about.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Asked {
    /// What was seen at a point, as it was read with this version.
    Point(PointId, i64),
    /// The last word on all of it.
    Finish(InspectionId),
    /// Why there is more to see.
    Reopen(InspectionId),
    /// Work no bundle is for.
    Work(PointId),
    /// A photo of this point.
    Photo(PointId),
}

impl Inspecting {
    fn open_form(
        &self,
        asked: Asked,
        title: Msg,
        fields: Vec<Field>,
        cx: &Cx,
        out: &mut Out<Heard>,
    ) {
        self.open_filled(asked, title, fields, |_| (), cx, out);
    }

    fn open_filled(
        &self,
        asked: Asked,
        title: Msg,
        fields: Vec<Field>,
        fill: impl FnOnce(&mut Form),
        cx: &Cx,
        out: &mut Out<Heard>,
    ) {
        let prompt = Prompt::new(cx, title, fields).with(fill);
        out.open(prompt, move |form| Heard::Form(asked, Box::new(form)));
    }

    /// Enter: reading, grade and note of the point.
    pub(super) fn ask_point(&self, cx: &Cx, out: &mut Out<Heard>) {
        let Some(p) = self.point() else { return };
        let w = &cx.words;
        if !self.is_open() {
            out.toast(Toast::warn(msg!("inspection-over")));
            return;
        }
        let mut grades = vec![(String::new(), w.word("inspection-by-reading"))];
        grades.extend(
            Grade::ALL
                .iter()
                .map(|g| (g.as_str().to_owned(), w.say(&g.label()))),
        );
        let fields = vec![
            Field::new("reading", w.word("inspection-field-reading"), Kind::Qty).hint(&p.unit),
            Field::new(
                "grade",
                w.word("inspection-field-grade"),
                Kind::Choice(grades),
            ),
            Field::new("note", w.word("job-field-note"), Kind::Text).width(48),
        ];
        let by_reading = p.reading_milli.and_then(|r| p.limits().grade(r));
        self.open_filled(
            Asked::Point(p.id, p.version),
            msg!("inspection-point-title", point = &p.title),
            fields,
            |form| {
                if let Some(reading) = p.reading() {
                    form.set("reading", Value::Qty(reading), w);
                }
                if let Some(grade) = p.grade.filter(|g| Some(*g) != by_reading) {
                    form.set("grade", Value::Key(grade.as_str().to_owned()), w);
                }
                form.set("note", Value::Text(p.note.clone()), w);
            },
            cx,
            out,
        );
    }

    pub(super) fn ask_finish(&self, cx: &Cx, out: &mut Out<Heard>) {
        let Some(look) = self.look.as_ref().filter(|_| self.is_open()) else {
            return;
        };
        let open = look.count(None);
        if open > 0 {
            out.toast(Toast::warn(msg!("inspection-not-through", count = open)));
            return;
        }
        let words = cx.words.word("inspection-field-summary");
        let fields = vec![Field::new("summary", words, Kind::Notes(3))];
        let prompt = Prompt::new(cx, msg!("inspection-finish-title"), fields).higher(2);
        let asked = Asked::Finish(look.head.id);
        out.open(prompt, move |form| Heard::Form(asked, Box::new(form)));
    }

    pub(super) fn ask_reopen(&self, cx: &Cx, out: &mut Out<Heard>) {
        let Some(look) = &self.look else { return };
        if !matches!(look.head.status, Status::Finished | Status::Reviewed) {
            out.toast(Toast::warn(msg!("inspection-off-open")));
            return;
        }
        let field = Field::new("reason", cx.words.word("job-field-reason"), Kind::Text);
        self.open_form(
            Asked::Reopen(look.head.id),
            msg!("inspection-reopen-title"),
            vec![field.required().width(46)],
            cx,
            out,
        );
    }

    /// Another look at the same vehicle, once this one is over.
    pub(super) fn ask_another(&self, _cx: &Cx, out: &mut Out<Heard>) {
        if self.look.is_none() || self.is_open() {
            return;
        }
        let items = self
            .living()
            .iter()
            .map(|f| Item::new(f.name.clone(), "", f.id))
            .collect();
        out.open(Pick::new(msg!("inspection-which"), items), Heard::Begin);
    }

    pub(super) fn review(&self, cx: &Cx, out: &mut Out<Heard>) {
        let Some(id) = self.look.as_ref().map(|l| l.head.id) else {
            return;
        };
        let (desk, actor) = (cx.desk.clone(), cx.actor.clone());
        out.tell(
            "inspection write",
            async move { desk.review_inspection(&actor, id).await },
            |r| Heard::Wrote(msg!("inspection-reviewed"), r),
        );
    }

    /// `w`: the point's own bundle at once; where it has none, the one that is picked.
    pub(super) fn work_of(&self, cx: &Cx, out: &mut Out<Heard>) {
        let (Some(look), Some(p)) = (&self.look, self.point()) else {
            return;
        };
        if look.is_on_job(p) {
            out.toast(Toast::warn(msg!("finding-on-job", point = &p.title)));
            return;
        }
        if p.canned_job_id.is_some() {
            self.put_work(p.id, Remedy::OfPoint, cx, out);
            return;
        }
        let typed = Item::new(cx.words.word("inspection-work-typed"), "", None);
        let living = self.canned.iter().filter(|(_, c)| c.archived_at.is_none());
        let all = living.map(|(id, c)| Item::new(c.title.clone(), c.code.clone(), Some(*id)));
        let items = std::iter::once(typed).chain(all).collect();
        let id = p.id;
        let pick = Pick::new(msg!("inspection-work-title", point = &p.title), items);
        out.open(pick, move |bundle| Heard::Bundle(id, bundle));
    }

    fn ask_work(&self, id: PointId, cx: &Cx, out: &mut Out<Heard>) {
        let mut points = self.look.iter().flat_map(|l| &l.points);
        let Some(p) = points.find(|p| p.id == id) else {
            return;
        };
        let w = &cx.words;
        let fields = vec![
            Field::new("title", w.word("job-field-what"), Kind::Text)
                .required()
                .width(44),
            Field::new("hours", w.word("job-field-hours"), Kind::Qty).required(),
        ];
        let what = if p.note.is_empty() { &p.title } else { &p.note };
        self.open_filled(
            Asked::Work(id),
            msg!("inspection-work-title", point = &p.title),
            fields,
            |form| form.set("title", Value::Text(what.clone()), w),
            cx,
            out,
        );
    }

    fn submit(&mut self, asked: Asked, form: Form, cx: &Cx, out: &mut Out<Heard>) {
        let (desk, actor) = (cx.desk.clone(), cx.actor.clone());
        let text = |name: &str| form.text(name);
        match asked {
            Asked::Point(id, version) => {
                let seen = Seen {
                    grade: form.key("grade").and_then(|k| k.parse().ok()),
                    reading: form.qty("reading"),
                    note: text("note"),
                };
                out.tell(
                    "inspection write",
                    async move { desk.grade_point(&actor, id, version, &seen).await.map(drop) },
                    |r| Heard::Wrote(msg!("inspection-point-saved"), r),
                );
            }
            Asked::Finish(id) => {
                let summary = text("summary");
                out.tell(
                    "inspection write",
                    async move { desk.finish_inspection(&actor, id, &summary).await },
                    |r| Heard::Wrote(msg!("inspection-finished"), r),
                );
            }
            Asked::Reopen(id) => {
                let reason = text("reason");
                out.tell(
                    "inspection write",
                    async move { desk.reopen_inspection(&actor, id, &reason).await },
                    |r| Heard::Wrote(msg!("inspection-reopened"), r),
                );
            }
            Asked::Photo(id) => {
                let (path, caption) = (text("photo"), text("caption"));
                out.tell(
                    "inspection write",
                    async move {
                        desk.add_point_photo(&actor, id, &path, &caption)
                            .await
                            .map(drop)
                    },
                    |r| Heard::Wrote(msg!("photo-added"), r),
                );
            }
            Asked::Work(id) => {
                let hours = form.qty("hours").unwrap_or(Qty::ONE);
                let remedy = Remedy::Typed(text("title"), hours);
                self.put_work(id, remedy, cx, out);
            }
        }
        self.sent = Some((asked, form));
    }

    /// Another's vehicle is looked over by who says why; all else is refused.
    fn refuse_or_ask(
        &mut self,
        form: Option<InspectionFormId>,
        error: &desk::Error,
        cx: &Cx,
        out: &mut Out<Heard>,
    ) {
        let asks = matches!(
            error,
            desk::Error::Invalid {
                field: "reason",
                ..
            }
        );
        if !asks || matches!(self.sent, Some((Asked::Reopen(_), _))) {
            return self.refuse(error, cx, out);
        }
        self.sent = None;
        self.ask(cx, out);
        let field = Field::new("reason", cx.words.word("job-field-why"), Kind::Text);
        let prompt = Prompt::new(cx, msg!("inspection-not-yours"), vec![field.required()]);
        out.open(prompt, move |why| Heard::Why(form, Box::new(why)));
    }

    /// Back to the form with what is wrong under its field, else one sentence.
    fn refuse(&mut self, error: &desk::Error, cx: &Cx, out: &mut Out<Heard>) {
        if let (desk::Error::Invalid { field, why }, Some((asked, mut form))) =
            (error, self.sent.take())
            && form.refuse(field, why.clone())
        {
            let prompt = Prompt::again(cx, msg!("inspection-again-title"), form, 4);
            out.open(prompt, move |form| Heard::Form(asked, Box::new(form)));
            return;
        }
        out.refused(error);
        self.ask(cx, out);
    }

    pub(super) fn hear(&mut self, heard: Heard, cx: &Cx, out: &mut Out<Heard>) {
        match heard {
            Heard::Taken(Ok(taken)) => {
                if let Some(newest) = taken.first() {
                    self.read(newest.id, cx, out);
                }
                self.taken = Some(taken);
            }
            Heard::Forms(Ok(forms)) => self.forms = forms,
            Heard::Canned(Ok(canned)) => self.canned = canned,
            Heard::Look(look) => match *look {
                Ok(look) => {
                    let first = self.look.is_none();
                    self.look = Some(look);
                    if first {
                        self.at = 0;
                        if self.is_open() {
                            self.go_on();
                        }
                    }
                    self.at = self.at.min(self.keys().len().saturating_sub(1));
                }
                Err(e) => out.refused(&e),
            },
            Heard::Begun(_, Ok(id)) => {
                self.look = None;
                self.at = 0;
                self.read(id, cx, out);
            }
            Heard::Seen(id, Ok(pixels)) => self.seen = Some((id, pixels)),
            Heard::Paper(to_printer) => self.print(to_printer, cx, out),
            Heard::Printed(Ok(Ok(said))) => out.toast(Toast::good(said)),
            Heard::Printed(Ok(Err(why))) => out.toast(Toast::bad(why)),
            Heard::Seen(_, Err(e)) | Heard::Printed(Err(e)) => out.refused(&e),
            Heard::Begin(form) => self.begin(form, String::new(), cx, out),
            Heard::Why(Some(form), why) => self.begin(form, why.text("reason"), cx, out),
            Heard::Why(None, why) => self.take_over(why.text("reason"), cx, out),
            Heard::Begun(form, Err(e)) => self.refuse_or_ask(form, &e, cx, out),
            Heard::Graded(Ok(())) => {}
            Heard::Remedied(said, Ok(done)) => {
                self.sent = None;
                out.done(said, done);
                self.ask(cx, out);
            }
            Heard::Wrote(said, Ok(())) => {
                self.sent = None;
                out.toast(Toast::good(said));
                self.ask(cx, out);
            }
            Heard::Form(asked, form) => self.submit(asked, *form, cx, out),
            Heard::Bundle(point, Some(bundle)) => {
                self.put_work(point, Remedy::Canned(bundle), cx, out);
            }
            Heard::Bundle(point, None) => self.ask_work(point, cx, out),
            Heard::Taken(Err(e)) | Heard::Forms(Err(e)) | Heard::Canned(Err(e)) => {
                self.refuse(&e, cx, out);
            }
            Heard::Graded(Err(e)) | Heard::Remedied(_, Err(e)) | Heard::Wrote(_, Err(e)) => {
                self.refuse_or_ask(None, &e, cx, out);
            }
        }
    }
}
