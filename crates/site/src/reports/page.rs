//! The pages of reports: the list of them, and each as a table with the lists behind its figures, a map where its
//! rows are cities, and the same as a spreadsheet.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use documents::sheet::{Sheet, Value};
use policy::article::{Article, Words};
use registry::{Fault, Reader};

use super::shelf::{self, Count, Rows};
use super::{ALL, Asked, Cell, Report, named};
use crate::frame::{Frame, Section};
use crate::lang::pair;
use crate::problem::Trouble;
use crate::public::duties::may_know;
use crate::public::mark::{Page, clause};
use crate::public::{PublicSite, export, page};
use crate::visitor::Visitor;
use crate::when::{When, WhenForm};
use crate::words::fill;

/// The most rows that a page shows; a spreadsheet has all of them.
const SHOWN: usize = 500;
/// The same of a page whose rows are read and not counted.
const FIRST: usize = 50;
/// Counting so many rows is waited for; where there are more it is done aside.
const WAITED_FOR: u64 = 2_000;

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

struct Link {
    href: String,
    title: &'static str,
    lead: &'static str,
    clauses: String,
}

#[derive(Template)]
#[template(path = "reports.html")]
struct ListPage {
    f: Frame,
    reports: Vec<Link>,
}

struct Shown {
    text: String,
    href: Option<String>,
    class: &'static str,
    /// How many twentieths of the largest of its column it is, where that is drawn.
    bar: Option<u64>,
}

struct Head {
    text: &'static str,
    class: &'static str,
}

struct Tile {
    name: String,
    href: String,
    count: u64,
    shade: usize,
    column: u8,
    row: u8,
}

