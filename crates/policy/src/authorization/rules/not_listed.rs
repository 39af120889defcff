//! Clause 9, condition 4: not on the list of seriously dishonest firms on the filing day. The day of listing
//! is in, the day of removal is out.

use super::base::asked_of_each;
use crate::article::Article;
use crate::calendar::Day;
use crate::question::Question;
use crate::rule::{Outcome, Rule, Sentence, Subject, Trace, rule};
use crate::supervision::rules::listed::not_listed_on_the_day;

/// The rule.
pub const RULE: Rule = rule! { check;
    id: "c9.not_listed",
    articles: &[Article::of(9)],
    since: Day::constant(2019, 1, 1),
    title: Sentence { zh: "未列入严重违法失信企业名单", en: "not on the list of seriously dishonest firms" },
    not_met: Sentence {
        zh: "企业在申报日列入严重违法失信企业名单",
        en: "The firm was on the list of seriously dishonest firms on the filing day",
    },
    remedy: Sentence {
        zh: "移出名单之日起即不再列入；缺少确认的，由企业所在地市场监管局确认",
        en: "the day of removal from the list is the first day off it; a missing confirmation comes from the market bureau of the place",
    },
    undone_by: Sentence {
        zh: "企业被列入严重违法失信企业名单",
        en: "a listing of the firm as seriously dishonest",
    },
    subject: Subject::Filing,
    part_of: None,
};

fn check<T: Trace>(q: &Question, trace: &mut T) -> Outcome {
    asked_of_each(q, trace, |dossier, trace| not_listed_on_the_day(q, trace, dossier))
}
