//! Reminders by e-mail, as a person chooses them for themselves: an address and a language, a code that a first letter
//! brings, and an end. What is kept, nobody else is shown.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::Form as Typed;
use policy::writing::fold;
use registry::{Confirmed, Confirming, MOST_LETTERS, Reminders};
use serde::Deserialize;

use crate::frame::{Frame, Section};
use crate::lang::Lang;
use crate::letter::{LONGEST_ADDRESS, typed_address};
use crate::office::sign_in::Bare;
use crate::office::{OfficeSite, from_our_page};
use crate::problem::{Finished, Trouble};
use crate::public::{aside, page};
use crate::remind::words;
use crate::session::Member;
use crate::words::{fill, text};

/// How long after a letter with a code the same form is taken for the same press, in seconds.
const SAME_PRESS: i64 = 60;

/// How many codes there are: eight figures.
const CODES: u64 = 100_000_000;

/// A language to choose.
struct Choice {
    value: &'static str,
    word: &'static str,
    is_chosen: bool,
}

#[derive(Template)]
#[template(path = "reminders.html")]
struct RemindersPage {
    f: Frame,
    csrf: String,
    /// Whether letters can be written at all.
    is_set: bool,
    /// What was done just before.
    told: Option<&'static str>,
    /// The field that something is wrong with, and what.
    error: Option<(&'static str, String)>,
    /// What is kept, in words; of an address that waits for its code, that.
    asked: Option<String>,
    confirmed: Option<(String, String)>,
    address: String,
    languages: Vec<Choice>,
}

impl RemindersPage {
    fn has_error(&self, field: &str) -> bool {
        self.error.as_ref().is_some_and(|(at, _)| *at == field)
    }
}

/// What was done just before.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Told {
    #[serde(default)]
    told: String,
}

/// What is wrong with what was typed, with the field and what was typed into the first form.
struct Wrong {
    field: &'static str,
    said: String,
    typed: Option<(String, String)>,
}

async fn kept(site: &OfficeSite, member: &Member) -> Result<Option<Reminders>, Trouble> {
    let (person, now) = (member.signed.person.clone(), site.public().now());
    site.public().look(move |reader| reader.reminders_of(&person, now)).await
}

async fn is_confirmed(site: &OfficeSite, member: &Member) -> Result<bool, Trouble> {
    let kept = kept(site, member).await?;
    Ok(kept.is_some_and(|kept| matches!(kept.stands, Confirmed::Since { .. })))
}

/// What a language calls itself.
fn own_name(lang: Lang) -> &'static str {
    text(lang.other()).frame.other_language
}

async fn shown(
    site: &OfficeSite,
    member: &Member,
    told: &str,
    wrong: Option<Wrong>,
) -> Result<Response, Trouble> {
    let visitor = &member.visitor;
    let w = &visitor.w.remind;
    let kept = kept(site, member).await?;
    let (typed, error) = wrong.map_or((None, None), |wrong| (wrong.typed, Some((wrong.field, wrong.said))));
    let own = kept.as_ref().map(|kept| (kept.address.clone(), kept.language.clone()));
    let (address, language) =
        typed.or(own).unwrap_or_else(|| (String::new(), visitor.lang.name().to_owned()));
    let choice =
        |lang: Lang| Choice { value: lang.name(), word: own_name(lang), is_chosen: lang.name() == language };
    let mut page_of = RemindersPage {
        f: visitor.frame(
            format!("{}{}", if error.is_some() { visitor.w.frame.error_prefix } else { "" }, w.title),
            Section::Other,
        ),
        csrf: member.signed.csrf.clone(),
        is_set: site.post().is_some(),
        told: match told {
            "confirmed" => Some(w.told_confirmed),
            "saved" => Some(w.told_saved),
            "stopped" => Some(w.told_stopped),
            _ => None,
        },
        error,
        asked: None,
        confirmed: None,
        address,
        languages: [Lang::Zh, Lang::En].map(choice).into(),
    };
    if let Some(kept) = kept {
        let lang = Lang::named(&kept.language).unwrap_or(Lang::Zh);
        match kept.stands {
            Confirmed::Asked(at) => page_of.asked = Some(fill(w.asked, &[&kept.address, &words::until(at)])),
            Confirmed::Since { told, .. } => {
                let last = told.map_or(w.told_none.to_owned(), |day| fill(w.told_last, &[&day]));
                page_of.confirmed = Some((fill(w.confirmed, &[&kept.address, &own_name(lang)]), last));
            }
        }
    }
    let is_wrong = page_of.error.is_some();
    let mut response = page(&page_of)?.into_response();
    if is_wrong {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
        response.extensions_mut().insert(Finished);
    }
    Ok(response)
}

/// `GET /account/reminders`.
pub(crate) async fn show(
    State(site): State<OfficeSite>,
    Query(told): Query<Told>,
    member: Member,
) -> Result<Response, Trouble> {
    shown(&site, &member, &told.told, None).await
}

/// Where reminders are to go.
#[derive(Debug, Deserialize)]
pub(crate) struct Asked {
    csrf: Option<String>,
    #[serde(default)]
    address: String,
    #[serde(default)]
    language: String,
}

