//! From nothing to the first page, and from a key to its frame.

use std::hint::black_box;
use std::time::Instant;

use forecourt::desk::Desk;
use forecourt::desk::booking::{Lanes, Order};
use forecourt::domain::booking::{Arrival, Source};
use forecourt::domain::{CustomerId, VehicleId, bay};
use forecourt::store::{Db, Options, Store, sql};
use forecourt::tui::app::Options as Terminals;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::layout::Constraint;
use ratatui::style::{Modifier, Style};
use ratatui::widgets::{Row, Table, TableState};

use crate::Outcome;
use crate::floor::Floor;
use crate::robot::Robot;
use crate::ruler::{TIMES, WARM, beside, figure, part, say, since, timed};

const SIZE: (u16, u16) = (120, 40);

/// Opening the books until the first page stands.
pub async fn start(floor: &Floor) -> Outcome {
    part("start");
    let mut bare = Vec::new();
    let mut whole = Vec::new();
    for _ in 0..TIMES / 2 + WARM {
        let begun = Instant::now();
        let store = Store::open_as_is(&floor.url, &Options::default()).await?;
        let row: (i64,) = (&store).one(sql("SELECT id FROM site")).await?;
        since(begun, &mut bare);
        black_box(row);
        store.close().await;
        let begun = Instant::now();
        let fresh = Desk::open(&floor.url, &Options::default(), floor.desk.clock().clone()).await?;
        let robot = Robot::with(&fresh, Terminals::new(floor.by.clone()), SIZE).await;
        since(begun, &mut whole);
        black_box(robot.screen());
        fresh.close().await;
    }
    let whole = say("books opened, first page painted", whole);
    let bare = say("neighbour: connection, one row", bare);
    beside("beside it", whole, bare);
    Ok(())
}

/// Keys on the screens that are used all day, drawn at 120x40.
pub async fn frames(floor: &Floor) -> Outcome {
    part("key to frame, 120x40");
    let plain = plain()?;
    let mut robot = Robot::with(&floor.desk, Terminals::new(floor.by.clone()), SIZE).await;
    let grid = timed!("arrow on the day grid", robot.press("Down").await.keys());
    beside("beside the plain frame", grid, plain);
    for (key, what, word) in [
        ("Alt-4", "parts", "On hand"),
        ("Alt-6", "customers", "Vehicles"),
        ("Alt-5", "invoices", "Number"),
    ] {
        robot.press(key).await.sees(word);
        let arrow = timed!(
            &format!("arrow in the list of {what}"),
            robot.press("Down").await.keys()
        );
        beside("beside the plain frame", arrow, plain);
    }
    robot.press("Alt-4").await;
    timed!(
        "letter and backspace, finding parts",
        robot.write("b").await.press("Backspace").await.keys()
    );
    robot.press("Alt-6").await;
    timed!(
        "letter and backspace, finding customers",
        robot.write("j").await.press("Backspace").await.keys()
    );
    Ok(())
}

/// Places of a house that has a thousand bookings a week: as many bays, five bookings in each a day, five days.
const BAYS: usize = 40;

/// A week of a thousand bookings: asked, and drawn at 120x40 with its fullest day.
pub async fn week(floor: &Floor) -> Outcome {
    let (desk, by) = (&floor.desk, &floor.by);
    part("a week of a thousand bookings, 120x40");
    let zone = desk.site(by.site())?.zone;
    let (mut bays, _) = desk.places(by).await?;
    for n in bays.len()..BAYS {
        desk.add_bay(by, &format!("{} Lift", n + 1), bay::Kind::Lift)
            .await?;
    }
    bays = desk.places(by).await?.0;
    let kinds = desk.booking_types(by).await?;
    let kind = kinds.iter().find(|k| k.code == "SERVICE");
    let kind = kind.ok_or("no booking type")?.id;
    let monday = floor.today + chrono::Days::new(7);
    let mut booked = 0;
    for day in 0..5 {
        for minute in [480, 585, 690, 795, 900] {
            for bay in bays.iter().take(BAYS) {
                let order = Order {
                    customer: CustomerId(1001 + booked % (floor.jobs / 4)),
                    vehicle: Some(VehicleId(1001 + booked)),
                    kind,
                    starts_at: zone.at(monday + chrono::Days::new(day), minute),
                    minutes: Some(60),
                    bay: Some(bay.id),
                    staff: None,
                    arrival: Arrival::Drop,
                    source: Source::Phone,
                    wish: "Brakes squeal".to_owned(),
                    notes: String::new(),
                    canned: Vec::new(),
                    tools: Vec::new(),
                    reason: "full".to_owned(),
                };
                desk.book(by, &order).await?;
                booked += 1;
            }
        }
    }
    figure("bookings in it", booked as f64, "");
    timed!("the week asked", desk.week_load(by, monday).await?);
    timed!(
        "its Monday asked",
        desk.day_sheet(by, monday, Lanes::Bays).await?
    );
    let mut robot = Robot::with(desk, Terminals::new(by.clone()), SIZE).await;
    robot.press("Tab PageDown").await.sees("30");
    timed!("arrow on the week", robot.press("Down").await.keys());
    timed!(
        "a week back and on, asked and drawn",
        robot.press("PageUp PageDown").await.keys()
    );
    robot.press("Home PageDown Enter").await;
    timed!("arrow on a day of it", robot.press("Down").await.keys());
    Ok(())
}

/// A plain table of the same size whose selection moves: what drawing costs whoever draws.
fn plain() -> Outcome<std::time::Duration> {
    let mut terminal = Terminal::new(TestBackend::new(SIZE.0, SIZE.1))?;
    let mut state = TableState::default();
    let mut at = 0;
    Ok(timed!("neighbour: a plain ratatui table", {
        at = (at + 1) % 36;
        state.select(Some(at));
        terminal.draw(|frame| {
            let rows = (0..36).map(|n| {
                Row::new([
                    format!("JOB-2026-{n:04}"),
                    "Jansen, M.".to_owned(),
                    "VW Golf VII".to_owned(),
                    "Small service".to_owned(),
                    format!("{n}.00"),
                ])
            });
            let table = Table::new(rows, [Constraint::Ratio(1, 5); 5])
                .row_highlight_style(Style::new().add_modifier(Modifier::REVERSED));
            frame.render_stateful_widget(table, frame.area(), &mut state);
        })?;
    }))
}
