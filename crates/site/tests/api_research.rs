//! Clause 2 for programs: comments by anybody and what waits of them, panels and experts as far as an office reads them,
//! calls and documents.

use serde_json::{Value, json};

use crate::client::{Asked, Client};
use crate::program::{ask, post, problem, refused, told};

/// A key of chance, as far as a test knows chance.
fn key(number: u32) -> String {
    format!("0b8a2c1e-5f4d-4c3b-9a7e-{number:012}")
}

fn numbers(comments: &Value) -> Vec<u64> {
    let items = comments["items"].as_array().expect("items");
    items.iter().filter_map(|item| item["comment"].as_u64()).collect()
}

#[tokio::test]
async fn anybody_comments_without_a_token_and_the_federation_finds_what_waits() {
    let client = Client::new();
    let path = format!("/api/v1/projects/{}/comments", client.world.named("project"));
    let before = told(&client, None, &path).await;
    assert_eq!((numbers(&before), &before["waiting"]), (vec![1], &json!(1)), "{before}");
    assert_eq!(before["taken_until"], "2026-11-30");
    let comment = json!({
        "key": key(1), "clause": "5.2", "organisation": "示例协会（虚构）", "comment": "建议注明试验方法年份 <script>",
    });
    let sent = post(&client, None, &path, &comment).await;
    assert_eq!(sent.status.as_u16(), 201, "{}", sent.body);
    let received: Value = serde_json::from_str(&sent.body).expect("JSON");
    assert_eq!((&received["comment"], &received["repeated"]), (&json!(3), &json!(false)));
    assert_eq!(sent.header("location"), path);
    let again = post(&client, None, &path, &comment).await;
    assert_eq!(again.status.as_u16(), 200, "sent twice it is one comment: {}", again.body);
    let again: Value = serde_json::from_str(&again.body).expect("JSON");
    assert_eq!((&again["comment"], &again["repeated"]), (&json!(3), &json!(true)));
    // Nobody reads it before it was let through, but those who let it through.
    for login in [None, Some("maker"), Some("expert"), Some("county")] {
        let told = told(&client, login, &path).await;
        assert_eq!((numbers(&told), &told["waiting"]), (vec![1], &json!(2)), "{login:?}: {told}");
        assert!(!told.to_string().contains("试验方法"), "{login:?}");
    }
    let waits = told(&client, Some("federation"), &format!("{path}?state=waiting")).await;
    assert_eq!(numbers(&waits), [2, 3]);
    let third = &waits["items"][1];
    assert_eq!(
        (&third["clause"], &third["state"], &third["verdict"]),
        (&json!("5.2"), &json!("waiting"), &Value::Null)
    );
    assert_eq!(third["text"], "示例协会（虚构）：建议注明试验方法年份 <script>", "as the page seals it");
    let answered = told(&client, Some("province"), &format!("{path}?state=answered")).await;
    assert_eq!((numbers(&answered), &answered["items"][0]["answer"]), (vec![1], &json!("已补充。")));
    assert_eq!(
        (&answered["items"][0]["verdict"], &answered["items"][0]["answered_on"]),
        (&json!("adopted"), &json!("2026-11-10"))
    );
    // Page by page.
    let first = told(&client, Some("federation"), &format!("{path}?limit=2")).await;
    assert_eq!((numbers(&first), &first["after"]), (vec![1, 2], &json!(2)));
    let rest = told(&client, Some("federation"), &format!("{path}?limit=2&after=2")).await;
    assert_eq!((numbers(&rest), &rest["after"]), (vec![3], &Value::Null));
}

