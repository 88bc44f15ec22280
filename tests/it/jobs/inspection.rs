//! Looking a vehicle over (S1-29, S1-30): points that grade themselves, findings that become priced work, templates.

use forecourt::desk::Error;
use forecourt::desk::job::{Check, FormEdit, NewTask, Point, Remedy, Seen};
use forecourt::domain::inspection::{Grade, Status};
use forecourt::domain::line::Auth;
use forecourt::domain::{InspectionId, JobId, Qty};
use forecourt::tui::app::Options;

use super::Floor;
use super::photos::picture;
use crate::robot::Robot;

impl Floor {
    async fn look(&self, job: JobId) -> InspectionId {
        let jo = self.jo.staff();
        let card = self.card(job).await;
        if !card.tasks.iter().any(|t| t.task.staff_id == jo) {
            let task = NewTask {
                item: None,
                title: "Look it over".to_owned(),
                planned_min: 30,
                staff: jo,
            };
            self.desk().add_task(&self.ana, job, &task).await.unwrap();
        }
        let forms = self.desk().inspection_forms(&self.jo).await.unwrap();
        self.desk()
            .inspect(&self.jo, job, forms[0].id, "")
            .await
            .unwrap()
    }

    async fn points(&self, id: InspectionId) -> Vec<Point> {
        self.desk().inspection(&self.jo, id).await.unwrap().points
    }

    async fn point(&self, id: InspectionId, title: &str) -> Point {
        let all = self.points(id).await;
        all.into_iter().find(|p| p.title == title).unwrap()
    }

    async fn all_good(&self, id: InspectionId) {
        let open = self.points(id).await;
        let open: Vec<_> = open
            .iter()
            .filter(|p| p.grade.is_none())
            .map(|p| (p.id, p.version))
            .collect();
        self.desk()
            .grade_points(&self.jo, &open, Some(Grade::Green))
            .await
            .unwrap();
    }
}

fn reads(milli: i64) -> Seen {
    Seen {
        reading: Some(Qty(milli)),
        ..Seen::default()
    }
}

dual_test! {
    async fn s1_29_a_reading_grades_itself_and_a_person_may_say_otherwise(floor: Floor) {
        let desk = floor.desk();
        let job = floor.job(&[]).await;
        let look = floor.look(job).await;
        assert_eq!(floor.status(job).await, "diagnosing", "whoever begins to look has begun the diagnosis");
        assert_eq!(floor.look(job).await, look, "an open one is gone on with");
        let tread: Vec<Point> = floor.points(look).await.into_iter().filter(|p| p.title == "Tread").collect();
        assert_eq!(tread.len(), 4, "one for each corner");
        for (p, milli, grade) in [(&tread[0], 5_000, Grade::Green), (&tread[1], 2_900, Grade::Amber), (&tread[2], 1_500, Grade::Red)] {
            assert_eq!(desk.grade_point(&floor.jo, p.id, p.version, &reads(milli)).await.unwrap(), Some(grade));
        }
        let said = Seen { grade: Some(Grade::Red), note: "nail in it".to_owned(), ..reads(6_000) };
        assert_eq!(desk.grade_point(&floor.jo, tread[3].id, tread[3].version, &said).await.unwrap(), Some(Grade::Red));
        let stale = desk.grade_point(&floor.jo, tread[3].id, tread[3].version, &said).await;
        assert!(stale.is_err(), "somebody wrote since");
        let below = desk.grade_point(&floor.jo, tread[0].id, tread[0].version + 1, &reads(-1)).await;
        assert!(matches!(below, Err(Error::Invalid { field: "reading", .. })));
    }
}

dual_test! {
    async fn s1_29_a_finding_becomes_priced_work_once_and_both_corners_of_an_axle_are_one_job(floor: Floor) {
        let desk = floor.desk();
        let job = floor.job(&[]).await;
        let look = floor.look(job).await;
        let pads: Vec<Point> = floor.points(look).await.into_iter().filter(|p| p.title == "Pads").collect();
        let item = desk.remedy(&floor.ana, pads[0].id, &Remedy::OfPoint).await.unwrap();
        let other = desk.remedy(&floor.jo, pads[1].id, &Remedy::OfPoint).await.unwrap();
        assert_eq!(other.value, item.value);
        assert!(other.undo.is_none(), "a mechanic takes no lines off a job");
        let twice = desk.remedy(&floor.jo, pads[0].id, &Remedy::OfPoint).await;
        assert!(matches!(twice, Err(Error::Refused(_))), "{twice:?}");
        let card = floor.card(job).await;
        assert!(!card.lines.is_empty() && card.lines.iter().all(|l| l.line.auth == Auth::Draft));
        assert!(card.lines.iter().any(|l| l.total.is_positive()), "priced");
        assert!(desk.inspection(&floor.jo, look).await.unwrap().is_on_job(&floor.point(look, "Pads").await));

        let lamps = floor.point(look, "Head lamps").await;
        let none = desk.remedy(&floor.jo, lamps.id, &Remedy::OfPoint).await;
        assert!(matches!(none, Err(Error::Refused(_))));
        desk.remedy(&floor.jo, lamps.id, &Remedy::Typed("Align the lamps".to_owned(), Qty(500))).await.unwrap();
        assert!(floor.card(job).await.items.iter().any(|i| i.title == "Align the lamps"));

        desk.undo(&floor.ana, item.undo.unwrap()).await.unwrap();
        let pads = floor.point(look, "Pads").await;
        assert!(!desk.inspection(&floor.jo, look).await.unwrap().is_on_job(&pads), "taken back, it can be put on again");
        desk.remedy(&floor.jo, pads.id, &Remedy::OfPoint).await.unwrap();
    }
}

