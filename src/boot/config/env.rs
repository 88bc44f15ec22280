//! The settings that may also come from the environment, and by which name.

/// Every variable read, and the setting it stands in for. Nothing else is looked at.
pub const VARIABLES: [(&str, &str); 30] = [
    ("FORECOURT_STORE", "store"),
    ("FORECOURT_STORE_FILE", "store_file"),
    ("FORECOURT_POOL", "pool"),
    ("FORECOURT_TERMINAL", "terminal"),
    ("FORECOURT_THEME", "theme"),
    ("FORECOURT_MARKS", "marks"),
    ("FORECOURT_PRINTER", "printer"),
    ("FORECOURT_LOG", "log"),
    ("FORECOURT_BACKUP_FOLDER", "backup_folder"),
    ("FORECOURT_IDLE_LOCK", "session.idle_lock"),
    ("FORECOURT_SESSION", "session.absolute"),
    ("FORECOURT_ARGON2_MEMORY", "argon2.memory"),
    ("FORECOURT_ARGON2_PASSES", "argon2.passes"),
    ("FORECOURT_ARGON2_LANES", "argon2.lanes"),
    ("FORECOURT_WORKER_POLL", "worker.poll"),
    ("FORECOURT_WORKER_BATCH", "worker.batch"),
    ("FORECOURT_WORKER_ATTEMPTS", "worker.attempts"),
    ("FORECOURT_WORKER_BACKOFF", "worker.backoff"),
    ("FORECOURT_WORKER_LEASE", "worker.lease"),
    ("FORECOURT_SMTP_HOST", "smtp.host"),
    ("FORECOURT_SMTP_FROM", "smtp.from"),
    ("FORECOURT_SMTP_PORT", "smtp.port"),
    ("FORECOURT_SMTP_TLS", "smtp.tls"),
    ("FORECOURT_SMTP_USER", "smtp.user"),
    ("FORECOURT_SMTP_PASSWORD", "smtp.password"),
    ("FORECOURT_SMTP_PASSWORD_FILE", "smtp.password_file"),
    ("FORECOURT_SMTP_CA_FILE", "smtp.ca_file"),
    ("FORECOURT_OWNER_LOGIN", "owner.login"),
    ("FORECOURT_OWNER_PASSWORD", "owner.password"),
    ("FORECOURT_OWNER_PASSWORD_FILE", "owner.password_file"),
];

/// The settings that are numbers; all others are text.
const NUMBERS: [&str; 7] = [
    "pool",
    "argon2.memory",
    "argon2.passes",
    "argon2.lanes",
    "worker.batch",
    "worker.attempts",
    "smtp.port",
];

/// Puts each variable that is set into the table, in the place of the setting it overrides. Answers
/// the names of those it found.
pub(super) fn lay_over(
    table: &mut toml::Table,
    var: &impl Fn(&str) -> Option<String>,
) -> Vec<&'static str> {
    let mut found = Vec::new();
    for (name, setting) in VARIABLES {
        let Some(text) = var(name).filter(|text| !text.is_empty()) else {
            continue;
        };
        let value = match text.parse::<i64>() {
            Ok(number) if NUMBERS.contains(&setting) => toml::Value::Integer(number),
            _ => toml::Value::String(text),
        };
        put(table, setting, value);
        found.push(name);
    }
    found
}

fn put(table: &mut toml::Table, setting: &str, value: toml::Value) {
    match setting.split_once('.') {
        None => {
            // A secret and the file it may come from are one setting: the later source wins whole.
            let twin = setting
                .strip_suffix("_file")
                .map_or(format!("{setting}_file"), str::to_owned);
            table.remove(&twin);
            table.insert(setting.to_owned(), value);
        }
        Some((section, key)) => {
            let inner = table
                .entry(section)
                .or_insert_with(|| toml::Value::Table(toml::Table::new()));
            if let toml::Value::Table(inner) = inner {
                put(inner, key, value);
            }
        }
    }
}
