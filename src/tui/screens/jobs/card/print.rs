//! F9: the job card or the check-in sheet, to a file or to this machine's printer.

use super::{Heard, JobCard};
use crate::domain::Msg;
use crate::msg;
use crate::paper::job_card::{self, Paper};
use crate::paper::tray;
use crate::tui::app::Cx;
use crate::tui::layers::{Item, Pick};
use crate::tui::shell::Out;

/// Which document, and where to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Way {
    paper: Paper,
    to_printer: bool,
}

impl JobCard {
    /// Asks which, and where to.
    pub(super) fn ask_paper(&self, cx: &Cx, out: &mut Out<Heard>) {
        let folder = cx.tray.folder().display().to_string();
        let printer = cx.tray.printer().map(str::to_owned);
        let row = |id: &'static str, paper: Paper, to_printer: bool| {
            let detail = match (&printer, to_printer) {
                (Some(printer), true) => printer.clone(),
                (None, true) => String::new(),
                _ => folder.clone(),
            };
            let mut item = Item::new(cx.words.word(id), detail, Way { paper, to_printer });
            if to_printer && printer.is_none() {
                item.off = Some(msg!("payment-no-printer"));
            }
            item
        };
        let mut items = vec![
            row("job-paper-card-print", Paper::JobCard, true),
            row("job-paper-sheet-print", Paper::CheckIn, true),
            row("job-paper-card-file", Paper::JobCard, false),
            row("job-paper-sheet-file", Paper::CheckIn, false),
        ];
        // What works stands first.
        items.sort_by_key(|i| i.off.is_some());
        out.open(Pick::new(msg!("job-paper-title"), items), Heard::Paper);
    }

    /// The document as the job is now, not as it was last drawn.
    pub(super) fn print(&self, way: Way, cx: &Cx, out: &mut Out<Heard>) {
        let (desk, by, id) = (cx.desk.clone(), cx.actor.clone(), self.id);
        let (words, tray) = (cx.words.clone(), cx.tray.clone());
        out.tell(
            "job card print",
            async move {
                let card = desk.job_card(&by, id).await?;
                let site = desk.site(card.job.site_id)?;
                let done = if way.to_printer {
                    let pages = job_card::pages(way.paper, &card, &site, &words);
                    tray.print(&pages).await.map(|()| msg!("job-paper-printed"))
                } else {
                    let name = match way.paper {
                        Paper::JobCard => format!("{}.txt", card.job.number),
                        Paper::CheckIn => format!("{}-check-in.txt", card.job.number),
                    };
                    let text = job_card::text(way.paper, &card, &site, &words);
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
