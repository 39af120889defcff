//! From entries to rows: what the entries of one order do to what is on file, and the rows that say something
//! else afterwards. Live acts, rebuild and audit all come through here, which is why their rows are equal.
//!
//! Whoever writes holds a [`Shelf`]: dossiers, standards and the scheme as they stand inside the transaction. It
//! is cleared whenever a transaction is given up.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use policy::apply::{self, Concerns};
use policy::enterprise::Dossier;
use policy::enterprise::credit_code::CreditCode;
use policy::event::Entry;
use policy::scheme::Scheme;
use policy::standard::Standard;
use policy::standard::number::StandardNumber;
use policy::standard::project::Project;
use policy::standard::publishing::DutyReport;

use crate::due::Due;
use crate::fault::Fault;
use crate::made::{self, Made};
use crate::put::{changed, put_changed, put_row};
use crate::rows::Row;
use crate::store::{Columns, Tx};
use crate::tags::tags;
use crate::{books, sql};

/// Most dossiers, and most standards, held at once.
const MOST_HELD: usize = 2048;
/// Most projects held at once: each may have thousands of comments.
const MOST_PROJECTS: usize = 64;
/// Most bytes of rows of the dossiers held at once: a firm with thousands of facts weighs as much as hundreds of others.
const MOST_BYTES: usize = 64 << 20;

/// A dossier with the rows it makes.
pub(crate) struct Case {
    pub(crate) dossier: Dossier,
    /// The position of the last entry that changed it.
    pub(crate) version: u64,
    made: Made,
}

/// A case on the shelf, and about how many bytes its rows have. What acts of a transaction add to the row of the dossier
/// is counted when that is written.
struct Held {
    case: Option<Arc<Case>>,
    bytes: usize,
}

/// A report of duties with the position of its last step.
pub(crate) type HeldReport = (Arc<DutyReport>, u64);

/// What is on file, as the writing transaction sees it.
#[derive(Default)]
pub(crate) struct Shelf {
    scheme: Option<Arc<Scheme>>,
    cases: HashMap<CreditCode, Held>,
    /// The bytes of the rows of those cases.
    bytes: usize,
    /// What is to be written before the transaction is committed. The cases that it speaks of are held.
    due: Due,
    standards: HashMap<StandardNumber, Option<Arc<Standard>>>,
    /// Projects with the position of the last step of each.
    projects: HashMap<String, Option<(Arc<Project>, u64)>>,
    /// Reports of duties not fulfilled, with the position of the last step of each.
    reports: HashMap<String, Option<HeldReport>>,
    /// On whom the notices that were entered since it was cleared were served: the shelf of an audit has no entries at hand.
    /// Notices are few.
    pub(crate) notices: BTreeMap<u64, CreditCode>,
    /// Standards side by side, as the policy wants them: most orders of an enterprise name the same ones.
    sets: HashMap<BTreeSet<StandardNumber>, Arc<Vec<Standard>>>,
}

impl Shelf {
    /// Forgets everything: what it held may not have become true.
    pub(crate) fn clear(&mut self) {
        *self = Shelf::default();
    }

    /// Keeps memory bounded within a transaction that writes: writes what is put off before it forgets what that is
    /// about.
    pub(crate) fn trim(&mut self, tx: &mut dyn Tx) -> Result<(), Fault> {
        if self.due.is_much() || self.is_heavy() {
            self.settle(tx)?;
        }
        self.lighten();
        Ok(())
    }

    /// Keeps memory bounded between transactions.
    pub(crate) fn lighten(&mut self) {
        if !self.due.is_empty() {
            return;
        }
        if self.is_heavy() {
            self.cases.clear();
            self.bytes = 0;
        }
        if self.standards.len() > MOST_HELD || self.sets.len() > MOST_HELD {
            self.standards.clear();
            self.sets.clear();
        }
        if self.projects.len() > MOST_PROJECTS {
            self.projects.clear();
        }
        // Each is long and seldom asked for.
        if self.reports.len() > 4 {
            self.reports.clear();
        }
    }

