//! The form of a record: fetched, typed into, saved; who was quicker is shown beside what was typed.

use crossterm::event::KeyEvent;
use ratatui::layout::Rect;
use serde_json::Value;

use super::{Pending, country, env};
use crate::desk::{self, Actor, Desk, Done, Error};
use crate::domain::{Msg, Ts, msg};
use crate::tui::cx::Cx;
use crate::tui::keys::{Action, Command};
use crate::tui::layers::{Conflict, Differs, Keep};
use crate::tui::look::{Canvas, Role};
use crate::tui::screens::{Draft, Handled, Place, Screen, Subject, draft};
use crate::tui::shell::Out;
use crate::tui::widgets::{Form, PickItem, Reply};

/// Work ready to run, or the field that is refused and why.
pub type Saving<T> = Result<Pending<Done<T>>, (&'static str, Msg)>;

/// Something to know while typing, that is no refusal.
#[derive(Clone, Debug)]
pub struct Remark {
    /// The sentence.
    pub said: Msg,
    /// The record it speaks of, for who wants to look.
    pub place: Option<Place>,
}

/// What stands over the fields besides the title.
#[derive(Clone, Debug, Default)]
pub struct Head {
    /// At the right end of the title's row.
    pub aside: String,
    /// A second row.
    pub below: String,
}

/// A kind of record as its form knows it.
pub trait Record: Send + 'static {
    /// What the form is made of: what is stored, what its fields pick from.
    type Ground: Send + 'static;
    /// What saving hands to the opener.
    type Saved: Send + 'static;

    /// The heading.
    fn title(&self, ground: Option<&Self::Ground>) -> Msg;
    /// What F1 begins with.
    fn help(&self) -> Option<Msg> {
        None
    }
    /// What is open, shown to others.
    fn subject(&self) -> Option<Subject> {
        None
    }
    /// What its half-filled form is kept under, and of what it is; `None` where it is not kept.
    fn kept(&self) -> Option<(&'static str, Value)> {
        None
    }
    /// The version the record was read at, if it has one: a form taken up again is of the one it was typed on.
    fn version<'a>(&self, _ground: &'a mut Self::Ground) -> Option<&'a mut i64> {
        None
    }
    /// Fetches what the form is made of.
    fn load(&self, desk: Desk, by: Actor) -> Pending<Self::Ground>;
    /// The form with what is stored.
    fn form(&self, ground: &Self::Ground, cx: &Cx) -> Form;
    /// Puts in what was typed before the form was opened; it counts as typed.
    fn begin(&self, _form: &mut Form, _cx: &Cx) {}
    /// Saves what the form says; every field of it can be read.
    fn save(
        &self,
        ground: &Self::Ground,
        form: &Form,
        desk: Desk,
        by: Actor,
    ) -> Saving<Self::Saved>;
    /// The field beside which a refusal stands that names none itself.
    fn refused(&self, _e: &Error) -> Option<&'static str> {
        None
    }
    /// What is said when it is saved.
    fn saved(&self, ground: &Self::Ground, form: &Form, saved: &Self::Saved) -> Msg;
    /// What fits in a field that asks.
    fn options(
        &self,
        _field: &str,
        _typed: &str,
        _desk: Desk,
        _by: Actor,
    ) -> Option<Pending<Vec<PickItem>>> {
        None
    }
    /// A field was left with another value: hints and fields that depend on it.
    fn left(&self, _field: &str, _form: &mut Form, _cx: &Cx) {}
    /// The same, for what only the desk knows.
    fn remark(
        &self,
        _field: &str,
        _form: &Form,
        _desk: Desk,
        _by: Actor,
    ) -> Option<Pending<Option<Remark>>> {
        None
    }
    /// What stands over the fields.
    fn head(&self, _ground: &Self::Ground, _cx: &Cx) -> Head {
        Head::default()
    }
}

