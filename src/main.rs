//! The way in: the report of a panic, the one TLS provider, the command line, and the exit status.

use std::io::{Write, stderr, stdout};
use std::process::ExitCode;

use color_eyre::config::HookBuilder;
use forecourt::boot;

fn main() -> color_eyre::Result<ExitCode> {
    let words = boot::words();
    HookBuilder::default()
        .display_env_section(false)
        .panic_section(boot::panic_note(&words))
        .install()?;
    // Mail and Postgres both speak TLS through this one. It fails only where one is installed already.
    let _ = rustls::crypto::ring::default_provider().install_default();

    let say = |id: &str| words.named(id).unwrap_or_else(|| id.to_owned());
    let args = match boot::args::parse(std::env::args_os(), &say) {
        Ok(args) => args,
        Err(e) => {
            // Help that nobody reads to its end is no failure.
            let _ = e.print();
            return Ok(ExitCode::from(u8::try_from(e.exit_code())?));
        }
    };
    let mut out = stdout();
    let done = boot::run(&args, &words, &mut out);
    let _ = out.flush();
    Ok(match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(stop) => {
            // The terminal may be gone; that is no reason for a panic.
            let _ = writeln!(stderr(), "{}", words.say(&stop.why));
            ExitCode::from(stop.status)
        }
    })
}
