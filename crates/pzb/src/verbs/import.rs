//! `pzb import`: a register from a file. Every row is decided first, each against what is on file and what the
//! rows before it would do; only then is anything written, and nothing unless all rows are right or `--partial`
//! says so.

use std::collections::BTreeMap;

use documents::sheet::{self, Limits, Table};
use policy::article::Said;
use policy::command::Command;
use policy::powers::Actor;
use serde_json::{Value, json};

use crate::answer::{Answer, Exit, Failure, Verb};
use crate::cli::{DataArgs, ImportArgs};
use crate::house::House;
use crate::import::{
    JudgedRow, MOST_TOLD, TABLE_COLUMNS, Tables, Verdict, by_identifier, find_tables, judge, plan,
    read_tables,
};
use crate::say::{Progress, Style};
use crate::trial::Trial;
use crate::{clock, files, remote};

/// How many commands are handed in together: more than one sync of the disk carries would gain nothing.
const TOGETHER: usize = 1024;

/// Imports a file, or writes the template.
///
/// # Errors
/// A file that cannot be used; rows that are wrong (exit code 5, each with its reason); a fault.
pub fn run(args: &ImportArgs, style: Style) -> Verb {
    if let Some(path) = &args.template {
        return template(args, path, style);
    }
    let Some(file) = &args.file else {
        return Err(Failure::new(Exit::Usage, "请给出要导入的文件", "name the file to import"));
    };
    let table = read(file)?;
    let tables = args.tables.as_ref().map(|path| read_tables(&find_tables(path, None)?));
    let tables = tables.transpose()?.unwrap_or_default();
    tables_fit(args, &tables)?;
    if let (Some(server), Some(token)) = (&args.server, &args.token_file) {
        return remote::import(args, &table, &tables, &remote::Server::new(server, token)?, style);
    }
    let (Some(data), Some(actor)) = (&args.data, &args.actor) else {
        return Err(Failure::new(Exit::Usage, "请给出--data与--as", "give --data and --as"));
    };
    let house = House::open(&DataArgs { data: data.clone(), config: args.config.clone() })?;
    let answer = into_house(args, &house, actor, (&table, &tables), style);
    house.registry.close();
    answer
}

fn tables_fit(args: &ImportArgs, tables: &Tables) -> Result<(), Failure> {
    if tables.editions().next().is_some() && args.kind != crate::import::Kind::Editions {
        return Err(Failure::new(Exit::Usage, "--tables只用于editions", "--tables belongs to `editions`"));
    }
    Ok(())
}

fn read(path: &std::path::Path) -> Result<Table, Failure> {
    let limits = Limits::default();
    let bytes = files::bytes(path, limits.file_bytes as u64 + 1)?;
    // The name alone: sentences about a file are short, and a path would be cut.
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
    sheet::read(&name, &bytes, &limits).map_err(|error| Failure::from(&error))
}

fn template(args: &ImportArgs, path: &std::path::Path, style: Style) -> Verb {
    let declared = if args.tables.is_some() { TABLE_COLUMNS } else { args.kind.columns() };
    let columns: Vec<_> = declared.iter().map(crate::import::Column::template).collect();
    let bytes = sheet::template(args.kind.title_zh(), &columns)
        .map_err(|fault| Failure::fault("工作簿无法生成", fault.to_string()))?;
    files::write(path, &bytes)?;
    let text = format!("{} {}\n", style.pick("已写出模板", "template written to"), path.display());
    Ok(Answer::done(text, json!({ "template": path, "columns": columns.len() })))
}

fn into_house(
    args: &ImportArgs,
    house: &House,
    actor: &Actor,
    (table, tables): (&Table, &Tables),
    style: Style,
) -> Verb {
    let today = clock::today();
    let actor = &house.actor(actor)?;
    let rows = by_identifier(plan(args.kind, table, tables)?, |named| house.person(named))?;
    let of = rows.len() as u64;
    let mut trial = Trial::start(&house.reader, &house.laws)?;
    let mut progress = Progress::start("导入：判断", "import: deciding");
    let judged = judge(rows, &mut trial, actor, today, &mut |done| progress.at(done, of))?;
    drop(progress);
    if let Some(path) = &args.errors {
        write_errors(table, &judged, path)?;
    }
    let wrong = judged.iter().any(|row| row.verdict == Verdict::Wrong);
    let write = !args.dry_run && (!wrong || args.partial);
    let entries = if write { carry_out(house, actor, &judged)? } else { 0 };
    Ok(report(args, (table, tables), &judged, (write, entries), style))
}

