//! What the command line can say about itself: `help`, `man` and `completions`.

use std::io::Write;

use clap::Command;
use clap_complete::Shell;

use super::{Error, Result};
use crate::domain::msg;
use crate::words::Words;

/// The facts about the program that clap does not know.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    /// Environment variables and the settings they stand in for.
    pub variables: &'a [(&'a str, &'a str)],
}

/// Prints a shell's completion script.
///
/// # Errors
/// Only when nothing can be printed.
pub fn completions(mut grammar: Command, shell: Shell, out: &mut dyn Write) -> Result<()> {
    // Clap's generator panics where it cannot write, a closed pipe for instance: so into memory first.
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut grammar, "forecourt", &mut script);
    out.write_all(&script)?;
    Ok(())
}

/// Prints the manual page, in roff.
///
/// # Errors
/// Only when nothing can be printed.
pub fn man(grammar: Command, facts: Facts<'_>, words: &Words, out: &mut dyn Write) -> Result<()> {
    clap_mangen::Man::new(grammar).render(out)?;
    writeln!(out, ".SH ENVIRONMENT")?;
    for (name, setting) in facts.variables {
        writeln!(out, ".TP\n{name}\n{}", roff(setting))?;
    }
    writeln!(out, ".SH \"EXIT STATUS\"")?;
    for line in words.word("help-exit").lines() {
        writeln!(out, "{}\n.br", roff(line))?;
    }
    Ok(())
}

/// Prints help: on the whole, on a command (`user add` too), or on a topic.
///
/// # Errors
/// A sentence for a topic nobody knows, as asked for wrongly.
pub fn help(
    mut grammar: Command,
    topic: &[String],
    facts: Facts<'_>,
    words: &Words,
    out: &mut dyn Write,
) -> Result<()> {
    match topic.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => {
            write!(out, "{}", grammar.render_long_help())?;
            writeln!(out, "\n{}", words.word("help-topics"))?;
        }
        ["environment"] => {
            writeln!(out, "{}\n", words.word("help-environment"))?;
            for (name, setting) in facts.variables {
                writeln!(out, "  {name:<30} {setting}")?;
            }
        }
        ["keys"] => super::keys::show(words, out)?,
        ["exit"] => writeln!(out, "{}", words.word("help-exit"))?,
        ref path => {
            grammar.build();
            let mut found = &mut grammar;
            for name in path {
                found = found.find_subcommand_mut(name).ok_or_else(|| {
                    Error::Misused(msg!("help-no-topic", topic = topic.join(" ")))
                })?;
            }
            write!(out, "{}", found.render_long_help())?;
        }
    }
    Ok(())
}

/// A line of text that roff takes for text.
fn roff(line: &str) -> String {
    let line = line.replace('\\', "\\e").replace('-', "\\-");
    if line.starts_with(['.', '\'']) {
        format!("\\&{line}")
    } else {
        line
    }
}
