//! Searching all public registers at once: one section for each that has an answer, with its first rows, how many there are, and
//! where the register has all of them.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Response};
use registry::{CALL, MEMBERSHIP, PROJECT, SYSTEM, Section as Found, Sift};

use crate::frame::{Frame, Section};
use crate::lang::Lang;
use crate::problem::Trouble;
use crate::public::filter::{Filter, is_public};
use crate::public::offer::{Offer, sentences};
use crate::public::registers::{RowView, titled, view};
use crate::public::{PublicSite, page, told};
use crate::visitor::Visitor;
use crate::when::When;
use crate::words::{Text, fill, text};

/// Rows of a register that are shown, and the most that are counted.
const SHOWN: usize = 5;
const COUNTED: usize = 500;

/// The registers in the order of the page, and what tells of a row whether it is public where its text alone does.
const SEARCHED: [(&str, Option<Sift>); 9] = [
    ("authorization", None),
    ("enterprise", None),
    (MEMBERSHIP, None),
    ("product", None),
    ("standard", None),
    (PROJECT, None),
    (CALL, None),
    (SYSTEM, None),
    ("proceeding", Some(is_public)),
];

/// Where the register of a kind is, and its name.
fn register(w: &Text, kind: &str) -> (&'static str, &'static str) {
    let (r, p) = (&w.register, &w.project);
    match kind {
        "authorization" => ("/marks", r.marks_title),
        "enterprise" => ("/makers", r.makers_title),
        MEMBERSHIP => ("/members", r.members_title),
        "product" => ("/products", r.products_title),
        "standard" => ("/standards", r.standards_title),
        PROJECT => ("/projects", p.projects_title),
        CALL => ("/calls", p.calls_title),
        SYSTEM => ("/systems", p.systems_title),
        _ => ("/decisions", r.decisions_title),
    }
}

/// What of one register answers.
struct SectionView {
    /// Its place on the page.
    place: String,
    heading: &'static str,
    count: String,
    rows: Vec<RowView>,
    /// Where all of them are.
    all: (String, String),
}

#[derive(Template)]
#[template(path = "search.html")]
struct SearchPage {
    f: Frame,
    query: String,
    doubts: Vec<String>,
    /// In how many registers something was found; nothing where nothing is looked for.
    told: Option<String>,
    sections: Vec<SectionView>,
    empty: &'static str,
}

/// The refusal of a list that is kept for the present only.
fn not_of_a_day(path: &str) -> Trouble {
    let [zh, en] = [Lang::Zh, Lang::En].map(|lang| fill(text(lang).when.not_of_a_day, &[&path]));
    Trouble::bad(zh, en)
}

/// `GET /search`: all public kinds at once.
pub(crate) async fn search(
    State(site): State<PublicSite>,
    visitor: Visitor,
    Query(filter): Query<Filter>,
) -> Result<Response, Trouble> {
    let when = When::of(&site, &visitor.glimpse)?;
    if when.is_dated {
        return Err(not_of_a_day("/search"));
    }
    let (filter, doubts) = filter.read(&Offer::words());
    let found = if filter.q.is_empty() {
        Vec::new()
    } else {
        site.bound_heavy(&visitor)?;
        let words = filter.q.clone();
        site.look(move |reader| reader.search_each(&words, &SEARCHED, (SHOWN, COUNTED))).await?
    };
    // Of a register that was not looked through to its end nobody can say that it has nothing.
    let found = found.into_iter().filter(|found| found.count > 0 || found.is_more);
    let sections = found.map(|found| section(&site, &visitor, &filter, found, &when));
    let sections = sections.collect::<Result<Vec<SectionView>, Trouble>>()?;
    let w = visitor.w;
    let told = (!sections.is_empty()).then(|| fill(w.register.search_found, &[&filter.q, &sections.len()]));
    page(&SearchPage {
        f: visitor.frame(titled(w.register.search_title, Some(&filter.q), &filter), Section::Other),
        doubts: sentences(&visitor, &doubts),
        told,
        sections,
        empty: if filter.q.is_empty() { w.register.search_nothing } else { w.register.search_empty },
        query: filter.q,
    })
    .map(IntoResponse::into_response)
}

fn section(
    site: &PublicSite,
    visitor: &Visitor,
    filter: &Filter,
    found: Found,
    when: &When,
) -> Result<SectionView, Trouble> {
    let (path, heading) = register(visitor.w, found.kind);
    let w = &visitor.w.list;
    let rows = found.rows.iter().filter_map(|row| view(site, visitor, row, when).transpose());
    let all = if found.is_more {
        fill(visitor.w.register.search_more, &[&heading])
    } else {
        fill(visitor.w.register.search_all, &[&found.count, &heading])
    };
    Ok(SectionView {
        place: path.trim_start_matches('/').to_owned(),
        heading,
        count: if found.is_more {
            told::at_least(visitor.lang, found.count)
        } else {
            fill(w.all, &[&found.count])
        },
        rows: rows.collect::<Result<Vec<RowView>, Trouble>>()?,
        all: (filter.address(path, ""), all),
    })
}
