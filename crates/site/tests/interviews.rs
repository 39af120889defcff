//! An interview that a maker is called to, as each desk, programs, the page of the case and the forms tell it; and the time
//! to answer a notice that is over.

use policy::paper::PaperKind;
use policy::powers::{Actor, Office, OfficeKind};
use policy::supervision::ProceedingKind;
use registry::{Moment, Order};
use serde_json::{Value, json};

use crate::client::{Asked, Client};
use crate::hand::Hand;
use crate::letters::text;
use crate::papers::file;
use crate::world::TODAY;

fn hand<'c>(client: &'c Client, login: &str) -> Hand<'c> {
    let (cookie, form) = client.session(login, None);
    Hand { client, who: (format!("lang=en; {cookie}"), form) }
}

/// Does an act of an office about the maker whose product failed, on the day of the world.
fn act(client: &Client, office: Office, on: &str, act: Value) {
    let actor = Actor { person: client.world.holder_of(&office), office };
    let key = format!("{}-{on}-{}", act["do"], client.world.registry.reader().head().size);
    let enterprise = client.world.named("failed");
    let command = json!({ "key": key, "enterprise": enterprise, "on": on, "act": act });
    let command = serde_json::from_value(command).expect("a command");
    let now = Moment { unix_seconds: client.world.now() };
    client.world.registry.act(Order { actor, command, now, expected: None }).expect("entered");
}

/// The interview of the maker whose product failed, and its last entry.
fn interview(client: &Client) -> (String, u64) {
    let code = client.world.named("failed").parse().expect("a code");
    let dossier = client.world.registry.reader().dossier(code).expect("reads").expect("on file").value;
    let open = dossier.proceedings.iter().rfind(|p| p.kind == ProceedingKind::Interview && !p.is_closed());
    let work = open.expect("an interview");
    (work.id.clone(), work.steps.last().and_then(|step| step.mark.entry).unwrap_or_default())
}

fn call(client: &Client, day: &str) -> (String, u64) {
    let (work, _) = interview(client);
    let appointment = json!({ "day": day, "time": "09:30", "place": "示例路1号201室" });
    let called = json!({ "do": "call_interview", "proceeding": work, "appointment": appointment });
    act(client, Office::sole(OfficeKind::Federation), "2026-11-24", called);
    interview(client)
}

fn row<'p>(desk: &'p str, work: &str) -> &'p str {
    let found = desk.split("<li>").find(|row| row.contains(&format!("/cases/proceeding/{work}\"")));
    found.unwrap_or_else(|| panic!("no row of {work}: {desk}"))
}

/// A call whose notice nobody issued is none that the maker was told of: neither the form nor the next notice says so.
#[tokio::test]
async fn a_call_that_was_not_issued_is_not_said_to_have_been_told() {
    let client = Client::new();
    let (work, _) = call(&client, "2026-12-08");
    let form = format!("/cases/proceeding/{work}/acts/call?key=untold");
    let page = hand(&client, "federation").get(&form).await.body;
    assert!(page.contains("its notice is not issued: this call takes the place"), "{page}");
    assert!(!page.contains("is called for"), "{page}");
    let (_, entry) = call(&client, "2026-12-09");
    let path = format!("/papers/{entry}/interview_notice.zh.parties.pdf");
    let letter = text(&file(&client, &path, Some("federation")).await);
    assert!(letter.contains("2026年12月9日") && !letter.contains("代替原定"), "{letter}");
}

