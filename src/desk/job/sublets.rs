//! Lines another firm works on: who has them, until when, and what its bill says (states 8). The line itself is sold
//! as any other; nothing goes out that the customer has not said yes to.

use crate::desk::{Actor, Desk, Entry, Error, Result, in_tx};
use crate::domain::line::{Auth, Kind};
use crate::domain::permission::Permission;
use crate::domain::sublet::{Event, Status};
use crate::domain::{LineId, Money, msg, text};
use crate::store::jobs::lines;
use crate::store::sublets as rows;
use chrono::NaiveDate;

pub use crate::store::sublets::Sublet;

/// What is known of the work at another firm.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SubletForm {
    /// The firm.
    pub supplier: String,
    /// When it is to be back.
    pub due_on: Option<NaiveDate>,
    /// What the firm asks for it, without tax.
    pub cost: Money,
    /// The number of its bill or order.
    pub reference: String,
}

impl Desk {
    /// Takes the next step of a sublet line: named and to be sent, sent out, back, billed by the firm (permission
    /// `job.edit`). Sending needs the customer's yes.
    pub async fn step_sublet(&self, by: &Actor, line: LineId, form: &SubletForm) -> Result<Status> {
        by.may(Permission::JobEdit)?;
        let name = |field, raw: &str| text::name(raw).map_err(|why| Error::invalid(field, why));
        let reference = name("reference", &form.reference)?;
        if form.cost.is_negative() {
            return Err(Error::invalid("cost", msg!("job-price-negative")));
        }
        in_tx!(self, |tx| {
            let job = lines::job_of(tx, by.site(), line).await?;
            let job = self.job_open(tx, by, job).await?;
            let l = lines::get(tx, by.site(), line).await?;
            if l.kind != Kind::Sublet {
                return Err(Error::Refused(msg!("sublet-other-line")));
            }
            let was = rows::of_line(tx, line).await?;
            let (to, old) = match &was {
                None => {
                    let supplier = text::required(&form.supplier)
                        .map_err(|why| Error::invalid("supplier", why))?;
                    let place = (by.site(), job.id, line);
                    rows::insert(tx, place, &supplier, form.due_on).await?;
                    (Status::Needed, None)
                }
                Some(was) => {
                    let event = match was.status {
                        Status::Needed => Event::SendOut,
                        Status::SentOut => Event::TakeBack,
                        Status::Back | Status::Invoiced => Event::Invoice,
                    };
                    if event == Event::SendOut && l.auth != Auth::Authorised {
                        let line = &l.description;
                        return Err(Error::Refused(msg!("sublet-no-yes", line = line)));
                    }
                    let to = was
                        .status
                        .next(event)
                        .map_err(|refused| Error::Refused(refused.msg()))?;
                    let facts = (form.due_on.or(was.due_on), form.cost, reference.as_str());
                    rows::set(tx, was, to, facts, self.now()).await?;
                    (to, Some(was.status))
                }
            };
            let entry = Entry {
                verb: "step_sublet",
                entity: "job_line",
                id: line.0,
                old: serde_json::json!({ "sublet": old }),
                new: serde_json::json!({ "sublet": to, "supplier": form.supplier, "cost": form.cost,
                    "reference": reference }),
                ..Entry::default()
            };
            self.record(tx, by, entry).await?;
            Ok(to)
        })
    }
}
