//! Reports of duties not fulfilled (clause 4): their rows, what an act about one needs, and the lines that readers find
//! by enterprise and standard.

use std::collections::BTreeSet;
use std::sync::Arc;

use policy::calendar::Day;
use policy::command::Act;
use policy::enterprise::Dossier;
use policy::enterprise::credit_code::CreditCode;
use policy::event::{Entry, Event};
use policy::paper::{Issued, PaperKind};
use policy::question::Law;
use policy::seen::Seen;
use policy::standard::Standard;
use policy::standard::duties::DutyStatus;
use policy::standard::number::StandardNumber;
use policy::standard::publishing::{DutyLine, DutyReport};
use policy::supervision::verdicts::papers_to_serve;
use serde::{Deserialize, Serialize};

use crate::act::written;
use crate::deed::Pending;
use crate::drafter::Drafter;
use crate::fault::Fault;
use crate::fold::HeldReport;
use crate::page::Query;
use crate::reader::{Filed, Reader};
use crate::rows::{DRAFTING_ROLE, DUTY_LINE, DUTY_REPORT, Row, plain};
use crate::search::Words;
use crate::store::{Columns, Tx};
use crate::tags::{of_reported, papers_of};
use crate::{books, sql};

/// Rows read at once.
const AT_ONCE: u64 = 500;

/// A line of a report with what became of the report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReportedDuty {
    /// The report.
    pub report: String,
    /// The day as of which it was made.
    pub as_of: Day,
    /// The day it was published, if it was.
    pub published_on: Option<Day>,
    /// What was said of the line when it was published: that its duty was met, or fell away, meanwhile.
    pub meanwhile: Option<policy::standard::publishing::LineNow>,
    /// The line.
    pub line: DutyLine,
}

impl ReportedDuty {
    /// One line of a report.
    #[must_use]
    pub fn of(report: &DutyReport, line: &DutyLine) -> ReportedDuty {
        ReportedDuty {
            report: report.id.clone(),
            as_of: report.as_of,
            published_on: report.published.as_ref().map(|published| published.mark.on),
            meanwhile: report.meanwhile(line.line).cloned(),
            line: line.clone(),
        }
    }

    /// The lines of a report.
    pub fn all(report: &DutyReport) -> impl Iterator<Item = ReportedDuty> {
        report.lines.iter().map(|line| ReportedDuty::of(report, line))
    }
}

/// The rows of a report: itself, and one for each line.
///
/// # Errors
/// If a record cannot be written as JSON, which is a fault of the program.
pub(crate) fn rows(report: &DutyReport) -> Result<Vec<Arc<Row>>, Fault> {
    let whole = plain(DUTY_REPORT, &report.id, report.state(), &report.id, written(report)?);
    let mut rows = vec![Arc::new(whole)];
    for duty in ReportedDuty::all(report) {
        let line = &duty.line;
        let state = if line.corrected.is_some() { "corrected" } else { report.state() };
        let edition = line.edition.to_string();
        let title = format!("{} {edition}", line.name);
        // Lines stand in their order in a list by identifiers.
        let id = format!("{}/{:06}", report.id, line.line);
        let row = Row {
            enterprise: line.enterprise.to_string(),
            region: line.region.clone(),
            due_on: line.last.to_string(),
            words: Words::of([title.as_str(), line.enterprise.as_str(), &report.id]).text(),
            ..plain(DUTY_LINE, &id, state, &title, written(&duty)?)
        };
        rows.push(Arc::new(row));
    }
    Ok(rows)
}

/// The report of duties that an act names.
#[must_use]
pub fn report_named_by(act: &Act) -> Option<String> {
    if let Act::FileDutyReport(act) = act {
        return Some(DutyReport::name(act.as_of));
    }
    if let Act::PublishDutyReport(act) = act {
        return Some(act.report.clone());
    }
    if let Act::CorrectDutyLine(act) = act {
        return Some(act.report.clone());
    }
    let (Act::NotifyDuties(to) | Act::ReceiveDutyNotice(to)) = act else { return None };
    Some(to.report.clone())
}

