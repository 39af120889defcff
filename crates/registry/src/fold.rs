//! From entries to rows: what the entries of one order do to what is on file, and the rows that say something
//! else afterwards. Live acts, rebuild and audit all come through here, which is why their rows are equal.
//!
//! Whoever writes holds a [`Shelf`]: dossiers, standards and the scheme as they stand inside the transaction. It
//! is cleared whenever a transaction is given up.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use policy::apply::{self, Concerns};
use policy::enterprise::Dossier;
use policy::enterprise::credit_code::CreditCode;
use policy::event::Entry;
use policy::scheme::Scheme;
use policy::standard::Standard;
use policy::standard::number::StandardNumber;

use crate::books;
use crate::brief;
use crate::fault::Fault;
use crate::made::Made;
use crate::rows::{self, Row};
use crate::search;
use crate::sql;
use crate::store::{Columns, Tx};
use crate::tags::tags;

/// Most dossiers, and most standards, held at once.
const MOST_HELD: usize = 2048;
/// Most bytes of rows of the dossiers held at once: a firm with thousands of facts weighs as much as hundreds of others.
const MOST_BYTES: usize = 64 << 20;

/// A dossier with the rows it makes.
pub(crate) struct Case {
    pub(crate) dossier: Dossier,
    pub(crate) version: u64,
    made: Made,
}

/// What is on file, as the writing transaction sees it.
#[derive(Default)]
pub(crate) struct Shelf {
    scheme: Option<Arc<Scheme>>,
    cases: HashMap<CreditCode, Option<Arc<Case>>>,
    /// The bytes of the rows of those cases.
    bytes: usize,
    standards: HashMap<StandardNumber, Option<Arc<Standard>>>,
    /// Standards side by side, as the policy wants them: most orders of an enterprise name the same ones.
    sets: HashMap<BTreeSet<StandardNumber>, Arc<Vec<Standard>>>,
}

impl Shelf {
    /// Forgets everything: what it held may not have become true.
    pub(crate) fn clear(&mut self) {
        *self = Shelf::default();
    }

    /// Keeps memory bounded; called between transactions.
    pub(crate) fn trim(&mut self) {
        if self.cases.len() > MOST_HELD || self.bytes > MOST_BYTES {
            self.cases.clear();
            self.bytes = 0;
        }
        if self.standards.len() > MOST_HELD || self.sets.len() > MOST_HELD {
            self.standards.clear();
            self.sets.clear();
        }
    }

    /// Takes a case up in place of what was held of it.
    fn hold(&mut self, code: CreditCode, case: Option<Arc<Case>>) {
        fn weight(case: &Option<Arc<Case>>) -> usize {
            case.as_ref().map_or(0, |case| case.made.bytes())
        }
        let weighs = weight(&case);
        let before = self.cases.insert(code, case);
        self.bytes = self.bytes.saturating_sub(before.as_ref().map_or(0, weight)).saturating_add(weighs);
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
        if let Some(case) = self.cases.get(&code) {
            return Ok(case.clone());
        }
        let case = match books::dossier(tx, code)? {
            Some((dossier, version)) => {
                let made = Made::of(&dossier)?;
                Some(Arc::new(Case { dossier, version, made }))
            }
            None => None,
        };
        self.hold(code, case.clone());
        Ok(case)
    }

    fn standard(&mut self, tx: &mut dyn Tx, number: &StandardNumber) -> Result<Option<Arc<Standard>>, Fault> {
        if let Some(standard) = self.standards.get(number) {
            return Ok(standard.clone());
        }
        let standard = books::standard(tx, number)?.map(|(standard, _)| Arc::new(standard));
        self.standards.insert(number.clone(), standard.clone());
        Ok(standard)
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
        for (position, entry) in entries {
            match apply::concerns(&entry.event) {
                Concerns::Enterprise => {
                    let Some(code) = entry.enterprise else { continue };
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
                    let scheme = scheme.get_or_insert_with(|| Scheme::clone(&known));
                    apply::to_scheme(scheme, entry, *position);
                }
                Concerns::Standard(number) => {
                    let known = self.standard(tx, &number)?;
                    let fresh = || Standard { number: number.clone(), editions: Vec::new() };
                    let standard = standards
                        .entry(number.clone())
                        .or_insert_with(|| known.map_or_else(fresh, |known| Standard::clone(&known)));
                    apply::to_standard(standard, entry, *position);
                }
                Concerns::Nothing => {}
            }
        }
        self.rows_of_case(&mut folded, dossier)?;
        self.rows_of_scheme(tx, &mut folded, scheme)?;
        for standard in standards.into_values() {
            self.rows_of_standard(tx, &mut folded, standard)?;
        }
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
        folded.case = Some(Arc::new(Case { dossier, version: folded.version, made }));
        Ok(())
    }

