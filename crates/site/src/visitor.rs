//! Who looks: language, type size, what form of answer is wanted, and the person signed in, if any.

use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use axum::extract::{ConnectInfo, FromRef, FromRequestParts, Query};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, Request, Uri, header};
use policy::article::{Said, Words};
use policy::powers::Office;
use serde::Deserialize;

use crate::frame::{Badge, Frame, Section};
use crate::lang::{Lang, cookie, pair, quoted};
use crate::proxies::Proxies;
use crate::public::PublicSite;
use crate::public::artwork::Emblem;
use crate::session::{self, Signed};
use crate::words::{Text, as_shown, text};

/// What can be told from a request before anybody handles it; kept so that a fault can be told in the same
/// language and form.
#[derive(Debug, Clone)]
pub(crate) struct Glimpse {
    /// The language.
    pub(crate) lang: Lang,
    /// Whether larger type is wanted.
    pub(crate) is_large: bool,
    /// Whether JSON is wanted.
    pub(crate) wants_json: bool,
    /// Path of the request.
    pub(crate) path: String,
    /// Query of the request.
    pub(crate) query: Option<String>,
    /// Of a form that was sent: the page of ours that it stands on, if the browser says.
    pub(crate) back: Option<String>,
    /// Number of the request, also in the log.
    pub(crate) request: String,
    /// Whether the address says that something typed was kept, and something was in this browser.
    pub(crate) is_kept: bool,
    /// Session token from the cookie.
    pub(crate) session: Option<String>,
    /// Address of the client, where the server knows it.
    pub(crate) address: Option<IpAddr>,
    /// Whether it came through a proxy.
    pub(crate) is_forwarded: bool,
}

/// The cookie by which a page knows that something was kept a while ago.
pub(crate) const KEPT: &str = "kept";

/// Where somebody goes on who has to sign in first.
#[derive(Deserialize)]
struct Onward {
    #[serde(default)]
    next: String,
}

/// The mark of an address at which something was kept, whatever its language and size of type: only there it is told, and at
/// the sign-in that leads there. `None` for what is no address of a page.
pub(crate) fn kept_mark(address: &Uri) -> Option<String> {
    let next = match address.path() {
        "/sign-in" => Some(Query::<Onward>::try_from_uri(address).ok()?.0.next),
        _ => None,
    };
    let here = next.unwrap_or_else(|| format!("{}?{}", address.path(), address.query().unwrap_or_default()));
    let plain = here.split('#').next()?;
    let (path, query) = plain.split_once('?').unwrap_or((plain, ""));
    let is_its_own =
        |part: &&str| !["kept", "lang", "type"].contains(&part.split('=').next().unwrap_or_default());
    let query: Vec<&str> = query.split('&').filter(is_its_own).collect();
    let digest = ledger::hex(&ledger::digest(format!("{path}?{}", query.join("&")).as_bytes()));
    digest.get(..16).map(str::to_owned)
}

impl Glimpse {
    /// Of a request with this number, told on by these proxies; `peer` is who sent it, where the request itself does
    /// not say.
    pub(crate) fn of<B>(
        request: &Request<B>,
        peer: Option<SocketAddr>,
        number: String,
        proxies: &Proxies,
    ) -> Glimpse {
        let (headers, uri) = (request.headers(), request.uri());
        let said = || request.extensions().get::<ConnectInfo<SocketAddr>>().map(|from| from.0);
        let peer = peer.or_else(said).map(|from| from.ip());
        let query = uri.query();
        let large = query.and_then(|query| pair(query, '&', "type")).or_else(|| cookie(headers, "type"));
        let is_api = uri.path().starts_with("/api/");
        let asked = query.and_then(|query| pair(query, '&', "format"));
        let wants_json = is_api || asked.map_or_else(|| prefers_json(headers), |format| format == "json");
        Glimpse {
            lang: Lang::choose(query, headers, wants_json),
            is_large: large == Some("large"),
            wants_json,
            path: uri.path().to_owned(),
            query: query.map(str::to_owned),
            back: (request.method() == Method::POST).then(|| came_from(headers)).flatten(),
            request: number,
            is_kept: query.and_then(|query| pair(query, '&', "kept")) == Some("1")
                && cookie(headers, KEPT).is_some_and(|mark| kept_mark(uri).as_deref() == Some(mark)),
            session: session::token(headers).map(str::to_owned),
            address: peer.map(|peer| proxies.client(peer, headers)),
            is_forwarded: ["forwarded", "x-forwarded-for", "x-real-ip", "via"]
                .iter()
                .any(|name| headers.contains_key(*name)),
        }
    }

    /// The words of the pages.
    pub(crate) fn words(&self) -> &'static Text {
        text(self.lang)
    }
}

