//! Canned jobs. Lines and steps are written as people would jot them down, one a row:
//! `labour L-SMALL 1`, `part BOS-F026407 1`, `fee Environment charge 1 @4.50`; `Oil and filter 30`.

use super::section::{Line, Pending, Saving, Section, pending};
use crate::desk;
use crate::desk::catalogue::{CannedJob, CannedLine, CannedStep, Category, Operation};
use crate::desk::resources::Equipment;
use crate::desk::{Actor, Desk};
use crate::domain::permission::Permission as P;
use crate::domain::{CannedJobId, Currency, JobCategoryId, Money, Msg, PartId, Qty, line, parse};
use crate::msg;
use crate::tui::Cx;
use crate::tui::look::Role as Ink;
use crate::tui::widgets::{Column, Env, Field, Form, Kind, PickItem, Value};
use crate::words::Words;

/// The canned jobs.
#[derive(Clone, Copy)]
pub struct CannedJobs;

/// Them, and what their lines name.
pub struct Canned {
    jobs: Vec<(CannedJobId, CannedJob)>,
    operations: Vec<Operation>,
    parts: Vec<(PartId, String)>,
    categories: Vec<Category>,
    equipment: Vec<Equipment>,
}

impl Canned {
    fn category(&self, id: Option<JobCategoryId>) -> Option<&Category> {
        self.categories.iter().find(|c| Some(c.id) == id)
    }

    fn job(&self, id: i64) -> Option<&CannedJob> {
        self.jobs.iter().find(|(i, _)| i.0 == id).map(|(_, c)| c)
    }

    /// A line as it is written in the form.
    fn written(&self, l: &CannedLine, currency: Currency) -> String {
        let named = match (l.operation_id, l.part_id) {
            (Some(id), _) => self
                .operations
                .iter()
                .find(|o| o.id == id)
                .map(|o| o.code.clone()),
            (None, Some(id)) => self
                .parts
                .iter()
                .find(|(p, _)| *p == id)
                .map(|(_, sku)| sku.clone()),
            (None, None) => None,
        };
        let named = named.unwrap_or_else(|| l.description.clone());
        let price = l
            .unit_price_minor
            .map_or_else(String::new, |p| format!(" @{}", currency.plain(p)));
        format!("{} {named} {}{price}", l.kind, l.qty_milli)
    }
}

/// A line as it was written; its part is looked for on the desk.
struct Written {
    kind: line::Kind,
    named: String,
    qty: Qty,
    price: Option<Money>,
}

fn read_line(text: &str, currency: Currency) -> Result<Written, Msg> {
    let wrong = || msg!("canned-line-form", line = text);
    let (kind, rest) = text.split_once(' ').ok_or_else(wrong)?;
    let kind: line::Kind = kind.to_lowercase().parse().map_err(|_| wrong())?;
    let (rest, price) = match rest.rsplit_once('@') {
        Some((rest, price)) => (rest.trim(), Some(parse::money(price, currency)?)),
        None => (rest.trim(), None),
    };
    let (named, qty) = match rest.rsplit_once(' ') {
        Some((named, qty)) if qty.starts_with(|c: char| c.is_ascii_digit()) => {
            (named.trim(), parse::qty(qty)?)
        }
        _ => (rest, Qty::ONE),
    };
    if named.is_empty() {
        return Err(wrong());
    }
    Ok(Written {
        kind,
        named: named.to_owned(),
        qty,
        price,
    })
}

