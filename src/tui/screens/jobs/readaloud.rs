//! The call to the customer: each line is read aloud and answered with one bare letter; what was said is written
//! down together at the end, with who said it.

use super::deferred::put_off_until;
use super::prompt::Prompt;
use crate::desk::job::{Ask, Card, CardLine, Due};
use crate::desk::{self, Done};
use crate::domain::change::Topic;
use crate::domain::line::{Auth, Decision, DeclineReason, Kind as LineKind, Method};
use crate::domain::permission::Permission;
use crate::domain::{JobId, LineId, Money, Msg, WorkItemId};
use crate::msg;
use crate::tui::app::Cx;
use crate::tui::keys::{Action, Command};
use crate::tui::look::{Canvas, Role};
use crate::tui::screens::{Handled, Screen, Subject};
use crate::tui::shell::Out;
use crate::tui::widgets::{Field, Form, Kind, PickItem, Value};
use crossterm::event::{KeyCode, KeyEvent};
use ratatui::layout::Rect;
use std::collections::BTreeMap;

/// The page.
pub struct ReadAloud {
    job: JobId,
    card: Option<Box<Card>>,
    said: BTreeMap<LineId, Decision>,
    at: usize,
    /// The last form sent, to be shown again with what is wrong.
    sent: Option<Form>,
}

/// What it hears.
#[expect(missing_docs, reason = "each is an answer, named after its question")]
pub enum Heard {
    Card(Box<desk::Result<Card>>),
    Form(Box<Form>),
    Wrote(desk::Result<Done<()>>),
}

/// A row: a work item or one of its lines.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Key {
    Item(WorkItemId),
    Line(LineId),
}

const LETTERS: [(&str, Decision); 3] = [
    ("y", Decision::Authorised),
    ("n", Decision::Declined),
    ("d", Decision::Deferred),
];

fn is_open(l: &CardLine) -> bool {
    l.line.kind != LineKind::Note && matches!(l.line.auth, Auth::Draft | Auth::Proposed)
}

impl ReadAloud {
    /// The call about a job.
    pub fn new(job: JobId) -> Self {
        Self {
            job,
            card: None,
            said: BTreeMap::new(),
            at: 0,
            sent: None,
        }
    }

    fn ask(&self, cx: &Cx, out: &mut Out<Heard>) {
        let (desk, actor, job) = (cx.desk.clone(), cx.actor.clone(), self.job);
        out.ask(
            "read aloud",
            async move { desk.job_card(&actor, job).await },
            |r| Heard::Card(Box::new(r)),
        );
    }

    /// The lines that wait for a word, under their work items.
    fn keys(&self) -> Vec<Key> {
        let Some(card) = self.card.as_deref() else {
            return Vec::new();
        };
        let mut keys = Vec::new();
        for item in &card.items {
            let own = card.lines.iter().filter(|l| l.line.work_item_id == item.id);
            let lines: Vec<Key> = own
                .filter(|l| is_open(l))
                .map(|l| Key::Line(l.line.id))
                .collect();
            if !lines.is_empty() {
                keys.push(Key::Item(item.id));
                keys.extend(lines);
            }
        }
        keys
    }

    /// The lines of a row.
    fn lines_of(&self, key: Key) -> Vec<LineId> {
        let card = self.card.as_deref();
        let lines = card.iter().flat_map(|c| &c.lines).filter(|l| is_open(l));
        lines
            .filter(|l| match key {
                Key::Item(item) => l.line.work_item_id == item,
                Key::Line(id) => l.line.id == id,
            })
            .map(|l| l.line.id)
            .collect()
    }

    /// One letter: the answer to the row, and on to the next that has none.
    fn answer(&mut self, letter: &str) {
        let keys = self.keys();
        let (Some(key), Some((_, decision))) = (
            keys.get(self.at).copied(),
            LETTERS.iter().find(|(l, _)| *l == letter),
        ) else {
            return;
        };
        for line in self.lines_of(key) {
            self.said.insert(line, *decision);
        }
        let open = |k: &Key| self.lines_of(*k).iter().any(|l| !self.said.contains_key(l));
        let next = (self.at + 1..keys.len()).find(|n| open(&keys[*n]));
        self.at = next.unwrap_or(self.at);
    }

    fn sum(&self, decision: Option<Decision>) -> Money {
        let card = self.card.as_deref();
        let lines = card.iter().flat_map(|c| &c.lines).filter(|l| is_open(l));
        lines
            .filter(|l| self.said.get(&l.line.id).copied() == decision)
            .map(|l| l.total)
            .sum()
    }

    fn has(&self, decision: Decision) -> bool {
        self.said.values().any(|d| *d == decision)
    }

