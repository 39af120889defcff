//! What was decided about a maker in the last half year, and what its checks came to, with the paper that says so: nobody
//! looks for an outcome in a history.

use policy::article::Words;
use policy::calendar::Day;
use policy::enterprise::Dossier;
use policy::supervision::StepKind;

use crate::acts::CaseKind;
use crate::office::case::{self, outcome_words};
use crate::office::desk;
use crate::office::desk_row::DeskRow;
use crate::public::PublicSite;
use crate::public::registers::RowView;
use crate::tone::{self, State as Look, Tone};
use crate::visitor::Visitor;
use crate::words::fill;

/// How long an outcome is told, in days.
const TOLD_DAYS: i64 = 180;

/// An outcome: its case, the day, its words, and the entry whose paper says so.
struct Outcome {
    kind: CaseKind,
    id: String,
    /// The product, by its identifier.
    product: Option<String>,
    title: String,
    on: Day,
    state: Look,
    entry: Option<u64>,
}

/// What became of filings, of work and of checks, the latest first.
pub(super) fn rows(site: &PublicSite, visitor: &Visitor, dossier: &Dossier) -> Vec<DeskRow> {
    let today = site.today();
    let is_lately = |on: Day| on <= today && on.days_until(today) <= TOLD_DAYS;
    let all = filings(visitor, dossier).chain(work(visitor, dossier)).chain(checks(visitor, dossier));
    let mut lately: Vec<Outcome> = all.filter(|outcome| is_lately(outcome.on)).collect();
    lately.sort_by(|one, other| (other.on, &one.id).cmp(&(one.on, &other.id)));
    lately.into_iter().map(|outcome| view(visitor, dossier, outcome)).collect()
}

fn state(visitor: &Visitor, tone: Tone, name: &str) -> Option<Look> {
    desk::state_word(visitor, name).map(|word| Look::new(tone, word))
}

fn filings(visitor: &Visitor, dossier: &Dossier) -> impl Iterator<Item = Outcome> {
    dossier.declarations.iter().filter(|one| one.annulled.is_none()).filter_map(|one| {
        let decided = one.decided.as_ref()?;
        let (tone, name) = if decided.granted { (tone::GOOD, "granted") } else { (tone::BAD, "refused") };
        Some(Outcome {
            kind: CaseKind::Declaration,
            id: one.id.clone(),
            product: Some(one.filing.product.clone()),
            title: visitor.lang.label(CaseKind::Declaration.words()),
            on: decided.mark.on,
            state: state(visitor, tone, name)?,
            entry: decided.mark.entry,
        })
    })
}

fn work(visitor: &Visitor, dossier: &Dossier) -> impl Iterator<Item = Outcome> {
    dossier.proceedings.iter().filter(|one| one.annulled.is_none()).filter_map(|one| {
        let decided = one.steps.iter().find(|step| matches!(step.step, StepKind::Decided { .. }))?;
        let StepKind::Decided { outcome } = decided.step else { return None };
        Some(Outcome {
            kind: CaseKind::Proceeding,
            id: one.id.clone(),
            product: one.product.clone(),
            title: visitor.lang.label(one.kind.words()),
            on: decided.mark.on,
            state: Look::new(tone::CLOSED, visitor.word(outcome_words(outcome))),
            entry: decided.mark.entry,
        })
    })
}

fn checks(visitor: &Visitor, dossier: &Dossier) -> impl Iterator<Item = Outcome> {
    dossier.checks.list.iter().filter(|one| one.annulled.is_none()).filter_map(|one| {
        let verified = one.verified.as_ref()?;
        let (tone, name) = if verified.failed { (tone::BAD, "failed") } else { (tone::GOOD, "passed") };
        Some(Outcome {
            kind: CaseKind::Check,
            id: one.id.clone(),
            product: Some(one.product.clone()),
            title: visitor.lang.label(CaseKind::Check.words()),
            on: verified.mark.on,
            state: state(visitor, tone, name)?,
            // What a check came to is no letter; the interview that follows it has one.
            entry: None,
        })
    })
}

fn view(visitor: &Visitor, dossier: &Dossier, outcome: Outcome) -> DeskRow {
    let w = &visitor.w.case;
    let name = |id: &String| dossier.product(id).map_or_else(|| id.clone(), |product| product.name.clone());
    let product = outcome.product.as_ref().map(name).unwrap_or_default();
    let view = RowView {
        href: case::address(outcome.kind, &outcome.id),
        title: format!("{} {product}", outcome.title).trim_end().to_owned(),
        state: Some(outcome.state),
        under: vec![outcome.id.clone(), fill(w.own_decided_on, &[&outcome.on])],
        links: outcome
            .entry
            .map(|entry| (format!("/papers/{entry}"), w.own_letter.to_owned()))
            .into_iter()
            .collect(),
    };
    // The latest first.
    let rank = Some(format!("{:09}", outcome.on.days_until(Day::LAST)));
    let since = Some((Words { zh: "决定日", en: "decided on" }, outcome.on));
    DeskRow { rank, since, ..DeskRow::of(outcome.kind, &outcome.id, view) }
}
