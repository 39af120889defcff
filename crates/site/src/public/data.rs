//! Open data: each public register whole, as CSV and as JSON, with the names of its columns the same in every language.
//! A file has nothing in it but the register: equal content has equal bytes, and so an equal SHA-256.

use std::collections::HashMap;
use std::io::Write;
use std::sync::{Arc, Mutex, PoisonError};

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use documents::comparison::{LONG_HEADERS, long_rows};
use documents::sheet::{CsvWriter, Value};
use policy::article::Words;
use policy::standard::Standard;
use policy::standard::draft::TableDraft;
use registry::{CALL, DRAFTING_ROLE, DUTY_LINE, Fault, MEMBERSHIP, PROJECT, Reader, Row, SYSTEM};
use serde_json::{Value as Json, json};

use crate::frame::{Frame, Section};
use crate::layers::empty;
use crate::problem::Trouble;
use crate::public::columns::{self, Column, Telling};
use crate::public::data_file::{DataFile, Writing};
use crate::public::filter::{case_of, is_public};
use crate::public::mark::Page;
use crate::public::{PublicSite, data_derived, page};
use crate::reports::{Count, Place};
use crate::visitor::Visitor;
use crate::when::When;
use crate::words::{Text, fill};

/// A register that is given out whole.
#[derive(Clone, Copy)]
struct Whole {
    /// Its name in addresses.
    name: &'static str,
    /// Its kind in the store.
    kind: &'static str,
    title: fn(&Text) -> &'static str,
}

const REGISTERS: [Whole; 14] = [
    Whole { name: "marks", kind: "authorization", title: |w| w.register.marks_title },
    Whole { name: "makers", kind: "enterprise", title: |w| w.register.makers_title },
    Whole { name: "members", kind: MEMBERSHIP, title: |w| w.register.members_title },
    Whole { name: "products", kind: "product", title: |w| w.register.products_title },
    Whole { name: "standards", kind: "standard", title: |w| w.register.standards_title },
    Whole { name: "decisions", kind: "proceeding", title: |w| w.register.decisions_title },
    Whole { name: "calls", kind: CALL, title: |w| w.project.calls_title },
    Whole { name: "projects", kind: PROJECT, title: |w| w.project.projects_title },
    Whole { name: "systems", kind: SYSTEM, title: |w| w.project.systems_title },
    Whole { name: "leaves", kind: SYSTEM, title: |w| w.data.leaves },
    Whole { name: TABLES, kind: "standard", title: |w| w.table.data_title },
    Whole { name: "verdicts", kind: "standard", title: |w| w.data.verdicts },
    Whole { name: "duties", kind: DRAFTING_ROLE, title: |w| w.data.duties },
    Whole { name: "published-duties", kind: DUTY_LINE, title: |w| w.reported.title },
];

/// What is to be known beside the names of the columns.
fn note(w: &Text, name: &str) -> Option<&'static str> {
    match name {
        "leaves" => Some(w.data.leaves_note),
        "verdicts" => Some(w.data.verdicts_note),
        "duties" => Some(w.data.duties_note),
        "published-duties" => Some(w.data.published_note),
        _ => None,
    }
}
/// The comparison tables of all editions: no register of its own, they are told of the standards.
const TABLES: &str = "tables";
/// Whoever asks for a register with fewer rows waits until it is made; a longer one is made aside, and they are told so.
const WAITED_FOR: u64 = 2000;

/// A register as files.
pub(crate) struct Made {
    rows: usize,
    csv: DataFile,
    json: DataFile,
}

