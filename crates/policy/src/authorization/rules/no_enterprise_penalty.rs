//! Clause 9, condition 2: no administrative penalty for quality on the enterprise in the 3 years before the
//! filing day. A penalty counts by the day of its decision; one set aside counts for nothing.

use super::base::{Scope, asked_of_each, no_penalty_within};
use crate::article::Article;
use crate::calendar::Day;
use crate::parameters::Key;
use crate::question::Question;
use crate::rule::{Outcome, Rule, Sentence, Subject, Trace, rule};

/// The rule.
pub const RULE: Rule = rule! { check;
    id: "c9.no_enterprise_penalty",
    articles: &[Article::of(9)],
    since: Day::constant(2019, 1, 1),
    title: Sentence {
        zh: "企业近{enterprise_clean_years}年未因质量问题受到行政处罚",
        en: "the enterprise had no administrative penalty for quality in the last {enterprise_clean_years} years",
    },
    not_met: Sentence {
        zh: "企业在申报日前{enterprise_clean_years}年内因质量问题受到行政处罚",
        en: "The firm had an administrative penalty for quality in the {enterprise_clean_years} years before it filed",
    },
    remedy: Sentence {
        zh: "待处罚移出窗口；处罚被撤销或经法院撤销的，由作出机关录入；缺少确认的，由企业所在地市场监管局确认",
        en: "wait until the penalty leaves the window; one set aside is entered by the bureau; a missing confirmation comes from the market bureau of the place",
    },
    undone_by: Sentence {
        zh: "企业在窗口内因质量问题受到行政处罚",
        en: "a penalty for quality on the enterprise that is decided within the window",
    },
    subject: Subject::Filing,
    part_of: None,
};

fn check<T: Trace>(q: &Question, trace: &mut T) -> Outcome {
    let window = (Key::EnterpriseCleanYears, q.numbers.enterprise_clean_years);
    asked_of_each(q, trace, |dossier, trace| no_penalty_within(q, trace, dossier, window, &Scope::Enterprise))
}
