//! What is done to the marked rows at once: each by its own verb, so each is refused or taken back for itself.

use super::many::{self, Each};
use super::{Heard, Register};
use crate::desk::lists::Line;
use crate::desk::{self, Actor, Desk, Done, Inverse};
use crate::domain::booking::Event;
use crate::domain::filter::List;
use crate::domain::permission::Permission;
use crate::domain::{CustomerId, Msg, PartId, VehicleId, msg};
use crate::tui::cx::Cx;
use crate::tui::layers::{Item, Notice, Pick};
use crate::tui::screens::invoices::kept;
use crate::tui::shell::Out;

/// The step.
#[derive(Clone, Debug)]
pub enum Bulk {
    /// Put away; those that are away come back.
    Archive,
    /// Into a file.
    Export,
    /// Two become one.
    Merge,
    /// What became one becomes two again.
    Unmerge,
    /// Unmark all.
    Unmark,
    /// Why, for a step of bookings that needs a reason.
    Why(Event),
    /// Whose the jobs shall be.
    Who,
    /// What is done to each by its own verb.
    Each(Each),
}

/// How it went.
pub struct Outcome {
    pub(super) said: fn(usize) -> Msg,
    pub(super) done: Vec<i64>,
    pub(super) undo: Vec<Inverse>,
    pub(super) refused: Vec<(String, Msg)>,
}

/// Who may put rows of this list away, where they can be.
pub(super) const fn archives(list: List) -> Option<Permission> {
    match list {
        List::Customers | List::Vehicles => Some(Permission::CustomerEdit),
        List::Parts => Some(Permission::PartEdit),
        List::Jobs | List::Bookings | List::Invoices => None,
    }
}

impl Register {
    /// The marked rows, else the one under the cursor.
    fn meant(&self) -> Vec<Line> {
        let marked = self.rows.iter().filter(|r| self.marked.contains(&r.id()));
        let marked: Vec<Line> = marked.cloned().collect();
        if !marked.is_empty() {
            return marked;
        }
        let at = self.table.key();
        let chosen = self.rows.iter().find(|r| Some(&r.id()) == at);
        chosen.cloned().into_iter().collect()
    }

    /// What can be done to many.
    pub(super) fn ask_many(&self, cx: &Cx, out: &mut Out<Heard>) {
        let w = &cx.words;
        let count = self.meant().len();
        let mut items = Vec::new();
        if let Some(needs) = archives(self.list) {
            let mut item = Item::new(w.word("lists-many-archive"), "", Bulk::Archive);
            item.off = (!cx.can(needs)).then(|| msg!("off-permission", permission = needs.label()));
            items.push(item);
        }
        items.extend(many::items(self.list, cx));
        let mut export = Item::new(w.word("lists-many-export"), "", Bulk::Export);
        let needs = Permission::DataExport;
        export.off = (!cx.can(needs)).then(|| msg!("off-permission", permission = needs.label()));
        items.push(export);
        if matches!(self.list, List::Customers | List::Vehicles) {
            let needs = Permission::CustomerMerge;
            let off = (!cx.can(needs)).then(|| msg!("off-permission", permission = needs.label()));
            let mut merge = Item::new(w.word("lists-many-merge"), "", Bulk::Merge);
            merge.off = off
                .clone()
                .or(self.two().is_none().then(|| msg!("merge-same")));
            let mut back = Item::new(w.word("lists-many-unmerge"), "", Bulk::Unmerge);
            back.off = off;
            items.extend([merge, back]);
        }
        if !self.marked.is_empty() {
            items.push(Item::new(w.word("lists-many-unmark"), "", Bulk::Unmark));
        }
        out.open(
            Pick::new(msg!("lists-many", count = count), items),
            Heard::Do,
        );
    }

