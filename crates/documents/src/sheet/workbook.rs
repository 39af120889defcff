//! The workbook around the sheet: which sheet is read, its shared texts, which formats are dates.
//!
//! Why not calamine: version 0.38 cannot be bounded from outside. It reserves what `uniqueCount` says
//! (its issue 684), and it copies every font into every cell format before the caller gets a word in: the
//! test `calamine_cannot_be_bounded` keeps a 2 KB workbook for which it takes more than a gigabyte.
//! Its cells also arrive as `f64`, so the number a person sees and the formula behind it are asked for in
//! two passes. Here each part is read once, as a stream, and what is kept is counted.

use std::collections::HashMap;

use quick_xml::events::Event;

use super::builder::Builder;
use super::cells::Span;
use super::error::{Fault, ReadError};
use super::package::{Package, Part, resolve};
use super::said::shown;
use super::table::{Source, Table};
use super::worksheet::{Context, Merge, read_sheet};
use super::xml::{append, attribute, damaged, hostile};
use super::{Limits, Said};

/// More cell formats than any program writes (Excel stops at 64,000).
const FORMATS: usize = 65_536;

/// More sheets or relationships than any person's workbook has.
const SHEETS: usize = 1_000;

struct Relation {
    id: String,
    kind: String,
    path: Option<String>,
}

struct Sheet {
    name: String,
    relation: String,
    hidden: bool,
}

/// What is asked of a workbook.
pub(super) struct Wanted<'a> {
    /// The sheet of this name; without one, the first that is visible.
    pub sheet: Option<&'a str>,
    /// Whether merged cells are kept, not refused.
    pub keeps_merged: bool,
}

/// Reads a sheet of a workbook, and which of its cells are merged.
pub(super) fn read<'l>(
    (name, bytes): (&str, &[u8]),
    limits: &'l Limits,
    wanted: &Wanted<'_>,
    mut builder: Builder<'l>,
) -> Result<(Table, Vec<Merge>), ReadError> {
    let mut package = Package::open(name, bytes, limits)?;
    let main = relations(&mut package, "", "_rels/.rels")?;
    let path = main.iter().find(|r| r.kind == "officeDocument").and_then(|r| r.path.clone());
    let path = path.ok_or_else(|| damaged("缺少工作簿", "no workbook part"))?;
    let (folder, file) = path.rsplit_once('/').unwrap_or(("", &path));
    let rels =
        if folder.is_empty() { format!("_rels/{file}.rels") } else { format!("{folder}/_rels/{file}.rels") };
    let parts = relations(&mut package, folder, &rels)?;
    let (sheets, since_1904) =
        package.read(&path, |xml| sheets(xml))?.ok_or_else(|| damaged("缺少工作簿", "no workbook part"))?;
    let (sheet, mut notes) = choose(name, &sheets, wanted.sheet)?;

    let part = |kind: &str| parts.iter().find(|r| r.kind == kind).and_then(|r| r.path.as_deref());
    let shared = match part("sharedStrings") {
        Some(path) => {
            package.read(path, |xml| shared_strings(xml, &mut builder, limits))?.unwrap_or_default()
        }
        None => Vec::new(),
    };
    let formats = match part("styles") {
        Some(path) => package.read(path, |xml| cell_formats(xml))?.unwrap_or_default(),
        None => Vec::new(),
    };
    let relation = parts.iter().find(|r| r.id == sheet.relation);
    let path = relation.filter(|r| r.kind == "worksheet").and_then(|r| r.path.as_deref());
    let path =
        path.ok_or_else(|| damaged("第一个可见的表不是工作表", "the first visible sheet is no worksheet"))?;
    let keeps_merged = wanted.keeps_merged;
    let context = Context { shared: &shared, formats: &formats, since_1904, limits, keeps_merged };
    let (found, merges) = package
        .read(path, |xml| read_sheet(xml, &context, &mut builder))?
        .ok_or_else(|| damaged("缺少工作表内容", "the worksheet part is missing"))?;
    notes.extend(found);
    Ok((builder.finish(name, Source::Worksheet(sheet.name.clone()), notes)?, merges))
}