    fn is_heavy(&self) -> bool {
        self.cases.len() > MOST_HELD || self.bytes > MOST_BYTES
    }

    /// Writes what was put off. A transaction that wrote anything is not committed before.
    pub(crate) fn settle(&mut self, tx: &mut dyn Tx) -> Result<(), Fault> {
        for code in std::mem::take(&mut self.due.dossiers) {
            let Some(case) = self.cases.get(&code).and_then(|held| held.case.clone()) else {
                return Err(Fault::Unreadable(format!("the changed dossier of {code} is not at hand")));
            };
            let row = made::whole(&case.dossier)?;
            let held = tx.query(sql::ROW_HELD, &[row.kind.as_str().into(), row.id.as_str().into()])?;
            let former = held.into_iter().next().map(|line| {
                let mut columns = Columns::of(line);
                columns.text();
                columns.text()
            });
            put_row(tx, &mut self.due, &row, case.version, former.as_deref())?;
            let bytes = case.made.bytes() + row.body.len() + row.words.len();
            self.hold(code, Held { case: Some(case), bytes });
        }
        self.due.write_grams(tx)?;
        Ok(())
    }

    /// Takes a case up in place of what was held of it.
    fn hold(&mut self, code: CreditCode, held: Held) {
        let weighs = held.bytes;
        let before = self.cases.insert(code, held).map_or(0, |before| before.bytes);
        self.bytes = self.bytes.saturating_sub(before).saturating_add(weighs);
    }

    /// The scheme.
    pub(crate) fn scheme(&mut self, tx: &mut dyn Tx) -> Result<Arc<Scheme>, Fault> {
        if let Some(scheme) = &self.scheme {
            return Ok(scheme.clone());
        }
        let scheme = Arc::new(books::scheme(tx)?.0);
        self.scheme = Some(scheme.clone());
        Ok(scheme)
    }

    /// The case of an enterprise, if it is on file.
    pub(crate) fn case(&mut self, tx: &mut dyn Tx, code: CreditCode) -> Result<Option<Arc<Case>>, Fault> {
        if let Some(held) = self.cases.get(&code) {
            return Ok(held.case.clone());
        }
        let case = match books::dossier(tx, code)? {
            Some((dossier, version)) => {
                let made = Made::of(&dossier)?;
                Some(Arc::new(Case { dossier, version, made }))
            }
            None => None,
        };
        // The row of the dossier is about as long as those of its records together.
        let bytes = case.as_ref().map_or(0, |case| 2 * case.made.bytes());
        self.hold(code, Held { case: case.clone(), bytes });
        Ok(case)
    }

    pub(crate) fn standard(
        &mut self,
        tx: &mut dyn Tx,
        number: &StandardNumber,
    ) -> Result<Option<Arc<Standard>>, Fault> {
        if let Some(standard) = self.standards.get(number) {
            return Ok(standard.clone());
        }
        let standard = books::standard(tx, number)?.map(|(standard, _)| Arc::new(standard));
        self.standards.insert(number.clone(), standard.clone());
        Ok(standard)
    }

    /// A project with the position of its last step, if it is on file.
    pub(crate) fn project(
        &mut self,
        tx: &mut dyn Tx,
        id: &str,
    ) -> Result<Option<(Arc<Project>, u64)>, Fault> {
        if let Some(project) = self.projects.get(id) {
            return Ok(project.clone());
        }
        let project = books::project(tx, id)?.map(|(project, version)| (Arc::new(project), version));
        self.projects.insert(id.to_owned(), project.clone());
        Ok(project)
    }

    /// A report of duties not fulfilled with the position of its last step, if it is on file.
    pub(crate) fn report(&mut self, tx: &mut dyn Tx, id: &str) -> Result<Option<HeldReport>, Fault> {
        if let Some(report) = self.reports.get(id) {
            return Ok(report.clone());
        }
        let report = books::report(tx, id)?.map(|(report, version)| (Arc::new(report), version));
        self.reports.insert(id.to_owned(), report.clone());
        Ok(report)
    }

