//! ```text
//!  A new workshop              1 The workshop · 2 Money · 3 The owner
//!
//!     Name *        ▶ [                    ]
//!     …
//! ```

use ratatui::layout::Rect;

use super::{PAGES, Wizard};
use crate::tui::Cx;
use crate::tui::look::canvas::inset;
use crate::tui::look::{Canvas, Role};

pub(super) fn draw(wizard: &Wizard, c: &mut Canvas<'_>, area: Rect, cx: &Cx) {
    let w = &cx.words;
    let width = area.width.min(80);
    let body = Rect {
        x: area.x + (area.width - width) / 2,
        width,
        ..area
    };
    let title = w.word("wizard-title");
    c.text(
        body.x + 1,
        body.y + 1,
        body.width,
        &title,
        (Role::Surface, Role::Title),
    );
    let page = wizard.page();
    let labels: Vec<String> = (1..)
        .zip(PAGES)
        .map(|(n, (id, _))| format!("{n} {}", w.word(id)))
        .collect();
    let mut parts: Vec<(&str, Role)> = Vec::new();
    for (at, label) in labels.iter().enumerate() {
        if at > 0 {
            parts.push(("   ", Role::Dim));
        }
        let ink = if at == page { Role::Title } else { Role::Dim };
        parts.push((label, ink));
    }
    c.inks_right(
        body.right() - 1,
        body.y + 1,
        body.width,
        Role::Surface,
        &parts,
    );
    let says = [
        "wizard-workshop-says",
        "wizard-money-says",
        "wizard-owner-says",
    ];
    let says = w.word(says.get(page).copied().unwrap_or("wizard-workshop-says"));
    c.text(
        body.x + 1,
        body.y + 3,
        body.width - 2,
        &says,
        (Role::Surface, Role::Dim),
    );
    let card = Rect {
        y: body.y + 5,
        height: body.height.saturating_sub(5),
        ..body
    };
    let inner = inset(c.raised(inset(card, 1, 0)), 0, 0);
    if let Some((_, names)) = PAGES.get(page) {
        wizard
            .form
            .draw_some(c, inner, names, Role::Raised, w, true);
        wizard.form.draw_open(c, w);
    }
}
