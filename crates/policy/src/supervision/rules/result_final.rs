//! Clause 10: a result may be verified once it is final. A pass is final when it is in. A failure is final
//! when the party has received it and its 15 days to object are over, or when its objection was answered: by
//! the retest, or dismissed. A last day off moves to the next working day.

use crate::article::{Article, Said, Words, counted};
use crate::calendar::{Day, LastDay};
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

fn check<T: Trace>(q: &Question, trace: &mut T) -> Outcome {
    let About::Check(check) = q.about else { return Outcome::NotApplicable };
    let Some(result) = check.result.as_ref().filter(|result| q.mark_day(&result.mark).is_some()) else {
        return Outcome::Unknown(&RESULT);
    };
    if result.meets_standard {
        return Outcome::Met;
    }
    let answered =
        check.retest.as_ref().map(|retest| &retest.mark).or(check.answer.as_ref().map(|a| &a.mark));
    if answered.and_then(|mark| q.mark_day(mark)).is_some() {
        return Outcome::Met;
    }
    let Some(notified) = check.notified.as_ref().and_then(|mark| q.mark_day(mark)) else {
        return Outcome::NotMet;
    };
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
    trace.note(|| {
        Said::new(
            format!("收到结果后{days}日，逢休息日顺延：异议截止{last}"),
            format!(
                "{} after receipt, moved to a working day: objection until {last}",
                counted(days, "days")
            ),
        )
    });
    let objected = check.objection.as_ref().and_then(|mark| q.mark_day(mark));
    // An objection after its last day is none; one in time waits for its answer, also in the time that a late entry left.
    let in_time_until = || last_day_to_object(q, check).ok().flatten().unwrap_or(last);
    if q.day > last && objected.is_none_or(|day| day > in_time_until()) {
        Outcome::Met
    } else {
        Outcome::NotMet
    }
}
