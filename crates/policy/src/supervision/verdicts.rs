//! The decision on a proceeding, its service and publication, and its correction by a new act.

use super::grounds::speaks_of;
use super::proceedings::{
    Before, advance, after, expect, last_day_to_answer, on_file, once, open, paper_of_notice,
};
use super::rules::{DECIDING, not_failed_twice};
use super::{Proceeding, ProceedingOutcome, StepKind};
use crate::apply::stands;
use crate::article::{Article, Words};
use crate::authorization::code::MarkCode;
use crate::authorization::decide::{authorization_on_file, finished, not_standing};
use crate::authorization::{Authorization, Revocation, state};
use crate::calendar::Day;
use crate::decide::{Decision, Problem, Refusal, Scene};
use crate::enterprise::Dossier;
use crate::enterprise::record::Mark;
use crate::event::Event;
use crate::finding::{Finding, finding, outcome_of_all};
use crate::ground::Ground;
use crate::paper::{Issued, IssuedPaper, PaperKind};
use crate::question::{About, Question};
use crate::rule::{Outcome, Reasons, Rule};
use crate::rules::named;

const DECIDED: Before = Before {
    is: |step| matches!(step, StepKind::Decided { .. }),
    code: "not_decided",
    words: Words { zh: "尚未作出决定", en: "nothing has been decided yet" },
};
const SERVED: Before = Before {
    is: |step| matches!(step, StepKind::DecisionServed),
    code: "not_served",
    words: Words { zh: "决定尚未送达", en: "the decision has not been served" },
};

/// Records that the decision was served. A maker is told by it that the ground of a refusal or a revocation is
/// gone, and that is the end of that work.
pub(crate) fn serve(scene: &Scene, id: &str) -> Result<Decision, Refusal> {
    let found = on_file(scene, id)?;
    after(scene, found, &DECIDED)?;
    once(found, |step| matches!(step, StepKind::DecisionServed))?;
    let papers = papers_to_serve(scene.dossier()?, id).into_iter();
    let unissued = papers.filter(|paper| issued_to_parties(scene.books.issued, *paper).is_none());
    let then = ("再登记送达", "then enter its service");
    let problems: Vec<Problem> = unissued.map(|paper| paper_unissued(paper, then)).collect();
    if !problems.is_empty() {
        return Err(Refusal { problems, findings: Vec::new() });
    }
    let mut events = vec![advance(id, StepKind::DecisionServed)];
    if found.kind.tells_the_maker() && !found.is_closed() {
        events.push(Event::ProceedingClosed { proceeding: id.to_owned() });
    }
    Ok(Decision { events, findings: Vec::new() })
}

/// The papers that the service of a decision rests on, by the entries that they are made from: one for each mark that
/// it revoked and that stands revoked (reading 0026). No other decision has a paper of its own.
#[must_use]
pub fn papers_to_serve(dossier: &Dossier, proceeding: &str) -> Vec<(u64, PaperKind)> {
    let revocations = dossier.authorizations.list.iter().flat_map(|mark| &mark.revocations);
    let of_it = revocations.filter(|one| one.proceeding == proceeding && one.corrected.is_none());
    of_it.filter_map(|one| Some((one.mark.entry?, PaperKind::Revocation))).collect()
}

/// The day on which a paper was first issued in the language of record as the parties get it, with the reasons; the copy
/// for the public and a translation are not what is served.
#[must_use]
pub fn issued_to_parties(issued: &[Issued], (entry, kind): (u64, PaperKind)) -> Option<Day> {
    let is_it = |paper: &IssuedPaper| paper.entry == entry && paper.kind == kind;
    issued.iter().filter(|one| is_it(&one.paper) && one.paper.is_served()).map(|one| one.on).min()
}

fn paper_unissued((entry, kind): (u64, PaperKind), (then_zh, then_en): (&str, &str)) -> Problem {
    let words = kind.words();
    Problem::new(
        "paper_unissued",
        format!("第{entry}条的《{}》（当事人副本，中文）尚未签发：先在该条目的文件页签发，{then_zh}", words.zh),
        format!(
            "the {} of entry {entry} is not issued in Chinese for the parties yet: issue it on the page of the entry’s \
             papers first; {then_en}",
            words.en.to_lowercase()
        ),
    )
    .at("proceeding")
    .by(Article::of(11))
}

/// Publishes the decision, which ends the work. One that was corrected is not published any more (reading 0015).
pub(crate) fn publish(scene: &Scene, id: &str) -> Result<Decision, Refusal> {
    let found = open(scene, id)?;
    after(scene, found, &SERVED)?;
    let mut decided = scene.dossier()?.authorizations.list.iter().flat_map(|mark| &mark.revocations);
    let stands = decided.any(|revocation| revocation.proceeding == id && revocation.corrected.is_none());
    expect(
        stands || !found.has(|step| matches!(step, StepKind::Corrected)),
        "corrected",
        "该决定已更正，不再公告",
        "the decision was corrected: it is not published any more",
    )?;
    Ok(Decision {
        events: vec![advance(id, StepKind::Published), Event::ProceedingClosed { proceeding: id.to_owned() }],
        findings: Vec::new(),
    })
}

