//! The verbs, one file each. Each gives back one [`crate::answer::Answer`]; none prints it.

pub mod check;
pub mod config;
pub mod rules;
pub mod schema;
pub mod verify;

use crate::answer::Verb as Given;
use crate::answer::Failure;
use crate::cli::{ConfigVerb, LedgerVerb, Verb};
use crate::say::Style;

/// Does what the command line asks.
///
/// # Errors
/// Those of the verb.
pub fn run(verb: Verb, _json: bool, style: Style) -> Given {
    match verb {
        Verb::Check { file, time, parameters, calendar } => check::run(
            check::Asked {
                file: &file,
                as_of: time.as_of,
                as_known_on: time.as_known_on,
                parameters: parameters.as_deref(),
                calendar: calendar.as_deref(),
            },
            style,
        ),
        Verb::Schema { document } => schema::run(document),
        Verb::Rules { parameters } => rules::run(parameters.as_deref(), style),
        Verb::Ledger(LedgerVerb::Verify(args)) => verify::run(&args, style),
        Verb::Config(ConfigVerb::Check { file }) => config::check(file.as_deref()),
        _ => Err(Failure::fault("", "")),
    }
}
