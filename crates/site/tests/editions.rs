//! Whoever chooses an edition sees which are over and which are to come.

use policy::powers::{Office, OfficeKind};
use serde_json::json;

use crate::client::{Asked, Client};

#[tokio::test]
async fn a_list_of_editions_says_which_are_not_in_force() {
    let client = Client::new();
    let today = "2026-11-24";
    let federation = || Office::sole(OfficeKind::Federation);
    let act = |act| client.world.try_act(federation(), None, today, act).expect("done");
    for (number, in_force) in
        [("T/ZZB 0811-2026", today), ("T/ZZB 0812-2026", today), ("T/ZZB 0813-2026", "2026-11-25")]
    {
        let edition =
            json!({"edition": number, "title": "电热水器", "published_on": today, "in_force_from": in_force});
        act(json!({"do": "enter_edition", "edition": edition}));
    }
    act(json!({"do": "withdraw_edition", "edition": "T/ZZB 0812-2026", "reason": {"plain": "不再适用"}}));
    for (lang, over, to_come) in [
        ("zh", "（2026-11-24废止）", "（2026-11-25起实施）"),
        ("en", " (withdrawn on 2026-11-24)", " (in force from 2026-11-25)"),
    ] {
        let mut asked = Asked::get(&format!("/declare?lang={lang}"));
        asked.headers.push(("cookie".to_owned(), client.session("maker", None).0));
        let page = client.send(&asked).await.body;
        for (number, said) in [("0811", ""), ("0812", over), ("0813", to_come)] {
            let option = format!(">T/ZZB {number}—2026 电热水器{said}</option>");
            assert!(page.contains(&option), "no `{option}` in {page}");
        }
    }
}
