//! Clause 9, joint filing: the parent owns **more than** 50 % of the subsidiary on the filing day. Exactly
//! 50 % is not control. The latest share of the parent replaces earlier ones; two different shares from the
//! same day on contradict each other, and then nobody can tell.

use rust_decimal::Decimal;

use super::base::filing;
use crate::article::{Article, Said, Words};
use crate::calendar::Day;
use crate::parameters::Key;
use crate::powers::OfficeKind;
use crate::question::Question;
use crate::rule::{Missing, Outcome, Rule, Sentence, Subject, Trace, rule, tells_all};

/// The rule.
pub const RULE: Rule = rule! { check;
    id: "c9.parent_controls",
    articles: &[Article::of(9)],
    since: Day::constant(2019, 1, 1),
    title: Sentence {
        zh: "母公司对省外子公司绝对控股（持股超过{controlling_share_percent}%）",
        en: "the parent owns more than {controlling_share_percent} % of the subsidiary",
    },
    remedy: Sentence {
        zh: "持股超过{controlling_share_percent}%之日起符合；持股比例由市场监管局或联合会录入",
        en: "met from the day the share exceeds {controlling_share_percent} %; shares are entered by a market bureau or the federation",
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
    let of_owner = || q.seen(holdings).filter(move |holding| holding.owner == owner);
    let Some(latest) = of_owner().map(|holding| holding.since).max() else {
        let complete = tells_all(q, trace, holdings);
        return if complete { Outcome::NotMet } else { Outcome::Unknown(SHARE) };
    };
    // Two shares of one owner from one day on contradict each other unless they say the same.
    let mut answer = Outcome::NotApplicable;
    for share in of_owner().filter(|holding| holding.since == latest) {
        let end = q.end_of(share);
        end.into_iter().for_each(|end| trace.turn(end));
        trace.fact("holding", share, || {
            Said::new(
                format!("{}自{}起持股{}%", share.owner, share.since, share.percent),
                format!("{} owns {} % since {}", share.owner, share.percent, share.since),
            )
        });
        let stands = end.is_none_or(|end| q.day < end);
        let controls = stands && share.percent > Decimal::from(q.numbers.controlling_share_percent);
        let this = if controls { Outcome::Met } else { Outcome::NotMet };
        if answer != Outcome::NotApplicable && answer != this {
            return Outcome::Unknown(SHARE);
        }
        answer = this;
    }
    answer
}
