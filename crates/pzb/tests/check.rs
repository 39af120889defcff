//! `pzb check`, `pzb schema`, `pzb rules`: the verbs that need no office.

use serde_json::Value;

use crate::bin::{expect, of_crate, run, text};

fn example(name: &str) -> String {
    text(&of_crate(&format!("examples/dossiers/{name}.json")))
}

fn checked(code: i32, name: &str, as_of: &str) -> Value {
    expect(code, ["check", &example(name), "--as-of", as_of, "--json"]).json()
}

/// The finding of a rule in the first thing judged.
fn finding<'v>(answer: &'v Value, rule: &str) -> &'v Value {
    let findings = answer["judged"][0]["verdict"]["findings"].as_array().expect("findings");
    findings.iter().find(|finding| finding["rule"] == rule).unwrap_or_else(|| panic!("no finding of {rule}"))
}

#[test]
fn met() {
    let answer = checked(0, "met", "2026-03-01");
    assert_eq!(answer["all_met"], true);
    assert_eq!(answer["judged"][0]["verdict"]["outcome"], "met");
    assert_eq!(answer["judged"][0]["verdict"]["earliest"], "2026-03-01");
    assert_eq!(finding(&answer, "c9.award_held")["facts"][0]["id"], "award-1");
}

#[test]
fn refused_with_the_earliest_day() {
    let answer = checked(6, "refused", "2027-02-27");
    let verdict = &answer["judged"][0]["verdict"];
    assert_eq!(verdict["outcome"], "not_met");
    // The penalty of 29 February 2024 leaves the window of three years on 1 March 2027; the three systems are
    // complete on 10 June 2027.
    assert_eq!(finding(&answer, "c9.no_enterprise_penalty")["turns_on"], "2027-03-01");
    assert_eq!(verdict["earliest"], "2027-06-10");
    assert_eq!(verdict["nearest_route"]["rule"], "c9.three_systems");
    assert_eq!(verdict["nearest_route"]["on"], "2027-06-10");
    let number = &finding(&answer, "c9.no_enterprise_penalty")["numbers"][0];
    assert_eq!((number["value"].as_i64(), number["article"].as_i64()), (Some(3), Some(9)));
    assert_eq!(checked(0, "refused", "2027-06-10")["all_met"], true);
    assert_eq!(checked(6, "refused", "2027-06-09")["all_met"], false);
}

#[test]
fn a_missing_fact_is_not_read_as_fine() {
    let answer = checked(6, "missing_fact", "2026-03-01");
    assert_eq!(answer["judged"][0]["verdict"]["outcome"], "cannot_tell");
    assert_eq!(finding(&answer, "c9.no_enterprise_penalty")["missing"]["fact"], "penalties_complete");
    assert_eq!(finding(&answer, "c9.no_enterprise_penalty")["missing"]["from"], "county_bureau");
    assert_eq!(finding(&answer, "c9.not_excluded")["missing"]["fact"], "product_categories");
    assert_eq!(finding(&answer, "c9.not_listed")["outcome"], "met");
    // As known before the bureau confirmed its register of listings nobody could tell.
    let earlier = expect(
        6,
        ["check", &example("missing_fact"), "--as-of", "2026-01-09", "--as-known-on", "2026-01-09", "--json"],
    );
    assert_eq!(finding(&earlier.json(), "c9.not_listed")["outcome"], "cannot_tell");
}

#[test]
fn twice_failed_on_the_last_day_of_two_years() {
    let answer = checked(6, "twice_failed", "2026-05-01");
    let mark =
        answer["judged"].as_array().expect("judged").iter().find(|one| one["subject"] == "authorization");
    let mark = mark.expect("the authorisation is judged");
    assert_eq!(mark["state"], "valid", "a finding never revokes by itself");
    let findings = mark["verdict"]["findings"].as_array().expect("findings");
    let twice = findings.iter().find(|finding| finding["rule"] == "c10.not_failed_twice").expect("the rule");
    assert_eq!(twice["outcome"], "not_met");
    assert_eq!(twice["grounds"].as_array().map(Vec::len), Some(2));
    let before = checked(6, "twice_failed", "2026-04-28");
    assert!(before.to_string().contains("c10.interview_held"));
}

