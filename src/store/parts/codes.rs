//! The numbers a part is known by: barcodes, suppliers' and makers' numbers.

use crate::domain::PartId;
use crate::domain::stock::CodeKind;
use crate::store::{Db, Result, Tx, sql};

/// One code of a part.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Code {
    /// What it is.
    pub kind: CodeKind,
    /// As printed or scanned.
    pub code: String,
}

/// The codes of a part, in the order they were given.
pub async fn codes(db: &mut impl Db, id: PartId) -> Result<Vec<Code>> {
    db.all(sql("SELECT kind, code FROM part_code WHERE part_id = $1 ORDER BY kind, id").bind(id))
        .await
}

/// Gives the part these codes and no others.
///
/// # Errors
/// `uq_part_code_code` when another part has one of the barcodes.
pub async fn replace_codes(tx: &mut Tx, id: PartId, codes: &[Code]) -> Result<()> {
    tx.exec(sql("DELETE FROM part_code WHERE part_id = $1").bind(id))
        .await?;
    for c in codes {
        tx.exec(
            sql("INSERT INTO part_code (part_id, kind, code) VALUES ($1, $2, $3)")
                .bind(id)
                .bind(c.kind)
                .bind(&c.code),
        )
        .await?;
    }
    Ok(())
}

/// The part with this code, barcodes before suppliers' and makers' numbers, living parts before others;
/// `ix_part_code_code`.
pub async fn by_code(db: &mut impl Db, code: &str) -> Result<Option<PartId>> {
    let row: Option<(PartId,)> = db
        .opt(
            sql(
                "SELECT p.id FROM part_code c JOIN part p ON p.id = c.part_id WHERE c.code = $1
                 ORDER BY CASE WHEN p.archived_at IS NULL THEN 0 ELSE 1 END,
                    CASE c.kind WHEN 'barcode' THEN 0 ELSE 1 END, p.id LIMIT 1",
            )
            .bind(code),
        )
        .await?;
    Ok(row.map(|r| r.0))
}

/// The part with this barcode; `uq_part_code_code`.
pub async fn with_barcode(db: &mut impl Db, code: &str) -> Result<Option<PartId>> {
    let row: Option<(PartId,)> = db
        .opt(sql("SELECT part_id FROM part_code WHERE code = $1 AND kind = 'barcode'").bind(code))
        .await?;
    Ok(row.map(|r| r.0))
}
