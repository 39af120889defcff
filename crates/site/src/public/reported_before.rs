//! Which duties of a report were published already by an earlier one, with the day, and whom it was told then: each report
//! holds all that is overdue, also what an earlier one held (reading 0022).

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap};

use policy::calendar::Day;
use policy::enterprise::credit_code::CreditCode;
use policy::seen::Seen;
use policy::standard::publishing::{Department, DutyReport};
use registry::{Fault, Reader, ReportedDuty};

use crate::visitor::Visitor;
use crate::words::fill;

/// An earlier publication of a duty.
pub(super) struct Before {
    /// The report that it was published with.
    pub(super) report: String,
    on: Day,
    /// The departments of the place that were notified of it, each with the day.
    told: Vec<(Department, Day)>,
}

impl Before {
    /// In a sentence.
    pub(super) fn said(&self, visitor: &Visitor) -> String {
        let (w, comma) = (&visitor.w.reported, visitor.w.case.comma);
        let told = self
            .told
            .iter()
            .map(|(department, on)| fill(w.before_told, &[&visitor.word(department.words()), on]));
        let told: Vec<String> = told.collect();
        let told = if told.is_empty() { w.before_untold.to_owned() } else { told.join(comma) };
        format!("{}{comma}{told}", fill(w.before, &[&self.on, &self.report]))
    }
}

/// The last publication of each of these lines before that of their report, by the number of the line; each enterprise and
/// each report is looked up once.
///
/// # Errors
/// A fault of the reader.
pub(super) fn before(
    reader: &Reader,
    report: &DutyReport,
    lines: &[ReportedDuty],
    seen: Seen,
) -> Result<BTreeMap<u32, Before>, Fault> {
    let own = report.published.as_ref().and_then(|published| published.mark.entry);
    let mut firms: HashMap<CreditCode, Vec<ReportedDuty>> = HashMap::new();
    let mut reports: HashMap<String, Option<DutyReport>> = HashMap::new();
    let mut found = BTreeMap::new();
    for line in lines.iter().map(|duty| &duty.line) {
        let published = match firms.entry(line.enterprise) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(place) => place.insert(reader.published_of(line.enterprise, seen)?),
        };
        let same = published.iter().filter(|one| {
            let that = &one.line;
            one.report != report.id
                && (&that.role, that.duty) == (&line.role, line.duty)
                && that.corrected.is_none()
        });
        for one in same {
            let other = match reports.entry(one.report.clone()) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(place) => {
                    let filed = reader.duty_report(&one.report)?;
                    place.insert(filed.and_then(|filed| seen.report(&filed.value)))
                }
            };
            let Some(other) = other.as_ref() else { continue };
            let Some(mark) = other.published.as_ref().map(|published| &published.mark) else { continue };
            let is_before = own.is_none() || mark.entry < own;
            let is_last = found.get(&line.line).is_none_or(|known: &Before| known.on <= mark.on);
            if is_before && is_last {
                let notices = other.notices.iter().filter(|notice| notice.region == one.line.region);
                let told = notices.map(|notice| (notice.department, notice.mark.on)).collect();
                found.insert(line.line, Before { report: other.id.clone(), on: mark.on, told });
            }
        }
    }
    Ok(found)
}
