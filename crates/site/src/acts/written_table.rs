//! A comparison table as it is kept while it is written: the texts of a draft with what its sheet told, or the table's
//! own JSON, which programs and older drafts bring.

use policy::article::Said;
use policy::decide::Problem;
use policy::standard::draft::TableDraft;
use policy::standard::table::ComparisonTable;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::lang::Lang;
use crate::words::{fill, text};

/// What is kept.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WrittenTable {
    /// What is written.
    pub(crate) draft: TableDraft,
    /// What the reading of the sheet told.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) told: Vec<Said>,
}

impl WrittenTable {
    /// What a text holds; nothing where it is no table.
    pub(crate) fn of(kept: &str) -> WrittenTable {
        if let Ok(written) = serde_json::from_str(kept) {
            return written;
        }
        let table = serde_json::from_str::<ComparisonTable>(kept).ok();
        let draft = table.map(|table| TableDraft::of(&table)).unwrap_or_default();
        WrittenTable { draft, told: Vec::new() }
    }

    /// Whether nothing is written.
    pub(crate) fn is_blank(&self) -> bool {
        self.draft.rows.is_empty()
            && self.draft.references.is_empty()
            && self.draft.without_reference.trim().is_empty()
    }

    /// As it is kept; nothing where it is blank.
    pub(crate) fn kept(&self) -> String {
        if self.is_blank() && self.told.is_empty() {
            return String::new();
        }
        serde_json::to_string(self).unwrap_or_default()
    }
}

/// A kept text as the JSON of the act; `None` where nothing is written.
///
/// # Errors
/// What cannot be read.
pub(super) fn read(kept: &str, at: &str) -> Result<Option<Value>, Problem> {
    if let Ok(written) = serde_json::from_str::<WrittenTable>(kept) {
        if written.is_blank() {
            return Ok(None);
        }
        return match written.draft.read().whole() {
            Ok(table) => Ok(Some(json!(table))),
            Err(misread) => {
                let says = |lang: Lang| fill(text(lang).table.problem_unread, &[&misread.len()]);
                Err(Problem::new("form", says(Lang::Zh), says(Lang::En)).at(at))
            }
        };
    }
    serde_json::from_str(kept).map(Some).map_err(|fault| {
        let zh = format!("对比表不是可读的JSON：第{}行第{}列", fault.line(), fault.column());
        let en =
            format!("the table cannot be read as JSON: line {}, column {}", fault.line(), fault.column());
        Problem::new("form", zh, en).at(at)
    })
}
