//! What an entry can be found by: the cases it is about, and the command that brought it.

use std::collections::BTreeSet;

use policy::authorization::{Authorization, Basis, Declaration};
use policy::enterprise::completing::Completion;
use policy::enterprise::credit_code::CreditCode;
use policy::enterprise::facts::{Fact, FactKind};
use policy::event::{Entry, Event};
use policy::paper::IssuedPaper;
use policy::scheme::SchemeFact;
use policy::standard::Edition;
use policy::standard::number::{EditionNumber, StandardNumber};
use policy::standard::project::stage::PlanLine;
use policy::standard::project::step::ProjectStep;
use policy::standard::publishing::ReportStep;
use policy::supervision::Proceeding;
use policy::supervision::label::LabelFiling;

use crate::act::filed_key;
use crate::findings::findings_of;
use crate::rows::SCHEME;

/// What the entries are found by that rest on findings of the rules.
pub(crate) const FINDINGS: &str = "findings";

/// What an entry can be found by.
pub(crate) fn tags(entry: &Entry) -> BTreeSet<String> {
    let mut tags: BTreeSet<String> = of_event(entry).into_iter().collect();
    if findings_of(entry).next().is_some() {
        tags.insert(FINDINGS.to_owned());
    }
    tags.extend(entry.enterprise.map(|code| format!("enterprise:{code}")));
    tags.insert(format!("cmd:{}", filed_key(&entry.by.person, &entry.key)));
    tags
}

/// The cases that an entry is about, as the kind of their rows and their numbers; an enterprise is none of them.
#[must_use]
pub fn cases_of(entry: &Entry) -> Vec<(String, String)> {
    let tags = of_event(entry).into_iter();
    let case = |tag: String| tag.split_once(':').map(|(kind, id)| (kind.to_owned(), id.to_owned()));
    tags.filter_map(case).filter(|(kind, _)| crate::kinds::case_of(kind).is_some()).collect()
}

fn of_event(entry: &Entry) -> Vec<String> {
    match &entry.event {
        Event::DeclarationFiled { declaration } => of_filing(declaration),
        Event::DeclarationWithdrawn { declaration }
        | Event::DeclarationJoined { declaration }
        | Event::DeclarationDeclined { declaration }
        | Event::DeclarationRefused { declaration } => vec![format!("declaration:{declaration}")],
        Event::AuthorizationGranted { authorization } => of_grant(authorization),
        Event::AuthorizationSuspended { authorization }
        | Event::AuthorizationSuspensionLifted { authorization }
        | Event::AuthorizationEnded { authorization }
        | Event::AuthorizationRevoked { authorization, .. }
        | Event::RevocationCorrected { authorization } => vec![format!("authorization:{authorization}")],
        Event::LabelFiled { label } => of_labels(label),
        Event::LabelDecided { label, .. }
        | Event::LabelDecisionAnnulled { label }
        | Event::LabelWithdrawn { label } => vec![of_label(label)],
        Event::ProductSampled { check } => vec![of_check(&check.id)],
        Event::ResultEntered { check, .. }
        | Event::ResultNotified { check }
        | Event::RetestOrdered { check, .. }
        | Event::RetestEntered { check, .. }
        | Event::ObjectionAnswered { check, .. }
        | Event::ResultVerified { check, .. }
        | Event::CheckAnnulled { check } => vec![of_check(check)],
        Event::ProceedingOpened { proceeding } => of_work(proceeding),
        Event::ProceedingAdvanced { proceeding, step } => {
            with_files(format!("proceeding:{proceeding}"), step.files())
        }
        Event::ProceedingClosed { proceeding } => vec![format!("proceeding:{proceeding}")],
        Event::ObjectionFiled { check, files } => with_files(of_check(check), files),
        Event::CertificateSuspended { certificate } | Event::CertificateSuspensionLifted { certificate } => {
            vec![format!("certificate:{certificate}")]
        }
        Event::FactEntered { fact } => {
            let own = of_fact(entry, fact.kind(), fact.record().id());
            std::iter::once(own).chain(rests_on(fact)).collect()
        }
        Event::FactCompleted { completion } => {
            let own = of_fact(entry, completion.kind(), completion.id());
            std::iter::once(own).chain(rests_on_more(completion)).collect()
        }
        Event::FactEnded { kind, id, .. } | Event::FactAnnulled { kind, id } => {
            vec![of_fact(entry, *kind, id)]
        }
        Event::EditionEntered { edition } => vec![of_edition(&edition.edition), of_start(edition)],
        Event::TableContinued { edition, .. }
        | Event::EditionWithdrawn { edition }
        | Event::EditionAnnulled { edition }
        | Event::ReviewAnnulled { edition, .. }
        | Event::ReviewCompleted { edition, .. } => vec![of_edition(edition)],
        Event::ProjectStepped { project, step } => of_project_step(project, step),
        Event::SchemeFactEntered { fact } => of_scheme(fact),
        Event::SchemeFactEnded { .. } | Event::SchemeFactAnnulled { .. } => vec![SCHEME.to_owned()],
        Event::TextErased { digest } => vec![format!("text:{digest}")],
        Event::PaperIssued { paper } => of_issue(paper).to_vec(),
        Event::DutyReportAdvanced { report, step } => of_report(report, step),
        Event::EnterpriseRegistered { .. } | Event::RegisterCompleted { .. } => Vec::new(),
    }
}

