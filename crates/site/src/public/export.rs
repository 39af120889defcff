//! What a list shows as a spreadsheet: the same filter, order and days, all pages at once, up to a bound that the file
//! itself tells of.

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use documents::sheet::{self, Sheet, Value};

use crate::problem::Trouble;
use crate::public::PublicSite;
use crate::public::columns::{self, Telling};
use crate::public::filter::{Filter, find};
use crate::visitor::Visitor;
use crate::when::When;
use crate::words::fill;

/// The most rows of one file.
pub(crate) const MOST: usize = 10_000;
/// Rows read at once.
const AT_ONCE: usize = 200;

/// The file of a list.
///
/// # Errors
/// A fault of the reader or the writer, or too many requests from one address.
pub(super) async fn list(
    site: &PublicSite,
    visitor: &Visitor,
    filter: Filter,
    kind: &'static str,
    when: When,
    (name, is_csv): (&str, bool),
) -> Result<Response, Trouble> {
    site.bound_heavy(visitor)?;
    let (inner, lang, w) = (site.clone(), visitor.lang, visitor.w);
    let rows = site
        .look(move |reader| {
            let mut telling = Telling::new(&inner, &when, Some(lang));
            let mut filter = Filter { after: String::new(), ..filter };
            let mut rows: Vec<Vec<Value>> = Vec::new();
            loop {
                let found = find(reader, kind, &filter, &when, AT_ONCE)?;
                for row in &found.rows {
                    rows.extend(telling.cells(row)?);
                }
                let Some(next) = found.next else { break };
                if rows.len() >= MOST {
                    rows.truncate(MOST);
                    rows.push(vec![Value::Text(fill(w.list.cut, &[&MOST]))]);
                    break;
                }
                filter.after = next;
            }
            Ok(rows)
        })
        .await?;
    let headers = columns::of(kind).iter().map(|column| visitor.lang.label(column.words)).collect();
    let sheet = Sheet { name: name.to_owned(), headers, rows };
    spreadsheet(&sheet, &format!("{name}-{}", when.seen.as_of), is_csv)
}

/// The longest name of a sheet, in characters.
const LONGEST_SHEET_NAME: usize = 31;

/// A sheet as a file to keep.
///
/// # Errors
/// If it cannot be written.
pub(crate) fn spreadsheet(sheet: &Sheet, name: &str, is_csv: bool) -> Result<Response, Trouble> {
    let failed = |fault: sheet::WriteError| Trouble::Fault(format!("a table cannot be written: {fault}"));
    let (bytes, kind, end) = if is_csv {
        (sheet::write_csv(sheet).map_err(failed)?, "text/csv; charset=utf-8; header=present", "csv")
    } else {
        let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
        // A program of tables takes no longer name of a sheet; the file has the whole one.
        let sheet = Sheet { name: sheet.name.chars().take(LONGEST_SHEET_NAME).collect(), ..sheet.clone() };
        (sheet::write_xlsx(&[sheet]).map_err(failed)?, kind, "xlsx")
    };
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    if let Ok(name) = HeaderValue::try_from(format!("attachment; filename=\"{name}.{end}\"")) {
        headers.insert(header::CONTENT_DISPOSITION, name);
    }
    Ok(response)
}
