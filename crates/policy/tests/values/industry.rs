//! The industry classification: which codes there are, how they are written, and whose a registration makes them.

use policy::enterprise::Dossier;
use policy::enterprise::credit_code::CreditCode;
use policy::event::Event;
use policy::industry::{DIVISIONS, Industry, division_name};
use serde_json::json;

#[test]
fn the_divisions_of_manufacturing_are_thirteen_to_forty_three_and_have_names() {
    let codes: Vec<String> = DIVISIONS.iter().map(|(code, _)| (*code).to_owned()).collect();
    assert_eq!(codes, (13..=43).map(|code| code.to_string()).collect::<Vec<_>>());
    for (code, name) in DIVISIONS {
        assert!(name.en.is_ascii() && name.zh.ends_with('业'), "{code} {name:?}");
        let alike = DIVISIONS.iter().filter(|(_, other)| other.zh == name.zh || other.en == name.en);
        assert_eq!(alike.count(), 1, "{code} {name:?}");
    }
    assert_eq!(division_name("3854").unwrap().zh, "电气机械和器材制造业");
    assert_eq!(division_name("44"), None);
    assert_eq!(division_name("3"), None);
}

#[test]
fn a_code_is_a_division_or_lies_below_one() {
    for (written, code) in [
        ("13", "13"),
        ("43", "43"),
        ("385", "385"),
        ("3854", "3854"),
        ("C3854", "3854"),
        ("ｃ３８", "38"),
        (" 38 ", "38"),
    ] {
        let read = Industry::parse(written).unwrap();
        assert_eq!((read.code(), read.division()), (code, &code[..2]), "{written}");
        assert!(Industry::parse(&code[..2]).unwrap().contains(&read), "{written}");
        assert_eq!(Industry::parse("3854").unwrap().contains(&read), code == "3854", "{written}");
    }
    for wrong in ["", "C", "3", "38541", "38a", "A38", "38.5", "-38", "三八"] {
        assert!(Industry::parse(wrong).unwrap_err().to_string().contains("two to four digits"), "{wrong}");
    }
    // Other sections of the classification, and digits of none.
    for wrong in ["01", "12", "44", "0111", "5164", "99"] {
        let fault = Industry::parse(wrong).unwrap_err();
        assert!(fault.to_string().contains("13 to 43"), "{wrong}");
        assert!(fault.zh().contains("13至43"), "{wrong}");
    }
}

#[test]
fn a_table_may_name_the_division() {
    assert_eq!(Industry::of_text("纺织业").unwrap().code(), "17");
    assert_eq!(Industry::of_text(" 1751 ").unwrap().code(), "1751");
    assert!(Industry::of_text("纺织").is_err());
}

#[test]
fn an_industry_is_read_and_written_as_text_and_a_wrong_one_is_not_read() {
    let read: Industry = serde_json::from_value(json!("C3854")).unwrap();
    assert_eq!(serde_json::to_value(&read).unwrap(), json!("3854"));
    assert!(serde_json::from_value::<Industry>(json!("44")).is_err());
}

/// The bytes of an entry are never written again: one from before there was an industry reads, and says as before.
#[test]
fn events_without_an_industry_read_and_are_written_as_they_were() {
    let fact = json!({ "fact": "registration", "id": "r", "name": "甲", "since": "2020-01-01" });
    for old in [
        json!({ "is": "enterprise_registered", "name": "甲", "region": "330109", "check_overridden": false }),
        json!({ "is": "fact_entered", "fact": fact }),
    ] {
        let event: Event = serde_json::from_value(old.clone()).unwrap();
        assert_eq!(serde_json::to_value(&event).unwrap(), old);
    }
}

#[test]
fn the_latest_registration_that_states_an_industry_tells_it() {
    let register = |list: serde_json::Value| -> Option<String> {
        let mut dossier = Dossier::blank(CreditCode::NOBODY);
        dossier.registrations = serde_json::from_value(list).unwrap();
        dossier.industry().map(|industry| industry.code().to_owned())
    };
    let old = json!({ "id": "1", "name": "甲", "since": "2019-01-01", "industry": "17" });
    let renamed = json!({ "id": "2", "name": "乙", "since": "2020-01-01" });
    let moved = json!({ "id": "3", "name": "乙", "since": "2021-01-01", "industry": "18" });
    let wrong = json!({ "id": "4", "name": "乙", "since": "2022-01-01", "industry": "19",
        "annulled": { "on": "2022-02-01" } });
    assert_eq!(register(json!([renamed])), None);
    assert_eq!(register(json!([old, renamed])).as_deref(), Some("17"));
    assert_eq!(register(json!([moved, old, renamed])).as_deref(), Some("18"));
    assert_eq!(register(json!([old, moved, wrong])).as_deref(), Some("18"));
}
