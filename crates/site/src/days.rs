//! Days in the form of the reader's language: 2026年11月30日, 30 November 2026. Rules, registers and acts say days as the
//! standard writes them, and so do addresses, fields, tables, codes and what a person typed; where a page tells one in
//! its own words, it is told so when the page is made, once for every page (decision 0027).

use documents::paper::{Lang as Written, day_in_words};
use policy::article::Said;
use policy::calendar::Day;

use crate::lang::{Lang, has_han};

/// Elements whose days stay as they are: tables, whose rows are compared and copied, and what is nobody's sentence.
const AS_THEY_ARE: [&str; 7] = ["td", "th", "code", "pre", "textarea", "script", "style"];
/// Elements that hold text alone: days are told there without an element of their own.
const TEXT_ALONE: [&str; 3] = ["title", "option", "svg"];
/// What our Chinese texts have right before a day, of characters.
const LEADS: &str = "自于至到为在从日迟满期后前加是与和或即今止起算内截替权据限以对由经”";
/// What makes a name of the day before it.
const NAMES: &str = "号第字版批型款件〕】";
/// The class of what a person typed.
const TYPED: &str = "typed";

/// How many bytes a day has as the standard writes it.
const LENGTH: usize = 10;

/// What is done with a day at a place of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// In words, and for programs beside them.
    Element,
    /// In words.
    Text,
    /// As it stands.
    Kept,
}

/// A day in words.
pub(crate) fn in_words(day: Day, lang: Lang) -> String {
    day_in_words(
        day,
        match lang {
            Lang::Zh => Written::Zh,
            Lang::En => Written::En,
        },
    )
}

/// Puts a day into a page, in words and for programs.
pub(crate) fn put(page: &mut String, day: Day, lang: Lang) {
    page.push_str(&format!("<time datetime=\"{day}\">{}</time>", in_words(day, lang)));
}

/// A text that is no page, with its days in words.
pub(crate) fn in_text(text: &str, lang: Lang) -> String {
    let mut told = String::with_capacity(text.len() + text.len() / 16);
    tell(&mut told, text, lang, Way::Text);
    told
}

/// The page with its days in the form of its language; a part of a page, which says no language, as it is.
pub(crate) fn told(page: String) -> String {
    let lang = page.find("<html lang=\"").and_then(|at| page.get(at + 12..)?.split_once('"'));
    let Some(lang) = lang.and_then(|(name, _)| Lang::named(name)) else { return page };
    let mut told = String::with_capacity(page.len() + page.len() / 16);
    // The element within which another way holds, and how deep it is nested in itself.
    let mut within: Option<(&str, usize, Way)> = None;
    let mut rest = page.as_str();
    while let Some((text, tail)) = rest.split_once('<') {
        tell(&mut told, text, lang, within.map_or(Way::Element, |(_, _, way)| way));
        let Some((tag, behind)) = tail.split_once('>') else {
            told.push('<');
            told.push_str(tail);
            return told;
        };
        within = after(tag, within, way_of);
        told.push('<');
        told.push_str(tag);
        told.push('>');
        rest = behind;
    }
    tell(&mut told, rest, lang, Way::Element);
    told
}

/// What holds behind a tag: within which element, how deep that is nested in itself, and what `opens` says of it. An element
/// that opens nothing, or opens within one that did, changes nothing.
pub(crate) fn after<'p, W: Copy>(
    tag: &'p str,
    within: Option<(&'p str, usize, W)>,
    opens: impl Fn(&str, &str) -> Option<W>,
) -> Option<(&'p str, usize, W)> {
    let (is_end, named) = tag.strip_prefix('/').map_or((false, tag), |named| (true, named));
    let name = named.split([' ', '\n', '/']).next().unwrap_or_default();
    match within {
        Some((outer, depth, way)) if outer == name => match (is_end, depth) {
            (true, 0) => None,
            (true, deep) => Some((outer, deep - 1, way)),
            (false, deep) if tag.ends_with('/') => Some((outer, deep, way)),
            (false, deep) => Some((outer, deep + 1, way)),
        },
        Some(same) => Some(same),
        None if is_end || tag.ends_with('/') => None,
        None => opens(name, tag).map(|way| (name, 0, way)),
    }
}

/// The way that an element opens, where it is another one.
fn way_of(name: &str, tag: &str) -> Option<Way> {
    if AS_THEY_ARE.contains(&name) || is_typed(tag) {
        Some(Way::Kept)
    } else {
        TEXT_ALONE.contains(&name).then_some(Way::Text)
    }
}

/// Whether a tag opens what a person typed.
fn is_typed(tag: &str) -> bool {
    let classes = tag.split_once("class=\"").and_then(|(_, tail)| tail.split_once('"'));
    classes.is_some_and(|(classes, _)| classes.split(' ').any(|class| class == TYPED))
}

/// A sentence of ours for a paper, in both languages, with its days told.
pub(crate) fn said(sentence: &Said) -> Said {
    Said::new(in_text(&sentence.zh, Lang::Zh), in_text(&sentence.en, Lang::En))
}

/// Adds a text with its days told.
fn tell(told: &mut String, text: &str, lang: Lang, way: Way) {
    let mut copied = 0;
    if way != Way::Kept {
        // A day is found by its first dash.
        for (dash, _) in text.match_indices('-') {
            let Some(start) = dash.checked_sub(4).filter(|start| *start >= copied) else { continue };
            let Some(day) = day_at(text, start) else { continue };
            told.push_str(text.get(copied..start).unwrap_or_default());
            match way {
                Way::Element => put(told, day, lang),
                Way::Text | Way::Kept => told.push_str(&in_words(day, lang)),
            }
            copied = start + LENGTH;
        }
    }
    told.push_str(text.get(copied..).unwrap_or_default());
}