/// `Oil and filter 30`, `2 Road test 15` for a step of a second group, `Align 40 @Wheel rig` for one that needs
/// that piece of equipment.
fn read_step(text: &str, equipment: &[Equipment]) -> Result<CannedStep, Msg> {
    let wrong = || msg!("canned-step-form", line = text);
    let (rest, piece) = match text.rsplit_once('@') {
        Some((rest, name)) => (rest.trim(), Some(name.trim().to_lowercase())),
        None => (text, None),
    };
    let equipment_id = match piece {
        Some(name) => {
            let known = equipment
                .iter()
                .filter(|e| e.archived_at.is_none())
                .find(|e| e.name.to_lowercase() == name);
            let known = known.ok_or_else(|| msg!("canned-step-equipment", name = name))?;
            Some(known.id)
        }
        None => None,
    };
    let (rest, minutes) = rest.rsplit_once(' ').ok_or_else(wrong)?;
    let planned_min = parse::duration(minutes).map_err(|_| wrong())?;
    let (group, title) = match rest.split_once(' ') {
        Some((group, title)) if group.bytes().all(|b| b.is_ascii_digit()) => {
            (group.parse().map_err(|_| wrong())?, title)
        }
        _ => (1, rest),
    };
    Ok(CannedStep {
        position: 0,
        sequence_group: group,
        title: title.trim().to_owned(),
        planned_min,
        equipment_id,
    })
}

fn written_step(s: &CannedStep, equipment: &[Equipment]) -> String {
    let group = if s.sequence_group == 1 {
        String::new()
    } else {
        format!("{} ", s.sequence_group)
    };
    let piece = equipment.iter().find(|e| Some(e.id) == s.equipment_id);
    let piece = piece.map_or_else(String::new, |e| format!(" @{}", e.name));
    format!("{group}{} {}{piece}", s.title, s.planned_min)
}

/// `small 89, suv 129.50`: a price for each class of vehicle.
fn read_prices(text: &str, currency: Currency) -> Result<Vec<(String, Money)>, Msg> {
    text.split([',', ';'])
        .map(str::trim)
        .filter(|piece| !piece.is_empty())
        .map(|piece| {
            let (class, price) = piece
                .rsplit_once(' ')
                .ok_or_else(|| msg!("canned-prices-form", text = piece))?;
            Ok((class.trim().to_owned(), parse::money(price, currency)?))
        })
        .collect()
}

