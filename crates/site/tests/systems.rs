//! Standard systems by the classes of GB/T 4754, and what a missing leaf leads to.

use policy::enterprise::credit_code::CreditCode;
use policy::powers::{Office, OfficeKind};
use serde_json::{Value, json};

use crate::client::{Asked, Client};

const DAY: &str = "2026-11-24";

fn federation(client: &Client, enterprise: Option<CreditCode>, act: Value) {
    let done = client.world.try_act(Office::sole(OfficeKind::Federation), enterprise, DAY, act);
    done.unwrap_or_else(|refused| panic!("{refused:#?}"));
}

/// The system of the small world with classes: one leaf that is there, one missing of the class of its top, one of a class of
/// its own, and one of none.
fn drawn(client: &Client) -> String {
    let system = client.world.named("system").to_owned();
    let filed = client.world.registry.reader().project(&system).expect("reads").expect("on file").value;
    let lead = filed.progress().lead.expect("led").0;
    let nodes = json!([
        { "code": "A", "title": "厨房电器", "industry": "385" },
        { "code": "A01", "parent": "A", "title": "吸油烟机", "standard": "T/ZZB 0003", "industry": "3854" },
        { "code": "A02", "parent": "A", "title": "集成灶" },
        { "code": "B", "title": "竹制厨具", "industry": "2041" },
        { "code": "C", "title": "其他厨具" },
    ]);
    let step = json!({ "act": "draw_system", "nodes": nodes });
    federation(client, Some(lead), json!({ "do": "on_project", "project": system, "step": step }));
    system
}

fn call(client: &Client, id: &str, until: &str, industry: &str) {
    let fact = json!({
        "fact": "call", "id": id, "title": format!("{id}征集（虚构）"), "kind": "lead", "published_on": DAY,
        "from": DAY, "until": until, "industry": industry,
    });
    federation(client, None, json!({ "do": "enter_scheme_fact", "fact": fact }));
}

fn close(client: &Client, id: &str) {
    let end = json!({ "do": "end_scheme_fact", "kind": "call", "id": id, "reason": { "plain": "提前结束" } });
    federation(client, None, end);
}

async fn page(client: &Client, path: &str, who: Option<&str>) -> String {
    let mut asked = Asked::get(path);
    asked.headers.extend(who.map(|login| ("cookie".to_owned(), client.session(login, None).0)));
    let answer = client.send(&asked).await;
    assert_eq!(answer.status.as_u16(), 200, "{path}: {}", answer.body);
    answer.body
}

/// The line of the tree with a code.
fn leaf<'p>(page: &'p str, code: &str) -> &'p str {
    let start = page.find(&format!("<span class=\"code\">{code}</span>")).expect("a node");
    page[start..].split("</li>").next().expect("a line")
}

#[tokio::test]
async fn a_system_tells_its_classes_and_is_found_by_them() {
    let client = Client::new();
    let system = drawn(&client);
    let path = format!("/projects/{system}?lang=en");
    let shown = page(&client, &path, None).await;
    assert!(
        leaf(&shown, "A01").contains("class 3854") && leaf(&shown, "B").contains("class 2041"),
        "{shown}"
    );
    assert!(!leaf(&shown, "A02").contains("class "), "{shown}");
    assert!(shown.contains("1 leaf without a class of GB/T 4754"), "{shown}");
    assert!(shown.contains("Electrical machinery and apparatus (38)"), "{shown}");
    for (industry, is_found) in
        [("38", true), ("3854", true), ("2041", true), ("2042", false), ("none", false)]
    {
        let list = page(&client, &format!("/systems?industry={industry}"), None).await;
        assert_eq!(list.contains(&format!("/projects/{system}\"")), is_found, "{industry}: {list}");
    }
    // As it was drawn before anybody named a class: it is read, and of each leaf nobody can tell.
    let before = page(&client, &format!("{path}&as_known_on=2026-11-23"), None).await;
    assert!(before.contains("2 leaves without a class of GB/T 4754"), "{before}");
    // What is drawn anew starts from what there is, with its classes.
    let form =
        page(&client, &format!("/cases/project/{system}/acts/system?key=s-1"), Some("federation")).await;
    assert!(form.contains("A01 | A | 吸油烟机 | T/ZZB 0003 | 3854"), "{form}");
}

