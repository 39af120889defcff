//! Choosing reminders by e-mail on the page: the address, the code, and the end; and what somebody may try there.

use registry::{Confirmed, Disabling, Moment, Standing};

use crate::client::Client;
use crate::hand::Hand;
use crate::outbox::{code, read};
use crate::world::TODAY;

const PAGE: &str = "/account/reminders";

fn hand<'c>(client: &'c Client, login: &str) -> Hand<'c> {
    Hand { client, who: client.session(login, None) }
}

/// Asks for a code and gives it.
async fn asked(hand: &Hand<'_>, address: &str) -> String {
    let answer = hand.post(PAGE, &format!("address={address}&language=en")).await;
    assert_eq!((answer.status.as_u16(), answer.header("location")), (303, PAGE), "{}", answer.body);
    code(&hand.client.letters.one())
}

async fn typed(hand: &Hand<'_>, code: &str) -> (u16, String) {
    let answer = hand.post(&format!("{PAGE}/code"), &format!("code={code}")).await;
    (answer.status.as_u16(), format!("{}{}", answer.header("location"), answer.body))
}

fn stands(client: &Client, person: &str) -> Option<Confirmed> {
    let now = Moment { unix_seconds: client.world.now() };
    client.world.registry.reader().reminders_of(person, now).expect("reads").map(|one| one.stands)
}

#[tokio::test]
async fn an_address_is_used_after_its_code_was_typed_back() {
    let client = Client::new();
    let maker = hand(&client, "maker");
    let page = maker.get(&format!("{PAGE}?lang=en")).await.body;
    assert!(page.contains("name=\"address\"") && !page.contains("name=\"code\""), "{page}");
    let answer = maker.post(PAGE, "address=+Chen.Mou%40Example.COM+&language=en").await;
    assert_eq!((answer.status.as_u16(), answer.header("location")), (303, PAGE));
    let letter = client.letters.one();
    assert_eq!(letter["to"], serde_json::json!([["", "Chen.Mou@example.com"]]));
    assert_eq!(letter["language"], "en");
    let body = letter["body"].as_str().expect("a text");
    // Lines are folded.
    assert!(body.replace('\n', " ").contains("until 25 November 2026 12:00:00 (Beijing time):"), "{body}");
    assert!(body.contains("\nhttp://pages.example/account/reminders\n"), "{body}");
    let page = maker.get(&format!("{PAGE}?lang=en")).await.body;
    assert!(page.contains("on its way to Chen.Mou@example.com") && page.contains("name=\"code\""), "{page}");
    assert!(matches!(stands(&client, "P-MAKER"), Some(Confirmed::Asked(_))));
    let code = code(&letter);
    let (status, to) = typed(&maker, &format!("{}+{}", &code[..4], &code[4..])).await;
    assert_eq!((status, to.as_str()), (303, "/account/reminders?told=confirmed"));
    let today = Moment { unix_seconds: TODAY }.day();
    assert_eq!(stands(&client, "P-MAKER"), Some(Confirmed::Since { day: today, told: None }));
    // The same press once more, and whatever else: nothing waits for a code.
    assert_eq!(typed(&maker, &code).await, (303, PAGE.to_owned()));
    // Another language is no other address.
    let answer = maker.post(PAGE, "address=Chen.Mou%40example.com&language=zh").await;
    assert_eq!(answer.header("location"), "/account/reminders?told=saved");
    assert!(client.letters.take().is_empty());
    let page = maker.get(&format!("{PAGE}?lang=en")).await.body;
    assert!(page.contains("Reminders go to Chen.Mou@example.com, in 中文."), "{page}");
    // Whoever stops is forgotten, and nothing more is written.
    let answer = maker.post(&format!("{PAGE}/end"), "").await;
    assert_eq!(answer.header("location"), "/account/reminders?told=stopped");
    assert_eq!(stands(&client, "P-MAKER"), None);
    assert!(!maker.get(PAGE).await.body.contains("example.com\""));
}

