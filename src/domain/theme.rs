//! The themes a person may choose between.

text_enum! {
    "theme"
    /// Which theme, as the configuration and the person's row name it.
    #[derive(Default)]
    pub enum Name {
        /// The house theme for dark terminals.
        #[default]
        Dark = "dark",
        /// The house theme for light terminals.
        Light = "light",
        /// Black ground, every word at 7 to 1.
        Contrast = "contrast",
        /// No colour at all; bold, reverse and marks.
        Mono = "mono",
    }
}
