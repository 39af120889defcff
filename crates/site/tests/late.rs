//! Forms that come after their session is over, or after somebody else signed in: what was typed is kept for whoever typed
//! it, is shown to nobody else, and nothing is done.

use policy::powers::OfficeKind;
use registry::FORM_DRAFT;

use crate::client::{Answer, Asked, Client};
use crate::hand::Hand;

const FEDERATION: &str = "acting=%7B%22kind%22%3A%22federation%22%7D";
/// 企业停产，理由如下
const TYPED: &str = "%E4%BC%81%E4%B8%9A%E5%81%9C%E4%BA%A7%EF%BC%8C%E7%90%86%E7%94%B1%E5%A6%82%E4%B8%8B";
const SHOWN: &str = "企业停产，理由如下";

/// The form of a decision with its reasons.
fn form(client: &Client) -> String {
    format!("/cases/authorization/{}/acts/authorization-end", client.world.named("valid"))
}

fn fields(key: &str) -> String {
    format!("key={key}&version=&{FEDERATION}&on=2026-11-24&reason={TYPED}")
}

/// Where a form that was kept goes on after signing in.
fn next(location: &str) -> String {
    let next = location.strip_prefix("/sign-in?kept=1&next=").unwrap_or_else(|| panic!("kept: {location}"));
    ["%2F=/", "%3F=?", "%3D==", "%26=&"].iter().fold(next.to_owned(), |next, pair| {
        let (from, to) = pair.split_once('=').expect("a pair");
        next.replace(from, to)
    })
}

/// The same person, or another one, signed in a second later.
fn later<'c>(client: &'c Client, login: &str, office: Option<&str>) -> Hand<'c> {
    client.world.at(client.world.now() + 1);
    Hand { client, who: client.session(login, office) }
}

/// The browser of somebody whose cookie is gone, with the form that is still open in it.
fn signed_out<'c>(hand: &Hand<'c>) -> Hand<'c> {
    Hand { client: hand.client, who: ("lang=zh".to_owned(), hand.who.1.clone()) }
}

/// The same browser after a form was kept: it knows of it.
fn told<'c>(hand: Hand<'c>, kept: &Answer) -> Hand<'c> {
    let (cookie, form) = hand.who;
    let mark = kept.header("set-cookie").split(';').next().unwrap_or_default();
    Hand { client: hand.client, who: (format!("{cookie}; {mark}"), form) }
}

fn drafts(client: &Client, person: &str) -> usize {
    let office = policy::powers::Office::sole(OfficeKind::Federation);
    let all = client.world.registry.reader().drafts(person, &office).expect("reads");
    all.into_iter().filter(|draft| draft.id.starts_with(FORM_DRAFT)).count()
}

#[tokio::test]
async fn a_form_is_kept_however_its_session_ended() {
    for way in ["time", "tab", "account", "administrator", "password", "lost"] {
        let client = Client::new();
        let hand = Hand { client: &client, who: client.session("federation", None) };
        let form = form(&client);
        let mut browser = Hand { client: &client, who: hand.who.clone() };
        let done = match way {
            "time" => {
                client.world.at(client.world.now() + 13 * 3600);
                303
            }
            // Signed out in another tab of the same browser: the cookie is gone.
            "tab" => {
                browser = signed_out(&hand);
                hand.post("/sign-out", "").await.status.as_u16()
            }
            // From another machine of the same person.
            "account" => {
                later(&client, "federation", None).post("/account/sessions/end", "").await.status.as_u16()
            }
            "administrator" => {
                let admin = Hand { client: &client, who: client.session("admin", None) };
                admin.post("/desk/offices/P-FEDERATION/sessions/end", "").await.status.as_u16()
            }
            "password" => {
                let hash = site::password_hash("another long password", &[2; 16]).expect("a hash");
                let set = client.world.registry.set_password("P-FEDERATION", &hash, registry::Standing::Open);
                if set.expect("set") { 303 } else { 404 }
            }
            _ => {
                browser = signed_out(&hand);
                303
            }
        };
        assert_eq!(done, 303, "{way}");
        let answer = browser.post(&form, &fields("k-1")).await;
        assert_eq!(answer.status.as_u16(), 303, "{way}: {}", answer.body);
        let location = answer.header("location").to_owned();
        // What was typed is neither in the address nor in the answer.
        assert!(!location.contains(TYPED) && !answer.body.contains(SHOWN), "{way}: {location}");
        browser = told(browser, &answer);
        assert!(browser.get(&location).await.body.contains("你填写的内容已保留"), "{way}");
        // Sent twice it is kept once.
        browser.post(&form, &fields("k-1")).await;
        assert_eq!(drafts(&client, "P-FEDERATION"), 1, "{way}");
        // Another person who signs in there finds nothing of it.
        let next = next(&location);
        for (login, office) in [("both", Some("federation")), ("maker", None)] {
            let other = later(&client, login, office);
            assert!(!other.get(&next).await.body.contains(SHOWN), "{way} {login}");
            assert!(
                !other.get("/desk").await.body.contains("/acts/authorization-end/check?key="),
                "{way} {login}"
            );
        }
        // The same person finds it in the form, and has done nothing.
        let again = told(later(&client, "federation", None), &answer);
        let page = again.get(&next).await;
        assert!(page.status == 200 && page.body.contains(SHOWN), "{way}: {}", page.body);
        assert!(page.body.contains("尚未办理任何事项") && page.body.contains("name=\"reason\""), "{way}");
        let mark = client.send(&Asked::get(&format!("/v/{}", client.world.named("valid")))).await;
        assert!(mark.body.contains("有效") && !mark.body.contains("已注销"), "{way}");
    }
}

