//! The words of a table that people write: directions and kinds of standards in both languages, and what gives away a
//! limit that hides among words.

use super::comparison::Direction;
use super::limit::{Bound, Limit, Stated};
use super::number::{EditionNumber, Family};
use super::table::{ReferenceKind, ReferenceStandard};
use crate::article::Said;
use crate::writing::{clip, fold, fold_tight};

/// The directions in the words of both languages; the first of each is its name, the second how it is written in Chinese.
pub const DIRECTIONS: &[(Direction, &[&str])] = &[
    (Direction::Higher, &["higher", "越高越好", "越大越好", "高", "大", "↑", "higherisbetter"]),
    (Direction::Lower, &["lower", "越低越好", "越小越好", "低", "小", "↓", "lowerisbetter"]),
    (Direction::InsideRange, &["inside_range", "范围内", "区间", "范围", "insiderange"]),
    (Direction::Equal, &["equal", "等于", "定值"]),
    (Direction::Qualitative, &["qualitative", "定性", "文字"]),
];

/// The kinds of compared standards, likewise.
pub const KINDS: &[(ReferenceKind, &[&str])] = &[
    (ReferenceKind::International, &["international", "国际标准", "国际", "国际先进标准"]),
    (
        ReferenceKind::National { mandatory: true },
        &[
            "national_mandatory",
            "强制性国家标准",
            "强制性国标",
            "nationalmandatory",
            "国家强制性标准",
            "强制性标准",
            "强制国标",
        ],
    ),
    (
        ReferenceKind::National { mandatory: false },
        &[
            "national_recommended",
            "推荐性国家标准",
            "推荐性国标",
            "nationalrecommended",
            "国家推荐性标准",
            "推荐国标",
        ],
    ),
    (ReferenceKind::Industry, &["industry", "行业标准", "行标", "行业"]),
    (
        ReferenceKind::Foreign,
        &[
            "foreign",
            "国外标准",
            "国外先进标准",
            "国外",
            "欧盟标准",
            "欧盟",
            "欧洲标准",
            "欧标",
            "美国标准",
            "美国",
            "美标",
            "日本标准",
            "日本",
            "德国标准",
            "德国",
            "英国标准",
            "英国",
            "法国标准",
            "法国",
            "韩国标准",
            "韩国",
        ],
    ),
    (
        ReferenceKind::Other,
        &["other", "其他", "其他标准", "地方标准", "地标", "团体标准", "团标", "企业标准", "企标"],
    ),
];

/// A national standard in words that do not say whether it must be obeyed: its number tells.
const NATIONAL: &[&str] = &["国家标准", "国标", "国家", "national"];

/// Whether a word says of which kind a standard is.
pub fn is_kind(written: &str) -> bool {
    let folded = fold_tight(written).to_lowercase();
    NATIONAL.contains(&folded.as_str()) || by_word(KINDS, written).is_some()
}

fn by_word<T: Copy>(words: &[(T, &[&str])], written: &str) -> Option<T> {
    let written = fold_tight(written).to_lowercase();
    words.iter().find(|(_, words)| words.contains(&written.as_str())).map(|(value, _)| *value)
}

fn one_of<T>(words: &[(T, &[&str])]) -> (String, String) {
    let column = |at: usize| words.iter().filter_map(move |(_, words)| words.get(at).copied());
    (column(1).collect::<Vec<_>>().join("、"), column(0).collect::<Vec<_>>().join(", "))
}

/// The direction that is written; where none is, a limit that can only be meant in one tells it.
pub(super) fn direction_of(written: &str, limit: Option<&Stated>) -> Result<Direction, Said> {
    if let Some(direction) = by_word(DIRECTIONS, written) {
        return Ok(direction);
    }
    let (zh, en) = one_of(DIRECTIONS);
    if !written.trim().is_empty() {
        let found = clip(written.trim());
        return Err(Said::new(
            format!("方向“{found}”应为其中之一：{zh}"),
            format!("the direction `{found}` is none: expected one of {en}"),
        ));
    }
    let told = limit.and_then(|limit| match &limit.limit {
        Limit::AtLeast(_) | Limit::MoreThan(_) | Limit::Grade { bound: Bound::AtLeast, .. } => {
            Some(Direction::Higher)
        }
        Limit::AtMost(_) | Limit::LessThan(_) | Limit::Grade { bound: Bound::AtMost, .. } => {
            Some(Direction::Lower)
        }
        Limit::Range { .. } => Some(Direction::InsideRange),
        Limit::Nominal { .. } => Some(Direction::Equal),
        Limit::OneOf(_) | Limit::Text(_) => Some(Direction::Qualitative),
        Limit::Exactly(_) | Limit::Grade { .. } => None,
    });
    told.ok_or_else(|| {
        Said::new(
            format!("没有填写方向，限值也看不出方向：请填其中之一：{zh}"),
            format!("no direction is given, and the limit does not tell it: write one of {en}"),
        )
    })
}

