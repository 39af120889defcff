//! The receipt of an act: a page that can be loaded again, kept, and taken away as JSON.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Response};
use policy::apply::{Concerns, concerns};
use policy::command::ActKind;
use policy::event::Entry;
use policy::powers::Office;
use registry::{Fault, Reader, Receipt};
use serde::Deserialize;

use super::sheet::Address;
use crate::acts::{self, CaseKind};
use crate::frame::{Frame, Section};
use crate::office::case::{self, Case};
use crate::office::finding::{self, FindingView};
use crate::office::ripe::is_ripe;
use crate::office::{OfficeSite, receipt_file};
use crate::papers::past;
use crate::problem::Trouble;
use crate::public::filter::encoded;
use crate::public::page;
use crate::session::Member;
use crate::tone::{self, Tone};
use crate::words::fill;

struct Made {
    id: String,
    href: Option<String>,
}

#[derive(Template)]
#[template(path = "done.html")]
struct DonePage {
    f: Frame,
    tone: Tone,
    title: String,
    case_href: String,
    case_title: String,
    says: &'static str,
    positions: Vec<u64>,
    created: Vec<Made>,
    version: u64,
    unopened: Vec<String>,
    /// Of an erasure: whether the text is gone from the disk.
    gone_from_disk: Option<bool>,
    papers: Vec<u64>,
    links: Links,
    findings: Vec<FindingView>,
}

/// Where the page of a receipt leads.
#[derive(Debug, Default)]
pub(crate) struct Links {
    /// The receipt as a file.
    pub(crate) file: Option<String>,
    /// A new form of the same act.
    pub(crate) another: Option<String>,
    /// What happens next, where somebody else is to act.
    pub(crate) onward: Vec<String>,
}

/// Which receipt is asked for.
#[derive(Debug, Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    key: String,
    /// Whether whoever comes here tried it a second time.
    #[serde(default)]
    again: String,
    #[serde(default)]
    format: String,
}

/// The address of a receipt below that of the form.
pub(super) fn address(here: &str, key: &str) -> String {
    format!("{here}/receipt?key={}", encoded(key))
}

/// The same for whoever tried it a second time.
pub(super) fn again(here: &str, key: &str) -> String {
    format!("{}&again=1", address(here, key))
}

/// The receipt of what a person did under a key.
///
/// # Errors
/// If the store is at fault.
pub(crate) async fn of(site: &OfficeSite, member: &Member, key: &str) -> Result<Option<Receipt>, Trouble> {
    let (person, key) = (member.signed.person.clone(), key.to_owned());
    site.public().look(move |reader| reader.receipt(&person, &key)).await
}

/// `GET /cases/{kind}/{id}/acts/{act}/receipt`: what became of an act, for whoever did it.
pub(crate) async fn ask(
    State(site): State<OfficeSite>,
    Path((kind, id, act)): Path<Address>,
    Query(asked): Query<Asked>,
    member: Member,
) -> Result<Response, Trouble> {
    let form = acts::named(&act).ok_or(Trouble::NotFound)?;
    let (case, office) = (case::load(site.public(), &kind, &id).await?, member.office()?);
    // Whoever left a project, or entered that a firm moved away, does not see the case any more, and sees the receipt of it.
    let Some(receipt) = of(&site, &member, &asked.key).await? else {
        return Err(case::visible(case, office).err().unwrap_or(Trouble::NotOnFile));
    };
    if !is_of(&site, &case, form.kind, &receipt).await? {
        return Err(Trouble::NotOnFile);
    }
    if asked.format == "json" {
        return as_file(&site, office, receipt).await;
    }
    let here = format!("{}/acts/{}", case.href(), form.name);
    let file = format!("{}&format=json", address(&here, &asked.key));
    let at = (site.public().reader().law(), site.public().today());
    let can_go_on = is_ripe(&case, form.kind, at) && case.is_open_to(office, form.kind);
    let links = Links { file: Some(file), another: can_go_on.then_some(here), onward: Vec::new() };
    let receipt = Receipt { repeated: !asked.again.is_empty(), ..receipt };
    let title = case.title_of_done(&form, office, &receipt.positions, member.visitor.lang);
    show(&site, &member, &case, &title, receipt, links).await
}

