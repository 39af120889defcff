//! What is on file in a case as one list: every record of each of its registers, found by words, put in order, page by page, and kept as a
//! file. It holds what the page of the case shows to whoever asks.

use std::sync::Arc;

use axum::extract::{Path, Query, State};
use axum::response::Response;
use policy::article::Words;

use crate::acts::field::w;
use crate::office::on_file::Speaks;
use crate::office::{OfficeSite, case, case_page};
use crate::problem::Trouble;
use crate::public::filter::Filter;
use crate::reports::shape::Shape;
use crate::reports::{Cell, Count, as_asked, offer};
use crate::session::Member;
use crate::when::When;

const COLUMNS: &[Words] = &[w("记录", "Record"), w("登记", "Register"), w("日期", "Days")];

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
    let (filter, doubts) = filter.read(&offer(COLUMNS, &[]));
    let case = case::visible(case::load(public, &kind, &id).await?, &office)?;
    let case = case_page::as_seen(case, &when)?;
    // As on the page of the case, bodies are named as they are called now.
    let scheme = public.look(|reader| reader.scheme()).await?;
    let parameters = public.reader().law().parameters;
    let speaks = Speaks { lang: visitor.lang, parameters, scheme: Some(&scheme) };
    let registers = case_page::registers(speaks, &case, &office);
    let row = |title: &str, record: &crate::office::on_file::RecordView| {
        let name = Cell::text(&*record.title);
        let name = match &record.href {
            Some(href) => name.leads_to(href.clone()),
            None => name,
        };
        vec![name, Cell::text(title), Cell::text(&*record.under)]
    };
    let rows = registers
        .iter()
        .flat_map(|register| register.records.iter().map(|record| row(&register.title, record)))
        .collect();
    let here = case.href();
    let words = &visitor.w.case;
    let title = format!("{} · {}", words.on_file, case.title);
    let shape = Shape {
        up: Some((when.carried(here.clone()), words.of_case)),
        ..Shape::list(
            ("on-file", &format!("{here}/file")),
            (title, words.on_file_lead),
            (COLUMNS, &[]),
            doubts,
        )
    };
    let count = Count { value: Arc::new(rows), size: public.reader().head().size };
    as_asked(public, visitor, (&shape, Vec::new()), &filter, count, when)
}