    /// The standards with these numbers, as far as on file.
    pub(crate) fn standards(
        &mut self,
        tx: &mut dyn Tx,
        numbers: BTreeSet<StandardNumber>,
    ) -> Result<Arc<Vec<Standard>>, Fault> {
        if let Some(set) = self.sets.get(&numbers) {
            return Ok(set.clone());
        }
        let mut found = Vec::new();
        for number in &numbers {
            found.extend(self.standard(tx, number)?.map(|standard| Standard::clone(&standard)));
        }
        let set = Arc::new(found);
        self.sets.insert(numbers, set.clone());
        Ok(set)
    }

    /// The dossiers of parents, as far as on file.
    pub(crate) fn parents(
        &mut self,
        tx: &mut dyn Tx,
        codes: BTreeSet<CreditCode>,
    ) -> Result<Vec<Dossier>, Fault> {
        let mut found = Vec::new();
        for code in codes {
            found.extend(self.case(tx, code)?.map(|case| case.dossier.clone()));
        }
        Ok(found)
    }

    /// What the entries of one order make of what is on file. Nothing is written and the shelf is as before.
    pub(crate) fn fold(&mut self, tx: &mut dyn Tx, entries: &[(u64, Entry)]) -> Result<Folded, Fault> {
        let mut folded = Folded { version: entries.last().map_or(0, |(at, _)| *at), ..Folded::default() };
        let mut dossier: Option<Dossier> = None;
        let mut scheme: Option<Scheme> = None;
        let mut standards: BTreeMap<StandardNumber, Standard> = BTreeMap::new();
        let mut projects: BTreeMap<String, Project> = BTreeMap::new();
        let mut report: Option<DutyReport> = None;
        for (position, entry) in entries {
            match apply::concerns(&entry.event) {
                Concerns::Enterprise | Concerns::Notice(_) => {
                    let Some(code) = self.whose(tx, entry)? else { continue };
                    folded.note_notice(code, *position, entry);
                    if dossier.is_none() {
                        folded.former = self.case(tx, code)?;
                        let known = folded.former.as_ref().map(|case| case.dossier.clone());
                        dossier = Some(known.unwrap_or_else(|| Dossier::opened(code)));
                    }
                    if let Some(dossier) = &mut dossier {
                        apply::to_dossier(dossier, entry, *position);
                    }
                }
                Concerns::Scheme => {
                    let known = self.scheme(tx)?;
                    apply::to_scheme(scheme.get_or_insert_with(|| Scheme::clone(&known)), entry, *position);
                }
                Concerns::Standard(number) => {
                    let known = self.standard(tx, &number)?;
                    let fresh = || Standard { number: number.clone(), editions: Vec::new() };
                    let standard = standards
                        .entry(number.clone())
                        .or_insert_with(|| known.map_or_else(fresh, |known| Standard::clone(&known)));
                    apply::to_standard(standard, entry, *position);
                }
                Concerns::Project(id) => {
                    let known = self.project(tx, &id)?;
                    let fresh = || Project { id: id.clone(), steps: Vec::new() };
                    let project = projects
                        .entry(id.clone())
                        .or_insert_with(|| known.map_or_else(fresh, |(known, _)| Project::clone(&known)));
                    apply::to_project(project, entry, *position);
                }
                Concerns::DutyReport(id) => {
                    let known = self.report(tx, &id)?;
                    let unfiled = || DutyReport::unfiled(&id);
                    let known = || known.map_or_else(unfiled, |(known, _)| Arc::unwrap_or_clone(known));
                    let report = report.get_or_insert_with(known);
                    apply::to_report(report, entry, *position);
                }
                Concerns::Nothing => {}
            }
        }
        self.rows_of_case(&mut folded, dossier)?;
        self.rows_of_scheme(tx, &mut folded, scheme)?;
        for standard in standards.into_values() {
            self.rows_of_standard(tx, &mut folded, standard)?;
        }
        for project in projects.into_values() {
            self.rows_of_project(tx, &mut folded, project)?;
        }
        self.rows_of_report(tx, &mut folded, report)?;
        Ok(folded)
    }

