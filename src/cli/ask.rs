//! Asking for a password: unseen at a terminal, the first line of a pipe.

use std::io::{self, BufRead, IsTerminal, Write};

use crossterm::event::{Event, KeyCode, KeyEventKind, KeyModifiers, read};
use crossterm::terminal::{disable_raw_mode, enable_raw_mode};

use super::{Error, Result};
use crate::domain::msg;
use crate::words::Words;

/// Asks for a new password, at a terminal twice.
///
/// # Errors
/// A sentence when the two differ, or nothing was said.
pub fn new_password(words: &Words) -> Result<String> {
    if !io::stdin().is_terminal() {
        let mut line = String::new();
        io::stdin().lock().read_line(&mut line)?;
        let line = line.trim_end_matches(['\r', '\n']).to_owned();
        return if line.is_empty() {
            Err(Error::Said(msg!("ask-nothing")))
        } else {
            Ok(line)
        };
    }
    let first = unseen(&words.word("ask-password"))?;
    if unseen(&words.word("ask-again"))? != first {
        return Err(Error::Said(msg!("ask-different")));
    }
    Ok(first)
}

/// One line, typed unseen.
fn unseen(prompt: &str) -> Result<String> {
    let mut err = io::stderr();
    write!(err, "{prompt} ")?;
    err.flush()?;
    let typed = {
        enable_raw_mode()?;
        let _cooked = Cooked;
        line()
    };
    writeln!(err)?;
    typed
}

/// Gives the terminal its echo back when it goes.
struct Cooked;

impl Drop for Cooked {
    fn drop(&mut self) {
        let _ = disable_raw_mode();
    }
}

fn line() -> Result<String> {
    let mut text = String::new();
    loop {
        let Event::Key(key) = read()? else { continue };
        if key.kind == KeyEventKind::Release {
            continue;
        }
        let held = key.modifiers.contains(KeyModifiers::CONTROL);
        match key.code {
            KeyCode::Enter => return Ok(text),
            KeyCode::Esc => return Err(Error::Said(msg!("ask-nothing"))),
            KeyCode::Char('c' | 'd') if held => return Err(Error::Said(msg!("ask-nothing"))),
            KeyCode::Char('u') if held => text.clear(),
            KeyCode::Char(c) if !held => text.push(c),
            KeyCode::Backspace => {
                text.pop();
            }
            _ => {}
        }
    }
}
