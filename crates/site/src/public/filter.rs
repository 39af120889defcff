//! What a list is filtered by, as it stands in an address, and the rows that match it, page by page.

use policy::authorization::MarkState;
use policy::calendar::Day;
use policy::question::Law;
use policy::scheme::research::Call;
use policy::supervision::Proceeding;
use registry::{CALL, Key, MEMBERSHIP, PROJECT, PublicMark, Reader, Row, SYSTEM};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::public::mark::standing;
use crate::public::of_industry::is_of_industry;
use crate::public::offer::Rest;
use crate::public::order::Order;
use crate::public::{decisions, standard_state};
use crate::when::When;

/// The most pages of the store that are looked through to fill one page of a filtered search.
pub(super) const LOOKED_THROUGH: usize = 40;
/// The same of a search whose rows are sifted, and the rows of each.
const SEARCHED: usize = 5;
const SEARCHED_AT_ONCE: usize = 200;

/// What an address says for makers whose industry nobody has stated.
pub(crate) const NOT_STATED: &str = "none";

/// What an address filters by.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Filter {
    pub(crate) q: String,
    pub(crate) state: String,
    pub(crate) region: String,
    pub(crate) industry: String,
    pub(crate) after: String,
    pub(crate) id: String,
    /// Of marks: the month in which they were granted, revoked or ended, as in `2026-05`.
    pub(crate) granted: String,
    pub(crate) revoked: String,
    pub(crate) ended: String,
    /// Of marks: the standard they were granted against, and `certified` or `self_declared`.
    pub(crate) standard: String,
    pub(crate) path: String,
    /// Of decisions, findings and figures: the first and the last month, or year.
    pub(crate) from: String,
    pub(crate) to: String,
    /// Of decisions: the kind of work. Of decisions, findings and duties: what it came to.
    pub(crate) work: String,
    pub(crate) outcome: String,
    /// Of findings: the clause, by its number, and the rule.
    pub(crate) clause: String,
    pub(crate) rule: String,
    /// Of what is on file: one of its registers.
    pub(crate) register: String,
    pub(crate) sort: String,
    pub(crate) as_of: String,
    pub(crate) as_known_on: String,
    /// What else stands in the address: no list knows it.
    #[serde(flatten)]
    pub(crate) rest: Rest,
}

impl Filter {
    /// As found in an address, without what nobody types.
    pub(super) fn trimmed(mut self) -> Filter {
        for (name, value) in self.parts_mut() {
            let most = if name == "q" { 100 } else { 60 };
            *value = value.trim().chars().filter(|c| !c.is_control()).take(most).collect();
        }
        self
    }

    /// What an address filters and orders by, each part by its name.
    pub(super) fn parts_mut(&mut self) -> [(&'static str, &mut String); 18] {
        [
            ("q", &mut self.q),
            ("state", &mut self.state),
            ("region", &mut self.region),
            ("industry", &mut self.industry),
            ("id", &mut self.id),
            ("granted", &mut self.granted),
            ("revoked", &mut self.revoked),
            ("ended", &mut self.ended),
            ("standard", &mut self.standard),
            ("path", &mut self.path),
            ("from", &mut self.from),
            ("to", &mut self.to),
            ("work", &mut self.work),
            ("outcome", &mut self.outcome),
            ("clause", &mut self.clause),
            ("rule", &mut self.rule),
            ("register", &mut self.register),
            ("sort", &mut self.sort),
        ]
    }

    /// Whether anything is filtered at all.
    pub(crate) fn is_filtered(&self) -> bool {
        self.given().any(|(name, _)| name != "sort")
    }

    /// What is given of it beside the days and the place in the list: the names of an address and their values.
    fn given(&self) -> impl Iterator<Item = (&'static str, &String)> {
        let all = [
            ("q", &self.q),
            ("state", &self.state),
            ("region", &self.region),
            ("industry", &self.industry),
            ("id", &self.id),
            ("granted", &self.granted),
            ("revoked", &self.revoked),
            ("ended", &self.ended),
            ("standard", &self.standard),
            ("path", &self.path),
            ("from", &self.from),
            ("to", &self.to),
            ("work", &self.work),
            ("outcome", &self.outcome),
            ("clause", &self.clause),
            ("rule", &self.rule),
            ("register", &self.register),
            ("sort", &self.sort),
        ];
        all.into_iter().filter(|(_, value)| !value.is_empty())
    }

    /// What it filters by beside the days.
    pub(crate) fn parts(&self) -> Vec<(&'static str, String)> {
        self.given().map(|(name, value)| (name, value.clone())).collect()
    }
    /// The address of the page after a key, with everything else kept.
    pub(crate) fn address(&self, path: &str, after: &str) -> String {
        let days = [("as_of", self.as_of.as_str()), ("as_known_on", &self.as_known_on), ("after", after)];
        let given = self.given().map(|(name, value)| (name, value.as_str()));
        let pairs: Vec<String> = given
            .chain(days.into_iter().filter(|(_, value)| !value.is_empty()))
            .map(|(name, value)| format!("{name}={}", encoded(value)))
            .collect();
        if pairs.is_empty() { path.to_owned() } else { format!("{path}?{}", pairs.join("&")) }
    }
}

/// A text as one part of an address.
pub(crate) fn encoded(text: &str) -> String {
    use std::fmt::Write as _;
    text.bytes().fold(String::with_capacity(text.len()), |mut out, byte| {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => out.push(char::from(byte)),
            _ => {
                // Writing to a String cannot fail.
                let _ = write!(out, "%{byte:02X}");
            }
        }
        out
    })
}

