//! In which order a list is told. Each order goes on by key, as an index of the store or, for the state on a day, as
//! one list after the other; so a search, whose index knows identifiers only, and a list of another day, which is made
//! from the cases, have their one order.

use policy::article::Words;
use policy::scheme::research::CallState;
use registry::{CALL, Reader, Row, Sort};

use crate::public::filter::{Filter, Found, LOOKED_THROUGH, find, kept, matches};
use crate::when::When;

/// Stands between the parts of a key; no identifier has it.
const BETWEEN: char = '\u{1f}';

/// The states of marks in the order in which they are told, the ones first that call for something.
const STATES: [&str; 8] =
    ["suspended", "basis_gone", "cannot_tell", "not_yet", "valid", "expired", "ended", "revoked"];

/// An order beside that of the identifiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Order {
    /// As the store keeps it.
    Kept(Sort),
    /// By what marks are worth today.
    State,
    /// Calls that are open first, by their last day; those that are over last, the one first that was open last.
    Open,
}

/// The orders by name: that of the identifiers, and the others.
const NAMES: [(&str, Option<Order>, Words); 7] = [
    ("number", None, Words { zh: "编号", en: "number" }),
    ("name", Some(Order::Kept(Sort::Title)), Words { zh: "名称", en: "name" }),
    (
        "until",
        Some(Order::Kept(Sort::DueOn)),
        Words { zh: "截止日（近的在前）", en: "last day, the nearest first" },
    ),
    (
        "changed",
        Some(Order::Kept(Sort::Changed)),
        Words { zh: "最近变化", en: "last change, the latest first" },
    ),
    (
        "decided",
        Some(Order::Kept(Sort::DueBack)),
        Words { zh: "决定日（近的在前）", en: "day of the decision, the latest first" },
    ),
    ("state", Some(Order::State), Words { zh: "状态", en: "state" }),
    ("open", Some(Order::Open), Words { zh: "申报中的在前", en: "open ones first, by their last day" }),
];

/// The orders that a list of a kind may be told in, the usual one first.
pub(crate) fn of_kind(kind: &str) -> &'static [&'static str] {
    match kind {
        "authorization" => &["number", "name", "until", "state", "changed"],
        "proceeding" => &["decided", "changed", "number", "name"],
        CALL => &["open", "number", "name", "changed"],
        _ => &["number", "name", "changed"],
    }
}

/// The order to tell a list in: the one asked for if the kind has it, else the usual one.
pub(crate) fn named(kind: &str, asked: &str) -> &'static str {
    let names = of_kind(kind);
    names.iter().find(|name| **name == asked).or(names.first()).copied().unwrap_or("number")
}

/// An order in words.
pub(crate) fn words(name: &str) -> Words {
    let found = NAMES.iter().find(|(known, ..)| *known == name);
    found.map_or(Words { zh: "", en: "" }, |(.., words)| *words)
}

impl Order {
    /// The order that a filter asks for; `None` for that of the identifiers, which a search always has.
    pub(crate) fn of(filter: &Filter) -> Option<Order> {
        if !filter.q.is_empty() {
            return None;
        }
        let order = NAMES.iter().find(|(name, ..)| *name == filter.sort).and_then(|(_, order, _)| *order)?;
        // Marks of one state are in no order by their states.
        (order != Order::State || filter.state.is_empty()).then_some(order)
    }

    /// A page of rows in this order.
    ///
    /// # Errors
    /// A fault of the reader.
    pub(super) fn find(
        self,
        reader: &Reader,
        kind: &str,
        filter: &Filter,
        when: &When,
        per_page: usize,
    ) -> Result<Found, registry::Fault> {
        match self {
            Order::Kept(sort) => sorted(reader, sort, kind, filter, when, per_page),
            Order::State => by_state(reader, kind, filter, when, per_page),
            Order::Open => by_opening(reader, kind, filter, when, per_page),
        }
    }
}

fn sorted(
    reader: &Reader,
    sort: Sort,
    kind: &str,
    filter: &Filter,
    when: &When,
    per_page: usize,
) -> Result<Found, registry::Fault> {
    let mut found = Found { rows: Vec::new(), next: None };
    let mut after = filter.after.clone();
    for _ in 0..LOOKED_THROUGH {
        let asked = Filter { after, ..filter.clone() };
        let round = round(reader, sort, kind, &asked, when, (per_page, per_page - found.rows.len()))?;
        found.rows.extend(round.rows);
        found.next = round.next;
        match &found.next {
            Some(next) if found.rows.len() < per_page => after = next.clone(),
            Some(_) | None => return Ok(found),
        }
    }
    Ok(found)
}

