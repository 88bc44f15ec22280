//! The real program without a terminal: what it prints, and the status it leaves with.

use std::fs;
use std::io::{BufRead, Write};
use std::os::unix::fs::PermissionsExt;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// A user whose home is empty.
struct Home(TempDir);

impl Home {
    fn empty() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }

    /// The program in this home, with nothing of the caller's environment.
    fn run(&self, line: &str) -> Done {
        self.run_with(line, &[], "")
    }

    /// The same with variables in its environment and a text in its pipe.
    fn run_with(&self, line: &str, variables: &[(&str, &str)], typed: &str) -> Done {
        let mut child = Command::new(env!("CARGO_BIN_EXE_forecourt"))
            .args(line.split_whitespace())
            .env_clear()
            .envs(std::env::var("LLVM_PROFILE_FILE").map(|file| ("LLVM_PROFILE_FILE", file)))
            .env("HOME", self.0.path())
            .envs(variables.iter().copied())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut pipe = child.stdin.take().expect("a pipe");
        // A command that reads nothing may be gone by now.
        let _ = pipe.write_all(typed.as_bytes());
        drop(pipe);
        Done(child.wait_with_output().expect("the program ends"))
    }

    fn config(&self) -> std::path::PathBuf {
        self.0.path().join(".config/forecourt/config.toml")
    }
}

struct Done(Output);

impl Done {
    fn status(&self) -> i32 {
        self.0.status.code().expect("an exit status")
    }

    fn out(&self) -> String {
        String::from_utf8_lossy(&self.0.stdout).into_owned()
    }

    fn complaint(&self) -> String {
        String::from_utf8_lossy(&self.0.stderr).into_owned()
    }
}

#[test]
fn without_a_terminal_it_says_so_in_one_sentence() {
    let done = Home::empty().run("");
    assert_eq!(done.status(), 2);
    assert_eq!(done.complaint().lines().count(), 1, "{}", done.complaint());
    assert!(done.complaint().contains("terminal") && done.out().is_empty());
}

#[test]
fn the_file_it_writes_is_one_it_accepts() {
    let home = Home::empty();
    assert_eq!(home.run("config init").status(), 0);
    let mode = fs::metadata(home.config())
        .expect("a file")
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o600);
    let checked = home.run("config check");
    assert_eq!(checked.status(), 0, "{}", checked.complaint());

    let written = fs::read_to_string(home.config()).expect("its text");
    let again = home.run("config init");
    assert_eq!(again.status(), 1);
    assert_eq!(
        fs::read_to_string(home.config()).expect("its text"),
        written
    );
}

#[test]
fn an_unknown_setting_is_named_with_its_line() {
    let home = Home::empty();
    home.run("config init");
    let mut text = fs::read_to_string(home.config()).expect("its text");
    text.push_str("\n[worker]\npol = \"5s\"\n");
    let line = text.lines().count();
    fs::write(home.config(), text.replacen("\n[worker]\n", "\n", 1)).expect("written");
    let done = home.run("config check");
    assert_eq!(done.status(), 2);
    let said = done.complaint();
    assert!(
        said.contains(&format!("line {}", line - 1)) && said.contains("pol"),
        "{said}"
    );
}

#[test]
fn what_is_shown_hides_what_is_secret() {
    let home = Home::empty();
    home.run("config init");
    fs::write(
        home.config(),
        "store = \"postgres://ann:hunter2@db/shop\"\n[smtp]\nhost = \"m\"\nfrom = \"a@b.c\"\nuser = \"u\"\npassword = \"hunter2\"\n",
    )
    .expect("written");
    let shown = home.run("config show");
    assert_eq!(shown.status(), 0, "{}", shown.complaint());
    assert!(
        shown.out().contains("postgres://ann:(hidden)@db/shop"),
        "{}",
        shown.out()
    );
    assert!(!shown.out().contains("hunter2"));

    fs::set_permissions(home.config(), fs::Permissions::from_mode(0o640)).expect("opened");
    let refused = home.run("config show");
    assert_eq!(refused.status(), 2);
    assert!(
        refused.complaint().contains("chmod 600"),
        "{}",
        refused.complaint()
    );
    assert!(!refused.complaint().contains("hunter2"));
}

#[test]
fn the_books_are_made_in_an_empty_home() {
    let home = Home::empty();
    let done = home.run("migrate");
    assert_eq!(done.status(), 0, "{}", done.complaint());
    let books = home.0.path().join(".local/share/forecourt/forecourt.db");
    assert_eq!(
        fs::metadata(books).expect("books").permissions().mode() & 0o777,
        0o600
    );
    assert!(home.run("migrate --status").out().contains("done"));
}

