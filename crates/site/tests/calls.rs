//! Calls and projects for readers and programs: lists that are longer than a page find what is meant among what only looks
//! like it and tell what is left out, and a text that was erased changes the tag.

use policy::admission::ANYBODY;
use policy::command::Command;
use policy::enterprise::credit_code::CreditCode;
use policy::powers::{Actor, Office, OfficeKind};
use registry::{Moment, Order};
use serde_json::{Value, json};

use crate::client::{Asked, Client};
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
