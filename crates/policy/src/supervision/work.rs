//! The pieces of work that findings call for: an interview, a revocation, a suspension, a review, each opened
//! once for each ground, and the makers who are told that the ground of a refusal is gone.

use std::collections::BTreeSet;

use super::rules::work_for;
use super::{Check, Proceeding, ProceedingKind, StepKind};
use crate::apply::{stands, to_dossier};
use crate::authorization::code::MarkCode;
use crate::authorization::rules::{CONDITIONS_HELD_AT_FILING, FILING};
use crate::authorization::state;
use crate::calendar::Day;
use crate::decide::{Decision, Scene, entries};
use crate::enterprise::Dossier;
use crate::enterprise::facts::FactKind;
use crate::enterprise::record::Mark;
use crate::event::Event;
use crate::finding::outcome;
use crate::question::{About, Question, World};
use crate::rule::{Outcome, Reasons, Rule};
use crate::rules::keeping;

/// The work that findings call for after `events`, and that is not open yet.
pub(crate) fn due_work(scene: &Scene, events: &[Event]) -> Vec<Event> {
    let touches_enterprise = scene.command.enterprise.is_some();
    let Some(before) = scene.books.enterprise.filter(|_| touches_enterprise) else { return Vec::new() };
    let mut dossier: Dossier = before.clone();
    let decision = Decision { events: events.to_vec(), findings: Vec::new() };
    for (entry, position) in entries(scene, &decision, "", "").iter().zip(scene.fresh..) {
        to_dossier(&mut dossier, entry, position);
    }
    let world = World {
        enterprise: &dossier,
        parents: scene.books.parents,
        scheme: scene.books.scheme,
        standards: scene.books.standards,
    };
    let fresh = scene.fresh.saturating_add(events.len() as u64);
    let mut opened: Vec<Proceeding> = Vec::new();
    for authorization in dossier.authorizations.list.iter().filter(|a| a.annulled.is_none()) {
        let about = About::Authorization(authorization);
        let Some(q) = Question::new(world, about, scene.law, scene.today) else { continue };
        if !stands(state(authorization, &q)) {
            continue;
        }
        for rule in keeping() {
            note_work(rule, &q, authorization.code, &authorization.product, &mut opened);
        }
    }
    opened.extend(refusals_without_ground(scene, world));
    opened
        .into_iter()
        .enumerate()
        .map(|(at, mut proceeding)| {
            proceeding.id = format!("PR-{}-{}", scene.today.year(), fresh.saturating_add(at as u64));
            proceeding.opened_on = scene.command.on;
            Event::ProceedingOpened { proceeding }
        })
        .collect()
}

fn draft(kind: ProceedingKind, rule: &str, facts: Vec<String>, today: Day) -> Proceeding {
    Proceeding {
        id: String::new(),
        kind,
        rule: rule.to_owned(),
        facts,
        product: None,
        authorizations: Vec::new(),
        opened_on: today,
        steps: Vec::new(),
        entered_on: None,
        entry: None,
        ended: None,
        annulled: None,
    }
}

fn note_work(rule: &'static Rule, q: &Question, code: MarkCode, product: &str, opened: &mut Vec<Proceeding>) {
    if outcome(rule, q) != Outcome::NotMet {
        return;
    }
    let mut reasons = Reasons::default();
    (rule.explain)(q, &mut reasons);
    let Some(kind) = work_for(rule, &reasons.grounds) else { return };
    let known = q.world.enterprise.proceedings.iter();
    let same: Vec<&Proceeding> =
        known.filter(|p| p.rule == rule.id && p.kind == kind && p.authorizations.contains(&code)).collect();
    // One piece of work at a time for a sanction on a mark; a ground that was decided is not opened again, and
    // one that came after the decision is.
    let is_waiting = kind.is_sanction() && same.iter().any(|p| !p.is_closed() && p.outcome().is_none());
    let uncovered: Vec<String> =
        reasons.grounds.into_iter().filter(|ground| !same.iter().any(|p| p.facts.contains(ground))).collect();
    if is_waiting || uncovered.is_empty() {
        return;
    }
    let alike = opened.iter_mut().find(|p| p.rule == rule.id && p.kind == kind && p.facts == uncovered);
    if let Some(proceeding) = alike {
        proceeding.authorizations.push(code);
        proceeding.product = proceeding.product.take().filter(|named| named == product);
        return;
    }
    let mut proceeding = draft(kind, rule.id, uncovered, q.day);
    proceeding.product = Some(product.to_owned());
    proceeding.authorizations.push(code);
    opened.push(proceeding);
}

