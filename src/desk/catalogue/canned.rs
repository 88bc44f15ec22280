//! Canned jobs: bundles of lines and steps, put on a job by their code.

use serde_json::{Value, json};

use super::{CannedLine, CannedStep};
use crate::desk::{Actor, Desk, Error, Result, clean_code, in_tx, taken};
use crate::domain::permission::Permission as P;
use crate::domain::{CannedJobId, JobCategoryId, Money, PartId, Ts, line, msg, text};
use crate::store::catalogue::{self, CannedFields, CannedJobRow, ClassPrice};

/// A canned job with all that is in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CannedJob {
    /// What people type.
    pub code: String,
    /// What customers read.
    pub title: String,
    /// A price for all of it (model.md 2.6); `None` is the sum of the lines.
    pub fixed_price: Option<Money>,
    /// Whether booking it says yes to it.
    pub pre_authorised: bool,
    /// Its shelf.
    pub category: Option<JobCategoryId>,
    /// What is done, for whoever explains it.
    pub description: String,
    /// What customers say when they need it, for who looks by a complaint.
    pub symptoms: String,
    /// 1 easy to 5 hard; 0 counts as 2.
    pub difficulty: i64,
    /// How long the work is warranted; 0: as the law says.
    pub warranty_months: i64,
    /// How far, in the unit of the vehicle's odometer; 0: without limit.
    pub warranty_distance: i64,
    /// A price for all of it by class of vehicle, before the fixed price.
    pub prices: Vec<(String, Money)>,
    /// What is sold.
    pub lines: Vec<CannedLine>,
    /// What is done; each becomes a task.
    pub steps: Vec<CannedStep>,
    /// Since when it is off the lists (UTC).
    pub archived_at: Option<Ts>,
    /// For saving; 0 when new.
    pub version: i64,
}

impl Desk {
    /// The canned jobs without their content, archived ones last.
    pub async fn canned_jobs(&self, by: &Actor) -> Result<Vec<(CannedJobId, CannedJob)>> {
        by.may(P::JobSee)?;
        let mut db = self.store();
        let rows = catalogue::canned_jobs(&mut db).await?;
        let prices = catalogue::class_prices(&mut db).await?;
        let with = |row: CannedJobRow| {
            let own = prices.iter().filter(|p| p.canned_job_id == row.id);
            let prices = own.map(|p| (p.class.clone(), p.price_minor)).collect();
            let id = row.id;
            let canned = CannedJob {
                prices,
                ..CannedJob::of(row)
            };
            (id, canned)
        };
        Ok(rows.into_iter().map(with).collect())
    }

    /// One canned job with its lines and steps.
    pub async fn canned_job(&self, by: &Actor, id: CannedJobId) -> Result<CannedJob> {
        by.may(P::JobSee)?;
        let mut db = self.store();
        let row = catalogue::canned_job(&mut db, id).await?;
        Ok(CannedJob {
            lines: catalogue::canned_lines(&mut db, id).await?,
            steps: catalogue::canned_steps(&mut db, id).await?,
            prices: prices(catalogue::class_prices_of(&mut db, id).await?),
            ..CannedJob::of(row)
        })
    }

    /// The parts that canned jobs name: id and number.
    pub async fn canned_parts(&self, by: &Actor) -> Result<Vec<(PartId, String)>> {
        by.may(P::JobSee)?;
        let mut db = self.store();
        Ok(catalogue::canned_parts(&mut db).await?)
    }

    /// The part of that number and what it is called, for a line of a canned job.
    pub async fn part_of_sku(&self, by: &Actor, sku: &str) -> Result<Option<(PartId, String)>> {
        by.may(P::JobSee)?;
        let mut db = self.store();
        Ok(catalogue::part_of_sku(&mut db, sku.trim()).await?)
    }

    /// Adds a canned job.
    pub async fn add_canned_job(&self, by: &Actor, canned: &CannedJob) -> Result<CannedJobId> {
        by.may(P::CatalogueEdit)?;
        let c = clean(canned)?;
        in_tx!(self, |tx| {
            let id = catalogue::insert_canned_job(tx, &fields(&c))
                .await
                .map_err(|e| taken(e, "uq_canned_job_code", "code"))?;
            catalogue::set_canned_content(tx, id, &c.lines, &c.steps).await?;
            catalogue::set_class_prices(tx, id, &c.prices).await?;
            self.changed(
                tx,
                by,
                "add_canned_job",
                ("canned_job", id.0),
                Value::Null,
                shown(&c),
            )
            .await?;
            Ok(id)
        })
    }

    /// Writes what the form says about a canned job, lines and steps with it.
    pub async fn edit_canned_job(
        &self,
        by: &Actor,
        id: CannedJobId,
        canned: &CannedJob,
    ) -> Result<()> {
        by.may(P::CatalogueEdit)?;
        let c = clean(canned)?;
        let done = in_tx!(self, |tx| {
            let old = CannedJob {
                lines: catalogue::canned_lines(tx, id).await?,
                steps: catalogue::canned_steps(tx, id).await?,
                prices: prices(catalogue::class_prices_of(tx, id).await?),
                ..CannedJob::of(catalogue::canned_job(tx, id).await?)
            };
            catalogue::update_canned_job(tx, id, c.version, &fields(&c))
                .await
                .map_err(|e| taken(e, "uq_canned_job_code", "code"))?;
            catalogue::set_canned_content(tx, id, &c.lines, &c.steps).await?;
            catalogue::set_class_prices(tx, id, &c.prices).await?;
            self.changed(
                tx,
                by,
                "edit_canned_job",
                ("canned_job", id.0),
                shown(&old),
                shown(&c),
            )
            .await
        });
        self.name_the_quicker(done, "canned_job", id.0).await
    }

