//! What a store says about its own schema, put so that both engines say it alike.

use std::collections::{BTreeMap, BTreeSet};

use forecourt::store::{Db, Store, sql};

/// A column.
#[derive(Debug, PartialEq, Eq, Clone)]
pub struct Column {
    /// The type as the engine names it.
    pub kind: String,
    pub required: bool,
    pub default: Option<String>,
    pub in_key: bool,
    /// Worked out by the store from the others of its row.
    pub worked_out: bool,
}

/// An index or a unique constraint.
#[derive(Debug, PartialEq, Eq, Clone)]
pub struct Index {
    pub table: String,
    pub columns: Vec<String>,
    pub unique: bool,
    /// The quoted words of its WHERE, in order; `None`: it covers every row.
    pub only: Option<Vec<String>>,
}

/// The whole schema.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Facts {
    pub columns: BTreeMap<(String, String), Column>,
    /// (table, column) -> (table, what happens on delete).
    pub references: BTreeMap<(String, String), (String, String)>,
    pub indexes: BTreeMap<String, Index>,
    /// Named CHECKs with the quoted words in them.
    pub checks: BTreeMap<(String, String), Vec<String>>,
    /// Rules that triggers and exclusion constraints keep: (table, rule).
    pub guards: BTreeSet<(String, String)>,
    /// Which topic a write to a table moves.
    pub topics: BTreeSet<(String, String)>,
}

impl Facts {
    pub async fn of(store: &Store) -> Facts {
        match store {
            Store::Sqlite { .. } => lite(store).await,
            Store::Postgres(_) => pg(store).await,
        }
    }

    /// Every rule by its name: (table, rule).
    pub fn rules(&self) -> BTreeSet<(String, String)> {
        let unique = self.indexes.iter().filter(|(_, i)| i.unique);
        self.checks
            .keys()
            .cloned()
            .chain(unique.map(|(name, i)| (i.table.clone(), name.clone())))
            .chain(self.guards.iter().cloned())
            .collect()
    }

    /// The columns of one table that can be written but its id, in no particular order.
    pub fn columns_of(&self, table: &str) -> Vec<&str> {
        self.columns
            .iter()
            .filter(|((t, c), column)| t == table && c != "id" && !column.worked_out)
            .map(|((_, c), _)| c.as_str())
            .collect()
    }

    pub fn tables(&self) -> BTreeSet<&str> {
        self.columns.keys().map(|(t, _)| t.as_str()).collect()
    }
}

/// The quoted words of an expression, in the order they stand.
fn words(expression: &str) -> Vec<String> {
    expression
        .split('\'')
        .skip(1)
        .step_by(2)
        .map(str::to_owned)
        .collect()
}

/// From `CONSTRAINT ck_…` on: the text inside the parentheses of its CHECK.
fn inside(text: &str) -> &str {
    let start = text.find('(').map_or(0, |at| at + 1);
    let mut depth = 1;
    for (at, c) in text[start..].char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return &text[start..start + at];
        }
    }
    panic!("no end: {text}")
}

async fn lite(store: &Store) -> Facts {
    let mut db = store;
    let mut facts = Facts::default();
    let columns: Vec<(String, String, String, bool, Option<String>, i64, bool)> = db
        .all(sql(
            "SELECT t.name, c.name, c.type, c.\"notnull\" <> 0, c.dflt_value, c.pk, c.hidden > 1
             FROM sqlite_schema t JOIN pragma_table_xinfo(t.name) c
             WHERE t.type = 'table' AND t.name NOT LIKE '%\\_fts%' ESCAPE '\\'
                AND t.name NOT IN ('_sqlx_migrations', 'topic_rev') AND t.name NOT LIKE 'sqlite%'",
        ))
        .await
        .unwrap();
    for (table, name, kind, required, default, pk, worked_out) in columns {
        let column = Column {
            kind,
            required: required || pk > 0,
            default,
            in_key: pk > 0,
            worked_out,
        };
        facts.columns.insert((table, name), column);
    }
    let tables: BTreeSet<String> = facts.tables().into_iter().map(str::to_owned).collect();
    let references: Vec<(String, String, String, String)> = db
        .all(sql(
            "SELECT t.name, f.\"from\", f.\"table\", f.on_delete
             FROM sqlite_schema t JOIN pragma_foreign_key_list(t.name) f WHERE t.type = 'table'",
        ))
        .await
        .unwrap();
    for (table, column, to, delete) in references {
        facts.references.insert((table, column), (to, delete));
    }
    let indexes: Vec<(String, String, bool, String, String, Option<String>)> = db
        .all(sql(
            "SELECT t.name, i.name, i.\"unique\" <> 0, i.origin,
                (SELECT group_concat(name) FROM (SELECT x.name FROM pragma_index_info(i.name) x ORDER BY x.seqno)),
                (SELECT s.sql FROM sqlite_schema s WHERE s.type = 'index' AND s.name = i.name)
             FROM sqlite_schema t JOIN pragma_index_list(t.name) i WHERE t.type = 'table' AND i.origin <> 'pk'",
        ))
        .await
        .unwrap();
    for (table, name, unique, origin, columns, text) in indexes {
        if !tables.contains(&table) {
            continue;
        }
        let columns: Vec<String> = columns.split(',').map(str::to_owned).collect();
        // A UNIQUE constraint leaves an index without its name: the name follows from the columns.
        let name = match origin.as_str() {
            "u" => format!("uq_{table}_{}", columns.join("_")),
            _ => name,
        };
        let only = text.and_then(|t| t.split_once("WHERE").map(|(_, w)| words(w)));
        let index = Index {
            table,
            columns,
            unique,
            only,
        };
        facts.indexes.insert(name, index);
    }
    let texts: Vec<(String, String, String)> = db
        .all(sql(
            "SELECT type, tbl_name, sql FROM sqlite_schema WHERE type IN ('table', 'trigger') AND sql IS NOT NULL",
        ))
        .await
        .unwrap();
    for (kind, table, text) in texts.into_iter().filter(|(_, t, _)| tables.contains(t)) {
        if kind == "table" {
            for check in text.split("CONSTRAINT ck_").skip(1) {
                let name = format!("ck_{}", check.split_whitespace().next().unwrap_or_default());
                facts
                    .checks
                    .insert((table.clone(), name), words(inside(check)));
            }
            continue;
        }
        for rule in text.split("RAISE(ABORT, ").skip(1) {
            facts
                .guards
                .insert((table.clone(), words(rule).swap_remove(0)));
        }
        if let Some((_, topic)) = text.split_once("UPDATE topic_rev") {
            facts.topics.insert((table, words(topic).swap_remove(0)));
        }
    }
    facts
}

