//! The estimate of a job: its newest version line by line, what the customer said to each, and the next step of it.

mod view;

use super::prompt::Prompt;
use super::readaloud::ReadAloud;
use super::work_pick::{AtHand, WorkPick, WorkSaid};
use crate::desk::catalogue::CannedJob;
use crate::desk::job::{Before, Card, CardLine, EstimateCard, Way};
use crate::desk::{self, Done};
use crate::domain::change::Topic;
use crate::domain::estimate::Status;
use crate::domain::line::{Kind as LineKind, Method};
use crate::domain::permission::Permission;
use crate::domain::{CannedJobId, JobId, LineId, Msg, WorkItemId};
use crate::msg;
use crate::paper::{estimate as paper, tray};
use crate::tui::app::Cx;
use crate::tui::keys::{Action, Command};
use crate::tui::layers::{Item, Pick};
use crate::tui::look::Canvas;
use crate::tui::screens::{Handled, Screen, Subject};
use crate::tui::shell::{Out, Toast};
use crate::tui::widgets::{Field, Form, Kind};
use ratatui::layout::Rect;

/// The page.
pub struct EstimatePage {
    job: JobId,
    plate: String,
    read: Option<Box<Read>>,
    at: usize,
}

/// What the page shows: the job, and its estimate once there is one.
pub struct Read {
    card: Card,
    told: Option<EstimateCard>,
}

/// What it hears.
#[expect(missing_docs, reason = "each is an answer, named after its question")]
pub enum Heard {
    Read(Box<desk::Result<Read>>),
    Wrote(Msg, desk::Result<()>),
    Way(Way),
    Returned(Box<Form>),
    Paper(bool),
    Shelf(Box<desk::Result<Shelf>>),
    Work(WorkSaid),
    Kept(desk::Result<Vec<CannedJobId>>),
    Put(desk::Result<Done<()>>),
    Printed(desk::Result<Result<Msg, Msg>>),
}

/// The canned jobs, those at hand, and what was done on the vehicle before.
pub struct Shelf {
    canned: Vec<(CannedJobId, CannedJob)>,
    at_hand: Vec<CannedJobId>,
    before: Vec<Before>,
}

/// A row: a work item or one of its lines.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Key {
    Item(WorkItemId),
    Line(LineId),
}

/// What Enter does.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Next {
    Write,
    Approve,
    Send,
    Call,
    Nothing,
}

impl EstimatePage {
    /// The estimate of this job.
    pub fn new(job: JobId, plate: impl Into<String>) -> Self {
        Self {
            job,
            plate: plate.into(),
            read: None,
            at: 0,
        }
    }

    fn ask(&self, cx: &Cx, out: &mut Out<Heard>) {
        let (desk, actor, job) = (cx.desk.clone(), cx.actor.clone(), self.job);
        out.ask(
            "estimate",
            async move {
                let told = desk.estimate_of(&actor, job).await?;
                let card = match &told {
                    Some(told) => told.card.clone(),
                    None => desk.job_card(&actor, job).await?,
                };
                Ok(Read { card, told })
            },
            |r| Heard::Read(Box::new(r)),
        );
    }

    fn told(&self) -> Option<&EstimateCard> {
        self.read.as_ref()?.told.as_ref()
    }

    fn status(&self) -> Option<Status> {
        self.told().map(|t| t.estimate.status)
    }

    fn keys(&self) -> Vec<Key> {
        let Some(read) = &self.read else {
            return Vec::new();
        };
        let mut keys = Vec::new();
        for item in &read.card.items {
            let own = read.card.lines.iter();
            let own =
                own.filter(|l| l.line.work_item_id == item.id && l.line.kind != LineKind::Note);
            let lines: Vec<Key> = own.map(|l| Key::Line(l.line.id)).collect();
            if !lines.is_empty() {
                keys.push(Key::Item(item.id));
                keys.extend(lines);
            }
        }
        keys
    }

