//! The desk of an office: what waits for it, in its area, by due day.

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Query, State};
use policy::command::ActKind;
use policy::powers::{Office, OfficeKind, Reach, power_of};
use policy::supervision::Proceeding;
use registry::{Key, Reader, Row};

use crate::acts::CaseKind;
use crate::frame::{Frame, Section};
use crate::office::OfficeSite;
use crate::office::case;
use crate::public::mark::Page;
use crate::public::page;
use crate::public::registers::RowView;
use crate::session::{Member, office_words};
use crate::tone::{self, State as Look};
use crate::visitor::Visitor;
use crate::words::fill;

/// The most rows of one part.
const SHOWN: usize = 50;
/// The most rows of the store looked through for one part.
const LOOKED_THROUGH: usize = 2_000;

struct Part {
    title: &'static str,
    rows: Vec<RowView>,
    is_cut: bool,
}

#[derive(Template)]
#[template(path = "desk.html")]
struct DeskPage {
    f: Frame,
    lead: String,
    is_empty: bool,
    parts: Vec<Part>,
}

/// Kinds of work: the kind of case, the states in which it waits, and the acts that take it on.
const WORK: [(CaseKind, &[&str], &[ActKind]); 3] = [
    (
        CaseKind::Declaration,
        &["pending"],
        &[ActKind::GrantDeclared, ActKind::RefuseDeclaration, ActKind::WithdrawDeclaration],
    ),
    (
        CaseKind::Proceeding,
        &["open", "decided"],
        &[
            ActKind::HoldInterview,
            ActKind::ServeNotice,
            ActKind::DecideProceeding,
            ActKind::PublishDecision,
            ActKind::State,
            ActKind::RequestHearing,
        ],
    ),
    (
        CaseKind::Check,
        &["sampled", "tested", "notified", "objected", "answered"],
        &[ActKind::EnterResult, ActKind::NotifyResult, ActKind::VerifyResult, ActKind::Object],
    ),
];

/// Whether a row lies within the reach of an office for any of these acts.
fn reaches(office: &Office, acts: &[ActKind], row: &Row) -> bool {
    let own = office.of.as_deref();
    acts.iter().filter_map(|&act| power_of(office.kind, act)).any(|power| match power.reach {
        Reach::All => true,
        Reach::OwnArea => own.is_some_and(|area| policy::powers::covers(area, &row.region)),
        Reach::Itself => own == Some(row.enterprise.as_str()),
        Reach::OwnWork => own.is_some_and(|own| row.body.contains(&format!("\"laboratory\":\"{own}\""))),
    })
}

/// The rows of one kind of work that wait for an office, by due day; and whether there are more.
fn waiting(
    reader: &Reader,
    office: &Office,
    (kind, states, acts): (CaseKind, &[&str], &[ActKind]),
) -> Result<(Vec<Row>, bool), registry::Fault> {
    let mut rows = Vec::new();
    let mut looked = 0;
    for state in states {
        let mut query = registry::Query {
            kind: kind.name().to_owned(),
            state: (*state).to_owned(),
            limit: 200,
            ..registry::Query::default()
        };
        if office.kind == OfficeKind::Maker {
            query.enterprise = office.of.clone().unwrap_or_default();
        }
        loop {
            let part = reader.rows(&query)?;
            looked += part.items.len();
            rows.extend(part.items.into_iter().filter(|row| reaches(office, acts, row)));
            match part.next {
                Some(next) if looked < LOOKED_THROUGH => query.after = next.id,
                _ => break,
            }
        }
    }
    rows.sort_by(|one, two| (&one.due_on, &one.id).cmp(&(&two.due_on, &two.id)));
    let is_cut = rows.len() > SHOWN || looked >= LOOKED_THROUGH;
    rows.truncate(SHOWN);
    Ok((rows, is_cut))
}

/// `GET /desk`.
pub(crate) async fn show(State(site): State<OfficeSite>, member: Member) -> Page {
    let office = member.office()?.clone();
    let visitor = &member.visitor;
    let asked = office.clone();
    let found = site
        .public()
        .look(move |reader| {
            WORK.into_iter().map(|work| waiting(reader, &asked, work)).collect::<Result<Vec<_>, _>>()
        })
        .await?;
    let w = &visitor.w.case;
    let titles = [w.desk_declarations, w.desk_proceedings, w.desk_checks];
    let parts: Vec<Part> = titles
        .into_iter()
        .zip(found)
        .map(|(title, (rows, is_cut))| Part {
            title,
            rows: rows.iter().filter_map(|row| view(visitor, row)).collect(),
            is_cut,
        })
        .filter(|part| !part.rows.is_empty())
        .collect();
    page(&DeskPage {
        f: visitor.frame(w.desk_title, Section::Other),
        lead: fill(w.desk_lead, &[&office_words(&office, visitor.lang)]),
        is_empty: parts.is_empty(),
        parts,
    })
}

