//! Connections that can only read, kept for the next one who looks.
//!
//! Most looks are of one row, and to start and end a read costs more than the row does. So connections for such looks
//! stay in their snapshot until somebody writes: while nothing is written, what they see is the newest. Whoever
//! writes says so first, and then no connection keeps a snapshot: a look that starts after an act was answered sees
//! that act, and no old snapshot stands in the way of the database tidying its log.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::fault::Fault;
use crate::store::{Line, Store, StoreFault, Tx, Value};

/// Most connections of a sort kept while nobody uses them.
const MOST_IDLE: usize = 32;

/// A connection for looks of one row.
struct Standing {
    tx: Box<dyn Tx>,
    /// The count of writes at which it took the snapshot that it is in.
    since: Option<u64>,
}

impl Standing {
    /// Brings it into a snapshot that is right at this count of writes, or out of any while somebody writes.
    fn turn_to(&mut self, writes: u64) -> Result<(), StoreFault> {
        if self.since == Some(writes) {
            return Ok(());
        }
        if self.since.take().is_some() {
            self.tx.commit()?;
        }
        if is_at_rest(writes) {
            self.tx.begin()?;
            self.since = Some(writes);
        }
        Ok(())
    }
}

/// Connections that read, used by one caller at a time each.
pub struct Pool {
    store: Arc<dyn Store>,
    idle: Mutex<Vec<Box<dyn Tx>>>,
    standing: Mutex<Vec<Standing>>,
    /// Goes up when a write starts and when it has ended: odd while somebody writes.
    writes: AtomicU64,
}

fn is_at_rest(writes: u64) -> bool {
    writes.is_multiple_of(2)
}

impl Pool {
    /// Over a database.
    pub fn new(store: Arc<dyn Store>) -> Arc<Pool> {
        Arc::new(Pool {
            store,
            idle: Mutex::new(Vec::new()),
            standing: Mutex::new(Vec::new()),
            writes: AtomicU64::new(0),
        })
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

    /// A look of one row, which sees everything that was answered for before it started.
    pub fn point<T>(&self, look: impl FnOnce(&mut dyn Tx) -> Result<T, Fault>) -> Result<T, Fault> {
        // Read before the snapshot is taken: a write that ends in between is in it, and the next look takes another.
        let writes = self.writes.load(Ordering::SeqCst);
        let taken = self.standing().pop();
        let mut standing = match taken {
            Some(standing) => standing,
            None => Standing { tx: self.store.reader()?, since: None },
        };
        standing.turn_to(writes)?;
        let seen = look(&mut *standing.tx);
        if seen.is_ok() {
            let mut all = self.standing();
            // Whoever began to write meanwhile has looked through the others and missed this one.
            let writes = self.writes.load(Ordering::SeqCst);
            let is_good = standing.since == Some(writes) || standing.turn_to(writes | 1).is_ok();
            if is_good && all.len() < MOST_IDLE {
                all.push(standing);
            }
        }
        seen
    }

    /// How many writes there were, if nobody writes just now: what was looked up at the same count is still so.
    pub fn writes(&self) -> Option<u64> {
        Some(self.writes.load(Ordering::SeqCst)).filter(|&writes| is_at_rest(writes))
    }

    fn standing(&self) -> MutexGuard<'_, Vec<Standing>> {
        self.standing.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Says that a write starts: no connection stays in a snapshot.
    fn writing(&self) {
        let writes = self.writes.fetch_add(1, Ordering::SeqCst) + 1;
        self.standing().retain_mut(|standing| standing.turn_to(writes).is_ok());
    }

    /// Says that a write has ended, whatever came of it.
    fn written(&self) {
        self.writes.fetch_add(1, Ordering::SeqCst);
    }
}

/// The connection that writes, which tells the pool before and after.
pub struct Announced {
    tx: Box<dyn Tx>,
    pool: Arc<Pool>,
    is_writing: bool,
}

impl Announced {
    /// Over the one connection that writes.
    pub fn new(tx: Box<dyn Tx>, pool: Arc<Pool>) -> Announced {
        Announced { tx, pool, is_writing: false }
    }

    fn start(&mut self) {
        if !self.is_writing {
            self.is_writing = true;
            self.pool.writing();
        }
    }

    fn end(&mut self) {
        if self.is_writing {
            self.is_writing = false;
            self.pool.written();
        }
    }
}

impl Tx for Announced {
    fn execute(&mut self, sql: &'static str, args: &[Value]) -> Result<usize, StoreFault> {
        // Outside a transaction a statement is a write of its own.
        let is_alone = !self.is_writing;
        self.start();
        let done = self.tx.execute(sql, args);
        if is_alone {
            self.end();
        }
        done
    }

    fn execute_each(
        &mut self,
        sql: &'static str,
        all: &mut dyn Iterator<Item = Vec<Value>>,
    ) -> Result<(), StoreFault> {
        let is_alone = !self.is_writing;
        self.start();
        let done = self.tx.execute_each(sql, all);
        if is_alone {
            self.end();
        }
        done
    }

    fn query(&mut self, sql: &'static str, args: &[Value]) -> Result<Vec<Line>, StoreFault> {
        self.tx.query(sql, args)
    }

    fn peek(
        &mut self,
        sql: &'static str,
        args: &[Value],
        see: &mut dyn FnMut(&str, i64),
    ) -> Result<bool, StoreFault> {
        self.tx.peek(sql, args, see)
    }

    fn begin(&mut self) -> Result<(), StoreFault> {
        self.start();
        let begun = self.tx.begin();
        if begun.is_err() {
            self.end();
        }
        begun
    }

    fn commit(&mut self) -> Result<(), StoreFault> {
        let done = self.tx.commit();
        // A commit that failed is given up next, and only then is it known that nothing more comes of it.
        if done.is_ok() {
            self.end();
        }
        done
    }

    fn scrub(&mut self) -> Result<bool, StoreFault> {
        self.start();
        let done = self.tx.scrub();
        self.end();
        done
    }

    fn rollback(&mut self) -> Result<(), StoreFault> {
        let done = self.tx.rollback();
        if done.is_ok() {
            self.end();
        }
        done
    }
}
