//! Calls and projects for readers and programs: lists that are longer than a page find what is meant among what only looks
//! like it and tell what is left out, and a text that was erased changes the tag.

use policy::admission::ANYBODY;
use policy::command::Command;
use policy::enterprise::credit_code::CreditCode;
use policy::powers::{Actor, Office, OfficeKind};
use registry::{LooseFile, Moment, Order};
use serde_json::{Value, json};

use crate::client::{Asked, Client};
use crate::world::duties::PHOTO;
use crate::world::{TODAY, World};

const DAY: &str = "2026-11-24";
/// One more than a page shows.
const MANY: usize = 201;

fn act(world: &World, office: Office, enterprise: Option<CreditCode>, act: Value) {
    world.try_act(office, enterprise, DAY, act).unwrap_or_else(|refused| panic!("{refused:#?}"));
}

fn propose(world: &World, call: &str, title: &str) {
    let maker: CreditCode = world.named("maker").parse().expect("a code");
    let proposal = json!({ "call": call, "wants": { "want": "make" }, "title": title });
    let step = json!({ "act": "propose", "proposal": proposal, "case_for_it": { "plain": "示例理由" } });
    let step = json!({ "do": "on_project", "project": "", "step": step });
    act(world, Office::of(OfficeKind::Maker, maker.as_str()), Some(maker), step);
}

async fn page(client: &Client, path: &str) -> String {
    let answer = client.send(&Asked::get(path)).await;
    assert_eq!(answer.status.as_u16(), 200, "{path}: {}", answer.body);
    answer.body
}

#[tokio::test]
async fn what_answers_a_call_is_found_behind_others_and_what_is_left_out_is_told() {
    let client = Client::new();
    let call = json!({
        "fact": "call", "id": "ZJ-10", "title": "另一征集（虚构）", "kind": "lead", "published_on": DAY,
        "from": DAY, "until": "2026-12-31",
    });
    let call = json!({ "do": "enter_scheme_fact", "fact": call });
    act(&client.world, Office::sole(OfficeKind::Federation), None, call);
    for number in 0..MANY {
        propose(&client.world, "ZJ-10", &format!("产品{number}（虚构）"));
    }
    propose(&client.world, "ZJ-1", "末项（虚构）");
    // The number of the first call is within that of the other one.
    let first = page(&client, "/calls/ZJ-1?lang=en").await;
    assert!(first.contains("末项（虚构）") && !first.contains("产品0（虚构）"), "{first}");
    let more = "There are more projects than are shown";
    assert!(!first.contains(more), "{first}");
    let other = page(&client, "/calls/ZJ-10?lang=en").await;
    assert!(other.contains(more) && other.contains("/projects?q=ZJ-10"), "{other}");
    // Who searches on a desk is told of more that the office sees, and of nothing else.
    for (login, is_told) in [("maker", true), ("other", false)] {
        let mut asked = Asked::get("/desk/search?q=ZJ-10&lang=en");
        asked.headers.push(("cookie".to_owned(), client.session(login, None).0));
        let found = client.send(&asked).await.body;
        assert_eq!(found.contains("There is more than is shown"), is_told, "{login}: {found}");
        assert_eq!(found.contains("/cases/project/"), is_told, "{login}: {found}");
    }
}

#[tokio::test]
async fn comments_that_are_left_out_are_told() {
    let client = Client::new();
    let world = &client.world;
    let id = world.named("project").to_owned();
    let maker: CreditCode = world.named("maker").parse().expect("a code");
    // One was let through before.
    for number in 1..MANY {
        let step = json!({ "act": "comment", "comment": { "plain": format!("意见{number}") } });
        let step = json!({ "do": "on_project", "project": id, "step": step });
        let command = json!({ "key": format!("many-{number}"), "on": DAY, "act": step });
        let command: Command = serde_json::from_value(command).expect("a command");
        let actor = Actor { person: ANYBODY.to_owned(), office: Office::sole(OfficeKind::Public) };
        let order = Order { actor, command, now: Moment { unix_seconds: TODAY }, expected: None };
        world.registry.act(order).unwrap_or_else(|refused| panic!("{refused:#?}"));
    }
    let comments: Vec<usize> = (1..MANY).map(|number| number + 2).collect();
    let step = json!({ "act": "let_comments_through", "comments": comments });
    let step = json!({ "do": "on_project", "project": id, "step": step });
    act(world, Office::sole(OfficeKind::Federation), Some(maker), step);
    let path = format!("/projects/{id}?lang=en");
    let all = page(&client, &path).await;
    assert!(all.contains("Comments not shown here: 1"), "{all}");
    assert!(all.contains(&format!("href=\"/api/v1/projects/{id}\"")), "{all}");
}

