//! Reports of duties not fulfilled on the desks: what the province is to publish and whom it is to notify, the notices
//! that a department is to confirm, and for the federation the lines that proved wrong.

use std::collections::BTreeSet;

use policy::article::Words;
use policy::calendar::Day;
use policy::command::ActKind;
use policy::paper::PaperKind;
use policy::powers::{Office, OfficeKind};
use policy::seen::Seen;
use policy::standard::duties::DutyStatus;
use policy::standard::publishing::letters::is_issued;
use policy::standard::publishing::{Department, DutyLine, DutyReport};
use registry::{Fault, Reader, ReportedDuty};

use crate::acts::CaseKind;
use crate::office::case;
use crate::office::desk::Part;
use crate::office::desk_list::Wanted;
use crate::office::desk_row::DeskRow;
use crate::papers::duties::is_to;
use crate::papers::show::issue_address;
use crate::problem::Trouble;
use crate::public::PublicSite;
use crate::public::registers::RowView;
use crate::public::reported::{Standing, address, row};
use crate::public::reported_list::latest;
use crate::tone::{self, State as Look};
use crate::visitor::Visitor;
use crate::when::When;
use crate::words::fill;

/// The most reports that a desk looks at, those that changed last.
const REPORTS: usize = 24;
/// The most of their lines that are asked again.
const ASKED_AGAIN: usize = 1_000;

/// Since when a step waits: since its report was made, and of a wrong line since the day that the report is of.
const REPORTED: Words = Words { zh: "报告提交日", en: "reported on" };
const STATED: Words = Words { zh: "报告截至日", en: "the report is as of" };

/// The parts of a desk that are about reports.
const PARTS: [&str; 5] = ["letters", "publish", "notify", "receive", "correct"];

/// What of the reports waits for an office.
///
/// # Errors
/// A fault of the reader.
pub(super) async fn parts(
    site: &PublicSite,
    visitor: &Visitor,
    office: &Office,
    wanted: &Wanted,
) -> Result<Vec<Part>, Trouble> {
    if !PARTS.iter().any(|name| wanted.takes(name)) {
        return Ok(Vec::new());
    }
    let most = wanted.gathered();
    let (asks, state) = match office.kind {
        OfficeKind::Federation => (true, ""),
        OfficeKind::ProvinceBureau => (false, ""),
        OfficeKind::CityBureau | OfficeKind::CountyBureau | OfficeKind::Finance => (false, "published"),
        OfficeKind::Alliance
        | OfficeKind::CertificationBody
        | OfficeKind::Laboratory
        | OfficeKind::Maker
        | OfficeKind::Expert
        | OfficeKind::Public
        | OfficeKind::Administrator => return Ok(Vec::new()),
    };
    let found = site.look(move |reader| {
        let mut found = latest(reader, state, "", REPORTS)?;
        found.reports.sort_by_key(|report| std::cmp::Reverse(report.as_of));
        let (wrong, is_cut) = if asks { wrong(reader, &found.reports)? } else { (Vec::new(), false) };
        let is_more = found.next.is_some();
        let unissued = unissued(reader, &found.reports)?;
        Ok((found.reports, is_more, wrong, is_cut || (asks && is_more), unissued))
    });
    let (reports, is_more, wrong, left_lines, unissued) = found.await?;
    let w = &visitor.w.reported;
    let mut to_correct: Vec<DeskRow> =
        wrong.iter().take(most).map(|duty| view_wrong(visitor, duty, site.today())).collect();
    let is_cut = wrong.len() > most;
    to_correct.extend(left_lines.then(|| not_asked(visitor)));
    let is_provinces = office.kind == OfficeKind::ProvinceBureau;
    let at = (site.today(), &unissued);
    let parts = [
        ("letters", w.desk_letters, to_issue(visitor, office, &reports, at), true),
        ("publish", w.desk_publish, to_publish(visitor, office, &reports, at), is_provinces),
        ("notify", w.desk_notify, to_notify(visitor, office, &reports, at), is_provinces),
        ("receive", w.desk_receive, to_receive(visitor, office, &reports, at), state == "published"),
    ];
    // Whose work it is not is not told of reports that were not looked at.
    let part = |(name, title, mut rows, is_own): (&'static str, &'static str, Vec<DeskRow>, bool)| {
        let is_cut = rows.len() > most || (is_more && is_own);
        rows.truncate(most);
        Part::new(name, title, "/duties", rows, is_cut)
    };
    let correct = Part::new("correct", w.desk_correct, "/duties", to_correct, is_cut);
    Ok(parts.into_iter().map(part).chain([correct]).collect())
}

