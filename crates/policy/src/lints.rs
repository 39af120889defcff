//! The second pair of eyes: what must hold of any dossier, whatever the decision thought. Written apart from
//! `decide`, in terms of the outcome alone; a lint that fails stops the act as a fault of the program.

use std::collections::BTreeSet;

use crate::apply::stands;
use crate::authorization::{Authorization, Basis, MarkState, state};
use crate::calendar::Day;
use crate::enterprise::Dossier;
use crate::enterprise::facts::FactKind;
use crate::enterprise::membership::leaves_its_number;
use crate::enterprise::record::{Mark, Record};
use crate::question::{About, Law, Question, World};
use crate::register_of;
use crate::scheme::Scheme;
use crate::standard::Standard;
use crate::standard::publishing::{DutyLine, DutyNotice, DutyReport};
use crate::standard::review::Review;
use crate::supervision::label::LabelDecision;
use crate::supervision::{Proceeding, StepKind};
use crate::writing::share_a_number;

/// What does not hold, in words for the log.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{lint}: {about}")]
pub struct Broken {
    /// Which lint.
    pub lint: &'static str,
    /// About what.
    pub about: String,
}

fn broken(lint: &'static str, about: impl ToString) -> Broken {
    Broken { lint, about: about.to_string() }
}

/// Everything that does not hold of a dossier after an act.
#[must_use]
pub fn lints(world: World, law: Law, today: Day) -> Vec<Broken> {
    let dossier = world.enterprise;
    let mut found = Vec::new();
    let mut standing = Vec::new();
    for authorization in &dossier.authorizations.list {
        about_authorization(dossier, authorization, &mut found);
        let Some(q) = Question::new(world, About::Authorization(authorization), law, today) else { continue };
        let is_revoked = authorization.revocations.iter().any(|r| r.corrected.is_none());
        let state = state(authorization, &q);
        if is_revoked && state == MarkState::Valid {
            found.push(broken("revoked_never_valid", authorization.code));
        }
        if stands(state) {
            standing.push(authorization);
        }
    }
    about_models(dossier, &standing, &mut found);
    let models = dossier.products.list.iter().filter(|product| product.annulled.is_none());
    let models = models.flat_map(|product| product.models.iter().collect::<BTreeSet<_>>());
    unique("a_model_stands_on_one_product", models.map(String::as_str), &mut found);
    for proceeding in &dossier.proceedings {
        about_proceeding(proceeding, &mut found);
    }
    for check in &dossier.checks.list {
        if check.verified.is_some() && check.result.is_none() {
            found.push(broken("verified_without_result", &check.id));
        }
    }
    for kind in FactKind::ALL {
        register_of!(dossier, kind, register => {
            let taken = register.list.iter().filter(|record| !leaves_its_number(kind, *record));
            unique("fact_ids", counting(taken), &mut found);
        });
    }
    unique("declaration_ids", dossier.declarations.iter().map(|d| d.id.as_str()), &mut found);
    unique("label_ids", dossier.labels.iter().map(|label| label.id.as_str()), &mut found);
    for label in &dossier.labels {
        if label.decided.is_some_and(|decided| decided.is_accepted && !decided.checklist.is_all_yes()) {
            found.push(broken("accepted_only_if_all_yes", &label.id));
        }
        if !dossier.authorizations.list.iter().any(|mark| mark.code == label.authorization) {
            found.push(broken("a_label_is_of_a_mark", &label.id));
        }
    }
    unique("proceeding_ids", dossier.proceedings.iter().map(|p| p.id.as_str()), &mut found);
    unique("check_ids", counting(dossier.checks.list.iter()), &mut found);
    found
}

/// No model is held twice against one standard, and none by a mark that was entered after the model was lost.
fn about_models(dossier: &Dossier, standing: &[&Authorization], found: &mut Vec<Broken>) {
    for (at, one) in standing.iter().enumerate() {
        if standing.iter().skip(at + 1).any(|other| one.contends_with(other)) {
            found.push(broken("a_model_stands_once", one.code));
        }
        let lost = dossier.authorizations.list.iter().any(|other| {
            let takes = |mark: &Mark| mark.entry.zip(one.entry).is_some_and(|(lost, given)| lost < given);
            share_a_number(&other.models, &one.models)
                && other
                    .revocations
                    .iter()
                    .any(|r| r.corrected.is_none() && r.loses_models() && takes(&r.mark))
        });
        if lost {
            found.push(broken("a_lost_model_is_not_given_again", one.code));
        }
    }
}

