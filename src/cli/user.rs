//! `forecourt user add|passwd|list`: people, for a machine without a screen.

use std::io::Write;

use super::{Error, Result};
use crate::desk::founding::Founding;
use crate::desk::staff::{Person, StaffCard};
use crate::desk::{Actor, Desk};
use crate::domain::role::Preset;
use crate::domain::{StaffId, msg};
use crate::words::Words;

/// Somebody to be added.
#[derive(Clone, Copy, Debug)]
pub struct New<'a> {
    /// What they type to log in.
    pub login: &'a str,
    /// As others see them.
    pub name: &'a str,
    /// What they may do.
    pub role: Preset,
}

/// Adds somebody. In books without a workshop the first can only be its owner; the workshop is founded
/// with them, as is usual where this machine stands.
///
/// # Errors
/// What the desk has against the log-in, the password or the name.
pub async fn add(
    desk: &Desk,
    by: &Actor,
    new: New<'_>,
    password: &str,
    words: &Words,
    out: &mut dyn Write,
) -> Result<()> {
    if !desk.is_founded() {
        if new.role != Preset::Admin {
            return Err(Error::Said(msg!("user-owner-first", login = new.login)));
        }
        found(desk, by, new, password, words).await?;
        writeln!(
            out,
            "{}",
            words.say(&msg!("user-founded", login = new.login))
        )?;
        return Ok(());
    }
    let person = Person {
        name: new.name.to_owned(),
        login: Some(new.login.to_owned()),
        is_mechanic: new.role == Preset::Mechanic,
        ..Person::default()
    };
    let roles = desk.roles(by).await?;
    let role = roles.iter().find(|role| role.code == new.role.as_str());
    let role = role.ok_or_else(|| Error::Said(msg!("user-no-role", role = new.role.as_str())))?;
    desk.hire(by, &person, Some(password), role.id, None)
        .await?;
    let said = msg!("user-added", login = new.login, role = role.name.clone());
    writeln!(out, "{}", words.say(&said))?;
    Ok(())
}

/// Founds a workshop with its owner, by what this machine knows of the place it stands at; the owner
/// sets the rest right on the Admin screen.
///
/// # Errors
/// What the desk has against the owner.
pub async fn found(
    desk: &Desk,
    by: &Actor,
    owner: New<'_>,
    password: &str,
    words: &Words,
) -> Result<()> {
    let zone = iana_time_zone::get_timezone().unwrap_or_else(|_| "UTC".to_owned());
    let country = country(|name| std::env::var(name).ok());
    let founding = Founding {
        name: words.word("user-workshop"),
        owner: owner.name.to_owned(),
        login: owner.login.to_owned(),
        password: password.to_owned(),
        ..Founding::in_country(&country, &zone)
    };
    desk.found_workshop(by, founding).await?;
    Ok(())
}

/// The country of the locale: `NL` of `nl_NL.UTF-8`; empty where it says none.
fn country(var: impl Fn(&str) -> Option<String>) -> String {
    ["LC_ALL", "LC_MONETARY", "LANG"]
        .iter()
        .find_map(|name| var(name).filter(|text| !text.is_empty()))
        .and_then(|locale| {
            let (_, rest) = locale.split_once('_')?;
            let code: String = rest.chars().take_while(char::is_ascii_alphabetic).collect();
            (code.len() == 2).then(|| code.to_uppercase())
        })
        .unwrap_or_default()
}

/// Who has that log-in; worth asking before the password is typed.
///
/// # Errors
/// A sentence for a log-in nobody has.
pub async fn who(desk: &Desk, by: &Actor, login: &str) -> Result<StaffId> {
    let wanted = login.trim().to_lowercase();
    desk.staff(by)
        .await?
        .into_iter()
        .find(|card| card.person.login.as_deref() == Some(&wanted))
        .map(|card| card.id)
        .ok_or_else(|| Error::Said(msg!("user-unknown", login = login)))
}

/// Prints who may log in: log-in, name, roles, and what is missing.
///
/// # Errors
/// Only when the books cannot be read.
pub async fn list(desk: &Desk, by: &Actor, words: &Words, out: &mut dyn Write) -> Result<()> {
    let staff = desk.staff(by).await?;
    let with_login = || staff.iter().filter(|card| card.person.login.is_some());
    let widest = with_login().map(|card| login(card).chars().count()).max();
    let Some(width) = widest else {
        writeln!(out, "{}", words.word("user-none"))?;
        return Ok(());
    };
    for card in with_login() {
        let roles: Vec<&str> = card.grants.iter().map(|g| g.name.as_str()).collect();
        let state = match card {
            card if card.disabled_at.is_some() => words.word("user-disabled"),
            card if !card.has_password => words.word("user-no-password"),
            _ => String::new(),
        };
        let name = crate::words::clean(&card.person.name);
        let line = format!(
            "{:<width$}  {name:<24}  {:<28}  {state}",
            login(card),
            roles.join(", ")
        );
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

fn login(card: &StaffCard) -> &str {
    card.person.login.as_deref().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("nl_NL.UTF-8", "NL")]
    #[case("de_AT", "AT")]
    #[case("C.UTF-8", "")]
    #[case("", "")]
    fn the_country_is_that_of_the_locale(#[case] locale: &str, #[case] code: &str) {
        let var = |name: &str| (name == "LANG").then(|| locale.to_owned());
        assert_eq!(country(var), code);
    }
}