    /// What has to be known beside the answers: who gave them and how, and what becomes of a no.
    fn fields(&self, cx: &Cx) -> Vec<Field> {
        let w = |id: &'static str| cx.words.word(id);
        let how = [Method::Phone, Method::InPerson, Method::Email, Method::Sms];
        let how = how.map(|m| (m.as_str().to_owned(), cx.words.say(&m.label())));
        let mut fields = vec![
            Field::new("decided_by", w("job-field-who"), Kind::Text).required(),
            Field::new("method", w("job-field-how"), Kind::Choice(how.into())),
        ];
        if self.has(Decision::Declined) {
            let then = [
                ("declined", w("readaloud-delete")),
                ("deferred", w("readaloud-defer")),
            ];
            let then = then.map(|(key, word)| (key.to_owned(), word)).into();
            fields.push(Field::new(
                "then",
                w("readaloud-field-no"),
                Kind::Choice(then),
            ));
        }
        if self.has(Decision::Declined) || self.has(Decision::Deferred) {
            let why = DeclineReason::ALL.iter();
            let why = why.map(|r| PickItem::new(r.as_str(), cx.words.say(&r.label())));
            fields.push(
                Field::new("reason", w("job-field-why-not"), Kind::PICK).options(why.collect()),
            );
            fields.push(Field::new("due_on", w("deferred-field-due"), Kind::Date));
            fields.push(Field::new(
                "due_odometer",
                w("deferred-field-odometer"),
                Kind::Qty,
            ));
        }
        fields
    }

    fn finish(&self, cx: &Cx, out: &mut Out<Heard>) {
        let Some(card) = self.card.as_deref() else {
            return;
        };
        let who = if card.job.contact_name.is_empty() {
            &card.visit.customer
        } else {
            &card.job.contact_name
        };
        let w = &cx.words;
        let prompt = Prompt::new(cx, msg!("readaloud-finish-title"), self.fields(cx))
            .saying(w.say(&self.summed()))
            .with(|form| {
                form.set("decided_by", Value::Text(who.clone()), w);
                form.set("method", Value::Key(Method::Phone.as_str().to_owned()), w);
                form.set("due_on", Value::Date(put_off_until(cx)), w);
                // Who says "later" will come back for it; a no says why.
                if self.has(Decision::Deferred) && !self.has(Decision::Declined) {
                    let why = DeclineReason::WillReturn;
                    let label = w.say(&why.label());
                    form.set_picked("reason", &PickItem::new(why.as_str(), label));
                }
                if self.has(Decision::Declined) {
                    form.set("then", Value::Key("declined".to_owned()), w);
                }
            });
        out.open(prompt, |form| Heard::Form(Box::new(form)));
    }

    fn summed(&self) -> Msg {
        msg!(
            "readaloud-sum",
            yes = self.sum(Some(Decision::Authorised)),
            later = self.sum(Some(Decision::Deferred)),
            no = self.sum(Some(Decision::Declined)),
        )
    }

    fn write(&mut self, form: Form, cx: &Cx, out: &mut Out<Heard>) {
        let picked = |name: &str| form.key(name).unwrap_or_default();
        let kept = form.key("then").as_deref() == Some("deferred");
        let mut asks: Vec<Ask> = Vec::new();
        for (_, decision) in LETTERS {
            let said = self.said.iter().filter(|(_, d)| **d == decision);
            let lines: Vec<LineId> = said.map(|(l, _)| *l).collect();
            if lines.is_empty() {
                continue;
            }
            asks.push(Ask {
                lines,
                decision: match decision {
                    Decision::Declined if kept => Decision::Deferred,
                    decision => decision,
                },
                decided_by: form.text("decided_by"),
                method: picked("method").parse().unwrap_or(Method::Phone),
                reason: if decision == Decision::Authorised {
                    String::new()
                } else {
                    form.key("reason").unwrap_or_default()
                },
                note: String::new(),
                due: Due {
                    on: form.date("due_on"),
                    odometer: form.qty("due_odometer").map(|q| q.0 / 1000),
                },
            });
        }
        self.sent = Some(form);
        let (desk, actor, job) = (cx.desk.clone(), cx.actor.clone(), self.job);
        out.tell(
            "read aloud write",
            async move { desk.decide_all(&actor, job, &asks).await },
            Heard::Wrote,
        );
    }

    fn refuse(&mut self, error: &desk::Error, cx: &Cx, out: &mut Out<Heard>) {
        if let (desk::Error::Invalid { field, why }, Some(mut form)) = (error, self.sent.take())
            && form.refuse(field, why.clone())
        {
            let rows = self.fields(cx).len();
            let prompt = Prompt::again(cx, msg!("readaloud-finish-title"), form, rows);
            out.open(prompt, |form| Heard::Form(Box::new(form)));
            return;
        }
        out.refused(error);
        self.ask(cx, out);
    }

