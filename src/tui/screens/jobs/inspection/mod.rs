//! Looking a vehicle over in the bay: a letter grades a point, a figure is its reading, `w` puts the work on the job.
//!
//! Nothing is typed into the page, so letters are bare here. It prices nothing and decides nothing for the customer.

mod ask;
mod paper;
mod photos;
mod view;

use crate::desk::catalogue::CannedJob;
use crate::desk::job::{Head, Inspection, InspectionForm, Pixels, Point, Remedy};
use crate::desk::{self, Done};
use crate::domain::change::Topic;
use crate::domain::inspection::{Grade, Status};
use crate::domain::permission::Permission;
use crate::domain::{
    AttachmentId, CannedJobId, InspectionFormId, InspectionId, JobId, Msg, PointId, WorkItemId,
    parse,
};
use crate::msg;
use crate::tui::app::Cx;
use crate::tui::keys::{Action, Command};
use crate::tui::look::Canvas;
use crate::tui::screens::jobs::estimate::EstimatePage;
use crate::tui::screens::{Handled, Screen, Subject};
use crate::tui::shell::{Out, Toast};
use crate::tui::widgets::{Form, LineEdit};
use ask::Asked;
use crossterm::event::{KeyCode, KeyEvent};
use ratatui::layout::Rect;

/// The page.
pub struct Inspecting {
    job: JobId,
    plate: String,
    /// The looks taken on the job, once they are read.
    taken: Option<Vec<Head>>,
    forms: Vec<InspectionForm>,
    canned: Vec<(CannedJobId, CannedJob)>,
    look: Option<Inspection>,
    at: usize,
    /// Figures typed for the point under the cursor.
    reading: LineEdit,
    /// The last form sent, to be shown again with what is wrong.
    sent: Option<(Asked, Form)>,
    /// The photo that is looked at, of those at the point.
    seen: Option<(AttachmentId, Pixels)>,
}

/// What it hears.
#[expect(missing_docs, reason = "each is an answer, named after its question")]
pub enum Heard {
    Taken(desk::Result<Vec<Head>>),
    Forms(desk::Result<Vec<InspectionForm>>),
    Canned(desk::Result<Vec<(CannedJobId, CannedJob)>>),
    Look(Box<desk::Result<Inspection>>),
    Begun(Option<InspectionFormId>, desk::Result<InspectionId>),
    Graded(desk::Result<()>),
    Remedied(Msg, desk::Result<Done<WorkItemId>>),
    Wrote(Msg, desk::Result<()>),
    Form(Asked, Box<Form>),
    Bundle(PointId, Option<CannedJobId>),
    Begin(InspectionFormId),
    Seen(AttachmentId, desk::Result<Pixels>),
    Paper(bool),
    Printed(desk::Result<Result<Msg, Msg>>),
    /// It is another's vehicle: said why, the look begins or goes on.
    Why(Option<InspectionFormId>, Box<Form>),
}

/// A row: the heading of a section, or a point by its place in the list.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Key {
    Section(usize),
    Point(usize),
}

const LETTERS: [(&str, Grade); 4] = [
    ("g", Grade::Green),
    ("a", Grade::Amber),
    ("r", Grade::Red),
    ("x", Grade::Na),
];

fn may_inspect(cx: &Cx) -> bool {
    cx.can(Permission::JobEdit) || cx.can(Permission::JobWork)
}

impl Inspecting {
    /// The looks at the vehicle of this job.
    pub fn new(job: JobId, plate: impl Into<String>) -> Self {
        Self {
            job,
            plate: plate.into(),
            taken: None,
            forms: Vec::new(),
            canned: Vec::new(),
            look: None,
            at: 0,
            reading: LineEdit::default(),
            sent: None,
            seen: None,
        }
    }

    fn ask(&self, cx: &Cx, out: &mut Out<Heard>) {
        let (desk, actor, job) = (cx.desk.clone(), cx.actor.clone(), self.job);
        match self.look.as_ref().map(|l| l.head.id) {
            Some(id) => self.read(id, cx, out),
            None => out.ask(
                "inspections",
                async move { desk.inspections_of(&actor, job).await },
                Heard::Taken,
            ),
        }
    }

