//! The shell, with small screens of its own: what every screen may rely on.

use crate::rig::shop::{PASSWORD, Shop};
use crate::robot::Robot;
use crossterm::event::KeyEvent;
use forecourt::desk::{self, Actor, Clock, Desk, News};
use forecourt::domain::role::Preset;
use forecourt::domain::{Msg, SiteId, Ts};
use forecourt::msg;
use forecourt::tui::Cx;
use forecourt::tui::app::Options;
use forecourt::tui::keys::{Action, Command};
use forecourt::tui::layers::{Confirm, Item, Pick};
use forecourt::tui::look::{Canvas, Role};
use forecourt::tui::screens::{Handled, Page, Place, Roster, Screen, Subject, Tab};
use forecourt::tui::shell::{Out, Toast};
use forecourt::tui::widgets::LineEdit;
use ratatui::layout::Rect;
use std::sync::atomic::{AtomicUsize, Ordering};

/// A list one can add to, take from, and go into.
struct Shelf {
    items: Vec<String>,
    at: usize,
    fetched: usize,
}

enum Heard {
    Fetched(desk::Result<usize>),
    Removed(desk::Result<()>),
    Sure,
    Named(String),
    Picked(usize),
}

static FETCHES: AtomicUsize = AtomicUsize::new(0);

impl Screen for Shelf {
    type Msg = Heard;

    fn title(&self) -> Msg {
        msg!("key-parts")
    }

    fn commands(&self, _cx: &Cx) -> Vec<Command> {
        let empty = self.items.is_empty();
        vec![
            Command::new(Action::Insert, msg!("cmd-take"), 1),
            Command::new(Action::Remove, msg!("cmd-close"), 2).unless(empty, msg!("cmd-no")),
            Command::new(Action::Pay, msg!("key-pay"), 0).unless(true, msg!("nothing-open")),
            Command::new(Action::Verb("choose"), msg!("cmd-choose"), 0),
        ]
    }

    fn on_enter(&mut self, _cx: &Cx, out: &mut Out<Heard>) {
        let count = async { Ok(FETCHES.fetch_add(1, Ordering::Relaxed) + 1) };
        out.ask("count", count, Heard::Fetched);
    }

    fn on_action(&mut self, action: Action, _cx: &Cx, out: &mut Out<Heard>) -> Handled {
        match action {
            Action::Down => self.at = (self.at + 1).min(self.items.len().saturating_sub(1)),
            Action::Up => self.at = self.at.saturating_sub(1),
            Action::Insert => out.push_for(Name::default(), Heard::Named),
            Action::More => {
                out.tell("add", async { Ok(()) }, |_| Heard::Named("one more".into()));
            }
            Action::Remove => out.open(
                Confirm::new(msg!("leave-title"), msg!("leave-text"), msg!("leave-yes")),
                |()| Heard::Sure,
            ),
            Action::Verb("choose") => {
                let items = self.items.iter().cloned().enumerate();
                let items = items.map(|(at, name)| Item::new(name, "", at)).collect();
                out.open(Pick::new(msg!("key-parts"), items), Heard::Picked);
            }
            _ => return Handled::No,
        }
        Handled::Yes
    }

    fn on_msg(&mut self, msg: Heard, _cx: &Cx, out: &mut Out<Heard>) {
        match msg {
            Heard::Fetched(Ok(n)) => self.fetched = n,
            Heard::Fetched(Err(error)) | Heard::Removed(Err(error)) => out.refused(&error),
            Heard::Sure => out.tell("remove", async { Ok(()) }, Heard::Removed),
            Heard::Removed(Ok(())) => {
                self.items.remove(self.at);
                self.at = 0;
                out.toast(Toast::good(msg!("cmd-close")));
            }
            Heard::Named(name) => self.items.push(name),
            Heard::Picked(at) => self.at = at,
        }
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, _cx: &Cx) {
        for (at, (y, item)) in (area.y + 1..).zip(&self.items).enumerate() {
            let mark = if at == self.at {
                canvas.marks.cursor
            } else {
                " "
            };
            let line = format!("{mark} {item}");
            canvas.text(
                area.x + 1,
                y,
                area.width,
                &line,
                (Role::Surface, Role::Text),
            );
        }
    }
}

