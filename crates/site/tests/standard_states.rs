//! Standards in every state, for the tests of lists.

use policy::powers::{Actor, Office, OfficeKind};
use registry::Order;
use serde_json::{Value, json};

use crate::client::{Asked, Client};
use crate::world::noon;

const TODAY: &str = "2026-11-24";

/// Editions that are entered today: number, the day of publication and the first day in force.
const EDITIONS: [(&str, &str, &str); 14] = [
    ("T/ZZB 0831-2020", "2020-02-01", "2020-03-01"),
    ("T/ZZB 0832-2026", "2026-11-20", "2026-12-20"),
    ("T/ZZB 0833-2020", "2020-02-01", "2020-03-01"),
    ("T/ZZB 0833-2026", "2026-11-20", "2026-12-01"),
    ("T/ZZB 0834-2019", "2019-02-01", "2019-03-01"),
    ("T/ZZB 0834-2022", "2022-02-01", "2022-03-01"),
    ("T/ZZB 0835-2020", "2020-02-01", "2020-03-01"),
    ("T/ZZB 0836-2019", "2019-02-01", "2019-03-01"),
    ("T/ZZB 0836-2023", "2023-02-01", "2023-03-01"),
    ("T/ZZB 0837-2020", "2020-02-01", "2020-03-01"),
    ("T/ZZB 0838-2026", "2026-11-23", "2026-11-24"),
    ("T/ZZB 0839-2025", "2025-12-30", "2026-12-10"),
    ("T/ZZB 0839-2026", "2026-11-01", "2026-12-31"),
    ("T/ZZB 0840-2026", "2026-11-23", "2026-11-25"),
];

/// Which of them are in which state today.
pub const EXPECTED: [(&str, &[&str]); 4] = [
    ("in_force", &["T/ZZB 0831", "T/ZZB 0833", "T/ZZB 0834", "T/ZZB 0836", "T/ZZB 0838"]),
    ("not_yet", &["T/ZZB 0840", "T/ZZB 0833", "T/ZZB 0839", "T/ZZB 0832"]),
    ("outlived", &["T/ZZB 0834"]),
    ("withdrawn", &["T/ZZB 0835"]),
];

fn act(client: &Client, on: &str, key: String, act: Value) {
    let command = serde_json::from_value(json!({"key": key, "on": on, "act": act})).expect("a command");
    let office = Office::sole(OfficeKind::Federation);
    let actor = Actor { person: client.world.holder_of(&office), office };
    client.world.registry.act(Order { actor, command, now: noon(TODAY), expected: None }).expect("done");
}

pub fn entered(client: &Client) {
    for (number, published, in_force) in EDITIONS {
        let edition = json!({
            "edition": number, "title": "电热水器", "published_on": published, "in_force_from": in_force,
        });
        let key = format!("state-{}", number.replace([' ', '/'], "-"));
        act(client, published, key, json!({"do": "enter_edition", "edition": edition}));
    }
    let over = [
        ("withdraw_edition", "T/ZZB 0835-2020"),
        ("withdraw_edition", "T/ZZB 0836-2019"),
        ("annul_edition", "T/ZZB 0837-2020"),
    ];
    for (how, number) in over {
        let key = format!("over-{}", number.replace([' ', '/'], "-"));
        act(client, TODAY, key, json!({"do": how, "edition": number, "reason": {"plain": "不再适用"}}));
    }
}

/// The states on the day before, on the day and after.
pub async fn on_other_days(client: &Client) {
    for (state, day, number, is_there) in [
        ("in_force", "2026-11-23", "T/ZZB 0835", true),
        ("withdrawn", "2026-11-23", "T/ZZB 0835", false),
        ("withdrawn", "2026-11-24", "T/ZZB 0835", true),
        ("not_yet", "2026-11-24", "T/ZZB 0840", true),
        ("not_yet", "2026-11-25", "T/ZZB 0840", false),
        ("in_force", "2026-11-25", "T/ZZB 0840", true),
        ("not_yet", "2026-11-19", "T/ZZB 0832", false),
        ("not_yet", "2026-11-20", "T/ZZB 0832", true),
        ("outlived", "2026-11-30", "T/ZZB 0833", false),
        ("outlived", "2026-12-01", "T/ZZB 0833", true),
        ("not_yet", "2026-12-30", "T/ZZB 0839", true),
        ("not_yet", "2026-12-31", "T/ZZB 0839", false),
    ] {
        client.world.at(client.world.now() + 1);
        let path = format!("/standards?state={state}&as_of={day}&lang=en");
        let page = client.send(&Asked::get(&path)).await.body;
        assert_eq!(
            page.contains(&format!(">{number} ")) || page.contains(&format!(">{number}<")),
            is_there,
            "{path}: {number}"
        );
        assert!(page.contains(&format!("name=\"as_of\" value=\"{day}\"")), "{path}: the day is kept");
        let file = client.send(&Asked::get(&format!("{path}&format=csv"))).await.body;
        assert_eq!(file.contains(&format!("{number},")), is_there, "{path}: {number} in {file}");
    }
}
