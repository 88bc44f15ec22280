//! Roles at sites, in words: with one site only, where a role holds is not worth saying.

use super::people::Staff;
use crate::desk::staff::{Grant, StaffCard};
use crate::domain::{RoleId, SiteId};
use crate::msg;
use crate::words::Words;

/// A role somebody has, and where, unless that is everywhere.
pub(super) fn grant_said(grant: &Grant, data: &Staff, w: &Words) -> String {
    match grant.site {
        Some(_) => said(&grant.name, grant.site, data, w),
        None => grant.name.clone(),
    }
}

/// What can still be given to somebody: role, where (`None` is everywhere), and the words.
pub(super) fn offers(
    card: &StaffCard,
    data: &Staff,
    w: &Words,
) -> Vec<(RoleId, Option<SiteId>, String)> {
    let mut places = vec![None];
    if data.sites.len() > 1 {
        places.extend(data.sites.iter().map(|s| Some(s.id)));
    }
    let held = |role: RoleId, site: Option<SiteId>| {
        let mut own = card.grants.iter();
        own.any(|g| g.role == role && (g.site.is_none() || g.site == site))
    };
    data.roles
        .iter()
        .flat_map(|role| places.iter().map(move |site| (role, *site)))
        .filter(|(role, site)| !held(role.id, *site))
        .map(|(role, site)| (role.id, site, said(&role.name, site, data, w)))
        .collect()
}

fn said(role: &str, site: Option<SiteId>, data: &Staff, w: &Words) -> String {
    if data.sites.len() < 2 {
        return role.to_owned();
    }
    let site = match site {
        Some(id) => data
            .sites
            .iter()
            .find(|s| s.id == id)
            .map(|s| s.code.clone()),
        None => Some(w.word("staff-everywhere")),
    };
    w.say(&msg!(
        "staff-role-at",
        role = role,
        site = site.unwrap_or_default()
    ))
}
