//! A desk as a file: what waits for the office, all of it or one part, with what its page says of each. It holds what the
//! page shows to whoever asks, and no person.

use axum::response::Response;
use documents::sheet::{Sheet, Value};
use policy::article::Words;
use policy::powers::Office;

use crate::office::called::title_of;
use crate::office::desk::Part;
use crate::office::desk_list::{GATHERED, Wanted};
use crate::office::desk_row::DeskRow;
use crate::problem::Trouble;
use crate::public::columns::{date, text};
use crate::public::{PublicSite, export};
use crate::visitor::Visitor;
use crate::words::{Text, fill};

const COLUMNS: [Words; 13] = [
    Words { zh: "事项类别", en: "kind of work" },
    Words { zh: "事项", en: "what" },
    Words { zh: "案卷类别", en: "kind of case" },
    Words { zh: "案卷编号", en: "case" },
    Words { zh: "统一社会信用代码", en: "credit code" },
    Words { zh: "状态", en: "state" },
    Words { zh: "期限", en: "what the last day is of" },
    Words { zh: "截止日", en: "last day" },
    Words { zh: "起算", en: "what began" },
    Words { zh: "起始日", en: "since" },
    Words { zh: "录入日（晚于起始日的）", en: "known since, where later" },
    Words { zh: "可以办理", en: "can be done" },
    Words { zh: "说明", en: "what is said of it" },
];

fn cells(visitor: &Visitor, office: &Office, part: &Part, row: &DeskRow) -> Vec<Value> {
    let w = &visitor.w.case;
    let acts: Vec<String> =
        row.acts.iter().map(|&act| title_of(act, row.called, office, visitor.lang)).collect();
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
        row.known.map_or(Value::Empty, date),
        text(acts.join(w.comma)),
        text(row.under.join(" · ")),
    ]
}

/// What a file says of what a part has beyond it: its pages tell what the file has no room for, and neither of them what was
/// not looked at or found beyond what is gathered.
fn left_out(w: &Text, part: &Part, place: &str) -> Vec<String> {
    let w = &w.waits;
    let cut = part.next.is_some().then(|| fill(w.file_cut, &[&GATHERED]));
    cut.into_iter().chain(part.is_cut.then(|| fill(w.file_left, &[&place]))).collect()
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
        let says = left_out(visitor.w, part, &format!("{}{}", site.public_url(), part.place));
        rows.extend(says.into_iter().map(|says| vec![text(part.title), text(says)]));
    }
    let headers = COLUMNS.iter().map(|words| visitor.lang.label(*words)).collect();
    let sheet = Sheet { name: "desk".to_owned(), headers, rows };
    let part = wanted.part().map(|part| format!("{part}-")).unwrap_or_default();
    export::spreadsheet(&sheet, &format!("desk-{part}{}", site.today()), is_csv)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Lang;
    use crate::words::text;

    /// That the pages tell the rest is said where they do.
    #[test]
    fn a_file_says_why_it_ends_and_where_the_rest_is() {
        let told = |next: bool, is_cut: bool| {
            let part = Part::new("checks", "", "/reports/duties", Vec::new(), is_cut);
            let part = Part { next: next.then(|| "after".to_owned()), ..part };
            left_out(text(Lang::En), &part, part.place)
        };
        assert!(told(false, false).is_empty());
        let [full] = &told(true, false)[..] else { panic!("one reason") };
        assert!(full.contains("the page shows the rest") && full.contains("1,000 rows"), "{full}");
        let [left] = &told(false, true)[..] else { panic!("one reason") };
        assert!(!left.contains("shows the rest") && left.contains("/reports/duties"), "{left}");
        assert_eq!(told(true, true).len(), 2);
    }
}
