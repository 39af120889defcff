//! `pzb show BG-…`: a report of duties not fulfilled (clause 4) with its lines and what became of them, or one line of it
//! (`BG-…/1`); and how the duties of a part in the drafting stand.

use std::fmt::Write;

use policy::division::name_of;
use policy::seen::Seen;
use policy::standard::duties::{Duty, DutyStatus};
use policy::standard::publishing::{DutyLine, DutyReport};
use registry::{DRAFTING_ROLE, DUTY_LINE, DUTY_REPORT, Drafter, Reader, Row};
use serde_json::{Value, json};

use crate::answer::{Answer, Failure};
use crate::cli::TimeArgs;
use crate::clock;
use crate::house::broken;
use crate::say::{Lang, Style};

/// A report or a line of one, if there is one under the number and it had been filed by the day.
///
/// # Errors
/// A fault of the database.
pub fn report(reader: &Reader, id: &str, time: TimeArgs, style: Style) -> Result<Option<Answer>, Failure> {
    let (name, number) = match id.split_once('/').map(|(name, line)| (name, line.parse::<u32>())) {
        None => (id, None),
        Some((name, Ok(line))) => (name, Some(line)),
        Some((_, Err(_))) => return Ok(None),
    };
    let Some(filed) = reader.duty_report(name).map_err(|fault| broken(&fault))? else { return Ok(None) };
    let seen = seen(time);
    let Some(mut report) = seen.report(&filed.value) else { return Ok(None) };
    report.lines.retain(|line| number.is_none_or(|number| line.line == number));
    if number.is_some() && report.lines.is_empty() {
        return Ok(None);
    }
    let mut text = head(&report, style);
    let mut now = Vec::new();
    for line in &report.lines {
        let status = status(reader, line, seen)?;
        tell(&mut text, &report, line, (status, seen), style);
        now.push(json!({
            "line": line.line, "status": status.map(DutyStatus::name), "said": status.map(|it| it.said(seen.as_of)),
        }));
    }
    notices(&mut text, &report, style);
    let kind = if number.is_some() { DUTY_LINE } else { DUTY_REPORT };
    let json = json!({
        "kind": kind, "id": id, "state": report.state(), "version": filed.version, "as_of": seen.as_of,
        "as_known_on": seen.known_on, "report": report, "now": now,
    });
    Ok(Some(Answer::done(text, json)))
}

fn seen(time: TimeArgs) -> Seen {
    Seen { as_of: time.as_of.unwrap_or_else(clock::today), known_on: time.as_known_on }
}

fn head(report: &DutyReport, style: Style) -> String {
    let state = match &report.published {
        Some(published) => format!("{} {}", style.pick("公开于", "published on"), published.mark.on),
        None => style.pick("尚未公开", "not published").to_owned(),
    };
    format!(
        "{}  {} {}  [{state}]\n  {} {}; {} {}\n",
        report.id,
        style.pick("未履行责任，截至", "duties not fulfilled as of"),
        report.as_of,
        style.pick("提交于", "filed on"),
        report.filed_on,
        style.pick("行数", "lines:"),
        report.lines.len(),
    )
}

/// A line: whose duty it is, how it stood, and what became of it.
fn tell(
    text: &mut String,
    report: &DutyReport,
    line: &DutyLine,
    (now, seen): (Option<DutyStatus>, Seen),
    style: Style,
) {
    let _ = writeln!(
        text,
        "  {}. {} {}  {}  {}, {}",
        line.line,
        line.enterprise,
        line.name,
        line.edition.print(),
        style.word(line.part.words()),
        style.word(line.duty.words()),
    );
    let mut under = |zh: &str, en: &str, says: &str| {
        let _ = writeln!(text, "     {}: {says}", style.pick(zh, en));
    };
    under("报告时", "when reported", style.say(&line.says));
    if let Some(then) = report.meanwhile(line.line) {
        under("公开时", "when published", style.say(&then.says));
    }
    if let Some(corrected) = &line.corrected {
        let on = corrected.mark.on;
        let says = style.say(&corrected.now.says);
        under(&format!("{on}更正"), &format!("corrected on {on}"), says);
    }
    let not_on_file =
        || style.pick("参与起草的记录不在案", "the part in the drafting is not on file").to_owned();
    let says = now.map_or_else(not_on_file, |status| style.say(&status.said(seen.as_of)).to_owned());
    under(&format!("{}时", seen.as_of), &format!("on {}", seen.as_of), &says);
}

/// Whom it was told, and who has received it.
fn notices(text: &mut String, report: &DutyReport, style: Style) {
    for notice in &report.notices {
        let place = name_of(&notice.region);
        let place = place.as_ref().map_or(notice.region.as_str(), |place| style.say(place));
        let department = style.word(notice.department.words());
        let told = match style.lang {
            Lang::Zh => format!("{}通报{place}{department}", notice.mark.on),
            Lang::En => format!("{} told to the {department} of {place}", notice.mark.on),
        };
        let received = match notice.received {
            Some(mark) => format!("{} {}", style.pick("收到于", "received on"), mark.on),
            None => style.pick("尚未确认收到", "receipt not confirmed").to_owned(),
        };
        let _ = writeln!(text, "  {told}; {received}");
    }
}

/// How the duty of a line stands; `None` where the part in the drafting is not on file.
fn status(reader: &Reader, line: &DutyLine, seen: Seen) -> Result<Option<DutyStatus>, Failure> {
    let id = format!("{}/{}", line.enterprise, line.role);
    let Some(row) = reader.row(DRAFTING_ROLE, &id).map_err(|fault| broken(&fault))? else { return Ok(None) };
    let duties = duties(reader, &row, seen)?;
    Ok(duties.into_iter().find(|(duty, _)| *duty == line.duty).map(|(_, status)| status))
}

/// How each duty of a part in the drafting stands; none where it was not there or not known.
fn duties(reader: &Reader, row: &Row, seen: Seen) -> Result<Vec<(Duty, DutyStatus)>, Failure> {
    let drafter: Drafter = serde_json::from_str(&row.body).map_err(|fault| {
        Failure::fault("参与起草的记录无法读取", format!("a drafter cannot be read: {fault}"))
    })?;
    let standard = reader.standard(drafter.role.edition.number()).map_err(|fault| broken(&fault))?;
    let standards: Vec<_> = standard.into_iter().map(|filed| filed.value).collect();
    Ok(drafter.duties(&standards, reader.law(), seen).into_iter().flatten().collect())
}

/// Adds to what is told of a part in the drafting how each of its duties stands.
///
/// # Errors
/// A fault of the database.
pub fn role(
    reader: &Reader,
    row: &Row,
    (time, style): (TimeArgs, Style),
    text: &mut String,
    json: &mut Value,
) -> Result<(), Failure> {
    let seen = seen(time);
    let duties = duties(reader, row, seen)?;
    for (duty, status) in &duties {
        let _ = writeln!(text, "  {}: {}", style.word(duty.words()), style.say(&status.said(seen.as_of)));
    }
    let told = duties.iter().map(
        |(duty, status)| json!({ "duty": duty, "status": status.name(), "said": status.said(seen.as_of) }),
    );
    json["duties"] = told.collect();
    Ok(())
}
