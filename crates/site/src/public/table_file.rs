//! The comparison table of an edition as a file: a sheet in the form that people keep, which reads back as the same
//! table, or JSON with every comparison.

use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use documents::comparison::{self, Words};
use policy::standard::draft::TableDraft;
use policy::standard::number::EditionNumber;

use crate::lang::Lang;
use crate::problem::Trouble;
use crate::public::filter::encoded;
use crate::public::standards::{address, look, number_of};
use crate::public::{PublicSite, export, table};
use crate::visitor::Visitor;
use crate::when::When;

/// An edition as a step of an address: a slash is written `~`, and a space `_`.
pub(super) fn step(edition: &EditionNumber) -> String {
    encoded(&edition.to_string().replace('/', "~").replace(' ', "_"))
}

/// The edition behind such a step, or in a query as people write it.
pub(super) fn edition_of(text: &str) -> Option<EditionNumber> {
    EditionNumber::parse(&text.replace('~', "/").replace('_', " ")).ok()
}

/// Where the table of an edition is, as each kind of file.
pub(super) fn addresses(edition: &EditionNumber, when: &When) -> Vec<(String, &'static str)> {
    let at =
        |end: &str| when.carried(format!("{}/tables/{}.{end}", address(edition.number()), step(edition)));
    vec![(at("xlsx"), "XLSX"), (at("csv"), "CSV"), (at("json"), "JSON")]
}

/// The words of sheets in a language.
pub(crate) fn words(lang: Lang) -> Words {
    match lang {
        Lang::Zh => Words::Zh,
        Lang::En => Words::En,
    }
}

/// `GET /standards/{number}/tables/{file}`.
pub(crate) async fn show(
    State(site): State<PublicSite>,
    Path((number, file)): Path<(String, String)>,
    visitor: Visitor,
) -> Result<Response, Trouble> {
    let number = number_of(&number).ok_or(Trouble::NotOnFile)?;
    let (named, end) = file.rsplit_once('.').ok_or(Trouble::NotFound)?;
    let asked = edition_of(named).filter(|edition| *edition.number() == number).ok_or(Trouble::NotOnFile)?;
    let when = When::of(&site, &visitor.glimpse)?;
    let filed = site.look(move |reader| look(reader, &number, &when)).await?;
    let standard = filed.ok_or_else(|| when.not_on_file())?.value;
    let edition = standard.edition(&asked).ok_or(Trouble::NotOnFile)?;
    let found = edition.table.as_ref().ok_or(Trouble::NotOnFile)?;
    let name = asked.to_string().replace(['/', ' '], "-");
    if end == "json" {
        // Today's is kept ready, as for the page.
        let json = if when.is_dated {
            table::show(&asked, Some(edition), visitor.lang)?.json
        } else {
            table::of_edition(&site, &asked, visitor.lang)?.json.clone()
        };
        let mut response = json.into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
        if let Ok(named) = HeaderValue::try_from(format!("attachment; filename=\"{name}.json\"")) {
            headers.insert(header::CONTENT_DISPOSITION, named);
        }
        return Ok(response);
    }
    let is_csv = match end {
        "csv" => true,
        "xlsx" => false,
        _ => return Err(Trouble::NotFound),
    };
    site.bound_heavy(&visitor)?;
    let page = comparison::sheet(Some(&asked), &TableDraft::of(found), words(visitor.lang));
    export::spreadsheet(&page, &name, is_csv)
}
