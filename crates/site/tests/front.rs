//! The page behind a code is answered before the router is asked, and by the router's own handler where that cannot be
//! done at once. Nobody can tell which of the two it was.

use axum::http::HeaderMap;

use crate::client::{Answer, Asked, Client};

const STATES: [&str; 8] =
    ["valid", "suspended", "revoked", "expired", "ended", "not_yet", "basis_gone", "unknown"];

/// What the answer is, but for the number of its request.
fn told(answer: &Answer) -> (u16, Vec<(String, String)>, String) {
    let number = answer.header("x-request-id").to_owned();
    let plain = |text: &str| text.replace(&number, "NUMBER").replace("/v/%50ZB", "/v/PZB");
    (answer.status.as_u16(), headers(&answer.headers, &plain), plain(&answer.body))
}

fn headers(all: &HeaderMap, plain: &impl Fn(&str) -> String) -> Vec<(String, String)> {
    let mut told: Vec<(String, String)> = all
        .iter()
        .map(|(name, value)| (name.as_str().to_owned(), plain(value.to_str().expect("text"))))
        // Packed and unpacked, a router says how long an answer is and the server does.
        .filter(|(name, _)| name != "content-length")
        .collect();
    told.sort();
    told
}

/// The same request, once as it is answered at once and once in a spelling that only the router reads.
async fn both(client: &Client, path: &str, named: &[(&str, &str)]) -> [Answer; 2] {
    let headers = named.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    let asked = Asked { headers: headers.collect(), ..Asked::get(path) };
    let other = Asked { path: path.replace("/v/PZB", "/v/%50ZB"), ..asked.clone() };
    assert_ne!(asked.path, other.path);
    [client.send(&asked).await, client.send(&other).await]
}

#[tokio::test]
async fn a_page_answered_at_once_is_the_page_of_the_router() {
    let client = Client::new();
    let (session, _) = client.session("federation", None);
    let codes = STATES.map(|state| client.world.named(state).to_owned());
    let wanted: [&[(&str, &str)]; 6] = [
        &[],
        &[("accept", "application/json")],
        &[("accept-language", "en")],
        &[("cookie", "lang=en; type=large")],
        &[("cookie", &session)],
        &[("if-none-match", "*")],
    ];
    for code in &codes {
        for query in ["", "?lang=en&type=large", "?format=json", "?as_of=2023-01-01", "?as_of=today"] {
            // How often another day is asked for is bounded.
            let is_dated = query.contains("as_of");
            for headers in wanted.into_iter().take(if is_dated { 2 } else { 6 }) {
                let [one, other] = both(&client, &format!("/v/{code}{query}"), headers).await;
                assert_eq!(told(&one), told(&other), "{code}{query} {headers:?}");
            }
        }
    }
}

#[tokio::test]
async fn a_page_answered_at_once_is_packed_for_whoever_takes_that() {
    let client = Client::new();
    let path = format!("/v/{}", client.world.named("valid"));
    let json = ("accept", "application/json");
    for answer in both(&client, &path, &[json, ("accept-encoding", "br, gzip")]).await {
        assert_eq!(answer.header("content-encoding"), "gzip");
        assert!(
            answer
                .headers
                .get_all("vary")
                .iter()
                .any(|vary| vary.to_str().is_ok_and(|v| v.contains("accept-encoding")))
        );
    }
    for answer in both(&client, &path, &[json, ("accept-encoding", "identity")]).await {
        assert_eq!(answer.header("content-encoding"), "");
        assert!(answer.body.ends_with('}'));
    }
}

#[tokio::test]
async fn both_ways_are_counted_as_one_address() {
    let client = Client::new();
    let path = format!("/v/{}", client.world.named("valid"));
    let _ = both(&client, &path, &[]).await;
    let from = Some("127.0.0.1:9".parse().expect("an address"));
    let metrics = client.send(&Asked { from, ..Asked::get("/metrics") }).await;
    let counted = "pzb_http_requests_total{route=\"/v/{code}\",status=\"200\"} 2";
    assert!(metrics.body.contains(counted), "{}", metrics.body);
}
