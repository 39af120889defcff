//! Every word the pages say of their own, in Chinese and English.
//!
//! One typed catalogue in place of text files: a key that lacks a language does not compile, a key that no
//! page reads is a compiler warning and so a failing build, and a page that asks for a key that is not there
//! does not compile either. Words of the policy (rules, states, offices) come from the policy itself.

mod account;
mod case;
mod check;
mod data;
mod declare;
mod duties;
mod fault;
mod frame;
mod list;
mod mark;
mod paper;
mod people;
mod project;
mod register;
mod report;
mod reported;
mod table;
mod waits;
mod when;

use policy::writing::turns_direction;

use crate::lang::Lang;

/// Declares one section of the catalogue: key, Chinese, English.
macro_rules! words {
    ($(#[$doc:meta])* $section:ident { $($key:ident: $zh:literal, $en:literal;)+ }) => {
        $(#[$doc])*
        pub(crate) struct $section { $(pub(crate) $key: &'static str),+ }

        impl $section {
            pub(super) const ZH: $section = $section { $($key: $zh),+ };
            pub(super) const EN: $section = $section { $($key: $en),+ };
            pub(super) const PAIRS: &'static [(&'static str, &'static str, &'static str)] =
                &[$((concat!(stringify!($section), ".", stringify!($key)), $zh, $en)),+];
        }
    };
}
use words;

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

/// The whole catalogue in one language.
pub(crate) struct Text {
    /// What every page has.
    pub(crate) frame: frame::Frame,
    /// The page behind a code.
    pub(crate) mark: mark::Mark,
    /// Public registers, rules and the ledger.
    pub(crate) register: register::Register,
    /// Lists.
    pub(crate) list: list::List,
    /// Reports.
    pub(crate) report: report::Report,
    /// Duties not fulfilled, made public.
    pub(crate) reported: reported::Reported,
    /// What keeps an act from being offered on a desk.
    pub(crate) waits: waits::Waits,
    /// Cases, findings and acts.
    pub(crate) case: case::Case,
    /// Acts before they are confirmed.
    pub(crate) check: check::Check,
    /// A maker's self-declaration.
    pub(crate) declare: declare::Declare,
    /// Comparison tables.
    pub(crate) table: table::Table,
    /// Duties of drafters.
    pub(crate) duties: duties::Duties,
    /// Signing in.
    pub(crate) account: account::Account,
    /// Papers.
    pub(crate) paper: paper::Paper,
    /// Open data.
    pub(crate) data: data::Data,
    /// Offices and people.
    pub(crate) people: people::People,
    /// Clause 2.
    pub(crate) project: project::Project,
    /// What goes wrong.
    pub(crate) fault: fault::Fault,
    /// A page of another day.
    pub(crate) when: when::When,
}

static ZH: Text = Text {
    frame: frame::Frame::ZH,
    mark: mark::Mark::ZH,
    register: register::Register::ZH,
    list: list::List::ZH,
    report: report::Report::ZH,
    reported: reported::Reported::ZH,
    waits: waits::Waits::ZH,
    case: case::Case::ZH,
    check: check::Check::ZH,
    declare: declare::Declare::ZH,
    table: table::Table::ZH,
    duties: duties::Duties::ZH,
    account: account::Account::ZH,
    paper: paper::Paper::ZH,
    data: data::Data::ZH,
    people: people::People::ZH,
    project: project::Project::ZH,
    fault: fault::Fault::ZH,
    when: when::When::ZH,
};

static EN: Text = Text {
    frame: frame::Frame::EN,
    mark: mark::Mark::EN,
    register: register::Register::EN,
    list: list::List::EN,
    report: report::Report::EN,
    reported: reported::Reported::EN,
    waits: waits::Waits::EN,
    case: case::Case::EN,
    check: check::Check::EN,
    declare: declare::Declare::EN,
    table: table::Table::EN,
    duties: duties::Duties::EN,
    account: account::Account::EN,
    paper: paper::Paper::EN,
    data: data::Data::EN,
    people: people::People::EN,
    project: project::Project::EN,
    fault: fault::Fault::EN,
    when: when::When::EN,
};

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
    [
        frame::Frame::PAIRS,
        mark::Mark::PAIRS,
        register::Register::PAIRS,
        list::List::PAIRS,
        report::Report::PAIRS,
        reported::Reported::PAIRS,
        waits::Waits::PAIRS,
        case::Case::PAIRS,
        check::Check::PAIRS,
        declare::Declare::PAIRS,
        table::Table::PAIRS,
        duties::Duties::PAIRS,
        account::Account::PAIRS,
        paper::Paper::PAIRS,
        data::Data::PAIRS,
        people::People::PAIRS,
        project::Project::PAIRS,
        fault::Fault::PAIRS,
        when::When::PAIRS,
    ]
    .concat()
}

/// Puts values into the places of a sentence: `{}` in order. What agrees with a number stands in brackets behind it, for
/// one and for more: `{} entr[y|ies] [is|are] new`, `{} day[s]`.
pub(crate) fn fill(sentence: &str, values: &[&dyn std::fmt::Display]) -> String {
    let mut filled = String::with_capacity(sentence.len() + 24);
    let mut parts = sentence.split("{}");
    filled.push_str(parts.next().unwrap_or_default());
    for (at, part) in parts.enumerate() {
        let value = values.get(at).map(ToString::to_string).unwrap_or_default();
        filled.push_str(&value);
        agree(&mut filled, part, value == "1");
    }
    filled
}

/// The words behind a number, for one or for more.
fn agree(filled: &mut String, words: &str, is_one: bool) {
    let mut rest = words;
    while let Some((before, (forms, behind))) =
        rest.split_once('[').and_then(|(before, tail)| Some((before, tail.split_once(']')?)))
    {
        filled.push_str(before);
        let (one, more) = forms.split_once('|').unwrap_or(("", forms));
        filled.push_str(if is_one { one } else { more });
        rest = behind;
    }
    filled.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::fill;

    #[test]
    fn what_is_counted_agrees_with_its_number() {
        let entries = "{} more entr[y|ies] [has|have] come; {} day[s] left";
        assert_eq!(fill(entries, &[&1, &2]), "1 more entry has come; 2 days left");
        assert_eq!(fill(entries, &[&0, &1]), "0 more entries have come; 1 day left");
        assert_eq!(fill(entries, &[&11, &21]), "11 more entries have come; 21 days left");
        // What is put in is left as it is.
        assert_eq!(fill("{} is one of {} row[s]", &[&"[a|b]", &1]), "[a|b] is one of 1 row");
    }
}
