//! The form of a record, and the short form of something done with one.

use std::sync::Arc;

use crossterm::event::KeyEvent;
use ratatui::layout::Rect;
use serde_json::Value as Json;

use super::section::{Answered, Section};
use crate::desk;
use crate::desk::Error;
use crate::domain::{Msg, Ts};
use crate::msg;
use crate::tui::Cx;
use crate::tui::keys::{Action, Command};
use crate::tui::layers::{Conflict, Differs, Keep, Notice};
use crate::tui::look::canvas::inset;
use crate::tui::look::{Canvas, Role};
use crate::tui::screens::{Handled, Screen};
use crate::tui::shell::{Out, Toast};
use crate::tui::widgets::{Env, Form, Reply};

/// The form of a record.
pub struct Sheet<S: Section> {
    section: S,
    data: Arc<S::Data>,
    id: Option<i64>,
    name: String,
    form: Form,
}

/// What the desk and the dialogs answer.
pub enum Heard<S: Section> {
    /// It was saved, or not.
    Saved(desk::Result<i64>),
    /// Somebody was quicker: who, when, and what stands there now.
    Fresh(String, Ts, desk::Result<S::Data>),
    /// What to keep.
    Keep(Keep),
    /// The preview was looked at.
    Seen,
}

impl<S: Section> Sheet<S> {
    /// The form of that record, or of a new one.
    pub fn new(section: S, data: Arc<S::Data>, id: Option<i64>, cx: &Cx) -> Self {
        let form = section.form(&data, id, cx);
        let mut lines = section.lines(&data, cx).into_iter();
        let line = lines.find(|l| Some(l.id) == id);
        Self {
            section,
            data,
            id,
            name: line.map(|l| l.name).unwrap_or_default(),
            form,
        }
    }

    fn save(&mut self, cx: &Cx, out: &mut Out<Heard<S>>) {
        if !cx.can(self.section.edit()) {
            let permission = self.section.edit();
            out.toast(Toast::warn(Error::Forbidden { permission }.msg()));
            return;
        }
        let country = country(cx);
        let env = env(cx, &country);
        if !self.form.finish(&env) {
            return;
        }
        let (desk, by) = (cx.desk.clone(), cx.actor.clone());
        match self
            .section
            .save(&self.data, self.id, &self.form, &env, desk, by)
        {
            Ok(work) => out.tell("save", work, Heard::Saved),
            Err((field, why)) => {
                self.form.refuse(field, why);
            }
        }
    }

    /// The fields in which what stands in the books differs from what was typed.
    fn differing(&self, theirs: &Form) -> Vec<(String, Differs)> {
        let (mine, theirs) = (self.form.to_json(), theirs.to_json());
        let Some(fields) = mine["fields"].as_object() else {
            return Vec::new();
        };
        let text = |v: &Json| v["text"].as_str().unwrap_or_default().to_owned();
        fields
            .iter()
            .map(|(name, mine)| (name, text(mine), text(&theirs["fields"][name])))
            .filter(|(_, mine, theirs)| mine != theirs)
            .map(|(name, mine, theirs)| {
                let label = msg!("admin-field", name = name.replace('_', " "));
                let differs = Differs {
                    label,
                    theirs,
                    mine,
                };
                (name.clone(), differs)
            })
            .collect()
    }

    fn fresh(&mut self, by: String, at: Ts, data: S::Data, cx: &Cx, out: &mut Out<Heard<S>>) {
        self.data = Arc::new(data);
        let theirs = self.section.form(&self.data, self.id, cx);
        let differs = self.differing(&theirs);
        if differs.is_empty() {
            self.save(cx, out);
            return;
        }
        let fields = differs.into_iter().map(|(_, d)| d).collect();
        out.open(Conflict::new(by, at, fields), Heard::Keep);
    }

    fn keep(&mut self, keep: &Keep, cx: &Cx, out: &mut Out<Heard<S>>) {
        let theirs = self.section.form(&self.data, self.id, cx);
        let names: Vec<String> = self
            .differing(&theirs)
            .into_iter()
            .map(|(name, _)| name)
            .collect();
        let mut merged = self.form.to_json();
        let stored = theirs.to_json();
        for (name, mine) in names.iter().zip(&keep.mine) {
            if !mine {
                merged["fields"][name.as_str()] = stored["fields"][name.as_str()].clone();
            }
        }
        self.form.restore(&merged);
        self.save(cx, out);
    }

