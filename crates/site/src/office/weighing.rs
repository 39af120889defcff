//! What keeps an act from being offered on a desk, and what can be done instead: the rules that would refuse it, the paper
//! that must be issued first, members of a panel who have not voted, a lead that is gone. The rows of a desk are weighed
//! after they were cut to what is shown: what is said here costs a look at the case.

use policy::calendar::Day;
use policy::command::ActKind;
use policy::enterprise::credit_code::CreditCode;
use policy::event::Event;
use policy::paper::{PaperKind, made_from};
use policy::powers::OfficeKind;
use policy::question::{About, Question, World};
use policy::rule::Rule;
use policy::seen::Seen;
use policy::standard::project::act::ProjectActKind as P;
use policy::standard::project::panel::Panel;
use policy::standard::project::progress::Progress;
use policy::standard::project::{Project, ProjectAsked};
use policy::standard::rules::LEADING;
use policy::supervision::verdicts::{issued_to_parties, papers_to_serve};
use policy::supervision::{Proceeding, Step, StepKind};
use registry::{Fault, Reader, Row};

use crate::acts::field::w;
use crate::acts::{self, CaseKind};
use crate::office::called::Called;
use crate::office::waits::{Looks, Work};
use crate::public::against::{Against, against};
use crate::public::filter::case_of;
use crate::public::project_led;
use crate::visitor::Visitor;
use crate::words::fill;

/// What is said of work beside what can be done.
pub(super) enum Note {
    /// The rules would refuse an act.
    Refused { act: ActKind, because: Against },
    /// Members of a panel whose day is over have not voted.
    Silent { panel: u16, uncast: usize, since: Day, has_votes: bool },
    /// A paper is to be issued first.
    Unissued { entry: u64, kind: PaperKind },
    /// A paper of the case has not been issued to the parties.
    Owed { entry: u64, kind: PaperKind },
    /// The maker is called to an interview.
    Called(Called),
    /// Nobody leads the project.
    Gone(Against),
}

impl Note {
    /// In words.
    pub(super) fn says(&self, visitor: &Visitor, today: Day) -> Vec<String> {
        let w = &visitor.w.waits;
        match self {
            Note::Refused { act, because } => {
                let title = acts::form(*act).title(visitor.lang).to_owned();
                let refused = fill(w.refused, &[&title, &because.line(visitor)]);
                std::iter::once(refused).chain(because.remedy(visitor)).collect()
            }
            Note::Silent { panel, uncast, since, has_votes } => {
                let silent = fill(w.silent, &[panel, since, uncast]);
                vec![silent, if *has_votes { w.silent_close } else { w.silent_replace }.to_owned()]
            }
            Note::Unissued { entry, kind } => {
                vec![fill(w.paper_first, &[&visitor.word(kind.words()), entry])]
            }
            Note::Owed { entry, kind } => vec![fill(w.paper_owed, &[&visitor.word(kind.words()), entry])],
            Note::Called(called) => called.says(visitor, today),
            Note::Gone(gone) => {
                let says = std::iter::once(gone.line(visitor)).chain(gone.facts(visitor));
                says.chain([visitor.w.project.lead_gone_why.to_owned()]).collect()
            }
        }
    }

    /// Where it leads.
    pub(super) fn link(&self, visitor: &Visitor, row: &Row) -> Option<(String, String)> {
        match self {
            Note::Unissued { entry, kind } | Note::Owed { entry, kind } => {
                let words = visitor.word(kind.words());
                Some((format!("/papers/{entry}"), fill(visitor.w.waits.issue_paper, &[&words])))
            }
            Note::Gone(_) => project_led::replacement(visitor, &case_of(row).ok()?),
            Note::Called(called) => called.link(visitor),
            Note::Refused { .. } | Note::Silent { .. } => None,
        }
    }
}

