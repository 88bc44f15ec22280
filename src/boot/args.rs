//! What may stand on the command line. The help texts are ids of the catalogues; [`command`] puts them
//! into words.

use std::path::PathBuf;

use clap::builder::StyledStr;
use clap::{CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use crate::domain::role::Preset;

/// The whole command line.
#[derive(Clone, Debug, Parser)]
#[command(
    name = "forecourt",
    version,
    about = "cli-about",
    disable_help_subcommand = true
)]
pub struct Args {
    /// The books to open instead of the configured ones.
    #[arg(long, global = true, value_name = "URL", help = "cli-arg-store")]
    pub store: Option<String>,
    /// The configuration to read instead of the one in its usual place.
    #[arg(long, global = true, value_name = "FILE", help = "cli-arg-config")]
    pub config: Option<PathBuf>,
    /// Send nothing from this terminal; another one does.
    #[arg(long, global = true, help = "cli-arg-no-worker")]
    pub no_worker: bool,
    /// What to do instead of opening the screens.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// The commands beside the screens.
#[derive(Clone, Debug, Subcommand)]
pub enum Command {
    /// The screens on a workshop made up for trying things.
    #[command(about = "cli-about-demo")]
    Demo(Demo),
    /// A screen of the demo as SVG, for the README.
    #[command(hide = true)]
    Picture(Picture),
    /// The people who may log in.
    #[command(about = "cli-about-user")]
    User {
        /// What to do with them.
        #[command(subcommand)]
        what: User,
    },
    /// The schema of the books.
    #[command(about = "cli-about-migrate")]
    Migrate {
        /// Only say how it stands.
        #[arg(long, help = "cli-arg-status")]
        status: bool,
    },
    /// Sends messages and does what the clock says, without screens.
    #[command(about = "cli-about-worker")]
    Worker,
    /// Lays the diary out as calendar files.
    #[command(about = "cli-about-calendar")]
    Calendar {
        /// Another folder than the usual one.
        #[arg(help = "cli-arg-calendar-folder")]
        folder: Option<PathBuf>,
    },
    /// Copies of the embedded books.
    #[command(about = "cli-about-backup")]
    Backup {
        /// What to do with them.
        #[command(subcommand)]
        what: Backup,
    },
    /// Looks at everything this machine needs; cause and cure.
    #[command(about = "cli-about-doctor")]
    Doctor,
    /// The configuration of this machine.
    #[command(about = "cli-about-config")]
    Config {
        /// What to do with it.
        #[command(subcommand)]
        what: Config,
    },
    /// A shell's completion script.
    #[command(about = "cli-about-completions")]
    Completions {
        /// The shell.
        #[arg(help = "cli-arg-shell")]
        shell: Shell,
    },
    /// The manual page.
    #[command(about = "cli-about-man")]
    Man,
    /// Help on a command or a topic.
    #[command(about = "cli-about-help")]
    Help {
        /// Which.
        #[arg(help = "cli-arg-topic")]
        topic: Vec<String>,
    },
}

/// How the demo is to be.
#[derive(Clone, Debug, clap::Args)]
pub struct Demo {
    /// How much of it.
    #[arg(long, default_value = "small", help = "cli-arg-size")]
    pub size: Size,
    /// Make it anew.
    #[arg(long, help = "cli-arg-fresh")]
    pub fresh: bool,
    /// Skip the log-in.
    #[arg(long = "as", value_name = "WHO", help = "cli-arg-as")]
    pub persona: Option<Persona>,
    /// Send through the configured mail server instead of into files.
    #[arg(long, help = "cli-arg-smtp")]
    pub smtp: bool,
}

/// Which screen, and how large; not in the help, so without words.
#[derive(Clone, Debug, clap::Args)]
pub struct Picture {
    /// Where to; standard output when left out.
    pub file: Option<PathBuf>,
    /// Who sits there.
    #[arg(long = "as", default_value = "reception")]
    pub persona: Persona,
    /// The keys pressed before, by name: "Alt-2 Down".
    #[arg(long)]
    pub press: Option<String>,
    /// Columns.
    #[arg(long, default_value_t = 120)]
    pub columns: u16,
    /// Rows.
    #[arg(long, default_value_t = 36)]
    pub rows: u16,
}

/// How much of a demo.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Size {
    /// A season of a workshop with five bays.
    Small,
    /// 50 000 customers and 200 000 jobs.
    Large,
}

/// Whom to be in the demo.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Persona {
    /// At the counter.
    Reception,
    /// In the bay.
    Mechanic,
    /// The owner.
    Admin,
}

