//! The Customers tab, the pages and forms behind it, and find, by a robot.

use forecourt::desk::customers::CustomerForm;
use forecourt::paper::Tray;
use forecourt::tui::app::Options;

use super::{add, car, named, stored};
use crate::rig::shop::Shop;
use crate::rig::{FromPlace, Place};
use crate::robot::Robot;

async fn shop() -> Shop {
    Shop::from_place(Place::sqlite().await).await
}

async fn at(shop: &Shop, size: (u16, u16)) -> Robot {
    let mut robot = Robot::with(&shop.desk, Options::new(shop.owner.clone()), size).await;
    robot.press("F6").await;
    robot
}

/// The screen without its bar of tabs, which is the shell's.
fn page(robot: &Robot) -> String {
    let screen = robot.screen();
    let page = screen.split_once('\n').map(|(_, page)| page.to_owned());
    page.unwrap_or_default()
}

/// What nobody can write into the books: signs without a place on the screen are left out as they are pasted, and
/// how many is said.
const HOSTILE: [(&str, &str, &str); 5] = [
    ("Eve\u{202e}gpj", "Evegpj", "One character nobody can see"),
    (
        "Bob\u{200b}Smith",
        "BobSmith",
        "One character nobody can see",
    ),
    ("Red\u{9b}31m", "Red31m", "One character nobody can see"),
    (
        "\u{1b}[31mRed\u{7}",
        "[31mRed",
        "2 characters nobody can see",
    ),
    ("Jan\r\nde\tBoer", "Jan de Boer", ""),
];

/// What may look odd and is a name all the same.
const HONEST: [&str; 8] = [
    "=cmd()|x",
    "Family 🚗 Bos",
    "Family 👨\u{200d}👩\u{200d}👧 Bos",
    "❤\u{fe0f} Garage",
    "محمد علي",
    "שלום",
    "نام\u{200c}ها",
    "O’Connor-Ñuñez",
];

#[tokio::test]
async fn the_list_shows_everybody_with_the_card_of_the_chosen_one_and_turns_to_the_archived() {
    let shop = shop().await;
    let mut robot = at(&shop, (80, 24)).await;
    robot
        .sees("No customers yet. Ins adds the first.")
        .sees("0 customers");
    for (name, plate) in [("Jansen, M.", "KL-310-P"), ("de Vries, P.", "AB-123-C")] {
        let id = add(&shop, &named(name, "06 12345678")).await;
        car(&shop, plate, id).await;
    }
    let away = add(&shop, &named("Gone, G.", "")).await;
    let desk = &shop.desk;
    desk.archive_customer(&shop.owner, away, 1, true)
        .await
        .unwrap();
    robot.until("2 customers").await.idle().await;
    robot.sees_no("Gone, G.");
    insta::assert_snapshot!("customers_80x24", page(&robot));
    robot.press("Tab").await;
    robot.sees("1 archived").sees("Gone, G.");
    robot.press("Enter").await.sees("archived");
    robot.press("Delete Right Enter").await;
    robot.sees("Gone, G. is back");
    robot.press("Esc Tab").await;
    robot.sees("3 customers").sees("Gone, G.");
    robot.resize(120, 40).await;
    insta::assert_snapshot!("customers_120x40", page(&robot));
}

dual_test! {
    async fn hostile_signs_never_reach_the_books_and_what_is_left_out_is_said(shop: Shop) {
        let mut robot = at(&shop, (80, 24)).await;
        for (typed, kept, said) in HOSTILE {
            robot.press("F6 Insert").await.paste(typed).await;
            robot.sees(kept).sees(said);
            robot.press("Ctrl-s").await;
            robot.sees(&format!("{kept} added"));
            let found = shop.desk.customers_like(&shop.owner, kept, 5).await.unwrap();
            assert_eq!(found[0].name, kept);
        }
    }
}

dual_test! {
    async fn too_much_is_refused_beside_the_field_and_stays(shop: Shop) {
        let before = shop.desk.customers_count(&shop.owner, false).await.unwrap();
        let mut robot = at(&shop, (80, 24)).await;
        robot.press("Insert").await.paste(&"x".repeat(10_000)).await;
        robot.press("Tab").await.sees("New customer").sees("characters; at most 200 fit.");
        robot.sees("xxxxxxxxxx");
        robot.press("Ctrl-s").await;
        robot.sees("characters; at most 200 fit.");
        let after = shop.desk.customers_count(&shop.owner, false).await.unwrap();
        assert_eq!(after, before);
    }
}

