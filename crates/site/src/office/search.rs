//! The search of a desk: cases by name, code or number, as far as the office may see them.

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Query, State};
use policy::powers::{Office, OfficeKind};
use policy::standard::project::Project;
use policy::supervision::Check;
use registry::{DUTY_REPORT, Key, PROJECT, Reader, Row};

use crate::acts::CaseKind;
use crate::frame::{Frame, Section};
use crate::office::desk::view;
use crate::office::desk_list::SHOWN;
use crate::office::reach::Whose;
use crate::office::{OfficeSite, reach};
use crate::public::duties::reads_report;
use crate::public::filter::case_of;
use crate::public::mark::Page;
use crate::public::page;
use crate::public::registers::RowView;
use crate::session::Member;

/// The most cases that a search of the desk looks at, and how many at once.
const SEARCHED: usize = 2_000;
const SEARCHED_AT_ONCE: usize = 200;

#[derive(Template)]
#[template(path = "found.html")]
struct FoundPage {
    f: Frame,
    heading: &'static str,
    query: String,
    rows: Vec<RowView>,
    /// What is said where not all is shown.
    more: Option<&'static str>,
    empty: &'static str,
}

/// The cases that a text finds and an office sees, one more than are shown if there are; and whether some were not
/// looked at.
fn found(reader: &Reader, office: &Office, text: &str) -> Result<(Vec<Row>, bool), registry::Fault> {
    let (mut rows, mut after, mut looked) = (Vec::new(), Key::default(), 0);
    loop {
        let part = reader.search(text, None, &after, SEARCHED_AT_ONCE)?;
        looked += part.items.len();
        // A page that is short of its rows was looked for far enough.
        let is_cut = part.items.len() < SEARCHED_AT_ONCE;
        let is_case = |row: &Row| CaseKind::named(&row.kind).is_some() && is_visible(office, row);
        rows.extend(part.items.into_iter().filter(is_case));
        match part.next {
            _ if rows.len() > SHOWN => return Ok((rows, true)),
            Some(next) if looked < SEARCHED && !is_cut => after = next,
            left => return Ok((rows, left.is_some())),
        }
    }
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
    let (rows, is_left) = if query.is_empty() {
        (Vec::new(), false)
    } else {
        site.public().look(move |reader| found(reader, &office, &text)).await?
    };
    let w = &visitor.w.case;
    // Whoever sees the first of many has to know that there are more: more that this office sees, and no others.
    let mut rows: Vec<RowView> = rows.iter().filter_map(|row| view(visitor, row)).collect();
    let more = match (rows.len() > SHOWN, is_left) {
        (true, _) => Some(w.found_more),
        (false, true) => Some(w.found_left),
        (false, false) => None,
    };
    rows.truncate(SHOWN);
    page(&FoundPage {
        f: visitor.frame(format!("{} {query}", w.find_case), Section::Other),
        heading: w.find_case,
        rows,
        more,
        empty: if query.is_empty() {
            visitor.w.register.search_nothing
        } else {
            visitor.w.register.search_empty
        },
        query,
    })
}

/// Whether a bureau or its finance opens the case of a row; what is about no enterprise is in nobody's area.
fn is_in_area(office: &Office, row: &Row) -> bool {
    match (row.kind.as_str(), Whose::of_row(row)) {
        (PROJECT, _) => case_of(row).is_ok_and(|project: Project| reach::opens_project(office, &project)),
        ("check", Some(of)) => case_of(row).is_ok_and(|check: Check| reach::opens_check(office, of, &check)),
        (_, of) => of.is_none_or(|of| reach::opens_work(office, of)),
    }
}

/// Makers find their own cases only, bureaus those of their area, bodies none that name no work of theirs; titles tell nothing beyond. Reports of
/// duties are found by those alone who read them before they are published: the name of one tells that there is one.
fn is_visible(office: &Office, row: &Row) -> bool {
    if row.kind == DUTY_REPORT {
        return reads_report(office, row.state == "published");
    }
    match office.kind {
        OfficeKind::Maker if row.kind == PROJECT => {
            case_of(row).is_ok_and(|project: Project| reach::opens_project(office, &project))
        }
        OfficeKind::Maker => {
            row.enterprise.is_empty() || office.of.as_deref() == Some(row.enterprise.as_str())
        }
        OfficeKind::CertificationBody | OfficeKind::Laboratory => {
            let own = office.of.as_deref().unwrap_or_default();
            let is_certifier = office.kind == OfficeKind::CertificationBody;
            row.kind == "edition"
                || (is_certifier && matches!(row.kind.as_str(), "enterprise" | "product"))
                || (row.kind == "certificate" && row.body.contains(&format!("\"body\":\"{own}\"")))
                || (row.kind == "check" && row.body.contains(&format!("\"laboratory\":\"{own}\"")))
        }
        OfficeKind::CityBureau | OfficeKind::CountyBureau | OfficeKind::Finance => is_in_area(office, row),
        OfficeKind::Federation
        | OfficeKind::Alliance
        | OfficeKind::ProvinceBureau
        | OfficeKind::Administrator => true,
        // An expert comes to cases from the desk: a project's row tells who sits on its panels.
        OfficeKind::Expert | OfficeKind::Public => false,
    }
}
