//! The duties of drafters counted (clause 4): by city, by county, by industry and by the month of their last day, and by how they stand on
//! the day. Of those whose work it is, as the list of the duties that are overdue is.

use policy::article::{Article, Words};
use policy::standard::duties::DutyStatus;
use registry::{Fault, Row};

use super::areas::ALL;
use super::duties::{self, Drafters};
use super::makers::{self, Of};
use super::standings::{By, Kind, Standings};
use super::{Asked, Cell, Narrow, Report, Tally, duties_behind};

/// How a duty that binds can stand, by the name that stays, in the order of the columns.
pub(super) const STANDINGS: [(&str, Words); 5] = [
    ("pending", Words { zh: "待履行", en: "Pending" }),
    ("met", Words { zh: "已履行", en: "Met" }),
    ("met_late", Words { zh: "逾期后履行", en: "Met late" }),
    ("overdue", Words { zh: "逾期未履行", en: "Overdue" }),
    ("cannot_tell", Words { zh: "无法判断", en: "Cannot tell" }),
];

const fn columns(by: Words) -> [Words; STANDINGS.len() + 2] {
    [by, STANDINGS[0].1, STANDINGS[1].1, STANDINGS[2].1, STANDINGS[3].1, STANDINGS[4].1, ALL]
}

const BY_PLACE: &[Words] = &columns(Words { zh: "地区", en: "Place" });
const INDUSTRIES: &[Words] = &columns(Words { zh: "行业", en: "Industry" });
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
    narrows: &[Narrow::Place],
    sum: Some(|asked, filter, sums| KIND.sums(asked, filter, sums)),
    hears_findings: false,
    map: Some(4),
    has_bars: false,
    is_public: false,
    first: None,
    start: || Box::new(DutyCounts::by(By::Maker(Of::Place(4)))),
};

/// By county.
pub(super) const BY_COUNTY: Report = Report {
    name: "duties-by-county",
    title: Words { zh: "各县（市、区）起草责任履行情况", en: "Duties of drafters by county" },
    lead: Words {
        zh: "按起草企业住所所在县（市、区）统计第四条的各项责任在当日的履行情况；不适用的责任不计。",
        en: "How the duties of clause 4 stand on the day, by the county of the drafter’s head office; what binds nobody is not counted.",
    },
    start: || Box::new(DutyCounts::by(By::Maker(Of::Place(6)))),
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
    narrows: &[Narrow::Months],
    map: None,
    has_bars: true,
    start: || Box::new(DutyCounts::by(By::Month)),
    ..BY_CITY
};

/// By industry.
pub(super) const BY_INDUSTRY: Report = Report {
    name: "duties-by-industry",
    title: Words { zh: "各行业起草责任履行情况", en: "Duties of drafters by industry" },
    lead: Words {
        zh: "按起草企业所属制造业大类（GB/T 4754—2017）统计第四条的各项责任在当日的履行情况；标准本身不登记行业，故以企业登记的行业为准，未登记行业的企业单列一行。",
        en: "How the duties of clause 4 stand on the day, by the drafter’s division of manufacturing (GB/T 4754-2017). The register states the industry of enterprises and not of standards; drafters whose industry nobody has stated have a line of their own.",
    },
    kinds: &[makers::KIND, duties::REPORT.kinds[0], duties::REPORT.kinds[1]],
    columns: INDUSTRIES,
    narrows: &[],
    map: None,
    start: || Box::new(DutyCounts::by(By::Maker(Of::Industry))),
    ..BY_CITY
};

/// What is counted.
const KIND: Kind = Kind {
    standings: &STANDINGS,
    behind: duties_behind::PATH,
    no_month: Words { zh: "没有最后一日", en: "No last day" },
    is_latest_first: false,
};

struct DutyCounts {
    drafters: Drafters,
    counts: Standings,
}

/// Where a status is counted; nothing for a duty that does not bind.
pub(super) fn column(status: DutyStatus) -> Option<usize> {
    match status {
        DutyStatus::Pending { .. } => Some(0),
        DutyStatus::Met { .. } => Some(1),
        DutyStatus::MetLate { .. } => Some(2),
        DutyStatus::Overdue { .. } => Some(3),
        DutyStatus::CannotTell(_) | DutyStatus::MetUnsure { .. } => Some(4),
        DutyStatus::NotBound(_) => None,
    }
}

impl DutyCounts {
    fn by(by: By) -> DutyCounts {
        DutyCounts { drafters: Drafters::default(), counts: Standings::by(&KIND, by) }
    }
}

impl Tally for DutyCounts {
    fn see(&mut self, row: &Row, asked: &Asked) -> Result<(), Fault> {
        if self.counts.see_maker(row)? {
            return Ok(());
        }
        let Some((drafter, duties)) = self.drafters.see(row, asked)? else { return Ok(()) };
        for (_, status) in duties {
            let Some(at) = column(status) else { continue };
            self.counts.add((drafter.enterprise().as_str(), &drafter.region), status.last_day(), at);
        }
        Ok(())
    }

    fn rows(self: Box<Self>, asked: &Asked) -> Vec<Vec<Cell>> {
        self.counts.rows(asked)
    }
}