dual_test! {
    async fn a_window_of_twenty_by_five_and_a_paste_of_many_lines_cost_a_form_nothing(shop: Shop) {
        let mut robot = at(&shop, (80, 24)).await;
        robot.press("Insert").await.write("Ines de Groot").await;
        robot.press("Tab").await.paste("06 1234\r\n5678\n").await;
        robot.resize(20, 5).await.sees_no("Ines").sees("60");
        // Whoever types on does so into the same field.
        robot.press("Tab").await.paste("ines@example.nl\n").await;
        robot.resize(80, 24).await.sees("Ines de Groot").sees("06 1234 5678").sees("ines@example.nl");
        robot.press("Ctrl-S").await.sees("Ines de Groot added");
        let found = shop.desk.customers_like(&shop.owner, "Ines", 5).await.unwrap();
        let card = shop.desk.customer_card(&shop.owner, found[0].id).await.unwrap();
        assert_eq!(card.customer.name, "Ines de Groot");
        robot.sees("+31 6 12345678").sees("ines@example.nl");
    }
}

dual_test! {
    async fn a_name_that_is_a_formula_is_a_text_in_the_file_it_is_written_to(shop: Shop) {
        for name in ["=cmd()|x", "+31 Garage", "@SUM(A1)", "Jansen, \"M.\""] {
            add(&shop, &named(name, "")).await;
        }
        let folder = tempfile::tempdir().unwrap();
        let options = Options {
            tray: Tray::new(folder.path().to_owned(), ""),
            ..Options::new(shop.owner.clone())
        };
        let mut robot = Robot::with(&shop.desk, options, (80, 24)).await;
        robot.press("F10").await.write("list of customers").await.press("Enter").await;
        robot.sees("=cmd()|x").sees("4 rows");
        robot.press("F10").await.write("csv").await.press("Enter").await;
        let files: Vec<_> = std::fs::read_dir(folder.path()).unwrap().collect();
        assert_eq!(files.len(), 1, "{}", robot.screen());
        let file = std::fs::read_to_string(files[0].as_ref().unwrap().path()).unwrap();
        for text in ["'=cmd()|x,", "'+31 Garage,", "'@SUM(A1),", "\"Jansen, \"\"M.\"\"\","] {
            let found = file.lines().any(|line| line.starts_with(text));
            assert!(found, "no {text} in {file}");
        }
    }
}

dual_test! {
    async fn odd_but_honest_names_are_kept_to_the_letter_through_an_edit(shop: Shop) {
        let mut robot = at(&shop, (80, 24)).await;
        for name in HONEST {
            robot.press("F6 Insert").await.write(name).await.press("Ctrl-s").await;
            let found = shop.desk.customers_like(&shop.owner, name, 5).await.unwrap();
            assert_eq!(found[0].name, name);
            // Opened and kept again it is still the same.
            let id = found[0].id;
            robot.press("Ctrl-e").await.press("End").await.write("!").await.press("Ctrl-s").await;
            let card = shop.desk.customer_card(&shop.owner, id).await.unwrap();
            assert_eq!(card.customer.name, format!("{name}!"));
        }
    }
}

#[tokio::test]
async fn a_wrong_phone_says_so_under_the_phone_and_several_are_kept() {
    let shop = shop().await;
    let mut robot = at(&shop, (80, 24)).await;
    robot
        .press("Insert")
        .await
        .write("M. Jansen")
        .await
        .press("Tab")
        .await;
    robot.write("12").await.press("Ctrl-s").await;
    robot.sees("New customer").sees("!");
    robot.press("Backspace Backspace").await;
    robot
        .write("06 12345678, 030 5552500")
        .await
        .press("Ctrl-s")
        .await;
    robot
        .sees("M. Jansen added")
        .sees("+31 6 12345678, +31 30 555 2500");
}

#[tokio::test]
async fn somebody_alike_is_named_while_typing_and_can_be_looked_at_without_losing_a_letter() {
    let shop = shop().await;
    add(&shop, &named("Jansen, Maria", "06 12345678")).await;
    let mut robot = at(&shop, (80, 24)).await;
    robot
        .press("Insert")
        .await
        .write("M. Jansen")
        .await
        .press("Tab")
        .await;
    robot.write("0612345678").await.press("Tab").await;
    robot.sees("Looks like Jansen, Maria");
    insta::assert_snapshot!("customer_alike_80x24", page(&robot));
    robot
        .press("Ctrl-o")
        .await
        .sees("No vehicle and no visit yet");
    robot
        .press("Esc")
        .await
        .sees("New customer")
        .sees("M. Jansen");
    robot.press("Ctrl-s").await.sees("M. Jansen added");
}