/// A form of one field.
#[derive(Default)]
struct Name {
    line: LineEdit,
}

impl Screen for Name {
    type Msg = ();

    fn title(&self) -> Msg {
        msg!("key-customer")
    }
    fn commands(&self, _cx: &Cx) -> Vec<Command> {
        vec![Command::new(Action::Save, msg!("help-form-save"), 1)]
    }
    fn typing(&self) -> bool {
        true
    }
    fn unsaved(&self) -> bool {
        !self.line.is_empty()
    }
    fn subject(&self) -> Option<Subject> {
        Some(Subject {
            entity: "customer",
            id: 7,
        })
    }
    fn on_action(&mut self, action: Action, _cx: &Cx, out: &mut Out<()>) -> Handled {
        match action {
            Action::Accept | Action::Save => out.finish(self.line.text().to_owned()),
            Action::Undo => {
                return if self.line.undo() {
                    Handled::Yes
                } else {
                    Handled::No
                };
            }
            _ => return Handled::No,
        }
        Handled::Yes
    }
    fn on_text(&mut self, key: KeyEvent, _cx: &Cx, _out: &mut Out<()>) {
        self.line.key(key);
    }
    fn on_msg(&mut self, _msg: (), _cx: &Cx, _out: &mut Out<()>) {}
    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, _cx: &Cx) {
        let field = Rect {
            y: area.y + 1,
            height: 1,
            ..area
        };
        self.line
            .draw(canvas, field, (Role::Select, Role::Title), true, false);
    }
}

fn shelf(_cx: &Cx) -> Page {
    let items = ["filter", "pads", "oil"].map(str::to_owned).to_vec();
    Page::new(Shelf {
        items,
        at: 0,
        fetched: 0,
    })
}

pub const ROSTER: Roster = Roster {
    tabs: &[
        Tab {
            id: "parts",
            label: || msg!("key-parts"),
            short: || msg!("key-parts"),
            permissions: &[],
            todo: None,
            open: shelf,
        },
        Tab {
            id: "jobs",
            label: || msg!("key-new-job"),
            short: || msg!("key-new-job-short"),
            permissions: &[],
            todo: None,
            open: shelf,
        },
    ],
    shortcut: |action, _| (action == Action::Book).then(|| Page::new(Name::default())),
    open: |place, _| match place {
        Place::Day(_) => Some(("jobs", Page::new(Name::default()))),
        _ => None,
    },
    find: |code, _| {
        Some(Page::new(Name {
            line: LineEdit::new(code),
        }))
    },
    recall: |_, _, _| None,
    ways: |_| Vec::new(),
    records: |_, _| None,
    gate: |_| None,
    landing: |_, _| "parts",
};

/// Monday 23 November 2026, 10:42 UTC.
const MORNING: Ts = Ts(1_795_430_520_000_000);

pub struct Room {
    pub desk: Desk,
    _folder: tempfile::TempDir,
}

pub async fn room() -> Room {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("books.db").display());
    let desk = Desk::open(&url, &Default::default(), Clock::held(MORNING))
        .await
        .unwrap();
    Room {
        desk,
        _folder: folder,
    }
}

async fn robot(desk: &Desk, size: (u16, u16)) -> Robot {
    let actor = Actor::console("Ana", "counter-2", SiteId(1));
    let options = Options {
        roster: ROSTER,
        ..Options::new(actor)
    };
    Robot::with(desk, options, size).await
}

#[tokio::test]
async fn the_frame_shows_tabs_name_clock_hints_live_mark_and_ten_keys() {
    let room = room().await;
    let narrow = robot(&room.desk, (80, 24)).await;
    insta::assert_snapshot!("frame_80x24", narrow.screen());
    let wide = robot(&room.desk, (120, 40)).await;
    insta::assert_snapshot!("frame_120x40", wide.screen());
}