/// Whose dossiers an act about a report needs.
pub enum Concerned {
    /// Of whoever has a duty overdue as of a day.
    Overdue(Day),
    /// Of these enterprises.
    Of(BTreeSet<CreditCode>),
}

/// Whose dossiers an act about a report needs, the report being as it is on file: for a new one of whoever is overdue,
/// for one on file of whoever has a line in it.
#[must_use]
pub fn concerned_by(act: &Act, report: Option<&DutyReport>) -> Concerned {
    let codes = match (act, report) {
        (Act::FileDutyReport(act), None) => return Concerned::Overdue(act.as_of),
        (Act::FileDutyReport(_) | Act::ReceiveDutyNotice(_), _) | (_, None) => BTreeSet::new(),
        (Act::CorrectDutyLine(act), Some(report)) => {
            report.line(act.line).map(|line| line.enterprise).into_iter().collect()
        }
        (Act::NotifyDuties(to), Some(report)) => {
            report.of_place(&to.region).map(|line| line.enterprise).collect()
        }
        (_, Some(report)) => report.lines.iter().map(|line| line.enterprise).collect(),
    };
    Concerned::Of(codes)
}

/// How the standards with some numbers are looked up.
type StandardsOf<'a> =
    dyn FnMut(&mut dyn Tx, BTreeSet<StandardNumber>) -> Result<Arc<Vec<Standard>>, Fault> + 'a;

/// Who has a duty overdue as of a day: looked for in the rows of all drafters, each of which has all that it takes.
fn overdue(
    tx: &mut dyn Tx,
    (law, day): (Law, Day),
    standards: &mut StandardsOf,
) -> Result<BTreeSet<CreditCode>, Fault> {
    let mut found = BTreeSet::new();
    let mut after = String::new();
    loop {
        let args = [DRAFTING_ROLE.into(), after.as_str().into(), AT_ONCE.into()];
        let rows: Vec<Row> = tx.query(sql::ROWS_AFTER, &args)?.into_iter().map(Row::read).collect();
        for row in &rows {
            let drafter: Drafter = books::read(&row.body, "a drafter")?;
            let number = BTreeSet::from([drafter.role.edition.number().clone()]);
            let standards = standards(tx, number)?;
            let duties = drafter.duties(&standards, law, Seen::as_of(day));
            let mut duties = duties.into_iter().flatten();
            if duties.any(|(_, status)| matches!(status, DutyStatus::Overdue { .. })) {
                found.insert(drafter.enterprise());
            }
        }
        match rows.last() {
            Some(last) if rows.len() as u64 == AT_ONCE => after.clone_from(&last.id),
            _ => return Ok(found),
        }
    }
}

/// The papers that an act rests on, by the entries that they are made from: the letter of the step before about a report,
/// those of a decision that is served. Of a notice the dossier itself tells when its paper was issued.
#[must_use]
pub fn papers_before(
    act: &Act,
    report: Option<&DutyReport>,
    dossier: Option<&Dossier>,
) -> Vec<(u64, PaperKind)> {
    if let Act::ServeDecision { proceeding } = act {
        return dossier.map(|dossier| papers_to_serve(dossier, proceeding)).unwrap_or_default();
    }
    report.and_then(|report| report.letter_before(act)).into_iter().collect()
}

/// The papers that were issued of an entry.
fn issued_of(tx: &mut dyn Tx, entry: u64) -> Result<Vec<Issued>, Fault> {
    let args = [papers_of(entry).into(), (-1_i64).into(), AT_ONCE.into()];
    let mut found = Vec::new();
    for line in tx.query(sql::TAGGED, &args)? {
        let mut columns = Columns::of(line);
        let position = columns.position();
        let entry: Entry = books::read(&columns.text(), &format!("entry {position}"))?;
        if let Event::PaperIssued { paper } = entry.event {
            found.push(Issued { paper, on: entry.entered_on });
        }
    }
    Ok(found)
}