fn carry_out(house: &House, actor: &Actor, judged: &[JudgedRow]) -> Result<usize, Failure> {
    let commands: Vec<(u32, &Command)> =
        judged.iter().flat_map(|row| row.commands.iter().map(|command| (row.line, command))).collect();
    let mut progress = Progress::start("导入：写入", "import: writing");
    let (mut done, mut entries) = (0, 0);
    for together in commands.chunks(TOGETHER) {
        let answers = house.act_all(actor, together.iter().map(|(_, command)| (*command).clone()).collect());
        for ((line, _), answer) in together.iter().zip(answers) {
            let receipt = answer.map_err(|failure| at_line(*line, failure))?;
            entries += if receipt.repeated { 0 } else { receipt.positions.len() };
            done += 1;
        }
        progress.at(done, commands.len() as u64);
    }
    Ok(entries)
}

/// The first row that was not written, as it is told. Rows are decided each by itself, so that those after it may
/// be on file too; what is on file is skipped the next time.
fn at_line(line: u32, mut failure: Failure) -> Failure {
    failure.said.zh =
        format!("第{line}行：{}（此前的行已写入，此后的行可能已写入；重新导入即可继续）", failure.said.zh);
    failure.said.en = format!(
        "line {line}: {} (the rows before it are written, some after it may be; import the file again to go on)",
        failure.said.en
    );
    failure
}

/// Writes the person's own table back, with the reasons in a last column, as far as they are kept.
///
/// # Errors
/// The file cannot be written.
pub fn write_errors(table: &Table, judged: &[JudgedRow], path: &std::path::Path) -> Result<(), Failure> {
    let said = |said: &Said| sheet::Said::new(said.zh.clone(), said.en.clone());
    let errors: BTreeMap<u32, Vec<sheet::Said>> = judged
        .iter()
        .filter(|row| row.verdict == Verdict::Wrong && !row.said.is_empty())
        .map(|row| (row.line, row.said.iter().map(said).collect()))
        .collect();
    let bytes = sheet::with_errors(table, &errors)
        .map_err(|fault| Failure::fault("工作簿无法生成", fault.to_string()))?;
    files::write(path, &bytes)
}

/// What became of every row, for people and programs. Exit code 5 where rows are wrong.
pub fn report(
    args: &ImportArgs,
    (table, tables): (&Table, &Tables),
    judged: &[JudgedRow],
    (written, entries): (bool, usize),
    style: Style,
) -> Answer {
    let count = |verdict: Verdict| judged.iter().filter(|row| row.verdict == verdict).count();
    let (new, known, wrong) = (count(Verdict::New), count(Verdict::Known), count(Verdict::Wrong));
    let done = match (written, args.dry_run, wrong) {
        (true, _, 0) => style.pick("已写入", "written"),
        (true, ..) => style.pick("正确的行已写入", "the rows that are right are written"),
        (false, true, _) => style.pick("试运行，未写入", "dry run, nothing written"),
        (false, false, _) => style.pick("有错误，未写入任何一行", "there are errors, nothing was written"),
    };
    let mut text = format!(
        "{}: {new} {}, {known} {}, {wrong} {}; {done}\n",
        args.kind.name(),
        style.pick("行新增", "new"),
        style.pick("行已在案", "on file already"),
        style.pick("行有误", "wrong"),
    );
    for note in table.notes() {
        text.push_str(&format!("  {}\n", style.pick(note.zh(), note.en())));
    }
    for doubt in tables.doubtful() {
        text.push_str(&format!("  ? {}\n", style.say(doubt)));
    }
    let (rows, left_out) = told(judged, &mut text, style);
    let untold = wrong.saturating_sub(MOST_TOLD);
    if untold > 0 {
        text.push_str(&format!(
            "  {} {untold} {}\n",
            style.pick("另有", "and"),
            style.pick(
                "行有误，原因未列出：请先更正以上各行，再重新导入",
                "more rows are wrong, whose reasons are not kept: mend these first and import the file again"
            )
        ));
    }
    let json = json!({
        "kind": args.kind.name(), "new": new, "known": known, "wrong": wrong, "dry_run": args.dry_run,
        "written": written, "entries": entries, "rows": rows, "doubtful": tables.doubtful(), "rows_left_out": left_out, "wrong_without_reasons": untold,
    });
    Answer::done(text, json).exit(if wrong == 0 { Exit::Done } else { Exit::Invalid })
}

/// The first wrong rows with their reasons, and as many of the others; how many rows that leaves out.
fn told(judged: &[JudgedRow], text: &mut String, style: Style) -> (Vec<Value>, usize) {
    let (mut wrong, mut right) = (0, 0);
    let mut rows: Vec<Value> = Vec::new();
    for row in judged {
        let count = if row.verdict == Verdict::Wrong { &mut wrong } else { &mut right };
        *count += 1;
        if *count > MOST_TOLD {
            continue;
        }
        for said in &row.said {
            text.push_str(&format!("  {}\n", style.say(said)));
        }
        let verdict = match row.verdict {
            Verdict::New => "new",
            Verdict::Known => "known",
            Verdict::Wrong => "wrong",
        };
        rows.push(json!({ "line": row.line, "verdict": verdict, "said": row.said }));
    }
    let left_out = judged.len() - rows.len();
    (rows, left_out)
}
