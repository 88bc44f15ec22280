//! An empty store with one right row in each table, and ways to write a wrong one.

use forecourt::store::{Db, Result, Store, sql};

use crate::rig::Place;
use crate::schema::facts::Facts;

/// An empty store with one right row in each table.
pub struct Rows {
    pub store: Store,
    pub facts: Facts,
    pub place: Place,
}

impl crate::rig::FromPlace for Rows {
    async fn from_place(place: Place) -> Rows {
        let store = place.open().await;
        let facts = Facts::of(&store).await;
        let rows = Rows {
            store,
            facts,
            place,
        };
        rows.run_all(include_str!("rows.sql")).await;
        rows
    }
}

impl Rows {
    /// Runs the statements of a file.
    pub async fn run_all(&self, text: &str) {
        let lines: Vec<&str> = text.lines().filter(|l| !l.starts_with("--")).collect();
        for statement in lines.join("\n").split(";\n") {
            if !statement.trim().is_empty() {
                let done = self.run(statement).await;
                assert!(done.is_ok(), "{done:?}: {statement}");
            }
        }
    }

    /// Runs a statement in which `T(n)` and `H(expression)` are instants: so many hours in.
    pub async fn run(&self, text: &str) -> Result<u64> {
        let mut out = String::new();
        let mut rest = text;
        while let Some(at) = rest.find(['T', 'H']) {
            let after = &rest[at + 1..];
            let inside = after.strip_prefix('(').and_then(|a| a.split_once(')'));
            let alone = !rest[..at].ends_with(|c: char| c.is_alphanumeric());
            let Some((hours, left)) = inside.filter(|_| alone) else {
                out.push_str(&rest[..=at]);
                rest = after;
                continue;
            };
            out.push_str(&rest[..at]);
            out.push_str(&match self.store {
                Store::Sqlite { .. } => format!("({hours}) * 3600000000"),
                Store::Postgres(_) => format!("to_timestamp(({hours}) * 3600)"),
            });
            rest = left;
        }
        out.push_str(rest);
        let mut db = &self.store;
        db.exec(sql(Box::leak(out.into_boxed_str()))).await
    }

    /// Inserts a copy of row 1 with some columns changed.
    pub async fn copy(&self, table: &str, changed: &[(&str, &str)]) -> Result<u64> {
        let columns = self.facts.columns_of(table);
        let values: Vec<&str> = columns
            .iter()
            .map(|c| {
                changed
                    .iter()
                    .find(|(name, _)| name == c)
                    .map_or(*c, |(_, v)| v)
            })
            .collect();
        for (name, _) in changed {
            assert!(columns.contains(name), "{table} has no {name}");
        }
        let quoted: Vec<String> = columns.iter().map(|c| format!("\"{c}\"")).collect();
        self.run(&format!(
            "INSERT INTO {table} ({}) SELECT {} FROM {table} WHERE id = 1",
            quoted.join(", "),
            values.join(", ")
        ))
        .await
    }

    pub fn engine(&self) -> &'static str {
        match self.store {
            Store::Sqlite { .. } => "SQLite",
            Store::Postgres(_) => "Postgres",
        }
    }

    /// Collects what was not refused by the rule that should have.
    pub fn check(&self, faults: &mut Vec<String>, rule: &str, got: &Result<u64>) {
        if !matches!(got, Err(e) if e.is_rule(rule)) {
            faults.push(format!("{}, {rule}: {got:?}", self.engine()));
        }
    }
}

/// Fails with what was collected.
pub fn none(faults: &[String]) {
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}
