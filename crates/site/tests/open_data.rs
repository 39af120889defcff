//! Open data that is told of registers: leaves of systems, verdicts of tables, and what of the duties of drafters is public.

use std::collections::BTreeSet;

use policy::powers::{Office, OfficeKind};
use policy::standard::table::ComparisonTable;
use serde_json::{Value, json};

use crate::client::{Asked, Client};

async fn body(client: &Client, path: &str) -> String {
    let answer = client.send(&Asked::get(path)).await;
    assert_eq!(answer.status.as_u16(), 200, "{path}: {}", answer.body);
    answer.body
}

async fn rows(client: &Client, name: &str) -> Vec<Value> {
    let rows: Vec<Value> =
        serde_json::from_str(&body(client, &format!("/data/{name}.json")).await).expect("JSON");
    // Both forms have as many rows and the same columns, which the page names.
    let csv = body(client, &format!("/data/{name}.csv")).await;
    let head = csv.lines().next().expect("a head").trim_start_matches('\u{feff}').to_owned();
    let page = body(client, "/data?lang=en").await;
    for column in head.split(',') {
        assert!(page.contains(&format!("<code>{column}</code>")), "{column}: {page}");
    }
    for row in &rows {
        let names: BTreeSet<&str> = row.as_object().expect("an object").keys().map(String::as_str).collect();
        assert_eq!(names, head.split(',').collect(), "{row}");
    }
    rows
}

#[tokio::test]
async fn the_leaves_of_systems_are_open_data() {
    let client = Client::new();
    let found = rows(&client, "leaves").await;
    let told: Vec<(&str, &str, &str, Option<&str>)> = found
        .iter()
        .map(|row| {
            let text = |name: &str| row[name].as_str().unwrap_or_default();
            (text("node"), text("above"), text("state"), row["industry"].as_str())
        })
        .collect();
    assert_eq!(told, [("A01", "A", "there", None), ("A02", "A", "missing", None)]);
    assert_eq!(found[0]["system"], client.world.named("system"));
    assert_eq!((&found[0]["standard"], &found[0]["system_industry"]), (&json!("T/ZZB 0003"), &json!("38")));
}

#[tokio::test]
async fn every_row_of_a_table_is_told_against_every_standard() {
    let client = Client::new();
    let found = rows(&client, "verdicts").await;
    let tables: Vec<Value> = serde_json::from_str(&body(&client, "/data/tables.json").await).expect("JSON");
    let mut told = found.iter();
    for one in &tables {
        let table: ComparisonTable = serde_json::from_value(one["table"].clone()).expect("a table");
        for (row, comparisons) in table.rows.iter().zip(table.judge().rows) {
            for (there, comparison) in table.references.iter().zip(comparisons) {
                let line = told.next().expect("a row for each");
                assert_eq!(line["indicator"], row.indicator.zh.as_str(), "{line}");
                assert_eq!(line["compared_standard"], there.standard.to_string(), "{line}");
                assert_eq!(line["verdict"], json!(comparison)["verdict"], "{line}");
                assert_eq!(line["sample"], table.sample, "{line}");
                let margin = comparison.margin_percent.map(|percent| percent.normalize().to_string());
                assert_eq!(line["margin_percent"].as_str().map(str::to_owned), margin, "{line}");
            }
        }
    }
    assert!(told.next().is_none() && !found.is_empty());
    // With its unit, and why where it cannot be computed.
    assert!(found.iter().any(|line| line["limit"].as_str().is_some_and(|limit| limit.ends_with("dB"))));
    let is_open = |line: &Value| line["verdict"] == "not_comparable" || line["verdict"] == "cannot_tell";
    assert!(found.iter().all(|line| line["reason"].is_string() == is_open(line)), "{found:?}");
}

/// What is met is told, what is not only once the province published it; a report that is not published changes nothing.
#[tokio::test]
async fn of_duties_nothing_is_told_that_is_not_public() {
    let client = Client::new();
    let before = rows(&client, "duties").await;
    let filed = json!({ "do": "file_duty_report", "as_of": "2026-11-23" });
    let federation = Office::sole(OfficeKind::Federation);
    client.world.try_act(federation, None, "2026-11-24", filed).expect("filed");
    assert_eq!(rows(&client, "duties").await, before, "before the province publishes");
    let status = |row: &Value| row["status"].as_str().expect("a status").to_owned();
    let statuses: BTreeSet<String> = before.iter().map(status).collect();
    assert_eq!(statuses, ["met", "not_told", "overdue"].map(str::to_owned).into());
    for row in &before {
        let is_published = !row["report"].is_null();
        assert_eq!(row["last_day"].is_null(), !is_published, "{row}");
        assert_eq!(row["published_on"].is_null(), !is_published, "{row}");
        match status(row).as_str() {
            "met" => assert!(!row["met_on"].is_null() && !is_published, "{row}"),
            "not_told" => assert!(row["met_on"].is_null() && !is_published, "{row}"),
            _ => assert_eq!(row["report"], "BG-2026-11-10", "{row}"),
        }
    }
    let lines = rows(&client, "published-duties").await;
    assert!(!lines.is_empty() && lines.iter().all(|line| line["report"] == "BG-2026-11-10"), "{lines:?}");
    let overdue = before.iter().filter(|row| status(row) == "overdue").count();
    assert_eq!(lines.iter().filter(|line| line["now"] == "overdue").count(), overdue, "{lines:?}");
    let note = body(&client, "/data?lang=zh").await;
    assert!(note.contains("未履行与否不公布，为not_told"), "{note}");
}
