//! Two marked records side by side: which one stays is chosen, everything of the other goes to it.

use super::{Heard, Register};
use crate::desk::customers::{CustomerCard, Merge, VehicleCard};
use crate::desk::lists::Line;
use crate::domain::customer::ContactKind;
use crate::domain::filter::List;
use crate::domain::{CustomerId, MergeId, Msg, VehicleId, msg};
use crate::tui::cx::Cx;
use crate::tui::keys::{Action, Command};
use crate::tui::layers::{Flow, Item, Overlay, Pick, centred};
use crate::tui::look::{Canvas, Role};
use crate::tui::shell::Out;
use crate::words::Words;
use ratatui::layout::Rect;

/// What is compared.
#[derive(Clone, Debug)]
pub enum Pair {
    /// Two customers.
    Customers(Box<[CustomerCard; 2]>),
    /// Two vehicles.
    Vehicles(Box<[VehicleCard; 2]>),
}

/// Which goes into which.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Into {
    /// The first stays.
    Customer(CustomerId, CustomerId),
    /// The first stays.
    Vehicle(VehicleId, VehicleId),
}

impl Register {
    /// The two marked, if they are two and can be one.
    pub(super) fn two(&self) -> Option<(i64, i64)> {
        let mergeable = matches!(self.list, List::Customers | List::Vehicles);
        let mut ids = self.marked.iter().copied();
        match (ids.next(), ids.next(), ids.next()) {
            (Some(a), Some(b), None) if mergeable => Some((a, b)),
            _ => None,
        }
    }

    pub(super) fn ask_pair(&self, cx: &Cx, out: &mut Out<Heard>) {
        let Some((a, b)) = self.two() else { return };
        let (desk, by, list) = (cx.desk.clone(), cx.actor.clone(), self.list);
        out.ask(
            "list pair",
            async move {
                Ok(if list == List::Customers {
                    let first = desk.customer_card(&by, CustomerId(a)).await?;
                    let second = desk.customer_card(&by, CustomerId(b)).await?;
                    Pair::Customers(Box::new([first, second]))
                } else {
                    let first = desk.vehicle_card(&by, VehicleId(a)).await?;
                    let second = desk.vehicle_card(&by, VehicleId(b)).await?;
                    Pair::Vehicles(Box::new([first, second]))
                })
            },
            Heard::Pair,
        );
    }

    pub(super) fn compare(pair: &Pair, cx: &Cx, out: &mut Out<Heard>) {
        out.open(Compare::of(pair, &cx.words), Heard::Merge);
    }

    pub(super) fn merge(&mut self, into: Into, cx: &Cx, out: &mut Out<Heard>) {
        self.marked.clear();
        let (desk, by) = (cx.desk.clone(), cx.actor.clone());
        out.tell(
            "list merge",
            async move {
                match into {
                    Into::Customer(kept, gone) => desk.merge_customers(&by, kept, gone).await,
                    Into::Vehicle(kept, gone) => desk.merge_vehicles(&by, kept, gone).await,
                }
            },
            Heard::Merged,
        );
    }

    pub(super) fn ask_merges(&self, cx: &Cx, out: &mut Out<Heard>) {
        let (desk, by) = (cx.desk.clone(), cx.actor.clone());
        out.ask(
            "list merges",
            async move { desk.merges(&by).await },
            Heard::Merges,
        );
    }

    /// Merges that can still be taken back.
    pub(super) fn pick_merge(all: &[Merge], cx: &Cx, out: &mut Out<Heard>) {
        let items = all.iter().map(|m| {
            let name = |n: &Option<String>| n.clone().unwrap_or_default();
            let label = format!("{} {} {}", name(&m.gone), cx.marks.right, name(&m.kept));
            let who = m.staff.clone().unwrap_or_default();
            let detail = format!("{} {who}", cx.words.when(m.at, cx.now));
            Item::new(label, detail, m.id)
        });
        let items: Vec<Item<MergeId>> = items.collect();
        out.open(
            Pick::new(msg!("merge-take-back"), items).wide(),
            Heard::Unmerge,
        );
    }

    pub(super) fn unmerge(&self, id: MergeId, cx: &Cx, out: &mut Out<Heard>) {
        let (desk, by) = (cx.desk.clone(), cx.actor.clone());
        out.tell(
            "list unmerge",
            async move { desk.unmerge(&by, id).await },
            Heard::Unmerged,
        );
    }

    /// Whether the chosen row can be told apart: the name of a row.
    pub(super) fn called(line: &Line) -> String {
        match line {
            Line::Customer(c) => c.name.clone(),
            Line::Vehicle(v) => v.plate.clone(),
            Line::Part(p) => p.sku.clone(),
            Line::Job(j) => j.number.clone(),
            Line::Booking(b) => b.number.clone(),
            Line::Invoice(i) => i.number.clone().unwrap_or_default(),
        }
    }
}

/// The two, field by field.
pub struct Compare {
    rows: Vec<(Msg, [String; 2])>,
    ways: [Into; 2],
    kept: usize,
}

impl Compare {
    fn of(pair: &Pair, w: &Words) -> Self {
        match pair {
            Pair::Customers(both) => {
                let [a, b] = &**both;
                let (first, second) = (a.customer.id, b.customer.id);
                // What has more history is more likely the one to stay.
                let kept = usize::from(b.jobs.len() > a.jobs.len());
                Self {
                    rows: both_of([a, b].map(|c| customer(c, w))),
                    ways: [Into::Customer(first, second), Into::Customer(second, first)],
                    kept,
                }
            }
            Pair::Vehicles(both) => {
                let [a, b] = &**both;
                let (first, second) = (a.vehicle.id, b.vehicle.id);
                let kept = usize::from(b.jobs.len() > a.jobs.len());
                Self {
                    rows: both_of([a, b].map(|c| vehicle(c, w))),
                    ways: [Into::Vehicle(first, second), Into::Vehicle(second, first)],
                    kept,
                }
            }
        }
    }
}

