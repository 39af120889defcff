//! The check of a file: what was issued is known to the last byte, anything else is not, and whoever checks is told
//! what became of the matter since.

use axum::body::{Body, to_bytes};
use axum::http::Request;
use serde_json::json;
use tower::ServiceExt;

use policy::calendar::Day;
use policy::powers::{Office, OfficeKind};

use crate::client::{Asked, Client};
use crate::world::TODAY;

async fn raw(client: &Client, request: Request<Body>) -> (u16, Vec<u8>) {
    let answer = client.router.clone().oneshot(request).await.expect("an answer");
    let status = answer.status().as_u16();
    (status, to_bytes(answer.into_body(), 8 * 1024 * 1024).await.expect("a body").to_vec())
}

async fn upload(client: &Client, file: &[u8], lang: &str) -> (u16, String) {
    let mut body = b"--xx\r\ncontent-disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n\
                     content-type: application/pdf\r\n\r\n"
        .to_vec();
    body.extend_from_slice(file);
    body.extend_from_slice(b"\r\n--xx--\r\n");
    let request = Request::post("/papers/check")
        .header("content-type", "multipart/form-data; boundary=xx")
        .header("cookie", format!("lang={lang}"))
        .body(Body::from(body))
        .expect("a request");
    let (status, page) = raw(client, request).await;
    (status, String::from_utf8(page).expect("text"))
}

/// The entry that granted a mark of the world.
async fn entry_of(client: &Client, mark: &str) -> String {
    let page = client.send(&Asked::get(&format!("/v/{}", client.world.named(mark)))).await;
    let rest = page.body.split_once("href=\"/papers/").expect("a link to papers").1;
    rest.split_once('"').expect("its end").0.to_owned()
}

pub(crate) async fn file(client: &Client, path: &str, login: Option<&str>) -> Vec<u8> {
    let cookie = login.map(|login| client.session(login, None).0).unwrap_or_default();
    let request = Request::get(path).header("cookie", cookie).body(Body::empty()).expect("a request");
    let (status, pdf) = raw(client, request).await;
    assert_eq!(status, 200, "{path}: {}", String::from_utf8_lossy(&pdf));
    pdf
}

async fn issue(client: &Client, path: &str) {
    let page =
        String::from_utf8(file(client, &format!("{path}/issue"), Some("federation")).await).expect("text");
    let answer = press(client, path, &seen(&page)).await;
    assert_eq!(answer, (303, path.rsplit_once('/').expect("a place").0.to_owned()));
}

/// The digest of the file that the page of an issue shows.
fn seen(page: &str) -> String {
    let rest = page.split_once("name=\"seen\" value=\"").expect("a digest").1;
    rest.split_once('"').expect("its end").0.to_owned()
}

/// Presses the button that issues a paper: status and where it leads.
async fn press(client: &Client, path: &str, seen: &str) -> (u16, String) {
    let (cookie, form) = client.session("federation", None);
    let answer = client
        .send(&Asked {
            method: "POST".to_owned(),
            path: format!("{path}/issue"),
            headers: vec![
                ("cookie".to_owned(), cookie),
                ("origin".to_owned(), "http://pages.example".to_owned()),
                ("content-type".to_owned(), "application/x-www-form-urlencoded".to_owned()),
            ],
            body: format!("csrf={form}&key=issue-1&seen={seen}"),
            ..Asked::default()
        })
        .await;
    (answer.status.as_u16(), answer.header("location").to_owned())
}

#[tokio::test]
async fn what_is_issued_is_the_file_that_was_seen_and_what_fell_since_is_said_before() {
    let client = Client::new();
    let entry = entry_of(&client, "valid").await;
    let path = format!("/papers/{entry}/certificate.zh.pdf");
    let ask = || async {
        String::from_utf8(file(&client, &format!("{path}/issue"), Some("federation")).await).expect("text")
    };
    let warning = "该授权今日已非有效";
    let page = ask().await;
    assert!(!page.contains(warning) && !page.contains("注销授权"), "{page}");
    let elsewhere = (303, format!("{path}/issue?changed=1"));
    assert_eq!(press(&client, &path, &"0".repeat(64)).await, elsewhere, "another file than was seen");
    let request = Request::get(&path).body(Body::empty()).expect("a request");
    assert_eq!(raw(&client, request).await.0, 404, "nothing was issued");

    let maker = client.world.named("maker").parse().expect("a code");
    let today = Day::in_shanghai(TODAY).to_string();
    let end = json!({ "do": "end_authorization", "authorization": client.world.named("valid"), "reason": { "plain": "停产" } });
    client
        .world
        .try_act(Office::sole(OfficeKind::Federation), Some(maker), &today, end)
        .unwrap_or_else(|refused| panic!("{refused:?}"));
    let page = ask().await;
    assert!(page.contains(warning) && page.contains("已注销") && page.contains("注销授权"), "{page}");
    assert_eq!(
        press(&client, &path, &seen(&page)).await.1,
        format!("/papers/{entry}"),
        "the officer decides"
    );
    let (cookie, _) = client.session("federation", None);
    let request = Request::get(format!("{path}/issue"))
        .header("cookie", cookie)
        .body(Body::empty())
        .expect("a request");
    assert_eq!(raw(&client, request).await.0, 303, "there is nothing left to issue");
}

