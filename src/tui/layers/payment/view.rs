//! How the payment box looks: the amount first, three rows high; every field has its own row for errors.

use ratatui::layout::Rect;

use super::{At, Payment, WAYS};
use crate::domain::payment::Tender;
use crate::domain::{Money, Msg, msg};
use crate::tui::app::Cx;
use crate::tui::layers::centred;
use crate::tui::look::{Canvas, Role, width};
use crate::tui::widgets::{LineEdit, digits};

const WIDE: u16 = 66;
const HIGH: u16 = 20;
/// Where the fields begin, and how wide they are.
const FIELD: u16 = 12;
const FIELD_WIDE: u16 = 24;

pub(super) fn draw(p: &Payment, c: &mut Canvas<'_>, area: Rect, cx: &Cx) {
    let w = &cx.words;
    let inner = c.layer(
        centred(area, WIDE, HIGH),
        &w.word(if p.free {
            "deposit-title"
        } else {
            "payment-title"
        }),
    );
    let field = Rect::new(
        inner.x + FIELD,
        inner.y,
        FIELD_WIDE.min(inner.width.saturating_sub(FIELD)),
        1,
    );
    let label = |c: &mut Canvas<'_>, y: u16, msg: &Msg, at: Option<At>| {
        let here = at == Some(p.at);
        let ink = if here { Role::Accent } else { Role::Dim };
        let x = c.text(inner.x, y, FIELD - 2, &w.say(msg), (Role::Raised, ink));
        if here {
            let cursor = c.marks.cursor;
            c.text(
                (inner.x + FIELD - 2).max(x),
                y,
                1,
                cursor,
                (Role::Raised, Role::Accent),
            );
        }
    };

    // The amount.
    let y = inner.y + 1;
    let (what, amount) = if p.free {
        let parts: Money = p.parts.iter().map(|part| part.amount).sum();
        let typed = p.typed(w.currency()).unwrap_or_default();
        (msg!("deposit-title"), parts + typed)
    } else {
        (msg!("payment-to-pay"), p.rest())
    };
    label(c, y + 1, &what, None);
    let whole = w.money(amount);
    let (sign, figures) = whole.split_once(' ').unwrap_or(("", &whole));
    let x = c.text(field.x, y + 1, 6, sign, (Role::Raised, Role::Dim)) + 2;
    digits::three(
        c,
        (x, y),
        inner.right().saturating_sub(x),
        figures,
        (Role::Raised, Role::Title),
    );

    // How.
    let y = inner.y + 5;
    label(c, y, &msg!("payment-how"), Some(At::How));
    let mut x = field.x;
    for way in WAYS {
        let chosen = way == p.how;
        let (open, close) = if chosen {
            ("(•) ", Role::Title)
        } else {
            ("( ) ", Role::Text)
        };
        let open = if c.marks.is_ascii() {
            open.replace('•', "*")
        } else {
            open.to_owned()
        };
        let room = inner.right().saturating_sub(x);
        let text = format!("{open}{}", w.say(&way.label()));
        x = c.text(x, y, room, &text, (Role::Raised, close)) + 3;
    }

    let y = inner.y + 7;
    label(c, y, &msg!("payment-amount"), Some(At::Amount));
    line(p, c, Rect { y, ..field }, &p.amount, At::Amount, cx);
    if p.at == At::Amount {
        let x = field.right() + 2;
        c.hint(
            x,
            y,
            inner.right().saturating_sub(x),
            Role::Raised,
            "=",
            &w.word("payment-fills"),
        );
    }

    let y = inner.y + 9;
    let third = match p.how {
        Tender::Cash => msg!("payment-handed"),
        Tender::Card => msg!("payment-slip"),
        _ => msg!("payment-reference"),
    };
    label(c, y, &third, Some(At::Third));
    line(p, c, Rect { y, ..field }, &p.third, At::Third, cx);
    if p.how.gives_change() && p.third.is_empty() {
        // Nothing handed means the amount to the cent; the cursor keeps the right of the field.
        let on = if p.at == At::Third {
            (Role::Select, Role::Text)
        } else {
            (Role::Well, Role::Dim)
        };
        let room = FIELD_WIDE.saturating_sub(5);
        c.text(field.x + 1, y, room, &w.word("payment-exact"), on);
    }
    if p.at == At::Third && p.third.is_empty() {
        let x = field.right() + 2;
        let arrows = if c.marks.is_ascii() { "<>" } else { "←→" };
        c.hint(
            x,
            y,
            inner.right().saturating_sub(x),
            Role::Raised,
            arrows,
            &w.word("payment-ways"),
        );
    }

    let y = inner.y + 11;
    label(c, y, &msg!("payment-then"), Some(At::Print));
    let tick = match (p.facts.can_print, p.print) {
        (false, _) => w.word("payment-no-printer"),
        (true, true) => format!("[x] {}", w.word("payment-print")),
        (true, false) => format!("[ ] {}", w.word("payment-print")),
    };
    let ink = match (p.at, p.facts.can_print) {
        (_, false) => Role::Dim,
        (At::Print, _) => Role::Title,
        _ => Role::Text,
    };
    c.text(
        field.x,
        y,
        inner.right() - field.x,
        &tick,
        (Role::Raised, ink),
    );

    so_far(
        p,
        c,
        Rect {
            y: inner.y + 12,
            height: 1,
            ..inner
        },
        cx,
    );
    c.rule(
        Rect {
            y: inner.y + 13,
            height: 1,
            ..inner
        },
        Role::Raised,
    );
    if !p.free {
        left(
            p,
            c,
            Rect {
                y: inner.y + 14,
                height: 1,
                ..inner
            },
            cx,
        );
    }
    if let Some(remark) = &p.facts.remark {
        let text = w.say(remark);
        c.text(
            inner.x,
            inner.y + 15,
            inner.width,
            &text,
            (Role::Raised, Role::Dim),
        );
    }
    let y = inner.bottom().saturating_sub(1);
    c.hint(
        inner.x,
        y,
        inner.width,
        Role::Raised,
        "Enter",
        &w.say(&p.enter_does()),
    );
    let back = w.word("payment-cmd-back");
    let words = [
        ("Esc", Role::Title),
        (" ", Role::Dim),
        (back.as_str(), Role::Dim),
    ];
    c.inks_right(inner.right(), y, inner.width / 2, Role::Raised, &words);
}

