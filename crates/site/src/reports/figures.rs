//! Figures for programs and for whoever looks at all of them first: a report as JSON, and the headlines, each the sum of a column of a
//! report. Pages, API and command line tell the same numbers, for they are the same counts.

use documents::sheet::Value as Figure;
use policy::article::Words;
use policy::calendar::Day;
use policy::question::Law;
use policy::seen::Seen;
use registry::{Fault, Reader};
use serde_json::{Value, json};

use super::narrow::{Narrowed, sums};
use super::shelf::{self, Rows};
use super::{ALL, Asked, Cell, Report, areas, findings, named, told_counts};
use crate::lang::Lang;
use crate::public::filter::Filter;
use crate::when::When;

/// A figure that stands for many: its name that stays, what it is, and the report and the column that it is the sum of.
pub(crate) struct Headline {
    pub(crate) name: &'static str,
    pub(crate) words: Words,
    pub(super) report: &'static Report,
    column: usize,
}

const fn headline(name: &'static str, words: Words, (report, column): (&'static Report, usize)) -> Headline {
    Headline { name, words, report, column }
}

const fn w(zh: &'static str, en: &'static str) -> Words {
    Words { zh, en }
}

/// The headlines, in their order; those of one report follow each other.
pub(crate) const HEADLINES: [Headline; 7] = [
    headline("marks_valid", w("有效授权", "Marks that are valid"), (&areas::BY_CITY, 1)),
    headline("marks_revoked", w("已撤销的授权", "Marks that stand revoked"), (&areas::BY_CITY, 4)),
    headline("marks_all", w("历来全部授权", "Marks ever granted"), (&areas::BY_CITY, 9)),
    headline("findings_all", w("账本中的规则结论", "Findings in the ledger"), (&findings::BY_CLAUSE, 5)),
    headline("findings_not_met", w("其中不符合", "Of these not met"), (&findings::BY_CLAUSE, 2)),
    headline("duties_met", w("已履行的起草责任", "Duties of drafters met"), (&told_counts::BY_CITY, 1)),
    headline(
        "duties_published",
        w("已公开未履行的起草责任", "Duties published as not fulfilled"),
        (&told_counts::BY_CITY, 3),
    ),
];

/// The sum that a headline is, with the list behind it, where its report has these rows.
pub(crate) fn sum_of(headline: &Headline, rows: &Rows, asked: &Asked) -> Cell {
    let all: Vec<&Vec<Cell>> = rows.iter().collect();
    let sums = sums(&all, headline.report.columns.len());
    let line = headline.report.sum.map(|sum| sum(asked, &Filter::default(), &sums));
    line.and_then(|line| line.into_iter().nth(headline.column)).unwrap_or_else(|| Cell::count(0))
}

fn cell(cell: &Cell) -> Value {
    let value = match &cell.value {
        Figure::Empty => Value::Null,
        Figure::Text(text) | Figure::Decimal(text) => json!(text),
        Figure::Whole(count) => json!(count),
        Figure::Date(day) => json!(day.to_string()),
        Figure::Bool(truth) => json!(truth),
    };
    match &cell.href {
        Some(list) => json!({ "value": value, "list": list }),
        None => json!({ "value": value }),
    }
}

/// A headline for programs.
pub(crate) fn headline_told(headline: &Headline, sum: &Cell, lang: Lang) -> Value {
    let mut told = cell(sum);
    told["name"] = json!(headline.name);
    told["title"] = json!(lang.word(headline.words));
    told["report"] = json!(headline.report.name);
    told
}

/// What there is to ask for.
pub(crate) fn report_told(report: &Report, lang: Lang) -> Value {
    let articles: Vec<u8> = report.articles.iter().map(|article| article.number()).collect();
    json!({
        "name": report.name, "title": lang.word(report.title), "lead": lang.word(report.lead), "clauses": articles,
        "is_public": report.is_public,
    })
}

/// Some rows of a report for programs, with its sums.
pub(crate) fn rows_told(report: &Report, shown: &Narrowed, asked: &Asked, size: u64) -> Value {
    let row = |row: &Vec<Cell>| -> Vec<Value> { row.iter().map(cell).collect() };
    let columns: Vec<&str> = report.columns.iter().map(|words| asked.lang.word(*words)).collect();
    let mut told = report_told(report, asked.lang);
    told["columns"] = json!(columns);
    told["rows"] = json!(shown.shown().iter().map(|one| row(one)).collect::<Vec<_>>());
    told["sums"] = json!(shown.sums.as_ref().map(row));
    told["matching"] = json!(shown.part.all);
    told["after"] = json!(shown.part.next);
    days(&mut told, &asked.when, size);
    told
}

/// The days and the entries that something was counted from.
pub(crate) fn days(told: &mut Value, when: &When, size: u64) {
    told["as_of"] = json!(when.seen.as_of);
    told["as_known_on"] = json!(when.seen.known_on);
    told["entries"] = json!(size);
}

/// For the command line: the headlines and what reports there are, or one of them whole; nothing where there is none of the name.
///
/// # Errors
/// A fault of the reader.
pub fn figures(
    reader: &Reader,
    name: Option<&str>,
    (seen, today): (Seen, Day),
    lang: Lang,
) -> Result<Option<Value>, Fault> {
    let law: Law = reader.law();
    let asked = Asked { law, when: When::chosen(seen, today), lang };
    let Some(name) = name else { return all(reader, &asked).map(Some) };
    let Some(report) = named(name) else { return Ok(None) };
    let count = shelf::count(reader, report, &asked)?;
    let shown = Narrowed::whole(&count.value, report, &asked);
    Ok(Some(rows_told(report, &shown, &asked, count.size)))
}

fn all(reader: &Reader, asked: &Asked) -> Result<Value, Fault> {
    let (mut headlines, mut size) = (Vec::new(), 0);
    let mut last: Option<(&str, shelf::Count<Rows>)> = None;
    for headline in &HEADLINES {
        let count = match last.take().filter(|(name, _)| *name == headline.report.name) {
            Some((_, count)) => count,
            None => shelf::count(reader, headline.report, asked)?,
        };
        size = count.size;
        headlines.push(headline_told(headline, &sum_of(headline, &count.value, asked), asked.lang));
        last = Some((headline.report.name, count));
    }
    let reports: Vec<Value> = ALL.iter().map(|report| report_told(report, asked.lang)).collect();
    let mut told = json!({ "headlines": headlines, "reports": reports });
    days(&mut told, &asked.when, size);
    Ok(told)
}