fn written_prices(prices: &[(String, Money)], currency: Currency) -> String {
    let one = |(class, price): &(String, Money)| format!("{class} {}", currency.plain(*price));
    prices.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// Finds what the lines name.
async fn named(
    desk: &Desk,
    by: &Actor,
    operations: &[(crate::domain::OperationId, String, String)],
    written: Vec<Written>,
) -> desk::Result<Vec<CannedLine>> {
    let mut lines = Vec::new();
    for w in written {
        let mut line = CannedLine {
            position: 0,
            kind: w.kind,
            operation_id: None,
            part_id: None,
            description: w.named.clone(),
            qty_milli: w.qty,
            unit_price_minor: w.price,
        };
        let unknown =
            || desk::Error::invalid("lines", msg!("canned-line-unknown", what = &w.named));
        match w.kind {
            line::Kind::Labour => {
                let (id, _, title) = operations
                    .iter()
                    .find(|(_, code, _)| code.eq_ignore_ascii_case(&w.named))
                    .ok_or_else(unknown)?;
                line.operation_id = Some(*id);
                line.description.clone_from(title);
            }
            line::Kind::Part | line::Kind::Tyre => {
                let (id, description) =
                    desk.part_of_sku(by, &w.named).await?.ok_or_else(unknown)?;
                line.part_id = Some(id);
                line.description = description;
            }
            _ => {}
        }
        lines.push(line);
    }
    Ok(lines)
}

impl Section for CannedJobs {
    type Data = Canned;

    fn title(self) -> Msg {
        msg!("canned-title")
    }
    fn one(self) -> Msg {
        msg!("canned-one")
    }
    fn help(self) -> Msg {
        msg!("canned-help")
    }
    fn edit(self) -> P {
        P::CatalogueEdit
    }

    fn columns(self, w: &Words) -> Vec<Column> {
        vec![
            Column::new(w.word("admin-code"), 9, 14),
            Column::new(w.word("admin-name"), 16, 44).grows(),
            Column::number(w.word("canned-price"), 10, 14),
            Column::new(w.word("canned-category"), 12, 18)
                .ink(Ink::Dim)
                .drops(2),
            Column::new(w.word("canned-agreed"), 10, 12).ink(Ink::Dim),
            Column::number(w.word("canned-steps"), 6, 8)
                .ink(Ink::Dim)
                .drops(1),
        ]
    }

    fn load(self, desk: Desk, by: Actor) -> Pending<Canned> {
        pending(async move {
            let mut jobs = Vec::new();
            for (id, _) in desk.canned_jobs(&by).await? {
                jobs.push((id, desk.canned_job(&by, id).await?));
            }
            Ok(Canned {
                jobs,
                operations: desk.operations(&by).await?,
                parts: desk.canned_parts(&by).await?,
                categories: desk.job_categories(&by).await?,
                equipment: desk.equipment(&by).await?,
            })
        })
    }

    fn lines(self, data: &Canned, cx: &Cx) -> Vec<Line> {
        let w = &cx.words;
        data.jobs
            .iter()
            .map(|(id, c)| {
                let price = c.fixed_price.map_or_else(String::new, |p| w.amount(p));
                let agreed = if c.pre_authorised {
                    w.word("admin-yes")
                } else {
                    String::new()
                };
                let shelf = data.category(c.category);
                let shelf = shelf.map_or("", |s| s.name.as_str());
                let steps = c.steps.len().to_string();
                Line::new(id.0, &[&c.code, &c.title, &price, shelf, &agreed, &steps])
                    .off(c.archived_at.is_some())
            })
            .collect()
    }

    fn form(self, data: &Canned, id: Option<i64>, cx: &Cx) -> Form {
        let w = &cx.words;
        let shelves = data.categories.iter().filter(|c| c.archived_at.is_none());
        let shelves = shelves.map(|c| PickItem::new(c.id, c.name.as_str()));
        let mut form = Form::new(vec![
            Field::new("code", w.word("admin-code"), Kind::Text)
                .required()
                .width(16),
            Field::new("title", w.word("admin-name"), Kind::Text).required(),
            Field::new("category", w.word("canned-category"), Kind::PICK)
                .width(28)
                .options(shelves.collect()),
            Field::new("fixed_price", w.word("canned-price"), Kind::Money)
                .hint(w.word("canned-price-hint")),
            Field::new("agreed", "", Kind::Toggle(w.word("canned-agreed-says"))),
            Field::new("lines", w.word("canned-lines"), Kind::Notes(4)),
            Field::new("steps", w.word("canned-steps"), Kind::Notes(3)),
            Field::new("prices", w.word("canned-prices"), Kind::Text)
                .hint(w.word("canned-prices-hint")),
            Field::new("difficulty", w.word("canned-difficulty-label"), Kind::Qty)
                .width(6)
                .hint(w.word("canned-difficulty-hint")),
            Field::new("months", w.word("canned-months"), Kind::Qty)
                .width(8)
                .hint(w.word("canned-months-hint")),
            Field::new("distance", w.word("canned-distance"), Kind::Qty).width(10),
            Field::new("symptoms", w.word("canned-symptoms"), Kind::Text)
                .hint(w.word("canned-symptoms-hint")),
            Field::new("description", w.word("canned-description"), Kind::Notes(2)),
        ]);
        form.nothing = w.word("wizard-nothing");
        if let Some(c) = id.and_then(|id| data.job(id)) {
            form.set("code", Value::Text(c.code.clone()), w);
            form.set("title", Value::Text(c.title.clone()), w);
            if let Some(price) = c.fixed_price {
                form.set("fixed_price", Value::Money(price), w);
            }
            form.set("agreed", Value::On(c.pre_authorised), w);
            let currency = w.currency();
            let lines: Vec<String> = c.lines.iter().map(|l| data.written(l, currency)).collect();
            form.set("lines", Value::Text(lines.join("\n")), w);
            let steps = c.steps.iter().map(|s| written_step(s, &data.equipment));
            let steps: Vec<String> = steps.collect();
            form.set("steps", Value::Text(steps.join("\n")), w);
            if let Some(shelf) = data.category(c.category) {
                form.set_picked("category", &PickItem::new(shelf.id, shelf.name.as_str()));
            }
            let prices = written_prices(&c.prices, currency);
            form.set("prices", Value::Text(prices), w);
            form.set("difficulty", Value::Qty(Qty::whole(c.difficulty)), w);
            let warranty = [
                ("months", c.warranty_months),
                ("distance", c.warranty_distance),
            ];
            for (field, n) in warranty.into_iter().filter(|(_, n)| *n > 0) {
                form.set(field, Value::Qty(Qty::whole(n)), w);
            }
            form.set("symptoms", Value::Text(c.symptoms.clone()), w);
            form.set("description", Value::Text(c.description.clone()), w);
        }
        form.note("lines", Some((w.word("canned-lines-how"), Ink::Dim)));
        form.note("steps", Some((w.word("canned-steps-how"), Ink::Dim)));
        form.keep();
        form
    }

    fn save(
        self,
        data: &Canned,
        id: Option<i64>,
        form: &Form,
        env: &Env<'_>,
        desk: Desk,
        by: Actor,
    ) -> Saving {
        let rows = |field: &str| -> Vec<String> {
            form.text(field)
                .lines()
                .map(|l| l.trim().to_owned())
                .filter(|l| !l.is_empty())
                .collect()
        };
        let currency = env.words.currency();
        let written = rows("lines")
            .iter()
            .map(|l| read_line(l, currency))
            .collect::<Result<Vec<_>, _>>()
            .map_err(|why| ("lines", why))?;
        let steps = rows("steps")
            .iter()
            .map(|s| read_step(s, &data.equipment))
            .collect::<Result<Vec<_>, _>>()
            .map_err(|why| ("steps", why))?;
        let prices = read_prices(&form.text("prices"), currency).map_err(|why| ("prices", why))?;
        let whole = |field: &str| form.qty(field).map_or(0, |q| q.0 / 1000);
        let operations: Vec<_> = data
            .operations
            .iter()
            .map(|o| (o.id, o.code.clone(), o.title.clone()))
            .collect();
        let mut canned = CannedJob {
            code: form.text("code"),
            title: form.text("title"),
            fixed_price: form.money("fixed_price"),
            pre_authorised: form.is_on("agreed"),
            category: form.id("category").map(JobCategoryId),
            description: form.text("description"),
            symptoms: form.text("symptoms"),
            difficulty: whole("difficulty"),
            warranty_months: whole("months"),
            warranty_distance: whole("distance"),
            prices,
            steps,
            version: id.and_then(|id| data.job(id)).map_or(0, |c| c.version),
            ..CannedJob::default()
        };
        Ok(pending(async move {
            canned.lines = named(&desk, &by, &operations, written).await?;
            match id {
                Some(id) => {
                    desk.edit_canned_job(&by, CannedJobId(id), &canned).await?;
                    Ok(id)
                }
                None => Ok(desk.add_canned_job(&by, &canned).await?.0),
            }
        }))
    }

    fn set_off(
        self,
        _data: &Canned,
        id: i64,
        is_off: bool,
        desk: Desk,
        by: Actor,
    ) -> Option<Pending<()>> {
        let id = CannedJobId(id);
        Some(pending(async move {
            desk.archive_canned_job(&by, id, is_off).await
        }))
    }
}

/// The shelves canned jobs stand on.
#[derive(Clone, Copy)]
pub struct Categories;

impl Section for Categories {
    type Data = Vec<Category>;

    fn title(self) -> Msg {
        msg!("categories-title")
    }
    fn one(self) -> Msg {
        msg!("categories-one")
    }
    fn help(self) -> Msg {
        msg!("categories-help")
    }
    fn edit(self) -> P {
        P::CatalogueEdit
    }

    fn columns(self, w: &Words) -> Vec<Column> {
        vec![
            Column::number(w.word("bays-position"), 5, 8).ink(Ink::Dim),
            Column::new(w.word("admin-name"), 16, 40).grows(),
        ]
    }

    fn load(self, desk: Desk, by: Actor) -> Pending<Vec<Category>> {
        pending(async move { desk.job_categories(&by).await })
    }

    fn lines(self, data: &Vec<Category>, _cx: &Cx) -> Vec<Line> {
        data.iter()
            .map(|c| {
                Line::new(c.id.0, &[&c.position.to_string(), &c.name])
                    .named(&c.name)
                    .off(c.archived_at.is_some())
            })
            .collect()
    }

    fn form(self, data: &Vec<Category>, id: Option<i64>, cx: &Cx) -> Form {
        let w = &cx.words;
        let old = id.and_then(|id| data.iter().find(|c| c.id.0 == id));
        let mut fields = vec![Field::new("name", w.word("admin-name"), Kind::Text).required()];
        if old.is_some() {
            let place = Field::new("position", w.word("bays-position"), Kind::Qty);
            fields.push(place.required().width(8));
        }
        let mut form = Form::new(fields);
        if let Some(c) = old {
            form.set("name", Value::Text(c.name.clone()), w);
            form.set("position", Value::Qty(Qty::whole(c.position)), w);
        }
        form.keep();
        form
    }

    fn save(
        self,
        data: &Vec<Category>,
        id: Option<i64>,
        form: &Form,
        _env: &Env<'_>,
        desk: Desk,
        by: Actor,
    ) -> Saving {
        let name = form.text("name");
        let position = form.qty("position").map_or(0, |q| q.0 / 1000);
        let old = id.and_then(|id| data.iter().find(|c| c.id.0 == id));
        let old = old.map(|c| (c.id, c.version));
        Ok(pending(async move {
            match old {
                Some((id, version)) => {
                    desk.edit_job_category(&by, id, version, &name, position)
                        .await?;
                    Ok(id.0)
                }
                None => Ok(desk.add_job_category(&by, &name).await?.0),
            }
        }))
    }

    fn set_off(
        self,
        _data: &Vec<Category>,
        id: i64,
        is_off: bool,
        desk: Desk,
        by: Actor,
    ) -> Option<Pending<()>> {
        let id = JobCategoryId(id);
        Some(pending(async move {
            desk.archive_job_category(&by, id, is_off).await
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_read_as_people_jot_it_down() {
        let read = |text: &str| read_line(text, Currency::EUR);
        let fee = read("fee Environment charge 1 @4.50").unwrap();
        assert_eq!(
            (fee.kind, fee.named.as_str(), fee.qty, fee.price),
            (
                line::Kind::Fee,
                "Environment charge",
                Qty::ONE,
                Some(Money(450))
            )
        );
        let part = read("part BOS-F026407").unwrap();
        assert_eq!((part.named.as_str(), part.qty), ("BOS-F026407", Qty::ONE));
        let oil = read("Labour L-OIL 0.5").unwrap();
        assert_eq!((oil.kind, oil.qty), (line::Kind::Labour, Qty(500)));
        assert!(read("wheels 4").is_err());
    }

    #[test]
    fn a_step_is_its_title_and_its_minutes() {
        let step = read_step("Oil and filter 30", &[]).unwrap();
        assert_eq!(
            (step.title.as_str(), step.planned_min, step.sequence_group),
            ("Oil and filter", 30, 1)
        );
        let second = read_step("2 Road test 15", &[]).unwrap();
        assert_eq!(
            (second.title.as_str(), second.sequence_group),
            ("Road test", 2)
        );
        assert_eq!(written_step(&second, &[]), "2 Road test 15");
        assert!(read_step("Oil", &[]).is_err());
    }
}
