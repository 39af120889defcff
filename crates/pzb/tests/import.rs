//! `pzb import`: good files in each form, and files that are wrong in each way that files are.

use documents::sheet::{Date, Sheet, Value, write_xlsx};
use serde_json::json;

use crate::bin::{expect, run, text};
use crate::office::{Copy, firm};

const AS: [&str; 2] = ["--as", "yu/county_bureau:330523"];

fn import(code: i32, copy: &Copy, kind: &str, file: &str, more: &[&str]) -> crate::bin::Ran {
    let data = copy.data();
    let mut arguments = vec!["import", kind, file, "--data", &data];
    arguments.extend(if more.contains(&"--as") { &[][..] } else { &AS[..] });
    arguments.extend(more);
    expect(code, arguments)
}

fn penalties(copy: &Copy, name: &str, rows: &[(&str, &str, &str, &str)]) -> String {
    let mut content = "统一社会信用代码,编号,处罚决定日期,是否因质量,处罚依据,处罚机关,涉及产品\n".to_owned();
    for (code, id, day, class) in rows {
        content.push_str(&format!("{code},{id},{day},{class},产品质量法第五十条,安吉县市场监督管理局,无\n"));
    }
    copy.beside(name, &content)
}

#[test]
fn dry_run_then_import_then_again() {
    let copy = Copy::new();
    let xilong = firm("xilong");
    let file = penalties(
        &copy,
        "p.csv",
        &[(&xilong, "新-1", "2026-10-08", "质量"), (&xilong, "新-2", "2026年10月9日", "other")],
    );
    let size = copy.size();
    let dry = import(0, &copy, "penalties", &file, &["--dry-run", "--json"]).json();
    assert_eq!((&dry["new"], &dry["written"]), (&2.into(), &false.into()));
    assert_eq!(copy.size(), size);
    let done = import(0, &copy, "penalties", &file, &["--json"]).json();
    assert_eq!((&done["new"], &done["written"], &done["entries"]), (&2.into(), &true.into(), &2.into()));
    let again = import(0, &copy, "penalties", &file, &["--json"]).json();
    assert_eq!((&again["new"], &again["known"], &again["entries"]), (&0.into(), &2.into(), &0.into()));
    assert_eq!(copy.size(), size + 2);
    // The same number with another content is not the same.
    let other = penalties(&copy, "p.csv", &[(&xilong, "新-1", "2026-10-08", "其他")]);
    assert!(
        import(5, &copy, "penalties", &other, &[])
            .out
            .contains("something else is on file under this number")
    );
}

#[test]
fn rows_see_the_rows_before_them() {
    let copy = Copy::new();
    let file = copy.beside(
        "enterprises.csv",
        "credit code,name,region,registered on\n91330523MADM9001XX,\"\",330523,2026-01-05\n",
    );
    let ran = import(5, &copy, "enterprises", &file, &[]);
    assert!(ran.out.contains("must not be empty"), "{}", ran.out);
    let xilong = firm("xilong");
    let rows = format!(
        "统一社会信用代码,产品编号,产品名称,型号,登记日期\n{xilong},N-1,茶饼,A-1、A-2,2026-10-08\n{xilong},N-1,茶砖,B-1,2026-10-08\n"
    );
    let ran = import(5, &copy, "products", &copy.beside("products.csv", &rows), &["--json"]).json();
    assert_eq!(ran["rows"][0]["verdict"], "new");
    assert_eq!(ran["rows"][1]["verdict"], "wrong", "the second row sees what the first would do");
    assert_eq!(ran["written"], false);
}

