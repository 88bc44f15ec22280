//! Finding the one file, reading it, laying the environment over it, fetching secrets from their files.

use std::fs;
use std::path::{Path, PathBuf};

use super::check::{check, keep_closed};
use super::env::lay_over;
use super::{Config, Secret, StoreUrl};
use crate::boot::{Places, Stop};
use crate::domain::msg;

/// Where an administrator may put a configuration for every user of the machine.
const FOR_ALL: &str = "/etc/forecourt/config.toml";

/// A configuration, and where it came from.
#[derive(Clone, Debug)]
pub struct Found {
    /// What holds.
    pub config: Config,
    /// The file, if there was one.
    pub file: Option<PathBuf>,
    /// The environment variables that had a say.
    pub variables: Vec<&'static str>,
}

/// The file that decides: the one asked for, else the user's own, else the machine's. One file, whole;
/// they are not mixed.
///
/// # Errors
/// Only for a file that was asked for and is not there.
pub fn find(asked: Option<&Path>, places: &Places) -> Result<Option<PathBuf>, Stop> {
    match asked {
        Some(path) if path.exists() => Ok(Some(path.to_owned())),
        Some(path) => Err(Stop::misused(msg!(
            "config-absent",
            file = path.display().to_string()
        ))),
        None => Ok([places.config.join("config.toml"), FOR_ALL.into()]
            .into_iter()
            .find(|path| path.exists())),
    }
}

/// Reads the file, if any, and lays the environment over it.
///
/// # Errors
/// A sentence with the line of the file, or the name of the variable, and what is wrong there.
pub fn read(file: Option<&Path>, var: impl Fn(&str) -> Option<String>) -> Result<Found, Stop> {
    let text = match file {
        Some(path) => fs::read_to_string(path).map_err(|e| unreadable(path, &e))?,
        None => String::new(),
    };
    let name = file.map_or(String::new(), |path| path.display().to_string());
    let fault = |e: toml::de::Error| {
        let line = line_of(&text, e.span().map_or(0, |span| span.start));
        Stop::misused(msg!(
            "config-fault",
            file = &name,
            line = line,
            why = e.message()
        ))
    };
    let from_file: Config = toml::from_str(&text).map_err(fault)?;
    if let Some(path) = file {
        keep_closed(path, &from_file)?;
    }
    let mut table: toml::Table = toml::from_str(&text).map_err(fault)?;
    let variables = lay_over(&mut table, &var);
    let mut config: Config =
        toml::Value::Table(table)
            .try_into()
            .map_err(|e: toml::de::Error| {
                Stop::misused(msg!(
                    "config-variable-fault",
                    names = variables.join(", "),
                    why = e.message()
                ))
            })?;
    fetch_secrets(&mut config)?;
    check(&config)?;
    Ok(Found {
        config,
        file: file.map(Path::to_owned),
        variables,
    })
}

/// Replaces each `*_file` by what the file holds.
fn fetch_secrets(config: &mut Config) -> Result<(), Stop> {
    if let Some(path) = config.store_file.take() {
        let url = fetch(&path)?;
        let url = StoreUrl::parse(url.expose()).ok_or_else(|| {
            Stop::misused(msg!(
                "config-not-a-store",
                file = path.display().to_string()
            ))
        })?;
        config.store = Some(url);
    }
    if let Some(smtp) = &mut config.smtp
        && let Some(path) = smtp.password_file.take()
    {
        smtp.password = Some(fetch(&path)?);
    }
    if let Some(owner) = &mut config.owner
        && let Some(path) = owner.password_file.take()
    {
        owner.password = Some(fetch(&path)?);
    }
    Ok(())
}

fn fetch(path: &Path) -> Result<Secret, Stop> {
    let text = fs::read_to_string(path).map_err(|e| unreadable(path, &e))?;
    Ok(Secret::new(text.trim_end_matches(['\r', '\n'])))
}

