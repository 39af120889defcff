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

/// The list of reports is narrowed, put in order and kept as a file like every list, and each count of lines leads to as many.
#[tokio::test]
async fn reports_of_duties_are_a_list_like_every_other() {
    let client = Client::new();
    let world = &client.world;
    for day in 1..=20 {
        let as_of = format!("2021-11-{day:02}");
        let filed = json!({ "do": "file_duty_report", "as_of": as_of });
        let published = json!({ "do": "publish_duty_report", "report": format!("BG-{as_of}") });
        let province = Office::of(OfficeKind::ProvinceBureau, "330000");
        world.try_act(Office::sole(OfficeKind::Federation), None, "2026-11-24", filed).expect("filed");
        if day < 20 {
            world.issue_letters(&format!("BG-{as_of}"), "2026-11-24");
            world.try_act(province, None, "2026-11-24", published).expect("published");
        }
    }
    let rows = |page: &str| page.matches("<th scope=\"row\"").count();
    let page = client.send(&Asked::get("/duties?lang=en")).await.body;
    // One of the small world, and nineteen that are published: of the last one nobody is told yet.
    assert_eq!((rows(&page), page.contains("BG-2021-11-20")), (20, false), "{page}");
    let federation = client.session("federation", None);
    assert_eq!(rows(&open(&client, &federation, "/duties?lang=en").await.1), 21);
    let page = client.send(&Asked::get("/duties?lang=en&q=BG-2021-11-1")).await.body;
    assert_eq!((rows(&page), page.contains("10 of 20 rows")), (10, true), "{page}");
    let file = client.send(&Asked::get("/duties?lang=en&format=csv")).await.body;
    assert_eq!(file.lines().count(), 21, "{file}");
    // What became of the lines adds up to them, and each figure leads to its lines.
    let mut followed = 0;
    let page = client.send(&Asked::get("/duties?lang=en")).await.body;
    for cell in page.split("<td class=\"number\"").skip(1) {
        let cell = cell.split("</td>").next().expect("a cell");
        let Some((_, cell)) = cell.split_once("<a href=\"") else { continue };
        let (href, rest) = cell.split_once("\">").expect("a link");
        let figure: usize = rest.split_once('<').expect("a figure").0.parse().expect("a number");
        let lines = client.send(&Asked::get(&href.replace("&#38;", "&"))).await.body;
        assert_eq!(rows(&lines), figure, "{href}: {lines}");
        followed += 1;
    }
    assert!(followed > 1, "{page}");
}

/// The lines of a report: by words, place and what became of them, in the order of a column, and as a file of the same rows.
#[tokio::test]
async fn the_lines_of_a_report_are_a_list_like_every_other() {
    let client = Client::new();
    let path = "/duties/BG-2026-11-10?lang=en";
    let rows = |page: &str| page.matches("<th scope=\"row\"").count();
    let page = client.send(&Asked::get(path)).await.body;
    let all = rows(&page);
    assert!(all > 1 && page.contains("Notified on") && page.contains("Who was told"), "{page}");
    let mut told = 0;
    for outcome in ["open", "met", "corrected", "otherwise"] {
        let path = format!("{path}&outcome={outcome}");
        let page = client.send(&Asked::get(&path)).await.body;
        let file = client.send(&Asked::get(&format!("{path}&format=csv"))).await.body;
        assert_eq!(rows(&page), file.lines().count() - 1, "{path}: {file}");
        assert!(page.contains(&format!("{} of {all} row", rows(&page))), "{path}: {page}");
        told += rows(&page);
    }
    assert_eq!(told, all, "each line became one of these");
    let none = client.send(&Asked::get(&format!("{path}&region=3303"))).await.body;
    assert_eq!(rows(&none), 0, "{none}");
    let wrong = client.send(&Asked::get(&format!("{path}&outcome=zzz&format=csv"))).await;
    assert_eq!(wrong.status.as_u16(), 400, "{}", wrong.body);
}
