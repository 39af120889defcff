//! The wide form written: one row an indicator, one column a compared standard; what is written reads as the same table.

use policy::standard::draft::{DIRECTIONS, KINDS, ReferenceDraft, TableDraft};
use policy::standard::number::EditionNumber;

use super::head_text::{PARTS, Part};
use crate::sheet::{Sheet, Value};

/// The language of heads and words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Words {
    /// Chinese.
    Zh,
    /// English.
    En,
}

impl Words {
    fn pick(self, zh: &'static str, en: &'static str) -> &'static str {
        match self {
            Self::Zh => zh,
            Self::En => en,
        }
    }

    fn part(self, part: Part) -> String {
        let words = PARTS.iter().find(|(known, _)| *known == part).map_or(&[][..], |(_, words)| *words);
        words.get(if self == Self::Zh { 0 } else { 1 }).copied().unwrap_or_default().to_owned()
    }
}

/// The columns before the compared standards.
const BEFORE: [Part; 6] =
    [Part::Number, Part::Indicator, Part::IndicatorEn, Part::AppliesTo, Part::Unit, Part::Direction];
/// The columns behind them.
const BEHIND: [Part; 3] = [Part::TestMethod, Part::Clause, Part::Remark];

/// The sheet of a table of an edition.
pub fn sheet(edition: Option<&EditionNumber>, draft: &TableDraft, words: Words) -> Sheet {
    let uses_method = |column: usize| {
        draft.rows.iter().any(|row| row.cells.get(column).is_some_and(|cell| !cell.test_method.is_empty()))
    };
    let columns: Vec<(usize, &ReferenceDraft, bool)> =
        draft.references.iter().enumerate().map(|(at, one)| (at, one, uses_method(at))).collect();
    let mut headers: Vec<String> = BEFORE.iter().map(|part| words.part(*part)).collect();
    headers.push(own_head(edition, draft, words));
    for (_, reference, has_method) in &columns {
        headers.push(head(reference, words));
        if *has_method {
            headers.push(format!("{} {}", reference.standard, words.part(Part::TestMethod)));
        }
    }
    headers.extend(BEHIND.iter().map(|part| words.part(*part)));
    let rows = draft.rows.iter().enumerate().map(|(at, row)| {
        let text = |text: &str| {
            if text.is_empty() { Value::Empty } else { Value::Text(text.to_owned()) }
        };
        let number = i64::try_from(at + 1).unwrap_or(i64::MAX);
        let direction = direction(&row.direction, words);
        let mut cells = vec![
            Value::Whole(number),
            text(&row.indicator),
            text(&row.indicator_en),
            text(&row.applies_to),
            text(&row.unit),
            text(direction),
            text(&row.limit),
        ];
        for (column, _, has_method) in &columns {
            let cell = row.cells.get(*column);
            cells.push(cell.map_or(Value::Empty, |cell| text(&cell.limit)));
            if *has_method {
                cells.push(cell.map_or(Value::Empty, |cell| text(&cell.test_method)));
            }
        }
        cells.extend([text(&row.test_method), text(&row.clause), text(&row.remark)]);
        cells
    });
    let mut rows: Vec<Vec<Value>> = rows.collect();
    if !draft.without_reference.is_empty() {
        let word = words.pick("无对比标准的理由", "without reference");
        rows.push(vec![Value::Text(word.to_owned()), Value::Text(draft.without_reference.clone())]);
    }
    Sheet { name: words.pick("对比表", "Comparison").to_owned(), headers, rows }
}

fn own_head(edition: Option<&EditionNumber>, draft: &TableDraft, words: Words) -> String {
    let edition = edition.map(EditionNumber::print);
    let sample = (draft.sample == Some(true)).then(|| words.pick("（示例数据）", "(sample data)").to_owned());
    let lines = [Some(words.part(Part::Limit)), edition, sample];
    lines.into_iter().flatten().collect::<Vec<_>>().join("\n")
}

/// The head of a compared standard: number, title, title in English, and in brackets its kind and its end.
fn head(reference: &ReferenceDraft, words: Words) -> String {
    let kind = KINDS.iter().find(|(kind, _)| kind.name() == reference.kind);
    let kind = kind.and_then(|(_, said)| said.get(usize::from(words == Words::Zh))).copied();
    let kind = kind.unwrap_or(reference.kind.as_str());
    let mut marks = Vec::new();
    if !kind.is_empty() {
        marks.push(kind.to_owned());
    }
    if !reference.withdrawn_on.is_empty() {
        marks.push(format!("{} {}", words.pick("废止", "withdrawn on"), reference.withdrawn_on));
    }
    let mut lines = vec![reference.standard.clone()];
    lines.extend((!reference.name.is_empty()).then(|| reference.name.clone()));
    lines.extend((!reference.name_en.is_empty()).then(|| format!("EN: {}", reference.name_en)));
    if !marks.is_empty() {
        lines.push(match words {
            Words::Zh => format!("（{}）", marks.join("；")),
            Words::En => format!("({})", marks.join("; ")),
        });
    }
    lines.join("\n")
}

fn direction(written: &str, words: Words) -> &str {
    let known = DIRECTIONS.iter().find(|(direction, _)| direction.name() == written);
    known.and_then(|(_, said)| said.get(usize::from(words == Words::Zh))).copied().unwrap_or(written)
}
