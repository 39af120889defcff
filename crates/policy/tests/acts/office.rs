//! An office in memory: every act through `decide`, its events folded by `apply`, the lints asked after each, and
//! what was decided held against what is on file afterwards.

use policy::apply::{self, Concerns};
use policy::authorization::code::MarkCode;
use policy::authorization::{Authorization, MarkState, state};
use policy::calendar::Day;
use policy::command::{Act, Command};
use policy::decide::{Books, Decision, Refusal, Scene, decide, entries};
use policy::enterprise::Dossier;
use policy::enterprise::credit_code::CreditCode;
use policy::event::{Entry, Event};
use policy::lints::{lints, lints_of_change, lints_of_report, lints_of_scheme, lints_of_standard};
use policy::paper::Issued;
use policy::powers::{Actor, Office as Seat, OfficeKind};
use policy::question::{About, Question, World};
use policy::scheme::Scheme;
use policy::standard::Standard;
use policy::standard::project::Project;
use policy::standard::project::lints::lints_of_project;
use policy::standard::publishing::DutyReport;
use serde_json::{Value, json};

use super::research::projects_of;
use crate::{Shipped, law};

pub const FIRM: &str = "91330109MA0P2B001U";

/// The office, with one firm and the parents that its filings name.
pub struct Office {
    pub firm: Option<Dossier>,
    pub parents: Vec<Dossier>,
    pub scheme: Scheme,
    pub standards: Vec<Standard>,
    pub projects: Vec<Project>,
    pub reports: Vec<DutyReport>,
    pub log: Vec<Entry>,
    pub today: Day,
    law: Shipped,
}

pub fn day(text: &str) -> Day {
    text.parse().unwrap()
}

pub fn actor(kind: OfficeKind) -> Actor {
    let of = match kind {
        OfficeKind::Maker => Some(FIRM.to_owned()),
        OfficeKind::CountyBureau | OfficeKind::Finance => Some("330109".to_owned()),
        OfficeKind::CertificationBody => Some("body-1".to_owned()),
        OfficeKind::Laboratory => Some("lab-1".to_owned()),
        _ => None,
    };
    Actor { person: format!("{kind:?}-1"), office: Seat { kind, of } }
}

impl Office {
    /// An office with a standard, a body and a firm that qualifies for self-declaration from 2022 on.
    pub fn with_firm() -> Office {
        let mut office = Office {
            firm: None,
            parents: Vec::new(),
            scheme: Scheme::opened(),
            standards: Vec::new(),
            projects: Vec::new(),
            reports: Vec::new(),
            log: Vec::new(),
            today: day("2022-01-04"),
            law: law(),
        };
        office.people();
        use OfficeKind::{CountyBureau, Federation, Maker};
        let edition = json!({ "do": "enter_edition", "edition": { "edition": "T/ZZB 9901-2020", "title": "示例台灯", "published_on": "2020-09-01", "in_force_from": "2020-10-01" } });
        office.must(Federation, "2020-09-01", edition);
        office.must(Federation, "2016-01-04", json!({ "do": "enter_scheme_fact", "fact": { "fact": "body", "id": "body-1", "name": "示例认证", "kind": "certification_body", "from": "2016-01-04" } }));
        office.must(Federation, "2016-01-04", json!({ "do": "enter_scheme_fact", "fact": { "fact": "body", "id": "lab-1", "name": "示例检验", "kind": "laboratory", "from": "2016-01-04" } }));
        office.must(Federation, "2016-01-04", json!({ "do": "enter_scheme_fact", "fact": { "fact": "body", "id": "lab-2", "name": "另一检验", "kind": "laboratory", "from": "2016-01-04" } }));
        office.must(
            CountyBureau,
            "2019-01-04",
            json!({ "do": "register_enterprise", "name": "示例灯具有限公司", "region": "330109" }),
        );
        for (id, models) in [("lamp", ["L1", "L2", "L3"]), ("torch", ["T1", "T2", "T3"])] {
            office.fact(Maker, "2019-01-04", json!({ "fact": "product", "id": id, "name": id, "models": models, "series": "灯", "categories": ["lighting"], "since": "2019-01-04" }));
        }
        office.fact(Federation, "2020-05-20", json!({ "fact": "award", "id": "award-1", "name": "区政府质量奖", "level": "county", "is_government_quality_award": true, "awarded_on": "2020-05-20" }));
        office.fact(Maker, "2019-12-20", json!({ "fact": "commitment", "id": "commitment-1", "signed_on": "2019-12-20", "from": "2020-01-01" }));
        for kind in ["penalty", "listing", "award", "recall", "breach", "holding"] {
            office.must(
                CountyBureau,
                "2022-01-04",
                json!({ "do": "complete_register", "kind": kind, "since": "2014-01-01" }),
            );
        }
        for kind in ["system_certificate", "commitment", "certificate"] {
            office.must(
                Federation,
                "2022-01-04",
                json!({ "do": "complete_register", "kind": kind, "since": "2014-01-01" }),
            );
        }
        office
    }

