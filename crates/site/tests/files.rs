//! Files sent by a program: looked at as the page looks at them, kept for whoever sent them, and filed with a
//! declaration through the API.

use axum::body::{Body, to_bytes};
use axum::http::Request;
use policy::authorization::evidence::{FILE_BYTES, MOST_FILES};
use serde_json::{Value, json};
use tower::ServiceExt;

use crate::client::{Asked, Client};

const PDF: &[u8] = b"%PDF-1.7 a test report of Zhang Wei\nstartxref\n9\n%%EOF\n";

async fn post(client: &Client, token: &str, path: &str, (kind, body): (&str, Vec<u8>)) -> (u16, Value) {
    let mut request = Request::post(path).header("content-type", kind).header("accept", "application/json");
    if !token.is_empty() {
        request = request.header("authorization", format!("Bearer {token}"));
    }
    let request = request.body(Body::from(body)).expect("a request");
    let answer = client.router.clone().oneshot(request).await.expect("an answer");
    let status = answer.status().as_u16();
    let bytes = to_bytes(answer.into_body(), 1024 * 1024).await.expect("a body");
    (status, serde_json::from_slice(&bytes).unwrap_or(Value::Null))
}

async fn send(client: &Client, token: &str, kind: &str, body: &[u8]) -> (u16, Value) {
    post(client, token, "/api/v1/files", (kind, body.to_vec())).await
}

/// Files a declaration with this file.
async fn file(client: &Client, token: &str, evidence: &Value) -> (u16, Value) {
    let command = json!({ "command": {
        "key": format!("files-{}", evidence["digest"]), "enterprise": client.world.named("maker"), "on": "2026-11-24",
        "act": { "do": "file_declaration", "filing": {
            "product": "P1", "edition": "T/ZZB 0003-2020", "until": "2027-11-23", "evidence": [evidence],
        }},
    }});
    post(client, token, "/api/v1/acts", ("application/json", command.to_string().into_bytes())).await
}

#[tokio::test]
async fn a_program_sends_a_file_and_files_with_it() {
    let client = Client::new();
    let (status, mut told) = send(&client, "pzb_maker_act", "application/pdf", PDF).await;
    assert_eq!(status, 201, "{told}");
    assert_eq!((&told["file_type"], &told["bytes"]), (&json!("pdf"), &json!(PDF.len())));
    let digest = told["digest"].as_str().expect("a digest").to_owned();
    assert_ne!(
        digest,
        ledger::hex(&ledger::digest(PDF)),
        "whoever has the file cannot tell that it was sent"
    );
    // No page shows what is not filed, and nobody else ends it.
    let mut asked = Asked::get("/declare?lang=en");
    asked.headers.push(("cookie".to_owned(), client.session("maker", None).0));
    let page = client.send(&asked).await;
    assert!(page.status.is_success() && !page.body.contains("tray-"), "{}", page.body);
    let end = format!("/api/v1/files/{digest}/end");
    assert_eq!(post(&client, "pzb_other_act", &end, ("", Vec::new())).await.0, 404);
    told["shows"] = json!("test_report");
    let (status, receipt) = file(&client, "pzb_maker_act", &told).await;
    assert_eq!(status, 201, "{receipt}");
    assert_eq!(post(&client, "pzb_maker_act", &end, ("", Vec::new())).await.0, 404, "it is filed");
    let case =
        format!("/cases/declaration/{}/evidence/{digest}", receipt["created"][0].as_str().expect("it"));
    let mut asked = Asked::get(&case);
    asked.headers.push(("cookie".to_owned(), client.session("federation", None).0));
    let answer = client.send(&asked).await;
    assert_eq!((answer.status.as_u16(), answer.body.as_bytes()), (200, PDF));
    assert!(client.world.registry.audit().expect("audits").differences.is_empty());
}