#[tokio::test]
async fn whoever_else_is_signed_in_by_now_is_shown_nothing_and_does_nothing() {
    let client = Client::new();
    let (hand, form) = (Hand { client: &client, who: client.session("federation", None) }, form(&client));
    // Another person signed in in the same browser: their cookie comes with the form.
    let other = later(&client, "both", Some("federation"));
    let mixed = Hand { client: &client, who: (other.who.0.clone(), hand.who.1.clone()) };
    let answer = mixed.post(&form, &fields("k-2")).await;
    assert_eq!(answer.status.as_u16(), 403);
    assert!(answer.body.contains("这张表单不是你填写的") && !answer.body.contains(SHOWN), "{}", answer.body);
    assert_eq!((drafts(&client, "P-FEDERATION"), drafts(&client, "P-BOTH")), (1, 0));
    assert!(!other.get(&format!("{form}?key=k-2")).await.body.contains(SHOWN));
    // The same person signed in again there: straight on, in the form.
    let again = later(&client, "federation", None);
    let mixed = Hand { client: &client, who: (again.who.0.clone(), hand.who.1.clone()) };
    let answer = mixed.post(&form, &fields("k-3")).await;
    let to = answer.header("location");
    assert!(answer.status == 303 && to.starts_with(&form) && to.ends_with("&kept=1"), "{to}");
    assert!(again.get(to).await.body.contains(SHOWN));
    // What was looked at and is confirmed late is done by nobody; the check leads on.
    let answer = mixed.post(&format!("{form}/check?key=k-3"), "seen=x").await;
    assert_eq!(answer.header("location"), format!("{form}/check?key=k-3&kept=1"));
    let answer = signed_out(&hand).post(&format!("{form}/check?key=k-3"), "seen=x").await;
    assert!(next(answer.header("location")).starts_with(&form));
    let other = Hand { client: &client, who: (other.who.0, hand.who.1.clone()) };
    assert_eq!(other.post(&format!("{form}/check?key=k-3"), "seen=x").await.status.as_u16(), 403);
}

