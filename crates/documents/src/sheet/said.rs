//! A sentence in two languages, and how a person's own input is shown inside it.

use std::fmt;

/// One sentence in Chinese and the same in English.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    zh: String,
    en: String,
}

impl Said {
    /// A sentence from its two forms.
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { zh: zh.into(), en: en.into() }
    }

    /// The Chinese sentence.
    pub fn zh(&self) -> &str {
        &self.zh
    }

    /// The English sentence, lower-case and without a full stop.
    pub fn en(&self) -> &str {
        &self.en
    }
}

impl fmt::Display for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.en)
    }
}

/// The longest piece of a person's input that a sentence repeats, in characters.
const SHOWN_CHARS: usize = 40;

/// A person's input in back-quotes: cut to forty characters, control and direction marks made visible,
/// so that a sentence in a terminal or on a page cannot be disguised by what it quotes.
pub(super) fn shown(text: &str) -> String {
    let mut out = String::from("`");
    for (count, ch) in text.chars().enumerate() {
        if count == SHOWN_CHARS {
            out.push('…');
            break;
        }
        if ch.is_control()
            || matches!(ch, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
        {
            out.extend(ch.escape_unicode());
        } else {
            out.push(ch);
        }
    }
    out.push('`');
    out
}
