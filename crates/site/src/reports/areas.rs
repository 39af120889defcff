//! Marks by the city or county of the maker's head office, and by what they are worth on the day.

use std::collections::BTreeMap;

use policy::article::{Article, Words};
use policy::authorization::MarkState;
use policy::division;
use registry::{Fault, Row};

use super::{Asked, Cell, Report, Tally};
use crate::public::filter::{STATES, mark_of};
use crate::public::mark::standing;

/// The columns of a report of marks by what they are worth, after that of what they are counted by.
pub(super) const fn columns(by: Words) -> [Words; 9] {
    [
        by,
        Words { zh: "有效", en: "Valid" },
        Words { zh: "暂停", en: "Suspended" },
        Words { zh: "依据失效", en: "Basis gone" },
        Words { zh: "已撤销", en: "Revoked" },
        Words { zh: "已注销", en: "Ended" },
        Words { zh: "已过期", en: "Expired" },
        Words { zh: "尚未生效或无法判断", en: "Not yet, or cannot tell" },
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

/// The states that have a column of their own, the first of [`STATES`]: a mark that waits for its first day, or of which
/// nobody can tell, is counted with the rest.
const OWN_COLUMNS: usize = 6;
/// Counts of the states that have a column, and of the rest.
pub(super) type Counts = [u64; OWN_COLUMNS + 1];

struct Areas {
    /// How many digits of the division code make a place.
    digits: usize,
    counts: BTreeMap<String, Counts>,
}

/// Where a state is counted.
pub(super) fn column(state: MarkState) -> usize {
    STATES.iter().take(OWN_COLUMNS).position(|(name, _)| *name == state.name()).unwrap_or(OWN_COLUMNS)
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
        let all = sum(counts.values());
        let mut rows: Vec<Vec<Cell>> = counts
            .iter()
            .map(|(place, counts)| {
                row(asked, ("region", place), &asked.lang.place(&format!("{place:0<6}")), counts)
            })
            .collect();
        rows.push(row(asked, ("region", ""), asked.lang.word(ALL), &all));
        rows
    }
}

/// The words of the row of sums.
pub(super) const ALL: Words = Words { zh: "合计", en: "All" };

/// Counts column by column.
pub(super) fn sum<'a, const N: usize>(counts: impl Iterator<Item = &'a [u64; N]>) -> [u64; N] {
    counts.fold([0; N], |mut sum, counts| {
        sum.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
        sum
    })
}

/// The row of a place or of whatever else the register of marks can be filtered by, each count with the list behind it.
pub(super) fn row(asked: &Asked, filter: (&str, &str), name: &str, counts: &Counts) -> Vec<Cell> {
    let behind = |state: &str| {
        let parts = [filter, ("state", state)];
        let parts = parts.into_iter().filter(|(_, value)| !value.is_empty());
        let query: Vec<String> = parts.map(|(name, value)| format!("{name}={value}")).collect();
        let path = if query.is_empty() { "/marks".to_owned() } else { format!("/marks?{}", query.join("&")) };
        asked.when.carried(path)
    };
    let mut cells = vec![Cell::text(name).leads_to(behind(""))];
    for (at, count) in counts.iter().enumerate() {
        let cell = Cell::count(*count);
        cells.push(match STATES.get(at).filter(|_| at < OWN_COLUMNS) {
            Some((state, _)) => cell.leads_to(behind(state)),
            None => cell,
        });
    }
    cells.push(Cell::count(counts.iter().sum()).leads_to(behind("")));
    cells
}
