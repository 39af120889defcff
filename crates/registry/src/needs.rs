//! What an act needs from what is on file, and what the office itself looks at besides the policy. The door and
//! everybody who tries an act beforehand (dry runs) go through here, so that they cannot differ.

use std::collections::BTreeSet;

use policy::calendar::Day;
use policy::command::{Act, Command, Text};
use policy::decide::{Problem, Refusal};
use policy::enterprise::Dossier;
use policy::enterprise::credit_code::CreditCode;
use policy::enterprise::facts::Fact;
use policy::enterprise::membership::Member;
use policy::enterprise::shares::owners_of;
use policy::event::{Entry, Event};
use policy::question::Law;
use policy::standard::number::StandardNumber;
use policy::standard::project::Project;
use policy::standard::project::act::ProjectAct;
use policy::standard::project::stage::PlanLine;
use policy::standard::project::step::{ProjectStep, Proposal};
use policy::writing::turns_direction;

use crate::act::written;
use crate::books;
use crate::fault::{Fault, Refused};

/// The longest private text, in characters.
pub const LONGEST_TEXT: usize = 50_000;

/// What must be at hand to decide a command, besides the dossier that it is about and the scheme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Needs {
    /// The parents that the dossier and the command speak of.
    pub parents: BTreeSet<CreditCode>,
    /// The standards that the dossier and the command speak of.
    pub standards: BTreeSet<StandardNumber>,
}

impl Needs {
    /// What a command about a dossier needs.
    #[must_use]
    pub fn of(command: &Command, dossier: Option<&Dossier>, project: Option<&Project>) -> Needs {
        let (edition, parent) = books::named_by(command);
        let mut standards = dossier.map(books::standards_of).unwrap_or_default();
        standards.extend(edition.map(|edition| edition.number().clone()));
        standards.extend(proposal_of(command, project).and_then(Proposal::revises).cloned());
        let mut parents = dossier.map(books::parents_of).unwrap_or_default();
        parents.extend(parent);
        Needs { parents, standards }
    }

    /// What an act needs beside for firms whose duties as drafters it asks about: those of a report, and one that is to
    /// lead a project.
    pub fn add_drafters<'d>(&mut self, drafters: impl IntoIterator<Item = &'d Dossier>) {
        self.standards.extend(drafters.into_iter().flat_map(books::standards_of));
    }
}

/// The proposal that a command makes, or that of the project it is about.
fn proposal_of<'a>(command: &'a Command, project: Option<&'a Project>) -> Option<&'a Proposal> {
    if let Act::OnProject { step: ProjectAct::Propose { proposal, .. }, .. } = &command.act {
        return Some(proposal);
    }
    project.and_then(Project::proposal)
}

/// What the other projects are about that a command must be decided with; nothing where no rule looks at them.
#[must_use]
pub fn subject_of(command: &Command, project: Option<&Project>) -> Option<String> {
    let Act::OnProject { step, .. } = &command.act else { return None };
    let looks = step.kind().looks_at_rivals();
    project.filter(|_| looks).and_then(Project::proposal).map(Proposal::subject)
}

/// The one that is to lead a project in place of another: its bar of clause 4 is asked.
#[must_use]
pub fn new_lead_of(command: &Command) -> Option<CreditCode> {
    let Act::OnProject { step: ProjectAct::ReplaceLead { lead, .. }, .. } = &command.act else { return None };
    Some(*lead)
}

/// The number of the project that a command is about.
#[must_use]
pub fn project_of(command: &Command) -> Option<&str> {
    let Act::OnProject { project, .. } = &command.act else { return None };
    Some(project.as_str()).filter(|id| !id.is_empty())
}

/// The parents that a command needs, together with the firms above an owner that it would put in control: whether they
/// run in a ring is asked of all of them.
///
/// # Errors
/// What `load` meets.
pub fn with_owners<F>(
    mut parents: Vec<Dossier>,
    (command, dossier): (&Command, Option<&Dossier>),
    judged: (Law, Day),
    load: impl FnMut(CreditCode) -> Result<Option<Dossier>, F>,
) -> Result<Vec<Dossier>, F> {
    let Some(dossier) = dossier else { return Ok(parents) };
    for owner in owners_of(command, dossier, judged, load)? {
        if parents.iter().all(|parent| parent.enterprise != owner.enterprise) {
            parents.push(owner);
        }
    }
    Ok(parents)
}

