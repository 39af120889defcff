//! Clauses 10 and 11 with policy page §0: a sanction is decided only after notice was served and the party's
//! time to answer is over, and after the hearing, if the party asked for one in time.

use crate::article::{Article, Said};
use crate::calendar::Day;
use crate::parameters::Key;
use crate::question::{About, Question};
use crate::rule::{Outcome, Rule, Sentence, Subject, Trace, rule};
use crate::supervision::StepKind;

/// The rule.
pub const RULE: Rule = rule! { check;
    id: "c11.defence_heard",
    articles: &[Article::of(10), Article::of(11)],
    since: Day::constant(2019, 1, 1),
    title: Sentence {
        zh: "已告知并听取陈述申辩；当事人要求听证的，已听证",
        en: "notice was served and the defence heard; where a hearing was asked for, it was held",
    },
    not_met: Sentence {
        zh: "尚未告知、陈述申辩期未过，或应举行的听证尚未举行",
        en: "Notice has not been served, the time for the defence is not over, or a hearing that was asked for has not been held",
    },
    remedy: Sentence {
        zh: "送达告知书，等答复期届满，举行听证",
        en: "serve notice, wait for the last day to answer, hold the hearing",
    },
    subject: Subject::Proceeding,
    part_of: None,
};

fn check<T: Trace>(q: &Question, trace: &mut T) -> Outcome {
    let About::Proceeding(proceeding) = q.about else { return Outcome::NotApplicable };
    if !proceeding.kind.is_sanction() {
        return Outcome::NotApplicable;
    }
    trace.number(Key::DefenceWorkingDays);
    let notice = proceeding.step_day(q, |step| matches!(step, StepKind::NoticeServed { .. }));
    let Some(last) = proceeding.reply_by().filter(|_| notice.is_some()) else { return Outcome::NotMet };
    trace.turn(last.next());
    trace.note(|| Said::new(format!("陈述申辩截止{last}"), format!("statement and defence until {last}")));
    let asked = proceeding.step_day(q, |step| matches!(step, StepKind::HearingRequested)).is_some();
    let heard = proceeding.step_day(q, |step| matches!(step, StepKind::HearingHeld)).is_some();
    if asked && !heard {
        return Outcome::NotMet;
    }
    // A hearing does not shorten the time to answer, whoever had it entered.
    if q.day > last { Outcome::Met } else { Outcome::NotMet }
}