/// A dossier with one mark against which no rule speaks, changed, and checked as of a day: the exit code, the answer
/// in JSON, and the text.
fn of_mark(as_of: &str, change: impl Fn(&mut Value)) -> (i32, Value, String) {
    let file = std::fs::read_to_string(of_crate("examples/dossiers/twice_failed.json")).expect("the example");
    let mut file: Value = serde_json::from_str(&file).expect("JSON");
    let enterprise = &mut file["enterprise"];
    enterprise["checks"] = serde_json::json!([]);
    enterprise["proceedings"] = serde_json::json!([]);
    change(&mut enterprise["authorizations"][0]);
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("dossier.json");
    std::fs::write(&path, file.to_string()).expect("written");
    let answer = run(["check", &text(&path), "--as-of", as_of, "--json"]);
    let shown = run(["check", &text(&path), "--as-of", as_of]);
    assert_eq!(shown.code, answer.code);
    (answer.code, answer.json(), shown.out)
}

#[test]
fn a_mark_that_is_gone_is_no_yes() {
    let (code, answer, shown) = of_mark("2025-06-01", |_| {});
    assert_eq!(
        (code, answer["all_met"].as_bool(), answer["all_valid"].as_bool()),
        (0, Some(true), Some(true))
    );
    assert!(!shown.contains("may not be borne"), "{shown}");

    let revoke = |mark: &mut Value| {
        mark["revocations"] = serde_json::json!([{
            "mark": { "on": "2025-05-20" }, "proceeding": "PR-1", "rule": "c11.recall_fulfilled",
        }]);
    };
    let (code, answer, shown) = of_mark("2025-06-01", revoke);
    assert_eq!((code, answer["all_valid"].as_bool()), (6, Some(false)), "{shown}");
    assert!(shown.contains("the mark may not be borne now: revoked, since 2025-05-20"), "{shown}");
    assert_eq!(of_mark("2025-05-19", revoke).0, 0, "the day before it stood");

    let end = |mark: &mut Value| mark["ended"] = serde_json::json!({ "on": "2025-05-20" });
    let (code, answer, shown) = of_mark("2025-06-01", end);
    assert_eq!((code, answer["all_valid"].as_bool()), (6, Some(false)));
    assert!(shown.contains("the mark may not be borne now: ended, since 2025-05-20"), "{shown}");
}

#[test]
fn joint_filing_needs_more_than_half() {
    let answer = checked(0, "joint_filing", "2026-02-01");
    assert_eq!(finding(&answer, "c9.parent_controls")["outcome"], "met");
    let before = checked(6, "joint_filing", "2026-01-31");
    assert_eq!(finding(&before, "c9.parent_controls")["outcome"], "not_met");
    assert_eq!(before["judged"][0]["verdict"]["outcome"], "not_met");
}

#[test]
fn text_for_people_names_the_same() {
    let ran = expect(6, ["check", &example("refused"), "--as-of", "2026-11-24"]);
    for word in [
        "c9.no_enterprise_penalty",
        "not met",
        "earliest day 2027-06-10",
        "clause 9",
        "2024-02-29",
        "nearest route",
    ] {
        assert!(ran.out.contains(word), "no `{word}` in\n{}", ran.out);
    }
    assert!(!ran.out.contains('\u{1b}'), "colours without a terminal");
    let zh = expect(6, ["check", &example("refused"), "--as-of", "2026-11-24", "--lang", "zh"]);
    assert!(zh.out.contains("最早符合日 2027-06-10"), "{}", zh.out);
}

