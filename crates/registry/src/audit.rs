//! The second look: ledger against tree, rows, search, histories, receipts and sealed texts, all as of one moment
//! and while others work. Names every difference; changes nothing.

use std::cmp::Ordering;
use std::collections::VecDeque;
use std::path::Path;

use ledger::{Ed25519Signer, Signer};
use policy::article::Said;
use serde::Serialize;

use crate::act::Receipt;
use crate::audit_entries::{self, Named};
use crate::books;
use crate::fault::{Fault, OpenFault};
use crate::files;
use crate::fold::Shelf;
use crate::kinds::ENTERPRISE;
use crate::made;
use crate::office::{DATABASE_FILE, Registry, form, head, lock};
use crate::rebuild::{each_order, make, size};
use crate::rows::{ANNULLED, AUTHORIZATION, PROCEEDING, Row};
use crate::rows_member::MEMBERSHIP;
use crate::schema;
use crate::seal::{CheckpointFile, Vault};
use crate::sql;
use crate::sqlite::{Sqlite, scratch};
use crate::store::{Columns, Line, Store, Tx, Value, one_int};
use crate::tags::{FINDINGS, STARTS, of_members};

/// One difference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// Between what: `ledger`, `row`, `count`, `mark`, `search`, `tag`, `receipt`, `text`.
    pub between: &'static str,
    /// Which one.
    pub id: String,
    /// What differs.
    pub what: Said,
}

/// What an audit found.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Report {
    /// Entries looked at.
    pub entries: u64,
    /// Rows looked at.
    pub rows: u64,
    /// Sealed texts looked at.
    pub texts: u64,
    /// Every difference; none if all agree.
    pub differences: Vec<Difference>,
}

/// What differs, in both languages.
pub(crate) fn said(zh: &str, en: &str) -> Said {
    Said::new(zh, en)
}

impl Report {
    pub(crate) fn note(&mut self, between: &'static str, id: impl Into<String>, what: Said) {
        self.differences.push(Difference { between, id: id.into(), what });
    }
}

impl Registry {
    /// Audits everything as of now.
    ///
    /// # Errors
    /// If the database cannot be read at all.
    pub fn audit(&self) -> Result<Report, Fault> {
        let reader = self.reader();
        // Taken before the snapshot, so that the snapshot holds all that is signed for.
        let note = reader.checkpoint();
        let vkey = reader.vkey().to_owned();
        reader.snapshot(|tx| audit(tx, (&note, &vkey)))
    }
}

/// Audits a folder that no process has open, against the checkpoint kept in it. Nothing is signed, so this also looks
/// at a folder that does not open because what is stored is no longer what was signed.
///
/// # Errors
/// If another process has the folder, its database cannot be read at all, or the kept checkpoint is gone.
pub fn audit_folder(dir: &Path, origin: &str, signing_seed: &[u8; 32]) -> Result<Report, OpenFault> {
    let of_origin = |fault: ledger::KeyError| OpenFault::Folder(origin.to_owned(), fault.to_string());
    let vkey = Ed25519Signer::from_seed(origin, signing_seed).map_err(of_origin)?.vkey();
    let _lock = lock(dir)?;
    let kept = CheckpointFile::in_folder(dir).last();
    let kept = kept.map_err(|error| OpenFault::Folder(dir.display().to_string(), error.to_string()))?;
    let store = Sqlite::open(&dir.join(DATABASE_FILE))?;
    let mut tx = store.reader()?;
    tx.begin()?;
    let (size, was_signed) = head(&mut *tx)?;
    match kept {
        Some(note) => Ok(audit(&mut *tx, (&note, &vkey))?),
        None if was_signed || size > 0 => Err(OpenFault::CheckpointGone),
        // An office that was never opened whole has nothing to be compared.
        None => Ok(Report::default()),
    }
}

fn audit(tx: &mut dyn Tx, signed: (&str, &str)) -> Result<Report, Fault> {
    let mut report = Report { entries: size(tx)?, ..Report::default() };
    let named = audit_entries::entries(tx, signed, &mut report)?;
    if named.all_were_read {
        against_a_fresh_fold(tx, &mut report)?;
    }
    receipts(tx, &mut report)?;
    texts(tx, &named, &mut report)?;
    files::audit(tx, &named, &mut report)?;
    Ok(report)
}

