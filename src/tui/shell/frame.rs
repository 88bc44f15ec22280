//! The frame round every page: tab bar, hint row with its toast and live mark, ten keys.

use super::Tone;
use super::house::bar_label;
use crate::msg;
use crate::tui::app::{App, Contact};
use crate::tui::keys::{Action, Command};
use crate::tui::look::canvas::paint;
use crate::tui::look::{Canvas, Marks, Role, flatten, width};
use ratatui::Frame;
use ratatui::layout::Rect;

/// Below this the screen is one sentence.
const LEAST: (u16, u16) = (60, 16);
/// From here on labels are spelled out.
const WIDE: u16 = 100;
/// The most that is counted on a tab.
const MOST_COUNTED: i64 = 99;
/// Rows a message takes at most.
const MOST_SAID: usize = 3;

fn counted((asks, late): (String, String)) -> u16 {
    cells(&asks) + cells(&late)
}

fn cells(text: &str) -> u16 {
    u16::try_from(width::cells(text)).unwrap_or(u16::MAX)
}

impl App {
    /// Draws everything. Pure but for what drawing learns, which goes into `cx.seen`.
    pub fn draw(&self, frame: &mut Frame) {
        let area = frame.area();
        self.cx.seen.clicks.borrow_mut().clear();
        paint(frame, self.cx.theme, self.cx.marks, |canvas| {
            canvas.fill(area, Role::Surface);
            if area.width < LEAST.0 || area.height < LEAST.1 {
                self.draw_too_small(canvas, area);
            } else {
                self.draw_whole(canvas, area);
            }
        });
        if self.cx.marks.is_ascii() {
            flatten(frame.buffer_mut());
        }
    }

    fn draw_too_small(&self, canvas: &mut Canvas<'_>, area: Rect) {
        let says = self.cx.words.say(&msg!(
            "too-small",
            width = i64::from(LEAST.0),
            height = i64::from(LEAST.1),
            w = i64::from(area.width),
            h = i64::from(area.height)
        ));
        let lines = width::wrap(&says, usize::from(area.width));
        for (y, line) in (area.y..area.bottom()).zip(lines) {
            canvas.text(area.x, y, area.width, &line, (Role::Surface, Role::Text));
        }
    }

    fn draw_whole(&self, canvas: &mut Canvas<'_>, area: Rect) {
        let row = |y: u16| Rect {
            y,
            height: 1,
            ..area
        };
        let (hint, keys) = (row(area.bottom() - 2), row(area.bottom() - 1));
        if let Some(gate) = &self.gate {
            let body = Rect {
                height: area.height - 1,
                ..area
            };
            gate.hosted.draw(canvas, body, &self.cx);
            self.draw_layers(canvas, body);
            self.draw_hints(canvas, keys, &gate.hosted.commands(&self.cx));
            return;
        }
        let body = Rect {
            y: area.y + 1,
            height: area.height - 3,
            ..area
        };
        let commands = self
            .front()
            .map_or_else(Vec::new, |p| p.hosted.commands(&self.cx));
        match self.front() {
            Some(page) => page.hosted.draw(canvas, body, &self.cx),
            None => {
                let says = self.cx.words.word("nothing-open");
                canvas.text(
                    body.x + 1,
                    body.y + 1,
                    body.width,
                    &says,
                    (Role::Surface, Role::Dim),
                );
            }
        }
        self.draw_layers(canvas, body);
        self.draw_tabs(canvas, row(area.y));
        let shown = match self.layers.last() {
            Some((_, layer)) => layer.commands(),
            None => commands.clone(),
        };
        self.draw_hints(canvas, hint, &shown);
        self.draw_keys(canvas, keys, &commands);
    }

    fn draw_layers(&self, canvas: &mut Canvas<'_>, body: Rect) {
        for (_, layer) in &self.layers {
            canvas.cursor = None;
            canvas.sink(body);
            layer.draw(canvas, body, &self.cx);
        }
    }

