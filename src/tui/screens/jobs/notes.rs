//! The notes of a job with their photos: written, read before a customer has them, shown as large as the page is.

use super::prompt::Prompt;
use crate::desk;
use crate::desk::job::{Note, Photo, Pixels};
use crate::domain::change::Topic;
use crate::domain::job::Review;
use crate::domain::permission::Permission;
use crate::domain::{AttachmentId, JobId, Msg, NoteId};
use crate::msg;
use crate::tui::app::Cx;
use crate::tui::keys::{Action, Command};
use crate::tui::look::{Canvas, Role, photo, width};
use crate::tui::screens::{Handled, Screen, Subject};
use crate::tui::shell::{Out, Toast};
use crate::tui::widgets::{Field, Form, Kind};
use ratatui::layout::Rect;

/// The page.
pub struct JobNotes {
    job: JobId,
    plate: String,
    notes: Vec<Note>,
    photos: Vec<Photo>,
    at: usize,
    /// The photo that is looked at.
    seen: Option<Pixels>,
    /// The last form sent, to be shown again with what is wrong.
    sent: Option<(Asked, Form)>,
}

/// What a form is about.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Asked {
    /// A new note.
    Note,
    /// A photo with this note.
    Photo(NoteId),
}

/// What it hears.
#[expect(missing_docs, reason = "each is an answer, named after its question")]
pub enum Heard {
    All(desk::Result<(Vec<Note>, Vec<Photo>)>),
    Seen(desk::Result<Pixels>),
    Form(Asked, Box<Form>),
    Wrote(Msg, desk::Result<()>),
}

/// A row: a note, or a photo with it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Key {
    Note(NoteId),
    Photo(AttachmentId),
}

/// Pixels a photo is asked for at most: more than the widest terminal has.
const PIXELS: (u32, u32) = (240, 160);

impl JobNotes {
    /// The notes of this job.
    pub fn new(job: JobId, plate: impl Into<String>) -> Self {
        Self {
            job,
            plate: plate.into(),
            notes: Vec::new(),
            photos: Vec::new(),
            at: 0,
            seen: None,
            sent: None,
        }
    }

    fn ask(&self, cx: &Cx, out: &mut Out<Heard>) {
        let (desk, actor, job) = (cx.desk.clone(), cx.actor.clone(), self.job);
        out.ask(
            "job notes",
            async move {
                let notes = desk.notes_of(&actor, job).await?;
                Ok((notes, desk.photos_of(&actor, job).await?))
            },
            Heard::All,
        );
    }

    fn keys(&self) -> Vec<Key> {
        let mut keys = Vec::new();
        for note in &self.notes {
            keys.push(Key::Note(note.id));
            let own = self.photos.iter().filter(|p| p.entity_id == note.id.0);
            keys.extend(own.map(|p| Key::Photo(p.id)));
        }
        keys
    }

    fn key(&self) -> Option<Key> {
        self.keys().get(self.at).copied()
    }

    /// The note under the cursor, or of the photo there.
    fn note(&self) -> Option<&Note> {
        let id = match self.key()? {
            Key::Note(id) => id,
            Key::Photo(photo) => {
                let photo = self.photos.iter().find(|p| p.id == photo)?;
                NoteId(photo.entity_id)
            }
        };
        self.notes.iter().find(|n| n.id == id)
    }

    fn photo(&self) -> Option<AttachmentId> {
        match self.key()? {
            Key::Photo(id) => Some(id),
            Key::Note(id) => {
                let own = self.photos.iter().find(|p| p.entity_id == id.0);
                own.map(|p| p.id)
            }
        }
    }

    fn step(&mut self, by: isize) {
        let last = self.keys().len().saturating_sub(1);
        self.at = self.at.saturating_add_signed(by).min(last);
    }

    fn fields(asked: Asked, cx: &Cx) -> Vec<Field> {
        let w = &cx.words;
        let path = Field::new("photo", w.word("photo-field-path"), Kind::Text).width(50);
        match asked {
            Asked::Note => vec![
                Field::new("body", w.word("job-field-note"), Kind::Notes(3)).required(),
                Field::new(
                    "for_customer",
                    "",
                    Kind::Toggle(w.word("job-field-for-customer")),
                ),
                path,
            ],
            Asked::Photo(_) => vec![
                path.required(),
                Field::new("caption", w.word("photo-field-caption"), Kind::Text).width(46),
            ],
        }
    }

    fn about(&self, asked: Asked) -> String {
        format!("job notes {} {asked:?}", self.job.0)
    }

    fn open_form(&self, asked: Asked, cx: &Cx, out: &mut Out<Heard>) {
        let title = match asked {
            Asked::Note => msg!("job-note-title"),
            Asked::Photo(_) => msg!("photo-title"),
        };
        let prompt = Prompt::new(cx, title, Self::fields(asked, cx))
            .higher(2)
            .kept(self.about(asked), cx);
        out.open(prompt, move |form| Heard::Form(asked, Box::new(form)));
    }

