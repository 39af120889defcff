//! The desk and the verdicts for programs: what waits for the office of a token as its page shows it, and what the rules
//! say to those who are told.

use serde_json::{Value, json};

use crate::client::{Asked, Client};
use crate::program::{refused, told};

fn part<'d>(desk: &'d Value, name: &str) -> &'d Value {
    let parts = desk["parts"].as_array().expect("parts");
    parts.iter().find(|part| part["part"] == name).unwrap_or_else(|| panic!("no `{name}` in {desk:#}"))
}

/// What waits stands on the page in one order over all kinds: by its last day, and then what has none by when it began.
fn in_order(login: &str, desk: &Value, page: &str) {
    let parts = desk["parts"].as_array().expect("parts");
    let items = parts.iter().flat_map(|part| part["items"].as_array().expect("items"));
    let day = |value: &Value| value["day"].as_str().unwrap_or("~").to_owned();
    let waits = items.filter_map(|item| {
        let line = item["says"][1].as_str().unwrap_or_default();
        let is_undated = item["due"].is_null();
        let waits = !is_undated || line.starts_with("无期限规定");
        // What waits says by when and since when, and what comes of it.
        assert!(!waits || item["says"].as_array().is_some_and(|says| says.len() > 2), "{login}: {item}");
        let at = page.find(line)?;
        waits.then(|| (is_undated, day(if is_undated { &item["since"] } else { &item["due"] }), at))
    });
    let mut waits: Vec<(bool, String, usize)> = waits.collect();
    waits.sort();
    assert!(waits.is_sorted_by_key(|(.., at)| *at), "{login}: {waits:?}");
}

/// Every item of the API stands on the page, and nothing stands there beside.
#[tokio::test]
async fn a_desk_tells_what_its_page_shows() {
    let client = Client::new();
    let logins =
        ["federation", "county", "province", "body", "laboratory", "maker", "other", "expert", "finance"];
    for login in logins {
        let desk = told(&client, Some(login), "/api/v1/desk?lang=zh").await;
        let mut asked = Asked::get("/desk?lang=zh");
        asked.headers.push(("cookie".to_owned(), client.session(login, None).0));
        let page = client.send(&asked).await.body;
        let mut told = 0;
        for part in desk["parts"].as_array().expect("parts") {
            // Each part can be asked for alone.
            let option = format!("<option value=\"{}\"", part["part"].as_str().expect("a name"));
            assert!(page.contains(&option), "{login}: {option}");
            for item in part["items"].as_array().expect("items") {
                told += 1;
                let href = item["page"].as_str().and_then(|it| it.strip_prefix("http://pages.example"));
                let href = href.expect("a page of ours").replace('&', "&#38;");
                assert!(page.contains(&format!("href=\"{href}\"")), "{login}: {item}");
                let says = item["says"].as_array().expect("lines");
                for line in
                    says.iter().filter_map(Value::as_str).filter(|line| !line.contains(['\'', '"', '<', '&']))
                {
                    assert!(page.contains(line), "{login}: `{line}`");
                }
            }
        }
        in_order(login, &desk, &page);
        let rows = page.matches("<li><a class=\"title\"").count();
        assert_eq!(rows, told, "{login}: the page has {rows} rows");
        assert_eq!(desk["today"], "2026-11-24");
    }
}

#[tokio::test]
async fn an_item_tells_its_case_its_days_and_what_can_be_done() {
    let client = Client::new();
    let federation = told(&client, Some("federation"), "/api/v1/desk").await;
    let declaration = &part(&federation, "declarations")["items"][0];
    let failed = client.world.named("failed");
    let dossier = format!("http://pages.example/api/v1/makers/{failed}");
    let pending = client.world.named("pending");
    assert_eq!(
        declaration["case"],
        json!({ "kind": "declaration", "id": pending, "address": dossier, "enterprise": failed })
    );
    assert_eq!((&declaration["since"]["day"], &declaration["due"]), (&json!("2026-11-01"), &Value::Null));
    let acts: Vec<&Value> =
        declaration["acts"].as_array().expect("acts").iter().map(|act| &act["act"]).collect();
    assert_eq!(
        acts,
        [&json!("grant_declared"), &json!("refuse_declaration"), &json!("withdraw_declaration")]
    );
    let projects = part(&federation, "projects")["items"].as_array().expect("items");
    let of = |name: &str| {
        projects.iter().find(|item| item["case"]["id"] == client.world.named(name)).expect("waits")
    };
    let announced = of("project");
    assert_eq!(announced["due"]["day"], "2026-11-30");
    assert_eq!(announced["due"]["is_over"], false);
    assert!(
        announced["acts"].as_array().is_some_and(|acts| acts
            .iter()
            .any(|act| act["act"] == json!({ "on_project": "let_comments_through" }))),
        "{announced:#}"
    );
    let hearing = of("hearing");
    assert_eq!((&hearing["due"]["day"], &hearing["due"]["is_over"]), (&json!("2026-11-10"), &json!(true)));
    let address = hearing["case"]["address"].as_str().and_then(|it| it.strip_prefix("http://pages.example"));
    assert_eq!(told(&client, None, address.expect("an address")).await["stage"], "accepted");
    // An expert sees the panels on which a vote is missing, and nothing of others.
    let expert = told(&client, Some("expert"), "/api/v1/desk").await;
    let items = part(&expert, "projects")["items"].as_array().expect("items");
    let ids: Vec<&Value> = items.iter().map(|item| &item["case"]["id"]).collect();
    assert_eq!(ids, [client.world.named("hearing")]);
    // A maker reads its own last days.
    let maker = told(&client, Some("maker"), "/api/v1/desk").await;
    assert!(part(&maker, "own_duties")["items"][0]["due"]["day"].is_string(), "{maker:#}");
}

