//! What the desks say of their rows, and that each of them can be taken away, put in order and looked through.

use policy::calendar::Day;
use policy::powers::{Actor, Office, OfficeKind};
use registry::{Moment, Order};
use serde_json::json;

use crate::client::Client;
use crate::hand::Hand;
use crate::world::TODAY;

const LOGINS: [&str; 11] = [
    "federation",
    "county",
    "province",
    "body",
    "laboratory",
    "maker",
    "other",
    "two_makers",
    "expert",
    "finance",
    "admin",
];

/// The values that a page offers to choose in a field.
fn options(page: &str, field: &str) -> Vec<String> {
    let Some((_, rest)) = page.split_once(&format!("<select class=\"ds-input\" id=\"{field}\"")) else {
        return Vec::new();
    };
    let list = rest.split("</select>").next().unwrap_or_default();
    let values = list.split("<option value=\"").skip(1);
    values.map(|value| value.split('"').next().unwrap_or_default().to_owned()).collect()
}

fn hand<'c>(client: &'c Client, login: &str) -> Hand<'c> {
    let (cookie, form) = client.session(login, None);
    Hand { client, who: (format!("lang=en; {cookie}"), form) }
}

/// Whatever a desk tells comes as a file, whole and part by part, and every part has its orders.
#[tokio::test]
async fn every_part_of_every_desk_is_put_in_order_and_taken_away() {
    let client = Client::new();
    let mut told = 0;
    for login in LOGINS {
        let hand = hand(&client, login);
        let desk = hand.get("/desk").await.body;
        let parts = options(&desk, "part");
        assert_eq!(
            desk.contains("class=\"ds-button\" data-variant=\"tertiary\" href=\"/desk?format=csv\""),
            !parts.is_empty(),
            "{login}"
        );
        for part in parts.into_iter().filter(|part| !part.is_empty()) {
            told += 1;
            // What is expensive is bounded for each address.
            client.world.at(client.world.now() + 120);
            let alone = hand.get(&format!("/desk?part={part}")).await;
            assert!(alone.status == 200 && alone.body.contains("<li><a class=\"title\""), "{login} {part}");
            assert_eq!(options(&alone.body, "sort").is_empty(), part == "papers", "{login} {part}");
            for format in ["csv", "xlsx"] {
                let address = format!("/desk?part={part}&format={format}");
                assert!(
                    alone.body.contains(&address.replace('&', "&#38;")),
                    "{login} {part}: {}",
                    alone.body
                );
                let file = hand.get(&address).await;
                assert_eq!(file.status.as_u16(), 200, "{login} {address}");
                assert!(
                    format == "xlsx" || file.body.lines().count() > 1,
                    "{login} {address}: {}",
                    file.body
                );
            }
            for sort in options(&alone.body, "sort") {
                assert_eq!(hand.get(&format!("/desk?part={part}&sort={sort}")).await.status.as_u16(), 200);
            }
        }
    }
    assert!(told > 20, "{told} parts");
}

/// A maker reads of what is under way where it stands, and of what ends when that is and what follows.
#[tokio::test]
async fn a_maker_reads_where_things_stand_and_what_follows_if_nobody_acts() {
    let client = Client::new();
    let desk = hand(&client, "other").get("/desk").await.body;
    let row = desk.split("<li>").find(|row| row.contains("CK-3")).expect("a check");
    assert!(row.contains("class=\"ds-tag state\"") && row.contains("Sampled"), "{row}");
    // A hundred days before the last one of a mark.
    let marks = hand(&client, "maker").get("/desk?part=own_marks").await.body;
    let row = marks.split("<li>").find(|row| row.contains(client.world.named("valid"))).expect("a mark");
    let last = row.rsplit_once(" to ").expect("a period").1.get(..10).expect("a day");
    let last: Day = last.parse().expect("a day");
    let today: Day = "2026-11-24".parse().expect("a day");
    client.world.at(TODAY + (today.days_until(last) - 100) * 86_400);
    let near = hand(&client, "maker").get("/desk?part=own_days").await.body;
    let rows: Vec<&str> = near.split("<li>").filter(|row| row.contains("A mark runs out")).collect();
    assert!(!rows.is_empty(), "{near}");
    for row in rows {
        let last = row.split_once("Ends ").expect("a last day").1.get(..10).expect("a day");
        let last: Day = last.parse().expect("a day");
        let says = format!(
            "If nobody acts, the authorisation ends with {last}; goods made from {} on may not be labelled with the mark (clause 8)",
            last.next()
        );
        assert!(row.contains(&says), "{says}: {row}");
    }
}

/// Finance reads what a subsidy rests on and that it has nothing to enter; a table that is shown is none of it.
#[tokio::test]
async fn finance_reads_what_a_subsidy_rests_on() {
    let client = Client::new();
    // A part that was taken in drafting a standard under which the maker has no mark; entered years late.
    let office = Office::sole(OfficeKind::Federation);
    let actor = Actor { person: client.world.holder_of(&office), office };
    let role = json!({
        "fact": "drafting_role", "id": "DR-FINANCE", "edition": "T/ZZB 0087-2017", "part": "participant",
        "drafter": "maker", "since": "2019-02-01",
    });
    let command = json!({
        "key": "finance-1", "enterprise": client.world.named("maker"), "on": "2019-02-01",
        "act": { "do": "enter_fact", "fact": role },
    });
    let command = serde_json::from_value(command).expect("a command");
    let now = Moment { unix_seconds: client.world.now() };
    client.world.registry.act(Order { actor, command, now, expected: None }).expect("entered");
    let finance = hand(&client, "finance").get("/desk").await.body;
    let county = hand(&client, "county").get("/desk").await.body;
    assert!(county.contains("Show the comparison table"), "{county}");
    assert!(!finance.contains("Show the comparison table"), "{finance}");
    for says in ["Duties overdue for which no subsidy is paid (clause 14)", "there is nothing to enter here"]
    {
        assert!(finance.contains(says) && !county.contains(says), "{says}: {finance}");
    }
}

