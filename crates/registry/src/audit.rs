//! The second look: ledger against tree, rows, search and sealed texts. Names every difference; changes nothing.

use std::collections::{BTreeMap, BTreeSet};

use ledger::verify::Log;
use ledger::{Verifier, hex, salted_digest};
use policy::event::Event;
use serde::Serialize;

use crate::fault::Fault;
use crate::office::Registry;
use crate::rebuild::{each_order, write_rows};
use crate::rows::Row;
use crate::sql;
use crate::store::{Columns, Tx};
use crate::tiles::DbTiles;

/// One difference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// Between what: `ledger`, `row`, `search`, `text`, `tag`.
    pub between: &'static str,
    /// Which one.
    pub id: String,
    /// What differs.
    pub what: String,
}

/// What an audit found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
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

impl Report {
    fn note(&mut self, between: &'static str, id: impl Into<String>, what: impl Into<String>) {
        self.differences.push(Difference { between, id: id.into(), what: what.into() });
    }
}

impl Registry {
    /// Audits everything as of now.
    ///
    /// # Errors
    /// If the database cannot be read at all.
    pub fn audit(&self) -> Result<Report, Fault> {
        let reader = self.reader();
        let size = reader.head().size;
        let mut report = Report { entries: size, rows: 0, texts: 0, differences: Vec::new() };
        verify_ledger(&reader, &mut report)?;
        let fresh = fresh_copy(&reader, size, &mut report)?;
        if let Some(mut fresh) = fresh {
            reader.with(|tx| {
                compare_rows(tx, &mut *fresh, &mut report)?;
                compare_search(tx, &mut *fresh, &mut report)
            })?;
        }
        reader.with(|tx| texts(tx, size, &mut report))?;
        Ok(report)
    }
}

fn verify_ledger(reader: &crate::reader::Reader, report: &mut Report) -> Result<(), Fault> {
    let note = reader.checkpoint();
    let key = Verifier::parse(reader.vkey()).map_err(|e| Fault::Unreadable(e.to_string()))?;
    reader.with(|tx| {
        let tiles = DbTiles::over(tx);
        if let Err(fault) = Log::new(&tiles, &key).verify(&note, &mut |_| {}) {
            report.note("ledger", "log", fault.to_string());
        }
        Ok(())
    })
}

/// A database in memory with the rows that the ledger makes; nothing where an entry cannot be read.
fn fresh_copy(
    reader: &crate::reader::Reader,
    size: u64,
    report: &mut Report,
) -> Result<Option<Box<dyn Tx>>, Fault> {
    let mut fresh = crate::sqlite::in_memory()?;
    fresh.begin()?;
    let made = reader.with(|tx| each_order(tx, size, &mut |_, order| write_rows(&mut *fresh, &order)));
    fresh.commit()?;
    match made {
        Ok(()) => Ok(Some(fresh)),
        Err(Fault::Unreadable(what)) => {
            report.note("ledger", "entry", what);
            Ok(None)
        }
        Err(fault) => Err(fault),
    }
}

fn next_rows(tx: &mut dyn Tx, after: &(String, String)) -> Result<Vec<Row>, Fault> {
    const AT_ONCE: u64 = 1000;
    let args = [after.0.as_str().into(), after.1.as_str().into(), AT_ONCE.into()];
    Ok(tx.query(sql::ALL_ROWS, &args)?.into_iter().map(Row::read).collect())
}

fn all_rows(tx: &mut dyn Tx) -> Result<BTreeMap<(String, String), Row>, Fault> {
    let mut rows = BTreeMap::new();
    let mut after = (String::new(), String::new());
    loop {
        let more = next_rows(tx, &after)?;
        let Some(last) = more.last() else { return Ok(rows) };
        after = (last.kind.clone(), last.id.clone());
        rows.extend(more.into_iter().map(|row| ((row.kind.clone(), row.id.clone()), row)));
    }
}

fn compare_rows(live: &mut dyn Tx, fresh: &mut dyn Tx, report: &mut Report) -> Result<(), Fault> {
    let live = all_rows(live)?;
    let fresh = all_rows(fresh)?;
    report.rows = live.len() as u64;
    for (key, row) in &live {
        let id = format!("{} {}", key.0, key.1);
        match fresh.get(key) {
            None => report.note("row", id, "no entry makes this row"),
            Some(made) if made != row => {
                let what =
                    if made.version == row.version { "its content differs" } else { "its version differs" };
                report.note("row", id, format!("{what} from what the ledger makes"));
            }
            Some(_) => {}
        }
    }
    for key in fresh.keys().filter(|key| !live.contains_key(*key)) {
        report.note("row", format!("{} {}", key.0, key.1), "the row is missing");
    }
    Ok(())
}

fn compare_search(live: &mut dyn Tx, fresh: &mut dyn Tx, report: &mut Report) -> Result<(), Fault> {
    let grams = |tx: &mut dyn Tx| -> Result<BTreeSet<(String, String, String)>, Fault> {
        let lines = tx.query(sql::ALL_GRAMS, &[])?;
        Ok(lines
            .into_iter()
            .map(|line| {
                let mut columns = Columns::of(line);
                (columns.text(), columns.text(), columns.text())
            })
            .collect())
    };
    let (live, fresh) = (grams(live)?, grams(fresh)?);
    for (gram, kind, id) in live.symmetric_difference(&fresh) {
        report.note("search", format!("{kind} {id}"), format!("what finds it differs at `{gram}`"));
    }
    Ok(())
}

fn texts(tx: &mut dyn Tx, size: u64, report: &mut Report) -> Result<(), Fault> {
    let mut kept: BTreeMap<String, bool> = BTreeMap::new();
    for line in tx.query(sql::ALL_TEXTS, &[])? {
        let mut columns = Columns::of(line);
        let digest = columns.text();
        let salt = columns.bytes();
        let text = columns.text_or_null();
        report.texts += 1;
        if let Some(text) = &text {
            let salt: [u8; 32] = salt.try_into().unwrap_or([0; 32]);
            if hex(&salted_digest(&salt, text.as_bytes())) != digest {
                report.note("text", digest.as_str(), "the text is not the one that was sealed");
            }
        }
        kept.insert(digest, text.is_some());
    }
    let mut erased = BTreeSet::new();
    let mut named = BTreeSet::new();
    let read = each_order(tx, size, &mut |_, order| {
        for (_, entry, _, _) in order {
            named.extend(entry.reason.clone());
            if let Event::TextErased { digest } = &entry.event {
                erased.insert(digest.clone());
            }
        }
        Ok(())
    });
    if let Err(Fault::Unreadable(_)) = read {
        return Ok(());
    }
    read?;
    for digest in &named {
        match kept.get(digest) {
            None => report.note("text", digest.as_str(), "an entry names it and it is not kept"),
            Some(false) if !erased.contains(digest) => {
                report.note("text", digest.as_str(), "it is gone and no entry says that it was erased");
            }
            Some(true) if erased.contains(digest) => {
                report.note(
                    "text",
                    digest.as_str(),
                    "an entry says that it was erased and it is still there",
                );
            }
            Some(_) => {}
        }
    }
    for digest in kept.keys().filter(|digest| !named.contains(*digest)) {
        report.note("text", digest.as_str(), "no entry names it");
    }
    Ok(())
}