/// Changes the text of the example `met` and checks the result, from standard input.
fn broken(change: impl Fn(&str) -> String) -> (i32, String, Value) {
    use std::io::Write;
    let text = std::fs::read_to_string(of_crate("examples/dossiers/met.json")).expect("the example");
    let changed = change(&text);
    assert_ne!(changed, text, "the change changes nothing");
    let mut child = crate::bin::pzb(["check", "-", "--as-of", "2026-03-01", "--json"])
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .expect("it starts");
    child.stdin.take().expect("piped").write_all(changed.as_bytes()).expect("it reads");
    let ran: crate::bin::Ran = child.wait_with_output().expect("it ends").into();
    let json = ran.json();
    (ran.code, ran.err, json)
}

#[test]
fn bad_dossiers_are_told_where_and_what() {
    let cases: [(&str, &str, &[&str]); 9] = [
        ("\"listings\"", "\"listing\"", &["enterprise.listing", "did you mean `listings`", "column"]),
        ("2022-11-18", "2023-02-29", &["enterprise.awards[0].awarded_on", "`2023-02-29` is not a day"]),
        ("\"county\"", "\"countie\"", &["enterprise.awards[0].level", "did you mean `county`"]),
        (
            "\"is_government_quality_award\": true",
            "\"is_government_quality_award\": \"yes\"",
            &["expected boolean"],
        ),
        (
            "\"until\": \"2031-12-31\"",
            "\"untill\": \"2031-12-31\"",
            &["asks[0].untill", "did you mean `until`", "`until` is missing"],
        ),
        ("\"T/ZZB 2109-2021\",\n      \"until\"", "\"2109\",\n      \"until\"", &["asks[0].edition"]),
        ("\"version\": 1", "\"version\": 2", &["version 2", "reads version 1"]),
        ("\"version\": 1,", "\"version\": 1", &["is not JSON", "line 3"]),
        (
            "\"penalties\": []",
            "\"penalties\": 7",
            &["enterprise.penalties", "expected list or object, found `7`"],
        ),
    ];
    for (from, to, words) in cases {
        let (code, err, json) = broken(|text| text.replacen(from, to, 1));
        assert_eq!(code, 5, "{from} -> {to}: {err}");
        assert_eq!(json["error"]["kind"], "invalid_input");
        for word in words {
            assert!(err.contains(word), "{from} -> {to}: no `{word}` in\n{err}");
        }
    }
}

/// Each field is of its kind, and the whole cannot be.
#[test]
fn what_cannot_be_is_refused_with_its_place() {
    let cases: [(&str, &str, &[&str]); 8] = [
        (
            "\"awarded_on\": \"2022-11-18\"",
            "\"awarded_on\": \"2022-11-18\", \"valid_until\": \"2022-11-17\"",
            &["enterprise.awards[0].valid_until: `2022-11-17` is before `2022-11-18`"],
        ),
        (
            "\"holdings\": []",
            "\"holdings\": [{\"owner\": \"91330523MADM90018H\", \"percent\": \"100.01\", \"since\": \"2020-01-01\"}]",
            &["enterprise.holdings[0].percent: a share of 100.01 percent"],
        ),
        (
            "\"penalties\": []",
            "\"penalties\": [{\"id\": \"P\", \"decided_on\": \"2020-01-01\", \"classification\": \"other\", \"legal_basis\": \"x\", \"authority\": \"y\"}, {\"id\": \"P\", \"decided_on\": \"2021-01-01\", \"classification\": \"other\", \"legal_basis\": \"x\", \"authority\": \"y\"}]",
            &["enterprise.penalties[1].id: a record with the number `P`"],
        ),
        ("\"from\": \"2024-01-15\"", "\"from\": \"2024-01-07\"", &["enterprise.commitments[0].from"]),
        (
            "\"from\": \"2024-01-15\"",
            "\"from\": \"2024-01-15\", \"ended\": {\"on\": \"2023-01-15\"}",
            &["enterprise.commitments[0].ended.on"],
        ),
        (
            "\"in_force_from\": \"2021-05-01\"",
            "\"in_force_from\": \"2021-04-23\"",
            &["standards[0].editions[0].in_force_from"],
        ),
        ("\"from\": \"2019-04-01\"", "\"from\": \"2019-03-19\"", &["scheme.catalogue[0].from"]),
        (
            "\"models\": [\n        \"YZ-100\"\n      ],\n      \"edition\"",
            "\"models\": [\"YZ-300\"],\n      \"edition\"",
            &["asks[0].models: the product has no model `YZ-300`"],
        ),
    ];
    for (from, to, words) in cases {
        let (code, err, json) = broken(|text| text.replacen(from, to, 1));
        assert_eq!(code, 5, "{to}: {err}");
        assert_eq!(json["error"]["kind"], "invalid_input");
        for word in words {
            assert!(err.contains(word), "{to}: no `{word}` in\n{err}");
        }
    }
    // What was set aside leaves its number free, and was never judged.
    let (code, err, _) = broken(|text| {
        text.replacen("\"penalties\": []", "\"penalties\": [{\"id\": \"P\", \"decided_on\": \"2020-01-01\", \"classification\": \"other\", \"legal_basis\": \"x\", \"authority\": \"y\", \"annulled\": {\"on\": \"2021-01-01\"}}, {\"id\": \"P\", \"decided_on\": \"2021-01-01\", \"classification\": \"other\", \"legal_basis\": \"x\", \"authority\": \"y\"}]", 1)
    });
    assert_eq!(code, 0, "{err}");
}

