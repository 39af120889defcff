//! `pzb show` and `pzb search`: what is on file, as of a day and as known on a day, with its findings.

use policy::authorization::code::MarkCode;
use policy::calendar::Day;
use policy::enterprise::Dossier;
use policy::enterprise::credit_code::CreditCode;
use policy::seen::Seen;
use policy::standard::Edition;
use policy::standard::number::{EditionNumber, StandardNumber};
use policy::standard::table::Title;
use registry::{
    DRAFTING_ROLE, DUTY_LINE, DUTY_REPORT, Key, MEMBERSHIP, PENALTY, PROJECT, ROW_KINDS, Reader, Row, SYSTEM,
};
use serde_json::{Value, json};
use site::{CaseKind, Speaks};

use crate::answer::{Answer, Exit, Failure, Verb};
use crate::cli::{DataArgs, ShowArgs, TimeArgs};
use crate::clock;
use crate::house::{House, broken};
use crate::say::{Lang, Style};
use crate::verbs::{check, show_duties, show_project};
use crate::wording;

/// The kinds of row that are shown in a form of their own, looked for before.
const OF_THEIR_OWN: [&str; 8] =
    ["enterprise", "authorization", "standard", "edition", PROJECT, SYSTEM, DUTY_REPORT, DUTY_LINE];

/// Shows what is on file under an identifier.
///
/// # Errors
/// Nothing on file under it.
pub fn run(args: &ShowArgs, style: Style) -> Verb {
    let house = House::open(&args.data)?;
    let answer = find(args, &house.reader, style);
    house.registry.close();
    answer
}

fn find(args: &ShowArgs, reader: &Reader, style: Style) -> Verb {
    let id = args.id.trim();
    if let Ok(code) = CreditCode::parse_overridden(id) {
        return case(reader, code, None, args.time, style);
    }
    if let Ok(code) = MarkCode::parse(id) {
        let mark = reader.mark(code).map_err(|fault| broken(&fault))?.ok_or_else(|| nothing(id))?;
        let enterprise = mark.value.enterprise;
        let code = code.to_string();
        let only = Only { kind: CaseKind::Authorization, id: &code, record: &code };
        return case(reader, enterprise, Some(&only), args.time, style);
    }
    if let Some(answer) = standard(reader, id, args.time, style)? {
        return Ok(answer);
    }
    if let Some(answer) = show_project::project(reader, id, args.time, style)? {
        return Ok(answer);
    }
    if let Some(answer) = show_duties::report(reader, id, args.time, style)? {
        return Ok(answer);
    }
    for (kind, _) in ROW_KINDS.iter().filter(|(kind, _)| !OF_THEIR_OWN.contains(kind)) {
        if let Some(row) = reader.row(kind, id).map_err(|fault| broken(&fault))? {
            return of_row(reader, &row, args.time, style);
        }
    }
    Err(nothing(id))
}

fn nothing(id: &str) -> Failure {
    Failure::new(
        Exit::NotFound,
        format!("没有编号为“{id}”的记录；可用pzb search查找"),
        format!("nothing is on file under `{id}`; `pzb search` looks for names and parts of codes"),
    )
}

/// What is shown of an enterprise's case: all of it, or one record and what is judged about that.
struct Only<'a> {
    kind: CaseKind,
    /// As registers and verdicts name it.
    id: &'a str,
    /// As the dossier names it.
    record: &'a str,
}

/// What is on file about an enterprise and how it is judged, or the same of one record of it.
fn case(reader: &Reader, code: CreditCode, only: Option<&Only>, time: TimeArgs, style: Style) -> Verb {
    let file = reader.case_file(code).map_err(|fault| broken(&fault))?;
    let file = file.ok_or_else(|| nothing(code.as_str()))?;
    let as_of: Day = time.as_of.unwrap_or_else(clock::today);
    let mut judged =
        file.judge(reader.law(), as_of, time.as_known_on).ok_or_else(|| check::before_policy(as_of))?;
    if let Some(only) = only {
        judged.retain(|one| one.id == only.id);
    }
    // Without days the whole file is shown, also what is to happen later.
    let is_dated = time.as_of.is_some() || time.as_known_on.is_some();
    let seen = Seen { as_of, known_on: time.as_known_on };
    let dossier = if is_dated { seen.dossier(&file.enterprise) } else { file.enterprise.clone() };
    let mut text = wording::head(&file.enterprise, as_of, time.as_known_on, style);
    let speaks = Speaks { scheme: Some(&file.scheme), ..speaks(reader, style) };
    on_file(&mut text, &dossier, only, (speaks, style));
    // Of a record that no rule judges by itself, there is nothing more to say.
    if only.is_none() || !judged.is_empty() {
        text.push_str(&wording::answers(&judged, style));
    }
    let version = reader.dossier(code).map_err(|fault| broken(&fault))?.map(|filed| filed.version);
    let json = json!({
        "enterprise": code, "name": file.enterprise.name(), "version": version, "as_of": as_of,
        "as_known_on": time.as_known_on, "judged": judged, "dossier": file,
    });
    Ok(Answer::done(text, json))
}

