//! What the customer says to the lines.

use super::{Line, Undo, reason_of};
use crate::desk::{Actor, Desk, Done, Entry, Error, Inverse, Result, in_tx};
use crate::domain::job::Status;
use crate::domain::line::{self, Auth, AuthEvent, Decision, DeclineReason, Discount, Kind, Method};
use crate::domain::permission::Permission;
use crate::domain::{JobId, LineId, Money, msg, task, text};
use crate::store::Tx;
use crate::store::jobs::{header, lines, tasks};
use chrono::NaiveDate;

/// Until when work that is put off can wait.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Due {
    /// Until this day.
    pub on: Option<NaiveDate>,
    /// Until this mileage.
    pub odometer: Option<i64>,
}

/// A decision taken from the customer.
#[derive(Clone, Debug)]
pub struct Ask {
    /// On which lines; drafts among them are put to the customer first.
    pub lines: Vec<LineId>,
    /// What they said.
    pub decision: Decision,
    /// Who said it.
    pub decided_by: String,
    /// How.
    pub method: Method,
    /// Why not, for a no.
    pub reason: String,
    /// What else was said.
    pub note: String,
    /// Until when it can wait, for "not now".
    pub due: Due,
}

/// What a line comes to.
pub(super) fn total(l: &Line) -> Result<Money> {
    let discount = Discount {
        rate: l.discount_bp,
        amount: l.discount_minor,
    };
    line::amounts(l.kind, l.qty_milli, l.unit_price_minor, discount)
        .map(|a| a.total)
        .map_err(|e| Error::invalid("price", e.msg()))
}

impl Desk {
    /// Puts drafts, and what was found in the bay, to the customer: all of the job when none is named (permission
    /// `line.authorise`).
    pub async fn propose(&self, by: &Actor, job: JobId, which: &[LineId]) -> Result<()> {
        by.may(Permission::LineAuthorise)?;
        in_tx!(self, |tx| {
            let mut job = self.job_billable(tx, by, job).await?;
            let all = lines::list(tx, job.id).await?;
            let named = |l: &&Line| which.is_empty() || which.contains(&l.id);
            for l in all.iter().filter(named) {
                self.ask_customer(tx, by, l).await?;
            }
            self.settle(tx, by, &mut job).await
        })
    }

    /// Writes down what the customer said to proposed lines; a yes reserves the parts (R-30, R-40; permission
    /// `line.authorise`). A job not begun that has its yes is AUTHORISED, one without any DECLINED_ALL.
    pub async fn decide(&self, by: &Actor, job: JobId, ask: &Ask) -> Result<Done<()>> {
        self.decide_all(by, job, std::slice::from_ref(ask)).await
    }

    /// The same for several answers of one call, together: "not now" is kept for the vehicle.
    /// Permission `line.authorise`.
    pub async fn decide_all(&self, by: &Actor, job: JobId, asks: &[Ask]) -> Result<Done<()>> {
        by.may(Permission::LineAuthorise)?;
        if asks.is_empty() {
            return Err(Error::invalid("lines", msg!("job-no-lines-to-decide")));
        }
        let asks: Vec<Ask> = asks.iter().map(clean).collect::<Result<_>>()?;
        in_tx!(self, |tx| {
            let mut job = self.job_billable(tx, by, job).await?;
            if asks.iter().any(|a| a.decision == Decision::Authorised) {
                self.refuse_expired(tx, &job).await?;
            }
            for id in asks.iter().flat_map(|ask| &ask.lines) {
                if lines::job_of(tx, by.site(), *id).await? != job.id {
                    return Err(Error::NotFound);
                }
                self.put_to_customer(tx, by, *id).await?;
            }
            if asks.iter().any(|ask| waits_first(job.status, ask.decision)) {
                self.settle(tx, by, &mut job).await?;
            }
            for ask in &asks {
                for id in &ask.lines {
                    self.decide_line(tx, by, *id, ask).await?;
                }
            }
            self.settle(tx, by, &mut job).await?;
            // A no ends the line: only a yes can be taken back.
            let yes = asks.iter().all(|ask| ask.decision == Decision::Authorised);
            let undo = Undo::Yes {
                lines: asks.iter().flat_map(|ask| ask.lines.clone()).collect(),
            };
            Ok(if yes {
                Done::with((), Inverse::Job(undo))
            } else {
                Done::final_(())
            })
        })
    }

