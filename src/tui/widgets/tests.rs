//! What holds for all widgets together.

use chrono::NaiveDate;
use crossterm::event::{KeyCode, KeyEvent};
use ratatui::layout::Rect;
use rstest::rstest;

use super::bars::{Bar, chart, progress, sparkline};
use super::board::BoardColumn;
use super::lane_grid::{Block, Closed, Lane, Sheet};
use super::month::MonthWords;
use super::testing::{painted, text};
use super::*;
use crate::domain::{Currency, Zone};
use crate::tui::look::{Canvas, Role, Theme};
use crate::words::Words;

/// As bad as names get: escape codes, overrides, zero width, wide, long.
const NAME: &str = "\u{1b}[31mJan\u{202e}sen\u{200b}\u{301} 日本語 👩‍🔧 de la Très-Longue-Maison\n";

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day")
}

fn grid() -> LaneGrid<i64> {
    let block = |key, lane, from| Block {
        key,
        lane,
        from,
        to: from + 50,
        state: State::Late,
        agreed: true,
        title: NAME.into(),
        who: NAME.into(),
        initials: "JM".into(),
        lines: vec![(NAME.into(), Role::Text); 3],
    };
    let mut grid = LaneGrid::default();
    grid.show(Sheet {
        lanes: vec![
            Lane {
                title: NAME.into(),
                load: NAME.into()
            };
            7
        ],
        blocks: (0..7)
            .flat_map(|lane| {
                [
                    block(lane, 6 - lane as usize, 500),
                    block(lane + 10, 3, 480 + lane * 60),
                ]
            })
            .collect(),
        closed: vec![Closed {
            lane: None,
            from: 700,
            to: 745,
            reason: NAME.into(),
        }],
        now: Some(642),
        ..Sheet::default()
    });
    grid
}

fn board() -> Board<i64> {
    let card = |key| BoardCard {
        key,
        title: NAME.into(),
        promise: NAME.into(),
        second: NAME.into(),
        third: NAME.into(),
        who: NAME.into(),
        progress: (key % 2 == 0).then_some(55),
        aside: NAME.into(),
        ..BoardCard::default()
    };
    let mut board = Board::default();
    let column = |from| BoardColumn {
        title: NAME.into(),
        state: State::InBay,
        count: NAME.into(),
        cards: (from..from + 9).map(card).collect(),
    };
    board.show(vec![column(0), column(10), column(20)]);
    board
}

fn table() -> WindowTable<i64> {
    let mut table = WindowTable::new(vec![
        Column::new(NAME, 5, 20),
        Column::new(NAME, 9, 30).grows(),
        Column::number(NAME, 4, 8).drops(1),
    ]);
    table.find = "jan".into();
    table.show(
        (0..30).map(|n| Row::new(n, [NAME, NAME, NAME])).collect(),
        true,
    );
    table
}

fn form() -> Form {
    let mut form = Form::new(vec![
        Field::new("a", NAME, Kind::Text).required().hint(NAME),
        Field::new("b", NAME, Kind::Notes(2)),
        Field::new(
            "c",
            NAME,
            Kind::Choice(vec![("x".into(), NAME.into()), ("y".into(), NAME.into())]),
        ),
        Field::new("d", NAME, Kind::Toggle(NAME.into())),
        Field::new("e", NAME, Kind::PICK).options(vec![PickItem::new(1, NAME).note(NAME)]),
        Field::new("f", NAME, Kind::Money),
    ]);
    form.paste(NAME);
    form.refuse("a", crate::msg!("text-empty"));
    form.go("e");
    form
}

fn draw(which: usize, c: &mut Canvas, area: Rect) {
    let words = Words::new("en", Currency::EUR, Zone::UTC);
    match which {
        0 => grid().draw(c, area, true),
        1 => board().draw(c, area, true),
        2 => table().draw(c, area, true),
        3 => {
            let mut form = form();
            let env = Env {
                words: &words,
                today: day(),
                country: "NL",
            };
            form.press(KeyEvent::from(KeyCode::Down), &env);
            form.draw(c, area, Role::Raised, &words, true);
        }
        4 => Card::new(NAME)
            .state(State::Done, NAME)
            .pair(NAME, NAME)
            .line(
                vec![(NAME.into(), Role::Text)],
                vec![(NAME.into(), Role::Dim)],
            )
            .text(NAME, Role::Warn)
            .draw(c, area),
        5 => Totals::new()
            .row(NAME, NAME)
            .total(NAME, NAME)
            .draw(c, area, Role::Raised),
        6 => {
            digits::three(
                c,
                (area.x, area.y),
                area.width,
                "1 382.78",
                (Role::Surface, Role::Title),
            );
            digits::five(
                c,
                (area.x, area.y),
                area.width,
                "12:37",
                (Role::Surface, Role::Title),
            );
        }
        7 => {
            let row = Bar {
                label: NAME.into(),
                value: 5,
                second: 3,
                number: NAME.into(),
                alert: true,
                current: true,
            };
            chart(c, area, Role::Raised, &[row.clone(), row]);
            progress(
                c,
                (area.x, area.y),
                area.width,
                (1, 3),
                (Role::Surface, Role::InBay),
            );
            sparkline(c, (area.x, area.y), &[1, 5, i64::MAX, -3], Role::Surface);
        }
        8 => Month::new(day(), day()).draw(c, Month::area(area, area), &MonthWords::default()),
        9 => {
            let pick = Pick::new(vec![
                PickItem::new(1, NAME).note(NAME),
                PickItem::new(2, NAME).off(NAME),
            ]);
            pick.draw(c, pick.area(area, area));
        }
        10 => {
            let inner = c.layer(area, NAME);
            c.raised(inner);
            c.sink(area);
            chip::chip(c, area.right(), area.y, area.width, State::Late, NAME);
        }
        _ => LineEdit::new(NAME).draw(c, area, (Role::Well, Role::Text), true, false),
    }
}

/// Any widget, any size, the worst of names: nothing panics, nothing writes outside its page, no
/// control character or override reaches the screen.
#[rstest]
#[case::colour(Theme::default())]
#[case::mono(Theme::mono())]
fn no_size_and_no_name_breaks_a_widget(#[case] theme: Theme) {
    for which in 0..12 {
        for width in [0, 1, 2, 3, 5, 7, 8, 11, 14, 19, 26, 80] {
            for height in [0, 1, 2, 3, 4, 6, 9, 24] {
                for at in [0, 3] {
                    let buf = painted(theme, width, height, |c, page| {
                        let area = Rect {
                            x: at.min(page.width),
                            y: at.min(page.height),
                            width: page.width.saturating_sub(at),
                            height: page.height.saturating_sub(at),
                        };
                        draw(which, c, area);
                    });
                    let bad = |c: char| {
                        c != '\n'
                            && (c.is_control()
                                || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'))
                    };
                    assert!(
                        !text(&buf).contains(bad),
                        "widget {which} at {width}x{height}"
                    );
                }
            }
        }
    }
}

/// Screens live in tasks of their own.
#[test]
fn every_widget_can_move_to_another_thread() {
    fn is_send<T: Send>(_: T) {}
    is_send((grid(), board(), table(), form()));
    is_send((
        Card::new(""),
        Totals::new(),
        LineEdit::default(),
        Pick::default(),
        Month::new(day(), day()),
    ));
}
