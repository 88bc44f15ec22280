//! What one process of the hammer does: books, takes parts, posts invoices and edits a form, again and again.

use std::io::Write;

use forecourt::domain::{SiteId, Ts};
use forecourt::store::{Db, Error, Lock, Options, Result, Store, Tx, numbers, sql};

use super::{Dice, Orders};

const HOUR: i64 = 3_600_000_000;

/// Not a test by itself: does nothing unless it is told to.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn swing_when_told_to() {
    let Some(orders) = Orders::heard() else {
        return;
    };
    let store = Store::open(&orders.url, &Options::default()).await.unwrap();
    let tasks: Vec<_> = (0..orders.tasks)
        .map(|task| {
            let hand = Hand {
                store: store.clone(),
                name: format!("{}-{task}", orders.process),
                dice: Dice::of(orders.process, task),
            };
            tokio::spawn(hand.swing(orders.rounds))
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    store.close().await;
}

/// One person at one terminal.
struct Hand {
    store: Store,
    name: String,
    dice: Dice,
}

impl Hand {
    async fn swing(mut self, rounds: i64) {
        for round in 0..rounds {
            self.book(round).await;
            self.take_parts().await;
            self.post(round % 5 == 4).await;
            self.edit().await;
            // Whoever holds the other end may have heard enough.
            let _ = writeln!(std::io::stdout(), "done {} {round}", self.name);
        }
    }

    /// Books two hours on some lift with some mechanic, at some half hour of two days; taken is fine.
    async fn book(&mut self, round: i64) {
        let (bay, staff) = (1 + self.dice.throw(4), 1 + self.dice.throw(4));
        let starts = Ts(24 * HOUR + self.dice.throw(48) * HOUR / 2);
        let number = format!("H-{}-{round}", self.name);
        loop {
            let mut tx = self.store.begin().await.unwrap();
            match book(&mut tx, &number, bay, staff, starts).await {
                Ok(()) => tx.commit().await.unwrap(),
                Err(Error::Rule(rule)) if rule.starts_with("ex_occupancy_") => {
                    tx.rollback().await.unwrap();
                }
                Err(Error::Busy(_)) => continue,
                Err(e) => panic!("booking: {e}"),
            }
            return;
        }
    }

    /// Takes three of the part unless there are fewer.
    async fn take_parts(&self) {
        let mut tx = self.store.begin().await.unwrap();
        tx.lock(vec![(Lock::Stock, 1)]).await.unwrap();
        let taken = tx
            .exec(
                sql(
                    "UPDATE stock SET on_hand_milli = on_hand_milli - $1, version = version + 1
                     WHERE part_id = 1 AND site_id = 1 AND on_hand_milli >= $1",
                )
                .bind(3000),
            )
            .await
            .unwrap();
        if taken == 1 {
            tx.exec(
                sql("INSERT INTO stock_movement (site_id, part_id, kind, on_hand_milli, at) VALUES (1, 1, 'issue', $1, $2)")
                    .bind(-3000)
                    .bind(Ts(0)),
            )
            .await
            .unwrap();
        }
        tx.commit().await.unwrap();
    }

    /// Posts an invoice, the number last; or thinks better of it after the number was given.
    async fn post(&self, think_better: bool) {
        let mut tx = self.store.begin().await.unwrap();
        let (invoice,): (i64,) = tx
            .one(
                sql(
                    "INSERT INTO invoice (site_id, origin, net_minor, total_minor, created_at)
                     VALUES (1, 'sale', 100, 100, $1) RETURNING id",
                )
                .bind(Ts(0)),
            )
            .await
            .unwrap();
        tx.exec(
            sql(
                "INSERT INTO invoice_line (invoice_id, position, kind, total_minor, tax_code_id)
                 VALUES ($1, 1, 'fee', 100, 1)",
            )
            .bind(invoice),
        )
        .await
        .unwrap();
        let given = numbers::next(&mut tx, SiteId(1), "INV", 2026, "INV-YYYY-NNNN")
            .await
            .unwrap();
        tx.exec(
            sql("UPDATE invoice SET status = 'posted', number = $2, series = 'INV', year = 2026, seq = $3 WHERE id = $1")
                .bind(invoice)
                .bind(format!("INV-2026-{:04}", given.seq))
                .bind(given.seq),
        )
        .await
        .unwrap();
        if think_better {
            tx.rollback().await.unwrap();
        } else {
            tx.commit().await.unwrap();
        }
    }

    /// Reads a form, changes it, saves it; somebody else was faster: reads it again.
    async fn edit(&self) {
        loop {
            let mut db = &self.store;
            let (version, count): (i64, i64) = db
                .one(sql("SELECT version, no_shows FROM customer WHERE id = 1"))
                .await
                .unwrap();
            let saved = db
                .exec(
                    sql("UPDATE customer SET no_shows = $1, version = version + 1 WHERE id = 1 AND version = $2")
                        .bind(count + 1)
                        .bind(version),
                )
                .await;
            match saved {
                Ok(1) => return,
                Ok(_) | Err(Error::Busy(_)) => {}
                Err(e) => panic!("edit: {e}"),
            }
        }
    }
}

async fn book(tx: &mut Tx, number: &str, bay: i64, staff: i64, starts: Ts) -> Result<()> {
    tx.lock(vec![(Lock::Bay, bay), (Lock::Staff, staff)])
        .await?;
    let ends = starts.plus_minutes(120);
    let (booking,): (i64,) = tx
        .one(
            sql("INSERT INTO booking (site_id, number, customer_id, booking_type_id, status, arrival, source,
                    starts_at, ends_at, created_at)
                 VALUES (1, $1, 1, 1, 'confirmed', 'drop', 'phone', $2, $3, $2) RETURNING id")
            .bind(number)
            .bind(starts)
            .bind(ends),
        )
        .await?;
    for (bay, staff) in [(Some(bay), None), (None, Some(staff))] {
        tx.exec(
            sql(
                "INSERT INTO occupancy (site_id, booking_id, bay_id, staff_id, starts_at, ends_at)
                 VALUES (1, $1, $2, $3, $4, $5)",
            )
            .bind(booking)
            .bind(bay)
            .bind(staff)
            .bind(starts)
            .bind(ends),
        )
        .await?;
    }
    Ok(())
}
