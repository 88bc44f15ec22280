//! Adding and editing a part: its words, price and codes, and its place at this site.

use crossterm::event::KeyEvent;
use ratatui::layout::Rect;

use super::moves::env;
use crate::desk;
use crate::desk::catalogue::TaxCode;
use crate::desk::stock::{Part, PartForm, PartLine};
use crate::domain::stock::{CodeKind, PartKind};
use crate::domain::{Money, Msg, PartId, Qty, TaxCodeId, Ts, msg};
use crate::tui::cx::Cx;
use crate::tui::keys::{Action, Command};
use crate::tui::layers::{Conflict, Differs, Keep};
use crate::tui::look::{Canvas, Role};
use crate::tui::screens::{Handled, Screen, Subject};
use crate::tui::shell::Out;
use crate::tui::widgets::{Field, Form, Kind, PickItem, Reply, Value};

/// The form; it answers the part it saved.
pub struct PartEdit {
    /// Which part it edits, and the version it had.
    editing: Option<(PartId, Option<i64>)>,
    /// What was typed to find a part that is not there.
    typed: String,
    form: Option<Form>,
}

/// What the form is made of.
#[derive(Clone)]
pub struct Ground {
    codes: Vec<TaxCode>,
    part: Option<(Part, PartForm, Option<PartLine>)>,
}

/// What the desk answers.
pub enum Heard {
    /// What the form is made of.
    Ground(desk::Result<Box<Ground>>),
    /// Parts that may take its place.
    Options(String, desk::Result<Vec<PartLine>>),
    /// A new part.
    Added(desk::Result<desk::Done<PartId>>),
    /// Saved.
    Edited(desk::Result<desk::Done<()>>),
    /// What the other terminal saved.
    Theirs(String, Ts, desk::Result<Box<Ground>>),
    /// What to keep of both.
    Keep(Box<Ground>, Keep),
}

impl PartEdit {
    /// A new part; what was typed to find it begins its description or number.
    #[must_use]
    pub fn add(typed: &str) -> Self {
        Self {
            editing: None,
            typed: typed.trim().to_owned(),
            form: None,
        }
    }

    /// The form of a part there is.
    #[must_use]
    pub fn edit(id: PartId) -> Self {
        Self {
            editing: Some((id, None)),
            typed: String::new(),
            form: None,
        }
    }

    fn ask_ground(
        &self,
        cx: &Cx,
        out: &mut Out<Heard>,
        then: impl FnOnce(desk::Result<Box<Ground>>) -> Heard + Send + 'static,
    ) {
        let (desk, by) = (cx.desk.clone(), cx.actor.clone());
        let id = self.editing.map(|(id, _)| id);
        let work = async move {
            let codes = desk.tax_codes(&by).await?;
            let part = match id {
                None => None,
                Some(id) => {
                    let (part, form) = desk.part_form(&by, id).await?;
                    let next = match form.superseded_by {
                        Some(next) => {
                            let sku = desk.part_form(&by, next).await?.0.sku;
                            desk.find_parts(&by, &sku)
                                .await?
                                .into_iter()
                                .find(|p| p.id == next)
                        }
                        None => None,
                    };
                    Some((part, form, next))
                }
            };
            Ok(Box::new(Ground { codes, part }))
        };
        out.ask("ground", work, then);
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

    fn save(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        let Some(form) = &mut self.form else { return };
        if !form.finish(&env(cx)) {
            return;
        }
        let (desk, by, typed) = (cx.desk.clone(), cx.actor.clone(), Self::typed(form));
        match self.editing {
            Some((id, Some(version))) => out.tell(
                "save",
                async move { desk.edit_part(&by, id, version, &typed).await },
                Heard::Edited,
            ),
            Some((_, None)) => {}
            None => out.tell(
                "save",
                async move { desk.add_part(&by, &typed).await },
                Heard::Added,
            ),
        }
    }

    fn replied(&mut self, reply: Reply, cx: &Cx, out: &mut Out<Heard>) -> Handled {
        match reply {
            Reply::Ignored => return Handled::No,
            Reply::Done => self.save(cx, out),
            Reply::Options("superseded_by", text) => {
                let (desk, by, find) = (cx.desk.clone(), cx.actor.clone(), text.clone());
                out.ask(
                    "options",
                    async move { desk.find_parts(&by, &find).await },
                    move |found| Heard::Options(text, found),
                );
            }
            _ => {}
        }
        Handled::Yes
    }

    fn failed(&mut self, e: &desk::Error, cx: &Cx, out: &mut Out<Heard>) {
        match e {
            desk::Error::Invalid { field, why } => {
                let shown = self
                    .form
                    .as_mut()
                    .is_some_and(|f| f.refuse(field, why.clone()));
                if !shown {
                    out.refused(e);
                }
            }
            desk::Error::Stale { by, at } if self.editing.is_some() => {
                let (by, at) = (by.clone(), *at);
                self.ask_ground(cx, out, move |ground| Heard::Theirs(by, at, ground));
            }
            e => out.refused(e),
        }
    }

    /// The fields in which the other's form differs from this one.
    fn differing(&self, theirs: &Form) -> Vec<&'static str> {
        let Some(mine) = &self.form else {
            return Vec::new();
        };
        LABELS
            .iter()
            .map(|(name, _)| *name)
            .filter(|name| theirs.raw(name) != mine.raw(name))
            .collect()
    }
}

/// Label ids of the fields, in order, for the form and for the conflict layer.
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
fn filled(ground: &Ground, typed: &str, cx: &Cx) -> Form {
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
    form.keep();
    if !typed.is_empty() {
        // Numbers of parts hold digits and no blanks; words are a description.
        let number = typed.chars().any(|c| c.is_ascii_digit()) && !typed.contains(' ');
        let name = if number { "sku" } else { "description" };
        form.set(name, Value::Text(typed.to_owned()), words);
    }
    form
}

