//! Files that a party sends along with its answers: an objection to the result of a check, a statement and defence. Sent
//! beside the form, ticked in it, filed with it; read by the party and those who decide, hidden in the ledger, erased by
//! an act.

use policy::authorization::evidence::MOST_FILES;
use policy::enterprise::credit_code::CreditCode;
use policy::powers::{Office, OfficeKind};
use registry::needs::LONGEST_TEXT;
use serde_json::json;

use crate::client::{Asked, Client};
use crate::hand::Hand;
use crate::world::duties::PHOTO;

const PDF: &[u8] = b"%PDF-1.7 the report of Zhang Wei\nstartxref\n9\n%%EOF\n";
const FORM: &str = "/cases/check/CK-9/acts/objection";

impl<'c> Hand<'c> {
    fn of(client: &'c Client, login: &str) -> Hand<'c> {
        let (cookie, form) = client.session(login, None);
        Hand { client, who: (format!("lang=en; {cookie}"), form) }
    }

    /// Confirms what a page of a check shows; where that leads.
    async fn confirm(&self, check: &str) -> String {
        let page = self.get(check).await;
        assert_eq!(page.status.as_u16(), 200, "{}", page.body);
        let seen = page.body.split_once("name=\"seen\" value=\"").and_then(|(_, rest)| rest.split_once('"'));
        let seen = format!("seen={}", seen.expect("what was seen").0);
        let done = self.post(check, &seen).await;
        assert_eq!(done.status.as_u16(), 303, "{}", done.body);
        // A second press finds what the first did.
        let again = self.post(check, &seen).await;
        let done = done.header("location").to_owned();
        assert!(again.status == 303 && again.header("location").starts_with(&done), "{}", again.body);
        done
    }
}

fn maker(client: &Client) -> CreditCode {
    client.world.named("maker").parse().expect("a code")
}

/// A check whose failing result the maker has received.
fn failed_check(client: &Client) {
    let (bureau, code) = (|| Office::of(OfficeKind::ProvinceBureau, "330000"), maker(client));
    let sampled = json!({
        "do": "sample_product", "id": "CK-9", "product": "P1", "edition": "T/ZZB 0003-2020",
        "reason": { "why": "planned" }, "bureau": "330000", "laboratory": "LAB-01",
    });
    let result =
        json!({ "do": "enter_result", "check": "CK-9", "meets_standard": false, "breaks_law": false });
    let told = json!({ "do": "notify_result", "check": "CK-9" });
    for (on, act) in [("2026-11-20", sampled), ("2026-11-22", result), ("2026-11-23", told)] {
        client.world.try_act(bureau(), Some(code), on, act).expect("done");
    }
}

/// Work at the maker of which it was given notice: its number.
fn noticed(client: &Client) -> String {
    let (day, code) = ("2026-11-20", maker(client));
    let listing = json!({ "fact": "listing", "id": "LS-1", "listed_on": day, "authority": "示例局" });
    let bureau = Office::of(OfficeKind::ProvinceBureau, "330000");
    let act = json!({ "do": "enter_fact", "fact": listing });
    client.world.try_act(bureau, Some(code), day, act).expect("listed");
    let dossier = client.world.registry.reader().dossier(code).expect("reads").expect("on file").value;
    let work = dossier.proceedings.iter().rfind(|work| work.kind.is_sanction()).expect("a revocation is due");
    let notice = json!({ "do": "serve_notice", "proceeding": work.id, "notice": { "plain": "拟撤销" } });
    client.world.try_act(Office::sole(OfficeKind::Federation), Some(code), day, notice).expect("served");
    client.world.issue_notice(code, &work.id, day);
    work.id.clone()
}

/// The digests that a page names below an address.
fn digests(page: &str, below: &str) -> Vec<String> {
    page.split(below).skip(1).map(|rest| rest.chars().take(64).collect()).collect()
}

#[tokio::test]
async fn a_file_that_is_none_is_refused_and_the_form_keeps_what_was_typed() {
    let client = Client::new();
    failed_check(&client);
    let hand = Hand::of(&client, "maker");
    let typed = "key=o-1&on=2026-11-24&statement=The+sample+was+wet";
    let files = hand.post(FORM, &format!("{typed}&look=files")).await;
    assert_eq!(files.header("location"), format!("{FORM}/files?key=o-1"));
    let files = format!("{FORM}/files?key=o-1");
    let page = hand.get(&files).await.body;
    assert!(page.contains("At most 20 files of 10 MiB each") && page.contains("type=\"file\""), "{page}");
    let mut bomb = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    bomb.extend([u32::MAX.to_be_bytes(), u32::MAX.to_be_bytes()].concat());
    bomb.extend(b"\x08\x02\0\0\0\0\0\0\0\0\0\0\0IEND\xae\x42\x60\x82");
    for (name, file, says) in [
        ("a.pdf", b"".as_slice(), "Choose a file"),
        ("a.pdf", b"MZ a program", "is no PDF, PNG or JPEG"),
        ("a.png", PDF, "not what its name says"),
        ("a.png", &bomb, "too many points"),
    ] {
        let (status, page) = hand.upload(&files, name, file).await;
        assert!(status == 422 && page.contains(says) && page.contains("role=\"alert\""), "{says}: {page}");
    }
    assert_eq!(hand.upload(&files, "a.pdf", &vec![b'x'; 11 << 20]).await.0, 413);
    for (name, file) in [("报告.pdf", PDF), ("照片.png", PHOTO), ("报告.pdf", PDF)] {
        assert_eq!(hand.upload(&files, name, file).await.0, 303, "{name}");
    }
    let page = hand.get(&files).await.body;
    let sent = digests(&page, "/files/");
    assert_eq!(sent.len(), 2, "what is sent twice is there once: {page}");
    // Ticked in the form, with what was typed before; and again where the form comes back with an error.
    let form = hand.get(&format!("{FORM}?key=o-1")).await.body;
    assert!(form.contains("The sample was wet") && form.matches(" checked").count() == 2, "{form}");
    let ticked: String = sent.iter().map(|digest| format!("&files={digest}")).collect();
    hand.post(FORM, &format!("key=o-1&on=2026-11-24&statement={ticked}")).await;
    let back = hand.get(&format!("{FORM}/check?key=o-1")).await;
    assert!(back.status == 422 && back.body.matches(" checked").count() == 2, "{}", back.body);
    // One that is removed is gone from the form, and one that is not ticked is not filed.
    let (gone, stays) = (&sent[0], &sent[1]);
    let end = format!("{FORM}/files/{gone}/end?key=o-1");
    assert_eq!(hand.post(&end, "").await.status.as_u16(), 303);
    let form = hand.get(&format!("{FORM}?key=o-1")).await.body;
    assert!(!form.contains(gone) && form.contains(stays) && form.matches(" checked").count() == 1, "{form}");
    // A file that was never sent is refused at its field.
    let strange = format!("key=o-1&on=2026-11-24&statement=x&files={}", "c".repeat(64));
    hand.post(FORM, &strange).await;
    let back = hand.get(&format!("{FORM}/check?key=o-1")).await;
    assert!(back.status == 422 && back.body.contains("href=\"#files\""), "{}", back.body);
}

/// How long a text may be is said beforehand, and one that is longer is a fault of its field, where it stays.
#[tokio::test]
async fn a_text_that_is_too_long_is_told_at_its_field_and_kept() {
    let client = Client::new();
    failed_check(&client);
    let hand = Hand::of(&client, "maker");
    let form = format!("{FORM}?key=o-3");
    assert!(hand.get(&form).await.body.contains("; At most 50,000 characters</p>"), "the hint");
    let long = "x".repeat(LONGEST_TEXT + 1);
    hand.post(FORM, &format!("key=o-3&on=2026-11-24&statement={long}")).await;
    let back = hand.get(&format!("{FORM}/check?key=o-3")).await;
    let says =
        "<a href=\"#statement\">Ground of the objection: at most 50000 characters, and here are 50001</a>";
    assert!(back.status == 422 && back.body.contains(says), "{}", back.body.replace(&long, "…"));
    assert!(back.body.contains(&long), "what was typed stays");
    hand.post(FORM, &format!("key=o-3&on=2026-11-24&statement={}", &long[1..])).await;
    assert!(hand.confirm(&format!("{FORM}/check?key=o-3")).await.contains("receipt"));
}

#[tokio::test]
async fn the_party_and_those_who_decide_read_what_came_with_an_objection() {
    let client = Client::new();
    failed_check(&client);
    let hand = Hand::of(&client, "maker");
    hand.post(FORM, "key=o-2&on=2026-11-24&statement=x&look=files").await;
    let files = format!("{FORM}/files?key=o-2");
    assert_eq!(hand.upload(&files, "a.pdf", PDF).await.0, 303);
    let sent = digests(&hand.get(&files).await.body, "/files/");
    hand.post(FORM, &format!("key=o-2&on=2026-11-24&statement=x&files={}", sent[0])).await;
    let receipt = hand.confirm(&format!("{FORM}/check?key=o-2")).await;
    assert!(hand.get(&receipt).await.body.contains("Done"));
    // It is filed: no tray offers it, and nobody takes it back.
    assert!(!hand.get("/desk/photos").await.body.contains(&sent[0]));
    assert!(!client.world.registry.end_file(&sent[0], "P-MAKER").expect("asked"));

    let case = "/cases/check/CK-9";
    let file = format!("{case}/evidence/{}", sent[0]);
    let page = Hand::of(&client, "province").get(case).await.body;
    assert!(page.contains(&file) && page.contains("Sent along with the objection"), "{page}");
    assert!(page.contains("PDF · 1 kB") && page.contains("with 1 file"), "{page}");
    for (login, status) in [
        ("maker", 200),
        ("province", 200),
        ("county", 200),
        ("federation", 200),
        ("other", 403),
        ("laboratory", 403),
        ("admin", 403),
    ] {
        let answer = Hand::of(&client, login).get(&file).await;
        assert_eq!(answer.status.as_u16(), status, "{login}");
        assert_eq!(answer.body.as_bytes() == PDF, status == 200, "{login}");
    }
    assert_ne!(client.send(&Asked::get(&file)).await.status.as_u16(), 200, "nobody signed in");
    // Another firm's case does not give it out, nor does a digest that is not of the case.
    for wrong in
        [format!("/cases/check/CK-3/evidence/{}", sent[0]), format!("{case}/evidence/{}", "c".repeat(64))]
    {
        assert_eq!(Hand::of(&client, "federation").get(&wrong).await.status.as_u16(), 404, "{wrong}");
    }
    // As of the day before there was no objection and no file with it.
    let before = Hand::of(&client, "province").get(&format!("{case}?as_of=2026-11-23")).await.body;
    assert!(!before.contains(&sent[0]), "{before}");

    let reader = client.world.registry.reader();
    let entries = reader.history(&format!("file:{}", sent[0]), None, 9).expect("reads");
    let entry = serde_json::to_string(&entries.first().expect("an entry").entry).expect("JSON");
    assert!(entries.len() == 1 && entry.contains("objection_filed") && !entry.contains("Zhang"), "{entry}");
    assert!(client.world.registry.audit().expect("audits").differences.is_empty());
    let erase = json!({ "do": "erase_text", "digest": sent[0], "reason": { "plain": "依法" } });
    client.world.try_act(Office::sole(OfficeKind::Federation), None, "2026-11-24", erase).expect("erased");
    assert_eq!(hand.get(&file).await.status.as_u16(), 404);
    let page = hand.get(case).await.body;
    assert!(page.contains("Erased · ") && !page.contains(&file), "{page}");
    assert!(client.world.registry.audit().expect("audits").differences.is_empty());
}

/// A statement brings as many files as a declaration, and the tray no more.
#[tokio::test]
async fn a_statement_brings_files_and_no_more_than_a_declaration() {
    let client = Client::new();
    let work = noticed(&client);
    let form = format!("/cases/proceeding/{work}/acts/statement");
    let hand = Hand::of(&client, "maker");
    hand.post(&form, "key=s-1&on=2026-11-24&statement=x&look=files").await;
    let files = format!("{form}/files?key=s-1");
    for number in 0..MOST_FILES {
        // The bound on how much one address may ask for fills up again with the seconds.
        client.world.at(client.world.now() + 10);
        let body = format!("%PDF-1.7 {number} startxref 9 %%EOF");
        assert_eq!(hand.upload(&files, "a.pdf", body.as_bytes()).await.0, 303, "{number}");
    }
    client.world.at(client.world.now() + 10);
    let (status, page) = hand.upload(&files, "b.pdf", PDF).await;
    assert!(status == 422 && page.contains("as many as a declaration may bring"), "{page}");
    let sent = digests(&hand.get(&files).await.body, "/files/");
    let ticked: String = sent.iter().map(|digest| format!("&files={digest}")).collect();
    hand.post(&form, &format!("key=s-1&on=2026-11-24&statement=x{ticked}")).await;
    hand.confirm(&format!("{form}/check?key=s-1")).await;
    let case = format!("/cases/proceeding/{work}");
    let page = Hand::of(&client, "federation").get(&case).await.body;
    assert_eq!(page.matches(&format!("href=\"{case}/evidence/")).count(), MOST_FILES, "{page}");
    assert!(page.contains("with 20 files"), "{page}");
    // The form of a case that another firm is party to is closed to it, and its page of files, too.
    assert_eq!(Hand::of(&client, "other").get(&files).await.status.as_u16(), 403);
    // A form that brings no file has no such page, and a key under which nothing is kept leads to the form.
    let none = hand.get(&format!("/cases/proceeding/{work}/acts/hearing-request/files?key=s-1")).await;
    assert_eq!(none.status.as_u16(), 404);
    let lost = hand.get(&format!("{form}/files?key=s-2")).await;
    assert_eq!((lost.status.as_u16(), lost.header("location")), (303, form.as_str()));
    let foreign = Hand { client: &client, who: (hand.who.0.clone(), "x".to_owned()) };
    assert_eq!(foreign.upload(&files, "a.pdf", PDF).await.0, 403);
}

/// What is under way about a maker bears the last day that the work on its desk bears, and the row of the register none of
/// its own: the law tells it.
#[tokio::test]
async fn what_is_under_way_bears_the_day_of_the_desk() {
    let client = Client::new();
    let work = noticed(&client);
    failed_check(&client);
    let desk = Hand::of(&client, "maker").get("/desk").await.body;
    let days = |id: &str, label: &str| -> Vec<String> {
        let rows = desk.split("<li>").filter(|row| row.contains(&format!("{id}\"")));
        rows.filter_map(|row| Some(row.split_once(label)?.1.chars().take(10).collect())).collect()
    };
    // Five working days after the notice, fifteen days after the receipt: on the work and on what is under way alike.
    assert_eq!(days(&work, "tatement and defence until "), ["2026-11-27", "2026-11-27"], "{desk}");
    let objection = days("CK-9", "bjection until ");
    assert!(objection.len() == 2 && objection[0] == objection[1], "{objection:?} {desk}");
    let file = Hand::of(&client, "maker").get("/desk?part=own_under_way&format=csv").await.body;
    assert!(file.contains("2026-11-27") && file.contains(&objection[0]), "{file}");
    let row = client.world.registry.reader().row("proceeding", &work).expect("reads").expect("on file");
    assert_eq!(row.due_on, "");
}
