//! The log: a file a day in the state folder, never the screen.
//!
//! It names screens and verbs; customers' data only at `debug` and below.

use std::fs;
use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
use std::path::Path;

use tracing_appender::non_blocking::WorkerGuard;
use tracing_appender::rolling::{RollingFileAppender, Rotation};
use tracing_subscriber::EnvFilter;

use super::config::Level;

/// Days of logs that are kept.
const KEPT: usize = 30;

/// Writes out what is left when it is dropped: keep it until the end.
#[must_use]
pub struct Log {
    _writer: WorkerGuard,
}

/// Starts the log of this process. Once.
///
/// # Errors
/// Why the folder cannot be written; the program may go on without.
pub fn start(folder: &Path, level: Level) -> Result<Log, String> {
    fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)
        .map_err(|e| e.to_string())?;
    // A folder that was there before, with a wider mode.
    let _ = fs::set_permissions(folder, fs::Permissions::from_mode(0o700));
    let file = RollingFileAppender::builder()
        .rotation(Rotation::DAILY)
        .filename_prefix("forecourt")
        .filename_suffix("log")
        .max_log_files(KEPT)
        .build(folder)
        .map_err(|e| e.to_string())?;
    let (writer, guard) = tracing_appender::non_blocking(file);
    // What the libraries say is worth a line only when something is wrong.
    let filter = match level {
        Level::Off => "off".to_owned(),
        _ => format!("warn,forecourt={}", level.as_str()),
    };
    tracing_subscriber::fmt()
        .with_env_filter(EnvFilter::new(filter))
        .with_writer(writer)
        .with_ansi(false)
        .with_target(true)
        .try_init()
        .map_err(|e| e.to_string())?;
    Ok(Log { _writer: guard })
}
