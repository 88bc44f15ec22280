//! What a document comes to (design/model.md 2.2 to 2.4).

use std::collections::BTreeMap;

use crate::domain::line::Discount;
use crate::domain::money::{TooLarge, split};
use crate::domain::tax::{self, Rounding, Treatment};
use crate::domain::{Money, Ppm, TaxCodeId};

/// A tax code with the rates that hold on the day of supply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code {
    /// Which one.
    pub id: TaxCodeId,
    /// Its short name on the document.
    pub code: String,
    /// Whether rates apply.
    pub treatment: Treatment,
    /// Component and rate.
    pub rates: Vec<(String, Ppm)>,
}

/// A line as far as the totals care.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Item {
    /// The line's total after its own discount; below nothing for a discount line.
    pub total: Money,
    /// Its tax code.
    pub tax: TaxCodeId,
}

/// A row of the tax table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaxRow {
    /// The tax code.
    pub tax: TaxCodeId,
    /// Its short name.
    pub code: String,
    /// The component; empty if the code has one only.
    pub component: String,
    /// How the code treats the sale.
    pub treatment: Treatment,
    /// The rate.
    pub ppm: Ppm,
    /// What the rate was applied to, without tax.
    pub base: Money,
    /// What it came to.
    pub amount: Money,
}

/// What a document comes to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Totals {
    /// Each line's share of the document discount, in the order given.
    pub discounts: Vec<Money>,
    /// The document discount.
    pub discount: Money,
    /// Without tax.
    pub net: Money,
    /// All taxes.
    pub tax: Money,
    /// To be paid: `net + tax`.
    pub total: Money,
    /// The tax table: by code, component by component; a code without rates has one row of nothing.
    pub rows: Vec<TaxRow>,
}

/// Why a document cannot be added up.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unsound {
    /// An amount left its range.
    #[error(transparent)]
    TooLarge(#[from] TooLarge),
    /// Discounts are larger than what they are taken from.
    #[error("the document is below zero")]
    BelowZero,
    /// A line names a tax code that was not given.
    #[error("a line has tax code {0}, which is unknown")]
    UnknownCode(TaxCodeId),
}

impl Unsound {
    /// In words for a person.
    #[must_use]
    pub fn msg(&self) -> crate::domain::Msg {
        match self {
            Unsound::TooLarge(too_large) => too_large.msg(),
            Unsound::BelowZero => crate::msg!("totals-below-zero"),
            Unsound::UnknownCode(_) => crate::msg!("totals-unknown-tax"),
        }
    }
}

/// Adds a document up.
///
/// # Errors
/// If its discounts exceed its lines, a tax code is missing, or an amount leaves its range.
pub fn totals(
    items: &[Item],
    discount: Discount,
    codes: &[Code],
    prices_include_tax: bool,
    rounding: Rounding,
) -> Result<Totals, Unsound> {
    let sum = add(items.iter().map(|i| i.total))?;
    if sum.is_negative() {
        return Err(Unsound::BelowZero);
    }
    let off = discount.of(sum)?;
    // Only what is sold carries the discount; a line that is itself a discount does not grow by it.
    let weights: Vec<i64> = items.iter().map(|i| i.total.0.max(0)).collect();
    let discounts = split(off, &weights);

    let mut groups: BTreeMap<TaxCodeId, Vec<Money>> = BTreeMap::new();
    for (item, share) in items.iter().zip(&discounts) {
        groups
            .entry(item.tax)
            .or_default()
            .push(item.total - *share);
    }
    let mut totals = Totals {
        discounts,
        discount: off,
        ..Totals::default()
    };
    for (id, sums) in groups {
        let code = codes
            .iter()
            .find(|c| c.id == id)
            .ok_or(Unsound::UnknownCode(id))?;
        let (net, rows) = group(code, &sums, prices_include_tax, rounding)?;
        totals.net = add([totals.net, net])?;
        totals.tax = add(std::iter::once(totals.tax).chain(rows.iter().map(|r| r.amount)))?;
        totals.rows.extend(rows);
    }
    totals.total = add([totals.net, totals.tax])?;
    Ok(totals)
}

/// One tax code: its net and its rows.
fn group(
    code: &Code,
    sums: &[Money],
    prices_include_tax: bool,
    rounding: Rounding,
) -> Result<(Money, Vec<TaxRow>), Unsound> {
    let rates: Vec<Ppm> = if code.treatment.has_rates() {
        code.rates.iter().map(|(_, ppm)| *ppm).collect()
    } else {
        Vec::new()
    };
    let parts = match rounding {
        Rounding::Group => vec![add(sums.iter().copied())?],
        Rounding::Line => sums.to_vec(),
    };
    let mut net = Money::ZERO;
    let mut taxes = vec![Money::ZERO; rates.len()];
    for part in parts {
        let taxed = tax::on(part, &rates, prices_include_tax)?;
        net = add([net, taxed.net])?;
        for (all, one) in taxes.iter_mut().zip(taxed.taxes) {
            *all = add([*all, one])?;
        }
    }
    let row = |component: &str, ppm, amount| TaxRow {
        tax: code.id,
        code: code.code.clone(),
        component: component.to_owned(),
        treatment: code.treatment,
        ppm,
        base: net,
        amount,
    };
    let rows = if rates.is_empty() {
        vec![row("", Ppm::ZERO, Money::ZERO)]
    } else {
        code.rates
            .iter()
            .zip(taxes)
            .map(|((name, ppm), amount)| row(name, *ppm, amount))
            .collect()
    };
    Ok((net, rows))
}

