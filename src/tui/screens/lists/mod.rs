//! A list by filter: any of the six, narrowed by the filter line, sorted by any column, kept as a view, with marks
//! for what is done to many rows at once.
//!
//! It changes no record by itself: each step of many is a verb of the record.

mod act;
mod columns;
mod many;
mod merge;
mod options;
mod view;

use std::collections::BTreeSet;

use crossterm::event::KeyEvent;
use ratatui::layout::Rect;

use self::act::Outcome;
use self::options::Choice;
use super::invoices::{Kept, say_kept};
use super::{Handled, Place, Screen};
use crate::desk;
use crate::desk::Done;
use crate::desk::board::Mechanic;
use crate::desk::customers::Merge;
use crate::desk::lists::{Edge, Line, View, permission};
use crate::domain::change::Topic;
use crate::domain::filter::{Completion, Ground, List, complete, parse};
use crate::domain::permission::Permission;
use crate::domain::{
    BookingId, CustomerId, InvoiceId, JobId, MergeId, Msg, PartId, VehicleId, msg,
};
use crate::tui::cx::Cx;
use crate::tui::keys::{Action, Command};
use crate::tui::look::Canvas;
use crate::tui::shell::{Out, Toast};
use crate::tui::widgets::window_table::Mark;
use crate::tui::widgets::{LineEdit, Step, Want, WindowTable};

/// The page of one list.
pub struct Register {
    list: List,
    line: LineEdit,
    in_line: bool,
    table: WindowTable<i64>,
    rows: Vec<Line>,
    marked: BTreeSet<i64>,
    count: Option<i64>,
    /// What is wrong with the line as it stands.
    why: Option<Msg>,
    /// Values of the books for the key at the end of the line.
    known: Vec<String>,
    /// Which way on is chosen.
    pick: usize,
    /// The ways on were sent away by Esc until the next letter.
    quiet: bool,
}

/// Where rows that came belong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Belongs {
    /// They are the first there are.
    Whole,
    /// Behind those that are there.
    After,
    /// Before those that are there.
    Before,
    /// They are the last there are.
    End,
}

/// What the desk and its own dialogs answer.
#[expect(missing_docs, reason = "each is an answer, named after its question")]
pub enum Heard {
    Rows(Belongs, desk::Result<Vec<Line>>),
    Count(desk::Result<i64>),
    Values(desk::Result<Vec<String>>),
    Views(desk::Result<Vec<View>>),
    Chosen(Choice),
    Named(String),
    ViewKept(String, desk::Result<()>),
    ViewDropped(String, desk::Result<()>),
    Exported(desk::Result<Kept>),
    Bulk(desk::Result<Outcome>),
    Do(act::Bulk),
    Who(desk::Result<Vec<Mechanic>>),
    Pair(desk::Result<merge::Pair>),
    Merge(merge::Into),
    Merged(desk::Result<Done<MergeId>>),
    Merges(desk::Result<Vec<Merge>>),
    Unmerge(MergeId),
    Unmerged(desk::Result<()>),
    Read,
}

/// The list a tab's find line asks for: somebody has begun a filter there.
#[must_use]
pub fn begun(list: List, line: &str, cx: &Cx) -> Option<Register> {
    let holds = line.split_whitespace().any(|token| {
        let end = token.find([':', '=', '<', '>', '!']);
        end.is_some_and(|at| &token[..at] == "sort" || list.key(&token[..at]).is_some())
    });
    holds.then(|| Register::of(list, line, cx))
}

/// The list a command of the menu names.
#[must_use]
pub fn named(verb: &str, cx: &Cx) -> Option<Register> {
    let list = verb.strip_prefix("list-")?.parse().ok()?;
    cx.can(permission(list)).then(|| Register::of(list, "", cx))
}

/// The commands of the menu for those lists this person may read.
pub fn commands(cx: &Cx) -> impl Iterator<Item = (Msg, Action)> + '_ {
    let all = List::ALL.iter().filter(|list| cx.can(permission(**list)));
    all.map(|list| {
        let verb = match list {
            List::Jobs => "list-jobs",
            List::Bookings => "list-bookings",
            List::Customers => "list-customers",
            List::Vehicles => "list-vehicles",
            List::Parts => "list-parts",
            List::Invoices => "list-invoices",
        };
        (msg!("menu-list", list = list.label()), Action::Verb(verb))
    })
}

impl Register {
    /// The list with this line.
    #[must_use]
    pub fn of(list: List, line: &str, cx: &Cx) -> Self {
        Self {
            list,
            line: LineEdit::new(line),
            in_line: !line.is_empty(),
            table: WindowTable::new(columns::of(list, None, &cx.words)),
            rows: Vec::new(),
            marked: BTreeSet::new(),
            count: None,
            why: None,
            known: Vec::new(),
            pick: 0,
            quiet: false,
        }
    }

