//! Half-filled work in the store: written when it is laid aside, at a lock, on leaving and every ten seconds
//! while somebody types; listed in the menu for the same person, wherever they log in next.

use super::house::Said;
use super::{ScreenId, Task, Toast};
use crate::desk::auth::Parked;
use crate::desk::{self, Actor};
use crate::domain::ParkedId;
use crate::msg;
use crate::tui::app::App;
use crate::tui::screens::Page;
use serde_json::{Value, json};

/// What the words of a dialog are kept as: they are in it when it is opened again, so no menu lists them.
const DIALOG: &str = "dialog";
/// Seconds of typing that a crash may cost.
const EVERY: i64 = 10;

impl App {
    /// Who is here, or who locked.
    pub(super) fn person(&self) -> Actor {
        self.cx.locked.as_ref().unwrap_or(&self.cx.actor).clone()
    }

    /// Something may have been typed: it is kept in ten seconds.
    pub(in crate::tui) fn keep_drafts_soon(&mut self) {
        let typed = || self.front().is_some_and(|page| page.hosted.unsaved());
        if self.drafts_due.is_none() && self.gate.is_none() && typed() {
            self.drafts_due = Some(self.cx.now.plus_seconds(EVERY));
        }
    }

    /// Writes what is half filled and not yet kept as it is.
    pub(in crate::tui) fn keep_drafts(&mut self) {
        self.drafts_due = None;
        let by = self.person();
        if by.staff().is_none() {
            return;
        }
        let aside = self.parked.iter_mut().map(|parked| &mut parked.page);
        let open = self.tabs.iter_mut().flat_map(|stack| &mut stack.pages);
        for page in open.chain(aside).filter(|page| page.hosted.unsaved()) {
            let Some(draft) = page.hosted.draft() else {
                continue;
            };
            if page.kept.under_way || page.kept.last.as_ref() == Some(&draft.payload) {
                continue;
            }
            page.kept.under_way = true;
            let (id, row) = (page.id, page.kept.row);
            let title = self.cx.words.say(&page.hosted.title());
            let (desk, by, payload) = (self.cx.desk.clone(), by.clone(), draft.payload.clone());
            let work = async move { desk.park(&by, row, draft.form, &title, &payload).await };
            let then = move |row| Said::Kept(id, draft.payload, row);
            let task = Task::new("park", true, work, then);
            self.rt.start(ScreenId::default(), task);
        }
    }

    pub(super) fn kept(&mut self, id: ScreenId, draft: Value, row: desk::Result<ParkedId>) {
        let page = self.every_page().find(|page| page.id == id);
        let is_there = page.is_some();
        if let Some(page) = page {
            page.kept.under_way = false;
            if let Ok(row) = &row {
                page.kept.row = Some(*row);
                page.kept.last = Some(draft);
            }
        }
        match row {
            Ok(row) if !is_there => self.forget_draft(row),
            // More was typed while this was written, and there may be no other time.
            Ok(_) if self.leaving || self.gate.is_some() => self.keep_drafts(),
            Ok(_) => {}
            Err(error) => {
                tracing::warn!(%error, "half-filled work is not kept");
                self.drafts_due = Some(self.cx.now.plus_seconds(EVERY));
            }
        }
    }

    /// Writes what was typed into dialogs and is not done, and forgets what is.
    pub(in crate::tui) fn keep_scraps(&mut self) {
        for row in self.cx.scraps.gone() {
            self.forget_draft(row);
        }
        let by = self.person();
        if by.staff().is_none() {
            return;
        }
        for scrap in self.cx.scraps.unstored(&by) {
            let (desk, by) = (self.cx.desk.clone(), by.clone());
            let payload = json!({ "about": scrap.about, "typed": scrap.typed });
            let about = scrap.about.clone();
            let work = async move {
                desk.park(&by, scrap.row, DIALOG, &scrap.about, &payload)
                    .await
            };
            let then = move |row| Said::Scrap(about, row);
            let task = Task::new("park", true, work, then);
            self.rt.start(ScreenId::default(), task);
        }
    }

    pub(super) fn scrap_kept(&mut self, about: &str, row: desk::Result<ParkedId>) {
        if let Err(error) = &row {
            tracing::warn!(%error, "words of a dialog are not kept");
        }
        let by = self.person();
        self.cx.scraps.stored(&by, about, row.ok());
        for row in self.cx.scraps.gone() {
            self.forget_draft(row);
        }
    }

