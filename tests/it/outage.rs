//! The books give out under an open form: a clear sentence, nothing typed lost, and on it goes.

use forecourt::domain::role::Preset;

use crate::rig::server::Server;
use crate::rig::shop::Shop;
use crate::rig::{FromPlace, Place};
use crate::robot::Robot;

#[tokio::test]
async fn postgres_stopped_and_started_again_under_an_open_form_costs_nothing_typed() {
    let Some(server) = Server::start().await else {
        return;
    };
    let url = server.database().await;
    let shop = Shop::from_place(Place::at(&url)).await;
    let ana = shop.as_preset(Preset::Reception).await;
    let mut robot = Robot::open(&shop.desk, ana).await;
    robot.press("F6 Insert").await.write("Ines de").await;
    server.stop();
    robot.until("No contact with the books").await;
    robot.write(" Groot").await;
    robot.press("Ctrl-S").await.sees("Ines de Groot");
    robot.sees("No contact with the books");
    server.go_on();
    robot.until("live").await;
    robot.sees("Ines de Groot");
    robot.press("Ctrl-S").await;
    let ana = shop.log_in("reception").await;
    assert_eq!(
        shop.desk.find_customers(&ana, "ines").await.unwrap().len(),
        1
    );
    shop.desk.close().await;
}
