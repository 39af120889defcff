//! Behind encryption: the cookie that no other host or path can set, and the promise to stay encrypted. And
//! the bounds: a body too large, an address too eager.

use crate::client::{Asked, Client};
use crate::world::{PASSWORD, TODAY};

fn sign_in() -> Asked {
    Asked {
        method: "POST".to_owned(),
        path: "/sign-in".to_owned(),
        headers: vec![
            ("content-type".to_owned(), "application/x-www-form-urlencoded".to_owned()),
            ("sec-fetch-site".to_owned(), "same-origin".to_owned()),
        ],
        body: format!("login=federation&password={}&next=%2Fdesk", PASSWORD.replace(' ', "+")),
    }
}

#[tokio::test]
async fn the_cookie_is_for_this_host_and_encrypted() {
    let client = Client::encrypted();
    let answer = client.send(&sign_in()).await;
    assert_eq!(answer.status.as_u16(), 303, "{}", answer.body);
    assert!(answer.header("strict-transport-security").contains("max-age="));
    let cookie = answer.header("set-cookie").to_owned();
    assert!(cookie.starts_with("__Host-session="), "{cookie}");
    for part in ["; Path=/", "; HttpOnly", "; Secure", "; SameSite=Lax"] {
        assert!(cookie.contains(part), "{cookie} lacks `{part}`");
    }
    assert!(!cookie.contains("Domain"), "{cookie}");
    let mut desk = Asked::get("/desk");
    desk.headers.push(("cookie".to_owned(), cookie.split(';').next().expect("a pair").to_owned()));
    assert_eq!(client.send(&desk).await.status.as_u16(), 200);
    // In all, no session lasts longer than twelve hours, however much it is used.
    for minutes in (20..720).step_by(20) {
        client.world.at(TODAY + minutes * 60);
        assert_eq!(client.send(&desk).await.status.as_u16(), 200, "after {minutes} minutes of use");
    }
    client.world.at(TODAY + 720 * 60);
    assert_eq!(client.send(&desk).await.status.as_u16(), 401);
}

/// Each sign-in gives another token, so that one planted before is worth nothing.
#[tokio::test]
async fn each_sign_in_gives_another_token() {
    let client = Client::new();
    let first = client.send(&sign_in()).await.header("set-cookie").to_owned();
    let second = client.send(&sign_in()).await.header("set-cookie").to_owned();
    assert_ne!(first, second);
}

#[tokio::test]
async fn a_body_too_large_is_refused() {
    let client = Client::new();
    let mut asked = sign_in();
    asked.body = format!("login={}", "x".repeat(300 * 1024));
    let answer = client.send(&asked).await;
    assert_eq!(answer.status.as_u16(), 413, "{}", answer.body);
    assert!(answer.body.contains("提交的内容太大"));
}

#[tokio::test]
async fn an_address_too_eager_waits() {
    let client = Client::new();
    let mut last = 200;
    for _ in 0..=120 {
        last = client.send(&Asked::get("/search?q=x")).await.status.as_u16();
    }
    assert_eq!(last, 429);
    client.world.at(TODAY + 60);
    assert_eq!(client.send(&Asked::get("/search?q=x")).await.status.as_u16(), 200);
    assert_eq!(client.send(&Asked::get("/marks")).await.status.as_u16(), 200, "lists are not bounded");
}
