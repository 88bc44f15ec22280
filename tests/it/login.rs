//! The log-in page by a robot: in, out, locked, handed over; nothing typed lost.

use forecourt::desk::Actor;
use forecourt::desk::auth::{DEMO_PASSWORD, DEMO_PIN};
use forecourt::domain::role::Preset;
use forecourt::domain::session::Via;
use forecourt::tui::app::Options;
use ratatui::style::Color;

use crate::rig::shop::{PASSWORD, Shop, TERMINAL};
use crate::rig::{FromPlace, Place};
use crate::robot::Robot;

async fn shop() -> Shop {
    Shop::from_place(Place::sqlite().await).await
}

/// A terminal nobody has logged in at.
async fn counter(shop: &Shop, size: (u16, u16)) -> Robot {
    let nobody = Actor::nobody(TERMINAL, shop.founded.site);
    Robot::with(&shop.desk, Options::new(nobody), size).await
}

#[tokio::test]
async fn a_wrong_password_is_said_under_its_field_with_the_tries_left() {
    let shop = shop().await;
    shop.hire("ana", Preset::Reception).await;
    let mut robot = counter(&shop, (80, 24)).await;
    robot
        .write("ana")
        .await
        .press("Enter")
        .await
        .write("not this one")
        .await;
    robot.sees_no("not this one");
    robot.press("Enter").await;
    robot.sees("Wrong name or password.").sees("14 tries left.");
    insta::assert_snapshot!("login_80x24", robot.screen());
    robot.resize(120, 40).await;
    insta::assert_snapshot!("login_120x40", robot.screen());
}

#[tokio::test]
async fn the_name_is_picked_from_the_list_and_the_right_password_goes_in() {
    let shop = shop().await;
    shop.hire("ana", Preset::Reception).await;
    let mut robot = counter(&shop, (120, 40)).await;
    robot.press("Down").await.sees("Owner").sees("Reception");
    insta::assert_snapshot!("login_names_120x40", robot.screen());
    robot
        .press("Esc")
        .await
        .write("ana")
        .await
        .press("Enter")
        .await;
    robot.write(PASSWORD).await.press("Enter").await;
    robot.sees_no("Password");
}

#[tokio::test]
async fn the_one_who_locked_comes_back_with_the_pin_and_another_switches() {
    let shop = shop().await;
    for name in ["ana", "kees"] {
        shop.hire(name, Preset::Reception).await;
        let actor = shop.log_in(name).await;
        shop.desk.set_pin(&actor, PASSWORD, "1357").await.unwrap();
    }
    let mut robot = counter(&shop, (80, 24)).await;
    robot.write("ana").await.press("Enter").await;
    robot.sees("PIN");
    robot.write("2468").await.press("Enter").await;
    robot.sees("Wrong PIN. 4 tries left.");
    robot
        .write("1357")
        .await
        .press("Enter")
        .await
        .sees_no("Wrong PIN");
    robot.minutes(16).await;
    robot.sees("Ana").sees("PIN");
    robot.write("9999").await.press("Enter").await;
    robot.sees("Wrong PIN. 3 tries left.");
    robot.write("1357").await.press("Enter").await;
    robot.sees_no("PIN");
    robot.minutes(16).await;
    robot
        .press("Up")
        .await
        .press("Ctrl-U")
        .await
        .write("kees")
        .await;
    robot
        .press("Enter")
        .await
        .write("1357")
        .await
        .press("Enter")
        .await;
    robot.sees("Kees").sees_no("PIN");
}

#[tokio::test]
async fn a_password_typed_before_the_page_is_ready_stands_in_no_field_that_can_be_read() {
    let shop = shop().await;
    let mut robot = Robot::open(&shop.desk, shop.owner.clone()).await;
    robot.press("F10").await.write("lock").await;
    robot
        .rush("Enter u n d e r space t h e space l i f t")
        .await
        .sees("Password ▶")
        .sees_no("lift");
    robot.press("Enter").await.sees_no("Password");
}

