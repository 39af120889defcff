//! JSON from strangers: read strictly, and when it is wrong, every fault named with its line, column and path,
//! in the reader's words and not in the parser's.

mod locate;
mod near;
mod shape;

use policy::article::Said;
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde_json::Value;

pub use self::locate::locate;
pub use self::near::did_you_mean;
pub use self::shape::{Issue, issues};

/// The most faults that are told of one document.
const MOST_FAULTS: usize = 20;

/// One step on the way to a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// A field of an object.
    Field(String),
    /// An item of a list, from 0.
    Item(usize),
}

/// The way to a value as people write it: `enterprise.penalties[0].decided_on`.
#[must_use]
pub fn path_text(path: &[Step]) -> String {
    let mut text = String::new();
    for step in path {
        match step {
            Step::Field(name) if text.is_empty() => text.push_str(name),
            Step::Field(name) => text.push_str(&format!(".{name}")),
            Step::Item(at) => text.push_str(&format!("[{at}]")),
        }
    }
    if text.is_empty() { "(the document)".to_owned() } else { text }
}

/// The JSON Schema of a document form.
#[must_use]
pub fn schema_of<T: JsonSchema>() -> Value {
    schemars::schema_for!(T).to_value()
}

/// One fault of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1.
    pub column: usize,
    /// The way to the value; `None` where the text is not JSON at all.
    pub path: Option<String>,
    /// What is wrong and what was expected.
    pub said: Said,
}

/// Why a text is not a document of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// The faults, as many as are told; never none.
    pub faults: Vec<Fault>,
    /// How many there are.
    pub count: usize,
}

impl Wrong {
    fn one(fault: &serde_json::Error, path: Option<String>, said: Said) -> Wrong {
        Wrong { faults: vec![Fault { line: fault.line(), column: fault.column(), path, said }], count: 1 }
    }

    /// Whether the text is JSON, though of another form.
    #[must_use]
    pub fn is_json(&self) -> bool {
        self.faults.iter().all(|fault| fault.path.is_some())
    }
}

/// Reads a document.
///
/// # Errors
/// The text is not JSON (line and column), or not of this form (every fault with line, column and path).
pub fn read<T: DeserializeOwned + JsonSchema>(text: &str) -> Result<T, Wrong> {
    let fault = match serde_json::from_str::<T>(text) {
        Ok(read) => return Ok(read),
        Err(fault) => fault,
    };
    let document: Value = match serde_json::from_str(text) {
        Ok(document) => document,
        Err(syntax) => return Err(Wrong::one(&syntax, None, not_json(&syntax))),
    };
    let mut found = issues(&schema_of::<T>(), &document);
    if found.is_empty() {
        // The schema is looser than the reader here (a doubled field, say): the parser's own words are left.
        let said = words_of(&fault);
        let said = Said::new("内容不符合规定格式", said);
        return Err(Wrong::one(&fault, Some(path_text(&[])), said));
    }
    let count = found.len();
    found.truncate(MOST_FAULTS);
    let faults = found.into_iter().map(|issue| {
        let (line, column) = locate(text, &issue.path).unwrap_or((1, 1));
        Fault { line, column, path: Some(path_text(&issue.path)), said: issue.said }
    });
    Err(Wrong { faults: faults.collect(), count })
}

/// What is wrong with a text that is not JSON.
fn not_json(fault: &serde_json::Error) -> Said {
    let words = words_of(fault);
    let zh = match words.as_str() {
        _ if fault.is_eof() => "内容不完整，提前结束".to_owned(),
        "trailing characters" => "文档结束后还有多余内容".to_owned(),
        "trailing comma" => "多了一个逗号".to_owned(),
        "key must be a string" => "字段名应写在双引号内".to_owned(),
        "expected `:`" => "字段名后应为冒号".to_owned(),
        "expected `,` or `}`" => "此处应为逗号或右花括号".to_owned(),
        "expected `,` or `]`" => "此处应为逗号或右方括号".to_owned(),
        "expected value" => "此处应有一个值".to_owned(),
        "recursion limit exceeded" => "层次过深".to_owned(),
        _ => "此处不合JSON语法".to_owned(),
    };
    let en = if fault.is_eof() { "the text ends too early".to_owned() } else { words };
    Said::new(zh, en)
}

/// The parser's message without the place, which is told beside it.
fn words_of(fault: &serde_json::Error) -> String {
    let text = fault.to_string();
    text.rsplit_once(" at line ").map_or(text.clone(), |(words, _)| words.to_owned())
}
