//! Adding and editing a part: its words, price and codes, and its place at this site.

use crate::desk::catalogue::TaxCode;
use crate::desk::stock::{Part, PartForm, PartLine};
use crate::desk::{Actor, Desk};
use crate::domain::stock::{CodeKind, PartKind};
use crate::domain::{Money, Msg, PartId, Qty, TaxCodeId, msg};
use crate::tui::cx::Cx;
use crate::tui::screens::record::{Pending, Record, Saving, Sheet, pending};
use crate::tui::screens::{Subject, draft};
use crate::tui::widgets::{Field, Form, Kind, PickItem, Value};

/// The form; it answers the part it saved.
pub struct PartEdit {
    editing: Option<PartId>,
    /// What was typed to find a part that is not there.
    typed: String,
}

/// What the form is made of.
pub struct Ground {
    codes: Vec<TaxCode>,
    /// The part, its form, and the part that takes its place.
    part: Option<(Part, PartForm, Option<PartLine>)>,
}

impl PartEdit {
    /// The form as it was kept.
    pub fn recall(payload: &serde_json::Value) -> Option<Sheet<Self>> {
        let record = Self {
            editing: draft::of(payload)?,
            typed: String::new(),
        };
        Some(Sheet::recalled(record, payload))
    }

    /// A new part; what was typed to find it begins its description or number.
    #[must_use]
    pub fn add(typed: &str) -> Sheet<Self> {
        Sheet::of(Self {
            editing: None,
            typed: typed.trim().to_owned(),
        })
    }

    /// The form of a part there is.
    #[must_use]
    pub fn edit(id: PartId) -> Sheet<Self> {
        Sheet::of(Self {
            editing: Some(id),
            typed: String::new(),
        })
    }
}

fn typed(form: &Form) -> PartForm {
    let several = |kind: CodeKind, name: &str| {
        let text = form.raw(name);
        let parts: Vec<(CodeKind, String)> = text
            .split([',', ';'])
            .map(|code| (kind, code.trim().to_owned()))
            .filter(|(_, code)| !code.is_empty())
            .collect();
        parts
    };
    let codes = CODES.iter().flat_map(|(kind, name)| several(*kind, name));
    PartForm {
        sku: form.raw("sku"),
        description: form.raw("description"),
        unit: form.raw("unit"),
        kind: form
            .key("kind")
            .and_then(|k| k.parse().ok())
            .unwrap_or(PartKind::Part),
        stocked: form.is_on("stocked"),
        price: form.money("price").unwrap_or(Money::ZERO),
        tax_code: TaxCodeId(form.id("tax_code").unwrap_or_default()),
        category: form.raw("category"),
        superseded_by: form.id("superseded_by").map(PartId),
        codes: codes.collect(),
        bin: form.raw("bin"),
        reorder: form.qty("reorder").unwrap_or(Qty::ZERO),
        reorder_qty: form.qty("reorder_qty").unwrap_or(Qty::ZERO),
    }
}

/// The fields in order, with the ids of their labels.
const LABELS: [(&str, &str); 15] = [
    ("description", "inventory-description"),
    ("sku", "inventory-sku"),
    ("kind", "inventory-kind"),
    ("unit", "inventory-unit"),
    ("price", "inventory-price"),
    ("tax_code", "inventory-tax"),
    ("barcodes", "inventory-barcodes"),
    ("suppliers", "inventory-suppliers"),
    ("makers", "inventory-makers"),
    ("bin", "inventory-bin"),
    ("stocked", "inventory-stocked"),
    ("reorder", "inventory-reorder"),
    ("reorder_qty", "inventory-reorder-qty"),
    ("category", "inventory-category"),
    ("superseded_by", "inventory-superseded"),
];

/// The field of each kind of code.
const CODES: [(CodeKind, &str); 3] = [
    (CodeKind::Barcode, "barcodes"),
    (CodeKind::Supplier, "suppliers"),
    (CodeKind::Oem, "makers"),
];

fn fields(ground: &Ground, cx: &Cx) -> Form {
    let w = &cx.words;
    let kinds = PartKind::ALL
        .iter()
        .map(|k| (k.as_str().to_owned(), w.say(&k.label())));
    let mine = ground.part.as_ref().map(|(_, form, _)| form.tax_code);
    let taxes: Vec<PickItem> = ground
        .codes
        .iter()
        .filter(|c| c.archived_at.is_none() || Some(c.id) == mine)
        .map(|c| PickItem::new(c.id, &c.name).note(&c.code))
        .collect();
    let all = LABELS.iter().map(|(name, label)| {
        let kind = match *name {
            "kind" => Kind::Choice(kinds.clone().collect()),
            "price" => Kind::Money,
            "reorder" | "reorder_qty" => Kind::Qty,
            "tax_code" => Kind::PICK,
            "stocked" => Kind::Toggle(w.word("inventory-stocked-yes")),
            "superseded_by" => Kind::ASK,
            _ => Kind::Text,
        };
        let field = Field::new(name, w.word(label), kind);
        match *name {
            "description" => field.required().width(48),
            "sku" => field.hint(w.word("inventory-sku-hint")),
            "unit" => field.width(10).hint(w.word("inventory-unit-hint")),
            "tax_code" => field.required().options(taxes.clone()),
            "barcodes" | "suppliers" | "makers" => {
                field.width(36).hint(w.word("inventory-codes-hint"))
            }
            "bin" => field.width(14),
            "reorder" => field.hint(w.word("inventory-reorder-hint")),
            _ => field,
        }
    });
    let mut form = Form::new(all.collect());
    form.nothing = w.word("inventory-none");
    form
}

