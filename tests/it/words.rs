//! The catalogue and the code know the same words: no id without words, no words nobody says, and no sentence
//! that waits for a value it is never given.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use fluent_syntax::ast;
use fluent_syntax::parser::parse;
use forecourt::domain::vocabulary::label_ids;

/// What a message of the catalogue asks for: values, and other messages.
#[derive(Default)]
struct Asks {
    values: BTreeSet<String>,
    messages: BTreeSet<String>,
}

fn files(folder: &Path, ending: &str, into: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, ending, into);
        } else if path.extension().is_some_and(|e| e == ending) {
            into.push(path);
        }
    }
}

fn read(folder: &str, ending: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    files(&root, ending, &mut found);
    found.sort();
    let text = |path: PathBuf| {
        let text = fs::read_to_string(&path).unwrap();
        (path, text)
    };
    found.into_iter().map(text).collect()
}

fn catalogue() -> BTreeMap<String, Asks> {
    let mut all = BTreeMap::new();
    for (path, text) in read("assets/locales/en", "ftl") {
        let resource = parse(text.as_str())
            .unwrap_or_else(|(_, errors)| panic!("{}: {errors:?}", path.display()));
        for entry in &resource.body {
            let ast::Entry::Message(message) = entry else {
                continue;
            };
            let mut asks = Asks::default();
            if let Some(pattern) = &message.value {
                pattern_asks(pattern, &mut asks);
            }
            let twice = all.insert(message.id.name.to_owned(), asks).is_some();
            assert!(!twice, "{} says {} twice", path.display(), message.id.name);
        }
    }
    all
}

fn pattern_asks(pattern: &ast::Pattern<&str>, asks: &mut Asks) {
    for element in &pattern.elements {
        if let ast::PatternElement::Placeable { expression } = element {
            expression_asks(expression, asks);
        }
    }
}

fn expression_asks(expression: &ast::Expression<&str>, asks: &mut Asks) {
    match expression {
        ast::Expression::Inline(inline) => inline_asks(inline, asks),
        ast::Expression::Select { selector, variants } => {
            inline_asks(selector, asks);
            for variant in variants {
                pattern_asks(&variant.value, asks);
            }
        }
    }
}

fn inline_asks(inline: &ast::InlineExpression<&str>, asks: &mut Asks) {
    match inline {
        ast::InlineExpression::VariableReference { id } => {
            asks.values.insert(id.name.to_owned());
        }
        ast::InlineExpression::MessageReference { id, .. } => {
            asks.messages.insert(id.name.to_owned());
        }
        ast::InlineExpression::FunctionReference { arguments, .. } => {
            for argument in &arguments.positional {
                inline_asks(argument, asks);
            }
        }
        ast::InlineExpression::Placeable { expression } => expression_asks(expression, asks),
        _ => {}
    }
}

/// The sources without their comments and the tests at their ends.
fn sources() -> Vec<(PathBuf, String)> {
    let mut all = read("src", "rs");
    for (_, text) in &mut all {
        if let Some(at) = text.find("#[cfg(test)]\nmod tests") {
            text.truncate(at);
        }
        let said = |line: &&str| !line.trim_start().starts_with("//");
        *text = text.lines().filter(said).collect::<Vec<_>>().join("\n");
    }
    all
}

/// The literal a call begins with, and what follows it, for each call in the text.
fn calls<'t>(text: &'t str, call: &str) -> Vec<(&'t str, &'t str)> {
    let after = text.match_indices(call).map(|(at, _)| at + call.len());
    after
        .filter_map(|at| {
            let inside = text[at..].trim_start().strip_prefix('"')?;
            inside.split_once('"')
        })
        .collect()
}

/// The names that are given values between here and the end of the call.
fn given(mut rest: &str) -> BTreeSet<String> {
    let (mut depth, mut names) = (0, BTreeSet::new());
    while let Some(sign) = rest.chars().next() {
        match sign {
            '"' => {
                let end = rest[1..].find('"').map_or(rest.len(), |at| at + 2);
                rest = &rest[end..];
                continue;
            }
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' if depth == 0 => break,
            ')' | ']' | '}' => depth -= 1,
            ',' if depth == 0 => {
                let name = rest[1..].trim_start();
                let end = name.find(|c: char| !(c.is_alphanumeric() || c == '_'));
                let (name, then) = name.split_at(end.unwrap_or(name.len()));
                if then.trim_start().starts_with("= ") {
                    names.insert(name.to_owned());
                }
            }
            _ => {}
        }
        rest = &rest[sign.len_utf8()..];
    }
    names
}

#[test]
fn every_id_the_code_says_has_words() {
    let known = catalogue();
    let mut missing = Vec::new();
    for (path, text) in sources() {
        for call in ["msg!(", "Msg::new(", ".word("] {
            for (id, _) in calls(&text, call) {
                if !known.contains_key(id) {
                    missing.push(format!("{}: {id}", path.display()));
                }
            }
        }
    }
    let labels = label_ids()
        .into_iter()
        .filter(|id| !known.contains_key(*id));
    missing.extend(labels.map(str::to_owned));
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn every_message_of_the_catalogue_is_said_somewhere() {
    let known = catalogue();
    let sources = sources();
    let literals: BTreeSet<&str> = sources
        .iter()
        .flat_map(|(_, text)| text.split('"'))
        .collect();
    let labels: BTreeSet<_> = label_ids().into_iter().collect();
    let within: BTreeSet<_> = known.values().flat_map(|asks| &asks.messages).collect();
    let settings: Vec<_> = known
        .keys()
        .filter(|id| id.starts_with("setting-"))
        .collect();
    // The choices of a setting are named after it: `setting-release-rule-paid`.
    let choice = |id: &str| {
        let mut of = settings.iter().filter(|s| literals.contains(s.as_str()));
        of.any(|s| id.starts_with(s.as_str()))
    };
    let silent: Vec<_> = known
        .keys()
        .filter(|id| {
            let id = id.as_str();
            !(literals.contains(id)
                || labels.contains(id)
                || within.contains(&id.to_owned())
                || choice(id))
        })
        .collect();
    assert!(silent.is_empty(), "{silent:#?}");
}

#[test]
fn every_sentence_is_given_the_values_it_asks_for() {
    let known = catalogue();
    let mut wanting = Vec::new();
    for (path, text) in sources() {
        for (id, rest) in calls(&text, "msg!(") {
            let Some(asks) = known.get(id) else { continue };
            let given = given(rest);
            let lacks: Vec<_> = asks.values.difference(&given).collect();
            if !lacks.is_empty() {
                wanting.push(format!("{}: {id} lacks {lacks:?}", path.display()));
            }
        }
    }
    assert!(wanting.is_empty(), "{wanting:#?}");
}
