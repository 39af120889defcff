//! What the form above a list offers to choose from: states, places, industries, orders.

use policy::article::Words;
use policy::division;
use policy::industry::DIVISIONS;
use policy::scheme::research::CallState;
use policy::standard::project::stage::Stage;
use policy::supervision::{ProceedingKind, ProceedingOutcome};
use registry::{CALL, MEMBERSHIP, PROJECT};

use crate::office::case::outcome_words;
use crate::public::filter::{Filter, NOT_STATED, STATES};
use crate::public::{decisions, members, order, standard_state};
use crate::visitor::Visitor;
use crate::words::{Text, fill};

/// One of a few.
pub(crate) struct Choice {
    pub(crate) value: &'static str,
    pub(crate) word: String,
    pub(crate) is_chosen: bool,
}

/// What the form above a list is called where it is folded, with how much of it is set.
pub(crate) fn folded(w: &Text, set: usize) -> String {
    if set == 0 { w.list.fold.to_owned() } else { fill(w.list.fold_set, &[&set]) }
}

/// The states that the rows of a register are filtered by; none where it has none.
pub(crate) fn states_of(kind: &str) -> Vec<(&'static str, Words)> {
    match kind {
        "authorization" => STATES.iter().map(|(name, state)| (*name, state.words())).collect(),
        "standard" => standard_state::STATES.to_vec(),
        PROJECT => Stage::ALL.iter().map(|stage| (stage.name(), stage.words())).collect(),
        CALL => CallState::ALL.iter().map(|state| (state.name(), state.words())).collect(),
        MEMBERSHIP => members::STATES.to_vec(),
        _ => Vec::new(),
    }
}

/// The states to choose from.
pub(super) fn states(visitor: &Visitor, filter: &Filter, kind: &str) -> Vec<Choice> {
    let choice = |(value, words): (&'static str, Words)| Choice {
        value,
        word: visitor.lang.label(words),
        is_chosen: value == filter.state,
    };
    states_of(kind).into_iter().map(choice).collect()
}

/// What decisions are filtered by.
pub(super) struct Decided {
    /// The kinds of work, and what they can come to.
    pub(super) works: Vec<Choice>,
    pub(super) outcomes: Vec<Choice>,
    /// The first and the last month.
    pub(super) span: [String; 2],
}

/// What decisions are filtered by; nothing of another kind.
pub(super) fn decided(visitor: &Visitor, filter: &Filter, kind: &str) -> Option<Decided> {
    let work = |(value, kind): &(&'static str, ProceedingKind)| Choice {
        value,
        word: visitor.lang.label(kind.words()),
        is_chosen: *value == filter.work,
    };
    let outcome = |(value, outcome): &(&'static str, ProceedingOutcome)| Choice {
        value,
        word: visitor.lang.label(outcome_words(*outcome)),
        is_chosen: *value == filter.outcome,
    };
    (kind == "proceeding").then(|| Decided {
        works: decisions::WORKS.iter().map(work).collect(),
        outcomes: decisions::OUTCOMES.iter().map(outcome).collect(),
        span: [filter.from.clone(), filter.to.clone()],
    })
}

/// The places that are offered to filter by: counties are many, and their codes or names are typed.
pub(crate) fn regions(visitor: &Visitor) -> Vec<(&'static str, String)> {
    let mut cities: Vec<&str> = division::counties().map(|county| county.city_code).collect();
    cities.dedup();
    let codes = cities.into_iter().chain(division::provinces().map(|province| province.code));
    codes.map(|code| (division::within(code), visitor.lang.place(code))).collect()
}

/// The industries to choose from. One finer than a division is kept in the address and not in the list.
pub(crate) fn industries(visitor: &Visitor, filter: &Filter) -> Vec<Choice> {
    let divisions = DIVISIONS.iter().map(|(value, words)| (*value, visitor.word(*words)));
    let all = divisions.chain([(NOT_STATED, visitor.w.register.industry_not_stated)]);
    let is_chosen = |value: &str| filter.industry.starts_with(value);
    all.map(|(value, word)| Choice { value, word: word.to_owned(), is_chosen: is_chosen(value) }).collect()
}

/// The orders to choose from; none where there is but one.
pub(super) fn sorts(visitor: &Visitor, kind: &str, filter: &Filter) -> Vec<Choice> {
    let names = order::of_kind(kind).iter();
    let choice = |name: &&'static str| Choice {
        value: name,
        word: visitor.lang.label(order::words(name)),
        is_chosen: **name == filter.sort,
    };
    let all: Vec<Choice> = names.map(choice).collect();
    if all.len() > 1 { all } else { Vec::new() }
}
