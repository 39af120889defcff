//! The faults that are in the tables people send: one row a case, with what must be said, and where.

use documents::comparison::read;
use documents::sheet::{Fault, Limits};
use policy::standard::judgement::TableVerdict;

use super::{csv, one};
use crate::sheet::kit::{Parts, SHEET, row, text};

const HEAD: &str = "序号,指标,单位,方向,本标准要求,GB 18401-2010,ISO 9073-1:2023,试验方法,备注\n";

/// What is wrong with a row, the column at fault, and a word of each sentence. The row is on line 2 of the sheet.
const MISREAD: &[(&str, &str, &str, &str, &str)] = &[
    ("two units in one limit", "1,厚度,mm,越低越好,5 mm～10 cm,≤5,,,", "E2", "两个单位", "two units"),
    ("a range the wrong way round", "1,厚度,mm,范围内,5~3,1～9,,,", "E2", "颠倒", "runs from 5 down to 3"),
    ("a reference's range", "1,厚度,mm,范围内,3~5,9～1,,,", "F2", "颠倒", "runs from 9 down to 1"),
    (
        "nothing asked here",
        "1,厚度,mm,越低越好,无要求,≤5,,,",
        "E2",
        "表示没有要求",
        "says that nothing is asked",
    ),
    ("a dash here", "1,厚度,mm,越低越好,—,≤5,,,", "E2", "表示没有要求", "says that nothing is asked"),
    ("no limit here", "1,厚度,mm,越低越好,,≤5,,,", "第 2 行", "指标值为空", "the limit is empty"),
    ("no indicator", "1,,mm,越低越好,≤5,≤5,,,", "第 2 行", "没有指标名称", "no indicator"),
    ("an odd direction", "1,厚度,mm,中等,≤5,≤5,,,", "D2", "越高越好、越低越好", "one of higher, lower"),
    ("no direction to be told", "1,厚度,mm,,5,≤5,,,", "第 2 行", "没有填写方向", "no direction is given"),
    ("no unit", "1,厚度,5 mm,越低越好,≤5,≤5,,,", "C2", "不是计量单位", "is not a unit"),
    (
        "a remark without brackets",
        "1,厚度,mm,越低越好,≤5 优等品,≤5,,,",
        "E2",
        "请写在括号内",
        "a remark goes in brackets",
    ),
    ("per cent of what?", "1,电压,V,等于,220±5%,220±5,,,", "E2", "两种读法", "two ways"),
    (
        "several models in a cell",
        "1,厚度,mm,越低越好,A型≤5；B型≤6,≤9,,,",
        "E2",
        "各占一行",
        "a row of its own",
    ),
    (
        "several classes there",
        "1,厚度,mm,越低越好,≤5,一级≤5，二级≤6,,,",
        "F2",
        "各占一行",
        "a row of its own",
    ),
    ("three grades", "1,色牢度,级,越高越好,3-5,≥3,,,", "E2", "不是一个等级", "is not one grade"),
    ("a negative tolerance", "1,厚度,mm,等于,10±-1,10±2,,,", "E2", "负数", "is negative"),
    (
        "a sign without number",
        "1,厚度,mm,越低越好,≤,≤5,,,",
        "E2",
        "应为数值",
        "a number or grade should follow",
    ),
    ("under no head", "1,厚度,mm,越低越好,≤5,≤5,,,,x", "J2", "没有表头", "has no head"),
];

#[test]
fn what_cannot_be_read_is_told_at_its_cell_and_kept() {
    for (what, line, place, zh, en) in MISREAD {
        let file = csv(&format!("{HEAD}{line}\n2,容量,mL,越高越好,≥500,≥400,—,,\n"));
        let table = one(&file);
        let checked = table.check();
        let [fault] = checked.faults.as_slice() else { panic!("{what}: {:?}", checked.faults) };
        let said = (fault.said.zh(), fault.said.en());
        assert!(said.0.contains(zh) && said.1.contains(en), "{what}: {said:?}");
        assert_eq!(fault.line, Some(2), "{what}");
        let is_there = fault.address.as_deref() == Some(*place) || said.0.contains(place);
        assert!(is_there, "{what}: {:?} {said:?}", fault.address);
        // The right row is read, and the wrong one is still in the draft as it was written.
        assert_eq!(checked.table.rows.len(), if *place == "J2" { 2 } else { 1 }, "{what}");
        assert_eq!(table.draft.rows.len(), 2, "{what}");
        let asked: Vec<&str> = line.split(',').collect();
        assert_eq!(table.draft.rows[0].limit, asked[4], "{what}");
        assert_eq!(table.draft.rows[0].cells[0].limit, asked[5], "{what}");
    }
}

