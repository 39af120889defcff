//! The command line: nouns and verbs, their help and their examples. Nothing is done here.

mod books;
mod file;
mod log;
mod paper;
mod table;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use policy::calendar::Day;

use crate::say::Lang;
use crate::verbs::schema::Document;

pub use books::{
    AccountVerb, ActArgs, ConfigVerb, FiguresArgs, ImportArgs, LoadArgs, ServeArgs, ShowArgs, SweepArgs,
    TokenVerb,
};
pub use file::{FileEndArgs, FileSendArgs, FileVerb};
pub use log::{ExportArgs, LedgerVerb, ProofArgs, VerifyArgs};
pub use paper::{Language, PaperArgs};
pub use table::{TableReadArgs, TableVerb, TableWriteArgs};

const CODES: &str = "\
Exit codes:
  0  done
  1  fault: disk, database, network, or the program itself
  2  usage: the command line is wrong
  3  not found
  4  conflict: in use, changed in between, other content under the same key
  5  invalid input
  6  findings stand in the way, or a verification failed

Examples:
  pzb serve --data ./county --demo              fill an empty folder with the demonstration county and serve it
  pzb check dossier.json --as-of 2026-03-01     may this maker declare?
  pzb ledger verify http://127.0.0.1:8080       was the record changed?";

/// 品字标: the operating platform of the Zhejiang Made quality mark.
#[derive(Debug, Parser)]
#[command(name = "pzb", version = crate::VERSION, after_help = CODES, arg_required_else_help = true)]
pub struct Cli {
    /// Print one JSON document on standard output.
    #[arg(long, global = true)]
    pub json: bool,
    /// Language of sentences; by default that of the locale.
    #[arg(long, global = true, value_enum)]
    pub lang: Option<Lang>,
    /// What to do.
    #[command(subcommand)]
    pub verb: Verb,
}

/// The folder of the office, and how it is configured.
#[derive(Debug, Clone, Args)]
pub struct DataArgs {
    /// Folder of the data.
    #[arg(long, env = "PZB_DATA", value_name = "DIR")]
    pub data: PathBuf,
    /// Configuration file; by default `pzb.toml` in the folder, if it is there.
    #[arg(long, env = "PZB_CONFIG", value_name = "FILE")]
    pub config: Option<PathBuf>,
}

/// The two axes of time.
#[derive(Debug, Clone, Copy, Args)]
pub struct TimeArgs {
    /// Only what had happened by this day, YYYY-MM-DD; today by default.
    #[arg(long, value_name = "DAY")]
    pub as_of: Option<Day>,
    /// Only what had been entered by this day.
    #[arg(long, value_name = "DAY")]
    pub as_known_on: Option<Day>,
}

