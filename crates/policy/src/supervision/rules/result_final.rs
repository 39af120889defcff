//! Clause 10: a result may be verified once it is final. A pass is final when it is in. A failure is final
//! when the party has received it and its 15 days to object are over, or when its objection was answered: by
//! the retest, or dismissed. A last day off moves to the next working day.

use crate::article::{Article, Said, Words, counted};
use crate::calendar::{Day, LastDay};
use crate::cited::Step;
use crate::enterprise::record::Mark;
use crate::parameters::Key;
use crate::powers::OfficeKind;
use crate::question::{About, Question};
use crate::rule::{Missing, Outcome, Rule, Sentence, Subject, Trace, rule};
use crate::supervision::Check;

/// The rule.
pub const RULE: Rule = rule! { check;
    id: "c10.result_final",
    articles: &[Article::of(10)],
    since: Day::constant(2019, 1, 1),
    title: Sentence {
        zh: "检验结果已可查实：当事人已收到结果，异议期已过或异议已处理",
        en: "the result is final: the party has it, and its time to object is over or its objection answered",
    },
    not_met: Sentence {
        zh: "检验结果尚不能查实：当事人未收到结果，或异议期未过、异议未处理",
        en: "The result is not final: the party does not have it yet, or its time to object or the answer to its objection is outstanding",
    },
    remedy: Sentence {
        zh: "送达结果，等异议期届满，或处理异议（复检）",
        en: "notify the result, wait for the last day to object, or answer the objection (retest)",
    },
    undone_by: Sentence {
        zh: "补录当事人在期限内提出、尚未处理的异议",
        en: "an objection that was made in time, is entered later and has no answer yet",
    },
    subject: Subject::Check,
    part_of: None,
};

const RESULT: Missing = Missing {
    fact: "result",
    words: Words { zh: "检验结果", en: "the laboratory's result" },
    from: OfficeKind::Laboratory,
};
const CALENDAR: Missing = Missing {
    fact: "working_days",
    words: Words { zh: "该年度的工作日安排", en: "the working-day calendar of that year" },
    from: OfficeKind::Administrator,
};

/// How many days the party has, by the number in force when it received the result: a later number shortens no
/// period that has begun.
fn days_to_object(q: &Question, notified: Day) -> i64 {
    i64::from(q.numbers_on(notified).unwrap_or(q.numbers).retest_days)
}

/// The last day of the time to object that began on a day; `Err` where it cannot be told.
fn last_day_from(q: &Question, notified: Day, from: Day) -> Result<Day, Outcome> {
    q.law
        .calendar
        .last_day(from, days_to_object(q, notified), LastDay::MovesToWorkingDay)
        .ok_or(Outcome::Unknown(&CALENDAR))
}

/// The last day on which the party may object; `Err` where it cannot be told. A receipt that was entered after it
/// happened leaves the party as many days from its entry: nobody's time runs out unseen (reading 0013). The finding
/// counts from the receipt all the same; what is done waits.
pub fn last_day_to_object(q: &Question, check: &Check) -> Result<Option<Day>, Outcome> {
    let Some(mark) = check.notified.as_ref() else { return Ok(None) };
    let Some(notified) = q.mark_day(mark) else { return Ok(None) };
    let seen_from = mark.entered_on.map_or(notified, |entered| entered.max(notified));
    last_day_from(q, notified, seen_from).map(Some)
}

/// What helps where the party does not have the result.
const TELL: Sentence = Sentence {
    zh: "向当事人送达结果，再等异议期届满",
    en: "notify the party of the result, then wait for its last day to object",
};

/// What helps where the time to object runs.
const WAIT: Sentence = Sentence {
    zh: "异议期届满次日起即可查实，无须另行办理；当事人提出异议的，待异议处理",
    en: "it turns by itself on the day after the last day to object; an objection has to be answered first",
};

/// What helps where an objection waits.
const ANSWER: Sentence = Sentence {
    zh: "处理异议：驳回、采纳或安排复检",
    en: "answer the objection: dismiss it, uphold it or retest",
};

