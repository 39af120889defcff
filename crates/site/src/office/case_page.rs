//! One plain page per case: its state, what may be done, the findings with their reasons, what is on file,
//! and the history; as of any day and as known on any day.

use askama::Template;
use axum::extract::{Path, Query, State};
use policy::calendar::Day;
use policy::dossier_file::DossierFile;
use policy::enterprise::Dossier;
use policy::event::Event;
use policy::finding::Finding;
use policy::powers::Office;
use policy::question::Law;
use policy::scheme::Scheme;
use policy::seen::Seen;
use policy::supervision::Check;
use registry::{EntryAt, Fault, PublicMark, Reader};
use serde::Deserialize;

use crate::acts::CaseKind;
use crate::frame::{Frame, Section};
use crate::office::case::{self, Case};
use crate::office::case_acts::{self, FactActs};
use crate::office::case_entries::{Turn, entries, tag};
use crate::office::case_history::{EntryView, OLDEST, ends, history};
use crate::office::case_verdicts::{answers, review};
use crate::office::declare::evidence::FileView;
use crate::office::finding::VerdictView;
use crate::office::names::Names;
use crate::office::of_project::Texts;
use crate::office::on_file::{self, RegisterView, Speaks};
use crate::office::reach::{Whose, opens_enterprise, reads_check};
use crate::office::test_items::TestItems;
use crate::office::{OfficeSite, case_files, desk, reported as desk_reported, test_items};
use crate::problem::Trouble;
use crate::public::mark::{Page, standing};
use crate::public::project_view::{self, ProjectView};
use crate::public::{PublicSite, page, project as public_project, reported, standards, table};
use crate::session::Member;
use crate::tone::{self, State as Look};
use crate::visitor::Visitor;
use crate::when::{When, day};
use crate::words::as_shown;

/// The days of the question, and where the history goes on.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    as_of: String,
    #[serde(default)]
    as_known_on: String,
    #[serde(default)]
    after: String,
    /// From which end the history is told.
    #[serde(default)]
    history: String,
}

type Link = (String, String);

#[derive(Template)]
#[template(path = "case.html")]
struct CasePage {
    f: Frame,
    parent: Option<Link>,
    kind: String,
    number: Option<String>,
    title: String,
    state: Option<Look>,
    facts: Vec<Link>,
    acts: Vec<Link>,
    fact_acts: Vec<FactActs>,
    no_acts: String,
    /// What stands in the way of what would come next, with the page where it is cleared away.
    in_the_way: Vec<(Option<String>, String)>,
    verdicts: Vec<VerdictView>,
    no_findings: &'static str,
    is_dated: bool,
    here: String,
    as_of: String,
    as_known_on: String,
    file: Option<String>,
    evidence: Vec<FileView>,
    /// Whether the reader may have these files.
    reads_files: bool,
    registers: Vec<RegisterView>,
    table: Option<String>,
    project: Option<ProjectView>,
    tested: Option<TestItems>,
    history: Vec<EntryView>,
    more_history: Option<String>,
    /// The same history from its other end, in words and where it is.
    turned: (&'static str, String),
    /// What is on file as one list.
    file_list: Option<String>,
}

/// What the page shows beside the case itself.
pub(super) struct Behind {
    pub(super) file: Option<DossierFile>,
    pub(super) entries: Vec<EntryAt>,
    /// The last decision about the case that rested on findings: its day, and the findings as they were.
    pub(super) decided: Option<Found>,
    pub(super) texts: Vec<(String, Option<String>)>,
    /// Which of the entries and texts the office is shown.
    pub(super) texts_for: Texts,
}

impl Behind {
    fn scheme(&self) -> Option<&Scheme> {
        self.file.as_ref().map(|file| &file.scheme)
    }