    /// The customer takes a yes back, while nothing of it is issued or begun (permission `line.authorise`).
    pub async fn withdraw(&self, by: &Actor, line: LineId, reason: &str) -> Result<()> {
        by.may(Permission::LineAuthorise)?;
        let reason = reason_of(reason)?;
        in_tx!(self, |tx| {
            let job = lines::job_of(tx, by.site(), line).await?;
            let mut job = self.job_billable(tx, by, job).await?;
            let line = lines::get(tx, by.site(), line).await?;
            let begun = tasks::list(tx, job.id).await?.iter().any(|t| {
                t.job_line_id == Some(line.id)
                    && !matches!(t.status, task::Status::Todo | task::Status::Cancelled)
            });
            if begun || line.issued_milli > line.returned_milli {
                return Err(Error::Refused(msg!("line-begun", line = &line.description)));
            }
            self.withdraw_line(tx, by, &line, &reason).await?;
            self.settle(tx, by, &mut job).await
        })
    }

    /// Back from AUTHORISED to ARRIVED: every yes of the job is withdrawn, if nothing was started or issued
    /// (permission `line.authorise`).
    pub async fn unauthorise(&self, by: &Actor, job: JobId, reason: &str) -> Result<()> {
        by.may(Permission::LineAuthorise)?;
        let reason = reason_of(reason)?;
        in_tx!(self, |tx| {
            let mut job = self.job_billable(tx, by, job).await?;
            self.take_back(tx, by, &mut job, &reason).await
        })
    }

    /// The customer hears of a line that is not decided.
    pub(super) async fn ask_customer(&self, tx: &mut Tx, by: &Actor, l: &Line) -> Result<()> {
        if l.kind == Kind::Note || !matches!(l.auth, Auth::Draft | Auth::Proposed) {
            return Ok(());
        }
        self.put_to_customer(tx, by, l.id).await?;
        Ok(lines::set_asked(tx, l.id, self.now()).await?)
    }

    /// DRAFT to PROPOSED; any other line is left as it is.
    pub(super) async fn put_to_customer(&self, tx: &mut Tx, by: &Actor, id: LineId) -> Result<()> {
        let l = lines::get(tx, by.site(), id).await?;
        if l.auth != Auth::Draft || l.kind == Kind::Note {
            return Ok(());
        }
        let to = next(&l, AuthEvent::Propose)?;
        lines::set_auth(tx, id, l.auth, to, None).await?;
        self.record_line(tx, by, "propose", &l, to, "").await
    }

    /// One line's decision: machine, row, the record of what was read to the customer, the shelf.
    pub(super) async fn decide_line(
        &self,
        tx: &mut Tx,
        by: &Actor,
        id: LineId,
        ask: &Ask,
    ) -> Result<()> {
        let l = lines::get(tx, by.site(), id).await?;
        let to = next(&l, ask.decision.event())?;
        let amount = total(&l)?;
        let agreed = (to == Auth::Authorised).then_some(amount);
        lines::set_auth(tx, id, l.auth, to, agreed).await?;
        self.write_decision(tx, by, &l, ask, amount).await?;
        if to == Auth::Authorised && l.part_status.is_some() {
            self.reserve_line(tx, by, id).await?;
        }
        if to == Auth::Deferred {
            self.put_off(tx, by, &l, ask, amount).await?;
        }
        self.record_line(tx, by, "decide", &l, to, &ask.reason)
            .await
    }

    /// AUTHORISED to PROPOSED; what was kept on the shelf is free again.
    pub(super) async fn withdraw_line(
        &self,
        tx: &mut Tx,
        by: &Actor,
        l: &Line,
        reason: &str,
    ) -> Result<()> {
        let to = next(l, AuthEvent::Withdraw)?;
        lines::set_auth(tx, l.id, l.auth, to, None).await?;
        let ask = Ask {
            lines: vec![l.id],
            decision: Decision::Withdrawn,
            decided_by: by.name().to_owned(),
            method: Method::InPerson,
            reason: reason.to_owned(),
            note: String::new(),
            due: Due::default(),
        };
        self.write_decision(tx, by, l, &ask, l.authorised_minor.unwrap_or_default())
            .await?;
        if l.part_status.is_some() {
            self.release_line(tx, by, l.id).await?;
        }
        self.record_line(tx, by, "withdraw", l, to, reason).await
    }

