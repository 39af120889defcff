//! Rows again from the ledger: what live acts wrote order by order is made anew order by order, with the same
//! functions, so the bytes are equal.

use policy::apply::{self, Concerns};
use policy::enterprise::Dossier;
use policy::event::Entry;

use crate::act::{Files, put_row};
use crate::books;
use crate::fault::Fault;
use crate::office::Registry;
use crate::sql;
use crate::store::{Columns, Tx, one_text};

/// Entries read at once.
const AT_ONCE: u64 = 1000;

/// One order's entries, as the ledger holds them.
pub type OrderEntries = Vec<(u64, Entry, String, ledger::Hash)>;

/// Goes through the ledger order by order.
pub fn each_order(
    tx: &mut dyn Tx,
    size: u64,
    each: &mut dyn FnMut(&mut dyn Tx, OrderEntries) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let mut order: OrderEntries = Vec::new();
    let mut next = 0;
    while next < size {
        let until = next.saturating_add(AT_ONCE).min(size);
        for line in tx.query(sql::ENTRY_RANGE, &[next.into(), until.into()])? {
            let mut columns = Columns::of(line);
            let position = columns.position();
            let body = columns.text();
            let entry: Entry = serde_json::from_str(&body)
                .map_err(|e| Fault::Unreadable(format!("entry {position}: {e}")))?;
            if order.last().is_some_and(|(_, last, _, _)| last.key != entry.key) {
                each(tx, std::mem::take(&mut order))?;
            }
            order.push((position, entry, body, [0; 32]));
        }
        next = until;
    }
    if order.is_empty() { Ok(()) } else { each(tx, order) }
}

/// Writes the rows of one order.
pub fn write_rows(tx: &mut dyn Tx, order: &OrderEntries) -> Result<(), Fault> {
    let files = files_for(tx, order)?;
    let version = order.last().map_or(0, |(position, _, _, _)| *position);
    for mut row in files.folded(order).changed_rows(&files) {
        row.version = version;
        let former =
            one_text(&tx.query(sql::ROW_WORDS, &[row.kind.as_str().into(), row.id.as_str().into()])?);
        put_row(tx, &row, former.as_deref())?;
    }
    Ok(())
}

fn files_for(tx: &mut dyn Tx, order: &OrderEntries) -> Result<Files, Fault> {
    let mut before: Option<Dossier> = None;
    let mut numbers = Vec::new();
    for (_, entry, _, _) in order {
        if let (Some(code), None) = (entry.enterprise, &before) {
            before = books::dossier(tx, code)?.map(|(dossier, _)| dossier);
        }
        if let Concerns::Standard(number) = apply::concerns(&entry.event) {
            numbers.push(number);
        }
    }
    let standards = books::standards(tx, numbers)?;
    let (scheme, _) = books::scheme(tx)?;
    Ok(Files { before, scheme, standards, parents: Vec::new() })
}

impl Registry {
    /// Makes the rows and what search finds them by again from the ledger, in one transaction.
    ///
    /// # Errors
    /// If the database fails or an entry cannot be read; then the rows are as they were.
    pub fn rebuild(&self) -> Result<u64, Fault> {
        let size = self.reader().head().size;
        self.writer().run(move |tx| {
            tx.execute(sql::ROWS_CLEAR, &[])?;
            tx.execute(sql::GRAMS_CLEAR, &[])?;
            each_order(tx, size, &mut |tx, order| write_rows(tx, &order))?;
            Ok(size)
        })
    }
}