#[test]
fn the_schema_of_absent_books_is_not_made_up() {
    let home = Home::empty();
    let done = home.run("migrate --status");
    assert_eq!(done.status(), 1);
    assert!(
        done.complaint().contains("forecourt.db"),
        "{}",
        done.complaint()
    );
}

#[test]
fn help_the_manual_and_completions_print_without_a_configuration() {
    let home = Home::empty();
    for (line, has) in [
        ("help", "config"),
        ("help config init", "Usage"),
        ("help environment", "FORECOURT_STORE"),
        ("help exit", "2"),
        ("man", ".SH"),
        ("completions bash", "complete"),
        ("completions fish", "complete"),
        ("--version", env!("CARGO_PKG_VERSION")),
    ] {
        let done = home.run(line);
        assert_eq!(done.status(), 0, "{line}: {}", done.complaint());
        assert!(done.out().contains(has), "{line}: {}", done.out());
        assert!(!done.out().contains("cli-"), "{line}: an id without words");
    }
    let nonsense = home.run("help nonsense");
    assert_eq!(nonsense.status(), 2, "asked for wrongly");
    assert!(nonsense.complaint().contains("nonsense"));
}

#[test]
fn people_are_added_from_a_pipe_the_owner_first() {
    let home = Home::empty();
    let password = "correct horse\n";
    let early = home.run_with("user add ana", &[], password);
    assert_eq!(early.status(), 1);
    assert!(
        early.complaint().contains("--role admin"),
        "{}",
        early.complaint()
    );

    assert_eq!(
        home.run_with("user add Olga --role admin", &[], "short\n")
            .status(),
        1
    );
    let owner = home.run_with("user add Olga --role admin", &[], password);
    assert_eq!(owner.status(), 0, "{}", owner.complaint());
    let ana = home.run_with("user add ana --name Ana --role mechanic", &[], password);
    assert_eq!(ana.status(), 0, "{}", ana.complaint());
    assert_eq!(
        home.run_with("user add ana", &[], password).status(),
        1,
        "taken"
    );

    let list = home.run("user list");
    assert!(
        list.out()
            .lines()
            .any(|l| l.starts_with("ana ") && l.contains("Ana")),
        "{}",
        list.out()
    );
    assert!(list.out().contains("olga"), "{}", list.out());
    for done in [&owner, &ana, &list] {
        assert!(
            !done.out().contains("correct horse") && !done.complaint().contains("correct horse")
        );
    }
    assert_eq!(
        home.run_with("user passwd ana", &[], "another one\n")
            .status(),
        0
    );
    assert_eq!(
        home.run_with("user passwd nobody", &[], "another one\n")
            .status(),
        1
    );
    assert_eq!(home.run_with("user passwd ana", &[], "").status(), 1);
}

#[test]
fn the_first_owner_may_come_from_the_environment() {
    let home = Home::empty();
    let secret = home.0.path().join("secret");
    fs::write(&secret, "correct horse\n").expect("written");
    let file = secret.display().to_string();
    let owner = [
        ("FORECOURT_OWNER_LOGIN", "olga"),
        ("FORECOURT_OWNER_PASSWORD_FILE", file.as_str()),
    ];
    assert!(
        home.run_with("user list", &owner, "")
            .out()
            .contains("olga")
    );
    assert!(home.run("user list").out().contains("olga"));

    let without = Home::empty().run_with("user list", &owner[..1], "");
    assert_eq!(without.status(), 2);
    assert!(
        without.complaint().contains("FORECOURT_OWNER_PASSWORD"),
        "{}",
        without.complaint()
    );
}

#[test]
fn what_is_asked_of_empty_books_gets_an_answer() {
    let home = Home::empty();
    let none = home.run("user list");
    assert_eq!(none.status(), 0, "{}", none.complaint());
    assert!(none.out().contains("user add"));
    for (line, status) in [
        ("user passwd ana", 1),
        ("backup list", 0),
        ("backup verify", 1),
        ("backup run", 1),
        ("worker", 1),
        ("migrate --status", 1),
        ("doctor", 1),
    ] {
        let done = home.run(line);
        assert_eq!(done.status(), status, "{line}: {}", done.complaint());
    }
    let books = home.0.path().join(".local/share/forecourt/forecourt.db");
    assert!(!books.exists(), "who only looks makes no books");
}