/// States of marks that a reader filters by: name, and a state whose words are shown.
pub(crate) const STATES: [(&str, MarkState); 8] = [
    ("valid", MarkState::Valid),
    ("suspended", MarkState::Suspended(Day::FIRST)),
    ("basis_gone", MarkState::BasisGone(Day::FIRST)),
    ("revoked", MarkState::Revoked(Day::FIRST)),
    ("ended", MarkState::Ended(Day::FIRST)),
    ("expired", MarkState::Expired(Day::FIRST)),
    ("not_yet", MarkState::NotYet(Day::FIRST)),
    ("cannot_tell", MarkState::CannotTell),
];

/// As what the store, which knows nothing of the day, may keep marks of a state: the first and the last day of a mark
/// outweigh its suspension, and a certificate runs out by itself.
fn kept_as(state: &str) -> &'static [&'static str] {
    match state {
        "" => &[""],
        "valid" => &["granted"],
        "suspended" => &["suspended", "basis_suspended"],
        "revoked" => &["revoked"],
        "ended" => &["ended"],
        _ => &["basis_gone", "basis_suspended", "granted", "suspended"],
    }
}

/// Whether today's list is found by days, and told in their order.
pub(super) fn is_by_day(kind: &str, filter: &Filter) -> bool {
    kind == "standard" && filter.q.is_empty() && standard_state::is_by_day(&filter.state)
}

/// As what the store may keep the rows of a kind that match a filter on a day.
pub(super) fn kept<'a>(kind: &str, filter: &'a Filter) -> Vec<&'a str> {
    match kind {
        "authorization" => kept_as(&filter.state).to_vec(),
        "proceeding" if filter.state.is_empty() => decisions::kept_as(&filter.outcome).to_vec(),
        // What a call is worth, the day tells.
        CALL => vec![""],
        "standard" => vec![standard_state::kept_as(&filter.state)],
        _ => vec![filter.state.as_str()],
    }
}

/// Rows that are kept as any of these, in the order of their keys.
fn rows_kept_as(
    reader: &Reader,
    query: &registry::Query,
    kept_as: &[&str],
) -> Result<registry::Page<Row>, registry::Fault> {
    let (mut items, mut is_more) = (Vec::new(), false);
    for state in kept_as {
        let part = reader.rows(&registry::Query { state: (*state).to_owned(), ..query.clone() })?;
        is_more |= part.next.is_some();
        items.extend(part.items);
    }
    // Each part has its first rows, so the first of all are among them.
    items.sort_by(|one, other| one.id.cmp(&other.id));
    is_more |= items.len() > query.limit;
    items.truncate(query.limit);
    let last = items.last().map(|row| Key { kind: row.kind.clone(), id: row.id.clone() });
    Ok(registry::Page { items, next: last.filter(|_| is_more) })
}

/// A page of rows that match, and the key to go on after.
pub(crate) struct Found {
    pub(crate) rows: Vec<Row>,
    pub(crate) next: Option<String>,
}

