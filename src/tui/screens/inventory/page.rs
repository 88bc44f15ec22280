//! A part's page: how it stands, who waits for it, every movement.

use ratatui::layout::Rect;

use super::{How, PartEdit, ShelfEdit, cards};
use crate::desk;
use crate::desk::stock::{PartCard, Stock};
use crate::domain::change::Topic;
use crate::domain::permission::Permission;
use crate::domain::{JobId, LineId, MovementId, Msg, PartId, Qty, msg};
use crate::tui::cx::Cx;
use crate::tui::keys::{Action, Command};
use crate::tui::layers::Confirm;
use crate::tui::look::{Canvas, Role};
use crate::tui::screens::{Handled, Place, Screen, Subject};
use crate::tui::shell::{Out, Toast};
use crate::tui::widgets::window_table::{Cell, Mark};
use crate::tui::widgets::{Column, Row, Step, WindowTable};

/// The page.
pub struct PartPage {
    id: PartId,
    card: Option<Box<PartCard>>,
    table: WindowTable<Entry>,
}

/// A row of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// A line of a job that keeps or waits for some.
    Wanted(LineId, JobId),
    /// A movement, and the job it was for.
    Moved(MovementId, Option<JobId>),
}

/// What the desk answers.
pub enum Heard {
    /// The card.
    Card(desk::Result<Box<PartCard>>),
    /// A form changed the part, or moved it.
    Saved(PartId),
    /// Yes, put it away (or take it back).
    Away(bool),
    /// Whose code was scanned.
    Scanned(String, desk::Result<Option<PartId>>),
    /// Done.
    Archived(bool, desk::Result<desk::Done<()>>),
}

impl PartPage {
    /// The page of this part.
    #[must_use]
    pub fn new(cx: &Cx, id: PartId) -> Self {
        let w = &cx.words;
        let mut table = WindowTable::new(vec![
            Column::new(w.word("inventory-col-when"), 10, 12).ink(Role::Dim),
            Column::new(w.word("inventory-col-what"), 10, 14),
            Column::number(w.word("inventory-col-qty"), 6, 8),
            Column::new(w.word("inventory-col-for"), 16, 40).grows(),
            Column::new(w.word("inventory-col-who"), 10, 16)
                .ink(Role::Dim)
                .drops(1),
        ]);
        table.empty = w.word("inventory-page-empty");
        Self {
            id,
            card: None,
            table,
        }
    }

    fn rows(card: &PartCard, cx: &Cx) -> Vec<Row<Entry>> {
        let w = &cx.words;
        let wanted = card.wanted.iter().map(|l| {
            let short = l.part_status.is_short();
            let promised = l
                .promised_at
                .map(|at| w.when(at, cx.now))
                .unwrap_or_default();
            let ink = if short { Role::Warn } else { Role::Text };
            let cells = [
                Cell::from(promised),
                Cell::inked(w.say(&l.part_status.label()), ink),
                Cell::from(w.qty(l.reserved_milli)),
                Cell::from(format!("{}  {}", l.job_number, l.plate)),
                Cell::default(),
            ];
            Row::new(Entry::Wanted(l.line_id, l.job_id), cells).mark(short.then_some(Mark::Warn))
        });
        let moved = card.moved.iter().map(|m| {
            let qty = if m.kind.is_reservation() {
                m.reserved_milli
            } else {
                m.on_hand_milli
            };
            let cells = [
                Cell::from(w.when(m.at, cx.now)),
                Cell::from(w.say(&m.kind.label())),
                Cell::from(cards::signed(qty, cx)),
                Cell::from(cards::told(m, cx)),
                Cell::from(m.staff.clone().unwrap_or_default()),
            ];
            Row::new(Entry::Moved(m.id, m.job_id), cells).faint(m.kind.is_reservation())
        });
        wanted.chain(moved).collect()
    }

    fn job(&self) -> Option<JobId> {
        match self.table.key()? {
            Entry::Wanted(_, job) => Some(*job),
            Entry::Moved(_, job) => *job,
        }
    }

    fn is_away(&self) -> bool {
        let part = self.card.as_ref().map(|c| &c.part);
        part.is_some_and(|p| p.archived_at.is_some())
    }

    fn ask_away(&self, out: &mut Out<Heard>) -> Handled {
        let Some(card) = &self.card else {
            return Handled::No;
        };
        let part = card.part.description.clone();
        let question = if self.is_away() {
            Confirm::new(
                msg!("inventory-restore-title"),
                msg!("inventory-restore-text", part = part),
                msg!("inventory-cmd-restore"),
            )
        } else {
            Confirm::new(
                msg!("inventory-archive-title"),
                msg!("inventory-archive-text", part = part),
                msg!("inventory-cmd-archive"),
            )
        };
        let away = !self.is_away();
        out.open(question, move |()| Heard::Away(away));
        Handled::Yes
    }

