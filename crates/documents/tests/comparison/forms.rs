//! The layouts that people keep: two lines of head, titles and notes around the table, the long form.

use documents::comparison::read;
use documents::sheet::Limits;
use policy::standard::table::ReferenceKind;

use super::{csv, one};
use crate::sheet::kit::{Parts, SHEET, row, text};

#[test]
fn a_title_above_and_notes_below_are_no_rows() {
    let file = csv("表A.1 主要关键性能指标对比表,,,,,,\n标准编号：T/ZZB 1527—2020,,,,,,\n,,,,,,\n\
         序号,指标,单位,指标方向,\"本标准\n（示例数据）\",GB 18401-2010《国家纺织产品基本安全技术规范》,国外标准：EU Ecolabel\n\
         1,甲醛含量,mg/kg,越低越好,≤20,≤75,≤30\n序号,指标,单位,指标方向,本标准,,\n2,pH值,—,范围内,4.5～7.0,4.0～8.5,\n注：甲醛按B类。,,,,,,\n");
    let table = one(&file);
    assert_eq!(table.edition.as_ref().unwrap().to_string(), "T/ZZB 1527-2020");
    let checked = table.check();
    assert!(checked.faults.is_empty(), "{:?}", checked.faults);
    assert_eq!((checked.table.rows.len(), checked.lines.as_slice()), (2, &[6_u32, 8][..]));
    // A line of a text file is a line of the text: the head takes two.
    assert!(checked.table.sample);
    let [gb, eu] = checked.table.references.as_slice() else { panic!("{:?}", checked.table.references) };
    assert_eq!(gb.name.zh, "国家纺织产品基本安全技术规范");
    assert_eq!(gb.kind, ReferenceKind::National { mandatory: true });
    assert_eq!((eu.standard.to_string().as_str(), eu.kind), ("EU Ecolabel", ReferenceKind::Foreign));
    assert!(checked.table.rows[1].unit.is_none());
    assert!(file.notes.iter().any(|note| note.zh().contains("注：甲醛按B类")), "{:?}", file.notes);
}

