//! Papers for programs: a paper is issued in two calls, by whoever may issue it on the page, and what is issued is the file
//! whose digest was told.

use serde_json::{Value, json};

use crate::client::{Answer, Asked, Client};
use crate::program::{post, refused, told};

async fn act(client: &Client, login: &str, command: &Value) -> Answer {
    post(client, Some(login), "/api/v1/acts", &json!({ "command": command })).await
}

fn not_on_file() -> (u16, String) {
    (404, "not_on_file".to_owned())
}

/// The papers of a mark's case that the office has, by the names of their files.
fn files(told: &Value) -> Vec<&str> {
    told["items"].as_array().expect("items").iter().filter_map(|item| item["file"].as_str()).collect()
}

#[tokio::test]
async fn a_program_issues_a_paper_in_two_calls() {
    let client = Client::new();
    let case = format!("/api/v1/cases/authorization/{}/papers", client.world.named("valid"));
    let all = told(&client, Some("federation"), &case).await;
    let found = files(&all);
    assert!(
        found.contains(&"certificate.zh.pdf") && found.contains(&"acceptance.en.parties.pdf"),
        "{found:?}"
    );
    let item = all["items"]
        .as_array()
        .expect("items")
        .iter()
        .find(|item| item["file"] == "acceptance.zh.parties.pdf");
    let item = item.expect("the letter");
    assert!(
        item["issued"].is_null() && item["may_issue"] == true && item["issuer"] == "federation",
        "{item}"
    );
    let address =
        item["address"].as_str().and_then(|it| it.strip_prefix("http://pages.example")).expect("one of ours");
    let one = told(&client, Some("federation"), address).await;
    assert!(one["issued"].is_null() && one["warnings"] == json!([]) && one["later"] == json!([]), "{one}");
    // What is given before it is issued says so, and so has another digest than what will be.
    let mut asked = Asked::get(address);
    for (name, value) in [("authorization", "Bearer pzb_federation_act"), ("accept", "application/pdf")] {
        asked.headers.push((name.to_owned(), value.to_owned()));
    }
    let preview = client.send(&asked).await;
    assert_eq!(preview.header("content-type"), "application/pdf");
    assert!(preview.header("content-disposition").contains("preview-"));

    let done = act(&client, "federation", &one["command"]).await;
    assert_eq!(done.status.as_u16(), 201, "{}", done.body);
    let again = act(&client, "federation", &one["command"]).await;
    assert_eq!(again.status.as_u16(), 200, "the same file is issued once: {}", again.body);
    let issued = told(&client, Some("federation"), address).await;
    assert!(issued["issued"].is_u64() && issued["command"].is_null(), "{issued}");
    assert_eq!(issued["sha256"], one["sha256"]);
    // The party has it, byte for byte, and may issue nothing.
    let own = told(&client, Some("maker"), address).await;
    assert_eq!(
        (&own["sha256"], &own["bytes"], &own["issued"]),
        (&one["sha256"], &one["bytes"], &issued["issued"])
    );
    assert!(own["command"].is_null());
    let all = told(&client, Some("maker"), &case).await;
    assert_eq!(files(&all), ["acceptance.zh.parties.pdf"], "what is not issued is not its");
    assert_eq!(all["items"][0]["issued"]["sha256"], one["sha256"]);
    asked.headers[0].1 = "Bearer pzb_maker_act".to_owned();
    let file = client.send(&asked).await;
    assert_eq!(file.header("cache-control"), "no-store", "the address has something else by `Accept`");
    assert!(file.status == 200 && !file.header("content-disposition").contains("preview-"), "{}", file.body);
}

