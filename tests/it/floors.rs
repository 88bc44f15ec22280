//! The architecture, held by reading the sources: floors only look down, and each tool stays in its room.
//!
//! Comments are not looked at, so a doc link may point anywhere.

use std::fs;
use std::path::{Path, PathBuf};

/// From the ground up. A floor may name those before it, never those after.
const FLOORS: [&str; 8] = [
    "domain", "store", "desk", "paper", "notify", "tui", "cli", "boot",
];

/// What a floor must not name although it lies below: nobody skips the desk, and the floors under
/// `paper` carry ids and numbers, not words.
const SKIPS: [(&str, &str); 8] = [
    ("paper", "store"),
    ("notify", "store"),
    ("tui", "store"),
    ("cli", "store"),
    ("domain", "words"),
    ("store", "words"),
    ("desk", "words"),
    ("words", "store"),
];

/// Text that belongs to one room: what, the folders that may say it.
const ROOMS: [(&str, &[&str]); 3] = [
    ("sqlx", &["store"]),
    ("Color::Rgb", &["tui/look", "tui/shell/quill.rs"]),
    ("color_eyre", &["main.rs"]),
];

/// What pure rules have no use for.
const NOT_IN_DOMAIN: [&str; 6] = [
    "tokio",
    "async",
    "std::fs",
    "std::net",
    "std::process",
    "SystemTime",
];

#[test]
fn floors_only_look_down_and_tools_stay_in_their_rooms() {
    let found: Vec<String> = sources()
        .iter()
        .flat_map(|(path, text)| faults(path, text))
        .collect();
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn every_room_says_what_it_is() {
    let silent: Vec<String> = sources()
        .into_iter()
        .filter(|(path, _)| path.ends_with("mod.rs") || path == "lib.rs" || path == "main.rs")
        .filter(|(_, text)| !text.starts_with("//!"))
        .map(|(path, _)| path)
        .collect();
    assert!(silent.is_empty(), "no //! header: {silent:?}");
}

#[test]
fn a_look_upwards_is_found() {
    for (path, line) in [
        ("store/mod.rs", "use crate::desk::Desk;"),
        ("domain/money.rs", "use crate::{words::Words, domain::Ts};"),
        ("desk/mod.rs", "let w = crate::words::Words::english();"),
        (
            "tui/app.rs",
            "use crate::{\n    desk::Desk,\n    store::Store,\n};",
        ),
        ("words/mod.rs", "use crate::desk::Error;"),
        ("main.rs", "use forecourt::store::Store;"),
        ("notify/channel.rs", "sqlx::query(\"\")"),
        ("tui/widgets/bars.rs", "Color::Rgb(1, 2, 3)"),
        ("domain/money.rs", "tokio::spawn(f);"),
        ("domain/money.rs", "std::fs::read(p)"),
    ] {
        assert_eq!(faults(path, line).len(), 1, "{path}: {line}");
    }
}

#[test]
fn a_look_downwards_is_no_fault() {
    for (path, line) in [
        (
            "desk/mod.rs",
            "use crate::{domain::{Ts, Zone}, store::Store};",
        ),
        (
            "tui/app.rs",
            "use crate::desk::Desk; use crate::words::Words;",
        ),
        ("boot/mod.rs", "use crate::store::Store;"),
        ("store/mod.rs", "use sqlx::Row; // for crate::desk"),
        ("tui/look/theme.rs", "Color::Rgb(1, 2, 3)"),
        ("domain/mod.rs", "//! see [`crate::desk`]"),
        ("tui/keys/mod.rs", "use self::store::Keys; let tokios = 1;"),
    ] {
        assert_eq!(faults(path, line), Vec::<String>::new(), "{path}: {line}");
    }
}

/// Every `.rs` file under src: its path from there, and its text.
fn sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders: Vec<PathBuf> = vec![root.clone()];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a readable folder") {
            let path = entry.expect("a readable entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let text = fs::read_to_string(&path).expect("a readable source");
                let name = path.strip_prefix(&root).expect("a path below src");
                found.push((name.to_string_lossy().replace('\\', "/"), text));
            }
        }
    }
    assert!(found.len() > 8, "the sources are not where they were");
    found.sort();
    found
}

/// What is wrong with one file, a line each.
fn faults(path: &str, text: &str) -> Vec<String> {
    let code = without_comments(text);
    let room = path.split('/').next().unwrap_or(path);
    let mut found = Vec::new();
    for other in named_floors(&code) {
        if !may_name(room, &other) {
            found.push(format!("{path}: `{room}` names `{other}`"));
        }
    }
    for (what, folders) in ROOMS {
        if says(&code, what) && !folders.iter().any(|folder| path.starts_with(folder)) {
            found.push(format!("{path}: only {folders:?} may say `{what}`"));
        }
    }
    if room == "domain" {
        for what in NOT_IN_DOMAIN {
            if says(&code, what) {
                found.push(format!("{path}: the domain has no use for `{what}`"));
            }
        }
    }
    found
}

fn may_name(room: &str, other: &str) -> bool {
    let height = |name: &str| FLOORS.iter().position(|floor| *floor == name);
    if SKIPS.contains(&(room, other)) {
        return false;
    }
    match (room, height(room), height(other)) {
        ("lib.rs", _, _) => true,
        // The program's first lines know the top floor alone.
        ("main.rs", _, _) => other == "boot",
        ("words", _, Some(_)) => other == "domain",
        (_, Some(here), Some(there)) => there <= here,
        // `words` and the crate's own macros stand beside the floors.
        _ => true,
    }
}

/// The first name of every path that starts at the crate's root.
fn named_floors(code: &str) -> Vec<String> {
    let mut names = Vec::new();
    for root in ["crate::", "forecourt::"] {
        for (at, _) in code.match_indices(root) {
            if code[..at].ends_with(is_word) {
                continue;
            }
            let rest = &code[at + root.len()..];
            match rest.strip_prefix('{') {
                Some(group) => names.extend(heads(group)),
                None => names.push(word(rest).to_owned()),
            }
        }
    }
    names.sort();
    names.dedup();
    names
}

/// The first name of each entry of a `use` group, nested groups skipped.
fn heads(group: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut depth = 1;
    let mut at_start = true;
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 1 => at_start = true,
            c if c.is_whitespace() => {}
            _ if at_start => {
                names.push(word(&group[at..]).to_owned());
                at_start = false;
            }
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    names
}

/// Whether the code says this name, and not a longer one it is part of.
fn says(code: &str, what: &str) -> bool {
    code.match_indices(what).any(|(at, _)| {
        !code[..at].ends_with(is_word) && !code[at + what.len()..].starts_with(is_word)
    })
}

fn word(text: &str) -> &str {
    &text[..text.find(|c| !is_word(c)).unwrap_or(text.len())]
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Cuts each line at its `//`, unless that stands in an address such as `https://`.
fn without_comments(text: &str) -> String {
    text.lines()
        .map(|line| {
            let cut = line
                .match_indices("//")
                .find(|(at, _)| !line[..*at].ends_with(':'))
                .map_or(line.len(), |(at, _)| at);
            &line[..cut]
        })
        .collect::<Vec<_>>()
        .join("\n")
}
