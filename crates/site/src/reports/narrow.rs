//! The rows of a report by what an address filters them by, and in the order that it asks for. A report is counted once and
//! kept; what is shown of it is chosen when it is shown, and a file has what the page has.

use std::cmp::Ordering;

use documents::sheet::Value;
use policy::article::Article;
use policy::standard::number::EditionNumber;

use super::findings::clause_words;
use super::part::{Part, key_of};
use super::shape::Shape;
use super::{Asked, Cell, Narrow, Report};
use crate::public::choice::{folded, regions};
use crate::public::filter::Filter;
use crate::public::happened::{month_from, month_of};
use crate::public::told;
use crate::visitor::Visitor;
use crate::words::fill;

/// The rows that match, those of them that are shown, the row of their sums, how many there were, and whether more were left
/// unread.
pub(crate) struct Narrowed<'a> {
    /// All that match, or of a list those alone that are shown.
    pub(super) rows: Vec<&'a Vec<Cell>>,
    /// Which of all that match are shown.
    pub(super) part: Part,
    pub(super) sums: Option<Vec<Cell>>,
    pub(super) all: usize,
    pub(super) is_cut: bool,
}

impl<'a> Narrowed<'a> {
    /// All rows of a report, with its sums.
    pub(super) fn whole(rows: &'a [Vec<Cell>], report: &Report, asked: &Asked) -> Narrowed<'a> {
        let all: Vec<&Vec<Cell>> = rows.iter().collect();
        let sum = report.sum.filter(|_| !all.is_empty());
        let sums = sum.map(|sum| sum(asked, &Filter::default(), &sums(&all, report.columns.len())));
        Narrowed { part: Part::whole(all.len()), sums, all: all.len(), is_cut: false, rows: all }
    }

    /// The rows that are shown.
    pub(super) fn shown(&self) -> &[&'a Vec<Cell>] {
        // Those of a list are no others.
        let own = if self.rows.len() == self.part.all { self.part.range.clone() } else { 0..self.rows.len() };
        self.rows.get(own).unwrap_or_default()
    }
}

/// One of the choices that narrow a list: by which name in the address, what it is called, and each value with its words and
/// whether it is the one.
pub(crate) struct Select {
    pub(super) name: &'static str,
    pub(super) label: &'static str,
    pub(super) options: Vec<(String, String, bool)>,
}

/// The form that narrows a report.
pub(super) struct Ask {
    pub(super) here: String,
    /// What else of the address is kept.
    pub(super) kept: Vec<(&'static str, String)>,
    pub(super) query: String,
    pub(super) span: Option<[String; 2]>,
    pub(super) region: Option<String>,
    pub(super) regions: Vec<(&'static str, String)>,
    pub(super) selects: Vec<Select>,
    /// The orders: value, words, and whether it is the one.
    pub(super) sorts: Vec<(String, String, bool)>,
    /// What the form is called where it is folded, with how much of it is set.
    pub(super) fold: String,
    /// What is shown, in words.
    pub(super) told: String,
    /// Where all of it is, if it is narrowed.
    pub(super) clear: Option<String>,
}

/// The month of a row: that in its first cell, or of its first day.
fn month(row: &[Cell]) -> Option<String> {
    let of = |cell: &Cell| match &cell.value {
        Value::Text(text) => month_from(text).map(|_| text.clone()),
        Value::Date(day) => day.to_string().parse().ok().map(month_of),
        Value::Empty | Value::Whole(_) | Value::Decimal(_) | Value::Bool(_) => None,
    };
    row.iter().find_map(of)
}

fn says(cell: &Cell) -> String {
    match &cell.value {
        Value::Text(text) | Value::Decimal(text) => text.to_lowercase(),
        Value::Date(day) => day.to_string(),
        Value::Empty | Value::Whole(_) | Value::Bool(_) => String::new(),
    }
}

/// Whether a row is about an edition of a standard.
fn is_of(row: &[Cell], standard: &str) -> bool {
    let Some(Value::Text(edition)) = row.first().map(|cell| &cell.value) else { return false };
    EditionNumber::parse(edition).is_ok_and(|edition| edition.number().as_str() == standard)
}

fn is_shown(row: &[Cell], shape: &Shape, filter: &Filter, words: &[String]) -> bool {
    let spans = || month(row).is_some_and(|month| filter.spans(&month));
    let lies = || row.iter().filter_map(|cell| cell.place.as_ref()).any(|it| it.starts_with(&filter.region));
    let small = |cell: &Cell, word: &str| {
        cell.small.as_ref().is_some_and(|small| small.to_lowercase().contains(word))
    };
    let has = |word: &String| row.iter().any(|cell| says(cell).contains(word) || small(cell, word));
    let is_narrowed = |by: Narrow| shape.narrows.contains(&by);
    words.iter().all(has)
        && (!is_narrowed(Narrow::Months) || !filter.has_span() || spans())
        && (!is_narrowed(Narrow::Place) || filter.region.is_empty() || lies())
        && (!is_narrowed(Narrow::Standard) || filter.standard.is_empty() || is_of(row, &filter.standard))
}

/// The column by which an address wants the rows put in order.
pub(super) fn column(filter: &Filter, columns: usize) -> Option<usize> {
    filter.sort.parse::<usize>().ok()?.checked_sub(1).filter(|at| *at < columns)
}

/// Where the values of a kind come among those of other kinds, which a column has by mistake alone; nothing comes last.
fn rank(value: &Value) -> u8 {
    match value {
        Value::Whole(_) => 0,
        Value::Decimal(_) => 1,
        Value::Date(_) => 2,
        Value::Bool(_) => 3,
        Value::Text(_) => 4,
        Value::Empty => 5,
    }
}

/// Numbers the largest first, days the latest first, words as they are written; nothing comes last.
fn compare(one: &Value, other: &Value) -> Ordering {
    let decimal = |text: &str| text.parse::<f64>().unwrap_or(0.0);
    match (one, other) {
        (Value::Whole(one), Value::Whole(other)) => other.cmp(one),
        (Value::Decimal(one), Value::Decimal(other)) => decimal(other).total_cmp(&decimal(one)),
        (Value::Date(one), Value::Date(other)) => other.to_string().cmp(&one.to_string()),
        (Value::Text(one), Value::Text(other)) => one.cmp(other),
        (Value::Bool(one), Value::Bool(other)) => other.cmp(one),
        (one, other) => rank(one).cmp(&rank(other)),
    }
}

/// What a report shows by a filter, so many rows on a page.
pub(super) fn narrowed<'a>(
    rows: &'a [Vec<Cell>],
    shape: &Shape,
    filter: &Filter,
    asked: &Asked,
    most: usize,
) -> Narrowed<'a> {
    let words: Vec<String> = filter.q.split_whitespace().map(str::to_lowercase).collect();
    let shown = rows.iter().filter(|row| is_shown(row, shape, filter, &words));
    let mut shown: Vec<&Vec<Cell>> = shown.collect();
    if let Some(at) = column(filter, shape.columns.len()) {
        shown.sort_by(|one, other| match (one.get(at), other.get(at)) {
            (Some(one), Some(other)) => compare(&one.value, &other.value),
            _ => Ordering::Equal,
        });
    }
    let sums = shape.sum.filter(|_| !shown.is_empty()).map(|sum| {
        let mut cells = sum(asked, filter, &sums(&shown, shape.columns.len()));
        if !words.is_empty() {
            // No list has what these words find here.
            cells.iter_mut().for_each(|cell| cell.href = None);
        }
        cells
    });
    let key = |at: usize| shown.get(at).map_or(0, |row| key_of(row));
    let part = Part::after(&filter.after, most, shown.len(), key);
    Narrowed { rows: shown, part, sums, all: rows.len(), is_cut: false }
}

/// The sum of each column after the first.
pub(super) fn sums(rows: &[&Vec<Cell>], columns: usize) -> Vec<u64> {
    let count = |cell: &Cell| match cell.value {
        Value::Whole(count) => u64::try_from(count).unwrap_or(0),
        _ => 0,
    };
    (1..columns).map(|at| rows.iter().filter_map(|row| row.get(at)).map(count).sum()).collect()
}

/// The form of a report, and what is shown in words.
pub(super) fn ask(
    visitor: &Visitor,
    shape: &Shape,
    selects: Vec<Select>,
    filter: &Filter,
    shown: &Narrowed,
) -> Ask {
    let w = &visitor.w;
    let asks = |by: Narrow| shape.narrows.contains(&by);
    let visible = |name: &str| match name {
        "q" | "sort" => true,
        "from" | "to" => asks(Narrow::Months),
        "region" => asks(Narrow::Place),
        name => selects.iter().any(|select| select.name == name),
    };
    let days = [("as_of", filter.as_of.clone()), ("as_known_on", filter.as_known_on.clone())];
    let days = days.into_iter().filter(|(_, day)| !day.is_empty());
    let kept: Vec<(&'static str, String)> =
        filter.parts().into_iter().filter(|(name, _)| !visible(name)).chain(days).collect();
    let by = column(filter, shape.columns.len());
    let head = |at: usize| shape.columns.get(at).map_or("", |words| visitor.word(*words));
    let first = (String::new(), w.list.as_listed.to_owned(), by.is_none());
    let others =
        (0..shape.columns.len()).map(|at| ((at + 1).to_string(), head(at).to_owned(), by == Some(at)));
    let mut parts = parts(visitor, (shape, &selects), filter);
    if !filter.q.is_empty() {
        parts.insert(0, fill(w.list.by_words, &[&filter.q]));
    }
    let matching = shown.part.all;
    let count = if shown.is_cut {
        let least = told::at_least(visitor.lang, matching);
        let by = if parts.is_empty() { String::new() } else { parts.join(w.case.comma) };
        let colon = if by.is_empty() { "" } else { w.case.colon };
        format!("{least}{colon}{by}")
    } else if parts.is_empty() {
        fill(w.list.rows, &[&shown.all])
    } else {
        let of = fill(w.list.rows_of, &[&matching, &shown.all]);
        format!("{of}{}{}", w.case.colon, parts.join(w.case.comma))
    };
    let sorted = by.map(|at| fill(w.list.sorted, &[&head(at)])).unwrap_or_default();
    let bare =
        Filter { as_of: filter.as_of.clone(), as_known_on: filter.as_known_on.clone(), ..Filter::default() };
    let set = filter.parts().iter().filter(|(name, _)| visible(name)).count();
    Ask {
        here: shape.path.clone(),
        fold: folded(w, set),
        kept,
        query: filter.q.clone(),
        span: asks(Narrow::Months).then(|| [filter.from.clone(), filter.to.clone()]),
        region: asks(Narrow::Place).then(|| filter.region.clone()),
        regions: if asks(Narrow::Place) { regions(visitor) } else { Vec::new() },
        selects,
        sorts: std::iter::once(first).chain(others).collect(),
        told: format!("{count}{sorted}"),
        clear: (!parts.is_empty()).then(|| bare.address(&shape.path, "")),
    }
}

/// By what the rows are narrowed beside words.
fn parts(visitor: &Visitor, (shape, selects): (&Shape, &[Select]), filter: &Filter) -> Vec<String> {
    let w = &visitor.w.list;
    let mut parts = Vec::new();
    if shape.is_behind {
        // The same name has other words in another list.
        let named = |select: &&Select| matches!(select.name, "outcome" | "register");
        let outcome = selects.iter().filter(named).flat_map(|one| &one.options);
        let chosen = outcome.filter(|(value, _, is_it)| *is_it && !value.is_empty());
        parts.extend(chosen.map(|(_, words, _)| words.clone()));
        if let Ok(number) = filter.clause.parse::<u8>() {
            parts.push(clause_words(Article::try_from(number).ok(), visitor.lang));
        }
        if !filter.rule.is_empty() {
            parts.push(fill(w.by_rule, &[&filter.rule]));
        }
    }
    if shape.is_behind || shape.narrows.contains(&Narrow::Months) {
        parts.extend(told::span(visitor, filter));
    }
    if shape.narrows.contains(&Narrow::Standard) && !filter.standard.is_empty() {
        parts.push(fill(w.by_standard, &[&filter.standard]));
    }
    let place = Filter { industry: String::new(), ..filter.clone() };
    if shape.is_behind {
        parts.extend(told::place(visitor, filter));
    } else if shape.narrows.contains(&Narrow::Place) {
        parts.extend(told::place(visitor, &place));
    }
    parts
}

#[cfg(test)]
mod tests {
    use policy::calendar::Day;

    use super::*;
    use crate::public::columns::date;

    /// Whatever kinds of values a column has, by mistake or not: sorting by what is none may panic.
    #[test]
    fn values_have_one_total_order() {
        let mut values = vec![Value::Empty, Value::Bool(true), Value::Bool(false)];
        values.extend([-1, 5, 7].map(Value::Whole));
        values.extend(["", "x", "5.0", "-0", "0", "7.25", "NaN"].map(|text| Value::Decimal(text.to_owned())));
        values.extend(["", "5", "甲", "z"].map(|text| Value::Text(text.to_owned())));
        values.extend([1, 2].map(|month| date(Day::constant(2026, month, 1))));
        for one in &values {
            assert_eq!(compare(one, one), Ordering::Equal, "{one:?}");
            for other in &values {
                assert_eq!(compare(one, other), compare(other, one).reverse(), "{one:?} {other:?}");
                for third in &values {
                    let (first, then) = (compare(one, other), compare(other, third));
                    if first != Ordering::Greater && then != Ordering::Greater {
                        let whole = compare(one, third);
                        let both = first.then(then);
                        assert_eq!(whole, both, "{one:?} {other:?} {third:?}");
                    }
                }
            }
        }
        values.reverse();
        values.sort_by(compare);
        assert_eq!(values.last(), Some(&Value::Empty), "nothing comes last");
    }
}