fn unreadable(path: &Path, why: &std::io::Error) -> Stop {
    Stop::misused(msg!(
        "config-unreadable",
        file = path.display().to_string(),
        why = why.to_string()
    ))
}

/// The line, counted from one, that a byte stands on.
fn line_of(text: &str, at: usize) -> usize {
    let before = text.as_bytes().get(..at).unwrap_or_default();
    1 + before.iter().filter(|byte| **byte == b'\n').count()
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;
    use crate::boot::config::{HIDDEN, TEMPLATE, VARIABLES};
    use crate::domain::Arg;
    use rstest::rstest;

    fn no_var(_: &str) -> Option<String> {
        None
    }

    /// Reads a file with that text and mode.
    fn read_text(text: &str, mode: u32) -> Result<Found, Stop> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("config.toml");
        fs::write(&path, text).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
        read(Some(&path), no_var)
    }

    fn why(stop: &Stop) -> String {
        stop.why.to_string()
    }

    #[test]
    fn without_a_file_the_defaults_hold() {
        let found = read(None, no_var).unwrap();
        assert_eq!(found.config.pool, 4);
        assert!(found.config.store.is_none() && found.variables.is_empty());
    }

    #[test]
    fn an_unknown_key_names_its_line() {
        let stop = read_text("pool = 3\n\n[worker]\nbatch = 5\npol = \"5s\"\n", 0o644).unwrap_err();
        assert_eq!(stop.why.id, "config-fault");
        assert_eq!(stop.why.arg("line"), Some(&Arg::Int(5)));
        assert!(why(&stop).contains("pol"), "{stop:?}");
        assert_eq!(stop.status, 2);
    }

    #[test]
    fn a_word_that_is_no_theme_names_its_line() {
        let stop = read_text("pool = 3\ntheme = \"pink\"\n", 0o644).unwrap_err();
        assert_eq!(stop.why.arg("line"), Some(&Arg::Int(2)));
    }

    #[rstest]
    #[case("[smtp]\nhost = \"m\"\nfrom = \"a@b.c\"\nuser = \"u\"\npassword = \"hunter2\"\n")]
    #[case("store = \"postgres://ann:hunter2@db/shop\"\n")]
    fn a_file_with_a_secret_must_be_closed_to_others(#[case] text: &str) {
        for mode in [0o644, 0o640, 0o604] {
            let stop = read_text(text, mode).unwrap_err();
            assert_eq!(stop.why.id, "config-open-secret");
            assert!(!why(&stop).contains("hunter2"));
        }
        let found = read_text(text, 0o600).unwrap();
        let shown = toml::to_string(&found.config).unwrap();
        assert!(
            shown.contains(HIDDEN) && !shown.contains("hunter2"),
            "{shown}"
        );
        assert!(!format!("{found:?}").contains("hunter2"));
    }

    #[test]
    fn a_secret_of_the_wrong_kind_is_not_quoted_back() {
        let text = "[smtp]\nhost = \"m\"\nfrom = \"a@b.c\"\npassword = 271828\n";
        let stop = read_text(text, 0o600).unwrap_err();
        assert!(!why(&stop).contains("271828"), "{stop:?}");
    }

    #[test]
    fn a_secret_may_lie_in_a_file_of_its_own() {
        let folder = tempfile::tempdir().unwrap();
        let secret = folder.path().join("mail");
        fs::write(&secret, "hunter2\n").unwrap();
        let text = format!(
            "[smtp]\nhost = \"m\"\nfrom = \"a@b.c\"\nuser = \"u\"\npassword_file = {:?}\n",
            secret.display().to_string()
        );
        let smtp = read_text(&text, 0o644).unwrap().config.smtp.unwrap();
        assert_eq!(smtp.password.unwrap().expose(), "hunter2");
    }

    #[rstest]
    #[case("pool = 0", "config-range")]
    #[case("[argon2]\nmemory = 7", "config-range")]
    #[case("[worker]\nlease = \"1s\"", "config-range")]
    #[case("[worker]\nbatch = 0", "config-range")]
    #[case("[session]\nidle_lock = \"0m\"", "config-range")]
    #[case(
        "[smtp]\nhost = \"mail.example.com\"\nfrom = \"a@b.c\"\ntls = \"none\"",
        "config-plain-mail"
    )]
    #[case(
        "[smtp]\nhost = \"m\"\nfrom = \"a@b.c\"\nuser = \"u\"",
        "config-half-login"
    )]
    #[case("[smtp]\nhost = \"m\"\nfrom = \"nobody\"", "config-sender")]
    #[case("[owner]\nlogin = \"a\"\npassword = \"b\"", "config-owner-in-file")]
    fn what_cannot_work_is_refused_before_anything_starts(#[case] text: &str, #[case] id: &str) {
        assert_eq!(read_text(text, 0o600).unwrap_err().why.id, id);
    }

    #[test]
    fn the_environment_has_the_last_word() {
        let var = |name: &str| match name {
            "FORECOURT_POOL" => Some("7".to_owned()),
            "FORECOURT_SMTP_HOST" => Some("localhost".to_owned()),
            "FORECOURT_SMTP_FROM" => Some("a@b.c".to_owned()),
            "FORECOURT_SMTP_TLS" => Some("none".to_owned()),
            "FORECOURT_TERMINAL" => Some("12".to_owned()),
            "FORECOURT_SHOE_SIZE" => Some("44".to_owned()),
            _ => None,
        };
        let found = read(None, var).unwrap();
        assert_eq!(found.config.pool, 7);
        assert_eq!(found.config.terminal.as_deref(), Some("12"));
        assert_eq!(found.config.smtp.unwrap().server().unwrap().port, 25);
        assert_eq!(found.variables.len(), 5);
    }

    #[test]
    fn what_the_machine_says_comes_before_what_the_workshop_says() {
        let text = "[session]\nidle_lock = \"90m\"\n[argon2]\nmemory = 65536\n";
        let config = read_text(text, 0o644).unwrap().config;
        assert_eq!(
            config.overrides(),
            [("session.idle_lock", 90), ("auth.memory_kib", 65_536)]
        );
    }

    #[test]
    fn a_faulty_variable_is_named() {
        let var = |name: &str| (name == "FORECOURT_WORKER_POLL").then(|| "often".to_owned());
        let stop = read(None, var).unwrap_err();
        assert_eq!(stop.why.id, "config-variable-fault");
        assert!(why(&stop).contains("FORECOURT_WORKER_POLL"));
    }

    #[test]
    fn the_template_says_every_setting_at_its_default() {
        let bare = read_text(TEMPLATE, 0o600).unwrap().config;
        // A setting is a line of one hash and no space; an explanation has the space.
        let stirred: String = TEMPLATE
            .lines()
            .map(|line| match line.strip_prefix('#') {
                Some(rest) if !rest.starts_with(' ') => format!("{rest}\n"),
                _ => format!("{line}\n"),
            })
            .collect();
        let table: toml::Table = toml::from_str(&stirred).unwrap();
        for (_, setting) in VARIABLES.iter().filter(|(_, s)| !s.starts_with("owner.")) {
            let there = match setting.split_once('.') {
                Some((section, key)) => table[section].get(key).is_some(),
                None => table.contains_key(*setting),
            };
            assert!(there, "the template does not say {setting}");
        }
        let mut full: Config = toml::Value::Table(table).try_into().unwrap();
        full.store_file = None;
        // These have no default of their own: the template shows an example.
        (full.store, full.backup_folder, full.smtp) = (None, None, None);
        full.terminal = None;
        (full.session, full.argon2) = (bare.session.clone(), bare.argon2.clone());
        full.worker.attempts = None;
        assert_eq!(
            toml::to_string(&full).unwrap(),
            toml::to_string(&bare).unwrap()
        );
    }
}
