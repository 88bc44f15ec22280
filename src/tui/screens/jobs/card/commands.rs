//! Everything that can be done on the card now: the one list for the hints, the help and the menu.

use super::JobCard;
use super::rows::Key;
use crate::domain::Msg;
use crate::domain::job::Status;
use crate::domain::line::{Auth, Kind as LineKind};
use crate::domain::permission::Permission;
use crate::msg;
use crate::tui::app::Cx;
use crate::tui::keys::{Action, Command};
use crate::tui::screens::jobs::forward_word;

/// Each with what keeps it from being done, if something does.
pub(super) fn commands(page: &JobCard, cx: &Cx) -> Vec<Command> {
    use Permission as P;
    let card = page.card.as_deref();
    let status = page.status();
    let typing = !page.entry.is_empty();
    let on_task = page.task().is_some();
    let on_line = page.line().is_some();
    let not_theirs = whose(page, cx);
    let theirs = |command: Command| match &not_theirs {
        Some(why) => command.unless(true, why.clone()),
        None => command,
    };
    let enter_is_work = !typing && page.carried.is_none() && on_task;
    let off_task = || msg!("job-off-no-task-here");
    let off_line = || msg!("job-off-no-line-here");
    let enter = match page.key() {
        _ if typing => msg!("job-cmd-add"),
        _ if page.carried.is_some() => msg!("job-cmd-put-down"),
        Some(Key::Task(_)) => msg!("job-cmd-start-pause"),
        _ => msg!("job-cmd-open"),
    };
    let needs_enter = match page.key() {
        _ if typing => P::JobEdit,
        Some(Key::Task(_)) if page.carried.is_none() => P::JobWork,
        _ => P::JobEdit,
    };
    let no_step = status.is_none_or(|s| s.forward().is_none());
    let forward_needs = match status.and_then(Status::forward) {
        Some(crate::domain::job::Forward::CheckIn) => P::JobCheckin,
        Some(crate::domain::job::Forward::Authorise) => P::LineAuthorise,
        Some(crate::domain::job::Forward::Start) => P::JobWork,
        Some(crate::domain::job::Forward::Complete) => P::JobComplete,
        Some(crate::domain::job::Forward::HandOver) => P::JobRelease,
        _ => P::JobEdit,
    };
    let no_back = status.is_none_or(|s| s.back().is_none());
    let undecided = card.is_some_and(|c| !c.undecided().is_empty());
    let authorised = page.line().is_some_and(|l| l.line.auth == Auth::Authorised);
    let in_check = status == Some(Status::Qc);
    let over = status.is_none_or(|s| !s.is_open());
    let run = |action, id: Msg, rank| Command::new(action, id, rank);
    let bundle = page.chosen_bundle();
    let at_hand = bundle.is_some_and(|(id, _)| page.at_hand.contains(&id));
    let keep = if at_hand {
        msg!("canned-put-away")
    } else {
        msg!("canned-keep")
    };
    vec![
        if enter_is_work {
            theirs(run(Action::Accept, enter, 1).needs(cx, needs_enter))
        } else {
            run(Action::Accept, enter, 1).needs(cx, needs_enter)
        },
        run(
            Action::More,
            status.map_or(msg!("job-cmd-next-stage"), forward_word),
            2,
        )
        .unless(no_step, msg!("board-no-way-on"))
        .needs(cx, forward_needs),
        run(Action::Insert, msg!("job-cmd-add-row"), 3)
            .needs(cx, P::JobEdit)
            .unless(over, msg!("job-off-job-over")),
        run(Action::Assign, msg!("job-cmd-assign"), 4)
            .needs(cx, P::JobEdit)
            .unless(over, msg!("job-off-job-over")),
        run(Action::Pay, msg!("job-cmd-invoice"), 0).needs(cx, P::InvoiceSee),
        run(Action::Verb("deposit"), msg!("job-cmd-deposit"), 0).needs(cx, P::InvoiceSee),
        run(Action::Print, msg!("job-cmd-print"), 0),
        run(Action::Less, msg!("job-cmd-step-back"), 0)
            .unless(no_back, msg!("job-off-no-way-back")),
        run(Action::Remove, msg!("job-cmd-remove"), 6)
            .needs(cx, P::JobEdit)
            .unless(!on_line && !on_task, off_line()),
        run(Action::PickUp, msg!("job-cmd-move-task"), 0)
            .needs(cx, P::JobEdit)
            .unless(!on_task, off_task()),
        if typing {
            run(Action::Options, keep, 2).unless(bundle.is_none(), msg!("canned-keep-off"))
        } else {
            run(Action::Options, msg!("job-cmd-note"), 5)
        },
        run(Action::Tell, msg!("job-cmd-tell"), 0)
            .needs(cx, P::MessageSend)
            .unless(
                !matches!(status, Some(Status::Ready | Status::DeclinedAll)),
                msg!("job-off-not-ready"),
            ),
        run(Action::Extra, msg!("job-cmd-facts"), 0)
            .needs(cx, P::JobEdit)
            .unless(over, msg!("job-off-job-over")),
        run(Action::Verb("promise"), msg!("job-cmd-promise"), 0).needs(cx, P::JobEdit),
        run(Action::Verb("put-on-hold"), msg!("job-cmd-hold"), 0).needs(cx, P::JobEdit),
        run(Action::Verb("decide-lines"), msg!("job-cmd-decide"), 0)
            .needs(cx, P::LineAuthorise)
            .unless(!undecided, msg!("card-nothing-to-ask")),
        run(Action::Reorder, msg!("job-cmd-read-aloud"), 5)
            .needs(cx, P::LineAuthorise)
            .unless(!undecided, msg!("card-nothing-to-ask")),
        run(Action::Next, msg!("job-cmd-inspection"), 7),
        run(Action::Previous, msg!("job-cmd-estimate"), 8),
        run(Action::Right, msg!("road-cmd-open"), 0),
        run(Action::Verb("notes"), msg!("job-cmd-notes"), 0),
        run(Action::Verb("sublet"), msg!("job-cmd-sublet"), 0)
            .needs(cx, P::JobEdit)
            .unless(
                page.line().is_none_or(|l| l.line.kind != LineKind::Sublet),
                msg!("sublet-other-line"),
            ),
        run(Action::Verb("done-before"), msg!("job-cmd-done-before"), 0),
        run(Action::Verb("deferred"), msg!("job-cmd-deferred"), 0).unless(
            card.is_none_or(|c| c.put_off.count == 0),
            msg!("deferred-none"),
        ),
        run(Action::Verb("propose-all"), msg!("job-cmd-propose"), 0)
            .needs(cx, P::LineAuthorise)
            .unless(!undecided, msg!("card-nothing-to-ask")),
        run(Action::Verb("withdraw-line"), msg!("job-cmd-withdraw"), 0)
            .needs(cx, P::LineAuthorise)
            .unless(!authorised, off_line()),
        run(Action::Verb("take-part"), msg!("job-cmd-take-part"), 0)
            .needs(cx, P::JobWork)
            .unless(!authorised, off_line()),
        theirs(
            run(Action::Verb("finish-task"), msg!("job-cmd-done"), 0)
                .needs(cx, P::JobWork)
                .unless(!on_task, off_task()),
        ),
        run(Action::Verb("clocked-time"), msg!("job-cmd-time"), 0),
        run(Action::Verb("stages"), msg!("job-cmd-stages"), 0),
        run(Action::Verb("edit-task"), msg!("job-cmd-edit-task"), 0)
            .needs(cx, P::JobEdit)
            .unless(!on_task, off_task()),
        run(Action::Verb("equip-task"), msg!("job-cmd-equip"), 0)
            .needs(cx, P::JobEdit)
            .unless(!on_task, off_task()),
        run(Action::Verb("group-task"), group_word(page), 0)
            .needs(cx, P::JobEdit)
            .unless(!on_task, off_task()),
        theirs(
            run(Action::Verb("reopen-task"), msg!("job-cmd-reopen-task"), 0)
                .needs(cx, P::JobWork)
                .unless(!on_task, off_task()),
        ),
        run(Action::Verb("pass-check"), msg!("job-cmd-pass-check"), 0)
            .needs(cx, P::JobCheck)
            .unless(!in_check, msg!("job-off-not-in-check"))
            .unless(
                page.is_own_check(cx) && !cx.can(P::JobOverride),
                msg!("check-own-work"),
            ),
        run(Action::Verb("fail-check"), msg!("job-cmd-fail-check"), 0)
            .needs(cx, P::JobCheck)
            .unless(!in_check, msg!("job-off-not-in-check")),
        run(Action::Verb("rate"), msg!("job-cmd-rate"), 0)
            .needs(cx, P::JobRelease)
            .unless(
                !matches!(status, Some(Status::Collected | Status::Closed)),
                msg!("job-off-not-left"),
            ),
        run(Action::Verb("comeback"), msg!("job-cmd-comeback"), 0)
            .needs(cx, P::JobEdit)
            .unless(over, msg!("job-off-job-over"))
            .unless(
                card.is_none_or(|c| c.covered.is_empty() && c.comeback.is_none()),
                msg!("job-off-no-warranty"),
            ),
        run(Action::Verb("cancel-job"), msg!("job-cmd-cancel-job"), 0)
            .needs(cx, P::JobEdit)
            .unless(over, msg!("job-off-job-over")),
        run(Action::Verb("close-job"), msg!("job-cmd-close-job"), 0)
            .needs(cx, P::JobRelease)
            .unless(
                status != Some(Status::Collected),
                msg!("job-off-not-collected"),
            ),
    ]
}

/// Whether the task under the cursor would go beside the others, or after the one before it.
fn group_word(page: &JobCard) -> Msg {
    match page.group_to_be() {
        Some(Some(_)) => msg!("job-cmd-task-after"),
        _ => msg!("job-cmd-task-beside"),
    }
}

/// Why the task under the cursor is not the actor's to work on.
fn whose(page: &JobCard, cx: &Cx) -> Option<Msg> {
    let t = &page.task()?.task;
    if cx.can(Permission::JobAny) || (t.staff_id.is_some() && t.staff_id == cx.actor.staff()) {
        return None;
    }
    Some(match &t.staff {
        Some(who) => msg!("job-off-not-yours", who = who),
        None => msg!("job-off-nobodys"),
    })
}
