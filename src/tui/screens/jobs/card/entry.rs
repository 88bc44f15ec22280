//! The line one types into: a canned job by its code, a part by its words or its barcode.

use super::{Heard, JobCard};
use crate::desk::catalogue::CannedJob;
use crate::desk::job::{Before, NewLine, Pickable};
use crate::domain::{CannedJobId, Qty, symptom};
use crate::msg;
use crate::tui::app::Cx;
use crate::tui::screens::jobs::work_pick::WorkPick;
use crate::tui::shell::{Out, Toast};

/// A suggestion under the entry line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Suggested<'a> {
    Canned(&'a CannedJob),
    Part(&'a Pickable),
}

impl JobCard {
    pub(super) fn suggestions(&self) -> Vec<Suggested<'_>> {
        let typed = self.entry.text().trim().to_lowercase();
        if typed.is_empty() {
            return Vec::new();
        }
        let living = self.canned.iter().filter(|c| c.1.archived_at.is_none());
        let mut found: Vec<(u8, &CannedJob)> = living
            .filter_map(|(id, c)| {
                let (code, title) = (c.code.to_lowercase(), c.title.to_lowercase());
                let later = match () {
                    () if self.at_hand.contains(id) => 0,
                    () if self.last_time(c).is_some() => 1,
                    () => 2,
                };
                let fits = symptom::score(&c.symptoms, &c.title, &typed);
                let fits = u8::try_from(fits.min(8)).unwrap_or(8);
                let rank = match () {
                    () if code == typed => 0,
                    () if code.starts_with(&typed) => 1,
                    () if title.contains(&typed) => 2 + later,
                    // The more words of the complaint speak for it, the earlier.
                    () if fits > 0 => 30 - 3 * fits + later,
                    () => return None,
                };
                Some((rank, c))
            })
            .collect();
        found.sort_by(|a, b| (a.0, &a.1.code).cmp(&(b.0, &b.1.code)));
        let canned = found.into_iter().map(|(_, c)| Suggested::Canned(c));
        canned
            .chain(self.parts.iter().map(Suggested::Part))
            .collect()
    }

    /// The bundle that is suggested and chosen.
    pub(super) fn chosen_bundle(&self) -> Option<(CannedJobId, &CannedJob)> {
        let found = self.suggestions();
        match found.get(self.pick.min(found.len().saturating_sub(1)))? {
            Suggested::Canned(chosen) => {
                let known = self.canned.iter().find(|(_, c)| c.code == chosen.code)?;
                Some((known.0, &known.1))
            }
            Suggested::Part(_) => None,
        }
    }

    /// Puts the chosen bundle at hand of whoever is here, or away again.
    pub(super) fn keep_at_hand(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        let Some((id, _)) = self.chosen_bundle() else {
            return;
        };
        self.put_at_hand(id, !self.at_hand.contains(&id), cx, out);
    }

    /// When this was last done on the vehicle.
    pub(super) fn last_time(&self, canned: &CannedJob) -> Option<&Before> {
        let code = Some(&canned.code);
        self.before.iter().find(|b| b.code.as_ref() == code)
    }

    /// The list of canned jobs, what is at hand first.
    pub(super) fn ask_work(&self, out: &mut Out<Heard>) {
        let pick = WorkPick::new(&self.canned, &self.at_hand, &self.before);
        out.open(pick, Heard::Work);
    }

    pub(super) fn put_at_hand(
        &self,
        id: CannedJobId,
        at_hand: bool,
        cx: &Cx,
        out: &mut Out<Heard>,
    ) {
        let known = self.canned.iter().find(|(known, _)| *known == id);
        let title = known.map_or("", |(_, c)| c.title.as_str());
        let said = if at_hand {
            msg!("canned-at-hand", title = title)
        } else {
            msg!("canned-not-at-hand", title = title)
        };
        let (desk, actor) = (cx.desk.clone(), cx.actor.clone());
        let work = async move {
            desk.set_favourite(&actor, id, at_hand).await?;
            desk.favourites(&actor).await
        };
        out.tell("at hand", work, move |r| Heard::AtHand(Some(said), r));
    }

    /// Enter on a suggestion: the bundle or one of the part goes on the job.
    pub(super) fn take_suggestion(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        let found = self.suggestions();
        let Some(chosen) = found.get(self.pick.min(found.len().saturating_sub(1))) else {
            out.toast(Toast::warn(msg!("list-nothing-matches")));
            return;
        };
        match chosen {
            Suggested::Canned(c) => self.put_again(c.code.clone(), cx, out),
            Suggested::Part(part) => self.add_part((*part).clone(), cx, out),
        }
        self.entry.clear();
        self.parts.clear();
        self.pick = 0;
    }

    /// The bundle with this code goes on the job.
    pub(super) fn put_again(&self, code: String, cx: &Cx, out: &mut Out<Heard>) {
        let named = self.canned.iter().find(|(_, c)| c.code == code);
        let title = named.map_or_else(|| code.clone(), |(_, c)| c.title.clone());
        let said = msg!("canned-added", title = title);
        self.write(said, cx, out, |desk, actor, id| async move {
            Ok(desk.put_canned_job(&actor, id, &code).await?.map(drop))
        });
    }

    pub(super) fn add_part(&self, part: Pickable, cx: &Cx, out: &mut Out<Heard>) {
        let said = msg!("job-part-added", part = &part.description);
        self.write(said, cx, out, |desk, actor, id| async move {
            let line = NewLine::of_part(part.id, Qty::ONE);
            Ok(desk.add_line(&actor, id, &line).await?.map(drop))
        });
    }
}
