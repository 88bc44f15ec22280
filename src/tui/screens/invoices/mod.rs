//! The Invoices tab: what is owed, drafts, and everything posted, with the age of each debt.
//!
//! It never changes a document by itself: Enter opens the page of one.

mod deposits;
mod doc;
mod head_form;
mod line_form;
mod sale_customer;
mod view;

pub use deposits::Deposits;
pub use doc::InvoicePage;
pub use head_form::HeadForm;
pub use line_form::LineForm;

use std::path::{Path, PathBuf};

use chrono::{Datelike, NaiveDate};
use crossterm::event::KeyEvent;
use ratatui::layout::Rect;

use super::lists::{self, Register};
use super::{Handled, Place, Screen};
use crate::desk;
use crate::desk::billing::{Age, Filter, InvoiceListed, Place as From, Receivable};
use crate::domain::change::Topic;
use crate::domain::filter::List;
use crate::domain::invoice::{Kind, Standing};
use crate::domain::permission::Permission;
use crate::domain::{InvoiceId, Msg, msg};
use crate::paper::tray;
use crate::tui::cx::Cx;
use crate::tui::keys::{Action, Command};
use crate::tui::look::{Canvas, Role};
use crate::tui::shell::{Out, Toast};
use crate::tui::widgets::window_table::{Cell, Mark};
use crate::tui::widgets::{Column, LineEdit, Row, Step, Want, WindowTable};
use crate::words::Words;

/// The views, in the order Tab goes through them.
const VIEWS: [Filter; 3] = [Filter::Owed, Filter::Drafts, Filter::Posted];

/// The list with its find line.
pub struct Invoices {
    filter: Filter,
    find: LineEdit,
    in_find: bool,
    table: WindowTable<InvoiceId>,
    rows: Vec<InvoiceListed>,
    sum: Option<Receivable>,
}

/// What the desk answers.
pub enum Heard {
    /// The first page, or what fits the find line.
    Rows(Filter, desk::Result<Vec<InvoiceListed>>),
    /// The next page.
    More(Filter, desk::Result<Vec<InvoiceListed>>),
    /// What is owed in sum.
    Sum(desk::Result<Receivable>),
    /// The list as a file lies there.
    Exported(desk::Result<Kept>),
}

/// A file that was written, or what the system said instead.
pub type Kept = Result<PathBuf, String>;

impl Invoices {
    /// The tab.
    pub fn new(cx: &Cx) -> Self {
        Self {
            filter: Filter::Owed,
            find: LineEdit::default(),
            in_find: false,
            table: table(&cx.words),
            rows: Vec::new(),
            sum: None,
        }
    }

    fn chosen(&self) -> Option<InvoiceId> {
        self.table.key().copied()
    }

    fn batch(&self) -> i64 {
        i64::try_from(self.table.batch()).unwrap_or(100)
    }

    fn ask_rows(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        let (desk, by, filter, batch) =
            (cx.desk.clone(), cx.actor.clone(), self.filter, self.batch());
        let typed = self.find.text().trim().to_owned();
        self.table.find = typed.as_str().into();
        self.table.empty = cx.words.word(match filter {
            _ if !typed.is_empty() => "list-nothing-matches",
            Filter::Owed => "invoices-none-owed",
            Filter::Drafts => "invoices-none-drafts",
            Filter::Posted => "invoices-none-posted",
        });
        out.ask(
            "invoices",
            async move {
                if typed.is_empty() {
                    desk.invoices_page(&by, filter, None, batch).await
                } else {
                    desk.find_invoices(&by, &typed).await
                }
            },
            move |rows| Heard::Rows(filter, rows),
        );
    }

    fn ask_more(&mut self, want: &Want<InvoiceId>, cx: &Cx, out: &mut Out<Heard>) {
        let Want::After(id) = want else { return };
        if !self.find.is_empty() {
            return;
        }
        let filter = self.filter;
        let Some(from) = self.rows.iter().find(|r| r.id == *id).map(|r| From {
            day: match filter {
                Filter::Owed => r.due_on,
                Filter::Posted | Filter::Drafts => r.issued_on,
            }
            .unwrap_or_default(),
            id: r.id,
        }) else {
            return;
        };
        let (desk, by, batch) = (cx.desk.clone(), cx.actor.clone(), self.batch());
        out.ask(
            "invoices",
            async move { desk.invoices_page(&by, filter, Some(from), batch).await },
            move |rows| Heard::More(filter, rows),
        );
    }

