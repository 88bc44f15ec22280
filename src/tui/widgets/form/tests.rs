use super::super::testing::drawn;
use super::*;
use crate::domain::{Currency, Zone};
use crate::tui::look::Role;
use crossterm::event::{KeyCode, KeyEvent};
use ratatui::layout::Rect;

fn words() -> Words {
    Words::new("en", Currency::EUR, Zone::UTC)
}

fn env(words: &Words) -> Env<'_> {
    Env {
        words,
        today: NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day"),
        country: "NL",
    }
}

fn form() -> Form {
    let ways = [("cash", "Cash"), ("card", "Card"), ("transfer", "Transfer")];
    Form::new(vec![
        Field::new("plate", "Plate", Kind::Plate).required(),
        Field::new("day", "Promised on", Kind::Date).hint("t today"),
        Field::new("at", "Promised at", Kind::Time),
        Field::new("bay", "Bay", Kind::PICK).options(vec![
            PickItem::new(1, "1 Lift").note("free"),
            PickItem::new(2, "2 Lift").note("until 13:00"),
        ]),
        Field::new("limit", "Limit", Kind::Money).hint("ask before more"),
        Field::new(
            "how",
            "How",
            Kind::Choice(ways.map(|(k, w)| (k.into(), w.into())).to_vec()),
        ),
        Field::new("print", "Then", Kind::Toggle("Print".into())),
        Field::new("note", "Note", Kind::Notes(2)),
    ])
}

fn key(code: KeyCode) -> KeyEvent {
    KeyEvent::from(code)
}

fn typed(form: &mut Form, text: &str) -> Reply {
    let words = words();
    let mut last = Reply::Ignored;
    for c in text.chars() {
        last = form.press(key(KeyCode::Char(c)), &env(&words));
    }
    last
}

fn press(form: &mut Form, code: KeyCode) -> Reply {
    let words = words();
    form.press(key(code), &env(&words))
}

fn page(form: &Form, width: u16, height: u16) -> String {
    let words = words();
    drawn(width, height, |c, area| {
        form.draw(c, area, Role::Surface, &words, true);
    })
}

#[test]
fn a_field_is_read_when_it_is_left_and_shown_as_it_is_written() {
    let mut form = form();
    typed(&mut form, "kl-310-p");
    assert_eq!(press(&mut form, KeyCode::Enter), Reply::Changed("plate"));
    typed(&mut form, "t");
    assert_eq!(press(&mut form, KeyCode::Tab), Reply::Changed("day"));
    typed(&mut form, "1430");
    press(&mut form, KeyCode::Enter);
    assert_eq!(form.text("plate"), "KL-310-P");
    assert_eq!(
        (form.raw("day").as_str(), form.raw("at").as_str()),
        ("Mon 23 Nov 2026", "14:30")
    );
    assert_eq!(form.minutes("at"), Some(870));
    insta::assert_snapshot!(page(&form, 60, 18));
}

#[test]
fn what_cannot_be_read_says_why_under_its_field_while_the_typing_goes_on() {
    let mut form = form();
    typed(&mut form, "?");
    assert_eq!(press(&mut form, KeyCode::Enter), Reply::Taken);
    assert_ne!(
        form.focus(),
        "plate",
        "what is typed next is for the next field"
    );
    let shown = page(&form, 60, 6);
    assert!(
        shown
            .lines()
            .nth(1)
            .is_some_and(|l| l.trim_start().starts_with("! ")),
        "{shown}"
    );
    assert_eq!(
        press(&mut form, KeyCode::Esc),
        Reply::Ignored,
        "Esc still leaves"
    );
    let words = words();
    assert!(!form.finish(&env(&words)), "it cannot be finished so");
    assert_eq!(form.focus(), "plate", "finishing goes to what is wrong");
    typed(&mut form, "a");
    assert_eq!(form.error("plate"), None, "typing takes the error away");
}

#[test]
fn enter_on_the_last_field_is_done_unless_something_is_missing() {
    let mut form = form();
    form.go("note");
    assert_eq!(press(&mut form, KeyCode::Enter), Reply::Taken);
    assert_eq!(
        (form.focus(), form.error("plate").map(|m| m.id)),
        ("plate", Some("text-empty"))
    );
    typed(&mut form, "KL310P");
    form.go("note");
    typed(&mut form, "Key in box 14");
    assert_eq!(press(&mut form, KeyCode::Enter), Reply::Taken, "a new line");
    assert_eq!(
        press(&mut form, KeyCode::Enter),
        Reply::Done,
        "a blank Enter is done"
    );
    assert_eq!(form.text("note"), "Key in box 14");
}

