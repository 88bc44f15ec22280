//! F9 on the legs of a day: the run sheet of everybody or of one driver, to a file or to this machine's printer.

use super::rounds::{Heard, Rounds};
use crate::desk::logistics::Leg;
use crate::domain::logistics::Leg as Status;
use crate::domain::{Msg, StaffId};
use crate::msg;
use crate::paper::{run_sheet, tray};
use crate::tui::app::Cx;
use crate::tui::layers::{Item, Pick};
use crate::tui::shell::Out;

/// Whose sheet, and where to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paper {
    /// One driver; `None` is everybody.
    driver: Option<(StaffId, String)>,
    to_printer: bool,
}

impl Rounds {
    /// Asks whose, and where to.
    pub(super) fn ask_paper(&self, cx: &Cx, out: &mut Out<Heard>) {
        let mut drivers: Vec<(StaffId, String)> = Vec::new();
        for leg in self.round.left.iter().chain(&self.round.legs) {
            let one = leg.driver_id.zip(leg.driver.clone());
            if let Some(one) = one.filter(|one| !drivers.contains(one)) {
                drivers.push(one);
            }
        }
        let whose = std::iter::once(None).chain(drivers.into_iter().map(Some));
        let folder = cx.tray.folder().display().to_string();
        let printer = cx.tray.printer().map(str::to_owned);
        let mut items = Vec::new();
        for driver in whose {
            for to_printer in [true, false] {
                let name = driver.as_ref().map(|d| d.1.clone());
                let label = match (name, to_printer) {
                    (None, true) => msg!("run-sheet-print"),
                    (None, false) => msg!("run-sheet-file"),
                    (Some(who), true) => msg!("run-sheet-print-of", who = who),
                    (Some(who), false) => msg!("run-sheet-file-of", who = who),
                };
                let detail = if to_printer {
                    printer.clone().unwrap_or_default()
                } else {
                    folder.clone()
                };
                let paper = Paper {
                    driver: driver.clone(),
                    to_printer,
                };
                let mut item = Item::new(cx.words.say(&label), detail, paper);
                if to_printer && printer.is_none() {
                    item.off = Some(msg!("payment-no-printer"));
                }
                items.push(item);
            }
        }
        // What works stands first.
        items.sort_by_key(|i| i.off.is_some());
        out.open(Pick::new(msg!("run-sheet-title"), items), Heard::Paper);
    }

    /// The sheet as the legs are now, not as they were last drawn.
    pub(super) fn print(&self, paper: Paper, cx: &Cx, out: &mut Out<Heard>) {
        let (desk, by, day) = (cx.desk.clone(), cx.actor.clone(), self.day);
        let (words, tray) = (cx.words.clone(), cx.tray.clone());
        out.tell(
            "run sheet",
            async move {
                let round = desk.round(&by, day).await?;
                let site = desk.site(by.site())?;
                let mine = |l: &&Leg| {
                    let whose = paper.driver.as_ref().map(|d| d.0);
                    l.status != Status::Cancelled && (whose.is_none() || l.driver_id == whose)
                };
                let legs: Vec<&Leg> = round.left.iter().chain(&round.legs).filter(mine).collect();
                let name = paper.driver.as_ref().map(|d| d.1.as_str());
                let sheet = run_sheet::Run {
                    day,
                    driver: name,
                    legs: &legs,
                    site: &site,
                };
                let done = if paper.to_printer {
                    let pages = run_sheet::pages(&sheet, &words);
                    tray.print(&pages).await.map(|()| msg!("run-sheet-printed"))
                } else {
                    let who = name.map(|n| format!("-{n}")).unwrap_or_default();
                    let name = format!("run-sheet-{day}{who}.txt");
                    let text = run_sheet::text(&sheet, &words);
                    let kept = tray.keep(&name, text.as_bytes()).await;
                    kept.map(|path| msg!("job-paper-kept", path = tray::homely(&path)))
                };
                let why =
                    |e: std::io::Error| -> Msg { msg!("job-paper-failed", why = e.to_string()) };
                Ok(done.map_err(why))
            },
            Heard::Printed,
        );
    }
}
