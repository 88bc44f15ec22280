//! The real pages without colour, and in words two fifths longer: what is to be read can be read.

use forecourt::tui::look::Theme;
use ratatui::style::{Color, Modifier};

use crate::rig::demo::{Demo, PAGES, accented};
use crate::robot::Robot;

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
