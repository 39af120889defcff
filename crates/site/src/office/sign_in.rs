//! Signing in with a local account: Argon2id, slowed by login and by address, the same answer in the same
//! time whether the login exists or not, and a new token at each sign-in.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::Form as Typed;
use policy::powers::Office;
use registry::{Account, LONGEST_LOGIN, Moment, Session, Standing, Trying};
use serde::Deserialize;

use crate::bound::network;
use crate::frame::{Frame, Section};
use crate::lang::capital;
use crate::office::{OfficeSite, from_our_page, password};
use crate::problem::{Finished, Trouble};
use crate::public::mark::Page;
use crate::public::{address, page};
use crate::session::{self, IDLE_SECONDS, LONGEST_SECONDS, Member};
use crate::visitor::Visitor;
use crate::words::fill;

/// What is typed.
#[derive(Debug, Deserialize)]
pub(crate) struct Credentials {
    #[serde(default)]
    login: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    next: String,
}

/// Where to go after.
#[derive(Debug, Deserialize)]
pub(crate) struct Next {
    #[serde(default)]
    next: String,
}

#[derive(Template)]
#[template(path = "sign_in.html")]
struct SignInPage {
    f: Frame,
    error: Option<String>,
    is_secure: bool,
    login: String,
    next: String,
}

fn form(
    site: &OfficeSite,
    visitor: &Visitor,
    (login, next): (String, String),
    error: Option<String>,
) -> Result<Response, Trouble> {
    let w = &visitor.w;
    let prefix = if error.is_some() { w.frame.error_prefix } else { "" };
    let f = visitor.frame(format!("{prefix}{}", w.account.sign_in_title), Section::Other);
    let is_secure = site.public().secure_cookies();
    Ok(page(&SignInPage { f, error, is_secure, login, next })?.into_response())
}

/// `GET /sign-in`.
pub(crate) async fn ask(
    State(site): State<OfficeSite>,
    Query(next): Query<Next>,
    visitor: Visitor,
) -> Result<Response, Trouble> {
    form(&site, &visitor, (String::new(), inside(&next.next)), None)
}

/// An address of ours to go to, never somebody else's. Browsers drop tabs and line breaks and take `\` for `/` before
/// they look where an address leads, so only what no browser changes is taken: visible ASCII, one `/` at the start,
/// and no empty part in the path.
pub(super) fn inside(next: &str) -> String {
    let is_plain = next.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    let path = next.split(['?', '#']).next().unwrap_or_default();
    let is_ours = is_plain && path.starts_with('/') && !path.contains("//");
    if is_ours { next.to_owned() } else { "/desk".to_owned() }
}

/// `POST /sign-in`.
pub(crate) async fn sign_in(
    State(site): State<OfficeSite>,
    visitor: Visitor,
    headers: HeaderMap,
    Typed(typed): Typed<Credentials>,
) -> Result<Response, Trouble> {
    if !session::is_own(&headers, site.public().public_url()) {
        return Err(Trouble::Foreign);
    }
    site.public().bound_sign_in(&visitor)?;
    let w = &visitor.w.account;
    let now = site.public().now();
    // A login that is too long is nobody's: it is neither looked up nor shown again.
    let login = typed.login.trim().to_owned();
    let login = if login.chars().count() > LONGEST_LOGIN { String::new() } else { login };
    let who = trying(&visitor, &typed.login);
    let begun = who.clone();
    if let Err(seconds) = site.change(move |registry| registry.begin_try(begun, now)).await? {
        let error = fill(w.wait, &[&seconds]);
        let mut response = form(&site, &visitor, (login, inside(&typed.next)), Some(error))?;
        *response.status_mut() = StatusCode::TOO_MANY_REQUESTS;
        response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
        response.extensions_mut().insert(Finished);
        return Ok(response);
    }
    let Some(account) = password::verified(&site, login.clone(), typed.password).await? else {
        let mut response = form(&site, &visitor, (login, inside(&typed.next)), Some(w.wrong.to_owned()))?;
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
        response.extensions_mut().insert(Finished);
        return Ok(response);
    };
    site.change(move |registry| registry.end_try(who)).await?;
    if account.standing == Standing::ToChoose {
        return password::ask_first(&visitor, account.login, inside(&typed.next));
    }
    end_former(&site, &visitor).await?;
    begin(&site, account, now, &inside(&typed.next)).await
}

/// A session that was open in this browser ends: its token must not outlive the change of person.
pub(super) async fn end_former(site: &OfficeSite, visitor: &Visitor) -> Result<(), Trouble> {
    let Some(old) = visitor.signed.as_ref().map(|signed| signed.id.clone()) else { return Ok(()) };
    site.change(move |registry| registry.end_session(&old)).await.map(drop)
}

/// Who tries: a login, from a network.
pub(super) fn trying(visitor: &Visitor, login: &str) -> Trying {
    Trying::new(login.trim(), network(address(visitor)))
}

