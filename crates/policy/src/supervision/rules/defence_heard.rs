//! Clauses 10 and 11 with policy page §0: a sanction is decided only after notice was served and the party's
//! time to answer is over, and after the hearing, if the party asked for one in time.

use crate::article::{Article, Said, Words};
use crate::calendar::Day;
use crate::cited::Step;
use crate::enterprise::record::Mark;
use crate::office::OfficeKind;
use crate::parameters::Key;
use crate::question::{About, Question};
use crate::rule::{Missing, Outcome, Rule, Sentence, Subject, Trace, rule};
use crate::supervision::proceedings::last_day_to_answer;
use crate::supervision::{Proceeding, Step as Taken, StepKind};

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

const PAPER: Missing = Missing {
    fact: "notice_issued",
    words: Words {
        zh: "告知书何时签发（中文、当事人副本）",
        en: "when the notice was issued as a paper (in Chinese, for the parties)",
    },
    from: OfficeKind::Federation,
};
const CALENDAR: Missing = Missing {
    fact: "working_days",
    words: Words { zh: "该年度的工作日安排", en: "the working-day calendar of that year" },
    from: OfficeKind::Administrator,
};

/// What helps where the notice was served and is not issued as a paper.
const ISSUE: Sentence = Sentence {
    zh: "签发告知书（中文、当事人副本），再等答复期届满",
    en: "issue the paper of the notice in Chinese for the parties, then wait for the last day to answer",
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
    let Some(notice) = notice_seen(q, proceeding) else {
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
    took(trace, proceeding, &notice.mark, ("送达告知书", "notice served"));
    notice.issued.iter().for_each(|mark| took(trace, proceeding, mark, ("签发告知书", "its paper issued")));
    let asked = proceeding.step_mark(q, |step| matches!(step, StepKind::HearingRequested));
    let heard = proceeding.step_mark(q, |step| matches!(step, StepKind::HearingHeld { .. }));
    asked.into_iter().for_each(|mark| took(trace, proceeding, mark, ("申请听证", "hearing requested")));
    heard.into_iter().for_each(|mark| took(trace, proceeding, mark, ("举行听证", "hearing held")));
    let last = match time_to_answer(q, trace, &notice, heard.is_some()) {
        Ok(last) => last,
        Err(outcome) => return outcome,
    };
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

/// The notice as it was seen: whether its paper was issued is seen by the same eyes.
fn notice_seen(q: &Question, proceeding: &Proceeding) -> Option<Taken> {
    let mut steps = proceeding.steps.iter().filter(|step| matches!(step.step, StepKind::NoticeServed { .. }));
    let notice = steps.find(|step| q.mark_day(&step.mark).is_some())?;
    Some(Taken { issued: notice.issued.filter(|mark| q.mark_day(mark).is_some()), ..notice.clone() })
}

/// The last day to answer, which runs from the paper (reading 0035), or what there is to say where it does not run. Who was
/// heard need not be waited for any longer than the service bore.
fn time_to_answer<T: Trace>(
    q: &Question,
    trace: &mut T,
    notice: &Taken,
    is_heard: bool,
) -> Result<Day, Outcome> {
    let served = notice.mark.on;
    if notice.issued.is_none() {
        trace.note(|| {
            Said::new(
                format!("{served}送达的告知书未见签发：未签发的，答复期不起算"),
                format!("no issue of the notice served on {served} is on file: the time to answer does not run without it"),
            )
        });
        // The ledger tells its own entries whole; a file without entries does not.
        if notice.mark.entry.is_none() {
            return Err(Outcome::Unknown(&PAPER));
        }
        trace.remedy(ISSUE);
        return Err(Outcome::NotMet);
    }
    let by_service =
        if let StepKind::NoticeServed { reply_by } = notice.step { Some(reply_by) } else { None };
    let full = last_day_to_answer(q.law, notice);
    let last = by_service.filter(|_| is_heard).or(full).ok_or(Outcome::Unknown(&CALENDAR))?;
    trace.turn(last.next());
    trace.note(|| {
        let from = last.next();
        let later = notice.issued_on().filter(|&issued| issued > served);
        let (issued_zh, issued_en) = later
            .map(|issued| (format!("（文件于{issued}签发）"), format!(" and issued on {issued}")))
            .unwrap_or_default();
        Said::new(
            format!("{served}送达告知书{issued_zh}，陈述申辩截止{last}（含当日），自{from}起可以决定"),
            format!(
                "notice served on {served}{issued_en}; statement and defence until {last}, that day included: it can be decided from {from}"
            ),
        )
    });
    Ok(last)
}

/// Cites a step by its own entry.
fn took<T: Trace>(trace: &mut T, proceeding: &Proceeding, mark: &Mark, (zh, en): (&str, &str)) {
    trace.fact("proceeding", &Step { id: &proceeding.id, mark: *mark }, || {
        Said::new(format!("{}{zh}", mark.on), format!("{en} on {}", mark.on))
    });
}
