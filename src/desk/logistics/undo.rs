//! Taking back what was agreed about a leg or a loan: ordinary verbs, with their own checks (model.md 10).

use super::{Borrower, LegForm, LoanForm, Of};
use crate::desk::{Actor, Desk, Done, Result};
use crate::domain::logistics::LegKind;
use crate::domain::{LegId, LoanId};

/// What takes back a verb of logistics.
#[derive(Clone, Debug, PartialEq)]
pub enum Undo {
    /// A leg was wanted: it is not.
    Request(LegId),
    /// It was put right: back to what it said.
    Edit {
        /// The leg.
        id: LegId,
        /// The version that left.
        version: i64,
        /// What it said.
        to: Box<LegForm>,
    },
    /// It was called off: the same again.
    Cancel(Of, LegKind, Box<LegForm>),
    /// A car was promised: it is not.
    Reserve(LoanId),
    /// A loan was put right: back to what it said.
    Loan {
        /// The loan.
        id: LoanId,
        /// The version that left.
        version: i64,
        /// What it said.
        to: Box<LoanForm>,
    },
    /// A car was not needed: promised again.
    LoanOff(Borrower, Box<LoanForm>),
}

impl Desk {
    /// Runs the inverse.
    pub(in crate::desk) async fn undo_logistics(&self, by: &Actor, undo: Undo) -> Result<Done<()>> {
        match undo {
            Undo::Request(id) => self.cancel_leg(by, id, "undo").await,
            Undo::Edit { id, version, to } => self.edit_leg(by, id, version, &to).await,
            Undo::Cancel(of, kind, form) => {
                Ok(self.request_leg(by, of, kind, &form).await?.map(|_| ()))
            }
            Undo::Reserve(id) => self.cancel_loan(by, id).await,
            Undo::Loan { id, version, to } => self.edit_loan(by, id, version, &to).await,
            Undo::LoanOff(who, form) => Ok(self.reserve_loan(by, who, &form).await?.map(|_| ())),
        }
    }
}
