//! Keys that sign and keys that verify (C2SP signed-note, tlog-cosignature). Ed25519 is built in; a second
//! algorithm joins by implementing [`Signer`] and [`Verify`] under its own signature type. A signer is handed a
//! [`Message`], which only this crate can make: nothing but the fork guard leads to a signed checkpoint.
use std::fmt;

use ed25519_dalek::Signer as _;

use crate::hash::{base64, digest, unbase64, unhex};

/// Kind of a signature: the type bytes that stand before the public key in a verifier key and in its key ID.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Algorithm {
    /// `0x01`: Ed25519 over the note text.
    Ed25519,
    /// `0x04`: Ed25519 cosignature with a time (`cosignature/v1`).
    CosignatureV1,
    /// `0xff` and a longer identifier: the sanctioned place for algorithms without an assigned byte, such as SM2.
    Named(String),
}

impl Algorithm {
    /// The type bytes.
    #[must_use]
    pub fn type_bytes(&self) -> Vec<u8> {
        match self {
            Self::Ed25519 => vec![0x01],
            Self::CosignatureV1 => vec![0x04],
            Self::Named(name) => [&[0xff], name.as_bytes()].concat(),
        }
    }
}

/// ID of a key: the first four bytes of `SHA-256(name ‖ 0x0A ‖ type ‖ public key)`, most significant first.
#[must_use]
pub fn key_id(name: &str, algorithm: &Algorithm, public_key: &[u8]) -> u32 {
    let id = digest(&[name.as_bytes(), b"\n", &algorithm.type_bytes(), public_key].concat());
    id.first_chunk::<4>().map_or(0, |first| u32::from_be_bytes(*first))
}

/// Why a key cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// The name is empty or holds a space or a plus sign.
    #[error("`{0}` is no key name: it must not be empty nor hold spaces or `+`")]
    Name(String),
    /// The text is not `name+id+key`.
    #[error("`{0}` is not a verifier key of the form name+id+key")]
    Form(String),
    /// The ID in the text is not the ID of the key.
    #[error("the verifier key `{name}` says it has ID {said} but has {computed:08x}")]
    Id {
        /// Name of the key.
        name: String,
        /// ID in the text.
        said: String,
        /// ID of the key.
        computed: u32,
    },
    /// The signature type is not one that this program verifies.
    #[error("the verifier key `{0}` is of a type that this program cannot verify")]
    Unsupported(String),
    /// The bytes are not a point of the curve.
    #[error("the verifier key `{0}` holds no valid Ed25519 public key")]
    Point(String),
}

/// Whether a text may name a key.
pub(crate) fn is_name(text: &str) -> bool {
    !text.is_empty() && !text.chars().any(|c| c.is_whitespace() || c == '+' || c < '\u{20}')
}

/// Bytes to be signed. Only this crate makes them: from a guarded checkpoint, or from a text that is none.
#[derive(Clone, Copy, Debug)]
pub struct Message<'a>(pub(crate) &'a [u8]);

impl Message<'_> {
    /// The bytes.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        self.0
    }
}

/// Why a signer did not sign.
#[derive(Debug, thiserror::Error)]
pub enum SignError {
    /// The key or the device that holds it failed.
    #[error("the key `{name}` did not sign: {cause}")]
    Failed {
        /// Name of the key.
        name: String,
        /// What the signer said.
        #[source]
        cause: Box<dyn std::error::Error + Send + Sync>,
    },
    /// A checkpoint's log key is named like the log.
    #[error("the key `{name}` cannot sign for the log `{origin}`: a log's keys carry its name")]
    Name {
        /// Name of the key.
        name: String,
        /// Origin of the log.
        origin: String,
    },
    /// A public log carries at least one Ed25519 signature of its own.
    #[error("no Ed25519 key among the signers")]
    NoEd25519,
    /// The text is not one that a note may carry.
    #[error("the text cannot be signed: {0}")]
    Text(&'static str),
}

/// A key that signs.
pub trait Signer: Send + Sync {
    /// Name of the key; for the keys of a log, its origin.
    fn name(&self) -> &str;
    /// Kind of the signatures.
    fn algorithm(&self) -> Algorithm;
    /// The public key in the encoding of its algorithm.
    fn public_key(&self) -> Vec<u8>;
    /// The signature over the message, without the key ID.
    ///
    /// # Errors
    /// The key or the device that holds it failed.
    fn sign(&self, message: &Message<'_>) -> Result<Vec<u8>, SignError>;

    /// ID of the key.
    fn key_id(&self) -> u32 {
        key_id(self.name(), &self.algorithm(), &self.public_key())
    }

    /// The verifier key to publish: `name+id+base64(type ‖ public key)`.
    fn vkey(&self) -> String {
        let material = [self.algorithm().type_bytes(), self.public_key()].concat();
        format!("{}+{:08x}+{}", self.name(), self.key_id(), base64(&material))
    }
}

/// An Ed25519 key that signs note texts (signature type `0x01`).
pub struct Ed25519Signer {
    name: String,
    key: ed25519_dalek::SigningKey,
}

impl Ed25519Signer {
    /// The key of a 32-byte seed (RFC 8032), under a name.
    ///
    /// # Errors
    /// The name is empty or holds a space or a plus sign.
    pub fn from_seed(name: &str, seed: &[u8; 32]) -> Result<Self, KeyError> {
        if is_name(name) {
            Ok(Self { name: name.to_owned(), key: ed25519_dalek::SigningKey::from_bytes(seed) })
        } else {
            Err(KeyError::Name(name.to_owned()))
        }
    }

