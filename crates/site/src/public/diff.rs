//! What changed between the comparison tables of two editions of a standard.

use askama::Template;
use axum::Json;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Response};
use policy::standard::diff::{ReferenceChange, RowChange, Shift, TableDiff, TextChange, What};
use policy::standard::table::{Reference, Title};
use policy::standard::{Edition, Standard};
use serde::Deserialize;
use serde_json::json;

use crate::frame::{Frame, Section};
use crate::problem::Trouble;
use crate::public::filter::encoded;
use crate::public::standards::{address, look, number_of};
use crate::public::table::{in_unit, said};
use crate::public::table_file::edition_of;
use crate::public::{PublicSite, page, table};
use crate::tone::{self, State as Look};
use crate::visitor::Visitor;
use crate::when::When;
use crate::words::fill;

/// Which editions.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    from: String,
    #[serde(default)]
    to: String,
}

struct Line {
    what: String,
    from: String,
    to: String,
}

struct Entry {
    title: String,
    state: Look,
    under: Option<String>,
    lines: Vec<Line>,
}

struct Choice {
    value: String,
    word: String,
    is_from: bool,
    is_to: bool,
}

#[derive(Template)]
#[template(path = "diff.html")]
struct DiffPage {
    f: Frame,
    standard: String,
    back: String,
    here: String,
    choices: Vec<Choice>,
    says: String,
    references: Vec<Entry>,
    rows: Vec<Entry>,
}

/// The editions of a standard that count and have a table, oldest first.
fn with_tables(standard: &Standard) -> impl Iterator<Item = &Edition> {
    standard.editions.iter().filter(|edition| edition.annulled.is_none() && edition.table.is_some())
}

/// Where the newest table is told from the one before it, if there are two.
pub(super) fn newest(standard: &Standard) -> Option<String> {
    let all: Vec<&Edition> = with_tables(standard).collect();
    let [.., from, to] = all.as_slice() else { return None };
    let step = |edition: &Edition| encoded(&edition.edition.to_string());
    Some(format!("{}/diff?from={}&to={}", address(&standard.number), step(from), step(to)))
}

/// What is said of two editions before their difference, or in its place.
fn says(visitor: &Visitor, diff: Option<&TableDiff>, are_two: bool) -> String {
    let w = &visitor.w.table;
    match diff {
        None if !are_two => w.diff_one.to_owned(),
        None => w.diff_no_table.to_owned(),
        Some(diff) if diff.is_empty() => w.diff_same.to_owned(),
        Some(diff) => {
            let [added, removed, tightened, loosened] = diff.counts();
            fill(w.diff_counts, &[&added, &removed, &tightened, &loosened])
        }
    }
}

/// `GET /standards/{number}/diff`.
pub(crate) async fn show(
    State(site): State<PublicSite>,
    Path(number): Path<String>,
    Query(asked): Query<Asked>,
    visitor: Visitor,
) -> Result<Response, Trouble> {
    site.bound_heavy(&visitor)?;
    let number = number_of(&number).ok_or(Trouble::NotOnFile)?;
    let when = When::of(&site, &visitor.glimpse)?;
    let filed = site.look(move |reader| look(reader, &number, &when)).await?;
    let standard = filed.ok_or_else(|| when.not_on_file())?.value;
    let all: Vec<&Edition> = with_tables(&standard).collect();
    let wanted = |text: &str, usual: Option<&&Edition>| -> Result<Option<Edition>, Trouble> {
        if text.is_empty() {
            return Ok(usual.map(|edition| (*edition).clone()));
        }
        let number = edition_of(text).ok_or(Trouble::NotOnFile)?;
        standard.edition(&number).cloned().map(Some).ok_or(Trouble::NotOnFile)
    };
    let to = wanted(&asked.to, all.last())?;
    let from = wanted(&asked.from, all.len().checked_sub(2).and_then(|at| all.get(at)))?;
    let tables =
        from.as_ref().and_then(|one| one.table.as_ref()).zip(to.as_ref().and_then(|one| one.table.as_ref()));
    let diff = tables.map(|(from, to)| TableDiff::between(from, to));
    if visitor.glimpse.wants_json {
        let named = |edition: &Option<Edition>| edition.as_ref().map(|edition| edition.edition.clone());
        return Ok(Json(json!({ "from": named(&from), "to": named(&to), "diff": diff })).into_response());
    }
    let w = &visitor.w.table;
    let is = |edition: &Edition, one: &Option<Edition>| {
        one.as_ref().is_some_and(|one| one.edition == edition.edition)
    };
    let choice = |edition: &&Edition| Choice {
        value: edition.edition.to_string(),
        word: edition.edition.print(),
        is_from: is(edition, &from),
        is_to: is(edition, &to),
    };
    let says = says(&visitor, diff.as_ref(), from.is_some() && to.is_some());
    let here = format!("{}/diff", address(&standard.number));
    let page_of = DiffPage {
        f: visitor
            .frame(format!("{} · {}", w.diff_title, standard.number), Section::Standards)
            .seen(when.banner(&visitor)),
        standard: standard.number.to_string(),
        back: when.carried(address(&standard.number)),
        here,
        choices: all.iter().map(choice).collect(),
        says,
        references: diff
            .iter()
            .flat_map(|diff| &diff.references)
            .map(|one| reference(&visitor, one))
            .collect(),
        rows: diff.iter().flat_map(|diff| &diff.rows).map(|one| row(&visitor, one)).collect(),
    };
    Ok(page(&page_of)?.into_response())
}

