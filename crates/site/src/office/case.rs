//! A case: what it is about, what is on file, and who may act on it.

use policy::article::Words;
use policy::authorization::Declaration;
use policy::command::ActKind;
use policy::enterprise::Dossier;
use policy::enterprise::credit_code::CreditCode;
use policy::enterprise::record::{Record, current};
use policy::powers::{Office, OfficeKind, Reach, Touches, permits, power_of};
use policy::scheme::Scheme;
use policy::seen::Seen;
use policy::standard::Standard;
use policy::standard::number::EditionNumber;
use policy::standard::project::act::ProjectActKind;
use policy::standard::project::stage::Stage;
use policy::standard::publishing::{DutyNotice, DutyReport};
use policy::supervision::label::LabelFiling;
use policy::supervision::{Check, ProceedingOutcome};
use registry::Reader;

use crate::acts::CaseKind;
use crate::office::called::PartyTold;
use crate::office::in_the_way::InTheWay;
use crate::office::of_project::OfProject;
use crate::office::reach::{reads_check, reads_texts};
use crate::papers::duties::is_to;
use crate::problem::Trouble;
use crate::public::filter::encoded;
use crate::public::{PublicSite, project_led};

/// A case with all that its page and its acts need.
pub(crate) struct Case {
    /// What it is about.
    pub(crate) kind: CaseKind,
    /// Its identifier in addresses and registers.
    pub(crate) id: String,
    /// Its identifier as acts name it.
    pub(crate) subject: String,
    /// The enterprise it belongs to.
    pub(crate) enterprise: Option<CreditCode>,
    /// What people call it.
    pub(crate) title: String,
    /// Position of the last entry about the dossier, standard or scheme it is in.
    pub(crate) version: Option<u64>,
    /// The dossier it is in.
    pub(crate) dossier: Option<Dossier>,
    /// The standard it is in.
    pub(crate) standard: Option<Standard>,
    /// The project that it is.
    pub(crate) project: Option<OfProject>,
    /// The scheme, where the case is the scheme or a project.
    pub(crate) scheme: Option<Scheme>,
    /// The report of duties that the case is.
    pub(crate) report: Option<DutyReport>,
    /// What stands in the way of the next step of that report.
    pub(crate) in_the_way: InTheWay,
    /// What the party of a piece of work was told.
    pub(super) party: PartyTold,
    /// Its state in the register, as events left it by now.
    pub(crate) row_state: Option<String>,
}

/// The address of a case.
pub(crate) fn address(kind: CaseKind, id: &str) -> String {
    format!("/cases/{}/{}", kind.name(), encoded(id))
}

/// What an outcome is called.
pub(crate) fn outcome_words(outcome: ProceedingOutcome) -> Words {
    match outcome {
        ProceedingOutcome::Revoked => Words { zh: "撤销授权", en: "revoked" },
        ProceedingOutcome::Suspended => Words { zh: "暂停授权", en: "suspended" },
        ProceedingOutcome::Ended => Words { zh: "终止授权", en: "ended without fault" },
        ProceedingOutcome::NoAction => Words { zh: "不作处理", en: "no action" },
    }
}

/// The case at an address.
///
/// # Errors
/// If there is no such kind or case, or the reader is at fault.
pub(crate) async fn load(site: &PublicSite, kind: &str, id: &str) -> Result<Case, Trouble> {
    let kind = CaseKind::named(kind).ok_or(Trouble::NotFound)?;
    let id = id.to_owned();
    site.look(move |reader| read(reader, kind, id)).await?.ok_or(Trouble::NotOnFile)
}