    fn batch(&self) -> i64 {
        i64::try_from(self.table.batch()).unwrap_or(100)
    }

    /// The ways the line may go on, while one types there.
    fn ways(&self) -> Vec<Completion> {
        if !self.in_line || self.quiet {
            return Vec::new();
        }
        complete(self.list, self.line.text(), &self.known)
    }

    /// The line is read anew: what is wrong is said and the last rows stay, else the rows are asked for.
    fn ask_anew(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        let ground = Ground {
            today: cx.today(),
            currency: cx.words.currency(),
        };
        let line = self.line.text().to_owned();
        match parse(self.list, &line, ground) {
            Err(why) => {
                self.why = Some(why);
                self.count = None;
            }
            Ok(filter) => {
                self.why = None;
                let sort = filter.sort.unwrap_or(desk::lists::own_order(self.list));
                self.table
                    .columns(columns::of(self.list, Some((sort, cx.marks)), &cx.words));
                self.table.find = filter.words.join(" ");
                self.table.empty = cx.words.word(if line.trim().is_empty() {
                    "list-no-row-yet"
                } else {
                    "list-no-row"
                });
                self.ask_page(Edge::First, Belongs::Whole, cx, out);
                let (desk, by, list) = (cx.desk.clone(), cx.actor.clone(), self.list);
                out.ask(
                    "list count",
                    async move { desk.list_count(&by, list, &line).await },
                    Heard::Count,
                );
            }
        }
    }

    fn ask_page(&self, edge: Edge, belongs: Belongs, cx: &Cx, out: &mut Out<Heard>) {
        let (desk, by, list, batch) = (cx.desk.clone(), cx.actor.clone(), self.list, self.batch());
        let line = self.line.text().to_owned();
        out.ask(
            "list",
            async move { desk.list_page(&by, list, &line, edge, batch).await },
            move |rows| Heard::Rows(belongs, rows),
        );
    }

    fn ask_values(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        self.known.clear();
        let (desk, by, list) = (cx.desk.clone(), cx.actor.clone(), self.list);
        let line = self.line.text().to_owned();
        out.ask(
            "list values",
            async move { desk.list_values(&by, list, &line).await },
            Heard::Values,
        );
    }

    /// Another line, from a view, a sorting, a completion.
    fn set_line(&mut self, line: &str, cx: &Cx, out: &mut Out<Heard>) {
        self.line.set(line);
        self.pick = 0;
        self.ask_values(cx, out);
        self.ask_anew(cx, out);
    }

    fn take_way(&mut self, cx: &Cx, out: &mut Out<Heard>) -> bool {
        let ways = self.ways();
        let Some(way) = ways.get(self.pick.min(ways.len().saturating_sub(1))) else {
            return false;
        };
        let line = way.applied(self.line.text());
        self.set_line(&line, cx, out);
        true
    }

    fn row(&self, line: &Line, cx: &Cx) -> crate::tui::widgets::Row<i64> {
        let row = columns::row(line, cx);
        if self.marked.contains(&line.id()) {
            row.mark(Some(Mark::Marked))
        } else {
            row
        }
    }

    fn lines(&self, rows: &[Line], cx: &Cx) -> Vec<crate::tui::widgets::Row<i64>> {
        rows.iter().map(|r| self.row(r, cx)).collect()
    }

    fn heard_rows(&mut self, rows: Vec<Line>, belongs: Belongs, cx: &Cx) {
        let more = rows.len() >= self.table.batch();
        let lines = self.lines(&rows, cx);
        match belongs {
            Belongs::Whole => {
                self.rows = rows;
                self.table.show(lines, more);
            }
            Belongs::After => {
                self.rows.extend(rows);
                self.table.append(lines, more);
            }
            Belongs::Before => {
                self.rows.splice(0..0, rows);
                self.table.prepend(lines, more);
            }
            Belongs::End => {
                self.rows = rows;
                self.table.show_last(lines, more);
            }
        }
    }

    /// The marks as they are now, on the rows that are there.
    fn mark_again(&mut self, cx: &Cx) {
        let shown: Vec<_> = self.table.rows().iter().map(|r| r.key).collect();
        let lines = shown
            .iter()
            .filter_map(|id| self.rows.iter().find(|r| r.id() == *id));
        let lines: Vec<_> = lines.map(|r| self.row(r, cx)).collect();
        self.table.put(lines);
    }

    fn place(&self) -> Option<Place> {
        let id = *self.table.key()?;
        Some(match self.list {
            List::Jobs => Place::Job(JobId(id)),
            List::Bookings => Place::Booking(BookingId(id)),
            List::Customers => Place::Customer(CustomerId(id)),
            List::Vehicles => Place::Vehicle(VehicleId(id)),
            List::Parts => Place::Part(PartId(id)),
            List::Invoices => Place::Invoice(InvoiceId(id)),
        })
    }