/// What to do with the people who may log in.
#[derive(Clone, Debug, Subcommand)]
pub enum User {
    /// Adds one. The password is asked for, or read from a pipe.
    #[command(about = "cli-about-user-add")]
    Add {
        /// The log-in.
        #[arg(help = "cli-arg-login")]
        login: String,
        /// The name shown to others.
        #[arg(long, help = "cli-arg-name")]
        name: Option<String>,
        /// The role.
        #[arg(long, default_value = "reception", value_parser = preset, help = "cli-arg-role")]
        role: Preset,
    },
    /// Sets a password, asked for or read from a pipe.
    #[command(about = "cli-about-user-passwd")]
    Passwd {
        /// The log-in.
        #[arg(help = "cli-arg-login")]
        login: String,
    },
    /// Lists them.
    #[command(about = "cli-about-user-list")]
    List,
}

/// What to do with the copies of the books.
#[derive(Clone, Debug, Subcommand)]
pub enum Backup {
    /// Makes one now and looks it through.
    #[command(about = "cli-about-backup-run")]
    Run,
    /// Lists them, newest first.
    #[command(about = "cli-about-backup-list")]
    List,
    /// Reads one from end to end.
    #[command(about = "cli-about-backup-verify")]
    Verify {
        /// Which; the newest when left out.
        #[arg(value_name = "FILE", help = "cli-arg-copy-or-newest")]
        file: Option<PathBuf>,
    },
    /// Puts one in the place of the books; those before are kept.
    #[command(about = "cli-about-backup-restore")]
    Restore {
        /// Which.
        #[arg(value_name = "FILE", help = "cli-arg-copy")]
        file: PathBuf,
    },
}

/// What to do with the configuration.
#[derive(Clone, Copy, Debug, Subcommand)]
pub enum Config {
    /// Writes a commented file to start from.
    #[command(about = "cli-about-config-init")]
    Init,
    /// Reads it and says what is wrong.
    #[command(about = "cli-about-config-check")]
    Check,
    /// Prints what holds, secrets hidden.
    #[command(about = "cli-about-config-show")]
    Show,
}

fn preset(text: &str) -> Result<Preset, String> {
    text.parse().map_err(|_| {
        let known: Vec<&str> = Preset::ALL.iter().map(|preset| preset.as_str()).collect();
        known.join(", ")
    })
}

/// The command line's grammar, its help texts in words.
pub fn command(say: &dyn Fn(&str) -> String) -> clap::Command {
    worded(Args::command(), say)
}

/// Reads the command line.
///
/// # Errors
/// Clap's own, which also is how `--help` and `--version` come back.
pub fn parse<I: IntoIterator<Item = std::ffi::OsString>>(
    line: I,
    say: &dyn Fn(&str) -> String,
) -> Result<Args, clap::Error> {
    let matches = command(say).try_get_matches_from(line)?;
    Args::from_arg_matches(&matches)
}

/// Every id among the help texts, for the test that looks for words without ids and the reverse.
#[must_use]
pub fn ids() -> Vec<String> {
    let found = std::cell::RefCell::new(Vec::new());
    let _ = command(&|id| {
        found.borrow_mut().push(id.to_owned());
        String::new()
    });
    found.into_inner()
}

fn worded(command: clap::Command, say: &dyn Fn(&str) -> String) -> clap::Command {
    if command.is_hide_set() {
        return command;
    }
    let words = |id: Option<&StyledStr>| id.map(|id| StyledStr::from(say(&id.to_string())));
    let about = words(command.get_about());
    let command = match about {
        Some(about) => command.about(about),
        None => command,
    };
    command
        .mut_args(|arg| {
            let help = words(arg.get_help());
            arg.help(help.unwrap_or_default())
        })
        .mut_subcommands(|inner| worded(inner, say))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Args, clap::Error> {
        parse(line.split(' ').map(Into::into), &str::to_owned)
    }

    #[test]
    fn the_grammar_holds_together() {
        command(&str::to_owned).debug_assert();
    }

    #[test]
    fn help_speaks_in_words_not_in_ids() {
        let mut grammar = command(&|id| format!("<{id}>"));
        let help = grammar.render_long_help().to_string();
        assert!(
            help.contains("<cli-about-man>") && help.contains("<cli-arg-store>"),
            "{help}"
        );
        assert!(ids().iter().all(|id| id.starts_with("cli-")), "{:?}", ids());
    }

    #[test]
    fn a_store_may_be_named_before_and_after_the_command() {
        for line in [
            "forecourt --store sqlite:a migrate",
            "forecourt migrate --store sqlite:a",
        ] {
            assert_eq!(read(line).unwrap().store.as_deref(), Some("sqlite:a"));
        }
    }

    #[test]
    fn a_command_nobody_knows_is_misuse() {
        assert_eq!(read("forecourt migrat").unwrap_err().exit_code(), 2);
    }
}