    fn submit(&mut self, asked: Asked, form: Form, cx: &Cx, out: &mut Out<Heard>) {
        let (desk, actor, job) = (cx.desk.clone(), cx.actor.clone(), self.job);
        let (body, path) = (form.text("body"), form.text("photo"));
        let (caption, public) = (form.text("caption"), form.is_on("for_customer"));
        let said = match asked {
            Asked::Note => msg!("job-note-written"),
            Asked::Photo(_) => msg!("photo-added"),
        };
        out.tell(
            "job notes write",
            async move {
                let note = match asked {
                    Asked::Photo(note) => note,
                    Asked::Note => desk.note(&actor, job, &body, public).await?,
                };
                if !path.trim().is_empty() {
                    desk.add_photo(&actor, note, &path, &caption).await?;
                }
                Ok(())
            },
            move |r| Heard::Wrote(said, r),
        );
        self.sent = Some((asked, form));
    }

    fn refuse(&mut self, error: &desk::Error, cx: &Cx, out: &mut Out<Heard>) {
        self.ask(cx, out);
        cx.scraps.refused();
        if let (desk::Error::Invalid { field, why }, Some((asked, mut form))) =
            (error, self.sent.take())
            && form.refuse(field, why.clone())
        {
            if asked == Asked::Note && *field == "photo" {
                // The note is written already: only its photo is missing.
                cx.scraps.forget(&cx.actor, &self.about(asked));
                let why = cx.words.say(why);
                out.toast(Toast::warn(msg!("note-kept-no-photo", why = why)));
                return;
            }
            let rows = Self::fields(asked, cx).len();
            let prompt = Prompt::again(cx, msg!("photo-title"), form, rows)
                .higher(2)
                .typed_again(self.about(asked));
            out.open(prompt, move |form| Heard::Form(asked, Box::new(form)));
            return;
        }
        out.refused(error);
    }

    fn review(&self, pass: bool, cx: &Cx, out: &mut Out<Heard>) {
        let Some(note) = self.note().filter(|n| n.review == Review::Pending) else {
            out.toast(Toast::warn(msg!("note-off-not-waiting")));
            return;
        };
        let (desk, actor, id) = (cx.desk.clone(), cx.actor.clone(), note.id);
        let said = if pass {
            msg!("note-approved")
        } else {
            msg!("note-rejected")
        };
        out.tell(
            "job notes write",
            async move { desk.review_note(&actor, id, pass).await },
            |r| Heard::Wrote(said, r),
        );
    }
}

impl Screen for JobNotes {
    type Msg = Heard;

    fn title(&self) -> Msg {
        msg!("job-notes-title", plate = &self.plate)
    }

    fn help(&self) -> Option<Msg> {
        Some(msg!("help-job-notes"))
    }

    fn subject(&self) -> Option<Subject> {
        Some(Subject {
            entity: "job",
            id: self.job.0,
        })
    }

    fn commands(&self, cx: &Cx) -> Vec<Command> {
        if self.seen.is_some() {
            return vec![Command::new(Action::Accept, msg!("photo-cmd-close"), 1)];
        }
        let none = self.note().is_none();
        let may = cx.can(Permission::JobEdit) || cx.can(Permission::JobWork);
        let refused = || msg!("off-permission", permission = Permission::JobWork.label());
        let waits = self.note().is_some_and(|n| n.review == Review::Pending);
        let on_photo = matches!(self.key(), Some(Key::Photo(_)));
        let read = |action, label, rank| {
            Command::new(action, label, rank)
                .needs(cx, Permission::EstimateReview)
                .unless(!waits, msg!("note-off-not-waiting"))
        };
        vec![
            Command::new(Action::Accept, msg!("photo-cmd-show"), 1)
                .unless(self.photo().is_none(), msg!("photo-none")),
            Command::new(Action::Insert, msg!("job-cmd-note"), 2).unless(!may, refused()),
            Command::new(Action::Extra, msg!("photo-cmd-add"), 3)
                .unless(none, msg!("off-no-row"))
                .unless(!may, refused()),
            read(Action::More, msg!("note-cmd-approve"), 4),
            read(Action::Less, msg!("note-cmd-reject"), 5),
            Command::new(Action::Remove, msg!("photo-cmd-drop"), 0)
                .needs(cx, Permission::JobEdit)
                .unless(!on_photo, msg!("photo-none")),
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
            Action::Accept | Action::Back if self.seen.is_some() => self.seen = None,
            Action::Accept => {
                if let Some(id) = self.photo() {
                    let (desk, actor) = (cx.desk.clone(), cx.actor.clone());
                    out.ask(
                        "job photo",
                        async move { desk.photo(&actor, id, PIXELS).await },
                        Heard::Seen,
                    );
                }
            }
            Action::Insert => self.open_form(Asked::Note, cx, out),
            Action::Extra => {
                if let Some(id) = self.note().map(|n| n.id) {
                    self.open_form(Asked::Photo(id), cx, out);
                }
            }
            Action::More => self.review(true, cx, out),
            Action::Less => self.review(false, cx, out),
            Action::Remove => {
                if let Some(Key::Photo(id)) = self.key() {
                    let (desk, actor) = (cx.desk.clone(), cx.actor.clone());
                    out.tell(
                        "job notes write",
                        async move { desk.drop_photo(&actor, id).await },
                        |r| Heard::Wrote(msg!("photo-dropped"), r),
                    );
                }
            }
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
            Heard::All(Ok((notes, photos))) => {
                (self.notes, self.photos) = (notes, photos);
                self.step(0);
            }
            Heard::Seen(Ok(pixels)) => self.seen = Some(pixels),
            Heard::Form(asked, form) => self.submit(asked, *form, cx, out),
            Heard::Wrote(said, Ok(())) => {
                self.sent = None;
                cx.scraps.done();
                out.toast(Toast::good(said));
                self.ask(cx, out);
            }
            Heard::Wrote(_, Err(e)) => self.refuse(&e, cx, out),
            Heard::All(Err(e)) | Heard::Seen(Err(e)) => out.refused(&e),
        }
    }

