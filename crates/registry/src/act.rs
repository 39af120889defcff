//! What is brought to the office and what it gives back.

use policy::command::{Command, Text};
use policy::enterprise::credit_code::CreditCode;
use policy::event::{Entry, Event};
use policy::finding::Finding;
use policy::powers::Actor;
use policy::standard::project::step::ProjectStep;
use policy::standard::publishing::ReportStep;
use serde::{Deserialize, Serialize};

use crate::fault::Fault;
use crate::moment::Moment;
use crate::reader::Reader;
use crate::store::Columns;
use crate::{books, sql};

/// An act that somebody asks for.
#[derive(Debug, Clone, PartialEq)]
pub struct Order {
    /// Who acts.
    pub actor: Actor,
    /// What is asked.
    pub command: Command,
    /// When it is entered.
    pub now: Moment,
    /// The version of what the act is about (the project, the report or the enterprise's dossier) that the asker saw; a later
    /// one is a conflict.
    pub expected: Option<u64>,
}

/// What became of an act.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// Ledger positions of the entries it made; none if there was nothing to do.
    pub positions: Vec<u64>,
    /// Identifiers of what it made: declarations, authorisations, checks, proceedings, facts, editions.
    pub created: Vec<String>,
    /// The findings it rests on.
    #[serde(default)]
    pub findings: Vec<Finding>,
    /// Whether the same command had been done before: then nothing was done now.
    pub repeated: bool,
    /// The version of what it is about: the position of the last entry about it.
    pub version: u64,
    /// Of an erasure: whether the text is gone from the files of the database by now. While somebody reads an older
    /// state it is not; it is tried again, and the same command brought again tells what came of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gone_from_disk: Option<bool>,
    /// Enterprises that rest on what the act changed, where the work that is due could not be opened; none unless the
    /// program or what it holds is wrong. The log says why, under the same reference.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unopened: Vec<Unopened>,
}

/// What follows from an act elsewhere and was not entered: work that is due, a part in the drafting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unopened {
    /// At which enterprise.
    pub enterprise: CreditCode,
    /// What to look for in the log.
    pub reference: String,
}

impl Reader {
    /// The receipt of an act that a person brought under this key; nothing if none was done under it. That of an
    /// erasure says what is known by now of the files of the database.
    ///
    /// # Errors
    /// If the database fails, or what it keeps cannot be read.
    pub fn receipt(&self, person: &str, key: &str) -> Result<Option<Receipt>, Fault> {
        let key = filed_key(person, key);
        let line = self.with(|tx| Ok(tx.query(sql::COMMAND, &[key.as_str().into()])?.into_iter().next()))?;
        let Some(line) = line else { return Ok(None) };
        let mut columns = Columns::of(line);
        columns.text();
        let mut receipt: Receipt = books::read(&columns.text(), "a receipt")?;
        if self.is_of_an_erasure(&receipt)? {
            receipt.gone_from_disk = Some(!self.may_hold_what_was_erased());
        }
        Ok(Some(receipt))
    }

    fn is_of_an_erasure(&self, receipt: &Receipt) -> Result<bool, Fault> {
        let Some(position) = receipt.positions.first().copied() else { return Ok(false) };
        let Some(body) = self.entry_bytes(position)? else { return Ok(false) };
        let entry: Entry = books::read(&body, &format!("entry {position}"))?;
        Ok(matches!(entry.event, Event::TextErased { .. }))
    }

    /// Whether the files of the database may still hold what was erased.
    fn may_hold_what_was_erased(&self) -> bool {
        self.published.read().is_ok_and(|published| published.unscrubbed)
    }
}

/// The key under which a command is known: each person has keys of their own, so that nobody's can collide with
/// another's or be taken beforehand. Neither part can hold the sign between them.
pub(crate) fn filed_key(person: &str, key: &str) -> String {
    format!("{person}\t{key}")
}

/// The digest by which a repeated command is known: who asks, and what. Private texts are left out, because an erased
/// text must not be found again by guessing; they are compared with what is kept of them (`deed`).
pub(crate) fn content_digest(order: &Order) -> Result<String, Fault> {
    let mut command = order.command.clone();
    for text in command.act.texts_mut() {
        *text = Text::Plain(String::new());
    }
    let content = written(&(&order.actor, &command))?;
    Ok(ledger::hex(&ledger::digest(content.as_bytes())))
}

/// A value as JSON. Values of ours have text keys and no failing parts, so a failure is the program's.
pub(crate) fn written(value: &impl Serialize) -> Result<String, Fault> {
    serde_json::to_string(value)
        .map_err(|cause| Fault::Unreadable(format!("a value cannot be written: {cause}")))
}

/// What events make, by identifier.
#[must_use]
pub fn created(events: &[Event]) -> Vec<String> {
    let made = |event: &Event| match event {
        Event::FactEntered { fact } => Some(fact.record().id().to_owned()),
        Event::SchemeFactEntered { fact } => Some(fact.record().id().to_owned()),
        Event::EditionEntered { edition } => Some(edition.edition.to_string()),
        Event::DeclarationFiled { declaration } => Some(declaration.id.clone()),
        Event::AuthorizationGranted { authorization } => Some(authorization.code.to_string()),
        Event::LabelFiled { label } => Some(label.id.clone()),
        Event::DutyReportAdvanced { report, step: ReportStep::Filed { .. } } => Some(report.clone()),
        Event::ProductSampled { check } => Some(check.id.clone()),
        Event::ProceedingOpened { proceeding } => Some(proceeding.id.clone()),
        Event::ProjectStepped { project, step: ProjectStep::Proposed { .. } } => Some(project.clone()),
        Event::EnterpriseRegistered { .. }
        | Event::FactEnded { .. }
        | Event::FactAnnulled { .. }
        | Event::RegisterCompleted { .. }
        | Event::SchemeFactEnded { .. }
        | Event::SchemeFactAnnulled { .. }
        | Event::TableContinued { .. }
        | Event::EditionWithdrawn { .. }
        | Event::CertificateSuspended { .. }
        | Event::CertificateSuspensionLifted { .. }
        | Event::DeclarationWithdrawn { .. }
        | Event::DeclarationJoined { .. }
        | Event::LabelDecided { .. }
        | Event::LabelWithdrawn { .. }
        | Event::ReviewCompleted { .. }
        | Event::ProjectStepped { .. }
        | Event::DeclarationDeclined { .. }
        | Event::FactCompleted { .. }
        | Event::EditionAnnulled { .. }
        | Event::DeclarationRefused { .. }
        | Event::AuthorizationSuspended { .. }
        | Event::AuthorizationSuspensionLifted { .. }
        | Event::AuthorizationEnded { .. }
        | Event::AuthorizationRevoked { .. }
        | Event::RevocationCorrected { .. }
        | Event::ResultEntered { .. }
        | Event::ResultNotified { .. }
        | Event::ObjectionFiled { .. }
        | Event::RetestOrdered { .. }
        | Event::RetestEntered { .. }
        | Event::ObjectionAnswered { .. }
        | Event::ResultVerified { .. }
        | Event::CheckAnnulled { .. }
        | Event::ProceedingAdvanced { .. }
        | Event::ProceedingClosed { .. }
        | Event::TextErased { .. }
        | Event::PaperIssued { .. }
        | Event::DutyReportAdvanced { .. }
        | Event::LabelDecisionAnnulled { .. }
        | Event::ReviewAnnulled { .. } => None,
    };
    events.iter().filter_map(made).collect()
}
