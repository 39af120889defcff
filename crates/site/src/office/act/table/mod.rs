//! The comparison table of a form, written on pages of its own: brought as a sheet, or begun from an earlier edition, then
//! mended row by row. All rows are on one page, each in a line with what it comes to; each is written on a page of its
//! own, because two hundred rows against twelve standards are five thousand fields, which no form and no telephone bears.

pub(crate) mod columns;
pub(crate) mod row;
mod view;

use axum::extract::{Multipart, Path, Query, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::Form as Typed;
use documents::comparison::{self, FoundTable, TableFile};
use documents::sheet::Limits;
use policy::article::Said;
use policy::calendar::Day;
use policy::standard::Standard;
use policy::standard::draft::{Reading, RowDraft, TableDraft};
use policy::standard::judgement::{TableFault, TableJudgement, TableVerdict};
use policy::standard::number::{EditionNumber, StandardNumber};
use policy::standard::table::{ComparisonTable, MOST_REFERENCES, MOST_ROWS};
use registry::FORM_DRAFT;

use self::view::TablePage;
use super::sheet::{self, Address, Key, Sheet};
use super::{Values, find};
use crate::acts::Form;
use crate::acts::written_table::WrittenTable;
use crate::lang::Lang;
use crate::office::author::{Author, Sender};
use crate::office::case::Case;
use crate::office::upload::{self, answered};
use crate::office::{OfficeSite, from_our_page};
use crate::problem::Trouble;
use crate::public::{aside, table};
use crate::session::Member;
use crate::visitor::Visitor;
use crate::words::fill;

/// A form with the table that is written in it.
struct Work {
    case: Case,
    form: Form,
    sheet: Sheet,
    at: &'static str,
    written: WrittenTable,
}

impl Work {
    /// The form under a key, if it has a table and this office may fill it in.
    async fn load(site: &OfficeSite, member: &Member, address: Address, key: &str) -> Result<Work, Trouble> {
        let kept = super::sheet::find(site, member, key, &address).await?;
        let (case, form) = find(site, member, address).await?;
        let at = form.table_field().map(|field| field.at).ok_or(Trouble::NotFound)?;
        let Some(sheet) = kept else {
            return Err(Trouble::SeeOther(format!("{}/acts/{}", case.href(), form.name)));
        };
        let written = WrittenTable::of(sheet.values.get(at).map_or("", String::as_str));
        Ok(Work { case, form, sheet, at, written })
    }

    /// The form that an author writes on, in the office in which they keep it.
    async fn of(
        site: &OfficeSite,
        mut author: Author,
        address: Address,
        key: &str,
    ) -> Result<(Author, Work), Trouble> {
        author.in_office_of(site, format!("{FORM_DRAFT}{key}")).await?;
        let work = Work::load(site, &author.member, address, key).await?;
        Ok((author, work))
    }

    async fn keep(&mut self, site: &OfficeSite, member: &Member) -> Result<(), Trouble> {
        self.written_into_the_form();
        self.sheet.keep(site, &member.signed.person, member.office()?).await
    }

    /// The same of a form whose session is over.
    async fn keep_beside(&mut self, site: &OfficeSite, member: &Member) -> Result<(), Trouble> {
        self.written_into_the_form();
        match self.sheet.keep_beside(site, &member.signed.person, member.office()?).await? {
            true => Ok(()),
            false => Err(sheet::not_kept()),
        }
    }

    fn written_into_the_form(&mut self) {
        let kept = self.written.kept();
        if kept.is_empty() {
            self.sheet.values.remove(self.at);
        } else {
            self.sheet.values.insert(self.at.to_owned(), kept);
        }
    }

    fn form_href(&self) -> String {
        format!("{}/acts/{}", self.case.href(), self.form.name)
    }

    /// The address of a page of the table.
    fn page(&self, step: &str) -> String {
        format!("{}/table{step}?key={}", self.form_href(), self.sheet.key)
    }

    /// The edition that the form names, where it does.
    fn edition(&self) -> Option<EditionNumber> {
        EditionNumber::parse(self.sheet.values.get("edition.edition")?).ok()
    }
}

/// The day on which the standard is published: that of the act in every form with a table.
pub(crate) fn published_on(values: &Values) -> Option<Day> {
    values.get("on")?.trim().parse().ok()
}

/// What is told of a kept table in one line; the day of publication tells which mandatory standards bind it.
pub(crate) fn summary(visitor: &Visitor, kept: &str, published_on: Option<Day>) -> String {
    let w = &visitor.w.table;
    let written = WrittenTable::of(kept);
    if written.is_blank() {
        return w.empty.to_owned();
    }
    let reading = written.draft.read();
    let (rows, references) = (written.draft.rows.len(), written.draft.references.len());
    let comes_to = comes_to(visitor, &reading, &judged(&reading, published_on));
    fill(w.summary, &[&rows, &references, &comes_to])
}

/// What could be read, judged; where some rows could not, the others are named by their places in the draft.
fn judged(reading: &Reading, published_on: Option<Day>) -> TableJudgement {
    let places = reading.rows.iter().map(|at| u32::try_from(at + 1).unwrap_or(u32::MAX));
    let places: Vec<u32> = places.filter(|_| !reading.misread.is_empty()).collect();
    reading.table.judge_lines(published_on, &places)
}

/// What speaks against a table whatever stands in the places that could not be read: that nothing in it is better or
/// compared is told once all of it is read.
fn certain<'j>(reading: &Reading, judgement: &'j TableJudgement) -> impl Iterator<Item = &'j TableFault> {
    let is_read = reading.misread.is_empty();
    judgement.faults.iter().filter(move |fault| {
        let of_the_whole =
            matches!(fault, TableFault::Empty | TableFault::NoReference | TableFault::NothingBetter { .. });
        is_read || !of_the_whole
    })
}