    /// Somebody in every office that the tests act in, entered by the administrator, who comes first.
    fn people(&mut self) {
        use OfficeKind as K;
        for kind in
            [K::Administrator, K::Federation, K::CountyBureau, K::CertificationBody, K::Laboratory, K::Maker]
        {
            let Actor { person, office } = actor(kind);
            let holder = json!({ "fact": "holder", "id": format!("holder-{kind:?}"), "person": person, "office": office, "from": "2016-01-04" });
            self.must(K::Administrator, "2016-01-04", json!({ "do": "enter_scheme_fact", "fact": holder }));
        }
    }

    pub fn dossier(&self) -> &Dossier {
        self.firm.as_ref().unwrap()
    }

    pub fn scene_law(&self) -> policy::question::Law<'_> {
        self.law.law()
    }

    pub fn world(&self) -> World<'_> {
        World {
            enterprise: self.dossier(),
            parents: &self.parents,
            scheme: &self.scheme,
            standards: &self.standards,
        }
    }

    pub fn mark(&self, code: MarkCode) -> &Authorization {
        self.dossier().authorizations.list.iter().find(|a| a.code == code).unwrap()
    }

    pub fn state_on(&self, code: MarkCode, day: Day) -> MarkState {
        let found = self.mark(code);
        let q = Question::new(self.world(), About::Authorization(found), self.law.law(), day).unwrap();
        state(found, &q)
    }

    /// An act from its JSON, on a day, entered on the office's present day or later on that day itself.
    pub fn try_act(&mut self, kind: OfficeKind, on: &str, act: Value) -> Result<Decision, Refusal> {
        let act: Act = serde_json::from_value(act.clone()).unwrap_or_else(|fault| panic!("{act}: {fault}"));
        self.try_command(kind, day(on), act)
    }

    pub fn try_command(&mut self, kind: OfficeKind, on: Day, act: Act) -> Result<Decision, Refusal> {
        self.try_by(&actor(kind), on, act)
    }

    /// An act by somebody else than the persons of this office.
    pub fn try_by(&mut self, actor: &Actor, on: Day, act: Act) -> Result<Decision, Refusal> {
        self.today = self.today.max(on);
        let about_firm = !matches!(
            act,
            Act::EnterSchemeFact { .. }
                | Act::EndSchemeFact { .. }
                | Act::AnnulSchemeFact { .. }
                | Act::EnterEdition { .. }
                | Act::WithdrawEdition { .. }
                | Act::AnnulEdition { .. }
                | Act::CompleteReview { .. }
                | Act::AnnulReview(_)
                | Act::FileDutyReport(_)
                | Act::PublishDutyReport(_)
                | Act::CorrectDutyLine(_)
                | Act::NotifyDuties(_)
                | Act::ReceiveDutyNotice(_)
        );
        self.try_about(about_firm.then(|| CreditCode::parse(FIRM).unwrap()), actor, on, act)
    }

    /// An act about an enterprise: the firm, or one that stands beside it.
    pub fn try_about(
        &mut self,
        enterprise: Option<CreditCode>,
        actor: &Actor,
        on: Day,
        act: Act,
    ) -> Result<Decision, Refusal> {
        self.today = self.today.max(on);
        let command = Command { key: format!("k{}", self.log.len()), enterprise, on, act };
        let text = serde_json::to_string(&command).unwrap();
        assert_eq!(
            serde_json::from_str::<Command>(&text).unwrap(),
            command,
            "a command comes back from JSON"
        );
        let (project, rivals) = projects_of(&self.projects, &command);
        let own = enterprise.and_then(|code| self.parents.iter().find(|known| known.enterprise == code));
        let drafters: Vec<Dossier> = self.firm.iter().cloned().collect();
        let report = super::publishing::named_report(&command.act)
            .and_then(|id| self.reports.iter().find(|it| it.id == id))
            .cloned();
        let papers = self.log.iter().filter_map(|entry| match &entry.event {
            Event::PaperIssued { paper } => Some(Issued { paper: paper.clone(), on: entry.entered_on }),
            _ => None,
        });
        let issued: Vec<Issued> = papers.collect();
        let scene = Scene {
            books: Books {
                enterprise: own.or(self.firm.as_ref()),
                parents: &self.parents,
                scheme: &self.scheme,
                standards: &self.standards,
                project: project.as_ref(),
                rivals: &rivals,
                report: report.as_ref(),
                issued: &issued,
                drafters: &drafters,
            },
            law: self.law.law(),
            actor,
            command: &command,
            today: self.today,
            fresh: self.log.len() as u64,
        };
        let decision = decide(&scene)?;
        let before = (self.firm.clone(), self.scheme.clone(), self.standards.clone(), self.reports.clone());
        let fresh = entries(&scene, &decision, "2022-01-04T00:00:00Z", "digest");
        for entry in fresh {
            self.fold(entry);
        }
        self.hold_to_marks(&before.0, &before.1, (&before.2, &before.3));
        self.hold_to(&decision, on);
        Ok(decision)
    }

    fn fold(&mut self, entry: Entry) {
        let text = serde_json::to_string(&entry).unwrap();
        assert_eq!(serde_json::from_str::<Entry>(&text).unwrap(), entry, "an entry comes back from JSON");
        let position = self.log.len() as u64;
        match apply::concerns(&entry.event) {
            Concerns::Enterprise => {
                let code = entry.enterprise.expect("an entry about an enterprise names it");
                let beside = self.parents.iter_mut().find(|known| known.enterprise == code);
                let own = beside.unwrap_or_else(|| self.firm.get_or_insert_with(|| Dossier::opened(code)));
                apply::to_dossier(own, &entry, position);
            }
            Concerns::Scheme => apply::to_scheme(&mut self.scheme, &entry, position),
            Concerns::Standard(number) => {
                let known = self.standards.iter().position(|standard| standard.number == number);
                let at = known.unwrap_or_else(|| {
                    self.standards.push(Standard { number, editions: Vec::new() });
                    self.standards.len() - 1
                });
                apply::to_standard(&mut self.standards[at], &entry, position);
            }
            Concerns::Project(id) => {
                let known = self.projects.iter().position(|project| project.id == id);
                let at = known.unwrap_or_else(|| {
                    self.projects.push(Project { id, steps: Vec::new() });
                    self.projects.len() - 1
                });
                let before = self.projects[at].clone();
                apply::to_project(&mut self.projects[at], &entry, position);
                let broken = lints_of_project(known.map(|_| &before), &self.projects[at]);
                assert!(broken.is_empty(), "{broken:?} after {entry:?}");
            }
            Concerns::DutyReport(id) => {
                let known = self.reports.iter().position(|report| report.id == id);
                let at = known.unwrap_or_else(|| {
                    self.reports.push(DutyReport::unfiled(&id));
                    self.reports.len() - 1
                });
                apply::to_report(&mut self.reports[at], &entry, position);
            }
            Concerns::Notice(_) => {
                let dossiers = self.parents.iter_mut().chain(&mut self.firm);
                dossiers.for_each(|dossier| apply::to_dossier(dossier, &entry, position));
            }
            Concerns::Nothing => {}
        }
        self.log.push(entry);
    }

    /// Nothing that was written of a record has been replaced.
    fn hold_to_marks(
        &self,
        firm: &Option<Dossier>,
        scheme: &Scheme,
        (standards, reports): (&[Standard], &[DutyReport]),
    ) {
        let mut broken = lints_of_scheme(scheme, &self.scheme);
        for (before, after) in standards.iter().zip(&self.standards) {
            broken.extend(lints_of_standard(before, after));
        }
        for (before, after) in reports.iter().zip(&self.reports) {
            broken.extend(lints_of_report(before, after));
        }
        if let Some((before, after)) = firm.as_ref().zip(self.firm.as_ref()) {
            broken.extend(lints_of_change(before, after));
        }
        assert!(broken.is_empty(), "{broken:?} after {:?}", self.log.last());
    }

    /// What was decided is on file, and nothing is on file that must not be.
    fn hold_to(&self, decision: &Decision, on: Day) {
        if self.firm.is_none() {
            return;
        }
        let broken = lints(self.world(), self.law.law(), self.today);
        assert!(broken.is_empty(), "{broken:?} after {:?}", self.log.last());
        for event in &decision.events {
            self.hold_to_event(event, on);
        }
    }

    fn hold_to_event(&self, event: &Event, on: Day) {
        let of = self.dossier();
        match event {
            Event::AuthorizationGranted { authorization } => {
                let kept = self.mark(authorization.code);
                assert_eq!(kept.entered_on, Some(self.today));
                assert_eq!(
                    (&kept.models, kept.valid_until),
                    (&authorization.models, authorization.valid_until)
                );
            }
            Event::AuthorizationRevoked { authorization, .. } => {
                assert_eq!(self.state_on(*authorization, on), MarkState::Revoked(on));
            }
            Event::AuthorizationEnded { authorization } => {
                assert_eq!(self.state_on(*authorization, on), MarkState::Ended(on));
            }
            Event::AuthorizationSuspended { authorization } => {
                let shown = self.state_on(*authorization, on);
                assert!(!matches!(shown, MarkState::Valid), "{shown:?}");
            }
            Event::RevocationCorrected { authorization } => {
                let shown = self.state_on(*authorization, on);
                assert!(!matches!(shown, MarkState::Revoked(_)), "{shown:?}");
            }
            Event::ProceedingOpened { proceeding } => {
                assert_eq!(of.proceedings.iter().filter(|p| p.id == proceeding.id).count(), 1);
            }
            Event::ProceedingClosed { proceeding } => {
                assert!(of.proceedings.iter().find(|p| p.id == *proceeding).unwrap().is_closed());
            }
            Event::FactEntered { fact } if of.record(fact.kind(), fact.record().id()).is_some() => {
                let kept = of.record(fact.kind(), fact.record().id()).unwrap();
                assert_eq!((kept.happened_on(), kept.entered_on()), (on, Some(self.today)));
            }
            Event::FactEnded { kind, id, .. } => {
                assert_eq!(of.record(*kind, id).unwrap().ended().unwrap().on, on);
            }
            Event::FactAnnulled { kind, id } => assert!(of.record(*kind, id).unwrap().annulled().is_some()),
            Event::ResultVerified { check, failed } => {
                let kept = of.checks.list.iter().find(|c| c.id == *check).unwrap();
                assert_eq!(
                    kept.verified.as_ref().map(|verified| (verified.mark.on, verified.failed)),
                    Some((on, *failed))
                );
            }
            _ => {}
        }
    }
}