/// What a page of rows is, beside its rows: a report, or the list behind a figure.
pub(super) struct Shape {
    /// Its name as a file.
    pub(super) name: String,
    pub(super) title: String,
    pub(super) lead: &'static str,
    pub(super) articles: &'static [Article],
    pub(super) columns: &'static [Words],
    pub(super) path: String,
    /// The report whose figure it is behind.
    pub(super) up: Option<(String, &'static str)>,
    pub(super) is_of_cities: bool,
    pub(super) has_bars: bool,
}

impl Shape {
    fn of(visitor: &Visitor, report: &'static Report) -> Shape {
        Shape {
            name: report.name.to_owned(),
            title: visitor.word(report.title).to_owned(),
            lead: visitor.word(report.lead),
            articles: report.articles,
            columns: report.columns,
            path: format!("/reports/{}", report.name),
            up: None,
            is_of_cities: report.is_of_cities,
            has_bars: report.has_bars,
        }
    }
}

#[derive(Template)]
#[template(path = "report.html")]
struct ReportPage {
    f: Frame,
    up: Option<(String, &'static str)>,
    title: String,
    lead: &'static str,
    clauses: String,
    columns: Vec<Head>,
    rows: Vec<Vec<Shown>>,
    tiles: Vec<Tile>,
    counted: String,
    /// That it does not tell of the last entries yet, where it does not.
    since: Option<String>,
    left_out: Option<String>,
    csv: String,
    xlsx: String,
    when: WhenForm,
}

/// `GET /reports`.
pub(crate) async fn list(visitor: Visitor) -> Page {
    let reports = ALL
        .into_iter()
        .filter(|report| may_read(&visitor, report))
        .map(|report| Link {
            href: format!("/reports/{}", report.name),
            title: visitor.word(report.title),
            lead: visitor.word(report.lead),
            clauses: clauses(&visitor, report.articles),
        })
        .collect();
    page(&ListPage { f: visitor.frame(visitor.w.report.reports_title, Section::Reports), reports })
}

/// Whether somebody may read a report: everybody, or the offices whose work it is.
fn may_read(visitor: &Visitor, report: &Report) -> bool {
    let office = visitor.office();
    report.is_public || office.is_some_and(may_know)
}

/// `GET /reports/{name}`: the page, or the spreadsheet where `format` asks for one.
pub(crate) async fn show(
    State(site): State<PublicSite>,
    Path(name): Path<String>,
    visitor: Visitor,
) -> Result<Response, Trouble> {
    let report = named(&name).ok_or(Trouble::NotFound)?;
    if !may_read(&visitor, report) {
        return Err(if visitor.signed.is_some() { Trouble::Forbidden } else { Trouble::SignInFirst });
    }
    let when = When::of(&site, &visitor.glimpse)?;
    let format = visitor.glimpse.query.as_deref().and_then(|query| pair(query, '&', "format"));
    if let (Some(first), false, None | Some("html")) = (report.first, when.is_dated, format) {
        let lang = visitor.lang;
        let read = move |reader: &Reader| {
            let size = reader.head().size;
            Ok((first(reader, &Asked { law: reader.law(), when, lang }, FIRST)?, size))
        };
        let ((rows, is_more), size) = site.look(read).await?;
        let left = is_more.then_some(visitor.w.report.more_in_table.to_owned());
        return as_page(&visitor, &Shape::of(&visitor, report), (&rows, left), when, (size, 0))
            .map(IntoResponse::into_response);
    }
    let count = made(&site, &visitor, report, when).await?;
    as_asked(&site, &visitor, &Shape::of(&visitor, report), count, when)
}

/// What was counted, as a page or in the format that is asked for.
///
/// # Errors
/// If the format is unknown, or the page cannot be made.
pub(super) fn as_asked(
    site: &PublicSite,
    visitor: &Visitor,
    shape: &Shape,
    Count { value: rows, size }: Count<Rows>,
    when: When,
) -> Result<Response, Trouble> {
    let format = visitor.glimpse.query.as_deref().and_then(|query| pair(query, '&', "format"));
    match format {
        Some("csv" | "xlsx") => {
            let sheet = sheet(visitor, shape, &rows);
            // The name says up to which entry it tells.
            let name = format!("{}-{}-{size}", shape.name, when.seen.as_of);
            export::spreadsheet(&sheet, &name, format == Some("csv"))
        }
        None | Some("html") => {
            let since = site.reader().head().size.saturating_sub(size);
            let left = rows.len().saturating_sub(SHOWN);
            let left = (left > 0).then(|| fill(visitor.w.report.left_out, &[&left]));
            Ok(as_page(visitor, shape, (&rows, left), when, (size, since))?.into_response())
        }
        Some(_) => Err(Trouble::bad(
            "参数format只能是csv、xlsx或html",
            "the parameter `format` is csv, xlsx or html",
        )),
    }
}

/// The count of a report, kept or made now; of long registers the last one, while another is made aside. Of another day than today it is made each time, and bounded.
async fn made(
    site: &PublicSite,
    visitor: &Visitor,
    report: &'static Report,
    when: When,
) -> Result<Count<Rows>, Trouble> {
    let lang = visitor.lang;
    let counted =
        move |reader: &Reader| shelf::count(reader, report, &Asked { law: reader.law(), when, lang });
    if when.is_dated {
        site.bound_heavy(visitor)?;
        return site.look(counted).await;
    }
    let (place, may) = (site.reports().place(report, lang), || site.bound_heavy(visitor));
    if is_long(site.reader(), report.kinds)? {
        return place.meanwhile(site, when.today, may, counted).ok_or(Trouble::InTheMaking);
    }
    place.told(site, when.today, may, counted).await
}

/// Whether so many rows are to be seen that nobody is to wait for it.
pub(super) fn is_long(reader: &Reader, kinds: &[&str]) -> Result<bool, Fault> {
    let counts = kinds.iter().map(|kind| reader.count(kind, ""));
    Ok(counts.sum::<Result<u64, Fault>>()? > WAITED_FOR)
}

fn clauses(visitor: &Visitor, articles: &[Article]) -> String {
    let clauses: Vec<String> = articles.iter().map(|article| clause(visitor, *article)).collect();
    clauses.join(visitor.w.case.comma)
}

/// The page of a count of so many entries, after which so many more have come, and what it says of what it leaves out.
fn as_page(
    visitor: &Visitor,
    shape: &Shape,
    (rows, left_out): (&[Vec<Cell>], Option<String>),
    when: When,
    (size, since): (u64, u64),
) -> Page {
    let w = &visitor.w.report;
    let as_format = |format: &str| when.carried(format!("{}?format={format}", shape.path));
    page(&ReportPage {
        f: visitor.frame(shape.title.clone(), Section::Reports).seen(when.banner(visitor)),
        up: shape.up.clone(),
        title: shape.title.clone(),
        lead: shape.lead,
        clauses: clauses(visitor, shape.articles),
        columns: heads(visitor, shape, rows),
        rows: drawn(shape, rows),
        tiles: if shape.is_of_cities { tiles(visitor, rows, when) } else { Vec::new() },
        counted: fill(w.counted, &[&when.seen.as_of, &size]),
        since: (since > 0).then(|| fill(w.counted_before, &[&since])),
        left_out,
        csv: as_format("csv"),
        xlsx: as_format("xlsx"),
        when: when.form(shape.path.clone(), Vec::new()),
    })
}

/// The longest text that is kept on one line, in characters: codes, numbers of standards, names of places.
const ON_ONE_LINE: usize = 16;

fn shown(cell: &Cell) -> Shown {
    let (text, class) = match &cell.value {
        Value::Empty => ("—".to_owned(), ""),
        Value::Text(text) if text.chars().count() <= ON_ONE_LINE => (text.clone(), "nowrap"),
        Value::Text(text) => (text.clone(), ""),
        Value::Whole(number) => (number.to_string(), "number"),
        Value::Decimal(number) => (number.clone(), "number"),
        Value::Date(day) => (day.to_string(), "nowrap"),
        Value::Bool(truth) => (truth.to_string(), "nowrap"),
    };
    Shown { text, href: cell.href.clone(), class, bar: None }
}

/// The rows that the page shows, with the bars of a report that has them.
fn drawn(shape: &Shape, rows: &[Vec<Cell>]) -> Vec<Vec<Shown>> {
    let count = |cell: &Cell| match cell.value {
        Value::Whole(count) => u64::try_from(count).ok(),
        _ => None,
    };
    let largest = |at: usize| rows.iter().filter_map(|row| row.get(at).and_then(count)).max().unwrap_or(0);
    let largest: Vec<u64> = (0..shape.columns.len()).map(largest).collect();
    let bar = |cell: &Cell, largest: u64| {
        // The smallest count is still seen, and none is not drawn.
        count(cell)
            .filter(|count| shape.has_bars && *count > 0)
            .map(|count| (count * 20).div_ceil(largest.max(1)))
    };
    let row = |row: &Vec<Cell>| {
        let cells = row.iter().zip(&largest);
        cells.map(|(cell, largest)| Shown { bar: bar(cell, *largest), ..shown(cell) }).collect()
    };
    rows.iter().take(SHOWN).map(row).collect()
}

/// The heads of the columns; that of a column of numbers stands over the numbers.
fn heads(visitor: &Visitor, shape: &Shape, rows: &[Vec<Cell>]) -> Vec<Head> {
    let is_number = |at: usize| {
        // A share of nothing is empty, so one row does not tell.
        let mut cells = rows.iter().filter_map(|row| row.get(at));
        cells.any(|cell| matches!(cell.value, Value::Whole(_) | Value::Decimal(_)))
    };
    let head = |(at, words): (usize, &Words)| Head {
        text: visitor.word(*words),
        class: if is_number(at) { "number" } else { "" },
    };
    shape.columns.iter().enumerate().map(head).collect()
}

/// The cities of a report on the map, shaded by the share of the largest count of valid marks.
fn tiles(visitor: &Visitor, rows: &[Vec<Cell>], when: When) -> Vec<Tile> {
    let count = |code: &str| {
        let name = visitor.lang.place(&format!("{code}00"));
        let row = rows
            .iter()
            .find(|row| matches!(row.first(), Some(Cell { value: Value::Text(text), .. }) if *text == name));
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

fn sheet(visitor: &Visitor, shape: &Shape, rows: &[Vec<Cell>]) -> Sheet {
    Sheet {
        name: shape.name.clone(),
        headers: shape.columns.iter().map(|words| visitor.word(*words).to_owned()).collect(),
        rows: rows.iter().map(|row| row.iter().map(|cell| cell.value.clone()).collect()).collect(),
    }
}
