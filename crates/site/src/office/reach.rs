//! Which cases an office may open: one answer for whoever opens a case and for the pages that would lead to it, for a link
//! that its reader may not follow is none.

use policy::authorization::Declaration;
use policy::enterprise::Dossier;
use policy::enterprise::credit_code::CreditCode;
use policy::enterprise::record::current;
use policy::powers::{Office, OfficeKind};
use policy::standard::project::Project;
use policy::supervision::Check;

use crate::acts::CaseKind;
use crate::office::case::Case;
use crate::public::duties::may_know;

/// Whether an office opens every case: those who may act on any of it, and the scheme's own offices.
fn opens_all(kind: OfficeKind) -> bool {
    match kind {
        OfficeKind::Federation
        | OfficeKind::Alliance
        | OfficeKind::ProvinceBureau
        | OfficeKind::CityBureau
        | OfficeKind::CountyBureau
        | OfficeKind::Finance
        | OfficeKind::Administrator => true,
        OfficeKind::Expert
        | OfficeKind::Public
        | OfficeKind::Maker
        | OfficeKind::CertificationBody
        | OfficeKind::Laboratory => false,
    }
}

/// Whether an office opens the file of an enterprise: of makers the own one alone.
pub(crate) fn opens_enterprise(office: &Office, code: CreditCode) -> bool {
    match office.kind {
        OfficeKind::Maker => office.of.as_deref() == Some(code.as_str()),
        OfficeKind::CertificationBody => true,
        kind => opens_all(kind),
    }
}

/// Whether an office opens editions and the scheme: experts come to their projects from the desk.
pub(crate) fn opens_standards(office: &Office) -> bool {
    !matches!(office.kind, OfficeKind::Expert | OfficeKind::Public)
}

/// Whether an office opens a project: of makers those that lead it or take part, of experts those on its panels.
pub(crate) fn opens_project(office: &Office, project: &Project) -> bool {
    let Some(own) = office.of.as_deref() else { return opens_all(office.kind) };
    match office.kind {
        OfficeKind::Maker => {
            CreditCode::parse_overridden(own).is_ok_and(|own| project.progress().has_part(own))
        }
        OfficeKind::Expert => {
            let now = project.progress();
            now.panels.iter().any(|panel| panel.experts.iter().any(|member| member == own))
        }
        kind => opens_all(kind),
    }
}

/// Whether an office opens a check of an enterprise.
pub(crate) fn opens_check(office: &Office, of: CreditCode, check: &Check) -> bool {
    match office.kind {
        OfficeKind::Maker => opens_enterprise(office, of),
        OfficeKind::CertificationBody | OfficeKind::Laboratory => {
            check.is_tested_by(office.of.as_deref().unwrap_or_default())
        }
        kind => opens_all(kind),
    }
}

/// Whether an office opens a piece of work about an enterprise.
pub(crate) fn opens_work(office: &Office, of: CreditCode) -> bool {
    match office.kind {
        OfficeKind::Maker => opens_enterprise(office, of),
        OfficeKind::CertificationBody | OfficeKind::Laboratory => false,
        kind => opens_all(kind),
    }
}

/// Whether an office opens a case of a dossier: of bodies and laboratories those of their own work. The parent that a joint
/// filing names sees that declaration and nothing else of the subsidiary.
pub(crate) fn opens_in(office: &Office, dossier: &Dossier, kind: CaseKind, id: &str) -> bool {
    let own = office.of.as_deref().unwrap_or_default();
    let is_certifier = office.kind == OfficeKind::CertificationBody;
    match office.kind {
        OfficeKind::Maker => {
            let is_it = |declaration: &&Declaration| kind == CaseKind::Declaration && declaration.id == id;
            let parent = dossier.declarations.iter().find(is_it).and_then(|it| it.filing.parent);
            opens_enterprise(office, dossier.enterprise)
                || parent.is_some_and(|parent| own == parent.as_str())
        }
        OfficeKind::CertificationBody | OfficeKind::Laboratory => match kind {
            CaseKind::Certificate => current(&dossier.certificates.list, id).is_some_and(|it| it.body == own),
            CaseKind::Check => current(&dossier.checks.list, id)
                .is_some_and(|it| opens_check(office, dossier.enterprise, it)),
            CaseKind::Enterprise | CaseKind::Product => is_certifier,
            CaseKind::Declaration
            | CaseKind::Authorization
            | CaseKind::Label
            | CaseKind::Proceeding
            | CaseKind::Edition
            | CaseKind::Project
            | CaseKind::DutyReport
            | CaseKind::Scheme => false,
        },
        kind => opens_all(kind),
    }
}

impl Case {
    /// Whether an office may look at the case file.
    pub(crate) fn is_visible_to(&self, office: &Office) -> bool {
        match (self.kind, &self.dossier, &self.project) {
            (CaseKind::DutyReport, ..) => may_know(office),
            (CaseKind::Edition | CaseKind::Scheme, ..) => opens_standards(office),
            (_, _, Some(of)) => opens_project(office, &of.project),
            (kind, Some(dossier), None) => opens_in(office, dossier, kind, &self.subject),
            (_, None, None) => opens_all(office.kind),
        }
    }
}