pub(super) fn form(report: &str, act: &str, query: &str) -> String {
    format!("{}/acts/{act}?{query}", case::address(CaseKind::DutyReport, report))
}

/// The entries of reports whose letter something rests on and that was not issued.
pub(super) fn unissued(reader: &Reader, reports: &[DutyReport]) -> Result<BTreeSet<u64>, Fault> {
    let mut found = BTreeSet::new();
    for letter in reports.iter().flat_map(DutyReport::letters_awaited) {
        if !is_issued(&reader.issued_of(letter.0)?, letter) {
            found.insert(letter.0);
        }
    }
    Ok(found)
}

/// The letters that this office is to issue.
fn to_issue(
    visitor: &Visitor,
    office: &Office,
    reports: &[DutyReport],
    (today, unissued): (Day, &BTreeSet<u64>),
) -> Vec<DeskRow> {
    let w = &visitor.w.reported;
    let letters = reports.iter().flat_map(|report| {
        let letters = report.letters_awaited().into_iter();
        letters.map(move |(entry, kind)| (report, entry, kind))
    });
    let own = letters.filter(|(_, entry, kind)| kind.issuer() == office.kind && unissued.contains(entry));
    let view = |(report, entry, kind): (&DutyReport, u64, PaperKind)| {
        let view = RowView {
            href: format!("/papers/{entry}"),
            title: visitor.word(kind.words()).to_owned(),
            state: Some(Look::new(tone::CLOCK, w.letter_unissued)),
            under: vec![fill(w.report_of, &[&report.as_of])],
            links: vec![(issue_address(entry, kind), w.letter_issue.to_owned())],
        };
        let row = DeskRow::of_report(&report.id, ActKind::IssuePaper, view);
        row.since(REPORTED, report.filed_on).waits(visitor, today, w.letters_otherwise)
    };
    own.map(view).collect()
}

/// That a step waits for a letter, where it does, and where that is issued or looked at by this office.
fn waiting(
    visitor: &Visitor,
    office: &Office,
    letter: Option<(u64, PaperKind)>,
    unissued: &BTreeSet<u64>,
    mut row: DeskRow,
) -> DeskRow {
    let Some((entry, kind)) = letter.filter(|(entry, _)| unissued.contains(entry)) else { return row };
    let w = &visitor.w.reported;
    let (issuer, own) = (visitor.word(kind.issuer().words()), letter_address(office, entry, kind));
    row.acts = own.iter().map(|_| ActKind::IssuePaper).collect();
    // The form would refuse it: whoever issues the letter goes there, others to the report.
    let to = own.clone().or_else(|| row.case.as_ref().map(|(_, report)| address(report)));
    row.view.href = to.unwrap_or(row.view.href);
    row.view.under.push(fill(w.letter_first, &[&issuer]));
    row.view.links.extend(own.map(|href| (href, w.letter_issue.to_owned())));
    row
}

/// Where a letter is issued: only the office whose paper it is has such a page.
pub(super) fn letter_address(office: &Office, entry: u64, kind: PaperKind) -> Option<String> {
    (office.kind == kind.issuer()).then(|| issue_address(entry, kind))
}

/// What a report of duties is.
pub(super) fn facts(visitor: &Visitor, report: &DutyReport) -> Vec<(&'static str, String)> {
    let w = &visitor.w.reported;
    let told = report.to_be_told().into_iter().map(|(department, region)| {
        format!("{} {}", visitor.lang.place(region), visitor.lang.label(department.words()))
    });
    let told: Vec<String> = told.collect();
    let mut facts = vec![
        (visitor.w.case.as_of, report.as_of.to_string()),
        (w.lines_title, report.lines.len().to_string()),
    ];
    if !told.is_empty() {
        facts.push((w.desk_notify, told.join(visitor.w.case.comma)));
    }
    facts
}