/// What is read and means something.
#[test]
fn what_people_write_is_read_as_it_is_meant() {
    for (limit, there, verdict) in [
        ("≥5（优等品）", "≥4", "better"),
        ("＞＝５．０", "不小于4.5", "better"),
        ("≧5", "=>5", "equal"),
        ("≥0.5 cm", "≥4 mm", "better"),
        ("≥5", "无要求", "added"),
        ("≥5", "—", "added"),
        ("≥5", "", "cannot tell"),
        ("≥5", "无裂纹", "not comparable"),
        ("≥5", "≥3 g", "not comparable"),
        ("≥5", "≤9", "not comparable"),
        ("“A型≥5”", "≥4", "not comparable"),
    ] {
        let file = csv(&format!("{HEAD}1,厚度,mm,越高越好,{limit},,{there},,\n"));
        let checked = one(&file).check();
        assert!(checked.faults.is_empty(), "{limit}: {:?}", checked.faults);
        let judgement = checked.table.judge();
        assert_eq!(judgement.rows[0][1].verdict.en(), verdict, "{limit} against {there}");
        let said = judgement.rows[0][1].said();
        assert!(said.en.starts_with(verdict) && !said.zh.is_empty());
    }
    let file = csv(&format!("{HEAD}1,厚度,mm,越高越好,≥6（优等品）,≥4,≥5,,\n"));
    let judgement = one(&file).check().table.judge();
    assert_eq!(judgement.rows[0][0].said().en, "better by 50% (2 mm)");
    assert_eq!(judgement.rows[0][1].said().zh, "优于，相差20% (1 mm)");
}

/// What is read and speaks against the table: the heads of columns, a row, and what is said.
const AGAINST: &[(&str, &str, &str, bool, &str, &str)] = &[
    (
        "the direction reversed",
        "GB 18401-2010",
        "甲醛,mg/kg,越高越好,≤20,≤75",
        true,
        "方向或限值写反了",
        "bounds the wrong end",
    ),
    (
        "the limit in another unit",
        "GB 18401-2010",
        "甲醛,mg/kg,越低越好,≤20 mm,≤75",
        true,
        "不能换算",
        "does not convert to the row's",
    ),
    (
        "worse than a mandatory standard",
        "GB 18401-2010",
        "甲醛,mg/kg,越低越好,≤100,≤75",
        true,
        "劣于强制性标准",
        "worse than the mandatory",
    ),
    (
        "a national standard without year",
        "GB 18401（强制性国家标准）",
        "甲醛,mg/kg,越低越好,≤20,≤75",
        true,
        "应写明标准编号和年代号",
        "must be named by number and year",
    ),
    (
        "an international one without year",
        "ISO 9073-1（国际标准）",
        "甲醛,mg/kg,越低越好,≤20,≤75",
        true,
        "应写明标准编号和年代号",
        "must be named by number and year",
    ),
    (
        "withdrawn",
        "GB 18401-2003（强制性国家标准；废止 2011-08-01）",
        "甲醛,mg/kg,越低越好,≤20,≤75",
        false,
        "应与其对比",
        "the standard in force in its place",
    ),
    (
        "two editions",
        "GB 18401-2003|GB 18401-2010",
        "甲醛,mg/kg,越低越好,≤20,≤75,≤75",
        false,
        "两个版本",
        "two editions of one standard",
    ),
    ("not entered", "GB 18401-2010", "甲醛,mg/kg,越低越好,≤20,", true, "尚未录入", "has not been entered"),
];

