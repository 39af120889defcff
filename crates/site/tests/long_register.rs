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
    assert!(page.contains(&digest) && page.contains(&format!("{} rows", lines - 1)), "{page}");
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