/// Decides a proceeding: a named officer's act, from whose day the outcome holds.
///
/// Due process is asked for a sanction; the ground is asked anew, on the day of the decision, of every mark
/// that still stands. An unknown elsewhere never blocks what is grounded.
pub(crate) fn decide(scene: &Scene, id: &str, what: ProceedingOutcome) -> Result<Decision, Refusal> {
    let found = open(scene, id)?;
    once(found, |step| matches!(step, StepKind::Decided { .. }))?;
    expect(
        found.kind.may_end_in(what),
        "outcome_does_not_fit",
        "该决定不适用于此类事项",
        "this outcome does not fit this kind of proceeding",
    )?;
    let q = scene.ask(About::Proceeding(found), scene.command.on)?;
    let mut findings: Vec<Finding> = DECIDING.iter().map(|rule| finding(rule, &q)).collect();
    let mut events = vec![advance(id, StepKind::Decided { outcome: what })];
    let Some(measure) = Measure::of(what) else {
        return Ok(close_unless_waiting(found, events, findings));
    };
    let Some(rule) = named(&found.rule) else {
        return Err(Problem::new(
            "rule_unknown",
            "该事项所依据的规则已不存在",
            "the rule of this proceeding is gone",
        )
        .at("proceeding")
        .into());
    };
    let mut is_blocked = !outcome_of_all(DECIDING, &q).is_clear();
    let mut last_state = None;
    let mut bearing = Vec::new();
    let mut problems: Vec<Problem> = still_to_answer(scene, found).into_iter().collect();
    is_blocked |= !problems.is_empty();
    for &code in &found.authorizations {
        let authorization = authorization_on_file(scene, code)?;
        let about = q.about(About::Authorization(authorization));
        if let Some(state) = finished(authorization, &about) {
            last_state = Some(state);
            continue;
        }
        if measure == Measure::Suspend {
            not_suspended(authorization)?;
        }
        let mut reasons = Reasons::default();
        let outcome = (rule.explain)(&about, &mut reasons);
        let grounds = grounds_of_notice(&about, found, outcome, &reasons);
        // A ground bears the decision: told where it is decided, and where it is refused only if it does not bear it.
        let to = if grounds.is_empty() { &mut findings } else { &mut bearing };
        to.push(finding(rule, &about));
        if grounds.is_empty() && is_ground(outcome) {
            problems.push(not_noticed(found));
        }
        is_blocked |= grounds.is_empty();
        events.push(outcome_event(measure, code, id, rule, (grounds, &reasons), scene.command.on));
    }
    if is_blocked {
        problems.dedup();
        return Err(Refusal { problems, findings });
    }
    if let (1, Some(state)) = (events.len(), last_state) {
        return Err(not_standing(state));
    }
    findings.append(&mut bearing);
    Ok(close_unless_waiting(found, events, findings))
}

/// The party's time counts from the entry of a notice that was entered late, and from the issue of its paper, without which
/// nothing is decided (reading 0035); unless it has been heard, it has to be over.
fn still_to_answer(scene: &Scene, found: &Proceeding) -> Option<Problem> {
    let notice = found.notice()?;
    if let (true, None, Some(paper)) = (found.kind.is_sanction(), notice.issued, paper_of_notice(found)) {
        let then = ("当事人的答复期自签发后起算", "the time to answer runs once it is");
        return Some(paper_unissued(paper, then));
    }
    let last = last_day_to_answer(scene.law, notice).filter(|&last| scene.today <= last)?;
    let is_heard = found.has(|step| matches!(step, StepKind::HearingHeld { .. }));
    (found.kind.is_sanction() && !is_heard && found.reply_by() < Some(last)).then(|| {
        Problem::new(
            "notice_entered_late",
            format!("告知书系事后录入或签发，当事人可答复至{last}，此后方可决定"),
            format!("the notice was entered, or its paper issued, later: the party may answer until {last}"),
        )
        .by(Article::of(11))
    })
}

/// Whether an answer bears an act against the mark: a no, or what the person who decides has to judge.
fn is_ground(outcome: Outcome) -> bool {
    match outcome {
        Outcome::NotMet | Outcome::ForJudgement(_) => true,
        Outcome::Met | Outcome::Unknown(_) | Outcome::NotApplicable => false,
    }
}

/// The grounds found on the day of the decision of which notice was served: those on which the proceeding was
/// opened. What a person must judge is a ground only where the work was opened on that same fact (reading 0007);
/// anything else has work, and a notice, of its own.
fn grounds_of_notice(q: &Question, found: &Proceeding, outcome: Outcome, reasons: &Reasons) -> Vec<Ground> {
    let is_found = |ground: &&Ground| match outcome {
        Outcome::NotMet => reasons.grounds.contains(*ground),
        Outcome::ForJudgement(_) => reasons
            .facts
            .iter()
            .any(|fact| fact.kind == ground.kind.name() && fact.id == ground.id && fact.of == ground.of),
        Outcome::Met | Outcome::Unknown(_) | Outcome::NotApplicable => false,
    };
    let of_notice = found.facts.iter().filter(is_found);
    of_notice.filter(|ground| speaks_of(q.world, found, ground)).cloned().collect()
}

