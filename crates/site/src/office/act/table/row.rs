//! One row of a table on a page of its own: its texts as fields, each with its fault, and beside each compared limit what
//! the row comes to.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::Form as Typed;
use policy::standard::draft::{CellDraft, DIRECTIONS, Place, Reading, RowDraft, RowField};
use policy::standard::table::MOST_ROWS;

use super::view::{state, title};
use super::{Key, Values, Work, answered};
use crate::frame::{Frame, Section};
use crate::office::OfficeSite;
use crate::office::author::Sender;
use crate::problem::Trouble;
use crate::public::table;
use crate::session::Member;
use crate::tone::State as Look;
use crate::visitor::Visitor;
use crate::words::fill;

/// The kind, the case, the act and the row.
type Address = (String, String, String, String);

/// A field of a page of the table.
pub(super) struct Input {
    pub(super) at: String,
    pub(super) label: String,
    pub(super) hint: Option<&'static str>,
    pub(super) value: String,
    pub(super) faults: Vec<String>,
    /// The choices, where it is one of a few; value, word, whether it is chosen.
    pub(super) options: Vec<(String, String, bool)>,
}

impl Input {
    pub(super) fn line(at: impl Into<String>, label: impl Into<String>, value: &str) -> Input {
        Input {
            at: at.into(),
            label: label.into(),
            hint: None,
            value: value.to_owned(),
            faults: Vec::new(),
            options: Vec::new(),
        }
    }

    fn hinted(self, hint: &'static str) -> Input {
        Input { hint: Some(hint), ..self }
    }

    /// Attributes that tie hint and faults to the field; names are our own.
    pub(super) fn described(&self) -> String {
        let mut ids = Vec::new();
        if self.hint.is_some() {
            ids.push(format!("{}-hint", self.at));
        }
        if !self.faults.is_empty() {
            ids.push(format!("{}-fault", self.at));
        }
        let invalid = if self.faults.is_empty() { "" } else { " aria-invalid=\"true\"" };
        if ids.is_empty() {
            String::new()
        } else {
            format!(" aria-describedby=\"{}\"{invalid}", ids.join(" "))
        }
    }
}

/// What one compared standard says, with what it comes to.
struct Against {
    standard: String,
    state: Option<Look>,
    why: Option<String>,
    inputs: [Input; 2],
}

#[derive(Template)]
#[template(path = "write_row.html")]
struct RowPage {
    f: Frame,
    csrf: String,
    back: String,
    here: String,
    title: String,
    of: String,
    faults: Vec<(String, String)>,
    doubts: Vec<(String, String)>,
    first: Vec<Input>,
    against: Vec<Against>,
    last: Vec<Input>,
    has_next: bool,
}

/// `GET …/table/rows/{row}`.
pub(crate) async fn ask(
    State(site): State<OfficeSite>,
    Path((kind, id, act, row)): Path<Address>,
    Query(asked): Query<Key>,
    member: Member,
) -> Result<Response, Trouble> {
    let work = Work::load(&site, &member, (kind, id, act), &asked.key).await?;
    show(&member, &work, counted(&row)?, false)
}

/// The row of an address, counted from 1.
fn counted(row: &str) -> Result<usize, Trouble> {
    row.parse().map_err(|_| Trouble::NotFound)
}

fn show(member: &Member, work: &Work, row: usize, is_wrong: bool) -> Result<Response, Trouble> {
    let at = row.checked_sub(1).ok_or(Trouble::NotFound)?;
    let draft = work.written.draft.rows.get(at).ok_or(Trouble::NotFound)?;
    let visitor = &member.visitor;
    let w = &visitor.w.table;
    let reading = work.written.draft.read();
    let first = first(visitor, draft, &Faults { visitor, reading: &reading, row: at });
    let against = against(visitor, work, draft, &Faults { visitor, reading: &reading, row: at });
    let last = last(visitor, draft);
    let fields = first.iter().chain(against.iter().flat_map(|one| &one.inputs)).chain(&last);
    let faults = fields.flat_map(|input| input.faults.iter().map(|says| (input.at.clone(), says.clone())));
    let rows = work.written.draft.rows.len();
    let doubts = reading.doubtful.iter().filter(|doubt| doubt.place.row() == Some(at));
    let doubts = doubts.map(|doubt| (field_of(doubt.place), visitor.said(&doubt.said))).collect();
    let faults: Vec<(String, String)> = if is_wrong { faults.collect() } else { Vec::new() };
    let prefix = if faults.is_empty() { "" } else { visitor.w.frame.error_prefix };
    let of = fill(w.row_of, &[&row, &rows]);
    let page_of = RowPage {
        f: visitor.frame(format!("{prefix}{of} · {}", w.edit), Section::Other),
        csrf: member.signed.csrf.clone(),
        back: format!("{}#row-{row}", work.page("")),
        here: work.page(&format!("/rows/{row}")),
        title: title(visitor, draft),
        of,
        faults,
        doubts,
        first,
        against,
        last,
        has_next: row < rows,
    };
    answered(&page_of, is_wrong)
}

