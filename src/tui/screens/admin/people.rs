//! Staff and roles.

use super::section::{Answered, Extra, Line, Pending, Saving, Section, Step, pending};
use crate::desk::staff::{Person, Role, StaffCard};
use crate::desk::{Actor, Desk};
use crate::domain::change::Topic;
use crate::domain::permission::Permission as P;
use crate::domain::{Bp, Msg, Qty, RoleId, SessionId, StaffId};
use crate::msg;
use crate::tui::Cx;
use crate::tui::look::Role as Ink;
use crate::tui::widgets::{Column, Env, Field, Form, Kind, PickItem, Value};
use crate::words::Words;

/// The people of the workshop.
#[derive(Clone, Copy)]
pub struct People;

/// Them and the roles they can have.
pub struct Staff {
    people: Vec<StaffCard>,
    roles: Vec<Role>,
}

impl Staff {
    fn card(&self, id: i64) -> Option<&StaffCard> {
        self.people.iter().find(|p| p.id.0 == id)
    }
}

fn roles_of(card: &StaffCard) -> String {
    let names: Vec<&str> = card.grants.iter().map(|g| g.name.as_str()).collect();
    names.join(", ")
}

impl Section for People {
    type Data = Staff;

    fn title(self) -> Msg {
        msg!("staff-title")
    }
    fn one(self) -> Msg {
        msg!("staff-one")
    }
    fn help(self) -> Msg {
        msg!("staff-help")
    }
    fn edit(self) -> P {
        P::UsersManage
    }
    fn topic(self) -> Topic {
        Topic::People
    }

    fn columns(self, w: &Words) -> Vec<Column> {
        vec![
            Column::new(w.word("staff-name"), 16, 30).grows(),
            Column::new(w.word("staff-login"), 8, 16),
            Column::new(w.word("staff-roles"), 12, 30).ink(Ink::Dim),
            Column::new(w.word("staff-entry"), 12, 18)
                .ink(Ink::Dim)
                .drops(2),
        ]
    }

    fn load(self, desk: Desk, by: Actor) -> Pending<Staff> {
        pending(async move {
            Ok(Staff {
                people: desk.staff(&by).await?,
                roles: desk.roles(&by).await?,
            })
        })
    }

    fn lines(self, data: &Staff, cx: &Cx) -> Vec<Line> {
        let mut people: Vec<&StaffCard> = data.people.iter().collect();
        people.sort_by_key(|p| p.disabled_at.is_some());
        people
            .into_iter()
            .map(|p| {
                let entry = match (p.disabled_at, p.has_password, p.has_pin) {
                    (Some(_), ..) => "staff-has-left",
                    (None, false, _) => "staff-no-entry",
                    (None, true, false) => "staff-by-password",
                    (None, true, true) => "staff-by-pin",
                };
                let login = p.person.login.as_deref().unwrap_or_default();
                let cells = [
                    p.person.name.as_str(),
                    login,
                    &roles_of(p),
                    &cx.words.word(entry),
                ];
                Line::new(p.id.0, &cells).off(p.disabled_at.is_some())
            })
            .collect()
    }

    fn form(self, data: &Staff, id: Option<i64>, cx: &Cx) -> Form {
        let w = &cx.words;
        let roles = data
            .roles
            .iter()
            .map(|r| PickItem::new(r.id, r.name.as_str()))
            .collect();
        let mut fields = vec![
            Field::new("name", w.word("staff-name"), Kind::Text).required(),
            Field::new("login", w.word("staff-login"), Kind::Text)
                .width(22)
                .hint(w.word("wizard-login-hint")),
            Field::new("phone", w.word("staff-phone"), Kind::Text).width(22),
            Field::new("email", w.word("staff-email"), Kind::Email),
            Field::new("mechanic", "", Kind::Toggle(w.word("staff-mechanic"))),
            Field::new("discount_cap", w.word("staff-cap"), Kind::Qty)
                .width(8)
                .hint("%"),
            Field::new("hired", w.word("staff-hired"), Kind::Date),
        ];
        if id.is_none() {
            fields.push(
                Field::new("role", w.word("staff-role"), Kind::PICK)
                    .required()
                    .options(roles),
            );
            fields.push(
                Field::new("password", w.word("staff-password"), Kind::Secret)
                    .hint(w.word("wizard-password-hint")),
            );
        }
        let mut form = Form::new(fields);
        form.nothing = w.word("wizard-nothing");
        if let Some(card) = id.and_then(|id| data.card(id)) {
            let p = &card.person;
            let text = |t: &str| Value::Text(t.to_owned());
            form.set("name", text(&p.name), w);
            form.set("login", text(p.login.as_deref().unwrap_or_default()), w);
            form.set("phone", text(&p.phone), w);
            form.set("email", text(&p.email), w);
            form.set("mechanic", Value::On(p.is_mechanic), w);
            form.set("discount_cap", Value::Qty(Qty(p.discount_cap.0 * 10)), w);
            if let Some(day) = p.hired_on {
                form.set("hired", Value::Date(day), w);
            }
        }
        form.keep();
        form
    }

