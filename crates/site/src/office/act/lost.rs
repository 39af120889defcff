//! A form that came late and that there is no room to keep: what was typed stands on the page, so that it can be copied. It
//! is shown to nobody but whoever sent it, and nothing of the account behind it is told.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use super::long::shown;
use super::sheet::Sheet;
use crate::frame::{Frame, Section};
use crate::office::author::Author;
use crate::problem::{Finished, Trouble};

#[derive(Template)]
#[template(path = "lost.html")]
struct LostPage {
    f: Frame,
    /// What every field is called, and what was typed there.
    typed: Vec<(String, String)>,
}

/// The page with what was typed into a form.
///
/// # Errors
/// If the template fails.
pub(super) async fn page_of(author: &Author, sheet: Sheet) -> Result<Response, Trouble> {
    let visitor = &author.member.visitor;
    let size = sheet.size();
    let fields = sheet.form_asked();
    let called = |field: &crate::acts::Field| visitor.lang.label(field.label);
    let mut values = sheet.values;
    let typed = fields.iter().filter_map(|field| Some((called(field), values.remove(field.at)?)));
    let typed = typed.filter(|(_, typed)| !typed.trim().is_empty()).collect();
    let f = visitor.frame(visitor.w.fault.lost, Section::Other);
    // Whoever is signed in here is not who sent it, as far as anybody knows.
    let f = f.of_nobody();
    let mut response = shown(LostPage { f, typed }, size).await?.into_response();
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    response.extensions_mut().insert(Finished);
    Ok(response)
}
