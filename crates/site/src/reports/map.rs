//! The map that reports of cities are drawn on.

use documents::sheet::Value;

use super::Cell;
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
    pub(super) href: String,
    pub(super) count: u64,
    pub(super) shade: usize,
    pub(super) column: u8,
    pub(super) row: u8,
}

/// The cities of a report on the map, shaded by the share of the largest count of valid marks.
pub(super) fn tiles(visitor: &Visitor, rows: &[Vec<Cell>], when: When) -> Vec<Tile> {
    let count = |code: &str| {
        let is_it = |cell: &Cell| cell.place.as_deref() == Some(code);
        let row = rows.iter().find(|row| row.first().is_some_and(is_it));
        match row.and_then(|row| row.get(1)) {
            Some(Cell { value: Value::Whole(count), .. }) => u64::try_from(*count).unwrap_or(0),
            _ => 0,
        }
    };
    let largest = MAP.iter().map(|(code, ..)| count(code)).max().unwrap_or(0);
    MAP.iter()
        .map(|(code, column, row)| {
            let count = count(code);
            let shade = usize::try_from((count * 4).div_ceil(largest.max(1))).unwrap_or(0);
            let name = policy::division::name_of(&format!("{code}00"));
            let name = name.map_or_else(|| (*code).to_owned(), |said| visitor.lang.of(&said).to_owned());
            let href = when.carried(format!("/marks?region={code}&state=valid"));
            Tile { name, href, count, shade, column: *column, row: *row }
        })
        .collect()
}