/// The field of a limit on the page.
fn field_of(place: Place) -> String {
    match place {
        Place::Row(_, RowField::Cell(column)) => format!("cell.{column}"),
        Place::Row(..) | Place::Reference(..) | Place::WithoutReference => "limit".to_owned(),
    }
}

/// What is wrong with the fields of a row.
struct Faults<'r> {
    visitor: &'r Visitor,
    reading: &'r Reading,
    row: usize,
}

impl Faults<'_> {
    fn of(&self, field: RowField) -> Vec<String> {
        let place = Place::Row(self.row, field);
        let here = self.reading.misread.iter().filter(|misread| misread.place == place);
        here.map(|misread| self.visitor.said(&misread.said)).collect()
    }
}

fn first(visitor: &Visitor, draft: &RowDraft, faults: &Faults) -> Vec<Input> {
    let w = &visitor.w.table;
    // A row that was just added is not wrong yet.
    let of = |field: RowField| if draft.is_blank() { Vec::new() } else { faults.of(field) };
    let known = DIRECTIONS.iter().map(|(direction, _)| direction.name());
    let chosen = known.clone().find(|name| {
        let words = DIRECTIONS.iter().find(|(direction, _)| direction.name() == *name);
        words.is_some_and(|(_, words)| words.contains(&draft.direction.trim()))
    });
    let by_limit = (String::new(), w.direction_by_limit.to_owned(), draft.direction.trim().is_empty());
    let mut options = vec![by_limit];
    options.extend(known.map(|name| {
        (name.to_owned(), table::direction_word(name, visitor.lang).to_owned(), chosen == Some(name))
    }));
    if chosen.is_none() && !draft.direction.trim().is_empty() {
        options.push((draft.direction.clone(), draft.direction.clone(), true));
    }
    vec![
        Input { faults: of(RowField::Indicator), ..Input::line("indicator", w.indicator, &draft.indicator) },
        Input::line("indicator_en", w.indicator_en, &draft.indicator_en),
        Input::line("applies_to", w.applies_to, &draft.applies_to).hinted(w.class_hint),
        Input { faults: of(RowField::Unit), ..Input::line("unit", w.unit, &draft.unit).hinted(w.unit_hint) },
        Input {
            faults: of(RowField::Direction),
            options,
            ..Input::line("direction", w.direction, &draft.direction)
        },
        Input {
            faults: of(RowField::Limit),
            ..Input::line("limit", w.limit, &draft.limit).hinted(w.limit_hint)
        },
    ]
}

fn against(visitor: &Visitor, work: &Work, draft: &RowDraft, faults: &Faults) -> Vec<Against> {
    let w = &visitor.w.table;
    let judged = faults.reading.rows.iter().position(|row| *row == faults.row);
    let judged = judged.and_then(|at| faults.reading.table.rows.get(at));
    let is_whole = faults.reading.table.references.len() == work.written.draft.references.len();
    let references = work.written.draft.references.iter().enumerate();
    let one = |(column, reference): (usize, &policy::standard::draft::ReferenceDraft)| {
        let cell = draft.cells.get(column).cloned().unwrap_or_default();
        let id = faults.reading.table.references.get(column).filter(|_| is_whole);
        let comparison = judged.zip(id).map(|(row, reference)| row.against(&reference.id));
        let why = comparison.as_ref().map(policy::standard::comparison::Comparison::said);
        Against {
            standard: format!("{} {}", reference.standard, reference.name).trim().to_owned(),
            state: comparison.as_ref().map(|comparison| state(visitor, comparison)),
            why: why.map(|why| visitor.said(&why)),
            inputs: [
                Input {
                    faults: faults.of(RowField::Cell(column)),
                    ..Input::line(
                        format!("cell.{column}"),
                        fill(w.limit_of, &[&reference.standard]),
                        &cell.limit,
                    )
                    .hinted(w.cell_hint)
                },
                Input::line(
                    format!("method.{column}"),
                    fill(w.method_of, &[&reference.standard]),
                    &cell.test_method,
                ),
            ],
        }
    };
    references.map(one).collect()
}

