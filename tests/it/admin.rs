//! The admin tab by a robot: every page opens, what is typed there is what the desk knows after.

use forecourt::desk::Error;
use forecourt::domain::customer::Channel;
use forecourt::domain::outbox::About;
use forecourt::domain::role::Preset;
use forecourt::tui::app::Options;

use crate::rig::shop::{PASSWORD, Shop};
use crate::rig::{FromPlace, Place};
use crate::robot::Robot;

async fn shop() -> Shop {
    Shop::from_place(Place::sqlite().await).await
}

async fn robot(shop: &Shop, size: (u16, u16)) -> Robot {
    Robot::with(&shop.desk, Options::new(shop.owner.clone()), size).await
}

/// Goes to the tab, and to the page of that name.
async fn open(robot: &mut Robot, page: &str) {
    robot
        .press("F10")
        .await
        .write("admin")
        .await
        .press("Enter")
        .await;
    robot.write(page).await.press("Enter").await;
}

/// The screen without the bar of tabs and the bar of keys, which other tabs change.
fn body(robot: &Robot) -> String {
    let screen = robot.screen();
    let rows: Vec<&str> = screen.lines().collect();
    rows[1..rows.len() - 1].join("\n")
}

#[tokio::test]
async fn every_page_of_the_tab_opens_with_its_list_and_its_form() {
    let shop = shop().await;
    for (page, row) in [
        ("staff", "Olga Owner"),
        ("roles", "Mechanic"),
        ("bays", "1 Lift"),
        ("opening", "Saturday"),
        ("sites", "Garage Voorbeeld"),
        ("canned", "SMALL"),
        ("inspections", "Visual check"),
        ("operations", "L-SMALL"),
        ("labour", "STD"),
        ("booking types", "Test drive"),
        ("tax", "BTW 21%"),
        ("message", "Booking confirmed"),
        ("settings", "Bookings start every"),
    ] {
        let mut robot = robot(&shop, (80, 24)).await;
        open(&mut robot, page).await;
        robot.sees(row);
        insta::assert_snapshot!(
            format!("admin_{}_80x24", page.replace(' ', "_")),
            body(&robot)
        );
        robot.press("Enter").await.sees("save");
        insta::assert_snapshot!(
            format!("admin_{}_form_80x24", page.replace(' ', "_")),
            body(&robot)
        );
        let mut wide = self::robot(&shop, (120, 40)).await;
        open(&mut wide, page).await;
        insta::assert_snapshot!(
            format!("admin_{}_120x40", page.replace(' ', "_")),
            body(&wide)
        );
    }
}

#[tokio::test]
async fn somebody_is_hired_and_can_log_in_at_once() {
    let shop = shop().await;
    let mut robot = robot(&shop, (80, 24)).await;
    open(&mut robot, "staff").await;
    robot
        .press("Insert")
        .await
        .write("Kees de Wit")
        .await
        .press("Enter")
        .await;
    robot
        .write("kees")
        .await
        .press("Enter Enter Enter Space Enter Enter Enter")
        .await;
    robot.write("mech").await.press("Enter").await;
    robot.write("short").await.press("Enter").await;
    robot.sees("at least 10 characters");
    robot
        .press("Ctrl-U")
        .await
        .write(PASSWORD)
        .await
        .press("Enter")
        .await;
    robot
        .sees("Person saved.")
        .sees("Kees de Wit")
        .sees("Mechanic");
    let kees = shop.log_in("kees").await;
    assert_eq!(kees.name(), "Kees de Wit");
}

#[tokio::test]
async fn whoever_leaves_is_disabled_by_del_and_their_session_ends() {
    let shop = shop().await;
    shop.hire("ana", Preset::Reception).await;
    let ana = shop.log_in("ana").await;
    let mut robot = robot(&shop, (80, 24)).await;
    open(&mut robot, "staff").await;
    robot.press("Delete").await.sees("Take it off the lists");
    robot.press("Right Enter").await;
    robot.sees("disabled");
    assert!(shop.desk.recheck(&ana).await.is_err());
}

#[tokio::test]
async fn a_setting_out_of_its_bounds_is_said_under_the_field() {
    let shop = shop().await;
    let mut robot = robot(&shop, (80, 24)).await;
    open(&mut robot, "settings").await;
    robot.write("start every").await.press("Enter").await;
    robot
        .write("3")
        .await
        .press("Ctrl-S")
        .await
        .sees("Between 5 and 120");
    robot
        .press("Ctrl-U")
        .await
        .write("30")
        .await
        .press("Ctrl-S")
        .await;
    robot.sees("Setting saved.");
    assert_eq!(shop.desk.settings().grid_min(), 30);
}

#[tokio::test]
async fn the_last_who_manages_people_cannot_be_disabled() {
    let shop = shop().await;
    let mut robot = robot(&shop, (80, 24)).await;
    open(&mut robot, "staff").await;
    robot.press("Delete Right Enter").await;
    robot.sees("Somebody has to be left");
}

#[tokio::test]
async fn what_two_people_change_in_one_bay_is_shown_field_by_field() {
    let shop = shop().await;
    let mut robot = robot(&shop, (80, 24)).await;
    open(&mut robot, "bays").await;
    robot
        .press("Enter")
        .await
        .press("Ctrl-U")
        .await
        .write("1 Big lift")
        .await;
    let bay = shop.desk.bays(&shop.owner).await.unwrap().remove(0);
    shop.desk
        .edit_bay(
            &shop.owner,
            bay.id,
            bay.version,
            "1 Truck lift",
            bay.kind,
            bay.position,
        )
        .await
        .unwrap();
    robot
        .press("Ctrl-S")
        .await
        .sees("1 Truck lift")
        .sees("1 Big lift")
        .sees("Olga Owner");
    robot.press("Enter").await;
    let bay = shop.desk.bays(&shop.owner).await.unwrap().remove(0);
    assert_eq!(bay.name, "1 Big lift");
}

