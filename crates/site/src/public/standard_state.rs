//! The states of a standard on a day, by those of its editions (decision 0024). One can be in several: an edition in force and
//! another to come. Today's are found by what the store keeps of days, so that no list reads the register to find them.

use policy::article::Words;
use policy::calendar::Day;
use policy::standard::number::EditionNumber;
use registry::{Fault, Reader, Row, Sort, WITHDRAWN};
use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::public::filter::{Filter, Found, case_of};

/// Stands between the parts of a key; no identifier has it.
const BETWEEN: char = '\u{1f}';
/// Rows or days read at once, and the most standards that are read, or days that are seen, to count them.
const AT_ONCE: usize = 100;
const READ_TO_COUNT: usize = 300;
const SEEN_TO_COUNT: usize = 2_000;

pub(crate) const IN_FORCE: &str = "in_force";
pub(crate) const NOT_YET: &str = "not_yet";
const OUTLIVED: &str = "outlived";

/// The states, by the names that stay.
pub(crate) const STATES: [(&str, Words); 4] = [
    (IN_FORCE, Words { zh: "现行有效", en: "in force" }),
    (NOT_YET, Words { zh: "有版本尚未实施", en: "an edition not yet in force" }),
    (OUTLIVED, Words { zh: "已被取代的版本未废止", en: "a superseded edition not withdrawn" }),
    (WITHDRAWN, Words { zh: "已废止", en: "withdrawn" }),
];

/// What of a standard tells its states: the rest of it, its tables most of all, is passed over.
#[derive(Deserialize)]
struct Told {
    editions: Vec<Dates>,
}

#[derive(Deserialize)]
struct Dates {
    edition: EditionNumber,
    published_on: Day,
    in_force_from: Day,
    #[serde(default)]
    ended: Option<Ended>,
    #[serde(default)]
    annulled: Option<IgnoredAny>,
}

#[derive(Deserialize)]
struct Ended {
    on: Day,
}

impl Dates {
    fn is_over(&self, day: Day) -> bool {
        self.ended.as_ref().is_some_and(|end| end.on <= day)
    }

    fn stands(&self, day: Day) -> bool {
        self.published_on <= day && !self.is_over(day)
    }

    fn is_in_force(&self, day: Day) -> bool {
        self.stands(day) && self.in_force_from <= day
    }
}

/// The days of the editions of the standard in a row, without those that were set aside.
fn dates(row: &Row) -> Result<Vec<Dates>, Fault> {
    let mut told: Told = case_of(row)?;
    told.editions.retain(|edition| edition.annulled.is_none());
    Ok(told.editions)
}

fn has(editions: &[Dates], state: &str, day: Day) -> bool {
    let later =
        |one: &Dates| editions.iter().any(|it| it.edition.year() > one.edition.year() && it.is_in_force(day));
    match state {
        IN_FORCE => editions.iter().any(|one| one.is_in_force(day)),
        NOT_YET => editions.iter().any(|one| one.stands(day) && day < one.in_force_from),
        OUTLIVED => editions.iter().any(|one| one.stands(day) && later(one)),
        WITHDRAWN => !editions.is_empty() && editions.iter().all(|one| one.is_over(day)),
        _ => false,
    }
}

/// The states of a standard on a day.
///
/// # Errors
/// If the row cannot be read.
pub(crate) fn states_on(row: &Row, day: Day) -> Result<Vec<(&'static str, Words)>, Fault> {
    let editions = dates(row)?;
    Ok(STATES.into_iter().filter(|(state, _)| has(&editions, state, day)).collect())
}

/// Whether a standard is in a state on a day.
pub(super) fn is_in(row: &Row, state: &str, day: Day) -> Result<bool, Fault> {
    Ok(has(&dates(row)?, state, day))
}

/// As what the store may keep standards of a state.
pub(super) fn kept_as(state: &str) -> &'static str {
    match state {
        "" => "",
        WITHDRAWN => WITHDRAWN,
        _ => "on_file",
    }
}

/// Whether the standards of a state are found by their days, and told in the order of those.
pub(crate) fn is_by_day(state: &str) -> bool {
    matches!(state, NOT_YET | OUTLIVED)
}

/// A page of today's standards of a state that is found by days.
pub(super) fn find(reader: &Reader, filter: &Filter, today: Day, per_page: usize) -> Result<Found, Fault> {
    if filter.state == OUTLIVED {
        outlived(reader, filter, today, per_page)
    } else {
        to_come(reader, filter, today, per_page)
    }
}

/// By the day from which two of its editions stand in force, which every row has whose standard is in this state.
fn outlived(reader: &Reader, filter: &Filter, today: Day, per_page: usize) -> Result<Found, Fault> {
    let query =
        registry::Query { kind: "standard".to_owned(), limit: per_page, ..registry::Query::default() };
    let after = filter.after.split_once(BETWEEN);
    let mut rows = reader.rows_sorted(Sort::DueOn, &query, after)?;
    let today = today.to_string();
    rows.retain(|row| row.due_on <= today);
    let is_more = rows.len() > per_page;
    rows.truncate(per_page);
    let next = rows.last().filter(|_| is_more).map(|row| format!("{}{BETWEEN}{}", row.due_on, row.id));
    Ok(Found { rows, next })
}

