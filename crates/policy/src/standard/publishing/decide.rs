//! What may be done about duties not fulfilled: file the report, publish it, notify the places, confirm the receipt,
//! correct a line. Each asks the registers again, so that nothing is told as overdue that no longer is.

use super::letters::unissued;
use super::{
    CorrectDutyLine, Department, DutyLine, DutyNoticeTo, DutyReport, FileDutyReport, LineNow, ReportStep,
    RestsOn,
};
use crate::article::{Article, Said};
use crate::calendar::Day;
use crate::decide::{Decision, Problem, Refusal, Scene, before_policy};
use crate::enterprise::Dossier;
use crate::enterprise::decide::is_division;
use crate::event::Event;
use crate::finding::finding;
use crate::office::OfficeKind;
use crate::question::{About, Question, World};
use crate::standard::drafting::DraftingRole;
use crate::standard::duties::{Duty, DutyStatus, status};
use crate::standard::parts::in_parts;
use crate::standard::rules::DUTIES;

pub(super) const C4: Article = Article::of(4);

/// The question whether the duties of a part are met, as of a day.
fn asked<'a>(
    scene: &Scene<'a>,
    dossier: &'a Dossier,
    role: &'a DraftingRole,
    day: Day,
) -> Option<Question<'a>> {
    let world = World {
        enterprise: dossier,
        parents: &[],
        scheme: scene.books.scheme,
        standards: scene.books.standards,
    };
    Question::new(world, About::DraftingRole(role), scene.law, day)
}

/// The duties of a drafter that are overdue as of a day, without a number yet.
fn overdue<'a>(scene: &Scene<'a>, dossier: &'a Dossier, day: Day) -> Vec<DutyLine> {
    let mut found = Vec::new();
    for role in &dossier.drafting_roles.list {
        let Some(q) = asked(scene, dossier, role, day).filter(|q| q.sees(role)) else { continue };
        for (duty, rule) in Duty::ALL.into_iter().zip(DUTIES) {
            let DutyStatus::Overdue { last } = status(&q, role, duty) else { continue };
            let answer = finding(rule, &q);
            let rests_on = answer.facts.into_iter();
            found.push(DutyLine {
                line: 0,
                enterprise: dossier.enterprise,
                name: dossier.name(),
                region: dossier.region().unwrap_or_default().to_owned(),
                role: role.id.clone(),
                edition: role.edition.clone(),
                part: role.part,
                duty,
                last,
                rule: answer.rule,
                outcome: answer.outcome,
                says: DutyStatus::Overdue { last }.said(day),
                rests_on: rests_on.map(|f| RestsOn { kind: f.kind, id: f.id, entry: f.entry }).collect(),
                corrected: None,
            });
        }
    }
    found
}

/// Files the report of everything that is overdue as of a day.
/// A report is about many enterprises: its acts are entered under none.
fn names_no_enterprise(scene: &Scene) -> Result<(), Refusal> {
    match scene.command.enterprise {
        None => Ok(()),
        Some(_) => Err(Problem::new(
            "enterprise_not_taken",
            "此事项不针对单个企业，请勿填写企业",
            "this is about no single enterprise: name none",
        )
        .at("enterprise")
        .into()),
    }
}

pub(crate) fn file(scene: &Scene, act: &FileDutyReport) -> Result<Decision, Refusal> {
    names_no_enterprise(scene)?;
    let day = act.as_of;
    if day > scene.command.on {
        return Err(Problem::new(
            "as_of_later",
            "截止日不能晚于报告日",
            "a report cannot be as of a day after it is filed",
        )
        .at("as_of")
        .into());
    }
    if scene.law.parameters.on(day).is_none() {
        return Err(before_policy(day));
    }
    if scene.books.report.is_some() {
        return Err(Problem::new(
            "report_exists",
            format!("截至{day}的报告已在案"),
            format!("the report as of {day} is on file"),
        )
        .at("as_of")
        .into());
    }
    let mut lines: Vec<DutyLine> =
        scene.books.drafters.iter().flat_map(|dossier| overdue(scene, dossier, day)).collect();
    lines.sort_by(|one, two| {
        let key = |line: &DutyLine| (line.last, line.edition.clone(), line.enterprise, line.duty);
        key(one).cmp(&key(two))
    });
    for (number, line) in (1..).zip(&mut lines) {
        line.line = number;
    }
    Ok(with_lines(day, lines))
}

