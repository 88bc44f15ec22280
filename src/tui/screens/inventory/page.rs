//! A part's page: how it stands, who waits for it, every movement.

use ratatui::layout::Rect;

use super::{How, PartEdit, ShelfEdit, cards};
use crate::desk::stock::{Counted, PartCard, Stock};
use crate::desk::{Actor, Desk, Done};
use crate::domain::change::Topic;
use crate::domain::permission::Permission;
use crate::domain::{Msg, PartId, Qty, msg};
use crate::tui::cx::Cx;
use crate::tui::keys::{Action, Command};
use crate::tui::layers::Confirm;
use crate::tui::look::{Canvas, Role};
use crate::tui::screens::record::{Dossier, DossierHeard, Entry, Further, Pending, Told, pending};
use crate::tui::screens::{Handled, Place, Subject};
use crate::tui::shell::{Out, Toast};
use crate::tui::widgets::window_table::{Cell, Mark};
use crate::tui::widgets::{Card, Column, Row};
use crate::words::Words;

/// One part at this site.
#[derive(Clone, Copy, Debug)]
pub struct Shelf(PartId);

impl Shelf {
    /// The page of this part.
    pub fn page(id: PartId, cx: &Cx) -> Dossier<Self> {
        Dossier::of(Self(id), cx)
    }
}

impl Told for Shelf {
    type Card = Box<PartCard>;

    fn title(self, card: Option<&Self::Card>) -> Msg {
        match card {
            Some(card) => msg!("inventory-page-title", sku = card.part.sku.clone()),
            None => msg!("inventory-title"),
        }
    }

    fn help(self) -> Msg {
        msg!("inventory-page-help")
    }

    fn subject(self) -> Subject {
        Subject {
            entity: "part",
            id: self.0.0,
        }
    }

