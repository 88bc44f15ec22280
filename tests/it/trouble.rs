//! What goes wrong under an open page: said in a sentence, and nothing typed is lost.

use crate::rig::shop::Shop;
use crate::robot::Robot;
use forecourt::desk::{self, News};
use forecourt::domain::Msg;
use forecourt::domain::role::Preset;
use forecourt::msg;
use forecourt::tui::Cx;
use forecourt::tui::app::Options;
use forecourt::tui::keys::{Action, Command};
use forecourt::tui::look::{Canvas, Role};
use forecourt::tui::screens::{Handled, Page, Roster, Screen, Tab};
use forecourt::tui::shell::{Out, Toast};
use ratatui::layout::Rect;

/// A list whose verbs panic, and whose signs count.
#[derive(Default)]
struct Fragile {
    counted: i64,
}

enum Heard {
    Wrote(desk::Result<()>),
    Read(desk::Result<()>),
}

impl Screen for Fragile {
    type Msg = Heard;

    fn title(&self) -> Msg {
        msg!("key-parts")
    }
    fn commands(&self, _cx: &Cx) -> Vec<Command> {
        Vec::new()
    }
    fn on_action(&mut self, action: Action, _cx: &Cx, out: &mut Out<Heard>) -> Handled {
        match action {
            Action::Insert => out.tell("write", async { panic!("of the test") }, Heard::Wrote),
            Action::Remove => out.ask("read", async { panic!("of the test") }, Heard::Read),
            Action::More => self.counted += 1,
            Action::Less => self.counted -= 1,
            _ => return Handled::No,
        }
        Handled::Yes
    }
    fn on_scan(&mut self, code: &str, _cx: &Cx, out: &mut Out<Heard>) -> Handled {
        out.toast(Toast::good(msg!("menu-parked", what = code)));
        Handled::Yes
    }
    fn on_msg(&mut self, msg: Heard, _cx: &Cx, out: &mut Out<Heard>) {
        match msg {
            Heard::Wrote(Err(error)) | Heard::Read(Err(error)) => out.refused(&error),
            Heard::Wrote(Ok(())) | Heard::Read(Ok(())) => {}
        }
    }
    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, _cx: &Cx) {
        let line = format!("counted: {}", self.counted);
        canvas.text(area.x, area.y, 20, &line, (Role::Surface, Role::Text));
    }
}

fn fragile(shop: &Shop) -> Options {
    let roster = Roster {
        tabs: &[Tab {
            id: "parts",
            label: || msg!("key-parts"),
            short: || msg!("key-parts"),
            permissions: &[],
            todo: None,
            open: |_| Page::new(Fragile::default()),
        }],
        ..Roster::HOUSE
    };
    Options {
        roster,
        ..Options::new(shop.owner.clone())
    }
}

dual_test! {
    async fn a_verb_that_panics_is_said_and_the_program_goes_on_and_can_be_left(shop: Shop) {
        let mut olga = Robot::with(&shop.desk, fragile(&shop), (80, 24)).await;
        olga.press("ins").await.sees("Something went wrong");
        olga.press("esc del").await.sees("Something went wrong");
        olga.press("+").await.sees("counted: 1");
        olga.press("ins ctrl-q right enter").await;
        assert!(olga.left());
    }
}

dual_test! {
    async fn a_scanned_code_with_signs_in_it_moves_nothing_on_a_list(shop: Shop) {
        let mut olga = Robot::with(&shop.desk, fragile(&shop), (80, 24)).await;
        olga.scan("AB-12+3").await.sees("AB-12+3").sees("counted: 0");
        olga.write("AB-12+3+").await.press("enter").await.sees("counted: 1");
        // A fast hand, not a scanner: too short, or nothing after it.
        olga.scan("a+").await.sees("counted: 2");
        olga.burst("ab+++").await.sees("counted: 2");
        olga.minutes(1).await.sees("counted: 5");
    }
}

dual_test! {
    async fn after_a_gap_in_the_news_settings_and_grants_are_read_again(shop: Shop) {
        let ana = shop.hire("ana", Preset::Reception).await;
        let actor = shop.log_in("ana").await;
        let mut robot = Robot::open(&shop.desk, actor).await;
        robot.sees("Bookings");
        // Another process writes; whatever word of it comes is lost in the gap.
        let other = forecourt::desk::Desk::on(shop.place.open().await, shop.desk.clock().clone());
        let other = other.await.unwrap();
        let role = shop.founded.roles[&Preset::Reception];
        other.revoke(&shop.owner, ana, role, None).await.unwrap();
        let name = serde_json::json!("Another name");
        other.put_setting(&shop.owner, "org.name", &name).await.unwrap();
        robot.app().news(News::Everything);
        robot.idle().await.sees_no("Bookings");
        assert_eq!(shop.desk.settings().workshop(), "Another name");
    }
}