#[tokio::test]
async fn what_was_issued_is_known_and_what_became_of_it_is_told() {
    let client = Client::new();
    let path = format!("/papers/{}/certificate.zh.pdf", entry_of(&client, "valid").await);
    let preview = file(&client, &path, Some("federation")).await;
    assert!(preview.starts_with(b"%PDF-"));
    let (status, page) = upload(&client, &preview, "zh").await;
    assert_eq!(status, 200);
    assert!(page.contains("账本中没有这份文件") && page.contains("签发前的预览"), "not issued yet");
    let request = Request::get(&path).body(Body::empty()).expect("a request");
    assert_eq!(raw(&client, request).await.0, 404, "nobody else is given what is not issued");

    issue(&client, &path).await;
    let pdf = file(&client, &path, None).await;
    assert_ne!(pdf, preview);
    assert_eq!(
        pdf,
        file(&client, &path, Some("federation")).await,
        "the same bytes for everybody, each time"
    );
    assert!(
        upload(&client, &preview, "zh").await.1.contains("账本中没有这份文件"),
        "a preview stays unknown"
    );
    let (_, page) = upload(&client, &pdf, "zh").await;
    assert!(page.contains("是本平台签发的文件") && page.contains("有效"), "{page}");
    assert!(page.contains("/ledger/proof/") && page.contains("此后没有变化"), "{page}");
    let (_, page) = upload(&client, &pdf, "en").await;
    assert!(
        page.contains("This is a paper issued on this platform")
            && page.contains("Certificate of authorisation")
    );

    let mut changed = pdf.clone();
    let middle = changed.len() / 2;
    changed[middle] ^= 1;
    assert!(upload(&client, &changed, "zh").await.1.contains("账本中没有这份文件"));

    let mark = client.world.named("valid").to_owned();
    let maker = client.world.named("maker").parse().expect("a code");
    let today = Day::in_shanghai(TODAY).to_string();
    let end = json!({ "do": "end_authorization", "authorization": mark, "reason": { "plain": "停产" } });
    client
        .world
        .try_act(Office::sole(OfficeKind::Federation), Some(maker), &today, end)
        .unwrap_or_else(|refused| panic!("{refused:?}"));
    let (_, page) = upload(&client, &pdf, "zh").await;
    assert!(page.contains("是本平台签发的文件"), "the paper is still known");
    assert!(page.contains("已注销") && page.contains("注销授权"), "and what it says no longer holds: {page}");
}

/// Who issues a paper is who held the office by what the record knew at the entry: a later name changes no paper.
#[tokio::test]
async fn a_paper_is_issued_by_who_held_the_office_on_its_day() {
    let client = Client::new();
    let path = format!("/papers/{}/certificate.zh.pdf", entry_of(&client, "valid").await);
    let before = file(&client, &path, Some("federation")).await;
    let today = Day::in_shanghai(TODAY).to_string();
    let fact = json!({ "fact": "organisation", "id": "O-1", "office": { "kind": "federation" }, "name": "示例联合会",
                       "address": "杭州市示例路1号", "from": today });
    let enter = json!({ "do": "enter_scheme_fact", "fact": fact });
    client
        .world
        .try_act(Office::sole(OfficeKind::Administrator), None, &today, enter)
        .unwrap_or_else(|refused| panic!("{refused:?}"));
    assert_eq!(file(&client, &path, Some("federation")).await, before);
    let page = file(&client, "/cases/scheme/scheme", Some("federation")).await;
    assert!(String::from_utf8_lossy(&page).contains("示例联合会"));
}

