//! Finds the statements in the sources of the store: every `sql("…")`, `sql2("…", "…")`, and every text handed
//! to the driver past them. A text may stand in the call, in a `const`, in a `match` inside the call, or be put
//! together by `concat!` from literals and from macros that are one literal.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

/// A statement and where it stands.
#[derive(Debug, Clone)]
pub struct Statement {
    /// `src/store/bookings.rs:41`.
    pub place: String,
    /// What SQLite gets, and what Postgres gets.
    pub lite: Option<String>,
    pub pg: Option<String>,
    /// Whether the two dialects have a text each.
    pub pair: bool,
    /// Handed to the driver directly: one engine's text, and the call does not say whose.
    pub either: bool,
}

/// All statements of the store, and the calls whose text could not be found.
pub fn statements() -> (Vec<Statement>, Vec<String>) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    walk(&root.join("src/store"), &mut files);
    let sources: Vec<(String, Vec<Token>)> = files
        .iter()
        .map(|file| {
            let name = file.strip_prefix(root).unwrap().display().to_string();
            (name, tokens(&fs::read_to_string(file).unwrap()))
        })
        .collect();
    let mut found = Vec::new();
    let mut lost = Vec::new();
    let mut names: Vec<Names> = sources
        .iter()
        .map(|(_, tokens)| Names::of(tokens))
        .collect();
    let shared = shared(&names);
    for ((file, tokens), names) in sources.iter().zip(&mut names) {
        for (name, text) in &shared {
            names
                .constants
                .entry(name.clone())
                .or_insert_with(|| text.clone());
        }
        calls(file, tokens, names, &mut found, &mut lost);
    }
    (found, lost)
}

/// Constants that one file alone has, for the files that use them from there.
fn shared(names: &[Names]) -> HashMap<String, String> {
    let mut out = HashMap::new();
    for (name, text) in names.iter().flat_map(|n| &n.constants) {
        let elsewhere = names
            .iter()
            .filter(|n| n.constants.contains_key(name))
            .count();
        if elsewhere == 1 {
            out.insert(name.clone(), text.clone());
        }
    }
    out
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
    let mut inside: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    inside.sort();
    for path in inside {
        if path.is_dir() {
            walk(&path, files);
        } else if path.extension().is_some_and(|e| e == "rs") {
            files.push(path);
        }
    }
}

#[derive(Debug, Clone, PartialEq)]
enum What {
    Word(String),
    Text(String),
    Sign(char),
}

#[derive(Debug, Clone)]
struct Token {
    what: What,
    line: usize,
}

impl Token {
    fn is(&self, sign: char) -> bool {
        self.what == What::Sign(sign)
    }
    fn word(&self) -> Option<&str> {
        match &self.what {
            What::Word(w) => Some(w),
            _ => None,
        }
    }
}

/// Words, strings and signs of a Rust source up to its unit tests; comments are left out.
fn tokens(source: &str) -> Vec<Token> {
    let source = source
        .split("#[cfg(test)]\nmod ")
        .next()
        .unwrap_or_default();
    let chars: Vec<char> = source.chars().collect();
    let mut out = Vec::new();
    let (mut at, mut line) = (0, 1);
    let peek = |at: usize| chars.get(at).copied().unwrap_or('\0');
    while at < chars.len() {
        let c = chars[at];
        let begun = line;
        if c == '\n' {
            line += 1;
            at += 1;
        } else if c == '/' && peek(at + 1) == '/' {
            while at < chars.len() && chars[at] != '\n' {
                at += 1;
            }
        } else if c == '"' {
            let (text, end) = quoted(&chars, at);
            line += chars[at..end].iter().filter(|c| **c == '\n').count();
            at = end;
            out.push(Token {
                what: What::Text(text),
                line: begun,
            });
        } else if c == 'r'
            && (peek(at + 1) == '"' || peek(at + 1) == '#' && matches!(peek(at + 2), '"' | '#'))
        {
            let (text, end) = raw(&chars, at);
            line += chars[at..end].iter().filter(|c| **c == '\n').count();
            at = end;
            out.push(Token {
                what: What::Text(text),
                line: begun,
            });
        } else if c == '\'' {
            // A character, or a lifetime.
            if peek(at + 1) == '\\' {
                at += 3;
                while at < chars.len() && chars[at - 1] != '\'' {
                    at += 1;
                }
            } else if peek(at + 2) == '\'' {
                at += 3;
            } else {
                at += 1;
            }
        } else if c.is_alphanumeric() || c == '_' {
            let start = at;
            while peek(at).is_alphanumeric() || peek(at) == '_' {
                at += 1;
            }
            out.push(Token {
                what: What::Word(chars[start..at].iter().collect()),
                line,
            });
        } else {
            if !c.is_whitespace() {
                out.push(Token {
                    what: What::Sign(c),
                    line,
                });
            }
            at += 1;
        }
    }
    out
}

