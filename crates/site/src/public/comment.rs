//! Comments of anybody on a draft or a public notice (clause 2): no account, no name, a bound on how many come from one
//! address, and a field that only machines fill. What is sent is one act through the one door, under a key that the form
//! brings, so that a second press finds the receipt of the first; it is told once the federation has let it through.
//! Before the form stands what is commented and until when; what was typed stays in the form, whatever is answered. Programs
//! comment by the same way in (`crates/site/src/api/comments.rs`), without the field.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::Form as Typed;
use policy::admission::ANYBODY;
use policy::command::{Act, Command, Text};
use policy::event::Event;
use policy::powers::{Actor, Office, OfficeKind};
use policy::standard::project::act::ProjectAct;
use policy::standard::project::step::ProjectStep;
use registry::{Foreseen, Order, Reader, Receipt, Refused};
use serde::Deserialize;

use crate::frame::{Frame, Section};
use crate::office::OfficeSite;
use crate::office::upload::answered;
use crate::papers::past;
use crate::problem::Trouble;
use crate::public::filter::encoded;
use crate::public::versions::{DocumentView, DocumentsView, documents, kept};
use crate::public::{PublicSite, project};
use crate::session;
use crate::visitor::Visitor;
use crate::when::When;
use crate::words::fill;

/// The longest comment without an account, in characters.
pub(crate) const LONGEST: usize = 5_000;

/// The field that nobody sees.
const TRAP: &str = "website";

/// What was typed.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Sent {
    #[serde(default)]
    key: String,
    #[serde(default)]
    clause: String,
    #[serde(default)]
    organisation: String,
    #[serde(default)]
    comment: String,
    /// Nobody sees this field; a machine that fills in everything fills it in, too.
    #[serde(default)]
    website: String,
    /// The button by which the page is asked for in the other language or size of type.
    #[serde(default)]
    look: String,
}

/// Which comment was received.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    received: String,
}

#[derive(Template)]
#[template(path = "comment.html")]
struct CommentPage {
    f: Frame,
    here: String,
    back: String,
    title: String,
    key: String,
    sent: Sent,
    errors: Vec<(String, String)>,
    open: Option<Open>,
    received: Option<String>,
}

impl CommentPage {
    /// Whether the field that nobody sees was filled in: then it is seen, so that whoever's browser did it can empty it.
    fn shows_trap(&self) -> bool {
        self.errors.iter().any(|(at, _)| at == TRAP)
    }

    /// Whether there is a form to type into: what was typed is shown again also where it is taken no more.
    fn has_form(&self) -> bool {
        self.received.is_none() && (self.open.is_some() || !self.errors.is_empty())
    }
}

/// That comments are taken today.
struct Open {
    /// Until when, in words.
    until: String,
    /// What is commented: the last version of each document of the project.
    reads: Vec<(String, DocumentView)>,
    /// Where the tree of a system is drawn.
    tree: Option<String>,
}

/// The title of a project and, if comments are taken today, what about and until when.
async fn look(site: &PublicSite, visitor: &Visitor, id: &str) -> Result<(String, Option<Open>), Trouble> {
    let asked = id.to_owned();
    let found = site.look(move |reader| {
        let Some(filed) = reader.project(&asked)? else { return Ok(None) };
        let there = kept(reader, &filed.value.progress())?;
        Ok(Some((filed.value, there)))
    });
    let (project, there) = found.await?.ok_or(Trouble::NotOnFile)?;
    let (now, w) = (project.progress(), &visitor.w.project);
    let title = now.proposal.map(|proposal| proposal.title.clone()).unwrap_or_default();
    let open = now.asked_on(site.today()).map(|asking| {
        let words = if now.notice == Some(asking) { w.comment_until_notice } else { w.comment_until };
        let kinds = documents(visitor, (id, &there), &now, &When::today(site.today()));
        let last = |kind: DocumentsView| Some((kind.kind, kind.versions.into_iter().next()?));
        Open {
            until: fill(words, &[&asking.until]),
            reads: kinds.into_iter().filter_map(last).collect(),
            tree: (!now.nodes.is_empty()).then(|| format!("{}#system", project::address(id))),
        }
    });
    Ok((title, open))
}

/// The number of the comment on a project that was sent under a key.
pub(crate) fn number_under(reader: &Reader, key: &str, id: &str) -> Result<Option<u32>, registry::Fault> {
    let Some(receipt) = reader.receipt(ANYBODY, key)? else { return Ok(None) };
    let Some(position) = receipt.positions.first().copied() else { return Ok(None) };
    Ok(match past::entry(reader, position)?.map(|entry| entry.event) {
        Some(Event::ProjectStepped { project, step: ProjectStep::Commented { comment, .. } })
            if project == id =>
        {
            Some(comment)
        }
        _ => None,
    })
}

/// `GET /projects/{id}/comment`: the form, or that a comment was received.
pub(crate) async fn ask(
    State(site): State<OfficeSite>,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
    visitor: Visitor,
) -> Result<Response, Trouble> {
    let (key, project) = (asked.received, id.clone());
    let received = match key.is_empty() {
        true => None,
        false => site.public().look(move |reader| number_under(reader, &key, &project)).await?,
    };
    form(&site, &visitor, &id, (Sent::default(), Vec::new()), received).await
}

