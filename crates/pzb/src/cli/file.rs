//! The verbs of files that are filed: evidence of a declaration, photos of labels, documents of a project.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use policy::powers::Actor;

use super::DataArgs;
use crate::actor;

/// What to do with a file.
#[derive(Debug, Subcommand)]
pub enum FileVerb {
    /// Keep a file in the tray of whoever acts and print the digest by which an act names it.
    #[command(
        after_help = "Example:\n  pzb file send 编制说明.pdf --data ./county --as m.wukang/maker:91330521MADM0030X0\n\nTaken are PDF, PNG and JPEG of at most 10 MiB; a tray holds 20 of them and 50 MiB together. What no act names is forgotten 30 days after the last one was sent."
    )]
    Send(FileSendArgs),
    /// Forget a file in the tray that no act names.
    End(FileEndArgs),
}

/// What is sent, and in whose name.
#[derive(Debug, Args)]
pub struct FileSendArgs {
    /// The file.
    pub file: PathBuf,
    /// The folder.
    #[command(flatten)]
    pub data: DataArgs,
    /// Who will file it: PERSON/OFFICE or PERSON/OFFICE:OF.
    #[arg(long = "as", value_name = "ACTOR", value_parser = actor::parse)]
    pub actor: Actor,
}

/// What is forgotten.
#[derive(Debug, Args)]
pub struct FileEndArgs {
    /// The digest that was printed when it was sent.
    pub digest: String,
    /// The folder.
    #[command(flatten)]
    pub data: DataArgs,
    /// Who sent it.
    #[arg(long = "as", value_name = "ACTOR", value_parser = actor::parse)]
    pub actor: Actor,
}