/// Cites a step of a check by its own entry.
fn took<T: Trace>(trace: &mut T, check: &Check, mark: &Mark, (zh, en): (&str, &str)) {
    trace.fact("check", &Step { id: &check.id, mark: *mark }, || {
        Said::new(format!("{}{zh}", mark.on), format!("{en} on {}", mark.on))
    });
}

/// Writes out the days from the receipt to the last day to object.
fn count<T: Trace>(trace: &mut T, (notified, days): (Day, i64), plain: Day, last: Day) {
    trace.note(|| {
        let counted = counted(days, "days");
        let from = last.next();
        if plain == last {
            return Said::new(
                format!("{notified}收到结果，加{days}日为{last}：异议截止{last}（含当日），无异议的，自{from}起可以查实"),
                format!("received on {notified}; plus {counted} is {last}: objection until {last}, that day included; without one it can be verified from {from}"),
            );
        }
        Said::new(
            format!("{notified}收到结果，加{days}日为{plain}，逢休息日顺延至{last}：异议截止{last}（含当日），无异议的，自{from}起可以查实"),
            format!("received on {notified}; plus {counted} is {plain}, a day off, moved to the working day {last}: objection until {last}, that day included; without one it can be verified from {from}"),
        )
    });
}

fn check<T: Trace>(q: &Question, trace: &mut T) -> Outcome {
    let About::Check(check) = q.about else { return Outcome::NotApplicable };
    let Some(result) = check.result.as_ref().filter(|result| q.mark_day(&result.mark).is_some()) else {
        return Outcome::Unknown(&RESULT);
    };
    if result.meets_standard {
        took(trace, check, &result.mark, ("检验结果：达到标准", "result that meets the standard"));
        return Outcome::Met;
    }
    took(trace, check, &result.mark, ("检验结果：未达到标准", "result that misses the standard"));
    let answered =
        check.retest.as_ref().map(|retest| &retest.mark).or(check.answer.as_ref().map(|a| &a.mark));
    if let Some(mark) = answered.filter(|mark| q.mark_day(mark).is_some()) {
        let words = match check.retest {
            Some(_) => ("复检结果", "result of the retest"),
            None => ("异议处理", "objection answered"),
        };
        took(trace, check, mark, words);
        return Outcome::Met;
    }
    let Some(mark) = check.notified.as_ref().filter(|mark| q.mark_day(mark).is_some()) else {
        trace.remedy(TELL);
        return Outcome::NotMet;
    };
    took(trace, check, mark, ("当事人收到结果", "result received by the party"));
    let answer = once_received(q, trace, check, mark.on);
    let is_open = check.objection.as_ref().is_some_and(|mark| q.mark_day(mark).is_some());
    if answer == Outcome::NotMet {
        trace.remedy(if is_open { ANSWER } else { WAIT });
    }
    answer
}

/// Whether a failure that the party has received is final by the time to object.
fn once_received<T: Trace>(q: &Question, trace: &mut T, check: &Check, notified: Day) -> Outcome {
    let days = days_to_object(q, notified);
    trace.number_on(Key::RetestDays, notified);
    // The last day moves later, never earlier: up to the plain one no calendar is needed to say no.
    let plain = notified.plus_days(days);
    trace.turn(plain.next());
    let last = match last_day_from(q, notified, notified) {
        Ok(last) => last,
        Err(_) if q.day <= plain => return Outcome::NotMet,
        Err(outcome) => return outcome,
    };
    trace.turn(last.next());
    count(trace, (notified, days), plain, last);
    let objection = check.objection.as_ref().filter(|mark| q.mark_day(mark).is_some());
    objection.into_iter().for_each(|mark| took(trace, check, mark, ("提出异议", "objection made")));
    let objected = objection.map(|mark| mark.on);
    // An objection after its last day is none; one in time waits for its answer, also in the time that a late entry left.
    let in_time_until = || last_day_to_object(q, check).ok().flatten().unwrap_or(last);
    if q.day > last && objected.is_none_or(|day| day > in_time_until()) {
        Outcome::Met
    } else {
        Outcome::NotMet
    }
}
