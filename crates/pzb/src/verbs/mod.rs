//! The verbs, one file each. Each gives back one [`crate::answer::Answer`]; none prints it.

pub mod account;
pub mod act;
pub mod audit;
pub mod check;
pub mod check_receipt;
pub mod config;
pub mod export;
pub mod figures;
pub mod file;
pub mod import;
pub mod load;
pub mod paper;
pub mod rules;
pub mod schema;
pub mod show;
pub mod show_duties;
pub mod show_project;
pub mod sweep;
pub mod table;
pub mod verify;

use crate::answer::Verb as Given;
use crate::cli::{ConfigVerb, FileVerb, LedgerVerb, TableVerb, Verb};
use crate::say::Style;

/// Does what the command line asks.
///
/// # Errors
/// Those of the verb.
pub fn run(verb: Verb, json: bool, style: Style) -> Given {
    match verb {
        Verb::Serve(args) => crate::serve::run(&args, json, style),
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
        Verb::Import(args) => import::run(&args, style),
        Verb::Table(TableVerb::Read(args)) => table::read(&args, style),
        Verb::Table(TableVerb::Write(args)) => table::write(&args, style),
        Verb::Act(args) => act::run(&args, style),
        Verb::File(FileVerb::Send(args)) => file::send(&args, style),
        Verb::File(FileVerb::End(args)) => file::end(&args, style),
        Verb::Show(args) => show::run(&args, style),
        Verb::Figures(args) => figures::run(&args, style),
        Verb::Search { text, kind, data } => show::search(&text, kind.as_deref(), &data, style),
        Verb::Paper(args) => paper::run(&args, style),
        Verb::Ledger(LedgerVerb::Verify(args)) => verify::run(&args, style),
        Verb::Ledger(LedgerVerb::Export(args)) => export::export(&args, style),
        Verb::Ledger(LedgerVerb::Proof(args)) => export::proof(&args),
        Verb::Audit { data } => audit::audit(&data, style),
        Verb::Rebuild { data } => audit::rebuild(&data, style),
        Verb::Backup { to, data } => audit::backup(&data, &to, style),
        Verb::Restore { from, data } => audit::restore(&data, &from, style),
        Verb::Sweep(args) => sweep::run(&args, style),
        Verb::Config(ConfigVerb::Check { file }) => config::check(file.as_deref()),
        Verb::Account(verb) => account::run(&verb, style),
        Verb::Load(args) => load::run(&args),
        Verb::Token(verb) => account::token(&verb, style),
    }
}