#[tokio::test]
async fn a_person_sets_their_pin_by_the_menu() {
    let shop = shop().await;
    shop.hire("ana", Preset::Manager).await;
    let ana = shop.log_in("ana").await;
    let mut robot = Robot::open(&shop.desk, ana.clone()).await;
    robot
        .press("F10")
        .await
        .write("password")
        .await
        .press("Enter Tab Tab Tab")
        .await;
    robot
        .write("not mine at all")
        .await
        .press("Enter Enter Enter")
        .await
        .write("1357")
        .await;
    robot.press("Enter").await.sees("Wrong name or password");
    robot
        .press("Ctrl-U")
        .await
        .write(PASSWORD)
        .await
        .press("Ctrl-S")
        .await
        .sees("Your page is saved");
    shop.desk.unlock(&ana, "1357").await.unwrap();
}

#[tokio::test]
async fn working_hours_are_typed_a_line_for_each_day() {
    let shop = shop().await;
    let kees = shop.hire("kees", Preset::Mechanic).await;
    let mut robot = robot(&shop, (80, 24)).await;
    open(&mut robot, "staff").await;
    robot.press("F10").await.write("working hours").await;
    robot.press("Enter").await.sees("Monday");
    robot.write("17-8").await.press("Ctrl-S").await;
    robot.sees("From one time to a later one");
    robot
        .press("Ctrl-U")
        .await
        .write("8-12 13-1730")
        .await
        .press("Ctrl-S")
        .await;
    robot.sees("Done: working hours here");
    let all = shop.desk.staff_hours(&shop.owner).await.unwrap();
    let spans: Vec<_> = all
        .iter()
        .map(|s| (s.staff_id, s.weekday, s.from_mod, s.to_mod))
        .collect();
    assert_eq!(spans, [(kees, 1, 480, 720), (kees, 1, 780, 1050)]);
}

#[tokio::test]
async fn a_second_site_is_added_gone_to_and_given_a_role_at_by_keys() {
    let shop = shop().await;
    shop.hire("kees", Preset::Driver).await;
    let mut robot = robot(&shop, (80, 24)).await;
    open(&mut robot, "sites").await;
    robot.press("Insert").await.write("Branch").await;
    robot
        .press("Enter")
        .await
        .write("br")
        .await
        .press("Ctrl-S")
        .await;
    robot.sees("Site saved.").sees("BR");
    robot.press("Esc Esc").await;
    open(&mut robot, "staff").await;
    robot
        .press("F10")
        .await
        .write("give a role")
        .await
        .press("Enter")
        .await;
    robot.write("mechanic br").await.press("Enter").await;
    robot.sees("Mechanic · BR");
    robot
        .press("F10")
        .await
        .write("another site")
        .await
        .press("Enter")
        .await;
    robot.sees("Branch");
    robot.press("Enter").await;
    robot.sees("You work at Branch now.");
}

#[tokio::test]
async fn the_tab_shows_each_person_the_pages_they_may_open() {
    let shop = shop().await;
    shop.hire("ana", Preset::Reception).await;
    let ana = shop.log_in("ana").await;
    let mut robot = Robot::open(&shop.desk, ana).await;
    robot
        .press("F10")
        .await
        .write("go to admin")
        .await
        .press("Enter")
        .await;
    robot
        .sees("Alerts")
        .sees("Messages")
        .sees_no("Staff")
        .sees_no("Tax");
    shop.hire("kees", Preset::Mechanic).await;
    let kees = shop.log_in("kees").await;
    let robot = Robot::open(&shop.desk, kees).await;
    robot.sees_no("Admin");
}

dual_test!(
    async fn a_template_is_looked_at_and_added_in_another_language(shop: Shop) {
        let mut robot = robot(&shop, (80, 24)).await;
        open(&mut robot, "templates").await;
        robot.press("Enter Ctrl-O").await;
        robot
            .sees("As a customer would read it")
            .sees("Ms Jansen")
            .sees_no("{customer}");
        robot.press("Esc Esc").await;
        robot.press("Insert").await.sees("Lang");
        robot.write("ready").await.press("Enter Enter").await;
        robot.write("nl").await.press("Enter").await;
        robot
            .write("Uw {vehicle} staat klaar")
            .await
            .press("Enter")
            .await;
        robot.write("Beste {klant}").await.press("Ctrl-S").await;
        robot.sees("no field").sees("due_day");
        insta::assert_snapshot!("admin_template_wrong_80x24", robot.screen());
        robot.press("Ctrl-U").await.write("Beste {customer}").await;
        robot.press("Ctrl-S").await.sees("nl");
        let all = shop.desk.templates(&shop.owner).await.unwrap();
        let nl = all.iter().find(|t| t.locale == "nl").unwrap();
        assert_eq!(
            (nl.event.as_str(), nl.body.as_str()),
            ("job_ready", "Beste {customer}")
        );
        let again = shop
            .desk
            .add_template(&shop.owner, About::JobReady, Channel::Email, "NL", "", "x")
            .await;
        assert!(
            matches!(again, Err(Error::Invalid { field: "event", .. })),
            "{again:?}"
        );
    }
);
