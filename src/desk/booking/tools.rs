//! Equipment with a booking: what its work names, and a piece of the kind its type asks for (S2-13, S2-30).

use super::claim::{fits, in_the_way};
use super::order::Order;
use super::rules::{Ground, Laid, span};
use crate::desk::{Actor, Desk, Error, Result};
use crate::domain::{BookingId, EquipmentId, Span};
use crate::store::bookings::{self, Taken, Wanted};
use crate::store::resources::{self, Tool};
use crate::store::{Db, Tx};

/// The equipment a booking has taken.
pub(super) async fn tools_of(db: &mut impl Db, id: BookingId) -> Result<Vec<EquipmentId>> {
    let rows = bookings::of_booking(db, id).await?;
    let mut tools: Vec<EquipmentId> = rows.iter().filter_map(|r| r.equipment_id).collect();
    tools.sort_unstable();
    tools.dedup();
    Ok(tools)
}

/// The equipment an order names, itself and by its work.
pub(super) async fn tools_named(db: &mut impl Db, order: &Order) -> Result<Vec<EquipmentId>> {
    let mut tools = order.tools.clone();
    for job in &order.canned {
        tools.extend(bookings::needed_equipment(db, *job).await?);
    }
    tools.sort_unstable();
    tools.dedup();
    Ok(tools)
}

impl Desk {
    /// What a laid booking may take: the pieces it names, and those of the kind its type asks for.
    pub(super) async fn tools_for(
        &self,
        db: &mut impl Db,
        ground: &Ground,
        laid: &Laid,
    ) -> Result<Vec<Tool>> {
        if laid.tools.is_empty() && laid.kind.equipment_kind.is_none() {
            return Ok(Vec::new());
        }
        let mut all = resources::tools_at(db, ground.site).await?;
        all.retain(|t| laid.tools.contains(&t.id) || Some(t.kind) == laid.kind.equipment_kind);
        Ok(all)
    }

    /// Makes sure that nobody has the equipment, and chooses a free piece where only its kind is asked for.
    ///
    /// # Errors
    /// `Taken` names the piece, who has it and the next free places.
    #[expect(
        clippy::too_many_arguments,
        reason = "what is wanted and what is known of it, inside one transaction"
    )]
    pub(super) async fn claim_tools(
        &self,
        tx: &mut Tx,
        by: &Actor,
        ground: &Ground,
        laid: &mut Laid,
        all: &[Tool],
        taken: &[Taken],
        but: Option<BookingId>,
    ) -> Result<()> {
        let is_free = |id: EquipmentId| {
            let mut mine = taken.iter().filter(|t| t.equipment_id == Some(id));
            !mine.any(|t| laid.spans.iter().any(|s| s.overlaps(span(t))))
        };
        let asked = laid.kind.equipment_kind;
        let has_kind = all
            .iter()
            .any(|t| Some(t.kind) == asked && laid.tools.contains(&t.id));
        let of_kind: Vec<EquipmentId> = all
            .iter()
            .filter(|t| Some(t.kind) == asked && !has_kind)
            .map(|t| t.id)
            .collect();
        // A workshop without such a piece has none to run out of.
        if let Some(chosen) = of_kind
            .iter()
            .copied()
            .find(|id| is_free(*id))
            .or(of_kind.first().copied())
        {
            laid.tools.push(chosen);
        }
        for piece in laid.tools.clone() {
            let one = Wanted {
                equipment: Some(piece),
                ..Wanted::default()
            };
            for span in laid.spans.clone() {
                for gone in bookings::expired_in(tx, one, span, ground.now).await? {
                    self.expire(tx, by, gone).await?;
                }
                let there = bookings::blockers(tx, one, span, but).await?;
                if let Some(first) = there.first() {
                    let by = in_the_way(ground.zone, first, span);
                    if !has_kind {
                        laid.tools.retain(|t| !of_kind.contains(t));
                    }
                    let free = fits(tx, ground, laid, true, but).await?;
                    return Err(Error::Taken { by, free });
                }
            }
        }
        Ok(())
    }
}

/// When the equipment a booking needs cannot be had: a named piece is taken, or all of the kind are.
pub(super) async fn tools_busy(
    db: &mut impl Db,
    ground: &Ground,
    laid: &Laid,
    taken: &[Taken],
) -> Result<Vec<Span>> {
    if laid.tools.is_empty() && laid.kind.equipment_kind.is_none() {
        return Ok(Vec::new());
    }
    let of = |id: EquipmentId| -> Vec<Span> {
        let mine = taken.iter().filter(|t| t.equipment_id == Some(id));
        mine.map(span).collect()
    };
    let mut busy: Vec<Span> = laid.tools.iter().flat_map(|id| of(*id)).collect();
    let all = resources::tools_at(db, ground.site).await?;
    let mut of_kind = all
        .iter()
        .filter(|t| Some(t.kind) == laid.kind.equipment_kind);
    if !all
        .iter()
        .any(|t| Some(t.kind) == laid.kind.equipment_kind && laid.tools.contains(&t.id))
        && let Some(first) = of_kind.next()
    {
        busy.extend(of_kind.fold(of(first.id), |both, t| common(&both, &of(t.id))));
    }
    Ok(busy)
}

/// The time two lists of spans share.
fn common(a: &[Span], b: &[Span]) -> Vec<Span> {
    let both = |x: &Span, y: &Span| Span {
        start: x.start.max(y.start),
        end: x.end.min(y.end),
    };
    a.iter()
        .flat_map(|x| b.iter().map(move |y| both(x, y)))
        .filter(|span| span.is_forward())
        .collect()
}