/// What a spreadsheet would run when the table goes out again; a number with its sign is none.
#[test]
fn formulas_are_refused_with_their_place() {
    let copy = Copy::new();
    let xilong = firm("xilong");
    let head = "统一社会信用代码,产品编号,产品名称,型号,登记日期\n";
    let rows: String = ["=HYPERLINK(1)", "+cmd|x", "-2+3", "@SUM(A1)", "-5", "灯=1"]
        .iter()
        .enumerate()
        .map(|(n, name)| format!("{xilong},N-{n},{name},A-{n},2026-10-08\n"))
        .collect();
    let file = copy.beside("products.csv", &format!("{head}{rows}"));
    let ran = import(5, &copy, "products", &file, &["--json"]).json();
    let verdicts: Vec<_> = (0..6).map(|n| ran["rows"][n]["verdict"].as_str().expect("a verdict")).collect();
    assert_eq!(verdicts, ["wrong", "wrong", "wrong", "wrong", "new", "new"], "{ran}");
    let told = import(5, &copy, "products", &file, &[]).out;
    assert!(
        told.contains("line 2, column C") && told.contains("a spreadsheet would take it for a formula"),
        "{told}"
    );
}

#[test]
fn all_or_nothing_unless_partial() {
    let copy = Copy::new();
    let (xilong, qinglan) = (firm("xilong"), firm("qinglan"));
    let rows = [
        (xilong.as_str(), "甲-1", "2026-10-08", "质量"),
        (&qinglan, "甲-2", "2026-10-08", "质量"),
        (&xilong, "甲-3", "2023-02-29", "质量"),
    ];
    let file = penalties(&copy, "mixed.csv", &rows);
    let size = copy.size();
    let errors = text(&copy.path("errors.xlsx"));
    let ran = import(5, &copy, "penalties", &file, &["--errors", &errors]);
    assert!(ran.out.contains("nothing was written"), "{}", ran.out);
    assert!(
        ran.out.contains("line 3") && ran.out.contains("for its own area, firm, project or number only"),
        "{}",
        ran.out
    );
    assert!(
        ran.out.contains("line 4, column C") && ran.out.contains("there is no day `2023-02-29`"),
        "{}",
        ran.out
    );
    assert_eq!(copy.size(), size);
    let report = documents::sheet::read(
        "errors",
        &std::fs::read(&errors).expect("written"),
        &documents::sheet::Limits::default(),
    );
    let report = report.expect("the report is a table");
    assert_eq!(report.len(), 3);
    // The report itself can be imported: its column of errors is passed over.
    let again = import(5, &copy, "penalties", &errors, &["--partial", "--json"]).json();
    assert_eq!((&again["new"], &again["wrong"], &again["written"]), (&1.into(), &2.into(), &true.into()));
    assert_eq!(copy.size(), size + 1);
}

#[test]
fn an_end_is_an_act_of_its_own() {
    let copy = Copy::new();
    let code = firm("tianzihu");
    let row = |removed: &str| {
        format!(
            "统一社会信用代码,编号,列入日期,列入机关,移出日期\n{code},演示-失信-2026-02,2026-08-10,安吉县市场监督管理局,{removed}\n"
        )
    };
    let file = copy.beside("listings.csv", &row(""));
    assert_eq!(import(0, &copy, "listings", &file, &["--json"]).json()["known"], 1);
    let file = copy.beside("listings.csv", &row("2026-11-20"));
    assert_eq!(import(0, &copy, "listings", &file, &["--json"]).json()["new"], 1);
    assert_eq!(import(0, &copy, "listings", &file, &["--json"]).json()["known"], 1);
}

#[test]
fn xlsx_and_gbk() {
    let copy = Copy::new();
    let sheet = Sheet {
        name: "处罚".to_owned(),
        headers: ["统一社会信用代码", "编号", "处罚决定日期", "是否因质量", "处罚依据", "处罚机关"]
            .map(str::to_owned)
            .to_vec(),
        rows: vec![vec![
            Value::Text(firm("xilong")),
            Value::Text("乙-1".to_owned()),
            Value::Date(Date::new(2026, 10, 8).expect("a day")),
            Value::Text("质量".to_owned()),
            Value::Text("产品质量法".to_owned()),
            Value::Text("安吉县市场监督管理局".to_owned()),
        ]],
    };
    let path = copy.path("p.xlsx");
    std::fs::write(&path, write_xlsx(std::slice::from_ref(&sheet)).expect("a workbook")).expect("written");
    assert_eq!(import(0, &copy, "penalties", &text(&path), &["--json"]).json()["new"], 1);
    // `产品` in GBK; the same rows once more, so they are known.
    let utf8 = "统一社会信用代码,编号,处罚决定日期,是否因质量,处罚依据,处罚机关\n".to_owned()
        + &format!("{},乙-1,2026-10-08,质量,产品质量法,安吉县市场监督管理局\n", firm("xilong"));
    let path = copy.path("gbk.csv");
    std::fs::write(&path, encoded(&utf8)).expect("written");
    assert_eq!(import(0, &copy, "penalties", &text(&path), &["--json"]).json()["known"], 1);
}

