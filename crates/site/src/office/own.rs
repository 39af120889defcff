//! What a maker has: its marks and what they are worth today, its products, its projects, and the last days that come
//! near.

use std::collections::HashMap;

use policy::article::Words;
use policy::calendar::Day;
use policy::command::ActKind;
use policy::enterprise::Dossier;
use policy::enterprise::credit_code::CreditCode;
use policy::enterprise::record::Record;
use policy::powers::{Office, OfficeKind};
use policy::question::Law;
use policy::scheme::Scheme;
use policy::standard::project::act::ProjectActKind;
use policy::supervision::label::{LabelFiling, LabelState};
use policy::supervision::{Check, Proceeding};
use registry::{Fault, Key, PROJECT, PublicMark, Reader, Row};

use crate::acts::{self, CaseKind};
use crate::office::called::{
    ANSWER_UNTIL, Called, INTERVIEW_ON, OBJECTION_UNTIL, answer_until, objection_until,
};
use crate::office::desk::{self, Part};
use crate::office::desk_list::Wanted;
use crate::office::desk_row::{DeskRow, days as last_day};
use crate::office::{case, drafter, own_decided};
use crate::problem::Trouble;
use crate::public::mark::standing;
use crate::public::registers::RowView;
use crate::public::{PublicSite, duties};
use crate::tone::{self, State as Look};
use crate::visitor::Visitor;
use crate::words::fill;

/// How long before a last day it is told, in days.
pub(super) const NEAR_DAYS: i64 = 180;
const PROPOSE: ActKind = ActKind::OnProject(ProjectActKind::Propose);

/// A maker's own part of the desk.
pub(crate) struct Own {
    /// The address of its case.
    pub(super) case: String,
    /// Where it proposes a project, while a call is open.
    pub(super) propose: Option<String>,
    /// Marks, products and last days that come near, in the order of the desk.
    pub(crate) parts: Vec<Part>,
    /// Whether there are days to keep: duties, or what ends.
    pub(super) has_days: bool,
}

/// The maker whose office it is.
pub(super) fn code_of(office: &Office) -> Option<CreditCode> {
    let code = office.of.as_deref().filter(|_| office.kind == OfficeKind::Maker)?;
    CreditCode::parse_overridden(code).ok()
}

/// What a maker has; nothing where it is not on file.
///
/// # Errors
/// A fault of the reader.
pub(super) async fn of(
    site: &PublicSite,
    visitor: &Visitor,
    code: CreditCode,
    wanted: &Wanted,
) -> Result<Option<Own>, Trouble> {
    let (today, most) = (site.today(), wanted.gathered());
    let found = site.look(move |reader| {
        let Some(filed) = reader.dossier(code)? else { return Ok(None) };
        let standards = duties::standards_of(reader, &filed.value)?;
        let projects = projects_of(reader, code, most)?;
        let scheme = reader.scheme()?;
        let (states, calls) = (states(reader, &filed.value)?, calls(reader, &filed.value)?);
        let last = last_days(&filed.value, &scheme, (reader.law(), today));
        let is_called = scheme.calls.list.iter().any(|call| call.is_open(today));
        Ok(Some((filed.value, standards, projects, (states, calls, last), is_called)))
    });
    let Some((dossier, standards, projects, states, is_called)) = found.await? else { return Ok(None) };
    let w = &visitor.w.case;
    let (duties, days) = (drafter::own(site, visitor, &dossier, &standards), days(site, visitor, &dossier));
    let has_days = !duties.is_empty() || !days.is_empty();
    let project = |row: &Row| Some(DeskRow::of(CaseKind::Project, &row.id, desk::view(visitor, row)?));
    let parts = [
        ("own_under_way", w.own_under_way, under_way(visitor, &dossier, &states, today)),
        ("own_decided", w.own_decided, own_decided::rows(site, visitor, &dossier)),
        ("own_projects", visitor.w.project.own, projects.iter().filter_map(project).collect()),
        ("own_duties", visitor.w.duties.own, duties),
        ("own_days", w.own_days, days),
        ("own_marks", w.own_marks, marks(site, visitor, &dossier)),
        ("own_products", w.own_products, products(visitor, &dossier)),
    ];
    let part = |(name, title, mut rows): (&'static str, &'static str, Vec<DeskRow>)| {
        let is_cut = rows.len() > most;
        rows.truncate(most);
        wanted.page_of(Part::new(name, title, desk::SEARCH, rows, is_cut))
    };
    let parts = parts.into_iter().filter(|(name, ..)| wanted.takes(name)).map(part);
    let parts = parts.filter(Part::says_something).collect();
    let case = case::address(CaseKind::Enterprise, code.as_str());
    let propose = is_called.then(|| format!("{case}/acts/{}", acts::form(PROPOSE).name));
    Ok(Some(Own { case, propose, parts, has_days }))
}

