//! Looking a vehicle over: points from a template, graded by letters and readings, and what follows from them
//! (S1-29). It prices nothing itself: a finding puts a canned job or labour on the job as a draft.

mod forms;

pub use forms::FormEdit;

use super::{NewLine, Photo, reason_of};
use crate::desk::{Actor, Desk, Done, Entry, Error, Inverse, Result, in_tx};
use crate::domain::inspection::{Corner, Event, Grade, Status};
use crate::domain::job::{Event as JobEvent, Status as JobStatus};
use crate::domain::permission::Permission;
use crate::domain::{
    CannedJobId, InspectionFormId, InspectionId, JobId, PointId, Qty, WorkItemId, msg, text,
};
use crate::store::Tx;
use crate::store::attachments;
use crate::store::inspection as rows;
use crate::store::jobs::{canned, items, lines, tasks};

pub use crate::store::inspection::{Check, Form, Head, Point};

/// One look with its points.
#[derive(Clone, Debug, PartialEq)]
pub struct Inspection {
    /// The row.
    pub head: Head,
    /// What was seen.
    pub points: Vec<Point>,
    /// The photos at its points, the oldest first.
    pub photos: Vec<Photo>,
    /// The work items of the job that have lines.
    pub on_job: Vec<WorkItemId>,
}

impl Inspection {
    /// Whether the work this point asks for stands on the job.
    #[must_use]
    pub fn is_on_job(&self, point: &Point) -> bool {
        point.work_item_id.is_some_and(|i| self.on_job.contains(&i))
    }

    /// The photos at a point.
    pub fn photos_at(&self, point: PointId) -> impl Iterator<Item = &Photo> {
        self.photos.iter().filter(move |p| p.entity_id == point.0)
    }

    /// How many points have this grade.
    #[must_use]
    pub fn count(&self, grade: Option<Grade>) -> usize {
        self.points.iter().filter(|p| p.grade == grade).count()
    }
}

/// What is seen at a point.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Seen {
    /// Said by a person; `None` lets the reading grade itself.
    pub grade: Option<Grade>,
    /// What was measured, in the point's unit.
    pub reading: Option<Qty>,
    /// What is to be known.
    pub note: String,
}

/// The work a finding asks for.
#[derive(Clone, Debug, PartialEq)]
pub enum Remedy {
    /// The canned job its point names.
    OfPoint,
    /// Another bundle.
    Canned(CannedJobId),
    /// In words, so many hours.
    Typed(String, Qty),
}

const CORNERS: [Corner; 4] = [
    Corner::FrontLeft,
    Corner::FrontRight,
    Corner::RearLeft,
    Corner::RearRight,
];

impl Desk {
    /// The templates (permission `job.see`).
    pub async fn inspection_forms(&self, by: &Actor) -> Result<Vec<Form>> {
        by.may(Permission::JobSee)?;
        Ok(rows::forms(&mut self.store()).await?)
    }

    /// The looks taken on a job, the newest first (permission `job.see`).
    pub async fn inspections_of(&self, by: &Actor, job: JobId) -> Result<Vec<Head>> {
        by.may(Permission::JobSee)?;
        Ok(rows::of_job(&mut self.store(), job).await?)
    }

    /// One look with its points (permission `job.see`).
    pub async fn inspection(&self, by: &Actor, id: InspectionId) -> Result<Inspection> {
        by.may(Permission::JobSee)?;
        let mut db = self.store();
        let head = rows::get(&mut db, by.site(), id).await?;
        let mut on_job: Vec<WorkItemId> = lines::list(&mut db, head.job_id)
            .await?
            .iter()
            .map(|l| l.work_item_id)
            .collect();
        on_job.dedup();
        Ok(Inspection {
            points: rows::points(&mut db, id).await?,
            photos: attachments::of_inspection(&mut db, id).await?,
            head,
            on_job,
        })
    }

