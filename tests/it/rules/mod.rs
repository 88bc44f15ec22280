//! Every rule of the schema (design: "Rules the store keeps"): the wrong row is refused by its name, on both
//! stores, and the nearest right one is taken.
//!
//! `rows.sql` puts one right row into each table. A wrong row is a copy of one of them with something changed;
//! a rule that stands in no list here fails the last test.

pub mod rows;
mod wrong;

use std::collections::BTreeSet;

use forecourt::store::Error;

use crate::rig::Place;
use rows::{Rows, none};
use wrong::{COPIES, POSTED, RIGHT};

dual_test!(
    async fn a_wrong_copy_is_refused_by_the_name_of_its_rule(rows: Rows) {
        rows.copy("invoice", POSTED).await.unwrap();
        let mut faults = Vec::new();
        for (rule, table, changed) in COPIES {
            let got = rows.copy(table, changed).await;
            rows.check(&mut faults, rule, &got);
        }
        none(&faults);
    }
);

dual_test!(
    async fn the_nearest_right_row_is_taken(rows: Rows) {
        for (table, changed) in RIGHT {
            let got = rows.copy(table, changed).await;
            assert!(matches!(got, Ok(1)), "{table} {changed:?}: {got:?}");
        }
    }
);

dual_test!(
    async fn a_word_outside_its_list_is_refused(rows: Rows) {
        let mut faults = Vec::new();
        for ((table, rule), words) in &rows.facts.checks {
            let column = rule.trim_start_matches(&format!("ck_{table}_")).to_owned();
            let is_column = rows
                .facts
                .columns
                .contains_key(&(table.clone(), column.clone()));
            if is_column && !words.is_empty() {
                let got = rows.copy(table, &[(&column, "'nonsense'")]).await;
                rows.check(&mut faults, rule, &got);
            }
        }
        none(&faults);
    }
);

dual_test!(
    async fn a_fact_that_is_needed_cannot_be_left_out(rows: Rows) {
        let mut faults = Vec::new();
        for ((table, column), facts) in &rows.facts.columns {
            // Of a booking's occupancy the booking says whether it blocks, whatever is written.
            let told = (table.as_str(), column.as_str()) == ("occupancy", "blocks");
            if facts.required && column != "id" && !told && !facts.worked_out {
                let got = rows.copy(table, &[(column, "NULL")]).await;
                rows.check(&mut faults, &format!("nn_{table}_{column}"), &got);
            }
        }
        none(&faults);
    }
);

dual_test!(
    async fn what_points_nowhere_is_refused(rows: Rows) {
        // Pointing elsewhere would break these rules first: they have their own tests.
        let guarded = ["occupancy", "invoice_line", "invoice_tax"];
        let mut faults = Vec::new();
        for (table, column) in rows.facts.references.keys() {
            if guarded.contains(&table.as_str()) {
                continue;
            }
            let written_once = rows
                .facts
                .rules()
                .contains(&(table.clone(), format!("ck_{table}_append_only")));
            let got = if written_once {
                rows.copy(table, &[(column, "4711")]).await
            } else {
                rows.run(&format!("UPDATE {table} SET {column} = 4711 WHERE id = 1"))
                    .await
            };
            let name = format!("fk_{table}_{column}");
            match (&got, rows.engine()) {
                (Err(Error::Reference(_)), "SQLite") => {}
                (Err(Error::Reference(Some(rule))), _) if *rule == name => {}
                _ => faults.push(format!("{}, {name}: {got:?}", rows.engine())),
            }
        }
        none(&faults);
    }
);

#[tokio::test]
async fn sqlite_keeps_booleans_and_json_as_postgres_does_by_type() {
    let rows = <Rows as crate::rig::FromPlace>::from_place(Place::sqlite().await).await;
    let mut faults = Vec::new();
    for ((table, rule), words) in rows.facts.checks.clone() {
        let column = rule.trim_start_matches(&format!("ck_{table}_")).to_owned();
        let Some(facts) = rows.facts.columns.get(&(table.clone(), column.clone())) else {
            continue;
        };
        let listed = COPIES.iter().any(|(name, _, _)| *name == rule);
        if words.is_empty() && !listed {
            let wrong = if facts.kind == "INTEGER" { "2" } else { "'{'" };
            let got = rows.copy(&table, &[(&column, wrong)]).await;
            rows.check(&mut faults, &rule, &got);
        }
    }
    none(&faults);
}

