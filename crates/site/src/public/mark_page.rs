//! The page behind a code as HTML: what it says in each state, and how its form is made and filled.

use std::sync::Arc;

use askama::Template;
use axum::response::{Html, IntoResponse, Response};
use policy::authorization::{Basis, MarkState};
use policy::calendar::Day;

use crate::days;
use crate::frame::{Frame, Section, address_with};
use crate::lang::has_han;
use crate::problem::Trouble;
use crate::public::form::{Form, Place, Shape, escaped};
use crate::public::ground::{self, Told};
use crate::public::mark::Seen;
use crate::public::{PublicSite, rendered};
use crate::tone::{self, Tone};
use crate::visitor::Visitor;
use crate::when::WhenForm;
use crate::words::fill;

/// The page of a mark.
pub(super) fn answer(
    site: &PublicSite,
    visitor: &Visitor,
    seen: &Seen,
    code: &str,
) -> Result<String, Trouble> {
    let form = form(site, visitor, seen)?;
    // A page is a little longer than its form: names, numbers and the table.
    let more = seen.edition.html.len() + 1024;
    Ok(form.filled(more, |place, page| put(place, page, visitor, seen, code)))
}

/// The form of a page: the one that is kept, or made now. What names a person or a proceeding is not kept.
fn form(site: &PublicSite, visitor: &Visitor, seen: &Seen) -> Result<Arc<Form>, Trouble> {
    let shape = Shape {
        lang: visitor.lang,
        is_large: visitor.glimpse.is_large,
        state: seen.standing.name(),
        is_declared: seen.mark.authorization.is_self_declared(),
        failed_check: seen.mark.last_check.as_ref().map(|check| check.failed),
        is_labelled: seen.mark.labelled_since(seen.day()).is_some(),
        emblem: visitor.emblem(),
    };
    let ground = ground::told(site, visitor, seen);
    let corrected = ground::corrected(visitor, &seen.mark);
    let title = format!("{} {}", Place::Code.sign(), visitor.word(seen.standing.words()));
    // Pages of other days are few and say which day it is: what is kept serves today only.
    let is_same_for_all =
        ground.is_none() && corrected.is_none() && seen.successor.is_none() && !seen.when.is_dated;
    kept(site, visitor, shape, is_same_for_all, title, |f| {
        let mut when = seen.when.form(format!("/v/{}", Place::Code.sign()), Vec::new());
        when.as_of = Place::Day.sign();
        let f = f.seen(seen.when.banner(visitor));
        let days = seen.when.query();
        let mut v = View::new(visitor, shape, seen.standing, ground);
        if seen.when.is_dated {
            v.of_another_day(visitor, seen);
        }
        rendered(&MarkPage { f, v, corrected, successor: seen.successor.clone(), when, days })
    })
}

/// The form that is kept of a shape, or one made now. It is kept if it is the same for all marks of the shape and
/// nobody is signed in.
fn kept(
    site: &PublicSite,
    visitor: &Visitor,
    shape: Shape,
    is_same_for_all: bool,
    title: String,
    make: impl FnOnce(Frame) -> Result<String, Trouble>,
) -> Result<Arc<Form>, Trouble> {
    let is_kept = is_same_for_all && visitor.signed.is_none();
    if is_kept && let Some(form) = site.forms().get(&shape) {
        return Ok(form);
    }
    let mut f = visitor.frame(title, Section::Verify);
    f.request = Place::Request.sign();
    f.other_lang = Place::OtherLang.sign();
    f.other_type = Place::OtherType.sign();
    let form = Arc::new(Form::of(&make(f)?));
    if is_kept {
        site.forms().keep(shape, Arc::clone(&form));
    }
    Ok(form)
}

/// The page of a code that nobody has; `make` renders it for the sign of a code.
pub(super) fn unknown(
    site: &PublicSite,
    visitor: &Visitor,
    title: &str,
    code: &str,
    make: impl FnOnce(Frame, String) -> Result<String, Trouble>,
) -> Result<Response, Trouble> {
    let (lang, is_large) = (visitor.lang, visitor.glimpse.is_large);
    let shape = Shape {
        lang,
        is_large,
        state: "unknown",
        is_declared: false,
        failed_check: None,
        is_labelled: false,
        emblem: visitor.emblem(),
    };
    let title = format!("{title} {}", Place::Code.sign());
    let form = kept(site, visitor, shape, true, title, |f| make(f, Place::Code.sign()))?;
    let page = form.filled(256, |place, page| put_round(place, page, visitor, code));
    Ok(Html(page).into_response())
}

/// Puts what every page has into the page.
fn put_round(place: Place, page: &mut String, visitor: &Visitor, code: &str) {
    let glimpse = &visitor.glimpse;
    match place {
        Place::Code => page.push_str(code),
        Place::OtherLang => escaped(page, &address_with(glimpse, "lang", glimpse.lang.other().name())),
        Place::OtherType => {
            let other = if glimpse.is_large { "usual" } else { "large" };
            escaped(page, &address_with(glimpse, "type", other));
        }
        Place::Request => escaped(page, &glimpse.request),
        _ => {}
    }
}

