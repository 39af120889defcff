//! `pzb schema`: the JSON Schema of the documents that the command reads.

use policy::command::Command;
use policy::dossier_file::DossierFile;
use policy::receipt_file::ReceiptFile;

use crate::answer::{Answer, Verb};
use crate::json::schema_of;

/// Which document.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
pub enum Document {
    /// The dossier file that `pzb check` reads.
    Dossier,
    /// The command that `pzb act` reads.
    Command,
    /// The receipt of an act, which `pzb check` reads, too.
    Receipt,
}

/// The schema as text.
///
/// # Errors
/// None; the signature is that of every verb.
pub fn run(document: Document) -> Verb {
    Ok(Answer::document(text(document)))
}

/// The schema, indented, with a line break at its end.
#[must_use]
pub fn text(document: Document) -> String {
    let schema = match document {
        Document::Dossier => schema_of::<DossierFile>(),
        Document::Command => schema_of::<Command>(),
        Document::Receipt => schema_of::<ReceiptFile>(),
    };
    format!("{schema:#}\n")
}