#[tokio::test]
async fn a_desk_is_for_a_token_of_an_office() {
    let client = Client::new();
    assert_eq!(refused(&client, None, "/api/v1/desk").await, (401, "sign_in_first".to_owned()));
    for (token, code) in [("pzb_federation_metrics", 403), ("pzb_federation_read", 403), ("pzb_nothing", 401)]
    {
        let mut asked = Asked::get("/api/v1/desk");
        asked.headers.push(("authorization".to_owned(), format!("Bearer {token}")));
        assert_eq!(client.send(&asked).await.status.as_u16(), code, "{token}");
    }
    // Nobody holds this office any more, or never did.
    assert_eq!(refused(&client, Some("nobody"), "/api/v1/desk").await, (403, "forbidden".to_owned()));
}

/// A token of scope `read` reads what the office is told in which it was made, and acts in none.
#[tokio::test]
async fn a_token_that_only_reads_reads_the_desk_of_its_office() {
    let client = Client::new();
    let (cookie, form) = client.session("federation", None);
    let headers = [
        ("cookie", cookie.as_str()),
        ("origin", "http://pages.example"),
        ("content-type", "application/x-www-form-urlencoded"),
    ];
    let made = client
        .send(&Asked {
            method: "POST".to_owned(),
            path: "/account/tokens".to_owned(),
            headers: headers.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec(),
            body: format!("csrf={form}&name=desk&scope=read&days=9"),
            ..Asked::default()
        })
        .await;
    let secret = made.body.split_once("<pre>").and_then(|(_, rest)| rest.split_once('<')).expect("a token").0;
    let token = ("authorization".to_owned(), format!("Bearer {secret}"));
    let mut asked = Asked::get("/api/v1/desk");
    asked.headers.push(token.clone());
    let desk = client.send(&asked).await;
    assert!(desk.status == 200 && desk.body.contains("\"office\":{\"kind\":\"federation\""), "{}", desk.body);
    let mut act = crate::program::request("POST", None, "/api/v1/acts");
    act.headers.extend([token, ("content-type".to_owned(), "application/json".to_owned())]);
    act.body = json!({ "command": { "key": "k", "on": "2026-11-24", "act": { "do": "open_due_work" } } })
        .to_string();
    assert_eq!(client.send(&act).await.status.as_u16(), 403);
}

#[tokio::test]
async fn duties_are_told_to_those_whose_work_they_are_and_to_the_maker() {
    let client = Client::new();
    let path = format!("/api/v1/makers/{}/verdicts", client.world.named("maker"));
    let subjects = async |login: Option<&'static str>| {
        let told = told(&client, login, &path).await;
        let judged = told["judged"].as_array().expect("judged").clone();
        let is_duty =
            |one: &&Value| ["drafting_role", "lead_proposal"].iter().any(|of| one["subject"] == **of);
        (
            told["duties_told"].as_bool().expect("a flag"),
            judged.iter().filter(is_duty).count() > 0,
            judged.len(),
        )
    };
    let (_, _, public) = subjects(None).await;
    for login in ["other", "body", "laboratory", "expert", "admin"] {
        assert_eq!(subjects(Some(login)).await, (false, false, public), "{login}");
    }
    for login in ["federation", "province", "county", "finance", "maker"] {
        let (told, has_duties, all) = subjects(Some(login)).await;
        assert!(told && has_duties && all > public, "{login}");
    }
    assert_eq!(subjects(None).await, (false, false, public));
    // Of a firm of another area bureaus and finance are told no more than everybody (decision 0020).
    let path = format!("/api/v1/makers/{}/verdicts", client.world.named("failed"));
    for (login, is_told) in [("county", false), ("finance", false), ("federation", true), ("province", true)]
    {
        assert_eq!(told(&client, Some(login), &path).await["duties_told"], is_told, "{login}");
    }
}

