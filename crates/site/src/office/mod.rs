//! For whoever is signed in: the desk, the cases, the acts, the account. The only part of the site that holds
//! the [`Registry`] and so can change anything.

pub(crate) mod account;
pub(crate) mod accounts;
pub(crate) mod act;
mod asked;
pub(crate) mod author;
mod beside;
mod body;
pub(crate) mod called;
pub(crate) mod case;
mod case_acts;
pub(crate) mod case_entries;
pub(crate) mod case_files;
mod case_history;
pub(crate) mod case_page;
mod case_verdicts;
mod choices;
mod choices_project;
pub(crate) mod coaching;
pub(crate) mod declare;
pub(crate) mod desk;
mod desk_days;
mod desk_file;
pub(crate) mod desk_list;
mod desk_papers;
pub(crate) mod desk_row;
mod desk_work;
mod drafter;
pub(crate) mod event;
mod event_project;
pub(crate) mod experts;
pub(crate) mod file_list;
pub(crate) mod finding;
pub(crate) mod fits;
pub(crate) mod foresight;
mod foresight_seen;
mod in_the_way;
mod joint;
pub(crate) mod names;
pub(crate) mod of_project;
pub(crate) mod on_file;
mod on_file_record;
mod outlived;
mod own;
mod own_decided;
pub(crate) mod password;
pub(crate) mod people;
pub(crate) mod people_list;
pub(crate) mod photos;
mod prefill;
mod project_verdicts;
pub(crate) mod reach;
pub(crate) mod receipt_file;
pub(crate) mod reminders;
mod reported;
mod ripe;
pub(crate) mod search;
pub(crate) mod sign_in;
pub(crate) mod starting;
mod test_items;
mod turning;
mod unclassified;
pub(crate) mod unfinished;
pub(crate) mod upload;
mod waits;
mod waits_project;
mod weighing;

use std::sync::Arc;

use axum::extract::FromRef;
use axum::http::HeaderMap;
use registry::{Foreseen, Order, Receipt, Refused, Registry};
use tokio::sync::{Mutex, Semaphore};

use crate::Site;
use crate::letter::Post;
use crate::problem::Trouble;
use crate::public::{PublicSite, artwork, aside};
use crate::session::{self, Member};

/// What pages for members may touch.
#[derive(Clone)]
pub(crate) struct OfficeSite {
    public: PublicSite,
    registry: Registry,
    entropy: Arc<dyn Fn() -> [u8; 32] + Send + Sync>,
    hashing: Arc<Semaphore>,
    drafts: Arc<Mutex<()>>,
    post: Option<Post>,
}

/// The most passwords that are hashed at once.
const HASHING: usize = 4;

impl FromRef<OfficeSite> for PublicSite {
    fn from_ref(site: &OfficeSite) -> PublicSite {
        site.public.clone()
    }
}

impl OfficeSite {
    /// The office behind the public part of a site.
    pub(crate) fn new(site: &Site, public: PublicSite) -> OfficeSite {
        OfficeSite {
            public,
            registry: site.registry.clone(),
            entropy: Arc::clone(&site.entropy),
            hashing: Arc::new(Semaphore::new(HASHING)),
            drafts: Arc::new(Mutex::new(())),
            post: site.post.clone(),
        }
    }

    /// The turn of whoever reads a draft to write it anew.
    pub(crate) fn drafts(&self) -> &Mutex<()> {
        &self.drafts
    }

    /// What letters need, where whoever runs the platform has set it up.
    pub(crate) fn post(&self) -> Option<&Post> {
        self.post.as_ref()
    }

    /// The public part.
    pub(crate) fn public(&self) -> &PublicSite {
        &self.public
    }

    /// The places at which passwords are hashed.
    pub(crate) fn hashing(&self) -> &Semaphore {
        &self.hashing
    }

    /// 32 bytes of chance.
    pub(crate) fn chance(&self) -> [u8; 32] {
        (self.entropy)()
    }

    /// 64 hexadecimal digits of chance.
    pub(crate) fn secret(&self) -> String {
        ledger::hex(&(self.entropy)())
    }

    /// Brings an order to the office and waits until it is durable, away from the threads that answer.
    ///
    /// # Errors
    /// If it is refused, was done otherwise before, or something is wrong on our side.
    pub(crate) async fn act(&self, order: Order) -> Result<Receipt, Refused> {
        let (registry, reader) = (self.registry.clone(), self.public.reader().clone());
        let done = tokio::task::spawn_blocking(move || {
            artwork::fits(&reader, &order)?;
            registry.act(order)
        })
        .await;
        let result = match done {
            Ok(result) => result,
            Err(fault) => Err(Refused::Fault(registry::Fault::Stopped(format!(
                "the task of an act ended early: {fault}"
            )))),
        };
        self.public.metrics().act(match &result {
            Ok(receipt) if receipt.repeated => "repeated",
            Ok(_) => "done",
            Err(Refused::Refusal(_)) => "refused",
            Err(Refused::Conflict(_)) => "conflict",
            Err(Refused::Fault(_)) => "fault",
        });
        result
    }

    /// What would come of an order, with nothing written, away from the threads that answer.
    ///
    /// # Errors
    /// If it would be refused, or something is wrong on our side.
    pub(crate) async fn foresee(&self, order: Order) -> Result<Foreseen, Refused> {
        let reader = self.public.reader().clone();
        let done = tokio::task::spawn_blocking(move || {
            artwork::fits(&reader, &order)?;
            reader.foresee(&order)
        })
        .await;
        done.unwrap_or_else(|fault| {
            Err(Refused::Fault(registry::Fault::Stopped(format!("the task of a look ended early: {fault}"))))
        })
    }

    /// Changes something outside the ledger (sessions, tokens), away from the threads that answer.
    ///
    /// # Errors
    /// A fault of the office.
    pub(crate) async fn change<T: Send + 'static>(
        &self,
        change: impl FnOnce(&Registry) -> Result<T, registry::Fault> + Send + 'static,
    ) -> Result<T, Trouble> {
        let registry = self.registry.clone();
        aside(move || change(&registry).map_err(Trouble::from)).await
    }
}

/// Refuses a form that was not sent from one of our pages by the person who is signed in.
///
/// # Errors
/// If the browser says it comes from elsewhere, or the token of the form is not the session's.
pub(crate) fn from_our_page(
    site: &OfficeSite,
    member: &Member,
    headers: &HeaderMap,
    csrf: Option<&String>,
) -> Result<(), Trouble> {
    let is_token = csrf.is_some_and(|token| session::is_same_secret(token, &member.signed.csrf));
    if is_token && session::is_own(headers, site.public().public_url()) {
        Ok(())
    } else {
        Err(Trouble::Foreign)
    }
}
