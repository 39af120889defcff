//! Which language a reader gets: what the address says, else what a cookie remembers, else what the browser
//! asks for, else Chinese for people and English for programs.

use axum::http::{HeaderMap, header};
use policy::article::{Said, Words};

/// A language of the pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Lang {
    /// Chinese, the language of record.
    Zh,
    /// English.
    En,
}

/// A text of the policy as a page says it: what a message for programs and terminals puts between backticks stands in
/// quotation marks.
pub(crate) fn quoted(text: &str) -> String {
    let parts = text.split('`').count();
    let mut quoted = String::with_capacity(text.len() + parts);
    for (at, part) in text.split('`').enumerate() {
        if at > 0 {
            // One that has no partner is what somebody typed.
            let is_single = parts.is_multiple_of(2) && at + 1 == parts;
            quoted.push(if is_single {
                '`'
            } else if at % 2 == 1 {
                '“'
            } else {
                '”'
            });
        }
        quoted.push_str(part);
    }
    quoted
}

impl Lang {
    /// The language tag of the page.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Lang::Zh => "zh-CN",
            Lang::En => "en",
        }
    }

    /// The other one.
    #[must_use]
    pub fn other(self) -> Lang {
        match self {
            Lang::Zh => Lang::En,
            Lang::En => Lang::Zh,
        }
    }

    /// As in addresses and cookies.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Lang::Zh => "zh",
            Lang::En => "en",
        }
    }

    /// From its name in an address or a cookie.
    #[must_use]
    pub fn named(name: &str) -> Option<Lang> {
        match name {
            "zh" | "zh-CN" => Some(Lang::Zh),
            "en" => Some(Lang::En),
            _ => None,
        }
    }

    /// What a policy text says in this language.
    #[must_use]
    pub fn of(self, said: &Said) -> &str {
        match self {
            Lang::Zh => &said.zh,
            Lang::En => &said.en,
        }
    }

    /// A division by its name, with its code behind it; the code alone where the list of divisions has none.
    #[must_use]
    pub fn place(self, code: &str) -> String {
        match (policy::division::name_of(code), self) {
            (Some(name), Lang::Zh) => format!("{}（{code}）", name.zh),
            (Some(name), Lang::En) => format!("{} ({code})", name.en),
            (None, _) => code.to_owned(),
        }
    }

    /// An industry by the name of its division, with its code behind it; the code alone where it lies in none.
    #[must_use]
    pub fn industry(self, code: &str) -> String {
        match (policy::industry::division_name(code), self) {
            (Some(name), Lang::Zh) => format!("{}（{code}）", name.zh),
            (Some(name), Lang::En) => format!("{} ({code})", name.en),
            (None, _) => code.to_owned(),
        }
    }

    /// What fixed words say in this language.
    #[must_use]
    pub fn word(self, words: Words) -> &'static str {
        match self {
            Lang::Zh => words.zh,
            Lang::En => words.en,
        }
    }

    /// The same where it stands alone.
    #[must_use]
    pub fn label(self, words: Words) -> String {
        capital(self.word(words))
    }

    /// The language for a request: `?lang=`, the cookie, `Accept-Language`; else Chinese for people and English for
    /// programs.
    #[must_use]
    pub fn choose(query: Option<&str>, headers: &HeaderMap, is_program: bool) -> Lang {
        let asked = query.and_then(|query| pair(query, '&', "lang")).and_then(Lang::named);
        asked
            .or_else(|| cookie(headers, "lang").and_then(Lang::named))
            .or_else(|| accepted(headers))
            .unwrap_or(if is_program { Lang::En } else { Lang::Zh })
    }
}

/// Whether a text has Chinese characters: in an English page it is then marked as Chinese, so that it is read out as such.
pub(crate) fn has_han(text: &str) -> bool {
    text.chars().any(|sign| matches!(sign, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{323af}'))
}

/// What stands alone, a label or a state, begins with a capital in English; words of the policy are written as they
/// stand inside a sentence.
pub(crate) fn capital(text: &str) -> String {
    let mut rest = text.chars();
    rest.next().map_or_else(String::new, |first| first.to_ascii_uppercase().to_string() + rest.as_str())
}

/// The value of a key in a text of `key=value` pairs.
pub(crate) fn pair<'a>(text: &'a str, between: char, key: &str) -> Option<&'a str> {
    text.split(between).find_map(|pair| {
        let (name, value) = pair.trim().split_once('=')?;
        (name == key).then_some(value)
    })
}

/// The value of a cookie.
pub(crate) fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .find_map(|cookies| pair(cookies, ';', name))
}

/// The best of the two languages by the weights of `Accept-Language`; the first named wins a tie.
fn accepted(headers: &HeaderMap) -> Option<Lang> {
    let value = headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok()?;
    let mut best: Option<(Lang, u32)> = None;
    for part in value.split(',').take(20) {
        let (range, weight) = part.split_once(';').map_or((part, 1000), |(range, rest)| {
            let q = rest.trim().strip_prefix("q=").and_then(|q| q.parse::<f32>().ok()).unwrap_or(0.0);
            (range, (q.clamp(0.0, 1.0) * 1000.0) as u32)
        });
        let lang = match range.trim().to_ascii_lowercase().as_str() {
            zh if zh == "zh" || zh.starts_with("zh-") => Lang::Zh,
            en if en == "en" || en.starts_with("en-") => Lang::En,
            _ => continue,
        };
        if weight > 0 && best.is_none_or(|(_, held)| weight > held) {
            best = Some((lang, weight));
        }
    }
    best.map(|(lang, _)| lang)
}
