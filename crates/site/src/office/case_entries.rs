//! Which entries of the ledger are about a case.

use registry::{EntryAt, Reader};

use crate::acts::CaseKind;
use crate::office::case::Case;

/// Entries of the history on one page.
pub(crate) const ENTRIES: usize = 50;

/// The tag of the entries about a case; where it has none of its own, the enterprise's and what an entry
/// must mention.
pub(crate) fn tag(case: &Case) -> (String, Option<String>) {
    let enterprise =
        || format!("enterprise:{}", case.enterprise.map(|code| code.to_string()).unwrap_or_default());
    match case.kind {
        CaseKind::Enterprise => (enterprise(), None),
        CaseKind::Declaration
        | CaseKind::Authorization
        | CaseKind::Label
        | CaseKind::Check
        | CaseKind::Project
        | CaseKind::Proceeding => (format!("{}:{}", case.kind.name(), case.subject), None),
        CaseKind::Product | CaseKind::Certificate => (enterprise(), Some(format!("\"{}\"", case.subject))),
        CaseKind::Edition => {
            let number = case.standard.as_ref().map(|standard| standard.number.as_str().to_owned());
            (format!("standard:{}", number.unwrap_or_default()), None)
        }
        CaseKind::DutyReport => (format!("duty_report:{}", case.subject), None),
        CaseKind::Scheme => ("scheme".to_owned(), None),
    }
}

/// From which end a history is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Turn {
    /// The latest first.
    Latest,
    /// From its beginning.
    Oldest,
}

/// The entries about a case beyond a position, at most [`ENTRIES`], from one end.
///
/// # Errors
/// A fault of the reader.
pub(crate) fn entries(
    reader: &Reader,
    (tag, mentions): (&str, Option<&str>),
    turn: Turn,
    beyond: Option<u64>,
) -> Result<Vec<EntryAt>, registry::Fault> {
    let part = |beyond: Option<u64>, limit: usize| match turn {
        Turn::Latest => reader.history_back(tag, beyond, limit),
        Turn::Oldest => reader.history(tag, beyond, limit),
    };
    let Some(mentions) = mentions else { return part(beyond, ENTRIES) };
    let mut found = Vec::new();
    let mut beyond = beyond;
    loop {
        let part = part(beyond, 200)?;
        let Some(last) = part.last() else { return Ok(found) };
        beyond = Some(last.position);
        for at in part {
            let text = serde_json::to_string(&at.entry.event).unwrap_or_default();
            if text.contains(mentions) {
                found.push(at);
            }
            if found.len() == ENTRIES {
                return Ok(found);
            }
        }
    }
}