/// Everything that an act changed of a dossier and must not: an end, an annulment or a correction is written once
/// and never replaced, or what was known on an earlier day would be told otherwise afterwards.
#[must_use]
pub fn lints_of_change(before: &Dossier, after: &Dossier) -> Vec<Broken> {
    let mut found = Vec::new();
    for kind in FactKind::ALL {
        register_of!(before, kind, was => {
            let was: Vec<Marks> = was.list.iter().map(Marks::of).collect();
            register_of!(after, kind, is => kept(&was, is.list.iter().map(Marks::of), &mut found));
        });
    }
    only_marked(&before.declarations, &after.declarations, &mut found);
    only_marked(&before.authorizations.list, &after.authorizations.list, &mut found);
    only_marked(&before.labels, &after.labels, &mut found);
    for (was, is) in before.labels.iter().zip(&after.labels) {
        let aside = is.set_aside.get(was.set_aside.len()..).unwrap_or_default();
        let is_aside = aside.iter().any(|it| was.decided == Some(LabelDecision { annulled: None, ..*it }));
        if was.decided.is_some() && was.decided != is.decided && !is_aside {
            found.push(broken("a_label_is_decided_once", &was.id));
        }
    }
    only_marked(&before.checks.list, &after.checks.list, &mut found);
    only_marked(&before.proceedings, &after.proceedings, &mut found);
    for (was, is) in before.declarations.iter().zip(&after.declarations) {
        let answers = [(was.joined, is.joined), (was.declined, is.declined)];
        if answers.into_iter().any(|(was, is)| was.is_some() && was != is) {
            found.push(broken("a_mark_is_written_once", &was.id));
        }
    }
    for new in after.authorizations.list.iter().skip(before.authorizations.list.len()) {
        if !is_filed_by_its_parent(after, new) {
            found.push(broken("no_joint_grant_without_the_parent", new.code));
        }
    }
    for (was, is) in before.authorizations.list.iter().zip(&after.authorizations.list) {
        let corrected =
            was.revocations.iter().zip(&is.revocations).map(|(was, is)| (was.corrected, is.corrected));
        let lifted = was.suspensions.iter().zip(&is.suspensions).map(|(was, is)| (was.lifted, is.lifted));
        if corrected.chain(lifted).any(|(was, is)| was.is_some() && was != is) {
            found.push(broken("a_mark_is_written_once", was.code));
        }
    }
    found
}

/// Whether the parent that an authorisation says filed jointly joined the declaration and did not decline. Asked of new
/// ones alone: those that were granted before parents were asked stand.
fn is_filed_by_its_parent(dossier: &Dossier, new: &Authorization) -> bool {
    let Basis::SelfDeclaration { declaration, parent, .. } = &new.basis else { return true };
    let filed = dossier.declarations.iter().find(|filed| filed.id == *declaration);
    filed.is_some_and(|filed| {
        // A grant that lost the parent on its way would be asked nothing of it.
        let is_joined = parent.is_none() || filed.joined.is_some() && filed.declined.is_none();
        filed.filing.parent == *parent && is_joined
    })
}

/// The same of the scheme.
#[must_use]
pub fn lints_of_scheme(before: &Scheme, after: &Scheme) -> Vec<Broken> {
    let mut found = Vec::new();
    only_marked(&before.catalogue.list, &after.catalogue.list, &mut found);
    only_marked(&before.bodies.list, &after.bodies.list, &mut found);
    only_marked(&before.holders.list, &after.holders.list, &mut found);
    only_marked(&before.organisations.list, &after.organisations.list, &mut found);
    found
}

/// The same of a standard.
#[must_use]
pub fn lints_of_standard(before: &Standard, after: &Standard) -> Vec<Broken> {
    let mut found = Vec::new();
    only_marked(&before.editions, &after.editions, &mut found);
    for (was, is) in before.editions.iter().zip(&after.editions) {
        let is_kept = |(was, is): (&Review, &Review)| {
            *was == Review { annulled: was.annulled, ..*is }
                && (was.annulled.is_none() || was.annulled == is.annulled)
        };
        let is_added = is.reviews.len() >= was.reviews.len();
        if !is_added || !was.reviews.iter().zip(&is.reviews).all(is_kept) {
            found.push(broken("reviews_are_only_added", &was.id));
        }
    }
    found
}

/// The same of a report of duties not fulfilled.
#[must_use]
pub fn lints_of_report(before: &DutyReport, after: &DutyReport) -> Vec<Broken> {
    let mut found = Vec::new();
    let is_kept = |(was, is): (&DutyLine, &DutyLine)| match &was.corrected {
        Some(_) => was == is,
        None => *was == DutyLine { corrected: None, ..is.clone() },
    };
    let is_as_filed = before.lines.len() == after.lines.len() && before.as_of == after.as_of;
    if !is_as_filed || !before.lines.iter().zip(&after.lines).all(is_kept) {
        found.push(broken("a_line_is_never_edited", &before.id));
    }
    if before.published.is_some() && before.published != after.published {
        found.push(broken("a_report_is_published_once", &before.id));
    }
    let is_received_once = |(was, is): (&DutyNotice, &DutyNotice)| match was.received {
        Some(_) => was == is,
        None => *was == DutyNotice { received: None, ..is.clone() },
    };
    let is_only_added = after.notices.len() >= before.notices.len();
    if !is_only_added || !before.notices.iter().zip(&after.notices).all(is_received_once) {
        found.push(broken("notices_are_only_added", &before.id));
    }
    found
}

