//! Whether a car may leave: the release rule.

use crate::desk::{Desk, Result};
use crate::domain::{CustomerId, JobId, Money, Msg, SiteId, msg};
use crate::store::{Tx, customers, invoices};

impl Desk {
    /// What money stands between the job and its keys: cash customers have paid, account customers are within
    /// their limit. Empty = it may leave.
    pub(crate) async fn release_blockers(
        &self,
        tx: &mut Tx,
        site: SiteId,
        job: JobId,
        customer: CustomerId,
    ) -> Result<Vec<Msg>> {
        let mut blockers = Vec::new();
        if !self.settings().release_needs_payment() {
            return Ok(blockers);
        }
        let payer = customers::get(tx, customer).await?;
        let posted = invoices::posted_of(tx, job).await?;
        if invoices::open_lines(tx, site, job).await? > 0 {
            blockers.push(msg!("billing-release-not-invoiced"));
        }
        if payer.on_account {
            let owed = self.open_balance(tx, customer).await?;
            if owed > payer.credit_limit && payer.credit_limit.is_positive() {
                blockers.push(msg!(
                    "billing-release-limit",
                    owed = owed,
                    limit = payer.credit_limit
                ));
            }
        } else {
            let owed = posted.iter().fold(Money::ZERO, |sum, i| sum + i.owed());
            if owed.is_positive() {
                blockers.push(msg!("billing-release-unpaid", owed = owed));
            }
        }
        Ok(blockers)
    }
}
