//! The shelves of canned jobs, and what each person has at hand.

use serde_json::{Value, json};

use super::Category;
use crate::desk::{Actor, Desk, Error, Result, Who, in_tx, taken};
use crate::domain::permission::Permission as P;
use crate::domain::{CannedJobId, JobCategoryId, text};
use crate::store::catalogue;

impl Desk {
    /// The categories of canned jobs in their order, archived ones last.
    pub async fn job_categories(&self, by: &Actor) -> Result<Vec<Category>> {
        by.may(P::JobSee)?;
        let mut db = self.store();
        Ok(catalogue::categories(&mut db).await?)
    }

    /// Adds a category, as the last.
    pub async fn add_job_category(&self, by: &Actor, name: &str) -> Result<JobCategoryId> {
        by.may(P::CatalogueEdit)?;
        let name = text::required(name).map_err(|why| Error::invalid("name", why))?;
        in_tx!(self, |tx| {
            let id = catalogue::insert_category(tx, &name)
                .await
                .map_err(|e| taken(e, "uq_job_category_name", "name"))?;
            let entity = ("job_category", id.0);
            let new = json!({ "name": name });
            self.changed(tx, by, "add_job_category", entity, Value::Null, new)
                .await?;
            Ok(id)
        })
    }

    /// Writes what the form says about a category.
    pub async fn edit_job_category(
        &self,
        by: &Actor,
        id: JobCategoryId,
        version: i64,
        name: &str,
        position: i64,
    ) -> Result<()> {
        by.may(P::CatalogueEdit)?;
        let name = text::required(name).map_err(|why| Error::invalid("name", why))?;
        let done = in_tx!(self, |tx| {
            let old = catalogue::category(tx, id).await?;
            catalogue::update_category(tx, id, version, &name, position)
                .await
                .map_err(|e| taken(e, "uq_job_category_name", "name"))?;
            let old = json!({ "name": old.name, "position": old.position });
            let new = json!({ "name": name, "position": position });
            self.changed(
                tx,
                by,
                "edit_job_category",
                ("job_category", id.0),
                old,
                new,
            )
            .await
        });
        self.name_the_quicker(done, "job_category", id.0).await
    }

    /// Takes a category off the lists, or puts it back. Its canned jobs stay.
    pub async fn archive_job_category(
        &self,
        by: &Actor,
        id: JobCategoryId,
        archived: bool,
    ) -> Result<()> {
        by.may(P::CatalogueEdit)?;
        let at = archived.then(|| self.now());
        in_tx!(self, |tx| {
            catalogue::category(tx, id).await?;
            catalogue::set_category_archived(tx, id, at).await?;
            let new = json!({ "archived": archived });
            let entity = ("job_category", id.0);
            self.changed(tx, by, "archive_job_category", entity, Value::Null, new)
                .await
        })
    }

    /// The canned jobs the actor has at hand; pickers show them first.
    pub async fn favourites(&self, by: &Actor) -> Result<Vec<CannedJobId>> {
        by.may(P::JobSee)?;
        let Who::Staff(staff) = by.who() else {
            return Ok(Vec::new());
        };
        let mut db = self.store();
        Ok(catalogue::favourites(&mut db, *staff).await?)
    }

    /// Puts a canned job at hand of the actor, or away again.
    pub async fn set_favourite(&self, by: &Actor, id: CannedJobId, at_hand: bool) -> Result<()> {
        by.may(P::JobSee)?;
        let Who::Staff(staff) = by.who() else {
            return Err(Error::NotFound);
        };
        in_tx!(self, |tx| {
            catalogue::canned_job(tx, id).await?;
            catalogue::set_favourite(tx, *staff, id, at_hand).await?;
            let new = json!({ "staff": staff, "at_hand": at_hand });
            let entity = ("canned_job", id.0);
            self.changed(tx, by, "set_favourite", entity, Value::Null, new)
                .await
        })
    }
}