/// The verbs.
#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Serve pages, API and ledger.
    #[command(
        after_help = "Examples:\n  pzb serve --data ./county --demo\n  pzb serve --data /var/lib/pzb --listen 0.0.0.0:8080 --public-url https://pzb.example"
    )]
    Serve(ServeArgs),
    /// Judge a dossier file: every rule with clause, facts, numbers, turning day.
    #[command(
        after_help = "Examples:\n  pzb check dossier.json\n  pzb check dossier.json --as-of 2026-03-01 --json\n  pzb schema dossier > dossier.schema.json\n\nThe form of the file is told in docs/dossier.md. Exit code 6: a rule is not met or cannot be told."
    )]
    Check {
        /// The dossier file, `-` for standard input.
        file: PathBuf,
        /// As of when.
        #[command(flatten)]
        time: TimeArgs,
        /// Numbers of the policy in place of the shipped ones.
        #[arg(long, value_name = "FILE")]
        parameters: Option<PathBuf>,
        /// Working-day calendar in place of the shipped one.
        #[arg(long, value_name = "FILE")]
        calendar: Option<PathBuf>,
    },
    /// Print the JSON Schema of a document.
    Schema {
        /// Which document.
        document: Document,
    },
    /// List every rule and number of the policy.
    Rules {
        /// Numbers of the policy in place of the shipped ones.
        #[arg(long, value_name = "FILE")]
        parameters: Option<PathBuf>,
    },
    /// Import a register from xlsx or CSV.
    #[command(
        after_help = "Examples:\n  pzb import penalties --template penalties.xlsx\n  pzb import penalties 处罚.xlsx --data ./county --as li/county_bureau:330784 --dry-run\n  pzb import penalties 处罚.xlsx --data ./county --as li/county_bureau:330784 --errors errors.xlsx\n\nThe columns of every kind are told in docs/import.md."
    )]
    Import(ImportArgs),
    /// Read and write comparison tables (clause 3) as sheets; no folder is needed.
    #[command(subcommand)]
    Table(TableVerb),
    /// Carry out commands given as JSON.
    #[command(
        after_help = "Examples:\n  pzb act command.json --data ./county --as chen/federation\n  pzb schema command > command.schema.json"
    )]
    Act(ActArgs),
    /// Send a file before the act that names it: evidence, a photo of a label, a document of a project.
    #[command(subcommand)]
    File(FileVerb),
    /// Show what is on file under an identifier.
    #[command(
        after_help = "Examples:\n  pzb show PZB-XXXX-XXXX --data ./county\n  pzb show 91330784MA28XXXXXX --data ./county --as-of 2024-06-30 --as-known-on 2024-06-30\n  pzb show 'T/ZZB 0003-2020' --data ./county"
    )]
    Show(ShowArgs),
    /// Tell the figures of the pages: the headlines and the reports there are, or one report.
    #[command(
        after_help = "Examples:\n  pzb figures --data ./county\n  pzb figures marks-by-city --data ./county --json\n  pzb figures duties-told-by-month --data ./county --as-of 2026-06-30"
    )]
    Figures(FiguresArgs),
    /// Search names and codes.
    Search {
        /// What to look for: part of a name, a code, pinyin initials.
        text: String,
        /// Only rows of this kind.
        #[arg(long)]
        kind: Option<String>,
        /// The folder.
        #[command(flatten)]
        data: DataArgs,
    },
    /// Make a paper from the record: certificate, letter, notice, decision, comparison table.
    #[command(
        after_help = "Examples:\n  pzb paper certificate 128 --data ./county --out certificate.pdf\n  pzb paper revocation 301 --data ./county --out decision.pdf --language en --issue-as chen/federation\n\nThe same entry gives the same bytes each time. Kinds and measures: docs/papers.md."
    )]
    Paper(PaperArgs),
    /// Verify, export or prove the ledger.
    #[command(subcommand)]
    Ledger(LedgerVerb),
    /// Compare ledger, rows, texts and tiles, and name every difference.
    Audit {
        /// The folder.
        #[command(flatten)]
        data: DataArgs,
    },
    /// Make the rows again from the ledger.
    Rebuild {
        /// The folder.
        #[command(flatten)]
        data: DataArgs,
    },
    /// Copy the folder of the office to a new place, consistent and checked.
    Backup {
        /// Where to: a folder that does not exist yet.
        to: PathBuf,
        /// The folder.
        #[command(flatten)]
        data: DataArgs,
    },
    /// Make a folder from a backup; the folder may hold nothing of another record.
    Restore {
        /// The backup.
        from: PathBuf,
        /// The folder.
        #[command(flatten)]
        data: DataArgs,
    },
    /// Open the pieces of work that findings call for today, for every enterprise.
    Sweep(SweepArgs),
    /// Configuration.
    #[command(subcommand)]
    Config(ConfigVerb),
    /// Accounts for signing in.
    #[command(subcommand)]
    Account(AccountVerb),
    /// Tokens for the API.
    #[command(subcommand)]
    Token(TokenVerb),
    /// Many hands at one office, for tests and measurements.
    #[command(hide = true)]
    Load(LoadArgs),
}
