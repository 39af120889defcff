//! A trial: commands decided one after the other against what is on file, each seeing what the ones before it
//! would have done, and nothing written. It is the policy's own `decide` and `apply` over copies, given what
//! the door itself would give it (`registry::needs`).

use std::collections::{BTreeMap, BTreeSet};

use policy::admission::admit;
use policy::apply::{self, Concerns};
use policy::calendar::Day;
use policy::command::{Act, Command};
use policy::decide::{Books, Decision, Refusal, Scene, decide, entries};
use policy::enterprise::Dossier;
use policy::enterprise::credit_code::CreditCode;
use policy::enterprise::facts::FactKind;
use policy::enterprise::shares::is_about_shares;
use policy::event::{Entry, Event};
use policy::paper::Issued;
use policy::powers::Actor;
use policy::scheme::Scheme;
use policy::standard::Standard;
use policy::standard::number::StandardNumber;
use policy::standard::project::Project;
use policy::standard::publishing::DutyReport;
use policy::supervision::calls::notice_issued_by;
use registry::needs::{self, Needs, look_at_ids};
use registry::{Concerned, concerned_by, papers_before, report_named_by};

use crate::answer::Failure;
use crate::house::broken;
use crate::law::Laws;
pub use crate::shelf::{EmptyShelf, Shelf};
use crate::trial_seen::Seen;

/// As long as the moment and the digest of the policy in a real entry, for an entry has a most length.
const LONGEST_MOMENT: &str = "2000-01-01T00:00:00Z";
const LONGEST_DIGEST: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// The kind of number that a line of a yearly plan is.
pub(crate) const PLAN_LINE: &str = "plan_line";

/// A trial in progress.
pub struct Trial<'s> {
    shelf: &'s dyn Shelf,
    laws: &'s Laws,
    scheme: Scheme,
    dossiers: BTreeMap<CreditCode, Option<Dossier>>,
    standards: BTreeMap<StandardNumber, Standard>,
    projects: BTreeMap<String, Project>,
    missing: BTreeSet<StandardNumber>,
    reports: BTreeMap<String, DutyReport>,
    /// Papers that the trial issued.
    issued: Vec<Issued>,
    /// The entries that issued papers of notices: each is for the dossier that has the notice, whenever that is looked at.
    notices: Vec<(u64, Entry)>,
    /// Numbers that the trial took, each with whose it is, or set free.
    numbers: BTreeMap<(&'static str, String), Option<String>>,
    /// Numbers of memberships, written as they are meant, that the trial gave, each with the units that got it.
    members: BTreeMap<String, BTreeSet<CreditCode>>,
    /// Texts that the trial erased.
    erased: BTreeSet<String>,
    next: u64,
}