#[tokio::test]
async fn behind_the_lock_nothing_is_asked_and_nothing_complains() {
    let shop = shop().await;
    shop.hire("ana", Preset::Reception).await;
    let ana = shop.log_in("ana").await;
    shop.desk.set_pin(&ana, PASSWORD, "1357").await.unwrap();
    let mut robot = counter(&shop, (80, 24)).await;
    robot.write("ana").await.press("Enter").await;
    robot.write("1357").await.press("Enter").await;
    robot.press("Alt-2").await.sees("Jobs");
    robot.minutes(16).await;
    robot.sees("PIN");
    robot.app().news(forecourt::desk::News::Everything);
    assert!(!robot.app().puts_off());
    robot.idle().await.sees("PIN").sees_no("role");
}

#[tokio::test]
async fn a_demonstration_says_who_may_log_in_and_with_what() {
    let shop = Shop::demo(Place::sqlite().await).await;
    shop.hire("ana", Preset::Reception).await;
    let robot = counter(&shop, (80, 24)).await;
    robot
        .sees(DEMO_PASSWORD)
        .sees(DEMO_PIN)
        .sees("ana (Reception)");
    insta::assert_snapshot!("login_demo_80x24", robot.screen());
}

#[tokio::test]
async fn what_was_typed_is_still_there_after_a_lock_and_after_another_was_here() {
    let shop = shop().await;
    for name in ["ana", "kees"] {
        shop.hire(name, Preset::Manager).await;
        let actor = shop.log_in(name).await;
        shop.desk.set_pin(&actor, PASSWORD, "1357").await.unwrap();
    }
    let mut robot = counter(&shop, (80, 24)).await;
    robot
        .write("ana")
        .await
        .press("Enter")
        .await
        .write("1357")
        .await;
    robot.press("Enter").await;
    robot
        .press("F10")
        .await
        .write("admin")
        .await
        .press("Enter")
        .await;
    robot
        .write("bays")
        .await
        .press("Enter")
        .await
        .press("Insert")
        .await;
    robot.write("3 Wash").await;
    robot.minutes(16).await;
    robot.sees_no("3 Wash");
    robot
        .press("Up")
        .await
        .press("Ctrl-U")
        .await
        .write("kees")
        .await;
    robot
        .press("Enter")
        .await
        .write("1357")
        .await
        .press("Enter")
        .await;
    robot.sees("Kees").sees_no("3 Wash");
    robot.minutes(16).await;
    robot
        .press("Up")
        .await
        .press("Ctrl-U")
        .await
        .write("ana")
        .await;
    robot
        .press("Enter")
        .await
        .write("1357")
        .await
        .press("Enter")
        .await;
    robot.sees("Ana").sees("3 Wash");
}

