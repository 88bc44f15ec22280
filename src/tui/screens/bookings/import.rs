//! Requests from a file: its path is typed, what each line would become is shown, one key takes them.

use crate::desk::booking::{Fate, Incoming, Made};
use crate::desk::{self, Error};
use crate::domain::Msg;
use crate::domain::permission::Permission;
use crate::msg;
use crate::tui::app::Cx;
use crate::tui::keys::{Action, Command};
use crate::tui::look::{Canvas, Role};
use crate::tui::screens::{Handled, Screen};
use crate::tui::shell::{Out, Toast};
use crate::tui::widgets::window_table::Mark;
use crate::tui::widgets::{Column, Env, Field, Form, Kind, Reply, Row, Step, WindowTable};
use crossterm::event::KeyEvent;
use ratatui::layout::Rect;

/// The page.
pub struct RequestFile {
    form: Form,
    table: WindowTable<usize>,
    incoming: Option<Incoming>,
    /// The keys go to the lines, not to the path.
    reads: bool,
}

/// What the desk answers.
pub enum Heard {
    /// What the file would become.
    Tried(desk::Result<Incoming>),
    /// It was taken, or not.
    Took(desk::Result<Vec<Made>>),
}

fn env(cx: &Cx) -> Env<'_> {
    Env {
        words: &cx.words,
        today: cx.today(),
        country: "",
    }
}

impl RequestFile {
    /// The page, nothing typed.
    pub fn new(cx: &Cx) -> Self {
        let w = &cx.words;
        let path = Field::new("path", w.word("import-field-path"), Kind::Text)
            .required()
            .width(46)
            .hint(w.word("import-field-hint"));
        let mut table = WindowTable::new(vec![
            Column::number(w.word("import-line"), 5, 6),
            Column::new(w.word("import-who"), 14, 28),
            Column::new(w.word("import-wish"), 9, 30),
            Column::new(w.word("import-fate"), 39, 60).grows(),
        ]);
        table.empty = w.word("import-none");
        Self {
            form: Form::new(vec![path]),
            table,
            incoming: None,
            reads: false,
        }
    }

    fn read(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        if !self.form.finish(&env(cx)) {
            return;
        }
        let path = self.form.text("path");
        let (desk, actor) = (cx.desk.clone(), cx.actor.clone());
        let work = async move { desk.look_at_requests(&actor, &path).await };
        out.ask("request file", work, Heard::Tried);
    }

    fn take(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        let Some(incoming) = self.incoming.clone().filter(|i| i.count() > 0) else {
            return;
        };
        let (desk, actor) = (cx.desk.clone(), cx.actor.clone());
        let wanted = cx.words.word("import-wanted");
        let work = async move { desk.take_requests(&actor, &incoming, &wanted).await };
        out.tell("request file", work, Heard::Took);
    }

    fn show(&mut self, incoming: Incoming, cx: &Cx) {
        let rows = incoming.made.iter().enumerate();
        let rows = rows.map(|(at, made)| row(at, made, cx)).collect();
        self.table.show(rows, false);
        self.reads = !incoming.made.is_empty();
        self.incoming = Some(incoming);
    }

    fn on_rows(&mut self, action: Action) -> Handled {
        match action {
            Action::Back | Action::Next | Action::Previous => self.reads = false,
            other => {
                let Some(step) = other.code().and_then(Step::of) else {
                    return Handled::No;
                };
                let _ = self.table.step(step);
            }
        }
        Handled::Yes
    }
}

fn row(at: usize, made: &Made, cx: &Cx) -> Row<usize> {
    let w = &cx.words;
    let (fate, mark) = match &made.fate {
        Fate::New {
            at,
            place,
            moved,
            stranger,
        } => {
            let when = w.when(*at, cx.now);
            let said = if *moved {
                msg!("import-moved", when = when, place = place.clone())
            } else {
                msg!("import-new", when = when, place = place.clone())
            };
            let said = w.say(&said).trim().to_owned();
            if *stranger {
                let new = w.word("import-stranger");
                (format!("{said} {} {new}", cx.marks.dot), None)
            } else {
                (said, None)
            }
        }
        Fate::Already(number) => (
            w.say(&msg!("import-already", number = number.clone())),
            None,
        ),
        Fate::Wrong(why) => (w.say(why), Some(Mark::Warn)),
    };
    let line = w.count(i64::try_from(made.line).unwrap_or(0));
    Row::new(at, [line, made.who.clone(), made.wish.clone(), fate]).mark(mark)
}

/// How many of each fate there are.
fn counts(incoming: &Incoming) -> Msg {
    let of = |fits: fn(&Fate) -> bool| incoming.made.iter().filter(|m| fits(&m.fate)).count();
    msg!(
        "import-count",
        new = incoming.count(),
        known = of(|f| matches!(f, Fate::Already(_))),
        wrong = of(|f| matches!(f, Fate::Wrong(_)))
    )
}

