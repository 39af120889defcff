//! JSON from strangers: read strictly, and when it is wrong, every fault named with its line, column and path,
//! in the reader's words and not in the parser's.

mod locate;
mod shape;

use policy::article::Said;
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::answer::{Exit, Failure};
use crate::foreign;

pub use locate::locate;
pub use shape::{Issue, issues};

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

/// Reads a document.
///
/// # Errors
/// [`Exit::Invalid`]: the text is not JSON (line and column), or not of this form (every fault with line,
/// column and path). `name` is what the person called the document.
pub fn read<T: DeserializeOwned + JsonSchema>(name: &str, text: &str) -> Result<T, Failure> {
    let fault = match serde_json::from_str::<T>(text) {
        Ok(read) => return Ok(read),
        Err(fault) => fault,
    };
    let document: Value = match serde_json::from_str(text) {
        Ok(document) => document,
        Err(syntax) => return Err(not_json(name, &syntax)),
    };
    let mut found = issues(&schema_of::<T>(), &document);
    if found.is_empty() {
        // The schema is looser than the reader here (a doubled field, say): the parser's own words are left.
        let said = words_of(&fault);
        return Err(Failure::new(
            Exit::Invalid,
            format!("{name}第{}行第{}列：{}", fault.line(), fault.column(), foreign::json(&fault)),
            format!("{name}, line {}, column {}: {said}", fault.line(), fault.column()),
        ));
    }
    let count = found.len();
    found.truncate(MOST_FAULTS);
    let mut failure = Failure::new(
        Exit::Invalid,
        format!("{name} 的内容不符合规定格式，共{count}处"),
        format!(
            "{name} is not of the documented form: {count} {}",
            if count == 1 { "fault" } else { "faults" }
        ),
    );
    let mut data = Vec::new();
    for issue in found {
        let (line, column) = locate(text, &issue.path).unwrap_or((1, 1));
        let path = path_text(&issue.path);
        failure.more.push(Said::new(
            format!("第{line}行第{column}列，{path}：{}", issue.said.zh),
            format!("line {line}, column {column}, {path}: {}", issue.said.en),
        ));
        data.push(serde_json::json!({ "line": line, "column": column, "path": path, "said": issue.said }));
    }
    Err(failure.with(Value::Array(data)))
}

fn not_json(name: &str, fault: &serde_json::Error) -> Failure {
    let said = words_of(fault);
    Failure::invalid(
        format!("{name}不是有效的JSON，第{}行第{}列：{}", fault.line(), fault.column(), foreign::json(fault)),
        format!("{name} is not JSON, line {}, column {}: {said}", fault.line(), fault.column()),
    )
}

/// The parser's message without the place, which is told beside it.
fn words_of(fault: &serde_json::Error) -> String {
    let text = fault.to_string();
    text.rsplit_once(" at line ").map_or(text.clone(), |(words, _)| words.to_owned())
}