    fn reply(&mut self, reply: Reply, cx: &Cx, out: &mut Out<Heard<S>>) -> Handled {
        match reply {
            Reply::Ignored => return Handled::No,
            Reply::Done => self.save(cx, out),
            Reply::Taken | Reply::Changed(_) | Reply::Options(..) => {}
        }
        Handled::Yes
    }
}

impl<S: Section> Screen for Sheet<S> {
    type Msg = Heard<S>;

    fn title(&self) -> Msg {
        self.section.one()
    }

    fn help(&self) -> Option<Msg> {
        Some(self.section.help())
    }

    fn typing(&self) -> bool {
        true
    }

    fn unsaved(&self) -> bool {
        self.form.is_dirty()
    }

    fn holds(&self, action: Action) -> bool {
        matches!(action, Action::Accept | Action::Next) && self.form.waits()
    }

    fn commands(&self, cx: &Cx) -> Vec<Command> {
        let mut all = vec![
            Command::new(Action::Save, msg!("admin-save"), 1).needs(cx, self.section.edit()),
            Command::new(Action::Accept, msg!("admin-next"), 2),
            Command::new(Action::Back, msg!("admin-back"), 3),
        ];
        if self.section.previews() {
            all.push(Command::new(Action::Options, msg!("admin-preview"), 2));
        }
        all
    }

    fn on_text(&mut self, key: KeyEvent, cx: &Cx, out: &mut Out<Heard<S>>) {
        let country = country(cx);
        let reply = self.form.press(key, &env(cx, &country));
        self.reply(reply, cx, out);
    }

    fn on_paste(&mut self, text: &str, cx: &Cx, out: &mut Out<Heard<S>>) {
        let reply = self.form.paste(text);
        self.reply(reply, cx, out);
    }

    fn on_action(&mut self, action: Action, cx: &Cx, out: &mut Out<Heard<S>>) -> Handled {
        if action == Action::Save {
            self.save(cx, out);
            return Handled::Yes;
        }
        if action == Action::Options && self.section.previews() {
            let lines = self.section.preview(&self.form, cx);
            out.open(Notice::new(msg!("admin-preview-title"), lines), |()| {
                Heard::Seen
            });
            return Handled::Yes;
        }
        let country = country(cx);
        let reply = self.form.on_action(action, &env(cx, &country));
        self.reply(reply, cx, out)
    }

    fn on_msg(&mut self, msg: Heard<S>, cx: &Cx, out: &mut Out<Heard<S>>) {
        match msg {
            Heard::Saved(Ok(id)) => {
                self.form.keep();
                out.toast(Toast::good(msg!("admin-saved", what = self.section.one())));
                out.finish(id);
            }
            Heard::Saved(Err(Error::Invalid { field, why })) => {
                if !self.form.refuse(field, why.clone()) {
                    out.toast(Toast::bad(why));
                }
            }
            Heard::Saved(Err(Error::Blocked { blockers })) => {
                out.open(in_the_way(&mut self.form, &blockers, cx), |()| Heard::Seen);
            }
            Heard::Saved(Err(Error::Stale { by, at })) => {
                let load = self.section.load(cx.desk.clone(), cx.actor.clone());
                out.ask("fresh", load, move |data| Heard::Fresh(by, at, data));
            }
            Heard::Saved(Err(e)) => out.refused(&e),
            Heard::Fresh(by, at, Ok(data)) => self.fresh(by, at, data, cx, out),
            Heard::Fresh(_, _, Err(e)) => out.refused(&e),
            Heard::Keep(keep) => self.keep(&keep, cx, out),
            Heard::Seen => {}
        }
    }

    fn draw(&self, c: &mut Canvas<'_>, area: Rect, cx: &Cx) {
        let w = &cx.words;
        let one = w.say(&self.section.one());
        let title = match self.id {
            Some(_) => format!("{one}  {}  {}", c.marks.dot, self.name),
            None => w.say(&msg!("admin-new-one", what = self.section.one())),
        };
        paper(&self.form, &title, c, area, cx);
    }
}

/// The short form of something done with a record.
pub struct Ask<S: Section> {
    section: S,
    data: Arc<S::Data>,
    id: i64,
    name: &'static str,
    label: Msg,
    form: Form,
}

/// What the desk answered.
pub enum Answer {
    /// It was done, or not.
    Saved(desk::Result<()>),
    /// What is in the way was read.
    Seen,
}

