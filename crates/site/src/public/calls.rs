//! The registers of clause 2: public calls with what answers them, projects, and standard systems.

use askama::Template;
use axum::extract::{Path, Query, State};
use policy::calendar::Day;
use policy::command::ActKind;
use policy::powers::OfficeKind;
use policy::scheme::research::{Call, CallState};
use policy::standard::number::StandardNumber;
use policy::standard::project::Project;
use policy::standard::project::act::ProjectActKind;
use policy::standard::project::progress::Progress;
use registry::{CALL, Fault, Key, PROJECT, Reader, Row, SYSTEM};

use crate::acts::{self, CaseKind};
use crate::frame::{Frame, Section};
use crate::office::case;
use crate::problem::Trouble;
use crate::public::filter::{Filter, case_of, encoded};
use crate::public::mark::Page;
use crate::public::registers::{Answer, Register, RowView, list};
use crate::public::{PublicSite, page, project};
use crate::tone::{self, State as Look};
use crate::visitor::Visitor;
use crate::when::When;
use crate::words::fill;

/// The most projects on the page of a call or of a standard.
const SHOWN: usize = 200;
/// Rows found at once, and how many times it is looked for more: a text also finds projects that only mention it.
const AT_ONCE: usize = 200;
const LOOKED_THROUGH: usize = 10;

fn state(visitor: &Visitor, call: &Call, day: Day) -> Look {
    let state = call.state(day);
    let tone = match state {
        CallState::Open => tone::GOOD,
        CallState::NotYet => tone::CLOCK,
        CallState::Closed => tone::CLOSED,
    };
    Look { tone, word: visitor.lang.label(state.words()) }
}

/// A call as a row.
///
/// # Errors
/// If the row cannot be read.
pub(super) fn call_row(visitor: &Visitor, row: &Row, when: &When) -> Result<RowView, Trouble> {
    let call: Call = case_of(row)?;
    let mut under = vec![
        call.id.clone(),
        visitor.lang.label(call.kind.words()),
        fill(visitor.w.project.call_period, &[&call.from, &call.until]),
    ];
    under.extend(call.industry.as_ref().map(|industry| visitor.lang.industry(industry.code())));
    Ok(RowView {
        href: when.carried(format!("/calls/{}", encoded(&call.id))),
        title: call.title.clone(),
        state: Some(state(visitor, &call, when.seen.as_of)),
        under,
        links: Vec::new(),
    })
}

/// Projects as far as a page shows them, and where there may be more, the address of the register.
pub(crate) struct Shown {
    pub(crate) rows: Vec<Row>,
    /// Whether there may be more.
    pub(crate) is_cut: bool,
}

impl Shown {
    /// The projects that a text finds and that are meant, as far as they were known.
    fn of(
        reader: &Reader,
        wanted: &str,
        when: &When,
        is_meant: impl Fn(&Progress) -> bool,
    ) -> Result<Shown, Fault> {
        let (mut rows, mut after) = (Vec::new(), Key::default());
        for _ in 0..LOOKED_THROUGH {
            let found = reader.search(wanted, Some(PROJECT), &after, AT_ONCE)?;
            for row in found.items {
                let project: Project = case_of(&row)?;
                if !is_meant(&project.progress_seen(when.seen)) {
                    continue;
                }
                if rows.len() == SHOWN {
                    return Ok(Shown { rows, is_cut: true });
                }
                rows.push(row);
            }
            match found.next {
                Some(next) => after = next,
                None => return Ok(Shown { rows, is_cut: false }),
            }
        }
        Ok(Shown { rows, is_cut: true })
    }

    /// The rows as they look.
    ///
    /// # Errors
    /// If a row cannot be read.
    pub(super) fn views(&self, visitor: &Visitor, when: &When) -> Result<Vec<RowView>, Trouble> {
        self.rows.iter().map(|row| project_row(visitor, row, when)).collect()
    }

