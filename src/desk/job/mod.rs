//! Jobs: what is sold and done on one visit of a vehicle, from the plan to the keys given back.
//!
//! Every verb takes the job's row first (`Desk::job_held`), so two terminals on one job queue there. The
//! header is derived: after a verb has touched lines or tasks, `Desk::settle` takes the steps that follow
//! from them (a proposed line makes it wait for the customer, the last task done sends it to the check), so
//! two views can never disagree. It never sends anything and never counts stock: the shelf is `stock`'s.

mod accept;
mod arrive;
mod break_off;
mod canned;
mod card;
mod check;
mod clock;
mod decide;
mod estimate;
mod facts;
mod figures;
mod inspection;
mod items;
mod learned;
mod lines;
mod new_line;
mod notes;
mod own;
mod parts;
mod photos;
mod plan;
mod promise;
mod rate;
mod release;
mod settle;
mod sublets;
mod suggest;
mod tasks;
mod time;
mod tools;
mod undo;
mod warranty;
mod work;

pub use arrive::{Arrival, Authority};
pub use canned::CannedJob;
pub use card::{Card, CardLine, CardTask, InvoiceOf, Visit, is_asked};
pub use check::Unissued;
pub use clock::Stopped;
pub use decide::{Ask, Due};
pub use estimate::{Before, DueWork, Estimate, EstimateCard, PutOff, PutOffSum, Way};
pub use facts::JobForm;
pub use figures::{Figures, Stretch, Whose};
pub use inspection::{
    Check, Form as InspectionForm, FormEdit, Head, Inspection, Point, Remedy, Seen,
};
pub use learned::Learned;
pub use lines::LineForm;
pub use new_line::NewLine;
pub use parts::{More, Pickable, Taken};
pub use photos::{Photo, Pixels};
pub use plan::{OpenJob, Plan, PlannedJob};
pub use rate::{Opinion, Rated, Rating, Ratings};
pub use release::HandOver;
pub use sublets::{Sublet, SubletForm};
pub use tasks::{Assigned, NewTask};
pub use time::Doing;
pub use undo::Undo;
pub use warranty::Covered;
pub(crate) use warranty::still_covered;
pub use work::{Finished, Started};

pub use crate::store::jobs::clock::{Clocked, Running};
pub use crate::store::jobs::header::{Job, StageRow};
pub use crate::store::jobs::items::{Item, Words};
pub use crate::store::jobs::lines::{DecisionRow, Line, Shelf};
pub use crate::store::jobs::notes::Note;
pub use crate::store::jobs::segments::Segment;
pub use crate::store::jobs::tasks::{Need, Task};

use super::{Actor, Desk, Error, Result};
use crate::domain::{JobId, Msg, msg};
use crate::store::Tx;
use crate::store::jobs::header;

impl Desk {
    /// The job of the actor's site, held until the transaction ends.
    async fn job_held(&self, tx: &mut Tx, by: &Actor, id: JobId) -> Result<Job> {
        Ok(header::locked(tx, by.site(), id).await?)
    }

    /// The same, to change what is on it: not after the vehicle has left.
    async fn job_open(&self, tx: &mut Tx, by: &Actor, id: JobId) -> Result<Job> {
        let job = self.job_held(tx, by, id).await?;
        if job.status.is_open() {
            Ok(job)
        } else {
            Err(Error::Refused(msg!(
                "job-over",
                number = &job.number,
                status = job.status.label()
            )))
        }
    }

    /// The same, to change what it costs: not once an invoice of it is posted.
    async fn job_billable(&self, tx: &mut Tx, by: &Actor, id: JobId) -> Result<Job> {
        let job = self.job_open(tx, by, id).await?;
        self.refuse_invoiced(tx, &job).await?;
        Ok(job)
    }

    /// what is invoiced is fixed; crediting the invoice opens it again.
    async fn refuse_invoiced(&self, tx: &mut Tx, job: &Job) -> Result<()> {
        match header::posted_invoice(tx, job.id).await? {
            Some(invoice) => Err(Error::Refused(msg!("job-invoiced", invoice = invoice))),
            None => Ok(()),
        }
    }
}

/// A reason somebody had to write.
fn reason_of(text: &str) -> Result<String> {
    let text = crate::domain::text::note(text).map_err(|why| Error::invalid("reason", why))?;
    if text.is_empty() {
        Err(Error::invalid("reason", Msg::new("job-reason-missing")))
    } else {
        Ok(text)
    }
}
