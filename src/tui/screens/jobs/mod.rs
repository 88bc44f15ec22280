//! Jobs: the board, and behind each card the job card.
//!
//! A column is a view of job states, so moving a card is one step of the job; a refused move says why. The board
//! decides nothing: `+` and `−` call the verb the state names, and what it has to ask is asked on the card.

pub(in crate::tui::screens) mod bulk;
pub mod card;
pub mod day;
pub mod deferred;
pub mod due;
pub mod estimate;
pub mod figures;
pub mod inspection;
pub mod learned;
mod lists;
pub mod notes;
pub mod part_pick;
pub mod prompt;
pub mod ratings;
pub mod readaloud;
mod table;
pub mod time;
mod view;
pub mod work_pick;

use crate::desk::board::{Mechanic, Placed};
use crate::desk::job::{Card, Started, Unissued, Whose};
use crate::desk::{self, Done};
use crate::domain::change::Topic;
use crate::domain::filter::List;
use crate::domain::job::{Event, Forward, Priority, Status};
use crate::domain::permission::Permission;
use crate::domain::{JobId, Msg, StaffId};
use crate::msg;
use crate::tui::app::Cx;
use crate::tui::keys::{Action, Command};
use crate::tui::layers::{Item, Notice, Pick};
use crate::tui::look::{Canvas, Marks};
use crate::tui::screens::my_work::handover::HandoverPage;
use crate::tui::screens::{Handled, Place, Screen, lists as filtered};
use crate::tui::shell::{Out, Toast, When};
use crate::tui::widgets::board::Board;
use crate::tui::widgets::{Form, LineEdit, Step, WindowTable};
use bulk::{Bulk, Outcome};
use card::{Asked, Intent, JobCard};
use crossterm::event::KeyEvent;
use due::DuePage;
use figures::FiguresPage;
use learned::LearnedPage;
use ratatui::layout::Rect;
use ratings::RatingsPage;
use std::collections::BTreeSet;

/// The board.
#[derive(Default)]
pub struct Jobs {
    placed: Vec<Placed>,
    loaded: bool,
    bays: usize,
    board: Board<JobId>,
    find: LineEdit,
    /// The find line has the keys: Space, + and − type.
    in_find: bool,
    mechanic: Option<(StaffId, String)>,
    below: Option<Box<Card>>,
    /// The same jobs as a list, where rows are marked.
    table: Option<WindowTable<JobId>>,
    as_list: bool,
    marked: BTreeSet<JobId>,
}

/// What it hears.
#[expect(missing_docs, reason = "each is an answer, named after its question")]
#[expect(clippy::large_enum_variant, reason = "one is on its way at a time")]
pub enum Heard {
    Board(desk::Result<Vec<Placed>>),
    Bays(desk::Result<usize>),
    Below(desk::Result<Card>),
    Mechanics(desk::Result<Vec<Mechanic>>),
    Only(Option<(StaffId, String)>),
    Started(desk::Result<Done<Started>>),
    Completed(JobId, String, desk::Result<Done<Status>>),
    Moved(Msg, desk::Result<Done<()>>),
    Undone(Msg, desk::Result<()>),
    Who(desk::Result<Vec<Mechanic>>),
    Do(Bulk),
    Answered(Asked, Box<Form>),
    Bulk(desk::Result<Outcome>),
    Read,
}

impl Jobs {
    /// The board, empty until the desk has answered.
    pub fn new(_cx: &Cx) -> Self {
        Self::default()
    }

    /// The job under the cursor of what is shown.
    fn key(&self) -> Option<JobId> {
        if self.as_list {
            self.table.as_ref()?.key().copied()
        } else {
            self.board.key().copied()
        }
    }

    fn chosen(&self) -> Option<&Placed> {
        let key = &self.key()?;
        self.placed.iter().find(|p| p.card.id == *key)
    }

    fn ask(&self, cx: &Cx, out: &mut Out<Heard>) {
        let (desk, actor) = (cx.desk.clone(), cx.actor.clone());
        out.ask(
            "board",
            async move { desk.columns(&actor).await },
            Heard::Board,
        );
    }

