//! The papers of an entry: which there are for whom, and the files themselves. Anybody may have the public copies of what is granted and decided; the rest is for the offices concerned. A file
//! is given once it is issued, its digest being on the ledger; before, whoever may issue it sees a preview.

use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use documents::paper::ENGINE;
use policy::article::Said;
use policy::command::ActKind;
use policy::decide::Problem;
use policy::enterprise::Dossier;
use policy::event::{Entry, Event};
use policy::paper::{PaperCopy, PaperKind, PaperLang, made_from};
use policy::powers::{Office, Touches, permits};
use policy::supervision::calls;
use registry::{EntryAt, Fault, Reader};

use super::making::preview;
use super::{Origin, Pressed, Unmade, Wanted, duties, make, past, since};
use crate::acts::CaseKind;
use crate::lang::Lang;
use crate::office::case;
use crate::problem::Trouble;
use crate::public::{PublicSite, aside};
use crate::visitor::Visitor;
use crate::words::text;

impl From<Unmade> for Trouble {
    fn from(fault: Unmade) -> Trouble {
        match fault {
            Unmade::NoEntry(_) | Unmade::NotOfThisEntry(_) => Trouble::NotOnFile,
            Unmade::Fault(fault) => fault.into(),
            Unmade::Press(fault) => Trouble::Fault(fault.to_string()),
        }
    }
}

/// The name of a file: `certificate.zh.pdf`, with `.parties` before the ending for the copy of the parties.
pub(crate) fn file_name(kind: PaperKind, lang: PaperLang, copy: PaperCopy) -> String {
    let of = match copy {
        PaperCopy::Public => "",
        PaperCopy::Parties => ".parties",
    };
    format!("{}.{}{of}.pdf", kind.name(), lang.name())
}

/// Where a paper is issued in Chinese, the language of record: in the copy for the public where it has one, else in that for
/// the parties.
pub(crate) fn issue_address(entry: u64, kind: PaperKind) -> String {
    let copy = if kind.is_public() { PaperCopy::Public } else { PaperCopy::Parties };
    format!("/papers/{entry}/{}/issue", file_name(kind, PaperLang::Zh, copy))
}

impl Wanted {
    /// From the name of a file.
    pub(crate) fn named(entry: u64, name: &str) -> Option<Wanted> {
        let stem = name.strip_suffix(".pdf")?;
        let (stem, copy) = match stem.strip_suffix(".parties") {
            Some(stem) => (stem, PaperCopy::Parties),
            None => (stem, PaperCopy::Public),
        };
        let (kind, lang) = stem.split_once('.')?;
        Some(Wanted { entry, kind: PaperKind::named(kind)?, lang: PaperLang::named(lang)?, copy })
    }
}

/// The copies that there are of a kind: one for the public where it may have one, one for the parties where the
/// public one leaves words out or there is none.
fn copies(kind: PaperKind) -> &'static [PaperCopy] {
    match (kind.is_public(), kind.has_words()) {
        (true, true) => &[PaperCopy::Public, PaperCopy::Parties],
        (true, false) => &[PaperCopy::Public],
        (false, _) => &[PaperCopy::Parties],
    }
}

/// Whether the public may read what an entry decided (reading 0015).
fn is_published(reader: &Reader, entry: &Entry) -> Result<bool, Fault> {
    let Some(code) = entry.enterprise else { return Ok(true) };
    Ok(reader.dossier(code)?.is_some_and(|filed| filed.value.tells_the_ground_of(&entry.event)))
}

/// What a visitor may have of an entry.
#[derive(Clone, Copy)]
pub(crate) struct Rights {
    public: bool,
    pub(crate) parties: bool,
}

impl Rights {
    /// Of whoever reads an entry in its case; the dossier is that of the entry's enterprise.
    pub(crate) fn in_case(entry: &Entry, reads: &Reads, dossier: Option<&Dossier>) -> Rights {
        match entry.enterprise {
            None => Rights { public: true, parties: duties::may_have(reads.office, &entry.event) },
            Some(_) => Rights {
                public: dossier.is_some_and(|dossier| dossier.tells_the_ground_of(&entry.event)),
                parties: reads.parties,
            },
        }
    }

    pub(crate) async fn of(site: &PublicSite, visitor: &Visitor, entry: &Entry) -> Result<Rights, Trouble> {
        let known = entry.clone();
        let public = site.look(move |reader| is_published(reader, &known)).await?;
        let office = visitor.office();
        let parties = match (office, entry.enterprise) {
            (Some(office), Some(code)) => {
                let case = case::load(site, CaseKind::Enterprise.name(), code.as_str()).await?;
                case.shows_texts_to(office)
            }
            (Some(office), None) => duties::may_have(office, &entry.event),
            _ => false,
        };
        Ok(Rights { public, parties })
    }