#[tokio::test]
async fn work_over_a_half_filled_form_comes_back_to_it_with_esc() {
    let room = room().await;
    let mut ana = robot(&room.desk, (80, 24)).await;
    ana.press("ins").await.write("brake fl").await;
    ana.press("f3").await.sees_no("brake fl");
    ana.press("esc").await.sees("brake fl");
    ana.write("uid")
        .await
        .press("enter")
        .await
        .sees("brake fluid")
        .sees("filter");
}

#[tokio::test]
async fn what_was_typed_is_laid_aside_by_esc_and_taken_up_from_the_menu() {
    let room = room().await;
    let mut ana = robot(&room.desk, (80, 24)).await;
    ana.press("ins")
        .await
        .write("half a name")
        .await
        .press("esc")
        .await;
    ana.sees("laid aside").sees_no("half a name");
    ana.press("f10")
        .await
        .write("take up")
        .await
        .press("enter")
        .await;
    ana.sees("half a name");
}

#[tokio::test]
async fn a_key_that_cannot_work_here_says_why() {
    let room = room().await;
    let mut ana = robot(&room.desk, (80, 24)).await;
    ana.press("f8")
        .await
        .sees("Nothing is open to you here yet.");
    ana.press("f5")
        .await
        .sees("F5 Sale: there is nothing for it here.");
}

#[tokio::test]
async fn a_question_has_its_safe_answer_chosen() {
    let room = room().await;
    let mut ana = robot(&room.desk, (80, 24)).await;
    ana.press("del").await.sees("Leave Forecourt?");
    ana.press("enter").await;
    ana.sees("filter");
    ana.press("del right enter")
        .await
        .sees_no("filter")
        .sees("pads");
}

#[tokio::test]
async fn keys_pressed_while_a_write_is_under_way_are_applied_in_order() {
    let room = room().await;
    let mut ana = robot(&room.desk, (80, 24)).await;
    ana.rush("+ + down down down").await;
    let screen = ana.screen();
    assert_eq!(screen.matches("one more").count(), 2, "{screen}");
    ana.sees("▶ one more");
}

#[tokio::test]
async fn the_menu_finds_commands_by_name_and_tabs_by_digit() {
    let room = room().await;
    let mut ana = robot(&room.desk, (80, 24)).await;
    ana.press("ctrl-p")
        .await
        .write("choose")
        .await
        .press("enter")
        .await;
    ana.press("down enter").await.sees("▶ pads");
    ana.press("f10 2").await;
    assert!(ana.row(0).contains("2New job"), "{}", ana.row(0));
    ana.press("alt-1").await.sees("▶ pads");
}

#[tokio::test]
async fn help_lists_the_commands_of_the_page_and_runs_them() {
    let room = room().await;
    let mut ana = robot(&room.desk, (120, 40)).await;
    ana.press("f1").await;
    insta::assert_snapshot!("help_120x40", ana.screen());
    ana.write("choose").await.press("enter").await.sees("pads");
    ana.press("esc").await.sees_no("HERE");
}

#[tokio::test]
async fn a_scanned_code_goes_to_find_and_a_typed_one_does_not() {
    let room = room().await;
    let mut ana = robot(&room.desk, (80, 24)).await;
    ana.scan("4006381333931").await.sees("4006381333931");
    ana.press("esc")
        .await
        .write("4006381333931")
        .await
        .press("enter")
        .await;
    ana.sees_no("4006381333931");
}

#[tokio::test]
async fn a_paste_goes_in_as_one_line() {
    let room = room().await;
    let mut ana = robot(&room.desk, (80, 24)).await;
    ana.press("ins")
        .await
        .paste("two\nlines\u{1b}[31m")
        .await
        .sees("two lines[31m");
}

#[tokio::test]
async fn a_terminal_too_small_gets_one_sentence_and_its_page_back() {
    let room = room().await;
    let mut ana = robot(&room.desk, (80, 24)).await;
    ana.press("ins").await.write("kept").await;
    ana.resize(20, 5).await.sees("60").sees_no("kept");
    ana.resize(80, 24).await.sees("kept");
}

