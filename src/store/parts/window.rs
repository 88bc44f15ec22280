//! Windows over any number of parts: keyset pages over `(sort_key, id)`, found by what is typed.

use crate::domain::stock::{Level, PartKind};
use crate::domain::{Money, PartId, Qty, SiteId};
use crate::store::{Db, Result, behind, contains, sql, sql2, within};

/// A part as a list shows it, with what a site has of it.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct Listed {
    pub id: PartId,
    pub sku: String,
    pub description: String,
    pub unit: String,
    pub kind: PartKind,
    pub stocked: bool,
    pub price_minor: Money,
    pub sort_key: String,
    pub bin: String,
    pub on_hand_milli: Qty,
    pub reserved_milli: Qty,
    pub on_order_milli: Qty,
    pub reorder_milli: Qty,
    pub oversold: bool,
}

impl Listed {
    /// What it stands at; the value is not listed.
    #[must_use]
    pub fn level(&self) -> Level {
        Level {
            on_hand: self.on_hand_milli,
            reserved: self.reserved_milli,
            on_order: self.on_order_milli,
            reorder: self.reorder_milli,
            value: Money::ZERO,
        }
    }
}

/// Which parts a window looks at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Those whose sort key begins so; the empty text is all of them.
    Starting(String),
    /// Those that contain all these, at most three; the first has three signs at least.
    Containing(Vec<String>),
}

/// Where a page lies in the order of `(sort_key, id)`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edge {
    /// The first page.
    First,
    /// The page behind this row.
    After(String, PartId),
    /// The page before this row.
    Before(String, PartId),
    /// The last page.
    Last,
}

/// A contains search stops looking here, and so does counting: who gets more types on.
pub const CAP: i64 = 500;

macro_rules! columns {
    ($from:literal) => {
        concat!(
            "SELECT p.id, p.sku, p.description, p.unit, p.kind, p.stocked, p.price_minor, p.sort_key,
                COALESCE(s.bin, '') AS bin, COALESCE(s.on_hand_milli, 0) AS on_hand_milli,
                COALESCE(s.reserved_milli, 0) AS reserved_milli, COALESCE(s.on_order_milli, 0) AS on_order_milli,
                COALESCE(s.reorder_milli, 0) AS reorder_milli, (s.oversold IS NOT NULL AND s.oversold) AS oversold
             FROM ",
            $from
        )
    };
}

