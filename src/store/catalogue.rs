//! What the workshop sells and how long it takes: taxes, booking types, labour, canned jobs, templates.

use chrono::NaiveDate;

use super::{Db, Error, Result, Tx, sql};
use crate::domain::tax::Treatment;
use crate::domain::{
    BookingTypeId, CannedJobId, LabourRateId, Money, OperationId, PartId, Ppm, Qty, SiteId,
    TaxCodeId, TemplateId, Ts,
};
use crate::domain::{bay, customer, line};

/// A row of `tax_code`.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct TaxCodeRow {
    pub id: TaxCodeId,
    pub code: String,
    pub name: String,
    pub treatment: Treatment,
    pub archived_at: Option<Ts>,
}

/// A row of `tax_rate`.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct TaxRateRow {
    pub tax_code_id: TaxCodeId,
    pub component: String,
    pub rate_ppm: Ppm,
    pub valid_from: NaiveDate,
}

/// All tax codes; archived ones too, last.
pub async fn tax_codes(db: &mut impl Db) -> Result<Vec<TaxCodeRow>> {
    db.all(sql(
        "SELECT id, code, name, treatment, archived_at FROM tax_code
         ORDER BY CASE WHEN archived_at IS NULL THEN 0 ELSE 1 END, id",
    ))
    .await
}

/// One tax code.
pub async fn tax_code(db: &mut impl Db, id: TaxCodeId) -> Result<TaxCodeRow> {
    db.one(
        sql("SELECT id, code, name, treatment, archived_at FROM tax_code WHERE id = $1").bind(id),
    )
    .await
}

/// All rates, of each component the newest first.
pub async fn tax_rates(db: &mut impl Db) -> Result<Vec<TaxRateRow>> {
    db.all(sql(
        "SELECT tax_code_id, component, rate_ppm, valid_from FROM tax_rate
         ORDER BY tax_code_id, component, valid_from DESC",
    ))
    .await
}

/// Adds a tax code.
pub async fn insert_tax_code(
    tx: &mut Tx,
    code: &str,
    name: &str,
    treatment: Treatment,
) -> Result<TaxCodeId> {
    let (id,) = tx
        .one(
            sql("INSERT INTO tax_code (code, name, treatment) VALUES ($1, $2, $3) RETURNING id")
                .bind(code)
                .bind(name)
                .bind(treatment),
        )
        .await?;
    Ok(id)
}

/// Renames a tax code. Its code and treatment stand on documents and do not change.
pub async fn rename_tax_code(tx: &mut Tx, id: TaxCodeId, name: &str) -> Result<()> {
    tx.exec(
        sql("UPDATE tax_code SET name = $2 WHERE id = $1")
            .bind(id)
            .bind(name),
    )
    .await?;
    Ok(())
}

/// Archives a tax code from that instant, or brings it back.
pub async fn set_tax_code_archived(tx: &mut Tx, id: TaxCodeId, at: Option<Ts>) -> Result<()> {
    tx.exec(
        sql("UPDATE tax_code SET archived_at = $2 WHERE id = $1")
            .bind(id)
            .bind(at),
    )
    .await?;
    Ok(())
}

/// Adds a rate valid from a day on; the same day again corrects it.
pub async fn put_tax_rate(
    tx: &mut Tx,
    code: TaxCodeId,
    component: &str,
    rate: Ppm,
    from: NaiveDate,
) -> Result<()> {
    tx.exec(
        sql("INSERT INTO tax_rate (tax_code_id, component, rate_ppm, valid_from) VALUES ($1, $2, $3, $4)
             ON CONFLICT (tax_code_id, component, valid_from) DO UPDATE SET rate_ppm = excluded.rate_ppm")
        .bind(code)
        .bind(component)
        .bind(rate)
        .bind(from),
    )
    .await?;
    Ok(())
}

/// A row of `labour_rate`.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct LabourRateRow {
    pub id: LabourRateId,
    pub site_id: SiteId,
    pub code: String,
    pub name: String,
    pub per_hour_minor: Money,
    pub valid_from: NaiveDate,
}