/// Whether what was done belongs to a case: the receipt of one is no page of another.
async fn is_of(site: &OfficeSite, case: &Case, act: ActKind, receipt: &Receipt) -> Result<bool, Trouble> {
    // A registration is begun at the scheme and belongs to the enterprise that it makes.
    if receipt.positions.is_empty() || case.kind == CaseKind::Scheme {
        return Ok(true);
    }
    let positions = receipt.positions.clone();
    let look = move |reader: &Reader| positions.into_iter().map(|at| past::entry(reader, at)).collect();
    let entries: Vec<Option<Entry>> = site.public().look(look).await?;
    let is_about = |entry: &Entry| match concerns(&entry.event) {
        // An erasure and a paper are about a text or an entry, and the form is offered on the page of a case all the same.
        Concerns::Notice(_) | Concerns::Nothing => matches!(act, ActKind::EraseText | ActKind::IssuePaper),
        // Its lead may be another one since, and the standard that it publishes is nobody's.
        Concerns::Project(id) if case.kind == CaseKind::Project => id == case.id,
        Concerns::Enterprise
        | Concerns::Standard(_)
        | Concerns::Project(_)
        | Concerns::Scheme
        | Concerns::DutyReport(_) => entry.enterprise == case.enterprise,
    };
    Ok(entries.iter().flatten().any(is_about))
}

/// A receipt to take away: with what was on file when the act was decided, where it made entries.
///
/// # Errors
/// A fault of the reader.
pub(crate) async fn as_file(
    site: &OfficeSite,
    office: &Office,
    receipt: Receipt,
) -> Result<Response, Trouble> {
    let Some(&position) = receipt.positions.first() else { return Ok(axum::Json(receipt).into_response()) };
    let office = office.clone();
    let look = move |reader: &Reader| receipt_file::of(reader, position, (&office, receipt.findings));
    let mut file = site.public().look(look).await?.ok_or(Trouble::NotOnFile)?;
    file.gone_from_disk = receipt.gone_from_disk;
    Ok(receipt_file::as_file(&file))
}

/// Those of the entries that papers are made from.
async fn with_papers(site: &OfficeSite, positions: &[u64]) -> Result<Vec<u64>, Trouble> {
    let positions = positions.to_vec();
    let has = |reader: &Reader, position: u64| -> Result<bool, Fault> {
        let entry = past::entry(reader, position)?;
        Ok(entry.is_some_and(|entry| !policy::paper::made_from(&entry.event).is_empty()))
    };
    let look = move |reader: &Reader| {
        let asked = positions.into_iter().map(|position| Ok((position, has(reader, position)?)));
        asked.collect::<Result<Vec<(u64, bool)>, Fault>>()
    };
    let found = site.public().look(look).await?;
    Ok(found.into_iter().filter(|(_, has)| *has).map(|(position, _)| position).collect())
}

/// The page of a receipt.
///
/// # Errors
/// If the reader is at fault, or the template fails.
pub(crate) async fn show(
    site: &OfficeSite,
    member: &Member,
    case: &Case,
    title: &str,
    receipt: Receipt,
    links: Links,
) -> Result<Response, Trouble> {
    let visitor = &member.visitor;
    let w = &visitor.w.case;
    let made = |id: &String| Made { id: id.clone(), href: case::address_of_made(site.public(), case, id) };
    let papers = with_papers(site, &receipt.positions).await?;
    let unopened = receipt.unopened.iter();
    let page_of = DonePage {
        f: visitor.frame(format!("{} · {title}", w.done_title), Section::Other),
        tone: tone::GOOD,
        title: title.to_owned(),
        case_href: case.href_for(member.office()?),
        case_title: case.title.clone(),
        says: match (receipt.repeated, receipt.positions.is_empty()) {
            (true, _) => w.done_repeated,
            (false, true) => w.done_nothing,
            (false, false) => w.done_next_text,
        },
        created: receipt.created.iter().map(made).collect(),
        unopened: unopened.map(|one| fill(w.done_unopened, &[&one.enterprise, &one.reference])).collect(),
        gone_from_disk: receipt.gone_from_disk,
        positions: receipt.positions,
        papers,
        version: receipt.version,
        links,
        findings: receipt.findings.iter().map(|one| finding::view(visitor, one, false)).collect(),
    };
    Ok(page(&page_of)?.into_response())
}