    fn step(&mut self, by: isize) {
        let last = self.keys().len().saturating_sub(1);
        self.at = self.at.saturating_add_signed(by).min(last);
    }
}

impl Screen for ReadAloud {
    type Msg = Heard;

    fn title(&self) -> Msg {
        msg!("readaloud-title")
    }

    fn help(&self) -> Option<Msg> {
        Some(msg!("help-readaloud"))
    }

    fn subject(&self) -> Option<Subject> {
        Some(Subject {
            entity: "job",
            id: self.job.0,
        })
    }

    fn unsaved(&self) -> bool {
        !self.said.is_empty()
    }

    fn holds(&self, _action: Action) -> bool {
        self.card.is_none()
    }

    fn commands(&self, cx: &Cx) -> Vec<Command> {
        let none = self.keys().is_empty();
        let run = |action, label, rank| {
            Command::new(action, label, rank)
                .needs(cx, Permission::LineAuthorise)
                .unless(none, msg!("card-nothing-to-ask"))
        };
        vec![
            run(Action::Letter("y"), msg!("readaloud-cmd-yes"), 1),
            run(Action::Letter("n"), msg!("readaloud-cmd-no"), 2),
            run(Action::Letter("d"), msg!("readaloud-cmd-later"), 3),
            run(Action::Accept, msg!("readaloud-cmd-finish"), 4)
                .unless(self.said.is_empty(), msg!("readaloud-off-nothing-said")),
            Command::new(Action::Remove, msg!("readaloud-cmd-unsay"), 5)
                .unless(self.said.is_empty(), msg!("readaloud-off-nothing-said")),
        ]
    }

    fn on_enter(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        self.ask(cx, out);
    }

    fn on_change(&mut self, topic: Topic, cx: &Cx, out: &mut Out<Heard>) {
        if topic == Topic::Jobs {
            self.ask(cx, out);
        }
    }

    fn on_text(&mut self, key: KeyEvent, cx: &Cx, _out: &mut Out<Heard>) {
        if let KeyCode::Char(letter) = key.code
            && cx.can(Permission::LineAuthorise)
        {
            self.answer(&letter.to_ascii_lowercase().to_string());
        }
    }

    fn on_action(&mut self, action: Action, cx: &Cx, out: &mut Out<Heard>) -> Handled {
        match action {
            Action::Letter(letter) => self.answer(letter),
            Action::Accept | Action::Save => self.finish(cx, out),
            Action::Remove => {
                if let Some(key) = self.keys().get(self.at).copied() {
                    for line in self.lines_of(key) {
                        self.said.remove(&line);
                    }
                }
            }
            Action::Up => self.step(-1),
            Action::Down => self.step(1),
            Action::PageUp => self.step(-10),
            Action::PageDown => self.step(10),
            Action::First => self.at = 0,
            Action::Last => self.step(isize::MAX),
            _ => return Handled::No,
        }
        Handled::Yes
    }

    fn on_msg(&mut self, heard: Heard, cx: &Cx, out: &mut Out<Heard>) {
        match heard {
            Heard::Card(card) => match *card {
                Ok(card) => {
                    let open = |id: &LineId| {
                        let line = card.lines.iter().find(|l| l.line.id == *id);
                        line.is_some_and(is_open)
                    };
                    self.said.retain(|id, _| open(id));
                    self.card = Some(Box::new(card));
                    self.step(0);
                }
                Err(e) => out.refused(&e),
            },
            Heard::Form(form) => self.write(*form, cx, out),
            Heard::Wrote(Ok(done)) => {
                self.sent = None;
                out.done(self.summed(), done);
                self.said.clear();
                out.pop();
            }
            Heard::Wrote(Err(e)) => self.refuse(&e, cx, out),
        }
    }

    fn draw(&self, c: &mut Canvas<'_>, area: Rect, cx: &Cx) {
        let Some(card) = self.card.as_deref() else {
            return;
        };
        let on = |ink| (Role::Surface, ink);
        heading(card, c, area, cx);
        let list = Rect {
            y: area.y + 3,
            height: area.height.saturating_sub(5),
            ..area
        };
        let keys = self.keys();
        if keys.is_empty() {
            let words = cx.words.word("card-nothing-to-ask");
            c.text(
                list.x + 3,
                list.y,
                list.width.saturating_sub(4),
                &words,
                on(Role::Dim),
            );
        }
        let top = (self.at + 1).saturating_sub(usize::from(list.height).max(1));
        for (y, (n, key)) in (list.y..list.bottom()).zip(keys.iter().enumerate().skip(top)) {
            let row = Rect {
                y,
                height: 1,
                ..list
            };
            self.row(*key, card, c, (row, n == self.at), cx);
        }
        self.totals(c, area, cx);
    }
}

