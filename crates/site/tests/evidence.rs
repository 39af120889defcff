//! Files sent along with a declaration: looked at before they are kept, shown to whoever decides and to nobody else,
//! hidden in the ledger, and erased by an act.

use axum::body::{Body, to_bytes};
use axum::http::Request;
use policy::powers::{Office, OfficeKind};
use tower::ServiceExt;

use crate::client::{Asked, Client};

const SCRIPT: &[u8] =
    b"%PDF-1.7\n1 0 obj << /OpenAction << /S /JavaScript /JS (x) >> >> endobj\nstartxref\n9\n%%EOF\n";
const PDF: &[u8] = b"%PDF-1.7 a test report of Zhang Wei\nstartxref\n9\n%%EOF\n";

async fn send(
    client: &Client,
    who: &(String, String),
    path: &str,
    body: Vec<u8>,
    kind: &str,
) -> (u16, String, String) {
    let request = Request::post(path)
        .header("content-type", kind)
        .header("origin", "http://pages.example")
        .header("cookie", &who.0)
        .body(Body::from(body))
        .expect("a request");
    let answer = client.router.clone().oneshot(request).await.expect("an answer");
    let place =
        answer.headers().get("location").and_then(|at| at.to_str().ok()).unwrap_or_default().to_owned();
    let status = answer.status().as_u16();
    let bytes = to_bytes(answer.into_body(), 32 * 1024 * 1024).await.expect("a body");
    (status, place, String::from_utf8_lossy(&bytes).into_owned())
}

async fn post(client: &Client, who: &(String, String), path: &str, fields: &str) -> (u16, String, String) {
    let body = format!("csrf={}&{fields}", who.1).into_bytes();
    send(client, who, path, body, "application/x-www-form-urlencoded").await
}

async fn upload(
    client: &Client,
    who: &(String, String),
    draft: &str,
    (shows, name, file): (&str, &str, &[u8]),
) -> (u16, String, String) {
    let mut body = Vec::new();
    for (field, value) in [("csrf", who.1.as_str()), ("shows", shows)] {
        let part = format!("--xx\r\ncontent-disposition: form-data; name=\"{field}\"\r\n\r\n{value}\r\n");
        body.extend_from_slice(part.as_bytes());
    }
    let head = format!("--xx\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n");
    body.extend_from_slice(head.as_bytes());
    body.extend_from_slice(file);
    body.extend_from_slice(b"\r\n--xx--\r\n");
    send(client, who, &format!("{draft}/evidence"), body, "multipart/form-data; boundary=xx").await
}

async fn open(client: &Client, who: &(String, String), path: &str) -> (u16, String) {
    let mut asked = Asked::get(path);
    asked.headers.push(("cookie".to_owned(), who.0.clone()));
    let answer = client.send(&asked).await;
    (answer.status.as_u16(), answer.body)
}

/// A draft that is answered but for its files.
async fn drafted(client: &Client, maker: &(String, String)) -> String {
    let filled = "filing.product=P1&filing.edition=T%2FZZB+0003-2020&filing.until=2027-11-23";
    let begun = format!("key={}&{filled}", "b".repeat(64));
    let (_, draft, _) = post(client, maker, "/declare", &begun).await;
    for step in ["models", "parent"] {
        post(client, maker, &format!("{draft}/{step}"), &format!("filing.{step}=")).await;
    }
    draft
}

/// The digest that a page names beside a file.
fn digest(page: &str) -> String {
    let rest = page.split_once("/evidence/").expect("a file on the page").1;
    rest.chars().take(64).collect()
}

#[tokio::test]
async fn a_file_is_looked_at_before_it_is_kept() {
    let client = Client::new();
    let maker = client.session("maker", None);
    let draft = drafted(&client, &maker).await;
    let large = [PDF, &vec![b' '; 10 * 1024 * 1024 + 1 - PDF.len()]].concat();
    let refused = [
        (("", "a.pdf", PDF), "请选择材料说明什么"),
        (("award", "a.pdf", b"".as_slice()), "请选择一个有内容的文件"),
        (("award", "a.pdf", b"MZ not a PDF".as_slice()), "文件“a.pdf”的内容不是PDF、PNG或JPEG"),
        (("award", "报告\u{202e}.png", PDF), "文件“报告.png”的内容是PDF，与文件名后缀不符"),
        (("award", "half.pdf", PDF.get(..20).unwrap_or_default()), "文件“half.pdf”是PDF，但不完整"),
        (("award", "run.pdf", SCRIPT), "文件“run.pdf”是含有脚本、可启动程序或内嵌文件的PDF（/JavaScript）"),
        (("award", "large.pdf", large.as_slice()), "文件“large.pdf”有10.1兆字节，每份最多10兆字节"),
    ];
    for (sent, says) in refused {
        let (status, _, page) = upload(&client, &maker, &draft, sent).await;
        assert_eq!(status, 422, "{says}");
        let at = if sent.0.is_empty() { "shows" } else { "file" };
        let line = format!("<a href=\"#{at}\">{says}");
        assert!(page.contains(&line) && page.contains("role=\"alert\""), "{says}: {page}");
    }
    let (status, _, _) = upload(&client, &maker, &draft, ("award", "a.pdf", PDF)).await;
    assert_eq!(status, 303);
    let (_, page) = open(&client, &maker, &format!("{draft}/evidence")).await;
    let kept = digest(&page);
    assert_ne!(kept, ledger::hex(&ledger::digest(PDF)), "whoever has the file cannot tell that it was sent");
    // Whoever sent it sees how it was called and looks at it; nobody else does.
    assert!(page.contains("a.pdf · PDF · 1 kB"), "{page}");
    let file = format!("{draft}/evidence/{kept}");
    let (status, body) = open(&client, &maker, &file).await;
    assert_eq!((status, body.as_bytes()), (200, PDF));
    assert_eq!(open(&client, &client.session("other", None), &file).await.0, 404);
    let none = format!("{draft}/evidence/{}", "c".repeat(64));
    assert_eq!(open(&client, &maker, &none).await.0, 404);
    // Dropped before it is filed, it is gone.
    let (status, _, _) = post(&client, &maker, &format!("{draft}/evidence/{kept}/end"), "").await;
    assert_eq!(status, 303);
    assert_eq!(client.world.registry.reader().file(&kept).expect("reads"), None);
    assert_eq!(open(&client, &maker, &file).await.0, 404);
    // A file larger than is taken is not read to its end.
    let large = vec![b'x'; 11 * 1024 * 1024];
    let (status, _, page) = upload(&client, &maker, &draft, ("award", "a.pdf", &large)).await;
    assert!(status == 413 && page.contains("最多接收10 MiB"), "{page}");
}

