//! One report of duties not fulfilled with its lines (clause 4): what each was when it was reported and published, its correction and
//! how it stands now; narrowed, put in order and kept as a file as every list is.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::{Path, Query, State};
use axum::response::Response;
use documents::sheet::Value;
use policy::article::{Article, Said, Words};
use policy::standard::duties::DutyStatus;
use policy::standard::publishing::{DutyNotice, DutyReport};
use registry::ReportedDuty;

use crate::acts::CaseKind;
use crate::acts::field::w;
use crate::office::case;
use crate::papers::duties::{has_all, may_have_notice};
use crate::problem::Trouble;
use crate::public::PublicSite;
use crate::public::columns::date;
use crate::public::duties::reads_report;
use crate::public::filter::Filter;
use crate::public::offer::Takes;
use crate::public::registers::RowView;
use crate::public::reported::{Told, address, head, knows, office, told};
use crate::public::reported_before::{Before, before};
use crate::reports::shape::{About, Shape};
use crate::reports::{Cell, Count, Narrow, as_asked, offer, select};
use crate::tone::{self, State as Look};
use crate::visitor::Visitor;
use crate::when::When;
use crate::words::fill;

/// The columns: what a line is about first, and what stands behind it last.
const COLUMNS: &[Words] = &[
    w("企业", "Enterprise"),
    w("责任", "Duty"),
    w("现在", "Now"),
    w("标准", "Edition"),
    w("角色", "Part"),
    w("所在地", "Place"),
    w("最后一日", "Last day"),
    w("更正", "Correction"),
    w("公开时", "When published"),
    w("此前公开", "Published before"),
    w("报告时", "When reported"),
    w("行号", "Line"),
    w("统一社会信用代码", "Credit code"),
];

const ARTICLES: &[Article] = &[Article::of(4), Article::of(13)];

/// What became of a line since, by the name that stays.
pub(crate) const SINCE: [(&str, Words); 4] = [
    ("open", Words { zh: "仍未履行", en: "Still not met" }),
    ("met", Words { zh: "此后已履行", en: "Met since" }),
    ("corrected", Words { zh: "已更正", en: "Corrected" }),
    ("otherwise", Words { zh: "无法判断或不再适用", en: "Cannot tell, or binds no more" }),
];

/// What became of a line, by its place in [`SINCE`]: whether it was corrected, and how its duty stands.
pub(crate) fn became(is_corrected: bool, now: Option<DutyStatus>) -> usize {
    match now {
        _ if is_corrected => 2,
        Some(DutyStatus::Overdue { .. } | DutyStatus::Pending { .. }) => 0,
        Some(status) if status.met_on().is_some() => 1,
        Some(_) | None => 3,
    }
}

/// `GET /duties/{report}`: the page, or the spreadsheet where `format` asks for one.
pub(crate) async fn show(
    State(site): State<PublicSite>,
    Path(id): Path<String>,
    Query(filter): Query<Filter>,
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
    // How each line stands is computed for whoever asks.
    site.bound_heavy(&visitor)?;
    let narrows = &[Narrow::Months, Narrow::Place];
    let (filter, doubts) = filter.read(&offer(COLUMNS, narrows).and("outcome", Takes::one_of(SINCE)));
    let (seen, inner) = (when.seen, report.clone());
    let found = site.look(move |reader| {
        let duties: Vec<ReportedDuty> = ReportedDuty::all(&inner).collect();
        let before = before(reader, &inner, &duties, seen)?;
        Ok((told(reader, duties, seen)?, before, reader.head().size))
    });
    let (lines, before, size) = found.await?;
    let is_asked = |(duty, now): &&Told| {
        let became = SINCE.get(became(duty.line.corrected.is_some(), *now));
        filter.outcome.is_empty() || became.is_some_and(|(name, _)| *name == filter.outcome)
    };
    let rows = lines.iter().filter(is_asked).map(|one| cells(&visitor, one, &before, when)).collect();
    let w = &visitor.w;
    let title = fill(w.reported.report_of, &[&report.as_of]);
    let path = address(&report.id);
    let shape = Shape {
        up: Some((when.carried("/duties".to_owned()), w.reported.title)),
        narrows,
        is_behind: true,
        all: Some(lines.len()),
        about: Some(about(&visitor, &report)),
        ..Shape::list((&report.id, &path), (title, w.reported.lines_lead), (COLUMNS, ARTICLES), doubts)
    };
    let since = SINCE.iter().map(|(name, words)| ((*name).to_owned(), visitor.lang.label(*words)));
    let since = select(&visitor, ("outcome", w.list.since), &filter.outcome, since);
    let count = Count { value: Arc::new(rows), size };
    as_asked(&site, &visitor, (&shape, vec![since]), &filter, count, when)
}

/// A line as a row.
fn cells(visitor: &Visitor, (duty, now): &Told, before: &BTreeMap<u32, Before>, when: When) -> Vec<Cell> {
    let line = &duty.line;
    let said = |said: &Said| Cell::text(visitor.said(said));
    let empty = || Cell::of(Value::Empty);
    let corrected = line.corrected.as_ref();
    let now = match now {
        Some(status) => said(&status.said(when.seen.as_of)),
        None => Cell::text(visitor.w.reported.not_on_file),
    };
    let before = before.get(&line.line).map_or_else(empty, |before| {
        Cell::text(before.said(visitor)).leads_to(when.carried(address(&before.report)))
    });
    vec![
        Cell::text(&*line.name).leads_to(when.carried(format!("/makers/{}", line.enterprise))),
        Cell::text(visitor.lang.label(line.duty.words())),
        now,
        Cell::text(line.edition.print()),
        Cell::text(visitor.lang.label(line.part.words())),
        Cell::text(visitor.lang.place(&line.region)).at(&*line.region),
        Cell::of(date(line.last)),
        corrected.map_or_else(empty, |corrected| {
            let (says, on) = (visitor.said(&corrected.now.says), corrected.mark.on);
            Cell::text(fill(visitor.w.reported.corrected_to, &[&on, &says]))
        }),
        duty.meanwhile.as_ref().map_or_else(empty, |now| said(&now.says)),
        before,
        said(&line.says),
        Cell::count(line.line.into()),
        Cell::text(line.enterprise.to_string()),
    ]
}

/// What is told of the lines together: the report, its letters, and whom it was told.
fn about(visitor: &Visitor, report: &DutyReport) -> About {
    let w = &visitor.w.reported;
    let may_see = office(visitor).is_some_and(|office| reads_report(office, report.published.is_some()));
    let case = may_see
        .then(|| (case::address(CaseKind::DutyReport, &report.id), visitor.w.register.open_case.to_owned()));
    let paper = |entry: Option<u64>, words: &str| Some((format!("/papers/{}", entry?), words.to_owned()));
    let published = report.published.as_ref().and_then(|it| paper(it.mark.entry, w.paper_published));
    let filed = paper(report.entry, w.paper_filed).filter(|_| office(visitor).is_some_and(has_all));
    About {
        says: head(visitor, report),
        note: w.frozen,
        links: case.into_iter().chain(filed).chain(published).collect(),
        after: Some((w.notices, w.no_notices, notices(visitor, report))),
    }
}

/// Whom the report was told, and when it was received; each with its letter for those who may have it.
fn notices(visitor: &Visitor, report: &DutyReport) -> Vec<RowView> {
    let w = &visitor.w.reported;
    let view = |notice: &DutyNotice| {
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
