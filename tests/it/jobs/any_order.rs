//! Whatever is done in whatever order by whoever: a job goes only the ways of its states, and the books stay sound.

use forecourt::desk::Error;
use forecourt::desk::job::{HandOver, More, NewLine, Unissued};
use forecourt::domain::job::{Event, HoldReason, Status};
use forecourt::domain::line::Decision;
use forecourt::domain::{JobId, LineId, PartId, Qty, TaskId};
use forecourt::store::{Db, sql};

use super::{Floor, answer};

/// What never holds in sound books: how many rows are so, and what is wrong with them.
const UNSOUND: [(&str, &str); 8] = [
    (
        "a hold without a way on, or a way on without a hold",
        "SELECT COUNT(*) FROM job WHERE (status = 'on_hold') <> (resume_status IS NOT NULL)",
    ),
    (
        "two clocks of one mechanic",
        "SELECT COUNT(*) FROM (SELECT staff_id FROM time_segment WHERE stopped_at IS NULL AND lane = 'work'
            GROUP BY staff_id HAVING COUNT(*) > 1) twice",
    ),
    (
        "a clock on a task that does not run",
        "SELECT COUNT(*) FROM time_segment s JOIN task t ON t.id = s.task_id
            WHERE s.stopped_at IS NULL AND t.status <> 'running'",
    ),
    (
        "work on a job that is not being worked on",
        "SELECT COUNT(*) FROM task t JOIN job j ON j.id = t.job_id WHERE t.status = 'running'
            AND j.status IN ('planned', 'on_hold', 'qc', 'ready', 'declined_all', 'collected', 'closed', 'cancelled')",
    ),
    (
        "a part given out without a yes",
        "SELECT COUNT(*) FROM job_line WHERE issued_milli > returned_milli AND auth <> 'authorised'",
    ),
    (
        "more given out than was asked for",
        "SELECT COUNT(*) FROM job_line WHERE issued_milli - returned_milli > qty_milli",
    ),
    (
        "a shelf below nothing, or promised twice",
        "SELECT COUNT(*) FROM stock WHERE on_hand_milli < 0 OR reserved_milli < 0 OR reserved_milli > on_hand_milli",
    ),
    (
        "a shelf that promises what no line has",
        "SELECT COUNT(*) FROM stock s WHERE s.reserved_milli <> (SELECT COALESCE(SUM(l.reserved_milli), 0)
            FROM job_line l WHERE l.part_id = s.part_id AND l.void_at IS NULL)",
    ),
];

/// Throws that come the same way in every run.
struct Dice(u64);

impl Dice {
    fn throw(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(sides.max(1)).unwrap()).unwrap()
    }
}

/// Whether a job may stand there after one verb, which lets happen two things at the most: the last task done is
/// the end of the work, a yes begins where there was an estimate.
fn may_follow(from: Status, to: Status) -> bool {
    let next = |from: Status| {
        let events = Event::ALL.iter();
        events.filter_map(move |event| from.next(*event).ok())
    };
    from == to || next(from).any(|one| one == to || next(one).any(|two| two == to))
}