#[tokio::test]
async fn whoever_decides_reads_it_until_it_is_erased() {
    let client = Client::new();
    let maker = client.session("maker", None);
    let draft = drafted(&client, &maker).await;
    upload(&client, &maker, &draft, ("test_report", "a.pdf", PDF)).await;
    post(&client, &maker, &format!("{draft}/evidence/done"), "").await;
    let (_, page) = open(&client, &maker, &format!("{draft}/review")).await;
    let seen = page.split_once("name=\"seen\" value=\"").expect("what it shows").1;
    let seen = format!("seen={}", seen.get(..64).expect("a digest"));
    let (status, receipt, page) = post(&client, &maker, &format!("{draft}/review"), &seen).await;
    assert_eq!(status, 303, "{page}");
    let (status, page) = open(&client, &maker, &receipt).await;
    assert!(status == 200 && page.contains("已办理"), "{page}");
    let case = page.split_once("<a href=\"/cases/declaration/").expect("what it made").1;
    let case = format!("/cases/declaration/{}", case.split_once('"').expect("its end").0);

    let federation = client.session("federation", None);
    let (_, page) = open(&client, &federation, &case).await;
    assert!(page.contains("检测报告"), "{page}");
    let kept = digest(&page);
    let file = format!("{case}/evidence/{kept}");
    let (status, body) = open(&client, &federation, &file).await;
    assert_eq!((status, body.as_bytes()), (200, PDF));
    for (who, status) in [("maker", 200), ("other", 403), ("laboratory", 403), ("admin", 403)] {
        assert_eq!(open(&client, &client.session(who, None), &file).await.0, status, "{who}");
    }
    let (status, _, _) =
        send(&client, &(String::new(), String::new()), &file, Vec::new(), "text/plain").await;
    assert_ne!(status, 200, "nobody signed in");
    // The record names it by digest only, and the maker cannot take it back.
    let entry = client.world.registry.reader().history(&format!("file:{kept}"), None, 1).expect("reads");
    let entry = serde_json::to_string(&entry.first().expect("an entry").entry).expect("JSON");
    assert!(entry.contains(&kept) && !entry.contains("Zhang"), "{entry}");
    let person = client.world.registry.reader().account("maker").expect("reads").expect("there").person;
    assert!(!client.world.registry.end_file(&kept, &person).expect("asked"));
    assert!(client.world.registry.audit().expect("audits").differences.is_empty());

    let erase = serde_json::json!({ "do": "erase_text", "digest": kept, "reason": { "plain": "依法" } });
    let office = Office::sole(OfficeKind::Federation);
    client.world.try_act(office, None, "2026-11-24", erase).expect("erased");
    assert_eq!(open(&client, &federation, &file).await.0, 404);
    assert!(client.world.registry.audit().expect("audits").differences.is_empty());
}

/// Nobody files what was not sent, or was sent by somebody else.
#[tokio::test]
async fn a_filing_names_only_what_the_filer_sent() {
    let client = Client::new();
    let code = client.world.named("maker").parse().expect("a code");
    let filing = serde_json::json!({ "do": "file_declaration", "filing": {
        "product": "P1", "edition": "T/ZZB 0003-2020", "until": "2027-11-23",
        "evidence": [{ "digest": "c".repeat(64), "shows": "award", "file_type": "pdf", "bytes": 10 }],
    }});
    let office = Office { kind: OfficeKind::Maker, of: Some(client.world.named("maker").to_owned()) };
    let refused = client.world.try_act(office, Some(code), "2026-11-24", filing).expect_err("refused");
    assert!(format!("{refused:?}").contains("evidence_unknown"), "{refused:?}");
}
