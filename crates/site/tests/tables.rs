//! Comparison tables that everybody sees: as files that read back, told apart between editions, as open data.

use axum::body::{Body, to_bytes};
use axum::http::Request;
use documents::comparison;
use documents::sheet::Limits;
use policy::powers::{Office, OfficeKind};
use policy::standard::table::ComparisonTable;
use serde_json::{Value, json};
use tower::ServiceExt;

use crate::client::{Asked, Client};

fn world_table() -> Value {
    serde_json::from_str(include_str!("world_table.json")).expect("a table")
}

/// Enters the edition of 2026, with another table.
fn second_edition(client: &Client) {
    let mut table = world_table();
    table["rows"][0]["limit"] = json!("≥20");
    table["rows"][1]["limit"] = json!("≤70");
    table["rows"].as_array_mut().expect("rows").remove(3);
    table["references"][2]["standard"] = json!("GB/T 17713-2024");
    let edition = json!({
        "edition": "T/ZZB 0003-2026", "title": "吸油烟机", "published_on": "2026-11-20",
        "in_force_from": "2026-12-01", "table": table,
    });
    let federation = Office::sole(OfficeKind::Federation);
    let act = json!({ "do": "enter_edition", "edition": edition });
    client.world.try_act(federation, None, "2026-11-20", act).expect("entered");
}

async fn bytes(client: &Client, path: &str) -> (u16, String, Vec<u8>) {
    let request = Request::get(path).body(Body::empty()).expect("a request");
    let answer = client.router.clone().oneshot(request).await.expect("an answer");
    let status = answer.status().as_u16();
    let named = answer.headers().get("content-disposition").and_then(|at| at.to_str().ok());
    let named = named.unwrap_or_default().to_owned();
    (status, named, to_bytes(answer.into_body(), 8 << 20).await.expect("a body").to_vec())
}

#[tokio::test]
async fn a_table_goes_out_as_a_file_and_reads_back() {
    let client = Client::new();
    let page = client.send(&Asked::get("/standards/T~ZZB_0003")).await.body;
    let on_file: ComparisonTable = serde_json::from_value(world_table()).expect("a table");
    for end in ["xlsx", "csv"] {
        let path = format!("/standards/T~ZZB_0003/tables/T~ZZB_0003-2020.{end}");
        assert!(page.contains(&format!("{path}\" download")), "{end} is not offered: {page}");
        for lang in ["zh", "en"] {
            let (status, named, bytes) = bytes(&client, &format!("{path}?lang={lang}")).await;
            assert_eq!((status, named.contains(&format!("T-ZZB-0003-2020.{end}"))), (200, true), "{named}");
            let file = comparison::read("t", &bytes, &Limits::default(), None).expect("a table");
            assert_eq!(file.tables[0].edition.as_ref().expect("its edition").to_string(), "T/ZZB 0003-2020");
            let checked = file.tables[0].check();
            assert!(checked.faults.is_empty(), "{:?}", checked.faults);
            // Its columns are called by their numbers; everything else is the same.
            let json = |table: &ComparisonTable| {
                let mut text = serde_json::to_string(table).expect("JSON");
                for (of, is) in on_file.references.iter().zip(&checked.table.references) {
                    text = text.replace(&format!("\"{}\"", of.id), &format!("\"{}\"", is.id));
                }
                text
            };
            assert_eq!(json(&checked.table), json(&on_file));
        }
    }
    let (status, _, body) = bytes(&client, "/standards/T~ZZB_0003/tables/T~ZZB_0003-2020.json").await;
    let json: Value = serde_json::from_slice(&body).expect("JSON");
    assert_eq!((status, &json["table"]["rows"][0]["limit"]), (200, &json!("≥18")));
    for wrong in
        ["T~ZZB_0003-2019.csv", "T~ZZB_0087-2017.csv", "T~ZZB_0003-2020.pdf", "T~ZZB_0003-2020", "x.csv"]
    {
        let (status, ..) = bytes(&client, &format!("/standards/T~ZZB_0003/tables/{wrong}")).await;
        assert_eq!(status, 404, "{wrong}");
    }
    // One without a table has none to give.
    let (status, ..) = bytes(&client, "/standards/T~ZZB_0087/tables/T~ZZB_0087-2017.csv").await;
    assert_eq!(status, 404);
}

