//! Duties not fulfilled, as the province made them public (clause 4): the reports, each with its lines, what became of
//! them since, and whom it was told. A report is public with its publication; before, those alone read it whose work it
//! is.

use std::collections::HashMap;

use policy::powers::Office;
use policy::seen::Seen;
use policy::standard::Standard;
use policy::standard::duties::DutyStatus;
use policy::standard::number::StandardNumber;
use policy::standard::publishing::{DutyLine, DutyReport};
use registry::{DRAFTING_ROLE, Drafter, Fault, Reader, ReportedDuty};

use crate::problem::Trouble;
use crate::public::PublicSite;
use crate::public::duties::reads_report;
use crate::public::filter::{case_of, encoded};
use crate::public::registers::RowView;
use crate::tone::{self, State as Look};
use crate::visitor::Visitor;
use crate::when::When;
use crate::words::fill;

/// The most lines that the form of an act shows.
const SHOWN: usize = 500;

/// The address of a report.
pub(crate) fn address(id: &str) -> String {
    format!("/duties/{}", encoded(id))
}

pub(super) fn office(visitor: &Visitor) -> Option<&Office> {
    visitor.office()
}

/// Whether the visitor reads reports that are not published.
pub(crate) fn knows(visitor: &Visitor) -> bool {
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
pub(super) fn head(visitor: &Visitor, report: &DutyReport) -> Vec<String> {
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
pub(super) type Told = (ReportedDuty, Option<DutyStatus>);

pub(super) fn told(reader: &Reader, duties: Vec<ReportedDuty>, seen: Seen) -> Result<Vec<Told>, Fault> {
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
