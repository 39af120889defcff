//! Clause 9, condition 6: at least one of three: a government quality award, the three systems for 3 full
//! years, or a certificate in the same series.

use super::{award_held, certified_same_series, three_systems};
use crate::article::Article;
use crate::calendar::Day;
use crate::question::Question;
use crate::rule::{Outcome, Rule, Sentence, Subject, Trace, rule};

/// The rule.
pub const RULE: Rule = rule! { check;
    id: "c9.route",
    articles: &[Article::of(9)],
    since: Day::constant(2019, 1, 1),
    title: Sentence {
        zh: "政府质量奖、“三体系”满{systems_full_years}年、同系列产品已认证三者至少居其一",
        en: "at least one of: government quality award, three systems for {systems_full_years} full years, certificate in the same series",
    },
    not_met: Sentence {
        zh: "政府质量奖、“三体系”满{systems_full_years}年、同系列产品已认证三者无一具备",
        en: "None of the three was there: a government quality award, three systems for {systems_full_years} full years, a certificate in the same series",
    },
    remedy: Sentence { zh: "见三种情形各自所缺", en: "see what each of the three lacks" },
    undone_by: Sentence {
        zh: "所凭的情形不再具备：见三种情形各自如何改变",
        en: "the loss of every route that holds: see what would turn each of the three",
    },
    subject: Subject::Filing,
    part_of: None,
};

fn check<T: Trace>(q: &Question, trace: &mut T) -> Outcome {
    let mut any = Outcome::NotApplicable;
    for alternative in [award_held::check, three_systems::check, certified_same_series::check] {
        any = any.or(alternative(q, trace));
        // Nothing outweighs a yes; who asks why is told of all three.
        if any == Outcome::Met && !T::NOTES {
            break;
        }
    }
    any
}