    /// What is unfolded under the board follows the cursor.
    fn ask_below(&mut self, when: When, cx: &Cx, out: &mut Out<Heard>) {
        let Some(id) = self.key() else {
            self.below = None;
            return;
        };
        let (desk, actor) = (cx.desk.clone(), cx.actor.clone());
        out.ask_when(
            when,
            "board below",
            async move { desk.job_card(&actor, id).await },
            Heard::Below,
        );
    }

    fn lay_out(&mut self, cx: &Cx) {
        let shown = lists::shown(&self.placed, self.find.text(), self.mechanic.as_ref());
        let columns = lists::columns(&shown, self.bays, cx);
        self.board.more = cx.words.word("board-more");
        let first = columns.iter().flat_map(|c| &c.cards).map(|c| c.key).next();
        self.board.show(columns);
        // An empty column has no card to choose: the cursor goes where one is.
        if let (None, Some(first)) = (self.board.key(), first) {
            self.board.select(&first);
        }
        self.list_again(cx);
    }

    /// Tab: the board and the list show the same job under their cursors.
    fn turn(&mut self, cx: &Cx) {
        let key = self.key();
        self.as_list = !self.as_list;
        self.lay_out(cx);
        if let Some(key) = key {
            self.board.select(&key);
            if let Some(table) = &mut self.table {
                table.select(&key);
            }
        }
    }

    /// The verb of `+`: done here when it asks nothing, else asked for on the card.
    fn forward(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        let Some(p) = self.chosen() else { return };
        let (id, plate, status) = (p.card.id, p.card.plate.clone(), p.card.status);
        let task = p.next_task().map(|t| t.id);
        let booking = p.card.booking_id;
        let (desk, actor) = (cx.desk.clone(), cx.actor.clone());
        match status.forward() {
            Some(Forward::CheckIn) => match booking {
                Some(booking) => out.visit(Place::Booking(booking)),
                None => out.push(JobCard::new(id)),
            },
            Some(Forward::Authorise) => out.push(JobCard::with(id, Intent::Authorise)),
            Some(Forward::HandOver) => out.push(JobCard::with(id, Intent::HandOver)),
            Some(Forward::Start) => match task {
                Some(task) => out.tell(
                    "board step",
                    async move { desk.start(&actor, task, "").await },
                    Heard::Started,
                ),
                None => out.push(JobCard::new(id)),
            },
            Some(Forward::Resume) => out.tell(
                "board step",
                async move { desk.resume_job(&actor, id).await },
                move |r| Heard::Moved(msg!("job-resumed", plate = plate), r),
            ),
            Some(Forward::Complete) => out.tell(
                "board step",
                async move { desk.complete(&actor, id, Unissued::Ask, "").await },
                move |r| Heard::Completed(id, plate, r),
            ),
            None => {}
        }
    }

    /// The back edge of `−`.
    fn back(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        let Some(p) = self.chosen() else { return };
        let (id, plate) = (p.card.id, p.card.plate.clone());
        let (desk, actor) = (cx.desk.clone(), cx.actor.clone());
        match (p.card.status.back(), p.card.booking_id) {
            (Some(Event::UndoCheckIn), Some(booking)) => out.tell(
                "board step",
                async move { desk.undo_check_in(&actor, booking).await },
                move |r| Heard::Undone(msg!("job-check-in-undone", plate = plate), r),
            ),
            (Some(Event::Unauthorise), _) => out.push(JobCard::with(id, Intent::Unauthorise)),
            (Some(Event::Rework), _) => out.push(JobCard::with(id, Intent::Rework)),
            _ => out.toast(Toast::warn(msg!("board-no-way-back", plate = plate))),
        }
    }

    /// A carried card is put down: the next column is `+`, the one before `−`, elsewhere it goes back.
    fn put_down(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        let Some((key, over)) = self.board.carried().map(|(k, x)| (*k, x)) else {
            return;
        };
        let from = self
            .placed
            .iter()
            .find(|p| p.card.id == key)
            .map_or(0, |p| lists::place(p.column));
        self.board.put_down();
        match over.cmp(&from) {
            std::cmp::Ordering::Greater => self.forward(cx, out),
            std::cmp::Ordering::Less => self.back(cx, out),
            std::cmp::Ordering::Equal => {}
        }
    }

