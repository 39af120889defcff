//! What the head of a column says: which part of a row it holds, or which standard is compared, with its title and kind.

use policy::standard::draft::{ReferenceDraft, is_kind};
use policy::standard::number::EditionNumber;

use super::head_number::{Numbered, numbered};
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
    /// What the row comes to, in the words of its author: it is computed, and not read.
    Result,
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
            "主要性能指标",
            "主要指标",
            "主要技术指标",
            "关键指标",
            "检测项目",
            "项目名称",
            "性能项目",
            "核心指标",
            "核心技术指标",
            "质量指标",
            "考核指标",
            "技术参数",
            "参数名称",
        ],
    ),
    (Part::IndicatorEn, &["指标英文名", "indicator in english", "英文名", "指标英文"]),
    (Part::Unit, &["单位", "unit", "计量单位"]),
    (Part::Direction, &["方向", "direction", "指标方向", "优劣方向"]),
    (
        Part::AppliesTo,
        &["适用型号", "applies to", "型号", "规格", "型号规格", "适用范围", "分类", "类别", "等级"],
    ),
    (Part::Limit, &["本标准要求", "limit here", "limit"]),
    (
        Part::TestMethod,
        &["试验方法", "test method", "检验方法", "检测方法", "试验方法标准", "方法", "检测依据", "检验依据"],
    ),
    (Part::Clause, &["条款", "clause", "本标准条款", "条款号", "章条号", "对应条款"]),
    (Part::Remark, &["备注", "remark", "说明", "remarks"]),
    (
        Part::Result,
        &[
            "对比结果",
            "result",
            "比对结果",
            "对比结论",
            "比对结论",
            "对比情况",
            "比对情况",
            "先进性",
            "提升情况",
        ],
    ),
];

/// A header as it is compared with words: spaces of Chinese text aside.
fn key(header: &str) -> String {
    let plain = normal_header(header);
    if plain.is_ascii() { plain } else { plain.replace(' ', "") }
}

/// The part that a header names.
pub(super) fn part(header: &str) -> Option<Part> {
    let key = key(header);
    let known = PARTS.iter().find(|(_, words)| words.contains(&key.as_str())).map(|(part, _)| *part);
    known.or_else(|| is_own(&key).then_some(Part::Limit))
}

/// This standard as a head calls it, and perhaps that its limit is meant.
fn is_own(key: &str) -> bool {
    const NAMES: [&str; 6] =
        ["本标准", "本文件", "浙江制造标准", "浙江制造", "浙江制造团体标准", "本团体标准"];
    const MEANT: [&str; 7] = ["", "要求", "限值", "指标", "指标值", "规定", "技术要求"];
    let plain: String = key.chars().filter(|c| !"“”\"「」".contains(*c)).collect();
    let behind = NAMES.iter().filter_map(|name| plain.strip_prefix(name));
    behind.into_iter().any(|behind| MEANT.contains(&behind))
}

/// The header of the limit of this standard in words: it may say more, each on a line of its own: the edition, and that it
/// is sample data.
pub(super) fn own_limit(header: &str) -> Option<(Option<EditionNumber>, bool)> {
    let mut lines = header.lines().map(str::trim).filter(|line| !line.is_empty());
    let first = lines.next()?;
    if part(first) != Some(Part::Limit) {
        return own_in_line(first).map(|edition| (Some(edition), false));
    }
    let is_sample = |line: &str| matches!(key(line).as_str(), "(示例数据)" | "(sample data)" | "(样例数据)");
    let (mut edition, mut sample) = (None, false);
    for line in lines {
        sample |= is_sample(line);
        edition = edition.or_else(|| EditionNumber::parse(line.trim_matches(['(', ')', '（', '）'])).ok());
    }
    Some((edition, sample))
}

/// `本标准 T/ZZB 9999-2026`, `T/ZZB 9999-2026（本标准）`.
fn own_in_line(line: &str) -> Option<EditionNumber> {
    let found = numbered(line)?;
    let words = [tidy(found.before), tidy(found.behind)];
    let is_own = words.iter().any(|word| part(word) == Some(Part::Limit));
    own_number(found.number).filter(|_| is_own)
}

/// A head that names an edition of the mark's own standards, as the limit of this standard does where no head says so in
/// words.
pub(super) fn own_number(header: &str) -> Option<EditionNumber> {
    let edition = EditionNumber::parse(header.lines().next()?).ok()?;
    (edition.number().designator() == "T/ZZB").then_some(edition)
}

/// What stands over a compared standard's limit, or over all compared standards, and names none.
pub(super) fn is_limit_word(header: &str) -> bool {
    LIMIT_WORDS.contains(&key(header).as_str())
}

/// The words of a head over limits.
pub(super) const LIMIT_WORDS: [&str; 15] = [
    "指标值",
    "限值",
    "要求",
    "指标",
    "指标要求",
    "limit",
    "value",
    "对比标准限值",
    "技术要求",
    "标准要求",
    "标准限值",
    "限值要求",
    "技术指标",
    "性能要求",
    "limits",
];

/// Whether it is a head over all the compared standards.
pub(super) fn is_group(header: &str) -> bool {
    ["对比标准", "比对标准", "对比标准要求", "国内外标准", "对标标准", "国内外相关标准", "compared standards"]
        .contains(&key(header).as_str())
}

