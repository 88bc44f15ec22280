//! How the Customers tab looks: find line and count, the table, the chosen one's card.

use ratatui::layout::Rect;

use super::{Customers, FOUND};
use crate::desk::COUNT_CAP;
use crate::desk::customers::CustomerCard;
use crate::domain::{Msg, msg};
use crate::tui::cx::Cx;
use crate::tui::look::{Canvas, Role};
use crate::tui::widgets::Card;

/// From this width on the card stands beside the table.
const WIDE: u16 = 110;
/// How wide it is then, and how high when it stands below.
const SIDE: u16 = 40;
const BELOW: u16 = 8;

pub(super) fn draw(s: &Customers, c: &mut Canvas<'_>, area: Rect, cx: &Cx) {
    let wide = area.width >= WIDE;
    let find = Rect::new(area.x + 1, area.y + 1, (area.width / 2).min(48), 1);
    c.fill(find, Role::Well);
    let line = Rect::new(find.x + 2, find.y, find.width.saturating_sub(3), 1);
    s.find.draw(c, line, (Role::Well, Role::Text), true, false);
    if s.find.is_empty() {
        let hint = cx.words.word("customers-find");
        c.text(line.x, line.y, line.width, &hint, (Role::Well, Role::Dim));
    }
    if let Some(n) = s.count {
        let known = cx.words.count_to(n, COUNT_CAP);
        let of = if s.away {
            cx.words.word("customers-count-away")
        } else {
            cx.words.say(&msg!("customers-count", n = n))
        };
        let found = i64::try_from(s.rows.len()).unwrap_or(FOUND);
        let shown = if s.find.is_empty() {
            known
        } else {
            cx.words.count_to(found, FOUND - 1)
        };
        let all = if s.find.is_empty() {
            of
        } else {
            cx.words.say(&msg!(
                "customers-found-of",
                all = cx.words.count_to(n, COUNT_CAP)
            ))
        };
        let text = [
            (shown.as_str(), Role::Title),
            (" ", Role::Dim),
            (all.as_str(), Role::Dim),
        ];
        c.inks_right(
            area.right() - 1,
            find.y,
            area.width / 2 - 2,
            Role::Surface,
            &text,
        );
    }
    let top = area.y + 3;
    let height = area.bottom().saturating_sub(top);
    let (table, card) = if wide {
        (
            Rect::new(area.x, top, area.width - SIDE - 2, height),
            Rect::new(area.right() - SIDE - 1, top, SIDE, height),
        )
    } else {
        let list = height.saturating_sub(BELOW);
        (
            Rect::new(area.x, top, area.width, list),
            Rect::new(area.x, top + list, area.width, BELOW),
        )
    };
    s.table.draw(c, table, !s.in_find);
    if let Some(found) = &s.card {
        let card_view = self::card(found, cx, wide, true);
        let tall = if wide {
            card_view.height(card.width).min(card.height)
        } else {
            card.height
        };
        card_view.draw(c, Rect::new(card.x, card.y, card.width, tall));
    }
}

/// The customer in a few lines, and the vehicles below.
/// On the customer's own page the vehicles have rows of their own.
pub(super) fn card(found: &CustomerCard, cx: &Cx, roomy: bool, vehicles: bool) -> Card {
    let w = &cx.words;
    let customer = &found.customer;
    let mut card = Card::new(&customer.name);
    if customer.archived_at.is_some() {
        card = card.aside(&w.word("customers-away"), Role::Warn);
    }
    if let Some(owed) = found.balance.filter(|b| b.is_positive()) {
        card = card.aside(&w.say(&msg!("customers-owes", amount = owed)), Role::Warn);
    }
    let mut pair = |label: Msg, value: String| {
        if !value.is_empty() {
            card = std::mem::replace(&mut card, Card::new("")).pair(&w.say(&label), &value);
        }
    };
    let contacts = |kind| {
        let all = found
            .contacts
            .iter()
            .filter(|c| c.kind == kind)
            .map(|c| c.value.as_str());
        all.collect::<Vec<_>>().join(", ")
    };
    pair(
        msg!("customers-phone"),
        contacts(crate::domain::customer::ContactKind::Phone),
    );
    pair(
        msg!("customers-email"),
        contacts(crate::domain::customer::ContactKind::Email),
    );
    if roomy {
        let address = format!(
            "{} {}",
            customer.address.replace('\n', ", "),
            customer.postcode
        );
        pair(msg!("customers-address"), address.trim().to_owned());
        pair(msg!("customers-tell"), w.say(&customer.channel.label()));
    }
    if customer.on_account {
        pair(
            msg!("customers-terms"),
            w.say(&msg!("customers-on-account", days = customer.terms_days)),
        );
    }
    if customer.no_shows > 0 {
        card = card.pair_in(
            &w.word("customers-no-shows"),
            &w.count(customer.no_shows),
            Role::Warn,
        );
    }
    let shown = match (vehicles, roomy) {
        (false, _) => 0,
        (true, false) => 2,
        (true, true) => 6,
    };
    if roomy && shown > 0 && !found.vehicles.is_empty() {
        card = card.gap();
    }
    for v in found.vehicles.iter().take(shown) {
        let name = format!("{} {}", v.make, v.model);
        card = card.line(
            vec![
                (v.plate.clone(), Role::Title),
                (format!("  {name}"), Role::Text),
            ],
            vec![],
        );
    }
    if roomy && !customer.note.is_empty() {
        card = card.gap().text(&customer.note, Role::Dim);
    }
    card
}
