//! Bearer tokens: random, kept as a digest, bound to a person and an office, with a scope and an end.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use registry::{Moment, Standing, Token};

use crate::office::OfficeSite;
use crate::problem::Trouble;
use crate::public::PublicSite;
use crate::session::{self, Member};
use crate::visitor::Visitor;

/// How stale the time of last use may be before it is written again, in seconds.
pub(crate) const NOTED_SECONDS: i64 = 60;

/// A token that was brought and stands.
#[derive(Debug, Clone)]
pub(crate) struct Bearer {
    /// What is kept of it.
    pub(crate) token: Token,
}

impl Bearer {
    /// Whether it may do what a scope names.
    pub(crate) fn may(&self, scope: &str) -> bool {
        self.token.scope == scope || (scope == "read" && self.token.scope == "act")
    }

    /// Whether the time of last use should be written.
    pub(crate) fn is_stale(&self, now: Moment) -> bool {
        now.unix_seconds - self.token.used > NOTED_SECONDS
    }
}

/// The token in the request, if one was brought.
///
/// # Errors
/// If it is unknown, has ended, its person may not sign in, or the reader is at fault.
pub(crate) fn bearer(site: &PublicSite, headers: &HeaderMap) -> Result<Option<Bearer>, Trouble> {
    let Some(value) = headers.get(header::AUTHORIZATION) else { return Ok(None) };
    let secret = value.to_str().ok().and_then(|value| value.strip_prefix("Bearer ")).map(str::trim);
    let secret = secret.filter(|secret| secret.len() <= 200).ok_or(Trouble::NoToken)?;
    let found = site.reader().token(&session::id_of(secret))?;
    let token = found.filter(|token| token.expires > site.now().unix_seconds).ok_or(Trouble::NoToken)?;
    let account = site.reader().account_of(&token.person)?;
    if account.is_none_or(|account| account.standing != Standing::Open) {
        return Err(Trouble::NoToken);
    }
    Ok(Some(Bearer { token }))
}

/// Whoever asks an address that tells some offices more: by the token alone, whatever cookie came along. Without a token,
/// and with one that is bound to no office, it is told what everybody is.
pub(crate) struct Asker(pub(crate) Visitor);

/// Whoever brought a token in an office that its person holds; the request is refused otherwise.
pub(crate) struct Officer(pub(crate) Member);

impl FromRequestParts<OfficeSite> for Asker {
    type Rejection = Trouble;

    async fn from_request_parts(parts: &mut Parts, site: &OfficeSite) -> Result<Asker, Trouble> {
        let Ok(mut visitor) = Visitor::from_request_parts(parts, site).await;
        visitor.signed = None;
        let Some(bearer) = bearer(site.public(), &parts.headers)? else { return Ok(Asker(visitor)) };
        if !bearer.may("read") {
            return Err(Trouble::TokenOffice);
        }
        let (reader, now) = (site.public().reader(), site.public().now());
        if bearer.is_stale(now) {
            let digest = bearer.token.digest.clone();
            site.change(move |registry| registry.token_used(&digest, now)).await?;
        }
        let Some(office) = bearer.token.office.as_ref() else { return Ok(Asker(visitor)) };
        if !reader.scheme()?.holds(&bearer.token.person, office, now.day()) {
            return Err(Trouble::TokenOffice);
        }
        visitor.signed = Some(session::signed_by(bearer.token));
        Ok(Asker(visitor))
    }
}

impl FromRequestParts<OfficeSite> for Officer {
    type Rejection = Trouble;

    async fn from_request_parts(parts: &mut Parts, site: &OfficeSite) -> Result<Officer, Trouble> {
        if !parts.headers.contains_key(header::AUTHORIZATION) {
            return Err(Trouble::NoToken);
        }
        let Asker(visitor) = Asker::from_request_parts(parts, site).await?;
        let signed = visitor.signed.clone().ok_or(Trouble::TokenOffice)?;
        Ok(Officer(Member { visitor, signed }))
    }
}
