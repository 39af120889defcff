//! The policy: 浙市监质〔2019〕6号 as pure functions. Facts in, findings out.
//!
//! No clock, no database, no I/O: the day is an argument, everything on file is a value. The chapters of the
//! policy are the folders of this crate, so who knows the text knows the tree:
//!
//! | chapter | folder | clauses here |
//! |---|---|---|
//! | I whom the brand cultivates | [`enterprise`] | facts |
//! | II standards | [`standard`] | 3, 4 |
//! | III certification | [`certification`] | facts for 8 and 9 |
//! | IV authorisation | [`authorization`] | 8, 9 |
//! | V supervision | [`supervision`] | 10, 11, 12 (label filings) |
//!
//! A change is a [`command::Command`]; [`decide::decide`] turns it into events or a refusal with findings;
//! [`apply`] folds events into dossiers; [`lints`] look at the outcome with other eyes.
#![deny(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, missing_docs)]
#![deny(clippy::wildcard_enum_match_arm)]

mod act;
mod act_kind;
pub mod admission;
pub mod apply;
pub mod article;
pub mod authorization;
pub mod calendar;
pub mod certification;
mod cited;
pub mod command;
pub mod decide;
pub mod division;
pub mod dossier_faults;
pub mod dossier_file;
pub mod enterprise;
mod erase;
pub mod event;
pub mod finding;
pub mod ground;
pub mod industry;
pub mod lints;
mod named;
mod office;
pub mod paper;
pub mod parameters;
pub mod powers;
pub mod question;
pub mod receipt_file;
pub mod rule;
pub mod rules;
pub mod scheme;
pub mod seen;
pub mod standard;
pub mod supervision;
mod text;
mod trace;
pub mod writing;