/// The day that stands at a place of a text, if it is one by itself and no part of a number, a name or a quotation: what
/// somebody gave as 罚2026-03-05号 is called so.
fn day_at(text: &str, start: usize) -> Option<Day> {
    let (before, rest) = (text.get(..start)?, text.get(start..)?);
    let (day, behind) = (rest.get(..LENGTH)?, rest.get(LENGTH..)?);
    let joins = |sign: char| sign.is_ascii_alphanumeric() || "-/_(#“”\"'`".contains(sign);
    // Alone in its brackets it is a day; with more in them it is part of what somebody called so.
    let is_alone = before.ends_with('(') && behind.starts_with(')');
    let is_led = |sign: char| {
        (!joins(sign) || LEADS.contains(sign) || is_alone)
            && sign != '.'
            && (!has_han(sign.encode_utf8(&mut [0; 4])) || LEADS.contains(sign))
    };
    let is_followed = |sign: char| !joins(sign) && !NAMES.contains(sign);
    if before.chars().next_back().is_some_and(|sign| !is_led(sign))
        || behind.chars().next().is_some_and(|sign| !is_followed(sign))
    {
        return None;
    }
    day.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::told;

    fn page(tag: &str, body: &str) -> String {
        format!("<!doctype html>\n<html lang=\"{tag}\">{body}</html>")
    }

    #[test]
    fn days_are_told_in_the_form_of_the_language() {
        let body = "<title>As of 2026-11-30</title><p>Since 2026-12-01, not before.</p>";
        assert_eq!(
            told(page("en", body)),
            page(
                "en",
                "<title>As of 30 November 2026</title><p>Since <time datetime=\"2026-12-01\">1 December \
                 2026</time>, not before.</p>"
            )
        );
        assert_eq!(
            told(page("zh-CN", "<p>自2026-12-01起</p><select><option>2026-01-02</option></select>")),
            page(
                "zh-CN",
                "<p>自<time datetime=\"2026-12-01\">2026年12月1日</time>起</p>\
                 <select><option>2026年1月2日</option></select>"
            )
        );
        // Behind what our sentences have before a day, behind a quotation that has ended, and alone in brackets.
        for (tag, says, told_so) in [
            (
                "zh-CN",
                "改期重新通知约谈（代替2026-12-15的通知）",
                "代替<time datetime=\"2026-12-15\">2026年12月15日</time>的通知",
            ),
            (
                "zh-CN",
                "授权2021-02-08至2026-12-31；依据2021-01-18",
                "授权<time datetime=\"2021-02-08\">2021年2月8日</time>至",
            ),
            (
                "zh-CN",
                "对2021-04-12提交的申报，期限2026-09-30",
                "期限<time datetime=\"2026-09-30\">2026年9月30日</time>",
            ),
            (
                "zh-CN",
                "标准文本“征求意见稿”2026-08-03提交",
                "”<time datetime=\"2026-08-03\">2026年8月3日</time>提交",
            ),
            ("zh-CN", "暂以2019-01-01为首日", "暂以<time datetime=\"2019-01-01\">2019年1月1日</time>为首日"),
            ("en", "set aside (2024-04-22)", "(<time datetime=\"2024-04-22\">22 April 2024</time>)"),
        ] {
            let page = told(page(tag, &format!("<p>{says}</p>")));
            assert!(page.contains(told_so), "{page}");
        }
    }

    #[test]
    fn what_is_no_day_of_a_sentence_stays() {
        for kept in [
            "<a href=\"/x?as_of=2026-11-30\">then</a>",
            "<input value=\"2026-11-30\">",
            "<table><tr><th>2026-11-30</th><td><b>2026-11-30</b></td></tr></table>",
            "<p class=\"soft typed\"><bdi>our letter of 2026-11-30</bdi></p>",
            "<textarea>2026-11-30</textarea><pre><code>2026-11-30</code>2026-11-30</pre>",
            "<p>PR-2026-11-30, 2026-11-30T10:00:00Z, 12026-11-30, 2026-11-301, a/2026-11-30, 2026-11-30/b</p>",
            "<p><bdi>Penalty 罚2026-03-05号</bdi>, 局2026-03-05, 2026-03-05第三条, “2026-03-05”, 〔2026-03-05〕号</p>",
            "<p>2026-02-30, 2026-13-01, 2026-1-2, -, ----------, T/ZZB 0001-2026</p>",
        ] {
            assert_eq!(told(page("en", kept)), page("en", kept));
        }
        // A part of a page says no language, and an unfinished tag is nobody's.
        for odd in ["<p>2026-11-30</p>", "<html lang=\"en\"><p 2026-11-30"] {
            assert_eq!(told(odd.to_owned()), odd);
        }
    }

    #[test]
    fn behind_what_stays_days_are_told_again() {
        let within = "<svg><title>2026-11-30</title><text>2026-11-30</text></svg>";
        let told = told(page("en", &format!("{within}<td>1<td>2026-11-30</td></td><p>2026-11-30</p>")));
        assert!(told.contains("<text>30 November 2026</text>"), "{told}");
        assert!(told.contains("<td>2026-11-30</td>"), "{told}");
        assert!(told.contains("<p><time datetime=\"2026-11-30\">30 November 2026</time></p>"), "{told}");
    }
}