    fn draw(&self, c: &mut Canvas<'_>, area: Rect, cx: &Cx) {
        if let Some(seen) = &self.seen {
            photo(c, area, (seen.width, seen.height), &seen.rgb);
            return;
        }
        let on = |ink| (Role::Surface, ink);
        let x = c.text(area.x + 1, area.y, 14, &self.plate, on(Role::Title));
        let heading = cx.words.word("card-notes");
        c.text(x + 3, area.y, 30, &heading, on(Role::Text));
        let keys = self.keys();
        if keys.is_empty() {
            let none = cx.words.word("job-notes-none");
            let room = area.width.saturating_sub(4);
            c.text(area.x + 3, area.y + 2, room, &none, on(Role::Dim));
        }
        let list = Rect {
            y: area.y + 2,
            height: area.height.saturating_sub(6),
            ..area
        };
        let top = (self.at + 1).saturating_sub(usize::from(list.height).max(1));
        for (y, (n, key)) in (list.y..list.bottom()).zip(keys.iter().enumerate().skip(top)) {
            let row = Rect {
                y,
                height: 1,
                ..list
            };
            self.row(*key, c, (row, n == self.at), cx);
        }
        self.whole(c, area);
    }
}

impl JobNotes {
    fn row(&self, key: Key, c: &mut Canvas<'_>, (row, here): (Rect, bool), cx: &Cx) {
        let w = &cx.words;
        let ground = if here { Role::Select } else { Role::Surface };
        c.fill(row, ground);
        if here {
            c.text(row.x, row.y, 1, c.marks.cursor, (ground, Role::Accent));
        }
        let right = row.right().saturating_sub(1);
        match key {
            Key::Note(id) => {
                let Some(note) = self.notes.iter().find(|n| n.id == id) else {
                    return;
                };
                let who = note.staff.clone().unwrap_or_default();
                let head = format!("{} {who}", w.when(note.at, cx.now));
                c.text(row.x + 3, row.y, 20, head.trim(), (ground, Role::Dim));
                let (state, ink) = match note.review {
                    Review::None => (String::new(), Role::Dim),
                    Review::Pending => (w.say(&note.review.label()), Role::Warn),
                    review => (w.say(&review.label()), Role::Good),
                };
                let left = c.right(right, row.y, 22, &state, (ground, ink));
                let room = left.saturating_sub(row.x + 26);
                let body = note.body.replace('\n', " ");
                c.text(row.x + 24, row.y, room, &body, (ground, Role::Text));
            }
            Key::Photo(id) => {
                let Some(photo) = self.photos.iter().find(|p| p.id == id) else {
                    return;
                };
                let said = format!("{} {}  {}", c.marks.right, photo.name, photo.caption);
                let size = format!("{} kB", w.count((photo.bytes + 1023) / 1024));
                let left = c.right(right, row.y, 12, &size, (ground, Role::Dim));
                let room = left.saturating_sub(row.x + 26);
                c.text(row.x + 24, row.y, room, said.trim(), (ground, Role::Booked));
            }
        }
    }

    /// The note under the cursor, all of it that has room.
    fn whole(&self, c: &mut Canvas<'_>, area: Rect) {
        let Some(note) = self.note() else { return };
        let room = area.width.saturating_sub(6);
        let rows = width::wrap(&note.body, usize::from(room));
        for (y, line) in (area.bottom().saturating_sub(3)..area.bottom()).zip(&rows) {
            c.text(area.x + 3, y, room, line, (Role::Surface, Role::Text));
        }
    }
}
