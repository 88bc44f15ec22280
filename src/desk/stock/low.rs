//! Alerts for what runs low: one for each dip, armed again when the part is above its level.

use serde_json::json;

use crate::desk::{Actor, Desk, Entry, Result, in_tx};
use crate::domain::permission::Permission;
use crate::store::stock::low;

/// How many alerts one run raises: the first run over an empty shelf shall not hold the books for long.
const AT_ONCE: i64 = 500;

impl Desk {
    /// Raises an alert for each part that has fallen to its level at the actor's site, and ends those of parts that
    /// are above it again. How many were raised. For the scheduler; a person needs `tasks.run`.
    pub async fn raise_low_stock(&self, by: &Actor) -> Result<usize> {
        by.may(Permission::TasksRun)?;
        in_tx!(self, |tx| {
            low::clear(tx, by.site(), self.now()).await?;
            let dips = low::dips(tx, by.site(), AT_ONCE).await?;
            for dip in &dips {
                let facts = json!({ "part": dip.part_id, "sku": dip.sku, "description": dip.description,
                    "available_milli": dip.available_milli, "on_order_milli": dip.on_order_milli,
                    "reorder_milli": dip.reorder_milli });
                let alert =
                    low::raise(tx, by.site(), dip.stock_id, facts.clone(), self.now()).await?;
                let entry = Entry {
                    verb: "raise_alert",
                    entity: "alert",
                    id: alert.0,
                    new: facts,
                    ..Entry::default()
                };
                self.record(tx, by, entry).await?;
            }
            Ok(dips.len())
        })
    }
}
