//! Private texts: reasons, statements, minutes. They are sealed before anybody decides, and never enter the ledger.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A text that never enters the ledger: reasons, statements, minutes. The registry seals it (salted digest in
/// the entry, text outside, erasable) before anybody decides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Text {
    /// As written by the person who acts.
    Plain(String),
    /// Its salted digest, lower-case hexadecimal.
    Sealed(String),
}

impl Text {
    /// The text itself, of one that is not sealed.
    #[must_use]
    pub fn plain(&self) -> Option<&str> {
        match self {
            Text::Plain(text) => Some(text),
            Text::Sealed(_) => None,
        }
    }

    /// The digest, once sealed.
    #[must_use]
    pub fn seal(&self) -> Option<&str> {
        match self {
            Text::Sealed(digest) => Some(digest),
            Text::Plain(_) => None,
        }
    }
}