fn both_of([a, b]: [Vec<(Msg, String)>; 2]) -> Vec<(Msg, [String; 2])> {
    let rows = a.into_iter().zip(b);
    let rows = rows.map(|((label, left), (_, right))| (label, [left, right]));
    rows.filter(|(_, [l, r])| !l.is_empty() || !r.is_empty())
        .collect()
}

fn customer(c: &CustomerCard, w: &Words) -> Vec<(Msg, String)> {
    let contacts = |kind: ContactKind| {
        let own = c.contacts.iter().filter(|p| p.kind == kind);
        own.map(|p| p.value.as_str()).collect::<Vec<_>>().join(", ")
    };
    let plates: Vec<&str> = c.vehicles.iter().map(|v| v.plate.as_str()).collect();
    let who = &c.customer;
    vec![
        (msg!("customers-name"), who.name.clone()),
        (msg!("customers-phone"), contacts(ContactKind::Phone)),
        (msg!("customers-email"), contacts(ContactKind::Email)),
        (msg!("customers-address"), who.address.replace('\n', ", ")),
        (msg!("customers-postcode"), who.postcode.clone()),
        (msg!("customers-tax-no"), who.tax_no.clone()),
        (msg!("merge-row-vehicles"), plates.join(", ")),
        (msg!("merge-row-bookings"), w.count(c.bookings.len() as i64)),
        (msg!("merge-row-jobs"), w.count(c.jobs.len() as i64)),
        (
            msg!("merge-row-owed"),
            c.balance.map_or_else(String::new, |b| w.money(b)),
        ),
    ]
}

fn vehicle(c: &VehicleCard, w: &Words) -> Vec<(Msg, String)> {
    let v = &c.vehicle;
    let holder = c.owners.iter().find(|o| o.to_on.is_none());
    vec![
        (msg!("vehicle-plate"), v.plate.clone()),
        (msg!("vehicle-model"), v.title()),
        (msg!("vehicle-vin"), v.vin.clone()),
        (
            msg!("vehicle-holder"),
            holder.map_or_else(String::new, |o| o.name.clone()),
        ),
        (
            msg!("vehicle-odometer"),
            v.odometer.map_or_else(String::new, |n| w.count(n)),
        ),
        (msg!("merge-row-bookings"), w.count(c.bookings.len() as i64)),
        (msg!("merge-row-jobs"), w.count(c.jobs.len() as i64)),
    ]
}

impl Overlay for Compare {
    type Answer = Into;

    fn on_action(&mut self, action: Action, _cx: &Cx) -> Flow<Into> {
        match action {
            Action::Accept => return Flow::Answer(self.ways[self.kept]),
            Action::Back => return Flow::Cancel,
            Action::Left => self.kept = 0,
            Action::Right => self.kept = 1,
            Action::Next | Action::Previous | Action::PickUp => self.kept = 1 - self.kept,
            _ => {}
        }
        Flow::Stay
    }

    fn commands(&self) -> Vec<Command> {
        vec![
            Command::new(Action::Accept, msg!("merge-cmd-keep"), 1),
            Command::new(Action::Next, msg!("merge-cmd-turn"), 2),
            Command::new(Action::Back, msg!("cmd-close"), 3),
        ]
    }

    fn draw(&self, c: &mut Canvas<'_>, area: Rect, cx: &Cx) {
        let w = &cx.words;
        let rows = u16::try_from(self.rows.len()).unwrap_or(12);
        let entity = match self.ways[0] {
            Into::Customer(..) => msg!("merge-entity-customer"),
            Into::Vehicle(..) => msg!("merge-entity-vehicle"),
        };
        let title = w.say(&msg!("merge-title", entity = entity));
        let inner = c.layer(centred(area, 78, rows + 7), &title);
        let label = 13;
        let half = inner.width.saturating_sub(label + 2) / 2;
        let at = |n: usize| inner.x + label + if n == 0 { 0 } else { half + 2 };
        for n in 0..2 {
            let kept = n == self.kept;
            let word = if kept { "merge-kept" } else { "merge-gone" };
            let (ground, ink) = if kept {
                (Role::Select, Role::Title)
            } else {
                (Role::Raised, Role::Dim)
            };
            c.fill(Rect::new(at(n), inner.y, half, 1), ground);
            c.text(at(n) + 1, inner.y, half - 1, &w.word(word), (ground, ink));
        }
        for (y, (name, both)) in (inner.y + 2..inner.bottom()).zip(&self.rows) {
            c.text(
                inner.x,
                y,
                label - 1,
                &w.say(name),
                (Role::Raised, Role::Dim),
            );
            let differ = both[0] != both[1];
            for (n, text) in both.iter().enumerate() {
                let ink = if differ { Role::Title } else { Role::Text };
                c.text(at(n) + 1, y, half - 1, text, (Role::Raised, ink));
            }
        }
        let below = inner.bottom().saturating_sub(1);
        let said = w.word("merge-text");
        c.text(
            inner.x,
            below,
            inner.width,
            &said,
            (Role::Raised, Role::Dim),
        );
    }
}
