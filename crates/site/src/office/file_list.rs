//! What is on file in a case as one list: every record of each of its registers, found by words, put in order, page by page, and kept as a
//! file. It holds what the page of the case shows to whoever asks.

use std::sync::Arc;

use axum::extract::{Path, Query, State};
use axum::response::Response;
use documents::sheet::Value;
use policy::article::Words;

use crate::acts::field::w;
use crate::office::on_file::Speaks;
use crate::office::on_file_record::RecordView;
use crate::office::{OfficeSite, case, case_page};
use crate::problem::Trouble;
use crate::public::columns::{date, day};
use crate::public::filter::Filter;
use crate::public::offer::Takes;
use crate::reports::shape::Shape;
use crate::reports::{Cell, Count, as_asked, offer, select};
use crate::session::Member;
use crate::when::When;

const COLUMNS: &[Words] = &[
    w("记录", "Record"),
    w("登记", "Register"),
    w("发生日", "Happened on"),
    w("录入日", "Entered on"),
    w("终止日", "Ended"),
    w("内容", "What it says"),
];

/// `GET /cases/{kind}/{id}/file`: the page, or the spreadsheet where `format` asks for one.
pub(crate) async fn show(
    State(site): State<OfficeSite>,
    Path((kind, id)): Path<(String, String)>,
    Query(filter): Query<Filter>,
    member: Member,
) -> Result<Response, Trouble> {
    let (public, visitor, office) = (site.public(), &member.visitor, member.office()?.clone());
    let when = When::of(public, &visitor.glimpse)?;
    public.bound_heavy(visitor)?;
    let case = case::visible(case::load(public, &kind, &id).await?, &office)?;
    let case = case_page::as_seen(case, &when)?;
    // As on the page of the case, bodies are named as they are called now.
    let scheme = public.look(|reader| reader.scheme()).await?;
    let parameters = public.reader().law().parameters;
    let speaks = Speaks { lang: visitor.lang, parameters, scheme: Some(&scheme) };
    let registers = case_page::registers(speaks, &case, &office);
    let names = registers.iter().filter(|register| !register.records.is_empty());
    let names: Vec<(String, Words)> =
        names.map(|register| (register.name.to_owned(), register.noun)).collect();
    let (filter, doubts) = filter.read(&offer(COLUMNS, &[]).and("register", Takes::OneOf(names.clone())));
    let all = registers.iter().map(|register| register.records.len()).sum();
    let asked = registers.iter().filter(|one| filter.register.is_empty() || one.name == filter.register);
    let rows = asked.flat_map(|one| one.records.iter().map(|record| row(&one.title, record)));
    let rows = rows.collect();
    let here = case.href();
    let words = &visitor.w.case;
    let title = format!("{} · {}", words.on_file, case.title);
    let shape = Shape {
        up: Some((when.carried(here.clone()), words.of_case)),
        is_behind: true,
        all: Some(all),
        ..Shape::list(
            ("on-file", &format!("{here}/file")),
            (title, words.on_file_lead),
            (COLUMNS, &[]),
            doubts,
        )
    };
    let count = Count { value: Arc::new(rows), size: public.reader().head().size };
    let names = names.into_iter().map(|(name, noun)| (name, visitor.lang.label(noun)));
    let register = select(visitor, ("register", words.of_register), &filter.register, names);
    as_asked(public, visitor, (&shape, vec![register]), &filter, count, when)
}

/// A record as a row.
fn row(register: &str, record: &RecordView) -> Vec<Cell> {
    let name = Cell::text(&*record.name).and_small(record.id.clone());
    let name = match &record.href {
        Some(href) => name.leads_to(href.clone()),
        None => name,
    };
    let says = match record.says.join(" · ") {
        says if says.is_empty() => Value::Empty,
        says => Value::Text(says),
    };
    vec![
        name,
        Cell::text(register),
        Cell::of(date(record.happened)),
        Cell::of(day(record.entered)),
        Cell::of(day(record.ended)),
        Cell::of(says),
    ]
}