    /// What the tabs are called in so much room; the longest give way, so that none is left out. `beside` is what
    /// each takes beside its name.
    fn tab_labels(&self, wide: bool, room: u16, beside: u16) -> Vec<String> {
        let words = &self.cx.words;
        let name = |(at, stack): (usize, &super::Stack)| {
            let long = wide || at == self.at;
            let label = if long {
                stack.tab.label
            } else {
                stack.tab.short
            };
            words.say(&label())
        };
        let mut labels: Vec<String> = self.tabs.iter().enumerate().map(name).collect();
        let mut most = labels.iter().map(|label| cells(label)).max().unwrap_or(0);
        let counts: u16 = self.tabs.iter().map(|s| self.todo_of(s)).map(counted).sum();
        while most > 3 && labels.iter().map(|l| cells(l) + beside).sum::<u16>() + counts > room {
            most -= 1;
            for label in &mut labels {
                *label = width::fit(label, usize::from(most));
            }
        }
        labels
    }

    /// What waits for somebody on a tab: the count, and those of it that are late. Nought is left out.
    fn todo_of(&self, stack: &super::Stack) -> (String, String) {
        let due = stack.tab.todo.map(|of| of(&self.todo)).unwrap_or_default();
        let count = |n: i64| match n {
            n if n <= 0 => String::new(),
            n if n > MOST_COUNTED => format!("{MOST_COUNTED}+"),
            n => n.to_string(),
        };
        let asks = match count(due.asks) {
            none if none.is_empty() => none,
            n => format!(" {n}"),
        };
        let late = match count(due.late) {
            none if none.is_empty() => none,
            n => format!(" {}{n}", self.cx.marks.alert),
        };
        (asks, late)
    }

    /// That alerts wait to be read; in words where there is room.
    fn unread(&self, wide: bool, marks: Marks) -> String {
        let n = self.todo.alerts;
        match (n, wide) {
            (n, _) if n <= 0 => String::new(),
            (n, true) => {
                let says = self.cx.words.say(&msg!("alerts-unread", count = n));
                format!("{} {says}   ", marks.alert)
            }
            (n, false) => format!("{}{} ", marks.alert, n.min(MOST_COUNTED)),
        }
    }

    fn draw_tabs(&self, canvas: &mut Canvas<'_>, area: Rect) {
        let words = &self.cx.words;
        let wide = area.width >= WIDE;
        canvas.fill(area, Role::Well);
        let clock = words.time(self.cx.now);
        let name = if wide && !self.cx.actor.terminal().is_empty() {
            format!(
                "{} {} {} ",
                self.cx.actor.name(),
                canvas.marks.dot,
                self.cx.actor.terminal()
            )
        } else {
            let first = self
                .cx
                .actor
                .name()
                .split_whitespace()
                .next()
                .unwrap_or_default();
            format!("{first} ")
        };
        let who = width::fit(&name, if wide { 30 } else { 12 });
        let news = self.unread(wide, canvas.marks);
        let right = canvas.inks_right(
            area.right() - 1,
            area.y,
            area.width / 2,
            Role::Well,
            &[
                (&news, Role::Warn),
                (&who, Role::Dim),
                (&clock, Role::Title),
            ],
        );
        let gap = if wide { " " } else { "" };
        let labels = self.tab_labels(wide, right.saturating_sub(area.x), 3 + cells(gap));
        let mut x = area.x;
        for (at, label) in labels.iter().enumerate() {
            let active = at == self.at;
            let number = format!("{}{gap}", at + 1);
            let (asks, late) = self.todo_of(&self.tabs[at]);
            let needed = cells(&number) + cells(label) + cells(&asks) + cells(&late) + 2;
            if x + needed > right {
                break;
            }
            let (ground, ink) = if active {
                (Role::Surface, Role::Title)
            } else {
                (Role::Well, Role::Text)
            };
            let (open, close) = match (active, self.cx.theme.has_grounds()) {
                (true, false) => ("[", "]"),
                _ => (" ", " "),
            };
            let parts = [
                (open, ink),
                (&number, Role::Accent),
                (label, ink),
                (&asks, if active { Role::Text } else { Role::Dim }),
                (&late, Role::Warn),
                (close, ink),
            ];
            let end = canvas.inks(x, area.y, needed, ground, &parts);
            if let Some(action) = Action::KEYED.into_iter().find(|a| a.tab() == Some(at)) {
                self.clickable(
                    Rect {
                        x,
                        width: end - x,
                        ..area
                    },
                    action,
                );
            }
            x = end;
        }
    }

