//! `pzb table`: sheets of comparison tables read, judged and written, without a folder.

use crate::bin::{expect, of_crate, text};

fn made(name: &str) -> String {
    text(&of_crate("../documents/tests/files").join(name))
}

#[test]
fn a_sheet_is_read_and_judged_row_by_row() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = text(&folder.path().join("t.csv"));
    let head = "指标,单位,方向,\"本标准\nT/ZZB 9001—2026\",GB 18401-2010\n";
    let write = |rows: &str| std::fs::write(&file, format!("{head}{rows}")).expect("written");
    write("甲醛,mg/kg,越低越好,≤50,≤75\n");
    let ran = expect(0, ["table", "read", &file]);
    assert!(ran.out.contains("GB 18401—2010: better by 33.33% (25 mg/kg)"), "{}", ran.out);
    let zh = expect(0, ["table", "read", &file, "--lang", "zh"]);
    assert!(zh.out.contains("优于，相差33.33% (25 mg/kg)"), "{}", zh.out);
    let json = expect(0, ["table", "read", &file, "--json"]).json();
    let table = &json["tables"][0];
    assert_eq!((&table["edition"], &table["verdict"]), (&"T/ZZB 9001-2026".into(), &"sound".into()));
    assert_eq!(table["rows"][0]["comparisons"][0]["comparison"]["verdict"], "better");
    // Refused by the clause, and unreadable.
    write("甲醛,mg/kg,越低越好,≤90,≤75\n");
    assert!(expect(6, ["table", "read", &file]).out.contains("is worse than the mandatory"));
    write("甲醛,mg/kg,越低越好,≤50,≤75\n容量,mL,越高越好,9~5,≥3\n");
    let json = expect(5, ["table", "read", &file, "--json"]).json();
    let fault = &json["tables"][0]["faults"][0];
    assert_eq!((&fault["line"], &fault["cell"]), (&4.into(), &"D4".into()), "{json}");
    assert_eq!(json["tables"][0]["rows"].as_array().map(Vec::len), Some(1), "{json}");
    // How a bare number is read beside another unit; the table is judged all the same.
    write("甲醛,%,越低越好,≤50mg/kg,≤75\n");
    let json = expect(0, ["table", "read", &file, "--json"]).json();
    let doubt = &json["tables"][0]["doubtful"][0];
    assert_eq!((&doubt["line"], &doubt["cell"]), (&3.into(), &"E3".into()), "{json}");
    assert!(expect(0, ["table", "read", &file]).out.contains("? "), "{json}");
    // A number far from the others of its row is doubted, and the table judged all the same; worse is not called lower.
    write("甲醛,mg/kg,越低越好,≤75,≤5000\n");
    let ran = expect(0, ["table", "read", &file]);
    assert!(
        ran.out.contains("? ") && ran.out.contains("is 66 times `≤75 mg/kg` on the same row"),
        "{}",
        ran.out
    );
    write("甲醛,mg/kg,越低越好,≤90,≤75\n");
    let zh = expect(6, ["table", "read", &file, "--lang", "zh"]).out;
    assert!(zh.contains("劣于，相差20% (15 mg/kg)") && !zh.contains("低于"), "{zh}");
    // A mandatory standard binds until the day before it was withdrawn; without a day nobody can tell.
    let head = "指标,单位,方向,\"本标准\nT/ZZB 9001—2026\",\"GB 18401-2010\n（强制性国家标准；废止2026-03-01）\",GB/T 1-2010\n";
    std::fs::write(&file, format!("{head}甲醛,mg/kg,越低越好,≤90,≤75,≤100\n")).expect("written");
    for (exit, day) in [(6, Some("2026-02-28")), (0, Some("2026-03-01")), (0, Some("2026-03-02")), (6, None)]
    {
        let mut asked = vec!["table", "read", &file];
        asked.extend(day.into_iter().flat_map(|day| ["--published-on", day]));
        let ran = expect(exit, asked);
        assert_eq!(ran.out.contains("is worse than the mandatory"), day == Some("2026-02-28"), "{}", ran.out);
        assert_eq!(
            ran.out.contains("the day of publication, which is not known"),
            day.is_none(),
            "{}",
            ran.out
        );
    }
    expect(5, ["table", "read", &made("libreoffice.pdf")]);
    expect(3, ["table", "read", &text(&of_crate("demo/tables.csv")), "--edition", "T/ZZB 1-2020"]);
}

