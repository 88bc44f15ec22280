//! A vehicle that was looked over this morning: what was found, and the estimate that waits for an advisor.

use super::{Crew, Story};
use crate::desk::Result;
use crate::desk::job::Seen;
use crate::domain::inspection::Grade;
use crate::domain::{JobId, Qty};

/// Points that are not good: title, which of its corners, reading, grade where there is none, note.
const FOUND: &[(&str, usize, Option<i64>, Option<Grade>, &str)] = &[
    ("Tread", 0, Some(5_600), None, ""),
    ("Tread", 1, Some(5_400), None, ""),
    ("Tread", 2, Some(2_800), None, "worn at the inner edge"),
    ("Tread", 3, Some(2_900), None, ""),
    ("Pads", 0, Some(1_800), None, ""),
    ("Pads", 1, Some(2_100), None, ""),
    ("Coolant", 0, None, Some(Grade::Amber), "below the mark"),
];

impl Story {
    /// The mechanic of the bay looks it over and writes the estimate.
    pub(super) async fn look_over(&self, crew: &Crew, bay: usize, job: JobId) -> Result<()> {
        let who = &crew.mechanics[bay];
        let Some(form) = self.desk.inspection_forms(who).await?.into_iter().next() else {
            return Ok(());
        };
        let id = self.desk.inspect(who, job, form.id, "").await?;
        let points = self.desk.inspection(who, id).await?.points;
        for (title, corner, reading, grade, note) in FOUND {
            if let Some(p) = points.iter().filter(|p| p.title == *title).nth(*corner) {
                let seen = Seen {
                    grade: *grade,
                    reading: reading.map(Qty),
                    note: (*note).to_owned(),
                };
                self.desk.grade_point(who, p.id, p.version, &seen).await?;
            }
        }
        let points = self.desk.inspection(who, id).await?.points;
        let open = points.iter().filter(|p| p.grade.is_none());
        let open: Vec<_> = open.map(|p| (p.id, p.version)).collect();
        self.desk
            .grade_points(who, &open, Some(Grade::Green))
            .await?;
        self.desk
            .finish_inspection(who, id, "Front pads before the winter.")
            .await?;
        self.desk.write_estimate(who, job).await?;
        Ok(())
    }
}
