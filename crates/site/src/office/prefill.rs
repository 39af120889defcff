//! What a form can know before anybody types: the day, the bureau, the product, and the days that were asked for.

use policy::calendar::Day;
use policy::command::ActKind;
use policy::division::PROVINCE;
use policy::enterprise::record::current;
use policy::powers::{Office, OfficeKind};
use policy::standard::project::act::ProjectActKind;
use policy::standard::project::stage::Node;

use crate::acts::{CaseKind, Form};
use crate::office::act::Values;
use crate::office::case::Case;
use crate::office::of_project::LEAVE;

/// Fills in what is known and not given.
pub(super) fn filled(values: &mut Values, case: &Case, form: &Form, office: &Office, today: Day) {
    let mut give = |at: &str, value: Option<String>| {
        if let Some(value) = value {
            values.entry(at.to_owned()).or_insert(value);
        }
    };
    give("on", Some(today.to_string()));
    let own = match (&office.of, office.kind) {
        (None, OfficeKind::ProvinceBureau) => Some(PROVINCE.to_owned()),
        (own, _) => own.clone(),
    };
    give("bureau", own);
    if form.kind == ActKind::FileDutyReport {
        give("as_of", Some(today.to_string()));
    }
    if form.kind == ActKind::ReceiveDutyNotice {
        let notice = case.notice_to(office);
        give("department", notice.map(|notice| notice.department.name().to_owned()));
        give("region", notice.map(|notice| notice.region.clone()));
    }
    if form.kind == ActKind::OnProject(ProjectActKind::PublishStandard) {
        let proposal = case.project.as_ref().and_then(|of| of.project.proposal());
        give("step.edition.title", proposal.map(|proposal| proposal.title.clone()));
        let is_consumer = proposal.and_then(|proposal| proposal.is_consumer_standard);
        let said = is_consumer.map(|yes| if yes { "yes" } else { "no" }.to_owned());
        give("step.edition.is_consumer_standard", said);
    }
    if form.kind == ActKind::OnProject(ProjectActKind::DrawSystem) {
        // The tree is drawn as a whole: whoever adds a leaf starts from what there is.
        give("step.nodes", case.project.as_ref().map(|of| written(of.project.progress().nodes)));
    }
    if form.kind == LEAVE {
        give("step.name", case.own_part(office).map(|own| own.name.clone()));
    }
    if case.kind == CaseKind::Product {
        for at in ["product", "filing.product", "fact.product"] {
            give(at, Some(case.subject.clone()));
        }
    }
    if matches!(form.kind, ActKind::GrantDeclared | ActKind::GrantCertified) {
        give("from", Some(today.to_string()));
        give("valid_until", basis_until(case).map(|day| day.to_string()));
    }
}

/// The nodes of a system as they are typed, one a line.
fn written(nodes: &[Node]) -> String {
    let line = |node: &Node| {
        let standard = node.standard.as_ref().map(|number| number.as_str()).unwrap_or_default();
        let parent = node.parent.as_deref().unwrap_or_default();
        let industry = node.industry.as_ref().map(|industry| format!(" | {industry}")).unwrap_or_default();
        format!("{} | {parent} | {} | {standard}{industry}", node.code, node.title)
    };
    nodes.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// The last day that was asked for, or that the certificate lasts.
fn basis_until(case: &Case) -> Option<Day> {
    let dossier = case.dossier.as_ref()?;
    match case.kind {
        CaseKind::Declaration => {
            let declared = dossier.declarations.iter().find(|declared| declared.id == case.subject)?;
            Some(declared.filing.until)
        }
        CaseKind::Certificate => current(&dossier.certificates.list, &case.subject).map(|c| c.valid_until),
        CaseKind::Enterprise
        | CaseKind::Product
        | CaseKind::Authorization
        | CaseKind::Label
        | CaseKind::Check
        | CaseKind::Proceeding
        | CaseKind::Edition
        | CaseKind::Project
        | CaseKind::DutyReport
        | CaseKind::Scheme => None,
    }
}
