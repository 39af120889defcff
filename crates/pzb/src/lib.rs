//! The command `pzb`: config, clock, keys and wiring around the crates that know the trade. The command line is
//! [`cli`], what each verb does is in [`verbs`], and nothing but [`run`] prints an answer.

pub mod actor;
pub mod answer;
pub mod cli;
pub mod clock;
pub mod config;
pub mod demo;
pub mod files;
pub mod foreign;
pub mod house;
pub mod import;
pub mod json;
pub mod key;
pub mod law;
pub mod outbox;
pub mod passwords;
pub mod places;
pub mod remote;
pub mod say;
pub mod serve;
mod shelf;
pub mod trial;
mod trial_seen;
pub mod verbs;
pub mod wording;

use std::io::Write;
use std::process::ExitCode;

use answer::{Answer, Exit, Failure, Verb};
use clap::Parser;
use say::Style;

/// Version of the program, the commit it was built from, and the form of the ledger entries it writes.
pub const VERSION: &str =
    concat!(env!("CARGO_PKG_VERSION"), " (commit ", env!("PZB_COMMIT"), ", ledger entries version 1)");

/// Reads the command line, does what it asks and prints the answer.
#[must_use]
pub fn run() -> ExitCode {
    let cli = cli::Cli::parse();
    let style = Style::of_this_terminal(cli.lang);
    style.keep();
    let json = cli.json;
    let verb = verbs::run(cli.verb, json, style);
    ExitCode::from(print(verb, json, style) as u8)
}

/// Prints the one document that a verb gives, and says with which code to exit.
fn print(verb: Verb, json: bool, style: Style) -> Exit {
    let (document, exit) = match verb {
        Ok(Answer { text, json: _, exit, verbatim: true }) => (text, exit),
        Ok(answer) if json => (format!("{:#}\n", answer.json), answer.exit),
        Ok(answer) => (answer.text, answer.exit),
        Err(failure) => {
            tell(&failure, style);
            let document = if json { format!("{:#}\n", failure.to_json()) } else { String::new() };
            (document, failure.exit)
        }
    };
    let mut stdout = std::io::stdout().lock();
    match stdout.write_all(document.as_bytes()).and_then(|()| stdout.flush()) {
        Ok(()) => exit,
        // A reader that has seen enough (`pzb rules | head`) is no fault.
        Err(fault) if fault.kind() == std::io::ErrorKind::BrokenPipe => exit,
        Err(_) => Exit::Fault,
    }
}

fn tell(failure: &Failure, style: Style) {
    let mut stderr = std::io::stderr().lock();
    // Nobody is there to be told that standard error is closed.
    let _ = writeln!(stderr, "pzb: {}", style.say(&failure.said));
    for more in &failure.more {
        let _ = writeln!(stderr, "  {}", style.say(more));
    }
}
