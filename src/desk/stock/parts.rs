//! Verbs on the catalogue of parts: add, edit, put away, give codes.

use serde_json::{Value, json};

use super::PartForm;
use super::form::{Checked, checked_codes, search_key};
use crate::desk::{Actor, Desk, Done, Entry, Error, Inverse, Result, in_tx};
use crate::domain::permission::Permission;
use crate::domain::stock::CodeKind;
use crate::domain::{PartId, Qty, msg};
use crate::store::parts::{self, Code, Part};
use crate::store::stock::{ledger, shelf};
use crate::store::{Error as StoreError, Tx};

/// What takes back a verb on parts.
#[derive(Clone, Debug, PartialEq)]
pub enum Undo {
    /// It was edited: as it was.
    Edit {
        /// The part.
        id: PartId,
        /// The version the edit left.
        version: i64,
        /// What it was.
        was: Box<PartForm>,
    },
    /// It was put away, or taken back: the other way round.
    Archive {
        /// The part.
        id: PartId,
        /// The version that left.
        version: i64,
        /// Whether to put it away.
        away: bool,
    },
}

/// How far a chain of superseded parts is followed.
const CHAIN: usize = 20;

impl Desk {
    /// Adds a part to the catalogue, and gives it its place at the actor's site. A blank number gets the next free
    /// one.
    ///
    /// # Errors
    /// `Invalid` on `sku` when another part has the number, on `barcodes` naming the part that has the code.
    pub async fn add_part(&self, by: &Actor, form: &PartForm) -> Result<Done<PartId>> {
        by.may(Permission::PartEdit)?;
        let checked = form.check()?;
        let id = in_tx!(self, |tx| {
            let mut fields = checked.fields.clone();
            if fields.sku.is_empty() {
                fields.sku = next_sku(tx).await?;
                fields.search_key = search_key(&fields.sku, &fields.description, &checked.codes);
            } else {
                sku_is_free(tx, &fields.sku, None).await?;
            }
            barcodes_are_free(tx, &checked.codes, None).await?;
            let id = match parts::insert(tx, &fields, self.now()).await {
                Err(StoreError::Rule(rule)) if rule == SKU_RULE => return Err(raced()),
                made => made?,
            };
            self.write_codes(tx, id, &checked.codes).await?;
            self.put_in_place(tx, by, id, form, &checked).await?;
            let new = json!({ "sku": fields.sku, "description": fields.description, "price_minor": fields.price,
                "codes": spoken(&checked.codes), "bin": checked.bin });
            self.record(tx, by, entry("add_part", id, Value::Null, new))
                .await?;
            Ok(id)
        })?;
        Ok(Done::final_(id))
    }

    /// Writes a part over, with its codes and its place at the actor's site, if nobody else has since `version`.
    ///
    /// # Errors
    /// As [`Desk::add_part`], `Stale`, and `Invalid` on `superseded_by` when the parts would replace each other.
    pub async fn edit_part(
        &self,
        by: &Actor,
        id: PartId,
        version: i64,
        form: &PartForm,
    ) -> Result<Done<()>> {
        by.may(Permission::PartEdit)?;
        let checked = form.check()?;
        if checked.fields.sku.is_empty() {
            return Err(Error::invalid("sku", msg!("text-empty")));
        }
        let done = in_tx!(self, |tx| {
            let was = self.form_of(tx, by, id).await?;
            sku_is_free(tx, &checked.fields.sku, Some(id)).await?;
            barcodes_are_free(tx, &checked.codes, Some(id)).await?;
            chain_ends(tx, id, checked.fields.superseded_by).await?;
            match parts::update(tx, id, version, &checked.fields).await {
                Err(StoreError::Rule(rule)) if rule == SKU_RULE => return Err(raced()),
                written => written?,
            }
            self.write_codes(tx, id, &checked.codes).await?;
            self.put_in_place(tx, by, id, form, &checked).await?;
            self.record(tx, by, entry("edit_part", id, told(&was), told(form)))
                .await?;
            Ok(was)
        });
        let was = self.name_the_quicker(done, "part", id.0).await?;
        let undo = Undo::Edit {
            id,
            version: version + 1,
            was: Box::new(was),
        };
        Ok(Done::with((), Inverse::Part(undo)))
    }