fn read(reader: &Reader, kind: CaseKind, id: String) -> Result<Option<Case>, registry::Fault> {
    let bare = Case {
        kind,
        subject: id.clone(),
        id,
        enterprise: None,
        title: String::new(),
        version: None,
        dossier: None,
        standard: None,
        project: None,
        scheme: None,
        report: None,
        in_the_way: InTheWay::default(),
        party: PartyTold::default(),
        row_state: None,
    };
    match kind {
        CaseKind::Scheme => {
            if bare.id != "scheme" {
                return Ok(None);
            }
            let scheme = reader.scheme()?;
            Ok(Some(Case { title: "品字标".to_owned(), scheme: Some(scheme), ..bare }))
        }
        CaseKind::Edition => edition(reader, bare),
        CaseKind::Project => project(reader, bare),
        CaseKind::DutyReport => {
            let Some(filed) = reader.duty_report(&bare.id)? else { return Ok(None) };
            Ok(Some(Case {
                title: bare.id.clone(),
                version: Some(filed.version),
                in_the_way: InTheWay::of(reader, &filed.value)?,
                report: Some(filed.value),
                ..bare
            }))
        }
        CaseKind::Enterprise => {
            let code = CreditCode::parse_overridden(&bare.id).ok();
            code.map_or(Ok(None), |code| in_dossier(reader, bare, code, None))
        }
        CaseKind::Product
        | CaseKind::Declaration
        | CaseKind::Authorization
        | CaseKind::Label
        | CaseKind::Check
        | CaseKind::Proceeding
        | CaseKind::Certificate => {
            let Some(row) = reader.row(kind.name(), &bare.id)? else { return Ok(None) };
            let code = CreditCode::parse_overridden(&row.enterprise).ok();
            let subject = if kind == CaseKind::Product { row.product.clone() } else { bare.id.clone() };
            let bare = Case { subject, row_state: Some(row.state), ..bare };
            code.map_or(Ok(None), |code| in_dossier(reader, bare, code, Some(row.title)))
        }
    }
}

fn in_dossier(
    reader: &Reader,
    bare: Case,
    code: CreditCode,
    title: Option<String>,
) -> Result<Option<Case>, registry::Fault> {
    let Some(filed) = reader.dossier(code)? else { return Ok(None) };
    let found = Case {
        enterprise: Some(code),
        title: title.unwrap_or_else(|| filed.value.name()),
        version: Some(filed.version),
        dossier: Some(filed.value),
        ..bare
    };
    Ok(Some(Case { party: PartyTold::of(reader, &found)?, ..found }))
}

fn edition(reader: &Reader, bare: Case) -> Result<Option<Case>, registry::Fault> {
    let Ok(number) = EditionNumber::parse(&bare.id) else { return Ok(None) };
    let Some(filed) = reader.standard(number.number())? else { return Ok(None) };
    let title = filed.value.edition(&number).map(|edition| edition.title.clone());
    Ok(title.map(|title| Case {
        subject: number.to_string(),
        id: number.to_string(),
        title,
        version: Some(filed.version),
        standard: Some(filed.value),
        ..bare
    }))
}

fn project(reader: &Reader, bare: Case) -> Result<Option<Case>, registry::Fault> {
    let Some(filed) = reader.project(&bare.id)? else { return Ok(None) };
    let now = filed.value.progress();
    let (lead, title) =
        (now.lead.map(|(lead, ..)| lead), now.proposal.map(|proposal| proposal.title.clone()));
    let subject = now.proposal.map(|proposal| proposal.subject()).unwrap_or_default();
    let rivals = reader.projects_about(&subject, Some(&filed.value))?;
    let leads = project_led::leads(reader, &filed.value)?;
    let standard = match now.proposal.and_then(|proposal| proposal.revises()) {
        Some(number) => reader.standard(number)?.map(|filed| filed.value),
        None => None,
    };
    Ok(Some(Case {
        enterprise: lead,
        title: title.unwrap_or_default(),
        version: Some(filed.version),
        row_state: Some(now.stage.name().to_owned()),
        scheme: Some(reader.scheme()?),
        standard,
        project: Some(OfProject { project: filed.value, rivals, leads }),
        ..bare
    }))
}

/// The address of something an act made, if it has a page: tried from the kinds whose identifiers look so.
pub(crate) fn address_of_made(site: &PublicSite, case: &Case, id: &str) -> Option<String> {
    let product = case.enterprise.map(|code| format!("{code}/{id}"));
    let kinds = [
        (CaseKind::Authorization, id.to_owned()),
        (CaseKind::Declaration, id.to_owned()),
        (CaseKind::Label, id.to_owned()),
        (CaseKind::Check, id.to_owned()),
        (CaseKind::Proceeding, id.to_owned()),
        (CaseKind::Certificate, id.to_owned()),
        (CaseKind::Enterprise, id.to_owned()),
        (CaseKind::Edition, id.to_owned()),
        (CaseKind::Project, id.to_owned()),
        (CaseKind::DutyReport, id.to_owned()),
        (CaseKind::Product, product.unwrap_or_default()),
    ];
    kinds.into_iter().find_map(|(kind, id)| {
        let row = site.reader().row(kind.name(), &id).ok().flatten();
        row.map(|_| address(kind, &id))
    })
}