/// The labour rates of a site, of each code the newest first.
pub async fn labour_rates(db: &mut impl Db, site: SiteId) -> Result<Vec<LabourRateRow>> {
    db.all(
        sql("SELECT id, site_id, code, name, per_hour_minor, valid_from FROM labour_rate WHERE site_id = $1
             ORDER BY code, valid_from DESC")
        .bind(site),
    )
    .await
}

/// The rate of that code on that day.
pub async fn labour_rate_on(
    db: &mut impl Db,
    site: SiteId,
    code: &str,
    day: NaiveDate,
) -> Result<Option<LabourRateRow>> {
    db.opt(
        sql("SELECT id, site_id, code, name, per_hour_minor, valid_from FROM labour_rate
             WHERE site_id = $1 AND code = $2 AND valid_from <= $3 ORDER BY valid_from DESC LIMIT 1")
        .bind(site)
        .bind(code)
        .bind(day),
    )
    .await
}

/// Adds a rate valid from a day on; the same day again corrects it.
pub async fn put_labour_rate(
    tx: &mut Tx,
    site: SiteId,
    code: &str,
    name: &str,
    per_hour: Money,
    from: NaiveDate,
) -> Result<LabourRateId> {
    let (id,) = tx
        .one(
            sql("INSERT INTO labour_rate (site_id, code, name, per_hour_minor, valid_from)
                 VALUES ($1, $2, $3, $4, $5)
                 ON CONFLICT (site_id, code, valid_from)
                 DO UPDATE SET name = excluded.name, per_hour_minor = excluded.per_hour_minor RETURNING id")
            .bind(site)
            .bind(code)
            .bind(name)
            .bind(per_hour)
            .bind(from),
        )
        .await?;
    Ok(id)
}

/// What a form says about a booking type.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct BookingTypeFields {
    pub code: String,
    pub title: String,
    pub duration_min: i64,
    pub first_start_mod: Option<i64>,
    pub last_start_mod: Option<i64>,
    pub start_step_min: i64,
    pub bay_kind: Option<bay::Kind>,
    pub makes_job: bool,
}

/// A row of `booking_type`.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct BookingTypeRow {
    pub id: BookingTypeId,
    pub code: String,
    pub title: String,
    pub duration_min: i64,
    pub first_start_mod: Option<i64>,
    pub last_start_mod: Option<i64>,
    pub start_step_min: i64,
    pub bay_kind: Option<bay::Kind>,
    pub makes_job: bool,
    pub archived_at: Option<Ts>,
    pub version: i64,
}

/// All booking types; archived ones too, last.
pub async fn booking_types(db: &mut impl Db) -> Result<Vec<BookingTypeRow>> {
    db.all(sql(
        "SELECT id, code, title, duration_min, first_start_mod, last_start_mod, start_step_min, bay_kind, makes_job,
            archived_at, version
         FROM booking_type ORDER BY CASE WHEN archived_at IS NULL THEN 0 ELSE 1 END, id",
    ))
    .await
}

/// One booking type.
pub async fn booking_type(db: &mut impl Db, id: BookingTypeId) -> Result<BookingTypeRow> {
    db.one(
        sql("SELECT id, code, title, duration_min, first_start_mod, last_start_mod, start_step_min, bay_kind,
                makes_job, archived_at, version
             FROM booking_type WHERE id = $1")
        .bind(id),
    )
    .await
}

/// Adds a booking type.
pub async fn insert_booking_type(tx: &mut Tx, f: &BookingTypeFields) -> Result<BookingTypeId> {
    let (id,) = tx
        .one(
            sql("INSERT INTO booking_type (code, title, duration_min, first_start_mod, last_start_mod, start_step_min,
                    bay_kind, makes_job)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id")
            .bind(&f.code)
            .bind(&f.title)
            .bind(f.duration_min)
            .bind(f.first_start_mod)
            .bind(f.last_start_mod)
            .bind(f.start_step_min)
            .bind(f.bay_kind)
            .bind(f.makes_job),
        )
        .await?;
    Ok(id)
}

/// Writes what a form says; [`Error::Stale`] when somebody was quicker.
pub async fn update_booking_type(
    tx: &mut Tx,
    id: BookingTypeId,
    version: i64,
    f: &BookingTypeFields,
) -> Result<()> {
    let touched = tx
        .exec(
            sql("UPDATE booking_type SET code = $3, title = $4, duration_min = $5, first_start_mod = $6,
                    last_start_mod = $7, start_step_min = $8, bay_kind = $9, makes_job = $10, version = version + 1
                 WHERE id = $1 AND version = $2")
            .bind(id)
            .bind(version)
            .bind(&f.code)
            .bind(&f.title)
            .bind(f.duration_min)
            .bind(f.first_start_mod)
            .bind(f.last_start_mod)
            .bind(f.start_step_min)
            .bind(f.bay_kind)
            .bind(f.makes_job),
        )
        .await?;
    stale_unless(touched)
}

/// Archives a booking type from that instant, or brings it back.
pub async fn set_booking_type_archived(
    tx: &mut Tx,
    id: BookingTypeId,
    at: Option<Ts>,
) -> Result<()> {
    tx.exec(
        sql("UPDATE booking_type SET archived_at = $2, version = version + 1 WHERE id = $1")
            .bind(id)
            .bind(at),
    )
    .await?;
    Ok(())
}

/// What a form says about an operation.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct OperationFields {
    pub code: String,
    pub title: String,
    pub standard_min: i64,
    pub skill: String,
    pub rate_code: String,
    pub tax_code_id: TaxCodeId,
}

/// A row of `operation`.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct OperationRow {
    pub id: OperationId,
    pub code: String,
    pub title: String,
    pub standard_min: i64,
    pub skill: String,
    pub rate_code: String,
    pub tax_code_id: TaxCodeId,
    pub archived_at: Option<Ts>,
    pub version: i64,
}

/// All operations by code; archived ones too, last.
pub async fn operations(db: &mut impl Db) -> Result<Vec<OperationRow>> {
    db.all(sql(
        "SELECT id, code, title, standard_min, skill, rate_code, tax_code_id, archived_at, version FROM operation
         ORDER BY CASE WHEN archived_at IS NULL THEN 0 ELSE 1 END, code",
    ))
    .await
}

/// One operation.
pub async fn operation(db: &mut impl Db, id: OperationId) -> Result<OperationRow> {
    db.one(
        sql("SELECT id, code, title, standard_min, skill, rate_code, tax_code_id, archived_at, version
             FROM operation WHERE id = $1")
        .bind(id),
    )
    .await
}

/// Adds an operation.
pub async fn insert_operation(tx: &mut Tx, f: &OperationFields) -> Result<OperationId> {
    let (id,) = tx
        .one(
            sql(
                "INSERT INTO operation (code, title, standard_min, skill, rate_code, tax_code_id)
                 VALUES ($1, $2, $3, $4, $5, $6) RETURNING id",
            )
            .bind(&f.code)
            .bind(&f.title)
            .bind(f.standard_min)
            .bind(&f.skill)
            .bind(&f.rate_code)
            .bind(f.tax_code_id),
        )
        .await?;
    Ok(id)
}

/// Writes what a form says; [`Error::Stale`] when somebody was quicker.
pub async fn update_operation(
    tx: &mut Tx,
    id: OperationId,
    version: i64,
    f: &OperationFields,
) -> Result<()> {
    let touched = tx
        .exec(
            sql("UPDATE operation SET code = $3, title = $4, standard_min = $5, skill = $6, rate_code = $7,
                    tax_code_id = $8, version = version + 1
                 WHERE id = $1 AND version = $2")
            .bind(id)
            .bind(version)
            .bind(&f.code)
            .bind(&f.title)
            .bind(f.standard_min)
            .bind(&f.skill)
            .bind(&f.rate_code)
            .bind(f.tax_code_id),
        )
        .await?;
    stale_unless(touched)
}

/// Archives an operation from that instant, or brings it back.
pub async fn set_operation_archived(tx: &mut Tx, id: OperationId, at: Option<Ts>) -> Result<()> {
    tx.exec(
        sql("UPDATE operation SET archived_at = $2, version = version + 1 WHERE id = $1")
            .bind(id)
            .bind(at),
    )
    .await?;
    Ok(())
}

/// A row of `canned_job`.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct CannedJobRow {
    pub id: CannedJobId,
    pub code: String,
    pub title: String,
    pub fixed_price_minor: Option<Money>,
    pub pre_authorised: bool,
    pub archived_at: Option<Ts>,
    pub version: i64,
}

/// A row of `canned_job_line`.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct CannedLineRow {
    pub position: i64,
    pub kind: line::Kind,
    pub operation_id: Option<OperationId>,
    pub part_id: Option<PartId>,
    pub description: String,
    pub qty_milli: Qty,
    pub unit_price_minor: Option<Money>,
}

/// A row of `canned_job_step`.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct CannedStepRow {
    pub position: i64,
    pub sequence_group: i64,
    pub title: String,
    pub planned_min: i64,
}

