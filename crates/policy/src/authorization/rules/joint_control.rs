//! Clause 9, joint filing: the parent owns **more than** 50 % of the subsidiary on the filing day. Exactly
//! 50 % is not control.

use rust_decimal::Decimal;

use super::base::filing;
use crate::article::{Article, Said, Words};
use crate::calendar::Day;
use crate::parameters::Key;
use crate::powers::OfficeKind;
use crate::question::Question;
use crate::rule::{Missing, Outcome, Rule, Subject, Trace, rule};

/// The rule.
pub const RULE: Rule = rule! { check;
    id: "c9.parent_controls",
    articles: &[Article::of(9)],
    since: Day::constant(2019, 1, 1),
    title: Words {
        zh: "母公司对省外子公司绝对控股（持股超过50%）",
        en: "the parent owns more than 50 % of the subsidiary",
    },
    remedy: Words {
        zh: "持股超过50%之日起符合；持股比例由市场监管局或联合会录入",
        en: "met from the day the share exceeds 50 %; shares are entered by a market bureau or the federation",
    },
    subject: Subject::Filing,
    part_of: None,
};

const SHARE: Missing = Missing {
    fact: "holding",
    words: Words { zh: "母公司的持股比例", en: "the share that the parent owns" },
    from: OfficeKind::CountyBureau,
};

fn check<T: Trace>(q: &Question, trace: &mut T) -> Outcome {
    let Some(owner) = filing(q).and_then(|filing| filing.parent) else { return Outcome::NotApplicable };
    let holdings = &q.world.enterprise.holdings;
    trace.number(Key::ControllingSharePercent);
    for holding in q.seen(holdings).filter(|holding| holding.owner == owner) {
        trace.turn(holding.since);
        if let Some(end) = q.end_of(holding) {
            trace.turn(end);
        }
    }
    let share = q
        .seen(holdings)
        .filter(|holding| holding.owner == owner && holding.since <= q.day)
        .max_by_key(|holding| holding.since);
    let Some(share) = share else {
        return if q.is_complete(holdings, q.day) { Outcome::NotMet } else { Outcome::Unknown(SHARE) };
    };
    trace.fact("holding", share, || {
        Said::new(
            format!("{}自{}起持股{}%", share.owner, share.since, share.percent),
            format!("{} owns {} % since {}", share.owner, share.percent, share.since),
        )
    });
    let is_over = q.end_of(share).is_some_and(|end| end <= q.day);
    if !is_over && share.percent > Decimal::from(q.numbers.controlling_share_percent) {
        Outcome::Met
    } else {
        Outcome::NotMet
    }
}