    fn allows(&self, kind: PaperKind, copy: PaperCopy) -> bool {
        copies(kind).contains(&copy)
            && match copy {
                PaperCopy::Public => self.public || self.parties,
                PaperCopy::Parties => self.parties,
            }
    }
}

/// Who reads the entries of a case.
pub(crate) struct Reads<'a> {
    /// In which office.
    pub(crate) office: &'a Office,
    /// Whether it reads what is for the parties of the case.
    pub(crate) parties: bool,
}

/// Whether there is any paper of an entry that its reader may have; the dossier is that of the entry's enterprise.
pub(crate) fn has_any(entry: &Entry, reads: &Reads, dossier: Option<&Dossier>) -> bool {
    let rights = Rights::in_case(entry, reads, dossier);
    let mut all =
        made_from(&entry.event).iter().flat_map(|kind| copies(*kind).iter().map(|copy| (*kind, *copy)));
    all.any(|(kind, copy)| rights.allows(kind, copy))
}

/// For whom a copy is, in words.
pub(crate) fn for_whom(visitor: &Visitor, copy: PaperCopy) -> &'static str {
    match copy {
        PaperCopy::Public => visitor.w.paper.copy_public,
        PaperCopy::Parties => visitor.w.paper.copy_parties,
    }
}

pub(crate) async fn entry_at(site: &PublicSite, position: u64) -> Result<Entry, Trouble> {
    site.look(move |reader| past::entry(reader, position)).await?.ok_or(Trouble::NotOnFile)
}

/// The issues of a paper that this engine can make again, the latest first: position and digest.
pub(crate) fn issued_as(entries: &[EntryAt], wanted: Wanted) -> impl Iterator<Item = (u64, &str)> {
    entries.iter().rev().filter_map(move |at| match &at.entry.event {
        Event::PaperIssued { paper } => {
            let is_it = paper.kind == wanted.kind
                && paper.lang == wanted.lang
                && paper.copy == wanted.copy
                && paper.engine == ENGINE;
            is_it.then_some((at.position, paper.sha256.as_str()))
        }
        _ => None,
    })
}

/// What was issued of the papers made from an entry.
pub(crate) async fn issues(site: &PublicSite, position: u64) -> Result<Vec<EntryAt>, Trouble> {
    site.look(move |reader| reader.history(&format!("papers_of:{position}"), None, 200)).await
}

/// Whether a visitor may issue papers of a kind: the office whose papers they are.
pub(crate) fn may_issue(visitor: &Visitor, kind: PaperKind) -> bool {
    let office = visitor.office();
    let has_power = |office: &Office| permits(office, ActKind::IssuePaper, &Touches::default()).is_some();
    office.is_some_and(|office| office.kind == kind.issuer() && has_power(office))
}

/// Whether an entry grants a mark against an edition that had no comparison table: then there is none to put beside it.
async fn lacks_table(site: &PublicSite, entry: &Entry, position: u64) -> Result<bool, Trouble> {
    let Event::AuthorizationGranted { authorization } = &entry.event else { return Ok(false) };
    let edition = authorization.edition.clone();
    site.look(move |reader| {
        let standard = past::standard(reader, edition.number(), position)?;
        Ok(standard.edition(&edition).is_none_or(|known| known.table.is_none()))
    })
    .await
}

/// A paper of an entry that somebody may have: it was issued, or is theirs to issue.
pub(crate) struct Offered {
    /// Which.
    pub(crate) wanted: Wanted,
    /// Where it was issued last, and its digest.
    pub(crate) issued: Option<(u64, String)>,
    /// Whether whoever looks may issue it now.
    pub(crate) may_issue: bool,
}

/// The papers made from an entry, as far as the visitor may have them; `None` where there is none to have, be it issued or
/// not.
///
/// # Errors
/// A fault of the reader.
pub(crate) async fn offered(
    site: &PublicSite,
    visitor: &Visitor,
    (entry, position): (&Entry, u64),
    rights: Rights,
) -> Result<Option<Vec<Offered>>, Trouble> {
    if made_from(&entry.event).is_empty() {
        return Ok(None);
    }
    let entries = issues(site, position).await?;
    let (mut all, mut is_any) = (Vec::new(), false);
    let lacks_table = lacks_table(site, entry, position).await?;
    let replaced = replaced(site, entry, position).await?;
    for kind in made_from(&entry.event) {
        let may_issue = may_issue(visitor, *kind) && replaced.is_none();
        if *kind == PaperKind::ComparisonInsert && lacks_table {
            continue;
        }
        for (copy, lang) in copies(*kind).iter().flat_map(|copy| PaperLang::ALL.map(|lang| (*copy, lang))) {
            if !rights.allows(*kind, copy) {
                continue;
            }
            is_any = true;
            let wanted = Wanted { entry: position, kind: *kind, lang, copy };
            let issued = issued_as(&entries, wanted).next().map(|(at, digest)| (at, digest.to_owned()));
            let may_issue = may_issue && issued.is_none();
            if issued.is_some() || may_issue {
                all.push(Offered { wanted, issued, may_issue });
            }
        }
    }
    Ok(is_any.then_some(all))
}

