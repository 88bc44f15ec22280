//! The first run: three short pages, and the workshop stands. One form over three pages; Ctrl-S finishes from
//! any of them once all that must be there is there.

mod view;

use crossterm::event::KeyEvent;
use ratatui::layout::Rect;

use crate::desk;
use crate::desk::Error;
use crate::desk::auth::LoggedIn;
use crate::desk::founding::{
    COUNTRIES, Founding, OTHER_COUNTRIES, country, lies_in, where_we_are, zone_of,
};
use crate::domain::session::Via;
use crate::domain::{Currency, Msg, Ppm, Qty, Zone, bay};
use crate::msg;
use crate::tui::Cx;
use crate::tui::keys::{Action, Command};
use crate::tui::look::Canvas;
use crate::tui::screens::{Handled, Screen};
use crate::tui::shell::{Out, Toast};
use crate::tui::widgets::{Env, Field, Form, Kind, PickItem, Reply, Value};
use crate::words::Words;

/// The pages: their heading and their fields.
const PAGES: [(&str, &[&str]); 3] = [
    (
        "wizard-workshop",
        &["name", "address", "phone", "country", "zone", "bays"],
    ),
    (
        "wizard-money",
        &["currency", "tax_rate", "include", "per_hour", "tax_no"],
    ),
    ("wizard-owner", &["owner", "login", "password", "again"]),
];

/// The first-run wizard.
pub struct Wizard {
    form: Form,
}

/// What the desk answers: the owner, in.
pub enum Heard {
    /// The workshop stands and its owner is in.
    Founded(desk::Result<LoggedIn>),
}

impl Wizard {
    /// The pages with what this machine can propose.
    pub fn new(cx: &Cx) -> Self {
        let w = &cx.words;
        let (zone, here) = where_we_are();
        let mut form = Form::new(vec![
            Field::new("name", w.word("wizard-name"), Kind::Text).required(),
            Field::new("address", w.word("wizard-address"), Kind::Text),
            // Messages name it: without one they would be held.
            Field::new("phone", w.word("wizard-phone"), Kind::Text)
                .required()
                .width(22),
            Field::new("country", w.word("wizard-country"), Kind::PICK)
                .required()
                .hint(w.word("wizard-country-hint"))
                .width(12)
                .options(countries(w)),
            Field::new("zone", w.word("wizard-zone"), Kind::PICK)
                .required()
                .options(zones()),
            Field::new("bays", w.word("wizard-bays"), Kind::Qty)
                .required()
                .width(8)
                .hint(w.word("wizard-bays-hint")),
            Field::new("currency", w.word("wizard-currency"), Kind::PICK)
                .required()
                .width(12)
                .options(currencies()),
            Field::new("tax_rate", w.word("wizard-tax-rate"), Kind::Qty)
                .width(10)
                .hint(w.word("wizard-tax-rate-hint")),
            Field::new("include", "", Kind::Toggle(w.word("wizard-include"))),
            Field::new("per_hour", w.word("wizard-per-hour"), Kind::Qty)
                .width(12)
                .hint(w.word("wizard-per-hour-hint")),
            Field::new("tax_no", w.word("wizard-tax-no"), Kind::Text).width(22),
            Field::new("owner", w.word("wizard-owner-name"), Kind::Text).required(),
            Field::new("login", w.word("wizard-login"), Kind::Text)
                .required()
                .width(22)
                .hint(w.word("wizard-login-hint")),
            Field::new("password", w.word("wizard-password"), Kind::Secret)
                .required()
                .hint(w.word("wizard-password-hint")),
            Field::new("again", w.word("wizard-again"), Kind::Secret).required(),
        ]);
        form.nothing = w.word("wizard-nothing");
        form.set_picked("zone", &PickItem::new(zone.name(), zone.name()));
        form.set("bays", Value::Qty(Qty::whole(2)), w);
        let mut page = Self { form };
        if let Some(land) = here {
            page.form
                .set_picked("country", &PickItem::new(land.code, land.code));
        }
        page.follow_country(cx);
        page
    }

