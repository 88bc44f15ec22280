//! The words of messages.

use chrono::Days;

use super::section::{Line, Pending, Saving, Section, pending};
use crate::desk::catalogue::{Template, filled};
use crate::desk::{Actor, Desk};
use crate::domain::customer::Channel;
use crate::domain::outbox::About;
use crate::domain::permission::Permission as P;
use crate::domain::template::Facts;
use crate::domain::{Money, Msg, TemplateId};
use crate::msg;
use crate::tui::Cx;
use crate::tui::look::Role as Ink;
use crate::tui::widgets::{Column, Env, Field, Form, Kind, PickItem, Value};
use crate::words::Words;

/// The templates, one for each event, channel and language.
#[derive(Clone, Copy)]
pub struct Templates;

/// What templates are written for: the others need no words of ours.
const CHANNELS: [Channel; 2] = [Channel::Email, Channel::Sms];

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
        let mut fields = Vec::new();
        if old.is_none() {
            let events = About::ALL
                .iter()
                .map(|a| PickItem::new(a.as_str(), w.say(&a.label())))
                .collect();
            let channels = CHANNELS
                .iter()
                .map(|c| (c.as_str().to_owned(), w.say(&c.label())))
                .collect();
            fields.extend([
                Field::new("event", w.word("templates-event"), Kind::PICK)
                    .required()
                    .options(events),
                Field::new(
                    "channel",
                    w.word("templates-channel"),
                    Kind::Choice(channels),
                ),
                Field::new("locale", w.word("templates-locale"), Kind::Text)
                    .required()
                    .width(8)
                    .hint(w.word("templates-locale-hint")),
            ]);
        }
        let rows = if old.is_none() { 6 } else { 11 };
        fields.extend([
            Field::new("subject", w.word("templates-subject"), Kind::Text)
                .width(58)
                .off(plain.then(|| w.word("templates-no-subject"))),
            Field::new("body", w.word("templates-body"), Kind::Notes(rows)).required(),
        ]);
        let mut form = Form::new(fields);
        form.nothing = w.word("wizard-nothing");
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
        let (subject, body) = (form.text("subject"), form.text("body"));
        let Some(id) = id.map(TemplateId) else {
            let picked = |name: &str| form.key(name).unwrap_or_default();
            let event = picked("event").parse::<About>();
            let event = event.map_err(|_| ("event", msg!("text-empty")))?;
            let channel = picked("channel").parse::<Channel>();
            let channel = channel.map_err(|_| ("channel", msg!("text-empty")))?;
            // A text message has no subject.
            let subject = if channel == Channel::Email {
                subject
            } else {
                String::new()
            };
            let locale = form.text("locale");
            return Ok(pending(async move {
                let id = desk
                    .add_template(&by, event, channel, &locale, &subject, &body)
                    .await?;
                Ok(id.0)
            }));
        };
        Ok(pending(async move {
            desk.edit_template(&by, id, version, &subject, &body)
                .await?;
            Ok(id.0)
        }))
    }

    fn previews(self) -> bool {
        true
    }

    fn preview(self, form: &Form, cx: &Cx) -> Vec<String> {
        let facts = example(cx);
        let said = |text: String| filled(&text, &facts).unwrap_or_else(|why| cx.words.say(&why));
        let mut lines = Vec::new();
        let subject = form.raw("subject");
        if !subject.trim().is_empty() {
            lines.extend([said(subject), String::new()]);
        }
        lines.extend(said(form.raw("body")).lines().map(str::to_owned));
        lines
    }
}

/// What a letter might have in it, so that a template can be looked at before a customer does.
fn example(cx: &Cx) -> Facts {
    let w = &cx.words;
    let site = cx.desk.site(cx.actor.site());
    let phone = site.map(|s| s.phone).unwrap_or_default();
    let day = cx.today() + Days::new(1);
    [
        ("customer", w.word("templates-example-customer")),
        ("vehicle", w.word("templates-example-vehicle")),
        ("workshop", cx.desk.settings().workshop().to_owned()),
        // Without one the letter would be held; here it is only looked at.
        (
            "phone",
            if phone.is_empty() {
                "030 123 45 67".to_owned()
            } else {
                phone
            },
        ),
        ("day", w.day_long(day)),
        ("time", w.minute(9 * 60 + 30)),
        ("old_day", w.day_long(cx.today())),
        ("old_time", w.minute(14 * 60)),
        ("number", w.word("templates-example-number")),
        ("total", w.money(Money(12_345))),
        ("due_day", w.day_long(cx.today() + Days::new(14))),
    ]
    .map(|(name, fact)| (name.to_owned(), fact))
    .into()
}
