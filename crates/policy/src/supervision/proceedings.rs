//! The way from a finding to a decision: work is opened for the person in charge, notice is served, the party
//! is heard, a named officer decides, the decision is served and published, and can be corrected by a new act.

use super::rules::{DECIDING, work_for};
use super::{Proceeding, ProceedingKind, ProceedingOutcome, StepKind};
use crate::apply::{stands, to_dossier};
use crate::article::Article;
use crate::authorization::code::MarkCode;
use crate::authorization::decide::{authorization_on_file, not_standing};
use crate::authorization::rules::{CONDITIONS_HELD_AT_FILING, FILING};
use crate::authorization::{MarkState, Revocation, state};
use crate::calendar::Day;
use crate::command::Act;
use crate::decide::{Decision, Problem, Refusal, Scene, entries};
use crate::enterprise::Dossier;
use crate::enterprise::record::Mark;
use crate::event::Event;
use crate::finding::{Finding, finding, outcome, outcome_of_all};
use crate::question::{About, Question, World};
use crate::rule::{Outcome, Reasons, Rule};
use crate::rules::{keeping, named};

const C10: Article = Article::of(10);
const C11: Article = Article::of(11);

/// Decides an act on a proceeding.
pub(crate) fn decide(scene: &Scene) -> Result<Decision, Refusal> {
    match &scene.command.act {
        Act::HoldInterview { proceeding, .. } => {
            let found = open(scene, proceeding)?;
            expect(
                found.kind == ProceedingKind::Interview,
                "not_an_interview",
                "不是约谈事项",
                "this is not an interview",
            )?;
            once(found, |step| matches!(step, StepKind::InterviewHeld))?;
            Ok(Decision {
                events: vec![
                    advance(proceeding, StepKind::InterviewHeld),
                    Event::ProceedingClosed { proceeding: proceeding.clone() },
                ],
                findings: Vec::new(),
            })
        }
        Act::ServeNotice { proceeding, .. } => serve_notice(scene, proceeding),
        Act::State { proceeding, .. } => {
            let found = open(scene, proceeding)?;
            in_reply_time(scene, found)?;
            Ok(Decision::of(advance(proceeding, StepKind::StatementReceived)))
        }
        Act::RequestHearing { proceeding } => {
            let found = open(scene, proceeding)?;
            in_reply_time(scene, found)?;
            once(found, |step| matches!(step, StepKind::HearingRequested))?;
            Ok(Decision::of(advance(proceeding, StepKind::HearingRequested)))
        }
        Act::HoldHearing { proceeding, .. } => {
            let found = open(scene, proceeding)?;
            after(
                scene,
                found,
                |step| matches!(step, StepKind::HearingRequested),
                "hearing_not_asked",
                "当事人未要求听证",
                "no hearing was asked for",
            )?;
            once(found, |step| matches!(step, StepKind::HearingHeld))?;
            Ok(Decision::of(advance(proceeding, StepKind::HearingHeld)))
        }
        Act::DecideProceeding { proceeding, outcome, .. } => decide_proceeding(scene, proceeding, *outcome),
        Act::ServeDecision { proceeding } => {
            let found = on_file(scene, proceeding)?;
            after(
                scene,
                found,
                |step| matches!(step, StepKind::Decided { .. }),
                "not_decided",
                "尚未作出决定",
                "nothing has been decided yet",
            )?;
            once(found, |step| matches!(step, StepKind::DecisionServed))?;
            Ok(Decision::of(advance(proceeding, StepKind::DecisionServed)))
        }
        Act::PublishDecision { proceeding } => {
            let found = open(scene, proceeding)?;
            after(
                scene,
                found,
                |step| matches!(step, StepKind::DecisionServed),
                "not_served",
                "决定尚未送达",
                "the decision has not been served",
            )?;
            Ok(Decision {
                events: vec![
                    advance(proceeding, StepKind::Published),
                    Event::ProceedingClosed { proceeding: proceeding.clone() },
                ],
                findings: Vec::new(),
            })
        }
        Act::CorrectRevocation { authorization, .. } => correct(scene, *authorization),
        _ => Err(crate::decide::not_here()),
    }
}

fn advance(proceeding: &str, step: StepKind) -> Event {
    Event::ProceedingAdvanced { proceeding: proceeding.to_owned(), step }
}

fn expect(holds: bool, code: &str, zh: &str, en: &str) -> Result<(), Refusal> {
    if holds { Ok(()) } else { Err(Problem::new(code, zh, en).at("proceeding").into()) }
}

fn on_file<'a>(scene: &Scene<'a>, id: &str) -> Result<&'a Proceeding, Refusal> {
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

fn open<'a>(scene: &Scene<'a>, id: &str) -> Result<&'a Proceeding, Refusal> {
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

fn once(found: &Proceeding, is: impl Fn(&StepKind) -> bool) -> Result<(), Refusal> {
    expect(!found.has(is), "done_already", "此步骤已完成", "this step has been taken already")
}

