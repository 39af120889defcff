//! The page that lists the papers of an entry, with the words that were written with it for whoever reads those.

use askama::Template;
use axum::extract::{Path, State};
use policy::event::Entry;
use policy::paper::made_from;

use super::back::to_cases;
use super::show::{Offered, Rights, entry_at, file_name, for_whom, offered, replaced};
use super::since;
use crate::frame::{Frame, Section};
use crate::office::event;
use crate::office::names::Names;
use crate::problem::Trouble;
use crate::public::mark::Page;
use crate::public::{PublicSite, page};
use crate::visitor::Visitor;
use crate::words::{as_shown, fill};

struct FileView {
    title: String,
    lang: &'static str,
    copy: &'static str,
    href: String,
    issued: Option<(u64, String)>,
    may_issue: bool,
}

#[derive(Template)]
#[template(path = "papers.html")]
struct PapersPage {
    f: Frame,
    position: u64,
    cases: Vec<(String, String)>,
    what: String,
    on: String,
    files: Vec<FileView>,
    /// What was written with the entry, for whoever reads it: a paper may have no room for all of it.
    words: Option<String>,
    /// Why none of them is issued any more.
    replaced: Option<String>,
}

/// That there is nothing for a visitor: whoever is not signed in may be a party of it, whose paper bears the address.
fn nothing_for(visitor: &Visitor, entry: &Entry) -> Trouble {
    match visitor.signed.is_none() && !made_from(&entry.event).is_empty() {
        true => Trouble::SignInFirst,
        false => Trouble::NotOnFile,
    }
}

/// The words that were written with an entry, for its parties, where a paper bears them.
async fn words_for(site: &PublicSite, entry: &Entry, rights: Rights) -> Result<Option<String>, Trouble> {
    let has_words = rights.parties && made_from(&entry.event).iter().any(|kind| kind.has_words());
    let Some(digest) = entry.reason.clone().filter(|_| has_words) else { return Ok(None) };
    let found = site.look(move |reader| reader.text(&digest)).await?;
    Ok(found.and_then(|sealed| sealed.text).map(as_shown))
}

/// `GET /papers/{position}`: the papers made from an entry, as far as the visitor may have them.
pub(crate) async fn show(
    State(site): State<PublicSite>,
    Path(position): Path<u64>,
    visitor: Visitor,
) -> Page {
    let entry = entry_at(&site, position).await?;
    let rights = Rights::of(&site, &visitor, &entry).await?;
    let offered = offered(&site, &visitor, (&entry, position), rights).await?;
    let offered = offered.ok_or_else(|| nothing_for(&visitor, &entry))?;
    let words = words_for(&site, &entry, rights).await?;
    let cases = to_cases(&site, &visitor, &entry).await?;
    let replaced = replaced(&site, &entry, position).await?;
    let w = &visitor.w.paper;
    let view = |Offered { wanted, issued, may_issue }: Offered| FileView {
        title: visitor.word(wanted.kind.words()).to_owned(),
        lang: wanted.lang.pick(w.in_chinese, w.in_english),
        copy: for_whom(&visitor, wanted.copy),
        href: format!("/papers/{position}/{}", file_name(wanted.kind, wanted.lang, wanted.copy)),
        may_issue,
        issued: issued.map(|(at, _)| (at, fill(w.issued, &[&at]))),
    };
    let files = offered.into_iter().map(view).collect();
    let known = entry.clone();
    let dossier = site.look(move |reader| since::dossier(reader, &known)).await?;
    let names = Names { dossier: dossier.as_ref(), scheme: None };
    page(&PapersPage {
        f: visitor.frame(fill(w.title, &[&position]), Section::Other),
        position,
        cases,
        what: event::words(&visitor, names, &entry.event),
        on: entry.on.to_string(),
        files,
        words,
        replaced: replaced.map(|why| visitor.said(&why.said)),
    })
}
