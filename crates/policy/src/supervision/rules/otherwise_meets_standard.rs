//! Clause 11, fourth ground: the self-declared product otherwise does not meet the standard, verified by other
//! means than a spot check. (A spot check goes by clause 10: reading 0009.)

use super::base::{advised, self_declared};
use crate::article::{Article, Said, Words};
use crate::calendar::Day;
use crate::cited::Kept;
use crate::enterprise::facts::BreachOf;
use crate::ground::GroundKind;
use crate::powers::OfficeKind;
use crate::question::Question;
use crate::rule::{Missing, Outcome, Rule, Sentence, Subject, Trace, rule};

/// The rule.
pub const RULE: Rule = rule! { check;
    id: "c11.otherwise_meets_standard",
    articles: &[Article::of(11)],
    since: Day::constant(2019, 1, 1),
    title: Sentence {
        zh: "没有其他不符合“浙江制造”标准要求的情形",
        en: "the product does not otherwise miss the Zhejiang Made standard",
    },
    not_met: Sentence {
        zh: "查实产品有其他不符合“浙江制造”标准要求的情形",
        en: "The product was otherwise verified to miss the Zhejiang Made standard",
    },
    remedy: Sentence {
        zh: "由联合会在听取申辩后决定是否撤销授权",
        en: "the federation decides on revocation after hearing the maker",
    },
    undone_by: Sentence {
        zh: "查实产品有其他不符合标准要求的情形",
        en: "a verified breach of the product standard",
    },
    subject: Subject::Authorization,
    part_of: None,
};

const BREACHES: Missing = Missing {
    fact: "breaches",
    words: Words {
        zh: "是否查实其他不符合标准的情形",
        en: "whether the product was otherwise verified to miss the standard",
    },
    from: OfficeKind::CountyBureau,
};

fn check<T: Trace>(q: &Question, trace: &mut T) -> Outcome {
    let Some(authorization) = self_declared(q, trace) else { return Outcome::NotApplicable };
    let breaches = &q.world.enterprise.breaches;
    trace.complete(q, Kept::BREACHES, breaches, authorization.watched_from().next());
    let complete = q.is_complete(breaches, authorization.watched_from().next());
    let mut answer = if complete { Outcome::Met } else { Outcome::Unknown(&BREACHES) };
    for breach in q.seen(breaches).filter(|breach| breach.of == BreachOf::ProductStandard) {
        let touches = breach.product.as_ref().is_none_or(|product| *product == authorization.product);
        if touches && breach.verified_on > authorization.watched_from() && breach.verified_on <= q.day {
            trace.ground(GroundKind::Breach, || breach.id.clone());
            trace.fact("breach", breach, || {
                Said::new(
                    format!("{}查实：{}", breach.verified_on, breach.found),
                    format!("verified on {}: {}", breach.verified_on, breach.found),
                )
            });
            answer = Outcome::NotMet;
        }
    }
    advised(q, trace, authorization, answer)
}
