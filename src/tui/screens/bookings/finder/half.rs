//! The finder of a half-filled form: it begins with what stands there, and the place that is chosen goes back there.

use super::super::work::Works;
use super::{Finder, Heard, Lists};
use crate::desk::booking::Offer;
use crate::domain::booking::Status;
use crate::domain::{BayId, BookingTypeId, CannedJobId, CustomerId, StaffId, VehicleId};
use crate::tui::app::Cx;
use crate::tui::look::Role;
use crate::tui::shell::Out;
use crate::tui::widgets::{PickItem, Value};
use chrono::NaiveDate;

/// What a half-filled form says already; the place that is chosen goes back into it.
#[derive(Clone, Debug, Default)]
pub struct Half {
    /// The work.
    pub works: Vec<CannedJobId>,
    /// How long, where that was said.
    pub minutes: Option<i64>,
    /// Where.
    pub bay: Option<BayId>,
    /// By whom.
    pub staff: Option<StaffId>,
    /// The preset.
    pub kind: Option<BookingTypeId>,
    /// A customer with a vehicle.
    pub known: Option<(CustomerId, VehicleId)>,
}

/// A place that was chosen for a half-filled form.
#[derive(Clone, Debug)]
pub struct Chosen {
    /// When, where and by whom.
    pub offer: Offer,
    /// How long, where that was said.
    pub minutes: Option<i64>,
    /// The work, where it is another than the form had.
    pub work: Option<CannedJobId>,
    /// The preset.
    pub kind: Option<BookingTypeId>,
    /// How firmly.
    pub state: Status,
}

impl Finder {
    /// A finder for a half-filled form: it begins with what stands there, and its choice goes back there.
    pub fn of(half: Half, day: NaiveDate, cx: &Cx) -> Self {
        Self {
            known: half.known,
            half: Some(half),
            ..Self::new(day, None, cx)
        }
    }

    /// What the form said goes into the fields.
    pub(super) fn take_over(&mut self, lists: &Lists, cx: &Cx) {
        let Some(half) = self.half.clone() else {
            return;
        };
        let first = half.works.first();
        let work = lists.work.iter().find(|w| Some(&w.id) == first);
        let bay = lists
            .names
            .bays
            .iter()
            .find(|(id, _)| Some(*id) == half.bay);
        let people = &lists.names.people;
        let person = people.iter().find(|(id, _)| Some(*id) == half.staff);
        let kind = lists.types.iter().find(|t| Some(t.id) == half.kind);
        let items = [
            ("work", work.map(|w| Works::item(w, cx))),
            (
                "where",
                bay.map(|(id, name)| PickItem::new(format!("b:{id}"), name.clone())),
            ),
            (
                "person",
                person.map(|(id, name)| PickItem::new(id, name.clone())),
            ),
            ("type", kind.map(|t| PickItem::new(t.id, t.title.clone()))),
        ];
        for (name, item) in items {
            if let Some(item) = item {
                self.form.set_picked(name, &item);
            }
        }
        if let Some(minutes) = half.minutes {
            let length = Value::Duration(minutes);
            self.form.set("length", length, &cx.words);
        }
        if half.works.len() > 1 {
            let mine = lists.work.iter().filter(|w| half.works.contains(&w.id));
            let codes: Vec<&str> = mine.map(|w| w.code.as_str()).collect();
            let all = codes.join(&format!(" {} ", cx.marks.dot));
            let note = (format!("{} {all}", cx.marks.ok), Role::Text);
            self.form.note("work", Some(note));
        }
        self.form.keep();
    }

    /// The work: all the form had, unless another was picked here.
    pub(super) fn works(&self) -> Vec<CannedJobId> {
        let own = self.form.id("work").map(CannedJobId);
        match (&self.half, own) {
            (Some(half), Some(own)) if half.works.contains(&own) => half.works.clone(),
            _ => own.into_iter().collect(),
        }
    }

    /// The chosen place goes back into the form this was opened from; `false` where there is none.
    pub(super) fn give_back(&self, state: Status, out: &mut Out<Heard>) -> bool {
        let Some(half) = &self.half else { return false };
        if let Some(offer) = self.chosen() {
            let own = self.form.id("work").map(CannedJobId);
            out.finish(Box::new(Chosen {
                offer: offer.clone(),
                minutes: self.form.minutes("length"),
                work: own.filter(|id| !half.works.contains(id)),
                kind: self.form.id("type").map(BookingTypeId),
                state,
            }));
        }
        true
    }
}
