//! Columns and how they give way on a narrow screen.

use ratatui::layout::Rect;

use crate::tui::look::Role;
use crate::tui::look::canvas::len;

/// Cells before the first column: cursor, mark, one empty.
pub(super) const LEAD: u16 = 3;
/// Empty cells between columns.
const GAP: u16 = 2;
/// A column and how it gives way.
#[derive(Clone, Debug)]
pub struct Column {
    pub(super) head: String,
    min: u16,
    ideal: u16,
    drop: u8,
    pub(super) right: bool,
    grow: bool,
    pub(super) ink: Role,
}

impl Column {
    /// A column of text between `min` and `ideal` cells wide. It never gives way unless told.
    pub fn new(head: impl Into<String>, min: u16, ideal: u16) -> Self {
        let head = head.into();
        Self {
            head,
            min,
            ideal: ideal.max(min),
            drop: 0,
            right: false,
            grow: false,
            ink: Role::Text,
        }
    }

    /// A column of numbers: head and cells at the right.
    pub fn number(head: impl Into<String>, min: u16, ideal: u16) -> Self {
        Self {
            right: true,
            ..Self::new(head, min, ideal)
        }
    }

    /// Gives way on a narrow screen, the highest order first.
    pub fn drops(mut self, order: u8) -> Self {
        self.drop = order;
        self
    }

    /// Takes the room nobody else needs.
    pub fn grows(mut self) -> Self {
        self.grow = true;
        self
    }

    /// The ink of its cells where they name none themselves.
    pub fn ink(mut self, ink: Role) -> Self {
        self.ink = ink;
        self
    }
}

pub(super) type Place<'a> = (&'a Column, u16, u16);

/// Which columns are shown, where, how wide. Columns give way by their order, then each shrinks
/// towards its least width; what is left over goes to the one that grows.
pub(super) fn places(columns: &[Column], area: Rect) -> Vec<Place<'_>> {
    let room = area.width.saturating_sub(LEAD + 1);
    let mut shown: Vec<&Column> = columns.iter().collect();
    let needed = |shown: &[&Column]| -> u16 {
        let gaps = GAP * u16::try_from(shown.len().saturating_sub(1)).unwrap_or(0);
        shown
            .iter()
            .map(|c| c.min.max(if c.right { len(&c.head) } else { 0 }))
            .sum::<u16>()
            + gaps
    };
    while needed(&shown) > room {
        let order = |at: &usize| shown[*at].drop;
        let Some(at) = (0..shown.len())
            .filter(|at| order(at) > 0)
            .max_by_key(order)
        else {
            break;
        };
        shown.remove(at);
    }
    let mut spare = room.saturating_sub(needed(&shown));
    let mut widths: Vec<u16> = shown
        .iter()
        .map(|column| {
            let min = column
                .min
                .max(if column.right { len(&column.head) } else { 0 });
            let more = column.ideal.saturating_sub(min).min(spare);
            spare -= more;
            min + more
        })
        .collect();
    if let Some(grows) = shown.iter().position(|c| c.grow) {
        widths[grows] += spare;
        // A head that would be cut takes what it lacks from there, as far as that can give.
        let least = shown[grows].min.max(len(&shown[grows].head));
        for at in (0..shown.len()).filter(|at| *at != grows) {
            let lacks = len(&shown[at].head).saturating_sub(widths[at]);
            let given = lacks.min(widths[grows].saturating_sub(least));
            widths[grows] -= given;
            widths[at] += given;
        }
    }
    let mut x = area.x + LEAD;
    let mut out = Vec::with_capacity(shown.len());
    for (column, w) in shown.into_iter().zip(widths) {
        let w = w.min(area.right().saturating_sub(x));
        out.push((column, x, w));
        x = x.saturating_add(w + GAP);
    }
    out
}
