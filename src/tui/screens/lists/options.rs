//! Ctrl-O: one's views, and the column the list is sorted by.

use super::{Heard, Register};
use crate::desk::lists::{View, own_order};
use crate::domain::filter::{Ground, Sort, parse, with_sort};
use crate::domain::{SavedViewId, msg};
use crate::tui::cx::Cx;
use crate::tui::layers::{Item, Pick, Reason};
use crate::tui::shell::Out;

/// What can be chosen.
#[derive(Clone, Debug)]
pub enum Choice {
    /// The line of a view.
    Recall(String),
    /// This line as a view.
    Keep,
    /// A view less.
    Drop(SavedViewId, String),
    /// Another column.
    Sort(Sort),
    /// No filter.
    Clear,
}

impl Register {
    pub(super) fn ask_views(&self, cx: &Cx, out: &mut Out<Heard>) {
        let (desk, by, list) = (cx.desk.clone(), cx.actor.clone(), self.list);
        out.ask(
            "list views",
            async move { desk.saved_views(&by, list).await },
            Heard::Views,
        );
    }

    /// Views first, then the columns: the one it is sorted by now turns round.
    pub(super) fn open_options(&self, views: &[View], cx: &Cx, out: &mut Out<Heard>) {
        let w = &cx.words;
        let mut items: Vec<Item<Choice>> = views
            .iter()
            .map(|v| {
                let label = w.say(&msg!("lists-view", name = v.name.clone()));
                Item::new(label, v.filter.clone(), Choice::Recall(v.filter.clone()))
            })
            .collect();
        let line = self.line.text().trim();
        if !line.is_empty() && self.why.is_none() {
            items.push(Item::new(w.word("lists-keep"), line, Choice::Keep));
            items.push(Item::new(w.word("lists-clear"), "", Choice::Clear));
        }
        let now = self.sort(cx);
        for key in self.list.keys().iter().filter(|k| k.sorts) {
            let is_now = now.key == key.name;
            let sort = Sort {
                key: key.name,
                down: is_now && !now.down,
            };
            let detail = match (is_now, sort.down) {
                (false, _) => String::new(),
                (true, true) => w.word("lists-sorted-up"),
                (true, false) => w.word("lists-sorted-down"),
            };
            let name = super::columns::name(key.name);
            let label = w.say(&msg!("lists-sort-by", column = name));
            items.push(Item::new(label, detail, Choice::Sort(sort)));
        }
        for v in views {
            let label = w.say(&msg!("lists-view-drop", name = v.name.clone()));
            items.push(Item::new(label, "", Choice::Drop(v.id, v.name.clone())));
        }
        out.open(Pick::new(msg!("lists-options"), items), Heard::Chosen);
    }

    /// The order the list is in.
    pub(super) fn sort(&self, cx: &Cx) -> Sort {
        let ground = Ground {
            today: cx.today(),
            currency: cx.words.currency(),
        };
        let read = parse(self.list, self.line.text(), ground).ok();
        read.and_then(|f| f.sort).unwrap_or(own_order(self.list))
    }

    pub(super) fn chosen(&mut self, choice: Choice, cx: &Cx, out: &mut Out<Heard>) {
        match choice {
            Choice::Recall(line) => {
                self.in_line = false;
                self.set_line(&line, cx, out);
            }
            Choice::Keep => self.ask_name(out),
            Choice::Clear => {
                self.in_line = false;
                self.set_line("", cx, out);
            }
            Choice::Sort(sort) => {
                self.in_line = false;
                let line = with_sort(self.line.text(), Some(sort));
                self.set_line(&line, cx, out);
            }
            Choice::Drop(id, name) => {
                let (desk, by) = (cx.desk.clone(), cx.actor.clone());
                out.tell(
                    "view drop",
                    async move { desk.drop_view(&by, id).await },
                    move |gone| Heard::ViewDropped(name, gone),
                );
            }
        }
    }

    pub(super) fn ask_name(&self, out: &mut Out<Heard>) {
        let question = Reason::new(msg!("lists-keep-title")).telling(
            msg!("lists-keep-text", filter = self.line.text().trim()),
            msg!("lists-keep-name"),
        );
        out.open(question, Heard::Named);
    }

    pub(super) fn keep(&self, name: String, cx: &Cx, out: &mut Out<Heard>) {
        let (desk, by, list) = (cx.desk.clone(), cx.actor.clone(), self.list);
        let (line, said) = (self.line.text().to_owned(), name.clone());
        out.tell(
            "view keep",
            async move { desk.keep_view(&by, list, &name, &line).await.map(drop) },
            move |kept| Heard::ViewKept(said, kept),
        );
    }
}
