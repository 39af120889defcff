//! The verbs of the office: its registers, its people, its server.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use policy::powers::Actor;

use super::{DataArgs, TimeArgs};
use crate::actor;
use crate::import::Kind;

/// How to serve.
#[derive(Debug, Args)]
pub struct ServeArgs {
    /// The folder.
    #[command(flatten)]
    pub data: DataArgs,
    /// Address to listen on; port 0 takes a free one and prints it.
    #[arg(long, value_name = "ADDR")]
    pub listen: Option<std::net::SocketAddr>,
    /// Address under which the public reaches the platform.
    #[arg(long, value_name = "URL")]
    pub public_url: Option<String>,
    /// Addresses and networks (CIDR) of the proxies in front, whose `X-Forwarded-For` is believed.
    #[arg(long, value_name = "LIST", value_delimiter = ',')]
    pub trusted_proxies: Vec<String>,
    /// Fill an empty folder with the demonstration county and print its accounts.
    #[arg(long)]
    pub demo: bool,
}

/// What to import.
#[derive(Debug, Args)]
pub struct ImportArgs {
    /// Which register.
    pub kind: Kind,
    /// The file, xlsx or CSV (UTF-8 or GBK).
    #[arg(required_unless_present = "template")]
    pub file: Option<PathBuf>,
    /// Write an empty workbook to fill in, and do nothing else.
    #[arg(long, value_name = "FILE.xlsx")]
    pub template: Option<PathBuf>,
    /// For editions: the comparison tables, one row for each indicator and compared standard.
    #[arg(long, value_name = "FILE")]
    pub tables: Option<PathBuf>,
    /// Folder of the data.
    #[arg(long, env = "PZB_DATA", value_name = "DIR", required_unless_present_any = ["template", "server"])]
    pub data: Option<PathBuf>,
    /// Configuration file.
    #[arg(long, env = "PZB_CONFIG", value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Who imports: PERSON/OFFICE or PERSON/OFFICE:OF.
    #[arg(long = "as", value_name = "ACTOR", value_parser = actor::parse, required_unless_present_any = ["template", "server"])]
    pub actor: Option<Actor>,
    /// Decide every row and write nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// Write the rows that are right although others are wrong.
    #[arg(long)]
    pub partial: bool,
    /// Write the table back with the reasons in a last column.
    #[arg(long, value_name = "FILE.xlsx")]
    pub errors: Option<PathBuf>,
    /// Send the rows to a running server in place of opening the folder.
    #[arg(long, value_name = "URL", requires = "token_file", conflicts_with = "data")]
    pub server: Option<String>,
    /// File that holds the API token for --server.
    #[arg(long, value_name = "FILE")]
    pub token_file: Option<PathBuf>,
}

/// What to do.
#[derive(Debug, Args)]
pub struct ActArgs {
    /// One command, a list of commands, or one command a line; `-` for standard input.
    pub file: PathBuf,
    /// The folder.
    #[command(flatten)]
    pub data: DataArgs,
    /// Who acts: PERSON/OFFICE or PERSON/OFFICE:OF, such as `li/county_bureau:330784`.
    #[arg(long = "as", value_name = "ACTOR", value_parser = actor::parse)]
    pub actor: Actor,
    /// Decide and write nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// Do nothing if the project or the enterprise's dossier has changed since this version; a dry run looks at none.
    #[arg(long, value_name = "VERSION", conflicts_with = "dry_run")]
    pub expected: Option<u64>,
    /// Print each receipt as soon as the act is durable, one line of JSON each.
    #[arg(long)]
    pub stream: bool,
}

/// What to show.
#[derive(Debug, Args)]
pub struct ShowArgs {
    /// Credit code, mark code, edition or standard number, or the identifier of a check, declaration, proceeding,
    /// product, certificate, label filing, project or report of duties.
    pub id: String,
    /// As of when.
    #[command(flatten)]
    pub time: TimeArgs,
    /// The folder.
    #[command(flatten)]
    pub data: DataArgs,
}

