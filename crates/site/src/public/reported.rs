//! Duties not fulfilled, as the province made them public (clause 4): the reports, each with its lines, what became of
//! them since, and whom it was told. A report is public with its publication; before, those alone read it whose work it
//! is.

use std::collections::{BTreeMap, HashMap};

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use documents::sheet::{Sheet, Value};
use policy::article::{Said, Words};
use policy::powers::Office;
use policy::seen::Seen;
use policy::standard::Standard;
use policy::standard::duties::DutyStatus;
use policy::standard::number::StandardNumber;
use policy::standard::publishing::{DutyLine, DutyReport};
use registry::{DRAFTING_ROLE, Drafter, Fault, Reader, ReportedDuty};

use crate::acts::CaseKind;
use crate::acts::field::w;
use crate::frame::{Frame, Section};
use crate::lang::pair;
use crate::office::case;
use crate::papers::duties::{has_all, may_have_notice};
use crate::problem::Trouble;
use crate::public::columns::date;
use crate::public::duties::reads_report;
use crate::public::filter::{case_of, encoded};
use crate::public::mark::Page;
use crate::public::registers::RowView;
use crate::public::reported_before::{Before, before};
use crate::public::{PublicSite, export, page};
use crate::tone::{self, State as Look};
use crate::visitor::Visitor;
use crate::when::{When, WhenForm};
use crate::words::fill;

/// The most lines that a page shows; a spreadsheet has all of them.
const SHOWN: usize = 500;

/// The columns of the spreadsheet.
const COLUMNS: [Words; 13] = [
    w("行号", "Line"),
    w("企业", "Enterprise"),
    w("统一社会信用代码", "Credit code"),
    w("所在地", "Place"),
    w("标准", "Edition"),
    w("角色", "Part"),
    w("责任", "Duty"),
    w("最后一日", "Last day"),
    w("报告时", "When reported"),
    w("公开时", "When published"),
    w("更正", "Correction"),
    w("现在", "Now"),
    w("此前公开", "Published before"),
];

#[derive(Template)]
#[template(path = "duty_report.html")]
struct ReportPage {
    f: Frame,
    title: String,
    says: Vec<String>,
    case: Option<String>,
    papers: Vec<(String, String)>,
    rows: Vec<RowView>,
    left_out: Option<String>,
    notices: Vec<RowView>,
    csv: String,
    xlsx: String,
    when: WhenForm,
}

/// The address of a report.
pub(crate) fn address(id: &str) -> String {
    format!("/duties/{}", encoded(id))
}

fn office(visitor: &Visitor) -> Option<&Office> {
    visitor.office()
}

/// Whether the visitor reads reports that are not published.
pub(super) fn knows(visitor: &Visitor) -> bool {
    office(visitor).is_some_and(|office| reads_report(office, false))
}

/// How a report looks in a list.
pub(crate) fn row(visitor: &Visitor, report: &DutyReport, when: &When) -> RowView {
    let w = &visitor.w.reported;
    let state = match &report.published {
        Some(_) => Look::new(tone::GOOD, w.published),
        None => Look::new(tone::CLOCK, w.unpublished),
    };
    RowView {
        href: when.carried(address(&report.id)),
        title: fill(w.report_of, &[&report.as_of]),
        state: Some(state),
        under: head(visitor, report),
        links: Vec::new(),
    }
}

/// What a report is, in a few parts.
fn head(visitor: &Visitor, report: &DutyReport) -> Vec<String> {
    let w = &visitor.w.reported;
    let mut says =
        vec![report.id.clone(), fill(w.lines, &[&report.lines.len()]), fill(w.filed_on, &[&report.filed_on])];
    says.extend(report.published.as_ref().map(|published| fill(w.published_on, &[&published.mark.on])));
    says
}

/// How lines stand, computed from the rows of the drafters; each standard is read once.
#[derive(Default)]
pub(crate) struct Standing(HashMap<StandardNumber, Vec<Standard>>);

impl Standing {
    /// How the duty of a line stood as it is seen; `None` where the part in the drafting was not on file.
    ///
    /// # Errors
    /// If the database fails or a row cannot be read.
    pub(crate) fn of(
        &mut self,
        reader: &Reader,
        line: &DutyLine,
        seen: Seen,
    ) -> Result<Option<DutyStatus>, Fault> {
        let id = format!("{}/{}", line.enterprise, line.role);
        let Some(row) = reader.row(DRAFTING_ROLE, &id)? else { return Ok(None) };
        let drafter: Drafter = case_of(&row)?;
        let number = line.edition.number();
        if !self.0.contains_key(number) {
            let filed = reader.standard(number)?;
            self.0.insert(number.clone(), filed.map(|filed| filed.value).into_iter().collect());
        }
        let standards = self.0.get(number).map(Vec::as_slice).unwrap_or_default();
        let duties = drafter.duties(standards, reader.law(), seen);
        let mut duties = duties.into_iter().flatten();
        Ok(duties.find(|(duty, _)| *duty == line.duty).map(|(_, status)| status))
    }
}

/// A line with how its duty stands on the day of the page.
type Told = (ReportedDuty, Option<DutyStatus>);

