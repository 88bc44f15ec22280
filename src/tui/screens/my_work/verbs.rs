//! The commands without a key.

use super::handover::HandoverPage;
use super::{Heard, MyWorkPage};
use crate::desk::job::Whose;
use crate::domain::segment::{Indirect, Lane};
use crate::msg;
use crate::tui::app::Cx;
use crate::tui::layers::{Item, Pick};
use crate::tui::screens::jobs::day::DayPage;
use crate::tui::screens::jobs::figures::FiguresPage;
use crate::tui::screens::jobs::prompt::Prompt;
use crate::tui::screens::messages::Alerts;
use crate::tui::screens::{Handled, Place};
use crate::tui::shell::Out;
use crate::tui::widgets::{Field, Kind};

impl MyWorkPage {
    /// This page has nothing to type into: its letters are the clock's (the labels of the commands name them).
    pub(super) fn letter(&mut self, letter: char, cx: &Cx, out: &mut Out<Heard>) {
        let name = match letter.to_ascii_lowercase() {
            'i' if self.is_in(Lane::Shift) => "clock-out",
            'i' => "clock-in",
            'a' => "accept-task",
            'x' => "decline-task",
            'b' => "block-task",
            'o' => "open-job-card",
            'u' => "figures",
            'd' => "my-day",
            'n' => "inbox",
            'h' => "handovers",
            'r' => "report-work",
            'c' => return self.indirect(Indirect::Cleaning, cx, out),
            't' => return self.indirect(Indirect::Training, cx, out),
            'f' => return self.indirect(Indirect::PartsRun, cx, out),
            'w' => return self.indirect(Indirect::Waiting, cx, out),
            _ => return,
        };
        let _ = self.verb(name, cx, out);
    }

    /// Work no customer pays for begins.
    pub(super) fn indirect(&self, what: Indirect, cx: &Cx, out: &mut Out<Heard>) {
        let (desk, actor) = (cx.desk.clone(), cx.actor.clone());
        let said = msg!("indirect-runs", what = what.label());
        out.tell(
            "my clock",
            async move { desk.indirect(&actor, what).await },
            |r| Heard::Clocked(said, r),
        );
    }

    pub(super) fn verb(&mut self, name: &str, cx: &Cx, out: &mut Out<Heard>) -> Handled {
        let (desk, actor) = (cx.desk.clone(), cx.actor.clone());
        match name {
            "figures" => out.push(FiguresPage::new(Whose::Own, cx)),
            "handovers" => out.push(HandoverPage::default()),
            "inbox" => out.push(Alerts::new(cx)),
            "report-work" => {
                if let Some(task) = self.running().or(self.chosen()).map(|t| t.id) {
                    out.ask(
                        "my work words",
                        async move { desk.work_words(&actor, task).await },
                        move |r| Heard::Words(task, r),
                    );
                }
            }
            "my-day" => {
                if let Some(me) = actor.staff() {
                    out.push(DayPage::new(me, actor.name().to_owned(), cx.today(), cx));
                }
            }
            "accept-task" => {
                if let Some((task, title)) = self.chosen().map(|t| (t.id, t.title.clone())) {
                    out.tell(
                        "my work accept",
                        async move { desk.accept_task(&actor, task).await },
                        |r| Heard::Clocked(msg!("task-accepted", task = title), r),
                    );
                }
            }
            "decline-task" => {
                if let Some(t) = self.chosen() {
                    let task = t.id;
                    let field = Field::new("reason", cx.words.word("job-field-reason"), Kind::Text);
                    let title = msg!("job-decline-title", task = &t.title);
                    let ask = Prompt::new(cx, title, vec![field.required().width(48)])
                        .kept(format!("my work decline {}", task.0), cx);
                    out.open(ask, move |form| Heard::Decline(task, Box::new(form)));
                }
            }
            "block-task" => {
                if let Some(t) = self.running().or(self.chosen()) {
                    let task = t.id;
                    let field = Field::new("reason", cx.words.word("job-field-reason"), Kind::Text);
                    let title = msg!("job-block-title", task = &t.title);
                    let ask = Prompt::new(cx, title, vec![field.required().width(48)])
                        .kept(format!("my work block {}", task.0), cx);
                    out.open(ask, move |form| Heard::Block(task, Box::new(form)));
                }
            }
            "open-job-card" => {
                if let Some(job) = self.job() {
                    out.visit(Place::Job(job));
                }
            }
            "clock-in" => out.tell(
                "my clock",
                async move { desk.clock_in(&actor).await },
                |r| Heard::Clocked(msg!("clocked-in"), r),
            ),
            "clock-out" => out.tell(
                "my clock",
                async move { desk.clock_out(&actor).await },
                Heard::ClockedOut,
            ),
            "indirect" => {
                let items = Indirect::ALL
                    .iter()
                    .map(|i| Item::new(cx.words.say(&i.label()), "", *i))
                    .collect();
                out.open(Pick::new(msg!("indirect-title"), items), Heard::Indirect);
            }
            _ => return Handled::No,
        }
        Handled::Yes
    }
}
