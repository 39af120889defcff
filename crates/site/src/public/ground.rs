//! What a decision rests on, in words: what its rule comes to where it is not met, and the records that show it. No person is in it:
//! grounds name enterprises, products and documents.

use policy::article::Article;
use policy::authorization::MarkState;
use policy::calendar::Day;
use policy::enterprise::facts::{Certificate, CertificateEnd};
use policy::ground::{Ground, GroundKind};
use policy::parameters::Parameters;
use registry::{ProceedingSummary, PublicMark};

use crate::lang::Lang;
use crate::public::PublicSite;
use crate::public::mark::{Seen, clause, decided_by};
use crate::visitor::Visitor;
use crate::words::{fill, text};

/// In which language grounds are told, and as the rules read on which day.
#[derive(Clone, Copy)]
pub(crate) struct Telling<'a> {
    /// The language.
    pub(crate) lang: Lang,
    /// The numbers that rules name.
    pub(crate) parameters: &'a Parameters,
    /// The day.
    pub(crate) on: Day,
}

impl Telling<'_> {
    /// The condition of a rule, or its name where the rule is gone.
    pub(crate) fn title(&self, rule: &str) -> String {
        policy::rules::named(rule).map_or_else(
            || rule.to_owned(),
            |rule| self.lang.of(&rule.title.on(self.parameters, self.on)).to_owned(),
        )
    }

    /// What a rule comes to where it is not met, or its name where the rule is gone.
    pub(crate) fn not_met(&self, rule: &str) -> String {
        policy::rules::named(rule).map_or_else(
            || rule.to_owned(),
            |rule| self.lang.of(&rule.not_met.on(self.parameters, self.on)).to_owned(),
        )
    }

    /// The records that a decision rests on, kind by kind; nothing where it names none.
    pub(crate) fn records(&self, grounds: &[Ground]) -> Option<String> {
        let w = text(self.lang);
        let mut kinds: Vec<(GroundKind, Vec<String>)> = Vec::new();
        for ground in grounds {
            // Without a record the rule says it all.
            let is_rule = ground.kind == GroundKind::Rule;
            let mut says = if is_rule { self.not_met(&ground.id) } else { ground.id.clone() };
            if let Some(of) = ground.of {
                says = fill(w.mark.ground_of, &[&says, &of]);
            }
            if let Some(rule) = ground.rule.as_ref().filter(|_| !is_rule) {
                says = fill(w.mark.ground_by_rule, &[&says, &self.not_met(rule)]);
            }
            match kinds.iter_mut().find(|(kind, _)| *kind == ground.kind) {
                Some((_, list)) if list.contains(&says) => {}
                Some((_, list)) => list.push(says),
                None => kinds.push((ground.kind, vec![says])),
            }
        }
        let told: Vec<String> = kinds
            .iter()
            .map(|(kind, list)| match kind {
                GroundKind::Rule => list.join(w.mark.ground_and),
                _ => format!("{} {}", self.lang.word(kind.words()), list.join(w.case.comma)),
            })
            .collect();
        (!told.is_empty()).then(|| told.join(w.mark.ground_and))
    }
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
pub(super) fn told(site: &PublicSite, visitor: &Visitor, seen: &Seen) -> Option<Told> {
    let on = seen.standing.since().unwrap_or(seen.day());
    let telling = Telling { lang: visitor.lang, parameters: site.reader().law().parameters, on };
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
        (MarkState::Revoked(_), Some((None, proceeding))) => {
            let decided = proceeding.and_then(|proceeding| proceeding.decided);
            let says = decided.map(|(_, mark)| format!("{} {}", visitor.w.register.decided_on, mark.on));
            Some(Told {
                says: says.into_iter().collect(),
                clauses: Vec::new(),
                proceeding: None,
                published: Some(w.ground_unpublished),
            })
        }
        (_, Some((Some(rule), proceeding))) => Some(by_rule(visitor, telling, seen, (rule, proceeding))),
        (_, Some((None, _))) => {
            let certificate = mark.certificate.as_ref().map(|certificate| gone(visitor, certificate));
            let says = [Some(w.ground_basis.to_owned()), certificate].into_iter().flatten();
            Some(plain(says.collect()))
        }
        (_, None) => None,
    }
}

fn by_rule(
    visitor: &Visitor,
    telling: Telling,
    seen: &Seen,
    (rule, proceeding): (&str, Option<&ProceedingSummary>),
) -> Told {
    let w = &visitor.w.mark;
    let mut says = vec![telling.not_met(rule)];
    if let MarkState::Revoked(_) = seen.standing {
        let standing = seen.mark.authorization.revocations.iter().rfind(|r| r.corrected.is_none());
        says.extend(standing.and_then(|revocation| telling.records(&revocation.grounds)));
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
        published: is_sanction.then_some(w.ground_published),
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