/// Whoever holds an answer with a text is not told that it is unchanged when the text is gone.
#[tokio::test]
async fn the_tag_of_a_project_changes_when_a_text_is_erased() {
    let client = Client::new();
    let world = &client.world;
    let id = world.named("project");
    let ask = async |held: Option<&str>| {
        let mut asked = Asked::get(&format!("/api/v1/projects/{id}"));
        asked.headers.extend(held.map(|tag| ("if-none-match".to_owned(), tag.to_owned())));
        let answer = client.send(&asked).await;
        (answer.status.as_u16(), answer.header("etag").to_owned(), answer.body)
    };
    let (status, tag, body) = ask(None).await;
    assert!(status == 200 && body.contains("请说明噪声限值。"), "{body}");
    assert_eq!(ask(Some(&tag)).await.0, 304);
    let project = world.registry.reader().project(id).expect("reads").expect("on file").value;
    let text = project.progress().comments[0].text.expect("sealed").to_owned();
    let erase = json!({ "do": "erase_text", "digest": text, "reason": { "plain": "依法" } });
    act(world, Office::sole(OfficeKind::Federation), None, erase);
    let (status, now, body) = ask(Some(&tag)).await;
    assert!(status == 200 && now != tag && !body.contains("请说明噪声限值。"), "{status} {now}: {body}");
}

/// A leaf leads to the project that is to fill it, with its line in the plan; a standard that nobody knows is said to be
/// none, and leads nowhere.
#[tokio::test]
async fn the_leaves_of_a_system_lead_to_what_fills_them() {
    let client = Client::new();
    let world = &client.world;
    let federation = || Office::sole(OfficeKind::Federation);
    let system = world.named("system").to_owned();
    let filed = world.registry.reader().project(&system).expect("reads").expect("on file").value;
    let lead = filed.progress().lead.expect("led").0;
    let maker: CreditCode = world.named("maker").parse().expect("a code");
    let nodes = json!([
        { "code": "A", "title": "厨房电器" },
        { "code": "A01", "parent": "A", "title": "吸油烟机", "standard": "T/ZZB 0003" },
        { "code": "A02", "parent": "A", "title": "集成灶" },
        { "code": "A03", "parent": "A", "title": "燃气灶", "standard": "T/ZZB 7777" },
    ]);
    let on = |project: &str, step: serde_json::Value| json!({ "do": "on_project", "project": project, "step": step });
    act(world, federation(), Some(lead), on(&system, json!({ "act": "draw_system", "nodes": nodes })));
    let proposal = json!({
        "call": "ZJ-1", "wants": { "want": "make" }, "title": "集成灶（虚构）",
        "leaf": { "system": system, "node": "A02" },
    });
    let step = json!({ "act": "propose", "proposal": proposal, "case_for_it": { "plain": "示例理由" } });
    let own = Office::of(OfficeKind::Maker, maker.as_str());
    let receipt = world.try_act(own, Some(maker), DAY, on("", step)).expect("proposed");
    let id = receipt.created.first().expect("a project").clone();
    let path = format!("/projects/{system}?lang=en");
    let before = page(&client, &path).await;
    assert!(!before.contains(&format!("href=\"/projects/{id}\"")), "a proposal is no plan: {before}");
    let reason = json!({ "plain": "受理" });
    act(world, federation(), Some(maker), on(&id, json!({ "act": "accept_proposal", "reason": reason })));
    let shown = page(&client, &path).await;
    assert!(shown.contains(&format!("href=\"/projects/{id}\">{id}</a>")), "{shown}");
    assert!(shown.contains("T/ZZB 7777 (no such standard on file)"), "{shown}");
    assert!(!shown.contains("T~ZZB_7777") && shown.contains("T~ZZB_0003"), "{shown}");
}

async fn send(client: &Client, path: &str, body: &str) -> crate::client::Answer {
    let mut asked = Asked { method: "POST".to_owned(), path: path.to_owned(), ..Asked::default() };
    let headers = [("origin", "http://pages.example"), ("content-type", "application/x-www-form-urlencoded")];
    asked.headers = headers.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec();
    asked.body = body.to_owned();
    client.send(&asked).await
}

/// Whoever wrote at length and sends when too many came from the same network still has what was written.
#[tokio::test]
async fn a_comment_too_many_keeps_its_text_and_says_when_to_send_it() {
    let client = Client::new();
    let path = format!("/projects/{}/comment?lang=en", client.world.named("project"));
    let typed = "key=k-1&clause=5.2&organisation=Guild&comment=A%20long%20text";
    for number in 0..10 {
        let sent = format!("key=n-{number}&comment=Number%20{number}");
        let answer = send(&client, &path, &sent).await;
        if answer.status.as_u16() == 429 {
            break;
        }
        assert_eq!(answer.status.as_u16(), 303, "{}", answer.body);
    }
    let answer = send(&client, &path, typed).await;
    assert_eq!(answer.status.as_u16(), 429, "{}", answer.body);
    let seconds: i64 = answer.header("retry-after").parse().expect("seconds");
    for kept in ["value=\"k-1\"", "value=\"5.2\"", "value=\"Guild\"", ">A long text</textarea>"] {
        assert!(answer.body.contains(kept), "{kept}: {}", answer.body);
    }
    assert!(answer.body.contains(&format!("send it again in {seconds} second")), "{}", answer.body);
    client.world.at(TODAY + seconds);
    assert_eq!(send(&client, &path, typed).await.status.as_u16(), 303);
}