/// Which figures.
#[derive(Debug, Args)]
pub struct FiguresArgs {
    /// A report by its name, as in its address; without one, the headlines and the names of all.
    pub name: Option<String>,
    /// As of when.
    #[command(flatten)]
    pub time: TimeArgs,
    /// The folder.
    #[command(flatten)]
    pub data: DataArgs,
}

/// In whose name to sweep.
#[derive(Debug, Args)]
pub struct SweepArgs {
    /// The folder.
    #[command(flatten)]
    pub data: DataArgs,
    /// An officer of the federation: PERSON/federation.
    #[arg(long = "as", value_name = "ACTOR", value_parser = actor::parse)]
    pub actor: Actor,
    /// Show what would be opened and write nothing.
    #[arg(long)]
    pub dry_run: bool,
}

/// What to do with the configuration.
#[derive(Debug, Subcommand)]
pub enum ConfigVerb {
    /// Read a configuration file strictly and show what holds: flag over environment over file over default.
    Check {
        /// The file; without one, what holds by environment and defaults.
        file: Option<PathBuf>,
    },
}

/// What to do with accounts.
#[derive(Debug, Subcommand)]
pub enum AccountVerb {
    /// Add an account.
    #[command(
        after_help = "Example:\n  pzb account add li --name 李某 --data ./county --password-file pw.txt"
    )]
    Add {
        /// Login; personal data, kept outside the ledger like the name.
        login: String,
        /// Name to show; personal data, kept outside the ledger.
        #[arg(long)]
        name: String,
        /// File that holds the password; standard input without it.
        #[arg(long, value_name = "FILE")]
        password_file: Option<PathBuf>,
        /// Offices to hold from today: OFFICE or OFFICE:OF; may be given several times.
        #[arg(long = "office", value_parser = actor::parse_office)]
        offices: Vec<policy::powers::Office>,
        /// The administrator who enters the offices; not needed for the first administrator.
        #[arg(long = "as", value_name = "ACTOR", value_parser = actor::parse)]
        by: Option<Actor>,
        /// The folder.
        #[command(flatten)]
        data: DataArgs,
    },
    /// List the holders of offices.
    List {
        /// The folder.
        #[command(flatten)]
        data: DataArgs,
    },
    /// Disable an account; all its sessions and tokens end.
    Disable {
        /// Login.
        login: String,
        /// The folder.
        #[command(flatten)]
        data: DataArgs,
    },
    /// Open a disabled account again; its holder chooses a new password first.
    Enable {
        /// Login.
        login: String,
        /// File that holds the password that serves to choose another; standard input without it.
        #[arg(long, value_name = "FILE")]
        password_file: Option<PathBuf>,
        /// The folder.
        #[command(flatten)]
        data: DataArgs,
    },
    /// Set a new password; all sessions of the account end.
    Password {
        /// Login.
        login: String,
        /// File that holds the password; standard input without it.
        #[arg(long, value_name = "FILE")]
        password_file: Option<PathBuf>,
        /// The folder.
        #[command(flatten)]
        data: DataArgs,
    },
}

/// What to do with tokens.
#[derive(Debug, Subcommand)]
pub enum TokenVerb {
    /// Make a token and print it once.
    Add {
        /// In whose name: PERSON/OFFICE or PERSON/OFFICE:OF.
        #[arg(long = "as", value_name = "ACTOR", value_parser = actor::parse)]
        actor: Actor,
        /// What it may do: `read` or `act`.
        #[arg(long, default_value = "read", value_parser = ["read", "act"])]
        scope: String,
        /// What it is for.
        #[arg(long, default_value = "")]
        label: String,
        /// Days until it expires.
        #[arg(long, default_value_t = 90)]
        days: u16,
        /// The folder.
        #[command(flatten)]
        data: DataArgs,
    },
}

/// How much to do.
#[derive(Debug, Args)]
pub struct LoadArgs {
    /// The folder.
    #[command(flatten)]
    pub data: DataArgs,
    /// Name of the run, part of every key.
    #[arg(long, default_value = "load")]
    pub run: String,
    /// Threads.
    #[arg(long, default_value_t = 16)]
    pub threads: usize,
    /// Acts in all.
    #[arg(long, default_value_t = 1_000)]
    pub acts: u64,
}