/// Looks at what the rows of a desk can really be done with: acts that would be refused are taken out and told.
///
/// # Errors
/// A fault of the reader.
pub(super) fn weigh(reader: &Reader, looks: Looks, rows: &mut [(Row, Work)]) -> Result<(), Fault> {
    for (row, work) in rows {
        if row.kind == CaseKind::Proceeding.name() {
            weigh_notice(looks, (row, work))?;
            weigh_call(reader, looks, (row, work))?;
        }
        if row.kind == CaseKind::Project.name() {
            weigh_project(reader, looks, (row, work))?;
        } else if row.kind == CaseKind::Proceeding.name() && work.acts.contains(&ActKind::ServeDecision) {
            weigh_service(reader, (row, work))?;
        }
        if row.kind == CaseKind::Proceeding.name() && looks.office.kind == OfficeKind::Federation {
            weigh_papers(reader, (row, work))?;
        }
    }
    Ok(())
}

fn weigh_project(reader: &Reader, looks: Looks, (row, work): (&Row, &mut Work)) -> Result<(), Fault> {
    let project: Project = case_of(row)?;
    let asked: Vec<P> =
        work.acts.iter().filter_map(|act| of_project(*act)).filter(|act| !act.rules().is_empty()).collect();
    if !asked.is_empty() {
        let stands = refusals(reader, looks, &project, &asked)?;
        let is_refused = |act: &ActKind| stands.iter().any(|(known, _)| ActKind::OnProject(*known) == *act);
        work.acts.retain(|act| !is_refused(act));
        let refused =
            stands.into_iter().map(|(act, because)| Note::Refused { act: ActKind::OnProject(act), because });
        work.notes.extend(refused);
    }
    let now = project.progress();
    if looks.office.kind == OfficeKind::Federation {
        work.notes.extend(silent(&now, looks.today).map(|(panel, uncast)| Note::Silent {
            panel: panel.number,
            uncast,
            since: panel.meets_on,
            has_votes: !panel.votes.is_empty(),
        }));
    }
    Ok(())
}

fn of_project(act: ActKind) -> Option<P> {
    let ActKind::OnProject(act) = act else { return None };
    Some(act)
}

/// What stands in the way of each of these acts today.
fn refusals(
    reader: &Reader,
    looks: Looks,
    project: &Project,
    acts: &[P],
) -> Result<Vec<(P, Against)>, Fault> {
    let Some(proposal) = project.proposal() else { return Ok(Vec::new()) };
    let rivals = match acts.iter().any(|act| act.looks_at_rivals()) {
        true => reader.projects_about(&proposal.subject(), Some(project))?,
        false => Vec::new(),
    };
    let standard = match proposal.revises() {
        Some(number) => reader.standard(number)?.map(|filed| filed.value),
        None => None,
    };
    let standards: Vec<_> = standard.into_iter().collect();
    let world = World::without_enterprise(looks.scheme, &standards);
    let about = About::Project(ProjectAsked { project, rivals: &rivals });
    let Some(q) = Question::new(world, about, looks.law, looks.today) else { return Ok(Vec::new()) };
    let mut found = Vec::new();
    for act in acts {
        found.extend(against(act.rules(), &q).into_iter().map(|because| (*act, because)));
        if *act == P::AcceptProposal {
            found.extend(barred(reader, looks, project)?.into_iter().map(|because| (*act, because)));
        }
    }
    Ok(found)
}

