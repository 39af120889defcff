//! The pages of reports: the list of them, and each as a table with the lists behind its figures, a map where its
//! rows are cities, and the same as a spreadsheet.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Response};
use documents::sheet::{Sheet, Value};
use policy::article::{Article, Words};
use policy::powers::Office;
use registry::{Fault, Reader};

use super::area::Area;
use super::chart::{Chart, charts};
use super::draw::{Head, Shown, as_shown, drawn, heads};
use super::map::{self, Map};
use super::narrow::{Ask, Narrowed, Select, ask, narrowed};
use super::part::{Part, key_of, place};
use super::runs;
use super::shape::{About, Shape};
use super::shelf::{self, Count, Rows};
use super::{Asked, Cell, Narrow, Report, duties, figures, named};
use crate::frame::{Frame, Section};
use crate::lang::pair;
use crate::papers::duties::has_all;
use crate::problem::Trouble;
use crate::public::duties::may_know;
use crate::public::filter::Filter;
use crate::public::mark::{Page, clause};
use crate::public::offer::{Offer, Takes, must_be_known, sentences};
use crate::public::{PublicSite, export, page};
use crate::visitor::Visitor;
use crate::when::{When, WhenForm};
use crate::words::fill;

/// The most rows of a page whose rows are read and not counted.
const FIRST: usize = 50;
/// Counting so many rows is waited for; where there are more it is done aside.
const WAITED_FOR: u64 = 2_000;

#[derive(Template)]
#[template(path = "report.html")]
struct ReportPage<'a> {
    f: Frame,
    /// Whether it is one of the figures, or of the lists behind them.
    in_reports: bool,
    up: Option<(String, &'static str)>,
    title: String,
    lead: &'static str,
    note: Option<&'static str>,
    about: Option<&'a About>,
    clauses: String,
    columns: Vec<Head>,
    /// Whether its rows say more in words than in figures: on a telephone each of them stands by itself.
    is_list: bool,
    rows: Vec<Vec<Shown>>,
    sums: Option<Vec<Shown>>,
    charts: Vec<Chart>,
    ask: Ask,
    doubts: Vec<String>,
    map: Option<Map>,
    counted: String,
    /// That it does not tell of the last entries yet, where it does not.
    since: Option<String>,
    /// Which rows these are, where there are more.
    which: Option<String>,
    next: Option<String>,
    first: Option<String>,
    files: Vec<File>,
    /// Another day, where there is one.
    when: Option<WhenForm>,
}

/// A file of the rows: which, where there are several, and where as CSV and as XLSX.
struct File {
    which: Option<String>,
    csv: String,
    xlsx: String,
}

/// What a page tells beside what it is: its rows, what they are narrowed by, the map of them, and after what each of several files
/// begins.
pub(super) struct Told<'a> {
    pub(super) shown: &'a Narrowed<'a>,
    pub(super) selects: Vec<Select>,
    pub(super) map: Option<Map>,
    pub(super) files: &'a [String],
}

/// Whether a reader may read a report: everybody, or who reports and who publishes what is not public; of a list that says
/// where each row lies a bureau and finance have what lies in their area.
pub(crate) fn is_for(visitor: &Visitor, report: &Report) -> bool {
    let is_list = report.name == duties::REPORT.name;
    let may = |office: &Office| has_all(office) || (is_list && may_know(office));
    report.is_public || visitor.office().is_some_and(may)
}

/// Refuses a report to those whose work it is not.
///
/// # Errors
/// If the reader is none of them, or nobody is signed in.
pub(super) fn may_read(visitor: &Visitor, report: &Report) -> Result<(), Trouble> {
    match visitor.signed {
        _ if is_for(visitor, report) => Ok(()),
        Some(_) => Err(Trouble::Forbidden),
        None => Err(Trouble::SignInFirst),
    }
}

/// `GET /reports/{name}`: the page, or the spreadsheet where `format` asks for one.
pub(crate) async fn show(
    State(site): State<PublicSite>,
    Path(name): Path<String>,
    Query(filter): Query<Filter>,
    visitor: Visitor,
) -> Result<Response, Trouble> {
    let report = named(&name).ok_or(Trouble::NotFound)?;
    may_read(&visitor, report)?;
    let when = When::of(&site, &visitor.glimpse)?;
    let (filter, doubts) = filter.read(&offer(report.columns, report.narrows));
    if filter.is_filtered() {
        site.bound_heavy(&visitor)?;
    }
    let format = visitor.glimpse.query.as_deref().and_then(|query| pair(query, '&', "format"));
    let is_plain =
        !when.is_dated && !filter.is_filtered() && filter.sort.is_empty() && filter.after.is_empty();
    if let (Some(first), true, None | Some("html")) = (report.first, is_plain, format) {
        let lang = visitor.lang;
        let read = move |reader: &Reader| {
            let size = reader.head().size;
            Ok((first(reader, &Asked { law: reader.law(), when, lang }, FIRST)?, size))
        };
        let ((rows, is_cut), size) = site.look(read).await?;
        // Where so much was looked at without filling the page, only a count tells what there is.
        if !is_cut || rows.len() >= FIRST {
            let mut part = Part::whole(rows.len());
            // The counted report comes in the same order, and goes on after these.
            part.next = is_cut.then(|| place(rows.len(), |at| rows.get(at).map_or(0, |row| key_of(row))));
            let all = rows.len();
            let shown = Narrowed { rows: rows.iter().collect(), part, sums: None, all, is_cut };
            let shape = Shape::of(&visitor, report, doubts);
            let told = Told { shown: &shown, selects: Vec::new(), map: None, files: &[] };
            return Ok(as_page(&visitor, (&shape, &filter), told, when, (size, 0))?.into_response());
        }
    }
    let mut count = made(&site, &visitor, report, when).await?;
    let mut shape = Shape::of(&visitor, report, doubts);
    if let Some(area) = Area::of(&visitor).filter(|_| !report.is_public) {
        count = area.within(&site, count, (when, duties::CODE)).await?;
        shape = area.named(&visitor, shape);
    }
    as_asked(&site, &visitor, (&shape, Vec::new()), &filter, count, when)
}