    fn step(&mut self, step: Step, cx: &Cx, out: &mut Out<Heard>) {
        self.in_line = false;
        match self.table.step(step) {
            Some(Want::After(id)) => self.ask_page(Edge::After(id), Belongs::After, cx, out),
            Some(Want::Before(id)) => self.ask_page(Edge::Before(id), Belongs::Before, cx, out),
            Some(Want::First) => self.ask_page(Edge::First, Belongs::Whole, cx, out),
            Some(Want::Last) => self.ask_page(Edge::Last, Belongs::End, cx, out),
            None => {}
        }
    }
}

impl Screen for Register {
    type Msg = Heard;

    fn title(&self) -> Msg {
        msg!("lists-title", list = self.list.label())
    }

    fn help(&self) -> Option<Msg> {
        Some(msg!(
            "lists-help",
            keys = self
                .list
                .keys()
                .iter()
                .map(|k| k.name)
                .collect::<Vec<_>>()
                .join(", ")
        ))
    }

    fn typing(&self) -> bool {
        self.in_line
    }

    fn commands(&self, cx: &Cx) -> Vec<Command> {
        let none = self.table.key().is_none();
        let mut all = vec![
            Command::new(Action::Accept, msg!("lists-cmd-open"), 1)
                .unless(none, msg!("off-no-row")),
            Command::new(Action::PickUp, msg!("lists-cmd-mark"), 2)
                .unless(none, msg!("off-no-row")),
            Command::new(Action::Options, msg!("lists-cmd-options"), 3),
            Command::new(Action::Next, msg!("lists-cmd-complete"), 4)
                .unless(self.ways().is_empty(), msg!("lists-off-complete")),
            Command::new(Action::Extra, msg!("lists-cmd-many"), 5).unless(none, msg!("off-no-row")),
            Command::new(Action::Verb("keep-view"), msg!("lists-cmd-keep"), 0)
                .unless(self.line.text().trim().is_empty(), msg!("view-empty")),
            Command::new(Action::Verb("mark-all"), msg!("lists-cmd-mark-all"), 0)
                .unless(none, msg!("off-no-row")),
            Command::new(Action::Verb("clear-filter"), msg!("lists-cmd-clear"), 0),
            Command::new(Action::Verb("export-list"), msg!("lists-cmd-export"), 0)
                .needs(cx, Permission::DataExport)
                .unless(none, msg!("off-no-row")),
        ];
        if matches!(self.list, List::Customers | List::Vehicles) {
            let merge = Command::new(Action::Verb("merge"), msg!("lists-many-merge"), 0)
                .needs(cx, Permission::CustomerMerge)
                .unless(self.two().is_none(), msg!("merge-same"));
            let back = Command::new(Action::Verb("unmerge"), msg!("lists-many-unmerge"), 0)
                .needs(cx, Permission::CustomerMerge);
            all.extend([merge, back]);
        }
        if let Some(needs) = act::archives(self.list) {
            all.push(
                Command::new(Action::Verb("archive-marked"), msg!("lists-cmd-archive"), 0)
                    .needs(cx, needs)
                    .unless(none, msg!("off-no-row")),
            );
        }
        all
    }

    fn on_enter(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        self.ask_anew(cx, out);
    }

    fn on_change(&mut self, topic: Topic, cx: &Cx, out: &mut Out<Heard>) {
        let own = match self.list {
            List::Jobs => matches!(topic, Topic::Jobs | Topic::Invoices),
            List::Bookings => topic == Topic::Bookings,
            List::Customers | List::Vehicles => topic == Topic::Customers,
            List::Parts => topic == Topic::Stock,
            List::Invoices => topic == Topic::Invoices,
        };
        // A window further down stays where it is: the first page would throw the reader back.
        if own && self.table.is_at_start() {
            self.ask_anew(cx, out);
        }
    }

    fn on_text(&mut self, key: KeyEvent, cx: &Cx, out: &mut Out<Heard>) {
        if self.line.key(key) {
            self.in_line = true;
            (self.quiet, self.pick) = (false, 0);
            self.ask_values(cx, out);
            self.ask_anew(cx, out);
        }
    }

    fn holds(&self, action: Action) -> bool {
        action == Action::Accept && self.in_line
    }