/// One look at the rows of a kind in the order of the days of its decisions: those of so many that match, and where the
/// next look begins.
///
/// # Errors
/// A fault of the reader.
pub(super) fn one_round(
    reader: &Reader,
    kind: &str,
    filter: &Filter,
    when: &When,
    rows: usize,
) -> Result<Found, registry::Fault> {
    round(reader, Sort::DueBack, kind, filter, when, (rows, rows))
}

/// One look at so many rows in an order, of which at most so many are taken.
fn round(
    reader: &Reader,
    sort: Sort,
    kind: &str,
    filter: &Filter,
    when: &When,
    (at_once, most): (usize, usize),
) -> Result<Found, registry::Fault> {
    let mut found = Found { rows: Vec::new(), next: None };
    // Nothing after the last month that is asked for is looked at.
    let last = (sort == Sort::DueBack && !filter.to.is_empty()).then(|| format!("{}~", filter.to));
    let after = filter.after.split_once(BETWEEN).or(last.as_deref().map(|last| ("", last)));
    let mut items: Vec<Row> = Vec::new();
    for state in kept(kind, filter) {
        let query = registry::Query {
            kind: kind.to_owned(),
            state: state.to_owned(),
            region: filter.region.clone(),
            limit: at_once,
            ..registry::Query::default()
        };
        items.extend(reader.rows_sorted(sort, &query, after.map(|(id, value)| (value, id)))?);
    }
    // Each part has its first rows, so the first of all are among them.
    items.sort_by(|one, other| sort.compare(one, other));
    let is_more = items.len() > at_once;
    items.truncate(at_once);
    for row in items {
        if found.rows.len() == most {
            return Ok(found);
        }
        if sort == Sort::DueBack && row.due_on < filter.from {
            // All that follow are earlier.
            return Ok(Found { next: None, ..found });
        }
        let next = format!("{}{BETWEEN}{}", row.id, sort.value(&row));
        if matches(&row, filter, reader.law(), when.seen.as_of)? {
            found.rows.push(row);
        }
        found.next = Some(next);
    }
    if !is_more {
        found.next = None;
    }
    Ok(found)
}

/// One state after the other, each in the order of its identifiers.
fn by_state(
    reader: &Reader,
    kind: &str,
    filter: &Filter,
    when: &When,
    per_page: usize,
) -> Result<Found, registry::Fault> {
    let (state, mut after) = filter.after.split_once(BETWEEN).unwrap_or_default();
    let first = STATES.iter().position(|known| *known == state);
    if first.is_none() {
        after = "";
    }
    let mut rows = Vec::new();
    let rest = STATES.iter().skip(first.unwrap_or(0));
    for (at, state) in rest.enumerate() {
        if rows.len() == per_page {
            return Ok(Found { rows, next: Some(format!("{state}{BETWEEN}")) });
        }
        let own = Filter {
            state: (*state).to_owned(),
            sort: String::new(),
            after: if at == 0 { after.to_owned() } else { String::new() },
            ..filter.clone()
        };
        let part = find(reader, kind, &own, when, per_page - rows.len())?;
        rows.extend(part.rows);
        if let Some(next) = part.next {
            return Ok(Found { rows, next: Some(format!("{state}{BETWEEN}{next}")) });
        }
    }
    Ok(Found { rows, next: None })
}

/// Calls of one state after the other, each by its last day. What is open, or will be, has its last day today or later: the
/// long past is not read to find it.
fn by_opening(
    reader: &Reader,
    kind: &str,
    filter: &Filter,
    when: &When,
    per_page: usize,
) -> Result<Found, registry::Fault> {
    let from_today = format!("{BETWEEN}{}", when.seen.as_of);
    let part = |state: CallState| match state {
        CallState::Open | CallState::NotYet => (Sort::DueOn, from_today.as_str()),
        CallState::Closed => (Sort::DueBack, ""),
    };
    let (from, mut after) = filter.after.split_once(BETWEEN).unwrap_or_default();
    let is_meant = |state: &CallState| filter.state.is_empty() || filter.state == state.name();
    let states: Vec<CallState> = CallState::ALL.into_iter().filter(is_meant).collect();
    let first = states.iter().position(|known| known.name() == from);
    if first.is_none() {
        after = "";
    }
    let mut rows = Vec::new();
    for (at, state) in states.into_iter().skip(first.unwrap_or(0)).enumerate() {
        if rows.len() == per_page {
            return Ok(Found { rows, next: Some(format!("{}{BETWEEN}", state.name())) });
        }
        let (sort, start) = part(state);
        let after = if at == 0 && !after.is_empty() { after } else { start };
        let own = Filter { state: state.name().to_owned(), after: after.to_owned(), ..filter.clone() };
        let found = sorted(reader, sort, kind, &own, when, per_page - rows.len())?;
        rows.extend(found.rows);
        if let Some(next) = found.next {
            return Ok(Found { rows, next: Some(format!("{}{BETWEEN}{next}", state.name())) });
        }
    }
    Ok(Found { rows, next: None })
}
