//! The verbs of comparison tables.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use policy::calendar::Day;
use policy::standard::number::EditionNumber;

use super::paper::Language;

/// What to do with a comparison table.
#[derive(Debug, Subcommand)]
pub enum TableVerb {
    /// Read a sheet and judge it: every row with what it comes to, every fault with its cell. Nothing is written.
    #[command(
        after_help = "Examples:\n  pzb table read 对比表.xlsx\n  pzb table read tables.csv --edition 'T/ZZB 1527-2020' --json\n\nBoth forms are told in docs/import.md. Exit code 5: something cannot be read; 6: clause 3 refuses the table."
    )]
    Read(TableReadArgs),
    /// Write a table as a sheet in the wide form, or as JSON.
    #[command(
        after_help = "Examples:\n  pzb table write table.json --out 对比表.xlsx --edition 'T/ZZB 1527-2020'\n  pzb table write tables.csv --edition 'T/ZZB 1527-2020' --out table.json"
    )]
    Write(TableWriteArgs),
}

/// What is read.
#[derive(Debug, Args)]
pub struct TableReadArgs {
    /// The sheet, xlsx or CSV.
    pub file: PathBuf,
    /// Only the table of this edition; where the sheet names none, it is of this one.
    #[arg(long, value_name = "EDITION")]
    pub edition: Option<EditionNumber>,
    /// The sheet of this name; by default the first that is visible.
    #[arg(long, value_name = "NAME")]
    pub sheet: Option<String>,
    /// The day on which the standard is published: mandatory standards that were withdrawn by then do not bind it.
    #[arg(long, value_name = "DAY")]
    pub published_on: Option<Day>,
}

/// What is written.
#[derive(Debug, Args)]
pub struct TableWriteArgs {
    /// A sheet, or a table as JSON (`table` of an edition).
    pub file: PathBuf,
    /// The file to write: .xlsx, .csv or .json.
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
    /// The edition whose table it is.
    #[arg(long, value_name = "EDITION")]
    pub edition: Option<EditionNumber>,
    /// The sheet of this name; by default the first that is visible.
    #[arg(long, value_name = "NAME")]
    pub sheet: Option<String>,
    /// Language of the heads.
    #[arg(long, value_enum, default_value = "zh")]
    pub language: Language,
}
