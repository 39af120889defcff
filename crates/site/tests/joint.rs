//! A joint filing on the pages: the parent finds it on its desk, sees that case and no other of the subsidiary, and
//! answers; the subsidiary sees what came of it.

use policy::powers::{Office, OfficeKind};
use serde_json::json;

use crate::client::{Asked, Client};

async fn open(client: &Client, login: &str, path: &str) -> (u16, String) {
    let mut asked = Asked::get(path);
    asked.headers.push(("cookie".to_owned(), client.session(login, None).0));
    let answer = client.send(&asked).await;
    (answer.status.as_u16(), answer.body)
}

fn office(client: &Client, name: &str) -> Office {
    Office::of(OfficeKind::Maker, client.world.named(name))
}

/// The maker `failed` files jointly with the maker `maker`; the number of the declaration.
pub fn filed(client: &Client) -> String {
    let child = client.world.named("failed").parse().expect("a code");
    let parent = client.world.named("maker");
    let act = json!({ "do": "file_declaration", "filing": {
        "product": "C1", "edition": "T/ZZB 0087-2017", "until": "2027-11-23", "parent": parent,
    }});
    let receipt =
        client.world.try_act(office(client, "failed"), Some(child), "2026-11-24", act).expect("filed");
    receipt.created[0].clone()
}

fn answer(client: &Client, what: &str, declaration: &str) {
    let child = client.world.named("failed").parse().expect("a code");
    let mut act = json!({ "do": what, "declaration": declaration });
    if what == "decline_declaration" {
        act["reason"] = json!({ "plain": "不与其共同申报" });
    }
    client.world.try_act(office(client, "maker"), Some(child), "2026-11-24", act).expect("answered");
}

#[tokio::test]
async fn the_parent_finds_it_on_its_desk_with_what_it_asks_for() {
    let client = Client::new();
    let heading = "Joint filings that wait for your answer";
    assert!(!open(&client, "maker", "/desk?lang=en").await.1.contains(heading));
    let declaration = filed(&client);
    let (_, desk) = open(&client, "maker", "/desk?lang=en").await;
    for says in [
        heading,
        "Product C1, standard T/ZZB 0087—2017, asked for until 2027-11-23",
        "the parent has not joined yet",
        "Join the filing as its parent",
        "Decline the joint filing",
        &format!("/cases/declaration/{declaration}"),
    ] {
        assert!(desk.contains(says), "{says}: {desk}");
    }
    // The subsidiary has it among its own, and cannot answer for the parent.
    let (_, own) = open(&client, "other", "/desk?lang=en").await;
    assert!(own.contains("the parent has not joined yet") && !own.contains(heading), "{own}");
    assert!(!own.contains("Join the filing"), "{own}");
    answer(&client, "join_declaration", &declaration);
    assert!(!open(&client, "maker", "/desk?lang=en").await.1.contains(heading), "it is answered");
    let (_, own) = open(&client, "federation", "/desk?lang=en").await;
    assert!(own.contains("the parent joined on 2026-11-24"), "{own}");
}

#[tokio::test]
async fn the_parent_sees_that_case_and_nothing_else_of_the_subsidiary() {
    let client = Client::new();
    let declaration = filed(&client);
    let case = format!("/cases/declaration/{declaration}");
    let (status, page) = open(&client, "maker", &format!("{case}?lang=en")).await;
    assert_eq!(status, 200);
    for says in ["joint-confirmation", "joint-declining", "has joined it by its own act", "Declaration filed"]
    {
        assert!(page.contains(says), "{says}: {page}");
    }
    assert!(!page.contains("declared-grant") && !page.contains("declaration-withdrawal"), "{page}");
    // A form begins: it gets an address of its own.
    assert_eq!(open(&client, "maker", &format!("{case}/acts/joint-confirmation")).await.0, 303);
    let failed = client.world.named("failed");
    let alone = client.world.named("pending");
    for other in [
        format!("/cases/enterprise/{failed}"),
        format!("/cases/product/{failed}%2FC1"),
        format!("/cases/declaration/{alone}"),
        format!("{case}/evidence/{}", "c".repeat(64)),
    ] {
        let (status, page) = open(&client, "maker", &other).await;
        assert_eq!(status, 403, "{other}: {page}");
    }
    // The subsidiary and the federation do not answer for the parent.
    for login in ["other", "federation"] {
        let (status, page) = open(&client, login, &format!("{case}?lang=en")).await;
        assert!(status == 200 && !page.contains("joint-confirmation"), "{login}");
    }
    assert_eq!(open(&client, "laboratory", &case).await.0, 403);
}

#[tokio::test]
async fn the_subsidiary_sees_that_the_parent_declined_and_why_it_cannot_be_granted() {
    let client = Client::new();
    let declaration = filed(&client);
    answer(&client, "decline_declaration", &declaration);
    let case = format!("/cases/declaration/{declaration}?lang=en");
    let (_, page) = open(&client, "other", &case).await;
    for says in ["Declined by the parent: 2026-11-24", "declined on 2026-11-24", "不与其共同申报"] {
        assert!(page.contains(says), "{says}: {page}");
    }
    // The parent wrote the reasons; whoever decides and the subsidiary read them.
    let (_, page) = open(&client, "maker", &case).await;
    assert!(!page.contains("joint-declining") && !page.contains("joint-confirmation"), "{page}");
    let (_, desk) = open(&client, "other", "/desk?lang=en").await;
    assert!(desk.contains("the parent declined on 2026-11-24: it cannot be granted"), "{desk}");
}
