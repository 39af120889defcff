//! What is put off until the end of a transaction: the rows of whole dossiers, which every act on an enterprise would
//! write anew, and the grams of all rows, which lie all over the index. Written once for all acts of the transaction, and
//! the grams in the order of the index, they cost a fraction. Nothing reads either inside a transaction, and whoever
//! reads outside sees what was committed, so nobody can tell.

use std::collections::{BTreeMap, BTreeSet};

use policy::enterprise::credit_code::CreditCode;

use crate::rows::{Row, SCHEME};
use crate::search::{Gram, grams, place};
use crate::sql;
use crate::store::{StoreFault, Tx, Value};

/// The most rows whose grams are put off: about a hundred grams each.
const MOST_ROWS: usize = 4096;

/// The words of a row, as they were indexed and as they are to be.
struct Words {
    indexed: Option<String>,
    now: String,
}

/// What is still to be written in this transaction.
#[derive(Default)]
pub(crate) struct Due {
    /// Enterprises whose row says something else than their dossier.
    pub(crate) dossiers: BTreeSet<CreditCode>,
    /// By kind and place.
    words: BTreeMap<(String, String), Words>,
}

impl Due {
    /// Whether nothing is.
    pub(crate) fn is_empty(&self) -> bool {
        self.dossiers.is_empty() && self.words.is_empty()
    }

    /// Whether it is time to write what there is, so that memory stays bounded however long the transaction.
    pub(crate) fn is_much(&self) -> bool {
        self.words.len() + self.dossiers.len() >= MOST_ROWS
    }

    /// Notes that the words of a row are others than before, or that there was no row.
    /// The scheme itself is nobody's find.
    pub(crate) fn index(&mut self, row: &Row, former: Option<&str>) {
        if row.kind == SCHEME {
            return;
        }
        let now = || row.words.clone();
        self.words
            .entry((row.kind.clone(), place(&row.kind, &row.id)))
            .and_modify(|words| words.now = now())
            .or_insert_with(|| Words { indexed: former.map(str::to_owned), now: now() });
    }

    /// Writes the grams of the rows that were noted, and takes back those that they have no more.
    pub(crate) fn write_grams(&mut self, tx: &mut dyn Tx) -> Result<(), StoreFault> {
        let words = std::mem::take(&mut self.words);
        // Each with which row it is of.
        let (mut gone, mut fresh) = (Vec::<(Gram, usize)>::new(), Vec::<(Gram, usize)>::new());
        for (at, Words { indexed, now }) in words.values().enumerate() {
            let now = grams(now);
            let before = indexed.as_deref().map(grams).unwrap_or_default();
            gone.extend(before.difference(&now).map(|gram| (*gram, at)));
            fresh.extend(now.difference(&before).map(|gram| (*gram, at)));
        }
        let keys: Vec<&(String, String)> = words.keys().collect();
        for (statement, mut changes) in [(sql::GRAM_DROP, gone), (sql::GRAM_ADD, fresh)] {
            changes.sort_unstable();
            let mut all = changes.into_iter().filter_map(|(gram, at)| {
                let (kind, place) = keys.get(at)?;
                Some(vec![Value::Text(gram.text()), kind.as_str().into(), place.as_str().into()])
            });
            tx.execute_each(statement, &mut all)?;
        }
        Ok(())
    }
}