/// The page of this host that a request came from, as the browser says.
fn came_from(headers: &HeaderMap) -> Option<String> {
    let said = |name: header::HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    let (_, rest) = said(header::REFERER).filter(|from| from.len() <= 2_000)?.split_once("://")?;
    let path = rest.strip_prefix(said(header::HOST)?)?;
    // One slash: two would be another host.
    (path.starts_with('/') && !path.starts_with("//")).then(|| path.to_owned())
}

/// Whether `Accept` puts a JSON type before HTML.
fn prefers_json(headers: &HeaderMap) -> bool {
    let Some(accept) = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()) else {
        return false;
    };
    for range in accept.split(',').take(20) {
        let kind = range.split(';').next().unwrap_or_default().trim();
        match kind {
            "application/json" | "application/problem+json" => return true,
            "text/html" | "application/xhtml+xml" | "*/*" => return false,
            _ => {}
        }
    }
    false
}

/// A reader of pages.
#[derive(Clone)]
pub(crate) struct Visitor {
    /// What could be told at once.
    pub(crate) glimpse: Arc<Glimpse>,
    /// The words of the pages.
    pub(crate) w: &'static Text,
    /// The language.
    pub(crate) lang: Lang,
    /// Who is signed in.
    pub(crate) signed: Option<Signed>,
    is_demo: bool,
    /// The official picture of the mark, if the federation has put one on file.
    emblem: Option<Arc<Emblem>>,
}

impl Visitor {
    /// The entry that brought the official picture of the mark, 0 where there is none.
    pub(crate) fn emblem(&self) -> u64 {
        self.emblem.as_ref().map_or(0, |emblem| emblem.entry)
    }

    /// The office in which whoever is signed in acts, if one is chosen.
    pub(crate) fn office(&self) -> Option<&Office> {
        self.signed.as_ref().and_then(|signed| signed.office.as_ref())
    }

    /// From what could be told at once, and the session behind it.
    pub(crate) fn new(site: &PublicSite, glimpse: Arc<Glimpse>) -> Visitor {
        let signed = glimpse.session.as_deref().and_then(|token| session::signed(site, token));
        let emblem = site.emblem();
        Visitor { w: glimpse.words(), lang: glimpse.lang, signed, is_demo: site.is_demo(), emblem, glimpse }
    }

    /// Somebody in an office to whom its desk is told in a letter: nobody asks, and no session stands.
    pub(crate) fn of_letter(site: &PublicSite, lang: Lang, person: &str, office: &Office) -> Visitor {
        let request = Request::new(());
        let glimpse = Glimpse { lang, ..Glimpse::of(&request, None, String::new(), site.proxies()) };
        let signed = Some(session::signed_for_letter(person, office));
        Visitor {
            w: glimpse.words(),
            lang,
            signed,
            is_demo: site.is_demo(),
            emblem: None,
            glimpse: Arc::new(glimpse),
        }
    }

    /// What a policy text says in the reader's language.
    pub(crate) fn said(&self, said: &Said) -> String {
        quoted(self.lang.of(said))
    }

    /// The same of a text that is in two forms.
    pub(crate) fn either(&self, zh: impl Into<String>, en: impl Into<String>) -> String {
        self.said(&Said::new(zh, en))
    }

    /// What fixed words say in the reader's language.
    pub(crate) fn word(&self, words: Words) -> &'static str {
        self.lang.word(words)
    }

    /// The frame of a page with this title in this section.
    pub(crate) fn frame(&self, title: impl Into<String>, section: Section) -> Frame {
        let badge = self.signed.as_ref().map(|signed| Badge {
            name: signed.name.clone(),
            office: signed.office_words(self.lang),
            csrf: signed.csrf.clone(),
            is_administrator: signed
                .office
                .as_ref()
                .is_some_and(|office| office.kind == policy::powers::OfficeKind::Administrator),
        });
        Frame::new(&self.glimpse, self.is_demo, badge, as_shown(title.into()), section)
            .under(self.emblem.clone())
    }
}

impl<S> FromRequestParts<S> for Visitor
where
    PublicSite: FromRef<S>,
    S: Send + Sync,
{
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Visitor, Infallible> {
        let site = PublicSite::from_ref(state);
        let known = parts.extensions.get::<Arc<Glimpse>>().cloned();
        let glimpse = known.unwrap_or_else(|| {
            // Only a handler outside the outer layer would come here; it still gets an honest page.
            let request = Request::from_parts(parts.clone(), axum::body::Body::empty());
            Arc::new(Glimpse::of(&request, None, String::new(), site.proxies()))
        });
        Ok(Visitor::new(&site, glimpse))
    }
}