    fn save(
        self,
        data: &Staff,
        id: Option<i64>,
        form: &Form,
        _env: &Env<'_>,
        desk: Desk,
        by: Actor,
    ) -> Saving {
        let old = id.and_then(|id| data.card(id));
        let person = Person {
            name: form.text("name"),
            login: Some(form.text("login")).filter(|l| !l.is_empty()),
            phone: form.text("phone"),
            email: form.text("email"),
            is_mechanic: form.is_on("mechanic"),
            discount_cap: Bp(form.qty("discount_cap").map_or(0, |q| q.0 / 10)),
            hired_on: form.date("hired"),
            ..old.map(|c| c.person.clone()).unwrap_or_default()
        };
        if let Some(card) = old {
            let (id, version) = (card.id, card.version);
            return Ok(pending(async move {
                desk.edit_staff(&by, id, version, &person).await?;
                Ok(id.0)
            }));
        }
        let password = Some(form.raw("password")).filter(|p| !p.is_empty());
        if person.login.is_some() && password.is_none() {
            return Err(("password", msg!("staff-needs-password")));
        }
        let role = form.id("role").map(RoleId);
        Ok(pending(async move {
            let id = desk.add_staff(&by, &person, password.as_deref()).await?;
            if let Some(role) = role {
                desk.grant(&by, id, role, None).await?;
            }
            Ok(id.0)
        }))
    }

    fn set_off(
        self,
        _data: &Staff,
        id: i64,
        is_off: bool,
        desk: Desk,
        by: Actor,
    ) -> Option<Pending<()>> {
        let id = StaffId(id);
        Some(pending(async move {
            if is_off {
                desk.disable_staff(&by, id).await
            } else {
                desk.enable_staff(&by, id).await
            }
        }))
    }

    fn extras(self, data: &Staff, id: i64) -> Vec<Extra> {
        let Some(card) = data.card(id) else {
            return Vec::new();
        };
        let no_login = card.person.login.is_none().then(|| msg!("staff-no-login"));
        let none = card.grants.is_empty().then(|| msg!("staff-no-roles"));
        vec![
            Extra {
                name: "staff-grant",
                label: msg!("staff-grant"),
                off: None,
            },
            Extra {
                name: "staff-revoke",
                label: msg!("staff-revoke"),
                off: none,
            },
            Extra {
                name: "staff-reset",
                label: msg!("staff-reset"),
                off: no_login.clone(),
            },
            Extra {
                name: "staff-end",
                label: msg!("staff-end"),
                off: no_login,
            },
        ]
    }

    fn extra(self, data: &Staff, id: i64, name: &'static str, cx: &Cx) -> Option<Step> {
        let card = data.card(id)?;
        let w = &cx.words;
        Some(match name {
            "staff-grant" => {
                let all = data
                    .roles
                    .iter()
                    .filter(|r| !card.grants.iter().any(|g| g.role == r.id))
                    .map(|r| (r.id.0, r.name.clone(), String::new()))
                    .collect();
                Step::Choose(msg!("staff-grant-title", name = &card.person.name), all)
            }
            "staff-revoke" => {
                let all = card
                    .grants
                    .iter()
                    .map(|g| (g.role.0, g.name.clone(), String::new()))
                    .collect();
                Step::Choose(msg!("staff-revoke-title", name = &card.person.name), all)
            }
            "staff-reset" => Step::Ask(Form::new(vec![
                Field::new("password", w.word("account-new"), Kind::Secret)
                    .required()
                    .hint(w.word("wizard-password-hint")),
            ])),
            _ => {
                let (desk, by, staff) = (cx.desk.clone(), cx.actor.clone(), card.id);
                Step::Do(pending(async move {
                    let own = by.session();
                    for session in desk.sessions_of(&by, staff).await? {
                        if Some(session.id) != own {
                            desk.end_session(&by, SessionId(session.id.0)).await?;
                        }
                    }
                    Ok(())
                }))
            }
        })
    }