    fn read(&self, id: InspectionId, cx: &Cx, out: &mut Out<Heard>) {
        let (desk, actor) = (cx.desk.clone(), cx.actor.clone());
        out.ask(
            "inspection",
            async move { desk.inspection(&actor, id).await },
            |r| Heard::Look(Box::new(r)),
        );
    }

    /// Headings and points in their order.
    fn keys(&self) -> Vec<Key> {
        let Some(look) = &self.look else {
            return Vec::new();
        };
        let mut keys = Vec::with_capacity(look.points.len() + 8);
        for (n, p) in look.points.iter().enumerate() {
            if n == 0 || look.points[n - 1].section != p.section {
                keys.push(Key::Section(n));
            }
            keys.push(Key::Point(n));
        }
        keys
    }

    fn key(&self) -> Option<Key> {
        self.keys().get(self.at).copied()
    }

    fn point(&self) -> Option<&Point> {
        match self.key()? {
            Key::Point(n) => self.look.as_ref()?.points.get(n),
            Key::Section(_) => None,
        }
    }

    /// The points a letter is for: the one under the cursor, or those of its section nobody has graded.
    fn meant(&self) -> Vec<usize> {
        let (Some(look), Some(key)) = (&self.look, self.key()) else {
            return Vec::new();
        };
        match key {
            Key::Point(n) => vec![n],
            Key::Section(first) => {
                let section = &look.points[first].section;
                let own = look.points.iter().enumerate().skip(first);
                own.take_while(|(_, p)| p.section == *section)
                    .filter(|(_, p)| p.grade.is_none())
                    .map(|(n, _)| n)
                    .collect()
            }
        }
    }

    fn is_open(&self) -> bool {
        let head = self.look.as_ref().map(|l| l.head.status);
        head == Some(Status::Open)
    }

    /// Over: what was seen is put down before its cursor goes on.
    fn grade(&mut self, grade: Option<Grade>, cx: &Cx, out: &mut Out<Heard>) {
        if !self.is_open() || !may_inspect(cx) {
            out.toast(Toast::warn(msg!("inspection-over")));
            return;
        }
        let typed = self.reading.text().to_owned();
        if !typed.is_empty() {
            self.put_reading(&typed, grade, cx, out);
            return;
        }
        let meant = self.meant();
        let Some(look) = &mut self.look else { return };
        let which: Vec<(PointId, i64)> = meant
            .iter()
            .map(|n| (look.points[*n].id, look.points[*n].version))
            .collect();
        if which.is_empty() {
            self.go_on();
            return;
        }
        // Shown at once; what the desk says of it comes behind.
        for n in meant {
            look.points[n].grade = grade;
            look.points[n].version += 1;
        }
        let (desk, actor) = (cx.desk.clone(), cx.actor.clone());
        out.tell(
            "inspection grade",
            async move { desk.grade_points(&actor, &which, grade).await },
            Heard::Graded,
        );
        if grade.is_some() {
            self.go_on();
        }
    }

    /// The figures typed are the reading of the point; its limits grade it where nobody says otherwise.
    fn put_reading(&mut self, typed: &str, grade: Option<Grade>, cx: &Cx, out: &mut Out<Heard>) {
        let reading = match parse::qty(typed) {
            Ok(reading) => reading,
            Err(why) => {
                out.toast(Toast::warn(why));
                return;
            }
        };
        let Some(Key::Point(n)) = self.key() else {
            self.reading.clear();
            return;
        };
        let Some(point) = self.look.as_mut().and_then(|l| l.points.get_mut(n)) else {
            return;
        };
        let seen = desk::job::Seen {
            grade,
            reading: Some(reading),
            note: point.note.clone(),
        };
        let (id, version) = (point.id, point.version);
        point.reading_milli = Some(reading.0);
        point.grade = grade.or(point.limits().grade(reading.0));
        point.version += 1;
        self.reading.clear();
        let (desk, actor) = (cx.desk.clone(), cx.actor.clone());
        out.tell(
            "inspection grade",
            async move { desk.grade_point(&actor, id, version, &seen).await.map(drop) },
            Heard::Graded,
        );
        self.go_on();
    }

    /// The cursor on the next point nobody has graded, else one down.
    fn go_on(&mut self) {
        let keys = self.keys();
        let points = self.look.as_ref().map_or(&[][..], |l| &l.points);
        let open = |k: &Key| matches!(k, Key::Point(n) if points.get(*n).is_some_and(|p| p.grade.is_none()));
        let next = (self.at + 1..keys.len()).find(|n| open(&keys[*n]));
        self.at = next.unwrap_or((self.at + 1).min(keys.len().saturating_sub(1)));
    }

