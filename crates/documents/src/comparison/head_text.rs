//! What the head of a column says: which part of a row it holds, or which standard is compared, with its title and kind.

use policy::standard::draft::ReferenceDraft;
use policy::standard::number::EditionNumber;

use crate::sheet::normal_header;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Part {
    Number,
    Indicator,
    IndicatorEn,
    Unit,
    Direction,
    AppliesTo,
    Limit,
    TestMethod,
    Clause,
    Remark,
}

/// The words of each part; the first two are what is written in Chinese and in English.
pub(super) const PARTS: &[(Part, &[&str])] = &[
    (Part::Number, &["序号", "no.", "no", "编号", "#"]),
    (
        Part::Indicator,
        &[
            "指标",
            "indicator",
            "关键性能指标",
            "主要关键性能指标",
            "性能指标",
            "指标名称",
            "项目",
            "检验项目",
            "指标项目",
        ],
    ),
    (Part::IndicatorEn, &["指标英文名", "indicator in english", "英文名", "指标英文"]),
    (Part::Unit, &["单位", "unit", "计量单位"]),
    (Part::Direction, &["方向", "direction", "指标方向", "优劣方向"]),
    (
        Part::AppliesTo,
        &["适用型号", "applies to", "型号", "规格", "型号规格", "适用范围", "分类", "类别", "等级"],
    ),
    (
        Part::Limit,
        &[
            "本标准要求",
            "limit here",
            "本标准",
            "本标准限值",
            "本标准指标",
            "本标准指标值",
            "本文件",
            "本文件要求",
            "浙江制造标准",
            "“浙江制造”标准",
            "limit",
        ],
    ),
    (Part::TestMethod, &["试验方法", "test method", "检验方法", "检测方法", "试验方法标准"]),
    (Part::Clause, &["条款", "clause", "本标准条款", "条款号", "章条号", "对应条款"]),
    (Part::Remark, &["备注", "remark", "说明", "remarks"]),
];

/// A header as it is compared with words: spaces of Chinese text aside.
fn key(header: &str) -> String {
    let plain = normal_header(header);
    if plain.is_ascii() { plain } else { plain.replace(' ', "") }
}

/// The part that a header names.
pub(super) fn part(header: &str) -> Option<Part> {
    let key = key(header);
    PARTS.iter().find(|(_, words)| words.contains(&key.as_str())).map(|(part, _)| *part)
}

/// The header of the limit of this standard in words: it may say more, each on a line of its own: the edition, and that it
/// is sample data.
pub(super) fn own_limit(header: &str) -> Option<(Option<EditionNumber>, bool)> {
    let mut lines = header.lines().map(str::trim).filter(|line| !line.is_empty());
    if part(lines.next()?) != Some(Part::Limit) {
        return None;
    }
    let is_sample = |line: &str| matches!(key(line).as_str(), "(示例数据)" | "(sample data)" | "(样例数据)");
    let (mut edition, mut sample) = (None, false);
    for line in lines {
        sample |= is_sample(line);
        edition = edition.or_else(|| EditionNumber::parse(line.trim_matches(['(', ')', '（', '）'])).ok());
    }
    Some((edition, sample))
}

/// A head that names an edition of the mark's own standards, as the limit of this standard does where no head says so in
/// words.
pub(super) fn own_number(header: &str) -> Option<EditionNumber> {
    let edition = EditionNumber::parse(header.lines().next()?).ok()?;
    (edition.number().designator() == "T/ZZB").then_some(edition)
}

/// What stands over a compared standard's limit, or over all compared standards, and names none.
pub(super) fn is_limit_word(header: &str) -> bool {
    ["指标值", "限值", "要求", "指标", "指标要求", "limit", "value", "对比标准限值"]
        .contains(&key(header).as_str())
}

/// Whether it is a head over all the compared standards.
pub(super) fn is_group(header: &str) -> bool {
    ["对比标准", "比对标准", "对比标准要求", "国内外标准", "对标标准", "国内外相关标准", "compared standards"]
        .contains(&key(header).as_str())
}

/// Whether a header says test method, alone or behind the number of a standard; what stands before it.
pub(super) fn before_method(header: &str) -> Option<&str> {
    const WORDS: [&str; 4] = ["试验方法", "检验方法", "检测方法", "test method"];
    let header = header.trim();
    WORDS.iter().find_map(|word| header.strip_suffix(word)).map(str::trim)
}

/// A compared standard from the lines of its head: its number, its title, `EN:` and its title in English, and in
/// brackets its kind and since when it is no longer in force.
pub(super) fn reference(header: &str) -> ReferenceDraft {
    let mut lines = header.lines().map(str::trim).filter(|line| !line.is_empty());
    let first = lines.next().unwrap_or_default();
    let mut draft = ReferenceDraft { standard: first.to_owned(), ..ReferenceDraft::default() };
    let (mut names, mut is_marked) = (Vec::new(), false);
    for line in lines {
        if let Some(english) = line.strip_prefix("EN:").or_else(|| line.strip_prefix("EN：")) {
            english.trim().clone_into(&mut draft.name_en);
        } else if marks(line, &mut draft) {
            is_marked = true;
        } else {
            names.push(line);
        }
    }
    draft.name = names.join(" ");
    if !is_marked {
        split(&mut draft);
    }
    draft
}

/// `（强制性国家标准；废止2026-03-01）`.
fn marks(line: &str, draft: &mut ReferenceDraft) -> bool {
    let inner = line.strip_prefix(['(', '（']).and_then(|rest| rest.strip_suffix([')', '）']));
    let Some(inner) = inner else { return false };
    let mut found = ReferenceDraft::default();
    for mark in inner.split(['；', ';']).map(str::trim) {
        let day = ["废止", "withdrawn on", "withdrawn"].iter().find_map(|word| mark.strip_prefix(word));
        match day {
            Some(day) => day.trim().clone_into(&mut found.withdrawn_on),
            None if is_kind(mark) => mark.clone_into(&mut found.kind),
            None => return false,
        }
    }
    (draft.kind, draft.withdrawn_on) = (found.kind, found.withdrawn_on);
    true
}

fn is_kind(word: &str) -> bool {
    let key = key(word).replace(' ', "");
    policy::standard::draft::KINDS.iter().any(|(_, words)| words.contains(&key.as_str()))
}

/// A head in one line: `GB 18401-2010《…》`, `GB 18401-2010 …`, `国外标准：EU Ecolabel`.
fn split(draft: &mut ReferenceDraft) {
    let first = draft.standard.clone();
    if EditionNumber::parse(&first).is_ok() {
        return;
    }
    if let Some((kind, standard)) = first.split_once(['：', ':'])
        && is_kind(kind)
    {
        kind.trim().clone_into(&mut draft.kind);
        standard.trim().clone_into(&mut draft.standard);
        return;
    }
    let name = |draft: &mut ReferenceDraft, standard: &str, name: &str| {
        standard.trim().clone_into(&mut draft.standard);
        let name = name.trim().trim_matches(['《', '》']);
        draft.name = [name, draft.name.as_str()].concat().trim().to_owned();
    };
    if let Some((standard, rest)) = first.split_once('《') {
        return name(draft, standard, rest);
    }
    let breaks = first.char_indices().filter(|(_, c)| c.is_whitespace()).map(|(at, _)| at);
    for at in breaks.collect::<Vec<_>>().into_iter().rev() {
        if let Some((standard, rest)) = first.split_at_checked(at)
            && EditionNumber::parse(standard).is_ok()
        {
            return name(draft, standard, rest);
        }
    }
}