#[test]
fn two_lines_of_head_with_merged_cells() {
    let cells = |line: u32, texts: &[(&str, &str)]| {
        row(line, &texts.iter().map(|(col, says)| text(&format!("{col}{line}"), says)).collect::<String>())
    };
    let rows = [
        cells(1, &[("A", "表1 关键性能指标对比")]),
        cells(
            2,
            &[
                ("A", "序号"),
                ("B", "关键性能指标"),
                ("C", "单位"),
                ("D", "本标准要求"),
                ("E", "GB 18401-2010"),
                ("G", "ISO 14184-1:2011"),
                ("H", "备注"),
            ],
        ),
        cells(3, &[("E", "限值"), ("F", "试验方法"), ("G", "限值")]),
        cells(
            4,
            &[
                ("A", "1"),
                ("B", "甲醛"),
                ("C", "mg/kg"),
                ("D", "≤20"),
                ("E", "≤75"),
                ("F", "GB/T 2912.1-2009"),
                ("G", "≤16"),
            ],
        ),
    ];
    let merges = ["A1:H1", "A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:F2", "H2:H3"];
    let merges: String = merges.iter().map(|at| format!(r#"<mergeCell ref="{at}"/>"#)).collect();
    let xml = format!(
        r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData><mergeCells>{merges}</mergeCells></worksheet>"#,
        rows.concat()
    );
    let bytes = Parts::with_rows("").put(SHEET, xml).zip();
    let file = read("x.xlsx", &bytes, &Limits::default(), None).unwrap();
    let checked = one(&file).check();
    assert!(checked.faults.is_empty(), "{:?}", checked.faults);
    let table = checked.table;
    assert_eq!(table.references.len(), 2);
    assert_eq!(table.rows[0].compared[0].test_method.as_deref(), Some("GB/T 2912.1-2009"));
    // A bound tells its direction.
    assert_eq!(table.rows[0].direction.name(), "lower");
    let judged = table.judge();
    assert_eq!(judged.rows[0][0].verdict.en(), "better");
    assert_eq!(judged.rows[0][1].verdict.en(), "worse");
}

#[test]
fn a_sheet_is_chosen_by_its_name() {
    let bytes = Parts::with_rows(&row(1, &[text("A1", "指标"), text("B1", "本标准要求")].concat())).zip();
    let read = |name: Option<&str>| read("x.xlsx", &bytes, &Limits::default(), name);
    assert!(read(None).is_ok() && read(Some("S")).is_ok());
    let error = read(Some("表2")).unwrap_err();
    assert!(error.to_string().contains("has no sheet `表2`; it has `S`"), "{error}");
}

#[test]
fn a_standard_of_the_mark_may_be_compared_with() {
    let worded = csv("指标,方向,本标准,T/ZZB 0003-2020\n风量,越高越好,≥18,≥16\n");
    let checked = one(&worded).check();
    assert!(checked.faults.is_empty(), "{:?}", checked.faults);
    assert_eq!(checked.table.references[0].standard.to_string(), "T/ZZB 0003—2020");
    // Where no head says which is this standard, the first of them is.
    let bare = csv("指标,方向,T/ZZB 0003-2026,T/ZZB 0003-2020\n风量,越高越好,≥18,≥16\n");
    assert_eq!(one(&bare).edition.as_ref().unwrap().to_string(), "T/ZZB 0003-2026");
    let checked = one(&bare).check();
    assert!(checked.faults.is_empty(), "{:?}", checked.faults);
    assert_eq!(checked.table.judge().rows[0][0].verdict.en(), "better");
}

const LONG: &str =
    "标准版本,是否示例数据,指标,单位,方向,本标准限值,对比标准,对比标准类别,对比标准名称,对比标准限值\n";

#[test]
fn the_long_form_gathers_rows_by_edition_and_indicator() {
    let file = csv(&format!(
        "{LONG}示例：T/ZZB 1—2020,否,x,,越低越好,≤1,,,,\n\
         T/ZZB 9001—2026,是,甲醛,mg/kg,越低越好,≤20,GB 18401-2010,强制性国家标准,规范,≤75\n\
         T/ZZB 9002—2026,否,容量,mL,higher,≥5,,,,\n\
         T/ZZB 9001—2026,是,甲醛,mg/kg,越低越好,≤20,EU Ecolabel,国外标准,,≤30\n"
    ));
    let [first, second] = file.tables.as_slice() else { panic!("{}", file.tables.len()) };
    let checked = first.check();
    assert!(checked.faults.is_empty(), "{:?}", checked.faults);
    assert_eq!((checked.table.rows.len(), checked.table.references.len()), (1, 2));
    assert_eq!(checked.table.rows[0].compared.len(), 2);
    assert!(checked.table.sample && !second.check().table.sample);
}

#[test]
fn what_does_not_fit_together_in_the_long_form_is_told() {
    let base = "T/ZZB 9001—2026,是,甲醛,mg/kg,越低越好,≤20,GB 18401-2010,强制性国家标准,规范,≤75\n";
    for (what, line, en) in [
        ("another limit", base.replace("≤20", "≤30"), "differ from an earlier row of the same indicator"),
        ("the same standard again", base.to_owned(), "stand on two rows"),
        ("another kind", base.replace("强制性", "推荐性"), "kind or name of the compared standard differ"),
        ("another sample", base.replace(",是,", ",否,"), "all rows of one edition the same"),
        ("no edition", base.replace("T/ZZB 9001—2026", "T/ZZB 9001"), "lacks the year"),
        (
            "an odd kind",
            base.replace("强制性国家标准", "甲标").replace("18401", "18402"),
            "expected one of international",
        ),
    ] {
        let file = csv(&format!("{LONG}{base}{line}"));
        // A line that names no edition is of no table.
        let faults = if what == "no edition" { file.faults.clone() } else { file.tables[0].check().faults };
        assert!(
            faults.iter().any(|fault| fault.said.en().contains(en) && fault.line == Some(3)),
            "{what}: {faults:?}"
        );
    }
    let unknown = csv(&format!("{}{}", LONG.replace("单位", "单为"), base));
    let faults = unknown.faults;
    assert!(faults.iter().any(|fault| fault.said.en().contains("is no column of this form")), "{faults:?}");
}

fn file(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/files/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

#[test]
fn a_workbook_as_drafters_keep_it() {
    let file = read("表.xlsx", &file("table-openpyxl.xlsx"), &Limits::default(), None).unwrap();
    let checked = one(&file).check();
    // Typed as 0.4 and shown as 40%: a value and no bound, and nothing says which way is better.
    let [fault] = checked.faults.as_slice() else { panic!("{:?}", checked.faults) };
    assert_eq!(fault.line, Some(6));
    assert!(fault.said.en().contains("no direction is given"), "{}", fault.said.en());
    assert_eq!(one(&file).draft.rows[2].limit, "40%");
    let said: Vec<String> = checked
        .table
        .judge()
        .rows
        .iter()
        .zip(&checked.table.rows)
        .map(|(row, of)| {
            let verdicts: Vec<&str> = row.iter().map(|one| one.verdict.en()).collect();
            let class = of.applies_to.clone().unwrap_or_default();
            format!("{}{class} {}: {}", of.indicator.zh, of.limit, verdicts.join(", "))
        })
        .collect();
    assert_eq!(
        said,
        [
            "甲醛含量A类 ≤20: equal, added, worse",
            "甲醛含量B类 ≤50（优等品）: better, better, cannot tell",
            "耐摩擦色牢度 ≥4级: better, better, cannot tell",
        ]
    );
}

#[test]
fn a_workbook_as_wps_lays_it_out() {
    let file = read("表.xlsx", &file("table-wps.xlsx"), &Limits::default(), None).unwrap();
    let checked = one(&file).check();
    assert!(checked.faults.is_empty(), "{:?}", checked.faults);
    let row = &checked.table.rows[0];
    assert_eq!(row.limit.to_string(), "≤20");
    assert_eq!(row.compared[0].test_method.as_deref(), Some("GB/T 2912.1"));
}
