//! What a list shows, in words above it: how many of how many, by which filter, in which order.

use registry::Reader;

use crate::lang::Lang;
use crate::office::case::outcome_words;
use crate::public::choice::states_of;
use crate::public::filter::{Filter, Found, NOT_STATED, find, is_by_day};
use crate::public::happened::{CERTIFIED, NO_MONTH, SELF_DECLARED};
use crate::public::{decisions, order, standard_state};
use crate::visitor::Visitor;
use crate::when::When;
use crate::words::{fill, text};

/// The most pages that are looked at to count what matches; beyond, "at least" is told.
const PAGES: usize = 10;
/// The most answers to a search that are counted.
const SEARCHED: usize = 500;
/// Rows on each page that is looked at.
const AT_ONCE: usize = 200;

/// How many rows match, and how many there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Count {
    matching: usize,
    /// Whether more may match than were counted.
    is_more: bool,
    all: Option<u64>,
}

/// Counts what a list of today shows. What the store can tell is asked of it; the rest is counted as far as a bound.
///
/// # Errors
/// A fault of the reader.
pub(super) fn count(
    reader: &Reader,
    kind: &str,
    filter: &Filter,
    when: &When,
    found: &Found,
) -> Result<Count, registry::Fault> {
    // Which proceedings are told, only their own text says.
    let is_kept = kind != "proceeding";
    if !is_kept && filter.q.is_empty() {
        let (matching, is_more) = decisions::count(reader, filter, when)?;
        return Ok(Count { matching, is_more, all: None });
    }
    let all = if is_kept { Some(reader.count_in(kind, "")?) } else { None };
    if is_kept
        && filter.q.is_empty()
        && filter.state.is_empty()
        && filter.industry.is_empty()
        && !filter.is_of_marks()
    {
        let of_region = if filter.region.is_empty() { None } else { Some(&filter.region) };
        let matching =
            of_region.map(|region| reader.count_in(kind, region)).transpose()?.or(all).unwrap_or(0);
        return Ok(Count { matching: usize::try_from(matching).unwrap_or(usize::MAX), is_more: false, all });
    }
    if kind == "standard" && filter.q.is_empty() {
        let (matching, is_more) = standard_state::count(reader, &filter.state, when.seen.as_of)?;
        return Ok(Count { matching, is_more, all });
    }
    if filter.after.is_empty() && found.next.is_none() {
        // All of them stand on the page.
        return Ok(Count { matching: found.rows.len(), is_more: false, all });
    }
    if is_kept && filter.state.is_empty() && filter.industry.is_empty() && !filter.is_of_marks() {
        // The words and the place of a row tell: what it holds, which may be a table of many rows, is not read.
        let (matching, is_more) = reader.count_found(&filter.q, kind, &filter.region, SEARCHED)?;
        // At least those that the page has.
        return Ok(Count { matching: matching.max(found.rows.len()), is_more, all });
    }
    let mut filter = Filter { after: String::new(), sort: String::new(), ..filter.clone() };
    let mut matching = 0;
    for _ in 0..PAGES {
        let found = find(reader, kind, &filter, when, AT_ONCE)?;
        matching += found.rows.len();
        match found.next {
            // A page that is short of its rows was looked for far enough.
            Some(_) if found.rows.len() < AT_ONCE => break,
            Some(next) => filter.after = next,
            None => return Ok(Count { matching, is_more: false, all }),
        }
    }
    Ok(Count { matching, is_more: true, all })
}

/// What is told of a list that was not looked through to its end.
pub(crate) fn at_least(lang: Lang, found: usize) -> String {
    let w = &text(lang).list;
    if found == 0 { w.none_yet.to_owned() } else { fill(w.at_least, &[&found]) }
}

/// The kind of work and what it came to, in words.
fn of_work(visitor: &Visitor, filter: &Filter) -> Vec<String> {
    let w = &visitor.w.list;
    let work = decisions::WORKS.iter().find(|(name, _)| *name == filter.work);
    let outcome = decisions::OUTCOMES.iter().find(|(name, _)| *name == filter.outcome);
    let work = work.map(|(_, kind)| fill(w.by_work, &[&visitor.word(kind.words())]));
    let outcome = outcome.map(|(_, one)| fill(w.by_outcome, &[&visitor.word(outcome_words(*one))]));
    work.into_iter().chain(outcome).collect()
}