fn choose<'s>(
    name: &str,
    sheets: &'s [Sheet],
    wanted: Option<&str>,
) -> Result<(&'s Sheet, Vec<Said>), ReadError> {
    if let Some(wanted) = wanted {
        let named = sheets.iter().find(|sheet| sheet.name == wanted);
        return named.map(|sheet| (sheet, Vec::new())).ok_or_else(|| {
            let there: Vec<String> = sheets.iter().take(20).map(|sheet| shown(&sheet.name)).collect();
            let (wanted, name) = (shown(wanted), shown(name));
            ReadError::new(
                Fault::NoVisibleSheet,
                format!("文件 {name} 没有名为 {wanted} 的工作表；现有：{}", there.join("、")),
                format!("the file {name} has no sheet {wanted}; it has {}", there.join(", ")),
            )
        });
    }
    let Some(chosen) = sheets.iter().find(|sheet| !sheet.hidden) else {
        return Err(ReadError::new(
            Fault::NoVisibleSheet,
            format!("文件 {} 没有可见的工作表；请取消隐藏后再导入", shown(name)),
            format!("the file {} has no visible sheet; unhide one and import again", shown(name)),
        ));
    };
    let others: Vec<&Sheet> = sheets.iter().filter(|sheet| !std::ptr::eq(*sheet, chosen)).collect();
    let mut notes = Vec::new();
    if !others.is_empty() {
        let say = |hidden: &str| -> Vec<String> {
            let marked = |s: &&&Sheet| if s.hidden { hidden.to_owned() } else { String::new() };
            others.iter().take(10).map(|s| format!("{}{}", shown(&s.name), marked(&s))).collect()
        };
        let read = shown(&chosen.name);
        notes.push(Said::new(
            format!("只读取了第一个可见工作表 {read}；未读取：{}", say("（隐藏）").join("、")),
            format!(
                "only the first visible sheet {read} was read; not read: {}",
                say(" (hidden)").join(", ")
            ),
        ));
    }
    Ok((chosen, notes))
}

fn relations(package: &mut Package<'_>, folder: &str, path: &str) -> Result<Vec<Relation>, ReadError> {
    let read = |xml: &mut Part<'_, '_>| {
        let mut found = Vec::new();
        loop {
            match xml.next()? {
                Event::Start(tag) if tag.local_name().as_ref() == "Relationship" => {
                    let kind = attribute(&tag, "Type")?.unwrap_or_default();
                    let kind = kind.rsplit('/').next().unwrap_or("").to_owned();
                    let external = attribute(&tag, "TargetMode")?.as_deref() == Some("External");
                    let target = attribute(&tag, "Target")?.filter(|_| !external);
                    let path = target.and_then(|target| resolve(folder, &target));
                    found.push(Relation { id: attribute(&tag, "Id")?.unwrap_or_default(), kind, path });
                }
                Event::Eof => return Ok(found),
                _ => {}
            }
            if found.len() > SHEETS {
                return Err(hostile("关系过多", "it has too many relationships"));
            }
        }
    };
    package.read(path, read)?.ok_or_else(|| damaged("缺少关系文件", "a relationships part is missing"))
}

fn sheets(xml: &mut Part<'_, '_>) -> Result<(Vec<Sheet>, bool), ReadError> {
    let (mut found, mut since_1904) = (Vec::new(), false);
    loop {
        match xml.next()? {
            Event::Start(tag) if tag.local_name().as_ref() == "sheet" => {
                let hidden = attribute(&tag, "state")?.is_some_and(|state| state != "visible");
                // `sheetId` has another local name than the relationship's `r:id`.
                let relation = attribute(&tag, "id")?.unwrap_or_default();
                found.push(Sheet { name: attribute(&tag, "name")?.unwrap_or_default(), relation, hidden });
            }
            // The extension element of the same local name never carries the attribute.
            Event::Start(tag) if tag.local_name().as_ref() == "workbookPr" => {
                if let Some(value) = attribute(&tag, "date1904")? {
                    since_1904 = value == "1" || value == "true";
                }
            }
            Event::Eof => return Ok((found, since_1904)),
            _ => {}
        }
        if found.len() > SHEETS {
            return Err(hostile("工作表过多", "it has too many sheets"));
        }
    }
}

/// Reads the shared strings into the table's text. What the part says about their number is not read.
fn shared_strings(
    xml: &mut Part<'_, '_>,
    builder: &mut Builder<'_>,
    limits: &Limits,
) -> Result<Vec<Span>, ReadError> {
    let mut found = Vec::new();
    let mut text = String::new();
    loop {
        match xml.next()? {
            Event::Start(tag) if tag.local_name().as_ref() == "si" => {}
            Event::Eof => return Ok(found),
            _ => continue,
        }
        rich_text(xml, "si", limits, &mut text)?;
        if found.len() >= limits.shared_strings {
            let most = limits.shared_strings;
            let zh = format!("不同的文字超过 {most} 条；请拆分后再导入");
            return Err(ReadError::new(
                Fault::TooManyCells,
                zh,
                format!("more than {most} different texts; split the file"),
            ));
        }
        found.push(builder.share(&text)?);
    }
}

/// Reads the text inside an element that may hold runs (`<r><t>`), up to its end. Phonetic marks over
/// the text (`<rPh>`) are not part of it.
pub(super) fn rich_text(
    xml: &mut Part<'_, '_>,
    end: &str,
    limits: &Limits,
    out: &mut String,
) -> Result<(), ReadError> {
    out.clear();
    let (mut inside_t, mut inside_phonetic) = (false, false);
    // An escaped control character such as `_x000D_` takes seven characters for one.
    let most = limits.cell_chars.saturating_mul(8);
    loop {
        let event = xml.next()?;
        match &event {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "t" => inside_t = !inside_phonetic,
                "rPh" => inside_phonetic = true,
                _ => {}
            },
            Event::End(tag) => match tag.local_name().as_ref() {
                "t" => inside_t = false,
                "rPh" => inside_phonetic = false,
                name if name == end => break,
                _ => {}
            },
            Event::Eof => return Err(damaged("XML 提前结束", "the XML ends too early")),
            other if inside_t => append(other, out)?,
            _ => {}
        }
        if out.len() > most {
            let (start, most) = (shown(out), limits.cell_chars);
            let zh = format!("内容 {start} 超过 {most} 个字");
            return Err(ReadError::new(
                Fault::CellTooLong,
                zh,
                format!("the text {start} has more than {most} characters"),
            ));
        }
    }
    unescape(out);
    Ok(())
}