impl<'s> Trial<'s> {
    /// Starts from what is on the shelf.
    ///
    /// # Errors
    /// A fault of the store.
    pub fn start(shelf: &'s dyn Shelf, laws: &'s Laws) -> Result<Trial<'s>, Failure> {
        Ok(Trial {
            shelf,
            laws,
            scheme: shelf.scheme()?,
            dossiers: BTreeMap::new(),
            standards: BTreeMap::new(),
            projects: BTreeMap::new(),
            missing: BTreeSet::new(),
            reports: BTreeMap::new(),
            issued: Vec::new(),
            notices: Vec::new(),
            numbers: BTreeMap::new(),
            members: BTreeMap::new(),
            erased: BTreeSet::new(),
            next: shelf.size()?,
        })
    }

    /// The scheme as it would be.
    #[must_use]
    pub fn scheme(&self) -> &Scheme {
        &self.scheme
    }

    /// The dossier as it would be.
    ///
    /// # Errors
    /// A fault of the store.
    pub fn dossier(&mut self, code: CreditCode) -> Result<Option<&Dossier>, Failure> {
        if !self.dossiers.contains_key(&code) {
            let mut found = self.shelf.dossier(code)?;
            for (position, entry) in &self.notices {
                found.iter_mut().for_each(|dossier| apply::to_dossier(dossier, entry, *position));
            }
            self.dossiers.insert(code, found);
        }
        Ok(self.dossiers.get(&code).and_then(Option::as_ref))
    }

    /// The standard as it would be.
    ///
    /// # Errors
    /// A fault of the store.
    pub fn standard(&mut self, number: &StandardNumber) -> Result<Option<&Standard>, Failure> {
        if !self.standards.contains_key(number) && !self.missing.contains(number) {
            match self.shelf.standard(number)? {
                Some(found) => {
                    self.standards.insert(number.clone(), found);
                }
                None => {
                    self.missing.insert(number.clone());
                }
            }
        }
        Ok(self.standards.get(number))
    }

    /// Every dossier that was looked at or would be made, by code.
    pub fn dossiers(&self) -> impl Iterator<Item = &Dossier> {
        self.dossiers.values().flatten()
    }

    /// Every standard that was looked at or would be made.
    pub fn standards(&self) -> impl Iterator<Item = &Standard> {
        self.standards.values()
    }

    /// Every project that the trial made or changed.
    pub fn projects(&self) -> impl Iterator<Item = &Project> {
        self.projects.values()
    }

    /// Decides a command and, if it is granted, lets the trial go on as if it had been done.
    ///
    /// # Errors
    /// Outside, a fault of the store; inside, the refusal.
    pub fn act(
        &mut self,
        actor: &Actor,
        command: &Command,
        today: Day,
    ) -> Result<Result<(Decision, u64), Refusal>, Failure> {
        // In the order of the door: who may not act learns nothing else.
        if let Err(refusal) = admit(&self.scheme, actor, &command.act, today) {
            return Ok(Err(refusal));
        }
        // What is tried is sealed nowhere; the digest has the length of a real one.
        let command = match needs::sealed(command, &mut |text| ledger::hex(&ledger::digest(text.as_bytes())))
        {
            Ok(command) => command,
            Err(refusal) => return Ok(Err(refusal)),
        };
        if let Err(refusal) = self.shelf.files_are_sent(&command.act, &actor.person)? {
            return Ok(Err(refusal));
        }
        let (project, rivals) = self.load_projects(&command)?;
        let (report, drafters) = self.load_report(&command.act)?;
        let issued = self.issued_before(&command, report.as_ref())?;
        let (parents, standards) = self.load(&command, (project.as_ref(), &drafters), today)?;
        let called = self.called(&command.act)?;
        let own = command.enterprise.and_then(|code| self.dossiers.get(&code)).and_then(Option::as_ref);
        let books = Books {
            enterprise: own.or(called.as_ref()),
            parents: &parents,
            scheme: &self.scheme,
            standards: &standards,
            project: project.as_ref(),
            rivals: &rivals,
            report: report.as_ref(),
            issued: &issued,
            drafters: &drafters,
        };
        let first = self.next;
        let scene = Scene { books, law: self.laws.law(), actor, command: &command, today, fresh: first };
        let decision = match decide(&scene) {
            Ok(decision) => decision,
            Err(refusal) => return Ok(Err(refusal)),
        };
        let mut seen = Seen {
            shelf: self.shelf,
            dossiers: &self.dossiers,
            members: &self.members,
            numbers: &self.numbers,
            erased: &self.erased,
        };
        match look_at_ids(command.enterprise, &decision.events, &mut seen)? {
            Ok(erased) => self.erased.extend(erased),
            Err(refusal) => return Ok(Err(refusal)),
        }
        let made = entries(&scene, &decision, LONGEST_MOMENT, LONGEST_DIGEST);
        if let Err(refusal) = needs::must_fit(&made).map_err(|fault| broken(&fault))? {
            return Ok(Err(refusal));
        }
        for entry in &made {
            self.fold(entry, &command);
        }
        Ok(Ok((decision, first)))
    }

    /// Brings everything that a command needs from the shelf: parents and standards, as far as they are on file.
    fn load(
        &mut self,
        command: &Command,
        (project, drafters): (Option<&Project>, &[Dossier]),
        today: Day,
    ) -> Result<(Vec<Dossier>, Vec<Standard>), Failure> {
        let own = match command.enterprise {
            Some(code) => self.dossier(code)?,
            None => None,
        };
        let mut needs = Needs::of(command, own, project);
        needs.add_drafters(drafters);
        let of_shares = own.filter(|_| is_about_shares(command)).cloned();
        let (mut parents, mut standards) = (Vec::<Dossier>::new(), Vec::new());
        for code in std::mem::take(&mut needs.parents) {
            parents.extend(self.dossier(code)?.cloned());
        }
        let new_lead = needs::new_lead_of(command);
        needs.add_drafters(parents.iter().filter(|dossier| Some(dossier.enterprise) == new_lead));
        let judged = (self.laws.law(), today);
        let parents = needs::with_owners(parents, (command, of_shares.as_ref()), judged, |code| {
            Ok::<_, Failure>(self.dossier(code)?.cloned())
        })?;
        for number in needs.standards {
            standards.extend(self.standard(&number)?.cloned());
        }
        Ok((parents, standards))
    }

    /// The project that a command is about, and the others about the same standard where a rule looks at them.
    fn load_projects(&mut self, command: &Command) -> Result<(Option<Project>, Vec<Project>), Failure> {
        let project = match needs::project_of(command) {
            Some(id) => match self.projects.get(id) {
                Some(known) => Some(known.clone()),
                None => self.shelf.project(id)?,
            },
            None => None,
        };
        let Some(subject) = needs::subject_of(command, project.as_ref()) else {
            return Ok((project, Vec::new()));
        };
        let mut rivals = self.shelf.rivals(&subject)?;
        rivals.retain(|rival| !self.projects.contains_key(&rival.id));
        let about = |known: &&Project| known.proposal().is_some_and(|it| it.subject() == subject);
        rivals.extend(self.projects.values().filter(about).cloned());
        rivals.retain(|rival| project.as_ref().is_none_or(|own| own.id != rival.id));
        Ok((project, rivals))
    }

    /// The report that an act names, and the dossiers of the drafters that it is about.
    fn load_report(&mut self, act: &Act) -> Result<(Option<DutyReport>, Vec<Dossier>), Failure> {
        let Some(id) = report_named_by(act) else { return Ok((None, Vec::new())) };
        let report = match self.reports.get(&id) {
            Some(known) => Some(known.clone()),
            None => self.shelf.report(&id)?,
        };
        let codes = match concerned_by(act, report.as_ref()) {
            Concerned::Of(codes) => codes,
            Concerned::Overdue(day) => {
                // What the trial did may have made somebody overdue: the policy asks each of them again.
                let tried = self.dossiers().filter(|dossier| !dossier.drafting_roles.list.is_empty());
                let mut codes: BTreeSet<CreditCode> = tried.map(|dossier| dossier.enterprise).collect();
                codes.extend(self.shelf.overdue(day)?);
                codes
            }
        };
        let mut drafters = Vec::new();
        for code in codes {
            drafters.extend(self.dossier(code)?.cloned());
        }
        Ok((report, drafters))
    }

    /// The dossier of whoever was called to the interview whose notice an act issues.
    fn called(&mut self, act: &Act) -> Result<Option<Dossier>, Failure> {
        let Some(entry) = notice_issued_by(act) else { return Ok(None) };
        match self.shelf.enterprise_of(entry)? {
            Some(code) => Ok(self.dossier(code)?.cloned()),
            // A call that was only tried is on no shelf.
            None => Ok(self
                .dossiers()
                .find(|of| of.proceedings.iter().any(|it| it.called_since(entry).is_some()))
                .cloned()),
        }
    }

    /// What was issued of the papers that a command rests on.
    fn issued_before(
        &mut self,
        command: &Command,
        report: Option<&DutyReport>,
    ) -> Result<Vec<Issued>, Failure> {
        let own = match command.enterprise {
            Some(code) => self.dossier(code)?,
            None => None,
        };
        let mut issued = Vec::new();
        for (entry, _) in papers_before(&command.act, report, own) {
            issued.extend(self.shelf.issued_of(entry)?);
            issued.extend(self.issued.iter().filter(|one| one.paper.entry == entry).cloned());
        }
        Ok(issued)
    }

    /// Notes which numbers an event takes or sets free, and which paper it issues.
    fn note_number(&mut self, entry: &Entry, command: &Command) {
        let event = &entry.event;
        if let Event::PaperIssued { paper } = event {
            self.issued.push(Issued { paper: paper.clone(), on: entry.entered_on });
        }
        if let (Some(number), Some(code)) = (needs::member_number_of(event), command.enterprise) {
            self.members.entry(number).or_default().insert(code);
        }
        if let Some(plan) = needs::plan_of(event) {
            self.numbers.insert((PLAN_LINE, plan.to_string()), None);
        }
        let (number, owner) = match event {
            Event::FactAnnulled { kind: FactKind::Certificate, id } => (("certificate", id.as_str()), None),
            Event::CheckAnnulled { check } => (("check", check.as_str()), None),
            event => match needs::number_of(event) {
                Some(number) => (number, command.enterprise.map(|code| code.to_string())),
                None => return,
            },
        };
        self.numbers.insert((number.0, number.1.to_owned()), owner);
    }

    fn fold(&mut self, entry: &Entry, command: &Command) {
        let position = self.next;
        self.next += 1;
        self.note_number(entry, command);
        match apply::concerns(&entry.event) {
            Concerns::Enterprise => {
                if let Some(code) = command.enterprise {
                    let slot = self.dossiers.entry(code).or_insert(None);
                    apply::to_dossier(slot.get_or_insert_with(|| Dossier::opened(code)), entry, position);
                }
            }
            Concerns::Scheme => apply::to_scheme(&mut self.scheme, entry, position),
            Concerns::Standard(number) => {
                self.missing.remove(&number);
                let standard = self
                    .standards
                    .entry(number.clone())
                    .or_insert_with(|| Standard { number, editions: Vec::new() });
                apply::to_standard(standard, entry, position);
            }
            Concerns::Project(id) => {
                let project = match self.projects.remove(&id) {
                    Some(known) => Some(known),
                    // What cannot be read was refused before anything was decided.
                    None => self.shelf.project(&id).ok().flatten(),
                };
                let mut project = project.unwrap_or(Project { id: id.clone(), steps: Vec::new() });
                apply::to_project(&mut project, entry, position);
                self.projects.insert(id, project);
            }
            Concerns::DutyReport(id) => {
                let report = match self.reports.remove(&id) {
                    Some(known) => Some(known),
                    // As of a project: what cannot be read was refused before.
                    None => self.shelf.report(&id).ok().flatten(),
                };
                let mut report = report.unwrap_or_else(|| DutyReport::unfiled(&id));
                apply::to_report(&mut report, entry, position);
                self.reports.insert(id, report);
            }
            Concerns::Notice(_) => {
                for dossier in self.dossiers.values_mut().flatten() {
                    apply::to_dossier(dossier, entry, position);
                }
                self.notices.push((position, entry.clone()));
            }
            Concerns::Nothing => {}
        }
    }
}