/// Day, time, place, paper and what follows stand wherever the work is told.
#[tokio::test]
async fn an_interview_that_is_called_reaches_every_desk() {
    let client = Client::new();
    let (work, entry) = call(&client, "2026-12-08");
    let when = "Interview called for 2026-12-08 at 09:30, place: 示例路1号201室";
    let waits = format!("Its notice (entry {entry}) waits to be issued by the brand federation");
    for login in ["federation", "province", "other"] {
        let desk = hand(&client, login).get("/desk").await.body;
        let row = row(&desk, &work);
        for says in [when, &waits, "nterview on 2026-12-08 (14 days left)", "f nobody comes"] {
            assert!(row.contains(says), "{login} {says}: {row}");
        }
        assert!(
            !row.contains("No last day is set") && !row.contains("Record the interview"),
            "{login} {row}"
        );
        let is_office = login != "other";
        assert_eq!(row.contains("takes the place of the call for 2026-12-08"), is_office, "{login} {row}");
        assert_eq!(row.contains("Come at that time"), !is_office, "{login} {row}");
        assert_eq!(row.contains("Issue: Notice of interview"), login == "federation", "{login} {row}");
        let page = hand(&client, login).get(&format!("/cases/proceeding/{work}")).await.body;
        assert!(page.contains(when) && page.contains(&waits), "{login}: {page}");
        assert!(is_office || !page.contains("has nothing to do here"), "{page}");
    }
    let told = hand(&client, "other").get("/desk?part=own_under_way&format=csv").await.body;
    assert!(told.contains("2026-12-08"), "{told}");
    // On its day it can be recorded; once it is over the row says so.
    client.world.at(TODAY + 14 * 86_400);
    let desk = hand(&client, "federation").get("/desk").await.body;
    assert!(row(&desk, &work).contains("Record the interview"), "{desk}");
    client.world.at(TODAY + 15 * 86_400);
    let desk = hand(&client, "federation").get("/desk").await.body;
    let row = row(&desk, &work);
    assert!(row.contains("its day is over") || row.contains("Its day is over"), "{row}");
}

#[tokio::test]
async fn the_notice_is_linked_once_it_is_issued() {
    let client = Client::new();
    let (work, entry) = call(&client, "2026-12-08");
    client.world.issue((entry, PaperKind::InterviewNotice), "parties", "2026-11-24");
    let desk = hand(&client, "other").get("/desk").await.body;
    let row = row(&desk, &work);
    assert!(
        row.contains(&format!("Its notice (entry {entry}) was issued to the maker on 2026-11-24")),
        "{row}"
    );
    assert!(row.contains(&format!("href=\"/papers/{entry}\"")), "{row}");
    assert_eq!(hand(&client, "other").get(&format!("/papers/{entry}")).await.status.as_u16(), 200);
}

/// A second call says so before it is confirmed, and a bad time and an empty place are both told.
#[tokio::test]
async fn a_second_call_says_what_it_takes_the_place_of() {
    let client = Client::new();
    let (work, entry) = call(&client, "2026-12-08");
    client.world.issue((entry, PaperKind::InterviewNotice), "parties", "2026-11-24");
    let federation = hand(&client, "federation");
    let form = format!("/cases/proceeding/{work}/acts/call");
    let says = "this call takes the place of that one, and the new notice says so";
    let asked = federation.get(&form).await;
    let asked = federation.get(asked.header("location")).await.body;
    assert!(asked.contains("The maker is called for 2026-12-08 at 09:30 already") && asked.contains(says));
    let fields = |key: &str, time: &str, place: &str| {
        format!(
            "key={key}&acting=%7B%22kind%22%3A%22federation%22%7D&on=2026-11-24&appointment.day=2026-12-15\
             &appointment.time={time}&appointment.place={place}"
        )
    };
    let kept = federation.post(&form, &fields("c-1", "10%3A00", "x")).await;
    let check = federation.get(kept.header("location")).await.body;
    assert!(check.contains(says) && check.contains("name=\"seen\""), "{check}");
    // The clock of the site says when an hour of today is over; the policy knows days, and lets it through.
    let over = "and that is over already";
    for (key, day, time, is_over) in [
        ("c-3", "2026-11-24", "0%EF%BC%9A05", true),
        ("c-4", "2026-11-24", "23:59", false),
        ("c-5", "2026-12-15", "0:05", false),
    ] {
        let fields = fields(key, time, "x").replace("day=2026-12-15", &format!("day={day}"));
        let kept = federation.post(&form, &fields).await;
        let check = federation.get(kept.header("location")).await.body;
        assert!(check.contains("name=\"seen\"") && check.contains(over) == is_over, "{day} {time}: {check}");
    }
    let kept = federation.post(&form, &fields("c-2", "9+Uhr", "")).await;
    let refused = federation.get(kept.header("location")).await.body;
    let summary = refused.split("ds-error-summary").nth(1).expect("a summary");
    let summary = summary.split("</ul>").next().unwrap_or_default();
    for at in ["appointment.time", "appointment.place"] {
        assert!(summary.contains(&format!("href=\"#{at}\"")), "{at}: {summary}");
    }
}