fn named(visitor: &Visitor, indicator: &Title, class: Option<&String>) -> String {
    let name = said(indicator, visitor.lang);
    class.map_or_else(|| name.clone(), |class| format!("{name} ({class})"))
}

fn reference(visitor: &Visitor, change: &ReferenceChange) -> Entry {
    let w = &visitor.w.table;
    let entry = |title: String, state: Look, lines: Vec<Line>| Entry { title, state, under: None, lines };
    match change {
        ReferenceChange::Added { standard } => {
            entry(standard.to_string(), Look::new(tone::UP, w.added), Vec::new())
        }
        ReferenceChange::Removed { standard } => {
            entry(standard.to_string(), Look::new(tone::DOWN, w.removed), Vec::new())
        }
        ReferenceChange::Changed { from, to } => {
            let text = |reference: &Reference| {
                let kind = visitor.word(table::kind_words(reference.kind));
                let end = reference.withdrawn_on;
                let end = end.map(|on| fill(visitor.w.mark.no_longer_in_force, &[&on])).unwrap_or_default();
                format!("{} {} {kind} {end}", reference.standard, said(&reference.name, visitor.lang))
            };
            let line = Line { what: w.standard.to_owned(), from: text(from), to: text(to) };
            entry(to.standard.to_string(), Look::new(tone::EQUAL, w.changed), vec![line])
        }
    }
}

fn row(visitor: &Visitor, change: &RowChange) -> Entry {
    let w = &visitor.w.table;
    let whole = |row: &policy::standard::table::Row, state: Look| Entry {
        title: named(visitor, &row.indicator, row.applies_to.as_ref()),
        state,
        under: Some(in_unit(&row.limit, row.unit.as_ref())),
        lines: Vec::new(),
    };
    match change {
        RowChange::Added { row } => whole(row, Look::new(tone::UP, w.added)),
        RowChange::Removed { row } => whole(row, Look::new(tone::DOWN, w.removed)),
        RowChange::Changed(row) => {
            let (state, margin) = match &row.shift {
                Some(Shift::Tightened(by)) => (Look::new(tone::UP, w.tightened), table::margin(by)),
                Some(Shift::Loosened(by)) => (Look::new(tone::DOWN, w.loosened), table::margin(by)),
                Some(Shift::Same) => (Look::new(tone::EQUAL, w.shift_same), None),
                Some(Shift::CannotTell) => (Look::new(tone::UNKNOWN, w.shift_unknown), None),
                None => (Look::new(tone::EQUAL, w.changed), None),
            };
            Entry {
                title: named(visitor, &row.indicator, row.applies_to.as_ref()),
                state,
                under: margin,
                lines: row.texts.iter().map(|text| line(visitor, text)).collect(),
            }
        }
    }
}

fn line(visitor: &Visitor, change: &TextChange) -> Line {
    let w = &visitor.w.table;
    let what = match &change.what {
        What::Limit => w.limit.to_owned(),
        What::Unit => w.unit.to_owned(),
        What::Direction => w.direction.to_owned(),
        What::TestMethod => w.method.to_owned(),
        What::Clause => w.clause.to_owned(),
        What::Remark => w.remark.to_owned(),
        What::IndicatorEn => w.indicator_en.to_owned(),
        What::Compared(standard) => standard.to_string(),
        What::ComparedMethod(standard) => fill(w.method_of, &[standard]),
    };
    let is_direction = change.what == What::Direction;
    let text = |text: &Option<String>| match text {
        None => w.nothing.to_owned(),
        Some(text) if is_direction => table::direction_word(text, visitor.lang).to_owned(),
        Some(text) => text.clone(),
    };
    Line { what, from: text(&change.from), to: text(&change.to) }
}
