//! What was left for the next shift, read as one text: who, when, and the words.

use crate::desk;
use crate::desk::board::Handover;
use crate::domain::change::Topic;
use crate::domain::permission::Permission;
use crate::domain::{HandoverId, Msg};
use crate::msg;
use crate::tui::app::Cx;
use crate::tui::keys::{Action, Command};
use crate::tui::look::{Canvas, Role, width};
use crate::tui::screens::jobs::prompt::Prompt;
use crate::tui::screens::{Handled, Screen};
use crate::tui::shell::{Out, Toast};
use crate::tui::widgets::{Field, Form, Kind};
use ratatui::layout::Rect;

/// The page.
#[derive(Default)]
pub struct HandoverPage {
    all: Option<Vec<Handover>>,
    /// The word that stands at the top.
    top: usize,
    /// Those that were new when the page was opened keep their mark while it is.
    new: Vec<HandoverId>,
}

/// What it hears.
#[expect(missing_docs, reason = "each is an answer, named after its question")]
pub enum Heard {
    All(desk::Result<Vec<Handover>>),
    Read(desk::Result<usize>),
    Form(Box<Form>),
    Left(desk::Result<HandoverId>),
}

impl HandoverPage {
    fn ask(cx: &Cx, out: &mut Out<Heard>) {
        let (desk, actor) = (cx.desk.clone(), cx.actor.clone());
        out.ask(
            "handovers",
            async move { desk.handovers(&actor).await },
            Heard::All,
        );
    }

    fn step(&mut self, by: isize) {
        let last = self.all.as_ref().map_or(0, Vec::len).saturating_sub(1);
        self.top = self.top.saturating_add_signed(by).min(last);
    }
}

impl Screen for HandoverPage {
    type Msg = Heard;

    fn title(&self) -> Msg {
        msg!("handover-title")
    }

    fn help(&self) -> Option<Msg> {
        Some(msg!("help-handover"))
    }

    fn commands(&self, cx: &Cx) -> Vec<Command> {
        vec![
            Command::new(Action::Insert, msg!("handover-cmd-new"), 1)
                .needs(cx, Permission::JobWork),
        ]
    }

    fn on_enter(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        Self::ask(cx, out);
    }

    fn on_change(&mut self, topic: Topic, cx: &Cx, out: &mut Out<Heard>) {
        if topic == Topic::People {
            Self::ask(cx, out);
        }
    }

    fn on_action(&mut self, action: Action, cx: &Cx, out: &mut Out<Heard>) -> Handled {
        match action {
            Action::Insert => {
                let label = cx.words.word("handover-field");
                let field = Field::new("body", label, Kind::Notes(4)).required();
                let ask = Prompt::new(cx, msg!("handover-new"), vec![field])
                    .higher(3)
                    .kept("handover".to_owned(), cx);
                out.open(ask, |form| Heard::Form(Box::new(form)));
            }
            Action::Up => self.step(-1),
            Action::Down => self.step(1),
            Action::First => self.top = 0,
            Action::Last => self.step(isize::MAX),
            _ => return Handled::No,
        }
        Handled::Yes
    }

    fn on_msg(&mut self, heard: Heard, cx: &Cx, out: &mut Out<Heard>) {
        let (desk, actor) = (cx.desk.clone(), cx.actor.clone());
        match heard {
            Heard::All(Ok(all)) => {
                let new: Vec<HandoverId> = all.iter().filter(|h| h.fresh).map(|h| h.id).collect();
                if !new.is_empty() {
                    self.new.extend(new);
                    out.tell(
                        "handovers read",
                        async move { desk.read_handovers(&actor).await },
                        Heard::Read,
                    );
                }
                self.all = Some(all);
                self.step(0);
            }
            Heard::Read(Ok(_)) => {}
            Heard::Form(form) => {
                let body = form.text("body");
                out.tell(
                    "handover",
                    async move { desk.leave_handover(&actor, &body).await },
                    Heard::Left,
                );
            }
            Heard::Left(Ok(_)) => {
                cx.scraps.done();
                out.toast(Toast::good(msg!("handover-left")));
                self.top = 0;
                Self::ask(cx, out);
            }
            Heard::All(Err(e)) | Heard::Read(Err(e)) | Heard::Left(Err(e)) => {
                cx.scraps.refused();
                out.refused(&e);
            }
        }
    }

    fn draw(&self, c: &mut Canvas<'_>, area: Rect, cx: &Cx) {
        let w = &cx.words;
        let room = area.width.saturating_sub(5);
        let on = |ink| (Role::Surface, ink);
        let title = w.word("handover-title");
        c.text(area.x + 1, area.y, room, &title, on(Role::Title));
        let Some(all) = &self.all else {
            let words = w.word("job-list-loading");
            c.text(area.x + 3, area.y + 2, room, &words, on(Role::Dim));
            return;
        };
        if all.is_empty() {
            let words = w.word("handover-none");
            c.text(area.x + 3, area.y + 2, room, &words, on(Role::Dim));
            return;
        }
        let mut y = area.y + 2;
        for (n, word) in all.iter().enumerate().skip(self.top) {
            if y + 1 >= area.bottom() {
                let left = all.len() - n;
                let more = w.say(&msg!("job-list-more", count = left));
                c.text(area.x + 3, area.bottom() - 1, room, &more, on(Role::Dim));
                return;
            }
            if self.new.contains(&word.id) {
                c.text(area.x + 1, y, 1, c.marks.alert, on(Role::Warn));
            }
            let x = c.text(area.x + 3, y, 24, &word.who, on(Role::Title));
            let at = w.when(word.at, cx.now);
            let x = c.text(x + 2, y, 16, &at, on(Role::Dim));
            let readers = w.say(&msg!("handover-readers", count = word.readers));
            let left = area.right().saturating_sub(x + 4);
            c.text(x + 3, y, left, &readers, on(Role::Dim));
            y += 1;
            for line in width::wrap(&word.body, usize::from(room)) {
                if y >= area.bottom() {
                    return;
                }
                c.text(area.x + 3, y, room, &line, on(Role::Text));
                y += 1;
            }
            y += 1;
        }
    }
}
