//! How the Inventory tab looks.
//!
//! ```text
//!  find line                      9 of 104 392   ! 3 low
//!  table
//!  card of the chosen part (beside the table where there is room)
//! ```

use ratatui::layout::Rect;

use super::{Inventory, cards};
use crate::desk::COUNT_CAP;
use crate::desk::stock::{self, PartCard, PartLine};
use crate::domain::msg;
use crate::tui::cx::Cx;
use crate::tui::look::{Canvas, Role};
use crate::tui::widgets::card;

/// From this width on the cards stand beside the table.
const WIDE: u16 = 110;
/// How wide they are then, and how high the card is below.
const SIDE: u16 = 40;
const BELOW: u16 = 7;
/// Below this height the table takes it all.
const TALL: u16 = 15;

pub(super) fn draw(s: &Inventory, c: &mut Canvas<'_>, area: Rect, cx: &Cx) {
    let wide = area.width >= WIDE;
    let find = Rect::new(area.x + 1, area.y + 1, (area.width / 2).min(48), 1);
    c.fill(find, Role::Well);
    let line = Rect::new(find.x + 2, find.y, find.width.saturating_sub(3), 1);
    s.find.draw(c, line, (Role::Well, Role::Text), true, false);
    if s.find.is_empty() {
        let hint = cx.words.word("inventory-find");
        c.text(line.x, line.y, line.width, &hint, (Role::Well, Role::Dim));
    }
    counts(
        s,
        c,
        Rect::new(find.right(), find.y, area.right() - find.right() - 1, 1),
        cx,
    );
    let top = area.y + 3;
    let height = area.bottom().saturating_sub(top);
    if wide {
        let table = Rect::new(area.x, top, area.width - SIDE - 3, height);
        s.table.draw(c, table, !s.in_find);
        let side = Rect::new(area.right() - SIDE - 1, top, SIDE, height);
        // It names its part: the last one stays until the next is here, so that a held key does not make it blink.
        if let Some(found) = s.chosen().and(s.card.as_deref()) {
            let mut views = vec![cards::standing(found, cx), cards::wanted(found, cx)];
            views.extend(cards::moved(found, cx));
            card::column(c, side, &views, false);
        }
    } else if area.height < TALL {
        s.table
            .draw(c, Rect::new(area.x, top, area.width, height), !s.in_find);
    } else {
        let list = height - BELOW - 1;
        s.table
            .draw(c, Rect::new(area.x, top, area.width, list), !s.in_find);
        // It names its part: the last one stays until the next is here.
        if let Some(line) = s
            .told
            .as_ref()
            .or(s.table.key())
            .filter(|_| s.chosen().is_some())
        {
            let place = Rect::new(area.x, top + list + 1, area.width, BELOW);
            below(c, place, &line.0, fresh(s, &line.0), cx);
        }
    }
}

/// The card, if it is that of this part.
fn fresh<'a>(s: &'a Inventory, line: &PartLine) -> Option<&'a PartCard> {
    s.card.as_deref().filter(|card| card.part.id == line.id)
}

/// `9 of 104 392   ! 3 low`, zero counts left out.
fn counts(s: &Inventory, c: &mut Canvas<'_>, area: Rect, cx: &Cx) {
    let Some(counts) = s.counts else { return };
    let w = &cx.words;
    let mut fitting = w.count_to(counts.fitting, COUNT_CAP);
    if counts.is_capped() && counts.fitting != counts.all {
        fitting.push('+');
    }
    let all = w.count_to(counts.all, COUNT_CAP);
    let of = if s.away {
        format!(" {}", w.word("inventory-archived"))
    } else if counts.fitting == counts.all {
        format!(" {}", w.say(&msg!("inventory-parts", n = counts.all)))
    } else {
        format!(" {}", w.say(&msg!("inventory-of", n = all.clone())))
    };
    let mut words = vec![(fitting, Role::Title), (of, Role::Dim)];
    if counts.low > 0 {
        words.push((
            format!(
                "   {} {}",
                cx.marks.alert,
                w.count_to(counts.low, stock::COUNT_CAP)
            ),
            Role::Warn,
        ));
        words.push((format!(" {}", w.word("inventory-low")), Role::Dim));
    }
    let inks: Vec<(&str, Role)> = words.iter().map(|(t, ink)| (t.as_str(), *ink)).collect();
    c.inks_right(area.right(), area.y, area.width, Role::Surface, &inks);
}

