//! Clause 9, joint filing: the parent itself holds a valid authorisation on the filing day.

use super::base::{filing, no_parent, parent};
use crate::article::{Article, Said, Words};
use crate::authorization::{self, MarkState};
use crate::calendar::Day;
use crate::cited::Kept;
use crate::powers::OfficeKind;
use crate::question::Question;
use crate::rule::{Missing, Outcome, Rule, Sentence, Subject, Trace, rule, tells_all};

/// The rule.
pub const RULE: Rule = rule! { check;
    id: "c9.parent_authorized",
    articles: &[Article::of(9)],
    since: Day::constant(2019, 1, 1),
    title: Sentence {
        zh: "联合申报的母公司持有有效的“品字标”授权",
        en: "the parent that files jointly holds a valid authorisation",
    },
    not_met: Sentence {
        zh: "联合申报的母公司没有有效的“品字标”授权",
        en: "The parent that filed jointly held no valid authorisation",
    },
    remedy: Sentence {
        zh: "母公司取得有效授权之日起符合",
        en: "met from the day the parent holds a valid authorisation",
    },
    undone_by: Sentence {
        zh: "母公司的授权暂停、撤销、注销或到期",
        en: "the authorisation of the parent being suspended, revoked or ended, or running out",
    },
    subject: Subject::Filing,
    part_of: None,
};

const PARENT: Missing = Missing {
    fact: "parent_authorizations",
    words: Words { zh: "母公司的授权情况", en: "the parent's authorisations" },
    from: OfficeKind::Federation,
};

fn check<T: Trace>(q: &Question, trace: &mut T) -> Outcome {
    if filing(q).and_then(|filing| filing.parent).is_none() {
        trace.note(no_parent);
        return Outcome::NotApplicable;
    }
    let Some(parent) = parent(q) else { return Outcome::Unknown(&PARENT) };
    let at_parent = q.of(parent);
    trace.owner(Some(parent.enterprise));
    let complete = tells_all(q, trace, &parent.authorizations);
    let mut answer = if complete { Outcome::NotMet } else { Outcome::Unknown(&PARENT) };
    for authorization in q.seen(&parent.authorizations) {
        if T::NOTES {
            let days = authorization::turning_days(authorization, &at_parent);
            days.into_iter().for_each(|day| trace.turn(day));
        }
        let state = authorization::state(authorization, &at_parent);
        if state == MarkState::Valid {
            trace.fact("authorization", authorization, || {
                Said::new(
                    format!("母公司授权{}有效至{}", authorization.code, authorization.valid_until),
                    format!(
                        "authorisation {} of the parent, valid to {}",
                        authorization.code, authorization.valid_until
                    ),
                )
            });
        }
        answer = answer.or(match state {
            MarkState::Valid => Outcome::Met,
            MarkState::CannotTell => Outcome::Unknown(&PARENT),
            MarkState::NotYet(_)
            | MarkState::Suspended(_)
            | MarkState::BasisGone(_)
            | MarkState::Revoked(_)
            | MarkState::Ended(_)
            | MarkState::Expired(_) => Outcome::NotMet,
        });
    }
    if answer == Outcome::NotMet {
        trace.complete(q, Kept::AUTHORIZATIONS, &parent.authorizations, q.day);
    }
    answer
}
