//! Customers and the ways to reach them.

use super::{Db, Error, Result, Tx, behind, sql, sql2, within};
use crate::domain::customer::{Channel, ContactKind, Kind};
use crate::domain::{ContactId, CustomerId, Money, Ts};

/// How many hits of a contains search are looked at before sorting: the cap that keeps it under 3 ms.
const CAP: i64 = 500;

/// A row of `customer`.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct Customer {
    pub id: CustomerId,
    pub kind: Kind,
    pub name: String,
    pub address: String,
    pub postcode: String,
    pub tax_no: String,
    pub locale: String,
    pub channel: Channel,
    pub on_account: bool,
    pub terms_days: i64,
    #[sqlx(rename = "credit_limit_minor")]
    pub credit_limit: Money,
    pub no_shows: i64,
    pub note: String,
    pub archived_at: Option<Ts>,
    pub version: i64,
}

/// What a form writes; keys are made by the desk.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "columns, as model.md 3 names them")]
pub struct Fields {
    pub kind: Kind,
    pub name: String,
    pub sort_key: String,
    pub search_key: String,
    pub address: String,
    pub postcode: String,
    pub tax_no: String,
    pub locale: String,
    pub channel: Channel,
    pub on_account: bool,
    pub terms_days: i64,
    pub credit_limit: Money,
    pub note: String,
}

/// A row of `contact_point`.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
pub struct Contact {
    /// Its id.
    pub id: ContactId,
    /// Phone or e-mail.
    pub kind: ContactKind,
    /// As people read it.
    pub value: String,
    /// E.164 or lower case.
    pub key: String,
    /// The one used first.
    pub is_primary: bool,
}

/// A line of the customers list.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
pub struct Listed {
    /// The customer.
    pub id: CustomerId,
    /// Person or company.
    pub kind: Kind,
    /// Their name.
    pub name: String,
    /// Where the list continues: `(sort_key, id)`.
    pub sort_key: String,
    /// First phone number, if any.
    pub phone: Option<String>,
    /// First e-mail address, if any.
    pub email: Option<String>,
    /// Plates of the vehicles they have today, comma separated.
    pub plates: Option<String>,
    /// Whether the customer is kept only for history.
    pub archived_at: Option<Ts>,
}

/// The customer.
pub async fn get(db: &mut impl Db, id: CustomerId) -> Result<Customer> {
    db.one(
        sql("SELECT id, kind, name, address, postcode, tax_no, locale, channel, on_account, terms_days,
                credit_limit_minor, no_shows, note, archived_at, version
             FROM customer WHERE id = $1")
        .bind(id),
    )
    .await
}

/// Writes a new customer.
pub async fn insert(tx: &mut Tx, f: &Fields, at: Ts) -> Result<CustomerId> {
    let (id,): (CustomerId,) = tx
        .one(
            sql("INSERT INTO customer (kind, name, sort_key, search_key, address, postcode, tax_no, locale,
                    channel, on_account, terms_days, credit_limit_minor, note, created_at)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) RETURNING id")
            .bind(f.kind)
            .bind(&f.name)
            .bind(&f.sort_key)
            .bind(&f.search_key)
            .bind(&f.address)
            .bind(&f.postcode)
            .bind(&f.tax_no)
            .bind(&f.locale)
            .bind(f.channel)
            .bind(f.on_account)
            .bind(f.terms_days)
            .bind(f.credit_limit)
            .bind(&f.note)
            .bind(at),
        )
        .await?;
    Ok(id)
}

