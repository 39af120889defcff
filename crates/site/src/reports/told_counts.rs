//! The duties of drafters as far as everybody is told of them (clause 4), counted: by city, by county, by industry and by the month in
//! which each was met or published. What is neither is counted as not told, and no figure says more (reading 0036).

use policy::article::{Article, Words};
use registry::{DRAFTING_ROLE, DUTY_REPORT, Fault, Row};

use super::areas::ALL;
use super::makers::{self, Of};
use super::standings::{By, Kind, Standings};
use super::told_kept::Told;
use super::{Asked, Cell, Narrow, Report, Tally, told_behind};
use crate::public::duties_told::STANDINGS;

const fn columns(by: Words) -> [Words; STANDINGS.len() + 2] {
    [by, STANDINGS[0].1, STANDINGS[1].1, STANDINGS[2].1, STANDINGS[3].1, ALL]
}

const BY_PLACE: &[Words] = &columns(Words { zh: "地区", en: "Place" });
const INDUSTRIES: &[Words] = &columns(Words { zh: "行业", en: "Industry" });
const OF_MONTHS: &[Words] = &columns(Words { zh: "履行或公开的月份", en: "Month met or published" });

/// By city.
pub(super) const BY_CITY: Report = Report {
    name: "duties-told-by-city",
    title: Words { zh: "各市起草责任公开情况", en: "Duties of drafters made known, by city" },
    lead: Words {
        zh: "按起草企业住所所在市统计第四条的各项责任：已履行的，以及省局已公开未履行的；其余履行与否在公开前不对外说明，只计项数。",
        en: "The duties of clause 4 by the city of the drafter’s head office: those that are met, and those that the province has published as not fulfilled. How any other stands nobody is told before it is published; only their number is.",
    },
    articles: &[Article::of(4), Article::of(13)],
    kinds: &[DUTY_REPORT, "standard", DRAFTING_ROLE],
    columns: BY_PLACE,
    narrows: &[Narrow::Place],
    sum: Some(|asked, filter, sums| KIND.sums(asked, filter, sums)),
    hears_findings: false,
    map: Some(3),
    has_bars: false,
    is_public: true,
    first: None,
    start: || Box::new(ToldCounts::by(By::Maker(Of::Place(4)))),
};

/// By county.
pub(super) const BY_COUNTY: Report = Report {
    name: "duties-told-by-county",
    title: Words {
        zh: "各县（市、区）起草责任公开情况", en: "Duties of drafters made known, by county"
    },
    lead: Words {
        zh: "按起草企业住所所在县（市、区）统计第四条的各项责任：已履行的，以及省局已公开未履行的；其余只计项数。",
        en: "The duties of clause 4 by the county of the drafter’s head office: those that are met, those that the province has published as not fulfilled, and how many others there are.",
    },
    start: || Box::new(ToldCounts::by(By::Maker(Of::Place(6)))),
    ..BY_CITY
};

/// Month by month.
pub(super) const BY_MONTH: Report = Report {
    name: "duties-told-by-month",
    title: Words {
        zh: "逐月履行与公开的起草责任", en: "Duties of drafters met and published, by month"
    },
    lead: Words {
        zh: "第四条的各项责任：已履行的计入履行当月，公开而仍未履行的计入公开当月，最近的在前；未公开的没有月份，列在末尾。",
        en: "The duties of clause 4: those that are met in the month in which they were, those that are published and still not met in the month of the publication, the latest first; those of which nothing is told have no month and come last.",
    },
    columns: OF_MONTHS,
    narrows: &[Narrow::Months],
    map: None,
    has_bars: true,
    start: || Box::new(ToldCounts::by(By::Month)),
    ..BY_CITY
};

/// By industry.
pub(super) const BY_INDUSTRY: Report = Report {
    name: "duties-told-by-industry",
    title: Words {
        zh: "各行业起草责任公开情况", en: "Duties of drafters made known, by industry"
    },
    lead: Words {
        zh: "按起草企业所属制造业大类（GB/T 4754—2017）统计第四条的各项责任：已履行的，以及省局已公开未履行的；其余只计项数，未登记行业的企业单列一行。",
        en: "The duties of clause 4 by the drafter’s division of manufacturing (GB/T 4754-2017): those that are met, those that the province has published as not fulfilled, and how many others there are; drafters whose industry nobody has stated have a line of their own.",
    },
    kinds: &[makers::KIND, DUTY_REPORT, "standard", DRAFTING_ROLE],
    columns: INDUSTRIES,
    narrows: &[],
    map: None,
    start: || Box::new(ToldCounts::by(By::Maker(Of::Industry))),
    ..BY_CITY
};

/// What is counted.
const KIND: Kind = Kind {
    standings: &STANDINGS,
    behind: told_behind::PATH,
    no_month: Words { zh: "未公开，没有月份", en: "Not told, no month" },
    is_latest_first: true,
};

struct ToldCounts {
    told: Told,
    counts: Standings,
}

impl ToldCounts {
    fn by(by: By) -> ToldCounts {
        ToldCounts { told: Told::default(), counts: Standings::by(&KIND, by) }
    }
}

impl Tally for ToldCounts {
    fn see(&mut self, row: &Row, asked: &Asked) -> Result<(), Fault> {
        if self.counts.see_maker(row)? {
            return Ok(());
        }
        let Some((drafter, duties)) = self.told.see(row, asked)? else { return Ok(()) };
        for duty in duties {
            self.counts.add((drafter.enterprise().as_str(), &drafter.region), duty.on, duty.standing);
        }
        Ok(())
    }

    fn rows(self: Box<Self>, asked: &Asked) -> Vec<Vec<Cell>> {
        self.counts.rows(asked)
    }
}