    /// What people call the things that the case is about, as they are on file now.
    pub(super) fn names<'a>(&'a self, case: &'a Case) -> Names<'a> {
        Names {
            dossier: self.file.as_ref().map(|file| &file.enterprise),
            scheme: case.scheme.as_ref().or(self.file.as_ref().map(|file| &file.scheme)),
        }
    }
}

/// `GET /cases/{kind}/{id}`.
pub(crate) async fn show(
    State(site): State<OfficeSite>,
    Path((kind, id)): Path<(String, String)>,
    Query(asked): Query<Asked>,
    member: Member,
) -> Page {
    let public = site.public();
    let office = member.office()?.clone();
    let case = case::visible(case::load(public, &kind, &id).await?, &office)?;
    let today = public.today();
    let (as_of, known_on) = (day("as_of", &asked.as_of)?, day("as_known_on", &asked.as_known_on)?);
    if as_of.is_some_and(|day| before_everything(public, &case, day)) {
        return Err(Trouble::NotThen);
    }
    let turn = if asked.history == OLDEST { Turn::Oldest } else { Turn::Latest };
    let behind = behind(public, &case, &office, (turn, asked.after.parse().ok())).await?;
    let (visitor, law) = (&member.visitor, public.reader().law());
    let mut verdicts = answers(visitor, public, (&case, &office), &behind, (as_of, known_on));
    let tested = test_items::of_case(public, visitor, &case).await?;
    let when = When::chosen(Seen { as_of: as_of.unwrap_or(today), known_on }, today);
    let acting = member.signed.office_words(visitor.lang);
    let (acts, fact_acts, no_acts) =
        case_acts::offered(visitor, (&case, &office, &acting), &when, (law, today));
    let case = as_seen(case, &when)?;
    verdicts.extend(review(public, visitor, &case, &when).await?);
    let speaks = Speaks { lang: visitor.lang, parameters: law.parameters, scheme: behind.scheme() };
    let project = told(public, visitor, &case, &when).await?;
    let evidence = case_files::views(public, visitor, &case).await?;
    let history = history(visitor, (&case, &office), &behind, &when);
    let (more_history, turned) = ends(visitor, &case, &when, (turn, &behind));
    let registers = registers(speaks, &case, &office);
    page(&CasePage {
        f: visitor.frame(titled(visitor, &case), Section::Other).seen(when.banner(visitor)),
        parent: parent(&case, &office),
        kind: kind_of(visitor, &case),
        number: case.number(),
        title: case.title.clone(),
        state: state(visitor, law, &case, as_of.unwrap_or(today)),
        facts: facts(visitor, speaks, &case),
        acts,
        fact_acts,
        in_the_way: case_acts::in_the_way(visitor, &office, &case, (law, today)),
        no_acts,
        verdicts,
        no_findings: no_findings(visitor, law, as_of.unwrap_or(today)),
        is_dated: as_of.is_some() || known_on.is_some(),
        here: case.href(),
        as_of: as_of.unwrap_or(today).to_string(),
        as_known_on: known_on.map(|day| day.to_string()).unwrap_or_default(),
        file: case
            .enterprise
            .filter(|_| case.kind != CaseKind::Project)
            .map(|code| when.carried(format!("/api/v1/makers/{code}"))),
        reads_files: case.shows_texts_to(&office),
        evidence,
        file_list: file_list(&case, &when, &registers),
        registers,
        table: edition_table(public, visitor, &case)?,
        project,
        tested,
        more_history,
        turned,
        history,
    })
}

/// Where what is on file is one list, if there is anything.
fn file_list(case: &Case, when: &When, registers: &[RegisterView]) -> Option<String> {
    (!registers.is_empty()).then(|| when.carried(format!("{}/file", case.href())))
}

/// What is said where there are no findings.
fn no_findings(visitor: &Visitor, law: Law, day: Day) -> &'static str {
    let w = &visitor.w.case;
    if law.parameters.on(day).is_none() { w.before_policy } else { w.findings_none }
}

/// The case as it is, or as it was seen on another day.
///
/// # Errors
/// If it was not there then, or nobody knew of it.
pub(super) fn as_seen(case: Case, when: &When) -> Result<Case, Trouble> {
    let case = if when.is_dated { case.seen(when.seen) } else { case };
    if case.is_there() { Ok(case) } else { Err(Trouble::NotThen) }
}