#[tokio::test]
async fn what_is_kept_is_bounded_in_size_in_time_and_to_those_who_may_come_back() {
    let client = Client::new();
    let hand = Hand { client: &client, who: client.session("federation", None) };
    let (browser, form) = (signed_out(&hand), form(&client));
    // More than a form brings is not read of who is not signed in.
    let long = format!("{}&more={}", fields("k-4"), "x".repeat(4 << 20));
    assert_eq!(browser.post(&form, &long).await.status.as_u16(), 413);
    let long = format!("{}&more={}", fields("k-4"), "x".repeat(300 << 10));
    assert_eq!(browser.post(&form, &long).await.status.as_u16(), 413);
    assert_eq!(drafts(&client, "P-FEDERATION"), 0);
    // From elsewhere, with a token that is none, or with none, it is a stranger's.
    let mut asked = Asked { method: "POST".to_owned(), path: form.clone(), ..Asked::default() };
    asked.headers.push(("content-type".to_owned(), "application/x-www-form-urlencoded".to_owned()));
    asked.headers.push(("origin".to_owned(), "https://evil.example".to_owned()));
    asked.body = format!("csrf={}&{}", hand.who.1, fields("k-5"));
    assert_eq!(client.send(&asked).await.status.as_u16(), 401);
    let nobody = Hand { client: &client, who: (browser.who.0.clone(), "f".repeat(64)) };
    assert_eq!(nobody.post(&form, &fields("k-5")).await.status.as_u16(), 401);
    // What was done already is not kept to be done again.
    let done = fields("k-d");
    assert_eq!(hand.post(&form, &done).await.status.as_u16(), 303);
    let check = format!("{form}/check?key=k-d");
    let body = hand.get(&check).await.body;
    let hidden = |name: &str| {
        let field = body.split(&format!("name=\"{name}\" value=\"")).nth(1);
        field.and_then(|rest| rest.split('"').next()).unwrap_or_default().to_owned()
    };
    let confirmed = hand.post(&check, &format!("seen={}", hidden("seen"))).await;
    if confirmed.header("location").contains("/receipt?key=k-d") {
        let late = browser.post(&form, &done).await;
        assert!(next(late.header("location")).contains("/receipt?key=k-d"), "{}", late.header("location"));
    } else {
        panic!("{} {}", confirmed.status, confirmed.header("location"));
    }
    assert_eq!(drafts(&client, "P-FEDERATION"), 0);
    // For an office that is not theirs nothing is kept.
    let province = fields("k-5").replace(FEDERATION, "acting=%7B%22kind%22%3A%22finance%22%7D");
    assert_eq!(browser.post(&form, &province).await.status.as_u16(), 403);
    assert_eq!(drafts(&client, "P-FEDERATION"), 0);
    // To the second: a day and a half after the session began.
    let began = client.world.now();
    client.world.at(began + registry::FORM_SECONDS - 1);
    assert_eq!(browser.post(&form, &fields("k-6")).await.status.as_u16(), 303);
    client.world.at(began + registry::FORM_SECONDS);
    assert_eq!(browser.post(&form, &fields("k-7")).await.status.as_u16(), 401);
    // Whose account is disabled comes back no more.
    client.world.at(began);
    let now = registry::Moment { unix_seconds: began };
    client.world.registry.disable_account("P-FEDERATION", now).expect("disabled");
    assert_eq!(browser.post(&form, &fields("k-8")).await.status.as_u16(), 401);
    assert_eq!(drafts(&client, "P-FEDERATION"), 1);
}

#[tokio::test]
async fn a_step_of_a_declaration_is_kept_too() {
    let client = Client::new();
    let (maker, failed) = (client.world.named("maker").to_owned(), client.world.named("failed").to_owned());
    let hand = Hand { client: &client, who: client.session("two_makers", Some(&maker)) };
    let acting = |code: &str| format!("acting=%7B%22kind%22%3A%22maker%22%2C%22of%22%3A%22{code}%22%7D");
    let asked =
        format!("key={}&{}&filing.product=P1&filing.until=2027-11-23", "ab".repeat(32), acting(&maker));
    // Where it begins: nobody is signed in by now.
    let answer = signed_out(&hand).post("/declare", &asked).await;
    let draft = next(answer.header("location"));
    let page = told(later(&client, "two_makers", Some(&maker)), &answer).get(&draft).await;
    assert!(
        page.status == 200 && page.body.contains("你填写这张表单时的会话已结束"),
        "{draft}: {}",
        page.body
    );
    let draft = draft.trim_end_matches("?kept=1").to_owned();
    // One question of it, wrong as it is typed; and the person acts for the other firm by now.
    let step = format!("{draft}/until");
    for (typed, browser) in [
        ("2027-02-30", signed_out(&hand)),
        (
            "2027-02-31",
            Hand {
                client: &client,
                who: (later(&client, "two_makers", Some(&failed)).who.0, hand.who.1.clone()),
            },
        ),
    ] {
        let answer = browser.post(&step, &format!("filing.until={typed}")).await;
        assert_eq!(answer.status.as_u16(), 303, "{}", answer.body);
        let again = later(&client, "two_makers", Some(&maker));
        assert!(again.get(&step).await.body.contains(&format!("value=\"{typed}\"")), "{typed}");
    }
    // Somebody else writes nothing into it and sees nothing of it.
    let other = later(&client, "other", None);
    let mixed = Hand { client: &client, who: (other.who.0.clone(), hand.who.1.clone()) };
    assert_eq!(mixed.post(&step, "filing.until=2027-03-32").await.status.as_u16(), 403);
    assert_eq!(other.post(&step, "filing.until=2027-03-33").await.status.as_u16(), 404);
    assert_eq!(other.get(&step).await.status.as_u16(), 404);
    let again = later(&client, "two_makers", Some(&maker));
    assert!(again.get(&step).await.body.contains("2027-03-32"));
    // Filed late is filed by nobody.
    let answer = signed_out(&hand).post(&format!("{draft}/review"), "seen=x").await;
    assert_eq!(next(answer.header("location")), format!("{draft}/review?kept=1"));
}

