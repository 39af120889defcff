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
        from: None,
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

/// Where one goes after signing in is never somebody else's address, however it is written.
#[tokio::test]
async fn one_goes_on_to_our_own_pages_only() {
    let client = Client::new();
    let (cookie, form) = client.session("both", Some("administrator"));
    let office = "%7B%22kind%22%3A%22administrator%22%7D";
    let table = [
        ("/desk", "/desk"),
        ("/cases/enterprise/x?a=1&b=%2F%2Fy", "/cases/enterprise/x?a=1&b=%2F%2Fy"),
        ("/desk?to=https://pages.example//x", "/desk?to=https://pages.example//x"),
        ("/search?q=%E5%93%81", "/search?q=%E5%93%81"),
        ("", "/desk"),
        ("desk", "/desk"),
        ("//evil.example", "/desk"),
        ("///evil.example", "/desk"),
        ("/\t/evil.example", "/desk"),
        ("/\n/evil.example", "/desk"),
        ("/\r\n/evil.example", "/desk"),
        ("\t//evil.example", "/desk"),
        (" //evil.example", "/desk"),
        ("/\u{b}/evil.example", "/desk"),
        ("/\0/evil.example", "/desk"),
        ("/\u{85}/evil.example", "/desk"),
        ("/\\evil.example", "/desk"),
        ("\\\\evil.example", "/desk"),
        ("/.//evil.example", "/desk"),
        ("/..//evil.example", "/desk"),
        ("/desk\r\nset-cookie: a=b", "/desk"),
        ("https://evil.example", "/desk"),
        ("https:/evil.example", "/desk"),
        ("javascript:alert(1)", "/desk"),
        ("/ evil", "/desk"),
        ("/品", "/desk"),
    ];
    for (next, expected) in table {
        let written: String = next.bytes().map(|byte| format!("%{byte:02X}")).collect();
        let mut asked = Asked { path: "/account/office".to_owned(), ..sign_in() };
        asked.headers.push(("cookie".to_owned(), cookie.clone()));
        asked.body = format!("csrf={form}&office={office}&next={written}");
        let answer = client.send(&asked).await;
        assert_eq!(answer.status.as_u16(), 303, "{}", answer.body);
        assert_eq!(answer.header("location"), expected, "{next:?}");
        let shown = client.send(&Asked::get(&format!("/sign-in?next={written}"))).await;
        let value = expected.replace('&', "&#38;");
        assert!(shown.body.contains(&format!("name=\"next\" value=\"{value}\"")), "{next:?}: {}", shown.body);
    }
}

/// Fifteen wrong passwords at once: five are looked at, as if they had come one after the other.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn guesses_at_once_are_as_slow_as_one_after_the_other() {
    let client = std::sync::Arc::new(Client::new());
    let guesses = (0..15).map(|n| {
        let client = client.clone();
        tokio::spawn(async move {
            let asked = Asked { body: format!("login=federation&password=guess-{n}"), ..sign_in() };
            client.send(&asked).await.status.as_u16()
        })
    });
    let mut answers = Vec::new();
    for guess in guesses.collect::<Vec<_>>() {
        answers.push(guess.await.expect("no panic"));
    }
    answers.sort_unstable();
    assert_eq!(answers, [[422; 5], [429; 5], [429; 5]].concat());
}

#[tokio::test]
async fn a_login_too_long_is_nobodys_and_is_not_shown_again() {
    let client = Client::new();
    let long = "long".repeat(1_000);
    let answer = client.send(&Asked { body: format!("login={long}&password=x"), ..sign_in() }).await;
    assert_eq!(answer.status.as_u16(), 422);
    assert!(!answer.body.contains("longlong"), "{}", answer.body);
}

/// Who sends a million faults costs what a thousand cost.
#[test]
fn faults_are_looked_for_up_to_a_bound() {
    let schema = serde_json::json!({ "type": "array", "items": { "type": "object", "required": ["a", "b"],
        "properties": { "a": { "type": "string" }, "b": { "type": "string" } } } });
    let wrong = serde_json::Value::Array(vec![serde_json::json!({}); 100_000]);
    let found = site::json::issues(&schema, &wrong).len();
    assert!((1_000..1_010).contains(&found), "{found}");
}

