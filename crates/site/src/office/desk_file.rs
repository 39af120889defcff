//! A desk as a file: what waits for the office, all of it or one part, with what its page says of each. It holds what the
//! page shows to whoever asks, and no person.

use axum::response::Response;
use documents::sheet::{Sheet, Value};
use policy::article::Words;
use policy::powers::Office;

use crate::acts;
use crate::office::desk::Part;
use crate::office::desk_list::{GATHERED, Wanted};
use crate::office::desk_row::DeskRow;
use crate::problem::Trouble;
use crate::public::columns::{date, text};
use crate::public::{PublicSite, export};
use crate::visitor::Visitor;
use crate::words::fill;

const COLUMNS: [Words; 12] = [
    Words { zh: "事项类别", en: "kind of work" },
    Words { zh: "事项", en: "what" },
    Words { zh: "案卷类别", en: "kind of case" },
    Words { zh: "案卷编号", en: "case" },
    Words { zh: "统一社会信用代码", en: "credit code" },
    Words { zh: "状态", en: "state" },
    Words { zh: "期限", en: "what the last day is of" },
    Words { zh: "末日", en: "last day" },
    Words { zh: "起算", en: "what began" },
    Words { zh: "起始日", en: "since" },
    Words { zh: "可以办理", en: "can be done" },
    Words { zh: "说明", en: "what is said of it" },
];

fn cells(visitor: &Visitor, office: &Office, part: &Part, row: &DeskRow) -> Vec<Value> {
    let w = &visitor.w.case;
    let acts: Vec<String> =
        row.acts.iter().map(|&act| acts::form(act).title_for(office, visitor.lang)).collect();
    let (kind, case) =
        row.case.as_ref().map(|(kind, id)| (visitor.lang.label(kind.words()), id.as_str())).unzip();
    let (due, last) = row.due.map(|(what, day)| (visitor.lang.label(what), date(day))).unzip();
    let (since, began) = row.since.map(|(what, day)| (visitor.lang.label(what), date(day))).unzip();
    vec![
        text(part.title),
        text(&*row.title),
        text(kind.unwrap_or_default()),
        text(case.unwrap_or_default()),
        text(row.enterprise.clone().unwrap_or_default()),
        text(row.state.as_ref().map(|state| state.word.clone()).unwrap_or_default()),
        text(due.unwrap_or_default()),
        last.unwrap_or(Value::Empty),
        text(since.unwrap_or_default()),
        began.unwrap_or(Value::Empty),
        text(acts.join(w.comma)),
        text(row.under.join(" · ")),
    ]
}

/// The file of the parts of a desk. A part that is longer than a file takes says so in a row of its own.
///
/// # Errors
/// If it cannot be written.
pub(super) fn of(
    site: &PublicSite,
    visitor: &Visitor,
    office: &Office,
    (wanted, parts): (&Wanted, Vec<Part>),
    is_csv: bool,
) -> Result<Response, Trouble> {
    let mut rows = Vec::new();
    for part in &parts {
        rows.extend(part.rows.iter().map(|row| cells(visitor, office, part, row)));
        if part.has_more() {
            rows.push(vec![text(part.title), text(fill(visitor.w.waits.file_cut, &[&GATHERED]))]);
        }
    }
    let headers = COLUMNS.iter().map(|words| visitor.lang.label(*words)).collect();
    let sheet = Sheet { name: "desk".to_owned(), headers, rows };
    let part = wanted.part().map(|part| format!("{part}-")).unwrap_or_default();
    export::spreadsheet(&sheet, &format!("desk-{part}{}", site.today()), is_csv)
}
