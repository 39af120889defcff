//! Photos of labels: sent to a tray by hand, offered by the form, filed, and seen by those who may; and reports of
//! duties page by page.

use axum::body::{Body, to_bytes};
use axum::http::Request;
use policy::powers::{Office, OfficeKind};
use serde_json::json;
use tower::ServiceExt;

use crate::client::{Asked, Client};
use crate::world::duties::PHOTO;

async fn send(client: &Client, who: &(String, String), name: &str, file: &[u8]) -> (u16, String) {
    let mut body = Vec::new();
    let part = format!("--xx\r\ncontent-disposition: form-data; name=\"csrf\"\r\n\r\n{}\r\n", who.1);
    body.extend_from_slice(part.as_bytes());
    let head = format!("--xx\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n");
    body.extend_from_slice(head.as_bytes());
    body.extend_from_slice(file);
    body.extend_from_slice(b"\r\n--xx--\r\n");
    let request = Request::post("/desk/photos?lang=en")
        .header("content-type", "multipart/form-data; boundary=xx")
        .header("origin", "http://pages.example")
        .header("cookie", &who.0)
        .body(Body::from(body))
        .expect("a request");
    let answer = client.router.clone().oneshot(request).await.expect("an answer");
    let status = answer.status().as_u16();
    let bytes = to_bytes(answer.into_body(), 1 << 20).await.expect("a body");
    (status, String::from_utf8_lossy(&bytes).into_owned())
}

async fn open(client: &Client, who: &(String, String), path: &str) -> (u16, String) {
    let mut asked = Asked::get(path);
    asked.headers.push(("cookie".to_owned(), who.0.clone()));
    let answer = client.send(&asked).await;
    (answer.status.as_u16(), answer.body)
}

#[tokio::test]
async fn photos_wait_in_a_tray_until_they_are_filed() {
    let client = Client::new();
    let maker = client.session("maker", None);
    let form = format!(
        "/cases/authorization/{}/acts/label-filing?key=tray-1&lang=en",
        client.world.named("suspended")
    );
    assert!(!open(&client, &maker, &form).await.1.contains("PNG · "), "nothing has been sent yet");
    // Neither a text nor what is called like a picture is one.
    let (status, page) = send(&client, &maker, "labels.txt", b"a report").await;
    assert_eq!((status, page.contains("is no PDF, PNG or JPEG")), (422, true), "{page}");
    let (status, page) = send(&client, &maker, "labels.jpg", PHOTO).await;
    assert_eq!((status, page.contains("not what its name says")), (422, true), "{page}");
    assert_eq!(send(&client, &maker, "labels.png", b"").await.0, 422);
    assert_eq!(send(&client, &maker, "labels.png", PHOTO).await.0, 303);
    let (status, tray) = open(&client, &maker, "/desk/photos?lang=en").await;
    assert_eq!((status, tray.matches("labels.png · PNG · 1 kB").count()), (200, 3), "{tray}");
    // Looked at before it is filed, by whoever sent it and nobody else.
    let file = tray.split_once("href=\"/desk/photos/").expect("a link to it").1;
    let file = format!("/desk/photos/{}", file.get(..64).expect("a digest"));
    let (status, _) = open(&client, &maker, &file).await;
    assert_eq!(status, 200);
    assert_eq!(open(&client, &client.session("other", None), &file).await.0, 404);
    let offered = open(&client, &maker, &form).await.1;
    assert!(offered.contains("PNG · "), "the form offers it");
    // Another maker's tray is another's, and who cannot file labels has none.
    let other = client.session("other", None);
    assert!(!open(&client, &other, "/desk/photos").await.1.contains("PNG · "));
    let body = client.session("body", None);
    assert_eq!(open(&client, &body, "/desk/photos").await.0, 403);
    let digest = tray.split_once("/desk/photos/").expect("a photo").1.chars().take(64).collect::<String>();
    let end = Request::post(format!("/desk/photos/{digest}/end"))
        .header("content-type", "application/x-www-form-urlencoded")
        .header("origin", "http://pages.example")
        .header("cookie", &maker.0)
        .body(Body::from(format!("csrf={}", maker.1)))
        .expect("a request");
    assert_eq!(client.router.clone().oneshot(end).await.expect("an answer").status(), 303);
    assert!(!open(&client, &maker, "/desk/photos").await.1.contains("PNG · "));
}

/// Who does not fit on the first page of reports is on the next one.
#[tokio::test]
async fn reports_of_duties_are_told_page_by_page() {
    let client = Client::new();
    let world = &client.world;
    for day in 1..=20 {
        let as_of = format!("2021-11-{day:02}");
        let filed = json!({ "do": "file_duty_report", "as_of": as_of });
        let published = json!({ "do": "publish_duty_report", "report": format!("BG-{as_of}") });
        let province = Office::of(OfficeKind::ProvinceBureau, "330000");
        world.try_act(Office::sole(OfficeKind::Federation), None, "2026-11-24", filed).expect("filed");
        world.issue_letters(&format!("BG-{as_of}"), "2026-11-24");
        world.try_act(province, None, "2026-11-24", published).expect("published");
    }
    let rows = |page: &str| page.matches("class=\"title\" href=\"/duties/").count();
    let page = client.send(&Asked::get("/duties?lang=en")).await.body;
    assert_eq!((rows(&page), page.contains("BG-2026-11-10")), (20, false), "{page}");
    let next = page.split_once("rel=\"next\" href=\"").and_then(|(_, rest)| rest.split_once('"'));
    let page = client.send(&Asked::get(next.expect("a next page").0)).await.body;
    assert_eq!((rows(&page), page.contains("BG-2026-11-10")), (1, true), "{page}");
    assert!(!page.contains("rel=\"next\""), "{page}");
}
