//! Who leads: one row per office, held for a time by the store's clock. Correctness never depends on it, since
//! claims are exclusive anyway; it keeps order and saves looking.

use super::{Db, Result, Tx, sql};
use crate::domain::Ts;

/// Who holds an office.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Held {
    /// The process.
    pub holder: String,
    /// Until when, by the store's clock.
    pub until: Ts,
    /// Which change of holder this is.
    pub term: i64,
}

/// Who holds it, or held it last.
pub async fn of(db: &mut impl Db, name: &str) -> Result<Option<Held>> {
    db.opt(sql("SELECT holder, until, term FROM lease WHERE name = $1").bind(name))
        .await
}

/// Takes or renews it; the term, or nothing when somebody else holds it.
pub async fn take(
    tx: &mut Tx,
    name: &str,
    holder: &str,
    now: Ts,
    until: Ts,
) -> Result<Option<i64>> {
    let row: Option<(i64,)> = tx
        .opt(
            sql(
                "INSERT INTO lease (name, holder, until, term) VALUES ($1, $2, $4, 1)
                 ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until,
                    term = lease.term + CASE WHEN lease.holder = excluded.holder THEN 0 ELSE 1 END
                 WHERE lease.holder = excluded.holder OR lease.until < $3
                 RETURNING term",
            )
            .bind(name)
            .bind(holder)
            .bind(now)
            .bind(until),
        )
        .await?;
    Ok(row.map(|r| r.0))
}

/// Gives it back, so that the next need not wait for its end.
pub async fn give_back(tx: &mut Tx, name: &str, holder: &str, now: Ts) -> Result<bool> {
    let rows = tx
        .exec(
            sql("UPDATE lease SET until = $3 WHERE name = $1 AND holder = $2")
                .bind(name)
                .bind(holder)
                .bind(now.plus_micros(-1)),
        )
        .await?;
    Ok(rows == 1)
}