/// The text in GBK, by the table of the few characters that the test uses.
fn encoded(text: &str) -> Vec<u8> {
    let output = std::process::Command::new("iconv")
        .args(["-f", "UTF-8", "-t", "GBK"])
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .and_then(|mut child| {
            use std::io::Write;
            child.stdin.take().expect("piped").write_all(text.as_bytes())?;
            child.wait_with_output()
        })
        .expect("iconv");
    output.stdout
}

#[test]
fn codes_that_are_wrong() {
    let copy = Copy::new();
    let good = firm("xilong");
    let mut mistyped = good.clone();
    mistyped.replace_range(17.., if good.ends_with('A') { "B" } else { "A" });
    let cases = [
        ("3.30102E+17", "was saved as a number"),
        ("9133052", "has 18 characters, here are 7"),
        (mistyped.as_str(), "the check character"),
        ("91330523MADM0001IO", "capital letters without I, O, S, V, Z"),
        ("", "must not be empty"),
    ];
    for (code, words) in cases {
        let file = penalties(&copy, "codes.csv", &[(code, "丙-1", "2026-10-08", "质量")]);
        let ran = import(5, &copy, "penalties", &file, &[]);
        assert!(ran.out.contains(words), "{code}: {}", ran.out);
        assert!(ran.out.contains("line 2"), "{code}: {}", ran.out);
    }
}

#[test]
fn tables_that_are_wrong() {
    let copy = Copy::new();
    let code = firm("xilong");
    let cases: [(&str, String, &str); 7] = [
        ("a missing column", "统一社会信用代码,编号\nx,y\n".to_owned(), "there is no column `处罚决定日期`"),
        (
            "an unknown column",
            format!("统一社会信用代码,处罚决定日期,是否因质量,处罚依据,处罚机关,设计产品\n{code},2026-10-08,质量,a,b,c\n"),
            "the header `设计产品` is no column of this register; did you mean `涉及产品`?",
        ),
        ("nothing", String::new(), "empty"),
        ("an odd word", format!("统一社会信用代码,处罚决定日期,是否因质量,处罚依据,处罚机关\n{code},2026-10-08,不详,a,b\n"), "expected one of quality, other, unclassified"),
        ("two encodings", "统一社会信用代码\n产\n".to_owned(), ""),
        ("a day that is not over", format!("统一社会信用代码,处罚决定日期,是否因质量,处罚依据,处罚机关\n{code},2099-10-08,质量,a,b\n"), "what has not happened cannot be entered"),
        ("a firm that is not on file", "统一社会信用代码,处罚决定日期,是否因质量,处罚依据,处罚机关\n91330000MADM9999XA,2026-10-08,质量,a,b\n".to_owned(), "not on file: register it first"),
    ];
    for (what, content, words) in cases {
        let path = copy.path("wrong.csv");
        let mut bytes = content.into_bytes();
        if what == "two encodings" {
            bytes.extend([0xb2, 0xfa, 0xc6, 0xb7, b'\n']);
        }
        std::fs::write(&path, bytes).expect("written");
        let ran = import(5, &copy, "penalties", &text(&path), &[]);
        let said = format!("{}{}", ran.out, ran.err);
        assert!(said.contains(words), "{what}: {said}");
    }
    assert_eq!(run(["import", "penaltys", "x.csv", "--data", &copy.data(), AS[0], AS[1]]).code, 2);
    assert_eq!(run(["import", "penalties", "none.csv", "--data", &copy.data(), AS[0], AS[1]]).code, 3);
    assert_eq!(run(["import", "penalties", "x.csv"]).code, 2, "neither folder nor server");
}