pub(super) fn speaks(reader: &Reader, style: Style) -> Speaks<'_> {
    Speaks { lang: style.lang.into(), parameters: reader.law().parameters, scheme: None }
}

/// What is on file, one line a record; registers that hold nothing and were never looked at are named together.
fn on_file(text: &mut String, dossier: &Dossier, only: Option<&Only>, (speaks, style): (Speaks, Style)) {
    text.push_str(style.pick("在案内容\n", "on file\n"));
    if let Some(only) = only {
        let line = site::line_on_file(dossier, only.kind, only.record, speaks);
        let line = line
            .unwrap_or_else(|| style.pick("在所选日期尚未在案", "not on file on the day chosen").to_owned());
        text.push_str(&format!("  {line}\n"));
        return;
    }
    for (register, lines) in site::lines_on_file(dossier, speaks) {
        text.push_str(&format!("  {register}\n"));
        lines.iter().for_each(|line| text.push_str(&format!("    {line}\n")));
    }
}

fn titled(title: &Title, style: Style) -> &str {
    title.en.as_deref().filter(|_| style.lang == Lang::En).unwrap_or(&title.zh)
}

fn standard(reader: &Reader, id: &str, time: TimeArgs, style: Style) -> Result<Option<Answer>, Failure> {
    let edition = EditionNumber::parse(id).ok();
    let Some(number) =
        edition.as_ref().map(|e| e.number().clone()).or_else(|| StandardNumber::parse(id).ok())
    else {
        return Ok(None);
    };
    let as_of = time.as_of.unwrap_or_else(clock::today);
    let seen = Seen { as_of, known_on: time.as_known_on };
    let is_dated = time.as_of.is_some() || time.as_known_on.is_some();
    let read = |fault| broken(&fault);
    let found = if is_dated { reader.standard_seen(&number, seen) } else { reader.standard(&number) };
    let Some(found) = found.map_err(read)? else { return Ok(None) };
    // Counted before one edition is picked out: the others say whether it still stands.
    let marks = reader.marks_against(&number, is_dated.then_some(seen)).map_err(read)?;
    let mut judged = site::review_verdicts(&found.value, &marks, reader.law(), as_of);
    let mut standard = found.value;
    if let Some(edition) = &edition {
        standard.editions.retain(|known| known.edition == *edition);
        if standard.editions.is_empty() {
            return Ok(None);
        }
        judged.retain(|one| one.id == edition.to_string());
    }
    let mut text: String = standard.editions.iter().map(|edition| edition_text(edition, style)).collect();
    if !judged.is_empty() {
        text.push_str(&wording::answers(&judged, style));
    }
    let json = json!({
        "standard": standard, "version": found.version, "as_of": as_of, "as_known_on": time.as_known_on,
        "judged": judged,
    });
    Ok(Some(Answer::done(text, json)))
}

/// An edition with its table, in lines.
fn edition_text(edition: &Edition, style: Style) -> String {
    let mut text = String::new();
    text.push_str(&format!(
        "{} {}\n  {} {}; {} {}{}\n",
        edition.edition.print(),
        edition.title,
        style.pick("发布", "published"),
        edition.published_on,
        style.pick("实施", "in force from"),
        edition.in_force_from,
        edition
            .ended
            .map(|mark| format!("; {} {}", style.pick("废止", "withdrawn"), mark.on))
            .unwrap_or_default(),
    ));
    if let Some(table) = &edition.table {
        let note = if table.sample { style.pick("（示例数据）", " (sample data)") } else { "" };
        text.push_str(&format!(
            "  {}{note}: {}\n",
            style.pick("对比表", "comparison table"),
            table.rows.len()
        ));
        for row in &table.rows {
            text.push_str(&format!("    {}: {}\n", titled(&row.indicator, style), row.limit));
            for compared in &row.compared {
                let words = row.against(&compared.reference).verdict;
                let words = style.pick(words.zh(), words.en());
                let there = table.references.iter().find(|there| there.id == compared.reference);
                let standard = there.map(|there| there.standard.to_string()).unwrap_or_default();
                text.push_str(&format!("      {standard}: {words}\n"));
            }
        }
    }
    text
}