    fn step(&mut self, by: isize) {
        self.reading.clear();
        let rows = if self.look.is_some() {
            self.keys().len()
        } else {
            self.living().len()
        };
        let last = rows.saturating_sub(1);
        self.at = self.at.saturating_add_signed(by).min(last);
    }

    /// The templates in use.
    fn living(&self) -> Vec<&InspectionForm> {
        let forms = self.forms.iter();
        forms.filter(|f| f.archived_at.is_none()).collect()
    }

    fn begin(&self, form: InspectionFormId, reason: String, cx: &Cx, out: &mut Out<Heard>) {
        let (desk, actor, job) = (cx.desk.clone(), cx.actor.clone(), self.job);
        out.tell(
            "inspection begin",
            async move { desk.inspect(&actor, job, form, &reason).await },
            move |r| Heard::Begun(Some(form), r),
        );
    }

    /// Goes on with what somebody else began (R-03).
    fn take_over(&self, reason: String, cx: &Cx, out: &mut Out<Heard>) {
        let Some(id) = self.look.as_ref().map(|l| l.head.id) else {
            return;
        };
        let (desk, actor) = (cx.desk.clone(), cx.actor.clone());
        out.tell(
            "inspection begin",
            async move { desk.take_inspection(&actor, id, &reason).await.map(|()| id) },
            |r| Heard::Begun(None, r),
        );
    }

    /// The work a finding asks for goes on the job.
    fn put_work(&self, point: PointId, remedy: Remedy, cx: &Cx, out: &mut Out<Heard>) {
        let mut points = self.look.iter().flat_map(|l| &l.points);
        let title = points.find(|p| p.id == point).map(|p| p.title.clone());
        let said = msg!("inspection-remedied", point = title.unwrap_or_default());
        let (desk, actor) = (cx.desk.clone(), cx.actor.clone());
        out.tell(
            "inspection work",
            async move { desk.remedy(&actor, point, &remedy).await },
            move |r| Heard::Remedied(said, r),
        );
    }
}

impl Screen for Inspecting {
    type Msg = Heard;

    fn title(&self) -> Msg {
        msg!("inspection-title", plate = &self.plate)
    }

    fn help(&self) -> Option<Msg> {
        Some(msg!("help-inspection"))
    }

    fn subject(&self) -> Option<Subject> {
        Some(Subject {
            entity: "job",
            id: self.job.0,
        })
    }

    fn typing(&self) -> bool {
        !self.reading.is_empty()
    }

    fn holds(&self, action: Action) -> bool {
        self.taken.is_none() && action == Action::Accept
    }

    fn commands(&self, cx: &Cx) -> Vec<Command> {
        let may = |c: Command| {
            let label = Permission::JobWork.label();
            c.unless(!may_inspect(cx), msg!("off-permission", permission = label))
        };
        let Some(look) = &self.look else {
            return vec![may(Command::new(
                Action::Accept,
                msg!("inspection-cmd-begin"),
                1,
            )
            .unless(self.living().is_empty(), msg!("inspection-no-form")))];
        };
        if self.seen.is_some() {
            return self.photo_commands(cx);
        }
        let (open, none) = (self.is_open(), self.point().is_none());
        let run = |action, label, rank| {
            may(Command::new(action, label, rank).unless(!open, msg!("inspection-over")))
        };
        let enter = if self.reading.is_empty() {
            may(
                Command::new(Action::Accept, msg!("inspection-cmd-point"), 6)
                    .unless(none, msg!("off-no-row")),
            )
        } else {
            run(Action::Accept, msg!("inspection-cmd-reading"), 1)
        };
        vec![
            run(Action::Letter("g"), msg!("grade-green"), 1),
            run(Action::Letter("a"), msg!("grade-amber"), 2),
            run(Action::Letter("r"), msg!("grade-red"), 3),
            run(Action::Letter("x"), msg!("grade-na"), 4),
            may(
                Command::new(Action::Letter("w"), msg!("inspection-cmd-work"), 5)
                    .unless(none, msg!("off-no-row")),
            ),
            enter,
            run(Action::Save, msg!("inspection-cmd-finish"), 7),
            Command::new(Action::Next, msg!("job-cmd-estimate"), 8),
            run(Action::Extra, msg!("inspection-cmd-photo"), 9).unless(none, msg!("off-no-row")),
            Command::new(Action::Options, msg!("inspection-cmd-photos"), 0)
                .unless(self.photos().is_empty(), msg!("photo-none")),
            Command::new(Action::Print, msg!("job-cmd-print"), 0),
            run(Action::Remove, msg!("inspection-cmd-ungrade"), 0),
            may(
                Command::new(Action::Less, msg!("inspection-cmd-reopen"), 0).unless(
                    !matches!(look.head.status, Status::Finished | Status::Reviewed),
                    msg!("inspection-off-open"),
                ),
            ),
            Command::new(Action::More, msg!("inspection-cmd-review"), 0)
                .needs(cx, Permission::EstimateReview)
                .unless(
                    look.head.status != Status::Finished,
                    msg!("inspection-off-not-finished"),
                ),
            may(
                Command::new(Action::Insert, msg!("inspection-cmd-another"), 0)
                    .unless(open, msg!("inspection-off-open-one")),
            ),
        ]
    }