fn last(visitor: &Visitor, draft: &RowDraft) -> Vec<Input> {
    let w = &visitor.w.table;
    vec![
        Input::line("test_method", w.method, &draft.test_method),
        Input::line("clause", w.clause, &draft.clause),
        Input::line("remark", w.remark, &draft.remark),
    ]
}

/// `POST …/table/rows/{row}`: keeps what is written, right or wrong; what is wrong is told at once.
pub(crate) async fn save(
    State(site): State<OfficeSite>,
    Path((kind, id, act, row)): Path<Address>,
    Query(asked): Query<Key>,
    sender: Sender,
    Typed(sent): Typed<Values>,
) -> Result<Response, Trouble> {
    let author = sender.author(&site, sent.get("csrf")).await?;
    let _turn = site.drafts().lock().await;
    let (author, mut work) = Work::of(&site, author, (kind, id, act), &asked.key).await?;
    let member = author.member.clone();
    let row = counted(&row)?;
    let at = row.checked_sub(1).ok_or(Trouble::NotFound)?;
    let columns = work.written.draft.references.len();
    if author.is_of_ended_session() {
        let row = beside(&mut work.written.draft.rows, at, typed(&sent, columns)).ok_or(Trouble::NotFound)?;
        work.keep_beside(&site, &member).await?;
        author.in_time(|| work.page(&format!("/rows/{row}")))?;
    }
    *work.written.draft.rows.get_mut(at).ok_or(Trouble::NotFound)? = typed(&sent, columns);
    if author.is_late() {
        work.keep(&site, &member).await?;
        author.in_time(|| work.page(&format!("/rows/{row}")))?;
    }
    // What was typed goes along to the other language; it is kept when it is sent to be.
    if sent.contains_key("look") {
        return show(&member, &work, row, false);
    }
    let is_wrong = work.written.draft.read().misread.iter().any(|one| one.place.row() == Some(at));
    let press = sent.get("press").map_or("", String::as_str);
    if press == "more" && !is_wrong {
        work.written.draft.rows.insert(at + 1, RowDraft::default());
    }
    work.keep(&site, &member).await?;
    if is_wrong {
        return show(&member, &work, row, true);
    }
    let to = match press {
        "more" => work.page(&format!("/rows/{}", row + 1)),
        "next" if row < work.written.draft.rows.len() => work.page(&format!("/rows/{}", row + 1)),
        _ => format!("{}#row-{row}", work.page("")),
    };
    Ok(Redirect::to(&to).into_response())
}

/// Puts a row that came late beside what stands at its place by now, which may be another one, and tells its number: in the
/// place of an empty one, behind every other. Sent twice it stands there once. Nothing where there is no room.
fn beside(rows: &mut Vec<RowDraft>, at: usize, row: RowDraft) -> Option<usize> {
    if let Some(known) = rows.iter().position(|kept| *kept == row) {
        return Some(known + 1);
    }
    if let Some(kept) = rows.get_mut(at).filter(|kept| is_blank(kept)) {
        *kept = row;
        return Some(at + 1);
    }
    let to = (at + 1).min(rows.len());
    (rows.len() < MOST_ROWS).then(|| rows.insert(to, row)).map(|()| to + 1)
}

/// Whether nothing was written in a row, whatever cells it has.
fn is_blank(row: &RowDraft) -> bool {
    let cells = vec![CellDraft::default(); row.cells.len()];
    *row == RowDraft { cells, ..RowDraft::default() }
}

/// A row as it was sent, with its limit in each of so many compared standards.
fn typed(sent: &Values, columns: usize) -> RowDraft {
    let text = |name: &str| sent.get(name).map(|text| text.trim().to_owned()).unwrap_or_default();
    RowDraft {
        indicator: text("indicator"),
        indicator_en: text("indicator_en"),
        unit: text("unit"),
        direction: text("direction"),
        applies_to: text("applies_to"),
        limit: text("limit"),
        cells: (0..columns)
            .map(|column| CellDraft {
                limit: text(&format!("cell.{column}")),
                test_method: text(&format!("method.{column}")),
            })
            .collect(),
        test_method: text("test_method"),
        clause: text("clause"),
        remark: text("remark"),
    }
}
