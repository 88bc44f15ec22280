//! What the form of a part hands in, and the checks that turn it into a row.

use crate::desk::{Error, Result};
use crate::domain::stock::{CodeKind, PartKind};
use crate::domain::{Money, Msg, PartId, Qty, TaxCodeId, msg, text};
use crate::store::parts::{Code, Fields};

/// A part as typed, and where it lies at the site of whoever types.
#[derive(Clone, Debug, PartialEq)]
pub struct PartForm {
    /// The part number; blank makes one.
    pub sku: String,
    /// Required.
    pub description: String,
    /// "pc", "l", "set"; blank is "pc".
    pub unit: String,
    /// What it is.
    pub kind: PartKind,
    /// Whether it is kept on a shelf; what is not is never low and never reserved.
    pub stocked: bool,
    /// List price for one, as typed on this workshop's documents (with or without tax).
    pub price: Money,
    /// How it is taxed.
    pub tax_code: TaxCodeId,
    /// Group of the catalogue, may be blank.
    pub category: String,
    /// The part that took its place.
    pub superseded_by: Option<PartId>,
    /// Barcodes, suppliers' and makers' numbers.
    pub codes: Vec<(CodeKind, String)>,
    /// Where it lies at this site.
    pub bin: String,
    /// At or below this it is low at this site; 0 is never.
    pub reorder: Qty,
    /// How much to order then.
    pub reorder_qty: Qty,
}

impl PartForm {
    /// A blank form for a part taxed so, low at the workshop's usual level.
    #[must_use]
    pub fn blank(tax_code: TaxCodeId, reorder: Qty) -> PartForm {
        PartForm {
            sku: String::new(),
            description: String::new(),
            unit: String::new(),
            kind: PartKind::Part,
            stocked: true,
            price: Money::ZERO,
            tax_code,
            category: String::new(),
            superseded_by: None,
            codes: Vec::new(),
            bin: String::new(),
            reorder,
            reorder_qty: Qty::ZERO,
        }
    }
}

/// A checked form.
pub(super) struct Checked {
    /// The part's row; its `sku` may still be blank.
    pub fields: Fields,
    /// Its codes, each once.
    pub codes: Vec<Code>,
    /// Where it lies.
    pub bin: String,
}

/// What one is counted in when nobody says.
const UNIT: &str = "pc";

fn field<T>(name: &'static str, parsed: std::result::Result<T, Msg>) -> Result<T> {
    parsed.map_err(|why| Error::invalid(name, why))
}

impl PartForm {
    pub(super) fn check(&self) -> Result<Checked> {
        let description = field("description", text::required(&self.description))?;
        let unit = field("unit", text::name(&self.unit))?;
        for (name, amount) in [("reorder", self.reorder), ("reorder_qty", self.reorder_qty)] {
            if amount.is_negative() || amount > Qty::LIMIT {
                return Err(Error::invalid(name, msg!("qty-negative")));
            }
        }
        if self.price.is_negative() || self.price > Money::LIMIT {
            return Err(Error::invalid("price", msg!("part-price-range")));
        }
        let sku = field("sku", text::name(&self.sku))?.to_uppercase();
        let codes = checked_codes(&self.codes)?;
        Ok(Checked {
            fields: Fields {
                search_key: search_key(&sku, &description, &codes),
                sort_key: text::sort_key(&description),
                sku,
                description,
                unit: if unit.is_empty() {
                    UNIT.to_owned()
                } else {
                    unit
                },
                kind: self.kind,
                stocked: self.stocked,
                price: self.price,
                tax_code: self.tax_code,
                category: field("category", text::name(&self.category))?,
                superseded_by: self.superseded_by,
            },
            codes,
            bin: field("bin", text::name(&self.bin))?,
        })
    }
}

/// The name of the field a kind of code is typed into.
pub(super) const fn field_of(kind: CodeKind) -> &'static str {
    match kind {
        CodeKind::Barcode => "barcodes",
        CodeKind::Supplier => "suppliers",
        CodeKind::Oem => "makers",
    }
}

/// Codes made clean, each once, blank ones left out.
pub(super) fn checked_codes(typed: &[(CodeKind, String)]) -> Result<Vec<Code>> {
    let mut codes: Vec<Code> = Vec::new();
    for (kind, code) in typed {
        let code = Code {
            kind: *kind,
            code: field(field_of(*kind), text::name(code))?.to_uppercase(),
        };
        if !code.code.is_empty() && !codes.contains(&code) {
            codes.push(code);
        }
    }
    Ok(codes)
}

/// What a part is found by: its number, with and without its signs, its words, and its codes.
pub(super) fn search_key(sku: &str, description: &str, codes: &[Code]) -> String {
    let mut all = format!("{sku} {description}");
    let codes = codes.iter().map(|c| c.code.as_str());
    for code in std::iter::once(sku).chain(codes) {
        let bare: String = code.chars().filter(|c| c.is_alphanumeric()).collect();
        if bare.len() != sku.len() || code != sku {
            all.push(' ');
            all.push_str(&bare);
        }
    }
    text::search_key(&all)
}
