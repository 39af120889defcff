//! How an edition lives on (clauses 2 and 4): that a later one is in force, its reviews, due and done, and that it was
//! withdrawn, as everybody reads it.

use policy::rule::Outcome;
use policy::standard::{Edition, Standard};
use registry::{Fault, Reader};

use crate::public::duties::{ToReview, may_be_due, to_review};
use crate::tone::{self, State as Look};
use crate::visitor::Visitor;
use crate::when::When;
use crate::words::fill;

/// The editions of a standard that are to be reviewed, or of which nobody can tell.
///
/// # Errors
/// A fault of the reader.
pub(super) fn due(reader: &Reader, standard: &Standard, when: &When) -> Result<Vec<ToReview>, Fault> {
    let (law, day) = (reader.law(), when.seen.as_of);
    if !may_be_due(standard, law, day) {
        return Ok(Vec::new());
    }
    let marks = reader.marks_against(&standard.number, when.is_dated.then_some(when.seen))?;
    Ok(to_review(standard, &marks, law, day).collect())
}

/// The reviews of an edition: the one that is due, and those that were completed, the latest first.
pub(super) fn reviews(visitor: &Visitor, edition: &Edition, due: &[ToReview]) -> Vec<String> {
    let w = &visitor.w.duties;
    let of_it = due.iter().filter(|one| one.edition.edition == edition.edition);
    let due = of_it.map(|one| match one.outcome {
        Outcome::NotMet => fill(w.review_due, &[&one.since, &one.holders]),
        Outcome::Unknown(_) | Outcome::Met | Outcome::ForJudgement(_) | Outcome::NotApplicable => {
            fill(w.review_untold, &[&one.since])
        }
    });
    let done = edition.reviews.iter().rev().filter(|review| review.annulled.is_none());
    let done = done.map(|one| fill(w.review_done, &[&one.mark.on, &visitor.word(one.verdict.words())]));
    due.chain(done).collect()
}

/// That a later edition is in force, and where on the page of the standard it is told.
pub(super) fn later(
    visitor: &Visitor,
    (standard, shown): (&Standard, &[&Edition]),
    edition: &Edition,
    when: &When,
) -> Option<(String, String)> {
    let later = standard.later_in_force(&edition.edition, when.seen.as_of)?;
    let place = shown.iter().position(|one| one.edition == later.edition)?;
    let says = fill(visitor.w.duties.outlived_by, &[&later.edition.print(), &later.in_force_from]);
    Some((says, format!("#e{}", place + 1)))
}

/// The editions of a standard in a list, those that were withdrawn or are to come marked as such; and what the standard is.
pub(super) fn editions(visitor: &Visitor, standard: &Standard, when: &When) -> (Option<Look>, Vec<String>) {
    let (w, day) = (&visitor.w.register, when.seen.as_of);
    let counts: Vec<&Edition> = standard.editions.iter().filter(|one| one.annulled.is_none()).collect();
    let withdrawn = |one: &Edition| one.ended.map(|end| end.on).filter(|on| *on <= day);
    let print = |one: &&Edition| match withdrawn(one) {
        Some(on) => fill(w.edition_withdrawn, &[&one.edition.print(), &on]),
        None if day < one.in_force_from => {
            fill(w.edition_to_come, &[&one.edition.print(), &one.in_force_from])
        }
        None => one.edition.print(),
    };
    let stands = |one: &&&Edition| withdrawn(one).is_none();
    let state = if counts.is_empty() {
        None
    } else if counts.iter().filter(stands).any(|one| one.in_force_from <= day) {
        Some(Look::new(tone::GOOD, w.is_in_force))
    } else if counts.iter().any(|one| stands(&one)) {
        Some(Look::new(tone::CLOCK, w.not_yet_in_force))
    } else {
        Some(Look::new(tone::CLOSED, w.withdrawn))
    };
    (state, counts.iter().map(print).collect())
}
