//! What waits on a desk, whatever it is about, in one order: what has a last day by that day, so that what is over comes
//! first, and after it what has none, by when it began. The parts keep what waits for nobody here.

use policy::calendar::Day;

use crate::office::desk::Part;
use crate::office::desk_row::DeskRow;
use crate::office::desk_work;

/// What waits, in the order of the desk.
#[derive(Default)]
pub(super) struct InOrder {
    /// What has a last day, the first day first.
    pub(super) dated: Vec<DeskRow>,
    /// What has none, the oldest first.
    pub(super) undated: Vec<DeskRow>,
}

/// Takes what waits out of the parts. A row stands no longer under the title of its part and says it itself, unless it is
/// work on a case, which says what it is anyway.
pub(super) fn take<'p>(parts: impl Iterator<Item = &'p mut Part>) -> InOrder {
    let mut taken = InOrder::default();
    for part in parts {
        let rows = std::mem::take(&mut part.rows);
        let (waits, rest): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| row.is_work);
        part.rows = rest;
        let is_said = desk_work::is_of_cases(part.name);
        for mut row in waits {
            if let Some(about) = row.view.under.first_mut().filter(|_| !is_said) {
                *about = format!("{}{}{about}", part.title, crate::office::desk_row::DOT);
            }
            let list = if row.due.is_some() { &mut taken.dated } else { &mut taken.undated };
            list.push(row);
        }
    }
    // Rows of one day stay in the order of the parts.
    taken.dated.sort_by_key(|row| row.due.map(|(_, last): (_, Day)| last));
    taken.undated.sort_by_key(|row| row.since.map_or(Day::LAST, |(_, day)| day));
    taken
}
