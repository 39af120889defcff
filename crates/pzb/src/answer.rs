//! What a verb gives back: one answer in two forms, text for people and JSON for programs, or a failure with
//! its exit code. `main` prints exactly one document on standard output; everything else goes to standard error.

use policy::article::Said;
use serde_json::{Value, json};

/// The exit codes, documented in `docs/commands.md` and in `pzb --help`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Exit {
    /// Done.
    Done = 0,
    /// Something broke: disk, database, network, or this program.
    Fault = 1,
    /// The command line is wrong.
    Usage = 2,
    /// There is no such thing.
    NotFound = 3,
    /// It cannot be done now: in use, changed in between, another content under the same key.
    Conflict = 4,
    /// The input is wrong.
    Invalid = 5,
    /// Findings stand in the way, a mark may not be borne, or a verification failed.
    Findings = 6,
}

impl Exit {
    /// The name in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Exit::Done => "done",
            Exit::Fault => "fault",
            Exit::Usage => "usage",
            Exit::NotFound => "not_found",
            Exit::Conflict => "conflict",
            Exit::Invalid => "invalid_input",
            Exit::Findings => "findings",
        }
    }
}

/// Why a verb did not do what it was asked.
#[derive(Debug, Clone, PartialEq)]
pub struct Failure {
    /// Which kind, and so which exit code.
    pub exit: Exit,
    /// One sentence.
    pub said: Said,
    /// More lines, each a sentence of its own.
    pub more: Vec<Said>,
    /// For programs: whatever belongs to it.
    pub data: Value,
}

impl Failure {
    /// A failure in one sentence, in both languages.
    pub fn new(exit: Exit, zh: impl Into<String>, en: impl Into<String>) -> Failure {
        Failure { exit, said: Said::new(zh, en), more: Vec::new(), data: Value::Null }
    }

    /// Input that is wrong.
    pub fn invalid(zh: impl Into<String>, en: impl Into<String>) -> Failure {
        Failure::new(Exit::Invalid, zh, en)
    }

    /// Something broke, in the words of whatever broke.
    pub fn fault(zh: impl Into<String>, en: impl Into<String>) -> Failure {
        Failure::new(Exit::Fault, zh, en)
    }

    /// The same with one more line.
    #[must_use]
    pub fn and(mut self, more: Said) -> Failure {
        self.more.push(more);
        self
    }

    /// The same with data for programs.
    #[must_use]
    pub fn with(mut self, data: Value) -> Failure {
        self.data = data;
        self
    }

    /// As a JSON document.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let mut error = json!({
            "kind": self.exit.name(),
            "exit": self.exit as u8,
            "message": { "zh": self.said.zh, "en": self.said.en },
        });
        if let Some(map) = error.as_object_mut() {
            if !self.more.is_empty() {
                map.insert("more".to_owned(), json!(self.more));
            }
            if !self.data.is_null() {
                map.insert("data".to_owned(), self.data.clone());
            }
        }
        json!({ "error": error })
    }
}

impl From<&documents::sheet::ReadError> for Failure {
    fn from(error: &documents::sheet::ReadError) -> Failure {
        Failure::invalid(error.said().zh(), error.said().en())
    }
}

/// What a verb found or did.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// For people; may have many lines.
    pub text: String,
    /// For programs.
    pub json: Value,
    /// `Done`, or `Findings` where the answer itself is a no.
    pub exit: Exit,
    /// Written to standard output as it is, in place of either form: a schema, a proof, a template.
    pub verbatim: bool,
}

impl Answer {
    /// An answer that is a yes.
    pub fn done(text: impl Into<String>, json: Value) -> Answer {
        Answer { text: text.into(), json, exit: Exit::Done, verbatim: false }
    }

    /// The same with another exit code.
    #[must_use]
    pub fn exit(mut self, exit: Exit) -> Answer {
        self.exit = exit;
        self
    }

    /// A document that is the same for people and programs.
    pub fn document(text: impl Into<String>) -> Answer {
        Answer { text: text.into(), json: Value::Null, exit: Exit::Done, verbatim: true }
    }
}

/// What every verb returns.
pub type Verb = Result<Answer, Failure>;

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.said.en)?;
        self.more.iter().try_for_each(|more| write!(f, "\n  {}", more.en))
    }
}
