//! What a list may be filtered by and what each part of its filter takes: read once, the same way for every register, report and
//! list and for programs. A value that is none is left out and told, for an empty list, or a whole one, would read as an answer.

use std::borrow::Cow;
use std::collections::BTreeMap;

use policy::article::{Article, Said, Words};
use policy::division;
use policy::industry::Industry;
use policy::rules;
use policy::standard::number::{EditionNumber, StandardNumber};

use crate::lang::Lang;
use crate::problem::Trouble;
use crate::public::filter::{Filter, NOT_STATED};
use crate::public::happened::{NO_MONTH, span_end};
use crate::public::order;
use crate::visitor::Visitor;
use crate::words::{fill, text};

/// What a part of a filter takes.
#[derive(Debug, Clone)]
pub(crate) enum Takes {
    /// Any text.
    Text,
    /// One of these: how an address says it, and its words.
    OneOf(Vec<(String, Words)>),
    /// A year or a month.
    Month,
    /// A place.
    Place,
    /// A place, or that of those of whom none is known.
    PlaceOrNone,
    /// An industry, or that nobody stated it.
    Industry,
    /// The number of a standard.
    Standard,
    /// The number of a clause, or 0 for what rests on none.
    Clause,
    /// A rule.
    Rule,
}

impl Takes {
    /// One of a few names.
    pub(crate) fn one_of<'n>(names: impl IntoIterator<Item = (&'n str, Words)>) -> Takes {
        Takes::OneOf(names.into_iter().map(|(name, words)| (name.to_owned(), words)).collect())
    }

    /// A value as it is filtered by; nothing where it is none.
    fn read(&self, given: &str) -> Option<String> {
        match self {
            Takes::Text => Some(given.to_owned()),
            Takes::OneOf(names) => names.iter().any(|(name, _)| name == given).then(|| given.to_owned()),
            Takes::Month => span_end(given).map(str::to_owned),
            Takes::PlaceOrNone if given == NOT_STATED => Some(given.to_owned()),
            Takes::Place | Takes::PlaceOrNone => place(given),
            Takes::Industry if given == NOT_STATED => Some(given.to_owned()),
            Takes::Industry => Industry::parse(given).ok().map(|industry| industry.code().to_owned()),
            // An edition is one of a standard.
            Takes::Standard => EditionNumber::parse(given)
                .map(|edition| edition.number().clone())
                .or_else(|_| StandardNumber::parse(given))
                .ok()
                .map(|number| number.as_str().to_owned()),
            Takes::Clause => {
                let number = given.parse::<u8>().ok()?;
                (number == 0 || Article::try_from(number).is_ok()).then(|| number.to_string())
            }
            Takes::Rule => rules::named(given).map(|rule| rule.id.to_owned()),
        }
    }
}

/// The first digits of the codes of a place that is named, or of which such digits are given.
fn place(given: &str) -> Option<String> {
    let digits: String = given.chars().filter(char::is_ascii_digit).collect();
    if digits.is_empty() {
        return division::code_of(given).map(|code| division::within(code).to_owned());
    }
    // A code, or a name with its code behind it as pages tell it: beside anything else digits name no place.
    let is_told = [Lang::Zh, Lang::En].iter().any(|lang| lang.place(&digits) == given);
    if digits != given && !is_told {
        return None;
    }
    let first = if digits.len() == 6 { division::within(&digits) } else { digits.as_str() };
    // Within Zhejiang every county is known by its code, elsewhere the provinces.
    let is_known = division::counties().any(|county| county.code.starts_with(first))
        || division::provinces().any(|province| {
            let of_province = division::within(province.code);
            of_province.starts_with(first)
                || (province.code != division::PROVINCE && first.starts_with(of_province))
        });
    (digits.len() <= 6 && is_known).then(|| first.to_owned())
}