impl Pending<'_> {
    /// The report that an act names, and the dossiers of the drafters that it is about.
    pub(crate) fn report(&mut self, act: &Act) -> Result<(Option<HeldReport>, Vec<Dossier>), Fault> {
        let Some(id) = report_named_by(act) else { return Ok((None, Vec::new())) };
        let report = self.shelf.report(self.tx, &id)?;
        let codes = match concerned_by(act, report.as_ref().map(|(report, _)| &**report)) {
            Concerned::Of(codes) => codes,
            Concerned::Overdue(day) => {
                let shelf = &mut *self.shelf;
                overdue(self.tx, (self.rules.law(), day), &mut |tx, numbers| shelf.standards(tx, numbers))?
            }
        };
        let drafters = self.shelf.parents(self.tx, codes)?;
        Ok((report, drafters))
    }

    /// What was issued of the papers that an act rests on.
    pub(crate) fn issued_before(
        &mut self,
        act: &Act,
        report: Option<&HeldReport>,
        dossier: Option<&Dossier>,
    ) -> Result<Vec<Issued>, Fault> {
        let mut issued = Vec::new();
        for (entry, _) in papers_before(act, report.map(|(report, _)| &**report), dossier) {
            issued.extend(issued_of(self.tx, entry)?);
        }
        Ok(issued)
    }
}

impl Reader {
    /// Who has a duty overdue as of a day, by all that is on file.
    ///
    /// # Errors
    /// If the database fails or a part in the drafting cannot be read.
    pub fn overdue(&self, day: Day) -> Result<BTreeSet<CreditCode>, Fault> {
        self.snapshot(|tx| {
            overdue(tx, (self.law(), day), &mut |tx, numbers| books::standards(tx, numbers).map(Arc::new))
        })
    }

    /// The papers that were issued of an entry.
    ///
    /// # Errors
    /// If the database fails or an entry cannot be read.
    pub fn issued_of(&self, entry: u64) -> Result<Vec<Issued>, Fault> {
        self.with(|tx| issued_of(tx, entry))
    }

    /// A report of duties not fulfilled.
    ///
    /// # Errors
    /// If the database fails or the report cannot be read.
    pub fn duty_report(&self, id: &str) -> Result<Option<Filed<DutyReport>>, Fault> {
        self.with(|tx| Ok(books::report(tx, id)?.map(|(value, version)| Filed { value, version })))
    }

    /// What was published of an enterprise's duties, as it was seen, in the order of the reports.
    ///
    /// # Errors
    /// If the database fails or a line cannot be read.
    pub fn published_of(&self, code: CreditCode, seen: Seen) -> Result<Vec<ReportedDuty>, Fault> {
        let mut query = Query {
            kind: DUTY_LINE.to_owned(),
            enterprise: code.to_string(),
            limit: 200,
            ..Query::default()
        };
        let mut reports = BTreeSet::new();
        loop {
            let page = self.rows(&query)?;
            for row in &page.items {
                reports.extend(row.id.split_once('/').map(|(report, _)| report.to_owned()));
            }
            match page.next {
                Some(next) => query.after = next.id,
                None => break,
            }
        }
        self.published_in(reports, seen, |line| line.enterprise == code)
    }

    /// What was published of duties under a standard, in the same way.
    ///
    /// # Errors
    /// As [`Reader::published_of`].
    pub fn published_under(&self, number: &StandardNumber, seen: Seen) -> Result<Vec<ReportedDuty>, Fault> {
        let entries = self.all_tagged(&of_reported(number))?;
        let reports = entries.iter().filter_map(|at| {
            let Event::DutyReportAdvanced { report, .. } = &at.entry.event else { return None };
            Some(report.clone())
        });
        self.published_in(reports.collect(), seen, |line| line.edition.number() == number)
    }

    fn published_in(
        &self,
        reports: BTreeSet<String>,
        seen: Seen,
        is_sought: impl Fn(&DutyLine) -> bool,
    ) -> Result<Vec<ReportedDuty>, Fault> {
        let mut found = Vec::new();
        for id in reports {
            let Some(report) = self.duty_report(&id)?.and_then(|filed| seen.report(&filed.value)) else {
                continue;
            };
            let told: Vec<ReportedDuty> = ReportedDuty::all(&report.told()).collect();
            let told = told.into_iter().filter(|duty| duty.published_on.is_some());
            found.extend(told.filter(|duty| is_sought(&duty.line)));
        }
        Ok(found)
    }
}