/// One field and, in the row under it, what is wrong with it.
fn line(p: &Payment, c: &mut Canvas<'_>, field: Rect, edit: &LineEdit, at: At, cx: &Cx) {
    let here = p.at == at;
    let on = if here {
        (Role::Select, Role::Title)
    } else {
        (Role::Well, Role::Text)
    };
    let number = at == At::Amount || p.how.gives_change();
    c.fill(field, on.0);
    let used = u16::try_from(width::cells(edit.text())).unwrap_or(u16::MAX);
    // Money stands at the right of its field, text at the left.
    let indent = if number {
        field.width.saturating_sub(used + 3)
    } else {
        0
    };
    let inside = Rect {
        x: field.x + 1 + indent,
        width: field.width.saturating_sub(1 + indent),
        ..field
    };
    edit.draw(c, inside, on, here, false);
    if let Some((_, why)) = p.error.as_ref().filter(|(e, _)| *e == at) {
        let text = format!("{} {}", c.marks.alert, cx.words.say(why));
        // Longer than its field: the whole width of the box is its.
        let from = field.x.saturating_sub(FIELD);
        c.text(
            from,
            field.y + 1,
            WIDE.saturating_sub(6),
            &text,
            (Role::Raised, Role::Bad),
        );
    }
}

/// The parts of a split so far.
fn so_far(p: &Payment, c: &mut Canvas<'_>, row: Rect, cx: &Cx) {
    if p.parts.is_empty() {
        return;
    }
    let parts: Vec<String> = p
        .parts
        .iter()
        .map(|t| {
            format!(
                "{} {}",
                cx.words.say(&t.tender.label()),
                cx.words.amount(t.amount)
            )
        })
        .collect();
    let said = cx
        .words
        .say(&msg!("payment-parts", parts = parts.join(" · ")));
    c.text(row.x, row.y, row.width, &said, (Role::Raised, Role::Text));
}

/// What is left after this, or the change to give, or what goes beyond.
fn left(p: &Payment, c: &mut Canvas<'_>, row: Rect, cx: &Cx) {
    let w = &cx.words;
    let currency = w.currency();
    let amount = p.typed(currency).unwrap_or_default();
    let rest = p.rest() - amount;
    let change = p.change(currency).filter(|c| c.is_positive());
    let (label, value, ink, mark) = if rest.is_negative() {
        (
            msg!("payment-to-credit"),
            Money::ZERO - rest,
            Role::Warn,
            c.marks.alert,
        )
    } else if rest.is_zero() {
        (msg!("payment-left"), rest, Role::Good, c.marks.ok)
    } else {
        (msg!("payment-left"), rest, Role::Warn, c.marks.alert)
    };
    c.text(
        row.x,
        row.y,
        row.width,
        &w.say(&label),
        (Role::Raised, Role::Dim),
    );
    let x = row.x + FIELD + FIELD_WIDE;
    c.right(
        x,
        row.y,
        FIELD_WIDE,
        &format!("{mark} {}", w.money(value)),
        (Role::Raised, ink),
    );
    if let Some(change) = change {
        let give = w.say(&msg!("payment-change"));
        let money = w.money(change);
        let words = [
            (give.as_str(), Role::Dim),
            (" ", Role::Dim),
            (money.as_str(), Role::Title),
        ];
        c.inks_right(
            row.right(),
            row.y,
            row.right().saturating_sub(x + 1),
            Role::Raised,
            &words,
        );
    }
}
