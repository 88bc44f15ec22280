//! Forms as they are painted: label column, fields from one column on, errors under their field.

use chrono::{Datelike, Days};
use ratatui::layout::{Position, Rect};

use super::field::{Field, Kind, Value};
use super::{Form, Popup, notes};
use crate::tui::look::canvas::len;
use crate::tui::look::{Canvas, Role, Theme, width};
use crate::tui::widgets::Month;
use crate::tui::widgets::month::MonthWords;
use crate::words::Words;

impl Form {
    /// Paints all fields one under the other on the ground that is there (a page, a card), scrolled
    /// so that the one in focus is seen; then the list or month that lies open.
    pub fn draw(&self, c: &mut Canvas, area: Rect, ground: Role, words: &Words, focus: bool) {
        let names: Vec<&str> = self.fields.iter().map(|f| f.name).collect();
        self.draw_some(c, area, &names, ground, words, focus);
        self.draw_open(c, words);
    }

    /// Paints some of the fields: one column, or one page, of a longer form. Paint what lies open
    /// with [`Form::draw_open`] when all is painted.
    pub fn draw_some(
        &self,
        c: &mut Canvas,
        area: Rect,
        names: &[&str],
        ground: Role,
        words: &Words,
        focus: bool,
    ) {
        let labels = names
            .iter()
            .filter_map(|n| self.field(n))
            .map(label_width)
            .max()
            .unwrap_or(0);
        let mut skip = self.scroll(names, area.height);
        let mut y = area.y;
        for name in names {
            let Some(field) = self.field(name) else {
                continue;
            };
            let rows = field.rows();
            if skip > 0 {
                skip = skip.saturating_sub(rows);
                continue;
            }
            if y >= area.bottom() {
                break;
            }
            let here = focus && self.focus() == *name;
            let place = Rect {
                y,
                height: rows.min(area.bottom() - y),
                ..area
            };
            self.field_row(c, place, field, labels, ground, here);
            match (&field.error, &field.note) {
                (Some(error), _) => {
                    let said = format!("{} {}", c.marks.alert, words.say(error));
                    below(c, place, labels, (ground, Role::Bad), &said);
                }
                (None, Some((note, ink))) => below(c, place, labels, (ground, *ink), note),
                (None, None) => {
                    if let Some(odd) = field.odd.as_ref().filter(|_| field.is_read()) {
                        let said = format!("{} {}", c.marks.alert, words.say(odd));
                        below(c, place, labels, (ground, Role::Warn), &said);
                    }
                }
            }
            y += rows;
        }
    }

    /// Rows to leave out above so that the field in focus and its error are seen.
    fn scroll(&self, names: &[&str], height: u16) -> u16 {
        // The focus is in another column: this one stands still.
        if !names.contains(&self.focus()) {
            return 0;
        }
        let mut before = 0;
        let mut rows = Vec::new();
        for name in names {
            let Some(field) = self.field(name) else {
                continue;
            };
            rows.push(field.rows());
            if self.focus() == *name {
                break;
            }
            before += field.rows();
        }
        let last = rows.pop().unwrap_or(0);
        let mut skip = 0;
        for row in rows {
            if before + last - skip <= height {
                break;
            }
            skip += row;
        }
        skip
    }

