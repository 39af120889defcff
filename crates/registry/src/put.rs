//! Writing the rows that say something else than before, each once.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::brief;
use crate::due::Due;
use crate::fault::Fault;
use crate::rows::{self, Row};
use crate::sql;
use crate::store::{Columns, Tx};

/// The rows that say something else than before, with the words they had. Rows that were taken over are the same
/// pieces of memory and are passed by.
pub(crate) fn changed(before: &[Arc<Row>], after: &[Arc<Row>]) -> Vec<(Arc<Row>, Option<String>)> {
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

/// Writes a row that says something else than before.
pub(crate) fn put_changed(
    tx: &mut dyn Tx,
    due: &mut Due,
    row: &Row,
    version: u64,
    former: Option<&str>,
) -> Result<(), Fault> {
    let is_annulled = row.state == rows::ANNULLED;
    let mut former = former.map(str::to_owned);
    // A number set aside by one enterprise is free for another: the row is then that one's, who takes it over with
    // its words, and what the first one's case still holds under the number has no row any more.
    if former.is_none() || is_annulled {
        let held = tx.query(sql::ROW_HELD, &[row.kind.as_str().into(), row.id.as_str().into()])?;
        if let Some(mut columns) = held.into_iter().next().map(Columns::of) {
            if columns.text() != row.enterprise && is_annulled {
                return Ok(());
            }
            former = Some(columns.text());
        }
    }
    put_row(tx, due, row, version, former.as_deref())
}

/// Writes a row over the one with these words, or a new one.
pub(crate) fn put_row(
    tx: &mut dyn Tx,
    due: &mut Due,
    row: &Row,
    version: u64,
    former: Option<&str>,
) -> Result<(), Fault> {
    let values = row.values(version);
    if former.is_none() || tx.execute(sql::ROW_SET, &values)? == 0 {
        tx.execute(sql::ROW_ADD, &values)?;
    }
    if former != Some(row.words.as_str()) {
        due.index(row, former);
    }
    brief::put(tx, row, version)
}
