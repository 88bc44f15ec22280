//! What keeps the job from being ready: each row is gone to, or solved from the list.

use super::rows::Key;
use super::{Asked, Heard, JobCard};
use crate::desk::job::Unissued;
use crate::domain::job::Blocker;
use crate::domain::permission::Permission;
use crate::domain::{LineId, TaskId};
use crate::msg;
use crate::tui::app::Cx;
use crate::tui::layers::{Item, Pick};
use crate::tui::shell::Out;

/// What Enter on a row of the list does.
#[derive(Clone, Debug, PartialEq)]
pub enum Solve {
    /// The cursor goes to the row that is in the way.
    Go(Key),
    /// Parts nobody took were fitted, or not needed.
    Parts(Unissued),
    /// The customer's word on these lines.
    Decide(Vec<LineId>),
    /// These tasks are not to be done after all.
    NotToBeDone(Vec<TaskId>),
    /// Nothing was done, and that is right.
    Waive,
    /// Another person looked at it.
    PassCheck,
}

impl JobCard {
    /// Reads afresh what is in the way.
    pub(super) fn ask_blockers(&self, cx: &Cx, out: &mut Out<Heard>) {
        let (desk, actor, id) = (cx.desk.clone(), cx.actor.clone(), self.id);
        out.ask(
            "job card blockers",
            async move { desk.blockers(&actor, id).await },
            Heard::Blockers,
        );
        self.ask(cx, out);
    }

    /// Parts nobody took are asked about at once; with anything else in the way it is a list to work off.
    pub(super) fn show_blockers(&self, found: &[Blocker], cx: &Cx, out: &mut Out<Heard>) {
        let parts = found.iter().filter(|b| is_part(b)).count();
        let mut items: Vec<Item<Solve>> = Vec::new();
        if parts < found.len() {
            let own = self.is_own_check(cx) && !cx.can(Permission::JobOverride);
            items.extend(found.iter().map(|b| gone_to(b, own, cx)));
        }
        items.extend(solutions(found, parts == found.len(), cx));
        let title = if parts == found.len() {
            msg!("job-parts-unissued", count = parts)
        } else {
            msg!("blockers-title")
        };
        out.open(Pick::new(title, items).wide(), Heard::Solve);
    }

    pub(super) fn solve(&mut self, what: Solve, cx: &Cx, out: &mut Out<Heard>) {
        self.completing = !matches!(what, Solve::Go(_));
        match what {
            Solve::Go(key) => self.keep_cursor(Some(key)),
            Solve::Parts(parts) => self.complete(parts, "", cx, out),
            Solve::Decide(lines) => self.open_form(Asked::Decide(lines), cx, out),
            Solve::NotToBeDone(tasks) => self.open_form(Asked::CancelTasks(tasks), cx, out),
            Solve::Waive => self.open_form(Asked::Waive, cx, out),
            Solve::PassCheck => {
                let _ = self.verb("pass-check", cx, out);
            }
        }
    }
}

fn is_part(b: &Blocker) -> bool {
    matches!(b, Blocker::PartOpen(..))
}

/// The blocker in words; Enter goes to its row. `own`: the check is of what the person here did.
fn gone_to(b: &Blocker, own: bool, cx: &Cx) -> Item<Solve> {
    let label = format!("{} {}", cx.marks.alert, cx.words.say(&b.msg()));
    let key = match b {
        Blocker::Running(id, _) | Blocker::Open(id, _) | Blocker::CancelledWithoutReason(id, _) => {
            Key::Task(*id)
        }
        Blocker::Undecided(id, _) | Blocker::PartOpen(id, _) | Blocker::SubletOut(id, _) => {
            Key::Line(*id)
        }
        Blocker::NothingDone => {
            return Item::new(label, cx.words.word("solve-waive"), Solve::Waive);
        }
        Blocker::CheckMissing => {
            let mut item = Item::new(label, cx.words.word("solve-check"), Solve::PassCheck);
            if !cx.can(Permission::JobCheck) {
                item.off = Some(msg!(
                    "off-permission",
                    permission = Permission::JobCheck.label()
                ));
            } else if own {
                item.off = Some(msg!("check-own-work"));
            }
            return item;
        }
    };
    Item::new(label, cx.words.word("solve-go"), Solve::Go(key))
}

/// What can be done about them from here.
fn solutions(found: &[Blocker], only_parts: bool, cx: &Cx) -> Vec<Item<Solve>> {
    let mut items = Vec::new();
    let mut add = |id: &'static str, solve: Solve, needs: Permission| {
        let mut item = Item::new(cx.words.word(id), "", solve);
        if !cx.can(needs) {
            item.off = Some(msg!("off-permission", permission = needs.label()));
        }
        items.push(item);
    };
    let undecided: Vec<LineId> = found
        .iter()
        .filter_map(|b| match b {
            Blocker::Undecided(id, _) => Some(*id),
            _ => None,
        })
        .collect();
    let open: Vec<TaskId> = found
        .iter()
        .filter_map(|b| match b {
            Blocker::Open(id, _) => Some(*id),
            _ => None,
        })
        .collect();
    if !undecided.is_empty() {
        add(
            "solve-decide",
            Solve::Decide(undecided),
            Permission::LineAuthorise,
        );
    }
    if !open.is_empty() {
        add(
            "solve-not-to-be-done",
            Solve::NotToBeDone(open),
            Permission::JobEdit,
        );
    }
    if found.iter().any(is_part) {
        for (id, parts) in [
            ("job-parts-issue-all", Unissued::Issue),
            ("job-parts-release-all", Unissued::Release),
        ] {
            let mut item = Item::new(cx.words.word(id), "", Solve::Parts(parts));
            if !only_parts {
                item.off = Some(msg!("solve-parts-last"));
            }
            items.push(item);
        }
    }
    items
}
