//! The daily letters: who gets one, on which days, and what it says beside what the desk says.

use std::collections::BTreeMap;

use ledger::{digest, hex};
use policy::calendar::Day;
use registry::{Confirmed, Confirming, Moment, Reminders, Token};
use serde_json::Value;
use site::{Passed, Reminding};

use crate::client::Client;
use crate::outbox::read;
use crate::program::told;
use crate::world::{TODAY, people};

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

/// Whether an item of a desk waits: then it says by when in its second line, and what comes of it.
fn waits(item: &Value) -> bool {
    let line = item["says"][1].as_str().unwrap_or_default();
    !item["due"].is_null() || line.starts_with("无期限规定") || line.starts_with("No last day is set")
}

/// What of a desk waits, part by part.
fn waiting(desk: &Value) -> Vec<(String, usize)> {
    let count =
        |part: &Value| part["items"].as_array().expect("items").iter().filter(|item| waits(item)).count();
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

/// Whether a desk as programs are told it is a reason for a letter on a day, with a look at every day before.
fn is_expected(desk: &Value, today: Day, told: Option<Day>) -> bool {
    let day = |value: &Value| value.as_str().map(|day| day.parse::<Day>().expect("a day"));
    let parts = desk["parts"].as_array().expect("parts").iter();
    let mut items =
        parts.flat_map(|part| part["items"].as_array().expect("items")).filter(|item| waits(item));
    items.any(|item| {
        let began = day(&item["since"]["known"]).or(day(&item["since"]["day"]));
        let is_new = match began {
            Some(began) => began < today && told.is_none_or(|told| told <= began),
            None => told.is_none(),
        };
        let left = day(&item["due"]["day"]).map(|due| today.days_until(due));
        is_new
            || (left.is_some_and(|left| [7, 3, 1, 0, -1].contains(&left))
                && began.is_none_or(|began| began < today))
    })
}

/// A token of a login that serves for weeks; by which name it asks.
fn later(client: &Client, login: &str) -> String {
    let world = &client.world;
    let mut people = people(world.named("maker"), world.named("failed")).into_iter();
    let (_, person, _, office) = people.find(|(known, ..)| *known == login).expect("somebody");
    let token = Token {
        digest: hex(&digest(format!("pzb_{login}_later_act").as_bytes())),
        person: person.to_owned(),
        office: Some(office),
        scope: "read".to_owned(),
        label: "weeks".to_owned(),
        expires: TODAY + 60 * DAY,
        used: 0,
    };
    world.registry.add_token(&token).expect("added");
    format!("{login}_later")
}

/// Three weeks, day by day: letters are written on the days on which the desk has a reason, and on no other.
#[tokio::test]
async fn letters_follow_the_desk_day_by_day() {
    let client = Client::new();
    let logins = ["federation", "county", "maker", "other"];
    logins.iter().for_each(|login| wants(&client, login, "en", 1));
    let asks = logins.map(|login| (login, later(&client, login)));
    let mut told_on: BTreeMap<&str, Day> = BTreeMap::new();
    let (mut written, mut quiet) = (0, 0);
    let mut reminding = Reminding::of(&client.world.site).expect("an outbox");
    for at in 0..21 {
        client.world.at(TODAY + at * DAY);
        let today = Moment { unix_seconds: client.world.now() }.day();
        let mut expected = Vec::new();
        for (login, name) in &asks {
            let desk = told(&client, Some(name), "/api/v1/desk?lang=zh").await;
            if is_expected(&desk, today, told_on.get(login).copied()) {
                expected.push(format!("To: {login}@example.com"));
                told_on.insert(login, today);
                written += 1;
            } else {
                quiet += 1;
            }
        }
        assert_eq!(reminding.pass().await.map(|passed| passed.left), Some(0));
        let to = |(_, letter): (String, Vec<u8>)| {
            let letter = String::from_utf8(letter).expect("ASCII");
            letter.lines().find(|line| line.starts_with("To: ")).expect("a receiver").to_owned()
        };
        let mut letters: Vec<String> = client.letters.take().into_iter().map(to).collect();
        letters.sort();
        expected.sort();
        assert_eq!(letters, expected, "{today}");
    }
    assert!(written >= 8 && quiet >= 8, "{written} letters, {quiet} days without");
}
