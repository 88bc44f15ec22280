//! The real pages without colour, and in words two fifths longer: what is to be read can be read.

use forecourt::domain::role::Preset;
use forecourt::tui::look::contrast::{Rgb, ratio, table256};
use forecourt::tui::look::{Depth, Name, Role, Theme};
use ratatui::style::{Color, Modifier};

use crate::rig::demo::{Demo, PAGES, accented};
use crate::robot::Robot;

/// Moments of a page: what it says when something is wrong, done, off, asked.
const MOMENTS: &[(&str, Preset, &str)] = &[
    (
        "wrong customer",
        Preset::Reception,
        "F6 Insert Tab =12 Ctrl-S",
    ),
    ("wrong booking", Preset::Reception, "F3 Ctrl-S"),
    ("wrong check-in", Preset::Reception, "F4 Ctrl-S"),
    ("key that is off", Preset::Reception, "F10 =block Enter"),
    ("refused", Preset::Reception, "Right Space Down Enter"),
    ("picked up", Preset::Reception, "Right Space Down"),
    ("typed", Preset::Reception, "=fri"),
    ("cancelled", Preset::Reception, "Right Delete"),
    ("who", Preset::Reception, "Alt-2 Right Right Ctrl-K"),
    ("stage", Preset::Reception, "Alt-2 Right Right +"),
    (
        "on hold",
        Preset::Reception,
        "Alt-2 Right Right F10 =hold Enter",
    ),
    ("nothing found", Preset::Reception, "F2 =qqqq"),
    ("laid aside", Preset::Reception, "F6 Insert =Ines Esc"),
];

/// The words of a page that are long enough to mean something, and whole.
fn words(screen: &str) -> Vec<String> {
    screen
        .split(|c: char| !c.is_alphanumeric() && c != '…')
        .filter(|word| word.chars().count() > 3 && !word.contains('…'))
        .map(str::to_owned)
        .collect()
}

#[tokio::test]
async fn without_colour_the_real_pages_use_none_and_say_the_same() {
    let demo = Demo::open().await;
    let mut wrong = Vec::new();
    for (page, who, keys) in PAGES {
        let coloured = demo.page(*who, keys, |_| {}).await;
        let mono = demo.page(*who, keys, |o| o.theme = Theme::mono()).await;
        let buffer = mono.buffer();
        for cell in &buffer.content {
            assert!(
                (cell.fg, cell.bg) == (Color::Reset, Color::Reset),
                "{page}: {cell:?}"
            );
        }
        let said = words(&mono.screen());
        let lost: Vec<String> = words(&coloured.screen())
            .into_iter()
            .filter(|word| !said.contains(word))
            .collect();
        if !lost.is_empty() {
            wrong.push(format!("{page}: {lost:?}"));
        }
        // Where the cursor is can be seen: reversed, bold, or marked.
        let shown = buffer.content.iter().any(|cell| {
            cell.modifier
                .intersects(Modifier::REVERSED | Modifier::BOLD | Modifier::UNDERLINED)
                || cell.symbol() == "▶"
        });
        assert!(
            shown,
            "{page}: no cursor without colour:\n{}",
            mono.screen()
        );
    }
    assert!(wrong.is_empty(), "lost without colour: {wrong:#?}");
}

/// The hint row's keys, in their order: the first word of each pair, as "Enter open  Del remove" has two.
fn keys_of(row: &str) -> Vec<&str> {
    row.split("  ")
        .filter_map(|pair| pair.split_whitespace().next())
        .filter(|key| {
            ["Enter", "Ins", "Del", "Tab", "Space", "Esc", "PgDn"].contains(key)
                || key.starts_with("Ctrl-")
        })
        .collect()
}

/// How many of the ten keys of the bar have something written behind their number.
fn named_keys(robot: &Robot) -> usize {
    let row = robot.row(-1);
    (1..=10)
        .filter(|n| {
            let number = n.to_string();
            row.match_indices(&number).any(|(at, _)| {
                let after: String = row.chars().skip(row[..at].chars().count()).collect();
                let after = &after[number.len()..];
                after.chars().take(2).filter(|c| c.is_alphabetic()).count() == 2
            })
        })
        .count()
}