#[tokio::test]
async fn what_two_terminals_change_is_merged_and_only_the_same_field_is_asked_about() {
    let shop = shop().await;
    let id = add(&shop, &named("M. Jansen", "06 12345678")).await;
    let mut robot = at(&shop, (80, 24)).await;
    robot.press("Enter Ctrl-e").await.sees("Edit customer");
    let (version, form) = stored(&shop.desk, &shop, id).await;
    let moved = CustomerForm {
        postcode: "3511 AB".to_owned(),
        ..form
    };
    let (desk, by) = (&shop.desk, &shop.owner);
    desk.edit_customer(by, id, version, &moved).await.unwrap();
    robot.write("-Bos").await.press("Ctrl-s").await;
    robot.sees("M. Jansen-Bos saved");
    let (version, form) = stored(desk, &shop, id).await;
    assert_eq!(
        (form.name.as_str(), form.postcode.as_str()),
        ("M. Jansen-Bos", "3511 AB")
    );

    robot.press("Ctrl-e").await.sees("Edit customer");
    let theirs = CustomerForm {
        name: "Maria Jansen".to_owned(),
        ..form
    };
    desk.edit_customer(by, id, version, &theirs).await.unwrap();
    robot.write(" jr").await.press("Ctrl-s").await;
    robot.sees("Maria Jansen").sees("M. Jansen-Bos jr");
    insta::assert_snapshot!("customer_conflict_80x24", page(&robot));
    robot.resize(120, 40).await;
    insta::assert_snapshot!("customer_conflict_120x40", page(&robot));
    robot.resize(80, 24).await;
    robot.press("Left Enter").await.sees("Maria Jansen saved");
    assert_eq!(stored(desk, &shop, id).await.1.name, "Maria Jansen");
}

#[tokio::test]
async fn an_edit_is_taken_back_with_one_key() {
    let shop = shop().await;
    let id = add(&shop, &named("M. Jansen", "")).await;
    let mut robot = at(&shop, (80, 24)).await;
    robot
        .press("Enter Ctrl-e")
        .await
        .write("-Bos")
        .await
        .press("Ctrl-s")
        .await;
    robot.sees("M. Jansen-Bos saved");
    robot.press("Ctrl-z").await;
    assert_eq!(stored(&shop.desk, &shop, id).await.1.name, "M. Jansen");
}

#[tokio::test]
async fn letters_typed_before_the_form_is_there_are_not_lost() {
    let shop = shop().await;
    let id = add(&shop, &named("M. Jansen", "")).await;
    let mut robot = at(&shop, (80, 24)).await;
    robot.press("Enter").await;
    robot.rush("Ctrl-e - B o s Ctrl-s").await;
    assert_eq!(stored(&shop.desk, &shop, id).await.1.name, "M. Jansen-bos");
}

#[tokio::test]
async fn a_vehicle_is_added_edited_and_given_to_another() {
    let shop = shop().await;
    add(&shop, &named("M. Jansen", "")).await;
    add(&shop, &named("P. de Vries", "")).await;
    let mut robot = at(&shop, (80, 24)).await;
    robot.press("Enter Insert").await.sees("New vehicle");
    robot.press("Ctrl-s").await.sees("New vehicle").sees("!");
    robot.write("kl310p\u{200b}").await.press("Tab").await;
    robot.write("Opel").await.press("Ctrl-s").await;
    robot.sees("With").sees("M. Jansen");
    robot
        .press("Ctrl-k")
        .await
        .write("vries")
        .await
        .press("Enter Ctrl-s")
        .await;
    robot.sees("P. de Vries has it now").sees("since");
    insta::assert_snapshot!("vehicle_page_80x24", page(&robot));
    robot.resize(120, 40).await;
    insta::assert_snapshot!("vehicle_page_120x40", page(&robot));
}

#[tokio::test]
async fn find_takes_four_keys_and_leads_there_and_back() {
    let shop = shop().await;
    let id = add(&shop, &named("M. Jansen", "06 12345678")).await;
    car(&shop, "KL-310-P", id).await;
    let mut robot = Robot::open(&shop.desk, shop.owner.clone()).await;
    let _ = robot.keys();
    robot.press("F2").await.write("kl3").await.sees("KL-310-P");
    assert!(robot.keys() <= 4, "{}", robot.keys());
    robot.press("Enter").await.sees("With").sees("M. Jansen");
    robot.press("Esc").await.sees("KL-310-P").sees("kl3");
    robot.press("Esc Esc").await;
    robot.press("F2").await.write("345").await.sees("M. Jansen");
    robot
        .write("zzz")
        .await
        .press("Enter")
        .await
        .sees("Nothing fits");
}

#[tokio::test]
async fn long_names_are_cut_and_nothing_is_pushed_off_the_page() {
    let shop = shop().await;
    let long = "Vereniging van Eigenaren Appartementencomplex Oudegracht-Zuid 部品 ".repeat(3);
    let id = add(&shop, &named(&long[..190], "06 12345678")).await;
    car(&shop, "KL-310-P", id).await;
    let mut robot = at(&shop, (80, 24)).await;
    robot.press("Enter").await.sees("KL-310-P");
    insta::assert_snapshot!("customer_page_long_80x24", page(&robot));
    robot.resize(120, 40).await;
    insta::assert_snapshot!("customer_page_long_120x40", page(&robot));
}