fn to_publish(
    visitor: &Visitor,
    office: &Office,
    reports: &[DutyReport],
    (today, unissued): (Day, &BTreeSet<u64>),
) -> Vec<DeskRow> {
    let open = reports.iter().filter(|report| report.published.is_none());
    let open = open.filter(|_| office.kind == OfficeKind::ProvinceBureau);
    let view = |report: &DutyReport| {
        let view = row(visitor, report, &When::today(today));
        let view = RowView { href: case::address(CaseKind::DutyReport, &report.id), ..view };
        let letter = report.entry.map(|entry| (entry, PaperKind::DutyReport));
        let row = DeskRow::of_report(&report.id, ActKind::PublishDutyReport, view);
        let row = waiting(visitor, office, letter, unissued, row).since(REPORTED, report.filed_on);
        row.waits(visitor, today, visitor.w.reported.publish_otherwise)
    };
    open.map(view).collect()
}

fn place(visitor: &Visitor, department: Department, region: &str) -> String {
    format!("{} · {}", visitor.lang.place(region), visitor.lang.label(department.words()))
}

fn to_notify(
    visitor: &Visitor,
    office: &Office,
    reports: &[DutyReport],
    (today, unissued): (Day, &BTreeSet<u64>),
) -> Vec<DeskRow> {
    let w = &visitor.w.reported;
    let notices = |report: &DutyReport| -> Vec<DeskRow> {
        let published_on = report.published.as_ref().map(|it| it.mark.on);
        let published = report.published.as_ref().and_then(|it| it.mark.entry);
        let letter = published.map(|entry| (entry, PaperKind::DutyPublication));
        let view = |(department, region): (Department, &str)| {
            let step = format!("department={}&region={region}", department.name());
            let view = RowView {
                href: form(&report.id, "duty-notice", &step),
                title: place(visitor, department, region),
                state: Some(Look::new(tone::CLOCK, w.desk_notify)),
                under: vec![fill(w.report_of, &[&report.as_of])],
                links: Vec::new(),
            };
            let row = DeskRow::of_report(&report.id, ActKind::NotifyDuties, view);
            let since = published_on.map(|on| (Words { zh: "公开日", en: "published on" }, on));
            let row = DeskRow { since, ..waiting(visitor, office, letter, unissued, row) };
            row.waits(visitor, today, w.notify_otherwise)
        };
        report.to_be_told().into_iter().map(view).collect()
    };
    let asked = reports.iter().filter(|_| office.kind == OfficeKind::ProvinceBureau);
    asked.flat_map(notices).collect()
}

fn to_receive(
    visitor: &Visitor,
    office: &Office,
    reports: &[DutyReport],
    (today, unissued): (Day, &BTreeSet<u64>),
) -> Vec<DeskRow> {
    let w = &visitor.w.reported;
    let notices = |report: &DutyReport| -> Vec<DeskRow> {
        let open = report.notices.iter().filter(|notice| notice.received.is_none());
        let open = open.filter(|notice| is_to(office, (notice.department, &notice.region)));
        let view = |notice: &policy::standard::publishing::DutyNotice| {
            let step = format!("department={}&region={}", notice.department.name(), notice.region);
            let view = RowView {
                href: form(&report.id, "duty-receipt", &step),
                title: place(visitor, notice.department, &notice.region),
                state: Some(Look::new(tone::CLOCK, w.not_received)),
                under: vec![fill(w.report_of, &[&report.as_of])],
                links: Vec::new(),
            };
            let letter = notice.mark.entry.map(|entry| (entry, PaperKind::DutyNotice));
            let row = DeskRow::of_report(&report.id, ActKind::ReceiveDutyNotice, view);
            let sent = Words { zh: "通报日", en: "sent on" };
            let row = waiting(visitor, office, letter, unissued, row).since(sent, notice.mark.on);
            row.waits(visitor, today, w.receive_otherwise)
        };
        open.map(view).collect()
    };
    reports.iter().flat_map(notices).collect()
}