/// All canned jobs by code; archived ones too, last.
pub async fn canned_jobs(db: &mut impl Db) -> Result<Vec<CannedJobRow>> {
    db.all(sql(
        "SELECT id, code, title, fixed_price_minor, pre_authorised, archived_at, version FROM canned_job
         ORDER BY CASE WHEN archived_at IS NULL THEN 0 ELSE 1 END, code",
    ))
    .await
}

/// One canned job.
pub async fn canned_job(db: &mut impl Db, id: CannedJobId) -> Result<CannedJobRow> {
    db.one(
        sql("SELECT id, code, title, fixed_price_minor, pre_authorised, archived_at, version FROM canned_job
             WHERE id = $1")
        .bind(id),
    )
    .await
}

/// The lines of a canned job, in order.
pub async fn canned_lines(db: &mut impl Db, id: CannedJobId) -> Result<Vec<CannedLineRow>> {
    db.all(
        sql(
            "SELECT position, kind, operation_id, part_id, description, qty_milli, unit_price_minor
             FROM canned_job_line WHERE canned_job_id = $1 ORDER BY position, id",
        )
        .bind(id),
    )
    .await
}

/// The steps of a canned job, in order.
pub async fn canned_steps(db: &mut impl Db, id: CannedJobId) -> Result<Vec<CannedStepRow>> {
    db.all(
        sql(
            "SELECT position, sequence_group, title, planned_min FROM canned_job_step
             WHERE canned_job_id = $1 ORDER BY position, id",
        )
        .bind(id),
    )
    .await
}

/// The parts that canned jobs name: id and number.
pub async fn canned_parts(db: &mut impl Db) -> Result<Vec<(PartId, String)>> {
    db.all(sql(
        "SELECT DISTINCT p.id, p.sku FROM canned_job_line l JOIN part p ON p.id = l.part_id",
    ))
    .await
}

/// The part of that number, and what it is called.
pub async fn part_of_sku(db: &mut impl Db, sku: &str) -> Result<Option<(PartId, String)>> {
    db.opt(sql("SELECT id, description FROM part WHERE sku = $1 AND archived_at IS NULL").bind(sku))
        .await
}

/// Adds a canned job without lines.
pub async fn insert_canned_job(
    tx: &mut Tx,
    code: &str,
    title: &str,
    fixed_price: Option<Money>,
    pre_authorised: bool,
) -> Result<CannedJobId> {
    let (id,) = tx
        .one(
            sql("INSERT INTO canned_job (code, title, fixed_price_minor, pre_authorised) VALUES ($1, $2, $3, $4)
                 RETURNING id")
            .bind(code)
            .bind(title)
            .bind(fixed_price)
            .bind(pre_authorised),
        )
        .await?;
    Ok(id)
}

/// Writes what a form says; [`Error::Stale`] when somebody was quicker.
pub async fn update_canned_job(
    tx: &mut Tx,
    id: CannedJobId,
    version: i64,
    code: &str,
    title: &str,
    fixed_price: Option<Money>,
    pre_authorised: bool,
) -> Result<()> {
    let touched = tx
        .exec(
            sql("UPDATE canned_job SET code = $3, title = $4, fixed_price_minor = $5, pre_authorised = $6,
                    version = version + 1
                 WHERE id = $1 AND version = $2")
            .bind(id)
            .bind(version)
            .bind(code)
            .bind(title)
            .bind(fixed_price)
            .bind(pre_authorised),
        )
        .await?;
    stale_unless(touched)
}

/// Makes a canned job have exactly these lines and steps, numbered in their order.
pub async fn set_canned_content(
    tx: &mut Tx,
    id: CannedJobId,
    lines: &[CannedLineRow],
    steps: &[CannedStepRow],
) -> Result<()> {
    tx.exec(sql("DELETE FROM canned_job_line WHERE canned_job_id = $1").bind(id))
        .await?;
    tx.exec(sql("DELETE FROM canned_job_step WHERE canned_job_id = $1").bind(id))
        .await?;
    for (position, l) in (1i64..).zip(lines) {
        tx.exec(
            sql("INSERT INTO canned_job_line (canned_job_id, position, kind, operation_id, part_id, description,
                    qty_milli, unit_price_minor)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8)")
            .bind(id)
            .bind(position)
            .bind(l.kind)
            .bind(l.operation_id)
            .bind(l.part_id)
            .bind(&l.description)
            .bind(l.qty_milli)
            .bind(l.unit_price_minor),
        )
        .await?;
    }
    for (position, s) in (1i64..).zip(steps) {
        tx.exec(
            sql("INSERT INTO canned_job_step (canned_job_id, position, sequence_group, title, planned_min)
                 VALUES ($1, $2, $3, $4, $5)")
            .bind(id)
            .bind(position)
            .bind(s.sequence_group)
            .bind(&s.title)
            .bind(s.planned_min),
        )
        .await?;
    }
    Ok(())
}

/// Archives a canned job from that instant, or brings it back.
pub async fn set_canned_job_archived(tx: &mut Tx, id: CannedJobId, at: Option<Ts>) -> Result<()> {
    tx.exec(
        sql("UPDATE canned_job SET archived_at = $2, version = version + 1 WHERE id = $1")
            .bind(id)
            .bind(at),
    )
    .await?;
    Ok(())
}

/// A row of `template`.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct TemplateRow {
    pub id: TemplateId,
    pub event: String,
    pub channel: customer::Channel,
    pub locale: String,
    pub subject: String,
    pub body: String,
    pub version: i64,
}

/// All templates.
pub async fn templates(db: &mut impl Db) -> Result<Vec<TemplateRow>> {
    db.all(sql(
        "SELECT id, event, channel, locale, subject, body, version FROM template
         ORDER BY event, channel, locale",
    ))
    .await
}

/// One template.
pub async fn template(db: &mut impl Db, id: TemplateId) -> Result<TemplateRow> {
    db.one(
        sql(
            "SELECT id, event, channel, locale, subject, body, version FROM template WHERE id = $1",
        )
        .bind(id),
    )
    .await
}

/// Writes what a form says; [`Error::Stale`] when somebody was quicker.
pub async fn update_template(
    tx: &mut Tx,
    id: TemplateId,
    version: i64,
    subject: &str,
    body: &str,
) -> Result<()> {
    let touched = tx
        .exec(
            sql(
                "UPDATE template SET subject = $3, body = $4, version = version + 1
                 WHERE id = $1 AND version = $2",
            )
            .bind(id)
            .bind(version)
            .bind(subject)
            .bind(body),
        )
        .await?;
    stale_unless(touched)
}

/// Adds the words of a message.
pub async fn insert_template(
    tx: &mut Tx,
    event: &str,
    channel: customer::Channel,
    locale: &str,
    subject: &str,
    body: &str,
) -> Result<TemplateId> {
    let (id,) = tx
        .one(
            sql("INSERT INTO template (event, channel, locale, subject, body) VALUES ($1, $2, $3, $4, $5)
                 RETURNING id")
            .bind(event)
            .bind(channel)
            .bind(locale)
            .bind(subject)
            .bind(body),
        )
        .await?;
    Ok(id)
}

fn stale_unless(touched: u64) -> Result<()> {
    if touched == 1 {
        Ok(())
    } else {
        Err(Error::Stale)
    }
}