    /// Begins to look a vehicle over, or goes on with what is open; a job that has just arrived is then being
    /// diagnosed (permission `job.edit`, or `job.work` with a task on the job; another's vehicle takes `job.any` and
    /// a reason, R-03).
    pub async fn inspect(
        &self,
        by: &Actor,
        job: JobId,
        form: InspectionFormId,
        reason: &str,
    ) -> Result<InspectionId> {
        may_inspect(by)?;
        in_tx!(self, |tx| {
            let mut job = self.job_open(tx, by, job).await?;
            self.may_look(tx, by, job.id, reason).await?;
            let before = rows::of_job(tx, job.id).await?;
            if let Some(open) = before.iter().find(|h| h.status == Status::Open) {
                return Ok(open.id);
            }
            let place = (by.site(), job.id, form);
            let id = rows::insert(tx, place, by.staff(), job.odometer_in, self.now()).await?;
            let mut position = 0;
            for check in rows::checks(tx, form).await? {
                let corners: &[Corner] = if check.per_corner {
                    &CORNERS
                } else {
                    &[Corner::None]
                };
                for corner in corners {
                    position += 1;
                    rows::insert_point(tx, id, position, *corner, &check).await?;
                }
            }
            if position == 0 {
                return Err(Error::Refused(msg!("inspection-form-empty")));
            }
            self.record_inspection(tx, by, "inspect", id, Status::Open, reason)
                .await?;
            if job.status == JobStatus::Arrived {
                self.step(tx, by, &mut job, JobEvent::Diagnose, "").await?;
            }
            Ok(id)
        })
    }

    /// Goes on with a look somebody else began; from then on it is the actor's (R-03, as `inspect`).
    pub async fn take_inspection(&self, by: &Actor, id: InspectionId, reason: &str) -> Result<()> {
        may_inspect(by)?;
        in_tx!(self, |tx| {
            let head = rows::get(tx, by.site(), id).await?;
            self.job_open(tx, by, head.job_id).await?;
            self.may_look(tx, by, head.job_id, reason).await?;
            rows::set_staff(tx, id, by.staff()).await?;
            self.record_inspection(tx, by, "take_inspection", id, head.status, reason)
                .await
        })
    }

    /// Says of several points at once what they are like, or that it is not known after all; readings and notes
    /// stay (permission `job.work` or `job.edit`).
    pub async fn grade_points(
        &self,
        by: &Actor,
        which: &[(PointId, i64)],
        grade: Option<Grade>,
    ) -> Result<()> {
        may_inspect(by)?;
        in_tx!(self, |tx| {
            for (id, version) in which {
                let point = self.point_open(tx, by, *id).await?;
                let seen = (grade, point.reading(), point.note.as_str());
                rows::set_point(tx, *id, *version, seen).await?;
                self.record_point(tx, by, &point, grade, point.reading())
                    .await?;
            }
            Ok(())
        })
    }

    /// Writes down what is seen at a point; a reading grades itself by the point's limits (permission `job.work`
    /// or `job.edit`).
    pub async fn grade_point(
        &self,
        by: &Actor,
        id: PointId,
        version: i64,
        seen: &Seen,
    ) -> Result<Option<Grade>> {
        may_inspect(by)?;
        let note = text::note(&seen.note).map_err(|why| Error::invalid("note", why))?;
        if seen.reading.is_some_and(Qty::is_negative) {
            return Err(Error::invalid("reading", msg!("qty-not-positive")));
        }
        in_tx!(self, |tx| {
            let point = self.point_open(tx, by, id).await?;
            let by_reading = seen.reading.and_then(|r| point.limits().grade(r.0));
            let grade = seen.grade.or(by_reading);
            rows::set_point(tx, id, version, (grade, seen.reading, &note)).await?;
            self.record_point(tx, by, &point, grade, seen.reading)
                .await?;
            Ok(grade)
        })
    }