async fn form(
    site: &OfficeSite,
    visitor: &Visitor,
    id: &str,
    (sent, errors): (Sent, Vec<(String, String)>),
    received: Option<u32>,
) -> Result<Response, Trouble> {
    let (title, open) = look(site.public(), visitor, id).await?;
    let w = &visitor.w.project;
    let prefix = if errors.is_empty() { "" } else { visitor.w.frame.error_prefix };
    let heading = if received.is_some() { w.comment_done } else { w.comment_make };
    let key = if sent.key.is_empty() { site.secret() } else { sent.key.clone() };
    let is_wrong = !errors.is_empty();
    let comment = CommentPage {
        f: visitor.frame(format!("{prefix}{heading} · {title}"), Section::Standards),
        here: format!("{}/comment", project::address(id)),
        back: project::address(id),
        title,
        key,
        sent,
        errors,
        open,
        received: received.map(|number| fill(w.comment_done_text, &[&number])),
    };
    answered(&comment, is_wrong)
}

/// `POST /projects/{id}/comment`.
pub(crate) async fn send(
    State(site): State<OfficeSite>,
    Path(id): Path<String>,
    visitor: Visitor,
    headers: HeaderMap,
    Typed(sent): Typed<Sent>,
) -> Result<Response, Trouble> {
    if !session::is_own(&headers, site.public().public_url()) {
        return Err(Trouble::Foreign);
    }
    if !sent.look.is_empty() {
        return form(&site, &visitor, &id, (sent, Vec::new()), None).await;
    }
    let errors = faults(&visitor, &sent);
    if !errors.is_empty() {
        let sent = Sent { website: String::new(), ..sent };
        return form(&site, &visitor, &id, (sent, errors), None).await;
    }
    let words = Words { clause: &sent.clause, organisation: &sent.organisation, comment: &sent.comment };
    match bring(&site, &visitor, &id, &sent.key, words).await {
        Ok(_) => Ok(Redirect::to(&received(&id, &sent)).into_response()),
        Err(Stopped::Refused(refused)) => told(&site, &visitor, &id, sent, refused).await,
        Err(Stopped::TooMany(seconds)) => {
            let errors = vec![("comment".to_owned(), fill(visitor.w.project.comment_too_many, &[&seconds]))];
            let mut answer = form(&site, &visitor, &id, (sent, errors), None).await?;
            *answer.status_mut() = StatusCode::TOO_MANY_REQUESTS;
            answer.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
            Ok(answer)
        }
    }
}

/// What somebody says of a project.
#[derive(Clone, Copy)]
pub(crate) struct Words<'a> {
    /// The clause it is about; empty for the whole.
    pub(crate) clause: &'a str,
    /// For which organisation, if one is named.
    pub(crate) organisation: &'a str,
    /// What is said.
    pub(crate) comment: &'a str,
}

/// Why a comment was not received.
pub(crate) enum Stopped {
    /// Too many came from one network; seconds to wait.
    TooMany(u64),
    /// It was refused.
    Refused(Refused),
}

/// Brings a comment of nobody in particular under a key. Only one that would be received counts among those that may come
/// from one network; one that was received before is found again.
pub(crate) async fn bring(
    site: &OfficeSite,
    visitor: &Visitor,
    id: &str,
    key: &str,
    words: Words<'_>,
) -> Result<Receipt, Stopped> {
    match site.foresee(order(site, id, key, words)).await.map_err(Stopped::Refused)? {
        Foreseen::Done(receipt) => return Ok(*receipt),
        Foreseen::Would(_) => {}
    }
    site.public().bound_comments(visitor).map_err(Stopped::TooMany)?;
    site.act(order(site, id, key, words)).await.map_err(Stopped::Refused)
}

/// What is wrong with what was typed, field by field.
fn faults(visitor: &Visitor, sent: &Sent) -> Vec<(String, String)> {
    let w = &visitor.w.project;
    let mut errors = Vec::new();
    if !sent.website.is_empty() {
        errors.push((TRAP.to_owned(), w.comment_trapped.to_owned()));
    }
    if !is_a_comment(&sent.comment) {
        errors.push(("comment".to_owned(), w.comment_empty.to_owned()));
    }
    errors
}

/// Whether something is said, and no more than is read.
pub(crate) fn is_a_comment(typed: &str) -> bool {
    let says = typed.trim();
    !says.is_empty() && says.chars().count() <= LONGEST
}

/// The comment as an act.
fn order(site: &OfficeSite, id: &str, key: &str, words: Words) -> Order {
    let says = words.comment.trim();
    let written = |typed: &str| typed.split_whitespace().collect::<Vec<_>>().join(" ");
    // Sealed with the comment, so that nothing is told of it before somebody has read it.
    let organisation = written(words.organisation);
    let says = if organisation.is_empty() { says.to_owned() } else { format!("{organisation}：{says}") };
    let now = site.public().now();
    let step =
        ProjectAct::Comment { clause: written(words.clause), organisation: None, comment: Text::Plain(says) };
    Order {
        actor: Actor { person: ANYBODY.to_owned(), office: Office::sole(OfficeKind::Public) },
        command: Command {
            key: key.to_owned(),
            enterprise: None,
            on: now.day(),
            act: Act::OnProject { project: id.to_owned(), step },
        },
        now,
        expected: None,
    }
}

/// Where it is said that a comment was received.
fn received(id: &str, sent: &Sent) -> String {
    format!("{}/comment?received={}", project::address(id), encoded(&sent.key))
}

/// The form with why a comment is not taken.
async fn told(
    site: &OfficeSite,
    visitor: &Visitor,
    id: &str,
    sent: Sent,
    refused: Refused,
) -> Result<Response, Trouble> {
    let refusal = match refused {
        Refused::Refusal(refusal) => refusal,
        other @ (Refused::Conflict(_) | Refused::Fault(_)) => return Err(other.into()),
    };
    let at = |field: Option<String>| {
        field.as_deref().and_then(|field| field.strip_prefix("step.")).unwrap_or("comment").to_owned()
    };
    let problems = refusal.problems.into_iter();
    let errors = problems.map(|it| (at(it.field), visitor.said(&it.said))).collect();
    form(site, visitor, id, (sent, errors), None).await
}
