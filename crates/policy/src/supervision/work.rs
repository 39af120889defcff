//! The pieces of work that findings call for: an interview, a revocation, a suspension, a review, each opened
//! once for each ground, and the makers who are told that the ground of a refusal is gone.

use std::collections::BTreeSet;

use super::grounds::{as_on_file_at, has_lost_grounds, is_gone_since, speaks_of};
use super::rules::work_for;
use super::{Check, Proceeding, ProceedingKind, ProceedingOutcome, StepKind};
use crate::apply::{stands, to_dossier};
use crate::authorization::code::MarkCode;
use crate::authorization::rules::{CONDITIONS_HELD_AT_FILING, FILING};
use crate::authorization::state;
use crate::calendar::Day;
use crate::decide::{Decision, Scene, entries};
use crate::enterprise::Dossier;
use crate::event::Event;
use crate::finding::outcome;
use crate::ground::{Ground, GroundKind};
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
    opened.extend(revocations_without_ground(scene, world));
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

fn draft(kind: ProceedingKind, rule: &str, facts: Vec<Ground>, today: Day) -> Proceeding {
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

/// Whether a proceeding still answers its grounds while the mark stands and the finding says no: it is under way, or
/// somebody decided that nothing is done, or that the mark is suspended. One that took the mark and was corrected, or
/// passed this mark over, and an interview whose follow-up sample was set aside, have left the ground unanswered.
fn covers(proceeding: &Proceeding) -> bool {
    match proceeding.outcome() {
        None => !proceeding.is_closed(),
        Some(ProceedingOutcome::NoAction | ProceedingOutcome::Suspended) => true,
        Some(ProceedingOutcome::Revoked | ProceedingOutcome::Ended) => false,
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
    let same: Vec<&Proceeding> = known
        .filter(|p| p.rule == rule.id && p.kind == kind && p.authorizations.contains(&code) && covers(p))
        .collect();
    // A ground opens work once. One that comes while a sanction waits has work of its own: nobody has served
    // notice of it, and no decision may rest on what the party was not heard about.
    let is_new = |ground: &Ground| !same.iter().any(|p| speaks_of(q.world, p, ground));
    let uncovered: Vec<Ground> = reasons.grounds.into_iter().filter(is_new).collect();
    if uncovered.is_empty() {
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

/// Whoever was refused because of a penalty or a listing that was set aside afterwards, its own or its parent's:
/// the maker is told, once for each. Clause 9 and policy page §IV: set aside counts for nothing from the start.
///
/// The refusal is judged again twice: with what was on file when it was entered, and with what is now. What it
/// rested on then and does not rest on any more is gone.
fn refusals_without_ground(scene: &Scene, world: World) -> Vec<Proceeding> {
    let dossier = world.enterprise;
    let mut told = Vec::new();
    for declaration in &dossier.declarations {
        let Some(refused) = declaration.decided.as_ref().filter(|decided| !decided.granted) else { continue };
        let entry = refused.mark.entry;
        if !std::iter::once(dossier).chain(world.parents).any(|holder| has_lost_grounds(holder, entry)) {
            continue;
        }
        let own = as_on_file_at(dossier, entry);
        let parents: Vec<Dossier> = world.parents.iter().map(|parent| as_on_file_at(parent, entry)).collect();
        let then = World { enterprise: &own, parents: &parents, ..world };
        let about = About::Filing(&declaration.filing);
        let asked = |world| Question::new(world, about, scene.law, declaration.filed_on);
        let Some((then, now)) = asked(then).zip(asked(world)) else { continue };
        let stays = rested_on(&now);
        let refusal = Ground::new(GroundKind::Declaration, declaration.id.clone());
        let known = dossier.proceedings.iter().filter(|p| p.facts.contains(&refusal));
        let known: Vec<&Proceeding> = known.filter(|p| p.kind == ProceedingKind::RefusalReview).collect();
        let gone: Vec<Ground> = rested_on(&then)
            .into_iter()
            .filter(|ground| !stays.contains(ground) && !known.iter().any(|p| p.facts.contains(ground)))
            .collect();
        if gone.is_empty() {
            continue;
        }
        let facts = std::iter::once(refusal).chain(gone).collect();
        let mut proceeding =
            draft(ProceedingKind::RefusalReview, CONDITIONS_HELD_AT_FILING, facts, scene.today);
        proceeding.product = Some(declaration.filing.product.clone());
        told.push(proceeding);
    }
    told
}

/// The penalties and listings that a refusal of the filing in question rests on.
fn rested_on(q: &Question) -> BTreeSet<Ground> {
    let mut found = BTreeSet::new();
    for rule in FILING.iter().filter(|rule| rule.part_of.is_none()) {
        let mut reasons = Reasons::default();
        if (rule.explain)(q, &mut reasons).is_clear() {
            continue;
        }
        for fact in reasons.facts {
            if let Some(kind @ (GroundKind::Penalty | GroundKind::Listing)) = GroundKind::named(&fact.kind) {
                found.insert(Ground { of: fact.of, ..Ground::new(kind, fact.id) });
            }
        }
    }
    found
}

/// Whoever lost a mark because of what was set aside afterwards: the maker is told, and the federation sees
/// whether to correct the revocation.
fn revocations_without_ground(scene: &Scene, world: World) -> Vec<Proceeding> {
    let dossier = world.enterprise;
    let mut told = Vec::new();
    for authorization in &dossier.authorizations.list {
        let Some(revocation) = authorization.revocations.iter().rfind(|found| found.corrected.is_none())
        else {
            continue;
        };
        let decided = revocation.mark.entry;
        let spent = revocation.spent_checks.iter().map(|check| Ground::new(GroundKind::Check, check.clone()));
        let grounds = revocation.grounds.iter().cloned().chain(spent);
        let known = dossier.proceedings.iter().filter(|p| {
            p.kind == ProceedingKind::RevocationReview
                && p.authorizations.contains(&authorization.code)
                && p.entry.zip(decided).is_none_or(|(opened, decided)| opened > decided)
        });
        let known: Vec<&Ground> = known.flat_map(|p| &p.facts).collect();
        let gone: BTreeSet<Ground> = grounds
            .map(|ground| Ground { rule: None, ..ground })
            .filter(|ground| is_gone_since(world, ground, decided))
            .filter(|ground| !known.iter().any(|told| told.is_record_of(ground)))
            .collect();
        if gone.is_empty() {
            continue;
        }
        let facts = gone.into_iter().collect();
        let mut proceeding = draft(ProceedingKind::RevocationReview, &revocation.rule, facts, scene.today);
        proceeding.product = Some(authorization.product.clone());
        proceeding.authorizations.push(authorization.code);
        told.push(proceeding);
    }
    told
}

/// Whether a follow-up sample was taken for every failure that an interview is about.
pub(crate) fn is_followed_up(dossier: &Dossier, interview: &Proceeding) -> bool {
    interview.facts.iter().all(|failed| {
        dossier.checks.list.iter().any(|check| check.annulled.is_none() && check.follows(&failed.id))
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
            && proceeding.facts.iter().any(|failed| sample.follows(&failed.id))
            && proceeding.facts.iter().all(|failed| {
                sample.follows(&failed.id)
                    || dossier.checks.list.iter().any(|c| c.annulled.is_none() && c.follows(&failed.id))
            })
    })
}
