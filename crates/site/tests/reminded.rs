//! The daily letters: who gets one, on which days, and what it says beside what the desk says.

use std::collections::BTreeMap;

use registry::{Confirmed, Confirming, Moment, Reminders};
use serde_json::Value;
use site::{Passed, Reminding};

use crate::client::Client;
use crate::outbox::read;
use crate::program::told;
use crate::world::TODAY;

const DAY: i64 = 24 * 3600;
const LOGINS: [&str; 9] =
    ["federation", "county", "province", "body", "laboratory", "maker", "other", "expert", "finance"];

/// Keeps an address of a person that waits for its code since so many days; who, and when.
pub fn asks(client: &Client, login: &str, language: &str, days: i64) -> (String, Moment) {
    let person = format!("P-{}", login.to_uppercase().replace("EXPERT", "EXPERT1"));
    let now = Moment { unix_seconds: client.world.now() - days * DAY };
    let new = Reminders {
        person: person.clone(),
        address: format!("{login}@example.com"),
        language: language.to_owned(),
        stands: Confirmed::Asked(now),
    };
    client.world.registry.ask_reminders(new, "12345678", now).expect("kept");
    (person, now)
}

/// Keeps a confirmed address of a person since so many days.
pub fn wants(client: &Client, login: &str, language: &str, days: i64) {
    let (person, now) = asks(client, login, language, days);
    let registry = &client.world.registry;
    assert_eq!(registry.confirm_reminders(&person, "12345678", now).expect("confirmed"), Confirming::Done);
}

/// One pass of a server that has just started.
async fn pass(client: &Client) -> Passed {
    let mut reminding = Reminding::of(&client.world.site).expect("an outbox");
    reminding.pass().await.expect("a pass")
}

/// The letters that lie there, by whom they go to.
fn letters(client: &Client) -> BTreeMap<String, Value> {
    let read = |(_, letter): (String, Vec<u8>)| {
        let letter = read(&letter);
        (letter["to"][0][1].as_str().expect("an address").to_owned(), letter)
    };
    client.letters.take().into_iter().map(read).collect()
}

fn says(letter: &Value) -> &str {
    letter["body"].as_str().expect("a text")
}

/// What of a desk waits, part by part: what waits says by when in its second line, and what comes of it.
fn waiting(desk: &Value) -> Vec<(String, usize)> {
    let is_work = |item: &&Value| {
        let line = item["says"][1].as_str().unwrap_or_default();
        !item["due"].is_null() || line.starts_with("无期限规定") || line.starts_with("No last day is set")
    };
    let count = |part: &Value| part["items"].as_array().expect("items").iter().filter(is_work).count();
    let parts = desk["parts"].as_array().expect("parts").iter();
    let named = parts.map(|part| (part["title"].as_str().expect("a title").to_owned(), count(part)));
    named.filter(|(_, count)| *count > 0).collect()
}

#[tokio::test]
async fn a_letter_tells_how_much_the_desk_tells_and_names_nothing() {
    let client = Client::new();
    for (lang, line) in [("zh", "- {}：{}件，"), ("en", "- {}: {}, ")] {
        for login in LOGINS {
            wants(&client, login, lang, 1);
        }
        let passed = pass(&client).await;
        let letters = letters(&client);
        assert_eq!((passed.letters, passed.left), (letters.len(), 0));
        for login in LOGINS {
            let desk = told(&client, Some(login), &format!("/api/v1/desk?lang={lang}")).await;
            let waits = waiting(&desk);
            let Some(letter) = letters.get(&format!("{login}@example.com")) else {
                assert!(waits.is_empty(), "{login} has work and got no letter: {waits:?}");
                continue;
            };
            // Folded lines are one.
            let body = says(letter).replace('\n', " ");
            for (title, count) in &waits {
                let line = line.replacen("{}", title, 1).replacen("{}", &count.to_string(), 1);
                assert!(body.contains(&line), "{login}: `{line}` is not in\n{}", says(letter));
            }
            assert_eq!(body.matches(" - ").count(), waits.len(), "{}", says(letter));
            let all: usize = waits.iter().map(|(_, count)| count).sum();
            let subject = letter["subject"].as_str().expect("a subject");
            let count = if lang == "zh" { format!("{all}件事项待办") } else { format!("{all} item") };
            assert!(subject.contains(&count), "{subject}");
            assert!(
                body.contains("http://pages.example/desk ") && body.contains("/account/reminders"),
                "{body}"
            );
            for item in desk["parts"]
                .as_array()
                .expect("parts")
                .iter()
                .flat_map(|part| part["items"].as_array().expect("items"))
            {
                for secret in [&item["case"]["id"], &item["case"]["enterprise"]] {
                    let secret = secret.as_str().filter(|secret| !secret.is_empty() && *secret != "scheme");
                    assert!(
                        secret.is_none_or(|secret| !body.contains(secret)),
                        "{login}: {secret:?} in {body}"
                    );
                }
            }
            assert!(!body.contains("演示") && !body.contains("示例") && !body.contains("油烟机"), "{body}");
        }
        assert!(letters.len() >= 5, "{:?}", letters.keys());
    }
}

#[tokio::test]
async fn one_letter_a_day_whatever_starts_anew() {
    let client = Client::new();
    wants(&client, "federation", "zh", 1);
    // Whoever confirmed today is written to from tomorrow on; who holds no work gets nothing.
    wants(&client, "province", "zh", 0);
    wants(&client, "admin", "zh", 1);
    let mut reminding = Reminding::of(&client.world.site).expect("an outbox");
    assert_eq!(reminding.pass().await.map(|passed| (passed.letters, passed.left)), Some((1, 0)));
    assert_eq!(reminding.pass().await, None, "the day is through");
    assert_eq!(pass(&client).await.letters, 0, "another start on the same day");
    assert_eq!(letters(&client).keys().collect::<Vec<_>>(), ["federation@example.com"]);
    // The day after there is nothing new for the federation; and who confirmed yesterday hears what waits.
    client.world.at(TODAY + DAY);
    assert_eq!(reminding.pass().await.map(|passed| passed.left), Some(0));
    assert!(letters(&client).contains_key("province@example.com"));
    // A clock that goes back writes nothing.
    client.world.at(TODAY);
    assert_eq!(pass(&client).await.letters, 0);
    client.world.registry.end_reminders("P-FEDERATION").expect("ended");
    client.world.at(TODAY + 40 * DAY);
    pass(&client).await;
    assert!(!letters(&client).contains_key("federation@example.com"), "who stopped gets no letter");
}

#[tokio::test]
async fn what_the_outbox_did_not_take_is_written_at_the_next_look() {
    let client = Client::new();
    for login in ["federation", "county", "maker"] {
        wants(&client, login, "en", 1);
    }
    client.letters.fill(true);
    let mut reminding = Reminding::of(&client.world.site).expect("an outbox");
    let failed = reminding.pass().await.expect("a pass");
    assert!(failed.letters == 0 && failed.left > 0, "{failed:?}");
    client.letters.fill(false);
    let passed = reminding.pass().await.expect("another one");
    assert_eq!((passed.letters, passed.left), (letters(&client).len(), 0));
    assert!(passed.letters > 0);
    assert_eq!(reminding.pass().await, None);
}