#[tokio::test]
async fn a_comment_that_is_none_is_refused_with_its_field() {
    let client = Client::new();
    let project = |name: &str| format!("/api/v1/projects/{}/comments", client.world.named(name));
    let path = project("project");
    let field = async |document: Value| {
        let answer = post(&client, None, &path, &document).await;
        assert_eq!(answer.status.as_u16(), 422, "{}", answer.body);
        let told: Value = serde_json::from_str(&answer.body).expect("JSON");
        told["problems"][0]["field"].as_str().expect("a field").to_owned()
    };
    assert_eq!(field(json!({ "key": key(1), "comment": "" })).await, "comment");
    assert_eq!(field(json!({ "key": key(1), "comment": "x".repeat(5_001) })).await, "comment");
    assert_eq!(
        field(json!({ "key": "c-1", "comment": "x" })).await,
        "key",
        "a key that others may have, too"
    );
    assert_eq!(field(json!({ "comment": "x" })).await, "key");
    assert_eq!(field(json!({ "key": key(1), "clause": "x".repeat(200), "comment": "x" })).await, "clause");
    let bad = post(&client, None, &path, &json!({ "key": key(1), "comment": "x", "website": "y" })).await;
    assert_eq!(problem(&bad), (400, "bad_request".to_owned()));
    let late = post(&client, None, &project("proposal"), &json!({ "key": key(1), "comment": "x" })).await;
    assert_eq!(problem(&late), (422, "refused".to_owned()), "it is not open");
    let nowhere =
        post(&client, None, "/api/v1/projects/none/comments", &json!({ "key": key(1), "comment": "x" }))
            .await;
    assert_eq!(problem(&nowhere), (404, "not_on_file".to_owned()));
    assert_eq!(refused(&client, None, "/api/v1/projects/none/comments").await.0, 404);
    assert_eq!(refused(&client, None, &format!("{path}?state=lost")).await.0, 400);
    // Not from a page of somebody else, and as nothing but JSON.
    let mut asked = Asked { method: "POST".to_owned(), path: path.clone(), ..Asked::default() };
    asked.body = json!({ "key": key(1), "comment": "x" }).to_string();
    asked.headers.push(("content-type".to_owned(), "text/plain".to_owned()));
    assert_eq!(problem(&client.send(&asked).await), (415, "unsupported_media_type".to_owned()));
    asked.headers = vec![
        ("content-type".to_owned(), "application/json".to_owned()),
        ("sec-fetch-site".to_owned(), "cross-site".to_owned()),
    ];
    assert_eq!(problem(&client.send(&asked).await), (403, "foreign_request".to_owned()));
    assert_eq!(told(&client, None, &path).await["waiting"], 1, "nothing of it was received");
}

#[tokio::test]
async fn comments_of_one_network_are_bounded_as_on_the_page() {
    let client = Client::new();
    let path = format!("/api/v1/projects/{}/comments", client.world.named("project"));
    for number in 1..=5 {
        let comment = json!({ "key": key(number), "comment": format!("第{number}条") });
        assert_eq!(post(&client, None, &path, &comment).await.status.as_u16(), 201, "{number}");
    }
    let comment = json!({ "key": key(6), "comment": "第6条" });
    let answer = post(&client, None, &path, &comment).await;
    assert_eq!(problem(&answer), (429, "too_many_requests".to_owned()));
    assert_eq!(answer.header("retry-after"), "30");
    let known = post(&client, None, &path, &json!({ "key": key(5), "comment": "第5条" })).await;
    assert_eq!(known.status.as_u16(), 200, "what was received is found again");
    let other = post(&client, None, &path, &json!({ "key": key(5), "comment": "另一条" })).await;
    assert_eq!(problem(&other), (409, "conflict".to_owned()), "one key, two comments");
    client.world.at(client.world.now() + 30);
    assert_eq!(post(&client, None, &path, &comment).await.status.as_u16(), 201);
}

#[tokio::test]
async fn votes_are_told_to_those_who_read_them_on_the_page() {
    let client = Client::new();
    let path = format!("/api/v1/projects/{}/panels", client.world.named("project"));
    for login in ["federation", "province"] {
        let panel = &told(&client, Some(login), &path).await["items"][0];
        assert_eq!(panel["votes"].as_array().map(Vec::len), Some(5), "{panel}");
        assert_eq!(
            (&panel["votes"][0]["vote"], &panel["votes"][0]["reasons"]),
            (&json!("for"), &json!("同意"))
        );
        assert_eq!(
            (&panel["minutes"], &panel["purpose"], &panel["in_favour"]),
            (&json!("会议纪要"), &json!("proposal"), &json!(5))
        );
    }
    let panel = &told(&client, Some("expert"), &path).await["items"][0];
    assert_eq!(panel["votes"].as_array().map(Vec::len), Some(1), "an expert's own: {panel}");
    assert_eq!((&panel["votes"][0]["expert"], &panel["minutes"]), (&json!("E-01"), &Value::Null));
    assert_eq!(panel["experts"][1]["organisation"], "示例院乙（虚构）");
    for login in ["maker", "county"] {
        let panel = &told(&client, Some(login), &path).await["items"][0];
        assert_eq!(
            (&panel["votes"], &panel["notes"], &panel["minutes"]),
            (&json!([]), &json!([]), &Value::Null),
            "{login}"
        );
        assert_eq!(panel["in_favour"], 5, "in numbers, as everybody is told");
    }
    for login in ["other", "laboratory"] {
        assert_eq!(refused(&client, Some(login), &path).await, (403, "forbidden".to_owned()), "{login}");
    }
    assert_eq!(refused(&client, None, &path).await, (401, "sign_in_first".to_owned()));
    assert_eq!(refused(&client, Some("federation"), "/api/v1/projects/none/panels").await.0, 404);
}

