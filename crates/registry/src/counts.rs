//! How many rows of a kind there are, which every list tells. The database keeps the figures itself: a trigger of the
//! register counts in the statement that writes a row, so that no figure can be another than that of the rows, and asking
//! costs what there are places and states, not what there are rows. `pzb audit` compares.

use crate::fault::Fault;
use crate::page::after_prefix;
use crate::reader::Reader;
use crate::rows::ANNULLED;
use crate::sql;
use crate::store::{Tx, Value, one_int};

/// Counts all rows anew: a figure that somebody changed by hand would outlive the rows that a rebuild clears and writes.
pub(crate) fn make_all(tx: &mut dyn Tx) -> Result<(), Fault> {
    tx.execute(sql::COUNTS_CLEAR, &[])?;
    tx.execute(sql::COUNTS_MAKE, &[])?;
    Ok(())
}

impl Reader {
    /// How many rows of a kind there are, in a state or in any.
    ///
    /// # Errors
    /// If the database fails.
    pub fn count(&self, kind: &str, state: &str) -> Result<u64, Fault> {
        self.counted(sql::COUNT, &[kind.into(), state.into()])
    }

    /// How many rows of a kind there are in a region, or in any, without those that were set aside.
    ///
    /// # Errors
    /// If the database fails.
    pub fn count_in(&self, kind: &str, region: &str) -> Result<u64, Fault> {
        let args = [kind.into(), ANNULLED.into(), region.into(), after_prefix(region).into()];
        self.counted(sql::COUNT_IN, &args)
    }

    fn counted(&self, statement: &'static str, args: &[Value]) -> Result<u64, Fault> {
        let count = self.with(|tx| Ok(one_int(&tx.query(statement, args)?).unwrap_or(0)))?;
        Ok(u64::try_from(count).unwrap_or(0))
    }
}