/// The projects that name the maker, one more than are told.
fn projects_of(reader: &Reader, code: CreditCode, most: usize) -> Result<Vec<Row>, Fault> {
    let (mut found, mut after) = (Vec::new(), Key::default());
    loop {
        let page = reader.search(code.as_str(), Some(PROJECT), &after, most + 1)?;
        found.extend(page.items);
        match page.next {
            Some(next) if found.len() <= most => after = next,
            _ => return Ok(found),
        }
    }
}

/// Where what is under way stands, by kind of case and identifier, as the register tells it.
type States = HashMap<(&'static str, String), String>;

/// The interviews that the maker is called to, by the work that they are for.
type Calls = HashMap<String, Called>;

/// The last days of the maker in what is under way, by the case, and what each is the last day of.
type LastDays = HashMap<String, (Words, Day)>;

fn last_days(dossier: &Dossier, scheme: &Scheme, (law, today): (Law, Day)) -> LastDays {
    let answers = open_proceedings(dossier)
        .filter_map(|work| Some((work.id.clone(), (ANSWER_UNTIL, answer_until(law, work)?))));
    let objections = open_checks(dossier).filter_map(|check| {
        Some((check.id.clone(), (OBJECTION_UNTIL, objection_until(scheme, law, today, check)?)))
    });
    answers.chain(objections).collect()
}

fn calls(reader: &Reader, dossier: &Dossier) -> Result<Calls, Fault> {
    let mut found = Calls::new();
    for work in open_proceedings(dossier) {
        found.extend(Called::of(reader, work)?.map(|called| (work.id.clone(), called)));
    }
    Ok(found)
}

/// A row of work with the interview that the maker is called to: it waits for the maker, who has to come.
fn with_call(visitor: &Visitor, row: DeskRow, called: &Called, today: Day) -> DeskRow {
    let otherwise = visitor.lang.label(called.otherwise(visitor.office(), today));
    let mut row = row.by(INTERVIEW_ON, Some(called.day())).waits(visitor, today, &otherwise);
    let last = row.view.under.pop();
    row.view.under.extend(called.says(visitor, today));
    row.view.under.push(visitor.w.waits.called_here.to_owned());
    row.view.under.extend(last);
    row.view.links.extend(called.link(visitor));
    row
}

fn states(reader: &Reader, dossier: &Dossier) -> Result<States, Fault> {
    let proceedings = open_proceedings(dossier).map(|work| (CaseKind::Proceeding, &work.id));
    let checks = open_checks(dossier).map(|check| (CaseKind::Check, &check.id));
    let labels = open_labels(dossier).map(|label| (CaseKind::Label, &label.id));
    let mut found = States::new();
    for (kind, id) in proceedings.chain(checks).chain(labels) {
        let row = reader.row(kind.name(), id)?;
        found.extend(row.map(|row| ((kind.name(), id.clone()), row.state)));
    }
    Ok(found)
}

fn open_proceedings(dossier: &Dossier) -> impl Iterator<Item = &Proceeding> {
    dossier.proceedings.iter().filter(|work| !work.is_closed() && work.annulled.is_none())
}

fn open_checks(dossier: &Dossier) -> impl Iterator<Item = &Check> {
    let is_open =
        |check: &&Check| check.verified.is_none() && check.annulled.is_none() && check.ended.is_none();
    dossier.checks.list.iter().filter(is_open)
}

fn open_labels(dossier: &Dossier) -> impl Iterator<Item = &LabelFiling> {
    dossier.labels.iter().filter(|label| concerns(dossier, label))
}

/// What is under way about the maker, also where it is others' turn: nobody learns of it first when it is decided.
fn under_way(
    visitor: &Visitor,
    dossier: &Dossier,
    (states, calls, last): &(States, Calls, LastDays),
    today: Day,
) -> Vec<DeskRow> {
    let name = |product: &str| dossier.product(product).map_or(product.to_owned(), |one| one.name.clone());
    let row = |kind: CaseKind, id: &str, title: String, mut under: Vec<String>| {
        let (href, links) = (case::address(kind, id), Vec::new());
        let state =
            states.get(&(kind.name(), id.to_owned())).and_then(|state| desk::state_word(visitor, state));
        let state = state.map(|word| Look::new(tone::CLOCK, word));
        let due = last.get(id).copied();
        under.extend(due.map(|_| last_day(visitor, today, due, (None, None))));
        let row = DeskRow::of(kind, id, RowView { href, title, state, under, links });
        DeskRow { due, ..row }
    };
    let proceedings = open_proceedings(dossier).map(|work| {
        let of = work.product.as_deref().map(name).unwrap_or_default();
        let opened = fill(visitor.w.case.own_opened, &[&work.opened_on]);
        let known = work.entered_on.filter(|entered| *entered > work.opened_on);
        let since = known.map_or(opened.clone(), |known| fill(visitor.w.case.own_known, &[&opened, &known]));
        let what = visitor.lang.label(work.kind.words());
        let row = row(CaseKind::Proceeding, &work.id, format!("{what} {of}"), vec![work.id.clone(), since]);
        match calls.get(&work.id) {
            Some(called) => with_call(visitor, row, called, today),
            None => row,
        }
    });
    let checks = open_checks(dossier).map(|check| {
        let since = fill(visitor.w.case.own_sampled, &[&check.sampled_on]);
        let what = visitor.lang.label(CaseKind::Check.words());
        row(
            CaseKind::Check,
            &check.id,
            format!("{what} {}", name(&check.product)),
            vec![check.id.clone(), since],
        )
    });
    let labels = open_labels(dossier).map(|label| {
        let filed = fill(visitor.w.case.own_filed, &[&label.filed_on]);
        let what = visitor.lang.label(CaseKind::Label.words());
        let mut under = vec![label.id.clone(), filed];
        if label.state() == LabelState::Returned {
            under.push(visitor.w.case.own_returned.to_owned());
        }
        row(CaseKind::Label, &label.id, format!("{what} {}", name(&label.product)), under)
    });
    proceedings.chain(checks).chain(labels).collect()
}

/// Whether a label filing still concerns its maker: it waits, or was returned and not filed anew.
fn concerns(dossier: &Dossier, label: &LabelFiling) -> bool {
    let is_last =
        dossier.labels.iter().rfind(|other| other.authorization == label.authorization) == Some(label);
    match label.state() {
        LabelState::Filed => true,
        LabelState::Returned => is_last,
        LabelState::Accepted | LabelState::Withdrawn | LabelState::Closed => false,
    }
}

fn marks(site: &PublicSite, visitor: &Visitor, dossier: &Dossier) -> Vec<DeskRow> {
    let row = |authorization: &policy::authorization::Authorization| {
        let mark = PublicMark::of(dossier, authorization);
        let state = standing(&mark, site.reader().law(), site.today());
        let period = fill(visitor.w.mark.period_text, &[&authorization.from, &authorization.valid_until]);
        let code = authorization.code.to_string();
        let view = RowView {
            href: case::address(CaseKind::Authorization, &code),
            title: mark.product,
            state: Some(Look::new(tone::of_mark(state), visitor.word(state.words()))),
            under: vec![code.clone(), authorization.edition.print(), period],
            links: Vec::new(),
        };
        DeskRow::of(CaseKind::Authorization, &code, view)
    };
    dossier.authorizations.list.iter().rev().map(row).collect()
}

fn products(visitor: &Visitor, dossier: &Dossier) -> Vec<DeskRow> {
    let row = |product: &policy::enterprise::facts::Product| {
        let id = format!("{}/{}", dossier.enterprise, product.id);
        let view = RowView {
            href: case::address(CaseKind::Product, &id),
            title: product.name.clone(),
            state: None,
            under: vec![product.id.clone(), product.models.join(visitor.w.case.comma)],
            links: Vec::new(),
        };
        DeskRow::of(CaseKind::Product, &id, view)
    };
    dossier.products.list.iter().filter(|product| product.annulled.is_none()).map(row).collect()
}

/// Last days of marks and certificates that are over within half a year, the nearest first.
fn days(site: &PublicSite, visitor: &Visitor, dossier: &Dossier) -> Vec<DeskRow> {
    let (today, w) = (site.today(), &visitor.w.case);
    let is_near = |last: Day| last >= today && today.days_until(last) <= NEAR_DAYS;
    let mut near: Vec<(Day, DeskRow)> = Vec::new();
    let mut add = |last: Day, kind: CaseKind, id: &str, title: String, otherwise: String| {
        let left = fill(w.days_left, &[&today.days_until(last)]);
        let row = RowView {
            href: case::address(kind, id),
            title,
            state: Some(Look::new(tone::CLOCK, left)),
            under: vec![id.to_owned()],
            links: Vec::new(),
        };
        let ends = Words { zh: "到期", en: "ends" };
        let row = DeskRow::of(kind, id, row).by(ends, Some(last)).waits(visitor, today, &otherwise);
        near.push((last, row));
    };
    for authorization in dossier.authorizations.list.iter().filter(|a| is_near(a.valid_until)) {
        let mark = PublicMark::of(dossier, authorization);
        if standing(&mark, site.reader().law(), today).name() == "valid" {
            let title = format!("{} · {}", w.own_mark_ends, mark.product);
            let last = authorization.valid_until;
            let otherwise = fill(w.own_mark_otherwise, &[&last, &last.next()]);
            add(last, CaseKind::Authorization, &authorization.code.to_string(), title, otherwise);
        }
    }
    let counts = |record: &dyn Record| record.annulled().is_none() && record.ended().is_none();
    for certificate in dossier.certificates.list.iter().filter(|c| is_near(c.valid_until) && counts(*c)) {
        let title = format!("{} · {}", w.own_certificate_ends, certificate.id);
        let otherwise = fill(w.own_certificate_otherwise, &[&certificate.valid_until]);
        add(certificate.valid_until, CaseKind::Certificate, &certificate.id, title, otherwise);
    }
    let enterprise = dossier.enterprise.to_string();
    for held in dossier.system_certificates.list.iter().filter(|c| is_near(c.valid_until) && counts(*c)) {
        let title = format!("{} · {} {}", w.own_system_ends, visitor.word(held.system.words()), held.id);
        let otherwise = fill(w.own_system_otherwise, &[&held.valid_until.next()]);
        add(held.valid_until, CaseKind::Enterprise, &enterprise, title, otherwise);
    }
    near.sort_by_key(|(day, _)| *day);
    near.into_iter().map(|(_, row)| row).collect()
}
