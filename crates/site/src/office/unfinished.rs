//! Forms that a person filled in and did not confirm: offered again on the desk, until they are done or discarded.

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Redirect;
use axum_extra::extract::Form as Typed;
use registry::{Draft, MOST_DRAFTS, Moment};

use crate::acts::{self, CaseKind};
use crate::office::act::sheet::Sheet;
use crate::office::ripe::is_ripe;
use crate::office::sign_in::Bare;
use crate::office::{OfficeSite, case, from_our_page};
use crate::problem::Trouble;
use crate::session::Member;
use crate::visitor::Visitor;
use crate::words::fill;

/// A form that was begun.
pub(super) struct Unfinished {
    pub(super) href: String,
    pub(super) title: String,
    pub(super) of: String,
    pub(super) changed: String,
    pub(super) end: String,
}

/// What a person began and did not confirm.
#[derive(Default)]
pub(super) struct Begun {
    pub(super) forms: Vec<Unfinished>,
    /// That there is no room for another one, and what goes when one is begun all the same.
    pub(super) full: Vec<String>,
}

/// What is said where a person keeps as many drafts of a sort as are kept: the next one takes the place of the one that was
/// touched longest ago, be it shown or gone past by its case.
fn full(visitor: &Visitor, drafts: &[Draft], filings: &[Draft]) -> Vec<String> {
    let w = &visitor.w.case;
    let is_full = |list: &&(&[Draft], &'static str)| list.0.len() >= MOST_DRAFTS;
    let lists = [(drafts, w.forms_full), (filings, w.filings_full)];
    let says = |(list, says): &(&[Draft], &'static str)| {
        let oldest = list.iter().map(|draft| draft.changed).min()?;
        Some(fill(says, &[&MOST_DRAFTS, &Moment { unix_seconds: oldest }.day()]))
    };
    lists.iter().filter(is_full).filter_map(says).collect()
}

/// What is said at a form that is begun where there is no room for another one.
///
/// # Errors
/// If the store is at fault.
pub(super) async fn full_of_forms(site: &OfficeSite, member: &Member) -> Result<Option<String>, Trouble> {
    let (person, office) = (member.signed.person.clone(), member.office()?.clone());
    let drafts = site.public().look(move |reader| reader.drafts(&person, &office)).await?;
    let forms: Vec<Draft> = drafts.into_iter().filter(Draft::is_form).collect();
    Ok(full(&member.visitor, &forms, &[]).pop())
}

/// The forms that a person began in the office they act in, the last touched first.
///
/// # Errors
/// If the store is at fault.
pub(super) async fn of(site: &OfficeSite, member: &Member) -> Result<Begun, Trouble> {
    let (person, office) = (member.signed.person.clone(), member.office()?.clone());
    let drafts = site.public().look(move |reader| reader.drafts(&person, &office)).await?;
    let visitor = &member.visitor;
    let (drafts, filings): (Vec<Draft>, Vec<Draft>) = drafts.into_iter().partition(Draft::is_form);
    let full = full(visitor, &drafts, &filings);
    let filings = filings.into_iter().map(|draft| Unfinished {
        href: format!("/declare/{}", draft.id),
        title: visitor.w.declare.title.to_owned(),
        of: String::new(),
        changed: format!("{} {}", visitor.w.case.form_changed, Moment { unix_seconds: draft.changed }.day()),
        end: format!("/declare/{}/end", draft.id),
    });
    let at = (site.public().reader().law(), site.public().today());
    let mut sheets = Vec::new();
    for sheet in drafts.into_iter().filter_map(Sheet::of) {
        let (kind, id, act) = &sheet.address;
        let case = case::load(site.public(), kind, id).await.ok();
        // What the case has gone past is no work any more, and is forgotten with age.
        let found = case.zip(acts::named(act)).filter(|(case, form)| is_ripe(case, form.kind, at));
        if let Some((case, form)) = found {
            let title = case.title_of(&form, member.office()?, visitor.lang);
            sheets.push((sheet, title));
        }
    }
    let forms = sheets.into_iter().filter_map(|(sheet, title)| {
        let (kind, id, _) = &sheet.address;
        let kind = CaseKind::named(kind)?;
        Some(Unfinished {
            href: sheet.check()?,
            title,
            of: format!("{} {id}", visitor.word(kind.words())),
            changed: format!("{} {}", visitor.w.case.form_changed, sheet.changed.day()),
            end: format!("/desk/forms/{}/end", sheet.key),
        })
    });
    Ok(Begun { forms: filings.chain(forms).collect(), full })
}

/// `POST /desk/forms/{key}/end`: discards one.
pub(crate) async fn end(
    State(site): State<OfficeSite>,
    Path(key): Path<String>,
    headers: HeaderMap,
    member: Member,
    Typed(bare): Typed<Bare>,
) -> Result<Redirect, Trouble> {
    from_our_page(&site, &member, &headers, bare.csrf())?;
    Sheet::end(&key, &site, &member).await?;
    Ok(Redirect::to("/desk"))
}
