//! A model number whose mark was lost for fault is never used again (policy page, facts of the trade), nor
//! may one product hold two live authorisations against the same standard.

use crate::article::{Article, Said, Words};
use crate::authorization::{self, Authorization, MarkState};
use crate::calendar::Day;
use crate::question::{About, Question};
use crate::rule::{Outcome, Rule, Subject, Trace, rule};

/// The rule.
pub const RULE: Rule = rule! { check;
    id: "c8.models_free",
    articles: &[Article::of(8), Article::of(10), Article::of(11)],
    since: Day::constant(2019, 1, 1),
    title: Words {
        zh: "型号未曾因故被撤销授权，且没有对同一标准的现行授权",
        en: "no model lost the mark for fault, and none holds it already against the same standard",
    },
    remedy: Words { zh: "改用新的型号", en: "use a new model number" },
    subject: Subject::Authorization,
    part_of: None,
};

fn shares_model(one: &Authorization, other: &Authorization) -> bool {
    one.models.iter().any(|model| other.models.contains(model))
}

fn check<T: Trace>(q: &Question, trace: &mut T) -> Outcome {
    let About::Authorization(asked) = q.about else { return Outcome::NotApplicable };
    let mut answer = Outcome::Met;
    let others = q.seen(&q.world.enterprise.authorizations).filter(|other| other.code != asked.code);
    for other in others.filter(|other| shares_model(asked, other)) {
        let state = authorization::state(other, q);
        let lost = other.revocations.iter().any(|revocation| {
            let corrected = revocation.corrected.as_ref().and_then(|mark| q.mark_day(mark));
            revocation.loses_models()
                && q.mark_day(&revocation.mark).is_some_and(|day| day <= q.day)
                && corrected.is_none_or(|day| q.day < day)
        });
        let live = !matches!(state, MarkState::Revoked(_) | MarkState::Ended(_) | MarkState::Expired(_));
        let same_standard = other.edition.number() == asked.edition.number();
        let overlaps = other.valid_until >= asked.from;
        if lost || (live && same_standard && overlaps && other.granted_on <= asked.granted_on) {
            trace.ground(|| other.code.to_string());
            trace.fact("authorization", other, || {
                Said::new(
                    format!("授权{}（型号{}）{}", other.code, other.models.join("、"), state.words().zh),
                    format!(
                        "authorisation {} (models {}) is {}",
                        other.code,
                        other.models.join(", "),
                        state.words().en
                    ),
                )
            });
            answer = Outcome::NotMet;
        }
    }
    answer
}