/// Whether a header says test method, alone or behind the number of a standard; what stands before it.
pub(super) fn before_method(header: &str) -> Option<&str> {
    let header = header.trim();
    METHOD_WORDS.iter().find_map(|word| header.strip_suffix(word)).map(str::trim)
}

/// The words of a head over test methods.
pub(super) const METHOD_WORDS: [&str; 7] =
    ["试验方法", "检验方法", "检测方法", "test method", "检测依据", "检验依据", "方法"];

/// A compared standard from the lines of its head: its number, its title, `EN:` and its title in English, and in
/// brackets its kind and since when it is no longer in force. Where no brackets give the kind, words beside the number
/// may.
pub(super) fn reference(header: &str) -> ReferenceDraft {
    let lines = header.lines().map(str::trim).filter(|line| !line.is_empty());
    let mut draft = ReferenceDraft::default();
    let mut words: Vec<&str> = Vec::new();
    for line in lines {
        if words.is_empty() {
            words.push(line);
        } else if let Some(english) = line.strip_prefix("EN:").or_else(|| line.strip_prefix("EN：")) {
            english.trim().clone_into(&mut draft.name_en);
        } else if !marks(line, &mut draft) {
            words.push(line);
        }
    }
    if draft.kind.is_empty() {
        unpack(&words, &mut draft);
    } else if let Some((standard, names)) = words.split_first() {
        // As it is written here: a standard in words keeps them all.
        (*standard).clone_into(&mut draft.standard);
        draft.name = names.join(" ");
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

/// A standard in words, as people put it: its number among them, its kind before or behind it, and its title.
pub(super) fn unpack(lines: &[&str], draft: &mut ReferenceDraft) {
    let mut names: Vec<&str> = Vec::new();
    let found = lines.iter().enumerate().find_map(|(at, line)| Some((at, numbered(line)?)));
    match found {
        Some((at, found)) if found.has_year || is_plain(lines, at, &found) => {
            found.number.trim().clone_into(&mut draft.standard);
            let (above, below) =
                (lines.get(..at).unwrap_or_default(), lines.get(at + 1..).unwrap_or_default());
            let behind = found.behind.trim();
            let mark = behind.rfind(['(', '（']).and_then(|mark| behind.split_at_checked(mark));
            let behind = match mark {
                Some((rest, mark)) if marks(mark, draft) => rest,
                _ => behind,
            };
            // Brackets around the number belong to neither side.
            let before = found.before.trim_end();
            let both = before.strip_suffix(['(', '（']).zip(behind.strip_prefix([')', '）']));
            let (before, behind) = both.unwrap_or((before, behind));
            let beside = [before, behind];
            let words = above.iter().chain(&beside).chain(below);
            names.extend(words.map(|word| tidy(word)).filter(|word| !takes(word, draft)));
        }
        _ => {
            let Some((first, below)) = lines.split_first() else { return };
            names.extend(unnumbered(first, draft));
            names.extend(below);
        }
    }
    names.extend(Some(draft.name.as_str()).filter(|name| !name.is_empty()));
    draft.name = names.join(" ");
}

/// A head without number: `国外标准：EU Ecolabel`, `欧盟生态标签《…》`; its title, if it has one.
fn unnumbered<'t>(first: &'t str, draft: &mut ReferenceDraft) -> Option<&'t str> {
    let parts = first.split_once(['：', ':']).filter(|(kind, _)| is_kind(kind));
    if let Some((kind, standard)) = parts {
        kind.trim().clone_into(&mut draft.kind);
        standard.trim().clone_into(&mut draft.standard);
        return None;
    }
    let (standard, name) = first.split_once('《').unwrap_or((first, ""));
    standard.trim().clone_into(&mut draft.standard);
    Some(name.trim().trim_matches(['《', '》'])).filter(|name| !name.is_empty())
}

/// Whether nothing stands beside a number without year but what says of which kind it is: such a number is easily
/// part of a name.
fn is_plain(lines: &[&str], at: usize, found: &Numbered<'_>) -> bool {
    let others = lines.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, line)| *line);
    let mut words = others.chain([found.before, found.behind]).map(tidy);
    words.all(|word| takes(word, &mut ReferenceDraft::default()))
}

/// Takes what a word beside the number says: the kind, or nothing of its own. False where it is a title.
fn takes(word: &str, draft: &mut ReferenceDraft) -> bool {
    if is_kind(word) && draft.kind.is_empty() {
        word.clone_into(&mut draft.kind);
        return true;
    }
    word.is_empty() || is_kind(word) || is_group(word) || is_limit_word(word) || is_standard_word(word)
}

/// What people write before a number and says no more than that a standard follows.
fn is_standard_word(word: &str) -> bool {
    ["标准", "标准号", "标准编号", "现行标准", "执行标准", "参照标准", "参考标准", "国内标准", "standard"]
        .contains(&key(word).as_str())
}

/// A word without the marks that join it to the number, and without the brackets around it.
fn tidy(word: &str) -> &str {
    let is_mark = |c: char| c.is_whitespace() || "：:，,；;、-—–".contains(c);
    let word = word.trim_matches(is_mark);
    let pairs = [('(', ')'), ('（', '）'), ('《', '》'), ('【', '】'), ('“', '”')];
    let inside = pairs.iter().find_map(|(open, close)| word.strip_prefix(*open)?.strip_suffix(*close));
    inside.map_or(word, |word| word.trim_matches(is_mark))
}
