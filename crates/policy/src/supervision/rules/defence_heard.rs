//! Clauses 10 and 11 with policy page §0: a sanction is decided only after notice was served and the party's
//! time to answer is over, and after the hearing, if the party asked for one in time.

use crate::article::{Article, Said};
use crate::calendar::Day;
use crate::cited::Step;
use crate::enterprise::record::Mark;
use crate::parameters::Key;
use crate::question::{About, Question};
use crate::rule::{Outcome, Rule, Sentence, Subject, Trace, rule};
use crate::supervision::{Proceeding, StepKind};

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
    undone_by: Sentence {
        zh: "补录当事人在期限内提出、尚未听证的听证申请",
        en: "a request for a hearing that was made in time, is entered later and has not been heard",
    },
    subject: Subject::Proceeding,
    part_of: None,
};

/// What helps where no notice was served.
const SERVE: Sentence = Sentence {
    zh: "送达告知书，再等答复期届满",
    en: "serve notice, then wait for the last day to answer",
};

/// What helps where a hearing that was asked for was not held.
const HEAR: Sentence = Sentence { zh: "举行听证并录入", en: "hold the hearing and enter it" };

/// What helps where only the time to answer runs.
const WAIT: Sentence = Sentence {
    zh: "答复期届满次日起即可决定，无须另行办理",
    en: "it turns by itself on the day after the last day to answer",
};

fn check<T: Trace>(q: &Question, trace: &mut T) -> Outcome {
    let About::Proceeding(proceeding) = q.about else { return Outcome::NotApplicable };
    if !proceeding.kind.is_sanction() {
        trace.note(|| {
            Said::new(
                "不涉及撤销，无须告知和听证",
                "no sanction comes of it: it needs no notice and no hearing",
            )
        });
        return Outcome::NotApplicable;
    }
    trace.number(Key::DefenceWorkingDays);
    let notice = proceeding.step_mark(q, |step| matches!(step, StepKind::NoticeServed { .. }));
    let Some((notice, last)) = notice.zip(proceeding.reply_by()) else {
        trace.fact("proceeding", proceeding, || {
            let opened = proceeding.opened_on;
            Said::new(
                format!("{opened}立案，尚未送达告知书"),
                format!("opened on {opened}; no notice has been served"),
            )
        });
        trace.remedy(SERVE);
        return Outcome::NotMet;
    };
    trace.turn(last.next());
    let served = notice.on;
    took(trace, proceeding, notice, ("送达告知书", "notice served"));
    trace.note(|| {
        Said::new(
            format!("{served}送达告知书，陈述申辩截止{last}（含当日），自{}起可以决定", last.next()),
            format!(
                "notice served on {served}; statement and defence until {last}, that day included: it can be decided from {}",
                last.next()
            ),
        )
    });
    let asked = proceeding.step_mark(q, |step| matches!(step, StepKind::HearingRequested));
    let heard = proceeding.step_mark(q, |step| matches!(step, StepKind::HearingHeld { .. }));
    asked.into_iter().for_each(|mark| took(trace, proceeding, mark, ("申请听证", "hearing requested")));
    heard.into_iter().for_each(|mark| took(trace, proceeding, mark, ("举行听证", "hearing held")));
    if asked.is_some() && heard.is_none() {
        trace.remedy(HEAR);
        return Outcome::NotMet;
    }
    // A hearing does not shorten the time to answer, whoever had it entered.
    if q.day > last {
        return Outcome::Met;
    }
    trace.remedy(WAIT);
    Outcome::NotMet
}

/// Cites a step by its own entry.
fn took<T: Trace>(trace: &mut T, proceeding: &Proceeding, mark: &Mark, (zh, en): (&str, &str)) {
    trace.fact("proceeding", &Step { id: &proceeding.id, mark: *mark }, || {
        Said::new(format!("{}{zh}", mark.on), format!("{en} on {}", mark.on))
    });
}
