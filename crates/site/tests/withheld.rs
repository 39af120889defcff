//! What is not told to everybody is told nowhere: what a panel says in the history of its firm, and what was found in a check
//! before it is verified (readings 0021, 0034).

use policy::powers::{Actor, Office, OfficeKind};
use registry::{Moment, Order};
use serde_json::{Value, json};

use crate::client::{Answer, Asked, Client};
use crate::program::{ask, post, told};

/// Who reads all that is said in a project, and who does not.
const ALL: [&str; 2] = ["federation", "province"];
const SOME: [&str; 4] = ["maker", "county", "finance", "admin"];

async fn page(client: &Client, login: &str, path: &str) -> Answer {
    let mut asked = Asked::get(path);
    asked.headers.push(("cookie".to_owned(), client.session(login, None).0));
    client.send(&asked).await
}

/// The history of a firm gathers what happened in its projects: of that it tells what the project tells, to each office.
#[tokio::test]
async fn the_history_of_a_firm_tells_what_its_projects_tell() {
    let client = Client::new();
    let mut pages = Vec::new();
    let firm = format!("/cases/enterprise/{}?lang=zh", client.world.named("maker"));
    // The steps of its projects are among the last entries.
    let mut next = Some(firm);
    while let Some(path) = next {
        let answer = page(&client, "federation", &path).await;
        assert_eq!(answer.status.as_u16(), 200, "{path}");
        let more =
            answer.body.split("href=\"").find(|part| part.contains("after=") && part.contains("#history"));
        next = more.and_then(|part| part.split('#').next()).map(|path| path.replace("&amp;", "&"));
        pages.push(path);
    }
    pages.push(format!("/cases/project/{}?lang=zh", client.world.named("project")));
    for login in ALL {
        let mut all = String::new();
        for path in &pages {
            all += &page(&client, login, path).await.body;
        }
        for says in ["专家表决", "E-01", "<bdi>会议纪要</bdi>", "收到意见"] {
            assert!(all.contains(says), "{login} reads {says}");
        }
    }
    for login in SOME {
        let mut all = String::new();
        for path in &pages {
            let answer = page(&client, login, path).await;
            assert_eq!(answer.status.as_u16(), 200, "{login} {path}");
            all += &answer.body;
        }
        assert!(all.contains("专家组会议"), "{login} is told that the panel met");
        for never in ["专家表决", "<bdi>会议纪要</bdi>", "建议推迟"] {
            assert!(!all.contains(never), "{login} reads {never}");
        }
    }
}

/// The entries about a firm, for programs, by the same rule.
#[tokio::test]
async fn the_entries_about_a_firm_tell_no_vote() {
    let client = Client::new();
    let firm = client.world.named("maker");
    let steps = async |login: Option<&'static str>| {
        let (mut after, mut steps) = (String::new(), Vec::new());
        loop {
            let page = told(&client, login, &format!("/api/v1/makers/{firm}/entries?limit=40{after}")).await;
            let items = page["items"].as_array().expect("items").clone();
            steps.extend(
                items
                    .iter()
                    .filter_map(|item| item["entry"]["event"]["step"]["is"].as_str().map(str::to_owned)),
            );
            match page["after"].as_u64() {
                Some(last) => after = format!("&after={last}"),
                None => return steps,
            }
        }
    };
    let has = |steps: &[String], is: &str| steps.iter().any(|step| step == is);
    for login in [None, Some("maker"), Some("county"), Some("admin")] {
        let steps = steps(login).await;
        assert!(has(&steps, "panel_met") && !has(&steps, "voted"), "{login:?}: {steps:?}");
    }
    assert!(has(&steps(Some("federation")).await, "voted"));
}

/// The pages of the firm and of the product: a body opens them, and not each check in them.
async fn a_body_reads_no_check_of_others(client: &Client, firm: &str) {
    for path in [format!("/cases/enterprise/{firm}"), format!("/cases/product/{firm}%2FC2")] {
        let (body, province) = (page(client, "body", &path).await, page(client, "province", &path).await);
        assert_eq!((body.status.as_u16(), province.status.as_u16()), (200, 200), "{path}");
        for says in ["检验结果：不符合标准", "抽检 CK-3"] {
            assert!(!body.body.contains(says), "{path}: a body reads {says}");
        }
        assert!(
            province.body.contains("抽检 CK-3"),
            "{path}: who opens the check reads the answers about it"
        );
    }
}