    /// A finding becomes priced work on the job, as drafts for the customer to decide on (permission `job.work`
    /// or `job.edit`).
    pub async fn remedy(
        &self,
        by: &Actor,
        id: PointId,
        remedy: &Remedy,
    ) -> Result<Done<WorkItemId>> {
        may_inspect(by)?;
        in_tx!(self, |tx| {
            let point = rows::point(tx, id).await?;
            let head = rows::get(tx, by.site(), point.inspection_id).await?;
            self.may_go_on(tx, by, &head, "").await?;
            let mut job = self.job_billable(tx, by, head.job_id).await?;
            let own = lines::list(tx, job.id).await?;
            if own
                .iter()
                .any(|l| Some(l.work_item_id) == point.work_item_id)
            {
                return Err(Error::Refused(msg!("finding-on-job", point = &point.title)));
            }
            let bundle = match remedy {
                Remedy::OfPoint => point.canned_job_id,
                Remedy::Canned(id) => Some(*id),
                Remedy::Typed(..) => None,
            };
            let item = match (bundle, remedy) {
                (Some(bundle), _) => {
                    let head = canned::head(tx, bundle).await?;
                    let there = items::list(tx, job.id).await?;
                    // Both brakes of an axle are one job.
                    let there = there.iter().find(|i| {
                        i.canned_job_id == Some(bundle)
                            && own.iter().any(|l| l.work_item_id == i.id)
                    });
                    match there {
                        Some(item) => item.id,
                        None => {
                            self.put_canned(tx, by.site(), job.id, head.id, None)
                                .await?
                        }
                    }
                }
                (None, Remedy::Typed(title, hours)) => {
                    let title =
                        text::required(title).map_err(|why| Error::invalid("title", why))?;
                    let item = items::insert(tx, job.id, &title, &point.note, None).await?;
                    let line = NewLine {
                        item: Some(item),
                        ..NewLine::of_labour(&title, *hours)
                    };
                    self.put_line(tx, by, &job, &line, None).await?;
                    item
                }
                _ => return Err(Error::Refused(msg!("finding-no-canned"))),
            };
            rows::set_work(tx, id, item).await?;
            let entry = Entry {
                verb: "remedy",
                entity: "inspection_point",
                id: id.0,
                new: serde_json::json!({ "work_item": item }),
                ..Entry::default()
            };
            self.record(tx, by, entry).await?;
            self.settle(tx, by, &mut job).await?;
            // Who may not take lines off a job is offered no way back.
            let made = if by.can(Permission::JobEdit) {
                lines::list(tx, job.id).await?
            } else {
                Vec::new()
            };
            let made = made
                .iter()
                .filter(|l| l.work_item_id == item && !own.iter().any(|o| o.id == l.id));
            let undo = made
                .map(|l| Inverse::Job(super::Undo::AddLine { line: l.id }))
                .collect();
            Ok(Done {
                value: item,
                undo: Inverse::several(undo),
            })
        })
    }

    /// The mechanic is through: every point is graded. The job then is priced or to be priced (states 2;
    /// permission `job.work` or `job.edit`).
    pub async fn finish_inspection(
        &self,
        by: &Actor,
        id: InspectionId,
        summary: &str,
    ) -> Result<()> {
        may_inspect(by)?;
        let summary = text::note(summary).map_err(|why| Error::invalid("summary", why))?;
        in_tx!(self, |tx| {
            let head = rows::get(tx, by.site(), id).await?;
            self.may_go_on(tx, by, &head, "").await?;
            let open = rows::points(tx, id).await?;
            let open = open.iter().filter(|p| p.grade.is_none()).count();
            if open > 0 {
                return Err(Error::Refused(msg!("inspection-not-through", count = open)));
            }
            rows::set_summary(tx, id, &summary).await?;
            self.move_inspection(tx, by, &head, Event::Finish, "")
                .await?;
            let mut job = self.job_open(tx, by, head.job_id).await?;
            if job.status == JobStatus::Diagnosing {
                self.step(tx, by, &mut job, JobEvent::Estimate, "").await?;
                self.settle(tx, by, &mut job).await?;
            }
            Ok(())
        })
    }

