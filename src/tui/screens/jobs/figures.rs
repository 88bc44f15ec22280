//! Utilisation, efficiency and productivity of a period, with the formulas they come from.
//!
//! ```text
//! Figures   This week   16 – 22 Nov
//!   Who        At work  On jobs  Other   Sold  Utilisation  Efficiency  Productivity
//! ▶ Jo Hendri…    38.5     31.0    2.5   33.4         81 %       108 %          87 %
//!
//!   Utilisation = on jobs ÷ at work
//! ```

use super::day::DayPage;
use crate::desk;
use crate::desk::job::{Figures, Whose};
use crate::domain::change::Topic;
use crate::domain::figures::Times;
use crate::domain::{Msg, Qty, StaffId};
use crate::msg;
use crate::tui::app::Cx;
use crate::tui::keys::{Action, Command};
use crate::tui::look::{Canvas, Role};
use crate::tui::screens::{Handled, Screen};
use crate::tui::shell::Out;
use crate::tui::widgets::{Column, Order, Row, Step, WindowTable, Worth};
use chrono::{Datelike, Days, NaiveDate};
use ratatui::layout::Rect;

/// A length of time that is looked at whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Period {
    Day,
    Week,
    Month,
}

/// The page.
pub struct FiguresPage {
    whose: Whose,
    period: Period,
    /// A day in the period that is shown.
    day: NaiveDate,
    people: Vec<(StaffId, String)>,
    table: WindowTable<StaffId>,
    all: Vec<Figures>,
    order: Order,
}

/// What it hears.
#[expect(missing_docs, reason = "each is an answer, named after its question")]
pub enum Heard {
    Figures(desk::Result<Vec<Figures>>),
}

impl FiguresPage {
    /// The figures of this week.
    pub fn new(whose: Whose, cx: &Cx) -> Self {
        let mut table = WindowTable::new(columns(Order::default(), cx));
        table.empty = cx.words.word("figures-none");
        Self {
            whose,
            period: Period::Week,
            day: cx.today(),
            people: Vec::new(),
            table,
            all: Vec::new(),
            order: Order::default(),
        }
    }

    /// The rows in their order.
    fn fill(&mut self, cx: &Cx) {
        let mut all = self.all.clone();
        self.order.sort(&mut all, |f, at| match at {
            0 => Worth::words(&f.name),
            1 => Worth::number(f.times.attended),
            2 => Worth::number(f.times.on_jobs),
            3 => Worth::number(f.times.indirect),
            4 => Worth::number(f.times.sold),
            5 => Worth::Number(f.times.utilisation()),
            6 => Worth::Number(f.times.efficiency()),
            _ => Worth::Number(f.times.productivity()),
        });
        let rows = all.into_iter().map(|f| row(f, cx)).collect();
        self.table.columns(columns(self.order, cx));
        self.table.show(rows, false);
    }

    fn span(&self) -> (NaiveDate, NaiveDate) {
        let day = self.day;
        match self.period {
            Period::Day => (day, day),
            Period::Week => {
                let into = Days::new(u64::from(day.weekday().num_days_from_monday()));
                let first = day.checked_sub_days(into).unwrap_or(day);
                (first, first.checked_add_days(Days::new(6)).unwrap_or(first))
            }
            Period::Month => {
                let first = day.with_day(1).unwrap_or(day);
                let next = first.checked_add_months(chrono::Months::new(1));
                (first, next.and_then(|n| n.pred_opt()).unwrap_or(first))
            }
        }
    }

    /// The period before or after.
    fn turn(&mut self, forward: bool) {
        let (first, last) = self.span();
        let to = if forward {
            last.succ_opt()
        } else {
            first.pred_opt()
        };
        self.day = to.unwrap_or(self.day);
    }

    fn ask(&self, cx: &Cx, out: &mut Out<Heard>) {
        let (desk, actor) = (cx.desk.clone(), cx.actor.clone());
        let (whose, span) = (self.whose, self.span());
        out.ask(
            "figures",
            async move { desk.figures(&actor, whose, span).await },
            Heard::Figures,
        );
    }
}

impl Screen for FiguresPage {
    type Msg = Heard;

    fn title(&self) -> Msg {
        msg!("figures-title")
    }

    fn help(&self) -> Option<Msg> {
        Some(msg!("help-figures"))
    }