fn item(part: &PartLine) -> PickItem {
    PickItem::new(part.id, &part.sku).note(&part.description)
}

impl Screen for PartEdit {
    type Msg = Heard;

    fn title(&self) -> Msg {
        if self.editing.is_some() {
            msg!("inventory-edit-title")
        } else {
            msg!("inventory-new-title")
        }
    }

    fn help(&self) -> Option<Msg> {
        Some(msg!("inventory-edit-help"))
    }

    fn typing(&self) -> bool {
        true
    }

    fn unsaved(&self) -> bool {
        self.form.as_ref().is_some_and(Form::is_dirty)
    }

    fn subject(&self) -> Option<Subject> {
        self.editing.map(|(id, _)| Subject {
            entity: "part",
            id: id.0,
        })
    }

    fn commands(&self, _cx: &Cx) -> Vec<Command> {
        vec![
            Command::new(Action::Accept, msg!("form-cmd-next"), 1),
            Command::new(Action::Save, msg!("form-cmd-save"), 2),
            Command::new(Action::Back, msg!("form-cmd-leave"), 3),
        ]
    }

    fn on_enter(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        if self.form.is_none() {
            self.ask_ground(cx, out, Heard::Ground);
        }
    }

    fn holds(&self, action: Action) -> bool {
        match &self.form {
            Some(form) => matches!(action, Action::Accept | Action::Next) && form.waits(),
            None => true,
        }
    }

    fn on_text(&mut self, key: KeyEvent, cx: &Cx, out: &mut Out<Heard>) {
        if let Some(form) = &mut self.form {
            let reply = form.press(key, &env(cx));
            let _ = self.replied(reply, cx, out);
        }
    }

    fn on_paste(&mut self, text: &str, _cx: &Cx, _out: &mut Out<Heard>) {
        if let Some(form) = &mut self.form {
            form.paste(text);
        }
    }

    fn on_action(&mut self, action: Action, cx: &Cx, out: &mut Out<Heard>) -> Handled {
        if action == Action::Save {
            self.save(cx, out);
            return Handled::Yes;
        }
        let Some(form) = &mut self.form else {
            return Handled::No;
        };
        let reply = form.on_action(action, &env(cx));
        self.replied(reply, cx, out)
    }

    fn on_msg(&mut self, msg: Heard, cx: &Cx, out: &mut Out<Heard>) {
        match msg {
            Heard::Ground(Ok(ground)) => {
                if let (Some((_, version)), Some((part, ..))) = (&mut self.editing, &ground.part) {
                    *version = Some(part.version);
                }
                self.form = Some(filled(&ground, &self.typed, cx));
            }
            Heard::Options(text, Ok(found)) => {
                let own = self.editing.map(|(id, _)| id);
                let items = found
                    .iter()
                    .filter(|p| Some(p.id) != own)
                    .map(item)
                    .collect();
                if let Some(form) = &mut self.form {
                    form.options("superseded_by", &text, items);
                }
            }
            Heard::Added(Ok(done)) => {
                let part = self.form.as_ref().map(|f| f.raw("description"));
                let id = out.done(
                    msg!("inventory-added", part = part.unwrap_or_default()),
                    done,
                );
                out.finish(id);
            }
            Heard::Edited(Ok(done)) => {
                let part = self.form.as_ref().map(|f| f.raw("description"));
                out.done(
                    msg!("inventory-saved", part = part.unwrap_or_default()),
                    done,
                );
                if let Some((id, _)) = self.editing {
                    out.finish(id);
                }
            }
            Heard::Theirs(by, at, Ok(ground)) => {
                let theirs = filled(&ground, "", cx);
                let mine = self.form.as_ref();
                let shown = self
                    .differing(&theirs)
                    .iter()
                    .map(|name| Differs {
                        label: Msg::new(label(name)),
                        theirs: theirs.raw(name),
                        mine: mine.map(|f| f.raw(name)).unwrap_or_default(),
                    })
                    .collect();
                out.open(Conflict::new(by, at, shown), move |keep| {
                    Heard::Keep(ground.clone(), keep)
                });
            }
            Heard::Keep(ground, keep) => {
                let theirs = filled(&ground, "", cx);
                let names = self.differing(&theirs);
                if let Some(form) = &mut self.form {
                    for (name, mine) in names.into_iter().zip(keep.mine) {
                        if !mine {
                            form.set(name, theirs.value(name), &cx.words);
                        }
                    }
                }
                if let (Some((_, version)), Some((part, ..))) = (&mut self.editing, &ground.part) {
                    *version = Some(part.version);
                }
                self.save(cx, out);
            }
            Heard::Options(_, Err(e)) | Heard::Ground(Err(e)) | Heard::Theirs(_, _, Err(e)) => {
                out.refused(&e);
            }
            Heard::Added(Err(e)) | Heard::Edited(Err(e)) => self.failed(&e, cx, out),
        }
    }

    fn draw(&self, c: &mut Canvas<'_>, area: Rect, cx: &Cx) {
        let (x, room) = (area.x + 1, area.width - 2);
        c.text(
            x,
            area.y,
            room,
            &cx.words.say(&self.title()),
            (Role::Surface, Role::Title),
        );
        if let Some(form) = &self.form {
            let inner = Rect::new(x, area.y + 2, room, area.height.saturating_sub(2));
            form.draw(c, inner, Role::Surface, &cx.words, true);
        }
    }
}

fn label(name: &str) -> &'static str {
    LABELS
        .iter()
        .find(|(n, _)| *n == name)
        .map_or("inventory-description", |(_, id)| id)
}
