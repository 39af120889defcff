//! Clause 3: the comparison table shows an advance: at least one row is better than what it is compared with,
//! and no row is worse than a mandatory national standard. A reference that is missing cannot be told.

use crate::article::{Article, Said, Words};
use crate::calendar::Day;
use crate::ground::GroundKind;
use crate::powers::OfficeKind;
use crate::question::{About, Question};
use crate::rule::{Missing, Outcome, Rule, Sentence, Subject, Trace, rule};
use crate::standard::judgement::TableVerdict;

/// The rule.
pub const RULE: Rule = rule! { check;
    id: "c3.table_advances",
    articles: &[Article::of(3)],
    since: Day::constant(2019, 1, 1),
    title: Sentence {
        zh: "对比表至少一项优于对比标准，且没有一项劣于强制性国家标准",
        en: "at least one row of the table is better than its references, and none is worse than a mandatory national standard",
    },
    not_met: Sentence {
        zh: "对比表没有一项优于对比标准，或有一项劣于强制性国家标准",
        en: "No row of the table is better than its references, or one is worse than a mandatory national standard",
    },
    remedy: Sentence {
        zh: "修订指标，或补齐对比标准的指标值",
        en: "revise the limits, or supply the limits of the references that are missing",
    },
    undone_by: Sentence {
        zh: "对比表随版本发布后不再改动，除非该版本被撤销登记后重新录入",
        en: "a published table stays as it is, unless its edition is set aside and entered anew",
    },
    subject: Subject::Edition,
    part_of: None,
};

const TABLE: Missing = Missing {
    fact: "comparison_table",
    words: Words { zh: "主要关键性能指标对比表", en: "the comparison table of key indicators" },
    from: OfficeKind::Federation,
};
const CELLS: Missing = Missing {
    fact: "reference_limits",
    words: Words { zh: "对比标准的指标值", en: "limits of the standards compared with" },
    from: OfficeKind::Federation,
};

fn check<T: Trace>(q: &Question, trace: &mut T) -> Outcome {
    let About::Edition(edition) = q.about else { return Outcome::NotApplicable };
    let Some(table) = &edition.table else { return Outcome::Unknown(&TABLE) };
    let judgement = table.judge_published(edition.published_on);
    trace.fact("edition", edition, || {
        let (number, on) = (&edition.edition, edition.published_on);
        Said::new(
            format!("{number}于{on}发布，对比表随之公布"),
            format!("{number}, published on {on} with its comparison table"),
        )
    });
    for fault in &judgement.faults {
        trace.ground(GroundKind::Edition, || edition.id.clone());
        trace.note(|| Said::new(fault.zh(), fault.to_string()));
    }
    for remark in &judgement.remarks {
        trace.note(|| Said::new(remark.zh(), remark.to_string()));
    }
    match judgement.verdict() {
        TableVerdict::Sound => Outcome::Met,
        TableVerdict::Refused => Outcome::NotMet,
        TableVerdict::CannotTell => Outcome::Unknown(&CELLS),
    }
}