/// The command with each of its private texts sealed: `seal` is given a text and gives its digest.
///
/// # Errors
/// A refusal of a text that is empty, too long, or sealed already.
pub fn sealed(command: &Command, seal: &mut dyn FnMut(String) -> String) -> Result<Command, Refusal> {
    let mut command = command.clone();
    for text in command.act.texts_mut() {
        match text {
            Text::Plain(plain) => match fault_of_text(plain) {
                Some(problem) => return Err(problem.at("reason").into()),
                None => *text = Text::Sealed(seal(std::mem::take(plain))),
            },
            Text::Sealed(_) => {
                let problem = Problem::new(
                    "text",
                    "内容须以明文提交，由系统封存",
                    "send the text itself: the registry seals it",
                );
                return Err(problem.at("reason").into());
            }
        }
    }
    Ok(command)
}

/// What is wrong with a private text; a form tells it at its field.
#[must_use]
pub fn fault_of_text(plain: &str) -> Option<Problem> {
    let length = plain.chars().count();
    let (zh, en) = if plain.trim().is_empty() {
        (
            format!("请写明内容，最多{LONGEST_TEXT}字"),
            format!("write the text, at most {LONGEST_TEXT} characters"),
        )
    } else if length > LONGEST_TEXT {
        (
            format!("最多{LONGEST_TEXT}字，现有{length}字"),
            format!("at most {LONGEST_TEXT} characters, and here are {length}"),
        )
    } else if plain.chars().any(is_no_writing) {
        (
            "内容不应含控制字符（换行和制表除外）".to_owned(),
            "the text must not contain control characters other than line breaks and tabs".to_owned(),
        )
    } else if plain.chars().any(turns_direction) {
        // As in public texts: whoever reads it must read what was written.
        return Some(Problem::new(
            "invisible",
            "内容不应含改变书写方向的不可见字符",
            "the text must not contain invisible characters that turn the direction of writing",
        ));
    } else {
        return None;
    };
    Some(Problem::new("text", zh, en))
}

/// A control character that nobody writes: a database or a paper may end the text at it.
fn is_no_writing(found: char) -> bool {
    found.is_control() && !matches!(found, '\n' | '\r' | '\t')
}

/// What an office knows that the policy does not see.
pub trait Holdings {
    /// Why it cannot be asked.
    type Fault;