/// The offices a person holds on a day.
pub(super) async fn offices(site: &OfficeSite, person: &str, now: Moment) -> Result<Vec<Office>, Trouble> {
    let (person, day) = (person.to_owned(), now.day());
    let scheme = site.public().look(|reader| reader.scheme()).await?;
    let mut held: Vec<Office> = scheme
        .holders
        .list
        .iter()
        .filter(|holder| holder.person == person && scheme.holds(&person, &holder.office, day))
        .map(|holder| holder.office.clone())
        .collect();
    held.sort();
    held.dedup();
    Ok(held)
}

/// Begins a session, and goes on where one wanted to or where the office is chosen.
pub(super) async fn begin(
    site: &OfficeSite,
    account: Account,
    now: Moment,
    next: &str,
) -> Result<Response, Trouble> {
    let token = site.secret();
    let held = offices(site, &account.person, now).await?;
    let sole = match held.as_slice() {
        [office] => Some(office.clone()),
        _ => None,
    };
    let goes_on = sole.is_some();
    let session = Session {
        digest: session::id_of(&token),
        person: account.person,
        office: sole,
        form_token: site.secret(),
        created: now.unix_seconds,
        seen: now.unix_seconds,
    };
    let oldest = Moment { unix_seconds: now.unix_seconds - LONGEST_SECONDS };
    let idle_since = Moment { unix_seconds: now.unix_seconds - IDLE_SECONDS };
    let verified = account.hash;
    let begun = site.change(move |registry| registry.begin_session(&session, &verified, oldest, idle_since));
    if !begun.await? {
        // Another password was chosen, or given, while this one was looked at.
        return Ok(Redirect::to("/sign-in").into_response());
    }
    let to = if goes_on {
        next.to_owned()
    } else {
        format!("/account/office?next={}", crate::public::filter::encoded(next))
    };
    let mut response = Redirect::to(&to).into_response();
    response.headers_mut().append(header::SET_COOKIE, session::set_cookie(site.public(), Some(&token)));
    Ok(response)
}

/// What a form with nothing but its token brings.
#[derive(Debug, Deserialize)]
pub(crate) struct Bare {
    csrf: Option<String>,
}

impl Bare {
    /// The token of the form.
    pub(crate) fn csrf(&self) -> Option<&String> {
        self.csrf.as_ref()
    }
}

/// `POST /sign-out`.
pub(crate) async fn sign_out(
    State(site): State<OfficeSite>,
    member: Member,
    headers: HeaderMap,
    Typed(bare): Typed<Bare>,
) -> Result<Response, Trouble> {
    from_our_page(&site, &member, &headers, bare.csrf())?;
    let id = member.signed.id.clone();
    site.change(move |registry| registry.end_session(&id)).await?;
    let mut response = Redirect::to("/").into_response();
    response.headers_mut().append(header::SET_COOKIE, session::set_cookie(site.public(), None));
    Ok(response)
}

struct Choice {
    value: String,
    word: String,
    is_chosen: bool,
}

#[derive(Template)]
#[template(path = "offices.html")]
struct OfficesPage {
    f: Frame,
    csrf: String,
    next: String,
    offices: Vec<Choice>,
}

/// `GET /account/office`: choose the office to act in.
pub(crate) async fn choose_office(
    State(site): State<OfficeSite>,
    Query(next): Query<Next>,
    member: Member,
) -> Page {
    let visitor = &member.visitor;
    let held = offices(&site, &member.signed.person, site.public().now()).await?;
    let scheme = site.public().look(|reader| reader.scheme()).await?;
    let in_full = |office| session::office_in_full(site.public().reader(), &scheme, office, visitor.lang);
    let choices = held.iter().map(|office| Choice {
        value: serde_json::to_string(office).unwrap_or_default(),
        word: capital(&in_full(office)),
        is_chosen: member.signed.office.as_ref() == Some(office),
    });
    page(&OfficesPage {
        f: visitor.frame(visitor.w.account.offices_title, Section::Other),
        csrf: member.signed.csrf.clone(),
        next: inside(&next.next),
        offices: choices.collect(),
    })
}

/// The office chosen.
#[derive(Debug, Deserialize)]
pub(crate) struct Chosen {
    csrf: Option<String>,
    #[serde(default)]
    office: String,
    #[serde(default)]
    next: String,
}

/// `POST /account/office`.
pub(crate) async fn take_office(
    State(site): State<OfficeSite>,
    member: Member,
    headers: HeaderMap,
    Typed(chosen): Typed<Chosen>,
) -> Result<Redirect, Trouble> {
    from_our_page(&site, &member, &headers, chosen.csrf.as_ref())?;
    let office: Office = serde_json::from_str(&chosen.office)
        .map_err(|_| Trouble::bad("请选择一个职权", "choose an office"))?;
    let held = offices(&site, &member.signed.person, site.public().now()).await?;
    if !held.contains(&office) {
        return Err(Trouble::Forbidden);
    }
    let id = member.signed.id.clone();
    site.change(move |registry| registry.session_office(&id, &office)).await?;
    Ok(Redirect::to(&inside(&chosen.next)))
}
