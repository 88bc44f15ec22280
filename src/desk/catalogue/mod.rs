//! What the workshop sells and how: booking types, operations, labour rates, canned jobs, taxes, the words of
//! messages. One catalogue for the organisation; a labour rate belongs to a site.
//!
//! Everybody reads it, `catalogue.edit` changes it. What is deliberately absent: removing. A row is archived,
//! since old documents point at it; a new rate is a new row, valid from a day.

mod canned;
mod labour;
mod shelves;
mod tax;
mod templates;

pub use crate::store::catalogue::{
    BookingTypeFields, BookingTypeRow as BookingType, CannedLineRow as CannedLine,
    CannedStepRow as CannedStep, CategoryRow as Category, LabourRateRow as LabourRate,
    OperationFields, OperationRow as Operation, TemplateRow as Template,
};
pub use canned::CannedJob;
pub use tax::{TaxCode, TaxRate};
pub use templates::{FIELDS as TEMPLATE_FIELDS, filled};

use serde_json::{Value, json};

use super::{Actor, Desk, Error, Result, clean_code, in_tx, taken};
use crate::domain::permission::Permission as P;
use crate::domain::{BookingTypeId, OperationId, msg, text};
use crate::store::{Tx, catalogue};

impl Desk {
    /// The booking types, archived ones last.
    pub async fn all_booking_types(&self, by: &Actor) -> Result<Vec<BookingType>> {
        by.may(P::BookingSee)?;
        let mut db = self.store();
        Ok(catalogue::booking_types(&mut db).await?)
    }

    /// Adds a booking type.
    pub async fn add_booking_type(
        &self,
        by: &Actor,
        fields: &BookingTypeFields,
    ) -> Result<BookingTypeId> {
        by.may(P::CatalogueEdit)?;
        let fields = clean_booking_type(fields)?;
        in_tx!(self, |tx| {
            let id = catalogue::insert_booking_type(tx, &fields)
                .await
                .map_err(|e| taken(e, "uq_booking_type_code", "code"))?;
            let new = type_shown(&fields);
            self.changed(
                tx,
                by,
                "add_booking_type",
                ("booking_type", id.0),
                Value::Null,
                new,
            )
            .await?;
            Ok(id)
        })
    }

    /// Writes what the form says about a booking type.
    pub async fn edit_booking_type(
        &self,
        by: &Actor,
        id: BookingTypeId,
        version: i64,
        fields: &BookingTypeFields,
    ) -> Result<()> {
        by.may(P::CatalogueEdit)?;
        let fields = clean_booking_type(fields)?;
        let done = in_tx!(self, |tx| {
            let old = catalogue::booking_type(tx, id).await?;
            catalogue::update_booking_type(tx, id, version, &fields)
                .await
                .map_err(|e| taken(e, "uq_booking_type_code", "code"))?;
            let (old, new) = (type_shown(&of_type(old)), type_shown(&fields));
            self.changed(
                tx,
                by,
                "edit_booking_type",
                ("booking_type", id.0),
                old,
                new,
            )
            .await
        });
        self.name_the_quicker(done, "booking_type", id.0).await
    }

    /// Takes a booking type off the lists, or puts it back.
    pub async fn archive_booking_type(
        &self,
        by: &Actor,
        id: BookingTypeId,
        archived: bool,
    ) -> Result<()> {
        by.may(P::CatalogueEdit)?;
        let at = archived.then(|| self.now());
        in_tx!(self, |tx| {
            catalogue::booking_type(tx, id).await?;
            catalogue::set_booking_type_archived(tx, id, at).await?;
            let new = json!({ "archived": archived });
            self.changed(
                tx,
                by,
                "archive_booking_type",
                ("booking_type", id.0),
                Value::Null,
                new,
            )
            .await
        })
    }

    /// The operations, archived ones last.
    pub async fn operations(&self, by: &Actor) -> Result<Vec<Operation>> {
        by.may(P::JobSee)?;
        let mut db = self.store();
        Ok(catalogue::operations(&mut db).await?)
    }

    /// Adds an operation.
    pub async fn add_operation(&self, by: &Actor, fields: &OperationFields) -> Result<OperationId> {
        by.may(P::CatalogueEdit)?;
        let fields = clean_operation(fields)?;
        in_tx!(self, |tx| {
            known_rate(tx, by, &fields.rate_code).await?;
            let id = catalogue::insert_operation(tx, &fields)
                .await
                .map_err(|e| taken(e, "uq_operation_code", "code"))?;
            let new = operation_shown(&fields);
            self.changed(
                tx,
                by,
                "add_operation",
                ("operation", id.0),
                Value::Null,
                new,
            )
            .await?;
            Ok(id)
        })
    }