#[tokio::test]
async fn who_may_not_have_or_issue_a_paper_on_the_page_may_not_here() {
    let client = Client::new();
    let case = format!("/api/v1/cases/authorization/{}/papers", client.world.named("valid"));
    let all = told(&client, Some("federation"), &case).await;
    let entry = all["items"][0]["entry"].as_u64().expect("an entry");
    let [letter, certificate] =
        ["acceptance.zh.parties", "certificate.zh"].map(|file| format!("/api/v1/papers/{entry}/{file}.pdf"));
    let nobody = (401, "sign_in_first".to_owned());
    assert_eq!(refused(&client, None, &case).await, nobody, "a case is for those whose it is");
    assert_eq!(refused(&client, None, &letter).await, nobody);
    assert_eq!(refused(&client, None, &certificate).await, not_on_file(), "it is not issued");
    assert_eq!(refused(&client, Some("other"), &letter).await, not_on_file(), "another maker's");
    assert_eq!(refused(&client, Some("maker"), &letter).await, not_on_file(), "it is not issued");
    assert_eq!(refused(&client, Some("other"), &case).await.0, 403);
    assert_eq!(refused(&client, Some("laboratory"), &case).await.0, 403);
    let list = format!("/api/v1/papers/{entry}");
    assert_eq!(files(&told(&client, None, &list).await), [""; 0], "nothing is issued");
    // A bureau reads what was issued and issues nothing: the papers of a mark are the federation's.
    assert_eq!(files(&told(&client, Some("province"), &list).await), [""; 0]);
    let one = told(&client, Some("federation"), &certificate).await;
    assert_eq!(act(&client, "maker", &one["command"]).await.status.as_u16(), 422);
    let mut other = one["command"].clone();
    other["act"]["paper"]["sha256"] = json!("0".repeat(64));
    let answer = act(&client, "federation", &other).await;
    assert!(answer.status == 422 && answer.body.contains("not_our_paper"), "{}", answer.body);
    assert_eq!(act(&client, "federation", &one["command"]).await.status.as_u16(), 201);
    assert_eq!(
        files(&told(&client, None, &list).await),
        ["certificate.zh.pdf"],
        "everybody has the public copy"
    );
    assert_eq!(told(&client, None, &certificate).await["sha256"], one["sha256"]);
}

#[tokio::test]
async fn a_paper_that_there_is_not_and_a_token_without_office_are_told_so() {
    let client = Client::new();
    for path in [
        "/api/v1/papers/999999",
        "/api/v1/papers/0",
        "/api/v1/papers/0/certificate.zh.pdf",
        "/api/v1/papers/0/none.pdf",
    ] {
        assert_eq!(refused(&client, Some("federation"), path).await, not_on_file(), "{path}");
    }
    assert_eq!(refused(&client, Some("federation"), "/api/v1/papers/first").await.0, 400);
    assert_eq!(
        refused(&client, Some("federation"), "/api/v1/cases/authorization/none/papers").await,
        not_on_file()
    );
    assert_eq!(refused(&client, Some("federation"), "/api/v1/cases/nothing/none/papers").await.0, 404);
    let case = format!("/api/v1/cases/authorization/{}/papers", client.world.named("valid"));
    for (token, code) in [("pzb_federation_metrics", 403), ("pzb_federation_read", 403), ("pzb_none", 401)] {
        let mut asked = Asked::get(&case);
        asked.headers.push(("authorization".to_owned(), format!("Bearer {token}")));
        let answer = client.send(&asked).await;
        assert_eq!(answer.status.as_u16(), code, "{token}: {}", answer.body);
    }
    // A cookie is no token.
    let mut asked = Asked::get(&case);
    asked.headers.push(("cookie".to_owned(), client.session("federation", None).0));
    assert_eq!(client.send(&asked).await.status.as_u16(), 401);
}

/// What has happened since the decision is told before the paper is issued.
#[tokio::test]
async fn what_fell_since_is_said_before() {
    let client = Client::new();
    let case = format!("/api/v1/cases/authorization/{}/papers", client.world.named("ended"));
    let all = told(&client, Some("federation"), &case).await;
    let entry = all["items"][0]["entry"].as_u64().expect("an entry");
    let one = told(&client, Some("federation"), &format!("/api/v1/papers/{entry}/certificate.zh.pdf")).await;
    assert_eq!(one["warnings"][0]["code"], "mark_not_valid", "{one}");
    assert!(one["later"].as_array().is_some_and(|later| later.len() == 1), "{one}");
}