#[tokio::test]
async fn a_row_of_a_table_is_kept_in_the_office_in_which_it_is_written() {
    let client = Client::new();
    let form = "/cases/scheme/scheme/acts/edition-entry";
    let hand = Hand { client: &client, who: client.session("both", Some("federation")) };
    hand.post(form, &format!("key=t-1&{FEDERATION}&look=table")).await;
    let added = hand.post(&format!("{form}/table?key=t-1"), "press=add").await;
    let row = added.header("location").to_owned();
    assert!(row.contains("/table/rows/1"), "{row}: {}", added.body);
    let columns = format!("{form}/table/columns?key=t-1");
    let typed = |what: &str| format!("indicator={what}&limit=%E2%89%A520&press=save");
    // Nobody is signed in.
    let answer = signed_out(&hand).post(&row, &typed("gone-1")).await;
    assert_eq!(next(answer.header("location")), format!("{row}&kept=1"), "{}", answer.body);
    // It stands beside what is written at its place by now, once.
    let second = row.replace("/rows/1", "/rows/2");
    for _ in 0..2 {
        let answer = signed_out(&hand).post(&row, &typed("gone-5")).await;
        assert_eq!(next(answer.header("location")), format!("{second}&kept=1"), "{}", answer.body);
    }
    let answer = signed_out(&hand).post(&columns, "standard.0=GB+18401-2010").await;
    assert_eq!(next(answer.header("location")), format!("{columns}&kept=1"), "{}", answer.body);
    // Another office of the person is chosen by now, in another tab.
    let office = later(&client, "both", Some("administrator"));
    let read = |body: &str| body.contains("gone-1") || body.contains("other-2") || body.contains("GB 18401");
    let answer = office.post(&row, &typed("other-2")).await;
    assert!(answer.status == 409 && !read(&answer.body), "{}", answer.body);
    assert!(answer.body.contains("/account/office?next="), "{}", answer.body);
    // Somebody else.
    let other = later(&client, "federation", None);
    assert!(!read(&other.get(&row).await.body));
    let mixed = Hand { client: &client, who: (other.who.0, hand.who.1.clone()) };
    assert_eq!(mixed.post(&columns, "standard.0=GB+18401-2010&name.0=name-3").await.status.as_u16(), 403);
    let again = later(&client, "both", Some("federation"));
    assert!(again.get(&row).await.body.contains("value=\"other-2\""));
    assert!(again.get(&second).await.body.contains("value=\"gone-5\""));
    assert_eq!(again.get(&row.replace("/rows/1", "/rows/3")).await.status.as_u16(), 404);
    let page = again.get(&columns).await.body;
    assert!(page.contains("GB 18401-2010") && page.contains("name-3"), "{page}");
}

