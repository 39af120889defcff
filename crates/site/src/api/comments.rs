//! Comments on a project for programs (clause 2): those that are told, for the federation and the province also those that
//! wait to be let through, with their answers; and a comment by anybody, without a token, by the way in of the page
//! (`crates/site/src/public/comment.rs`).

use axum::Json;
use axum::body::Bytes;
use axum::extract::{FromRequest, Path, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use policy::calendar::Day;
use policy::decide::{Problem, Refusal};
use policy::standard::project::Project;
use policy::standard::project::progress::{Comment, CommentState};
use policy::standard::project::stage::CommentVerdict;
use registry::{Fault, Reader, Refused};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::api::acts;
use crate::api::parameters::{Asked, Plain};
use crate::api::projects::no_project;
use crate::api::read::{Answer, PER_PAGE};
use crate::api::token::Asker;
use crate::lang::Lang;
use crate::office::OfficeSite;
use crate::office::of_project::reads_all;
use crate::problem::Trouble;
use crate::public::comment::{Stopped, Words, bring, is_a_comment, number_under};
use crate::public::project::address;
use crate::session;
use crate::visitor::Visitor;
use crate::words::text;

/// The shortest key of a comment. Keys of nobody in particular are everybody's: one of chance is no one else's.
const SHORTEST_KEY: usize = 32;

/// A comment with what became of it.
#[derive(Serialize, JsonSchema)]
struct CommentFiled {
    comment: u32,
    on: Day,
    /// The clause; empty for the whole.
    clause: String,
    organisation: Option<String>,
    /// `waiting` (to be let through), `open` (told, and not answered), `answered` or `set_aside`.
    state: &'static str,
    /// What it says; null where it was erased.
    text: Option<String>,
    verdict: Option<CommentVerdict>,
    answer: Option<String>,
    answered_on: Option<Day>,
}

/// The comments of a project, by number.
#[derive(Serialize, JsonSchema)]
pub(super) struct CommentsTold {
    project: String,
    /// The last day on which comments are taken, where they are today.
    taken_until: Option<Day>,
    /// How many wait to be let through, which everybody is told, and how many of those that are told for their answer.
    waiting: usize,
    unanswered: usize,
    items: Vec<CommentFiled>,
    after: Option<u32>,
}

/// Which comments are asked for.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Which {
    #[serde(default)]
    state: String,
    #[serde(default)]
    after: u32,
    limit: Option<usize>,
}

/// The states, as they are asked for and told.
const STATES: [&str; 4] = ["waiting", "open", "answered", "set_aside"];

fn name_of(state: CommentState) -> &'static str {
    let [waiting, open, answered, set_aside] = STATES;
    match state {
        CommentState::Waiting => waiting,
        CommentState::Open => open,
        CommentState::Answered(_) => answered,
        CommentState::SetAside => set_aside,
    }
}

fn filed(reader: &Reader, one: &Comment) -> Result<CommentFiled, Fault> {
    let text = |digest: Option<&str>| match digest {
        Some(digest) => reader.text(digest).map(|found| found.and_then(|sealed| sealed.text)),
        None => Ok(None),
    };
    Ok(CommentFiled {
        comment: one.number,
        on: one.mark.on,
        clause: one.clause.to_owned(),
        organisation: one.organisation.map(str::to_owned),
        state: name_of(one.state),
        text: text(one.text)?,
        verdict: match one.state {
            CommentState::Answered(verdict) => Some(verdict),
            CommentState::Waiting | CommentState::Open | CommentState::SetAside => None,
        },
        answer: text(one.answer.and_then(|(_, digest)| digest))?,
        answered_on: one.answer.map(|(mark, _)| mark.on),
    })
}

fn told(
    reader: &Reader,
    project: &Project,
    (which, reads_all): (&Which, bool),
    today: Day,
) -> Result<CommentsTold, Fault> {
    let now = project.progress();
    let count = |state| now.comments.iter().filter(|one| one.state == state).count();
    let seen = now.comments.iter().filter(|one| reads_all || one.state.is_told());
    let wanted = seen.filter(|one| which.state.is_empty() || name_of(one.state) == which.state);
    let limit = which.limit.unwrap_or(PER_PAGE);
    let mut rest = wanted.filter(|one| one.number > which.after);
    let items: Vec<CommentFiled> =
        rest.by_ref().take(limit).map(|one| filed(reader, one)).collect::<Result<_, _>>()?;
    let after = items.last().map(|one| one.comment).filter(|_| rest.next().is_some());
    Ok(CommentsTold {
        project: project.id.clone(),
        taken_until: now.asked_on(today).map(|asking| asking.until),
        waiting: count(CommentState::Waiting),
        unanswered: count(CommentState::Open),
        items,
        after,
    })
}

