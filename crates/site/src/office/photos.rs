//! Files that wait to be filed: a tray where they are sent one by one, and what of it a form offers. Photos of labels
//! (clause 12) are pictures; documents of projects and what a party sends along with an answer need not be.

use askama::Template;
use axum::extract::{Multipart, Path, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::Form as Typed;
use policy::authorization::evidence::{FILE_BYTES, FileType, MOST_FILES, TOTAL_BYTES};
use policy::command::ActKind;
use policy::powers::{Office, power_of};
use policy::scheme::SchemeFactKind;
use policy::standard::project::act::ProjectActKind;
use registry::{LooseFile, TrayFile};

use crate::frame::{Frame, Section};
use crate::office::declare::evidence::FileView;
use crate::office::declare::sniff::{self, Refused};
use crate::office::sign_in::Bare;
use crate::office::{OfficeSite, from_our_page, upload};
use crate::problem::Trouble;
use crate::session::Member;
use crate::words::fill;

const MIB: u64 = 1024 * 1024;

/// The address of the tray.
pub(crate) const PATH: &str = "/desk/photos";

/// Where files of the tray are sent and removed: by itself, or beside a form that is to bring them.
pub(super) struct Place {
    /// The address of the page, and what of a query it goes with.
    pub(super) here: (String, String),
    pub(super) title: &'static str,
    pub(super) lead: &'static str,
    /// What lies before it.
    pub(super) back: (String, &'static str),
    /// What leads back once all is sent, for a form.
    pub(super) done: Option<&'static str>,
    /// Whether a PDF is taken, too.
    pub(super) takes_any: bool,
    /// What the form asks of the file.
    pub(super) hint: Option<&'static str>,
}

#[derive(Template)]
#[template(path = "photos.html")]
struct PhotosPage<'a> {
    f: Frame,
    csrf: String,
    place: &'a Place,
    lead: String,
    /// What a browser offers to choose.
    accept: &'static str,
    files: Vec<FileView>,
    is_full: bool,
    error: Option<String>,
}

fn name(file_type: Option<FileType>) -> Option<&'static str> {
    match file_type {
        Some(FileType::Png) => Some("PNG"),
        Some(FileType::Jpeg) => Some("JPEG"),
        Some(FileType::Pdf) | None => None,
    }
}

/// What a file is called: by the start of its digest where nobody said.
fn called(file: &TrayFile) -> &str {
    if file.name.is_empty() { upload::short(&file.digest) } else { &file.name }
}

fn about(file: &TrayFile, kind: &str) -> String {
    format!("{} · {kind} · {} kB", called(file), file.bytes.div_ceil(1000))
}

/// What a form offers of a tray: pictures only.
pub(super) fn offers(files: &[TrayFile]) -> Vec<(String, String)> {
    let offer = |file: &TrayFile| Some((file.digest.clone(), about(file, name(file.file_type)?)));
    files.iter().filter_map(offer).collect()
}

/// What a form offers of a tray where any kind of file will do.
pub(super) fn all_offers(files: &[TrayFile]) -> Vec<(String, String)> {
    let offer = |file: &TrayFile| (file.digest.clone(), about(file, name(file.file_type).unwrap_or("PDF")));
    files.iter().map(offer).collect()
}

/// The office of whoever may file labels or documents of projects.
fn office(member: &Member) -> Result<&Office, Trouble> {
    let office = member.office()?;
    if may_send(office) { Ok(office) } else { Err(Trouble::Forbidden) }
}

/// Whether an office files anything that comes with files.
#[must_use]
pub fn may_send(office: &Office) -> bool {
    let may = |act| power_of(office.kind, act).is_some();
    may(ActKind::FileLabel)
        || may(ActKind::EnterSchemeFact(SchemeFactKind::Artwork))
        || takes_documents(office)
}

/// Whether an office may put documents of projects on file, which need not be pictures.
fn takes_documents(office: &Office) -> bool {
    power_of(office.kind, ActKind::OnProject(ProjectActKind::FileDocument)).is_some()
}

/// The tray by itself.
fn alone(member: &Member) -> Result<Place, Trouble> {
    let w = &member.visitor.w;
    let takes_any = takes_documents(office(member)?);
    Ok(Place {
        here: (PATH.to_owned(), String::new()),
        title: w.duties.photos,
        lead: if takes_any { w.duties.files_lead } else { w.duties.photos_lead },
        back: ("/desk".to_owned(), w.case.desk_title),
        done: None,
        takes_any,
        hint: None,
    })
}

/// `GET /desk/photos`.
pub(crate) async fn ask(State(site): State<OfficeSite>, member: Member) -> Result<Response, Trouble> {
    tray(&site, &member, &alone(&member)?, None).await
}