/// A browser that fills in what nobody sees is told of, and shows it; what was refused counts for nothing, and a second
/// press of what was received neither.
#[tokio::test]
async fn whoever_is_taken_for_a_machine_learns_why_and_loses_nothing() {
    let client = Client::new();
    let path = format!("/projects/{}/comment?lang=en", client.world.named("project"));
    let form = client.send(&Asked::get(&path)).await.body;
    assert!(form.contains("<div hidden><label for=\"website\">"), "{form}");
    for _ in 0..30 {
        for (sent, says) in [
            (
                "key=m-1&comment=Mine&website=https%3A%2F%2Fexample.org",
                "filled in a field that is usually not seen",
            ),
            ("key=m-1&comment=", "role=\"alert\""),
            ("key=m-1&comment=Mine&clause=not+a+clause+but+a+text", "role=\"alert\""),
        ] {
            let answer = send(&client, &path, sent).await;
            assert_eq!(answer.status.as_u16(), 422, "{sent}: {}", answer.body);
            assert!(answer.body.contains(says), "{sent}: {}", answer.body);
        }
    }
    let trapped = send(&client, &path, "key=m-1&comment=Mine&website=x").await.body;
    assert!(trapped.contains("href=\"#website\"") && trapped.contains(">Mine</textarea>"), "{trapped}");
    let field = trapped.split_once("id=\"website\"").expect("the field").1;
    assert!(
        field.contains("value=\"\"") && !trapped.contains("<div hidden>"),
        "seen, and emptied: {trapped}"
    );
    // Emptied it is received, however often it was refused; pressed again it is the same comment.
    for _ in 0..10 {
        let answer = send(&client, &path, "key=m-1&comment=Mine&website=").await;
        assert_eq!(answer.status.as_u16(), 303, "{}", answer.body);
        assert!(answer.header("location").ends_with("received=m-1"), "{}", answer.header("location"));
    }
}

/// What is commented is the last version of the draft, and until when is said before anything is typed.
#[tokio::test]
async fn the_form_of_a_comment_leads_to_the_draft_and_says_until_when() {
    let client = Client::new();
    let world = &client.world;
    let lead: CreditCode = world.named("hostile").parse().expect("a code");
    let id = world.named("planned").to_owned();
    let federation = || Office::sole(OfficeKind::Federation);
    let step = |step: Value| json!({ "do": "on_project", "project": id, "step": step });
    act(world, federation(), Some(lead), step(json!({ "act": "kick_off" })));
    for (title, byte) in [("初稿（虚构）", 1_u8), ("征求意见稿（虚构）", 2)] {
        let digest = file(world, &federation(), byte);
        let document = json!({ "act": "file_document", "kind": "draft", "title": title, "digest": digest });
        act(world, federation(), Some(lead), step(document));
    }
    act(world, federation(), Some(lead), step(json!({ "act": "open_comments", "until": "2026-12-24" })));
    let form = page(&client, &format!("/projects/{id}/comment?lang=en")).await;
    let (before, _) = form.split_once("<form method=\"post\" action=\"/projects/").expect("a form");
    assert!(before.contains("Comments are taken until 2026-12-24"), "{form}");
    assert!(before.contains("征求意见稿（虚构）") && !before.contains("初稿（虚构）"), "{form}");
    assert!(before.contains(&format!("href=\"/projects/{id}/documents/")), "{form}");
    // On the project's page both versions stand side by side, each with who filed it and what the file is.
    let told = page(&client, &format!("/projects/{id}?lang=en")).await;
    let documents = told.split_once("id=\"documents\"").expect("the documents").1;
    let documents = documents.split_once("</section>").expect("an end").0;
    let versions: Vec<&str> = documents.split("<h4>").skip(1).collect();
    assert!(
        matches!(versions[..], [two, one] if two.starts_with("Version 2<") && one.starts_with("Version 1<")),
        "{documents}"
    );
    for (version, title) in versions.iter().zip(["征求意见稿（虚构）", "初稿（虚构）"]) {
        let says = [title, "<dt>Filed by</dt><dd>Brand federation", " kB</dd>", "href=\"/ledger/entries/"];
        assert!(says.iter().all(|part| version.contains(part)), "{version}");
    }
}

