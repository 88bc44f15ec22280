//! What the clock says: reminders, late jobs, holds, copies.

use forecourt::desk::job::OpenJob;
use forecourt::desk::messages::Filter;
use forecourt::desk::upkeep::Outcome;
use forecourt::domain::alert::Kind;
use forecourt::domain::outbox::{About, Status};
use forecourt::domain::schedule::Duty;
use forecourt::notify::{Pace, Scheduler};
use tokio::sync::watch;

use super::post::Post;

impl Post {
    async fn duty(&self, duty: Duty) -> Outcome {
        let shelf = self.shelf();
        self.desk()
            .do_duty(&self.program, duty, &shelf)
            .await
            .unwrap()
    }

    fn scheduler(&self) -> (Scheduler, watch::Sender<bool>) {
        let (stop, ear) = watch::channel(false);
        let desk = self.desk().clone();
        (
            Scheduler::new(desk, self.shelf(), Pace::default(), "a", ear),
            stop,
        )
    }

    async fn reminders(&self) -> Vec<Status> {
        let lines = self.lines().await;
        let own = lines.iter().filter(|l| l.event == About::BookingReminder);
        own.map(|l| l.status).collect()
    }
}

dual_test! {
    async fn r62_tomorrows_customers_are_reminded_once_and_not_when_they_called_off(post: Post) {
        let tomorrow = post.book(1, 540).await;
        post.book(2, 540).await;
        assert_eq!(post.duty(Duty::Reminders).await, Outcome::Done(1));
        assert_eq!(post.duty(Duty::Reminders).await, Outcome::Done(1));
        assert_eq!(post.reminders().await, [Status::Queued], "once, however often the clock strikes");
        post.desk().cancel(&post.ana, tomorrow, "ill").await.unwrap();
        assert_eq!(post.reminders().await, [Status::Cancelled]);
        post.desk().clock().set(post.shop.at(1, 600));
        post.duty(Duty::Reminders).await;
        assert_eq!(post.reminders().await, [Status::Cancelled, Status::Queued], "the next day's own");
    }
}

dual_test! {
    async fn r23_a_late_job_is_told_once_and_again_when_it_breaks_a_new_promise(post: Post) {
        let open = OpenJob { customer: post.customer, vehicle: post.vehicle, wish: String::new(), canned: Vec::new() };
        let job = post.desk().open_job(&post.ana, &open).await.unwrap().id;
        post.desk().promise(&post.ana, job, Some(post.shop.at(0, 15 * 60)), "").await.unwrap();
        assert_eq!(post.duty(Duty::Overdue).await, Outcome::Done(0));
        post.desk().clock().set(post.shop.at(0, 15 * 60 + 1));
        assert_eq!(post.duty(Duty::Overdue).await, Outcome::Done(1));
        assert_eq!(post.duty(Duty::Overdue).await, Outcome::Done(0), "told already");
        let alerts = post.desk().alerts(&post.ana).await.unwrap();
        assert_eq!((alerts[0].kind, alerts[0].entity_id), (Kind::Overdue, job.0));
        assert_eq!(alerts[0].facts["plate"], "KL-310-P");
        post.desk().see_alert(&post.ana, alerts[0].id).await.unwrap();
        post.desk().promise(&post.ana, job, Some(post.shop.at(0, 17 * 60)), "").await.unwrap();
        assert_eq!(post.duty(Duty::Overdue).await, Outcome::Done(0));
        assert!(post.desk().alerts(&post.ana).await.unwrap().is_empty(), "it is late no more");
        post.desk().clock().set(post.shop.at(0, 17 * 60 + 1));
        assert_eq!(post.duty(Duty::Overdue).await, Outcome::Done(1));
    }
}

dual_test! {
    async fn r65_a_task_runs_when_its_time_has_come_and_when_somebody_says_now(post: Post) {
        let (scheduler, _stop) = post.scheduler();
        assert_eq!(scheduler.pass().await.unwrap(), 0, "the first look gives each its time");
        let tasks = post.desk().tasks(&post.shop.owner).await.unwrap();
        assert_eq!(tasks.len(), Duty::ALL.len());
        let next = |name: &str| tasks.iter().find(|t| t.name == name).unwrap().next_at.unwrap();
        assert_eq!(next("overdue"), post.shop.at(0, 10 * 60 + 45));
        assert_eq!(next("backup"), post.shop.at(1, 2 * 60));
        post.desk().clock().set(post.shop.at(0, 10 * 60 + 45));
        assert_eq!(scheduler.pass().await.unwrap(), 2, "late jobs and holds");
        assert_eq!(scheduler.pass().await.unwrap(), 0);
        let tidy = tasks.iter().find(|t| t.name == "tidy").unwrap();
        post.desk().run_task_now(&post.shop.owner, tidy.id).await.unwrap();
        assert_eq!(scheduler.pass().await.unwrap(), 1);
        let after = post.desk().tasks(&post.shop.owner).await.unwrap();
        let tidy = after.iter().find(|t| t.name == "tidy").unwrap();
        assert_eq!(Outcome::read(&tidy.last_result), Some(Outcome::Done(0)));
        assert_eq!(tidy.next_at, Some(post.shop.at(1, 3 * 60 + 30)));
        // A machine that slept makes up for one run, not for each.
        post.desk().clock().set(post.shop.at(3, 12 * 60));
        assert_eq!(scheduler.pass().await.unwrap(), Duty::ALL.len());
        assert_eq!(scheduler.pass().await.unwrap(), 0);
    }
}

