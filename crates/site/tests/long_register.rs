//! A register too long to wait for: its files are made aside, and until they are there whoever asks is told so.

use axum::http::StatusCode;
use policy::command::Command;
use policy::powers::{Actor, Office, OfficeKind};
use registry::Order;
use serde_json::json;

use crate::client::{Asked, Client};
use crate::world::{credit_code, noon};

/// More makers than are waited for.
fn many_makers(client: &Client) {
    let orders = (0..2000).map(|at| {
        let code = credit_code(&format!("91330782MA1{at:06}"));
        let act = json!({ "do": "register_enterprise", "name": format!("第{at}号工厂（虚构）"), "region": "330782" });
        let command = json!({ "key": format!("many-{at}"), "on": "2026-11-24", "enterprise": code, "act": act });
        let command: Command = serde_json::from_value(command).expect("a command");
        let office = Office::sole(OfficeKind::Federation);
        let actor = Actor { person: client.world.holder_of(&office), office };
        Order { actor, command, now: noon("2026-11-24"), expected: None }
    });
    for answer in client.world.registry.act_all(orders) {
        answer.expect("registered");
    }
}

#[tokio::test]
async fn a_long_register_is_made_aside() {
    let client = Client::new();
    many_makers(&client);
    let mut asked = Asked::get("/data/makers.json?lang=en");
    asked.headers.push(("accept".to_owned(), "application/json".to_owned()));
    let answer = client.send(&asked).await;
    let told = (answer.status, answer.header("retry-after"));
    assert_eq!(told, (StatusCode::SERVICE_UNAVAILABLE, "60"), "{}", answer.body);
    assert!(answer.body.contains("It is being made"), "{}", answer.body);
    // Nobody is woken when it is there: asked until it is.
    let made = loop {
        let answer = client.send(&Asked::get("/data/makers.csv")).await;
        match answer.status {
            StatusCode::SERVICE_UNAVAILABLE => tokio::task::yield_now().await,
            _ => break answer,
        }
    };
    assert_eq!(made.status, 200);
    let lines = made.body.lines().count();
    assert!(lines > 2000, "{lines}");
    let page = client.send(&Asked::get("/data?lang=en")).await.body;
    let digest = ledger::hex(&ledger::digest(made.body.as_bytes()));
    assert!(
        page.contains(&digest)
            && page.contains(&format!("{},{:03} rows", (lines - 1) / 1000, (lines - 1) % 1000)),
        "{page}"
    );
    // The others are short and were waited for.
    assert!(page.contains("/data/marks.csv") && !page.contains("The files are being made"), "{page}");
}

#[tokio::test]
async fn the_page_of_open_data_does_not_wait_for_a_long_register() {
    let client = Client::new();
    many_makers(&client);
    let page = client.send(&Asked::get("/data?lang=en")).await.body;
    assert!(page.contains("The files are being made") && page.contains("/data/marks.csv"), "{page}");
    assert!(!page.contains("/data/makers.csv"), "no link to what is not there: {page}");
}

/// Editions that were reviewed stand before the one that is due, more of them than are looked at for a page.
#[tokio::test]
async fn a_review_that_is_due_is_told_behind_however_many_that_are_settled() {
    let client = Client::new();
    let federation = Office::sole(OfficeKind::Federation);
    let edition = |number: &str, in_force: &str| {
        let edition = json!({
            "edition": number, "title": "吸油烟机", "is_consumer_standard": true, "published_on": "2019-02-01", "in_force_from": in_force,
        });
        json!({ "do": "enter_edition", "edition": edition })
    };
    let settled = (4000..4340).flat_map(|number| {
        let number = format!("T/ZZB {number}-2019");
        let review = json!({ "do": "complete_review", "edition": number, "verdict": "confirmed", "reason": { "plain": "仍属先进" } });
        [("2019-02-01", edition(&number, "2019-03-01")), ("2026-11-24", review)]
    });
    let orders = settled.chain([("2019-02-01", edition("T/ZZB 5000-2019", "2020-03-01"))]).enumerate().map(
        |(at, (on, act))| {
            let command = json!({ "key": format!("settled-{at}"), "on": on, "act": act });
            let command: Command = serde_json::from_value(command).expect("a command");
            let actor = Actor { person: client.world.holder_of(&federation), office: federation.clone() };
            Order { actor, command, now: noon("2026-11-24"), expected: None }
        },
    );
    for answer in client.world.registry.act_all(orders) {
        answer.expect("entered");
    }
    let page = client.send(&Asked::get("/reports/standards-to-review?lang=en")).await.body;
    assert!(page.contains("T/ZZB 5000—2019") && !page.contains("There is nothing to count"), "{page}");
    assert!(!page.contains("at least"), "all were counted: {page}");
    let mut asked = Asked::get("/desk?part=reviews&lang=en");
    asked.headers.push(("cookie".to_owned(), client.session("federation", None).0));
    let desk = client.send(&asked).await.body;
    assert!(!desk.contains("at least 0"), "{desk}");
    assert!(desk.contains("href=\"/reports/standards-to-review\""), "where all of them are: {desk}");
}
