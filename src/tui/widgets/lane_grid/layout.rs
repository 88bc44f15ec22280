//! Where everything on the grid stands.

use ratatui::layout::Rect;

use super::Sheet;

/// Cells of the column of times.
pub(super) const TIMES: u16 = 6;
/// The narrowest lane that can still show a plate.
const NARROWEST: u16 = 12;
/// The widest lane: beyond it plate and mechanic drift apart.
const WIDEST: u16 = 36;
/// Rows from which on a row is a quarter of an hour.
const FINE: u16 = 30;

/// Which part of the day is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct View {
    /// The minute of the first row.
    pub top: i64,
    /// The lane at the left.
    pub first_lane: usize,
}

/// A block in rows of the whole day, whatever is on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rows {
    /// Its place in the sheet.
    pub block: usize,
    /// Its lane.
    pub lane: usize,
    /// Its first row.
    pub start: i64,
    /// The row after its last.
    pub end: i64,
    /// Further blocks that begin and end within its rows and have none of their own.
    pub more: usize,
}

/// A block on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placed {
    /// Its place in the sheet.
    pub block: usize,
    /// Its lane.
    pub lane: usize,
    /// The cells it covers.
    pub area: Rect,
    /// Rows of it that are above the screen.
    pub above: i64,
    /// Further blocks within its rows that have none of their own.
    pub more: usize,
}

/// The grid on the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    /// Minutes of a row: 30, or 15 where there is room.
    pub step: i64,
    /// The part of the day that is seen.
    pub view: View,
    /// The area under the heading.
    pub body: Rect,
    /// Rows of the day that are seen.
    pub rows: i64,
    /// Left edge of each lane that is seen.
    pub lanes: Vec<u16>,
    /// Cells of a lane.
    pub lane_width: u16,
    /// The blocks that are seen.
    pub placed: Vec<Placed>,
    /// For each lane that is seen, blocks above and below the screen.
    pub hidden: Vec<(usize, usize)>,
    /// Lanes at the left and at the right of the screen.
    pub more_lanes: (usize, usize),
}

/// The rows of every block but `without`, in steps of `step` minutes from the opening. Where two
/// would share a row the later one moves down; one that would leave its own time is counted in `more`
/// of the block it lies under.
pub fn place<K: PartialEq>(sheet: &Sheet<K>, step: i64, without: Option<&K>) -> Vec<Rows> {
    let mut order: Vec<usize> = (0..sheet.blocks.len())
        .filter(|n| Some(&sheet.blocks[*n].key) != without)
        .collect();
    order.sort_by_key(|n| {
        (
            sheet.blocks[*n].lane,
            sheet.blocks[*n].from,
            sheet.blocks[*n].to,
            *n,
        )
    });
    let floor = |minute: i64| (minute - sheet.open).div_euclid(step);
    let mut out: Vec<Rows> = Vec::with_capacity(order.len());
    for n in order {
        let block = &sheet.blocks[n];
        let (from, to) = (
            floor(block.from),
            -(-(block.to - sheet.open)).div_euclid(step),
        );
        let (mut start, end) = (from, to.max(from + 1));
        if let Some(before) = out
            .last_mut()
            .filter(|b| b.lane == block.lane && b.end > start)
        {
            // The one before gives way down to a single row.
            before.end = start.max(before.start + 1);
            start = before.end;
            if start >= end {
                before.end = before.end.max(end);
                before.more += 1;
                continue;
            }
        }
        out.push(Rows {
            block: n,
            lane: block.lane,
            start,
            end,
            more: 0,
        });
    }
    out
}

impl View {
    /// The view that shows the cursor, moved as little as may be.
    pub(super) fn follow<K>(
        self,
        sheet: &Sheet<K>,
        (lane, minute): (usize, i64),
        (step, rows, lanes): (i64, i64, usize),
    ) -> Self {
        let day = rows_of(sheet, step);
        let row = (minute - sheet.open).div_euclid(step);
        let top = (self.top - sheet.open)
            .div_euclid(step)
            .clamp(0, (day - rows).max(0));
        let top = top.clamp((row + 1 - rows).max(0), row.max(0));
        let first = self.first_lane.min(sheet.lanes.len().saturating_sub(lanes));
        let first = first.clamp((lane + 1).saturating_sub(lanes), lane);
        Self {
            top: sheet.open + top * step,
            first_lane: first,
        }
    }
}

