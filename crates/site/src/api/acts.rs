//! `POST /api/v1/acts`: any act of the policy, as the command line and the forms bring it; with `dry_run=true` only
//! what it would do.

use axum::Json;
use axum::body::Bytes;
use axum::extract::{FromRequest, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use policy::article::Said;
use policy::command::{Act, ActKind, Command};
use policy::enterprise::credit_code::CreditCode;
use policy::powers::{Actor, Office, Touches, permits};
use registry::{Order, Refused};
use schemars::JsonSchema;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::api::parameters::Asked;
use crate::api::token::{self, Bearer};
use crate::json;
use crate::office::{OfficeSite, foresight};
use crate::papers::issue;
use crate::problem::Trouble;
use crate::session::is_same_secret;

/// What is posted.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ActRequest {
    /// The office that acts; left out, the token's.
    #[serde(default)]
    pub(crate) office: Option<Office>,
    /// The command.
    pub(crate) command: Command,
}

/// What stands in the query.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct How {
    /// Whether it is only asked what the act would do.
    #[serde(default)]
    dry_run: bool,
}

/// `POST /api/v1/acts`.
pub(crate) async fn act(
    State(site): State<OfficeSite>,
    headers: HeaderMap,
    Asked(how): Asked<How>,
    request: Request,
) -> Result<Response, Trouble> {
    let bearer = token::bearer(site.public(), &headers)?.ok_or(Trouble::NoToken)?;
    let now = site.public().now();
    // Read after the token: from strangers nothing is taken up.
    let body = Bytes::from_request(request, &()).await.map_err(|fault| Trouble::of_status(fault.status()))?;
    let mut asked: ActRequest = read(&headers, &body)?;
    let office = office(&bearer, asked.office.take())?;
    asked.command.key = key(&headers, asked.command.key)?;
    let expected = expected(&headers)?;
    if let Act::IssuePaper { paper } = &asked.command.act
        && permits(&office, ActKind::IssuePaper, &Touches::default()).is_some()
    {
        issue::ours(site.public(), paper).await?;
    }
    let enterprise = asked.command.enterprise;
    let seen = Seen::of(&asked.command);
    if bearer.is_stale(now) {
        let digest = bearer.token.digest.clone();
        site.change(move |registry| registry.token_used(&digest, now)).await?;
    }
    site.public().bound_comments_of(&bearer.token.person, &asked.command.act)?;
    let acting = office.clone();
    let actor = Actor { person: bearer.token.person.clone(), office };
    let order = Order { actor, command: asked.command, now, expected };
    if how.dry_run {
        return match site.foresee(order).await {
            Ok(foreseen) => Ok(Json(foresight::as_json(foreseen, &acting, enterprise)).into_response()),
            Err(refused) => Err(told(&site, refused, seen, expected).await?),
        };
    }
    match site.act(order).await {
        Ok(receipt) => {
            let status = if receipt.repeated { StatusCode::OK } else { StatusCode::CREATED };
            let mut response = (status, Json(&receipt)).into_response();
            let headers = response.headers_mut();
            if let Ok(tag) = HeaderValue::from_str(&format!("\"{}\"", receipt.version)) {
                headers.insert(header::ETAG, tag);
            }
            let first = receipt.positions.first().map(|position| format!("/ledger/entries/{position}"));
            if let Some(location) = first.and_then(|address| HeaderValue::from_str(&address).ok()) {
                headers.insert(header::LOCATION, location);
            }
            Ok(response)
        }
        Err(refused) => Err(told(&site, refused, seen, expected).await?),
    }
}

/// Why it was not done.
async fn told(
    site: &OfficeSite,
    refused: Refused,
    seen: Option<Seen>,
    expected: Option<u64>,
) -> Result<Trouble, Trouble> {
    let Refused::Conflict(said) = refused else { return Ok(refused.into()) };
    // The office says "somebody was first" for a version and for a key alike: the version tells which.
    Ok(stale(site, seen, expected).await?.unwrap_or(Trouble::Conflict(said)))
}

/// What an act is about, and whose version `If-Match` is.
enum Seen {
    Project(String),
    Dossier(CreditCode),
}

impl Seen {
    /// An act on a project is on its version, whoever leads it.
    fn of(command: &Command) -> Option<Seen> {
        if let Act::OnProject { project, .. } = &command.act
            && !project.is_empty()
        {
            return Some(Seen::Project(project.clone()));
        }
        command.enterprise.map(Seen::Dossier)
    }