/// Words that were erased make an issued file one that nobody can make again: it is told so, and what is made now can be
/// issued.
#[tokio::test]
async fn what_was_issued_and_erased_since_says_so_and_can_be_issued_anew() {
    let client = Client::new();
    let entry = entry_of(&client, "valid").await;
    let path = format!("/papers/{entry}/acceptance.zh.parties.pdf");
    issue(&client, &path).await;
    let first = file(&client, &path, Some("maker")).await;
    let bytes = client.world.registry.reader().entry_bytes(entry.parse().expect("a position"));
    let told: serde_json::Value =
        serde_json::from_str(&bytes.expect("reads").expect("an entry")).expect("an entry");
    let today = Day::in_shanghai(TODAY).to_string();
    let erase = json!({ "do": "erase_text", "digest": told["reason"], "reason": { "plain": "当事人请求" } });
    client
        .world
        .try_act(Office::sole(OfficeKind::Federation), None, &today, erase)
        .unwrap_or_else(|refused| panic!("{refused:?}"));
    let (cookie, _) = client.session("maker", None);
    let request = Request::get(&path).header("cookie", cookie).body(Body::empty()).expect("a request");
    let (status, page) = raw(&client, request).await;
    let page = String::from_utf8_lossy(&page).into_owned();
    assert!(status == 404 && page.contains("这份文件签发过"), "{status} {page}");
    issue(&client, &path).await;
    assert_ne!(file(&client, &path, Some("maker")).await, first);
    assert!(upload(&client, &first, "zh").await.1.contains("是本平台签发的文件"), "the first is still known");
}

#[tokio::test]
async fn what_is_no_pdf_or_too_large_is_told_so() {
    let client = Client::new();
    assert!(upload(&client, b"", "zh").await.1.contains("请选择一个PDF文件"));
    assert!(upload(&client, b"GIF89a<script>", "zh").await.1.contains("这不是PDF文件"));
    let (status, page) = upload(&client, &vec![b'%'; 1024 * 1024 + 1], "zh").await;
    assert_eq!(status, 413, "{page}");
    let request = Request::post("/papers/check")
        .header("content-type", "multipart/form-data; boundary=xx")
        .body(Body::from("--xx\r\nhalf a form"))
        .expect("a request");
    assert_eq!(raw(&client, request).await.0, 400);
}

/// A long table stands in several entries, and its poster is made from all of them.
#[tokio::test]
async fn a_poster_tells_the_whole_of_a_long_table() {
    let client = Client::new();
    let mut posters = Vec::new();
    for (number, rows, remark) in
        [("T/ZZB 0801-2020", 10, 10_000), ("T/ZZB 0802-2020", 10, 1), ("T/ZZB 0803-2020", 5, 1)]
    {
        let row = |at: usize| {
            json!({"indicator": {"zh": format!("指标{at}")}, "unit": "mg/kg", "direction": "higher", "limit": "≥5",
                "compared": [{"reference": "gb", "cell": "≥4"}], "remark": "长".repeat(remark)})
        };
        let table = json!({"sample": true, "rows": (0..rows).map(row).collect::<Vec<_>>(), "references": [
            {"id": "gb", "standard": "GB/T 10000-2018", "kind": "national_recommended", "name": {"zh": "性能"}}]});
        let edition = json!({"edition": number, "title": "电热水器", "published_on": "2026-11-24",
            "in_force_from": "2026-11-24", "table": table});
        let enter = json!({"do": "enter_edition", "edition": edition});
        let office = Office::sole(OfficeKind::Federation);
        let receipt = client.world.try_act(office, None, "2026-11-24", enter).expect("entered");
        assert_eq!(receipt.positions.len() > 1, remark > 1, "{number}");
        let path = format!("/papers/{}/comparison_poster.zh.pdf", receipt.positions[0]);
        posters.push(file(&client, &path, Some("federation")).await.len());
        for more in &receipt.positions[1..] {
            let asked = Asked::get(&format!("/papers/{more}/comparison_poster.zh.pdf"));
            assert_eq!(client.send(&asked).await.status.as_u16(), 404, "the first entry has the poster");
        }
    }
    let [long, same, half] = posters[..] else { panic!("three posters") };
    assert!(long.abs_diff(same) < long.abs_diff(half), "{long} bytes, as {same} and not as {half}");
}
