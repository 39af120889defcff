//! Open data: each public register whole, as CSV and as JSON, with the names of its columns the same in every language.
//! A file has nothing in it but the register: equal content has equal bytes, and so an equal SHA-256.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use askama::Template;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use documents::comparison::{LONG_HEADERS, long_rows};
use documents::sheet::{self, CsvWriter, Sheet, Value, WriteError};
use policy::article::Words;
use policy::calendar::Day;
use policy::standard::Standard;
use policy::standard::draft::TableDraft;
use registry::{CALL, PROJECT, Query, Reader, SYSTEM};
use serde_json::json;

use crate::frame::{Frame, Section};
use crate::layers::empty;
use crate::problem::Trouble;
use crate::public::columns::{self, Telling};
use crate::public::filter::{Filter, case_of, find};
use crate::public::mark::Page;
use crate::public::{PublicSite, page};
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

const REGISTERS: [Whole; 9] = [
    Whole { name: "marks", kind: "authorization", title: |w| w.register.marks_title },
    Whole { name: "makers", kind: "enterprise", title: |w| w.register.makers_title },
    Whole { name: "products", kind: "product", title: |w| w.register.products_title },
    Whole { name: "standards", kind: "standard", title: |w| w.register.standards_title },
    Whole { name: "decisions", kind: "proceeding", title: |w| w.register.decisions_title },
    Whole { name: "calls", kind: CALL, title: |w| w.project.calls_title },
    Whole { name: "projects", kind: PROJECT, title: |w| w.project.projects_title },
    Whole { name: "systems", kind: SYSTEM, title: |w| w.project.systems_title },
    Whole { name: TABLES, kind: "standard", title: |w| w.table.data_title },
];
/// The comparison tables of all editions: no register of its own, they are told of the standards.
const TABLES: &str = "tables";
/// Rows read at once.
const AT_ONCE: usize = 200;
/// The longest files that are kept, in bytes for each register; longer ones are made again for whoever asks, and of
/// them only the digests are kept.
const KEPT_BYTES: usize = 16 * 1024 * 1024;

/// A register as files.
struct Made {
    rows: usize,
    csv: File,
    json: File,
}

/// One file: its bytes, unless they are too many to keep.
struct File {
    bytes: Option<Bytes>,
    length: usize,
    sha256: String,
}

/// What files were made of: the day, and how many entries the ledger had.
type Of = (Day, u64);

/// The files of each register, kept until the ledger grows or the day ends.
#[derive(Default)]
pub(crate) struct Files {
    kept: Mutex<HashMap<&'static str, (Of, Arc<Made>)>>,
    /// Held by whoever makes one: a whole register takes memory, and many may ask for it at once.
    turn: Arc<tokio::sync::Mutex<()>>,
}

impl Files {
    fn get(&self, name: &str, of: Of) -> Option<Arc<Made>> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.get(name).filter(|(made_of, _)| *made_of == of).map(|(_, made)| Arc::clone(made))
    }

    fn keep(&self, name: &'static str, of: Of, made: Arc<Made>) {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).insert(name, (of, made));
    }
}

struct FileView {
    href: String,
    format: &'static str,
    size: String,
    sha256: String,
}