    /// Where there are more, the address at which the register has all that mention the text.
    pub(super) fn more(&self, wanted: &str, when: &When) -> Option<String> {
        self.is_cut.then(|| when.carried(format!("/projects?q={}", encoded(wanted))))
    }
}

/// The projects of which editions of a standard came, and those that revise it, as far as they were known.
///
/// # Errors
/// A fault of the reader.
pub(super) fn about(reader: &Reader, number: &StandardNumber, when: &When) -> Result<Shown, Fault> {
    Shown::of(reader, number.as_str(), when, |now| {
        now.proposal.and_then(|proposal| proposal.revises()) == Some(number)
            || now.edition.is_some_and(|edition| edition.number() == number)
    })
}

/// A project or a system as a row.
///
/// # Errors
/// If the row cannot be read.
pub(super) fn project_row(visitor: &Visitor, row: &Row, when: &When) -> Result<RowView, Trouble> {
    let project: Project = case_of(row)?;
    let now = project.progress_seen(when.seen);
    let since = now.since().map(|day| fill(visitor.w.project.since, &[&day])).unwrap_or_default();
    let lead = now.lead.map(|(_, name, _)| name.to_owned()).unwrap_or_default();
    let wants = now.proposal.map(|it| visitor.lang.label(it.wants.words())).unwrap_or_default();
    let plan = now.plan.map(|plan| plan.to_string()).unwrap_or_default();
    let industry = now.proposal.and_then(|it| it.wants.industry());
    let industry = industry.map(|one| visitor.lang.industry(one.code())).unwrap_or_default();
    let mut under = vec![project.id.clone(), wants, industry, lead, plan, since];
    under.retain(|part| !part.is_empty());
    Ok(RowView {
        href: when.carried(project::address(&project.id)),
        title: row.title.clone(),
        state: Some(Look::new(tone::of_stage(now.stage), visitor.word(now.stage.words()))),
        under,
        links: Vec::new(),
    })
}

/// The registers that belong together with one: those of chapter II, makers and members; none beside another.
pub(crate) fn beside(visitor: &Visitor, path: &str) -> Vec<(&'static str, &'static str, bool)> {
    let (w, r) = (&visitor.w.project, &visitor.w.register);
    let units = [("/makers", r.makers_title), ("/members", r.members_title)];
    let making = [
        ("/standards", r.standards_title),
        ("/projects", w.projects_title),
        ("/calls", w.calls_title),
        ("/systems", w.systems_title),
        ("/duties", visitor.w.reported.title),
    ];
    let groups = [&units[..], &making[..]];
    let own = groups.into_iter().find(|group| group.iter().any(|(known, _)| *known == path));
    own.into_iter().flatten().map(|(address, name)| (*address, *name, *address == path)).collect()
}

/// A register of chapter II. Whether its rows have states and a place, their kind tells.
fn register(visitor: &Visitor, kind: &'static str) -> Register {
    let w = &visitor.w.project;
    let (path, heading, lead, empty) = match kind {
        CALL => ("/calls", w.calls_title, w.calls_lead, w.calls_empty),
        SYSTEM => ("/systems", w.systems_title, w.systems_lead, w.systems_empty),
        _ => ("/projects", w.projects_title, w.projects_lead, w.projects_empty),
    };
    Register {
        kind,
        path,
        section: Section::Standards,
        heading,
        lead: Some(lead),
        empty,
        has_states: kind != SYSTEM,
        has_region: kind == PROJECT,
        has_industry: kind == SYSTEM,
    }
}

/// `GET /calls`.
pub(crate) async fn calls(
    State(site): State<PublicSite>,
    visitor: Visitor,
    Query(filter): Query<Filter>,
) -> Answer {
    let register = register(&visitor, CALL);
    list(site, visitor, filter, register).await
}

/// `GET /projects`.
pub(crate) async fn projects(
    State(site): State<PublicSite>,
    visitor: Visitor,
    Query(filter): Query<Filter>,
) -> Answer {
    let register = register(&visitor, PROJECT);
    list(site, visitor, filter, register).await
}