/// Folds from zero into a database of its own and compares, key by key.
fn against_a_fresh_fold(tx: &mut dyn Tx, report: &mut Report) -> Result<(), Fault> {
    let mut fresh = scratch()?;
    let mut shelf = Shelf::default();
    fresh.begin()?;
    each_order(tx, report.entries, &mut |_, order| make(&mut *fresh, &mut shelf, &order))?;
    shelf.settle(&mut *fresh)?;
    fresh.commit()?;
    let fresh = &mut *fresh;
    against_the_dossiers(fresh, report)?;
    let form = form(tx)?;
    compare(tx, fresh, &ROWS, report)?;
    compare(tx, fresh, &TAGS, report)?;
    // What a folder of an earlier form lacks or tells otherwise is made anew when it is opened.
    if form < schema::FORM_OF_ROWS {
        let kinds = [AUTHORIZATION, PROCEEDING, MEMBERSHIP, "standard", "edition", FINDINGS];
        let named = [STARTS.to_owned(), of_members("")];
        let told_otherwise: Vec<String> =
            kinds.into_iter().map(|kind| format!("{kind} ")).chain(named).collect();
        let is_made_anew = |one: &Difference| told_otherwise.iter().any(|kind| one.id.starts_with(kind));
        report.differences.retain(|one| !is_made_anew(one));
    } else {
        compare(tx, fresh, &COUNTS, report)?;
        compare(tx, fresh, &MARKS, report)?;
    }
    if form < schema::FORM_OF_SEARCH { Ok(()) } else { compare(tx, fresh, &GRAMS, report) }
}

/// Every row is what the dossier alone makes: acts take over the rows of records that they leave as they are.
fn against_the_dossiers(fresh: &mut dyn Tx, report: &mut Report) -> Result<(), Fault> {
    const AT_ONCE: u64 = 50;
    let mut after = String::new();
    loop {
        let args = [ENTERPRISE.into(), after.as_str().into(), AT_ONCE.into()];
        let cases: Vec<Row> = fresh.query(sql::ROWS_AFTER, &args)?.into_iter().map(Row::read).collect();
        for case in &cases {
            for row in made::all(&books::read(&case.body, "a dossier")?)? {
                let args = [row.kind.as_str().into(), row.id.as_str().into()];
                let found = fresh.query(sql::ROW, &args)?.into_iter().next().map(Row::read);
                // A number set aside by one enterprise may be another's by now.
                let is_anothers = |found: &Row| row.state == ANNULLED && found.enterprise != row.enterprise;
                if !found.is_some_and(|found| is_anothers(&found) || row.says_the_same(&found)) {
                    report.note(
                        "row",
                        format!("{} {}", row.kind, row.id),
                        said("案卷生成的内容与此不同", "its dossier makes another"),
                    );
                }
            }
        }
        match cases.last() {
            Some(last) if cases.len() as u64 == AT_ONCE => after.clone_from(&last.id),
            _ => return Ok(()),
        }
    }
}

/// Lines of one table in the order of their keys.
struct Table {
    between: &'static str,
    sql: &'static str,
    /// How many columns make the key.
    key: usize,
    /// A key before all others.
    start: fn() -> Vec<Value>,
    /// How a difference of two lines of one key is told.
    differs: fn(Line, Line) -> Said,
}

const ROWS: Table = Table {
    between: "row",
    sql: sql::ALL_ROWS,
    key: 2,
    start: || vec!["".into(), "".into()],
    differs: |live, fresh| {
        let (live, fresh) = (Row::read(live), Row::read(fresh));
        if live.version == fresh.version {
            said("内容与由账本生成的不同", "its content differs from what the ledger makes")
        } else {
            Said::new(
                format!("版本为{}，由账本生成的为{}", live.version, fresh.version),
                format!("its version is {} where the ledger makes {}", live.version, fresh.version),
            )
        }
    },
};

const COUNTS: Table = Table {
    between: "count",
    sql: sql::ALL_COUNTS,
    key: 3,
    start: || vec!["".into(), "".into(), "".into()],
    differs: |_, _| {
        said("计数与由账本生成的行数不同", "the count differs from the rows that the ledger makes")
    },
};

const MARKS: Table = Table {
    between: "mark",
    sql: sql::ALL_MARKS,
    key: 1,
    start: || vec![(-1_i64).into()],
    differs: |_, _| {
        said(
            "查验页所读内容与由账本生成的不同",
            "what the page behind its code reads differs from what the ledger makes",
        )
    },
};

const GRAMS: Table = Table {
    between: "search",
    sql: sql::ALL_GRAMS,
    key: 3,
    start: || vec!["".into(), "".into(), "".into()],
    differs: |_, _| said("与由账本生成的不同", "it differs from what the ledger makes"),
};

const TAGS: Table = Table {
    between: "tag",
    sql: sql::ALL_TAGS,
    key: 2,
    start: || vec!["".into(), (-1_i64).into()],
    differs: |_, _| said("与由账本生成的不同", "it differs from what the ledger makes"),
};

struct Stream<'a> {
    table: &'a Table,
    after: Vec<Value>,
    ahead: VecDeque<Line>,
    is_over: bool,
}