/// What it comes to: what cannot be read and what clause 3 refuses, both at once.
fn comes_to(visitor: &Visitor, reading: &Reading, judgement: &TableJudgement) -> String {
    let w = &visitor.w.table;
    if reading.misread.is_empty() {
        return verdict(visitor, judgement.verdict()).to_owned();
    }
    let unread = fill(w.unread, &[&reading.misread.len()]);
    let against = certain(reading, judgement).filter(|fault| !fault.is_unknown()).count();
    if against == 0 {
        unread
    } else {
        format!("{unread}{}{}", visitor.w.case.comma, fill(w.against, &[&against]))
    }
}

fn verdict(visitor: &Visitor, verdict: TableVerdict) -> &'static str {
    let w = &visitor.w.table;
    match verdict {
        TableVerdict::Sound => w.sound,
        TableVerdict::Refused => w.refused,
        TableVerdict::CannotTell => w.open,
    }
}

/// The table of a form as the public page will show it.
///
/// # Errors
/// If the template fails.
pub(crate) fn preview(form: &Form, sheet: &Sheet, lang: Lang) -> Result<Option<String>, Trouble> {
    let Some(field) = form.table_field() else { return Ok(None) };
    let written = WrittenTable::of(sheet.values.get(field.at).map_or("", String::as_str));
    if written.is_blank() {
        return Ok(None);
    }
    table::html(&written.draft.read().table, lang).map(Some)
}

/// `GET …/table`: all rows.
pub(crate) async fn show(
    State(site): State<OfficeSite>,
    Path(address): Path<Address>,
    Query(asked): Query<Key>,
    member: Member,
) -> Result<Response, Trouble> {
    let work = Work::load(&site, &member, address, &asked.key).await?;
    answered(&TablePage::of(&member, &work, None), false)
}

/// `POST …/table`: a button of the page of all rows.
pub(crate) async fn press(
    State(site): State<OfficeSite>,
    Path(address): Path<Address>,
    Query(asked): Query<Key>,
    sender: Sender,
    Typed(sent): Typed<Values>,
) -> Result<Response, Trouble> {
    let author = sender.author(&site, sent.get("csrf")).await?;
    let _turn = site.drafts().lock().await;
    let (author, mut work) = Work::of(&site, author, address, &asked.key).await?;
    // A button moves what is kept already.
    author.in_time(|| work.page(""))?;
    let member = author.member;
    if sent.contains_key("look") {
        return answered(&TablePage::of(&member, &work, None).typed(&sent), false);
    }
    let press = sent.get("press").map_or("", String::as_str);
    if press == "start" {
        return start(&site, &member, work, &sent).await;
    }
    let to = pressed(&mut work.written.draft, press).ok_or(Trouble::NotFound)?;
    work.keep(&site, &member).await?;
    let to = match to {
        Goes::Row(row) => work.page(&format!("/rows/{row}")),
        Goes::List(place) => format!("{}#{place}", work.page("")),
    };
    Ok(Redirect::to(&to).into_response())
}

/// Where a button leads.
enum Goes {
    Row(usize),
    List(String),
}

/// Does what a button says; rows are counted from 1.
fn pressed(draft: &mut TableDraft, press: &str) -> Option<Goes> {
    if press == "add" {
        draft.rows.push(RowDraft::default());
        return Some(Goes::Row(draft.rows.len()));
    }
    let (what, row) = press.split_once('.')?;
    let at = row.parse::<usize>().ok()?.checked_sub(1).filter(|at| *at < draft.rows.len())?;
    let to = match what {
        "up" => at.saturating_sub(1),
        "down" => (at + 1).min(draft.rows.len() - 1),
        "remove" => {
            draft.rows.remove(at);
            return Some(Goes::List(if at == 0 { "rows".to_owned() } else { format!("row-{at}") }));
        }
        _ => return None,
    };
    draft.rows.swap(at, to);
    Some(Goes::List(format!("row-{}", to + 1)))
}

