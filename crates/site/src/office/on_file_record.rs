//! One record of what is on file in words: what people call it, its days, and what it says.

use policy::article::Words;
use policy::calendar::Day;
use policy::enterprise::record::Record;
use policy::ground::Ground;
use policy::standard::number::EditionNumber;
use serde::Serialize;
use serde_json::Value;

use crate::acts::{Field, Input};
use crate::office::names::Names;
use crate::office::on_file::Speaks;
use crate::public::ground::Telling;
use crate::words::{fill, text};

/// How a record is told, and what the things that it names by numbers are called.
#[derive(Clone, Copy)]
pub(super) struct Told<'a> {
    pub(super) s: Speaks<'a>,
    pub(super) names: Names<'a>,
}

/// One record in words.
pub(crate) struct RecordView {
    pub(crate) href: Option<String>,
    /// Its days, and what became of it.
    under: String,
    /// What people call it.
    pub(crate) name: String,
    /// Its number, whoever gave it.
    number: String,
    /// The identifier that the platform gave it; nothing where it is called by the number of its document.
    pub(crate) id: Option<String>,
    pub(crate) happened: Day,
    pub(crate) entered: Option<Day>,
    pub(crate) ended: Option<Day>,
    /// What it says beside its name.
    pub(crate) says: Vec<String>,
}

impl RecordView {
    /// What stands beside its name in one line: the number that the platform gave it, its days, what it says.
    pub(crate) fn beside(&self) -> String {
        let parts = self.id.iter().chain([&self.under]).chain(&self.says);
        parts.map(String::as_str).collect::<Vec<_>>().join(" · ")
    }

    /// The record in one line, as people call it.
    pub(super) fn line(&self) -> String {
        format!("{} · {}", self.name, self.beside())
    }

    /// The record in one line, by its number: so a terminal looks it up.
    pub(super) fn by_number(&self) -> String {
        let says = std::iter::once(&self.under).chain(&self.says).map(String::as_str);
        format!("{} · {} · {}", self.number, self.name, says.collect::<Vec<_>>().join(" · "))
    }
}

/// A record: its fields in the words of the forms, and what became of it.
pub(super) fn record<T: Record + Serialize>(
    told: Told,
    fact: &T,
    (noun, fields): (Words, &[Field]),
    href: impl Fn(&str) -> Option<String>,
) -> RecordView {
    let (lang, w) = (told.s.lang, &text(told.s.lang).case);
    let mut under = vec![format!("{} {}", w.happened, fact.happened_on())];
    if let Some(day) = fact.entered_on() {
        under.push(format!("{} {day}", w.entered));
    }
    if let Some(end) = fact.ended() {
        under.push(fill(w.ended, &[&end.on]));
    }
    let annulled = fact.annulled().map(|mark| fill(w.annulled, &[&mark.on]));
    let value = serde_json::to_value(fact).unwrap_or(Value::Null);
    let details = fields.iter().filter_map(|field| Some((field, detail(told, field, &value)?)));
    let details: Vec<(&Field, String)> = details.collect();
    let label = |(field, says): &(&Field, String)| format!("{}{}{says}", lang.word(field.label), w.colon);
    // A document has a number of its own, which nobody may leave out; anything else is called by what it says first.
    let is_document = fields.iter().any(|field| field.at == "fact.id" && !field.is_optional);
    let named_by = if is_document { None } else { details.iter().position(|(field, _)| names(field)) };
    let named = named_by.and_then(|at| details.get(at)).map_or(fact.id(), |(_, says)| says);
    let beside = details.iter().enumerate().filter(|(at, _)| Some(*at) != named_by);
    RecordView {
        href: href(fact.id()),
        under: under.join(" · "),
        name: format!("{}{}{named}", lang.label(noun), w.colon),
        number: fact.id().to_owned(),
        id: named_by.map(|_| fact.id().to_owned()),
        happened: fact.happened_on(),
        entered: fact.entered_on(),
        ended: fact.ended().map(|end| end.on),
        says: beside.map(|(_, one)| label(one)).chain(annulled).collect(),
    }
}

/// Whether a record can be called by what a field says: no day, yes or no.
fn names(field: &Field) -> bool {
    !matches!(field.input, Input::Day | Input::YesNo)
}

/// What one field of a record says, if the record has it.
fn detail(told: Told, field: &Field, record: &Value) -> Option<String> {
    let s = told.s;
    let at = field.at.strip_prefix("fact.").unwrap_or(field.at);
    if at == "id" {
        return None;
    }
    let value = record.pointer(&format!("/{}", at.replace('.', "/")))?;
    let telling = || {
        let on = record.pointer("/opened_on")?.as_str()?.parse().ok()?;
        Some(Telling { lang: s.lang, parameters: s.parameters, on })
    };
    let grounds = || {
        let list = value.as_array()?.iter().map(|one| one.as_str()?.parse().ok());
        telling()?.records(&list.collect::<Option<Vec<Ground>>>()?)
    };
    let says = match (value, field.input) {
        // Work names its rule and its grounds by their codes; people read what they are called.
        (Value::String(rule), _) if at == "rule" => telling()?.title(rule),
        (Value::Array(_), _) if at == "facts" => grounds()?,
        (Value::String(id), _) if at.ends_with("laboratory") || at == "body" => told.names.body(id),
        (Value::String(id), _) if at == "product" || at == "filing.product" => told.names.product_and_id(id),
        (Value::String(code), _) if at == "bureau" => s.lang.place(code),
        (Value::String(number), _) if at.ends_with("edition") => {
            EditionNumber::parse(number).map_or_else(|_| number.clone(), |number| number.print())
        }
        (Value::String(code), Input::Division) => s.lang.place(code),
        // Forms offer the divisions; what is on file may be finer.
        (Value::String(code), _) if at == "industry" => s.lang.industry(code),
        (Value::String(text), Input::Choice(options)) => {
            let word = options.iter().find(|(known, _)| known == text).map(|(_, words)| s.lang.label(*words));
            word.unwrap_or_else(|| text.clone())
        }
        (Value::String(text), _) => text.clone(),
        (Value::Number(number), _) => number.to_string(),
        (Value::Bool(yes), _) => if *yes { text(s.lang).case.yes } else { text(s.lang).case.no }.to_owned(),
        (Value::Array(list), _) if !list.is_empty() => {
            let texts: Option<Vec<&str>> = list.iter().map(Value::as_str).collect();
            texts?.join(text(s.lang).case.comma)
        }
        (Value::Array(_), Input::Several { none: Some(none), .. }) => s.lang.word(none).to_owned(),
        (Value::Array(_) | Value::Null | Value::Object(_), _) => return None,
    };
    Some(says)
}
