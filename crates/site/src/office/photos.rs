//! Photos of labels (clause 12): a tray where they are sent one by one before they are filed, and what of it a form
//! offers; those that are filed are shown to whoever may read the private texts of the case.

use askama::Template;
use axum::extract::{Multipart, Path, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::Form as Typed;
use policy::authorization::evidence::{FILE_BYTES, FileType, MOST_FILES, TOTAL_BYTES};
use policy::command::ActKind;
use policy::powers::{Office, power_of};
use policy::standard::project::act::ProjectActKind;
use registry::{LooseFile, TrayFile};

use crate::acts::CaseKind;
use crate::frame::{Frame, Section};
use crate::office::case::{self, Case};
use crate::office::declare::evidence::FileView;
use crate::office::declare::sniff::{self, Refused};
use crate::office::sign_in::Bare;
use crate::office::{OfficeSite, from_our_page, upload};
use crate::problem::Trouble;
use crate::session::Member;
use crate::visitor::Visitor;
use crate::words::fill;

const MIB: u64 = 1024 * 1024;

/// The address of the tray.
pub(crate) const PATH: &str = "/desk/photos";

#[derive(Template)]
#[template(path = "photos.html")]
struct PhotosPage {
    f: Frame,
    csrf: String,
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

fn about(file: &TrayFile, kind: &str) -> String {
    let called = if file.name.is_empty() { upload::short(&file.digest) } else { &file.name };
    format!("{called} · {kind} · {} kB", file.bytes.div_ceil(1000))
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

/// The photos of a label filing's case.
pub(super) fn of_case(visitor: &Visitor, case: &Case) -> Vec<FileView> {
    let photos = case.label().map_or(&[][..], |label| label.photos.as_slice());
    let view = |digest: &String| FileView {
        digest: digest.clone(),
        shows: visitor.w.duties.photo_shows,
        about: upload::short(digest).to_owned(),
    };
    photos.iter().map(view).collect()
}

/// The office of whoever may file labels or documents of projects.
fn office(member: &Member) -> Result<&Office, Trouble> {
    let office = member.office()?;
    if may_send(office) { Ok(office) } else { Err(Trouble::Forbidden) }
}

/// Whether an office files anything that comes with files.
#[must_use]
pub fn may_send(office: &Office) -> bool {
    power_of(office.kind, ActKind::FileLabel).is_some() || takes_documents(office)
}

/// Whether an office may put documents of projects on file, which need not be pictures.
fn takes_documents(office: &Office) -> bool {
    power_of(office.kind, ActKind::OnProject(ProjectActKind::FileDocument)).is_some()
}

/// `GET /desk/photos`.
pub(crate) async fn ask(State(site): State<OfficeSite>, member: Member) -> Result<Response, Trouble> {
    tray(&site, &member, None).await
}

async fn tray(site: &OfficeSite, member: &Member, error: Option<String>) -> Result<Response, Trouble> {
    let visitor = &member.visitor;
    let w = &visitor.w.duties;
    let (own, person) = (office(member)?.clone(), member.signed.person.clone());
    let asked = own.clone();
    let files = site.public().look(move |reader| reader.loose_files(&person, &asked)).await?;
    let prefix = if error.is_some() { visitor.w.frame.error_prefix } else { "" };
    let is_wrong = error.is_some();
    let bytes: u64 = files.iter().map(|file| file.bytes).sum();
    let view = |file: &TrayFile| FileView {
        digest: file.digest.clone(),
        shows: name(file.file_type).unwrap_or("PDF"),
        about: about(file, name(file.file_type).unwrap_or("PDF")),
    };
    let documents = takes_documents(&own);
    let lead = if documents { w.files_lead } else { w.photos_lead };
    let page_of = PhotosPage {
        accept: if documents { "image/png,image/jpeg,application/pdf" } else { "image/png,image/jpeg" },
        f: visitor.frame(format!("{prefix}{}", w.photos), Section::Other),
        csrf: member.signed.csrf.clone(),
        lead: fill(lead, &[&MOST_FILES, &(FILE_BYTES / MIB), &(TOTAL_BYTES / MIB)]),
        is_full: files.len() >= MOST_FILES || bytes >= TOTAL_BYTES,
        files: files.iter().map(view).collect(),
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
    let own = office(&member)?.clone();
    let sent = upload::read(parts).await?;
    from_our_page(&site, &member, &headers, sent.csrf.as_ref())?;
    let w = member.visitor.w;
    if sent.body.is_empty() {
        return tray(&site, &member, Some(w.declare.evidence_none_sent.to_owned())).await;
    }
    if sent.body.len() as u64 > FILE_BYTES {
        let bounds = fill(w.duties.photos_lead, &[&MOST_FILES, &(FILE_BYTES / MIB), &(TOTAL_BYTES / MIB)]);
        return tray(&site, &member, Some(bounds)).await;
    }
    let wrong = match sniff::file_type(&sent.name, &sent.body) {
        Ok(FileType::Png | FileType::Jpeg) => None,
        Ok(FileType::Pdf) if takes_documents(&own) => None,
        Ok(FileType::Pdf) => Some(w.duties.photo_kind),
        Err(Refused::NotTaken) if takes_documents(&own) => Some(w.project.file_pdf),
        Err(Refused::NotTaken) => Some(w.duties.photo_kind),
        Err(Refused::OtherName) => Some(w.declare.evidence_other_name),
        Err(Refused::TooManyPoints) => Some(w.declare.evidence_too_many_points),
    };
    if let Some(wrong) = wrong {
        return tray(&site, &member, Some(wrong.to_owned())).await;
    }
    let file = LooseFile {
        person: member.signed.person.clone(),
        office: own,
        salt: site.chance(),
        name: sent.name,
        body: sent.body,
    };
    let now = site.public().now();
    let kept = site.change(move |registry| registry.keep_loose_file(file, now)).await?;
    if kept.is_none() {
        let full = fill(w.declare.evidence_full, &[&MOST_FILES, &(TOTAL_BYTES / 1024 / 1024)]);
        return tray(&site, &member, Some(full)).await;
    }
    Ok(Redirect::to(PATH).into_response())
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
    let (own, person) = (office(&member)?.clone(), member.signed.person.clone());
    site.change(move |registry| registry.end_loose_file(&digest, &person, &own)).await?;
    Ok(Redirect::to(PATH).into_response())
}

/// `GET /cases/label/{id}/evidence/{digest}`: a photo, for those who may read the private texts of the case.
pub(crate) async fn show(
    State(site): State<OfficeSite>,
    Path((id, digest)): Path<(String, String)>,
    member: Member,
) -> Result<Response, Trouble> {
    let case = case::load(site.public(), CaseKind::Label.name(), &id).await?;
    if !case.shows_texts_to(member.office()?) {
        return Err(Trouble::Forbidden);
    }
    if !case.label().is_some_and(|label| label.photos.contains(&digest)) {
        return Err(Trouble::NotOnFile);
    }
    let wanted = digest.clone();
    let body = site.public().look(move |reader| reader.file(&wanted)).await?.ok_or(Trouble::NotOnFile)?;
    let kind = FileType::by_head(&body);
    Ok(upload::given_out(&id, &digest, kind, body))
}
