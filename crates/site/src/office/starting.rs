//! Work that an office begins of its own: which acts, by the table of powers, and for one of them the question which
//! case it is about. From there the form of the act goes on.

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use policy::command::ActKind;
use policy::enterprise::credit_code::CreditCode;
use policy::enterprise::facts::Certificate;
use policy::powers::{Office, OfficeKind, Reach, Touches, permits, power_of};
use policy::standard::project::act::ProjectActKind;
use registry::{Fault, Key, Reader, Row};

use crate::acts::{self, CaseKind, Form};
use crate::frame::{Frame, Section};
use crate::office::waits::Looks;
use crate::office::{OfficeSite, case, desk};
use crate::problem::Trouble;
use crate::public::filter::case_of;
use crate::public::page;
use crate::public::registers::RowView;
use crate::session::Member;
use crate::visitor::Visitor;
use crate::words::fill;

/// The most cases that are offered at once.
const SHOWN: usize = 50;
/// Rows looked at in one go, and how often at most.
const AT_ONCE: usize = 200;
const LOOKS: usize = 10;

/// Whether an act begins something, so that no case waits for it on the desk: entries, samples, what a body does to its
/// certificates. A laboratory's work is begun by others; its results are what it comes for. So are all acts on a project
/// but the proposal.
fn begins(act: ActKind) -> bool {
    matches!(
        act,
        ActKind::EnterFact(_)
            | ActKind::EnterSchemeFact(_)
            | ActKind::RegisterEnterprise
            | ActKind::EnterEdition
            | ActKind::SampleProduct
            | ActKind::EnterResult
            | ActKind::SuspendCertificate
            | ActKind::GrantCertified
            | ActKind::FileLabel
            | ActKind::CompleteReview
            | ActKind::FileDeclaration
            | ActKind::FileDutyReport
            | ActKind::OnProject(ProjectActKind::Propose)
    )
}

/// Where an office begins what it has the power to begin: address and title, in the order of the table of powers. A
/// maker's cases are its own, and its desk leads there.
pub(super) fn of(office: &Office, visitor: &Visitor) -> Vec<(String, String)> {
    if office.kind == OfficeKind::Maker {
        return Vec::new();
    }
    let own = acts::kinds().into_iter().filter(|&kind| may_begin(office, kind)).map(acts::form);
    own.map(|form| (format!("/desk/new/{}", form.name), form.title_for(office, visitor.lang))).collect()
}

fn may_begin(office: &Office, kind: ActKind) -> bool {
    begins(kind) && office.kind != OfficeKind::Maker && power_of(office.kind, kind).is_some()
}

/// The kind of case that an act begins from.
fn begun_from(form: &Form) -> CaseKind {
    form.cases.first().copied().unwrap_or(CaseKind::Scheme)
}

/// Whether an act can be done on the case of a row, as far as its row tells: the form asks the table of powers again.
fn is_open(looks: Looks, kind: ActKind, row: &Row) -> Result<bool, Fault> {
    if matches!(row.state.as_str(), "annulled" | "ended" | "withdrawn") {
        return Ok(false);
    }
    let body = match row.kind.as_str() {
        // Whose check it is and whether it waits for a result, the desk knows.
        "check" => return Ok(looks.work(row)?.is_some_and(|work| work.acts.contains(&kind))),
        "certificate" => Some(case_of::<Certificate>(row)?.body),
        // A body names itself in what it enters.
        _ => looks.office.of.clone(),
    };
    let region = Some(row.region.as_str()).filter(|region| !region.is_empty());
    let enterprise = CreditCode::parse_overridden(&row.enterprise).ok();
    let touches = Touches { enterprise, region, body: body.as_deref(), parent: None };
    Ok(permits(looks.office, kind, &touches).is_some())
}

