//! Opening the office: lock the folder, look whether the record continues what was signed, start the writer.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::{Arc, RwLock};

use ledger::{Edge, digest, hex};
use policy::calendar::WorkingDays;
use policy::parameters::Parameters;
use policy::question::Law;

use crate::act::{Order, Receipt};
use crate::fault::{Fault, OpenFault, Refused};
use crate::reader::{Pool, Reader};
use crate::schema;
use crate::seal::Seal;
use crate::sql;
use crate::sqlite::Sqlite;
use crate::store::{Columns, Store, StoreFault, Tx};
use crate::tiles::DbTiles;
use crate::writer::{Desk, Published, Writer};

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
    /// Digest of rules and numbers, kept with every decision.
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
    store: Arc<dyn Store>,
    writer: Writer,
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
        let lock = lock(&opening.dir)?;
        let store: Arc<dyn Store> = Arc::new(Sqlite::open(&opening.dir.join(DATABASE_FILE))?);
        Registry::open_with(opening, store, lock)
    }

    pub(crate) fn open_with(
        opening: Opening,
        store: Arc<dyn Store>,
        lock: File,
    ) -> Result<Registry, OpenFault> {
        let mut tx = store.writer()?;
        let (size, was_signed) = head(&mut *tx)?;
        let mut seal = Seal::open(&opening.dir, &opening.origin, &opening.signing_seed, was_signed)?;
        if seal.signed_size() > size {
            return Err(OpenFault::Behind { signed: seal.signed_size(), found: size });
        }
        let edge = Edge::load(&DbTiles::over(&mut *tx), size)
            .map_err(|fault| OpenFault::Fault(Fault::Unreadable(fault.to_string())))?;
        // Also signs for what a crash left committed but unsigned, and refuses a changed past.
        let checkpoint = seal.sign(&mut *tx, size)?;
        if !was_signed {
            tx.begin()?;
            tx.execute(sql::HEAD_SIGNED, &[])?;
            tx.commit()?;
        }
        let canonical = format!("{}{}", policy::rules::canonical(), opening.parameters.canonical());
        let rules: SharedRules = Arc::new(Rules {
            digest: hex(&digest(canonical.as_bytes())),
            parameters: opening.parameters,
            calendar: opening.calendar,
            entropy: opening.entropy,
        });
        let published = Arc::new(RwLock::new(Published { checkpoint, size, entered: 0 }));
        let reader = Reader::new(Pool::new(store.clone()), rules.clone(), published.clone(), seal.vkey());
        let desk = Desk { tx, rules, edge, seal, published, stopped: None };
        Ok(Registry(Arc::new(Inner { store, writer: Writer::start(desk)?, reader, _lock: lock })))
    }

    /// Does an act. Waits until it is durable and signed for; many threads may wait at once and share one sync.
    ///
    /// # Errors
    /// A refusal with findings, a conflict, or a fault.
    pub fn act(&self, order: Order) -> Result<Receipt, Refused> {
        self.0.writer.act(order)
    }

    /// Whoever only looks.
    #[must_use]
    pub fn reader(&self) -> Reader {
        self.0.reader.clone()
    }

    /// Ends the office after what is queued.
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

/// How many entries there are, and whether a checkpoint was ever signed.
fn head(tx: &mut dyn Tx) -> Result<(u64, bool), OpenFault> {
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