fn told(reader: &Reader, duties: Vec<ReportedDuty>, seen: Seen) -> Result<Vec<Told>, Fault> {
    let mut standing = Standing::default();
    duties
        .into_iter()
        .map(|duty| {
            let now = standing.of(reader, &duty.line, seen)?;
            Ok((duty, now))
        })
        .collect()
}

/// What is told of a line after the report: its correction, else that it was met meanwhile, else how it stands now.
fn since(visitor: &Visitor, (duty, now): &Told, seen: Seen) -> Vec<String> {
    let w = &visitor.w.reported;
    if let Some(corrected) = &duty.line.corrected {
        let (says, on) = (visitor.said(&corrected.now.says), corrected.mark.on);
        return vec![fill(w.corrected_to, &[&on, &says])];
    }
    let met = duty.meanwhile.as_ref().map(|now| fill(w.when_published, &[&visitor.said(&now.says)]));
    let now = match now {
        Some(DutyStatus::Overdue { .. }) => w.still_overdue.to_owned(),
        Some(status) => fill(w.now, &[&visitor.said(&status.said(seen.as_of))]),
        None => w.not_on_file.to_owned(),
    };
    met.into_iter().chain([now]).collect()
}

fn line(visitor: &Visitor, one: &Told, when: &When) -> RowView {
    let (duty, now) = one;
    let line = &duty.line;
    let w = &visitor.w.reported;
    let state = match (&line.corrected, now) {
        (Some(_), _) => Look::new(tone::CLOSED, w.corrected),
        (None, Some(DutyStatus::Overdue { .. })) => {
            Look::new(tone::BAD, visitor.word(DutyStatus::Overdue { last: line.last }.words()))
        }
        (None, Some(status)) => {
            Look::new(crate::public::duties::tone_of(*status), visitor.word(status.words()))
        }
        (None, None) => Look::new(tone::UNKNOWN, w.not_on_file),
    };
    let mut under = vec![
        line.edition.print(),
        visitor.lang.label(line.part.words()),
        visitor.lang.label(line.duty.words()),
        visitor.lang.place(&line.region),
        fill(w.reported_as, &[&duty.as_of, &visitor.said(&line.says)]),
    ];
    under.retain(|part| !part.is_empty());
    under.extend(since(visitor, one, when.seen));
    RowView {
        href: when.carried(format!("/makers/{}", line.enterprise)),
        title: format!("{}. {}", line.line, line.name),
        state: Some(state),
        under,
        links: Vec::new(),
    }
}

/// The published lines of a list, each leading to its report: for the pages of makers and standards.
///
/// # Errors
/// A fault of the reader.
pub(crate) async fn published(
    site: &PublicSite,
    visitor: &Visitor,
    duties: Vec<ReportedDuty>,
    when: &When,
) -> Result<Vec<RowView>, Trouble> {
    let seen = when.seen;
    let told = site.look(move |reader| told(reader, duties, seen)).await?;
    let view = |one: &Told| {
        let duty = &one.0;
        let row = line(visitor, one, when);
        let mut under = vec![fill(visitor.w.reported.report_of, &[&duty.as_of])];
        under.extend(row.under);
        RowView { href: when.carried(address(&duty.report)), title: duty.line.name.clone(), under, ..row }
    };
    Ok(told.iter().map(view).collect())
}

/// The first lines of a report as they stand today, and how many more there are: for the forms of acts about it.
///
/// # Errors
/// A fault of the reader.
pub(crate) async fn lines(
    site: &PublicSite,
    visitor: &Visitor,
    report: &DutyReport,
) -> Result<(Vec<RowView>, usize), Trouble> {
    let duties: Vec<ReportedDuty> = ReportedDuty::all(report).take(SHOWN).collect();
    let when = When::today(site.today());
    let told = site.look(move |reader| told(reader, duties, when.seen)).await?;
    let left = report.lines.len().saturating_sub(told.len());
    Ok((told.iter().map(|one| line(visitor, one, &when)).collect(), left))
}

/// `GET /duties/{report}`: the page, or the spreadsheet where `format` asks for one.
pub(crate) async fn show(
    State(site): State<PublicSite>,
    Path(id): Path<String>,
    visitor: Visitor,
) -> Result<Response, Trouble> {
    let when = When::of(&site, &visitor.glimpse)?;
    let asked = id.clone();
    let filed = site.look(move |reader| reader.duty_report(&asked)).await?;
    let report = filed.and_then(|filed| when.seen.report(&filed.value)).ok_or_else(|| when.not_on_file())?;
    let report = report.told();
    if report.published.is_none() && !knows(&visitor) {
        return Err(when.not_on_file());
    }
    let format = visitor.glimpse.query.as_deref().and_then(|query| pair(query, '&', "format"));
    let is_sheet = match format {
        Some("csv" | "xlsx") => true,
        None | Some("html") => false,
        Some(_) => {
            return Err(Trouble::bad(
                "参数format只能是csv、xlsx或html",
                "the parameter `format` is csv, xlsx or html",
            ));
        }
    };
    if is_sheet || when.is_dated {
        site.bound_heavy(&visitor)?;
    }
    let most = if is_sheet { usize::MAX } else { SHOWN };
    let duties: Vec<ReportedDuty> = ReportedDuty::all(&report).take(most).collect();
    let seen = when.seen;
    let asked = report.clone();
    let found = site.look(move |reader| {
        let before = before(reader, &asked, &duties, seen)?;
        Ok((told(reader, duties, seen)?, before))
    });
    let (lines, before) = found.await?;
    if is_sheet {
        return export::spreadsheet(
            &sheet(&visitor, &report, (&lines, &before), seen),
            &report.id,
            format == Some("csv"),
        );
    }
    Ok(as_page(&visitor, &report, (&lines, &before), &when)?.into_response())
}

