//! The tasks that run by the clock: when, how the last run went, and running one now.

use ratatui::layout::Rect;

use super::view;
use crate::desk;
use crate::desk::upkeep::{Outcome, Task};
use crate::domain::Msg;
use crate::domain::schedule::{Duty, told};
use crate::msg;
use crate::tui::Cx;
use crate::tui::keys::{Action, Command};
use crate::tui::look::{Canvas, Role};
use crate::tui::screens::{Handled, Screen};
use crate::tui::shell::{Out, Toast};
use crate::tui::widgets::window_table::{Cell, Mark};
use crate::tui::widgets::{Column, Row, Step, WindowTable};

/// The tasks of the site.
pub struct Tasks {
    table: WindowTable<i64>,
}

/// What the desk answers.
pub enum Heard {
    /// The tasks.
    All(desk::Result<Vec<Task>>),
    /// One is to run.
    Begun(desk::Result<()>),
}

impl Tasks {
    /// The page, empty until the desk has answered.
    pub fn new(cx: &Cx) -> Self {
        let w = &cx.words;
        let mut table = WindowTable::new(vec![
            Column::new(w.word("tasks-task"), 18, 26),
            Column::new(w.word("tasks-rhythm"), 12, 16)
                .ink(Role::Dim)
                .drops(1),
            Column::new(w.word("tasks-next"), 12, 18),
            Column::new(w.word("tasks-last"), 12, 18).ink(Role::Dim),
            Column::new(w.word("tasks-result"), 10, 40).grows(),
        ]);
        table.empty = w.word("tasks-none");
        Self { table }
    }

    fn row(task: &Task, cx: &Cx) -> Row<i64> {
        let w = &cx.words;
        let name = match task.name.parse::<Duty>() {
            Ok(duty) => w.say(&duty.label()),
            Err(_) => task.name.clone(),
        };
        let when =
            |at: Option<crate::domain::Ts>| at.map_or(String::new(), |at| w.when(at, cx.now));
        let outcome = Outcome::read(&task.last_result);
        let (result, ink) = match &outcome {
            Some(Outcome::Done(n)) => (w.say(&msg!("tasks-done", count = *n)), Role::Text),
            Some(Outcome::Idle) => (w.word("tasks-idle"), Role::Dim),
            Some(Outcome::Server) => (w.word("tasks-server"), Role::Dim),
            Some(Outcome::Failed(why)) => (w.say(&msg!("tasks-failed", why = why)), Role::Late),
            None => (String::new(), Role::Dim),
        };
        let failed = matches!(outcome, Some(Outcome::Failed(_)));
        Row::new(
            task.id,
            [
                Cell::from(name),
                Cell::from(told(&task.cron).map_or_else(|| task.cron.clone(), |m| w.say(&m))),
                Cell::from(when(task.next_at)),
                Cell::from(when(task.last_at)),
                Cell::inked(result, ink),
            ],
        )
        .mark(failed.then_some(Mark::Late))
    }
}

impl Screen for Tasks {
    type Msg = Heard;

    fn title(&self) -> Msg {
        msg!("tasks-title")
    }

    fn help(&self) -> Option<Msg> {
        Some(msg!("tasks-help"))
    }

    fn commands(&self, _cx: &Cx) -> Vec<Command> {
        let none = self.table.key().is_none();
        vec![Command::new(Action::Accept, msg!("tasks-run"), 1).unless(none, msg!("admin-no-row"))]
    }

    fn on_enter(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        let (desk, by) = (cx.desk.clone(), cx.actor.clone());
        let work = async move { desk.tasks(&by).await };
        out.ask("tasks", work, Heard::All);
    }

    fn on_action(&mut self, action: Action, cx: &Cx, out: &mut Out<Heard>) -> Handled {
        match action {
            Action::Accept => {
                if let Some(id) = self.table.key().copied() {
                    let (desk, by) = (cx.desk.clone(), cx.actor.clone());
                    let work = async move { desk.run_task_now(&by, id).await };
                    out.tell("run task", work, Heard::Begun);
                }
            }
            other => match other.code().and_then(Step::of) {
                Some(step) => {
                    let _ = self.table.step(step);
                }
                None => return Handled::No,
            },
        }
        Handled::Yes
    }

    fn on_msg(&mut self, heard: Heard, cx: &Cx, out: &mut Out<Heard>) {
        match heard {
            Heard::All(Ok(all)) => {
                let rows = all.iter().map(|task| Self::row(task, cx)).collect();
                self.table.show(rows, false);
            }
            Heard::Begun(Ok(())) => {
                out.toast(Toast::good(msg!("tasks-begun")));
                self.on_enter(cx, out);
            }
            Heard::All(Err(e)) | Heard::Begun(Err(e)) => out.refused(&e),
        }
    }

    fn draw(&self, c: &mut Canvas<'_>, area: Rect, cx: &Cx) {
        let rest = view::heading(c, area, &cx.words.word("tasks-title"), "");
        self.table.draw(c, rest, true);
    }
}