    /// It was saved, or thrown away: the store need not keep it.
    pub(super) fn forget_draft(&mut self, row: ParkedId) {
        let (desk, by) = (self.cx.desk.clone(), self.person());
        let work = async move { desk.unpark(&by, row).await };
        let task = Task::new("park", true, work, |_| Said::Nothing);
        self.rt.start(ScreenId::default(), task);
    }

    /// Asks what this person has kept: from a crash, a hang-up, another terminal.
    pub(super) fn ask_shelved(&mut self) {
        self.shelved.clear();
        if self.cx.actor.staff().is_none() {
            return;
        }
        let (desk, by) = (self.cx.desk.clone(), self.cx.actor.clone());
        let work = async move { desk.parked(&by).await };
        let task = Task::new("shelved", false, work, Said::Shelved);
        self.rt.start(ScreenId::default(), task);
    }

    pub(super) fn shelved_are(&mut self, list: desk::Result<Vec<Parked>>) {
        let Ok(list) = list else { return };
        let by = self.person();
        let (dialogs, pages): (Vec<_>, Vec<_>) = list.into_iter().partition(|d| d.form == DIALOG);
        for draft in dialogs {
            if let Some(about) = draft.payload["about"].as_str() {
                let typed = draft.payload["typed"].clone();
                self.cx.scraps.found(&by, about, typed, draft.id);
            }
        }
        self.shelved = pages;
        let count = self.shelved().count();
        if count > 0 && self.gate.is_none() {
            self.say(Toast::warn(msg!("toast-shelved", count = count)));
        }
    }

    /// Kept work that is not open here, newest first.
    pub(super) fn shelved(&self) -> impl Iterator<Item = &Parked> {
        let aside = self.parked.iter().map(|parked| &parked.page);
        let open = self.tabs.iter().flat_map(|stack| &stack.pages);
        let here: Vec<_> = open.chain(aside).filter_map(|page| page.kept.row).collect();
        self.shelved
            .iter()
            .filter(move |draft| !here.contains(&draft.id))
    }

    /// Takes kept work up again, as it was typed.
    pub(super) fn recall(&mut self, id: ParkedId) {
        let known = self.shelved.iter().find(|draft| draft.id == id);
        let opens = known.and_then(|d| (self.roster.recall)(&d.form, &d.payload, &self.cx));
        if opens.is_none() {
            self.say(Toast::warn(msg!("toast-cannot-open")));
            return;
        }
        let (desk, by) = (self.cx.desk.clone(), self.cx.actor.clone());
        let work = async move { desk.recall(&by, id).await };
        let task = Task::new("park", true, work, Said::Recalled);
        self.rt.start(ScreenId::default(), task);
    }

    pub(super) fn recalled(&mut self, draft: desk::Result<Parked>) {
        match draft {
            Ok(draft) => {
                self.shelved.retain(|other| other.id != draft.id);
                if let Some(page) = (self.roster.recall)(&draft.form, &draft.payload, &self.cx) {
                    self.push(page);
                    self.keep_drafts();
                }
            }
            Err(desk::Error::NotFound) => {
                self.ask_shelved();
                self.say(Toast::warn(msg!("toast-cannot-open")));
            }
            Err(error) => self.say(Toast::bad(error.msg())),
        }
    }

    /// Pages half filled: those the store keeps, and those it cannot.
    pub(super) fn half_filled(&self) -> (usize, usize) {
        let aside = self.parked.iter().map(|parked| &parked.page);
        let open = self.tabs.iter().flat_map(|stack| &stack.pages);
        let (kept, lost): (Vec<&Page>, Vec<&Page>) = open
            .chain(aside)
            .filter(|page| page.hosted.unsaved())
            .partition(|page| page.hosted.draft().is_some());
        (kept.len(), lost.len())
    }

    fn every_page(&mut self) -> impl Iterator<Item = &mut Page> {
        let away = self.away.values_mut();
        let away = away.flat_map(|(tabs, parked, _)| {
            let aside = parked.iter_mut().map(|parked| &mut parked.page);
            tabs.iter_mut()
                .flat_map(|stack| &mut stack.pages)
                .chain(aside)
        });
        let aside = self.parked.iter_mut().map(|parked| &mut parked.page);
        let open = self.tabs.iter_mut().flat_map(|stack| &mut stack.pages);
        open.chain(aside).chain(away)
    }
}