    fn draw_hints(&self, canvas: &mut Canvas<'_>, area: Rect, commands: &[Command]) {
        let words = &self.cx.words;
        let marks = canvas.marks;
        let alone;
        let (mark, ink, says) = match self.cx.contact {
            Contact::Live => (marks.live, Role::Live, words.word("live")),
            Contact::CatchingUp => (marks.catching_up, Role::Warn, words.word("catching-up")),
            Contact::Alone(since) => {
                alone = words.say(&msg!("alone", since = words.time(since)));
                (marks.alone, Role::Bad, alone)
            }
        };
        let spinner = self.spinner();
        let state = format!(" {says}");
        let state_ink = if ink == Role::Bad {
            Role::Bad
        } else {
            Role::Dim
        };
        let mut right = canvas.inks_right(
            area.right() - 1,
            area.y,
            area.width / 2,
            Role::Surface,
            &[(spinner, Role::Dim), (mark, ink), (&state, state_ink)],
        );
        let said = self.said(marks);
        let width_of =
            |parts: &[(String, Role)]| parts.iter().map(|(text, _)| cells(text)).sum::<u16>();
        let whole = right.saturating_sub(area.x + 2);
        let others = self.others.as_ref();
        let others = others.map(|who| msg!("also-open", who = who.as_str()));
        let warnings = [
            (others.as_ref(), area.width / 2),
            (self.health.as_ref(), area.width / 3),
        ];
        let mut needed = said.as_deref().map_or(0, width_of);
        for (warning, most) in warnings {
            let Some(warning) = warning else { continue };
            let text = format!("{} {}", marks.alert, words.say(warning));
            needed += cells(&text).min(most) + 2;
            // What was said just now is read first; a warning is there again at the next key.
            if needed <= whole {
                let on = (Role::Surface, Role::Warn);
                right = canvas.right(right - 2, area.y, most, &text, on);
            }
        }
        let room = right.saturating_sub(area.x + 2);
        if let Some(parts) = said {
            draw_said(canvas, area, room, &parts);
        } else {
            self.draw_commands(
                canvas,
                Rect {
                    x: area.x + 1,
                    width: room,
                    ..area
                },
                commands,
            );
        }
    }

    /// What the hint row says instead of keys, in its inks: that the books are away, or the newest message.
    fn said(&self, marks: Marks) -> Option<Vec<(String, Role)>> {
        let words = &self.cx.words;
        if let Contact::Alone(since) = self.cx.contact {
            let banner = words.say(&msg!("no-contact", since = words.time(since)));
            return Some(vec![(format!("{} {banner}", marks.alert), Role::Bad)]);
        }
        let toast = self.toasts.current()?;
        let (mark, ink) = match toast.tone {
            Tone::Good => (marks.ok, Role::Good),
            Tone::Warn => (marks.alert, Role::Warn),
            Tone::Bad => (marks.alert, Role::Bad),
        };
        let loud = if ink == Role::Bad { ink } else { Role::Text };
        let mut parts = vec![(format!("{mark} "), ink), (toast.says(words), loud)];
        if toast.undo {
            parts.push((words.word("toast-way-back"), Role::Dim));
        }
        Some(parts)
    }

    fn draw_commands(&self, canvas: &mut Canvas<'_>, area: Rect, commands: &[Command]) {
        let mut ranked: Vec<_> = commands
            .iter()
            .filter(|c| c.rank > 0 && c.off.is_none())
            .collect();
        ranked.sort_by_key(|c| c.rank);
        let mut x = area.x;
        for command in ranked {
            let key = self.cx.keymap.key(command.action);
            let verb = self.cx.words.say(&command.label);
            if key.is_empty() || Action::BAR.contains(&command.action) {
                continue;
            }
            let needed = cells(key) + 1 + cells(&verb);
            if x + needed > area.right() {
                break;
            }
            canvas.hint(x, area.y, needed, Role::Surface, key, &verb);
            self.clickable(
                Rect {
                    x,
                    width: needed,
                    ..area
                },
                command.action,
            );
            x += needed + 2;
        }
    }