#[test]
fn workbooks_that_are_refused_whole() {
    let copy = Copy::new();
    let of_documents = |name: &str| text(&crate::bin::of_crate("../documents/tests/files").join(name));
    for (name, words) in [
        ("openpyxl-formula.xlsx", "formula"),
        ("openpyxl-merged.xlsx", "merged"),
        ("libreoffice.xls", "`libreoffice.xls` is an old .xls"),
        ("libreoffice.pdf", "PDF"),
    ] {
        let ran = import(5, &copy, "penalties", &of_documents(name), &[]);
        assert!(ran.err.contains(words), "{name}: {}", ran.err);
        assert_eq!(ran.out, "", "{name}");
    }
}

#[test]
fn editions_with_their_tables() {
    let copy = Copy::new();
    let edition = copy.beside(
        "editions.csv",
        "标准版本,标准名称,是否消费终端产品标准,发布日期,实施日期\nT/ZZB 9002—2026,示例围巾标准（演示）,是,2026-10-09,2026-11-01\n",
    );
    let header =
        "标准版本,是否示例数据,指标,单位,方向,本标准限值,对比标准,对比标准类别,对比标准名称,对比标准限值\n";
    let row = |limit: &str| {
        format!(
            "{header}T/ZZB 9002—2026,是,甲醛含量,mg/kg,越低越好,{limit},GB 18401-2010,强制性国家标准,国家纺织产品基本安全技术规范,≤75\n"
        )
    };
    let federation = ["--as", "chen/federation"];
    let with = |code: i32, tables: &str| {
        let tables = copy.beside("tables.csv", tables);
        import(
            code,
            &copy,
            "editions",
            &edition,
            &["--tables", &tables, federation[0], federation[1], "--json"],
        )
    };
    let worse = with(5, &row("≤100")).json();
    assert!(worse.to_string().contains("c3.table_advances"), "{worse}");
    let odd = with(5, &row("≤≤20"));
    assert!(
        odd.err.contains("T/ZZB 9002-2026") || odd.out.contains("T/ZZB 9002-2026"),
        "{} {}",
        odd.out,
        odd.err
    );
    let kind = with(5, &row("≤20").replace("强制性国家标准", "甲标"));
    assert!(kind.err.contains("expected one of international"), "{}", kind.err);
    assert_eq!(with(0, &row("≤20")).json()["new"], 1);
    assert_eq!(with(0, &row("≤20")).json()["known"], 1);
    let shown = expect(0, ["show", "T/ZZB 9002-2026", "--data", &copy.data(), "--json"]).json();
    assert_eq!(shown["standard"]["editions"][0]["table"]["sample"], true);
}

#[test]
fn templates_fit_their_imports() {
    let copy = Copy::new();
    let documentation =
        std::fs::read_to_string(crate::bin::of_crate("../../docs/import.md")).expect("docs/import.md");
    for &kind in pzb::import::Kind::all() {
        let path = text(&copy.path(&format!("{}.xlsx", kind.name())));
        expect(0, ["import", kind.name(), "--template", &path]);
        let table = documents::sheet::read(
            "template",
            &std::fs::read(&path).expect("written"),
            &documents::sheet::Limits::default(),
        );
        let table = table.expect("a template is a table");
        assert_eq!(table.samples().len(), 1, "{}: its sample row is passed over", kind.name());
        assert!(
            pzb::import::plan(kind, &table, &pzb::import::Tables::default())
                .is_ok_and(|rows| rows.is_empty())
        );
        for column in kind.columns() {
            let row = format!("| `{}` | {} |", column.name, column.zh);
            assert!(
                documentation.contains(&row),
                "docs/import.md does not tell of {} in {}",
                row,
                kind.name()
            );
        }
    }
}