/// What the bar of clause 4 says of the lead.
fn barred(reader: &Reader, looks: Looks, project: &Project) -> Result<Vec<Against>, Fault> {
    let Some((lead, ..)) = project.progress().lead else { return Ok(Vec::new()) };
    let Some(file) = reader.case_file(lead)? else { return Ok(Vec::new()) };
    let q = Question::new(file.world(), About::LeadProposal, looks.law, looks.today);
    let rules: &[&'static Rule] = LEADING;
    Ok(q.map(|q| against(rules, &q)).unwrap_or_default())
}

/// The panel whose day is over and of which members have not voted, and how many.
pub(super) fn silent<'p, 'a>(now: &'p Progress<'a>, today: Day) -> Option<(&'p Panel<'a>, usize)> {
    let mut open = now.panels.iter().filter(|panel| panel.waits());
    let panel = open.find(|panel| panel.meets_on < today && panel.purpose.stages().contains(&now.stage))?;
    let uncast = panel.experts.iter().filter(|expert| !panel.votes.contains_key(expert.as_str())).count();
    (uncast > 0).then_some((panel, uncast))
}

/// The time to answer a notice does not run until its paper is issued (reading 0035).
fn weigh_notice(looks: Looks, (row, work): (&Row, &mut Work)) -> Result<(), Fault> {
    let proceeding: Proceeding = case_of(row)?;
    if proceeding.outcome().is_some() || proceeding.notice().is_none_or(|notice| notice.issued.is_some()) {
        return Ok(());
    }
    // Until then the party is in time, whatever the day.
    *work = looks.answered_by(row, &proceeding, Some(looks.today));
    work.due = None;
    work.otherwise = w(
        "如不签发告知书，答复期不起算，不能据此撤销授权",
        "until the paper of the notice is issued the time to answer does not run, and nothing can be revoked",
    );
    Ok(())
}

/// The interview that the maker is called to, with its notice.
fn weigh_call(reader: &Reader, looks: Looks, (row, work): (&Row, &mut Work)) -> Result<(), Fault> {
    if let Some(called) = Called::of(reader, &case_of(row)?)? {
        work.otherwise = called.otherwise(Some(looks.office), looks.today);
        work.notes.push(Note::Called(called));
    }
    Ok(())
}

fn weigh_service(reader: &Reader, (row, work): (&Row, &mut Work)) -> Result<(), Fault> {
    let Ok(code) = CreditCode::parse_overridden(&row.enterprise) else { return Ok(()) };
    let Some(filed) = reader.dossier(code)? else { return Ok(()) };
    for paper in papers_to_serve(&filed.value, &row.id) {
        if issued_to_parties(&reader.issued_of(paper.0)?, paper).is_none() {
            work.notes.push(Note::Unissued { entry: paper.0, kind: paper.1 });
        }
    }
    if !work.notes.is_empty() {
        work.acts.retain(|act| *act != ActKind::ServeDecision);
    }
    Ok(())
}

/// The papers of steps that were taken and that the parties were not given: what was served and heard is in the record, and
/// its paper is what they hold.
fn weigh_papers(reader: &Reader, (row, work): (&Row, &mut Work)) -> Result<(), Fault> {
    let proceeding: Proceeding = case_of(row)?;
    // A call that another took the place of is owed no paper any more, and that of the one that stands is told with it.
    let is_call = |taken: &Step| matches!(taken.step, StepKind::InterviewCalled { .. });
    let last_call = proceeding.steps.iter().rposition(is_call).filter(|_| proceeding.called().is_none());
    for (at, taken) in proceeding.steps.iter().enumerate() {
        let Some(entry) = taken.mark.entry.filter(|_| !is_call(taken) || last_call == Some(at)) else {
            continue;
        };
        let event = Event::ProceedingAdvanced { proceeding: proceeding.id.clone(), step: taken.step.clone() };
        for kind in made_from(&event).iter().copied() {
            if issued_to_parties(&reader.issued_of(entry)?, (entry, kind)).is_none() {
                work.notes.push(Note::Owed { entry, kind });
            }
        }
    }
    Ok(())
}

/// The work that a project without a lead is for the federation, whatever else waits in it; nothing of any other row. The
/// row of the lead tells whether it has a seat: only of those without one the rule is asked.
///
/// # Errors
/// A fault of the reader.
pub(super) fn unled(reader: &Reader, looks: Looks, row: &Row) -> Result<Option<Work>, Fault> {
    let is_ours = looks.office.kind == OfficeKind::Federation && row.kind == CaseKind::Project.name();
    let seat = match is_ours {
        true => reader.region_of(CaseKind::Enterprise.name(), &row.enterprise)?,
        false => None,
    };
    if seat.as_deref() != Some("") {
        return Ok(None);
    }
    let project: Project = case_of(row)?;
    let leads = project_led::leads(reader, &project)?;
    let Some(gone) = project_led::gone(reader, &project, &leads, Seen::as_of(looks.today)) else {
        return Ok(None);
    };
    let mut work = looks.project(row, &project);
    let stage = project.progress().stage;
    let more = [P::ReplaceLead, P::StopProject].into_iter().filter(|act| act.stages().contains(&stage));
    work.acts = more.map(ActKind::OnProject).chain(work.acts).collect();
    work.otherwise = w(
        "如不办理，项目无人牵头，停在目前阶段，标准不能发布",
        "if nobody acts, nobody leads the project: it stays where it is and no standard comes of it",
    );
    work.notes.push(Note::Gone(gone));
    Ok(Some(work))
}
