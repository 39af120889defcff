//! What is written: the same bytes each time, no formula, no author, and other readers agree.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use calamine::{Data, Reader, Xlsx, open_workbook_from_rs};
use documents::sheet::{
    Date, ERROR_HEADER, FieldFault, Said, Sheet, TemplateColumn, TemplateKind, Value, WriteError, template,
    with_errors, write_csv, write_xlsx,
};

use super::kit::{Parts, flat, read_default, row, text as inline};

fn text(value: &str) -> Value {
    Value::Text(value.to_owned())
}

fn sheet() -> Sheet {
    Sheet {
        name: "证书".to_owned(),
        headers: ["编号", "名称", "日期", "数量", "指标", "有效"].map(str::to_owned).to_vec(),
        rows: vec![
            vec![
                text("913302120583001234"),
                text("=HYPERLINK(\"http://x\")"),
                Value::Date(Date::new(2024, 2, 29).unwrap()),
                Value::Whole(-12),
                Value::Decimal("0.50".to_owned()),
                Value::Bool(true),
            ],
            vec![
                text("+1"),
                Value::Empty,
                Value::Date(Date::new(1900, 1, 1).unwrap()),
                Value::Whole(i64::MAX),
                Value::Decimal("1.2345678901234567".to_owned()),
            ],
        ],
    }
}

fn part(bytes: &[u8], path: &str) -> Option<String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut out = String::new();
    archive.by_name(path).ok()?.read_to_string(&mut out).unwrap();
    Some(out)
}

#[test]
fn xlsx_reads_back() {
    let bytes = write_xlsx(&[sheet()]).unwrap();
    let table = read_default(&bytes).unwrap();
    assert_eq!(
        flat(&table),
        [
            ["913302120583001234", "=HYPERLINK(\"http://x\")", "@2024-02-29", "#-12", "#0.5", "?true"],
            ["+1", "", "1900-01-01", "9223372036854775807", "1.2345678901234567", ""],
        ]
    );
    assert_eq!(bytes, write_xlsx(&[sheet()]).unwrap());

    // The second reader agrees, and sees texts, not formulas.
    let mut other: Xlsx<_> = open_workbook_from_rs(Cursor::new(&bytes)).unwrap();
    let range = other.worksheet_range("证书").unwrap();
    assert_eq!(range.get_value((1, 0)), Some(&Data::String("913302120583001234".to_owned())));
    assert_eq!(range.get_value((1, 1)), Some(&Data::String("=HYPERLINK(\"http://x\")".to_owned())));
    assert!(other.worksheet_formula("证书").unwrap().is_empty());
}

#[test]
fn xlsx_says_nothing_about_its_maker() {
    let bytes = write_xlsx(&[sheet()]).unwrap();
    let core = part(&bytes, "docProps/core.xml").unwrap();
    assert!(
        core.contains("<dc:creator></dc:creator>")
            && core.contains("<cp:lastModifiedBy></cp:lastModifiedBy>"),
        "{core}"
    );
    assert_eq!(core.matches("2000-01-01T00:00:00Z").count(), 2, "{core}");
    let page = part(&bytes, "xl/worksheets/sheet1.xml").unwrap();
    assert!(!page.contains("<f>") && !page.contains("hidden"), "{page}");
    assert!(!part(&bytes, "xl/workbook.xml").unwrap().contains("hidden"));
    // Codes keep the text format when a person edits them; what looks like a formula has the mark that
    // keeps programs from running it.
    let styles = part(&bytes, "xl/styles.xml").unwrap();
    assert!(styles.contains("quotePrefix=\"1\"") && styles.contains("numFmtId=\"49\""), "{styles}");
}

#[test]
fn csv_has_its_mark_and_no_formula() {
    let bytes = write_csv(&sheet()).unwrap();
    let expected = "\u{feff}编号,名称,日期,数量,指标,有效\r\n\
        913302120583001234,\"'=HYPERLINK(\"\"http://x\"\")\",2024-02-29,-12,0.50,TRUE\r\n\
        '+1,,1900-01-01,9223372036854775807,1.2345678901234567,\r\n";
    assert_eq!(String::from_utf8(bytes.clone()).unwrap(), expected);
    assert_eq!(flat(&read_default(&bytes).unwrap())[0][1], "=HYPERLINK(\"http://x\")");
}

#[test]
fn dangerous_beginnings() {
    for start in ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "'=", "''@"] {
        let one = Sheet {
            name: "S".to_owned(),
            headers: vec!["a".to_owned()],
            rows: vec![vec![text(&format!("{start}x"))]],
        };
        let bytes = write_csv(&one).unwrap();
        let body = String::from_utf8(bytes.clone()).unwrap();
        assert!(body.contains(&format!("'{start}x")), "{body:?}");
        assert_eq!(flat(&read_default(&bytes).unwrap()), [[format!("{start}x")]]);
    }
}

