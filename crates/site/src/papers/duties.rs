//! Letters about duties not fulfilled: the report of the federation, its publication and the notices of the province.

use documents::paper::{DutyLetter, DutyLetterKind, DutyRow, Head, Paper};
use policy::article::Said;
use policy::division::{is_in_zhejiang, name_of, province_of};
use policy::event::{Entry, Event};
use policy::paper::PaperKind;
use policy::powers::{Office, OfficeKind};
use policy::standard::publishing::{Department, DutyLine, LineNow, ReportStep};
use registry::{Fault, Reader};

use super::past;
use crate::days;

/// The report that an entry is about.
pub(super) fn report_of(event: &Event) -> Option<&str> {
    match event {
        Event::DutyReportAdvanced { report, .. } => Some(report),
        _ => None,
    }
}

/// Whether an office may have a letter about a report: who files and publishes reports, and of a notice the department
/// that it is to.
pub(super) fn may_have(office: &Office, event: &Event) -> bool {
    let Event::DutyReportAdvanced { step, .. } = event else { return false };
    match step {
        ReportStep::NoticeSent { department, region, .. } => may_have_notice(office, (*department, region)),
        ReportStep::Filed { .. }
        | ReportStep::Continued { .. }
        | ReportStep::Published { .. }
        | ReportStep::LineCorrected { .. }
        | ReportStep::NoticeReceived { .. } => has_all(office),
    }
}

/// Whether an office has every letter about reports.
pub(crate) fn has_all(office: &Office) -> bool {
    matches!(office.kind, OfficeKind::Federation | OfficeKind::ProvinceBureau)
}

/// Whether an office may have the letter of a notice to a department of a place.
pub(crate) fn may_have_notice(office: &Office, to: (Department, &str)) -> bool {
    has_all(office) || is_to(office, to)
}

/// Whether an office is the department that a notice is to.
pub(crate) fn is_to(office: &Office, (department, region): (Department, &str)) -> bool {
    let area = office.of.as_deref();
    department.is_office(office.kind) && area.is_some_and(|area| policy::powers::covers(area, region))
}

/// The letter made from an entry.
///
/// # Errors
/// A fault of the reader.
pub(super) fn letter(
    reader: &Reader,
    (entry, position): (&Entry, u64),
    kind: PaperKind,
    head: Head,
) -> Result<Option<Paper>, Fault> {
    let Event::DutyReportAdvanced { report: id, step } = &entry.event else { return Ok(None) };
    let report = past::duty_report(reader, id, position)?.told();
    let none: &[LineNow] = &[];
    let (kind, meanwhile, place) = match (kind, step) {
        (PaperKind::DutyReport, _) => {
            let scheme = past::scheme(reader, position)?;
            let (to, _) = past::office_on(&scheme, OfficeKind::ProvinceBureau, entry.on);
            (DutyLetterKind::Report { to }, none, None)
        }
        (PaperKind::DutyPublication, ReportStep::Published { .. }) => {
            let meanwhile = report.published.as_ref().map_or(none, |it| it.meanwhile.as_slice());
            (DutyLetterKind::Publication, meanwhile, None)
        }
        (PaperKind::DutyNotice, ReportStep::NoticeSent { department: to, region, .. }) => {
            // As it stood after this entry, the notice is the last one.
            let meanwhile = report.notices.last().map_or(none, |notice| notice.meanwhile.as_slice());
            let kind = DutyLetterKind::Notice { to: department(*to, region) };
            (kind, meanwhile, Some(region.as_str()))
        }
        _ => return Ok(None),
    };
    let rows = match place {
        Some(place) => report.of_place(place).map(|line| row(line, meanwhile)).collect(),
        None => report.lines.iter().map(|line| row(line, meanwhile)).collect(),
    };
    let letter = DutyLetter { head, kind, report: report.id.clone(), as_of: report.as_of, rows };
    Ok(Some(Paper::Duties(letter)))
}

fn department(department: Department, region: &str) -> Said {
    let words = department.words();
    let place = match province_of(region).filter(|it| it.code != region && !is_in_zhejiang(region)) {
        // Which place of another province it is, its code alone tells.
        Some(it) => Said::new(format!("{}（{region}）", it.name), format!("{region}, {}", it.english)),
        None => name_of(region).unwrap_or_else(|| Said::new(region, region)),
    };
    Said::new(format!("{}{}", place.zh, words.zh), format!("{} of {}", words.en, place.en))
}

fn row(line: &DutyLine, meanwhile: &[LineNow]) -> DutyRow {
    let (part, duty) = (line.part.words(), line.duty.words());
    let corrected = line.corrected.as_ref().map(|corrected| {
        let says = &corrected.now.says;
        Said::new(format!("已更正：{}", says.zh), format!("corrected: {}", says.en))
    });
    let met = meanwhile.iter().find(|now| now.line == line.line).map(|now| now.says.clone());
    DutyRow {
        line: line.line,
        firm: line.name.clone(),
        code: line.enterprise.to_string(),
        standard: line.edition.print(),
        duty: Said::new(format!("{}，{}", part.zh, duty.zh), format!("{}, {}", part.en, duty.en)),
        says: days::said(&line.says),
        is_corrected: corrected.is_some(),
        since: corrected.or(met).as_ref().map(days::said),
    }
}
