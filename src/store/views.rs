//! Filters people keep for their lists.

use super::{Db, Result, Tx, sql};
use crate::domain::filter::List;
use crate::domain::{SavedViewId, StaffId};

/// A filter under a name.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
pub struct View {
    /// Its id.
    pub id: SavedViewId,
    /// As its owner calls it.
    pub name: String,
    /// The line as it was typed: `today` in it stays today.
    pub filter: String,
}

/// Somebody's views of a list, in their order.
pub async fn of(db: &mut impl Db, staff: StaffId, list: List) -> Result<Vec<View>> {
    db.all(
        sql("SELECT id, name, filter FROM saved_view WHERE staff_id = $1 AND list = $2 ORDER BY position, name, id")
            .bind(staff)
            .bind(list.as_str()),
    )
    .await
}

/// Keeps a view; one of the same name is written over.
pub async fn keep(
    tx: &mut Tx,
    staff: StaffId,
    list: List,
    name: &str,
    filter: &str,
) -> Result<SavedViewId> {
    let (id,): (SavedViewId,) = tx
        .one(
            sql(
                "INSERT INTO saved_view (staff_id, list, name, filter) VALUES ($1, $2, $3, $4)
                 ON CONFLICT (staff_id, list, name) DO UPDATE SET filter = excluded.filter RETURNING id",
            )
            .bind(staff)
            .bind(list.as_str())
            .bind(name)
            .bind(filter),
        )
        .await?;
    Ok(id)
}

/// Takes one's own view away; whether there was one.
pub async fn drop(tx: &mut Tx, staff: StaffId, id: SavedViewId) -> Result<bool> {
    let rows = tx
        .exec(
            sql("DELETE FROM saved_view WHERE id = $1 AND staff_id = $2")
                .bind(id)
                .bind(staff),
        )
        .await?;
    Ok(rows == 1)
}