    fn field_row(
        &self,
        c: &mut Canvas,
        area: Rect,
        field: &Field,
        labels: u16,
        ground: Role,
        here: bool,
    ) {
        let label = if field.required {
            format!("{} *", field.label)
        } else {
            field.label.clone()
        };
        let ink = match (here, &field.off) {
            (true, _) => Role::Accent,
            (false, Some(_)) => Role::Closed,
            (false, None) => Role::Dim,
        };
        let mut style = c.theme.on(ground, ink);
        if here {
            style = Theme::bold(style);
        }
        c.put(area.x, area.y, labels.min(area.width), &label, style);
        let x = area.x + labels + 3;
        if x >= area.right() {
            return;
        }
        if here {
            c.text(x - 2, area.y, 1, c.marks.cursor, (ground, Role::Accent));
        }
        let room = area.right() - x;
        let after = match &field.kind {
            Kind::Choice(all) => choice(c, (x, area.y), room, all, &field.value, ground, here),
            Kind::Toggle(word) => toggle(c, (x, area.y), room, word, &field.value, ground, here),
            _ => {
                let w = field.width.min(room);
                let height = (field.rows() - 1).min(area.height);
                well(
                    c,
                    Rect {
                        x,
                        y: area.y,
                        width: w,
                        height,
                    },
                    field,
                    ground,
                    here,
                );
                x + w
            }
        };
        let hint = field.off.as_ref().unwrap_or(&field.hint);
        let room = area.right().saturating_sub(after + 2);
        // Nothing stands in a field that is off: where there is no room beside it, the reason does.
        let inside = field.off.is_some() && field.raw().is_empty() && len(hint) > room;
        let (x, room) = if inside {
            (x + 1, area.right().saturating_sub(x + 1))
        } else {
            (after + 2, room)
        };
        c.text(x, area.y, room, hint, (ground, Role::Dim));
    }

    /// Paints the list or month that lies open, over everything, under the cursor's field.
    pub fn draw_open(&self, c: &mut Canvas, words: &Words) {
        let (Some(popup), Some(at)) = (&self.popup, c.cursor) else {
            return;
        };
        let Some(field) = self.fields.get(self.at) else {
            return;
        };
        // Hint row and key bar stay as they are.
        let whole = c.buf.area;
        let page = Rect {
            height: whole.height.saturating_sub(2),
            ..whole
        };
        let gone = field.line.column(field.width.saturating_sub(3));
        let spot = Rect {
            x: at.x.saturating_sub(gone),
            y: at.y,
            width: field.width,
            height: 1,
        };
        match popup {
            Popup::List(list) => list.draw(c, list.area(spot, page)),
            Popup::Month(month) => {
                let area = Month::area(spot, page);
                month.draw(c, area, &month_words(month, words));
            }
        }
    }
}

fn month_words(month: &Month, words: &Words) -> MonthWords {
    let day = month.day();
    let monday = day - Days::new(u64::from(day.weekday().num_days_from_monday()));
    let mut weekdays: [String; 7] = Default::default();
    for (name, date) in weekdays.iter_mut().zip(monday.iter_days()) {
        *name = width::head(&words.weekday(date), 2).to_owned();
    }
    MonthWords {
        heading: format!("{} {}", words.month(day), day.year()),
        weekdays,
    }
}

/// The row under a field: what is wrong with it, or what is to be known.
fn below(c: &mut Canvas, area: Rect, labels: u16, on: (Role, Role), said: &str) {
    let (x, y) = (area.x + labels + 3, area.bottom().saturating_sub(1));
    if y <= area.y {
        return;
    }
    let room = area.right().saturating_sub(x);
    if len(said) <= room {
        c.text(x, y, room, said, on);
        return;
    }
    // Too long for its place: from the page's edge on, and over the last row of a field of several.
    let lines = width::wrap(said, usize::from(area.width));
    let most = if area.height > 3 { 2 } else { 1 };
    let rows = u16::try_from(lines.len()).unwrap_or(most).min(most);
    let last = usize::from(rows).saturating_sub(1);
    for (n, y) in (y + 1 - rows..=y).enumerate() {
        let upto = if n == last { lines.len() } else { n + 1 };
        let row = Rect {
            y,
            height: 1,
            ..area
        };
        c.fill(row, on.0);
        c.text(area.x, y, area.width, &lines[n..upto].join(" "), on);
    }
}

fn label_width(field: &Field) -> u16 {
    len(&field.label) + if field.required { 2 } else { 0 }
}