    /// Whose a number is, as text; nothing where it is free.
    ///
    /// # Errors
    /// If it cannot be asked.
    fn owner(&mut self, kind: &'static str, id: &str) -> Result<Option<String>, Self::Fault>;

    /// The memberships by a number, written as it is meant, of whichever unit, as they stand.
    ///
    /// # Errors
    /// If it cannot be asked.
    fn members(&mut self, number: &str) -> Result<Vec<Member>, Self::Fault>;

    /// Whether a sealed text is still there; nothing where there never was one.
    ///
    /// # Errors
    /// If it cannot be asked.
    fn text_is_there(&mut self, digest: &str) -> Result<Option<bool>, Self::Fault>;

    /// Whether a project stands in a line of a yearly plan.
    ///
    /// # Errors
    /// If it cannot be asked.
    fn plan_line_is_taken(&mut self, plan: PlanLine) -> Result<bool, Self::Fault>;
}

/// The line of a yearly plan that an event takes: no two projects stand in one.
#[must_use]
pub fn plan_of(event: &Event) -> Option<PlanLine> {
    let Event::ProjectStepped { step: ProjectStep::Approved { plan }, .. } = event else { return None };
    Some(*plan)
}

/// The number that an event takes, which no other enterprise may have: its kind of row, and the number.
#[must_use]
pub fn number_of(event: &Event) -> Option<(&'static str, &str)> {
    if let Event::FactEntered { fact } = event {
        return number_of_fact(fact);
    }
    let Event::ProductSampled { check } = event else { return None };
    Some(("check", &check.id))
}

/// The same of a fact: of all facts certificates alone have numbers that the whole platform shares.
fn number_of_fact(fact: &Fact) -> Option<(&'static str, &str)> {
    match fact {
        Fact::Certificate(certificate) => Some(("certificate", &certificate.id)),
        Fact::Registration(_)
        | Fact::HeadOffice(_)
        | Fact::Holding(_)
        | Fact::Penalty(_)
        | Fact::Listing(_)
        | Fact::Award(_)
        | Fact::SystemCertificate(_)
        | Fact::Commitment(_)
        | Fact::Recall(_)
        | Fact::Breach(_)
        | Fact::DraftingRole(_)
        | Fact::Exhibition(_)
        | Fact::Membership(_)
        | Fact::Product(_) => None,
    }
}

/// The number of a membership that an event gives a unit, written as it is meant.
#[must_use]
pub fn member_number_of(event: &Event) -> Option<String> {
    let Event::FactEntered { fact: Fact::Membership(entered) } = event else { return None };
    entered.number_as_meant()
}

/// Looks at what a decision names: numbers that belong to somebody else, texts that are not there. Returns the texts
/// to be erased.
///
/// # Errors
/// Outside, what cannot be asked; inside, the refusal.
pub fn look_at_ids<H: Holdings>(
    enterprise: Option<CreditCode>,
    events: &[Event],
    holdings: &mut H,
) -> Result<Result<Vec<String>, Refusal>, H::Fault> {
    let own = enterprise.map(|code| code.to_string()).unwrap_or_default();
    let mut erased = Vec::new();
    for event in events {
        if let Event::TextErased { digest } = event {
            let problem = match holdings.text_is_there(digest)? {
                Some(true) => {
                    erased.push(digest.clone());
                    continue;
                }
                Some(false) => {
                    Problem::new("text_erased", "此文本已被删除", "the text has been erased already")
                }
                None => Problem::new("text_unknown", "没有此文本", "there is no such text"),
            };
            return Ok(Err(problem.at("digest").into()));
        }
        if let Some(plan) = plan_of(event)
            && holdings.plan_line_is_taken(plan)?
        {
            let problem = Problem::new(
                "plan_taken",
                format!("计划序号{plan}已有其他项目"),
                format!("another project stands in line {plan} of the plan"),
            );
            return Ok(Err(problem.at("step.plan").into()));
        }
        if let Some(problem) = member_of_that_number(enterprise, event, holdings)? {
            return Ok(Err(problem.into()));
        }
        let Some((kind, id)) = number_of(event) else { continue };
        if holdings.owner(kind, id)?.is_some_and(|owner| owner != own) {
            let problem = Problem::new(
                "number_taken",
                "该编号已属于另一企业",
                "this number belongs to another enterprise",
            );
            return Ok(Err(problem.at("id").into()));
        }
    }
    Ok(Ok(erased))
}

/// Why a unit cannot be a member by the number that an event gives it: another bears it on one of its days (reading 0030).
fn member_of_that_number<H: Holdings>(
    enterprise: Option<CreditCode>,
    event: &Event,
    holdings: &mut H,
) -> Result<Option<Problem>, H::Fault> {
    let Event::FactEntered { fact: Fact::Membership(entered) } = event else { return Ok(None) };
    let Some(number) = entered.number_as_meant() else { return Ok(None) };
    let members = holdings.members(&number)?;
    let mut others = members.iter().filter(|member| Some(member.enterprise) != enterprise);
    Ok(others.find_map(|other| other.bars(entered)))
}

/// The bytes of entries, which are the leaves of the tree for ever.
pub(crate) fn bodies<'e>(entries: impl IntoIterator<Item = &'e Entry>) -> Result<Vec<String>, Refused> {
    entries.into_iter().map(body).collect()
}

/// Refuses entries that the ledger cannot hold.
///
/// # Errors
/// Outside, a fault of the program; inside, the refusal.
pub fn must_fit(entries: &[Entry]) -> Result<Result<(), Refusal>, Fault> {
    match bodies(entries) {
        Ok(_) => Ok(Ok(())),
        Err(Refused::Refusal(refusal)) => Ok(Err(*refusal)),
        Err(Refused::Fault(fault)) => Err(fault),
        Err(Refused::Conflict(said)) => Err(Fault::Unreadable(said.en)),
    }
}

fn body(entry: &Entry) -> Result<String, Refused> {
    let body = written(entry)?;
    if body.len() > ledger::tile::MAX_ENTRY {
        return Err(Refusal::from(Problem::new(
            "too_large",
            "内容超过单条账目的上限（65535字节），请拆分",
            "this is more than one ledger entry can hold (65,535 bytes): split it",
        ))
        .into());
    }
    Ok(body)
}
