//! How fast the house is, on a past as long as asked for: keys to frames, each screen's question, and a verb
//! beside the bare transaction it cannot be faster than. Every figure is a median with its spread.
//!
//! `cargo bench` fills a SQLite file of its own; `FORECOURT_BENCH_STORE=postgres://…` (an empty database) takes
//! that instead, `FORECOURT_BENCH_JOBS=200000` the size of the large demo.

#[path = "../tests/it/robot.rs"]
mod robot;

use std::time::{Duration, Instant};

use forecourt::desk::auth::Cost;
use forecourt::desk::billing::Filter;
use forecourt::desk::booking::Lanes;
use forecourt::desk::customers::{CustomerForm, CustomersFilter};
use forecourt::desk::founding::Founding;
use forecourt::desk::{Actor, Clock, Desk};
use forecourt::domain::session::Via;
use forecourt::domain::{SiteId, Zone};
use forecourt::store::{Db, Options, Store, seed, sql};
use robot::Robot;

/// How often each thing is done, after a few times that do not count.
const TIMES: usize = 60;
const WARM: usize = 5;

/// Prints the median with the middle nine tenths.
fn say(what: &str, mut all: Vec<Duration>) -> Duration {
    all.drain(..WARM.min(all.len()));
    all.sort_unstable();
    let at = |share: usize| all[(all.len() - 1) * share / 100];
    let ms = |d: Duration| d.as_secs_f64() * 1000.0;
    println!(
        "{what:<44} {:>9.3} ms   {:>8.3} – {:>8.3}",
        ms(at(50)),
        ms(at(5)),
        ms(at(95))
    );
    at(50)
}

/// Times one line of code, over and over.
macro_rules! timed {
    ($what:expr, $body:expr) => {{
        let mut all = Vec::with_capacity(TIMES + WARM);
        for _ in 0..TIMES + WARM {
            let begun = Instant::now();
            std::hint::black_box($body);
            all.push(begun.elapsed());
        }
        say($what, all)
    }};
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = tempfile::tempdir()?;
    let own = format!("sqlite:{}", folder.path().join("bench.db").display());
    let url = std::env::var("FORECOURT_BENCH_STORE").unwrap_or(own);
    let jobs = std::env::var("FORECOURT_BENCH_JOBS")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(20_000);
    let zone = Zone::parse("Europe/Amsterdam").map_err(|_| "no such zone")?;
    let day = chrono::NaiveDate::from_ymd_opt(2026, 11, 23).ok_or("no such day")?;
    let clock = Clock::held(zone.at(day, 10 * 60 + 42));
    let store = Store::open(&url, &Options::default()).await?;
    let desk = Desk::on(store.clone(), clock.clone()).await?;
    let founding = Founding {
        name: "Bench".to_owned(),
        phone: "030 555 00 00".to_owned(),
        owner: "Olga".to_owned(),
        login: "olga".to_owned(),
        password: "under the lift".to_owned(),
        password_cost: Some(Cost {
            memory_kib: 8,
            passes: 1,
            lanes: 1,
        }),
        ..Founding::in_country("NL", "Europe/Amsterdam")
    };
    desk.found_workshop(&Actor::console("bench", "bench", SiteId(0)), founding)
        .await?;
    let size = seed::Size {
        customers: jobs / 4,
        vehicles: jobs / 3,
        parts: jobs / 2,
        jobs,
    };
    let begun = Instant::now();
    seed::fill(&store, size, day).await?;
    println!(
        "{jobs} jobs filled in after {:.1} s\n",
        begun.elapsed().as_secs_f64()
    );
    let by = desk
        .log_in("olga", "under the lift", "bench", Via::Local)
        .await?
        .actor;
    let past = day - chrono::Days::new(30);

    println!("start");
    let mut all = Vec::new();
    for _ in 0..TIMES + WARM {
        let begun = Instant::now();
        let fresh = Desk::open(&url, &Options::default(), clock.clone()).await?;
        let robot = Robot::open(&fresh, by.clone()).await;
        all.push(begun.elapsed());
        std::hint::black_box(robot.screen());
        fresh.close().await;
    }
    say("books opened, first page painted", all);

    println!("\nkey to frame");
    let mut robot = Robot::open(&desk, by.clone()).await;
    timed!("arrow on the day grid", robot.press("Down").await.keys());
    robot.press("F7").await;
    timed!(
        "arrow on the list of parts",
        robot.press("Down").await.keys()
    );
    timed!(
        "letter in the list of parts",
        robot.write("b").await.press("Backspace").await.keys()
    );
    robot.press("F6").await;
    timed!(
        "letter in the list of customers",
        robot.write("j").await.press("Backspace").await.keys()
    );

    println!("\neach screen's question");
    timed!("day sheet", desk.day_sheet(&by, past, Lanes::Bays).await?);
    timed!("week", desk.week_load(&by, past).await?);
    timed!("board", desk.columns(&by).await?);
    timed!(
        "invoices owed, a page",
        desk.invoices_page(&by, Filter::Owed, None, 60).await?
    );
    timed!(
        "invoices posted, a page",
        desk.invoices_page(&by, Filter::Posted, None, 60).await?
    );
    timed!("what is owed in sum", desk.receivable(&by).await?);
    timed!(
        "customers, a page",
        desk.customers_page(&by, &CustomersFilter::default(), None, false, 60)
            .await?
    );
    timed!("find a plate", desk.find(&by, "z-0001").await?);
    timed!("find a name", desk.find(&by, "verhoeven").await?);
    timed!(
        "parts while typing",
        desk.find_parts(&by, "timing belt 1").await?
    );

    println!("\na verb beside the bare transaction");
    let form = CustomerForm {
        name: "Bench, B.".to_owned(),
        ..CustomerForm::default()
    };
    let verb = timed!("add a customer", desk.add_customer(&by, &form).await?);
    let bare = timed!("four bare inserts, committed", {
        let mut tx = store.begin().await?;
        for n in 0..4 {
            tx.exec(
                sql("INSERT INTO login_failure (login, terminal, at) VALUES ($1, 'bench', $2)")
                    .bind(format!("bench-{n}"))
                    .bind(desk.now()),
            )
            .await?;
        }
        tx.commit().await?;
    });
    println!(
        "{:<44} {:>9.2} x",
        "the verb beside it",
        verb.as_secs_f64() / bare.as_secs_f64()
    );
    Ok(())
}