/// A fact about the scheme, with the picture of the mark where it is that.
fn of_scheme(fact: &SchemeFact) -> Vec<String> {
    let file = if let SchemeFact::Artwork(artwork) = fact { Some(&artwork.file) } else { None };
    with_files(SCHEME.to_owned(), file.map_or(&[], std::slice::from_ref))
}

/// Work is found by its number and by the marks that it is about.
fn of_work(proceeding: &Proceeding) -> Vec<String> {
    let marks = proceeding.authorizations.iter().map(|code| format!("authorization:{code}"));
    std::iter::once(format!("proceeding:{}", proceeding.id)).chain(marks).collect()
}

/// A case and the files that came with what was said in it: they stay as long as the entry names them.
fn with_files(of: String, files: &[String]) -> Vec<String> {
    std::iter::once(of).chain(files.iter().map(|file| format!("file:{file}"))).collect()
}

/// A label filing is found by its number and by its photos. It changes nothing of its mark, whose papers tell what
/// became of it since by the mark's own entries.
fn of_labels(label: &LabelFiling) -> Vec<String> {
    let photos = label.photos.iter().map(|photo| format!("file:{photo}"));
    photos.chain([of_label(&label.id)]).collect()
}

/// A step is found by its project; a proposal by what it is about, too, a document by its file, and an approval by its
/// line in the plan.
fn of_project_step(project: &str, step: &ProjectStep) -> Vec<String> {
    let mut tags = vec![of_project(project)];
    if let ProjectStep::Proposed { proposal, .. } = step {
        tags.push(of_subject(&proposal.subject()));
    } else if let ProjectStep::DocumentFiled { digest, .. } = step {
        tags.push(format!("file:{digest}"));
    } else if let ProjectStep::Approved { plan } = step {
        tags.push(of_plan(*plan));
    }
    tags
}

/// What stands in a line of a yearly plan.
pub(crate) fn of_plan(plan: PlanLine) -> String {
    format!("plan:{plan}")
}

/// The steps of a project.
pub(crate) fn of_project(project: &str) -> String {
    format!("project:{project}")
}

/// The proposals that are about one standard or system.
pub(crate) fn of_subject(subject: &str) -> String {
    format!("proposed:{subject}")
}

/// What is said of an edition is found by its standard.
fn of_edition(edition: &EditionNumber) -> String {
    format!("standard:{}", edition.number().as_str())
}

/// What the day is found by from which an edition is in force: days lie in the order of these, and behind each its standard.
pub(crate) const STARTS: &str = "starts:";

fn of_start(edition: &Edition) -> String {
    format!("{STARTS}{} {}", edition.in_force_from, edition.edition.number().as_str())
}

/// A report of duties is found by its name, and its lines by the standard.
fn of_report(id: &str, step: &ReportStep) -> Vec<String> {
    let lines = match step {
        ReportStep::Filed { lines, .. } | ReportStep::Continued { lines, .. } => lines.as_slice(),
        ReportStep::Published { .. }
        | ReportStep::LineCorrected { .. }
        | ReportStep::NoticeSent { .. }
        | ReportStep::NoticeReceived { .. } => &[],
    };
    let standards = lines.iter().map(|line| of_reported(line.edition.number()));
    standards.chain([format!("duty_report:{id}")]).collect()
}

