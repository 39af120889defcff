//! JSON from strangers, read as the site reads it, with every fault named by line, column and path.

use policy::article::Said;
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::answer::{Exit, Failure};

pub use site::json::{did_you_mean, issues, schema_of};

/// Reads a document.
///
/// # Errors
/// [`Exit::Invalid`]: the text is not JSON (line and column), or not of this form (every fault with line,
/// column and path). `name` is what the person called the document.
pub fn read<T: DeserializeOwned + JsonSchema>(name: &str, text: &str) -> Result<T, Failure> {
    let wrong = match site::json::read::<T>(text) {
        Ok(read) => return Ok(read),
        Err(wrong) => wrong,
    };
    if let (false, Some(fault)) = (wrong.is_json(), wrong.faults.first()) {
        let (line, column, said) = (fault.line, fault.column, &fault.said);
        return Err(Failure::invalid(
            format!("{name}不是有效的JSON，第{line}行第{column}列：{}", said.zh),
            format!("{name} is not JSON, line {line}, column {column}: {}", said.en),
        ));
    }
    let count = wrong.count;
    let mut failure = Failure::new(
        Exit::Invalid,
        format!("{name} 的内容不符合规定格式，共{count}处"),
        format!(
            "{name} is not of the documented form: {count} {}",
            if count == 1 { "fault" } else { "faults" }
        ),
    );
    let mut data = Vec::new();
    for fault in wrong.faults {
        let (line, column, path) = (fault.line, fault.column, fault.path.unwrap_or_default());
        failure.more.push(Said::new(
            format!("第{line}行第{column}列，{path}：{}", fault.said.zh),
            format!("line {line}, column {column}, {path}: {}", fault.said.en),
        ));
        data.push(serde_json::json!({ "line": line, "column": column, "path": path, "said": fault.said }));
    }
    Err(failure.with(Value::Array(data)))
}