/// Of a panel that sits the federation reads each vote as it is cast, and nobody the count.
#[tokio::test]
async fn a_vote_that_is_cast_is_read_before_the_panel_meets_by_few() {
    let client = Client::new();
    let project = client.world.named("hearing").to_owned();
    let path = format!("/api/v1/projects/{project}/panels");
    let step = json!({
        "act": "cast_vote", "panel": 1, "expert": "E-02", "vote": "against", "reason": { "plain": "重复立项" },
    });
    let act = json!({ "do": "on_project", "project": project, "step": step });
    let command =
        json!({ "key": "v-1", "enterprise": client.world.named("maker"), "on": "2026-11-24", "act": act });
    let done = post(&client, Some("expert2"), "/api/v1/acts", &json!({ "command": command })).await;
    assert_eq!(done.status.as_u16(), 201, "{}", done.body);
    let of = async |login: &'static str| told(&client, Some(login), &path).await["items"][0].clone();
    let seen = of("federation").await;
    assert_eq!((&seen["votes"][0]["expert"], &seen["in_favour"]), (&json!("E-02"), &Value::Null), "{seen}");
    assert_eq!(of("expert2").await["votes"][0]["reasons"], "重复立项");
    assert_eq!(of("expert").await["votes"], json!([]), "not how others voted");
    assert_eq!(of("maker").await["votes"], json!([]), "not its lead");
}

#[tokio::test]
async fn experts_calls_and_documents_are_told() {
    let client = Client::new();
    let experts = told(&client, Some("province"), "/api/v1/experts").await;
    let first = &experts["items"][0];
    assert_eq!(
        (&first["id"], &first["is_on_register"], &first["bars"]),
        (&json!("E-01"), &json!(true), &json!([]))
    );
    let before = told(&client, Some("federation"), "/api/v1/experts?as_of=2026-10-31").await;
    assert_eq!(before["items"], json!([]), "the day before the first");
    assert_eq!(refused(&client, None, "/api/v1/experts").await.0, 401);
    for login in ["expert", "maker", "county", "body", "laboratory", "finance"] {
        assert_eq!(refused(&client, Some(login), "/api/v1/experts").await.0, 403, "{login}");
    }

    let call = told(&client, None, "/api/v1/calls/ZJ-1").await;
    assert_eq!((&call["state"], &call["call"]["title"]), (&json!("open"), &json!("示例征集（虚构）")));
    let projects = call["projects"].as_array().expect("projects");
    assert!(projects.contains(&json!(client.world.named("project"))), "{call}");
    assert!(!projects.contains(&json!(client.world.named("system"))), "it answers the other call");
    let known = ask(&client, None, "/api/v1/calls/ZJ-1").await.header("etag").to_owned();
    let mut asked = Asked::get("/api/v1/calls/ZJ-1");
    asked.headers.push(("if-none-match".to_owned(), known));
    assert_eq!(client.send(&asked).await.status.as_u16(), 304);
    let first = told(&client, None, "/api/v1/calls/ZJ-1?as_of=2026-11-01").await;
    assert!(!first["projects"].as_array().expect("projects").contains(&json!(client.world.named("project"))));
    assert_eq!(refused(&client, None, "/api/v1/calls/ZJ-1?as_of=2026-10-31").await.0, 404);
    assert_eq!(refused(&client, None, "/api/v1/calls/none").await, (404, "not_on_file".to_owned()));

    let project = told(&client, None, &format!("/api/v1/projects/{}", client.world.named("project"))).await;
    let document = &project["documents"][0];
    assert_eq!((&document["kind"], &document["on"]), (&json!("other"), &json!("2026-11-10")));
    // Each row of a list says where it is read alone.
    for list in ["marks", "makers", "standards", "calls", "projects"] {
        let all = told(&client, None, &format!("/api/v1/{list}?limit=1")).await;
        let address =
            all["items"][0]["address"].as_str().and_then(|it| it.strip_prefix("http://pages.example"));
        told(&client, None, address.expect("an address of ours")).await;
    }
}
