//! Staff: who they are, which roles they have where, when they work.

use super::absences;
use super::grants::{grant_said, offers};
use super::house::day_name;
use super::section::{Answered, Extra, Line, Pending, Saving, Section, Step, pending};
use crate::desk::resources::Skill;
use crate::desk::staff::{Person, Role, Shift, StaffCard};
use crate::desk::upkeep::WEEKDAYS;
use crate::desk::{Actor, Desk, Error, Site};
use crate::domain::change::Topic;
use crate::domain::permission::Permission as P;
use crate::domain::{Bp, Msg, Qty, RoleId, SessionId, StaffId, parse};
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
    pub(super) roles: Vec<Role>,
    pub(super) sites: Vec<Site>,
    shifts: Vec<Shift>,
    skills: Vec<Skill>,
}

impl Staff {
    fn card(&self, id: i64) -> Option<&StaffCard> {
        self.people.iter().find(|p| p.id.0 == id)
    }
}

fn roles_of(card: &StaffCard, data: &Staff, w: &Words) -> String {
    let names: Vec<String> = card.grants.iter().map(|g| grant_said(g, data, w)).collect();
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
            Column::new(w.word("staff-roles"), 18, 34).ink(Ink::Dim),
            Column::new(w.word("staff-entry"), 13, 18)
                .ink(Ink::Dim)
                .drops(2),
        ]
    }

    fn load(self, desk: Desk, by: Actor) -> Pending<Staff> {
        pending(async move {
            Ok(Staff {
                people: desk.staff(&by).await?,
                roles: desk.roles(&by).await?,
                sites: desk.settings().sites.clone(),
                shifts: desk.staff_hours(&by).await?,
                skills: desk.skills(&by).await?,
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
                    &roles_of(p, data, &cx.words),
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
            let password = password.as_deref();
            let id = match role {
                Some(role) => desk.hire(&by, &person, password, role, None).await?,
                None => desk.add_staff(&by, &person, password).await?,
            };
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
                name: "staff-hours",
                label: msg!("staff-hours"),
                off: None,
            },
            Extra {
                name: "staff-skills",
                label: msg!("staff-skills"),
                off: None,
            },
            Extra {
                name: "staff-away",
                label: msg!("staff-away"),
                off: None,
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
                let all = offers(card, data, w);
                let all = (0..)
                    .zip(all)
                    .map(|(at, (_, _, label))| (at, label, String::new()));
                let title = msg!("staff-grant-title", name = &card.person.name);
                Step::Choose(title, all.collect())
            }
            "staff-revoke" => {
                let all = card.grants.iter().map(|g| grant_said(g, data, w));
                let all = (0..).zip(all).map(|(at, label)| (at, label, String::new()));
                let title = msg!("staff-revoke-title", name = &card.person.name);
                Step::Choose(title, all.collect())
            }
            "staff-hours" => Step::Ask(hours_form(card, data, w)),
            "staff-skills" => {
                let mut form = Form::new(vec![
                    Field::new("skills", w.word("staff-skills"), Kind::Text)
                        .hint(w.word("staff-skills-hint")),
                ]);
                form.set("skills", Value::Text(skills_of(card, data)), w);
                form.keep();
                Step::Ask(form)
            }
            "staff-away" => Step::Ask(Form::new(absences::fields(w))),
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
        cx: &Cx,
    ) -> Option<Pending<()>> {
        let (desk, by, w) = (cx.desk.clone(), cx.actor.clone(), &cx.words);
        let staff = StaffId(id);
        match (name, answer) {
            ("staff-grant", Answered::Choice(at)) => {
                let all = offers(data.card(id)?, data, w);
                let (role, site, _) = all.into_iter().nth(usize::try_from(*at).ok()?)?;
                Some(pending(
                    async move { desk.grant(&by, staff, role, site).await },
                ))
            }
            ("staff-revoke", Answered::Choice(at)) => {
                let grant = data.card(id)?.grants.get(usize::try_from(*at).ok()?)?;
                let (role, site) = (grant.role, grant.site);
                Some(pending(
                    async move { desk.revoke(&by, staff, role, site).await },
                ))
            }
            ("staff-hours", Answered::Form(form)) => {
                let week = read_hours(form, staff);
                Some(pending(async move {
                    desk.set_staff_hours(&by, staff, &week?).await
                }))
            }
            ("staff-skills", Answered::Form(form)) => {
                let skills = parse::skills(&form.text("skills"));
                let skills = skills.map_err(|why| Error::invalid("skills", why));
                Some(pending(async move {
                    desk.set_skills(&by, staff, &skills?).await
                }))
            }
            ("staff-away", Answered::Form(form)) => {
                let leave = absences::read(form).map_err(|(field, why)| Error::invalid(field, why));
                Some(pending(async move {
                    desk.add_absence(&by, staff, &leave?).await.map(|_| ())
                }))
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

/// What somebody can do, as it is typed.
fn skills_of(card: &StaffCard, data: &Staff) -> String {
    let own = data.skills.iter().filter(|k| k.staff_id == card.id);
    let own: Vec<(String, i64)> = own.map(|k| (k.skill.clone(), k.level)).collect();
    parse::skills_text(&own)
}

/// A line for each weekday, as the person works at this site.
fn hours_form(card: &StaffCard, data: &Staff, w: &Words) -> Form {
    let days = (1_i64..).zip(WEEKDAYS);
    let fields = days.clone().map(|(day, name)| {
        let field = Field::new(name, day_name(w, day), Kind::Text).width(32);
        match day {
            1 => field.hint(w.word("staff-hours-hint")),
            _ => field,
        }
    });
    let mut form = Form::new(fields.collect());
    for (day, name) in days {
        let own = data.shifts.iter();
        let own = own.filter(|s| s.staff_id == card.id && s.weekday == day);
        let spans: Vec<(i64, i64)> = own.map(|s| (s.from_mod, s.to_mod)).collect();
        form.set(name, Value::Text(parse::shifts_text(&spans)), w);
    }
    form.keep();
    form
}

fn read_hours(form: &Form, staff: StaffId) -> crate::desk::Result<Vec<Shift>> {
    let mut week = Vec::new();
    for (weekday, name) in (1_i64..).zip(WEEKDAYS) {
        let spans = parse::shifts(&form.text(name)).map_err(|why| Error::invalid(name, why))?;
        week.extend(spans.into_iter().map(|(from_mod, to_mod)| Shift {
            staff_id: staff,
            weekday,
            from_mod,
            to_mod,
        }));
    }
    Ok(week)
}