dual_test! {
    async fn s1_29_an_inspection_is_finished_when_every_point_is_graded_and_then_reviewed(floor: Floor) {
        let desk = floor.desk();
        let job = floor.job(&[]).await;
        let look = floor.look(job).await;
        let early = desk.finish_inspection(&floor.jo, look, "").await;
        assert!(matches!(early, Err(Error::Refused(_))), "{early:?}");
        floor.all_good(look).await;
        let review = desk.review_inspection(&floor.ana, look).await;
        assert!(matches!(review, Err(Error::Refused(_))), "not before it is finished");
        desk.finish_inspection(&floor.jo, look, "Tyres before the winter").await.unwrap();
        assert_eq!(floor.status(job).await, "estimated");
        let p = floor.point(look, "Coolant").await;
        let late = desk.grade_point(&floor.jo, p.id, p.version, &Seen::default()).await;
        assert!(matches!(late, Err(Error::Refused(_))), "what is finished is not changed");
        desk.reopen_inspection(&floor.jo, look, "forgot the spare wheel").await.unwrap();
        desk.grade_points(&floor.jo, &[(p.id, p.version)], None).await.unwrap();
        let open = desk.finish_inspection(&floor.jo, look, "").await;
        assert!(matches!(open, Err(Error::Refused(_))));
        floor.all_good(look).await;
        desk.finish_inspection(&floor.jo, look, "").await.unwrap();
        desk.review_inspection(&floor.ana, look).await.unwrap();
        let heads = desk.inspections_of(&floor.ana, job).await.unwrap();
        assert_eq!((heads[0].status, heads[0].reviewed_by.as_deref()), (Status::Reviewed, Some("Ana")));
        assert_ne!(floor.look(job).await, look, "the next look is another one");
    }
}

dual_test! {
    async fn a_template_is_the_workshops_own_and_looks_already_begun_keep_their_points(floor: Floor) {
        let desk = floor.desk();
        let by = &floor.shop.owner;
        let job = floor.job(&[]).await;
        let look = floor.look(job).await;
        let before = floor.points(look).await.len();
        let form = desk.inspection_forms(by).await.unwrap().remove(0);
        let mut checks = desk.inspection_checks(by, form.id).await.unwrap();
        checks.truncate(1);
        let edit = FormEdit { name: "Short check".to_owned(), checks: checks.clone() };
        desk.edit_inspection_form(by, form.id, form.version, &edit, false).await.unwrap();
        assert_eq!(desk.inspection_checks(by, form.id).await.unwrap().len(), 1);
        assert_eq!(floor.points(look).await.len(), before);
        assert!(desk.edit_inspection_form(by, form.id, form.version, &edit, true).await.is_err(), "stale");
        let crossed = Check { amber_milli: Some(1_000), red_milli: Some(2_000), ..checks[0].clone() };
        let wrong = FormEdit { name: "Wrong".to_owned(), checks: vec![crossed] };
        assert!(matches!(desk.add_inspection_form(by, &wrong).await, Err(Error::Invalid { field: "checks", .. })));
        let twice = desk.add_inspection_form(by, &edit).await;
        assert!(twice.is_err(), "a name stands once");
    }
}

#[tokio::test]
async fn a_mechanic_looks_a_vehicle_over_with_one_key_a_point() {
    let floor = super::screens::floor().await;
    let job = floor.agreed(&["OIL"]).await;
    let mut robot = Robot::with(floor.desk(), Options::new(floor.jo.clone()), (80, 24)).await;
    robot
        .press("Alt-2")
        .await
        .press("Ctrl-R")
        .await
        .sees("Visual check");
    robot
        .press("Enter")
        .await
        .sees("16 to see")
        .sees("now below 1.6 mm");
    robot.keys();
    robot.write("5.1").await.press("Enter").await;
    robot.write("2.9").await.press("Enter").await;
    robot
        .write("g")
        .await
        .write("1.5")
        .await
        .press("Enter")
        .await;
    robot.sees("2 good").sees("1 soon").sees("1 now");
    robot
        .press("Up Up")
        .await
        .write("w")
        .await
        .sees("is on the job");
    insta::assert_snapshot!("inspection", super::screens::body(&robot));
    robot.press("Down Down").await;
    robot
        .write("gggg")
        .await
        .write("g")
        .await
        .write("ar")
        .await
        .write("ggggg")
        .await;
    robot.press("Ctrl-S").await.sees("Finish the inspection");
    robot.press("Ctrl-S").await.sees("Inspection finished");
    let taken = floor.desk().inspections_of(&floor.ana, job).await.unwrap();
    assert_eq!(taken[0].status, Status::Finished);
    assert!(
        floor.card(job).await.items.len() > 1,
        "the finding is on the card"
    );

    let mut wide = Robot::with(floor.desk(), Options::new(floor.ana.clone()), (120, 40)).await;
    wide.press("Alt-2")
        .await
        .press("Enter")
        .await
        .press("Tab")
        .await
        .sees("finished");
    insta::assert_snapshot!("inspection_wide", super::screens::body(&wide));
    wide.press("+").await.sees("Reviewed");
}

