//! Who filled a form in. As a rule that is whoever is signed in. A form may come late, though: its session ended by itself,
//! by the person in another tab, by an administrator or with the password, or somebody else signed in here meanwhile. The
//! form's own token still tells to whom it was given (decision 0025): what was typed is kept for that person, who finds it
//! after signing in, and is shown to nobody else. Nothing is done.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, header};
use policy::powers::Office;
use registry::Standing;
use tokio::sync::{Semaphore, SemaphorePermit};

use crate::layers::FORM_BYTES;
use crate::office::{OfficeSite, sign_in};
use crate::problem::Trouble;
use crate::public::filter::encoded;
use crate::session::{self, Member, Signed};
use crate::visitor::Visitor;

/// Where a request with a form comes from, before the form is read.
pub(crate) struct Sender {
    headers: HeaderMap,
    visitor: Visitor,
    member: Option<Member>,
    /// The place for a form that is larger than others, where nobody is signed in.
    room: Option<SemaphorePermit<'static>>,
}

/// How many forms that are larger than others are read at once of whoever is not signed in: so much of what they bring is
/// held, and no more.
static LARGE: Semaphore = Semaphore::const_new(2);

/// The place for a large form, if it is one and there is one.
fn room_for(headers: &HeaderMap) -> Option<SemaphorePermit<'static>> {
    let length = headers.get(header::CONTENT_LENGTH)?.to_str().ok()?.parse::<usize>().ok()?;
    (length > FORM_BYTES).then(|| LARGE.try_acquire().ok()).flatten()
}

impl FromRequestParts<OfficeSite> for Sender {
    type Rejection = Trouble;

    async fn from_request_parts(parts: &mut Parts, site: &OfficeSite) -> Result<Sender, Trouble> {
        let Ok(visitor) = Visitor::from_request_parts(parts, site).await;
        let member = match Member::from_request_parts(parts, site).await {
            Ok(member) => Some(member),
            // Whoever is not signed in may have been when they began to write; of strangers no more is read than of others.
            Err(Trouble::SignInFirst) => {
                let kind = parts.headers.get(header::CONTENT_TYPE).map(HeaderValue::as_bytes);
                if !kind.is_some_and(|kind| kind.starts_with(b"application/x-www-form-urlencoded")) {
                    return Err(Trouble::SignInFirst);
                }
                site.public().bound_heavy(&visitor)?;
                None
            }
            Err(other) => return Err(other),
        };
        let room = if member.is_none() { room_for(&parts.headers) } else { None };
        Ok(Sender { headers: parts.headers.clone(), visitor, member, room })
    }
}

/// Whoever filled a form in, in the office for which they did.
pub(crate) struct Author {
    /// The person.
    pub(crate) member: Member,
    /// The token of the form: whoever lacks it does not guess what is made of it.
    token: String,
    late: Option<Late>,
    /// Held as long as what they sent is.
    _room: Option<SemaphorePermit<'static>>,
}

/// Why a form is kept and nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Late {
    /// Its session is over, and nobody is signed in.
    SignedOut,
    /// Its session is over, and the person began another one.
    SignedInAgain,
    /// Somebody else is signed in.
    Another,
    /// The person acts in another office by now.
    OtherOffice,
}

impl Sender {
    /// The most bytes that are read of the form, where that is fewer than of others: nobody who is not signed in makes us
    /// hold more than any form, but for the few that have a place.
    pub(crate) fn most(&self) -> Option<usize> {
        (self.member.is_none() && self.room.is_none()).then_some(FORM_BYTES)
    }

    /// Who filled in a form with this token.
    ///
    /// # Errors
    /// If it is not from one of our pages, or nobody knows any more whose it is.
    pub(crate) async fn author(self, site: &OfficeSite, csrf: Option<&String>) -> Result<Author, Trouble> {
        let Sender { headers, visitor, member, room } = self;
        let is_own = session::is_own(&headers, site.public().public_url());
        let is_theirs =
            |member: &Member| csrf.is_some_and(|token| session::is_same_secret(token, &member.signed.csrf));
        let refused = if member.is_some() { Trouble::Foreign } else { Trouble::SignInFirst };
        if !is_own {
            return Err(refused);
        }
        let token = csrf.cloned().unwrap_or_default();
        let now_here = match member {
            Some(member) if is_theirs(&member) => {
                return Ok(Author { member, token, late: None, _room: None });
            }
            other => other.map(|member| member.signed.person),
        };
        let Some(signed) = given_to(site, csrf).await? else { return Err(refused) };
        let late = match now_here {
            None => Late::SignedOut,
            Some(person) if person == signed.person => Late::SignedInAgain,
            Some(_) => Late::Another,
        };
        Ok(Author { member: Member { visitor, signed }, token, late: Some(late), _room: room })
    }
}