/// One event that names the report, and one more for each part of its lines that one entry does not hold.
fn with_lines(as_of: Day, lines: Vec<DutyLine>) -> Decision {
    let mut parts = in_parts(0, lines).into_iter();
    let filed = ReportStep::Filed { as_of, lines: parts.next().unwrap_or_default() };
    let more = parts.map(|lines| ReportStep::Continued { lines, meanwhile: Vec::new() });
    steps(&DutyReport::name(as_of), std::iter::once(filed).chain(more))
}

/// A step that tells what became of lines meanwhile, and one more for each part that one entry does not hold.
fn with_meanwhile(
    report: &DutyReport,
    meanwhile: Vec<LineNow>,
    first: impl FnOnce(Vec<LineNow>) -> ReportStep,
) -> Decision {
    let mut parts = in_parts(0, meanwhile).into_iter();
    let first = first(parts.next().unwrap_or_default());
    let more = parts.map(|meanwhile| ReportStep::Continued { lines: Vec::new(), meanwhile });
    steps(&report.id, std::iter::once(first).chain(more))
}

fn steps(report: &str, steps: impl Iterator<Item = ReportStep>) -> Decision {
    let events = steps.map(|step| Event::DutyReportAdvanced { report: report.to_owned(), step });
    Decision { events: events.collect(), findings: Vec::new() }
}

/// A step of a report on file.
fn step(report: &DutyReport, step: ReportStep) -> Decision {
    Decision::of(Event::DutyReportAdvanced { report: report.id.clone(), step })
}

/// The report that an act names.
fn on_file<'a>(scene: &Scene<'a>) -> Result<&'a DutyReport, Refusal> {
    names_no_enterprise(scene)?;
    scene.books.report.ok_or_else(|| {
        Problem::new("report_unknown", "没有此报告", "there is no such report").at("report").into()
    })
}

/// How the duty of a line stands as of a day by all that is on file today; `None` if it is overdue.
#[must_use]
fn now(scene: &Scene, line: &DutyLine, day: Day) -> Option<LineNow> {
    let dossier = scene.books.drafters.iter().find(|dossier| dossier.enterprise == line.enterprise);
    let found = dossier.and_then(|dossier| {
        let mut roles = dossier.drafting_roles.list.iter();
        let role = roles.find(|role| role.id == line.role && role.annulled.is_none())?;
        asked(scene, dossier, role, day).filter(|q| q.sees(role)).map(|q| status(&q, role, line.duty))
    });
    let (status, says) = match found {
        Some(DutyStatus::Overdue { .. }) => return None,
        Some(other) => (other.name(), other.said(day)),
        None => (
            "not_on_file",
            Said::new("参与起草的记录已撤销", "the record of its part in the drafting was set aside"),
        ),
    };
    Some(LineNow { line: line.line, status: status.to_owned(), says })
}

/// The lines, not corrected yet, whose duty is no longer overdue today.
fn meanwhile<'l>(scene: &Scene, lines: impl Iterator<Item = &'l DutyLine>) -> Vec<LineNow> {
    lines
        .filter(|line| line.corrected.is_none())
        .filter_map(|line| now(scene, line, scene.command.on))
        .collect()
}

/// What stands in the way of telling anybody: lines that were not so on the day of the report.
fn wrong_lines<'l>(
    scene: &Scene,
    report: &DutyReport,
    lines: impl Iterator<Item = &'l DutyLine>,
) -> Vec<Problem> {
    let wrong = lines.filter(|line| line.corrected.is_none()).filter_map(|line| {
        let now = now(scene, line, report.as_of)?;
        Some(
            Problem::new(
                "line_wrong",
                format!(
                    "第{}行（{}，{}）已与在案事实不符：{}；请先更正该行",
                    line.line, line.name, line.edition, now.says.zh
                ),
                format!(
                    "line {} ({}, {}) is no longer what the registers tell: {}; correct it first",
                    line.line, line.name, line.edition, now.says.en
                ),
            )
            .at("report")
            .by(C4),
        )
    });
    wrong.collect()
}

