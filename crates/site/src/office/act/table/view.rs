//! The page of all rows of a table, each with what it comes to.

use askama::Template;
use policy::standard::comparison::Comparison;
use policy::standard::draft::{Misread, Reading, RowDraft};
use policy::standard::judgement::TableJudgement;

use super::{Values, Work, certain, comes_to, judged, published_on};
use crate::frame::{Frame, Section};
use crate::public::table;
use crate::session::Member;
use crate::tone::State;
use crate::visitor::Visitor;
use crate::words::fill;

/// More compared standards than these are counted in the list, not told one by one.
const TOLD: usize = 4;
/// The most faults that are listed above the rows.
const FAULTS: usize = 20;

/// What is wrong, with the place on the page.
pub(super) struct Fault {
    pub(super) href: String,
    pub(super) says: String,
}

struct RowView {
    at: usize,
    title: String,
    limit: String,
    href: String,
    states: Vec<State>,
    faults: Vec<String>,
    doubts: Vec<String>,
    is_first: bool,
    is_last: bool,
}

#[derive(Template)]
#[template(path = "write_table.html")]
pub(super) struct TablePage {
    f: Frame,
    csrf: String,
    back: String,
    edition: String,
    here: String,
    sheet_href: String,
    columns_href: String,
    error: Option<Fault>,
    is_blank: bool,
    told: Vec<String>,
    columns: Vec<String>,
    rows: Vec<RowView>,
    rows_count: String,
    comes_to: Option<String>,
    faults: Vec<Fault>,
    faults_rest: Option<String>,
    doubts: Vec<Fault>,
    remarks: Vec<String>,
    from: String,
    preview: Option<String>,
}

impl TablePage {
    /// The same with what was typed on it.
    pub(super) fn typed(self, sent: &Values) -> TablePage {
        TablePage { from: sent.get("from").cloned().unwrap_or_default(), ..self }
    }

    pub(super) fn of(member: &Member, work: &Work, error: Option<(&str, String)>) -> TablePage {
        let visitor = &member.visitor;
        let w = &visitor.w.table;
        let draft = &work.written.draft;
        let reading = draft.read();
        let judgement = judged(&reading, published_on(&work.sheet.values));
        let is_blank = work.written.is_blank();
        let mut faults = places(visitor, work, &reading.misread);
        let is_read = faults.is_empty();
        if !is_blank {
            faults.extend(against(visitor, work, &reading, &judgement));
        }
        let rest = faults.len().saturating_sub(FAULTS);
        faults.truncate(FAULTS);
        let comes_to = comes_to(visitor, &reading, &judgement);
        let prefix = if error.is_some() { visitor.w.frame.error_prefix } else { "" };
        let remark = |remark: &policy::standard::judgement::TableRemark| {
            visitor.either(remark.zh(), remark.to_string())
        };
        TablePage {
            f: visitor.frame(format!("{prefix}{} · {}", w.edit, work.case.title), Section::Other),
            csrf: member.signed.csrf.clone(),
            back: format!("{}?key={}", work.form_href(), work.sheet.key),
            edition: work.edition().map(|edition| edition.print()).unwrap_or_default(),
            here: work.page(""),
            sheet_href: work.page("/sheet"),
            columns_href: work.page("/columns"),
            error: error.map(|(at, says)| Fault { href: format!("#{at}"), says }),
            is_blank,
            told: work.written.told.iter().map(|said| visitor.said(said)).collect(),
            columns: draft.references.iter().map(|one| format!("{} {}", one.standard, one.name)).collect(),
            rows: rows(visitor, work, &reading, &judgement),
            rows_count: fill(w.rows_count, &[&draft.rows.len()]),
            comes_to: (!is_blank).then_some(comes_to),
            faults,
            faults_rest: (rest > 0).then(|| fill(w.unread_rest, &[&rest])),
            doubts: places(visitor, work, &reading.doubtful).into_iter().take(FAULTS).collect(),
            remarks: judgement
                .remarks
                .iter()
                .filter(|one| is_read && is_told(one))
                .take(FAULTS)
                .map(remark)
                .collect(),
            from: work.edition().map(|edition| edition.number().to_string()).unwrap_or_default(),
            // A long one is shown once it is checked: here it would come along with every step.
            preview: (1..=table::LONG)
                .contains(&reading.table.rows.len())
                .then(|| table::html(&reading.table, visitor.lang).ok())
                .flatten(),
        }
    }
}