#[tokio::test]
async fn what_changed_between_two_editions_is_told() {
    let client = Client::new();
    let page = client.send(&Asked::get("/standards/T~ZZB_0003")).await.body;
    assert!(!page.contains("/diff?"), "there is one edition");
    let alone = client.send(&Asked::get("/standards/T~ZZB_0003/diff")).await;
    assert!(alone.status == 200 && alone.body.contains("只有一个版本"), "{}", alone.body);
    second_edition(&client);
    let page = client.send(&Asked::get("/standards/T~ZZB_0003")).await.body;
    let address = "/standards/T~ZZB_0003/diff?from=T%2FZZB%200003-2020&#38;to=T%2FZZB%200003-2026";
    assert!(page.contains(address), "{page}");
    let path = address.replace("&#38;", "&");
    let diff = client.send(&Asked::get(&path)).await.body;
    for says in [
        "新增0项，删除1项，加严1项，放宽1项",
        "≥18",
        "≥20",
        "加严",
        "放宽",
        "GB/T 17713—2024",
        "常态气味降低度",
    ] {
        assert!(diff.contains(says), "{says}: {diff}");
    }
    let english = client.send(&Asked::get(&format!("{path}&lang=en"))).await.body;
    assert!(english.contains("1 tightened") && english.contains("air flow"), "{english}");
    let mut asked = Asked::get(&path);
    asked.headers.push(("accept".to_owned(), "application/json".to_owned()));
    let json: Value = serde_json::from_str(&client.send(&asked).await.body).expect("JSON");
    assert_eq!(json["from"], "T/ZZB 0003-2020");
    assert_eq!(json["diff"]["rows"].as_array().expect("rows").len(), 3, "{json}");
    // The other way round, the same edition, and one that is not there.
    let back = "/standards/T~ZZB_0003/diff?from=T~ZZB_0003-2026&to=T~ZZB_0003-2020";
    assert!(client.send(&Asked::get(back)).await.body.contains("新增1项，删除0项"));
    let same = "/standards/T~ZZB_0003/diff?from=T~ZZB_0003-2026&to=T~ZZB_0003-2026";
    assert!(client.send(&Asked::get(same)).await.body.contains("内容相同"));
    let gone = "/standards/T~ZZB_0003/diff?from=T~ZZB_0003-2001&to=T~ZZB_0003-2026";
    assert_eq!(client.send(&Asked::get(gone)).await.status, 404);
}

#[tokio::test]
async fn all_tables_are_open_data_that_read_back() {
    let client = Client::new();
    second_edition(&client);
    let page = client.send(&Asked::get("/data")).await.body;
    assert!(page.contains("/data/tables.csv") && page.contains("compared_limit"), "{page}");
    let (status, _, csv) = bytes(&client, "/data/tables.csv").await;
    assert_eq!(status, 200);
    assert!(page.contains(&ledger::hex(&ledger::digest(&csv))), "its SHA-256 is on the page");
    let file = comparison::read("t", &csv, &Limits::default(), None).expect("tables");
    let (_, _, json) = bytes(&client, "/data/tables.json").await;
    let json: Vec<Value> = serde_json::from_slice(&json).expect("JSON");
    assert_eq!((file.tables.len(), json.len()), (2, 2));
    for (found, told) in file.tables.iter().zip(&json) {
        let checked = found.check();
        assert!(checked.faults.is_empty(), "{:?}", checked.faults);
        assert_eq!(told["edition"], json!(found.edition));
        let table: ComparisonTable = serde_json::from_value(told["table"].clone()).expect("a table");
        assert_eq!(checked.table.rows.len(), table.rows.len());
        assert_eq!(checked.table.judge().rows, table.judge().rows);
    }
}