/// The person to whom a form with this token was given, unless their account is disabled by now. They act in no office yet:
/// that is told by what they filled in.
async fn given_to(site: &OfficeSite, csrf: Option<&String>) -> Result<Option<Signed>, Trouble> {
    let Some(token) = csrf.filter(|token| token.len() == 64).cloned() else { return Ok(None) };
    let now = site.public().now();
    let found = site.public().look(move |reader| match reader.typed_by(&token, now)? {
        Some(person) => reader.account_of(&person),
        None => Ok(None),
    });
    Ok(found.await?.filter(|account| account.standing != Standing::Disabled).map(|account| Signed {
        id: String::new(),
        person: account.person,
        name: account.name,
        office: None,
        office_name: None,
        csrf: String::new(),
        is_stale: false,
    }))
}

impl Author {
    /// The name under which something is kept that came late: the same for the same, and nobody else makes it.
    pub(crate) fn name_of(&self, what: &str) -> String {
        let told = ledger::hex(&ledger::digest(format!("{} {what}", self.token).as_bytes()));
        format!("late-{}", told.get(..32).unwrap_or_default())
    }

    /// Whether what was typed is kept and nothing else.
    pub(crate) fn is_late(&self) -> bool {
        self.late.is_some()
    }

    /// Whether its session is over: whoever sends it need not be who wrote it.
    pub(crate) fn is_of_ended_session(&self) -> bool {
        self.is_late() && !self.is_of_other_office()
    }

    /// Whether it is late only because the person acts in another office by now.
    pub(crate) fn is_of_other_office(&self) -> bool {
        self.late == Some(Late::OtherOffice)
    }

    /// Takes the office that a form names: another one of the person may be chosen by now, in a second tab perhaps.
    ///
    /// # Errors
    /// If it is not held any more.
    pub(crate) async fn acting(&mut self, site: &OfficeSite, acting: Option<&String>) -> Result<(), Trouble> {
        match acting.and_then(|office| serde_json::from_str(office).ok()) {
            Some(office) => self.take(site, office).await,
            None => Ok(()),
        }
    }

    async fn take(&mut self, site: &OfficeSite, office: Office) -> Result<(), Trouble> {
        if self.member.signed.office.as_ref() == Some(&office) {
            return Ok(());
        }
        let held = sign_in::offices(site, &self.member.signed.person, site.public().now()).await?;
        if !held.contains(&office) {
            return Err(Trouble::Forbidden);
        }
        self.member.signed.office = Some(office);
        self.late.get_or_insert(Late::OtherOffice);
        Ok(())
    }

    /// Takes the office in which the person keeps a draft.
    ///
    /// # Errors
    /// As [`Author::acting`].
    pub(crate) async fn in_office_of(&mut self, site: &OfficeSite, draft: String) -> Result<(), Trouble> {
        let person = self.member.signed.person.clone();
        let kept = site.public().look(move |reader| reader.draft(&draft, &person)).await?;
        match kept {
            Some(draft) => self.take(site, draft.office).await,
            None => Ok(()),
        }
    }

    /// The answer to a form that is only kept; `page` shows what was typed, to its author alone.
    ///
    /// # Errors
    /// The answer, unless the form is in time.
    pub(crate) fn in_time(&self, page: impl FnOnce() -> String) -> Result<(), Trouble> {
        let told = |page: String| {
            let joint = if page.contains('?') { '&' } else { '?' };
            match page.split_once('#') {
                Some((page, place)) => format!("{page}{joint}kept=1#{place}"),
                None => format!("{page}{joint}kept=1"),
            }
        };
        match self.late {
            None => Ok(()),
            Some(Late::SignedOut) => {
                Err(Trouble::SeeKept(format!("/sign-in?kept=1&next={}", encoded(&told(page())))))
            }
            Some(Late::SignedInAgain) => Err(Trouble::SeeKept(told(page()))),
            Some(Late::OtherOffice) => Err(Trouble::OtherOffice(page())),
            Some(Late::Another) => Err(Trouble::KeptForAnother),
        }
    }
}