    fn rows_of_case(&mut self, folded: &mut Folded, dossier: Option<Dossier>) -> Result<(), Fault> {
        let Some(dossier) = dossier else { return Ok(()) };
        let former = folded.former.take();
        let made = match &former {
            Some(former) => Made::after(&dossier, (&former.dossier, &former.made))?,
            None => Made::of(&dossier)?,
        };
        let before = former.as_ref().map(|former| former.made.rows()).unwrap_or_default();
        folded.changed.extend(changed(before, made.rows()));
        let as_before = former.as_ref().filter(|former| former.dossier == dossier);
        folded.is_case_changed = as_before.is_none();
        let version = as_before.map_or(folded.version, |former| former.version);
        folded.case = Some(Arc::new(Case { dossier, version, made }));
        Ok(())
    }

    /// Writes the rows and tags of one order and takes up what it made.
    pub(crate) fn write(
        &mut self,
        tx: &mut dyn Tx,
        entries: &[(u64, Entry)],
        folded: Folded,
    ) -> Result<(), Fault> {
        for (position, entry) in entries {
            for tag in tags(entry) {
                tx.execute(sql::TAG_ADD, &[tag.into(), (*position).into()])?;
            }
        }
        for (row, former) in &folded.changed {
            put_changed(tx, &mut self.due, row, folded.version, former.as_deref())?;
        }
        let changed = folded.case.as_ref().filter(|_| folded.is_case_changed);
        self.due.dossiers.extend(changed.map(|case| case.dossier.enterprise));
        self.take_up(folded);
        Ok(())
    }

    /// Takes up what entries made, as if they were written.
    pub(crate) fn take_up(&mut self, folded: Folded) {
        if let Some(case) = folded.case {
            let code = case.dossier.enterprise;
            let known = self.cases.get(&code).map_or(0, |held| held.bytes);
            self.hold(code, Held { bytes: known.max(case.made.bytes()), case: Some(case) });
        }
        self.notices.extend(folded.notices);
        if let Some(scheme) = folded.scheme {
            self.scheme = Some(scheme);
        }
        if let Some(report) = folded.report {
            self.reports.insert(report.id.clone(), Some((report, folded.version)));
        }
        for standard in folded.standards {
            self.standards.insert(standard.number.clone(), Some(standard));
            self.sets.clear();
        }
        for project in folded.projects {
            self.projects.insert(project.id.clone(), Some((project, folded.version)));
        }
    }
}

/// What one order makes of what is on file.
#[derive(Default)]
pub(crate) struct Folded {
    /// The case before, where the order is about an enterprise that is on file.
    former: Option<Arc<Case>>,
    /// The case after, where the order is about an enterprise.
    pub(crate) case: Option<Arc<Case>>,
    /// Whether the dossier of that case is another than before.
    is_case_changed: bool,
    /// The scheme after, where the order is about it.
    pub(crate) scheme: Option<Arc<Scheme>>,
    pub(crate) standards: Vec<Arc<Standard>>,
    pub(crate) projects: Vec<Arc<Project>>,
    /// The report of duties after, where the order is about one.
    pub(crate) report: Option<Arc<DutyReport>>,
    /// Rows that say something else than before, each with the words it had.
    pub(crate) changed: Vec<(Arc<Row>, Option<String>)>,
    /// The notices of the order, with the enterprise that each was served on.
    pub(crate) notices: Vec<(u64, CreditCode)>,
    version: u64,
}

impl Folded {
    /// The standards after, where the order is about any.
    pub(crate) fn standards(&self) -> impl Iterator<Item = &Standard> {
        self.standards.iter().map(|standard| &**standard)
    }

    /// The projects after, where the order is about any.
    pub(crate) fn projects(&self) -> impl Iterator<Item = &Project> {
        self.projects.iter().map(|project| &**project)
    }
}