/// What everybody is told of the project that a case is.
async fn told(
    site: &PublicSite,
    visitor: &Visitor,
    case: &Case,
    when: &When,
) -> Result<Option<ProjectView>, Trouble> {
    if case.project.is_none() {
        return Ok(None);
    }
    let behind = public_project::load(site, visitor, &case.id, *when).await?;
    Ok(Some(project_view::view(visitor, &behind, when.seen.as_of, when)))
}

/// Whether a day is before the policy's first, on which there was no scheme to look at.
fn before_everything(site: &PublicSite, case: &Case, day: Day) -> bool {
    case.kind == CaseKind::Scheme && site.reader().law().parameters.on(day).is_none()
}

/// What lies behind the page of a case, as far as an office may read it.
///
/// # Errors
/// If the reader is at fault.
pub(super) async fn behind(
    site: &PublicSite,
    case: &Case,
    office: &Office,
    (turn, beyond): (Turn, Option<u64>),
) -> Result<Behind, Trouble> {
    let enterprise = case.enterprise;
    let (office, shows) = (office.clone(), case.shows_texts_to(office));
    let is_decided_alone = matches!(
        case.kind,
        CaseKind::Declaration | CaseKind::Authorization | CaseKind::Check | CaseKind::Proceeding
    );
    let (tag, mentions) = tag(case);
    site.look(move |reader| {
        let reads = |dossier: &Dossier, check: &Check| reads_check(Some(&office), dossier, check);
        let file = match enterprise {
            Some(code) => reader.case_file(code)?.map(|file| file.told_to(&reads)),
            None => None,
        };
        let about = (tag.as_str(), mentions.as_deref());
        let found = entries(reader, about, turn, beyond)?;
        // What the case rests on is its last decision, whichever part of its history is looked at.
        let latest = match (turn, beyond) {
            (Turn::Latest, None) => None,
            _ if is_decided_alone => Some(entries(reader, about, Turn::Latest, None)?),
            _ => None,
        };
        let decided = decided(reader, latest.as_ref().unwrap_or(&found).iter().filter(|_| is_decided_alone))?;
        let entries = found;
        let mut texts = Vec::new();
        let texts_for = Texts::of(reader, (&office, shows), entries.iter().map(|at| &at.entry))?;
        let shown = entries.iter().filter(|at| texts_for.shows(&at.entry));
        for digest in shown.filter_map(|at| at.entry.reason.as_ref()) {
            if let Some(sealed) = reader.text(digest)? {
                texts.push((digest.clone(), sealed.text.map(as_shown)));
            }
        }
        Ok(Behind { file, entries, decided, texts, texts_for })
    })
    .await
}

/// What an act rested on, as its receipt keeps it.
pub(super) struct Found {
    pub(super) on: Day,
    /// Whether it was the filing: nothing is decided yet.
    pub(super) is_filing: bool,
    pub(super) findings: Vec<Finding>,
}

/// The first of these entries that rests on findings, with them in full, as its receipt keeps them.
fn decided<'e>(
    reader: &Reader,
    mut entries: impl Iterator<Item = &'e EntryAt>,
) -> Result<Option<Found>, Fault> {
    let Some(at) = entries.find(|at| !at.entry.findings.is_empty()) else { return Ok(None) };
    let receipt = reader.receipt(&at.entry.by.person, &at.entry.key)?;
    let is_filing = matches!(at.entry.event, Event::DeclarationFiled { .. });
    let found = receipt.map(|receipt| Found { on: at.entry.on, is_filing, findings: receipt.findings });
    Ok(found.filter(|found| !found.findings.is_empty()))
}

/// The enterprise that a case belongs to, for whoever may open its file: the parent of a joint filing may not, nor a laboratory.
fn parent(case: &Case, office: &Office) -> Option<Link> {
    if let Some(report) = &case.report {
        return Some((reported::address(&report.id), report.id.clone()));
    }
    let dossier = case.dossier.as_ref().filter(|_| case.kind != CaseKind::Enterprise)?;
    let code = dossier.enterprise;
    let opens = opens_enterprise(office, Whose::of(dossier));
    opens.then(|| (case::address(CaseKind::Enterprise, code.as_str()), dossier.name()))
}

