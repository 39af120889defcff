//! The history of a case: what happened, when it was entered and by which office, with its proof, papers and receipt.

use policy::powers::Office;
use policy::seen::Seen;
use registry::{EntryAt, Moment};

use crate::office::beside::TextView;
use crate::office::case::Case;
use crate::office::case_entries::{ENTRIES, Turn};
use crate::office::case_page::Behind;
use crate::office::event;
use crate::office::names::Names;
use crate::office::reach::reads_check;
use crate::papers::show::{Reads, has_any};
use crate::visitor::Visitor;
use crate::when::When;
use crate::words::fill;

/// What an address says for a history from its beginning.
pub(super) const OLDEST: &str = "oldest";

/// An entry of the history.
pub(super) struct EntryView {
    pub(super) what: String,
    pub(super) when: String,
    pub(super) by: String,
    pub(super) position: u64,
    pub(super) entry: String,
    pub(super) text: Option<TextView>,
    pub(super) seal: Option<String>,
    pub(super) has_papers: bool,
    /// The receipt of the act, where it rests on findings.
    pub(super) receipt: Option<String>,
}

/// Whether an entry had happened and been made by the days of the page.
fn was_there(when: &When, at: &EntryAt) -> bool {
    let Seen { as_of, known_on } = when.seen;
    !when.is_dated || at.entry.on <= as_of && known_on.is_none_or(|day| at.entry.entered_on <= day)
}

/// The entries of a case that the office is told of, by the days of the page.
pub(super) fn history(
    visitor: &Visitor,
    (case, office): (&Case, &Office),
    behind: &Behind,
    when: &When,
) -> Vec<EntryView> {
    let (names, texts_for) = (behind.names(case), &behind.texts_for);
    let reader = Reads { office, parties: case.shows_texts_to(office) };
    let papers = |at: &EntryAt| has_any(&at.entry, &reader, names.dossier);
    // What was found in a check that is not verified is no history for who does not open the check (reading 0034).
    let is_told = |at: &EntryAt| {
        let Some(dossier) = &case.dossier else { return true };
        let check = dossier.untold_check(&at.entry.event, at.position);
        check.is_none_or(|check| reads_check(Some(office), dossier, check))
    };
    let shown = behind.entries.iter().filter(|at| was_there(when, at) && texts_for.tells(&at.entry));
    let shown = shown.filter(|at| is_told(at));
    // What no finding stands behind has no answer that could be asked again.
    let receipt = |at: &EntryAt| {
        let rests = !at.entry.findings.is_empty();
        rests.then(|| format!("{}/entries/{}/receipt", case.href(), at.position))
    };
    let view = |at: &EntryAt| EntryView {
        has_papers: papers(at),
        receipt: receipt(at),
        ..entry(visitor, names, at, &behind.texts)
    };
    shown.map(view).collect()
}

/// A moment of the record as people read it.
fn moment_of(visitor: &Visitor, utc: &str) -> String {
    Moment::from_utc(utc)
        .map_or_else(|| utc.to_owned(), |moment| fill(visitor.w.frame.beijing, &[&moment.in_shanghai()]))
}

fn entry(visitor: &Visitor, names: Names, at: &EntryAt, texts: &[(String, Option<String>)]) -> EntryView {
    let w = &visitor.w.case;
    let e = &at.entry;
    let known = e.reason.as_ref().and_then(|digest| texts.iter().find(|(known, _)| known == digest));
    let seal = match (&e.reason, known) {
        (Some(_), Some((_, None))) => Some(w.erased.to_owned()),
        (Some(digest), None) => Some(format!("{} {digest}", w.sealed)),
        _ => None,
    };
    EntryView {
        what: event::words(visitor, names, &e.event),
        when: format!("{} {} · {} {}", w.happened, e.on, w.entered, moment_of(visitor, &e.entered_at)),
        by: format!("{} {}", w.by, names.office(visitor, &e.by.office)),
        position: at.position,
        entry: fill(w.entry, &[&at.position]),
        text: known.and_then(|(_, text)| text.clone()).map(|says| TextView::of(w.sealed_text, says)),
        seal,
        has_papers: false,
        receipt: None,
    }
}

/// Where the history goes on, if it does, and the same from its other end, in words and where it is.
pub(super) fn ends(
    visitor: &Visitor,
    case: &Case,
    when: &When,
    (turn, behind): (Turn, &Behind),
) -> (Option<String>, (&'static str, String)) {
    let w = &visitor.w.case;
    let last = behind.entries.last().filter(|_| behind.entries.len() == ENTRIES);
    let more = last.map(|last| history_at(case, when, turn, Some(last.position)));
    let turned = match turn {
        Turn::Latest => (w.history_oldest, history_at(case, when, Turn::Oldest, None)),
        Turn::Oldest => (w.history_latest, history_at(case, when, Turn::Latest, None)),
    };
    (more, turned)
}

/// Where a history is, from one end and beyond a position.
fn history_at(case: &Case, when: &When, turn: Turn, beyond: Option<u64>) -> String {
    let turn = (turn == Turn::Oldest).then(|| format!("history={OLDEST}"));
    let beyond = beyond.map(|position| format!("after={position}"));
    let parts: Vec<String> = turn.into_iter().chain(beyond).collect();
    let sign = if parts.is_empty() { "" } else { "?" };
    when.carried(format!("{}{sign}{}#history", case.href(), parts.join("&")))
}
