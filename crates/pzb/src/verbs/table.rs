//! `pzb table`: comparison tables (clause 3) read from the sheets that people keep, judged row by row, and written as
//! such sheets. Nothing on file is touched.

use std::fmt::Write as _;
use std::path::Path;

use documents::comparison::{self, CheckedTable, FoundTable, TableFile, Words};
use documents::sheet;
use policy::article::{Said, counted};
use policy::standard::draft::TableDraft;
use policy::standard::judgement::{TableJudgement, TableVerdict};
use policy::standard::number::EditionNumber;
use policy::standard::table::ComparisonTable;
use serde_json::{Value, json};

use crate::answer::{Answer, Exit, Failure, Verb};
use crate::cli::{Language, TableReadArgs, TableWriteArgs};
use crate::files;
use crate::import::find_tables;
use crate::say::Style;

/// The largest table as JSON, in bytes.
const MOST_JSON: u64 = 20 << 20;

/// Reads a sheet, tells every fault at its cell, and what each row comes to.
///
/// # Errors
/// A file that cannot be opened or is no table; an edition that is not in it.
pub fn read(args: &TableReadArgs, style: Style) -> Verb {
    let file = find_tables(&args.file, args.sheet.as_deref())?;
    let tables = wanted(&file, args.edition.as_ref())?;
    let mut text = String::new();
    for note in &file.notes {
        let _ = writeln!(text, "{}", style.pick(note.zh(), note.en()));
    }
    for fault in &file.faults {
        let _ = writeln!(text, "! {}", style.pick(fault.said.zh(), fault.said.en()));
    }
    let mut told = Vec::new();
    let mut exit = if file.faults.is_empty() { Exit::Done } else { Exit::Invalid };
    for table in tables {
        let checked = table.check();
        let judgement = checked.judged(args.published_on);
        let edition = table.edition.as_ref().or(args.edition.as_ref());
        exit = match (&exit, checked.faults.is_empty(), judgement.verdict()) {
            (_, false, _) | (Exit::Invalid, ..) => Exit::Invalid,
            (Exit::Findings, ..) | (_, _, TableVerdict::Refused | TableVerdict::CannotTell) => Exit::Findings,
            _ => Exit::Done,
        };
        say(&mut text, edition, &checked, &judgement, style);
        told.push(as_json(edition, &checked, &judgement));
    }
    let notes: Vec<Value> =
        file.notes.iter().map(|note| json!({ "zh": note.zh(), "en": note.en() })).collect();
    let faults: Vec<Value> = file.faults.iter().map(fault_as_json).collect();
    Ok(Answer::done(text, json!({ "tables": told, "faults": faults, "notes": notes })).exit(exit))
}

/// The tables of a file that are asked for: of one edition, where one is named, and those of which the file does not say
/// the edition. There may be none where the file itself has faults.
///
/// # Errors
/// There is no such table.
fn wanted<'f>(file: &'f TableFile, edition: Option<&EditionNumber>) -> Result<Vec<&'f FoundTable>, Failure> {
    if file.tables.is_empty() && file.faults.is_empty() {
        return Err(Failure::invalid(
            "文件里只有表头，没有数据行",
            "the file has a head and no rows below it",
        ));
    }
    let of_it = |table: &&FoundTable| match (edition, &table.edition) {
        (Some(asked), Some(said)) => asked == said,
        _ => true,
    };
    let found: Vec<&FoundTable> = file.tables.iter().filter(of_it).collect();
    match edition.filter(|_| found.is_empty() && file.faults.is_empty()) {
        None => Ok(found),
        Some(edition) => Err(Failure::new(
            Exit::NotFound,
            format!("文件里没有{edition}的对比表"),
            format!("the file has no table of `{edition}`"),
        )),
    }
}

fn fault_as_json(fault: &comparison::SheetFault) -> Value {
    json!({
        "line": fault.line, "cell": fault.address,
        "said": { "zh": fault.said.zh(), "en": fault.said.en() },
    })
}

fn verdict(checked: &CheckedTable, judgement: &TableJudgement) -> (&'static str, Said) {
    match judgement.verdict() {
        // What could not be read may speak against it, too.
        verdict if !checked.faults.is_empty() => {
            let name = if verdict == TableVerdict::Refused { "refused" } else { "cannot_tell" };
            (name, Said::new("还没有全部读出", "not all of it could be read"))
        }
        TableVerdict::Sound => ("sound", Said::new("符合第三条", "it meets clause 3")),
        TableVerdict::Refused => ("refused", Said::new("不符合第三条", "clause 3 refuses it")),
        TableVerdict::CannotTell => ("cannot_tell", Said::new("尚不能判断", "cannot be told yet")),
    }
}

fn say(
    text: &mut String,
    edition: Option<&EditionNumber>,
    checked: &CheckedTable,
    judgement: &TableJudgement,
    style: Style,
) {
    let comes_to = verdict(checked, judgement).1;
    let named = edition.map_or_else(|| style.pick("对比表", "table").to_owned(), EditionNumber::print);
    let _ = writeln!(
        text,
        "{named}: {}, {} {}, {}; {}",
        style.counted(checked.table.rows.len(), "行", "rows"),
        judgement.advances(),
        style.pick("行优于或新增", "better or new"),
        style.counted(checked.faults.len(), "处错误", "faults"),
        style.say(&comes_to)
    );
    for ((row, comparisons), line) in checked.table.rows.iter().zip(&judgement.rows).zip(&checked.lines) {
        let unit = row.unit.as_ref().map_or_else(String::new, |unit| format!(" [{unit}]"));
        let class = row.applies_to.as_ref().map_or_else(String::new, |class| format!(" ({class})"));
        let _ = writeln!(text, "  {line}: {}{class}{unit} {}", row.indicator.zh, row.limit);
        for (reference, comparison) in checked.table.references.iter().zip(comparisons) {
            let _ = writeln!(text, "      {}: {}", reference.standard, style.say(&comparison.said()));
        }
    }
    for fault in &checked.faults {
        let _ = writeln!(text, "  ! {}", style.pick(fault.said.zh(), fault.said.en()));
    }
    for doubt in &checked.doubtful {
        let _ = writeln!(text, "  ? {}", style.pick(doubt.said.zh(), doubt.said.en()));
    }
    for fault in &judgement.faults {
        let _ = writeln!(text, "  ✗ {}", style.pick(&fault.zh(), &fault.to_string()));
    }
    for remark in &judgement.remarks {
        let _ = writeln!(text, "  · {}", style.pick(&remark.zh(), &remark.to_string()));
    }
}