/// The page of the tray.
///
/// # Errors
/// If no office is chosen, or the reader is at fault.
pub(super) async fn tray(
    site: &OfficeSite,
    member: &Member,
    place: &Place,
    error: Option<String>,
) -> Result<Response, Trouble> {
    let visitor = &member.visitor;
    let (own, person) = (member.office()?.clone(), member.signed.person.clone());
    let files = site.public().look(move |reader| reader.loose_files(&person, &own)).await?;
    let prefix = if error.is_some() { visitor.w.frame.error_prefix } else { "" };
    let is_wrong = error.is_some();
    let bytes: u64 = files.iter().map(|file| file.bytes).sum();
    let view = |file: &TrayFile| FileView {
        digest: file.digest.clone(),
        shows: name(file.file_type).unwrap_or("PDF"),
        about: about(file, name(file.file_type).unwrap_or("PDF")),
        is_there: true,
        picture: None,
    };
    let page_of = PhotosPage {
        accept: if place.takes_any { "image/png,image/jpeg,application/pdf" } else { "image/png,image/jpeg" },
        f: visitor.frame(format!("{prefix}{}", place.title), Section::Other),
        csrf: member.signed.csrf.clone(),
        lead: fill(place.lead, &[&MOST_FILES, &(FILE_BYTES / MIB), &(TOTAL_BYTES / MIB)]),
        is_full: files.len() >= MOST_FILES || bytes >= TOTAL_BYTES,
        files: files.iter().map(view).collect(),
        place,
        error,
    };
    upload::answered(&page_of, is_wrong)
}

/// `POST /desk/photos`: keeps a photo in the tray.
pub(crate) async fn send(
    State(site): State<OfficeSite>,
    headers: HeaderMap,
    member: Member,
    parts: Multipart,
) -> Result<Response, Trouble> {
    site.public().bound_heavy(&member.visitor)?;
    let place = alone(&member)?;
    let sent = upload::read(parts).await?;
    from_our_page(&site, &member, &headers, sent.csrf.as_ref())?;
    match keep(&site, &member, &place, sent).await? {
        Ok(_) => Ok(Redirect::to(PATH).into_response()),
        Err(wrong) => tray(&site, &member, &place, Some(wrong)).await,
    }
}

/// Looks at a file and keeps it in the tray; its salted digest, or what is wrong with it.
///
/// # Errors
/// If no office is chosen, or the store is at fault.
pub(super) async fn keep(
    site: &OfficeSite,
    member: &Member,
    place: &Place,
    sent: upload::Sent,
) -> Result<Result<String, String>, Trouble> {
    let w = member.visitor.w;
    if sent.body.is_empty() {
        return Ok(Err(w.declare.evidence_none_sent.to_owned()));
    }
    if sent.body.len() as u64 > FILE_BYTES {
        return Ok(Err(upload::too_large(w, &sent.name, sent.body.len() as u64)));
    }
    let (body, found) = sniff::looked_at(&sent.name, sent.body).await?;
    let wrong = match found {
        Ok(FileType::Png | FileType::Jpeg) => None,
        Ok(FileType::Pdf) if place.takes_any => None,
        Err(refused) if place.takes_any => Some(refused.told(w, &sent.name)),
        Ok(FileType::Pdf) | Err(Refused::NotTaken) => {
            Some(fill(w.duties.photo_kind, &[&upload::named(w, &sent.name)]))
        }
        Err(refused) => Some(refused.told(w, &sent.name)),
    };
    if let Some(wrong) = wrong {
        return Ok(Err(wrong));
    }
    let file = LooseFile {
        person: member.signed.person.clone(),
        office: member.office()?.clone(),
        salt: site.chance(),
        name: sent.name,
        body,
    };
    let now = site.public().now();
    let kept = site.change(move |registry| registry.keep_loose_file(file, now)).await?;
    Ok(kept.ok_or_else(|| fill(w.declare.evidence_full, &[&MOST_FILES, &(TOTAL_BYTES / MIB)])))
}

/// `GET /desk/photos/{digest}`: a file of the tray that is not filed yet, for whoever sent it.
pub(crate) async fn show(
    State(site): State<OfficeSite>,
    Path(digest): Path<String>,
    member: Member,
) -> Result<Response, Trouble> {
    let (own, person) = (member.office()?.clone(), member.signed.person.clone());
    let found = site.public().look(move |reader| {
        let held = reader.loose_files(&person, &own)?.into_iter().find(|file| file.digest == digest);
        let Some(held) = held else { return Ok(None) };
        Ok(reader.file(&held.digest)?.map(|body| (held, body)))
    });
    let (held, body) = found.await?.ok_or(Trouble::NotOnFile)?;
    Ok(upload::given_out("file", &held.digest, held.file_type, body))
}

/// `POST /desk/photos/{digest}/end`: forgets a photo that nothing is filed with.
pub(crate) async fn end(
    State(site): State<OfficeSite>,
    Path(digest): Path<String>,
    headers: HeaderMap,
    member: Member,
    Typed(bare): Typed<Bare>,
) -> Result<Response, Trouble> {
    from_our_page(&site, &member, &headers, bare.csrf())?;
    office(&member)?;
    forget(&site, &member, digest).await?;
    Ok(Redirect::to(PATH).into_response())
}

/// Forgets a file of the tray that nothing is filed with.
///
/// # Errors
/// If no office is chosen, or the store is at fault.
pub(super) async fn forget(site: &OfficeSite, member: &Member, digest: String) -> Result<(), Trouble> {
    let (own, person) = (member.office()?.clone(), member.signed.person.clone());
    site.change(move |registry| registry.end_loose_file(&digest, &person, &own)).await.map(drop)
}