fn rows_of<K>(sheet: &Sheet<K>, step: i64) -> i64 {
    -(sheet.open - sheet.close).div_euclid(step).min(-1)
}

/// Lays the grid out over an area: one row of heading, then the day from the view's top on.
pub fn layout<K: PartialEq>(
    sheet: &Sheet<K>,
    area: Rect,
    view: View,
    cursor: (usize, i64),
    without: Option<&K>,
) -> Layout {
    let body = Rect {
        y: area.y + area.height.min(1),
        height: area.height.saturating_sub(1),
        ..area
    };
    let step = if body.height >= FINE { 15 } else { 30 };
    let room = area.width.saturating_sub(TIMES);
    let fit = usize::from(((room + 1) / (NARROWEST + 1)).max(1));
    let shown = fit.min(sheet.lanes.len());
    let cells = u16::try_from(shown).unwrap_or(1).max(1);
    let lane_width = ((room + 1) / cells).saturating_sub(1).min(WIDEST);
    let day = rows_of(sheet, step);
    let rows = i64::from(body.height).min(day).max(1);
    let view = view.follow(sheet, cursor, (step, rows, shown.max(1)));
    let lanes: Vec<u16> = (0..cells)
        .take(shown)
        .map(|n| area.x + TIMES + n * (lane_width + 1))
        .collect();
    let mut out = Layout {
        step,
        view,
        body,
        rows: if body.height == 0 { 0 } else { rows },
        hidden: vec![(0, 0); lanes.len()],
        more_lanes: (
            view.first_lane,
            sheet.lanes.len().saturating_sub(view.first_lane + shown),
        ),
        lanes,
        lane_width,
        placed: Vec::new(),
    };
    let top = (view.top - sheet.open).div_euclid(step);
    for block in place(sheet, step, without) {
        let Some(column) = block
            .lane
            .checked_sub(view.first_lane)
            .filter(|n| *n < out.lanes.len())
        else {
            continue;
        };
        let (from, to) = ((block.start - top).max(0), (block.end - top).min(out.rows));
        if from >= to {
            let hidden = &mut out.hidden[column];
            let n = 1 + block.more;
            if block.end <= top {
                hidden.0 += n;
            } else {
                hidden.1 += n;
            }
            continue;
        }
        let cells = |n: i64| u16::try_from(n).unwrap_or(0);
        out.placed.push(Placed {
            block: block.block,
            lane: block.lane,
            area: Rect {
                x: out.lanes[column],
                y: body.y + cells(from),
                width: lane_width,
                height: cells(to - from),
            },
            above: (top - block.start).max(0),
            more: block.more,
        });
    }
    out
}

impl Layout {
    /// The minute a row begins.
    pub fn minute(&self, row: i64) -> i64 {
        self.view.top + row * self.step
    }

    /// The cells of one row of a lane, if it is on the screen.
    pub fn cell(&self, lane: usize, minute: i64) -> Option<Rect> {
        let x = *self.lanes.get(lane.checked_sub(self.view.first_lane)?)?;
        let row = (minute - self.view.top).div_euclid(self.step);
        let y = u16::try_from(row).ok().filter(|_| row < self.rows)?;
        Some(Rect {
            x,
            y: self.body.y + y,
            width: self.lane_width,
            height: 1,
        })
    }

    /// The lane and minute at a cell of the screen, if there is one.
    pub fn hit(&self, x: u16, y: u16) -> Option<(usize, i64)> {
        let row = i64::from(y.checked_sub(self.body.y)?);
        let column = self
            .lanes
            .iter()
            .position(|left| (*left..*left + self.lane_width).contains(&x))?;
        (row < self.rows).then(|| (column + self.view.first_lane, self.minute(row)))
    }

    /// The screen row of a minute, if it is on the screen.
    pub fn row(&self, minute: i64) -> Option<u16> {
        let row = minute.checked_sub(self.view.top)?.div_euclid(self.step);
        u16::try_from(row)
            .ok()
            .filter(|_| row < self.rows)
            .map(|y| self.body.y + y)
    }
}