/// Whom one talks to, about which vehicle.
fn heading(card: &Card, c: &mut Canvas<'_>, area: Rect, cx: &Cx) {
    let on = |ink| (Role::Surface, ink);
    let (v, j) = (&card.visit, &card.job);
    let who = if j.contact_name.is_empty() {
        &v.customer
    } else {
        &j.contact_name
    };
    let phone = if j.contact_phone.is_empty() {
        v.phone.clone().unwrap_or_default()
    } else {
        j.contact_phone.clone()
    };
    let x = c.text(area.x + 1, area.y, 14, &v.plate, on(Role::Title));
    let car = format!("{} {}", v.make, v.model);
    let x = c.text(x + 2, area.y, 26, car.trim(), on(Role::Text));
    let x = c.text(x + 3, area.y, 26, who, on(Role::Title));
    let room = area.right().saturating_sub(x + 4);
    c.text(x + 3, area.y, room, &phone, on(Role::Text));
    let room = area.width.saturating_sub(2);
    let say = cx.words.word("readaloud-how");
    c.text(area.x + 1, area.y + 1, room, &say, on(Role::Dim));
}

impl ReadAloud {
    fn row(&self, key: Key, card: &Card, c: &mut Canvas<'_>, (row, here): (Rect, bool), cx: &Cx) {
        let w = &cx.words;
        let ground = if here { Role::Select } else { Role::Surface };
        c.fill(row, ground);
        if here {
            c.text(row.x, row.y, 1, c.marks.cursor, (ground, Role::Accent));
        }
        let right = row.right().saturating_sub(1);
        match key {
            Key::Item(id) => {
                let title = card.items.iter().find(|i| i.id == id);
                let title = title.map_or("", |i| i.title.as_str());
                let room = row.width.saturating_sub(16);
                c.text(row.x + 3, row.y, room, title, (ground, Role::Title));
                let own = self.lines_of(key);
                let lines = card.lines.iter().filter(|l| own.contains(&l.line.id));
                let sum: Money = lines.map(|l| l.total).sum();
                c.right(right - 9, row.y, 12, &w.amount(sum), (ground, Role::Title));
            }
            Key::Line(id) => {
                let Some(l) = card.lines.iter().find(|l| l.line.id == id) else {
                    return;
                };
                let (mark, word, ink) = match self.said.get(&id) {
                    Some(Decision::Authorised) => (c.marks.ok, "readaloud-yes", Role::Good),
                    Some(Decision::Deferred) => (c.marks.right, "readaloud-later", Role::Warn),
                    Some(_) => (c.marks.alert, "readaloud-no", Role::Warn),
                    None => ("", "", Role::Text),
                };
                c.text(row.x + 3, row.y, 1, mark, (ground, ink));
                let words = if word.is_empty() {
                    String::new()
                } else {
                    w.word(word)
                };
                c.text(right - 7, row.y, 7, &words, (ground, ink));
                c.right(
                    right - 9,
                    row.y,
                    12,
                    &w.amount(l.total),
                    (ground, Role::Text),
                );
                let qty = format!("{} {}", w.qty(l.line.qty_milli), l.line.unit);
                let left = c.right(right - 22, row.y, 10, qty.trim(), (ground, Role::Text));
                let room = left.saturating_sub(row.x + 6);
                c.text(
                    row.x + 5,
                    row.y,
                    room,
                    &l.line.description,
                    (ground, Role::Text),
                );
            }
        }
    }

    fn totals(&self, c: &mut Canvas<'_>, area: Rect, cx: &Cx) {
        let w = &cx.words;
        let mut said: Vec<(String, Role)> = Vec::new();
        for (decision, id) in [
            (Some(Decision::Authorised), "readaloud-yes"),
            (Some(Decision::Deferred), "readaloud-later"),
            (Some(Decision::Declined), "readaloud-no"),
            (None, "readaloud-open"),
        ] {
            said.push((format!("   {} ", w.word(id)), Role::Dim));
            said.push((w.money(self.sum(decision)), Role::Title));
        }
        if !cx.desk.settings().prices_include_tax() {
            said.push((format!("   {}", w.word("readaloud-without-tax")), Role::Dim));
        }
        let said: Vec<(&str, Role)> = said.iter().map(|(t, r)| (t.as_str(), *r)).collect();
        let room = area.width.saturating_sub(2);
        c.inks_right(
            area.right() - 1,
            area.bottom() - 1,
            room,
            Role::Surface,
            &said,
        );
    }
}