    fn line(&self) -> Option<&CardLine> {
        let Some(Key::Line(id)) = self.keys().get(self.at).copied() else {
            return None;
        };
        self.read
            .as_ref()?
            .card
            .lines
            .iter()
            .find(|l| l.line.id == id)
    }

    fn next(&self) -> Next {
        let Some(told) = self.told() else {
            return Next::Write;
        };
        let undecided = !told.card.undecided().is_empty();
        match told.estimate.status {
            _ if (told.outdated || told.expired) && undecided => Next::Write,
            Status::Review => Next::Approve,
            Status::Draft | Status::Approved => Next::Send,
            Status::Returned | Status::Replaced => Next::Write,
            Status::Sent if undecided => Next::Call,
            Status::Sent => Next::Nothing,
        }
    }

    fn write(&self, cx: &Cx, out: &mut Out<Heard>) {
        let (desk, actor, job) = (cx.desk.clone(), cx.actor.clone(), self.job);
        out.tell(
            "estimate write",
            async move { desk.write_estimate(&actor, job).await.map(drop) },
            |r| Heard::Wrote(msg!("estimate-written"), r),
        );
    }

    fn go_on(&self, cx: &Cx, out: &mut Out<Heard>) {
        match (self.next(), self.told().map(|t| t.estimate.id)) {
            (Next::Approve, Some(id)) => {
                let (desk, actor) = (cx.desk.clone(), cx.actor.clone());
                out.tell(
                    "estimate write",
                    async move { desk.approve_estimate(&actor, id).await },
                    |r| Heard::Wrote(msg!("estimate-approved"), r),
                );
            }
            (Next::Send, Some(_)) => self.ask_way(cx, out),
            (Next::Call, _) => out.push(ReadAloud::new(self.job)),
            (Next::Nothing, _) => out.toast(Toast::warn(msg!("card-nothing-to-ask"))),
            _ => self.write(cx, out),
        }
    }

    /// How the customer gets it.
    fn ask_way(&self, cx: &Cx, out: &mut Out<Heard>) {
        let row = |id: &'static str, way| Item::new(cx.words.word(id), "", way);
        let items = vec![
            row("estimate-by-message", Way::Message),
            row("estimate-by-phone", Way::Told(Method::Phone)),
            row("estimate-in-person", Way::Told(Method::InPerson)),
        ];
        out.open(Pick::new(msg!("estimate-way-title"), items), Heard::Way);
    }

    fn send(&self, way: Way, cx: &Cx, out: &mut Out<Heard>) {
        let (desk, actor, job) = (cx.desk.clone(), cx.actor.clone(), self.job);
        let words = cx.words.clone();
        let said = match way {
            Way::Message => msg!("estimate-sent"),
            Way::Told(_) => msg!("estimate-told"),
        };
        out.tell(
            "estimate write",
            async move {
                let told = desk.estimate_of(&actor, job).await?;
                let told = told.ok_or(desk::Error::NotFound)?;
                let site = desk.site(told.card.job.site_id)?;
                let body = paper::text(&told, &site, &words);
                desk.send_estimate(&actor, told.estimate.id, way, &body)
                    .await
            },
            |r| Heard::Wrote(said, r),
        );
        if way == Way::Told(Method::Phone) {
            out.push(ReadAloud::new(job));
        }
    }

    /// F9: to this machine's printer, or to a file.
    fn ask_paper(&self, cx: &Cx, out: &mut Out<Heard>) {
        let folder = cx.tray.folder().display().to_string();
        let mut print = Item::new(cx.words.word("estimate-print"), "", true);
        match cx.tray.printer() {
            Some(printer) => printer.clone_into(&mut print.detail),
            None => print.off = Some(msg!("payment-no-printer")),
        }
        let mut items = vec![
            print,
            Item::new(cx.words.word("estimate-file"), folder, false),
        ];
        items.sort_by_key(|i| i.off.is_some());
        out.open(Pick::new(msg!("estimate-paper-title"), items), Heard::Paper);
    }

