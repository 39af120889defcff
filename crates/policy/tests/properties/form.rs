//! What is wrong with a dossier file is named where it is: not only that the file does not fit.

use policy::dossier_file::DossierFile;

const CODE: &str = "91330109MA0P2B001U";

fn fault(enterprise: &str) -> String {
    let text = format!("{{\"version\": 1,\n\"enterprise\": {{\"enterprise\": \"{CODE}\",\n{enterprise}}}}}");
    serde_json::from_str::<DossierFile>(&text).expect_err("it is wrong").to_string()
}

#[test]
fn a_fault_is_named_at_its_line() {
    let cases = [
        (r#""listings": [{"listed_on": "2023-02-29", "authority": "局"}]"#, "`2023-02-29` is not a day"),
        (r#""listings": [{"listed_on": "2023-02-28"}]"#, "missing field `authority`"),
        (
            r#""listings": [{"listed_on": "2023-02-28", "authority": "局", "until": "2024-01-01"}]"#,
            "unknown field `until`",
        ),
        (r#""listings": {"complete": [{"since": "2020-01-01"}]}"#, "missing field `stated_on`"),
        (r#""listings": {"lists": []}"#, "unknown field `lists`"),
        (r#""listings": "none""#, "a list of records, or an object with `complete` and `list`"),
        (r#""fines": []"#, "unknown field `fines`"),
        (
            r#""awards": [{"name": "奖", "level": "village", "is_government_quality_award": true, "awarded_on": "2020-01-01"}]"#,
            "unknown variant `village`",
        ),
    ];
    for (enterprise, expected) in cases {
        let fault = fault(enterprise);
        assert!(fault.contains(expected) && fault.contains("line 3"), "{enterprise}: {fault}");
    }
}