    pub(super) fn run(&mut self, what: Bulk, cx: &Cx, out: &mut Out<Heard>) {
        match what {
            Bulk::Unmark => {
                self.marked.clear();
                self.mark_again(cx);
            }
            Bulk::Export => self.export(cx, out),
            Bulk::Why(event) => many::ask_why(event, self.meant().len(), cx, out),
            Bulk::Who => many::ask_who(cx, out),
            Bulk::Each(what) => many::run(what, self.meant(), cx, out),
            Bulk::Merge => self.ask_pair(cx, out),
            Bulk::Unmerge => self.ask_merges(cx, out),
            Bulk::Archive => {
                let (desk, by, rows) = (cx.desk.clone(), cx.actor.clone(), self.meant());
                out.tell(
                    "list bulk",
                    async move { archive(&desk, &by, rows).await },
                    Heard::Bulk,
                );
            }
        }
    }

    /// What was done in one toast with one way back; what was refused as a list, and it stays marked.
    pub(super) fn told(&mut self, outcome: Outcome, cx: &Cx, out: &mut Out<Heard>) {
        for id in &outcome.done {
            self.marked.remove(id);
        }
        if !outcome.done.is_empty() {
            let done = Done {
                value: (),
                undo: Inverse::several(outcome.undo),
            };
            out.done((outcome.said)(outcome.done.len()), done);
        }
        if !outcome.refused.is_empty() {
            let title = msg!(
                "lists-outcome",
                done = outcome.done.len(),
                refused = outcome.refused.len()
            );
            let lines = outcome.refused.iter();
            let lines = lines.map(|(name, why)| format!("{name}  {}", cx.words.say(why)));
            out.open(Notice::error(title, lines.collect()), |()| Heard::Read);
        }
        self.ask_anew(cx, out);
    }

    /// The marked rows into a file, else all that fit the filter.
    pub(super) fn export(&self, cx: &Cx, out: &mut Out<Heard>) {
        let (desk, by, words, tray) = (
            cx.desk.clone(),
            cx.actor.clone(),
            cx.words.clone(),
            cx.tray.clone(),
        );
        let (list, line, marked) = (self.list, self.line.text().to_owned(), self.marked.clone());
        let day = cx.today();
        out.tell(
            "list export",
            async move {
                let mut all = desk.list_export(&by, list, &line).await?;
                all.retain(|row| marked.is_empty() || marked.contains(&row.id()));
                let file = crate::paper::lists::file(list, &all, &words);
                let name = format!("{list}-{day}.csv");
                Ok(kept(tray.keep(&name, &file).await))
            },
            Heard::Exported,
        );
    }
}

async fn archive(desk: &Desk, by: &Actor, rows: Vec<Line>) -> desk::Result<Outcome> {
    let mut outcome = Outcome {
        said: |count| msg!("lists-archived", count = count),
        done: Vec::new(),
        undo: Vec::new(),
        refused: Vec::new(),
    };
    for row in rows {
        let (id, name) = (row.id(), Register::called(&row));
        match turned(desk, by, &row).await {
            Ok(done) => {
                outcome.done.push(id);
                outcome.undo.extend(done.undo);
            }
            // Without contact the rest would only wait for the same.
            Err(e @ desk::Error::Unavailable { .. }) => return Err(e),
            Err(e) => outcome.refused.push((name, e.msg())),
        }
    }
    Ok(outcome)
}

/// Put away, or brought back when it is away.
async fn turned(desk: &Desk, by: &Actor, row: &Line) -> desk::Result<Done<()>> {
    match row {
        Line::Customer(c) => {
            let id = CustomerId(c.id.0);
            let now = desk.customer_card(by, id).await?.customer;
            desk.archive_customer(by, id, now.version, now.archived_at.is_none())
                .await
        }
        Line::Vehicle(v) => {
            let id = VehicleId(v.id.0);
            let now = desk.vehicle_card(by, id).await?.vehicle;
            desk.archive_vehicle(by, id, now.version, now.archived_at.is_none())
                .await
        }
        Line::Part(p) => {
            let id = PartId(p.id.0);
            let now = desk.part_card(by, id).await?.part;
            desk.archive_part(by, id, now.version, now.archived_at.is_none())
                .await
        }
        Line::Job(_) | Line::Booking(_) | Line::Invoice(_) => Err(desk::Error::NotFound),
    }
}
