//! Files that were filed with a case: evidence of a declaration, photos of labels, what a party sent along with its
//! statement or its objection. Told on the page of the case, and given out to whoever may read its private texts.

use axum::extract::{Path, State};
use axum::response::Response;
use policy::authorization::evidence::FileType;
use policy::enterprise::record::current;

use crate::acts::CaseKind;
use crate::office::case::{self, Case};
use crate::office::declare::evidence::{self, FileView};
use crate::office::{OfficeSite, upload};
use crate::problem::Trouble;
use crate::public::PublicSite;
use crate::session::Member;
use crate::visitor::Visitor;
use crate::words::fill;

/// How large a file is and of which type; nothing of one that is not there.
type Head = Option<(u64, Option<FileType>)>;

/// The files of a case in the reader's words; what they are called where they came from is not kept.
///
/// # Errors
/// If the reader is at fault.
pub(super) async fn views(
    site: &PublicSite,
    visitor: &Visitor,
    case: &Case,
) -> Result<Vec<FileView>, Trouble> {
    let shows = match case.kind {
        CaseKind::Declaration => return Ok(evidence::views(visitor, evidence::of_case(case))),
        CaseKind::Label => visitor.w.duties.photo_shows,
        CaseKind::Check => visitor.w.case.file_of_objection,
        CaseKind::Proceeding => visitor.w.case.file_of_statement,
        CaseKind::Enterprise
        | CaseKind::Product
        | CaseKind::Certificate
        | CaseKind::Authorization
        | CaseKind::Edition
        | CaseKind::Project
        | CaseKind::DutyReport
        | CaseKind::Scheme => return Ok(Vec::new()),
    };
    let digests = digests(case);
    let heads = site
        .look(move |reader| {
            let head = |digest: String| Ok((reader.file_head(&digest)?, digest));
            digests.into_iter().map(head).collect::<Result<Vec<_>, registry::Fault>>()
        })
        .await?;
    let (count, of) = (heads.len(), pictured(case));
    let view = |(at, (head, digest)): (usize, (Head, String))| FileView {
        picture: head
            .is_some_and(|(_, kind)| matches!(kind, Some(FileType::Png | FileType::Jpeg)))
            .then(|| fill(visitor.w.case.picture, &[&shows, &(at + 1), &count, &of])),
        about: match head {
            Some((bytes, Some(file_type))) => evidence::about(file_type, bytes, &digest),
            Some((_, None)) => upload::short(&digest).to_owned(),
            None => format!("{} · {}", visitor.w.case.file_erased, upload::short(&digest)),
        },
        is_there: head.is_some(),
        digest,
        shows,
    };
    Ok(heads.into_iter().enumerate().map(view).collect())
}

/// What the pictures of a case are of: photos of labels of the product with its mark, others of what the case is about.
fn pictured(case: &Case) -> String {
    let Some(label) = case.label() else { return case.title.clone() };
    let product = case.dossier.as_ref().and_then(|dossier| dossier.product(&label.product));
    format!(
        "{} {}",
        product.map_or(label.product.as_str(), |product| product.name.as_str()),
        label.authorization
    )
}

/// The files of a case by their salted digests, in the order in which they came.
fn digests(case: &Case) -> Vec<String> {
    let Some(dossier) = &case.dossier else { return Vec::new() };
    match case.kind {
        CaseKind::Declaration => evidence::of_case(case).iter().map(|one| one.digest.clone()).collect(),
        CaseKind::Label => case.label().map(|label| label.photos.clone()).unwrap_or_default(),
        CaseKind::Check => {
            let found = current(&dossier.checks.list, &case.subject);
            found.map(|check| check.objection_files.clone()).unwrap_or_default()
        }
        CaseKind::Proceeding => {
            let found = dossier.proceedings.iter().find(|work| work.id == case.subject);
            found.map(|work| work.files().cloned().collect()).unwrap_or_default()
        }
        CaseKind::Enterprise
        | CaseKind::Product
        | CaseKind::Certificate
        | CaseKind::Authorization
        | CaseKind::Edition
        | CaseKind::Project
        | CaseKind::DutyReport
        | CaseKind::Scheme => Vec::new(),
    }
}

/// `GET /cases/{kind}/{id}/evidence/{digest}`: a file, for those who may read the private texts of the case.
pub(crate) async fn show(
    State(site): State<OfficeSite>,
    Path((kind, id, digest)): Path<(String, String, String)>,
    member: Member,
) -> Result<Response, Trouble> {
    let case = case::load(site.public(), &kind, &id).await?;
    if !case.shows_texts_to(member.office()?) {
        return Err(Trouble::Forbidden);
    }
    if !digests(&case).contains(&digest) {
        return Err(Trouble::NotOnFile);
    }
    let wanted = digest.clone();
    let body = site.public().look(move |reader| reader.file(&wanted)).await?.ok_or(Trouble::NotOnFile)?;
    Ok(upload::given_out(&case.id, &digest, FileType::by_head(&body), body))
}