/// Why the papers of an entry are issued no more: its call to an interview was replaced. The door decides by the same.
///
/// # Errors
/// A fault of the reader.
pub(crate) async fn replaced(site: &PublicSite, entry: &Entry, at: u64) -> Result<Option<Problem>, Trouble> {
    if !made_from(&entry.event).contains(&PaperKind::InterviewNotice) {
        return Ok(None);
    }
    let known = entry.clone();
    let dossier = site.look(move |reader| since::dossier(reader, &known)).await?;
    Ok(dossier.and_then(|dossier| calls::replaced(&dossier, (at, PaperKind::InterviewNotice))))
}

fn origin(site: &PublicSite) -> Origin {
    Origin { public_url: site.public_url().to_owned(), is_demo: site.is_demo(), today: site.today() }
}

/// Makes a paper in this way, away from the threads that answer.
pub(crate) async fn made(
    site: &PublicSite,
    wanted: Wanted,
    way: fn(&Reader, Wanted, &Origin) -> Result<Pressed, Unmade>,
) -> Result<Pressed, Trouble> {
    let (reader, origin) = (site.reader().clone(), origin(site));
    aside(move || way(&reader, wanted, &origin).map_err(Trouble::from)).await
}

/// Refuses a paper that the visitor may not have; whether everybody may have it.
pub(crate) async fn allowed(site: &PublicSite, visitor: &Visitor, wanted: Wanted) -> Result<bool, Trouble> {
    let entry = entry_at(site, wanted.entry).await?;
    let rights = Rights::of(site, visitor, &entry).await?;
    if !rights.allows(wanted.kind, wanted.copy) {
        let is_signed = visitor.signed.is_some();
        return Err(if is_signed { Trouble::NotOnFile } else { Trouble::SignInFirst });
    }
    site.bound_heavy(visitor)?;
    Ok(rights.public)
}

/// What is said of a paper that nobody has issued; of one that was issued, that it can be made no more: words of it were
/// erased, or the record was mended.
pub(crate) fn not_given(was_issued: bool) -> Trouble {
    let [zh, en] = [Lang::Zh, Lang::En].map(|lang| {
        let w = &text(lang).paper;
        if was_issued { w.made_no_more } else { w.not_issued_yet }
    });
    Trouble::Missing(Said::new(zh, en))
}

/// `GET /papers/{position}/{file}`: the file.
pub(crate) async fn file(
    State(site): State<PublicSite>,
    Path((position, name)): Path<(u64, String)>,
    visitor: Visitor,
) -> Result<Response, Trouble> {
    let wanted = Wanted::named(position, &name).ok_or(Trouble::NotOnFile)?;
    let is_public = allowed(&site, &visitor, wanted).await?;
    given(&site, &visitor, wanted, is_public).await
}

/// An issued file, made again; where it is not, for whoever may issue it, a preview that says so.
///
/// # Errors
/// If nobody has issued it, or it can be made no more.
pub(crate) async fn given(
    site: &PublicSite,
    visitor: &Visitor,
    wanted: Wanted,
    is_public: bool,
) -> Result<Response, Trouble> {
    let position = wanted.entry;
    let entries = issues(site, position).await?;
    let issued: Vec<&str> = issued_as(&entries, wanted).map(|(_, digest)| digest).collect();
    let pdf = match issued.is_empty() {
        true => None,
        false => Some(made(site, wanted, make).await?.pdf),
    };
    // Under another address, or out of a record that has been mended, other bytes are made than were issued.
    let known = pdf.filter(|pdf| issued.contains(&ledger::hex(&ledger::digest(pdf)).as_str()));
    let (pdf, cache, of) = match (known, wanted.copy) {
        (Some(pdf), PaperCopy::Public) if is_public => (pdf, "public, max-age=300", ""),
        (Some(pdf), PaperCopy::Public | PaperCopy::Parties) => (pdf, "no-store", ""),
        (None, _) if may_issue(visitor, wanted.kind) => {
            (made(site, wanted, preview).await?.pdf, "no-store", "preview-")
        }
        (None, _) => return Err(not_given(!issued.is_empty())),
    };
    let name = file_name(wanted.kind, wanted.lang, wanted.copy);
    let shown = format!("inline; filename=\"{of}{position}-{name}\"");
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/pdf")),
        (header::CACHE_CONTROL, HeaderValue::from_static(cache)),
        (header::CONTENT_DISPOSITION, HeaderValue::from_str(&shown).map_err(|_| Trouble::NotOnFile)?),
    ];
    Ok((headers, pdf).into_response())
}
