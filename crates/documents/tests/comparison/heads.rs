//! The heads that people write: the kind, the title or words beside a number, two lines under one head over all limits,
//! and the sentences about them.

use documents::comparison::{TableFile, read};
use documents::sheet::Limits;
use policy::standard::judgement::TableFault;

use super::{csv, one};
use crate::sheet::kit::{Parts, SHEET, row, text};

/// A head of one cell; the standard, its kind and its title.
const HEADS: &[(&str, &str, &str, &str)] = &[
    ("国家标准 GB/T 4806.7-2016", "GB/T 4806.7—2016", "national_recommended", ""),
    ("国标GB 4806.7-2016", "GB 4806.7—2016", "national_mandatory", ""),
    ("国家标准\nGB/T 4806.7-2016", "GB/T 4806.7—2016", "national_recommended", ""),
    ("强制性国家标准：ＧＢ 4806.7－2016", "GB 4806.7—2016", "national_mandatory", ""),
    ("行业标准QB/T 2019-2010", "QB/T 2019—2010", "industry", ""),
    ("行标（QB/T 2019—2010）", "QB/T 2019—2010", "industry", ""),
    ("国际标准 ISO 9073-1:2023", "ISO 9073-1:2023", "international", ""),
    ("国外先进标准 JIS S 2029:2002", "JIS S 2029:2002", "foreign", ""),
    ("欧盟 EN 14350:2020", "EN 14350:2020", "foreign", ""),
    ("地方标准 DB33/T 1234-2020", "DB33/T 1234—2020", "other", ""),
    ("团体标准 T/ZZB 0003-2020", "T/ZZB 0003—2020", "other", ""),
    ("企业标准Q/ABC 001-2020", "Q/ABC 001—2020", "other", ""),
    ("对比标准 GB/T 4806.7-2016 限值", "GB/T 4806.7—2016", "national_recommended", ""),
    ("GB/T 4806.7-2016（国家标准）", "GB/T 4806.7—2016", "national_recommended", ""),
    ("GB/T 4806.7-2016国家标准", "GB/T 4806.7—2016", "national_recommended", ""),
    ("GB/T 4806.7-2016\n推荐性国家标准", "GB/T 4806.7—2016", "national_recommended", ""),
    ("GB 18401-2010《安全技术规范》", "GB 18401—2010", "national_mandatory", "安全技术规范"),
    ("《安全技术规范》GB 18401-2010", "GB 18401—2010", "national_mandatory", "安全技术规范"),
    ("国标 GB 18401-2010 安全技术规范", "GB 18401—2010", "national_mandatory", "安全技术规范"),
    ("GB 18401-2010（安全（A类）规范）", "GB 18401—2010", "national_mandatory", "安全（A类）规范"),
    ("GB/T 19001-2016 idt ISO 9001:2015", "GB/T 19001—2016", "national_recommended", "idt ISO 9001:2015"),
];

fn of_head(head: &str) -> TableFile {
    csv(&format!("指标,单位,方向,本标准,\"{head}\"\n蒸发残渣,mg/dm2,越低越好,≤5,≤10\n"))
}

#[test]
fn words_beside_a_number_say_its_kind_or_its_title() {
    for (head, standard, kind, name) in HEADS {
        let checked = one(&of_head(head)).check();
        assert!(checked.faults.is_empty(), "{head}: {:?}", checked.faults);
        let [read] = checked.table.references.as_slice() else { panic!("{head}: {:?}", checked.table) };
        let name = if name.is_empty() { standard } else { name };
        assert_eq!(
            (read.standard.to_string().as_str(), read.kind.name(), read.name.zh.as_str()),
            (*standard, *kind, *name),
            "{head}"
        );
        assert!(checked.judge().faults.is_empty(), "{head}: {:?}", checked.judge().faults);
        // The same words in the long form.
        let long = csv(&format!(
            "标准版本,是否示例数据,指标,单位,方向,本标准限值,对比标准,对比标准限值\n\
             T/ZZB 9001—2026,否,蒸发残渣,mg/dm2,越低越好,≤5,\"{head}\",≤10\n"
        ));
        assert_eq!(one(&long).check().table.references, checked.table.references, "{head}");
    }
}

