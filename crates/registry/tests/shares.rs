//! Control never runs in a ring: shares entered, ended and set aside at random among few firms, and after each act the
//! dossiers are looked at by a search of its own.

use std::collections::{BTreeMap, BTreeSet};

use policy::enterprise::credit_code::CreditCode;
use registry::Refused;
use serde_json::{Value, json};

use crate::support::*;

const FIRMS: usize = 6;

fn firms(house: &House, count: usize) -> Vec<CreditCode> {
    let codes: Vec<CreditCode> = (0..count).map(code).collect();
    for (at, code) in codes.iter().enumerate() {
        house.enterprise(*code, &format!("企业{at}"), "2016-01-04");
    }
    codes
}

fn share(owner: CreditCode, percent: &str, since: &str) -> Value {
    json!({"do": "enter_fact", "fact": {"fact": "holding", "owner": owner, "percent": percent, "since": since}})
}

/// Who controls each firm by the latest share of each owner, read from JSON as anybody can.
fn controllers(house: &House, codes: &[CreditCode]) -> BTreeMap<CreditCode, BTreeSet<CreditCode>> {
    let reader = house.registry.reader();
    let mut over = BTreeMap::new();
    for code in codes {
        let dossier = reader.dossier(*code).expect("readable").expect("on file").value;
        let told = serde_json::to_value(&dossier).expect("JSON");
        let mut latest: BTreeMap<String, (String, bool)> = BTreeMap::new();
        for held in told["holdings"]["list"].as_array().into_iter().flatten() {
            if !held["annulled"].is_null() {
                continue;
            }
            let percent: f64 = match &held["percent"] {
                Value::String(text) => text.parse().expect("a number"),
                other => other.as_f64().expect("a number"),
            };
            let since = held["since"].as_str().expect("a day").to_owned();
            let controls = percent > 50.0 && held["ended"].is_null();
            let known = latest.entry(held["owner"].as_str().expect("a code").to_owned());
            let known = known.or_insert((since.clone(), controls));
            if since >= known.0 {
                *known = (since, controls);
            }
        }
        let owners = latest.into_iter().filter(|(_, (_, controls))| *controls);
        over.insert(*code, owners.map(|(owner, _)| owner.parse().expect("a code")).collect());
    }
    over
}

/// Whether anybody stands above themselves.
fn has_ring(over: &BTreeMap<CreditCode, BTreeSet<CreditCode>>) -> bool {
    over.keys().any(|start| {
        let mut above: BTreeSet<CreditCode> = over[start].clone();
        for _ in over {
            let next: Vec<CreditCode> =
                above.iter().filter_map(|code| over.get(code)).flatten().copied().collect();
            above.extend(next);
        }
        above.contains(start)
    })
}

#[test]
fn three_firms_do_not_control_each_other_in_a_ring() {
    let house = House::new();
    let four = firms(&house, 4);
    let [a, b, c, other] = four[..] else { panic!("four firms") };
    // Each act is about the firm that is owned: a owns b, b owns c.
    house.done(bureau(), Some(b), "2020-01-01", share(a, "60", "2020-01-01"));
    house.done(bureau(), Some(c), "2020-01-01", share(b, "60", "2020-01-01"));
    let refused = house.act(bureau(), Some(a), "2020-01-01", share(c, "60", "2020-01-01"));
    assert!(said(refused.as_ref().expect_err("refused")).contains(b.as_str()), "it names the firm below");
    assert_eq!(codes(refused), ["share_loop"]);
    house.done(bureau(), Some(a), "2020-01-01", share(c, "50", "2020-01-01"));
    house.done(bureau(), Some(other), "2020-01-01", share(c, "60", "2020-01-01"));
    // A later, small share hides a large one; once it is set aside the large one counts again.
    let small = house.done(bureau(), Some(b), "2021-01-01", share(a, "10", "2021-01-01")).created[0].clone();
    house.done(bureau(), Some(a), "2021-06-01", share(c, "60", "2021-06-01"));
    let annul = json!({"do": "annul_fact", "kind": "holding", "id": small, "reason": {"plain": "误录"}});
    assert_eq!(codes(house.act(bureau(), Some(b), "2022-01-01", annul)), ["share_loop"]);
    assert!(!has_ring(&controllers(&house, &four)));
}

#[test]
fn no_acts_at_random_leave_a_ring() {
    let house = House::new();
    let firms = firms(&house, FIRMS);
    let mut dice = Dice(20_190_601);
    let mut entered: Vec<(CreditCode, String)> = Vec::new();
    let (mut done, mut rings) = (0, 0);
    for step in 0..400 {
        let on = format!("20{:02}-{:02}-{:02}", 17 + step / 60, 1 + step / 5 % 12, 1 + dice.below(28));
        let owned = *dice.pick(&firms);
        let (about, act) = match dice.below(8) {
            0 | 1 if !entered.is_empty() => {
                let (about, id) = dice.pick(&entered).clone();
                let verb = if dice.below(2) == 0 { "annul_fact" } else { "end_fact" };
                (about, json!({"do": verb, "kind": "holding", "id": id, "reason": {"plain": "更正"}}))
            }
            _ => {
                let owner = *dice.pick(&firms);
                let percent = ["51", "60", "50", "10"][dice.below(4)];
                (owned, share(owner, percent, &on))
            }
        };
        match house.act_entered(bureau(), Some(about), (&on, "2026-01-05"), act.clone()) {
            Ok(receipt) => {
                done += 1;
                entered.extend(receipt.created.into_iter().map(|id| (about, id)));
                assert!(!has_ring(&controllers(&house, &firms)), "after {act} about {about}");
            }
            Err(Refused::Refusal(refusal)) => {
                rings += usize::from(refusal.problems.iter().any(|problem| problem.code == "share_loop"));
            }
            Err(other) => panic!("{other:?}"),
        }
    }
    assert!(done > 60 && rings > 20, "{done} done, {rings} rings refused");
}

#[test]
fn a_chain_that_cannot_be_looked_through_is_refused() {
    let house = House::new();
    let firms = firms(&house, 67);
    for pair in firms[..66].windows(2) {
        house.done(bureau(), Some(pair[1]), "2020-01-01", share(pair[0], "60", "2020-01-01"));
    }
    // 64 above the owner can be looked through, 65 cannot.
    let last = house.act(bureau(), Some(firms[66]), "2020-01-01", share(firms[64], "60", "2020-01-01"));
    last.expect("looked through");
    let longer = house.act(bureau(), Some(firms[66]), "2021-01-01", share(firms[65], "60", "2021-01-01"));
    let refused = codes(longer);
    assert!(refused.contains(&"share_chain".to_owned()), "{refused:?}");
}
