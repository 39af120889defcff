//! Files made by the programs people use; `files/make.sh` shows how.

use documents::sheet::{Fault, FieldFault, Formulas, Limits, Source, read};

use super::kit::{flat, read_default, refused};

fn file(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/files/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

#[test]
fn libreoffice_xlsx() {
    let table = read_default(&file("libreoffice.xlsx")).unwrap();
    assert_eq!(table.source(), &Source::Worksheet("libreoffice".to_owned()));
    assert_eq!(table.headers(), ["证书编号", "企业名称", "发证日期", "数量", "指标值", "备注"]);
    assert_eq!(
        flat(&table),
        [
            [
                "913302120583001234",
                "宁波𠮷䶮机械有限公司（示例）",
                "@2024-02-29",
                "#12",
                "#0.5",
                "第一行\n第二行，含逗号, 和\"引号\""
            ],
            ["00123456", "衢州某厂", "@2019-03-21", "#3", "#1.1", ""],
        ]
    );
    assert!(table.notes().is_empty());
}

#[test]
fn openpyxl_types() {
    let table = read_default(&file("openpyxl-types.xlsx")).unwrap();
    assert_eq!(table.source(), &Source::Worksheet("证书".to_owned()));
    assert_eq!(table.header_line(), 2);
    assert_eq!(
        flat(&table),
        [
            ["913302120583001234", "@2024-02-29", "#12", "#0.3", "?true", "@2024-02-29 13:05:00"],
            ["#913302120583001000", "#1", "#-3", "#1.1", "?false", ""],
            ["第三行", "@2019-03-21", "#0", "#0.00001", "", ""],
        ]
    );
    assert_eq!(table.rows().map(|row| row.line()).collect::<Vec<_>>(), [3, 4, 6]);

    let code = table.column(&["证书编号"]).unwrap();
    let codes: Vec<_> = table.rows().map(|row| row.field(&code).code()).collect();
    assert_eq!(codes[0].as_deref(), Ok("913302120583001234"));
    let lost = codes[1].as_ref().unwrap_err();
    assert_eq!(
        (lost.fault(), lost.address(), lost.line(), lost.header()),
        (FieldFault::CodeAsNumber, "A4", 4, "证书编号")
    );
    assert_eq!(
        lost.to_string(),
        "sheet `证书`, line 4, cell A4 (`证书编号`): `913302120583001000` was saved as a number and has lost digits; \
         format the column as text and enter it again"
    );
    assert_eq!(
        lost.zh(),
        "工作表 `证书` 第 4 行，单元格 A4（`证书编号`）：`913302120583001000` 被存成了数字，位数已经丢失；请把该列设为文本格式后重新填写"
    );

    let notes: Vec<&str> = table.notes().iter().map(|note| note.en()).collect();
    assert_eq!(
        notes,
        [
            "only the first visible sheet `证书` was read; not read: `旧数据` (hidden), `说明`",
            "some rows are hidden or filtered out and were read all the same: 4",
        ]
    );
}

#[test]
fn openpyxl_dates_since_1904() {
    assert_eq!(flat(&read_default(&file("openpyxl-1904.xlsx")).unwrap()), [["@2024-02-29"]]);
}

#[test]
fn formulas_are_refused_with_their_address() {
    let bytes = file("openpyxl-formula.xlsx");
    let error = refused(&bytes);
    assert_eq!((error.fault(), error.address(), error.line()), (Fault::Formula, Some("B2"), Some(2)));
    assert!(error.zh().contains("B2") && error.zh().contains("公式"), "{}", error.zh());

    let lenient = Limits { formulas: Formulas::SavedValue, ..Limits::default() };
    let table = read("x.xlsx", &bytes, &lenient).unwrap();
    assert_eq!(
        table.notes().last().unwrap().en(),
        "these cells are formulas; the values saved with them were taken: B2"
    );
}

#[test]
fn merged_cells_are_refused_with_their_range() {
    let error = refused(&file("openpyxl-merged.xlsx"));
    assert_eq!(error.fault(), Fault::Merged);
    assert!(error.to_string().contains("`A2:A3`") && error.zh().contains("`A2:A3`"));
}

#[test]
fn wps_layout() {
    let table = read_default(&file("wps-like.xlsx")).unwrap();
    assert_eq!(table.headers(), ["编号", "名称", "数量"]);
    assert_eq!(flat(&table), [["00123", "甲&乙中\r", "#5"]]);
    assert_eq!(table.rows().next().unwrap().line(), 3);
}

#[test]
fn other_kinds_are_named() {
    for (name, en, zh) in [
        ("libreoffice.xls", "is an old .xls (Excel 97–2003); save it as .xlsx", "旧版 .xls"),
        (
            "libreoffice.ods",
            "an OpenDocument file (such as .ods), not .xlsx or CSV; save it as .xlsx",
            "OpenDocument",
        ),
        ("libreoffice.pdf", "a PDF, not .xlsx or CSV", "PDF"),
    ] {
        // The name lies, the content is judged.
        let error = refused(&file(name));
        assert_eq!(error.fault(), Fault::OtherKind);
        assert!(error.to_string().contains(en), "{error}");
        assert!(error.zh().contains(zh) && error.zh().contains(".xlsx"), "{}", error.zh());
    }
    for (bytes, en) in [
        (&b"<html><body><table><tr><td>x"[..], "a web page (HTML)"),
        (b"\xef\xbb\xbf  <!DOCTYPE html>", "a web page (HTML)"),
        (b"<?xml version=\"1.0\"?><Workbook/>", "an XML file"),
        (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
        (b"{\\rtf1", "an RTF document"),
        (b"\x1f\x8b\x08", "a gzip archive"),
        (b"MZ\x90\x00\x03", "a program"),
    ] {
        let error = refused(bytes);
        assert_eq!(error.fault(), Fault::OtherKind);
        assert!(error.to_string().contains(en), "{error}");
    }
    assert_eq!(flat(&read_default(b"MZ,b\n1,2\n").unwrap()), [["1", "2"]]);
}