/// `GET /systems`.
pub(crate) async fn systems(
    State(site): State<PublicSite>,
    visitor: Visitor,
    Query(filter): Query<Filter>,
) -> Answer {
    let register = register(&visitor, SYSTEM);
    list(site, visitor, filter, register).await
}

#[derive(Template)]
#[template(path = "call.html")]
struct CallPage {
    f: Frame,
    id: String,
    title: String,
    state: Look,
    facts: Vec<(&'static str, String)>,
    /// Where to propose, while proposals are received.
    propose: Option<(String, &'static str)>,
    rows: Vec<RowView>,
    more: Option<String>,
}

/// Where somebody goes to propose: a maker to the form, a member of another office to the desk, a stranger to sign in.
fn propose(visitor: &Visitor, call: &str) -> (String, &'static str) {
    let w = &visitor.w;
    if visitor.signed.is_none() {
        return (format!("/sign-in?next=/calls/{}", encoded(call)), w.project.sign_in);
    }
    match form_of(visitor) {
        Some(address) => (address, w.project.propose),
        None => ("/desk".to_owned(), w.frame.desk),
    }
}

/// The form on which a visitor who acts for a maker proposes.
pub(super) fn form_of(visitor: &Visitor) -> Option<String> {
    let maker = visitor.office().filter(|office| office.kind == OfficeKind::Maker)?;
    let form = acts::form(ActKind::OnProject(ProjectActKind::Propose));
    Some(format!("{}/acts/{}", case::address(CaseKind::Enterprise, maker.of.as_deref()?), form.name))
}

/// What a call says, and where it was closed early, from which day on it takes no more.
fn facts(visitor: &Visitor, call: &Call, today: Day) -> Vec<(&'static str, String)> {
    let w = &visitor.w.project;
    let industry = call.industry.as_ref();
    let industry = industry.map_or_else(|| w.call_any.to_owned(), |one| visitor.lang.industry(one.code()));
    let mut facts = vec![
        (w.call_asks, visitor.lang.label(call.kind.words())),
        (visitor.w.register.filter_industry, industry),
        (w.call_published, call.published_on.to_string()),
        (w.call_days, fill(w.call_between, &[&call.from, &call.until])),
    ];
    if let Some(end) = &call.ended {
        let words = if today < end.on { w.call_ends } else { w.call_ended };
        facts.push((w.call_closed, fill(words, &[&end.on])));
    }
    facts
}

/// A call as it was seen, and the projects that answer it.
///
/// # Errors
/// A fault of the reader.
pub(crate) fn answered(reader: &Reader, id: &str, when: &When) -> Result<Option<(Call, Shown)>, Fault> {
    let scheme = when.seen.scheme(&reader.scheme()?);
    let Some(call) = scheme.call(id).cloned() else { return Ok(None) };
    let answers = Shown::of(reader, id, when, |now| now.proposal.is_some_and(|it| it.call == id))?;
    Ok(Some((call, answers)))
}

/// `GET /calls/{id}`: a call, and what answers it.
pub(crate) async fn call(State(site): State<PublicSite>, Path(id): Path<String>, visitor: Visitor) -> Page {
    let when = When::of(&site, &visitor.glimpse)?;
    let found = site.look(move |reader| answered(reader, &id, &when));
    let (call, answers) = found.await?.ok_or_else(|| when.not_on_file())?;
    let is_open = call.is_open(when.seen.as_of) && !when.is_dated;
    page(&CallPage {
        f: visitor
            .frame(format!("{} · {}", call.title, call.id), Section::Standards)
            .seen(when.banner(&visitor)),
        state: state(&visitor, &call, when.seen.as_of),
        facts: facts(&visitor, &call, when.seen.as_of),
        propose: is_open.then(|| propose(&visitor, &call.id)),
        more: answers.more(&call.id, &when),
        rows: answers.views(&visitor, &when)?,
        id: call.id,
        title: call.title,
    })
}
