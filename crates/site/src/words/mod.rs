//! Every word the pages say of their own, in Chinese and English.
//!
//! The texts are Fluent files, `crates/site/words/<language>/<section>.ftl`; the build makes a struct of each section, with
//! a field for each key (`crates/site/build/words.rs`, decision 0030). A key that lacks a language fails the build, a key that no
//! page reads is a compiler warning and so a failing build, and a page that asks for a key that is not there
//! does not compile. Words of the policy (rules, states, offices) come from the policy itself.

use policy::writing::turns_direction;

use crate::lang::Lang;

include!(concat!(env!("OUT_DIR"), "/words.rs"));

/// A text as a page shows it: marks that turn the direction of writing stand as their numbers, as on papers. Texts that were
/// sealed before such marks were refused may have some.
pub(crate) fn as_shown(text: String) -> String {
    if !text.chars().any(turns_direction) {
        return text;
    }
    let shown = |sign: char| match turns_direction(sign) {
        true => format!("〔U+{:04X}〕", u32::from(sign)),
        false => sign.to_string(),
    };
    text.chars().map(shown).collect()
}

/// The catalogue in a language.
pub(crate) fn text(lang: Lang) -> &'static Text {
    match lang {
        Lang::Zh => &ZH,
        Lang::En => &EN,
    }
}

/// Every key with its Chinese and its English, for the tests of the catalogue.
#[must_use]
pub fn catalogue() -> Vec<(&'static str, &'static str, &'static str)> {
    PAIRS.to_vec()
}

/// Puts values into the places of a sentence, by their numbers: `{0}`, `{1}`. What agrees with a number stands in brackets
/// with the number of that value, for one and for more: `{0} [0:entry is|entries are] new`.
pub(crate) fn fill(sentence: &str, values: &[&dyn std::fmt::Display]) -> String {
    let values = values.iter().map(ToString::to_string).enumerate();
    // What something agrees with is a count, and of English texts only those agree.
    let is_count = |at: usize| sentence.contains(&format!("[{at}:"));
    let values: Vec<String> =
        values.map(|(at, value)| if is_count(at) { in_thousands(&value) } else { value }).collect();
    let mut filled = String::with_capacity(sentence.len() + 24);
    put(&mut filled, sentence, &values);
    filled
}

/// A number as English writes it: 12,345.
pub(crate) fn in_thousands(number: &str) -> String {
    if !number.bytes().all(|byte| byte.is_ascii_digit()) {
        return number.to_owned();
    }
    let mut grouped = String::with_capacity(number.len() + number.len() / 3);
    for (at, digit) in number.chars().enumerate() {
        if at > 0 && (number.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// The words of a sentence with the values in their places. The build has seen to it that what opens is closed.
fn put(filled: &mut String, words: &str, values: &[String]) {
    let value =
        |number: &str| number.parse().ok().and_then(|at: usize| values.get(at)).map_or("", String::as_str);
    let mut rest = words;
    while let Some(at) = rest.find(['{', '[']) {
        let (before, place) = rest.split_at(at);
        filled.push_str(before);
        let close = if place.starts_with('{') { '}' } else { ']' };
        let (inside, behind) = place[1..].split_once(close).unwrap_or_default();
        match inside.split_once(':').and_then(|(number, forms)| Some((value(number), forms.split_once('|')?)))
        {
            Some((number, (one, more))) => put(filled, if number == "1" { one } else { more }, values),
            None => filled.push_str(value(inside)),
        }
        rest = behind;
    }
    filled.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::fill;

    #[test]
    fn what_is_counted_agrees_with_its_number() {
        let entries = "{0} more [0:entry has|entries have] come; {1} [1:day|days] left";
        assert_eq!(fill(entries, &[&1, &2]), "1 more entry has come; 2 days left");
        assert_eq!(fill(entries, &[&0, &1]), "0 more entries have come; 1 day left");
        assert_eq!(fill(entries, &[&11, &21]), "11 more entries have come; 21 days left");
        assert_eq!(fill(entries, &[&1234, &1_000_000]), "1,234 more entries have come; 1,000,000 days left");
        assert_eq!(fill("T/ZZB {0}, {1} [1:row|rows]", &[&1234, &999]), "T/ZZB 1234, 999 rows");
        assert_eq!(fill("{0} [0:row|rows]", &[&"at least 1234"]), "at least 1234 rows");
        // What is put in is left as it is.
        assert_eq!(fill("{0} is one of {1} [1:row|rows]", &[&"[a|b] {1}", &1]), "[a|b] {1} is one of 1 row");
    }

    #[test]
    fn each_language_has_the_values_in_its_own_order() {
        assert_eq!(fill("{1}的{0}行", &[&3, &"表"]), "表的3行");
        assert_eq!(fill("[0:the row|{0} rows] of {1}", &[&1, &"the table"]), "the row of the table");
        assert_eq!(fill("[0:the row|{0} rows] of {1}", &[&3, &"the table"]), "3 rows of the table");
    }
}
