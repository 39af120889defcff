//! `pzb import drafting_roles` and `exhibitions`: xlsx and CSV, what is wrong with a row is told in its cell, the rule
//! answers on the command line.

use documents::sheet::{Sheet, Value, write_xlsx};

use crate::bin::{expect, text};
use crate::office::{Copy, firm};

const HEADER: [&str; 6] = ["统一社会信用代码", "编号", "标准版本", "角色", "单位类别", "参与起草首日"];

fn workbook(copy: &Copy, rows: &[[&str; 6]]) -> String {
    let cells = |row: &[&str; 6]| row.iter().map(|cell| Value::Text((*cell).to_owned())).collect();
    let sheet = Sheet {
        name: "参与标准起草".to_owned(),
        headers: HEADER.map(str::to_owned).to_vec(),
        rows: rows.iter().map(cells).collect(),
    };
    let path = copy.path("roles.xlsx");
    std::fs::write(&path, write_xlsx(std::slice::from_ref(&sheet)).expect("a workbook")).expect("written");
    text(&path)
}

#[test]
fn roles_come_in_as_a_workbook_and_each_wrong_row_says_why() {
    let copy = Copy::new();
    let (xilong, cuiyun) = (firm("xilong"), firm("cuiyun"));
    let wrong = workbook(
        &copy,
        &[
            [xilong.as_str(), "R-1", "T/ZZB 2061—2021", "牵头起草", "企业", "2021-03-01"],
            // The same edition again, by the row before it.
            [xilong.as_str(), "R-2", "T/ZZB 2061-2021", "参与起草", "企业", "2021-03-01"],
            // On file by the demonstration.
            [cuiyun.as_str(), "R-3", "T/ZZB 2109-2021", "牵头起草", "龙头企业", "2021-04-24"],
            [xilong.as_str(), "R-4", "T/ZZB 0003-2020", "主持", "企业", "2021-03-01"],
            [xilong.as_str(), "R-5", "T/ZZB 0003-2020", "参与起草", "企业", "2021-02-30"],
        ],
    );
    let data = copy.data();
    let arguments = |file: &str| {
        ["import", "drafting_roles", file, "--data", &data, "--as", "chen/federation", "--json"]
            .map(str::to_owned)
    };
    let size = copy.size();
    let told = expect(5, arguments(&wrong)).json();
    let verdicts: Vec<_> =
        (0..5).map(|at| told["rows"][at]["verdict"].as_str().unwrap_or_default()).collect();
    assert_eq!(verdicts, ["new", "wrong", "wrong", "wrong", "wrong"], "{told}");
    assert!(
        told["rows"][1].to_string().contains("role_exists")
            || told["rows"][1].to_string().contains("is on file"),
        "{told}"
    );
    assert_eq!(copy.size(), size, "nothing is written where a row is wrong");
    let right =
        workbook(&copy, &[[xilong.as_str(), "R-1", "T/ZZB 2061—2021", "牵头起草", "企业", "2021-03-01"]]);
    let done = expect(0, arguments(&right)).json();
    assert_eq!(done["new"], 1, "{done}");
    let again = expect(0, arguments(&right)).json();
    assert_eq!((&again["new"], &again["known"]), (&0.into(), &1.into()));
    // In force on 2021-03-31; nothing was done by 2022-03-31: the duties are overdue, and the lead is barred.
    let told = expect(0, ["show", xilong.as_str(), "--data", &data]).out;
    assert!(told.contains("R-1"), "{told}");
}

#[test]
fn a_bureau_brings_showings_of_its_own_area() {
    let copy = Copy::new();
    let xilong = firm("xilong");
    let file = copy.beside(
        "shown.csv",
        &format!("credit code,id,edition,place,from\n{xilong},E-1,T/ZZB 2061-2021,premises,2021-06-01\n"),
    );
    let data = copy.data();
    let by =
        |who: &'static str| ["import", "exhibitions", &file, "--data", &data, "--as", who].map(str::to_owned);
    let refused = expect(5, by("chen/federation"));
    assert!(refused.out.contains("no power"), "{}", refused.out);
    expect(0, by("yu/county_bureau:330523"));
    expect(0, ["audit", "--data", &data]);
}