    /// Zone, currency, tax rate and price of an hour as they are usual in the country that stands there now.
    fn follow_country(&mut self, cx: &Cx) {
        let code = self.country();
        let stands = self.form.key("zone").unwrap_or_default();
        if let Some(zone) = zone_of(&code).filter(|_| !lies_in(&stands, &code)) {
            self.form.set_picked("zone", &PickItem::new(zone, zone));
        }
        let land = country(&code);
        let unit = PickItem::new(land.currency, land.currency);
        self.form.set_picked("currency", &unit);
        let rate = Value::Qty(Qty(land.rate().0 / 10));
        self.form.set("tax_rate", rate, &cx.words);
        let hour = Value::Qty(Qty::whole(land.hour));
        self.form.set("per_hour", hour, &cx.words);
    }

    fn country(&self) -> String {
        self.form
            .key("country")
            .unwrap_or_else(|| self.form.raw("country"))
            .trim()
            .to_uppercase()
    }

    /// The page the focus stands on.
    fn page(&self) -> usize {
        let focus = self.form.focus();
        PAGES
            .iter()
            .position(|(_, names)| names.contains(&focus))
            .unwrap_or(0)
    }

    fn founding(&self) -> Founding {
        let form = &self.form;
        let land = country(&self.country());
        let currency = form.key("currency").unwrap_or_default();
        let unit = Currency::parse(&currency).map_or(100, Currency::unit);
        let rate = form.qty("tax_rate").map(|q| Ppm(q.0.saturating_mul(10)));
        let bays = form.qty("bays").map_or(2, |q| q.0 / 1000);
        let per_hour = form.qty("per_hour").and_then(|q| {
            crate::domain::money::scaled(q.0, unit, 1000)
                .ok()
                .map(crate::domain::Money)
        });
        Founding {
            name: form.text("name"),
            address: form.text("address"),
            phone: form.text("phone"),
            tax_no: form.text("tax_no"),
            currency,
            zone: form.key("zone").unwrap_or_default(),
            prices_include_tax: form.is_on("include"),
            // What the country says in two components is said in two, unless somebody says otherwise.
            tax_rate: rate.filter(|r| *r != land.rate()),
            per_hour,
            bays: (1..=bays)
                .map(|n| (format!("{n} Lift"), bay::Kind::Lift))
                .collect(),
            owner: form.text("owner"),
            login: form.text("login"),
            password: form.raw("password"),
            ..Founding::in_country(&self.country(), "UTC")
        }
    }

    fn finish(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        if !self.form.finish(&env(cx)) {
            return;
        }
        if !self.has_bays() {
            return;
        }
        if self.form.raw("password") != self.form.raw("again") {
            self.form.refuse("again", msg!("wizard-not-the-same"));
            return;
        }
        let founding = self.founding();
        let (desk, actor) = (cx.desk.clone(), cx.actor.clone());
        out.tell(
            "found",
            async move {
                let (login, password) = (founding.login.clone(), founding.password.clone());
                desk.found_workshop(&actor, founding).await?;
                desk.log_in(&login, &password, actor.terminal(), Via::Local)
                    .await
            },
            Heard::Founded,
        );
    }

    /// Whether the number of bays is one a workshop has; says so at the field if not.
    fn has_bays(&mut self) -> bool {
        let there = self.form.qty("bays").unwrap_or(Qty::ZERO).0;
        let fits = there % 1000 == 0 && (1..=BAYS_MAX).contains(&(there / 1000));
        fits || !self
            .form
            .refuse("bays", msg!("wizard-bays-range", most = BAYS_MAX))
    }

    fn reply(&mut self, reply: Reply, cx: &Cx, out: &mut Out<Heard>) -> Handled {
        match reply {
            Reply::Ignored => return Handled::No,
            Reply::Changed("country") => self.follow_country(cx),
            Reply::Changed("bays") => {
                self.has_bays();
            }
            Reply::Done => self.finish(cx, out),
            Reply::Taken | Reply::Changed(_) | Reply::Options(..) => {}
        }
        Handled::Yes
    }

