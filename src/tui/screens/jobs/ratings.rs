//! What customers think: by work, by mechanic, and each in its own words.

use crate::desk;
use crate::desk::job::{Rated, Rating, Ratings};
use crate::domain::rating::mean_tenths;
use crate::domain::{JobId, Msg, Qty, StaffId};
use crate::msg;
use crate::tui::app::Cx;
use crate::tui::keys::{Action, Command};
use crate::tui::look::{Canvas, Role};
use crate::tui::screens::jobs::card::JobCard;
use crate::tui::screens::{Handled, Screen};
use crate::tui::shell::Out;
use crate::tui::widgets::window_table::Cell;
use crate::tui::widgets::{Column, Order, Row, Step, WindowTable, Worth};
use ratatui::layout::Rect;

/// What the rows are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum By {
    Work,
    Mechanic,
    Visit,
}

/// The page.
pub struct RatingsPage {
    by: By,
    found: Option<Ratings>,
    table: WindowTable<i64>,
    order: Order,
}

/// What it hears.
#[expect(missing_docs, reason = "each is an answer, named after its question")]
pub enum Heard {
    Found(desk::Result<Ratings>),
}

impl RatingsPage {
    /// The page, empty until the desk has answered.
    pub fn new(cx: &Cx) -> Self {
        Self {
            by: By::Work,
            found: None,
            table: table(By::Work, Order::default(), cx),
            order: Order::default(),
        }
    }

    fn fill(&mut self, cx: &Cx) {
        self.table = table(self.by, self.order, cx);
        let Some(found) = &self.found else { return };
        let back = |r: &Rated| {
            let back = found.comebacks.iter().find(|c| c.0 == StaffId(r.id));
            back.map_or(0, |c| c.1)
        };
        let worth = |r: &&Rated, at: usize| match at {
            0 => Worth::words(&r.name),
            1 => Worth::Number(mean_tenths(r.sum, r.times)),
            2 => Worth::number(r.times),
            _ => Worth::number(back(r)),
        };
        let rows = match self.by {
            By::Work => {
                let mut all: Vec<&Rated> = found.by_canned.iter().collect();
                self.order.sort(&mut all, worth);
                all.into_iter().map(|r| mean(r, None, cx)).collect()
            }
            By::Mechanic => {
                let mut all: Vec<&Rated> = found.by_staff.iter().collect();
                self.order.sort(&mut all, worth);
                let rows = all.into_iter().map(|r| mean(r, Some(back(r)), cx));
                rows.collect()
            }
            By::Visit => {
                let mut all: Vec<&Rating> = found.all.iter().collect();
                self.order.sort(&mut all, |r, at| match at {
                    0 => Worth::number(r.at.0),
                    1 => Worth::words(&r.plate),
                    2 => Worth::number(r.score),
                    _ => Worth::words(&r.customer),
                });
                all.into_iter().map(|r| visit(r, cx)).collect()
            }
        };
        self.table.show(rows, false);
    }
}

