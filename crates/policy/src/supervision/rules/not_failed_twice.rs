//! Clause 10: a second verified failure of the same product no later than 2 years after an earlier one is the
//! ground to revoke. The date is the day of verification; failures that led to a revocation are spent; a
//! failure of another product of the firm is a first failure of that product.

use super::base::{authorization, failures};
use crate::article::{Article, Said, Words};
use crate::calendar::Day;
use crate::parameters::Key;
use crate::powers::OfficeKind;
use crate::question::Question;
use crate::rule::{Missing, Outcome, Rule, Subject, Trace, rule};

/// The rule.
pub const RULE: Rule = rule! { check;
    id: "c10.not_failed_twice",
    articles: &[Article::of(10)],
    since: Day::constant(2019, 1, 1),
    title: Words {
        zh: "同一产品2年内未两次被查实未达到标准",
        en: "the product has not twice been verified to miss the standard within 2 years",
    },
    remedy: Words {
        zh: "由联合会在听取申辩后决定是否撤销授权",
        en: "the federation decides on revocation after hearing the maker",
    },
    subject: Subject::Authorization,
    part_of: None,
};

const CHECKS: Missing = Missing {
    fact: "checks",
    words: Words { zh: "对标抽检记录", en: "the spot checks of the product" },
    from: OfficeKind::CountyBureau,
};

/// Whether `day` and enough other failures lie within the window that starts with one of them.
fn is_one_too_many(q: &Question, product: &str, day: Day, check: &str) -> bool {
    let years = q.numbers.failure_window_years;
    let needed = usize::try_from(q.numbers.failures_to_revoke).unwrap_or(usize::MAX);
    failures(q, product).any(|(_, first)| {
        let inside = |other: Day| first <= other && other <= first.plus_years(years);
        inside(day) && failures(q, product).filter(|(_, other)| inside(*other)).count() >= needed
    }) && failures(q, product).any(|(found, _)| found.id == check)
}

fn check<T: Trace>(q: &Question, trace: &mut T) -> Outcome {
    let Some(authorization) = authorization(q) else { return Outcome::NotApplicable };
    let product = &authorization.product;
    trace.number(Key::FailuresToRevoke);
    trace.number(Key::FailureWindowYears);
    let mut answer = if q.is_complete(&q.world.enterprise.checks, q.day) {
        Outcome::Met
    } else {
        Outcome::Unknown(CHECKS)
    };
    for (check, day) in failures(q, product) {
        let years = q.numbers.failure_window_years;
        trace.fact("check", check, || {
            Said::new(
                format!("{day}查实未达标；此后2年窗口至{}", day.plus_years(years)),
                format!("failure verified on {day}; its window runs to {}", day.plus_years(years)),
            )
        });
        if is_one_too_many(q, product, day, &check.id) {
            trace.ground(|| check.id.clone());
            answer = Outcome::NotMet;
        }
    }
    answer
}
