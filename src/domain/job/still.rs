//! Why a car is not moving, in one line (S1-90), and what endangers the time it was promised for.

use chrono::NaiveDate;

use super::{HoldReason, Status, is_late};
use crate::domain::line::Auth;
use crate::domain::time::duration;
use crate::domain::{Arg, Money, Msg, Ts, Zone, msg, task};

/// A task as far as waiting goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What it is called.
    pub title: String,
    /// Its state.
    pub status: task::Status,
    /// What the customer said to its line; `None` for a task without one, which needs nothing.
    pub auth: Option<Auth>,
    /// Why it cannot go on.
    pub reason: String,
    /// Whose it is.
    pub staff: Option<String>,
    /// Minutes of plan not worked off.
    pub left_min: i64,
    /// What its mechanic does now, on another job.
    pub busy: Option<Busy>,
}

impl Step {
    fn is_wanted(&self) -> bool {
        self.auth.is_none_or(|a| a == Auth::Authorised)
    }
}

/// What somebody does instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Busy {
    /// The plate of the other car, or what else it is.
    pub what: Arg,
    /// When it is over by plan, if there is one.
    pub until: Option<Ts>,
}

/// Agreed work of another firm.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// What it is called.
    pub what: String,
    /// The firm, where one is named.
    pub firm: Option<String>,
    /// Whether it is there.
    pub out: bool,
    /// When it is to be back.
    pub due_on: Option<NaiveDate>,
}

/// What is known about the visit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// Its state.
    pub status: Status,
    /// Since when.
    pub since: Ts,
    /// When the customer is due.
    pub due_at: Option<Ts>,
    /// What it is held for, until when, and in words.
    pub hold: Option<(HoldReason, Option<Ts>, String)>,
    /// What waits for the customer's yes.
    pub proposed: Money,
    /// What was found in the bay and nobody has asked the customer about.
    pub found: Money,
    /// Whether lines were never shown to the customer.
    pub unasked: bool,
    /// Agreed parts that are not on the shelf, in words.
    pub short: Vec<String>,
    /// Agreed work of other firms that is not back.
    pub sublets: Vec<Sent>,
    /// Its tasks in their order.
    pub tasks: Vec<Step>,
    /// Whether another person has to look at it.
    pub check_required: bool,
    /// Whether the customer was told that it is ready.
    pub told: bool,
    /// For when it is promised.
    pub promised_at: Option<Ts>,
}

/// One line on where a visit stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Still {
    /// What it waits for, or who works on it.
    pub why: Msg,
    /// Whether somebody has to do something about it.
    pub stuck: bool,
    /// What endangers the promise, if anything does.
    pub danger: Option<Msg>,
}

/// What the car waits for now. The first reason wins: what keeps everything comes before what keeps one task.
#[must_use]
pub fn still(k: &Known, zone: Zone, now: Ts) -> Still {
    let when = |at: Ts| {
        if zone.day_of(at) == zone.day_of(now) {
            Arg::Time(zone.minute_of_day(at))
        } else {
            Arg::Date(zone.day_of(at))
        }
    };
    let (why, stuck) = why(k, now, &when);
    Still {
        why,
        stuck,
        danger: danger(k, now),
    }
}

fn why(k: &Known, now: Ts, when: &dyn Fn(Ts) -> Arg) -> (Msg, bool) {
    let since = || when(k.since);
    match k.status {
        Status::Planned => match k.due_at {
            Some(at) if at < now => (msg!("still-not-come", at = when(at)), true),
            Some(at) => (msg!("still-comes", at = when(at)), false),
            None => (msg!("still-planned"), false),
        },
        Status::OnHold => (held(k, when), true),
        Status::Ready if k.told => (msg!("still-ready-told", since = since()), false),
        Status::Ready => (msg!("still-ready", since = since()), true),
        Status::DeclinedAll => (msg!("still-declined"), false),
        Status::Collected | Status::Closed => (msg!("still-gone", since = since()), false),
        Status::Cancelled => (msg!("still-cancelled", since = since()), false),
        Status::Qc if k.check_required => match doers(k) {
            who if who.is_empty() => (msg!("still-check-other", since = since()), true),
            who => (msg!("still-check-not", who = who, since = since()), true),
        },
        Status::Qc => (msg!("still-check", since = since()), true),
        _ => at_work(k, when),
    }
}

/// Who did the work, by name.
fn doers(k: &Known) -> String {
    let done = k.tasks.iter().filter(|t| t.status.is_done());
    let mut names: Vec<&str> = done.filter_map(|t| t.staff.as_deref()).collect();
    names.sort_unstable();
    names.dedup();
    names.join(", ")
}

