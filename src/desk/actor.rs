//! Who acts. Every verb takes an [`Actor`]; only this floor can make one.

use std::sync::Arc;

use super::{Error, Result};
use crate::domain::permission::Permission;
use crate::domain::{SessionId, SiteId, StaffId};

/// Who it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    /// A person of the workshop.
    Staff(StaffId),
    /// A part of the program ("scheduler", "dispatcher").
    System(&'static str),
    /// Whoever can open the store from the shell: the unix user.
    Console(String),
    /// Nobody has logged in yet; may do nothing.
    Nobody,
}

/// Who acts, where, and what they may do. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Actor {
    pub(super) who: Who,
    pub(super) name: Arc<str>,
    pub(super) session: Option<SessionId>,
    pub(super) site: SiteId,
    pub(super) terminal: Arc<str>,
    /// What was granted, and where; `None` is every site.
    pub(super) grants: Arc<[(Permission, Option<SiteId>)]>,
}

impl Actor {
    /// A part of the program acting on its own at this site; it may do everything.
    #[must_use]
    pub(crate) fn system(name: &'static str, site: SiteId) -> Actor {
        Actor {
            who: Who::System(name),
            name: name.into(),
            session: None,
            site,
            terminal: "".into(),
            grants: [].into(),
        }
    }

    /// The shell's user; trusted, since they can open the store, and on record.
    #[must_use]
    pub fn console(user: &str, terminal: &str, site: SiteId) -> Actor {
        Actor {
            who: Who::Console(user.to_owned()),
            name: user.into(),
            session: None,
            site,
            terminal: terminal.into(),
            grants: [].into(),
        }
    }

    /// Nobody yet: what a terminal is before the log-in and while it is locked.
    #[must_use]
    pub fn nobody(terminal: &str, site: SiteId) -> Actor {
        Actor {
            who: Who::Nobody,
            name: "".into(),
            session: None,
            site,
            terminal: terminal.into(),
            grants: [].into(),
        }
    }

    /// Whether nobody is here.
    #[must_use]
    pub fn is_nobody(&self) -> bool {
        self.who == Who::Nobody
    }

    /// Who it is.
    #[must_use]
    pub fn who(&self) -> &Who {
        &self.who
    }

    /// The person, if it is one.
    #[must_use]
    pub fn staff(&self) -> Option<StaffId> {
        match self.who {
            Who::Staff(id) => Some(id),
            _ => None,
        }
    }

    /// The name shown to others.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The terminal's name.
    #[must_use]
    pub fn terminal(&self) -> &str {
        &self.terminal
    }

    /// The site they work at now.
    #[must_use]
    pub fn site(&self) -> SiteId {
        self.site
    }

    /// The log-in behind it, if any.
    #[must_use]
    pub fn session(&self) -> Option<SessionId> {
        self.session
    }

    /// Whether they hold the permission at the site they work at.
    #[must_use]
    pub fn can(&self, permission: Permission) -> bool {
        self.can_at(permission, self.site)
    }

    /// Whether they hold the permission at that site.
    #[must_use]
    pub fn can_at(&self, permission: Permission, site: SiteId) -> bool {
        match self.who {
            Who::System(_) | Who::Console(_) => true,
            Who::Nobody => false,
            Who::Staff(_) => self
                .grants
                .iter()
                .any(|(p, at)| *p == permission && at.is_none_or(|at| at == site)),
        }
    }

    /// Refuses with [`Error::Forbidden`] when [`Actor::can`] does not hold.
    pub fn may(&self, permission: Permission) -> Result<()> {
        self.may_at(permission, self.site)
    }

    /// Refuses with [`Error::Forbidden`] when [`Actor::can_at`] does not hold.
    pub fn may_at(&self, permission: Permission, site: SiteId) -> Result<()> {
        if self.can_at(permission, site) {
            Ok(())
        } else {
            Err(Error::Forbidden { permission })
        }
    }

    /// Refuses with [`Error::Forbidden`] whoever does not hold it at every site.
    pub fn may_everywhere(&self, permission: Permission) -> Result<()> {
        let held = match self.who() {
            Who::System(_) | Who::Console(_) => true,
            Who::Staff(_) | Who::Nobody => self
                .grants
                .iter()
                .any(|(p, at)| *p == permission && at.is_none()),
        };
        if held {
            Ok(())
        } else {
            Err(Error::Forbidden { permission })
        }
    }

    /// Whether any grant holds at that site: it can be gone to.
    #[must_use]
    pub fn has_grant_at(&self, site: SiteId) -> bool {
        self.grants
            .iter()
            .any(|(_, at)| at.is_none_or(|at| at == site))
    }
}