    fn save_extra(
        self,
        data: &Staff,
        id: i64,
        name: &'static str,
        answer: &Answered<'_>,
        desk: Desk,
        by: Actor,
    ) -> Option<Pending<()>> {
        let staff = StaffId(id);
        match (name, answer) {
            ("staff-grant", Answered::Choice(role)) => {
                let role = RoleId(*role);
                Some(pending(
                    async move { desk.grant(&by, staff, role, None).await },
                ))
            }
            ("staff-revoke", Answered::Choice(role)) => {
                let role = RoleId(*role);
                let card = data.card(id)?;
                let site = card.grants.iter().find(|g| g.role == role)?.site;
                Some(pending(
                    async move { desk.revoke(&by, staff, role, site).await },
                ))
            }
            ("staff-reset", Answered::Form(form)) => {
                let password = form.raw("password");
                Some(pending(async move {
                    desk.reset_password(&by, staff, &password).await
                }))
            }
            _ => None,
        }
    }
}

/// The roles and what they allow.
#[derive(Clone, Copy)]
pub struct Roles;

impl Section for Roles {
    type Data = Vec<Role>;

    fn title(self) -> Msg {
        msg!("roles-title")
    }
    fn one(self) -> Msg {
        msg!("roles-one")
    }
    fn help(self) -> Msg {
        msg!("roles-help")
    }
    fn edit(self) -> P {
        P::UsersManage
    }
    fn topic(self) -> Topic {
        Topic::People
    }

    fn columns(self, w: &Words) -> Vec<Column> {
        vec![
            Column::new(w.word("roles-name"), 16, 30).grows(),
            Column::new(w.word("admin-code"), 10, 20).ink(Ink::Dim),
            Column::number(w.word("roles-count"), 11, 14),
        ]
    }

    fn load(self, desk: Desk, by: Actor) -> Pending<Vec<Role>> {
        pending(async move { desk.roles(&by).await })
    }

    fn lines(self, data: &Vec<Role>, cx: &Cx) -> Vec<Line> {
        data.iter()
            .map(|r| {
                let count = i64::try_from(r.permissions.len()).unwrap_or(0);
                Line::new(r.id.0, &[&r.name, &r.code, &cx.words.count(count)])
            })
            .collect()
    }

    fn form(self, data: &Vec<Role>, id: Option<i64>, cx: &Cx) -> Form {
        let w = &cx.words;
        let role = id.and_then(|id| data.iter().find(|r| r.id.0 == id));
        let mut fields = vec![Field::new("name", w.word("roles-name"), Kind::Text).required()];
        if role.is_none() {
            fields.push(Field::new("code", w.word("admin-code"), Kind::Text).required());
        }
        for permission in P::ALL {
            let label = w.say(&permission.label());
            fields.push(Field::new(permission.as_str(), "", Kind::Toggle(label)));
        }
        let mut form = Form::new(fields);
        if let Some(role) = role {
            form.set("name", Value::Text(role.name.clone()), w);
            for permission in &role.permissions {
                form.set(permission.as_str(), Value::On(true), w);
            }
        }
        form.keep();
        form
    }

    fn save(
        self,
        data: &Vec<Role>,
        id: Option<i64>,
        form: &Form,
        _env: &Env<'_>,
        desk: Desk,
        by: Actor,
    ) -> Saving {
        let allowed: Vec<P> = P::ALL
            .iter()
            .copied()
            .filter(|p| form.is_on(p.as_str()))
            .collect();
        let (name, code) = (form.text("name"), form.text("code"));
        let version = id
            .and_then(|id| data.iter().find(|r| r.id.0 == id))
            .map_or(0, |r| r.version);
        Ok(pending(async move {
            match id {
                Some(id) => {
                    desk.edit_role(&by, RoleId(id), version, &name, &allowed)
                        .await?;
                    Ok(id)
                }
                None => Ok(desk.add_role(&by, &code, &name, &allowed).await?.0),
            }
        }))
    }
}