/// A file of holders may name people by login; the record has their identifiers, and a second import knows them.
#[test]
fn holders_by_login_or_identifier() {
    let copy = Copy::new();
    let rows = "人员标识,岗位,首日,终止日期\nfei,finance,2026-01-05,2026-03-01\nP-05,finance,2026-01-05,\n";
    let file = copy.beside("holders.csv", rows);
    let import = |code: i32, file: &str| {
        let data = copy.data();
        expect(code, ["import", "holders", file, "--data", &data, "--as", "admin/administrator", "--json"])
            .json()
    };
    let before = copy.size();
    let done = import(0, &file);
    assert_eq!((&done["rows"][0]["verdict"], &done["rows"][1]["verdict"]), (&json!("new"), &json!("new")));
    assert_eq!(copy.size(), before + 3);
    let same = copy.beside("again.csv", &rows.replace("fei", "P-07").replace("P-05", "yu"));
    for file in [&file, &same] {
        let again = import(0, file);
        assert!(
            again["rows"].as_array().expect("rows").iter().all(|row| row["verdict"] == "known"),
            "{again}"
        );
    }
    let unknown = copy.beside("unknown.csv", "人员标识,岗位,首日\n张伟,finance,2026-01-05\n");
    let refused = import(5, &unknown);
    assert!(refused["rows"][0]["said"].to_string().contains("there is no account"), "{refused}");
    assert_eq!(copy.size(), before + 3);
}

#[test]
fn reasons_are_kept_for_the_first_thousand_wrong_rows() {
    let copy = Copy::new();
    let most = pzb::import::MOST_TOLD;
    // Rows that cannot be read, among them one that is right and one that is refused.
    let (xilong, qinglan) = (firm("xilong"), firm("qinglan"));
    let mut rows =
        vec![(xilong.as_str(), "多-1", "2026-10-08", "质量"), (&qinglan, "多-2", "2026-10-08", "质量")];
    rows.extend(std::iter::repeat_n(("no code", "", "2023-02-29", "不详"), most + 500));
    let file = penalties(&copy, "many.csv", &rows);
    let errors = text(&copy.path("errors.xlsx"));
    let ran = import(5, &copy, "penalties", &file, &["--errors", &errors]);
    assert!(ran.out.contains("and 501 more rows are wrong, whose reasons are not kept"), "{}", ran.err);
    // The first line, the one refusal, three for each unreadable row, and the last.
    let told = ran.out.lines().filter(|line| line.contains("line ")).count();
    assert_eq!(told, 1 + (most - 1) * 3, "{}", ran.out.lines().take(8).collect::<Vec<_>>().join("\n"));
    let json = import(5, &copy, "penalties", &file, &["--json"]).json();
    assert_eq!((&json["new"], &json["wrong"]), (&1.into(), &(most + 501).into()));
    assert_eq!((&json["rows_left_out"], &json["wrong_without_reasons"]), (&501.into(), &501.into()));
    let listed = json["rows"].as_array().expect("rows");
    assert_eq!(listed.len(), most + 1);
    assert!(listed[1..].iter().all(|row| row["verdict"] == "wrong" && row["said"] != serde_json::json!([])));
    // What is left out is not kept either.
    let bytes = std::fs::read(&file).expect("readable");
    let table =
        documents::sheet::read("many.csv", &bytes, &documents::sheet::Limits::default()).expect("a table");
    let planned = pzb::import::plan(pzb::import::Kind::Penalties, &table, &pzb::import::Tables::default());
    let planned = planned.unwrap_or_else(|failure| panic!("{failure}"));
    assert_eq!(planned.iter().filter(|row| !row.is_readable).count(), most + 500);
    assert_eq!(planned.iter().filter(|row| !row.faults.is_empty()).count(), most);
    let report = std::fs::read(&errors).expect("written");
    let report =
        documents::sheet::read("errors", &report, &documents::sheet::Limits::default()).expect("a table");
    assert_eq!(report.len(), rows.len());
}