/// The table of an edition on file; of a standard without year that of its latest edition which has one.
fn table_of(standard: &Standard, edition: Option<&EditionNumber>) -> Option<ComparisonTable> {
    let counts = standard.editions.iter().filter(|one| one.annulled.is_none() && one.table.is_some());
    let asked = counts.filter(|one| edition.is_none_or(|asked| one.edition == *asked));
    asked.max_by_key(|one| one.edition.year()).and_then(|one| one.table.clone())
}

/// Takes the table of an edition on file.
async fn start(
    site: &OfficeSite,
    member: &Member,
    mut work: Work,
    sent: &Values,
) -> Result<Response, Trouble> {
    let w = &member.visitor.w.table;
    let from = sent.get("from").map_or("", String::as_str);
    let wrong = |work: &Work, says: String| {
        answered(&TablePage::of(member, work, Some(("from", says))).typed(sent), true)
    };
    let (number, edition) = match (EditionNumber::parse(from), StandardNumber::parse(from)) {
        (Ok(edition), _) => (edition.number().clone(), Some(edition)),
        (Err(_), Ok(number)) => (number, None),
        (Err(fault), Err(_)) => {
            let says = member.visitor.either(fault.zh(), fault.to_string());
            return wrong(&work, says);
        }
    };
    let filed = site.public().look(move |reader| reader.standard(&number)).await?;
    let found = filed.and_then(|filed| table_of(&filed.value, edition.as_ref()));
    let Some(found) = found else {
        return wrong(&work, w.start_none.to_owned());
    };
    work.written = WrittenTable { draft: TableDraft::of(&found), told: Vec::new() };
    work.keep(site, member).await?;
    Ok(Redirect::to(&work.page("")).into_response())
}

/// `POST …/table/sheet`: reads a sheet in place of what is written.
pub(crate) async fn bring(
    State(site): State<OfficeSite>,
    Path(address): Path<Address>,
    Query(asked): Query<Key>,
    headers: HeaderMap,
    member: Member,
    parts: Multipart,
) -> Result<Response, Trouble> {
    site.public().bound_heavy(&member.visitor)?;
    let sent = upload::read(parts).await?;
    from_our_page(&site, &member, &headers, sent.csrf.as_ref())?;
    let w = &member.visitor.w.table;
    let is_empty = sent.body.is_empty();
    // Read before it is this form's turn: others write their drafts meanwhile.
    let read = aside(move || Ok(comparison::read(&sent.name, &sent.body, &Limits::default(), None))).await?;
    let _turn = site.drafts().lock().await;
    let mut work = Work::load(&site, &member, address, &asked.key).await?;
    let wrong =
        |work: &Work, says: String| answered(&TablePage::of(&member, work, Some(("file", says))), true);
    if is_empty {
        return wrong(&work, w.bring_none.to_owned());
    }
    let file = match read {
        Ok(file) => file,
        Err(error) => {
            let says = member.visitor.either(error.zh(), error.to_string());
            return wrong(&work, says);
        }
    };
    let edition = work.edition();
    let Some(found) = chosen(&file, edition.as_ref()) else {
        if file.tables.is_empty() {
            let says =
                file.faults.first().map(|fault| member.visitor.either(fault.said.zh(), fault.said.en()));
            return wrong(&work, says.unwrap_or_else(|| w.bring_none.to_owned()));
        }
        let named = edition.map(|edition| edition.print()).unwrap_or_default();
        return wrong(&work, fill(w.bring_several, &[&named]));
    };
    if found.draft.rows.len() > MOST_ROWS || found.draft.references.len() > MOST_REFERENCES {
        return wrong(&work, fill(w.bring_too_much, &[&MOST_ROWS, &MOST_REFERENCES]));
    }
    let faults = file.faults.iter().chain(&found.faults);
    let told = file.notes.iter().chain(faults.map(|fault| &fault.said));
    let told = told.map(|said| Said::new(said.zh(), said.en())).collect();
    work.written = WrittenTable { draft: found.draft.clone(), told };
    if let (None, Some(named)) =
        (work.sheet.values.get("edition.edition").filter(|n| !n.trim().is_empty()), &found.edition)
    {
        work.sheet.values.insert("edition.edition".to_owned(), named.print());
    }
    work.keep(&site, &member).await?;
    Ok(Redirect::to(&work.page("")).into_response())
}

/// The one table of a file, or that of the edition which the form names.
fn chosen<'f>(file: &'f TableFile, edition: Option<&EditionNumber>) -> Option<&'f FoundTable> {
    match file.tables.as_slice() {
        [only] => Some(only),
        several => several.iter().find(|found| edition.is_some() && found.edition.as_ref() == edition),
    }
}
