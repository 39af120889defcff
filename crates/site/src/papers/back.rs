//! The way back from the papers of an entry to the cases that it is about, for whoever may open them.

use policy::event::Entry;
use policy::powers::Office;
use registry::cases_of;

use crate::acts::CaseKind;
use crate::office::case::{self, Case};
use crate::problem::Trouble;
use crate::public::PublicSite;
use crate::visitor::Visitor;

/// Addresses and names of the cases of an entry that the visitor opens in the office that it has; none for strangers.
///
/// # Errors
/// A fault of the reader.
pub(super) async fn to_cases(
    site: &PublicSite,
    visitor: &Visitor,
    entry: &Entry,
) -> Result<Vec<(String, String)>, Trouble> {
    let Some(office) = visitor.office().cloned() else { return Ok(Vec::new()) };
    let (lang, named) = (visitor.lang, cases_of(entry));
    let mut found = Vec::new();
    for (name, id) in named {
        let Some(kind) = CaseKind::named(&name) else { continue };
        let case = case::load(site, kind.name(), &id).await;
        found.extend(link(case, &office, format!("{} {id}", lang.label(kind.words())))?);
    }
    Ok(found)
}

/// The address of a case under its name, where it is there and the office opens it.
fn link(
    case: Result<Case, Trouble>,
    office: &Office,
    name: String,
) -> Result<Option<(String, String)>, Trouble> {
    match case {
        Ok(case) => Ok(case.is_visible_to(office).then(|| (case.href(), name))),
        Err(Trouble::NotOnFile) => Ok(None),
        Err(fault) => Err(fault),
    }
}