fn as_page(
    visitor: &Visitor,
    report: &DutyReport,
    (lines, before): (&[Told], &BTreeMap<u32, Before>),
    when: &When,
) -> Page {
    // A line that was published already says so, and leads to where.
    let row = |one: &Told| {
        let mut row = line(visitor, one, when);
        if let Some(before) = before.get(&one.0.line.line) {
            row.under.push(before.said(visitor));
            row.links.push((when.carried(address(&before.report)), before.report.clone()));
        }
        row
    };
    let w = &visitor.w.reported;
    let here = address(&report.id);
    let as_format = |format: &str| when.carried(format!("{here}?format={format}"));
    let left = report.lines.len().saturating_sub(lines.len());
    let may_see = office(visitor).is_some_and(|office| reads_report(office, report.published.is_some()));
    let paper = |entry: Option<u64>, words: &str| Some((format!("/papers/{}", entry?), words.to_owned()));
    let published = report.published.as_ref().and_then(|it| paper(it.mark.entry, w.paper_published));
    let filed = paper(report.entry, w.paper_filed).filter(|_| office(visitor).is_some_and(has_all));
    page(&ReportPage {
        f: visitor.frame(fill(w.report_of, &[&report.as_of]), Section::Standards).seen(when.banner(visitor)),
        title: fill(w.report_of, &[&report.as_of]),
        says: head(visitor, report),
        case: may_see.then(|| case::address(CaseKind::DutyReport, &report.id)),
        papers: filed.into_iter().chain(published).collect(),
        rows: lines.iter().map(row).collect(),
        left_out: (left > 0).then(|| fill(visitor.w.report.left_out, &[&left])),
        notices: notices(visitor, report),
        csv: as_format("csv"),
        xlsx: as_format("xlsx"),
        when: when.form(here.clone(), Vec::new()),
    })
}

/// Whom the report was told, and when it was received; each with its letter for those who may have it.
fn notices(visitor: &Visitor, report: &DutyReport) -> Vec<RowView> {
    let w = &visitor.w.reported;
    let view = |notice: &policy::standard::publishing::DutyNotice| {
        let department = visitor.lang.label(notice.department.words());
        let state = match notice.received {
            Some(mark) => Look::new(tone::GOOD, fill(w.received_on, &[&mark.on])),
            None => Look::new(tone::CLOCK, w.not_received),
        };
        let to = (notice.department, notice.region.as_str());
        let may_have = office(visitor).is_some_and(|office| may_have_notice(office, to));
        let paper = notice.mark.entry.filter(|_| may_have).map(|entry| format!("/papers/{entry}"));
        RowView {
            href: paper.unwrap_or_else(|| address(&report.id)),
            title: format!("{} · {department}", visitor.lang.place(&notice.region)),
            state: Some(state),
            under: vec![fill(w.sent_on, &[&notice.mark.on])],
            links: Vec::new(),
        }
    };
    report.notices.iter().map(view).collect()
}

fn sheet(
    visitor: &Visitor,
    report: &DutyReport,
    (lines, before): (&[Told], &BTreeMap<u32, Before>),
    seen: Seen,
) -> Sheet {
    let text = |text: String| Value::Text(text);
    let said = |said: &Said| Value::Text(visitor.said(said));
    let row = |one: &Told| {
        let (duty, now) = one;
        let line = &duty.line;
        let corrected = line.corrected.as_ref().map(|corrected| said(&corrected.now.says));
        let now = match now {
            Some(status) => said(&status.said(seen.as_of)),
            None => text(visitor.w.reported.not_on_file.to_owned()),
        };
        vec![
            Value::Whole(line.line.into()),
            text(line.name.clone()),
            text(line.enterprise.to_string()),
            text(visitor.lang.place(&line.region)),
            text(line.edition.print()),
            text(visitor.lang.label(line.part.words())),
            text(visitor.lang.label(line.duty.words())),
            date(line.last),
            said(&line.says),
            duty.meanwhile.as_ref().map_or(Value::Empty, |now| said(&now.says)),
            corrected.unwrap_or(Value::Empty),
            now,
            before.get(&line.line).map_or(Value::Empty, |before| text(before.said(visitor))),
        ]
    };
    Sheet {
        name: report.id.clone(),
        headers: COLUMNS.iter().map(|words| visitor.lang.label(*words)).collect(),
        rows: lines.iter().map(row).collect(),
    }
}
