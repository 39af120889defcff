//! Clause 9, condition 5: a commitment to the brand service standard (C standard), signed, in force on the
//! filing day. The first day is in, the day it is withdrawn is out, a stated last day is in.

use super::base::asked_of_each;
use crate::article::Article;
use crate::calendar::Day;
use crate::question::Question;
use crate::rule::{Outcome, Rule, Sentence, Subject, Trace, rule};
use crate::supervision::rules::service_kept::committed_on_the_day;

/// The rule.
pub const RULE: Rule = rule! { check;
    id: "c9.service_committed",
    articles: &[Article::of(9)],
    since: Day::constant(2019, 1, 1),
    title: Sentence {
        zh: "已承诺履行品牌服务评价标准（C标准）",
        en: "committed to the brand service standard (C standard), in force",
    },
    not_met: Sentence {
        zh: "企业在申报日没有生效的品牌服务评价标准（C标准）承诺",
        en: "The firm had no commitment to the brand service standard (C standard) in force on the filing day",
    },
    remedy: Sentence { zh: "签署承诺，自生效日起即符合", en: "sign a commitment; met from its first day" },
    undone_by: Sentence {
        zh: "承诺撤回或到期",
        en: "the commitment being withdrawn or running out",
    },
    subject: Subject::Filing,
    part_of: None,
};

fn check<T: Trace>(q: &Question, trace: &mut T) -> Outcome {
    asked_of_each(q, trace, |dossier, trace| committed_on_the_day(q, trace, dossier))
}
