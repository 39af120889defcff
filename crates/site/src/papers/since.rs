//! What has happened to the matter of a paper after it was made: a certificate tells the state of its day, and whoever
//! checks it wants to know today's.

use policy::authorization::code::MarkCode;
use policy::calendar::Day;
use policy::enterprise::Dossier;
use policy::event::{Entry, Event};
use policy::standard::publishing::ReportStep;
use registry::{EntryAt, Fault, Reader};

use super::duties;
use crate::office::event;
use crate::office::names::Names;
use crate::public::mark::standing;
use crate::tone::{self, State};
use crate::visitor::Visitor;
use crate::words::fill;

/// The most later entries that are told.
const MOST: usize = 50;

/// A later entry.
pub(crate) struct Later {
    pub(crate) what: String,
    pub(crate) on: Day,
    pub(crate) position: u64,
    pub(crate) entry: String,
}

/// The tag of the matter that an entry is about.
pub(super) fn tag(entry: &Entry) -> Option<String> {
    match &entry.event {
        Event::AuthorizationGranted { authorization } => {
            Some(format!("authorization:{}", authorization.code))
        }
        Event::AuthorizationRevoked { authorization, .. } | Event::RevocationCorrected { authorization } => {
            Some(format!("authorization:{authorization}"))
        }
        Event::DeclarationRefused { declaration } => Some(format!("declaration:{declaration}")),
        Event::ProceedingOpened { proceeding } => Some(format!("proceeding:{}", proceeding.id)),
        Event::ProceedingAdvanced { proceeding, .. } => Some(format!("proceeding:{proceeding}")),
        Event::EditionEntered { edition } => Some(format!("standard:{}", edition.edition.number().as_str())),
        other => duties::report_of(other).map(|report| format!("duty_report:{report}")),
    }
}

/// The entries about the same matter after one, for the office that issues its papers.
pub(super) fn all(reader: &Reader, entry: &Entry, position: u64) -> Result<Vec<EntryAt>, Fault> {
    let Some(tag) = tag(entry) else { return Ok(Vec::new()) };
    let mut all = reader.history(&tag, Some(position), MOST)?;
    // The rest of a long table belongs to the entry before it.
    all.retain(|at| {
        let goes_on = matches!(
            at.entry.event,
            Event::TableContinued { .. }
                | Event::DutyReportAdvanced { step: ReportStep::Continued { .. }, .. }
        );
        !goes_on
    });
    Ok(all)
}

/// The same as far as everybody may know of them: work towards a sanction is told once its decision is published
/// (reading 0015).
pub(super) fn later(reader: &Reader, entry: &Entry, position: u64) -> Result<Vec<EntryAt>, Fault> {
    let mut later = all(reader, entry, position)?;
    if let Some(code) = entry.enterprise {
        let dossier = reader.dossier(code)?;
        later.retain(|at| dossier.as_ref().is_some_and(|filed| filed.value.tells(&at.entry.event)));
    }
    Ok(later)
}

/// The dossier of the enterprise that an entry is about, for what people call the things in it.
pub(super) fn dossier(reader: &Reader, entry: &Entry) -> Result<Option<Dossier>, Fault> {
    let Some(code) = entry.enterprise else { return Ok(None) };
    Ok(reader.dossier(code)?.map(|filed| filed.value))
}

/// The same in words.
pub(super) fn in_words(visitor: &Visitor, names: Names, entries: &[EntryAt]) -> Vec<Later> {
    let told = |at: &EntryAt| Later {
        what: event::words(visitor, names, &at.entry.event),
        on: at.entry.on,
        position: at.position,
        entry: fill(visitor.w.case.entry, &[&at.position]),
    };
    entries.iter().map(told).collect()
}

/// The mark that an entry is about.
pub(super) fn mark_of(entry: &Entry) -> Option<MarkCode> {
    match &entry.event {
        Event::AuthorizationGranted { authorization } => Some(authorization.code),
        Event::AuthorizationRevoked { authorization, .. } | Event::RevocationCorrected { authorization } => {
            Some(*authorization)
        }
        _ => None,
    }
}

/// What a mark is worth today.
pub(super) fn state(
    reader: &Reader,
    visitor: &Visitor,
    code: MarkCode,
    today: Day,
) -> Result<Option<State>, Fault> {
    Ok(reader.mark(code)?.map(|filed| {
        let state = standing(&filed.value, reader.law(), today);
        let since = state.since().map(|day| format!(" · {day}")).unwrap_or_default();
        State::new(tone::of_mark(state), format!("{}{since}", visitor.word(state.words())))
    }))
}