/// The files of each register, as they were made last.
#[derive(Default)]
pub(crate) struct Files(Mutex<HashMap<&'static str, Arc<Place<Made>>>>);

struct FileView {
    href: String,
    format: &'static str,
    size: String,
    sha256: String,
}

struct RegisterView {
    title: &'static str,
    note: Option<&'static str>,
    /// Names, and in words where the words are others.
    columns: Vec<(String, Option<String>)>,
    /// What there is of it now, unless it is being made for the first time.
    made: Option<MadeView>,
}

struct MadeView {
    rows: String,
    /// Up to which entry of the ledger.
    entries: String,
    files: [FileView; 2],
}

#[derive(Template)]
#[template(path = "data.html")]
struct DataPage {
    f: Frame,
    day: String,
    registers: Vec<RegisterView>,
    ledger_size: String,
}

impl MadeView {
    fn of(made: &Count<Made>, name: &str, visitor: &Visitor) -> MadeView {
        let (w, Made { rows, csv, json }) = (&visitor.w.data, &*made.value);
        MadeView {
            rows: fill(w.rows, &[rows]),
            entries: fill(w.up_to, &[&made.size]),
            files: [("csv", "CSV", csv), ("json", "JSON", json)].map(|(end, format, file)| FileView {
                href: format!("/data/{name}.{end}"),
                format,
                size: fill(w.bytes, &[&file.length]),
                sha256: file.sha256.clone(),
            }),
        }
    }
}

/// `GET /data`.
pub(crate) async fn show(State(site): State<PublicSite>, visitor: Visitor) -> Page {
    let mut registers = Vec::new();
    for whole in REGISTERS {
        let made = made(&site, &visitor, whole).await?;
        registers.push(RegisterView {
            title: (whole.title)(visitor.w),
            note: note(visitor.w, whole.name),
            columns: described(&visitor, whole),
            made: made.map(|made| MadeView::of(&made, whole.name, &visitor)),
        });
    }
    page(&DataPage {
        f: visitor.frame(visitor.w.data.title, Section::Other),
        day: fill(visitor.w.data.day, &[&site.today()]),
        registers,
        ledger_size: fill(visitor.w.data.entries, &[&site.reader().head().size]),
    })
}

impl Files {
    fn place(&self, whole: Whole) -> Arc<Place<Made>> {
        let mut places = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(places.entry(whole.name).or_default())
    }
}

/// The columns of a file by name, each in the reader's words where these say more.
fn described(visitor: &Visitor, whole: Whole) -> Vec<(String, Option<String>)> {
    let words: Vec<Words> = if whole.name == TABLES {
        LONG_HEADERS.iter().map(|&(en, zh)| Words { zh, en }).collect()
    } else {
        columns_of(whole).iter().map(|column| column.words).collect()
    };
    let both = names(whole).into_iter().zip(words);
    both.map(|(name, words)| {
        let word = visitor.word(words);
        let is_same = name.replace('_', " ") == word;
        (name, (!is_same).then(|| word.to_owned()))
    })
    .collect()
}

/// The columns of a file that is not in the form of the import.
fn columns_of(whole: Whole) -> &'static [Column] {
    data_derived::of(whole.name).map_or_else(|| columns::of(whole.kind), |derived| derived.columns)
}

/// The names of a file's columns.
fn names(whole: Whole) -> Vec<String> {
    if whole.name == TABLES {
        return LONG_HEADERS.iter().map(|(name, _)| name.replace(' ', "_")).collect();
    }
    columns_of(whole).iter().map(|column| column.name.to_owned()).collect()
}

/// `GET /data/{file}`: `marks.csv` and its like.
pub(crate) async fn file(
    State(site): State<PublicSite>,
    Path(file): Path<String>,
    visitor: Visitor,
    asked: HeaderMap,
) -> Result<Response, Trouble> {
    let (name, end) = file.split_once('.').ok_or(Trouble::NotFound)?;
    let whole = REGISTERS.into_iter().find(|whole| whole.name == name).ok_or(Trouble::NotFound)?;
    let is_csv = match end {
        "csv" => true,
        "json" => false,
        _ => return Err(Trouble::NotFound),
    };
    let made = made(&site, &visitor, whole).await?.ok_or(Trouble::InTheMaking)?.value;
    let one = if is_csv { &made.csv } else { &made.json };
    let tag = format!("\"{}\"", one.sha256);
    let held = asked.get(header::IF_NONE_MATCH).and_then(|held| held.to_str().ok());
    let mut response = if held.is_some_and(|held| {
        held.split(',').map(str::trim).any(|part| part == "*" || part.trim_start_matches("W/") == tag)
    }) {
        empty(StatusCode::NOT_MODIFIED)
    } else {
        if one.is_long() {
            site.bound_heavy(&visitor)?;
        }
        one.body().into_response()
    };
    let type_of = if is_csv { "text/csv; charset=utf-8; header=present" } else { "application/json" };
    let named = format!("attachment; filename=\"{name}.{end}\"");
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(type_of));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    for (name, value) in [(header::ETAG, tag), (header::CONTENT_DISPOSITION, named)] {
        if let Ok(value) = HeaderValue::try_from(value) {
            headers.insert(name, value);
        }
    }
    Ok(response)
}

