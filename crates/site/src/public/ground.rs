//! What a decision rests on, in words: the rule that was not met, and the records that show it. No person is in it:
//! grounds name enterprises, products and documents.

use policy::article::Article;
use policy::authorization::MarkState;
use policy::enterprise::facts::{Certificate, CertificateEnd};
use policy::ground::{Ground, GroundKind};
use registry::{ProceedingSummary, PublicMark};

use crate::lang::Lang;
use crate::public::mark::{Seen, clause, decided_by};
use crate::visitor::Visitor;
use crate::words::{fill, text};

/// The title of a rule, or its name where the rule is gone.
pub(crate) fn title(lang: Lang, rule: &str) -> String {
    policy::rules::named(rule).map_or(rule, |rule| lang.word(rule.title)).to_owned()
}

/// That a rule was not met.
pub(super) fn not_met(lang: Lang, rule: &str) -> String {
    fill(text(lang).mark.ground_rule, &[&title(lang, rule)])
}

/// The records that a decision rests on, kind by kind; nothing where it names none.
pub(crate) fn records(lang: Lang, grounds: &[Ground]) -> Option<String> {
    let w = text(lang);
    let mut kinds: Vec<(GroundKind, Vec<String>)> = Vec::new();
    for ground in grounds {
        let mut says = match ground.kind {
            GroundKind::Rule => title(lang, &ground.id),
            _ => ground.id.clone(),
        };
        if let Some(of) = ground.of {
            says = fill(w.mark.ground_of, &[&says, &of]);
        }
        if let Some(rule) = &ground.rule {
            says = fill(w.mark.ground_by_rule, &[&says, &title(lang, rule)]);
        }
        match kinds.iter_mut().find(|(kind, _)| *kind == ground.kind) {
            Some((_, list)) if list.contains(&says) => {}
            Some((_, list)) => list.push(says),
            None => kinds.push((ground.kind, vec![says])),
        }
    }
    let told: Vec<String> = kinds
        .iter()
        .map(|(kind, list)| format!("{} {}", lang.word(kind.words()), list.join(w.case.comma)))
        .collect();
    (!told.is_empty()).then(|| told.join(w.mark.ground_and))
}

/// What the page behind a code tells of a loss, as far as it is public.
pub(super) struct Told {
    /// Sentences.
    pub(super) says: Vec<String>,
    /// Clauses.
    pub(super) clauses: Vec<String>,
    /// The proceeding, where it can be read under Decisions.
    pub(super) proceeding: Option<String>,
    /// Whether the decision is published.
    pub(super) published: Option<&'static str>,
}

/// The ground of what became of a mark; nothing where nothing was lost but by time.
pub(super) fn told(visitor: &Visitor, seen: &Seen) -> Option<Told> {
    let w = &visitor.w.mark;
    let mark = &seen.mark;
    let clause_8 = || vec![clause(visitor, Article::of(8))];
    let plain = |says: Vec<String>| Told { says, clauses: clause_8(), proceeding: None, published: None };
    match (seen.standing, decided_by(mark, seen.standing)) {
        (MarkState::Ended(_), None) => Some(plain(vec![w.ground_ended.to_owned()])),
        (MarkState::Suspended(day), Some((None, _))) => {
            // Nobody decided it: the certificate is suspended, and clause 8 draws the consequence.
            let number = mark.certificate.as_ref().map_or("", |certificate| certificate.id.as_str());
            Some(plain(vec![fill(w.ground_certificate_suspended, &[&number, &day])]))
        }
        (_, Some((Some(rule), proceeding))) => Some(by_rule(visitor, seen, rule, proceeding)),
        (_, Some((None, _))) => {
            let certificate = mark.certificate.as_ref().map(|certificate| gone(visitor, certificate));
            let says = [Some(w.ground_basis.to_owned()), certificate].into_iter().flatten();
            Some(plain(says.collect()))
        }
        (_, None) => None,
    }
}

fn by_rule(visitor: &Visitor, seen: &Seen, rule: &str, proceeding: Option<&ProceedingSummary>) -> Told {
    let w = &visitor.w.mark;
    let mut says = vec![not_met(visitor.lang, rule)];
    if let MarkState::Revoked(_) = seen.standing {
        let standing = seen.mark.authorization.revocations.iter().rfind(|r| r.corrected.is_none());
        says.extend(standing.and_then(|revocation| records(visitor.lang, &revocation.grounds)));
    } else if let Some(certificate) = &seen.mark.certificate {
        says.push(gone(visitor, certificate));
    }
    let decided = proceeding.and_then(|proceeding| proceeding.decided);
    says.extend(decided.map(|(_, mark)| format!("{} {}", visitor.w.register.decided_on, mark.on)));
    let is_sanction = proceeding.is_none_or(|proceeding| proceeding.kind.is_sanction());
    let is_published = proceeding.is_some_and(|proceeding| proceeding.published.is_some());
    let clauses = policy::rules::named(rule).map(|rule| rule.articles).unwrap_or_default();
    Told {
        says,
        clauses: clauses.iter().map(|article| clause(visitor, *article)).collect(),
        // Only a sanction is published; other work is told of once it is decided.
        proceeding: proceeding
            .filter(|_| is_published || !is_sanction)
            .map(|proceeding| proceeding.id.clone()),
        published: match (is_sanction, is_published) {
            (false, _) => None,
            (true, true) => Some(w.ground_published),
            (true, false) => Some(w.ground_unpublished),
        },
    }
}

/// What became of a certificate.
fn gone(visitor: &Visitor, certificate: &Certificate) -> String {
    let w = &visitor.w.mark;
    let number = &certificate.id;
    if let Some(mark) = &certificate.annulled {
        return fill(w.ground_certificate_annulled, &[number, &mark.on]);
    }
    match (&certificate.ended, certificate.end_kind) {
        (Some(end), Some(CertificateEnd::Withdrawn)) => {
            fill(w.ground_certificate_withdrawn, &[number, &end.on])
        }
        (Some(end), _) => fill(w.ground_certificate_cancelled, &[number, &end.on]),
        (None, _) => match certificate.suspensions.iter().rfind(|suspension| suspension.lifted.is_none()) {
            Some(suspension) => fill(w.ground_certificate_suspended, &[number, &suspension.from.on]),
            None => fill(w.ground_certificate_until, &[number, &certificate.valid_until]),
        },
    }
}

/// What is told of a mark that was revoked and stands again.
pub(super) fn corrected(visitor: &Visitor, mark: &PublicMark) -> Option<String> {
    let revocations = &mark.authorization.revocations;
    let last = revocations.last().filter(|_| revocations.iter().all(|r| r.corrected.is_some()))?;
    let corrected = last.corrected.as_ref()?;
    Some(fill(visitor.w.mark.was_corrected, &[&last.mark.on, &corrected.on]))
}