/// What was kept is told to the browser that sent it, and to nobody by an address alone.
#[tokio::test]
async fn that_something_was_kept_is_told_where_it_was() {
    let client = Client::new();
    let hand = Hand { client: &client, who: client.session("federation", None) };
    let browser = signed_out(&hand);
    let kept = browser.post(&form(&client), &fields("k-told")).await;
    let mark = kept.header("set-cookie").split(';').next().unwrap_or_default().to_owned();
    assert!(mark.strip_prefix("kept=").is_some_and(|mark| mark.len() == 16), "{mark}");
    let says = "你填写的内容已保留";
    let of = |cookie: &str| Hand { client: &client, who: (format!("lang=zh; {cookie}"), String::new()) };
    let page = kept.header("location").to_owned();
    assert!(of(&mark).get(&page).await.body.contains(says));
    assert!(!of("").get(&page).await.body.contains(says));
    assert!(!of(&mark).get("/sign-in").await.body.contains(says));
    // Another place has nothing that was kept, whatever its address says, nor has any for another mark.
    for (cookie, page) in [
        (mark.as_str(), "/sign-in?kept=1&next=/desk"),
        (&mark, "/sign-in?kept=1"),
        (&mark, "/marks?kept=1"),
        ("kept=1", page.as_str()),
        ("kept=0000000000000000", &page),
    ] {
        assert!(!of(cookie).get(page).await.body.contains(says), "{cookie} {page}");
    }
    // It is told behind the sign-in, in either language and size; and once it is done the page has it no more.
    let again = later(&client, "federation", None);
    let there = next(&page);
    let cookie = format!("{}; {mark}", again.who.0);
    let signed = Hand { client: &client, who: (cookie, again.who.1.clone()) };
    assert!(signed.get(&format!("{there}&lang=zh&type=large")).await.body.contains("已保留"));
    assert!(!signed.get("/desk?kept=1").await.body.contains("已保留"));
}

/// Whoever holds the token of a session that is over pushes nothing out that was kept, and loses nothing that they wrote.
#[tokio::test]
async fn a_late_form_takes_no_others_place() {
    let client = Client::new();
    let hand = Hand { client: &client, who: client.session("federation", None) };
    let form = form(&client);
    for number in 0..18 {
        assert_eq!(hand.post(&form, &fields(&format!("own-{number}"))).await.status.as_u16(), 303);
    }
    let person = client.world.holder_of(&policy::powers::Office::sole(OfficeKind::Federation));
    let browser = signed_out(&hand);
    for number in 0..4 {
        client.world.at(client.world.now() + 120);
        let answer = browser.post(&form, &fields(&format!("late-{number}"))).await;
        assert_eq!(answer.status.as_u16(), if number < 2 { 303 } else { 422 }, "{number}");
        if number >= 2 {
            assert!(answer.body.contains("未能保留") && answer.body.contains(SHOWN), "{}", answer.body);
            assert!(!answer.body.contains("federation\""), "nothing of the account is told");
        }
    }
    let office = policy::powers::Office::sole(OfficeKind::Federation);
    let kept = client.world.registry.reader().drafts(&person, &office).expect("reads");
    let own = kept.iter().filter(|draft| draft.id.contains("own-")).count();
    assert_eq!((own, drafts(&client, &person)), (18, 20));
}

/// Of an act that does not exist, or that the office has not, nothing is kept.
#[tokio::test]
async fn a_late_form_of_no_act_is_not_kept() {
    let client = Client::new();
    let hand = Hand { client: &client, who: client.session("federation", None) };
    let person = client.world.holder_of(&policy::powers::Office::sole(OfficeKind::Federation));
    let browser = signed_out(&hand);
    for form in ["/cases/authorization/PZB-NONE/acts/authorization-end", "/cases/check/CK-3/acts/result"] {
        assert_eq!(browser.post(form, &fields("k-none")).await.status.as_u16(), 404, "{form}");
    }
    assert_eq!(drafts(&client, &person), 0);
}

/// A form that is larger than others and comes late is kept like any other.
#[tokio::test]
async fn a_large_form_that_comes_late_is_kept() {
    let client = Client::new();
    let hand = Hand { client: &client, who: client.session("federation", None) };
    let long = format!("{}&reason={}", fields("k-large"), "%E6%96%87".repeat(45_000));
    let browser = signed_out(&hand);
    let body = format!("csrf={}&{long}", browser.who.1);
    let headers = [
        ("cookie", browser.who.0.clone()),
        ("origin", client.world.site.public_url.clone()),
        ("content-type", "application/x-www-form-urlencoded".to_owned()),
        ("content-length", body.len().to_string()),
    ];
    let headers = headers.map(|(name, value)| (name.to_owned(), value)).to_vec();
    let path = form(&client);
    let answer =
        client.send(&Asked { method: "POST".to_owned(), path, headers, body, ..Asked::default() }).await;
    assert_eq!(answer.status.as_u16(), 303, "{}", answer.body);
    let again = later(&client, "federation", None);
    assert!(again.get(&next(answer.header("location"))).await.body.contains(&"文".repeat(45_000)));
}