/// A verb by its number, upon something of the job that the dice choose.
async fn verb(
    floor: &Floor,
    dice: &mut Dice,
    job: JobId,
    part: PartId,
) -> (String, Result<(), Error>) {
    let desk = floor.desk();
    let card = floor.card(job).await;
    let by = [&floor.ana, &floor.jo, &floor.sam, &floor.max][dice.throw(4)];
    let tasks = &card.tasks;
    let task = tasks
        .get(dice.throw(tasks.len()))
        .map_or(TaskId(0), |t| t.task.id);
    let lines = &card.lines;
    let line = lines
        .get(dice.throw(lines.len()))
        .map_or(LineId(0), |l| l.line.id);
    let decision = [
        Decision::Authorised,
        Decision::Authorised,
        Decision::Declined,
        Decision::Deferred,
    ][dice.throw(4)];
    let parts = [Unissued::Ask, Unissued::Issue, Unissued::Release][dice.throw(3)];
    let who = [floor.jo.staff(), floor.sam.staff(), None][dice.throw(3)];
    let more = More {
        title: "Brake hose".to_owned(),
        hours: Qty(500),
        part: (dice.throw(2) == 0).then_some((part, Qty::ONE)),
        note: String::new(),
    };
    let out = HandOver {
        odometer: None,
        reason: "comes back to pay".to_owned(),
        opinion: None,
    };
    let (what, done) = match dice.throw(26) {
        0 => (
            "a canned job",
            desk.put_canned_job(by, job, ["SMALL", "OIL", "DIAG"][dice.throw(3)])
                .await
                .map(drop),
        ),
        1 => (
            "labour",
            desk.add_line(by, job, &NewLine::of_labour("Wash", Qty(300)))
                .await
                .map(drop),
        ),
        2 | 3 => (
            "a part",
            desk.add_line(by, job, &NewLine::of_part(part, Qty::ONE))
                .await
                .map(drop),
        ),
        4 => ("void", desk.void_line(by, line).await.map(drop)),
        5 => ("propose", desk.propose(by, job, &card.undecided()).await),
        6..=8 => (
            "decide",
            desk.decide(by, job, &answer(decision, card.undecided()))
                .await
                .map(drop),
        ),
        9 => ("withdraw", desk.withdraw(by, line, "changed").await),
        10 => (
            "take the yes back",
            desk.unauthorise(by, job, "changed").await,
        ),
        11 => ("assign", desk.assign(by, task, who).await.map(drop)),
        12..=14 => ("start", desk.start(by, task, "helps out").await.map(drop)),
        15 => ("pause", desk.pause(by, task, "helps out").await.map(drop)),
        16 | 17 => ("done", desk.done(by, task, "helps out").await.map(drop)),
        18 => (
            "block or go on",
            match dice.throw(2) {
                0 => desk.block(by, task, "no part").await.map(drop),
                _ => desk.unblock(by, task, "").await,
            },
        ),
        19 => ("reopen a task", desk.reopen_task(by, task, "drips").await),
        20 => (
            "take or return a part",
            match dice.throw(3) {
                0 => desk.return_part(by, line, None, "wrong one").await,
                _ => desk.take_part(by, line, None, "").await.map(drop),
            },
        ),
        21 => (
            "more work",
            desk.ask_for_more(by, job, &more, "helps out")
                .await
                .map(drop),
        ),
        22 => (
            "hold or go on",
            match dice.throw(2) {
                0 => desk
                    .put_on_hold(by, job, HoldReason::Other, None, "waits")
                    .await
                    .map(drop),
                _ => desk.resume_job(by, job).await.map(drop),
            },
        ),
        23 => (
            "complete",
            desk.complete(by, job, parts, "by hand").await.map(drop),
        ),
        24 => (
            "check",
            match dice.throw(2) {
                0 => desk.fail_check(by, job, "drips").await,
                _ => desk.reopen_job(by, job, "drips").await,
            },
        ),
        _ => (
            "hand over, back, call off",
            match dice.throw(6) {
                0 => desk.cancel_job(by, job, "sold").await,
                1 => desk.undo_hand_over(by, job).await,
                _ => desk.hand_over(by, job, &out).await.map(drop),
            },
        ),
    };
    (format!("{what} by {}", by.name()), done)
}

dual_test! {
    async fn no_order_of_verbs_leads_a_job_where_its_states_do_not_go(floor: Floor) {
        let part = floor.part("OF-9", 60).await;
        let store = floor.shop.place.open().await;
        let mut reached = std::collections::BTreeSet::new();
        for seed in 1..=8_u64 {
            let mut dice = Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15));
            let job = floor.job(&["SMALL"]).await;
            let mut past = Vec::new();
            let mut status = floor.card(job).await.job.status;
            for _ in 0..60 {
                floor.shop.wait(3);
                let (what, done) = verb(&floor, &mut dice, job, part).await;
                let ok = done.is_ok();
                past.push(format!("{what}: {}", if ok { "done" } else { "refused" }));
                assert!(!matches!(done, Err(Error::Internal(_))), "{done:?} after {past:#?}");
                let now = floor.card(job).await.job.status;
                assert!(may_follow(status, now), "from {status} to {now} after {past:#?}");
                assert!(ok || now == status, "refused, and yet from {status} to {now} after {past:#?}");
                for (wrong, rows) in UNSOUND {
                    let (count,): (i64,) = (&store).one(sql(rows)).await.unwrap();
                    assert_eq!(count, 0, "{wrong} after {past:#?}");
                }
                reached.insert(now.as_str());
                status = now;
                if status.is_end() {
                    break;
                }
            }
        }
        // The dice went far enough for this to mean something.
        for far in ["awaiting_auth", "in_progress", "on_hold", "qc", "ready"] {
            assert!(reached.contains(far), "never {far}, only {reached:?}");
        }
    }
}
