//! A throw-away Postgres for the tests: one cluster for all test processes of a run, one database a test.
//!
//! Binaries are looked for in `FORECOURT_TEST_POSTGRES` (a folder), on the PATH, under `/usr/lib/postgresql`.
//! A URL in that variable uses a running server instead; `required` makes a missing server a failure.
//! The cluster stops, and its folder goes, ten seconds after the last test process has let go of it.

use std::fs::{File, OpenOptions};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use forecourt::store::{Options, Store};
use sqlx::{ConnectOptions, Connection};

/// Where the tests' databases live, with the template already migrated.
pub struct Cluster {
    base: String,
    template: String,
    _alive: Option<File>,
}

static CLUSTER: OnceLock<Result<Cluster, String>> = OnceLock::new();
static STARTING: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());
static NEXT: AtomicU32 = AtomicU32::new(0);

/// A fresh, migrated database of a server with these settings, or why there is none. One kind of server for a whole
/// process.
pub async fn database_of(settings: &str) -> Result<String, String> {
    let cluster = {
        let _one = STARTING.lock().await;
        if CLUSTER.get().is_none() {
            let made = Cluster::start(settings).await;
            let _ = CLUSTER.set(made);
        }
        CLUSTER
            .get()
            .and_then(|c| c.as_ref().ok())
            .ok_or_else(|| match CLUSTER.get() {
                Some(Err(why)) => why.clone(),
                _ => String::from("no cluster"),
            })?
    };
    let name = format!(
        "t{}_{}",
        std::process::id(),
        NEXT.fetch_add(1, Ordering::Relaxed)
    );
    let create = format!(
        "CREATE DATABASE {name} TEMPLATE {} STRATEGY FILE_COPY",
        cluster.template
    );
    admin(&cluster.base, &create).await?;
    Ok(place(&cluster.base, &name))
}

/// Whether a missing server is a failure.
pub fn required() -> bool {
    std::env::var("FORECOURT_TEST_POSTGRES").is_ok_and(|v| v == "required")
}

pub(super) fn place(base: &str, database: &str) -> String {
    match base.split_once('?') {
        Some((host, rest)) => format!("{}/{database}?{rest}", host.trim_end_matches('/')),
        None => format!("{}/{database}", base.trim_end_matches('/')),
    }
}

pub(super) async fn admin(base: &str, statement: &str) -> Result<(), String> {
    let options: sqlx::postgres::PgConnectOptions = place(base, "postgres")
        .parse()
        .map_err(|e| format!("{e}"))?;
    let mut c = options.connect().await.map_err(|e| e.to_string())?;
    sqlx::raw_sql(sqlx::AssertSqlSafe(statement.to_owned()))
        .execute(&mut c)
        .await
        .map_err(|e| e.to_string())?;
    c.close().await.map_err(|e| e.to_string())
}

/// Names the template after what it is made of, so that an edited migration makes a new one.
fn fingerprint(binaries: &str) -> std::io::Result<String> {
    use std::hash::{Hash, Hasher};
    let mut h = std::hash::DefaultHasher::new();
    binaries.hash(&mut h);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations/postgres");
    let files: std::io::Result<Vec<_>> =
        std::fs::read_dir(folder)?.map(|f| Ok(f?.path())).collect();
    let mut files = files?;
    files.sort();
    for file in files {
        std::fs::read(file)?.hash(&mut h);
    }
    Ok(format!("{:08x}", h.finish() as u32))
}

impl Cluster {
    async fn start(settings: &str) -> Result<Cluster, String> {
        let wish = std::env::var("FORECOURT_TEST_POSTGRES").unwrap_or_default();
        if wish.starts_with("postgres://") || wish.starts_with("postgresql://") {
            let print = fingerprint(&wish).map_err(|e| e.to_string())?;
            let template = format!("forecourt_tpl_{print}");
            make_template(&wish, &template).await?;
            return Ok(Cluster {
                base: wish,
                template,
                _alive: None,
            });
        }
        let bin = binaries(&wish).ok_or("no Postgres binaries found")?;
        let print =
            fingerprint(&format!("{} {settings}", bin.display())).map_err(|e| e.to_string())?;
        let uid = rustix::process::getuid().as_raw();
        let home = PathBuf::from(format!("/tmp/fct-{uid}-{print}"));
        let who = unprivileged();
        std::fs::create_dir_all(&home).map_err(|e| e.to_string())?;
        let alive = open(&home.join("alive"))?;
        alive.lock_shared().map_err(|e| e.to_string())?;
        let turn = open(&home.join("start"))?;
        turn.lock().map_err(|e| e.to_string())?;
        let base = format!("postgres://postgres@localhost/?host={}", home.display());
        let template = String::from("tpl");
        if admin(&base, "SELECT 1").await.is_err() {
            start_server(&bin, &home, who, settings)?;
        }
        make_template(&base, &template).await?;
        Ok(Cluster {
            base,
            template,
            _alive: Some(alive),
        })
    }
}

