//! What whoever is granted a mark is handed (clause 8): the certificate of authorisation and the letter of acceptance. The
//! table for label or box is made by whoever wants it; nobody waits for it.

use crate::paper::{Issued, IssuedPaper, PaperCopy, PaperKind, PaperLang};

/// The papers of a grant that its party is handed.
const HANDED: [PaperKind; 2] = [PaperKind::Certificate, PaperKind::Acceptance];

/// Those papers of a grant, by its entry, that were not issued as the party gets them: in the language of record, with the
/// words of the federation where the paper has any.
#[must_use]
pub fn not_handed(issued: &[Issued], entry: u64) -> Vec<PaperKind> {
    let is_whole = |paper: &IssuedPaper| paper.copy == PaperCopy::Parties || !paper.kind.has_words();
    let is_there = |kind: PaperKind| {
        let of_kind =
            issued.iter().map(|one| &one.paper).filter(|paper| paper.entry == entry && paper.kind == kind);
        of_kind.filter(|paper| paper.lang == PaperLang::Zh).any(is_whole)
    };
    HANDED.into_iter().filter(|kind| !is_there(*kind)).collect()
}
