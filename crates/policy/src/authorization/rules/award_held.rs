//! Clause 9, condition 6 (i): a government quality award of county level or above, held on the filing day.

use super::base::route_holder;
use crate::article::{Article, Said, Words};
use crate::calendar::Day;
use crate::cited::Kept;
use crate::enterprise::facts::AwardLevel;
use crate::powers::OfficeKind;
use crate::question::Question;
use crate::rule::{Missing, Outcome, Rule, Sentence, Subject, Trace, rule, tells_all};

/// The rule.
pub const RULE: Rule = rule! { check;
    id: "c9.award_held",
    articles: &[Article::of(9)],
    since: Day::constant(2019, 1, 1),
    title: Sentence {
        zh: "情形一：获得县级以上政府质量奖",
        en: "route (i): a government quality award of county level or above",
    },
    not_met: Sentence {
        zh: "没有县级以上政府质量奖",
        en: "There was no government quality award of county level or above",
    },
    remedy: Sentence {
        zh: "获奖之日起即符合；奖项由市场监管局或联合会录入",
        en: "met from the day of an award; awards are entered by a market bureau or the federation",
    },
    undone_by: Sentence {
        zh: "奖项被撤销或到期",
        en: "the award being withdrawn or running out",
    },
    subject: Subject::Filing,
    part_of: Some("c9.route"),
};

const AWARDS: Missing = Missing {
    fact: "awards",
    words: Words { zh: "政府质量奖获奖情况", en: "which government quality awards it holds" },
    from: OfficeKind::CountyBureau,
};

/// The check, which the rule over all three routes asks as well.
pub fn check<T: Trace>(q: &Question, trace: &mut T) -> Outcome {
    let dossier = match route_holder(q, trace) {
        Ok(dossier) => dossier,
        Err(outcome) => return outcome,
    };
    let mut held = false;
    for award in q.seen(&dossier.awards) {
        if !award.is_government_quality_award || award.level < AwardLevel::County {
            continue;
        }
        let end = q.end_of(award);
        for day in [end, award.valid_until.map(Day::next)].into_iter().flatten() {
            trace.turn(day);
        }
        let in_term = award.valid_until.is_none_or(|last| q.day <= last);
        if award.awarded_on <= q.day && in_term && end.is_none_or(|end| q.day < end) {
            held = true;
            trace.fact("award", award, || {
                Said::new(
                    format!("{}获“{}”", award.awarded_on, award.name),
                    format!("`{}`, awarded on {}", award.name, award.awarded_on),
                )
            });
        }
    }
    if held {
        return Outcome::Met;
    }
    trace.complete(q, Kept::AWARDS, &dossier.awards, q.day);
    if tells_all(q, trace, &dossier.awards) { Outcome::NotMet } else { Outcome::Unknown(&AWARDS) }
}