/// Publishes a report, saying of each duty that was met meanwhile that it was.
pub(crate) fn publish(scene: &Scene) -> Result<Decision, Refusal> {
    let report = on_file(scene)?;
    if report.published.is_some() {
        return Err(Problem::new("report_published", "该报告已公开", "the report has been published")
            .at("report")
            .into());
    }
    let mut problems = wrong_lines(scene, report, report.lines.iter());
    problems.extend(unissued(scene, report));
    if !problems.is_empty() {
        return Err(Refusal { problems, findings: Vec::new() });
    }
    let meanwhile = meanwhile(scene, report.lines.iter());
    Ok(with_meanwhile(report, meanwhile, |meanwhile| ReportStep::Published { meanwhile }))
}

/// Corrects a line that proved wrong.
pub(crate) fn correct(scene: &Scene, act: &CorrectDutyLine) -> Result<Decision, Refusal> {
    let report = on_file(scene)?;
    let Some(line) = report.line(act.line) else {
        return Err(Problem::new("line_unknown", "报告中没有此行", "the report has no such line")
            .at("line")
            .into());
    };
    if line.corrected.is_some() {
        return Err(Problem::new("line_corrected", "该行已更正", "the line has been corrected")
            .at("line")
            .into());
    }
    let Some(now) = now(scene, line, report.as_of) else {
        return Err(Problem::new(
            "line_holds",
            format!("依在案事实，该责任截至{}确属逾期未履行；其后履行的，公开时会注明，无须更正", report.as_of),
            format!(
                "by all that is on file the duty was overdue as of {}; that it was met later is told by itself",
                report.as_of
            ),
        )
        .at("line")
        .by(C4)
        .into());
    };
    Ok(step(report, ReportStep::LineCorrected { now }))
}

/// Notifies a department of a place of the published lines of that place.
pub(crate) fn notify(scene: &Scene, to: &DutyNoticeTo) -> Result<Decision, Refusal> {
    let report = on_file(scene)?;
    if report.published.is_none() {
        return Err(Problem::new(
            "report_unpublished",
            "报告尚未公开，不能通报",
            "the report is not published yet: nobody is notified before",
        )
        .at("report")
        .by(C4)
        .into());
    }
    if !is_division(&to.region) || report.of_place(&to.region).next().is_none() {
        return Err(Problem::new(
            "no_line_there",
            "报告中没有该地的企业",
            "the report has no line about that place",
        )
        .at("region")
        .into());
    }
    if !report.is_to_be_told(to.department, &to.region) {
        return Err(Problem::new(
            "told_already",
            "该部门已通报，其后没有更正",
            "that department has been notified, and nothing was corrected since",
        )
        .at("department")
        .into());
    }
    let mut problems = wrong_lines(scene, report, report.of_place(&to.region));
    problems.extend(unissued(scene, report));
    if !problems.is_empty() {
        return Err(Refusal { problems, findings: Vec::new() });
    }
    let meanwhile = meanwhile(scene, report.of_place(&to.region));
    let (department, region) = (to.department, to.region.clone());
    Ok(with_meanwhile(report, meanwhile, |meanwhile| ReportStep::NoticeSent {
        department,
        region,
        meanwhile,
    }))
}

/// Confirms that a department received its notice. The department itself does; the province enters a receipt that
/// came back on paper.
pub(crate) fn receive(scene: &Scene, to: &DutyNoticeTo) -> Result<Decision, Refusal> {
    let report = on_file(scene)?;
    let kind = scene.actor.office.kind;
    if kind != OfficeKind::ProvinceBureau && !to.department.is_office(kind) {
        return Err(other_department(to.department));
    }
    let Some(notice) = report.notice(to.department, &to.region) else {
        return Err(Problem::new(
            "notice_unknown",
            "没有发给该部门的通报",
            "no notice was sent to that department",
        )
        .at("department")
        .into());
    };
    if notice.received.is_some() {
        return Err(Problem::new("received_already", "该通报已回执", "the receipt is on file already")
            .at("department")
            .into());
    }
    if scene.command.on < notice.mark.on {
        return Err(Problem::new(
            "before_its_start",
            "早于通报发出日",
            "the day is before the notice was sent",
        )
        .at("on")
        .into());
    }
    if let Some(problem) = unissued(scene, report) {
        return Err(problem.into());
    }
    let (department, region) = (to.department, to.region.clone());
    Ok(step(report, ReportStep::NoticeReceived { department, region }))
}

fn other_department(department: Department) -> Refusal {
    let words = department.words();
    Problem::new(
        "other_department",
        format!("该通报发给{}，由其回执", words.zh),
        format!("the notice is to the {}, which confirms its receipt", words.en),
    )
    .at("department")
    .into()
}