fn held(k: &Known, when: &dyn Fn(Ts) -> Arg) -> Msg {
    let since = when(k.since);
    let (reason, until, note) = match &k.hold {
        Some((reason, until, note)) => (*reason, *until, note.as_str()),
        None => (HoldReason::Other, None, ""),
    };
    let what = if note.is_empty() {
        Arg::Msg(Box::new(reason.label()))
    } else {
        Arg::Text(note.to_owned())
    };
    match until {
        Some(until) => msg!(
            "still-held-until",
            since = since,
            what = what,
            until = when(until)
        ),
        None => msg!("still-held", since = since, what = what),
    }
}

fn at_work(k: &Known, when: &dyn Fn(Ts) -> Arg) -> (Msg, bool) {
    let running = k.tasks.iter().find(|t| t.status == task::Status::Running);
    if let Some(t) = running {
        let who = t.staff.clone().unwrap_or_default();
        return (msg!("still-runs", who = who, task = &t.title), false);
    }
    if let Some(s) = k.sublets.iter().find(|s| s.out) {
        return (sent(s), true);
    }
    if k.found.is_positive() {
        return (msg!("still-found", sum = k.found), true);
    }
    if k.proposed.is_positive() {
        return (
            msg!("still-yes", sum = k.proposed, since = when(k.since)),
            true,
        );
    }
    let can_go_on = k.short.is_empty()
        && k.tasks
            .iter()
            .any(|t| !t.status.is_over() && t.is_wanted() && t.status != task::Status::Blocked);
    // Agreed work comes before the question that is still to be asked.
    if k.unasked && !can_go_on {
        return (msg!("still-unasked"), true);
    }
    let mut open = k
        .tasks
        .iter()
        .filter(|t| !t.status.is_over() && t.is_wanted());
    if let Some(t) = open.clone().find(|t| t.status == task::Status::Blocked) {
        return (
            msg!("still-blocked", task = &t.title, reason = &t.reason),
            true,
        );
    }
    if let [first, more @ ..] = k.short.as_slice() {
        let more = i64::try_from(more.len()).unwrap_or(i64::MAX);
        return (msg!("still-parts", part = first, more = more), true);
    }
    let Some(next) = open.next() else {
        if let Some(s) = k.sublets.first() {
            return (sent(s), true);
        }
        return (msg!("still-nothing-open"), true);
    };
    let Some(who) = &next.staff else {
        return (msg!("still-nobody", task = &next.title), true);
    };
    let said = match &next.busy {
        Some(Busy {
            what,
            until: Some(until),
        }) => msg!(
            "still-busy-until",
            who = who,
            what = what.clone(),
            until = when(*until)
        ),
        Some(busy) => msg!("still-busy", who = who, what = busy.what.clone()),
        None => msg!("still-can-start", who = who, task = &next.title),
    };
    (said, true)
}

fn sent(s: &Sent) -> Msg {
    let firm = s.firm.clone().unwrap_or_default();
    match (s.out, &s.firm, s.due_on) {
        (true, _, Some(day)) => msg!("still-sent-until", firm = firm, what = &s.what, until = day),
        (true, _, None) => msg!("still-sent", firm = firm, what = &s.what),
        (false, Some(_), _) => msg!("still-to-send", firm = firm, what = &s.what),
        (false, None, _) => msg!("still-no-firm", what = &s.what),
    }
}