    async fn write_decision(
        &self,
        tx: &mut Tx,
        by: &Actor,
        l: &Line,
        ask: &Ask,
        amount: Money,
    ) -> Result<()> {
        Ok(lines::insert_decision(
            tx,
            &lines::NewDecision {
                job_id: l.job_id,
                job_line_id: l.id,
                decision: ask.decision,
                decided_by: &ask.decided_by,
                taken_by_id: by.staff(),
                method: ask.method,
                amount_minor: amount,
                line_text: &l.description,
                reason: &ask.reason,
                note: &ask.note,
                at: self.now(),
            },
        )
        .await?)
    }

    async fn record_line(
        &self,
        tx: &mut Tx,
        by: &Actor,
        verb: &str,
        l: &Line,
        to: Auth,
        reason: &str,
    ) -> Result<()> {
        self.record(
            tx,
            by,
            Entry {
                verb,
                entity: "job_line",
                id: l.id.0,
                old: serde_json::json!({ "auth": l.auth }),
                new: serde_json::json!({ "auth": to }),
                reason,
            },
        )
        .await
    }

    /// What is left of the limit agreed at check-in: the limit less all that is authorised. The customer's limit
    /// is a total, so it counts what they said yes to at the counter as well.
    pub(super) async fn limit_left(&self, tx: &mut Tx, job: JobId, by: &Actor) -> Result<Money> {
        let job = header::get(tx, by.site(), job).await?;
        let Some(limit) = job.limit_minor else {
            return Ok(Money::ZERO);
        };
        let mut left = limit;
        for l in lines::list(tx, job.id).await? {
            if l.auth == Auth::Authorised {
                left -= total(&l)?;
            }
        }
        Ok(left.max(Money::ZERO))
    }

    /// In the bay: proposes a draft, and authorises it within what is left of the limit (method `limit`). Whether
    /// it is authorised.
    pub(super) async fn within_limit(&self, tx: &mut Tx, by: &Actor, id: LineId) -> Result<bool> {
        let l = lines::get(tx, by.site(), id).await?;
        let left = self.limit_left(tx, l.job_id, by).await?;
        self.put_to_customer(tx, by, id).await?;
        let mut job = self.job_held(tx, by, l.job_id).await?;
        if total(&l)? > left {
            self.settle(tx, by, &mut job).await?;
            return Ok(false);
        }
        if waits_first(job.status, Decision::Authorised) {
            self.settle(tx, by, &mut job).await?;
        }
        let ask = Ask {
            lines: vec![id],
            decision: Decision::Authorised,
            decided_by: job.contact_name.clone(),
            method: Method::Limit,
            reason: String::new(),
            note: String::new(),
            due: Due::default(),
        };
        self.decide_line(tx, by, id, &ask).await?;
        self.settle(tx, by, &mut job).await?;
        Ok(true)
    }
}

/// Whether the header has to wait for the customer before it can have the answer; from the other states it goes
/// on at once, and a question answered in the same breath leaves no trace in the time in state.
fn waits_first(status: Status, decision: Decision) -> bool {
    match status {
        Status::Diagnosing | Status::Estimated => true,
        Status::Arrived => decision != Decision::Authorised,
        _ => false,
    }
}

pub(super) fn next(l: &Line, event: AuthEvent) -> Result<Auth> {
    l.auth
        .next(event)
        .map_err(|refused| Error::Refused(refused.msg()))
}

fn clean(ask: &Ask) -> Result<Ask> {
    let decided_by =
        text::required(&ask.decided_by).map_err(|why| Error::invalid("decided_by", why))?;
    if ask.lines.is_empty() {
        return Err(Error::invalid("lines", msg!("job-no-lines-to-decide")));
    }
    if ask.decision == Decision::Withdrawn {
        return Err(Error::invalid("decision", msg!("withdraw-line-by-line")));
    }
    let name = |field, raw: &str| text::name(raw).map_err(|why| Error::invalid(field, why));
    let reason = name("reason", &ask.reason)?;
    if matches!(ask.decision, Decision::Declined | Decision::Deferred)
        && reason.parse::<DeclineReason>().is_err()
    {
        return Err(Error::invalid("reason", msg!("decide-why-not")));
    }
    if ask.decision == Decision::Deferred && ask.due == Due::default() {
        return Err(Error::invalid("due_on", msg!("decide-until-when")));
    }
    if ask.due.odometer.is_some_and(|o| o < 0) {
        return Err(Error::invalid(
            "due_odometer",
            msg!("deferred-odometer-range"),
        ));
    }
    Ok(Ask {
        decided_by,
        reason,
        note: text::note(&ask.note).map_err(|why| Error::invalid("note", why))?,
        ..ask.clone()
    })
}