fn as_json(edition: Option<&EditionNumber>, checked: &CheckedTable, judgement: &TableJudgement) -> Value {
    let row = |((row, comparisons), line): ((&policy::standard::table::Row, &Vec<_>), &u32)| {
        let all = checked.table.references.iter().zip(comparisons);
        let all = all.map(|(reference, comparison): (_, &policy::standard::comparison::Comparison)| {
            let standard = reference.standard.to_string();
            json!({ "standard": standard, "comparison": comparison, "said": comparison.said() })
        });
        json!({
            "line": line, "indicator": row.indicator, "applies_to": row.applies_to, "limit": row.limit,
            "comparisons": all.collect::<Vec<_>>(),
        })
    };
    let rows = checked.table.rows.iter().zip(&judgement.rows).zip(&checked.lines).map(row);
    let said = |zh: String, en: String| Said::new(zh, en);
    json!({
        "edition": edition,
        "table": checked.table,
        "rows": rows.collect::<Vec<_>>(),
        "faults": checked.faults.iter().map(fault_as_json).collect::<Vec<_>>(),
        "doubtful": checked.doubtful.iter().map(fault_as_json).collect::<Vec<_>>(),
        "verdict": verdict(checked, judgement).0,
        "advances": judgement.advances(),
        "against": judgement.faults.iter().map(|one| said(one.zh(), one.to_string())).collect::<Vec<_>>(),
        "remarks": judgement.remarks.iter().map(|one| said(one.zh(), one.to_string())).collect::<Vec<_>>(),
    })
}

/// Writes a table as a sheet in the wide form, or as JSON.
///
/// # Errors
/// A file that cannot be read or written; a table of which something could not be read.
pub fn write(args: &TableWriteArgs, style: Style) -> Verb {
    let (edition, table) = source(args)?;
    let draft = TableDraft::of(&table);
    let words = match args.language {
        Language::Zh => Words::Zh,
        Language::En => Words::En,
    };
    let page = comparison::sheet(edition.as_ref(), &draft, words);
    let failed = |fault: sheet::WriteError| Failure::fault("表格无法生成", fault.to_string());
    let end = args.out.extension().and_then(|end| end.to_str()).unwrap_or_default().to_lowercase();
    let bytes = match end.as_str() {
        "xlsx" => sheet::write_xlsx(std::slice::from_ref(&page)).map_err(failed)?,
        "csv" => sheet::write_csv(&page).map_err(failed)?,
        "json" => serde_json::to_vec_pretty(&table)
            .map_err(|fault| Failure::fault("对比表无法写成JSON", fault.to_string()))?,
        _ => {
            return Err(Failure::new(
                Exit::Usage,
                "要写出的文件须以.xlsx、.csv或.json结尾",
                "the file to write must end in .xlsx, .csv or .json",
            ));
        }
    };
    files::write(&args.out, &bytes)?;
    let text = format!("{} {}\n", style.pick("已写出", "written to"), args.out.display());
    Ok(Answer::done(text, json!({ "out": args.out, "edition": edition, "rows": table.rows.len() })))
}

fn source(args: &TableWriteArgs) -> Result<(Option<EditionNumber>, ComparisonTable), Failure> {
    if args.file.extension().is_some_and(|end| end.eq_ignore_ascii_case("json")) {
        return Ok((args.edition.clone(), of_json(&args.file)?));
    }
    let file = find_tables(&args.file, args.sheet.as_deref())?;
    let found = wanted(&file, args.edition.as_ref())?;
    if !file.faults.is_empty() {
        return Err(not_written(&file.faults));
    }
    let [table] = found.as_slice() else {
        return Err(Failure::new(
            Exit::Usage,
            "文件里有几个标准版本的对比表：请用--edition指明哪一个",
            "the file has tables of several editions: say which with --edition",
        ));
    };
    let checked = table.check();
    if checked.faults.is_empty() {
        return Ok((table.edition.clone().or_else(|| args.edition.clone()), checked.table));
    }
    Err(not_written(&checked.faults))
}

fn not_written(faults: &[comparison::SheetFault]) -> Failure {
    let count = faults.len();
    let mut failure = Failure::invalid(
        format!("对比表有{count}处错误，没有写出"),
        format!("the table has {} and was not written", counted(count, "faults")),
    );
    failure.more = faults.iter().take(50).map(|fault| Said::new(fault.said.zh(), fault.said.en())).collect();
    failure
}

fn of_json(path: &Path) -> Result<ComparisonTable, Failure> {
    let text = files::text(path, MOST_JSON)?;
    serde_json::from_str(&text).map_err(|fault| {
        Failure::invalid(
            format!("不是对比表的JSON：{}", crate::foreign::json(&fault)),
            format!("no comparison table as JSON: {fault}"),
        )
    })
}
