use super::super::testing::drawn;
use super::*;

fn card(key: i64, state: State) -> BoardCard<i64> {
    BoardCard {
        key,
        state,
        title: format!("KL-{key:03}-P"),
        promise: "11:30".into(),
        second: "Jansen · Golf VII".into(),
        third: "Clutch, test drive".into(),
        who: "Jo".into(),
        progress: (state != State::Done).then_some(20),
        aside: "€ 61.50".into(),
        ..BoardCard::default()
    }
}

fn board() -> Board<i64> {
    let column = |title: &str, state, cards: Vec<BoardCard<i64>>| BoardColumn {
        title: title.into(),
        state,
        count: cards.len().to_string(),
        cards,
    };
    let mut board = Board::default();
    board.show(vec![
        column(
            "In bay",
            State::InBay,
            vec![
                card(1, State::Late),
                card(2, State::InBay),
                card(3, State::InBay),
                card(4, State::InBay),
            ],
        ),
        column("Ready", State::Done, vec![card(5, State::Done)]),
    ]);
    board
}

#[test]
fn cards_stand_under_their_heading_and_those_left_over_are_counted() {
    let mut board = board();
    board.select(&2);
    insta::assert_snapshot!(drawn(49, 14, |c, area| board.draw(c, area, true)));
}

#[test]
fn arrows_move_over_cards_and_the_column_scrolls_with_them() {
    let mut board = board();
    drawn(49, 14, |c, area| board.draw(c, area, true));
    for _ in 0..9 {
        board.key_pressed(KeyCode::Down);
    }
    assert_eq!(board.key(), Some(&4));
    let page = drawn(49, 14, |c, area| board.draw(c, area, true));
    assert!(page.contains("KL-004-P") && page.contains("↑ 2"), "{page}");
    board.key_pressed(KeyCode::Right);
    assert_eq!(board.key(), Some(&5));
}

#[test]
fn a_carried_card_says_which_column_it_is_over_and_the_cursor_follows_it() {
    let mut board = board();
    board.select(&2);
    board.pick_up();
    board.key_pressed(KeyCode::Right);
    assert_eq!(board.carried(), Some((&2, 1)));
    board.put_down();
    assert_eq!(board.key(), Some(&2));
    board.show(board.columns().iter().cloned().rev().collect());
    assert_eq!((board.key(), board.column()), (Some(&2), 1));
}
