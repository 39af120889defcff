//! Clause 11, first ground: a quality penalty on the self-declared product, decided after the filing day. (Up
//! to the filing day penalties are judged by clause 9.)

use super::base::{advised, self_declared};
use crate::article::{Article, Said, Words};
use crate::calendar::Day;
use crate::cited::Kept;
use crate::enterprise::facts::Classification;
use crate::ground::GroundKind;
use crate::powers::OfficeKind;
use crate::question::Question;
use crate::rule::{Missing, Outcome, Rule, Sentence, Subject, Trace, rule};

/// The rule.
pub const RULE: Rule = rule! { check;
    id: "c11.no_product_penalty",
    articles: &[Article::of(11)],
    since: Day::constant(2019, 1, 1),
    title: Sentence {
        zh: "获授权产品未因质量问题受到行政处罚",
        en: "the product had no administrative penalty for quality since it was declared",
    },
    not_met: Sentence {
        zh: "获授权产品因质量问题受到行政处罚",
        en: "The product had an administrative penalty for quality after it was declared",
    },
    remedy: Sentence {
        zh: "由联合会在听取申辩后决定是否撤销授权；处罚归类或涉及产品不明的，由市场监管局补充",
        en: "the federation decides after hearing the maker; classification and products are supplied by the bureau",
    },
    undone_by: Sentence {
        zh: "该产品在申报日之后因质量问题受到行政处罚",
        en: "a penalty for quality on the product, decided after the filing day",
    },
    subject: Subject::Authorization,
    part_of: None,
};

const UNCLASSIFIED: Missing = Missing {
    fact: "penalty_classification",
    words: Words {
        zh: "处罚是否因质量问题（尚未归类）",
        en: "whether a penalty was for quality (not classified yet)",
    },
    from: OfficeKind::CountyBureau,
};
const PRODUCTS: Missing = Missing {
    fact: "penalty_products",
    words: Words { zh: "质量处罚涉及的产品", en: "which products a quality penalty was about" },
    from: OfficeKind::CountyBureau,
};
const PENALTIES: Missing = Missing {
    fact: "penalties_complete",
    words: Words {
        zh: "授权以来的处罚记录是否完整",
        en: "whether the penalties since the grant are complete",
    },
    from: OfficeKind::CountyBureau,
};

fn check<T: Trace>(q: &Question, trace: &mut T) -> Outcome {
    let Some(authorization) = self_declared(q, trace) else { return Outcome::NotApplicable };
    let filed_on = authorization.watched_from();
    let penalties = &q.world.enterprise.penalties;
    trace.complete(q, Kept::PENALTIES, penalties, filed_on.next());
    let complete = q.is_complete(penalties, filed_on.next());
    let mut answer = if complete { Outcome::Met } else { Outcome::Unknown(&PENALTIES) };
    for penalty in q.seen(penalties).filter(|p| p.decided_on > filed_on && p.decided_on <= q.day) {
        let touches = penalty.products.as_ref().map(|ids| ids.contains(&authorization.product));
        let this = match (penalty.classification, touches) {
            (Classification::Other, _) | (_, Some(false)) => continue,
            (Classification::Quality, Some(true)) => Outcome::NotMet,
            (Classification::Quality, None) => Outcome::Unknown(&PRODUCTS),
            (Classification::Unclassified, _) => Outcome::Unknown(&UNCLASSIFIED),
        };
        trace.fact("penalty", penalty, || {
            Said::new(
                format!("{}作出的处罚（{}）", penalty.decided_on, penalty.legal_basis),
                format!("penalty decided on {} ({})", penalty.decided_on, penalty.legal_basis),
            )
        });
        if this == Outcome::NotMet {
            trace.ground(GroundKind::Penalty, || penalty.id.clone());
        }
        answer = answer.and(this);
    }
    advised(q, trace, authorization, answer)
}
