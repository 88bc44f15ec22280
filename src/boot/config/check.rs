//! What a configuration of the right form can still have wrong.

use std::fs;
use std::net::IpAddr;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use super::{Config, Period, Smtp, StoreUrl, Tls};
use crate::boot::Stop;
use crate::domain::msg;

/// Refuses a file that others can read and that holds a secret, or an owner, who belongs elsewhere.
pub(super) fn keep_closed(path: &Path, config: &Config) -> Result<(), Stop> {
    let file = path.display().to_string();
    if config.owner.is_some() {
        return Err(Stop::misused(msg!("config-owner-in-file", file = file)));
    }
    let holds_secret = config.store.as_ref().is_some_and(StoreUrl::holds_password)
        || config
            .smtp
            .as_ref()
            .is_some_and(|smtp| smtp.password.is_some());
    let open = fs::metadata(path).is_ok_and(|data| data.mode() & 0o077 != 0);
    if holds_secret && open {
        return Err(Stop::misused(msg!("config-open-secret", file = file)));
    }
    Ok(())
}

/// Refuses numbers that cannot work, before anything has started.
pub(super) fn check(config: &Config) -> Result<(), Stop> {
    within("pool", config.pool, 1, 100)?;
    // Below 8 KiB a lane the hash itself refuses; above a GiB every log-in would hurt.
    let argon2 = &config.argon2;
    for (setting, value, least, most) in [
        ("argon2.lanes", argon2.lanes, 1, 16),
        (
            "argon2.memory",
            argon2.memory,
            8 * argon2.lanes.unwrap_or(1),
            1_048_576,
        ),
        ("argon2.passes", argon2.passes, 1, 20),
        ("worker.attempts", config.worker.attempts, 1, 100),
    ] {
        value.map_or(Ok(()), |value| within(setting, value, least, most))?;
    }
    within("worker.batch", config.worker.batch, 1, 1000)?;
    let (second, day) = (Period::seconds(1), Period::seconds(86_400));
    between(
        "worker.poll",
        config.worker.poll,
        second,
        Period::seconds(3600),
    )?;
    between(
        "worker.backoff",
        config.worker.backoff,
        second,
        Period::seconds(3600),
    )?;
    // A send has a time-out shorter than the lease, so a lease needs room for one.
    between(
        "worker.lease",
        config.worker.lease,
        Period::seconds(10),
        Period::seconds(3600),
    )?;
    if let Some(idle) = config.session.idle_lock {
        between("session.idle_lock", idle, Period::seconds(60), day)?;
    }
    if let Some(absolute) = config.session.absolute {
        between(
            "session.absolute",
            absolute,
            Period::seconds(3600),
            Period::seconds(90 * 86_400),
        )?;
    }
    config.smtp.as_ref().map_or(Ok(()), check_mail)
}

fn check_mail(smtp: &Smtp) -> Result<(), Stop> {
    if smtp.tls == Tls::None && !is_here(&smtp.host) {
        return Err(Stop::misused(msg!("config-plain-mail", host = &smtp.host)));
    }
    if smtp.user.is_some() != smtp.password.is_some() {
        return Err(Stop::misused(msg!("config-half-login")));
    }
    if smtp.server().is_none() {
        return Err(Stop::misused(msg!("config-sender", from = &smtp.from)));
    }
    Ok(())
}

/// Whether the host is this very machine.
fn is_here(host: &str) -> bool {
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

fn within(setting: &'static str, value: u32, least: u32, most: u32) -> Result<(), Stop> {
    if (least..=most).contains(&value) {
        return Ok(());
    }
    Err(out_of_range(
        setting,
        &value.to_string(),
        &least.to_string(),
        &most.to_string(),
    ))
}

fn between(setting: &'static str, value: Period, least: Period, most: Period) -> Result<(), Stop> {
    if (least..=most).contains(&value) {
        return Ok(());
    }
    Err(out_of_range(
        setting,
        &value.to_string(),
        &least.to_string(),
        &most.to_string(),
    ))
}

fn out_of_range(setting: &'static str, value: &str, least: &str, most: &str) -> Stop {
    Stop::misused(msg!(
        "config-range",
        setting = setting,
        value = value,
        least = least,
        most = most
    ))
}
