//! Files that a form brings: sent and removed on a page of their own beside it, kept in the tray of the person until the
//! act is done, and ticked in the form as they come. What was typed into the form stays.

use axum::extract::{Multipart, Path, Query, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::Form as Typed;

use super::find;
use super::sheet::{self, Address, Key, Sheet};
use crate::acts::{Field, Input};
use crate::office::photos::{self, Place};
use crate::office::sign_in::Bare;
use crate::office::{OfficeSite, from_our_page, upload};
use crate::problem::Trouble;
use crate::session::Member;

/// A form that brings files.
struct Work {
    sheet: Sheet,
    field: Field,
    place: Place,
}

impl Work {
    /// The form under a key, if it brings files and this office may fill it in.
    async fn load(site: &OfficeSite, member: &Member, address: Address, key: &str) -> Result<Work, Trouble> {
        let kept = sheet::find(site, member, key, &address).await?;
        let (case, form) = find(site, member, address).await?;
        let field = form.fields.iter().find(|field| field.takes_any_file().is_some()).copied();
        let field = field.ok_or(Trouble::NotFound)?;
        let here = format!("{}/acts/{}", case.href(), form.name);
        let Some(sheet) = kept else { return Err(Trouble::SeeOther(here)) };
        let w = member.visitor.w;
        let takes_any = field.takes_any_file() == Some(true);
        let place = Place {
            here: (format!("{here}/files"), format!("?key={}", sheet.key)),
            title: w.case.files_title,
            lead: match (field.input, takes_any) {
                (_, true) => w.case.files_lead,
                (Input::Several { .. }, false) => w.case.files_lead_photos,
                (_, false) => w.case.files_lead_one,
            },
            back: (format!("{here}?key={}", sheet.key), w.table.back_to_form),
            done: Some(w.case.files_done),
            takes_any,
            hint: field.hint.map(|hint| member.visitor.word(hint)),
        };
        Ok(Work { sheet, field, place })
    }

    /// Where the page is.
    fn page(&self) -> String {
        format!("{}{}", self.place.here.0, self.place.here.1)
    }

    /// Ticks a file in the form, beside the others where it takes several.
    fn tick(&mut self, digest: &str) {
        let value = self.sheet.values.entry(self.field.at.to_owned()).or_default();
        if !matches!(self.field.input, Input::Several { .. }) {
            value.clear();
        }
        if !value.is_empty() {
            value.push('\n');
        }
        value.push_str(digest);
    }

    /// Takes a file out of the form.
    fn untick(&mut self, digest: &str) {
        if let Some(value) = self.sheet.values.get_mut(self.field.at) {
            let rest: Vec<&str> = value.lines().filter(|line| *line != digest).collect();
            *value = rest.join("\n");
        }
    }
}

/// `GET …/files`.
pub(crate) async fn ask(
    State(site): State<OfficeSite>,
    Path(address): Path<Address>,
    Query(asked): Query<Key>,
    member: Member,
) -> Result<Response, Trouble> {
    let work = Work::load(&site, &member, address, &asked.key).await?;
    photos::tray(&site, &member, &work.place, None).await
}

/// `POST …/files`: keeps a file and ticks it in the form.
pub(crate) async fn send(
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
    // Of two files that come at once none is lost to the form.
    let _turn = site.drafts().lock().await;
    let mut work = Work::load(&site, &member, address, &asked.key).await?;
    match photos::keep(&site, &member, &work.place, sent).await? {
        Ok(digest) => work.tick(&digest),
        Err(wrong) => return photos::tray(&site, &member, &work.place, Some(wrong)).await,
    }
    work.sheet.keep(&site, &member.signed.person, member.office()?).await?;
    Ok(Redirect::to(&work.page()).into_response())
}

/// `POST …/files/{digest}/end`: forgets a file.
pub(crate) async fn end(
    State(site): State<OfficeSite>,
    Path((kind, id, act, digest)): Path<(String, String, String, String)>,
    Query(asked): Query<Key>,
    headers: HeaderMap,
    member: Member,
    Typed(bare): Typed<Bare>,
) -> Result<Response, Trouble> {
    from_our_page(&site, &member, &headers, bare.csrf())?;
    let _turn = site.drafts().lock().await;
    let mut work = Work::load(&site, &member, (kind, id, act), &asked.key).await?;
    work.untick(&digest);
    work.sheet.keep(&site, &member.signed.person, member.office()?).await?;
    photos::forget(&site, &member, digest).await?;
    Ok(Redirect::to(&work.page()).into_response())
}