impl Screen for RequestFile {
    type Msg = Heard;

    fn title(&self) -> Msg {
        msg!("import-title")
    }

    fn help(&self) -> Option<Msg> {
        Some(msg!("help-import"))
    }

    fn typing(&self) -> bool {
        !self.reads
    }

    fn holds(&self, action: Action) -> bool {
        matches!(action, Action::Accept | Action::Save)
    }

    fn commands(&self, cx: &Cx) -> Vec<Command> {
        let count = self.incoming.as_ref().map_or(0, Incoming::count);
        let take = Command::new(Action::Save, msg!("import-cmd-take", count = count), 2)
            .needs(cx, Permission::BookingEdit)
            .unless(count == 0, msg!("import-off-none"));
        if self.reads {
            vec![take, Command::new(Action::Back, msg!("import-cmd-path"), 3)]
        } else {
            vec![
                Command::new(Action::Accept, msg!("import-cmd-read"), 1),
                take,
                Command::new(Action::Back, msg!("booking-cmd-back"), 3),
            ]
        }
    }

    fn on_enter(&mut self, _cx: &Cx, _out: &mut Out<Heard>) {}

    fn on_text(&mut self, key: KeyEvent, cx: &Cx, _out: &mut Out<Heard>) {
        // Another path is another file: what was read of the old one is not taken.
        self.reads = false;
        if matches!(self.form.press(key, &env(cx)), Reply::Ignored) {
            return;
        }
        self.forget();
    }

    fn on_paste(&mut self, text: &str, _cx: &Cx, _out: &mut Out<Heard>) {
        self.reads = false;
        self.form.paste(text);
        self.forget();
    }

    fn on_action(&mut self, action: Action, cx: &Cx, out: &mut Out<Heard>) -> Handled {
        match action {
            Action::Save => self.take(cx, out),
            other if self.reads => return self.on_rows(other),
            Action::Accept => self.read(cx, out),
            Action::Down | Action::Next if self.incoming.is_some() => self.reads = true,
            other => {
                if matches!(self.form.on_action(other, &env(cx)), Reply::Ignored) {
                    return Handled::No;
                }
            }
        }
        Handled::Yes
    }

    fn on_msg(&mut self, msg: Heard, cx: &Cx, out: &mut Out<Heard>) {
        match msg {
            Heard::Tried(Ok(incoming)) => self.show(incoming, cx),
            Heard::Tried(Err(Error::Invalid { field, why })) => {
                if !self.form.refuse(field, why.clone()) {
                    out.toast(Toast::bad(why));
                }
            }
            Heard::Took(Ok(made)) => {
                let count = made
                    .iter()
                    .filter(|m| matches!(m.fate, Fate::New { .. }))
                    .count();
                out.toast(Toast::good(msg!("import-taken", count = count)));
                out.pop();
            }
            Heard::Tried(Err(e)) | Heard::Took(Err(e)) => out.refused(&e),
        }
    }

    fn draw(&self, c: &mut Canvas<'_>, area: Rect, cx: &Cx) {
        let w = &cx.words;
        let room = area.width.saturating_sub(2);
        let title = w.word("import-title");
        c.text(
            area.x + 1,
            area.y,
            room,
            &title,
            (Role::Surface, Role::Title),
        );
        if let Some(incoming) = &self.incoming {
            let said = w.say(&counts(incoming));
            c.right(
                area.right().saturating_sub(1),
                area.y,
                room / 2 + 10,
                &said,
                (Role::Surface, Role::Dim),
            );
        }
        let top = Rect {
            x: area.x + 1,
            y: area.y + 1,
            width: room,
            height: 2,
        };
        self.form
            .draw_some(c, top, &["path"], Role::Surface, w, !self.reads);
        // A narrow column cuts the sentence: of the chosen line it stands whole.
        let chosen = self.table.key().copied().filter(|_| self.reads);
        let made = self.incoming.iter().flat_map(|i| &i.made);
        let why = made
            .into_iter()
            .enumerate()
            .find(|(at, _)| Some(*at) == chosen);
        if let Some(Fate::Wrong(why)) = why.map(|(_, made)| &made.fate) {
            let text = format!("{} {}", cx.marks.alert, w.say(why));
            let y = area.bottom().saturating_sub(1);
            c.text(area.x + 1, y, room, &text, (Role::Surface, Role::Warn));
        }
        let rest = Rect {
            y: area.y + 3,
            height: area.height.saturating_sub(4),
            ..area
        };
        self.table.draw(c, rest, self.reads);
    }
}

impl RequestFile {
    fn forget(&mut self) {
        self.incoming = None;
        self.table.show(Vec::new(), false);
    }
}