    fn on_enter(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        self.ask(cx, out);
        let (desk, actor) = (cx.desk.clone(), cx.actor.clone());
        out.ask(
            "inspection forms",
            async move { desk.inspection_forms(&actor).await },
            Heard::Forms,
        );
        let (desk, actor) = (cx.desk.clone(), cx.actor.clone());
        out.ask(
            "inspection canned",
            async move { desk.canned_jobs(&actor).await },
            Heard::Canned,
        );
    }

    fn on_change(&mut self, topic: Topic, cx: &Cx, out: &mut Out<Heard>) {
        if topic == Topic::Jobs {
            self.ask(cx, out);
        }
    }

    fn on_text(&mut self, key: KeyEvent, cx: &Cx, out: &mut Out<Heard>) {
        if self.seen.is_some() {
            return;
        }
        let KeyCode::Char(letter) = key.code else {
            self.reading.key(key);
            return;
        };
        let figure = letter.is_ascii_digit() || matches!(letter, '.' | ',');
        if figure {
            if self.is_open() && self.point().is_some() {
                self.reading.key(key);
            }
            return;
        }
        let name = letter.to_ascii_lowercase().to_string();
        if let Some((_, grade)) = LETTERS.iter().find(|(l, _)| *l == name) {
            self.grade(Some(*grade), cx, out);
        } else if name == "w" {
            self.work_of(cx, out);
        }
    }

    fn on_action(&mut self, action: Action, cx: &Cx, out: &mut Out<Heard>) -> Handled {
        let typing = !self.reading.is_empty();
        if self.seen.is_some() {
            return self.on_photo(action, cx, out);
        }
        match action {
            Action::Extra => self.ask_photo(cx, out),
            Action::Options => self.show_photo(0, cx, out),
            Action::Print if self.look.is_some() => self.ask_paper(cx, out),
            Action::Letter("w") => self.work_of(cx, out),
            Action::Letter(letter) => {
                let grade = LETTERS.iter().find(|(l, _)| *l == letter).map(|(_, g)| *g);
                self.grade(grade, cx, out);
            }
            Action::Accept if self.look.is_none() => {
                if let Some(form) = self.living().get(self.at).map(|f| f.id) {
                    self.begin(form, String::new(), cx, out);
                }
            }
            Action::Accept if typing => {
                let typed = self.reading.text().to_owned();
                self.put_reading(&typed, None, cx, out);
            }
            Action::Back if typing => self.reading.clear(),
            Action::Accept => self.ask_point(cx, out),
            Action::Remove => self.grade(None, cx, out),
            Action::Save => self.ask_finish(cx, out),
            Action::Less => self.ask_reopen(cx, out),
            Action::More => self.review(cx, out),
            Action::Insert => self.ask_another(cx, out),
            Action::Next => out.replace(EstimatePage::new(self.job, self.plate.clone())),
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
        self.hear(heard, cx, out);
    }

    fn draw(&self, c: &mut Canvas<'_>, area: Rect, cx: &Cx) {
        view::draw(self, c, area, cx);
    }
}
