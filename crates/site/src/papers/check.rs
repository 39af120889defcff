//! Whether a file is the federation's: anybody brings a PDF, or its digest, and is told whether the ledger knows it,
//! which paper it is, with the proof, and what has changed since. The file is hashed and forgotten.

use askama::Template;
use axum::extract::multipart::Multipart;
use axum::extract::{Query, State};
use policy::enterprise::Dossier;
use policy::event::{Entry, Event};
use policy::paper::{IssuedPaper, PaperCopy, is_digest};
use registry::{EntryAt, Fault, Reader};
use serde::Deserialize;

use super::{past, since};
use crate::frame::{Frame, Section};
use crate::office::event;
use crate::office::names::Names;
use crate::problem::Trouble;
use crate::public::mark::Page;
use crate::public::{PublicSite, page};
use crate::tone::State as Look;
use crate::visitor::Visitor;
use crate::words::fill;

/// The largest file that is looked at, in bytes: no paper of ours weighs a tenth of it.
pub(crate) const FILE_BYTES: usize = 1024 * 1024;

/// A digest in the address, for whoever has hashed the file already.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    sha256: String,
}

struct Known {
    title: &'static str,
    lang: &'static str,
    copy: &'static str,
    engine: String,
    made_from: u64,
    made_from_entry: String,
    what: String,
    decided_on: String,
    issued: u64,
    issued_entry: String,
    issued_on: String,
    mark: Option<(String, Look)>,
    later: Vec<since::Later>,
}

#[derive(Template)]
#[template(path = "paper_check.html")]
struct CheckPage {
    f: Frame,
    digest: String,
    fault: Option<&'static str>,
    is_answered: bool,
    known: Vec<Known>,
}

/// `GET /papers/check`: the form, and the answer where a digest is given.
pub(crate) async fn ask(
    State(site): State<PublicSite>,
    Query(asked): Query<Asked>,
    visitor: Visitor,
) -> Page {
    let typed = asked.sha256.trim().to_ascii_lowercase();
    if typed.is_empty() {
        return answer(&site, &visitor, None, None).await;
    }
    let fault = (!is_digest(&typed)).then_some(visitor.w.paper.not_a_digest);
    let digest = fault.is_none().then_some(typed);
    answer(&site, &visitor, digest, fault).await
}

/// `POST /papers/check`: the answer about a file.
pub(crate) async fn check(State(site): State<PublicSite>, visitor: Visitor, mut parts: Multipart) -> Page {
    site.bound_heavy(&visitor)?;
    let w = &visitor.w.paper;
    while let Some(part) = parts.next_field().await.map_err(|fault| unreadable(&fault))? {
        if part.name() != Some("file") {
            continue;
        }
        let bytes = part.bytes().await.map_err(|fault| unreadable(&fault))?;
        if bytes.is_empty() {
            return answer(&site, &visitor, None, Some(w.no_file)).await;
        }
        if !bytes.starts_with(b"%PDF-") {
            return answer(&site, &visitor, None, Some(w.not_a_pdf)).await;
        }
        return answer(&site, &visitor, Some(ledger::hex(&ledger::digest(&bytes))), None).await;
    }
    answer(&site, &visitor, None, Some(w.no_file)).await
}

/// What is wrong with a form that brings a file.
pub(crate) fn unreadable(fault: &axum::extract::multipart::MultipartError) -> Trouble {
    if fault.status() == axum::http::StatusCode::PAYLOAD_TOO_LARGE {
        Trouble::TooLarge(None)
    } else {
        Trouble::bad("上传的内容无法读取", "what was sent cannot be read as a form with a file")
    }
}

/// An issued paper with what it was made from and what came after.
struct Found {
    issued: EntryAt,
    paper: IssuedPaper,
    entry: Entry,
    later: Vec<EntryAt>,
    dossier: Option<Dossier>,
}

fn find(reader: &Reader, digest: &str) -> Result<Vec<Found>, Fault> {
    let mut found = Vec::new();
    for issued in reader.history(&format!("paper:{digest}"), None, 20)? {
        let Event::PaperIssued { paper } = issued.entry.event.clone() else { continue };
        let Some(entry) = past::entry(reader, paper.entry)? else { continue };
        let later = since::later(reader, &entry, paper.entry)?;
        let dossier = since::dossier(reader, &entry)?;
        found.push(Found { issued, paper, entry, later, dossier });
    }
    Ok(found)
}

async fn answer(
    site: &PublicSite,
    visitor: &Visitor,
    digest: Option<String>,
    fault: Option<&'static str>,
) -> Page {
    let found = match digest.clone() {
        Some(digest) => site.look(move |reader| find(reader, &digest)).await?,
        None => Vec::new(),
    };
    let known: Result<Vec<Known>, Trouble> = found.iter().map(|one| tell(site, visitor, one)).collect();
    page(&CheckPage {
        f: visitor.frame(visitor.w.paper.check_title, Section::Other),
        is_answered: digest.is_some(),
        digest: digest.unwrap_or_default(),
        fault,
        known: known?,
    })
}

fn tell(site: &PublicSite, visitor: &Visitor, found: &Found) -> Result<Known, Trouble> {
    let w = &visitor.w.paper;
    let names = Names { dossier: found.dossier.as_ref(), scheme: None };
    let entry = |position: u64| fill(visitor.w.case.entry, &[&position]);
    let mark = match since::mark_of(&found.entry) {
        Some(code) => {
            since::state(site.reader(), visitor, code, site.today())?.map(|look| (code.to_string(), look))
        }
        None => None,
    };
    Ok(Known {
        title: visitor.word(found.paper.kind.words()),
        lang: found.paper.lang.pick(w.in_chinese, w.in_english),
        copy: match found.paper.copy {
            PaperCopy::Public => w.copy_public,
            PaperCopy::Parties => w.copy_parties,
        },
        engine: found.paper.engine.clone(),
        made_from: found.paper.entry,
        made_from_entry: entry(found.paper.entry),
        what: event::words(visitor, names, &found.entry.event),
        decided_on: found.entry.on.to_string(),
        issued: found.issued.position,
        issued_entry: entry(found.issued.position),
        issued_on: found.issued.entry.entered_on.to_string(),
        mark,
        later: since::in_words(visitor, names, &found.later),
    })
}