fn rgb(colour: Color) -> Option<Rgb> {
    match colour {
        Color::Rgb(r, g, b) => Some((r, g, b)),
        Color::Indexed(n) => Some(table256(n)),
        _ => None,
    }
}

/// The pieces of a screen that cannot be read in this theme, or are in a colour the theme does not have. Words must
/// reach the floor, marks 3 to 1 (or the floor of a theme for weak eyes). What is closed on purpose is exempt: a key
/// that is off, the page under a layer, hatches and rules.
fn pale(page: &str, robot: &Robot, theme: Theme, floor: f64) -> Vec<String> {
    let buffer = robot.buffer();
    let ink = |role| theme.style(role).fg;
    let own: Vec<_> = Role::ALL
        .iter()
        .flat_map(|(role, _)| [theme.style(*role).fg, theme.style(*role).bg])
        .flatten()
        .collect();
    let marks = if floor > 4.5 { floor } else { 3.0 };
    let under_layer = robot.screen().contains('┌');
    // The inks of marks, where they are inks of their own: there no word is written with them.
    let only_marks = match floor > 4.5 {
        true => [None, None],
        false => [ink(Role::Done), ink(Role::Data)],
    };
    let mut wrong = Vec::new();
    for (y, row) in (1u16..).zip(buffer.content.chunks(usize::from(buffer.area.width))) {
        let mut piece = String::new();
        let mut why = String::new();
        for cell in row {
            let is_word = cell.symbol().chars().any(char::is_alphanumeric);
            let is_closed = Some(cell.fg) == ink(Role::Closed);
            // The ten keys, and the three wide ones of a mechanic.
            let is_key =
                y == buffer.area.height || page == "my work" && y + 2 == buffer.area.height;
            let may_be_closed = !is_word || under_layer || is_key;
            let wanted = if is_word { floor } else { marks };
            let fault = match (rgb(cell.fg), rgb(cell.bg)) {
                _ if cell.symbol().trim().is_empty() => String::new(),
                _ if !own.contains(&cell.fg) || !own.contains(&cell.bg) => "no role's".to_owned(),
                _ if is_closed && may_be_closed => String::new(),
                _ if is_word && only_marks.contains(&Some(cell.fg)) => "a mark's ink".to_owned(),
                (Some(fg), Some(bg)) if ratio(fg, bg) < wanted => format!("{:.1}", ratio(fg, bg)),
                (Some(_), Some(_)) => String::new(),
                _ => "no colour".to_owned(),
            };
            if fault != why && !why.is_empty() {
                wrong.push(format!("row {y}: {piece:?} {why}"));
            }
            if fault != why {
                piece.clear();
            }
            piece.push_str(cell.symbol());
            why = fault;
        }
        if !why.is_empty() {
            wrong.push(format!("row {y}: {piece:?} {why}"));
        }
    }
    wrong
}

