//! What goes on the press: a template, the data for it, and what the file says of itself.

use policy::article::counted;
use policy::calendar::Day;
use serde_json::{Value, json};

use super::fit::Left;
use super::told::Head;
use super::{Kind, Lang, Paper};

/// The templates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Template {
    Certificate,
    Letter,
    Poster,
    Insert,
}

impl Template {
    /// Every file that templates are made of, by the name under which they import each other.
    pub(super) const FILES: [(&'static str, &'static str); 6] = [
        ("/base.typ", include_str!("templates/base.typ")),
        ("/table.typ", include_str!("templates/table.typ")),
        ("/certificate.typ", include_str!("templates/certificate.typ")),
        ("/letter.typ", include_str!("templates/letter.typ")),
        ("/poster.typ", include_str!("templates/poster.typ")),
        ("/insert.typ", include_str!("templates/insert.typ")),
    ];

    /// Drawings that are always the same: the words of a demonstration as outlines.
    pub(super) const DRAWINGS: [(&'static str, &'static str); 2] = [
        ("/demo.zh.svg", include_str!("templates/demo.zh.svg")),
        ("/demo.en.svg", include_str!("templates/demo.en.svg")),
    ];

    /// The file to begin with.
    pub(super) fn file(self) -> &'static str {
        match self {
            Template::Certificate => "/certificate.typ",
            Template::Letter => "/letter.typ",
            Template::Poster => "/poster.typ",
            Template::Insert => "/insert.typ",
        }
    }
}

/// A paper ready to be set.
pub(super) struct Form {
    pub(super) template: Template,
    /// What the template reads.
    pub(super) data: Value,
    /// Where the QR code leads.
    pub(super) address: String,
    /// Where all of it is read that finds no room on paper.
    pub(super) read_at: String,
    /// What the identifier inside the file is made of.
    pub(super) ident: String,
    /// The official picture of the mark, where the template shows one.
    pub(super) emblem: Option<Vec<u8>>,
}

impl Form {
    /// What a paper says, in one language.
    pub(super) fn of(paper: &Paper, lang: Lang) -> Form {
        let kind = paper.kind();
        match paper {
            Paper::Certificate(certificate) => certificate.form(kind, lang),
            Paper::Acceptance(acceptance) => acceptance.letter(lang).form(kind, lang),
            Paper::Refusal(refusal) => refusal.letter(lang).form(kind, lang),
            Paper::InterviewNotice(notice) => notice.letter(lang).form(kind, lang),
            Paper::SanctionNotice(notice) => notice.letter(lang).form(kind, lang),
            Paper::HearingRecord(record) => record.letter(lang).form(kind, lang),
            Paper::Revocation(revocation) => revocation.letter(lang).form(kind, lang),
            Paper::Correction(correction) => correction.letter(lang).form(kind, lang),
            Paper::ComparisonPoster(table) => table.poster(kind, lang),
            Paper::ComparisonInsert(table) => table.insert(kind, lang),
            Paper::Duties(letter) => {
                let read_at = format!("{}/duties/{}", letter.head.public_url, letter.report);
                Form { read_at, ..letter.letter(lang).form(kind, lang) }
            }
        }
    }

    /// A form with what every template reads, to which `data` adds its own.
    pub(super) fn new(
        (template, kind, lang): (Template, Kind, Lang),
        head: &Head,
        (title, address): (&str, String),
        data: Value,
    ) -> Form {
        let mut whole = json!({
            "lang": lang.name(),
            "demo": head.is_demo,
            "preview": head.is_preview,
            "emblem": head.emblem.is_some(),
            "faces": Faces::Full.name(),
            "shortened": Value::Null,
            "title": title,
            "description": lang.of(kind.words()),
            "issuer": head.issuer(lang),
            "reached": head.reached(lang),
            "day": day(head.on),
            "date": super::day::day_in_words(head.on, lang),
            "printed": super::day::day_in_words(head.issued_on, lang),
            "record": head.record(kind, lang),
            "address": address,
        });
        if let (Value::Object(whole), Value::Object(own)) = (&mut whole, data) {
            whole.extend(own);
        }
        let preview = if head.is_preview { "/preview" } else { "" };
        let ident =
            format!("{}/papers/{}/{}/{}{preview}", head.public_url, head.entry, kind.name(), lang.name());
        let read_at = match template {
            Template::Letter => format!("{}/papers/{}", head.public_url, head.entry),
            Template::Certificate | Template::Poster | Template::Insert => address.clone(),
        };
        Form { template, data: whole, address, read_at, ident, emblem: head.emblem.clone() }
    }
}

/// With which faces a paper is set, from the right ones to the lightest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Faces {
    /// As the standard of official letters says.
    Full,
    /// The text in the sans serif, whose signs are a third lighter.
    Light,
    /// All of it in the sans serif, so that no sign is embedded twice.
    One,
}

impl Faces {
    /// All, in the order in which they are tried.
    pub(super) const ALL: [Faces; 3] = [Faces::Full, Faces::Light, Faces::One];

    fn name(self) -> &'static str {
        match self {
            Faces::Full => "full",
            Faces::Light => "light",
            Faces::One => "one",
        }
    }
}

impl Form {
    /// The same with these faces.
    pub(super) fn with(mut self, faces: Faces) -> Form {
        if let Value::Object(whole) = &mut self.data {
            whole.insert("faces".to_owned(), Value::String(faces.name().to_owned()));
        }
        self
    }
}

impl Form {
    /// The same with a line that tells what is not printed, and where it is read.
    pub(super) fn without(mut self, left: Left, lang: Lang) -> Form {
        if left.is_nothing() {
            return self;
        }
        let at = &self.read_at;
        let texts = (left.characters > 0).then(|| match lang {
            Lang::Zh => format!("以“……”结尾之处另有{}字", left.characters),
            Lang::En => format!("{} after the marks “……”", counted(left.characters, "characters")),
        });
        let rows = (left.rows > 0).then(|| match lang {
            Lang::Zh => format!("列举和表格另有{}项", left.rows),
            Lang::En => format!("{} of lists and tables", counted(left.rows, "lines")),
        });
        let lacks: Vec<String> = texts.into_iter().chain(rows).collect();
        let says = match lang {
            Lang::Zh => format!(
                "本件未能全部印出：{}。全文见平台记录（{at}），未印出的与已印出的效力相同。",
                lacks.join("，")
            ),
            Lang::En => format!(
                "Not all of it is printed. Left out: {}. The whole is on record at {at}, and what is not printed counts as \
                 what is.",
                lacks.join(" and ")
            ),
        };
        if let Value::Object(whole) = &mut self.data {
            whole.insert("shortened".to_owned(), Value::String(says));
        }
        self
    }
}

fn day(day: Day) -> Value {
    json!({ "year": day.year(), "month": day.month(), "day": day.day() })
}
