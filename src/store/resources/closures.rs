//! Days that are not as their weekday.

use chrono::NaiveDate;

use crate::domain::{ClosureId, SiteId};
use crate::store::{Db, Result, sql};

/// A row of `site_closure`.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Closure {
    /// Its id.
    pub id: ClosureId,
    /// The day, in the zone of the site.
    pub day_on: NaiveDate,
    /// Open from that minute of the day all the same; `None`: closed all day.
    pub opens_mod: Option<i64>,
    /// Until then.
    pub closes_mod: Option<i64>,
    /// What the day is called.
    pub title: String,
    /// The version it was read at.
    pub version: i64,
}

/// The exceptions of a site from a day on, in order. By `uq_site_closure_site_id_day_on`.
pub async fn closures_from(
    db: &mut impl Db,
    site: SiteId,
    from: NaiveDate,
) -> Result<Vec<Closure>> {
    db.all(
        sql(
            "SELECT id, day_on, opens_mod, closes_mod, title, version FROM site_closure
             WHERE site_id = $1 AND day_on >= $2 ORDER BY day_on",
        )
        .bind(site)
        .bind(from),
    )
    .await
}
