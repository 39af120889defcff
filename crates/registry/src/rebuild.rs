//! Rows again from the ledger: what live acts wrote order by order is made anew order by order, with the same
//! functions, so the bytes are equal.

use policy::event::Entry;

use crate::books;
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

/// Makes the rows, tags and grams of one order.
pub(crate) fn make(tx: &mut dyn Tx, shelf: &mut Shelf, order: &[(u64, Entry)]) -> Result<(), Fault> {
    let folded = shelf.fold(tx, order)?;
    shelf.write(tx, order, folded)?;
    shelf.trim();
    Ok(())
}

/// How many entries there are, signed for or not.
pub(crate) fn size(tx: &mut dyn Tx) -> Result<u64, Fault> {
    Ok(one_int(&tx.query(sql::HEAD, &[])?).and_then(|next| u64::try_from(next).ok()).unwrap_or(0))
}

impl Registry {
    /// Makes the rows, and what search and histories find them by, again from the ledger, in one transaction.
    ///
    /// # Errors
    /// If the database fails or an entry cannot be read; then the rows are as they were.
    pub fn rebuild(&self) -> Result<u64, Fault> {
        self.writer().at_desk(|desk| {
            desk.shelf.clear();
            in_transaction(&mut *desk.tx, |tx| {
                let size = size(tx)?;
                for clear in [sql::ROWS_CLEAR, sql::GRAMS_CLEAR, sql::TAGS_CLEAR] {
                    tx.execute(clear, &[])?;
                }
                let mut shelf = Shelf::default();
                each_order(tx, size, &mut |tx, order| make(tx, &mut shelf, &order))?;
                Ok(size)
            })
        })
    }
}