fn quoted(chars: &[char], start: usize) -> (String, usize) {
    let mut text = String::new();
    let mut at = start + 1;
    while at < chars.len() && chars[at] != '"' {
        if chars[at] != '\\' {
            text.push(chars[at]);
            at += 1;
            continue;
        }
        match chars[at + 1] {
            'n' => text.push('\n'),
            't' => text.push('\t'),
            '\n' => {
                at += 2;
                while chars[at].is_whitespace() {
                    at += 1;
                }
                continue;
            }
            other => text.push(other),
        }
        at += 2;
    }
    (text, at + 1)
}

fn raw(chars: &[char], start: usize) -> (String, usize) {
    let hashes = chars[start + 1..].iter().take_while(|c| **c == '#').count();
    let begin = start + 2 + hashes;
    let mut at = begin;
    loop {
        let closes = chars[at] == '"' && chars[at + 1..].iter().take(hashes).all(|c| *c == '#');
        if closes {
            return (chars[begin..at].iter().collect(), at + 1 + hashes);
        }
        at += 1;
    }
}

/// The index after the bracket that closes the one at `open`.
fn close(tokens: &[Token], open: usize) -> usize {
    let mut depth = 0;
    for (at, token) in tokens.iter().enumerate().skip(open) {
        match token.what {
            What::Sign('(' | '[' | '{') => depth += 1,
            What::Sign(')' | ']' | '}') => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at + 1;
        }
    }
    tokens.len()
}

/// What has a name in one file: constants, and macros that make a text of literals.
#[derive(Default)]
struct Names {
    constants: HashMap<String, String>,
    macros: HashMap<String, Macro>,
}

/// `($a:literal, $b:literal) => { body }`.
struct Macro {
    arguments: Vec<String>,
    body: Vec<Token>,
}

impl Names {
    fn of(tokens: &[Token]) -> Names {
        let mut names = Names::default();
        for (at, token) in tokens.iter().enumerate() {
            let Some(name) = tokens.get(at + 1).and_then(Token::word) else {
                // `macro_rules! name { … }`: the name comes after the sign.
                if token.word() == Some("macro_rules")
                    && let Some(name) = tokens.get(at + 2).and_then(Token::word)
                {
                    let rule = Macro::of(&tokens[at + 3..close(tokens, at + 3)]);
                    names.macros.insert(name.to_owned(), rule);
                }
                continue;
            };
            // `let name = "…";`, and nothing more than that.
            if let (
                "let",
                [
                    equals,
                    Token {
                        what: What::Text(text),
                        ..
                    },
                    end,
                    ..,
                ],
            ) = (
                token.word().unwrap_or_default(),
                &tokens[(at + 2).min(tokens.len())..],
            ) && equals.is('=')
                && end.is(';')
            {
                names.constants.insert(name.to_owned(), text.clone());
            }
            if matches!(token.word(), Some("const" | "static"))
                && let Some(end) = tokens[at..].iter().position(|t| t.is(';'))
                && let [text] = names
                    .texts(&tokens[at..at + end], &HashMap::new())
                    .as_slice()
            {
                names.constants.insert(name.to_owned(), text.clone());
            }
        }
        names
    }

    /// The texts in a run of tokens; what `concat!` or a macro puts together is one.
    fn texts(&self, tokens: &[Token], given: &HashMap<String, String>) -> Vec<String> {
        let mut out = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            // A macro, not the left side of `!=`.
            let called = tokens.get(at + 1).is_some_and(|t| t.is('!'))
                && tokens
                    .get(at + 2)
                    .is_some_and(|t| matches!(t.what, What::Sign('(' | '[' | '{')));
            match &tokens[at].what {
                What::Text(text) => out.push(text.clone()),
                What::Word(word) if called => {
                    let end = close(tokens, at + 2);
                    let inside = &tokens[at + 3..end - 1];
                    if word == "concat" {
                        out.push(self.texts(inside, given).concat());
                    } else if let Some(rule) = self.macros.get(word) {
                        let values = inside
                            .split(|t| t.is(','))
                            .map(|value| self.texts(value, given).concat());
                        let given = rule.arguments.iter().cloned().zip(values).collect();
                        out.extend(self.texts(&rule.body, &given));
                    }
                    at = end;
                    continue;
                }
                What::Word(word) if at > 0 && tokens[at - 1].is('$') => {
                    out.extend(given.get(word).cloned());
                }
                What::Word(word) => out.extend(self.constants.get(word).cloned()),
                What::Sign(_) => {}
            }
            at += 1;
        }
        out
    }
}

