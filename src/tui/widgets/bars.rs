//! Bars and sparklines. A number always stands beside them.

use ratatui::layout::Rect;

use crate::tui::look::canvas::len;
use crate::tui::look::{Canvas, Marks, Role};

/// Paints `━━━───`: `part` of `whole` over `room` columns, in this ink. Begun work shows at least one
/// step, unfinished work never a full bar.
pub fn progress(
    c: &mut Canvas,
    at: (u16, u16),
    room: u16,
    (part, whole): (i64, i64),
    on: (Role, Role),
) {
    let made = steps(part, whole, room);
    let x = c.text(
        at.0,
        at.1,
        room,
        &c.marks.thick.repeat(usize::from(made)),
        on,
    );
    let rest = c.marks.rule.repeat(usize::from(room - made));
    c.text(x, at.1, room - made, &rest, (on.0, Role::Closed));
}

fn steps(part: i64, whole: i64, room: u16) -> u16 {
    if whole <= 0 || part <= 0 || room == 0 {
        return 0;
    }
    if part >= whole {
        return room;
    }
    let steps = i128::from(part) * i128::from(room) / i128::from(whole);
    u16::try_from(steps)
        .unwrap_or(room)
        .clamp(1, room.max(2) - 1)
}

/// Paints a sparkline, one column a value, and answers the column after it. Nothing is the lowest
/// mark, the highest value the highest.
pub fn sparkline(c: &mut Canvas, (x, y): (u16, u16), values: &[i64], ground: Role) -> u16 {
    let line = sparks(&c.marks, values);
    c.text(x, y, len(&line), &line, (ground, Role::Data))
}

/// The marks of a sparkline, for a card that paints itself. Give them the ink [`Role::Data`].
pub fn sparks(marks: &Marks, values: &[i64]) -> String {
    let top = values.iter().copied().max().unwrap_or(0).max(1);
    values
        .iter()
        .map(|v| marks.sparks[eighth(*v, top)])
        .collect()
}

fn eighth(value: i64, top: i64) -> usize {
    let level = i128::from(value.max(0)) * 7 / i128::from(top);
    usize::try_from(level).unwrap_or(7).min(7)
}

/// One row of a bar chart.
#[derive(Clone, Debug, Default)]
pub struct Bar {
    /// What it counts.
    pub label: String,
    /// The first series.
    pub value: i64,
    /// The second series, stacked on the first; 0 for none.
    pub second: i64,
    /// The number at the right, in words.
    pub number: String,
    /// Late or too much: its bar and mark in the ink of late.
    pub alert: bool,
    /// The row that is being lived in: bold.
    pub current: bool,
}

/// Paints a bar chart: label, bar, number; one row each, to one scale.
pub fn chart(c: &mut Canvas, area: Rect, ground: Role, rows: &[Bar]) {
    let labels = rows.iter().map(|r| len(&r.label)).max().unwrap_or(0);
    let numbers = rows.iter().map(|r| len(&r.number)).max().unwrap_or(0);
    let room = area.width.saturating_sub(labels + numbers + 5);
    let top = rows
        .iter()
        .map(|r| r.value.saturating_add(r.second))
        .max()
        .unwrap_or(0);
    for (y, row) in (area.y..area.bottom()).zip(rows) {
        let words = if row.current { Role::Title } else { Role::Dim };
        c.text(area.x, y, labels, &row.label, (ground, words));
        let first = steps(row.value, top, room);
        let both = steps(row.value.saturating_add(row.second), top, room).max(first);
        let ink = if row.alert { Role::Late } else { Role::Data };
        let x = c.text(
            area.x + labels + 2,
            y,
            first,
            &c.marks.bar.repeat(usize::from(first)),
            (ground, ink),
        );
        let second = c.marks.low_bar.repeat(usize::from(both - first));
        c.text(x, y, both - first, &second, (ground, Role::Dim));
        let number = if row.current { Role::Title } else { Role::Text };
        let left = c.right(area.right(), y, numbers, &row.number, (ground, number));
        if row.alert {
            c.text(
                left.saturating_sub(2).max(area.x),
                y,
                1,
                c.marks.alert,
                (ground, Role::Late),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::drawn;
    use super::*;

    #[test]
    fn begun_work_shows_and_unfinished_work_is_never_full() {
        assert_eq!(steps(0, 100, 10), 0);
        assert_eq!(steps(1, 100, 10), 1);
        assert_eq!(steps(99, 100, 10), 9);
        assert_eq!(steps(100, 100, 10), 10);
        assert_eq!(steps(5, 0, 10), 0);
    }

    #[test]
    fn a_chart_keeps_its_numbers_at_the_right() {
        let rows = [
            Bar {
                label: "wk 47".into(),
                value: 8,
                second: 4,
                number: "€ 16 000".into(),
                ..Bar::default()
            },
            Bar {
                label: "wk 48".into(),
                value: 1,
                number: "€ 2 300".into(),
                alert: true,
                ..Bar::default()
            },
        ];
        let page = drawn(34, 3, |c, area| {
            chart(c, area, Role::Surface, &rows);
            let x = sparkline(c, (0, 2), &[1, 2, 2, 3, 0, 12], Role::Surface);
            c.text(x + 2, 2, 10, "7.2 a week", (Role::Surface, Role::Text));
        });
        insta::assert_snapshot!(page, @"
        wk 47  ▆▆▆▆▆▆▆▆▆▆▃▃▃▃▃▃   € 16 000
        wk 48  ▆                 ! € 2 300
        ▁▂▂▂▁█  7.2 a week
        ");
    }
}
