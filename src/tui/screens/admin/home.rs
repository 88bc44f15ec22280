//! The tab's first page: one line for each page behind it.

use crossterm::event::KeyEvent;
use ratatui::layout::Rect;

use super::{Account, PAGES};
use crate::domain::Msg;
use crate::msg;
use crate::tui::Cx;
use crate::tui::keys::{Action, Command};
use crate::tui::look::{Canvas, Role};
use crate::tui::screens::{Handled, Screen};
use crate::tui::shell::Out;
use crate::tui::widgets::{Column, LineEdit, Row, Step, WindowTable};

/// The admin tab.
pub struct Admin {
    table: WindowTable<usize>,
    find: LineEdit,
    in_find: bool,
}

/// It asks nothing.
pub enum Heard {}

impl Admin {
    /// The lines this person may open.
    pub fn new(cx: &Cx) -> Self {
        let w = &cx.words;
        let mut page = Self {
            table: WindowTable::new(vec![
                Column::new(w.word("admin-page"), 18, 26),
                Column::new(w.word("admin-what"), 20, 70)
                    .ink(Role::Dim)
                    .grows(),
            ]),
            find: LineEdit::default(),
            in_find: false,
        };
        page.table.empty = w.word("admin-none");
        page.show(cx);
        page
    }

    fn show(&mut self, cx: &Cx) {
        let needle = self.find.text().to_lowercase();
        let rows = PAGES
            .iter()
            .enumerate()
            .filter(|(_, p)| cx.can(p.permission))
            .map(|(at, p)| (at, cx.words.say(&(p.label)()), cx.words.say(&(p.note)())))
            .filter(|(_, label, _)| label.to_lowercase().contains(&needle))
            .map(|(at, label, note)| Row::new(at, [label, note]))
            .collect();
        self.table.find = self.find.text().into();
        self.table.show(rows, false);
    }
}

impl Screen for Admin {
    type Msg = Heard;

    fn title(&self) -> Msg {
        msg!("admin-title")
    }

    fn help(&self) -> Option<Msg> {
        Some(msg!("admin-help"))
    }

    fn typing(&self) -> bool {
        self.in_find
    }

    fn commands(&self, _cx: &Cx) -> Vec<Command> {
        let none = self.table.key().is_none();
        vec![
            Command::new(Action::Accept, msg!("admin-open"), 1).unless(none, msg!("admin-no-row")),
            Command::new(Action::Verb("account"), msg!("account-title"), 0),
        ]
    }

    fn on_enter(&mut self, cx: &Cx, _out: &mut Out<Heard>) {
        self.show(cx);
    }

    fn on_text(&mut self, key: KeyEvent, cx: &Cx, _out: &mut Out<Heard>) {
        if self.find.key(key) {
            self.in_find = !self.find.is_empty();
            self.show(cx);
        }
    }

    fn on_action(&mut self, action: Action, cx: &Cx, out: &mut Out<Heard>) -> Handled {
        match action {
            Action::Accept => {
                if let Some(page) = self.table.key().and_then(|at| PAGES.get(*at)) {
                    out.push_page((page.open)(cx));
                }
            }
            Action::Verb("account") => out.push(Account::new(cx)),
            Action::Back if !self.find.is_empty() => {
                self.find.clear();
                self.in_find = false;
                self.show(cx);
            }
            other => match other.code().and_then(Step::of) {
                Some(step) => {
                    self.in_find = false;
                    let _ = self.table.step(step);
                }
                None => return Handled::No,
            },
        }
        Handled::Yes
    }

    fn on_msg(&mut self, msg: Heard, _cx: &Cx, _out: &mut Out<Heard>) {
        match msg {}
    }

    fn draw(&self, c: &mut Canvas<'_>, area: Rect, cx: &Cx) {
        let row = area.y + u16::from(area.height > 20);
        let title = cx.words.word("admin-title");
        c.text(area.x + 1, row, 30, &title, (Role::Surface, Role::Title));
        let name = cx.desk.settings().workshop().to_owned();
        c.right(
            area.right() - 1,
            row,
            area.width / 2,
            &name,
            (Role::Surface, Role::Dim),
        );
        let table = Rect {
            y: row + 2,
            height: area.bottom().saturating_sub(row + 2),
            ..area
        };
        self.table.draw(c, table, true);
    }
}