/// Whoever was refused because of a penalty or a listing that was set aside afterwards: the maker is told,
/// once for each. Clause 9 and policy page §IV: set aside counts for nothing from the start.
///
/// The refusal is judged again as it was: with the annulments away that were entered after it. What was
/// looked at then and has been set aside since, the refusal rested on.
fn refusals_without_ground(scene: &Scene, world: World) -> Vec<Proceeding> {
    let dossier = world.enterprise;
    let mut told = Vec::new();
    for declaration in &dossier.declarations {
        let Some(refused) = declaration.decided.as_ref().filter(|decided| !decided.granted) else { continue };
        let then = before_annulments(dossier, refused.mark.entry);
        let about = About::Filing(&declaration.filing);
        let then = World { enterprise: &then, ..world };
        let Some(q) = Question::new(then, about, scene.law, declaration.filed_on) else { continue };
        let known = dossier.proceedings.iter().filter(|p| p.kind == ProceedingKind::RefusalReview);
        let gone: Vec<String> = rested_on(&q)
            .into_iter()
            .filter(|(kind, id)| is_set_aside(dossier, *kind, id))
            .map(|(_, id)| id)
            .filter(|id| !known.clone().any(|p| p.facts.contains(&declaration.id) && p.facts.contains(id)))
            .collect();
        if gone.is_empty() {
            continue;
        }
        let facts = std::iter::once(declaration.id.clone()).chain(gone).collect();
        let mut proceeding =
            draft(ProceedingKind::RefusalReview, CONDITIONS_HELD_AT_FILING, facts, scene.today);
        proceeding.product = Some(declaration.filing.product.clone());
        told.push(proceeding);
    }
    told
}

/// The dossier with the annulments of penalties and listings away that were entered after `entry`.
fn before_annulments(dossier: &Dossier, entry: Option<u64>) -> Dossier {
    let is_later = |mark: &Mark| match (mark.entry, entry) {
        (Some(annulled), Some(refused)) => annulled > refused,
        _ => true,
    };
    let mut then = dossier.clone();
    for penalty in &mut then.penalties.list {
        penalty.annulled = penalty.annulled.filter(|mark| !is_later(mark));
    }
    for listing in &mut then.listings.list {
        listing.annulled = listing.annulled.filter(|mark| !is_later(mark));
    }
    then
}

/// The penalties and listings that a refusal of the filing in question rests on.
fn rested_on(q: &Question) -> BTreeSet<(FactKind, String)> {
    let mut found = BTreeSet::new();
    for rule in FILING.iter().filter(|rule| rule.part_of.is_none()) {
        let mut reasons = Reasons::default();
        if (rule.explain)(q, &mut reasons).is_clear() {
            continue;
        }
        for fact in reasons.facts {
            match fact.kind.as_str() {
                "penalty" => found.insert((FactKind::Penalty, fact.id)),
                "listing" => found.insert((FactKind::Listing, fact.id)),
                _ => false,
            };
        }
    }
    found
}

fn is_set_aside(dossier: &Dossier, kind: FactKind, id: &str) -> bool {
    dossier.record(kind, id).is_some_and(|record| record.annulled().is_some())
}

/// Whether a follow-up sample was taken for every failure that an interview is about.
pub(crate) fn is_followed_up(dossier: &Dossier, interview: &Proceeding) -> bool {
    interview.facts.iter().all(|failed| {
        dossier.checks.list.iter().any(|check| check.annulled.is_none() && check.follows(failed))
    })
}

/// The interviews that were held and waited for nothing but this follow-up sample.
pub(crate) fn interviews_ended_by<'a>(
    dossier: &'a Dossier,
    sample: &Check,
) -> impl Iterator<Item = &'a Proceeding> {
    dossier.proceedings.iter().filter(|proceeding| {
        proceeding.kind == ProceedingKind::Interview
            && !proceeding.is_closed()
            && proceeding.has(|step| matches!(step, StepKind::InterviewHeld))
            && proceeding.facts.iter().any(|failed| sample.follows(failed))
            && proceeding.facts.iter().all(|failed| {
                sample.follows(failed)
                    || dossier.checks.list.iter().any(|c| c.annulled.is_none() && c.follows(failed))
            })
    })
}
