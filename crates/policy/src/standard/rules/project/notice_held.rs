//! Clause 2, every step in the open: before a project is approved the public is told for so many days (reading 0021),
//! the last of them is over, and each objection has its answer.

use super::asked;
use super::asking::{Way, held};
use crate::article::{Article, Words};
use crate::calendar::Day;
use crate::parameters::Key;
use crate::powers::OfficeKind;
use crate::question::Question;
use crate::rule::{Missing, Outcome, Rule, Sentence, Subject, Trace, rule};

/// The rule.
pub const RULE: Rule = rule! { check;
    id: "c2.notice_held",
    articles: &[Article::of(2)],
    since: Day::constant(2019, 1, 1),
    title: Sentence {
        zh: "立项已公示至少{project_notice_days}日、公示期已满，且期间的意见均已答复",
        en: "the project was under public notice for {project_notice_days} days at the least, the notice is over, and what was said in it has its answer",
    },
    not_met: Sentence {
        zh: "公示期未满或不足，或有意见未答复",
        en: "The public notice is not over or was too short, or something said in it has no answer",
    },
    remedy: Sentence {
        zh: "待公示期满并逐条答复；公示期不足的，重新论证并公示",
        en: "wait until the notice is over and answer what was said; where it was too short, hear the proposal again and give notice again",
    },
    undone_by: Sentence {
        zh: "公示期间的意见尚未答复",
        en: "something said during the notice that has no answer",
    },
    subject: Subject::Project,
    part_of: None,
};

const WAY: Way = Way {
    key: Key::ProjectNoticeDays,
    days: |numbers| numbers.project_notice_days,
    words: Words { zh: "公示", en: "under public notice" },
    missing: &Missing {
        fact: "public_notice",
        words: Words { zh: "立项公示", en: "the public notice" },
        from: OfficeKind::Federation,
    },
};

fn check<T: Trace>(q: &Question, trace: &mut T) -> Outcome {
    let Some((asked, now)) = asked(q) else { return Outcome::NotApplicable };
    let comments = now
        .comments
        .iter()
        .filter(|comment| now.notice.is_some_and(|notice| comment.mark.on <= notice.until));
    held(q, trace, (&WAY, &asked.project.id, now.notice), comments)
}