/// `GET /api/v1/projects/{id}/comments`.
pub(crate) async fn list(
    State(site): State<OfficeSite>,
    Path(id): Path<String>,
    Asked(which): Asked<Which>,
    Asker(visitor): Asker,
) -> Answer {
    let site = site.public();
    site.bound_heavy(&visitor)?;
    if !which.state.is_empty() && !STATES.contains(&which.state.as_str()) {
        return Err(Trouble::one_of("state", &STATES, &which.state));
    }
    let (reads_all, today) = (visitor.office().is_some_and(reads_all), site.today());
    let found = site.look(move |reader| match reader.project(&id)? {
        Some(filed) => told(reader, &filed.value, (&which, reads_all), today).map(Some),
        None => Ok(None),
    });
    Ok(Json(found.await?.ok_or_else(no_project)?).into_response())
}

/// A comment that is brought.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Brought {
    /// A key of chance, 32 to 100 characters, such as a UUID: the same key is the same comment. `Idempotency-Key` sets it.
    #[serde(default)]
    key: String,
    /// The clause it is about; left out for the whole.
    #[serde(default)]
    clause: String,
    /// For which organisation, if one is to be named.
    #[serde(default)]
    organisation: String,
    /// What is said, at most 5,000 characters.
    comment: String,
}

/// That a comment was received.
#[derive(Serialize, JsonSchema)]
pub(super) struct Received {
    project: String,
    /// Its number, under which it is told once the federation has let it through.
    comment: Option<u32>,
    /// Whether it was received before, under the same key.
    repeated: bool,
}

fn problem(code: &str, field: &str, words: impl Fn(Lang) -> &'static str) -> Problem {
    Problem::new(code, words(Lang::Zh), words(Lang::En)).at(field)
}

/// What is wrong with what is brought, field by field.
fn faults(brought: &Brought) -> Vec<Problem> {
    let mut faults = Vec::new();
    if brought.key.chars().count() < SHORTEST_KEY {
        faults.push(problem("key_short", "key", |lang| text(lang).project.comment_key));
    }
    if !is_a_comment(&brought.comment) {
        faults.push(problem("comment_length", "comment", |lang| text(lang).project.comment_empty));
    }
    faults
}

/// A refusal in the fields of this address.
fn in_our_fields(refusal: Refusal) -> Refusal {
    let problems = refusal.problems.into_iter().map(|problem| {
        let field = problem.field.map(|field| field.strip_prefix("step.").unwrap_or(&field).to_owned());
        Problem { field, ..problem }
    });
    Refusal { problems: problems.collect(), ..refusal }
}

/// `POST /api/v1/projects/{id}/comments`: nobody needs a token, and no token makes it an office's.
pub(crate) async fn send(
    State(site): State<OfficeSite>,
    Path(id): Path<String>,
    visitor: Visitor,
    headers: HeaderMap,
    Asked(Plain {}): Asked<Plain>,
    request: Request,
) -> Result<Response, Trouble> {
    // A page of somebody else does not comment in the name of whoever looks at it.
    if !session::is_own(&headers, site.public().public_url()) {
        return Err(Trouble::Foreign);
    }
    site.public().bound_heavy(&visitor)?;
    let body = Bytes::from_request(request, &()).await.map_err(|fault| Trouble::of_status(fault.status()))?;
    let mut brought: Brought = acts::read(&headers, &body)?;
    brought.key = acts::key(&headers, brought.key)?;
    let asked = id.clone();
    if site.public().look(move |reader| reader.project(&asked)).await?.is_none() {
        return Err(no_project());
    }
    let problems = faults(&brought);
    if !problems.is_empty() {
        return Err(Trouble::Refusal(Box::new(Refusal { problems, ..Refusal::default() })));
    }
    let Brought { key, clause, organisation, comment } = &brought;
    let words = Words { clause, organisation, comment };
    let receipt = match bring(&site, &visitor, &id, key, words).await {
        Ok(receipt) => receipt,
        Err(Stopped::TooMany(seconds)) => return Err(Trouble::TooMany(seconds)),
        Err(Stopped::Refused(Refused::Refusal(refusal))) => {
            return Err(Trouble::Refusal(Box::new(in_our_fields(*refusal))));
        }
        Err(Stopped::Refused(other)) => return Err(other.into()),
    };
    let (asked, key) = (id.clone(), brought.key);
    let comment = site.public().look(move |reader| number_under(reader, &key, &asked)).await?;
    let status = if receipt.repeated { StatusCode::OK } else { StatusCode::CREATED };
    let place = HeaderValue::from_str(&format!("/api/v1{}/comments", address(&id)));
    let told = Received { project: id, comment, repeated: receipt.repeated };
    let mut response = (status, Json(told)).into_response();
    if let Ok(place) = place {
        response.headers_mut().insert(header::LOCATION, place);
    }
    Ok(response)
}