#[tokio::test]
async fn every_word_and_mark_of_the_real_pages_can_be_read_in_every_theme() {
    let themes = [
        (Name::Dark, Depth::True, 4.5),
        (Name::Dark, Depth::Table256, 4.5),
        (Name::Light, Depth::True, 4.5),
        (Name::Light, Depth::Table256, 4.5),
        (Name::Contrast, Depth::True, 7.0),
        (Name::Contrast, Depth::Table256, 7.0),
    ];
    let mut wrong = Vec::new();
    for (name, depth, floor) in themes {
        let theme = Theme::new(name, depth);
        // Books of its own for each: some of the moments write.
        let demo = Demo::open().await;
        for (page, who, keys) in PAGES.iter().chain(MOMENTS) {
            let mut robot = demo.page(*who, keys, |o| o.theme = theme).await;
            for (width, height) in [(80, 24), (120, 40)] {
                robot.resize(width, height).await;
                for fault in pale(page, &robot, theme, floor) {
                    wrong.push(format!("{page} {name:?} {depth:?} {width}: {fault}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[tokio::test]
async fn in_words_two_fifths_longer_no_page_loses_its_keys_its_tabs_or_its_bar() {
    let demo = Demo::open().await;
    let mut wrong = Vec::new();
    for (page, who, keys) in PAGES {
        if *page == "profile" {
            continue;
        }
        let plain = demo.page(*who, keys, |_| {}).await;
        let long = demo
            .page(*who, keys, |o| o.locale = Some("en-XA".to_owned()))
            .await;
        let hints = format!("{} {}", long.row(-3), long.row(-2));
        let row = plain.row(-2);
        let wanted = keys_of(&row);
        // The one that matters most on every page is always named.
        for key in wanted.iter().take(1) {
            if !hints.contains(*key) {
                wrong.push(format!("{page}: no {key} in {hints:?}"));
            }
        }
        if named_keys(&long) < named_keys(&plain) {
            wrong.push(format!("{page}: bar {:?}", long.row(-1)));
        }
        let tabs = |robot: &Robot| robot.row(0).matches(|c: char| c.is_ascii_digit()).count();
        if tabs(&long) < tabs(&plain) {
            wrong.push(format!("{page}: tabs {:?}", long.row(0)));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// The heads of a screen's tables: rows written in nothing but the ink of labels, each split where two blanks stand.
fn heads(robot: &Robot) -> Vec<String> {
    let dim = Theme::default().style(Role::Dim).fg;
    let buffer = robot.buffer();
    let rows = buffer.content.chunks(usize::from(buffer.area.width));
    let heads = rows.filter(|row| {
        let mut signs = row.iter().filter(|cell| cell.symbol() != " ").peekable();
        signs.peek().is_some() && signs.all(|cell| Some(cell.fg) == dim)
    });
    heads
        .flat_map(|row| {
            let row: String = row.iter().map(ratatui::buffer::Cell::symbol).collect();
            let pieces = row.split("  ").map(str::trim).map(str::to_owned);
            let pieces: Vec<_> = pieces.filter(|piece| !piece.is_empty()).collect();
            // One piece alone is a remark, not the head of a table.
            if pieces.len() > 2 { pieces } else { Vec::new() }
        })
        .collect()
}

#[tokio::test]
async fn no_head_of_a_table_is_cut_and_in_words_two_fifths_longer_each_can_be_told() {
    let demo = Demo::open().await;
    let mut wrong = Vec::new();
    let mut seen = 0;
    for (page, who, keys) in PAGES {
        let plain = heads(&demo.page(*who, keys, |_| {}).await);
        seen += plain.len();
        for head in plain.iter().filter(|head| head.contains('…')) {
            wrong.push(format!("{page}: {head:?}"));
        }
        let long = heads(
            &demo
                .page(*who, keys, |o| o.locale = Some("en-XA".to_owned()))
                .await,
        );
        for head in long.iter().filter(|head| head.contains('…')) {
            if head.chars().count() < 5 {
                wrong.push(format!("{page} in long words: {head:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(seen > 60, "{seen} heads");
}

#[tokio::test]
async fn in_words_two_fifths_longer_what_is_wrong_is_said_whole() {
    let demo = Demo::open().await;
    for (moment, who, keys) in MOMENTS
        .iter()
        .filter(|moment| moment.0.starts_with("wrong"))
    {
        let long = demo
            .page(*who, keys, |o| o.locale = Some("en-XA".to_owned()))
            .await;
        let screen = long.screen();
        let whole = |line: &str| {
            let said = line.split("! ").nth(1);
            said.is_some_and(|said| !said.contains('…') && said.split_whitespace().count() > 3)
        };
        assert!(screen.lines().any(whole), "{moment}:\n{screen}");
    }
}

#[tokio::test]
async fn in_words_two_fifths_longer_every_field_of_a_form_still_says_what_it_is() {
    let demo = Demo::open().await;
    let forms: [(&str, &[&str]); 2] = [
        (
            "new booking",
            &[
                "Who", "Phone", "Plate", "Car", "Wish", "Work", "Day", "Time", "Length", "Bay",
                "Mechanic", "Type",
            ],
        ),
        (
            "new customer",
            &["Name", "Phone", "E-mail", "Address", "Postcode"],
        ),
    ];
    for (name, labels) in forms {
        let (_, who, keys) = PAGES.iter().find(|page| page.0 == name).unwrap();
        let long = demo
            .page(*who, keys, |o| o.locale = Some("en-XA".to_owned()))
            .await;
        for label in labels {
            long.sees(&accented(label));
        }
    }
}
