//! Clause 2, every step in the open: the draft was open for comments for so many days (reading 0021), the last of them
//! is over, and every comment that was let through has its answer. One that nobody has looked at stands in the way too:
//! silence is no answer.

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
    id: "c2.comments_answered",
    articles: &[Article::of(2)],
    since: Day::constant(2019, 1, 1),
    title: Sentence {
        zh: "标准草案已征求意见至少{comment_days}日、期限已满，且每条意见均已答复",
        en: "the draft was open for comments for {comment_days} days at the least, they are over, and each comment has its answer",
    },
    not_met: Sentence {
        zh: "征求意见期未满或不足，或有意见未答复",
        en: "The time for comments is not over or was too short, or a comment has no answer",
    },
    remedy: Sentence {
        zh: "待期满并逐条答复；期限不足的，重新征求意见",
        en: "wait until it is over and answer each comment; ask again where it was too short",
    },
    undone_by: Sentence {
        zh: "又有意见尚未答复，或重新征求意见",
        en: "a comment that has no answer, or the draft being opened for comments again",
    },
    subject: Subject::Project,
    part_of: None,
};

const WAY: Way = Way {
    key: Key::CommentDays,
    days: |numbers| numbers.comment_days,
    words: Words { zh: "征求意见", en: "open for comments" },
    missing: &Missing {
        fact: "comments_opened",
        words: Words { zh: "征求意见", en: "the opening for comments" },
        from: OfficeKind::Federation,
    },
};

fn check<T: Trace>(q: &Question, trace: &mut T) -> Outcome {
    let Some((asked, now)) = asked(q) else { return Outcome::NotApplicable };
    let comments = now.comments.iter();
    held(q, trace, (&WAY, &asked.project.id, now.asking), comments)
}