dual_test!(
    async fn what_is_written_once_is_neither_changed_nor_deleted(rows: Rows) {
        let mut faults = Vec::new();
        for (table, rule) in &rows.facts.guards {
            if rule.ends_with("_append_only") {
                for statement in [
                    format!("UPDATE {table} SET id = id"),
                    format!("DELETE FROM {table} WHERE id = 1"),
                ] {
                    let got = rows.run(&statement).await;
                    rows.check(&mut faults, rule, &got);
                }
            }
        }
        none(&faults);
    }
);

dual_test!(
    async fn a_posted_invoice_is_fixed_but_for_what_comes_after_it(rows: Rows) {
        // While it is a draft everything may change.
        for statement in [
            "UPDATE invoice SET note = 'Thank you' WHERE id = 1",
            "UPDATE invoice_line SET total_minor = 1200 WHERE id = 1",
            "UPDATE invoice_tax SET position = 2 WHERE id = 1",
            "UPDATE invoice SET status = 'posted', number = 'INV-2026-0001', series = 'INV', year = 2026, seq = 1 WHERE id = 1",
        ] {
            assert_eq!(rows.run(statement).await.unwrap(), 1, "{statement}");
        }
        let mut faults = Vec::new();
        for statement in [
            "UPDATE invoice SET note = 'Sorry' WHERE id = 1",
            "UPDATE invoice SET status = 'void', number = NULL, seq = NULL WHERE id = 1",
            "UPDATE invoice SET total_minor = 1, net_minor = 1, tax_minor = 0, paid_minor = 1 WHERE id = 1",
            "DELETE FROM invoice WHERE id = 1",
            "UPDATE invoice_line SET total_minor = 1 WHERE id = 1",
            "UPDATE invoice_line SET live = FALSE, cost_minor = 1 WHERE id = 1",
            "DELETE FROM invoice_line WHERE id = 1",
            "INSERT INTO invoice_line (invoice_id, position, kind, tax_code_id) VALUES (1, 2, 'fee', 1)",
            "UPDATE invoice_tax SET tax_minor = 1 WHERE id = 1",
            "DELETE FROM invoice_tax WHERE id = 1",
            "INSERT INTO invoice_tax (invoice_id, position, code, treatment, rate_ppm, base_minor, tax_minor)
             VALUES (1, 2, 'Z', 'zero', 0, 1, 0)",
        ] {
            let got = rows.run(statement).await;
            rows.check(&mut faults, "ck_invoice_posted", &got);
        }
        none(&faults);
        for statement in [
            "UPDATE invoice SET paid_minor = 1428, sent_at = T(10), exported_at = T(11) WHERE id = 1",
            "UPDATE invoice SET paid_minor = 0, credited_minor = 1428 WHERE id = 1",
            "UPDATE invoice_line SET live = FALSE WHERE id = 1",
        ] {
            assert_eq!(rows.run(statement).await.unwrap(), 1, "{statement}");
        }
    }
);

dual_test!(
    async fn a_line_cannot_be_moved_into_or_out_of_a_posted_invoice(rows: Rows) {
        rows.copy("invoice", POSTED).await.unwrap();
        let got = rows
            .run("UPDATE invoice_line SET invoice_id = 2 WHERE id = 1")
            .await;
        assert!(
            matches!(&got, Err(e) if e.is_rule("ck_invoice_posted")),
            "{got:?}"
        );
    }
);

dual_test!(
    async fn an_all_sites_grant_is_given_once(rows: Rows) {
        let all = [("site_id", "NULL")];
        rows.copy("staff_role", &all).await.unwrap();
        let got = rows.copy("staff_role", &all).await;
        assert!(
            matches!(&got, Err(e) if e.is_rule("uq_staff_role_staff_id_role_id")),
            "{got:?}"
        );
    }
);

dual_test!(
    async fn a_booking_holds_its_places_only_while_it_blocks(rows: Rows) {
        let again: &[(&str, &str)] = &[("starts_at", "T(9)"), ("ends_at", "T(11)")];
        for status in ["fulfilled", "declined", "cancelled", "no_show", "expired"] {
            rows.run(&format!(
                "UPDATE booking SET status = '{status}' WHERE id = 1"
            ))
            .await
            .unwrap();
            // Its own copies do not block either: there may be any number of them.
            assert!(
                matches!(rows.copy("occupancy", again).await, Ok(1)),
                "{status}"
            );
        }
        rows.run("DELETE FROM occupancy WHERE id > 3")
            .await
            .unwrap();
        for status in ["requested", "held", "confirmed", "checked_in"] {
            rows.run(&format!(
                "UPDATE booking SET status = '{status}' WHERE id = 1"
            ))
            .await
            .unwrap();
            let got = rows.copy("occupancy", again).await;
            assert!(
                matches!(&got, Err(e) if e.is_rule("ex_occupancy_bay")),
                "{status}: {got:?}"
            );
        }
    }
);

