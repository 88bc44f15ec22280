//! Half-filled pages: kept in the store, found again after a crash, a hang-up and a lock.

use crate::rig::shop::Shop;
use crate::robot::Robot;
use forecourt::desk::Actor;
use forecourt::desk::customers::CustomerForm;
use forecourt::domain::CustomerId;
use forecourt::domain::role::Preset;
use forecourt::tui::shell::Input;

async fn jansen(shop: &Shop, by: &Actor) -> CustomerId {
    let form = CustomerForm {
        name: "M. Jansen".to_owned(),
        emails: vec!["m.jansen@example.nl".to_owned()],
        ..CustomerForm::default()
    };
    shop.desk.add_customer(by, &form).await.unwrap().value
}

/// A crash: the program is gone from one moment to the next. Then the same person logs in elsewhere and takes
/// up what they find.
async fn crash_and_take_up(robot: Robot, shop: &Shop, login: &str) -> Robot {
    drop(robot);
    let actor = shop.log_in_at(login, "counter-3").await;
    let mut robot = Robot::open(&shop.desk, actor).await;
    robot.sees("One half-filled page of yours is kept");
    robot.press("F10").await.write("take up").await;
    robot.press("Enter").await;
    robot
}

async fn count(shop: &Shop, by: &Actor) -> usize {
    shop.desk.parked(by).await.unwrap().len()
}

dual_test! {
    async fn a_crash_costs_at_most_ten_seconds_of_a_new_customer(shop: Shop) {
        let ana = shop.as_preset(Preset::Reception).await;
        let mut robot = Robot::open(&shop.desk, ana.clone()).await;
        robot.press("F6 Insert").await.write("Ines de Groot").await;
        robot.press("Tab").await.write("0612345678").await;
        assert_eq!(count(&shop, &ana).await, 0);
        robot.seconds(10).await;
        assert_eq!(count(&shop, &ana).await, 1);
        let mut robot = crash_and_take_up(robot, &shop, "reception").await;
        robot.sees("Ines de Groot").sees("0612345678");
        robot.press("Ctrl-S").await.sees("Ines de Groot");
        assert_eq!(count(&shop, &ana).await, 0, "saved, so nothing is kept");
        assert_eq!(shop.desk.find_customers(&ana, "ines").await.unwrap().len(), 1);
    }
}

dual_test! {
    async fn a_hang_up_keeps_an_edited_customer_with_the_version_it_was_read_at(shop: Shop) {
        let ana = shop.as_preset(Preset::Reception).await;
        jansen(&shop, &ana).await;
        let mut robot = Robot::open(&shop.desk, ana.clone()).await;
        robot.press("F6 Enter Ctrl-E").await.press("Tab").await.write("0301234567").await;
        robot.app().input(Input::HangUp);
        robot.idle().await;
        assert!(robot.left());
        assert_eq!(count(&shop, &ana).await, 1);
        // Meanwhile somebody else saves the same customer.
        let card = shop.desk.find_customers(&ana, "jansen").await.unwrap().remove(0);
        let mut other = Robot::open(&shop.desk, shop.owner.clone()).await;
        other.press("F6 Enter Ctrl-E").await.write("-Smit").await.press("Ctrl-S").await;
        assert_eq!(card.name, "M. Jansen");
        let mut robot = crash_and_take_up(robot, &shop, "reception").await;
        robot.sees("0301234567");
        robot.press("Ctrl-S").await;
        // What Ana did not touch is taken over; what she typed stands.
        robot.sees("M. Jansen-Smit saved");
        let card = shop.desk.find_customers(&ana, "jansen").await.unwrap().remove(0);
        assert_eq!((card.name.as_str(), card.phone.as_deref()), ("M. Jansen-Smit", Some("+31 30 123 4567")));
    }
}

dual_test! {
    async fn a_booking_half_made_comes_back_and_is_made(shop: Shop) {
        let ana = shop.as_preset(Preset::Reception).await;
        let mut robot = Robot::open(&shop.desk, ana.clone()).await;
        robot.press("F3").await.write("Ines de Groot").await;
        robot.press("Tab").await.write("0612345678").await;
        robot.press("Tab").await.write("rn553x").await;
        robot.press("Tab Tab").await.write("rattles").await;
        robot.press("Esc").await.sees("laid aside");
        assert_eq!(count(&shop, &ana).await, 1, "kept as soon as it is laid aside");
        let mut robot = crash_and_take_up(robot, &shop, "reception").await;
        robot.sees("Ines de Groot").sees("rattles").sees("rn553x");
        robot.press("Ctrl-S").await.sees("First free: 10:45 1 Lift");
        robot.press("Ctrl-S").await.sees("booked");
        assert_eq!(count(&shop, &ana).await, 0);
    }
}

dual_test! {
    async fn a_check_in_and_an_invoice_line_are_kept_by_the_lock(shop: Shop) {
        let owner = shop.owner.clone();
        let customer = jansen(&shop, &owner).await;
        let draft = shop.desk.draft_for_customer(&owner, customer).await.unwrap();
        let mut robot = Robot::open(&shop.desk, owner.clone()).await;
        robot.press("F4").await.write("Ines de Groot").await;
        robot.minutes(16).await.sees("Password");
        assert_eq!(count(&shop, &owner).await, 1);
        let mut robot = crash_and_take_up(robot, &shop, "owner").await;
        robot.sees("Ines de Groot");
        robot.press("Ctrl-Q").await.sees("One page is half filled");
        robot.press("Right Enter").await;
        assert!(robot.left());
        let kept = shop.desk.parked(&owner).await.unwrap();
        assert_eq!(kept.len(), 1);
        shop.desk.unpark(&owner, kept[0].id).await.unwrap();

        let actor = shop.log_in("owner").await;
        let mut robot = Robot::open(&shop.desk, actor).await;
        robot.press("Alt-5 Tab Enter Ins").await.write("Parking fine").await;
        robot.press("Enter").await.sees("New line");
        robot.write("12.50").await.seconds(10).await;
        let mut robot = crash_and_take_up(robot, &shop, "owner").await;
        robot.sees("Parking fine").sees("12.50");
        robot.press("Ctrl-S").await;
        let card = shop.desk.invoice_card(&owner, draft).await.unwrap();
        assert_eq!(card.lines.len(), 1);
    }
}

dual_test! {
    async fn a_vehicle_half_typed_comes_back_to_its_owner(shop: Shop) {
        let ana = shop.as_preset(Preset::Reception).await;
        let customer = jansen(&shop, &ana).await;
        let mut robot = Robot::open(&shop.desk, ana.clone()).await;
        robot.press("F6 Enter Insert").await.write("KL310P").await;
        robot.press("Tab").await.write("VW").await.seconds(10).await;
        let mut robot = crash_and_take_up(robot, &shop, "reception").await;
        robot.sees("VW");
        robot.press("Ctrl-S").await;
        let card = shop.desk.customer_card(&ana, customer).await.unwrap();
        assert_eq!(card.vehicles.len(), 1);
        // Somebody else at this terminal finds nothing of Ana's.
        let other = Robot::open(&shop.desk, shop.owner.clone()).await;
        other.sees_no("half-filled");
    }
}
