//! The signs and words that stand before or behind a number in a limit, and which bound each means.

/// The bound that a sign or word means.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Operator {
    AtLeast,
    MoreThan,
    AtMost,
    LessThan,
    Exactly,
}

/// Signs in front of a number. One that is the beginning of another stands after it.
pub(super) const SIGNS: &[(&str, Operator)] = &[
    ("≥", Operator::AtLeast),
    ("⩾", Operator::AtLeast),
    ("≧", Operator::AtLeast),
    (">=", Operator::AtLeast),
    ("=>", Operator::AtLeast),
    ("≤", Operator::AtMost),
    ("⩽", Operator::AtMost),
    ("≦", Operator::AtMost),
    ("<=", Operator::AtMost),
    ("=<", Operator::AtMost),
    (">", Operator::MoreThan),
    ("<", Operator::LessThan),
    ("=", Operator::Exactly),
];
/// Words in front of a number, in the same order.
pub(super) const WORDS: &[(&str, Operator)] = &[
    ("大于或等于", Operator::AtLeast),
    ("大于等于", Operator::AtLeast),
    ("不小于", Operator::AtLeast),
    ("不少于", Operator::AtLeast),
    ("不低于", Operator::AtLeast),
    ("不短于", Operator::AtLeast),
    ("至少", Operator::AtLeast),
    ("最小", Operator::AtLeast),
    ("at least", Operator::AtLeast),
    ("not less than", Operator::AtLeast),
    ("no less than", Operator::AtLeast),
    ("minimum", Operator::AtLeast),
    ("min.", Operator::AtLeast),
    ("min ", Operator::AtLeast),
    ("小于或等于", Operator::AtMost),
    ("小于等于", Operator::AtMost),
    ("不大于", Operator::AtMost),
    ("不多于", Operator::AtMost),
    ("不超过", Operator::AtMost),
    ("不高于", Operator::AtMost),
    ("不长于", Operator::AtMost),
    ("至多", Operator::AtMost),
    ("最大", Operator::AtMost),
    ("at most", Operator::AtMost),
    ("not more than", Operator::AtMost),
    ("no more than", Operator::AtMost),
    ("maximum", Operator::AtMost),
    ("max.", Operator::AtMost),
    ("max ", Operator::AtMost),
    ("大于", Operator::MoreThan),
    ("多于", Operator::MoreThan),
    ("高于", Operator::MoreThan),
    ("超过", Operator::MoreThan),
    ("more than", Operator::MoreThan),
    ("greater than", Operator::MoreThan),
    ("above", Operator::MoreThan),
    ("小于", Operator::LessThan),
    ("少于", Operator::LessThan),
    ("低于", Operator::LessThan),
    ("less than", Operator::LessThan),
    ("below", Operator::LessThan),
    ("等于", Operator::Exactly),
];
/// Words behind a number. By the Civil Code (art. 1259) they include the number, while 超过 and 低于 do not.
const ENDINGS: &[(&str, Operator)] = &[
    ("及以上", Operator::AtLeast),
    ("或以上", Operator::AtLeast),
    ("以上", Operator::AtLeast),
    ("及以下", Operator::AtMost),
    ("或以下", Operator::AtMost),
    ("以下", Operator::AtMost),
    ("以内", Operator::AtMost),
];

/// The sign or word of the table at the start of the text, its bound, and the rest.
pub(super) fn leading<'a>(
    text: &'a str,
    table: &'static [(&'static str, Operator)],
) -> Option<(&'static str, Operator, &'a str)> {
    table.iter().find_map(|(word, operator)| {
        let head = text.get(..word.len())?;
        head.eq_ignore_ascii_case(word).then_some((*word, *operator, text.get(word.len()..)?.trim_start()))
    })
}

/// The bound that a word at the end means, and what stands before it: `85%以上`.
pub(super) fn closing(text: &str) -> Option<(Operator, &str)> {
    ENDINGS.iter().find_map(|(word, operator)| Some((*operator, text.strip_suffix(word)?.trim_end())))
}