/// Puts the value of a place into the page.
fn put(place: Place, page: &mut String, visitor: &Visitor, seen: &Seen, code: &str) {
    let a = &seen.mark.authorization;
    let mut told = |day: Day| days::put(page, day, visitor.lang);
    match place {
        Place::Code | Place::OtherLang | Place::OtherType | Place::Request => {
            put_round(place, page, visitor, code);
        }
        Place::Since => seen.standing.since().into_iter().for_each(told),
        Place::Product => escaped(page, &seen.mark.product),
        Place::Maker => escaped(page, &seen.mark.maker),
        Place::MakerCode => escaped(page, seen.mark.enterprise.as_str()),
        Place::Models => {
            for (at, model) in a.models.iter().enumerate() {
                if at > 0 {
                    escaped(page, visitor.w.case.comma);
                }
                told_as_is(page, model);
            }
        }
        Place::Edition => escaped(page, &seen.edition.printed),
        Place::EditionTitle => told_as_is(page, &seen.edition.title),
        Place::Standard => escaped(page, &seen.edition.standard),
        Place::Basis => escaped(page, basis(&a.basis)),
        Place::From => told(a.from),
        Place::Until => told(a.valid_until),
        Place::Checked => seen.mark.last_check.iter().for_each(|check| told(check.verified.on)),
        Place::Labelled => seen.mark.labelled_since(seen.day()).into_iter().for_each(told),
        Place::Today => told(seen.day()),
        Place::Day => page.push_str(&seen.day().to_string()),
        Place::Table => page.push_str(&seen.edition.html),
        Place::Position => page.push_str(&seen.position().to_string()),
    }
}

/// A text as it is on file: what is Chinese is told to be, for the page was marked before it came in.
fn told_as_is(page: &mut String, text: &str) {
    page.push_str(if has_han(text) { "<bdi lang=\"zh-CN\">" } else { "<bdi>" });
    escaped(page, text);
    page.push_str("</bdi>");
}

/// The number of what an authorisation rests on.
fn basis(basis: &Basis) -> &str {
    match basis {
        Basis::Certificate { certificate } => certificate,
        Basis::SelfDeclaration { declaration, .. } => declaration,
    }
}

#[derive(Template)]
#[template(path = "mark.html")]
struct MarkPage {
    f: Frame,
    v: View,
    corrected: Option<String>,
    successor: Option<String>,
    when: WhenForm,
    days: String,
}

/// What the template asks for; values that each mark has for itself are places.
struct View {
    tone: Tone,
    state_word: String,
    since: Option<String>,
    about: &'static str,
    goods: &'static str,
    ground: Option<Told>,
    path: &'static str,
    basis_word: &'static str,
    period: String,
    last_check: String,
    /// Where a label filing is accepted: since when.
    labelled: Option<String>,
    /// Said beside a mark in force whose product failed its last check.
    failed: Option<String>,
    proof_lead: String,
}

impl View {
    fn new(visitor: &Visitor, shape: Shape, standing: MarkState, ground: Option<Told>) -> View {
        let w = &visitor.w.mark;
        let (about, goods) = meaning(visitor, standing);
        let since = match standing {
            MarkState::Valid => Some(fill(w.until_day, &[&Place::Until.sign()])),
            MarkState::NotYet(_) => Some(fill(w.from_day, &[&Place::Since.sign()])),
            other => other.since().map(|_| fill(w.since, &[&Place::Since.sign()])),
        };
        let (path, basis_word) = if shape.is_declared {
            (w.path_declaration, w.declaration)
        } else {
            (w.path_certificate, w.certificate)
        };
        let last_check = match shape.failed_check {
            Some(true) => fill(w.last_check_failed, &[&Place::Checked.sign()]),
            Some(false) => fill(w.last_check_passed, &[&Place::Checked.sign()]),
            None => w.last_check_none.to_owned(),
        };
        View {
            tone: tone::of_mark(standing),
            state_word: visitor.lang.label(standing.words()),
            since,
            about,
            goods,
            ground,
            path,
            basis_word,
            period: fill(w.period_text, &[&Place::From.sign(), &Place::Until.sign()]),
            last_check,
            labelled: shape.is_labelled.then(|| fill(visitor.w.duties.labelled, &[&Place::Labelled.sign()])),
            failed: (shape.failed_check == Some(true) && standing == MarkState::Valid)
                .then(|| fill(w.failed_lately, &[&Place::Checked.sign()])),
            proof_lead: fill(w.proof_lead, &[&Place::Position.sign()]),
        }
    }

    /// Says of which day it is, in no colour: whoever is shown a picture of it takes it for today's otherwise.
    fn of_another_day(&mut self, visitor: &Visitor, seen: &Seen) {
        let w = &visitor.w.mark;
        self.tone.color = tone::CLOSED.color;
        self.state_word = fill(w.state_then, &[&seen.when.seen.as_of, &self.state_word]);
        if seen.standing == MarkState::Valid {
            self.about = w.about_valid_then;
        }
    }

    /// The sign of a place, by its name.
    fn at(&self, place: Place) -> String {
        place.sign()
    }
}

/// What a state says of the mark, and of goods already made.
fn meaning(visitor: &Visitor, standing: MarkState) -> (&'static str, &'static str) {
    let w = &visitor.w.mark;
    match standing {
        MarkState::Valid => (w.about_valid, w.goods_valid),
        MarkState::Suspended(_) => (w.about_suspended, w.goods_suspended),
        MarkState::Revoked(_) => (w.about_revoked, w.goods_revoked),
        MarkState::Ended(_) => (w.about_ended, w.goods_ended),
        MarkState::Expired(_) => (w.about_expired, w.goods_expired),
        MarkState::NotYet(_) => (w.about_not_yet, w.goods_not_yet),
        MarkState::BasisGone(_) => (w.about_basis_gone, w.goods_basis_gone),
        MarkState::CannotTell => (w.about_cannot_tell, w.goods_cannot_tell),
    }
}
