//! Clause 9, condition 3: no administrative penalty for quality on the declared product in the 5 years before
//! the filing day. In a joint filing the product is the subsidiary's, and penalties that either firm had for
//! it count.

use super::base::{asked_of_each, declared_in, filing, no_penalty_within};
use crate::article::Article;
use crate::calendar::Day;
use crate::parameters::Key;
use crate::question::Question;
use crate::rule::{Outcome, Rule, Sentence, Subject, Trace, rule};

/// The rule.
pub const RULE: Rule = rule! { check;
    id: "c9.no_product_penalty",
    articles: &[Article::of(9)],
    since: Day::constant(2019, 1, 1),
    title: Sentence {
        zh: "所申报产品近{product_clean_years}年未因质量问题受到行政处罚",
        en: "the declared product had no administrative penalty for quality in the last {product_clean_years} years",
    },
    not_met: Sentence {
        zh: "所申报产品在申报日前{product_clean_years}年内因质量问题受到行政处罚",
        en: "The declared product had an administrative penalty for quality in the {product_clean_years} years before it was filed for",
    },
    remedy: Sentence {
        zh: "待处罚移出窗口；涉及产品不明的，由作出处罚的市场监管局补充",
        en: "wait until the penalty leaves the window; products not stated are supplied by the bureau that decided",
    },
    undone_by: Sentence {
        zh: "所申报产品在窗口内因质量问题受到行政处罚",
        en: "a penalty for quality on the declared product that is decided within the window",
    },
    subject: Subject::Filing,
    part_of: None,
};

fn check<T: Trace>(q: &Question, trace: &mut T) -> Outcome {
    let Some(filing) = filing(q) else { return Outcome::NotApplicable };
    let window = (Key::ProductCleanYears, q.numbers.product_clean_years);
    asked_of_each(q, trace, |dossier, trace| {
        no_penalty_within(q, trace, dossier, window, &declared_in(q, filing, dossier))
    })
}
