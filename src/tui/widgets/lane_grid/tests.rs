use proptest::prelude::*;
use ratatui::layout::Rect;

use super::super::testing::drawn;
use super::*;

fn block(key: i64, lane: usize, from: i64, to: i64) -> Block<i64> {
    Block {
        key,
        lane,
        from,
        to,
        state: State::Booked,
        agreed: true,
        title: format!("KL-{key:03}-P"),
        who: "Jo".into(),
        initials: "JM".into(),
        lines: vec![
            ("Jansen".into(), Role::Text),
            ("Clutch kit".into(), Role::Text),
        ],
    }
}

fn day() -> Sheet<i64> {
    let mut late = block(1, 0, 480, 600);
    late.state = State::Late;
    late.lines.push(("42 min over".into(), Role::Late));
    let mut running = block(2, 1, 600, 720);
    running.state = State::InBay;
    Sheet {
        lanes: ["1 Lift", "2 Lift", "3 MOT"]
            .map(|t| Lane {
                title: t.into(),
                load: "78 %".into(),
            })
            .to_vec(),
        blocks: vec![late, running, block(3, 2, 660, 690)],
        closed: vec![
            Closed {
                lane: None,
                from: 720,
                to: 750,
                reason: "Lunch".into(),
            },
            Closed {
                lane: Some(2),
                from: 840,
                to: 900,
                reason: "Compressor".into(),
            },
        ],
        open: 480,
        close: 1020,
        now: Some(642),
    }
}

fn grid(sheet: Sheet<i64>) -> LaneGrid<i64> {
    let mut grid = LaneGrid::default();
    grid.show(sheet);
    grid
}

#[test]
fn a_day_at_24_rows() {
    let mut grid = grid(day());
    grid.select(&2);
    let page = drawn(50, 19, |c, area| grid.draw(c, area, true));
    insta::assert_snapshot!(page);
}

#[test]
fn what_is_carried_leaves_a_hatch_and_lands_where_it_is_put() {
    let mut grid = grid(day());
    grid.select(&2);
    assert!(grid.pick_up());
    grid.key_pressed(KeyCode::Right);
    grid.key_pressed(KeyCode::Down);
    assert_eq!(grid.carried(), Some((&2, 2, 630)));
    insta::assert_snapshot!(drawn(50, 19, |c, area| grid.draw(c, area, true)));
    assert_eq!(grid.put_down(), Some((2, 2, 630)));
    grid.show(day());
    grid.select(&2);
    grid.pick_up();
    grid.key_pressed(KeyCode::Left);
    grid.put_back();
    assert_eq!(grid.cursor(), (1, 600));
}

#[test]
fn arrows_step_over_blocks_and_stop_at_the_edges_of_the_day() {
    let mut grid = grid(day());
    assert_eq!(grid.chosen(), Some(&1));
    grid.key_pressed(KeyCode::Down);
    assert_eq!(grid.spot(), Spot::Free(0, 600));
    grid.key_pressed(KeyCode::Right);
    assert_eq!(grid.chosen(), Some(&2));
    grid.key_pressed(KeyCode::Up);
    assert_eq!(grid.spot(), Spot::Free(1, 570));
    for _ in 0..40 {
        grid.key_pressed(KeyCode::Down);
    }
    assert_eq!(grid.spot(), Spot::Free(1, 990));
    for _ in 0..9 {
        grid.key_pressed(KeyCode::Right);
    }
    assert_eq!(grid.cursor().0, 2);
}

#[test]
fn more_lanes_than_fit_scroll_and_are_counted() {
    let mut sheet = day();
    sheet.lanes = (1..=9)
        .map(|n| Lane {
            title: format!("{n} Lift"),
            load: String::new(),
        })
        .collect();
    let mut grid = grid(sheet);
    drawn(50, 19, |c, area| grid.draw(c, area, true));
    for _ in 0..5 {
        grid.key_pressed(KeyCode::Right);
    }
    let page = drawn(50, 19, |c, area| grid.draw(c, area, true));
    let head = page.lines().next().unwrap_or_default();
    assert_eq!(head, "◂3  3▸ 4 Lift         5 Lift         6 Lift");
}

fn blocks() -> impl Strategy<Value = Vec<Block<i64>>> {
    // Anything at all: overlapping, too short to show, outside the hours.
    prop::collection::vec((0usize..6, 420i64..1_100, 1i64..300), 0..40).prop_map(|all| {
        (0..)
            .zip(all)
            .map(|(key, (lane, from, long))| block(key, lane, from, from + long))
            .collect()
    })
}

proptest! {
    #[test]
    fn no_two_blocks_overlap_and_every_booking_is_seen_or_counted(
        blocks in blocks(), width in 20u16..140, height in 3u16..50, lane in 0usize..6, minute in 480i64..1_020
    ) {
        let mut sheet = Sheet { lanes: vec![Lane::default(); 6], blocks, ..Sheet::default() };
        sheet.close = 1_140;
        let mut grid = grid(sheet);
        grid.go(lane, minute);
        let area = Rect::new(2, 1, width, height);
        let plan = grid.layout(area);
        for (n, a) in plan.placed.iter().enumerate() {
            prop_assert_eq!(a.area.intersection(area), a.area);
            prop_assert!(!a.area.is_empty());
            for b in &plan.placed[n + 1..] {
                prop_assert!(a.area.intersection(b.area).is_empty(), "{:?} {:?}", a, b);
            }
        }
        let seen: usize = plan.placed.iter().map(|p| 1 + p.more).sum();
        let counted: usize = plan.hidden.iter().map(|(above, below)| above + below).sum();
        let first = plan.view.first_lane;
        let lanes = first..first + plan.lanes.len();
        let all = grid.sheet().blocks.iter().filter(|b| lanes.contains(&b.lane)).count();
        prop_assert_eq!(seen + counted, all);
        prop_assert_eq!(plan.more_lanes.0 + plan.lanes.len() + plan.more_lanes.1, 6);
        prop_assert!(plan.cell(lane, minute).is_some(), "the cursor is on the screen");
    }

    #[test]
    fn a_cell_is_a_lane_and_a_time_and_back(
        width in 20u16..140, height in 3u16..50, lane in 0usize..6, minute in 480i64..1_140
    ) {
        let mut grid = grid(Sheet { lanes: vec![Lane::default(); 6], close: 1_140, ..Sheet::default() });
        grid.go(lane, minute);
        let plan = grid.layout(Rect::new(2, 1, width, height));
        for x in 0..width + 4 {
            for y in 0..height + 2 {
                if let Some((lane, minute)) = plan.hit(x, y) {
                    let cell = plan.cell(lane, minute).expect("what is hit is there");
                    prop_assert!(cell.contains((x, y).into()));
                    prop_assert_eq!(plan.hit(cell.x, cell.y), Some((lane, minute)));
                }
            }
        }
    }
}
