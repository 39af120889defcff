//! Marks by the city or county of the maker's head office, and by what they are worth on the day.

use std::collections::BTreeMap;

use policy::article::{Article, Words};
use policy::authorization::MarkState;
use policy::division;
use registry::{Fault, Row};

use super::{Asked, Cell, Narrow, Report, Tally};
use crate::lang::capital;
use crate::public::filter::{STATES, mark_of};
use crate::public::mark::standing;

/// The columns of a report of marks by what they are worth, after that of what they are counted by.
pub(super) const fn columns(by: Words) -> [Words; 10] {
    [
        by,
        Words { zh: "有效", en: "Valid" },
        Words { zh: "暂停", en: "Suspended" },
        Words { zh: "依据失效", en: "Basis gone" },
        Words { zh: "已撤销", en: "Revoked" },
        Words { zh: "已注销", en: "Ended" },
        Words { zh: "已过期", en: "Expired" },
        Words { zh: "尚未生效", en: "Not yet valid" },
        Words { zh: "无法判断", en: "Cannot tell" },
        Words { zh: "合计", en: "All" },
    ]
}

const COLUMNS: &[Words] = &columns(Words { zh: "地区", en: "Place" });

/// By city.
pub(super) const BY_CITY: Report = Report {
    name: "marks-by-city",
    title: Words { zh: "各市品字标授权", en: "Marks by city" },
    lead: Words {
        zh: "按企业总部所在市统计全部授权；省外企业按其登记的区划单列。",
        en: "All authorisations by the city of the maker's head office; makers outside Zhejiang by the division on file.",
    },
    articles: &[Article::of(8), Article::of(9), Article::of(13)],
    kinds: &["authorization"],
    columns: COLUMNS,
    narrows: &[Narrow::Place],
    sum: Some(|asked, filter, sums| row(asked, ("region", &filter.region), asked.lang.word(ALL), sums)),
    hears_findings: false,
    is_of_cities: true,
    has_bars: false,
    is_public: true,
    first: None,
    start: || Box::new(Areas { digits: 4, counts: BTreeMap::new() }),
};

/// By county.
pub(super) const BY_COUNTY: Report = Report {
    name: "marks-by-county",
    title: Words { zh: "各县（市、区）品字标授权", en: "Marks by county" },
    lead: Words {
        zh: "按企业总部所在县（市、区）统计全部授权。",
        en: "All authorisations by the county of the maker's head office.",
    },
    is_of_cities: false,
    start: || Box::new(Areas { digits: 6, counts: BTreeMap::new() }),
    ..BY_CITY
};

/// Counts of the states, in the order of [`STATES`].
pub(super) type Counts = [u64; STATES.len()];

struct Areas {
    /// How many digits of the division code make a place.
    digits: usize,
    counts: BTreeMap<String, Counts>,
}

/// Where a state is counted.
pub(super) fn column(state: MarkState) -> usize {
    STATES.iter().position(|(name, _)| *name == state.name()).unwrap_or_default()
}

impl Tally for Areas {
    fn see(&mut self, row: &Row, asked: &Asked) -> Result<(), Fault> {
        let mark = mark_of(row)?;
        let state = standing(&mark, asked.law, asked.when.seen.as_of);
        let place = row.region.get(..self.digits).unwrap_or(&row.region).to_owned();
        let counts = self.counts.entry(place).or_default();
        if let Some(count) = counts.get_mut(column(state)) {
            *count += 1;
        }
        Ok(())
    }

    fn rows(self: Box<Self>, asked: &Asked) -> Vec<Vec<Cell>> {
        let digits = self.digits;
        // Every city has its row, also without a mark: a place that is missing is not a place with none.
        let mut counts = self.counts;
        if digits == 4 {
            for county in division::counties() {
                counts.entry(county.city_code.get(..4).unwrap_or_default().to_owned()).or_default();
            }
        }
        let row = |(place, counts): (&String, &Counts)| {
            row(asked, ("region", place), &capital(&asked.lang.place(&format!("{place:0<6}"))), counts)
        };
        counts.iter().map(row).collect()
    }
}

/// The words of the row of sums.
pub(super) const ALL: Words = Words { zh: "合计", en: "All" };

/// The row of a place or of whatever else the register of marks can be filtered by, each count with the list behind it.
pub(super) fn row(asked: &Asked, filter: (&str, &str), name: &str, counts: &[u64]) -> Vec<Cell> {
    let behind = |state: &str| {
        let parts = [filter, ("state", state)];
        let parts = parts.into_iter().filter(|(_, value)| !value.is_empty());
        let query: Vec<String> = parts.map(|(name, value)| format!("{name}={value}")).collect();
        let path = if query.is_empty() { "/marks".to_owned() } else { format!("/marks?{}", query.join("&")) };
        asked.when.carried(path)
    };
    let name = Cell::text(name).leads_to(behind(""));
    let name = if filter.0 == "region" { name.at(filter.1) } else { name };
    let counts = STATES.iter().zip(counts);
    let all = Cell::count(counts.clone().map(|(_, count)| count).sum()).leads_to(behind(""));
    let counts = counts.map(|((state, _), count)| Cell::count(*count).leads_to(behind(state)));
    std::iter::once(name).chain(counts).chain([all]).collect()
}