    /// Writes what the form says about an operation.
    pub async fn edit_operation(
        &self,
        by: &Actor,
        id: OperationId,
        version: i64,
        fields: &OperationFields,
    ) -> Result<()> {
        by.may(P::CatalogueEdit)?;
        let fields = clean_operation(fields)?;
        let done = in_tx!(self, |tx| {
            known_rate(tx, by, &fields.rate_code).await?;
            let old = catalogue::operation(tx, id).await?;
            catalogue::update_operation(tx, id, version, &fields)
                .await
                .map_err(|e| taken(e, "uq_operation_code", "code"))?;
            let (old, new) = (
                operation_shown(&of_operation(old)),
                operation_shown(&fields),
            );
            self.changed(tx, by, "edit_operation", ("operation", id.0), old, new)
                .await
        });
        self.name_the_quicker(done, "operation", id.0).await
    }

    /// Takes an operation off the lists, or puts it back.
    pub async fn archive_operation(
        &self,
        by: &Actor,
        id: OperationId,
        archived: bool,
    ) -> Result<()> {
        by.may(P::CatalogueEdit)?;
        let at = archived.then(|| self.now());
        in_tx!(self, |tx| {
            catalogue::operation(tx, id).await?;
            catalogue::set_operation_archived(tx, id, at).await?;
            let new = json!({ "archived": archived });
            self.changed(
                tx,
                by,
                "archive_operation",
                ("operation", id.0),
                Value::Null,
                new,
            )
            .await
        })
    }
}

/// An operation names the rate it is sold at; one without a row could not be priced.
async fn known_rate(tx: &mut Tx, by: &Actor, code: &str) -> Result<()> {
    let rates = catalogue::labour_rates(tx, by.site()).await?;
    if rates.iter().any(|r| r.code == code) {
        Ok(())
    } else {
        Err(Error::invalid("rate_code", msg!("catalogue-no-such-rate")))
    }
}

fn clean_booking_type(f: &BookingTypeFields) -> Result<BookingTypeFields> {
    let minute = |field: &'static str, at: Option<i64>| match at {
        Some(at) if !(0..24 * 60).contains(&at) => {
            Err(Error::invalid(field, msg!("catalogue-no-such-minute")))
        }
        at => Ok(at),
    };
    if !(5..=24 * 60).contains(&f.duration_min) {
        return Err(Error::invalid("duration", msg!("catalogue-duration")));
    }
    if !(5..=240).contains(&f.start_step_min) {
        return Err(Error::invalid("step", msg!("catalogue-step")));
    }
    if !(0..=240).contains(&f.buffer_min) {
        return Err(Error::invalid("buffer", msg!("catalogue-buffer")));
    }
    let (first, last) = (
        minute("first", f.first_start_mod)?,
        minute("last", f.last_start_mod)?,
    );
    if let (Some(first), Some(last)) = (first, last)
        && last < first
    {
        return Err(Error::invalid("last", msg!("catalogue-last-before-first")));
    }
    Ok(BookingTypeFields {
        code: clean_code(&f.code)?,
        title: text::required(&f.title).map_err(|why| Error::invalid("title", why))?,
        first_start_mod: first,
        last_start_mod: last,
        ..f.clone()
    })
}

fn clean_operation(f: &OperationFields) -> Result<OperationFields> {
    if !(1..=100 * 60).contains(&f.standard_min) {
        return Err(Error::invalid("standard", msg!("catalogue-standard-time")));
    }
    Ok(OperationFields {
        code: clean_code(&f.code)?,
        title: text::required(&f.title).map_err(|why| Error::invalid("title", why))?,
        skill: text::name(&f.skill).map_err(|why| Error::invalid("skill", why))?,
        rate_code: f.rate_code.trim().to_owned(),
        ..f.clone()
    })
}

fn of_type(t: BookingType) -> BookingTypeFields {
    BookingTypeFields {
        code: t.code,
        title: t.title,
        duration_min: t.duration_min,
        first_start_mod: t.first_start_mod,
        last_start_mod: t.last_start_mod,
        start_step_min: t.start_step_min,
        bay_kind: t.bay_kind,
        makes_job: t.makes_job,
        buffer_min: t.buffer_min,
        equipment_kind: t.equipment_kind,
    }
}

fn of_operation(o: Operation) -> OperationFields {
    OperationFields {
        code: o.code,
        title: o.title,
        standard_min: o.standard_min,
        skill: o.skill,
        rate_code: o.rate_code,
        tax_code_id: o.tax_code_id,
    }
}

fn type_shown(f: &BookingTypeFields) -> Value {
    json!({ "code": f.code, "title": f.title, "duration_min": f.duration_min,
        "first_start_mod": f.first_start_mod, "last_start_mod": f.last_start_mod,
        "start_step_min": f.start_step_min, "bay_kind": f.bay_kind, "makes_job": f.makes_job,
        "buffer_min": f.buffer_min, "equipment_kind": f.equipment_kind })
}

fn operation_shown(f: &OperationFields) -> Value {
    json!({ "code": f.code, "title": f.title, "standard_min": f.standard_min, "skill": f.skill,
        "rate_code": f.rate_code, "tax_code_id": f.tax_code_id })
}
