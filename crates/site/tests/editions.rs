//! Whoever chooses an edition sees which are over and which are to come.

use policy::powers::{Actor, Office, OfficeKind};
use registry::Order;
use serde_json::json;

use crate::client::{Asked, Client};
use crate::world::noon;

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
        ("zh", "（2026年11月24日废止）", "（2026年11月25日起实施）"),
        ("en", " (withdrawn on 24 November 2026)", " (in force from 25 November 2026)"),
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

/// The page, which reads the first by their days, and the whole table have one order: by the day from which a standard has two
/// editions that stand, and not by that of the latest of them.
#[tokio::test]
async fn outlived_editions_come_by_the_day_by_which_they_are_found() {
    let client = Client::new();
    for (number, in_force) in [
        ("T/ZZB 0821-2019", "2019-03-01"),
        ("T/ZZB 0821-2021", "2021-03-01"),
        ("T/ZZB 0821-2024", "2024-03-01"),
        ("T/ZZB 0820-2019", "2019-03-01"),
        ("T/ZZB 0820-2022", "2022-03-01"),
    ] {
        let edition = json!({"edition": number, "title": "电热水器", "published_on": in_force, "in_force_from": in_force});
        let act = json!({"do": "enter_edition", "edition": edition});
        let command = json!({"key": number.replace(' ', "-"), "on": in_force, "act": act});
        let command = serde_json::from_value(command).expect("a command");
        let office = Office::sole(OfficeKind::Federation);
        let actor = Actor { person: client.world.holder_of(&office), office };
        // Entered late, all of them today.
        let order = Order { actor, command, now: noon("2026-11-24"), expected: None };
        client.world.registry.act(order).expect("done");
    }
    let order = ["T/ZZB 0821—2019", "T/ZZB 0821—2021", "T/ZZB 0820—2019"];
    for path in ["/reports/editions-outlived?lang=en", "/reports/editions-outlived?lang=en&format=csv"] {
        let told = client.send(&Asked::get(path)).await.body;
        let places = order.map(|number| told.find(number).unwrap_or_else(|| panic!("no {number} in {told}")));
        assert!(places.is_sorted(), "{path}: {places:?} {told}");
        assert!(!told.contains("/marks?q="), "no list has as many rows: {told}");
    }
}

/// The page of a standard shows its latest editions; an earlier one has an address, to which the list of its editions leads.
#[tokio::test]
async fn a_standard_with_many_editions_shows_the_latest_and_leads_to_the_others() {
    let client = Client::new();
    for year in 2016..=2022 {
        let (number, day) = (format!("T/ZZB 0830-{year}"), format!("{year}-03-01"));
        let edition =
            json!({"edition": number, "title": "电热水器", "published_on": day, "in_force_from": day});
        let command = json!({"key": format!("many-{year}"), "on": day, "act": {"do": "enter_edition", "edition": edition}});
        let command = serde_json::from_value(command).expect("a command");
        let office = Office::sole(OfficeKind::Federation);
        let actor = Actor { person: client.world.holder_of(&office), office };
        let order = Order { actor, command, now: noon("2026-11-24"), expected: None };
        client.world.registry.act(order).expect("done");
    }
    let get = async |path: &str| client.send(&Asked::get(path)).await;
    let heading = |year: u16| format!("<span class=\"nowrap\">T/ZZB 0830—{year}</span>");
    let page = get("/standards/T~ZZB_0830?lang=en").await.body;
    for year in 2016..=2022 {
        assert_eq!(page.contains(&heading(year)), year > 2017, "{year}: {page}");
    }
    let list = "/reports/editions?standard=T%2FZZB%200830";
    assert!(page.contains(&format!("<a href=\"{list}\">All 7 editions of this standard</a>")), "{page}");
    let told = get(&format!("{list}&lang=en")).await.body;
    assert!(
        told.contains("7 of") && told.contains("standard T/ZZB 0830") && !told.contains("T/ZZB 0001"),
        "{told}"
    );
    assert!(told.contains("<input type=\"hidden\" name=\"standard\" value=\"T/ZZB 0830\">"), "{told}");
    let earlier = "/standards/T~ZZB_0830?edition=T%2FZZB%200830-2016";
    assert!(
        told.contains(&format!("href=\"{earlier}\"")) && !told.contains("edition=T%2FZZB%200830-2018"),
        "{told}"
    );
    let alone = get(&format!("{earlier}&lang=en")).await.body;
    assert!(alone.contains(&heading(2016)) && !alone.contains(&heading(2022)), "{alone}");
    assert!(
        alone.contains("href=\"/standards/T~ZZB_0830#e1\"") && alone.contains("The latest editions"),
        "{alone}"
    );
    assert_eq!(get("/standards/T~ZZB_0830?edition=T%2FZZB%200830-1999").await.status.as_u16(), 404);
    let few = get("/standards/T~ZZB_0003?lang=en").await.body;
    assert!(!few.contains("editions of this standard"), "{few}");
}