    fn move_shelf(&self, how: How, out: &mut Out<Heard>) -> Handled {
        out.push_for(ShelfEdit::new(self.id, how), Heard::Saved);
        Handled::Yes
    }
}

impl Screen for PartPage {
    type Msg = Heard;

    fn title(&self) -> Msg {
        match &self.card {
            Some(card) => msg!("inventory-page-title", sku = card.part.sku.clone()),
            None => msg!("inventory-title"),
        }
    }

    fn help(&self) -> Option<Msg> {
        Some(msg!("inventory-page-help"))
    }

    fn subject(&self) -> Option<Subject> {
        Some(Subject {
            entity: "part",
            id: self.id.0,
        })
    }

    fn commands(&self, cx: &Cx) -> Vec<Command> {
        let loading = self.card.is_none();
        let away = self.is_away();
        let loose = self.card.as_ref().is_some_and(|c| !c.part.stocked);
        let shelf = |action, label, rank| {
            Command::new(action, label, rank)
                .needs(cx, Permission::StockMove)
                .unless(loading, msg!("off-loading"))
                .unless(loose, msg!("inventory-off-loose"))
                .unless(away, msg!("inventory-off-away"))
        };
        let archive = if away {
            msg!("inventory-cmd-restore")
        } else {
            msg!("inventory-cmd-archive")
        };
        vec![
            Command::new(Action::Extra, msg!("inventory-cmd-edit"), 1)
                .needs(cx, Permission::PartEdit)
                .unless(loading, msg!("off-loading")),
            shelf(Action::Insert, msg!("inventory-cmd-receive"), 2),
            shelf(Action::More, msg!("inventory-cmd-count"), 3),
            shelf(Action::Less, msg!("inventory-cmd-adjust"), 4),
            Command::new(Action::Accept, msg!("inventory-cmd-job"), 5)
                .unless(self.job().is_none(), msg!("inventory-off-no-job")),
            Command::new(Action::Remove, archive, 6)
                .needs(cx, Permission::PartEdit)
                .unless(loading, msg!("off-loading")),
        ]
    }

    fn on_enter(&mut self, cx: &Cx, out: &mut Out<Heard>) {
        let (desk, by, id) = (cx.desk.clone(), cx.actor.clone(), self.id);
        out.ask(
            "part",
            async move { desk.part_card(&by, id).await.map(Box::new) },
            Heard::Card,
        );
    }

    fn on_change(&mut self, topic: Topic, cx: &Cx, out: &mut Out<Heard>) {
        if matches!(topic, Topic::Stock | Topic::Jobs) {
            self.on_enter(cx, out);
        }
    }

    fn on_scan(&mut self, code: &str, cx: &Cx, out: &mut Out<Heard>) -> Handled {
        let (desk, by, code) = (cx.desk.clone(), cx.actor.clone(), code.to_owned());
        let scanned = code.clone();
        out.ask(
            "scan",
            async move { desk.part_by_code(&by, &code).await },
            move |found| Heard::Scanned(scanned, found),
        );
        Handled::Yes
    }

    fn on_action(&mut self, action: Action, _cx: &Cx, out: &mut Out<Heard>) -> Handled {
        match action {
            Action::Accept => match self.job() {
                Some(job) => out.visit(Place::Job(job)),
                None => return Handled::No,
            },
            Action::Extra => out.push_for(PartEdit::edit(self.id), Heard::Saved),
            Action::Insert => return self.move_shelf(How::Receive, out),
            Action::More => return self.move_shelf(How::Count, out),
            Action::Less => return self.move_shelf(How::Adjust, out),
            Action::Remove => return self.ask_away(out),
            other => match other.code().and_then(Step::of) {
                Some(step) => {
                    let _ = self.table.step(step);
                }
                None => return Handled::No,
            },
        }
        Handled::Yes
    }

    fn on_msg(&mut self, msg: Heard, cx: &Cx, out: &mut Out<Heard>) {
        match msg {
            Heard::Card(Ok(card)) => {
                self.table.show(Self::rows(&card, cx), false);
                self.card = Some(card);
            }
            Heard::Scanned(_, Ok(Some(id))) => out.replace(PartPage::new(cx, id)),
            Heard::Scanned(code, Ok(None)) => {
                out.toast(Toast::warn(msg!("inventory-no-code", code = code)));
            }
            Heard::Card(Err(e)) | Heard::Archived(_, Err(e)) | Heard::Scanned(_, Err(e)) => {
                out.refused(&e);
            }
            Heard::Saved(_) => self.on_enter(cx, out),
            Heard::Away(away) => {
                let Some(card) = &self.card else { return };
                let (desk, by, id) = (cx.desk.clone(), cx.actor.clone(), self.id);
                let version = card.part.version;
                out.tell(
                    "archive",
                    async move { desk.archive_part(&by, id, version, away).await },
                    move |done| Heard::Archived(away, done),
                );
            }
            Heard::Archived(away, Ok(done)) => {
                let sku = self.card.as_ref().map(|c| c.part.sku.clone());
                let sku = sku.unwrap_or_default();
                let said = if away {
                    msg!("inventory-archived-done", sku = sku)
                } else {
                    msg!("inventory-restored-done", sku = sku)
                };
                out.done(said, done);
                self.on_enter(cx, out);
            }
        }
    }