/// Once there is a call, the act is called the same everywhere: it calls the maker anew; and the notice of a call that was
/// replaced is neither offered nor taken.
#[tokio::test]
async fn after_a_call_the_maker_is_called_anew_by_name() {
    let client = Client::new();
    let (work, first) = call(&client, "2026-12-08");
    let federation = hand(&client, "federation");
    let case = format!("/cases/proceeding/{work}");
    let anew = "Call the maker anew (takes the place of the call for 2026-12-08)";
    let page = federation.get(&case).await.body;
    assert!(
        page.contains(&format!(">{anew}</a>")) && !page.contains("Call the maker to the interview<"),
        "{page}"
    );
    let form = format!("{case}/acts/call");
    let asked = federation.get(&form).await;
    let asked = federation.get(asked.header("location")).await.body;
    assert!(asked.contains(&format!("{anew}</h1>")), "{asked}");
    let desk = crate::program::ask(&client, Some("federation"), "/api/v1/desk").await.body;
    assert!(desk.contains(anew) && desk.contains("改期重新通知约谈（代替2026-12-08的通知）"), "{desk}");
    let file = federation.get("/desk?format=csv").await.body;
    assert!(file.contains(anew), "{file}");
    // The paper of the first call is issued until the second.
    let notice = format!("/papers/{first}/interview_notice.zh.parties.pdf");
    assert_eq!(federation.get(&format!("{notice}/issue")).await.status.as_u16(), 200);
    let (_, second) = call(&client, "2026-12-15");
    let why = format!("the maker was called anew, for 2026-12-15 (entry {second})");
    let papers = federation.get(&format!("/papers/{first}")).await.body;
    assert!(papers.contains(&why) && !papers.contains("/issue\""), "{papers}");
    let refused = federation.get(&format!("{notice}/issue")).await;
    assert!(refused.status.as_u16() == 422 && refused.body.contains(&why), "{}", refused.body);
    let told = crate::program::told(&client, Some("federation"), &format!("/api/v1{notice}")).await;
    assert!(
        told["command"].is_null() && told["withheld"]["en"].as_str().is_some_and(|it| it.contains(&why)),
        "{told}"
    );
    let paper = json!({
        "entry": first, "kind": "interview_notice", "lang": "zh", "copy": "parties",
        "engine": told["engine"], "sha256": told["sha256"],
    });
    let command =
        json!({ "key": "old-notice", "on": "2026-11-24", "act": { "do": "issue_paper", "paper": paper } });
    let answer =
        crate::program::post(&client, Some("federation"), "/api/v1/acts", &json!({ "command": command }))
            .await;
    assert!(answer.status.as_u16() == 422 && answer.body.contains("call_replaced"), "{}", answer.body);
    let current = federation.get(&format!("/papers/{second}")).await.body;
    assert!(current.contains("interview_notice.zh.parties.pdf/issue"), "{current}");
}

/// The register of experts is for those who appoint panels and supervise them; the case of the scheme and the files of
/// makers tell none of it to others.
#[tokio::test]
async fn experts_are_told_to_those_who_appoint_or_supervise() {
    let client = Client::new();
    let dossier = format!("/api/v1/makers/{}", client.world.named("maker"));
    let files = client.send(&Asked::get(&dossier)).await.body;
    assert!(!files.contains("E-01"), "{files}");
    for login in ["federation", "province", "maker", "county", "body", "laboratory", "finance", "admin"] {
        let hand = hand(&client, login);
        let may = ["federation", "province"].contains(&login);
        let answer = hand.get("/desk/experts").await;
        assert_eq!(answer.status.as_u16(), if may { 200 } else { 403 }, "{login}");
        let says = "others would learn whom to approach before anybody is appointed";
        assert_eq!(answer.body.contains(says), !may, "{login}: {}", answer.body);
        assert_eq!(hand.get("/desk").await.body.contains("href=\"/desk/experts\""), may, "{login}");
        // What is expensive is bounded for each address.
        client.world.at(client.world.now() + 120);
        let scheme = hand.get("/cases/scheme/scheme/file?format=csv").await;
        assert_eq!(scheme.status.as_u16(), 200, "{login}");
        assert_eq!(scheme.body.contains("示例院"), may, "{login}: {}", scheme.body);
        // Who holds the office of an expert is told to whoever gives it, too.
        let page = hand.get("/cases/scheme/scheme").await.body;
        let page = page.split("id=\"history\"").next().unwrap_or_default();
        let gives = may || login == "admin";
        for told in [&scheme.body, page] {
            assert_eq!(told.contains("E-01"), gives, "{login}: {told}");
        }
        assert_eq!(page.contains("Without the offices of experts"), !gives, "{login}: {page}");
    }
}