    /// To the first field of the page before, or after. What was being typed is read first: what cannot be read
    /// keeps the page.
    fn turn(&mut self, on: bool, cx: &Cx, out: &mut Out<Heard>) {
        let page = self.page();
        if on && page + 1 < PAGES.len() {
            let field = self.form.focus();
            let read = self.form.on_action(Action::Next, &env(cx));
            self.reply(read, cx, out);
            if self.form.focus() == field {
                return;
            }
        }
        let next = if on { page + 1 } else { page.saturating_sub(1) };
        if let Some((_, names)) = PAGES.get(next)
            && let Some(first) = names.first()
        {
            self.form.go(first);
        }
    }
}

/// The most bays the first run makes; more are added on the Admin tab.
const BAYS_MAX: i64 = 40;

fn countries(w: &Words) -> Vec<PickItem> {
    let known = COUNTRIES
        .iter()
        .map(|c| PickItem::new(c.code, c.code).note(format!("{} {}", c.tax, c.currency)));
    let plain = w.word("wizard-country-other");
    let others = OTHER_COUNTRIES
        .split(' ')
        .map(|code| PickItem::new(code, code).note(plain.clone()));
    known.chain(others).collect()
}

fn zones() -> Vec<PickItem> {
    Zone::names()
        .map(|name| PickItem::new(name, name))
        .collect()
}

fn currencies() -> Vec<PickItem> {
    Currency::all()
        .map(|c| PickItem::new(c.code, c.code))
        .collect()
}

fn env(cx: &Cx) -> Env<'_> {
    Env {
        words: &cx.words,
        today: cx.today(),
        country: "",
    }
}

impl Screen for Wizard {
    type Msg = Heard;

    fn title(&self) -> Msg {
        msg!("wizard-title")
    }

    fn help(&self) -> Option<Msg> {
        Some(msg!("wizard-help"))
    }

    fn typing(&self) -> bool {
        true
    }

    fn commands(&self, _cx: &Cx) -> Vec<Command> {
        vec![
            Command::new(Action::Accept, msg!("wizard-next"), 1),
            Command::new(Action::PageDown, msg!("wizard-page"), 2),
            Command::new(Action::Save, msg!("wizard-finish"), 3),
            Command::new(Action::Leave, msg!("login-leave"), 4),
        ]
    }

    fn on_text(&mut self, key: KeyEvent, cx: &Cx, out: &mut Out<Heard>) {
        let reply = self.form.press(key, &env(cx));
        self.reply(reply, cx, out);
    }

    fn on_paste(&mut self, text: &str, cx: &Cx, out: &mut Out<Heard>) {
        let reply = self.form.paste(text);
        self.reply(reply, cx, out);
    }

    fn on_action(&mut self, action: Action, cx: &Cx, out: &mut Out<Heard>) -> Handled {
        match action {
            Action::Save => {
                self.finish(cx, out);
                Handled::Yes
            }
            Action::PageDown | Action::PageUp if !self.form.is_open() => {
                self.turn(action == Action::PageDown, cx, out);
                Handled::Yes
            }
            Action::Back if !self.form.is_open() => {
                self.turn(false, cx, out);
                Handled::Yes
            }
            action => {
                let reply = self.form.on_action(action, &env(cx));
                self.reply(reply, cx, out)
            }
        }
    }

    fn on_msg(&mut self, msg: Heard, _cx: &Cx, out: &mut Out<Heard>) {
        let Heard::Founded(answer) = msg;
        match answer {
            Ok(entry) => out.logged_in(entry),
            Err(Error::Invalid { field, why }) => {
                if !self.form.refuse(field, why.clone()) {
                    out.toast(Toast::bad(why));
                }
            }
            Err(e) => out.refused(&e),
        }
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, cx: &Cx) {
        view::draw(self, canvas, area, cx);
    }
}
