//! Beside the list where there is room: whom to call, what keeps it, what was said.

use crate::desk::job::Card;
use crate::domain::job::spent;
use crate::tui::app::Cx;
use crate::tui::look::{Canvas, Role};
use crate::tui::screens::jobs::ratings::stars;
use crate::tui::screens::road;
use ratatui::layout::Rect;

/// The side card: whom to call, what keeps it, what was said, notes.
pub(super) fn beside(card: &Card, c: &mut Canvas<'_>, area: Rect, cx: &Cx) {
    let inner = c.raised(area);
    let (w, v, j) = (&cx.words, &card.visit, &card.job);
    let mut y = inner.y;
    let mut line = |c: &mut Canvas<'_>, text: &str, ink: Role| {
        if y < inner.bottom() {
            c.text(inner.x, y, inner.width, text, (Role::Raised, ink));
            y += 1;
        }
    };
    let contact = if j.contact_name.is_empty() {
        &v.customer
    } else {
        &j.contact_name
    };
    line(c, contact, Role::Title);
    let phone = if j.contact_phone.is_empty() {
        v.phone.clone()
    } else {
        Some(j.contact_phone.clone())
    };
    if let Some(phone) = phone {
        line(c, &phone, Role::Text);
    }
    if let Some(wish) = v.wish.as_ref().filter(|t| !t.is_empty()) {
        line(c, "", Role::Text);
        line(c, &w.word("card-wish"), Role::Dim);
        for part in crate::tui::look::width::wrap(wish, usize::from(inner.width))
            .iter()
            .take(3)
        {
            line(c, part, Role::Text);
        }
    }
    let road = road::pairs(&card.road, cx);
    if !road.is_empty() {
        line(c, "", Role::Text);
    }
    for (label, said, ink) in road {
        let said = format!("{}: {said}", w.word(label));
        let lines = crate::tui::look::width::wrap(&said, usize::from(inner.width));
        for part in lines.iter().take(2) {
            line(c, part, ink);
        }
    }
    if !j.damage.is_empty() {
        line(c, "", Role::Text);
        line(c, &w.word("card-damage"), Role::Dim);
        line(c, &j.damage.replace('\n', " "), Role::Text);
    }
    if j.status.is_here() && !card.blockers.is_empty() {
        line(c, "", Role::Text);
        line(c, &w.word("card-before-ready"), Role::Dim);
        for blocker in card.blockers.iter().take(6) {
            let said = format!("{} {}", c.marks.alert, w.say(&blocker.msg()));
            for part in crate::tui::look::width::wrap(&said, usize::from(inner.width))
                .iter()
                .take(2)
            {
                line(c, part, Role::Warn);
            }
        }
    }
    if let Some(r) = &card.rating {
        line(c, "", Role::Text);
        line(c, &w.word("card-rating"), Role::Dim);
        let said = format!("{} {}", stars(r.score, cx), r.comment.replace('\n', " "));
        line(c, said.trim_end(), Role::Text);
    }
    if !card.covered.is_empty() {
        line(c, "", Role::Text);
        line(c, &w.word("card-covered"), Role::Dim);
        for covered in card.covered.iter().take(4) {
            let ink = if covered.again {
                Role::Warn
            } else {
                Role::Text
            };
            line(c, &format!("{}  {}", covered.title, covered.number), ink);
            line(c, &format!("  {}", w.say(&covered.until())), Role::Dim);
        }
    }
    let steps: Vec<_> = card.stages.iter().map(|s| (s.to_status, s.at)).collect();
    let times = spent(&steps, cx.now);
    if times.len() > 1 {
        line(c, "", Role::Text);
        line(c, &w.word("stages-title"), Role::Dim);
        for (status, minutes) in &times {
            let said = format!("{:<22} {:>9}", w.say(&status.label()), w.minutes(*minutes));
            line(c, &said, Role::Text);
        }
    }
    if !card.decisions.is_empty() {
        line(c, "", Role::Text);
        line(c, &w.word("card-decisions"), Role::Dim);
        for d in card.decisions.iter().rev().take(4) {
            let said = format!(
                "{} {} {}",
                w.when(d.at, cx.now),
                w.say(&d.decision.label()),
                d.line_text
            );
            line(c, &said, Role::Text);
            let by = format!("      {}, {}", d.decided_by, w.say(&d.method.label()));
            line(c, &by, Role::Dim);
        }
    }
    if !card.notes.is_empty() {
        line(c, "", Role::Text);
        line(c, &w.word("card-notes"), Role::Dim);
        for note in &card.notes {
            let who = note.staff.clone().unwrap_or_default();
            line(
                c,
                format!("{} {who}", w.when(note.at, cx.now)).trim(),
                Role::Dim,
            );
            for part in crate::tui::look::width::wrap(&note.body, usize::from(inner.width))
                .iter()
                .take(3)
            {
                line(c, part, Role::Text);
            }
        }
    }
}