/// A row as members see it: it leads to the case.
fn view(visitor: &Visitor, row: &Row) -> Option<RowView> {
    let kind = CaseKind::named(&row.kind)?;
    let w = &visitor.w.case;
    let due = if row.due_on.is_empty() { w.no_due.to_owned() } else { format!("{} {}", w.due, row.due_on) };
    let what = match serde_json::from_str::<Proceeding>(&row.body) {
        Ok(proceeding) if kind == CaseKind::Proceeding => proceeding.kind.words(),
        _ => kind.words(),
    };
    let mut under = vec![visitor.word(what).to_owned(), row.id.clone(), row.region.clone(), due];
    under.retain(|part| !part.is_empty());
    let look = Look::new(tone::CLOCK, state_word(visitor, row)?);
    Some(RowView { href: case::address(kind, &row.id), title: row.title.clone(), state: Some(look), under })
}

/// The state of a row, as events left it, in words; `None` where there is nothing to say.
fn state_word(visitor: &Visitor, row: &Row) -> Option<&'static str> {
    use policy::article::Words;
    let words = |zh, en| Some(visitor.word(Words { zh, en }));
    match row.state.as_str() {
        "pending" => words("待决定", "to be decided"),
        "open" => words("未决定", "open"),
        "decided" => words("已决定，待送达公告", "decided, to be served and published"),
        "sampled" => words("已抽样", "sampled"),
        "tested" => words("已出结果", "tested"),
        "notified" => words("已送达", "party informed"),
        "objected" => words("有异议", "objected to"),
        "answered" => words("异议已答复", "objection answered"),
        "granted" => words("已授权", "granted"),
        "refused" => words("不予授权", "refused"),
        "withdrawn" => words("已撤回", "withdrawn"),
        "suspended" | "basis_suspended" => words("暂停", "suspended"),
        "revoked" => words("已撤销", "revoked"),
        "ended" => words("已终止", "ended"),
        "basis_gone" => words("依据失效", "basis no longer valid"),
        "annulled" => words("记录已撤销", "set aside"),
        "closed" | "closed_no_action" | "published" => words("已办结", "closed"),
        "failed" => words("查实未达标", "verified: failed"),
        "passed" => words("查实达标", "verified: passed"),
        _ => words("在案", "on file"),
    }
}

#[derive(Template)]
#[template(path = "found.html")]
struct FoundPage {
    f: Frame,
    heading: &'static str,
    query: String,
    rows: Vec<RowView>,
    empty: &'static str,
}

/// `GET /desk/search`: cases by name, code or number, as far as the office may see them.
pub(crate) async fn search(
    State(site): State<OfficeSite>,
    Query(asked): Query<HashMap<String, String>>,
    member: Member,
) -> Page {
    let visitor = &member.visitor;
    site.public().bound_heavy(visitor)?;
    let office = member.office()?.clone();
    let query: String = asked.get("q").map(|q| q.trim().chars().take(100).collect()).unwrap_or_default();
    let text = query.clone();
    let rows = if query.is_empty() {
        Vec::new()
    } else {
        site.public().look(move |reader| Ok(reader.search(&text, None, &Key::default(), 200)?.items)).await?
    };
    let w = &visitor.w.case;
    let rows =
        rows.iter().filter(|row| is_visible(&office, row)).filter_map(|row| view(visitor, row)).take(SHOWN);
    page(&FoundPage {
        f: visitor.frame(format!("{} {query}", w.find_case), Section::Other),
        heading: w.find_case,
        rows: rows.collect(),
        empty: if query.is_empty() {
            visitor.w.register.search_nothing
        } else {
            visitor.w.register.search_empty
        },
        query,
    })
}

/// Makers find their own cases only, bodies none that name no work of theirs; titles tell nothing beyond.
fn is_visible(office: &Office, row: &Row) -> bool {
    match office.kind {
        OfficeKind::Maker => {
            row.enterprise.is_empty() || office.of.as_deref() == Some(row.enterprise.as_str())
        }
        OfficeKind::CertificationBody | OfficeKind::Laboratory => {
            let own = office.of.as_deref().unwrap_or_default();
            matches!(row.kind.as_str(), "enterprise" | "product" | "edition")
                || row.body.contains(&format!("\"body\":\"{own}\""))
                || row.body.contains(&format!("\"laboratory\":\"{own}\""))
        }
        OfficeKind::Federation
        | OfficeKind::Alliance
        | OfficeKind::ProvinceBureau
        | OfficeKind::CityBureau
        | OfficeKind::CountyBureau
        | OfficeKind::Finance
        | OfficeKind::Administrator => true,
    }
}
