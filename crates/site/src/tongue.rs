//! Names in Chinese on an English page: firms, products and bodies are called as they are on file, so what is Chinese is marked
//! as such when the page is made, once for every page, and read out as Chinese. What says its language itself stays.

use crate::days::after;
use crate::lang::has_han;

/// Elements that hold text alone: there is no element of ours in them. One that has no end opens nothing.
const TEXT_ALONE: [&str; 6] = ["title", "option", "svg", "textarea", "script", "style"];
const BEGINS: &str = "<html lang=\"en\"";

/// An English page with its Chinese marked; every other page, and a part of a page, as it is.
pub(crate) fn marked(page: String) -> String {
    let Some(start) = page.find(BEGINS).filter(|_| has_han(&page)) else { return page };
    let start = start + BEGINS.len();
    let (head, mut rest) = page.split_at(start);
    let mut marked = String::with_capacity(page.len() + page.len() / 8);
    marked.push_str(head);
    let mut within: Option<(&str, usize, ())> = None;
    let opens = |name: &str, tag: &str| {
        let holds = !matches!(name, "input" | "link" | "meta" | "img" | "br" | "hr");
        (holds && (TEXT_ALONE.contains(&name) || tag.contains(" lang=\""))).then_some(())
    };
    // What is left of the tag that says the language.
    if let Some((tag, behind)) = rest.split_once('>') {
        marked.push_str(tag);
        marked.push('>');
        rest = behind;
    }
    while let Some((text, tail)) = rest.split_once('<') {
        if within.is_none() {
            mark(&mut marked, text)
        } else {
            marked.push_str(text)
        }
        marked.push('<');
        let Some((tag, behind)) = tail.split_once('>') else {
            marked.push_str(tail);
            return marked;
        };
        within = after(tag, within, opens);
        marked.push_str(tag);
        marked.push('>');
        rest = behind;
    }
    marked.push_str(rest);
    marked
}

fn is_han(sign: char) -> bool {
    has_han(sign.encode_utf8(&mut [0; 4]))
}

/// Whether a sign belongs to Chinese on either side of it: full-width signs, Chinese punctuation.
fn is_beside(sign: char) -> bool {
    matches!(sign, '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ffef}' | '\u{e000}'..='\u{f8ff}')
}

/// Adds a text with each of its runs of Chinese marked: letters and digits within one are part of it.
fn mark(marked: &mut String, text: &str) {
    let mut rest = text;
    while let Some(start) = rest.find(|sign| is_han(sign) || is_beside(sign)) {
        let (before, run) = rest.split_at(start);
        let (mut end, mut is_chinese) = (0, false);
        for (at, sign) in run.char_indices() {
            if is_han(sign) || is_beside(sign) {
                (end, is_chinese) = (at + sign.len_utf8(), is_chinese || is_han(sign));
            } else if !sign.is_ascii_alphanumeric() {
                break;
            }
        }
        let (run, behind) = run.split_at(end);
        marked.push_str(before);
        if is_chinese {
            marked.push_str("<span lang=\"zh-CN\">");
        }
        marked.push_str(run);
        if is_chinese {
            marked.push_str("</span>");
        }
        rest = behind;
    }
    marked.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::marked;

    fn page(body: &str) -> String {
        format!("<!doctype html>\n<html lang=\"en\" data-color-scheme=\"auto\"><body>{body}</body></html>")
    }

    #[test]
    fn chinese_on_an_english_page_is_marked() {
        let told = marked(page("<p>Certificate of 浙北示例（演示） for 包装用PET树脂 A1 &#38; more</p>"));
        let says = "<p>Certificate of <span lang=\"zh-CN\">浙北示例（演示）</span> for <span lang=\"zh-CN\">包装用PET树脂</span> A1 &#38; more</p>";
        assert_eq!(told, page(says));
    }

    #[test]
    fn what_says_its_language_or_holds_text_alone_stays() {
        for kept in [
            "<bdi lang=\"zh-CN\">示例<b>示例</b></bdi>",
            "<title>示例</title><select><option>示例</option></select><textarea>示例</textarea>",
            "<a href=\"/x?q=示例\">x</a><input value=\"示例\">",
            "<p>No Chinese “at all”，</p>",
        ] {
            assert_eq!(marked(page(kept)), page(kept));
        }
        let zh = page("<p>示例</p>").replace("lang=\"en\"", "lang=\"zh-CN\"");
        assert_eq!(marked(zh.clone()), zh);
        assert_eq!(marked("<p>示例</p>".to_owned()), "<p>示例</p>");
        // Behind an element that has no end of its own, too.
        let told = marked(page("<input lang=\"zh-CN\"><p>示例</p>"));
        assert!(told.contains("<p><span lang=\"zh-CN\">示例</span></p>"), "{told}");
    }
}