    /// Why `+` cannot be pressed now.
    fn off(&self, cx: &Cx) -> Option<Msg> {
        let p = self.chosen()?;
        let needs = match p.card.status.forward() {
            Some(Forward::CheckIn) => Permission::JobCheckin,
            Some(Forward::Authorise) => Permission::LineAuthorise,
            Some(Forward::Start) => Permission::JobWork,
            Some(Forward::Resume) => Permission::JobEdit,
            Some(Forward::Complete) => Permission::JobComplete,
            Some(Forward::HandOver) => Permission::JobRelease,
            None => return Some(msg!("board-no-way-on")),
        };
        (!cx.can(needs)).then(|| msg!("off-permission", permission = needs.label()))
    }
}

/// The mark of a job that does not press as everybody.
pub(crate) fn priority_mark(priority: Priority, marks: Marks) -> &'static str {
    match priority {
        Priority::Low => marks.down,
        Priority::Normal => "",
        Priority::High => marks.up,
        Priority::Urgent => marks.rise,
    }
}

/// What `+` says it does for a job in this state.
pub(crate) fn forward_word(status: Status) -> Msg {
    match status.forward() {
        Some(Forward::CheckIn) => msg!("job-cmd-check-in"),
        Some(Forward::Authorise) => msg!("job-cmd-authorise"),
        Some(Forward::Start) => msg!("job-cmd-start"),
        Some(Forward::Resume) => msg!("job-cmd-resume"),
        Some(Forward::Complete) => msg!("job-cmd-complete"),
        Some(Forward::HandOver) => msg!("job-cmd-hand-over"),
        None => msg!("job-cmd-next-stage"),
    }
}

impl Screen for Jobs {
    type Msg = Heard;

    fn title(&self) -> Msg {
        msg!("jobs-title")
    }

    fn help(&self) -> Option<Msg> {
        Some(msg!("help-jobs"))
    }

    fn commands(&self, cx: &Cx) -> Vec<Command> {
        let none = self.chosen().is_none();
        let on = self
            .chosen()
            .map_or(msg!("job-cmd-next-stage"), |p| forward_word(p.card.status));
        let mut more = Command::new(Action::More, on, 2).unless(none, msg!("job-off-no-card"));
        if let Some(why) = self.off(cx) {
            more = more.unless(true, why);
        }
        let carrying = self.board.carried().is_some();
        let no_back = self.chosen().is_none_or(|p| p.card.status.back().is_none());
        let enter = if carrying {
            msg!("job-cmd-put-down")
        } else {
            msg!("job-cmd-open")
        };
        let space = if self.as_list {
            msg!("job-cmd-mark")
        } else {
            msg!("job-cmd-pick-up")
        };
        let turn = if self.as_list {
            msg!("job-cmd-board")
        } else {
            msg!("job-cmd-list")
        };
        let needs = Permission::JobEdit;
        let own = |action, id: Msg, rank| {
            Command::new(action, id, rank).unless(none, msg!("job-off-no-card"))
        };
        vec![
            Command::new(Action::Accept, enter, 1).unless(none, msg!("job-off-no-card")),
            more,
            Command::new(Action::Less, msg!("job-cmd-step-back"), 3)
                .unless(no_back, msg!("job-off-no-way-back")),
            own(Action::PickUp, space, 4),
            Command::new(Action::Next, turn, 5),
            own(Action::Assign, msg!("job-cmd-assign"), 6).needs(cx, needs),
            Command::new(Action::Options, msg!("job-cmd-only-mechanic"), 7),
            Command::new(Action::Left, msg!("job-cmd-column"), 0)
                .unless(self.as_list, msg!("job-off-on-board")),
            own(Action::Tell, msg!("job-cmd-tell"), 0).needs(cx, Permission::MessageSend),
            own(Action::Verb("promise"), msg!("job-cmd-promise"), 0).needs(cx, needs),
            own(Action::Verb("put-on-hold"), msg!("job-cmd-hold"), 0).needs(cx, needs),
            Command::new(Action::Verb("figures"), msg!("job-cmd-figures"), 0)
                .needs(cx, Permission::ReportSee),
            Command::new(Action::Verb("ratings"), msg!("job-cmd-ratings"), 0)
                .needs(cx, Permission::ReportSee),
            Command::new(Action::Verb("put-off-due"), msg!("job-cmd-due"), 0),
            Command::new(Action::Reorder, msg!("lists-cmd-filter"), 0),
            Command::new(Action::Verb("learned"), msg!("job-cmd-learned"), 0),
            Command::new(Action::Verb("handovers"), msg!("job-cmd-handovers"), 0),
            Command::new(Action::Verb("mark-all"), msg!("job-cmd-mark-all"), 0)
                .unless(!self.as_list, msg!("job-off-in-list")),
        ]
    }