#[tokio::test]
async fn the_review_of_a_standard_is_told_as_its_page_does() {
    let client = Client::new();
    let path = "/api/v1/standards/T~ZZB_0003/verdicts";
    let told_now = told(&client, None, path).await;
    let judged = told_now["judged"].as_array().expect("judged");
    assert_eq!(judged[0]["id"], "T/ZZB 0003-2020");
    assert_eq!(judged[0]["verdict"]["findings"][0]["rule"], "c4.review_due", "{told_now:#}");
    let page = client.send(&Asked::get("/standards/T~ZZB_0003?lang=en")).await.body;
    let is_due = judged.iter().any(|one| one["verdict"]["outcome"] == "not_met");
    assert_eq!(page.contains("To be reviewed and revised since"), is_due, "{told_now:#}");
    let then = told(&client, None, &format!("{path}?as_of=2022-01-01")).await;
    assert_eq!(then["as_of"], "2022-01-01");
    assert_eq!(refused(&client, None, "/api/v1/standards/T~ZZB_9999/verdicts").await.0, 404);
    assert_eq!(refused(&client, None, "/api/v1/standards/none/verdicts").await.0, 400);
}

/// A part, its order and where it goes on are asked for as on the page.
#[tokio::test]
async fn a_part_of_a_desk_is_asked_for_as_on_its_page() {
    let client = Client::new();
    let mut asked_for = 0;
    for login in ["federation", "province", "maker", "expert"] {
        let desk = told(&client, Some(login), "/api/v1/desk").await;
        for one in desk["parts"].as_array().expect("parts") {
            let name = one["part"].as_str().expect("a name");
            for sort in ["due", "since", "title"] {
                let alone =
                    told(&client, Some(login), &format!("/api/v1/desk?part={name}&sort={sort}&lang=zh"))
                        .await;
                let parts = alone["parts"].as_array().expect("parts");
                assert_eq!(parts.len(), 1, "{login} {name}: {alone}");
                assert_eq!((&parts[0]["part"], &parts[0]["next"]), (&json!(name), &Value::Null));
                let mut asked = Asked::get(&format!("/desk?part={name}&sort={sort}&lang=zh"));
                asked.headers.push(("cookie".to_owned(), client.session(login, None).0));
                let page = client.send(&asked).await.body;
                let rows = page.split("<li><a class=\"title\" href=\"").skip(1);
                let rows =
                    rows.filter_map(|rest| rest.split('"').next()).map(|href| href.replace("&#38;", "&"));
                let items = parts[0]["items"].as_array().expect("items").iter();
                let items =
                    items.filter_map(|item| item["page"].as_str()?.strip_prefix("http://pages.example"));
                assert_eq!(rows.collect::<Vec<_>>(), items.collect::<Vec<_>>(), "{login} {name} {sort}");
                asked_for += 1;
            }
        }
    }
    assert!(asked_for > 9, "{asked_for}");
    // It goes on after a key, and beyond the last there is nothing.
    let beyond = told(&client, Some("federation"), "/api/v1/desk?part=projects&after=~~").await;
    assert_eq!(beyond["parts"].as_array().map_or(9, Vec::len), 0, "{beyond}");
    assert_eq!(refused(&client, Some("federation"), "/api/v1/desk?part=own_marks").await.0, 400);
    assert_eq!(refused(&client, Some("federation"), "/api/v1/desk?sort=zzz").await.0, 400);
}

/// Decisions are found by the same names as on their page, in its order, and page by page.
#[tokio::test]
async fn decisions_are_asked_for_as_on_their_page() {
    let client = Client::new();
    let ids = |list: &Value| -> Vec<String> {
        let items = list["items"].as_array().expect("items").iter();
        items.map(|item| item["id"].as_str().expect("a number").to_owned()).collect()
    };
    let revocation = client.world.named("revocation").to_owned();
    for (query, is_found) in [
        ("outcome=revoked&work=revocation&region=3301&from=2026-05&to=2026-05", true),
        ("outcome=no_action", false),
        ("work=suspension", false),
        ("from=2026-06", false),
        ("to=2026-04", false),
        ("to=2026", true),
        ("region=3302", false),
        ("sort=number&outcome=revoked", true),
    ] {
        let list = told(&client, None, &format!("/api/v1/decisions?{query}")).await;
        assert_eq!(ids(&list).contains(&revocation), is_found, "{query}: {list}");
        let page = client.send(&Asked::get(&format!("/decisions?{query}"))).await.body;
        assert_eq!(page.contains(&revocation), is_found, "{query}");
    }
    let one = told(&client, None, &format!("/api/v1/decisions?id={revocation}")).await;
    assert_eq!(ids(&one), [revocation]);
    let all = ids(&told(&client, None, "/api/v1/decisions").await);
    let (mut found, mut path) = (Vec::new(), "/api/v1/decisions?limit=1".to_owned());
    loop {
        let part = told(&client, None, &path).await;
        assert!(ids(&part).len() <= 1, "{part}");
        found.extend(ids(&part));
        let Some(next) = part["next"].as_str() else { break };
        path = next.strip_prefix("http://pages.example").expect("an address of ours").to_owned();
    }
    assert_eq!(found, all);
    let page = client.send(&Asked::get("/decisions")).await.body;
    let places: Vec<usize> = all.iter().map(|id| page.find(id.as_str()).expect("on the page")).collect();
    assert!(places.is_sorted(), "the order of the page: {all:?}");
}
