//! The sites: name, address, numbers; and a further one.

use super::section::{Line, Pending, Saving, Section, pending};
use crate::desk::{Actor, Desk, Site};
use crate::domain::permission::Permission as P;
use crate::domain::{Msg, Qty, Zone};
use crate::msg;
use crate::tui::Cx;
use crate::tui::look::Role as Ink;
use crate::tui::widgets::{Column, Env, Field, Form, Kind, PickItem, Value};
use crate::words::Words;

/// The sites: name, address, numbers.
#[derive(Clone, Copy)]
pub struct Sites;

/// A site and its version.
type Versioned = (Site, i64);

impl Section for Sites {
    type Data = Vec<Versioned>;

    fn title(self) -> Msg {
        msg!("sites-title")
    }
    fn one(self) -> Msg {
        msg!("sites-one")
    }
    fn help(self) -> Msg {
        msg!("sites-help")
    }
    fn edit(self) -> P {
        P::SettingsEdit
    }

    fn columns(self, w: &Words) -> Vec<Column> {
        vec![
            Column::new(w.word("admin-code"), 6, 8),
            Column::new(w.word("sites-name"), 16, 40).grows(),
            Column::new(w.word("sites-phone"), 12, 20).ink(Ink::Dim),
            Column::new(w.word("sites-zone"), 16, 26)
                .ink(Ink::Dim)
                .drops(1),
        ]
    }

    fn load(self, desk: Desk, by: Actor) -> Pending<Vec<Versioned>> {
        pending(async move {
            desk.refresh_settings().await?;
            let mut all = Vec::new();
            for site in &desk.settings().sites {
                all.push((site.clone(), desk.site_version(&by, site.id).await?));
            }
            Ok(all)
        })
    }

    fn lines(self, data: &Vec<Versioned>, _cx: &Cx) -> Vec<Line> {
        data.iter()
            .map(|(s, _)| Line::new(s.id.0, &[&s.code, &s.name, &s.phone, s.zone.name()]))
            .collect()
    }

    fn form(self, data: &Vec<Versioned>, id: Option<i64>, cx: &Cx) -> Form {
        let w = &cx.words;
        let mut form = Form::new(vec![
            Field::new("name", w.word("sites-name"), Kind::Text).required(),
            Field::new("site_code", w.word("admin-code"), Kind::Text)
                .required()
                .width(8)
                .hint(w.word("sites-code-hint")),
            Field::new("address", w.word("sites-address"), Kind::Notes(3)),
            Field::new("phone", w.word("sites-phone"), Kind::Text).width(22),
            Field::new("email", w.word("sites-email"), Kind::Email),
            Field::new("tax_no", w.word("sites-tax-no"), Kind::Text).width(22),
            Field::new("zone", w.word("sites-zone"), Kind::PICK)
                .required()
                .options(Zone::names().map(|n| PickItem::new(n, n)).collect()),
            Field::new("fiscal_month", w.word("sites-fiscal"), Kind::Qty)
                .width(8)
                .hint(w.word("sites-fiscal-hint")),
        ]);
        form.nothing = w.word("wizard-nothing");
        if let Some((s, _)) = id.and_then(|id| data.iter().find(|(s, _)| s.id.0 == id)) {
            let text = |t: &str| Value::Text(t.to_owned());
            form.set("name", text(&s.name), w);
            form.set("site_code", text(&s.code), w);
            form.set("address", text(&s.address), w);
            form.set("phone", text(&s.phone), w);
            form.set("email", text(&s.email), w);
            form.set("tax_no", text(&s.tax_no), w);
            form.set_picked("zone", &PickItem::new(s.zone.name(), s.zone.name()));
            let month = Qty::whole(i64::from(s.fiscal_month));
            form.set("fiscal_month", Value::Qty(month), w);
        }
        if let (None, Some((first, _))) = (id, data.first()) {
            let zone = first.zone.name();
            form.set_picked("zone", &PickItem::new(zone, zone));
            form.set("fiscal_month", Value::Qty(Qty::ONE), w);
        }
        form.keep();
        form
    }

    fn save(
        self,
        data: &Vec<Versioned>,
        id: Option<i64>,
        form: &Form,
        _env: &Env<'_>,
        desk: Desk,
        by: Actor,
    ) -> Saving {
        let old = id.and_then(|id| data.iter().find(|(s, _)| s.id.0 == id));
        // A further site is in the country of the first.
        let (like, version) = old
            .or(data.first())
            .cloned()
            .ok_or(("name", msg!("desk-not-found")))?;
        let is_new = old.is_none();
        let zone = Zone::parse(&form.key("zone").unwrap_or_default()).map_err(|e| ("zone", e))?;
        let month = form.qty("fiscal_month").map_or(1, |q| q.0 / 1000);
        let site = Site {
            name: form.text("name"),
            code: form.text("site_code"),
            address: form.text("address"),
            phone: form.text("phone"),
            email: form.text("email"),
            tax_no: form.text("tax_no"),
            zone,
            fiscal_month: u32::try_from(month).unwrap_or_default(),
            ..like
        };
        Ok(pending(async move {
            if is_new {
                return Ok(desk.add_site(&by, &site).await?.0);
            }
            desk.edit_site(&by, version, &site).await?;
            Ok(site.id.0)
        }))
    }
}