dual_test!(
    async fn a_wish_of_a_file_becomes_one_booking(rows: Rows) {
        for (number, right) in [("'BK-2'", true), ("'BK-3'", false)] {
            let got = rows
                .copy("booking", &[("number", number), ("import_key", "'uid:1'")])
                .await;
            match got {
                Ok(_) => assert!(right),
                Err(e) => assert!(
                    !right && e.is_rule("uq_booking_site_id_import_key"),
                    "{e:?}"
                ),
            }
        }
    }
);

dual_test!(
    async fn a_booking_that_comes_back_finds_its_place_taken(rows: Rows) {
        rows.run("UPDATE booking SET status = 'no_show' WHERE id = 1")
            .await
            .unwrap();
        rows.copy(
            "booking",
            &[("number", "'BK-2'"), ("status", "'confirmed'")],
        )
        .await
        .unwrap();
        rows.copy("occupancy", &[("booking_id", "2")])
            .await
            .unwrap();
        let got = rows
            .run("UPDATE booking SET status = 'confirmed' WHERE id = 1")
            .await;
        assert!(
            matches!(&got, Err(e) if e.is_rule("ex_occupancy_bay")),
            "{got:?}"
        );
    }
);

dual_test!(
    async fn moving_into_somebody_elses_time_is_refused(rows: Rows) {
        rows.copy("occupancy", &[("starts_at", "T(12)"), ("ends_at", "T(13)")])
            .await
            .unwrap();
        let got = rows
            .run("UPDATE occupancy SET starts_at = T(9) WHERE starts_at = T(12)")
            .await;
        assert!(
            matches!(&got, Err(e) if e.is_rule("ex_occupancy_bay")),
            "{got:?}"
        );
        // Lengthening up to the neighbour is fine, and so is moving within one's own time.
        assert!(matches!(
            rows.run("UPDATE occupancy SET starts_at = T(10) WHERE starts_at = T(12)")
                .await,
            Ok(1)
        ));
        assert!(matches!(
            rows.run("UPDATE occupancy SET starts_at = T(11) WHERE starts_at = T(10)")
                .await,
            Ok(1)
        ));
    }
);

dual_test!(
    async fn an_oversold_part_may_stand_below_zero_until_the_next_receipt(rows: Rows) {
        let below = "UPDATE stock SET on_hand_milli = -500, oversold = TRUE WHERE id = 1";
        assert!(matches!(rows.run(below).await, Ok(1)));
        let cleared = rows
            .run("UPDATE stock SET oversold = FALSE WHERE id = 1")
            .await;
        assert!(
            matches!(&cleared, Err(e) if e.is_rule("ck_stock_on_hand")),
            "{cleared:?}"
        );
        let received = "UPDATE stock SET on_hand_milli = 500, oversold = FALSE WHERE id = 1";
        assert!(matches!(rows.run(received).await, Ok(1)));
    }
);

dual_test!(
    async fn no_rule_is_left_without_its_wrong_row(rows: Rows) {
        let shown: BTreeSet<&str> = COPIES.iter().map(|(rule, _, _)| *rule).collect();
        // Shown by the tests above that are not in the list of copies.
        let elsewhere = [
            "ck_invoice_posted",
            "uq_staff_role_staff_id_role_id",
            "uq_booking_site_id_import_key",
        ];
        // Lists of words are tried one by one, and so are SQLite's checks of booleans and JSON.
        let by_kind = |table: &str, rule: &str| {
            let key = (table.to_owned(), rule.to_owned());
            let column = rule.strip_prefix(&format!("ck_{table}_")).unwrap_or("?");
            let on_column = rows
                .facts
                .columns
                .contains_key(&(table.to_owned(), column.to_owned()));
            let words = rows
                .facts
                .checks
                .get(&key)
                .is_some_and(|words| !words.is_empty());
            on_column && (words || rows.engine() == "SQLite")
        };
        let silent: Vec<String> = rows
            .facts
            .rules()
            .into_iter()
            .filter(|(table, rule)| {
                !shown.contains(rule.as_str())
                    && !elsewhere.contains(&rule.as_str())
                    && !rule.ends_with("_append_only")
                    && !by_kind(table, rule)
            })
            .map(|(_, rule)| rule)
            .collect();
        assert!(silent.is_empty(), "{silent:?}");
        let rules: BTreeSet<String> = rows
            .facts
            .rules()
            .into_iter()
            .map(|(_, rule)| rule)
            .collect();
        let unknown: Vec<&&str> = shown
            .iter()
            .filter(|rule| !rules.contains(**rule))
            .collect();
        assert!(unknown.is_empty(), "no such rule: {unknown:?}");
    }
);
