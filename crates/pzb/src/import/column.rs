//! What a register's file may hold: one declaration for reading, for the template and for the documentation.

use documents::sheet::{Said, TemplateColumn, TemplateKind};
use policy::article::Words;

/// What a cell under a header is read as.
#[derive(Debug, Clone, Copy)]
pub enum Take {
    /// Text.
    Text,
    /// An identifier, which must be a text cell.
    Code,
    /// A day.
    Day,
    /// A number.
    Number,
    /// Several texts, divided by `、`, `;` or `|`.
    List,
    /// Yes or no.
    YesNo,
    /// One of these: the name as in JSON, and the word in Chinese.
    OneOf(&'static [(&'static str, &'static str)]),
    /// One of the values of the policy, by its name as in JSON or its words in Chinese.
    Named(&'static [(&'static str, Words)]),
}

impl Take {
    /// What a cell may say, where it is one of several values: the name of each as in JSON, and the word in Chinese.
    #[must_use]
    pub fn choices(self) -> Option<Vec<(&'static str, &'static str)>> {
        match self {
            Take::OneOf(words) => Some(words.to_vec()),
            Take::Named(values) => Some(values.iter().map(|(name, words)| (*name, words.zh)).collect()),
            Take::Text | Take::Code | Take::Day | Take::Number | Take::List | Take::YesNo => None,
        }
    }
}

/// One column.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Its header in English, and how the program calls it.
    pub name: &'static str,
    /// Its header in Chinese, which the template uses.
    pub zh: &'static str,
    /// What to enter.
    pub note: Words,
    /// Whether it must be filled in.
    pub required: bool,
    /// What it is read as.
    pub take: Take,
    /// The value in the template's sample row.
    pub sample: &'static str,
}

impl Column {
    /// A column that must be filled in.
    #[must_use]
    pub const fn must(
        name: &'static str,
        zh: &'static str,
        take: Take,
        note: Words,
        sample: &'static str,
    ) -> Column {
        Column { name, zh, note, required: true, take, sample }
    }

    /// A column that may be empty, or not there at all.
    #[must_use]
    pub const fn may(
        name: &'static str,
        zh: &'static str,
        take: Take,
        note: Words,
        sample: &'static str,
    ) -> Column {
        Column { name, zh, note, required: false, take, sample }
    }

    /// As the template shows it.
    #[must_use]
    pub fn template(&self) -> TemplateColumn {
        let kind = match self.take {
            Take::Text | Take::List => TemplateKind::Text,
            Take::Code => TemplateKind::Code,
            Take::Day => TemplateKind::Date,
            Take::Number => TemplateKind::Number,
            Take::YesNo => TemplateKind::OneOf(vec!["是".to_owned(), "否".to_owned()]),
            Take::OneOf(_) | Take::Named(_) => {
                let words = self.take.choices().unwrap_or_default();
                TemplateKind::OneOf(words.iter().map(|(_, zh)| (*zh).to_owned()).collect())
            }
        };
        TemplateColumn {
            header: self.zh.to_owned(),
            note: Said::new(self.note.zh, format!("{}: {}", self.name, self.note.en)),
            required: self.required,
            kind,
            sample: self.sample.to_owned(),
        }
    }
}
