//! What a customer owes.

use crate::desk::{Desk, Result};
use crate::domain::{CustomerId, Money};
use crate::store::{Db, customers};

impl Desk {
    /// What is left to pay over all posted invoices.
    pub(crate) async fn open_balance(
        &self,
        db: &mut impl Db,
        customer: CustomerId,
    ) -> Result<Money> {
        Ok(customers::open_balance(db, customer).await?)
    }
}
