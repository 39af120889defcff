//! The registers for programs: the same filters and keys as the pages, as JSON.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use policy::article::{Said, Words};
use policy::authorization::code::MarkCode;
use policy::dossier_file::DossierFile;
use policy::enterprise::Dossier;
use policy::enterprise::credit_code::CreditCode;
use policy::powers::Office;
use policy::scheme::research::Call;
use policy::standard::number::StandardNumber;
use policy::supervision::Check;
use registry::{CALL, MEMBERSHIP, PROJECT, PublicMark, Row};
use serde_json::{Value, json};

use crate::api::address;
use crate::api::listed::Listed;
use crate::api::parameters::{Asked, Plain};
use crate::lang::Lang;
use crate::layers::empty;
use crate::office::reach::reads_check;
use crate::problem::Trouble;
use crate::public::choice::states_of;
use crate::public::decisions;
use crate::public::filter::{case_of, find, mark_of};
use crate::public::of_industry::industry_of;
use crate::public::offer::{Offer, Takes, must_be_known};
use crate::public::standard_state::states_on;
use crate::public::{PublicSite, mark as page_of_mark, order, standards as standard_pages};
use crate::visitor::Visitor;
use crate::when::When;
use crate::words::{fill, text};

/// Rows on one page, unless asked otherwise.
pub(super) const PER_PAGE: usize = 50;
pub(super) type Answer = Result<Response, Trouble>;

pub(super) async fn list(
    site: PublicSite,
    visitor: Visitor,
    listed: Listed,
    kind: &'static str,
    path: &str,
) -> Answer {
    site.bound_heavy(&visitor)?;
    let per_page = listed.limit.unwrap_or(PER_PAGE);
    let when = When::of(&site, &visitor.glimpse)?;
    let (filter, doubts) = listed.filter().read(&offer(kind));
    must_be_known(&doubts)?;
    let asked = filter.clone();
    let found = site.look(move |reader| find(reader, kind, &asked, &when, per_page)).await?;
    let items =
        found.rows.iter().map(|row| item(&site, row, &when)).collect::<Result<Vec<Value>, Trouble>>()?;
    let next = found
        .next
        .as_ref()
        .map(|next| format!("{}{}&limit={per_page}", site.public_url(), filter.address(path, next)));
    Ok(Json(json!({
        "items": items,
        "after": found.next,
        "next": next,
        "as_of": when.seen.as_of,
        "as_known_on": when.seen.known_on,
    }))
    .into_response())
}