/// The files of a register, kept or made now; of a long one those that are kept, while others are made aside. Making is
/// bounded.
async fn made(site: &PublicSite, visitor: &Visitor, whole: Whole) -> Result<Option<Count<Made>>, Trouble> {
    let (inner, place) = (site.clone(), site.files().place(whole));
    let making = move |reader: &Reader| written(&inner, reader, whole);
    let (today, may) = (site.today(), || site.bound_heavy(visitor));
    if site.reader().count(whole.kind, "")? < WAITED_FOR {
        return place.told(site, today, may, making).await.map(Some);
    }
    Ok(place.meanwhile(site, today, may, making))
}

/// Both files of a register while they are written. It is seen row by row: a register of a province is longer than
/// memory is for.
struct Both {
    csv: CsvWriter<Writing>,
    json: Writing,
    /// Whether there is something in the list already.
    is_begun: bool,
}

fn cannot_be_written(fault: impl std::fmt::Display) -> Fault {
    Fault::Unreadable(format!("a register cannot be written: {fault}"))
}

impl Both {
    fn begin(whole: Whole) -> Result<Both, Fault> {
        let mut json = Writing::begin();
        json.write_all(b"[").map_err(cannot_be_written)?;
        let csv = CsvWriter::new(Writing::begin(), whole.name, &names(whole)).map_err(cannot_be_written)?;
        Ok(Both { csv, json, is_begun: false })
    }

    fn line(&mut self, cells: &[Value]) -> Result<(), Fault> {
        self.csv.row(cells).map_err(cannot_be_written)
    }

    fn item(&mut self, item: &Json) -> Result<(), Fault> {
        let between = if std::mem::replace(&mut self.is_begun, true) { ",\n" } else { "\n" };
        write!(self.json, "{between}{item}").map_err(cannot_be_written)
    }

    fn end(mut self, size: u64) -> Result<Count<Made>, Fault> {
        self.json.write_all(b"\n]\n").map_err(cannot_be_written)?;
        let rows = self.csv.rows();
        let csv = self.csv.finish().map_err(cannot_be_written)?.end().map_err(cannot_be_written)?;
        let json = self.json.end().map_err(cannot_be_written)?;
        Ok(Count { value: Arc::new(Made { rows, csv, json }), size })
    }
}

/// A register as it is at one moment.
fn written(site: &PublicSite, reader: &Reader, whole: Whole) -> Result<Count<Made>, Fault> {
    let mut both = Both::begin(whole)?;
    if whole.name == TABLES {
        let size = reader.each_row(&[whole.kind], &mut |row| tables(&mut both, row))?;
        return both.end(size);
    }
    if let Some(derived) = data_derived::of(whole.name) {
        let size = (derived.rows)(reader, site.today(), &mut |cells| {
            both.item(&columns::as_json(derived.columns, cells))?;
            both.line(cells)
        })?;
        return both.end(size);
    }
    let when = When::today(site.today());
    let mut telling = Telling::new(site, &when, None);
    let columns = columns::of(whole.kind);
    let size = reader.each_row(&[whole.kind], &mut |row| {
        if !is_public(row)? {
            return Ok(());
        }
        let Some(cells) = telling.cells(row)? else { return Ok(()) };
        both.item(&columns::as_json(columns, &cells))?;
        both.line(&cells)
    })?;
    both.end(size)
}

/// The comparison tables of all editions of a standard that count: each as JSON, and its rows in the long form of the
/// import.
fn tables(both: &mut Both, row: &Row) -> Result<(), Fault> {
    let standard: Standard = case_of(row)?;
    for edition in standard.editions.iter().filter(|edition| edition.annulled.is_none()) {
        let Some(table) = &edition.table else { continue };
        both.item(&json!({ "edition": edition.edition, "title": edition.title, "table": table }))?;
        for row in long_rows(&edition.edition, &TableDraft::of(table)) {
            both.line(&row)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::REGISTERS;
    use crate::lang::Lang;
    use crate::routes::ADDRESSES;
    use crate::words::text;

    /// No two registers are called the same, and the description of the address names each of them.
    #[test]
    fn each_register_has_a_title_of_its_own_and_is_described() {
        for lang in [Lang::Zh, Lang::En] {
            let titles: BTreeSet<&str> = REGISTERS.iter().map(|whole| (whole.title)(text(lang))).collect();
            assert_eq!(titles.len(), REGISTERS.len(), "{titles:?}");
        }
        let mut addresses = ADDRESSES.iter().flat_map(|table| table.iter());
        let address = addresses.find(|address| address.path == "/data/{file}").expect("there");
        for whole in REGISTERS {
            assert!(address.summary.contains(whole.name), "{}: {}", whole.name, address.summary);
        }
    }
}
