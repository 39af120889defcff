//! Clause 11, second ground: the brand service standard (C standard) is not kept. A verified breach is the
//! ground; a commitment that has lapsed or was withdrawn is for the federation to judge (reading 0008).

use super::base::{advised, self_declared};
use crate::article::{Article, Said, Words};
use crate::calendar::Day;
use crate::cited::{Kept, Step};
use crate::enterprise::Dossier;
use crate::enterprise::facts::{BreachOf, Commitment};
use crate::ground::GroundKind;
use crate::powers::OfficeKind;
use crate::question::Question;
use crate::rule::{Missing, Outcome, Rule, Sentence, Subject, Trace, rule, tells_all};

/// The rule.
pub const RULE: Rule = rule! { check;
    id: "c11.service_kept",
    articles: &[Article::of(11)],
    since: Day::constant(2019, 1, 1),
    title: Sentence {
        zh: "履行品牌服务评价标准（C标准）",
        en: "the brand service standard (C standard) is kept",
    },
    not_met: Sentence {
        zh: "企业未履行品牌服务评价标准（C标准）",
        en: "The brand service standard (C standard) was not kept",
    },
    remedy: Sentence {
        zh: "由联合会在听取申辩后决定是否撤销授权；承诺失效的，企业可重新签署",
        en: "the federation decides after hearing the maker; a lapsed commitment can be signed anew",
    },
    undone_by: Sentence {
        zh: "查实违反C标准，或承诺到期、撤回",
        en: "a verified breach of the service standard, or the commitment running out or being withdrawn",
    },
    subject: Subject::Authorization,
    part_of: None,
};

const COMMITMENT: Missing = Missing {
    fact: "commitments",
    words: Words { zh: "品牌服务评价标准承诺", en: "the commitment to the brand service standard" },
    from: OfficeKind::Maker,
};
const BREACHES: Missing = Missing {
    fact: "breaches",
    words: Words {
        zh: "是否查实违反C标准", en: "whether a breach of the service standard was verified"
    },
    from: OfficeKind::CountyBureau,
};

/// Whether a commitment is in force on the day judged; clause 9 asks the same.
pub fn committed_on_the_day<T: Trace>(q: &Question, trace: &mut T, dossier: &Dossier) -> Outcome {
    let mut in_force = false;
    for commitment in q.seen(&dossier.commitments) {
        let end = q.end_of(commitment);
        trace.turn(commitment.from);
        for day in [end, commitment.valid_until.map(Day::next)].into_iter().flatten() {
            trace.turn(day);
        }
        let in_term = commitment.valid_until.is_none_or(|last| q.day <= last);
        if commitment.from <= q.day && in_term && end.is_none_or(|end| q.day < end) {
            in_force = true;
            trace.fact("commitment", commitment, || {
                Said::new(
                    format!("{}签署，{}起生效", commitment.signed_on, commitment.from),
                    format!("signed on {}, in force from {}", commitment.signed_on, commitment.from),
                )
            });
        }
    }
    if in_force {
        return Outcome::Met;
    }
    if T::NOTES {
        q.seen(&dossier.commitments).for_each(|commitment| cite_lapsed(q, trace, commitment));
    }
    trace.complete(q, Kept::COMMITMENTS, &dossier.commitments, q.day);
    if tells_all(q, trace, &dossier.commitments) { Outcome::NotMet } else { Outcome::Unknown(&COMMITMENT) }
}

/// Cites a commitment that is not in force on the day judged, and why: by the withdrawal where there is one.
fn cite_lapsed<T: Trace>(q: &Question, trace: &mut T, commitment: &Commitment) {
    let withdrawn = commitment.ended.as_ref().filter(|mark| q.mark_day(mark).is_some_and(|day| day <= q.day));
    if let Some(mark) = withdrawn {
        return trace.fact("commitment", &Step { id: &commitment.id, mark: *mark }, || {
            Said::new(
                format!("{}签署的承诺于{}撤回", commitment.signed_on, mark.on),
                format!("the commitment signed on {} was withdrawn on {}", commitment.signed_on, mark.on),
            )
        });
    }
    trace.fact("commitment", commitment, || {
        let (signed, from) = (commitment.signed_on, commitment.from);
        match commitment.valid_until {
            Some(last) => Said::new(
                format!("{signed}签署，{from}至{last}有效"),
                format!("signed on {signed}, in force from {from} to {last}"),
            ),
            None => Said::new(
                format!("{signed}签署，{from}起生效"),
                format!("signed on {signed}, in force from {from}"),
            ),
        }
    });
}

fn check<T: Trace>(q: &Question, trace: &mut T) -> Outcome {
    let Some(authorization) = self_declared(q, trace) else { return Outcome::NotApplicable };
    let breaches = &q.world.enterprise.breaches;
    trace.complete(q, Kept::BREACHES, breaches, authorization.watched_from().next());
    let complete = q.is_complete(breaches, authorization.watched_from().next());
    let mut answer = if complete { Outcome::Met } else { Outcome::Unknown(&BREACHES) };
    for breach in q.seen(breaches).filter(|breach| breach.of == BreachOf::ServiceStandard) {
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
    let answer = answer.and(match committed_on_the_day(q, trace, q.world.enterprise) {
        Outcome::NotMet => Outcome::ForJudgement(OfficeKind::Federation),
        Outcome::Met | Outcome::NotApplicable => Outcome::Met,
        unclear @ (Outcome::Unknown(_) | Outcome::ForJudgement(_)) => unclear,
    });
    advised(q, trace, authorization, answer)
}