#[test]
fn what_cannot_be_written() {
    let with = |name: &str, rows: Vec<Vec<Value>>| Sheet {
        name: name.to_owned(),
        headers: vec!["a".to_owned()],
        rows,
    };
    for name in ["", "a/b", "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二", "'a"]
    {
        assert_eq!(write_xlsx(&[with(name, vec![])]), Err(WriteError::SheetName(name.to_owned())), "{name}");
    }
    assert_eq!(
        write_xlsx(&[with("S", vec![]), with("s", vec![])]),
        Err(WriteError::SheetName("S".to_owned()))
    );
    let long = with("S", vec![vec![Value::Empty, Value::Empty]]);
    assert!(matches!(
        write_xlsx(std::slice::from_ref(&long)),
        Err(WriteError::RowTooLong { row: 1, found: 2, headers: 1, .. })
    ));
    assert!(write_csv(&long).is_err());
    for bad in ["1e5", "1,0", "", "=1"] {
        let bad_sheet = with("S", vec![vec![Value::Decimal(bad.to_owned())]]);
        assert_eq!(write_csv(&bad_sheet), Err(WriteError::NotADecimal(bad.to_owned())));
    }
    let control = with("S", vec![vec![text("a\u{7}b\u{ffff}")]]);
    for bytes in [write_csv(&control).unwrap(), write_xlsx(&[control]).unwrap()] {
        assert_eq!(flat(&read_default(&bytes).unwrap()), [["a\u{fffd}b\u{fffd}"]]);
    }
}

fn columns() -> Vec<TemplateColumn> {
    let column = |header: &str, kind: TemplateKind, sample: &str| TemplateColumn {
        header: header.to_owned(),
        note: Said::new("十八位", "eighteen characters"),
        required: true,
        kind,
        sample: sample.to_owned(),
    };
    let many: Vec<String> = (0..90).map(|n| format!("浙江省第{n}县")).collect();
    vec![
        column("信用代码", TemplateKind::Code, "91330212MA2AAAAAAA"),
        column("路径", TemplateKind::OneOf(vec!["先进标准".to_owned(), "自我声明".to_owned()]), "先进标准"),
        column("县（市、区）", TemplateKind::OneOf(many), "浙江省第0县"),
        column("日期", TemplateKind::Date, "2024-02-29"),
    ]
}

#[test]
fn templates() {
    let bytes = template("导入", &columns()).unwrap();
    assert_eq!(bytes, template("导入", &columns()).unwrap());
    let table = read_default(&bytes).unwrap();
    assert_eq!(table.headers(), ["信用代码", "路径", "县（市、区）", "日期"]);
    assert!(table.is_empty());
    assert_eq!(table.samples(), [2]);

    let page = part(&bytes, "xl/worksheets/sheet1.xml").unwrap();
    assert!(page.contains("<formula1>\"先进标准,自我声明\"</formula1>"), "{page}");
    assert!(page.contains("<formula1>'选项 Options'!$A$1:$A$90</formula1>"), "{page}");
    let lists: Xlsx<_> = open_workbook_from_rs(Cursor::new(&bytes)).unwrap();
    assert_eq!(lists.sheet_names(), ["导入", "选项 Options"]);
    let notes = part(&bytes, "xl/comments1.xml").unwrap();
    assert!(
        notes.contains("必填。十八位")
            && notes.contains("required; eighteen")
            && notes.contains("<author></author>"),
        "{notes}"
    );
    assert!(matches!(template("a:b", &columns()), Err(WriteError::SheetName(_))));
}

#[test]
fn error_reports_keep_lines_columns_and_numbers() {
    let rows = row(2, &(inline("A2", "编号") + &inline("C2", "日期")))
        + &row(
            3,
            &(r#"<c r="A3"><v>330102199001011234</v></c>"#.to_owned()
                + r#"<c r="C3" s="1"><v>45351</v></c>"#),
        )
        + &row(6, &inline("A6", "=x"));
    let table = read_default(&Parts::with_rows(&rows).zip()).unwrap();
    let column = table.column(&["编号"]).unwrap();
    let mut errors: BTreeMap<u32, Vec<Said>> = BTreeMap::new();
    for row in table.rows() {
        if let Err(error) = row.field(&column).code() {
            errors.entry(row.line()).or_default().push(error.said().clone());
        }
    }
    assert_eq!(errors.keys().copied().collect::<Vec<_>>(), [3]);
    let report = with_errors(&table, &errors).unwrap();
    let back = read_default(&report).unwrap();
    assert_eq!(back.headers(), ["编号", "", "日期", ERROR_HEADER]);
    assert_eq!(back.header_line(), 2);
    assert_eq!(back.rows().map(|row| row.line()).collect::<Vec<_>>(), [3, 6]);
    let cells = flat(&back);
    assert_eq!(cells[0][..3], ["#330102199001011000", "", "@2024-02-29"]);
    assert!(
        cells[0][3].contains("A3")
            && cells[0][3].contains("被存成了数字")
            && cells[0][3].contains("has lost digits")
    );
    assert_eq!(cells[1], ["=x", "", "", ""]);

    // The lost code is refused again, and the next report has one column of errors, not two.
    let column = back.column(&["编号"]).unwrap();
    assert_eq!(
        back.rows().next().unwrap().field(&column).code().unwrap_err().fault(),
        FieldFault::CodeAsNumber
    );
    let again = read_default(&with_errors(&back, &BTreeMap::new()).unwrap()).unwrap();
    assert_eq!(again.headers(), ["编号", "", "日期", ERROR_HEADER]);
    assert_eq!(flat(&again)[0][3], "");

    let stray = BTreeMap::from([(4, vec![Said::new("错", "wrong")])]);
    assert_eq!(with_errors(&table, &stray), Err(WriteError::NoSuchLine(4)));
}
