//! Time nobody can book: lunch, a closed bay, a compressor that is being mended.

use crate::desk::booking::{Bay, Blocking, Mechanic};
use crate::desk::{self, Done, Error};
use crate::domain::booking::BlockReason;
use crate::domain::{BayId, Msg, OccupancyId, Span, StaffId, Ts};
use crate::msg;
use crate::tui::app::Cx;
use crate::tui::keys::{Action, Command};
use crate::tui::look::{Canvas, Role};
use crate::tui::screens::{Draft, Handled, Screen, draft};
use crate::tui::shell::Out;
use crate::tui::widgets::{Env, Field, Form, Kind, PickItem, Reply, Value};
use chrono::NaiveDate;
use crossterm::event::KeyEvent;
use ratatui::layout::Rect;

/// The page that blocks time.
pub struct BlockForm {
    form: Form,
    day: NaiveDate,
    bay: Option<BayId>,
    staff: Option<StaffId>,
    bays: Vec<Bay>,
    people: Vec<Mechanic>,
    country: String,
    /// What was kept, until there is something to pick from.
    kept: Option<serde_json::Value>,
}

/// What it hears.
pub enum Heard {
    /// Where time can be blocked.
    Places(desk::Result<(Vec<Bay>, Vec<Mechanic>)>),
    /// It was blocked, or not.
    Blocked(desk::Result<Done<Vec<OccupancyId>>>),
}

impl BlockForm {
    /// From that minute of that day, in that lane.
    pub fn new(
        day: NaiveDate,
        minute: i64,
        bay: Option<BayId>,
        staff: Option<StaffId>,
        cx: &Cx,
    ) -> Self {
        let w = &cx.words;
        let mut form = Form::new(vec![
            Field::new("from", w.word("block-from"), Kind::Time).required(),
            Field::new("length", w.word("booking-field-length"), Kind::Duration).required(),
            Field::new("where", w.word("block-where"), Kind::PICK).required(),
            Field::new("reason", w.word("block-reason"), Kind::PICK_OR_NEW)
                .required()
                .options(
                    BlockReason::ALL
                        .iter()
                        .map(|r| PickItem::new(r, w.say(&r.label())))
                        .collect(),
                ),
        ]);
        form.set("from", Value::Time(minute), w);
        form.set("length", Value::Duration(30), w);
        form.keep();
        let country = cx
            .desk
            .site(cx.actor.site())
            .map(|s| s.country)
            .unwrap_or_default();
        Self {
            form,
            day,
            bay,
            staff,
            bays: Vec::new(),
            people: Vec::new(),
            country,
            kept: None,
        }
    }

    /// The form as it was kept.
    pub fn recall(payload: &serde_json::Value, cx: &Cx) -> Option<Self> {
        let (day, bay, staff) = draft::of(payload)?;
        let mut page = Self::new(day, 0, bay, staff, cx);
        page.kept = Some(payload.clone());
        Some(page)
    }

    fn fill(&mut self, bays: Vec<Bay>, people: Vec<Mechanic>, cx: &Cx) {
        let all = PickItem::new("all", cx.words.word("block-all-bays"));
        let of_bays = bays
            .iter()
            .map(|b| PickItem::new(format!("b:{}", b.id), b.name.clone()));
        let of_people = people
            .iter()
            .map(|m| PickItem::new(format!("s:{}", m.id), m.name.clone()));
        let items: Vec<PickItem> = std::iter::once(all)
            .chain(of_bays)
            .chain(of_people)
            .collect();
        let own = match (self.bay, self.staff) {
            (Some(bay), _) => format!("b:{bay}"),
            (None, Some(staff)) => format!("s:{staff}"),
            (None, None) => "all".to_owned(),
        };
        if self.bays.is_empty()
            && let Some(item) = items.iter().find(|i| i.key == own)
        {
            self.form.set_picked("where", item);
            self.form.keep();
        }
        self.form.set_options("where", items);
        (self.bays, self.people) = (bays, people);
        if let Some(kept) = self.kept.take() {
            self.form.restore(&draft::typed(&kept));
        }
    }