dual_test! {
    async fn s1_29_a_photo_stands_at_its_point_once_and_only_while_the_look_is_open(floor: Floor) {
        let desk = floor.desk();
        let folder = tempfile::tempdir().unwrap();
        desk.keep_photos_in(folder.path().join("photos"));
        let job = floor.job(&["OIL"]).await;
        let look = floor.look(job).await;
        let (first, other) = {
            let all = floor.points(look).await;
            (all[0].id, all[1].id)
        };
        let red = picture(folder.path(), "tread.png", [200, 30, 30]);
        let id = desk.add_point_photo(&floor.jo, first, &red, "inner edge").await.unwrap();
        assert_eq!(desk.add_point_photo(&floor.jo, first, &red, "").await.unwrap(), id, "it is there already");
        desk.add_point_photo(&floor.jo, other, &red, "").await.unwrap();
        let seen = desk.inspection(&floor.ana, look).await.unwrap();
        let at: Vec<_> = seen.photos_at(first).collect();
        assert_eq!((at.len(), at[0].name.as_str(), at[0].caption.as_str()), (1, "tread.png", "inner edge"));
        assert_eq!(at[0].sha256, seen.photos_at(other).next().unwrap().sha256, "kept once by its content");
        assert!(desk.photos_of(&floor.ana, job).await.unwrap().is_empty(), "it is no note's");
        let text = folder.path().join("tread.txt");
        std::fs::write(&text, "no picture").unwrap();
        let wrong = desk.add_point_photo(&floor.jo, first, &text.display().to_string(), "").await;
        assert!(matches!(wrong, Err(Error::Invalid { field: "photo", .. })));
        desk.drop_photo(&floor.ana, id).await.unwrap();
        assert_eq!(desk.inspection(&floor.ana, look).await.unwrap().photos.len(), 1);
        floor.all_good(look).await;
        desk.finish_inspection(&floor.jo, look, "").await.unwrap();
        let late = desk.add_point_photo(&floor.jo, first, &red, "").await;
        assert!(matches!(late, Err(Error::Refused(_))), "{late:?}");
    }
}

#[tokio::test]
async fn a_photo_is_added_at_a_point_counted_shown_and_named_on_the_sheet() {
    let floor = super::screens::floor().await;
    let folder = tempfile::tempdir().unwrap();
    floor.desk().keep_photos_in(folder.path().join("photos"));
    let green = picture(folder.path(), "tread.png", [10, 200, 10]);
    let red = picture(folder.path(), "wear.png", [200, 10, 10]);
    floor.agreed(&["OIL"]).await;
    let mut options = Options::new(floor.jo.clone());
    options.tray = forecourt::paper::Tray::new(folder.path().to_path_buf(), "");
    let mut robot = Robot::with(floor.desk(), options, (80, 24)).await;
    robot.press("Alt-2 Ctrl-R Enter").await.sees("16 to see");
    robot.press("Ctrl-E").await.sees("A photo of Tread");
    robot.write("/nowhere.png").await.press("Ctrl-S").await;
    robot.sees("cannot be read").sees("/nowhere.png");
    robot.press("Ctrl-U").await.write(&green).await;
    robot.press("Tab").await.write("front left").await;
    robot.press("Ctrl-S").await.sees("▣ 1").sees("One photo");
    robot
        .press("Ctrl-E")
        .await
        .write(&red)
        .await
        .press("Ctrl-S")
        .await;
    robot.sees("▣ 2");
    insta::assert_snapshot!("inspection_photos_80x24", super::screens::body(&robot));
    robot.press("Ctrl-O").await.sees("▀▀▀▀▀▀▀▀▀▀");
    robot.sees("1 of 2   tread.png   front left");
    robot.press("Right").await.sees("2 of 2   wear.png");
    robot.press("Esc").await.sees("▣ 2");
    robot.press("F9").await.sees("The inspection on paper");
    robot.press("Enter").await.sees("It lies in");
    let sheet = folder.path().join("JOB-2026-0001-inspection.txt");
    let sheet = std::fs::read_to_string(sheet).unwrap();
    assert!(sheet.contains("Photo: tread.png, front left"), "{sheet}");
    assert!(sheet.contains("Photo: wear.png"), "{sheet}");
    insta::assert_snapshot!("inspection_sheet", sheet);
    let mut wide = Robot::with(floor.desk(), Options::new(floor.ana.clone()), (120, 40)).await;
    wide.press("Alt-2 Enter Tab").await.sees("▣ 2");
    insta::assert_snapshot!("inspection_photos_120x40", super::screens::body(&wide));
}