/// A file that somebody of an office has sent.
fn file(world: &World, office: &Office, byte: u8) -> String {
    let body = [PHOTO, &[byte][..]].concat();
    let person = world.holder_of(office);
    let sent = LooseFile { person, office: office.clone(), salt: [byte; 32], name: String::new(), body };
    let now = Moment { unix_seconds: TODAY };
    world.registry.keep_loose_file(sent, now).expect("writes").expect("there is room")
}

/// A call that was published and is entered today, with its first and last day.
fn call(world: &World, id: &str, published: &str, (from, until): (&str, &str)) {
    let fact = json!({
        "fact": "call", "id": id, "title": format!("{id}征集（虚构）"), "kind": "lead", "published_on": published,
        "from": from, "until": until,
    });
    let act = json!({ "do": "enter_scheme_fact", "fact": fact });
    let command = json!({ "key": format!("call-{id}"), "on": published, "act": act });
    let command: Command = serde_json::from_value(command).expect("a command");
    let office = Office::sole(OfficeKind::Federation);
    let actor = Actor { person: world.holder_of(&office), office };
    let order = Order { actor, command, now: Moment { unix_seconds: TODAY }, expected: None };
    world.registry.act(order).unwrap_or_else(|refused| panic!("{refused:#?}"));
}

/// The calls that a list tells, page by page, with what each is worth.
async fn told(client: &Client, first: &str, limit: usize) -> Vec<(String, String)> {
    let mut all = Vec::new();
    let mut path = format!("{first}limit={limit}");
    loop {
        let told: Value = serde_json::from_str(&page(client, &path).await).expect("JSON");
        let items = told["items"].as_array().expect("items").iter();
        let text = |value: &Value| value.as_str().expect("a text").to_owned();
        all.extend(items.map(|item| (text(&item["id"]), text(&item["state"]))));
        match told["next"].as_str() {
            Some(next) => path = next.strip_prefix("http://pages.example").expect("ours").to_owned(),
            None => return all,
        }
    }
}

/// What can be answered comes first, that which ends first before the others; what is over comes last.
#[tokio::test]
async fn calls_say_whether_they_are_open_and_the_open_ones_come_first() {
    let client = Client::new();
    let world = &client.world;
    call(world, "A-1", "2026-10-01", ("2026-10-01", "2026-10-31"));
    call(world, "A-2", "2026-11-02", ("2026-11-02", "2026-11-23"));
    call(world, "B-1", "2026-11-20", ("2026-12-01", "2026-12-20"));
    call(world, "C-1", "2026-11-20", ("2026-11-20", "2026-11-24"));
    call(world, "C-2", "2026-11-20", ("2026-11-20", "2027-06-30"));
    call(world, "D-1", "2026-11-20", ("2026-11-20", "2027-03-31"));
    let end =
        json!({ "do": "end_scheme_fact", "kind": "call", "id": "D-1", "reason": { "plain": "提前结束" } });
    act(world, Office::sole(OfficeKind::Federation), None, end);
    let wanted = [
        ("C-1", "open"),
        ("TX-1", "open"),
        ("ZJ-1", "open"),
        ("C-2", "open"),
        ("B-1", "not_yet"),
        ("D-1", "closed"),
        ("A-2", "closed"),
        ("A-1", "closed"),
    ]
    .map(|(id, state)| (id.to_owned(), state.to_owned()));
    for limit in [1, 2, 3, 200] {
        assert_eq!(told(&client, "/api/v1/calls?", limit).await, wanted, "by {limit}");
    }
    let of = |state: &str| wanted.iter().filter(|(_, known)| known == state).cloned().collect::<Vec<_>>();
    for state in ["open", "not_yet", "closed"] {
        let found = told(&client, &format!("/api/v1/calls?state={state}&"), 2).await;
        assert_eq!(found, of(state), "{state}");
    }
    let refused = client.send(&Asked::get("/api/v1/calls?state=in_force")).await;
    assert_eq!(refused.status.as_u16(), 400, "what the store keeps is no answer");
    // On another day.
    let before = told(&client, "/api/v1/calls?as_of=2026-11-23&", 200).await;
    assert!(before.contains(&("A-2".to_owned(), "open".to_owned())), "{before:?}");
    let list = page(&client, "/calls?lang=en").await;
    let places: Vec<usize> =
        wanted.iter().map(|(id, _)| list.find(&format!("/calls/{id}\"")).expect("listed")).collect();
    assert!(places.is_sorted(), "{places:?}: {list}");
    let closed = page(&client, "/calls?lang=en&state=closed").await;
    assert!(closed.contains("A-1征集") && !closed.contains("C-1征集"), "{closed}");
    assert!(closed.contains("state closed"), "{closed}");
    let file = page(&client, "/data/calls.csv").await;
    assert!(file.contains("A-1征集（虚构）") && file.contains(",closed") && file.contains(",open"), "{file}");
}
