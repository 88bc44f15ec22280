use super::super::testing::drawn;
use super::*;
use proptest::prelude::*;

fn parts(n: i64) -> Vec<Row<i64>> {
    (0..n)
        .map(|i| {
            let cells = [
                format!("BOS-{i:04}"),
                format!("Brake pads front no {i}"),
                format!("{}", i * 3),
            ];
            Row::new(i, cells).mark((i % 3 == 2).then_some(Mark::Warn))
        })
        .collect()
}

fn table(rows: Vec<Row<i64>>, more: bool) -> WindowTable<i64> {
    let mut table = WindowTable::new(vec![
        Column::new("Part no", 8, 11),
        Column::new("Description", 12, 30).grows(),
        Column::number("On hand", 4, 7).drops(1),
    ]);
    table.show(rows, more);
    table
}

#[test]
fn numbers_stand_right_and_the_cursor_row_is_marked() {
    let mut table = table(parts(4), false);
    table.step(Step::Down);
    table.find = "pads".into();
    let page = drawn(50, 6, |c, area| table.draw(c, area, true));
    insta::assert_snapshot!(page, @r"
       Part no      Description               On hand
       BOS-0000     Brake pads front no 0           0
    ▶  BOS-0001     Brake pads front no 1           3
     ! BOS-0002     Brake pads front no 2           6
       BOS-0003     Brake pads front no 3           9
    ");
}

#[test]
fn a_narrow_screen_drops_columns_by_their_order_and_says_what_is_cut() {
    let table = table(parts(2), false);
    let page = drawn(30, 3, |c, area| table.draw(c, area, true));
    insta::assert_snapshot!(page, @r"
       Part no      Description
    ▶  BOS-0000     Brake pads f…
       BOS-0001     Brake pads f…
    ");
}

#[test]
fn it_wants_more_within_one_screen_of_an_edge() {
    let mut table = table(parts(60), true);
    drawn(50, 11, |c, area| table.draw(c, area, true));
    assert_eq!(table.want(), None);
    for _ in 0..4 {
        assert_eq!(table.step(Step::PageDown), None);
    }
    assert_eq!(table.step(Step::PageDown), None);
    assert_eq!(table.step(Step::PageDown), Some(Want::After(59)));
    assert_eq!(table.step(Step::Last), Some(Want::Last));
}

#[test]
fn new_rows_keep_the_cursor_on_its_own() {
    let mut table = table(parts(10), false);
    table.select(&7);
    table.show(parts(10).into_iter().skip(5).collect(), false);
    assert_eq!(table.key(), Some(&7));
    table.show(parts(3), false);
    assert_eq!(table.key(), Some(&2));
    table.show(Vec::new(), false);
    assert_eq!(table.key(), None);
    assert_eq!(table.step(Step::Down), None);
}

#[test]
fn an_empty_table_says_so() {
    let mut table = table(Vec::new(), false);
    table.empty = "No part matches.".into();
    assert!(drawn(50, 4, |c, area| table.draw(c, area, true)).contains("   No part matches."));
}

proptest! {
    /// However one walks over a big store, the window stays small and the cursor is where it would
    /// be with all rows at hand.
    #[test]
    fn walking_a_window_is_walking_the_whole(steps in prop::collection::vec(0u8..6, 1..120)) {
        const ALL: i64 = 1_000;
        let rows = parts(ALL);
        let slice = |from: i64, to: i64| -> Vec<Row<i64>> {
            rows[usize::try_from(from.max(0)).unwrap()..usize::try_from(to.min(ALL)).unwrap()].to_vec()
        };
        let batch = 60;
        let mut table = table(slice(0, batch), true);
        drawn(50, 11, |c, area| table.draw(c, area, true));
        let mut at = 0_i64;
        for step in steps {
            let step = [Step::Up, Step::Down, Step::PageUp, Step::PageDown, Step::First, Step::Last][usize::from(step)];
            at = match step {
                Step::Up => at - 1,
                Step::Down => at + 1,
                Step::PageUp => at - 9,
                Step::PageDown => at + 9,
                Step::First => 0,
                Step::Last => ALL - 1,
            }.clamp(0, ALL - 1);
            match table.step(step) {
                Some(Want::After(k)) => table.append(slice(k + 1, k + 1 + batch), k + 1 + batch < ALL),
                Some(Want::Before(k)) => table.prepend(slice(k - batch, k), k - batch > 0),
                Some(Want::First) => { table.show(slice(0, batch), true); table.step(Step::First); }
                Some(Want::Last) => table.show_last(slice(ALL - batch, ALL), true),
                None => {}
            }
            prop_assert_eq!(table.key(), Some(&at));
            prop_assert!(table.rows().len() <= 200);
        }
    }
}
