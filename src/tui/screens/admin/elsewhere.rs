//! The other sites one may work at: Enter goes there. Everybody with roles at several reaches it by the menu.

use ratatui::layout::Rect;

use crate::desk::{self, Actor};
use crate::domain::{Msg, SiteId};
use crate::msg;
use crate::tui::Cx;
use crate::tui::keys::{Action, Command};
use crate::tui::look::{Canvas, Role};
use crate::tui::screens::messages::heading;
use crate::tui::screens::{Handled, Screen};
use crate::tui::shell::{Out, Toast};
use crate::tui::widgets::{Column, Row, Step, WindowTable};

/// The sites one is not at and may go to.
pub struct Elsewhere {
    table: WindowTable<SiteId>,
}

/// What the desk answered.
pub enum Heard {
    /// This terminal is at another site now.
    There(desk::Result<Actor>),
}

impl Elsewhere {
    /// The list as the settings have it.
    pub fn new(cx: &Cx) -> Self {
        let w = &cx.words;
        let mut table = WindowTable::new(vec![
            Column::new(w.word("admin-code"), 6, 8),
            Column::new(w.word("sites-name"), 16, 40).grows(),
            Column::new(w.word("sites-phone"), 12, 20).ink(Role::Dim),
        ]);
        table.empty = w.word("site-nowhere");
        let rows = cx
            .elsewhere()
            .map(|s| Row::new(s.id, [s.code, s.name, s.phone]))
            .collect();
        table.show(rows, false);
        Self { table }
    }
}

impl Screen for Elsewhere {
    type Msg = Heard;

    fn title(&self) -> Msg {
        msg!("menu-site")
    }

    fn help(&self) -> Option<Msg> {
        Some(msg!("site-go-help"))
    }

    fn commands(&self, _cx: &Cx) -> Vec<Command> {
        let none = self.table.key().is_none();
        vec![
            Command::new(Action::Accept, msg!("site-go"), 1).unless(none, msg!("site-nowhere")),
            Command::new(Action::Back, msg!("admin-back"), 2),
        ]
    }

    fn on_action(&mut self, action: Action, cx: &Cx, out: &mut Out<Heard>) -> Handled {
        match action {
            Action::Accept => {
                if let Some(site) = self.table.key().copied() {
                    let (desk, by) = (cx.desk.clone(), cx.actor.clone());
                    let work = async move { desk.go_to_site(&by, site).await };
                    out.tell("go to site", work, Heard::There);
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

    fn on_msg(&mut self, Heard::There(answer): Heard, cx: &Cx, out: &mut Out<Heard>) {
        match answer {
            Ok(actor) => {
                let name = cx.desk.site(actor.site()).map(|s| s.name);
                out.toast(Toast::good(msg!(
                    "site-there",
                    name = name.unwrap_or_default()
                )));
                out.pop();
                out.enter(actor);
            }
            Err(e) => out.refused(&e),
        }
    }

    fn draw(&self, c: &mut Canvas<'_>, area: Rect, cx: &Cx) {
        let here = cx.desk.site(cx.actor.site()).map(|s| s.name);
        let title = cx.words.word("menu-site");
        let rest = heading(c, area, &title, &here.unwrap_or_default());
        self.table.draw(c, rest, true);
    }
}
