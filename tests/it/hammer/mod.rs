//! Many terminals at once on one store: nobody twice in one place, no part from nothing, no gap in the numbers,
//! no lost update. Real processes, since what one process orders for itself proves nothing.
//!
//! The test binary starts itself four times. In [`blows`] each of them writes rows as the store has them, so that
//! the store alone is tried; in [`counter`] each works through the desk's verbs.

mod blows;
mod clerk;
mod counter;

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use forecourt::store::{Db, Store, sql};

use crate::rig::{FromPlace, Place};
use crate::rules::rows::Rows;

const PROCESSES: i64 = 4;
const TASKS: i64 = 4;
const ROUNDS: i64 = 25;

/// The environment variable that tells a process to work.
const ORDERS: &str = "FORECOURT_TEST_HAMMER";

/// What a process is told: `process tasks rounds url`.
struct Orders {
    url: String,
    process: i64,
    tasks: i64,
    rounds: i64,
}

impl std::fmt::Display for Orders {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{} {} {} {}",
            self.process, self.tasks, self.rounds, self.url
        )
    }
}

impl Orders {
    /// What this process was told, if it was started by [`Orders::start`].
    fn heard() -> Option<Orders> {
        let text = std::env::var(ORDERS).ok()?;
        let mut parts = text.splitn(4, ' ');
        let mut number = || parts.next().unwrap().parse().unwrap();
        let (process, tasks, rounds) = (number(), number(), number());
        let url = parts.next().unwrap().to_owned();
        Some(Orders {
            url,
            process,
            tasks,
            rounds,
        })
    }

    /// Starts a process that does what this test does when it is told to.
    fn start(&self, test: &str) -> Child {
        Command::new(std::env::current_exe().unwrap())
            .args(["--exact", test, "--nocapture"])
            .env(ORDERS, self.to_string())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap()
    }
}

/// Throws that come the same way in every run; xorshift.
struct Dice(u64);

impl Dice {
    /// Of this task of this process.
    fn of(process: i64, task: i64) -> Dice {
        let seed = (process * 31 + task + 1).cast_unsigned();
        Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    /// A number below `sides`.
    fn throw(&mut self, sides: u64) -> i64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides).cast_signed()
    }
}

/// Waits for all of them; each has to end well. What they said.
fn hear(children: Vec<Child>) -> Vec<String> {
    let mut lines = Vec::new();
    for child in children {
        let out = child.wait_with_output().unwrap();
        let said = String::from_utf8_lossy(&out.stderr);
        assert!(out.status.success(), "{said}");
        let words = String::from_utf8_lossy(&out.stdout);
        lines.extend(words.lines().map(str::to_owned));
    }
    lines
}

/// Two rows that hold one resource at once: a bay, a person, a vehicle.
const OVERLAPS: [(&str, &str); 3] = [
    (
        "SELECT COUNT(*) FROM occupancy a JOIN occupancy b ON b.bay_id = a.bay_id AND b.id > a.id
         WHERE a.blocks AND b.blocks AND a.starts_at < b.ends_at AND b.starts_at < a.ends_at",
        "two cars on one lift",
    ),
    (
        "SELECT COUNT(*) FROM occupancy a JOIN occupancy b ON b.staff_id = a.staff_id AND b.id > a.id
         WHERE a.blocks AND b.blocks AND a.starts_at < b.ends_at AND b.starts_at < a.ends_at",
        "one mechanic in two places",
    ),
    (
        "SELECT COUNT(*) FROM occupancy a JOIN occupancy b ON b.vehicle_id = a.vehicle_id AND b.id > a.id
         WHERE a.blocks AND b.blocks AND a.starts_at < b.ends_at AND b.starts_at < a.ends_at",
        "one car in two places",
    ),
];

