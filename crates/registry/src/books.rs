//! What is on file, read back from rows: dossiers, standards, the scheme. Used by the writer inside its
//! transaction and by readers outside it, so both see the same things the same way.

use std::collections::BTreeSet;

use policy::authorization::Basis;
use policy::command::{Act, Command};
use policy::enterprise::Dossier;
use policy::enterprise::credit_code::CreditCode;
use policy::enterprise::facts::Fact;
use policy::event::{Entry, Event};
use policy::scheme::Scheme;
use policy::standard::Standard;
use policy::standard::number::{EditionNumber, StandardNumber};
use policy::standard::project::Project;
use policy::standard::project::act::ProjectAct;
use policy::standard::project::stage::PlanLine;
use serde::de::DeserializeOwned;

use crate::fault::Fault;
use crate::rows_project::PROJECT;
use policy::standard::publishing::DutyReport;

use crate::rows::DUTY_REPORT;
use crate::sql;
use crate::store::{Columns, Tx};
use crate::tags::{of_plan, of_subject};

/// Entries read at once.
const AT_ONCE: u64 = 1000;

/// Reads what was once written as JSON.
pub fn read<T: DeserializeOwned>(body: &str, what: &str) -> Result<T, Fault> {
    serde_json::from_str(body).map_err(|cause| Fault::Unreadable(format!("{what}: {cause}")))
}

/// A case read back, and the position of the last entry that changed it.
pub fn case<T: DeserializeOwned>(tx: &mut dyn Tx, kind: &str, id: &str) -> Result<Option<(T, u64)>, Fault> {
    let mut found = None;
    tx.peek(sql::ROW_BODY, &[kind.into(), id.into()], &mut |body, version| {
        found = Some((parsed(body), version))
    })?;
    let Some((value, version)) = found else { return Ok(None) };
    let value = value.map_err(|cause| Fault::Unreadable(format!("the row {kind} `{id}`: {cause}")))?;
    Ok(Some((value, u64::try_from(version).unwrap_or(0))))
}

fn parsed<T: DeserializeOwned>(body: &str) -> serde_json::Result<T> {
    serde_json::from_str(body)
}

/// The dossier of an enterprise.
pub fn dossier(tx: &mut dyn Tx, enterprise: CreditCode) -> Result<Option<(Dossier, u64)>, Fault> {
    case(tx, "enterprise", enterprise.as_str())
}

/// The scheme; a new one where nothing is on file yet.
pub fn scheme(tx: &mut dyn Tx) -> Result<(Scheme, u64), Fault> {
    Ok(case(tx, "scheme", "scheme")?.unwrap_or_else(|| (Scheme::opened(), 0)))
}

/// A standard.
pub fn standard(tx: &mut dyn Tx, number: &StandardNumber) -> Result<Option<(Standard, u64)>, Fault> {
    case(tx, "standard", number.as_str())
}

/// A report of duties not fulfilled.
pub fn report(tx: &mut dyn Tx, id: &str) -> Result<Option<(DutyReport, u64)>, Fault> {
    case(tx, DUTY_REPORT, id)
}

/// The standards with these numbers, as far as on file.
pub fn standards(tx: &mut dyn Tx, numbers: BTreeSet<StandardNumber>) -> Result<Vec<Standard>, Fault> {
    let mut found = Vec::new();
    for number in numbers {
        found.extend(standard(tx, &number)?.map(|(standard, _)| standard));
    }
    Ok(found)
}

/// The parents with these codes, as far as on file.
pub fn parents(tx: &mut dyn Tx, codes: BTreeSet<CreditCode>) -> Result<Vec<Dossier>, Fault> {
    let mut found = Vec::new();
    for code in codes {
        found.extend(dossier(tx, code)?.map(|(dossier, _)| dossier));
    }
    Ok(found)
}

/// The standards that a dossier speaks of.
pub fn standards_of(dossier: &Dossier) -> BTreeSet<StandardNumber> {
    let granted = dossier.authorizations.list.iter().map(|a| &a.edition);
    let declared = dossier.declarations.iter().map(|d| &d.filing.edition);
    let certified = dossier.certificates.list.iter().map(|c| &c.edition);
    let checked = dossier.checks.list.iter().map(|c| &c.edition);
    let drafted = dossier.drafting_roles.list.iter().map(|role| &role.edition);
    let named = granted.chain(declared).chain(certified).chain(checked).chain(drafted);
    named.map(|edition| edition.number().clone()).collect()
}

/// The parents that a dossier speaks of.
pub fn parents_of(dossier: &Dossier) -> BTreeSet<CreditCode> {
    let filed = dossier.declarations.iter().filter_map(|d| d.filing.parent);
    let granted = dossier.authorizations.list.iter().filter_map(|a| match &a.basis {
        Basis::SelfDeclaration { parent, .. } => *parent,
        Basis::Certificate { .. } => None,
    });
    filed.chain(granted).collect()
}

