//! Reports of duties not fulfilled on the desks: what the province is to publish and whom it is to notify, the notices
//! that a department is to confirm, and for the federation the lines that proved wrong.

use policy::calendar::Day;
use policy::enterprise::Dossier;
use policy::powers::{Office, OfficeKind};
use policy::question::{About, Question, World};
use policy::scheme::Scheme;
use policy::standard::duties::{DutyStatus, status};
use policy::standard::publishing::{Department, DutyLine, DutyReport};
use registry::{Fault, Reader};

use crate::acts::CaseKind;
use crate::office::case;
use crate::office::desk::{Part, SHOWN};
use crate::papers::duties::is_to;
use crate::problem::Trouble;
use crate::public::PublicSite;
use crate::public::registers::RowView;
use crate::public::reported::{all, row};
use crate::tone::{self, State as Look};
use crate::visitor::Visitor;
use crate::when::When;
use crate::words::fill;

/// The most reports whose lines are asked again, the latest ones, and the most lines of them.
const ASKED_AGAIN: usize = 4;
const LINES: usize = 1_000;

/// What of the reports waits for an office.
///
/// # Errors
/// A fault of the reader.
pub(super) async fn parts(
    site: &PublicSite,
    visitor: &Visitor,
    office: &Office,
) -> Result<Vec<Part>, Trouble> {
    let asks = match office.kind {
        OfficeKind::Federation => true,
        OfficeKind::ProvinceBureau
        | OfficeKind::CityBureau
        | OfficeKind::CountyBureau
        | OfficeKind::Finance => false,
        OfficeKind::Alliance
        | OfficeKind::CertificationBody
        | OfficeKind::Laboratory
        | OfficeKind::Maker
        | OfficeKind::Expert
        | OfficeKind::Public
        | OfficeKind::Administrator => return Ok(Vec::new()),
    };
    let found = site.look(move |reader| {
        let reports = all(reader)?;
        let wrong = if asks { wrong(reader, &reports)? } else { Vec::new() };
        Ok((reports, wrong))
    });
    let (reports, wrong) = found.await?;
    let w = &visitor.w.reported;
    let parts = [
        (w.desk_publish, to_publish(visitor, office, &reports, site.today())),
        (w.desk_notify, to_notify(visitor, office, &reports)),
        (w.desk_receive, to_receive(visitor, office, &reports)),
        (w.desk_correct, wrong.iter().map(|(report, line)| to_correct(visitor, report, line)).collect()),
    ];
    let part = |(title, mut rows): (&'static str, Vec<RowView>)| {
        let is_cut = rows.len() > SHOWN;
        rows.truncate(SHOWN);
        Part { title, rows, is_cut }
    };
    Ok(parts.into_iter().map(part).filter(|part| !part.rows.is_empty()).collect())
}

fn form(report: &str, act: &str, query: &str) -> String {
    format!("{}/acts/{act}?{query}", case::address(CaseKind::DutyReport, report))
}

fn to_publish(visitor: &Visitor, office: &Office, reports: &[DutyReport], today: Day) -> Vec<RowView> {
    let waiting = reports.iter().filter(|report| report.published.is_none());
    let waiting = waiting.filter(|_| office.kind == OfficeKind::ProvinceBureau);
    let view = |report: &DutyReport| {
        let view = row(visitor, report, &When::today(today));
        let mut under = view.under;
        under.push(visitor.w.reported.publish_otherwise.to_owned());
        RowView { href: case::address(CaseKind::DutyReport, &report.id), under, ..view }
    };
    waiting.map(view).collect()
}

fn place(visitor: &Visitor, department: Department, region: &str) -> String {
    format!("{} · {}", visitor.lang.place(region), visitor.lang.label(department.words()))
}