impl Case {
    /// The number that people know the case by. There is one scheme: nobody calls it by a number.
    pub(crate) fn number(&self) -> Option<String> {
        (self.kind != CaseKind::Scheme).then(|| self.id.clone())
    }

    /// Its address.
    pub(crate) fn href(&self) -> String {
        address(self.kind, &self.id)
    }

    /// The case as it was seen on another day.
    pub(crate) fn seen(self, seen: Seen) -> Case {
        Case {
            dossier: self.dossier.as_ref().map(|dossier| seen.dossier(dossier)),
            standard: self.standard.as_ref().map(|standard| seen.standard(standard)),
            scheme: self.scheme.as_ref().map(|scheme| seen.scheme(scheme)),
            project: self.project.as_ref().map(|of| of.seen(seen)),
            report: self.report.as_ref().and_then(|report| seen.report(report)),
            row_state: None,
            ..self
        }
    }

    /// Whether what the case is about is there: of another day it may not have been filed, made or known yet.
    pub(super) fn is_there(&self) -> bool {
        let Some(dossier) = &self.dossier else { return self.is_there_without_firm() };
        fn has<'r, T: Record + 'r>(list: impl IntoIterator<Item = &'r T>, id: &str) -> bool {
            list.into_iter().any(|record| record.id() == id)
        }
        let id = self.subject.as_str();
        match self.kind {
            CaseKind::Enterprise => !dossier.registrations.list.is_empty(),
            CaseKind::Product => has(&dossier.products.list, id),
            CaseKind::Certificate => has(&dossier.certificates.list, id),
            CaseKind::Declaration => has(&dossier.declarations, id),
            CaseKind::Authorization => has(&dossier.authorizations.list, id),
            CaseKind::Label => has(&dossier.labels, id),
            CaseKind::Check => has(&dossier.checks.list, id),
            CaseKind::Proceeding => has(&dossier.proceedings, id),
            CaseKind::Edition | CaseKind::Project | CaseKind::DutyReport | CaseKind::Scheme => true,
        }
    }

    fn is_there_without_firm(&self) -> bool {
        let edition = || EditionNumber::parse(&self.subject).ok();
        match self.kind {
            CaseKind::Edition => self
                .standard
                .as_ref()
                .zip(edition())
                .is_some_and(|(of, number)| of.edition(&number).is_some()),
            CaseKind::Project => self.project.as_ref().is_some_and(|of| !of.project.steps.is_empty()),
            CaseKind::DutyReport => self.report.is_some(),
            CaseKind::Scheme => true,
            CaseKind::Enterprise
            | CaseKind::Product
            | CaseKind::Certificate
            | CaseKind::Declaration
            | CaseKind::Authorization
            | CaseKind::Label
            | CaseKind::Check
            | CaseKind::Proceeding => false,
        }
    }

    /// The body or laboratory whose work it is, by the record that counts: one set aside and entered anew may be
    /// another's.
    fn body(&self) -> Option<&str> {
        let dossier = self.dossier.as_ref()?;
        match self.kind {
            CaseKind::Certificate => {
                current(&dossier.certificates.list, &self.subject).map(|c| c.body.as_str())
            }
            CaseKind::Check => self.check().map(Check::laboratory_at_work),
            _ => None,
        }
    }