/// Resolves `_x000D_`, the way workbooks write characters that XML cannot hold (ECMA-376, ST_Xstring).
pub(super) fn unescape(text: &mut String) {
    if !text.contains("_x") {
        return;
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(at) = rest.find("_x") {
        let (before, from) = rest.split_at_checked(at).unwrap_or((rest, ""));
        out.push_str(before);
        let code = from.get(2..6).filter(|hex| hex.bytes().all(|b| b.is_ascii_hexdigit()));
        let code =
            code.filter(|_| from.get(6..7) == Some("_")).and_then(|hex| u32::from_str_radix(hex, 16).ok());
        if let Some(c) = code.and_then(char::from_u32) {
            out.push(c);
            rest = from.get(7..).unwrap_or("");
        } else {
            out.push_str("_x");
            rest = from.get(2..).unwrap_or("");
        }
    }
    out.push_str(rest);
    *text = out;
}

/// How a cell format shows a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shows {
    /// As it is.
    Number,
    /// As a day.
    Day,
    /// A hundred times as large, with a per cent sign.
    Percent,
}

/// What the cell formats show, by their index.
fn cell_formats(xml: &mut Part<'_, '_>) -> Result<Vec<Shows>, ReadError> {
    let mut custom: HashMap<String, Shows> = HashMap::new();
    let mut found = Vec::new();
    let mut inside = false;
    loop {
        match xml.next()? {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "numFmt" => {
                    if let (Some(id), Some(code)) =
                        (attribute(&tag, "numFmtId")?, attribute(&tag, "formatCode")?)
                    {
                        custom.insert(id, shows(&code));
                    }
                }
                "cellXfs" => inside = true,
                "xf" if inside => {
                    let id = attribute(&tag, "numFmtId")?.unwrap_or_default();
                    let known = custom.get(&id).copied();
                    found.push(known.unwrap_or_else(|| match id.parse() {
                        Ok(14_u32..=17 | 22 | 27..=31 | 34..=36 | 50..=54 | 57..=58) => Shows::Day,
                        Ok(9 | 10) => Shows::Percent,
                        _ => Shows::Number,
                    }));
                }
                _ => {}
            },
            Event::End(tag) if tag.local_name().as_ref() == "cellXfs" => inside = false,
            Event::Eof => return Ok(found),
            _ => {}
        }
        if found.len() > FORMATS || custom.len() > FORMATS {
            return Err(hostile("单元格格式过多", "it has too many cell formats"));
        }
    }
}

/// What a number format shows: a day, if it has a year or a day of the month outside quoted text, colours and
/// conditions in brackets, and escaped characters; per cent, if it has that sign there.
fn shows(code: &str) -> Shows {
    let (mut quoted, mut bracketed) = (false, false);
    let mut found = Shows::Number;
    let mut chars = code.chars();
    while let Some(c) = chars.next() {
        match c {
            '"' => quoted = !quoted,
            _ if quoted => {}
            '\\' | '_' | '*' => {
                chars.next();
            }
            '[' => bracketed = true,
            ']' => bracketed = false,
            'y' | 'Y' | 'd' | 'D' if !bracketed => return Shows::Day,
            '%' if !bracketed => found = Shows::Percent,
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn date_formats_by_code() {
        for yes in
            ["yyyy-mm-dd", "[$-804]yyyy\"年\"m\"月\"d\"日\"", "m/d/yy h:mm", "[DBNum1]YYYY", "mmm-yy", "dd"]
        {
            assert_eq!(shows(yes), Shows::Day, "{yes}");
        }
        for no in ["General", "0.00", "@", "[h]:mm:ss", "\"day\"0", "[Red]0", "0\\d", "#,##0_d", "[Yellow]0"]
        {
            assert_eq!(shows(no), Shows::Number, "{no}");
        }
        for percent in ["0%", "0.00%", "[Red]0.0%", "#,##0%;-0%"] {
            assert_eq!(shows(percent), Shows::Percent, "{percent}");
        }
    }

    #[test]
    fn escaped_characters() {
        for (from, to) in [
            ("a_x000D_b", "a\rb"),
            ("_x005F_x000D_", "_x000D_"),
            ("_x", "_x"),
            ("_xD800_", "_xD800_"),
            ("_x00G0_é", "_x00G0_é"),
            ("_x4e2d_", "中"),
            ("_x_x0041_", "_xA"),
        ] {
            let mut text = from.to_owned();
            unescape(&mut text);
            assert_eq!(text, to);
        }
    }
}
