//! Accounts, for the administrator: made for a person, given a new password, disabled and opened again. A password that
//! is given is shown once and serves to choose another: the administrator never knows what anybody signs in with.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::Form as Typed;
use policy::scheme::Scheme;
use registry::{Account, DRAFT_DAYS, Disabling, LONGEST_LOGIN, NewAccount, Standing, new_person};
use serde::Deserialize;

use crate::frame::{Frame, Section};
use crate::lang::capital;
use crate::office::people::{OnPerson, administrator, appoint, of_person};
use crate::office::{OfficeSite, from_our_page, password};
use crate::problem::{Finished, Trouble};
use crate::public::filter::encoded;
use crate::public::page;
use crate::session::{self, Member};
use crate::words::fill;

/// The longest name, in characters.
const LONGEST_NAME: usize = 100;

/// Whose account is to be made; nobody's yet unless said.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct For {
    #[serde(default)]
    person: String,
}

/// An account to be made, as typed.
#[derive(Debug, Deserialize)]
pub(crate) struct New {
    csrf: Option<String>,
    #[serde(default)]
    person: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    login: String,
}

#[derive(Template)]
#[template(path = "new_account.html")]
struct NewPage {
    f: Frame,
    csrf: String,
    person: String,
    name: String,
    login: String,
    /// The field that something is wrong with, and what.
    error: Option<(&'static str, String)>,
}

#[derive(Template)]
#[template(path = "given_password.html")]
struct GivenPage {
    f: Frame,
    login: String,
    given: String,
    appoint: String,
    back: String,
}

fn form(member: &Member, typed: New, error: Option<(&'static str, String)>) -> Result<Response, Trouble> {
    let visitor = &member.visitor;
    let prefix = if error.is_some() { visitor.w.frame.error_prefix } else { "" };
    let is_wrong = error.is_some();
    let page_of = NewPage {
        f: visitor.frame(format!("{prefix}{}", visitor.w.people.new_title), Section::Other),
        csrf: member.signed.csrf.clone(),
        person: typed.person,
        name: typed.name,
        login: typed.login,
        error,
    };
    let mut response = page(&page_of)?.into_response();
    if is_wrong {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
        response.extensions_mut().insert(Finished);
    }
    Ok(response)
}

/// `GET /desk/offices/new`.
pub(crate) async fn ask(
    State(site): State<OfficeSite>,
    member: Member,
    Query(of): Query<For>,
) -> Result<Response, Trouble> {
    administrator(&member)?;
    let person = known(&site, of.person).await?;
    form(&member, New { csrf: None, person, name: String::new(), login: String::new() }, None)
}

/// A person who holds or held an office and has no account; empty for somebody new.
async fn known(site: &OfficeSite, person: String) -> Result<String, Trouble> {
    if person.is_empty() {
        return Ok(person);
    }
    let scheme: Scheme = site.public().look(|reader| reader.scheme()).await?;
    let is_known = scheme.holders.list.iter().any(|holder| holder.person == person);
    if is_known { Ok(person) } else { Err(Trouble::NotOnFile) }
}

/// `POST /desk/offices/new`.
pub(crate) async fn make(
    State(site): State<OfficeSite>,
    member: Member,
    headers: HeaderMap,
    Typed(mut typed): Typed<New>,
) -> Result<Response, Trouble> {
    from_our_page(&site, &member, &headers, typed.csrf.as_ref())?;
    administrator(&member)?;
    typed.person = known(&site, typed.person).await?;
    let w = &member.visitor.w.people;
    let name: String = typed.name.trim().chars().filter(|c| is_shown(*c)).take(LONGEST_NAME).collect();
    typed.login = typed.login.trim().chars().take(LONGEST_LOGIN + 1).collect();
    if name.is_empty() {
        return form(&member, typed, Some(("name", w.name_missing.to_owned())));
    }
    if let Some(fault) = password::login_fault(&typed.login) {
        return form(&member, typed, Some(("login", capital(&member.visitor.said(&fault)))));
    }
    let given = given(&site);
    let is_new = typed.person.is_empty();
    let account = NewAccount {
        person: if is_new { new_person(&site.chance()) } else { typed.person.clone() },
        login: typed.login.clone(),
        hash: password::hashed(&site, given.clone()).await?,
        name,
        standing: Standing::ToChoose,
    };
    let (person, now) = (account.person.clone(), site.public().now());
    if !site.change(move |registry| registry.create_account(account, now)).await? {
        return form(&member, typed, Some(("login", w.login_taken.to_owned())));
    }
    tracing::info!(by = %member.signed.person, %person, "an account was made by the administrator");
    told_once(&member, &person, typed.login, given)
}

/// Whether a character of a name is seen: controls, and what only turns or joins the text about it, are not.
fn is_shown(c: char) -> bool {
    let turns = matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
    !c.is_control() && !turns
}

/// 24 hexadecimal digits of chance in groups of four: easily copied by hand.
fn given(site: &OfficeSite) -> String {
    let secret = site.secret();
    let groups: Vec<&str> = (0..6).filter_map(|at| secret.get(at * 4..at * 4 + 4)).collect();
    groups.join("-")
}

fn told_once(member: &Member, person: &str, login: String, given: String) -> Result<Response, Trouble> {
    let page_of = GivenPage {
        f: member.visitor.frame(member.visitor.w.people.given_title, Section::Other),
        login,
        given,
        appoint: appoint(person),
        back: of_person(person),
    };
    Ok(page(&page_of)?.into_response())
}

async fn account_of(site: &OfficeSite, person: &str) -> Result<Account, Trouble> {
    let person = person.to_owned();
    site.public().look(move |reader| reader.account_of(&person)).await?.ok_or(Trouble::NotOnFile)
}

/// `POST /desk/offices/{person}/password`: gives a new password, which serves to choose another; all sessions and tokens
/// end.
pub(crate) async fn give(
    State(site): State<OfficeSite>,
    OnPerson { person, member }: OnPerson,
) -> Result<Response, Trouble> {
    not_own(&member, &person)?;
    let account = account_of(&site, &person).await?;
    let given = given(&site);
    let (of, hash) = (person.clone(), password::hashed(&site, given.clone()).await?);
    site.change(move |registry| registry.set_password(&of, &hash, Standing::ToChoose)).await?;
    tracing::info!(by = %member.signed.person, %person, "a password was given by the administrator");
    told_once(&member, &person, account.login, given)
}

/// Nobody does this to their own account.
fn not_own(member: &Member, person: &str) -> Result<(), Trouble> {
    if person != member.signed.person {
        return Ok(());
    }
    Err(Trouble::bad(
        "不能对自己的账号这样办理：密码请在“账户”中更换，停用由另一位管理员办理",
        "this is not done to one's own account: change the password under Account; another administrator disables it",
    ))
}

#[derive(Template)]
#[template(path = "disable_account.html")]
struct DisablePage {
    f: Frame,
    csrf: String,
    name: String,
    login: String,
    person: String,
    at: String,
    /// What follows, one a line.
    follows: Vec<String>,
    back: String,
}

/// `GET /desk/offices/{person}/disable`: what follows, before it is done.
pub(crate) async fn ask_disable(
    State(site): State<OfficeSite>,
    Path(person): Path<String>,
    member: Member,
) -> Result<Response, Trouble> {
    administrator(&member)?;
    not_own(&member, &person)?;
    let account = account_of(&site, &person).await?;
    let back = of_person(&person);
    if account.standing == Standing::Disabled {
        return Ok(Redirect::to(&back).into_response());
    }
    let (of, now) = (person.clone(), site.public().now());
    let (sessions, tokens, scheme) = site
        .public()
        .look(move |reader| Ok((reader.sessions(&of)?, reader.tokens(&of)?.len(), reader.scheme()?)))
        .await?;
    let sessions = sessions.iter().filter(|session| !session::is_over(session, now)).count();
    let held =
        scheme.holders.list.iter().filter(|it| it.person == person && it.is_in_office(now.day())).count();
    let w = &member.visitor.w.people;
    let page_of = DisablePage {
        f: member.visitor.frame(format!("{} · {}", w.disable_title, account.name), Section::Other),
        csrf: member.signed.csrf.clone(),
        name: account.name,
        login: account.login,
        at: encoded(&person),
        person,
        follows: vec![
            fill(w.disable_sessions, &[&sessions]),
            fill(w.disable_tokens, &[&tokens]),
            fill(w.disable_offices, &[&held]),
            fill(w.disable_drafts, &[&DRAFT_DAYS]),
            w.disable_again.to_owned(),
        ],
        back,
    };
    Ok(page(&page_of)?.into_response())
}

/// `POST /desk/offices/{person}/disable`: the account may not be used any more; all sessions and tokens end.
pub(crate) async fn disable(
    State(site): State<OfficeSite>,
    OnPerson { person, member }: OnPerson,
) -> Result<Redirect, Trouble> {
    not_own(&member, &person)?;
    let (of, now) = (person.clone(), site.public().now());
    match site.change(move |registry| registry.disable_account(&of, now)).await? {
        Disabling::Done => {}
        Disabling::NoAccount => return Err(Trouble::NotOnFile),
        Disabling::TheLast => {
            return Err(Trouble::bad(
                "不能停用最后一位可以登录的管理员的账号",
                "the account of the last administrator who can sign in is not disabled",
            ));
        }
    }
    tracing::info!(by = %member.signed.person, %person, "an account was disabled by the administrator");
    Ok(Redirect::to(&of_person(&person)))
}

/// `POST /desk/offices/{person}/enable`: the account is open again with a password that is given, which serves to choose
/// another.
pub(crate) async fn enable(
    State(site): State<OfficeSite>,
    OnPerson { person, member }: OnPerson,
) -> Result<Response, Trouble> {
    let account = account_of(&site, &person).await?;
    let given = given(&site);
    let (of, hash) = (person.clone(), password::hashed(&site, given.clone()).await?);
    if !site.change(move |registry| registry.enable_account(&of, &hash)).await? {
        return Err(Trouble::bad("该账号没有停用", "the account is not disabled"));
    }
    tracing::info!(by = %member.signed.person, %person, "an account was opened again by the administrator");
    told_once(&member, &person, account.login, given)
}