/// A head that cannot be read, and what is said of it.
const UNREAD: &[(&str, &str, &str)] = &[
    ("GB/T 2", "缺少年代号", "lacks the year"),
    ("国家标准 GB/T 2", "“GB/T 2”缺少年代号", "`GB/T 2` lacks the year"),
    ("国际标准", "只说了类别", "says only of which kind"),
    ("国标", "只说了类别", "says only of which kind"),
    ("国内先进产品", "开头不是已知的标准代号", "does not begin like the number"),
    ("GB/T 1-2015、GB/T 2-2015", "无法识别", "stands after the number"),
    ("国标 GB/T 1-2015和GB/T 2-2015", "不能读作一个", "as one number with year"),
    ("EN 71-3:2019+A1:2021", "+A1:2021", "+A1:2021"),
    ("国家标准 QB/T 2019-2010", "不是国家标准的编号", "is no number of a national standard"),
];

#[test]
fn a_head_that_cannot_be_read_names_its_cell_and_nothing_is_said_to_lack() {
    for (head, zh, en) in UNREAD {
        let checked = one(&of_head(head)).check();
        let [fault] = checked.faults.as_slice() else { panic!("{head}: {:?}", checked.faults) };
        assert_eq!(fault.address.as_deref(), Some("E1"), "{head}");
        assert!(fault.said.zh().contains(zh) && fault.said.en().contains(en), "{head}: {:?}", fault.said);
        let judgement = checked.judge();
        assert!(judgement.faults.is_empty(), "{head}: {:?}", judgement.faults);
    }
    // A word that is a kind of the model and not that of the number is told by the judgement.
    let checked = one(&of_head("行业标准 GB/T 4806.7-2016")).check();
    assert!(checked.faults.is_empty(), "{:?}", checked.faults);
    let said: Vec<String> = checked.judge().faults.iter().map(ToString::to_string).collect();
    assert_eq!(said, ["the kind entered for `GB/T 4806.7—2016` is not that of its number"]);
    // Where there is none at all it is told.
    let none = csv("指标,单位,方向,本标准\n蒸发残渣,mg/dm2,越低越好,≤5\n");
    assert!(one(&none).check().judge().faults[0].zh().contains("没有对比标准"));
}