fn to_notify(visitor: &Visitor, office: &Office, reports: &[DutyReport]) -> Vec<RowView> {
    let w = &visitor.w.reported;
    let of_report = |report: &DutyReport| -> Vec<RowView> {
        let view = |(department, region): (Department, &str)| RowView {
            href: form(
                &report.id,
                "duty-notice",
                &format!("department={}&region={region}", department.name()),
            ),
            title: place(visitor, department, region),
            state: Some(Look::new(tone::CLOCK, w.desk_notify)),
            under: vec![fill(w.report_of, &[&report.as_of]), w.notify_otherwise.to_owned()],
            links: Vec::new(),
        };
        report.to_be_told().into_iter().map(view).collect()
    };
    let asked = reports.iter().filter(|_| office.kind == OfficeKind::ProvinceBureau);
    asked.flat_map(of_report).collect()
}

fn to_receive(visitor: &Visitor, office: &Office, reports: &[DutyReport]) -> Vec<RowView> {
    let w = &visitor.w.reported;
    let of_report = |report: &DutyReport| -> Vec<RowView> {
        let open = report.notices.iter().filter(|notice| notice.received.is_none());
        let open = open.filter(|notice| is_to(office, (notice.department, &notice.region)));
        let view = |notice: &policy::standard::publishing::DutyNotice| RowView {
            href: form(
                &report.id,
                "duty-receipt",
                &format!("department={}&region={}", notice.department.name(), notice.region),
            ),
            title: place(visitor, notice.department, &notice.region),
            state: Some(Look::new(tone::CLOCK, w.not_received)),
            under: vec![
                fill(w.report_of, &[&report.as_of]),
                fill(w.sent_on, &[&notice.mark.on]),
                w.receive_otherwise.to_owned(),
            ],
            links: Vec::new(),
        };
        open.map(view).collect()
    };
    reports.iter().flat_map(of_report).collect()
}

fn to_correct(visitor: &Visitor, report: &DutyReport, line: &DutyLine) -> RowView {
    let w = &visitor.w.reported;
    RowView {
        href: form(&report.id, "duty-correction", &format!("line={}", line.line)),
        title: format!("{}. {}", line.line, line.name),
        state: Some(Look::new(tone::WARN, w.desk_correct)),
        under: vec![
            fill(w.report_of, &[&report.as_of]),
            line.edition.print(),
            visitor.lang.label(line.duty.words()),
            w.correct_otherwise.to_owned(),
        ],
        links: Vec::new(),
    }
}

/// The lines of the latest reports that the registers no longer bear out.
fn wrong(reader: &Reader, reports: &[DutyReport]) -> Result<Vec<(DutyReport, DutyLine)>, Fault> {
    let mut found = Vec::new();
    let lines = reports.iter().take(ASKED_AGAIN);
    let lines = lines.flat_map(|report| report.lines.iter().map(move |line| (report, line)));
    for (report, line) in lines.filter(|(_, line)| line.corrected.is_none()).take(LINES) {
        let Some(filed) = reader.dossier(line.enterprise)? else { continue };
        let standard = reader.standard(line.edition.number())?.map(|filed| filed.value);
        let holds = holds(reader, &filed.value, line, (report.as_of, standard.as_slice()));
        if !holds {
            found.push((report.clone(), line.clone()));
        }
    }
    Ok(found)
}

/// Whether the duty of a line was overdue on the day of its report, by all that is known.
fn holds(
    reader: &Reader,
    dossier: &Dossier,
    line: &DutyLine,
    (day, standards): (Day, &[policy::standard::Standard]),
) -> bool {
    let mut roles = dossier.drafting_roles.list.iter();
    let Some(role) = roles.find(|role| role.id == line.role && role.annulled.is_none()) else { return false };
    let scheme = Scheme::default();
    let world = World { enterprise: dossier, parents: &[], scheme: &scheme, standards };
    let q = Question::new(world, About::DraftingRole(role), reader.law(), day);
    q.is_some_and(|q| q.sees(role) && matches!(status(&q, role, line.duty), DutyStatus::Overdue { .. }))
}
