//! Doing what a screen wished, in the order it wished it.

use super::{Parked, ScreenId, Toast, Wish};
use crate::domain::theme;
use crate::msg;
use crate::tui::app::App;
use crate::tui::layers::Layer;
use crate::tui::screens::{Page, Place};

impl App {
    pub(in crate::tui) fn perform(&mut self, from: ScreenId, wishes: Vec<Wish>) {
        for wish in wishes {
            match wish {
                // Behind the log-in nobody asks: they would be refused, and ask again. Whoever comes back asks anew.
                Wish::Task(task) if !task.write && self.is_behind_gate(from) => {}
                Wish::AtRest(_) if self.is_behind_gate(from) => {}
                Wish::Task(task) => self.rt.start(from, task),
                Wish::AtRest(task) => self.rt.put_off(from, task),
                Wish::Layer(layer) => self.lay_for(from, layer),
                Wish::Feed(news) => {
                    if let Some((_, layer)) = self.layers.iter_mut().rfind(|(o, _)| *o == from) {
                        layer.feed(news);
                    }
                }
                Wish::Close => {
                    if let Some(at) = self.layers.iter().rposition(|(owner, _)| *owner == from) {
                        self.layers.remove(at);
                    }
                }
                Wish::Push(page) => self.push(page),
                Wish::Replace(page) => {
                    self.drop_page(from);
                    self.push(page);
                }
                Wish::Pop(None) => {
                    self.drop_page(from);
                    self.enter_front();
                }
                Wish::Pop(Some(value)) => self.finish_page(from, value),
                Wish::Toast(toast) => self.say(toast),
                Wish::Undoable(what, inverse) => {
                    let now = self.cx.now;
                    self.undo.push(what, inverse, now);
                    self.again.clear();
                }
                Wish::Go(place) => self.go(place),
                Wish::Visit(place) => self.visit(place),
                Wish::Enter(actor) => self.enter(*actor),
                Wish::LoggedIn(entry) => self.logged_in(*entry),
                Wish::Dress(theme) => {
                    self.taste.theme = theme.map_or("", theme::Name::as_str).to_owned();
                    self.dress();
                }
                Wish::Lock => self.lock(),
                Wish::Quit => self.leave(),
                Wish::Refresh => self.refresh(),
            }
        }
    }

    /// Whether it is a page while the log-in stands before all of them.
    fn is_behind_gate(&self, screen: ScreenId) -> bool {
        let gate = self.gate.as_ref().map(|page| page.id);
        gate.is_some_and(|gate| screen != gate && screen != ScreenId::default())
    }

    /// Lays a dialog on top. A toast from before would only hide its keys.
    pub(super) fn lay_for(&mut self, owner: ScreenId, layer: Box<dyn Layer>) {
        self.toasts.dismiss();
        self.layers.push((owner, layer));
    }

    /// Lays a page on the stack in front and lets it ask for what it shows.
    pub(in crate::tui) fn push(&mut self, mut page: Page) {
        self.next_id += 1;
        page.id = ScreenId(self.next_id);
        if let Some(stack) = self.tabs.get_mut(self.at) {
            stack.pages.push(page);
            self.enter_front();
        }
    }

    /// Lets the page in front ask for what it shows.
    pub(in crate::tui) fn enter_front(&mut self) {
        self.dirty = true;
        self.turn(|hosted, cx| ((), hosted.enter(cx)));
    }

    /// Every page in sight fetches again; the others do when they come to the front.
    pub(in crate::tui) fn refresh(&mut self) {
        self.enter_front();
    }

    fn drop_page(&mut self, id: ScreenId) -> Option<Page> {
        let page = self.take_page(id);
        if let Some(row) = page.as_ref().and_then(|page| page.kept.row) {
            self.forget_draft(row);
        }
        page
    }

    fn take_page(&mut self, id: ScreenId) -> Option<Page> {
        self.rt.forget(id);
        self.layers.retain(|(owner, _)| *owner != id);
        if let Some(at) = self.parked.iter().position(|p| p.page.id == id) {
            return Some(self.parked.remove(at).page);
        }
        for (tab, stack) in self.tabs.iter_mut().enumerate() {
            if let Some(at) = stack.pages.iter().position(|page| page.id == id) {
                // The last page of a tab is its home and stays.
                if at == 0 && stack.pages.len() == 1 && tab == self.at {
                    return None;
                }
                return Some(stack.pages.remove(at));
            }
        }
        None
    }

    fn finish_page(&mut self, id: ScreenId, value: super::Answer) {
        let opener = self.tabs.iter().find_map(|stack| {
            let at = stack.pages.iter().position(|page| page.id == id)?;
            stack.pages.get(at.checked_sub(1)?).map(|page| page.id)
        });
        let then = self.drop_page(id).and_then(|page| page.then);
        self.enter_front();
        if let (Some(opener), Some(answer)) = (opener, then.and_then(|then| then(value))) {
            self.deliver(opener, answer);
        }
    }

    /// Esc that the page did not want: one page back; what was typed is laid aside, not lost.
    pub(in crate::tui) fn step_back(&mut self) {
        if self.lay_aside() {
            self.enter_front();
        }
    }

    /// Back to the first page of the tab one is on; what is half done is laid aside, as by Esc.
    pub(in crate::tui) fn step_home(&mut self) {
        let mut went = false;
        while self.lay_aside() {
            went = true;
        }
        if went {
            self.enter_front();
        }
    }

    /// Takes the page in front away; `false` for the first of a tab.
    fn lay_aside(&mut self) -> bool {
        let Some(stack) = self
            .tabs
            .get_mut(self.at)
            .filter(|stack| stack.pages.len() > 1)
        else {
            return false;
        };
        let Some(page) = stack.pages.pop() else {
            return false;
        };
        if page.hosted.unsaved() {
            let title = page.hosted.title();
            self.say(Toast::good(msg!("toast-parked", what = title.clone())));
            self.parked.push(Parked { title, page });
            self.keep_drafts();
        } else {
            self.rt.forget(page.id);
            if let Some(row) = page.kept.row {
                self.forget_draft(row);
            }
        }
        true
    }

    /// Takes laid-aside work up again, on top of the page in front.
    pub(in crate::tui) fn unpark(&mut self, at: usize) {
        if at < self.parked.len() {
            let page = self.parked.remove(at).page;
            if let Some(stack) = self.tabs.get_mut(self.at) {
                stack.pages.push(page);
                self.enter_front();
            }
        }
    }

    /// To a tab, counted from nought; its pages are as they were left.
    pub(in crate::tui) fn show_tab(&mut self, at: usize) {
        if at >= self.tabs.len() {
            return;
        }
        self.at = at;
        if self.tabs[at].pages.is_empty() {
            let page = (self.tabs[at].tab.open)(&self.cx);
            self.push(page);
        } else {
            self.enter_front();
        }
    }

    pub(in crate::tui) fn go(&mut self, place: Place) {
        let Some((tab, page)) = (self.roster.open)(place, &self.cx) else {
            self.say(Toast::warn(msg!("toast-cannot-open")));
            return;
        };
        if let Some(at) = self.tabs.iter().position(|stack| stack.tab.id == tab) {
            if self.tabs[at].pages.is_empty() {
                self.show_tab(at);
            }
            self.at = at;
        }
        self.push(page);
    }

    fn visit(&mut self, place: Place) {
        match (self.roster.open)(place, &self.cx) {
            Some((_, page)) => self.push(page),
            None => self.say(Toast::warn(msg!("toast-cannot-open"))),
        }
    }
}