/// What is wrong with a file and belongs to none of its tables is told whichever edition is asked for.
#[test]
fn faults_of_the_file_are_told_for_every_edition() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = text(&folder.path().join("t.csv"));
    let out = text(&folder.path().join("out.csv"));
    let write = |rows: &str| {
        std::fs::write(&file, format!("edition,sample data,indicator,direction,limit\n{rows}"))
            .expect("written");
    };
    let (one, two) = ("T/ZZB 1-2020,no,a,higher,≥5\n", "T/ZZB 2-2020,no,b,higher,≥5\n");
    write(&format!("{one}{two}T/ZZB 3,no,c,higher,≥5\n"));
    for edition in ["T/ZZB 1-2020", "T/ZZB 2-2020", "T/ZZB 3-2020"] {
        let ran = expect(5, ["table", "read", &file, "--edition", edition, "--json"]).json();
        assert_eq!(
            (&ran["faults"][0]["line"], &ran["faults"][0]["cell"]),
            (&4.into(), &"A4".into()),
            "{ran}"
        );
        let other =
            ran["tables"].as_array().expect("a list").iter().find(|table| table["faults"][0].is_object());
        assert_eq!(other, None, "{edition}");
        let ran = expect(5, ["table", "write", &file, "--edition", edition, "--out", &out]);
        assert!(ran.err.contains("line 4"), "{}", ran.err);
    }
    assert!(expect(5, ["table", "read", &file]).out.contains("! line 4"));
    // A file without rows says so, and not that it lacks the table of some edition.
    write("");
    for edition in [&["--edition", "T/ZZB 1-2020"][..], &[]] {
        let ran = expect(5, [&["table", "read", &file], edition].concat());
        assert!(ran.err.contains("a head and no rows"), "{}", ran.err);
    }
    let zh = expect(5, ["table", "write", &file, "--out", &out, "--lang", "zh"]);
    assert!(zh.err.contains("只有表头"), "{}", zh.err);
}

#[test]
fn every_table_of_the_demonstration_goes_out_and_comes_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let tables = text(&of_crate("demo/tables.csv"));
    let read = expect(0, ["table", "read", &tables, "--json"]).json();
    let found = read["tables"].as_array().expect("tables");
    assert!(found.len() > 1);
    for table in found {
        let edition = table["edition"].as_str().expect("an edition");
        for (end, language) in [("xlsx", "zh"), ("csv", "en"), ("json", "zh")] {
            let out = text(&folder.path().join(format!("t.{end}")));
            expect(
                0,
                ["table", "write", &tables, "--edition", edition, "--out", &out, "--language", language],
            );
            if end == "json" {
                let back: serde_json::Value =
                    serde_json::from_slice(&std::fs::read(&out).expect("written")).expect("JSON");
                assert_eq!(back, table["table"], "{edition}");
                continue;
            }
            let back = expect(0, ["table", "read", &out, "--json"]).json();
            assert_eq!(back["tables"][0]["table"], table["table"], "{edition} {end}");
            assert_eq!(back["tables"][0]["edition"], table["edition"]);
        }
    }
    let out = text(&folder.path().join("t.docx"));
    let edition = found[0]["edition"].as_str().expect("an edition");
    expect(2, ["table", "write", &tables, "--out", &out, "--edition", edition]);
    expect(2, ["table", "write", &tables, "--out", &text(&folder.path().join("t.csv"))]);
}

/// The columns that the import declares and those that the library of tables reads are the same.
#[test]
fn the_long_form_is_declared_as_it_is_read() {
    let declared: Vec<(&str, &str)> =
        pzb::import::TABLE_COLUMNS.iter().map(|column| (column.name, column.zh)).collect();
    assert_eq!(declared, documents::comparison::LONG_HEADERS);
    let documentation = std::fs::read_to_string(of_crate("../../docs/import.md")).expect("docs/import.md");
    for (name, zh) in declared {
        assert!(
            documentation.contains(&format!("| `{name}` | {zh} |")),
            "docs/import.md does not tell of {name}"
        );
    }
}