/// What became of a record.
struct Marks<'a> {
    id: &'a str,
    ended: Option<&'a Mark>,
    annulled: Option<&'a Mark>,
}

impl<'a> Marks<'a> {
    fn of<R: Record>(record: &'a R) -> Marks<'a> {
        Marks { id: record.id(), ended: record.ended(), annulled: record.annulled() }
    }
}

fn only_marked<R: Record>(before: &[R], after: &[R], found: &mut Vec<Broken>) {
    let was: Vec<Marks> = before.iter().map(Marks::of).collect();
    kept(&was, after.iter().map(Marks::of), found);
}

/// Records are only added, so what was on file is found again at its place.
fn kept<'a>(before: &[Marks], mut after: impl Iterator<Item = Marks<'a>>, found: &mut Vec<Broken>) {
    for was in before {
        let holds = after.next().is_some_and(|is| {
            is.id == was.id
                && (was.ended.is_none() || was.ended == is.ended)
                && (was.annulled.is_none() || was.annulled == is.annulled)
        });
        if !holds {
            found.push(broken("a_mark_is_written_once", was.id));
        }
    }
}

/// The identifiers of the records that count: one that was set aside leaves its number free.
fn counting<'a, R: Record + 'a>(list: impl Iterator<Item = &'a R>) -> impl Iterator<Item = &'a str> {
    list.filter(|record| record.annulled().is_none()).map(|record| record.id())
}

fn unique<'a>(lint: &'static str, ids: impl Iterator<Item = &'a str>, found: &mut Vec<Broken>) {
    let mut ids: Vec<&str> = ids.collect();
    ids.sort_unstable();
    found.extend(ids.windows(2).filter_map(|pair| match pair {
        [one, two] if one == two => Some(broken(lint, one)),
        _ => None,
    }));
}

fn about_authorization(dossier: &Dossier, authorization: &Authorization, found: &mut Vec<Broken>) {
    let code = authorization.code;
    if authorization.valid_until < authorization.from {
        found.push(broken("ends_after_it_starts", code));
    }
    if authorization.from < authorization.granted_on {
        found.push(broken("starts_after_its_grant", code));
    }
    let basis_ends = match &authorization.basis {
        Basis::Certificate { certificate } => {
            // One entered anew in place of a wrong one may be shorter: then the rules say that the basis is gone.
            let of_number = dossier.certificates.list.iter().filter(|c| c.id == *certificate);
            of_number.map(|c| c.valid_until).max()
        }
        Basis::SelfDeclaration { declaration, .. } => {
            dossier.declarations.iter().find(|d| d.id == *declaration).map(|d| d.filing.until)
        }
    };
    if basis_ends.is_none_or(|end| end < authorization.valid_until) {
        found.push(broken("within_its_basis", code));
    }
    for revocation in &authorization.revocations {
        let decided = dossier.proceedings.iter().find(|p| p.id == revocation.proceeding);
        if !decided.is_some_and(|p| p.has(|step| matches!(step, StepKind::NoticeServed { .. }))) {
            found.push(broken("no_revocation_without_notice", code));
        }
        let of_notice = |ground| decided.is_some_and(|p| p.facts.contains(ground));
        if revocation.grounds.is_empty() || !revocation.grounds.iter().all(of_notice) {
            found.push(broken("revoked_on_grounds_of_the_notice", code));
        }
    }
    if authorization.suspensions.iter().filter(|suspension| suspension.lifted.is_none()).count() > 1 {
        found.push(broken("suspended_once_at_a_time", code));
    }
    let standing = authorization.revocations.iter().filter(|r| r.corrected.is_none()).count();
    if standing > 1 {
        found.push(broken("revoked_once_at_a_time", code));
    }
}

fn about_proceeding(proceeding: &Proceeding, found: &mut Vec<Broken>) {
    let decided = proceeding.steps.iter().filter(|s| matches!(s.step, StepKind::Decided { .. })).count();
    if decided > 1 {
        found.push(broken("decided_once", &proceeding.id));
    }
    let asked = proceeding.has(|step| matches!(step, StepKind::HearingRequested));
    let heard = proceeding.has(|step| matches!(step, StepKind::HearingHeld { .. }));
    let revoked = proceeding.outcome() == Some(super::supervision::ProceedingOutcome::Revoked);
    if revoked && asked && !heard {
        found.push(broken("heard_before_revoked", &proceeding.id));
    }
    if proceeding.has(|step| matches!(step, StepKind::Published)) && decided == 0 {
        found.push(broken("published_only_if_decided", &proceeding.id));
    }
}