#[test]
fn a_list_opens_while_typing_and_enter_takes_what_is_under_the_cursor() {
    let mut form = form();
    form.go("bay");
    typed(&mut form, "li");
    assert!(form.is_open());
    let shown = page(&form, 60, 18);
    assert!(
        shown.contains("▶ 1 Lift") && shown.contains("until 13:00"),
        "{shown}"
    );
    press(&mut form, KeyCode::Down);
    assert_eq!(press(&mut form, KeyCode::Enter), Reply::Changed("bay"));
    assert_eq!((form.id("bay"), form.focus()), (Some(2), "limit"));
    form.go("bay");
    typed(&mut form, "9");
    press(&mut form, KeyCode::Esc);
    assert_eq!(press(&mut form, KeyCode::Tab), Reply::Taken);
    assert_eq!(form.error("bay").map(|m| m.id), Some("form-pick-one"));
}

#[test]
fn options_from_the_desk_count_only_for_what_is_typed_now() {
    let mut form = Form::new(vec![
        Field::new("who", "Customer", Kind::ASK_OR_NEW),
        Field::new("x", "X", Kind::Text),
    ]);
    assert_eq!(typed(&mut form, "ja"), Reply::Options("who", "ja".into()));
    assert!(form.waits());
    form.options("who", "j", vec![PickItem::new(1, "Jolie")]);
    assert!(
        form.waits() && !form.is_open(),
        "an answer to an older question is dropped"
    );
    form.options(
        "who",
        "ja",
        vec![PickItem::new(7, "Jansen").note("06 1234 5678")],
    );
    assert!(!form.waits() && form.is_open());
    press(&mut form, KeyCode::Esc);
    typed(&mut form, "mes");
    form.options("who", "james", Vec::new());
    press(&mut form, KeyCode::Tab);
    assert_eq!(form.text("who"), "james", "somebody new");
}

#[test]
fn down_opens_the_month_and_plus_steps_a_day_that_stands() {
    let mut form = form();
    form.go("day");
    press(&mut form, KeyCode::Down);
    press(&mut form, KeyCode::Right);
    press(&mut form, KeyCode::Enter);
    assert_eq!(form.raw("day"), "Tue 24 Nov 2026");
    form.go("day");
    typed(&mut form, "+");
    assert_eq!(form.raw("day"), "Wed 25 Nov 2026");
}

#[test]
fn a_number_is_replaced_by_typing_and_stands_right() {
    let (mut form, words) = (form(), words());
    form.set("limit", Value::Money(Money(25_000)), &words);
    form.keep();
    assert!(!form.is_dirty());
    form.go("limit");
    typed(&mut form, "99");
    press(&mut form, KeyCode::Tab);
    assert_eq!(
        (form.money("limit"), form.is_dirty()),
        (Some(Money(9_900)), true)
    );
}

#[test]
fn what_is_parked_comes_back_as_it_was_typed() {
    let mut before = form();
    typed(&mut before, "kl-3");
    before.set_picked("bay", &PickItem::new(2, "2 Lift"));
    before.go("how");
    press(&mut before, KeyCode::Right);
    press(&mut before, KeyCode::Tab);
    typed(&mut before, " ");
    let parked = before.to_json();
    let mut after = form();
    after.restore(&parked);
    assert_eq!(after.to_json(), parked);
    assert_eq!(
        (
            after.key("how").as_deref(),
            after.is_on("print"),
            after.id("bay")
        ),
        (Some("card"), true, Some(2))
    );
    assert!(after.is_dirty());
}

#[test]
fn a_form_taller_than_its_area_scrolls_to_the_focus_and_no_field_moves_within() {
    let mut form = form();
    form.go("note");
    let shown = page(&form, 60, 7);
    assert!(
        shown.contains("Note") && !shown.contains("Plate"),
        "{shown}"
    );
}

#[test]
fn fields_that_are_off_are_passed_over_and_keep_their_place() {
    let mut form = form();
    form.turn_off("day", Some("comes with the booking".into()));
    typed(&mut form, "KL310P");
    press(&mut form, KeyCode::Tab);
    assert_eq!(form.focus(), "at");
    assert!(page(&form, 70, 18).contains("comes with the booking"));
    let words = words();
    drawn(0, 0, |c, _| {
        form.draw(c, Rect::default(), Role::Surface, &words, true);
    });
}