#[test]
fn more_than_is_judged_is_refused_and_the_bound_told() {
    let award = |n: usize| {
        format!(
            "{{\"id\": \"a{n}\", \"name\": \"奖\", \"level\": \"county\", \"is_government_quality_award\": true, \"awarded_on\": \"2022-11-18\"}}"
        )
    };
    let awards: Vec<String> = (0..20_001).map(award).collect();
    let (code, err, _) = broken(|text| {
        let mut file: Value = serde_json::from_str(text).expect("JSON");
        file["enterprise"]["awards"] =
            serde_json::from_str(&format!("[{}]", awards.join(","))).expect("JSON");
        file.to_string()
    });
    assert_eq!(code, 5);
    assert!(err.contains("awards: 20001 of them; a dossier file has at most 20000"), "{err}");
}

#[test]
fn a_wrong_check_character_is_told_beside_the_answer() {
    let (code, err, json) = broken(|text| text.replacen("91330523MADM90018H", "91330523MADM90018J", 1));
    assert_eq!(code, 0, "{err}");
    assert_eq!(json["remarks"][0]["path"], "enterprise.enterprise");
    assert!(json["remarks"][0]["said"]["en"].as_str().expect("said").contains("check character"));
}

#[test]
fn a_bad_code_and_a_doubled_field() {
    let (code, err, _) = broken(|text| text.replacen("91330523", "9133O523", 1));
    assert_eq!(code, 5);
    assert!(err.contains("enterprise.enterprise") && err.contains('O'), "{err}");
    let (code, err, _) =
        broken(|text| text.replacen("\"version\": 1,", "\"version\": 1, \"version\": 1,", 1));
    assert_eq!(code, 5);
    assert!(err.contains("duplicate field") && err.contains("line 2"), "{err}");
}

#[test]
fn days_and_files_that_are_none() {
    assert_eq!(run(["check", &example("met"), "--as-of", "2023-02-29"]).code, 2);
    assert_eq!(expect(5, ["check", &example("met"), "--as-of", "2018-12-31"]).out, "");
    let missing = expect(3, ["check", "nowhere.json"]);
    assert!(missing.err.contains("`nowhere.json`"), "{}", missing.err);
    assert!(expect(5, ["check", &text(&of_crate("src"))]).err.contains("is a folder"));
    assert_eq!(run(["chek", "x"]).code, 2);
}

