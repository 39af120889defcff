//! Decisions as the public reads them: what was decided, about which enterprise, on which ground, and what became
//! of it.

use policy::enterprise::Dossier;
use policy::supervision::{Proceeding, ProceedingKind, ProceedingOutcome, StepKind};
use registry::{Fault, Reader, Row};

use crate::lang::capital;
use crate::office::case;
use crate::problem::Trouble;
use crate::public::PublicSite;
use crate::public::filter::{Filter, case_of, encoded};
use crate::public::ground::Telling;
use crate::public::offer::{Offer, Takes};
use crate::public::order;
use crate::public::registers::RowView;
use crate::tone::{self, State as Look, Tone};
use crate::visitor::Visitor;
use crate::when::When;
use crate::words::fill;

fn look(outcome: ProceedingOutcome) -> Tone {
    match outcome {
        ProceedingOutcome::Revoked => tone::BAD,
        ProceedingOutcome::Suspended => tone::PAUSED,
        ProceedingOutcome::Ended | ProceedingOutcome::NoAction => tone::CLOSED,
    }
}

/// What a decision can have come to, by the name that stays.
pub(crate) const OUTCOMES: [(&str, ProceedingOutcome); 4] = [
    ("revoked", ProceedingOutcome::Revoked),
    ("suspended", ProceedingOutcome::Suspended),
    ("ended", ProceedingOutcome::Ended),
    ("no_action", ProceedingOutcome::NoAction),
];

/// The kinds of work that a decision can end, by the name that stays.
pub(crate) const WORKS: [(&str, ProceedingKind); 7] = [
    ("interview", ProceedingKind::Interview),
    ("revocation", ProceedingKind::Revocation),
    ("suspension", ProceedingKind::Suspension),
    ("end_of_basis", ProceedingKind::EndOfBasis),
    ("review", ProceedingKind::Review),
    ("refusal_review", ProceedingKind::RefusalReview),
    ("revocation_review", ProceedingKind::RevocationReview),
];

/// And by what a decision is of.
pub(crate) fn offered(offer: Offer) -> Offer {
    let works = WORKS.iter().map(|(name, kind)| (*name, kind.words()));
    let outcomes = OUTCOMES.iter().map(|(name, one)| (*name, case::outcome_words(*one)));
    let offer = offer.and("id", Takes::Text).and("work", Takes::one_of(works));
    offer.and("outcome", Takes::one_of(outcomes)).and("from", Takes::Month).and("to", Takes::Month)
}

/// As what the store keeps work whose decision is public, by what it came to.
pub(super) fn kept_as(outcome: &str) -> &'static [&'static str] {
    match outcome {
        "no_action" => &["closed_no_action"],
        "revoked" | "suspended" | "ended" => &["closed", "published"],
        _ => &["closed", "closed_no_action", "published"],
    }
}

/// Whether work has a decision for the public that is of the kind, the outcome and the months that are asked for.
pub(super) fn is_asked_for(work: &Proceeding, filter: &Filter) -> bool {
    let Some(on) = work.public_on() else { return false };
    let is_of = |kind: &ProceedingKind| *kind == work.kind;
    let came_to = |outcome: &ProceedingOutcome| Some(*outcome) == work.outcome();
    (filter.work.is_empty() || WORKS.iter().any(|(name, kind)| *name == filter.work && is_of(kind)))
        && (filter.outcome.is_empty()
            || OUTCOMES.iter().any(|(name, one)| *name == filter.outcome && came_to(one)))
        && filter.spans(&on.to_string())
}

/// Rows looked at once to count decisions, of each way to keep them, and how often.
const AT_ONCE: usize = 100;
const ROUNDS: usize = 10;

/// How many decisions match, counted as far as a bound that keeps a page within its time; whether there may be more.
///
/// # Errors
/// A fault of the reader.
pub(super) fn count(reader: &Reader, filter: &Filter, when: &When) -> Result<(usize, bool), Fault> {
    let mut filter = Filter { sort: "decided".to_owned(), after: String::new(), ..filter.clone() };
    let mut matching = 0;
    for _ in 0..ROUNDS {
        let found = order::one_round(reader, "proceeding", &filter, when, AT_ONCE)?;
        matching += found.rows.len();
        match found.next {
            Some(next) => filter.after = next,
            None => return Ok((matching, false)),
        }
    }
    Ok((matching, true))
}