fn table(by: By, order: Order, cx: &Cx) -> WindowTable<i64> {
    let w = &cx.words;
    let heads = |ids: [&'static str; 4]| order.heads(ids.map(|id| w.word(id)), cx.marks);
    let columns = match by {
        By::Visit => {
            let [when, vehicle, score, words] = heads([
                "ratings-col-when",
                "ratings-col-vehicle",
                "ratings-col-score",
                "ratings-col-words",
            ]);
            vec![
                Column::new(when, 14, 18),
                Column::new(vehicle, 10, 12),
                Column::new(score, 5, 7),
                Column::new(words, 20, 60).grows(),
            ]
        }
        By::Work | By::Mechanic => {
            let [what, mean, times, back] = heads([
                "ratings-col-what",
                "ratings-col-mean",
                "ratings-col-times",
                "ratings-col-comebacks",
            ]);
            let mut columns = vec![
                Column::new(what, 20, 50).grows(),
                Column::number(mean, 6, 8),
                Column::number(times, 7, 8),
            ];
            if by == By::Mechanic {
                columns.push(Column::number(back, 10, 10));
            }
            columns
        }
    };
    let mut table = WindowTable::new(columns);
    table.empty = w.word("ratings-none");
    table
}

fn mean(r: &Rated, back: Option<i64>, cx: &Cx) -> Row<i64> {
    let w = &cx.words;
    let mean = mean_tenths(r.sum, r.times).map_or(String::new(), |t| w.qty(Qty(t * 100)));
    let mut cells: Vec<Cell> = vec![r.name.as_str().into(), mean.into(), w.count(r.times).into()];
    cells.extend(back.map(|n| Cell::from(w.count(n))));
    Row::new(r.id, cells)
}

fn visit(r: &Rating, cx: &Cx) -> Row<i64> {
    let ink = if r.score <= 2 { Role::Warn } else { Role::Text };
    let words = if r.comment.is_empty() {
        r.customer.clone()
    } else {
        format!("{}: {}", r.customer, r.comment.replace('\n', " "))
    };
    let cells: Vec<Cell> = vec![
        cx.words.when(r.at, cx.now).into(),
        r.plate.as_str().into(),
        Cell::inked(stars(r.score, cx), ink),
        words.into(),
    ];
    Row::new(r.job_id.0, cells)
}

/// So many of five.
pub(super) fn stars(score: i64, cx: &Cx) -> String {
    let (on, off) = if cx.marks.is_ascii() {
        ("*", ".")
    } else {
        ("★", "☆")
    };
    let given = usize::try_from(score.clamp(0, 5)).unwrap_or(0);
    format!("{}{}", on.repeat(given), off.repeat(5 - given))
}

impl Screen for RatingsPage {
    type Msg = Heard;

    fn title(&self) -> Msg {
        msg!("ratings-title")
    }

    fn help(&self) -> Option<Msg> {
        Some(msg!("help-ratings"))
    }

    fn commands(&self, _cx: &Cx) -> Vec<Command> {
        let none = self.by != By::Visit || self.table.key().is_none();
        vec![
            Command::new(Action::Next, msg!("ratings-cmd-by"), 1),
            Command::new(Action::Options, msg!("order-cmd"), 3),
            Command::new(Action::Accept, msg!("job-cmd-job-card"), 2)
                .unless(none, msg!("ratings-off-no-visit")),
        ]
    }

    fn on_enter(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        let (desk, actor) = (cx.desk.clone(), cx.actor.clone());
        out.ask(
            "ratings",
            async move { desk.ratings(&actor).await },
            Heard::Found,
        );
    }

    fn on_action(&mut self, action: Action, cx: &Cx, out: &mut Out<Heard>) -> Handled {
        match action {
            Action::Next | Action::Previous => {
                self.order = Order::default();
                self.by = match (self.by, action) {
                    (By::Work, Action::Next) | (By::Visit, Action::Previous) => By::Mechanic,
                    (By::Mechanic, Action::Next) | (By::Work, _) => By::Visit,
                    _ => By::Work,
                };
                self.fill(cx);
            }
            Action::Options => {
                self.order.turn(if self.by == By::Work { 3 } else { 4 });
                self.fill(cx);
            }
            Action::Accept if self.by == By::Visit => {
                if let Some(job) = self.table.key() {
                    out.push(JobCard::new(JobId(*job)));
                }
            }
            other => {
                let Some(step) = other.code().and_then(Step::of) else {
                    return Handled::No;
                };
                let _ = self.table.step(step);
            }
        }
        Handled::Yes
    }

    fn on_msg(&mut self, heard: Heard, cx: &Cx, out: &mut Out<Heard>) {
        match heard {
            Heard::Found(Ok(found)) => {
                self.found = Some(found);
                self.fill(cx);
            }
            Heard::Found(Err(e)) => out.refused(&e),
        }
    }

    fn draw(&self, c: &mut Canvas<'_>, area: Rect, cx: &Cx) {
        let w = &cx.words;
        let on = |ink| (Role::Surface, ink);
        let title = w.word(match self.by {
            By::Work => "ratings-by-work",
            By::Mechanic => "ratings-by-mechanic",
            By::Visit => "ratings-by-visit",
        });
        let x = c.text(area.x + 1, area.y, area.width / 2, &title, on(Role::Title));
        let all = self.found.as_ref().map_or(&[][..], |f| &f.all);
        let count = i64::try_from(all.len()).unwrap_or(i64::MAX);
        if let Some(mean) = mean_tenths(all.iter().map(|r| r.score).sum(), count) {
            let mean = w.qty(Qty(mean * 100));
            let said = w.say(&msg!("ratings-all", mean = mean, count = count));
            let room = area.right().saturating_sub(x + 3);
            c.text(x + 2, area.y, room, &said, on(Role::Dim));
        }
        let rest = Rect {
            y: area.y + 2,
            height: area.height.saturating_sub(2),
            ..area
        };
        self.table.draw(c, rest, true);
    }
}