/// Whoever sends too much is told how much is taken, and how to go back, in whichever way it was found out.
#[tokio::test]
async fn a_body_too_large_says_how_much_is_taken_and_leads_back() {
    let client = Client::new();
    let mut asked = sign_in();
    asked.body = format!("login={}", "x".repeat(300 * 1024));
    let length = ("content-length".to_owned(), asked.body.len().to_string());
    for is_said in [false, true] {
        let mut asked = asked.clone();
        asked.headers.push(("host".to_owned(), "pages.example".to_owned()));
        asked
            .headers
            .push(("referer".to_owned(), "http://pages.example/sign-in?next=/desk&lang=en".to_owned()));
        asked.headers.extend(is_said.then(|| length.clone()));
        let answer = client.send(&asked).await;
        assert_eq!(answer.status.as_u16(), 413);
        assert!(
            answer.body.contains("256 KiB")
                && answer.body.contains("href=\"/sign-in?next=/desk&#38;lang=en\""),
            "{}",
            answer.body
        );
    }
    // Another host is no way back.
    for from in
        ["http://elsewhere.example/x", "http://pages.example.evil/x", "http://pages.example//evil.example/"]
    {
        let mut asked = asked.clone();
        asked.headers.push(("host".to_owned(), "pages.example".to_owned()));
        asked.headers.push(("referer".to_owned(), from.to_owned()));
        let answer = client.send(&asked).await;
        assert!(
            !answer.body.contains("evil") && !answer.body.contains("elsewhere"),
            "{from}: {}",
            answer.body
        );
    }
}

/// A program is told what is taken as a problem: how much, and of which kind.
#[tokio::test]
async fn a_program_that_sends_too_much_or_another_kind_gets_a_problem_that_says_what_is_taken() {
    let client = Client::new();
    let send = async |path: &str, kind: &str, length: usize, says_length: bool| {
        let mut asked = crate::program::request("POST", Some("federation"), path);
        asked.body = "x".repeat(length);
        asked.headers.push(("content-type".to_owned(), kind.to_owned()));
        asked.headers.extend(says_length.then(|| ("content-length".to_owned(), length.to_string())));
        let answer = client.send(&asked).await;
        (crate::program::problem(&answer), answer.body)
    };
    let comments = format!("/api/v1/projects/{}/comments", client.world.named("project"));
    let mib = 1024 * 1024;
    for (path, kind, length, most) in [
        ("/api/v1/acts", "application/json", 2 * mib + 1, "2 MiB"),
        (comments.as_str(), "application/json", 256 * 1024 + 1, "256 KiB"),
    ] {
        for says_length in [true, false] {
            let (problem, body) = send(path, kind, length, says_length).await;
            assert_eq!(problem, (413, "too_large".to_owned()), "{path}");
            assert!(body.contains(most) && body.contains("detail_zh"), "{path}: {body}");
        }
    }
    for path in ["/api/v1/acts", comments.as_str()] {
        let (problem, body) = send(path, "text/plain", 2, true).await;
        assert_eq!(problem, (415, "unsupported_media_type".to_owned()), "{path}");
        assert!(body.contains("application/json"), "{body}");
    }
    let mut put = crate::program::request("PUT", Some("federation"), "/api/v1/acts");
    put.body = "{}".to_owned();
    let answer = client.send(&put).await;
    assert_eq!(crate::program::problem(&answer), (405, "method_not_allowed".to_owned()));
    assert_eq!(answer.header("allow"), "POST");
}

/// No page has a sign that steers a terminal or a device, whoever brings one in an address.
#[tokio::test]
async fn no_page_gives_control_signs_back() {
    let client = Client::new();
    for address in ["/marks?q=%00%1b%5b31m", "/marks?as_of=%00", "/v?code=%00%07", "/standards?state=%0b%7f"]
    {
        let body = client.send(&Asked::get(address)).await.body;
        let steers = |sign: char| sign.is_control() && !matches!(sign, '\n' | '\r' | '\t');
        assert!(!body.contains(steers), "{address}: {body:?}");
    }
}