struct RegisterView {
    title: &'static str,
    /// Names, and in words where the words are others.
    columns: Vec<(String, Option<String>)>,
    rows: String,
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

/// `GET /data`.
pub(crate) async fn show(State(site): State<PublicSite>, visitor: Visitor) -> Page {
    let mut registers = Vec::new();
    for Whole { name, kind, title } in REGISTERS {
        let made = made(&site, &visitor, name, kind).await?;
        registers.push(RegisterView {
            title: title(visitor.w),
            columns: described(&visitor, name, kind),
            rows: fill(visitor.w.data.rows, &[&made.rows]),
            files: [("csv", "CSV", &made.csv), ("json", "JSON", &made.json)].map(|(end, format, file)| {
                FileView {
                    href: format!("/data/{name}.{end}"),
                    format,
                    size: fill(visitor.w.data.bytes, &[&file.length]),
                    sha256: file.sha256.clone(),
                }
            }),
        });
    }
    page(&DataPage {
        f: visitor.frame(visitor.w.data.title, Section::Other),
        day: fill(visitor.w.data.day, &[&site.today()]),
        registers,
        ledger_size: fill(visitor.w.data.entries, &[&site.reader().head().size]),
    })
}

/// The columns of a file by name, each in the reader's words where these say more.
fn described(visitor: &Visitor, name: &str, kind: &'static str) -> Vec<(String, Option<String>)> {
    let words: Vec<Words> = if name == TABLES {
        LONG_HEADERS.iter().map(|&(en, zh)| Words { zh, en }).collect()
    } else {
        columns::of(kind).iter().map(|column| column.words).collect()
    };
    let both = names(name, kind).into_iter().zip(words);
    both.map(|(name, words)| {
        let word = visitor.word(words);
        let is_same = name.replace('_', " ") == word;
        (name, (!is_same).then(|| word.to_owned()))
    })
    .collect()
}

/// The names of a file's columns.
fn names(name: &str, kind: &'static str) -> Vec<String> {
    if name == TABLES {
        return LONG_HEADERS.iter().map(|(name, _)| name.replace(' ', "_")).collect();
    }
    columns::of(kind).iter().map(|column| column.name.to_owned()).collect()
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
    let (name, kind) = (whole.name, whole.kind);
    let is_csv = match end {
        "csv" => true,
        "json" => false,
        _ => return Err(Trouble::NotFound),
    };
    let made = made(&site, &visitor, name, kind).await?;
    let one = if is_csv { &made.csv } else { &made.json };
    let tag = format!("\"{}\"", one.sha256);
    let held = asked.get(header::IF_NONE_MATCH).and_then(|held| held.to_str().ok());
    let mut response = if held.is_some_and(|held| held.split(',').any(|part| part.trim() == tag)) {
        empty(StatusCode::NOT_MODIFIED)
    } else {
        match &one.bytes {
            Some(bytes) => bytes.clone().into_response(),
            None => {
                site.bound_heavy(&visitor)?;
                let turn = Arc::clone(&site.files().turn).lock_owned().await;
                let inner = site.clone();
                let making = site.look(move |reader| {
                    let _turn = turn;
                    written(&inner, reader, name, kind)
                });
                let (csv, json, _) = making.await?;
                Bytes::from(if is_csv { csv } else { json }).into_response()
            }
        }
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

/// The files of a register, kept or made now; making them is bounded.
async fn made(
    site: &PublicSite,
    visitor: &Visitor,
    name: &'static str,
    kind: &'static str,
) -> Result<Arc<Made>, Trouble> {
    let of = (site.today(), site.reader().head().size);
    if let Some(made) = site.files().get(name, of) {
        return Ok(made);
    }
    site.bound_heavy(visitor)?;
    let turn = Arc::clone(&site.files().turn).lock_owned().await;
    // Somebody else may have made it meanwhile.
    if let Some(made) = site.files().get(name, of) {
        return Ok(made);
    }
    // Whoever asked may have been answered, that it takes too long, before a long one is there: it is kept all the same.
    let inner = site.clone();
    site.look(move |reader| {
        let (csv, json, rows) = written(&inner, reader, name, kind)?;
        let file = |bytes: Vec<u8>| File {
            length: bytes.len(),
            sha256: ::ledger::hex(&::ledger::digest(&bytes)),
            bytes: (bytes.len() <= KEPT_BYTES).then(|| Bytes::from(bytes)),
        };
        let made = Arc::new(Made { rows, csv: file(csv), json: file(json) });
        inner.files().keep(name, of, Arc::clone(&made));
        drop(turn);
        Ok(made)
    })
    .await
}

/// The bytes of both files of a register, and how many rows they have.
type Written = (Vec<u8>, Vec<u8>, usize);

fn written(
    site: &PublicSite,
    reader: &Reader,
    name: &'static str,
    kind: &'static str,
) -> Result<Written, registry::Fault> {
    if name == TABLES {
        return tables(reader, &names(name, kind));
    }
    let rows = all(site, reader, kind, site.today())?;
    let columns = columns::of(kind);
    let mut json = b"[".to_vec();
    for (at, row) in rows.iter().enumerate() {
        json.extend_from_slice(if at == 0 { b"\n" } else { b",\n" });
        json.extend_from_slice(columns::as_json(columns, row).to_string().as_bytes());
    }
    json.extend_from_slice(b"\n]\n");
    let count = rows.len();
    let sheet = Sheet { name: name.to_owned(), headers: names(name, kind), rows };
    Ok((sheet::write_csv(&sheet).map_err(cannot_be_written)?, json, count))
}

fn cannot_be_written(fault: WriteError) -> registry::Fault {
    registry::Fault::Unreadable(format!("a register cannot be written: {fault}"))
}

/// The comparison tables of all editions that count: each as JSON, and their rows in the long form of the import. They
/// are written as they are read: all at once, as values, they would take a hundred kilobytes of memory for each standard.
fn tables(reader: &Reader, headers: &[String]) -> Result<Written, registry::Fault> {
    let mut query = Query { kind: "standard".to_owned(), limit: AT_ONCE, ..Query::default() };
    let mut json = b"[".to_vec();
    let mut csv = CsvWriter::new(TABLES, headers).map_err(cannot_be_written)?;
    loop {
        let page = reader.rows(&query)?;
        for row in &page.items {
            let standard: Standard = case_of(row)?;
            for edition in standard.editions.iter().filter(|edition| edition.annulled.is_none()) {
                let Some(table) = &edition.table else { continue };
                json.extend_from_slice(if json.len() == 1 { b"\n" } else { b",\n" });
                let one = json!({ "edition": edition.edition, "title": edition.title, "table": table });
                json.extend_from_slice(one.to_string().as_bytes());
                for row in long_rows(&edition.edition, &TableDraft::of(table)) {
                    csv.row(&row).map_err(cannot_be_written)?;
                }
            }
        }
        match page.next {
            Some(next) => query.after = next.id,
            None => break,
        }
    }
    json.extend_from_slice(b"\n]\n");
    let count = csv.rows();
    Ok((csv.finish().map_err(cannot_be_written)?, json, count))
}

fn all(
    site: &PublicSite,
    reader: &Reader,
    kind: &'static str,
    today: Day,
) -> Result<Vec<Vec<Value>>, registry::Fault> {
    let when = When::today(today);
    let mut telling = Telling::new(site, &when, None);
    let (mut filter, mut rows) = (Filter::default(), Vec::new());
    loop {
        let found = find(reader, Some(kind), &filter, &when, AT_ONCE)?;
        for row in &found.rows {
            rows.extend(telling.cells(row)?);
        }
        match found.next {
            Some(next) => filter.after = next,
            None => return Ok(rows),
        }
    }
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
