//! Tabs and the pages on them, and work laid aside.

use crate::domain::Msg;
use crate::tui::screens::{Page, Tab};

/// One tab: the pages behind and the one in front. Empty until it is first looked at.
pub struct Stack {
    pub tab: Tab,
    pub pages: Vec<Page>,
}

impl Stack {
    pub fn new(tab: Tab) -> Self {
        Self {
            tab,
            pages: Vec::new(),
        }
    }
}

/// Half-filled work, taken up again from the menu.
pub struct Parked {
    pub title: Msg,
    pub page: Page,
}
