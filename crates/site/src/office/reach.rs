//! Which cases an office may open: one answer for whoever opens a case and for the pages that would lead to it, for a link
//! that its reader may not follow is none.

use std::collections::BTreeSet;

use policy::authorization::Declaration;
use policy::command::ActKind;
use policy::enterprise::Dossier;
use policy::enterprise::credit_code::CreditCode;
use policy::enterprise::record::current;
use policy::powers::{Office, OfficeKind, covers, power_of};
use policy::scheme::SchemeFactKind;
use policy::standard::project::Project;
use policy::standard::project::act::ProjectActKind;
use policy::supervision::Check;
use registry::Row;

use crate::acts::CaseKind;
use crate::office::case::Case;
use crate::office::of_project::reads_all;
use crate::public::duties::reads_report;

/// The enterprise that a case is about: which, and where its head office is.
#[derive(Clone, Copy)]
pub(crate) struct Whose<'a> {
    pub(crate) code: CreditCode,
    /// The division of its head office; nothing where none is on file.
    pub(crate) region: Option<&'a str>,
}

impl<'a> Whose<'a> {
    /// That of a dossier.
    pub(crate) fn of(dossier: &'a Dossier) -> Whose<'a> {
        Whose { code: dossier.enterprise, region: dossier.region() }
    }

    /// That of a row, which keeps both as text; nothing where the row is about no enterprise.
    pub(crate) fn of_row(row: &'a Row) -> Option<Whose<'a>> {
        let code = CreditCode::parse_overridden(&row.enterprise).ok()?;
        Some(Whose { code, region: Some(row.region.as_str()).filter(|region| !region.is_empty()) })
    }
}

/// Whether an office opens what lies at a place: the scheme's own offices and the province everything, a city, a county
/// and their finance what lies in their area. An enterprise whose seat is not on file is opened by every bureau, for any of
/// them may enter it.
fn opens_at(office: &Office, region: Option<&str>) -> bool {
    let is_in_area = |region| office.of.as_deref().is_some_and(|area| covers(area, region));
    match office.kind {
        OfficeKind::Federation
        | OfficeKind::Alliance
        | OfficeKind::ProvinceBureau
        | OfficeKind::Administrator => true,
        OfficeKind::CityBureau | OfficeKind::CountyBureau => region.is_none_or(is_in_area),
        OfficeKind::Finance => region.is_some_and(is_in_area),
        OfficeKind::Expert
        | OfficeKind::Public
        | OfficeKind::Maker
        | OfficeKind::CertificationBody
        | OfficeKind::Laboratory => false,
    }
}

/// Whether an office opens the file of an enterprise: of makers the own one alone.
pub(crate) fn opens_enterprise(office: &Office, of: Whose) -> bool {
    match office.kind {
        OfficeKind::Maker => office.of.as_deref() == Some(of.code.as_str()),
        OfficeKind::CertificationBody => true,
        _ => opens_at(office, of.region),
    }
}

/// Whether an office opens editions and the scheme: experts come to their projects from the desk.
pub(crate) fn opens_standards(office: &Office) -> bool {
    !matches!(office.kind, OfficeKind::Expert | OfficeKind::Public)
}

/// Whether an office reads the register of experts and of bars on them: whoever appoints panels or keeps the register, and the
/// province, which reads all that is said on a panel. Others would learn whom to approach before anybody is appointed
/// (decision 0032).
pub(crate) fn opens_experts(office: &Office) -> bool {
    let acts = [
        ActKind::OnProject(ProjectActKind::AppointPanel),
        ActKind::EnterSchemeFact(SchemeFactKind::Expert),
        ActKind::EnterSchemeFact(SchemeFactKind::ReviewBar),
    ];
    reads_all(office) || acts.into_iter().any(|act| power_of(office.kind, act).is_some())
}

/// Whether an office opens a project: of makers those that lead it or take part, of experts those on its panels, of bureaus
/// those where the lead has its seat.
pub(crate) fn opens_project(office: &Office, project: &Project) -> bool {
    let (own, now) = (office.of.as_deref().unwrap_or_default(), project.progress());
    match office.kind {
        OfficeKind::Maker => CreditCode::parse_overridden(own).is_ok_and(|own| now.has_part(own)),
        OfficeKind::Expert => now.panels.iter().any(|panel| panel.experts.iter().any(|member| member == own)),
        _ => opens_at(office, now.lead.map(|(.., region)| region)),
    }
}

/// Whether an office opens a check of an enterprise: a bureau that made it also where the enterprise has moved away.
pub(crate) fn opens_check(office: &Office, of: Whose, check: &Check) -> bool {
    match office.kind {
        OfficeKind::Maker => opens_enterprise(office, of),
        OfficeKind::CertificationBody | OfficeKind::Laboratory => {
            check.is_tested_by(office.of.as_deref().unwrap_or_default())
        }
        _ => opens_at(office, of.region) || opens_at(office, Some(&check.bureau)),
    }
}

/// Whether whoever asks reads what was found in a check before it is verified: an office that opens its case (reading 0034).
pub(crate) fn reads_check(office: Option<&Office>, dossier: &Dossier, check: &Check) -> bool {
    office.is_some_and(|office| opens_check(office, Whose::of(dossier), check))
}

/// The checks of a dossier that are not verified, and whose case is not opened.
pub(crate) fn withheld(dossier: &Dossier, office: Option<&Office>) -> BTreeSet<String> {
    let checks = dossier.checks.list.iter().filter(|check| check.verified.is_none());
    checks.filter(|check| !reads_check(office, dossier, check)).map(|check| check.id.clone()).collect()
}

/// Whether an office opens a piece of work about an enterprise.
pub(crate) fn opens_work(office: &Office, of: Whose) -> bool {
    match office.kind {
        OfficeKind::Maker => opens_enterprise(office, of),
        OfficeKind::CertificationBody | OfficeKind::Laboratory => false,
        _ => opens_at(office, of.region),
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
            opens_enterprise(office, Whose::of(dossier))
                || parent.is_some_and(|parent| own == parent.as_str())
        }
        OfficeKind::CertificationBody | OfficeKind::Laboratory => match kind {
            CaseKind::Certificate => current(&dossier.certificates.list, id).is_some_and(|it| it.body == own),
            CaseKind::Check => current(&dossier.checks.list, id)
                .is_some_and(|it| opens_check(office, Whose::of(dossier), it)),
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
        _ if kind == CaseKind::Check => {
            current(&dossier.checks.list, id).is_some_and(|it| opens_check(office, Whose::of(dossier), it))
        }
        _ => opens_at(office, dossier.region()),
    }
}

/// Whether an office may read the private texts of a case of an enterprise: who decides, who supervises where it has its
/// seat, and the party itself.
pub(super) fn reads_texts(office: &Office, party: Option<CreditCode>, region: Option<&str>) -> bool {
    match office.kind {
        OfficeKind::Federation | OfficeKind::ProvinceBureau => true,
        OfficeKind::CityBureau | OfficeKind::CountyBureau => match (office.of.as_deref(), region) {
            (Some(area), Some(region)) => covers(area, region),
            _ => false,
        },
        OfficeKind::Maker => party.is_some_and(|code| office.of.as_deref() == Some(code.as_str())),
        OfficeKind::Alliance
        | OfficeKind::CertificationBody
        | OfficeKind::Laboratory
        | OfficeKind::Finance
        | OfficeKind::Expert
        | OfficeKind::Public
        | OfficeKind::Administrator => false,
    }
}

impl Case {
    /// Whether an office may look at the case file.
    pub(crate) fn is_visible_to(&self, office: &Office) -> bool {
        match (self.kind, &self.dossier, &self.project) {
            (CaseKind::DutyReport, ..) => {
                let report = self.report.as_ref();
                reads_report(office, report.is_some_and(|report| report.published.is_some()))
            }
            (CaseKind::Edition | CaseKind::Scheme, ..) => opens_standards(office),
            (_, _, Some(of)) => opens_project(office, &of.project),
            (kind, Some(dossier), None) => opens_in(office, dossier, kind, &self.subject),
            // No enterprise and no project: nobody's area.
            (_, None, None) => opens_at(office, None),
        }
    }
}