#[tokio::test]
async fn without_contact_the_page_stays_and_goes_on_by_itself() {
    let room = room().await;
    let mut ana = robot(&room.desk, (80, 24)).await;
    ana.press("ins").await.write("kept").await;
    ana.app().news(News::Lost);
    ana.idle()
        .await
        .sees("No contact with the books since 10:42")
        .sees("kept");
    ana.app().news(News::Back);
    ana.app().news(News::Everything);
    ana.idle()
        .await
        .sees("The books answer again")
        .sees("live")
        .sees("kept");
}

#[tokio::test]
async fn a_toast_goes_after_its_seconds_and_an_idle_screen_changes_only_its_clock() {
    let room = room().await;
    let mut ana = robot(&room.desk, (80, 24)).await;
    ana.press("f5").await.sees("there is nothing for it");
    ana.minutes(1).await.sees_no("there is nothing for it");
    let before = ana.screen();
    ana.minutes(3).await;
    assert_eq!(before.replace("10:43", "10:46"), ana.screen());
}

#[tokio::test]
async fn leaving_asks_first() {
    let room = room().await;
    let mut ana = robot(&room.desk, (80, 24)).await;
    ana.press("ctrl-q enter").await;
    assert!(!ana.left());
    ana.press("ctrl-c right enter").await;
    assert!(ana.left());
}

#[test]
fn the_program_is_one_value_that_can_move_between_threads() {
    fn send<T: Send>() {}
    send::<forecourt::tui::App>();
}

/// A door that Enter opens with the password of everybody: the log-in page has tests of its own.
struct Door;

impl Screen for Door {
    type Msg = desk::Result<Actor>;
    fn title(&self) -> Msg {
        msg!("menu-lock")
    }
    fn commands(&self, _cx: &Cx) -> Vec<Command> {
        vec![Command::new(Action::Accept, msg!("cmd-take"), 1)]
    }
    fn on_action(&mut self, action: Action, cx: &Cx, out: &mut Out<Self::Msg>) -> Handled {
        let (Action::Accept, Some(actor)) = (action, cx.locked.clone()) else {
            return Handled::No;
        };
        let desk = cx.desk.clone();
        out.tell(
            "unlock",
            async move { desk.unlock(&actor, PASSWORD).await },
            |unlocked| unlocked,
        );
        Handled::Yes
    }
    fn on_msg(&mut self, unlocked: Self::Msg, _cx: &Cx, out: &mut Out<Self::Msg>) {
        match unlocked {
            Ok(actor) => out.enter(actor),
            Err(error) => out.refused(&error),
        }
    }
    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, _cx: &Cx) {
        canvas.text(
            area.x,
            area.y,
            20,
            "a locked door",
            (Role::Surface, Role::Text),
        );
    }
}

fn with_door(actor: Actor) -> Options {
    let roster = Roster {
        gate: |_| Some(Page::new(Door)),
        ..ROSTER
    };
    Options {
        roster,
        ..Options::new(actor)
    }
}

dual_test!(
    async fn a_terminal_left_alone_warns_then_locks_and_keeps_what_was_typed(shop: Shop) {
        let mut olga = Robot::with(&shop.desk, with_door(shop.owner.clone()), (80, 24)).await;
        olga.press("ins").await.write("half a name").await;
        olga.minutes(14)
            .await
            .sees("locks in a minute")
            .sees("half a name");
        olga.minutes(1)
            .await
            .sees("a locked door")
            .sees_no("half a name");
        olga.press("f3").await.sees("a locked door");
        olga.press("enter").await.sees("half a name");
    }
);

dual_test!(
    async fn the_others_see_who_has_a_record_open(shop: Shop) {
        shop.hire("ana", Preset::Reception).await;
        let ana = shop.log_in_at("ana", "counter-2").await;
        let mut one = Robot::with(&shop.desk, with_door(shop.owner.clone()), (100, 24)).await;
        let mut two = Robot::with(&shop.desk, with_door(ana), (100, 24)).await;
        one.press("f3").await.sees_no("also open");
        two.press("f3")
            .await
            .sees("also open: Olga Owner at counter-1");
        one.until("also open: Ana at counter-2").await;
        two.press("esc").await.sees_no("also open");
        one.press("esc").await;
    }
);