    /// Puts a part away, or takes one back. What is still on a shelf, kept or on order stays in the catalogue.
    pub async fn archive_part(
        &self,
        by: &Actor,
        id: PartId,
        version: i64,
        away: bool,
    ) -> Result<Done<()>> {
        by.may(Permission::PartEdit)?;
        let done = in_tx!(self, |tx| {
            if away && ledger::is_held(tx, id).await? {
                return Err(Error::Refused(msg!("part-still-held")));
            }
            parts::archive(tx, id, version, away.then(|| self.now())).await?;
            let verb = if away { "archive_part" } else { "restore_part" };
            let new = json!({ "archived": away });
            self.record(tx, by, entry(verb, id, Value::Null, new)).await
        });
        self.name_the_quicker(done, "part", id.0).await?;
        let undo = Undo::Archive {
            id,
            version: version + 1,
            away: !away,
        };
        Ok(Done::with((), Inverse::Part(undo)))
    }

    /// Gives a part these codes and no others, if nobody has changed it since `version`.
    pub async fn set_codes(
        &self,
        by: &Actor,
        id: PartId,
        version: i64,
        codes: &[(CodeKind, String)],
    ) -> Result<()> {
        by.may(Permission::PartEdit)?;
        let codes = checked_codes(codes)?;
        let done = in_tx!(self, |tx| {
            let part = parts::get(tx, id).await?;
            let had = parts::codes(tx, id).await?;
            barcodes_are_free(tx, &codes, Some(id)).await?;
            let key = search_key(&part.sku, &part.description, &codes);
            parts::set_search_key(tx, id, version, &key).await?;
            self.write_codes(tx, id, &codes).await?;
            let (old, new) = (json!(spoken(&had)), json!(spoken(&codes)));
            self.record(tx, by, entry("set_codes", id, old, new)).await
        });
        self.name_the_quicker(done, "part", id.0).await
    }

    /// The form of a part as stored, with its place at the actor's site.
    pub async fn part_form(&self, by: &Actor, id: PartId) -> Result<(Part, PartForm)> {
        by.may(Permission::StockSee)?;
        let mut db = self.store();
        let part = parts::get(&mut db, id).await?;
        let codes = parts::codes(&mut db, id).await?;
        let place = ledger::stock(&mut db, by.site(), id).await?;
        let form = filled(&part, codes, place, self.settings().reorder_default());
        Ok((part, form))
    }

    pub(in crate::desk) async fn undo_part(&self, by: &Actor, undo: Undo) -> Result<Done<()>> {
        match undo {
            Undo::Edit { id, version, was } => self.edit_part(by, id, version, &was).await,
            Undo::Archive { id, version, away } => self.archive_part(by, id, version, away).await,
        }
    }

    async fn form_of(&self, tx: &mut Tx, by: &Actor, id: PartId) -> Result<PartForm> {
        let part = parts::get(tx, id).await?;
        let codes = parts::codes(tx, id).await?;
        let place = ledger::stock(tx, by.site(), id).await?;
        Ok(filled(
            &part,
            codes,
            place,
            self.settings().reorder_default(),
        ))
    }

    async fn write_codes(&self, tx: &mut Tx, id: PartId, codes: &[Code]) -> Result<()> {
        match parts::replace_codes(tx, id, codes).await {
            Err(StoreError::Rule(rule)) if rule == CODE_RULE => Err(raced()),
            written => Ok(written?),
        }
    }

    async fn put_in_place(
        &self,
        tx: &mut Tx,
        by: &Actor,
        id: PartId,
        form: &PartForm,
        checked: &Checked,
    ) -> Result<()> {
        shelf::held(tx, by.site(), id, form.reorder).await?;
        ledger::set_place(
            tx,
            by.site(),
            id,
            &checked.bin,
            form.reorder,
            form.reorder_qty,
        )
        .await?;
        Ok(())
    }
}

