//! The verbs of the ledger.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::DataArgs;

/// What can be asked of the ledger.
#[derive(Debug, Subcommand)]
pub enum LedgerVerb {
    /// Verify a ledger from public data alone.
    #[command(
        after_help = "Examples:\n  pzb ledger verify http://127.0.0.1:8080 --vkey log.vkey\n  pzb ledger verify ./export --since checkpoint-of-last-year\n\nWithout --vkey the key is taken from where the ledger is: that shows only that the ledger agrees with itself,\nand the answer says so. Exit code 6: the first entry or tile that differs is named."
    )]
    Verify(VerifyArgs),
    /// Write the ledger as files laid out like its addresses, for mirrors and auditors.
    Export(ExportArgs),
    /// Print the proof that an entry is in the ledger (c2sp.org/tlog-proof@v1).
    Proof(ProofArgs),
}

/// Where a ledger is and what it must continue.
#[derive(Debug, Args)]
pub struct VerifyArgs {
    /// An address (`http://host:port`, with or without `/ledger`) or a folder.
    pub source: String,
    /// The verifier key, `name+id+key`, or a file that holds it.
    #[arg(long, value_name = "KEY|FILE")]
    pub vkey: Option<String>,
    /// An older signed checkpoint that the ledger must continue.
    #[arg(long, value_name = "FILE")]
    pub since: Option<PathBuf>,
    /// Trust the older checkpoint for the entries up to it and verify only newer ones.
    #[arg(long, requires = "since")]
    pub newer_only: bool,
    /// Write the verified checkpoint here, to be given as --since next time.
    #[arg(long, value_name = "FILE")]
    pub save: Option<PathBuf>,
}

/// Where to write the ledger.
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// The folder to write; new or empty, or an earlier export of the same ledger.
    pub to: PathBuf,
    /// The folder.
    #[command(flatten)]
    pub data: DataArgs,
}

/// Which entry.
#[derive(Debug, Args)]
pub struct ProofArgs {
    /// Position of the entry, from 0.
    pub position: u64,
    /// Write the entry itself, byte for byte, here.
    #[arg(long, value_name = "FILE")]
    pub entry: Option<PathBuf>,
    /// The folder.
    #[command(flatten)]
    pub data: DataArgs,
}
