//! Clause 9, joint filing: the parent owns **more than** 50 % of the subsidiary on the filing day. Exactly
//! 50 % is not control. The latest share of the parent replaces earlier ones. Shares that cannot be together, two of one
//! owner from the same day on, more than 100 % of all, or a subsidiary that controls its parent as well, contradict each
//! other, and then nobody can tell.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::base::{filing, no_parent, parent};
use crate::article::{Article, Said, Words};
use crate::calendar::Day;
use crate::cited::{Kept, Step};
use crate::enterprise::Dossier;
use crate::enterprise::credit_code::CreditCode;
use crate::enterprise::facts::Holding;
use crate::parameters::Key;
use crate::powers::OfficeKind;
use crate::question::Question;
use crate::rule::{Missing, Outcome, Rule, Sentence, Silent, Subject, Trace, rule, tells_all};

/// The rule.
pub const RULE: Rule = rule! { check;
    id: "c9.parent_controls",
    articles: &[Article::of(9)],
    since: Day::constant(2019, 1, 1),
    title: Sentence {
        zh: "母公司对省外子公司绝对控股（持股超过{controlling_share_percent}%）",
        en: "the parent owns more than {controlling_share_percent} % of the subsidiary",
    },
    not_met: Sentence {
        zh: "母公司对省外子公司的持股未超过{controlling_share_percent}%",
        en: "The parent owned no more than {controlling_share_percent} % of the subsidiary",
    },
    remedy: Sentence {
        zh: "持股超过{controlling_share_percent}%之日起符合；持股比例由市场监管局或联合会录入",
        en: "met from the day the share exceeds {controlling_share_percent} %; shares are entered by a market bureau or the federation",
    },
    undone_by: Sentence {
        zh: "持股降至{controlling_share_percent}%或以下，或在案的持股互相矛盾",
        en: "the share falling to {controlling_share_percent} % or less, or shares on file that contradict each other",
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
    let Some(owner) = filing(q).and_then(|filing| filing.parent) else {
        trace.note(no_parent);
        return Outcome::NotApplicable;
    };
    trace.number(Key::ControllingSharePercent);
    let answer = controls(q, trace, q.world.enterprise, owner);
    if answer == Outcome::Met && is_contradicted(q, trace) {
        return Outcome::Unknown(&SHARE);
    }
    answer
}

/// Whether `owner` owns more than the controlling share of an enterprise on the day judged.
fn controls<T: Trace>(q: &Question, trace: &mut T, owned: &Dossier, owner: CreditCode) -> Outcome {
    let shares = || q.seen(&owned.holdings).filter(move |holding| holding.owner == owner);
    let Some(latest) = shares().map(|holding| holding.since).max() else {
        trace.complete(q, Kept::HOLDINGS, &owned.holdings, q.day);
        let complete = tells_all(q, trace, &owned.holdings);
        return if complete { Outcome::NotMet } else { Outcome::Unknown(&SHARE) };
    };
    // Two shares of one owner from one day on contradict each other unless they say the same.
    let mut answer = Outcome::NotApplicable;
    for share in shares().filter(|holding| holding.since == latest) {
        let end = q.end_of(share);
        end.into_iter().for_each(|end| trace.turn(end));
        trace.fact("holding", share, || {
            Said::new(
                format!("{}自{}起持股{}%", share.owner, share.since, share.percent),
                format!("{} owns {} % since {}", share.owner, share.percent, share.since),
            )
        });
        let stands = end.is_none_or(|end| q.day < end);
        if let Some(mark) = share.ended.as_ref().filter(|_| !stands) {
            trace.fact("holding", &Step { id: &share.id, mark: *mark }, || {
                Said::new(
                    format!("{}的持股于{}终止", share.owner, mark.on),
                    format!("the share of {} ended on {}", share.owner, mark.on),
                )
            });
        }
        let controls = stands && share.percent > Decimal::from(q.numbers.controlling_share_percent);
        let this = if controls { Outcome::Met } else { Outcome::NotMet };
        if answer != Outcome::NotApplicable && answer != this {
            return Outcome::Unknown(&SHARE);
        }
        answer = this;
    }
    answer
}

/// Whether shares on file cannot all be true: together more than the whole, or each of two firms in control of the other.
fn is_contradicted<T: Trace>(q: &Question, trace: &mut T) -> bool {
    let own = q.world.enterprise;
    for holding in q.seen(&own.holdings) {
        // The shares of others end by themselves on no day but these.
        q.end_of(holding).into_iter().for_each(|end| trace.turn(end));
    }
    let total = total_on(q.seen(&own.holdings).map(|holding| (holding, q.end_of(holding))), q.day);
    if total > Decimal::ONE_HUNDRED {
        trace.note(|| {
            Said::new(
                format!("在案的持股比例合计{total}%，超过100%，互相矛盾"),
                format!("the shares on file come to {total} %, more than 100: they contradict each other"),
            )
        });
        return true;
    }
    let Some(parent) = parent(q) else { return false };
    if T::NOTES {
        q.seen(&parent.holdings).filter_map(|holding| q.end_of(holding)).for_each(|end| trace.turn(end));
    }
    let is_loop = controls(q, &mut Silent, parent, own.enterprise) == Outcome::Met;
    if is_loop {
        trace.note(|| {
            Said::new(
                "双方互相控股，互相矛盾",
                "each of the two controls the other: the shares contradict each other",
            )
        });
    }
    is_loop
}

/// What all owners together own on a day, each by its latest share: of several from one day, the largest.
pub fn total_on<'a>(holdings: impl Iterator<Item = (&'a Holding, Option<Day>)>, day: Day) -> Decimal {
    let mut latest: BTreeMap<CreditCode, (Day, Decimal)> = BTreeMap::new();
    for (holding, end) in holdings.filter(|(holding, _)| holding.since <= day) {
        let percent = if end.is_none_or(|end| day < end) { holding.percent } else { Decimal::ZERO };
        let known = latest.entry(holding.owner).or_insert((holding.since, percent));
        *known = (*known).max((holding.since, percent));
    }
    latest.into_values().map(|(_, percent)| percent).sum()
}
