//! Templates of inspections: the workshop's own, by section (permission `catalogue.edit`).

use super::Check;
use crate::desk::{Actor, Desk, Error, Result, in_tx};
use crate::domain::permission::Permission;
use crate::domain::{InspectionFormId, msg, text};
use crate::store::inspection as rows;

/// A template as a person writes it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FormEdit {
    /// What it is called.
    pub name: String,
    /// Its points in their order.
    pub checks: Vec<Check>,
}

impl Desk {
    /// The points of a template (permission `job.see`).
    pub async fn inspection_checks(
        &self,
        by: &Actor,
        form: InspectionFormId,
    ) -> Result<Vec<Check>> {
        by.may(Permission::JobSee)?;
        Ok(rows::checks(&mut self.store(), form).await?)
    }

    /// A new template (permission `catalogue.edit`).
    pub async fn add_inspection_form(
        &self,
        by: &Actor,
        new: &FormEdit,
    ) -> Result<InspectionFormId> {
        by.may(Permission::CatalogueEdit)?;
        let new = clean(new)?;
        in_tx!(self, |tx| {
            let id = rows::insert_form(tx, &new.name).await?;
            rows::set_checks(tx, id, &new.checks).await?;
            let now = serde_json::json!({ "name": new.name, "points": new.checks.len() });
            self.changed(
                tx,
                by,
                "add_inspection_form",
                ("inspection_form", id.0),
                serde_json::Value::Null,
                now,
            )
            .await?;
            Ok(id)
        })
    }

    /// Another name and other points, if nobody saved since `version`; looks already begun keep theirs
    /// (permission `catalogue.edit`).
    pub async fn edit_inspection_form(
        &self,
        by: &Actor,
        id: InspectionFormId,
        version: i64,
        new: &FormEdit,
        away: bool,
    ) -> Result<()> {
        by.may(Permission::CatalogueEdit)?;
        let new = clean(new)?;
        let done = in_tx!(self, |tx| {
            let at = away.then(|| self.now());
            rows::set_form(tx, id, version, &new.name, at).await?;
            rows::set_checks(tx, id, &new.checks).await?;
            let now =
                serde_json::json!({ "name": new.name, "points": new.checks.len(), "away": away });
            self.changed(
                tx,
                by,
                "edit_inspection_form",
                ("inspection_form", id.0),
                serde_json::Value::Null,
                now,
            )
            .await
        });
        self.name_the_quicker(done, "inspection_form", id.0).await
    }
}

fn clean(form: &FormEdit) -> Result<FormEdit> {
    let name = text::required(&form.name).map_err(|why| Error::invalid("name", why))?;
    if form.checks.is_empty() {
        return Err(Error::invalid("checks", msg!("inspection-form-empty")));
    }
    for check in &form.checks {
        for said in [&check.section, &check.title] {
            text::required(said).map_err(|why| Error::invalid("checks", why))?;
        }
        if let (Some(amber), Some(red)) = (check.amber_milli, check.red_milli) {
            let upside_down = if check.high_is_bad {
                red < amber
            } else {
                red > amber
            };
            if upside_down {
                let why = msg!("inspection-limits-crossed", point = &check.title);
                return Err(Error::invalid("checks", why));
            }
        }
    }
    Ok(FormEdit {
        name,
        checks: form.checks.clone(),
    })
}
