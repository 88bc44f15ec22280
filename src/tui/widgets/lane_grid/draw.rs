//! The grid as it is painted: past time sinks into the page, free time is a lighter lane, blocks lie
//! on it.

use ratatui::layout::Rect;

use super::layout::{Layout, TIMES, layout};
use super::{Block, Carried, Closed, LaneGrid};
use crate::tui::look::canvas::len;
use crate::tui::look::{Canvas, Role, Theme};
use crate::tui::widgets::chip::State;

/// From this width on the mechanic's name is written out.
const WIDE: u16 = 16;

impl<K: Clone + PartialEq> LaneGrid<K> {
    /// Where everything stands on this area.
    pub fn layout(&self, area: Rect) -> Layout {
        layout(
            &self.sheet,
            area,
            self.view,
            (self.lane, self.minute),
            self.hidden_key(),
        )
    }

    /// Paints the grid. Without `focus` no cursor is shown.
    pub fn draw(&self, c: &mut Canvas, area: Rect, focus: bool) {
        if area.height < 2 || area.width <= TIMES {
            return;
        }
        let plan = self.layout(area);
        self.seen
            .set((plan.step, plan.rows.max(1), plan.lanes.len().max(1)));
        self.heading(c, area, &plan);
        self.times(c, area, &plan);
        self.lanes(c, &plan);
        self.now_line(c, &plan);
        for closed in &self.sheet.closed {
            self.hatch(c, &plan, closed);
        }
        for placed in &plan.placed {
            let Some(block) = self.sheet.blocks.get(placed.block) else {
                continue;
            };
            let here = focus
                && self.carried.is_none()
                && placed.lane == self.lane
                && plan
                    .row(self.minute)
                    .is_some_and(|y| (placed.area.top()..placed.area.bottom()).contains(&y));
            draw_block(
                c,
                placed.area,
                block,
                placed.more,
                if here { Lit::Here } else { Lit::No },
            );
        }
        if let Some(carried) = &self.carried {
            self.ghost(c, &plan, carried);
        } else if focus
            && self.under().is_none()
            && let Some(cell) = plan.cell(self.lane, self.minute)
        {
            c.fill(cell, Role::Select);
            c.text(
                cell.x,
                cell.y,
                1,
                c.marks.cursor,
                (Role::Select, Role::Title),
            );
        }
    }

    fn heading(&self, c: &mut Canvas, area: Rect, plan: &Layout) {
        let y = area.y;
        let (before, after) = plan.more_lanes;
        if before > 0 {
            c.text(
                area.x,
                y,
                3,
                &format!("{}{before}", c.marks.left),
                (Role::Surface, Role::Accent),
            );
        }
        if after > 0 {
            let more = format!("{after}{}", c.marks.right);
            c.right(area.x + TIMES, y, 3, &more, (Role::Surface, Role::Accent));
        }
        for ((x, lane), (above, below)) in plan
            .lanes
            .iter()
            .zip(self.sheet.lanes.iter().skip(plan.view.first_lane))
            .zip(&plan.hidden)
        {
            let (right, mut said) = (x + plan.lane_width, lane.load.clone());
            if *above > 0 || *below > 0 {
                let part = |sign: &str, n: usize| {
                    if n > 0 {
                        format!("{sign} {n} ")
                    } else {
                        String::new()
                    }
                };
                said = format!("{}{}", part(c.marks.up, *above), part(c.marks.down, *below));
            }
            let left = c.right(
                right.saturating_sub(1),
                y,
                plan.lane_width / 2,
                said.trim_end(),
                (Role::Surface, Role::Dim),
            );
            c.text(
                x + 1,
                y,
                left.saturating_sub(x + 2),
                &lane.title,
                (Role::Surface, Role::Title),
            );
        }
    }

    fn times(&self, c: &mut Canvas, area: Rect, plan: &Layout) {
        for row in 0..plan.rows {
            let minute = plan.minute(row);
            let Some(y) = plan.row(minute) else { continue };
            let now = self
                .sheet
                .now
                .filter(|now| (minute..minute + plan.step).contains(now));
            if let Some(now) = now {
                let style = Theme::bold(c.theme.on(Role::Surface, Role::Accent));
                let said = format!("{}{}", clock(now), c.marks.right);
                c.put(area.x, y, TIMES, &said, style);
            } else if minute % 30 == 0 {
                let ink = if minute % 60 == 0 {
                    Role::Text
                } else {
                    Role::Dim
                };
                c.text(area.x, y, TIMES - 1, &clock(minute), (Role::Surface, ink));
            }
        }
    }

    fn is_past(&self, minute: i64, step: i64) -> bool {
        self.sheet
            .now
            .is_some_and(|now| minute.saturating_add(step) <= now)
    }

    fn lanes(&self, c: &mut Canvas, plan: &Layout) {
        for row in 0..plan.rows {
            let minute = plan.minute(row);
            let Some(y) = plan.row(minute) else { continue };
            let ground = if self.is_past(minute, plan.step) {
                Role::Surface
            } else {
                Role::Raised
            };
            for x in &plan.lanes {
                c.fill(
                    Rect {
                        x: *x,
                        y,
                        width: plan.lane_width,
                        height: 1,
                    },
                    ground,
                );
                if minute % 60 == 0 {
                    c.text(*x, y, 1, c.marks.dot, (ground, Role::Closed));
                }
            }
        }
    }