    fn commands(&self, _cx: &Cx) -> Vec<Command> {
        vec![
            Command::new(Action::Accept, msg!("figures-cmd-day"), 1)
                .unless(self.table.key().is_none(), msg!("off-no-row")),
            Command::new(Action::Left, msg!("figures-cmd-before"), 2),
            Command::new(Action::Right, msg!("figures-cmd-after"), 3),
            Command::new(Action::Next, msg!("figures-cmd-period"), 4),
            Command::new(Action::Options, msg!("order-cmd"), 5),
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
            Action::Options => {
                self.order.turn(8);
                self.fill(cx);
                return Handled::Yes;
            }
            Action::Accept => {
                let chosen = self.table.key();
                let person = self.people.iter().find(|p| Some(&p.0) == chosen);
                if let Some((who, name)) = person {
                    // Of a longer period the last day that has come.
                    let day = self.span().1.min(cx.today()).max(self.span().0);
                    out.push(DayPage::new(*who, name.clone(), day, cx));
                }
                return Handled::Yes;
            }
            Action::Left => self.turn(false),
            Action::Right => self.turn(true),
            Action::Next => {
                self.period = match self.period {
                    Period::Day => Period::Week,
                    Period::Week => Period::Month,
                    Period::Month => Period::Day,
                }
            }
            other => {
                let Some(step) = other.code().and_then(Step::of) else {
                    return Handled::No;
                };
                let _ = self.table.step(step);
                return Handled::Yes;
            }
        }
        self.ask(cx, out);
        Handled::Yes
    }

    fn on_msg(&mut self, heard: Heard, cx: &Cx, out: &mut Out<Heard>) {
        match heard {
            Heard::Figures(Ok(all)) => {
                self.people = all.iter().map(|f| (f.id, f.name.clone())).collect();
                self.all = all;
                self.fill(cx);
            }
            Heard::Figures(Err(e)) => out.refused(&e),
        }
    }

    fn draw(&self, c: &mut Canvas<'_>, area: Rect, cx: &Cx) {
        let w = &cx.words;
        let on = |ink| (Role::Surface, ink);
        let (first, last) = self.span();
        let name = w.word(match self.period {
            Period::Day => "figures-day",
            Period::Week => "figures-week",
            Period::Month => "figures-month",
        });
        let x = c.text(area.x + 1, area.y, 20, &name, on(Role::Title));
        let days = if first == last {
            w.day_long(first)
        } else {
            format!("{} – {}", w.day_long(first), w.day_long(last))
        };
        c.text(x + 2, area.y, area.width / 2, &days, on(Role::Text));
        let formulas = [
            "figures-formula-utilisation",
            "figures-formula-efficiency",
            "figures-formula-productivity",
            "figures-formula-sold",
        ];
        let foot = u16::try_from(formulas.len()).unwrap_or(4);
        let table = Rect {
            y: area.y + 2,
            height: area.height.saturating_sub(foot + 3),
            ..area
        };
        self.table.draw(c, table, true);
        for (y, id) in (area.bottom().saturating_sub(foot)..).zip(formulas) {
            let room = area.width.saturating_sub(4);
            c.text(area.x + 3, y, room, &w.word(id), on(Role::Dim));
        }
    }
}

fn columns(order: Order, cx: &Cx) -> Vec<Column> {
    let heads = [
        "figures-col-who",
        "figures-col-attended",
        "figures-col-jobs",
        "figures-col-other",
        "figures-col-sold",
        "figures-col-utilisation",
        "figures-col-efficiency",
        "figures-col-productivity",
    ];
    let heads = order.heads(heads.map(|id| cx.words.word(id)), cx.marks);
    let [
        who,
        attended,
        jobs,
        other,
        sold,
        utilisation,
        efficiency,
        productivity,
    ] = heads;
    vec![
        Column::new(who, 10, 22).grows(),
        Column::number(attended, 7, 8),
        Column::number(jobs, 7, 8),
        Column::number(other, 6, 8).drops(1),
        Column::number(sold, 6, 8),
        Column::number(utilisation, 11, 11),
        Column::number(efficiency, 10, 10),
        Column::number(productivity, 12, 12),
    ]
}

fn row(f: Figures, cx: &Cx) -> Row<StaffId> {
    let w = &cx.words;
    let hours = |minutes: i64| w.qty(Qty((minutes * 10 + 30).div_euclid(60) * 100));
    let share = |n: Option<i64>| n.map_or_else(|| "—".to_owned(), |n| w.percent(n));
    let t: Times = f.times;
    let cells = [
        f.name,
        hours(t.attended),
        hours(t.on_jobs),
        hours(t.indirect),
        hours(t.sold),
        share(t.utilisation()),
        share(t.efficiency()),
        share(t.productivity()),
    ];
    Row::new(f.id, cells)
}
