//! The documents of a project by kind, with all versions of one side by side: which it is, when and by which office it was
//! filed, and what the file is.

use std::collections::BTreeMap;

use policy::powers::OfficeKind;
use policy::standard::project::progress::{Document, Progress};
use policy::standard::project::stage::DocumentKind;
use registry::{Fault, Reader};

use crate::office::declare::evidence;
use crate::papers::past;
use crate::public::project::address;
use crate::visitor::Visitor;
use crate::when::When;
use crate::words::fill;

/// Documents of one kind, the latest first.
pub(crate) struct DocumentsView {
    pub(crate) kind: String,
    pub(crate) versions: Vec<DocumentView>,
}

/// A document.
pub(crate) struct DocumentView {
    pub(crate) title: String,
    /// Which version it is, where there are several.
    pub(crate) version: Option<String>,
    pub(crate) on: String,
    /// The office that filed it.
    pub(crate) by: Option<String>,
    /// Type and size of the file.
    pub(crate) file: Option<String>,
    /// The entry by which it was filed.
    pub(crate) entry: Option<u64>,
    pub(crate) digest: String,
    pub(crate) href: Option<String>,
    /// The salt that its digest is made with.
    pub(crate) salt: Option<String>,
}

/// What is known of a document beside the steps of its project.
#[derive(Default)]
pub(super) struct Known {
    /// Salt, type and size of its file, as long as that is kept.
    file: Option<(String, Option<String>)>,
    by: Option<OfficeKind>,
}

/// What is known of each document of a project, by its digest.
pub(super) type Kept = BTreeMap<String, Known>;

/// Looks up what is known of the documents of a project.
///
/// # Errors
/// A fault of the reader.
pub(super) fn kept(reader: &Reader, now: &Progress) -> Result<Kept, Fault> {
    let known = |document: &Document| {
        let salt = reader.file_salt(document.digest)?;
        let head = reader.file_head(document.digest)?;
        let about = head.and_then(|(bytes, kind)| Some(evidence::type_and_size(kind?, bytes)));
        let entry = document.mark.entry.map(|position| past::entry(reader, position)).transpose()?.flatten();
        let known =
            Known { file: salt.map(|salt| (salt, about)), by: entry.map(|entry| entry.by.office.kind) };
        Ok((document.digest.to_owned(), known))
    };
    now.documents.iter().map(known).collect()
}

/// The documents of a project by kind.
pub(super) fn documents(
    visitor: &Visitor,
    (id, kept): (&str, &Kept),
    now: &Progress,
    when: &When,
) -> Vec<DocumentsView> {
    let of = |kind: &DocumentKind| {
        let versions: Vec<&Document> = now.documents.iter().filter(|one| one.kind == *kind).collect();
        let is_one = versions.len() == 1;
        let number = |at: usize| (!is_one).then(|| fill(visitor.w.project.document_version, &[&(at + 1)]));
        let numbered = versions.iter().enumerate().rev();
        let versions: Vec<DocumentView> = numbered
            .map(|(at, document)| DocumentView {
                version: number(at),
                ..one(visitor, (id, kept.get(document.digest)), document, when)
            })
            .collect();
        (!versions.is_empty()).then(|| DocumentsView { kind: visitor.lang.label(kind.words()), versions })
    };
    DocumentKind::ALL.iter().filter_map(of).collect()
}

fn one(
    visitor: &Visitor,
    (id, known): (&str, Option<&Known>),
    document: &Document,
    when: &When,
) -> DocumentView {
    let file = known.and_then(|known| known.file.as_ref());
    let by = known.and_then(|known| known.by);
    DocumentView {
        title: document.title.to_owned(),
        version: None,
        on: document.mark.on.to_string(),
        by: by.map(|kind| visitor.lang.label(kind.words())),
        file: file.and_then(|(_, about)| about.clone()),
        entry: document.mark.entry,
        digest: document.digest.to_owned(),
        href: file.map(|_| when.carried(format!("{}/documents/{}", address(id), document.digest))),
        salt: file.map(|(salt, _)| salt.clone()),
    }
}