/// What the rows of a table may be filtered by: words, the numbers of its columns to order by, and what it is narrowed by.
pub(crate) fn offer(columns: &[Words], narrows: &[Narrow]) -> Offer {
    let columns: Vec<(String, Words)> =
        columns.iter().enumerate().map(|(at, words)| ((at + 1).to_string(), *words)).collect();
    let has = |by: Narrow| narrows.contains(&by);
    Offer::words()
        .and("sort", Takes::OneOf(columns))
        .and_if(has(Narrow::Months), "from", || Takes::Month)
        .and_if(has(Narrow::Months), "to", || Takes::Month)
        .and_if(has(Narrow::Place), "region", || Takes::PlaceOrNone)
        .and_if(has(Narrow::Standard), "standard", || Takes::Standard)
}

/// What was counted, as a page or in the format that is asked for.
///
/// # Errors
/// If the format is unknown, or the page cannot be made.
pub(crate) fn as_asked(
    site: &PublicSite,
    visitor: &Visitor,
    (shape, selects): (&Shape, Vec<Select>),
    filter: &Filter,
    Count { value: rows, size }: Count<Rows>,
    when: When,
) -> Result<Response, Trouble> {
    let asked = Asked { law: site.reader().law(), when, lang: visitor.lang };
    let mut shown = narrowed(&rows, shape, filter, &asked, shape.most);
    shown.all = shape.all.unwrap_or(shown.all);
    let format = visitor.glimpse.query.as_deref().and_then(|query| pair(query, '&', "format"));
    match format {
        Some("csv" | "xlsx") => {
            must_be_known(&shape.doubts)?;
            // A report as a file is the whole of it.
            let rows: Vec<&Vec<Cell>> = shown.rows.iter().copied().chain(&shown.sums).collect();
            let sheet = sheet(visitor, shape, &rows);
            // The name says up to which entry it tells.
            let name = format!("{}-{}-{size}", shape.name, when.seen.as_of);
            export::spreadsheet(&sheet, &name, format == Some("csv"))
        }
        None | Some("html") => {
            let since = site.reader().head().size.saturating_sub(size);
            let map = shape.map.map(|column| map::of(visitor, (shape, filter), &rows, column, when));
            let told = Told { shown: &shown, selects, map, files: &[] };
            Ok(as_page(visitor, (shape, filter), told, when, (size, since))?.into_response())
        }
        Some(_) => Err(no_such_format()),
    }
}

/// That there is no such format.
pub(super) fn no_such_format() -> Trouble {
    Trouble::bad("参数format只能是csv、xlsx或html", "the parameter `format` is csv, xlsx or html")
}