/// What programs may filter the rows of a kind by: an empty list of a state that no row can have would read as an answer.
fn offer(kind: &str) -> Offer {
    let bare = |names: &[&'static str]| names.iter().map(|name| (*name, Words { zh: "", en: "" })).collect();
    let states: Vec<(&'static str, Words)> = match kind {
        "enterprise" => bare(&["registered"]),
        "product" => bare(&["on_file"]),
        "proceeding" => bare(&["published", "closed", "closed_no_action"]),
        _ => states_of(kind),
    };
    let offer = Offer::of_kind(kind);
    let offer = if kind == "proceeding" { decisions::offered(offer) } else { offer };
    offer.and("state", Takes::one_of(states)).and("region", Takes::Place).and("industry", Takes::Industry)
}

/// A row as programs get it. Bodies of makers are dossiers and have an address of their own.
fn item(site: &PublicSite, row: &Row, when: &When) -> Result<Value, Trouble> {
    let body: Value = match row.kind.as_str() {
        "enterprise" | "standard" | "authorization" => Value::Null,
        PROJECT => json!(when.seen.project(&case_of(row)?).told()),
        _ => case_of(row)?,
    };
    let mut item = json!({
        "id": row.id,
        "title": row.title,
        "state": row.state,
        "version": row.version,
    });
    if let Some(address) = address::of(site, &row.kind, &row.id) {
        item["address"] = json!(when.carried(address));
    }
    if !row.enterprise.is_empty() {
        item["enterprise"] = json!(row.enterprise);
        item["region"] = json!(row.region);
    }
    if row.kind == "enterprise"
        && let Some(industry) = industry_of(row)?
    {
        item["industry"] = json!(industry);
    }
    if row.kind == "standard" {
        let states: Vec<&str> =
            states_on(row, when.seen.as_of)?.into_iter().map(|(state, _)| state).collect();
        // Of several the one that says most of what the standard is worth: that an edition is in force.
        if let Some(state) = states.first() {
            item["state"] = json!(state);
        }
        item["states"] = json!(states);
    }
    if row.kind == "authorization" {
        let mark = mark_of(row)?;
        item["state"] = json!(page_of_mark::standing(&mark, site.reader().law(), when.seen.as_of).name());
        item["mark"] = public_mark(&mark);
    } else if !body.is_null() {
        if row.kind == CALL {
            item["state"] = json!(case_of::<Call>(row)?.state(when.seen.as_of).name());
        }
        item[row.kind.as_str()] = body;
    }
    Ok(item)
}

/// A mark without what is not told yet: work on it that is not published, and which record a check is (reading 0015).
fn public_mark(mark: &PublicMark) -> Value {
    let mut told = json!(mark);
    if let Some(told) = told.as_object_mut() {
        told.remove("proceedings");
    }
    if let Some(check) = told.get_mut("last_check").and_then(Value::as_object_mut) {
        check.remove("check");
    }
    let revocations = told.pointer_mut("/authorization/revocations").and_then(Value::as_array_mut);
    for revocation in revocations.into_iter().flatten().filter_map(Value::as_object_mut) {
        if revocation.get("rule").is_some_and(|rule| rule == "") {
            revocation.remove("proceeding");
        }
    }
    told
}

/// `GET /api/v1/marks`.
pub(crate) async fn marks(
    State(site): State<PublicSite>,
    visitor: Visitor,
    Asked(listed): Asked<Listed>,
) -> Answer {
    list(site, visitor, listed, "authorization", "/api/v1/marks").await
}

/// `GET /api/v1/makers`.
pub(crate) async fn makers(
    State(site): State<PublicSite>,
    visitor: Visitor,
    Asked(listed): Asked<Listed>,
) -> Answer {
    list(site, visitor, listed, "enterprise", "/api/v1/makers").await
}

/// `GET /api/v1/members`.
pub(crate) async fn members(
    State(site): State<PublicSite>,
    visitor: Visitor,
    Asked(listed): Asked<Listed>,
) -> Answer {
    list(site, visitor, listed, MEMBERSHIP, "/api/v1/members").await
}

/// `GET /api/v1/products`.
pub(crate) async fn products(
    State(site): State<PublicSite>,
    visitor: Visitor,
    Asked(listed): Asked<Listed>,
) -> Answer {
    list(site, visitor, listed, "product", "/api/v1/products").await
}

/// `GET /api/v1/standards`.
pub(crate) async fn standards(
    State(site): State<PublicSite>,
    visitor: Visitor,
    Asked(listed): Asked<Listed>,
) -> Answer {
    list(site, visitor, listed, "standard", "/api/v1/standards").await
}

/// `GET /api/v1/decisions`.
pub(crate) async fn decisions(
    State(site): State<PublicSite>,
    visitor: Visitor,
    Asked(mut listed): Asked<Listed>,
) -> Answer {
    // In the order of the page, unless another is asked for.
    if listed.sort.is_empty() {
        order::named("proceeding", "").clone_into(&mut listed.sort);
    }
    list(site, visitor, listed, "proceeding", "/api/v1/decisions").await
}

/// `GET /api/v1/marks/{code}`.
pub(crate) async fn mark(
    State(site): State<PublicSite>,
    Path(code): Path<String>,
    visitor: Visitor,
    held: page_of_mark::Held,
    Asked(Plain {}): Asked<Plain>,
) -> Answer {
    MarkCode::parse(&code).map_err(|fault| Trouble::bad(fault.zh(), fault.to_string()))?;
    page_of_mark::show(State(site), Path(code), visitor, held).await
}

/// A value with its version as a strong tag, of other days with those; 304 if the asker has it.
pub(super) fn versioned(
    headers: &HeaderMap,
    version: u64,
    when: &When,
    body: &impl serde::Serialize,
) -> Response {
    tagged(headers, &tag_of(version, when, ""), || Json(body).into_response())
}

/// The same of a value that can change while its version stays, as its texts are erased: the tag tells of its bytes.
///
/// # Errors
/// If it cannot be written.
pub(super) fn sealed(
    headers: &HeaderMap,
    version: u64,
    when: &When,
    body: &impl serde::Serialize,
) -> Result<Response, Trouble> {
    let bytes = serde_json::to_vec(body)
        .map_err(|fault| Trouble::Fault(format!("a value cannot be written: {fault}")))?;
    let seal = ledger::hex(&ledger::digest(&bytes)[..8]);
    let json = [(header::CONTENT_TYPE, HeaderValue::from_static("application/json"))];
    Ok(tagged(headers, &tag_of(version, when, &seal), || (json, bytes).into_response()))
}

fn tag_of(version: u64, when: &When, seal: &str) -> String {
    let days = if when.is_dated { when.query() } else { String::new() };
    let parts = [version.to_string(), days, seal.to_owned()];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    format!("\"{}\"", parts.join("."))
}

fn tagged(headers: &HeaderMap, tag: &str, body: impl FnOnce() -> Response) -> Response {
    let has = headers.get(header::IF_NONE_MATCH).and_then(|held| held.to_str().ok());
    let is_held =
        has.is_some_and(|held| held.split(',').any(|one| one.trim().trim_start_matches("W/") == tag));
    let mut response = if is_held { empty(StatusCode::NOT_MODIFIED) } else { body() };
    if let Ok(tag) = HeaderValue::from_str(tag) {
        response.headers_mut().insert(header::ETAG, tag);
    }
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response
}

pub(super) fn code(text: &str) -> Result<CreditCode, Trouble> {
    CreditCode::parse_overridden(text).map_err(|fault| Trouble::bad(fault.zh(), fault.to_string()))
}

/// The file of an enterprise with its version, as whoever asks is told of it.
pub(super) async fn file(
    site: &PublicSite,
    (code, office): (CreditCode, Option<&Office>),
    when: When,
) -> Result<(DossierFile, u64), Trouble> {
    let office = office.cloned();
    let found = site
        .look(move |reader| {
            let version = reader.dossier(code)?.map(|filed| filed.version);
            let file = if when.is_dated {
                reader.case_file_seen(code, when.seen)?
            } else {
                reader.case_file(code)?
            };
            let opens = |dossier: &Dossier, check: &Check| reads_check(office.as_ref(), dossier, check);
            Ok(file.map(|file| file.told_to(&opens)).zip(version))
        })
        .await?;
    found.ok_or_else(|| if when.is_dated { when.not_on_file() } else { no_maker(code) })
}

/// That no such enterprise is on file, and that its code was probably mistyped.
pub(super) fn no_maker(code: CreditCode) -> Trouble {
    let fits = CreditCode::parse(code.as_str()).is_ok();
    let says = |lang: Lang| {
        let f = &text(lang).fault;
        fill(if fits { f.no_maker } else { f.no_maker_check }, &[&code])
    };
    Trouble::Missing(Said::new(says(Lang::Zh), says(Lang::En)))
}

/// The number of a standard as an address writes it.
pub(super) fn number(segment: &str) -> Result<StandardNumber, Trouble> {
    standard_pages::number_of(segment).ok_or_else(|| {
        Trouble::bad("标准编号无法读取，例 T~ZZB_0001", "the number cannot be read; write T~ZZB_0001")
    })
}

/// That there is no such standard, or was none then.
pub(super) fn no_standard(number: &StandardNumber, when: &When) -> Trouble {
    let says = |lang: Lang| fill(text(lang).fault.no_standard, &[number]);
    match when.is_dated {
        true => when.not_on_file(),
        false => Trouble::Missing(Said::new(says(Lang::Zh), says(Lang::En))),
    }
}

/// `GET /api/v1/standards/{number}`.
pub(crate) async fn standard(
    State(site): State<PublicSite>,
    Path(segment): Path<String>,
    visitor: Visitor,
    headers: HeaderMap,
    Asked(Plain {}): Asked<Plain>,
) -> Answer {
    let number = number(&segment)?;
    let when = When::of(&site, &visitor.glimpse)?;
    let named = number.clone();
    let filed = site.look(move |reader| standard_pages::look(reader, &number, &when)).await?;
    let filed = filed.ok_or_else(|| no_standard(&named, &when))?;
    Ok(versioned(&headers, filed.version, &when, &filed.value))
}
