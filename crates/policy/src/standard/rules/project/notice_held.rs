//! Clause 2, every step in the open: before a project is approved the public is told for so many days (reading 0021),
//! the last of them is over, and each objection has its answer.

use super::{StepFact, asked};
use crate::article::{Article, Said, Words};
use crate::calendar::Day;
use crate::parameters::Key;
use crate::powers::OfficeKind;
use crate::question::Question;
use crate::rule::{Missing, Outcome, Rule, Sentence, Subject, Trace, rule};
use crate::standard::project::progress::CommentState;

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
    subject: Subject::Project,
    part_of: None,
};

const NOTICE: Missing = Missing {
    fact: "public_notice",
    words: Words { zh: "立项公示", en: "the public notice" },
    from: OfficeKind::Federation,
};

fn check<T: Trace>(q: &Question, trace: &mut T) -> Outcome {
    let Some((asked, now)) = asked(q) else { return Outcome::NotApplicable };
    let Some(notice) = now.notice else { return Outcome::Unknown(NOTICE) };
    trace.number_on(Key::ProjectNoticeDays, notice.from.on);
    trace.fact("project", &StepFact { id: &asked.project.id, mark: notice.from }, || {
        Said::new(
            format!("{}起公示，至{}", notice.from.on, notice.until),
            format!("under public notice from {} to {}", notice.from.on, notice.until),
        )
    });
    let Some(numbers) = q.numbers_on(notice.from.on) else { return Outcome::NotApplicable };
    if notice.until < notice.from.on.plus_days(i64::from(numbers.project_notice_days)) {
        return Outcome::NotMet;
    }
    let said = now.comments.iter().filter(|comment| comment.mark.on <= notice.until);
    let waiting = said.filter(|it| matches!(it.state, CommentState::Waiting | CommentState::Open)).count();
    if waiting > 0 {
        trace.note(|| {
            Said::new(format!("{waiting}条意见未处理"), format!("comments without an answer: {waiting}"))
        });
        return Outcome::NotMet;
    }
    trace.turn(notice.until.next());
    if q.day > notice.until { Outcome::Met } else { Outcome::NotMet }
}