const STARTING_AFTER: &str = columns!(
    "part p LEFT JOIN stock s ON s.part_id = p.id AND s.site_id = $1
     WHERE p.archived_at IS NULL AND p.sort_key >= $2 AND p.sort_key < $3 AND (p.sort_key, p.id) > ($4, $5)
     ORDER BY p.sort_key, p.id LIMIT $6"
);
const STARTING_BEFORE: &str = columns!(
    "part p LEFT JOIN stock s ON s.part_id = p.id AND s.site_id = $1
     WHERE p.archived_at IS NULL AND p.sort_key >= $2 AND p.sort_key < $3 AND (p.sort_key, p.id) < ($4, $5)
     ORDER BY p.sort_key DESC, p.id DESC LIMIT $6"
);
const AWAY_AFTER: &str = columns!(
    "part p LEFT JOIN stock s ON s.part_id = p.id AND s.site_id = $1
     WHERE p.archived_at IS NOT NULL AND p.sort_key >= $2 AND p.sort_key < $3 AND (p.sort_key, p.id) > ($4, $5)
     ORDER BY p.sort_key, p.id LIMIT $6"
);
const AWAY_BEFORE: &str = columns!(
    "part p LEFT JOIN stock s ON s.part_id = p.id AND s.site_id = $1
     WHERE p.archived_at IS NOT NULL AND p.sort_key >= $2 AND p.sort_key < $3 AND (p.sort_key, p.id) < ($4, $5)
     ORDER BY p.sort_key DESC, p.id DESC LIMIT $6"
);
// What a site has of them is looked up for the page alone, not for all that were found.
const FOUND_AFTER_LITE: &str = columns!(
    "(SELECT h.* FROM (SELECT q.id, q.sku, q.description, q.unit, q.kind, q.stocked, q.price_minor, q.sort_key
            FROM part_fts f JOIN part q ON q.id = f.rowid WHERE part_fts MATCH $2
                AND q.search_key LIKE $3 AND q.search_key LIKE $4 AND q.archived_at IS NULL LIMIT $8) h
        WHERE (h.sort_key, h.id) > ($5, $6) ORDER BY h.sort_key, h.id LIMIT $7) p
     LEFT JOIN stock s ON s.part_id = p.id AND s.site_id = $1
     ORDER BY p.sort_key, p.id"
);
const FOUND_BEFORE_LITE: &str = columns!(
    "(SELECT h.* FROM (SELECT q.id, q.sku, q.description, q.unit, q.kind, q.stocked, q.price_minor, q.sort_key
            FROM part_fts f JOIN part q ON q.id = f.rowid WHERE part_fts MATCH $2
                AND q.search_key LIKE $3 AND q.search_key LIKE $4 AND q.archived_at IS NULL LIMIT $8) h
        WHERE (h.sort_key, h.id) < ($5, $6) ORDER BY h.sort_key DESC, h.id DESC LIMIT $7) p
     LEFT JOIN stock s ON s.part_id = p.id AND s.site_id = $1
     ORDER BY p.sort_key DESC, p.id DESC"
);
const FOUND_AFTER_PG: &str = columns!(
    "(SELECT h.* FROM (SELECT q.id, q.sku, q.description, q.unit, q.kind, q.stocked, q.price_minor, q.sort_key
            FROM part q WHERE q.search_key LIKE $2 ESCAPE '\\'
                AND q.search_key LIKE $3 AND q.search_key LIKE $4 AND q.archived_at IS NULL LIMIT $8) h
        WHERE (h.sort_key, h.id) > ($5, $6) ORDER BY h.sort_key, h.id LIMIT $7) p
     LEFT JOIN stock s ON s.part_id = p.id AND s.site_id = $1
     ORDER BY p.sort_key, p.id"
);
const FOUND_BEFORE_PG: &str = columns!(
    "(SELECT h.* FROM (SELECT q.id, q.sku, q.description, q.unit, q.kind, q.stocked, q.price_minor, q.sort_key
            FROM part q WHERE q.search_key LIKE $2 ESCAPE '\\'
                AND q.search_key LIKE $3 AND q.search_key LIKE $4 AND q.archived_at IS NULL LIMIT $8) h
        WHERE (h.sort_key, h.id) < ($5, $6) ORDER BY h.sort_key DESC, h.id DESC LIMIT $7) p
     LEFT JOIN stock s ON s.part_id = p.id AND s.site_id = $1
     ORDER BY p.sort_key DESC, p.id DESC"
);
const LOW_AFTER: &str = columns!(
    "stock s JOIN part p ON p.id = s.part_id
     WHERE s.site_id = $1 AND s.is_low AND p.archived_at IS NULL AND p.stocked AND (p.sort_key, p.id) > ($2, $3)
     ORDER BY p.sort_key, p.id LIMIT $4"
);
const LOW_BEFORE: &str = columns!(
    "stock s JOIN part p ON p.id = s.part_id
     WHERE s.site_id = $1 AND s.is_low AND p.archived_at IS NULL AND p.stocked AND (p.sort_key, p.id) < ($2, $3)
     ORDER BY p.sort_key DESC, p.id DESC LIMIT $4"
);

/// The three patterns of a contains search; missing words fit everything.
fn patterns(db: &impl Db, words: &[String]) -> (String, String, String) {
    let like = |n: usize| {
        words
            .get(n)
            .map_or_else(|| "%".to_owned(), |w| format!("%{w}%"))
    };
    let first = words.first().map_or("", String::as_str);
    (contains(db, first), like(1), like(2))
}

/// A page of at most `limit` rows in the order of the list, living parts only. Indexes: `ix_part_live`, and the
/// trigrams of `search_key` with an inner cap of [`CAP`].
pub async fn window(
    db: &mut impl Db,
    site: SiteId,
    scope: &Scope,
    edge: &Edge,
    limit: i64,
) -> Result<Vec<Listed>> {
    let (forward, key, id) = place(edge);
    let query = match scope {
        Scope::Starting(prefix) => {
            let text = if forward {
                sql(STARTING_AFTER)
            } else {
                sql(STARTING_BEFORE)
            };
            let (key, id) = within(prefix, (key, id), forward);
            text.bind(site)
                .bind(prefix)
                .bind(behind(prefix))
                .bind(key)
                .bind(id)
                .bind(limit)
        }
        Scope::Containing(words) => {
            let (first, second, third) = patterns(db, words);
            let text = if forward {
                sql2(FOUND_AFTER_LITE, FOUND_AFTER_PG)
            } else {
                sql2(FOUND_BEFORE_LITE, FOUND_BEFORE_PG)
            };
            text.bind(site)
                .bind(first)
                .bind(second)
                .bind(third)
                .bind(key)
                .bind(id)
                .bind(limit)
                .bind(CAP)
        }
    };
    Ok(turned(db.all(query).await?, forward))
}