/// Kind, table, name, text, its first column, the table it points at, what happens on delete.
type Constraint = (
    String,
    String,
    String,
    String,
    Option<String>,
    Option<String>,
    String,
);

async fn pg(store: &Store) -> Facts {
    let mut db = store;
    let mut facts = Facts::default();
    let columns: Vec<(String, String, String, bool, Option<String>, bool, bool)> = db
        .all(sql(
            "SELECT c.table_name::text, c.column_name::text, c.data_type::text, c.is_nullable = 'NO',
                c.column_default::text, COALESCE(c.is_identity = 'YES', FALSE), c.is_generated = 'ALWAYS'
             FROM information_schema.columns c JOIN information_schema.tables t
                ON t.table_schema = c.table_schema AND t.table_name = c.table_name
             WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' AND c.table_name <> '_sqlx_migrations'",
        ))
        .await
        .unwrap();
    for (table, name, kind, required, default, in_key, worked_out) in columns {
        let column = Column {
            kind,
            required,
            default,
            in_key,
            worked_out,
        };
        facts.columns.insert((table, name), column);
    }
    let constraints: Vec<Constraint> = db
        .all(sql(
            "SELECT c.contype::text, c.conrelid::regclass::text, c.conname::text, pg_get_constraintdef(c.oid),
                (SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = c.conrelid AND a.attnum = c.conkey[1]),
                CASE WHEN c.contype = 'f' THEN c.confrelid::regclass::text END, c.confdeltype::text
             FROM pg_constraint c WHERE c.connamespace = 'public'::regnamespace AND c.conrelid <> 0
                AND c.conrelid <> '_sqlx_migrations'::regclass",
        ))
        .await
        .unwrap();
    for (kind, table, name, text, column, to, delete) in constraints {
        match kind.as_str() {
            "c" => {
                facts.checks.insert((table, name), words(&text));
            }
            "x" => {
                facts.guards.insert((table, name));
            }
            "f" => {
                let column = column.unwrap();
                assert_eq!(name, format!("fk_{table}_{column}"));
                let delete = if delete == "a" { "NO ACTION" } else { "other" };
                facts
                    .references
                    .insert((table, column), (to.unwrap(), delete.to_owned()));
            }
            _ => {}
        }
    }
    let indexes: Vec<(String, String, bool, String, Option<String>)> = db
        .all(sql(
            "SELECT i.indrelid::regclass::text, i.indexrelid::regclass::text, i.indisunique,
                (SELECT string_agg(a.attname, ',' ORDER BY a.attnum) FROM pg_attribute a
                    WHERE a.attrelid = i.indexrelid),
                pg_get_expr(i.indpred, i.indrelid)
             FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
             WHERE c.relnamespace = 'public'::regnamespace AND NOT i.indisprimary AND NOT i.indisexclusion
                AND c.relname <> '_sqlx_migrations'",
        ))
        .await
        .unwrap();
    for (table, name, unique, columns, only) in indexes {
        let index = Index {
            table,
            columns: columns.split(',').map(str::to_owned).collect(),
            unique,
            only: only.map(|w| words(&w)),
        };
        facts.indexes.insert(name, index);
    }
    let triggers: Vec<(String, String, String)> = db
        .all(sql(
            "SELECT t.tgrelid::regclass::text, p.proname::text, encode(t.tgargs, 'escape')
             FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid WHERE NOT t.tgisinternal",
        ))
        .await
        .unwrap();
    for (table, function, arguments) in triggers {
        let first = arguments
            .split("\\000")
            .next()
            .unwrap_or_default()
            .to_owned();
        match function.as_str() {
            "tell" => facts.topics.insert((table, first)),
            "refuse" => facts.guards.insert((table, first)),
            "invoice_fixed" => facts
                .guards
                .insert((table, String::from("ck_invoice_posted"))),
            _ => continue,
        };
    }
    facts
}
