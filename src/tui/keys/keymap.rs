//! The map from keys to actions, read from `assets/keymap.toml`.

use super::Action;
use crokey::KeyCombination;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// Where a binding holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scope {
    /// On every screen, also inside a field.
    Everywhere,
    /// Only while no field is open; inside one the same key types.
    List,
}

/// What a pressed key turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heard {
    /// A bound key.
    Action(Action),
    /// Typing: a letter, or a key that edits a line.
    Text(KeyEvent),
    /// Neither: an unbound chord.
    Nothing,
}

/// Why a keymap is refused.
#[derive(Debug, thiserror::Error)]
pub enum KeymapError {
    /// Not TOML, or an unknown scope or action.
    #[error("keymap: {0}")]
    Shape(#[from] toml::de::Error),
    /// A meaning nobody knows.
    #[error("keymap: {0} is not an action")]
    Action(String),
    /// A key name nobody knows.
    #[error("keymap: {0} is not a key")]
    Key(String),
    /// One key with two meanings in one scope.
    #[error("keymap: {key} is bound twice in [{scope}]")]
    Twice {
        /// The key as written.
        key: String,
        /// The scope it stands in twice.
        scope: &'static str,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    everywhere: BTreeMap<String, Vec<String>>,
    list: BTreeMap<String, Vec<String>>,
}

/// Keys to actions and back. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Keymap {
    bound: Arc<HashMap<(Scope, KeyCombination), Action>>,
    shown: Arc<HashMap<Action, Vec<String>>>,
}

impl Keymap {
    /// The house's own map, compiled in.
    pub fn house() -> Self {
        match Self::parse(include_str!("../../../assets/keymap.toml")) {
            Ok(map) => map,
            Err(error) => unreachable!("assets/keymap.toml is checked by a test: {error}"),
        }
    }

    /// Reads a map. Errors name the key or the line.
    pub fn parse(text: &str) -> Result<Self, KeymapError> {
        let file: File = toml::from_str(text)?;
        let mut bound = HashMap::new();
        let mut shown: HashMap<Action, Vec<String>> = HashMap::new();
        for (scope, name, section) in [
            (Scope::List, "list", file.list),
            (Scope::Everywhere, "everywhere", file.everywhere),
        ] {
            for (name_of_action, keys) in section {
                let action = Action::named(&name_of_action)
                    .ok_or_else(|| KeymapError::Action(name_of_action.clone()))?;
                for key in keys {
                    let parsed = crokey::parse(&key).map_err(|_| KeymapError::Key(key.clone()))?;
                    if bound.insert((scope, parsed.normalized()), action).is_some() {
                        return Err(KeymapError::Twice { key, scope: name });
                    }
                    shown.entry(action).or_default().push(label(parsed));
                }
            }
        }
        Ok(Self {
            bound: Arc::new(bound),
            shown: Arc::new(shown),
        })
    }

    /// What this key means; `typing` when a field has the focus.
    pub fn hear(&self, key: KeyEvent, typing: bool) -> Heard {
        let combination = KeyCombination::from(key).normalized();
        let edits = matches!(key.code, KeyCode::Backspace | KeyCode::Delete)
            || (typing
                && matches!(
                    key.code,
                    KeyCode::Left | KeyCode::Right | KeyCode::Home | KeyCode::End
                ));
        let scopes: &[Scope] = if typing {
            &[Scope::Everywhere]
        } else {
            &[Scope::List, Scope::Everywhere]
        };
        for scope in scopes {
            if let Some(action) = self.bound.get(&(*scope, combination)) {
                return Heard::Action(*action);
            }
        }
        let chord = key
            .modifiers
            .intersects(KeyModifiers::CONTROL | KeyModifiers::ALT);
        // Erase a word, erase to the start: they belong to the line being edited.
        let line =
            key.modifiers == KeyModifiers::CONTROL && matches!(key.code, KeyCode::Char('w' | 'u'));
        match key.code {
            KeyCode::Char(_) if !chord || line => Heard::Text(key),
            _ if edits => Heard::Text(key),
            _ => Heard::Nothing,
        }
    }