#[test]
fn other_parameters() {
    let folder = tempfile::tempdir().expect("a folder");
    let shipped = policy::parameters::SHIPPED;
    let changed = shipped.replacen(
        "key = \"enterprise_clean_years\"\nvalue = 3",
        "key = \"enterprise_clean_years\"\nvalue = 1",
        1,
    );
    assert_ne!(changed, shipped);
    let file = folder.path().join("numbers.toml");
    std::fs::write(&file, changed).expect("written");
    let answer = expect(
        6,
        ["check", &example("refused"), "--as-of", "2026-11-24", "--parameters", &text(&file), "--json"],
    );
    assert_eq!(finding(&answer.json(), "c9.no_enterprise_penalty")["outcome"], "met");
    std::fs::write(&file, shipped.replacen("value = 3\n", "value = 0\n", 1)).expect("written");
    let ran = expect(5, ["check", &example("refused"), "--parameters", &text(&file)]);
    assert!(ran.err.contains("must be above zero"), "{}", ran.err);
}

/// A receipt is asked again as of its own day; one that says what the rules do not is told apart, and so is what the file
/// holds nothing about.
#[test]
fn a_receipt_is_asked_again() {
    let case: Value =
        serde_json::from_str(&std::fs::read_to_string(example("refused")).expect("reads")).expect("JSON");
    let asked = |on: &str, then: &str| {
        let findings = serde_json::json!([["c9.no_enterprise_penalty", then], ["c2.lead_there", "met"]]);
        let receipt = serde_json::json!({
            "version": 1, "positions": [7], "on": on, "entered_on": on, "policy": "0".repeat(64),
            "about": [], "findings": findings, "case": case,
        });
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("receipt.json");
        std::fs::write(&file, receipt.to_string()).expect("written");
        run(["check", &text(&file), "--json"])
    };
    // The penalty leaves the window of three years on 1 March 2027.
    for (on, is_said) in [("2027-02-28", "not_met"), ("2027-03-01", "met")] {
        let same = asked(on, is_said);
        assert_eq!((same.code, &same.json()["all_same"]), (0, &Value::Bool(true)), "{on}");
        assert_eq!(same.json()["findings"][1]["now"], Value::Null);
        let other = asked(on, if is_said == "met" { "not_met" } else { "met" });
        assert_eq!((other.code, &other.json()["findings"][0]["now"]), (6, &Value::from(is_said)), "{on}");
    }
}

#[test]
fn the_published_schema_is_the_printed_one() {
    let printed = expect(0, ["schema", "dossier"]).out;
    let path = of_crate("../../docs/schema/dossier.schema.json");
    if std::env::var_os("PZB_WRITE_SCHEMA").is_some() {
        std::fs::write(&path, &printed).expect("written");
    }
    let published = std::fs::read_to_string(&path).expect("docs/schema/dossier.schema.json");
    assert!(printed == published, "docs/schema is old: run the tests once with PZB_WRITE_SCHEMA=1");
    assert!(expect(0, ["schema", "command", "--json"]).json()["properties"]["act"].is_object());
}

#[test]
fn every_example_fits_the_schema_and_the_documentation_names_it() {
    let schema: Value = serde_json::from_str(&expect(0, ["schema", "dossier"]).out).expect("a schema");
    let documentation = std::fs::read_to_string(of_crate("../../docs/dossier.md")).expect("docs/dossier.md");
    for entry in std::fs::read_dir(of_crate("examples/dossiers")).expect("the examples") {
        let path = entry.expect("an example").path();
        let document: Value =
            serde_json::from_str(&std::fs::read_to_string(&path).expect("readable")).expect("JSON");
        assert_eq!(pzb::json::issues(&schema, &document), [], "{}", path.display());
        let name = path.file_name().and_then(|name| name.to_str()).expect("a name");
        assert!(documentation.contains(name), "docs/dossier.md does not name {name}");
    }
}

#[test]
fn rules_and_version() {
    let rules = expect(0, ["rules", "--json"]).json();
    assert_eq!(rules["rules"].as_array().map(Vec::len), Some(policy::rules::all().len()));
    assert!(expect(0, ["rules"]).out.contains("controlling_share_percent"));
    let version = expect(0, ["--version"]).out;
    let entries = format!("ledger entries version {}", policy::event::ENTRY_VERSION);
    assert!(version.contains("commit ") && version.contains(&entries), "{version}");
    assert!(expect(0, ["--help"]).out.contains("findings stand in the way"));
}