fn add(parts: impl IntoIterator<Item = Money>) -> Result<Money, TooLarge> {
    parts
        .into_iter()
        .try_fold(Money::ZERO, Money::checked_add)
        .ok_or(TooLarge)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Bp;
    use proptest::prelude::*;

    const VAT: TaxCodeId = TaxCodeId(1);
    const LOW: TaxCodeId = TaxCodeId(2);
    const MOT: TaxCodeId = TaxCodeId(3);

    fn codes() -> Vec<Code> {
        let code = |id, code: &str, treatment, rates: &[(&str, i64)]| Code {
            id,
            code: code.into(),
            treatment,
            rates: rates.iter().map(|(n, p)| ((*n).into(), Ppm(*p))).collect(),
        };
        vec![
            code(VAT, "V", Treatment::Taxed, &[("", 230_000)]),
            code(
                LOW,
                "G",
                Treatment::Taxed,
                &[("state", 90_000), ("centre", 90_000)],
            ),
            code(MOT, "O", Treatment::Outside, &[]),
        ]
    }

    fn item(total: i64, tax: TaxCodeId) -> Item {
        Item {
            total: Money(total),
            tax,
        }
    }

    fn rate(bp: i64) -> Discount {
        Discount {
            rate: Bp(bp),
            ..Discount::NONE
        }
    }

    #[test]
    fn r_51_a_service_with_a_test_fee_is_taxed_per_group() {
        let items = [item(17_100, VAT), item(5_846, VAT), item(5_500, MOT)];
        let t = totals(&items, Discount::NONE, &codes(), false, Rounding::Group).unwrap();
        assert_eq!(
            (t.net, t.tax, t.total),
            (Money(28_446), Money(5_278), Money(33_724))
        );
        assert_eq!(
            t.rows
                .iter()
                .map(|r| (r.code.as_str(), r.base.0, r.amount.0))
                .collect::<Vec<_>>(),
            [("V", 22_946, 5_278), ("O", 5_500, 0)]
        );
    }

    #[test]
    fn r_51_rounding_per_line_and_per_group_differ_by_cents() {
        let items = [item(11, VAT), item(11, VAT), item(11, VAT)];
        let tax = |r| {
            totals(&items, Discount::NONE, &codes(), false, r)
                .unwrap()
                .tax
        };
        assert_eq!(tax(Rounding::Group), Money(8));
        assert_eq!(tax(Rounding::Line), Money(9));
    }

    #[test]
    fn r_52_a_document_discount_lowers_each_group_by_its_share() {
        let items = [item(10_000, VAT), item(5_000, MOT)];
        let t = totals(&items, rate(1000), &codes(), false, Rounding::Group).unwrap();
        assert_eq!(t.discounts, [Money(1_000), Money(500)]);
        assert_eq!((t.net, t.tax), (Money(13_500), Money(2_070)));
    }

    #[test]
    fn r_52_a_discount_never_takes_more_than_there_is() {
        let items = [item(1_000, VAT)];
        let off = Discount {
            amount: Money(5_000),
            ..Discount::NONE
        };
        assert_eq!(
            totals(&items, off, &codes(), false, Rounding::Group)
                .unwrap()
                .total,
            Money::ZERO
        );
        let below = [item(1_000, VAT), item(-2_000, VAT)];
        assert_eq!(
            totals(&below, Discount::NONE, &codes(), false, Rounding::Group),
            Err(Unsound::BelowZero)
        );
    }

    #[test]
    fn an_empty_document_comes_to_nothing() {
        assert_eq!(
            totals(&[], rate(1000), &codes(), true, Rounding::Group),
            Ok(Totals::default())
        );
    }

    #[test]
    fn a_line_of_an_unknown_tax_code_is_not_added_up() {
        let items = [item(1, TaxCodeId(99))];
        assert_eq!(
            totals(&items, Discount::NONE, &codes(), true, Rounding::Group),
            Err(Unsound::UnknownCode(TaxCodeId(99)))
        );
    }

    proptest! {
        #[test]
        fn the_parts_of_a_document_always_make_the_whole(
            lines in proptest::collection::vec((0i64..5_000_000, 1i64..=3), 1..30), bp in 0i64..=10_000, included: bool, per_line: bool,
        ) {
            let items: Vec<Item> = lines.iter().map(|(t, c)| item(*t, TaxCodeId(*c))).collect();
            let rounding = if per_line { Rounding::Line } else { Rounding::Group };
            let t = totals(&items, rate(bp), &codes(), included, rounding).unwrap();
            let lines: Money = items.iter().map(|i| i.total).sum();
            prop_assert_eq!(t.total, t.net + t.tax);
            prop_assert_eq!(t.discounts.iter().copied().sum::<Money>(), t.discount);
            prop_assert_eq!(t.rows.iter().map(|r| r.amount).sum::<Money>(), t.tax);
            prop_assert!(!t.total.is_negative());
            // What the customer reads is what is added up: with tax the total, without it the net.
            prop_assert_eq!(if included { t.total } else { t.net }, lines - t.discount);
        }

        #[test]
        fn the_order_of_the_groups_does_not_change_the_total(mut lines in proptest::collection::vec((0i64..5_000_000, 1i64..=3), 1..20), included: bool) {
            let sum = |lines: &[(i64, i64)]| {
                let items: Vec<Item> = lines.iter().map(|(t, c)| item(*t, TaxCodeId(*c))).collect();
                totals(&items, Discount::NONE, &codes(), included, Rounding::Group).unwrap().total
            };
            let before = sum(&lines);
            lines.reverse();
            prop_assert_eq!(sum(&lines), before);
        }
    }
}
