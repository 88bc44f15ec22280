//! What marked bookings, jobs and invoices can go through together: each by its own verb, so each is refused or taken
//! back for itself.

use super::act::{Bulk, Outcome};
use super::{Heard, Register};
use crate::desk::board::Mechanic;
use crate::desk::lists::Line;
use crate::desk::{self, Actor, Desk, Done};
use crate::domain::booking::Event;
use crate::domain::filter::List;
use crate::domain::permission::Permission;
use crate::domain::{InvoiceId, Msg, msg};
use crate::paper::job_card::{self, Paper};
use crate::paper::{Tray, invoice};
use crate::tui::cx::Cx;
use crate::tui::layers::{Item, Pick, Reason};
use crate::tui::screens::bookings::step::Step;
use crate::tui::screens::jobs::bulk::{self, Bulk as JobStep, Row};
use crate::tui::shell::Out;
use crate::words::Words;

/// What is done to each.
#[derive(Clone, Debug)]
pub enum Each {
    /// A step of a booking, with its reason.
    Booking(Event, String),
    /// A step of a job.
    Job(JobStep),
    /// Its paper: to the printer, else to a file.
    Paper { to_printer: bool },
}

/// What rows of this list can go through.
pub(super) fn items(list: List, cx: &Cx) -> Vec<Item<Bulk>> {
    let item = |id: &'static str, needs: Permission, what: Bulk| {
        let mut item = Item::new(cx.words.word(id), "", what);
        item.off = (!cx.can(needs)).then(|| msg!("off-permission", permission = needs.label()));
        item
    };
    let paper = |to_printer: bool| {
        let (id, detail) = match (to_printer, cx.tray.printer()) {
            (true, printer) => ("lists-many-print", printer.unwrap_or_default().to_owned()),
            (false, _) => ("lists-many-papers", cx.tray.folder().display().to_string()),
        };
        let what = Bulk::Each(Each::Paper { to_printer });
        let mut item = Item::new(cx.words.word(id), detail, what);
        if to_printer && cx.tray.printer().is_none() {
            item.off = Some(msg!("payment-no-printer"));
        }
        item
    };
    let (book, edit) = (Permission::BookingEdit, Permission::JobEdit);
    match list {
        List::Bookings => vec![
            item(
                "lists-many-confirm",
                book,
                Bulk::Each(Each::Booking(Event::Confirm, String::new())),
            ),
            item("lists-many-decline", book, Bulk::Why(Event::Decline)),
            item("lists-many-cancel", book, Bulk::Why(Event::Cancel)),
        ],
        List::Jobs => vec![
            item(
                "lists-many-forward",
                Permission::JobSee,
                job(JobStep::Forward),
            ),
            item("lists-many-assign", edit, Bulk::Who),
            item(
                "lists-many-tell",
                Permission::MessageSend,
                job(JobStep::Tell),
            ),
            paper(true),
            paper(false),
        ],
        List::Invoices => vec![paper(true), paper(false)],
        List::Customers | List::Vehicles | List::Parts => Vec::new(),
    }
}

fn job(step: JobStep) -> Bulk {
    Bulk::Each(Each::Job(step))
}

/// The reason they all get.
pub(super) fn ask_why(event: Event, count: usize, cx: &Cx, out: &mut Out<Heard>) {
    let question = if event == Event::Decline {
        Reason::new(msg!("lists-why-decline", count = count))
            .with(["bookings-reason-full", "bookings-reason-not-ours"], cx)
    } else {
        Reason::new(msg!("lists-why-cancel", count = count)).with(
            [
                "bookings-reason-customer",
                "bookings-reason-us",
                "bookings-reason-twice",
            ],
            cx,
        )
    };
    out.open(question, move |why| {
        Heard::Do(Bulk::Each(Each::Booking(event, why)))
    });
}

/// The mechanics, to choose one.
pub(super) fn ask_who(cx: &Cx, out: &mut Out<Heard>) {
    let (desk, by) = (cx.desk.clone(), cx.actor.clone());
    out.ask(
        "list who",
        async move { desk.mechanics_at_work(&by).await },
        Heard::Who,
    );
}

