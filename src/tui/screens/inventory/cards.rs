//! A part in cards: how it stands, what it is used for, who waits for it, what moved.

use crate::desk::stock::{Moved, PartCard, Stock};
use crate::domain::{Bp, Qty, msg};
use crate::tui::cx::Cx;
use crate::tui::look::Role;
use crate::tui::widgets::Card;
use crate::tui::widgets::bars::sparks;

/// How it stands: levels, price, and what it costs for who may know.
pub(super) fn standing(card: &PartCard, cx: &Cx) -> Card {
    let w = &cx.words;
    let part = &card.part;
    let mut view = Card::new(&part.sku);
    if part.archived_at.is_some() {
        view = view.aside(&w.word("inventory-archived"), Role::Warn);
    } else if let Some(stock) = card.stock.as_ref().filter(|s| s.oversold) {
        let owed = -stock.on_hand_milli;
        let said = w.say(&msg!("inventory-oversold", qty = owed));
        view = view.aside(&format!("{} {said}", cx.marks.alert), Role::Warn);
    }
    view = view.text(&part.description, Role::Text).gap();
    if let Some((_, sku)) = &card.superseded_by {
        view = view.pair_in(&w.word("inventory-superseded"), sku, Role::Warn);
    }
    let level = card.stock.as_ref().map(Stock::level).unwrap_or_default();
    if part.stocked {
        let free = level.available();
        let low = level.is_low() || free.is_negative();
        let counted = |qty: Qty| {
            vec![
                (w.qty(qty), Role::Title),
                (format!(" {}", part.unit), Role::Dim),
            ]
        };
        view = view
            .pair_of(&w.word("inventory-on-hand"), counted(level.on_hand))
            .pair_of(&w.word("inventory-reserved"), counted(level.reserved))
            .pair_in(
                &w.word("inventory-free"),
                &marked(w.qty(free), low, cx),
                if low { Role::Warn } else { Role::Title },
            )
            .pair_of(&w.word("inventory-on-order"), counted(level.on_order))
            .pair_in(&w.word("inventory-min"), &w.qty(level.reorder), Role::Dim);
    } else {
        view = view.text(&w.word("inventory-loose"), Role::Dim);
    }
    if let Some(stock) = &card.stock {
        if !stock.bin.is_empty() {
            view = view.pair(&w.word("inventory-bin"), &stock.bin);
        }
        if let Some(day) = stock.counted_on {
            let near = w.day_near(day, cx.today());
            view = view.pair_in(&w.word("inventory-counted"), &near, Role::Dim);
        }
    }
    view = view.gap().pair_in(
        &w.word("inventory-price"),
        &w.money(part.price_minor),
        Role::Title,
    );
    if let Some(costs) = &card.costs {
        if let Some(one) = costs.one {
            view = view.pair(&w.word("inventory-cost"), &w.money(one));
        }
        if let Some(margin) = costs.margin {
            view = view.pair(&w.word("inventory-margin-label"), &percent(margin, cx));
        }
        if part.stocked {
            view = view.pair(&w.word("inventory-value"), &w.money(costs.value));
        }
    }
    if !card.codes.is_empty() {
        view = view.gap();
        for code in &card.codes {
            view = view.pair(&w.say(&code.kind.label()), &code.code);
        }
    }
    view
}

/// The use of twelve weeks as bars, with the number; and who keeps or waits for some.
pub(super) fn wanted(card: &PartCard, cx: &Cx) -> Card {
    let w = &cx.words;
    let mut view = Card::new(&w.word("inventory-weeks"))
        .aside(&a_week(card, cx), Role::Text)
        .line(vec![(bars(card, cx), Role::Data)], vec![]);
    if !card.wanted.is_empty() {
        view = view.gap();
    }
    for line in card.wanted.iter().take(5) {
        let short = line.part_status.is_short();
        let promised = line
            .promised_at
            .map(|at| w.when(at, cx.now))
            .unwrap_or_default();
        let ink = if short { Role::Warn } else { Role::Text };
        let qty = marked(w.qty(line.reserved_milli), short, cx);
        let job = format!("  {}", title(&line.plate, &line.job_number));
        view = view.line(
            vec![(qty, ink), (job, Role::Text)],
            vec![(promised, Role::Dim)],
        );
    }
    view
}

/// What moved last, without what was only kept.
pub(super) fn moved(card: &PartCard, cx: &Cx) -> Option<Card> {
    let moved = card.moved.iter().filter(|m| !m.kind.is_reservation());
    let lines: Vec<_> = moved
        .take(12)
        .map(|m| (day(m, cx), signed(m.on_hand_milli, cx), told(m, cx)))
        .collect();
    // Whatever was moved, the day and the quantity stand apart.
    let widest = lines
        .iter()
        .map(|(_, qty, _)| qty.chars().count() + 2)
        .max()?;
    let widest = widest.max(6);
    let mut view = Card::new(&cx.words.word("inventory-movements"));
    for (day, qty, told) in lines {
        view = view.line(
            vec![
                (format!("{day:<7}"), Role::Dim),
                (format!("{qty:>widest$}  "), Role::Title),
                (told, Role::Text),
            ],
            vec![],
        );
    }
    Some(view)
}

/// The day of a movement.
pub(super) fn day(m: &Moved, cx: &Cx) -> String {
    let w = &cx.words;
    w.day_near(w.zone().day_of(m.at), cx.today())
}

/// What a movement was for.
pub(super) fn told(m: &Moved, cx: &Cx) -> String {
    let w = &cx.words;
    if let Some(number) = &m.job_number {
        return title(m.plate.as_deref().unwrap_or_default(), number);
    }
    let words = if m.document.is_empty() {
        &m.reason
    } else {
        &m.document
    };
    if words.is_empty() {
        w.say(&m.kind.label())
    } else {
        words.clone()
    }
}

/// `+4`, `−2`.
pub(super) fn signed(qty: Qty, cx: &Cx) -> String {
    let text = cx.words.qty(qty);
    if qty.is_positive() {
        format!("+{text}")
    } else {
        text
    }
}

/// The bars of the weeks.
pub(super) fn bars(card: &PartCard, cx: &Cx) -> String {
    sparks(&cx.marks, &card.weeks.map(|q| q.0))
}

/// "7.2 a week".
pub(super) fn a_week(card: &PartCard, cx: &Cx) -> String {
    cx.words
        .say(&msg!("inventory-a-week", qty = card.use_a_week()))
}

pub(super) fn percent(margin: Bp, cx: &Cx) -> String {
    cx.words.percent(margin.0 / 100)
}

/// The plate, and the number of the job where there is none.
fn title(plate: &str, number: &str) -> String {
    if plate.is_empty() {
        number.to_owned()
    } else {
        format!("{number}  {plate}")
    }
}

fn marked(text: String, alert: bool, cx: &Cx) -> String {
    if alert {
        format!("{} {text}", cx.marks.alert)
    } else {
        text
    }
}