    fn on_action(&mut self, action: Action, cx: &Cx, out: &mut Out<Heard>) -> Handled {
        let ways = self.ways().len();
        match action {
            Action::Next if self.take_way(cx, out) => {}
            Action::Down if ways > 0 => self.pick = (self.pick + 1).min(ways - 1),
            Action::Up if ways > 0 => self.pick = self.pick.saturating_sub(1),
            Action::Back if ways > 0 => self.quiet = true,
            Action::Accept => match self.place() {
                Some(place) if self.why.is_none() => out.visit(place),
                _ => return Handled::No,
            },
            Action::PickUp => {
                if let Some(id) = self.table.key().copied() {
                    if !self.marked.remove(&id) {
                        self.marked.insert(id);
                    }
                    self.mark_again(cx);
                    self.step(Step::Down, cx, out);
                }
            }
            Action::Options => self.ask_views(cx, out),
            Action::Extra => self.ask_many(cx, out),
            Action::Verb("keep-view") => self.ask_name(out),
            Action::Verb("mark-all") => {
                let all: BTreeSet<i64> = self.rows.iter().map(Line::id).collect();
                self.marked = if all.is_subset(&self.marked) {
                    BTreeSet::new()
                } else {
                    all
                };
                self.mark_again(cx);
            }
            Action::Verb("export-list") => self.export(cx, out),
            Action::Verb("merge") => self.ask_pair(cx, out),
            Action::Verb("unmerge") => self.ask_merges(cx, out),
            Action::Verb("archive-marked") => self.run(act::Bulk::Archive, cx, out),
            Action::Undo if self.in_line => {
                if self.line.undo() {
                    self.ask_anew(cx, out);
                }
            }
            Action::Verb("clear-filter") => {
                self.in_line = false;
                self.set_line("", cx, out);
            }
            Action::Back if !self.line.is_empty() => {
                self.in_line = false;
                self.set_line("", cx, out);
            }
            Action::Back if !self.marked.is_empty() => {
                self.marked.clear();
                self.mark_again(cx);
            }
            other => match other.code().and_then(Step::of) {
                Some(step) => self.step(step, cx, out),
                None => return Handled::No,
            },
        }
        Handled::Yes
    }

    fn on_msg(&mut self, heard: Heard, cx: &Cx, out: &mut Out<Heard>) {
        match heard {
            Heard::Rows(belongs, Ok(rows)) => self.heard_rows(rows, belongs, cx),
            Heard::Count(Ok(n)) => self.count = Some(n),
            Heard::Values(Ok(known)) => self.known = known,
            Heard::Views(Ok(views)) => self.open_options(&views, cx, out),
            Heard::Chosen(choice) => self.chosen(choice, cx, out),
            Heard::Named(name) => self.keep(name, cx, out),
            Heard::ViewKept(name, Ok(())) => {
                out.toast(Toast::good(msg!("lists-view-kept", name = name)));
            }
            Heard::ViewDropped(name, Ok(())) => {
                out.toast(Toast::good(msg!("lists-view-dropped", name = name)));
            }
            Heard::Exported(Ok(kept)) => say_kept(kept, out),
            Heard::Do(what) => self.run(what, cx, out),
            Heard::Who(Ok(all)) => Self::pick_who(all, cx, out),
            Heard::Bulk(Ok(outcome)) => self.told(outcome, cx, out),
            Heard::Read => {}
            Heard::Pair(Ok(pair)) => Self::compare(&pair, cx, out),
            Heard::Merge(into) => self.merge(into, cx, out),
            Heard::Merged(Ok(done)) => {
                out.done(msg!("merge-done"), done);
                self.ask_anew(cx, out);
            }
            Heard::Merges(Ok(all)) if all.is_empty() => {
                out.toast(Toast::warn(msg!("merge-none")));
            }
            Heard::Merges(Ok(all)) => Self::pick_merge(&all, cx, out),
            Heard::Unmerge(id) => self.unmerge(id, cx, out),
            Heard::Unmerged(Ok(())) => {
                out.toast(Toast::good(msg!("merge-undone")));
                self.ask_anew(cx, out);
            }
            // The line is read here first: what the desk cannot read is on its way out.
            Heard::Rows(_, Err(desk::Error::Invalid { .. }))
            | Heard::Count(Err(desk::Error::Invalid { .. })) => {}
            Heard::Rows(_, Err(e))
            | Heard::Count(Err(e))
            | Heard::Values(Err(e))
            | Heard::Views(Err(e))
            | Heard::ViewKept(_, Err(e))
            | Heard::ViewDropped(_, Err(e))
            | Heard::Exported(Err(e))
            | Heard::Bulk(Err(e))
            | Heard::Who(Err(e))
            | Heard::Pair(Err(e))
            | Heard::Merged(Err(e))
            | Heard::Merges(Err(e))
            | Heard::Unmerged(Err(e)) => out.refused(&e),
        }
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, cx: &Cx) {
        view::draw(self, canvas, area, cx);
    }
}