/// Work that a late entry opened says since when it is, and since when that is known.
#[tokio::test]
async fn work_that_was_opened_late_tells_both_days() {
    let client = Client::new();
    let (province, maker) = (hand(&client, "province"), client.world.named("maker").to_owned());
    let form = format!("/cases/enterprise/{maker}/acts/listing-entry");
    let typed = "key=l-1&acting=%7B%22kind%22%3A%22province_bureau%22%2C%22of%22%3A%22330000%22%7D";
    let kept = province.post(&form, &format!("{typed}&on=2026-11-20&fact.authority=x")).await;
    let check = kept.header("location").to_owned();
    let page = province.get(&check).await.body;
    let seen = page.split_once("name=\"seen\" value=\"").and_then(|(_, rest)| rest.split_once('"'));
    let seen = seen.unwrap_or_else(|| panic!("nothing to confirm: {page}")).0;
    assert_eq!(province.post(&check, &format!("seen={seen}")).await.status.as_u16(), 303);
    let federation = hand(&client, "federation");
    let says = "Opened on 2026-11-20, known since 2026-11-24";
    let desk = federation.get("/desk?part=proceedings").await.body;
    assert!(desk.contains(says), "{desk}");
    assert!(
        hand(&client, "maker")
            .get("/desk")
            .await
            .body
            .contains("opened on 2026-11-20, known since 2026-11-24")
    );
    let file = federation.get("/desk?part=proceedings&format=csv").await.body;
    assert!(file.contains("Known since, where later"), "{file}");
    assert!(file.lines().any(|line| line.contains(",2026-11-20,2026-11-24,")), "{file}");
    // What was entered on its day says one.
    assert!(desk.matches("known since").count() < desk.matches("Opened on").count(), "{desk}");
}

/// Photos are seen beside their links by whoever may open them, and say what they are of.
#[tokio::test]
async fn photos_of_labels_are_shown_to_who_may_open_them() {
    let client = Client::new();
    let case = format!("/cases/label/{}", client.world.named("label"));
    let page = hand(&client, "county").get(&case).await.body;
    let picture = page.split_once("<img class=\"thumb\" src=\"").map(|(_, rest)| rest.split_once('>'));
    let (picture, _) = picture.flatten().unwrap_or_else(|| panic!("no picture: {page}"));
    for says in ["width=\"160\" height=\"120\"", "loading=\"lazy\"", "alt=\"Photo of the labels 1 of 1: "] {
        assert!(picture.contains(says), "{picture}");
    }
    let file = picture.split('"').next().expect("an address");
    assert!(page.contains(&format!("<a class=\"title\" href=\"{file}\">")), "the whole one is a link");
    let given = hand(&client, "county").get(file).await;
    assert_eq!((given.status.as_u16(), given.header("content-type")), (200, "image/png"));
    // Those who do not read what came with it see no picture of it.
    for login in ["body", "finance", "admin"] {
        let answer = hand(&client, login).get(&case).await;
        assert!(!answer.body.contains("<img class=\"thumb\""), "{login}");
        assert_ne!(hand(&client, login).get(file).await.status.as_u16(), 200, "{login}");
    }
}

/// A name of a parameter that no desk knows is told, as above every list, and refused for a file.
#[tokio::test]
async fn a_name_that_no_desk_knows_is_told() {
    let client = Client::new();
    for (login, path) in [("federation", "/desk"), ("maker", "/desk"), ("admin", "/desk/offices")] {
        let (cookie, form) = client.session(login, None);
        let hand = Hand { client: &client, who: (format!("lang=en; {cookie}"), form) };
        let page = hand.get(&format!("{path}?%3Cfoo%3E=1&lang=en&type=large")).await;
        let says = "not filtered by “&#60;foo&#62;”: “1”";
        assert!(
            page.status == 200 && page.body.matches("not filtered by").count() == 1,
            "{path}: {}",
            page.body
        );
        assert!(page.body.contains(says), "{path}: {}", page.body);
        client.world.at(client.world.now() + 120);
        let file = hand.get(&format!("{path}?format=csv&foo=1")).await;
        assert!(file.status == 400 && file.body.contains("not filtered by “foo”"), "{path}: {}", file.body);
        client.world.at(client.world.now() + 120);
        assert_eq!(hand.get(&format!("{path}?format=csv")).await.status.as_u16(), 200, "{path}");
    }
}

/// Where as many forms are kept as are, the desk says what goes when another is begun.
#[tokio::test]
async fn that_no_more_forms_are_kept_is_told_before_one_goes() {
    let client = Client::new();
    let hand = Hand { client: &client, who: client.session("federation", None) };
    let form = format!("/cases/authorization/{}/acts/authorization-end", client.world.named("valid"));
    let says = "已保留20份填写中的表单，已达上限";
    for number in 0..20 {
        assert!(number != 19 || !hand.get("/desk").await.body.contains(says));
        let typed = format!(
            "key=own-{number}&version=&acting=%7B%22kind%22%3A%22federation%22%7D&on=2026-11-24&reason=x"
        );
        assert_eq!(hand.post(&form, &typed).await.status.as_u16(), 303, "{number}");
    }
    let desk = hand.get("/desk").await.body;
    assert!(desk.contains(says) && desk.contains("最久未改动（2026-11-24）的一份将被替换"), "{desk}");
}
