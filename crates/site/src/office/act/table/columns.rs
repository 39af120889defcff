//! The standards that a table compares with, and what is said of the table as a whole.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::Form as Typed;
use policy::standard::draft::{CellDraft, KINDS, Place, ReferenceDraft, ReferenceField, TableDraft};
use policy::standard::table::MOST_REFERENCES;

use super::row::Input;
use super::{Address, Key, Values, Work, answered};
use crate::frame::{Frame, Section};
use crate::office::OfficeSite;
use crate::office::author::Sender;
use crate::problem::Trouble;
use crate::public::table;
use crate::session::Member;
use crate::visitor::Visitor;
use crate::words::fill;

/// Columns that may be added at once.
const MORE: usize = 2;
/// The most columns of a table.
const MOST: usize = MOST_REFERENCES;

struct Column {
    title: String,
    inputs: Vec<Input>,
}

#[derive(Template)]
#[template(path = "write_columns.html")]
struct ColumnsPage {
    f: Frame,
    csrf: String,
    back: String,
    here: String,
    faults: Vec<(String, String)>,
    is_sample: bool,
    without: Input,
    columns: Vec<Column>,
}

/// `GET …/table/columns`.
pub(crate) async fn ask(
    State(site): State<OfficeSite>,
    Path(address): Path<Address>,
    Query(asked): Query<Key>,
    member: Member,
) -> Result<Response, Trouble> {
    let work = Work::load(&site, &member, address, &asked.key).await?;
    show(&member, &work, false)
}

fn show(member: &Member, work: &Work, is_wrong: bool) -> Result<Response, Trouble> {
    let visitor = &member.visitor;
    let w = &visitor.w.table;
    let draft = &work.written.draft;
    let blank = ReferenceDraft::default();
    let all = draft.references.iter().chain(std::iter::repeat_n(&blank, MORE));
    let misread = draft.read().misread;
    let faults = |at: usize, field: ReferenceField| -> Vec<String> {
        let place = Place::Reference(at, field);
        let here = misread.iter().filter(|misread| misread.place == place);
        here.map(|misread| visitor.said(&misread.said)).collect()
    };
    let columns: Vec<Column> =
        all.take(MOST).enumerate().map(|(at, one)| column(visitor, at, one, &faults)).collect();
    let told = columns.iter().flat_map(|column| &column.inputs);
    let told = told.flat_map(|input| input.faults.iter().map(|says| (input.at.clone(), says.clone())));
    let told: Vec<(String, String)> = if is_wrong { told.collect() } else { Vec::new() };
    let prefix = if told.is_empty() { "" } else { visitor.w.frame.error_prefix };
    let page_of = ColumnsPage {
        f: visitor.frame(format!("{prefix}{} · {}", w.columns, w.edit), Section::Other),
        csrf: member.signed.csrf.clone(),
        back: work.page(""),
        here: work.page("/columns"),
        faults: told,
        is_sample: draft.sample == Some(true),
        without: Input::line("without", w.without, &draft.without_reference),
        columns,
    };
    answered(&page_of, is_wrong)
}

fn column(
    visitor: &Visitor,
    at: usize,
    draft: &ReferenceDraft,
    faults: &dyn Fn(usize, ReferenceField) -> Vec<String>,
) -> Column {
    let w = &visitor.w.table;
    let line =
        |name: &str, label: &'static str, value: &str| Input::line(format!("{name}.{at}"), label, value);
    let is_kind = |words: &[&str]| words.contains(&draft.kind.trim());
    let mut options = vec![(String::new(), w.kind_by_number.to_owned(), draft.kind.trim().is_empty())];
    options.extend(KINDS.iter().map(|(kind, words)| {
        (kind.name().to_owned(), visitor.word(table::kind_words(*kind)).to_owned(), is_kind(words))
    }));
    if !options.iter().any(|(.., is_chosen)| *is_chosen) {
        options.push((draft.kind.clone(), draft.kind.clone(), true));
    }
    Column {
        title: fill(w.reference, &[&(at + 1)]),
        inputs: vec![
            Input {
                faults: faults(at, ReferenceField::Standard),
                hint: Some(w.standard_hint),
                ..line("standard", w.standard, &draft.standard)
            },
            Input { faults: faults(at, ReferenceField::Kind), options, ..line("kind", w.kind, &draft.kind) },
            line("name", w.name, &draft.name),
            line("name_en", w.name_en, &draft.name_en),
            Input {
                faults: faults(at, ReferenceField::WithdrawnOn),
                ..line("withdrawn_on", w.withdrawn_on, &draft.withdrawn_on)
            },
        ],
    }
}

/// `POST …/table/columns`: keeps what is written, right or wrong.
pub(crate) async fn save(
    State(site): State<OfficeSite>,
    Path(address): Path<Address>,
    Query(asked): Query<Key>,
    sender: Sender,
    Typed(sent): Typed<Values>,
) -> Result<Response, Trouble> {
    let author = sender.author(&site, sent.get("csrf")).await?;
    let _turn = site.drafts().lock().await;
    let (author, mut work) = Work::of(&site, author, address, &asked.key).await?;
    let member = author.member.clone();
    if author.is_late() {
        take(&mut work.written.draft, &sent, false);
        match author.is_of_ended_session() {
            true => work.keep_beside(&site, &member).await?,
            false => work.keep(&site, &member).await?,
        }
        author.in_time(|| work.page("/columns"))?;
    }
    // What was typed goes along to the other language; it is kept when it is sent to be.
    if sent.contains_key("look") {
        take(&mut work.written.draft, &sent, true);
        return show(&member, &work, false);
    }
    take(&mut work.written.draft, &sent, false);
    let is_wrong = work.written.draft.read().misread.iter().any(|one| one.place.row().is_none());
    work.keep(&site, &member).await?;
    if is_wrong {
        return show(&member, &work, true);
    }
    Ok(Redirect::to(&work.page("")).into_response())
}

/// Takes the columns over; one whose number is left empty goes, with its cell in every row, unless the page is only shown
/// anew: then each stays in its place.
fn take(draft: &mut TableDraft, sent: &Values, is_look: bool) {
    let text = |name: &str, at: usize| {
        sent.get(&format!("{name}.{at}")).map(|text| text.trim().to_owned()).unwrap_or_default()
    };
    draft.sample = Some(sent.get("sample").is_some_and(|said| said == "yes"));
    draft.without_reference = sent.get("without").map(|text| text.trim().to_owned()).unwrap_or_default();
    let former = draft.references.len();
    let mut kept = Vec::new();
    draft.references.clear();
    for at in 0..MOST {
        let typed = ReferenceDraft {
            standard: text("standard", at),
            kind: text("kind", at),
            name: text("name", at),
            name_en: text("name_en", at),
            withdrawn_on: text("withdrawn_on", at),
        };
        let stays = is_look && (at < former || typed != ReferenceDraft::default());
        if !typed.standard.is_empty() || stays {
            kept.push(at);
            draft.references.push(typed);
        }
    }
    for row in &mut draft.rows {
        let cell = |at: &usize| row.cells.get(*at).cloned().unwrap_or_default();
        let cells: Vec<CellDraft> = kept.iter().map(cell).collect();
        row.cells = cells;
    }
}
