//! Standards without their tables: the most of each, and a fifth of a millisecond to read. For whoever sees many standards
//! and does not ask what the tables say.

use policy::standard::number::StandardNumber;
use policy::standard::{Edition, Standard};
use registry::{Fault, Row};
use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::public::filter::case_of;

/// A standard, as far as its editions need not be read.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Told {
    number: StandardNumber,
    editions: Vec<Bare>,
}

/// An edition, its table passed over.
#[derive(Deserialize)]
struct Bare {
    #[serde(default, rename = "table")]
    _table: Option<IgnoredAny>,
    #[serde(flatten)]
    rest: serde_json::Map<String, serde_json::Value>,
}

/// The standard in a row, with no table in any of its editions.
///
/// # Errors
/// As [`case_of`].
pub(crate) fn standard_without_tables(row: &Row) -> Result<Standard, Fault> {
    let Told { number, editions } = case_of(row)?;
    let unreadable = |cause| Fault::Unreadable(format!("the row {} `{}`: {cause}", row.kind, row.id));
    let edition = |bare: Bare| serde_json::from_value::<Edition>(bare.rest.into()).map_err(unreadable);
    Ok(Standard { number, editions: editions.into_iter().map(edition).collect::<Result<_, _>>()? })
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn row(body: &Value) -> Row {
        let empty = String::new;
        Row {
            kind: "standard".to_owned(),
            id: "T/ZZB 2109".to_owned(),
            state: empty(),
            enterprise: empty(),
            product: empty(),
            region: empty(),
            due_on: empty(),
            title: empty(),
            version: 1,
            words: empty(),
            body: body.to_string(),
        }
    }

    /// All but the tables is as it is kept, and what cannot be read is a fault here, too.
    #[test]
    fn only_the_tables_are_missing() {
        let mark = json!({"on": "2024-06-01", "entered_on": "2024-06-02", "entry": 9});
        let mut body = json!({"number": "T/ZZB 2109", "editions": [
            {"id": "T/ZZB 2109-2018", "edition": "T/ZZB 2109-2018", "title": "燃气灶", "published_on": "2018-06-01",
             "in_force_from": "2018-07-01", "entered_on": "2018-06-01", "entry": 3, "ended": mark},
            {"id": "T/ZZB 2109-2021", "edition": "T/ZZB 2109-2021", "title": "燃气灶", "is_consumer_standard": true,
             "published_on": "2021-06-01", "in_force_from": "2021-07-01", "entered_on": "2021-06-01", "entry": 4,
             "table": {"sample": true, "references": [], "without_reference": "无", "rows": [
                {"indicator": {"zh": "寿命"}, "unit": "h", "direction": "higher", "limit": "≥5", "compared": []}]}},
        ]});
        let mut whole: Standard = case_of(&row(&body)).expect("readable");
        assert!(whole.editions[1].table.is_some());
        whole.editions.iter_mut().for_each(|edition| edition.table = None);
        assert_eq!(standard_without_tables(&row(&body)).expect("readable"), whole);
        body["editions"][0]["colour"] = "red".into();
        let fault = standard_without_tables(&row(&body)).expect_err("no such field");
        assert!(fault.to_string().contains("T/ZZB 2109"), "{fault}");
    }
}