/// A sheet of these lines, with these cells merged.
fn sheet(lines: &[&[&str]], merges: &[&str]) -> TableFile {
    let cells = |(texts, line): (&&[&str], u32)| {
        let cells = texts.iter().zip('A'..).filter(|(says, _)| !says.is_empty());
        row(line, &cells.map(|(says, col)| text(&format!("{col}{line}"), says)).collect::<String>())
    };
    let all: String = lines.iter().zip(1..).map(cells).collect();
    let merges: String = merges.iter().map(|at| format!(r#"<mergeCell ref="{at}"/>"#)).collect();
    let merges = if merges.is_empty() { merges } else { format!("<mergeCells>{merges}</mergeCells>") };
    let xml = format!(
        r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{all}</sheetData>{merges}</worksheet>"#
    );
    let bytes = Parts::with_rows("").put(SHEET, xml).zip();
    read("x.xlsx", &bytes, &Limits::default(), None).unwrap_or_else(|error| panic!("{error}: {lines:?}"))
}

#[test]
fn one_head_over_this_standard_and_the_others() {
    const DOWN: [&str; 4] = ["A1:A2", "B1:B2", "C1:C2", "H1:H2"];
    for over in ["限值", "指标值", "技术要求", "标准要求", "指标"] {
        for merges in [&["A1:A2", "B1:B2", "C1:C2", "H1:H2", "D1:G1"][..], &DOWN[..], &["D1:G1"][..], &[]] {
            let file = sheet(
                &[
                    &["序号", "检测项目", "单位", over, "", "", "", "检验方法"],
                    &["", "", "", "本标准", "国家标准 GB/T 1234-2015", "EN 71-3:2019", "对比结果"],
                    &["1", "吸水率", "%", "≤5", "≤8", "≤6", "优于国标", "GB/T 1235"],
                ],
                merges,
            );
            let checked = one(&file).check();
            assert!(checked.faults.is_empty(), "{over} {merges:?}: {:?}", checked.faults);
            assert_eq!(checked.lines, [3], "{over} {merges:?}");
            let standards: Vec<String> =
                checked.table.references.iter().map(|one| one.standard.to_string()).collect();
            assert_eq!(standards, ["GB/T 1234—2015", "EN 71-3:2019"], "{over} {merges:?}");
            let row = &checked.table.rows[0];
            assert_eq!((row.limit.to_string(), row.compared.len()), ("≤5".to_owned(), 2));
            assert!(file.notes.iter().any(|note| note.en().contains("`对比结果` was not read")));
        }
    }
    // The kind over the numbers, and the head printed again on the next page.
    let head: [&[&str]; 2] = [&["指标", "单位", "限值", "国家标准"], &["", "", "本标准", "GB/T 1234-2015"]];
    let rows: [&[&str]; 2] = [&["吸水率", "%", "≤5", "≤8"], &["吸油率", "%", "≤5", "≤8"]];
    let file = sheet(&[head[0], head[1], rows[0], head[0], head[1], rows[1]], &["A1:A2", "B1:B2", "A4:A5"]);
    let checked = one(&file).check();
    assert!(checked.faults.is_empty(), "{:?}", checked.faults);
    assert_eq!(checked.lines, [3, 6]);
    assert_eq!(checked.table.references[0].kind.name(), "national_recommended");
}

#[test]
fn what_the_columns_of_indicators_and_limits_are_called() {
    for indicators in [
        "指标",
        "主要性能指标",
        "主要关键性能指标",
        "关键性能指标",
        "性能指标",
        "项目",
        "指标项目",
        "检测项目",
    ] {
        for own in [
            "本标准要求",
            "浙江制造标准要求",
            "“浙江制造”标准要求",
            "本标准 T/ZZB 9999-2026",
            "T/ZZB 9999-2026（本标准）",
        ] {
            let file = csv(&format!("{indicators},单位,{own},GB/T 1234-2015\n吸水率,%,≤5,≤8\n"));
            let checked = one(&file).check();
            assert!(checked.faults.is_empty(), "{indicators} {own}: {:?}", checked.faults);
            assert_eq!(checked.judge().rows[0][0].verdict.en(), "better", "{indicators} {own}");
        }
    }
}

#[test]
fn rows_are_told_by_their_line_and_columns_by_their_standard() {
    let table = csv("指标,适用型号,单位,方向,本标准要求,\"GB 1-2015\n（强制性国家标准；废止2020-01-01）\"\n\
         强度,A,MPa,越高越好,≥30,≥25\n,B,MPa,越高越好,≥20,≥15\n强度,A,MPa,越高越好,≥31,≥45\n");
    let checked = one(&table).check();
    // The standard binds on the last day before it is withdrawn; without a day nobody can tell.
    let judgement = checked.judged(Some("2019-12-31".parse().unwrap()));
    assert!(checked.judge().faults.iter().any(TableFault::is_unknown), "{:?}", checked.judge().faults);
    let mut said: Vec<(String, String)> =
        judgement.faults.iter().map(|fault| (fault.zh(), fault.to_string())).collect();
    said.extend(judgement.remarks.iter().map(|remark| (remark.zh(), remark.to_string())));
    // The head of the text file takes two lines.
    assert_eq!(checked.faults[0].line, Some(4));
    assert_eq!(said[0].0, "第 5 行“强度”（A）与第 3 行重复");
    assert_eq!(said[0].1, "line 5 `强度` (`A`) repeats line 3");
    assert!(said[1].1.starts_with("line 5 `强度` (`A`) is worse than the mandatory `GB 1—2015`"), "{said:?}");
    for (zh, en) in &said {
        assert!(!zh.contains("gb1-2015") && !en.contains("gb1-2015"), "{zh} {en}");
    }
    // Where there is no sheet, rows are counted.
    assert_eq!(checked.table.judge().faults[0].zh(), "第2行“强度”（A）与第1行重复");
}

/// Below one standard stand its limit, its method, and something that no table holds.
#[test]
fn a_head_that_nobody_knows_below_a_standard_is_named_and_its_column_kept() {
    let sheet = sheet(
        &[
            &["指标", "方向", "本标准要求", "GB 18401-2010", "", "", "ISO 9073-1:2023", ""],
            &["", "", "", "备注说明", "限值", "方法", "限值", "方法"],
            &["甲醛", "越低越好", "≤20", "仅限婴幼儿", "≤75", "GB/T 2912.1", "≤80", "ISO 14184-1"],
            &["气味", "定性", "无异味", "", "无异味", "嗅辨", "无", ""],
        ],
        &["A1:A2", "B1:B2", "C1:C2", "D1:F1", "G1:H1"],
    );
    let table = one(&sheet);
    let checked = table.check();
    let [fault] = checked.faults.as_slice() else { panic!("{:?}", checked.faults) };
    assert_eq!(fault.address.as_deref(), Some("D2"));
    assert!(fault.said.zh().contains("“GB 18401-2010”之下的表头“备注说明”无法识别"), "{}", fault.said.zh());
    assert!(fault.said.en().contains("below `GB 18401-2010` the head `备注说明` is not known"), "{fault:?}");
    for known in ["限值", "指标值", "试验方法", "方法"] {
        assert!(fault.said.zh().contains(known) && fault.said.en().contains(known), "{known}");
    }
    // Each standard is one column with its own limit and method, and what the unknown one holds is kept.
    assert_eq!(checked.table.references.len(), 2);
    let row = &table.draft.rows[0];
    assert_eq!((row.cells[0].limit.as_str(), row.cells[0].test_method.as_str()), ("≤75", "GB/T 2912.1"));
    assert_eq!((row.cells[1].limit.as_str(), row.cells[1].test_method.as_str()), ("≤80", "ISO 14184-1"));
    assert_eq!(row.remark, "GB 18401-2010 备注说明：仅限婴幼儿");
    assert_eq!(table.draft.rows[1].remark, "");
}

/// The same below this standard, where a method and a remark are parts of the row.
#[test]
fn heads_below_this_standard_say_what_they_hold() {
    let sheet = sheet(
        &[
            &["指标", "方向", "本标准要求", "", "", "", "GB 18401-2010"],
            &["", "", "等级划分", "限值", "试验方法", "备注", ""],
            &["甲醛", "越低越好", "优等", "≤20", "GB/T 2912.1", "婴幼儿", "≤75"],
        ],
        &["A1:A2", "B1:B2", "C1:F1", "G1:G2"],
    );
    let table = one(&sheet);
    let checked = table.check();
    let [fault] = checked.faults.as_slice() else { panic!("{:?}", checked.faults) };
    assert_eq!(fault.address.as_deref(), Some("C2"));
    assert!(fault.said.en().contains("below `本标准要求` the head `等级划分` is not known"), "{fault:?}");
    let row = &table.draft.rows[0];
    assert_eq!((row.limit.as_str(), row.test_method.as_str()), ("≤20", "GB/T 2912.1"));
    assert_eq!(row.remark, "婴幼儿；本标准要求 等级划分：优等");
}