    fn save(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        let env = Env {
            words: &cx.words,
            today: cx.today(),
            country: &self.country,
        };
        if !self.form.finish(&env) {
            return;
        }
        let (Some(from), Some(length)) = (self.form.minutes("from"), self.form.minutes("length"))
        else {
            return;
        };
        let key = self.form.key("where").unwrap_or_default();
        let id = key
            .split_once(':')
            .and_then(|(_, id)| id.parse::<i64>().ok());
        let (bays, staff) = match (key.split(':').next(), id) {
            (Some("b"), Some(id)) => (vec![BayId(id)], Vec::new()),
            (Some("s"), Some(id)) => (Vec::new(), vec![StaffId(id)]),
            _ => (self.bays.iter().map(|b| b.id).collect(), Vec::new()),
        };
        let start: Ts = cx.words.zone().at(self.day, from);
        let reason = self
            .form
            .key("reason")
            .unwrap_or_else(|| self.form.text("reason"));
        let what = Blocking {
            bays,
            staff,
            span: Span::of_minutes(start, length),
            reason,
        };
        let (desk, actor) = (cx.desk.clone(), cx.actor.clone());
        out.tell(
            "block",
            async move { desk.block_time(&actor, &what).await },
            Heard::Blocked,
        );
    }

    fn reply(&mut self, reply: &Reply, cx: &Cx, out: &mut Out<Heard>) -> Handled {
        match reply {
            Reply::Ignored => return Handled::No,
            Reply::Done => self.save(cx, out),
            _ => {}
        }
        Handled::Yes
    }
}

impl Screen for BlockForm {
    type Msg = Heard;

    fn title(&self) -> Msg {
        msg!("block-title")
    }

    fn typing(&self) -> bool {
        true
    }

    fn unsaved(&self) -> bool {
        self.form.is_dirty() || self.kept.is_some()
    }

    fn draft(&self) -> Option<Draft> {
        match &self.kept {
            Some(kept) => Some(Draft::again("block", kept)),
            None => Draft::new("block", &self.form, (self.day, self.bay, self.staff)),
        }
    }

    fn commands(&self, _cx: &Cx) -> Vec<Command> {
        vec![
            Command::new(Action::Accept, msg!("booking-form-next"), 1),
            Command::new(Action::Save, msg!("block-save"), 2),
            Command::new(Action::Back, msg!("booking-form-leave"), 3),
        ]
    }

    fn on_enter(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        let (desk, actor) = (cx.desk.clone(), cx.actor.clone());
        out.ask(
            "places",
            async move { desk.places(&actor).await },
            Heard::Places,
        );
    }

    fn on_text(&mut self, key: KeyEvent, cx: &Cx, out: &mut Out<Heard>) {
        let env = Env {
            words: &cx.words,
            today: cx.today(),
            country: &self.country,
        };
        let reply = self.form.press(key, &env);
        self.reply(&reply, cx, out);
    }

    fn on_action(&mut self, action: Action, cx: &Cx, out: &mut Out<Heard>) -> Handled {
        if action == Action::Save {
            self.save(cx, out);
            return Handled::Yes;
        }
        let env = Env {
            words: &cx.words,
            today: cx.today(),
            country: &self.country,
        };
        let reply = self.form.on_action(action, &env);
        self.reply(&reply, cx, out)
    }

    fn on_msg(&mut self, msg: Heard, cx: &Cx, out: &mut Out<Heard>) {
        match msg {
            Heard::Places(Ok((bays, people))) => self.fill(bays, people, cx),
            Heard::Blocked(Ok(done)) => {
                out.done(msg!("block-done"), done);
                out.pop();
            }
            Heard::Blocked(Err(e)) => {
                let (field, why) = match &e {
                    Error::Invalid { field, why } => (*field, why.clone()),
                    e => ("from", e.msg()),
                };
                let name = match field {
                    "ends_at" => "length",
                    "bay" | "staff" => "where",
                    other => other,
                };
                if !self.form.refuse(name, why) {
                    out.refused(&e);
                }
            }
            Heard::Places(Err(e)) => out.refused(&e),
        }
    }

    fn draw(&self, c: &mut Canvas<'_>, area: Rect, cx: &Cx) {
        let title = cx.words.say(&msg!("block-heading", day = self.day));
        c.text(
            area.x + 1,
            area.y,
            area.width - 2,
            &title,
            (Role::Surface, Role::Title),
        );
        let inner = Rect {
            x: area.x + 1,
            y: area.y + 2,
            width: (area.width - 2).min(60),
            height: area.height.saturating_sub(2),
        };
        self.form.draw(c, inner, Role::Surface, &cx.words, true);
    }
}
