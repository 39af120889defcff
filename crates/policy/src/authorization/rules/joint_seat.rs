//! Clause 9, joint filing: an enterprise with its head office outside Zhejiang may file only jointly with a
//! parent that has its head office in Zhejiang (reading 0002). Inside Zhejiang the rule asks nothing more.

use super::base::{filing, parent};
use crate::article::{Article, Said, Words};
use crate::calendar::Day;
use crate::enterprise::Dossier;
use crate::powers::OfficeKind;
use crate::question::Question;
use crate::rule::{Missing, Outcome, Rule, Subject, Trace, rule};

/// The rule.
pub const RULE: Rule = rule! { check;
    id: "c9.seat",
    articles: &[Article::of(9)],
    since: Day::constant(2019, 1, 1),
    title: Words {
        zh: "总部在浙江；省外子公司由总部在浙江的母公司联合申报",
        en: "head office in Zhejiang; a subsidiary outside files jointly with a parent that has its head office in Zhejiang",
    },
    remedy: Words {
        zh: "省外企业须与总部在浙江的控股母公司联合申报；总部所在地由市场监管局录入",
        en: "an enterprise outside must file jointly with its controlling parent in Zhejiang; the head office is entered by a market bureau",
    },
    subject: Subject::Filing,
    part_of: None,
};

const SEAT: Missing = Missing {
    fact: "head_office",
    words: Words { zh: "企业总部所在地", en: "where the head office is" },
    from: OfficeKind::CountyBureau,
};
const PARENT_SEAT: Missing = Missing {
    fact: "parent_head_office",
    words: Words { zh: "母公司总部所在地", en: "where the parent's head office is" },
    from: OfficeKind::CountyBureau,
};

/// The division of a province: its first two digits.
const ZHEJIANG: &str = "33";

/// Whether the head office lay in Zhejiang on the day judged; `None` if none is on file.
fn is_in_zhejiang<T: Trace>(q: &Question, trace: &mut T, dossier: &Dossier) -> Option<bool> {
    for seat in q.seen(&dossier.head_offices) {
        trace.turn(seat.since);
        if let Some(end) = q.end_of(seat) {
            trace.turn(end);
        }
    }
    let seat = q
        .seen(&dossier.head_offices)
        .filter(|seat| seat.since <= q.day && q.end_of(*seat).is_none_or(|end| q.day < end))
        .max_by_key(|seat| seat.since)?;
    trace.fact("head_office", seat, || {
        Said::new(
            format!("{}：总部自{}起在{}", dossier.enterprise, seat.since, seat.region),
            format!("{}: head office in {} since {}", dossier.enterprise, seat.region, seat.since),
        )
    });
    Some(seat.region.starts_with(ZHEJIANG))
}

fn check<T: Trace>(q: &Question, trace: &mut T) -> Outcome {
    let Some(filing) = filing(q) else { return Outcome::NotApplicable };
    let own = is_in_zhejiang(q, trace, q.world.enterprise);
    if filing.parent.is_none() {
        return match own {
            Some(true) => Outcome::Met,
            Some(false) => Outcome::NotMet,
            None => Outcome::Unknown(SEAT),
        };
    }
    match parent(q).and_then(|parent| is_in_zhejiang(q, trace, parent)) {
        Some(true) => Outcome::Met,
        Some(false) => Outcome::NotMet,
        None => Outcome::Unknown(PARENT_SEAT),
    }
}