impl<S: Section> Ask<S> {
    /// The question of that extra about that record.
    pub fn new(
        section: S,
        data: Arc<S::Data>,
        id: i64,
        name: &'static str,
        label: Msg,
        form: Form,
    ) -> Self {
        Self {
            section,
            data,
            id,
            name,
            label,
            form,
        }
    }

    fn save(&mut self, cx: &Cx, out: &mut Out<Answer>) {
        let country = country(cx);
        if !self.form.finish(&env(cx, &country)) {
            return;
        }
        let answer = Answered::Form(&self.form);
        if let Some(work) = self
            .section
            .save_extra(&self.data, self.id, self.name, &answer, cx)
        {
            out.tell("save", work, Answer::Saved);
        }
    }

    fn reply(&mut self, reply: Reply, cx: &Cx, out: &mut Out<Answer>) -> Handled {
        match reply {
            Reply::Ignored => return Handled::No,
            Reply::Done => self.save(cx, out),
            Reply::Taken | Reply::Changed(_) | Reply::Options(..) => {}
        }
        Handled::Yes
    }
}

impl<S: Section> Screen for Ask<S> {
    type Msg = Answer;

    fn title(&self) -> Msg {
        self.label.clone()
    }

    fn typing(&self) -> bool {
        true
    }

    fn commands(&self, _cx: &Cx) -> Vec<Command> {
        vec![
            Command::new(Action::Save, msg!("admin-save"), 1),
            Command::new(Action::Accept, msg!("admin-next"), 2),
            Command::new(Action::Back, msg!("admin-back"), 3),
        ]
    }

    fn on_text(&mut self, key: KeyEvent, cx: &Cx, out: &mut Out<Answer>) {
        let country = country(cx);
        let reply = self.form.press(key, &env(cx, &country));
        self.reply(reply, cx, out);
    }

    fn on_action(&mut self, action: Action, cx: &Cx, out: &mut Out<Answer>) -> Handled {
        if action == Action::Save {
            self.save(cx, out);
            return Handled::Yes;
        }
        let country = country(cx);
        let reply = self.form.on_action(action, &env(cx, &country));
        self.reply(reply, cx, out)
    }

    fn on_msg(&mut self, answer: Answer, cx: &Cx, out: &mut Out<Answer>) {
        let Answer::Saved(answer) = answer else {
            return;
        };
        match answer {
            Err(Error::Blocked { blockers }) => {
                out.open(in_the_way(&mut self.form, &blockers, cx), |()| Answer::Seen);
            }
            Ok(()) => out.finish(msg!("admin-done", what = self.label.clone())),
            Err(Error::Invalid { field, why }) => {
                if !self.form.refuse(field, why.clone()) {
                    out.toast(Toast::bad(why));
                }
            }
            Err(e) => out.refused(&e),
        }
    }

    fn draw(&self, c: &mut Canvas<'_>, area: Rect, cx: &Cx) {
        let title = cx.words.say(&self.label);
        paper(&self.form, &title, c, area, cx);
    }
}

/// A heading and a form on a card.
pub(super) fn paper(form: &Form, title: &str, c: &mut Canvas<'_>, area: Rect, cx: &Cx) {
    let row = area.y + u16::from(area.height > 20);
    c.text(
        area.x + 1,
        row,
        area.width.saturating_sub(2),
        title,
        (Role::Surface, Role::Title),
    );
    let card = inset(
        Rect {
            y: row + 2,
            height: area.bottom().saturating_sub(row + 2),
            width: area.width.min(96),
            ..area
        },
        1,
        0,
    );
    let inner = c.raised(card);
    form.draw(c, inner, Role::Raised, &cx.words, true);
}

/// The country whose phone numbers are meant.
pub(super) fn country(cx: &Cx) -> String {
    cx.desk
        .site(cx.actor.site())
        .map(|s| s.country)
        .unwrap_or_default()
}

/// What a form needs to read what is typed into it.
pub(super) fn env<'a>(cx: &'a Cx, country: &'a str) -> Env<'a> {
    Env {
        words: &cx.words,
        today: cx.today(),
        country,
    }
}

/// The bookings something hits, to be read; the form is told how to go on all the same.
fn in_the_way(form: &mut Form, booked: &[Msg], cx: &Cx) -> Notice {
    form.refuse("despite", msg!("absences-tick"));
    let lines = booked.iter().map(|b| cx.words.say(b)).collect();
    Notice::new(msg!("absences-booked", count = booked.len()), lines)
}