/// The page with the form of a record; it answers what was saved.
pub struct Sheet<R: Record> {
    record: R,
    ground: Option<R::Ground>,
    form: Option<Form>,
    remark: Option<Remark>,
    /// What another terminal saved, while it is asked what to keep.
    theirs: Option<R::Ground>,
    /// Letters that came before the form did.
    early: Vec<KeyEvent>,
    /// The version the form was typed on.
    read_at: Option<i64>,
    /// What was kept, until the form can be made.
    kept: Option<Value>,
}

/// What the desk and the dialogs answer.
pub enum Heard<R: Record> {
    /// What the form is made of.
    Ground(desk::Result<R::Ground>),
    /// What fits in a field, for what was typed then.
    Options(&'static str, String, desk::Result<Vec<PickItem>>),
    /// Something to know.
    Remark(desk::Result<Option<Remark>>),
    /// It was saved, or not.
    Saved(desk::Result<Done<R::Saved>>),
    /// Somebody was quicker: who, when, and what stands there now.
    Theirs(String, Ts, desk::Result<R::Ground>),
    /// What to keep of both.
    Keep(Vec<&'static str>, Keep),
}

impl<R: Record> Sheet<R> {
    /// The form of this record.
    pub fn of(record: R) -> Self {
        Self {
            record,
            ground: None,
            form: None,
            remark: None,
            theirs: None,
            early: Vec::new(),
            read_at: None,
            kept: None,
        }
    }

    /// The same as it was kept.
    pub fn recalled(record: R, payload: &Value) -> Self {
        let mut page = Self::of(record);
        page.kept = Some(payload.clone());
        page
    }

    fn load(
        &self,
        cx: &Cx,
        out: &mut Out<Heard<R>>,
        then: impl FnOnce(desk::Result<R::Ground>) -> Heard<R> + Send + 'static,
    ) {
        let work = self.record.load(cx.desk.clone(), cx.actor.clone());
        out.ask("form", work, then);
    }

    fn begin(&mut self, mut ground: R::Ground, cx: &Cx, out: &mut Out<Heard<R>>) {
        let mut form = self.record.form(&ground, cx);
        form.keep();
        self.record.begin(&mut form, cx);
        let version = self.record.version(&mut ground);
        if let Some(kept) = self.kept.take() {
            form.restore(&draft::typed(&kept));
            self.read_at = draft::version(&kept);
            // What others saved since then is not overwritten: saving finds out, and asks.
            if let (Some(version), Some(then)) = (version, self.read_at) {
                *version = then;
            }
        } else {
            self.read_at = version.copied();
        }
        self.form = Some(form);
        self.ground = Some(ground);
        for key in std::mem::take(&mut self.early) {
            self.on_text(key, cx, out);
        }
    }

    fn save(&mut self, cx: &Cx, out: &mut Out<Heard<R>>) {
        let (Some(form), Some(ground)) = (&mut self.form, &self.ground) else {
            return;
        };
        let country = country(cx);
        if !form.finish(&env(cx, &country)) {
            return;
        }
        let (desk, by) = (cx.desk.clone(), cx.actor.clone());
        match self.record.save(ground, form, desk, by) {
            Ok(work) => out.tell("save", work, Heard::Saved),
            Err((field, why)) => {
                form.refuse(field, why);
            }
        }
    }

    fn replied(&mut self, reply: Reply, cx: &Cx, out: &mut Out<Heard<R>>) -> Handled {
        let (desk, by) = (cx.desk.clone(), cx.actor.clone());
        match reply {
            Reply::Ignored => return Handled::No,
            Reply::Taken => {}
            Reply::Done => self.save(cx, out),
            Reply::Options(field, text) => {
                if let Some(work) = self.record.options(field, &text, desk, by) {
                    out.ask("options", work, move |found| {
                        Heard::Options(field, text, found)
                    });
                }
            }
            Reply::Changed(field) => {
                if let Some(form) = &mut self.form {
                    self.record.left(field, form, cx);
                    if let Some(work) = self.record.remark(field, form, desk, by) {
                        out.ask("remark", work, Heard::Remark);
                    }
                }
            }
        }
        Handled::Yes
    }

    fn failed(&mut self, e: &Error, cx: &Cx, out: &mut Out<Heard<R>>) {
        match e {
            Error::Invalid { field, why } => {
                let form = self.form.as_mut();
                if !form.is_some_and(|f| f.refuse(field, why.clone())) {
                    out.refused(e);
                }
            }
            Error::Stale { by, at } => {
                let (by, at) = (by.clone(), *at);
                self.load(cx, out, move |ground| Heard::Theirs(by, at, ground));
            }
            e => {
                let field = self.record.refused(e).zip(self.form.as_mut());
                if !field.is_some_and(|(name, form)| form.refuse(name, e.msg())) {
                    out.refused(e);
                }
            }
        }
    }

    /// What nobody typed here is taken over; only what both changed is asked about.
    fn merge(
        &mut self,
        by: String,
        at: Ts,
        mut theirs: R::Ground,
        cx: &Cx,
        out: &mut Out<Heard<R>>,
    ) {
        self.read_at = self.record.version(&mut theirs).copied();
        let Some(form) = &mut self.form else { return };
        let differing = form.merge(&self.record.form(&theirs, cx));
        if differing.is_empty() {
            self.ground = Some(theirs);
            self.save(cx, out);
            return;
        }
        self.theirs = Some(theirs);
        let names: Vec<&'static str> = differing.iter().map(|d| d.name).collect();
        let shown = differing
            .into_iter()
            .map(|d| Differs {
                label: msg!("form-field", label = d.label),
                theirs: d.theirs,
                mine: d.mine,
            })
            .collect();
        out.open(Conflict::new(by, at, shown), move |keep| {
            Heard::Keep(names.clone(), keep)
        });
    }
}

impl<R: Record> Screen for Sheet<R> {
    type Msg = Heard<R>;

    fn title(&self) -> Msg {
        self.record.title(self.ground.as_ref())
    }

    fn help(&self) -> Option<Msg> {
        self.record.help()
    }

    fn typing(&self) -> bool {
        true
    }

    fn unsaved(&self) -> bool {
        self.form.as_ref().is_some_and(Form::is_dirty) || self.kept.is_some()
    }

    fn draft(&self) -> Option<Draft> {
        let (name, of) = self.record.kept()?;
        match (&self.form, &self.kept) {
            (_, Some(kept)) => Some(Draft::again(name, kept)),
            (Some(form), None) => Some(Draft::new(name, form, of)?.read_at(self.read_at)),
            (None, None) => None,
        }
    }

    fn subject(&self) -> Option<Subject> {
        self.record.subject()
    }

    fn commands(&self, _cx: &Cx) -> Vec<Command> {
        let mut all = vec![
            Command::new(Action::Accept, msg!("form-cmd-next"), 1),
            Command::new(Action::Save, msg!("form-cmd-save"), 2),
            Command::new(Action::Back, msg!("form-cmd-leave"), 3),
        ];
        if self.remark.as_ref().is_some_and(|r| r.place.is_some()) {
            all.push(Command::new(Action::Options, msg!("form-cmd-look"), 4));
        }
        all
    }

    fn on_enter(&mut self, cx: &Cx, out: &mut Out<Heard<R>>) {
        if self.form.is_none() {
            self.load(cx, out, Heard::Ground);
        }
    }

    fn holds(&self, action: Action) -> bool {
        match &self.form {
            Some(form) => form.waits() && matches!(action, Action::Accept | Action::Next),
            None => true,
        }
    }

    fn on_text(&mut self, key: KeyEvent, cx: &Cx, out: &mut Out<Heard<R>>) {
        let Some(form) = &mut self.form else {
            self.early.push(key);
            return;
        };
        let country = country(cx);
        let reply = form.press(key, &env(cx, &country));
        let _ = self.replied(reply, cx, out);
    }

    fn on_paste(&mut self, text: &str, cx: &Cx, out: &mut Out<Heard<R>>) {
        if let Some(form) = &mut self.form {
            let reply = form.paste(text);
            let _ = self.replied(reply, cx, out);
        }
    }

    fn on_action(&mut self, action: Action, cx: &Cx, out: &mut Out<Heard<R>>) -> Handled {
        match action {
            Action::Save => self.save(cx, out),
            Action::Options => match self.remark.as_ref().and_then(|r| r.place) {
                Some(place) => out.visit(place),
                None => return Handled::No,
            },
            action => {
                let Some(form) = &mut self.form else {
                    return Handled::No;
                };
                let country = country(cx);
                let reply = form.on_action(action, &env(cx, &country));
                return self.replied(reply, cx, out);
            }
        }
        Handled::Yes
    }

    fn on_msg(&mut self, msg: Heard<R>, cx: &Cx, out: &mut Out<Heard<R>>) {
        match msg {
            Heard::Ground(Ok(ground)) => self.begin(ground, cx, out),
            Heard::Options(field, text, Ok(items)) => {
                if let Some(form) = &mut self.form {
                    form.options(field, &text, items);
                }
            }
            Heard::Remark(Ok(remark)) => self.remark = remark,
            // What is typed may not stand yet; the form says so when it is saved.
            Heard::Remark(Err(_)) => self.remark = None,
            Heard::Saved(Ok(done)) => {
                let (Some(form), Some(ground)) = (&mut self.form, &self.ground) else {
                    return;
                };
                let said = self.record.saved(ground, form, &done.value);
                form.keep();
                let saved = out.done(said, done);
                out.finish(saved);
            }
            Heard::Saved(Err(e)) => self.failed(&e, cx, out),
            Heard::Theirs(by, at, Ok(theirs)) => self.merge(by, at, theirs, cx, out),
            Heard::Keep(names, keep) => {
                let (Some(theirs), Some(form)) = (self.theirs.take(), &mut self.form) else {
                    return;
                };
                let stored = self.record.form(&theirs, cx);
                for (name, mine) in names.iter().zip(keep.mine) {
                    if !mine {
                        form.take(name, &stored);
                    }
                }
                self.ground = Some(theirs);
                self.save(cx, out);
            }
            Heard::Ground(Err(e)) | Heard::Options(_, _, Err(e)) | Heard::Theirs(_, _, Err(e)) => {
                out.refused(&e);
            }
        }
    }

    fn draw(&self, c: &mut Canvas<'_>, area: Rect, cx: &Cx) {
        let (Some(form), Some(ground)) = (&self.form, &self.ground) else {
            return;
        };
        let w = &cx.words;
        let (x, room) = (area.x + 1, area.width.saturating_sub(2));
        let head = self.record.head(ground, cx);
        let row = area.y + u16::from(area.height > 20);
        let right = area.right().saturating_sub(1);
        let edge = c.right(
            right,
            row,
            room / 2,
            &head.aside,
            (Role::Surface, Role::Text),
        );
        let title = w.say(&self.title());
        let wide = edge.saturating_sub(x + 2);
        c.text(x, row, wide, &title, (Role::Surface, Role::Title));
        let mut top = row + 2;
        if !head.below.is_empty() {
            c.text(x, row + 1, room, &head.below, (Role::Surface, Role::Dim));
            top += 1;
        }
        let bottom = area.bottom() - u16::from(self.remark.is_some());
        let inner = Rect::new(x, top, room, bottom.saturating_sub(top));
        if let Some(remark) = &self.remark {
            let said = format!("{} {}", c.marks.alert, w.say(&remark.said));
            c.text(x, bottom, room, &said, (Role::Surface, Role::Warn));
        }
        form.draw(c, inner, Role::Surface, w, true);
    }
}
