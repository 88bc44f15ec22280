//! The roles and what each allows.

use super::section::{Line, Pending, Saving, Section, pending};
use crate::desk::staff::Role;
use crate::desk::{Actor, Desk};
use crate::domain::change::Topic;
use crate::domain::permission::Permission as P;
use crate::domain::{Msg, RoleId};
use crate::msg;
use crate::tui::Cx;
use crate::tui::look::Role as Ink;
use crate::tui::widgets::{Column, Env, Field, Form, Kind, Value};
use crate::words::Words;

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
