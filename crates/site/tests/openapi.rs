//! The description of the API says what the router does, and nothing else.

use std::collections::BTreeSet;
use std::net::SocketAddr;

use serde_json::Value;
use site::{ADDRESSES, Audience};

use crate::client::{Asked, Client};
use crate::every_address::sample;

async fn document(client: &Client) -> Value {
    let answer = client.send(&Asked::get("/api/openapi.json")).await;
    assert_eq!(answer.header("content-type"), "application/json");
    serde_json::from_str(&answer.body).expect("JSON")
}

#[tokio::test]
async fn it_lists_every_address_and_no_other() {
    let document = document(&Client::new()).await;
    assert_eq!(document["openapi"], "3.1.0");
    let described: BTreeSet<String> = document["paths"]
        .as_object()
        .expect("paths")
        .iter()
        .flat_map(|(path, item)| {
            let methods = item.as_object().expect("methods").keys();
            methods.map(move |method| format!("{} {path}", method.to_uppercase()))
        })
        .collect();
    let routed: BTreeSet<String> = ADDRESSES
        .iter()
        .flat_map(|table| table.iter())
        .map(|address| format!("{} {}", address.method, address.path.replace("{*path}", "{path}")))
        .collect();
    assert_eq!(described, routed);
}

#[tokio::test]
async fn the_router_knows_every_address_described() {
    let client = Client::new();
    let home = client.send(&Asked::get("/")).await.body;
    let style = home
        .split_once("/assets/")
        .and_then(|(_, rest)| rest.split_once('"'))
        .expect("a style sheet")
        .0
        .to_owned();
    for address in ADDRESSES.iter().flat_map(|table| table.iter()) {
        let path = sample(&client.world, address.path).replace("none.css", &style);
        let asked = Asked { method: address.method.to_owned(), path: path.clone(), ..Asked::default() };
        let answer = client.send(&asked).await;
        assert_ne!(answer.status.as_u16(), 405, "{} {path}", address.method);
        let is_lost = answer.body.contains("no_such_address") || answer.body.contains("没有这个页面");
        // The counters are not there for strangers, and say so.
        assert!(!is_lost || address.path == "/metrics", "{} {path}: {}", address.method, answer.body);
        if address.audience == Audience::Member && !address.path.starts_with("/sign-in") {
            assert_eq!(answer.status.as_u16(), 401, "{} {path} is open to strangers", address.method);
        }
        if address.audience == Audience::Token {
            assert!(answer.body.contains("\"code\":\"sign_in_first\""), "{path}: {}", answer.body);
        }
    }
}

/// A parameter that an address does not describe is refused by it, and those it describes are not.
#[tokio::test]
async fn the_api_knows_its_parameters_and_no_other() {
    let client = Client::new();
    let document = document(&client).await;
    // What is expensive is bounded for each address: each request comes from another one.
    let mut number = 0_u32;
    let mut from_another = |mut asked: Asked| {
        number += 1;
        let [_, a, b, c] = number.to_be_bytes();
        asked.from = Some(SocketAddr::from(([10 + a, b, c, 1], 4000)));
        asked
    };
    for address in ADDRESSES.iter().flat_map(|table| table.iter()) {
        if !address.path.starts_with("/api/") || address.method != "GET" {
            continue;
        }
        let path = sample(&client.world, address.path);
        let answer = client.send(&from_another(Asked::get(&format!("{path}?surprise=1")))).await;
        assert_eq!(answer.status.as_u16(), 400, "{path}: {}", answer.body);
        assert!(answer.body.contains("surprise"), "{path} does not name it: {}", answer.body);
        let described = &document["paths"][address.path]["get"]["parameters"];
        for parameter in described.as_array().expect("parameters").iter().filter(|p| p["in"] == "query") {
            let value = match parameter["name"].as_str().expect("a name") {
                "as_of" | "as_known_on" => "2026-11-20",
                "after" | "limit" => "1",
                "industry" => "38",
                "region" => "33",
                "sort" if path.ends_with("/desk") => "due",
                "sort" if path.contains("/reports/") => "1",
                "sort" => "number",
                "work" => "revocation",
                "outcome" => "revoked",
                "from" | "to" if path.ends_with("/decisions") => "2026-05",
                // Which a report takes depends on the report.
                "from" | "to" if path.contains("/reports/") => "",
                "part" => "projects",
                // Which states there are depends on the register; everywhere, nothing is one.
                "state" => "",
                _ => "en",
            };
            let query = format!("{}={value}", parameter["name"].as_str().expect("a name"));
            let mut asked = from_another(Asked::get(&format!("{path}?{query}")));
            if matches!(address.audience, Audience::Either | Audience::Token) {
                let token = "Bearer pzb_federation_act".to_owned();
                asked.headers.push(("authorization".to_owned(), token));
            }
            let answer = client.send(&asked).await;
            assert_eq!(answer.status.as_u16(), 200, "{path}?{query}: {}", answer.body);
        }
    }
}

/// Every `$ref` leads somewhere, and operations can be told apart.
#[tokio::test]
async fn its_references_hold() {
    let document = document(&Client::new()).await;
    let mut names = BTreeSet::new();
    let mut left = vec![&document];
    while let Some(value) = left.pop() {
        match value {
            Value::Object(fields) => {
                if let Some(Value::String(reference)) = fields.get("$ref") {
                    let pointer = reference.strip_prefix('#').expect("a reference inside");
                    assert!(document.pointer(pointer).is_some(), "`{reference}` leads nowhere");
                }
                if let Some(Value::String(name)) = fields.get("operationId") {
                    assert!(names.insert(name.clone()), "two operations are called `{name}`");
                }
                left.extend(fields.values());
            }
            Value::Array(values) => left.extend(values),
            _ => {}
        }
    }
    assert!(document.pointer("/components/schemas/Command").is_some(), "commands are described");
}