impl Macro {
    /// From the braces around its one rule.
    fn of(rule: &[Token]) -> Macro {
        let pattern_end = close(rule, 1);
        let arguments = rule[1..pattern_end]
            .windows(2)
            .filter(|pair| pair[0].is('$'))
            .filter_map(|pair| pair[1].word().map(str::to_owned))
            .collect();
        Macro {
            arguments,
            body: rule[pattern_end..].to_vec(),
        }
    }
}

/// How a statement begins; other words in a call are patterns of a `match`.
const BEGINNINGS: [&str; 9] = [
    "SELECT", "INSERT", "UPDATE", "DELETE", "WITH", "PRAGMA", "VACUUM", "CREATE", "DROP",
];

fn calls(
    file: &str,
    tokens: &[Token],
    names: &Names,
    found: &mut Vec<Statement>,
    lost: &mut Vec<String>,
) {
    for (at, token) in tokens.iter().enumerate() {
        let Some(word) = token.word() else { continue };
        let direct = matches!(word, "query" | "query_as" | "query_scalar" | "raw_sql");
        if !direct && !matches!(word, "sql" | "sql2") {
            continue;
        }
        let defined = at > 0 && tokens[at - 1].word() == Some("fn");
        let method = at > 0 && tokens[at - 1].is('.');
        if defined || method || !tokens.get(at + 1).is_some_and(|t| t.is('(')) {
            continue;
        }
        let place = format!("{file}:{}", token.line);
        let inside = &tokens[at + 2..close(tokens, at + 1) - 1];
        let texts: Vec<String> = names
            .texts(inside, &HashMap::new())
            .into_iter()
            .filter(|text| BEGINNINGS.iter().any(|b| text.trim_start().starts_with(b)))
            .collect();
        if texts.is_empty() || word == "sql2" && !texts.len().is_multiple_of(2) {
            lost.push(place);
            continue;
        }
        let step = if word == "sql2" { 2 } else { 1 };
        for text in texts.chunks(step) {
            found.push(Statement {
                place: place.clone(),
                lite: text.first().cloned(),
                pg: text.last().cloned(),
                pair: word == "sql2",
                either: direct,
            });
        }
    }
}

#[test]
fn the_scanner_sees_every_way_to_write_a_statement() {
    let source = r##"
        const ONE: &str = "SELECT 1";
        macro_rules! columns { () => { "id, name" }; }
        macro_rules! of { ($tail:literal, $end:literal) => { concat!("SELECT ", columns!(), " FROM t ", $tail, " ", $end) }; }
        fn f(c: char) { // sql("SELECT 'comment'")
            sql(ONE); sql("SELECT \"x\"
                FROM t"); sql2("SELECT 2", r#"SELECT '2'"#);
            let x = '"'; sql(match c { 'a' => "SELECT 'a'", _ => "SELECT 'b'" });
            sql(concat!("SELECT ", columns!(), " FROM t")); sql(of!("WHERE a = $1", "LIMIT 1"));
            sqlx::query("PRAGMA data_version");
            let own = "SELECT 3"; sqlx::query(own);
            sql(text);
        }
        #[cfg(test)]
mod tests { fn t() { sql("SELECT 'test'"); } }"##;
    let tokens = tokens(source);
    let names = Names::of(&tokens);
    let (mut found, mut lost) = (Vec::new(), Vec::new());
    calls("f.rs", &tokens, &names, &mut found, &mut lost);
    let texts: Vec<(&str, &str)> = found
        .iter()
        .map(|s| (s.lite.as_deref().unwrap(), s.pg.as_deref().unwrap()))
        .collect();
    let both = |s: &'static str| (s, s);
    let expected = vec![
        both("SELECT 1"),
        both("SELECT \"x\"\n                FROM t"),
        ("SELECT 2", "SELECT '2'"),
        both("SELECT 'a'"),
        both("SELECT 'b'"),
        both("SELECT id, name FROM t"),
        both("SELECT id, name FROM t WHERE a = $1 LIMIT 1"),
        both("PRAGMA data_version"),
        both("SELECT 3"),
    ];
    assert_eq!(texts, expected);
    assert_eq!(lost, ["f.rs:12"]);
}