    /// Takes a canned job off the lists, or puts it back.
    pub async fn archive_canned_job(
        &self,
        by: &Actor,
        id: CannedJobId,
        archived: bool,
    ) -> Result<()> {
        by.may(P::CatalogueEdit)?;
        let at = archived.then(|| self.now());
        in_tx!(self, |tx| {
            catalogue::canned_job(tx, id).await?;
            catalogue::set_canned_job_archived(tx, id, at).await?;
            let new = json!({ "archived": archived });
            self.changed(
                tx,
                by,
                "archive_canned_job",
                ("canned_job", id.0),
                Value::Null,
                new,
            )
            .await
        })
    }
}

impl CannedJob {
    fn of(row: CannedJobRow) -> CannedJob {
        CannedJob {
            code: row.code,
            title: row.title,
            fixed_price: row.fixed_price_minor,
            pre_authorised: row.pre_authorised,
            category: row.job_category_id,
            description: row.description,
            symptoms: row.symptoms,
            difficulty: row.difficulty,
            warranty_months: row.warranty_months,
            warranty_distance: row.warranty_distance,
            prices: Vec::new(),
            lines: Vec::new(),
            steps: Vec::new(),
            archived_at: row.archived_at,
            version: row.version,
        }
    }
}

fn prices(rows: Vec<ClassPrice>) -> Vec<(String, Money)> {
    rows.into_iter().map(|p| (p.class, p.price_minor)).collect()
}

fn fields(c: &CannedJob) -> CannedFields {
    CannedFields {
        code: c.code.clone(),
        title: c.title.clone(),
        fixed_price: c.fixed_price,
        pre_authorised: c.pre_authorised,
        category: c.category,
        description: c.description.clone(),
        symptoms: c.symptoms.clone(),
        difficulty: c.difficulty,
        warranty_months: c.warranty_months,
        warranty_distance: c.warranty_distance,
    }
}

/// Each line must be able to become a line of a job, each step a task.
fn clean(c: &CannedJob) -> Result<CannedJob> {
    if c.lines.is_empty() && c.steps.is_empty() {
        return Err(Error::invalid("lines", msg!("canned-empty")));
    }
    if c.fixed_price.is_some_and(Money::is_negative) {
        return Err(Error::invalid(
            "fixed_price",
            msg!("catalogue-price-negative"),
        ));
    }
    let mut lines = Vec::new();
    for l in &c.lines {
        let names_something = match l.kind {
            line::Kind::Labour => l.operation_id.is_some(),
            _ => l.part_id.is_some() || !l.description.trim().is_empty(),
        };
        if !names_something {
            return Err(Error::invalid("lines", msg!("canned-line-names-nothing")));
        }
        if l.kind != line::Kind::Note && !l.qty_milli.is_positive() {
            return Err(Error::invalid("lines", msg!("canned-line-quantity")));
        }
        lines.push(CannedLine {
            description: text::name(&l.description).map_err(|why| Error::invalid("lines", why))?,
            ..l.clone()
        });
    }
    let mut steps = Vec::new();
    for s in &c.steps {
        if s.planned_min < 0 || s.planned_min > 100 * 60 {
            return Err(Error::invalid("steps", msg!("catalogue-standard-time")));
        }
        steps.push(CannedStep {
            title: text::required(&s.title).map_err(|why| Error::invalid("steps", why))?,
            ..s.clone()
        });
    }
    let difficulty = if c.difficulty == 0 { 2 } else { c.difficulty };
    if !(1..=5).contains(&difficulty) {
        return Err(Error::invalid("difficulty", msg!("canned-difficulty")));
    }
    if !(0..=120).contains(&c.warranty_months) {
        return Err(Error::invalid("months", msg!("canned-warranty")));
    }
    if !(0..=1_000_000).contains(&c.warranty_distance) {
        return Err(Error::invalid("distance", msg!("canned-warranty")));
    }
    let mut prices: Vec<(String, Money)> = Vec::new();
    for (class, price) in &c.prices {
        let class = text::required(class).map_err(|why| Error::invalid("prices", why))?;
        let class = class.to_lowercase();
        if price.is_negative() || prices.iter().any(|(known, _)| *known == class) {
            return Err(Error::invalid("prices", msg!("canned-prices-once")));
        }
        prices.push((class, *price));
    }
    let words = |field, t: &str| text::note(t).map_err(|why| Error::invalid(field, why));
    Ok(CannedJob {
        difficulty,
        prices,
        description: words("description", &c.description)?,
        symptoms: words("symptoms", &c.symptoms)?,
        code: clean_code(&c.code)?,
        title: text::required(&c.title).map_err(|why| Error::invalid("title", why))?,
        lines,
        steps,
        ..c.clone()
    })
}

fn shown(c: &CannedJob) -> Value {
    let lines: Vec<Value> = c
        .lines
        .iter()
        .map(|l| {
            json!({ "kind": l.kind, "operation": l.operation_id, "part": l.part_id,
                "description": l.description, "qty_milli": l.qty_milli, "price": l.unit_price_minor })
        })
        .collect();
    let steps: Vec<Value> = c
        .steps
        .iter()
        .map(|s| json!({ "group": s.sequence_group, "title": s.title, "min": s.planned_min, "equipment": s.equipment_id }))
        .collect();
    json!({ "code": c.code, "title": c.title, "fixed_price": c.fixed_price,
        "pre_authorised": c.pre_authorised, "category": c.category, "difficulty": c.difficulty,
        "warranty_months": c.warranty_months, "warranty_distance": c.warranty_distance, "prices": c.prices,
        "description": c.description, "symptoms": c.symptoms, "lines": lines, "steps": steps })
}