    fn turn(&mut self, forward: bool, cx: &Cx, out: &mut Out<Heard>) {
        let at = VIEWS.iter().position(|v| *v == self.filter).unwrap_or(0);
        let next = if forward {
            at + 1
        } else {
            at + VIEWS.len() - 1
        };
        self.filter = VIEWS[next % VIEWS.len()];
        self.find.clear();
        self.in_find = false;
        self.table = table(&cx.words);
        self.ask_rows(cx, out);
    }

    /// The whole list into a file, for whoever may.
    fn export(&self, cx: &Cx, out: &mut Out<Heard>) {
        let (desk, by, words, tray) = (
            cx.desk.clone(),
            cx.actor.clone(),
            cx.words.clone(),
            cx.tray.clone(),
        );
        let day = cx.today();
        out.tell(
            "export invoices",
            async move {
                let all = desk.export_invoices(&by).await?;
                let file = crate::paper::csv::invoices(&all, &words);
                Ok(kept(tray.keep(&format!("invoices-{day}.csv"), &file).await))
            },
            Heard::Exported,
        );
    }
}

/// The path as people read it, or the complaint.
pub(super) fn kept(written: std::io::Result<PathBuf>) -> Kept {
    written.map_err(|e| e.to_string())
}

/// Says where a file lies, or why it does not.
pub(super) fn say_kept<M: Send + 'static>(kept: Kept, out: &mut Out<M>) {
    out.toast(match kept {
        Ok(path) => {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let folder = path.parent().unwrap_or(Path::new("."));
            let folder = tray::homely(folder);
            // The name first: what is cut off at 80 columns is the way there.
            Toast::good(msg!(
                "paper-kept",
                file = name.into_owned(),
                folder = folder
            ))
        }
        Err(why) => Toast::bad(msg!("paper-not-kept", why = why)),
    });
}

fn table(w: &Words) -> WindowTable<InvoiceId> {
    WindowTable::new(vec![
        Column::new(w.word("invoices-col-number"), 13, 14),
        Column::new(w.word("invoices-col-customer"), 14, 34).grows(),
        Column::new(w.word("invoices-col-plate"), 8, 11).drops(3),
        Column::new(w.word("invoices-col-issued"), 6, 11)
            .drops(2)
            .ink(Role::Dim),
        Column::new(w.word("invoices-col-state"), 12, 17),
        Column::number(w.word("invoices-col-total"), 9, 13).drops(1),
        Column::number(w.word("invoices-col-owed"), 9, 13),
    ])
}

fn line(r: &InvoiceListed, cx: &Cx) -> Row<InvoiceId> {
    let w = &cx.words;
    let today = cx.today();
    let standing = r.standing();
    let age = r.age(today);
    let state = match age {
        Age::Overdue(days) => {
            Cell::inked(w.say(&msg!("invoices-overdue", days = days)), Role::Late)
        }
        Age::Current => {
            let due = r.due_on.map_or_else(String::new, |d| short(d, today, w));
            let id = match standing {
                Standing::PartPaid => msg!("invoices-part-due", day = due),
                _ => msg!("invoices-due", day = due),
            };
            Cell::from(w.say(&id))
        }
        Age::None if r.kind == Kind::CreditNote => {
            Cell::inked(w.say(&Kind::CreditNote.label()), Role::Dim)
        }
        Age::None => Cell::inked(w.say(&standing.label()), Role::Dim),
    };
    let owed = r.owed();
    let cells = [
        Cell::from(r.number.clone().unwrap_or_else(|| w.say(&r.status.label()))),
        Cell::from(
            r.customer
                .clone()
                .unwrap_or_else(|| w.word("invoices-walk-in")),
        ),
        Cell::from(r.plate.clone().unwrap_or_default()),
        Cell::from(short(
            r.issued_on.unwrap_or_else(|| w.zone().day_of(r.created_at)),
            today,
            w,
        )),
        state,
        Cell::from(if standing == Standing::Draft {
            String::new()
        } else {
            w.amount(r.total_minor)
        }),
        Cell::from(if owed.is_positive() && r.kind == Kind::Invoice {
            w.amount(owed)
        } else {
            String::new()
        }),
    ];
    let mark = matches!(age, Age::Overdue(_)).then_some(Mark::Late);
    Row::new(r.id, cells)
        .mark(mark)
        .faint(standing == Standing::Void)
}

/// The day without its weekday, with the year when it is another: columns are narrow.
fn short(day: NaiveDate, today: NaiveDate, w: &Words) -> String {
    if day.year() == today.year() {
        w.day(day)
    } else {
        format!("{} {}", w.day(day), day.year())
    }
}

