//! Passwords: what is taken for one, how it is kept, and choosing one's own. Whoever was given a password by the
//! administrator chooses another before a session begins.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum_extra::extract::Form as Typed;
use policy::article::Said;
use registry::{Account, LONGEST_LOGIN, Standing};
use serde::Deserialize;

use crate::frame::{Frame, Section};
use crate::lang::capital;
use crate::office::sign_in::{begin, end_former, inside, trying};
use crate::office::{OfficeSite, from_our_page};
use crate::problem::{Finished, Trouble};
use crate::public::{aside, page};
use crate::session::{self, Member};
use crate::visitor::Visitor;
use crate::words::fill;

/// The shortest password, in characters.
const SHORTEST_PASSWORD: usize = 12;
/// The longest, in characters: a bound on the work of hashing.
const LONGEST_PASSWORD: usize = 256;
/// How many different characters there are in one at least.
const FEWEST_DIFFERENT: usize = 5;

/// What is wrong with a login that somebody is to have; `None` if nothing is.
#[must_use]
pub fn login_fault(login: &str) -> Option<Said> {
    let is_plain = login.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte));
    let is_one = is_plain && (1..=LONGEST_LOGIN).contains(&login.len());
    (!is_one).then(|| {
        Said::new(
            format!("账号只用字母、数字、点、下划线与连字符，1至{LONGEST_LOGIN}个"),
            format!("a login has letters, digits, dots, underscores and hyphens only, 1 to {LONGEST_LOGIN}"),
        )
    })
}

/// What is wrong with a password that somebody wants to have; `None` if nothing is.
#[must_use]
pub fn password_fault(password: &str, login: &str) -> Option<Said> {
    let length = password.chars().count();
    if !(SHORTEST_PASSWORD..=LONGEST_PASSWORD).contains(&length) {
        return Some(Said::new(
            format!("密码应为{SHORTEST_PASSWORD}至{LONGEST_PASSWORD}个字符，现有{length}个"),
            format!("a password has {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters, here are {length}"),
        ));
    }
    if password.chars().collect::<BTreeSet<char>>().len() < FEWEST_DIFFERENT {
        return Some(Said::new(
            format!("密码至少要有{FEWEST_DIFFERENT}个不同的字符"),
            format!("a password has at least {FEWEST_DIFFERENT} different characters"),
        ));
    }
    let is_told = login.chars().count() >= 4 && password.to_lowercase().contains(&login.to_lowercase());
    is_told.then(|| Said::new("密码中不得含有账号", "a password does not have the login in it"))
}

/// The hash to keep for a password: Argon2id with the library's recommended cost. `None` if the salt or the
/// password cannot be hashed.
#[must_use]
pub fn password_hash(password: &str, salt: &[u8; 16]) -> Option<String> {
    let hash: PasswordHash = Argon2::default().hash_password_with_salt(password.as_bytes(), salt).ok()?;
    Some(hash.to_string())
}

/// A hash that no password has: unknown logins are checked against it, so that they take as long.
static NOBODY: LazyLock<String> =
    LazyLock::new(|| password_hash("nobody has this password", &[7; 16]).unwrap_or_default());

fn is_password(password: &str, hash: &str) -> bool {
    let Ok(hash) = PasswordHash::new(hash) else { return false };
    Argon2::default().verify_password(password.as_bytes(), &hash).is_ok()
}

/// The account with a login, if this is its password and it is not disabled.
///
/// # Errors
/// A fault of the reader.
pub(super) async fn verified(
    site: &OfficeSite,
    login: String,
    password: String,
) -> Result<Option<Account>, Trouble> {
    // A hash takes tens of megabytes: only so many at once, however many come.
    let _place = site.hashing().acquire().await;
    let reader = site.public().reader().clone();
    aside(move || {
        let account = reader.account(&login)?;
        let hash = account.as_ref().map_or(NOBODY.as_str(), |account| account.hash.as_str());
        let is_right = password.chars().count() <= LONGEST_PASSWORD && is_password(&password, hash);
        Ok(account.filter(|account| is_right && account.standing != Standing::Disabled))
    })
    .await
}

/// The hash of a password, with a salt of its own.
///
/// # Errors
/// If there is no memory for the work.
pub(super) async fn hashed(site: &OfficeSite, password: String) -> Result<String, Trouble> {
    let _place = site.hashing().acquire().await;
    let chance = site.chance();
    aside(move || {
        let salt = chance.first_chunk::<16>().copied().unwrap_or_default();
        password_hash(&password, &salt)
            .ok_or_else(|| Trouble::Fault("a password could not be hashed".to_owned()))
    })
    .await
}

/// What is typed to choose a password. Nobody signed in names their login.
#[derive(Debug, Deserialize)]
pub(crate) struct Choosing {
    csrf: Option<String>,
    #[serde(default)]
    login: String,
    #[serde(default)]
    current: String,
    #[serde(default)]
    new: String,
    #[serde(default)]
    again: String,
    #[serde(default)]
    next: String,
}