/// A field's ground with what stands in it: one cell of padding at each side, brackets in it where
/// grounds cannot be told apart.
fn well(c: &mut Canvas, area: Rect, field: &Field, page: Role, here: bool) {
    let ground = match (here, &field.off) {
        (true, _) => Role::Select,
        (false, Some(_)) => page,
        (false, None) => Role::Well,
    };
    c.fill(area, ground);
    if !c.theme.has_grounds() && area.width >= 2 {
        for y in area.top()..area.bottom() {
            c.text(area.x, y, 1, "[", (ground, Role::Dim));
            c.text(area.right() - 1, y, 1, "]", (ground, Role::Dim));
        }
    }
    let opens = matches!(field.kind, Kind::Pick { .. } | Kind::Date);
    let inner = Rect {
        x: area.x + 1,
        width: area.width.saturating_sub(if opens { 4 } else { 2 }),
        ..area
    };
    if opens && area.width > 3 {
        c.text(
            area.right() - 2,
            area.y,
            1,
            c.marks.open,
            (ground, Role::Dim),
        );
    }
    let ink = match (here, &field.off) {
        (true, _) => Role::Title,
        (false, Some(_)) => Role::Closed,
        (false, None) => Role::Text,
    };
    if let Some(text) = &field.notes {
        let rows = notes::rows(text.lines(), inner.width);
        let (at, cell) = notes::cursor(&rows, notes::place(text));
        let high = usize::from(inner.height);
        // The cursor's row is seen; without the cursor the text is read from its beginning.
        let top = if here {
            (at + 1).saturating_sub(high)
        } else {
            0
        };
        for (y, row) in (inner.y..inner.bottom()).zip(rows.iter().skip(top)) {
            c.text(inner.x, y, inner.width, row.text.trim_end(), (ground, ink));
        }
        if here {
            let place = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
            c.cursor = Some(Position {
                x: inner.x + place(cell).min(inner.width),
                y: inner.y + place(at - top),
            });
        }
        return;
    }
    let used = len(field.line.text());
    let shift = if field.kind.is_number() {
        inner.width.saturating_sub(used)
    } else {
        0
    };
    // The cursor behind a number stands in the padding.
    let extra = u16::from(shift > 0 || field.kind.is_number());
    let place = Rect {
        x: inner.x + shift,
        width: inner.width - shift + extra,
        ..inner
    };
    field
        .line
        .draw(c, place, (ground, ink), here, field.kind == Kind::Secret);
}

fn choice(
    c: &mut Canvas,
    (x, y): (u16, u16),
    room: u16,
    all: &[(String, String)],
    value: &Value,
    ground: Role,
    here: bool,
) -> u16 {
    let (end, mut at) = (x + room, x);
    let whole: u16 = all.iter().map(|(_, word)| len(word) + 7).sum();
    if whole.saturating_sub(3) > room {
        // Not all fit side by side: the chosen one, and that there are others at both sides.
        let of = |(key, _): &&(String, String)| *value == Value::Key(key.clone());
        let word = all.iter().find(of).map_or("", |(_, word)| word.as_str());
        let (on, arrows) = if here {
            c.cursor = Some(Position { x: at + 2, y });
            ((Role::Select, Role::Title), (Role::Select, Role::Accent))
        } else {
            ((ground, Role::Text), (ground, Role::Dim))
        };
        at = c.text(at, y, end.saturating_sub(at), c.marks.left, arrows);
        at = c.text(at, y, end.saturating_sub(at), &format!(" {word} "), on);
        return c.text(at, y, end.saturating_sub(at), c.marks.right, arrows);
    }
    for (key, word) in all {
        let chosen = *value == Value::Key(key.clone());
        let mark = if chosen { c.marks.chosen } else { " " };
        let on = match (chosen, here) {
            (true, true) => (Role::Select, Role::Title),
            (true, false) => (ground, Role::Title),
            (false, _) => (ground, Role::Text),
        };
        if chosen && here {
            c.cursor = Some(Position { x: at + 1, y });
        }
        at = c.text(
            at,
            y,
            end.saturating_sub(at),
            &format!("({mark}) {word}"),
            on,
        ) + 3;
    }
    at.saturating_sub(3)
}

fn toggle(
    c: &mut Canvas,
    (x, y): (u16, u16),
    room: u16,
    word: &str,
    value: &Value,
    ground: Role,
    here: bool,
) -> u16 {
    let tick = if *value == Value::On(true) { "x" } else { " " };
    let on = if here {
        (Role::Select, Role::Title)
    } else {
        (ground, Role::Text)
    };
    if here {
        c.cursor = Some(Position { x: x + 1, y });
    }
    c.text(x, y, room, &format!("[{tick}] {word}"), on)
}
