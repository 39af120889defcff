//! Bearer tokens: random, kept as a digest, bound to a person and an office, with a scope and an end.

use axum::http::{HeaderMap, header};
use registry::{Moment, Standing, Token};

use crate::problem::Trouble;
use crate::public::PublicSite;
use crate::session;

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