    /// `╌` across free lanes and the gaps between them, up to the last lane.
    fn now_line(&self, c: &mut Canvas, plan: &Layout) {
        let Some(y) = self.sheet.now.and_then(|now| plan.row(now)) else {
            return;
        };
        let line = c.marks.now.repeat(usize::from(plan.lane_width));
        for (n, x) in plan.lanes.iter().enumerate() {
            c.text(*x, y, plan.lane_width, &line, (Role::Raised, Role::Accent));
            if n + 1 < plan.lanes.len() {
                c.text(
                    x + plan.lane_width,
                    y,
                    1,
                    c.marks.now,
                    (Role::Surface, Role::Accent),
                );
            }
        }
    }

    /// Rows of which at least half are closed; one band where it is the whole workshop.
    fn hatch(&self, c: &mut Canvas, plan: &Layout, closed: &Closed) {
        let (Some(first), Some(last)) = (plan.lanes.first(), plan.lanes.last()) else {
            return;
        };
        let (x, right) = match closed.lane {
            None => (*first, last + plan.lane_width),
            Some(lane) => match plan.cell(lane, plan.view.top) {
                Some(cell) => (cell.x, cell.x + plan.lane_width),
                None => return,
            },
        };
        let mut said = false;
        for row in 0..plan.rows {
            let minute = plan.minute(row);
            let within = closed.to.min(minute + plan.step) - closed.from.max(minute);
            let Some(y) = plan.row(minute).filter(|_| within * 2 >= plan.step) else {
                continue;
            };
            hatch_row(
                c,
                Rect {
                    x,
                    y,
                    width: right - x,
                    height: 1,
                },
            );
            if !said && !closed.reason.is_empty() {
                let reason = format!(" {}  ", closed.reason);
                c.text(
                    x + 1,
                    y,
                    (right - x).saturating_sub(1),
                    &reason,
                    (Role::Surface, Role::Dim),
                );
                said = true;
            }
        }
    }

    /// What is carried: its old place a hatch, the block itself chosen where it would be put down.
    fn ghost(&self, c: &mut Canvas, plan: &Layout, carried: &Carried<K>) {
        let block = &carried.block;
        // On another day there is no old place to show.
        let is_here = self.sheet.blocks.iter().any(|b| b.key == block.key);
        let mut minute = block.from - (block.from - self.sheet.open).rem_euclid(plan.step);
        while is_here && minute < block.to {
            if let Some(cell) = plan.cell(block.lane, minute) {
                hatch_row(c, cell);
            }
            minute += plan.step;
        }
        let rows = ((block.to - block.from).max(1) + plan.step - 1) / plan.step;
        let Some(cell) = plan.cell(carried.lane, carried.from) else {
            return;
        };
        let room = i64::from(plan.body.y) + plan.rows - i64::from(cell.y);
        let height = u16::try_from(rows.min(room)).unwrap_or(1);
        let lit = if carried.refused {
            Lit::Refused
        } else {
            Lit::Carried
        };
        draw_block(c, Rect { height, ..cell }, block, 0, lit);
    }
}

fn hatch_row(c: &mut Canvas, area: Rect) {
    c.fill(area, Role::Surface);
    for x in (area.x..area.right()).step_by(2) {
        c.text(x, area.y, 1, c.marks.hatch, (Role::Surface, Role::Closed));
    }
}

fn clock(minute: i64) -> String {
    format!("{:02}:{:02}", minute.div_euclid(60), minute.rem_euclid(60))
}

/// How much of a block the cursor lights up.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lit {
    No,
    Here,
    Carried,
    Refused,
}

fn draw_block<K>(c: &mut Canvas, area: Rect, block: &Block<K>, more: usize, lit: Lit) {
    let base = block.state.ground();
    for row in 0..area.height {
        let y = area.y + row;
        let chosen = lit == Lit::Carried || (lit == Lit::Here && row < 2);
        let ground = match lit {
            Lit::Refused => Role::LateGround,
            _ if chosen => Role::Select,
            _ => base,
        };
        c.fill(
            Rect {
                y,
                height: 1,
                ..area
            },
            ground,
        );
        let (bar, ink) = match row {
            _ if lit == Lit::Refused => (c.marks.alert, Role::Late),
            0 if lit != Lit::No => (c.marks.cursor, Role::Title),
            0 if block.state == State::Late => (c.marks.alert, Role::Late),
            0 if !block.agreed => (c.marks.asked, block.state.ink()),
            _ if !block.agreed => (c.marks.broken, block.state.ink()),
            _ => (block.state.bar(&c.marks), block.state.ink()),
        };
        let under = if lit == Lit::Here && row > 0 {
            base
        } else {
            ground
        };
        c.text(area.x, y, 1, bar, (under, ink));
        let (x, room) = (area.x + 2, area.width.saturating_sub(2));
        if row == 0 {
            first_row(c, (x, y), room, block, more, ground);
        } else if let Some((text, ink)) = block.lines.get(usize::from(row) - 1) {
            let ink = if *ink == Role::Text {
                block.state.words()
            } else {
                *ink
            };
            c.text(x, y, room, text, (ground, ink));
        }
    }
}

/// The plate, and who works on it as far as there is room; how many have no row of their own.
fn first_row<K>(
    c: &mut Canvas,
    (x, y): (u16, u16),
    room: u16,
    block: &Block<K>,
    more: usize,
    ground: Role,
) {
    let right = (x + room).saturating_sub(1);
    let free = room.saturating_sub(len(&block.title) + 2);
    let who = if more > 0 {
        format!("+{more}")
    } else if room + 2 >= WIDE && len(&block.who) <= free {
        block.who.clone()
    } else {
        block.initials.clone()
    };
    if len(&who) <= free {
        c.right(
            right,
            y,
            free,
            &who,
            (
                ground,
                if block.state == State::Late {
                    Role::Text
                } else {
                    Role::Dim
                },
            ),
        );
    }
    c.text(x, y, room, &block.title, (ground, Role::Title));
}