    /// There is more to see after all; says why (permission `job.work` or `job.edit`).
    pub async fn reopen_inspection(
        &self,
        by: &Actor,
        id: InspectionId,
        reason: &str,
    ) -> Result<()> {
        may_inspect(by)?;
        let reason = reason_of(reason)?;
        in_tx!(self, |tx| {
            let head = rows::get(tx, by.site(), id).await?;
            self.may_go_on(tx, by, &head, &reason).await?;
            self.move_inspection(tx, by, &head, Event::Reopen, &reason)
                .await
        })
    }

    /// The advisor has read it (R-27; permission `estimate.review`).
    pub async fn review_inspection(&self, by: &Actor, id: InspectionId) -> Result<()> {
        by.may(Permission::EstimateReview)?;
        in_tx!(self, |tx| {
            let head = rows::get(tx, by.site(), id).await?;
            self.move_inspection(tx, by, &head, Event::Review, "").await
        })
    }

    async fn record_point(
        &self,
        tx: &mut Tx,
        by: &Actor,
        was: &Point,
        grade: Option<Grade>,
        reading: Option<Qty>,
    ) -> Result<()> {
        let entry = Entry {
            verb: "grade_point",
            entity: "inspection_point",
            id: was.id.0,
            old: serde_json::json!({ "grade": was.grade, "reading": was.reading_milli }),
            new: serde_json::json!({ "grade": grade, "reading": reading }),
            ..Entry::default()
        };
        self.record(tx, by, entry).await
    }

    /// who edits jobs, or works on this one.
    async fn may_look(&self, tx: &mut Tx, by: &Actor, job: JobId, reason: &str) -> Result<()> {
        if by.can(Permission::JobEdit) {
            return Ok(());
        }
        let tasks = tasks::list(tx, job).await?;
        self.may_work_on(by, &tasks, reason)
    }

    /// The same, and whose look it is: they said why when they began.
    async fn may_go_on(&self, tx: &mut Tx, by: &Actor, head: &Head, reason: &str) -> Result<()> {
        if by.staff().is_some() && head.staff_id == by.staff() {
            return Ok(());
        }
        self.may_look(tx, by, head.job_id, reason).await
    }

    pub(in crate::desk::job) async fn point_open(
        &self,
        tx: &mut Tx,
        by: &Actor,
        id: PointId,
    ) -> Result<Point> {
        let point = rows::point(tx, id).await?;
        let head = rows::get(tx, by.site(), point.inspection_id).await?;
        self.may_go_on(tx, by, &head, "").await?;
        if head.status == Status::Open {
            Ok(point)
        } else {
            Err(Error::Refused(msg!("inspection-over")))
        }
    }

    pub(in crate::desk::job) async fn move_inspection(
        &self,
        tx: &mut Tx,
        by: &Actor,
        head: &Head,
        event: Event,
        reason: &str,
    ) -> Result<()> {
        let to = head
            .status
            .next(event)
            .map_err(|refused| Error::Refused(refused.msg()))?;
        rows::set_status(tx, head.id, head.status, to, by.staff(), self.now()).await?;
        self.record_inspection(tx, by, "inspection", head.id, to, reason)
            .await
    }

    async fn record_inspection(
        &self,
        tx: &mut Tx,
        by: &Actor,
        verb: &str,
        id: InspectionId,
        to: Status,
        reason: &str,
    ) -> Result<()> {
        let entry = Entry {
            verb,
            entity: "inspection",
            id: id.0,
            new: serde_json::json!({ "status": to }),
            reason,
            ..Entry::default()
        };
        self.record(tx, by, entry).await
    }
}

/// Who may edit jobs, or works on them.
fn may_inspect(by: &Actor) -> Result<()> {
    if by.can(Permission::JobEdit) {
        Ok(())
    } else {
        by.may(Permission::JobWork)
    }
}