fn not_noticed(found: &Proceeding) -> Problem {
    Problem::new(
        "ground_not_noticed",
        format!("现查明的依据不在事项{}立案与告知的范围内，须另行立案告知", found.id),
        format!("what is found now is not what `{}` was opened on: it needs work of its own", found.id),
    )
    .at("proceeding")
    .by(Article::of(11))
}

/// A sanction waits until it is published, and a maker who was refused waits to be told; other work is done
/// when it is decided.
fn close_unless_waiting(found: &Proceeding, mut events: Vec<Event>, findings: Vec<Finding>) -> Decision {
    if !found.kind.is_sanction() && !found.kind.tells_the_maker() {
        events.push(Event::ProceedingClosed { proceeding: found.id.clone() });
    }
    Decision { events, findings }
}

/// What is done to a mark: every outcome but that nothing is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Measure {
    Revoke,
    Suspend,
    End,
}

impl Measure {
    fn of(outcome: ProceedingOutcome) -> Option<Measure> {
        match outcome {
            ProceedingOutcome::Revoked => Some(Measure::Revoke),
            ProceedingOutcome::Suspended => Some(Measure::Suspend),
            ProceedingOutcome::Ended => Some(Measure::End),
            ProceedingOutcome::NoAction => None,
        }
    }
}

/// A suspension is lifted once, so it must not be laid over another.
fn not_suspended(authorization: &Authorization) -> Result<(), Refusal> {
    expect(
        authorization.suspensions.iter().all(|suspension| suspension.lifted.is_some()),
        "suspended",
        "授权已处于暂停状态",
        "the authorisation is suspended already",
    )
}

fn outcome_event(
    measure: Measure,
    code: MarkCode,
    id: &str,
    rule: &Rule,
    (grounds, reasons): (Vec<Ground>, &Reasons),
    on: Day,
) -> Event {
    match measure {
        Measure::Revoke => Event::AuthorizationRevoked {
            authorization: code,
            revocation: Revocation {
                mark: Mark { on, entered_on: None, entry: None },
                proceeding: id.to_owned(),
                rule: rule.id.to_owned(),
                grounds,
                // Every failure that counted led to it, also one of which no notice was served.
                spent_checks: if rule.id == not_failed_twice::RULE.id {
                    reasons.grounds.iter().map(|ground| ground.id.clone()).collect()
                } else {
                    Vec::new()
                },
                corrected: None,
            },
        },
        Measure::Suspend => Event::AuthorizationSuspended { authorization: code },
        Measure::End => Event::AuthorizationEnded { authorization: code },
    }
}

/// Corrects a revocation by a new act: the mark stands again from the day of the command.
pub(crate) fn correct(scene: &Scene, code: MarkCode) -> Result<Decision, Refusal> {
    let authorization = authorization_on_file(scene, code)?;
    let standing = authorization.revocations.iter().rfind(|revocation| revocation.corrected.is_none());
    let Some(revocation) = standing else {
        return Err(Problem::new("not_revoked", "该授权未被撤销", "the authorisation has not been revoked")
            .at("authorization")
            .into());
    };
    if scene.command.on < revocation.mark.on {
        return Err(Problem::new("before_its_start", "早于撤销日", "the day is before the revocation")
            .at("on")
            .into());
    }
    models_not_taken(scene, authorization)?;
    let mut events = vec![
        Event::RevocationCorrected { authorization: code },
        advance(&revocation.proceeding, StepKind::Corrected),
    ];
    // What was decided about other marks in the same work still waits for its publication.
    let waits = on_file(scene, &revocation.proceeding).is_ok_and(|work| !work.is_closed());
    let is_last =
        scene.dossier()?.authorizations.list.iter().filter(|other| other.code != code).all(|other| {
            other.revocations.iter().all(|r| r.proceeding != revocation.proceeding || r.corrected.is_some())
        });
    if waits && is_last {
        events.push(Event::ProceedingClosed { proceeding: revocation.proceeding.clone() });
    }
    Ok(Decision { events, findings: Vec::new() })
}

/// A mark that comes back must not share a model with one that was granted meanwhile (clause 8): a revocation for
/// a listing leaves the models free (reading 0006).
fn models_not_taken(scene: &Scene, back: &Authorization) -> Result<(), Refusal> {
    for day in [scene.command.on, scene.today] {
        let q = scene.ask(About::Authorization(back), day)?;
        let holder = q
            .seen(&q.world.enterprise.authorizations)
            .find(|other| other.code != back.code && back.contends_with(other) && stands(state(other, &q)));
        if let Some(holder) = holder {
            return Err(Problem::new(
                "models_taken",
                format!("其型号现由授权{}使用，须先处理该授权", holder.code),
                format!("authorisation {} holds a model of it by now: deal with that one first", holder.code),
            )
            .at("authorization")
            .by(Article::of(8))
            .into());
        }
    }
    Ok(())
}
