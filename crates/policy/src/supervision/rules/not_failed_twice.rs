//! Clause 10: a second verified failure of the same product no later than 2 years after an earlier one is the
//! ground to revoke. The date is the day of verification; failures that led to a revocation are spent; a
//! failure of another product of the firm is a first failure of that product. Two checks verified on one day are
//! two failures.

use super::base::{advised, authorization, failures, tells_all_failures, verified};
use crate::article::{Article, Said, Words, counted};
use crate::authorization::Authorization;
use crate::calendar::Day;
use crate::ground::GroundKind;
use crate::parameters::Key;
use crate::powers::OfficeKind;
use crate::question::Question;
use crate::rule::{Missing, Outcome, Rule, Sentence, Subject, Trace, rule};

/// The rule.
pub const RULE: Rule = rule! { check;
    id: "c10.not_failed_twice",
    articles: &[Article::of(10)],
    since: Day::constant(2019, 1, 1),
    title: Sentence {
        zh: "同一产品{failure_window_years}年内未有{failures_to_revoke}次被查实未达到标准",
        en: "the product has not been verified {failures_to_revoke} times within {failure_window_years} years to miss the standard",
    },
    not_met: Sentence {
        zh: "同一产品{failure_window_years}年内{failures_to_revoke}次对标抽检查实未达到标准",
        en: "The same product was verified {failures_to_revoke} times within {failure_window_years} years to miss the standard",
    },
    remedy: Sentence {
        zh: "由联合会在听取申辩后决定是否撤销授权",
        en: "the federation decides on revocation after hearing the maker",
    },
    undone_by: Sentence {
        zh: "该产品在{failure_window_years}年内累计{failures_to_revoke}次被查实未达标",
        en: "verified failures of the product that come to {failures_to_revoke} within {failure_window_years} years",
    },
    subject: Subject::Authorization,
    part_of: None,
};

const CHECKS: Missing = Missing {
    fact: "checks",
    words: Words { zh: "对标抽检记录", en: "the spot checks of the product" },
    from: OfficeKind::CountyBureau,
};

/// Whether `day` lies, with enough other failures, in the window that starts with one of them.
fn is_one_too_many(q: &Question, asked: &Authorization, day: Day) -> bool {
    let years = q.numbers.failure_window_years;
    let needed = usize::try_from(q.numbers.failures_to_revoke).unwrap_or(usize::MAX);
    failures(q, asked).any(|(_, first)| {
        let window = first..=first.plus_years(years);
        window.contains(&day)
            && failures(q, asked).filter(|(_, other)| window.contains(other)).count() >= needed
    })
}

fn check<T: Trace>(q: &Question, trace: &mut T) -> Outcome {
    let Some(asked) = authorization(q) else { return Outcome::NotApplicable };
    trace.number(Key::FailuresToRevoke);
    trace.number(Key::FailureWindowYears);
    let mut answer =
        if tells_all_failures(q, trace, asked) { Outcome::Met } else { Outcome::Unknown(&CHECKS) };
    for (check, day) in failures(q, asked) {
        let years = q.numbers.failure_window_years;
        trace.fact("check", &verified(check), || {
            let last = day.plus_years(years);
            Said::new(
                format!("{day}查实未达标；此后{years}年窗口至{last}"),
                format!(
                    "failure verified on {day}; its window of {} runs to {last}",
                    counted(years, "years")
                ),
            )
        });
        if is_one_too_many(q, asked, day) {
            trace.ground(GroundKind::Check, || check.id.clone());
            answer = Outcome::NotMet;
        }
    }
    advised(q, trace, asked, answer)
}
