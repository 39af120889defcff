//! Editions that ask for something on the present day, the longest wait first: those to be reviewed (clause 4) and those that
//! stand beside a later one in force (clause 2). The store tells the days by which they are found, so what a page shows is
//! read and not the register.

use policy::apply::stands;
use policy::calendar::Day;
use policy::question::Law;
use policy::standard::Standard;
use policy::standard::number::{EditionNumber, StandardNumber};
use registry::{Fault, PublicMark, Reader};

use crate::public::bare::standard_without_tables;
use crate::public::duties::{ToReview, to_review};
use crate::public::mark::standing;

/// How much is looked at for one page: a mark is one, a standard as many as `A_STANDARD`.
const LOOKED_THROUGH: usize = 1_000;
const A_STANDARD: usize = 3;
/// Days read at once.
const AT_ONCE: usize = 100;

/// The first of something, and whether there may be more.
pub(crate) type First<T> = (Vec<T>, bool);

/// Sees rows of a kind by their days until `see`, which tells how much it looked at, has enough or the day is a later one;
/// whether there may be more.
fn by_day(
    reader: &Reader,
    kind: &str,
    is_later: impl Fn(Day) -> bool,
    mut see: impl FnMut(&str) -> Result<Option<usize>, Fault>,
) -> Result<bool, Fault> {
    let (mut after, mut looked) = ((String::new(), String::new()), 0);
    loop {
        let part = reader.days(kind, (&after.0, &after.1), AT_ONCE)?;
        let is_last = part.len() < AT_ONCE;
        for (day, id) in part {
            let unreadable = |cause| Fault::Unreadable(format!("the day of the row {kind} `{id}`: {cause}"));
            if is_later(day.parse().map_err(unreadable)?) {
                return Ok(false);
            }
            match see(&id)? {
                Some(more) if looked < LOOKED_THROUGH => looked += more,
                Some(_) | None => return Ok(true),
            }
            after = (day, id);
        }
        if is_last {
            return Ok(false);
        }
    }
}

/// A standard without its tables.
fn bare(reader: &Reader, number: &str) -> Result<Option<Standard>, Fault> {
    reader.row("standard", number)?.map(|row| standard_without_tables(&row)).transpose()
}

/// The first editions to be reviewed, or of which nobody can tell.
///
/// # Errors
/// A fault of the reader.
pub(crate) fn first_to_review(reader: &Reader, today: Day, most: usize) -> Result<First<ToReview>, Fault> {
    let law = reader.law();
    let Some(numbers) = law.parameters.on(today) else { return Ok((Vec::new(), false)) };
    let mut found = Vec::new();
    let is_later = |runs_from: Day| runs_from.plus_years(numbers.review_years) > today;
    let is_more = by_day(reader, "edition", is_later, |id| {
        if found.len() == most {
            return Ok(None);
        }
        let edition = EditionNumber::parse(id).ok();
        let number = edition.as_ref().map(EditionNumber::number);
        let standard = number.map(|number| bare(reader, number.as_str())).transpose()?.flatten();
        let Some(standard) = standard else { return Ok(Some(1)) };
        let marks = reader.marks_against(&standard.number, None)?;
        let due = to_review(&standard, &marks, law, today);
        found.extend(due.filter(|due| Some(&due.edition.edition) == edition.as_ref()));
        Ok(Some(A_STANDARD + marks.len()))
    })?;
    Ok((found, is_more))
}

/// An edition that nobody has ended although a later one is in force.
pub(crate) struct Outlived {
    pub(crate) edition: EditionNumber,
    pub(crate) title: String,
    pub(crate) later: EditionNumber,
    /// The day from which the later one is in force.
    pub(crate) since: Day,
    /// The day by which its standard is found: the first on which two of its editions stand. With more than two it is earlier
    /// than `since` of the later ones; they come together.
    pub(crate) asks_from: Option<Day>,
    /// How many marks stand that name the earlier.
    pub(crate) marks: usize,
}

/// The first editions that are outlived.
///
/// # Errors
/// A fault of the reader.
pub(crate) fn first_outlived(reader: &Reader, today: Day, most: usize) -> Result<First<Outlived>, Fault> {
    let mut found = Vec::new();
    let is_more = by_day(
        reader,
        "standard",
        |from| from > today,
        |id| {
            if found.len() >= most {
                return Ok(None);
            }
            let standard = StandardNumber::parse(id).ok().map(|number| bare(reader, number.as_str()));
            let Some(standard) = standard.transpose()?.flatten() else { return Ok(Some(1)) };
            let marks = reader.marks_against(&standard.number, None)?;
            found.extend(outlived_of(&standard, &marks, reader.law(), today));
            Ok(Some(A_STANDARD + marks.len()))
        },
    )?;
    Ok((found, is_more))
}

/// Those of a standard, with these marks against it.
pub(crate) fn outlived_of<'a>(
    standard: &'a Standard,
    marks: &'a [PublicMark],
    law: Law<'a>,
    day: Day,
) -> impl Iterator<Item = Outlived> + use<'a> {
    let asks_from = standard.outlived_from();
    standard.outlived(day).map(move |(edition, later)| {
        let naming = marks.iter().filter(|mark| mark.authorization.edition == edition.edition);
        Outlived {
            edition: edition.edition.clone(),
            title: edition.title.clone(),
            later: later.edition.clone(),
            since: later.in_force_from,
            asks_from,
            marks: naming.filter(|mark| stands(standing(mark, law, day))).count(),
        }
    })
}
