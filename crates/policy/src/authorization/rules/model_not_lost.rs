//! A model number whose mark was lost for fault is never used again (policy page, facts of the trade), not for
//! another product of the firm either and not after the lost authorisation would have run out; which
//! revocations lose it, is reading 0006. The model number of another enterprise is another number. Nor may one
//! model hold two live authorisations against the same standard.

use crate::apply::stands;
use crate::article::{Article, Said, Words};
use crate::authorization::{self, Authorization};
use crate::calendar::Day;
use crate::ground::GroundKind;
use crate::powers::OfficeKind;
use crate::question::{About, Question};
use crate::rule::{Missing, Outcome, Rule, Sentence, Subject, Trace, rule};
use crate::writing::share_a_number;

/// The rule.
pub const RULE: Rule = rule! { check;
    id: "c8.models_free",
    articles: &[Article::of(8), Article::of(10), Article::of(11)],
    since: Day::constant(2019, 1, 1),
    title: Sentence {
        zh: "型号未曾因故被撤销授权，且没有对同一标准的现行授权",
        en: "no model lost the mark for fault, and none holds it already against the same standard",
    },
    not_met: Sentence {
        zh: "型号曾因故被撤销授权，或已有对同一标准的现行授权",
        en: "A model lost the mark for fault, or holds it already against the same standard",
    },
    remedy: Sentence { zh: "改用新的型号", en: "use a new model number" },
    subject: Subject::Authorization,
    part_of: None,
};

const AUTHORIZATIONS: Missing = Missing {
    fact: "authorizations",
    words: Words { zh: "企业此前的授权", en: "the earlier authorisations of the enterprise" },
    from: OfficeKind::Federation,
};

fn shares_model(one: &Authorization, other: &Authorization) -> bool {
    share_a_number(&one.models, &other.models)
}

fn check<T: Trace>(q: &Question, trace: &mut T) -> Outcome {
    let About::Authorization(asked) = q.about else { return Outcome::NotApplicable };
    // The grant is judged as of its own day: what is lost later is not reused by it.
    let granted_on = asked.granted_on.min(q.as_of);
    let then = Question { as_of: granted_on, day: granted_on, ..*q };
    let authorizations = &q.world.enterprise.authorizations;
    // A model may have been lost at any time since there is a policy to lose it by (reading 0011).
    let complete = q.is_complete(authorizations, RULE.since);
    let mut answer = if complete { Outcome::Met } else { Outcome::Unknown(&AUTHORIZATIONS) };
    let others = then.seen(authorizations).filter(|other| other.code != asked.code);
    for other in others.filter(|other| shares_model(asked, other)) {
        // A day on which a grant could be given: whoever asks ahead moves the first day along.
        trace.turn(other.valid_until.next());
        let state = authorization::state(other, &then);
        let lost =
            other.revocations.iter().any(|revocation| revocation.loses_models() && revocation.stands(&then));
        let same_standard = other.edition.number() == asked.edition.number();
        let overlaps = other.valid_until >= asked.from;
        if lost || (stands(state) && same_standard && overlaps) {
            trace.ground(GroundKind::Authorization, || other.code.to_string());
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