/// The cases within reach on which an act can be begun, those found by the words or the first ones; and whether there
/// may be more.
fn within_reach(
    reader: &Reader,
    looks: Looks,
    (act, kind): (ActKind, CaseKind),
    words: &str,
) -> Result<(Vec<Row>, bool), Fault> {
    let area = looks.office.of.as_deref().unwrap_or_default().trim_end_matches('0');
    let is_of_area = power_of(looks.office.kind, act).is_some_and(|power| power.reach == Reach::OwnArea);
    let mut query = registry::Query {
        kind: kind.name().to_owned(),
        region: if is_of_area { area.to_owned() } else { String::new() },
        limit: AT_ONCE,
        ..registry::Query::default()
    };
    let (mut rows, mut after) = (Vec::new(), Key::default());
    for _ in 0..LOOKS {
        let part = if words.is_empty() {
            reader.rows(&query)?
        } else {
            reader.search(words, Some(kind.name()), &after, AT_ONCE)?
        };
        // A page of a search that is short of its rows was looked for far enough.
        let is_cut = part.items.len() < AT_ONCE;
        for row in part.items {
            if is_open(looks, act, &row)? {
                rows.push(row);
            }
        }
        match part.next {
            Some(_) if rows.len() > SHOWN || is_cut => break,
            Some(next) => {
                query.after.clone_from(&next.id);
                after = next;
            }
            None => {
                let is_cut = rows.len() > SHOWN;
                rows.truncate(SHOWN);
                return Ok((rows, is_cut));
            }
        }
    }
    rows.truncate(SHOWN);
    Ok((rows, true))
}

#[derive(Template)]
#[template(path = "starting.html")]
struct StartingPage {
    f: Frame,
    title: String,
    lead: &'static str,
    here: String,
    query: String,
    rows: Vec<RowView>,
    is_cut: bool,
    empty: &'static str,
    register: Option<String>,
}

/// `GET /desk/new/{act}`: which case is it about?
pub(crate) async fn ask(
    State(site): State<OfficeSite>,
    Path(name): Path<String>,
    Query(asked): Query<HashMap<String, String>>,
    member: Member,
) -> Result<Response, Trouble> {
    let (visitor, office) = (&member.visitor, member.office()?.clone());
    let form = acts::named(&name).ok_or(Trouble::NotFound)?;
    if !may_begin(&office, form.kind) {
        return Err(Trouble::Forbidden);
    }
    let at = |case: String| format!("{case}/acts/{}", form.name);
    let kind = begun_from(&form);
    if kind == CaseKind::Scheme {
        return Ok(Redirect::to(&at(case::address(kind, "scheme"))).into_response());
    }
    site.public().bound_heavy(visitor)?;
    let query: String = asked.get("q").map(|q| q.trim().chars().take(100).collect()).unwrap_or_default();
    let (words, begun, today, own) =
        (query.clone(), (form.kind, kind), site.public().today(), office.clone());
    let (rows, is_cut) = site
        .public()
        .look(move |reader| {
            let scheme = reader.scheme()?;
            let looks = Looks { office: &own, law: reader.law(), scheme: &scheme, today };
            within_reach(reader, looks, begun, &words)
        })
        .await?;
    let view = |row: &Row| {
        let view = desk::view(visitor, row)?;
        Some(RowView { href: at(case::address(kind, &row.id)), state: None, ..view })
    };
    let w = &visitor.w.case;
    let title = form.title_for(&office, visitor.lang);
    let register = acts::form(ActKind::RegisterEnterprise);
    let may_register = kind == CaseKind::Enterprise && may_begin(&office, register.kind);
    let page_of = StartingPage {
        f: visitor.frame(fill(w.begin_of, &[&title]), Section::Other),
        lead: match kind {
            CaseKind::Enterprise => w.begin_firm,
            CaseKind::Certificate => w.begin_certificate,
            CaseKind::Check => w.begin_check,
            _ => w.begin_case,
        },
        title,
        here: format!("/desk/new/{}", form.name),
        rows: rows.iter().filter_map(view).collect(),
        is_cut,
        empty: if query.is_empty() { w.begin_none } else { visitor.w.register.search_empty },
        query,
        register: may_register.then(|| format!("/desk/new/{}", register.name)),
    };
    Ok(page(&page_of)?.into_response())
}
