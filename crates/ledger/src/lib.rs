//! The record. Entries become leaves of a Merkle tree (RFC 6962/9162), the tree is cut into tiles (C2SP
//! tlog-tiles), its root is signed as a checkpoint (tlog-checkpoint, signed-note), single entries travel with
//! proofs (tlog-proof), and anyone can verify all of it with public data. The crate is pure: no input or output,
//! no clock, no randomness, and no knowledge of what the entries mean.
#![deny(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, missing_docs)]

mod checkpoint;
mod edge;
mod guard;
mod hash;
mod key;
mod memory;
mod note;
mod proof;
mod source;
mod tlog_proof;
mod tree;

pub mod tile;
pub mod verify;

pub use checkpoint::{Checkpoint, CheckpointError, SignedCheckpoint};
pub use edge::{Edge, FullTile};
pub use guard::{Guard, GuardError, Guarded};
pub use hash::{
    Digesting, Hash, base64, digest, empty_root, hash_from_base64, hash_from_hex, hex, leaf_hash, node_hash,
    root_of, salted_digest, unbase64, unhex,
};
pub use key::{
    Algorithm, Ed25519Signer, KeyError, Message, SignError, Signer, Statement, Verifier, Verify, key_id,
};
pub use memory::MemoryLog;
pub use note::{Note, NoteError, NoteSignature, Verified, sign_text};
pub use proof::{verify_consistency, verify_inclusion};
pub use source::{SourceError, TileSource};
pub use tile::{TileKind, TilePath};
pub use tlog_proof::{ProofError, ProvenEntry, TlogProof, verify_proof, verify_proof_with_witnesses};
pub use tree::{MAX_SIZE, TreeError, consistency_proof, inclusion_proof, root};