/// The edition and the parent that a command itself names.
pub fn named_by(command: &Command) -> (Option<&EditionNumber>, Option<CreditCode>) {
    match &command.act {
        Act::EnterEdition { edition } => (Some(&edition.edition), None),
        Act::WithdrawEdition { edition, .. } | Act::AnnulEdition { edition, .. } => (Some(edition), None),
        Act::SampleProduct(act) => (Some(&act.edition), None),
        Act::CompleteReview(act) => (Some(&act.edition), None),
        Act::OnProject { step, .. } => named_by_step(step),
        Act::AnnulReview(act) => (Some(&act.edition), None),
        Act::FileDeclaration { filing } => (Some(&filing.edition), filing.parent),
        Act::EnterFact { fact } => named_by_fact(fact),
        Act::EndFact { .. }
        | Act::AnnulFact { .. }
        | Act::CompleteRegister { .. }
        | Act::EnterSchemeFact { .. }
        | Act::EndSchemeFact { .. }
        | Act::AnnulSchemeFact { .. }
        | Act::RegisterEnterprise { .. }
        | Act::ClassifyPenalty { .. }
        | Act::DescribeProduct { .. }
        | Act::SuspendCertificate { .. }
        | Act::LiftCertificateSuspension { .. }
        | Act::WithdrawDeclaration { .. }
        | Act::JoinDeclaration { .. }
        | Act::FileLabel { .. }
        | Act::AcceptLabel { .. }
        | Act::ReturnLabel { .. }
        | Act::WithdrawLabel { .. }
        | Act::DeclineDeclaration { .. }
        | Act::GrantDeclared { .. }
        | Act::RefuseDeclaration { .. }
        | Act::GrantCertified { .. }
        | Act::LiftSuspension { .. }
        | Act::EndAuthorization { .. }
        | Act::EnterResult { .. }
        | Act::NotifyResult { .. }
        | Act::Object { .. }
        | Act::OrderRetest { .. }
        | Act::EnterRetest { .. }
        | Act::AnswerObjection { .. }
        | Act::VerifyResult { .. }
        | Act::SetCheckAside { .. }
        | Act::OpenDueWork { .. }
        | Act::CallInterview { .. }
        | Act::HoldInterview { .. }
        | Act::ServeNotice { .. }
        | Act::State { .. }
        | Act::RequestHearing { .. }
        | Act::HoldHearing { .. }
        | Act::DecideProceeding { .. }
        | Act::ServeDecision { .. }
        | Act::PublishDecision { .. }
        | Act::CorrectRevocation { .. }
        | Act::EraseText { .. }
        | Act::IssuePaper { .. }
        | Act::FileDutyReport(_)
        | Act::PublishDutyReport(_)
        | Act::CorrectDutyLine(_)
        | Act::NotifyDuties(_)
        | Act::ReceiveDutyNotice(_)
        | Act::AnnulLabelDecision(_) => (None, None),
    }
}

/// The edition that a project publishes, and whoever is to lead it, or to take part in it, from now on.
fn named_by_step(step: &ProjectAct) -> (Option<&EditionNumber>, Option<CreditCode>) {
    if let ProjectAct::PublishStandard { edition } = step {
        return (Some(&edition.edition), None);
    }
    if let ProjectAct::NameParticipant { participant } = step {
        return (None, participant.enterprise);
    }
    let ProjectAct::ReplaceLead { lead, .. } = step else { return (None, None) };
    (None, Some(*lead))
}

/// A project with the position of its last step.
pub fn project(tx: &mut dyn Tx, id: &str) -> Result<Option<(Project, u64)>, Fault> {
    case(tx, PROJECT, id)
}

/// Whether a project stands in a line of a yearly plan, or stood in it: a line is never given again.
pub fn plan_line_is_taken(tx: &mut dyn Tx, plan: PlanLine) -> Result<bool, Fault> {
    Ok(!tx.query(sql::TAGGED, &[of_plan(plan).into(), (-1_i64).into(), 1_u64.into()])?.is_empty())
}

/// The projects about one standard or system, but for one. Whether they run is judged as of a day, by the rules.
pub fn rivals(tx: &mut dyn Tx, subject: &str, but: Option<&Project>) -> Result<Vec<Project>, Fault> {
    let mut found = Vec::new();
    let mut after = -1_i64;
    loop {
        let lines = tx.query(sql::TAGGED, &[of_subject(subject).into(), after.into(), AT_ONCE.into()])?;
        let is_last = (lines.len() as u64) < AT_ONCE;
        for line in lines {
            let mut columns = Columns::of(line);
            let position = columns.position();
            after = i64::try_from(position).unwrap_or(i64::MAX);
            let entry: Entry = read(&columns.text(), &format!("entry {position}"))?;
            let Event::ProjectStepped { project: id, .. } = entry.event else { continue };
            if but.is_some_and(|but| but.id == id) {
                continue;
            }
            found.extend(project(tx, &id)?.map(|(other, _)| other));
        }
        if is_last {
            return Ok(found);
        }
    }
}

/// The edition of a certificate, and the owner of a share, whose own owners are looked at.
fn named_by_fact(fact: &Fact) -> (Option<&EditionNumber>, Option<CreditCode>) {
    match fact {
        Fact::Certificate(certificate) => (Some(&certificate.edition), None),
        Fact::DraftingRole(role) => (Some(&role.edition), None),
        Fact::Exhibition(shown) => (Some(&shown.edition), None),
        Fact::Holding(holding) => (None, Some(holding.owner)),
        Fact::Registration(_)
        | Fact::HeadOffice(_)
        | Fact::Penalty(_)
        | Fact::Listing(_)
        | Fact::Award(_)
        | Fact::SystemCertificate(_)
        | Fact::Commitment(_)
        | Fact::Recall(_)
        | Fact::Breach(_)
        | Fact::Membership(_)
        | Fact::Product(_) => (None, None),
    }
}