    fn print(&self, to_printer: bool, cx: &Cx, out: &mut Out<Heard>) {
        let (desk, actor, job) = (cx.desk.clone(), cx.actor.clone(), self.job);
        let (words, tray) = (cx.words.clone(), cx.tray.clone());
        out.tell(
            "estimate print",
            async move {
                let told = desk.estimate_of(&actor, job).await?;
                let told = told.ok_or(desk::Error::NotFound)?;
                let site = desk.site(told.card.job.site_id)?;
                let done = if to_printer {
                    let pages = paper::pages(&told, &site, &words);
                    tray.print(&pages).await.map(|()| msg!("job-paper-printed"))
                } else {
                    let e = &told.estimate;
                    let name = format!("{}-{}.txt", e.number, e.revision);
                    let text = paper::text(&told, &site, &words);
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

    /// The list of canned jobs, read afresh.
    fn ask_work(&self, cx: &Cx, out: &mut Out<Heard>) {
        let (desk, actor, job) = (cx.desk.clone(), cx.actor.clone(), self.job);
        out.ask(
            "estimate work",
            async move {
                Ok(Shelf {
                    canned: desk.canned_jobs(&actor).await?,
                    at_hand: desk.favourites(&actor).await?,
                    before: desk.done_before(&actor, job).await?,
                })
            },
            |r| Heard::Shelf(Box::new(r)),
        );
    }

    fn take_work(&self, said: WorkSaid, cx: &Cx, out: &mut Out<Heard>) {
        let (desk, actor, job) = (cx.desk.clone(), cx.actor.clone(), self.job);
        match said {
            WorkSaid::Took(code) => out.tell(
                "estimate write",
                async move { Ok(desk.put_canned_job(&actor, job, &code).await?.map(drop)) },
                Heard::Put,
            ),
            WorkSaid::Keep(id, at_hand) => out.tell(
                "at hand",
                async move {
                    desk.set_favourite(&actor, id, at_hand).await?;
                    desk.favourites(&actor).await
                },
                Heard::Kept,
            ),
        }
    }

    fn ask_return(&self, cx: &Cx, out: &mut Out<Heard>) {
        let field = Field::new("note", cx.words.word("estimate-field-return"), Kind::Text);
        let fields = vec![field.required().width(46)];
        out.open(
            Prompt::new(cx, msg!("estimate-return-title"), fields),
            |form| Heard::Returned(Box::new(form)),
        );
    }

    fn step(&mut self, by: isize) {
        let last = self.keys().len().saturating_sub(1);
        self.at = self.at.saturating_add_signed(by).min(last);
    }
}

impl Screen for EstimatePage {
    type Msg = Heard;

    fn title(&self) -> Msg {
        msg!("estimate-title", plate = &self.plate)
    }

    fn help(&self) -> Option<Msg> {
        Some(msg!("help-estimate"))
    }

    fn subject(&self) -> Option<Subject> {
        Some(Subject {
            entity: "job",
            id: self.job.0,
        })
    }

    fn holds(&self, action: Action) -> bool {
        self.read.is_none() && action == Action::Accept
    }

    fn commands(&self, cx: &Cx) -> Vec<Command> {
        let next = self.next();
        let (label, needs) = match next {
            Next::Write => (msg!("estimate-cmd-write"), Permission::JobWork),
            Next::Approve => (msg!("estimate-cmd-approve"), Permission::EstimateReview),
            Next::Send => (msg!("estimate-cmd-send"), Permission::LineAuthorise),
            Next::Call | Next::Nothing => (msg!("job-cmd-read-aloud"), Permission::LineAuthorise),
        };
        let may = cx.can(needs) || (next == Next::Write && cx.can(Permission::LineAuthorise));
        let none = self.keys().is_empty();
        let refused = || msg!("off-permission", permission = needs.label());
        let unwritten = self.told().is_none();
        let back = matches!(self.status(), Some(Status::Review | Status::Approved));
        vec![
            Command::new(Action::Accept, label, 1)
                .unless(none, msg!("estimate-empty"))
                .unless(next == Next::Nothing, msg!("card-nothing-to-ask"))
                .unless(!may, refused()),
            Command::new(Action::Less, msg!("estimate-cmd-return"), 2)
                .needs(cx, Permission::EstimateReview)
                .unless(!back, msg!("estimate-off-not-waiting")),
            Command::new(Action::Print, msg!("job-cmd-print"), 3)
                .unless(unwritten, msg!("estimate-none")),
            Command::new(Action::Reorder, msg!("job-cmd-read-aloud"), 0)
                .needs(cx, Permission::LineAuthorise)
                .unless(none, msg!("estimate-empty")),
            Command::new(Action::Insert, msg!("estimate-cmd-anew"), 4)
                .unless(none, msg!("estimate-empty"))
                .unless(!may, refused()),
            Command::new(Action::Options, msg!("estimate-cmd-add"), 6)
                .needs(cx, Permission::JobEdit),
            Command::new(Action::Next, msg!("estimate-cmd-card"), 5),
        ]
    }

    fn on_enter(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        self.ask(cx, out);
    }

    fn on_change(&mut self, topic: Topic, cx: &Cx, out: &mut Out<Heard>) {
        if topic == Topic::Jobs {
            self.ask(cx, out);
        }
    }

    fn on_action(&mut self, action: Action, cx: &Cx, out: &mut Out<Heard>) -> Handled {
        match action {
            Action::Accept => self.go_on(cx, out),
            Action::Insert => self.write(cx, out),
            Action::Less => self.ask_return(cx, out),
            Action::Print => self.ask_paper(cx, out),
            Action::Options => self.ask_work(cx, out),
            Action::Reorder => out.push(ReadAloud::new(self.job)),
            Action::Next => out.pop(),
            Action::Up => self.step(-1),
            Action::Down => self.step(1),
            Action::PageUp => self.step(-10),
            Action::PageDown => self.step(10),
            Action::First => self.step(isize::MIN),
            Action::Last => self.step(isize::MAX),
            _ => return Handled::No,
        }
        Handled::Yes
    }

    fn on_msg(&mut self, heard: Heard, cx: &Cx, out: &mut Out<Heard>) {
        match heard {
            Heard::Read(read) => match *read {
                Ok(read) => {
                    self.read = Some(Box::new(read));
                    self.step(0);
                }
                Err(e) => out.refused(&e),
            },
            Heard::Wrote(said, Ok(())) => {
                out.toast(Toast::good(said));
                self.ask(cx, out);
            }
            Heard::Way(way) => self.send(way, cx, out),
            Heard::Returned(form) => {
                if let Some(id) = self.told().map(|t| t.estimate.id) {
                    let (desk, actor) = (cx.desk.clone(), cx.actor.clone());
                    let note = form.text("note");
                    out.tell(
                        "estimate write",
                        async move { desk.return_estimate(&actor, id, &note).await },
                        |r| Heard::Wrote(msg!("estimate-returned"), r),
                    );
                }
            }
            Heard::Shelf(shelf) => match *shelf {
                Ok(s) => out.open(WorkPick::new(&s.canned, &s.at_hand, &s.before), Heard::Work),
                Err(e) => out.refused(&e),
            },
            Heard::Work(said) => self.take_work(said, cx, out),
            Heard::Kept(Ok(at_hand)) => out.feed(AtHand(at_hand)),
            Heard::Kept(Err(e)) => out.refused(&e),
            Heard::Put(Ok(done)) => {
                out.done(msg!("estimate-work-added"), done);
                self.ask(cx, out);
            }
            Heard::Paper(to_printer) => self.print(to_printer, cx, out),
            Heard::Printed(Ok(Ok(said))) => out.toast(Toast::good(said)),
            Heard::Printed(Ok(Err(why))) => out.toast(Toast::bad(why)),
            Heard::Wrote(_, Err(e)) | Heard::Printed(Err(e)) | Heard::Put(Err(e)) => {
                out.refused(&e);
                self.ask(cx, out);
            }
        }
    }

    fn draw(&self, c: &mut Canvas<'_>, area: Rect, cx: &Cx) {
        view::draw(self, c, area, cx);
    }
}
