//! Where this machine keeps what is ours: the XDG folders, or their like on other systems.

use std::path::PathBuf;

use directories::ProjectDirs;

use super::Stop;
use crate::domain::msg;

/// The folders of one user. None of them need exist yet.
#[derive(Clone, Debug)]
pub struct Places {
    /// The configuration lies here.
    pub config: PathBuf,
    /// The embedded store, the demo, the messages of the file channel, the backups.
    pub data: PathBuf,
    /// The logs.
    pub state: PathBuf,
}

impl Places {
    /// The folders of whoever runs the program.
    ///
    /// # Errors
    /// A sentence, where the system knows no home folder.
    pub fn find() -> Result<Self, Stop> {
        let dirs = ProjectDirs::from("", "", "forecourt")
            .ok_or_else(|| Stop::failed(msg!("boot-no-home")))?;
        Ok(Self {
            config: dirs.config_dir().to_owned(),
            data: dirs.data_dir().to_owned(),
            // macOS has no state folder of its own.
            state: dirs.state_dir().unwrap_or(dirs.data_dir()).to_owned(),
        })
    }

    /// The folder of the daily logs.
    #[must_use]
    pub fn logs(&self) -> PathBuf {
        self.state.join("log")
    }
}