    /// The expert who acts, where one sits on a panel of the project that has not met.
    fn sitting<'a>(&self, office: &'a Office) -> Option<&'a str> {
        let expert = office.of.as_deref().filter(|_| office.kind == OfficeKind::Expert)?;
        self.project.as_ref().is_some_and(|of| of.has_vote(expert)).then_some(expert)
    }

    /// Whether an office may do an act here, as far as can be told before it is written: the one table of
    /// powers decides, and again when the act comes.
    pub(crate) fn is_open_to(&self, office: &Office, act: ActKind) -> bool {
        // A body's own work is named by what it is about to enter, so entering is open to every body.
        let enters = matches!(act, ActKind::EnterFact(_));
        let is_own_work = power_of(office.kind, act).is_some_and(|power| power.reach == Reach::OwnWork);
        let own = if is_own_work && enters { office.of.as_deref() } else { self.body() };
        let body = own.or_else(|| self.sitting(office));
        let region = match act {
            ActKind::ReceiveDutyNotice => self.notice_to(office).map(|notice| notice.region.as_str()),
            _ => self.dossier.as_ref().and_then(Dossier::region),
        };
        let parent = self.declaration().and_then(|declaration| declaration.filing.parent);
        let enterprise = self.enterprise_for(office, act);
        let may = permits(office, act, &Touches { enterprise, region, body, parent }).is_some();
        may && (office.kind == OfficeKind::Federation || self.takes_comments(act))
    }

    /// Whether an act is no comment, or comments are asked for at this point: what came by letter is entered by the
    /// federation, also later. What is said in a public notice it answers itself.
    fn takes_comments(&self, act: ActKind) -> bool {
        let stage = self.project.as_ref().map(|of| of.project.progress().stage);
        match act {
            ActKind::OnProject(ProjectActKind::Comment) => {
                matches!(stage, Some(Stage::Announced | Stage::Comments))
            }
            ActKind::OnProject(ProjectActKind::AnswerComment) => stage != Some(Stage::Announced),
            _ => true,
        }
    }

    /// The first notice of the report to an office that it has not confirmed; of the province's the first of any.
    pub(crate) fn notice_to(&self, office: &Office) -> Option<&DutyNotice> {
        self.notices_to(office).next()
    }

    /// All of those.
    pub(super) fn notices_to(&self, office: &Office) -> impl Iterator<Item = &DutyNotice> {
        self.report.iter().flat_map(|report| &report.notices).filter(move |notice| {
            let to = (notice.department, notice.region.as_str());
            notice.received.is_none() && (office.kind == OfficeKind::ProvinceBureau || is_to(office, to))
        })
    }

    /// The check that the case is about: the record that counts.
    pub(super) fn check(&self) -> Option<&Check> {
        let dossier = self.dossier.as_ref().filter(|_| self.kind == CaseKind::Check)?;
        current(&dossier.checks.list, &self.subject)
    }

    /// The declaration that the case is about.
    pub(crate) fn declaration(&self) -> Option<&Declaration> {
        let declarations = self.dossier.iter().flat_map(|dossier| &dossier.declarations);
        declarations
            .filter(|_| self.kind == CaseKind::Declaration)
            .find(|declaration| declaration.id == self.subject)
    }

    /// The label filing that the case is about.
    pub(crate) fn label(&self) -> Option<&LabelFiling> {
        let labels = self.dossier.iter().flat_map(|dossier| &dossier.labels);
        labels.filter(|_| self.kind == CaseKind::Label).find(|label| label.id == self.subject)
    }

    /// Whether an office may read the private texts of the case.
    pub(crate) fn shows_texts_to(&self, office: &Office) -> bool {
        let of_project = self.project.as_ref().and_then(OfProject::region);
        let region = self.dossier.as_ref().and_then(Dossier::region).or(of_project.as_deref());
        reads_texts(office, self.enterprise, region)
    }
}

/// A person who may not see a case learns nothing of it.
///
/// # Errors
/// If the office does not reach it.
pub(crate) fn visible(case: Case, office: &Office) -> Result<Case, Trouble> {
    if case.is_visible_to(office) {
        // Who opens a firm's case does not open each of its checks (reading 0034).
        let reads = |dossier: &Dossier, check: &Check| reads_check(Some(office), dossier, check);
        return Ok(Case { dossier: case.dossier.map(|dossier| dossier.told_to(&reads)), ..case });
    }
    // That there is a report that is not published is not told either.
    Err(if case.kind == CaseKind::DutyReport { Trouble::NotOnFile } else { Trouble::Forbidden })
}
