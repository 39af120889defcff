//! Files that people send with a form, and how they are given out again: evidence of a declaration, photos of labels.

use askama::Template;
use axum::extract::Multipart;
use axum::extract::multipart::MultipartError;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use policy::authorization::evidence::{FILE_BYTES, FileType};
use registry::kept_name;

use crate::papers::check::unreadable;
use crate::problem::{Finished, Trouble};
use crate::public::page;
use crate::words::{Text, fill};

/// What came with a form that brings a file.
#[derive(Default)]
pub(super) struct Sent {
    pub(super) csrf: Option<String>,
    /// What the file is said to show, where the form asks.
    pub(super) shows: String,
    /// The name of the file.
    pub(super) name: String,
    pub(super) body: Vec<u8>,
}

/// Reads such a form; how much it may hold is bounded by its address.
///
/// # Errors
/// If it cannot be read.
pub(super) async fn read(mut parts: Multipart) -> Result<Sent, Trouble> {
    let mut sent = Sent::default();
    // What is larger than this is not read to its end, and so has no page of its own.
    let unreadable = |fault: &MultipartError| match unreadable(fault) {
        Trouble::TooLarge(_) => Trouble::TooLarge(usize::try_from(FILE_BYTES).ok()),
        other => other,
    };
    while let Some(part) = parts.next_field().await.map_err(|fault| unreadable(&fault))? {
        match part.name() {
            Some("csrf") => sent.csrf = Some(part.text().await.map_err(|fault| unreadable(&fault))?),
            Some("shows") => sent.shows = part.text().await.map_err(|fault| unreadable(&fault))?,
            Some("file") => {
                sent.name = part.file_name().unwrap_or_default().to_owned();
                sent.body = part.bytes().await.map_err(|fault| unreadable(&fault))?.to_vec();
            }
            _ => {}
        }
    }
    Ok(sent)
}

/// The page of a form, with the status of one that was sent wrongly if it was.
///
/// # Errors
/// If the page cannot be made.
pub(crate) fn answered(template: &impl Template, is_wrong: bool) -> Result<Response, Trouble> {
    let mut response = page(template)?.into_response();
    if is_wrong {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
        response.extensions_mut().insert(Finished);
    }
    Ok(response)
}

/// A file as messages speak of it: by its name, as far as it can be told.
pub(crate) fn named(w: &'static Text, name: &str) -> String {
    let name = kept_name(name);
    if name.is_empty() {
        w.declare.evidence_this.to_owned()
    } else {
        fill(w.declare.evidence_named, &[&name])
    }
}

/// What is wrong with a file that is larger than is taken.
pub(crate) fn too_large(w: &'static Text, name: &str, bytes: u64) -> String {
    const MIB: u64 = 1024 * 1024;
    // Rounded up: one byte too many is more than what is taken.
    let tenths = (bytes * 10).div_ceil(MIB);
    let size = format!("{}.{}", tenths / 10, tenths % 10);
    fill(w.declare.evidence_large, &[&named(w, name), &size, &(FILE_BYTES / MIB)])
}

/// The start of a digest: enough to tell files apart by eye.
pub(crate) fn short(digest: &str) -> &str {
    digest.get(..12).unwrap_or(digest)
}

/// What a file from outside may do where it is opened in a browser all the same: nothing.
pub(crate) const POLICY: &str =
    "default-src 'none'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'; sandbox";

/// A file that was sent, to keep and never to open in the page's own place: it comes from outside.
pub(crate) fn given_out(case: &str, digest: &str, kind: Option<FileType>, body: Vec<u8>) -> Response {
    let (kind, end) = match kind {
        Some(FileType::Pdf) => ("application/pdf", "pdf"),
        Some(FileType::Png) => ("image/png", "png"),
        Some(FileType::Jpeg) => ("image/jpeg", "jpg"),
        None => ("application/octet-stream", "bin"),
    };
    let headers = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{case}-{}.{end}\"", short(digest))),
        (header::CACHE_CONTROL, "private, no-store".to_owned()),
        (header::CONTENT_SECURITY_POLICY, POLICY.to_owned()),
    ];
    (headers, body).into_response()
}
