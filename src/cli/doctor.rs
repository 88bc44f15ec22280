//! `forecourt doctor`: what this machine needs, how it stands, and what cures what is wrong.

use std::io::Write;
use std::path::Path;

use super::{Error, Result};
use crate::domain::{Msg, Ts, msg};
use crate::notify::Server;
use crate::words::Words;

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// As it should be.
    Good,
    /// It works, and could be better.
    Fair,
    /// It does not work.
    Bad,
}

/// One thing that was looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What was looked at.
    pub what: Msg,
    /// How it stands.
    pub grade: Grade,
    /// What was found.
    pub cause: Msg,
    /// What to do about it.
    pub cure: Option<Msg>,
}

impl Finding {
    /// All is well.
    #[must_use]
    pub fn good(what: Msg, cause: Msg) -> Self {
        Self {
            what,
            grade: Grade::Good,
            cause,
            cure: None,
        }
    }

    /// It works; this would make it better.
    #[must_use]
    pub fn fair(what: Msg, cause: Msg, cure: Msg) -> Self {
        Self {
            what,
            grade: Grade::Fair,
            cause,
            cure: Some(cure),
        }
    }

    /// It does not work; this would cure it.
    #[must_use]
    pub fn bad(what: Msg, cause: Msg, cure: Msg) -> Self {
        Self {
            grade: Grade::Bad,
            ..Self::fair(what, cause, cure)
        }
    }
}

/// Prints the findings, cause and cure.
///
/// # Errors
/// A sentence with their number when some are bad.
pub fn show(findings: &[Finding], words: &Words, out: &mut dyn Write) -> Result<()> {
    for finding in findings {
        let grade = words.word(match finding.grade {
            Grade::Good => "doctor-good",
            Grade::Fair => "doctor-fair",
            Grade::Bad => "doctor-bad",
        });
        let (what, cause) = (words.say(&finding.what), words.say(&finding.cause));
        writeln!(out, "{grade:<6} {what:<14} {cause}")?;
        if let Some(cure) = &finding.cure {
            writeln!(out, "{:<21} {}", "", words.say(cure))?;
        }
    }
    let count = findings.iter().filter(|f| f.grade == Grade::Bad).count();
    if count == 0 {
        return Ok(());
    }
    Err(Error::Said(msg!("doctor-ill", count = count)))
}

/// What a terminal tells about itself.
#[derive(Clone, Debug, Default)]
pub struct Terminal {
    /// Whether there is one at all.
    pub there: bool,
    /// `TERM`.
    pub kind: String,
    /// Columns and rows, where it says.
    pub size: Option<(u16, u16)>,
    /// Whether its locale is UTF-8.
    pub utf8: bool,
}

/// Looks at the terminal.
#[must_use]
pub fn terminal(seen: &Terminal) -> Finding {
    let what = || msg!("doctor-terminal");
    if !seen.there {
        return Finding::fair(
            what(),
            msg!("doctor-no-terminal"),
            msg!("doctor-no-terminal-cure"),
        );
    }
    if seen.kind.is_empty() || seen.kind == "dumb" {
        let cause = msg!("doctor-dumb-terminal", kind = &seen.kind);
        return Finding::bad(what(), cause, msg!("doctor-dumb-terminal-cure"));
    }
    let (columns, rows) = seen.size.unwrap_or((80, 24));
    let size = msg!(
        "doctor-terminal-is",
        kind = &seen.kind,
        columns = i64::from(columns),
        rows = i64::from(rows)
    );
    if columns < 80 || rows < 24 {
        return Finding::fair(what(), size, msg!("doctor-small-terminal-cure"));
    }
    if !seen.utf8 {
        return Finding::fair(what(), msg!("doctor-no-utf8"), msg!("doctor-no-utf8-cure"));
    }
    Finding::good(what(), size)
}

/// Seconds the machine and the store may be apart before it is worth a word, and before it is wrong.
const APART: (i64, i64) = (2, 60);

/// Looks at the machine's clock beside the store's and the last thing on record (all UTC).
#[must_use]
pub fn clock(machine: Ts, store: Ts, last_written: Option<Ts>) -> Finding {
    let what = || msg!("doctor-clock");
    let apart = (machine.0 - store.0).abs() / 1_000_000;
    if let Some(last) = last_written
        && last.0 - machine.0 > APART.1 * 1_000_000
    {
        let cause = msg!("doctor-clock-behind", last = last);
        return Finding::bad(what(), cause, msg!("doctor-clock-cure"));
    }
    let cause = msg!("doctor-clock-apart", seconds = apart);
    if apart > APART.1 {
        Finding::bad(what(), cause, msg!("doctor-clock-cure"))
    } else if apart > APART.0 {
        Finding::fair(what(), cause, msg!("doctor-clock-cure"))
    } else {
        Finding::good(what(), msg!("doctor-clock-right"))
    }
}