    fn on_enter(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        self.ask(cx, out);
        let (desk, actor) = (cx.desk.clone(), cx.actor.clone());
        out.ask(
            "board bays",
            async move { desk.places(&actor).await.map(|p| p.0.len()) },
            Heard::Bays,
        );
    }

    fn on_change(&mut self, topic: Topic, cx: &Cx, out: &mut Out<Heard>) {
        if !matches!(topic, Topic::People | Topic::Settings | Topic::Schema) {
            self.ask(cx, out);
        }
    }

    fn on_minute(&mut self, cx: &Cx, _out: &mut Out<Heard>) -> bool {
        // What becomes late does so without anybody writing anything.
        for p in &mut self.placed {
            p.late = crate::domain::job::is_late(p.card.status, p.card.promised_at, cx.now);
        }
        self.lay_out(cx);
        true
    }

    fn typing(&self) -> bool {
        self.in_find
    }

    fn holds(&self, action: Action) -> bool {
        !self.loaded && matches!(action, Action::Accept | Action::More | Action::Less)
    }

    fn on_text(&mut self, key: KeyEvent, cx: &Cx, out: &mut Out<Heard>) {
        if self.find.key(key) {
            if let Some(list) = filtered::begun(List::Jobs, self.find.text(), cx) {
                self.find.clear();
                out.push(list);
            }
            self.in_find = !self.find.is_empty();
            self.lay_out(cx);
            self.ask_below(When::Now, cx, out);
        }
    }

    fn on_action(&mut self, action: Action, cx: &Cx, out: &mut Out<Heard>) -> Handled {
        match action {
            Action::Accept if self.board.carried().is_some() => self.put_down(cx, out),
            Action::Accept => {
                self.in_find = false;
                if let Some(id) = self.key() {
                    out.push(JobCard::new(id));
                }
            }
            Action::Undo if self.in_find => {
                self.find.undo();
                self.lay_out(cx);
            }
            Action::Next | Action::Previous if self.board.carried().is_none() => {
                self.turn(cx);
                self.ask_below(When::Now, cx, out);
            }
            Action::PickUp if self.as_list => {
                self.mark(cx);
                self.ask_below(When::Now, cx, out);
            }
            Action::More if !self.marked.is_empty() => self.run(Bulk::Forward, cx, out),
            Action::Reorder => {
                out.push(filtered::Register::of(List::Jobs, self.find.text(), cx));
            }
            Action::Assign => self.ask_who(cx, out),
            Action::Tell => self.run(Bulk::Tell, cx, out),
            Action::Verb("promise") => self.ask_first(Asked::Promise, cx, out),
            Action::Verb("put-on-hold") => self.ask_first(Asked::Hold, cx, out),
            Action::Verb("mark-all") => self.mark_all(cx),
            Action::Verb("figures") => out.push(FiguresPage::new(Whose::All, cx)),
            Action::Verb("ratings") => out.push(RatingsPage::new(cx)),
            Action::Verb("put-off-due") => out.push(DuePage::new(cx)),
            Action::Verb("learned") => out.push(LearnedPage::new(cx)),
            Action::Verb("handovers") => out.push(HandoverPage::default()),
            Action::More => self.forward(cx, out),
            Action::Less => self.back(cx, out),
            Action::PickUp => self.board.pick_up(),
            Action::Back if self.board.carried().is_some() => self.board.put_down(),
            Action::Back if !self.find.is_empty() => {
                self.find.clear();
                self.in_find = false;
                self.lay_out(cx);
                self.ask_below(When::Now, cx, out);
            }
            Action::Back if !self.marked.is_empty() => {
                self.marked.clear();
                self.list_again(cx);
            }
            Action::Options => {
                let (desk, actor) = (cx.desk.clone(), cx.actor.clone());
                out.ask(
                    "board mechanics",
                    async move { desk.mechanics_at_work(&actor).await },
                    Heard::Mechanics,
                );
            }
            other => {
                let Some(code) = other.code() else {
                    return Handled::No;
                };
                self.in_find = false;
                if self.as_list {
                    let (Some(step), Some(table)) = (Step::of(code), &mut self.table) else {
                        return Handled::No;
                    };
                    // Every row is here: none has to be fetched.
                    let _ = table.step(step);
                } else if !self.board.key_pressed(code) {
                    return Handled::No;
                }
                self.ask_below(When::AtRest, cx, out);
            }
        }
        Handled::Yes
    }