/// What is told of a check before it is verified, and after.
#[tokio::test]
async fn the_result_of_a_check_is_told_to_everybody_once_it_is_verified() {
    let client = Client::new();
    let firm = client.world.named("failed");
    let act = async |key: &str, on: &str, act: Value| {
        let command = json!({ "key": key, "enterprise": firm, "on": on, "act": act });
        let done = post(&client, Some("province"), "/api/v1/acts", &json!({ "command": command })).await;
        assert_eq!(done.status.as_u16(), 201, "{}", done.body);
    };
    let result =
        json!({ "do": "enter_result", "check": "CK-3", "meets_standard": false, "breaks_law": false });
    act("r-1", "2026-11-12", result).await;
    act("r-2", "2026-11-13", json!({ "do": "notify_result", "check": "CK-3" })).await;
    let check = async |login: Option<&'static str>| {
        let file = told(&client, login, &format!("/api/v1/makers/{firm}")).await;
        let checks = file["enterprise"]["checks"].as_array().expect("checks").clone();
        let check = checks.into_iter().find(|check| check["id"] == "CK-3").expect("sampled");
        let entries = told(&client, login, &format!("/api/v1/makers/{firm}/entries?limit=200")).await;
        let events = entries["items"].as_array().expect("items").clone();
        let is_of_it = |item: &&Value| item["entry"]["event"]["check"] == "CK-3";
        let verdicts = told(&client, login, &format!("/api/v1/makers/{firm}/verdicts")).await;
        let judged = verdicts["judged"].as_array().expect("verdicts").clone();
        (check, events.iter().filter(is_of_it).count(), judged.iter().any(|one| one["id"] == "CK-3"))
    };
    // Another firm, and a body that did not test it, are everybody.
    for login in [None, Some("maker"), Some("body"), Some("county")] {
        let (check, events, is_judged) = check(login).await;
        assert_eq!(check["sampled_on"], "2026-11-10", "{login:?}: that it was sampled is told");
        for never in ["result", "notified", "objection", "retest", "answer"] {
            assert_eq!(check[never], Value::Null, "{login:?}: {never}");
        }
        assert_eq!((events, is_judged), (0, false), "{login:?}");
    }
    for login in [Some("other"), Some("laboratory"), Some("province"), Some("federation")] {
        let (check, events, is_judged) = check(login).await;
        assert_eq!(check["result"]["meets_standard"], false, "{login:?} opens the case");
        assert_eq!((events, is_judged), (2, true), "{login:?}");
    }
    a_body_reads_no_check_of_others(&client, firm).await;
    let path = format!("/api/v1/makers/{firm}");
    let (everybody, own) = (ask(&client, None, &path).await, ask(&client, Some("other"), &path).await);
    assert_ne!(everybody.header("etag"), own.header("etag"));
    assert_eq!((everybody.header("cache-control"), own.header("cache-control")), ("no-cache", "no-store"));
    // Once verified it is everybody's.
    client.world.at(client.world.now() + 40 * 86_400);
    let act = json!({ "do": "verify_result", "check": "CK-3" });
    let command = json!({ "key": "r-3", "enterprise": firm, "on": "2027-01-02", "act": act });
    let order = Order {
        actor: Actor {
            person: "P-PROVINCE".to_owned(),
            office: Office::of(OfficeKind::ProvinceBureau, "330000"),
        },
        command: serde_json::from_value(command).expect("a command"),
        now: Moment { unix_seconds: client.world.now() },
        expected: None,
    };
    client.world.registry.act(order).expect("it is final");
    let (check, events, is_judged) = check(None).await;
    assert_eq!(check["result"]["meets_standard"], false);
    assert_eq!(
        (events, is_judged),
        (3, false),
        "result, notice and verification; nothing is asked of it any more"
    );
}