/// Writes over the customer if it still has this version.
pub async fn update(tx: &mut Tx, id: CustomerId, version: i64, f: &Fields) -> Result<()> {
    let rows = tx
        .exec(
            sql("UPDATE customer SET kind = $1, name = $2, sort_key = $3, search_key = $4, address = $5,
                    postcode = $6, tax_no = $7, locale = $8, channel = $9, on_account = $10, terms_days = $11,
                    credit_limit_minor = $12, note = $13, version = version + 1
                 WHERE id = $14 AND version = $15")
            .bind(f.kind)
            .bind(&f.name)
            .bind(&f.sort_key)
            .bind(&f.search_key)
            .bind(&f.address)
            .bind(&f.postcode)
            .bind(&f.tax_no)
            .bind(&f.locale)
            .bind(f.channel)
            .bind(f.on_account)
            .bind(f.terms_days)
            .bind(f.credit_limit)
            .bind(&f.note)
            .bind(id)
            .bind(version),
        )
        .await?;
    if rows == 1 { Ok(()) } else { Err(Error::Stale) }
}

/// Puts the customer away (or takes them back with `None`) if the version still holds.
pub async fn archive(tx: &mut Tx, id: CustomerId, version: i64, at: Option<Ts>) -> Result<()> {
    let rows = tx
        .exec(
            sql("UPDATE customer SET archived_at = $1, version = version + 1 WHERE id = $2 AND version = $3")
                .bind(at)
                .bind(id)
                .bind(version),
        )
        .await?;
    if rows == 1 { Ok(()) } else { Err(Error::Stale) }
}

/// The customer's phones and addresses, the primary first.
pub async fn contacts(db: &mut impl Db, id: CustomerId) -> Result<Vec<Contact>> {
    db.all(
        sql(
            "SELECT id, kind, value, key, is_primary FROM contact_point WHERE customer_id = $1
             ORDER BY kind DESC, is_primary DESC, id",
        )
        .bind(id),
    )
    .await
}

/// Replaces the customer's contact points of one kind; the first becomes the primary.
pub async fn set_contacts(
    tx: &mut Tx,
    id: CustomerId,
    kind: ContactKind,
    list: &[(String, String)],
) -> Result<()> {
    tx.exec(
        sql("DELETE FROM contact_point WHERE customer_id = $1 AND kind = $2")
            .bind(id)
            .bind(kind),
    )
    .await?;
    for (i, (value, key)) in list.iter().enumerate() {
        tx.exec(
            sql(
                "INSERT INTO contact_point (customer_id, kind, value, key, is_primary)
                 VALUES ($1, $2, $3, $4, $5)",
            )
            .bind(id)
            .bind(kind)
            .bind(value)
            .bind(key)
            .bind(i == 0),
        )
        .await?;
    }
    Ok(())
}

/// Living customers with this phone, e-mail, or name and postcode; at most five.
pub async fn alike(
    db: &mut impl Db,
    keys: &[String],
    sort_key: &str,
    postcode: &str,
) -> Result<Vec<Listed>> {
    let keys = serde_json::Value::from(keys.to_vec());
    db.all(
        sql2(
            "SELECT c.id, c.kind, c.name, c.sort_key, p.value AS phone, NULL AS email, NULL AS plates, c.archived_at
             FROM customer c LEFT JOIN contact_point p ON p.customer_id = c.id AND p.kind = 'phone' AND p.is_primary
             WHERE c.archived_at IS NULL AND c.id IN (
                SELECT customer_id FROM contact_point WHERE key IN (SELECT value FROM json_each($1))
                UNION SELECT id FROM customer WHERE postcode = $3 AND $3 <> '' AND sort_key = $2)
             ORDER BY c.sort_key, c.id LIMIT 5",
            "SELECT c.id, c.kind, c.name, c.sort_key, p.value AS phone, NULL::TEXT AS email, NULL::TEXT AS plates,
                c.archived_at
             FROM customer c LEFT JOIN contact_point p ON p.customer_id = c.id AND p.kind = 'phone' AND p.is_primary
             WHERE c.archived_at IS NULL AND c.id IN (
                SELECT customer_id FROM contact_point WHERE key IN (SELECT jsonb_array_elements_text($1))
                UNION SELECT id FROM customer WHERE postcode = $3 AND $3 <> '' AND sort_key = $2)
             ORDER BY c.sort_key, c.id LIMIT 5",
        )
        .bind(keys)
        .bind(sort_key)
        .bind(postcode),
    )
    .await
}

/// A page of the living, or of those put away, whose name begins so, after (or, going back, before) a place in it;
/// indexes `ix_customer_live` and `ix_customer_away`.
pub async fn page(
    db: &mut impl Db,
    away: bool,
    starting: &str,
    from: Option<(&str, CustomerId)>,
    back: bool,
    limit: i64,
) -> Result<Vec<Listed>> {
    let from = match from {
        Some((key, id)) => (key.to_owned(), id.0),
        None if back => (behind(""), 0),
        None => (String::new(), 0),
    };
    let (key, id) = within(starting, from, !back);
    let statement = match (away, back) {
        (false, false) => sql(PAGE),
        (false, true) => sql(PAGE_BACK),
        (true, false) => sql(AWAY),
        (true, true) => sql(AWAY_BACK),
    };
    let query = statement
        .bind(key)
        .bind(id)
        .bind(limit)
        .bind(starting)
        .bind(behind(starting));
    let mut rows: Vec<Listed> = db.all(query).await?;
    if back {
        rows.reverse();
    }
    Ok(rows)
}

/// The columns of [`Listed`].
macro_rules! listed {
    ($rest:literal) => {
        concat!(
            "SELECT c.id, c.kind, c.name, c.sort_key,
                (SELECT value FROM contact_point p WHERE p.customer_id = c.id AND p.kind = 'phone'
                 ORDER BY p.is_primary DESC, p.id LIMIT 1) AS phone,
                (SELECT value FROM contact_point p WHERE p.customer_id = c.id AND p.kind = 'email'
                 ORDER BY p.is_primary DESC, p.id LIMIT 1) AS email,
                (SELECT string_agg(v.plate, ', ') FROM ownership o JOIN vehicle v ON v.id = o.vehicle_id
                 WHERE o.customer_id = c.id AND o.to_on IS NULL AND v.archived_at IS NULL) AS plates,
                c.archived_at FROM customer c WHERE ",
            $rest
        )
    };
}

const PAGE: &str = listed!(
    "c.archived_at IS NULL AND (c.sort_key, c.id) > ($1, $2) AND c.sort_key >= $4 AND c.sort_key < $5
     ORDER BY c.sort_key, c.id LIMIT $3"
);
const PAGE_BACK: &str = listed!(
    "c.archived_at IS NULL AND (c.sort_key, c.id) < ($1, $2) AND c.sort_key >= $4 AND c.sort_key < $5
     ORDER BY c.sort_key DESC, c.id DESC LIMIT $3"
);
const AWAY: &str = listed!(
    "c.archived_at IS NOT NULL AND (c.sort_key, c.id) > ($1, $2) AND c.sort_key >= $4 AND c.sort_key < $5
     ORDER BY c.sort_key, c.id LIMIT $3"
);
const AWAY_BACK: &str = listed!(
    "c.archived_at IS NOT NULL AND (c.sort_key, c.id) < ($1, $2) AND c.sort_key >= $4 AND c.sort_key < $5
     ORDER BY c.sort_key DESC, c.id DESC LIMIT $3"
);
const CONTAINING_LITE: &str = listed!(
    "c.archived_at IS NULL AND c.id IN
        (SELECT rowid FROM customer_fts WHERE customer_fts MATCH $1 LIMIT $3)
     ORDER BY c.sort_key, c.id LIMIT $2"
);
const CONTAINING_PG: &str = listed!(
    "c.archived_at IS NULL AND c.id IN
        (SELECT id FROM customer WHERE search_key LIKE $1 ESCAPE '\\' LIMIT $3)
     ORDER BY c.sort_key, c.id LIMIT $2"
);

/// Customers whose name, phone or e-mail contains the needle (three signs at least, as a search key).
pub async fn containing(db: &mut impl Db, needle: &str, limit: i64) -> Result<Vec<Listed>> {
    let needle = super::contains(db, needle);
    db.all(
        sql2(CONTAINING_LITE, CONTAINING_PG)
            .bind(needle)
            .bind(limit)
            .bind(CAP),
    )
    .await
}

/// How many customers are living, or put away, counted up to `cap`: whoever has more does not need the number to
/// the last one, and counting a million costs what a whole screen may.
pub async fn count(db: &mut impl Db, away: bool, cap: i64) -> Result<i64> {
    let query = if away {
        sql(
            "SELECT COUNT(*) FROM (SELECT 1 FROM customer WHERE archived_at IS NOT NULL ORDER BY sort_key, id LIMIT $1) q",
        )
    } else {
        sql(
            "SELECT COUNT(*) FROM (SELECT 1 FROM customer WHERE archived_at IS NULL ORDER BY sort_key, id LIMIT $1) q",
        )
    };
    let (n,): (i64,) = db.one(query.bind(cap)).await?;
    Ok(n)
}

/// What the customer owes over all posted invoices; index `ix_invoice_owed`.
pub async fn open_balance(db: &mut impl Db, id: CustomerId) -> Result<Money> {
    let (n,): (Money,) = db
        .one(
            sql(
                "SELECT CAST(COALESCE(SUM(owed_minor), 0) AS BIGINT) FROM invoice
                 WHERE customer_id = $1 AND owed_minor > 0",
            )
            .bind(id),
        )
        .await?;
    Ok(n)
}