#[test]
fn what_speaks_against_a_table_is_told() {
    for (what, heads, line, is_fault, zh, en) in AGAINST {
        let heads: Vec<String> =
            heads.split('|').map(|head| format!("\"{}\"", head.replace('（', "\n（"))).collect();
        let file = csv(&format!("指标,单位,方向,本标准要求,{}\n{line}\n", heads.join(",")));
        let checked = one(&file).check();
        assert!(checked.faults.is_empty(), "{what}: {:?}", checked.faults);
        let judgement = checked.table.judge_published("2020-01-01".parse().unwrap());
        let faults = judgement.faults.iter().map(|fault| (fault.zh(), fault.to_string()));
        let remarks = judgement.remarks.iter().map(|remark| (remark.zh(), remark.to_string()));
        let said: Vec<_> = if *is_fault { faults.collect() } else { remarks.collect() };
        assert!(said.iter().any(|said| said.0.contains(zh) && said.1.contains(en)), "{what}: {said:?}");
        assert_eq!(judgement.verdict() == TableVerdict::Sound, !is_fault, "{what}");
    }
}

#[test]
fn the_same_indicator_twice_is_a_fault_and_another_class_is_not() {
    let head = "指标,规格,单位,方向,本标准要求,GB 18401-2010\n";
    let judged = |rows: &str| one(&csv(&format!("{head}{rows}"))).check().judge();
    let twice = judged("甲醛,A类,mg/kg,越低越好,≤20,≤75\n 甲 醛,Ａ类,mg/kg,越低越好,≤30,≤75\n");
    assert_eq!(twice.faults[0].to_string(), "line 3 `甲 醛` (`Ａ类`) repeats line 2");
    assert_eq!(twice.faults[0].row(), Some(2));
    let classes = judged("甲醛,A类,mg/kg,越低越好,≤20,≤20\n甲醛,B类,mg/kg,越低越好,≤30,≤75\n");
    assert_eq!(classes.verdict(), TableVerdict::Sound, "{:?}", classes.faults);
}

#[test]
fn columns_that_are_no_standard_or_stand_twice_are_told_at_their_head() {
    let file = csv("指标,方向,本标准要求,GB 18401-2010,国标,指标\n甲醛,越低越好,≤20,≤75,≤75,x\n");
    let checked = one(&file).check();
    let said: Vec<(Option<&str>, &str)> =
        checked.faults.iter().map(|fault| (fault.address.as_deref(), fault.said.en())).collect();
    assert!(said.iter().any(|(at, en)| *at == Some("F1") && en.contains("keep one")), "{said:?}");
    assert!(
        said.iter().any(|(at, en)| *at == Some("E1") && en.contains("says only of which kind it is")),
        "{said:?}"
    );
}

#[test]
fn a_file_without_a_head_is_refused_with_what_is_missing() {
    let error = read("x.csv", "甲,乙\n1,2\n".as_bytes(), &Limits::default(), None).unwrap_err();
    assert_eq!(error.fault(), Fault::Header);
    assert!(error.zh().contains("本标准要求") && error.to_string().contains("limit here"));
}

