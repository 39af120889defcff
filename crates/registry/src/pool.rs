//! Connections that can only read, kept for the next one who looks.

use std::sync::{Arc, Mutex};

use crate::fault::Fault;
use crate::store::{Store, Tx};

/// Most connections kept while nobody uses them.
const MOST_IDLE: usize = 32;

/// Connections that read, used by one caller at a time each.
pub struct Pool {
    store: Arc<dyn Store>,
    idle: Mutex<Vec<Box<dyn Tx>>>,
}

impl Pool {
    /// Over a database.
    pub fn new(store: Arc<dyn Store>) -> Arc<Pool> {
        Arc::new(Pool { store, idle: Mutex::new(Vec::new()) })
    }

    /// One look, each statement of which sees the newest.
    pub fn glance<T>(&self, look: impl FnOnce(&mut dyn Tx) -> Result<T, Fault>) -> Result<T, Fault> {
        let idle = self.idle.lock().ok().and_then(|mut idle| idle.pop());
        let mut tx = match idle {
            Some(tx) => tx,
            None => self.store.reader()?,
        };
        let seen = look(&mut *tx);
        // A connection that failed is not used again.
        if seen.is_ok()
            && let Ok(mut idle) = self.idle.lock()
            && idle.len() < MOST_IDLE
        {
            idle.push(tx);
        }
        seen
    }

    /// A look in which every statement sees the same moment.
    pub fn snapshot<T>(&self, look: impl FnOnce(&mut dyn Tx) -> Result<T, Fault>) -> Result<T, Fault> {
        self.glance(|tx| {
            tx.begin()?;
            let seen = look(tx)?;
            tx.commit()?;
            Ok(seen)
        })
    }
}
