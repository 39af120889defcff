//! Who holds an office is data with dates: the organisation, and where it is reached.

use policy::powers::Office as Seat;
use policy::powers::OfficeKind::{Administrator, Federation};
use serde_json::{Value, json};

use super::office::{Office, day};

fn one(id: &str, name: &str, from: &str) -> Value {
    json!({ "fact": "organisation", "id": id, "office": { "kind": "federation" }, "name": name, "address": "杭州市示例路1号", "from": from })
}

fn enter(fact: Value) -> Value {
    json!({ "do": "enter_scheme_fact", "fact": fact })
}

#[test]
fn the_federation_has_been_three_organisations() {
    let mut office = Office::with_firm();
    let who = |office: &Office, on: &str| {
        let found = office.scheme.organisation(&Seat::sole(Federation), day(on));
        found.map(|one| one.name.clone())
    };
    assert_eq!(who(&office, "2022-01-01"), None, "nobody is named before somebody is entered");
    // The earlier one is entered last: it is the later first day that counts, and not the entry.
    office.must(Administrator, "2018-06-01", enter(one("O-2", "联合会", "2018-06-01")));
    office.must(Administrator, "2016-03-01", enter(one("O-1", "促进会", "2016-03-01")));
    let end =
        json!({ "do": "end_scheme_fact", "kind": "organisation", "id": "O-2", "reason": { "sealed": "0" } });
    office.must(Administrator, "2022-05-01", end);
    assert_eq!(who(&office, "2016-02-29"), None);
    assert_eq!(who(&office, "2016-03-01").as_deref(), Some("促进会"));
    assert_eq!(who(&office, "2018-05-31").as_deref(), Some("促进会"));
    assert_eq!(who(&office, "2018-06-01").as_deref(), Some("联合会"), "the later one, where both stand");
    assert_eq!(who(&office, "2022-04-30").as_deref(), Some("联合会"));
    assert_eq!(who(&office, "2022-05-01"), None, "the second ended the first, which does not come back");
    // Two of one day could not be told apart.
    let twice = office.refused(Administrator, "2018-06-01", enter(one("O-3", "质量协会", "2018-06-01")));
    assert_eq!(twice.problems[0].code, "organisation_exists");
}

#[test]
fn only_the_administrator_names_it_and_completely() {
    let mut office = Office::with_firm();
    let on = "2022-02-01";
    let refusal = office.refused(Federation, on, enter(one("O-1", "联合会", on)));
    assert_eq!(refusal.problems[0].code, "no_power");
    for (field, value, code) in [
        ("name", json!(" "), "text"),
        ("address", json!("x".repeat(201)), "text"),
        ("name_en", json!("A\u{202e}B"), "invisible"),
        ("phone", json!(""), "text"),
        ("office", json!({ "kind": "county_bureau", "of": "330000" }), "office"),
    ] {
        let mut fact = one("O-1", "联合会", on);
        fact[field] = value;
        let refusal = office.refused(Administrator, on, enter(fact));
        assert_eq!(refusal.problems[0].code, code, "{field}");
        assert_eq!(refusal.problems[0].field.as_deref(), Some(format!("fact.{field}").as_str()));
    }
    office.must(Administrator, on, enter(one("O-1", "联合会", on)));
}
