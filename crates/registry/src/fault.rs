//! The three ways an act does not happen: the policy refuses, somebody was first, or we are broken. A fault
//! shows strangers a reference and nothing else; its detail is for the log.

use policy::article::Said;
use policy::decide::Refusal;

use crate::store::StoreFault;

/// We are broken, or the machine is.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// The disk is full.
    #[error("the disk is full: nothing was written; free space and try again")]
    DiskFull,
    /// The database failed.
    #[error("the database failed: {0}")]
    Store(String),
    /// What is stored cannot be read as what it should be.
    #[error("the record holds something this program cannot read: {0}")]
    Unreadable(String),
    /// The ledger would not continue its past: the office stops.
    #[error("the ledger does not continue what was signed: {0}")]
    Fork(String),
    /// The entries are not those that were signed for.
    #[error("the record is not what was signed: {0}; nothing was written")]
    Altered(String),
    /// What was done is on file, but no checkpoint could be signed for it.
    #[error(
        "the act is on file, but no checkpoint could be signed for it: {0}; this is tried again with the next act, and \
         the same command brought again gets its receipt"
    )]
    Checkpoint(String),
    /// The checkpoint of earlier acts could not be signed, or not kept outside the database: this act was not done.
    #[error(
        "nothing was written: the checkpoint of what was done before could not be signed and kept: {0}; this is tried \
         again with the next act"
    )]
    Unkept(String),
    /// A lint found that the outcome is not what must hold.
    #[error("the outcome of the act does not hold: {0}")]
    Lint(String),
    /// The machine's clock is behind the last entry by more than orders overtake each other.
    #[error(
        "the machine's clock is behind the record: it says {now}, and the last entry was made at {last}; set the \
         clock right, nothing was written"
    )]
    ClockBehind {
        /// What the clock says, in UTC.
        now: String,
        /// When the last entry was made, in UTC.
        last: String,
    },
    /// The office stopped after an earlier fault.
    #[error("the office has stopped and must be opened again: {0}")]
    Stopped(String),
}

impl Fault {
    /// A short reference that can be shown to strangers and found in the log: the same fault, the same reference.
    #[must_use]
    pub fn reference(&self) -> String {
        let digest = ledger::hex(&ledger::digest(self.to_string().as_bytes()));
        digest.chars().take(8).collect()
    }

    /// Whether the office must stop. Anything else is over with the act, or is tried again.
    #[must_use]
    pub fn is_fatal(&self) -> bool {
        match self {
            Fault::Fork(_) | Fault::Stopped(_) => true,
            Fault::DiskFull
            | Fault::Store(_)
            | Fault::Lint(_)
            | Fault::Unreadable(_)
            | Fault::Altered(_)
            | Fault::ClockBehind { .. }
            | Fault::Checkpoint(_)
            | Fault::Unkept(_) => false,
        }
    }

    /// Whether the machine failed, and not one act alone: then the whole transaction is given up.
    pub(crate) fn is_of_the_machine(&self) -> bool {
        match self {
            Fault::DiskFull
            | Fault::Store(_)
            | Fault::Fork(_)
            | Fault::Stopped(_)
            | Fault::Checkpoint(_)
            | Fault::Unkept(_) => true,
            Fault::Unreadable(_) | Fault::Altered(_) | Fault::Lint(_) | Fault::ClockBehind { .. } => false,
        }
    }
}

impl From<StoreFault> for Fault {
    fn from(fault: StoreFault) -> Fault {
        match fault {
            StoreFault::Full => Fault::DiskFull,
            StoreFault::Failed(what) => Fault::Store(what),
        }
    }
}

/// Why an act did not happen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// The policy says no.
    Refusal(Box<Refusal>),
    /// Somebody was first: look again and decide anew.
    Conflict(Said),
    /// We are broken.
    Fault(Fault),
}

impl From<Fault> for Refused {
    fn from(fault: Fault) -> Refused {
        Refused::Fault(fault)
    }
}

impl From<StoreFault> for Refused {
    fn from(fault: StoreFault) -> Refused {
        Refused::Fault(fault.into())
    }
}

impl From<Refusal> for Refused {
    fn from(refusal: Refusal) -> Refused {
        Refused::Refusal(Box::new(refusal))
    }
}

/// Why the office cannot be opened.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OpenFault {
    /// Another process has the folder.
    #[error("the folder `{0}` is in use by another process: stop it first, or use its address")]
    InUse(String),
    /// The folder cannot be used.
    #[error("the folder `{0}` cannot be used: {1}")]
    Folder(String, String),
    /// A backup is to be put where something is.
    #[error(
        "the folder `{0}` is not empty: it holds `{1}`; restore into a new folder, or move away what is there first"
    )]
    Used(String, String),
    /// Written by a later program.
    #[error("the folder was written by a later version of the program (form {0}, this program knows {1})")]
    LaterForm(i64, i64),
    /// The kept checkpoint is ahead of the database.
    #[error(
        "the database is behind what was signed and published: it was restored from an older backup or lost its \
         end. Going on would fork the ledger. Restore a backup that holds at least {signed} entries (this one holds {found})"
    )]
    Behind {
        /// Entries signed for.
        signed: u64,
        /// Entries found.
        found: u64,
    },
    /// A checkpoint was signed once and its file is gone.
    #[error("the file `checkpoint` is missing although a checkpoint was signed: put it back from the backup")]
    CheckpointGone,
    /// Something else.
    #[error(transparent)]
    Fault(#[from] Fault),
}