/// From which month to which, in words.
pub(crate) fn span(visitor: &Visitor, filter: &Filter) -> Option<String> {
    let w = &visitor.w.list;
    match (filter.from.as_str(), filter.to.as_str()) {
        ("", "") => None,
        (_, NO_MONTH) => Some(w.by_no_day.to_owned()),
        (from, "") => Some(fill(w.by_from, &[&from])),
        ("", to) => Some(fill(w.by_to, &[&to])),
        (from, to) if from == to => Some(fill(w.by_in, &[&from])),
        (from, to) => Some(fill(w.by_span, &[&from, &to])),
    }
}

/// The place and the industry, in words.
pub(crate) fn place(visitor: &Visitor, filter: &Filter) -> Vec<String> {
    let w = &visitor.w.list;
    let mut parts = Vec::new();
    if !filter.region.is_empty() {
        // The first digits of a code are a province, a city or a county.
        let whole = format!("{:0<6}", filter.region);
        let is_known = policy::division::name_of(&whole).is_some();
        let place = match filter.region.as_str() {
            NOT_STATED => w.not_stated.to_owned(),
            _ if is_known => visitor.lang.place(&whole),
            code => code.to_owned(),
        };
        parts.push(fill(w.by_region, &[&place]));
    }
    if !filter.industry.is_empty() {
        let not_stated = filter.industry == NOT_STATED;
        let name = visitor.lang.industry(&filter.industry);
        let name = if not_stated { visitor.w.register.industry_not_stated } else { name.as_str() };
        parts.push(fill(w.by_industry, &[&name]));
    }
    parts
}

/// The sentence above a list.
pub(super) fn sentence(
    visitor: &Visitor,
    kind: &str,
    filter: &Filter,
    count: Option<Count>,
) -> Option<String> {
    let w = &visitor.w.list;
    let mut parts = Vec::new();
    if !filter.q.is_empty() {
        parts.push(fill(w.by_text, &[&filter.q]));
    }
    if !filter.id.is_empty() && filter.q != filter.id {
        parts.push(fill(w.by_text, &[&filter.id]));
    }
    if !filter.state.is_empty() {
        let known = states_of(kind).into_iter().find(|(name, _)| *name == filter.state);
        let word = known.map_or(filter.state.as_str(), |(_, words)| visitor.word(words));
        parts.push(fill(w.by_state, &[&word]));
    }
    parts.extend(of_work(visitor, filter));
    parts.extend(span(visitor, filter));
    for (what, month) in filter.months() {
        let words = match what {
            "granted" => w.by_granted,
            "revoked" => w.by_revoked,
            _ => w.by_ended,
        };
        parts.push(fill(words, &[month]));
    }
    if !filter.standard.is_empty() {
        parts.push(fill(w.by_standard, &[&filter.standard]));
    }
    let paths = [(CERTIFIED, w.by_certificate), (SELF_DECLARED, w.by_declaration)];
    parts.extend(
        paths.into_iter().filter(|(path, _)| *path == filter.path).map(|(_, words)| words.to_owned()),
    );
    parts.extend(place(visitor, filter));
    let parts = parts.join(visitor.w.case.comma);
    let counted = count.map(|count| match (count.all, count.is_more) {
        (_, true) => at_least(visitor.lang, count.matching),
        (Some(all), false) if !parts.is_empty() => fill(w.of_all, &[&count.matching, &all]),
        (_, false) => fill(w.all, &[&count.matching]),
    });
    let sorted = (filter.q.is_empty() && !is_by_day(kind, filter) && order::of_kind(kind).len() > 1)
        .then(|| fill(w.sorted, &[&visitor.word(order::words(order::named(kind, &filter.sort)))]));
    let said = match (counted, parts.is_empty()) {
        (Some(counted), true) => counted,
        (Some(counted), false) => format!("{counted}{}{parts}", visitor.w.case.colon),
        (None, false) => parts,
        (None, true) => return None,
    };
    Some(format!("{said}{}", sorted.unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// "At least 0" says nothing: a list that was not looked through says so.
    #[test]
    fn nothing_found_so_far_is_no_count() {
        assert_eq!(at_least(Lang::En, 1), "at least 1");
        assert_eq!(at_least(Lang::En, 0), "Not all was looked at; among what was, nothing matches");
        assert!(!at_least(Lang::Zh, 0).contains('0'));
    }
}