fn of_row(reader: &Reader, row: &Row, time: TimeArgs, style: Style) -> Verb {
    let body: Value = serde_json::from_str(&row.body).unwrap_or(Value::Null);
    let mut text = format!("{} {}  [{}]  {}\n", row.kind, row.id, row.state, row.title);
    let mut json =
        json!({ "kind": row.kind, "id": row.id, "state": row.state, "version": row.version, "body": body });
    match (CreditCode::parse_overridden(&row.enterprise), CaseKind::named(&row.kind)) {
        (Ok(code), Some(kind)) => {
            let record = if kind == CaseKind::Product { &row.product } else { &row.id };
            let only = Only { kind, id: &row.id, record };
            let about = case(reader, code, Some(&only), time, style)?;
            text.push_str(&about.text);
            json["judged"] = about.json["judged"].clone();
            json["enterprise"] = about.json["enterprise"].clone();
        }
        (Ok(_), None) if row.kind == DRAFTING_ROLE => {
            show_duties::role(reader, row, (time, style), &mut text, &mut json)?;
        }
        (Ok(code), None) if [MEMBERSHIP, PENALTY].contains(&row.kind.as_str()) => {
            let filed =
                reader.dossier(code).map_err(|fault| broken(&fault))?.ok_or_else(|| nothing(&row.id))?;
            // The row bears the code of the unit before the number, that of a membership also the first day behind it.
            let number = row.id.split_once('/').map(|(_, number)| number);
            let number = match number.and_then(|number| number.rsplit_once('/')) {
                Some((number, _)) if row.kind == MEMBERSHIP => Some(number),
                _ => number,
            };
            text.push_str(&lines_of(&site::lines_on_file(&filed.value, speaks(reader, style)), number));
        }
        _ => {
            let scheme = reader.scheme().map_err(|fault| broken(&fault))?;
            let lines = site::scheme_lines_on_file(&scheme, speaks(reader, style));
            let number = (row.kind != "scheme").then_some(row.id.as_str());
            text.push_str(&lines_of(&lines, number));
        }
    }
    Ok(Answer::done(text, json))
}

/// The lines of registers about the record of a number, or all of them.
fn lines_of(registers: &[(String, Vec<String>)], number: Option<&str>) -> String {
    let of_record = |line: &&String| number.is_none() || line.split(" · ").next() == number;
    let found = registers.iter().flat_map(|(_, lines)| lines).filter(of_record);
    found.map(|line| format!("  {line}\n")).collect()
}

/// The most rows that a search prints.
const MOST_FOUND: usize = 200;

/// Searches names and codes.
///
/// # Errors
/// A fault of the database. Nothing found is an answer.
pub fn search(wanted: &str, kind: Option<&str>, data: &DataArgs, style: Style) -> Verb {
    let house = House::open(data)?;
    let page = house.reader.search(wanted, kind, &Key::default(), MOST_FOUND);
    house.registry.close();
    let page = page.map_err(|fault| broken(&fault))?;
    let mut text = String::new();
    for row in &page.items {
        text.push_str(&format!("{:<14} {:<20} {:<16} {}\n", row.kind, row.id, row.state, row.title));
    }
    if page.items.is_empty() {
        text.push_str(style.pick("没有找到\n", "nothing found\n"));
    }
    if page.next.is_some() {
        text.push_str(style.pick("……还有更多，请缩小范围\n", "… there is more: narrow the search\n"));
    }
    let rows: Vec<Value> = page
        .items
        .iter()
        .map(|row| json!({ "kind": row.kind, "id": row.id, "state": row.state, "title": row.title, "enterprise": row.enterprise }))
        .collect();
    Ok(Answer::done(text, json!({ "rows": rows, "more": page.next.is_some() })))
}