/// Whether a remark is told above the rows: what is worse than a standard that need not be obeyed stands in its row.
fn is_told(remark: &policy::standard::judgement::TableRemark) -> bool {
    !matches!(remark, policy::standard::judgement::TableRemark::WorseThanVoluntary { .. })
}

/// What cannot be read, or may be meant otherwise, each with the page where it is mended.
fn places(visitor: &Visitor, work: &Work, found: &[Misread]) -> Vec<Fault> {
    let w = &visitor.w.table;
    let fault = |misread: &Misread| {
        let says = visitor.said(&misread.said);
        match misread.place.row() {
            Some(row) => Fault {
                href: work.page(&format!("/rows/{}", row + 1)),
                says: format!("{}{}{says}", fill(w.row, &[&(row + 1)]), visitor.w.case.colon),
            },
            None => Fault { href: work.page("/columns"), says: says.to_owned() },
        }
    };
    found.iter().map(fault).collect()
}

/// What clause 3 says against it as far as it could be read, each with the page where it is mended.
fn against(visitor: &Visitor, work: &Work, reading: &Reading, judgement: &TableJudgement) -> Vec<Fault> {
    // Rows that cannot be read are none of the table: the place of a row in the draft is another.
    let place = |row: usize| reading.rows.get(row.checked_sub(1)?).map(|at| at + 1);
    let fault = |fault: &policy::standard::judgement::TableFault| Fault {
        href: match fault.row().and_then(place) {
            Some(row) => work.page(&format!("/rows/{row}")),
            None => work.page("/columns"),
        },
        says: visitor.either(fault.zh(), fault.to_string()),
    };
    certain(reading, judgement).map(fault).collect()
}

fn rows(visitor: &Visitor, work: &Work, reading: &Reading, judgement: &TableJudgement) -> Vec<RowView> {
    let drafts = &work.written.draft.rows;
    let last = drafts.len();
    let mut read = reading.rows.iter().zip(&judgement.rows).peekable();
    let mut views = Vec::with_capacity(last);
    for (at, row) in drafts.iter().enumerate() {
        let comparisons = read.next_if(|(place, _)| **place == at).map(|(_, comparisons)| comparisons);
        let of_row = |all: &[Misread]| -> Vec<String> {
            let here = all.iter().filter(|one| one.place.row() == Some(at));
            here.map(|one| visitor.said(&one.said)).collect()
        };
        views.push(RowView {
            at: at + 1,
            title: title(visitor, row),
            limit: format!("{} {}", row.limit, row.unit).trim().to_owned(),
            href: work.page(&format!("/rows/{}", at + 1)),
            states: comparisons.map_or_else(Vec::new, |all| states(visitor, work, all)),
            faults: of_row(&reading.misread),
            doubts: of_row(&reading.doubtful),
            is_first: at == 0,
            is_last: at + 1 == last,
        });
    }
    views
}

/// What a row is called.
pub(super) fn title(visitor: &Visitor, row: &RowDraft) -> String {
    let name = if row.indicator.trim().is_empty() { visitor.w.table.unnamed } else { row.indicator.trim() };
    if row.applies_to.trim().is_empty() {
        name.to_owned()
    } else {
        format!("{name} ({})", row.applies_to.trim())
    }
}

/// A comparison as a word with its sign and margin.
pub(super) fn state(visitor: &Visitor, comparison: &Comparison) -> State {
    let word = visitor.either(comparison.verdict.zh(), comparison.verdict.en());
    let margin = table::margin(comparison).map(|margin| format!(" {margin}")).unwrap_or_default();
    State::new(table::look(&comparison.verdict), format!("{word}{margin}"))
}

/// What a row comes to against each compared standard, or where there are many, how often it comes to what.
fn states(visitor: &Visitor, work: &Work, comparisons: &[Comparison]) -> Vec<State> {
    if comparisons.len() <= TOLD {
        let references = work.written.draft.references.iter();
        let told = references.zip(comparisons).map(|(reference, comparison)| {
            let state = state(visitor, comparison);
            State { word: format!("{} {}", reference.standard, state.word), ..state }
        });
        return told.collect();
    }
    let mut counts: Vec<(State, usize)> = Vec::new();
    for comparison in comparisons {
        let bare = Comparison { margin: None, margin_percent: None, ..comparison.clone() };
        let state = state(visitor, &bare);
        match counts.iter_mut().find(|(known, _)| known.word == state.word) {
            Some((_, count)) => *count += 1,
            None => counts.push((state, 1)),
        }
    }
    counts
        .into_iter()
        .map(|(state, count)| State { word: format!("{} {count}", state.word), ..state })
        .collect()
}
