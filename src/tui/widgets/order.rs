//! The order of a table whose rows are all here: as they came, or by one of its columns, up or down.

use crate::tui::look::Marks;

/// What a row is compared by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Worth {
    /// A number, or nothing, which comes first.
    Number(Option<i64>),
    /// Words, in small letters.
    Words(String),
}

impl Worth {
    /// Words, whatever their letters.
    #[must_use]
    pub fn words(text: &str) -> Self {
        Worth::Words(text.to_lowercase())
    }

    /// A number.
    #[must_use]
    pub fn number(n: i64) -> Self {
        Worth::Number(Some(n))
    }
}

/// Which column, and whether the greatest comes first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Order {
    by: Option<(usize, bool)>,
}

impl Order {
    /// The next of so many columns: each up, then down, then the next; behind the last as the rows came.
    pub fn turn(&mut self, columns: usize) {
        self.by = match self.by {
            None if columns > 0 => Some((0, false)),
            Some((at, false)) => Some((at, true)),
            Some((at, true)) if at + 1 < columns => Some((at + 1, false)),
            _ => None,
        };
    }

    /// Puts the rows into the order; rows that are alike stay as they came.
    pub fn sort<T>(self, rows: &mut [T], worth: impl Fn(&T, usize) -> Worth) {
        let Some((at, down)) = self.by else { return };
        rows.sort_by(|a, b| {
            let (a, b) = (worth(a, at), worth(b, at));
            if down { b.cmp(&a) } else { a.cmp(&b) }
        });
    }

    /// The heads of the columns, an arrow over the one that counts.
    #[must_use]
    pub fn heads<const N: usize>(self, heads: [String; N], marks: Marks) -> [String; N] {
        let mut heads = heads;
        if let Some((at, down)) = self.by
            && let Some(head) = heads.get_mut(at)
        {
            let arrow = if down { marks.fall } else { marks.rise };
            *head = format!("{head} {arrow}");
        }
        heads
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_column_goes_up_and_down_and_behind_the_last_the_rows_are_as_they_came() {
        let came = [("b", 2), ("C", 1), ("a", 2)];
        let mut order = Order::default();
        let seen = |order: Order| {
            let mut rows = came;
            order.sort(&mut rows, |row, at| match at {
                0 => Worth::words(row.0),
                _ => Worth::number(row.1),
            });
            rows.map(|row| row.0)
        };
        for wanted in [
            ["b", "C", "a"],
            ["a", "b", "C"],
            ["C", "b", "a"],
            ["C", "b", "a"],
            ["b", "a", "C"],
            ["b", "C", "a"],
        ] {
            assert_eq!(seen(order), wanted, "{order:?}");
            order.turn(2);
        }
    }
}