fn after(
    scene: &Scene,
    found: &Proceeding,
    is: impl Fn(&StepKind) -> bool,
    code: &str,
    zh: &str,
    en: &str,
) -> Result<(), Refusal> {
    let day = found.steps.iter().filter(|step| is(&step.step)).map(|step| step.mark.on).max();
    expect(day.is_some_and(|day| day <= scene.command.on), code, zh, en)
}

fn serve_notice(scene: &Scene, id: &str) -> Result<Decision, Refusal> {
    let found = open(scene, id)?;
    expect(
        found.kind.is_sanction(),
        "no_notice_needed",
        "该事项无需告知",
        "this proceeding needs no notice",
    )?;
    once(found, |step| matches!(step, StepKind::NoticeServed { .. }))?;
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

fn in_reply_time(scene: &Scene, found: &Proceeding) -> Result<(), Refusal> {
    after(
        scene,
        found,
        |step| matches!(step, StepKind::NoticeServed { .. }),
        "no_notice",
        "尚未送达告知书",
        "no notice has been served",
    )?;
    match found.reply_by() {
        Some(last) if scene.command.on > last => Err(Problem::new(
            "too_late",
            format!("陈述申辩期限已于{last}届满"),
            format!("the last day to answer was {last}"),
        )
        .at("on")
        .by(C11)
        .into()),
        _ => expect(found.outcome().is_none(), "decided", "已作出决定", "the proceeding has been decided"),
    }
}

fn fits(kind: ProceedingKind, outcome: ProceedingOutcome) -> bool {
    match outcome {
        ProceedingOutcome::NoAction => true,
        ProceedingOutcome::Revoked => kind.is_sanction(),
        ProceedingOutcome::Suspended => kind == ProceedingKind::Suspension,
        ProceedingOutcome::Ended => matches!(kind, ProceedingKind::EndOfBasis | ProceedingKind::Suspension),
    }
}

fn decide_proceeding(scene: &Scene, id: &str, what: ProceedingOutcome) -> Result<Decision, Refusal> {
    let found = open(scene, id)?;
    once(found, |step| matches!(step, StepKind::Decided { .. }))?;
    expect(
        fits(found.kind, what),
        "outcome_does_not_fit",
        "该决定不适用于此类事项",
        "this outcome does not fit this kind of proceeding",
    )?;
    let q = scene.ask(About::Proceeding(found), scene.command.on)?;
    let mut findings: Vec<Finding> = DECIDING.iter().map(|rule| finding(rule, &q)).collect();
    let mut events = vec![advance(id, StepKind::Decided { outcome: what })];
    if what == ProceedingOutcome::NoAction {
        return Ok(close_unless_sanction(found, id, events, findings));
    }
    // Due process is asked for a sanction; the ground is asked for whatever is done to a mark. An unknown
    // elsewhere never blocks what is grounded.
    let mut blocked = !outcome_of_all(DECIDING, &q).is_clear();
    for &code in &found.authorizations {
        let authorization = authorization_on_file(scene, code)?;
        let about = q.about(About::Authorization(authorization));
        if !stands(state(authorization, &about)) {
            continue;
        }
        let Some(rule) = named(&found.rule) else { continue };
        let mut reasons = Reasons::default();
        let grounded = match (rule.explain)(&about, &mut reasons) {
            Outcome::NotMet | Outcome::ForJudgement(_) => true,
            Outcome::Met | Outcome::Unknown(_) | Outcome::NotApplicable => false,
        };
        findings.push(finding(rule, &about));
        blocked |= !grounded;
        events.push(outcome_event(what, code, id, rule, &reasons, scene.command.on));
    }
    if blocked {
        return Err(Refusal { problems: Vec::new(), findings });
    }
    if events.len() == 1 {
        return Err(not_standing(MarkState::Ended(scene.command.on)));
    }
    Ok(close_unless_sanction(found, id, events, findings))
}

/// A sanction stays open until it is published; other work is done when it is decided.
fn close_unless_sanction(
    found: &Proceeding,
    id: &str,
    mut events: Vec<Event>,
    findings: Vec<Finding>,
) -> Decision {
    if !found.kind.is_sanction() {
        events.push(Event::ProceedingClosed { proceeding: id.to_owned() });
    }
    Decision { events, findings }
}

fn outcome_event(
    what: ProceedingOutcome,
    code: MarkCode,
    id: &str,
    rule: &Rule,
    reasons: &Reasons,
    on: Day,
) -> Event {
    match what {
        ProceedingOutcome::Revoked => Event::AuthorizationRevoked {
            authorization: code,
            revocation: Revocation {
                mark: Mark { on, entered_on: None, entry: None },
                proceeding: id.to_owned(),
                rule: rule.id.to_owned(),
                spent_checks: if rule.articles.contains(&C10) { reasons.grounds.clone() } else { Vec::new() },
                corrected: None,
            },
        },
        ProceedingOutcome::Suspended => Event::AuthorizationSuspended { authorization: code },
        ProceedingOutcome::Ended | ProceedingOutcome::NoAction => {
            Event::AuthorizationEnded { authorization: code }
        }
    }
}

fn correct(scene: &Scene, code: MarkCode) -> Result<Decision, Refusal> {
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
    Ok(Decision {
        events: vec![
            Event::RevocationCorrected { authorization: code },
            advance(&revocation.proceeding, StepKind::Corrected),
        ],
        findings: Vec::new(),
    })
}

/// The work that findings call for after `events`, and that is not open yet.
pub(crate) fn due_work(scene: &Scene, events: &[Event]) -> Vec<Event> {
    let touches_enterprise = scene.command.enterprise.is_some();
    let Some(before) = scene.books.enterprise.filter(|_| touches_enterprise) else { return Vec::new() };
    let mut dossier: Dossier = before.clone();
    let decision = Decision { events: events.to_vec(), findings: Vec::new() };
    for (entry, position) in entries(scene, &decision, "", "").iter().zip(scene.fresh..) {
        to_dossier(&mut dossier, entry, position);
    }
    let world = World {
        enterprise: &dossier,
        parents: scene.books.parents,
        scheme: scene.books.scheme,
        standards: scene.books.standards,
    };
    let fresh = scene.fresh.saturating_add(events.len() as u64);
    let mut opened: Vec<Proceeding> = Vec::new();
    for authorization in dossier.authorizations.list.iter().filter(|a| a.annulled.is_none()) {
        let about = About::Authorization(authorization);
        let Some(q) = Question::new(world, about, scene.law, scene.today) else { continue };
        if !stands(state(authorization, &q)) {
            continue;
        }
        for rule in keeping() {
            note_work(rule, &q, authorization.code, &authorization.product, &mut opened);
        }
    }
    opened.extend(refusals_without_ground(scene, world));
    opened
        .into_iter()
        .enumerate()
        .map(|(at, mut proceeding)| {
            proceeding.id = format!("PR-{}-{}", scene.today.year(), fresh.saturating_add(at as u64));
            proceeding.opened_on = scene.command.on;
            Event::ProceedingOpened { proceeding }
        })
        .collect()
}

fn draft(kind: ProceedingKind, rule: &str, facts: Vec<String>, today: Day) -> Proceeding {
    Proceeding {
        id: String::new(),
        kind,
        rule: rule.to_owned(),
        facts,
        product: None,
        authorizations: Vec::new(),
        opened_on: today,
        steps: Vec::new(),
        entered_on: None,
        entry: None,
        ended: None,
        annulled: None,
    }
}

fn note_work(rule: &'static Rule, q: &Question, code: MarkCode, product: &str, opened: &mut Vec<Proceeding>) {
    if outcome(rule, q) != Outcome::NotMet {
        return;
    }
    let mut reasons = Reasons::default();
    (rule.explain)(q, &mut reasons);
    let Some(kind) = work_for(rule, &reasons.grounds) else { return };
    let known = q.world.enterprise.proceedings.iter();
    let same: Vec<&Proceeding> =
        known.filter(|p| p.rule == rule.id && p.kind == kind && p.authorizations.contains(&code)).collect();
    // One piece of work at a time for a sanction on a mark; and a ground that was decided is not opened again.
    let is_waiting = kind.is_sanction() && same.iter().any(|p| !p.is_closed());
    let uncovered: Vec<String> =
        reasons.grounds.into_iter().filter(|ground| !same.iter().any(|p| p.facts.contains(ground))).collect();
    if is_waiting || uncovered.is_empty() {
        return;
    }
    let alike = opened.iter_mut().find(|p| p.rule == rule.id && p.kind == kind && p.facts == uncovered);
    if let Some(proceeding) = alike {
        proceeding.authorizations.push(code);
        proceeding.product = None;
        return;
    }
    let mut proceeding = draft(kind, rule.id, uncovered, q.day);
    proceeding.product = Some(product.to_owned());
    proceeding.authorizations.push(code);
    opened.push(proceeding);
}

/// Refused declarations whose conditions held on the filing day after all, as is known now: the maker is told.
fn refusals_without_ground(scene: &Scene, world: World) -> Vec<Proceeding> {
    let dossier = world.enterprise;
    let refused =
        dossier.declarations.iter().filter(|d| d.decided.as_ref().is_some_and(|decided| !decided.granted));
    refused
        .filter(|declaration| {
            let told = dossier
                .proceedings
                .iter()
                .any(|p| p.kind == ProceedingKind::RefusalReview && p.facts.contains(&declaration.id));
            let annulled_since = dossier.penalties.list.iter().any(|p| p.annulled.is_some())
                || dossier.listings.list.iter().any(|l| l.annulled.is_some());
            let q = Question::new(world, About::Filing(&declaration.filing), scene.law, declaration.filed_on);
            !told && annulled_since && q.is_some_and(|q| outcome_of_all(FILING, &q).is_clear())
        })
        .map(|declaration| {
            let mut proceeding = draft(
                ProceedingKind::RefusalReview,
                CONDITIONS_HELD_AT_FILING,
                vec![declaration.id.clone()],
                scene.today,
            );
            proceeding.product = Some(declaration.filing.product.clone());
            proceeding
        })
        .collect()
}
