//! Totals: labels left, amounts right, a rule above what counts.

use ratatui::layout::Rect;

use crate::tui::look::{Canvas, Role};

/// Rows of amounts under each other.
#[derive(Clone, Debug, Default)]
pub struct Totals {
    rows: Vec<Row>,
}

#[derive(Clone, Debug)]
enum Row {
    Amount {
        label: String,
        amount: String,
        ink: Role,
    },
    Rule,
}

impl Totals {
    /// Nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// One more amount, already in words.
    pub fn row(mut self, label: &str, amount: &str) -> Self {
        self.rows.push(Row::Amount {
            label: label.into(),
            amount: amount.into(),
            ink: Role::Text,
        });
        self
    }

    /// A rule and the total under it, bold.
    pub fn total(mut self, label: &str, amount: &str) -> Self {
        self.rows.push(Row::Rule);
        self.rows.push(Row::Amount {
            label: label.into(),
            amount: amount.into(),
            ink: Role::Title,
        });
        self
    }

    /// One more amount in an ink of its own, such as what is still to pay.
    pub fn inked(mut self, label: &str, amount: &str, ink: Role) -> Self {
        self.rows.push(Row::Amount {
            label: label.into(),
            amount: amount.into(),
            ink,
        });
        self
    }

    /// Rows it takes.
    pub fn height(&self) -> u16 {
        u16::try_from(self.rows.len()).unwrap_or(u16::MAX)
    }

    /// Paints it on the ground that is there; where there are too few rows the first ones go.
    pub fn draw(&self, c: &mut Canvas, area: Rect, ground: Role) {
        let skip = self.rows.len().saturating_sub(usize::from(area.height));
        for (y, row) in (area.y..area.bottom()).zip(&self.rows[skip..]) {
            match row {
                Row::Rule => c.rule(
                    Rect {
                        y,
                        height: 1,
                        ..area
                    },
                    ground,
                ),
                Row::Amount { label, amount, ink } => {
                    let x = c.right(area.right(), y, area.width, amount, (ground, *ink));
                    let words = if *ink == Role::Text {
                        Role::Dim
                    } else {
                        Role::Text
                    };
                    c.text(
                        area.x,
                        y,
                        (x - area.x).saturating_sub(1),
                        label,
                        (ground, words),
                    );
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::drawn;
    use super::*;

    #[test]
    fn amounts_stand_under_each_other_and_a_rule_above_the_total() {
        let totals = Totals::new()
            .row("Net", "316.35")
            .row("VAT 21 %", "66.43")
            .total("Total", "€ 382.78");
        assert_eq!(totals.height(), 4);
        let page = drawn(20, 4, |c, area| totals.draw(c, area, Role::Surface));
        insta::assert_snapshot!(page, @"
        Net           316.35
        VAT 21 %       66.43
        ────────────────────
        Total       € 382.78
        ");
    }
}
