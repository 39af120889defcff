//! The industry of enterprises by import: read by code or name, refused at its cell, supplied afterwards.

use crate::bin::{Ran, expect};
use crate::office::Copy;

fn import(code: i32, copy: &Copy, kind: &str, rows: &str) -> Ran {
    let file = copy.beside(&format!("{kind}.csv"), rows);
    expect(code, ["import", kind, &file, "--data", &copy.data(), "--as", "yu/county_bureau:330523", "--json"])
}

fn industry(copy: &Copy, code: &str) -> String {
    let shown = expect(0, ["show", code, "--data", &copy.data(), "--json"]).json();
    let registrations =
        shown["dossier"]["enterprise"]["registrations"]["list"].as_array().cloned().unwrap_or_default();
    let mut stated = registrations.iter().filter_map(|one| one["industry"].as_str());
    stated.next_back().unwrap_or("none").to_owned()
}

#[test]
fn an_industry_comes_with_the_enterprise_or_later_and_a_wrong_one_is_refused_at_its_cell() {
    let copy = Copy::new();
    let code = "91330523MADM90018H";
    let rows = |industry: &str| {
        format!(
            "统一社会信用代码,企业名称,总部所在地,登记日期,所属行业\n{code},安吉试验竹业有限公司,330523,2026-10-08,{industry}\n"
        )
    };
    for (wrong, says) in [("44", "13 to 43"), ("竹业", "two to four digits")] {
        let ran = import(5, &copy, "enterprises", &rows(wrong));
        assert!(ran.out.contains(says), "{}", ran.out);
    }
    assert_eq!(import(0, &copy, "enterprises", &rows("")).json()["new"], 1);
    assert_eq!(industry(&copy, code), "none");
    // The register is sent again with the industry: something else is on file, so it comes as a registration.
    import(5, &copy, "enterprises", &rows("20"));
    let named = format!(
        "统一社会信用代码,企业名称,所属行业,起始日期\n{code},安吉试验竹业有限公司,木材加工和木、竹、藤、棕、草制品业,2026-10-08\n"
    );
    assert_eq!(import(0, &copy, "registrations", &named).json()["new"], 1);
    assert_eq!(industry(&copy, code), "20");
    // Now both say the same, and a row that is silent about it contradicts nothing.
    for same in ["20", ""] {
        assert_eq!(import(0, &copy, "enterprises", &rows(same)).json()["known"], 1);
    }
    import(5, &copy, "enterprises", &rows("17"));
    assert_eq!(import(0, &copy, "registrations", &named).json()["known"], 1);
}
