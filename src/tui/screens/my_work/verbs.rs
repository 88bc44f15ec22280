//! The commands without a key.

use super::{Heard, MyWorkPage};
use crate::domain::segment::Indirect;
use crate::msg;
use crate::tui::app::Cx;
use crate::tui::layers::{Item, Pick};
use crate::tui::screens::jobs::prompt::Prompt;
use crate::tui::screens::{Handled, Place};
use crate::tui::shell::Out;
use crate::tui::widgets::{Field, Kind};

impl MyWorkPage {
    pub(super) fn verb(&mut self, name: &str, cx: &Cx, out: &mut Out<Heard>) -> Handled {
        let (desk, actor) = (cx.desk.clone(), cx.actor.clone());
        match name {
            "block-task" => {
                if let Some(t) = self.running().or(self.chosen()) {
                    let task = t.id;
                    let field = Field::new("reason", cx.words.word("job-field-reason"), Kind::Text);
                    let title = msg!("job-block-title", task = &t.title);
                    let ask = Prompt::new(cx, title, vec![field.required().width(48)]);
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
                |r| Heard::Clocked(msg!("clocked-out"), r),
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