pub(super) fn run(what: Each, rows: Vec<Line>, cx: &Cx, out: &mut Out<Heard>) {
    let (desk, by) = (cx.desk.clone(), cx.actor.clone());
    let (words, tray) = (cx.words.clone(), cx.tray.clone());
    out.tell(
        "list bulk",
        async move {
            let mut outcome = Outcome {
                said: |count| msg!("lists-done", count = count),
                done: Vec::new(),
                undo: Vec::new(),
                refused: Vec::new(),
            };
            for row in rows {
                match step(&desk, &by, &row, &what, (&words, &tray)).await {
                    Ok(done) => {
                        outcome.done.push(row.id());
                        outcome.undo.extend(done.undo);
                    }
                    // Without contact the rest would only wait for the same.
                    Err(e @ desk::Error::Unavailable { .. }) => return Err(e),
                    Err(e) => outcome.refused.push((Register::called(&row), e.msg())),
                }
            }
            Ok(outcome)
        },
        Heard::Bulk,
    );
}

async fn step(
    desk: &Desk,
    by: &Actor,
    row: &Line,
    what: &Each,
    (words, tray): (&Words, &Tray),
) -> desk::Result<Done<()>> {
    match (row, what) {
        (Line::Booking(b), Each::Booking(event, why)) => {
            let mut step = Step::new(*event, b.id, b.number.clone());
            step.why.clone_from(why);
            step.tell(desk, by).await
        }
        (Line::Job(j), Each::Job(what)) => {
            let card = desk.job_card(by, j.id).await?;
            bulk::step(desk, by, &Row::from(&card), what).await
        }
        (Line::Job(j), Each::Paper { to_printer }) => {
            let card = desk.job_card(by, j.id).await?;
            let site = desk.site(card.job.site_id)?;
            let done = if *to_printer {
                let pages = job_card::pages(Paper::JobCard, &card, &site, words);
                tray.print(&pages).await
            } else {
                let text = job_card::text(Paper::JobCard, &card, &site, words);
                let name = format!("{}.txt", card.job.number);
                tray.keep(&name, text.as_bytes()).await.map(drop)
            };
            lies(done)
        }
        (Line::Invoice(i), Each::Paper { to_printer }) => {
            let id = InvoiceId(i.id.0);
            let card = desk.invoice_card(by, id).await?;
            let done = if *to_printer {
                tray.print(&invoice::pages(&card, words)).await
            } else {
                let name = match &card.invoice.number {
                    Some(number) => format!("{number}.txt"),
                    None => format!("draft-{id}.txt"),
                };
                let text = invoice::text(&card, words);
                tray.keep(&name, text.as_bytes()).await.map(drop)
            };
            lies(done)
        }
        _ => Err(desk::Error::NotFound),
    }
}

/// Paper that lies somewhere takes nothing back.
fn lies(done: std::io::Result<()>) -> desk::Result<Done<()>> {
    let refused = |e: std::io::Error| msg!("job-paper-failed", why = e.to_string());
    done.map_err(|e| desk::Error::Refused(refused(e)))?;
    Ok(Done::final_(()))
}

impl Register {
    /// Whose the marked jobs shall be.
    pub(super) fn pick_who(all: Vec<Mechanic>, cx: &Cx, out: &mut Out<Heard>) {
        let w = &cx.words;
        let to = |who| Bulk::Each(Each::Job(JobStep::Assign(who)));
        let nobody = Item::new(w.word("assign-nobody"), "", to(None));
        let people = all.into_iter().map(|m| {
            let open: Msg = msg!("mechanic-open-tasks", count = m.open);
            Item::new(m.name, w.say(&open), to(Some(m.id)))
        });
        let items = people.chain(std::iter::once(nobody)).collect();
        out.open(Pick::new(msg!("lists-assign"), items), Heard::Do);
    }
}
