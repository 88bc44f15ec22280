//! How the books are, for whoever looks after the machine.

use super::{Db, Result, sql, sql2};
use crate::domain::Ts;

/// The store's own clock (UTC): the server's, or this machine's for a file.
pub async fn clock(db: &mut impl Db) -> Result<Ts> {
    let (now,): (Ts,) = db
        .one(sql2(
            "SELECT CAST(unixepoch('subsec') * 1000000 AS INTEGER)",
            "SELECT clock_timestamp()",
        ))
        .await?;
    Ok(now)
}

/// When something was last written on record (UTC).
pub async fn last_written(db: &mut impl Db) -> Result<Option<Ts>> {
    let row: Option<(Ts,)> = db
        .opt(sql("SELECT at FROM audit ORDER BY id DESC LIMIT 1"))
        .await?;
    Ok(row.map(|(at,)| at))
}