impl<'a> Stream<'a> {
    fn of(table: &'a Table) -> Stream<'a> {
        Stream { table, after: (table.start)(), ahead: VecDeque::new(), is_over: false }
    }

    fn next(&mut self, tx: &mut dyn Tx) -> Result<Option<Line>, Fault> {
        const AT_ONCE: u64 = 1000;
        if self.ahead.is_empty() && !self.is_over {
            let mut args = self.after.clone();
            args.push(AT_ONCE.into());
            self.ahead = tx.query(self.table.sql, &args)?.into();
            self.is_over = (self.ahead.len() as u64) < AT_ONCE;
            if let Some(last) = self.ahead.back() {
                self.after = last.iter().take(self.table.key).cloned().collect();
            }
        }
        Ok(self.ahead.pop_front())
    }
}

fn key_of<'a>(table: &Table, line: &'a Line) -> &'a [Value] {
    line.get(..table.key).unwrap_or_default()
}

fn named(key: &[Value]) -> String {
    let part = |value: &Value| match value {
        Value::Text(text) => text.clone(),
        Value::Int(number) => number.to_string(),
        Value::Null | Value::Bytes(_) => String::new(),
    };
    key.iter().map(part).collect::<Vec<_>>().join(" ")
}

fn compare(live: &mut dyn Tx, fresh: &mut dyn Tx, table: &Table, report: &mut Report) -> Result<(), Fault> {
    let (mut ours, mut theirs) = (Stream::of(table), Stream::of(table));
    let (mut one, mut other) = (ours.next(live)?, theirs.next(fresh)?);
    loop {
        let order = match (&one, &other) {
            (None, None) => return Ok(()),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (Some(live), Some(fresh)) => key_of(table, live).cmp(key_of(table, fresh)),
        };
        if table.between == "row" && order != Ordering::Greater {
            report.rows += 1;
        }
        match order {
            Ordering::Less => {
                let line = std::mem::replace(&mut one, ours.next(live)?).unwrap_or_default();
                report.note(
                    table.between,
                    named(key_of(table, &line)),
                    said("没有条目生成它", "no entry makes it"),
                );
            }
            Ordering::Greater => {
                let line = std::mem::replace(&mut other, theirs.next(fresh)?).unwrap_or_default();
                report.note(table.between, named(key_of(table, &line)), said("缺失", "it is missing"));
            }
            Ordering::Equal => {
                let live_line = std::mem::replace(&mut one, ours.next(live)?).unwrap_or_default();
                let fresh_line = std::mem::replace(&mut other, theirs.next(fresh)?).unwrap_or_default();
                if live_line != fresh_line {
                    let id = named(key_of(table, &live_line));
                    report.note(table.between, id, (table.differs)(live_line, fresh_line));
                }
            }
        }
    }
}

/// The person and the key under which a command is filed, for a reader.
pub(crate) fn shown(filed: &str) -> String {
    filed.replace('\t', " ")
}

/// Every receipt names the entries that its key brought. (That every entry has a receipt is looked at with the
/// entries.)
fn receipts(tx: &mut dyn Tx, report: &mut Report) -> Result<(), Fault> {
    const AT_ONCE: u64 = 1000;
    let mut after = String::new();
    loop {
        let lines = tx.query(sql::ALL_COMMANDS, &[after.as_str().into(), AT_ONCE.into()])?;
        let was_full = lines.len() as u64 == AT_ONCE;
        for line in lines {
            let mut columns = Columns::of(line);
            after = columns.text();
            let Ok(receipt) = books::read::<Receipt>(&columns.text(), "a receipt") else {
                report.note("receipt", shown(&after), said("无法读取", "it cannot be read"));
                continue;
            };
            let tagged = tx.query(sql::TAG_POSITIONS, &[format!("cmd:{after}").into()])?;
            let positions: Vec<u64> = tagged.into_iter().map(|line| Columns::of(line).position()).collect();
            if positions != receipt.positions {
                report.note(
                    "receipt",
                    shown(&after),
                    said("所列条目与其操作键写入的不同", "it names other entries than its key brought"),
                );
            }
        }
        if !was_full {
            return Ok(());
        }
    }
}

/// Every text is the one that was sealed, is named by an entry, and is gone only if an entry says so.
fn texts(tx: &mut dyn Tx, named: &Named, report: &mut Report) -> Result<(), Fault> {
    const AT_ONCE: u64 = 200;
    let mut after = String::new();
    loop {
        let lines = tx.query(sql::ALL_TEXTS, &[after.as_str().into(), AT_ONCE.into()])?;
        let was_full = lines.len() as u64 == AT_ONCE;
        for line in lines {
            after = audit_entries::text(line, named, report);
        }
        if !was_full {
            break;
        }
    }
    for digest in &named.texts {
        let kept = one_int(&tx.query(sql::TEXT_COUNT, &[digest.as_str().into()])?);
        if kept == Some(0) {
            report.note(
                "text",
                digest.as_str(),
                said("有条目引用而未保存", "an entry names it and it is not kept"),
            );
        }
    }
    Ok(())
}
