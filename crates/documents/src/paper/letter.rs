//! The official letter: what the letters of the federation have in common, ready for the template.

use serde::Serialize;
use serde_json::json;

use super::form::{Form, Template};
use super::told::Head;
use super::{Kind, Lang};

/// A part of the body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub(super) enum Block {
    /// A paragraph.
    Para { text: String },
    /// A heading of the first level.
    Head { text: String },
    /// What was decided, in a table of two columns.
    Facts { rows: Vec<[String; 2]> },
    /// Grounds with their clauses.
    Grounds { head: [&'static str; 3], rows: Vec<Vec<String>> },
    /// The words of a person in another language than the letter's, as they were written.
    Original { lines: Vec<String> },
    /// A line to be filled in by hand.
    Written { label: &'static str },
}

impl Block {
    /// A paragraph.
    pub(super) fn para(text: impl Into<String>) -> Block {
        Block::Para { text: text.into() }
    }

    /// A heading with its number: 一、 in Chinese, 1. in English.
    pub(super) fn head(number: usize, text: &str, lang: Lang) -> Block {
        Block::Head { text: numbered(number, text, lang) }
    }
}

/// A heading with its number.
pub(super) fn numbered(number: usize, text: &str, lang: Lang) -> String {
    const HAN: [&str; 9] = ["一", "二", "三", "四", "五", "六", "七", "八", "九"];
    match lang {
        Lang::Zh => format!("{}、{text}", HAN.get(number.saturating_sub(1)).copied().unwrap_or_default()),
        Lang::En => format!("{number}. {text}"),
    }
}

/// A letter of the federation.
pub(super) struct Letter<'a> {
    pub(super) head: &'a Head,
    pub(super) title: String,
    pub(super) addressee: Option<String>,
    pub(super) body: Vec<Block>,
    pub(super) attachments: Vec<String>,
    /// A note below the signature, without its brackets.
    pub(super) note: Option<String>,
    pub(super) copies: Vec<String>,
}

impl Letter<'_> {
    /// Ready for the press.
    pub(super) fn form(mut self, kind: Kind, lang: Lang) -> Form {
        match lang {
            Lang::Zh => {}
            Lang::En => as_sentences(&mut self.body),
        }
        let issuer = self.head.issuer(lang);
        let addressee = self.addressee.map(|name| match lang {
            Lang::Zh => format!("{name}："),
            Lang::En => format!("To: {name}"),
        });
        let data = json!({
            "head": match lang {
                Lang::Zh => format!("{issuer}文件"),
                Lang::En => capitalised(issuer),
            },
            "number": self.head.number(lang),
            "addressee": addressee,
            "body": self.body,
            "attachments": self.attachments,
            "note": self.note,
            "copies": self.copies,
            "issuer": match lang { Lang::Zh => issuer.to_owned(), Lang::En => capitalised(issuer) },
        });
        let address = format!("{}/papers/check", self.head.public_url);
        Form::new((Template::Letter, kind, lang), self.head, (&self.title, address), data)
    }
}

/// A text that begins with a capital.
fn begun(text: &str) -> String {
    let mut letters = text.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    first + letters.as_str()
}

/// Every cell of a table of grounds but its clause begins with a capital, wherever its words come from.
fn as_sentences(body: &mut [Block]) {
    for block in body {
        let Block::Grounds { rows, .. } = block else { continue };
        for cell in rows.iter_mut().flat_map(|row| row.iter_mut().skip(1)) {
            *cell = begun(cell);
        }
    }
}

/// The name of an office as a title.
pub(super) fn capitalised(name: &str) -> String {
    let is_small =
        |word: &str| matches!(word, "a" | "and" | "at" | "for" | "in" | "of" | "on" | "the" | "to");
    let words = name.split(' ').enumerate();
    let words = words.map(|(at, one)| if at > 0 && is_small(one) { one.to_owned() } else { begun(one) });
    words.collect::<Vec<_>>().join(" ")
}
