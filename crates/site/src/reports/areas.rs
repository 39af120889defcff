//! Marks by the city or county of the maker's head office, and by what they are worth on the day.

use std::collections::BTreeMap;

use policy::article::{Article, Words};
use policy::authorization::MarkState;
use policy::division;
use registry::{Fault, Row};

use super::makers::{Maker, Of};
use super::{Asked, Cell, Narrow, Report, Tally};
use crate::lang::capital;
use crate::public::filter::{NOT_STATED, STATES, mark_of};
use crate::public::mark::standing;
use crate::words::text;

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
    map: Some(1),
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

/// Where a state is counted, in the order of [`STATES`].
pub(super) fn column(state: MarkState) -> usize {
    match state {
        MarkState::Valid => 0,
        MarkState::Suspended(_) => 1,
        MarkState::BasisGone(_) => 2,
        MarkState::Revoked(_) => 3,
        MarkState::Ended(_) => 4,
        MarkState::Expired(_) => 5,
        MarkState::NotYet(_) => 6,
        MarkState::CannotTell => 7,
    }
}

impl Tally for Areas {
    fn see(&mut self, row: &Row, asked: &Asked) -> Result<(), Fault> {
        let mark = mark_of(row)?;
        let state = standing(&mark, asked.law, asked.when.seen.as_of);
        let seat = Maker { region: row.region.clone(), ..Maker::default() };
        let counts = self.counts.entry(Of::Place(self.digits).key(Some(&seat))).or_default();
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
            let name = match place.as_str() {
                NOT_STATED => capital(text(asked.lang).list.not_stated),
                _ => Of::Place(digits).name(place, asked),
            };
            row(asked, ("region", place), &name, counts)
        };
        counts.iter().map(row).collect()
    }
}

/// The words of the row of sums.
pub(super) const ALL: Words = Words { zh: "合计", en: "All" };

/// The row of a place or of whatever else the register of marks can be filtered by, each count with the list behind it. Marks of
/// makers without a place have none: the register is filtered by places that there are.
pub(super) fn row(asked: &Asked, filter: (&str, &str), name: &str, counts: &[u64]) -> Vec<Cell> {
    let behind = |state: &str| {
        let parts = [filter, ("state", state)];
        let parts = parts.into_iter().filter(|(_, value)| !value.is_empty());
        let query: Vec<String> = parts.map(|(name, value)| format!("{name}={value}")).collect();
        let path = if query.is_empty() { "/marks".to_owned() } else { format!("/marks?{}", query.join("&")) };
        asked.when.carried(path)
    };
    let leads = |cell: Cell, state: &str| match filter {
        ("region", NOT_STATED) => cell,
        _ => cell.leads_to(behind(state)),
    };
    let name = leads(Cell::text(name), "");
    let name = if filter.0 == "region" { name.at(filter.1) } else { name };
    let counts = STATES.iter().zip(counts);
    let all = Cell::count(counts.clone().map(|(_, count)| count).sum());
    let all = leads(all, "");
    let counts = counts.map(|((state, _), count)| leads(Cell::count(*count), state));
    std::iter::once(name).chain(counts).chain([all]).collect()
}

#[cfg(test)]
mod tests {
    use policy::calendar::{Day, WorkingDays};
    use policy::parameters::Parameters;
    use policy::question::Law;

    use super::*;
    use crate::lang::Lang;
    use crate::when::When;

    #[test]
    fn each_state_is_counted_in_its_own_column() {
        for (at, (name, state)) in STATES.into_iter().enumerate() {
            assert_eq!((column(state), state.name()), (at, name));
        }
    }

    /// The register of marks is not filtered by a place that there is not: a link would lead to all of them.
    #[test]
    fn marks_of_makers_without_a_place_lead_nowhere() {
        let parameters = Parameters::shipped().expect("parameters");
        let calendar = include_str!("../../../policy/data/working_days.toml");
        let calendar = WorkingDays::from_toml(calendar).expect("a calendar");
        let law = Law { parameters: &parameters, calendar: &calendar };
        let when = When::today(Day::constant(2026, 11, 24));
        let asked = Asked { law, when, lang: Lang::En };
        let areas = |digits| {
            let mut counts = [0; STATES.len()];
            counts[0] = 2;
            let key = Of::Place(digits).key(Some(&Maker::default()));
            Box::new(Areas { digits, counts: BTreeMap::from([(key, counts), ("3301".to_owned(), counts)]) })
        };
        for digits in [4, 6] {
            let rows = areas(digits).rows(&asked);
            let none = rows.iter().find(|row| row[0].value == Cell::text("Not known").value).expect("a row");
            assert!(none.iter().all(|cell| cell.href.is_none()), "{none:?}");
            assert_eq!(none[1].value, Cell::count(2).value);
            let known = rows.iter().find(|row| row[0].place.as_deref() == Some("3301")).expect("a row");
            assert_eq!(known[1].href.as_deref(), Some("/marks?region=3301&state=valid"));
        }
    }
}