/// Goes to the mail server and back. `wanted` is whether the workshop sends by it.
pub async fn mail(server: Option<&Server>, wanted: bool) -> Finding {
    let what = || msg!("doctor-mail");
    let Some(server) = server else {
        return if wanted {
            Finding::bad(what(), msg!("doctor-no-mail"), msg!("doctor-no-mail-cure"))
        } else {
            Finding::good(what(), msg!("doctor-mail-files"))
        };
    };
    let place = format!("{}:{}", server.host, server.port);
    match server.probe().await {
        Ok(()) => Finding::good(what(), msg!("doctor-mail-answers", server = place)),
        Err(why) => Finding::bad(
            what(),
            msg!("doctor-mail-silent", server = place, why = why),
            msg!("doctor-mail-cure"),
        ),
    }
}

/// Looks for the print command where the shell would.
#[must_use]
pub fn printer(command: &str, path: &str) -> Finding {
    let what = msg!("doctor-printer");
    let program = command.split_whitespace().next().unwrap_or_default();
    let found = if program.contains('/') {
        Path::new(program).exists()
    } else {
        !program.is_empty() && std::env::split_paths(path).any(|p| p.join(program).exists())
    };
    if found {
        Finding::good(what, msg!("doctor-printer-there", command = command))
    } else {
        let cause = msg!("doctor-no-printer", command = program);
        Finding::fair(what, cause, msg!("doctor-no-printer-cure"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Currency, Zone};
    use rstest::rstest;

    fn said(findings: &[Finding]) -> (String, bool) {
        let words = Words::new("en", Currency::EUR, Zone::UTC);
        let mut out = Vec::new();
        let well = show(findings, &words, &mut out).is_ok();
        (String::from_utf8(out).unwrap(), well)
    }

    #[rstest]
    #[case(Terminal { there: true, kind: "xterm-256color".into(), size: Some((120, 40)), utf8: true }, Grade::Good)]
    #[case(Terminal { there: true, kind: "xterm".into(), size: Some((60, 20)), utf8: true }, Grade::Fair)]
    #[case(Terminal { there: true, kind: "linux".into(), size: Some((80, 24)), utf8: false }, Grade::Fair)]
    #[case(Terminal { there: true, kind: "dumb".into(), size: None, utf8: true }, Grade::Bad)]
    #[case(Terminal::default(), Grade::Fair)]
    fn a_terminal_is_judged_by_what_it_can_show(#[case] seen: Terminal, #[case] grade: Grade) {
        assert_eq!(terminal(&seen).grade, grade);
    }

    #[rstest]
    #[case(0, None, Grade::Good)]
    #[case(2, Some(-5), Grade::Good)]
    #[case(-7, None, Grade::Fair)]
    #[case(90, None, Grade::Bad)]
    #[case(0, Some(3600), Grade::Bad)]
    fn a_clock_is_judged_by_the_books(
        #[case] store: i64,
        #[case] last: Option<i64>,
        #[case] grade: Grade,
    ) {
        let now = Ts(1_800_000_000_000_000);
        let at = |seconds: i64| Ts(now.0 + seconds * 1_000_000);
        assert_eq!(clock(now, at(store), last.map(at)).grade, grade);
    }

    #[test]
    fn what_is_ill_comes_with_its_cure_and_a_count() {
        let (text, well) = said(&[
            printer("lp", ""),
            terminal(&Terminal {
                there: true,
                kind: "dumb".into(),
                ..Terminal::default()
            }),
        ]);
        assert!(!well);
        assert_eq!(text.lines().count(), 4, "{text}");
        assert!(said(&[printer("/bin/sh -c cat", "")]).1);
    }

    #[tokio::test]
    async fn mail_that_is_wanted_needs_a_server() {
        assert_eq!(mail(None, false).await.grade, Grade::Good);
        assert_eq!(mail(None, true).await.grade, Grade::Bad);
        let nobody = Server {
            host: "127.0.0.1".into(),
            port: 1,
            tls: crate::notify::Tls::None,
            login: None,
            from: "a@b.example".parse().unwrap(),
            ca_file: None,
        };
        assert_eq!(mail(Some(&nobody), true).await.grade, Grade::Bad);
    }
}
