//! The map that reports of cities are drawn on: marks, duties that are overdue or findings, each a report with its table.

use documents::sheet::Value;
use policy::article::Words;

use super::page::is_for;
use super::shape::Shape;
use super::{Cell, Report, areas, duty_counts, findings, told_counts};
use crate::visitor::Visitor;
use crate::when::When;

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

/// A city on the map.
pub(super) struct Tile {
    pub(super) name: String,
    /// The list behind its figure.
    pub(super) href: Option<String>,
    pub(super) count: u64,
    pub(super) shade: usize,
    pub(super) column: u8,
    pub(super) row: u8,
}

/// A report of cities drawn.
pub(super) struct Map {
    /// What is drawn, and whether it is what is shown; each drawing is of a report of its own.
    pub(super) choices: Vec<(String, &'static str, bool)>,
    pub(super) tiles: Vec<Tile>,
}

/// The reports that can be drawn, with what of each is.
const DRAWN: [(&Report, Words); 4] = [
    (&areas::BY_CITY, Words { zh: "有效授权", en: "Valid marks" }),
    (&told_counts::BY_CITY, Words { zh: "已公开未履行的责任", en: "Duties published as not fulfilled" }),
    (&duty_counts::BY_CITY, Words { zh: "逾期未履行的责任", en: "Duties overdue" }),
    (&findings::BY_CITY, Words { zh: "不符合的结论", en: "Findings not met" }),
];

/// The cities of a report on the map, shaded by the share of the largest count in a column.
pub(super) fn of(visitor: &Visitor, shape: &Shape, rows: &[Vec<Cell>], column: usize, when: When) -> Map {
    let own = |code: &str| {
        let is_it = |cell: &Cell| cell.place.as_deref() == Some(code);
        let row = rows.iter().find(|row| row.first().is_some_and(is_it));
        row.and_then(|row| row.get(column))
    };
    let count = |code: &str| match own(code).map(|cell| &cell.value) {
        Some(Value::Whole(count)) => u64::try_from(*count).unwrap_or(0),
        _ => 0,
    };
    let largest = MAP.iter().map(|(code, ..)| count(code)).max().unwrap_or(0);
    let tile = |(code, column, row): &(&str, u8, u8)| {
        let count = count(code);
        let shade = usize::try_from((count * 4).div_ceil(largest.max(1))).unwrap_or(0);
        let name = policy::division::name_of(&format!("{code}00"));
        let name = name.map_or_else(|| (*code).to_owned(), |said| visitor.lang.of(&said).to_owned());
        let href = own(code).and_then(|cell| cell.href.clone());
        Tile { name, href, count, shade, column: *column, row: *row }
    };
    let offered = DRAWN.iter().filter(|(report, _)| is_for(visitor, report));
    let choice = |(report, words): &(&Report, Words)| {
        let path = format!("/reports/{}", report.name);
        let is_shown = path == shape.path;
        (when.carried(path), visitor.word(*words), is_shown)
    };
    Map { choices: offered.map(choice).collect(), tiles: MAP.iter().map(tile).collect() }
}
