//! The second pair of eyes: what must hold of any dossier, whatever the decision thought. Written apart from
//! `decide`, in terms of the outcome alone; a lint that fails stops the act as a fault of the program.

use crate::authorization::{Authorization, Basis, MarkState, state};
use crate::calendar::Day;
use crate::enterprise::Dossier;
use crate::question::{About, Law, Question, World};
use crate::supervision::{Proceeding, StepKind};

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
    for authorization in &dossier.authorizations.list {
        about_authorization(dossier, authorization, &mut found);
        let Some(q) = Question::new(world, About::Authorization(authorization), law, today) else { continue };
        let standing = authorization.revocations.iter().any(|r| r.corrected.is_none());
        if standing && state(authorization, &q) == MarkState::Valid {
            found.push(broken("revoked_never_valid", authorization.code));
        }
    }
    for proceeding in &dossier.proceedings {
        about_proceeding(proceeding, &mut found);
    }
    for check in &dossier.checks.list {
        if check.verified.is_some() && check.result.is_none() {
            found.push(broken("verified_without_result", &check.id));
        }
    }
    unique("fact_ids", dossier.penalties.list.iter().map(|p| p.id.as_str()), &mut found);
    unique("declaration_ids", dossier.declarations.iter().map(|d| d.id.as_str()), &mut found);
    unique("proceeding_ids", dossier.proceedings.iter().map(|p| p.id.as_str()), &mut found);
    unique("check_ids", dossier.checks.list.iter().map(|c| c.id.as_str()), &mut found);
    found
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
            dossier.certificates.list.iter().find(|c| c.id == *certificate).map(|c| c.valid_until)
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
    let heard = proceeding.has(|step| matches!(step, StepKind::HearingHeld));
    let revoked = proceeding.outcome() == Some(super::supervision::ProceedingOutcome::Revoked);
    if revoked && asked && !heard {
        found.push(broken("heard_before_revoked", &proceeding.id));
    }
    if proceeding.has(|step| matches!(step, StepKind::Published)) && decided == 0 {
        found.push(broken("published_only_if_decided", &proceeding.id));
    }
}