/// `POST /account/reminders`: puts a letter with a code into the outbox; of an address that is confirmed, the language is
/// another one from now on.
pub(crate) async fn ask(
    State(site): State<OfficeSite>,
    member: Member,
    headers: HeaderMap,
    Typed(asked): Typed<Asked>,
) -> Result<Response, Trouble> {
    from_our_page(&site, &member, &headers, asked.csrf.as_ref())?;
    let w = &member.visitor.w.remind;
    // What is too long is no address and is not shown again.
    let typed =
        if asked.address.chars().count() > LONGEST_ADDRESS { String::new() } else { asked.address.clone() };
    let wrong =
        |field, said: String| Wrong { field, said, typed: Some((typed.clone(), asked.language.clone())) };
    let Some(address) = typed_address(&asked.address) else {
        let said = fill(w.address_wrong, &[&LONGEST_ADDRESS]);
        return shown(&site, &member, "", Some(wrong("address", said))).await;
    };
    let lang = [Lang::Zh, Lang::En].into_iter().find(|lang| lang.name() == asked.language);
    let Some(lang) = lang else {
        return shown(&site, &member, "", Some(wrong("language", w.language_wrong.to_owned()))).await;
    };
    let (person, now) = (member.signed.person.clone(), site.public().now());
    match kept(&site, &member)
        .await?
        .filter(|kept| kept.address == address)
        .map(|kept| (kept.stands, kept.language))
    {
        Some((Confirmed::Since { .. }, _)) => {
            site.change(move |registry| registry.reminders_in(&person, lang.name())).await?;
            return Ok(Redirect::to("/account/reminders?told=saved").into_response());
        }
        Some((Confirmed::Asked(at), language))
            if language == lang.name() && now.unix_seconds - at.unix_seconds < SAME_PRESS =>
        {
            return Ok(Redirect::to("/account/reminders").into_response());
        }
        _ => {}
    }
    match sent(&site, &member, address, lang).await? {
        Ok(()) => Ok(Redirect::to("/account/reminders").into_response()),
        Err(said) => shown(&site, &member, "", Some(wrong("address", said))).await,
    }
}

/// Sends a letter with a code and keeps the address; or why not, in words.
async fn sent(
    site: &OfficeSite,
    member: &Member,
    address: String,
    lang: Lang,
) -> Result<Result<(), String>, Trouble> {
    let w = &member.visitor.w.remind;
    let (person, now) = (member.signed.person.clone(), site.public().now());
    let Some(post) = site.post().cloned() else { return Ok(Err(w.unset.to_owned())) };
    let counted = person.clone();
    if !site.change(move |registry| registry.begin_letter(&counted, now)).await? {
        return Ok(Err(fill(w.too_many, &[&MOST_LETTERS])));
    }
    let code = code_of(&site.chance());
    let letter = words::asking(site.public(), &address, lang, &code);
    let (name, bytes) = letter.file(&post.from).map_err(Trouble::Fault)?;
    if let Err(fault) = aside(move || Ok((post.outbox)(&name, &bytes))).await? {
        tracing::error!("the outbox takes no letter: {fault}");
        site.change(move |registry| registry.take_back_letter(&person)).await?;
        return Ok(Err(w.not_put.to_owned()));
    }
    let stands = Confirmed::Asked(now);
    let new = Reminders { person, address, language: lang.name().to_owned(), stands };
    site.change(move |registry| registry.ask_reminders(new, &code, now)).await?;
    Ok(Ok(()))
}

/// Eight figures out of chance.
fn code_of(chance: &[u8; 32]) -> String {
    let number = chance.iter().take(8).fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
    format!("{:08}", number % CODES)
}

/// What was typed for a code.
#[derive(Debug, Deserialize)]
pub(crate) struct TypedCode {
    csrf: Option<String>,
    #[serde(default)]
    code: String,
}

/// `POST /account/reminders/code`: the code of the letter is typed back.
pub(crate) async fn confirm(
    State(site): State<OfficeSite>,
    member: Member,
    headers: HeaderMap,
    Typed(typed): Typed<TypedCode>,
) -> Result<Response, Trouble> {
    from_our_page(&site, &member, &headers, typed.csrf.as_ref())?;
    let w = &member.visitor.w.remind;
    let (person, now) = (member.signed.person.clone(), site.public().now());
    let code: String = fold(&typed.code).chars().filter(|sign| !sign.is_whitespace()).take(20).collect();
    if code.is_empty() {
        // Nothing was tried.
        let wrong = Wrong { field: "code", said: w.code_empty.to_owned(), typed: None };
        return shown(&site, &member, "", Some(wrong)).await;
    }
    let confirmed = site.change(move |registry| registry.confirm_reminders(&person, &code, now)).await?;
    let (field, said) = match confirmed {
        Confirming::Done => return Ok(Redirect::to("/account/reminders?told=confirmed").into_response()),
        Confirming::Wrong(0) => ("address", w.code_spent.to_owned()),
        Confirming::Wrong(left) => ("code", fill(w.code_wrong, &[&left])),
        // The same press once more.
        Confirming::NoCode if is_confirmed(&site, &member).await? => {
            return Ok(Redirect::to("/account/reminders").into_response());
        }
        Confirming::NoCode => ("address", w.code_none.to_owned()),
    };
    shown(&site, &member, "", Some(Wrong { field, said, typed: None })).await
}

/// `POST /account/reminders/end`: the address is forgotten.
pub(crate) async fn end(
    State(site): State<OfficeSite>,
    member: Member,
    headers: HeaderMap,
    Typed(bare): Typed<Bare>,
) -> Result<Redirect, Trouble> {
    from_our_page(&site, &member, &headers, bare.csrf())?;
    let person = member.signed.person.clone();
    site.change(move |registry| registry.end_reminders(&person)).await?;
    Ok(Redirect::to("/account/reminders?told=stopped"))
}