#[tokio::test]
async fn a_code_is_one_persons_for_a_day_and_five_tries() {
    let client = Client::new();
    let (maker, other) = (hand(&client, "maker"), hand(&client, "other"));
    let code = asked(&maker, "a%40example.com").await;
    // Another person's session has no code, and one of its own is not this.
    assert_eq!(typed(&other, &code).await.0, 422);
    asked(&other, "b%40example.com").await;
    assert_eq!(typed(&other, &code).await.0, 422);
    assert!(matches!(stands(&client, "P-OTHER"), Some(Confirmed::Asked(_))));
    let wrong = if code == "00000000" { "00000001" } else { "00000000" };
    for left in (1..5).rev() {
        let (status, page) = typed(&maker, wrong).await;
        assert!(status == 422 && page.contains(&format!("还可以填写{left}次")), "{page}");
    }
    let (_, page) = typed(&maker, wrong).await;
    assert!(page.contains("已作废") && !page.contains("name=\"code\""), "{page}");
    assert_eq!(stands(&client, "P-MAKER"), None);
    assert_eq!(typed(&maker, &code).await.0, 422, "spent");
    // Its last second, and the one after it.
    for (later, status) in [(24 * 3600, 303), (24 * 3600 + 1, 422)] {
        client.world.at(TODAY);
        let code = asked(&hand(&client, "maker"), "c%40example.com").await;
        client.world.at(TODAY + later);
        assert_eq!(typed(&hand(&client, "maker"), &code).await.0, status, "{later}");
        client.world.registry.end_reminders("P-MAKER").expect("ended");
    }
    // What is typed for a code is bounded.
    client.world.at(TODAY);
    assert_eq!(typed(&hand(&client, "maker"), &"1".repeat(10_000)).await.0, 422);
}

#[tokio::test]
async fn another_address_starts_anew_and_letters_are_few() {
    let client = Client::new();
    let maker = hand(&client, "maker");
    let first = asked(&maker, "a%40example.com").await;
    // The same press: one letter.
    maker.post(PAGE, "address=a%40example.com&language=en").await;
    assert!(client.letters.take().is_empty());
    let second = asked(&maker, "b%40example.com").await;
    if first != second {
        assert_eq!(typed(&maker, &first).await.0, 422);
    }
    assert_eq!(typed(&maker, &second).await.0, 303);
    for letter in ["c", "d", "e"] {
        asked(&maker, &format!("{letter}%40example.com")).await;
        assert!(
            matches!(stands(&client, "P-MAKER"), Some(Confirmed::Asked(_))),
            "{letter} was not confirmed"
        );
    }
    // Five a day, also for whoever stops in between.
    maker.post(&format!("{PAGE}/end"), "").await;
    let many = maker.post(PAGE, "address=f%40example.com&language=en").await;
    assert_eq!(many.status.as_u16(), 422);
    assert!(many.body.contains("已达5封") && client.letters.take().is_empty(), "{}", many.body);
    client.world.at(TODAY + 24 * 3600);
    asked(&hand(&client, "maker"), "f%40example.com").await;
}

#[tokio::test]
async fn what_is_no_address_is_told_calmly_and_written_nowhere() {
    let client = Client::new();
    let maker = hand(&client, "maker");
    let long = format!("{}%40example.com", "a".repeat(300));
    for typed in [
        "",
        "a",
        "a%40example.com%0D%0ABcc%3A+b%40example.com",
        "a%40example.com%0AX-Other%3A+1",
        "a%40example.com%2C+b%40example.com",
        "%E9%99%88+%3Ca%40example.com%3E",
        "%E9%99%88%40example.com",
        "a%40%E4%BE%8B%E5%AD%90.%E4%B8%AD%E5%9B%BD",
        "%22a+b%22%40example.com",
        "a%40example.com%00",
        "%E2%80%AEa%40example.com",
        "%3Cscript%3E%40example.com",
        &long,
    ] {
        let answer = maker.post(PAGE, &format!("address={typed}&language=en")).await;
        assert_eq!(answer.status.as_u16(), 422, "{typed}");
        assert!(
            answer.body.contains("href=\"#address\"") && !answer.body.contains(&"a".repeat(255)),
            "{typed}"
        );
    }
    for language in ["", "de", "zh-CN%0D%0A"] {
        let answer = maker.post(PAGE, &format!("address=a%40example.com&language={language}")).await;
        assert!(answer.status.as_u16() == 422 && answer.body.contains("href=\"#language\""), "{language}");
    }
    assert!(client.letters.take().is_empty() && stands(&client, "P-MAKER").is_none());
}

#[tokio::test]
async fn nobody_else_starts_or_stops_them() {
    let client = Client::new();
    let (maker, other) = (hand(&client, "maker"), hand(&client, "other"));
    asked(&maker, "a%40example.com").await;
    // A form of somebody else's session, and one from elsewhere.
    let foreign = Hand { client: &client, who: (maker.who.0.clone(), other.who.1.clone()) };
    for (path, fields) in [(PAGE, "address=b%40example.com&language=en"), ("/account/reminders/end", "")] {
        assert_eq!(foreign.post(path, fields).await.status.as_u16(), 403, "{path}");
    }
    other.post("/account/reminders/end", "").await;
    assert!(stands(&client, "P-MAKER").is_some());
    // The administrator's pages tell no address, of anybody; nor do the metrics or the account's own list.
    let admin = hand(&client, "admin");
    for path in ["/desk/offices", "/desk/offices/P-MAKER", "/account"] {
        assert!(!admin.get(path).await.body.contains("a@example.com"), "{path}");
    }
}