    fn rows_of_scheme(
        &mut self,
        tx: &mut dyn Tx,
        folded: &mut Folded,
        scheme: Option<Scheme>,
    ) -> Result<(), Fault> {
        let Some(scheme) = scheme else { return Ok(()) };
        let former = rows::of_scheme(&*self.scheme(tx)?)?;
        folded.changed.extend(changed(&former, &rows::of_scheme(&scheme)?));
        folded.scheme = Some(Arc::new(scheme));
        Ok(())
    }

    fn rows_of_standard(
        &mut self,
        tx: &mut dyn Tx,
        folded: &mut Folded,
        standard: Standard,
    ) -> Result<(), Fault> {
        let former = match self.standard(tx, &standard.number)? {
            Some(known) => rows::of_standard(&known)?,
            None => Vec::new(),
        };
        folded.changed.extend(changed(&former, &rows::of_standard(&standard)?));
        folded.standards.push(Arc::new(standard));
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
            put_row(tx, row, folded.version, former.as_deref())?;
        }
        self.take_up(folded);
        Ok(())
    }

    /// Takes up what entries made, as if they were written.
    pub(crate) fn take_up(&mut self, folded: Folded) {
        if let Some(case) = folded.case {
            self.hold(case.dossier.enterprise, Some(case));
        }
        if let Some(scheme) = folded.scheme {
            self.scheme = Some(scheme);
        }
        for standard in folded.standards {
            self.standards.insert(standard.number.clone(), Some(standard));
            self.sets.clear();
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
    /// The scheme after, where the order is about it.
    pub(crate) scheme: Option<Arc<Scheme>>,
    standards: Vec<Arc<Standard>>,
    /// Rows that say something else than before, each with the words it had.
    changed: Vec<(Arc<Row>, Option<String>)>,
    version: u64,
}

impl Folded {
    /// The standards after, where the order is about any.
    pub(crate) fn standards(&self) -> impl Iterator<Item = &Standard> {
        self.standards.iter().map(|standard| &**standard)
    }
}

/// The rows that say something else than before, with the words they had. Rows that were taken over are the same
/// pieces of memory and are passed by.
fn changed(before: &[Arc<Row>], after: &[Arc<Row>]) -> Vec<(Arc<Row>, Option<String>)> {
    let held: HashSet<*const Row> = before.iter().map(Arc::as_ptr).collect();
    let fresh: Vec<&Arc<Row>> = after.iter().filter(|row| !held.contains(&Arc::as_ptr(row))).collect();
    fn key(row: &Row) -> (&str, &str) {
        (&row.kind, &row.id)
    }
    let asked: HashSet<(&str, &str)> = fresh.iter().map(|row| key(row)).collect();
    let known = before.iter().filter(|row| asked.contains(&key(row)));
    let known: HashMap<(&str, &str), &Arc<Row>> = known.map(|row| (key(row), row)).collect();
    let mut found = Vec::new();
    for row in fresh {
        let former = known.get(&key(row));
        if former.is_none_or(|former| !row.says_the_same(former)) {
            // What was set aside may have gone to another enterprise since: its words are looked for where they are.
            let held = former.filter(|former| former.state != rows::ANNULLED);
            found.push((Arc::clone(row), held.map(|former| former.words.clone())));
        }
    }
    found
}

fn put_row(tx: &mut dyn Tx, row: &Row, version: u64, former: Option<&str>) -> Result<(), Fault> {
    let (kind, id) = (row.kind.as_str(), row.id.as_str());
    let is_annulled = row.state == rows::ANNULLED;
    let mut former = former.map(str::to_owned);
    // A number set aside by one enterprise is free for another: the row is then that one's, who takes it over with
    // its words, and what the first one's case still holds under the number has no row any more.
    if former.is_none() || is_annulled {
        let held = tx.query(sql::ROW_HELD, &[kind.into(), id.into()])?.into_iter().next();
        if let Some(mut columns) = held.map(Columns::of) {
            if columns.text() != row.enterprise && is_annulled {
                return Ok(());
            }
            former = Some(columns.text());
        }
    }
    let values = row.values(version);
    if former.is_none() || tx.execute(sql::ROW_SET, &values)? == 0 {
        tx.execute(sql::ROW_ADD, &values)?;
    }
    if former.as_deref() != Some(row.words.as_str()) {
        search::index(tx, row, former.as_deref())?;
    }
    brief::put(tx, row, version)
}
