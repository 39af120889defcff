//! What rules say of numbers follows the numbers of the day; what is advised follows the certificates on file.

use policy::calendar::Day;
use policy::dossier_file::DossierFile;
use policy::parameters::{Parameters, SHIPPED};
use policy::rules;
use serde_json::json;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

#[test]
fn a_later_number_is_told_from_its_first_day() {
    let later = r#"
[[number]]
key = "enterprise_clean_years"
value = 4
unit = "years"
article = 9
since = "2024-01-01"
title_zh = "年数"
title_en = "years"
"#;
    let parameters = Parameters::from_toml(&format!("{SHIPPED}\n{later}")).unwrap();
    let title = rules::named("c9.no_enterprise_penalty").unwrap().title;
    let on = |text| title.on(&parameters, day(text));
    assert_eq!(on("2023-12-31").zh, "企业近3年未因质量问题受到行政处罚");
    assert_eq!(on("2024-01-01").zh, "企业近4年未因质量问题受到行政处罚");
    assert_eq!(
        on("2024-01-01").en,
        "the enterprise had no administrative penalty for quality in the last 4 years"
    );
    // Before the policy there was no number; the first one is told.
    assert_eq!(on("2018-12-31"), on("2019-01-01"));
}

/// The notes of `c9.three_systems` for quality certificates with these days, filed for on 2024-06-03.
fn notes(quality: &[[&str; 2]]) -> (Option<Day>, Vec<String>) {
    let system = |id: String, system: &str, [from, until]: [&str; 2]| json!({ "id": id, "system": system, "body": "CB-1", "from": from, "valid_until": until });
    let mut list: Vec<_> =
        quality.iter().enumerate().map(|(at, days)| system(format!("Q{at}"), "quality", *days)).collect();
    list.push(system("E".into(), "environment", ["2019-01-01", "2030-12-31"]));
    list.push(system("O".into(), "occupational_health", ["2019-01-01", "2030-12-31"]));
    let dossier = json!({
        "version": 1,
        "enterprise": {
            "enterprise": "91330523MADM00019Y",
            "system_certificates": { "complete": [{ "since": "2015-01-01", "stated_on": "2024-01-08" }], "list": list },
        },
        "asks": [{ "product": "P", "edition": "T/ZZB 1527-2020", "until": "2026-01-01" }],
    });
    let file: DossierFile = serde_json::from_value(dossier).unwrap();
    let judged = file.judge(super::super::law().law(), day("2024-06-03"), None).unwrap();
    let finding = judged[0].verdict.findings.iter().find(|f| f.rule == "c9.three_systems").unwrap();
    (finding.turns_on, finding.notes.iter().map(|note| note.en.clone()).collect())
}

#[test]
fn certificates_that_end_too_early_are_told_to_be_renewed() {
    let renewal = |notes: &[String]| notes.iter().filter(|note| note.contains("with a renewal")).count();
    // They end on the last day of the third year: the years would be complete the day after.
    let (turns_on, said) = notes(&[["2022-03-01", "2025-02-28"]]);
    assert_eq!((turns_on, renewal(&said)), (None, 1), "{said:?}");
    assert!(
        said.iter()
            .any(|note| note.contains("from 2025-03-01 at the latest they are complete on 2025-03-01")),
        "{said:?}"
    );
    // One day more, and the day comes by itself.
    let (turns_on, said) = notes(&[["2022-03-01", "2025-03-01"]]);
    assert_eq!((turns_on, renewal(&said)), (Some(day("2025-03-01")), 0), "{said:?}");
    // A renewal is a fact from its first day on: before it, it is promised and not held.
    let (turns_on, said) = notes(&[["2022-03-01", "2025-02-28"], ["2025-03-01", "2028-02-29"]]);
    assert_eq!((turns_on, renewal(&said)), (None, 1), "{said:?}");
    // Who holds none today has nothing to renew.
    let (turns_on, said) = notes(&[["2020-03-01", "2023-02-28"]]);
    assert_eq!((turns_on, renewal(&said)), (None, 0), "{said:?}");
}

#[test]
fn what_is_counted_agrees_with_its_number() {
    for (value, unit, said) in [
        (1, "years", "1 year"),
        (2, "years", "2 years"),
        (1, "entries", "1 entry"),
        (0, "rows", "0 rows"),
        (11, "days", "11 days"),
    ] {
        assert_eq!(policy::article::counted(value, unit), said);
    }
    let pending = policy::standard::duties::DutyStatus::Pending { last: day("2024-03-02") };
    assert_eq!(pending.said(day("2024-03-01")).en, "pending: by 2024-03-02, 1 day left");
    assert_eq!(pending.said(day("2024-02-29")).en, "pending: by 2024-03-02, 2 days left");
}