/// Asks each question; the answer has to be none.
async fn none_of(store: &Store, questions: &[(&'static str, &str)]) {
    let mut db = store;
    for (question, what) in questions {
        let (found,): (i64,) = db.one(sql(question)).await.unwrap();
        assert_eq!(found, 0, "{what}");
    }
}

/// A workshop with four lifts, four mechanics and a thousand filters on the shelf.
struct Shop {
    place: Place,
    store: Store,
}

impl FromPlace for Shop {
    async fn from_place(place: Place) -> Shop {
        let url = place.url.clone();
        let rows = Rows::from_place(place).await;
        rows.run_all(include_str!("shop.sql")).await;
        assert_eq!(url, rows.place.url);
        let Rows { store, place, .. } = rows;
        Shop { place, store }
    }
}

impl Shop {
    /// Starts a process that works on this store as told.
    fn start(&self, number: i64, rounds: i64) -> Child {
        let orders = Orders {
            url: self.place.url.clone(),
            process: number,
            tasks: TASKS,
            rounds,
        };
        orders.start("hammer::blows::swing_when_told_to")
    }

    async fn number(&self, question: &'static str) -> i64 {
        let mut db = &self.store;
        db.one::<(i64,)>(sql(question)).await.unwrap().0
    }

    /// What must hold whenever nobody is in the middle of something.
    async fn is_sound(&self) {
        none_of(&self.store, &OVERLAPS).await;
        let questions = [
            (
                "SELECT COUNT(*) FROM booking b WHERE b.number LIKE 'H-%'
                    AND (SELECT COUNT(*) FROM occupancy o WHERE o.booking_id = b.id) <> 2",
                "half a booking",
            ),
            (
                "SELECT COUNT(*) FROM stock s WHERE s.on_hand_milli < 0 OR s.on_hand_milli <>
                    (SELECT SUM(m.on_hand_milli) FROM stock_movement m WHERE m.part_id = s.part_id)",
                "stock that is not the sum of its movements",
            ),
            (
                "SELECT COUNT(*) - COUNT(DISTINCT seq) FROM invoice WHERE status = 'posted'",
                "a number given twice",
            ),
            (
                "SELECT COALESCE(MAX(seq), 0) - COUNT(*) FROM invoice WHERE status = 'posted'",
                "a gap in the numbers",
            ),
            (
                "SELECT next - 1 - (SELECT COUNT(*) FROM invoice WHERE status = 'posted') FROM number_series WHERE id = 1",
                "a number taken and not used",
            ),
            (
                "SELECT COUNT(*) FROM invoice i WHERE i.status = 'posted'
                    AND NOT EXISTS (SELECT 1 FROM invoice_line l WHERE l.invoice_id = i.id)",
                "an invoice without its line",
            ),
            (
                "SELECT version - 1 - no_shows FROM customer WHERE id = 1",
                "a lost update",
            ),
        ];
        none_of(&self.store, &questions).await;
    }
}

dual_test!(
    async fn four_terminals_at_once_break_no_rule(shop: Shop) {
        let children: Vec<Child> = (0..PROCESSES).map(|n| shop.start(n, ROUNDS)).collect();
        hear(children);
        shop.is_sound().await;
        let swings = PROCESSES * TASKS * ROUNDS;
        let counted = shop
            .number("SELECT no_shows FROM customer WHERE id = 1")
            .await;
        assert_eq!(counted, swings, "every terminal's update counts once");
        let left = shop
            .number("SELECT on_hand_milli FROM stock WHERE id = 1")
            .await;
        assert_eq!(
            left,
            (1000 - swings * 3).max(1000 % 3) * 1000,
            "sold until none was left"
        );
        let posted = shop
            .number("SELECT COUNT(*) FROM invoice WHERE status = 'posted'")
            .await;
        assert_eq!(posted, swings - swings / 5, "one in five was rolled back");
        let booked = shop
            .number("SELECT COUNT(*) FROM booking WHERE number LIKE 'H-%'")
            .await;
        assert!(booked >= 20, "only {booked} of {swings} found a place");
    }
);

#[tokio::test]
async fn writers_killed_in_the_middle_leave_whole_books() {
    let shop = Shop::from_place(Place::sqlite().await).await;
    for round in 0..4 {
        let mut children: Vec<Child> = (0..PROCESSES)
            .map(|n| shop.start(round * PROCESSES + n, 100_000))
            .collect();
        // Each says a word for every transaction; after some of them it is killed in whatever comes next.
        for (n, child) in children.iter_mut().enumerate() {
            let words = BufReader::new(child.stdout.take().unwrap()).lines();
            let heard = words
                .map_while(Result::ok)
                .filter(|l| l.starts_with("done"))
                .take(15 + 7 * n)
                .count();
            child.kill().unwrap();
            child.wait().unwrap();
            assert!(heard > 0, "process {n} did nothing");
        }
        shop.is_sound().await;
        let mut db = &shop.store;
        let check: Vec<(String,)> = db.all(sql("PRAGMA integrity_check")).await.unwrap();
        assert_eq!(check, [(String::from("ok"),)]);
        let orphans = shop
            .number("SELECT COUNT(*) FROM pragma_foreign_key_check")
            .await;
        assert_eq!(orphans, 0);
    }
    let posted = shop
        .number("SELECT COUNT(*) FROM invoice WHERE status = 'posted'")
        .await;
    assert!(posted > 0, "they were killed before they did anything");
}
