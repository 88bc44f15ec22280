//! The pages of the check-in, and which field is asked on which.

use super::CheckIn;
use crate::tui::keys::Action;

/// The pages, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Page {
    Vehicle,
    Customer,
    Work,
    Promise,
    Confirm,
}

impl Page {
    pub(super) const ALL: [Page; 5] = [
        Page::Vehicle,
        Page::Customer,
        Page::Work,
        Page::Promise,
        Page::Confirm,
    ];

    /// The fields asked for on it; those a booking answers are not in its form.
    pub(super) fn fields(self) -> &'static [&'static str] {
        match self {
            Page::Vehicle => &[
                "who", "phone", "car", "model", "odometer", "fuel", "key_tag", "damage",
            ],
            Page::Customer => &["contact_name", "contact_phone", "parking"],
            Page::Work => &["wish", "work", "type"],
            Page::Promise => &["day", "at", "yes", "decided_by", "limit", "promise_reason"],
            Page::Confirm => &[],
        }
    }
}

impl CheckIn {
    /// The page the field in focus stands on.
    pub(super) fn page(&self) -> Page {
        if self.confirming {
            return Page::Confirm;
        }
        let focus = self.form.focus();
        let at = Page::ALL.into_iter().find(|p| p.fields().contains(&focus));
        at.unwrap_or(Page::Vehicle)
    }

    /// Whether a field is asked: those a booking answers are not.
    pub(super) fn has(&self, name: &str) -> bool {
        let asked = !matches!(
            name,
            "who" | "phone" | "car" | "model" | "wish" | "work" | "type"
        );
        asked || self.booking.is_none()
    }

    /// A page on, or back: the focus goes to its first field.
    pub(super) fn turn(&mut self, action: Action) {
        let at = Page::ALL
            .iter()
            .position(|p| *p == self.page())
            .unwrap_or(0);
        let to = if action == Action::PageUp {
            at.saturating_sub(1)
        } else {
            at + 1
        };
        let page = Page::ALL.get(to).copied().unwrap_or(Page::Confirm);
        self.confirming = page == Page::Confirm;
        let first = page.fields().iter().find(|f| self.has(f));
        if let Some(first) = first {
            self.form.go(first);
        } else if page == Page::Work && action == Action::PageDown {
            self.form.go("day");
        } else if page == Page::Work {
            self.form.go("contact_name");
        }
    }
}