const SKU_RULE: &str = "uq_part_sku";
const CODE_RULE: &str = "uq_part_code_code";

/// Somebody took the number between the look and the write: the whole verb runs again and says who.
fn raced() -> Error {
    Error::Busy("a part number was taken meanwhile".to_owned())
}

async fn next_sku(tx: &mut Tx) -> Result<String> {
    let mut n = parts::highest(tx).await?;
    loop {
        n += 1;
        let sku = format!("P-{n:05}");
        if parts::by_sku(tx, &sku).await?.is_none() {
            return Ok(sku);
        }
    }
}

async fn sku_is_free(tx: &mut Tx, sku: &str, but: Option<PartId>) -> Result<()> {
    match parts::by_sku(tx, sku).await? {
        Some(id) if Some(id) != but => {
            let other = parts::get(tx, id).await?;
            let why = if other.archived_at.is_some() {
                msg!("part-sku-archived", part = other.description)
            } else {
                msg!("part-sku-taken", part = other.description)
            };
            Err(Error::invalid("sku", why))
        }
        _ => Ok(()),
    }
}

async fn barcodes_are_free(tx: &mut Tx, codes: &[Code], but: Option<PartId>) -> Result<()> {
    for c in codes.iter().filter(|c| c.kind == CodeKind::Barcode) {
        if let Some(id) = parts::with_barcode(tx, &c.code).await?
            && Some(id) != but
        {
            let other = parts::get(tx, id).await?;
            let why = msg!(
                "part-barcode-taken",
                code = c.code.clone(),
                part = other.description
            );
            return Err(Error::invalid("barcodes", why));
        }
    }
    Ok(())
}

/// Parts replace each other in a chain with an end.
async fn chain_ends(tx: &mut Tx, id: PartId, mut next: Option<PartId>) -> Result<()> {
    for _ in 0..CHAIN {
        match next {
            None => return Ok(()),
            Some(at) if at == id => break,
            Some(at) => next = parts::get(tx, at).await?.superseded_by_id,
        }
    }
    Err(Error::invalid("superseded_by", msg!("part-chain-circle")))
}

fn filled(part: &Part, codes: Vec<Code>, place: Option<ledger::Stock>, usual: Qty) -> PartForm {
    let place = place.map(|s| (s.bin, s.reorder_milli, s.reorder_qty_milli));
    let (bin, reorder, reorder_qty) = place.unwrap_or((String::new(), usual, Qty::ZERO));
    PartForm {
        sku: part.sku.clone(),
        description: part.description.clone(),
        unit: part.unit.clone(),
        kind: part.kind,
        stocked: part.stocked,
        price: part.price_minor,
        tax_code: part.tax_code_id,
        category: part.category.clone(),
        superseded_by: part.superseded_by_id,
        codes: codes.into_iter().map(|c| (c.kind, c.code)).collect(),
        bin,
        reorder,
        reorder_qty,
    }
}

fn told(form: &PartForm) -> Value {
    json!({ "sku": form.sku, "description": form.description, "unit": form.unit, "kind": form.kind,
        "stocked": form.stocked, "price_minor": form.price, "tax_code": form.tax_code, "category": form.category,
        "superseded_by": form.superseded_by, "codes": form.codes, "bin": form.bin,
        "reorder_milli": form.reorder, "reorder_qty_milli": form.reorder_qty })
}

fn spoken(codes: &[Code]) -> Vec<String> {
    codes
        .iter()
        .map(|c| format!("{} {}", c.kind, c.code))
        .collect()
}

fn entry(verb: &'static str, id: PartId, old: Value, new: Value) -> Entry<'static> {
    Entry {
        verb,
        entity: "part",
        id: id.0,
        old,
        new,
        ..Entry::default()
    }
}