fn state(visitor: &Visitor, law: Law, case: &Case, day: Day) -> Option<Look> {
    match (case.kind, &case.dossier, &case.standard) {
        (CaseKind::Authorization, Some(dossier), _) => {
            let found = dossier.authorizations.list.iter().find(|a| a.code.to_string() == case.subject)?;
            let state = standing(&PublicMark::of(dossier, found), law, day);
            let mut word = visitor.word(state.words()).to_owned();
            if let Some(since) = state.since() {
                word = format!("{word} · {since}");
            }
            Some(Look::new(tone::of_mark(state), word))
        }
        (CaseKind::Declaration | CaseKind::Label | CaseKind::Check | CaseKind::Proceeding, Some(_), _) => {
            // What a label filing came to looks like it; other work is told by its words.
            let look = case.label().map_or(tone::CLOCK, |label| tone::of_label(label.state()));
            Some(Look::new(look, desk::state_word(visitor, case.row_state.as_deref()?)?))
        }
        (CaseKind::Project, ..) => {
            let now = case.project.as_ref()?.project.progress();
            Some(Look::new(tone::of_stage(now.stage), visitor.word(now.stage.words())))
        }
        (CaseKind::DutyReport, ..) => {
            let is_public = case.report.as_ref()?.published.is_some();
            let w = &visitor.w.reported;
            Some(match is_public {
                true => Look::new(tone::GOOD, w.published),
                false => Look::new(tone::CLOCK, w.unpublished),
            })
        }
        (CaseKind::Edition, _, Some(standard)) => {
            let edition = standard.editions.iter().rfind(|e| e.edition.to_string() == case.subject)?;
            Some(standards::state(visitor, edition, day))
        }
        _ => None,
    }
}

/// What kind of case it is. There is one scheme, called by what is in it, as where a desk leads to it.
fn kind_of(visitor: &Visitor, case: &Case) -> String {
    match case.number() {
        Some(_) => visitor.lang.label(case.kind.words()),
        None => visitor.w.case.scheme_case.to_owned(),
    }
}

fn titled(visitor: &Visitor, case: &Case) -> String {
    format!("{} · {}", case.title, case.number().unwrap_or_else(|| kind_of(visitor, case)))
}

/// What the case is, in a few lines.
pub(super) fn facts(visitor: &Visitor, speaks: Speaks, case: &Case) -> Vec<Link> {
    let w = &visitor.w.case;
    let mut facts = Vec::new();
    let mut add = |name: &str, value: String| facts.push((name.to_owned(), value));
    if case.number().is_some() {
        add(w.number, case.subject.clone());
    }
    if let Some(dossier) = case.dossier.as_ref() {
        add(w.enterprise, format!("{} {}", dossier.name(), dossier.enterprise));
        if let Some(region) = dossier.region() {
            add(visitor.w.register.seat, visitor.lang.place(region));
        }
        if let Some(own) = on_file::own(speaks, case.kind, &case.subject, dossier) {
            add(w.on_file, own);
        }
    }
    if let Some(edition) =
        case.standard.iter().flat_map(|s| &s.editions).rfind(|e| e.edition.to_string() == case.subject)
    {
        add(w.state_day, standards::days(visitor, edition));
    }
    for (name, value) in case.report.iter().flat_map(|report| desk_reported::facts(visitor, report)) {
        add(name, value);
    }
    if let Some(version) = case.version {
        add(w.version, version.to_string());
    }
    facts
}

pub(super) fn registers(speaks: Speaks, case: &Case, office: &Office) -> Vec<RegisterView> {
    match (case.kind, &case.dossier, &case.scheme) {
        (CaseKind::Enterprise, Some(dossier), _) => on_file::registers(speaks, dossier, Some(office)),
        (CaseKind::Scheme, _, Some(scheme)) => on_file::scheme_registers(speaks, scheme, Some(office)),
        _ => Vec::new(),
    }
}

fn edition_table(site: &PublicSite, visitor: &Visitor, case: &Case) -> Result<Option<String>, Trouble> {
    let mut editions = case.standard.iter().flat_map(|standard| &standard.editions);
    match editions.find(|edition| edition.edition.to_string() == case.subject) {
        Some(edition) => Ok(Some(table::of_edition(site, &edition.edition, visitor.lang)?.html.clone())),
        None => Ok(None),
    }
}
