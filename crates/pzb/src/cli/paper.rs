//! The verb that makes papers.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use policy::paper::{PaperCopy, PaperKind, PaperLang};
use policy::powers::Actor;

use super::DataArgs;
use crate::actor;

/// Which paper, from which entry, where to.
#[derive(Debug, Args)]
pub struct PaperArgs {
    /// Kind of paper.
    #[arg(value_parser = kind)]
    pub kind: PaperKind,
    /// Position of the ledger entry that it is made from.
    pub entry: u64,
    /// The folder.
    #[command(flatten)]
    pub data: DataArgs,
    /// The file to write.
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
    /// Language of the paper.
    #[arg(long, value_enum, default_value = "zh")]
    pub language: Language,
    /// For whom: the parties read the written words, the public their digest. By default the public where it may
    /// have the paper.
    #[arg(long, value_enum)]
    pub copy: Option<For>,
    /// The address that the paper names; by default that of the configuration, as `pzb serve` uses it.
    #[arg(long, value_name = "URL")]
    pub public_url: Option<String>,
    /// Also put the digest of the file on the ledger, in this person's name: PERSON/federation.
    #[arg(long, value_name = "ACTOR", value_parser = actor::parse)]
    pub issue_as: Option<Actor>,
}

fn kind(name: &str) -> Result<PaperKind, String> {
    PaperKind::named(name).ok_or_else(|| {
        let names: Vec<&str> = PaperKind::ALL.into_iter().map(PaperKind::name).collect();
        format!("the kinds of paper are {}", names.join(", "))
    })
}

/// Language of a paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Language {
    /// Chinese.
    Zh,
    /// English.
    En,
}

impl From<Language> for PaperLang {
    fn from(language: Language) -> PaperLang {
        match language {
            Language::Zh => PaperLang::Zh,
            Language::En => PaperLang::En,
        }
    }
}

/// For whom a copy is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum For {
    /// The public.
    Public,
    /// The parties.
    Parties,
}

impl From<For> for PaperCopy {
    fn from(whom: For) -> PaperCopy {
        match whom {
            For::Public => PaperCopy::Public,
            For::Parties => PaperCopy::Parties,
        }
    }
}