/// What a list may be filtered by.
#[derive(Debug, Clone)]
pub(crate) struct Offer(Vec<(&'static str, Takes)>);

impl Offer {
    /// By nothing yet.
    pub(crate) fn nothing() -> Offer {
        Offer(Vec::new())
    }

    /// By words alone.
    pub(crate) fn words() -> Offer {
        Offer::nothing().and("q", Takes::Text)
    }

    /// The rows of a kind: in the orders that they have.
    pub(crate) fn of_kind(kind: &str) -> Offer {
        let sorts = order::of_kind(kind).iter().map(|name| (*name, order::words(name)));
        Offer::words().and("sort", Takes::one_of(sorts))
    }

    /// And by one thing more.
    pub(crate) fn and(mut self, name: &'static str, takes: Takes) -> Offer {
        self.0.push((name, takes));
        self
    }

    /// And by one thing more, where a list has it.
    pub(crate) fn and_if(self, has: bool, name: &'static str, takes: impl FnOnce() -> Takes) -> Offer {
        if has { self.and(name, takes()) } else { self }
    }

    /// Of what an address filters by a part: takes away what is no value of it, and tells.
    pub(crate) fn keep(&self, name: &'static str, value: &mut String) -> Option<Doubt> {
        if value.is_empty() {
            return None;
        }
        match self.read(name, value) {
            Ok(read) => {
                *value = read;
                None
            }
            Err(doubt) => {
                value.clear();
                Some(doubt)
            }
        }
    }

    fn read(&self, name: &'static str, given: &str) -> Result<String, Doubt> {
        let doubt = |takes| Doubt { name: name.into(), given: given.to_owned(), why: Why::Unknown(takes) };
        match self.0.iter().find(|(known, _)| *known == name) {
            Some((_, takes)) => takes.read(given).ok_or_else(|| doubt(takes.clone())),
            None => Err(Doubt { name: name.into(), given: given.to_owned(), why: Why::NotTaken }),
        }
    }
}

/// A part of a filter that filters nothing, or by which nothing can be found.
#[derive(Debug, Clone)]
pub(crate) struct Doubt {
    name: Cow<'static, str>,
    given: String,
    why: Why,
}

#[derive(Debug, Clone)]
enum Why {
    /// No value that it takes.
    Unknown(Takes),
    /// The list is not filtered by it.
    NotTaken,
    /// The first month is later than this last one.
    Reversed(String),
}

/// What every page takes beside its filter: its language, its size of type, the format of its file, and that what was typed is kept.
const EVERY_PAGE: [&str; 4] = ["lang", "type", "format", "kept"];
/// So many names that no list knows are told.
const UNKNOWN_TOLD: usize = 3;

/// As much of a text from an address as is repeated.
fn short(text: &str) -> String {
    text.trim().chars().filter(|c| !c.is_control()).take(60).collect()
}

/// What stands in an address beside what a list knows.
pub(crate) type Rest = BTreeMap<String, String>;

/// The first few names of an address that no list knows, beside those that every page takes.
pub(crate) fn unknown(rest: &mut Rest) -> Vec<Doubt> {
    let rest = std::mem::take(rest).into_iter();
    let unknown = rest.filter(|(name, _)| !EVERY_PAGE.contains(&name.as_str())).take(UNKNOWN_TOLD);
    let doubt = |(name, given): (String, String)| Doubt {
        name: short(&name).into(),
        given: short(&given),
        why: Why::NotTaken,
    };
    unknown.map(doubt).collect()
}

impl Filter {
    /// As found in an address, with nothing in it that the list does not offer; and what was left out of it.
    pub(crate) fn read(self, offer: &Offer) -> (Filter, Vec<Doubt>) {
        let mut filter = self.trimmed();
        let parts = filter.parts_mut().into_iter();
        let mut doubts: Vec<Doubt> = parts.filter_map(|(name, value)| offer.keep(name, value)).collect();
        doubts.extend(filter.reversed());
        doubts.extend(unknown(&mut filter.rest));
        (filter, doubts)
    }

    /// That no month lies between the first and the last that are asked for.
    fn reversed(&self) -> Option<Doubt> {
        let (from, to) = (self.from.as_str(), self.to.as_str());
        if from.is_empty() || to.is_empty() || to == NO_MONTH {
            return None;
        }
        // A year has all its months.
        let both = from.len().min(to.len());
        let is_reversed = from.get(..both) > to.get(..both);
        is_reversed.then(|| Doubt {
            name: "from".into(),
            given: from.to_owned(),
            why: Why::Reversed(to.to_owned()),
        })
    }
}

impl Doubt {
    /// The part of the filter as the form above the list calls it.
    fn label(&self, lang: Lang) -> &str {
        let w = text(lang);
        let (list, register) = (&w.list, &w.register);
        match self.name.as_ref() {
            "state" => register.filter_state,
            "part" => w.waits.kind,
            "kind" => w.people.filter_kind,
            "now" => w.people.filter_now,
            "sort" => list.sort,
            "work" => list.work,
            "register" => w.case.of_register,
            "outcome" => match &self.why {
                // Each list asks for another thing under this name: each is known by a word that the others do not take.
                Why::Unknown(takes) if takes.read("not_met").is_some() => list.came_to,
                Why::Unknown(takes) if takes.read("pending").is_some() => list.standing,
                Why::Unknown(takes) if takes.read("met_since").is_some() => list.told,
                Why::Unknown(takes) if takes.read("otherwise").is_some() => list.since,
                Why::Unknown(takes) if takes.read("federation").is_some() => w.people.power_office,
                Why::Unknown(_) | Why::NotTaken | Why::Reversed(_) => list.outcome,
            },
            name => name,
        }
    }

    /// What is told above the list.
    fn told(&self, lang: Lang) -> String {
        let says = self.says(lang);
        match self.why {
            Why::Reversed(_) => says,
            Why::Unknown(_) | Why::NotTaken => fill(text(lang).list.doubt_left_out, &[&says]),
        }
    }

    /// What is wrong with it, and what is taken instead.
    fn says(&self, lang: Lang) -> String {
        let w = &text(lang).list;
        // As much of it as is read.
        let given: String = self.given.chars().take(60).collect();
        let given = &given;
        match &self.why {
            Why::NotTaken => fill(w.doubt_not_taken, &[&self.name, given]),
            Why::Reversed(to) => fill(w.doubt_reversed, &[given, to]),
            Why::Unknown(Takes::OneOf(names)) => {
                let words: Vec<String> = names.iter().map(|(_, words)| lang.label(*words)).collect();
                // Some have a comma inside.
                let between = if lang == Lang::Zh { "；" } else { "; " };
                fill(w.doubt_one_of, &[given, &self.label(lang), &words.join(between)])
            }
            Why::Unknown(Takes::Month) => fill(w.doubt_month, &[given]),
            Why::Unknown(Takes::Place | Takes::PlaceOrNone) => fill(w.doubt_place, &[given]),
            Why::Unknown(Takes::Industry) => fill(w.doubt_industry, &[given]),
            Why::Unknown(Takes::Standard) => fill(w.doubt_standard, &[given]),
            Why::Unknown(Takes::Clause | Takes::Rule | Takes::Text) => fill(w.doubt_rule, &[given]),
        }
    }

    /// The refusal of what has no place to tell it in: an answer for programs, and a file.
    pub(crate) fn refusal(&self) -> Trouble {
        if let Why::Unknown(Takes::OneOf(names)) = &self.why {
            let names: Vec<&str> = names.iter().map(|(name, _)| name.as_str()).collect();
            return Trouble::one_of(&self.name, &names, &self.given);
        }
        let says = |lang: Lang| fill(text(lang).list.doubt_parameter, &[&self.name, &self.says(lang)]);
        Trouble::Bad(Said::new(says(Lang::Zh), says(Lang::En)))
    }
}

/// What is told above a list of what was left out of its filter.
pub(crate) fn sentences(visitor: &Visitor, doubts: &[Doubt]) -> Vec<String> {
    doubts.iter().map(|doubt| doubt.told(visitor.lang)).collect()
}

/// Refuses a filter of which something was left out.
///
/// # Errors
/// If something was.
pub(crate) fn must_be_known(doubts: &[Doubt]) -> Result<(), Trouble> {
    doubts.first().map_or(Ok(()), |doubt| Err(doubt.refusal()))
}
