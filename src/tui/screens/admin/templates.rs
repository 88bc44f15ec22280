//! The words of messages.

use super::section::{Line, Pending, Saving, Section, pending};
use crate::desk::catalogue::Template;
use crate::desk::{Actor, Desk};
use crate::domain::outbox::About;
use crate::domain::permission::Permission as P;
use crate::domain::{Msg, TemplateId};
use crate::msg;
use crate::tui::Cx;
use crate::tui::look::Role as Ink;
use crate::tui::widgets::{Column, Env, Field, Form, Kind, Value};
use crate::words::Words;

/// The templates, one for each event, channel and language.
#[derive(Clone, Copy)]
pub struct Templates;

fn event(template: &Template, w: &Words) -> String {
    template
        .event
        .parse::<About>()
        .map_or_else(|_| template.event.clone(), |about| w.say(&about.label()))
}

impl Section for Templates {
    type Data = Vec<Template>;

    fn title(self) -> Msg {
        msg!("templates-title")
    }
    fn one(self) -> Msg {
        msg!("templates-one")
    }
    fn help(self) -> Msg {
        msg!("templates-help")
    }
    fn edit(self) -> P {
        P::MessageTemplate
    }
    fn adds(self) -> bool {
        false
    }

    fn columns(self, w: &Words) -> Vec<Column> {
        vec![
            Column::new(w.word("templates-event"), 16, 24),
            Column::new(w.word("templates-channel"), 8, 12).ink(Ink::Dim),
            Column::new(w.word("templates-locale"), 4, 8)
                .ink(Ink::Dim)
                .drops(1),
            Column::new(w.word("templates-subject"), 20, 60).grows(),
        ]
    }

    fn load(self, desk: Desk, by: Actor) -> Pending<Vec<Template>> {
        pending(async move { desk.templates(&by).await })
    }

    fn lines(self, data: &Vec<Template>, cx: &Cx) -> Vec<Line> {
        let w = &cx.words;
        data.iter()
            .map(|t| {
                let first = t.body.lines().next().unwrap_or_default();
                let subject = if t.subject.is_empty() {
                    first
                } else {
                    &t.subject
                };
                let channel = w.say(&t.channel.label());
                Line::new(t.id.0, &[&event(t, w), &channel, &t.locale, subject])
            })
            .collect()
    }

    fn form(self, data: &Vec<Template>, id: Option<i64>, cx: &Cx) -> Form {
        let w = &cx.words;
        let old = id.and_then(|id| data.iter().find(|t| t.id.0 == id));
        let plain = old.is_some_and(|t| t.subject.is_empty());
        let mut form = Form::new(vec![
            Field::new("subject", w.word("templates-subject"), Kind::Text)
                .width(58)
                .off(plain.then(|| w.word("templates-no-subject"))),
            Field::new("body", w.word("templates-body"), Kind::Notes(11)).required(),
        ]);
        if let Some(t) = old {
            form.set("subject", Value::Text(t.subject.clone()), w);
            form.set("body", Value::Text(t.body.clone()), w);
        }
        form.keep();
        form
    }

    fn save(
        self,
        data: &Vec<Template>,
        id: Option<i64>,
        form: &Form,
        _env: &Env<'_>,
        desk: Desk,
        by: Actor,
    ) -> Saving {
        let version = id
            .and_then(|id| data.iter().find(|t| t.id.0 == id))
            .map_or(0, |t| t.version);
        let id = TemplateId(id.unwrap_or_default());
        let (subject, body) = (form.text("subject"), form.text("body"));
        Ok(pending(async move {
            desk.edit_template(&by, id, version, &subject, &body)
                .await?;
            Ok(id.0)
        }))
    }
}
