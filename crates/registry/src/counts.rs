//! How many rows of a kind there are. SQLite counts by going through an index, which takes milliseconds for each hundred
//! thousand rows, and every list tells it: so a count is kept for as long as nothing was written.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use crate::fault::Fault;
use crate::reader::Reader;
use crate::sql;
use crate::store::one_int;

/// The most counts that are kept: there are as many as kinds with their states, unless somebody asks for others.
const MOST: usize = 256;

/// Counts by kind and state, each with the reader's moment at which it was so.
#[derive(Default)]
pub(crate) struct Counts(Mutex<HashMap<(String, String), (u64, u64)>>);

impl Counts {
    fn at(&self, key: &(String, String), moment: Option<u64>) -> Option<u64> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.get(key).filter(|(at, _)| Some(*at) == moment).map(|(_, count)| *count)
    }

    fn keep(&self, key: (String, String), moment: u64, count: u64) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= MOST {
            kept.clear();
        }
        kept.insert(key, (moment, count));
    }
}

impl Reader {
    /// How many rows of a kind there are, in a state or in any.
    ///
    /// # Errors
    /// If the database fails.
    pub fn count(&self, kind: &str, state: &str) -> Result<u64, Fault> {
        let key = (kind.to_owned(), state.to_owned());
        // Asked for before the rows are: what is written meanwhile makes it another moment.
        let moment = self.moment();
        if let Some(count) = self.counts.at(&key, moment) {
            return Ok(count);
        }
        let count = self
            .with(|tx| Ok(one_int(&tx.query(sql::ROW_COUNT, &[kind.into(), state.into()])?).unwrap_or(0)))?;
        let count = u64::try_from(count).unwrap_or(0);
        if let Some(moment) = moment {
            self.counts.keep(key, moment, count);
        }
        Ok(count)
    }
}
