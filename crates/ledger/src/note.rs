//! Signed notes (C2SP signed-note): a text, an empty line, and lines of signatures. Signatures of unknown keys
//! are ignored, so that witnesses and second algorithms can sign beside the log's own key.
use std::fmt;

use crate::hash::{base64, unbase64};
use crate::key::{Message, SignError, Signer, Statement, Verify, is_name};

/// Longest note that is read, in bytes.
pub const MAX_NOTE: usize = 1_000_000;
/// Most signatures that are read.
pub const MAX_SIGNATURES: usize = 100;

/// One signature line: `— name base64(key ID ‖ signature)`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteSignature {
    /// Name of the key.
    pub name: String,
    /// ID of the key.
    pub key_id: u32,
    /// The signature, in the form of its algorithm.
    pub bytes: Vec<u8>,
}

impl fmt::Display for NoteSignature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let material = [&self.key_id.to_be_bytes(), self.bytes.as_slice()].concat();
        write!(f, "\u{2014} {} {}", self.name, base64(&material))
    }
}

/// Why a note is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoteError {
    /// The note is not of the prescribed form.
    #[error("the note is malformed: {0}")]
    Form(&'static str),
    /// A signature line is not of the prescribed form.
    #[error("the note's signature line {0} is malformed")]
    Line(usize),
    /// A key we know signed something else.
    #[error("the signature by `{0}` does not match the text")]
    Wrong(String),
    /// None of the keys we know signed.
    #[error("the note is not signed by any known key")]
    Unsigned,
}

/// A signature that was verified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// Name of the key.
    pub name: String,
    /// ID of the key.
    pub key_id: u32,
    /// What the signature says.
    pub statement: Statement,
}

/// A parsed note. Its text means nothing before [`Note::verify`] has succeeded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    text: String,
    signatures: Vec<NoteSignature>,
}

impl Note {
    /// Reads a note. Nothing is verified yet.
    ///
    /// # Errors
    /// The note is too long, holds control characters, has no signature lines or malformed ones.
    pub fn parse(note: &str) -> Result<Self, NoteError> {
        if note.len() > MAX_NOTE {
            return Err(NoteError::Form("it is longer than a megabyte"));
        }
        if note.chars().any(|c| c < '\u{20}' && c != '\n') {
            return Err(NoteError::Form("it holds control characters"));
        }
        let split = note.rfind("\n\n").and_then(|at| note.split_at_checked(at + 1));
        let (text, rest) = split.ok_or(NoteError::Form("it has no empty line before its signatures"))?;
        let lines = rest.strip_prefix('\n').and_then(|lines| lines.strip_suffix('\n'));
        let lines = lines.ok_or(NoteError::Form("it does not end with signature lines"))?;
        let mut signatures = Vec::new();
        for (number, line) in lines.split('\n').enumerate() {
            if number >= MAX_SIGNATURES {
                return Err(NoteError::Form("it has more than 100 signatures"));
            }
            signatures.push(parse_line(line).ok_or(NoteError::Line(number + 1))?);
        }
        Ok(Self { text: text.to_owned(), signatures })
    }

    /// The text, with its final line break.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The signature lines, verified or not.
    #[must_use]
    pub fn signatures(&self) -> &[NoteSignature] {
        &self.signatures
    }

    /// Adds a signature line, such as a witness returned. It is not verified here.
    pub fn add(&mut self, signature: NoteSignature) {
        self.signatures.push(signature);
    }

    /// Verifies the signatures of the known keys and returns them, once each, in the note's order.
    ///
    /// # Errors
    /// A known key's signature is wrong, or no known key signed.
    pub fn verify(&self, keys: &[&dyn Verify]) -> Result<Vec<Verified>, NoteError> {
        let mut found: Vec<Verified> = Vec::new();
        for line in &self.signatures {
            for key in keys.iter().filter(|key| key.name() == line.name && key.key_id() == line.key_id) {
                let statement = key.verify(&self.text, &line.bytes);
                let statement = statement.ok_or_else(|| NoteError::Wrong(line.name.clone()))?;
                if !found.iter().any(|one| one.name == line.name && one.key_id == line.key_id) {
                    found.push(Verified { name: line.name.clone(), key_id: line.key_id, statement });
                }
            }
        }
        if found.is_empty() { Err(NoteError::Unsigned) } else { Ok(found) }
    }
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.text)?;
        self.signatures.iter().try_for_each(|line| writeln!(f, "{line}"))
    }
}

fn parse_line(line: &str) -> Option<NoteSignature> {
    let (name, material) = line.strip_prefix("\u{2014} ")?.split_once(' ')?;
    let material = unbase64(material)?;
    let (id, bytes) = material.split_first_chunk::<4>()?;
    if !is_name(name) || bytes.is_empty() {
        return None;
    }
    Some(NoteSignature { name: name.to_owned(), key_id: u32::from_be_bytes(*id), bytes: bytes.to_vec() })
}

/// Signs a text that is not a checkpoint, and returns the note.
///
/// # Errors
/// The text does not end with a line break, holds control characters, or looks like a checkpoint (those are
/// signed through the fork guard alone); a key fails.
pub fn sign_text(text: &str, signers: &[&dyn Signer]) -> Result<String, SignError> {
    // Wider than any reader of checkpoints: a number in the second line is enough.
    let second = text.lines().nth(1).unwrap_or("").trim();
    if !second.is_empty() && second.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(SignError::Text("it looks like a checkpoint, which only the fork guard may sign"));
    }
    sign(text, signers)
}

pub(crate) fn sign(text: &str, signers: &[&dyn Signer]) -> Result<String, SignError> {
    if !text.ends_with('\n') {
        return Err(SignError::Text("it does not end with a line break"));
    }
    if text.chars().any(|c| c < '\u{20}' && c != '\n') {
        return Err(SignError::Text("it holds control characters"));
    }
    if signers.is_empty() {
        return Err(SignError::Text("no key was given"));
    }
    let mut note = Note { text: text.to_owned(), signatures: Vec::new() };
    for signer in signers {
        let bytes = signer.sign(&Message(text.as_bytes()))?;
        note.add(NoteSignature { name: signer.name().to_owned(), key_id: signer.key_id(), bytes });
    }
    Ok(note.to_string())
}
