//! Clause 2: research institutes, laboratories, certification bodies, technical committees, associations, leading firms
//! and those who use the product are to take part. Where nobody of a kind does, the gap is shown and the federation
//! judges whether the text can be approved all the same.

use super::asked;
use crate::article::{Article, Said};
use crate::calendar::Day;
use crate::powers::OfficeKind;
use crate::question::Question;
use crate::rule::{Outcome, Rule, Sentence, Subject, Trace, rule};

/// The rule.
pub const RULE: Rule = rule! { check;
    id: "c2.participants",
    articles: &[Article::of(2)],
    since: Day::constant(2019, 1, 1),
    title: Sentence {
        zh: "各类单位均有参与起草",
        en: "participants of every kind take part in drafting",
    },
    not_met: Sentence { zh: "有的类别没有单位参与", en: "Nobody of some kind takes part" },
    remedy: Sentence {
        zh: "邀请所缺类别的单位参与，或说明为何不需要",
        en: "invite somebody of each missing kind, or say why none is needed",
    },
    subject: Subject::Project,
    part_of: None,
};

fn check<T: Trace>(q: &Question, trace: &mut T) -> Outcome {
    let Some((_, now)) = asked(q) else { return Outcome::NotApplicable };
    let gaps = now.gaps();
    for kind in &gaps {
        let words = kind.words();
        trace.note(|| Said::new(format!("无{}参与", words.zh), format!("no {} takes part", words.en)));
    }
    if gaps.is_empty() { Outcome::Met } else { Outcome::ForJudgement(OfficeKind::Federation) }
}