fn view_wrong(visitor: &Visitor, duty: &ReportedDuty, today: Day) -> DeskRow {
    let (w, line) = (&visitor.w.reported, &duty.line);
    let view = RowView {
        href: form(&duty.report, "duty-correction", &format!("line={}", line.line)),
        title: format!("{}. {}", line.line, line.name),
        state: Some(Look::new(tone::WARN, w.desk_correct)),
        under: vec![
            fill(w.report_of, &[&duty.as_of]),
            line.edition.print(),
            visitor.lang.label(line.duty.words()),
        ],
        links: Vec::new(),
    };
    let row = DeskRow::of_report(&duty.report, ActKind::CorrectDutyLine, view);
    row.since(STATED, duty.as_of).waits(visitor, today, w.correct_otherwise)
}

/// That some lines were not asked again: no wrong line on the desk is not to be read as none anywhere.
fn not_asked(visitor: &Visitor) -> DeskRow {
    let w = &visitor.w.reported;
    DeskRow::plain(RowView {
        href: "/duties".to_owned(),
        title: w.not_asked_again.to_owned(),
        state: Some(Look::new(tone::UNKNOWN, w.not_asked)),
        under: vec![fill(w.asked_again, &[&ASKED_AGAIN, &REPORTS])],
        links: Vec::new(),
    })
}

/// The lines that are asked again, and whether others are left out.
fn asked_again(reports: &[DutyReport]) -> (Vec<(&DutyReport, &DutyLine)>, bool) {
    let lines = reports.iter().flat_map(|report| report.lines.iter().map(move |line| (report, line)));
    let open = lines.filter(|(_, line)| line.corrected.is_none());
    let mut asked: Vec<_> = open.take(ASKED_AGAIN + 1).collect();
    let is_cut = asked.len() > ASKED_AGAIN;
    asked.truncate(ASKED_AGAIN);
    (asked, is_cut)
}

/// The lines that the registers no longer bear out for the day of their report, and whether some were not asked.
pub(super) fn wrong(reader: &Reader, reports: &[DutyReport]) -> Result<(Vec<ReportedDuty>, bool), Fault> {
    let (lines, is_cut) = asked_again(reports);
    let (mut standing, mut found) = (Standing::default(), Vec::new());
    for (report, line) in lines {
        let status = standing.of(reader, line, Seen::as_of(report.as_of))?;
        if !matches!(status, Some(DutyStatus::Overdue { .. })) {
            found.push(ReportedDuty::of(report, line));
        }
    }
    Ok((found, is_cut))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(lines: usize) -> DutyReport {
        let line = |number: usize| {
            let line = serde_json::json!({
                "line": number, "enterprise": "91330212MA0000001K", "name": "示例", "region": "330212", "role": "DR-1",
                "edition": "T/ZZB 0003-2020", "part": "lead", "duty": "authorised", "last": "2021-12-31", "rule": "",
                "outcome": "not_met", "says": { "zh": "", "en": "" }, "rests_on": [],
            });
            serde_json::from_value(line).expect("a line")
        };
        DutyReport { lines: (1..=lines).map(line).collect(), ..DutyReport::unfiled("BG-2026-11-23") }
    }

    /// Lines past the bound are left out, and that is told.
    #[test]
    fn lines_past_the_bound_are_told() {
        let told = |reports: &[DutyReport]| {
            let (lines, is_cut) = asked_again(reports);
            (lines.len(), is_cut)
        };
        assert_eq!(told(&[report(ASKED_AGAIN)]), (ASKED_AGAIN, false));
        assert_eq!(told(&[report(ASKED_AGAIN), report(1)]), (ASKED_AGAIN, true));
        let few: Vec<DutyReport> = (0..6).map(|_| report(2)).collect();
        assert_eq!(told(&few), (12, false), "of every report, not of some");
    }
}
