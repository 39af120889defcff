//! The way from a finding to a decision: notice is served, the party is heard, in a hearing if it asks for one.
//! An interview after a first failure goes its own way. The decision itself is in `verdicts`.

use super::{Proceeding, ProceedingKind, Sitting, Step, StepKind};
use crate::article::{Article, Words};
use crate::authorization::evidence;
use crate::calendar::Day;
use crate::command::Act;
use crate::decide::{Decision, Problem, Refusal, Scene};
use crate::event::Event;
use crate::paper::PaperKind;
use crate::question::{About, Law};

const C10: Article = Article::of(10);
const C11: Article = Article::of(11);

/// Calls the maker to the interview, another call taking the place of the one before; or records it. The work ends with it
/// if the follow-up sample has been taken as well: clause 10 asks for both.
pub(crate) fn interview(scene: &Scene) -> Result<Decision, Refusal> {
    let (Act::CallInterview { proceeding: id, .. } | Act::HoldInterview { proceeding: id, .. }) =
        &scene.command.act
    else {
        // No other act is an interview.
        return Ok(Decision::default());
    };
    let found = open(scene, id)?;
    let is_interview = found.kind == ProceedingKind::Interview;
    expect(is_interview, "not_an_interview", "不是约谈事项", "this is not an interview")?;
    once(found, |step| matches!(step, StepKind::InterviewHeld))?;
    if let Act::CallInterview { appointment, .. } = &scene.command.act {
        well_told(appointment.problems(scene.command.on))?;
        return Ok(Decision::of(advance(id, StepKind::InterviewCalled { appointment: appointment.kept() })));
    }
    not_before_its_day(scene, found)?;
    let mut events = vec![advance(id, StepKind::InterviewHeld)];
    if super::work::is_followed_up(scene.dossier()?, found) {
        events.push(Event::ProceedingClosed { proceeding: id.to_owned() });
    }
    Ok(Decision { events, findings: Vec::new() })
}

/// The party was told a day in writing: an interview on an earlier one is called anew first, on that day at the latest.
fn not_before_its_day(scene: &Scene, found: &Proceeding) -> Result<(), Refusal> {
    match found.called() {
        Some((_, at)) if scene.command.on < at.day => Err(Problem::new(
            "interview_early",
            format!("约谈通知的日期是{}：经商定提前的，请先以商定的日期重新通知约谈，再记录", at.day),
            format!(
                "the maker is called for {}: if an earlier day was agreed on, call it anew for that day first, then record it",
                at.day
            ),
        )
        .at("on")
        .by(C10)
        .into()),
        Some(_) | None => Ok(()),
    }
}

fn well_told(problems: Vec<Problem>) -> Result<(), Refusal> {
    if problems.is_empty() { Ok(()) } else { Err(Refusal { problems, findings: Vec::new() }) }
}

/// The maker's statement and defence.
pub(crate) fn state(scene: &Scene, id: &str, files: &[String]) -> Result<Decision, Refusal> {
    in_reply_time(scene, open(scene, id)?)?;
    evidence::named(files)?;
    Ok(Decision::of(advance(id, StepKind::StatementReceived { files: files.to_vec() })))
}

/// The maker asks for a hearing.
pub(crate) fn request_hearing(scene: &Scene, id: &str) -> Result<Decision, Refusal> {
    let found = open(scene, id)?;
    in_reply_time(scene, found)?;
    once(found, |step| matches!(step, StepKind::HearingRequested))?;
    Ok(Decision::of(advance(id, StepKind::HearingRequested)))
}

/// Records the hearing.
pub(crate) fn hold_hearing(scene: &Scene, id: &str, sitting: &Sitting) -> Result<Decision, Refusal> {
    let found = open(scene, id)?;
    after(scene, found, &HEARING_ASKED)?;
    once(found, |step| matches!(step, StepKind::HearingHeld { .. }))?;
    undecided(found)?;
    well_told(sitting.problems())?;
    Ok(Decision::of(advance(id, StepKind::HearingHeld { sitting: Some(sitting.clone()) })))
}

pub(super) fn advance(proceeding: &str, step: StepKind) -> Event {
    Event::ProceedingAdvanced { proceeding: proceeding.to_owned(), step }
}

pub(super) fn expect(holds: bool, code: &str, zh: &str, en: &str) -> Result<(), Refusal> {
    if holds { Ok(()) } else { Err(Problem::new(code, zh, en).at("proceeding").into()) }
}

pub(super) fn on_file<'a>(scene: &Scene<'a>, id: &str) -> Result<&'a Proceeding, Refusal> {
    scene.dossier()?.proceedings.iter().find(|p| p.id == id).ok_or_else(|| {
        Problem::new(
            "proceeding_unknown",
            format!("没有编号为“{id}”的事项"),
            format!("there is no proceeding `{id}`"),
        )
        .at("proceeding")
        .into()
    })
}

