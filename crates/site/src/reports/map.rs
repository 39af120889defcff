//! The map that reports of cities and of counties are drawn on: marks, duties that are overdue or findings, each a report with
//! its table. The counties are drawn city by city.

use documents::sheet::Value;
use policy::article::{Said, Words};

use super::map_counties::COUNTIES;
use super::page::is_for;
use super::shape::Shape;
use super::{Cell, Report, areas, duty_counts, findings, told_counts};
use crate::public::filter::Filter;
use crate::visitor::Visitor;
use crate::when::When;
use crate::words::fill;

/// Where each city stands on the map: the first digits of its code, column and row. Neighbours stand beside each
/// other as far as a grid allows; it is a drawing of ours and no survey.
const MAP: [(&str, u8, u8); 11] = [
    ("3305", 2, 1),
    ("3304", 3, 1),
    ("3301", 2, 2),
    ("3306", 3, 2),
    ("3302", 4, 2),
    ("3309", 5, 2),
    ("3308", 1, 3),
    ("3307", 2, 3),
    ("3310", 4, 3),
    ("3311", 2, 4),
    ("3303", 3, 4),
];

/// A city or a county on the map.
pub(super) struct Tile {
    pub(super) name: String,
    /// The list behind its figure.
    pub(super) href: Option<String>,
    pub(super) count: u64,
    pub(super) shade: usize,
    pub(super) column: u8,
    pub(super) row: u8,
}

/// A report of cities or of the counties of a city drawn.
pub(super) struct Map {
    pub(super) title: String,
    /// What is drawn, and whether it is what is shown; each drawing is of a report of its own.
    pub(super) choices: Vec<(String, &'static str, bool)>,
    /// The cities whose counties can be drawn, and whether it is the one that is.
    pub(super) cities: Vec<(String, String, bool)>,
    pub(super) tiles: Vec<Tile>,
}

/// The reports that can be drawn, of cities and of counties, with what of each is.
const DRAWN: [(&Report, &Report, Words); 4] = [
    (&areas::BY_CITY, &areas::BY_COUNTY, Words { zh: "有效授权", en: "Valid marks" }),
    (
        &told_counts::BY_CITY,
        &told_counts::BY_COUNTY,
        Words { zh: "已公开未履行的责任", en: "Duties published as not fulfilled" },
    ),
    (&duty_counts::BY_CITY, &duty_counts::BY_COUNTY, Words { zh: "逾期未履行的责任", en: "Duties overdue" }),
    (&findings::BY_CITY, &findings::BY_COUNTY, Words { zh: "不符合的结论", en: "Findings not met" }),
];

/// The places of a report on the map, shaded by the share of the largest count in a column.
pub(super) fn of(
    visitor: &Visitor,
    (shape, filter): (&Shape, &Filter),
    rows: &[Vec<Cell>],
    column: usize,
    when: When,
) -> Map {
    let path = |report: &Report| format!("/reports/{}", report.name);
    let is_of_counties = DRAWN.iter().any(|(_, counties, _)| path(counties) == shape.path);
    let figures = Figures { rows, column };
    let city = is_of_counties.then(|| chosen(&filter.region, &figures));
    let region = |city: &str| format!("?region={city}");
    let choices = DRAWN.iter().map(|(cities, counties, words)| match city {
        Some(city) => (*counties, region(city), words),
        None => (*cities, String::new(), words),
    });
    let choices = choices.filter(|(report, ..)| is_for(visitor, report)).map(|(report, of, words)| {
        (when.carried(format!("{}{of}", path(report))), visitor.word(*words), path(report) == shape.path)
    });
    let w = &visitor.w.report;
    let other = |(code, ..): &(&'static str, u8, u8)| {
        (when.carried(format!("{}{}", shape.path, region(code))), name(visitor, code), city == Some(code))
    };
    Map {
        title: match city {
            Some(city) => fill(w.map_of_city, &[&name(visitor, city)]),
            None => w.map_title.to_owned(),
        },
        choices: choices.collect(),
        cities: if is_of_counties { MAP.iter().map(other).collect() } else { Vec::new() },
        tiles: match city {
            Some(city) => {
                let of_city: Vec<_> =
                    COUNTIES.into_iter().filter(|(code, ..)| code.starts_with(city)).collect();
                figures.tiles(visitor, &of_city)
            }
            None => figures.tiles(visitor, &MAP),
        },
    }
}

/// The city whose counties are drawn: the one that the filter names or lies in, else the one with the largest figures, so that
/// the page does not open on an empty drawing.
fn chosen(region: &str, figures: &Figures) -> &'static str {
    let asked = MAP.iter().find(|(code, ..)| region.starts_with(code));
    let sum = |city: &str| -> u64 {
        let of_city = COUNTIES.iter().filter(|(code, ..)| code.starts_with(city));
        of_city.map(|(code, ..)| figures.count(code)).sum()
    };
    // Of several with as many the first on the map.
    let most = || MAP.iter().rev().max_by_key(|(code, ..)| sum(code));
    asked.or_else(most).map_or("3301", |(code, ..)| *code)
}

/// What a place is called on its tile: a county without the name of its city, which stands above.
fn name(visitor: &Visitor, code: &str) -> String {
    if let Some(county) = policy::division::counties().find(|county| county.code == code) {
        return visitor.lang.of(&Said::new(county.name, county.pinyin)).to_owned();
    }
    let name = policy::division::name_of(&format!("{code}00"));
    name.map_or_else(|| code.to_owned(), |said| visitor.lang.of(&said).to_owned())
}

/// The figures of a column, by the places of their rows.
struct Figures<'a> {
    rows: &'a [Vec<Cell>],
    column: usize,
}

impl Figures<'_> {
    fn own(&self, code: &str) -> Option<&Cell> {
        let is_it = |cell: &Cell| cell.place.as_deref() == Some(code);
        let row = self.rows.iter().find(|row| row.first().is_some_and(is_it));
        row.and_then(|row| row.get(self.column))
    }

    fn count(&self, code: &str) -> u64 {
        match self.own(code).map(|cell| &cell.value) {
            Some(Value::Whole(count)) => u64::try_from(*count).unwrap_or(0),
            _ => 0,
        }
    }

    fn tiles(&self, visitor: &Visitor, places: &[(&str, u8, u8)]) -> Vec<Tile> {
        let largest = places.iter().map(|(code, ..)| self.count(code)).max().unwrap_or(0);
        let tile = |(code, column, row): &(&str, u8, u8)| {
            let count = self.count(code);
            Tile {
                name: name(visitor, code),
                href: self.own(code).and_then(|cell| cell.href.clone()),
                count,
                shade: usize::try_from((count * 4).div_ceil(largest.max(1))).unwrap_or(0),
                column: *column,
                row: *row,
            }
        };
        places.iter().map(tile).collect()
    }
}
