//! Sessions of people: a random token in a cookie, its digest in the store, two limits in time, and a second
//! token that only forms carry.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, header};
use ledger::{digest, hex};
use policy::powers::{Office, OfficeKind};
use policy::scheme::Scheme;
use registry::{Moment, Reader, Session, Standing};

use crate::lang::{Lang, cookie};
use crate::office::OfficeSite;
use crate::problem::Trouble;
use crate::public::PublicSite;
use crate::visitor::Visitor;
use crate::words::{fill, text};

/// Name of the cookie on encrypted connections: bound to this host, this path, and encryption.
const SECURE_NAME: &str = "__Host-session";
/// Name on plain HTTP, where browsers refuse the other. For demonstrations on one machine only.
const PLAIN_NAME: &str = "session";
/// A session ends when it is not used for this long.
pub(crate) const IDLE_SECONDS: i64 = 30 * 60;
/// A session ends after this long in all.
pub(crate) const LONGEST_SECONDS: i64 = 12 * 3600;
/// How stale the time of last use may be before it is written again.
const NOTED_SECONDS: i64 = 60;

/// A person signed in.
#[derive(Debug, Clone)]
pub(crate) struct Signed {
    /// Digest of the token: the session's name in the store.
    pub(crate) id: String,
    /// The platform's identifier of the person.
    pub(crate) person: String,
    /// Display name.
    pub(crate) name: String,
    /// The office they act in, once chosen and still held.
    pub(crate) office: Option<Office>,
    /// What that office is called, where it has a name.
    pub(crate) office_name: Option<String>,
    /// Token of their forms.
    pub(crate) csrf: String,
    /// Whether the time of last use should be written.
    pub(crate) is_stale: bool,
}

impl Signed {
    /// The office in words as its holder is told it: kind, and which one by its name where it has one.
    pub(crate) fn office_words(&self, lang: Lang) -> String {
        match (&self.office, &self.office_name) {
            (Some(office), Some(name)) => format!("{} {name}", lang.word(office.kind.words())),
            (Some(office), None) => office_words(office, lang),
            (None, _) => "—".to_owned(),
        }
    }
}

/// What a firm, a body or a laboratory is called; `None` where an office has no name beyond its place. A fault of the
/// store counts as no name: the number still tells which one it is.
fn office_name(reader: &Reader, scheme: &Scheme, office: &Office) -> Option<String> {
    let of = office.of.as_deref()?;
    match office.kind {
        OfficeKind::Maker => Some(reader.row("enterprise", of).ok().flatten()?.title),
        OfficeKind::CertificationBody | OfficeKind::Laboratory => {
            let standing = scheme.bodies.list.iter().filter(|body| body.annulled.is_none());
            Some(standing.rev().find(|body| body.id == of)?.name.clone())
        }
        OfficeKind::Federation
        | OfficeKind::Alliance
        | OfficeKind::ProvinceBureau
        | OfficeKind::CityBureau
        | OfficeKind::CountyBureau
        | OfficeKind::Finance
        | OfficeKind::Expert
        | OfficeKind::Public
        | OfficeKind::Administrator => None,
    }
}

/// An office in words with room for both: its name, and the number behind it.
pub(crate) fn office_in_full(reader: &Reader, scheme: &Scheme, office: &Office, lang: Lang) -> String {
    match (office_name(reader, scheme, office), &office.of) {
        (Some(name), Some(of)) => {
            fill(text(lang).account.office_named, &[&lang.word(office.kind.words()), &name, of])
        }
        _ => office_words(office, lang),
    }
}

/// An office in words: kind, and which one.
pub(crate) fn office_words(office: &Office, lang: Lang) -> String {
    let kind = lang.word(office.kind.words());
    match &office.of {
        // Bureaus are named by their division, bodies and makers by their own numbers.
        Some(of) => format!("{kind} {}", lang.place(of)),
        None => kind.to_owned(),
    }
}

/// The token that the browser brought.
pub(crate) fn token(headers: &HeaderMap) -> Option<&str> {
    cookie(headers, SECURE_NAME).or_else(|| cookie(headers, PLAIN_NAME)).filter(|token| token.len() == 64)
}

/// The session's name in the store.
pub(crate) fn id_of(token: &str) -> String {
    hex(&digest(token.as_bytes()))
}

/// Whether a session is over: not used for too long, or too old.
pub(crate) fn is_over(session: &Session, now: Moment) -> bool {
    now.unix_seconds - session.created >= LONGEST_SECONDS || now.unix_seconds - session.seen >= IDLE_SECONDS
}

