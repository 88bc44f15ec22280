//! What a document comes to, from its lines and the rates of the day (model.md 2).

use chrono::NaiveDate;

use crate::desk::{Desk, Error, Result};
use crate::domain::invoice::{self, Code, Item, Totals};
use crate::domain::line::{self, Discount};
use crate::domain::tax::{Rate, Rounding, rates_on};
use crate::domain::{Bp, Money, TaxCodeId};
use crate::store::invoices::{Invoice, Line, Tax};
use crate::store::{Db, catalogue};

/// A document added up.
pub(super) struct Sum {
    /// Net, tax and total with the tax table.
    pub totals: Totals,
    /// Each line's own total before the document's discount.
    pub lines: Vec<Money>,
    /// The tax table as it is stored and printed.
    pub taxes: Vec<Tax>,
}

impl Desk {
    /// Adds up lines as of a day of supply.
    pub(super) async fn add_up(
        &self,
        db: &mut impl Db,
        document: &Invoice,
        lines: &[Line],
        supply_on: NaiveDate,
    ) -> Result<Sum> {
        let codes = codes_on(db, supply_on).await?;
        let mut items = Vec::with_capacity(lines.len());
        for l in lines {
            let discount = Discount {
                rate: l.discount_bp,
                amount: l.discount_minor,
            };
            let amounts = line::amounts(l.kind, l.qty_milli, l.unit_price_minor, discount)
                .map_err(|e| Error::invalid("price", e.msg()))?;
            items.push(Item {
                total: amounts.total,
                tax: l.tax_code_id,
            });
        }
        let discount = Discount {
            rate: document.discount_bp,
            amount: document.discount_minor,
        };
        let rounding = self.rounding();
        let known: Vec<Code> = codes.iter().map(|(c, _)| c.clone()).collect();
        let totals = invoice::totals(
            &items,
            discount,
            &known,
            document.prices_include_tax,
            rounding,
        )
        .map_err(|e| Error::invalid("discount", e.msg()))?;
        let name_of = |id: TaxCodeId| {
            codes
                .iter()
                .find(|(c, _)| c.id == id)
                .map_or("", |(_, name)| name)
        };
        let taxes = totals
            .rows
            .iter()
            .map(|r| Tax {
                code: r.code.clone(),
                name: name_of(r.tax).to_owned(),
                component: r.component.clone(),
                treatment: r.treatment,
                rate_ppm: r.ppm,
                base_minor: r.base,
                tax_minor: r.amount,
            })
            .collect();
        Ok(Sum {
            lines: items.iter().map(|i| i.total).collect(),
            taxes,
            totals,
        })
    }
}

impl Desk {
    /// What net amounts come to with the taxes of a day; `None` while discounts exceed what they are taken from.
    pub(crate) async fn with_tax(
        &self,
        db: &mut impl Db,
        items: &[Item],
        day: NaiveDate,
    ) -> Result<Option<Money>> {
        let codes = codes_on(db, day).await?;
        let codes: Vec<Code> = codes.into_iter().map(|(code, _)| code).collect();
        let rounding = self.rounding();
        let sum = invoice::totals(items, Discount::NONE, &codes, false, rounding);
        Ok(sum.ok().map(|sum| sum.total))
    }

    fn rounding(&self) -> Rounding {
        if self.settings().rounds_per_line() {
            Rounding::Line
        } else {
            Rounding::Group
        }
    }
}

/// Every tax code with the rates in force that day, and its name.
async fn codes_on(db: &mut impl Db, day: NaiveDate) -> Result<Vec<(Code, String)>> {
    let rates = catalogue::tax_rates(db).await?;
    let codes = catalogue::tax_codes(db).await?;
    Ok(codes
        .into_iter()
        .map(|c| {
            let all: Vec<Rate> = rates
                .iter()
                .filter(|r| r.tax_code_id == c.id)
                .map(|r| Rate {
                    component: r.component.clone(),
                    ppm: r.rate_ppm,
                    valid_from: r.valid_from,
                })
                .collect();
            let rates = rates_on(&all, day)
                .into_iter()
                .map(|r| (r.component, r.ppm))
                .collect();
            (
                Code {
                    id: c.id,
                    code: c.code,
                    treatment: c.treatment,
                    rates,
                },
                c.name,
            )
        })
        .collect())
}

/// The discount of a line in words' terms: a rate, or an amount, never both.
pub(super) fn one_discount(rate: Bp, amount: Money) -> Result<()> {
    if rate.is_negative() || rate.0 > 10_000 {
        return Err(Error::invalid(
            "discount",
            crate::msg!("billing-discount-range"),
        ));
    }
    if amount.is_negative() || (!rate.is_zero() && !amount.is_zero()) {
        return Err(Error::invalid(
            "discount",
            crate::msg!("billing-discount-one"),
        ));
    }
    Ok(())
}