/// The form with what is stored, or with what a new part begins with.
fn filled(ground: &Ground, cx: &Cx) -> Form {
    let mut form = fields(ground, cx);
    let words = &cx.words;
    let first = ground.codes.iter().find(|c| c.archived_at.is_none());
    let blank = PartForm::blank(
        first.map_or(TaxCodeId(0), |c| c.id),
        cx.desk.settings().reorder_default(),
    );
    let stored = ground.part.as_ref().map_or(&blank, |(_, form, _)| form);
    for (name, text) in [
        ("sku", &stored.sku),
        ("description", &stored.description),
        ("unit", &stored.unit),
        ("category", &stored.category),
        ("bin", &stored.bin),
    ] {
        form.set(name, Value::Text(text.clone()), words);
    }
    for (kind, name) in CODES {
        let codes = stored.codes.iter().filter(|(k, _)| *k == kind);
        let codes: Vec<&str> = codes.map(|(_, code)| code.as_str()).collect();
        form.set(name, Value::Text(codes.join(", ")), words);
    }
    form.set("kind", Value::Key(stored.kind.as_str().to_owned()), words);
    form.set("stocked", Value::On(stored.stocked), words);
    if ground.part.is_some() {
        form.set("price", Value::Money(stored.price), words);
    }
    form.set("reorder", Value::Qty(stored.reorder), words);
    form.set("reorder_qty", Value::Qty(stored.reorder_qty), words);
    if let Some(code) = ground.codes.iter().find(|c| c.id == stored.tax_code) {
        form.set_picked(
            "tax_code",
            &PickItem::new(code.id, &code.name).note(&code.code),
        );
    }
    if let Some((_, _, Some(next))) = &ground.part {
        form.set_picked("superseded_by", &item(next));
    }
    form
}

fn item(part: &PartLine) -> PickItem {
    PickItem::new(part.id, &part.sku).note(&part.description)
}

/// The part of this id as a list shows it.
async fn line(desk: &Desk, by: &Actor, id: PartId) -> crate::desk::Result<Option<PartLine>> {
    let sku = desk.part_form(by, id).await?.0.sku;
    let found = desk.find_parts(by, &sku).await?;
    Ok(found.into_iter().find(|p| p.id == id))
}

impl Record for PartEdit {
    type Ground = Ground;
    type Saved = PartId;

    fn title(&self, _ground: Option<&Ground>) -> Msg {
        match self.editing {
            Some(_) => msg!("inventory-edit-title"),
            None => msg!("inventory-new-title"),
        }
    }

    fn help(&self) -> Option<Msg> {
        Some(msg!("inventory-edit-help"))
    }

    fn subject(&self) -> Option<Subject> {
        self.editing.map(|id| Subject {
            entity: "part",
            id: id.0,
        })
    }

    fn kept(&self) -> Option<(&'static str, serde_json::Value)> {
        Some(("part", serde_json::json!(self.editing)))
    }

    fn version<'a>(&self, ground: &'a mut Self::Ground) -> Option<&'a mut i64> {
        ground.part.as_mut().map(|(part, ..)| &mut part.version)
    }

    fn load(&self, desk: Desk, by: Actor) -> Pending<Ground> {
        let editing = self.editing;
        pending(async move {
            let codes = desk.tax_codes(&by).await?;
            let part = match editing {
                None => None,
                Some(id) => {
                    let (part, form) = desk.part_form(&by, id).await?;
                    let next = match form.superseded_by {
                        Some(next) => line(&desk, &by, next).await?,
                        None => None,
                    };
                    Some((part, form, next))
                }
            };
            Ok(Ground { codes, part })
        })
    }

    fn form(&self, ground: &Ground, cx: &Cx) -> Form {
        filled(ground, cx)
    }

    fn begin(&self, form: &mut Form, cx: &Cx) {
        if !self.typed.is_empty() {
            // Numbers of parts hold digits and no blanks; words are a description.
            let number = self.typed.chars().any(|c| c.is_ascii_digit());
            let name = if number && !self.typed.contains(' ') {
                "sku"
            } else {
                "description"
            };
            form.set(name, Value::Text(self.typed.clone()), &cx.words);
        }
    }

    fn save(&self, ground: &Ground, form: &Form, desk: Desk, by: Actor) -> Saving<PartId> {
        let typed = typed(form);
        let Some((part, ..)) = &ground.part else {
            return Ok(pending(async move { desk.add_part(&by, &typed).await }));
        };
        let (id, version) = (part.id, part.version);
        Ok(pending(async move {
            let done = desk.edit_part(&by, id, version, &typed).await?;
            Ok(done.map(|()| id))
        }))
    }

    fn saved(&self, ground: &Ground, form: &Form, _saved: &PartId) -> Msg {
        let part = form.raw("description");
        match ground.part {
            Some(_) => msg!("inventory-saved", part = part),
            None => msg!("inventory-added", part = part),
        }
    }

    fn options(
        &self,
        _field: &str,
        typed: &str,
        desk: Desk,
        by: Actor,
    ) -> Option<Pending<Vec<PickItem>>> {
        let (own, typed) = (self.editing, typed.to_owned());
        Some(pending(async move {
            let found = desk.find_parts(&by, &typed).await?;
            let others = found.iter().filter(|p| Some(p.id) != own);
            Ok(others.map(item).collect())
        }))
    }
}