/// Who is signed in with this token, if the session and the office still stand. A fault of the store counts
/// as nobody: pages stay readable, acts are refused.
pub(crate) fn signed(site: &PublicSite, token: &str) -> Option<Signed> {
    let now: Moment = site.now();
    let session =
        site.reader().session(&id_of(token)).ok().flatten().filter(|session| !is_over(session, now))?;
    let account = site
        .reader()
        .account_of(&session.person)
        .ok()
        .flatten()
        .filter(|one| one.standing == Standing::Open)?;
    let scheme = site.reader().scheme().ok()?;
    let office = session.office.filter(|office| scheme.holds(&session.person, office, now.day()));
    Some(Signed {
        id: session.digest,
        person: session.person,
        name: account.name,
        office_name: office.as_ref().and_then(|office| office_name(site.reader(), &scheme, office)),
        office,
        csrf: session.form_token,
        is_stale: now.unix_seconds - session.seen > NOTED_SECONDS,
    })
}

/// Who brought a token, in the office that it is bound to; a program has no forms.
pub(crate) fn signed_by(token: registry::Token) -> Signed {
    Signed {
        id: token.digest,
        person: token.person,
        name: String::new(),
        office: token.office,
        office_name: None,
        csrf: String::new(),
        is_stale: false,
    }
}

/// Whom a letter tells of the desk of an office: no session stands behind it, and no form.
pub(crate) fn signed_for_letter(person: &str, office: &Office) -> Signed {
    Signed {
        id: String::new(),
        person: person.to_owned(),
        name: String::new(),
        office: Some(office.clone()),
        office_name: None,
        csrf: String::new(),
        is_stale: false,
    }
}

/// The cookie that carries a new token, or ends one.
pub(crate) fn set_cookie(site: &PublicSite, token: Option<&str>) -> HeaderValue {
    let (name, end) = if site.secure_cookies() { (SECURE_NAME, "; Secure") } else { (PLAIN_NAME, "") };
    let cookie = match token {
        Some(token) => {
            format!("{name}={token}; Path=/; HttpOnly; SameSite=Lax; Max-Age={LONGEST_SECONDS}{end}")
        }
        None => format!("{name}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0{end}"),
    };
    HeaderValue::from_str(&cookie).unwrap_or_else(|_| HeaderValue::from_static("session=; Max-Age=0"))
}

/// Somebody who is signed in; the request is refused otherwise.
#[derive(Clone)]
pub(crate) struct Member {
    /// The reader.
    pub(crate) visitor: Visitor,
    /// Who they are.
    pub(crate) signed: Signed,
}

impl FromRequestParts<OfficeSite> for Member {
    type Rejection = Trouble;

    async fn from_request_parts(parts: &mut Parts, site: &OfficeSite) -> Result<Member, Trouble> {
        let Ok(visitor) = Visitor::from_request_parts(parts, site).await;
        let signed = visitor.signed.clone().ok_or(Trouble::SignInFirst)?;
        if signed.is_stale {
            let (id, now) = (signed.id.clone(), site.public().now());
            site.change(move |registry| registry.session_seen(&id, now)).await?;
        }
        Ok(Member { visitor, signed })
    }
}

impl Member {
    /// The office they act in.
    ///
    /// # Errors
    /// If they hold none, or have not chosen.
    pub(crate) fn office(&self) -> Result<&Office, Trouble> {
        self.signed.office.as_ref().ok_or(Trouble::Forbidden)
    }
}

/// Whether a changing request comes from one of our own pages, by what the browser says of it: a browser that
/// says where a form comes from must say here, and one that says nothing must bring the form's token.
pub(crate) fn is_own(headers: &HeaderMap, public_url: &str) -> bool {
    let read = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = read("sec-fetch-site") {
        return site == "same-origin";
    }
    match read(header::ORIGIN.as_str()) {
        Some(origin) => {
            let host = read(header::HOST.as_str()).unwrap_or_default();
            let named = origin.split_once("://").map(|(_, host)| host);
            origin == public_url || (!host.is_empty() && named == Some(host))
        }
        None => true,
    }
}

/// Compares two secrets in a time that does not depend on where they differ.
pub(crate) fn is_same_secret(one: &str, two: &str) -> bool {
    digest(one.as_bytes()) == digest(two.as_bytes())
}
