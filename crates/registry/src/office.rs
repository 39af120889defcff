//! Opening the office: lock the folder, look whether the record continues what was signed, start the writer.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::{Arc, RwLock};

use ledger::{digest, hex};
use policy::calendar::WorkingDays;
use policy::event::Entry;
use policy::parameters::Parameters;
use policy::question::Law;

use crate::act::{Order, Receipt};
use crate::books;
use crate::brief;
use crate::counts;
use crate::desk::{Desk, Unkept};
use crate::fault::{Fault, OpenFault, Refused};
use crate::fold::Shelf;
use crate::halt::Published;
use crate::moment::Moment;
use crate::pool::{Announced, Pool};
use crate::reader::Reader;
use crate::rebuild;
use crate::schema;
use crate::seal::{CheckpointFile, Seal, Vault};
use crate::search;
use crate::sql;
use crate::sqlite::Sqlite;
use crate::standing;
use crate::store::{Columns, Store, StoreFault, Tx, one_text};
use crate::tiles;
use crate::writer::{Waiter, Writer, in_transaction};

/// What opens an office.
pub struct Opening {
    /// The folder that holds everything.
    pub dir: PathBuf,
    /// The ledger's name, which is also the name of its key.
    pub origin: String,
    /// The seed of the signing key.
    pub signing_seed: [u8; 32],
    /// The numbers of the policy.
    pub parameters: Parameters,
    /// The working-day calendar.
    pub calendar: WorkingDays,
    /// Chance, for salts.
    pub entropy: Box<dyn Fn() -> [u8; 32] + Send + Sync>,
}

/// What an office decides by.
pub struct Rules {
    /// The numbers of the policy.
    pub parameters: Parameters,
    /// The working-day calendar.
    pub calendar: WorkingDays,
    /// Digest of rules, numbers and calendar, kept with every decision.
    pub digest: String,
    /// Chance, for salts.
    pub entropy: Box<dyn Fn() -> [u8; 32] + Send + Sync>,
}

impl Rules {
    /// Numbers and calendar.
    #[must_use]
    pub fn law(&self) -> Law<'_> {
        Law { parameters: &self.parameters, calendar: &self.calendar }
    }
}

/// Shared between the writer and all readers.
pub type SharedRules = Arc<Rules>;

/// The name of the database's file in the folder.
pub const DATABASE_FILE: &str = "registry.db";
/// The name of the lock's file in the folder.
pub const LOCK_FILE: &str = "lock";

struct Inner {
    // First, so that it is stopped before the lock is let go.
    writer: Writer,
    store: Arc<dyn Store>,
    reader: Reader,
    // Held as long as the office is open: the operating system lets go of it when the process ends, however.
    _lock: File,
}

/// The office: may act. Cheap to clone; all clones are one office.
#[derive(Clone)]
pub struct Registry(Arc<Inner>);

fn folder_fault(dir: &Path, error: impl ToString) -> OpenFault {
    OpenFault::Folder(dir.display().to_string(), error.to_string())
}

/// Takes the folder for this process alone.
pub fn lock(dir: &Path) -> Result<File, OpenFault> {
    fs::create_dir_all(dir).map_err(|error| folder_fault(dir, error))?;
    let file = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(dir.join(LOCK_FILE))
        .map_err(|error| folder_fault(dir, error))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(OpenFault::InUse(dir.display().to_string())),
        Err(TryLockError::Error(error)) => Err(folder_fault(dir, error)),
    }
}

impl From<StoreFault> for OpenFault {
    fn from(fault: StoreFault) -> OpenFault {
        OpenFault::Fault(fault.into())
    }
}

impl Registry {
    /// Opens the office in a folder, making a new one where there is none.
    ///
    /// # Errors
    /// If another process has the folder, the folder or database cannot be used, or the record does not continue
    /// what was signed before.
    pub fn open(opening: Opening) -> Result<Registry, OpenFault> {
        let vault = Box::new(CheckpointFile::in_folder(&opening.dir));
        Registry::open_over(opening, |store| store, vault)
    }

