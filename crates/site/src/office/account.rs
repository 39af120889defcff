//! One's own account: sessions seen and ended, API tokens made and withdrawn.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::Form as Typed;
use policy::powers::Office;
use registry::{Moment, Token};
use serde::Deserialize;

use crate::frame::{Frame, Section};
use crate::lang::capital;
use crate::office::sign_in::Bare;
use crate::office::{OfficeSite, from_our_page};
use crate::problem::Trouble;
use crate::public::page;
use crate::session::{self, Member, office_in_full};

/// The longest a token may be valid, in days.
const LONGEST_DAYS: i64 = 366;

struct Item {
    id: String,
    title: String,
    under: String,
}

#[derive(Template)]
#[template(path = "account.html")]
struct AccountPage {
    f: Frame,
    csrf: String,
    made: Option<String>,
    /// Whether the password was changed just now.
    is_changed: bool,
    sessions: Vec<Item>,
    tokens: Vec<Item>,
}

/// `GET /account`.
pub(crate) async fn show(
    State(site): State<OfficeSite>,
    Query(told): Query<Told>,
    member: Member,
) -> Result<Response, Trouble> {
    account_page(&site, &member, None, told.told == "password").await
}

/// What was done just before.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Told {
    #[serde(default)]
    told: String,
}

async fn account_page(
    site: &OfficeSite,
    member: &Member,
    made: Option<String>,
    is_changed: bool,
) -> Result<Response, Trouble> {
    let person = member.signed.person.clone();
    let (sessions, tokens, scheme) = site
        .public()
        .look(move |reader| Ok((reader.sessions(&person)?, reader.tokens(&person)?, reader.scheme()?)))
        .await?;
    let visitor = &member.visitor;
    let in_full = |office: &Option<Office>| {
        let office = office.as_ref();
        let words = office.map(|one| office_in_full(site.public().reader(), &scheme, one, visitor.lang));
        words.map(|words| capital(&words)).unwrap_or_default()
    };
    let w = &visitor.w.account;
    let now = site.public().now();
    let at = |seconds: i64| Moment { unix_seconds: seconds }.in_shanghai();
    let sessions = sessions.into_iter().filter(|session| !session::is_over(session, now)).map(|session| {
        let own = if session.digest == member.signed.id { w.this_session } else { "" };
        let office = in_full(&session.office);
        Item {
            title: format!("{office} {own}"),
            under: format!("{} {} · {} {}", w.started, at(session.created), w.last_used, at(session.seen)),
            id: session.digest,
        }
    });
    let tokens = tokens.into_iter().map(|token| {
        let used = if token.used == 0 { w.never.to_owned() } else { at(token.used) };
        let ends = if token.expires <= now.unix_seconds { w.token_expired } else { w.token_ends };
        let office = in_full(&token.office);
        Item {
            title: token.label,
            under: format!(
                "{} {office} · {ends} {} · {} {used}",
                token.scope,
                at(token.expires),
                w.last_used
            ),
            id: token.digest,
        }
    });
    let page_of = AccountPage {
        f: visitor.frame(w.account_title, Section::Other),
        csrf: member.signed.csrf.clone(),
        made,
        is_changed,
        sessions: sessions.collect(),
        tokens: tokens.collect(),
    };
    Ok(page(&page_of)?.into_response())
}

/// `POST /account/sessions/{id}/end`: a person ends their own sessions and nobody else's.
pub(crate) async fn end_session(
    State(site): State<OfficeSite>,
    Path(id): Path<String>,
    member: Member,
    headers: HeaderMap,
    Typed(bare): Typed<Bare>,
) -> Result<Response, Trouble> {
    from_our_page(&site, &member, &headers, bare.csrf())?;
    let (asked, person) = (id.clone(), member.signed.person.clone());
    let own = site.public().look(move |reader| reader.session(&asked)).await?;
    if own.is_none_or(|session| session.person != person) {
        return Err(Trouble::NotOnFile);
    }
    let is_this = id == member.signed.id;
    site.change(move |registry| registry.end_session(&id)).await?;
    if !is_this {
        return Ok(Redirect::to("/account").into_response());
    }
    let mut response = Redirect::to("/").into_response();
    response.headers_mut().append(header::SET_COOKIE, session::set_cookie(site.public(), None));
    Ok(response)
}

/// `POST /account/sessions/end`: every session but this one.
pub(crate) async fn end_others(
    State(site): State<OfficeSite>,
    member: Member,
    headers: HeaderMap,
    Typed(bare): Typed<Bare>,
) -> Result<Redirect, Trouble> {
    from_our_page(&site, &member, &headers, bare.csrf())?;
    let (person, own) = (member.signed.person.clone(), member.signed.id.clone());
    let others = site.public().look(move |reader| reader.sessions(&person)).await?;
    for other in others.into_iter().filter(|session| session.digest != own) {
        site.change(move |registry| registry.end_session(&other.digest)).await?;
    }
    Ok(Redirect::to("/account"))
}

/// A token to be made.
#[derive(Debug, Deserialize)]
pub(crate) struct NewToken {
    csrf: Option<String>,
    #[serde(default)]
    name: String,
    #[serde(default)]
    scope: String,
    #[serde(default)]
    days: String,
}

/// `POST /account/tokens`: makes a token and shows it this once.
pub(crate) async fn make_token(
    State(site): State<OfficeSite>,
    member: Member,
    headers: HeaderMap,
    Typed(new): Typed<NewToken>,
) -> Result<Response, Trouble> {
    from_our_page(&site, &member, &headers, new.csrf.as_ref())?;
    let label: String = new.name.trim().chars().filter(|c| !c.is_control()).take(100).collect();
    let days = new.days.trim().parse::<i64>().ok().filter(|days| (1..=LONGEST_DAYS).contains(days));
    let (Some(days), false) = (days, label.is_empty()) else {
        return Err(Trouble::bad(
            "请填写令牌名称，有效天数为1至366",
            "name the token and give 1 to 366 days",
        ));
    };
    let office = match new.scope.as_str() {
        "metrics" => None,
        // It reads what this office is told, where it is one.
        "read" => member.signed.office.clone(),
        "act" => Some(member.office()?.clone()),
        _ => return Err(Trouble::bad("请选择权限", "choose a scope")),
    };
    let secret = format!("pzb_{}", site.secret());
    let token = Token {
        digest: session::id_of(&secret),
        person: member.signed.person.clone(),
        office,
        scope: new.scope,
        label,
        expires: site.public().now().unix_seconds + days * 86_400,
        used: 0,
    };
    site.change(move |registry| registry.add_token(&token)).await?;
    account_page(&site, &member, Some(secret), false).await
}

/// `POST /account/tokens/{id}/end`.
pub(crate) async fn end_token(
    State(site): State<OfficeSite>,
    Path(id): Path<String>,
    member: Member,
    headers: HeaderMap,
    Typed(bare): Typed<Bare>,
) -> Result<Redirect, Trouble> {
    from_our_page(&site, &member, &headers, bare.csrf())?;
    let (asked, person) = (id.clone(), member.signed.person.clone());
    let own = site.public().look(move |reader| reader.token(&asked)).await?;
    if own.is_none_or(|token| token.person != person) {
        return Err(Trouble::NotOnFile);
    }
    site.change(move |registry| registry.end_token(&id)).await?;
    Ok(Redirect::to("/account"))
}