    fn draw(&self, c: &mut Canvas<'_>, area: Rect, cx: &Cx) {
        let Some(card) = &self.card else { return };
        let standing = cards::standing(card, cx);
        if area.width >= 110 {
            let side = Rect::new(area.right() - 43, area.y + 1, 42, area.height - 1);
            crate::tui::widgets::card::column(c, side, &[standing, cards::wanted(card, cx)], false);
            let table = Rect::new(area.x, area.y + 1, area.width - 45, area.height - 1);
            self.table.draw(c, table, true);
            return;
        }
        let w = &cx.words;
        let ground = Role::Raised;
        let head = Rect::new(area.x, area.y + 1, area.width, 6);
        c.fill(head, ground);
        let (x, right) = (area.x + 3, area.right() - 1);
        let edge = c.inks_right(
            right,
            head.y,
            30,
            ground,
            &[(&w.money(card.part.price_minor), Role::Title)],
        );
        let sku = format!("{}   ", card.part.sku);
        let words = [
            (sku.as_str(), Role::Title),
            (card.part.description.as_str(), Role::Text),
        ];
        c.inks(x, head.y, edge.saturating_sub(x + 2), ground, &words);
        for (n, line) in self.figures(card, cx).iter().enumerate() {
            let y = head.y + 2 + u16::try_from(n).unwrap_or(0);
            let inks: Vec<(&str, Role)> = line.iter().map(|(t, ink)| (t.as_str(), *ink)).collect();
            c.inks(x, y, right - x, ground, &inks);
        }
        let top = head.bottom() + 1;
        let table = Rect::new(area.x, top, area.width, area.bottom().saturating_sub(top));
        self.table.draw(c, table, true);
    }
}

impl PartPage {
    /// Three lines of figures for a narrow page: levels, use and costs, codes.
    fn figures(&self, card: &PartCard, cx: &Cx) -> [Vec<(String, Role)>; 3] {
        let w = &cx.words;
        let level = card.stock.as_ref().map(Stock::level).unwrap_or_default();
        let mut levels = Vec::new();
        let mut costs = Vec::new();
        let pair = |to: &mut Vec<(String, Role)>, id: &'static str, value: String, ink| {
            to.push((format!("{} ", w.word(id)), Role::Dim));
            to.push((format!("{value}   "), ink));
        };
        if self.is_away() {
            let said = format!("{} {}   ", cx.marks.alert, w.word("inventory-archived"));
            levels.push((said, Role::Warn));
        }
        if card.part.stocked {
            let free = level.available();
            let short = level.is_low() || free.is_negative();
            let ink = if short { Role::Warn } else { Role::Title };
            let number = |qty: Qty| w.qty(qty);
            pair(
                &mut levels,
                "inventory-on-hand",
                number(level.on_hand),
                Role::Title,
            );
            pair(
                &mut levels,
                "inventory-reserved",
                number(level.reserved),
                Role::Title,
            );
            pair(&mut levels, "inventory-free", number(free), ink);
            pair(
                &mut levels,
                "inventory-on-order",
                number(level.on_order),
                Role::Title,
            );
            pair(
                &mut levels,
                "inventory-min",
                number(level.reorder),
                Role::Text,
            );
        } else {
            levels.push((w.word("inventory-loose"), Role::Dim));
        }
        costs.push((format!("{} ", w.word("inventory-weeks")), Role::Dim));
        costs.push((cards::bars(card, cx), Role::Data));
        costs.push((format!(" {}   ", cards::a_week(card, cx)), Role::Text));
        if let Some(known) = card.costs {
            if let Some(one) = known.one {
                pair(&mut costs, "inventory-cost", w.money(one), Role::Text);
            }
            if let Some(margin) = known.margin {
                pair(
                    &mut costs,
                    "inventory-margin",
                    cards::percent(margin, cx),
                    Role::Text,
                );
            }
        }
        let mut codes = Vec::new();
        if let Some(stock) = card.stock.as_ref().filter(|s| !s.bin.is_empty()) {
            pair(&mut codes, "inventory-bin", stock.bin.clone(), Role::Text);
        }
        if let Some((_, sku)) = &card.superseded_by {
            let said = w.say(&msg!("inventory-superseded-by", sku = sku.clone()));
            codes.push((format!("{said}   "), Role::Warn));
        }
        for code in &card.codes {
            codes.push((format!("{} ", w.say(&code.kind.label())), Role::Dim));
            codes.push((format!("{}   ", code.code), Role::Text));
        }
        [levels, costs, codes]
    }
}
