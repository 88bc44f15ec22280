//! Sessions: who sits where.

crate::text_enum! {
    "session-via"
    /// The way somebody came in.
    pub enum Via {
        /// At the screen.
        Local = "local",
        /// Over SSH.
        Ssh = "ssh",
        /// By a command of the shell.
        Console = "console",
    }
}