/// A proceeding with its decision; `None` where there is none for the public.
///
/// # Errors
/// If the row cannot be read.
pub(super) fn view(
    site: &PublicSite,
    visitor: &Visitor,
    row: &Row,
    when: &When,
) -> Result<Option<RowView>, Trouble> {
    let proceeding: Proceeding = case_of(row)?;
    if !proceeding.has_public_decision() {
        return Ok(None);
    }
    Ok(told(site, visitor, (&row.enterprise, &row.title), &proceeding, when))
}

/// The decisions about a maker, as its dossier holds them on the day of the page, the latest first. Each leads to its
/// place under Decisions.
pub(super) fn of_maker(site: &PublicSite, visitor: &Visitor, dossier: &Dossier, when: &When) -> Vec<RowView> {
    let (code, name) = (dossier.enterprise.to_string(), dossier.name());
    let mut public: Vec<&Proceeding> =
        dossier.proceedings.iter().filter(|work| work.has_public_decision()).collect();
    public.sort_by_key(|work| std::cmp::Reverse((work.ended.map(|mark| mark.on), work.entry)));
    let view = |work: &&Proceeding| {
        let mut row = told(site, visitor, (&code, &name), work, when)?;
        row.href = when.carried(format!("/decisions?id={}", encoded(&work.id)));
        // The page is the maker's own.
        row.links.pop();
        Some(row)
    };
    public.iter().filter_map(view).collect()
}

fn told(
    site: &PublicSite,
    visitor: &Visitor,
    (enterprise, name): (&str, &str),
    proceeding: &Proceeding,
    when: &When,
) -> Option<RowView> {
    let day = |is: fn(&StepKind) -> bool| {
        proceeding.steps.iter().find(|step| is(&step.step)).map(|step| step.mark.on)
    };
    let decided = day(|step| matches!(step, StepKind::Decided { .. }))?;
    let outcome = proceeding.outcome()?;
    let published = day(|step| matches!(step, StepKind::Published));
    let corrected = day(|step| matches!(step, StepKind::Corrected));
    let w = &visitor.w.register;
    let mut under = vec![proceeding.id.clone(), format!("{} {decided}", capital(w.decided_on))];
    under.extend(published.map(|day| format!("{} {day}", capital(w.published_on))));
    under.extend(corrected.map(|day| format!("{} {day}", capital(w.corrected_on))));
    let parameters = site.reader().law().parameters;
    let telling = Telling { lang: visitor.lang, parameters, on: decided };
    under.push(grounds(visitor, telling, proceeding, outcome));
    let state = match corrected {
        Some(_) => Look::new(
            tone::CLOSED,
            format!("{} · {}", visitor.word(case::outcome_words(outcome)), w.corrected),
        ),
        None => Look::new(look(outcome), visitor.word(case::outcome_words(outcome))),
    };
    let maker = when.carried(format!("/makers/{enterprise}"));
    let marks = proceeding.authorizations.iter();
    let mut links: Vec<(String, String)> =
        marks.map(|code| (when.carried(format!("/v/{code}")), code.to_string())).collect();
    links.push((maker.clone(), name.to_owned()));
    let kind = visitor.word(proceeding.kind.words());
    // Who was cleared is not named beside what they were suspected of.
    let what = match (outcome, corrected) {
        (ProceedingOutcome::NoAction, _) => fill(w.no_action_on, &[&kind]),
        (_, Some(_)) => fill(w.kind_corrected, &[&kind]),
        (_, None) => kind.to_owned(),
    };
    Some(RowView {
        href: links.first().map_or(maker, |(href, _)| href.clone()),
        title: format!("{name} · {what}"),
        state: Some(state),
        under,
        links,
    })
}

/// The ground in words: what was found, or, where nothing was done, what the work was opened on.
fn grounds(
    visitor: &Visitor,
    telling: Telling,
    proceeding: &Proceeding,
    outcome: ProceedingOutcome,
) -> String {
    let w = &visitor.w.register;
    let records = telling.records(&proceeding.facts);
    if proceeding.kind.tells_the_maker() {
        return format!("{}{}", w.ground_gone, records.unwrap_or_default());
    }
    let label = if outcome == ProceedingOutcome::NoAction { w.opened_on_ground } else { w.on_ground };
    let records =
        records.map(|records| format!("{}{records}", visitor.w.mark.ground_and)).unwrap_or_default();
    format!("{label}{}{records}", telling.not_met(&proceeding.rule))
}