    fn on_msg(&mut self, heard: Heard, cx: &Cx, out: &mut Out<Heard>) {
        match heard {
            Heard::Board(Ok(placed)) => {
                self.placed = placed;
                self.loaded = true;
                self.lay_out(cx);
                self.ask_below(When::Now, cx, out);
            }
            Heard::Bays(Ok(bays)) => {
                self.bays = bays;
                self.lay_out(cx);
            }
            Heard::Below(Ok(card)) => self.below = Some(Box::new(card)),
            // The card under the cursor has left the board meanwhile.
            Heard::Below(Err(_)) => self.below = None,
            Heard::Mechanics(Ok(all)) => {
                let everybody = Item::new(cx.words.word("board-all-mechanics"), "", None);
                let people = all.into_iter().map(|m| {
                    let open = cx.words.say(&msg!("mechanic-open-tasks", count = m.open));
                    Item::new(m.name.clone(), open, Some((m.id, m.name)))
                });
                let items = std::iter::once(everybody).chain(people).collect();
                out.open(Pick::new(msg!("board-only-title"), items), Heard::Only);
            }
            Heard::Only(who) => {
                self.mechanic = who;
                self.lay_out(cx);
                self.ask_below(When::Now, cx, out);
            }
            Heard::Started(Ok(done)) => {
                let title = done.value.title.clone();
                out.done(msg!("task-started", task = title), done);
                self.ask(cx, out);
            }
            Heard::Completed(_, plate, Ok(done)) => {
                out.done(msg!("job-is-ready", plate = plate), done);
                self.ask(cx, out);
            }
            // What is in the way is solved on the card.
            Heard::Completed(id, _, Err(desk::Error::Blocked { .. })) => {
                self.board.select(&id);
                out.push(JobCard::with(id, Intent::Complete));
            }
            Heard::Moved(said, Ok(done)) => {
                out.done(said, done);
                self.ask(cx, out);
            }
            Heard::Undone(said, Ok(())) => {
                out.toast(Toast::good(said));
                self.ask(cx, out);
            }
            Heard::Who(Ok(all)) => self.pick_who(all, cx, out),
            Heard::Do(what) => self.run(what, cx, out),
            Heard::Answered(asked, form) => self.answered(&asked, &form, cx, out),
            Heard::Bulk(Ok(outcome)) => self.told(outcome, cx, out),
            Heard::Read => {}
            // Asked again it would be refused again.
            Heard::Board(Err(e))
            | Heard::Bays(Err(e))
            | Heard::Mechanics(Err(e))
            | Heard::Who(Err(e)) => out.refused(&e),
            Heard::Bulk(Err(e))
            | Heard::Started(Err(e))
            | Heard::Completed(_, _, Err(e))
            | Heard::Moved(_, Err(e))
            | Heard::Undone(_, Err(e)) => {
                out.refused(&e);
                self.ask(cx, out);
            }
        }
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, cx: &Cx) {
        view::draw(self, canvas, area, cx);
    }
}

/// The list of what keeps a job from being ready, to be read.
pub(crate) fn blockers(found: &[Msg], cx: &Cx) -> Notice {
    let lines = found
        .iter()
        .map(|b| format!("{} {}", cx.marks.alert, cx.words.say(b)))
        .collect();
    Notice::error(msg!("blockers-title"), lines)
}