/// The rows of a kind that match a filter. Whatever the store cannot tell by itself, such as the state on a
/// day, is looked at row by row, a bounded number of pages far.
///
/// # Errors
/// A fault of the reader.
pub(crate) fn find(
    reader: &Reader,
    kind: &str,
    filter: &Filter,
    when: &When,
    per_page: usize,
) -> Result<Found, registry::Fault> {
    let today = when.seen.as_of;
    if when.is_dated {
        return find_seen(reader, kind, filter, when, per_page);
    }
    if is_by_day(kind, filter) {
        return standard_state::find(reader, filter, today, per_page);
    }
    if let Some(order) = Order::of(filter) {
        return order.find(reader, kind, filter, when, per_page);
    }
    let mut found = Found { rows: Vec::new(), next: None };
    let mut after = key_of(kind, &filter.after);
    // A search begins anew for each page of the store: fewer and longer ones, where not each row counts.
    let is_search = !filter.q.is_empty();
    let is_sifted = !filter.state.is_empty() || !filter.industry.is_empty() || filter.is_of_marks();
    let (most, at_once) =
        if is_search && is_sifted { (SEARCHED, SEARCHED_AT_ONCE) } else { (LOOKED_THROUGH, per_page) };
    for _ in 0..most {
        let part = if filter.q.is_empty() {
            let query = registry::Query {
                kind: kind.to_owned(),
                region: filter.region.clone(),
                after: after.id.clone(),
                limit: per_page,
                ..registry::Query::default()
            };
            rows_kept_as(reader, &query, &kept(kind, filter))?
        } else {
            reader.search(&filter.q, Some(kind), &after, at_once)?
        };
        // The store has looked at as much as it does for one page.
        let is_cut = is_search && part.items.len() < at_once;
        for row in part.items {
            if found.rows.len() == per_page {
                return Ok(found);
            }
            let key = row.id.clone();
            if matches(&row, filter, reader.law(), today)? {
                found.rows.push(row);
            }
            found.next = Some(key);
        }
        match part.next {
            Some(next) if is_cut => {
                found.next = Some(next.id);
                return Ok(found);
            }
            Some(next) => after = next,
            None => {
                found.next = None;
                return Ok(found);
            }
        }
        if found.rows.len() == per_page {
            return Ok(found);
        }
    }
    Ok(found)
}

/// The rows of a kind as they were seen: made from the cases, for rows are kept for the present only.
fn find_seen(
    reader: &Reader,
    kind: &str,
    filter: &Filter,
    when: &When,
    per_page: usize,
) -> Result<Found, registry::Fault> {
    let query = registry::Query {
        kind: kind.to_owned(),
        region: filter.region.clone(),
        after: filter.after.clone(),
        limit: per_page,
        ..registry::Query::default()
    };
    let keep = |row: &Row| matches(row, filter, reader.law(), when.seen.as_of);
    let page = reader.rows_seen(when.seen, &query, &filter.q, keep)?;
    Ok(Found { rows: page.items, next: page.next.map(|next| next.id) })
}

/// The place in a list of a kind that an address names.
fn key_of(kind: &str, id: &str) -> Key {
    if id.is_empty() { Key::default() } else { Key { kind: kind.to_owned(), id: id.to_owned() } }
}

pub(super) fn matches(row: &Row, filter: &Filter, law: Law, day: Day) -> Result<bool, registry::Fault> {
    let is_told = match row.kind.as_str() {
        "proceeding" => decisions::is_asked_for(&case_of(row)?, filter),
        _ => is_public(row)?,
    };
    if !is_told || !row.region.starts_with(&filter.region) {
        return Ok(false);
    }
    if !filter.industry.is_empty() && !is_of_industry(row, &filter.industry)? {
        return Ok(false);
    }
    if row.kind == "authorization" && filter.is_of_marks() && !filter.takes_mark(&mark_of(row)?, day) {
        return Ok(false);
    }
    Ok(match row.kind.as_str() {
        _ if filter.state.is_empty() => true,
        "authorization" => standing(&mark_of(row)?, law, day).name() == filter.state,
        CALL => case_of::<Call>(row)?.state(day).name() == filter.state,
        "standard" => standard_state::is_in(row, &filter.state, day)?,
        _ => row.state == filter.state,
    })
}

/// Whether a row has a public page.
pub(super) fn is_public(row: &Row) -> Result<bool, registry::Fault> {
    Ok(match row.kind.as_str() {
        "authorization" | "enterprise" | "standard" | PROJECT | SYSTEM => true,
        "product" | CALL | MEMBERSHIP => row.state != "annulled",
        "proceeding" => case_of::<Proceeding>(row)?.has_public_decision(),
        _ => false,
    })
}

/// The mark kept in a row.
///
/// # Errors
/// As [`case_of`].
pub(crate) fn mark_of(row: &Row) -> Result<PublicMark, registry::Fault> {
    case_of(row)
}

/// The case kept in a row. One that cannot be read is a fault, told with its number: left out, a list or a figure would
/// be wrong and nobody would know.
///
/// # Errors
/// If the row cannot be read.
pub(crate) fn case_of<T: DeserializeOwned>(row: &Row) -> Result<T, registry::Fault> {
    serde_json::from_str(&row.body)
        .map_err(|cause| registry::Fault::Unreadable(format!("the row {} `{}`: {cause}", row.kind, row.id)))
}
