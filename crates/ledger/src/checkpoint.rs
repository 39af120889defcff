//! Checkpoints (C2SP tlog-checkpoint): which log, how many entries, which root. Signed, they are what a log can
//! be held to.
use crate::hash::{Hash, base64, hash_from_base64};
use crate::key::{Statement, Verifier, Verify};
use crate::note::{Note, NoteError, Verified};

/// State of a log: its name, size and root.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// Name of the log, usually its address without `https://`.
    pub origin: String,
    /// Number of entries.
    pub size: u64,
    /// Root of the tree of that size.
    pub root: Hash,
}

/// Why a checkpoint is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CheckpointError {
    /// The text is not of the prescribed form.
    #[error("the checkpoint is malformed: {0}")]
    Form(&'static str),
    /// The note around it is refused.
    #[error(transparent)]
    Note(#[from] NoteError),
    /// The checkpoint is of another log than the key.
    #[error("the checkpoint is of the log `{found}`, not of `{expected}`")]
    Origin {
        /// Name of the key.
        expected: String,
        /// Origin in the checkpoint.
        found: String,
    },
    /// Only witnesses signed.
    #[error("the log `{0}` has not signed the checkpoint")]
    NotByLog(String),
}

impl Checkpoint {
    /// The text to be signed: three lines.
    #[must_use]
    pub fn body(&self) -> String {
        format!("{}\n{}\n{}\n", self.origin, self.size, base64(&self.root))
    }

    /// Reads a checkpoint's text. Extension lines are permitted and ignored.
    ///
    /// # Errors
    /// Fewer than three lines, an empty line, a size that is not a plain decimal, a root that is not 32 bytes of
    /// canonical Base64, or no line break at the end.
    pub fn parse(text: &str) -> Result<Self, CheckpointError> {
        let lines =
            text.strip_suffix('\n').ok_or(CheckpointError::Form("it does not end with a line break"))?;
        let mut lines = lines.split('\n');
        let mut next = |what| lines.next().filter(|line| !line.is_empty()).ok_or(CheckpointError::Form(what));
        let origin = next("it has no origin")?;
        let size = next("it has no size")?;
        let root = next("it has no root")?;
        let size = parse_size(size).ok_or(CheckpointError::Form("its size is not a plain decimal number"))?;
        let root = hash_from_base64(root).ok_or(CheckpointError::Form("its root is not a Base64 hash"))?;
        if lines.any(str::is_empty) {
            return Err(CheckpointError::Form("it has an empty line"));
        }
        Ok(Self { origin: origin.to_owned(), size, root })
    }
}

/// A number as the formats write it: decimal digits without sign or leading zero.
pub(crate) fn parse_size(text: &str) -> Option<u64> {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit()) && (text == "0" || !text.starts_with('0'));
    if plain { text.parse().ok() } else { None }
}

/// A checkpoint whose signatures were verified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedCheckpoint {
    checkpoint: Checkpoint,
    note: Note,
    signatures: Vec<Verified>,
}

impl SignedCheckpoint {
    /// Opens a signed checkpoint with the key of its log.
    ///
    /// # Errors
    /// The note or the checkpoint is malformed, the log's signature is missing or wrong, or the checkpoint is of
    /// another log than the key's name says.
    pub fn open(note: &str, log: &dyn Verify) -> Result<Self, CheckpointError> {
        Self::open_with_witnesses(note, log, &[])
    }

    /// Opens a signed checkpoint with the key of its log and the keys of witnesses. How many witnesses are
    /// enough is for the caller to say, from [`SignedCheckpoint::cosigned`].
    ///
    /// # Errors
    /// As [`SignedCheckpoint::open`]; also when a known witness's signature is wrong.
    pub fn open_with_witnesses(
        note: &str,
        log: &dyn Verify,
        witnesses: &[Verifier],
    ) -> Result<Self, CheckpointError> {
        let note = Note::parse(note)?;
        let mut keys = vec![log];
        keys.extend(witnesses.iter().map(|witness| witness as &dyn Verify));
        let signatures = note.verify(&keys)?;
        if !signatures.iter().any(|one| one.name == log.name() && one.key_id == log.key_id()) {
            return Err(CheckpointError::NotByLog(log.name().to_owned()));
        }
        let checkpoint = Checkpoint::parse(note.text())?;
        if checkpoint.origin != log.name() {
            return Err(CheckpointError::Origin {
                expected: log.name().to_owned(),
                found: checkpoint.origin,
            });
        }
        Ok(Self { checkpoint, note, signatures })
    }

    /// The checkpoint.
    #[must_use]
    pub fn checkpoint(&self) -> &Checkpoint {
        &self.checkpoint
    }

    /// The note, with all its signature lines.
    #[must_use]
    pub fn note(&self) -> &Note {
        &self.note
    }

    /// The known witnesses that cosigned, with their times in seconds since 1970, UTC.
    pub fn cosigned(&self) -> impl Iterator<Item = (&str, u64)> {
        self.signatures.iter().filter_map(|one| match one.statement {
            Statement::Cosigned { time } => Some((one.name.as_str(), time)),
            Statement::Signed => None,
        })
    }
}