#[tokio::test]
async fn the_first_run_founds_a_workshop_and_lets_its_owner_in() {
    let place = Place::sqlite().await;
    let shop_time = forecourt::domain::Ts(1_795_426_920_000_000);
    let clock = forecourt::desk::Clock::held(shop_time);
    let desk = forecourt::desk::Desk::on(place.open().await, clock)
        .await
        .unwrap();
    let nobody = Actor::nobody(TERMINAL, forecourt::domain::SiteId(0));
    let mut robot = Robot::with(&desk, Options::new(nobody), (80, 24)).await;
    robot.sees("A new workshop");
    robot
        .write("Garage Voorbeeld")
        .await
        .press("Enter Enter")
        .await
        .write("030 123 45 67")
        .await
        .press("Enter")
        .await;
    robot
        .press("F1")
        .await
        .sees("Three short pages")
        .sees_no("Sale");
    robot.press("Esc").await;
    robot.write("qq").await.press("Tab").await;
    robot.sees("is not in the list");
    robot.press("BackTab Ctrl-U").await;
    // The zone follows the country, whatever this machine stands in.
    robot.write("NL").await.press("Enter").await;
    robot.sees("Europe/Amsterdam");
    robot.press("Enter").await;
    robot.write("99999").await.press("PageDown").await;
    robot.sees("from 1 to 40").sees_no("Labour");
    robot.press("Ctrl-U").await.write("2").await;
    insta::assert_snapshot!("wizard_80x24", robot.screen());
    robot.resize(120, 40).await;
    insta::assert_snapshot!("wizard_120x40", robot.screen());
    robot.resize(80, 24).await;
    robot.press("PageDown").await.sees("EUR").sees("21");
    robot.press("PageDown").await;
    robot
        .write("Olga Owner")
        .await
        .press("Enter")
        .await
        .write("olga")
        .await
        .press("Enter")
        .await;
    robot.write("under the lift").await.press("Enter").await;
    robot.write("under a lift").await.press("Enter").await;
    robot.sees("This is not what stands above.");
    insta::assert_snapshot!("wizard_refused_80x24", robot.screen());
    robot
        .press("Ctrl-U")
        .await
        .write("under the lift")
        .await
        .press("Enter")
        .await;
    robot.sees("Olga").sees_no("A new workshop");
    assert_eq!(desk.settings().workshop(), "Garage Voorbeeld");
    assert_eq!(desk.settings().currency().code, "EUR");
}

/// The ground of the page as this terminal shows it.
fn ground(robot: &Robot) -> Color {
    robot.buffer()[(0, 5)].bg
}

#[tokio::test]
async fn the_colours_somebody_chose_come_with_them_and_go_with_them() {
    let shop = shop().await;
    for name in ["ana", "kees"] {
        shop.hire(name, Preset::Reception).await;
    }
    let mut robot = Robot::open(&shop.desk, shop.log_in("ana").await).await;
    let house = ground(&robot);
    robot.press("F10").await.write("colours").await;
    robot.press("Enter").await.sees("My profile");
    insta::assert_snapshot!("profile_80x24", robot.screen());
    robot.resize(120, 40).await;
    insta::assert_snapshot!("profile_120x40", robot.screen());
    robot.resize(80, 24).await;
    robot.press("Tab Tab").await.write("light").await;
    robot.press("Enter Ctrl-S").await.sees("Your page is saved");
    let light = ground(&robot);
    assert_ne!(light, house);
    // Another at the same terminal has the terminal's own; at another terminal Ana has hers.
    robot.minutes(16).await;
    robot.press("Up Ctrl-U").await.write("kees").await;
    robot.press("Enter").await.write(PASSWORD).await;
    robot.press("Enter").await.sees("Kees");
    assert_eq!(ground(&robot), house);
    let mut elsewhere = counter(&shop, (80, 24)).await;
    elsewhere.write("ana").await.press("Enter").await;
    elsewhere.write(PASSWORD).await;
    elsewhere.press("Enter").await.sees("Ana");
    assert_eq!(ground(&elsewhere), light);
}

#[tokio::test]
async fn the_own_page_asks_for_the_password_that_stands_before_it_takes_a_new_one() {
    let shop = shop().await;
    shop.hire("ana", Preset::Reception).await;
    let mut robot = Robot::open(&shop.desk, shop.log_in("ana").await).await;
    robot.press("F10").await.write("profile").await;
    robot.press("Enter Tab Tab Tab Tab").await;
    robot.write("over the lift").await.press("Tab").await;
    robot.write("over the lift").await.press("Ctrl-S").await;
    robot.sees("It is needed for a new password or PIN.");
    robot.write("not this one").await;
    robot.press("Ctrl-S").await.sees("tries left");
    robot.press("Ctrl-U").await.write(PASSWORD).await;
    robot.press("Ctrl-S").await;
    robot.sees("Other terminals ask for the new password");
    shop.desk
        .log_in("ana", "over the lift", TERMINAL, Via::Local)
        .await
        .unwrap();
}
