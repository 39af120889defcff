//! Hashes of the record: SHA-256 with the leaf and node prefixes of RFC 6962 §2.1, plain and salted digests for
//! the rest of the house, and the strict hexadecimal and Base64 texts in which hashes travel.
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

/// A SHA-256 value: 32 bytes.
pub type Hash = [u8; 32];

/// Hash of one entry as a leaf: `SHA-256(0x00 ‖ entry)` (RFC 6962 §2.1).
#[must_use]
pub fn leaf_hash(entry: &[u8]) -> Hash {
    let mut hasher = Sha256::new();
    hasher.update([0x00]);
    hasher.update(entry);
    hasher.finalize().into()
}

/// Hash of an inner node: `SHA-256(0x01 ‖ left ‖ right)` (RFC 6962 §2.1).
#[must_use]
pub fn node_hash(left: &Hash, right: &Hash) -> Hash {
    let mut input = [0x01u8; 65];
    let (_, hashes) = input.split_at_mut(1);
    let (l, r) = hashes.split_at_mut(32);
    l.copy_from_slice(left);
    r.copy_from_slice(right);
    Sha256::digest(input).into()
}

/// Root of a tree with no entries: SHA-256 of nothing (RFC 6962 §2.1).
#[must_use]
pub fn empty_root() -> Hash {
    digest(&[])
}

/// Merkle Tree Hash of a list of leaf hashes, of any length (RFC 6962 §2.1).
#[must_use]
pub fn root_of(hashes: &[Hash]) -> Hash {
    match hashes {
        [] => empty_root(),
        [one] => *one,
        [left, right] => node_hash(left, right),
        many => {
            // The left part is the largest power of two smaller than the length.
            let (left, right) = many.split_at(many.len().div_ceil(2).next_power_of_two());
            node_hash(&root_of(left), &root_of(right))
        }
    }
}

/// Plain SHA-256, for everything that is not a leaf or a node (attachments, receipts, rules).
#[must_use]
pub fn digest(bytes: &[u8]) -> Hash {
    Sha256::digest(bytes).into()
}

/// Plain SHA-256 of bytes that come piece by piece: of a file that is longer than memory is for.
#[derive(Debug, Clone, Default)]
pub struct Digesting(Sha256);

impl Digesting {
    /// Takes the next piece.
    pub fn update(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// The digest of all that came, as [`digest`] has it.
    #[must_use]
    pub fn end(self) -> Hash {
        self.0.finalize().into()
    }
}

/// `SHA-256(salt ‖ bytes)`: how an entry names private content. Whoever erases salt and content leaves the
/// tree intact and the digest meaningless. The salt is 32 bytes from a secure source, one per field.
#[must_use]
pub fn salted_digest(salt: &[u8; 32], bytes: &[u8]) -> Hash {
    let mut hasher = Sha256::new();
    hasher.update(salt);
    hasher.update(bytes);
    hasher.finalize().into()
}

/// Lower-case hexadecimal.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut out, byte| {
        // Writing to a String cannot fail.
        let _ = write!(out, "{byte:02x}");
        out
    })
}

/// Bytes of a lower-case hexadecimal text; `None` for anything else, so that one value has one text.
#[must_use]
pub fn unhex(text: &str) -> Option<Vec<u8>> {
    let digit = |byte: u8| match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        _ => None,
    };
    let (pairs, rest) = text.as_bytes().as_chunks::<2>();
    if !rest.is_empty() {
        return None;
    }
    pairs.iter().map(|[high, low]| Some(digit(*high)? << 4 | digit(*low)?)).collect()
}

/// A hash from 64 lower-case hexadecimal digits.
#[must_use]
pub fn hash_from_hex(text: &str) -> Option<Hash> {
    unhex(text)?.try_into().ok()
}

/// Standard Base64 with padding (RFC 4648 §4).
#[must_use]
pub fn base64(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

/// Bytes of a standard Base64 text; `None` when padding or trailing bits are not canonical.
#[must_use]
pub fn unbase64(text: &str) -> Option<Vec<u8>> {
    STANDARD.decode(text).ok()
}

/// A hash from its 44 Base64 characters.
#[must_use]
pub fn hash_from_base64(text: &str) -> Option<Hash> {
    unbase64(text)?.try_into().ok()
}