    /// The key that verifies what this one signs.
    #[must_use]
    pub fn verifier(&self) -> Verifier {
        Verifier {
            name: self.name.clone(),
            id: self.key_id(),
            algorithm: Algorithm::Ed25519,
            key: self.key.verifying_key(),
        }
    }
}

impl fmt::Debug for Ed25519Signer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The seed stays out of logs.
        f.debug_struct("Ed25519Signer").field("vkey", &self.vkey()).finish_non_exhaustive()
    }
}

impl Signer for Ed25519Signer {
    fn name(&self) -> &str {
        &self.name
    }

    fn algorithm(&self) -> Algorithm {
        Algorithm::Ed25519
    }

    fn public_key(&self) -> Vec<u8> {
        self.key.verifying_key().to_bytes().to_vec()
    }

    fn sign(&self, message: &Message<'_>) -> Result<Vec<u8>, SignError> {
        Ok(self.key.sign(message.bytes()).to_bytes().to_vec())
    }
}

/// What a good signature says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Statement {
    /// The signer signed the text.
    Signed,
    /// At `time` (seconds since 1970, UTC), the cosigner had seen no larger consistent tree of this log.
    Cosigned {
        /// Seconds since 1970, UTC.
        time: u64,
    },
}

/// A key that verifies.
pub trait Verify {
    /// Name of the key.
    fn name(&self) -> &str;
    /// ID of the key.
    fn key_id(&self) -> u32;
    /// What the signature (without the key ID) says of the text; `None` when it is not this key's.
    fn verify(&self, text: &str, signature: &[u8]) -> Option<Statement>;
}

/// An Ed25519 public key of a log (type `0x01`) or of a witness (type `0x04`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verifier {
    name: String,
    id: u32,
    algorithm: Algorithm,
    key: ed25519_dalek::VerifyingKey,
}

impl Verifier {
    /// Reads a verifier key, `name+id+base64(type ‖ public key)`; white space around it is ignored.
    ///
    /// # Errors
    /// The text has another form, its ID is not that of the key, its type is not Ed25519 or `cosignature/v1`, or
    /// its bytes are no public key.
    pub fn parse(vkey: &str) -> Result<Self, KeyError> {
        let vkey = vkey.trim();
        let form = || KeyError::Form(vkey.to_owned());
        let (name, rest) = vkey.split_once('+').ok_or_else(form)?;
        let (said, material) = rest.split_once('+').ok_or_else(form)?;
        if !is_name(name) {
            return Err(KeyError::Name(name.to_owned()));
        }
        let material = unbase64(material).ok_or_else(form)?;
        if unhex(said).is_none_or(|id| id.len() != 4) {
            return Err(form());
        }
        let (kind, public_key) = material.split_first().ok_or_else(form)?;
        let algorithm = match kind {
            0x01 => Algorithm::Ed25519,
            0x04 => Algorithm::CosignatureV1,
            _ => return Err(KeyError::Unsupported(name.to_owned())),
        };
        let computed = key_id(name, &algorithm, public_key);
        if format!("{computed:08x}") != said {
            return Err(KeyError::Id { name: name.to_owned(), said: said.to_owned(), computed });
        }
        let point = || KeyError::Point(name.to_owned());
        let bytes = <[u8; 32]>::try_from(public_key).map_err(|_| point())?;
        let key = ed25519_dalek::VerifyingKey::from_bytes(&bytes).map_err(|_| point())?;
        Ok(Self { name: name.to_owned(), id: computed, algorithm, key })
    }

    /// Kind of the signatures this key verifies.
    #[must_use]
    pub fn algorithm(&self) -> &Algorithm {
        &self.algorithm
    }

    /// The key as text.
    #[must_use]
    pub fn vkey(&self) -> String {
        let material = [self.algorithm.type_bytes(), self.key.to_bytes().to_vec()].concat();
        format!("{}+{:08x}+{}", self.name, self.id, base64(&material))
    }

    fn good(&self, message: &[u8], signature: &[u8]) -> bool {
        let signature = ed25519_dalek::Signature::from_slice(signature);
        signature.is_ok_and(|signature| self.key.verify_strict(message, &signature).is_ok())
    }
}

impl Verify for Verifier {
    fn name(&self) -> &str {
        &self.name
    }

    fn key_id(&self) -> u32 {
        self.id
    }

    fn verify(&self, text: &str, signature: &[u8]) -> Option<Statement> {
        match self.algorithm {
            Algorithm::Ed25519 => self.good(text.as_bytes(), signature).then_some(Statement::Signed),
            Algorithm::CosignatureV1 => {
                let (time, signature) = signature.split_first_chunk::<8>()?;
                let time = u64::from_be_bytes(*time);
                // The format forbids times above 2⁶³ − 1.
                i64::try_from(time).ok()?;
                let message = format!("cosignature/v1\ntime {time}\n{text}");
                self.good(message.as_bytes(), signature).then_some(Statement::Cosigned { time })
            }
            Algorithm::Named(_) => None,
        }
    }
}
