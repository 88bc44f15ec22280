//! F9: the inspection to this machine's printer, or to a file.

use super::{Heard, Inspecting};
use crate::domain::Msg;
use crate::msg;
use crate::paper::{inspection as paper, tray};
use crate::tui::app::Cx;
use crate::tui::layers::{Item, Pick};
use crate::tui::shell::Out;

impl Inspecting {
    pub(super) fn ask_paper(&self, cx: &Cx, out: &mut Out<Heard>) {
        let folder = cx.tray.folder().display().to_string();
        let mut print = Item::new(cx.words.word("estimate-print"), "", true);
        match cx.tray.printer() {
            Some(printer) => printer.clone_into(&mut print.detail),
            None => print.off = Some(msg!("payment-no-printer")),
        }
        let file = Item::new(cx.words.word("estimate-file"), folder, false);
        let mut items = vec![print, file];
        items.sort_by_key(|i| i.off.is_some());
        let pick = Pick::new(msg!("inspection-paper-title"), items);
        out.open(pick, Heard::Paper);
    }

    pub(super) fn print(&self, to_printer: bool, cx: &Cx, out: &mut Out<Heard>) {
        let Some(id) = self.look.as_ref().map(|l| l.head.id) else {
            return;
        };
        let (desk, actor) = (cx.desk.clone(), cx.actor.clone());
        let (words, tray) = (cx.words.clone(), cx.tray.clone());
        out.tell(
            "inspection print",
            async move {
                let look = desk.inspection(&actor, id).await?;
                let card = desk.job_card(&actor, look.head.job_id).await?;
                let site = desk.site(card.job.site_id)?;
                let done = if to_printer {
                    let pages = paper::pages(&look, &card, &site, &words);
                    tray.print(&pages).await.map(|()| msg!("job-paper-printed"))
                } else {
                    let name = format!("{}-inspection.txt", card.job.number);
                    let text = paper::text(&look, &card, &site, &words);
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