pub(super) fn open(path: &Path) -> Result<File, String> {
    OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(path)
        .map_err(|e| e.to_string())
}

async fn make_template(base: &str, name: &str) -> Result<(), String> {
    let options: sqlx::postgres::PgConnectOptions = place(base, "postgres")
        .parse()
        .map_err(|e| format!("{e}"))?;
    let mut c = options.connect().await.map_err(|e| e.to_string())?;
    // The template is marked as one only when it is whole: a run killed half-way leaves none.
    let (done,): (bool,) = sqlx::query_as(
        "SELECT EXISTS (SELECT 1 FROM pg_database WHERE datname = $1 AND datistemplate)",
    )
    .bind(name)
    .fetch_one(&mut c)
    .await
    .map_err(|e| e.to_string())?;
    if done {
        return Ok(());
    }
    admin(base, &format!("DROP DATABASE IF EXISTS {name}")).await?;
    admin(base, &format!("CREATE DATABASE {name}")).await?;
    let store = Store::open(&place(base, name), &Options::default())
        .await
        .map_err(|e| e.to_string())?;
    store.close().await;
    admin(
        base,
        &format!("ALTER DATABASE {name} WITH IS_TEMPLATE true"),
    )
    .await
}

pub(super) fn start_server(
    bin: &Path,
    home: &Path,
    who: Option<(u32, u32)>,
    settings: &str,
) -> Result<(), String> {
    let data = home.join("data");
    let run = |program: &str, args: &[&str]| -> Result<(), String> {
        let mut c = Command::new(bin.join(program));
        c.args(args)
            .current_dir(home)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        if let Some((uid, gid)) = who {
            c.uid(uid).gid(gid);
        }
        let ok = c.status().map_err(|e| format!("{program}: {e}"))?.success();
        ok.then_some(())
            .ok_or_else(|| format!("{program} failed; see {}", home.display()))
    };
    if let Some((uid, gid)) = who {
        std::os::unix::fs::chown(home, Some(uid), Some(gid)).map_err(|e| e.to_string())?;
    }
    let data_dir = data.display().to_string();
    if !data.join("PG_VERSION").exists() {
        run(
            "initdb",
            &[
                "-D",
                &data_dir,
                "-U",
                "postgres",
                "-A",
                "trust",
                "-E",
                "UTF8",
                "--locale=C",
                "-N",
            ],
        )?;
    }
    // A server that was killed leaves its pid file; nobody answers, so nobody runs.
    let _ = std::fs::remove_file(data.join("postmaster.pid"));
    let settings = format!(
        "-k {} -c listen_addresses= -c max_connections=300 {settings}",
        home.display()
    );
    let log = home.join("log").display().to_string();
    run(
        "pg_ctl",
        &[
            "-D", &data_dir, "-o", &settings, "-l", &log, "-w", "-t", "60", "start",
        ],
    )?;
    stop_when_alone(bin, home, who)
}

/// A detached watcher that stops the server and removes its folder when no test process is left.
fn stop_when_alone(bin: &Path, home: &Path, who: Option<(u32, u32)>) -> Result<(), String> {
    let script = format!(
        "while sleep 10; do if flock -n -x {home}/alive true; then {bin}/pg_ctl -D {home}/data -m immediate stop; \
         rm -rf {home}/data; exit; fi; done",
        home = home.display(),
        bin = bin.display()
    );
    let mut c = Command::new("setsid");
    c.args(["sh", "-c", &script])
        .current_dir("/")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    if let Some((uid, gid)) = who {
        c.uid(uid).gid(gid);
    }
    c.spawn().map(|_| ()).map_err(|e| e.to_string())
}

/// Postgres refuses to run as root: who runs it then.
pub(super) fn unprivileged() -> Option<(u32, u32)> {
    if !rustix::process::getuid().is_root() {
        return None;
    }
    let users = std::fs::read_to_string("/etc/passwd").ok()?;
    let find = |name: &str| {
        let line = users.lines().find(|l| l.starts_with(&format!("{name}:")))?;
        let mut fields = line.split(':').skip(2);
        Some((fields.next()?.parse().ok()?, fields.next()?.parse().ok()?))
    };
    find("postgres").or_else(|| find("nobody"))
}

pub(super) fn binaries(wish: &str) -> Option<PathBuf> {
    let whole = |folder: &Path| {
        ["initdb", "pg_ctl", "postgres"]
            .iter()
            .all(|b| folder.join(b).exists())
            .then(|| folder.to_path_buf())
    };
    if wish.starts_with('/') {
        return whole(Path::new(wish));
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    for root in ["/usr/lib/postgresql", "/opt/homebrew/opt", "/usr/local/opt"] {
        let mut versions: Vec<_> = std::fs::read_dir(root)
            .into_iter()
            .flatten()
            .flatten()
            .map(|e| e.path().join("bin"))
            .collect();
        versions.sort();
        versions.reverse();
        folders.extend(versions);
    }
    folders.iter().find_map(|f| whole(f))
}