#[test]
fn cells_that_a_program_changed_are_told_or_read_as_they_are_seen() {
    let number = |address: &str, style: u32, value: &str| {
        format!(r#"<c r="{address}" s="{style}"><v>{value}</v></c>"#)
    };
    let rows = [
        row(
            1,
            &[text("A1", "指标"), text("B1", "方向"), text("C1", "本标准要求"), text("D1", "GB 18401-2010")]
                .concat(),
        ),
        row(
            2,
            &[text("A2", "含量"), text("B2", "越高越好"), number("C2", 2, "0.07"), number("D2", 0, "5")]
                .concat(),
        ),
        row(
            3,
            &[text("A3", "色牢度"), text("B3", "越高越好"), number("C3", 1, "45355"), text("D3", "≥3")]
                .concat(),
        ),
    ];
    let styles = r#"<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="9"/></cellXfs></styleSheet>"#;
    let bytes = Parts::with_rows(&rows.concat()).put("xl/styles.xml", styles).zip();
    let file = read("x.xlsx", &bytes, &Limits::default(), None).unwrap();
    let table = one(&file);
    // What is shown as 7% is not 0.07.
    assert_eq!(table.draft.rows[0].limit, "7%");
    assert_eq!(table.draft.rows[0].cells[0].limit, "5");
    let checked = table.check();
    // One sentence, of the cell and of no other: neither is it said what a date cannot be, nor that it tells no direction.
    let [fault] = checked.faults.as_slice() else { panic!("{:?}", checked.faults) };
    assert_eq!(fault.address.as_deref(), Some("C3"));
    assert_eq!(checked.lines, [2], "a row with such a cell is not judged");
    assert!(fault.said.en().contains("a text such as 3-4"), "{}", fault.said.en());
    assert!(fault.said.zh().contains("工作表 `S` 第 3 行，单元格 C3"), "{}", fault.said.zh());
}

#[test]
fn merged_cells_hold_for_the_rows_they_cover_and_across_columns_for_none() {
    let cell = |address: &str, says: &str| text(address, says);
    let rows = [
        row(
            1,
            &["指标", "规格", "方向", "本标准要求", "GB 18401-2010"]
                .iter()
                .zip("ABCDE".chars())
                .map(|(says, col)| cell(&format!("{col}1"), says))
                .collect::<String>(),
        ),
        row(
            2,
            &[
                cell("A2", "甲醛"),
                cell("B2", "A类"),
                cell("C2", "越低越好"),
                cell("D2", "≤20"),
                cell("E2", "≤20"),
            ]
            .concat(),
        ),
        row(3, &[cell("B3", "B类"), cell("D3", "≤60"), cell("E3", "≤75")].concat()),
        row(4, &[cell("A4", "气味"), cell("C4", "定性"), cell("D4", "无异味")].concat()),
    ];
    let sheet = |merges: &str| {
        let all = rows.concat();
        let xml = format!(
            r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{all}</sheetData><mergeCells>{merges}</mergeCells></worksheet>"#
        );
        let bytes = Parts::with_rows("").put(SHEET, xml).zip();
        read("x.xlsx", &bytes, &Limits::default(), None).unwrap()
    };
    let file = sheet(r#"<mergeCell ref="A2:A3"/><mergeCell ref="C2:C3"/>"#);
    let checked = one(&file).check();
    assert!(checked.faults.is_empty(), "{:?}", checked.faults);
    assert_eq!(checked.table.rows[1].indicator.zh, "甲醛");
    assert_eq!(checked.table.rows[1].applies_to.as_deref(), Some("B类"));
    assert!(file.notes.iter().any(|note| note.en().contains("A2:A3, C2:C3")), "{:?}", file.notes);
    let wide = sheet(r#"<mergeCell ref="A2:A3"/><mergeCell ref="C2:C3"/><mergeCell ref="D4:E4"/>"#);
    let checked = one(&wide).check();
    let [fault] = checked.faults.as_slice() else { panic!("{:?}", checked.faults) };
    assert_eq!(fault.line, Some(4));
    assert!(fault.said.en().contains("D4:E4 are merged over several columns"), "{}", fault.said.en());
    assert!(fault.said.zh().contains("请取消合并"), "{}", fault.said.zh());
    // Without the merge nobody may guess that the second row is of the same indicator.
    let bare = sheet("");
    assert!(one(&bare).check().faults.iter().any(|fault| fault.said.en().contains("no indicator")));
}

/// Two editions in one file, of which the second has a limit that a program made a date.
#[test]
fn a_fault_in_a_long_form_is_told_of_its_own_edition() {
    let cells = |line: u32, cells: &[&str]| {
        let texts = cells.iter().zip("ABCDEF".chars()).filter(|(says, _)| !says.is_empty());
        texts.map(|(says, col)| text(&format!("{col}{line}"), says)).collect::<String>()
    };
    let date = |at: &str| format!(r#"<c r="{at}" s="1"><v>45355</v></c>"#);
    let line = |line: u32, edition: &str, limit: &str| {
        let limit =
            if limit.is_empty() { date(&format!("E{line}")) } else { text(&format!("E{line}"), limit) };
        row(line, &(cells(line, &[edition, "否", "色牢度", "越高越好"]) + &limit))
    };
    let file = |rows: &str| {
        let head = row(1, &cells(1, &["标准版本", "是否示例数据", "指标", "方向", "本标准限值"]));
        let styles = r#"<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"#;
        let bytes = Parts::with_rows(&(head + rows)).put("xl/styles.xml", styles).zip();
        read("x.xlsx", &bytes, &Limits::default(), None).unwrap()
    };
    let two = [line(2, "T/ZZB 0001-2020", "≥4"), line(3, "T/ZZB 0002-2021", "")].concat();
    let two = file(&two);
    let [first, second] = two.tables.as_slice() else { panic!("{} tables", two.tables.len()) };
    assert_eq!((two.faults.as_slice(), first.faults.as_slice()), (&[][..], &[][..]));
    let [fault] = second.faults.as_slice() else { panic!("{:?}", second.faults) };
    assert_eq!(fault.address.as_deref(), Some("E3"));
    // A line that names no edition is of no table: it is told of the file.
    let stray = [line(2, "T/ZZB 0001-2020", "≥4"), line(3, "T/ZZB 2", "")].concat();
    let stray = file(&stray);
    assert!(one(&stray).faults.is_empty(), "{:?}", one(&stray).faults);
    let [fault] = stray.faults.as_slice() else { panic!("{:?}", stray.faults) };
    assert_eq!(fault.address.as_deref(), Some("A3"));
    let head = csv("edition,indicator,sample data,direction,colour\nT/ZZB 0001-2020,x,no,higher,red\n");
    let told: Vec<&str> = head.faults.iter().map(|fault| fault.said.en()).collect();
    assert!(
        told[0].contains("is no column of this form") && told[1].contains("no column `limit`"),
        "{told:?}"
    );
}

/// The sample row of a template is told by the first column and nothing else, as that of every other register.
#[test]
fn the_sample_row_of_the_long_form_is_left_out_and_told() {
    let head = "标准版本,是否示例数据,指标,方向,本标准限值,备注\n";
    let rows =
        "示例：T/ZZB 0001-2020,否,甲醛,越低越好,≤20,\nT/ZZB 0002-2021,否,甲醛,越低越好,≤20,示例：不是\n";
    let file = csv(&format!("{head}{rows}"));
    assert_eq!(one(&file).edition.as_ref().map(ToString::to_string).as_deref(), Some("T/ZZB 0002-2021"));
    let [note] = file.notes.as_slice() else { panic!("{:?}", file.notes) };
    assert!(note.zh().contains("第 2 行") && note.en().contains("line 2"), "{note:?}");
    // A row whose first column is empty is no sample, whatever stands next: it names no edition.
    let file = csv(&format!("{head},示例：否,甲醛,越低越好,≤20,\n"));
    assert_eq!((file.tables.len(), file.faults.len(), file.notes.len()), (0, 1, 0));
}

#[test]
fn sixty_thousand_rows_of_one_edition_are_read() {
    let mut long = "edition,sample data,indicator,direction,limit\n".to_owned();
    for at in 0..60_000 {
        long.push_str(&format!("T/ZZB 0001-2020,no,{at},higher,≥5\n"));
    }
    assert_eq!(one(&csv(&long)).draft.rows.len(), 60_000);
}

/// Each cell is looked up among the merged stretches.
#[test]
fn too_many_merged_stretches_over_too_many_lines_are_refused() {
    let all: String = (1..=1_500).map(|line| row(line, &text(&format!("A{line}"), "x"))).collect();
    let merges: String = (0..1_900).map(|_| r#"<mergeCell ref="B1:B1000000"/>"#).collect();
    let xml = format!(
        r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{all}</sheetData><mergeCells>{merges}</mergeCells></worksheet>"#
    );
    let bytes = Parts::with_rows("").put(SHEET, xml).zip();
    let error = read("x.xlsx", &bytes, &Limits::default(), None).unwrap_err();
    assert_eq!(error.fault(), Fault::Merged);
    assert!(error.zh().contains("请取消合并") && error.to_string().contains("unmerge"), "{error}");
}

/// A date that is typed as text, as into the page of a row, is told in the same words.
#[test]
fn a_date_in_place_of_a_limit_is_told_once() {
    let file = csv("指标,单位,方向,本标准要求,GB 18401-2010\n色牢度,级,,2024-03-04,≥3\n");
    let checked = one(&file).check();
    let [fault] = checked.faults.as_slice() else { panic!("{:?}", checked.faults) };
    assert!(fault.said.en().contains("a text such as 3-4") && fault.said.zh().contains("3-4"), "{fault:?}");
}