/// A page of the parts put away whose words begin so; index `ix_part_away`.
pub async fn away(
    db: &mut impl Db,
    site: SiteId,
    prefix: &str,
    edge: &Edge,
    limit: i64,
) -> Result<Vec<Listed>> {
    let (forward, key, id) = place(edge);
    let text = if forward {
        sql(AWAY_AFTER)
    } else {
        sql(AWAY_BEFORE)
    };
    let (key, id) = within(prefix, (key, id), forward);
    let query = text
        .bind(site)
        .bind(prefix)
        .bind(behind(prefix))
        .bind(key)
        .bind(id)
        .bind(limit);
    Ok(turned(db.all(query).await?, forward))
}

/// A page of the parts that are low at a site; index `ix_stock_low`.
pub async fn low(db: &mut impl Db, site: SiteId, edge: &Edge, limit: i64) -> Result<Vec<Listed>> {
    let (forward, key, id) = place(edge);
    let text = if forward {
        sql(LOW_AFTER)
    } else {
        sql(LOW_BEFORE)
    };
    let query = text.bind(site).bind(key).bind(id).bind(limit);
    Ok(turned(db.all(query).await?, forward))
}

fn place(edge: &Edge) -> (bool, String, i64) {
    match edge {
        Edge::First => (true, String::new(), 0),
        Edge::After(key, id) => (true, key.clone(), id.0),
        Edge::Before(key, id) => (false, key.clone(), id.0),
        Edge::Last => (false, behind(&behind("")), i64::MAX),
    }
}

fn turned(mut rows: Vec<Listed>, forward: bool) -> Vec<Listed> {
    if !forward {
        rows.reverse();
    }
    rows
}

/// How many living parts fit, counted up to [`CAP`].
pub async fn counted(db: &mut impl Db, scope: &Scope) -> Result<i64> {
    let query = match scope {
        Scope::Starting(prefix) => sql(
            "SELECT COUNT(*) FROM (SELECT 1 FROM part p WHERE p.archived_at IS NULL AND p.sort_key >= $1
                AND p.sort_key < $2 LIMIT $3) q",
        )
        .bind(prefix)
        .bind(behind(prefix)),
        Scope::Containing(words) => {
            let (first, second, third) = patterns(db, words);
            sql2(
                "SELECT COUNT(*) FROM (SELECT q.id FROM part_fts f JOIN part q ON q.id = f.rowid
                    WHERE part_fts MATCH $1 AND q.search_key LIKE $2 AND q.search_key LIKE $3
                        AND q.archived_at IS NULL LIMIT $4) r",
                "SELECT COUNT(*) FROM (SELECT q.id FROM part q WHERE q.search_key LIKE $1 ESCAPE '\\'
                    AND q.search_key LIKE $2 AND q.search_key LIKE $3 AND q.archived_at IS NULL LIMIT $4) r",
            )
            .bind(first)
            .bind(second)
            .bind(third)
        }
    };
    let (n,): (i64,) = db.one(query.bind(CAP)).await?;
    Ok(n)
}

/// How many parts are living, or put away, counted up to `cap`; indexes `ix_part_live`, `ix_part_away`.
pub async fn total(db: &mut impl Db, away: bool, cap: i64) -> Result<i64> {
    let query = if away {
        sql(
            "SELECT COUNT(*) FROM (SELECT 1 FROM part WHERE archived_at IS NOT NULL ORDER BY sort_key, id LIMIT $1) q",
        )
    } else {
        sql(
            "SELECT COUNT(*) FROM (SELECT 1 FROM part WHERE archived_at IS NULL ORDER BY sort_key, id LIMIT $1) q",
        )
    };
    let (n,): (i64,) = db.one(query.bind(cap)).await?;
    Ok(n)
}

/// How many parts are low at a site, counted up to `cap`; index `ix_stock_low`. A join would have Postgres read all
/// parts: it cannot know how few are low.
pub async fn low_count(db: &mut impl Db, site: SiteId, cap: i64) -> Result<i64> {
    let (n,): (i64,) = db
        .one(
            sql(
                "SELECT COUNT(*) FROM (SELECT 1 FROM stock s WHERE s.site_id = $1 AND s.is_low
                    AND (SELECT p.archived_at IS NULL AND p.stocked FROM part p WHERE p.id = s.part_id) LIMIT $2) q",
            )
            .bind(site)
            .bind(cap),
        )
        .await?;
    Ok(n)
}

const ONE: &str = columns!(
    "part p LEFT JOIN stock s ON s.part_id = p.id AND s.site_id = $1 WHERE p.id = $2 AND p.archived_at IS NULL"
);

/// One living part as a list shows it.
pub async fn listed(db: &mut impl Db, site: SiteId, id: PartId) -> Result<Option<Listed>> {
    db.opt(sql(ONE).bind(site).bind(id)).await
}

/// Where a part stands in the order of the list.
pub async fn sort_key(db: &mut impl Db, id: PartId) -> Result<String> {
    let (key,): (String,) = db
        .one(sql("SELECT sort_key FROM part WHERE id = $1").bind(id))
        .await?;
    Ok(key)
}
