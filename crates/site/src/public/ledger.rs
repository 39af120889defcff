//! The ledger for everybody: the page that tells how to check it, and the addresses that tools read
//! (C2SP tlog-tiles and tlog-proof).

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};
use ledger::tile::TilePath;
use policy::article::Said;
use registry::Moment;
use serde::Deserialize;

use crate::frame::{Frame, Section};
use crate::lang::Lang;
use crate::problem::Trouble;
use crate::public::mark::Page;
use crate::public::{PublicSite, page};
use crate::visitor::Visitor;
use crate::words::{fill, text};

const PLAIN: &str = "text/plain; charset=utf-8";
const FOR_EVER: &str = "public, max-age=31536000, immutable";
const SHORT: &str = "public, max-age=5";

#[derive(Template)]
#[template(path = "ledger.html")]
struct LedgerPage {
    f: Frame,
    size: u64,
    entered_at: String,
    checkpoint: String,
    vkey: String,
    public_url: String,
}

/// `GET /ledger`.
pub(crate) async fn about(State(site): State<PublicSite>, visitor: Visitor) -> Page {
    let reader = site.reader();
    let head = reader.head();
    let entered = Moment { unix_seconds: head.entered };
    page(&LedgerPage {
        f: visitor.frame(visitor.w.register.ledger_title, Section::Ledger),
        size: head.size,
        entered_at: match head.entered {
            0 => "—".to_owned(),
            _ => fill(visitor.w.frame.beijing, &[&entered.in_shanghai()]),
        },
        checkpoint: reader.checkpoint(),
        vkey: reader.vkey().to_owned(),
        public_url: site.public_url().to_owned(),
    })
}

fn answered(kind: &'static str, cache: &'static str, body: impl IntoResponse) -> Response {
    let mut response = body.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    // Verifiers may run in anybody's browser.
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    response
}

/// `GET /ledger/checkpoint`.
pub(crate) async fn checkpoint(State(site): State<PublicSite>) -> Result<Response, Trouble> {
    Ok(answered(PLAIN, SHORT, site.reader().checkpoint()))
}

/// `GET /ledger/vkey`.
pub(crate) async fn vkey(State(site): State<PublicSite>) -> Result<Response, Trouble> {
    Ok(answered(PLAIN, SHORT, site.reader().vkey().to_owned()))
}

/// `GET /ledger/tile/{*path}`: a tile of hashes, or a bundle of entries.
pub(crate) async fn tile(
    State(site): State<PublicSite>,
    Path(path): Path<String>,
) -> Result<Response, Trouble> {
    let path: TilePath = format!("tile/{path}").parse().map_err(|_| Trouble::NotFound)?;
    let bytes = site.look(move |reader| reader.tile(&path)).await?.ok_or(Trouble::NotOnFile)?;
    Ok(answered("application/octet-stream", FOR_EVER, bytes))
}

/// The position of an entry, as it was typed.
fn position(typed: &str) -> Result<u64, Trouble> {
    typed.trim().parse().map_err(|_| Trouble::bad("条目位置应为数字", "the position of an entry is a number"))
}

fn no_entry(site: &PublicSite, position: u64) -> Trouble {
    let size = site.reader().head().size;
    let says = |lang: Lang| fill(text(lang).fault.no_entry, &[&position, &size]);
    Trouble::Missing(Said::new(says(Lang::Zh), says(Lang::En)))
}

/// `GET /ledger/entries/{position}`: the very bytes of an entry, which are JSON.
pub(crate) async fn entry(
    State(site): State<PublicSite>,
    Path(typed): Path<String>,
) -> Result<Response, Trouble> {
    let position = position(&typed)?;
    let bytes = site.look(move |reader| reader.entry_bytes(position)).await?;
    let bytes = bytes.ok_or_else(|| no_entry(&site, position))?;
    Ok(answered("application/json", FOR_EVER, bytes))
}

/// `GET /ledger/proof/{position}`: a tlog-proof against the present checkpoint.
pub(crate) async fn proof(
    State(site): State<PublicSite>,
    Path(typed): Path<String>,
) -> Result<Response, Trouble> {
    let position = position(&typed)?;
    let found = site.look(move |reader| reader.proof(position)).await?;
    let found = found.ok_or_else(|| no_entry(&site, position))?;
    Ok(answered(PLAIN, SHORT, found))
}

/// What is typed into the form for a proof.
#[derive(Debug, Deserialize)]
pub(crate) struct Asked {
    position: String,
}

/// `GET /ledger/proof?position=`: where the form leads.
pub(crate) async fn proof_form(Query(asked): Query<Asked>) -> Result<Redirect, Trouble> {
    let position = position(&asked.position)?;
    Ok(Redirect::to(&format!("/ledger/proof/{position}")))
}
