//! Whoever only looks. A reader holds connections that cannot write and has no way to the writer.

use std::sync::{Arc, RwLock};

use ledger::{Hash, SourceError};
use policy::authorization::code::MarkCode;
use policy::dossier_file::DossierFile;
use policy::enterprise::Dossier;
use policy::enterprise::credit_code::CreditCode;
use policy::event::Entry;
use policy::question::Law;
use policy::scheme::Scheme;
use policy::standard::Standard;
use policy::standard::number::StandardNumber;
use policy::standard::project::Project;
use policy::standard::project::stage::PlanLine;

use crate::books;
use crate::brief;
use crate::fault::Fault;
use crate::halt::Published;
use crate::mark::PublicMark;
use crate::office::{Rules, SharedRules};
use crate::page::{Key, LONGEST_PAGE, Page, Query, after_prefix, page};
use crate::pool::Pool;
use crate::rows::Row;
use crate::rows_project::PROJECT;
use crate::search;
use crate::sql;
use crate::store::{Columns, Line, StoreFault, Tx, Value, one_int};

/// A case, and the position of the last entry that changed it.
#[derive(Debug, Clone, PartialEq)]
pub struct Filed<T> {
    /// The case.
    pub value: T,
    /// Its version.
    pub version: u64,
}

/// An entry and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct EntryAt {
    /// Its position, which is its leaf index.
    pub position: u64,
    /// Its leaf hash.
    pub leaf: Hash,
    /// The entry.
    pub entry: Entry,
}

/// A sealed text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedText {
    /// The text; `None` if it has been erased.
    pub text: Option<String>,
}

/// The end of the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// Entries signed for.
    pub size: u64,
    /// When the last one was entered, in seconds since 1970; 0 if none was since the office opened.
    pub entered: i64,
}

/// Whoever only looks. Cheap to clone.
#[derive(Clone)]
pub struct Reader {
    pool: Arc<Pool>,
    rules: SharedRules,
    pub(crate) published: Arc<RwLock<Published>>,
    pub(crate) vkey: Arc<str>,
}

pub(crate) fn entry_at(line: Line) -> Result<EntryAt, Fault> {
    let mut columns = Columns::of(line);
    let position = columns.position();
    let body = columns.text();
    let leaf = columns.bytes();
    let entry =
        serde_json::from_str(&body).map_err(|e| Fault::Unreadable(format!("entry {position}: {e}")))?;
    let leaf = leaf.try_into().map_err(|_| Fault::Unreadable(format!("entry {position}: leaf hash")))?;
    Ok(EntryAt { position, leaf, entry })
}

impl Reader {
    pub(crate) fn new(
        pool: Arc<Pool>,
        rules: SharedRules,
        published: Arc<RwLock<Published>>,
        vkey: String,
    ) -> Reader {
        Reader { pool, rules, published, vkey: vkey.into() }
    }

    pub(crate) fn with<T>(&self, look: impl FnOnce(&mut dyn Tx) -> Result<T, Fault>) -> Result<T, Fault> {
        self.pool.glance(look)
    }

    /// A look of one row.
    fn point<T>(&self, look: impl FnOnce(&mut dyn Tx) -> Result<T, Fault>) -> Result<T, Fault> {
        self.pool.point(look)
    }

    pub(crate) fn snapshot<T>(&self, look: impl FnOnce(&mut dyn Tx) -> Result<T, Fault>) -> Result<T, Fault> {
        self.pool.snapshot(look)
    }

