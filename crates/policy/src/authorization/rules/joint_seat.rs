//! Clause 9, joint filing: an enterprise with its head office outside Zhejiang may file only jointly with a
//! parent that has its head office in Zhejiang (reading 0002). An enterprise inside Zhejiang files alone: the
//! joint filing is open to subsidiaries outside only, and would lend it the parent's routes.

use super::base::{filing, parent};
use crate::article::{Article, Said, Words};
use crate::calendar::Day;
use crate::division::name_of;
use crate::enterprise::Dossier;
use crate::powers::OfficeKind;
use crate::question::Question;
use crate::rule::{Missing, Outcome, Rule, Sentence, Subject, Trace, rule};

/// The rule.
pub const RULE: Rule = rule! { check;
    id: "c9.seat",
    articles: &[Article::of(9)],
    since: Day::constant(2019, 1, 1),
    title: Sentence {
        zh: "总部在浙江；省外子公司由总部在浙江的母公司联合申报",
        en: "head office in Zhejiang; a subsidiary outside files jointly with a parent that has its head office in Zhejiang",
    },
    not_met: Sentence {
        zh: "总部不在浙江，也没有由总部在浙江的母公司联合申报；或省内企业没有单独申报",
        en: "The head office is outside Zhejiang and no parent with its head office in Zhejiang filed jointly, or a firm inside did not file alone",
    },
    remedy: Sentence {
        zh: "省外企业须与总部在浙江的控股母公司联合申报，省内企业单独申报；总部所在地由市场监管局录入",
        en: "an enterprise outside files jointly with its controlling parent in Zhejiang, one inside files alone; the head office is entered by a market bureau",
    },
    undone_by: Sentence {
        zh: "总部迁移，或补录当日的另一处总部",
        en: "the head office moving, or another one of that day being entered later",
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

/// What helps an enterprise inside that named a parent.
const ALONE: Sentence = Sentence {
    zh: "总部在浙江的企业单独申报，不列母公司",
    en: "an enterprise with its head office in Zhejiang files alone and names no parent",
};

/// What helps an enterprise outside that named none.
const JOINTLY: Sentence = Sentence {
    zh: "省外企业须与总部在浙江的控股母公司联合申报",
    en: "an enterprise outside Zhejiang files jointly with its controlling parent in Zhejiang",
};

/// The division of a province: its first two digits.
const ZHEJIANG: &str = "33";

/// Whether the head office lay in Zhejiang on the day judged; `None` if none is on file, if the latest one has
/// ended without a next one, or if two from the same day on contradict each other.
fn is_in_zhejiang<T: Trace>(q: &Question, trace: &mut T, dossier: &Dossier) -> Option<bool> {
    let latest = q.seen(&dossier.head_offices).map(|seat| seat.since).max()?;
    let mut answer = None;
    for seat in q.seen(&dossier.head_offices).filter(|seat| seat.since == latest) {
        let end = q.end_of(seat);
        end.into_iter().for_each(|end| trace.turn(end));
        if end.is_some_and(|end| end <= q.day) {
            continue;
        }
        trace.fact("head_office", seat, || {
            let code = seat.region.as_str();
            let place = name_of(code).unwrap_or_else(|| Said::new(code, code));
            Said::new(
                format!("{}：总部自{}起在{}（{code}）", dossier.enterprise, seat.since, place.zh),
                format!("{}: head office since {}: {} ({code})", dossier.enterprise, seat.since, place.en),
            )
        });
        let this = seat.region.starts_with(ZHEJIANG);
        if answer.is_some_and(|other| other != this) {
            return None;
        }
        answer = Some(this);
    }
    answer
}

fn check<T: Trace>(q: &Question, trace: &mut T) -> Outcome {
    let Some(filing) = filing(q) else { return Outcome::NotApplicable };
    let own = match is_in_zhejiang(q, trace, q.world.enterprise) {
        Some(is_inside) if is_inside == filing.parent.is_none() => Outcome::Met,
        Some(is_inside) => {
            trace.remedy(if is_inside { ALONE } else { JOINTLY });
            Outcome::NotMet
        }
        None => Outcome::Unknown(&SEAT),
    };
    if filing.parent.is_none() {
        return own;
    }
    trace.owner(filing.parent);
    own.and(match parent(q).and_then(|parent| is_in_zhejiang(q, trace, parent)) {
        Some(true) => Outcome::Met,
        Some(false) => Outcome::NotMet,
        None => Outcome::Unknown(&PARENT_SEAT),
    })
}