    /// The keys of an action as printed on the keyboard, the usual one first.
    pub fn keys(&self, action: Action) -> &[String] {
        self.shown.get(&action).map_or(&[], Vec::as_slice)
    }

    /// The usual key of an action; empty when it has none.
    pub fn key(&self, action: Action) -> &str {
        match action {
            Action::Letter(letter) => letter,
            action => self.keys(action).first().map_or("", String::as_str),
        }
    }
}

/// `Ctrl-F`, `PgUp`, `←`: as people write them.
fn label(key: KeyCombination) -> String {
    let plain = key.to_string();
    match plain.as_str() {
        "BackTab" | "Shift-BackTab" => return "Shift-Tab".into(),
        "Left" => return "←".into(),
        "Right" => return "→".into(),
        "Up" => return "↑".into(),
        "Down" => return "↓".into(),
        "PageUp" => return "PgUp".into(),
        "PageDown" => return "PgDn".into(),
        "Insert" => return "Ins".into(),
        "Delete" => return "Del".into(),
        "Hyphen" | "-" => return "−".into(),
        _ => {}
    }
    match plain.rsplit_once('-') {
        Some((chord, letter)) if letter.chars().count() == 1 => {
            format!("{chord}-{}", letter.to_uppercase())
        }
        _ => plain,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(code: KeyCode, modifiers: KeyModifiers) -> KeyEvent {
        KeyEvent::new(code, modifiers)
    }

    #[test]
    fn every_action_has_a_key_and_no_key_two_meanings() {
        let map = Keymap::parse(include_str!("../../../assets/keymap.toml")).unwrap();
        for action in Action::KEYED {
            assert!(!map.key(action).is_empty(), "{action:?} has no key");
        }
        let twice = "[everywhere]\nhelp=['f1']\nfind=['f1']\n[list]\n";
        assert!(matches!(
            Keymap::parse(twice),
            Err(KeymapError::Twice { .. })
        ));
    }

    #[test]
    fn keys_that_are_other_keys_or_belong_to_the_terminal_stay_unbound() {
        let map = Keymap::house();
        for letter in ['h', 'i', 'j', 'm', 'a', 'b'] {
            let key = press(KeyCode::Char(letter), KeyModifiers::CONTROL);
            assert_eq!(map.hear(key, false), Heard::Nothing, "Ctrl-{letter}");
        }
        for letter in ('a'..='z').chain('0'..='9') {
            let key = press(KeyCode::Char(letter), KeyModifiers::NONE);
            assert_eq!(map.hear(key, false), Heard::Text(key), "letters type");
        }
    }

    #[test]
    fn space_plus_and_minus_act_on_a_list_and_type_in_a_field() {
        let map = Keymap::house();
        for (letter, action) in [
            (' ', Action::PickUp),
            ('+', Action::More),
            ('-', Action::Less),
        ] {
            let key = press(KeyCode::Char(letter), KeyModifiers::NONE);
            assert_eq!(map.hear(key, false), Heard::Action(action));
            assert_eq!(map.hear(key, true), Heard::Text(key));
        }
        let delete = press(KeyCode::Delete, KeyModifiers::NONE);
        assert_eq!(map.hear(delete, false), Heard::Action(Action::Remove));
        assert_eq!(map.hear(delete, true), Heard::Text(delete));
    }

    #[test]
    fn keys_are_shown_as_people_write_them() {
        let map = Keymap::house();
        assert_eq!(map.keys(Action::Find), ["F2", "Ctrl-F"]);
        assert_eq!(map.key(Action::Previous), "Shift-Tab");
        assert_eq!(map.key(Action::Less), "−");
        assert_eq!(map.key(Action::More), "+");
        assert_eq!(map.key(Action::PageUp), "PgUp");
        assert_eq!(map.keys(Action::Remove), ["Del", "Ctrl-D"]);
        assert_eq!(map.key(Action::Tab3), "Alt-3");
        assert_eq!(map.key(Action::Left), "←");
    }
}
