//! Postgres while it is filled: without the indexes, references and triggers of the tables that grow.
//!
//! Kept up row by row they cost several times what making them over the finished rows does, and the rows are
//! checked all the same. All of it is one transaction, so a fill that breaks off leaves the schema as it was.
//! SQLite keeps its indexes up quickly enough and is left as it is.

use crate::store::{Db, Result, Store, Tx, sql2};

/// What the transaction of the bulk may use, and how long it may take.
const ROOM: [&str; 3] = [
    "SET LOCAL statement_timeout = 0",
    "SET LOCAL work_mem = '64MB'",
    "SET LOCAL maintenance_work_mem = '256MB'",
];

/// Lists the tables that are filled, for as long as the transaction lasts.
const TABLES: &str = "CREATE TEMP TABLE bulk_table ON COMMIT DROP AS
    SELECT c.oid AS id, n.name FROM unnest(ARRAY['customer', 'contact_point', 'vehicle', 'ownership', 'part',
        'part_code', 'stock', 'booking', 'occupancy', 'job', 'work_item', 'job_line', 'task', 'stock_movement',
        'invoice', 'invoice_line', 'invoice_tax', 'payment', 'payment_allocation']) AS n(name)
    JOIN pg_class c ON c.relname = n.name AND c.relnamespace = CAST(current_schema() AS regnamespace)";

/// Takes indexes, references and exclusions off, writes down how they were, and stills the triggers.
const TAKE_OFF: &str = "DO $$
DECLARE
    r RECORD;
BEGIN
    CREATE TEMP TABLE put_back (id BIGINT GENERATED ALWAYS AS IDENTITY, statement TEXT NOT NULL) ON COMMIT DROP;
    FOR r IN
        SELECT CAST(i.indexrelid AS regclass) AS name, pg_get_indexdef(i.indexrelid) AS statement
        FROM pg_index i JOIN bulk_table t ON t.id = i.indrelid
        WHERE NOT EXISTS (SELECT 1 FROM pg_constraint c
            WHERE c.conindid = i.indexrelid AND c.contype IN ('p', 'u', 'x'))
    LOOP
        INSERT INTO put_back (statement) VALUES (r.statement);
        EXECUTE format('DROP INDEX %s', r.name);
    END LOOP;
    FOR r IN
        SELECT t.name AS place, c.conname AS name, pg_get_constraintdef(c.oid) AS rule
        FROM pg_constraint c JOIN bulk_table t ON t.id = c.conrelid
        WHERE c.contype IN ('f', 'x')
    LOOP
        INSERT INTO put_back (statement)
            VALUES (format('ALTER TABLE %I ADD CONSTRAINT %I %s', r.place, r.name, r.rule));
        EXECUTE format('ALTER TABLE %I DROP CONSTRAINT %I', r.place, r.name);
    END LOOP;
    FOR r IN SELECT name FROM bulk_table LOOP
        EXECUTE format('ALTER TABLE %I DISABLE TRIGGER USER', r.name);
    END LOOP;
END $$";

/// Puts everything back; whatever a row breaks is said here.
const PUT_BACK: &str = "DO $$
DECLARE
    r RECORD;
BEGIN
    FOR r IN SELECT statement FROM put_back ORDER BY id LOOP
        EXECUTE r.statement;
    END LOOP;
    FOR r IN SELECT name FROM bulk_table LOOP
        EXECUTE format('ALTER TABLE %I ENABLE TRIGGER USER', r.name);
        EXECUTE format('SELECT setval(pg_get_serial_sequence(%L, ''id''), (SELECT MAX(id) FROM %I))', r.name, r.name);
    END LOOP;
END $$";

/// Readies the transaction in which the rows come.
pub(super) async fn begin(tx: &mut Tx) -> Result<()> {
    if tx.is_sqlite() {
        return Ok(());
    }
    for statement in ROOM.into_iter().chain([TABLES, TAKE_OFF]) {
        tx.exec(sql2("SELECT 1", statement)).await?;
    }
    Ok(())
}

/// Makes the schema whole again, and lets Postgres go on with ids after the ones that were given.
pub(super) async fn end(tx: &mut Tx) -> Result<()> {
    if tx.is_sqlite() {
        return Ok(());
    }
    tx.exec(sql2("SELECT 1", PUT_BACK)).await?;
    Ok(())
}

/// What housekeeping would have done by and by: statistics for the planner, and the map of pages all can see,
/// without which no count stays within an index.
pub(super) async fn settle(store: &Store) -> Result<()> {
    let mut db = store;
    if db.is_sqlite() {
        db.exec(sql2("PRAGMA optimize = 0x10002", "SELECT 1"))
            .await?;
        return Ok(());
    }
    for statement in [
        "VACUUM (ANALYZE) customer, contact_point, vehicle, ownership",
        "VACUUM (ANALYZE) part, part_code, stock, booking, occupancy",
        "VACUUM (ANALYZE) job, work_item, job_line, task",
        "VACUUM (ANALYZE) stock_movement",
        "VACUUM (ANALYZE) invoice, invoice_line, invoice_tax, payment, payment_allocation",
    ] {
        db.exec(sql2("SELECT 1", statement)).await?;
    }
    Ok(())
}