#[tokio::test]
async fn without_an_outbox_and_with_one_that_is_full_the_page_says_so() {
    let client = Client::new();
    client.letters.fill(true);
    let maker = hand(&client, "maker");
    // As often as one likes: what was not written is not counted.
    for _ in 0..6 {
        maker.post(PAGE, "address=a%40example.com&language=en").await;
    }
    let answer = maker.post(PAGE, "address=a%40example.com&language=en").await;
    assert_eq!(answer.status.as_u16(), 422);
    assert!(answer.body.contains("信件暂时发不出去") && answer.body.contains("value=\"a@example.com\""));
    assert!(stands(&client, "P-MAKER").is_none(), "nothing is kept");
    client.letters.fill(false);
    asked(&maker, "a%40example.com").await;
    let mut bare = Client::new();
    bare.world.site.post = None;
    bare.router = site::router(bare.world.site.clone());
    let maker = hand(&bare, "maker");
    let page = maker.get(&format!("{PAGE}?lang=en")).await.body;
    assert!(
        page.contains("has not set reminders by e-mail up") && !page.contains("name=\"address\""),
        "{page}"
    );
    assert_eq!(maker.post(PAGE, "address=a%40example.com&language=en").await.status.as_u16(), 422);
}

#[tokio::test]
async fn a_disabled_account_is_forgotten() {
    let client = Client::new();
    let code = asked(&hand(&client, "maker"), "a%40example.com").await;
    assert_eq!(typed(&hand(&client, "maker"), &code).await.0, 303);
    let registry = &client.world.registry;
    assert_eq!(registry.reader().to_remind().expect("reads").len(), 1);
    // A password that somebody else gave: until another one is chosen, nobody is written to.
    let hash = registry.reader().account_of("P-MAKER").expect("reads").expect("there").hash;
    registry.set_password("P-MAKER", &hash, Standing::ToChoose).expect("set");
    assert!(registry.reader().to_remind().expect("reads").is_empty());
    let now = Moment { unix_seconds: TODAY };
    assert_eq!(registry.disable_account("P-MAKER", now).expect("disabled"), Disabling::Done);
    assert!(stands(&client, "P-MAKER").is_none());
}

/// Both languages arrive as they were written, from a sender with rare characters in its name.
#[tokio::test]
async fn a_letter_is_what_any_mail_program_reads() {
    let client = Client::new();
    for (login, language, tag, subject) in [
        ("maker", "zh", "zh-CN", "品字标平台：请确认接收提醒的邮箱"),
        ("other", "en", "en", "Zhejiang Made platform: confirm the address for reminders"),
    ] {
        hand(&client, login).post(PAGE, &format!("address=a%2Bb%40example.com&language={language}")).await;
        let [(name, bytes)] = &client.letters.take()[..] else { panic!("one letter") };
        let letter = read(bytes);
        assert_eq!((&letter["subject"], &letter["language"]), (&subject.into(), &tag.into()));
        assert_eq!(letter["from"], serde_json::json!([["品字标“𠮷䶮”, 浙江", "reminders@pages.example"]]));
        assert_eq!(letter["to"], serde_json::json!([["", "a+b@example.com"]]));
        assert_eq!((&letter["auto"], &letter["seconds"]), (&"auto-generated".into(), &TODAY.into()));
        assert_eq!((&letter["type"], &letter["charset"]), (&"text/plain".into(), &"utf-8".into()));
        assert_eq!(letter["defects"], serde_json::json!([]));
        assert_eq!((&letter["is_multipart"], &letter["has_bare_line_end"]), (&false.into(), &false.into()));
        // An encoded word has 75 characters at most, and the first stands behind the name of its header.
        assert!(letter["longest_line"].as_u64().expect("a number") <= 75 + 9, "{letter}");
        let headers =
            ["auto-submitted", "content-language", "content-transfer-encoding", "content-type", "date"];
        let headers: Vec<&str> =
            headers.into_iter().chain(["from", "message-id", "mime-version", "subject", "to"]).collect();
        assert_eq!(letter["headers"], serde_json::json!(headers));
        let id = letter["id"].as_str().expect("an identifier");
        let (own, host) = id.trim_matches(['<', '>']).split_once('@').expect("a host");
        assert!(host == "pages.example" && *name == format!("2026-11-24.{own}.pzb"), "{id} {name}");
        let body = letter["body"].as_str().expect("a text");
        assert!(!body.contains('\u{fffd}') && !body.contains("P-"), "{body}");
    }
}