    /// Numbers and calendar.
    #[must_use]
    pub fn law(&self) -> Law<'_> {
        self.rules.law()
    }

    pub(crate) fn rules(&self) -> &Rules {
        &self.rules
    }

    /// The digest of rules and numbers that decisions are taken under now.
    #[must_use]
    pub fn policy_digest(&self) -> &str {
        &self.rules.digest
    }

    /// The dossier of an enterprise.
    ///
    /// # Errors
    /// If the database fails.
    pub fn dossier(&self, enterprise: CreditCode) -> Result<Option<Filed<Dossier>>, Fault> {
        self.point(|tx| books::dossier(tx, enterprise))
            .map(|found| found.map(|(value, version)| Filed { value, version }))
    }

    /// The scheme.
    ///
    /// # Errors
    /// If the database fails.
    pub fn scheme(&self) -> Result<Scheme, Fault> {
        self.point(|tx| books::scheme(tx)).map(|(scheme, _)| scheme)
    }

    /// A standard.
    ///
    /// # Errors
    /// If the database fails.
    pub fn standard(&self, number: &StandardNumber) -> Result<Option<Filed<Standard>>, Fault> {
        self.point(|tx| books::case(tx, "standard", number.as_str()))
            .map(|found| found.map(|(value, version)| Filed { value, version }))
    }

    /// The version of a case: the position of the last entry that changed it.
    ///
    /// # Errors
    /// If the database fails.
    pub fn version(&self, kind: &str, id: &str) -> Result<Option<u64>, Fault> {
        let found = self.with(|tx| Ok(one_int(&tx.query(sql::ROW_VERSION, &[kind.into(), id.into()])?)))?;
        Ok(found.and_then(|version| u64::try_from(version).ok()))
    }

    /// The division that a row names: of an enterprise that of its head office, empty where none is on file. `None` where
    /// there is no such row.
    ///
    /// # Errors
    /// If the database fails.
    pub fn region_of(&self, kind: &str, id: &str) -> Result<Option<String>, Fault> {
        let lines = self.with(|tx| Ok(tx.query(sql::ROW_TOLD, &[kind.into(), id.into()])?))?;
        let region = |line| {
            let mut columns = Columns::of(line);
            (columns.text(), columns.text(), columns.text()).2
        };
        Ok(lines.into_iter().next().map(region))
    }

    /// A number that is another one after anything was written; `None` while somebody writes. What was looked up
    /// after it was asked for is still so for as long as the number is the same.
    #[must_use]
    pub fn moment(&self) -> Option<u64> {
        self.pool.writes()
    }

    /// A project.
    ///
    /// # Errors
    /// If the database fails.
    pub fn project(&self, id: &str) -> Result<Option<Filed<Project>>, Fault> {
        self.point(|tx| books::case(tx, PROJECT, id))
            .map(|found| found.map(|(value, version)| Filed { value, version }))
    }

    /// The projects about one standard or system, but for one, running or not.
    ///
    /// # Errors
    /// If the database fails.
    pub fn projects_about(&self, subject: &str, but: Option<&Project>) -> Result<Vec<Project>, Fault> {
        self.snapshot(|tx| books::rivals(tx, subject, but))
    }

    /// The standards that a dossier speaks of.
    ///
    /// # Errors
    /// If the database fails.
    pub fn standards_for(&self, dossier: &Dossier) -> Result<Vec<Standard>, Fault> {
        self.snapshot(|tx| books::standards(tx, books::standards_of(dossier)))
    }

    /// The parents that a dossier speaks of.
    ///
    /// # Errors
    /// If the database fails.
    pub fn parents_for(&self, dossier: &Dossier) -> Result<Vec<Dossier>, Fault> {
        self.snapshot(|tx| books::parents(tx, books::parents_of(dossier)))
    }

    /// Everything a verdict about an enterprise rests on: the same document that `pzb check` reads.
    ///
    /// # Errors
    /// If the database fails.
    pub fn case_file(&self, enterprise: CreditCode) -> Result<Option<DossierFile>, Fault> {
        self.snapshot(|tx| {
            let Some((dossier, _)) = books::dossier(tx, enterprise)? else { return Ok(None) };
            let parents = books::parents(tx, books::parents_of(&dossier))?;
            let standards = books::standards(tx, books::standards_of(&dossier))?;
            let (mut scheme, _) = books::scheme(tx)?;
            // Who holds which office plays no part in a verdict.
            scheme.holders.list.clear();
            // Nor who may be appointed to panels: no project is judged here, and the register of experts is not told to everybody.
            scheme.experts.list.clear();
            scheme.review_bars.list.clear();
            Ok(Some(DossierFile {
                version: 1,
                enterprise: dossier,
                parents,
                scheme,
                standards,
                asks: Vec::new(),
                // How each member of a panel voted is the panel's: a project is judged on its own page.
                projects: Vec::new(),
            }))
        })
    }

    /// Everything the page behind a code needs, in one read.
    ///
    /// # Errors
    /// If the database fails.
    pub fn mark(&self, code: MarkCode) -> Result<Option<Filed<PublicMark>>, Fault> {
        self.point(|tx| brief::mark(tx, code))
            .map(|found| found.map(|(value, version)| Filed { value, version }))
    }

    /// Rows by kind and filter, after a key.
    ///
    /// # Errors
    /// If the database fails.
    pub fn rows(&self, query: &Query) -> Result<Page<Row>, Fault> {
        let limit = query.limit.clamp(1, LONGEST_PAGE);
        let mut args: Vec<Value> = vec![
            query.kind.as_str().into(),
            query.after.as_str().into(),
            query.state.as_str().into(),
            query.region.as_str().into(),
            after_prefix(&query.region).into(),
            query.due_before.as_str().into(),
            query.due_from.as_str().into(),
            (limit as u64 + 1).into(),
        ];
        let statement = if !query.enterprise.is_empty() {
            args.push(query.enterprise.as_str().into());
            sql::ROWS_OF
        } else if query.state.is_empty() {
            sql::ROWS
        } else {
            sql::ROWS_IN_STATE
        };
        let rows = self.with(|tx| Ok(tx.query(statement, &args)?.into_iter().map(Row::read).collect()))?;
        Ok(page(rows, limit))
    }

    /// Shows every row of some kinds once, in the order of kinds and identifiers, all as of one moment; how many entries
    /// there were at that moment.
    ///
    /// # Errors
    /// If the database fails, or what `see` says.
    pub fn each_row(
        &self,
        kinds: &[&str],
        see: &mut dyn FnMut(&Row) -> Result<(), Fault>,
    ) -> Result<u64, Fault> {
        const AT_ONCE: u64 = 200;
        self.snapshot(|tx| {
            for kind in kinds {
                let mut after = String::new();
                loop {
                    let args = [(*kind).into(), after.as_str().into(), AT_ONCE.into()];
                    let lines = tx.query(sql::ROWS_AFTER, &args)?;
                    let is_last = (lines.len() as u64) < AT_ONCE;
                    for row in lines.into_iter().map(Row::read) {
                        see(&row)?;
                        after = row.id;
                    }
                    if is_last {
                        break;
                    }
                }
            }
            crate::rebuild::size(tx)
        })
    }

    /// One row.
    ///
    /// # Errors
    /// If the database fails.
    pub fn row(&self, kind: &str, id: &str) -> Result<Option<Row>, Fault> {
        self.with(|tx| Ok(tx.query(sql::ROW, &[kind.into(), id.into()])?.into_iter().next().map(Row::read)))
    }

    /// Rows whose names, codes or initials contain a text, in the order of kind and identifier. A page may be short of its
    /// limit where much was looked at; it goes on all the same.
    ///
    /// # Errors
    /// If the database fails.
    pub fn search(
        &self,
        wanted: &str,
        kind: Option<&str>,
        after: &Key,
        limit: usize,
    ) -> Result<Page<Row>, Fault> {
        let limit = limit.clamp(1, LONGEST_PAGE);
        let after = (after.kind.as_str(), after.id.as_str());
        let kind = kind.unwrap_or_default();
        let (rows, left) = self.snapshot(|tx| search::search(tx, wanted, kind, after, limit + 1))?;
        let found = page(rows, limit);
        Ok(Page { next: found.next.or(left), ..found })
    }

    /// The entries that carry a tag, after a position.
    ///
    /// # Errors
    /// If the database fails or an entry cannot be read.
    pub fn history(&self, tag: &str, after: Option<u64>, limit: usize) -> Result<Vec<EntryAt>, Fault> {
        let after = after.map_or(Value::Int(-1), Value::from);
        let limit = limit.clamp(1, LONGEST_PAGE) as u64;
        self.with(|tx| {
            tx.query(sql::TAGGED, &[tag.into(), after, limit.into()])?.into_iter().map(entry_at).collect()
        })
    }

    /// The bytes of an entry, which are its leaf.
    ///
    /// # Errors
    /// If the database fails.
    pub fn entry_bytes(&self, position: u64) -> Result<Option<String>, Fault> {
        self.with(|tx| Ok(crate::store::one_text(&tx.query(sql::ENTRY_BODY, &[position.into()])?)))
    }

    /// Whose a number is: the enterprise of the row of a kind that has it and was not set aside.
    ///
    /// # Errors
    /// If the database fails.
    pub fn owner(&self, kind: &str, id: &str) -> Result<Option<String>, Fault> {
        self.with(|tx| Ok(crate::store::one_text(&tx.query(sql::ROW_OWNER, &[kind.into(), id.into()])?)))
    }

    /// Whether a project stands in a line of a yearly plan.
    ///
    /// # Errors
    /// If the database fails.
    pub fn plan_line_is_taken(&self, plan: PlanLine) -> Result<bool, Fault> {
        self.with(|tx| books::plan_line_is_taken(tx, plan))
    }

    /// A sealed text by its digest; `None` if there never was one.
    ///
    /// # Errors
    /// If the database fails.
    pub fn text(&self, digest: &str) -> Result<Option<SealedText>, Fault> {
        let line = self.with(|tx| Ok(tx.query(sql::TEXT, &[digest.into()])?.into_iter().next()))?;
        Ok(line.map(|line| {
            let mut columns = Columns::of(line);
            columns.bytes();
            SealedText { text: columns.text_or_null() }
        }))
    }
}

impl From<StoreFault> for SourceError {
    fn from(fault: StoreFault) -> SourceError {
        SourceError::failed(fault.to_string())
    }
}
