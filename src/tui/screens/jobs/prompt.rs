//! A short form on a layer: what a step has to ask. It answers with the filled form.

use crate::domain::Msg;
use crate::msg;
use crate::tui::app::Cx;
use crate::tui::keys::{Action, Command};
use crate::tui::layers::{Flow, Overlay, centred};
use crate::tui::look::{Canvas, Role};
use crate::tui::widgets::{Env, Field, Form, Reply};
use crossterm::event::KeyEvent;
use ratatui::layout::Rect;

/// A form under a title; Enter on the last field or Ctrl-S answers with it.
pub struct Prompt {
    title: Msg,
    said: Option<String>,
    form: Form,
    rows: u16,
    country: String,
    /// What it is about, where what is typed is kept until it is done.
    about: Option<String>,
}

impl Prompt {
    /// A form of these fields; `rows` is how high they are together.
    pub fn new(cx: &Cx, title: Msg, fields: Vec<Field>) -> Self {
        let rows = u16::try_from(fields.len()).unwrap_or(8) * 2;
        let site = cx.desk.site(cx.actor.site());
        Self {
            title,
            said: None,
            form: Form::new(fields),
            rows,
            country: site.map(|s| s.country).unwrap_or_default(),
            about: None,
        }
    }

    /// A form that was answered before, as it was typed: what is wrong stands under its field.
    pub fn again(cx: &Cx, title: Msg, form: Form, fields: usize) -> Self {
        let mut prompt = Self::new(cx, title, Vec::new());
        prompt.rows = u16::try_from(fields).unwrap_or(8) * 2;
        prompt.form = form;
        prompt
    }

    /// The same with a sentence above the fields.
    #[must_use]
    pub fn saying(mut self, said: String) -> Self {
        self.said = Some(said);
        self
    }

    /// The same with room for a field of several lines.
    #[must_use]
    pub fn higher(mut self, rows: u16) -> Self {
        self.rows += rows;
        self
    }

    /// The same with values in it.
    #[must_use]
    pub fn with(mut self, fill: impl FnOnce(&mut Form)) -> Self {
        fill(&mut self.form);
        self.form.keep();
        self
    }

    /// The same with what was typed into it before and not done: nothing typed is lost by Esc or a refusal. Where
    /// the answer is done the screen says so to [`Scraps`](crate::tui::app::Scraps::done).
    #[must_use]
    pub fn kept(mut self, about: String, cx: &Cx) -> Self {
        if let Some(typed) = cx.scraps.of(&cx.actor, &about) {
            self.form.restore(&typed);
        }
        self.typed_again(about)
    }

    /// The same for a form that has it already.
    #[must_use]
    pub fn typed_again(mut self, about: String) -> Self {
        self.about = Some(about);
        self
    }

    /// Esc.
    fn leave(&self, cx: &Cx) -> Flow<Form> {
        if let Some(about) = &self.about {
            if self.form.is_dirty() {
                cx.scraps.leave(&cx.actor, about, self.form.to_json());
            } else {
                cx.scraps.forget(&cx.actor, about);
            }
        }
        Flow::Cancel
    }

    fn answer(&self, cx: &Cx) -> Flow<Form> {
        if let Some(about) = &self.about {
            cx.scraps.send(&cx.actor, about, self.form.to_json());
        }
        Flow::Answer(self.form.clone())
    }

    fn env<'a>(&'a self, cx: &'a Cx) -> Env<'a> {
        Env {
            words: &cx.words,
            today: cx.today(),
            country: &self.country,
        }
    }

    fn heard(&self, reply: &Reply, cx: &Cx) -> Flow<Form> {
        match reply {
            Reply::Done => self.answer(cx),
            _ => Flow::Stay,
        }
    }
}

impl Overlay for Prompt {
    type Answer = Form;

    fn typing(&self) -> bool {
        true
    }

    fn on_action(&mut self, action: Action, cx: &Cx) -> Flow<Form> {
        let country = self.country.clone();
        let env = Env {
            words: &cx.words,
            today: cx.today(),
            country: &country,
        };
        match action {
            Action::Save => {
                if self.form.finish(&env) {
                    return self.answer(cx);
                }
                Flow::Stay
            }
            Action::Back if !self.form.is_open() => self.leave(cx),
            other => {
                let reply = self.form.on_action(other, &env);
                self.heard(&reply, cx)
            }
        }
    }

    fn on_text(&mut self, key: KeyEvent, cx: &Cx) -> Flow<Form> {
        let country = self.country.clone();
        let env = Env {
            words: &cx.words,
            today: cx.today(),
            country: &country,
        };
        let reply = self.form.press(key, &env);
        self.heard(&reply, cx)
    }

    fn commands(&self) -> Vec<Command> {
        vec![
            Command::new(Action::Accept, msg!("job-cmd-next-field"), 1),
            Command::new(Action::Save, msg!("job-cmd-finish"), 2),
            Command::new(Action::Back, msg!("job-cmd-leave"), 3),
        ]
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, cx: &Cx) {
        let said = u16::from(self.said.is_some()) * 2;
        let place = centred(area, 68, self.rows + said + 4);
        let inner = canvas.layer(place, &cx.words.say(&self.title));
        let mut body = inner;
        if let Some(words) = &self.said {
            let at = (body.x, body.y);
            canvas.text(at.0, at.1, body.width, words, (Role::Raised, Role::Dim));
            body.y += 2;
            body.height = body.height.saturating_sub(2);
        }
        let env = self.env(cx);
        self.form.draw(canvas, body, Role::Raised, env.words, true);
    }
}
