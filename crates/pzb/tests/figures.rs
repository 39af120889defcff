//! Figures on the command line: the headlines, one report with its sums, a day, and what is none.

use crate::bin::expect;
use crate::office::Copy;

#[test]
fn figures_are_told_by_the_command() {
    let copy = Copy::new();
    let data = copy.data();
    let ask = |code: i32, more: &[&str]| expect(code, [&["figures", "--data", &data], more].concat());
    let all = ask(0, &["--json"]).json();
    let headlines = all["headlines"].as_array().expect("headlines");
    assert!(!headlines.is_empty() && headlines.iter().all(|one| one["value"].is_u64()), "{all}");
    let in_words = ask(0, &["--lang", "zh"]).out;
    for one in headlines {
        assert!(in_words.contains(&one["value"].to_string()), "{one} in {in_words}");
    }
    // The sums of the places are the headline: each mark in force lies in one.
    let report = ask(0, &["marks-by-city", "--json"]).json();
    let rows = report["rows"].as_array().expect("rows");
    let marks = |cells: &serde_json::Value| cells[1]["value"].as_u64().expect("a count");
    assert_eq!(rows.iter().map(marks).sum::<u64>(), marks(&report["sums"]), "{report}");
    assert!(ask(0, &["marks-by-city"]).out.lines().count() > rows.len());
    // Of a day before the first mark there are none, and of one before the policy nothing can be told.
    let early = ask(0, &["--as-of", "2019-01-01", "--json"]).json();
    assert!(early["headlines"].as_array().expect("headlines").iter().any(|one| one["value"] == 0), "{early}");
    assert!(ask(5, &["--as-of", "1990-01-01"]).err.contains("before the policy"));
    assert!(ask(3, &["marks-by-moon"]).err.contains("marks-by-moon"));
}
