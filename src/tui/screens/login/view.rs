//! ```text
//!                 Garage Voorbeeld
//!              Forecourt · counter-2
//!          ┌─────────────────────────────┐
//!          │  Name      Ana Bosman     ▾ │
//!          │  PIN    ▶  ••••             │
//!          │            ! Wrong PIN …    │
//!          │  Enter in  ↓ names  …       │
//!          └─────────────────────────────┘
//!   Books  desk · 0.1.0            Mon 23 Nov 2026  10:42
//! ```

use ratatui::layout::Rect;

use super::Login;
use crate::desk::auth::{DEMO_PASSWORD, DEMO_PIN};
use crate::msg;
use crate::tui::Cx;
use crate::tui::look::canvas::inset;
use crate::tui::look::{Canvas, Role, width};

/// The card, from the picture: 44 wide, 11 high.
const CARD: (u16, u16) = (44, 11);

pub(super) fn draw(page: &Login, c: &mut Canvas<'_>, area: Rect, cx: &Cx) {
    let w = &cx.words;
    let left = area.x + area.width.saturating_sub(CARD.0) / 2;
    let top = area.y + area.height.saturating_sub(CARD.1 + 3) * 9 / 20;
    let settings = cx.desk.settings();
    let name = settings.workshop().to_owned();
    centred(c, area, top, &[(&name, Role::Title)]);
    let terminal = cx.actor.terminal();
    let under = if terminal.is_empty() {
        w.word("program-name")
    } else {
        format!("{} {} {terminal}", w.word("program-name"), c.marks.dot)
    };
    centred(c, area, top + 1, &[(&under, Role::Dim)]);
    let card = Rect {
        x: left,
        y: top + 3,
        width: CARD.0.min(area.width),
        height: CARD.1.min(area.bottom().saturating_sub(top + 3)),
    };
    let inner = inset(c.raised(card), 2, 1);
    keys(c, inner, cx);
    let fields = Rect {
        height: 4.min(inner.height),
        ..inner
    };
    if settings.is_demo() {
        demo(page, c, area, card.bottom() + 1, cx);
    }
    bottom(c, area, cx);
    page.form
        .draw_some(c, fields, &["name", "secret"], Role::Raised, w, true);
    refusal(page, c, inner, cx);
    page.form.draw_open(c, w);
}

/// Why not, under the second field, on two rows where it needs them.
fn refusal(page: &Login, c: &mut Canvas<'_>, inner: Rect, cx: &Cx) {
    let Some(why) = &page.error else { return };
    let label = if page.by_pin {
        "login-pin"
    } else {
        "login-password"
    };
    let labels = ["login-name", label].map(|id| width::cells(&cx.words.word(id)));
    let column = labels.into_iter().max().unwrap_or_default() + 3;
    let x = inner.x + u16::try_from(column).unwrap_or_default();
    let room = inner.right().saturating_sub(x);
    let on = (Role::Raised, Role::Bad);
    let alert = c.marks.alert;
    c.text(x, inner.y + 3, room, alert, on);
    let room = room.saturating_sub(2);
    let lines = width::wrap(&cx.words.say(why), usize::from(room));
    for (y, line) in (inner.y + 3..inner.bottom()).zip(lines).take(3) {
        c.text(x + 2, y, room, &line, on);
    }
}

/// What Enter, the arrow and Ctrl-Q do, in the card.
fn keys(c: &mut Canvas<'_>, inner: Rect, cx: &Cx) {
    let w = &cx.words;
    let y = inner.y + 6;
    if y >= inner.bottom() {
        return;
    }
    let mut x = inner.x;
    let down = if c.marks.is_ascii() { "Down" } else { "↓" };
    for (key, verb) in [
        ("Enter", w.word("login-in")),
        (down, w.word("login-names")),
        ("Ctrl-Q", w.word("login-leave")),
    ] {
        x = c.hint(
            x,
            y,
            inner.right().saturating_sub(x),
            Role::Raised,
            key,
            &verb,
        ) + 4;
    }
}

/// In a demonstration: everybody's password, and who is there to be.
fn demo(page: &Login, c: &mut Canvas<'_>, area: Rect, top: u16, cx: &Cx) {
    let says = cx.words.say(&msg!(
        "login-demo",
        password = DEMO_PASSWORD,
        pin = DEMO_PIN
    ));
    if top + 1 >= area.bottom() {
        return;
    }
    centred(c, area, top, &[(&says, Role::Text)]);
    let dot = format!(" {} ", c.marks.dot);
    let room = usize::from(area.width.saturating_sub(4));
    let last = area.bottom().saturating_sub(1);
    let with_roles = page
        .names
        .iter()
        .map(|n| format!("{} ({})", n.login, n.roles));
    let mut lines = width::wrap(&with_roles.collect::<Vec<_>>().join(&dot), room);
    if lines.len() > usize::from(last.saturating_sub(top + 1)) {
        // Nobody is left out: what they are is said by the list of names, too.
        let logins: Vec<&str> = page.names.iter().map(|n| n.login.as_str()).collect();
        lines = width::wrap(&logins.join(&dot), room);
    }
    for (y, line) in (top + 1..last).zip(lines) {
        centred(c, area, y, &[(&line, Role::Dim)]);
    }
}

/// Which books, which version, what day and time.
fn bottom(c: &mut Canvas<'_>, area: Rect, cx: &Cx) {
    let w = &cx.words;
    let y = area.bottom().saturating_sub(1);
    let (label, books) = (w.word("login-books"), cx.desk.books());
    let version = format!("  {} {}", c.marks.dot, env!("CARGO_PKG_VERSION"));
    c.inks(
        area.x + 1,
        y,
        area.width / 2,
        Role::Surface,
        &[
            (&label, Role::Dim),
            ("  ", Role::Dim),
            (&books, Role::Text),
            (&version, Role::Dim),
        ],
    );
    let (day, time) = (w.day_long(cx.today()), w.time(cx.now));
    c.inks_right(
        area.right() - 1,
        y,
        area.width / 2,
        Role::Surface,
        &[(&day, Role::Dim), ("   ", Role::Dim), (&time, Role::Title)],
    );
}

fn centred(c: &mut Canvas<'_>, area: Rect, y: u16, parts: &[(&str, Role)]) {
    let cells: usize = parts.iter().map(|(t, _)| width::cells(t)).sum();
    let cells = u16::try_from(cells).unwrap_or(u16::MAX).min(area.width);
    let x = area.x + (area.width - cells) / 2;
    c.inks(x, y, area.right().saturating_sub(x), Role::Surface, parts);
}