dual_test! {
    async fn r72_the_copy_of_the_night_is_whole_and_old_ones_go_when_the_workshop_says_so(post: Post) {
        let shelf = post.shelf();
        if !post.shop.place.is_sqlite() {
            assert_eq!(post.duty(Duty::Backup).await, Outcome::Server, "a server has its own tools");
            return;
        }
        post.book(1, 540).await;
        assert_eq!(post.duty(Duty::Backup).await, Outcome::Done(1));
        let copies = post.desk().backups(&post.shop.owner, &shelf).await.unwrap();
        assert_eq!(copies.len(), 1);
        post.desk().verify_backup(&post.shop.owner, &copies[0].path).await.unwrap();
        let url = format!("sqlite:{}", copies[0].path.display());
        let copy = forecourt::store::Store::open(&url, &forecourt::store::Options::default()).await.unwrap();
        let copy = forecourt::desk::Desk::on(copy, post.desk().clock().clone()).await.unwrap();
        let lines = copy.outbox_window(&post.program, Filter::All, None, 10).await.unwrap();
        assert_eq!(lines.len(), 1, "what was booked is in the copy");
        copy.close().await;

        post.desk().put_setting(&post.shop.owner, "backup.delete", &serde_json::json!(true)).await.unwrap();
        post.desk().clock().set(post.shop.at(31, 120));
        assert_eq!(post.duty(Duty::Backup).await, Outcome::Done(1));
        let left = post.desk().backups(&post.shop.owner, &shelf).await.unwrap();
        assert_eq!((left.len(), left[0].at), (1, post.desk().now()));
    }
}

#[tokio::test]
async fn r72_a_copy_that_is_not_whole_is_refused() {
    use crate::rig::{FromPlace, Place};
    let post = Post::from_place(Place::sqlite().await).await;
    let made = post
        .desk()
        .back_up(&post.shop.owner, &post.shelf())
        .await
        .unwrap();
    let mut bytes = std::fs::read(&made.path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle..middle + 4096].fill(0x5a);
    std::fs::write(&made.path, bytes).unwrap();
    assert!(
        post.desk()
            .verify_backup(&post.shop.owner, &made.path)
            .await
            .is_err()
    );
}

dual_test! {
    async fn s2_09_the_diary_lies_as_a_calendar_file_for_each_bay_and_mechanic(post: Post) {
        post.book(1, 9 * 60 + 30).await;
        let folder = post.shelf().calendars;
        let site = post.program.site();
        let written = |day: u64| {
            post.desk().clock().set(post.shop.at(day, 11 * 60 + 5));
        };
        let (scheduler, _stop) = post.scheduler();
        scheduler.pass().await.unwrap();
        written(0);
        scheduler.pass().await.unwrap();
        let place = folder.join(format!("site-{site}"));
        let read = || {
            let mut texts = Vec::new();
            for file in std::fs::read_dir(&place).unwrap() {
                let file = file.unwrap();
                let name = file.file_name().to_string_lossy().into_owned();
                texts.push((name, std::fs::read_to_string(file.path()).unwrap()));
            }
            texts
        };
        let texts = read();
        assert!(texts.iter().any(|(name, _)| name.starts_with("bay-")), "{texts:?}");
        assert!(texts.iter().all(|(name, text)| name.ends_with(".ics") && text.starts_with("BEGIN:VCALENDAR\r\n")));
        let booked: Vec<_> = texts.iter().filter(|(_, text)| text.contains("KL-310-P")).collect();
        assert!(!booked.is_empty() && booked.iter().all(|(_, text)| text.contains("DTSTART:20261124T083000Z")));
        // What is no more has no calendar.
        std::fs::write(place.join("bay-999.ics"), "old").unwrap();
        written(1);
        scheduler.pass().await.unwrap();
        assert!(read().iter().all(|(name, _)| name != "bay-999.ics"));
    }
}