fn danger(k: &Known, now: Ts) -> Option<Msg> {
    let promised = k.promised_at?;
    if is_late(k.status, k.promised_at, now) {
        return Some(msg!(
            "danger-late",
            by = duration(promised.minutes_until(now))
        ));
    }
    if matches!(
        k.status,
        Status::Ready
            | Status::DeclinedAll
            | Status::Collected
            | Status::Closed
            | Status::Cancelled
    ) {
        return None;
    }
    if let Some((_, Some(until), _)) = &k.hold
        && *until > promised
    {
        return Some(msg!("danger-hold"));
    }
    let left: i64 = k
        .tasks
        .iter()
        .filter(|t| !t.status.is_over() && t.is_wanted())
        .map(|t| t.left_min)
        .sum();
    let time = now.minutes_until(promised);
    (left > time && k.status != Status::Planned).then(|| {
        msg!(
            "danger-too-much",
            left = duration(left),
            time = duration(time)
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    const NOW: Ts = Ts(1_000 * 60_000_000);

    fn zone() -> Zone {
        Zone::parse("Europe/Amsterdam").unwrap()
    }

    fn step(status: task::Status) -> Step {
        Step {
            title: "Brakes".into(),
            status,
            auth: Some(Auth::Authorised),
            reason: "no lift".into(),
            staff: Some("Jo".into()),
            left_min: 60,
            busy: None,
        }
    }

    fn out(out: bool) -> Sent {
        Sent {
            what: "Skim the head".into(),
            firm: Some("Motorenbouw".into()),
            out,
            due_on: NaiveDate::from_ymd_opt(2026, 12, 3),
        }
    }

    fn known(status: Status, tasks: Vec<Step>) -> Known {
        Known {
            status,
            since: NOW.plus_minutes(-30),
            due_at: Some(NOW.plus_minutes(-10)),
            hold: None,
            proposed: Money::ZERO,
            found: Money::ZERO,
            unasked: false,
            short: Vec::new(),
            sublets: Vec::new(),
            tasks,
            check_required: false,
            told: false,
            promised_at: None,
        }
    }

    fn work(change: impl FnOnce(&mut Known)) -> Known {
        let mut k = known(Status::Authorised, vec![step(task::Status::Todo)]);
        change(&mut k);
        k
    }

    #[rstest]
    #[case::somebody_works(known(Status::InProgress, vec![step(task::Status::Running)]), "still-runs", false)]
    #[case::the_customer_thinks(work(|k| k.proposed = Money(100)), "still-yes", true)]
    #[case::more_was_found(
        work(|k| (k.found, k.proposed) = (Money(100), Money(100))),
        "still-found",
        true
    )]
    #[case::nobody_asked(work(|k| { k.unasked = true; k.tasks.clear(); }), "still-unasked", true)]
    #[case::agreed_work_goes_on_while_nobody_asked_for_the_rest(work(|k| k.unasked = true), "still-can-start", true)]
    #[case::nobody_asked_and_what_is_agreed_is_blocked(
        work(|k| { k.unasked = true; k.tasks[0].status = task::Status::Blocked; }),
        "still-unasked",
        true
    )]
    #[case::it_is_at_another_firm(work(|k| k.sublets = vec![out(true)]), "still-sent-until", true)]
    #[case::what_can_be_begun_comes_before_what_is_to_be_sent(
        work(|k| k.sublets = vec![out(false)]),
        "still-can-start",
        true
    )]
    #[case::only_the_other_firm_is_left(
        work(|k| { k.sublets = vec![out(false)]; k.tasks.clear(); }),
        "still-to-send",
        true
    )]
    #[case::a_task_is_blocked(work(|k| k.tasks[0].status = task::Status::Blocked), "still-blocked", true)]
    #[case::a_part_is_missing(work(|k| k.short = vec!["Pads".into()]), "still-parts", true)]
    #[case::nobody_has_it(work(|k| k.tasks[0].staff = None), "still-nobody", true)]
    #[case::its_mechanic_is_busy(
        work(|k| k.tasks[0].busy = Some(Busy { what: "AB-1".into(), until: None })),
        "still-busy",
        true
    )]
    #[case::it_could_be_begun(work(|_| ()), "still-can-start", true)]
    #[case::it_has_not_come(known(Status::Planned, vec![]), "still-not-come", true)]
    #[case::it_is_checked(known(Status::Qc, vec![]), "still-check", true)]
    #[case::it_is_held(known(Status::OnHold, vec![]), "still-held", true)]
    #[case::it_can_be_collected(known(Status::Ready, vec![]), "still-ready", true)]
    fn s1_90_one_line_says_what_a_car_waits_for(
        #[case] k: Known,
        #[case] id: &str,
        #[case] stuck: bool,
    ) {
        let said = still(&k, zone(), NOW);
        assert_eq!((said.why.id, said.stuck), (id, stuck));
    }

    #[rstest]
    #[case::there_is_time(61, None)]
    #[case::the_work_is_longer_than_the_time(59, Some("danger-too-much"))]
    #[case::the_time_is_over(-1, Some("danger-late"))]
    fn a_promise_is_in_danger_when_more_is_left_than_time(
        #[case] minutes: i64,
        #[case] id: Option<&str>,
    ) {
        let k = work(|k| k.promised_at = Some(NOW.plus_minutes(minutes)));
        assert_eq!(still(&k, zone(), NOW).danger.map(|d| d.id), id);
    }

    #[test]
    fn a_hold_beyond_the_promise_endangers_it() {
        let k = work(|k| {
            k.status = Status::OnHold;
            k.promised_at = Some(NOW.plus_minutes(500));
            k.hold = Some((
                HoldReason::Parts,
                Some(NOW.plus_minutes(600)),
                String::new(),
            ));
        });
        assert_eq!(
            still(&k, zone(), NOW).danger.map(|d| d.id),
            Some("danger-hold")
        );
    }
}