/// The kind that is written; where none is, the number tells it.
pub(super) fn kind_of(written: &str, standard: &ReferenceStandard) -> Result<ReferenceKind, Said> {
    if let Some(kind) = by_word(KINDS, written) {
        return Ok(kind);
    }
    let (zh, en) = one_of(KINDS);
    if NATIONAL.contains(&fold_tight(written).to_lowercase().as_str()) {
        return national(written.trim(), standard);
    }
    if !written.trim().is_empty() {
        let found = clip(written.trim());
        return Err(Said::new(
            format!("对比标准类别“{found}”应为其中之一：{zh}"),
            format!("the kind `{found}` is none: expected one of {en}"),
        ));
    }
    match standard {
        ReferenceStandard::Edition(edition) => Ok(kind_of_family(edition.number().family())),
        ReferenceStandard::Text(text) if is_kind(text) => {
            let text = clip(text);
            Err(Said::new(
                format!("“{text}”只说了类别：须写明是哪一个标准，如“GB/T 1234-2015”"),
                format!(
                    "`{text}` says only of which kind it is: write which standard, such as GB/T 1234-2015"
                ),
            ))
        }
        ReferenceStandard::Text(text) => {
            let fault = unnumbered(text);
            let text = clip(text);
            Err(Said::new(
                format!(
                    "“{text}”不能读作一个带年代号的标准编号（{}）：编号写在前面或单独一行，如“GB/T 1234-2015”，没有编号的写明其类别：{zh}",
                    fault.zh
                ),
                format!(
                    "`{text}` cannot be read as one number with year ({}): write the number first or on a line of its own, such as GB/T 1234-2015, or without one the kind, one of {en}",
                    fault.en
                ),
            ))
        }
    }
}

/// What keeps a text from being the number of an edition.
fn unnumbered(text: &str) -> Said {
    let fault = EditionNumber::parse(text).err();
    fault.map_or_else(|| Said::new("", ""), |fault| Said::new(fault.zh(), fault.to_string()))
}

/// A national standard is mandatory or not by its number; another number contradicts the word.
fn national(written: &str, standard: &ReferenceStandard) -> Result<ReferenceKind, Said> {
    let (written, shown) = (clip(written), clip(&standard.to_string()));
    let edition = match standard {
        ReferenceStandard::Edition(edition) => edition,
        ReferenceStandard::Text(text) => {
            let fault = unnumbered(text);
            return Err(Said::new(
                format!("“{written}”须写明带年代号的编号，“{shown}”不是（{}）", fault.zh),
                format!("`{written}` needs a number with year, and `{shown}` is none ({})", fault.en),
            ));
        }
    };
    let kind = kind_of_family(edition.number().family());
    if matches!(kind, ReferenceKind::National { .. }) {
        return Ok(kind);
    }
    Err(Said::new(
        format!("写明是“{written}”，而“{shown}”不是国家标准的编号：请改正其一"),
        format!(
            "it is called `{written}`, but `{shown}` is no number of a national standard: mend one of them"
        ),
    ))
}

fn kind_of_family(family: Family) -> ReferenceKind {
    match family {
        Family::NationalMandatory => ReferenceKind::National { mandatory: true },
        Family::NationalVoluntary => ReferenceKind::National { mandatory: false },
        Family::Industry => ReferenceKind::Industry,
        Family::International => ReferenceKind::International,
        Family::Foreign => ReferenceKind::Foreign,
        Family::Local | Family::Group | Family::Enterprise => ReferenceKind::Other,
    }
}

/// Whether the text stands in quotes, which makes it words whatever is in it; a remark may follow.
pub(super) fn is_quoted(text: &str) -> bool {
    text.trim().strip_prefix('“').is_some_and(|rest| rest.contains('”'))
}

/// A limit as it is written in a table, so that it reads as the same: words that look like limits stand in quotes.
pub(super) fn written(stated: &Stated) -> String {
    let text = stated.to_string();
    let Limit::Text(words) = &stated.limit else { return text };
    if is_quoted(&text) || !looks_like_limits(&text) {
        return text;
    }
    let remark = stated.remark.as_ref().map_or_else(String::new, |remark| format!("（{remark}）"));
    format!("“{words}”{remark}")
}

/// Whether a text that was read as words has a limit in it: a sign with a number behind it, as where the limits of
/// several models stand in one cell, `A型≥5；B型≥6`.
pub(super) fn looks_like_limits(text: &str) -> bool {
    let folded: Vec<char> = fold(text).chars().filter(|found| *found != ' ').collect();
    folded.windows(2).any(|pair| match pair {
        [sign, next] => "≥≤⩾⩽≧≦><±=".contains(*sign) && next.is_ascii_digit(),
        _ => false,
    })
}
