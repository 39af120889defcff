//! Rows again from the ledger: what live acts wrote order by order is made anew order by order, with the same
//! functions, so the bytes are equal. Nothing is made of an entry before all of them are known to be the signed ones.

use policy::event::Entry;

use crate::audit::Report;
use crate::audit_entries;
use crate::books;
use crate::counts;
use crate::fault::Fault;
use crate::fold::Shelf;
use crate::office::Registry;
use crate::sql;
use crate::store::{Columns, Tx, one_int};
use crate::writer::in_transaction;

/// Entries read at once.
const AT_ONCE: u64 = 1000;

/// What is done with the entries of one order.
type EachOrder<'e> = &'e mut dyn FnMut(&mut dyn Tx, Vec<(u64, Entry)>) -> Result<(), Fault>;

/// Goes through the first `size` entries order by order: entries of one person's key stand together.
pub(crate) fn each_order(tx: &mut dyn Tx, size: u64, each: EachOrder<'_>) -> Result<(), Fault> {
    let mut order: Vec<(u64, Entry)> = Vec::new();
    let mut next = 0;
    while next < size {
        let until = next.saturating_add(AT_ONCE).min(size);
        for line in tx.query(sql::ENTRY_RANGE, &[next.into(), until.into()])? {
            let mut columns = Columns::of(line);
            let position = columns.position();
            let entry: Entry = books::read(&columns.text(), &format!("entry {position}"))?;
            if order
                .last()
                .is_some_and(|(_, last)| (&last.key, &last.by.person) != (&entry.key, &entry.by.person))
            {
                each(tx, std::mem::take(&mut order))?;
            }
            order.push((position, entry));
        }
        next = until;
    }
    if order.is_empty() { Ok(()) } else { each(tx, order) }
}

/// Makes the rows and tags of one order; what is put off is written when the shelf is settled.
pub(crate) fn make(tx: &mut dyn Tx, shelf: &mut Shelf, order: &[(u64, Entry)]) -> Result<(), Fault> {
    let folded = shelf.fold(tx, order)?;
    shelf.write(tx, order, folded)?;
    shelf.trim(tx)
}

/// How many entries there are, signed for or not.
pub(crate) fn size(tx: &mut dyn Tx) -> Result<u64, Fault> {
    Ok(one_int(&tx.query(sql::HEAD, &[])?).and_then(|next| u64::try_from(next).ok()).unwrap_or(0))
}

impl Registry {
    /// Makes the rows, and what search and histories find them by, again from the ledger, in one transaction.
    ///
    /// # Errors
    /// If an entry is not the one that was signed for (the first is named), the database fails or an entry cannot be
    /// read; then the rows are as they were.
    pub fn rebuild(&self) -> Result<u64, Fault> {
        self.writer().at_desk(|desk| {
            desk.ready()?;
            let (note, vkey) = (desk.seal.signed().to_owned(), desk.seal.vkey());
            desk.shelf.clear();
            in_transaction(&mut *desk.tx, |tx| from_the_ledger(tx, (&note, &vkey)))
        })
    }
}

/// Makes all rows anew inside a transaction; how many entries there are.
pub(crate) fn from_the_ledger(tx: &mut dyn Tx, signed: (&str, &str)) -> Result<u64, Fault> {
    let size = size(tx)?;
    are_as_signed(tx, size, signed)?;
    for clear in [sql::ROWS_CLEAR, sql::MARKS_CLEAR, sql::GRAMS_CLEAR, sql::TAGS_CLEAR] {
        tx.execute(clear, &[])?;
    }
    let mut shelf = Shelf::default();
    each_order(tx, size, &mut |tx, order| make(tx, &mut shelf, &order))?;
    shelf.settle(tx)?;
    // Rows were counted as they were written; what was wrong before would still be.
    counts::make_all(tx)?;
    Ok(size)
}

/// Every entry is the one of its leaf hash, and all of them make the root that was signed.
fn are_as_signed(tx: &mut dyn Tx, size: u64, (note, vkey): (&str, &str)) -> Result<(), Fault> {
    let mut report = Report { entries: size, ..Report::default() };
    audit_entries::entries(tx, (note, vkey), &mut report)?;
    let of_the_ledger = report.differences.iter().find(|difference| difference.between == "ledger");
    match of_the_ledger {
        Some(first) => Err(Fault::Altered(format!("{}: {}", first.id, first.what.en))),
        None => Ok(()),
    }
}