impl Screen for Invoices {
    type Msg = Heard;

    fn title(&self) -> Msg {
        msg!("invoices-title")
    }

    fn help(&self) -> Option<Msg> {
        Some(msg!("help-invoices"))
    }

    fn typing(&self) -> bool {
        self.in_find
    }

    fn commands(&self, cx: &Cx) -> Vec<Command> {
        let none = self.chosen().is_none();
        vec![
            Command::new(Action::Accept, msg!("invoices-cmd-open"), 1)
                .unless(none, msg!("off-no-row")),
            Command::new(Action::Next, msg!("invoices-cmd-view"), 2),
            Command::new(Action::Options, msg!("lists-cmd-filter"), 4),
            Command::new(Action::Pay, msg!("invoices-cmd-pay"), 3)
                .needs(cx, Permission::PaymentTake)
                .unless(none, msg!("off-no-row")),
            Command::new(
                Action::Verb("export-invoices"),
                msg!("invoices-cmd-export"),
                0,
            )
            .needs(cx, Permission::DataExport),
        ]
    }

    fn on_enter(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        self.ask_rows(cx, out);
        let (desk, by) = (cx.desk.clone(), cx.actor.clone());
        out.ask(
            "receivable",
            async move { desk.receivable(&by).await },
            Heard::Sum,
        );
    }

    fn on_change(&mut self, topic: Topic, cx: &Cx, out: &mut Out<Heard>) {
        if matches!(topic, Topic::Invoices | Topic::Customers) {
            self.on_enter(cx, out);
        }
    }

    fn on_text(&mut self, key: KeyEvent, cx: &Cx, out: &mut Out<Heard>) {
        if self.find.key(key) {
            if let Some(list) = lists::begun(List::Invoices, self.find.text(), cx) {
                self.find.clear();
                out.push(list);
            }
            self.in_find = !self.find.is_empty();
            self.ask_rows(cx, out);
        }
    }

    fn holds(&self, action: Action) -> bool {
        matches!(action, Action::Accept | Action::Pay)
    }

    fn on_action(&mut self, action: Action, cx: &Cx, out: &mut Out<Heard>) -> Handled {
        match action {
            Action::Accept => match self.chosen() {
                Some(id) => out.visit(Place::Invoice(id)),
                None => return Handled::No,
            },
            Action::Pay => match self.chosen() {
                Some(id) => out.push(InvoicePage::paying(cx, id)),
                None => return Handled::No,
            },
            Action::Options => out.push(Register::of(List::Invoices, self.find.text(), cx)),
            Action::Next | Action::Previous => self.turn(action == Action::Next, cx, out),
            Action::Verb("export-invoices") => self.export(cx, out),
            Action::Back if !self.find.is_empty() => {
                self.find.clear();
                self.in_find = false;
                self.ask_rows(cx, out);
            }
            Action::Undo if self.in_find && self.find.undo() => self.ask_rows(cx, out),
            other => match other.code().and_then(Step::of) {
                Some(step) => {
                    self.in_find = false;
                    if let Some(want) = self.table.step(step) {
                        self.ask_more(&want, cx, out);
                    }
                }
                None => return Handled::No,
            },
        }
        Handled::Yes
    }

    fn on_msg(&mut self, heard: Heard, cx: &Cx, out: &mut Out<Heard>) {
        match heard {
            Heard::Rows(filter, Ok(rows)) if filter == self.filter => {
                let more = self.find.is_empty() && rows.len() >= self.table.batch();
                let lines = rows.iter().map(|r| line(r, cx)).collect();
                self.rows = rows;
                self.table.show(lines, more);
            }
            Heard::More(filter, Ok(rows)) if filter == self.filter => {
                let more = rows.len() >= self.table.batch();
                let lines = rows.iter().map(|r| line(r, cx)).collect();
                self.rows.extend(rows);
                self.table.append(lines, more);
            }
            Heard::Rows(_, Ok(_)) | Heard::More(_, Ok(_)) => {}
            Heard::Sum(Ok(sum)) => self.sum = Some(sum),
            Heard::Exported(Ok(kept)) => say_kept(kept, out),
            Heard::Rows(_, Err(e)) | Heard::More(_, Err(e)) => out.refused(&e),
            Heard::Sum(Err(e)) | Heard::Exported(Err(e)) => out.refused(&e),
        }
    }

    fn draw(&self, c: &mut Canvas<'_>, area: Rect, cx: &Cx) {
        view::draw(self, c, area, cx);
    }
}