pub(super) fn open<'a>(scene: &Scene<'a>, id: &str) -> Result<&'a Proceeding, Refusal> {
    let found = on_file(scene, id)?;
    expect(!found.is_closed(), "proceeding_closed", "该事项已办结", "the proceeding is closed")?;
    if scene.command.on < found.opened_on {
        return Err(Problem::new(
            "before_its_start",
            "早于该事项的立案日",
            "the day is before the proceeding was opened",
        )
        .at("on")
        .into());
    }
    Ok(found)
}

pub(super) fn once(found: &Proceeding, is: impl Fn(&StepKind) -> bool) -> Result<(), Refusal> {
    expect(!found.has(is), "done_already", "此步骤已完成", "this step has been taken already")
}

/// A step that must have been taken before, on the day of the command or earlier.
pub(super) struct Before {
    pub(super) is: fn(&StepKind) -> bool,
    pub(super) code: &'static str,
    pub(super) words: Words,
}

const NOTICE: Before = Before {
    is: |step| matches!(step, StepKind::NoticeServed { .. }),
    code: "no_notice",
    words: Words { zh: "尚未送达告知书", en: "no notice has been served" },
};
const HEARING_ASKED: Before = Before {
    is: |step| matches!(step, StepKind::HearingRequested),
    code: "hearing_not_asked",
    words: Words { zh: "当事人未要求听证", en: "no hearing was asked for" },
};

pub(super) fn after(scene: &Scene, found: &Proceeding, before: &Before) -> Result<(), Refusal> {
    let day = found.steps.iter().filter(|step| (before.is)(&step.step)).map(|step| step.mark.on).max();
    let holds = day.is_some_and(|day| day <= scene.command.on);
    expect(holds, before.code, before.words.zh, before.words.en)
}

/// Serves notice of an intended sanction; the party's time to answer starts.
pub(crate) fn serve_notice(scene: &Scene, id: &str) -> Result<Decision, Refusal> {
    let found = open(scene, id)?;
    expect(
        found.kind.is_sanction(),
        "no_notice_needed",
        "该事项无需告知",
        "this proceeding needs no notice",
    )?;
    once(found, |step| matches!(step, StepKind::NoticeServed { .. }))?;
    undecided(found)?;
    let q = scene.ask(About::Proceeding(found), scene.command.on)?;
    let days = i64::from(q.numbers.defence_working_days);
    let Some(reply_by) = scene.law.calendar.working_days_after(scene.command.on, days) else {
        return Err(Problem::new(
            "calendar_unknown",
            "缺少该年度的工作日安排，无法确定答复期限，请管理员录入",
            "the working-day calendar of that year is not loaded: the last day to answer cannot be told; ask the administrator",
        )
        .into());
    };
    Ok(Decision::of(advance(id, StepKind::NoticeServed { reply_by })))
}

/// The paper of a notice that was served, by the entry that it is made from.
#[must_use]
pub fn paper_of_notice(found: &Proceeding) -> Option<(u64, PaperKind)> {
    Some((found.notice()?.mark.entry?, PaperKind::SanctionNotice))
}

/// The last day to answer a notice that was served; `None` where the working days cannot be told. One that was entered, or
/// whose paper was issued, after it was served leaves the party as many days from then: nobody's time runs out unseen
/// (readings 0013 and 0035). As long as its paper is not issued this is a day that only moves on.
#[must_use]
pub fn last_day_to_answer(law: Law, notice: &Step) -> Option<Day> {
    let StepKind::NoticeServed { reply_by } = notice.step else { return None };
    let served = notice.mark.on;
    let known = notice.mark.entered_on.unwrap_or(served);
    let begins = notice.issued_on().map_or(known, |issued| issued.max(known));
    if begins <= served {
        return Some(reply_by);
    }
    let days = i64::from(law.parameters.on(begins)?.defence_working_days);
    Some(law.calendar.working_days_after(begins, days)?.max(reply_by))
}

fn in_reply_time(scene: &Scene, found: &Proceeding) -> Result<(), Refusal> {
    after(scene, found, &NOTICE)?;
    // Until its paper is issued the party is in time.
    let notice = found.notice().filter(|notice| notice.issued.is_some());
    match notice.and_then(|notice| last_day_to_answer(scene.law, notice)) {
        Some(last) if scene.command.on > last => Err(Problem::new(
            "too_late",
            format!("陈述申辩期限已于{last}届满"),
            format!("the last day to answer was {last}"),
        )
        .at("on")
        .by(C11)
        .into()),
        Some(_) | None => undecided(found),
    }
}

fn undecided(found: &Proceeding) -> Result<(), Refusal> {
    expect(found.outcome().is_none(), "decided", "已作出决定", "the proceeding has been decided")
}