/// The lines of reports about a standard.
pub(crate) fn of_reported(number: &StandardNumber) -> String {
    format!("reported:{}", number.as_str())
}

/// An issued paper is found by the digest of its file, and by the entry that it was made from.
fn of_issue(paper: &IssuedPaper) -> [String; 2] {
    [format!("paper:{}", paper.sha256), papers_of(paper.entry)]
}

/// The papers that were issued of an entry.
pub(crate) fn papers_of(entry: u64) -> String {
    format!("papers_of:{entry}")
}

fn of_label(label: &str) -> String {
    format!("label:{label}")
}

fn of_check(check: &str) -> String {
    format!("check:{check}")
}

/// A filing is found by its number, by the files sent along and by the parent that it names.
fn of_filing(declaration: &Declaration) -> Vec<String> {
    let files = declaration.filing.evidence.iter().map(|one| format!("file:{}", one.digest));
    let own = std::iter::once(format!("declaration:{}", declaration.id));
    files.chain(own).chain(declaration.filing.parent.map(of_parent)).collect()
}

/// A grant is found by its mark, by the declaration that it decides and by the standard that it rests on.
fn of_grant(authorization: &Authorization) -> Vec<String> {
    let declared = match &authorization.basis {
        Basis::SelfDeclaration { declaration, .. } => Some(format!("declaration:{declaration}")),
        Basis::Certificate { .. } => None,
    };
    let standard = of_standard(authorization.edition.number());
    [format!("authorization:{}", authorization.code), standard].into_iter().chain(declared).collect()
}

/// What of the scheme a fact rests on once it is completed.
fn rests_on_more(completion: &Completion) -> Vec<String> {
    match completion {
        Completion::Product { categories, .. } => {
            categories.iter().flatten().map(|category| of_category(category)).collect()
        }
        Completion::Penalty { .. } => Vec::new(),
    }
}

/// The filings that name a parent: whoever made them follows it.
pub(crate) fn of_parent(parent: CreditCode) -> String {
    format!("parent:{parent}")
}

/// The parts taken in drafting a standard.
pub(crate) fn of_drafters(number: &StandardNumber) -> String {
    format!("drafters:{}", number.as_str())
}

/// The units that were members by a number, written as it is meant.
pub(crate) fn of_members(number: &str) -> String {
    format!("member_number:{number}")
}

/// The marks that rest on a standard.
pub(crate) fn of_standard(number: &StandardNumber) -> String {
    format!("against:{}", number.as_str())
}

/// What rests on a category of the catalogue.
pub(crate) fn of_category(category: &str) -> String {
    format!("category:{category}")
}

/// What rests on a body.
pub(crate) fn of_body(body: &str) -> String {
    format!("body:{body}")
}

/// What of the scheme a fact rests on.
fn rests_on(fact: &Fact) -> Vec<String> {
    match fact {
        Fact::Product(product) => {
            product.categories.iter().flatten().map(|category| of_category(category)).collect()
        }
        Fact::Certificate(certificate) => vec![of_body(&certificate.body)],
        Fact::DraftingRole(role) => vec![of_drafters(role.edition.number())],
        Fact::Exhibition(shown) => shown.photo.iter().map(|photo| format!("file:{photo}")).collect(),
        Fact::Registration(_)
        | Fact::HeadOffice(_)
        | Fact::Holding(_)
        | Fact::Penalty(_)
        | Fact::Listing(_)
        | Fact::Award(_)
        | Fact::SystemCertificate(_)
        | Fact::Commitment(_)
        | Fact::Recall(_)
        | Fact::Breach(_) => Vec::new(),
        Fact::Membership(membership) => {
            membership.number_as_meant().iter().map(|number| of_members(number)).collect()
        }
    }
}

/// Certificates have numbers of their own; other facts are numbered within their enterprise.
fn of_fact(entry: &Entry, kind: FactKind, id: &str) -> String {
    match (kind, entry.enterprise) {
        (FactKind::Certificate, _) => format!("certificate:{id}"),
        (kind, Some(code)) => format!("{}:{code}/{id}", kind_name(kind)),
        (kind, None) => format!("{}:{id}", kind_name(kind)),
    }
}

fn kind_name(kind: FactKind) -> String {
    serde_json::to_value(kind).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}