#[derive(Template)]
#[template(path = "password.html")]
struct PasswordPage {
    f: Frame,
    /// The token of the form, of somebody signed in.
    csrf: Option<String>,
    login: String,
    next: String,
    /// The field that something is wrong with, and what.
    error: Option<(&'static str, String)>,
    shortest: String,
}

fn form(
    visitor: &Visitor,
    csrf: Option<&String>,
    (login, next): (String, String),
    error: Option<(&'static str, String)>,
) -> Result<Response, Trouble> {
    let w = &visitor.w;
    let prefix = if error.is_some() { w.frame.error_prefix } else { "" };
    let is_wrong = error.is_some();
    let page_of = PasswordPage {
        f: visitor.frame(format!("{prefix}{}", w.account.password_title), Section::Other),
        csrf: csrf.cloned(),
        login,
        next,
        error,
        shortest: fill(w.account.password_hint, &[&SHORTEST_PASSWORD]),
    };
    let mut response = page(&page_of)?.into_response();
    if is_wrong {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
        response.extensions_mut().insert(Finished);
    }
    Ok(response)
}

/// The form for somebody who was given a password and has no session yet.
///
/// # Errors
/// If the page cannot be made.
pub(super) fn ask_first(visitor: &Visitor, login: String, next: String) -> Result<Response, Trouble> {
    form(visitor, None, (login, next), None)
}

/// `GET /account/password`.
pub(crate) async fn ask(State(site): State<OfficeSite>, member: Member) -> Result<Response, Trouble> {
    let login = own_login(&site, &member).await?;
    form(&member.visitor, Some(&member.signed.csrf), (login, String::new()), None)
}

async fn own_login(site: &OfficeSite, member: &Member) -> Result<String, Trouble> {
    let person = member.signed.person.clone();
    let account = site.public().look(move |reader| reader.account_of(&person)).await?;
    account.map(|account| account.login).ok_or(Trouble::SignInFirst)
}

/// `POST /account/password`: somebody signed in chooses another.
pub(crate) async fn change(
    State(site): State<OfficeSite>,
    member: Member,
    headers: HeaderMap,
    Typed(mut typed): Typed<Choosing>,
) -> Result<Response, Trouble> {
    from_our_page(&site, &member, &headers, typed.csrf.as_ref())?;
    typed.login = own_login(&site, &member).await?;
    typed.next = "/account?told=password".to_owned();
    choose(&site, &member.visitor, Some(&member.signed.csrf), typed).await
}

/// `POST /sign-in/password`: somebody who was given one chooses their own, and is signed in with it.
pub(crate) async fn change_first(
    State(site): State<OfficeSite>,
    visitor: Visitor,
    headers: HeaderMap,
    Typed(mut typed): Typed<Choosing>,
) -> Result<Response, Trouble> {
    if !session::is_own(&headers, site.public().public_url()) {
        return Err(Trouble::Foreign);
    }
    typed.next = inside(&typed.next);
    choose(&site, &visitor, None, typed).await
}

/// Sets the new password, if the present one is right and nothing is wrong with the new one, and begins a session.
async fn choose(
    site: &OfficeSite,
    visitor: &Visitor,
    csrf: Option<&String>,
    typed: Choosing,
) -> Result<Response, Trouble> {
    site.public().bound_sign_in(visitor)?;
    let Choosing { login, current, new, again, next, .. } = typed;
    // A login that is too long is nobody's: it is neither looked up nor shown again.
    let login = if login.chars().count() > LONGEST_LOGIN { String::new() } else { login };
    let w = &visitor.w.account;
    let wrong = |field, said: String| form(visitor, csrf, (login.clone(), next.clone()), Some((field, said)));
    if current.is_empty() {
        return wrong("current", w.password_missing.to_owned());
    }
    // Before the present one is tried: a slip in the new one is no attempt at it.
    if let Some(fault) = password_fault(&new, &login) {
        return wrong("new", capital(&visitor.said(&fault)));
    }
    if new != again {
        return wrong("again", w.password_differs.to_owned());
    }
    if new == current {
        return wrong("new", w.password_same.to_owned());
    }
    let (who, now) = (trying(visitor, &login), site.public().now());
    let begun = who.clone();
    if let Err(seconds) = site.change(move |registry| registry.begin_try(begun, now)).await? {
        let mut response = wrong("current", fill(w.wait, &[&seconds]))?;
        *response.status_mut() = StatusCode::TOO_MANY_REQUESTS;
        response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
        return Ok(response);
    }
    let Some(account) = verified(site, login.clone(), current).await? else {
        // Whose login it is may not be told to somebody who is not signed in.
        let said = if csrf.is_some() { w.password_wrong } else { w.wrong };
        return wrong("current", said.to_owned());
    };
    site.change(move |registry| registry.end_try(who)).await?;
    let hash = hashed(site, new).await?;
    let (person, verified, chosen) = (account.person.clone(), account.hash.clone(), hash.clone());
    if !site.change(move |registry| registry.choose_password(&person, &verified, &chosen)).await? {
        // Somebody else chose or gave another one meanwhile.
        return wrong("current", w.wrong.to_owned());
    }
    tracing::info!(person = %account.person, "a password was chosen");
    end_former(site, visitor).await?;
    begin(site, Account { hash, standing: Standing::Open, ..account }, now, &next).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_login_is_plain() {
        let taken = |login: &str| login_fault(login).is_none();
        assert!(taken("m.baihe") && taken(&"a".repeat(100)));
        assert!(!taken("") && !taken(&"a".repeat(101)) && !taken("陈") && !taken("a b"));
    }

    #[test]
    fn a_password_is_long_enough_and_does_not_tell_itself() {
        let taken = |password: &str, login: &str| password_fault(password, login).is_none();
        assert!(!taken("abcdefghijk", "chen"), "eleven characters");
        assert!(taken("abcdefghijkl", "chen"), "twelve");
        assert!(taken("一二三四五六七八九十百千", "chen"), "characters, not bytes");
        assert!(taken(&"abcdefgh".repeat(32), "chen") && !taken(&"abcdefgh!".repeat(29), "chen"));
        assert!(!taken("aaaaaaaabbbbccccdddd", "x") && taken("aaaaaaaabbbbccccdddde", "x"));
        assert!(!taken("my-CHEN-password", "chen") && taken("my-chen-password", "che"));
    }
}