#[test]
fn the_doctor_says_cause_and_cure() {
    let home = Home::empty();
    let ill = home.run("doctor");
    assert_eq!(ill.status(), 1, "no books yet");
    assert!(ill.out().contains("forecourt.db"), "{}", ill.out());
    assert!(
        !home
            .0
            .path()
            .join(".local/share/forecourt/forecourt.db")
            .exists(),
        "it changes nothing"
    );

    home.run_with("user add olga --role admin", &[], "correct horse\n");
    let well = home.run("doctor");
    assert_eq!(well.status(), 0, "{}{}", well.out(), well.complaint());
    assert!(
        !well.out().contains('‹') && well.out().lines().count() >= 8,
        "{}",
        well.out()
    );

    let mail = [
        ("FORECOURT_SMTP_HOST", "127.0.0.1"),
        ("FORECOURT_SMTP_FROM", "a@b.example"),
        ("FORECOURT_SMTP_PORT", "1"),
        ("FORECOURT_SMTP_TLS", "none"),
    ];
    let deaf = home.run_with("doctor", &mail, "");
    assert_eq!(deaf.status(), 1);
    assert!(deaf.out().contains("127.0.0.1:1"), "{}", deaf.out());
}

#[test]
fn the_worker_ends_when_it_is_told_to() {
    let home = Home::empty();
    let none = home.run("worker");
    assert_eq!(none.status(), 1, "no workshop yet");
    home.run_with("user add olga --role admin", &[], "correct horse\n");
    let mut worker = Command::new(env!("CARGO_BIN_EXE_forecourt"))
        .arg("worker")
        .env_clear()
        .envs(std::env::var("LLVM_PROFILE_FILE").map(|file| ("LLVM_PROFILE_FILE", file)))
        .env("HOME", home.0.path())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut said = String::new();
    let out = worker.stdout.take().expect("a pipe");
    std::io::BufReader::new(out)
        .read_line(&mut said)
        .expect("a line");
    assert!(said.contains("Workshop"), "{said}");
    let told = Command::new("kill")
        .args(["-TERM", &worker.id().to_string()])
        .status();
    assert!(told.expect("kill runs").success());
    assert!(worker.wait().expect("it ends").success());
}

#[test]
fn the_picture_in_the_readme_is_what_the_program_draws() {
    let drawn = Home::empty().run("picture");
    assert_eq!(drawn.status(), 0, "{}", drawn.complaint());
    let kept = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/screen.svg"));
    assert!(
        kept.expect("a picture") == drawn.out(),
        "assets/screen.svg is out of date: cargo run -- picture assets/screen.svg"
    );
}

#[test]
fn r72_a_copy_is_made_looked_through_and_put_back_and_the_books_before_are_kept() {
    let home = Home::empty();
    let owner = [
        ("FORECOURT_OWNER_LOGIN", "owner"),
        ("FORECOURT_OWNER_PASSWORD", "over the lift"),
    ];
    let none = home.run("backup verify");
    assert_eq!(none.status(), 1);
    assert!(
        none.complaint().contains("backup run"),
        "{}",
        none.complaint()
    );
    assert_eq!(home.run_with("user list", &owner, "").status(), 0);
    let made = home.run("backup run");
    assert_eq!(made.status(), 0, "{}", made.complaint());
    let folder = home.0.path().join(".local/share/forecourt/backup");
    let copy = fs::read_dir(&folder).expect("a shelf").flatten().next();
    let copy = copy.expect("a copy").path().display().to_string();
    assert!(home.run("backup list").out().contains(&copy));
    assert!(home.run("backup verify").out().contains("is whole"));
    let added = home.run_with("user add kees --role mechanic", &[], "under the lift\n");
    assert_eq!(added.status(), 0, "{}", added.complaint());
    let back = home.run(&format!("backup restore {copy}"));
    assert_eq!(back.status(), 0, "{}", back.complaint());
    assert!(
        !home.run("user list").out().contains("kees"),
        "as it was then"
    );
    let before = back
        .out()
        .split("kept as ")
        .nth(1)
        .map(|p| p.trim().trim_end_matches('.').to_owned());
    let before = before.expect("where the books before are");
    let seen = home.run(&format!("user list --store sqlite:{before}"));
    assert!(
        seen.out().contains("kees"),
        "{}{}",
        seen.out(),
        seen.complaint()
    );
    let junk = home.0.path().join("junk.db");
    fs::write(&junk, "no books").expect("a file");
    let refused = home.run(&format!("backup restore {}", junk.display()));
    assert_eq!(refused.status(), 1);
    assert!(
        refused.complaint().contains("cannot be put back"),
        "{}",
        refused.complaint()
    );
    assert!(
        home.run("user list").out().contains("owner"),
        "the books are as they were"
    );
}