    fn topics(self) -> &'static [Topic] {
        &[Topic::Stock, Topic::Jobs]
    }

    fn columns(self, w: &Words) -> Vec<Column> {
        vec![
            Column::new(w.word("inventory-col-when"), 10, 12).ink(Role::Dim),
            Column::new(w.word("inventory-col-what"), 10, 14),
            Column::number(w.word("inventory-col-qty"), 6, 8),
            Column::new(w.word("inventory-col-for"), 16, 40).grows(),
            Column::new(w.word("inventory-col-who"), 10, 16)
                .ink(Role::Dim)
                .drops(1),
        ]
    }

    fn empty(self) -> Msg {
        msg!("inventory-page-empty")
    }

    fn load(self, desk: Desk, by: Actor) -> Pending<Self::Card> {
        pending(async move { desk.part_card(&by, self.0).await.map(Box::new) })
    }

    fn further(
        self,
        card: &Self::Card,
        desk: Desk,
        by: Actor,
    ) -> Option<Pending<Further<Self::Card>>> {
        let last = card.moved.last().filter(|_| card.more)?;
        let edge = (last.at, last.id);
        Some(pending(async move {
            let (older, more) = desk.movements(&by, self.0, edge).await?;
            let add: Further<Self::Card> = Box::new(move |card| {
                card.moved.extend(older);
                card.more = more;
            });
            Ok(add)
        }))
    }

    fn rows(self, card: &Self::Card, cx: &Cx) -> Vec<Row<Entry>> {
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
            Row::new(
                Entry::of("wanted", l.line_id.0, Place::Job(l.job_id)),
                cells,
            )
            .mark(short.then_some(Mark::Warn))
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
            Row::new(Entry::of("moved", m.id.0, m.job_id.map(Place::Job)), cells)
                .faint(m.kind.is_reservation())
        });
        wanted.chain(moved).collect()
    }

    fn cards(self, card: &Self::Card, cx: &Cx, _roomy: bool) -> Vec<Card> {
        vec![cards::standing(card, cx), cards::wanted(card, cx)]
    }

    fn head(self, card: &Self::Card, c: &mut Canvas<'_>, area: Rect, cx: &Cx) -> u16 {
        let w = &cx.words;
        let ground = Role::Raised;
        let head = Rect::new(area.x, area.y, area.width, 6);
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
        for (n, line) in figures(card, cx).iter().enumerate() {
            let y = head.y + 2 + u16::try_from(n).unwrap_or(0);
            let inks: Vec<(&str, Role)> = line.iter().map(|(t, ink)| (t.as_str(), *ink)).collect();
            c.inks(x, y, right - x, ground, &inks);
        }
        head.height
    }

    fn open_word(self) -> Msg {
        msg!("inventory-cmd-job")
    }

    fn commands(self, card: Option<&Self::Card>, cx: &Cx) -> Vec<Command> {
        let loading = card.is_none();
        let away = card.is_some_and(|c| c.part.archived_at.is_some());
        let loose = card.is_some_and(|c| !c.part.stocked);
        let shelf = |action, label, rank| {
            Command::new(action, label, rank)
                .needs(cx, Permission::StockMove)
                .unless(loading, msg!("off-loading"))
                .unless(loose, msg!("inventory-off-loose"))
                .unless(away, msg!("inventory-off-away"))
        };
        vec![
            Command::new(Action::Extra, msg!("inventory-cmd-edit"), 2)
                .needs(cx, Permission::PartEdit)
                .unless(loading, msg!("off-loading")),
            shelf(Action::Insert, msg!("inventory-cmd-receive"), 3),
            shelf(Action::More, msg!("inventory-cmd-count"), 4),
            shelf(Action::Less, msg!("inventory-cmd-adjust"), 5),
        ]
    }

    fn act(
        self,
        action: Action,
        _card: &Self::Card,
        _cx: &Cx,
        out: &mut Out<DossierHeard<Self>>,
    ) -> Handled {
        let how = match action {
            Action::Extra => {
                let edit = PartEdit::edit(self.0);
                out.push_for(edit, |_: PartId| DossierHeard::Changed);
                return Handled::Yes;
            }
            Action::Insert => How::Receive,
            Action::More => How::Count,
            Action::Less => How::Adjust,
            _ => return Handled::No,
        };
        let edit = ShelfEdit::open(self.0, how);
        out.push_for(edit, |_: Counted| DossierHeard::Changed);
        Handled::Yes
    }

    fn scan(self, code: &str, cx: &Cx, out: &mut Out<DossierHeard<Self>>) -> Handled {
        let (desk, by, code) = (cx.desk.clone(), cx.actor.clone(), code.to_owned());
        let scanned = code.clone();
        out.ask(
            "scan",
            async move { Ok(desk.part_by_code(&by, &code).await?.map(|id| id.0)) },
            move |found| DossierHeard::Scanned(scanned, found),
        );
        Handled::Yes
    }

    fn scanned(self, code: &str, found: Option<i64>, cx: &Cx, out: &mut Out<DossierHeard<Self>>) {
        match found {
            Some(id) => out.replace(Shelf::page(PartId(id), cx)),
            None => out.toast(Toast::warn(msg!("inventory-no-code", code = code))),
        }
    }

    fn permission(self) -> Permission {
        Permission::PartEdit
    }

    fn archive_words(self) -> (Msg, Msg) {
        (msg!("inventory-cmd-archive"), msg!("inventory-cmd-restore"))
    }

    fn is_away(self, card: &Self::Card) -> bool {
        card.part.archived_at.is_some()
    }

    fn question(self, card: &Self::Card, away: bool) -> Confirm {
        let part = card.part.description.clone();
        if away {
            Confirm::new(
                msg!("inventory-archive-title"),
                msg!("inventory-archive-text", part = part),
                msg!("inventory-cmd-archive"),
            )
        } else {
            Confirm::new(
                msg!("inventory-restore-title"),
                msg!("inventory-restore-text", part = part),
                msg!("inventory-cmd-restore"),
            )
        }
    }

    fn put(self, card: &Self::Card, away: bool, desk: Desk, by: Actor) -> Pending<Done<()>> {
        let version = card.part.version;
        pending(async move { desk.archive_part(&by, self.0, version, away).await })
    }

    fn said(self, card: &Self::Card, away: bool) -> Msg {
        let sku = card.part.sku.clone();
        if away {
            msg!("inventory-archived-done", sku = sku)
        } else {
            msg!("inventory-restored-done", sku = sku)
        }
    }
}

/// Three lines of figures for a narrow page: levels, use and costs, codes.
fn figures(card: &PartCard, cx: &Cx) -> [Vec<(String, Role)>; 3] {
    let w = &cx.words;
    let level = card.stock.as_ref().map(Stock::level).unwrap_or_default();
    let mut levels = Vec::new();
    let mut costs = Vec::new();
    let pair = |to: &mut Vec<(String, Role)>, id: &'static str, value: String, ink| {
        to.push((format!("{} ", w.word(id)), Role::Dim));
        to.push((format!("{value}   "), ink));
    };
    if card.part.archived_at.is_some() {
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