#[tokio::test]
async fn a_missing_leaf_leads_to_the_calls_that_it_would_answer() {
    let client = Client::new();
    let system = drawn(&client);
    call(&client, "ZJ-20", "2026-12-30", "20");
    call(&client, "ZJ-24", "2026-12-30", "24");
    let path = format!("/projects/{system}?lang=en");
    let shown = page(&client, &path, None).await;
    for code in ["A02", "B", "C"] {
        assert!(leaf(&shown, code).contains("href=\"#missing\""), "{code}: {shown}");
    }
    assert!(!leaf(&shown, "A01").contains("#missing") && shown.contains("id=\"missing\""), "{shown}");
    // Those for its classes and the one for all; that for another class as long as a leaf has none, for then nobody can tell.
    for id in ["ZJ-1", "ZJ-20", "ZJ-24"] {
        assert!(shown.contains(&format!("/calls/{id}\"")), "{id}: {shown}");
    }
    // A maker goes to the form, filled in as far as the leaf tells.
    let own = page(&client, &path, Some("maker")).await;
    let href = |code: &str| {
        let line = leaf(&own, code);
        let found = line.rsplit_once("href=\"").and_then(|(_, rest)| rest.split_once('"')).expect("a link").0;
        found.replace("&amp;", "&").replace("&#38;", "&")
    };
    assert!(href("A02").contains("call=ZJ-1&") && href("B").contains("call=ZJ-20&"), "{own}");
    let maker = client.world.named("maker");
    assert!(href("A02").starts_with(&format!("/cases/enterprise/{maker}/acts/proposal?")), "{own}");
    let form = page(&client, &format!("{}&key=leaf-1", href("B")), Some("maker")).await;
    for filled in [
        "value=\"竹制厨具\"".to_owned(),
        format!("value=\"{system}/B\" selected"),
        "value=\"ZJ-20\" selected".to_owned(),
    ] {
        assert!(form.contains(&filled), "{filled}: {form}");
    }
    // Of another day it is not told what can be done.
    let dated = page(&client, &format!("{path}&as_known_on=2026-11-23"), None).await;
    assert!(!dated.contains("#missing") && !dated.contains("id=\"missing\""), "{dated}");
    // Where no call is open, that is said, and where calls appear; a maker is led to no form.
    let open = page(&client, "/calls/ZJ-24?lang=en", None).await;
    assert!(!open.contains("Closed early"), "{open}");
    for id in ["ZJ-1", "ZJ-20", "ZJ-24"] {
        close(&client, id);
    }
    let shown = page(&client, &path, Some("maker")).await;
    assert!(shown.contains("No call that such a standard would answer is open now"), "{shown}");
    assert!(!shown.contains("/acts/proposal?") && leaf(&shown, "B").contains("#missing"), "{shown}");
    let told = page(&client, "/calls/ZJ-20?lang=en", None).await;
    assert!(told.contains("Closed early") && told.contains("No proposals since 2026-11-24"), "{told}");
    assert!(told.contains("bamboo, rattan, palm and straw (20)"), "{told}");
}

/// The class of a call and its early end are open data.
#[tokio::test]
async fn calls_and_systems_tell_their_industry_in_open_data() {
    let client = Client::new();
    call(&client, "ZJ-20", "2026-12-30", "20");
    close(&client, "ZJ-20");
    let calls: Vec<Value> =
        serde_json::from_str(&page(&client, "/data/calls.json", None).await).expect("JSON");
    let of = |id: &str| calls.iter().find(|call| call["id"] == id).expect("listed");
    assert_eq!((&of("ZJ-20")["industry"], &of("ZJ-20")["closed_on"]), (&json!("20"), &json!(DAY)));
    assert_eq!((&of("ZJ-1")["industry"], &of("ZJ-1")["closed_on"]), (&Value::Null, &Value::Null));
    let systems = page(&client, "/data/systems.json", None).await;
    let systems: Vec<Value> = serde_json::from_str(&systems).expect("JSON");
    assert_eq!(systems[0]["industry"], "38");
}