    fn draw_keys(&self, canvas: &mut Canvas<'_>, area: Rect, commands: &[Command]) {
        let count = u16::try_from(Action::BAR.len()).unwrap_or(10);
        let short = area.width < WIDE;
        for (at, action) in (0u16..).zip(Action::BAR) {
            let from = area.x + area.width * at / count;
            let to = area.x + area.width * (at + 1) / count;
            // Spelled out, the numbers stand right in two columns and the labels one in from the edge.
            let number = if short {
                (at + 1).to_string()
            } else {
                format!("{:>2}", at + 1)
            };
            let on = self.offers(action, commands);
            let loud = if on { Role::Accent } else { Role::Closed };
            let style = self.cx.theme.on(Role::Surface, loud);
            let style = if on {
                crate::tui::look::Theme::bold(style)
            } else {
                style
            };
            let x = canvas.put(from, area.y, 2, &number, style);
            let last = if at + 1 == count && short { to } else { to - 1 };
            let cell = Rect {
                x,
                width: last.saturating_sub(x),
                ..area
            };
            canvas.fill(cell, Role::Well);
            let label = self.cx.words.say(&bar_label(action, short));
            let ink = if on { Role::Text } else { Role::Closed };
            let gap = u16::from(!short);
            let room = cell.width.saturating_sub(gap);
            canvas.text(cell.x + gap, cell.y, room, &label, (Role::Well, ink));
            self.clickable(
                Rect {
                    x: from,
                    width: to - from,
                    ..area
                },
                action,
            );
        }
    }

    fn spinner(&self) -> &'static str {
        let waited = self.busy_since.map_or(0, |since| self.cx.now.0 - since.0);
        if waited < super::SPINNER_AFTER {
            return "";
        }
        match waited / 250_000 % 4 {
            0 => "|  ",
            1 => "/  ",
            2 => "-  ",
            _ => "\\  ",
        }
    }

    fn clickable(&self, area: Rect, action: Action) {
        self.cx.seen.clicks.borrow_mut().push((area, action));
    }

    /// A click runs what was drawn there.
    pub(in crate::tui) fn click(&mut self, x: u16, y: u16) {
        let hit = self
            .cx
            .seen
            .clicks
            .borrow()
            .iter()
            .rfind(|(area, _)| area.contains((x, y).into()))
            .map(|(_, action)| *action);
        if let Some(action) = hit {
            self.run(action);
        }
    }
}

/// A message in the hint row; one that is longer takes the rows above, too, for as long as it is shown.
fn draw_said(canvas: &mut Canvas<'_>, hint: Rect, room: u16, parts: &[(String, Role)]) {
    let x = hint.x + 1;
    let all: String = parts.iter().map(|(text, _)| text.as_str()).collect();
    if cells(&all) <= room {
        let parts: Vec<_> = parts
            .iter()
            .map(|(text, ink)| (text.as_str(), *ink))
            .collect();
        canvas.inks(x, hint.y, room, Role::Surface, &parts);
        return;
    }
    let ink = parts
        .iter()
        .map(|(_, ink)| *ink)
        .find(|ink| *ink == Role::Bad);
    let lines = width::wrap(&all, usize::from(room));
    let shown = lines.len().min(MOST_SAID);
    let above = u16::try_from(shown.saturating_sub(1)).unwrap_or(0);
    let top = hint.y.saturating_sub(above);
    canvas.fill(
        Rect {
            y: top,
            height: above,
            ..hint
        },
        Role::Surface,
    );
    for (y, line) in (top..=hint.y).zip(&lines) {
        let on = (Role::Surface, ink.unwrap_or(Role::Text));
        canvas.text(x, y, room, line, on);
    }
    if let Some((mark, ink)) = parts.first() {
        let mark = width::head(mark, 1);
        canvas.text(x, top, 1, mark, (Role::Surface, *ink));
    }
}
