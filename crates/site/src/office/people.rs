//! The administrator's desk: who holds which office from when to when, and whose accounts, sessions and tokens there
//! are. Offices are acts and stand in the ledger; accounts are personal data and are shown to nobody else.

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use axum::extract::{FromRequest, FromRequestParts, Path, Query, Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::Form as Typed;
use policy::powers::{Office, OfficeKind};
use policy::scheme::{Holder, Scheme};
use registry::{Account, Fault, Reader, Standing};

use crate::frame::{Frame, Section};
use crate::lang::capital;
use crate::office::people_list::{Asked, HERE, KindChoice, Sought, file, held};
use crate::office::sign_in::Bare;
use crate::office::{OfficeSite, from_our_page};
use crate::problem::Trouble;
use crate::public::choice::folded;
use crate::public::filter::encoded;
use crate::public::offer::{must_be_known, sentences};
use crate::public::page;
use crate::session::{self, Member};
use crate::words::fill;

/// People on one page.
const PER_PAGE: usize = 25;

/// Somebody with their offices, and their account if they have one.
struct Person {
    id: String,
    account: Option<Account>,
    offices: Vec<Holder>,
    sessions: usize,
    tokens: usize,
}

struct OfficeView {
    office: String,
    period: String,
    is_now: bool,
    end: Option<String>,
}

struct PersonView {
    id: String,
    at: String,
    name: Option<String>,
    login: Option<String>,
    /// What is to be said of how the account stands.
    standing: Option<&'static str>,
    is_disabled: bool,
    /// Whether it is the reader's own.
    is_own: bool,
    offices: Vec<OfficeView>,
    appoint: String,
    sessions: usize,
    tokens: usize,
}

#[derive(Template)]
#[template(path = "people.html")]
struct PeoplePage {
    f: Frame,
    csrf: String,
    q: String,
    kinds: Vec<KindChoice>,
    is_now: bool,
    sorts: Vec<KindChoice>,
    /// What was left out of what the address asks for.
    doubts: Vec<String>,
    csv: String,
    xlsx: String,
    /// What the form is called where it is folded.
    fold: String,
    told: String,
    people: Vec<PersonView>,
    /// Which of them these are, where there are more.
    which: Option<String>,
    next: Option<String>,
    first: Option<String>,
}

/// That the office is the administrator's.
pub(super) fn administrator(member: &Member) -> Result<(), Trouble> {
    if member.office()?.kind == OfficeKind::Administrator { Ok(()) } else { Err(Trouble::Forbidden) }
}

/// Where a person is found among all.
pub(super) fn of_person(person: &str) -> String {
    format!("{HERE}?q={}", encoded(person))
}

/// What an administrator asks for about a person, by a form of ours with nothing in it but its token.
pub(crate) struct OnPerson {
    pub(super) person: String,
    pub(super) member: Member,
}

impl FromRequest<OfficeSite> for OnPerson {
    type Rejection = Response;

    async fn from_request(request: Request, site: &OfficeSite) -> Result<OnPerson, Response> {
        let (mut parts, body) = request.into_parts();
        let path = Path::from_request_parts(&mut parts, site).await;
        let Path(person) = path.map_err(IntoResponse::into_response)?;
        let member =
            Member::from_request_parts(&mut parts, site).await.map_err(IntoResponse::into_response)?;
        let headers = parts.headers.clone();
        let typed = Typed::<Bare>::from_request(Request::from_parts(parts, body), site).await;
        let Typed(bare) = typed.map_err(IntoResponse::into_response)?;
        from_our_page(site, &member, &headers, bare.csrf())
            .and_then(|()| administrator(&member))
            .map_err(IntoResponse::into_response)?;
        Ok(OnPerson { person, member })
    }
}

/// `GET /desk/offices`.
pub(crate) async fn show(
    State(site): State<OfficeSite>,
    member: Member,
    Query(mut asked): Query<Asked>,
) -> Result<Response, Trouble> {
    administrator(&member)?;
    let (visitor, now) = (&member.visitor, site.public().now());
    let (sought, doubts) = Sought::of(&mut asked, now.day());
    if let "csv" | "xlsx" = asked.format.as_str() {
        must_be_known(&doubts)?;
        return file(&site, visitor, sought, asked.format == "csv").await;
    }
    let (wanted, after) = (sought.clone(), asked.after.clone());
    let (people, before, count) = site
        .public()
        .look(move |reader| read(reader, &wanted, &after, |session| !session::is_over(session, now)))
        .await?;
    let w = &visitor.w.people;
    let here = |after: &str| sought.address(after);
    let until = before + people.len();
    let last = people.last().map(|person| person.id.clone()).filter(|_| until < count);
    let which = fill(visitor.w.list.rows_from, &[&(before + 1), &until, &count]);
    let scheme = site.public().look(Reader::scheme).await?;
    let page_of = PeoplePage {
        kinds: sought.kinds(visitor),
        is_now: sought.is_now(),
        sorts: sought.sorts(visitor),
        which: (count > people.len() && !people.is_empty()).then_some(which),
        doubts: sentences(visitor, &doubts),
        csv: sought.file_address("csv"),
        xlsx: sought.file_address("xlsx"),
        f: visitor.frame(w.title, Section::Other),
        csrf: member.signed.csrf.clone(),
        fold: folded(visitor.w, sought.set()),
        told: fill(w.told, &[&count]),
        next: last.map(|last| here(&last)),
        first: (!asked.after.is_empty()).then(|| here("")),
        people: people.into_iter().map(|person| view(&site, &scheme, &member, person)).collect(),
        q: sought.q,
    };
    Ok(page(&page_of)?.into_response())
}

/// A page of people who match, in the order that is asked for; how many come before them, and how many match.
fn read(
    reader: &Reader,
    sought: &Sought,
    after: &str,
    is_open: impl Fn(&registry::Session) -> bool,
) -> Result<(Vec<Person>, usize, usize), Fault> {
    let mut accounts: BTreeMap<String, Account> =
        reader.accounts()?.into_iter().map(|account| (account.person.clone(), account)).collect();
    let mut offices = held(reader)?;
    let all: BTreeSet<String> = accounts.keys().chain(offices.keys()).cloned().collect();
    let matches = |id: &String| {
        let held = offices.get(id).map(Vec::as_slice).unwrap_or_default();
        sought.matches(id, accounts.get(id), held)
    };
    let place = |id: &str| {
        let held = offices.get(id).map(Vec::as_slice).unwrap_or_default();
        sought.place(id, accounts.get(id), held)
    };
    let mut matching: Vec<(bool, String, String)> =
        all.iter().filter(|id| matches(id)).map(|id| place(id)).collect();
    matching.sort();
    let begins = (!after.is_empty()).then(|| place(after));
    let before = begins.map_or(0, |last| matching.partition_point(|one| *one <= last));
    let ids: Vec<String> = matching.iter().skip(before).take(PER_PAGE).map(|(_, _, id)| id.clone()).collect();
    let mut people = Vec::new();
    for id in &ids {
        people.push(Person {
            id: id.clone(),
            account: accounts.remove(id),
            offices: offices.remove(id).unwrap_or_default(),
            sessions: reader.sessions(id)?.iter().filter(|session| is_open(session)).count(),
            tokens: reader.tokens(id)?.len(),
        });
    }
    Ok((people, before, matching.len()))
}

fn act(name: &str, field: &str, value: &str) -> String {
    format!("/cases/scheme/scheme/acts/{name}?{field}={}", encoded(value))
}

/// Where an office is given to a person.
pub(super) fn appoint(person: &str) -> String {
    act("scheme-holder-entry", "fact.person", person)
}

fn view(site: &OfficeSite, scheme: &Scheme, member: &Member, mut person: Person) -> PersonView {
    let today = site.public().today();
    let in_full = |office: &Office| {
        session::office_in_full(site.public().reader(), scheme, office, member.visitor.lang)
    };
    let visitor = &member.visitor;
    let w = &visitor.w.people;
    // The latest first.
    person.offices.sort_by_key(|holder| std::cmp::Reverse(holder.from));
    let office = |holder: &Holder| {
        let period = match (&holder.annulled, &holder.ended) {
            (Some(_), _) => fill(w.set_aside, &[&holder.from]),
            (None, Some(end)) => fill(w.until, &[&holder.from, &end.on]),
            (None, None) => fill(w.since, &[&holder.from]),
        };
        let is_open = holder.annulled.is_none() && holder.ended.is_none();
        OfficeView {
            office: capital(&in_full(&holder.office)),
            period,
            is_now: holder.is_in_office(today),
            end: is_open.then(|| act("scheme-holder-end", "id", &holder.id)),
        }
    };
    PersonView {
        at: encoded(&person.id),
        appoint: appoint(&person.id),
        is_own: person.id == member.signed.person,
        offices: person.offices.iter().map(office).collect(),
        name: person.account.as_ref().map(|account| account.name.clone()),
        login: person.account.as_ref().map(|account| account.login.clone()),
        is_disabled: person.account.as_ref().is_some_and(|one| one.standing == Standing::Disabled),
        standing: person.account.as_ref().and_then(|account| match account.standing {
            Standing::Open => None,
            Standing::Disabled => Some(w.disabled),
            Standing::ToChoose => Some(w.to_choose),
        }),
        sessions: person.sessions,
        tokens: person.tokens,
        id: person.id,
    }
}

/// `POST /desk/offices/{person}/sessions/end`: ends every session of a person.
pub(crate) async fn end_sessions(
    State(site): State<OfficeSite>,
    OnPerson { person, member }: OnPerson,
) -> Result<Redirect, Trouble> {
    let ended = person.clone();
    let count = site.change(move |registry| registry.end_sessions(&ended)).await?;
    tracing::info!(by = %member.signed.person, %person, count, "sessions ended by the administrator");
    Ok(Redirect::to(&of_person(&person)))
}

/// `POST /desk/offices/{person}/tokens/end`: withdraws every API token of a person.
pub(crate) async fn end_tokens(
    State(site): State<OfficeSite>,
    OnPerson { person, member }: OnPerson,
) -> Result<Redirect, Trouble> {
    let ended = person.clone();
    let count = site.change(move |registry| registry.end_tokens(&ended)).await?;
    tracing::info!(by = %member.signed.person, %person, count, "tokens ended by the administrator");
    Ok(Redirect::to(&of_person(&person)))
}
