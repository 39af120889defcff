//! The duties of clause 4 as open data: who took part in drafting and what was met, as the pages of standards and makers
//! tell it, and the lines that the province published. That a duty is not met nobody is told before (reading 0022).

use std::collections::BTreeMap;

use documents::sheet::Value;
use policy::calendar::Day;
use policy::seen::Seen;
use policy::standard::Standard;
use policy::standard::duties::{Duty, DutyStatus};
use policy::standard::number::StandardNumber;
use policy::standard::publishing::DutyReport;
use registry::{DRAFTING_ROLE, DUTY_REPORT, Drafter, Fault, Reader};

use crate::public::bare::standard_without_tables;
use crate::public::columns::{CREDIT_CODE, Column, MAKER, REGION, column, date, day, text};
use crate::public::data_derived::{Derived, Give};
use crate::public::duties_told::{NOT_TOLD, Published};
use crate::public::filter::case_of;
use crate::public::reported::Standing;

const EDITION: Column = column("edition", "标准", "edition");
const PART: Column = column("part", "角色", "part");
const DUTY: Column = column("duty", "责任", "duty");
const LAST_DAY: Column = column("last_day", "最后一日", "last day");
const REPORT: Column = column("report", "报告编号", "report");
const PUBLISHED_ON: Column = column("published_on", "公开日", "published on");

/// Each duty of each drafter.
pub(super) const DUTIES: Derived = Derived {
    name: "duties",
    columns: &[
        EDITION,
        MAKER,
        CREDIT_CODE,
        REGION,
        PART,
        column("participant", "单位类别", "kind of participant"),
        DUTY,
        column("status", "履行情况", "status"),
        column("met_on", "履行日", "met on"),
        column("declared", "仅企业自行申报", "declared by the maker alone"),
        column("photo", "有照片", "has a photo"),
        LAST_DAY,
        REPORT,
        PUBLISHED_ON,
    ],
    rows: duties,
};

/// Each line that was published.
pub(super) const PUBLISHED: Derived = Derived {
    name: "published-duties",
    columns: &[
        REPORT,
        column("as_of", "截至日", "as of"),
        PUBLISHED_ON,
        column("line", "行号", "line"),
        MAKER,
        CREDIT_CODE,
        REGION,
        EDITION,
        PART,
        DUTY,
        LAST_DAY,
        column("when_published", "公开时", "when published"),
        column("corrected_on", "更正日", "corrected on"),
        column("corrected_to", "更正为", "corrected to"),
        column("now", "现在", "now"),
        column("met_on", "履行日", "met on"),
    ],
    rows: published,
};

/// Reports, standards and drafters are seen in one snapshot, so that they are of one moment.
fn duties(reader: &Reader, today: Day, give: Give) -> Result<u64, Fault> {
    let mut told = Published::default();
    let mut standards: BTreeMap<StandardNumber, Standard> = BTreeMap::new();
    let law = reader.law();
    reader.each_row(&[DUTY_REPORT, "standard", DRAFTING_ROLE], &mut |row| {
        match row.kind.as_str() {
            DUTY_REPORT => told.take_up(&case_of(row)?),
            DRAFTING_ROLE => {
                let drafter: Drafter = case_of(row)?;
                let known = standards.get(drafter.role.edition.number());
                let known = known.map(std::slice::from_ref).unwrap_or_default();
                let seen = Seen::as_of(today);
                for (duty, status) in drafter.duties(known, law, seen).into_iter().flatten() {
                    let line = told.of(&drafter, duty);
                    let shown = drafter.shown(duty, known, law, seen).filter(|_| status.met_on().is_some());
                    give(&one(&drafter, (duty, status), shown, line))?;
                }
            }
            // A duty rests on the days of an edition alone.
            _ => {
                let standard = standard_without_tables(row)?;
                standards.insert(standard.number.clone(), standard);
            }
        }
        Ok(())
    })
}

/// One duty: what is met with its day, and the whole of how it stands once a line about it is published.
fn one(
    drafter: &Drafter,
    (duty, status): (Duty, DutyStatus),
    shown: Option<registry::Showing>,
    line: Option<&(String, Day)>,
) -> [Value; 14] {
    let status_told = match (line, status.met_on()) {
        (Some(_), _) => status.name(),
        (None, Some(_)) => "met",
        (None, None) => NOT_TOLD,
    };
    [
        text(drafter.role.edition.print()),
        text(&*drafter.name),
        text(drafter.enterprise().to_string()),
        text(&*drafter.region),
        text(drafter.role.part.name()),
        text(drafter.role.drafter.name()),
        text(duty.name()),
        text(status_told),
        day(status.met_on()),
        shown.map_or(Value::Empty, |shown| Value::Bool(shown.is_declared)),
        shown.map_or(Value::Empty, |shown| Value::Bool(shown.has_photo)),
        day(line.and_then(|_| status.last_day())),
        text(line.map(|(report, _)| report.as_str()).unwrap_or_default()),
        day(line.map(|(_, on)| *on)),
    ]
}

fn published(reader: &Reader, today: Day, give: Give) -> Result<u64, Fault> {
    let mut standing = Standing::default();
    reader.each_row(&[DUTY_REPORT], &mut |row| {
        let report: DutyReport = case_of(row)?;
        let Some(publication) = &report.published else { return Ok(()) };
        for line in report.told().lines {
            let now = standing.of(reader, &line, Seen::as_of(today))?;
            let meanwhile = report.meanwhile(line.line).map_or("overdue", |now| now.status.as_str());
            let corrected = line.corrected.as_ref();
            give(&[
                text(&*report.id),
                date(report.as_of),
                date(publication.mark.on),
                Value::Whole(line.line.into()),
                text(&*line.name),
                text(line.enterprise.to_string()),
                text(&*line.region),
                text(line.edition.print()),
                text(line.part.name()),
                text(line.duty.name()),
                date(line.last),
                text(meanwhile),
                day(corrected.map(|corrected| corrected.mark.on)),
                text(corrected.map(|corrected| corrected.now.status.as_str()).unwrap_or_default()),
                text(now.map_or("not_on_file", DutyStatus::name)),
                day(now.and_then(DutyStatus::met_on)),
            ])?;
        }
        Ok(())
    })
}
