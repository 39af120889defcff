//! The office. The only crate that touches a database, and one door for change: [`Registry::act`].
//!
//! A command comes in, the policy decides it, the decision is appended to the ledger and the rows that follow
//! from it are written in the same transaction; then the new checkpoint is signed. Rows are a cache: [`Registry::rebuild`]
//! makes them again from the ledger, [`Registry::audit`] compares. Whoever only looks holds a [`Reader`], which
//! cannot write, by type.
#![deny(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, missing_docs)]
#![deny(clippy::wildcard_enum_match_arm)]

mod accounts;
mod act;
mod audit;
mod audit_entries;
mod backup;
mod books;
mod brief;
mod counts;
mod deed;
mod desk;
mod drafter;
mod drafts;
mod due;
mod fault;
mod files;
mod findings;
mod fold;
mod fold_beside;
mod follow;
mod foresee;
mod halt;
mod holdings;
mod initials;
mod joint;
mod kinds;
mod made;
mod mark;
mod moment;
pub mod needs;
mod office;
mod page;
mod past;
mod persons;
mod pool;
mod public_record;
mod put;
mod reader;
mod rebuild;
mod reminders;
mod report;
mod rows;
mod rows_member;
mod rows_penalty;
mod rows_project;
mod rows_work;
mod schema;
mod seal;
mod search;
mod sessions;
mod sorted;
mod sql;
mod sqlite;
mod standing;
pub mod store;
mod tags;
mod tiles;
mod tray;
mod tries;
mod turned;
mod writer;

pub use accounts::{Account, Disabling, NewAccount, Standing};
pub use act::{Order, Receipt, Unopened, created};
pub use audit::{Difference, Report, audit_folder};
pub use backup::{Target, restore};
pub use drafter::{Drafter, Showing};
pub use drafts::{DRAFT_BYTES, DRAFT_DAYS, Draft, FORM_DRAFT, MOST_DRAFTS};
pub use fault::{Fault, OpenFault, Refused};
pub use files::NewFile;
pub use findings::FindingAt;
pub use foresee::{Foreseen, ForeseenPart, ForeseenWork, Foresight, TouchedMark};
pub use halt::Halt;
pub use kinds::ROW_KINDS;
pub use mark::{AcceptedLabel, LastCheck, ProceedingSummary, PublicMark};
pub use moment::Moment;
pub use office::{Opening, Registry};
pub use page::{Key, Page, Query};
pub use persons::{is_person, new_person};
pub use reader::{EntryAt, Filed, Head, Reader, SealedText};
pub use reminders::{CODE_SECONDS, Confirmed, Confirming, MOST_LETTERS, Reminders};
pub use report::{Concerned, ReportedDuty, concerned_by, papers_before, report_named_by};
pub use rows::{DRAFTING_ROLE, DUTY_LINE, DUTY_REPORT, Row};
pub use rows_member::MEMBERSHIP;
pub use rows_penalty::{PENALTY, UNCLASSIFIED};
pub use rows_project::{CALL, PROJECT, SYSTEM};
pub use seal::{CheckpointFile, Vault};
pub use search::{Section, Sift};
pub use sessions::{FORM_SECONDS, Session, Token};
pub use sorted::Sort;
pub use standing::WITHDRAWN;
pub use tags::cases_of;
pub use tray::{LooseFile, TrayFile, kept_name};
pub use tries::{LONGEST_LOGIN, Throttled, Trying};
pub use turned::Turned;
