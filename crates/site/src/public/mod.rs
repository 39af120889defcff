//! The public side: whoever has a browser. Its state holds a [`Reader`], which can look and cannot write.

pub(crate) mod against;
pub(crate) mod artwork;
pub(crate) mod asking;
pub(crate) mod bare;
pub(crate) mod calls;
pub(crate) mod choice;
pub(crate) mod columns;
pub(crate) mod comment;
pub(crate) mod data;
mod data_derived;
mod data_duties;
mod data_file;
pub(crate) mod decisions;
pub(crate) mod diff;
pub(crate) mod duties;
pub(crate) mod duties_told;
pub(crate) mod export;
pub(crate) mod filter;
mod form;
pub(crate) mod ground;
pub(crate) mod happened;
pub(crate) mod home;
pub(crate) mod ledger;
pub(crate) mod maker;
pub(crate) mod mark;
mod mark_json;
mod mark_none;
mod mark_page;
pub(crate) mod members;
pub(crate) mod of_industry;
pub(crate) mod offer;
pub(crate) mod order;
pub(crate) mod powers;
pub(crate) mod project;
mod project_grounds;
pub(crate) mod project_led;
pub(crate) mod project_view;
pub(crate) mod registers;
pub(crate) mod reported;
mod reported_before;
pub(crate) mod reported_list;
pub(crate) mod reported_page;
pub(crate) mod rules;
pub(crate) mod searching;
mod standard_lives;
pub(crate) mod standard_state;
pub(crate) mod standards;
pub(crate) mod systems;
pub(crate) mod table;
pub(crate) mod table_file;
mod table_kept;
pub(crate) mod told;
pub(crate) mod versions;

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use policy::calendar::Day;
use policy::command::Act;
use policy::command::ActKind;
use policy::enterprise::credit_code::CreditCode;
use policy::standard::project::act::ProjectActKind;
use registry::{Fault, Moment, Reader};

use crate::bound::{Bound, network};
use crate::days;
use crate::metrics::Metrics;
use crate::problem::Trouble;
use crate::proxies::Proxies;
use crate::public::artwork::{Emblem, Emblems};
use crate::public::data::Files;
use crate::public::form::Forms;
use crate::public::table_kept::Tables;
use crate::reports::Shelf;
use crate::tongue;
use crate::visitor::Visitor;
use crate::when::When;
use crate::{BuildInfo, Site};

/// What public pages may touch.
#[derive(Clone)]
pub(crate) struct PublicSite(Arc<Inner>);

struct Inner {
    reader: Reader,
    clock: Arc<dyn Fn() -> Moment + Send + Sync>,
    stopwatch: Arc<dyn Fn() -> u64 + Send + Sync>,
    public_url: String,
    is_demo: bool,
    secure_cookies: bool,
    proxies: Proxies,
    build: BuildInfo,
    metrics: Metrics,
    tables: Tables,
    forms: Forms,
    emblems: Emblems,
    reports: Shelf,
    files: Files,
    heavy: Bound,
    sign_in: Bound,
    comments: Bound,
    /// Of persons with an account.
    member_comments: Bound<String>,
    request_start: String,
    request_next: AtomicU64,
}

impl PublicSite {
    /// The public part of a site.
    pub(crate) fn new(site: &Site) -> PublicSite {
        let start = (site.entropy)();
        PublicSite(Arc::new(Inner {
            reader: site.registry.reader(),
            clock: Arc::clone(&site.clock),
            stopwatch: Arc::clone(&site.stopwatch),
            public_url: site.public_url.trim_end_matches('/').to_owned(),
            is_demo: site.is_demo,
            secure_cookies: site.secure_cookies,
            proxies: site.trusted_proxies.clone(),
            build: site.build.clone(),
            metrics: Metrics::default(),
            tables: Tables::default(),
            forms: Forms::default(),
            emblems: Emblems::default(),
            reports: Shelf::default(),
            files: Files::default(),
            heavy: Bound::new(120, 600),
            sign_in: Bound::new(20, 20),
            comments: Bound::new(5, 2),
            member_comments: Bound::new(5, 2),
            request_start: ::ledger::hex(&start[..4]),
            request_next: AtomicU64::new(1),
        }))
    }

    /// What can look.
    pub(crate) fn reader(&self) -> &Reader {
        &self.0.reader
    }

    /// Now.
    pub(crate) fn now(&self) -> Moment {
        (self.0.clock)()
    }

    /// The civil day in Shanghai.
    pub(crate) fn today(&self) -> Day {
        self.now().day()
    }

    /// Microseconds on a clock that only counts up.
    pub(crate) fn stopwatch(&self) -> u64 {
        (self.0.stopwatch)()
    }

    /// The address under which the public reaches it.
    pub(crate) fn public_url(&self) -> &str {
        &self.0.public_url
    }

    /// Whether the data are a demonstration.
    pub(crate) fn is_demo(&self) -> bool {
        self.0.is_demo
    }

    /// Whether cookies are for encrypted connections only.
    pub(crate) fn secure_cookies(&self) -> bool {
        self.0.secure_cookies
    }

    /// The proxies whose word is taken on where a request comes from.
    pub(crate) fn proxies(&self) -> &Proxies {
        &self.0.proxies
    }