/// By the day from which the first edition to come is in force.
fn to_come(reader: &Reader, filter: &Filter, today: Day, per_page: usize) -> Result<Found, Fault> {
    let (mut rows, mut next) = (Vec::new(), None);
    each_to_come(reader, filter.after.split_once(BETWEEN), today, &mut |day, row| {
        if rows.len() == per_page {
            // There is another one.
            next = rows.last().map(|(day, row): &(String, Row)| format!("{day}{BETWEEN}{}", row.id));
            return false;
        }
        rows.push((day.to_owned(), row));
        true
    })?;
    Ok(Found { rows: rows.into_iter().map(|(_, row)| row).collect(), next })
}

/// Sees each standard with an edition to come once, at the day of the first, for as long as `see` wants more.
fn each_to_come(
    reader: &Reader,
    after: Option<(&str, &str)>,
    today: Day,
    see: &mut dyn FnMut(&str, Row) -> bool,
) -> Result<(), Fault> {
    let (mut day, mut number) = match after {
        Some((day, number)) => (day.to_owned(), number.to_owned()),
        None => (today.to_string(), String::new()),
    };
    loop {
        let part = reader.starts_after((&day, &number), AT_ONCE)?;
        let is_last = part.len() < AT_ONCE;
        for (on, id) in part {
            let row = reader.row("standard", &id)?;
            (day, number) = (on, id);
            let Some(row) = row else { continue };
            let editions = dates(&row)?;
            let to_come = editions.iter().filter(|one| one.stands(today) && today < one.in_force_from);
            let is_first =
                to_come.map(|one| one.in_force_from).min().is_some_and(|first| first.to_string() == day);
            if is_first && !see(&day, row) {
                return Ok(());
            }
        }
        if is_last {
            return Ok(());
        }
    }
}

/// How many standards are in a state today, and whether there may be more.
///
/// # Errors
/// A fault of the reader.
pub(super) fn count(reader: &Reader, state: &str, today: Day) -> Result<(usize, bool), Fault> {
    let kept =
        |state: &str| Ok::<_, Fault>(usize::try_from(reader.count("standard", state)?).unwrap_or(usize::MAX));
    match state {
        WITHDRAWN => Ok((kept(WITHDRAWN)?, false)),
        OUTLIVED => count_outlived(reader, today),
        NOT_YET => {
            let (count, _, is_more) = count_to_come(reader, today)?;
            Ok((count, is_more))
        }
        _ => {
            // All that stand, but for those of which nothing is in force yet.
            let (_, new, is_more) = count_to_come(reader, today)?;
            let new = if is_more { count_days(reader, today)? } else { new };
            Ok((kept("on_file")?.saturating_sub(new), is_more))
        }
    }
}

fn count_outlived(reader: &Reader, today: Day) -> Result<(usize, bool), Fault> {
    let (mut count, mut after, today) = (0, (String::new(), String::new()), today.to_string());
    while count < SEEN_TO_COUNT {
        let part = reader.days("standard", (&after.0, &after.1), AT_ONCE)?;
        let is_last = part.len() < AT_ONCE;
        let due = part.iter().filter(|(day, _)| *day <= today).count();
        count += due;
        match part.into_iter().next_back() {
            Some(last) if due == AT_ONCE && !is_last => after = last,
            Some(_) | None => return Ok((count, false)),
        }
    }
    Ok((count, true))
}

/// On how many days, at the most, something of a standard comes into force, once for each standard.
fn count_days(reader: &Reader, today: Day) -> Result<usize, Fault> {
    let (mut count, mut after) = (0, (today.to_string(), String::new()));
    loop {
        let part = reader.starts_after((&after.0, &after.1), AT_ONCE)?;
        count += part.len();
        match part.into_iter().next_back() {
            Some(last) if count % AT_ONCE == 0 && count < SEEN_TO_COUNT => after = last,
            // Of more than that nobody says how many are in force.
            Some(_) if count >= SEEN_TO_COUNT => return Ok(usize::MAX),
            Some(_) | None => return Ok(count),
        }
    }
}

/// How many standards have an edition to come, how many of those have none in force, and whether there may be more.
fn count_to_come(reader: &Reader, today: Day) -> Result<(usize, usize, bool), Fault> {
    let (mut count, mut new, mut is_more, mut fault) = (0, 0, false, None);
    each_to_come(reader, None, today, &mut |_, row| {
        is_more = count == READ_TO_COUNT;
        if is_more {
            return false;
        }
        count += 1;
        match is_in(&row, IN_FORCE, today) {
            Ok(is_in_force) => new += usize::from(!is_in_force),
            Err(one) => fault = Some(one),
        }
        fault.is_none()
    })?;
    fault.map_or(Ok((count, new, is_more)), Err)
}
