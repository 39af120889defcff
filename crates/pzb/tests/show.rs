//! `pzb show`: whatever is on file is found under its identifier, of every kind of row that there is.

use registry::{Query, ROW_KINDS};

use crate::bin::{expect, run};
use crate::office::Copy;

/// An identifier of each kind that the demonstration has on file.
fn one_of_each(copy: &Copy) -> Vec<(&'static str, String)> {
    let flags = pzb::config::Flags::default();
    let config = pzb::config::of_folder(&copy.data, None, &flags).expect("defaults");
    let house = pzb::house::House::with(&copy.data, config, || [0; 32], Box::new(|| [7; 32])).expect("open");
    let first = |kind: &'static str| {
        let query = Query { kind: kind.to_owned(), limit: 1, ..Query::default() };
        let page = house.reader.rows(&query).expect("readable");
        let row = page.items.into_iter().next().unwrap_or_else(|| panic!("the demonstration has no {kind}"));
        (kind, row.id)
    };
    let found = ROW_KINDS.iter().map(|(kind, _)| first(kind)).collect();
    house.registry.close();
    found
}

#[test]
fn every_kind_of_row_is_found_in_both_languages_and_as_json() {
    let copy = Copy::new();
    let data = copy.data();
    for (kind, id) in one_of_each(&copy) {
        let show = |more: &[&str]| expect(0, [&["show", &id, "--data", &data], more].concat());
        for lang in ["zh", "en"] {
            let text = show(&["--lang", lang]).out;
            assert!(
                text.lines().count() > 1 || ["call", "expert", "review_bar"].contains(&kind),
                "{kind} {id}: {text}"
            );
            assert!(!text.contains("{\"") && !text.contains("`asks`"), "{kind} {id}: {text}");
        }
        assert!(show(&["--json"]).json().is_object(), "{kind} {id}");
    }
}

#[test]
fn a_report_of_duties_is_shown_with_what_became_of_its_lines() {
    let copy = Copy::new();
    let data = copy.data();
    let show = |id: &str, more: &[&str]| run([&["show", id, "--data", &data], more].concat());
    let report = "BG-2026-09-30";
    let json = show(report, &["--json"]).json();
    assert_eq!((json["kind"].as_str(), json["id"].as_str()), (Some("duty_report"), Some(report)));
    let lines = json["report"]["lines"].as_array().expect("lines");
    assert_eq!(json["now"].as_array().map(Vec::len), Some(lines.len()));
    let line = &lines[0];
    let en = show(report, &["--lang", "en"]).out;
    for part in
        ["duties not fulfilled as of 2026-09-30", "published on", "when reported: overdue", "told to the"]
    {
        assert!(en.contains(part), "no `{part}` in\n{en}");
    }
    let zh = show(report, &["--lang", "zh"]).out;
    for part in ["未履行责任，截至 2026-09-30", "公开于", "报告时: 逾期未履行", "通报"] {
        assert!(zh.contains(part), "no `{part}` in\n{zh}");
    }
    assert!(zh.contains(line["enterprise"].as_str().expect("a code")), "{zh}");
    // One line by its number, as people and as registers write it.
    for number in ["1", "000001"] {
        let one = show(&format!("{report}/{number}"), &["--json"]).json();
        assert_eq!(one["report"]["lines"].as_array().map(Vec::len), Some(1), "{one}");
        assert_eq!((&one["kind"], &one["now"][0]["line"]), (&"duty_line".into(), &1.into()));
    }
    assert_eq!(show(&format!("{report}/999"), &[]).code, 3);
    assert_eq!(show(report, &["--as-of", "2026-09-30"]).code, 3, "it was not filed yet");
    // A part in the drafting tells how its duties stand.
    let role = format!(
        "{}/{}",
        line["enterprise"].as_str().expect("a code"),
        line["role"].as_str().expect("a number")
    );
    let told = show(&role, &["--json"]).json();
    assert_eq!(told["duties"].as_array().map(Vec::len), Some(3), "{told}");
}

/// An edition is shown with its review duty, as its page tells it: due, ended by a review, revised.
#[test]
fn an_edition_is_shown_with_its_review_duty() {
    let copy = Copy::new();
    let data = copy.data();
    let show = |id: &str, more: &[&str]| expect(0, [&["show", id, "--data", &data], more].concat());
    let today = ["--as-of", "2026-11-24", "--json"];
    for (id, outcome) in
        [("T/ZZB 0878-2018", "not_met"), ("T/ZZB 2061-2021", "met"), ("T/ZZB 9103-2019", "not_applicable")]
    {
        let json = show(id, &today).json();
        assert_eq!(json["judged"].as_array().map(Vec::len), Some(1), "{id}");
        assert_eq!(json["judged"][0]["verdict"]["findings"][0]["outcome"], outcome, "{id}: {json:#}");
    }
    let due = show("T/ZZB 0878-2018", &today).json()["judged"][0]["since"].clone();
    let since: policy::calendar::Day = due.as_str().expect("a day").parse().expect("a day");
    let before = since.plus_days(-1).to_string();
    let json = show("T/ZZB 0878-2018", &["--as-of", &before, "--json"]).json();
    assert_ne!(json["judged"][0]["verdict"]["outcome"], "not_met", "the day before {since}");
    let text = show("T/ZZB 0878-2018", &["--as-of", "2026-11-24", "--lang", "en"]).out;
    assert!(text.contains("c4.review_due"), "{text}");
}