    fn words(&self) -> (Said, String) {
        match self {
            Seen::Project(id) => (
                Said::new(format!("项目{id}"), format!("the project {id}")),
                format!("/api/v1/projects/{id}"),
            ),
            Seen::Dossier(code) => (
                Said::new(format!("企业{code}的案卷"), format!("the dossier of {code}")),
                format!("/api/v1/makers/{code}"),
            ),
        }
    }
}

/// That it has changed since the asker read it; `None` if it has not.
async fn stale(
    site: &OfficeSite,
    seen: Option<Seen>,
    expected: Option<u64>,
) -> Result<Option<Trouble>, Trouble> {
    let (Some(seen), Some(expected)) = (seen, expected) else { return Ok(None) };
    let (what, address) = seen.words();
    let look = move |reader: &registry::Reader| {
        Ok(match seen {
            Seen::Project(id) => reader.project(&id)?.map(|filed| filed.version),
            Seen::Dossier(code) => reader.dossier(code)?.map(|filed| filed.version),
        })
    };
    let Said { zh, en } = what;
    let said = match site.public().look(look).await? {
        Some(now) if now == expected => return Ok(None),
        Some(now) => Said::new(
            format!("{zh}现为版本{now}，If-Match 为{expected}：读取之后已有变化，请重新读取 {address}"),
            format!(
                "{en} is at version {now} and If-Match says {expected}: it has changed since it was read, read {address} again"
            ),
        ),
        None => Said::new(
            format!("{zh}不在案，没有版本{expected}"),
            format!("{en} is not on file and has no version {expected}"),
        ),
    };
    Ok(Some(Trouble::Stale(said)))
}

/// Reads the body.
pub(super) fn read<T: DeserializeOwned + JsonSchema>(
    headers: &HeaderMap,
    body: &Bytes,
) -> Result<T, Trouble> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if !kind.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json")) {
        return Err(Trouble::MediaType("application/json"));
    }
    let text = std::str::from_utf8(body).map_err(|fault| {
        let at = fault.valid_up_to() + 1;
        Trouble::bad(format!("内容不是UTF-8文本：第{at}个字节"), format!("it is not UTF-8 text: byte {at}"))
    })?;
    json::read(text).map_err(|wrong| Trouble::Unreadable(Box::new(wrong)))
}

/// The office that acts: the token's own and no other. Whether the person still holds it, the policy says.
fn office(bearer: &Bearer, asked: Option<Office>) -> Result<Office, Trouble> {
    let own = bearer.token.office.clone().filter(|_| bearer.may("act")).ok_or(Trouble::TokenReach)?;
    if asked.is_some_and(|asked| asked != own) {
        return Err(Trouble::TokenReach);
    }
    Ok(own)
}

/// The key of the act: the header sets it or must agree with it.
pub(super) fn key(headers: &HeaderMap, own: String) -> Result<String, Trouble> {
    let Some(value) = headers.get("idempotency-key") else { return Ok(own) };
    let given = value.to_str().unwrap_or_default().trim().trim_matches('"').to_owned();
    if given.is_empty() || (!own.is_empty() && !is_same_secret(&own, &given)) {
        return Err(Trouble::bad(
            "请求头 Idempotency-Key 与内容中的 key 不一致",
            "the header Idempotency-Key and the key in the body differ",
        ));
    }
    Ok(given)
}

/// The version of the dossier that the asker saw.
fn expected(headers: &HeaderMap) -> Result<Option<u64>, Trouble> {
    let Some(value) = headers.get(header::IF_MATCH) else { return Ok(None) };
    let text = value.to_str().unwrap_or_default().trim();
    if text == "*" {
        return Ok(None);
    }
    // Anything but a version of ours cannot be the present one.
    let version = text.trim_start_matches("W/").trim_matches('"');
    // The version comes first in a tag; what else the answer depended on follows it.
    version.split('.').next().unwrap_or_default().parse().map(Some).map_err(|_| {
        Trouble::Stale(Said::new(
            "If-Match 应为读取案卷时得到的版本，写作 \"4711\"",
            "If-Match is the version that came with the dossier, written \"4711\"",
        ))
    })
}