    /// Opens the office with something between it and its database and vault: what fails on purpose in a test, or
    /// counts in a measurement.
    ///
    /// # Errors
    /// As [`Registry::open`].
    pub fn open_over(
        opening: Opening,
        between: impl FnOnce(Arc<dyn Store>) -> Arc<dyn Store>,
        vault: Box<dyn Vault>,
    ) -> Result<Registry, OpenFault> {
        let lock = lock(&opening.dir)?;
        let store = between(Arc::new(Sqlite::open(&opening.dir.join(DATABASE_FILE))?));
        let mut tx = store.writer()?;
        let (size, was_signed) = head(&mut *tx)?;
        let mut seal = Seal::open(vault, &opening.origin, &opening.signing_seed, was_signed)?;
        if seal.signed_size() > size {
            return Err(OpenFault::Behind { signed: seal.signed_size(), found: size });
        }
        let edge = tiles::edge(&mut *tx, size)?;
        // Also signs for what a crash left committed but unsigned, and refuses a changed past.
        let checkpoint = seal.sign(&mut *tx, &edge)?;
        seal.keep().map_err(|error| Fault::Unkept(error.to_string()))?;
        if !was_signed {
            tx.begin()?;
            tx.execute(sql::HEAD_SIGNED, &[])?;
            tx.commit()?;
        }
        let vkey = seal.vkey();
        renew(&mut *tx, (&checkpoint, &vkey))?;
        let entered = entered(&mut *tx, size)?;
        let rules_and_numbers = format!("{}{}", policy::rules::canonical(), opening.parameters.canonical());
        let canonical = format!("{rules_and_numbers}{}", opening.calendar.canonical());
        let rules: SharedRules = Arc::new(Rules {
            digest: hex(&digest(canonical.as_bytes())),
            parameters: opening.parameters,
            calendar: opening.calendar,
            entropy: opening.entropy,
        });
        let published =
            Arc::new(RwLock::new(Published { checkpoint, size, entered, halt: None, unscrubbed: true }));
        let pool = Pool::new(store.clone());
        let tx = Box::new(Announced::new(tx, pool.clone()));
        let reader = Reader::new(pool, rules.clone(), published.clone(), seal.vkey());
        let shelf = Shelf::default();
        let mut desk = Desk {
            tx,
            rules,
            shelf,
            edge,
            seal,
            published,
            stopped: None,
            unsigned: None,
            unkept: Unkept::default(),
            unscrubbed: true,
        };
        // What was erased and could not be cleared from the disk before the end.
        desk.scrub();
        Ok(Registry(Arc::new(Inner { writer: Writer::start(desk)?, store, reader, _lock: lock })))
    }

    /// Does an act. Waits until it is durable and signed for; many threads may wait at once and share one sync.
    ///
    /// # Errors
    /// A refusal with findings, a conflict, or a fault.
    pub fn act(&self, order: Order) -> Result<Receipt, Refused> {
        self.0.writer.act(order)
    }

    /// Does many acts, each decided after the ones before it, and each refused or done by itself: one sync of the
    /// disk carries as many as wait together. Each order is asked for when the one before it is queued; answers come
    /// in the order of the orders.
    #[must_use]
    pub fn act_all(&self, orders: impl IntoIterator<Item = Order>) -> Vec<Result<Receipt, Refused>> {
        let sent: Vec<Waiter> = orders.into_iter().map(|order| self.0.writer.send(order)).collect();
        sent.into_iter().map(Waiter::wait).collect()
    }

    /// Whoever only looks.
    #[must_use]
    pub fn reader(&self) -> Reader {
        self.0.reader.clone()
    }

    /// Ends the office after what is queued: acts are refused from now on. The folder is free for another process
    /// when the last clone is gone.
    pub fn close(&self) {
        self.0.writer.stop();
    }

    pub(crate) fn writer(&self) -> &Writer {
        &self.0.writer
    }

    pub(crate) fn store(&self) -> &dyn Store {
        &*self.0.store
    }
}

/// Brings the rows of a folder of an earlier form into the present one. A crash in here leaves the earlier form.
fn renew(tx: &mut dyn Tx, signed: (&str, &str)) -> Result<(), Fault> {
    let form = form(tx)?;
    if form >= schema::FORM {
        return Ok(());
    }
    in_transaction(tx, |tx| {
        if form < schema::FORM_OF_MARKS && rebuild::checks_against_another(tx)? {
            rebuild::from_the_ledger(tx, signed)?;
        } else if form < schema::FORM_OF_SEARCH {
            brief::make_all(tx)?;
            search::make_all(tx)?;
        }
        if form < schema::FORM_OF_DAYS {
            standing::make_all(tx)?;
            counts::make_all(tx)?;
        }
        tx.execute(sql::HEAD_FORM, &[schema::FORM.into()])?;
        Ok(())
    })
}

/// The form of the database.
pub fn form(tx: &mut dyn Tx) -> Result<i64, Fault> {
    let line = tx.query(sql::HEAD, &[])?.into_iter().next().unwrap_or_default();
    let mut columns = Columns::of(line);
    columns.position();
    Ok(columns.int())
}

/// How many entries there are, and whether a checkpoint was ever signed.
pub fn head(tx: &mut dyn Tx) -> Result<(u64, bool), OpenFault> {
    let line = tx.query(sql::HEAD, &[])?.into_iter().next().unwrap_or_default();
    let mut columns = Columns::of(line);
    let size = columns.position();
    let form = columns.int();
    let signed = columns.int();
    if form > schema::FORM {
        return Err(OpenFault::LaterForm(form, schema::FORM));
    }
    Ok((size, signed != 0))
}

/// When the last entry was entered, in seconds since 1970; 0 if there is none.
fn entered(tx: &mut dyn Tx, size: u64) -> Result<i64, Fault> {
    let Some(last) = size.checked_sub(1) else { return Ok(0) };
    let body = one_text(&tx.query(sql::ENTRY_BODY, &[last.into()])?).unwrap_or_default();
    let entry: Entry = books::read(&body, &format!("entry {last}"))?;
    let moment = Moment::from_utc(&entry.entered_at);
    moment.map(|moment| moment.unix_seconds).ok_or_else(|| {
        Fault::Unreadable(format!("entry {last} says it was entered at `{}`", entry.entered_at))
    })
}