    /// What the program knows of itself.
    pub(crate) fn build(&self) -> &BuildInfo {
        &self.0.build
    }

    /// Counters.
    pub(crate) fn metrics(&self) -> &Metrics {
        &self.0.metrics
    }

    /// Comparison tables ready to show.
    pub(crate) fn tables(&self) -> &Tables {
        &self.0.tables
    }

    /// Reports of today.
    pub(crate) fn reports(&self) -> &Shelf {
        &self.0.reports
    }

    /// Public registers as files.
    fn files(&self) -> &Files {
        &self.0.files
    }

    /// The official picture of the mark today, if the federation has put one on file.
    pub(crate) fn emblem(&self) -> Option<Arc<Emblem>> {
        self.0.emblems.today(&self.0.reader, self.today())
    }

    /// Forms of the page behind a code.
    fn forms(&self) -> &Forms {
        &self.0.forms
    }

    /// The name that an enterprise has, or had then; its code where the register has none.
    pub(crate) fn maker_name(&self, code: &str, when: &When) -> String {
        let name = if when.is_dated {
            let code = CreditCode::parse_overridden(code).ok();
            let found = code.and_then(|code| self.reader().dossier_seen(code, when.seen).ok().flatten());
            found.map(|filed| filed.value.name())
        } else {
            self.reader().row("enterprise", code).ok().flatten().map(|row| row.title)
        };
        name.unwrap_or_else(|| code.to_owned())
    }

    /// A number for the next request: the start of this process, and a count.
    pub(crate) fn next_request(&self) -> String {
        let count = self.0.request_next.fetch_add(1, Ordering::Relaxed);
        format!("{}-{count:06}", self.0.request_start)
    }

    /// Looks something up that takes longer than a point read, away from the threads that answer.
    ///
    /// # Errors
    /// The fault of the reader, or of the task.
    pub(crate) async fn look<T: Send + 'static>(
        &self,
        look: impl FnOnce(&Reader) -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, Trouble> {
        let reader = self.0.reader.clone();
        aside(move || look(&reader).map_err(Trouble::from)).await
    }

    /// Takes one of the address's tokens for something expensive.
    ///
    /// # Errors
    /// If it has none left.
    pub(crate) fn bound_heavy(&self, visitor: &Visitor) -> Result<(), Trouble> {
        self.0.heavy.take(network(address(visitor)), self.now().unix_seconds).map_err(Trouble::TooMany)
    }

    /// Takes one of the address's tokens for a comment that needs no account.
    ///
    /// # Errors
    /// If it has none left: the seconds to wait.
    pub(crate) fn bound_comments(&self, visitor: &Visitor) -> Result<(), u64> {
        self.0.comments.take(network(address(visitor)), self.now().unix_seconds)
    }

    /// Takes one of a person's tokens, where an act is a comment: an account is no licence to flood a consultation.
    ///
    /// # Errors
    /// If it has none left.
    pub(crate) fn bound_comments_of(&self, person: &str, act: &Act) -> Result<(), Trouble> {
        if act.kind() != ActKind::OnProject(ProjectActKind::Comment) {
            return Ok(());
        }
        let taken = self.0.member_comments.take(person.to_owned(), self.now().unix_seconds);
        taken.map_err(Trouble::TooMany)
    }

    /// Takes one of the address's tokens for an attempt to sign in.
    ///
    /// # Errors
    /// If it has none left.
    pub(crate) fn bound_sign_in(&self, visitor: &Visitor) -> Result<(), Trouble> {
        self.0.sign_in.take(network(address(visitor)), self.now().unix_seconds).map_err(Trouble::TooMany)
    }
}

/// Where a visitor comes from; behind a server that does not say, everybody shares one bucket.
pub(crate) fn address(visitor: &Visitor) -> IpAddr {
    visitor.glimpse.address.unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED))
}

/// Runs what blocks away from the threads that answer.
///
/// # Errors
/// What it answers, or a fault if it panicked.
pub(crate) async fn aside<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Trouble> + Send + 'static,
) -> Result<T, Trouble> {
    match tokio::task::spawn_blocking(work).await {
        Ok(done) => done,
        Err(fault) => Err(Trouble::Fault(format!("a task ended early: {fault}"))),
    }
}

/// A page, or the fault of its template.
pub(crate) fn page(template: &impl askama::Template) -> Result<axum::response::Html<String>, Trouble> {
    rendered(template).map(shown_signs).map(axum::response::Html)
}

/// The page without signs that steer terminals and devices, whoever brought them into it: no address and no field puts one
/// there. What HTML takes stays.
pub(crate) fn shown_signs(page: String) -> String {
    let steers = |sign: char| sign.is_control() && !matches!(sign, '\n' | '\r' | '\t');
    if page.contains(steers) { page.replace(steers, "\u{fffd}") } else { page }
}

/// The text of a template with its days and its names as they are read, or its fault.
pub(crate) fn rendered(template: &impl askama::Template) -> Result<String, Trouble> {
    let page = template.render().map_err(|fault| Trouble::Fault(format!("a template failed: {fault}")))?;
    Ok(tongue::marked(days::told(page)))
}
