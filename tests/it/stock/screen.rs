//! The Inventory tab by a robot: find, scan, receive, count, correct, edit.

use forecourt::desk::stock::PartForm;
use forecourt::domain::role::Preset;
use forecourt::domain::stock::CodeKind;
use forecourt::domain::{Money, PartId, Qty};
use forecourt::tui::app::Options;

use super::{agreed, blank, job, level, part, pc, receive};
use crate::rig::shop::Shop;
use crate::rig::{FromPlace, Place};
use crate::robot::Robot;

async fn shop() -> Shop {
    Shop::from_place(Place::sqlite().await).await
}

async fn at(shop: &Shop, size: (u16, u16)) -> Robot {
    let mut robot = Robot::with(&shop.desk, Options::new(shop.owner.clone()), size).await;
    robot.press("F7").await;
    robot
}

/// The screen without its bar of tabs, which is the shell's.
fn page(robot: &Robot) -> String {
    let screen = robot.screen();
    screen
        .split_once('\n')
        .map_or(String::new(), |(_, page)| page.to_owned())
}

/// A part with a shelf: number, words, bin, how many, low at, price.
type Kept = (&'static str, &'static str, &'static str, i64, i64, i64);

const SHELF: [Kept; 10] = [
    (
        "BOS-0986494",
        "Brake pads front VW Golf",
        "A-03-2",
        12,
        6,
        48_90,
    ),
    ("BOS-0986479", "Brake disc 288 mm", "A-03-4", 5, 4, 61_20),
    (
        "TRW-GDB1763",
        "Brake pads rear Volvo V60",
        "A-03-1",
        4,
        4,
        39_95,
    ),
    (
        "ATE-1304602",
        "Brake pads front Opel Astra",
        "A-04-1",
        7,
        4,
        44_10,
    ),
    (
        "BRE-P85073",
        "Brake pads front Audi A3",
        "A-03-3",
        0,
        2,
        52_75,
    ),
    ("TRW-GCH441", "Brake cable Golf", "B-11-0", 3, 2, 18_40),
    (
        "BOS-1987482",
        "Brake fluid DOT4 1 l",
        "C-01-0",
        26,
        12,
        9_80,
    ),
    (
        "LUC-LFB552",
        "Brake lamp bulb P21W (10)",
        "D-02-5",
        31,
        10,
        6_20,
    ),
    ("TRW-GDB1550", "Brake pads rear Golf", "A-03-2", 9, 6, 33_60),
    (
        "MAN-W71973",
        "Oil filter VW 1.4 TSI",
        "B-02-1",
        18,
        8,
        11_45,
    ),
];

async fn keep(shop: &Shop, kept: Kept) -> PartId {
    let (sku, description, bin, qty, low, price) = kept;
    let form = PartForm {
        sku: sku.to_owned(),
        description: description.to_owned(),
        bin: bin.to_owned(),
        reorder: pc(low),
        price: Money(price),
        codes: vec![(CodeKind::Barcode, format!("87{}", &sku[sku.len() - 4..]))],
        ..blank(shop).await
    };
    let id = shop.desk.add_part(&shop.owner, &form).await.unwrap().value;
    if qty > 0 {
        receive(shop, id, pc(qty), price * 53 / 100).await;
    }
    id
}

/// A shelf with pads that were used for weeks, and a job that waits for more of them than there are.
async fn shelf(shop: &Shop) -> PartId {
    let mut pads = PartId(0);
    for kept in SHELF {
        let id = keep(shop, kept).await;
        if kept.0 == "TRW-GDB1763" {
            pads = id;
        }
    }
    let job = job(shop).await;
    let used = agreed(shop, job, pads, pc(2)).await;
    shop.desk
        .take_part(&shop.owner, used, None, "")
        .await
        .unwrap();
    agreed(shop, job, pads, pc(3)).await;
    pads
}

#[tokio::test]
async fn the_inventory_shows_what_is_found_with_its_card_below_or_beside() {
    let shop = shop().await;
    shelf(&shop).await;
    let mut robot = at(&shop, (80, 24)).await;
    robot
        .write("brake pa")
        .await
        .press("Down Down Down Down")
        .await;
    robot.sees("5 of 10").sees("TRW-GDB1763");
    insta::assert_snapshot!("inventory_80x24", page(&robot));
    robot.resize(120, 40).await;
    insta::assert_snapshot!("inventory_120x40", page(&robot));
}

#[tokio::test]
async fn an_empty_catalogue_and_a_find_without_hits_say_so() {
    let shop = shop().await;
    let mut robot = at(&shop, (80, 24)).await;
    robot.sees("No parts yet. Ctrl-O adds the first.");
    insta::assert_snapshot!("inventory_empty_80x24", page(&robot));
    robot.resize(120, 40).await;
    insta::assert_snapshot!("inventory_empty_120x40", page(&robot));
    robot.resize(80, 24).await;
    robot.write("zzz").await.press("Enter").await;
    robot.sees("No part fits");
}

#[tokio::test]
async fn long_names_are_cut_and_nothing_is_pushed_off_the_page() {
    let shop = shop().await;
    let long = PartForm {
        sku: "A-VERY-LONG-PART-NUMBER-00000000001".to_owned(),
        description:
            "Ölfiltergehäusedeckeldichtungssatz für Fahrzeuge mit Anhängerkupplung 部品番号 "
                .repeat(2),
        bin: "NORTH-HALL-RACK-07".to_owned(),
        price: Money(123_456_789),
        ..blank(&shop).await
    };
    let id = shop.desk.add_part(&shop.owner, &long).await.unwrap().value;
    receive(&shop, id, Qty(123_456_500), 1).await;
    let mut robot = at(&shop, (80, 24)).await;
    robot.sees("1 234 567.89");
    insta::assert_snapshot!("inventory_long_80x24", page(&robot));
    robot.resize(120, 40).await;
    insta::assert_snapshot!("inventory_long_120x40", page(&robot));
    robot.resize(80, 24).await;
    robot.press("Enter").await;
    insta::assert_snapshot!("part_page_long_80x24", page(&robot));
    robot.resize(120, 40).await;
    insta::assert_snapshot!("part_page_long_120x40", page(&robot));
}

#[tokio::test]
async fn goods_are_received_in_a_few_keys_and_the_waiting_job_gets_its_part() {
    let shop = shop().await;
    let pads = shelf(&shop).await;
    let mut robot = at(&shop, (80, 24)).await;
    robot.scan("871763").await.sees("To order");
    robot.press("Insert").await.sees("Receive TRW-GDB1763");
    robot.write("0").await.press("Ctrl-s").await;
    robot.sees("It takes a quantity above nothing.");
    insta::assert_snapshot!("inventory_receive_error_80x24", page(&robot));
    robot.resize(120, 40).await;
    insta::assert_snapshot!("inventory_receive_error_120x40", page(&robot));
    robot.resize(80, 24).await;
    robot
        .press("Backspace")
        .await
        .write("8")
        .await
        .press("Enter Enter")
        .await;
    robot.write("delivery 88121").await.press("Enter").await;
    robot
        .sees("TRW-GDB1763 received, 10 on hand.")
        .sees_no("To order");
    assert_eq!(level(&shop, pads).await.0, pc(10));
}

#[tokio::test]
async fn a_count_is_blind_and_tells_the_difference_afterwards() {
    let shop = shop().await;
    let pads = shelf(&shop).await;
    let mut robot = at(&shop, (80, 24)).await;
    robot.scan("TRW-GDB1763").await.press("+").await;
    robot.sees("Count TRW-GDB1763").sees_no(" on hand");
    robot.write("1").await.press("Enter").await;
    robot.sees("TRW-GDB1763 counted: 1, 1 fewer than the books said.");
    assert_eq!(level(&shop, pads).await.0, pc(1));
    robot
        .press("-")
        .await
        .write("-1")
        .await
        .press("Enter")
        .await;
    robot.write("bent").await.press("Enter").await;
    robot.sees("TRW-GDB1763 corrected, 0 on hand.");
}

#[tokio::test]
async fn a_part_has_a_page_with_its_waiting_jobs_and_movements() {
    let shop = shop().await;
    shelf(&shop).await;
    let mut robot = at(&shop, (80, 24)).await;
    robot.scan("TRW-GDB1763").await;
    robot.sees("To order").sees("delivery 88120");
    insta::assert_snapshot!("part_page_80x24", page(&robot));
    robot.resize(120, 40).await;
    insta::assert_snapshot!("part_page_120x40", page(&robot));
}

#[tokio::test]
async fn a_part_is_edited_and_a_new_one_is_made_from_what_was_typed() {
    let shop = shop().await;
    shelf(&shop).await;
    let mut robot = at(&shop, (80, 24)).await;
    robot.scan("TRW-GDB1763").await.press("Ctrl-e").await;
    robot.sees("Edit part").sees("Brake pads rear Volvo V60");
    insta::assert_snapshot!("part_form_80x24", page(&robot));
    robot.resize(120, 40).await;
    insta::assert_snapshot!("part_form_120x40", page(&robot));
    robot.resize(80, 24).await;
    robot.write(" II").await.press("Ctrl-s").await;
    robot.sees("Brake pads rear Volvo V60 II is saved.");
    robot.press("Ctrl-z").await.sees_no("V60 II  ");
    robot.press("Esc").await;
    robot
        .press("Esc")
        .await
        .write("wiper blade")
        .await
        .press("Ctrl-o")
        .await;
    robot.sees("New part");
    robot.press("Ctrl-s").await;
    robot
        .sees("wiper blade is in the catalogue.")
        .sees("P-00011");
}

#[tokio::test]
async fn the_list_shows_only_what_is_low_at_one_key() {
    let shop = shop().await;
    shelf(&shop).await;
    let mut robot = at(&shop, (80, 24)).await;
    robot
        .press("Tab")
        .await
        .sees("BRE-P85073")
        .sees_no("BOS-0986494");
    robot.press("Tab").await.sees("Nothing is put away");
    robot.press("Tab").await.sees("BOS-0986494");
}

#[tokio::test]
async fn an_unknown_code_is_said_and_who_may_not_move_stock_hears_why() {
    let shop = shop().await;
    part(&shop, "PAD", "Brake pads").await;
    let mechanic = shop.as_preset(Preset::Mechanic).await;
    let mut robot = Robot::open(&shop.desk, mechanic).await;
    robot.press("F7").await.scan("4711471147").await;
    robot.sees("No part fits “4711471147”");
    robot
        .press("Esc")
        .await
        .press("Enter")
        .await
        .scan("4711471147")
        .await;
    robot.sees("No part has the code 4711471147.");
    robot.press("Insert").await.sees_no("Receive PAD");
}

#[tokio::test]
async fn a_receipt_at_another_terminal_shows_here() {
    let shop = shop().await;
    let pads = shelf(&shop).await;
    let mut robot = at(&shop, (80, 24)).await;
    robot.scan("TRW-GDB1763").await;
    receive(&shop, pads, pc(96), 20_00).await;
    robot.until("98").await;
}