/// The card under the table: one line of what it is, one of how it stands, its use, the last two movements.
fn below(c: &mut Canvas<'_>, area: Rect, line: &PartLine, card: Option<&PartCard>, cx: &Cx) {
    let w = &cx.words;
    let ground = Role::Raised;
    c.fill(area, ground);
    let (x, right) = (area.x + 3, area.right() - 1);
    let room = right - x;
    let aside = if line.oversold {
        let owed = msg!("inventory-oversold", qty = -line.on_hand_milli);
        (format!("{} {}", cx.marks.alert, w.say(&owed)), Role::Warn)
    } else if let Some((_, sku)) = card.and_then(|k| k.superseded_by.as_ref()) {
        (
            w.say(&msg!("inventory-superseded-by", sku = sku.clone())),
            Role::Warn,
        )
    } else {
        (line.bin.clone(), Role::Dim)
    };
    let edge = c.inks_right(right, area.y, room / 2, ground, &[(&aside.0, aside.1)]);
    let title = format!("{}   ", line.sku);
    let words = [
        (title.as_str(), Role::Title),
        (&*line.description, Role::Text),
    ];
    c.inks(x, area.y, edge.saturating_sub(x + 2), ground, &words);

    let price = w.money(line.price_minor);
    let mut money = vec![
        (w.word("inventory-price"), Role::Dim),
        (format!(" {price}"), Role::Title),
    ];
    if let Some(margin) = card.and_then(|k| k.costs).and_then(|k| k.margin) {
        money.push((format!("   {}", w.word("inventory-margin")), Role::Dim));
        money.push((format!(" {}", cards::percent(margin, cx)), Role::Text));
    }
    let money: Vec<(&str, Role)> = money.iter().map(|(t, ink)| (t.as_str(), *ink)).collect();
    let edge = c.inks_right(right, area.y + 2, room, ground, &money);
    levels(c, (x, area.y + 2), edge.saturating_sub(x + 2), line, cx);

    let Some(card) = card else { return };
    c.text(
        x,
        area.y + 3,
        13,
        &w.word("inventory-weeks"),
        (ground, Role::Dim),
    );
    let at = c.text(
        x + 14,
        area.y + 3,
        12,
        &cards::bars(card, cx),
        (ground, Role::Data),
    );
    let at = c.text(
        at + 2,
        area.y + 3,
        16,
        &cards::a_week(card, cx),
        (ground, Role::Text),
    );
    let short = card
        .wanted
        .iter()
        .filter(|l| l.part_status.is_short())
        .count();
    let (aside, ink) = if short > 0 {
        let waits = w.say(&msg!("inventory-waits", n = short));
        (format!("{} {waits}", cx.marks.alert), Role::Warn)
    } else if let Some(day) = card.stock.as_ref().and_then(|s| s.counted_on) {
        let day = w.day_near(day, cx.today());
        (w.say(&msg!("inventory-counted-on", day = day)), Role::Dim)
    } else {
        (String::new(), Role::Dim)
    };
    c.inks_right(
        right,
        area.y + 3,
        right.saturating_sub(at + 2),
        ground,
        &[(&aside, ink)],
    );

    let seen = card.moved.iter().filter(|m| !m.kind.is_reservation());
    for (y, m) in (area.y + 5..area.bottom()).zip(seen) {
        let edge = c.inks_right(
            right,
            y,
            16,
            ground,
            &[(m.staff.as_deref().unwrap_or_default(), Role::Dim)],
        );
        c.text(x, y, 10, &cards::day(m, cx), (ground, Role::Dim));
        c.right(
            x + 20,
            y,
            9,
            &cards::signed(m.on_hand_milli, cx),
            (ground, Role::Text),
        );
        let told = cards::told(m, cx);
        c.text(
            x + 22,
            y,
            edge.saturating_sub(x + 24),
            &told,
            (ground, Role::Text),
        );
    }
}

/// `On hand 2   Reserved 2   Free 0   On order 8`
fn levels(c: &mut Canvas<'_>, (x, y): (u16, u16), room: u16, line: &PartLine, cx: &Cx) {
    let w = &cx.words;
    if !line.stocked {
        c.text(
            x,
            y,
            room,
            &w.word("inventory-loose"),
            (Role::Raised, Role::Dim),
        );
        return;
    }
    let level = line.level();
    let free = level.available();
    let short = level.is_low() || free.is_negative();
    let mut words: Vec<(String, Role)> = Vec::new();
    let mut pair = |id: &'static str, number: String, ink| {
        words.push((format!("{} ", w.word(id)), Role::Dim));
        words.push((format!("{number}   "), ink));
    };
    pair("inventory-on-hand", w.qty(level.on_hand), Role::Title);
    if level.reserved.is_positive() {
        pair("inventory-reserved", w.qty(level.reserved), Role::Title);
    }
    let ink = if short { Role::Warn } else { Role::Title };
    pair("inventory-free", w.qty(free), ink);
    if level.on_order.is_positive() {
        pair("inventory-on-order", w.qty(level.on_order), Role::Title);
    }
    let inks: Vec<(&str, Role)> = words.iter().map(|(t, ink)| (t.as_str(), *ink)).collect();
    c.inks(x, y, room, Role::Raised, &inks);
}
