//! The duties of drafters counted (clause 4): by city, by county and by the month of their last day, and by how they stand on
//! the day. Of those whose work it is, as the list of the duties that are overdue is.

use std::collections::BTreeMap;

use policy::article::{Article, Words};
use policy::standard::duties::DutyStatus;
use registry::{Fault, Row};

use super::areas::{ALL, sum};
use super::duties::{self, Drafters};
use super::{Asked, Cell, Report, Tally};

/// How many columns of counts there are: how a duty can stand that binds.
const STANDINGS: usize = 5;
/// The column of those that are overdue, which has a list behind it.
const OVERDUE: usize = 3;

type Counts = [u64; STANDINGS];

/// What the duties are counted by.
#[derive(Debug, Clone, Copy)]
enum By {
    /// The first digits of the division of the drafter's head office.
    Place(usize),
    /// The month of the last day.
    Month,
}

const fn columns(by: Words) -> [Words; STANDINGS + 2] {
    [
        by,
        Words { zh: "待履行", en: "Pending" },
        Words { zh: "已履行", en: "Met" },
        Words { zh: "逾期后履行", en: "Met late" },
        Words { zh: "逾期未履行", en: "Overdue" },
        Words { zh: "无法判断", en: "Cannot tell" },
        ALL,
    ]
}

const BY_PLACE: &[Words] = &columns(Words { zh: "地区", en: "Place" });
const OF_MONTHS: &[Words] = &columns(Words { zh: "最后一日所在月份", en: "Month of the last day" });

/// By city.
pub(super) const BY_CITY: Report = Report {
    name: "duties-by-city",
    title: Words { zh: "各市起草责任履行情况", en: "Duties of drafters by city" },
    lead: Words {
        zh: "按起草企业住所所在市统计第四条的各项责任在当日的履行情况；不适用的责任不计。",
        en: "How the duties of clause 4 stand on the day, by the city of the drafter’s head office; what binds nobody is not counted.",
    },
    articles: &[Article::of(4), Article::of(13)],
    kinds: duties::REPORT.kinds,
    columns: BY_PLACE,
    is_of_cities: false,
    has_bars: false,
    is_public: false,
    first: None,
    start: || Box::new(DutyCounts::by(By::Place(4))),
};

/// By county.
pub(super) const BY_COUNTY: Report = Report {
    name: "duties-by-county",
    title: Words { zh: "各县（市、区）起草责任履行情况", en: "Duties of drafters by county" },
    lead: Words {
        zh: "按起草企业住所所在县（市、区）统计第四条的各项责任在当日的履行情况；不适用的责任不计。",
        en: "How the duties of clause 4 stand on the day, by the county of the drafter’s head office; what binds nobody is not counted.",
    },
    start: || Box::new(DutyCounts::by(By::Place(6))),
    ..BY_CITY
};

/// Month by month.
pub(super) const BY_MONTH: Report = Report {
    name: "duties-by-month",
    title: Words { zh: "各月到期的起草责任", en: "Duties of drafters by the month they fall due" },
    lead: Words {
        zh: "按最后一日所在月份统计第四条的各项责任在当日的履行情况；没有最后一日的列在末尾。",
        en: "How the duties of clause 4 stand on the day, by the month of their last day; those that have none come last.",
    },
    columns: OF_MONTHS,
    has_bars: true,
    start: || Box::new(DutyCounts::by(By::Month)),
    ..BY_CITY
};

struct DutyCounts {
    by: By,
    drafters: Drafters,
    counts: BTreeMap<String, Counts>,
}

/// Where a status is counted; nothing for a duty that does not bind.
fn column(status: DutyStatus) -> Option<usize> {
    match status {
        DutyStatus::Pending { .. } => Some(0),
        DutyStatus::Met { .. } => Some(1),
        DutyStatus::MetLate { .. } => Some(2),
        DutyStatus::Overdue { .. } => Some(OVERDUE),
        DutyStatus::CannotTell(_) | DutyStatus::MetUnsure { .. } => Some(4),
        DutyStatus::NotBound(_) => None,
    }
}

/// Stands behind every month.
const NO_LAST_DAY: &str = "~";

impl DutyCounts {
    fn by(by: By) -> DutyCounts {
        DutyCounts { by, drafters: Drafters::default(), counts: BTreeMap::new() }
    }

    fn place(&self, region: &str, status: DutyStatus) -> String {
        match self.by {
            By::Place(digits) => region.get(..digits).unwrap_or(region).to_owned(),
            By::Month => {
                let last = status.last_day().map(|last| last.to_string());
                last.and_then(|last| last.get(..7).map(str::to_owned)).unwrap_or(NO_LAST_DAY.to_owned())
            }
        }
    }
}

impl Tally for DutyCounts {
    fn see(&mut self, row: &Row, asked: &Asked) -> Result<(), Fault> {
        let Some((drafter, duties)) = self.drafters.see(row, asked)? else { return Ok(()) };
        for (_, status) in duties {
            let Some(at) = column(status) else { continue };
            let counts = self.counts.entry(self.place(&drafter.region, status)).or_default();
            if let Some(count) = counts.get_mut(at) {
                *count += 1;
            }
        }
        Ok(())
    }

    fn rows(self: Box<Self>, asked: &Asked) -> Vec<Vec<Cell>> {
        let name = |key: &str| match self.by {
            By::Place(_) => asked.lang.place(&format!("{key:0<6}")),
            By::Month if key == NO_LAST_DAY => asked.lang.word(NONE).to_owned(),
            By::Month => key.to_owned(),
        };
        let all = sum(self.counts.values());
        let rows = self.counts.iter().map(|(key, counts)| line(asked, name(key), counts));
        rows.chain([line(asked, asked.lang.word(ALL).to_owned(), &all)]).collect()
    }
}

const NONE: Words = Words { zh: "没有最后一日", en: "No last day" };

/// A row; those that are overdue are listed one by one by the report of them.
fn line(asked: &Asked, name: String, counts: &Counts) -> Vec<Cell> {
    let list = || asked.when.carried(format!("/reports/{}", duties::REPORT.name));
    let cell = |(at, count): (usize, &u64)| match at {
        OVERDUE => Cell::count(*count).leads_to(list()),
        _ => Cell::count(*count),
    };
    let counted = counts.iter().enumerate().map(cell);
    std::iter::once(Cell::text(name)).chain(counted).chain([Cell::count(counts.iter().sum())]).collect()
}
