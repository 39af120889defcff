//! The pages: the only crate that knows HTTP and HTML. Every page is made on the server and works without a
//! line of script.
//!
//! | part | what |
//! |---|---|
//! | `routes` | every address on one screen |
//! | `public` | for anyone: the page behind a code, registers, rules, the ledger; knows a [`registry::Reader`] only |
//! | `reports` | figures counted from a register, each with its clause and its list |
//! | `office` | for whoever is signed in: desk, cases, acts |
//! | `remind`, `letter` | reminders by e-mail: whom, when and what, and the letter as a file |
//! | `papers` | papers of an entry, issuing them, and the check of a file |
//! | `acts` | the forms of all acts, one row each |
//! | `api` | `/api/v1` and its description |
//! | `json` | JSON from strangers, with every fault named |
//! | `problem` | the one mapping from what goes wrong to what is answered |
//! | `words` | every word in Chinese and English |
#![deny(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod acts;
mod api;
mod assets;
mod bound;
mod days;
mod frame;
mod health;
pub mod json;
mod lang;
mod layers;
mod letter;
mod metrics;
mod office;
mod pace;
mod pages;
pub mod papers;
mod problem;
mod problem_text;
mod proxies;
mod public;
mod remind;
mod reports;
mod routes;
mod serve;
mod session;
mod tone;
mod tongue;
mod visitor;
mod when;
mod words;

use std::sync::Arc;

use registry::{Moment, Registry};

pub use crate::acts::{CaseKind, form_samples, form_words};
pub use crate::lang::Lang;
pub use crate::letter::{Outbox, Post, Sender};
pub use crate::office::declare::sniff::{Refused as FileRefused, file_type};
pub use crate::office::on_file::{Speaks, line_on_file, lines_on_file, scheme_lines_on_file};
pub use crate::office::password::{login_fault, password_fault, password_hash};
pub use crate::office::photos::may_send as may_send_files;
pub use crate::pace::Pace;
pub use crate::pages::{Answer, Pages};
pub use crate::proxies::{Proxies, ProxyFault};
pub use crate::public::duties::review_verdicts;
pub use crate::remind::{Passed, Reminding};
pub use crate::reports::figures;
pub use crate::routes::{ADDRESSES, Address, Audience};
pub use crate::serve::{Limits, serve};
pub use crate::words::catalogue;

/// What the program knows of itself.
#[derive(Debug, Clone, Default)]
pub struct BuildInfo {
    /// Version.
    pub version: String,
    /// Commit it was built from, if known.
    pub commit: String,
}

/// Everything the pages need from the program that serves them.
#[derive(Clone)]
pub struct Site {
    /// The office.
    pub registry: Registry,
    /// The clock.
    pub clock: Arc<dyn Fn() -> Moment + Send + Sync>,
    /// A clock that only counts up, in microseconds, for measuring how long an answer took.
    pub stopwatch: Arc<dyn Fn() -> u64 + Send + Sync>,
    /// Secure random bytes.
    pub entropy: Arc<dyn Fn() -> [u8; 32] + Send + Sync>,
    /// The address under which the public reaches it, without a slash at the end.
    pub public_url: String,
    /// Whether the data are a demonstration: every page says so.
    pub is_demo: bool,
    /// Whether cookies are for encrypted connections only. False is for plain HTTP on one machine.
    pub secure_cookies: bool,
    /// The proxies whose word is taken on where a request comes from.
    pub trusted_proxies: Proxies,
    /// What letters need; none where whoever runs the platform has not set reminders up.
    pub post: Option<Post>,
    /// What the program knows of itself.
    pub build: BuildInfo,
}

/// The whole site, as [`serve`] serves it: bounds per address and the private addresses need to know where a request
/// comes from, by `ConnectInfo<SocketAddr>`.
pub fn router(site: Site) -> Pages {
    routes::router(site)
}

/// Routes that are not ours, in everything that surrounds our pages: the number of the request, security headers,
/// bounds, counters. The benchmark asks what a page costs beside a handler that looks nothing up.
pub fn surrounded(site: &Site, routes: axum::Router) -> axum::Router {
    layers::surround(routes, public::PublicSite::new(site))
}