/// What a report tells programs of, so many rows from a place in it.
///
/// # Errors
/// If the reader may not read it, or as its page.
pub(crate) async fn told(
    site: &PublicSite,
    visitor: &Visitor,
    (report, limit): (&'static Report, usize),
    filter: &Filter,
    when: When,
) -> Result<serde_json::Value, Trouble> {
    may_read(visitor, report)?;
    if filter.is_filtered() {
        site.bound_heavy(visitor)?;
    }
    let mut count = made(site, visitor, report, when).await?;
    if let Some(area) = Area::of(visitor).filter(|_| !report.is_public) {
        count = area.within(site, count, (when, duties::CODE)).await?;
    }
    let asked = Asked { law: site.reader().law(), when, lang: visitor.lang };
    let shape = Shape::of(visitor, report, Vec::new());
    let shown = narrowed(&count.value, &shape, filter, &asked, limit);
    Ok(figures::rows_told(report, &shown, &asked, count.size))
}

/// The count of a report, kept or made now; of long registers the last one, while another is made aside. Of another day than today it is made each time, and bounded.
pub(super) async fn made(
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
    if is_long(site.reader(), report)? {
        return place.meanwhile(site, when.today, may, counted).ok_or(Trouble::InTheMaking);
    }
    place.told(site, when.today, may, counted).await
}

/// Whether so many rows are to be seen for a report that nobody is to wait for it.
pub(super) fn is_long(reader: &Reader, report: &Report) -> Result<bool, Fault> {
    takes_long(reader, report.kinds, report.hears_findings)
}

/// Whether some registers, and the ledger where its findings are heard, have so many rows that nobody is to wait for it.
pub(super) fn takes_long(reader: &Reader, kinds: &[&str], hears_findings: bool) -> Result<bool, Fault> {
    // An entry has few findings, if any.
    let entries = if hears_findings { reader.head().size } else { 0 };
    let counts = kinds.iter().map(|kind| reader.count(kind, ""));
    Ok(counts.sum::<Result<u64, Fault>>()?.saturating_add(entries) > WAITED_FOR)
}

pub(super) fn clauses(visitor: &Visitor, articles: &[Article]) -> String {
    let clauses: Vec<String> = articles.iter().map(|article| clause(visitor, *article)).collect();
    clauses.join(visitor.w.case.comma)
}

/// The page of a count of so many entries, after which so many more have come.
pub(super) fn as_page(
    visitor: &Visitor,
    (shape, filter): (&Shape, &Filter),
    Told { shown, selects, map, files }: Told,
    when: When,
    (size, since): (u64, u64),
) -> Page {
    let w = &visitor.w.report;
    let (rows, part) = (&shown.rows, &shown.part);
    let is_of_reports = ["/reports", "/duties"].iter().any(|of| shape.path.starts_with(of));
    let section = if is_of_reports { Section::Reports } else { Section::Other };
    let heads = heads(visitor, shape, rows);
    let names: Vec<&'static str> = shape.columns.iter().map(|words| visitor.word(*words)).collect();
    page(&ReportPage {
        f: visitor.frame(shape.title.clone(), section).seen(when.banner(visitor)),
        in_reports: is_of_reports,
        up: shape.up.clone(),
        title: shape.title.clone(),
        lead: shape.lead,
        note: shape.note,
        about: shape.about.as_ref(),
        clauses: clauses(visitor, shape.articles),
        is_list: shape.is_list || heads.iter().filter(|head| head.class.is_empty()).count() * 2 > heads.len(),
        columns: heads,
        rows: runs::told(visitor, shape, drawn(visitor, shape, shown)),
        sums: shown.sums.as_ref().map(|sums| sums.iter().map(|cell| as_shown(cell, visitor.lang)).collect()),
        charts: if shape.has_bars { charts(visitor, &names, rows) } else { Vec::new() },
        ask: ask(visitor, shape, selects, filter, shown),
        doubts: sentences(visitor, &shape.doubts),
        map,
        counted: fill(w.counted, &[&when.seen.as_of, &size]),
        since: (since > 0).then(|| fill(w.counted_before, &[&since])),
        which: which(visitor, shown),
        next: part.next.as_ref().map(|next| filter.address(&shape.path, next)),
        first: part.is_later().then(|| filter.address(&shape.path, "")),
        files: offered(visitor, (shape, filter), files, part.all),
        when: shape.has_days.then(|| when.form(shape.path.clone(), filter.parts())),
    })
}

/// Which rows these are, where there are more.
fn which(visitor: &Visitor, shown: &Narrowed) -> Option<String> {
    let (w, part) = (&visitor.w.list, &shown.part);
    let (from, until) = (part.range.start + 1, part.range.end);
    match part.next {
        _ if shown.is_cut => Some(fill(w.first_rows, &[&until])),
        None if !part.is_later() => None,
        _ => Some(fill(w.rows_from, &[&from, &until, &part.all])),
    }
}

/// The files of the rows, each of so many: one, or those that begin after places in a list.
fn offered(
    visitor: &Visitor,
    (shape, filter): (&Shape, &Filter),
    afters: &[String],
    all: usize,
) -> Vec<File> {
    let file = |after: &str, which: Option<String>| {
        let here = filter.address(&shape.path, after);
        let sign = if here.contains('?') { '&' } else { '?' };
        let [csv, xlsx] = ["csv", "xlsx"].map(|format| format!("{here}{sign}format={format}"));
        File { which, csv, xlsx }
    };
    if afters.is_empty() {
        return vec![file("", None)];
    }
    let which = |at: usize| {
        let until = (at + 1).saturating_mul(export::MOST).min(all);
        fill(visitor.w.list.rows_from, &[&(at * export::MOST + 1), &until, &all])
    };
    afters.iter().enumerate().map(|(at, after)| file(after, Some(which(at)))).collect()
}

/// The sheet of some rows.
pub(super) fn sheet(visitor: &Visitor, shape: &Shape, rows: &[&Vec<Cell>]) -> Sheet {
    let value = |cell: &Cell| match (&cell.value, &cell.small) {
        (Value::Text(text), Some(small)) => Value::Text(format!("{text} ({small})")),
        (value, _) => value.clone(),
    };
    let values = |row: &&Vec<Cell>| row.iter().map(value).collect();
    Sheet {
        name: shape.name.clone(),
        headers: shape.columns.iter().map(|words| visitor.lang.label(*words)).collect(),
        rows: rows.iter().map(values).collect(),
    }
}