#[tokio::test]
async fn what_is_in_it_decides_and_not_what_it_is_called() {
    let client = Client::new();
    let mut large_picture = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    large_picture.extend(u32::MAX.to_be_bytes());
    large_picture.extend(u32::MAX.to_be_bytes());
    for (kind, body, code) in [
        ("application/pdf", b"".as_slice(), "evidence_size"),
        ("application/pdf", b"MZ not a PDF", "evidence_type"),
        ("application/pdf", b"%PDF-1.7 cut off", "evidence_type"),
        ("image/png", PDF, "evidence_type"),
        ("application/octet-stream", PDF, "evidence_type"),
        ("image/png", b"\x89PNG\r\n\x1a\nhalf", "evidence_type"),
        ("image/png", &large_picture, "evidence_points"),
    ] {
        let (status, told) = send(&client, "pzb_maker_act", kind, body).await;
        assert_eq!((status, &told["problems"][0]["code"]), (422, &json!(code)), "{kind}: {told}");
    }
    let mut fits = b"%PDF-1.7".to_vec();
    fits.resize(usize::try_from(FILE_BYTES).expect("fits") - PDF.len(), b' ');
    fits.extend(PDF);
    let (status, told) = send(&client, "pzb_maker_act", "application/pdf; charset=x", &fits).await;
    assert_eq!((status, &told["bytes"]), (201, &json!(FILE_BYTES)));
    fits.push(b' ');
    let (status, told) = send(&client, "pzb_maker_act", "application/pdf", &fits).await;
    assert_eq!((status, &told["code"]), (413, &json!("too_large")));
}

#[tokio::test]
async fn only_who_files_something_and_may_act_sends_files() {
    let client = Client::new();
    for (token, status) in [
        ("", 401),
        ("pzb_nonsense", 401),
        ("pzb_maker_read", 403),
        ("pzb_maker_metrics", 403),
        // It puts documents of projects on file.
        ("pzb_federation_act", 201),
        ("pzb_laboratory_act", 403),
        ("pzb_nobody_act", 403),
    ] {
        let (answered, told) = send(&client, token, "application/pdf", PDF).await;
        assert_eq!(answered, status, "{token}: {told}");
    }
}

/// A digest is worth something to whoever sent the file, and only as what the file is.
#[tokio::test]
async fn the_digest_of_another_maker_is_refused_and_so_is_another_type_or_size() {
    let client = Client::new();
    let (_, mut told) = send(&client, "pzb_other_act", "application/pdf", PDF).await;
    told["shows"] = json!("award");
    let (status, refused) = file(&client, "pzb_maker_act", &told).await;
    assert_eq!((status, &refused["problems"][0]["code"]), (422, &json!("evidence_unknown")), "{refused}");
    let (_, own) = send(&client, "pzb_maker_act", "application/pdf", PDF).await;
    for (field, other) in [("file_type", json!("jpeg")), ("bytes", json!(PDF.len() + 1))] {
        let mut wrong = own.clone();
        wrong["shows"] = json!("award");
        wrong[field] = other;
        let (status, refused) = file(&client, "pzb_maker_act", &wrong).await;
        assert_eq!((status, &refused["problems"][0]["code"]), (422, &json!("evidence_differs")), "{refused}");
    }
}

#[tokio::test]
async fn files_that_are_not_filed_are_bounded_and_can_be_ended() {
    let client = Client::new();
    let mut last = Value::Null;
    for number in 0..MOST_FILES {
        // The bound on how much one address may ask for fills up again with the seconds.
        client.world.at(client.world.now() + 10);
        let body = format!("%PDF-1.7 {number} startxref 9 %%EOF");
        let (status, told) = send(&client, "pzb_maker_act", "application/pdf", body.as_bytes()).await;
        assert_eq!(status, 201, "{number}: {told}");
        last = told;
    }
    client.world.at(client.world.now() + 10);
    let (status, told) = send(&client, "pzb_maker_act", "application/pdf", PDF).await;
    assert_eq!((status, &told["problems"][0]["code"]), (422, &json!("evidence_many")), "{told}");
    let end = format!("/api/v1/files/{}/end", last["digest"].as_str().expect("a digest"));
    assert_eq!(post(&client, "pzb_maker_act", &end, ("", Vec::new())).await.0, 204);
    assert_eq!(post(&client, "pzb_maker_act", &end, ("", Vec::new())).await.0, 404);
    client.world.at(client.world.now() + 10);
    assert_eq!(send(&client, "pzb_maker_act", "application/pdf", PDF).await.0, 201);
}
